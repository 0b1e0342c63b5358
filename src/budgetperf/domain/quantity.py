"""
Figures with their units: `Money`, `Rate`, `Count`, and `Unreadable` for what could not be read.

Every quantity is exact, keeps its unit and its digits as printed, and is written as people write it:
``str(Money.parse("96.730万元")) == "96.730万元"``. Equality and order are those of the value.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import total_ordering
from typing import Self, TypeVar

from attrs import field, frozen

from budgetperf.domain.units import in_base_unit, is_unit
from budgetperf.domain.written import EXACT, fold, plain, quantity_error, read_decimal

__all__ = [
    "Count",
    "Money",
    "MoneyUnit",
    "Quantity",
    "Rate",
    "Unreadable",
    "as_count",
    "as_money",
    "as_points",
    "as_quantity",
    "as_rate",
    "decimals",
    "quantity_in",
]

_PARTS = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(.*)", re.DOTALL)
# What else a column of units calls a percentage.
_PERCENT = ("百分比", "百分率")


def _exact(value: Decimal | int | str) -> Decimal:
    """`plain`, with a signature that lets a type checker refuse a float, too."""
    return plain(value)


class MoneyUnit(Enum):
    """The units in which the forms print money, each with its worth in 元."""

    YUAN = ("元", Decimal(1))
    THOUSAND_YUAN = ("千元", Decimal(1_000))
    TEN_THOUSAND_YUAN = ("万元", Decimal(10_000))
    HUNDRED_MILLION_YUAN = ("亿元", Decimal(100_000_000))

    def __init__(self, label: str, yuan: Decimal) -> None:
        self.label = label
        self.yuan = yuan

    def __repr__(self) -> str:
        return f"MoneyUnit.{self.name}"


_MONEY_UNITS = {unit.label: unit for unit in MoneyUnit}


def _money_unit(unit: MoneyUnit | str) -> MoneyUnit:
    """Take a unit, or its printed name."""
    found = unit if isinstance(unit, MoneyUnit) else _MONEY_UNITS.get(str(unit))
    if found is None:
        raise quantity_error(unit, "金额单位：元、千元、万元或亿元", "a unit of money", "万元")
    return found


def decimals(value: Decimal) -> int:
    """
    How many decimal places a figure was printed with.

    >>> decimals(Decimal("10.70")), decimals(Decimal("88"))
    (2, 0)
    """
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _count_unit(unit: str) -> str:
    """A unit that can be read back: no per-cent sign, no money, no sentence."""
    name = fold(str(unit))
    if not is_unit(name):
        raise quantity_error(unit, "数量的单位", "a unit of things", "次")
    return name


def _split(text: str) -> tuple[Decimal, str] | None:
    """A number and the unit after it, or None."""
    match = _PARTS.fullmatch(fold(text))
    if match is None:
        return None
    number = read_decimal(match[1])
    return None if number is None else (number, match[2])


@total_ordering
@frozen(eq=False, repr=False)
class Money:
    """
    An amount of money, exact, in the unit in which it was printed.

    Attributes:
        amount: The number as printed, in *unit*.

        unit: 元, 千元, 万元 or 亿元.

    Amounts compare by their worth, whatever their unit:

    >>> Money("1", "万元") == Money("10000.00", "元") < Money("1.01", "万元")
    True

    Raises:
        QuantityError: The amount is a float, NaN, infinite or absurdly large, or the unit is unknown.
    """

    amount: Decimal = field(converter=_exact)
    unit: MoneyUnit = field(converter=_money_unit)

    @classmethod
    def parse(cls, text: str, unit: MoneyUnit | str | None = None) -> Self:
        """
        Read an amount as people write it.

        Args:
            text: ``"96.73万元"``; full width, white space and thousands separators are understood.

            unit: Unit of the table, for text that has none of its own. Without it, such text is refused.

        >>> Money.parse("1，234.50", unit="元")
        Money('1234.50元')
        """
        parts = _split(text)
        if parts is not None:
            number, printed = parts
            named = _MONEY_UNITS.get(printed)
            if named is not None:
                return cls(number, named)
            if not printed and unit is not None:
                return cls(number, unit)
        raise quantity_error(text, "带单位的金额", "an amount of money with its unit", "96.73万元")

    @property
    def yuan(self) -> Decimal:
        """The exact worth in 元."""
        return EXACT.multiply(self.amount, self.unit.yuan)

    def in_unit(self, unit: MoneyUnit) -> Decimal:
        """
        The exact number in another unit.

        >>> Money("96.73", "万元").in_unit(MoneyUnit.YUAN)
        Decimal('967300.00')
        """
        if unit is self.unit:
            return self.amount
        return EXACT.divide(self.yuan, unit.yuan)

    def __eq__(self, other: object) -> bool:
        return self.yuan == other.yuan if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.yuan < other.yuan if isinstance(other, Money) else NotImplemented

    def __hash__(self) -> int:
        return hash((Money, self.yuan))

    def __str__(self) -> str:
        return f"{self.amount:f}{self.unit.label}"

    def __repr__(self) -> str:
        return f"Money({str(self)!r})"


@total_ordering
@frozen(eq=False, repr=False)
class Rate:
    """
    A percentage, exact, with the digits it was printed with.

    Attributes:
        percent: The number before the per-cent sign.

    >>> Rate("100.0") == Rate.parse("100％")
    True
    """

    percent: Decimal = field(converter=_exact)

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read a percentage as people write it.

        Raises:
            QuantityError: There is no per-cent sign: 1 may be 1% or 100%.

        >>> str(Rate.parse("100.0 ％"))
        '100.0%'
        """
        parts = _split(text)
        if parts is None or parts[1] != "%":
            raise quantity_error(text, "带百分号的比率", "a percentage with its sign", "100.0%")
        return cls(parts[0])

    def __eq__(self, other: object) -> bool:
        return self.percent == other.percent if isinstance(other, Rate) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.percent < other.percent if isinstance(other, Rate) else NotImplemented

    def __hash__(self) -> int:
        return hash((Rate, self.percent))

    def __str__(self) -> str:
        return f"{self.percent:f}%"

    def __repr__(self) -> str:
        return f"Rate({str(self)!r})"


@frozen(eq=False, repr=False)
class Count:
    """
    A number of things: persons, events, days, square metres; with the unit as printed, or none.

    Attributes:
        number: The number as printed.

        unit: 次, 场次, 万人次, m², …; empty where none is printed.

    >>> Count("2", "万人") == Count("20000", "人")
    True

    Raises:
        QuantityError: The number is a float, NaN, infinite or absurdly large, or the unit is none of things.
    """

    number: Decimal = field(converter=_exact)
    unit: str = field(default="", converter=_count_unit)

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read a count as people write it.

        Raises:
            QuantityError: No number, a per-cent sign, a unit of money, or a sentence where a unit belongs.

        >>> Count.parse("２ 场次")
        Count('2场次')
        """
        parts = _split(text)
        if parts is None or not is_unit(parts[1]):
            raise quantity_error(text, "数量（可带单位）", "a count, with or without a unit", "2次")
        return cls(*parts)

    @property
    def base(self) -> tuple[Decimal, str]:
        """The number in the unit without its multiple: 2万人 is 20000 and 人, 2万 is 20000."""
        factor, unit = in_base_unit(self.unit)
        return (self.number if factor is None else EXACT.multiply(self.number, factor)), unit

    def __eq__(self, other: object) -> bool:
        return self.base == other.base if isinstance(other, Count) else NotImplemented

    def __hash__(self) -> int:
        return hash((Count, self.base))

    def __str__(self) -> str:
        return f"{self.number:f}{self.unit}"

    def __repr__(self) -> str:
        return f"Count({str(self)!r})"


@frozen(repr=False)
class Unreadable:
    """
    What stands in a cell where a figure belongs, and is none: kept as printed, and never guessed at.

    >>> Unreadable("8O.5")
    Unreadable('8O.5')
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Unreadable({self.text!r})"


Quantity = Money | Rate | Count


def as_quantity(text: str) -> Quantity:
    """
    Read a number with whatever unit it has.

    >>> as_quantity("88万元"), as_quantity("95%"), as_quantity("2次")
    (Money('88万元'), Rate('95%'), Count('2次'))

    Raises:
        QuantityError: It is not one number with at most one unit.
    """
    parts = _PARTS.fullmatch(fold(text))
    found = None if parts is None else quantity_in(*parts.groups())
    if found is None:
        raise quantity_error(text, "一个数及其单位", "one number with its unit", "2次")
    return found


def quantity_in(number: str, unit: str) -> Quantity | None:
    """
    A number in a unit, both folded; None where either is none.

    >>> quantity_in("1,200", "千元"), quantity_in("12", "余元")
    (Money('1200千元'), None)
    """
    value = read_decimal(number)
    if value is None:
        return None
    if unit == "%":
        return Rate(value)
    if unit in _MONEY_UNITS:
        return Money(value, unit)
    if unit in _PERCENT:
        return Rate(value)
    return Count(value, unit) if is_unit(unit) else None


def as_money(value: Money | Unreadable | str | None) -> Money | Unreadable | None:
    """Let a person write ``"96.73万元"`` where a model wants `Money`; None is blank."""
    return Money.parse(value) if isinstance(value, str) else _kept(value, Money)


def as_rate(value: Rate | Unreadable | str | None) -> Rate | Unreadable | None:
    """Let a person write ``"100.0%"`` where a model wants a `Rate`; None is blank."""
    return Rate.parse(value) if isinstance(value, str) else _kept(value, Rate)


def as_count(value: Count | Unreadable | str | int | None) -> Count | Unreadable | None:
    """Let a person write ``"21"`` where a model wants a `Count`; None is blank."""
    if isinstance(value, int):
        return Count(value)
    return Count.parse(value) if isinstance(value, str) else _kept(value, Count)


def as_points(value: Decimal | Unreadable | str | int | None) -> Decimal | Unreadable | None:
    """Let a person write ``"9.5"`` where a model wants points or a weight; None is blank."""
    if value is None or isinstance(value, Unreadable):
        return value
    return plain(value)


_Kind = TypeVar("_Kind", Money, Rate, Count)


def _kept(value: _Kind | Unreadable | None, kind: type[_Kind]) -> _Kind | Unreadable | None:
    if value is None or isinstance(value, (kind, Unreadable)):
        return value
    raise quantity_error(value, f"{kind.__name__} 或文字", f"a {kind.__name__} or text", "None")
