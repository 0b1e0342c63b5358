"""Strategies for figures and for the text of cells, with the corners that people and files have in store."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.quantity import Count, Money, MoneyUnit, Rate, Unreadable
from budgetperf.domain.quantity import decimals as places_of
from budgetperf.domain.record import Direction
from budgetperf.domain.written import plain
from budgetperf.errors import QuantityError
from budgetperf.testing.arguments import ArgumentError, in_order

__all__ = [
    "Number",
    "as_bound",
    "cells",
    "counts",
    "decimal_of",
    "decimals",
    "directions",
    "moneys",
    "points",
    "rates",
    "texts",
    "unreadables",
    "weights",
]

T = TypeVar("T")
Number = Decimal | int | str

# What some reader somewhere takes for something else, or loses.
_NASTY = (
    "", " ", "no", "Yes", "on", "y", "~", "null", "NULL", "true", "False", "012", "0o17", "0x1F", "12:30", "1e3",
    "1_000", "2022", "9.50", "+1", ".5", "5.", ".inf", "-.NaN", "=", "<<", "2022-01-01", "2022-1-1 12:30:00 +8",
    "- a", "-", "---", "...", "? a", ": a", "a: b", "a #b", "#", "&a", "*a", "!a", "!!str a", "%YAML 1.1", "@", "`",
    "{", "[]", "|", ">", "'", '"', "\\", "\\n", " 前后有空格 ", "\t", "a\tb", "第一行\n第二行", "尾随换行\n",
    "两个换行\n\n", "\n前导换行", " 缩进\n行", "行\n  缩进", "行尾空格 \n行", "行 ", "a\rb", "a\r\nb", "\x00",
    "\x1b[31m", "\x7f", "\x85", "a\x85b", "\xa0", "\u2028", "\u2029b", "\ufeff", "\ufffe", "\U0010ffff", "🙂",
    "👩🏽\u200d🔬", "１２３", "①", "〇", "—", "８８万元", "8O.5", "x-", "$", "a" * 200, "长" * 1500, "\u202e", "中文。",
)  # fmt: skip
_COUNT_UNITS = (
    "", "人", "次", "场次", "万人", "万人次", "亿", "m²", "㎡", "平方米", "km", "kg", "℃", "‰", "元/人", "GB",
)  # fmt: skip
_CORNERS = tuple(
    map(Decimal, (
        "0", "0.00", "-0", "0.0000000001", "9999999999999999.9999999999", "100.0", "9.50", "10",
    ))
)  # fmt: skip
_WEIGHTS = tuple(
    map(Decimal, (
        "10", "5", "2", "8", "1", "20", "30", "50", "2.5", "12.5", "22.5", "0", "100", "10.0", "0.5", "33.33",
    ))
)  # fmt: skip
_PLACES = 10
_GREATEST = Decimal("9999999999999999.9999999999")
_ORDINARY = Decimal(10_000_000)


def texts() -> SearchStrategy[str]:
    """Any text that Unicode knows; often one that some reader takes for a number, a date, a comment or nothing."""
    return st.sampled_from(_NASTY) | st.text(max_size=12)


def decimal_of(digits: int, places: int) -> Decimal:
    """
    A decimal from its digits: arithmetic would round to the precision of the ambient context.

    >>> decimal_of(-950, 2)
    Decimal('-9.50')
    """
    return Decimal((int(digits < 0), tuple(int(digit) for digit in str(abs(digits))), -places))


def decimals(
    *, min_value: Number | None = None, max_value: Number | None = None, max_places: int = _PLACES
) -> SearchStrategy[Decimal]:
    """
    Decimals within the bounds of a figure: to 16 integer digits and 10 places, zeros at either end included.

    Args:
        min_value: The least one.

        max_value: The greatest one; both ends themselves come often.

        max_places: The most decimal places.

    Raises:
        ArgumentError: There is no such number.
    """
    least, most = (as_bound(name, end) for name, end in (("min_value", min_value), ("max_value", max_value)))
    in_order("decimals", least, most, falls=lambda one, other: one > other)
    if not 0 <= max_places <= _PLACES:
        raise ArgumentError(
            f"max_places 应为 0 至 {_PLACES}，实际为 {max_places}", f"max_places is 0 to {_PLACES}, not {max_places}"
        )
    low, high = _GREATEST.copy_negate() if least is None else least, _GREATEST if most is None else most
    kinds = [
        _between(max(low, _ORDINARY.copy_negate()), min(high, _ORDINARY), min(3, max_places)),
        _between(low, high, max_places),
    ]
    corners = [corner for corner in (*_CORNERS, low, high) if low <= corner <= high and places_of(corner) <= max_places]
    kinds += [st.sampled_from(corners)] if corners else []
    found = [kind for kind in kinds if kind is not None]
    if not found:
        raise ArgumentError(
            f"在 {low} 与 {high} 之间没有至多 {max_places} 位小数的数",
            f"there is no number of at most {max_places} places between {low} and {high}",
        )
    return st.one_of(found)


def _between(low: Decimal, high: Decimal, max_places: int) -> SearchStrategy[Decimal] | None:
    """The numbers of an interval, first those with few places; None where there are none."""
    ends = [
        (places, ceil(Fraction(low) * 10**places), floor(Fraction(high) * 10**places))
        for places in range(max_places + 1)
    ]
    filled = [span for span in ends if span[1] <= span[2]]
    if not filled:
        return None

    def digits(span: tuple[int, int, int]) -> SearchStrategy[Decimal]:
        places, first, last = span
        return st.integers(first, last).map(lambda number: decimal_of(number, places))

    return st.sampled_from(filled).flatmap(digits)


def as_bound(name: str, end: Number | None) -> Decimal | None:
    """Take an end of an interval as a person writes it; None is no end."""
    try:
        return None if end is None else plain(end)
    except QuantityError as error:
        raise ArgumentError(f"{name}：{error.zh}", f"{name}: {error.en}") from None


def moneys(
    *,
    min_value: Number | None = None,
    max_value: Number | None = None,
    units: Iterable[MoneyUnit] = tuple(MoneyUnit),
) -> SearchStrategy[Money]:
    """
    Amounts of money.

    Args:
        min_value: The least amount, in its own unit.

        max_value: The greatest.

        units: The units in which they may be printed.
    """
    return st.builds(Money, decimals(min_value=min_value, max_value=max_value), _one_of("units", units))


def rates(*, min_value: Number | None = None, max_value: Number | None = None) -> SearchStrategy[Rate]:
    """
    Percentages.

    Args:
        min_value: The least one, in per cent.

        max_value: The greatest.
    """
    return st.builds(Rate, decimals(min_value=min_value, max_value=max_value))


def counts(
    *, min_value: Number | None = None, max_value: Number | None = None, units: Iterable[str] = _COUNT_UNITS
) -> SearchStrategy[Count]:
    """
    Numbers of things.

    Args:
        min_value: The least number.

        max_value: The greatest.

        units: What is counted; empty for no unit.
    """
    return st.builds(Count, decimals(min_value=min_value, max_value=max_value), _one_of("units", units))


def _one_of(name: str, values: Iterable[T]) -> SearchStrategy[T]:
    found = list(values)
    if not found:
        raise ArgumentError(f"{name}：至少要有一个", f"{name}: at least one is needed")
    return st.sampled_from(found)


def weights(*, min_value: Number = 0, max_value: Number = 100) -> SearchStrategy[Decimal]:
    """
    分值: mostly as forms print them, sometimes with more digits than points have.

    Args:
        min_value: The least weight; zero is one.

        max_value: The greatest.
    """
    any_weights = decimals(min_value=min_value, max_value=max_value, max_places=4)
    usual = [weight for weight in _WEIGHTS if plain(min_value) <= weight <= plain(max_value)]
    return st.sampled_from(usual) | any_weights if usual else any_weights


def points() -> SearchStrategy[Decimal]:
    """得分 as stated: mostly what forms print, sometimes anything that a figure may be."""
    return st.builds(decimal_of, st.integers(0, 1000), st.integers(0, 2)) | decimals()


def directions() -> SearchStrategy[Direction]:
    """Which way is better."""
    return st.sampled_from(Direction)


def unreadables() -> SearchStrategy[Unreadable]:
    """What stands where a figure belongs, and is none."""
    return st.builds(Unreadable, st.sampled_from(["8O.5", "9..5", "≥9O%"]) | texts())


def cells(values: SearchStrategy[T]) -> SearchStrategy[T | Unreadable | None]:
    """What stands in a cell: a figure, nothing, or what could not be read."""
    return st.none() | values | values | unreadables()
