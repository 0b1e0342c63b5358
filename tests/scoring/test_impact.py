"""Whose score and grade another rulebook changes, which rows, and because of which section."""

from decimal import Decimal
from itertools import product
from typing import Any

import attrs
import pytest
from attrs import evolve

from budgetperf.domain.model import Budget, Execution, Filing, FundRow, Funds, Indicator, Scorecard
from budgetperf.formats.rulebooks import load_rulebook, shipped_names
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import NotApplicable
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.row_score import Basis
from budgetperf.scoring.rule import Rule
from budgetperf.scoring.rulebook import CASES, Rulebook
from budgetperf.scoring.score import score
from budgetperf.scoring.study.differences import differences
from budgetperf.scoring.study.impact import CardImpact, impact

BOOK = load_rulebook("mof-2020")
ROWS = (
    Indicator(level1="产出指标", level2="数量指标", name="新书册数", target="≥5000册", actual="4700册", weight="20"),
    Indicator(level1="产出指标", level2="质量指标", name="合格率", target="=100%", actual="97%", weight="20"),
    Indicator(level1="产出指标", level2="成本指标", name="控制成本", target="≤88万元", actual="96.73万元", weight="10"),
    Indicator(level1="效益指标", level2="社会效益指标", name="投诉", target="0起", actual="0起", weight="15"),
    Indicator(level1="效益指标", level2="社会效益指标", name="影响", target="有所提升", actual="已完成", weight="15"),
    Indicator(level1="满意度指标", name="满意度", target="≥90%", actual="85%", weight="10"),
    Indicator(level1="产出指标", level2="时效指标", name="在职人员控制率", actual="102.5%", weight="5"),
    Indicator(level1="产出指标", level2="时效指标", name="下降", target="≥-5%", actual="-7%", weight="5"),
    Indicator(level1="产出指标", level2="时效指标", name="空白", target="≥5次", weight="5"),
)
TOTAL = FundRow(name="年度资金总额", role="total", funds=Funds(revised="100万元", spent="97.32万元"))
CARD = Scorecard(
    kind="project",
    subject="图书购置",
    budget=Budget(rows=[TOTAL], execution=Execution(weight="10")),
    indicators=ROWS,
)
FILING = Filing(year=2022, scorecards=[CARD])
BOTH = pytest.mark.parametrize(("one", "other"), list(product(shipped_names(), ["mof-2020", "platform-guangxi"])))


def of(old: Rulebook, new: Rulebook) -> CardImpact:
    """What changes for the one card."""
    (found,) = impact(FILING, old, new)
    return found


def rows(found: CardImpact) -> dict[str, tuple[str, ...]]:
    """The rows that change, and because of what."""
    return {row.old.label: row.causes for row in found.rows}


def taken(book: Rulebook, section: str, other: Rulebook) -> Rulebook:
    """A book with one section of another."""
    name, _, rest = section.partition(".")
    value: Any = getattr(other, name)
    return evolve(book, **{name: evolve(getattr(book, name), **{rest: getattr(value, rest)}) if rest else value})


@BOTH
def test_both_scores(one: str, other: str) -> None:
    """Old and new are the scores under the two books; the rows that change are those whose points do."""
    here, there = load_rulebook(one), load_rulebook(other)
    found = of(here, there)
    before, after = (score(CARD, book, path="scorecards[0]") for book in (here, there))
    assert (found.old, found.new) == (before, after)
    changed = [
        old.label
        for old, new in zip((before.execution, *before.rows), (after.execution, *after.rows), strict=True)
        if old is not None and new is not None and (old.low, old.high, old.basis) != (new.low, new.high, new.basis)
    ]
    assert changed == list(rows(found))


@BOTH
def test_a_cause_is_a_section_that_differs(one: str, other: str) -> None:
    """Whatever changes has a cause, and every cause is a section of which some value differs."""
    here, there = load_rulebook(one), load_rulebook(other)
    sections = {
        part.section if part.section.partition(".")[0] in CASES else part.section.partition(".")[0]
        for part in differences(here, there)
    }
    found = of(here, there)
    for row in found.rows:
        assert row.causes
        assert set(row.causes) <= sections
    assert bool(found.causes) == (found.score_changes or found.grade_changes)
    assert set(found.causes) <= sections


@BOTH
def test_a_lone_cause_is_enough(one: str, other: str) -> None:
    """Where a row has one cause, taking over that section alone changes it."""
    here, there = load_rulebook(one), load_rulebook(other)
    for row in of(here, there).rows:
        if len(row.causes) != 1:
            continue
        assert row.old.label in rows(of(here, taken(here, row.causes[0], there)))


@pytest.mark.parametrize("name", shipped_names())
def test_the_same_book_changes_nothing(name: str) -> None:
    """Equal books score every card alike."""
    found = of(load_rulebook(name), load_rulebook(name))
    assert (found.rows, found.causes, found.score_changes, found.grade_changes) == ((), (), False, False)


def test_another_curve() -> None:
    """A pass threshold of 60 % lowers the rows that missed their target, and names the rules of their case."""
    rule = BOOK.rule("attainment")
    assert isinstance(rule, Rule)
    strict = evolve(rule, id="strict", curve=Curve(knots=[Knot("0.6", 0), Knot(1, 1)]))
    found = of(BOOK, evolve(BOOK, positive=evolve(BOOK.positive, higher=[strict])))
    assert rows(found) == {"新书册数": ("positive.higher",), "满意度": ("positive.higher",)}
    assert [row.old.rule for row in found.rows] == ["attainment", "attainment"]
    assert [row.new.rule for row in found.rows] == ["strict", "strict"]
    assert found.causes == ("positive.higher",)


def test_another_rounding() -> None:
    """Whole points change every row that has decimals, and the total."""
    found = of(BOOK, evolve(BOOK, rounding=evolve(BOOK.rounding, row=0)))
    assert set(rows(found).values()) == {("rounding",)}
    assert "预算执行率" in rows(found)


def test_only_the_total() -> None:
    """A total that is rounded again changes no row."""
    found = of(BOOK, evolve(BOOK, rounding=evolve(BOOK.rounding, total=0)))
    assert (found.rows, found.causes) == ((), ("rounding",))
    assert found.score_changes


def test_only_the_grade() -> None:
    """Another table of grades changes no points, and says so."""
    card = evolve(CARD, indicators=[evolve(ROWS[0], actual="4100册", weight="90")])
    grades = (evolve(BOOK.grades[0], points=Range(low=80)), evolve(BOOK.grades[1], points=Range(low=70, high=80)))
    (found,) = impact(Filing(scorecards=[card]), BOOK, evolve(BOOK, grades=grades))
    assert (found.rows, found.causes, found.score_changes, found.grade_changes) == ((), ("grades",), False, True)


def test_a_dropped_row() -> None:
    """A row that is now dropped has changed, and so has the total of the others."""
    card = evolve(CARD, indicators=[*ROWS[:2], evolve(ROWS[4], actual="不适用")])
    new = evolve(BOOK, not_applicable=NotApplicable(words=("不适用",), clause=BOOK.corners.clause))
    (found,) = impact(Filing(scorecards=[card]), BOOK, new)
    (row,) = found.rows
    assert (row.old.label, row.causes, row.new.basis) == ("影响", ("not_applicable",), Basis.DROPPED)


def test_two_sections_that_only_act_together() -> None:
    """Where no section alone changes a row, every section that differs is named."""
    rule = BOOK.rule("attainment")
    assert isinstance(rule, Rule)
    row = evolve(ROWS[0], target="≥100册", actual="50册", weight="2")
    lower = evolve(rule, curve=Curve(knots=[Knot(0, 0), Knot("0.5", "0.496"), Knot(1, 1)]))
    old = evolve(BOOK, rounding=evolve(BOOK.rounding, row=0))
    new = evolve(BOOK, positive=evolve(BOOK.positive, higher=[lower]))
    (found,) = impact(Filing(scorecards=[evolve(CARD, budget=Budget(), indicators=[row])]), old, new)
    # 0.992 is a whole point when it is rounded to one, and 1 is 1.00 under either rounding.
    assert (found.rows[0].old.low, found.rows[0].new.low) == (Decimal(1), Decimal("0.99"))
    assert found.rows[0].causes == ("positive.higher", "rounding")


def test_cards_without_weights() -> None:
    """A card that cannot be scored does not change."""
    card = Scorecard(kind="project", indicators=[Indicator(name="某项", target="≥1次", actual="1次")])
    (found,) = impact(Filing(scorecards=[card]), BOOK, load_rulebook("platform-guangxi"))
    assert (found.rows, found.causes) == ((), ())
    assert found.old.low is None


def test_every_card() -> None:
    """Cards are told in their order, by their path; a filing without cards has none."""
    found = impact(Filing(scorecards=[CARD, CARD]), BOOK, BOOK)
    assert [card.old.path for card in found] == ["scorecards[0]", "scorecards[1]"]
    assert impact(Filing(), BOOK, BOOK) == ()


def test_values_are_frozen() -> None:
    """What was found cannot be changed afterwards."""
    found = of(BOOK, BOOK)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.rows = ()  # type: ignore[misc]
    assert found.old.low is not None
    assert isinstance(found.old.low, Decimal)


def test_the_section_that_moves_the_total() -> None:
    """Of two sections that differ, the one that leaves the total as it is, is no cause of another one."""
    rounding = evolve(BOOK.rounding, total=0)
    curve = Curve(knots=[Knot(0, 1), Knot(9, 0)])
    late = Rule(id="late", title="逾期", title_en="late", measure="days_late", curve=curve, clause=BOOK.rounding.clause)
    assert of(BOOK, evolve(BOOK, rounding=rounding, dates=[late])).causes == ("rounding",)
