"""
A number against a number: what most rows are, and so by a shorter way than intervals of actuals need.

It comes to the same as `comparison.compare` with `measuring.apply_rule`; a law of the tests holds it to that.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.model import Direction
from budgetperf.domain.rounding import exact
from budgetperf.domain.statement import Bound
from budgetperf.scoring.comparison import STRICT, Units, base, together
from budgetperf.scoring.measuring import Alternative
from budgetperf.scoring.policy import Treatment
from budgetperf.scoring.rule import AnyRule, Measure, Rule
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Answer", "answer_of"]

_MEASURES = (Measure.ATTAINMENT, Measure.EXCESS, Measure.DISTANCE, Measure.ACTUAL)


@frozen
class Answer:
    """
    What the rules say of one number.

    Attributes:
        met: Whether the target was reached.

        attainment: Actual ÷ target.

        alternatives: What each rule in force gives.

        units: Whether a unit had to be taken over from the other side.

        texts: Target and actual, each with the unit that it was given.
    """

    met: bool
    attainment: Fraction
    alternatives: tuple[Alternative, ...]
    units: Units
    texts: tuple[str, str]


def answer_of(target: Bound, actual: Bound, direction: Direction, weight: Decimal, book: Rulebook) -> Answer | None:
    """
    Score a number against a target above zero; None where the row is anything else.

    Anything else is an actual with an operator, a unit of another kind, a target that is not enough by itself (> and
    <), rules for some rows only, rules in Python, and a rulebook that takes points off again.
    """
    if actual.operator is not None or book.takes_off:
        return None
    rules = book.positive.of(direction)
    both = together(target.quantity, actual.quantity)
    if both is None:
        return None
    asked, answered, units = both
    goal, done = base(asked)[0], base(answered)[0]
    if goal <= 0 or (done < 0 and book.corners.negative_actual is Treatment.ZERO):
        return None
    if not rules or (goal == done and target.operator in STRICT) or any(map(_is_special, rules)):
        return None
    attainment = exact(done) / exact(goal)
    alternatives = tuple([_applied(rule, weight, attainment, done) for rule in rules if isinstance(rule, Rule)])
    return Answer(_is_met(goal, done, direction), attainment, alternatives, units, (str(asked), str(answered)))


def _is_met(goal: Decimal, done: Decimal, direction: Direction) -> bool:
    if direction is Direction.EQUAL:
        return done == goal
    return done >= goal if direction is Direction.HIGHER else done <= goal


def _is_special(rule: AnyRule) -> bool:
    return not isinstance(rule, Rule) or bool(rule.levels or rule.weights) or rule.measure not in _MEASURES


def _applied(rule: Rule, weight: Decimal, attainment: Fraction, actual: Decimal) -> Alternative:
    """What one rule gives."""
    if rule.measure is Measure.ATTAINMENT:
        value = attainment
    elif rule.measure is Measure.ACTUAL:
        value = exact(actual)
    else:
        value = attainment - 1 if rule.measure is Measure.EXCESS else abs(attainment - 1)
    points = rule.points(value, weight)
    return Alternative(rule=rule, low=points, high=points)
