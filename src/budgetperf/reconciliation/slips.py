"""Which human slip leads from the figure that was meant to the one that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from budgetperf.domain.diagnosis import Slip
from budgetperf.domain.figures import Figure
from budgetperf.reconciliation.weighing import Value

__all__ = ["Neighbours", "slip"]

# A table in 元 filled in 万元, or the other way round; 亿元 beside 万元 is the same step.
_UNIT_STEP = 10_000
_SHIFTS = (10, 100, 1_000)
_CELL = re.compile(r"^(?P<form>base_table|scorecards\[[0-9]+\]|reports\[[0-9]+\])\..*?\.?(?P<column>[a-z_]+)$")
_TRANSPOSED = 2


def slip(stated: Value | None, meant: Value, *, digits: tuple[str, str], near: Iterable[Value]) -> Slip:
    """
    Name the slip.

    Args:
        stated: What stands in the cell, or None for a blank.

        meant: What it should say.

        digits: Both figures as printed in one unit and with the same number of decimals.

        near: The figures in the neighbouring rows and columns.

    >>> slip(Value(5291, 0, ""), Value(5219, 0, ""), digits=("52.91", "52.19"), near=())
    <Slip.SWAPPED: 'swapped'>
    """
    if stated is None:
        return Slip.MISSING
    found, true = digits
    small, large = sorted((abs(stated.number), abs(meant.number)))
    # The first that fits: a figure may look like several of them.
    looks = {
        Slip.SWAPPED: _is_swap(found, true),
        Slip.SIGN: stated.number == -meant.number,
        Slip.UNIT: small > 0 and large == small * _UNIT_STEP,
        Slip.SHIFTED: small > 0 and any(large == small * shift for shift in _SHIFTS),
        # Points and weights are alike from row to row, so there it would say nothing.
        Slip.NEIGHBOUR: stated.kind == "money" and any(stated == value for value in near if value.number),
        Slip.DIGIT: _is_mistyped(found, true),
    }
    return next((pattern for pattern, fits in looks.items() if fits), Slip.OTHER)


def _is_swap(found: str, true: str) -> bool:
    """Two digits that changed places."""
    if len(found) != len(true):
        return False
    odd = [index for index, (one, other) in enumerate(zip(found, true, strict=True)) if one != other]
    if len(odd) != _TRANSPOSED:
        return False
    first, second = odd
    return found[first] == true[second] and found[second] == true[first]


def _is_mistyped(found: str, true: str) -> bool:
    """One digit is another one, is missing, or is one too many; of a single digit that says nothing."""
    if len(found) == len(true):
        return len(true) > 1 and sum(one != other for one, other in zip(found, true, strict=True)) == 1
    short, long = sorted((found, true), key=len)
    if len(long) - len(short) != 1 or short.startswith("-") != long.startswith("-"):
        return False
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))


class Neighbours:
    """The figures beside a cell: the other columns of its row, and the rows above and below in its column."""

    def __init__(self, figures: Mapping[str, Figure], values: Mapping[str, Value | None]) -> None:
        self._values = values
        columns: dict[tuple[str, str], list[str]] = {}
        rows: dict[str, list[str]] = {}
        for path in figures:
            match = _CELL.match(path)
            if match is not None:
                columns.setdefault((match["form"], match["column"]), []).append(path)
                rows.setdefault(path.rpartition(".")[0], []).append(path)
        self._rows = rows
        self._beside: dict[str, list[str]] = {}
        for column in columns.values():
            for above, below in pairwise(column):
                self._beside.setdefault(above, []).append(below)
                self._beside.setdefault(below, []).append(above)

    def of(self, path: str) -> Sequence[Value]:
        """The neighbouring figures of a cell."""
        row = [other for other in self._rows.get(path.rpartition(".")[0], ()) if other != path]
        found = (self._values.get(other) for other in [*row, *self._beside.get(path, ())])
        return [value for value in found if value is not None]
