"""
The score of one row: what each rule in force gives, and the interval that they span.

Each alternative is rounded once, as the rulebook says; the ends of the interval lie on that grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, field, frozen

from budgetperf.domain.finding import Clause, Message
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.names import plain_name
from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.rounding import interval, round_half_up, shorten
from budgetperf.domain.statement import Bound, Statement
from budgetperf.domain.written import EXACT
from budgetperf.scoring.comparison import Comparison, Stance, Units, compare, find_direction, reading_of
from budgetperf.scoring.measuring import Alternative, apply_rule, is_met
from budgetperf.scoring.rulebook import Band, Rule, Rulebook

__all__ = ["Basis", "RowScore", "Standing", "from_alternatives", "points_or_none", "round_row", "score_row", "shown"]


class Standing(StrEnum):
    """How a stated score stands to the recomputed one."""

    EQUAL = "equal"  # the one score that the rules give
    EXPLAINED = "explained"  # what one of the rules gives, rounded the way officers round
    WITHIN = "within"  # inside the interval
    OUTSIDE = "outside"  # what no rule gives
    OPEN = "open"  # for a person to judge: anything from nothing to the whole weight


class Basis(StrEnum):
    """What a recomputed score rests on."""

    COMPUTED = "computed"
    JUDGED = "judged"  # words that name a band of judgement
    OPEN = "open"


@frozen(kw_only=True)
class RowScore:
    """
    The recomputed score of one row, and how it came about.

    Attributes:
        path: Path of the row.

        label: Name of the row, as printed.

        weight: 分值, or None where there is none to score by.

        stated: 得分 as stated, or None where nothing readable is.

        low: Least score that follows, rounded as the rulebook says; None for a row without weight.

        high: Greatest score that follows.

        basis: Whether it was computed, judged by words, or left open.

        standing: How *stated* stands to it; None where nothing is stated.

        met: Whether the target was reached; None where that cannot be told.

        attainment: Actual ÷ target, where the target is above zero: the least that an actual with an operator says.

        stance: Which way is better, and how that is known; None for budget execution.

        rule: Ids of the rules applied.

        alternatives: What each rule in force gives.

        explained_by: The alternative that gives the stated score, where it is *explained*.

        rounding: The number of decimal places that explains it.

        clause: Clause of the (first) rule.

        trace: The computation, line by line.
    """

    path: str
    label: str
    weight: Decimal | None
    stated: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    basis: Basis = Basis.OPEN
    standing: Standing | None = None
    met: bool | None = None
    attainment: Fraction | None = None
    stance: Stance | None = None
    rule: str | None = None
    alternatives: tuple[Alternative, ...] = field(default=(), converter=tuple[Alternative, ...])
    explained_by: tuple[Alternative, ...] = field(default=(), converter=tuple[Alternative, ...])
    rounding: int | None = None
    clause: Clause | None = None
    trace: tuple[Message, ...] = field(default=(), converter=tuple[Message, ...])

    @property
    def assumed(self) -> bool:
        """Whether it rests on a direction that nothing in the form states."""
        return self.stance is not None and self.stance.assumed


def points_or_none(value: Decimal | Unreadable | None) -> Decimal | None:
    """A stated weight or score that can be computed with."""
    return value if isinstance(value, Decimal) else None


def round_row(points: Fraction, weight: Decimal, places: int) -> Decimal:
    """
    Round the exact score of a row, never past its weight: a weight may have more digits than the rounding keeps.

    >>> round_row(Fraction("2.5"), Decimal("2.5"), 0), round_row(Fraction("1.5"), Decimal("2.5"), 0)
    (Decimal('2.5'), Decimal('2'))
    """
    rounded = round_half_up(points, places)
    if points == Fraction(weight) and rounded != weight:
        return weight
    return min(rounded, weight)


def score_row(indicator: Indicator, path: str, book: Rulebook) -> RowScore:
    """
    Score one indicator row.

    A row without a readable weight has no score; a row that no rule decides is worth anything up to its weight.
    """
    weight = points_or_none(indicator.weight)
    stance = find_direction(indicator, book)
    row = RowScore(
        path=path, label=indicator.name, weight=weight, stated=points_or_none(indicator.points), stance=stance
    )
    if weight is None or weight < 0:
        return row
    target, actual = reading_of(indicator.target), reading_of(indicator.actual)
    if target is None or actual is None:
        return _open(row, Message.of("open_missing", missing="target" if target is None else "actual"))
    if stance.direction is Direction.JUDGED or not isinstance(target, Bound):
        return _judge(row, target, actual, book)
    row = evolve(row, trace=[Message.of("direction", direction=stance.direction, why=stance.why)])
    if not isinstance(actual, Bound):
        return _open(row, Message.of("open_words", actual=actual.text))
    comparison = compare(target, actual)
    if comparison is None:
        return _open(row, Message.of("open_units", target=str(target.quantity), actual=str(actual.quantity)))
    if comparison.units is Units.TAKEN:
        row = _said(row, Message.of("unit_taken", target=str(indicator.target), actual=str(indicator.actual)))
    return _compute(row, comparison, stance.direction, book)


def _said(row: RowScore, *steps: Message) -> RowScore:
    return evolve(row, trace=(*row.trace, *steps))


def _open(row: RowScore, step: Message) -> RowScore:
    return evolve(_said(row, step), low=Decimal(0), high=row.weight, basis=Basis.OPEN)


def _compute(row: RowScore, comparison: Comparison, direction: Direction, book: Rulebook) -> RowScore:
    low, target = comparison.low, comparison.target
    row = evolve(
        row,
        met=is_met(comparison, direction),
        attainment=low / target if low is not None and target > 0 else None,
    )
    cases = book.positive if target > 0 else book.zero
    rules: Sequence[Rule] = getattr(cases, direction.value)
    if target < 0:
        if not row.met:
            return _open(row, Message.of("open_negative_target"))
        # No rule speaks of a target below zero; but every rule gives the full weight for a target that was reached.
        row = _said(row, Message.of("met_negative_target"))
        return evolve(
            row, low=row.weight, high=row.weight, basis=Basis.COMPUTED, rule=rules[0].id, clause=rules[0].clause
        )
    assert row.weight is not None  # noqa: S101 - rows without weight never get here
    return from_alternatives(row, [apply_rule(rule, row.weight, comparison) for rule in rules], book, comparison)


def from_alternatives(
    row: RowScore, alternatives: Sequence[Alternative], book: Rulebook, comparison: Comparison | None = None
) -> RowScore:
    """The row with the hull of what its rules give."""
    places = book.rounding.row
    assert row.weight is not None  # noqa: S101 - rows without weight never get here
    return evolve(
        _said(row, *(_rule_step(row.weight, alternative, comparison, places) for alternative in alternatives)),
        low=min(round_row(alternative.low, row.weight, places) for alternative in alternatives),
        high=max(round_row(alternative.high, row.weight, places) for alternative in alternatives),
        basis=Basis.COMPUTED,
        alternatives=alternatives,
        rule=" | ".join(alternative.rule.id for alternative in alternatives),
        clause=alternatives[0].rule.clause,
    )


def _rule_step(weight: Decimal, alternative: Alternative, comparison: Comparison | None, places: int) -> Message:
    """One line of the trace: the rule, its figures, the exact score, and the rounded one."""
    rule = alternative.rule
    low, high = (round_row(points, weight, places) for points in (alternative.low, alternative.high))
    return Message.of(
        "rule",
        rule=rule.title,
        rule_en=rule.title_en,
        measure=rule.measure,
        target=comparison.target_text if comparison is not None else None,
        actual=comparison.actual_text if comparison is not None else None,
        weight=weight,
        exact=_span(shown(alternative.low), shown(alternative.high)),
        rounded=interval(low, high),
    )


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def shown(value: Fraction | None) -> str:
    """
    A fraction for a person: exact where six places suffice, else rounded and marked.

    >>> shown(Fraction(9, 10)), shown(Fraction(10, 11))
    ('0.9', '≈0.909091')
    """
    if value is None:
        return "∞"
    rounded = shorten(value)
    return f"{rounded:f}" if Fraction(rounded) == value else f"≈{rounded:f}"


def _judge(row: RowScore, target: Statement, actual: Statement, book: Rulebook) -> RowScore:
    """Words against words: a band of judgement, or the whole weight, open."""
    said = str(actual.quantity) if isinstance(actual, Bound) else actual.text
    band = _band(target, actual, book)
    if band is None:
        return _open(row, Message.of("open_judged", actual=said))
    assert row.weight is not None  # noqa: S101 - rows without weight never get here
    places = book.rounding.row
    low = round_row(Fraction(row.weight) * Fraction(band.low), row.weight, places)
    high = round_row(Fraction(row.weight) * Fraction(band.high), row.weight, places)
    if band.high_open:
        # The shared end belongs to the band above, so this one ends a grid step below it.
        high = max(low, EXACT.subtract(high, Decimal((0, (1,), -places))))
    step = Message.of(
        "band", band=band.title, band_en=band.title_en, actual=said, weight=row.weight, low=low, high=high
    )
    return evolve(_said(row, step), low=low, high=high, basis=Basis.JUDGED, rule=band.id, clause=band.clause)


def _band(target: Statement, actual: Statement, book: Rulebook) -> Band | None:
    if isinstance(actual, Bound) or isinstance(target, Bound):
        return None
    said, asked = plain_name(actual.text), plain_name(target.text)
    # 未完成 must not be taken for 完成, so the words that deny are looked for first.
    for band in book.bands:
        # 无未完成事项 denies the denial.
        if any(part in said and f"无{part}" not in said for part in band.contains):
            return band
    for band in book.bands:
        if said in band.words:
            return band
    # A stroke under a stroke is nothing twice, not a target that was reached.
    if (said and said == asked) or any(asked == pair.target and said in pair.actuals for pair in book.pairs):
        return book.bands[0]
    return None
