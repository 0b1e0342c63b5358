"""`budgetperf rulebook …`: the rulebooks, read out, verified, and compared."""

from __future__ import annotations

import os
import sys
from typing import Final

import click

from budgetperf.cli.commands import Argument, Command, Group, Lazy
from budgetperf.cli.language import mark
from budgetperf.cli.mistakes import CANNOT, complain
from budgetperf.cli.options import lang_option, quiet_option
from budgetperf.cli.progress import steps
from budgetperf.cli.terminal import columns_of, page_columns, takes_colour
from budgetperf.cli.values import BookName, FilingName
from budgetperf.errors import RulebookError

__all__ = ["compare", "read_out", "rulebook", "tell_all", "verify"]

_VIOLATED: Final = 1
# On a terminal of fewer columns titles stand below their names.
_NARROW: Final = 60
_HERE: Final = __name__
_FAMILIES: Final = {
    "list": Lazy(f"{_HERE}:tell_all", mark("每行一个：名称、适用年度、标题。")),
    "show": Lazy(f"{_HERE}:read_out", mark("逐条说明一个规则集：每项规定、依据、是否见过原件。")),
    "verify": Lazy(f"{_HERE}:verify", mark("验证规则集是否符合全部定律，不符合的给出反例。")),
    "diff": Lazy(f"{_HERE}:compare", mark("比较两个规则集，以及自评材料的得分和等级因此有何变化。")),
}


@click.group(cls=Group, families=_FAMILIES, help="")
@lang_option(expose=False)
def rulebook() -> None:
    """Rulebooks."""


@click.command("list", cls=Command, help="")
@lang_option()
def tell_all(lang: str) -> None:
    """One line each: name, budget years, title."""
    from budgetperf.formats.rulebooks import shipped_rulebooks
    from budgetperf.rendering.spans import Line, Role, Span, in_colour, paint, plainly
    from budgetperf.rendering.titles import title_of
    from budgetperf.rendering.width import pad, width, wrap

    rows = [(book.name, str(book.years), title_of(book, lang)) for book in shipped_rulebooks()]
    # Programs take what stands between two blanks; people look down a column.
    columns = columns_of(sys.stdout, os.environ)
    widths = [0 if columns is None else max(width(row[column]) for row in rows) for column in range(2)]
    lines: list[Line] = []
    for name, years, title in rows:
        if columns is not None and columns < _NARROW:
            lines += [(Span(name, Role.HEADING), Span(f"  {years}"))]
            lines += [(Span(f"    {part}"),) for part in wrap(title, columns - 4)]
            continue
        left = f"  {pad(years, widths[1])}  "
        first, *more = [title] if columns is None else wrap(title, columns - widths[0] - width(left))
        lines.append((Span(pad(name, widths[0]), Role.HEADING), Span(left + first)))
        lines += [(Span(" " * (widths[0] + width(left)) + rest),) for rest in more]
    is_coloured = takes_colour(sys.stdout, os.environ)
    click.echo(paint(lines, in_colour if is_coloured else plainly), nl=False, color=is_coloured)


@click.command("show", cls=Command, help="")
@click.argument("book", cls=Argument, type=BookName(), metavar=mark("名称|文件"))
@lang_option()
def read_out(book: str, lang: str) -> None:
    """A rulebook in sentences, clause by clause."""
    from budgetperf.formats.rulebooks import load_rulebook
    from budgetperf.rendering.rulebooks.rulebook import rulebook_to_text

    click.echo(rulebook_to_text(load_rulebook(book), lang=lang, columns=page_columns()), nl=False)


@click.command(
    "verify",
    cls=Command,
    help=mark("不给参数则验证全部随附规则集。\n\n退出码：0 全部符合；1 有违反；2 无法读入"),
)
@click.argument("books", cls=Argument, nargs=-1, type=BookName(), metavar=mark("[名称|文件]…"))
@quiet_option(mark("不输出，只用退出码"))
@lang_option()
def verify(books: tuple[str, ...], quiet: bool, lang: str) -> None:
    """Verify rulebooks; one file that cannot be read does not keep the others from being verified."""
    from budgetperf.formats.rulebooks import read_rulebook, shipped_names
    from budgetperf.rendering.rulebooks.laws import verification_to_text
    from budgetperf.scoring.laws.verify import examine

    status = 0
    names = books or shipped_names()
    told: list[str] = []
    with steps(len(names), quiet=quiet) as advance:
        for name in names:
            try:
                read = read_rulebook(name, lawful=False)
            except RulebookError as error:
                complain(error, lang)
                status = CANNOT
                continue
            found = examine(read.rulebook)
            columns = page_columns()
            told.append(verification_to_text(name, read.rulebook, found, read.line, lang=lang, columns=columns))
            status = max(status, _VIOLATED if found.violations else 0)
            advance(1)
    if not quiet:
        click.echo("\n".join(told), nl=False)
    if status:
        raise SystemExit(status)


@click.command(
    "diff",
    cls=Command,
    help=mark("给出自评材料（每个文件或文件夹一份）时，再比较得分和等级：谁的改变，哪些行，为什么。"),
)
@click.argument("old", cls=Argument, type=BookName(), metavar="A")
@click.argument("new", cls=Argument, type=BookName(), metavar="B")
@click.argument("files", cls=Argument, nargs=-1, type=FilingName(), metavar=mark("[文件]…"))
@lang_option()
def compare(old: str, new: str, files: tuple[str, ...], lang: str) -> None:
    """Compare two rulebooks, and what they make of filings."""
    from budgetperf.formats.reader import read
    from budgetperf.formats.rulebooks import load_rulebook
    from budgetperf.rendering.rulebooks.differences import diff_to_text
    from budgetperf.rendering.rulebooks.impact import impact_to_text
    from budgetperf.scoring.study.impact import impact

    before, after = load_rulebook(old), load_rulebook(new)
    # Every file is read before anything is printed: no half of an answer.
    columns = page_columns()
    told = [diff_to_text(before, after, lang=lang, columns=columns)]
    with steps(len(files)) as advance:
        for file in files:
            filing = read(file).filing
            found = impact(filing, before, after)
            told.append(impact_to_text(file, filing, found, (before, after), lang=lang, columns=columns))
            advance(1)
    click.echo("\n".join(told), nl=False)
