"""Ask somebody's function, whatever it does: a number, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

__all__ = ["EXPECTED", "Ask", "Refusal", "asking", "shortened"]

EXPECTED = "Fraction | Decimal | int: weight * actual / target"

_LONGEST = 80
_ASKED = 2**16
_DIGITS = 1_000


@frozen
class Refusal:
    """What came instead of an exact number: None, a float, an exception."""

    text: str


Ask = Callable[[Fraction, Fraction, Fraction], Fraction | Refusal]


def asking(function: Callable[[Fraction, Fraction, Fraction], object]) -> Ask:
    """
    A function that can be asked anything, and gives the same answer to the same question.

    >>> ask = asking(lambda target, actual, weight: weight * actual / target)
    >>> ask(Fraction(2), Fraction(1), Fraction(10)), ask(Fraction(0), Fraction(1), Fraction(10))
    (Fraction(5, 1), Refusal(text='ZeroDivisionError: Fraction(1, 0)'))
    """

    @lru_cache(maxsize=_ASKED)
    def ask(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction | Refusal:
        try:
            points = function(target, actual, weight)
            return _read(points)
        except Exception as error:  # noqa: BLE001 - whatever it raises is the counterexample
            return Refusal(shortened(f"{type(error).__name__}: {error}"))

    return ask


def _read(points: object) -> Fraction | Refusal:
    if isinstance(points, Decimal) and points.is_finite() and abs(points.adjusted()) > _DIGITS:
        return Refusal(f"Decimal {points}")  # as a fraction it would fill the memory
    exact = isinstance(points, (int, Fraction)) and not isinstance(points, bool)
    if exact or (isinstance(points, Decimal) and points.is_finite()):
        assert isinstance(points, (int, Fraction, Decimal))  # noqa: S101 - looked at
        return Fraction(points)
    return Refusal("None" if points is None else shortened(f"{type(points).__name__} {points!r}"))


def shortened(text: str) -> str:
    """Text that is short enough for a counterexample."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
