"""附件2 and 附件3, 绩效自评表, and the forms of targets, of monitoring and of rates, as they are printed."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen
from attrs.converters import optional

from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.quantity import Money, Rate, Unreadable, as_money, as_points, as_rate
from budgetperf.domain.record import (
    Direction,
    Funds,
    Heading,
    Likelihood,
    Record,
    Role,
    Scope,
    ScorecardKind,
    as_direction,
    as_kind,
    as_likelihood,
    as_role,
    as_scope,
)
from budgetperf.domain.rows import Row
from budgetperf.domain.statement import Actual, Target, as_actual, as_target

__all__ = ["Allocation", "Budget", "Cause", "Execution", "FundRow", "Goal", "Indicator", "LevelWeight", "Scorecard"]


@frozen(kw_only=True)
class Execution(Record):
    """
    The execution part of a fund row: stated 执行率, 分值 and 得分.

    Attributes:
        standard: 得分计算方法, where the form prints one.
    """

    stated_rate: Rate | Unreadable | None = field(default=None, converter=as_rate)
    weight: Decimal | Unreadable | None = field(default=None, converter=as_points)
    points: Decimal | Unreadable | None = field(default=None, converter=as_points)
    standard: str | None = None


@frozen(kw_only=True)
class FundRow(Record):
    """
    One row of the fund block.

    Attributes:
        name: Label as printed, without 其中 and colon.

        role: What the row is, or None where its label does not say.

        parent: Label of the row that this one is a part of, or None.

        execution: What a row below the total prints as rate, weight and points, if anything.

        long_term: Whether its amounts are of all the years of a project, where a target card has both.
    """

    name: str
    role: Role | None = field(default=None, converter=optional(as_role))
    parent: str | None = None
    funds: Funds = Funds()
    execution: Execution | None = None
    long_term: bool = False


@frozen(kw_only=True)
class Allocation(Record):
    """A name and an amount: one line of 按收入性质分 or 按支出性质分."""

    name: str
    amount: Money | Unreadable | None = field(default=None, converter=as_money)


@frozen(kw_only=True, field_transformer=refuse_texts)
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
            if row.role is Role.TOTAL and not row.long_term:
                return index
        return None


@frozen(kw_only=True)
class Goal(Record):
    """
    年度总体目标: what was expected, and what was done.

    Attributes:
        long_term: Whether it is the goal of all the years of a project (中长期目标), and not of this one.
    """

    expected: str | None = None
    actual: str | None = None
    long_term: bool = False


@frozen(kw_only=True)
class LevelWeight(Record):
    """The weight printed in brackets after a level-1 (or level-2) name: 产出指标(30分)."""

    level1: str
    level2: str | None = None
    weight: Decimal | Unreadable | None = field(default=None, converter=as_points)


@frozen(kw_only=True)
class Cause(Record):
    """
    One column of 偏差原因分析 in a monitoring card: 经费保障, 制度保障, 人员保障, and so on.

    Attributes:
        name: Label of the column.

        note: What stands under it: a tick, or words.
    """

    name: str
    note: str | None = None


@frozen(kw_only=True, field_transformer=refuse_texts)
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

        explanation: 指标解释, where the form prints one.

        part_of: Name of the row that this 其中 row is a part of.

        score_share: 得分系数, the share of the weight that was earned, where the form has such a column.

        to_date: 1-7月完成情况 of a monitoring card, what was done up to the month of monitoring.

        forecast: 全年预计完成情况 of a monitoring card, what will have been done by the end of the year.

        causes: 偏差原因分析 of a monitoring card by the columns of the form; its 原因说明 is the deviation note.

        likelihood: 完成目标可能性 of a monitoring card.

        long_term: Whether the target is that of all the years of a project, where a target card has both.

        remarks: 备注 of a target or monitoring card.
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
    explanation: str | None = None
    part_of: str | None = None
    score_share: Rate | Unreadable | None = field(default=None, converter=as_rate)
    to_date: Actual | Unreadable | None = field(default=None, converter=as_actual)
    forecast: Actual | Unreadable | None = field(default=None, converter=as_actual)
    causes: tuple[Cause, ...] = field(default=(), converter=tuple[Cause, ...])
    likelihood: Likelihood | None = field(default=None, converter=optional(as_likelihood))
    long_term: bool = False
    remarks: str | None = None


@frozen(kw_only=True, field_transformer=refuse_texts)
class Scorecard(Record):
    """
    附件2 (department), 附件3 (project), or a card of another kind.

    Attributes:
        subject: Name of the department or project.

        supervisor: 主管部门; of projects.

        implementer: 实施单位; of projects.

        stated_weights: The weights printed after level-1 and level-2 names.

        stated_weight: 分值 of the 总分 row.

        stated_points: 得分 of the 总分 row.

        scope: Whether a target or monitoring card is about a project or a department.

        attribute: 项目属性, 新增 or 延续, as printed.

        period: 起止时间 as printed, where it is one cell.

        starts, ends: 开始时间 and 结束时间 as printed, where they are two.

        months: The months that a monitoring card covers, as printed over its columns: 1-7月.

        conclusion, problems, improvements: 评价结论, 存在问题 and 改进措施, where the form asks for them.
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
    scope: Scope | None = field(default=None, converter=optional(as_scope))
    attribute: str | None = None
    period: str | None = None
    starts: str | None = None
    ends: str | None = None
    months: str | None = None
    conclusion: str | None = None
    problems: str | None = None
    improvements: str | None = None

    def to_rows(self) -> list[Row]:
        """
        Its indicators for a dataframe: one dict for each, with the path of the row within the card.

        Targets and actuals are text as printed, weights and points Decimals; a figure that cannot be read is None.

        >>> card = Scorecard(kind="project", indicators=[Indicator(name="采购册数", target="≥90册", weight="10")])
        >>> card.to_rows()[0]["target"], card.to_rows()[0]["weight"]
        ('≥90册', Decimal('10'))
        """
        return [self._row(index, indicator) for index, indicator in enumerate(self.indicators)]

    def _row(self, index: int, indicator: Indicator) -> Row:
        return {
            "kind": str(self.kind),
            "subject": self.subject,
            "path": f"indicators[{index}]",
            "level1": indicator.level1,
            "level2": indicator.level2,
            "name": indicator.name,
            "direction": None if indicator.direction is None else str(indicator.direction),
            "target": None if indicator.target is None else str(indicator.target),
            "actual": None if indicator.actual is None else str(indicator.actual),
            "weight": _number(indicator.weight),
            "points": _number(indicator.points),
            "deviation_note": indicator.deviation_note,
        }


def _number(value: Decimal | Unreadable | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
