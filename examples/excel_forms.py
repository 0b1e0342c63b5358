"""Writes 附件1 to 附件3 of a filing into one workbook, a sheet each, with figures as numbers."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from contract_shape import Record
from form_tables import Cell, Form, forms
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from printing import Printing

FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?(%?)")
TWIPS_TO_COLUMN_WIDTH = 1 / 110  # the printed widths of the Word form, in the character widths of Excel
LINE_HEIGHT = 12.5
EDGE = Side(style="thin")
BOX = Border(top=EDGE, bottom=EDGE, left=EDGE, right=EDGE)


def write_excel(filing: Record, printing: Printing, path: Path, *, made: dt.datetime) -> None:
    """Write the tables; the reports have no place in a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = forms(filing, printing)
    names = ["附件1 基础数据表", "附件2 部门整体支出", "附件3 项目支出"]
    if len(tables) > len(names):
        names[2:] = [f"附件3 {card['subject']}" for card in filing["scorecards"][1:]]
    for name, form in zip(names, tables, strict=True):
        _write_sheet(book.create_sheet(name), form)
    about = book.properties
    about.creator, about.title, about.created = "", filing["base_table"]["heading"]["title"], made
    book.save(path)


def _write_sheet(sheet: Worksheet, form: Form) -> None:
    widths = [width * TWIPS_TO_COLUMN_WIDTH for width in form.widths]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = round(width, 1)
    across = len(widths)
    title = "".join(form.title_lines)
    _write_line(sheet, 1, form.mark, across=across, font=Font(name="宋体", size=12), height=18)
    _write_line(sheet, 2, title, across=across, font=Font(name="宋体", size=16, bold=True), side="center", height=26)
    row = 3
    covered: set[tuple[int, int]] = set()
    for cells in form.rows:
        column = 1
        for cell in cells:
            while (row, column) in covered:
                column += 1
            _write_cell(sheet, row, column, cell)
            covered |= {(row + down, column + right) for down in range(cell.down) for right in range(cell.across)}
            column += cell.across
        sheet.row_dimensions[row].height = _height(cells, widths, across)
        row += 1
    for foot in form.feet:
        height = 6 + LINE_HEIGHT * _lines(foot, sum(widths))
        _write_line(sheet, row, foot, across=across, font=Font(name="宋体", size=9), height=height)
        row += 1
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True


def _write_line(
    sheet: Worksheet, row: int, text: str, *, across: int, font: Font, side: str = "left", height: float
) -> None:
    """A line of text over the whole width of the form, outside its frame."""
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
    sheet.row_dimensions[row].height = height


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    bottom, right = row + cell.down - 1, column + cell.across - 1
    for line in sheet.iter_rows(min_row=row, max_row=bottom, min_col=column, max_col=right):
        for part in line:
            part.border = BOX
    place = sheet.cell(row, column)
    _set_value(place, cell.text)
    place.font = Font(name="宋体", size=9)
    place.alignment = Alignment(horizontal="left" if cell.left else "center", vertical="center", wrap_text=True)
    if (bottom, right) != (row, column):
        sheet.merge_cells(start_row=row, end_row=bottom, start_column=column, end_column=right)


def _set_value(place: SheetCell, text: str) -> None:
    """A plain figure or percentage becomes a number that is shown as it was typed; all else stays text."""
    figure = FIGURE.fullmatch(text)
    if not figure:
        place.value = text or None
        if text.startswith("="):  # "=100%" is a target, not a formula
            place.data_type, place.quotePrefix = "s", True
        return
    decimals, percent = figure.groups()
    number = Decimal(text.removesuffix("%")) / (100 if percent else 1)
    whole = number == number.to_integral_value()
    place.value = int(number) if whole else float(number)
    zeros = "0." + "0" * (len(decimals) - 1) if decimals else "0"
    place.number_format = zeros + percent if decimals or percent else "General"


def _height(cells: Sequence[Cell], widths: Sequence[float], across: int) -> float:
    """Excel does not fit the height of merged cells, so it is estimated from the text and the width."""
    column = across - sum(cell.across for cell in cells)
    lines = 1
    for cell in cells:
        if cell.down == 1:
            lines = max(lines, _lines(cell.text, sum(widths[column : column + cell.across])))
        column += cell.across
    return max(18, 6 + LINE_HEIGHT * lines)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; a Chinese character is two wide at this size."""
    room = width * 1.15
    return sum(
        max(1, -int(-sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line) // room))
        for line in text.split("\n")
    )
