"""Laws of figures. The oracle is `fractions.Fraction`, and a table of units of the test's own."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.quantity import (
    Count,
    Money,
    MoneyUnit,
    Quantity,
    Rate,
    as_count,
    as_money,
    as_points,
    as_quantity,
    as_rate,
)
from budgetperf.domain.written import plain
from budgetperf.errors import QuantityError
from budgetperf.testing import counts, decimals, moneys, rates

WORTH = {
    MoneyUnit.YUAN: Fraction(1),
    MoneyUnit.THOUSAND_YUAN: Fraction(1_000),
    MoneyUnit.TEN_THOUSAND_YUAN: Fraction(10_000),
    MoneyUnit.HUNDRED_MILLION_YUAN: Fraction(100_000_000),
}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
# A caller's context in which almost every operation is wrong, or refused.
ODD = decimal.Context(
    prec=3, Emax=3, Emin=-3, rounding=decimal.ROUND_UP, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation]
)


def quantities() -> SearchStrategy[Quantity]:
    """A figure of any kind."""
    return moneys() | rates() | counts()


def small_amounts() -> SearchStrategy[Money]:
    """Amounts so small and round that equal ones in different units turn up."""
    numbers = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-20, 20), st.integers(0, 4))
    return st.builds(Money, numbers, st.sampled_from(MoneyUnit))


def spaced(text: str) -> SearchStrategy[str]:
    """The text with white space anywhere in it, the way cells have it."""
    blanks = st.text(" \t\n\u3000\xa0\u200b", max_size=2)
    return st.lists(blanks, min_size=len(text) + 1, max_size=len(text) + 1).map(
        lambda found: found[0] + "".join(char + blank for char, blank in zip(text, found[1:], strict=True))
    )


def outlandish() -> SearchStrategy[Any]:
    """Numbers that are no figures: inexact, infinite, or of a size that no budget has."""
    exponents = st.integers(17, decimal.MAX_EMAX) | st.integers(-decimal.MAX_EMAX, -11)
    monsters = st.builds(lambda digit, exponent: Decimal((0, (digit,), exponent)), st.integers(1, 9), exponents)
    floats: SearchStrategy[Any] = st.floats() | st.booleans() | st.sampled_from([1j, b"1", ()])
    texts = st.builds("{}{}{}".format, st.integers(0, 9), st.sampled_from("eE"), st.integers(-999999, 999999))
    special = st.sampled_from(["NaN", "sNaN", "Infinity", "-Infinity"]).flatmap(
        lambda name: st.sampled_from([name, Decimal(name)])
    )
    return floats | monsters | texts | special


class TestWorth:
    """Two amounts are equal, and ordered, as their worth in 元 is, in whatever unit each is printed."""

    @given(small_amounts() | moneys(), small_amounts() | moneys())
    def test_equality_and_order(self, one: Money, other: Money) -> None:
        """All six comparisons, against fractions."""
        here, there = (Fraction(amount.amount) * WORTH[amount.unit] for amount in (one, other))
        assert (here == there, here != there, here < there) == (one == other, one != other, one < other)
        assert (here <= there, here > there, here >= there) == (one <= other, one > other, one >= other)

    @given(moneys(), st.sampled_from(MoneyUnit))
    def test_another_unit(self, amount: Money, unit: MoneyUnit) -> None:
        """Printing an amount in another unit loses nothing."""
        assert Fraction(amount.amount) * WORTH[amount.unit] == Fraction(amount.in_unit(unit)) * WORTH[unit]

    @given(small_amounts(), small_amounts())
    def test_hash(self, one: Money, other: Money) -> None:
        """Equal amounts are one key of a dictionary."""
        assert len({one, other}) == (1 if one == other else 2)

    @given(decimals(), st.sampled_from(["", "人", "次", "场次", "平方米"]), st.sampled_from(["万", "亿"]))
    def test_multiples(self, number: Decimal, unit: str, multiple: str) -> None:
        """1万人 is 10000人, and 1万 is 10000."""
        factor = {"万": 10_000, "亿": 100_000_000}[multiple]
        found, base = Count(number, multiple + unit).base
        assert (Fraction(number) * factor, unit) == (Fraction(found), base)


class TestAsPrinted:
    """What is written is read back as the same figure, to the last zero."""

    @given(moneys())
    def test_money(self, amount: Money) -> None:
        """Amounts."""
        assert (amount, str(amount)) == (Money.parse(str(amount)), str(Money.parse(str(amount))))

    @given(rates())
    def test_rate(self, rate: Rate) -> None:
        """Percentages."""
        assert (rate, str(rate)) == (Rate.parse(str(rate)), str(Rate.parse(str(rate))))

    @given(counts())
    def test_count(self, count: Count) -> None:
        """Counts, whose unit comes back as printed, too."""
        found = Count.parse(str(count))
        assert (count, str(count), count.unit) == (found, str(found), found.unit)

    @given(quantities())
    def test_kind(self, figure: Quantity) -> None:
        """The unit alone tells which kind of figure it is."""
        found = as_quantity(str(figure))
        assert (type(figure), figure, str(figure)) == (type(found), found, str(found))

    @given(decimals())
    def test_points(self, number: Decimal) -> None:
        """Plain points."""
        assert f"{number:f}" == f"{plain(f'{number:f}'):f}" == f"{plain(number):f}"


class TestWidth:
    """Full width, white space and thousands separators change nothing."""

    @given(st.data(), quantities())
    def test_width(self, data: st.DataObject, figure: Quantity) -> None:
        """Some characters wide, blanks anywhere."""
        text = "".join(data.draw(st.sampled_from([char, char.translate(WIDE)])) for char in str(figure))
        assert str(figure) == str(as_quantity(data.draw(spaced(text))))

    @given(moneys())
    def test_thousands(self, amount: Money) -> None:
        """12,345.60元 is 12345.60元."""
        sign, digits = ("-", f"{amount.amount:f}"[1:]) if amount.amount.is_signed() else ("", f"{amount.amount:f}")
        whole, point, places = digits.partition(".")
        assert str(amount) == str(Money.parse(f"{sign}{int(whole):,}{point}{places}{amount.unit.label}"))


class TestOnlyExactNumbers:
    """A float, NaN, infinity, an absurd exponent or a boolean is refused, at once, and with `QuantityError`."""

    @given(outlandish())
    @example(Decimal("1E999999"))
    @example("1E999999")
    @example(Decimal((0, (0,), 999_999)))
    @example(Decimal((0, (1,), decimal.MAX_EMAX)))
    @example(10**5000)
    def test_refused(self, value: Any) -> None:
        """Everywhere where a number is taken; an exponent is never written out."""
        money = partial(Money, unit="元")
        makers: list[Callable[[Any], object]] = [plain, money, Rate, Count, as_money, as_rate, as_count, as_points]
        for make in makers:
            with pytest.raises(QuantityError) as caught:
                make(value)
            assert len(str(caught.value)) < 1000


class TestAnyContext:
    """The decimal context belongs to the caller, and no figure ever looks at it."""

    @given(quantities(), quantities(), st.sampled_from(MoneyUnit))
    def test_figures(self, one: Quantity, other: Quantity, unit: MoneyUnit) -> None:
        """Reading, writing, comparing, hashing and converting."""

        def everything() -> tuple[object, ...]:
            both = [as_quantity(str(figure)) for figure in (one, other)]
            worth = [
                figure.in_unit(unit).as_tuple() if isinstance(figure, Money) else figure.base[0].as_tuple()
                for figure in both
                if not isinstance(figure, Rate)
            ]
            order = sorted(figure for figure in both if isinstance(figure, Money))
            return (str(both[0]), str(both[1]), both[0] == both[1], hash(both[0]), worth, [str(item) for item in order])

        expected = everything()
        with decimal.localcontext(ODD):
            assert expected == everything()
