"""Which stated points a rounding explains: by how many rules, for each number of places that officers round to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from budgetperf.batch.compiled import Compiled
from budgetperf.batch.fixed import Bools, Floats, Wholes
from budgetperf.batch.kernel import Ratio, rounded

__all__ = ["Block", "Given", "explain", "needing_of"]


class Block(NamedTuple):
    """
    The figures of some rows, in 0.0001; but weights in units of the last place of points.

    Attributes:
        points: As stated; NaN is a blank. None where no rounding could explain them.
    """

    way: npt.NDArray[np.int8]
    target: Floats
    actual: Floats
    weight: Floats
    points: Floats | None

    def of(self, rows: Wholes) -> Block:
        """Some of them, all of one kind."""
        if len(rows) == len(self.way):
            return self
        return Block(
            # Rows of one kind go one way.
            self.way.take(rows[:1]),
            self.target.take(rows),
            self.actual.take(rows),
            self.weight.take(rows),
            None if self.points is None else self.points.take(rows),
        )


class Given(NamedTuple):
    """
    What the rules give for some rows.

    Attributes:
        ratios: Of each rule, exactly.

        points: Of each rule, rounded as the rulebook says.

        low: Least score in units of the last place of points.

        high: Greatest score.

        by_hand: Which rows a person may reduce to nothing, if any.
    """

    ratios: Sequence[Ratio]
    points: Sequence[Floats]
    low: Floats
    high: Floats
    by_hand: Bools | None


def needing_of(points: Floats, low: Floats, high: Floats, fine: float) -> Wholes:
    """The rows whose points are stated, and are not the one score that the rules give."""
    needing = low * fine != points
    if low is not high:
        needing |= low != high
    # A blank is not equal to itself.
    needing &= points == points  # noqa: PLR0124 - that is how NumPy says NaN
    return np.flatnonzero(needing)


def explain(
    book: Compiled, weight: Floats, points: Floats, given: Given, needing: Wholes
) -> Iterator[npt.NDArray[np.int8]]:
    """
    By how many rules each number of places explains the stated points of the rows that need it.

    Args:
        book: The rulebook, with the numbers of places that it tolerates.

        weight: Of the rows, in units of the last place of points.

        points: As stated, in 0.0001.

        given: What the rules give for them.

        needing: Which of them need it.
    """
    fine = float(10 ** (4 - book.places))
    stated, weight = points.take(needing), weight.take(needing)
    outside = (stated < given.low.take(needing) * fine) | (stated > given.high.take(needing) * fine)
    hand = None if given.by_hand is None else given.by_hand.take(needing)
    exact = [
        (ratio.num.take(needing), ratio.den.take(needing), points.take(needing))
        for ratio, points in zip(given.ratios, given.points, strict=True)
    ]
    for places in book.tolerated:
        step = float(10 ** (book.places - places))
        count = np.zeros(len(needing), np.int8)
        for num, den, finest in exact:
            if step == 1 and not book.cuts:
                points = finest * fine
            else:
                whole = weight * den
                # Never up past the weight; and the weight itself is earned whole.
                points = rounded(num, den * step) * step
                points = np.where(num <= whole, np.minimum(points, weight), points)
                points = np.where(num == whole, weight, points) * fine
            gives = points == stated
            if hand is not None:
                # From nothing to what the rule gives: an interval explains what lies outside it only on its grid.
                between = outside & (stated >= 0) & (stated <= points) & (np.fmod(stated, step * fine) == 0)
                gives = np.where(hand & (points != 0), between, gives)
            count += gives
        yield count
