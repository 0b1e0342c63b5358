"""The worked cases of `cases/*.yaml`: each comes out as it says."""

from __future__ import annotations

from decimal import Decimal

import pytest

import budgetperf as bp
from budgetperf.domain.model import BaseTable, Filing, Funds, ProjectLine, Projects, Scorecard
from budgetperf.formats.rulebooks import load_rulebook, shipped_names, shipped_rulebooks
from budgetperf.review import Review
from budgetperf.scoring.choice import choose_rulebook, weights_match
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import score
from casework import (
    EXECUTIONS,
    FILES,
    INDICATORS,
    Case,
    budget_of,
    card_of,
    each,
    number,
    row_of,
    said,
    scored,
    section,
)


def reviewed(stated: Case, book: str) -> Review:
    """A filing that holds one indicator."""
    card = Scorecard(kind="project", indicators=[row_of(stated)])
    return bp.review(Filing(scorecards=[card]), load_rulebook(book))


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


@each(INDICATORS)
def test_indicators(case: Case, book: str) -> None:
    """An indicator row earns what its case says, on a card of its own."""
    check(case, scored(case["input"], book))


@each(EXECUTIONS)
def test_execution(case: Case, book: str) -> None:
    """The execution of a budget earns what its case says."""
    card = Scorecard(kind="project", budget=budget_of(case["input"]))
    check(case, score(card, load_rulebook(book)).execution)


@each(section("cards"))
def test_cards(case: Case, book: str) -> None:
    """The rows of a card add up to the total that its case says."""
    stated, rules = case["input"], load_rulebook(book)
    rows = [row_of(row) for row in stated["rows"]]
    found = score(Scorecard(kind="project", budget=budget_of(stated["execution"]), indicators=rows), rules)
    assert (number(case["expected"]["low"]), number(case["expected"]["high"])) == (found.low, found.high)
    assert found.grade_low is not None
    assert found.grade_low == found.grade_high
    assert case["expected"]["grade"] == found.grade_low.title


@each(section("grades"))
def test_grades(case: Case, book: str) -> None:
    """A total has the grade that its case says."""
    rules = load_rulebook(book)
    grade = rules.grade(Decimal(case["input"]["total"]))
    assert grade is not None
    assert (case["expected"]["grade"], case["clause"]) == (grade.title, said(rules.grades_clause))


@each(section("words"))
def test_words(case: Case, book: str) -> None:
    """Every word of a case means what the case says; one that denies does so within other words, too."""
    stated, expected = dict(case["input"]), case["expected"]
    words, parts = stated.pop("words"), stated.pop("contains", ())
    for word in [*words, *parts, *(f"个别项目{part}的" for part in parts)]:
        row = scored({**stated, "actual": word}, book)
        assert (number(expected["low"]), number(expected["high"])) == (row.low, row.high), word
        assert (expected["basis"], expected["rule"]) == (row.basis, row.rule), word
        assert row.clause is None or case["clause"] == said(row.clause), word
    for part in parts:
        assert expected["rule"] != scored({**stated, "actual": f"无{part}事项"}, book).rule, part


@each(section("directions"))
def test_directions(case: Case, book: str) -> None:
    """A bare number is better the way that its case says."""
    stated = dict(case["input"])
    rows = [{"level2": level} for level in stated.pop("level2", ())] + [
        {"name": name} for name in stated.pop("names", ())
    ]
    for row in rows:
        stance = scored({**stated, **row, "actual": "1", "weight": "10"}, book).stance
        assert stance is not None
        assert case["expected"] == stance.direction, row


@each(section("weights"))
def test_weights(case: Case, book: str) -> None:
    """A card with these level-1 weights has the set that its case says."""
    found = weights_match(card_of(case["input"]), load_rulebook(book))
    assert (case["expected"], case["clause"]) == (found and found.id, found and said(found.clause))


@pytest.mark.parametrize("case", section("choice"), ids=lambda case: case["name"])
def test_choice(case: Case) -> None:
    """A filing of this year with these weights falls under the book that its case says."""
    stated, expected = case["input"], case["expected"]
    filing = Filing(year=stated["year"] and int(stated["year"]), scorecards=[card_of(stated["weights"])])
    choice = choose_rulebook(filing, shipped_rulebooks())
    assert (expected["rulebook"], expected["why"]) == (choice.rulebook.name, choice.why.key)


@each(section("years"))
def test_years(case: Case, book: str) -> None:
    """A book is in force in the budget years that its case says."""
    years = load_rulebook(book).years
    found = {year: "in" if int(year) in years else "out" for year in case["expected"]}
    assert (case["expected"], case["clause"]) == (found, said(years.clause))


@each(section("reasons"))
def test_reasons(case: Case, book: str) -> None:
    """An actual that far exceeds its target needs a reason, as its case says."""
    found = [finding for finding in reviewed(case["input"], book).findings if finding.code == "BP209"]
    assert ([case["expected"]] if case["expected"] else []) == [finding.severity for finding in found]
    assert all(case["clause"] == said(finding.clause) for finding in found)


@each(section("lines"))
def test_lines(case: Case, book: str) -> None:
    """A budget line that is spent this far needs a reason, as its case says."""
    line = ProjectLine(name="培训专项", funds=Funds(**case["input"]))
    filing = Filing(base_table=BaseTable(projects=Projects(lines=[line])))
    found = [finding for finding in bp.review(filing, load_rulebook(book)).findings if finding.code == "BP304"]
    assert ([case["expected"]] if case["expected"] else []) == [dict(finding.details)["kind"] for finding in found]
    assert all(case["clause"] == said(finding.clause) for finding in found)


@each(section("budgets"))
def test_budgets(case: Case, book: str) -> None:
    """Low execution, an adjusted budget, points that do not go with the spending, judgements without a note."""
    rows = [row_of(row) for row in case["input"].get("rows", ())]
    card = Scorecard(kind="project", budget=budget_of(case["input"]), indicators=rows)
    review = bp.review(Filing(scorecards=[card]), load_rulebook(book))
    found = [finding for finding in review.findings if finding.code in {f"BP21{digit}" for digit in range(3, 8)}]
    assert case["expected"] == [finding.code for finding in found]
    assert all(case["clause"] == said(finding.clause) for finding in found)


@each(section("levels"))
def test_levels(case: Case, book: str) -> None:
    """A level-2 name stands under a level-1 name where its case says so."""
    for level2 in case["input"]["level2"]:
        review = reviewed({"level1": case["input"]["level1"], "level2": level2, "weight": "10"}, book)
        assert [case["expected"]] == [entry.outcome for entry in review.ledger if entry.code == "P15"], level2


@each(section("rows"))
def test_rate_rows(case: Case, book: str) -> None:
    """A rate is known by the names, and has the weights, that its case says."""
    for name in case["input"]["names"]:
        row = load_rulebook(book).rate_row(name)
        assert row is not None
        assert (case["expected"]["row"], [Decimal(weight) for weight in case["expected"]["weights"]]) == (
            row.id,
            list(row.weights),
        )


@each(section("rounding"))
def test_rounding(case: Case, book: str) -> None:
    """Points are rounded as the case says."""
    policy, expected = load_rulebook(book).rounding, case["expected"]
    assert (int(expected["row"]), expected["total"], expected["mode"]) == (policy.row, policy.total, policy.mode)
    assert tuple(int(places) for places in expected["tolerated"]) == policy.tolerated
    assert case["clause"] == said(policy.clause)


@pytest.mark.parametrize("file", FILES)
def test_names_are_unique(file: str) -> None:
    """A case is spoken of by its file and its name."""
    names = [case["name"] for cases in FILES[file].values() for case in cases]
    assert sorted(set(names)) == sorted(names)


def test_books_are_known() -> None:
    """A case under a book that does not ship would never run."""
    named = {
        book
        for file in FILES.values()
        for cases in file.values()
        for case in cases
        for book in case.get("rulebook", ())
    }
    assert named <= set(shipped_names())
