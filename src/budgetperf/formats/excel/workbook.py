"""Reading the sheets of an Excel workbook (``.xlsx``): every figure as the sheet shows it, at its address."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from itertools import chain
from math import isfinite
from textwrap import shorten
from typing import Any

from attrs import frozen

from budgetperf.domain.finding import Finding
from budgetperf.errors import FileError
from budgetperf.formats.excel.blocks import Shown
from budgetperf.formats.excel.margins import read_margins, read_page_margins
from budgetperf.formats.excel.parts import copy_cells, list_sheets
from budgetperf.formats.excel.sheet import Area, Position, scan_sheet
from budgetperf.formats.excel.visible import (
    MAX_POSITIONS,
    check_size,
    check_text,
    lay_out_visible,
    report,
    write_content,
)
from budgetperf.formats.office.grid import Block, Grid, Pages
from budgetperf.formats.office.margins import says_more
from budgetperf.formats.office.package import open_package

__all__ = ["read_excel"]


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
    roots = [sheet.parse(file) for sheet in sheets]
    scans = [scan_sheet(file, sheet.title, root) for sheet, root in zip(sheets, roots, strict=True)]
    margins = [tuple(read_page_margins(root)) for root in roots]
    del roots
    extents = [None if sheet.hidden else marks.extent for sheet, marks in zip(sheets, scans, strict=True)]
    check_size(file, [marks for marks, extent in zip(scans, extents, strict=True) if extent is not None])
    values = _load_values(file, copy_cells(package, sheets), extents)
    # The values are still shared here; only what is shown takes room for each cell.
    check_text(file, (value.content for cells in values for value in cells.values()))

    blocks: list[Block] = []
    findings: list[Finding] = []
    room = MAX_POSITIONS
    for sheet, marks, contents, printed in zip(sheets, scans, values, margins, strict=True):
        if sheet.hidden:
            if marks.extent is not None:
                size = len(marks.filled) + len(marks.unsolved)
                findings.append(report(file, sheet.title, "hidden_sheet", sheet.title, cells=size))
            continue
        shown = {position: _show(value) for position, value in contents.items()}
        shown |= {position: Shown(formula, broken=True) for position, formula in marks.unsolved.items()}
        laid_out, found = lay_out_visible(file, sheet.title, shown, marks, room)
        room -= sum(block.rows * block.columns for block in laid_out if isinstance(block, Grid))
        blocks += laid_out
        findings += found
        texts = [cell.text for cell in shown.values()]
        aside = [("page_margin", text) for text in printed if says_more(text, texts)]
        for kind, text in (*read_margins(package, sheet.part), *aside):
            findings.append(report(file, sheet.title, kind, shorten(text, 40)))
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
    return Shown(write_content(value.content, value.pattern))
