"""The identities within one scorecard (附件2, 附件3): P1, P2, P4–P6, P8, and X6 for the department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budgetperf.domain.finding import Message
from budgetperf.domain.model import FundRow, Funds, Scorecard, ScorecardKind
from budgetperf.domain.names import level_name
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Identity, Linear, Ratio, Term, terms

__all__ = ["card_identities", "closing", "no_card_identities", "total_path"]

_FULL = Decimal(100)
_FUND_COLUMNS = ("initial", "revised", "spent")
_MONITORED_COLUMNS = ("initial", "revised", "spent", "to_date", "forecast")


def total_path(card: Scorecard, place: str, column: str) -> str:
    """The path of an amount in the total row; where a card has none, the path that it would have."""
    index = card.budget.total_index
    # Past the last row: a row that is there, and is no total, must not stand in for one.
    return f"{place}.budget.rows[{len(card.budget.rows) if index is None else index}].funds.{column}"


def no_card_identities() -> Iterator[Identity]:
    """What stands in the ledger for them where there is no card at all."""
    absent = Message.of("attachment_missing", attachment="附件2")
    yield from (Identity(code=code, place="", absent=absent) for code in ("P1", "P2", "P4", "P5", "P6", "P8"))


def card_identities(card: Scorecard, place: str) -> Iterator[Identity]:
    """The identities that one card implies."""
    yield from _fund_rows(card, place)
    yield from _rates(card, place)
    yield from _allocations(card, place)
    yield from _weights(card, place)
    yield from _totals(card, place)


def _fund_rows(card: Scorecard, place: str) -> Iterator[Identity]:
    # P1: 年度资金总额 = 各来源之和
    rows = card.budget.rows
    parents = [index for index, row in enumerate(rows) if any(_is_part(part, row) for part in rows)]
    if not parents:
        yield Identity(code="P1", place=f"{place}.budget.rows", absent=Message.of("no_breakdown"))
    columns = _MONITORED_COLUMNS if card.kind is ScorecardKind.MONITORING else _FUND_COLUMNS
    for parent in parents:
        parts = [index for index, row in enumerate(rows) if _is_part(row, rows[parent])]
        for column in columns:
            path = f"{place}.budget.rows[{parent}].funds.{column}"
            inner = terms(*(f"{place}.budget.rows[{index}].funds.{column}" for index in parts), needed=False)
            yield Identity(code="P1", place=path, forms=(Linear(stated=terms(path), parts=inner),))


def _is_part(row: FundRow, whole: FundRow) -> bool:
    if row.parent is None or row is whole or row.long_term is not whole.long_term:
        return False
    return fold(row.parent) == fold(whole.name)


def _rates(card: Scorecard, place: str) -> Iterator[Identity]:
    # P2: 执行率 = 全年执行数 ÷ 全年预算数；监控表：1-7月执行数 ÷ 预算数
    if card.kind in (ScorecardKind.TARGET, ScorecardKind.RATES):
        absent = Message.of("no_funds" if card.kind is ScorecardKind.RATES else "no_points_in_form")
        yield Identity(code="P2", place=f"{place}.budget.execution", absent=absent)
        return
    index = card.budget.total_index
    total = Funds() if index is None else card.budget.rows[index].funds
    yield _rate(card, total, f"{place}.budget.execution", total_path(card, place, "")[:-1])
    for index, row in enumerate(card.budget.rows):
        if row.execution is not None and row.execution.stated_rate is not None:
            inner = f"{place}.budget.rows[{index}]"
            yield _rate(card, row.funds, f"{inner}.execution", f"{inner}.funds")


def _rate(card: Scorecard, amounts: Funds, execution: str, funds: str) -> Identity:
    is_monitoring = card.kind is ScorecardKind.MONITORING
    # Where a monitoring card has both budgets, no text settles by which of them it divides; most have the initial one.
    budgets = tuple(column for column in ("revised", "initial") if getattr(amounts, column) is not None)
    forms = [
        Ratio(
            stated=Term(path=f"{execution}.stated_rate"),
            numerator=terms(f"{funds}.{'to_date' if is_monitoring else 'spent'}"),
            denominator=terms(f"{funds}.{column}"),
            reading=Message.of("reading_column", column=column) if is_monitoring else None,
        )
        for column in ((budgets or ("initial",)) if is_monitoring else ("revised",))
    ]
    return Identity(code="P2", place=f"{execution}.stated_rate", forms=tuple(forms))


def _allocations(card: Scorecard, place: str) -> Iterator[Identity]:
    by_source = [f"{place}.budget.by_source[{index}].amount" for index in range(len(card.budget.by_source))]
    by_nature = [f"{place}.budget.by_nature[{index}].amount" for index in range(len(card.budget.by_nature))]
    source, nature = terms(*by_source, needed=False), terms(*by_nature, needed=False)
    if not by_source and not by_nature:
        yield Identity(code="P4", place=f"{place}.budget.by_source", absent=Message.of("no_breakdown"))
        if card.kind is ScorecardKind.DEPARTMENT:
            yield Identity(code="X6", place=f"{place}.budget.by_nature", absent=Message.of("no_breakdown"))
        return
    # P4: 按收入性质合计 = 按支出性质合计 = 全年执行数（或全年预算数）
    yield Identity(code="P4", place=f"{place}.budget.by_nature", forms=(Linear(stated=nature, parts=source),))
    yield Identity(code="P4", place=f"{place}.budget.by_source", forms=tuple(closing(card, place, source)))
    # X6: 附件2 总额 − 按支出性质合计 = 0
    yield Identity(code="X6", place=f"{place}.budget.by_nature", forms=tuple(closing(card, place, nature)))


def closing(card: Scorecard, place: str, parts: tuple[Term, ...]) -> list[Linear]:
    """
    A breakdown closes on spending, or on the revised budget: both are lawful readings.

    A card that is filled in before the year is over knows nothing of its spending; there it closes on a budget.
    """
    columns = ("spent", "revised") if card.kind.is_evaluation else ("revised", "initial")
    return [
        Linear(
            stated=terms(total_path(card, place, column)),
            parts=parts,
            reading=Message.of("reading_column", column=column),
        )
        for column in columns
    ]


def _weights(card: Scorecard, place: str) -> Iterator[Identity]:
    # P5: 括号内的一级（二级）分值 = 其下三级指标分值之和
    if not card.kind.is_scored:
        # A target card may print weights for planning; what they must make, nothing says.
        absent = Message.of("no_points_in_form")
        yield from (Identity(code=code, place=f"{place}.stated_weights", absent=absent) for code in ("P5", "P6"))
        return
    if not card.stated_weights:
        yield Identity(code="P5", place=f"{place}.stated_weights", absent=Message.of("no_stated_weights"))
    rows = _rows_by_level(card, place)
    named = set()
    level_one = []
    for index, level in enumerate(card.stated_weights):
        path = f"{place}.stated_weights[{index}].weight"
        level1 = level_name(level.level1)
        under = rows.get((level1, None if level.level2 is None else fold(level.level2)), [])
        yield Identity(code="P5", place=path, forms=(Linear(stated=terms(path), parts=terms(*under, needed=False)),))
        if level.level2 is None:
            named.add(level1)
            level_one.append(path)
    # P6: 一级指标分值 + 预算执行率分值 = 100
    unnamed = [
        path for (level1, level2), paths in rows.items() if level2 is None and level1 not in named for path in paths
    ]
    parts = terms(*level_one, *unnamed, f"{place}.budget.execution.weight", needed=False)
    yield Identity(code="P6", place=place, forms=(Linear(constant=_FULL, parts=parts),))


def _rows_by_level(card: Scorecard, place: str) -> Mapping[tuple[str, str | None], Sequence[str]]:
    """The weights of the rows under each level 1, and under each level 2 of it."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for row, indicator in enumerate(card.indicators):
        level1, path = level_name(indicator.level1 or ""), f"{place}.indicators[{row}].weight"
        found.setdefault((level1, None), []).append(path)
        found.setdefault((level1, fold(indicator.level2 or "")), []).append(path)
    return found


def _totals(card: Scorecard, place: str) -> Iterator[Identity]:
    # P8: 得分合计 = 总分；分值合计 = 100
    if not card.kind.is_scored:
        yield Identity(code="P8", place=f"{place}.stated_points", absent=Message.of("no_points_in_form"))
        return
    for total, column in (("stated_weight", "weight"), ("stated_points", "points")):
        rows = terms(*(f"{place}.indicators[{index}].{column}" for index in range(len(card.indicators))), needed=False)
        execution = terms(f"{place}.budget.execution.{column}", needed=False)
        form = Linear(stated=terms(f"{place}.{total}"), parts=execution + rows)
        # A blank form prints its 100 before there is a row that could make it.
        forms = [form] if card.indicators else []
        yield Identity(code="P8", place=f"{place}.{total}", forms=tuple(forms), absent=Message.of("no_rows"))
