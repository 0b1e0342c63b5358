"""
What one rule gives for one comparison of target and actual, exactly.

Multiply first, divide once: everything here is a fraction; rounding is the business of the row.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from budgetperf.domain.model import Direction
from budgetperf.scoring.comparison import Comparison
from budgetperf.scoring.rulebook import Measure, Rule, Scale

__all__ = ["Alternative", "apply_at", "apply_rule", "is_met"]


@frozen(kw_only=True)
class Alternative:
    """
    What one rule gives for one row.

    Attributes:
        low: Exact least score.

        high: Exact greatest score; equal to *low* unless the actual is an interval.
    """

    rule: Rule
    low: Fraction
    high: Fraction


def is_met(comparison: Comparison, direction: Direction) -> bool | None:
    """Whether the target was reached; None where an actual with an operator leaves it open."""
    target, low, high = comparison.target, comparison.low, comparison.high
    below, above = high is not None and high < target, low is not None and low > target
    if direction is Direction.EQUAL:
        sure, never = low == high == target, below or above
    else:
        better, worse = (above, below) if direction is Direction.HIGHER else (below, above)
        end, other = (low, high) if direction is Direction.HIGHER else (high, low)
        # An actual that reaches up to a target of > or < may be that number, which is not enough.
        sure = better or (end == target and not comparison.strict)
        never = worse or (other == target and comparison.strict)
    return True if sure else (False if never else None)


def apply_at(rule: Rule, weight: Decimal, value: Fraction) -> Alternative:
    """What a rule gives at one value of its measure."""
    worth = rule.curve.at(value)
    return _earned(rule, weight, worth, worth)


def apply_rule(rule: Rule, weight: Decimal, comparison: Comparison) -> Alternative:
    """What a rule gives for an actual, be it a number or an interval."""
    target, low, high = comparison.target, comparison.low, comparison.high
    least, most = rule.curve.bounds(*_range(rule, comparison))
    if comparison.strict and (low is None or low <= target) and (high is None or target <= high):
        # More than 0 is asked and 0 is done: what counts is the limit from the side that misses the target.
        at_target, _ = _range(rule, evolve(comparison, low=target, high=target))
        missed = least if at_target is None else min(rule.curve.limits(at_target))
        least, most = (missed, missed) if low == high else (min(least, missed), most)
    return _earned(rule, weight, least, most)


def _earned(rule: Rule, weight: Decimal, least: Fraction, most: Fraction) -> Alternative:
    cap = Fraction(weight)
    factor = cap if rule.scale is Scale.SHARE else Fraction(1)
    # No row earns less than nothing, or more than its weight.
    low, high = (max(Fraction(0), min(value * factor, cap)) for value in (least, most))
    return Alternative(rule=rule, low=low, high=high)


def _range(rule: Rule, comparison: Comparison) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value of a measure over the actual; None is an end without bound."""
    measure, target, low, high = rule.measure, comparison.target, comparison.low, comparison.high
    if measure is Measure.ACTUAL:
        return low, high
    if measure is Measure.INVERSE:
        # t ÷ a falls as a grows; spending nothing of a limit is as good as it gets: right of every knot.
        best = Fraction(rule.curve.knots[-1].x) + 1
        worst = Fraction(0) if high is None else (target / high if high > 0 else best)
        return worst, target / low if low is not None and low > 0 else None
    ratios = (None if low is None else low / target, None if high is None else high / target)
    if measure is Measure.EXCESS:
        return (
            None if ratios[0] is None else ratios[0] - 1,
            None if ratios[1] is None else ratios[1] - 1,
        )
    if measure is Measure.DISTANCE:
        gaps = [abs(ratio - 1) for ratio in ratios if ratio is not None]
        inside = (low is None or low <= target) and (high is None or target <= high)
        return (
            Fraction(0) if inside else min(gaps),
            None if None in ratios else max(gaps),
        )
    return ratios
