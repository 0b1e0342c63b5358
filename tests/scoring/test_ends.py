"""The ends of grades against totals, of ranges against each other, of intervals against what people round."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Clause
from budgetperf.scoring.bounds import point_bounds
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.firmness import _hold
from budgetperf.scoring.policy import Grade
from budgetperf.scoring.ranges import Fault, Range, find_faults
from budgetperf.scoring.rule import Cases, Rule

BOOK = bp.load_rulebook("mof-2020")


def grade(**points: object) -> Grade:
    """A grade with these totals."""
    return Grade(title="良", title_en="good", points=Range(**points))  # type: ignore[arg-type] # a field takes text


@pytest.mark.parametrize(
    ("low", "high", "hold", "needs"),
    [
        ("80", "89.99", "firm", None),
        ("85", "85", "firm", None),
        ("80", "90", "at_least", None),
        ("85", "95", "at_least", None),
        ("79.99", "85", "needs", "0.01"),
        ("70", "80", "needs", "10"),
        ("70", "95", "needs", "10"),
        ("90", "95", "below", None),
        ("95", "99", "below", None),
        ("60", "79.99", "out_of_reach", None),
    ],
)
def test_a_grade(low: str, high: str, hold: str, needs: str | None) -> None:
    """80 belongs to it, 90 does not."""
    found = _hold(Decimal(low), Decimal(high), grade(low=80, high=90, high_open=True))
    assert (hold, None if needs is None else Decimal(needs)) == found


def test_a_grade_with_open_ends() -> None:
    """An end that is left out is out of reach; without an end there is nothing below, or above."""
    above = grade(low=80, high=90, low_open=True)
    assert _hold(Decimal(70), Decimal(80), above)[0] == "out_of_reach"
    assert _hold(Decimal(90), Decimal(95), above)[0] == "at_least"
    assert _hold(Decimal(50), Decimal(65), grade(high=60, high_open=True))[0] == "at_least"
    assert _hold(Decimal(60), Decimal(65), grade(high=60, high_open=True))[0] == "below"
    assert _hold(Decimal(80), Decimal(95), grade(low=90)) == ("needs", Decimal(10))
    assert _hold(Decimal(80), Decimal(95), None) == ("unknown", None)


def test_ranges_without_ends() -> None:
    """Two that hold everything overlap everywhere, none leaves everything out; one is right."""
    assert find_faults([Range(), Range()], Range()) == (Fault(Decimal(0), (0, 1)),)
    assert find_faults([], Range()) == (Fault(Decimal(0), ()),)
    assert find_faults([Range()], Range()) == ()


def test_all_rules_of_a_case() -> None:
    """Those for what is better high come first, then low, then equal."""
    clause, curve = Clause(document="《办法》"), Curve(knots=[Knot(0, 0)])
    one, two, three = (
        Rule(id=name, title=name, title_en=name, measure="attainment", curve=curve, clause=clause) for name in "abc"
    )
    assert [one, two, three] == [*Cases(higher=[one], lower=[two], equal=[three])]


@pytest.mark.parametrize(
    ("actual", "low", "high"),
    [("60.46", "6", "6.046"), ("60.54", "6", "6.1"), ("99.96", "9.996", "10"), ("60", "6", "6")],
)
def test_bounds(actual: str, low: str, high: str) -> None:
    """People round to whole points, or to one decimal; two they would print."""
    book = evolve(BOOK, rounding=evolve(BOOK.rounding, row=3))
    row = bp.Indicator(level1="产出指标", name="指标", target="≥100", actual=actual, weight=10)
    found = bp.score(bp.Scorecard(kind="project", indicators=[row]), book, path="scorecards[0]")
    assert {"scorecards[0].indicators[0].points": (Decimal(low), Decimal(high))} == point_bounds([found])
