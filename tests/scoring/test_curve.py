"""Curves: exact values, honest bounds. The oracle looks a value up by the definition of a piecewise-linear curve."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.errors import QuantityError, RulebookError
from budgetperf.scoring.curve import Curve, Knot

# So near to a point that a straight piece of these curves has hardly moved.
STEP = Fraction(1, 10**40)
HARDLY = Fraction(1, 10**30)


def shares() -> SearchStrategy[Decimal]:
    """Values of a curve."""
    return st.integers(0, 100).map(lambda digits: Decimal(digits) / 100)


@st.composite
def knots(draw: st.DrawFn) -> list[Knot]:
    """Knots in order, some of them jumps, some so written that they do not jump."""
    places = sorted(draw(st.sets(st.integers(-20, 20), min_size=1, max_size=5)))
    found = []
    for place in places:
        at = draw(shares())
        left, right = (draw(st.just(at) | shares()) for _ in range(2))
        found.append(Knot(Decimal(place) / 10, at, left=left, right=right))
    return found


def points() -> SearchStrategy[Fraction]:
    """Places on and between knots, and beyond them."""
    return st.integers(-30, 30).map(lambda tenth: Fraction(tenth, 10)) | st.fractions(-3, 3, max_denominator=1000)


def value(curve: list[Knot], x: Fraction) -> Fraction:
    """The value at a place, from the definition."""
    before = [knot for knot in curve if knot.x < x]
    after = [knot for knot in curve if knot.x > x]
    here = [knot for knot in curve if knot.x == x]
    if here:
        return Fraction(here[0].at)
    if not before:
        return Fraction(after[0].left)
    if not after:
        return Fraction(before[-1].right)
    (x1, y1), (x2, y2) = (before[-1].x, before[-1].right), (after[0].x, after[0].left)
    share = (x - Fraction(x1)) / (Fraction(x2) - Fraction(x1))
    return Fraction(y1) * (1 - share) + Fraction(y2) * share


def places(curve: list[Knot]) -> SearchStrategy[Fraction]:
    """Places on the knots of a curve, or anywhere."""
    return st.sampled_from([Fraction(knot.x) for knot in curve]) | points()


PROPORTIONAL = Curve(knots=[Knot(0, 0), Knot(1, 1)])
PASS = Curve(knots=[Knot("0.6", 0, left=0, right=0), Knot(1, 1)])
BAND = Curve(knots=[Knot(0, "0.2"), Knot("0.8", 1, left="0.2", right=1)])


@pytest.mark.parametrize(
    ("curve", "x", "y"),
    [
        (PROPORTIONAL, "-1", "0"),
        (PROPORTIONAL, "0", "0"),
        (PROPORTIONAL, "0.9", "0.9"),
        (PROPORTIONAL, "1", "1"),
        (PROPORTIONAL, "1.2", "1"),
        (PASS, "0.59", "0"),
        (PASS, "0.8", "0.5"),
        (BAND, "0.79", "0.2"),
        (BAND, "0.8", "1"),
        (BAND, "0.81", "1"),
        (Curve(knots=[Knot(0, "0.5")]), "7", "0.5"),
    ],
)
def test_worked(curve: Curve, x: str, y: str) -> None:
    """Proportional, with a pass threshold, in bands, and constant."""
    assert Fraction(y) == curve.at(Fraction(x))


@pytest.mark.parametrize(
    ("low", "high", "least", "greatest"),
    [
        ("0.5", "0.7", "0.2", "0.2"),
        ("0.5", "0.8", "0.2", "1"),
        ("0.8", "0.9", "1", "1"),
        ("0.8", "0.8", "1", "1"),
        (None, "0.9", "0.2", "1"),
        ("0.9", None, "1", "1"),
        (None, None, "0.2", "1"),
    ],
)
def test_worked_bounds(low: str | None, high: str | None, least: str, greatest: str) -> None:
    """A jump inside the interval counts; one at its open side does not."""
    found = BAND.bounds(None if low is None else Fraction(low), None if high is None else Fraction(high))
    assert (Fraction(least), Fraction(greatest)) == found


def test_no_knots() -> None:
    """A curve goes through something."""
    with pytest.raises(RulebookError, match="a curve needs a point"):
        Curve(knots=[])


@pytest.mark.parametrize("places", [(1, 0), (0, 0), (0, 2, 1)])
def test_unsorted_knots(places: tuple[int, ...]) -> None:
    """Points out of order are a slip in the rulebook, and the pair is named."""
    with pytest.raises(RulebookError, match="由小到大") as caught:
        Curve(knots=[Knot(place, 0) for place in places])
    assert "must be sorted" in caught.value.en


@pytest.mark.parametrize("bad", [0.5, float("nan"), "Infinity", "1e3", True, None])
def test_inexact_knots(bad: str) -> None:
    """A rule is exact."""
    with pytest.raises(QuantityError):
        Knot(bad, 0)
    with pytest.raises(QuantityError):
        Knot(0, bad)


@pytest.mark.parametrize("name", ["every", "by", "to", "above"])
@pytest.mark.parametrize("bad", ["NaN", "Infinity", "1E+999999", "1E-999999"])
def test_inexact_steps(name: str, bad: str) -> None:
    """Steps are held to what knots are held to, before anything is counted with them."""
    steps = {"every": Decimal("0.05"), "by": Decimal(2), "to": Decimal(8), "above": Decimal(1)}
    with pytest.raises(QuantityError):
        Curve.of_steps(**steps | {name: Decimal(bad)})


class TestCurves:
    """A curve is straight between its knots, constant beyond them, and jumps only where a knot says so."""

    @given(knots(), points())
    def test_values(self, curve: list[Knot], x: Fraction) -> None:
        """Everywhere, against the definition."""
        assert value(curve, x) == Curve(knots=curve).at(x)

    @given(knots(), st.data())
    def test_bounds_are_sound(self, curve: list[Knot], data: st.DataObject) -> None:
        """Whatever the curve takes on in an interval lies within its bounds; also where an end is open."""
        low, x, high = sorted(data.draw(places(curve)) for _ in range(3))
        whole = Curve(knots=curve)
        for start, end in ((low, high), (None, high), (low, None), (None, None)):
            least, greatest = whole.bounds(start, end)
            assert least is not None
            assert greatest is not None
            assert least <= value(curve, x) <= greatest

    @given(knots(), st.data())
    def test_bounds_are_tight(self, curve: list[Knot], data: st.DataObject) -> None:
        """Bounds are taken on, or come as near as one likes."""
        low, high = sorted(data.draw(places(curve)) for _ in range(2))
        ends = [low, high, *(Fraction(knot.x) for knot in curve)]
        near = [x + step for x in ends for step in (-STEP, Fraction(0), STEP) if low <= x + step <= high]
        taken = [value(curve, x) for x in near]
        least, greatest = Curve(knots=curve).bounds(low, high)
        assert least is not None
        assert greatest is not None
        assert abs(least - min(taken)) <= HARDLY
        assert abs(greatest - max(taken)) <= HARDLY

    @given(knots(), points())
    def test_a_point_is_an_interval(self, curve: list[Knot], x: Fraction) -> None:
        """Where there is one number, there is one value."""
        assert (value(curve, x), value(curve, x)) == Curve(knots=curve).bounds(x, x)


@pytest.mark.parametrize("slope", [Fraction(1, 2), Fraction(1), Fraction(2)])
def test_a_curve_without_end(slope: Fraction) -> None:
    """However slowly it rises, over an interval without end it has no bound there."""
    up = Curve(knots=[Knot(0, 0), Knot(4, 4 * int(slope * 2) // 2)], continued=True)
    assert up.bounds(None, Fraction(0)) == (None, Fraction(0))
    assert up.bounds(Fraction(4), None) == (4 * slope, None)
    down = Curve(knots=[Knot(0, 4 * int(slope * 2) // 2), Knot(4, 0)], continued=True)
    assert down.bounds(None, Fraction(4)) == (Fraction(0), None)
    assert down.bounds(Fraction(0), None) == (None, 4 * slope)
