"""The formulas of a written workbook: live where they yield what the form states, else a note of what they would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from budgetperf.formats.excel.placing import Place
from budgetperf.formats.excel.sheet import Area, write_address
from budgetperf.formats.excel.typed import Typed
from budgetperf.printing.formulas import outcome
from budgetperf.printing.sheet import Cell, Ratio, Sum

__all__ = ["Live", "figure_places", "solve"]

_MOST_ARGUMENTS: Final = 200


@frozen(kw_only=True)
class Live:
    """A formula for a cell, or a note on why it has none; both None where nothing follows."""

    formula: str | None = None
    note: str | None = None


def figure_places(places: Sequence[Place]) -> Mapping[str, Area]:
    """Where the figures of a sheet stand."""
    return {
        place.content.paths[0]: place.area
        for place in places
        if isinstance(place.content, Cell) and place.content.figure and place.content.paths
    }


def solve(cell: Cell, typed: Typed | None, areas: Mapping[str, Area], numbers: Mapping[str, Decimal | None]) -> Live:
    """
    What to write for a cell whose figure follows from others.

    Args:
        cell: The cell.

        typed: Its figure as a number, or None.

        areas: Where the figures of the sheet stand.

        numbers: The numbers of the sheet by path, None for blanks; what is no plain number is missing.
    """
    formula = cell.formula
    if formula is None or (typed is None and cell.text) or (typed is not None and typed.unit not in ("", "%")):
        return Live()
    stated = None if typed is None else typed.shown
    try:
        found = outcome(formula, numbers, stated)
    except KeyError:
        return Live()
    if found is None and stated is None:
        return Live(formula=_write(formula, areas, places=1, guarded=True))
    if found is None or stated == found:
        places = 0 if stated is None else max(0, -int(stated.as_tuple().exponent))
        return Live(formula=None if found is None else _write(formula, areas, places=places, guarded=False))
    what = "合计" if isinstance(formula, Sum) else "相除"
    shown = f"{found:f}{'%' if isinstance(formula, Ratio) else ''}"
    filled = "此处未填" if stated is None else f"此处填报 {cell.text}"
    return Live(note=f"按本表数据{what}为 {shown}，{filled}。")


def _write(formula: Sum | Ratio, areas: Mapping[str, Area], *, places: int, guarded: bool) -> str | None:
    """A formula as Excel writes it; *guarded*: blank as long as there is nothing to compute."""
    if isinstance(formula, Ratio):
        over, under = _address(areas[formula.over]), _address(areas[formula.under])
        quotient = f"ROUND({over}/{under},{places + 2})"
        return f'IF(N({under})=0,"",{quotient})' if guarded else quotient
    ranges = _ranges([areas[path] for path in formula.parts])
    if len(ranges) > _MOST_ARGUMENTS:
        return None
    inner = ",".join(ranges)
    return f'IF(COUNT({inner})=0,"",SUM({inner}))' if guarded else f"SUM({inner})"


def _address(area: Area) -> str:
    return write_address(area.top, area.left)


def _ranges(areas: Sequence[Area]) -> list[str]:
    """Cells that lie directly below each other as one range."""
    runs: list[list[Area]] = []
    for area in areas:
        last = runs[-1][-1] if runs else None
        if last is not None and last.left == area.left and last.bottom + 1 == area.top:
            runs[-1].append(area)
        else:
            runs.append([area])
    return [_address(run[0]) if len(run) == 1 else f"{_address(run[0])}:{_address(run[-1])}" for run in runs]
