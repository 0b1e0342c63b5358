"""Strategies for the sections of a rulebook besides its rules; each of them keeps the laws of form."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.finding import Severity
from budgetperf.domain.written import EXACT
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import (
    Alerts,
    Answers,
    Band,
    Corners,
    Directions,
    Explanation,
    Grade,
    Levels,
    LevelWeights,
    Limit,
    Manual,
    Move,
    NotApplicable,
    OverAttainment,
    Rounding,
    RoundingMode,
    Treatment,
    WordPair,
    Years,
)
from budgetperf.scoring.ranges import Range
from budgetperf.testing.arguments import in_order
from budgetperf.testing.curves import partitions
from budgetperf.testing.quantities import decimals
from budgetperf.testing.rules import clauses

__all__ = [
    "alerts",
    "answers",
    "band_sets",
    "bands",
    "bare_number_policies",
    "corners",
    "explanations",
    "grade_sets",
    "grades",
    "level_tables",
    "limits",
    "manuals",
    "moves",
    "not_applicables",
    "over_attainments",
    "roundings",
    "weight_sets",
    "word_pairs",
    "years",
]

_LEVELS = ("产出指标", "效益指标", "满意度指标", "成本指标")
_WEIGHT_SETS = tuple(
    tuple(map(Decimal, weights.split())) for weights in ("10 50 30 10", "10 30 30 10 20", "10 40 20 10 20", "20 80")
)
_GRADES = (("优", "excellent"), ("良", "good"), ("中", "fair"), ("差", "poor"), ("劣", "bad"))
# 未完成 contains no word of another band, and no word of another band contains it.
_WORDS = (("已完成", "完成", "达成"), ("部分完成", "部分达成"), ("效果较差",), ("一般",))
_DENIALS = ((), (), ("未完成", "未达"), ())
_HUNDRED, _WHOLE = Range(low=0, high=100), Range(low=0, high=1)


def years() -> SearchStrategy[Years]:
    """Budget years in force, mostly open-ended, sometimes just one."""
    ends = st.tuples(st.integers(2013, 2026), st.integers(0, 5))
    both = ends.map(lambda found: (found[0], found[0] + found[1]))
    first, last = st.integers(2013, 2026), st.none()
    return st.builds(
        lambda pair, clause: Years(first=pair[0], last=pair[1], clause=clause),
        st.tuples(first, last) | both | st.just((None, None)),
        st.none() | clauses(),
    )


@st.composite
def weight_sets(draw: st.DrawFn) -> LevelWeights:
    """Level-1 weights that make up 100 with execution: those of forms, decimal ones, and ones shared out freely."""
    if draw(st.booleans()):
        execution, *levels = draw(st.sampled_from(_WEIGHT_SETS))
        free = Decimal(0)
    else:
        left, levels = Decimal(100), []
        execution = draw(st.sampled_from([Decimal(10), Decimal(0), Decimal("22.5"), Decimal(20)]))
        left = EXACT.subtract(left, execution)
        for _ in range(draw(st.integers(0, 2))):
            levels.append(draw(decimals(min_value=0, max_value=left, max_places=2)))
            left = EXACT.subtract(left, levels[-1])
        free = draw(st.sampled_from([Decimal(0), left]))
        if not free:
            levels.append(left)
    named = tuple(zip(_LEVELS, levels, strict=False))
    return LevelWeights(
        id=f"set-{draw(st.integers(1, 99))}", execution=execution, levels=named, free=free, clause=draw(clauses())
    )


def grades() -> SearchStrategy[Grade]:
    """One grade of a table."""
    return grade_sets(min_size=1).flatmap(st.sampled_from)


def grade_sets(*, min_size: int = 0) -> SearchStrategy[tuple[Grade, ...]]:
    """
    Grades that cover 0 to 100 just once, the best first.

    Args:
        min_size: The least number of grades, of at most five; 0 is sometimes none.

    Raises:
        ArgumentError: More grades than there are.
    """
    in_order("grade_sets", min_size, len(_GRADES), falls=lambda one, other: not 0 <= one <= other)
    return _grade_sets(min_size)


@st.composite
def _grade_sets(draw: st.DrawFn, min_size: int) -> tuple[Grade, ...]:
    if not min_size and draw(st.integers(0, 5)) == 1:
        return ()
    endless = draw(st.booleans())  # 优 may be written as 90 to 100, or as 90 and more
    spans = draw(partitions(_HUNDRED, min_size=max(1, min_size), max_size=len(_GRADES)))
    found = [Grade(title=zh, title_en=en, points=span) for (zh, en), span in zip(_GRADES, spans, strict=False)]
    if not endless:
        return tuple(found)
    first, last = found[0].points, found[-1].points
    top = Range(low=first.low if len(found) > 1 else None, low_open=first.low_open)
    bottom = Range(high=last.high, high_open=last.high_open)
    titles = [(grade.title, grade.title_en) for grade in found]
    points = [top, *(grade.points for grade in found[1:-1]), bottom] if len(found) > 1 else [top]
    return tuple(Grade(title=zh, title_en=en, points=span) for (zh, en), span in zip(titles, points, strict=True))


def bands() -> SearchStrategy[Band]:
    """One band of judgement."""
    return band_sets().filter(bool).flatmap(st.sampled_from)


@st.composite
def band_sets(draw: st.DrawFn) -> tuple[Band, ...]:
    """Bands of judgement that cover the weight just once, the best first; or none."""
    if draw(st.integers(0, 5)) == 1:
        return ()
    spans = draw(partitions(_WHOLE, max_size=len(_WORDS)))
    return tuple(
        Band(
            id=f"band-{index}",
            title=f"第{index}档",
            title_en=f"band {index}",
            share=span,
            words=_WORDS[index],
            contains=_DENIALS[index],
            clause=draw(clauses()),
        )
        for index, span in enumerate(spans)
    )


def word_pairs() -> SearchStrategy[WordPair]:
    """Words that answer words."""
    return st.sampled_from(
        [WordPair(target="无", actuals=("无负面影响", "没有")), WordPair(target="零", actuals=("未发生",))]
    )


def answers() -> SearchStrategy[Answers]:
    """直接赋分."""
    return st.builds(
        Answers, yes=st.sampled_from([("是",), ("是", "有")]), no=st.sampled_from([("否",), ()]), clause=clauses()
    )


def roundings(*, lawful: bool = True) -> SearchStrategy[Rounding]:
    """
    How points are rounded.

    Args:
        lawful: Whether to leave out cutting off, which moves points by more than half a step.
    """
    places = st.integers(0, 6)
    return st.builds(
        Rounding,
        row=st.sampled_from([2, 1, 0]) | places,
        total=st.none() | places,
        mode=st.just(RoundingMode.HALF_UP) if lawful else st.sampled_from(RoundingMode),
        tolerated=st.lists(st.integers(0, 3), max_size=3, unique=True).map(tuple),
        clause=clauses(),
    )


def corners(*, lawful: bool = True) -> SearchStrategy[Corners]:
    """
    What becomes of blank and negative cells.

    Args:
        lawful: Whether to leave out that a negative actual counts as zero: it may miss, or meet, a negative target.
    """
    blank = st.sampled_from([Treatment.JUDGED, Treatment.NOTHING])
    negative = st.just(Treatment.KEPT) if lawful else st.sampled_from([Treatment.KEPT, Treatment.ZERO])
    return st.builds(
        Corners,
        clauses=st.just(()) | clauses().map(lambda clause: (("negative_actual", clause),)),
        blank_target=blank,
        blank_actual=blank,
        negative_actual=negative,
        deduction=st.booleans(),
        clause=clauses(),
    )


def over_attainments(*, lawful: bool = True) -> SearchStrategy[OverAttainment]:
    """
    When an actual is so far above its target that it needs a reason.

    Args:
        lawful: Whether to leave out those that take points off, and so break the law that a met target earns all.
    """
    return _over_attainments(lawful=lawful)


@st.composite
def _over_attainments(draw: st.DrawFn, *, lawful: bool) -> OverAttainment:
    ratio = draw(st.sampled_from([Decimal("1.2"), Decimal("1.3"), Decimal("1.5"), Decimal(2)]))
    kept = None
    if not lawful and draw(st.booleans()):
        far = EXACT.add(ratio, draw(st.sampled_from([Decimal("0.5"), Decimal(1)])))
        kept = Curve(knots=[Knot(ratio, 1), Knot(far, draw(st.sampled_from([Decimal("0.5"), Decimal(0)])))])
    return OverAttainment(
        ratio=ratio,
        severity=draw(st.sampled_from(Severity)),
        zero=draw(st.sampled_from([None, Decimal(0)])),
        kept=kept,
        clause=draw(clauses()),
    )


def explanations() -> SearchStrategy[Explanation]:
    """What must be explained."""
    return st.builds(
        Explanation,
        low=st.sampled_from([Decimal("0.8"), Decimal("0.9"), Decimal(0)]),
        high=st.sampled_from([Decimal(1), Decimal("1.1")]),
        execution=st.none() | st.just(Decimal("0.9")),
        adjustment=st.booleans(),
        judged=st.booleans(),
        clause=clauses(),
    )


def alerts() -> SearchStrategy[Alerts]:
    """What a reviewer should look at twice."""
    share = st.none() | st.sampled_from([Decimal("0.05"), Decimal("0.2"), Decimal(0)])
    return st.builds(Alerts, imbalance=share, unspent=share, clause=clauses())


def not_applicables() -> SearchStrategy[NotApplicable]:
    """Words that drop a row."""
    return st.builds(NotApplicable, words=st.sampled_from([("不适用",), ("不适用", "不涉及")]), clause=clauses())


def limits() -> SearchStrategy[Limit]:
    """Rows that earn no more than so much."""
    return st.builds(
        Limit,
        levels=st.just(("成本指标",)),
        words=st.just(("未填报",)),
        most=st.sampled_from([Decimal(5), Decimal(0), Decimal("2.5")]),
        clause=clauses(),
    )


def manuals(*, lawful: bool = True) -> SearchStrategy[Manual]:
    """
    Scores that a person may reduce.

    Args:
        lawful: Whether to leave out targets that were met, be it by far.
    """
    over = st.sampled_from([Decimal("1.2"), Decimal("1.3")])
    return st.builds(
        Manual,
        over=st.none() if lawful else st.none() | over,
        missed=st.sampled_from([(), ("lower",), ("lower", "equal")]),
        clause=clauses(),
    )


def moves() -> SearchStrategy[Move]:
    """Whither the weight of a missing level goes."""
    return st.builds(Move, level=st.just("满意度指标"), to=st.sampled_from(["效益指标", "产出指标"]), clause=clauses())


def level_tables() -> SearchStrategy[Levels]:
    """Which level-2 names belong under which level-1 name."""
    names = (("产出指标", ("数量指标", "质量指标", "时效指标")), ("效益指标", ("社会效益指标",)))
    return st.builds(Levels, names=st.sampled_from([names, names[:1]]), clause=clauses())


def bare_number_policies() -> SearchStrategy[Directions]:
    """When a bare number is better low."""
    return st.builds(
        Directions,
        lower_levels=st.sampled_from([("经济成本指标",), ()]),
        lower_names=st.sampled_from([("控制率", "变动率"), ()]),
        clause=clauses(),
    )
