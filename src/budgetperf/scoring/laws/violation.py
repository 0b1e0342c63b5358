"""The laws by name, and what breaking one looks like."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from attrs import field, frozen

from budgetperf.domain.finding import Clause, Details, details

__all__ = ["Law", "Trial", "Violation"]


class Law(StrEnum):
    """A law that a rulebook must keep, or waive with a reason."""

    TOTAL = "total"
    BOUNDED = "bounded"
    FULL = "full"
    MONOTONE = "monotone"
    AWAY = "away"
    EQUAL = "equal"
    CONTINUOUS = "continuous"
    NO_BUDGET = "no-budget"
    UNIT = "unit"
    PROPORTIONAL = "proportional"
    REACH = "reach"
    ROUNDING = "rounding"
    SUM = "sum"
    GRADES = "grades"
    BANDS = "bands"
    WEIGHTS = "weights"
    ONE_RULE = "one-rule"
    NAMES = "names"
    YEARS = "years"
    WAIVERS = "waivers"
    DECIDED = "decided"

    @property
    def zh(self) -> str:
        """The law as a sentence, in Chinese."""
        return _SENTENCES[self][0]

    @property
    def en(self) -> str:
        """The law as a sentence, in English."""
        return _SENTENCES[self][1]


_SENTENCES: Mapping[Law, tuple[str, str]] = MappingProxyType(
    {
        Law.TOTAL: ("任何填报都有得分，或说明须人工判断", "every input scores, or says that a person must judge"),
        Law.BOUNDED: ("得分不低于 0、不超过分值", "no score is below nothing or above its weight"),
        Law.FULL: ("达到目标得满分", "a met target earns the full weight"),
        Law.MONOTONE: ("做得更好不少得分", "better never earns less"),
        Law.AWAY: ("“等于”指标离目标越远，得分不增加", "for “equal”, moving away from the target never earns more"),
        Law.EQUAL: ("“等于”指标只有等于目标才得满分", "for “equal”, only the target itself earns the full weight"),
        Law.CONTINUOUS: ("得分没有未声明的跳跃", "no score jumps where no jump is declared"),
        Law.NO_BUDGET: ("没有预算就没有执行得分", "no budget, no points for execution"),
        Law.UNIT: ("换一个单位书写，得分不变", "writing the figures in another unit changes no score"),
        Law.PROPORTIONAL: ("取整之前，得分与分值成正比", "before rounding, points are proportional to the weight"),
        Law.REACH: ("扣分以分值为限", "nothing is written to be taken off that no row has"),
        Law.ROUNDING: (
            "取整不改变高低，差不超过半个末位",
            "rounding keeps the order, and moves by half a step at most",
        ),
        Law.SUM: ("总分等于各行之和，与次序无关", "the total is the sum of the rows, in any order"),
        Law.GRADES: ("等级从 0 分到 100 分不重不漏", "the grades cover 0 to 100 without gap or overlap"),
        Law.BANDS: ("定性档次从 0 到分值不重不漏", "the bands of judgement cover the weight without gap or overlap"),
        Law.WEIGHTS: ("执行率与一级指标分值合计 100，且不为负", "the weights are not negative, and add up to 100"),
        Law.ONE_RULE: ("每种情形只有一条规则适用", "one rule applies to each case, not two"),
        Law.NAMES: ("每个编号、每个词只出现一次", "every id and every word stands once"),
        Law.YEARS: ("适用年度的终止不早于起始", "the last budget year is not before the first"),
        Law.WAIVERS: ("每项豁免确有其事", "every waiver waives something"),
        Law.DECIDED: ("每条规则都可判定", "every rule can be decided"),
    }
)


@frozen(kw_only=True)
class Trial:
    """
    An input and what came out.

    >>> str(Trial(given={"target": "1", "actual": "10", "weight": "10"}, outcome="10"))
    'target=1, actual=10, weight=10 → 10'
    """

    given: Details = field(converter=details)
    outcome: str

    def __str__(self) -> str:
        return f"{', '.join(f'{name}={value}' for name, value in self.given)} → {self.outcome}"


@frozen(kw_only=True)
class Violation:
    """
    A law that does not hold, with the input that shows it.

    Attributes:
        law: The law.

        rule: Id of the rule that breaks it, or name of the section.

        path: Path of the rule or section in the rulebook, ``positive.lower[1]``.

        clause: Clause of the rule.

        trials: The counterexample: one input, or two that contradict each other.

        expected: What the law asks for, where that is one value or a range.
    """

    law: Law
    rule: str
    path: str
    clause: Clause | None = None
    trials: tuple[Trial, ...] = field(default=(), converter=tuple[Trial, ...])
    expected: str | None = None
