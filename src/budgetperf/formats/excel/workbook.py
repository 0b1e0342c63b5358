"""Reading the sheets of an Excel workbook (``.xlsx``): every figure as the sheet shows it, at its address."""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import chain
from math import isfinite
from textwrap import shorten
from typing import Any, Final

from attrs import frozen

from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.errors import FileError
from budgetperf.formats.excel.blocks import Shown, lay_out
from budgetperf.formats.excel.number import show_number
from budgetperf.formats.excel.parts import copy_cells, list_sheets, read_margins
from budgetperf.formats.excel.sheet import Area, Marks, Position, scan_sheet, write_column
from budgetperf.formats.office.grid import Block, Grid, Pages
from budgetperf.formats.office.package import open_package

__all__ = ["MAX_CELLS", "MAX_POSITIONS", "MAX_TEXT", "read_excel"]

MAX_CELLS: Final = 60_000
"""Cells with content of a workbook: three hundred project cards. Most filings have a few hundred cells."""

MAX_POSITIONS: Final = 1_000_000
"""Positions, empty ones too, that the sheets of a workbook may extend over."""

MAX_TEXT: Final = 20_000_000
"""Characters that its cells may show together: one long text can be the content of many cells."""


@frozen
class _Value:
    """The content of a cell as openpyxl gives it: with the type of the cell and the format of its number."""

    content: Any
    kind: str
    pattern: str


_Values = dict[Position, _Value]


def read_excel(file: str, data: bytes) -> Pages:
    """
    Read a workbook: of each visible sheet the table, and the lines above and below it.

    What the formulas gave when the workbook was last saved is read; nothing is computed. Hidden sheets,
    rows and columns are not read, and are reported (BP902) where they hold anything.

    >>> read_excel("a.xlsx", b"%PDF-1.7")
    Traceback (most recent call last):
    budgetperf.errors.FileError: ...

    Args:
        file: Name of the file, for messages and locations.

        data: Its bytes.

    Raises:
        FileError: It is no workbook, it is damaged or unreasonably large, or openpyxl is not installed.
    """
    package = open_package(file, data)
    sheets = list_sheets(package)
    scans = [scan_sheet(file, sheet.title, sheet.parse(file)) for sheet in sheets]
    extents = [None if sheet.hidden else marks.extent for sheet, marks in zip(sheets, scans, strict=True)]
    _check_size(file, [marks for marks, extent in zip(scans, extents, strict=True) if extent is not None])
    values = _load_values(file, copy_cells(package, sheets), extents)
    # The values are still shared here; only what is shown takes room for each cell.
    _check_text(file, values)

    blocks: list[Block] = []
    findings: list[Finding] = []
    room = MAX_POSITIONS
    for sheet, marks, contents in zip(sheets, scans, values, strict=True):
        if sheet.hidden:
            if marks.extent is not None:
                findings.append(_report(file, sheet.title, "hidden_sheet", sheet.title))
            continue
        shown = {position: _show(value) for position, value in contents.items()}
        shown |= {position: Shown(formula, broken=True) for position, formula in marks.unsolved.items()}
        visible, rows, columns = _part_hidden(shown, marks)
        findings += (_report(file, sheet.title, "hidden_row", str(row), row=row) for row in rows)
        findings += (
            _report(file, sheet.title, "hidden_column", write_column(column), column=column) for column in columns
        )
        laid_out = lay_out(file, sheet.title, visible, marks.merges, room)
        room -= sum(block.rows * block.columns for block in laid_out.blocks if isinstance(block, Grid))
        blocks += laid_out.blocks
        findings += (
            _report(file, sheet.title, "covered", shorten(visible[row, column].text, 40), row=row, column=column)
            for row, column in laid_out.covered
        )
        for kind, text in read_margins(package, sheet):
            findings.append(_report(file, sheet.title, kind, shorten(text, 40)))
    return Pages(file=file, blocks=tuple(blocks), findings=tuple(findings), pictures=package.pictures)


def _load_values(file: str, content: bytes, extents: Sequence[Area | None]) -> list[_Values]:
    """The values of each sheet within its extent; none where that is None."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an optional package, and slow to import
    except ImportError as error:
        raise FileError(
            file,
            '读取 Excel 文件需要 openpyxl，但它没有安装。请运行 pip install "budgetperf[forms]"。',
            'reading an Excel file needs openpyxl, which is not installed. Run pip install "budgetperf[forms]".',
        ) from error
    try:
        # What openpyxl warns of is what it would lose on saving.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with closing(load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)) as workbook:
                return [_read_values(sheet, extent) for sheet, extent in zip(workbook, extents, strict=True)]
    # openpyxl raises whatever a damaged file makes it stumble over.
    except Exception as error:
        reason = shorten(str(error) or type(error).__name__, 200)
        raise FileError(
            file,
            f"工作簿的内容无法解读（{reason}），文件可能已损坏。请用 Excel 或 WPS 打开后另存一份。",
            f"the content of the workbook cannot be made out ({reason}); the file may be damaged. "
            "Open it in Excel or WPS and save it again.",
        ) from error


def _read_values(sheet: Any, extent: Area | None) -> _Values:
    if extent is None:
        return {}
    rows = sheet.iter_rows(min_row=extent.top, max_row=extent.bottom, min_col=extent.left, max_col=extent.right)
    with closing(rows):
        # The range comes first, so that nothing behind the last row is read: no cell is there.
        within = (row for _, row in zip(range(extent.top, extent.bottom + 1), rows, strict=False))
        return {
            (cell.row, cell.column): _Value(cell.value, cell.data_type, cell.number_format)
            for cell in chain.from_iterable(within)
            if cell.value is not None
        }


def _show(value: _Value) -> Shown:
    if value.kind == "e":
        return Shown(str(value.content), broken=True)
    if isinstance(value.content, float) and not isfinite(value.content):
        return Shown("#NUM!", broken=True)
    return Shown(_write(value.content, value.pattern))


def _write(content: object, pattern: str) -> str:
    """The text that the sheet shows; dates in ISO style, so that nobody takes the day for the month."""
    match content:
        case bool():
            return str(content).upper()
        case int() | float():
            return show_number(content, pattern)
        case datetime():
            return content.date().isoformat()
        case date() | time():
            return content.isoformat()
        case timedelta():
            minutes = int(content.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
    # Excel writes a carriage return that was pasted into a cell as _x000D_.
    return str(content).replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n")


def _part_hidden(shown: Mapping[Position, Shown], marks: Marks) -> tuple[dict[Position, Shown], list[int], list[int]]:
    """The cells that can be seen, and the hidden rows and columns in which others have text."""
    merged = {(area.top, area.left): area for area in marks.merges}
    visible: dict[Position, Shown] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    for (row, column), cell in shown.items():
        # Of a merged cell the text can be seen as long as any part of the cell can.
        area = merged.get((row, column), Area(row, column, row, column))
        row_hidden = _are_hidden(marks.hidden_rows, area.top, area.bottom)
        column_hidden = _are_hidden(marks.hidden_columns, area.left, area.right)
        if not row_hidden and not column_hidden:
            visible[row, column] = cell
        elif cell.text.strip():
            rows |= {row} if row_hidden else set()
            columns |= {column} if column_hidden else set()
    return visible, sorted(rows), sorted(columns)


def _are_hidden(hidden: Sequence[int], first: int, last: int) -> bool:
    return bisect_right(hidden, last) - bisect_left(hidden, first) == last - first + 1


def _report(
    file: str, title: str, kind: str, name: str, *, row: int | None = None, column: int | None = None
) -> Finding:
    return Finding(
        code="BP902",
        severity=Severity.WARNING,
        details={"kind": kind, "name": name},
        location=Location(file=file, table=title, row=row, column=column),
    )


def _check_size(file: str, scans: Sequence[Marks]) -> None:
    cells = sum(len(marks.filled) + len(marks.unsolved) for marks in scans)
    positions = sum(marks.extent.size for marks in scans if marks.extent is not None)
    _refuse_excess(file, cells, MAX_CELLS, "有内容的单元格", "cells with content")
    _refuse_excess(
        file, positions, MAX_POSITIONS, "内容所占区域的单元格", "cells in the area that its content takes up"
    )


def _check_text(file: str, values: Sequence[_Values]) -> None:
    contents = (value.content for cells in values for value in cells.values())
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
