"""
What one rule gives for one comparison of target and actual, exactly.

Multiply first, divide once: everything here is a fraction; rounding is the business of the row.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from budgetperf.domain.model import Direction
from budgetperf.errors import RulebookError
from budgetperf.scoring.comparison import Comparison, same
from budgetperf.scoring.rule import AnyRule, FunctionRule, Measure, Rule, Scale

__all__ = ["Alternative", "apply_at", "apply_between", "apply_rule", "call", "is_met"]

_FULL_RATE = 100


@frozen(kw_only=True)
class Alternative:
    """
    What one rule gives for one row.

    Attributes:
        low: Exact least score.

        high: Exact greatest score; equal to *low* unless the actual is an interval.
    """

    rule: AnyRule
    low: Fraction
    high: Fraction

    @property
    def is_one_number(self) -> bool:
        """Whether it is the same at both ends."""
        return same(self.low, self.high)


def is_met(comparison: Comparison, direction: Direction) -> bool | None:
    """Whether the target was reached; None where an actual with an operator leaves it open."""
    target, low, high = comparison.target, comparison.low, comparison.high
    if direction is Direction.EQUAL:
        if low == high == target:
            return True
        return False if _is_below(high, target) or _is_above(low, target) else None
    better, worse = (_is_above, _is_below) if direction is Direction.HIGHER else (_is_below, _is_above)
    end, other = (low, high) if direction is Direction.HIGHER else (high, low)
    # An actual that reaches up to a target of > or < may be that number, which is not enough.
    if better(end, target) or (end == target and not comparison.strict):
        return True
    return False if worse(other, target) or (other == target and comparison.strict) else None


def _is_below(end: Fraction | None, target: Fraction) -> bool:
    return end is not None and end < target


def _is_above(end: Fraction | None, target: Fraction) -> bool:
    return end is not None and end > target


def apply_at(rule: Rule, weight: Decimal, value: Fraction) -> Alternative:
    """What a rule gives at one value of its measure."""
    points = rule.points(value, weight)
    return Alternative(rule=rule, low=points, high=points)


def apply_between(rule: Rule, weight: Decimal, low: Fraction | None, high: Fraction | None) -> Alternative:
    """What a rule gives between two values of its measure; None is an end without bound."""
    if low is not None and same(low, high):
        return apply_at(rule, weight, low)
    least, most = rule.curve.bounds(low, high)
    # A curve without end over an actual without end: what is earned is at least nothing and at most the weight; and
    # where the curve is taken off the weight, the more there is of it, the less is left.
    downwards = rule.scale is Scale.DEDUCTION
    floor, cap = (Fraction(weight), Fraction(0)) if downwards else (Fraction(0), Fraction(weight))
    ends = (
        floor if least is None else rule.worth(least, weight),
        cap if most is None else rule.worth(most, weight),
    )
    return Alternative(rule=rule, low=min(ends), high=max(ends))


def apply_rule(rule: AnyRule, weight: Decimal, comparison: Comparison) -> Alternative:
    """What a rule gives for an actual, be it a number or an interval."""
    if isinstance(rule, FunctionRule):
        return _apply_function(rule, weight, comparison)
    target, low, high = comparison.target, comparison.low, comparison.high
    found = apply_between(rule, weight, *_range(rule, comparison))
    if comparison.strict and (low is None or low <= target) and (high is None or target <= high):
        # More than 0 is asked and 0 is done: what counts is the limit from the side that misses the target.
        at_target, _ = _range(rule, evolve(comparison, low=target, high=target))
        if at_target is not None:
            missed = min(rule.worth(height, weight) for height in rule.curve.limits(at_target))
            return evolve(found, low=min(found.low, missed), high=missed if low == high else found.high)
    return found


def _apply_function(rule: FunctionRule, weight: Decimal, comparison: Comparison) -> Alternative:
    if comparison.low is None or not comparison.is_one_number:
        # A function is asked for one number; what it makes of all the others, nobody can know.
        return Alternative(rule=rule, low=Fraction(0), high=Fraction(weight))
    points = call(rule, comparison.target, comparison.low, Fraction(weight))
    return Alternative(rule=rule, low=points, high=points)


def call(rule: FunctionRule, target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """
    Call the function of a rule.

    Raises:
        RulebookError: It raised something, or returned what is no exact number.
    """
    try:
        points = rule.function(target, actual, weight)
    except Exception as error:  # somebody else's function may raise anything
        given = f"target={target}, actual={actual}, weight={weight}"
        raise RulebookError(
            f"规则 {rule.id} 的函数在 {given} 时出错：{type(error).__name__}: {error}",
            f"the function of rule {rule.id} failed for {given}: {type(error).__name__}: {error}",
        ) from error
    exact = isinstance(points, (Fraction, int)) and not isinstance(points, bool)
    if not exact and not (isinstance(points, Decimal) and points.is_finite()):
        shown = type(points).__name__
        raise RulebookError(
            f"规则 {rule.id} 的函数应返回精确的分数（Fraction、Decimal 或 int），实际返回 {shown}；"
            "请勿使用浮点数，例如写 weight * actual / target",
            f"the function of rule {rule.id} must return exact points (Fraction, Decimal or int), not {shown}; "
            "use no floats: write for example weight * actual / target",
        )
    return Fraction(points)


def _range(rule: Rule, comparison: Comparison) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value of a measure over the actual; None is an end without bound."""
    measure, target, low, high = rule.measure, comparison.target, comparison.low, comparison.high
    if measure is Measure.ACTUAL:
        return low, high
    if measure is Measure.RATE:
        return None if low is None else low / _FULL_RATE, None if high is None else high / _FULL_RATE
    if measure is Measure.INVERSE:
        return _inverse(rule, comparison)
    # Over a target below zero the greater actual is the smaller ratio.
    ratios = comparison.ratios if comparison.sign > 0 else comparison.ratios[::-1]
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
    return ratios[0], ratios[1]


def _inverse(rule: Rule, comparison: Comparison) -> tuple[Fraction | None, Fraction | None]:
    """T ÷ a falls as a grows; spending nothing of a limit is as good as it gets: right of every knot."""
    target, low, high = comparison.target, comparison.low, comparison.high
    best = Fraction(rule.curve.knots[-1].x) + 1
    worst = Fraction(0) if high is None else (target / high if high > 0 else best)
    return worst, target / low if low is not None and low > 0 else None
