"""How a figure is printed in its cell: amounts without the unit that the form prints over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from budgetperf.domain.model import Funds
from budgetperf.domain.quantity import Count, Money, MoneyUnit, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.printing.sheet import Cell, Ratio, Sum

__all__ = ["amount_text", "figure_cell", "figure_text", "usual_unit"]

Printable = Money | Rate | Count | Decimal | Target | Actual | Unreadable | None


def usual_unit(amounts: Iterable[object]) -> MoneyUnit:
    """
    The unit that a form prints over its amounts: the one that most of them have, else 万元.

    >>> usual_unit([Money("1", "元"), None, Money("2", "元"), Money("3", "万元")])
    MoneyUnit.YUAN
    """
    units = Counter(amount.unit for amount in _spread(amounts) if isinstance(amount, Money))
    return units.most_common(1)[0][0] if units else MoneyUnit.TEN_THOUSAND_YUAN


def _spread(amounts: Iterable[object]) -> Iterable[object]:
    for amount in amounts:
        if isinstance(amount, Funds):
            yield from (amount.prior, amount.initial, amount.revised, amount.spent)
        else:
            yield amount


def amount_text(amount: Money | Unreadable | None, unit: MoneyUnit, label: str = "") -> str:
    """
    An amount as it is printed: bare if its unit is the one of the form, and if its label does not name one, too.

    >>> amount_text(Money("9.50", "万元"), MoneyUnit.TEN_THOUSAND_YUAN)
    '9.50'
    >>> amount_text(Money("9.50", "万元"), MoneyUnit.TEN_THOUSAND_YUAN, "设备（元）")
    '9.50万元'
    """
    if isinstance(amount, Money) and amount.unit is unit and "元" not in label:
        return f"{amount.amount:f}"
    return figure_text(amount)


def figure_text(figure: Printable) -> str:
    """A figure as it is printed, with its unit; nothing for a blank."""
    if figure is None:
        return ""
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)


def figure_cell(text: str, path: str, *, across: int = 1, formula: Sum | Ratio | None = None) -> Cell:
    """A cell for a figure."""
    return Cell(text=text, across=across, paths=(path,), figure=True, formula=formula)
