"""`budgetperf draft`: the reports, drafted from the figures of the forms."""

from __future__ import annotations

import click

from budgetperf.cli.commands import Argument, Command, Option
from budgetperf.cli.files import choose, in_and_out, keep_apart, keep_forms, read_all, writing_to
from budgetperf.cli.language import mark, say
from budgetperf.cli.options import lang_option, overwrite_option, quiet_option, rulebook_option
from budgetperf.cli.values import FilingName

__all__ = ["draft"]


@click.command(
    cls=Command,
    help=mark("已写的文字保留；须由人补写之处标作“【待填写：…】”，并列在标准错误。"),
)
@click.argument("files", cls=Argument, nargs=-1, required=True, type=FilingName(), metavar=mark("输入… 输出"))
@rulebook_option
@click.option(
    "--together/--each",
    cls=Option,
    default=None,
    help=mark("全部项目合写一份附件5，或一个项目一份"),
)
@overwrite_option
@quiet_option(mark("不列须由人补写之处"))
@lang_option()
def draft(
    files: tuple[str, ...], book: str | None, together: bool | None, overwrite: bool, quiet: bool, lang: str
) -> None:
    """Draft the reports; what a person must write is a marked gap."""
    from attrs import evolve

    from budgetperf.drafting import draft as draft_reports
    from budgetperf.drafting import gaps
    from budgetperf.formats.saving import WRITABLE, require_writable, write
    from budgetperf.rendering.width import printable
    from budgetperf.review import review as review_filing

    inputs, output = in_and_out(files, lang)
    require_writable(output, WRITABLE)
    keep_apart(inputs, [output], lang)
    keep_forms([output], lang, overwrite=overwrite)
    reading = read_all(inputs, quiet=quiet)
    choice = choose(reading.filing, book)
    reports = draft_reports(reading.filing, review_filing(reading, choice.rulebook, why=choice.why), together=together)
    with writing_to(output):
        write(evolve(reading.filing, reports=reports), output)
    if quiet:
        return
    open_places = [
        (report.heading.title or "", gap.prompt)
        for number, report in enumerate(reports)
        for gap in gaps(report, f"reports[{number}]")
    ]
    for title, prompt in open_places:
        click.echo(printable(f"{title}{say(lang, '：')}{prompt}"), err=True)
    said = say(lang, "{output}：起草 {count#} 份报告", output=output, count=len(reports))
    said += say(lang, "，{count#} 处待填写", count=len(open_places))
    click.echo(printable(said), err=True)
