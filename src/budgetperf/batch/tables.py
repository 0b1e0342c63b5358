"""Filings as tables: a row for each indicator and each budget execution, and a row for each card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce

import pyarrow as pa

from budgetperf.batch.schema import CARDS, INDICATOR_ROWS
from budgetperf.domain.model import Allocation, Filing, FundRow, Funds, Indicator, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Count, Money, Quantity, Rate, Unreadable
from budgetperf.domain.statement import Actual, Bound, Target
from budgetperf.domain.written import EXACT, fold

__all__ = ["cards_table", "rows_table", "unit_of"]

_BATCH = 4096
_NO_YEAR = 10_000
_PARTS = {ScorecardKind.RATES: "rate", ScorecardKind.TARGET: "plan", ScorecardKind.MONITORING: "plan"}

Record = Mapping[str, object]


def rows_table(filings: Iterable[Filing]) -> pa.Table:
    """
    The indicator rows of filings, with the budget execution of each card that gives it a weight.

    Args:
        filings: The filings; their cards are numbered from 0 on, in order.

    Returns:
        A table of the schema `INDICATOR_ROWS`.

    >>> row = Indicator(name="采购册数", target="≥90册", actual="81册", weight="10")
    >>> table = rows_table([Filing(scorecards=[Scorecard(kind="project", indicators=[row])])])
    >>> table.select(["target_operator", "target_number", "target_unit"]).to_pylist()
    [{'target_operator': '≥', 'target_number': Decimal('90.0000000000'), 'target_unit': '册'}]
    """
    cards = (card for filing in filings for card in filing.scorecards)
    return _table(_rows(cards), INDICATOR_ROWS)


def cards_table(filings: Iterable[Filing]) -> pa.Table:
    """
    The cards of filings, numbered as `rows_table` numbers them.

    Returns:
        A table of the schema `CARDS`.
    """
    return _table(_cards(filings), CARDS)


def _table(records: Iterator[Record], schema: pa.Schema) -> pa.Table:
    batches: list[pa.RecordBatch] = []
    waiting: list[Record] = []
    for record in records:
        waiting.append(record)
        if len(waiting) == _BATCH:
            batches.append(pa.RecordBatch.from_pylist(waiting, schema=schema))
            waiting = []
    if waiting:
        batches.append(pa.RecordBatch.from_pylist(waiting, schema=schema))
    return pa.Table.from_batches(batches, schema=schema).unify_dictionaries()


def _rows(cards: Iterable[Scorecard]) -> Iterator[Record]:
    for number, card in enumerate(cards):
        execution = card.budget.execution
        if isinstance(execution.weight, Decimal) and card.kind.is_scored:
            total = _total(card)
            yield {
                "card": number,
                "row": -1,
                "part": "execution",
                "name": "预算执行率",
                **_money("target", total.revised),
                **_money("actual", total.spent),
                "weight": execution.weight,
                "points": _points(execution.points),
            }
        part = _PARTS.get(card.kind, "indicator")
        for place, indicator in enumerate(card.indicators):
            yield {"card": number, "row": place, "part": part, **_indicator(indicator)}


def _indicator(indicator: Indicator) -> Record:
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "direction": indicator.direction,
        **_cell("target", indicator.target),
        **_cell("actual", indicator.actual),
        "weight": _points(indicator.weight),
        "points": _points(indicator.points),
        "deduction": _points(indicator.deduction),
    }


def _points(value: Decimal | Unreadable | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def unit_of(quantity: Quantity) -> tuple[Decimal, str | None]:
    """
    A number and its unit, as printed.

    >>> unit_of(Rate("95.0")), unit_of(Count("21"))
    ((Decimal('95.0'), '%'), (Decimal('21'), None))
    """
    match quantity:
        case Money():
            return quantity.amount, quantity.unit.label
        case Rate():
            return quantity.percent, "%"
        case Count():
            return quantity.number, quantity.unit or None


def _money(side: str, value: Money | Unreadable | None) -> Record:
    if isinstance(value, Money):
        number, unit = unit_of(value)
        return {f"{side}_number": number, f"{side}_unit": unit, f"{side}_unreadable": False}
    return _text(side, value)


def _cell(side: str, value: Target | Actual | Unreadable | None) -> Record:
    reading = value.reading if isinstance(value, (Target, Actual)) else None
    if not isinstance(reading, Bound):
        return _text(side, value)
    number, unit = unit_of(reading.quantity)
    return {
        f"{side}_operator": reading.operator,
        f"{side}_number": number,
        f"{side}_unit": unit,
        f"{side}_unreadable": False,
    }


def _text(side: str, value: Target | Actual | Unreadable | None) -> Record:
    text = None if value is None else value.text
    return {f"{side}_text": text, f"{side}_unreadable": isinstance(value, Unreadable)}


def _total(card: Scorecard) -> Funds:
    index = card.budget.total_index
    return Funds() if index is None else card.budget.rows[index].funds


def _cards(filings: Iterable[Filing]) -> Iterator[Record]:
    number = 0
    for place, filing in enumerate(filings):
        for index, card in enumerate(filing.scorecards):
            total, parts = _total(card), _parts(card)
            budget = card.budget
            rate = budget.execution.stated_rate
            yield {
                "card": number,
                "filing": place,
                "path": f"scorecards[{index}]",
                "kind": card.kind,
                "year": filing.year if filing.year is None or abs(filing.year) < _NO_YEAR else None,
                "department": filing.department,
                "subject": card.subject,
                **{name: _yuan(getattr(total, name)) for name in ("initial", "revised", "spent")},
                **{
                    f"{name}_parts": _sum([getattr(row.funds, name) for row in parts])
                    for name in ("initial", "revised", "spent")
                },
                "by_source": _sum([line.amount for line in budget.by_source]),
                "by_nature": _sum([line.amount for line in budget.by_nature]),
                "project_spending": _spent_on_projects(budget.by_nature),
                "stated_rate": rate.percent if isinstance(rate, Rate) else None,
                "stated_weight": _points(card.stated_weight),
                "stated_points": _points(card.stated_points),
                "unknown": _unknown(card),
            }
            number += 1


def _parts(card: Scorecard) -> Sequence[FundRow]:
    """The rows of the fund block that are parts of its total."""
    index = card.budget.total_index
    if index is None:
        return ()
    whole = card.budget.rows[index]
    return [
        row
        for row in card.budget.rows
        if row.parent is not None and row is not whole and fold(row.parent) == fold(whole.name)
    ]


def _unknown(card: Scorecard) -> int:
    """How many weights and points of a card its rows do not have."""
    execution = card.budget.execution
    cells = [
        execution.weight,
        execution.points,
        *(cell for row in card.indicators for cell in (row.weight, row.points)),
    ]
    # Without a weight execution is no row, nor is that of a plan; what it weighs or has earned stands in none.
    is_row = card.kind.is_scored and isinstance(execution.weight, Decimal)
    lost = not is_row and any(isinstance(cell, Decimal) for cell in cells[:2])
    return sum(isinstance(cell, Unreadable) for cell in cells) + lost


def _yuan(value: Money | Unreadable | None) -> Decimal | None:
    return value.yuan if isinstance(value, Money) else None


def _sum(values: Sequence[Money | Unreadable | None]) -> Decimal | None:
    """The sum of some amounts: a blank beside a filled one is nothing, what cannot be read leaves the sum unknown."""
    if any(isinstance(value, Unreadable) for value in values):
        return None
    filled = [value.yuan for value in values if isinstance(value, Money)]
    return reduce(EXACT.add, filled) if filled else None


def _spent_on_projects(lines: Sequence[Allocation]) -> Decimal | None:
    return _sum([line.amount for line in lines if fold(line.name) == "项目支出"])
