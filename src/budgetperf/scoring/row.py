"""Score one indicator row: what its target and its actual are, and which rules of the book bind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from budgetperf.domain.dates import last_day
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.names import plain_name
from budgetperf.domain.quantity import Count, Money, Quantity, Rate
from budgetperf.domain.statement import Bound, Period, Statement, Words
from budgetperf.domain.written import EXACT, is_none
from budgetperf.scoring.adjusting import adjustment_of, limit_of
from budgetperf.scoring.comparison import Comparison, Stance, Units, compare, find_direction, is_zero, reach, reading_of
from budgetperf.scoring.judging import Judgement, ends, judge
from budgetperf.scoring.measuring import Alternative, apply_at, apply_between, apply_rule, is_met
from budgetperf.scoring.one_number import answer_of
from budgetperf.scoring.policy import RateRow, Treatment
from budgetperf.scoring.row_score import (
    Basis,
    Begun,
    RowScore,
    from_alternatives,
    points_or_none,
    round_row,
)
from budgetperf.scoring.rule import AnyRule, Measure, Rule, binding
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["score_row"]

_NONE = Words(text="无")


def score_row(indicator: Indicator, path: str, book: Rulebook) -> RowScore:
    """
    Score one indicator row.

    A row without a readable weight has no score; a row that no rule decides is worth anything up to its weight.
    """
    weight = points_or_none(indicator.weight)
    stance = find_direction(indicator, book)
    begun = Begun(path, indicator.name, weight, points_or_none(indicator.points), stance)
    if weight is None or weight < 0:
        return begun.unscored()
    if _is_dropped(indicator, book):
        step = Message.of("dropped", actual=str(indicator.actual))
        return begun._replace(weight=None).unscored(Basis.DROPPED, step)
    row = _by_cells(begun, stance, indicator, book)
    # What rules have computed is adjusted rule by rule, before it is rounded.
    return row if row.alternatives else _adjusted(row, indicator, book)


def _by_cells(begun: Begun, stance: Stance, indicator: Indicator, book: Rulebook) -> RowScore:
    """A row that has a weight and applies, by what stands in its cells."""
    target, actual = reading_of(indicator.target), reading_of(indicator.actual)
    rate = book.rate_row(indicator.name) if book.rates and is_none(_text(indicator.target)) else None
    if rate is not None and actual is not None:
        return _of_rate(begun._replace(stance=None), rate, actual, indicator, book)
    if target is None or actual is None:
        return _blank(begun, actual, indicator, book)
    if stance.direction is Direction.JUDGED or not isinstance(target, Bound):
        return _of_dates(begun, target, actual, indicator, book) or _judged(begun, target, actual, indicator, book)
    return _numeric(begun, target, actual, indicator, book, stance=stance)


def _numeric(
    begun: Begun, target: Bound, actual: Statement, indicator: Indicator, book: Rulebook, *, stance: Stance
) -> RowScore:
    """A target in numbers."""
    assert begun.weight is not None  # noqa: S101 - rows without weight never get here
    if isinstance(actual, Bound) and (answer := answer_of(target, actual, stance.direction, begun.weight, book)):
        steps = (stance.told, _taken(indicator)) if answer.units is Units.TAKEN else (stance.told,)
        row = Begun(*begun[:4], stance, answer.met, answer.attainment, steps)
        return from_alternatives(row, answer.alternatives, book, answer.texts)
    row = begun.traced(stance.told)
    if not isinstance(actual, Bound):
        # 无 and 未发生 answer a target of 0起 as they answer 无.
        judgement = judge(_NONE, actual, book) if is_zero(target.quantity) else None
        if judgement is not None:
            return _of_words(row, judgement, actual, book)
        return row.opened(Message.of("open_words", actual=actual.text))
    comparison = compare(target, actual)
    if comparison is None:
        return row.opened(Message.of("open_units", target=str(target.quantity), actual=str(actual.quantity)))
    if comparison.units is Units.TAKEN:
        row = row.traced(_taken(indicator))
    comparison = _without_negatives(comparison, book)
    met = is_met(comparison, stance.direction)
    attainment = comparison.ratios[0] if comparison.sign > 0 else None
    return _compared(row._replace(met=met, attainment=attainment), comparison, indicator, book)


def _taken(indicator: Indicator) -> Message:
    return Message.of("unit_taken", target=str(indicator.target), actual=str(indicator.actual))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _is_dropped(indicator: Indicator, book: Rulebook) -> bool:
    # 不适用的指标剔除，其余按比例折算
    policy = book.not_applicable
    if policy is None:
        return False
    return any(
        plain_name(value.text) in policy.words for value in (indicator.target, indicator.actual) if value is not None
    )


def _blank(row: Begun, actual: Statement | None, indicator: Indicator, book: Rulebook) -> RowScore:
    """A row of which target or actual is blank or unreadable."""
    missing = "target" if reading_of(indicator.target) is None else "actual"
    if limit_of(indicator, book) is not None:
        return row.opened(Message.of("open_missing", missing=missing))
    corners = book.corners
    treatment = corners.blank_target if missing == "target" else corners.blank_actual
    if missing == "target" and actual is not None and not isinstance(actual, Bound):
        judgement = judge(None, actual, book)
        if judgement is not None and judgement.band is None:
            return _of_words(row, judgement, actual, book)
    if treatment is Treatment.NOTHING:
        step = Message.of("blank_is_nothing", missing=missing)
        clause = corners.clause_of(f"blank_{missing}")
        return row.scored(Decimal(0), Decimal(0), Basis.COMPUTED, [step], clause=clause)
    return row.opened(Message.of("open_missing", missing=missing))


def _without_negatives(comparison: Comparison, book: Rulebook) -> Comparison:
    if book.corners.negative_actual is not Treatment.ZERO:
        return comparison
    low, high = comparison.low, comparison.high
    return evolve(
        comparison,
        low=None if low is None else max(low, Fraction(0)),
        high=None if high is None else max(high, Fraction(0)),
    )


def _binding(rules: Sequence[AnyRule], weight: Decimal, indicator: Indicator) -> tuple[AnyRule, ...]:
    """The rules that bind a row; its levels are only read where some rule names one."""
    named = any(rule.levels for rule in rules)
    return binding(rules, weight, (indicator.level1, indicator.level2) if named else ())


def _compared(row: Begun, comparison: Comparison, indicator: Indicator, book: Rulebook) -> RowScore:
    """A number against a number."""
    weight, sign = row.weight, comparison.sign
    assert weight is not None  # noqa: S101 - rows without weight never get here
    assert row.stance is not None  # noqa: S101 - every indicator has one
    direction = row.stance.direction
    cases = book.positive if sign > 0 else book.zero if sign == 0 else book.negative
    rules = _binding(cases.of(direction), weight, indicator)
    if sign < 0 and not rules:
        return _negative(row, direction, book)
    if not rules:
        return row.opened(Message.of("open_no_rule", weight=weight))
    if not comparison.percent and any(isinstance(rule, Rule) and rule.measure is Measure.RATE for rule in rules):
        return row.opened(Message.of("open_not_a_rate", actual=comparison.actual_text))
    return _ruled(row, [apply_rule(rule, weight, comparison) for rule in rules], comparison, indicator, book)


def _negative(row: Begun, direction: Direction, book: Rulebook) -> RowScore:
    if not row.met:
        return row.opened(Message.of("open_negative_target"))
    # No rule speaks of a target below zero; but every rule gives the full weight for a target that was reached.
    rules = book.zero.of(direction)
    rule: AnyRule | None = rules[0] if rules else None
    return row.scored(
        row.weight,
        row.weight,
        Basis.COMPUTED,
        [Message.of("met_negative_target")],
        rule=rule.id if rule else None,
        clause=rule.clause if rule else None,
    )


def _ruled(
    row: Begun,
    alternatives: Sequence[Alternative],
    comparison: Comparison | None,
    indicator: Indicator,
    book: Rulebook,
) -> RowScore:
    """What the rules give, less what the rulebook takes off."""
    off = adjustment_of(row, indicator, book, comparison)
    if off.trace:
        alternatives = [evolve(one, low=off.low(one.low), high=off.high(one.high)) for one in alternatives]
    texts = None if comparison is None else (comparison.target_text, comparison.actual_text)
    return from_alternatives(row.traced(*off.trace), alternatives, book, texts)


def _adjusted(row: RowScore, indicator: Indicator, book: Rulebook) -> RowScore:
    """A judged or open row, less what the rulebook takes off."""
    off = adjustment_of(row, indicator, book)
    if not off.trace or row.low is None or row.high is None or row.weight is None:
        return row
    places, mode = book.rounding.row, book.rounding.mode
    return evolve(
        row,
        steps=(*row.steps, *off.trace),
        low=round_row(off.low(Fraction(row.low)), row.weight, places, mode),
        high=round_row(off.high(Fraction(row.high)), row.weight, places, mode),
    )


def _of_rate(row: Begun, rate: RateRow, actual: Statement, indicator: Indicator, book: Rulebook) -> RowScore:
    """A row that states the value of a rate, and no target."""
    assert row.weight is not None  # noqa: S101 - rows without weight never get here
    rules = _binding(rate.rules, row.weight, indicator)
    if isinstance(actual, Words) and plain_name(actual.text) in rate.full:
        # 没有该类项目的，得满分
        step = Message.of("rate_full", rate=rate.names[0], actual=actual.text)
        return row.scored(row.weight, row.weight, Basis.COMPUTED, [step], rule=rate.id, clause=rate.clause)
    if not rules or not isinstance(actual, Bound):
        return row.opened(Message.of("open_rate", rate=rate.names[0], weight=row.weight))
    alternatives = []
    for rule in rules:
        assert isinstance(rule, Rule)  # noqa: S101 - a rate row has no other
        value = _value(actual.quantity, rule.measure)
        if value is None:
            return row.opened(Message.of("open_not_a_rate", actual=str(actual.quantity)))
        low, high = reach(actual.operator, value)
        # Where the rule speaks of less than nothing, so may the actual.
        if low == 0 and low != high and rule.curve.knots[0].x < 0:
            low = None
        alternatives.append(apply_between(rule, row.weight, low, high))
    return _ruled(row.traced(Message.of("rate_row", rate=rate.names[0])), alternatives, None, indicator, book)


def _value(quantity: Quantity, measure: Measure) -> Fraction | None:
    """The value that a rule looks at: a share, or a number of things; None where the quantity is neither."""
    if measure is Measure.RATE:
        return Fraction(quantity.percent) / 100 if isinstance(quantity, Rate) else None
    if isinstance(quantity, (Money, Rate)):
        return None
    assert isinstance(quantity, Count)  # noqa: S101 - there are three kinds
    return Fraction(quantity.base[0])


def _of_dates(
    row: Begun, target: Statement, actual: Statement, indicator: Indicator, book: Rulebook
) -> RowScore | None:
    """A date against a date, where the rulebook has a rule for days late; None where a person must judge."""
    weight = row.weight
    if weight is None or not isinstance(target, Period) or not isinstance(actual, Period):
        return None
    rules = _binding(book.dates, weight, indicator)
    due, done = last_day(target.text), last_day(actual.text)
    if not rules or due is None or done is None:
        return None
    late = (done - due).days
    row = row._replace(met=late <= 0).traced(Message.of("days_late", due=due, done=done, days=late))
    alternatives = [apply_at(rule, weight, Fraction(late)) for rule in rules if isinstance(rule, Rule)]
    return _ruled(row, alternatives, None, indicator, book)


def _judged(row: Begun, target: Statement, actual: Statement, indicator: Indicator, book: Rulebook) -> RowScore:
    """Words against words: a band of judgement, or the whole weight, open."""
    # 未填报 under 未填报 is not a target that was reached.
    judgement = judge(target, actual, book) if limit_of(indicator, book) is None else None
    if judgement is None:
        said = str(actual.quantity) if isinstance(actual, Bound) else actual.text
        return row.opened(Message.of("open_judged", actual=said))
    return _of_words(row, judgement, actual, book)


def _of_words(row: Begun, judgement: Judgement, actual: Statement, book: Rulebook) -> RowScore:
    assert row.weight is not None  # noqa: S101 - rows without weight never get here
    places, mode, weight = book.rounding.row, book.rounding.mode, row.weight
    low, high = (round_row(points, weight, places, mode) for points in ends(judgement, weight))
    step = Decimal((0, (1,), -places))
    # An end that belongs to the neighbouring band is a grid step away.
    if judgement.share.high_open:
        high = max(low, EXACT.subtract(high, step))
    if judgement.share.low_open:
        low = min(high, EXACT.add(low, step))
    said = "" if isinstance(actual, Bound) else actual.text
    band = judgement.band
    if band is None:
        assert book.answers is not None  # noqa: S101 - they said so
        message = Message.of("answer", actual=said, weight=weight, points=low)
        clause, rule = book.answers.clause, "answers"
    else:
        message = Message.of(
            "band", band=band.title, band_en=band.title_en, actual=said, weight=weight, low=low, high=high
        )
        clause, rule = band.clause, band.id
    return row.scored(low, high, Basis.JUDGED, [message], rule=rule, clause=clause)
