"""What the formulas of a sheet give, from the figures that it prints."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from budgetperf.domain.quantity import decimals
from budgetperf.domain.written import EXACT
from budgetperf.printing.sheet import Ratio, Sum

__all__ = ["outcome"]


def outcome(formula: Sum | Ratio, numbers: Mapping[str, Decimal | None], stated: Decimal | None) -> Decimal | None:
    """
    What a formula gives, or None where there is nothing to compute it from.

    A rate is in per cent, rounded half up to the places that the stated one has (one, where none is stated).

    Args:
        formula: The formula.

        numbers: The numbers that the sheet prints, by path; None for a blank.

        stated: The figure that the form states.

    Raises:
        KeyError: It refers to something that is not printed as a number.

    >>> numbers = {"a": Decimal("96.73"), "b": Decimal("88"), "c": None}
    >>> outcome(Sum(parts=("a", "b", "c")), numbers, None), outcome(Ratio(over="a", under="b"), numbers, Decimal("110"))
    (Decimal('184.73'), Decimal('110'))
    """
    if isinstance(formula, Sum):
        parts = [number for path in formula.parts if (number := numbers[path]) is not None]
        total = Decimal(0)
        for part in parts:
            total = EXACT.add(total, part)
        return total if parts else None
    over, under = numbers[formula.over], numbers[formula.under]
    if over is None or not under:
        return None
    return _percent(over, under, 1 if stated is None else decimals(stated))


def _percent(over: Decimal, under: Decimal, places: int) -> Decimal:
    """A quotient in per cent, rounded once: in whole numbers, so that no digit is lost before."""
    (above, shift), (below, other) = _whole(over), _whole(under)
    above, below = above * 10 ** (other + 2 + places), below * 10**shift
    quotient, rest = divmod(abs(above), abs(below))
    rounded = quotient + (2 * rest >= abs(below))
    sign = int((above < 0) != (below < 0) and rounded != 0)
    return Decimal((sign, tuple(map(int, str(rounded))), -places))


def _whole(number: Decimal) -> tuple[int, int]:
    """A number as an integer and its decimal places."""
    places = decimals(number)
    return int(EXACT.scaleb(number, places)), places
