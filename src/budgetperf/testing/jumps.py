"""Where a function jumps: found by halving an interval again and again, always keeping the half that changes more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from budgetperf.testing.answers import Refusal

__all__ = ["find_jump", "simplest_between"]

_SOON, _EARLY, _LATE = 24, 40, 60
_LITTLE = 1_000_000
_FINEST = 14

Curve = Callable[[Fraction], Fraction | Refusal]


def find_jump(
    points: Curve, low: Fraction, high: Fraction, *, step: Fraction, walls: Sequence[Fraction], unit: Fraction
) -> tuple[Fraction, Fraction] | None:
    """
    A number at which a function jumps, and one close beside it that shows it.

    What is continuous changes less and less over ever shorter intervals; what jumps does not.

    Args:
        points: The function.

        low: Where to begin.

        high: Where to end.

        step: Changes up to this are rounding, and no jump.

        walls: Numbers that the second one must not lie beyond.

        unit: In what the distance of the second is measured.

    >>> find_jump(lambda x: Fraction(x >= Fraction("0.6")), Fraction(0), Fraction(1),
    ...           step=Fraction(0), walls=[], unit=Fraction(1))
    (Fraction(3, 5), Fraction(59, 100))
    """
    before, after = points(low), points(high)
    if isinstance(before, Refusal) or isinstance(after, Refusal):
        return None
    changes = [abs(after - before)]
    for halving in range(_LATE):
        middle = (low + high) / 2
        between = points(middle)
        if isinstance(between, Refusal):
            return None
        if abs(between - before) >= abs(after - between):
            high, after = middle, between
        else:
            low, before = middle, between
        changes.append(abs(after - before))
        if halving == _SOON and changes[-1] * _LITTLE <= changes[0]:
            return None
    size = changes[-1]
    if size <= step or size * 2 <= changes[_EARLY]:
        return None
    return _shown(points, low, high, size=size, walls=walls, unit=abs(unit))


def _change(points: Curve, low: Fraction, high: Fraction) -> Fraction | None:
    one, other = points(low), points(high)
    return None if isinstance(one, Refusal) or isinstance(other, Refusal) else abs(other - one)


def _shown(
    points: Curve, low: Fraction, high: Fraction, *, size: Fraction, walls: Sequence[Fraction], unit: Fraction
) -> tuple[Fraction, Fraction] | None:
    spot = simplest_between(low, high)
    down, up = _change(points, low, spot), _change(points, spot, high)
    if down is None or up is None:
        return None  # a hole is no jump
    sign, end = (-1, low) if down > up else (1, high)
    for power in range(2, _FINEST):
        beside = spot + sign * unit / 10**power
        change = _change(points, spot, beside)
        within = not any(min(spot, beside) <= wall <= max(spot, beside) for wall in walls)
        # Little more than the jump itself: what the slope adds is small beside it.
        if within and change is not None and abs(change - size) * 10 <= size:
            return spot, beside
    return spot, end


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """
    The fraction with the least denominator in an interval, ends included.

    >>> simplest_between(Fraction("0.5999"), Fraction("0.6001")), simplest_between(Fraction(-1), Fraction(1))
    (Fraction(3, 5), Fraction(0, 1))
    """
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    whole = ceil(low)
    if whole <= high:
        return Fraction(whole)
    whole = floor(low)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / (low - whole))
