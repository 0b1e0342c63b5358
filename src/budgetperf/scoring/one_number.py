"""
A number against a number: what most rows are, and so by a shorter way than intervals of actuals need.

It comes to the same as `comparison.compare` with `measuring.apply_rule`; a law of the tests holds it to that.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from budgetperf.domain.model import Direction
from budgetperf.domain.quantity import Quantity
from budgetperf.domain.rounding import exact
from budgetperf.domain.statement import Bound
from budgetperf.scoring.comparison import STRICT, Units, base, together
from budgetperf.scoring.measuring import Alternative
from budgetperf.scoring.policy import Treatment
from budgetperf.scoring.rule import Measure
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Answer", "answer_of"]


class Answer(NamedTuple):
    """
    What the rules say of one number.

    Attributes:
        met: Whether the target was reached.

        attainment: Actual ÷ target; None where the target is zero.

        alternatives: What each rule in force gives.

        units: Whether a unit had to be taken over from the other side.

        texts: Target and actual, each with the unit that it was given.
    """

    met: bool
    attainment: Fraction | None
    alternatives: tuple[Alternative, ...]
    units: Units
    texts: tuple[Quantity, Quantity]


def answer_of(target: Bound, actual: Bound, direction: Direction, weight: Decimal, book: Rulebook) -> Answer | None:
    """
    Score a number against a target of zero or more; None where the row is anything else.

    Anything else is an actual with an operator, a unit of another kind, a target that is not enough by itself (> and
    <), rules for some rows only, rules in Python, nothing spent of a limit, and a rulebook that takes points off again.
    """
    if actual.operator is not None or book.takes_off:
        return None
    texts, units = (target.quantity, actual.quantity), Units.SAME
    (goal, unit), (done, other) = base(target.quantity), base(actual.quantity)
    if unit != other:
        both = together(target.quantity, actual.quantity)
        if both is None:
            return None
        asked, answered, units = both
        texts, goal, done = (asked, answered), base(asked)[0], base(answered)[0]
    if goal < 0 or (done < 0 and book.corners.negative_actual is Treatment.ZERO):
        return None
    rules = (book.positive if goal else book.zero).plain(direction)
    if not rules or (goal == done and target.operator in STRICT):
        return None
    attainment = _ratio(done, goal) if goal else None
    alternatives = []
    for rule in rules:
        value = _measured(rule.measure, attainment, done)
        if value is None:
            return None
        points = rule.points(value, weight)
        alternatives.append(Alternative(rule=rule, low=points, high=points))
    return Answer(_is_met(goal, done, direction), attainment, tuple(alternatives), units, texts)


def _ratio(done: Decimal, goal: Decimal) -> Fraction:
    (whole, below), (other, under) = done.as_integer_ratio(), goal.as_integer_ratio()
    return Fraction(whole * under, below * other)


def _is_met(goal: Decimal, done: Decimal, direction: Direction) -> bool:
    if direction is Direction.EQUAL:
        return done == goal
    return done >= goal if direction is Direction.HIGHER else done <= goal


def _measured(measure: Measure, attainment: Fraction | None, actual: Decimal) -> Fraction | None:
    """What a rule looks at; None where that is no number: there is no ratio over nothing."""
    if measure is Measure.ACTUAL:
        return exact(actual)
    if attainment is None or measure is Measure.ATTAINMENT:
        return attainment
    if measure is Measure.INVERSE:
        return 1 / attainment if attainment > 0 else None
    return attainment - 1 if measure is Measure.EXCESS else abs(attainment - 1)
