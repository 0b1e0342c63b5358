"""Forms made by programs that know nothing of budgetperf: python-docx, openpyxl, LibreOffice."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from drawn_table import draw
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from zipping import settled

__all__ = ["html", "html_table", "libre", "python_docx", "sheet", "workbook"]

TABLE_AHEAD = ("|", "\n|")


def python_docx(*blocks: str) -> bytes:
    """A Word file of python-docx: a block with ``|`` is a table, any other a paragraph."""
    document = Document()
    for block in blocks:
        if "|" not in block:
            document.add_paragraph(block)
            continue
        drawn = draw(block)
        grid = document.add_table(drawn.rows, drawn.columns)
        grid.style = "Table Grid"
        for cell in drawn.cells:
            corner = grid.cell(cell.row, cell.column)
            if cell.down > 1 or cell.across > 1:
                corner = corner.merge(grid.cell(cell.row + cell.down - 1, cell.column + cell.across - 1))
            first, *others = cell.text.split("\n")
            corner.paragraphs[0].text = first
            for other in others:
                corner.add_paragraph(other)
    stream = BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def sheet(page: Any, drawing: str, *, first_row: int = 1, formats: Mapping[str, str] | None = None) -> None:
    """
    Draw a table on a sheet of openpyxl. Numbers become numbers, and ``'`` before a figure keeps it a text.

    Args:
        page: The sheet.

        drawing: See `drawn_table.draw`.

        first_row: The row of the sheet in which it begins.

        formats: Number formats by address.
    """
    for cell in draw(drawing).cells:
        row, column = cell.row + first_row, cell.column + 1
        page.cell(row, column).value = _typed(cell.text)
        if cell.down > 1 or cell.across > 1:
            page.merge_cells(
                start_row=row, start_column=column, end_row=row + cell.down - 1, end_column=column + cell.across - 1
            )
    for address, style in (formats or {}).items():
        page[address].number_format = style


def _typed(text: str) -> str | float | int | None:
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def workbook(**sheets: Callable[[Any], None]) -> bytes:
    """An ``.xlsx`` of openpyxl; each sheet is filled by its function."""
    book = Workbook()
    for at, (name, fill) in enumerate(sheets.items()):
        page = book.active if at == 0 else book.create_sheet()
        page.title = name
        fill(page)
        for column in range(1, page.max_column + 1):
            page.column_dimensions[get_column_letter(column)].width = 14
    stream = BytesIO()
    book.save(stream)
    return settled(stream.getvalue())


def html_table(drawing: str) -> str:
    """A table as a web page has it, with its merges."""
    drawn = draw(drawing)
    lines = []
    for row in range(drawn.rows):
        cells = "".join(
            f'<td rowspan="{cell.down}" colspan="{cell.across}">{_lines(cell.text)}</td>'
            for cell in drawn.cells
            if cell.row == row
        )
        lines.append(f"<tr>{cells}</tr>")
    return f'<table border="1">{"".join(lines)}</table>'


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))


def html(*blocks: str) -> bytes:
    """A web page: a block with ``|`` is a table, any other a paragraph."""
    body = "".join(html_table(block) if "|" in block else f"<p>{escape(block)}</p>" for block in blocks)
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def libre(data: bytes, *, kind: str, into: str, filters: tuple[str, str] | None = None) -> bytes:
    """
    What LibreOffice makes of a file.

    Args:
        data: The file.

        kind: Its extension.

        into: The extension wanted.

        filters: Names of the filters for reading and writing, where the extensions do not say enough.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"form.{kind}")
        source.write_bytes(data)
        out = Path(folder, "out")
        chosen = (
            [f"--infilter={filters[0]}", "--convert-to", f"{into}:{filters[1]}"] if filters else ["--convert-to", into]
        )
        subprocess.run(  # noqa: S603 - a fixed command, on a file made here
            [  # noqa: S607 - wherever it is installed
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                *chosen,
                "--outdir",
                os.fspath(out),
                os.fspath(source),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
        return settled(Path(out, f"form.{into}").read_bytes())
