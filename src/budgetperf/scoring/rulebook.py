"""
A rulebook (评价办法) as a value: weights, rules, words, rounding and grades, each with its clause.

Rulebooks are written as YAML files and read by `budgetperf.formats.rulebooks`; here are only the values.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import reduce

from attrs import field, frozen

from budgetperf.domain.finding import Clause, Severity
from budgetperf.domain.written import EXACT, plain
from budgetperf.errors import RulebookError
from budgetperf.scoring.curve import Curve

__all__ = [
    "Band",
    "Cases",
    "Directions",
    "Explanation",
    "Grade",
    "LevelWeights",
    "Levels",
    "Measure",
    "OverAttainment",
    "Rounding",
    "Rule",
    "Rulebook",
    "Scale",
    "WordPair",
    "Years",
]


class Measure(StrEnum):
    """What a rule looks at; *t* is the target, *a* the actual, both in one unit."""

    ATTAINMENT = "attainment"  # a ÷ t
    INVERSE = "inverse"  # t ÷ a
    EXCESS = "excess"  # (a − t) ÷ t
    DISTANCE = "distance"  # |a − t| ÷ t
    ACTUAL = "actual"  # a itself, for targets of zero
    EXECUTION = "execution"  # spent ÷ revised budget


class Scale(StrEnum):
    """What the values of a curve are: shares of the weight, or absolute points."""

    SHARE = "share"
    POINTS = "points"


@frozen(kw_only=True)
class Rule:
    """
    One scoring rule: a measure, and the curve from it to a share of the weight (or to points).

    Attributes:
        id: Name of the rule within its rulebook, ``linear-excess``.

        title: What a finance officer calls it.

        title_en: The same in English.
    """

    id: str
    title: str
    title_en: str
    measure: Measure = field(converter=Measure)
    curve: Curve
    scale: Scale = field(default=Scale.SHARE, converter=Scale)
    clause: Clause


@frozen(kw_only=True)
class Cases:
    """
    The rules for each kind of target. More than one rule in a case: which of them binds is not settled.

    Attributes:
        higher: 正向, ≥ and >.

        lower: 反向, ≤ and <.

        equal: 等于.
    """

    higher: tuple[Rule, ...] = field(converter=tuple[Rule, ...])
    lower: tuple[Rule, ...] = field(converter=tuple[Rule, ...])
    equal: tuple[Rule, ...] = field(converter=tuple[Rule, ...])


@frozen(kw_only=True)
class Years:
    """Budget years in force: from *first* on, to *last* or open-ended."""

    first: int
    last: int | None = None

    def __contains__(self, year: int | None) -> bool:
        """A filing without a year is inside every rulebook's years."""
        return year is None or (self.first <= year and (self.last is None or year <= self.last))

    def __str__(self) -> str:
        return f"{self.first}–{self.last or ''}"


@frozen(kw_only=True)
class LevelWeights:
    """Level-1 weights in points; with execution they make up 100."""

    execution: Decimal = field(converter=plain)
    levels: tuple[tuple[str, Decimal], ...]
    clause: Clause


@frozen(kw_only=True)
class Levels:
    """Which level-2 names belong under which level-1 name; spellings that mean the same stand side by side."""

    names: tuple[tuple[str, tuple[str, ...]], ...]
    clause: Clause


@frozen(kw_only=True)
class Directions:
    """
    When a bare number is better low.

    Attributes:
        lower_levels: Level-2 names under which it is (经济成本指标).

        lower_names: Ends of indicator names for which it is (控制率, 变动率, 结转结余率).
    """

    lower_levels: tuple[str, ...]
    lower_names: tuple[str, ...]
    clause: Clause


@frozen(kw_only=True)
class Band:
    """
    One band of judgement (达成, 部分达成, 未达成): shares of the weight, from *low* to *high*.

    Attributes:
        high_open: Whether the upper end belongs to the band above.

        words: Actuals that say so, in full.

        contains: Parts of actuals that say so: negations, looked for before everything else.
    """

    id: str
    title: str
    title_en: str
    low: Decimal = field(converter=plain)
    high: Decimal = field(converter=plain)
    high_open: bool = False
    words: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    clause: Clause


@frozen(kw_only=True)
class WordPair:
    """A target in words, and the actuals that mean that it was reached: 无 → 无负面影响."""

    target: str
    actuals: tuple[str, ...]


@frozen(kw_only=True)
class Rounding:
    """
    How points are rounded: each row once, half-up, to *row* places; the total to *total* places, or not again.

    Attributes:
        tolerated: The numbers of places to which officers round a row, any of which explains a stated score.
    """

    row: int
    total: int | None = None
    tolerated: tuple[int, ...] = ()
    clause: Clause


@frozen(kw_only=True)
class Grade:
    """A grade (优, 良, 中, 差), from *low* points on, up to the next better one."""

    title: str
    title_en: str
    low: Decimal = field(converter=plain)


@frozen(kw_only=True)
class OverAttainment:
    """From which multiple of its target on an actual needs a reason, and how a missing one is reported."""

    ratio: Decimal = field(converter=plain)
    severity: Severity = field(converter=Severity)
    clause: Clause


@frozen(kw_only=True)
class Explanation:
    """Outside which share of its budget a budget line must be explained."""

    low: Decimal = field(converter=plain)
    high: Decimal = field(converter=plain)
    clause: Clause


@frozen(kw_only=True)
class Rulebook:
    """
    A complete set of rules for scoring a card.

    Attributes:
        name: ``hunan-2022``.

        years: Budget years in force.

        weights: Level-1 weights.

        levels: Level-2 names under each level-1 name.

        directions: When a bare number is better low.

        positive: Rules for targets above zero.

        zero: Rules for targets of zero. For targets below zero nothing is written: a person must judge.

        execution: The rule for the budget-execution score.

        bands: Bands of judgement, the best first.

        pairs: Words that answer words.

        bands_clause: Clause of the word lists.

        rounding: How points are rounded.

        grades: Grades, the best first.

        over_attainment: When an actual is so far above its target that it needs a reason.

        explanation: When a budget line needs one.

        sha256: Hash of the file(s) it was read from, or empty for one made in code.
    """

    name: str
    title: str
    title_en: str
    years: Years
    supersedes: tuple[str, ...] = ()
    weights: LevelWeights
    levels: Levels
    directions: Directions
    positive: Cases
    zero: Cases
    execution: Rule
    bands: tuple[Band, ...] = field(converter=tuple[Band, ...])
    pairs: tuple[WordPair, ...] = field(default=(), converter=tuple[WordPair, ...])
    words_clause: Clause
    rounding: Rounding
    grades: tuple[Grade, ...] = field(converter=tuple[Grade, ...])
    grades_clause: Clause
    over_attainment: OverAttainment
    explanation: Explanation
    sha256: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what no filing could be scored by; everything else is for `verify`."""
        weights = [weight for _, weight in self.weights.levels]
        total = reduce(EXACT.add, weights, self.weights.execution)
        lows = [grade.low for grade in self.grades]
        cases = (self.positive.higher, self.positive.lower, self.positive.equal)
        zeros = (self.zero.higher, self.zero.lower, self.zero.equal)
        ratios = {rule.measure for rules in cases for rule in rules}
        self._require(total == _FULL, "执行率与一级指标分值合计应为 100", "the weights must add up to 100")
        self._require(min(weights, default=0) >= 0 <= self.weights.execution, "分值不得为负", "no weight is negative")
        self._require(all(cases) and all(zeros), "每种情形至少要有一条规则", "every case needs a rule")
        self._require(
            {Measure.ACTUAL, Measure.EXECUTION}.isdisjoint(ratios)
            and {rule.measure for rules in zeros for rule in rules} == {Measure.ACTUAL}
            and self.execution.measure is Measure.EXECUTION,
            "positive 用比率类的 measure，zero 用 actual，execution 用 execution",
            "positive rules measure a ratio, zero rules the actual, the execution rule the execution rate",
        )
        self._require(
            bool(self.bands) and all(0 <= band.low <= band.high <= 1 for band in self.bands),
            "至少要有一个档次，每档 0 ≤ low ≤ high ≤ 1",
            "bands are needed, each with 0 ≤ low ≤ high ≤ 1",
        )
        places = [self.rounding.row, self.rounding.total or 0, *self.rounding.tolerated]
        self._require(all(0 <= each <= _PLACES for each in places), "取整的小数位数应为 0 至 6", "round to 0–6 places")
        self._require(
            self.years.last is None or self.years.first <= self.years.last,
            "适用年度的 last 不得早于 first",
            "the last budget year must not precede the first",
        )
        self._require(
            self.explanation.low <= self.explanation.high, "explanation 的 low 不得大于 high", "low exceeds high"
        )
        self._require(
            bool(lows) and lows == sorted(set(lows), reverse=True) and lows[-1] <= 0,
            "等级应由高到低，最后一级从 0 分起",
            "grades must fall, and the last must start at 0",
        )

    def _require(self, holds: bool, zh: str, en: str) -> None:  # noqa: FBT001 - reads as a sentence
        if not holds:
            raise RulebookError(f"规则集 {self.name}：{zh}", f"rulebook {self.name}: {en}")

    def grade(self, points: Decimal) -> Grade:
        """The grade of a total; bands are half-open, so that 89.5 is 良 and every total has one."""
        return next((grade for grade in self.grades if points >= grade.low), self.grades[-1])


_FULL = Decimal(100)
_PLACES = 6
