"""
A Word or Excel file as a sequence of lines and grids of addressed cells.

This is all that the readers of forms see of an office file: which format it came
from, how its cells were merged and how its text was cut into runs is settled here.
"""

from __future__ import annotations

from typing import NamedTuple

from attrs import field, frozen

from budgetperf.domain.finding import Finding

__all__ = ["Block", "Cell", "Grid", "Line", "Pages"]


@frozen(kw_only=True)
class Line:
    r"""
    A paragraph outside every table, with the number that Word puts before it written out.

    Attributes:
        text: The text; a line break within the paragraph is ``\\n``.

        index: Number of the paragraph in the file (Excel: row of the sheet), from 1.

        sheet: Name of the sheet it stands on (Excel), or None.

        address: Address of the cell (Excel), or None.
    """

    text: str
    index: int
    sheet: str | None = None
    address: str | None = None


# A named tuple: a file has a thousand of these, and is read for their sake.
class Cell(NamedTuple):
    r"""
    One cell of a grid, at its top left corner; merged cells are one cell with spans.

    Attributes:
        row: Row of the grid, from 0.

        column: Column of the *grid*, from 0: a cell right of one that spans two is at 2.

        number: Number of the cell within its row as the file has it, from 1.

        rowspan: Rows it covers, at least 1.

        colspan: Grid columns it covers, at least 1.

        text: The text as printed; paragraphs of a cell are joined by ``\\n``. Numbers of a
            spreadsheet are written the way the sheet shows them (``100.0%``, ``4.08``).

        address: Address of the cell (Excel: ``F6``), or None.

        broken: True when the file promises a value that it does not hold: a formula without
            a cached result, an error value. *text* is then what stands there instead.
    """

    row: int
    column: int
    number: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    address: str | None = None
    broken: bool = False


@frozen(kw_only=True)
class Grid:
    """
    A table as one rectangle. `at` answers for every position, merged or not.

    Attributes:
        cells: The cells in reading order, row by row.

        rows: Number of rows.

        columns: Number of grid columns.

        sheet: Name of the sheet (Excel), or None.

        first_row: Row of the sheet on which row 0 lies, from 1 (Word: 1).
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    sheet: str | None = None
    first_row: int = 1
    _cover: dict[tuple[int, int], Cell] = field(init=False, repr=False, eq=False)

    @_cover.default
    def _fill(self) -> dict[tuple[int, int], Cell]:
        cover: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            row, column, _, _, down, across, _, _ = cell
            # Most cells cover one place of the grid.
            if down == across == 1:
                cover[row, column] = cell
                continue
            for below in range(row, row + down):
                for beside in range(column, column + across):
                    cover[below, beside] = cell
        return cover

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this position, or None where the table has a hole."""
        return self._cover.get((row, column))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover this row, from left to right, each once."""
        seen: dict[tuple[int, int], Cell] = {}
        for column in range(self.columns):
            cell = self.at(row, column)
            if cell is not None:
                seen[cell.row, cell.column] = cell
        return tuple(seen.values())


Block = Line | Grid


@frozen(kw_only=True)
class Pages:
    """
    What a file holds, in reading order.

    Attributes:
        file: Name of the file.

        blocks: Lines and grids.

        findings: What the reader of the file dropped, guessed or accepted on the way
            (BP902 for tracked, hidden or linked content), with its location.

        pictures: How many pictures the file holds: what they show is not read.
    """

    file: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    pictures: int = 0

    @property
    def cells(self) -> int:
        """How many cells and lines say something."""
        return sum(
            sum(cell.broken or bool(cell.text.strip()) for cell in block.cells)
            if isinstance(block, Grid)
            else bool(block.text.strip())
            for block in self.blocks
        )
