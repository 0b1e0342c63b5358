"""
A scoring rule as whole numbers: what a curve says, so that NumPy can follow it exactly.

Between two knots a curve is straight, so over a measure n ÷ d it is (a·n + b·d) ÷ (c·d) with whole a, b and c. Which
of these forms holds is a question of how many thresholds the measure has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from attrs import frozen

from budgetperf.batch.fixed import Floats
from budgetperf.scoring.curve import Curve
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


class _Form(NamedTuple):
    """A straight piece: height = slope · x + level."""

    slope: Fraction
    level: Fraction


_RISING = tuple(_Form(Fraction(slope), Fraction(level)) for slope, level in ((0, 0), (1, 0), (0, 1)))
_FALLING = tuple(_Form(Fraction(slope), Fraction(level)) for slope, level in ((0, 1), (-1, 1), (0, 0)))


def plan_of(rule: AnyRule) -> Plan | None:
    """Compile a rule; None where it is a function, or too long or too fine for whole numbers."""
    if not isinstance(rule, Rule):
        return None
    found = list(_regions(rule.curve))
    bounds, forms = [bound for bound, _ in found if bound is not None], [form for _, form in found]
    scale = lcm(*(bound.denominator for bound, _ in bounds))
    below = [lcm(form.slope.denominator, form.level.denominator) for form in forms]
    above = [int(form.slope * whole) for form, whole in zip(forms, below, strict=True)]
    besides = [int(form.level * whole) for form, whole in zip(forms, below, strict=True)]
    thresholds = tuple(Threshold(float(bound * scale), reached) for bound, reached in bounds)
    greatest = max(scale, *map(abs, above), *map(abs, besides), *below, *(abs(int(at)) for at, _ in thresholds))
    if len(thresholds) > _MOST_THRESHOLDS or greatest >= LIMIT:
        return None
    return Plan(
        rule=rule,
        thresholds=thresholds,
        scale=float(scale),
        above=np.array(above, np.float64),
        besides=np.array(besides, np.float64),
        below=np.array(below, np.float64),
        straight=_is(forms, thresholds, scale, _RISING),
        falling=_is(forms, thresholds, scale, _FALLING),
    )


def _is(forms: list[_Form], thresholds: tuple[Threshold, ...], scale: int, shape: tuple[_Form, ...]) -> bool:
    """Whether a curve is straight between 0 and 1 and constant beyond, as most are."""
    return scale == 1 and [at for at, _ in thresholds] == [0, 1] and tuple(forms) == shape


def _regions(curve: Curve) -> Iterator[tuple[tuple[Fraction, bool] | None, _Form]]:
    """The forms of a curve from left to right, each with the threshold at which it begins; the first has none."""
    knots = [(Fraction(knot.x), Fraction(knot.left), Fraction(knot.at), Fraction(knot.right)) for knot in curve.knots]
    first, last = curve.slopes
    yield None, _through(knots[0][0], knots[0][1], first)
    for place, (x, left, at, right) in enumerate(knots):
        if place + 1 < len(knots):
            following, there = knots[place + 1][0], knots[place + 1][1]
            after = _through(x, right, (there - right) / (following - x))
        else:
            after = _through(x, right, last)
        if at == right:
            yield (x, True), after
        else:
            if at != left:
                yield (x, True), _Form(Fraction(0), at)
            yield (x, False), after


def _through(x: Fraction, y: Fraction, slope: Fraction) -> _Form:
    return _Form(slope, y - slope * x)
