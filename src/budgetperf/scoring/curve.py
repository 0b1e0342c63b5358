"""
An exact piecewise-linear curve with declared jumps: from what was achieved to the share of the weight it earns.

Every scoring rule is one of these: proportional, whole-step deduction, bands, pass threshold, full-or-nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from budgetperf.domain.written import plain
from budgetperf.errors import RulebookError

__all__ = ["Curve", "Knot"]


@frozen
class Knot:
    """
    One point of a curve, and what happens just left and right of it.

    Attributes:
        x: Where.

        at: The value there.

        left: The limit from the left; differs from *at* only at a declared jump.

        right: The limit from the right; likewise.
    """

    x: Decimal = field(converter=plain)
    at: Decimal = field(converter=plain)
    left: Decimal = field(converter=plain, kw_only=True)
    right: Decimal = field(converter=plain, kw_only=True)

    @left.default
    def _no_jump_left(self) -> Decimal:
        return self.at

    @right.default
    def _no_jump_right(self) -> Decimal:
        return self.at


def _sorted(_instance: object, _attribute: object, knots: tuple[Knot, ...]) -> None:
    if not knots:
        raise RulebookError(
            "曲线至少要有一个点，例如 [[0, 0], [1, 1]]", "a curve needs a point, such as [[0, 0], [1, 1]]"
        )
    for before, after in pairwise(knots):
        if before.x >= after.x:
            raise RulebookError(
                f"曲线各点须按 x 由小到大：{before.x} 之后是 {after.x}",
                f"the points of a curve must be sorted by x: {after.x} follows {before.x}",
            )


@frozen(kw_only=True)
class Curve:
    """
    A curve through knots, straight between them, constant beyond the first and the last.

    >>> proportional = Curve(knots=[Knot(0, 0), Knot(1, 1)])
    >>> proportional.at(Fraction("0.9")), proportional.at(Fraction(2))
    (Fraction(9, 10), Fraction(1, 1))
    """

    knots: tuple[Knot, ...] = field(converter=tuple[Knot, ...], validator=_sorted)

    def at(self, x: Fraction) -> Fraction:
        """The value at one point."""
        return self.limits(x)[1]

    def bounds(self, low: Fraction | None, high: Fraction | None) -> tuple[Fraction, Fraction]:
        """
        The least and the greatest value over an interval; None is an end without bound.

        Limits at jumps count, so the answer is the closure of what the curve takes on.

        >>> Curve(knots=[Knot(0, 0), Knot(1, 1)]).bounds(Fraction("0.95"), None)
        (Fraction(19, 20), Fraction(1, 1))
        """
        values = list(self._over(low, high))
        return min(values), max(values)

    def _over(self, low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
        if low is None:
            yield Fraction(self.knots[0].left)
        else:
            _, at, right = self.limits(low)
            yield at
            if high is None or high > low:
                yield right
        if high is None:
            yield Fraction(self.knots[-1].right)
        elif low is None or high > low:
            left, at, _ = self.limits(high)
            yield left
            yield at
        for knot in self.knots:
            if (low is None or low < knot.x) and (high is None or knot.x < high):
                yield from (Fraction(knot.left), Fraction(knot.at), Fraction(knot.right))

    def limits(self, x: Fraction) -> tuple[Fraction, Fraction, Fraction]:
        """Limit from the left, value, and limit from the right at one point: three equal values but at a jump."""
        first, last = self.knots[0], self.knots[-1]
        if x < first.x:
            return (Fraction(first.left),) * 3
        if x > last.x:
            return (Fraction(last.right),) * 3
        for knot in self.knots:
            if x == knot.x:
                return Fraction(knot.left), Fraction(knot.at), Fraction(knot.right)
        for before, after in pairwise(self.knots):
            if before.x < x < after.x:
                rise = Fraction(after.left) - Fraction(before.right)
                run = Fraction(after.x) - Fraction(before.x)
                return (Fraction(before.right) + rise * (x - Fraction(before.x)) / run,) * 3
        raise AssertionError(x)  # pragma: no cover - sorted knots leave no other place
