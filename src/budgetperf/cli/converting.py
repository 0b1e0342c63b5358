"""`budgetperf convert` and `budgetperf blank`: a filing in another kind of file, and empty forms."""

from __future__ import annotations

from typing import Final

import click

from budgetperf.cli.commands import Argument, Command, Option
from budgetperf.cli.files import in_and_out, is_of_a_kind, keep_apart, keep_forms, read_all, writing_to
from budgetperf.cli.language import mark, say
from budgetperf.cli.options import lang_option, overwrite_option, quiet_option
from budgetperf.cli.values import FORMS, FileName, FilingName, OneOf, Whole

__all__ = ["blank", "convert"]

_LOST: Final = 1


@click.command(
    cls=Command,
    help=mark(
        "可读 Word、Excel、JSON、YAML 和 zip；写成 .docx .xlsx 即填好的官方表格，写成 .json .yaml 则保留全部内容。\n\n"
        "未能读入、表格放不下的内容列在标准错误。\n\n"
        "退出码：0 全部转换；1 有内容丢失；2 无法转换"
    ),
)
@click.argument("files", cls=Argument, nargs=-1, required=True, type=FilingName(), metavar=mark("输入… 输出"))
@overwrite_option
@quiet_option(mark("不列丢失的内容，只用退出码"))
@lang_option()
def convert(files: tuple[str, ...], overwrite: bool, quiet: bool, lang: str) -> None:
    """Write a filing as another kind of file; what is lost is told on standard error."""
    from budgetperf.domain.figures import figures
    from budgetperf.domain.finding import Severity
    from budgetperf.formats.canonical import left_out
    from budgetperf.formats.losses import count_cells, is_lost
    from budgetperf.formats.saving import WRITABLE, require_writable, write
    from budgetperf.rendering.messages import word
    from budgetperf.rendering.said import sentence
    from budgetperf.rendering.width import printable

    inputs, output = in_and_out(files, lang)
    require_writable(output, WRITABLE)
    keep_apart(inputs, [output], lang)
    if is_of_a_kind(output, inputs):
        # convert 附件*.docx: the last of them was not meant.
        keep_forms([output], lang, overwrite=overwrite)
    reading = read_all(inputs, quiet=quiet)
    with writing_to(output):
        write(reading.filing, output)
    lost = sum(is_lost(finding) for finding in reading.findings)
    # A form has cells for what the forms ask; JSON and YAML hold all of it.
    unwritten = left_out(reading.filing) if output.lower().endswith(FORMS) else ()
    if not quiet:
        for finding in reading.findings:
            severity = word("severity", Severity(finding.severity), lang)
            click.echo(printable(f"{severity} {finding.code}  {sentence(finding, reading.filing, lang)}"), err=True)
        for path in unwritten:
            click.echo(printable(say(lang, "官方表格里没有地方写：{path}", path=path)), err=True)
        read_cells, lost_cells = count_cells(reading)
        said = say(lang, "{output}：写入 {count#} 个数字", output=output, count=len(figures(reading.filing)))
        # JSON and YAML have no cells.
        if read_cells or lost_cells:
            cells = mark("；读入 {read} 个单元格或段落，未读入 {lost} 个")
            said += say(lang, cells, read=read_cells, lost=lost_cells)
        click.echo(printable(said), err=True)
    if lost or unwritten:
        raise SystemExit(_LOST)


@click.command(
    cls=Command,
    help=mark("base 附件1；department 附件2；project 附件3；department-report 附件4；project-report 附件5；all 全部"),
)
@click.argument(
    "form",
    cls=Argument,
    metavar=mark("表"),
    type=OneOf(["base", "department", "project", "department-report", "project-report", "all"]),
)
@click.argument("output", cls=Argument, type=FileName(*FORMS, written=True), metavar=mark("输出"))
@click.option("--year", cls=Option, type=Whole(1949, 2100), metavar=mark("年"), help=mark("印在表上的预算年度"))
@overwrite_option
@lang_option()
def blank(form: str, output: str, year: int | None, overwrite: bool, lang: str) -> None:
    """Write blank official forms."""
    from budgetperf.formats.saving import require_writable, write_bytes
    from budgetperf.formats.writing import blank_bytes
    from budgetperf.printing.blank import blank_filing
    from budgetperf.printing.sheet import ATTACHMENTS, Kind

    suffix = require_writable(output, FORMS)
    keep_forms([output], lang, overwrite=overwrite)
    kinds = ATTACHMENTS if form == "all" else (Kind(form),)
    write_bytes(blank_bytes(blank_filing(kinds, year), suffix), output)
