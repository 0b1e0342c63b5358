"""
An exact piecewise-linear curve with declared jumps: from what was achieved to what it earns.

Every scoring rule is one of these: proportional, whole-step deduction, bands, pass threshold, full-or-nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from attrs import Factory, field, frozen

from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.written import EXACT, plain
from budgetperf.errors import RulebookError
from budgetperf.scoring.ranges import Fault, Range, find_faults

__all__ = ["Curve", "Knot", "Limits", "uncovered"]

_MOST_STEPS = 500


class Limits(NamedTuple):
    """The limit from the left, the value, and the limit from the right at one point; equal but at a jump."""

    left: Fraction
    at: Fraction
    right: Fraction


def _no_jump(knot: Knot) -> Decimal:
    return knot.at


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
    # As a factory, and not by decorator: so other checkers than mypy see that neither must be given.
    left: Decimal = field(default=Factory(_no_jump, takes_self=True), converter=plain, kw_only=True)
    right: Decimal = field(default=Factory(_no_jump, takes_self=True), converter=plain, kw_only=True)


class _Piece(NamedTuple):
    """A straight piece of a curve: a point that it goes through, and how steep it is."""

    x: Fraction
    y: Fraction
    slope: Fraction

    def at(self, x: Fraction) -> Fraction:
        return self.y + self.slope * (x - self.x) if self.slope else self.y


def _sorted(_instance: object, _attribute: object, knots: tuple[Knot, ...]) -> None:
    if not knots:
        raise RulebookError(
            "曲线至少要有一个点，例如 [[0, 0], [1, 1]]", "a curve needs a point, such as [[0, 0], [1, 1]]"
        )
    for before, after in pairwise(knots):
        if before.x >= after.x:
            raise RulebookError(
                f"曲线各点须按 x 由小到大、每个 x 只写一次：{before.x} 之后是 {after.x}，"
                "应写作例如 [[0, 0], [1, 1]]；跳跃写作 {x: 1, left: 0, at: 1, right: 1}",
                f"the points of a curve must be sorted by x, each x once: {after.x} follows {before.x}; "
                "write for example [[0, 0], [1, 1]], and a jump as {x: 1, left: 0, at: 1, right: 1}",
            )


@frozen(kw_only=True, field_transformer=refuse_texts)
class Curve:
    """
    A curve through knots, straight between them.

    Attributes:
        knots: Sorted by x.

        continued: Whether it goes on beyond the first and the last knot as it goes beside them; else it is constant
            there, which is what "capped" means.

    >>> proportional = Curve(knots=[Knot(0, 0), Knot(1, 1)])
    >>> proportional.at(Fraction("0.9")), proportional.at(Fraction(2))
    (Fraction(9, 10), Fraction(1, 1))
    """

    knots: tuple[Knot, ...] = field(converter=tuple[Knot, ...], validator=_sorted)
    continued: bool = False

    @classmethod
    def of_bands(cls, bands: Sequence[tuple[Range, Decimal]]) -> Curve:
        """
        A curve that is constant over each of some ranges, which must cover every number just once.

        Raises:
            RulebookError: A number lies in no range, or in several.

        >>> bands = [(Range(high=0), Decimal(5)), (Range(low=0, low_open=True), Decimal(2))]
        >>> [Curve.of_bands(bands).at(Fraction(x)) for x in (-1, 0, 1)]
        [Fraction(5, 1), Fraction(5, 1), Fraction(2, 1)]
        """
        faults = find_faults([span for span, _ in bands], Range())
        if faults:
            raise uncovered(faults[0], [span for span, _ in bands])
        ends = sorted({end for span, _ in bands for end in (span.low, span.high) if end is not None})

        def value(number: Decimal) -> Decimal:
            return next(worth for span, worth in bands if number in span)

        beside = [EXACT.subtract(ends[0], Decimal(1))] if ends else []
        beside += [EXACT.multiply(EXACT.add(*both), Decimal("0.5")) for both in pairwise(ends)]
        beside += [EXACT.add(ends[-1], Decimal(1))] if ends else []
        jumps = [
            Knot(end, value(end), left=value(left), right=value(right))
            for end, (left, right) in zip(ends, pairwise(beside), strict=True)
        ]
        return cls(knots=jumps or [Knot(0, bands[0][1])])

    @classmethod
    def of_steps(
        cls, *, every: Decimal, by: Decimal, to: Decimal, above: Decimal | None = None, below: Decimal | None = None
    ) -> Curve:
        """
        A staircase: for every whole step above (or below, or both) a point it rises by so much, up to *to*.

        A step counts when it is complete: what lies between two steps counts as the lower one.

        Raises:
            RulebookError: The steps do not lead anywhere, or are too many.

            QuantityError: One of the numbers is a float, or none that a rulebook could hold.

        >>> steps = Curve.of_steps(below=Decimal(1), every=Decimal("0.05"), by=Decimal(2), to=Decimal(8))
        >>> [steps.at(Fraction(x)) for x in ("1", "0.9927", "0.95", "0.928", "0")]
        [Fraction(0, 1), Fraction(0, 1), Fraction(2, 1), Fraction(2, 1), Fraction(8, 1)]
        """
        every, by, to = plain(every), plain(by), plain(to)
        above, below = (None if start is None else plain(start) for start in (above, below))
        number = ceil(Fraction(to) / Fraction(by)) if by > 0 and to > 0 else 0
        if every <= 0 or not 0 < number <= _MOST_STEPS or (above is None and below is None):
            raise RulebookError(
                "阶梯应写作例如 {above: 100%, every: 1%, by: 0.5, to: 8}：从哪里起，每一级多宽，每级多少，到多少为止"
                f"（every、by、to 均须大于 0，级数不超过 {_MOST_STEPS}）",
                "steps are written as {above: 100%, every: 1%, by: 0.5, to: 8}: where they begin, how wide and how "
                f"high each is, and where they end (every, by and to above 0, at most {_MOST_STEPS} steps)",
            )
        heights = [min(EXACT.multiply(by, Decimal(step)), to) for step in range(number + 1)]
        rising: list[Knot] = []
        for (lower, upper), step in zip(pairwise(heights), range(1, len(heights)), strict=True):
            away = EXACT.multiply(every, Decimal(step))
            if above is not None:
                rising.append(Knot(EXACT.add(above, away), upper, left=lower, right=upper))
            if below is not None:
                rising.append(Knot(EXACT.subtract(below, away), upper, left=upper, right=lower))
        return cls(knots=sorted(rising, key=lambda knot: knot.x))

    def at(self, x: Fraction) -> Fraction:
        """The value at one point."""
        # Most targets are reached, and most curves end there. In whole numbers, as fractions compare slowly.
        (above, below), (knot, under) = x.as_integer_ratio(), self._last
        beyond = above * under - knot * below
        if beyond >= 0:
            return self._pieces[-1].at(x) if beyond else self._points[1][-1].at
        return self.limits(x).at

    @property
    def slopes(self) -> tuple[Fraction, Fraction]:
        """How steep it is before the first and after the last knot."""
        return self._pieces[0].slope, self._pieces[-1].slope

    # A curve is asked of every row of every card, and always in fractions.
    @cached_property
    def _points(self) -> tuple[tuple[Fraction, ...], tuple[Limits, ...]]:
        """Where the knots are, and what they are worth."""
        values = [Limits(Fraction(knot.left), Fraction(knot.at), Fraction(knot.right)) for knot in self.knots]
        return tuple(Fraction(knot.x) for knot in self.knots), tuple(values)

    @cached_property
    def _last(self) -> tuple[int, int]:
        """The last knot, as numerator and denominator."""
        return self._points[0][-1].as_integer_ratio()

    @cached_property
    def _pieces(self) -> tuple[_Piece, ...]:
        """The straight pieces: before the first knot, between each two, after the last."""
        points = [*zip(*self._points, strict=True)]
        inner = [
            _Piece(x, here.right, (there.left - here.right) / (following - x))
            for (x, here), (following, there) in pairwise(points)
        ]
        (first, before), (last, after) = points[0], points[-1]
        ends = (inner[0].slope, inner[-1].slope) if self.continued and inner else (Fraction(0), Fraction(0))
        return _Piece(first, before.left, ends[0]), *inner, _Piece(last, after.right, ends[1])

    def bounds(self, low: Fraction | None, high: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
        """
        The least and the greatest value over an interval; None is an end without bound, of either.

        Limits at jumps count, so the answer is the closure of what the curve takes on.

        >>> Curve(knots=[Knot(0, 0), Knot(1, 1)]).bounds(Fraction("0.95"), None)
        (Fraction(19, 20), Fraction(1, 1))
        """
        first, last = self.slopes
        knots, limits = self._points
        if low is not None and low >= knots[-1] and not last and limits[-1].at == limits[-1].right:
            return limits[-1].at, limits[-1].at  # flat from here on: a target that is surely reached
        values = list(self._over(low, high))
        falls = (low is None and first > 0) or (high is None and last < 0)
        rises = (low is None and first < 0) or (high is None and last > 0)
        return None if falls else min(values), None if rises else max(values)

    def _over(self, low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
        knots, values = self._points
        # Beyond the outermost knot a curve is straight: one value, and its slope, say all.
        if low is None:
            yield self.at(knots[0] - 1) if high is None or high >= knots[0] else self.at(high)
        else:
            found = self.limits(low)
            yield found.at
            if high is None or high > low:
                yield found.right
        if high is None:
            yield self.at(knots[-1] + 1) if low is None or low <= knots[-1] else self.at(low)
        elif low is None or high > low:
            found = self.limits(high)
            yield found.left
            yield found.at
        for knot, value in zip(knots, values, strict=True):
            if (low is None or low < knot) and (high is None or knot < high):
                yield from value

    def limits(self, x: Fraction) -> Limits:
        """Limit from the left, value, and limit from the right at one point."""
        knots, values = self._points
        place = bisect_left(knots, x)
        if place < len(knots) and knots[place] == x:
            return values[place]
        value = self._pieces[place].at(x)
        return Limits(value, value, value)


def uncovered(fault: Fault, ranges: Sequence[Range]) -> RulebookError:
    """Say that a number lies in no band of a curve, or in several."""
    number, holders = fault.number, [str(ranges[index]) for index in fault.holders]
    example = "[{from: 90%, value: 5}, {below: 90%, value: 4}]"
    zh, en = f"各档之间有空缺：{number:f} 不在任何一档", f"the bands leave a gap: {number:f} lies in none"
    if holders:
        zh = f"各档有重叠：{number:f} 同时在 {'、'.join(holders)}"
        en = f"the bands overlap: {number:f} lies in {' and '.join(holders)}"
    return RulebookError(
        f"{zh}；端点归哪一档，用 from、to（含）和 above、below（不含）写明，例如 {example}",
        f"{en}; say with from, to (inclusive) and above, below (exclusive) whose each end is, for example {example}",
    )
