"""
The formulas of a production platform, restated: what its scripts compute from target, actual and weight.

They round to two places by themselves, as the scripts do. None of them is how this library scores.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgetperf.domain.rounding import round_half_up

__all__ = [
    "clamped",
    "equal",
    "execution_capped_by_one",
    "execution_uncapped",
    "grade_with_a_gap",
    "positive",
    "positive_clamped",
    "reverse",
    "zero",
]


def positive(target: Fraction, actual: Fraction, weight: Fraction) -> Decimal | Fraction:
    """正向: reached, everything; else actual ÷ target of the weight."""
    return weight if actual >= target else round_half_up(actual / target * weight, 2)


def positive_clamped(target: Fraction, actual: Fraction, weight: Fraction) -> Decimal | Fraction:
    """正向, as its callers use it: a negative actual is taken for zero first."""
    return positive(target, max(Fraction(0), actual), weight)


def equal(target: Fraction, actual: Fraction, weight: Fraction) -> Any:
    """等于: zero or less for a target of zero; like 正向 above zero; below zero there is no branch."""
    if target == 0:
        return weight if actual <= 0 else Fraction(0)
    if target > 0:
        return positive(target, actual, weight)
    return None


def reverse(target: Fraction, actual: Fraction, weight: Fraction) -> Decimal | Fraction:
    """反向: kept, everything; less than twice the target, what the excess leaves; else nothing."""
    if actual <= target:
        return weight
    if actual >= 2 * target:
        return Fraction(0)
    return round_half_up((1 - (actual - target) / target) * weight, 2)


def zero(_target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """零目标: nothing done, everything earned; anything above, nothing."""
    return weight if actual <= 0 else Fraction(0)


def clamped(target: Fraction, actual: Fraction, weight: Fraction) -> Decimal | Fraction:
    """反向, as its callers use it: a negative actual is taken for zero first."""
    return reverse(target, max(Fraction(0), actual), weight)


def execution_uncapped(budget: Fraction, spent: Fraction, weight: Fraction) -> Fraction:
    """Spent ÷ budget of the weight, a budget of nothing taken for one, without a cap."""
    return spent / (budget or Fraction(1)) * weight


def execution_capped_by_one(budget: Fraction, spent: Fraction, weight: Fraction) -> Fraction:
    """The same, never above the weight."""
    return min(weight, execution_uncapped(budget, spent, weight))


def grade_with_a_gap(total: Decimal) -> str | None:
    """优 above 90, 良 from 80 to below 90."""
    bands = (("优", total > 90), ("良", 80 <= total < 90), ("中", 60 <= total < 80), ("差", total < 60))
    return next((grade for grade, holds in bands if holds), None)
