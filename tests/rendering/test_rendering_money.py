"""Amounts for people: grouped digits, rounded half-up by us, in yuan for English readers."""

from decimal import Context, Inexact, localcontext

import pytest
from hypothesis import given

import budgetperf as bp
from budgetperf.rendering.money import format_money
from budgetperf.testing import moneys


@pytest.mark.parametrize(
    ("amount", "places", "expected"),
    [
        ("96.73万元", None, "96.73万元"),
        ("96.730万元", None, "96.730万元"),
        ("1234567.8元", None, "1,234,567.8元"),
        ("0万元", None, "0万元"),
        ("-1234.5千元", None, "-1,234.5千元"),
        ("999亿元", None, "999亿元"),
        ("1.005万元", 2, "1.01万元"),
        ("1.004万元", 2, "1.00万元"),
        ("-1.005万元", 2, "-1.01万元"),
        ("0.125元", 2, "0.13元"),
        ("2.5万元", 0, "3万元"),
        ("3.5万元", 0, "4万元"),
        ("88万元", 2, "88.00万元"),
    ],
)
def test_chinese(amount: str, places: int | None, expected: str) -> None:
    """In its own unit, with its own digits unless told otherwise; halves go up, never to the even digit."""
    assert format_money(bp.Money.parse(amount), places=places) == expected


@pytest.mark.parametrize(
    ("amount", "places", "expected"),
    [
        ("96.73万元", None, "CNY 967,300"),
        ("42.7200万元", None, "CNY 427,200"),
        ("0.125元", None, "CNY 0.13"),
        ("1.5元", None, "CNY 1.5"),
        ("1.5元", 2, "CNY 1.50"),
        ("1.2亿元", 0, "CNY 120,000,000"),
        ("-3千元", None, "CNY -3,000"),
    ],
)
def test_english(amount: str, places: int | None, expected: str) -> None:
    """In yuan, because 万元 means nothing to an English reader."""
    assert format_money(bp.Money.parse(amount), lang="en", places=places) == expected


@given(moneys())
def test_every_digit_is_kept(money: bp.Money) -> None:
    """Without the grouping, the Chinese form is the figure as printed."""
    shown = format_money(money).replace(",", "")
    assert bp.Money.parse(shown) == money
    assert shown.lstrip("-") == f"{money.amount.copy_abs():f}{money.unit.label}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_callers_context_does_not_matter(lang: str) -> None:
    """A precision of five digits, or a trap, is the caller's business."""
    money = bp.Money("1234567.805", "万元")
    expected = format_money(money, lang=lang)
    with localcontext(Context(prec=5, traps=[Inexact])):
        assert format_money(money, lang=lang) == expected
