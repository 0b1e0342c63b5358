"""Where in the forms the amounts of a subject stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from budgetperf.domain.finding import Message
from budgetperf.reconciliation.identity import Given, Term, terms
from budgetperf.reconciliation.parties import CardAt, nature_is
from budgetperf.reconciliation.prose.books import Books, Scope
from budgetperf.reconciliation.prose.lexicon import (
    ANY_COLUMN,
    BUDGET,
    INITIAL,
    PRIOR,
    REVISED,
    SPENT,
    THREE_PUBLIC,
    Columns,
    Subject,
)

__all__ = ["Cell", "Side", "base_rows", "card_of", "reading_of", "sides"]

_BUDGETS = frozenset(BUDGET)
_PROJECTS = "base_table.projects"
_ALL_LINES, _SPECIAL = f"{_PROJECTS}.total", f"{_PROJECTS}.special"
# The rows of 附件1 that hold a subject; 专项资金 often means all projects.
_ROWS: Mapping[str, tuple[str, ...]] = {
    **{subject: (f"base_table.three_public.{row}",) for subject, row in THREE_PUBLIC.items()},
    Subject.OPERATING: ("base_table.operating.total",),
    Subject.PROJECTS: (_ALL_LINES,),
    Subject.SPECIAL: (_SPECIAL, _ALL_LINES),
}


class Cell(NamedTuple):
    """One lawful reading of where an amount stands: a cell, or a sum of cells, and what must be so."""

    parts: tuple[Term, ...]
    reading: Message | None = None
    given: Given = ()


class Side(NamedTuple):
    """
    The cells of one attachment that an amount can be compared with.

    Attributes:
        name: ``base``, ``department``, ``sheets`` or ``card``.

        cells: The lawful readings, the usual one first.

        absent: Why there is none, or none that applies.

        doubt: Why a gap may be something else than a wrong figure.
    """

    name: str
    cells: tuple[Cell, ...] = ()
    absent: Message | None = None
    doubt: Message | None = None


def base_rows(subject: str, scope: Scope | None) -> tuple[str, ...]:
    """The rows of 附件1 that hold a subject, by path; 专项资金 often means all projects."""
    if subject == Subject.OWN:
        if scope is not None and scope.line is not None:
            return (scope.line,)
        return (_ALL_LINES, _SPECIAL) if scope is not None and scope.whole else ()
    return (subject,) if subject.startswith("base_table.") else _ROWS.get(subject, ())


def card_of(subject: str, books: Books, scope: Scope | None) -> CardAt | None:
    """The one card that is about a subject, or None."""
    if subject == Subject.TOTAL:
        return books.parties.department
    if subject == Subject.OWN:
        return books.card_at(scope.cards[0]) if scope is not None and len(scope.cards) == 1 else None
    if subject.startswith("base_table."):
        return books.sheet_of(subject)
    if subject.startswith("scorecards["):
        return books.card_at(int(subject.removeprefix("scorecards[").removesuffix("]")))
    return None


def sides(subject: str, columns: Columns, books: Books, scope: Scope | None) -> Iterator[Side]:
    """Every attachment that states an amount of a subject, with the cells that it may stand in."""
    if subject == Subject.TOTAL:
        yield from _of_card("department", columns, books.parties.department, "附件2")
    elif subject == Subject.BASIC:
        yield from _basic(columns, books)
    else:
        rows = base_rows(subject, scope)
        if rows:
            yield from _of_base(subject, rows, columns, books, scope)
        if set(columns) & _BUDGETS or not rows or not books.parties.base:
            yield from _of_sheets(subject, columns, books, scope)


def _of_card(name: str, columns: Columns, card: CardAt | None, attachment: str) -> Iterator[Side]:
    stated = [column for column in columns if column != "prior"]
    if card is None:
        yield Side(name=name, absent=Message.of("attachment_missing", attachment=attachment))
    elif stated:
        cells = [Cell(parts=(Term(card.total(column)),), reading=reading_of(column, stated)) for column in stated]
        yield Side(name=name, cells=tuple(cells))


def reading_of(column: str, columns: Sequence[str]) -> Message | None:
    """Which column was read, where the words allow several."""
    return _READINGS[column] if len(columns) > 1 else None


_READINGS = {column: Message.of("reading_column", column=column) for column in (*PRIOR, *ANY_COLUMN)}


def _basic(columns: Columns, books: Books) -> Iterator[Side]:
    department = books.parties.department
    if columns != SPENT:
        return  # no form states the budget of 基本支出
    if department is None:
        yield Side(name="department", absent=Message.of("attachment_missing", attachment="附件2"))
        return
    nature = department.nature("基本支出")
    if nature is None:
        yield Side(name="department", absent=Message.of("no_breakdown"))
        return
    cells = [Cell(parts=terms(nature), given=nature_is(department, "spent"))]
    if books.parties.base:
        # 按支出性质分的若是预算数，基本支出 = 全年执行数 − 附件1 项目支出决算
        spent = (Term(path=department.total("spent")), Term(path=f"{_PROJECTS}.total.spent", sign=-1))
        cells.append(Cell(parts=spent, given=nature_is(department, "revised")))
    yield Side(name="department", cells=tuple(cells), absent=Message.of("nature_is_revised"))


def _of_base(
    subject: str, rows: tuple[str, ...], columns: Columns, books: Books, scope: Scope | None
) -> Iterator[Side]:
    if not books.parties.base:
        yield Side(name="base", absent=Message.of("attachment_missing", attachment="附件1"))
        return
    cells: list[Cell] = []
    for column in columns:
        for row in rows:
            cells += _in_row(row, column, columns, books)
    filled = [cell for cell in cells if all(term.path in books.figures for term in cell.parts)]
    if cells:
        # A blank among several readings might be the one that holds; where there is one only, it is missing.
        # Without the project cards nothing shows whether 附件1 holds the initial or the revised budget.
        unshown = columns == INITIAL and rows[0].startswith(_PROJECTS) and books.revised_held is None
        doubt = Message.of("budget_column_unknown") if unshown else None
        others = _if_either(subject, columns[0], books, scope) if columns in (INITIAL, REVISED) else ()
        if doubt is None and filled and filled[0] is not cells[0]:
            # The usual place is blank: what another one says is no contradiction.
            doubt = Message.of("missing_figure", path=cells[0].parts[0].path)
        of_revised = "initial" in columns
        absent = Message.of("budget_is_revised") if of_revised else Message.of("budget_is_initial")
        yield Side(name="base", cells=(*(filled or cells[:1]), *others), absent=absent, doubt=doubt)


def _in_row(row: str, column: str, columns: Columns, books: Books) -> Iterator[Cell]:
    several = len(columns) > 1
    if column == "initial" and not several:
        yield Cell(parts=(Term(f"{row}.initial"),), given=books.initial_held)
    elif column != "revised" or f"{row}.revised" in books.figures:
        yield Cell(parts=(Term(f"{row}.{column}"),), reading=reading_of(column, columns))
    elif not several and (revised := books.revised_held) is not None:
        yield Cell(parts=(Term(f"{row}.initial"),), given=revised, reading=_READINGS["revised"])


def _if_either(subject: str, column: str, books: Books, scope: Scope | None) -> Iterator[Cell]:
    """Where 附件1 may hold one budget as well as the other, both are those of the project cards."""
    if books.revised_held is None:
        return
    card = card_of(subject, books, scope)
    if card is not None:
        yield Cell(parts=(Term(card.total(column)),), given=books.either_held)
    elif _is_whole(subject, scope):
        yield Cell(parts=books.parties.totals(column), given=books.either_held)


def _is_whole(subject: str, scope: Scope | None) -> bool:
    return subject == Subject.PROJECTS or (subject == Subject.OWN and scope is not None and scope.whole)


def _of_sheets(subject: str, columns: Columns, books: Books, scope: Scope | None) -> Iterator[Side]:
    stated = [column for column in columns if column != "prior"]
    card = card_of(subject, books, scope)
    if card is not None:
        yield from _of_card("card", columns, card, "附件3")
        return
    if _is_whole(subject, scope) and stated:
        absent = books.parties.no_sums("附件3")
        cells = [Cell(parts=books.parties.totals(column), reading=reading_of(column, stated)) for column in stated]
        yield Side(name="sheets", cells=() if absent else tuple(cells), absent=absent, doubt=books.parties.sheets.doubt)
