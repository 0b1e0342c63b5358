"""
Strategies for rows and cards as officers fill them in, so that rules have something to say of them.

Targets and actuals meet often: equal, at a bound of a rule, just beside it, in another unit, in full width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.model import (
    REPORT_KINDS,
    Budget,
    Direction,
    Execution,
    Filing,
    FundRow,
    Funds,
    Indicator,
    LevelWeight,
    Scorecard,
    ScorecardKind,
)
from budgetperf.domain.written import EXACT
from budgetperf.scoring.row import score_row
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing.arguments import chosen
from budgetperf.testing.forms import indicators, scorecards
from budgetperf.testing.quantities import decimal_of, decimals
from budgetperf.testing.statements import UNITS, operators, periods, widened
from budgetperf.testing.vocabulary import Vocabulary, vocabulary_of

__all__ = ["any_indicators", "any_scorecards", "scored_filings", "scored_indicators", "scored_scorecards"]

_TARGETS = tuple(
    map(Decimal, (
        "100", "95", "90", "88", "96.73", "1", "2", "5", "12", "0.5", "99.9", "0", "0", "-5", "50000", "9999999999",
        "0.0001", "100.0", "9999999999999999", "0.0000000001",
    ))
)  # fmt: skip
_MOST_DIGITS, _MOST_PLACES = 16, 10
_MANY = Fraction(10_000)
_OTHER_UNITS = {"万元": ("元", _MANY), "元": ("万元", 1 / _MANY), "万人次": ("人次", _MANY)}
_WEIGHTS = (("产出指标", Decimal(50)), ("效益指标", Decimal(30)), ("满意度指标", Decimal(10)))
_NOTES = (None, None, "预算追加", "无", "疫情影响，部分培训取消", "　")


def scored_indicators(
    *, rulebook: Rulebook | None = None, directions: Iterable[Direction | str] | None = None
) -> SearchStrategy[Indicator]:
    """
    Level-3 rows with a weight, and with a target and an actual that have to do with each other.

    Args:
        rulebook: Whose bounds, weights, words and rate names the rows meet; None for the usual ones. With a rulebook,
            stated points are often what its rules give.

        directions: Which way the rows are better; None is any, and leaves it to be inferred every other time.

    Raises:
        ArgumentError: There is no such direction.
    """
    wanted = chosen("directions", directions, Direction)
    return _rows(rulebook, vocabulary_of(rulebook), wanted, named=directions is not None)


@st.composite
def _rows(
    draw: st.DrawFn, book: Rulebook | None, words: Vocabulary, directions: Sequence[Direction], *, named: bool
) -> Indicator:
    direction = draw(st.sampled_from(directions))
    # As the form gives it, by an operator, or neither: then it is inferred, or assumed.
    known = draw(st.sampled_from(["operator", "given"] if named else ["operator", "given", "neither"]))
    level1, level2 = draw(st.sampled_from(words.levels))
    name = draw(st.sampled_from(words.names))
    if direction is Direction.JUDGED:
        target, actual = draw(_words(words))
    elif words.rates and not named and draw(st.integers(0, 4)) == 1:
        name, values = draw(st.sampled_from(words.rates))
        target, actual = None, draw(st.sampled_from([*values, "100%", "已完成"]))
    else:
        around = draw(operators([direction])) if known == "operator" else ("", "")
        target, actual = draw(_numbers(words.ratios, around))
    row = Indicator(
        level1=level1,
        level2=draw(st.sampled_from([level2, None])),
        name=name,
        direction=direction if known == "given" and target is not None else None,
        target=target,
        actual=actual,
        weight=draw(st.sampled_from(words.weights)),
        deviation_note=draw(st.sampled_from(_NOTES)),
    )
    return evolve(row, points=draw(_points(row, book)))


def _words(words: Vocabulary) -> SearchStrategy[tuple[str | None, str | None]]:
    """Words and dates on either side; sometimes a blank."""
    said = st.sampled_from(words.words)
    same = said.map(lambda text: (text, text))
    dates = st.tuples(periods(), periods())
    blank = st.tuples(said, st.none())
    return st.tuples(st.just("有所提升"), said) | same | dates | st.tuples(said, said) | blank


@st.composite
def _numbers(draw: st.DrawFn, ratios: Sequence[Fraction], around: tuple[str, str]) -> tuple[str, str | None]:
    """A target and an actual in numbers; one time in ten the actual is blank, damaged or words."""
    goal = draw(st.sampled_from(_TARGETS) | decimals(min_value=-1000, max_value=10**7, max_places=2))
    unit = draw(st.sampled_from(UNITS))
    done = _exact(Fraction(goal) * draw(st.sampled_from(ratios)), goal)
    match draw(st.sampled_from(["ratio", "ratio", "ratio", "equal", "free"])):
        case "equal":
            done = goal
        case "free":
            done = draw(decimals(min_value=-1000, max_value=10**7, max_places=2))
    other = unit
    match draw(st.sampled_from(["same", "same", "same", "none", "other"])):
        case "none":
            other = ""
        case "other" if unit in _OTHER_UNITS:
            other, factor = _OTHER_UNITS[unit]
            done = _exact(Fraction(done) * factor, done)
    target, actual = f"{around[0]}{goal:f}{unit}{around[1]}", f"{done:f}{other}"
    if draw(st.integers(0, 9)) == 1:
        return target, draw(st.sampled_from([None, "已完成", "8O.5", "≥95%", "2022年12月31日"]))
    wide = draw(st.sampled_from([0, 0, 0, 1, 2]))
    return widened(target) if wide else target, widened(actual) if wide > 1 else actual


def _exact(number: Fraction, otherwise: Decimal) -> Decimal:
    """A number in digits, where it has few enough of them."""
    scaled = number * 10**_MOST_PLACES
    if scaled.denominator != 1 or abs(number) >= 10**_MOST_DIGITS:
        return otherwise
    text = f"{decimal_of(int(scaled), _MOST_PLACES):f}"
    return Decimal(text.rstrip("0").rstrip("."))


def _points(row: Indicator, book: Rulebook | None) -> SearchStrategy[Decimal | None]:
    """Points as an officer states them: the weight, nothing, what the rules give, whole or not; or blank."""
    assert isinstance(row.weight, Decimal)  # noqa: S101 - every row has one
    usual = [row.weight, None, Decimal(0), Decimal(int(row.weight))]
    if book is not None:
        found = score_row(row, "row", book)
        ends = [end for end in (found.low, found.high) if end is not None]
        usual = [*ends, *(Decimal(int(end)) for end in ends), *usual]
    return st.sampled_from(usual) | decimals(min_value=0, max_value=row.weight, max_places=2)


def scored_scorecards(*, rulebook: Rulebook | None = None) -> SearchStrategy[Scorecard]:
    """
    Cards whose rows have weights that make up the level-1 weights, and 100 with budget execution.

    Args:
        rulebook: Whose weights and bounds the cards meet; None for the usual ones.
    """
    return _cards(rulebook, vocabulary_of(rulebook))


@st.composite
def _cards(draw: st.DrawFn, rulebook: Rulebook | None, words: Vocabulary) -> Scorecard:
    execution, levels = draw(_weights(rulebook))
    rows: list[Indicator] = []
    for level, weight in levels:
        for part in draw(_parts(weight)):
            drawn = draw(_rows(rulebook, words, tuple(Direction), named=False))
            row = evolve(drawn, level1=level, level2=drawn.level2 if drawn.level1 == level else None, weight=part)
            rows.append(evolve(row, points=draw(_points(row, rulebook))))
    budget = draw(_budgets(words.ratios, execution))
    given = [budget.execution.points, *(row.points for row in rows)]
    stated = [points for points in given if isinstance(points, Decimal)]
    total = reduce(EXACT.add, stated, Decimal(0))
    kind = draw(st.sampled_from(REPORT_KINDS))
    return Scorecard(
        kind=kind,
        subject="某县某局" if kind is ScorecardKind.DEPARTMENT else "某专项",
        budget=budget,
        stated_weights=[LevelWeight(level1=level, weight=weight) for level, weight in levels],
        indicators=rows,
        stated_weight=100,
        stated_points=draw(st.sampled_from([total, None, Decimal(98), Decimal(90), Decimal("89.5")])),
    )


def any_indicators() -> SearchStrategy[Indicator]:
    """Level-3 rows of every kind."""
    return indicators() | scored_indicators()


def any_scorecards() -> SearchStrategy[Scorecard]:
    """Cards of every kind."""
    return scorecards() | scored_scorecards()


def scored_filings(*, rulebook: Rulebook | None = None) -> SearchStrategy[Filing]:
    """
    Filings of a department card and project cards whose rows have been scored.

    Args:
        rulebook: Whose weights and bounds the cards meet, and in whose first year they are; None for the usual ones.
    """
    year = 2022 if rulebook is None else rulebook.years.first
    return st.builds(
        Filing,
        year=st.just(year),
        department=st.just("某县某局"),
        scorecards=st.lists(scored_scorecards(rulebook=rulebook), min_size=1, max_size=2),
    )


def _weights(book: Rulebook | None) -> SearchStrategy[tuple[Decimal, tuple[tuple[str, Decimal], ...]]]:
    """The weight of execution, and those of the levels."""
    usual = (Decimal(10), _WEIGHTS)
    sets = (
        []
        if book is None
        else [
            (found.execution, (*found.levels, *((("其他指标", found.free),) if found.free else ())))
            for found in book.weights
        ]
    )
    return st.sampled_from(sets or [usual])


@st.composite
def _parts(draw: st.DrawFn, weight: Decimal) -> tuple[Decimal, ...]:
    """One to three weights that make up a weight."""
    parts, left = [], weight
    for _ in range(draw(st.integers(0, 2))):
        part = draw(st.sampled_from([EXACT.multiply(left, Decimal("0.5")), EXACT.multiply(left, Decimal("0.2"))]))
        parts.append(part)
        left = EXACT.subtract(left, part)
    return (*parts, left)


@st.composite
def _budgets(draw: st.DrawFn, ratios: Sequence[Fraction], weight: Decimal) -> Budget:
    """A total row, its execution, and what was stated of it."""
    revised = draw(st.sampled_from(["88", "0", "97.67", "384.22", "-1", "9999999999.99", "0.01"]).map(Decimal))
    spent = _exact(Fraction(revised) * draw(st.sampled_from(ratios)), revised)
    if draw(st.integers(0, 3)) == 1:
        spent = draw(decimals(min_value=0, max_value=10**6, max_places=2))
    rate = draw(st.sampled_from(["100.0%", "88.15%", None]))
    return Budget(
        rows=[
            FundRow(
                name="年度资金总额",
                role="total",
                funds=Funds(initial=f"{revised:f}万元", revised=f"{revised:f}万元", spent=f"{spent:f}万元"),
            )
        ],
        execution=Execution(
            stated_rate=rate, weight=weight, points=draw(st.sampled_from([weight, None, Decimal(0), Decimal(9)]))
        ),
    )
