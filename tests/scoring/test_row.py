"""The score of one row: what it rests on, and what its trace says. Figures and bounds are in `cases/scoring.yaml`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Indicator
from budgetperf.domain.quantity import Unreadable
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.measuring import apply_at
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import Basis, RowScore, points_or_none, round_row, shown
from budgetperf.scoring.rule import Scale
from budgetperf.scoring.rulebook import Rulebook

BOOK = load_rulebook("hunan-2022")


def scored(book: Rulebook = BOOK, **fields: Any) -> RowScore:
    """The score of a row with these fields."""
    stated = {"name": "指标", "weight": "10", **fields}
    return score_row(Indicator(**stated), "row", book)


def said(row: RowScore) -> list[dict[str, str]]:
    """The trace, line by line."""
    return [{"key": step.key, **dict(step.values)} for step in row.trace]


def test_a_trace_can_be_followed() -> None:
    """Direction, then each rule with its figures, its exact result and the rounded one."""
    row = scored(level2="经济成本指标", target="88万元", actual="96.73万元")
    figures = {"target": "88万元", "actual": "96.73万元", "weight": "10"}
    inverse, linear = BOOK.positive.lower
    assert [
        {"key": "direction", "direction": "lower", "why": "cost"},
        {
            "key": "rule",
            "rule": inverse.title,
            "rule_en": inverse.title_en,
            "measure": "inverse",
            **figures,
            "exact": "≈9.097488",
            "rounded": "9.10",
        },
        {
            "key": "rule",
            "rule": linear.title,
            "rule_en": linear.title_en,
            "measure": "excess",
            **figures,
            "exact": "≈9.007955",
            "rounded": "9.01",
        },
    ] == said(row)


def test_an_interval_is_traced_as_one() -> None:
    """Where the actual is a bound, it is shown as one, and so is the result."""
    step = said(scored(target="≥95%", actual="≥90%"))[-1]
    expected = ["95%", "≥90%", "≈9.473684–10", "9.47–10.00"]
    assert expected == [step[name] for name in ("target", "actual", "exact", "rounded")]


@pytest.mark.parametrize(
    ("fields", "steps"),
    [
        ({"target": "≥2次", "actual": None}, ["open_missing"]),
        ({"target": None, "actual": "2次"}, ["open_missing"]),
        ({"target": "≥2次", "actual": Unreadable("2O次")}, ["open_missing"]),
        ({"target": Unreadable("2O次"), "actual": "2次"}, ["open_missing"]),
        ({"target": "≥2次", "actual": "已完成"}, ["direction", "open_words"]),
        ({"target": "≥2次", "actual": "2022年12月"}, ["direction", "open_words"]),
        ({"target": "≥2次", "actual": "95%"}, ["direction", "open_units"]),
        ({"target": "有所提升", "actual": "成效明显"}, ["open_judged"]),
        ({"target": "有所提升", "actual": "95%"}, ["open_judged"]),
        ({"target": "≥2次", "actual": "2次", "direction": "judged"}, ["open_judged"]),
        ({"target": "≤-5%", "actual": "3%"}, ["direction", "open_negative_target"]),
        ({"target": "≤-5%", "actual": "≤3%"}, ["direction", "open_negative_target"]),
        ({"target": "—", "actual": "—"}, ["open_judged"]),
    ],
)
def test_open_rows_say_why(fields: dict[str, Any], steps: list[str]) -> None:
    """A row that no rule decides names its reason, and is worth anything up to its weight."""
    row = scored(**fields)
    assert (Decimal(0), Decimal(10), Basis.OPEN, None) == (row.low, row.high, row.basis, row.rule)
    assert steps == [step.key for step in row.trace]


@pytest.mark.parametrize("weight", [None, Unreadable("1O"), "-1"])
def test_no_weight_no_score(weight: object) -> None:
    """Without a weight that can be computed with there is nothing to score."""
    row = scored(target="≥2次", actual="2次", weight=weight, points="3")
    assert (None, None, Decimal(3)) == (row.low, row.high, row.stated)


def test_a_weight_of_nothing() -> None:
    """A row of weight zero earns zero."""
    row = scored(target="≥2次", actual="1次", weight="0")
    assert (Decimal(0), Decimal(0)) == (row.low, row.high)


@pytest.mark.parametrize(
    ("target", "actual", "met", "attainment"),
    [
        ("≥95%", "95%", True, "1"),
        ("≥95%", "≥95%", True, "1"),
        ("≥95%", "≥90%", None, "18/19"),
        ("≥95%", "≤94%", False, "0"),
        ("≤10天", "≤12天", None, "0"),
        ("≤10天", "≥12天", False, "1.2"),
        ("≤10天", "5天", True, "0.5"),
        ("=5", "≥6", False, "1.2"),
        ("=5", "≥5", None, "1"),
        (">95%", "95%", False, "1"),
        (">95%", "≥95%", None, "1"),
        (">95%", ">95%", True, "1"),
        ("<10天", "10天", False, "1"),
        ("<10天", "≤10天", None, "0"),
        ("<10天", "<10天", True, "0"),
        ("<10天", "≥10天", False, "1"),
        ("=5", "5.0", True, "1"),
        ("0", "0", True, None),
        ("≥95%", "已完成", None, None),
        ("有所提升", "有所提升", None, None),
    ],
)
def test_met(target: str, actual: str, *, met: bool | None, attainment: str | None) -> None:
    """Whether a target was reached, where that can be told; > and < want more than the number itself."""
    row = scored(target=target, actual=actual)
    assert (met, None if attainment is None else Fraction(attainment)) == (row.met, row.attainment)


@pytest.mark.parametrize(
    "actual",
    ["已完成", "达到预期", "达到预期目标", "按时完成", " 已 完成。", "“已完成”", "达成", "有所提升", "有所提升。"],
)
def test_words_that_say_reached(actual: str) -> None:
    """Listed words, and the target's own, whatever stands around them."""
    row = scored(target="有所提升", actual=actual)
    assert (Decimal(8), Decimal(10), "reached", Basis.JUDGED) == (row.low, row.high, row.rule, row.basis)


@pytest.mark.parametrize(
    "actual", ["未完成", "尚未完成", "基本未完成", "未达到预期目标", "没有完成", "未达标，已整改", "未按时完成"]
)
def test_words_that_deny(actual: str) -> None:
    """未完成 is never taken for 完成."""
    assert scored(target="有所提升", actual=actual).rule == "missed"


@pytest.mark.parametrize("actual", ["基本完成", "已完成90%的任务", "完成情况良好", "正在办理", "无", "无未完成事项"])
def test_words_that_say_neither(actual: str) -> None:
    """A word that no list holds decides nothing."""
    assert Basis.OPEN is scored(target="有所提升", actual=actual).basis


@pytest.mark.parametrize(
    ("target", "actual", "rule"),
    [
        ("无", "无负面影响", "reached"),
        ("无", "没有", "reached"),
        ("无", "无", "reached"),
        ("0起", "无", "reached"),
        ("优良中低差", "优", "reached"),
        ("优良中低差", "良", None),
        ("不发生", "未发生", "reached"),
        ("效果明显", "达成预期指标", "reached"),
        ("效果明显", "部分达成预期指标并具有一定效果", "partly"),
        ("效果明显", "未达成预期指标且效果较差", "missed"),
        ("≤0次", "未发生", "reached"),
        ("0起", "有所减少", None),
        ("≤1起", "无", None),
        ("无", "有负面影响", None),
        ("有", "无负面影响", None),
        ("2022年1-12月", "已完成", "reached"),
        ("2022年1-12月", "2022年1-12月", "reached"),
        ("2022年1-12月", "2023年3月", None),
        ("2022年1-12月", "未完成", "missed"),
    ],
)
def test_words_for_words(target: str, actual: str, rule: str | None) -> None:
    """无 is answered by 无负面影响, and so is nothing in numbers; a period by a listed word, or by itself."""
    assert rule == scored(target=target, actual=actual).rule


@pytest.mark.parametrize(
    ("weight", "low", "high"),
    [("10", "6.00", "7.99"), ("5", "3.00", "3.99"), ("2.5", "1.50", "1.99"), ("0.01", "0.01", "0.01"), ("0", "0", "0")],
)
def test_a_shared_end_belongs_to_the_band_above(weight: str, low: str, high: str) -> None:
    """部分达成 ends one hundredth below 达成; a weight too small for that has a single point."""
    row = scored(target="有所提升", actual="部分完成", weight=weight)
    assert (Decimal(low), Decimal(high)) == (row.low, row.high)


def test_a_taken_unit_is_said() -> None:
    """A unit taken over from the other side stands in the trace, with both texts as printed."""
    step = scored(target="1", actual="2次").trace[1]
    assert Message.of("unit_taken", target="1", actual="2次") == step


def test_an_assumed_direction_is_said() -> None:
    """A finding that rests on it must be able to know."""
    assert scored(target="2次", actual="1次").assumed
    assert not scored(target="≥2次", actual="1次").assumed


@pytest.mark.parametrize(
    ("points", "weight", "places", "rounded"),
    [
        ("9.005", "10", 2, "9.01"),
        ("2.5", "2.5", 0, "2.5"),
        ("2.4", "2.5", 0, "2"),
        ("2.345", "2.345", 2, "2.345"),
        ("2.344", "2.344", 2, "2.344"),
        ("2.3449", "2.345", 2, "2.34"),
        ("2.3459", "2.346", 2, "2.346"),
        ("2.6", "2.7", 0, "2.7"),
        ("0.004", "0.005", 2, "0.00"),
        ("10", "10", 2, "10.00"),
    ],
)
def test_rounding_a_row(points: str, weight: str, places: int, rounded: str) -> None:
    """Half-up, but the whole weight stays whole, and nothing exceeds it."""
    assert rounded == f"{round_row(Fraction(points), Decimal(weight), places):f}"


def test_rounding_is_the_rulebooks() -> None:
    """Another number of places gives another grid."""
    book = evolve(BOOK, rounding=evolve(BOOK.rounding, row=0))
    row = scored(book, target="≥3次", actual="2次")
    assert (Decimal(7), Decimal(7)) == (row.low, row.high)


def test_a_rule_may_give_points() -> None:
    """A curve of points is not multiplied by the weight; that it fits the weight is a law, and verified."""
    steps = Curve(knots=[Knot(0, 0), Knot("0.8", 7, left=0, right=7), Knot(1, 10, left=7, right=10)])
    assert BOOK.execution is not None
    rule = evolve(BOOK.execution, scale=Scale.POINTS, curve=steps)
    given = [apply_at(rule, Decimal(weight), Fraction(rate)).low for weight, rate in ((10, "0.9"), (10, 1), (8, 1))]
    assert [Fraction(7), Fraction(10), Fraction(10)] == given


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(9, 10), "0.9"), (Fraction(10, 3), "≈3.333333"), (Fraction(100), "100"), (Fraction(0), "0"), (None, "∞")],
)
def test_shown(value: Fraction | None, text: str) -> None:
    """Exact where six places suffice, marked where not."""
    assert text == shown(value)


def test_small_figures_are_written_out() -> None:
    """A trace never shows 1E-7."""
    assert said(scored(target="≥2次", actual="1次", weight="0.0000001"))[1]["weight"] == "0.0000001"


def test_readable_points() -> None:
    """What could not be read cannot be computed with."""
    assert [Decimal(9), None, None] == [points_or_none(value) for value in (Decimal(9), Unreadable("9O"), None)]
