"""
What of a sheet is a table, and what stands above and below it.

Excel knows only cells. A form is recognised by its rows: in a row of the table at least two
things stand side by side; a title or a note stands alone, as a rule merged across the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from budgetperf.errors import FileError
from budgetperf.formats.excel.sheet import Area, Position, find_extent, write_address
from budgetperf.formats.office.grid import Block, Cell, Grid, Line

__all__ = ["Layout", "Shown", "lay_out"]

_NOTES: Final = ("说明", "备注", "注", "填表人", "填报人", "单位负责人", "经办人", "负责人", "联系")


@frozen
class Shown:
    """What a cell shows; *broken* where its text stands for a value that is not there."""

    text: str
    broken: bool = False


@frozen
class Layout:
    """
    What became of a sheet.

    Attributes:
        blocks: Its table, and the lines above and below it.

        covered: The cells whose text lies beneath a merged cell: Excel keeps it, and shows it to nobody.
    """

    blocks: tuple[Block, ...]
    covered: tuple[Position, ...] = ()


@frozen
class _Span:
    """A merged range within an area: the part of it that lies there, and the cell that holds its value."""

    area: Area
    anchor: Position


_Cover = dict[Position, _Span]


def lay_out(file: str, title: str, shown: Mapping[Position, Shown], merges: Sequence[Area], room: int) -> Layout:
    """
    Tell the table of a sheet from the lines above and below it.

    The table reaches from the first to the last row in which two cells have text. A row beyond them
    with one text belongs to it when the layout says so: above, when an empty merged cell stands
    beside the label; below, unless it is merged across the sheet or reads like a note.

    >>> shown = {(1, 1): Shown("标题"), (2, 1): Shown("a"), (2, 2): Shown("b")}
    >>> [type(block).__name__ for block in lay_out("a.xlsx", "附件1", shown, (), 9).blocks]
    ['Line', 'Grid']

    Args:
        file: Name of the file, for messages.

        title: Name of the sheet.

        shown: What the cells of the sheet show, hidden ones left out.

        merges: The merged ranges of the sheet.

        room: Number of positions that the sheet may extend over.

    Raises:
        FileError: The sheet extends over more than *room*, or two merged ranges overlap.
    """
    texts = {position: cell.text.strip() for position, cell in shown.items() if cell.text.strip()}
    extent = find_extent(texts)
    if extent is None:
        return Layout(())
    _check_room(file, title, extent, room)
    cover = _cover(file, title, merges, extent)
    rows: dict[int, list[int]] = {}
    covered: list[Position] = []
    for position in sorted(texts):
        # A value beneath a merged cell is not shown by Excel either.
        if position not in cover or cover[position].anchor == position:
            rows.setdefault(position[0], []).append(position[1])
        else:
            covered.append(position)
    table = _find_table(rows, {(area.top, area.left): area for area in merges}, cover, texts)
    lines = [
        (row, Line(text=shown[row, columns[0]].text, index=row, sheet=title, address=write_address(row, columns[0])))
        for row, columns in rows.items()
        if table is None or not table.top <= row <= table.bottom
    ]
    if table is None:
        return Layout(tuple(line for _, line in lines), tuple(covered))
    _check_room(file, title, table, room)
    grid = Grid(
        cells=_make_cells(table, _cover(file, title, merges, table), shown),
        rows=table.bottom - table.top + 1,
        columns=table.right - table.left + 1,
        sheet=title,
        first_row=table.top,
    )
    above = tuple(line for row, line in lines if row < table.top)
    below = tuple(line for row, line in lines if row > table.bottom)
    return Layout((*above, grid, *below), tuple(covered))


def _find_table(
    rows: Mapping[int, Sequence[int]],
    merged: Mapping[Position, Area],
    cover: _Cover,
    texts: Mapping[Position, str],
) -> Area | None:
    """The area of the table, given the columns with text of each row; None where no row has two."""

    def span(row: int, column: int) -> Area:
        return merged.get((row, column), Area(row, column, row, column))

    def crosses(area: Area) -> bool:
        """Whether a merged cell covers at least half the width of the table."""
        shared = min(area.right, right) - max(area.left, left) + 1
        return area.left < area.right and 2 * shared >= right - left + 1

    def stands_beside_blank(row: int) -> bool:
        spans = (cover.get((row, column)) for column in range(left, right + 1))
        return any(blank is not None and blank.anchor not in texts for blank in spans)

    tabular = [(row, column) for row, columns in rows.items() if len(columns) > 1 for column in columns]
    if not tabular:
        return None
    areas = [span(row, column) for row, column in tabular]
    top, last = tabular[0][0], tabular[-1][0]
    left, right = min(area.left for area in areas), max(area.right for area in areas)
    bottom = max(area.bottom for area in areas)

    for row in sorted((row for row in rows if row < top), reverse=True):
        area = span(row, rows[row][0])
        is_label = row == top - 1 and not crosses(area) and stands_beside_blank(row)
        if not is_label and area.bottom < top:
            break
        top = row
    for row in (row for row in rows if row > last):
        column = rows[row][0]
        area = span(row, column)
        if row > bottom and (crosses(area) or texts[row, column].startswith(_NOTES)):
            break
        bottom = max(bottom, area.bottom)
    columns = [column for row, cells in rows.items() if top <= row <= bottom for column in cells]
    return Area(top, min(left, *columns), bottom, max(right, *columns))


def _make_cells(table: Area, cover: _Cover, shown: Mapping[Position, Shown]) -> tuple[Cell, ...]:
    cells = []
    blank = Shown("")
    for row, column in table.positions():
        span = cover.get((row, column))
        area = Area(row, column, row, column) if span is None else span.area
        if (area.top, area.left) != (row, column):
            continue
        content = blank if span is not None and span.anchor != (row, column) else shown.get((row, column), blank)
        cells.append(
            Cell(
                row=row - table.top,
                column=column - table.left,
                number=column,
                rowspan=area.bottom - row + 1,
                colspan=area.right - column + 1,
                text=content.text,
                address=write_address(row, column),
                broken=content.broken,
            )
        )
    return tuple(cells)


def _cover(file: str, title: str, merges: Sequence[Area], area: Area) -> _Cover:
    """Which merged range covers which position of an area."""
    cover: _Cover = {}
    for merge in merges:
        clipped = merge.clip(area)
        if clipped is None:
            continue
        span = _Span(clipped, (merge.top, merge.left))
        for position in clipped.positions():
            # Stopping at the first overlap also bounds the work to one visit of each position.
            if cover.setdefault(position, span) is not span:
                raise FileError(
                    file,
                    f"工作表“{title}”的合并单元格互相重叠（{write_address(*position)}），文件已损坏。"
                    "请用 Excel 或 WPS 修复后另存一份。",
                    f"merged ranges of its sheet {title!r} overlap at {write_address(*position)}; the file is "
                    "damaged. Repair it in Excel or WPS and save it again.",
                )
    return cover


def _check_room(file: str, title: str, area: Area, room: int) -> None:
    if area.size > room:
        corner = f"{write_address(area.top, area.left)}:{write_address(area.bottom, area.right)}"
        raise FileError(
            file,
            f"工作表“{title}”的内容铺得太开（{corner}），不像一份自评表，出于安全不予读取。"
            "请删去表格以外的内容后另存一份。",
            f"the content of its sheet {title!r} extends over {corner}, far more than a self-evaluation form "
            "needs; it is not read, for safety. Delete what stands outside the form and save it again.",
        )
