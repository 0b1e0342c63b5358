"""Where everything that is printed stands on a sheet of a workbook: rows, columns, merged ranges, heights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from budgetperf.formats.excel.paging import paginate
from budgetperf.formats.excel.sheet import Area
from budgetperf.printing.measure import line_count
from budgetperf.printing.sheet import Cell, Line, Look, Sheet, Table

__all__ = ["SIZES", "Layout", "Place", "place_sheet", "tab_names"]

SIZES: Final = {
    Look.MARK: 14.0,
    Look.TITLE: 18.0,
    Look.COVER_TITLE: 22.0,
    Look.COVER: 14.0,
    Look.ABOVE: 11.0,
    Look.UNIT: 9.0,
    Look.NOTE: 9.0,
    Look.SIGNATURE: 9.0,
    Look.HEADING1: 13.0,
    Look.HEADING2: 13.0,
    Look.HEADING3: 13.0,
    Look.BODY: 13.0,
    Look.BLANK: 9.0,
}
"""The size of the letters of each kind of line, in points."""

_CELL_SIZE: Final = 9.0
_LINE: Final = 1.45  # the height of a line, in sizes of its letters
_PADDING: Final = 5.0
_LEAST: Final = 17.0
# What stands around a line, above and below together, in points.
_AROUND: Final = {Look.TITLE: 12.0, Look.COVER_TITLE: 260.0, Look.COVER: 24.0, Look.MARK: 4.0}
# The lines that stay with what follows them.
_LEADING: Final = frozenset({Look.MARK, Look.TITLE, Look.ABOVE, Look.UNIT, Look.HEADING1, Look.HEADING2, Look.HEADING3})
_LAST_ROWS: Final = 3
_TALLEST: Final = 400.0  # Excel stops at 409.5
_TWIPS: Final = 20
_SLACK: Final = 0.86
_REPORT_WIDTH: Final = (9600,)
_NAME_LENGTH: Final = 31
_UNNAMEABLE: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")


@frozen(kw_only=True)
class Place:
    """A cell or line, and the range that it covers."""

    area: Area
    content: Cell | Line

    @property
    def text(self) -> str:
        """What it shows."""
        return self.content.text


@define(kw_only=True)
class Layout:
    """
    A sheet of a workbook.

    Attributes:
        title: What stands on its tab.

        widths: The widths of its columns, in twentieths of a point.

        places: What stands on it, in reading order.

        heights: The height of each row, in points.

        heads: The rows that are printed again on every page, first and last, or None.

        breaks: The rows after which a new page begins.

        scale: How large it is printed, in per cent.
    """

    title: str
    widths: tuple[int, ...]
    places: list[Place] = field(factory=list)
    heights: list[float] = field(factory=list)
    heads: tuple[int, int] | None = None
    breaks: list[int] = field(factory=list)
    scale: int = 100

    @property
    def merges(self) -> tuple[Area, ...]:
        """The ranges of more than one cell."""
        return tuple([place.area for place in self.places if place.area.size > 1])


def tab_names(names: Iterable[str]) -> list[str]:
    """
    Names for the tabs of a workbook: short enough, without the signs that Excel refuses, and each different.

    >>> tab_names(["附件3 a/b", "附件3 A?B", ""])
    ['附件3 a b', '附件3 A B (2)', '表']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        plain = " ".join(_UNNAMEABLE.sub(" ", name).strip("' ").split())[:_NAME_LENGTH].strip("' ") or "表"
        title, number = plain, 1
        while title.casefold() in taken:
            number += 1
            mark = f" ({number})"
            title = plain[: _NAME_LENGTH - len(mark)] + mark
        taken.add(title.casefold())
        found.append(title)
    return found


def place_sheet(sheet: Sheet, title: str) -> Layout:
    """
    Find a place for everything that a sheet prints.

    A row that is higher than Excel allows is several rows, merged.
    """
    tables = sheet.tables
    layout = Layout(title=title, widths=tables[0].widths if tables else _REPORT_WIDTH)
    forced: list[int] = []
    kept: set[int] = set()
    for block in sheet.blocks:
        first = len(layout.heights) + 1
        if isinstance(block, Line):
            if block.new_page and first > 1:
                forced.append(first - 1)
            _place_line(layout, block)
            if block.look in _LEADING:
                kept.add(len(layout.heights) + 1)
            elif tables and layout.heads is not None:
                kept.add(first)
        else:
            _place_table(layout, block, kept)
    pages = paginate(layout.heights, forced, kept, layout.heads)
    layout.scale, layout.breaks = pages.scale, list(pages.breaks)
    layout.places = [part for place in layout.places for part in _split(place, layout.breaks)]
    return layout


def _split(place: Place, breaks: Sequence[int]) -> Iterator[Place]:
    """A cell that goes on on another page in parts, so that its text does not stand where the page ends."""
    area, content = place.area, place.content
    ends = [row for row in breaks if area.top <= row < area.bottom]
    if not ends or isinstance(content, Line):
        yield place
        return
    top = area.top
    for number, bottom in enumerate([*ends, area.bottom]):
        text = content.text if content.repeats or not number else ""
        part = evolve(content, text=text) if number else content
        yield Place(area=Area(top, area.left, bottom, area.right), content=part)
        top = bottom + 1


def _place_line(layout: Layout, line: Line) -> None:
    size = SIZES[line.look]
    count = line_count(line.text, sum(layout.widths) / _TWIPS * _SLACK, size)
    first, last = _add_rows(layout, count * size * _LINE + _AROUND.get(line.look, _PADDING))
    if line.text:
        layout.places.append(Place(area=Area(first, 1, last, len(layout.widths)), content=line))


def _add_rows(layout: Layout, height: float) -> tuple[int, int]:
    """Add as many rows as a height needs; the first and the last of them."""
    count = max(1, -int(-height // _TALLEST))
    first = len(layout.heights) + 1
    layout.heights += [round(height / count, 1)] * count
    return first, len(layout.heights)


def _place_table(layout: Layout, table: Table, kept: set[int]) -> None:
    """Place a table; *kept* are the rows before which no page ends."""
    places = list(table.places())
    rows = [_add_rows(layout, height) for height in _heights(table, places)]
    for row, column, cell in places:
        area = Area(rows[row][0], column + 1, rows[row + cell.down - 1][1], column + cell.across)
        layout.places.append(Place(area=area, content=cell))
    # A text stands in one piece; a head, and the last rows, stay with what follows.
    kept.update(row for first, last in rows for row in range(first + 1, last + 1))
    kept.update(rows[index][0] for index in range(len(rows)) if index == table.heads and index)
    kept.update(first for first, _ in rows[-_LAST_ROWS:][1:])
    if table.heads:
        layout.heads = (rows[0][0], rows[table.heads - 1][1])


def _heights(table: Table, places: Sequence[tuple[int, int, Cell]]) -> list[float]:
    heights = [_LEAST] * len(table.rows)
    tall = list(_needs(table, places))
    for row, down, height in tall:
        if down == 1:
            heights[row] = max(heights[row], height)
    for row, down, height in tall:
        lacking = height - sum(heights[row : row + down])
        if lacking > 0:
            # A text beside several rows needs all of them to be high enough together.
            heights[row : row + down] = [own + lacking / down for own in heights[row : row + down]]
    return heights


def _needs(table: Table, places: Sequence[tuple[int, int, Cell]]) -> Iterator[tuple[int, int, float]]:
    """For each cell with text: its row, the rows it covers, and the height it needs."""
    for row, column, cell in places:
        if cell.text:
            width = sum(table.widths[column : column + cell.across]) / _TWIPS * _SLACK
            count = line_count(cell.text, width, _CELL_SIZE)
            if count > 1:
                yield row, cell.down, count * _CELL_SIZE * _LINE + _PADDING
