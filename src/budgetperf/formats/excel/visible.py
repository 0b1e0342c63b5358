"""What both kinds of workbook share once their cells are known: what is shown, what is hidden, and what is too much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from textwrap import shorten
from typing import Final

from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.errors import FileError
from budgetperf.formats.excel.blocks import Shown, lay_out
from budgetperf.formats.excel.dates import show_date
from budgetperf.formats.excel.number import show_number
from budgetperf.formats.excel.sheet import Area, Marks, Position, write_column
from budgetperf.formats.office.grid import Block

__all__ = [
    "MAX_CELLS",
    "MAX_POSITIONS",
    "MAX_TEXT",
    "check_size",
    "check_text",
    "lay_out_visible",
    "report",
    "write_content",
]

MAX_CELLS: Final = 60_000
"""Cells with content of a workbook: three hundred project cards. Most filings have a few hundred cells."""

MAX_POSITIONS: Final = 1_000_000
"""Positions, empty ones too, that the sheets of a workbook may extend over."""

MAX_TEXT: Final = 20_000_000
"""Characters that its cells may show together: one long text can be the content of many cells."""

_EXCERPT: Final = 40


def lay_out_visible(
    file: str, title: str, shown: Mapping[Position, Shown], marks: Marks, room: int
) -> tuple[tuple[Block, ...], list[Finding]]:
    """
    The lines and the table of a sheet without its hidden rows and columns, and BP902 for those that hold anything.

    Raises:
        FileError: The sheet extends over more than *room*, or two merged ranges overlap.
    """
    visible, rows, columns = _part_hidden(shown, marks)
    laid_out = lay_out(file, title, visible, marks.merges, room)
    findings = [
        *(report(file, title, "hidden_row", str(row), cells=cells, row=row) for row, cells in sorted(rows.items())),
        *(
            report(file, title, "hidden_column", write_column(column), cells=cells, column=column)
            for column, cells in sorted(columns.items())
        ),
        *(
            report(file, title, "covered", shorten(visible[row, column].text, _EXCERPT), row=row, column=column)
            for row, column in laid_out.covered
        ),
    ]
    return laid_out.blocks, findings


def write_content(content: object, pattern: str) -> str:
    """
    The text that the sheet shows.

    >>> write_content(0.955, "0.0%"), write_content(date(2022, 12, 31), "yyyy/m/d")
    ('95.5%', '2022/12/31')
    """
    match content:
        case bool():
            return str(content).upper()
        case int() | float():
            return show_number(content, pattern)
        case date() | time():
            return show_date(content, pattern)
        case timedelta():
            minutes = int(content.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
    # Excel writes a carriage return that was pasted into a cell as _x000D_.
    return str(content).replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")


def _part_hidden(
    shown: Mapping[Position, Shown], marks: Marks
) -> tuple[dict[Position, Shown], Counter[int], Counter[int]]:
    """The cells that can be seen, and how many with text are in each hidden row and column; each is counted once."""
    merged = {(area.top, area.left): area for area in marks.merges}
    visible: dict[Position, Shown] = {}
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    for (row, column), cell in shown.items():
        # Of a merged cell the text can be seen as long as any part of the cell can.
        area = merged.get((row, column), Area(row, column, row, column))
        row_hidden = _are_hidden(marks.hidden_rows, area.top, area.bottom)
        column_hidden = _are_hidden(marks.hidden_columns, area.left, area.right)
        if not row_hidden and not column_hidden:
            visible[row, column] = cell
        elif cell.text.strip():
            rows.update({row: 1} if row_hidden else {})
            columns.update({column: int(not row_hidden)} if column_hidden else {})
    return visible, rows, columns


def _are_hidden(hidden: Sequence[int], first: int, last: int) -> bool:
    return bisect_right(hidden, last) - bisect_left(hidden, first) == last - first + 1


def report(
    file: str, title: str, kind: str, name: str, *, cells: int = 1, row: int | None = None, column: int | None = None
) -> Finding:
    """BP902 for a part of a sheet of so many *cells*; *name* is what stands there, or its number."""
    return Finding(
        code="BP902",
        severity=Severity.WARNING,
        details={"kind": kind, "name": name, "cells": None if cells == 1 else str(cells)},
        location=Location(file=file, table=title, row=row, column=column),
    )


def check_size(file: str, scans: Sequence[Marks]) -> None:
    """
    Refuse a workbook with too many cells.

    Raises:
        FileError: Its visible sheets hold more than `MAX_CELLS`, or extend over more than `MAX_POSITIONS`.
    """
    cells = sum(len(marks.filled) + len(marks.unsolved) for marks in scans)
    positions = sum(marks.extent.size for marks in scans if marks.extent is not None)
    _refuse_excess(file, cells, MAX_CELLS, "有内容的单元格", "cells with content")
    _refuse_excess(
        file, positions, MAX_POSITIONS, "内容所占区域的单元格", "cells in the area that its content takes up"
    )


def check_text(file: str, contents: Iterable[object]) -> None:
    """
    Refuse a workbook with too much text.

    Raises:
        FileError: Its cells would show more than `MAX_TEXT` characters.
    """
    total = sum(len(content) for content in contents if isinstance(content, str))
    _refuse_excess(file, total, MAX_TEXT, "文字的字符", "characters of text")


def _refuse_excess(file: str, count: int, limit: int, zh: str, en: str) -> None:
    if count > limit:
        raise FileError(
            file,
            f"文件大得不像一份自评表：{zh}共 {count} 个，上限 {limit}，出于安全不予读取。"
            "请删去表格以外的内容后另存一份。",
            f"the file is far larger than a self-evaluation form can be: {count:,} {en}, at most {limit:,}; "
            "it is not read, for safety. Delete what stands outside the forms and save it again.",
        )
