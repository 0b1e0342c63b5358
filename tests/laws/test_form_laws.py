"""
The laws of form: what `verify` finds in the sections of a rulebook, with the number, weight or word that shows it.

A rulebook that ships is broken in one place; that place is named, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.finding import Clause, Severity
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.verify import examine, verify
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.scoring.policy import Band, Grade, OverAttainment, RateRow, Rounding, RoundingMode, Waiver
from budgetperf.scoring.ranges import Range, find_faults
from budgetperf.scoring.rule import Cases, FunctionRule, Rule
from budgetperf.scoring.rulebook import Rulebook

BOOK = load_rulebook("mof-2020")
CLAUSE = Clause(document="《办法》")
HIGHER = BOOK.positive.higher[0]
assert isinstance(HIGHER, Rule)
ENDS = st.integers(0, 8).map(lambda number: Decimal(number) / 2)
WHOLE = Range(low=0, high=4)


def only(found: Sequence[Violation]) -> tuple[Law, str, str]:
    """The one law that is broken, where, and by what."""
    (one,) = found
    return one.law, one.path, str(one.trials[0]) if one.trials else ""


def rule(name: str, **more: Any) -> Rule:
    """Another rule that is as good as the one that ships."""
    assert isinstance(HIGHER, Rule)
    return evolve(HIGHER, id=name, **more)


def higher(*rules: Any) -> Rulebook:
    """The national rulebook with these rules for what is better high."""
    return evolve(BOOK, positive=evolve(BOOK.positive, higher=rules))


@st.composite
def spans(draw: st.DrawFn) -> Range:
    """Ranges between halves, with and without their ends."""
    low, high = sorted((draw(ENDS), draw(ENDS)))
    return Range(low=low, high=high, low_open=draw(st.booleans()), high_open=draw(st.booleans()))


class TestRanges:
    """Ranges cover a whole just once if every number of it lies in one of them, and in no second one."""

    @given(st.lists(spans(), max_size=4))
    def test_against_many_numbers(self, ranges: list[Range]) -> None:
        """Numbers on, beside and between all ends."""
        numbers = [Decimal(number) / 8 for number in range(33)]
        wrong = [number for number in numbers if sum(number in one for one in ranges) != 1]
        faults = find_faults(ranges, WHOLE)
        assert bool(wrong) == bool(faults)
        for fault in faults:
            assert fault.holders == tuple(index for index, one in enumerate(ranges) if fault.number in one)
            assert len(fault.holders) != 1

    @given(st.lists(ENDS, min_size=1, max_size=4, unique=True), st.data())
    def test_a_partition_has_no_fault(self, ends: list[Decimal], data: st.DataObject) -> None:
        """Whosever each end is, as long as it is somebody's."""
        owners = [data.draw(st.booleans()) for _ in ends]
        bounds = [None, *sorted(ends), None]
        ranges = [
            Range(
                low=low,
                high=high,
                low_open=index > 0 and owners[index - 1],
                high_open=index < len(ends) and not owners[index],
            )
            for index, (low, high) in enumerate(pairwise(bounds))
        ]
        assert find_faults(ranges, WHOLE) == ()


class TestGrades:
    """The grades cover 0 to 100 without gap or overlap."""

    @staticmethod
    def graded(*ends: tuple[str, Range]) -> Rulebook:
        """The national rulebook with other grades."""
        return evolve(BOOK, grades=[Grade(title=title, title_en=title, points=span) for title, span in ends])

    def test_a_total_without_a_grade(self) -> None:
        """Exactly 90 has none."""
        book = self.graded(("优", Range(low=90, low_open=True)), ("良", Range(high=90, high_open=True)))
        assert only(verify(book)) == (Law.GRADES, "grades", "total=90 → —")
        assert book.grade(Decimal(90)) is None

    def test_a_total_with_two(self) -> None:
        """Exactly 90 has both."""
        book = self.graded(("优", Range(low=90)), ("良", Range(high=90)))
        assert only(verify(book)) == (Law.GRADES, "grades[1]", "total=90 → 优、良")

    def test_integers_leave_gaps(self) -> None:
        """90–100, 80–89, 0–79 says nothing of 89.5."""
        book = self.graded(
            ("优", Range(low=90, high=100)), ("良", Range(low=80, high=89)), ("中", Range(low=0, high=79))
        )
        found = [dict(one.trials[0].given)["total"] for one in verify(book)]
        assert found == ["79.5", "89.5"]

    def test_no_grades_at_all(self) -> None:
        """A rulebook may leave grades alone."""
        assert verify(self.graded()) == ()


class TestBands:
    """The bands of judgement cover the weight without gap or overlap."""

    @staticmethod
    def banded(**share: Any) -> Rulebook:
        """The national rulebook with another band 部分达成."""
        best, partly, worst = BOOK.bands
        return evolve(BOOK, bands=[best, evolve(partly, share=Range(**share)), worst])

    @pytest.mark.parametrize(
        ("share", "shown"),
        [
            ({"low": "0.6", "high": "0.8"}, "share=0.80 → reached、partly"),
            ({"low": "0.6", "high": "0.7", "high_open": True}, "share=0.7 → —"),
            ({"low": "0.6", "low_open": True, "high": "0.8", "high_open": True}, "share=0.60 → —"),
        ],
    )
    def test_shared_and_lost_ends(self, share: dict[str, Any], shown: str) -> None:
        """An end is one band's: not two's, and not none's."""
        law, _, trial = only(verify(self.banded(**share)))
        assert (Law.BANDS, shown.replace("0.80", "0.8").replace("0.60", "0.6")) == (
            law,
            trial.replace("0.80", "0.8").replace("0.60", "0.6"),
        )

    def test_more_than_the_weight(self) -> None:
        """A band that reaches past the whole weight."""
        best = Band(id="reached", title="达成", title_en="reached", share=Range(low="0.8", high="1.1"), clause=CLAUSE)
        assert Law.BANDS in {one.law for one in verify(evolve(BOOK, bands=[best, *BOOK.bands[1:]]))}


class TestOneRule:
    """One rule applies to each case, not two; where two are in use, one of them says so."""

    def test_two_rules(self) -> None:
        """Both claim every row."""
        law, path, shown = only(verify(higher(rule("one"), rule("two"))))
        assert (law, path) == (Law.ONE_RULE, "positive.higher[1]")
        assert "one、two" in shown

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({}, {"alternative_to": "one"}),
            ({"weights": (5,)}, {"weights": (8,)}),
            ({"levels": ("产出指标",)}, {"levels": ("效益",)}),
            ({}, {"levels": ("产出指标",)}),
            ({"levels": ("产出指标",), "weights": (5,)}, {"levels": ("产出指标",), "weights": (8,)}),
        ],
    )
    def test_told_apart(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        """By weight, by level, the special before the general, or declared as unsettled."""
        assert verify(higher(rule("one", **one), rule("two", **other))) == ()

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"weights": (5, 8)}, {"weights": (8,)}),
            ({"weights": (5,)}, {}),
            ({"levels": ("产出指标",)}, {"levels": ("产出",)}),
            ({}, {"alternative_to": "three"}),
        ],
    )
    def test_not_told_apart(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        """A weight or a level that both claim, or an alternative to nobody."""
        assert {Law.ONE_RULE} == {found.law for found in verify(higher(rule("one", **one), rule("two", **other)))}

    def test_three_alternatives(self) -> None:
        """Two alternatives to the same rule are alternatives to each other."""
        rules = rule("one"), rule("two", alternative_to="one"), rule("three", alternative_to="one")
        assert verify(higher(*rules)) == ()


class TestNames:
    """Every id and every word stands once."""

    def test_ids(self) -> None:
        """A trace names a rule by its id."""
        assert only(verify(evolve(BOOK, negative=_negative("attainment"))))[:2] == (Law.NAMES, "negative.higher[0]")

    def test_words(self) -> None:
        """A word of two bands has two meanings."""
        best, partly, worst = BOOK.bands
        book = evolve(BOOK, bands=[best, evolve(partly, words=(*partly.words, "已完成")), worst])
        assert only(verify(book)) == (Law.NAMES, "bands[1]", "name=已完成 → 2")

    def test_denials(self) -> None:
        """A denial that is part of a listed word would catch it."""
        best, *rest = BOOK.bands
        book = evolve(BOOK, bands=[evolve(best, words=(*best.words, "基本未超支")), *rest])
        assert only(verify(book)) == (Law.NAMES, "bands[0]", "name=基本未超支 → 2")


def _negative(name: str) -> Cases:
    """Rules for targets below zero that keep every law: met is met, and nothing else earns anything."""
    step = Curve(knots=[Knot(0, 1, right=0)])
    assert isinstance(HIGHER, Rule)
    return Cases(higher=[evolve(HIGHER, id=name, measure="excess", curve=step)])


class TestOthers:
    """Rounding, over-attainment, functions, waivers."""

    def test_cutting_off(self) -> None:
        """Digits that are cut off may be more than half a step."""
        book = evolve(BOOK, rounding=Rounding(row=2, mode=RoundingMode.DOWN, clause=CLAUSE))
        (found,) = verify(book)
        assert found.law is Law.ROUNDING
        ((_, exact),) = found.trials[0].given
        assert abs(Fraction(exact) - Fraction(found.trials[0].outcome)) > Fraction("0.005")

    def test_a_number_without_a_unit(self) -> None:
        """Thirty is more than enough in 元, and nothing in 万元."""
        policy = OverAttainment(ratio="1.3", severity=Severity.WARNING, zero=30, clause=CLAUSE)
        assert only(verify(evolve(BOOK, over_attainment=policy)))[:2] == (Law.UNIT, "over_attainment")

    def test_taking_off_for_more(self) -> None:
        """A reduction breaks two laws, which a rulebook must waive."""
        kept = Curve(knots=[Knot("1.5", 1), Knot(2, "0.5")])
        policy = OverAttainment(ratio="1.5", severity=Severity.WARNING, kept=kept, clause=CLAUSE)
        assert [one.law for one in verify(evolve(BOOK, over_attainment=policy))] == [Law.FULL, Law.MONOTONE]

    def test_a_function_is_not_decided(self) -> None:
        """Nobody can say that it keeps the laws; that is said."""
        own = FunctionRule(
            id="own", title="a", title_en="a", function=lambda _target, _actual, weight: weight, clause=CLAUSE
        )
        assert only(verify(higher(own))) == (Law.DECIDED, "positive.higher[0]", "")

    def test_a_function_that_fails(self) -> None:
        """What it raises is told, with the input; verifying goes on."""
        own = FunctionRule(
            id="own",
            title="a",
            title_en="a",
            function=lambda target, _actual, weight: weight / (target - 90),
            clause=CLAUSE,
        )
        found = {one.law: one for one in verify(higher(own))}
        assert {Law.DECIDED, Law.TOTAL} == set(found)
        assert (found[Law.TOTAL].rule, "ZeroDivisionError" in found[Law.TOTAL].trials[0].outcome) == ("own", True)

    def test_waived(self) -> None:
        """What is waived is no violation, and is told apart."""
        down = Rounding(row=2, mode=RoundingMode.DOWN, clause=CLAUSE)
        waiver = Waiver(law="rounding", rule="rounding", reason="照文件", reason_en="as printed", clause=CLAUSE)
        result = examine(evolve(BOOK, rounding=down, waivers=[waiver]))
        assert ((), [(waiver, Law.ROUNDING)]) == (
            result.violations,
            [(found, broken.law) for found, broken in result.waived],
        )

    @pytest.mark.parametrize(("law", "name"), [("rounding", "rounding"), ("roundng", "rounding"), ("full", "nobody")])
    def test_a_waiver_for_nothing(self, law: str, name: str) -> None:
        """Left over, misspelt, or of a rule that there is not."""
        waiver = Waiver(law=law, rule=name, reason="照文件", reason_en="as printed", clause=CLAUSE)
        assert only(verify(evolve(BOOK, waivers=[waiver])))[:2] == (Law.WAIVERS, "waivers[0]")

    def test_a_rate_that_earns_nothing(self) -> None:
        """Somewhere a rate earns its full weight."""
        step = rule("rate", measure="rate", curve=Curve(knots=[Knot(0, "0.5")]))
        book = evolve(BOOK, rates=[RateRow(id="rate", names=("比率",), rules=[step], clause=CLAUSE)])
        assert only(verify(book))[:2] == (Law.FULL, "rates[0].rules[0]")

    def test_a_rate_under_equal(self) -> None:
        """What looks at no target cannot say whether it was met."""
        curve = Curve(knots=[Knot(0, 0), Knot(1, 1), Knot(2, 0)])
        book = evolve(BOOK, positive=evolve(BOOK.positive, equal=[rule("rate", measure="rate", curve=curve)]))
        assert Law.FULL in {one.law for one in verify(book)}

    def test_a_reduction_at_its_threshold(self) -> None:
        """One more book, and a fifth of the points is gone."""
        policy = OverAttainment(
            ratio="1.2", severity=Severity.WARNING, kept=Curve(knots=[Knot("1.2", "0.8")]), clause=CLAUSE
        )
        assert [one.law for one in verify(evolve(BOOK, over_attainment=policy))] == [Law.FULL, Law.MONOTONE]

    def test_weights_of_one_level_twice(self) -> None:
        """They add up, and mean nothing."""
        levels = (("产出指标", Decimal(50)), ("产出", Decimal(40)))
        weights = evolve(BOOK.weights[0], levels=levels)
        assert {Law.NAMES} == {one.law for one in verify(evolve(BOOK, weights=[weights]))}
