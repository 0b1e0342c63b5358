"""Rows and cells of a form that no field takes: they are reported, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from budgetperf.formats.forms.labels import is_filler
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Row, Spot

__all__ = ["report_cells", "report_row"]

_LONGEST: Final = 200


def report_row(book: Notebook, row: Row, kind: str = "unknown_row") -> None:
    """BP903 for a row whose label is not known, with what else stands in it."""
    filled = row.filled
    if any(spot.broken or not is_filler(spot.text) for spot in filled):
        content = " | ".join(spot.line for spot in filled[1:])[:_LONGEST] or None
        book.lose(kind, filled[0], content=content, cells=None if len(filled) == 1 else str(len(filled)))


def report_cells(book: Notebook, cells: Iterable[Spot]) -> None:
    """BP903 for each cell with text that stands beside a known row and under no known column."""
    for spot in cells:
        if spot.broken or not is_filler(spot.text):
            book.lose("unplaced", spot)
