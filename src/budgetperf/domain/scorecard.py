"""附件2 and 附件3, 绩效自评表, as they are printed."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen
from attrs.converters import optional

from budgetperf.domain.quantity import Money, Rate, Unreadable, as_money, as_points, as_rate
from budgetperf.domain.record import (
    Direction,
    Funds,
    Heading,
    Record,
    Role,
    ScorecardKind,
    as_direction,
    as_kind,
    as_role,
)
from budgetperf.domain.statement import Actual, Target, as_actual, as_target

__all__ = ["Allocation", "Budget", "Execution", "FundRow", "Goal", "Indicator", "LevelWeight", "Scorecard"]


@frozen(kw_only=True)
class Execution(Record):
    """The execution part of a fund row: stated 执行率, 分值 and 得分."""

    stated_rate: Rate | Unreadable | None = field(default=None, converter=as_rate)
    weight: Decimal | Unreadable | None = field(default=None, converter=as_points)
    points: Decimal | Unreadable | None = field(default=None, converter=as_points)


@frozen(kw_only=True)
class FundRow(Record):
    """
    One row of the fund block.

    Attributes:
        name: Label as printed, without 其中 and colon.

        role: What the row is, or None where its label does not say.

        parent: Label of the row that this one is a part of, or None.

        execution: What a row below the total prints as rate, weight and points, if anything.
    """

    name: str
    role: Role | None = field(default=None, converter=optional(as_role))
    parent: str | None = None
    funds: Funds = Funds()
    execution: Execution | None = None


@frozen(kw_only=True)
class Allocation(Record):
    """A name and an amount: one line of 按收入性质分 or 按支出性质分."""

    name: str
    amount: Money | Unreadable | None = field(default=None, converter=as_money)


@frozen(kw_only=True)
class Budget(Record):
    """
    The money part of a scorecard.

    Attributes:
        rows: The rows of the fund block, as printed.

        by_source: 按收入性质分.

        by_nature: 按支出性质分.

        execution: Stated rate, weight and points of the total row.
    """

    rows: tuple[FundRow, ...] = field(default=(), converter=tuple[FundRow, ...])
    by_source: tuple[Allocation, ...] = field(default=(), converter=tuple[Allocation, ...])
    by_nature: tuple[Allocation, ...] = field(default=(), converter=tuple[Allocation, ...])
    execution: Execution = Execution()

    @property
    def total_index(self) -> int | None:
        """Which of the rows is the total, or None."""
        for index, row in enumerate(self.rows):
            if row.role is Role.TOTAL:
                return index
        return None


@frozen(kw_only=True)
class Goal(Record):
    """年度总体目标: what was expected, and what was done."""

    expected: str | None = None
    actual: str | None = None


@frozen(kw_only=True)
class LevelWeight(Record):
    """The weight printed in brackets after a level-1 (or level-2) name: 产出指标(30分)."""

    level1: str
    level2: str | None = None
    weight: Decimal | Unreadable | None = field(default=None, converter=as_points)


@frozen(kw_only=True)
class Indicator(Record):
    """
    One level-3 row of a scorecard.

    Attributes:
        level1: 一级指标, without its bracketed weight.

        level2: 二级指标, or None where the form has no such column.

        name: 三级指标.

        direction: Which way is better, or None where the form does not say: then it is inferred.

        target: 年度指标值.

        actual: 实际完成值.

        weight: 分值, in points.

        points: 得分, in points.

        deviation_note: 偏差原因分析及改进措施.

        initial_target: 年初指标值, where the form also has an adjusted one.

        deduction: Points deducted, where the form has such a column.

        core: Whether the row is marked ★.

        standard: 评分标准, where the form prints one.

        part_of: Name of the row that this 其中 row is a part of.
    """

    level1: str | None = None
    level2: str | None = None
    name: str
    direction: Direction | None = field(default=None, converter=optional(as_direction))
    target: Target | Unreadable | None = field(default=None, converter=as_target)
    actual: Actual | Unreadable | None = field(default=None, converter=as_actual)
    weight: Decimal | Unreadable | None = field(default=None, converter=as_points)
    points: Decimal | Unreadable | None = field(default=None, converter=as_points)
    deviation_note: str | None = None
    initial_target: Target | Unreadable | None = field(default=None, converter=as_target)
    deduction: Decimal | Unreadable | None = field(default=None, converter=as_points)
    core: bool = False
    standard: str | None = None
    part_of: str | None = None


@frozen(kw_only=True)
class Scorecard(Record):
    """
    附件2 (department) or 附件3 (project).

    Attributes:
        subject: Name of the department or project.

        supervisor: 主管部门; projects only.

        implementer: 实施单位; projects only.

        stated_weights: The weights printed after level-1 and level-2 names.

        stated_weight: 分值 of the 总分 row.

        stated_points: 得分 of the 总分 row.
    """

    kind: ScorecardKind = field(converter=as_kind)
    heading: Heading = Heading()
    subject: str | None = None
    supervisor: str | None = None
    implementer: str | None = None
    budget: Budget = Budget()
    goals: tuple[Goal, ...] = field(default=(), converter=tuple[Goal, ...])
    stated_weights: tuple[LevelWeight, ...] = field(default=(), converter=tuple[LevelWeight, ...])
    indicators: tuple[Indicator, ...] = field(default=(), converter=tuple[Indicator, ...])
    stated_weight: Decimal | Unreadable | None = field(default=None, converter=as_points)
    stated_points: Decimal | Unreadable | None = field(default=None, converter=as_points)
