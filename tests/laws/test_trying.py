"""Trying one rule on one input: what a counterexample says, anybody can replay in one line."""

from fractions import Fraction

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Clause
from budgetperf.errors import QuantityError
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.trying import number_text, try_rule
from budgetperf.scoring.rule import FunctionRule, Measure, Rule

CLAUSE = Clause(document="《办法》")
BOOK = bp.load_rulebook("mof-2020")


def book(measure: Measure) -> bp.Rulebook:
    """A rulebook with a rule of one's own: twice the value of its measure is the share that is earned."""
    curve = Curve(knots=[Knot(0, 0), Knot(1, 2)], continued=True)
    own = Rule(id="own", title="自定", title_en="own", measure=measure, curve=curve, clause=CLAUSE)
    if measure in {Measure.RATE, Measure.DAYS_LATE}:
        return evolve(BOOK, dates=[own])
    return (
        evolve(BOOK, execution=own)
        if measure is Measure.EXECUTION
        else evolve(BOOK, zero=evolve(BOOK.zero, lower=[own]))
    )


@pytest.mark.parametrize(
    ("measure", "target", "actual", "points"),
    [
        (Measure.DAYS_LATE, None, "3", 60),
        (Measure.DAYS_LATE, None, "3天", 60),
        (Measure.DAYS_LATE, None, "50%", 10),
        (Measure.ACTUAL, None, "0.25", 5),
        (Measure.ACTUAL, "0", "0.25", 5),
        (Measure.ACTUAL, "4", "0.25", 5),
        (Measure.EXECUTION, "8万元", "2万元", 5),
        (Measure.EXECUTION, "8万元", "20000元", 5),
        (Measure.EXECUTION, "8万元", "≥2万元", 5),
        (Measure.EXECUTION, "-8万元", "≤-2万元", 5),
    ],
)
def test_values(measure: Measure, target: str | None, actual: str, points: int) -> None:
    """A value alone for a rule that looks at one; else both, in whatever units; of an interval the least."""
    assert points == try_rule(book(measure), "own", target=target, actual=actual, weight="10")


def test_an_end_without_bound() -> None:
    """An execution of which nothing is known but its greatest value earns what the curve ends in."""
    assert try_rule(BOOK, "execution", target="88万元", actual="≤-5万元", weight="10") == 0


def test_functions() -> None:
    """What somebody wrote in Python is tried alike."""
    own = FunctionRule(
        id="own", title="自定", title_en="own", function=lambda goal, done, weight: weight * done / goal, clause=CLAUSE
    )
    tried = evolve(BOOK, positive=evolve(BOOK.positive, higher=[own]))
    assert Fraction(5, 2) == try_rule(tried, "own", target="8次", actual="2次", weight="10")


@pytest.mark.parametrize(
    ("measure", "target", "actual"),
    [
        (Measure.EXECUTION, None, "2万元"),
        (Measure.DAYS_LATE, None, "2万元"),
        (Measure.DAYS_LATE, "10天", "3天"),
        (Measure.EXECUTION, "0万元", "2万元"),
        (Measure.EXECUTION, "8万元", "2次"),
        (Measure.EXECUTION, "8万元", "很好"),
        (Measure.EXECUTION, "很好", "8万元"),
    ],
)
def test_refused(measure: Measure, target: str | None, actual: str) -> None:
    """A value that is missing, of another kind, no number, or not looked at; and a budget of nothing."""
    with pytest.raises(QuantityError):
        try_rule(book(measure), "own", target=target, actual=actual, weight="10")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(7), "7"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 50), "0.02"),
        (Fraction(3, 125), "0.024"),
        (Fraction(2, 7), "2/7"),
        (Fraction(-1, 6), "-1/6"),
        (Fraction(10**7), "10000000"),
    ],
)
def test_numbers(number: Fraction, text: str) -> None:
    """Plain digits as long as they end, and never an exponent."""
    assert text == number_text(number)
