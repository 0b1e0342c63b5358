"""Rows and cells of a form that no field takes: they are reported, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable

from budgetperf.formats.notebook import Notebook
from budgetperf.formats.strips import Row, Spot

__all__ = ["report_cells", "report_row"]

_LONGEST: int = 200


def report_row(book: Notebook, row: Row, kind: str = "unknown_row") -> None:
    """BP903 for a row whose label is not known, with what else stands in it."""
    filled = row.filled
    if filled:
        content = " | ".join(spot.line for spot in filled[1:])[:_LONGEST] or None
        book.lose(kind, filled[0], content=content)


def report_cells(book: Notebook, cells: Iterable[Spot]) -> None:
    """BP903 for each cell with text that stands beside a known row and under no known column."""
    for spot in cells:
        if not spot.blank:
            book.lose("unplaced", spot)
