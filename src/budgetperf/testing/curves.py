"""Strategies for ranges and curves, with ends and knots where rules have them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.written import EXACT
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.ranges import Range
from budgetperf.testing.arguments import ArgumentError, in_order
from budgetperf.testing.quantities import Number, as_bound, decimals

__all__ = ["curves", "highest", "knots", "mirrored", "partitions", "ranges", "rising_curves", "scaled"]

_ENDS = tuple(
    map(Decimal, (
        "0", "1", "0.6", "0.8", "0.9", "0.5", "0.95", "1.2", "1.3", "2", "60", "80", "90", "100", "-1", "89.99",
        "0.9999",
    ))
)  # fmt: skip
_MOST_KNOTS = 20
_SHARES = st.sampled_from([Decimal(share) for share in ("0", "0.6", "0.8", "0.5", "0.99")]) | decimals(
    min_value=0, max_value=1, max_places=2
)
_STEPS = st.sampled_from([Decimal(step) for step in ("0.1", "0.05", "0.2", "0.5", "1", "0.0001")])


def _ends(low: Decimal | None, high: Decimal | None) -> SearchStrategy[Decimal]:
    """Numbers at which rules turn."""
    least, most = Decimal(-1000) if low is None else low, Decimal(1000) if high is None else high
    if low is None:
        least = min(least, most)
    if high is None:
        most = max(least, most)
    usual = [end for end in _ENDS if least <= end <= most]
    any_ends = decimals(min_value=least, max_value=most, max_places=4)
    return st.sampled_from(usual) | any_ends if usual else any_ends


def ranges(*, min_value: Number | None = None, max_value: Number | None = None) -> SearchStrategy[Range]:
    """
    Ranges that hold at least one number; either end may be open, closed, or missing.

    Args:
        min_value: The least lower end; with it, no lower end is missing.

        max_value: The greatest upper end; likewise.

    Raises:
        ArgumentError: The least value is above the greatest.
    """
    low, high = as_bound("min_value", min_value), as_bound("max_value", max_value)
    in_order("ranges", low, high, falls=lambda one, other: one > other)
    ends = st.tuples(_ends(low, high), _ends(low, high)).map(sorted)

    def span(ends: Sequence[Decimal], missing: tuple[bool, bool], opened: tuple[bool, bool]) -> Range:
        point = ends[0] == ends[1]  # of one number, both ends belong to it
        return Range(
            low=None if missing[0] and low is None else ends[0],
            high=None if missing[1] and high is None else ends[1],
            low_open=opened[0] and not point,
            high_open=opened[1] and not point,
        )

    flags = st.tuples(st.booleans(), st.booleans())
    return st.builds(span, ends, st.sampled_from([(False, False), (False, True), (True, False), (True, True)]), flags)


def partitions(whole: Range, *, min_size: int = 1, max_size: int = 5) -> SearchStrategy[tuple[Range, ...]]:
    """
    Ranges that hold every number of a whole just once, the greatest first.

    Args:
        whole: What they make up; its ends belong to it.

        min_size: The least number of ranges.

        max_size: The greatest.

    Raises:
        ArgumentError: The sizes contradict each other, or a single number is to be divided.
    """
    in_order("partitions", min_size, max_size, falls=lambda one, other: one > other or one < 1)
    if whole.low is not None and whole.low == whole.high and min_size > 1:
        raise ArgumentError(f"{whole} 只有一个数，不能再分", f"{whole} is one number, and cannot be divided")
    return _partitions(whole, min_size, max_size)


@st.composite
def _partitions(draw: st.DrawFn, whole: Range, min_size: int, max_size: int) -> tuple[Range, ...]:
    inner = _ends(whole.low, whole.high).filter(lambda end: end not in {whole.low, whole.high})
    cuts = sorted(draw(st.lists(inner, min_size=min_size - 1, max_size=max_size - 1, unique=True)), reverse=True)
    found, high, high_open = [], whole.high, False
    for cut in cuts:
        below = draw(st.booleans())  # whether the cut belongs to what lies below it
        found.append(Range(low=cut, low_open=below, high=high, high_open=high_open))
        high, high_open = cut, not below
    return (*found, Range(low=whole.low, high=high, high_open=high_open))


def knots(*, min_value: Number | None = None, max_value: Number | None = None) -> SearchStrategy[Knot]:
    """
    Points of a curve, with a jump or without.

    Args:
        min_value: The least value.

        max_value: The greatest.
    """
    low, high = as_bound("min_value", min_value), as_bound("max_value", max_value)
    in_order("knots", low, high, falls=lambda one, other: one > other)
    value = _ends(low, high)
    smooth = st.builds(Knot, _ends(None, None), value)
    return smooth | st.builds(Knot, _ends(None, None), value, left=value, right=value)


def curves(
    *,
    min_value: Number | None = None,
    max_value: Number | None = None,
    max_knots: int = 5,
    rising: bool | None = None,
    continued: bool | None = None,
) -> SearchStrategy[Curve]:
    """
    Curves through any knots, with jumps that belong to either side, or to neither.

    Args:
        min_value: The least value at a knot.

        max_value: The greatest.

        max_knots: The most knots.

        rising: Whether they never fall (True), never rise (False), or do as they like (None).

        continued: Whether they go on beyond their outermost knots; None is either.

    Raises:
        ArgumentError: There is no such curve.
    """
    low, high = as_bound("min_value", min_value), as_bound("max_value", max_value)
    in_order("curves", low, high, falls=lambda one, other: one > other)
    if not 1 <= max_knots <= _MOST_KNOTS:
        raise ArgumentError(
            f"max_knots 应为 1 至 {_MOST_KNOTS}，实际为 {max_knots}",
            f"max_knots is 1 to {_MOST_KNOTS}, not {max_knots}",
        )
    going_on = st.booleans() if continued is None else st.just(continued)
    return _curves(_ends(low, high), max_knots, rising=rising, continued=going_on)


@st.composite
def _curves(
    draw: st.DrawFn, values: SearchStrategy[Decimal], most: int, *, rising: bool | None, continued: SearchStrategy[bool]
) -> Curve:
    places = sorted(draw(st.lists(_ends(None, None), min_size=1, max_size=most, unique=True)))
    triples = [_triple(draw, values) for _ in places]
    if rising is not None:
        ordered = sorted((value for triple in triples for value in triple), reverse=not rising)
        triples = [(ordered[3 * at], ordered[3 * at + 1], ordered[3 * at + 2]) for at in range(len(triples))]
    found = [Knot(place, at, left=left, right=right) for place, (left, at, right) in zip(places, triples, strict=True)]
    return Curve(knots=found, continued=draw(continued))


def _triple(draw: st.DrawFn, values: SearchStrategy[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """What stands left of a knot, at it, and right of it: mostly one value."""
    value = draw(values)
    match draw(st.sampled_from(["smooth", "smooth", "left", "right", "both"])):
        case "left":
            return draw(values), value, value
        case "right":
            return value, value, draw(values)
        case "both":
            return draw(values), value, draw(values)
        case _:
            return value, value, value


def rising_curves(*, top: Decimal, scale: Decimal = Decimal(1), early: bool = True) -> SearchStrategy[Curve]:
    """
    Curves that never fall, stay between 0 and 1, and are 1 from one place on.

    Args:
        top: From where on at the latest.

        scale: How far apart the knots are, roughly.

        early: Whether they may be 1 from an earlier place on.
    """
    return _rising_curves(top, scale, early=early)


@st.composite
def _rising_curves(draw: st.DrawFn, top: Decimal, scale: Decimal, *, early: bool) -> Curve:
    reach = draw(st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.05")])) if early else Decimal(0)
    place = EXACT.subtract(top, EXACT.multiply(reach, scale))
    last = draw(_SHARES)
    found = [Knot(place, 1, left=draw(st.sampled_from([Decimal(1), last])), right=1)]
    low = found[0].left
    for _ in range(draw(st.integers(0, 3))):
        place = EXACT.subtract(place, EXACT.multiply(draw(_STEPS), scale))
        right = min(low, draw(_SHARES))
        left = draw(st.sampled_from([right, min(right, draw(_SHARES))]))
        found.append(Knot(place, draw(st.sampled_from([left, right])), left=left, right=right))
        low = left
    return Curve(knots=found[::-1])


def mirrored(curve: Curve, about: Decimal) -> Curve:
    """
    A curve with left and right exchanged about a place: what rose falls.

    >>> [str(knot.x) for knot in mirrored(Curve(knots=[Knot(0, 0), Knot(1, 1)]), Decimal(1)).knots]
    ['1', '2']
    """
    twice = EXACT.add(about, about)
    found = [Knot(EXACT.subtract(twice, knot.x), knot.at, left=knot.right, right=knot.left) for knot in curve.knots]
    return Curve(knots=found[::-1], continued=curve.continued)


def scaled(curve: Curve, by: Decimal, *, less: bool = False) -> Curve:
    """
    A curve with every value multiplied; or, if *less*, with what is lacking to 1 multiplied.

    >>> [str(knot.at) for knot in scaled(Curve(knots=[Knot(0, 0), Knot(1, 1)]), Decimal(8), less=True).knots]
    ['8', '0']
    """

    def turned(value: Decimal) -> Decimal:
        return EXACT.multiply(EXACT.subtract(Decimal(1), value) if less else value, by)

    found = [Knot(knot.x, turned(knot.at), left=turned(knot.left), right=turned(knot.right)) for knot in curve.knots]
    return Curve(knots=found, continued=curve.continued)


def highest(curve: Curve) -> Decimal:
    """
    The greatest value at a knot.

    >>> highest(Curve(knots=[Knot(0, 0), Knot(1, 8)]))
    Decimal('8')
    """
    return max(value for knot in curve.knots for value in (knot.left, knot.at, knot.right))
