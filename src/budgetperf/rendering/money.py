"""Amounts for people, through Babel: grouped digits, rounded half-up by us first, because Babel rounds half-even."""

from __future__ import annotations

from decimal import localcontext
from fractions import Fraction

from babel.numbers import format_decimal

from budgetperf.domain.quantity import Money, decimals
from budgetperf.domain.rounding import round_half_up
from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import SOURCE

__all__ = ["format_money"]

_PLACES = 2


def format_money(money: Money, *, lang: str = "zh", places: int | None = None) -> str:
    """
    Write an amount with grouped digits: in its own unit in Chinese, in yuan in other languages.

    Args:
        money: The amount.

        lang: ``zh`` or ``en``.

        places: Decimal places to round to, half-up; by default as many as the figure has (in yuan two, at most).

    >>> format_money(Money("1234567.805", "万元"), places=2)
    '1,234,567.81万元'
    >>> format_money(Money("96.73", "万元"), lang="en")
    'CNY 967,300'
    """
    if lang != SOURCE:
        most = _PLACES if places is None else places
        return f"CNY {_grouped(Fraction(money.yuan), most, lang, fixed=places is not None)}"
    shown = decimals(money.amount) if places is None else places
    return f"{_grouped(Fraction(money.amount), shown, lang, fixed=True)}{money.unit.label}"


def _grouped(value: Fraction, places: int, lang: str, *, fixed: bool) -> str:
    rounded = round_half_up(value, places)
    pattern = "#,##0" + ("." + ("0" if fixed else "#") * places if places else "")
    # Babel computes in the ambient context; a precision that the caller has set must not round the figure.
    with localcontext(EXACT):
        return format_decimal(rounded, format=pattern, locale=lang, decimal_quantization=False)
