"""Builds pages from text that looks like the form, so that a test shows what it reads."""

from __future__ import annotations

from budgetperf.domain.finding import Finding
from budgetperf.domain.model import BaseTable, Report, Scorecard
from budgetperf.formats.forms.attachments import Attachment, read_forms
from budgetperf.formats.office.grid import Block, Cell, Grid, Line, Pages

__all__ = ["base", "card", "kinds", "pages", "read_one", "report", "sheet", "table"]


def _cells(text: str, *, letters: bool, first_row: int) -> tuple[tuple[Cell, ...], int, int]:
    rows = [[cell.strip(" ") for cell in line.strip().split("|")] for line in text.strip().splitlines()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells: list[Cell] = []
    for top, row in enumerate(rows):
        for left, shown in enumerate(row):
            if shown in ("<", "^"):
                continue
            colspan = next((at for at in range(1, width - left) if row[left + at] != "<"), width - left)
            below = rows[top + 1 :]
            rowspan = 1 + next((at for at, other in enumerate(below) if other[left] != "^"), len(below))
            number = 1 + sum(other != "<" for other in row[:left])
            cells.append(
                Cell(
                    row=top,
                    column=left,
                    number=left + 1 if letters else number,
                    rowspan=rowspan,
                    colspan=colspan,
                    text=shown.removeprefix("!").replace("/n", "\n"),
                    address=f"{chr(65 + left)}{first_row + top}" if letters else None,
                    broken=shown.startswith("!"),
                )
            )
    return tuple(cells), len(rows), width


def table(text: str) -> Grid:
    """
    A Word table: a line for each row, cells between ``|``.

    ``<`` continues the cell to the left and ``^`` the cell above; ``/n`` is a line break; ``!`` marks a lost value.
    """
    cells, rows, columns = _cells(text, letters=False, first_row=1)
    return Grid(cells=cells, rows=rows, columns=columns)


def sheet(text: str, name: str = "Sheet1", first_row: int = 1) -> Grid:
    """A sheet, written the same way."""
    cells, rows, columns = _cells(text, letters=True, first_row=first_row)
    return Grid(cells=cells, rows=rows, columns=columns, sheet=name, first_row=first_row)


def pages(*blocks: str | Grid) -> Pages:
    """The pages of a file: texts are paragraphs."""
    made: list[Block] = []
    for block in blocks:
        lines = sum(isinstance(other, Line) for other in made)
        made.append(Line(text=block, index=lines + 1) if isinstance(block, str) else block)
    return Pages(file="folder/填报.docx", blocks=tuple(made))


def read_one(*blocks: str | Grid) -> Attachment:
    """The only attachment of these pages."""
    (attachment,), _ = read_forms(pages(*blocks))
    return attachment


def card(*blocks: str | Grid) -> Scorecard:
    """The only scorecard of these pages."""
    value = read_one(*blocks).value
    assert isinstance(value, Scorecard)
    return value


def base(*blocks: str | Grid) -> BaseTable:
    """The only base table of these pages."""
    value = read_one(*blocks).value
    assert isinstance(value, BaseTable)
    return value


def report(*blocks: str | Grid) -> Report:
    """The only report of these pages."""
    value = read_one(*blocks).value
    assert isinstance(value, Report)
    return value


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str | None, str | None]]:
    """Code, kind and stated text of findings."""
    return [(finding.code, dict(finding.details).get("kind"), finding.stated) for finding in findings]
