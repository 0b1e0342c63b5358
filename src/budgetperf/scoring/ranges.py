"""Ranges of numbers whose ends say whom they belong to, and whether several of them cover a whole just once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import field, frozen
from attrs.converters import optional

from budgetperf.domain.written import EXACT, plain

__all__ = ["Fault", "Range", "find_faults"]

_HALF = Decimal("0.5")


@frozen(kw_only=True)
class Range:
    """
    The numbers from *low* to *high*; None is an end without bound.

    Attributes:
        low_open: Whether the lower end itself is left out.

        high_open: Whether the upper end itself is left out.

    >>> good = Range(low=80, high=90, high_open=True)
    >>> [Decimal(number) in good for number in ("79.99", "80", "89.99", "90")]
    [False, True, True, False]
    >>> str(good)
    '[80, 90)'
    """

    low: Decimal | None = field(default=None, converter=optional(plain))
    high: Decimal | None = field(default=None, converter=optional(plain))
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, number: Decimal) -> bool:
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below

    def __str__(self) -> str:
        low, high = ("" if end is None else f"{end:f}" for end in (self.low, self.high))
        first = "(" if self.low_open or self.low is None else "["
        last = ")" if self.high_open or self.high is None else "]"
        return f"{first}{low or '−∞'}, {high or '∞'}{last}"


@frozen
class Fault:
    """
    A number that no range holds, or that several hold.

    Attributes:
        number: The number.

        holders: Indexes of the ranges that hold it; none for a gap.
    """

    number: Decimal
    holders: tuple[int, ...]


def find_faults(ranges: Sequence[Range], whole: Range) -> tuple[Fault, ...]:
    """
    Every gap and every overlap of some ranges within a whole, each with a number that shows it.

    Exact: between two neighbouring ends all numbers are held alike, so that it is enough to look at the ends, at one
    number between each two, and at one beyond the outermost.

    >>> excellent, good = Range(low=90, low_open=True), Range(low=80, high=90, high_open=True)
    >>> find_faults([excellent, good], Range(low=80, high=100))
    (Fault(number=Decimal('90'), holders=()),)
    """
    found = [
        Fault(number, holders)
        for number in _witnesses([*ranges, whole])
        if number in whole
        if len(holders := tuple(index for index, one in enumerate(ranges) if number in one)) != 1
    ]
    # A gap of which an end and the inside are missing is one gap.
    return tuple(fault for before, fault in pairwise([None, *found]) if fault and not _same(before, fault, ranges))


def _witnesses(ranges: Sequence[Range]) -> Iterator[Decimal]:
    ends = sorted({end for one in ranges for end in (one.low, one.high) if end is not None})
    if not ends:
        yield Decimal(0)
        return
    yield EXACT.subtract(ends[0], Decimal(1))
    for end, following in pairwise(ends):
        yield end
        yield EXACT.multiply(EXACT.add(end, following), _HALF)
    yield ends[-1]
    yield EXACT.add(ends[-1], Decimal(1))


def _same(before: Fault | None, fault: Fault, ranges: Sequence[Range]) -> bool:
    if before is None or before.holders != fault.holders:
        return False
    between = [end for one in ranges for end in (one.low, one.high) if end is not None]
    return not any(before.number < end < fault.number for end in between)
