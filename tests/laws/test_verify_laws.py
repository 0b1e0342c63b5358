"""
That `verify` decides: what it says holds, holds wherever one looks; what it says fails, fails where it says.

The oracle looks at many inputs; `verify` looks at limits. Each would show the other's mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.finding import Clause
from budgetperf.domain.model import Direction
from budgetperf.scoring.comparison import Comparison, Units
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.decide import rule_violations
from budgetperf.scoring.laws.violation import Law, Trial
from budgetperf.scoring.measuring import apply_at, apply_rule
from budgetperf.scoring.rule import Measure, Rule, Scale

CLAUSE = Clause(document="《办法》")
CASES = [
    *(("positive", way, measure) for way in ("higher", "lower", "equal") for measure in (
        Measure.ATTAINMENT, Measure.INVERSE, Measure.EXCESS, Measure.DISTANCE)),
    *(("negative", way, measure) for way in ("higher", "lower", "equal") for measure in (
        Measure.ATTAINMENT, Measure.EXCESS, Measure.DISTANCE)),
    *(("zero", way, Measure.ACTUAL) for way in ("higher", "lower", "equal")),
    ("execution", None, Measure.EXECUTION),
    ("dates", None, Measure.DAYS_LATE),
]  # fmt: skip
TARGETS = {"positive": 1, "zero": 0, "negative": -1, "execution": 1, "dates": 0}
WAYS: dict[str | None, Direction | None] = {None: None, **{way.value: way for way in Direction}}
STEP = Fraction(1, 1000)


def quarters(least: int, most: int) -> SearchStrategy[Decimal]:
    """Numbers that meet each other often."""
    return st.integers(4 * least, 4 * most).map(lambda number: Decimal(number) / 4)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Curves of a few knots, with jumps and without; many of them keep some law by accident."""
    xs = draw(st.lists(quarters(-1, 2), min_size=1, max_size=4, unique=True))
    heights = st.sampled_from([Decimal(0), Decimal(1), Decimal("0.5")]) | quarters(-1, 2)
    knots = []
    for x in sorted(xs):
        at = draw(heights)
        jumps = draw(st.booleans())
        knots.append(Knot(x, at, left=draw(heights) if jumps else at, right=draw(heights) if jumps else at))
    return Curve(knots=knots, continued=draw(st.sampled_from([False, False, False, True])))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Rule, str, Direction | None]:
    """A rule, the case it stands in, and which way is better."""
    case, way, measure = draw(st.sampled_from(CASES))
    curve = draw(curves())
    scale = draw(st.sampled_from([Scale.SHARE, Scale.SHARE, Scale.DEDUCTION, Scale.POINTS]))
    rule = Rule(
        id="rule",
        title="规则",
        title_en="rule",
        measure=measure,
        curve=evolve(curve, continued=curve.continued and measure is not Measure.INVERSE),
        scale=scale,
        weights=draw(st.sampled_from([(), (), (2,), (1, 2)])),
        clause=CLAUSE,
    )
    return rule, case, WAYS[way]


def grid(rule: Rule, target: int) -> list[Fraction]:
    """Actuals all over, and close to wherever a curve of quarters may bend."""
    spots = {Fraction(number, 12) for number in range(-48, 49)}
    for knot in rule.curve.knots:
        x = Fraction(knot.x)
        spots |= {x, x * target, (1 + x) * target, (1 - x) * target, *((target / x,) if x else ())}
    near = {spot + step for spot in spots for step in (-STEP, 0, STEP)}
    return sorted({*near, Fraction(-1000), Fraction(1000)})


def earned(rule: Rule, case: str, weight: Decimal, actual: Fraction) -> Fraction:
    """What the engine gives, the way a row is scored."""
    target = TARGETS[case]
    if case in {"execution", "dates"}:
        return apply_at(rule, weight, actual).low
    both = Comparison(target=Fraction(target), low=actual, high=actual, units=Units.SAME)
    return apply_rule(rule, weight, both).low


def broken(rule: Rule, case: str, way: Direction | None, weight: Decimal) -> Iterator[Law]:
    """The laws that some input of the grid breaks."""
    target = TARGETS[case]
    points = [(actual, earned(rule, case, weight, actual)) for actual in grid(rule, target)]
    whole = Fraction(weight)
    if any(not 0 <= value <= whole for _, value in points):
        yield Law.BOUNDED
    if way is Direction.EQUAL:
        if dict(points)[Fraction(target)] != whole:
            yield Law.FULL
        if any(value >= whole for actual, value in points if actual != target):
            yield Law.EQUAL
        above = [value for actual, value in points if actual >= target]
        below = [value for actual, value in points if actual <= target][::-1]
        if any(farther > closer for side in (above, below) for closer, farther in pairwise(side)):
            yield Law.AWAY
        return
    better = -1 if way is Direction.LOWER or case == "dates" else 1
    if any((other - one) * better < 0 for (_, one), (_, other) in pairwise(points)):
        yield Law.MONOTONE
    if any(value != whole for actual, value in points if (actual - target) * better >= 0):
        yield Law.FULL
    if rule.measure is Measure.ACTUAL and any(
        len({value for actual, value in points if actual * sign > 0}) > 1 for sign in (-1, 1)
    ):
        yield Law.UNIT


def weights_of(rule: Rule) -> tuple[Decimal, ...]:
    """Weights of all sizes, or those that the rule is written for."""
    return rule.weights or (Decimal("0.25"), Decimal(1), Decimal(2), Decimal(10))


def figure(trial: Trial, name: str) -> Fraction:
    """A figure of a counterexample."""
    return Fraction(dict(trial.given)[name])


class TestWhatHoldsHolds:
    """No input anywhere breaks a law that `verify` does not report."""

    @given(questions())
    def test_against_many_inputs(self, question: tuple[Rule, str, Direction | None]) -> None:
        """Every law that the grid finds broken is reported."""
        rule, case, way = question
        reported = {found.law for found in rule_violations(rule, case, way, "path")}
        for weight in weights_of(rule):
            assert set(broken(rule, case, way, weight)) <= reported


class TestWhatFailsFails:
    """Every counterexample is one: replayed, it gives what it says, and that breaks the law."""

    @given(questions())
    def test_replayed(self, question: tuple[Rule, str, Direction | None]) -> None:
        """By the engine that scores rows."""
        rule, case, way = question
        for found in rule_violations(rule, case, way, "path"):
            inputs = []
            for trial in found.trials:
                given_target = dict(trial.given).get("target", "0")
                scale = abs(Fraction(given_target)) or Fraction(1)
                actual, weight = figure(trial, "actual") / scale, Decimal(dict(trial.given)["weight"])
                value = earned(rule, case, weight, actual)
                assert value == Fraction(trial.outcome)
                inputs.append((actual, value, Fraction(weight)))
            assert _contradicts(found.law, inputs, TARGETS[case], way, case), found


def _contradicts(
    law: Law, inputs: list[tuple[Fraction, Fraction, Fraction]], target: int, way: Direction | None, case: str
) -> bool:
    """Whether these inputs and points break a law."""
    better = -1 if way is Direction.LOWER or case == "dates" else 1
    (actual, value, weight), (other, more, _) = inputs[0], inputs[-1]
    met = actual == target if way is Direction.EQUAL else (actual - target) * better >= 0
    one_side = (actual - target) * (other - target) >= 0
    breaks = {
        Law.BOUNDED: not 0 <= value <= weight,
        Law.FULL: met and value != weight,
        Law.EQUAL: actual != target and value >= weight,
        Law.MONOTONE: actual < other and (more - value) * better < 0,
        Law.AWAY: one_side and abs(other - target) > abs(actual - target) and more > value,
        Law.UNIT: actual * other > 0 and more != value,
        Law.CONTINUOUS: actual != other and more != value,
    }
    return breaks[law]


class TestRates:
    """A rate has a best stretch, where it earns the full weight; away from it, on either side, it never earns more."""

    @given(curves(), st.sampled_from([Scale.SHARE, Scale.DEDUCTION]))
    def test_one_summit(self, curve: Curve, scale: Scale) -> None:
        """Reported just where some three values go down and up again."""
        rule = Rule(
            id="rate", title="比率", title_en="rate", measure=Measure.RATE, curve=curve, scale=scale, clause=CLAUSE
        )
        reported = {found.law for found in rule_violations(rule, "rates", None, "path")}
        weight = Decimal(10) if scale is Scale.SHARE else Decimal(3)
        points = [apply_at(rule, weight, actual).low for actual in grid(rule, 1)]
        best = points.index(max(points))
        valley = any(
            points[one] > points[two] < points[three]
            for one, two, three in combinations(range(0, len(points), max(1, len(points) // 24)), 3)
        )
        if valley:
            assert Law.MONOTONE in reported
        if not 0 <= min(points) <= max(points) <= weight:
            assert Law.BOUNDED in reported
        if Law.BOUNDED not in reported and Law.FULL not in reported:
            assert points[best] <= weight
