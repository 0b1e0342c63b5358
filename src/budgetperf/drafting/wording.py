"""How figures are told: amounts as they are printed, differences with their direction, rates half-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from budgetperf.domain.quantity import Money, MoneyUnit
from budgetperf.domain.quotation import quotations
from budgetperf.domain.rounding import round_half_up
from budgetperf.domain.written import EXACT, fold
from budgetperf.errors import QuantityError
from budgetperf.reconciliation.prose.phrases import opening_of

__all__ = [
    "as_amount",
    "change",
    "grown",
    "in_list",
    "is_tellable",
    "less",
    "money",
    "named",
    "percent",
    "points_told",
    "rate_told",
    "short",
    "total",
]

_PLACES = 2
_STOPS = re.compile("[。！？!?;]")
_CLOSING = ")]】”’》」』"
_CJK = ("\u4e00", "\u9fff")


def money(figure: object) -> Money | None:
    """An amount that a sentence can tell: a blank, what is unreadable and what is below zero are none."""
    return figure if isinstance(figure, Money) and figure.amount >= 0 else None


def less(now: Money, before: Money) -> tuple[Decimal, MoneyUnit]:
    """
    One amount less another, exactly and with the digits that they are printed with; in 万元 where their units differ.

    >>> less(Money("96.73", "万元"), Money("88", "万元"))[0], less(Money("1", "万元"), Money("5000", "元"))[0]
    (Decimal('8.73'), Decimal('0.5'))
    """
    if now.unit is before.unit:
        return EXACT.subtract(now.amount, before.amount), now.unit
    unit = MoneyUnit.TEN_THOUSAND_YUAN
    return Decimal(short(EXACT.subtract(now.in_unit(unit), before.in_unit(unit)))), unit


def as_amount(number: Decimal, unit: MoneyUnit) -> Money | None:
    """A computed amount; None where it has more digits than an amount can hold."""
    try:
        return Money(number, unit)
    except QuantityError:
        return None


def total(amounts: Iterable[Money]) -> Money | None:
    """
    The sum of some amounts, exactly; None of none, and of more than an amount can hold.

    >>> total([Money("1.50", "万元"), Money("5000", "元")])
    Money('2万元')
    """
    known = list(amounts)
    units = {amount.unit for amount in known}
    same = len(units) == 1
    unit = units.pop() if same else MoneyUnit.TEN_THOUSAND_YUAN
    if len(known) < 2:  # noqa: PLR2004 - a sum of one is that one, as it is printed
        return known[0] if known else None
    found = reduce(EXACT.add, [amount.in_unit(unit) for amount in known])
    return as_amount(found if same else Decimal(short(found)), unit)


def short(number: Decimal) -> str:
    """
    A number without zeros at its end.

    >>> short(Decimal("4.50")), short(Decimal("100"))
    ('4.5', '100')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def points_told(number: Decimal) -> str:
    """Points: ``9.5分``."""
    return f"{short(number)}分"


def percent(above: Money, below: Money) -> str | None:
    """
    One amount as a percentage of another, half-up to two places; None of nothing.

    >>> percent(Money("4.08", "万元"), Money("10.7", "万元")), percent(Money("1", "元"), Money("0", "元"))
    ('38.13%', None)
    """
    return rate_told(Fraction(above.yuan) / Fraction(below.yuan)) if below.yuan > 0 else None


def rate_told(share: Fraction) -> str:
    """
    A share as a percentage, half-up to two places.

    >>> rate_told(Fraction(1, 3))
    '33.33%'
    """
    return f"{round_half_up(100 * share, _PLACES):f}%"


def change(now: Money, before: Money, than: str, *, more: str = "增加", fewer: str = "减少") -> str:
    """
    How much more or less than before.

    >>> change(Money("4.08", "万元"), Money("10.7", "万元"), "预算", more="超支", fewer="节约")
    '比预算节约6.62万元'
    >>> change(Money("5", "万元"), Money("5.00", "万元"), "上年")
    '与上年持平'
    """
    difference, unit = less(now, before)
    if difference == 0:
        return f"与{than}持平"
    return f"比{than}{more if difference > 0 else fewer}{difference.copy_abs():f}{unit.label}"


def grown(now: Money, before: Money) -> str:
    """
    How much more or less than last year, and by what percentage; none of nothing.

    >>> grown(Money("4.08", "万元"), Money("4.88", "万元"))
    '比上年减少0.80万元，下降16.39%'
    """
    said = change(now, before, "上年")
    if now == before or before.yuan <= 0:
        return said
    rate = rate_told(abs(Fraction(now.yuan) - Fraction(before.yuan)) / Fraction(before.yuan))
    return f"{said}，{'增长' if now > before else '下降'}{rate}"


def named(name: str, amount: Money) -> str:
    """
    A name and its amount, so that a figure at the end of the name does not run into it.

    >>> named("图书购置专项", Money("39", "万元")), named("书香2022", Money("39", "万元"))
    ('图书购置专项39万元', '书香2022：39万元')
    """
    plain = "".join(name.split())
    return f"{plain}{'' if _CJK[0] <= plain[-1:] <= _CJK[1] else '：'}{amount}"


def is_tellable(name: str) -> bool:
    """
    Whether a name can stand before an amount, and nobody takes a part of it for a figure or for another sentence.

    >>> is_tellable("24小时书房运行"), is_tellable("下乡补助5人"), is_tellable("其中：购书"), is_tellable("")
    (True, False, False, False)
    """
    plain = fold(name)
    if not plain or _STOPS.search(plain) or opening_of(plain) is not None:
        return False
    bare = plain.rstrip(_CLOSING)
    return not any(found.start + found.length >= len(bare) for found in quotations(plain))


def in_list(items: Iterable[tuple[str, Money]]) -> str:
    """Names and amounts, one after the other; what cost nothing is left out."""
    return "、".join(named(name, amount) for name, amount in items if amount.amount)
