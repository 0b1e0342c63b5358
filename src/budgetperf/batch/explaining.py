"""Which stated points a rounding explains: by how many rules, for each number of places that officers round to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from budgetperf.batch.compiled import Compiled
from budgetperf.batch.fixed import Bools, Floats, Wholes
from budgetperf.batch.kernel import Ratio, rounded

__all__ = ["Block", "explain", "needing_of"]


class Block(NamedTuple):
    """The figures of some rows: weights in units of the last place of points, the rest in 0.0001; blank points are NaN."""

    way: npt.NDArray[np.int8]
    target: Floats
    actual: Floats
    weight: Floats
    points: Floats

    def of(self, rows: Wholes) -> Block:
        """Some of them."""
        if len(rows) == len(self.way):
            return self
        return Block(*(column.take(rows) for column in self))


def needing_of(points: Floats, low: Floats, high: Floats, fine: float) -> Wholes:
    """The rows whose points are stated, and are not the one score that the rules give."""
    needing = low * fine != points
    if low is not high:
        needing |= low != high
    # A blank is not equal to itself.
    needing &= points == points  # noqa: PLR0124 - that is how NumPy says NaN
    return np.flatnonzero(needing)


def explain(
    book: Compiled,
    ratios: Sequence[Ratio],
    points: Sequence[Floats],
    block: Block,
    low: Floats,
    high: Floats,
    by_hand: Bools | None,
    needing: Wholes,
) -> Iterator[npt.NDArray[np.int8]]:
    """
    By how many rules each number of places explains the stated points of the rows that need it.

    Args:
        book: The rulebook, with the numbers of places that it tolerates.

        ratios: What each rule gives.

        points: The same, rounded as the rulebook says.

        block: The rows.

        low: The least score of each; likewise *high*.

        by_hand: Which of them a person may reduce, if any.

        needing: Which of them need it.
    """
    fine = float(10 ** (4 - book.places))
    stated, weight = block.points.take(needing), block.weight.take(needing)
    outside = (stated < low.take(needing) * fine) | (stated > high.take(needing) * fine)
    hand = None if by_hand is None else by_hand.take(needing)
    exact = [
        (ratio.num.take(needing), ratio.den.take(needing), given.take(needing))
        for ratio, given in zip(ratios, points, strict=True)
    ]
    for places in book.tolerated:
        step = float(10 ** (book.places - places))
        count = np.zeros(len(needing), np.int8)
        for num, den, fully in exact:
            if step == 1 and not book.cuts:
                given = fully * fine
            else:
                whole = weight * den
                # Never up past the weight; and the weight itself is earned whole.
                given = rounded(num, den * step) * step
                given = np.where(num <= whole, np.minimum(given, weight), given)
                given = np.where(num == whole, weight, given) * fine
            gives = given == stated
            if hand is not None:
                # From nothing to what the rule gives: an interval explains what lies outside it only on its grid.
                between = outside & (stated >= 0) & (stated <= given) & (np.fmod(stated, step * fine) == 0)
                gives = np.where(hand & (given != 0), between, gives)
            count += gives
        yield count
