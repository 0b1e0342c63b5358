"""How a sheet shows a number: formats as Chinese forms use them, and the laws of the digits."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.formats.excel.number import show_number

ACCOUNTING = r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (21, "General", "21"),
        (96.73, "General", "96.73"),
        (1e20, "General", "100000000000000000000"),
        (1.5e-7, "General", "0.00000015"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333333333"),
        (12345678901234567, "General", "12345678901234600"),
        (45, "", "45"),
        (45, "@", "45"),
        (3, 'General"次"', "3次"),
        (3, "G/通用格式", "3"),
    ],
)
def test_general_format_shows_all_digits_in_plain_notation(value: float, pattern: str, expected: str) -> None:
    """Fifteen significant digits, as Excel has them, and never an exponent."""
    assert expected == show_number(value, pattern)


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (1, "0.0%", "100.0%"),
        (0.99, "0%", "99%"),
        (0.284, "0.0%", "28.4%"),
        (-0.05, "0%", "-5%"),
        (0.999, "0%", "99.9%"),
        (0.12345678, "0%", "12.345678%"),
        (96.73 / 88, "0.0%", "109.9%"),
        (2 / 3, "0.00%", "66.67%"),
        (0.9999999999999999, "0%", "100%"),
        (5, '0"%"', "5%"),
        (5, r"0\%", "5%"),
    ],
)
def test_percent_format_multiplies_by_a_hundred(value: float, pattern: str, expected: str) -> None:
    """Typed digits stay even where the format shows fewer; only the tail of a formula is rounded."""
    assert expected == show_number(value, pattern)


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (4.9, "0.00", "4.90"),
        (4.905, "0.00", "4.905"),
        (0.1 + 0.2, "0.00", "0.30"),
        (2 / 3, "0.00", "0.67"),
        (0.0000005, "0.000000", "0.000001"),
        (0.1234567, "0.00000000", "0.12345670"),
        (-1e-9, "0.00", "0.00"),
        (1234567.5, "#,##0.00", "1234567.50"),
        (5, "000", "005"),
        (0.5, "#.00", "0.50"),
        (0.5, "0.##", "0.5"),
        (0, "#,###", ""),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (12345678, "#,##0,", "12345.678"),
        (12345678, "0.0,,", "12.345678"),
        (15000, r'0\.0000"万元"', "1.5000万元"),
        (12345, r'0\.0,"万"', "1.2345万"),
        (5.5, "0" * 300, "5.5"),
    ],
)
def test_fixed_format_shows_at_least_its_decimals(value: float, pattern: str, expected: str) -> None:
    """Zeros are filled up; stored digits beyond the format are kept, up to six decimals."""
    assert expected == show_number(value, pattern)


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (96.73, '0.00"万元"', "96.73万元"),
        (2, '0"次"', "2次"),
        (2.5, '0.0"(次)"', "2.5(次)"),
        (5.5, "0.0_ ", "5.5"),
        (5.5, "¥#,##0.00", "5.50"),
        (5.5, '"￥"#,##0.00', "5.50"),
        (5.5, "[$-804]0.00", "5.50"),
        (5.5, "[$¥-804]#,##0.00", "5.50"),
        (45, "[DBNum1]0", "45"),
        (138, "000-0000", "0000138"),
        (12.5, ACCOUNTING, "12.50"),
    ],
)
def test_text_of_a_format_is_kept_but_currency_and_padding_are_not(value: float, pattern: str, expected: str) -> None:
    """A unit belongs to the figure; a currency sign and room for a bracket do not."""
    assert expected == show_number(value, pattern)


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (-5, "General", "-5"),
        (-5, "[Red]0.00;-0.00", "-5.00"),
        (-5, "0.00_);[Red](0.00)", "-5.00"),
        (-5, "0.00;[Red]0.00", "-5.00"),
        (-12.5, ACCOUNTING, "-12.50"),
        (0, ACCOUNTING, "0"),
        (0, "0;-0;;@", ""),
        (0, ";;;", ""),
        (7, ";;;", "7"),
        (3, '"是";"否";"无"', "是"),
        (-3, '"是";"否";"无"', "否"),
        (0, '"是";"否";"无"', "无"),
        (150, '[>100]"多"0;[<=100]0.0', "多150"),
        (50, '[>100]"多"0;[<=100]0.0', "50.0"),
        (50, '[>100]"多"0;0.0', "50.0"),
        (0, "[>1]0;[<-1]0;0.0", "0.0"),
    ],
)
def test_section_follows_the_sign_and_the_conditions(value: float, pattern: str, expected: str) -> None:
    """A minus sign is written even where the sheet has red or brackets, and no figure but zero is hidden."""
    assert expected == show_number(value, pattern)


decimals = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-6, 12),
)


@given(decimals)
def test_general_format_gives_back_every_decimal_of_fifteen_digits(number: Decimal) -> None:
    """What was typed comes back as the same number."""
    assert number == Decimal(show_number(float(number), "General"))


@given(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 6),
    st.sampled_from(["0", "0.0", "0.00", "#,##0.00", "0.00_ ;[Red]-0.00 ", "¥#,##0.00", "0.##", "0.0000000"]),
)
def test_fixed_formats_give_back_every_decimal_that_can_be_typed(digits: int, places: int, pattern: str) -> None:
    """A format never changes a figure of up to six decimals, however few it shows."""
    number = Decimal(digits).scaleb(-places)
    assert number == Decimal(show_number(float(number), pattern))


@given(st.integers(-(10**13), 10**13), st.integers(0, 8), st.sampled_from(["0%", "0.0%", "0.00%"]))
def test_percent_formats_give_back_every_share(digits: int, places: int, pattern: str) -> None:
    """The text of a percentage is a hundred times the number."""
    number = Decimal(digits).scaleb(-places)
    shown = show_number(float(number), pattern)
    assert (100 * number, "%") == (Decimal(shown[:-1]), shown[-1])


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet='0#?.,%;"-_ *[]()<>=1EeG+/@\\!万元¥', max_size=30),
)
def test_no_format_fails_or_depends_on_the_context(value: float, pattern: str) -> None:
    """A format is part of an untrusted file: any text gives a text, the same in every decimal context."""
    shown = show_number(value, pattern)
    with localcontext(prec=2):
        assert shown == show_number(value, pattern)
