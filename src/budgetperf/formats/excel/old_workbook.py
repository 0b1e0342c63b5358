"""Reading the old binary workbooks of Excel (``.xls``), and those that WPS writes in the same format (``.et``)."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from textwrap import shorten
from typing import Any, Final

from budgetperf.domain.finding import Finding
from budgetperf.errors import FileError
from budgetperf.formats.excel.blocks import Shown
from budgetperf.formats.excel.margins import read_old_margins
from budgetperf.formats.excel.parts import CHINESE_FORMATS
from budgetperf.formats.excel.sheet import Area, Marks, Position
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
from budgetperf.formats.office.package import refuse_large
from budgetperf.formats.office.sniffing import explain_no_old_workbook

__all__ = ["MAX_OLD_BYTES", "read_old_excel"]

MAX_OLD_BYTES: Final = 16 * 2**20
"""Bytes of an old workbook: all of it becomes cells, as nothing in it is compressed."""

_MAX_SHEETS: Final = 1_000
_EXCERPT: Final = 40

# The kinds of cells, as xlrd numbers them.
_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5

# Dates of the Chinese formats that have no pattern of their own; the others are known by their pattern.
_CHINESE_DATES: Final = frozenset(CHINESE_FORMATS)


def read_old_excel(file: str, data: bytes) -> Pages:
    """
    Read an old workbook as `read_excel` reads a new one.

    This format keeps no formula apart from its result: what a formula gave when the workbook was last calculated
    is read.

    >>> read_old_excel("a.xls", b"<html><table>...")
    Traceback (most recent call last):
    budgetperf.errors.FileError: a.xls：文件不是 .xls 工作簿，看起来是网页（HTML）...

    Args:
        file: Name of the file, for messages and locations.

        data: Its bytes.

    Raises:
        FileError: It is no such workbook, it is damaged, locked or unreasonably large, or xlrd is not installed.
    """
    foreign = explain_no_old_workbook(data)
    if foreign is not None:
        raise FileError(file, *foreign)
    if len(data) > MAX_OLD_BYTES:
        limit = MAX_OLD_BYTES // 2**20
        raise refuse_large(file, f"旧版工作簿超过 {limit} MB", f"an old workbook of more than {limit} MB")
    book = _open(file, data)
    if book.nsheets > _MAX_SHEETS:
        raise refuse_large(file, f"工作表多于 {_MAX_SHEETS} 个", f"it has more than {_MAX_SHEETS:,} sheets")
    try:
        sheets = [(sheet, dict(_show_cells(book, sheet)), _scan(sheet)) for sheet in book.sheets()]
        # xlrd reads the texts of drawings and of margins, and keeps neither.
        starts = book._sh_abs_posn  # noqa: SLF001 - where a sheet begins is told by nothing else
        aside = [tuple(read_old_margins(book.mem or b"", start)) for start in starts]
        book.release_resources()
    # xlrd hands on whatever a damaged record makes it stumble over.
    except Exception as error:
        raise _damaged(file, error) from error
    return _lay_out(file, sheets, aside)


def _lay_out(
    file: str,
    sheets: list[tuple[Any, dict[Position, Shown], tuple[Area, ...]]],
    aside: list[tuple[tuple[str, str], ...]],
) -> Pages:
    scans = [
        Marks(
            filled=tuple(shown),
            unsolved={},
            merges=merges,
            hidden_rows=_find_hidden(sheet.rowinfo_map, "height"),
            hidden_columns=_find_hidden(sheet.colinfo_map, "width"),
        )
        for sheet, shown, merges in sheets
    ]
    check_size(file, [marks for (sheet, _, _), marks in zip(sheets, scans, strict=True) if not sheet.visibility])
    check_text(file, (cell.text for _, shown, _ in sheets for cell in shown.values()))
    blocks: list[Block] = []
    findings: list[Finding] = []
    room = MAX_POSITIONS
    for (sheet, shown, _), marks in zip(sheets, scans, strict=True):
        if sheet.visibility:
            if shown:
                findings.append(report(file, sheet.name, "hidden_sheet", sheet.name, cells=len(shown)))
            continue
        laid_out, found = lay_out_visible(file, sheet.name, shown, marks, room)
        room -= sum(block.rows * block.columns for block in laid_out if isinstance(block, Grid))
        blocks += laid_out
        findings += found
        texts = [cell.text for cell in shown.values()]
        for kind, text in aside[sheet.number]:
            if kind != "page_margin" or says_more(text, texts):
                findings.append(report(file, sheet.name, kind, shorten(text, _EXCERPT)))
        notes = " ".join(str(note.text) for note in sheet.cell_note_map.values())
        if notes.strip():
            findings.append(report(file, sheet.name, "comment", shorten(notes, _EXCERPT)))
    return Pages(file=file, blocks=tuple(blocks), findings=tuple(findings))


def _open(file: str, data: bytes) -> Any:
    try:
        import xlrd  # noqa: PLC0415 - an optional package
    except ImportError as error:
        raise FileError(
            file,
            '读取旧版 Excel 文件（.xls）需要 xlrd，但它没有安装。请运行 pip install "budgetperf[xls]"，'
            "或用 Excel、WPS 打开后另存为 .xlsx。",
            'reading an old Excel file (.xls) needs xlrd, which is not installed. Run pip install "budgetperf[xls]", '
            "or open it in Excel or WPS and save it as .xlsx.",
        ) from error
    try:
        # On demand, for else the records are gone once the cells are read.
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=StringIO()
        )
    # xlrd hands on whatever a damaged record makes it stumble over.
    except Exception as error:
        if "encrypted" in str(error).lower():
            raise FileError(
                file,
                "文件设有打开密码，内容已加密。请在 Excel 或 WPS 中去掉密码后另存一份。",
                "the file is protected by a password and its content is encrypted. "
                "Remove the password in Excel or WPS and save it again.",
            ) from error
        raise _damaged(file, error) from error


def _damaged(file: str, error: Exception) -> FileError:
    reason = shorten(str(error) or type(error).__name__, 200)
    return FileError(
        file,
        f"旧版工作簿的内容无法解读（{reason}），文件可能已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx。",
        f"the content of the old workbook cannot be made out ({reason}); the file may be damaged. "
        "Open it in Excel or WPS and save it as .xlsx.",
    )


def _show_cells(book: Any, sheet: Any) -> Iterator[tuple[Position, Shown]]:
    """What each cell with a value shows."""
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind not in (_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR):
                continue
            value = sheet.cell_value(row, column)
            form = book.format_map.get(book.xf_list[sheet.cell_xf_index(row, column)].format_key)
            shown = _show(book, kind, value, form)
            if shown.text or shown.broken:
                yield (row + 1, column + 1), shown


def _show(book: Any, kind: int, value: Any, form: Any) -> Shown:
    from xlrd.biffh import error_text_from_code  # noqa: PLC0415 - an optional package
    from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415 - an optional package

    if kind == _ERROR:
        return Shown(error_text_from_code.get(value, "#N/A"), broken=True)
    if kind == _TRUTH:
        return Shown(write_content(bool(value), ""))
    if kind == _DATE or (kind == _NUMBER and form is not None and form.format_key in _CHINESE_DATES):
        moment = xldate_as_datetime(value, book.datemode)
        number = 0 if form is None else form.format_key
        pattern = CHINESE_FORMATS.get(number) or ("General" if form is None else form.format_str)
        return Shown(write_content(moment.time() if 0 <= value < 1 else moment, pattern))
    return Shown(write_content(value, "General" if form is None else form.format_str))


def _scan(sheet: Any) -> tuple[Area, ...]:
    """The merged ranges, each once; xlrd counts from 0, and up to the row and column after the last."""
    areas = (Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    return tuple(dict.fromkeys(area for area in areas if area.top <= area.bottom and area.left <= area.right))


def _find_hidden(entries: Any, measure: str) -> tuple[int, ...]:
    return tuple(
        sorted(number + 1 for number, entry in entries.items() if entry.hidden or getattr(entry, measure, 1) == 0)
    )
