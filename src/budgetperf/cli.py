"""The command line: parse, call, print, exit status. 0 done · 1 errors found or something lost · 2 cannot be done."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from budgetperf.errors import BudgetPerfError, RulebookError

if TYPE_CHECKING:
    from budgetperf.domain.model import Filing
    from budgetperf.review import Review
    from budgetperf.scoring.choice import Choice

__all__ = ["main"]

_FINDINGS, _FAILED = 1, 2
_FORMS: Final = (".docx", ".xlsx")
# What a review is written as where the output is a form.
_ANNOTATED: Final = "annotated"
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Program(click.Group):
    """Every mistake of a caller or a file is one message and status 2; only a mistake of ours shows a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BudgetPerfError as error:
            _complain(error, ctx.meta.get("budgetperf.lang", "zh"))
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo(f"budgetperf: {error.filename or ''}: {error.strerror or error}", err=True)
        return ctx.exit(_FAILED)


def _complain(error: BudgetPerfError, lang: str) -> None:
    """Say what is wrong on standard error; what it quotes from a file must not command the terminal."""
    from budgetperf.rendering.width import printable

    said = f"budgetperf: {error.zh if lang == 'zh' else error.en}"
    click.echo("\n".join(map(printable, said.split("\n"))), err=True)


def _remember_lang(ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    ctx.meta["budgetperf.lang"] = value
    return value


def _lang(command: _Command) -> _Command:
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        is_eager=True,
        callback=_remember_lang,
        help="输出语言 / language of the output.",
    )(command)


def _columns() -> int:
    """The width of the help. To find it, click would load what packs archives: a tenth of the time that help takes."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 80
    return max(min(columns, 100) - 2, 50)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _columns()})
@click.version_option(package_name="budgetperf")
def main() -> None:
    """预算绩效自评复核：重算得分，核对勾稽关系。 Review budget performance self-evaluations."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets another one, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--rulebook", "book", metavar="NAME|PATH", help="规则集 / rulebook: a shipped name or a YAML file.")
@click.option(
    "--previous",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="上年度的申报材料，可多次给出 / last year's filing; may be given more than once.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    help="默认 text；-o 写成 .html 的为 html / text unless the output ends in .html.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    help="写入文件；.docx、.xlsx 为加了批注的申报材料 / write to this file; .docx, .xlsx: the filing, annotated.",
)
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="整改台账，.xlsx 或 .docx / the list of what is to be put right.",
)
@click.option("--quiet", is_flag=True, help="不输出，只用退出码 / print nothing, only set the exit status.")
@_lang
def review(
    files: tuple[str, ...],
    book: str | None,
    previous: tuple[str, ...],
    form: str | None,
    output: str | None,
    ledger: str | None,
    quiet: bool,
    lang: str,
) -> None:
    """
    复核一份申报材料（可由多个文件组成）。 Review one filing, in one or several files.

    退出码 / exit status: 0 没有错误 no error · 1 有错误 errors found · 2 无法复核 cannot be reviewed
    """
    from budgetperf.embedding import to_html, to_json
    from budgetperf.formats.reader import read, require_writable, write_text
    from budgetperf.rendering.review_text import review_to_text
    from budgetperf.review import Verdict
    from budgetperf.review import review as review_filing

    form = _review_form(form, output)
    if ledger is not None:
        require_writable(ledger, _FORMS)
    _keep_apart([*files, *previous], [output, ledger])
    reading = read(*files)
    choice = _choose(reading.filing, book)
    before = read(*previous) if previous else None
    year, last = reading.filing.year, before.filing.year if before else None
    if year is not None and last is not None and last != year - 1:
        raise click.UsageError(
            f"--previous 应为 {year - 1} 年度的申报材料，所给的是 {last} 年度的"
            f" / --previous must be the filing of {year - 1}, this one is of {last}"
        )
    found = review_filing(reading, choice.rulebook, why=choice.why, previous=before)
    if ledger is not None:
        _write_ledger(found, ledger, lang)
    if form == _ANNOTATED and output is not None:
        _send_back(found, output, lang)
    elif output is not None or not quiet:
        text = {"json": to_json, "html": to_html}.get(form, review_to_text)(found, lang=lang)
        if output is not None:
            write_text(text, output)
        else:
            # A page says of itself that it is UTF-8, whatever the terminal takes.
            click.echo(text.encode() if form == "html" else text, nl=False)
    if found.verdict is Verdict.ERRORS:
        raise SystemExit(_FINDINGS)


def _review_form(form: str | None, output: str | None) -> str:
    """The form of a review: what was asked for, or what the name of the output asks for."""
    name = "" if output is None else output.lower()
    is_page, is_form = name.endswith((".html", ".htm")), name.endswith(_FORMS)
    if name.endswith(".pdf") or (is_page and form not in (None, "html")) or (is_form and form is not None):
        raise click.UsageError(
            f"复核结果可写成文字、JSON、网页或加了批注的材料，不能把 {form or 'text'} 写成 {output}"
            " / a review is written as text, JSON, HTML or an annotated filing;"
            f" its {form or 'text'} is not written as {output}"
        )
    if is_form:
        return _ANNOTATED
    return form or ("html" if is_page else "text")


def _choose(filing: Filing, book: str | None) -> Choice:
    """The rulebook that was asked for, or the one that fits."""
    from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
    from budgetperf.scoring.choice import choose_rulebook, require_in_force

    if book is None:
        return choose_rulebook(filing, shipped_rulebooks())
    return require_in_force(load_rulebook(book), filing)


def _in_and_out(files: Sequence[str]) -> tuple[Sequence[str], str]:
    """The files to be read, and the one to be written, which is the last."""
    if len(files) < 2:  # noqa: PLR2004 - one file in, one out
        raise click.UsageError(
            "应给出至少一个输入文件和一个输出文件 / give at least one input and one output: IN... OUT"
        )
    return files[:-1], files[-1]


def _keep_apart(inputs: Sequence[str], outputs: Sequence[str | None]) -> None:
    """Refuse to write over what is read, and to write two things to one file."""
    taken = {os.path.realpath(name) for name in inputs}
    for output in outputs:
        if output is None:
            continue
        if os.path.realpath(output) in taken:
            raise click.UsageError(
                f"{output} 已用作输入或另一个输出，请换一个文件名"
                f" / {output} is an input, or another output; give it another name"
            )
        taken.add(os.path.realpath(output))


def _send_back(found: Review, output: str, lang: str) -> None:
    """Write the filing with each finding at its cell."""
    from budgetperf.formats.canonical import left_out
    from budgetperf.formats.reader import require_writable, write_bytes
    from budgetperf.formats.writing import annotated_bytes
    from budgetperf.rendering.remarks import remarks, unprinted_remarks
    from budgetperf.rendering.width import printable

    suffix = require_writable(output, _FORMS)
    unprinted = left_out(found.filing)
    notes = (*remarks(found, lang), *unprinted_remarks(found, unprinted, lang))
    write_bytes(annotated_bytes(found.filing, suffix, notes), output)
    count = len(found.findings)
    said = f"{output}：{count} 条意见已批注在申报材料上"
    also = f"，{len(unprinted)} 处内容官方表格里没有地方写，列在标题的批注里" if unprinted else ""
    if lang != "zh":
        said = f"{output}: the filing, annotated with {count} findings"
        also = f"; {len(unprinted)} things that no form has a cell for are noted at the titles" if unprinted else ""
    click.echo(printable(said + also), err=True)


def _write_ledger(found: Review, output: str, lang: str) -> None:
    """Write the list of what is to be put right."""
    from budgetperf.formats.reader import require_writable, write_bytes
    from budgetperf.formats.writing import sheet_bytes
    from budgetperf.rendering.ledger_sheet import ledger_sheet

    write_bytes(sheet_bytes(ledger_sheet(found, lang), require_writable(output, _FORMS)), output)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="IN... OUT")
@_lang
def convert(files: tuple[str, ...], lang: str) -> None:
    """
    转换格式：可读 Word、Excel、JSON、YAML 和 zip；写成 .docx .xlsx 即填好的官方表格。 Convert a filing.

    未能读入、表格放不下的内容列在标准错误；退出码 1 表示有内容丢失。 What was lost is told on standard error.
    """
    from budgetperf.domain.figures import figures
    from budgetperf.domain.finding import Severity
    from budgetperf.formats.canonical import left_out
    from budgetperf.formats.reader import count_cells, is_lost, read, write
    from budgetperf.rendering.messages import word
    from budgetperf.rendering.said import sentence
    from budgetperf.rendering.width import printable

    inputs, output = _in_and_out(files)
    reading = read(*inputs)
    write(reading.filing, output)
    lost = sum(is_lost(finding) for finding in reading.findings)
    # A form has cells for what the forms ask; JSON and YAML hold all of it.
    unwritten = left_out(reading.filing) if output.lower().endswith(_FORMS) else ()
    for finding in reading.findings:
        severity = word("severity", Severity(finding.severity), lang)
        click.echo(printable(f"{severity} {finding.code}  {sentence(finding, reading.filing, lang)}"), err=True)
    for path in unwritten:
        said = f"官方表格里没有地方写：{path}" if lang == "zh" else f"the forms have no cell for it: {path}"
        click.echo(printable(said), err=True)
    count = len(figures(reading.filing))
    read_cells, lost_cells = count_cells(reading)
    said, of_cells = f"{output}：写入 {count} 个数字", f"；读入 {read_cells} 个单元格或段落，未读入 {lost_cells} 个"
    if lang != "zh":
        said = f"{output}: {count} figures written"
        of_cells = f"; {read_cells} cells or paragraphs read, {lost_cells} not read"
    # JSON and YAML have no cells.
    click.echo(printable(said + (of_cells if read_cells or lost_cells else "")), err=True)
    if lost or unwritten:
        raise SystemExit(_FINDINGS)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="IN... OUT")
@click.option("--rulebook", "book", metavar="NAME|PATH", help="规则集 / rulebook: a shipped name or a YAML file.")
@click.option(
    "--together/--each",
    default=None,
    help="全部项目合写一份附件5，或一个项目一份 / one 附件5 for all projects, or one each.",
)
@_lang
def draft(files: tuple[str, ...], book: str | None, together: bool | None, lang: str) -> None:
    """
    按各表数字起草附件4、附件5，连同各表写入 OUT。 Draft the reports from the figures of the forms.

    已写的文字保留；须由人补写之处标作“【待填写：…】”，并列在标准错误。 What a person must write is a marked gap.
    """
    from attrs import evolve

    from budgetperf.drafting import draft as draft_reports
    from budgetperf.drafting import gaps
    from budgetperf.formats.reader import WRITABLE, read, require_writable, write
    from budgetperf.rendering.width import printable
    from budgetperf.review import review as review_filing

    inputs, output = _in_and_out(files)
    require_writable(output, WRITABLE)
    _keep_apart(inputs, [output])
    reading = read(*inputs)
    choice = _choose(reading.filing, book)
    reports = draft_reports(reading.filing, review_filing(reading, choice.rulebook, why=choice.why), together=together)
    write(evolve(reading.filing, reports=reports), output)
    open_places = [
        (report.heading.title or "", gap.prompt)
        for number, report in enumerate(reports)
        for gap in gaps(report, f"reports[{number}]")
    ]
    for title, prompt in open_places:
        click.echo(printable(f"{title}{'：' if lang == 'zh' else ': '}{prompt}"), err=True)
    said = f"{output}：起草 {len(reports)} 份报告，{len(open_places)} 处待填写"
    if lang != "zh":
        said = f"{output}: {len(reports)} reports drafted, with {len(open_places)} gaps for a person to fill"
    click.echo(printable(said), err=True)


@main.command()
@click.argument(
    "form", type=click.Choice(["base", "department", "project", "department-report", "project-report", "all"])
)
@click.argument("output", metavar="OUT")
@click.option("--year", type=click.IntRange(1900, 2099), help="预算年度 / budget year to print on the forms.")
@_lang
def blank(form: str, output: str, year: int | None, lang: str) -> None:  # noqa: ARG001 - errors are said in it
    """
    写出空白的官方表格（.docx 或 .xlsx）。 Write blank official forms.

    base 附件1 · department 附件2 · project 附件3 · department-report 附件4 · project-report 附件5 · all 全部
    """
    from budgetperf.formats.reader import require_writable, write_bytes
    from budgetperf.formats.writing import blank_bytes
    from budgetperf.printing.blank import blank_filing
    from budgetperf.printing.sheet import ATTACHMENTS, Kind

    suffix = require_writable(output, _FORMS)
    kinds = ATTACHMENTS if form == "all" else (Kind(form),)
    write_bytes(blank_bytes(blank_filing(kinds, year), suffix), output)


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(), metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False), help="结果文件夹 / folder of the tables."
)
@click.option("--rulebook", "book", metavar="NAME|PATH", help="规则集 / rulebook: a shipped name or a YAML file.")
@click.option("--jobs", type=click.IntRange(min=1), help="进程数，默认用全部核心 / processes; all cores by default.")
@_lang
def batch(inputs: tuple[str, ...], output: str, book: str | None, jobs: int | None, lang: str) -> None:
    """
    批量复核：文件夹中的材料写成 Parquet 表和一页汇总；中断后再运行一次即可继续。 Review folders of filings.

    给出的文件夹中，每个文件是一份材料，每个子文件夹也是一份。 Each file in a folder is a filing, and each subfolder.

    退出码 / exit status: 0 没有错误 no error · 1 有错误或未能读取的文件 errors, or files not read · 2 无法进行 not done
    """
    from budgetperf.batch.folders import Work, summary_to_text

    work = Work.of(inputs, output, rulebook=book, lang=lang)
    left = len(work.left)
    with click.progressbar(length=left, file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=True) as bar:
        for done in work.carry_out(jobs=jobs):
            bar.update(done)
    summary = work.finish()
    click.echo(summary_to_text(summary, lang=lang), nl=False)
    if summary.has_errors:
        raise SystemExit(_FINDINGS)


@main.group()
def rulebook() -> None:
    """规则集。 Rulebooks."""


@rulebook.command("list")
@_lang
def list_rulebooks(lang: str) -> None:
    """每行一个：名称、适用年度、标题。 One line each: name, budget years, title."""
    from budgetperf.formats.rulebooks import shipped_rulebooks

    for book in shipped_rulebooks():
        click.echo(f"{book.name}  {book.years}  {book.title if lang == 'zh' else book.title_en}")


@rulebook.command("show")
@click.argument("book", metavar="NAME|PATH")
@_lang
def show_rulebook(book: str, lang: str) -> None:
    """逐条说明一个规则集：每项规定、依据、是否见过原件。 A rulebook in sentences, clause by clause."""
    from budgetperf.formats.rulebooks import load_rulebook
    from budgetperf.rendering.rulebooks.rulebook import rulebook_to_text

    click.echo(rulebook_to_text(load_rulebook(book), lang=lang), nl=False)


@rulebook.command("verify")
@click.argument("books", nargs=-1, metavar="[NAME|PATH]...")
@_lang
def verify_rulebooks(books: tuple[str, ...], lang: str) -> None:
    """
    验证规则集是否符合全部定律，不符合的给出反例；不给参数则验证全部随附规则集。 Verify rulebooks.

    退出码 / exit status: 0 全部符合 every law holds · 1 有违反 violations · 2 无法读入 a file cannot be read
    """
    from budgetperf.formats.rulebooks import read_rulebook, shipped_names
    from budgetperf.rendering.rulebooks.laws import verification_to_text
    from budgetperf.scoring.laws.verify import examine

    status = 0
    for number, name in enumerate(books or shipped_names()):
        try:
            read = read_rulebook(name, lawful=False)
        except RulebookError as error:
            # One file that cannot be read does not keep the others from being verified.
            _complain(error, lang)
            status = _FAILED
            continue
        found = examine(read.rulebook)
        text = verification_to_text(name, read.rulebook, found, read.line, lang=lang)
        click.echo(("\n" if number else "") + text, nl=False)
        status = max(status, _FINDINGS if found.violations else 0)
    if status:
        raise SystemExit(status)


@rulebook.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@_lang
def diff_rulebooks(old: str, new: str, files: tuple[str, ...], lang: str) -> None:
    """
    比较两个规则集；给出申报材料（每个文件或文件夹一份）时，再比较得分和等级。 Compare two rulebooks.

    With filings (each FILE or folder is one): whose score and grade change, which rows, and why.
    """
    from budgetperf.formats.reader import read
    from budgetperf.formats.rulebooks import load_rulebook
    from budgetperf.rendering.rulebooks.differences import diff_to_text
    from budgetperf.rendering.rulebooks.impact import impact_to_text
    from budgetperf.scoring.study.impact import impact

    before, after = load_rulebook(old), load_rulebook(new)
    # Every file is read before anything is printed: no half of an answer.
    filings = [(file, read(file).filing) for file in files]
    click.echo(diff_to_text(before, after, lang=lang), nl=False)
    for file, filing in filings:
        found = impact(filing, before, after)
        click.echo("\n" + impact_to_text(file, filing, found, (before, after), lang=lang), nl=False)


@main.command()
@click.argument("name", metavar="CODE|RULEBOOK/NAME")
@_lang
def explain(name: str, lang: str) -> None:
    """
    解释问题代码（BP301）、勾稽关系（X1）或规则集的条款（hunan-2022/cost）。 Explain a code or a rule.

    A code of a finding or of an identity; or a rule, a section or a topic of a rulebook: RULEBOOK/NAME.
    """
    from budgetperf.formats.rulebooks import load_rulebook
    from budgetperf.rendering.explanation import code_to_text
    from budgetperf.rendering.rulebooks.explanation import part_to_text

    book, slash, part = name.rpartition("/")
    if slash:
        click.echo(part_to_text(load_rulebook(book), part, lang=lang), nl=False)
    else:
        click.echo(code_to_text(name, lang=lang), nl=False)


@main.command()
@click.argument("name", type=click.Choice(["filing", "review", "rulebook"]))
def schema(name: str) -> None:
    """输出公开的 JSON Schema（draft 2020-12）。 Print the published JSON Schema of a filing, review or rulebook."""
    from budgetperf.schemas import schema_text

    click.echo(schema_text(name), nl=False)


if __name__ == "__main__":
    main()
