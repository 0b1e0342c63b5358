"""Rounding once, half-up, exactly."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.rounding import round_half_up, shorten

PLACES = st.integers(0, 12)
FRACTIONS = st.fractions(max_denominator=10**6) | st.fractions(-100, 100, max_denominator=200)
# A context in which almost every operation is wrong, or refused.
ODD = decimal.Context(prec=1, Emax=1, Emin=-1, rounding=decimal.ROUND_DOWN, traps=[decimal.Inexact, decimal.Rounded])


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("0.1249999999", 2, "0.12"),
        ("1.005", 2, "1.01"),
        ("-0.004", 2, "0.00"),
        ("-0.005", 2, "-0.01"),
        ("9", 2, "9.00"),
        ("8.62", 0, "9"),
        ("0", 3, "0.000"),
        ("99.995", 2, "100.00"),
    ],
)
def test_worked(value: str, places: int, rounded: str) -> None:
    """Ties go away from zero, the places are always there, and nothing is minus zero."""
    assert rounded == f"{round_half_up(Fraction(value), places):f}"


class TestHalfUp:
    """The result is the multiple of 10⁻ⁿ nearest to the value; of two as near, the one further from zero."""

    @given(FRACTIONS, PLACES)
    def test_nearest(self, value: Fraction, places: int) -> None:
        """Against the definition: on the grid, at most half a unit away, and a tie only away from zero."""
        unit = Fraction(1, 10**places)
        rounded = Fraction(round_half_up(value, places))
        assert (rounded / unit).denominator == 1
        assert abs(rounded - value) < unit / 2 or (abs(rounded - value) == unit / 2 and abs(rounded) > abs(value))

    @given(st.integers(-(10**20), 10**20), PLACES)
    def test_ties(self, units: int, places: int) -> None:
        """A value exactly between two points of the grid goes to the outer one."""
        tie = Fraction(2 * units + 1, 2 * 10**places)
        outer = Fraction(units + 1 if units >= 0 else units, 10**places)
        assert outer == Fraction(round_half_up(tie, places))

    @given(FRACTIONS, PLACES)
    def test_symmetry(self, value: Fraction, places: int) -> None:
        """A deduction rounds as the points that it takes away."""
        assert round_half_up(value, places) == -round_half_up(-value, places)

    @given(FRACTIONS, FRACTIONS, PLACES)
    def test_order(self, one: Fraction, other: Fraction, places: int) -> None:
        """Rounding never turns two values round."""
        low, high = sorted((one, other))
        assert round_half_up(low, places) <= round_half_up(high, places)

    @given(FRACTIONS, PLACES)
    def test_on_the_grid_nothing_changes(self, value: Fraction, places: int) -> None:
        """Rounding once is enough."""
        rounded = round_half_up(value, places)
        assert str(rounded) == str(round_half_up(Fraction(rounded), places))

    @given(FRACTIONS, PLACES)
    def test_any_context(self, value: Fraction, places: int) -> None:
        """The caller's decimal context has no say in it."""
        expected = round_half_up(value, places).as_tuple()
        with decimal.localcontext(ODD):
            assert expected == round_half_up(value, places).as_tuple()


class TestShortening:
    """Shortened, a value keeps its worth to the places shown, and no zero that says nothing."""

    @given(FRACTIONS, PLACES)
    def test_worth(self, value: Fraction, places: int) -> None:
        """Only zeros are dropped."""
        assert round_half_up(value, places) == shorten(value, places)

    @given(FRACTIONS, PLACES)
    def test_no_idle_zeros(self, value: Fraction, places: int) -> None:
        """No decimal place ends in a zero, and whole numbers keep theirs."""
        text = f"{shorten(value, places):f}"
        assert not ("." in text and text.endswith(("0", ".")))
        assert Decimal(text) == shorten(value, places)
