"""
A rulebook (评价办法) as a value: weights, rules, words, rounding and grades, each with its clause.

Rulebooks are written as YAML files and read by `budgetperf.formats.rulebooks`; here are only the values. They hold
what a text says, even where it contradicts itself: `budgetperf.verify` shows the input on which it fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from budgetperf.domain.finding import Clause
from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.names import plain_name
from budgetperf.domain.record import Direction
from budgetperf.domain.statement import Operator
from budgetperf.domain.written import fold
from budgetperf.errors import RulebookError
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
    RateRow,
    Rounding,
    RoundingMode,
    Waiver,
    WordPair,
    Years,
)
from budgetperf.scoring.rule import AnyRule, Cases, FunctionRule, Measure, Rule
from budgetperf.scoring.ways import Way, Ways, WholeRule

__all__ = ["CASES", "DIRECTIONS", "MEASURES", "Rulebook", "rate_key"]

CASES = ("positive", "zero", "negative")
DIRECTIONS = (Direction.HIGHER, Direction.LOWER, Direction.EQUAL)

_BY_VALUE = (Measure.ACTUAL, Measure.RATE)
_BY_RATIO = (Measure.ATTAINMENT, Measure.EXCESS, Measure.DISTANCE)
MEASURES: Mapping[str, tuple[Measure, ...]] = MappingProxyType(
    {
        "positive": (*_BY_RATIO, Measure.INVERSE, *_BY_VALUE),
        "zero": _BY_VALUE,
        "negative": (*_BY_RATIO, *_BY_VALUE),
        "dates": (Measure.DAYS_LATE,),
        "execution": (Measure.EXECUTION,),
        "rates": _BY_VALUE,
    }
)
"""What the rules of each case may look at."""

# 在职人员控制率（%） and 三公经费控制率(不高于) are control rates, too.
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@frozen(kw_only=True, field_transformer=refuse_texts)
class Rulebook:
    """
    A complete set of rules for scoring a card.

    Attributes:
        name: Its name, ``hunan-2022``.

        years: Budget years in force.

        supersedes: Names of the rulebooks that it ends.

        weights: Sets of level-1 weights; a card has one of them. None for a book of single rates.

        moves: Whither the weight of a level goes that a card does not have.

        levels: Level-2 names under each level-1 name.

        directions: When a bare number is better low.

        positive: Rules for targets above zero.

        zero: Rules for targets of zero.

        negative: Rules for targets below zero; where there is none, a target that was met earns everything, and a
            person judges the rest.

        dates: Rules for targets that are dates or periods.

        execution: The rule for the budget-execution score.

        bands: Bands of judgement, the best first.

        pairs: Words that answer words.

        words_clause: Clause of the word lists.

        answers: Words that earn everything or nothing.

        rates: Rows that are scored by the value of a rate.

        corners: Blank and negative cells.

        not_applicable: Rows that are dropped.

        limits: Rows that earn no more than so much.

        manual: Scores that a person may reduce.

        rounding: How points are rounded.

        grades: Grades, the best first.

        over_attainment: When an actual is so far above its target that it needs a reason.

        explanation: What must be explained.

        alerts: What a reviewer should look at twice.

        waivers: Laws that it breaks on purpose.

        sha256: Hash of the file(s) it was read from, or empty for one made in code.
    """

    name: str
    title: str
    title_en: str
    years: Years
    supersedes: tuple[str, ...] = ()
    weights: tuple[LevelWeights, ...] = field(default=(), converter=tuple[LevelWeights, ...])
    moves: tuple[Move, ...] = field(default=(), converter=tuple[Move, ...])
    levels: Levels | None = None
    directions: Directions
    positive: Cases = field(factory=Cases)
    zero: Cases = field(factory=Cases)
    negative: Cases = field(factory=Cases)
    dates: tuple[Rule, ...] = field(default=(), converter=tuple[Rule, ...])
    execution: Rule | None = None
    bands: tuple[Band, ...] = field(default=(), converter=tuple[Band, ...])
    pairs: tuple[WordPair, ...] = field(default=(), converter=tuple[WordPair, ...])
    words_clause: Clause | None = None
    answers: Answers | None = None
    rates: tuple[RateRow, ...] = field(default=(), converter=tuple[RateRow, ...])
    corners: Corners
    not_applicable: NotApplicable | None = None
    limits: tuple[Limit, ...] = field(default=(), converter=tuple[Limit, ...])
    manual: Manual | None = None
    rounding: Rounding
    grades: tuple[Grade, ...] = field(default=(), converter=tuple[Grade, ...])
    grades_clause: Clause | None = None
    over_attainment: OverAttainment | None = None
    explanation: Explanation | None = None
    alerts: Alerts | None = None
    waivers: tuple[Waiver, ...] = field(default=(), converter=tuple[Waiver, ...])
    sha256: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a measure that its case does not have (there is no ratio over a target of zero), or a function."""
        for case, _, rules in self.cases():
            section = case.partition(".")[0]
            measures = MEASURES[section]
            for rule in rules:
                if isinstance(rule, FunctionRule):
                    if section not in CASES:
                        raise RulebookError(
                            f"规则 {rule.id}：{case} 中的规则不能是 Python 函数，只有 {'、'.join(CASES)} 中的可以",
                            f"rule {rule.id}: a rule in {case} cannot be a Python function; "
                            f"only those in {', '.join(CASES)} can",
                        )
                elif rule.measure not in measures:
                    listed = "、".join(measures)
                    raise RulebookError(
                        f"规则 {rule.id}：{case} 中的规则不能用 measure: {rule.measure}，应为 {listed} 之一",
                        f"rule {rule.id}: a rule in {case} cannot have measure: {rule.measure}; "
                        f"it takes one of {', '.join(measures)}",
                    )

    def grade(self, points: Decimal) -> Grade | None:
        """The grade of a total, or None where the rulebook has none for it."""
        return next((grade for grade in self.grades if points in grade.points), None)

    def cases(self) -> Iterator[tuple[str, Direction | None, tuple[AnyRule, ...]]]:
        """Every case with its name, its direction and its rules; dates and execution are cases, too."""
        for name in CASES:
            cases: Cases = getattr(self, name)
            for direction in DIRECTIONS:
                yield name, direction, cases.of(direction)
        yield "dates", None, self.dates
        yield "execution", None, (self.execution,) if self.execution else ()
        for row in self.rates:
            yield f"rates.{row.id}", None, row.rules

    def rule(self, name: str) -> AnyRule:
        """
        The rule of an id.

        Raises:
            RulebookError: There is none.
        """
        rules = {rule.id: rule for _, _, rules in self.cases() for rule in rules}
        if name not in rules:
            listed = "、".join(rules)
            raise RulebookError(
                f"规则集 {self.name} 中没有规则“{name}”；有：{listed}",
                f"rulebook {self.name} has no rule {name!r}; it has: {', '.join(rules)}",
            )
        return rules[name]

    @cached_property
    def ways(self) -> Ways | None:
        """The short ways through it; None where there are none, for rows may be dropped, or points are cut off."""
        if self.not_applicable is not None or self.rounding.mode is RoundingMode.DOWN:
            return None
        rows: dict[Operator | None, Way] = {}
        if not self.takes_off:
            operators = (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL)
            for operator, direction in zip(operators, DIRECTIONS, strict=True):
                way = Way.of(direction, self.positive.plain(direction))
                if way is not None:
                    rows[operator] = way
        rule = self.execution
        binds_all = rule is not None and not rule.levels and not rule.weights
        execution = WholeRule.of(rule) if rule is not None and binds_all else None
        return Ways(rows=rows, execution=execution, places=self.rounding.row)

    @cached_property
    def takes_off(self) -> bool:
        """Whether anything may be taken off what its rules give: for over-attainment, by a limit, by hand."""
        kept = self.over_attainment is not None and self.over_attainment.kept is not None
        return kept or bool(self.limits) or self.manual is not None or self.corners.deduction

    def rate_row(self, name: str) -> RateRow | None:
        """The rate row that is printed under a name, or None."""
        key = rate_key(name)
        return next((row for row in self.rates if key in map(rate_key, row.names)), None)


def rate_key(name: str) -> str:
    """
    The key under which two spellings of a rate meet.

    >>> rate_key("“三公经费”变动率（%）") == rate_key("三公经费变动率")
    True
    """
    return plain_name(_BRACKETS.sub("", fold(name)))
