"""The worked cases of `cases/rates.yaml`, and that they leave out no rule, weight or step of the rulebooks of rates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from budgetperf.domain.finding import Clause
from budgetperf.domain.model import Indicator, Scorecard
from budgetperf.domain.quantity import Count, Rate
from budgetperf.domain.statement import Bound, read_statement
from budgetperf.formats.plain.yaml_text import read_yaml
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score

Case = dict[str, Any]
CASES: list[Case] = read_yaml((Path(__file__).parent / "cases" / "rates.yaml").read_bytes())["rates"]  # type: ignore[index] # plain data
BOOKS = [load_rulebook(name) for name in ("framework-2013", "hunan-rates", "yueyang-rates")]
# How near "just below" and "just above" are: a hundredth of a percentage point, and the next number of things.
NEAR = {Measure.RATE: Fraction("0.0001"), Measure.ACTUAL: Fraction(1)}


def inputs(case: Case) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Actual, stated points and expectation of a case; a table holds many, each stated as it should be."""
    for actual, points in case.get("table", ()):
        yield actual, points, {**case["expected"], "low": points, "high": points}
    if "table" not in case:
        yield case["input"]["actual"], case["input"]["points"], case["expected"]


def said(clause: Clause | None) -> str | None:
    """A clause as the cases write it: document · place."""
    return None if clause is None else " · ".join(filter(None, (clause.document, clause.place)))


def scored(case: Case, book: Rulebook, actual: str, points: str) -> RowScore:
    """The row of a case, on a card of its own."""
    row = Indicator(name=case["input"]["name"], actual=actual, weight=case["input"]["weight"], points=points)
    return score(Scorecard(kind="department", indicators=[row]), book).rows[0]


@pytest.mark.parametrize(
    ("case", "book"),
    [pytest.param(case, name, id=f"{case['name']}-{name}") for case in CASES for name in case["rulebook"]],
)
def test_cases(case: Case, book: str) -> None:
    """A rate earns what its case says."""
    for actual, points, expected in inputs(case):
        row = scored(case, load_rulebook(book), actual, points)
        found = (row.low, row.high, row.standing, row.rule)
        assert (Decimal(expected["low"]), Decimal(expected["high"]), expected["standing"], expected["rule"]) == found, (
            actual
        )
        assert case["clause"] == said(row.clause)


def test_names_are_unique() -> None:
    """A case is spoken of by its name."""
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


EACH_RULE = pytest.mark.parametrize(
    ("book", "rule"),
    [
        pytest.param(book, rule, id=f"{book.name}-{rule.id}")
        for book in BOOKS
        for row in book.rates
        for rule in row.rules
    ],
)


def under(book: Rulebook, rule: Rule) -> list[Case]:
    """The cases of a rule."""
    return [case for case in CASES if book.name in case["rulebook"] and case["expected"]["rule"] == rule.id]


def measured(cases: list[Case]) -> Iterator[Fraction]:
    """What each actual of some cases is for the rule: a share, or a number of things."""
    for case in cases:
        for actual, _, _ in inputs(case):
            reading = read_statement(actual)
            assert isinstance(reading, Bound)
            quantity = reading.quantity
            assert isinstance(quantity, (Rate, Count))
            yield Fraction(quantity.percent) / 100 if isinstance(quantity, Rate) else Fraction(quantity.base[0])


@EACH_RULE
def test_every_step_has_three_cases(book: Rulebook, rule: Rule) -> None:
    """Just below, at and just above every point at which a rule jumps."""
    found = set(measured(under(book, rule)))
    for knot in rule.curve.knots:
        bound, near = Fraction(knot.x), NEAR[rule.measure]
        assert {bound - near, bound, bound + near} <= found, f"{rule.id} at {knot.x}"


@EACH_RULE
def test_every_weight_has_its_cases(book: Rulebook, rule: Rule) -> None:
    """A rule is worked through at every weight that it is written for, from the full weight down to its end."""
    for weight in rule.weights:
        cases = [case for case in under(book, rule) if Decimal(case["input"]["weight"]) == weight]
        points = {Decimal(expected["low"]) for case in cases for _, _, expected in inputs(case)}
        least = min(
            rule.worth(Fraction(value), weight) for knot in rule.curve.knots for value in (knot.left, knot.right)
        )
        assert {Fraction(weight), least} <= set(map(Fraction, points)), f"{rule.id} at weight {weight}"


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_book_has_a_case_for_a_person(book: Rulebook) -> None:
    """What no rule decides is a case, too."""
    assert any(book.name in case["rulebook"] and case["expected"]["rule"] is None for case in CASES)
