"""
A scoring rule as whole numbers: what a curve says, so that NumPy can follow it exactly.

Between two knots a curve is straight, so over a measure n ÷ d it is (a·n + b·d) ÷ (c·d) with whole a, b and c. Which
of these forms holds is a question of how many thresholds the measure has passed.
"""

from __future__ import annotations

from math import lcm
from typing import NamedTuple

import numpy as np
from attrs import frozen

from budgetperf.batch.fixed import Floats
from budgetperf.scoring.lines import FALLING, RISING, is_straight, lines_of
from budgetperf.scoring.rule import AnyRule, Measure, Rule, Scale

__all__ = ["LIMIT", "Plan", "Threshold", "plan_of"]

LIMIT = 2.0**53
"""Whole numbers below it are all exact as floats; a sum or product that comes out below it was exact."""

_MOST_THRESHOLDS = 64
"""Each costs two passes over the rows; a longer staircase is better left to `budgetperf.scoring`."""


class Threshold(NamedTuple):
    """A bound of the measure, times the scale of its plan, and whether it is passed where it is reached."""

    at: float
    reached: bool


@frozen(kw_only=True, eq=False)
class Plan:
    """
    One rule, compiled.

    Attributes:
        thresholds: From the least to the greatest.

        scale: What the thresholds are multiplied by to be whole.

        above, besides, below: a, b and c of the form that holds once so many thresholds are passed.

        straight: Whether it is 0 up to 0, and then rises straight to 1 at 1: min(max(n, 0), d) ÷ d.

        falling: Whether it is 1 less that.
    """

    rule: Rule
    thresholds: tuple[Threshold, ...]
    scale: float
    above: Floats
    besides: Floats
    below: Floats
    straight: bool
    falling: bool

    @property
    def measure(self) -> Measure:
        """What it looks at."""
        return self.rule.measure

    @property
    def worth(self) -> Scale:
        """What the values of its curve are."""
        return self.rule.scale

    @property
    def reach(self) -> float:
        """The greatest threshold, either way."""
        return max(abs(threshold.at) for threshold in self.thresholds)


def plan_of(rule: AnyRule) -> Plan | None:
    """Compile a rule; None where it is a function, or too long or too fine for whole numbers."""
    if not isinstance(rule, Rule):
        return None
    bounds, lines = lines_of(rule.curve)
    scale = lcm(*(bound.at.denominator for bound in bounds))
    wholes = [int(bound.at * scale) for bound in bounds]
    greatest = max(scale, *(abs(number) for line in lines for number in line), *map(abs, wholes))
    if len(bounds) > _MOST_THRESHOLDS or greatest >= LIMIT:
        return None
    above, besides, below = (np.array(numbers, np.float64) for numbers in zip(*lines, strict=True))
    return Plan(
        rule=rule,
        thresholds=tuple(Threshold(float(at), bound.reached) for at, bound in zip(wholes, bounds, strict=True)),
        scale=float(scale),
        above=above,
        besides=besides,
        below=below,
        straight=is_straight(bounds) and lines == RISING,
        falling=is_straight(bounds) and lines == FALLING,
    )
