"""What stands in a target or an actual, by example; the laws are in `laws/test_statement_laws.py`."""

from __future__ import annotations

import pickle

import pytest

from budgetperf.domain.quantity import Unreadable, as_quantity
from budgetperf.domain.statement import (
    Actual,
    Bound,
    Operator,
    Period,
    Target,
    Words,
    as_actual,
    as_target,
    looks_damaged,
    read_statement,
)
from budgetperf.errors import QuantityError


@pytest.mark.parametrize(
    ("text", "operator", "number"),
    [
        ("≥95%", "≥", "95%"),
        ("不低于95％", "≥", "95%"),
        ("不低于 ９５ ％", "≥", "95%"),
        (">=95%", "≥", "95%"),
        ("≧95%", "≥", "95%"),
        ("大于等于95%", "≥", "95%"),
        ("大于或等于95%", "≥", "95%"),
        ("95%以上", "≥", "95%"),
        ("95%及以上", "≥", "95%"),
        ("不少于2次", "≥", "2次"),
        ("至少2次", "≥", "2次"),
        ("不低于95%以上", "≥", "95%"),
        ("超过5人以上", ">", "5人"),
        ("大于5", ">", "5"),
        ("＞5", ">", "5"),
        ("≤10天", "≤", "10天"),
        ("10天以内", "≤", "10天"),
        ("10天之内", "≤", "10天"),
        ("10天内", "≤", "10天"),
        ("≥95%。", "≥", "95%"),
        ("2次；", None, "2次"),
        ("2022.50", None, "2022.50"),
        ("不超过88万元", "≤", "88万元"),
        ("控制在88万元以内", "≤", "88万元"),
        ("控制在88万元", "≤", "88万元"),
        ("小于等于3", "≤", "3"),
        ("低于3以下", "<", "3"),
        ("<3", "<", "3"),
        ("少于3起", "<", "3起"),
        ("=100%", "=", "100%"),
        ("等于100%", "=", "100%"),
        ("88万元", None, "88万元"),
        ("2次", None, "2次"),
        ("0", None, "0"),
        ("0起", None, "0起"),
        ("-3.2%", None, "-3.2%"),
        ("达到95%", None, "95%"),
        ("达95%", None, "95%"),
        ("完成了2次", None, "2次"),
        ("共3期", None, "3期"),
        ("1,200人次", None, "1200人次"),
        ("3个月", None, "3个月"),
        ("30m²", None, "30m²"),
        ("2022人", None, "2022人"),
        ("2022", None, "2022"),
        ("12天", None, "12天"),
        ("═100%", "=", "100%"),
        ("⩾95%", "≥", "95%"),
        ("≯10天", "≤", "10天"),
        ("≥95百分比", "≥", "95%"),
        ("95%（含）以上", "≥", "95%"),
        ("95%以上（含）", "≥", "95%"),
        ("20分钟内响应", "≤", "20分钟"),
        ("不超过3个工作日内办结", "≤", "3个工作日"),
        ("95%完成", None, "95%"),
        ("≥95%达标", "≥", "95%"),
        ("全年12次", None, "12次"),
        ("全年共开展12次", None, "12次"),
        ("培训120人以上", "≥", "120人"),
        ("达到≥95%", "≥", "95%"),
        ("合格率100%", None, "100%"),
        ("群众满意度达到95%以上", "≥", "95%"),
        ("完成率：≥95%", "≥", "95%"),
    ],
)
def test_numbers(text: str, operator: str | None, number: str) -> None:
    """A number with one unit, with or without an operator, before it or after it; what it is called changes nothing."""
    bound = Bound(operator=Operator(operator) if operator else None, quantity=as_quantity(number))
    assert bound == read_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022年1-12月",
        "2022年1—12月",
        "2022年12月31日前",
        "2022年12月底前完成",
        "2022年12月底前全部发放到位",
        "12月底到位",
        "2022年",
        "2022年度",
        "2022年全年",
        "12月",
        "12月底",
        "1-12月",
        "1月至12月",
        "2022-12-31",
        "2022.12.31",
        "2022/12",
        "截止2022年12月",
        "2022年第四季度",
        "2022年上半年",
    ],
)
def test_periods(text: str) -> None:
    """A date or a period is no number."""
    assert Period(text=text) == read_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "已完成",
        "有所提升",
        "达到预期目标",
        "600余万元",
        "20人左右",
        "约20人",
        "5-10天",
        "3家A级",
        "95%未完成",
        "12月底未到位",
        "4小时内未响应",
        "满意度提高5%",
        "提高满意度5%",
        "下降5%",
        "每季度2次",
        "年度5次、季度2次",
        "约培训20人",
        "满意度未达到95%",
        "二〇二二年十二月",
        "8O.5",
        "控制在5人以上",
        "不低于95%以下",
        "不低于10天内",
        "等于5人以内",
        "≥",
        "≥≥95%",
        "2次培训、3次调研",
        "每季度1次、共4次培训",
        "—",
        "1e3",
        "5" * 70,
        "很长的一段话" * 20,
    ],
)
def test_words(text: str) -> None:
    """Guesses, ranges, sentences, contradictions and slips are words: never half of them a number."""
    assert Words(text=text.replace(" ", "")) == read_statement(text)


@pytest.mark.parametrize(
    "text", ["8O.5", "8o", "I0%", "9..5", "≥9O%", "1.2.3", "1,23", "88.万元", "1O次", "1e3", "12'"]
)
def test_damaged(text: str) -> None:
    """A figure with a slip in it is told from words."""
    assert looks_damaged(text)


@pytest.mark.parametrize(
    "text", ["95%", "≥95%", "已完成", "3家A级", "2022.12.31", "无", "", "—", "O", "A级", "x" * 99 + "1"]
)
def test_not_damaged(text: str) -> None:
    """A figure without a slip, and words without a figure, are not damaged."""
    assert not looks_damaged(text)


@pytest.mark.parametrize("make", [Target, Actual])
def test_text_is_kept(make: type[Target | Actual]) -> None:
    """The text stays as printed, white space, width, line breaks and all."""
    text = " 不低于\n ９５ ％　"
    assert (text, text) == (make(text).text, str(make(text)))


@pytest.mark.parametrize("make", [Target, Actual])
@pytest.mark.parametrize("value", ["", " ", "\u3000\n", "\ufeff", None, 95, 0.5, b"95%", Unreadable("x")])
def test_blank_is_no_statement(make: type[Target | Actual], value: str) -> None:
    """A blank is None, and a number must say what it counts; both are told so."""
    with pytest.raises(QuantityError, match="≥95%"):
        make(value)


def test_fields_take_text() -> None:
    """A record takes text, a statement, what could not be read, and a blank."""
    damaged = Unreadable("≥9O%")
    assert [Target("2次"), Target("2次"), damaged, None] == [
        as_target(value) for value in ("2次", Target("2次"), damaged, None)
    ]
    assert [Actual("2次"), Actual("2次"), damaged, None] == [
        as_actual(value) for value in ("2次", Actual("2次"), damaged, None)
    ]


def test_targets_are_not_actuals() -> None:
    """The two columns are not mixed up."""
    with pytest.raises(QuantityError):
        as_target(Actual("2次"))  # type: ignore[arg-type] # the point of the test
    with pytest.raises(QuantityError):
        as_actual(Target("2次"))  # type: ignore[arg-type] # the point of the test


@pytest.mark.parametrize("kind", [Target, Actual])
def test_having_been_read_shows_nowhere(kind: type[Target | Actual]) -> None:
    """A text is read once, and whether it was already makes no difference to the value."""
    read, unread = kind("≥95%"), kind("≥95%")
    assert read.reading is read.reading
    assert (unread, hash(unread), repr(unread)) == (read, hash(read), repr(read))
    assert (read, read.reading) == ((copy := pickle.loads(pickle.dumps(read))), copy.reading)  # noqa: S301 - our own bytes
