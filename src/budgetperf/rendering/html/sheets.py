"""
A form as it is shown: tables of cells, each under the path of its figure.

What is said of a path that has no cell of its own stands at the nearest thing around it that has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from budgetperf.scoring.row_score import RowScore

__all__ = ["Cell", "Column", "Passage", "Row", "Sheet", "Table", "home_of", "homes", "place_id"]


@frozen
class Cell:
    """
    One cell.

    Attributes:
        text: What it says, as printed; empty where it is blank.

        path: Path of what it says, or None where nothing is ever said of it.

        is_own: Whether the text is this library's and not the document's.

        rows: Rows that it covers.

        level: How deep it stands below what it is a part of (其中).

        score: The recomputed score that it tells, with its trace.
    """

    text: str
    path: str | None = None
    is_own: bool = field(default=False, kw_only=True)
    rows: int = field(default=1, kw_only=True)
    level: int = field(default=0, kw_only=True)
    score: RowScore | None = field(default=None, kw_only=True)


@frozen
class Column:
    """
    One column of a table.

    Attributes:
        label: Its heading.

        kind: ``name`` for what tells the row, ``number``, ``short`` or ``text``, ``score``.
    """

    label: str
    kind: str = "text"


Row = Sequence[Cell | None]
"""The cells of a row; None where a cell of a row above covers the place."""


def _rows(values: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Table:
    """
    A part of a form.

    Attributes:
        caption: What it is of.

        path: Path of what it is of, or None.

        columns: Its columns.

        rows: Its rows.

        has_total: Whether the last row is a total.
    """

    caption: str
    path: str | None = None
    columns: tuple[Column, ...] = field(converter=tuple[Column, ...])
    rows: tuple[Row, ...] = field(converter=_rows)
    has_total: bool = False


@frozen(kw_only=True)
class Passage:
    """A section of a report: its heading, and its paragraphs by path."""

    level: int
    title: str
    path: str
    paragraphs: tuple[Cell, ...] = field(default=(), converter=tuple[Cell, ...])


@frozen(kw_only=True)
class Sheet:
    """
    One attachment.

    Attributes:
        name: What it is called: 附件1, 附件3 and the name of its project.

        path: Its path.

        facts: What stands around its tables: a label beside each.

        parts: Its tables, or the sections of a report.
    """

    name: str
    path: str
    facts: tuple[tuple[str, Cell], ...] = field(default=(), converter=tuple[tuple[str, Cell], ...])
    parts: tuple[Table | Passage, ...] = field(converter=tuple[Table | Passage, ...])


def homes(sheets: Iterable[Sheet]) -> frozenset[str]:
    """The paths that are shown somewhere."""
    return frozenset(path for sheet in sheets for path in _paths(sheet) if path is not None)


def _paths(sheet: Sheet) -> Iterator[str | None]:
    yield sheet.path
    for _, cell in sheet.facts:
        yield cell.path
    for part in sheet.parts:
        yield part.path
        if isinstance(part, Passage):
            yield from (cell.path for cell in part.paragraphs)
        else:
            yield from (cell.path for row in part.rows for cell in row if cell is not None)


def home_of(path: str | None, shown: frozenset[str]) -> str | None:
    """
    Where something is told of a path: there, or at the nearest thing around it that is shown.

    >>> home_of("scorecards[0].indicators[3].points", frozenset({"scorecards[0]", "scorecards[0].indicators[3]"}))
    'scorecards[0].indicators[3]'
    """
    while path:
        if path in shown:
            return path
        path = path[: max(path.rfind("."), path.rfind("["), path.rfind("@"), 0)]
    return None


_BETWEEN = re.compile(r"[^a-z0-9_]+")


def place_id(path: str) -> str:
    """
    The name of a place within the page.

    >>> place_id("reports[0].sections[3].paragraphs[2]@12+5")
    'reports-0-sections-3-paragraphs-2-12-5'
    """
    return _BETWEEN.sub("-", path).strip("-")
