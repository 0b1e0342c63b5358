"""A table drawn as text, so that the one who reads the recipe of a form sees the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Drawn", "DrawnCell", "draw"]


@dataclass(frozen=True, kw_only=True)
class DrawnCell:
    r"""One cell: its top left corner, what it covers, and its text with ``\\n`` between paragraphs."""

    row: int
    column: int
    down: int
    across: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A table: its cells in reading order, and its size."""

    cells: tuple[DrawnCell, ...]
    rows: int
    columns: int

    def positions(self, row: int) -> Iterator[tuple[DrawnCell, bool]]:
        """The cells that cover a row from left to right, each once, and whether it begins there."""
        column = 0
        while column < self.columns:
            cell = next(
                cell
                for cell in self.cells
                if cell.row <= row < cell.row + cell.down and cell.column <= column < cell.column + cell.across
            )
            yield cell, cell.row == row
            column += cell.across


def draw(text: str) -> Drawn:
    """
    A table from its drawing: a line for each row, cells between ``|``.

    ``<`` continues the cell to the left and ``^`` the cell above; ``/n`` begins a new paragraph.
    """
    rows = [[cell.strip(" ") for cell in line.strip().split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for top, row in enumerate(rows):
        for left, shown in enumerate(row):
            if shown in ("<", "^"):
                continue
            across = next((at for at in range(1, width - left) if row[left + at] != "<"), width - left)
            below = rows[top + 1 :]
            down = 1 + next((at for at, other in enumerate(below) if other[left] != "^"), len(below))
            cells.append(DrawnCell(row=top, column=left, down=down, across=across, text=shown.replace("/n", "\n")))
    drawn = Drawn(cells=tuple(cells), rows=len(rows), columns=width)
    covered = sum(cell.down * cell.across for cell in cells)
    if covered != len(rows) * width:
        raise ValueError(f"cells of this drawing lie on each other: {text}")
    return drawn
