"""The worked cases leave out nothing that the rulebooks that ship compute: every rule, bound, band, grade and word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from budgetperf.domain.quantity import Rate, as_quantity
from budgetperf.domain.statement import Bound, read_statement
from budgetperf.scoring.comparison import compare
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from casework import BOOKS, EXECUTIONS, INDICATORS, Case, read_file, section

# How near "just below" and "just above" are.
NEAR = Fraction("0.05")
CENT = Decimal("0.01")
# What a book's own file says, without what it inherits: that, the cases of its parent cover.
WRITTEN = {book.name: read_file(Path(str(files("budgetperf") / "rulebooks" / f"{book.name}.yaml"))) for book in BOOKS}
# Which kind of case shows what a section does.
KINDS = {
    "answers": "words",
    "not_applicable": "cards",
    "limits": "judged",
    "corners": "indicators",
    "manual": "ladders",
    "moves": "weights",
    "over_attainment": "reasons",
    "explanation": "budgets",
    "alerts": "budgets",
    "levels": "levels",
    "rounding": "cards",
    "directions": "directions",
}

every_book = pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)


def own_rules(book: Rulebook) -> Iterator[tuple[str, Rule]]:
    """The rules that a book's own file writes, each with its case."""
    written = WRITTEN[book.name]
    for case, _, rules in book.cases():
        name, _, row = case.partition(".")
        inner: Any = written.get(name) or {}
        ids = {found["id"] for found in _each_entry(inner)}
        if row:
            ids = (
                {rule["id"] for found in inner if found["id"] == row for rule in found.get("rules", ())}
                if inner
                else set()
            )
        for rule in rules:
            assert isinstance(rule, Rule)
            if rule.id in ids:
                yield name, rule


def _each_entry(written: Any) -> Iterator[Case]:
    entries = written if isinstance(written, list) else [written] if "id" in written else []
    if isinstance(written, dict) and not entries:
        entries = [entry for listed in written.values() for entry in listed or ()]
    # The id of an inherited rule may stand for it.
    yield from (entry for entry in entries if not isinstance(entry, str))


def under(cases: Iterable[Case], book: Rulebook, rule: str) -> Iterator[Case]:
    """The cases under a rulebook that rest on a rule."""
    for case in cases:
        named = ((case["expected"] or {}).get("rule") or "").split(" | ")
        if book.name in case["rulebook"] and rule in named:
            yield case


def measured(rule: Rule, cases: Iterable[Case]) -> Iterator[Fraction]:
    """What the measure of a rule is in each case whose actual is one number."""
    for case in cases:
        stated = case["input"]
        execution = rule.measure is Measure.EXECUTION
        target, actual = stated["revised" if execution else "target"], stated["spent" if execution else "actual"]
        done = read_statement(actual)
        assert isinstance(done, Bound)
        if rule.measure is Measure.RATE:
            rate = as_quantity(actual)
            assert isinstance(rate, Rate)
            yield Fraction(rate.percent) / 100
            continue
        goal = read_statement(target)
        assert isinstance(goal, Bound)
        both = compare(goal, done)
        assert both is not None
        if both.low is not None and both.low == both.high and both.target >= 0:
            yield from _value(rule.measure, both.target, both.low)


def _value(measure: Measure, goal: Fraction, value: Fraction) -> Iterator[Fraction]:
    if measure is Measure.ACTUAL:
        yield value
    elif measure is Measure.INVERSE:
        yield from [goal / value] if value > 0 else []
    elif goal > 0:
        ratio = value / goal
        yield {Measure.EXCESS: ratio - 1, Measure.DISTANCE: abs(ratio - 1)}.get(measure, ratio)


@every_book
def test_every_bound_has_three_cases(book: Rulebook) -> None:
    """Just below, at and just above every point at which a rule bends or jumps."""
    for name, rule in own_rules(book):
        found = list(measured(rule, under(EXECUTIONS if name == "execution" else INDICATORS, book, rule.id)))
        assert found, f"{rule.id} has no case"
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


@every_book
def test_every_band_has_its_cases(book: Rulebook) -> None:
    """Just below, at and just above both ends of every band of judgement, for a weight of 10."""
    changed = {band["id"] for band in WRITTEN[book.name].get("bands") or ()}
    for band in book.bands:
        if band.id not in changed:
            continue
        cases = under(INDICATORS, book, band.id)
        stated = {Decimal(case["input"]["points"]) for case in cases if case["input"]["points"] is not None}
        assert band.share.low is not None
        assert band.share.high is not None
        for end in (band.share.low * 10, band.share.high * 10):
            assert {end - CENT, end, end + CENT} <= stated, f"{band.id} at {end}"


@every_book
def test_every_grade_has_its_cases(book: Rulebook) -> None:
    """Just below, at and just above the least total of every grade, as far as totals go."""
    if not WRITTEN[book.name].get("grades"):
        return
    totals = {Decimal(case["input"]["total"]) for case in section("grades") if book.name in case["rulebook"]}
    for grade in book.grades:
        end = grade.points.low
        near = {Decimal(0)} if end is None else {end - CENT, end, end + CENT}
        assert near <= totals, grade.title


@every_book
def test_every_word_has_a_case(book: Rulebook) -> None:
    """Every word that a book lists stands in a case, and no case lists a word of which the book knows nothing."""
    lists: dict[str, set[str]] = {}
    for band in WRITTEN[book.name].get("bands") or ():
        if "words" in band or "contains" in band:
            lists[band["id"]] = {*band.get("words", ()), *band.get("contains", ())}
    for pair in WRITTEN[book.name].get("pairs") or ():
        lists[book.bands[0].id] |= set(pair["actuals"])
    if book.answers and "answers" in WRITTEN[book.name]:
        lists["answers"] = {*book.answers.yes, *book.answers.no}
    if book.not_applicable and "not_applicable" in WRITTEN[book.name]:
        lists["dropped"] = set(book.not_applicable.words)
    for name, words in lists.items():
        found = {
            word
            for case in section("words")
            if book.name in case["rulebook"] and name in (case["expected"]["rule"], case["expected"]["basis"])
            for word in (*case["input"]["words"], *case["input"].get("contains", ()))
        }
        assert words == found, name


@every_book
def test_every_set_of_weights_has_a_case(book: Rulebook) -> None:
    """Every set of level-1 weights is met by a card, and missed by another."""
    found = {case["expected"] for case in section("weights") if book.name in case["rulebook"]}
    own = {weights["id"] for weights in WRITTEN[book.name].get("weights") or ()}
    assert own <= found
    assert not own or None in found


@every_book
def test_every_year_has_its_cases(book: Rulebook) -> None:
    """The year before the first, the first, the last, and the year after it."""
    written: Any = WRITTEN[book.name].get("years") or {}
    years = {int(year) for case in section("years") if book.name in case["rulebook"] for year in case["expected"]}
    ends = {book.years.first if "first" in written else None, book.years.last if "last" in written else None} - {None}
    for end in ends:
        assert end is not None
        assert {end - 1, end, end + 1} <= years


@every_book
def test_every_section_has_a_case(book: Rulebook) -> None:
    """What else a book's own file says has a case of the kind that shows it."""
    for name, kind in KINDS.items():
        said_here: Any = WRITTEN[book.name].get(name)
        if said_here and list(said_here) != ["clause"]:
            cases = [case for case in section(kind) if book.name in case["rulebook"]]
            assert cases, f"{book.name}: {name} has no case under {kind}"
