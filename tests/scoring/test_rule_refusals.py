"""What is said of a rulebook that cannot be used, word by word, in both languages: what is wrong, and what is right."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Clause
from budgetperf.errors import BudgetPerfError
from budgetperf.scoring.choice import choose_rulebook, require_in_force
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.trying import try_rule
from budgetperf.scoring.measuring import call
from budgetperf.scoring.policy import Corners, Explanation, Limit, Manual, OverAttainment, Rounding
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import Cases, FunctionRule, Measure, Rule

CLAUSE = Clause(document="《办法》")
MOF, HUNAN = bp.load_rulebook("mof-2020"), bp.load_rulebook("hunan-2022")
ENDLESS = Curve(knots=[Knot(0, 0), Knot(1, 1)], continued=True)
CAPPED = evolve(ENDLESS, continued=False)
STEPS = {"every": Decimal("0.01"), "by": Decimal("0.5"), "to": Decimal(8), "above": Decimal(1)}
RULES = list(dict.fromkeys(one.id for _, _, rules in HUNAN.cases() for one in rules))
BANDS = (
    "端点归哪一档，用 from、to（含）和 above、below（不含）写明，例如 [{from: 90%, value: 5}, {below: 90%, value: 4}]"
)
BANDS_EN = (
    "say with from, to (inclusive) and above, below (exclusive) whose each end is, "
    "for example [{from: 90%, value: 5}, {below: 90%, value: 4}]"
)


def rule(curve: Curve, measure: Measure) -> Rule:
    """A rule of one's own."""
    return Rule(id="own", title="自定", title_en="own", measure=measure, curve=curve, clause=CLAUSE)


def function(result: object) -> FunctionRule:
    """A rule that somebody wrote in Python."""

    def points(_target: Fraction, _actual: Fraction, _weight: Fraction) -> Any:
        if isinstance(result, Exception):
            raise result
        return result

    return FunctionRule(id="own", title="自定", title_en="own", function=points, clause=CLAUSE)


def band(low: int | None, high: int | None) -> tuple[Range, Decimal]:
    """From one number up to the other, both of them within."""
    return Range(low=low, high=high), Decimal(1)


REFUSED: list[tuple[Callable[[], object], str, str]] = [
    (
        lambda: Curve(knots=[]),
        "曲线至少要有一个点，例如 [[0, 0], [1, 1]]",
        "a curve needs a point, such as [[0, 0], [1, 1]]",
    ),
    (
        lambda: Curve(knots=[Knot(1, 1), Knot(0, 0)]),
        (
            "曲线各点须按 x 由小到大、每个 x 只写一次：1 之后是 0，应写作例如 [[0, 0], [1, 1]]；"
            "跳跃写作 {x: 1, left: 0, at: 1, right: 1}"
        ),
        (
            "the points of a curve must be sorted by x, each x once: 0 follows 1; "
            "write for example [[0, 0], [1, 1]], and a jump as {x: 1, left: 0, at: 1, right: 1}"
        ),
    ),
    (
        lambda: Curve.of_bands([band(None, 1), band(2, None)]),
        f"各档之间有空缺：1.5 不在任何一档；{BANDS}",
        f"the bands leave a gap: 1.5 lies in none; {BANDS_EN}",
    ),
    (
        lambda: Curve.of_bands([band(None, 1), band(1, None)]),
        f"各档有重叠：1 同时在 (−∞, 1]、[1, ∞)；{BANDS}",
        f"the bands overlap: 1 lies in (−∞, 1] and [1, ∞); {BANDS_EN}",
    ),
    (
        lambda: Curve.of_steps(**{**STEPS, "every": Decimal(0)}),
        (
            "阶梯应写作例如 {above: 100%, every: 1%, by: 0.5, to: 8}：从哪里起，每一级多宽，每级多少，到多少为止"
            "（every、by、to 均须大于 0，级数不超过 500）"
        ),
        (
            "steps are written as {above: 100%, every: 1%, by: 0.5, to: 8}: where they begin, how wide and how high "
            "each is, and where they end (every, by and to above 0, at most 500 steps)"
        ),
    ),
    (
        lambda: rule(ENDLESS, Measure.INVERSE),
        "规则 own：measure 为 inverse 时曲线不能写 continued: true，两端应封顶",
        "rule own: a curve over measure: inverse cannot be continued, it must be capped",
    ),
    (
        lambda: evolve(MOF, zero=Cases(lower=[rule(CAPPED, Measure.ATTAINMENT)])),
        "规则 own：zero 中的规则不能用 measure: attainment，应为 actual、rate 之一",
        "rule own: a rule in zero cannot have measure: attainment; it takes one of actual, rate",
    ),
    (
        lambda: HUNAN.rule("nothing"),
        f"规则集 hunan-2022 中没有规则“nothing”；有：{'、'.join(RULES)}",
        f"rulebook hunan-2022 has no rule 'nothing'; it has: {', '.join(RULES)}",
    ),
    (
        lambda: Rounding(row=9, clause=CLAUSE),
        "取整的小数位数应为 0 至 6，例如 row: 2",
        "rounding keeps 0 to 6 places, such as row: 2",
    ),
    (
        lambda: OverAttainment(ratio=0, severity="advice", clause=CLAUSE),
        "over_attainment 的 ratio 应大于 0，例如 ratio: 1.2",
        "ratio is above 0, such as 1.2",
    ),
    (
        lambda: OverAttainment(ratio="1.2", severity="advice", kept=ENDLESS, clause=CLAUSE),
        "over_attainment 的 kept 不能写 continued: true，两端应封顶，例如 [[150%, 1], [200%, 0.8]]",
        "kept in over_attainment cannot be continued; write for example [[150%, 1], [200%, 0.8]]",
    ),
    (
        lambda: Explanation(low=1, high="0.8", clause=CLAUSE),
        "explanation 的 low 不得为负、不得大于 high，例如 low: 80%, high: 100%",
        "low is negative or exceeds high in explanation; write for example low: 80%, high: 100%",
    ),
    (
        lambda: Corners(blank_actual="kept", clause=CLAUSE),
        "corners：blank_target、blank_actual 应为 judged 或 nothing，negative_actual 应为 kept 或 zero",
        "corners: blank_target and blank_actual are judged or nothing, negative_actual is kept or zero",
    ),
    (
        lambda: Limit(levels=("产出指标",), words=("无",), most=-1, clause=CLAUSE),
        "limits 的 most 不得为负，例如 most: 5",
        "most in limits is not negative, as in most: 5",
    ),
    (
        lambda: Manual(over=0, clause=CLAUSE),
        "manual：over 应大于 0，missed 应为 higher、lower、equal 中的几个，例如 {over: 1.2, missed: [lower]}",
        "manual: over is above 0, missed some of higher, lower, equal, as in {over: 1.2, missed: [lower]}",
    ),
    (
        lambda: call(function(ZeroDivisionError("by nothing")), Fraction(0), Fraction(3), Fraction(10)),
        "规则 own 的函数在 target=0, actual=3, weight=10 时出错：ZeroDivisionError: by nothing",
        "the function of rule own failed for target=0, actual=3, weight=10: ZeroDivisionError: by nothing",
    ),
    (
        lambda: call(function(0.5), Fraction(1), Fraction(1), Fraction(10)),
        (
            "规则 own 的函数应返回精确的分数（Fraction、Decimal 或 int），实际返回 float；"
            "请勿使用浮点数，例如写 weight * actual / target"
        ),
        (
            "the function of rule own must return exact points (Fraction, Decimal or int), not float; "
            "use no floats: write for example weight * actual / target"
        ),
    ),
    (
        lambda: choose_rulebook(bp.Filing(year=2022), [HUNAN]),
        "可选的规则集中须有 mof-2020，无一匹配时以它为准；请把它加入，或直接指明一个规则集",
        (
            "the rulebooks to choose from must include mof-2020, which serves where none matches; "
            "add it, or name a rulebook"
        ),
    ),
    (
        lambda: require_in_force(HUNAN, bp.Filing(year=2018)),
        f"规则集 hunan-2022 适用于 {HUNAN.years} 年度，自评材料为 2018 年度；请换用该年度的规则集",
        f"rulebook hunan-2022 is in force for {HUNAN.years}, the filing is of 2018; name a rulebook of that year",
    ),
    (
        lambda: try_rule(MOF, "linear-excess", target=None, actual="96.73万元", weight="10"),
        "无法识别 None：应为规则 linear-excess 的目标，例如 '100'",
        "cannot read None: expected a target for rule linear-excess, such as '100'",
    ),
    (
        lambda: try_rule(MOF, "linear-excess", target="好", actual="96.73万元", weight="10"),
        "无法识别 '好 / 96.73万元'：应为两个数字，例如 '88万元'",
        "cannot read '好 / 96.73万元': expected two numbers, such as '88万元'",
    ),
    (
        lambda: try_rule(MOF, "linear-excess", target="88次", actual="96.73万元", weight="10"),
        "无法识别 '88次 / 96.73万元'：应为单位相同、目标不为 0 的两个数字，例如 '88万元'",
        "cannot read '88次 / 96.73万元': expected two numbers of one kind, such as '88万元'",
    ),
]


@pytest.mark.parametrize(("attempt", "zh", "en"), REFUSED, ids=[en[:60] for _, _, en in REFUSED])
def test_word_by_word(attempt: Callable[[], object], zh: str, en: str) -> None:
    """Whoever writes a rulebook is told where and what, in a way that can be copied."""
    with pytest.raises(BudgetPerfError) as caught:
        attempt()
    assert (zh, en) == (caught.value.zh, caught.value.en)
