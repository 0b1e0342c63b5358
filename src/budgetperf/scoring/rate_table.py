"""The rows of a rate table (评分标准 | 分值 | 自评得分 | 扣分原因), scored by the rates of the filing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Indicator
from budgetperf.domain.rates import ControlRate
from budgetperf.scoring.measuring import apply_at
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import Begun, RowScore, from_alternatives, points_or_none, shown
from budgetperf.scoring.rule import Measure, Rule, binding
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["known_rates", "score_rate_row"]


def known_rates(rates: Iterable[ControlRate]) -> Mapping[str, ControlRate]:
    """The rates of a filing by their ids; of two buildings nobody can tell which one a row is about."""
    rates = tuple(rates)
    counts = Counter(rate.id for rate in rates)
    return {rate.id: rate for rate in rates if counts[rate.id] == 1}


def score_rate_row(indicator: Indicator, path: str, book: Rulebook, rates: Mapping[str, ControlRate]) -> RowScore:
    """
    Score one row of a rate table.

    Args:
        indicator: The row. Where it states a target or an actual, it is scored by these.

        path: Its path.

        book: The rulebook; its `rates` say how a rate of this name is scored at this weight.

        rates: The rates of the filing by id.

    Returns:
        The row: worth what the rule gives for the rate, or anything up to its weight where the rulebook has no rule,
        the figures are missing, or something was presumed in computing the rate.
    """
    if indicator.target is not None or indicator.actual is not None:
        return score_row(indicator, path, book)
    weight = points_or_none(indicator.weight)
    row = Begun(path, indicator.name, weight, points_or_none(indicator.points))
    if weight is None or weight < 0:
        return row.unscored()
    named = book.rate_row(indicator.name)
    if named is None:
        return row.opened(Message.of("open_no_rate_row", name=indicator.name))
    rate = rates.get(named.id)
    rules = [rule for rule in binding(named.rules, weight) if isinstance(rule, Rule) and rule.measure is Measure.RATE]
    if rate is None or rate.value is None or rate.note is not None or not rules:
        notes = [rate.note] if rate is not None and rate.note is not None else []
        return row.traced(*notes).opened(Message.of("open_rate", rate=named.names[0], weight=weight))
    steps = [
        Message.of("rate_row", rate=named.names[0]),
        Message.of(
            "rate_value", rate=rate.formula.name("zh"), rate_en=rate.formula.name("en"), value=shown(rate.value)
        ),
    ]
    return from_alternatives(row.traced(*steps), [apply_at(rule, weight, rate.value) for rule in rules], book)
