"""
A curve in whole numbers: what it says over n ÷ d, without a fraction being reduced on the way.

Between two knots a curve is straight, so over n ÷ d it is (rise·n + level·d) ÷ (over·d) with three whole numbers. Which
three hold is a question of how many thresholds n ÷ d has passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from budgetperf.scoring.curve import Curve

__all__ = ["FALLING", "RISING", "Line", "Threshold", "is_straight", "lines_of"]


class Threshold(NamedTuple):
    """Where a line begins, and whether it holds there already, or only beyond."""

    at: Fraction
    reached: bool


class Line(NamedTuple):
    """
    A straight piece in whole numbers: (rise·n + level·d) ÷ (over·d) over n ÷ d.

    >>> Line.of(Fraction(-1), Fraction("1.5"))
    Line(rise=-2, level=3, over=2)
    """

    rise: int
    level: int
    over: int

    @classmethod
    def of(cls, slope: Fraction, level: Fraction) -> Line:
        """The line slope · x + level."""
        over = lcm(slope.denominator, level.denominator)
        return cls(int(slope * over), int(level * over), over)


def lines_of(curve: Curve) -> tuple[tuple[Threshold, ...], tuple[Line, ...]]:
    """The lines of a curve from left to right, and the thresholds between them, of which there are one fewer."""
    first, *rest = _pieces(curve)
    return tuple(Threshold(at, reached) for at, reached, _ in rest), (first[2], *(line for _, _, line in rest))


RISING = (Line(0, 0, 1), Line(1, 0, 1), Line(0, 1, 1))
"""From 0 at 0 straight to 1 at 1, as most curves go."""

FALLING = (Line(0, 1, 1), Line(-1, 1, 1), Line(0, 0, 1))
"""The other way round."""


def is_straight(thresholds: Sequence[Threshold]) -> bool:
    """Whether a curve turns at 0 and at 1 and nowhere else."""
    return [threshold.at for threshold in thresholds] == [0, 1]


def _pieces(curve: Curve) -> Iterator[tuple[Fraction, bool, Line]]:
    """Where each line begins, and whether it holds there; the first begins nowhere."""
    knots = [(Fraction(knot.x), Fraction(knot.left), Fraction(knot.at), Fraction(knot.right)) for knot in curve.knots]
    first, last = curve.slopes
    yield knots[0][0], False, _through(knots[0][0], knots[0][1], first)
    for place, (x, left, at, right) in enumerate(knots):
        if place + 1 < len(knots):
            following, there = knots[place + 1][0], knots[place + 1][1]
            after = _through(x, right, (there - right) / (following - x))
        else:
            after = _through(x, right, last)
        if at == right:
            yield x, True, after
        else:
            if at != left:
                yield x, True, Line.of(Fraction(0), at)
            yield x, False, after


def _through(x: Fraction, y: Fraction, slope: Fraction) -> Line:
    return Line.of(slope, y - slope * x)
