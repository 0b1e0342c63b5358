"""Figures with their units, by example; what holds for all of them is in `laws/test_quantity_laws.py`."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest

from budgetperf.domain.quantity import (
    Count,
    Money,
    MoneyUnit,
    Quantity,
    Rate,
    Unreadable,
    as_count,
    as_money,
    as_points,
    as_quantity,
    as_rate,
    decimals,
)
from budgetperf.errors import QuantityError


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("96.73万元", "96.73万元"),
        ("96.730 万元", "96.730万元"),
        ("９６．７３万元", "96.73万元"),
        ("1,234.50元", "1234.50元"),
        ("1，234.50 元", "1234.50元"),
        ("-3.2千元", "-3.2千元"),
        ("0.5亿元", "0.5亿元"),
        ("0元", "0元"),
    ],
)
def test_money(text: str, printed: str) -> None:
    """An amount keeps its unit and its digits as printed."""
    assert printed == str(Money.parse(text))


@pytest.mark.parametrize(
    "text", ["96.73", "96.73万", "百万元", "3百万元", "88万人", "88%", "约88万元", "88万元整", "元", ""]
)
def test_no_money(text: str) -> None:
    """Without one of the four units there is no amount."""
    with pytest.raises(QuantityError, match="万元"):
        Money.parse(text)


def test_money_takes_the_unit_of_its_table() -> None:
    """A bare number takes the unit of its table; a printed unit is stronger."""
    assert Money("1", "万元") == Money.parse("1", unit="万元")
    assert Money("1", "元") == Money.parse("1元", unit=MoneyUnit.TEN_THOUSAND_YUAN)


@pytest.mark.parametrize("unit", ["圆", "", "百万元", None, [], 1, b"\xe5"])
def test_unknown_unit_of_money(unit: MoneyUnit) -> None:
    """A unit that no form prints is refused, whatever type it has."""
    with pytest.raises(QuantityError, match="万元"):
        Money("1", unit)


def test_money_in_another_unit() -> None:
    """One amount, four ways to print it."""
    amount = Money("96.73", "万元")
    expected = ["967300.00", "967.30", "96.73", "0.009673"]
    assert expected == [str(amount.in_unit(unit)) for unit in MoneyUnit]


def test_order_of_money() -> None:
    """Amounts sort by what they are worth."""
    amounts = [Money("1", "亿元"), Money("2", "元"), Money("1", "千元"), Money("0.5", "万元"), Money("-1", "亿元")]
    expected = ["-1亿元", "2元", "1千元", "0.5万元", "1亿元"]
    assert expected == [str(amount) for amount in sorted(amounts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Money("1", "元"), Decimal(1)),
        (Money("1", "元"), Count("1", "元/人")),
        (Rate("1"), Count("1")),
        (Rate("1"), Decimal("0.01")),
        (Count("1"), Decimal(1)),
        (Count("1"), 1),
        (Unreadable("1"), "1"),
    ],
)
def test_kinds_are_never_equal(one: object, other: object) -> None:
    """A figure equals only figures of its own kind."""
    assert one != other


def test_kinds_have_no_common_order() -> None:
    """Whether 95% is more than 2 万元 is no question."""
    with pytest.raises(TypeError):
        _ = Money("2", "万元") < Rate("95")
    with pytest.raises(TypeError):
        _ = Rate("95") < Decimal(1)


@pytest.mark.parametrize(("text", "printed"), [("100.0％", "100.0%"), ("9 5 ﹪", "95%"), ("-16.39%", "-16.39%")])
def test_rate(text: str, printed: str) -> None:
    """A percentage keeps its digits."""
    assert printed == str(Rate.parse(text))


@pytest.mark.parametrize("text", ["1", "0.95", "95‰", "%", "95%%", "95 %左右", "百分之九十五"])
def test_no_rate(text: str) -> None:
    """Without its sign, 1 may be 1% or 100%."""
    with pytest.raises(QuantityError, match="%"):
        Rate.parse(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("2次", "2次"), ("２ 场次", "2场次"), ("1.5万人次", "1.5万人次"), ("21", "21"), ("30m²", "30m²"), ("3kW", "3kW")],
)
def test_count(text: str, printed: str) -> None:
    """A count keeps its unit, or has none."""
    assert printed == str(Count.parse(text))


@pytest.mark.parametrize("multiple", ["", "万", "亿"])
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "‰",
            "℃",
            "°",
            "㎡",
            "㎥",
            "m",
            "km",
            "cm",
            "mm",
            "m²",
            "km²",
            "m2",
            "m³",
            "cm3",
            "g",
            "kg",
            "t",
            "L",
            "l",
            "mL",
            "ml",
        ),
        *(
            "W",
            "w",
            "kW",
            "kWh",
            "Wh",
            "KB",
            "MB",
            "GB",
            "TB",
            "h",
            "d",
            "平方米",
            "立方米",
            "人次",
            "场次",
            "元/人",
            "元/人·月",
        ),
        *("次/年", "人•次", "吨²", "个（套）", "家单位各一次培训"),
        *("元/人*月", "元/人/月", "元/㎡", "kg/人", "hm²", "吨/万元", "次/10万公顷", "/10万", "/株", "个（已完成）"),
    ],
)
def test_units(unit: str, multiple: str) -> None:
    """Every sign of the physical units, short Chinese words, and what they are counted by; longer it is a sentence."""
    text = f"3{multiple}{unit}"
    if "已完成" in unit or len(multiple + unit) > 8:
        with pytest.raises(QuantityError):
            Count.parse(text)
    else:
        assert text.replace("（", "(").replace("）", ")") == str(Count.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "3余人",
            "3多人",
            "3来人",
            "3几人",
            "3人左右",
            "3人上下",
            "3人不等",
            "3人余",
            "3人以上",
            "3人以下",
            "3人以内",
        ),
        *("3人之内", "3人内", "3百元", "3余元", "3月底到位", "3小时内响应", "3天内办结", "3未完成", "95/100"),
        "",
        "次",
        "95%",
        "88万元",
        "3百万元",
        "600余人",
        "20人左右",
        "十次",
        "2 or 3",
        "5-10天",
        "9O",
        "3家单位各一次培训班次",
    ],
)
def test_no_count(text: str) -> None:
    """A bound, a guess, a sentence, money and a slip are no counts."""
    with pytest.raises(QuantityError, match="2次"):
        Count.parse(text)


@pytest.mark.parametrize(
    "unit", ["%", "万元", "元", "余人", "人以上", "天以内", "个左右", "一个很长很长的单位名", "x", 3, None]
)
def test_no_unit_of_things(unit: str) -> None:
    """A unit that could not be read back is refused: it would come back as another kind of figure."""
    with pytest.raises(QuantityError, match="次"):
        Count("2", unit)


def test_multiples() -> None:
    """万 and 亿 before a unit, or alone, multiply."""
    counts = [Count("2", "万人"), Count("2", "万"), Count("0.5", "亿"), Count("2", "人")]
    expected = [(Decimal(20000), "人"), (Decimal(20000), ""), (Decimal(50_000_000), ""), (Decimal(2), "人")]
    assert expected == [count.base for count in counts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("30m²", "30平方米"), ("30㎡", "30平方米"), ("30m2", "30平方米"), ("30平米", "30平方米")),
        *(("3万平方米", "30000㎡"), ("3km", "3公里"), ("3千米", "3公里"), ("2平米", "2㎡")),
        *(("3万t", "30000吨"), ("3公斤", "3千克"), ("3hm2", "3公顷"), ("3h", "3个小时"), ("3d", "3日"), ("3名", "3人")),
        *(("3元/人/月", "3元/月·人"), ("3元/人*月", "3元/人/月"), ("3台（套）", "3台")),
    ],
)
def test_spellings_of_a_unit(one: str, other: str) -> None:
    """A square metre is a square metre, and per person and month is per month and person."""
    assert Count.parse(one) == Count.parse(other)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("88万元", Money("88", "万元")),
        ("95%", Rate("95")),
        ("2次", Count("2", "次")),
        ("0", Count("0")),
        ("5元/人", Count("5", "元/人")),
    ],
)
def test_any_quantity(text: str, figure: Quantity) -> None:
    """The unit says which kind of figure it is."""
    assert figure == as_quantity(text)


@pytest.mark.parametrize(("figure", "places"), [("10.70", 2), ("88", 0), ("0.001", 3), ("1E+3", 0), ("NaN", 0)])
def test_decimals(figure: str, places: int) -> None:
    """Printed zeros count; an exponent does not."""
    assert places == decimals(Decimal(figure))


_FIELDS: tuple[tuple[Callable[..., object], str, object], ...] = (
    (as_money, "96.73万元", Money("96.73", "万元")),
    (as_rate, "100%", Rate("100")),
    (as_count, "21", Count("21")),
    (as_points, "9.5", Decimal("9.5")),
)


@pytest.mark.parametrize(("read", "text", "figure"), _FIELDS)
def test_fields_take_text(read: Callable[..., object], text: str, figure: object) -> None:
    """A field of a record takes text, its own figure, what could not be read, and a blank."""
    damaged = Unreadable("8O.5")
    assert [figure, figure, damaged, None] == [read(text), read(figure), read(damaged), read(None)]


@pytest.mark.parametrize("read", [read for read, _, _ in _FIELDS])
@pytest.mark.parametrize("value", [1.5, True, [], b"1", object(), "", "eins"])
def test_fields_refuse_the_rest(read: Callable[..., object], value: object) -> None:
    """Anything else is refused, a float and a boolean among it."""
    with pytest.raises(QuantityError):
        read(value)


def test_counts_and_points_take_ints() -> None:
    """Persons and points may be given as whole numbers."""
    assert (Count("21"), Decimal(10)) == (as_count(21), as_points(10))


@pytest.mark.parametrize("figure", [Money("1.50", "万元"), Rate("9.0"), Count("2", "次"), Unreadable("8O")])
def test_figures_travel(figure: object) -> None:
    """Figures can be copied and pickled, digits and all: a province is reviewed by many processes."""
    for twin in (copy.deepcopy(figure), pickle.loads(pickle.dumps(figure))):  # noqa: S301 - our own bytes
        assert (figure, str(figure)) == (twin, str(twin))


def test_figures_are_frozen() -> None:
    """A figure never changes."""
    amount = Money("1", "元")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        amount.unit = MoneyUnit.YUAN  # type: ignore[misc] # the point of the test


def test_representations() -> None:
    """What a notebook shows is what was printed."""
    figures = [Money("1.50", "万元"), Rate("9.0"), Count("2", "次"), Unreadable("8O"), MoneyUnit.YUAN]
    shown = ["Money('1.50万元')", "Rate('9.0%')", "Count('2次')", "Unreadable('8O')", "MoneyUnit.YUAN"]
    assert shown == [repr(figure) for figure in figures]
