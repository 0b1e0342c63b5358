"""
What a rule earns as a function of the actual: the points where it may bend or jump, and its limits on both sides.

Between two neighbouring spots a rule runs straight or along a hyperbola, never down and up again: whatever holds of
the limits at all spots therefore holds everywhere. That is what makes the laws decidable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from budgetperf.domain.written import EXACT
from budgetperf.scoring.curve import Knot, Limits
from budgetperf.scoring.rule import Measure, Rule, Scale

__all__ = ["Profile", "Spot", "weights_to_try"]

_RATIOS = (Measure.ATTAINMENT, Measure.EXCESS, Measure.DISTANCE, Measure.INVERSE)
_DOUBLINGS = 64


@frozen(kw_only=True)
class Spot:
    """
    One actual, and what it earns.

    Attributes:
        actual: The actual, in units of the target.

        points: Limit from below, points, and limit from above.

        declared: Whether the curve declares a jump here.
    """

    actual: Fraction
    points: Limits
    declared: bool


@frozen(kw_only=True)
class Profile:
    """
    A rule at one weight, against one target.

    Attributes:
        target: 1, 0 or −1: for a rule on a ratio every other target is one of these in another unit. None for a rule
            that does not look at its target.

        weight: The weight.
    """

    rule: Rule
    target: int | None
    weight: Decimal
    spots: tuple[Spot, ...] = field(init=False, repr=False)

    @spots.default
    def _all_spots(self) -> tuple[Spot, ...]:
        return tuple(self._spot(actual, knot) for actual, knot in sorted(self._places().items()))

    @property
    def _base(self) -> Fraction:
        return Fraction(self.target or 1)

    def _places(self) -> dict[Fraction, Knot | None]:
        """The actuals at which the measure turns or the curve has a knot."""
        base, measure = self._base, self.rule.measure
        found: dict[Fraction, Knot | None] = {}
        if self.target is not None:
            found[Fraction(self.target)] = None
        if measure in {Measure.ACTUAL, Measure.INVERSE}:
            found[Fraction(0)] = None
        for knot in self.rule.curve.knots:
            x = Fraction(knot.x)
            match measure:
                case Measure.ATTAINMENT:
                    found[x * base] = knot
                case Measure.EXCESS:
                    found[(1 + x) * base] = knot
                case Measure.DISTANCE if x >= 0:
                    found[(1 + x) * base] = found[(1 - x) * base] = knot
                case Measure.INVERSE if x > 0:
                    found[base / x] = knot
                case Measure.DISTANCE | Measure.INVERSE:
                    pass
                case _:
                    found[x] = knot
        return found

    def _spot(self, actual: Fraction, knot: Knot | None) -> Spot:
        left, at, right = (self.rule.worth(height, self.weight) for height in self._heights(actual))
        declared = knot is not None and not knot.left == knot.at == knot.right
        return Spot(actual=actual, points=Limits(left, at, right), declared=declared)

    def _heights(self, actual: Fraction) -> Limits:
        """The curve's limits at an actual, the one from below first."""
        curve, measure, base = self.rule.curve, self.rule.measure, self._base
        if measure is Measure.INVERSE:
            best = curve.at(self._best)
            if actual <= 0:
                return Limits(best, best, best if actual < 0 else Fraction(curve.knots[-1].right))
            found = curve.limits(base / actual)
            return Limits(found.right, found.at, found.left)
        found = curve.limits(self._measured(actual))
        if measure is Measure.DISTANCE:
            # Both ways out of the target the distance grows.
            if actual == base:
                return Limits(found.right, found.at, found.right)
            return found if actual > base else Limits(found.right, found.at, found.left)
        return found if base > 0 or measure not in _RATIOS else Limits(found.right, found.at, found.left)

    @property
    def _best(self) -> Fraction:
        """What t ÷ a counts as where nothing was spent: right of every knot."""
        return Fraction(self.rule.curve.knots[-1].x) + 1

    def _measured(self, actual: Fraction) -> Fraction:
        base = self._base
        match self.rule.measure:
            case Measure.ATTAINMENT:
                return actual / base
            case Measure.EXCESS:
                return actual / base - 1
            case Measure.DISTANCE:
                return abs(actual / base - 1)
            case Measure.INVERSE:
                return base / actual if actual > 0 else self._best
            case _:
                return actual

    def points(self, actual: Fraction) -> Fraction:
        """What one actual earns."""
        return self.rule.points(self._measured(actual), self.weight)

    @property
    def outer(self) -> tuple[Fraction | None, Fraction | None]:
        """What it earns in the end, far below and far above every spot; None where that has no end."""
        below = self.spots[0].actual - 1
        above = self.spots[-1].actual + 1
        if self.rule.measure is Measure.INVERSE:
            # t ÷ a goes to nothing, without ever being nothing.
            curve = self.rule.curve
            return self.points(below), self.rule.worth(curve.limits(Fraction(0)).right, self.weight)
        ends = tuple(
            self.points(one) if self.points(one) == self.points(other) else None
            for one, other in ((below, below - 1), (above, above + 1))
        )
        return ends[0], ends[1]

    def far(self, sign: int) -> Iterator[Fraction]:
        """Actuals further and further beyond the last spot (or the first)."""
        end = self.spots[-1].actual if sign > 0 else self.spots[0].actual
        yield from (end + sign * 2**power for power in range(_DOUBLINGS))

    def near(self, actual: Fraction, sign: int) -> Iterator[Fraction]:
        """Actuals nearer and nearer to a spot, from above (or below), within the segment beside it."""
        place = bisect_left(self.spots, actual, key=lambda spot: spot.actual) + sign
        room = abs(self.spots[place].actual - actual) if 0 <= place < len(self.spots) else Fraction(1)
        yield from (actual + sign * room / 10**power for power in range(1, _DOUBLINGS))

    def middles(self) -> Iterator[Fraction]:
        """One actual between each two spots, and one beyond the outermost."""
        yield self.spots[0].actual - 1
        for one, other in pairwise(self.spots):
            yield (one.actual + other.actual) / 2
        yield self.spots[-1].actual + 1


def weights_to_try(rule: Rule) -> tuple[Decimal, ...]:
    """
    The weights that decide a rule: those it is written for; else ten for a share, and for points one that is smaller
    than what the curve gives and one that is larger.
    """
    if rule.weights:
        return rule.weights
    if rule.scale is Scale.SHARE:
        return (Decimal(10),)
    heights = [value.copy_abs() for knot in rule.curve.knots for value in (knot.left, knot.at, knot.right)]
    least = min((height for height in heights if height), default=Decimal(1))
    return EXACT.multiply(least, Decimal("0.5")), Decimal(int(max(heights)) + 1)
