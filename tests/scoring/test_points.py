"""The law of the short way: the points of a card are those of its score, whatever the card and the rulebook."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.rates import control_rates
from budgetperf.domain.rounding import round_half_up, written
from budgetperf.domain.statement import Operator
from budgetperf.formats.rulebooks import shipped_rulebooks
from budgetperf.scoring.points import Points, points
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score
from budgetperf.scoring.ways import WholeRule
from budgetperf.testing import any_scorecards, filings, rulebooks, rules, scored_filings
from casework import EXECUTIONS, INDICATORS, budget_of, row_of

BOOKS = {book.name: book for book in shipped_rulebooks()}
# Twenty rulebooks and one law: what one of them does not meet in a few examples, another does.
FEW = settings(max_examples=6)


def kept(found: Score) -> Points:
    """What the points of a card keep of its score."""
    execution, *rows = (
        None if row is None or row.low is None or row.high is None else (row.low, row.high)
        for row in (found.execution, *found.rows)
    )
    return Points(found.low, found.high, execution, tuple(rows))


def cards(book: Rulebook) -> st.SearchStrategy[Scorecard]:
    """Cards such as its rules have something to say of, and any others."""
    usual = scored_filings(rulebook=book).flatmap(lambda filing: st.sampled_from(filing.scorecards))
    return usual | usual | any_scorecards()


@pytest.mark.parametrize("name", BOOKS)
@FEW
@given(data=st.data())
def test_points_are_those_of_the_score(name: str, data: st.DataObject) -> None:
    """Total, execution and rows have the points of the score, to the last digit as printed."""
    book = BOOKS[name]
    card = data.draw(cards(book))
    assert repr(kept(score(card, book))) == repr(points(card, book))


@settings(max_examples=30)
@given(data=st.data())
def test_under_any_rulebook_of_data(data: st.DataObject) -> None:
    """The law does not rest on what the shipped rulebooks happen to say."""
    book = data.draw(rulebooks(waived=True))
    card = data.draw(cards(book))
    assert repr(kept(score(card, book))) == repr(points(card, book))


@FEW
@given(filing=filings())
def test_rates_are_looked_at(filing: Filing) -> None:
    """The rows of a rate table are scored by the control rates of the filing."""
    book = BOOKS["hunan-rates"]
    rates = control_rates(filing)
    for card in filing.scorecards:
        assert kept(score(card, book, rates=rates)) == points(card, book, rates=rates)


def test_worked_cases() -> None:
    """Every worked case of the rulebooks, ties and bounds included, has its points the short way, too."""
    for case in (*INDICATORS, *EXECUTIONS):
        given_here = case["input"]
        card = (
            Scorecard(kind="project", budget=budget_of(given_here))
            if "revised" in given_here
            else Scorecard(kind="project", indicators=[row_of(given_here)])
        )
        for name in case["rulebook"]:
            assert kept(score(card, BOOKS[name])) == points(card, BOOKS[name]), case["name"]


_OF_TWO = (Measure.ATTAINMENT, Measure.INVERSE, Measure.EXCESS, Measure.DISTANCE, Measure.EXECUTION)


def _value(measure: Measure, done: int, goal: int) -> Fraction:
    ratio = Fraction(done, goal)
    match measure:
        case Measure.INVERSE:
            return 1 / ratio
        case Measure.EXCESS:
            return ratio - 1
        case Measure.DISTANCE:
            return abs(ratio - 1)
        case _:
            return ratio


def _at(measure: Measure, value: Fraction) -> Fraction:
    """Actual ÷ target at which a measure has a value."""
    match measure:
        case Measure.INVERSE:
            return 1 / value if value else Fraction(0)
        case Measure.EXCESS | Measure.DISTANCE:
            return 1 + value
        case _:
            return value


@st.composite
def rules_and_ratios(draw: st.DrawFn) -> tuple[Rule, int, int]:
    """A rule, and an actual and a target: any two, or just where the curve has a knot."""
    shipped = [rule for book in BOOKS.values() for _, _, found in book.cases() for rule in found]
    ours = st.sampled_from([rule for rule in shipped if isinstance(rule, Rule)])
    every = ours | rules(case="positive") | rules(case="execution")
    rule = draw(every.filter(lambda rule: rule.measure in _OF_TWO))
    anything = st.integers(1, 200).map(lambda done: Fraction(done, 100)) | st.fractions(min_value=Fraction(1, 10**9))
    knots = st.sampled_from([_at(rule.measure, Fraction(knot.x)) for knot in rule.curve.knots])
    done, goal = draw(anything | knots.filter(lambda ratio: ratio > 0)).as_integer_ratio()
    # Neither whole number need be reduced.
    times = draw(st.integers(1, 1000))
    return rule, done * times, goal * times


@settings(max_examples=300)
@given(drawn=rules_and_ratios(), cents=st.integers(0, 10_000))
def test_whole_numbers_say_what_fractions_say(drawn: tuple[Rule, int, int], cents: int) -> None:
    """A rule in whole numbers gives what the curve gives of the ratio, rounded once, half-up."""
    rule, done, goal = drawn
    exact = rule.points(_value(rule.measure, done, goal), written(cents, 2))
    assert round_half_up(exact, 2) == written(WholeRule.of(rule).units(done, goal, cents, 100), 2)


@pytest.mark.parametrize("name", ["hunan-2022", "mof-2020", "chongqing-2021", "sichuan-2023", "yinchuan-2021"])
def test_ordinary_rows_go_the_short_way(name: str) -> None:
    """The laws would hold of a short way that nobody goes: under the usual rulebooks all operators do."""
    ways = BOOKS[name].ways
    assert ways is not None
    assert {Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL} == set(ways.rows)
    assert all(way.full for way in ways.rows.values())
    assert ways.execution is not None


def test_what_a_rulebook_takes_off_is_not_skipped() -> None:
    """Where a rulebook drops rows there is no short way, and where it takes points off there is none for a row."""
    for book in BOOKS.values():
        assert (book.ways is None) == (book.not_applicable is not None), book.name
        assert book.ways is None or not book.takes_off or not book.ways.rows, book.name


@pytest.mark.parametrize(
    ("target", "actual", "weight", "expected"),
    [
        ("≥90次", "83次", "10", ("9.22", "9.22")),
        ("≤88万元", "96.73万元", "10", ("9.01", "9.10")),
        ("≤88万元", "0万元", "10", ("10.00", "10.00")),
        ("≥8次", "1次", "1.00", ("0.13", "0.13")),
        ("≥90次", "95次", "2.345", ("2.345", "2.345")),
        ("≥1万人", "9000人", "10", ("9.00", "9.00")),
        (">90次", "90次", "10", ("10.00", "10.00")),
        ("≥90%", "有所提升", "10", ("0", "10")),
    ],
)
def test_some_rows(target: str, actual: str, weight: str, expected: tuple[str, str]) -> None:
    """Ties go up; a weight with many digits is earned whole; other units and words go the long way."""
    card = Scorecard(kind="project", indicators=[row_of({"target": target, "actual": actual, "weight": weight})])
    assert (tuple(map(Decimal, expected)),) == points(card, BOOKS["hunan-2022"]).rows
