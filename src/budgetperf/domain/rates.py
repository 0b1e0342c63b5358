"""
The control rates (控制率) that a filing's figures give: what each is, from which figures, and its exact value.

A rate that cannot be computed says which figure is missing; a blank is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, Role
from budgetperf.domain.quantity import Count, Money

__all__ = ["ControlRate", "control_rates"]


@frozen(kw_only=True)
class ControlRate:
    """
    One rate of a filing.

    Attributes:
        id: ``three_public_control``.

        inputs: Paths of numerator and denominator, or of this year's and last year's amount.

        value: The exact share (0.3813… for 38.13 %), or None.

        note: Which figure keeps it from being computed.
    """

    id: str
    inputs: tuple[str, str]
    value: Fraction | None = None
    note: Message | None = None


# id, numerator, denominator; the two amounts are of one row unless said otherwise
_QUOTIENTS = (
    ("staffing_control", "base_table.staffing.actual", "base_table.staffing.established"),
    ("three_public_control", "base_table.three_public.total.spent", "base_table.three_public.total.initial"),
    ("operating_control", "base_table.operating.total.spent", "base_table.operating.total.initial"),
    ("procurement_execution", "base_table.procurement.spent", "base_table.procurement.initial"),
)
# Outturn on outturn. The other definition, budget on budget, needs last year's budget, which 附件1 does not print.
_CHANGES = (
    ("three_public_outturn_change", "base_table.three_public.total.spent", "base_table.three_public.total.prior"),
)


def control_rates(filing: Filing) -> tuple[ControlRate, ...]:
    """
    Every control rate of a filing, computed or with the reason why not.

    >>> from budgetperf.domain.model import BaseTable, Staffing
    >>> base = BaseTable(staffing=Staffing(established="20", actual="21"))
    >>> control_rates(Filing(base_table=base))[0].value
    Fraction(21, 20)
    """
    stated = figures(filing)

    def rate(name: str, above: str, below: str, *, change: bool = False) -> ControlRate:
        amounts = []
        for path in (above, below):
            figure = stated.get(path)
            if isinstance(figure, Money):
                amounts.append(Fraction(figure.yuan))
            elif isinstance(figure, Count):
                amounts.append(Fraction(figure.base[0]))
            else:
                return ControlRate(id=name, inputs=(above, below), note=Message.of("missing_figure", path=path))
        if amounts[1] <= 0:
            return ControlRate(id=name, inputs=(above, below), note=Message.of("zero_denominator", path=below))
        return ControlRate(id=name, inputs=(above, below), value=amounts[0] / amounts[1] - int(change))

    found = []
    if filing.base_table is not None:
        found += [rate(*quotient) for quotient in _QUOTIENTS]
        found += [rate(*quotient, change=True) for quotient in _CHANGES]
    return (*found, *(rate(*quotient) for quotient in _of_rows(filing)))


def _of_rows(filing: Filing) -> Iterator[tuple[str, str, str]]:
    for index in range(len(filing.base_table.buildings) if filing.base_table else 0):
        place = f"base_table.buildings[{index}]"
        yield "building_area_control", f"{place}.actual_area", f"{place}.approved_area"
        yield "building_investment_control", f"{place}.actual_investment", f"{place}.planned_investment"
    for number, card in enumerate(filing.scorecards):
        for index, row in enumerate(card.budget.rows):
            if row.role is Role.TOTAL:
                funds = f"scorecards[{number}].budget.rows[{index}].funds"
                yield "execution_rate", f"{funds}.spent", f"{funds}.revised"
