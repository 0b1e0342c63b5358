"""
A rule in whole numbers: what a curve says over n ÷ d, without a fraction being reduced on the way.

Between two knots a curve is straight, so over n ÷ d it is (rise·n + level·d) ÷ (over·d) with three whole numbers. Which
three hold is a question of how many thresholds n ÷ d has passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from operator import eq, ge, le
from typing import NamedTuple

from attrs import frozen

from budgetperf.domain.record import Direction
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.rule import Measure, Rule, Scale

__all__ = ["FALLING", "RISING", "Line", "Threshold", "Way", "WholeRule", "is_straight", "lines_of"]


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


@frozen(kw_only=True, eq=False)
class WholeRule:
    """
    A rule over a ratio of two whole numbers: actual ÷ target, or spent ÷ budget.

    Attributes:
        thresholds: Numerator, denominator, and whether the line holds there already.

        lines: One more than thresholds.

        rises: Whether it is n ÷ d up to 1 and no more, as most are; n ÷ d is never below zero here.

        falls: Whether it is 1 less that.
    """

    measure: Measure
    scale: Scale
    thresholds: tuple[tuple[int, int, bool], ...]
    lines: tuple[Line, ...]
    rises: bool
    falls: bool

    @classmethod
    def of(cls, rule: Rule) -> WholeRule:
        """
        A rule whose measure is a ratio.

        >>> from budgetperf.domain.finding import Clause
        >>> from budgetperf.scoring.curve import Knot
        >>> proportional = Curve(knots=[Knot(0, 0), Knot(1, 1)])
        >>> rule = Rule(id="r", title="按比例", title_en="in proportion", measure="attainment", curve=proportional,
        ...             clause=Clause(document="评价办法"))
        >>> WholeRule.of(rule).units(83, 90, 1000, 100)  # 10 × 83 ÷ 90, in cents
        922
        """
        thresholds, lines = lines_of(rule.curve)
        return cls(
            measure=rule.measure,
            scale=rule.scale,
            thresholds=tuple((*at.as_integer_ratio(), reached) for at, reached in thresholds),
            lines=lines,
            rises=is_straight(thresholds) and lines == RISING and rule.measure is not Measure.EXCESS,
            falls=is_straight(thresholds) and lines == FALLING,
        )

    def units(self, done: int, goal: int, weight: int, point: int) -> int:
        """
        What it gives, rounded half-up, in units of the last place to which points are rounded.

        Args:
            done: Actual ÷ target is *done* ÷ *goal*; it is not below zero, and above it for a target ÷ actual.

            goal: Above zero.

            weight: In units.

            point: How many units make one point.
        """
        n, d, measure = done, goal, self.measure
        if measure is _INVERSE:
            n, d = goal, done
        elif measure is _EXCESS:
            n = done - goal
        elif measure is _DISTANCE:
            n = abs(done - goal)
        if self.rises:
            height, one = min(n, d), d
        elif self.falls:
            height, one = min(max(d - n, 0), d), d
        else:
            place = 0
            for above, below, reached in self.thresholds:
                beyond = n * below - above * d
                if beyond < 0 or (beyond == 0 and not reached):
                    break
                place += 1
            rise, level, over = self.lines[place]
            height, one = rise * n + level * d, over * d
        if self.scale is _SHARE:
            height *= weight
        elif self.scale is _POINTS:
            height *= point
        else:
            height = max(0, weight * one - height * point)
        units = (2 * abs(height) + one) // (2 * one)
        return units if height >= 0 else -units


# Asked of every row: an enumeration is slow to look into.
_INVERSE, _EXCESS, _DISTANCE = Measure.INVERSE, Measure.EXCESS, Measure.DISTANCE
_SHARE, _POINTS = Scale.SHARE, Scale.POINTS


@frozen(kw_only=True, eq=False)
class Way:
    """
    How a number is scored against a target above zero, where every row of a direction goes by the same rules.

    Attributes:
        reaches: Whether a number reaches a target, asked as ``reaches(actual, target)``.

        rules: The rules in force beside each other.

        full: Whether each of them gives the whole weight for whatever reaches the target.
    """

    reaches: Callable[[Decimal, Decimal], bool]
    rules: tuple[WholeRule, ...]
    full: bool

    @classmethod
    def of(cls, direction: Direction, rules: Sequence[Rule]) -> Way | None:
        """The way of some rules that bind every row; None where one of them looks at more than a ratio."""
        measures = {rule.measure for rule in rules}
        full = all(rule.scale is Scale.SHARE and set(_met(rule, direction)) == {Fraction(1)} for rule in rules)
        # There is no target ÷ nothing; but to spend nothing of a limit is to keep it.
        divides = Measure.INVERSE not in measures or (full and direction is Direction.LOWER)
        if not measures or not measures <= _RATIOS or not divides:
            return None
        return cls(reaches=_REACHES[direction], rules=tuple(map(WholeRule.of, rules)), full=full)


_REACHES = {Direction.HIGHER: ge, Direction.LOWER: le, Direction.EQUAL: eq}
_RATIOS = {Measure.ATTAINMENT, Measure.INVERSE, Measure.EXCESS, Measure.DISTANCE}


def _met(rule: Rule, direction: Direction) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest share that a rule gives for what reaches the target, from nothing upwards."""
    zero, one = Fraction(0), Fraction(1)
    least, most = {Direction.HIGHER: (one, None), Direction.LOWER: (zero, one)}.get(direction, (one, one))
    match rule.measure:
        case Measure.INVERSE:
            # Asked of a limit only, the less of which is spent the better.
            return rule.curve.bounds(one, None)
        case Measure.EXCESS:
            return rule.curve.bounds(least - 1, None if most is None else most - 1)
        case Measure.DISTANCE:
            return rule.curve.bounds(zero, zero if least == most else None if most is None else one)
        case _:
            return rule.curve.bounds(least, most)
