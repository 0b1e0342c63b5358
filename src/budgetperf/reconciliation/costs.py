"""X11: the target and the actual of an economic-cost row are the projects' budget and spending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, Indicator, Scorecard
from budgetperf.domain.quantity import Count, Money, MoneyUnit
from budgetperf.domain.statement import Actual, Bound, Target
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Given, Identity, Linear, Premise, terms
from budgetperf.reconciliation.parties import CardAt, Parties

__all__ = ["cost_amounts", "cost_identities"]

_COST_LEVELS = ("经济成本指标", "经济成本", "成本指标", "成本")
# The target may be the budget as it was set, or as it was adjusted.
_COLUMNS = {"target": ("initial", "revised"), "actual": ("spent",)}


def _is_cost_of_money(indicator: Indicator) -> bool:
    """Whether a row is an economic-cost row whose target is an amount, or a bare number in the form's unit."""
    if not isinstance(indicator.target, Target) or fold(indicator.level2 or "") not in _COST_LEVELS:
        return False
    reading = indicator.target.reading
    if not isinstance(reading, Bound):
        return False
    return isinstance(reading.quantity, Money) or (isinstance(reading.quantity, Count) and not reading.quantity.unit)


def cost_amounts(filing: Filing, figures: Mapping[str, Figure]) -> Iterator[tuple[str, Money]]:
    """
    The amounts that cost rows state as targets and actuals, by path.

    A bare 96.73 in a cost row is in the unit of the card's fund block.
    """
    for number, card in enumerate(filing.scorecards):
        for index, indicator in enumerate(card.indicators if card.kind.is_evaluation else ()):
            if _is_cost_of_money(indicator):
                unit = _usual_unit(card)
                for part in _COLUMNS:
                    path = f"scorecards[{number}].indicators[{index}].{part}"
                    amount = _amount(figures.get(path), unit)
                    if amount is not None:
                        yield path, amount


def _usual_unit(card: Scorecard) -> MoneyUnit | None:
    """The unit of most amounts in the fund block: one amount in 元 among 万元 is a slip, and must not spread."""
    amounts = [
        amount
        for row in card.budget.rows
        for amount in (row.funds.initial, row.funds.revised, row.funds.spent)
        if isinstance(amount, Money)
    ]
    units = Counter(amount.unit for amount in amounts).most_common(1)
    return units[0][0] if units else None


def _amount(stated: Figure | None, unit: MoneyUnit | None) -> Money | None:
    reading = stated.reading if isinstance(stated, (Target, Actual)) else None
    if not isinstance(reading, Bound):
        return None
    if isinstance(reading.quantity, Money):
        return reading.quantity
    if isinstance(reading.quantity, Count) and not reading.quantity.unit and unit is not None:
        return Money(reading.quantity.number, unit)
    return None


def cost_identities(parties: Parties) -> Iterator[Identity]:
    """The cost rows of every card."""
    cards = tuple(parties.cards)
    if not cards:
        yield Identity(code="X11", place="", absent=Message.of("attachment_missing", attachment="附件2"))
    for card in cards:
        own = parties.projects if card is parties.department else (card,)
        rows = [index for index, row in enumerate(card.card.indicators) if _is_cost_of_money(row)]
        if not rows or not own:
            reason = "no_cost_row" if own else "attachment_missing"
            absent = Message.of(reason, attachment=None if own else "附件3")
            yield Identity(code="X11", place=f"{card.place}.indicators", absent=absent)
        elif own:
            for index in rows:
                yield from _row(f"{card.place}.indicators[{index}]", own)


def _row(place: str, own: tuple[CardAt, ...]) -> Iterator[Identity]:
    # X11: 经济成本指标的目标、实际 = 项目的年初预算、执行数（该行确以项目成本为指标时）
    sums = {
        (part, column): Linear(
            stated=terms(f"{place}.{part}"),
            parts=terms(*(card.total(column) for card in own)),
        )
        for part, columns in _COLUMNS.items()
        for column in columns
    }
    # One side that agrees to the last digit shows what the row is about.
    tied: Given = (tuple(Premise(form=form, exact=True) for form in sums.values()),)
    for part, columns in _COLUMNS.items():
        forms = [
            Linear(
                stated=sums[part, column].stated,
                parts=sums[part, column].parts,
                reading=Message.of("reading_column", column=column) if len(columns) > 1 else None,
                given=tied,
            )
            for column in columns
        ]
        yield Identity(code="X11", place=f"{place}.{part}", forms=tuple(forms), absent=Message.of("other_cost"))
