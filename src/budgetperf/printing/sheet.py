"""What is printed: sheets of lines and tables, and the paths that tell which figure stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from attrs import evolve, field, frozen

__all__ = [
    "ATTACHMENTS",
    "Cell",
    "Kind",
    "Line",
    "Look",
    "Ratio",
    "Row",
    "Sheet",
    "Sum",
    "Table",
    "map_texts",
    "printed_paths",
]


class Kind(StrEnum):
    """The five attachments, and the forms that are filled in beside them."""

    BASE = "base"
    DEPARTMENT = "department"
    PROJECT = "project"
    DEPARTMENT_REPORT = "department-report"
    PROJECT_REPORT = "project-report"
    PROJECT_TARGET = "project-target"
    DEPARTMENT_TARGET = "department-target"
    PROJECT_MONITORING = "project-monitoring"
    DEPARTMENT_MONITORING = "department-monitoring"
    RATES = "rates"

    @property
    def mark(self) -> str:
        """
        What is printed in the upper left corner.

        The forms beside the attachments have numbers of their own, so that each begins where the one before it ends.

        >>> Kind.PROJECT.mark, Kind.RATES.mark
        ('附件3', '附表3')
        """
        return _MARKS[self]


ATTACHMENTS: Final = (Kind.BASE, Kind.DEPARTMENT, Kind.PROJECT, Kind.DEPARTMENT_REPORT, Kind.PROJECT_REPORT)
"""The five attachments of a filing, in their order."""

_MARKS: Final[Mapping[Kind, str]] = MappingProxyType(
    {kind: f"附件{number}" for number, kind in enumerate(ATTACHMENTS, start=1)}
    | {
        Kind.PROJECT_TARGET: "附表1",
        Kind.DEPARTMENT_TARGET: "附表1",
        Kind.PROJECT_MONITORING: "附表2",
        Kind.DEPARTMENT_MONITORING: "附表2",
        Kind.RATES: "附表3",
    }
)


class Look(StrEnum):
    """What a line is, which decides its font, size and place."""

    MARK = "mark"
    TITLE = "title"
    COVER_TITLE = "cover title"
    COVER = "cover"
    ABOVE = "above"
    UNIT = "unit"
    NOTE = "note"
    SIGNATURE = "signature"
    HEADING1 = "heading 1"
    HEADING2 = "heading 2"
    HEADING3 = "heading 3"
    BODY = "body"
    BLANK = "blank"


@frozen(kw_only=True)
class Sum:
    """A figure that follows as the sum of others; blank ones count as nothing."""

    parts: tuple[str, ...]


@frozen(kw_only=True)
class Ratio:
    """A rate that follows as one figure over another."""

    over: str
    under: str


@frozen(kw_only=True)
class Cell:
    r"""
    One printed cell.

    Attributes:
        text: What is printed; ``\n`` begins a new line.

        across, down: How many columns and rows of the table it covers.

        left: Whether its text begins at the left instead of standing in the middle.

        paths: What stands in it: first the path of its own value, then those of whatever it prints besides.

        figure: Whether a figure belongs here, so that a number may be kept as a number.

        formula: What the figure follows from, if it follows from other cells of the same sheet.

        repeats: Whether its text is printed again where it goes on on another page.

        open_above, open_below: Whether the line above or below it is left out: two cells that look like one.
    """

    text: str = ""
    across: int = 1
    down: int = 1
    left: bool = False
    paths: tuple[str, ...] = ()
    figure: bool = False
    formula: Sum | Ratio | None = None
    repeats: bool = False
    open_above: bool = False
    open_below: bool = False


Row = tuple[Cell, ...]


@frozen(kw_only=True)
class Table:
    """
    A table, or the next part of one.

    Attributes:
        widths: The widths of its columns, in twentieths of a point.

        rows: Its rows; a cell that reaches down is in the first of the rows that it covers.

        heads: How many rows at its beginning are printed again on every page.

        joined: Whether it goes on directly below the table before it, as one frame.
    """

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    heads: int = 0
    joined: bool = False

    def places(self) -> Iterator[tuple[int, int, Cell]]:
        """
        Every cell with its row and column, from 0.

        >>> table = Table(widths=(9, 9), rows=((Cell(text="a", down=2), Cell(text="b")), (Cell(text="c"),)))
        >>> [(row, column, cell.text) for row, column, cell in table.places()]
        [(0, 0, 'a'), (0, 1, 'b'), (1, 1, 'c')]
        """
        # For each column: the row from which on it is free again.
        free = [0] * len(self.widths)
        for index, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while free[column] > index:
                    column += 1
                yield index, column, cell
                free[column : column + cell.across] = [index + cell.down] * cell.across
                column += cell.across


@frozen(kw_only=True)
class Line:
    """
    A line or paragraph outside the tables.

    Attributes:
        text: What is printed.

        look: What it is.

        paths: What stands in it, the whole line first.

        new_page: Whether a new page begins here.
    """

    text: str
    look: Look
    paths: tuple[str, ...] = ()
    new_page: bool = False


@frozen(kw_only=True)
class Sheet:
    """
    One attachment on paper.

    Attributes:
        kind: Which form it is, or None for a list that is none.

        path: What it prints: ``base_table``, ``scorecards[1]``, ``reports[0]``.

        name: What to call it: its mark, and what it is about.

        blocks: Its lines and tables from top to bottom.
    """

    kind: Kind | None
    path: str
    name: str
    blocks: tuple[Line | Table, ...] = field(repr=False)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def printed_paths(sheet: Sheet) -> Iterator[tuple[str, Cell | Line]]:
    """
    Every path that a sheet prints, and the cell or line where it does; a path may be printed more than once.

    A figure within a passage has no cell of its own: look for the longest path that is printed and begins its own.
    """
    for block in sheet.blocks:
        if isinstance(block, Line):
            yield from ((path, block) for path in block.paths)
        else:
            for row in block.rows:
                for cell in row:
                    yield from ((path, cell) for path in cell.paths)


def map_texts(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """A sheet with every text of it changed."""
    blocks = tuple(
        [
            evolve(block, text=change(block.text))
            if isinstance(block, Line)
            else evolve(
                block, rows=tuple([tuple([evolve(cell, text=change(cell.text)) for cell in row]) for row in block.rows])
            )
            for block in sheet.blocks
        ]
    )
    return evolve(sheet, blocks=blocks)
