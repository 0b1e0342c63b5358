"""Where a curve jumps, a rule has three values: just below the actual, at it, and just above it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from budgetperf.domain.finding import Clause
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.profile import Profile
from budgetperf.scoring.rule import Measure, Rule

# Nothing up to 60 % (30 % over, for what grows from the target), a half at it, and all above it.
STEP = Curve(knots=[Knot(0, 0), Knot("0.6", "0.5", left=0, right=1), Knot(1, 1)])


def profile(measure: Measure, target: int | None) -> Profile:
    """A rule with a jump, of which ten points can be earned."""
    rule = Rule(id="own", title="自定", title_en="own", measure=measure, curve=STEP, clause=Clause(document="《办法》"))
    return Profile(rule=rule, target=target, weight=Decimal(10))


@pytest.mark.parametrize(
    ("measure", "target", "actual", "points"),
    [
        (Measure.ATTAINMENT, 1, "0.6", (0, 5, 10)),
        (Measure.ATTAINMENT, -1, "-0.6", (10, 5, 0)),
        (Measure.EXCESS, 1, "1.6", (0, 5, 10)),
        (Measure.EXCESS, -1, "-1.6", (10, 5, 0)),
        (Measure.DISTANCE, 1, "1.6", (0, 5, 10)),
        (Measure.DISTANCE, 1, "0.4", (10, 5, 0)),
        (Measure.DISTANCE, 1, "1", (0, 0, 0)),
        (Measure.ACTUAL, 0, "0.6", (0, 5, 10)),
        (Measure.RATE, None, "0.6", (0, 5, 10)),
        (Measure.DAYS_LATE, None, "0.6", (0, 5, 10)),
    ],
)
def test_a_jump(measure: Measure, target: int | None, actual: str, points: tuple[int, int, int]) -> None:
    """A greater actual is a greater ratio over a target above zero, and a smaller one over a target below it."""
    (spot,) = [spot for spot in profile(measure, target).spots if spot.actual == Fraction(actual)]
    assert [*points] == [spot.points.left, spot.points.at, spot.points.right]
    assert spot.declared is (points[0] != points[2])


def test_a_limit_turned_over() -> None:
    """The more is spent of a limit, the smaller its inverse: 5 ÷ 3 of it is where this curve jumps."""
    (spot,) = [spot for spot in profile(Measure.INVERSE, 1).spots if spot.actual == Fraction(5, 3)]
    assert [spot.points.left, spot.points.at, spot.points.right] == [10, 5, 0]
