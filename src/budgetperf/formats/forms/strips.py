"""
A file as a sequence of texts and table rows, each piece with its place.

A spreadsheet keeps titles, notes and signatures in cells like everything else. Here they become texts, so that the
readers of forms need not know which format a row came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from budgetperf.domain.written import fold
from budgetperf.formats.forms.labels import compact, is_blank, label_key, one_line
from budgetperf.formats.office.grid import Cell, Grid, Line, Pages

__all__ = ["Row", "Spot", "Text", "cut_strips", "holds_figure"]

_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_FIGURE: Final = re.compile(r"[0-9](?![0-9]*年)")
_COLUMN: Final = re.compile(r"([A-Za-z]{1,3})[0-9]+")


@frozen(kw_only=True)
class Spot:
    """
    A piece of text and its place in the file.

    Attributes:
        text: The text as printed.

        row: Row of the table, sheet or document, from 1.

        column: Cell of the row (spreadsheet: column of the sheet), from 1; None for a paragraph.

        address: Address of the cell, or None.

        sheet: Name of the sheet, or None.

        broken: Whether the text stands where the file has lost a value.

        top, bottom: Rows of the grid that it covers, from 0; *bottom* is the one after.

        start, stop: Columns of the grid that it covers, from 0; *stop* is the one after.

        key: The text as a label to look up.
    """

    text: str
    row: int
    column: int | None = None
    address: str | None = None
    sheet: str | None = None
    broken: bool = False
    top: int = 0
    bottom: int = 1
    start: int = 0
    stop: int = 1
    key: str = field(init=False, eq=False, repr=False)
    blank: bool = field(init=False, eq=False, repr=False)

    @key.default
    def _fold_key(self) -> str:
        return label_key(self.text)

    @blank.default
    def _see_blank(self) -> bool:
        return is_blank(self.text) and not self.broken

    @property
    def line(self) -> str:
        """The text on one line."""
        return one_line(self.text)

    @property
    def compact(self) -> str:
        """The text without white space."""
        return compact(self.text)


@frozen(kw_only=True)
class Text:
    """A text outside every form: a paragraph, or the cells of a row that is a title, a note or a signature line."""

    spots: tuple[Spot, ...]

    @property
    def first(self) -> Spot:
        """Where it begins."""
        return self.spots[0]

    @property
    def text(self) -> str:
        """All of it; cells side by side are set apart by spaces."""
        return "  ".join(spot.text for spot in self.spots)


@frozen(kw_only=True)
class Row:
    """
    One row of a table.

    Attributes:
        spots: The cells that cover it, from left to right.

        index: Row of the grid, from 0.

        grid: Ordinal of the grid in the file.

        width: Columns of the grid.

        sheet: Name of the sheet, or None.

        own: The cells that begin in this row.

        filled: Those of them that say something.
    """

    spots: tuple[Spot, ...]
    index: int
    grid: int
    width: int
    sheet: str | None = None
    own: tuple[Spot, ...] = field(init=False, eq=False, repr=False)
    filled: tuple[Spot, ...] = field(init=False, eq=False, repr=False)

    @own.default
    def _pick_own(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots if spot.top == self.index)

    @filled.default
    def _pick_filled(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.own if not spot.blank)

    def right_of(self, spot: Spot) -> Spot | None:
        """The next cell to the right, or None."""
        return next((other for other in self.spots if other.start >= spot.stop), None)


def cut_strips(pages: Pages) -> Iterator[Text | Row]:
    """
    The paragraphs and table rows of a file in reading order; blank paragraphs are left out.

    >>> from budgetperf.formats.office.grid import Line
    >>> pages = Pages(file="a.docx", blocks=(Line(text="附件1", index=1), Line(text=" ", index=2)))
    >>> [strip.text for strip in cut_strips(pages)]
    ['附件1']
    """
    for number, block in enumerate(pages.blocks):
        if isinstance(block, Line):
            if not is_blank(block.text):
                yield Text(spots=(_line_spot(block),))
        else:
            yield from _cut_grid(block, number)


def _line_spot(line: Line) -> Spot:
    return Spot(
        text=line.text,
        row=line.index,
        column=_column_of(line.address),
        address=line.address,
        sheet=line.sheet,
    )


def _column_of(address: str | None) -> int | None:
    match = None if address is None else _COLUMN.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _cut_grid(grid: Grid, number: int) -> Iterator[Row]:
    spots: dict[int, Spot] = {}

    def spot_of(cell: Cell) -> Spot:
        # A merged cell is met once for every row that it covers.
        known = spots.get(id(cell))
        if known is None:
            known = spots[id(cell)] = Spot(
                text=cell.text,
                row=grid.first_row + cell.row,
                column=_column_of(cell.address) or cell.number,
                address=cell.address,
                sheet=grid.sheet,
                broken=cell.broken,
                top=cell.row,
                bottom=cell.row + cell.rowspan,
                start=cell.column,
                stop=cell.column + cell.colspan,
            )
        return known

    for index in range(grid.rows):
        yield Row(
            spots=tuple(spot_of(cell) for cell in grid.row(index)),
            index=index,
            grid=number,
            width=grid.columns,
            sheet=grid.sheet,
        )


def holds_figure(spot: Spot) -> bool:
    """
    Whether a piece of text says a number that is neither a year nor in brackets, as the names of blocks do.

    >>> [holds_figure(Spot(text=text, row=1)) for text in ("楼堂馆所（2022年）", "产出指标(30分)", "96.73万元")]
    [False, False, True]
    """
    return _FIGURE.search(_IN_BRACKETS.sub("", fold(spot.text))) is not None
