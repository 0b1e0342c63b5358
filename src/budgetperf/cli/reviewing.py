"""`budgetperf review`: one filing, its findings, the filing sent back, and the list of what is to be put right."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from budgetperf.cli.commands import Argument, Command, Option
from budgetperf.cli.files import choose, keep_apart, keep_forms, read_all, writing_to
from budgetperf.cli.language import mark, say
from budgetperf.cli.options import lang_option, overwrite_option, quiet_option, rulebook_option
from budgetperf.cli.terminal import WHEN, page_columns, takes_colour
from budgetperf.cli.values import FORMS, FileName, FilingName, OneOf

if TYPE_CHECKING:
    from budgetperf.review import Review

__all__ = ["review"]

FINDINGS: Final = 1
"""The exit status of a filing with errors."""

# What the name of a file says of what is in it.
_ENDINGS: Final = {"html": (".html", ".htm"), "json": (".json",)}
# What a review is written as where the output is a form.
_ANNOTATED: Final = "annotated"


@click.command(
    cls=Command,
    help=mark("给出的全部文件是一份自评材料，文件夹即其中的文件。\n\n退出码：0 没有错误；1 有错误；2 无法复核"),
)
@click.argument("files", cls=Argument, nargs=-1, required=True, type=FilingName(), metavar=mark("文件…"))
@rulebook_option
@click.option(
    "--previous",
    cls=Option,
    multiple=True,
    type=FilingName(),
    metavar=mark("文件"),
    help=mark("上年度的自评材料，可多次给出"),
)
@click.option(
    "--format",
    "form",
    cls=Option,
    type=OneOf(["text", "json", "html"]),
    help=mark("默认 text；-o 写成 .html 的为 html，.json 的为 json"),
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    type=FileName(written=True),
    metavar=mark("文件"),
    help=mark("写入文件；.docx、.xlsx 为加了批注的自评材料"),
)
@click.option(
    "--ledger",
    cls=Option,
    type=FileName(*FORMS, written=True),
    metavar=mark("文件"),
    help=mark("整改台账，.xlsx 或 .docx"),
)
@click.option(
    "--color",
    cls=Option,
    type=OneOf(WHEN),
    default=WHEN[0],
    help=mark("文字输出的颜色；默认 auto：仅终端上有，且不违背 NO_COLOR"),
)
@overwrite_option
@quiet_option(mark("不输出，只用退出码"))
@lang_option()
def review(
    files: tuple[str, ...],
    book: str | None,
    previous: tuple[str, ...],
    form: str | None,
    output: str | None,
    ledger: str | None,
    color: str,
    overwrite: bool,
    quiet: bool,
    lang: str,
) -> None:
    """Review one filing, in one or several files."""
    from budgetperf.formats.saving import require_writable
    from budgetperf.review import Verdict
    from budgetperf.review import review as review_filing

    form = _review_form(form, output, lang)
    if ledger is not None:
        require_writable(ledger, FORMS)
    keep_apart([*files, *previous], [output, ledger], lang)
    keep_forms([output, ledger], lang, overwrite=overwrite)
    reading = read_all(files, quiet=quiet)
    choice = choose(reading.filing, book)
    before = read_all(previous, quiet=quiet) if previous else None
    year, last = reading.filing.year, before.filing.year if before else None
    if year is not None and last is not None and last != year - 1:
        said = mark("--previous 应为 {wanted} 年度的自评材料，所给的是 {last} 年度的")
        raise click.UsageError(say(lang, said, wanted=year - 1, last=last))
    found = review_filing(reading, choice.rulebook, why=choice.why, previous=before)
    if ledger is not None:
        _write_ledger(found, ledger, lang)
    if form == _ANNOTATED and output is not None:
        _send_back(found, output, lang, quiet=quiet)
    elif output is not None:
        _write(found, form, output, lang)
    elif not quiet:
        _print(found, form, lang, color)
    if found.verdict is Verdict.ERRORS:
        raise SystemExit(FINDINGS)


def _review_form(form: str | None, output: str | None, lang: str) -> str:
    """The form of a review: what was asked for, or what the name of the output asks for."""
    name = "" if output is None else output.lower()
    is_form = name.endswith(FORMS)
    told = next((kind for kind, endings in _ENDINGS.items() if name.endswith(endings)), None)
    if name.endswith(".pdf") or (told and form not in (None, told)) or (is_form and form is not None):
        said = mark(
            "不能把 {form} 写成 {output}；-o 写成 .txt 的为文字，.json 的为 JSON，.html 的为网页，"
            ".docx、.xlsx 的为加了批注的自评材料，都不必加 --format"
        )
        raise click.UsageError(say(lang, said, form=form or "text", output=output))
    if is_form:
        return _ANNOTATED
    return form or told or "text"


def _write(found: Review, form: str, output: str, lang: str) -> None:
    """Write a review to a file, which never has colours."""
    from budgetperf.embedding import to_html, to_json
    from budgetperf.formats.saving import write_text
    from budgetperf.rendering.review_text import review_to_text

    write_text({"json": to_json, "html": to_html}.get(form, review_to_text)(found, lang=lang), output)


def _print(found: Review, form: str, lang: str, color: str) -> None:
    """Print a review; as text as wide as the terminal is, and in its colours."""
    from budgetperf.embedding import to_html, to_json
    from budgetperf.rendering.review_text import review_lines
    from budgetperf.rendering.spans import in_colour, paint, plainly

    if form == "html":
        # A page says of itself that it is UTF-8, whatever the terminal takes.
        click.echo(to_html(found, lang=lang).encode(), nl=False)
    elif form == "json":
        click.echo(to_json(found, lang=lang), nl=False)
    else:
        is_coloured = takes_colour(sys.stdout, os.environ, color)
        lines = review_lines(found, lang=lang, columns=page_columns())
        click.echo(paint(lines, in_colour if is_coloured else plainly), nl=False, color=is_coloured)


def _send_back(found: Review, output: str, lang: str, *, quiet: bool) -> None:
    """Write the filing with each finding at its cell."""
    from budgetperf.formats.canonical import left_out
    from budgetperf.formats.saving import require_writable, write_bytes
    from budgetperf.formats.writing import annotated_bytes
    from budgetperf.rendering.remarks import remarks, unprinted_remarks
    from budgetperf.rendering.width import printable

    suffix = require_writable(output, FORMS)
    unprinted = left_out(found.filing)
    notes = (*remarks(found, lang), *unprinted_remarks(found, unprinted, lang))
    with writing_to(output):
        write_bytes(annotated_bytes(found.filing, suffix, notes), output)
    if quiet:
        return
    said = say(lang, "{output}：{count#} 条意见已批注在自评材料上", output=output, count=len(found.findings))
    if unprinted:
        said += say(lang, "，{count#} 处内容官方表格里没有地方写，列在标题的批注里", count=len(unprinted))
    click.echo(printable(said), err=True)


def _write_ledger(found: Review, output: str, lang: str) -> None:
    """Write the list of what is to be put right."""
    from budgetperf.formats.saving import require_writable, write_bytes
    from budgetperf.formats.writing import sheet_bytes
    from budgetperf.rendering.ledger_sheet import ledger_sheet

    write_bytes(sheet_bytes(ledger_sheet(found, lang), require_writable(output, FORMS)), output)
