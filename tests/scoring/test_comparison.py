"""Which way is better, and in which unit: nothing is guessed silently."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.statement import Actual, Bound, Target, Words, read_statement
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.comparison import Comparison, Stance, Units, compare, find_direction, reading_of

BOOK = load_rulebook("hunan-2022")


def bound(text: str) -> Bound:
    """A number with or without an operator."""
    found = read_statement(text)
    assert isinstance(found, Bound)
    return found


def between(target: str, actual: str) -> Comparison | None:
    """Target and actual in one unit."""
    return compare(bound(target), bound(actual))


@pytest.mark.parametrize(
    ("target", "level2", "name", "direction", "why"),
    [
        ("≥95%", None, "参训率", "higher", "operator"),
        (">95%", None, "参训率", "higher", "operator"),
        ("不低于95%", "经济成本指标", "参训率", "higher", "operator"),
        ("≤10天", None, "天数", "lower", "operator"),
        ("<10天", None, "天数", "lower", "operator"),
        ("=100%", None, "合格率", "equal", "operator"),
        ("88万元", "经济成本指标", "项目成本", "lower", "cost"),
        ("88", " 经济成本指标 ", "项目成本", "lower", "cost"),
        ("88", "成本指标", "项目成本", "lower", "cost"),
        ("0", "经济成本指标", "超支", "lower", "cost"),
        ("0", "数量指标", "安全事故", "lower", "zero"),
        ("0.00起", None, "安全事故", "lower", "zero"),
        ("100%", None, "三公经费控制率", "lower", "name"),
        ("100%", None, "“三公”经费 控制率", "lower", "name"),
        ("5%", None, "公务接待费变动率", "lower", "name"),
        ("100%", None, "在职人员控制率（%）", "lower", "name"),
        ("5%", None, "结转结余率", "lower", "name"),
        ("5%", "成本指标", "成本节约率", "higher", "assumed"),
        ("100%", "成本指标", "成本控制率", "lower", "name"),
        ("1%", "质量指标", "数据差错率", "lower", "name"),
        ("5分钟", "时效指标", "平均响应时间", "lower", "name"),
        ("5%", "社会效益指标", "降低事故发生率", "higher", "assumed"),
        ("100%", "社会效益指标", "事故零发生率", "higher", "assumed"),
        ("5%", None, "控制率达标的单位", "higher", "assumed"),
        ("2次", "数量指标", "培训期数", "higher", "assumed"),
        ("88万元", "经济效益指标", "增收", "higher", "assumed"),
        ("-5%", None, "增长", "higher", "assumed"),
        ("有所提升", "经济成本指标", "控制率", "judged", "words"),
        ("2022年1-12月", None, "时间", "judged", "words"),
        (None, None, "时间", "judged", "words"),
    ],
)
def test_direction(target: str | None, level2: str | None, name: str, direction: str, why: str) -> None:
    """The operator first, then what a bare number says by its heading, its value or its name."""
    stance = find_direction(Indicator(level2=level2, name=name, target=target), BOOK)
    assert (direction, why, why == "assumed") == (stance.direction, stance.why, stance.assumed)


def test_a_given_direction_is_followed() -> None:
    """What the form states is stronger than any operator."""
    stance = find_direction(Indicator(name="天数", target="≥10天", direction="lower"), BOOK)
    assert Stance(direction=Direction.LOWER, why="given") == stance


def test_words_are_judged_whatever_is_given() -> None:
    """Words have no direction that could be computed with."""
    stance = find_direction(Indicator(name="质量", target="有所提升", direction="higher"), BOOK)
    assert Stance(direction=Direction.JUDGED, why="words") == stance


@pytest.mark.parametrize(
    ("target", "actual", "goal", "interval", "units"),
    [
        ("88万元", "967300元", "880000", ("967300", "967300"), "same"),
        ("≥95%", "96%", "95", ("96", "96"), "same"),
        ("≥2万人", "15000人", "20000", ("15000", "15000"), "same"),
        ("≥2万", "15000", "20000", ("15000", "15000"), "same"),
        ("≥2万㎡", "15000平方米", "20000", ("15000", "15000"), "same"),
        ("1", "2次", "1", ("2", "2"), "taken"),
        ("2次", "1", "2", ("1", "1"), "taken"),
        ("88万元", "96.73", "880000", ("967300", "967300"), "taken"),
        ("88", "96.73万元", "880000", ("967300", "967300"), "taken"),
        ("95", "96%", "95", ("96", "96"), "taken"),
        ("2", "3万人", "20000", ("30000", "30000"), "taken"),
        ("2万", "3万人", "20000", ("30000", "30000"), "taken"),
        ("≤5%", "0", "5", ("0", "0"), "same"),
        ("0", "2起", "0", ("2", "2"), "same"),
        ("≥4次/年", "3次", "4", ("3", "3"), "same"),
        ("≥95%", "≥95%", "95", ("95", None), "same"),
        ("≥95%", ">95%", "95", ("95", None), "same"),
        ("≤10天", "≤10天", "10", ("0", "10"), "same"),
        ("≤10天", "<10天", "10", ("0", "10"), "same"),
        ("≤10天", "0天以内", "10", ("0", "0"), "same"),
        ("≤-5%", "≤-5%", "-5", (None, "-5"), "same"),
        ("=5", "=5", "5", ("5", "5"), "same"),
    ],
)
def test_comparison(target: str, actual: str, goal: str, interval: tuple[str | None, ...], units: str) -> None:
    """One unit for both; an actual with an operator is an interval, from nothing where it has a limit."""
    low, high = (None if end is None else Fraction(end) for end in interval)
    found = between(target, actual)
    assert found is not None
    assert (Fraction(goal), low, high, Units(units)) == (found.target, found.low, found.high, found.units)


@pytest.mark.parametrize(
    ("target", "actual", "shown"),
    [
        ("88", "96.730万元", ("88万元", "96.730万元")),
        ("≥95%", "≥ 90", ("95%", "≥90%")),
        ("2 次", "1", ("2次", "1次")),
        ("2万", "3人", ("2万", "3人")),
    ],
)
def test_figures_are_shown_as_printed(target: str, actual: str, shown: tuple[str, str]) -> None:
    """A trace shows what the form prints, with the unit that a side was given."""
    found = between(target, actual)
    assert found is not None
    assert shown == (found.target_text, found.actual_text)


@pytest.mark.parametrize(
    ("target", "actual"), [("95%", "2次"), ("88万元", "88%"), ("2次", "2天"), ("1m²", "1公里"), ("2万人", "2万元")]
)
def test_different_dimensions(target: str, actual: str) -> None:
    """What cannot be compared is not compared."""
    assert between(target, actual) is None


def test_readings() -> None:
    """A blank and what could not be read mean nothing."""
    assert [Words(text="已完成"), bound("≥2次"), None, None] == [
        reading_of(value) for value in (Actual("已完成"), Target("≥2次"), Unreadable("8O"), None)
    ]


NUMBERS = st.fractions(-100, 100, max_denominator=100)


@given(NUMBERS.filter(bool), st.none() | NUMBERS, st.none() | NUMBERS)
def test_ratios(target: Fraction, low: Fraction | None, high: Fraction | None) -> None:
    """Each end is divided by the target, and an end without bound stays one."""
    both = Comparison(target=target, low=low, high=high, units=Units.SAME)
    expected = tuple(None if end is None else end / target for end in (low, high))
    assert (expected, target > 0) == (both.ratios, both.sign > 0)


@given(NUMBERS, NUMBERS)
def test_one_number(low: Fraction, high: Fraction) -> None:
    """An actual is one number where its ends are equal, be they one object or two; without any end it is none."""
    both = Comparison(target=Fraction(1), low=low, high=high, units=Units.SAME)
    alike = Comparison(target=Fraction(1), low=low, high=low + 0, units=Units.SAME)
    open_ = Comparison(target=Fraction(1), low=None, high=None, units=Units.SAME)
    assert (low == high, True, False) == (both.is_one_number, alike.is_one_number, open_.is_one_number)
