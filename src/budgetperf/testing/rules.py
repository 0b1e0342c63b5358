"""Strategies for single rules that keep every law, for each case and direction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.finding import Clause, ClauseStatus
from budgetperf.domain.record import Direction
from budgetperf.domain.written import EXACT
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.rule import Measure, Rule, Scale
from budgetperf.testing.arguments import ArgumentError, chosen
from budgetperf.testing.curves import highest, mirrored, rising_curves, scaled

__all__ = ["RULE_CASES", "clauses", "lawful_rules", "one_summits", "plain_rule", "rules"]

RULE_CASES = ("positive", "zero", "negative", "dates", "execution", "rates")
"""The cases of a rulebook that have rules."""
_NOTHING, _WHOLE = Decimal(0), Decimal(1)
_SORTED = (Direction.HIGHER, Direction.LOWER, Direction.EQUAL)
_WEIGHTS = tuple(map(Decimal, (10, 5, 8, 1, 20)))
_DAYS = Decimal(30)
_TITLES = {Scale.SHARE: "按比例记分", Scale.POINTS: "分档记分", Scale.DEDUCTION: "扣分法"}
_DOCUMENTS = (
    ("《项目支出绩效评价管理办法》", "财预〔2020〕10号", 2020),
    ("某市评价指标表", "无文号", None),
    ("budgetperf", None, 2026),
)
_CLAUSES = st.sampled_from(
    [
        Clause(document=document, number=number, year=year, status=status, place=place, note=note, note_en=note_en)
        for status in ClauseStatus
        for document, number, year in _DOCUMENTS
        # A file of rules gives number and year of whatever document was seen.
        if status is not ClauseStatus.SEEN or (number and year)
        for place, note, note_en in ((None, None, None), ("评分标准栏", "含", None), (None, "含上限", "with the bound"))
    ]
)


@frozen
class _Plan:
    """
    What a rule may look at.

    Attributes:
        shares: Curves of shares that keep the laws.

        steps: Staircases of deductions that keep them, or None.
    """

    measure: Measure
    shares: SearchStrategy[Curve]
    steps: SearchStrategy[Curve] | None = None


def clauses() -> SearchStrategy[Clause]:
    """Where something comes from; recalled and chosen as often as seen."""
    return _CLAUSES


@cache
def lawful_rules(case: str, direction: Direction) -> SearchStrategy[Rule]:
    """Rules that keep every law of one case and direction; first the one that everybody would write."""
    return st.just(plain_rule(case, direction)) | st.sampled_from(_plans(case, direction)).flatmap(_rules)


def plain_rule(case: str, direction: Direction) -> Rule:
    """
    The simplest rule of a case: proportional, where there is something to be proportional to.

    >>> [str(knot.at) for knot in plain_rule("positive", Direction.HIGHER).curve.knots]
    ['0', '1']
    """
    rises, falls = Curve(knots=[Knot(0, 0), Knot(1, 1)]), Curve(knots=[Knot(0, 1), Knot(1, 0)])
    match case, direction:
        case "execution", _:
            measure, curve = Measure.EXECUTION, rises
        case "dates", _:
            measure, curve = Measure.DAYS_LATE, falls
        case "rates", _:
            measure, curve = Measure.RATE, rises
        case "zero", _:
            left, right = int(direction is Direction.LOWER), int(direction is Direction.HIGHER)
            measure, curve = Measure.ACTUAL, Curve(knots=[Knot(0, 1, left=left, right=right)])
        case _, Direction.EQUAL:
            measure, curve = Measure.DISTANCE, falls
        case _:
            higher = (case == "positive") == (direction is Direction.HIGHER)
            measure, curve = (Measure.ATTAINMENT, rises) if higher else (Measure.EXCESS, falls)
    return Rule(
        id="rule-1",
        title=_TITLES[Scale.SHARE],
        title_en="in share",
        measure=measure,
        curve=curve,
        clause=Clause(document="budgetperf"),
    )


def rules(*, case: str | None = None, directions: Iterable[Direction | str] | None = None) -> SearchStrategy[Rule]:
    """
    Rules that keep every law of their case: proportional, in bands, in steps, with thresholds, in points or shares.

    Args:
        case: ``positive``, ``zero``, ``negative``, ``dates``, ``execution`` or ``rates``; None is any.

        directions: Which way is better; for dates, execution and rates the rule itself says so.

    Raises:
        ArgumentError: There is no such case or direction, or words are to be judged by a rule.
    """
    if case is not None and case not in RULE_CASES:
        listed = ", ".join(RULE_CASES)
        raise ArgumentError(f"case 应为 {listed} 之一，实际为 {case!r}", f"case is one of {listed}, not {case!r}")
    wanted = _SORTED if directions is None else chosen("directions", directions, Direction)
    if Direction.JUDGED in wanted:
        raise ArgumentError(
            "directions：judged 的指标由人评判，没有规则；请用 higher、lower、equal",
            "directions: what is judged has no rule; use higher, lower, equal",
        )
    cases = RULE_CASES if case is None else (case,)
    return st.one_of([lawful_rules(name, direction) for name in cases for direction in wanted])


def _plans(case: str, direction: Direction) -> list[_Plan]:
    """What a rule of some case may look at, and the curves that keep its laws."""
    match case, direction:
        case "execution", _:
            return [_Plan(Measure.EXECUTION, _rising(_WHOLE), _steps(below=_WHOLE))]
        case "dates", _:
            return [_Plan(Measure.DAYS_LATE, _falling(_NOTHING, scale=_DAYS), _steps(above=_NOTHING, every="10 1 7"))]
        case "rates", _:
            both = _steps(above=_WHOLE) | _steps(below=_WHOLE) | _steps(above=_WHOLE, below=_WHOLE)
            return [_Plan(Measure.RATE, one_summits(), both), _Plan(Measure.ACTUAL, one_summits(scale=Decimal(10)))]
        case "zero", _:
            return [_Plan(Measure.ACTUAL, _at_zero(direction)), _Plan(Measure.RATE, _at_zero(direction))]
        case _, Direction.EQUAL:
            return [_Plan(Measure.DISTANCE, _distances()), _Plan(Measure.ATTAINMENT, _peaks())]
        case _:
            # Above a target below zero lies what is less of it.
            rises = (case == "positive") == (direction is Direction.HIGHER)
            return _rises() if rises else [*_falls(), *_inverses(case)]


def _rises() -> list[_Plan]:
    return [
        _Plan(Measure.ATTAINMENT, _rising(_WHOLE), _steps(below=_WHOLE)),
        _Plan(Measure.EXCESS, _rising(_NOTHING), _steps(below=_NOTHING)),
    ]


def _falls() -> list[_Plan]:
    return [
        _Plan(Measure.ATTAINMENT, _falling(_WHOLE), _steps(above=_WHOLE)),
        _Plan(Measure.EXCESS, _falling(_NOTHING), _steps(above=_NOTHING)),
    ]


def _inverses(case: str) -> list[_Plan]:
    return [_Plan(Measure.INVERSE, _rising(_WHOLE), _steps(below=_WHOLE))] if case == "positive" else []


def _steps(
    *, above: Decimal | None = None, below: Decimal | None = None, every: str = "0.05 0.01 0.1"
) -> SearchStrategy[Curve]:
    """每低于5%扣2分: whole steps, of some width and height."""
    heights = st.sampled_from([(Decimal(by), Decimal(to)) for by, to in ((2, 8), ("0.5", 8), (1, 1), (3, 5))])
    widths = st.sampled_from([Decimal(width) for width in every.split()])
    return st.builds(
        lambda width, height: Curve.of_steps(every=width, by=height[0], to=height[1], above=above, below=below),
        widths,
        heights,
    )


def _rising(top: Decimal) -> SearchStrategy[Curve]:
    return rising_curves(top=top)


def _falling(top: Decimal, scale: Decimal = _WHOLE) -> SearchStrategy[Curve]:
    return rising_curves(top=top, scale=scale).map(lambda curve: mirrored(curve, top))


@st.composite
def one_summits(draw: st.DrawFn, scale: Decimal = _WHOLE) -> Curve:
    """Curves that rise to 1, stay there for a while or a point, and fall."""
    top = draw(st.sampled_from([Decimal(0), Decimal(1), Decimal("0.9")]))
    up = draw(rising_curves(top=top, scale=scale, early=False))
    down = mirrored(draw(rising_curves(top=top, scale=scale, early=False)), top)
    match draw(st.sampled_from(["up", "down", "both", "apart"])):
        case "up":
            return up
        case "down":
            return down
        case "apart":
            away = [evolve(knot, x=EXACT.add(knot.x, scale)) for knot in down.knots]
            return Curve(knots=[*up.knots, *away])
        case _:
            summit = Knot(top, 1, left=up.knots[-1].left, right=down.knots[0].right)
            return Curve(knots=[*up.knots[:-1], summit, *down.knots[1:]])


@st.composite
def _distances(draw: st.DrawFn) -> Curve:
    """Curves that fall from 1 at nothing, and are 1 nowhere else."""
    curve = mirrored(draw(rising_curves(top=_NOTHING, early=False)), _NOTHING)
    most = Decimal("0.99")
    first, *others = curve.knots
    if not others:
        return Curve(knots=[evolve(first, right=min(first.right, most))])
    capped = [
        Knot(knot.x, min(knot.at, most), left=min(knot.left, most), right=min(knot.right, most)) for knot in others
    ]
    return Curve(knots=[first, *capped])


@st.composite
def _peaks(draw: st.DrawFn) -> Curve:
    """The same on both sides of 1, each in its own way."""
    below = mirrored(draw(_distances()), _NOTHING)
    above = draw(_distances())
    summit = Knot(_WHOLE, 1, left=below.knots[-1].left, right=above.knots[0].right)

    def moved(knot: Knot) -> Knot:
        return evolve(knot, x=EXACT.add(knot.x, _WHOLE))

    return Curve(knots=[*map(moved, below.knots[:-1]), summit, *map(moved, above.knots[1:])])


def _at_zero(direction: Direction) -> SearchStrategy[Curve]:
    """For a target of zero there is no more and less, only kept and missed: one value on each side."""
    missed = st.sampled_from([Decimal(0), Decimal("0.6"), Decimal("0.5")])
    match direction:
        case Direction.HIGHER:
            return st.builds(Knot, st.just(0), st.just(1), left=missed, right=st.just(1)).map(_alone)
        case Direction.LOWER:
            return st.builds(Knot, st.just(0), st.just(1), left=st.just(1), right=missed).map(_alone)
        case _:
            return st.builds(Knot, st.just(0), st.just(1), left=missed, right=missed).map(_alone)


def _alone(knot: Knot) -> Curve:
    return Curve(knots=[knot])


@st.composite
def _rules(draw: st.DrawFn, plan: _Plan) -> Rule:
    curve, scale, weight = draw(plan.shares), draw(st.sampled_from(Scale)), draw(st.sampled_from(_WEIGHTS))
    weighted = scale is Scale.POINTS or draw(st.integers(0, 3)) == 1
    if scale is Scale.POINTS:
        curve = scaled(curve, weight)
    elif scale is Scale.DEDUCTION:
        most = draw(st.sampled_from([Decimal(2), Decimal(8), Decimal("0.5"), Decimal(100)]))
        curve = scaled(curve, min(most, weight) if weighted else most, less=True)
        steps = None if plan.steps is None or draw(st.booleans()) else draw(plan.steps)
        # 扣完为止: what is written for a weight takes no more off than there is.
        if steps is not None and not (weighted and highest(steps) > weight):
            curve = steps
    return Rule(
        id=f"rule-{draw(st.integers(1, 99))}",
        title=_TITLES[scale],
        title_en=f"in {scale}",
        measure=plan.measure,
        curve=curve,
        scale=scale,
        weights=(weight,) if weighted else (),
        clause=draw(clauses()),
    )
