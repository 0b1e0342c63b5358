"""How people write: width, blanks, and plain exact numbers."""

from __future__ import annotations

import decimal
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.written import fold, is_none, plain, read_decimal
from budgetperf.errors import QuantityError
from budgetperf.testing import texts


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("９５％", "95%"),
        (" 不低于 ９５ ％ ", "不低于95%"),
        ("１，２３４．５０", "1,234.50"),
        ("（一）", "(一)"),
        ("全角　空格", "全角空格"),
        ("不断\xa0行", "不断行"),
        ("零\u200b宽\ufeff", "零宽"),
        ("≧９５﹪", "≥95%"),
        ("≦−３", "≤-3"),
        ("①½", "①½"),
        ("", ""),
    ],
)
def test_folding(printed: str, folded: str) -> None:
    """Width and white space go; circled numbers and fractions are other characters, and stay."""
    assert folded == fold(printed)


@given(texts())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is folded."""
    assert fold(text) == fold(fold(text))


@given(texts())
def test_folding_goes_sign_by_sign(text: str) -> None:
    """What becomes of a sign does not depend on its neighbours."""
    assert "".join(map(fold, text)) == fold(text)


@given(texts())
def test_no_white_space_is_left(text: str) -> None:
    """Whatever Python takes for white space is gone."""
    assert not any(map(str.isspace, fold(text)))


@pytest.mark.parametrize("text", [None, "", " ", "—", "——", "-", " － ", "/", "／", "\\", "无", "―", "–"])
def test_nothing(text: str | None) -> None:
    """A blank, a stroke and 无 say that there is nothing."""
    assert is_none(text)


@pytest.mark.parametrize("text", ["0", "无误", "未完成", "-1", "n/a", "…"])
def test_something(text: str) -> None:
    """A zero is a figure, and words are words."""
    assert not is_none(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("007", "7"),
        ("9.50", "9.50"),
        ("-3.2", "-3.2"),
        ("+5", "5"),
        ("1,234", "1234"),
        ("12,345,678.90", "12345678.90"),
        ("9999999999999999.9999999999", "9999999999999999.9999999999"),
        ("0000000000000000000001", "1"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    """Digits, thousands separators, a point and a sign make a number, and its zeros are kept."""
    assert str(Decimal(number)) == str(read_decimal(text))


@pytest.mark.parametrize(
    "text",
    [
        "", ".", ".5", "5.", "1.2.3", "1,23", "12,34", "1,2345", ",1", "1,,234", "1,234,", "--1", "+-1", "1-", "1e3",
        "1E9", "0x10", "1_000", "NaN", "Infinity", "-inf", "1 0", "٣", "１", "½", "8O.5", "10000000000000000",
        "0.00000000001",
    ],
)  # fmt: skip
def test_no_numbers(text: str) -> None:
    """Exponents, other digits, misplaced separators and sixteen-digit budgets are no numbers."""
    assert read_decimal(text) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("９.５", "9.5"),
        (10, "10"),
        (-3, "-3"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "-0.00"),
    ],
)
def test_plain_numbers(value: object, number: str) -> None:
    """Text, ints and decimals are taken exactly; an exponent that a Decimal carries is written out."""
    assert number == str(plain(value))


_REFUSED = (
    9.5, 0.0, float("nan"), float("inf"), True, False, None, "", "九", b"9", [9], 3 + 0j,
    Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity"), Decimal("1E16"), Decimal("1E-11"),
    Decimal("1E999999"), Decimal("0E999999"), Decimal("1E-999999"), Decimal(f"1E{decimal.MAX_EMAX}"),
    "1E999999", "1E3", 10**16, -(10**16), 10**5000,
)  # fmt: skip


@pytest.mark.parametrize("value", _REFUSED, ids=range(len(_REFUSED)))
def test_refused_numbers(value: object) -> None:
    """Whatever is no exact decimal of a sensible size is refused, with a short message in both languages."""
    with pytest.raises(QuantityError) as caught:
        plain(value)
    assert "96.73" in caught.value.zh
    assert "96.73" in caught.value.en
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("value", ["9" * 10**6, " " * 10**6, "1," * 10**5, "0" * 10**6 + "x"])
def test_a_megabyte_is_refused_in_few_words(value: str) -> None:
    """A message quotes the beginning of what was stated, not a megabyte of it."""
    with pytest.raises(QuantityError) as caught:
        plain(value)
    assert len(str(caught.value)) < 1000


@given(st.integers(min_value=10**16) | st.integers(max_value=-(10**16)))
def test_huge_ints_are_refused(value: int) -> None:
    """An int beyond sixteen digits is refused, and so is one that Python would not even print."""
    for number in (value, value ** (sys.get_int_max_str_digits() // 16)):
        with pytest.raises(QuantityError):
            plain(number)
