"""
How a number is scored against a target above zero, where the rules look at nothing but their ratio: in whole numbers.

Multiply first, divide once: the one division is the one that rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, le

from attrs import frozen

from budgetperf.domain.record import Direction
from budgetperf.domain.statement import Operator
from budgetperf.scoring.lines import FALLING, RISING, Line, is_straight, lines_of
from budgetperf.scoring.rule import Measure, Rule, Scale

__all__ = ["Way", "Ways", "WholeRule"]


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
        >>> from budgetperf.scoring.curve import Curve, Knot
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


@frozen(kw_only=True, eq=False)
class Ways:
    """
    The short ways through a rulebook.

    Attributes:
        rows: How a number is scored against one above zero, by the operator of its target; there is a way where the
            same rules bind every row, and nothing is taken off.

        execution: How execution is scored, where one rule binds every card.

        places: To which points are rounded, half-up.
    """

    rows: Mapping[Operator | None, Way]
    execution: WholeRule | None
    places: int


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
