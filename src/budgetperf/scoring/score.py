"""The score of a card: what the rules give for each of its rows, as an interval, against what is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from attrs import evolve, field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import FundRow, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Money
from budgetperf.domain.rates import ControlRate
from budgetperf.domain.rounding import cut_off, exact, round_half_up
from budgetperf.domain.rows import Row
from budgetperf.domain.written import EXACT
from budgetperf.scoring.measuring import Alternative, apply_at
from budgetperf.scoring.policy import Grade, RoundingMode
from budgetperf.scoring.rate_table import known_rates, score_rate_row
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import (
    Basis,
    Begun,
    ExecutionStep,
    RowScore,
    from_alternatives,
    points_or_none,
    round_row,
)
from budgetperf.scoring.rule import binding
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Score", "execution_score", "score", "total_of", "total_row"]

_AS_IT_IS = Fraction(1)


@frozen(kw_only=True)
class Score:
    """
    The recomputed score of a card.

    Attributes:
        path: Path of the card, ``scorecards[0]``.

        low: Least total that follows from the rules; None where no row has a weight, or the form has no points.

        high: Greatest total; the difference is what a person must judge, or what no text decides.

        stated: 总分 as stated, or None where nothing readable is.

        grade_low: Grade of *low*.

        grade_high: Grade of *high*.

        execution: The budget-execution row, or None where the card gives it no weight.

        rows: The indicator rows, in order.
    """

    path: str
    kind: ScorecardKind
    subject: str | None
    stated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    grade_low: Grade | None
    grade_high: Grade | None
    execution: RowScore | None
    rows: tuple[RowScore, ...] = field(converter=tuple[RowScore, ...])

    def to_rows(self) -> list[Row]:
        """Its rows for a dataframe, budget execution first: stated and recomputed points, as Decimals."""
        scored = self.rows if self.execution is None else (self.execution, *self.rows)
        return [
            {
                "kind": str(self.kind),
                "subject": self.subject,
                "path": row.path,
                "label": row.label,
                "weight": row.weight,
                "stated": row.stated,
                "low": row.low,
                "high": row.high,
                "standing": None if row.standing is None else str(row.standing),
                "basis": str(row.basis),
                "met": row.met,
                "rule": row.rule,
            }
            for row in scored
        ]


def total_row(card: Scorecard) -> FundRow | None:
    """The total row of the fund block, or None."""
    index = card.budget.total_index
    return None if index is None else card.budget.rows[index]


def score(card: Scorecard, book: Rulebook, *, path: str = "scorecard", rates: Iterable[ControlRate] = ()) -> Score:
    """
    Recompute the score of a card under a rulebook.

    Args:
        card: 附件2, 附件3 or a rate table. A target or monitoring card has no points, and no row of it is scored.

        book: The rulebook.

        path: Path of the card in its filing; the paths of its rows begin with it.

        rates: The control rates of the filing, by which the rows of a rate table are scored.

    Returns:
        The total as an interval, and each row with its interval, its standing and its trace.
    """
    rows = list(_rows(card, path, book, rates))
    execution = execution_score(card, path, book)
    placed = _placed([execution, *rows] if execution else rows, book)
    if execution:
        execution, *rows = placed
    else:
        rows = placed
    scale = _rescaling(card, placed)
    low = total_of([row.low for row in placed if row.low is not None], book, scale)
    high = total_of([row.high for row in placed if row.high is not None], book, scale)
    return Score(
        path=path,
        kind=card.kind,
        subject=card.subject,
        stated=points_or_none(card.stated_points),
        low=low,
        high=high,
        grade_low=None if low is None else book.grade(low),
        grade_high=None if high is None else book.grade(high),
        execution=execution,
        rows=rows,
    )


def _rows(card: Scorecard, path: str, book: Rulebook, rates: Iterable[ControlRate]) -> Iterator[RowScore]:
    """The indicator rows by the rules of the card's kind, in order."""
    known = known_rates(rates) if card.kind is ScorecardKind.RATES else {}
    for index, row in enumerate(card.indicators):
        place = f"{path}.indicators[{index}]"
        if not card.kind.is_scored:
            yield RowScore(path=place, label=row.name, weight=None)
        elif card.kind is ScorecardKind.RATES:
            yield score_rate_row(row, place, book, known)
        else:
            yield score_row(row, place, book)


def _rescaling(card: Scorecard, placed: Sequence[RowScore]) -> Fraction:
    """By how much the points of a card grow where rows of it do not apply: 1 where all of them do."""
    if not any(row.basis is Basis.DROPPED for row in placed):
        return _AS_IT_IS
    dropped = [
        points_or_none(indicator.weight) or Decimal(0)
        for indicator, row in zip(card.indicators, placed[len(placed) - len(card.indicators) :], strict=True)
        if row.basis is Basis.DROPPED
    ]
    weights = [row.weight for row in placed if row.weight is not None and row.weight > 0]
    left = Fraction(reduce(EXACT.add, weights, Decimal(0)))
    return 1 + Fraction(reduce(EXACT.add, dropped)) / left if left > 0 else _AS_IT_IS


def total_of(values: Sequence[Decimal], book: Rulebook, scale: Fraction = _AS_IT_IS) -> Decimal | None:
    """The exact sum of rounded rows, rounded again only if it was rescaled or the rulebook says so."""
    if not values:
        return None
    total, places = reduce(EXACT.add, values), book.rounding.total
    if scale == 1 and places is None:
        return total
    turn = cut_off if book.rounding.mode is RoundingMode.DOWN else round_half_up
    return turn(Fraction(total) * scale, book.rounding.row if places is None else places)


def execution_score(card: Scorecard, path: str, book: Rulebook) -> RowScore | None:
    """The budget-execution row; None where the card gives it no weight."""
    stated = card.budget.execution
    weight = points_or_none(stated.weight)
    if weight is None or not card.kind.is_scored:
        return None
    row = Begun(f"{path}.budget.execution", "预算执行率", weight, points_or_none(stated.points))
    if weight < 0:
        return row.unscored()
    total = total_row(card)
    revised = total.funds.revised if total else None
    spent = total.funds.spent if total else None
    if not isinstance(revised, Money) or not isinstance(spent, Money):
        missing = "revised" if not isinstance(revised, Money) else "spent"
        return row.opened(Message.of("open_missing", missing=missing))
    rules = binding([book.execution] if book.execution else [], weight)
    if book.execution is None or not rules:
        return row.opened(Message.of("open_no_rule", weight=weight))
    if revised.yuan <= 0:
        # No budget, no points: a rate over nothing does not exist.
        step, rule = Message.of("no_budget", spent=spent, revised=revised), book.execution
        return row.scored(Decimal(0), Decimal(0), Basis.COMPUTED, [step], rule=rule.id, clause=rule.clause)
    rate = exact(spent.yuan) / exact(revised.yuan)
    return from_alternatives(
        row.traced(ExecutionStep(spent, revised, rate)), [apply_at(book.execution, weight, rate)], book
    )


def _placed(rows: Sequence[RowScore], book: Rulebook) -> list[RowScore]:
    """
    Each row with the rules that explain its stated score, and the rounding by which they do.

    The same rounding must serve every row of a card that needs one, so one number of places is taken for all of them:
    that which explains most rows, then by most rules, then the finest.
    """
    needing = [(row, _explanations(row, book)) for row in rows]
    if not any(explained for _, explained in needing):
        return list(rows)
    places = max(
        sorted({places for _, explained in needing for places in explained}, reverse=True),
        key=lambda candidate: (
            sum(candidate in explained for _, explained in needing),
            sum(len(explained.get(candidate, ())) for _, explained in needing),
        ),
    )
    return [_explained(row, places, explained[places]) if places in explained else row for row, explained in needing]


def _explanations(row: RowScore, book: Rulebook) -> dict[int, tuple[Alternative, ...]]:
    """The roundings under which some rule gives the stated score, each with the rules that do."""
    if not row.alternatives or row.stated is None or row.low is None or row.low == row.high == row.stated:
        return {}
    near = [alternative for alternative in row.alternatives if _is_near(alternative, row.stated, book)]
    if not near:
        return {}
    found = {
        places: tuple(alternative for alternative in near if _gives(alternative, row, places))
        for places in book.rounding.tolerated
    }
    return {places: alternatives for places, alternatives in found.items() if alternatives}


def _is_near(alternative: Alternative, stated: Decimal, book: Rulebook) -> bool:
    """Whether some tolerated rounding, which moves a score by half a unit at most, could reach what is stated."""
    if not book.rounding.tolerated:
        return False
    halves: int = 2 * 10 ** min(book.rounding.tolerated)
    points, parts = stated.as_integer_ratio()
    (low, below), (high, above) = alternative.low.as_integer_ratio(), alternative.high.as_integer_ratio()
    # In whole numbers: the distance in halves, times both denominators.
    return (
        halves * (low * parts - points * below) <= below * parts
        and halves * (points * above - high * parts) <= above * parts
    )


def _gives(alternative: Alternative, row: RowScore, places: int) -> bool:
    """Whether a rule gives the stated score when it is rounded to this many places."""
    assert row.stated is not None and row.weight is not None and row.low is not None  # noqa: S101, PT018 - looked at
    low, high = (round_row(points, row.weight, places) for points in (alternative.low, alternative.high))
    if low == high:
        return low == row.stated
    # An interval explains what lies outside it only by the rounding of its ends.
    outside = row.high is not None and not row.low <= row.stated <= row.high
    return outside and low <= row.stated <= high and round_half_up(Fraction(row.stated), places) == row.stated


def _explained(row: RowScore, places: int, explained: tuple[Alternative, ...]) -> RowScore:
    step = Message.of(
        "explained",
        stated=row.stated,
        places=places,
        rule="、".join(alternative.rule.title for alternative in explained),
        rule_en=" or ".join(alternative.rule.title_en for alternative in explained),
    )
    return evolve(row, explained_by=explained, rounding=places, steps=(*row.steps, step))
