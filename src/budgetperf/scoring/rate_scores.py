"""What the control rates of a filing earn, at each weight that a rulebook knows for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from budgetperf.domain.finding import Clause
from budgetperf.domain.rates import ControlRate
from budgetperf.scoring.policy import RateRow
from budgetperf.scoring.row_score import round_row
from budgetperf.scoring.rule import Measure, Rule, binding
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["RatePoints", "RateScore", "score_rates"]


@frozen(kw_only=True)
class RatePoints:
    """
    What a rate earns at one weight.

    Attributes:
        weight: The weight.

        low: Least score, rounded as the rulebook says; None where a person must judge.

        high: Greatest score; differs from *low* only where no text decides between two rules.

        rule: Ids of the rules applied, or None.

        clause: Clause of the (first) rule, else of the row.
    """

    weight: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    rule: str | None = None
    clause: Clause


@frozen(kw_only=True)
class RateScore(ControlRate):
    """
    A control rate, and what it earns under a rulebook.

    Attributes:
        points: One for each weight of the rulebook's row of that rate, in its order; none where there is no such row,
            or the rate could not be computed.
    """

    points: tuple[RatePoints, ...] = field(default=(), converter=tuple[RatePoints, ...])


def score_rates(rates: Iterable[ControlRate], book: Rulebook) -> tuple[RateScore, ...]:
    """
    Score the control rates of a filing.

    Args:
        rates: The rates, computed or not.

        book: The rulebook; a rate is scored by the row of its `rates` that has the rate's id.

    Returns:
        Every rate, with what it earns at each weight that was seen for it.

    >>> from budgetperf.domain.rate_formulas import RATE_FORMULAS
    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> rate = ControlRate(formula=RATE_FORMULAS["budget_completion"], value=Fraction("0.928"))
    >>> score = score_rates([rate], load_rulebook("hunan-rates"))[0]
    >>> [(points.weight, points.low) for points in score.points]
    [(Decimal('5'), Decimal('3.00')), (Decimal('8'), Decimal('6.00'))]
    """
    rows = {row.id: row for row in book.rates}
    return tuple(
        RateScore(
            formula=rate.formula,
            inputs=rate.inputs,
            value=rate.value,
            note=rate.note,
            points=_points(rate.value, rows.get(rate.id), book),
        )
        for rate in rates
    )


def _points(value: Fraction | None, row: RateRow | None, book: Rulebook) -> Iterator[RatePoints]:
    if value is None or row is None:
        return
    for weight in row.weights:
        # A rule that counts things says nothing about a share.
        rules = [rule for rule in binding(row.rules, weight) if isinstance(rule, Rule) and rule.measure is Measure.RATE]
        exact = [rule.points(value, weight) for rule in rules]
        rounded = [round_row(points, weight, book.rounding.row, book.rounding.mode) for points in exact]
        yield RatePoints(
            weight=weight,
            low=min(rounded, default=None),
            high=max(rounded, default=None),
            rule=" | ".join(rule.id for rule in rules) or None,
            clause=rules[0].clause if rules else row.clause,
        )
