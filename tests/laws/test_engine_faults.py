"""The laws of the engine itself: no rulebook can break them as long as the engine is right, so here it is wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Clause
from budgetperf.domain.model import Scorecard
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws import engine
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.policy import Corners, Rounding, RoundingMode, Treatment
from budgetperf.scoring.row_score import round_row
from budgetperf.scoring.rule import Cases, Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score

BOOK = bp.load_rulebook("mof-2020")
ROUNDING = Clause(document="《办法》")
LATE = Curve(knots=[Knot(0, 1), Knot(3, 0)])


def test_points_without_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that gives the points of execution away."""

    def generous(card: Scorecard, book: Rulebook) -> Score:
        found = score(card, book)
        # Budget and spending are both filled in, in the row of the total.
        if (
            found.execution is None
            or card.budget.total_index is None
            or None in {getattr(card.budget.rows[0].funds, end) for end in ("revised", "spent")}
        ):
            return found
        return evolve(found, execution=evolve(found.execution, low=Decimal(7), rule="execution"))

    monkeypatch.setattr(engine, "score", generous)
    assert BOOK.execution is not None
    found = Violation(
        law=Law.NO_BUDGET,
        rule=BOOK.execution.id,
        path="execution",
        clause=BOOK.execution.clause,
        trials=[Trial(given={"target": "0万元", "actual": "0万元", "weight": 10}, outcome="7")],
        expected="0",
    )
    assert verify(BOOK) == (found,)
    assert verify(evolve(BOOK, execution=None)) == ()


@pytest.mark.parametrize(
    ("total", "places", "broken"),
    [
        ("first", None, True),
        ("first", 0, True),
        ("more", None, True),
        # A total that is rounded is another number than the sum of the rows.
        ("more", 0, False),
    ],
)
def test_sums(total: str, places: int | None, broken: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a column of the table above
    """An engine whose total is what the first row says, or a little more than the sum."""

    def wrong(card: Scorecard, book: Rulebook) -> Score:
        found = score(card, book)
        if not card.indicators:
            return found
        first = Decimal(str(card.indicators[0].actual))
        value = first if total == "first" else (found.low or Decimal(0)) + 1
        return evolve(found, low=value, high=value)

    monkeypatch.setattr(engine, "score", wrong)
    found = [
        Violation(
            law=Law.SUM,
            rule="rounding",
            path="rounding",
            clause=ROUNDING,
            trials=[Trial(given={"rows": "0, 1, 2 ÷ 3"}, outcome="0–0" if total == "first" else "11.00–11.00")],
        )
    ]
    book = evolve(BOOK, rounding=Rounding(row=2, total=places, clause=ROUNDING))
    assert (found if broken else []) == [*verify(book)]


def test_roundings_that_turn_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that never moves a score by more than half a step, and yet turns five eighths into less than four."""

    def turning(points: Fraction, weight: Decimal, places: int, mode: RoundingMode) -> Decimal:
        step = Decimal(1) / 10**places
        return step / 4 if points * 8 == 5 * Fraction(step) else round_row(points, weight, places, mode)

    monkeypatch.setattr(engine, "round_row", turning)
    book = evolve(BOOK, rounding=Rounding(row=2, clause=ROUNDING))
    found = Violation(law=Law.ROUNDING, rule="rounding", path="rounding", clause=ROUNDING)
    assert verify(book) == (found,)


@pytest.mark.parametrize(
    ("part", "path"),
    [("execution", "execution"), ("dates", "dates[1]"), ("rates", "rates[1].rules[0]"), ("zero", "zero.lower[0]")],
)
def test_where_a_broken_rule_stands(part: str, path: str) -> None:
    """A violation names the place of its rule in the file: a section, a row of a list, a case with its direction."""
    double = Curve(knots=[Knot(0, 2)])
    late = Rule(id="late", title="逾期", title_en="late", measure="days_late", curve=LATE, clause=ROUNDING)
    rates = bp.load_rulebook("hunan-rates").rates[:2]

    def broken(measure: Measure) -> Rule:
        return Rule(id="own", title="自定", title_en="own", measure=measure, curve=double, clause=ROUNDING)

    changed: Any = {
        "execution": broken(Measure.EXECUTION),
        "dates": [late, broken(Measure.DAYS_LATE)],
        "rates": [rates[0], evolve(rates[1], rules=[broken(Measure.RATE)])],
        "zero": evolve(BOOK.zero, lower=[broken(Measure.ACTUAL)]),
    }[part]
    found = [
        one.path for one in verify(evolve(BOOK, **{part: changed})) if one.law is Law.BOUNDED and one.rule == "own"
    ]
    assert [path] == found


@pytest.mark.parametrize(
    ("way", "laws"), [("lower", {Law.EQUAL, Law.FULL}), ("higher", {Law.EQUAL, Law.FULL, Law.MONOTONE})]
)
def test_negatives_taken_for_nothing(way: str, laws: set[Law]) -> None:
    """A score that falls with the distance falls the more is spent of a limit: that is right; of a goal it is not."""
    far = Rule(id="far", title="偏离", title_en="far", measure="distance", curve=LATE, clause=ROUNDING)
    corners = Corners(negative_actual=Treatment.ZERO, clause=ROUNDING)
    book = evolve(BOOK, corners=corners, negative=Cases(**{way: [far]}))
    assert laws == {one.law for one in verify(book) if one.path == "corners"}


def test_negatives_taken_for_nothing_and_met() -> None:
    """What is to be equal to a target below zero is not met by other numbers, and need not earn all."""
    flat = Rule(
        id="flat", title="全得", title_en="flat", measure="distance", curve=Curve(knots=[Knot(0, 1)]), clause=ROUNDING
    )
    spike = evolve(flat, id="spike", curve=Curve(knots=[Knot(0, 0), Knot(1, 1), Knot(2, 0)]))
    corners = Corners(negative_actual=Treatment.ZERO, clause=ROUNDING)
    book = evolve(BOOK, corners=corners, negative=Cases(higher=[flat], lower=[flat], equal=[spike]))
    assert {Law.EQUAL} == {one.law for one in verify(book) if one.path == "corners"}
