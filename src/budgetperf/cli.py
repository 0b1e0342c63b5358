"""The command line: parse, call, print, exit status. 0 done · 1 errors found or something lost · 2 cannot be done."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from budgetperf.errors import BudgetPerfError, RulebookError

__all__ = ["main"]

_FINDINGS, _FAILED = 1, 2
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
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入文件 / write to this file.")
@click.option("--quiet", is_flag=True, help="不输出，只用退出码 / print nothing, only set the exit status.")
@_lang
def review(
    files: tuple[str, ...],
    book: str | None,
    previous: tuple[str, ...],
    form: str,
    output: str | None,
    quiet: bool,
    lang: str,
) -> None:
    """
    复核一份申报材料（可由多个文件组成）。 Review one filing, in one or several files.

    退出码 / exit status: 0 没有错误 no error · 1 有错误 errors found · 2 无法复核 cannot be reviewed
    """
    from budgetperf.embedding import to_json
    from budgetperf.formats.reader import read, write_text
    from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
    from budgetperf.rendering.review_text import review_to_text
    from budgetperf.review import Verdict
    from budgetperf.review import review as review_filing
    from budgetperf.scoring.choice import choose_rulebook, require_in_force

    if output is not None and output.lower().endswith((".docx", ".xlsx", ".pdf", ".html")):
        raise click.UsageError(
            f"复核结果写成文字或 JSON，不能写成 {output} / a review is written as text or JSON, not as {output}"
        )
    reading = read(*files)
    if book is None:
        choice = choose_rulebook(reading.filing, shipped_rulebooks())
    else:
        choice = require_in_force(load_rulebook(book), reading.filing)
    before = read(*previous) if previous else None
    year, last = reading.filing.year, before.filing.year if before else None
    if year is not None and last is not None and last != year - 1:
        raise click.UsageError(
            f"--previous 应为 {year - 1} 年度的申报材料，所给的是 {last} 年度的"
            f" / --previous must be the filing of {year - 1}, this one is of {last}"
        )
    found = review_filing(reading, choice.rulebook, why=choice.why, previous=before)
    text = to_json(found, lang=lang) if form == "json" else review_to_text(found, lang=lang)
    if output is not None:
        write_text(text, output)
    elif not quiet:
        click.echo(text, nl=False)
    if found.verdict is Verdict.ERRORS:
        raise SystemExit(_FINDINGS)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="IN... OUT")
@_lang
def convert(files: tuple[str, ...], lang: str) -> None:
    """
    转换格式：可读 Word、Excel、JSON、YAML 和 zip，可写 .json .yaml。 Convert a filing.

    未能读入的内容列在标准错误；退出码 1 表示有内容丢失。 What could not be read is told on standard error.
    """
    from budgetperf.domain.figures import figures
    from budgetperf.domain.finding import Severity
    from budgetperf.formats.reader import count_cells, is_lost, read, write
    from budgetperf.rendering.messages import word
    from budgetperf.rendering.said import sentence
    from budgetperf.rendering.width import printable

    if len(files) < 2:  # noqa: PLR2004 - one file in, one out
        raise click.UsageError(
            "应给出至少一个输入文件和一个输出文件 / give at least one input and one output: IN... OUT"
        )
    *inputs, output = files
    reading = read(*inputs)
    write(reading.filing, output)
    lost = sum(is_lost(finding) for finding in reading.findings)
    for finding in reading.findings:
        severity = word("severity", Severity(finding.severity), lang)
        click.echo(printable(f"{severity} {finding.code}  {sentence(finding, reading.filing, lang)}"), err=True)
    count = len(figures(reading.filing))
    read_cells, lost_cells = count_cells(reading)
    said = f"{output}：写入 {count} 个数字；读入 {read_cells} 个单元格或段落，未读入 {lost_cells} 个"
    if lang != "zh":
        said = f"{output}: {count} figures written; {read_cells} cells or paragraphs read, {lost_cells} not read"
    click.echo(printable(said), err=True)
    if lost:
        raise SystemExit(_FINDINGS)


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


if __name__ == "__main__":
    main()
