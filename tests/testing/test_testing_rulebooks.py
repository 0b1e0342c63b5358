"""Rules and rulebooks that are lawful by construction, and score whatever card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from budgetperf import testing
from budgetperf.domain.model import Direction
from budgetperf.scoring.laws.decide import rule_violations
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law
from budgetperf.scoring.policy import RoundingMode, Treatment
from budgetperf.scoring.ranges import Range, find_faults
from budgetperf.scoring.rule import Measure, Rule, Scale
from budgetperf.scoring.rulebook import CASES, MEASURES, Rulebook
from budgetperf.scoring.score import score

LOOKING = settings(max_examples=400, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
SORTED = (Direction.HIGHER, Direction.LOWER, Direction.EQUAL)
ASKED = [
    *((case, direction) for case in CASES for direction in SORTED),
    *((case, Direction.HIGHER) for case in ("dates", "execution", "rates")),
]


@pytest.mark.parametrize(("case", "direction"), ASKED)
def test_rules_keep_every_law(case: str, direction: Direction) -> None:
    """Every rule of every case, decided exactly."""

    @given(testing.rules(case=case, directions=[direction]))
    @settings(max_examples=20)
    def keeps(rule: Rule) -> None:
        assert rule.measure in MEASURES[case]
        found = list(rule_violations(rule, case, None if case == "rates" else direction, case))
        assert found == [], f"{found[0].law}: {found[0].trials}"

    keeps()


CORNERS: list[tuple[str, Callable[[Rule], bool]]] = [
    *((f"in {scale}", lambda rule, scale=scale: rule.scale is scale) for scale in Scale),
    *((f"on {measure}", lambda rule, measure=measure: rule.measure is measure) for measure in Measure),
    ("for some weights", lambda rule: bool(rule.weights)),
    ("with jumps", lambda rule: any(knot.left != knot.right for knot in rule.curve.knots)),
    ("in many steps", lambda rule: len(rule.curve.knots) > 8),
    ("with a straight slope", lambda rule: all(knot.left == knot.right for knot in rule.curve.knots[1:])),
]  # fmt: skip


@pytest.mark.parametrize("corner", [pytest.param(found[1], id=found[0]) for found in CORNERS])
def test_corner_of_rules_occurs(corner: Callable[[Rule], bool]) -> None:
    """A few hundred rules come by every kind."""
    assert corner(find(testing.rules(), corner, settings=LOOKING))


class TestRulebooks:
    """Every generated rulebook keeps every law, and scores every card."""

    @given(testing.rulebooks())
    @settings(max_examples=25)
    def test_lawful(self, book: Rulebook) -> None:
        """Nothing is violated, and nothing had to be waived."""
        assert verify(book) == ()
        assert book.waivers == ()

    @given(testing.rulebooks(waived=True))
    @settings(max_examples=15)
    def test_waived(self, book: Rulebook) -> None:
        """What is violated is waived, and no waiver is idle."""
        assert verify(book) == ()

    @given(testing.rulebooks(), st.data())
    @settings(max_examples=25)
    def test_scores(self, book: Rulebook, data: st.DataObject) -> None:
        """A card that meets the book has a total between nothing and its weight."""
        found = score(data.draw(testing.scored_scorecards(rulebook=book)), book)
        for row in found.rows:
            assert row.low is None or row.high is None or row.weight is None or 0 <= row.low <= row.high <= row.weight
        assert found.low is None or found.high is None or found.low <= found.high

    @given(testing.grade_sets(), testing.partitions(Range(low=0, high=1)))
    def test_partitions(self, grades: tuple[Any, ...], spans: tuple[Range, ...]) -> None:
        """Grades and parts hold every number just once."""
        assert find_faults(spans, Range(low=0, high=1)) == ()
        assert not grades or find_faults([grade.points for grade in grades], Range(low=0, high=100)) == ()


BOOKS: list[tuple[str, Callable[[Rulebook], bool]]] = [
    ("a case without rules", lambda book: not book.positive.higher),
    ("two rules beside each other", lambda book: any(rule.alternative_to for rule in book.positive)),
    ("rules for different weights", lambda book: len({rule.weights for rule in book.positive.lower}) > 1),
    ("a rule for a level", lambda book: any(rule.levels for rule in book.positive)),
    ("no bands", lambda book: not book.bands),
    ("no grades", lambda book: not book.grades),
    ("a grade whose upper end is its own", lambda book: any(
        grade.points.low_open for grade in book.grades)),
    ("a rate row", lambda book: bool(book.rates)),
    ("weights that are shared out freely", lambda book: any(found.free for found in book.weights)),
    ("blanks that earn nothing", lambda book: book.corners.blank_actual is Treatment.NOTHING),
    ("whole points", lambda book: book.rounding.row == 0),
    ("no execution", lambda book: book.execution is None),
]  # fmt: skip


@pytest.mark.parametrize("corner", [pytest.param(found[1], id=found[0]) for found in BOOKS])
def test_corner_of_books_occurs(corner: Callable[[Rulebook], bool]) -> None:
    """A few hundred books come by every kind."""
    assert corner(find(testing.rulebooks(), corner, settings=LOOKING))


WAIVED: list[tuple[str, Callable[[Rulebook], bool]]] = [
    ("points that are cut off", lambda book: book.rounding.mode is RoundingMode.DOWN),
    ("over-attainment that costs points", lambda book: bool(book.over_attainment and book.over_attainment.kept)),
    ("negatives that count as zero", lambda book: "corners" in {waiver.rule for waiver in book.waivers}),
    ("two laws at once", lambda book: len({waiver.law for waiver in book.waivers} - {Law.ROUNDING}) > 1),
]


@pytest.mark.parametrize("corner", [pytest.param(found[1], id=found[0]) for found in WAIVED])
def test_waived_laws_occur(corner: Callable[[Rulebook], bool]) -> None:
    """What a rulebook may break on purpose."""
    assert corner(find(testing.rulebooks(waived=True), corner, settings=LOOKING))
