"""The worked cases of `cases/scoring.yaml`, and that they leave out no rule and no bound of the rulebooks that ship."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from budgetperf.domain.finding import Clause
from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, Scorecard
from budgetperf.domain.quantity import Money
from budgetperf.domain.statement import Bound, read_statement
from budgetperf.formats.plain.yaml_text import read_yaml
from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
from budgetperf.scoring.comparison import compare
from budgetperf.scoring.row import RowScore
from budgetperf.scoring.rulebook import Measure, Rule, Rulebook
from budgetperf.scoring.score import score

Case = dict[str, Any]
CASES: dict[str, list[Case]] = read_yaml((Path(__file__).parent / "cases" / "scoring.yaml").read_bytes())  # type: ignore[assignment] # plain data
# How near "just below" and "just above" are.
NEAR = Fraction("0.05")
BOOKS = shipped_rulebooks()


def each(section: str) -> pytest.MarkDecorator:
    """Every case of a section, under every rulebook that it names."""
    pairs = [(case, name) for case in CASES[section] for name in case["rulebook"]]
    return pytest.mark.parametrize(("case", "book"), pairs, ids=[f"{case['name']}-{name}" for case, name in pairs])


def said(clause: Clause | None) -> str | None:
    """A clause as the cases write it: document · place."""
    return None if clause is None else " · ".join(filter(None, (clause.document, clause.place)))


def number(text: str | None) -> Decimal | None:
    """A figure of a case; equal figures may be written with different zeros."""
    return None if text is None else Decimal(text)


def check(case: Case, row: RowScore | None) -> None:
    """Compare a row with what its case expects."""
    expected = case["expected"]
    if expected is None:
        assert row is None
        return
    assert row is not None
    assert (number(expected["low"]), number(expected["high"])) == (row.low, row.high)
    assert (expected["standing"], expected["rule"]) == (row.standing, row.rule)
    assert case["clause"] == said(row.clause)


@each("indicators")
def test_indicators(case: Case, book: str) -> None:
    """An indicator row earns what its case says, on a card of its own."""
    row = Indicator(**{"name": "指标", "level1": "产出指标", **case["input"]})
    check(case, score(Scorecard(kind="project", indicators=[row]), load_rulebook(book)).rows[0])


@each("execution")
def test_execution(case: Case, book: str) -> None:
    """The execution of a budget earns what its case says."""
    stated = case["input"]
    total = FundRow(name="年度资金总额", role="total", funds=Funds(revised=stated["revised"], spent=stated["spent"]))
    execution = Execution(weight=stated["weight"], points=stated["points"])
    card = Scorecard(kind="project", budget=Budget(rows=[total], execution=execution))
    check(case, score(card, load_rulebook(book)).execution)


@each("grades")
def test_grades(case: Case, book: str) -> None:
    """A total has the grade that its case says."""
    rules = load_rulebook(book)
    grade = rules.grade(Decimal(case["input"]["total"]))
    assert (case["expected"]["grade"], case["clause"]) == (grade.title, said(rules.grades_clause))


def test_names_are_unique() -> None:
    """A case is spoken of by its name."""
    names = [case["name"] for cases in CASES.values() for case in cases]
    assert sorted(set(names)) == sorted(names)


def under(section: str, book: Rulebook, *rules: str) -> Iterator[Case]:
    """The cases of a section under a rulebook that rest on one of these rules."""
    for case in CASES[section]:
        named = ((case["expected"] or {}).get("rule") or "").split(" | ")
        if book.name in case["rulebook"] and set(named) & set(rules):
            yield case


def measured(rule: Rule, cases: Iterable[Case]) -> Iterator[Fraction]:
    """What the measure of a rule is in each case whose actual is one number."""
    for case in cases:
        stated = case["input"]
        if rule.measure is Measure.EXECUTION:
            spent, revised = Money.parse(stated["spent"]), Money.parse(stated["revised"])
            if revised.yuan > 0:
                yield Fraction(spent.yuan) / Fraction(revised.yuan)
            continue
        target, actual = read_statement(stated["target"]), read_statement(stated["actual"])
        assert isinstance(target, Bound)
        assert isinstance(actual, Bound)
        both = compare(target, actual)
        assert both is not None
        if both.low is None or both.low != both.high or both.target < 0:
            continue
        goal, value = both.target, both.low
        if rule.measure is Measure.ACTUAL:
            yield value
        elif rule.measure is Measure.INVERSE:
            yield from [goal / value] if value > 0 else []
        else:
            yield {
                Measure.ATTAINMENT: value / goal,
                Measure.EXCESS: (value - goal) / goal,
                Measure.DISTANCE: abs(value - goal) / goal,
            }[rule.measure]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_bound_has_three_cases(book: Rulebook) -> None:
    """Just below, at and just above every point at which a rule bends or jumps."""
    cases = (book.positive, book.zero)
    rules = [rule for case in cases for rule in (*case.higher, *case.lower, *case.equal)]
    for rule in (*rules, book.execution):
        section = "execution" if rule is book.execution else "indicators"
        found = list(measured(rule, under(section, book, rule.id)))
        for knot in rule.curve.knots:
            bound = Fraction(knot.x)
            # A ratio of two amounts above zero never reaches zero, and no distance lies below it.
            reachable = rule.measure not in {Measure.INVERSE, Measure.DISTANCE} or bound > 0
            at = reachable or rule.measure is Measure.DISTANCE
            covered = (
                any(bound - NEAR <= value < bound for value in found) or not reachable,
                any(value == bound for value in found) or not at,
                any(bound < value <= bound + NEAR for value in found),
            )
            assert all(covered), f"{rule.id} at {knot.x}: below, at, above: {covered}"


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_band_has_its_cases(book: Rulebook) -> None:
    """Just below, at and just above both ends of every band of judgement, for a weight of 10."""
    step = Decimal("0.01")
    for band in book.bands:
        stated = {Decimal(case["input"]["points"]) for case in under("indicators", book, band.id)}
        for end in (band.low * 10, band.high * 10):
            assert {end - step, end, end + step} <= stated, f"{band.id} at {end}"


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_grade_has_its_cases(book: Rulebook) -> None:
    """Just below, at and just above the least total of every grade, as far as totals go."""
    step = Decimal("0.01")
    totals = {Decimal(case["input"]["total"]) for case in CASES["grades"] if book.name in case["rulebook"]}
    for grade in book.grades:
        near = {grade.low - step, grade.low, grade.low + step} if grade.low > 0 else {grade.low}
        assert near <= totals, grade.title
