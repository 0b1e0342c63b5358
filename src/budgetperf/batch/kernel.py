"""
What the rules give, column by column, exactly.

All columns are floats that hold whole numbers below 2^53, where floats are exact. A score is the whole part of
(2·num + den) ÷ (2·den), and the float quotient of two whole numbers N and D has the right whole part whenever
N + D ≤ 2^53: if N ÷ D lies below a whole number m it does so by at least 1 ÷ D, while a float rounds up to m only over
a distance of m ÷ 2^53 or less, and m·D < N + D. So there is nothing to correct; where the bound does not hold the row
is left to `budgetperf.scoring`. A bound that is computed in floats is safe, for rounding never takes a number from
2^53 or above to below it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from budgetperf.batch.fixed import Bools, Floats
from budgetperf.batch.plan import LIMIT, Plan
from budgetperf.scoring.rule import Measure, Scale

__all__ = ["Figures", "Ratio", "cut", "measured", "rounded", "shares"]

_FULL_RATE = 100.0


class Figures(NamedTuple):
    """
    The figures of some rows, each a whole number of units.

    Attributes:
        target: In 0.0001 of its unit; so is *actual*, in the same unit.

        actual: See *target*.

        one: How many of these make one in the base unit of their kind (元, %, 次).

        weight: In units of the last place to which points are rounded.
    """

    target: Floats
    actual: Floats
    one: Floats | float
    weight: Floats


class Ratio(NamedTuple):
    """
    An exact fraction per row: num ÷ den, in units of the last place of points.

    Attributes:
        sure: Where every step was exact, the bound on rounding holds, and num is not below zero; None is everywhere.
    """

    num: Floats
    den: Floats
    sure: Bools | None


def measured(plan: Plan, rows: Figures) -> tuple[Floats, Floats, Bools | None]:
    """The measure of a rule as n and d, with d above zero; and where it is as good as it gets, or None."""
    target, actual = rows.target, rows.actual
    match plan.measure:
        case Measure.EXCESS:
            return actual - target, target, None
        case Measure.DISTANCE:
            return np.abs(actual - target), target, None
        case Measure.INVERSE:
            # Spending nothing of a limit is right of every knot.
            best = actual <= 0
            return (target, np.where(best, 1.0, actual), best) if best.any() else (target, actual, None)
        case Measure.ACTUAL:
            return actual, np.broadcast_to(np.asarray(rows.one, np.float64), actual.shape), None
        case Measure.RATE:
            return actual, np.broadcast_to(np.asarray(rows.one, np.float64) * _FULL_RATE, actual.shape), None
        case _:
            return actual, target, None


def shares(plan: Plan, rows: Figures, units: float, most: float) -> Ratio:
    """
    What a rule gives.

    Args:
        plan: The rule.

        rows: The rows.

        units: How many units of points make one point.

        most: By how much the denominator may still be multiplied before it is rounded.
    """
    n, d, best = measured(plan, rows)
    # Where the measure is as good as it gets, d is 1 and n at least that: the whole share, if it rises.
    if plan.worth is Scale.SHARE and (plan.straight or (plan.falling and best is None)):
        part = np.minimum(np.maximum(n, 0.0), d)
        if plan.falling:
            part = np.subtract(d, part, out=part)
        num = np.multiply(part, rows.weight, out=part)
        return Ratio(num, d, _sure(plan, rows, (num, d), most))
    return _by_region(plan, (n, d, best), rows.weight, units, most)


def _sure(plan: Plan, rows: Figures, ratio: tuple[Floats, Floats], most: float) -> Bools | None:
    """Where the bound holds for a straight rule: mostly the greatest figures of all show that it does everywhere."""
    num, d = ratio
    differs, by_value = plan.measure in _DIFFERENCES, plan.measure in _BY_VALUE
    greatest = 2.0 * _greatest(num) + 3.0 * most * _greatest(d)
    # n itself may be beyond the bound where what is left of it is not.
    if (
        greatest < LIMIT
        and not (differs and _greatest(np.abs(rows.actual)) + _greatest(rows.target) >= LIMIT)
        and not (by_value and (d < 1).any())
    ):
        return None
    bound = num + num
    bound += (3.0 * most) * d
    sure = np.asarray(bound < LIMIT, np.bool_)
    if differs:
        sure &= np.abs(rows.actual) + rows.target < LIMIT
    if by_value:
        sure &= d >= 1
    return sure


def _greatest(values: Floats) -> float:
    return float(values.max(initial=0.0))


_BY_VALUE = (Measure.ACTUAL, Measure.RATE)
_DIFFERENCES = (Measure.EXCESS, Measure.DISTANCE)


def _by_region(
    plan: Plan, measure: tuple[Floats, Floats, Bools | None], weight: Floats, units: float, most: float
) -> Ratio:
    """What a curve of any shape gives: which of its pieces holds is counted, threshold by threshold."""
    n, d, best = measure
    scaled = n * plan.scale
    region = np.zeros(len(n), np.intp)
    for at, reached in plan.thresholds:
        bound = at * d
        region += (scaled >= bound) if reached else (scaled > bound)
    size = np.abs(n)
    sure = size * plan.scale + plan.reach * d < LIMIT
    if best is not None:
        region[best] = len(plan.thresholds)
    above, besides, below = plan.above[region], plan.besides[region], plan.below[region]
    num, den = above * n + besides * d, below * d
    reach = np.abs(above) * size + np.abs(besides) * d
    if plan.worth is Scale.SHARE:
        num, reach = num * weight, reach * weight
    elif plan.worth is Scale.POINTS:
        num, reach = num * units, reach * units
    else:
        whole = weight * den
        num, reach = np.maximum(whole - num * units, 0.0), whole + reach * units
    sure &= 2.0 * reach + 3.0 * most * den < LIMIT
    sure &= num >= 0
    if plan.measure in _BY_VALUE:
        # 1 元 is no whole number of what is counted in 亿元.
        sure &= d >= 1
    return Ratio(num, den, sure)


def rounded(num: Floats, den: Floats) -> Floats:
    """Num ÷ den, neither below zero, rounded half-up to a whole number."""
    # Half a denominator is exact: 2·num + den is below 2^53.
    above = 0.5 * den
    above += num
    above /= den
    return np.floor(above, out=above)


def cut(num: Floats, den: Floats) -> Floats:
    """Num ÷ den, neither below zero, without what is behind the point."""
    found = num / den
    return np.floor(found, out=found)
