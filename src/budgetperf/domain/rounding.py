"""Rounding a fraction once, half-up or down: the only place where a digit is ever dropped."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

__all__ = ["cut_off", "exact", "interval", "round_half_up", "shorten", "written"]


def exact(number: Decimal | Fraction) -> Fraction:
    """
    A decimal as a fraction: the same as ``Fraction(number)``, without its asking what kind of number it was given.

    >>> exact(Decimal("96.73"))
    Fraction(9673, 100)
    """
    return Fraction(*number.as_integer_ratio())


def round_half_up(value: Fraction, places: int) -> Decimal:
    """
    Round an exact value once, half away from zero, to a number of decimal places.

    >>> round_half_up(Fraction(10) * Fraction("88") / Fraction("96.73"), 2)
    Decimal('9.10')
    >>> round_half_up(Fraction("0.125"), 2), round_half_up(Fraction("-0.125"), 2)
    (Decimal('0.13'), Decimal('-0.13'))
    """
    above, below = value.as_integer_ratio()
    units = (2 * abs(above) * 10**places + below) // (2 * below)
    return written(-units if above < 0 else units, places)


def cut_off(value: Fraction, places: int) -> Decimal:
    """
    Drop the digits beyond a number of decimal places, towards zero.

    >>> cut_off(Fraction("9.999"), 2)
    Decimal('9.99')
    """
    above, below = value.as_integer_ratio()
    units = abs(above) * 10**places // below
    return written(-units if above < 0 else units, places)


@lru_cache(maxsize=4096)  # scores are few numbers, and each is given a thousand times
def written(units: int, places: int) -> Decimal:
    """
    A number of units of so many decimal places.

    >>> written(922, 2)
    Decimal('9.22')
    """
    # Built from digits, not by arithmetic: no context of the caller can round it again.
    return Decimal(f"{units}E-{places}")


def shorten(value: Fraction, places: int = 6) -> Decimal:
    """
    The same without trailing zeros, for showing.

    >>> shorten(Fraction("42.7200")), shorten(Fraction(10, 11)), shorten(Fraction(100))
    (Decimal('42.72'), Decimal('0.909091'), Decimal('100'))
    """
    if value.denominator == 1:
        return Decimal(value.numerator)
    text = f"{round_half_up(value, places):f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def interval(low: Decimal, high: Decimal) -> str:
    """
    The two ends of an interval for a person; one number where they are one.

    >>> interval(Decimal("9.01"), Decimal("9.10")), interval(Decimal("5.00"), Decimal("5.00"))
    ('9.01–9.10', '5.00')
    """
    return f"{low:f}" if low == high else f"{low:f}–{high:f}"
