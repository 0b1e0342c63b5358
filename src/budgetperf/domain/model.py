"""
A filing, as the five attachments state it.

Every figure is as printed: a quantity, `Unreadable`, or None for a blank. Nothing here is computed or judged.
All values are frozen, compare by content, and can be built by hand; figures may be given as text::

    Indicator(level1="产出指标", name="培训班次", target="≥2次", actual="2次", weight="10", points="10")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen
from attrs.converters import optional

from budgetperf.domain.quantity import (
    Count,
    Money,
    Rate,
    Unreadable,
    as_count,
    as_money,
    as_points,
    as_rate,
)
from budgetperf.domain.statement import Actual, Target, as_actual, as_target
from budgetperf.domain.written import quantity_error

__all__ = [
    "Allocation",
    "BaseTable",
    "Budget",
    "Building",
    "ColumnYears",
    "Direction",
    "Execution",
    "Filing",
    "FundRow",
    "Funds",
    "Goal",
    "Heading",
    "Indicator",
    "LevelWeight",
    "Operating",
    "OperatingItem",
    "Pairs",
    "ProjectLine",
    "Projects",
    "Record",
    "Report",
    "Role",
    "Scorecard",
    "ScorecardKind",
    "Section",
    "Signature",
    "Staffing",
    "ThreePublic",
]

Pairs = tuple[tuple[str, str], ...]


def _pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Freeze a mapping; a tuple of pairs is hashable, can be pickled, and compares by content."""
    return tuple(value.items()) if isinstance(value, Mapping) else tuple(value)


def _labels(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """Labels mean the same in any order."""
    return tuple(sorted(_pairs(value)))


def _choice(value: object, words: type[StrEnum]) -> str:
    listed = "|".join(words)
    if value not in list(words):
        raise quantity_error(value, f" {listed} 之一", f"one of {listed}", next(iter(words)))
    return str(value)


@frozen(kw_only=True)
class Record:
    """
    What every part of a filing has: room for other people's keys.

    Attributes:
        extras: Keys starting with ``x-`` and their values as JSON text. They are carried along, and never read.
    """

    extras: Pairs = field(default=(), converter=_pairs, repr=False)


class Role(StrEnum):
    """What a row of the fund block is: its total, this year's appropriation, last year's carry-over, or other funds."""

    TOTAL = "total"
    APPROPRIATION = "appropriation"
    CARRYOVER = "carryover"
    OTHER = "other"


class ScorecardKind(StrEnum):
    """附件2 is of a department, 附件3 of a project."""

    DEPARTMENT = "department"
    PROJECT = "project"


class Direction(StrEnum):
    """Which way an indicator is better; *judged* where a person must say so."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    JUDGED = "judged"


def _kind(value: ScorecardKind | str) -> ScorecardKind:
    return ScorecardKind(_choice(value, ScorecardKind))


def _role(value: Role | str) -> Role:
    return Role(_choice(value, Role))


def _direction(value: Direction | str) -> Direction:
    return Direction(_choice(value, Direction))


@frozen(kw_only=True)
class Funds(Record):
    """
    The amounts of one row of a form.

    Attributes:
        prior: 上年决算数, last year's outturn.

        initial: 年初预算数; in 附件1 whatever the one budget column holds.

        revised: 全年预算数, the budget after adjustment.

        spent: 全年执行数 or 决算数, this year's spending.
    """

    prior: Money | Unreadable | None = field(default=None, converter=as_money)
    initial: Money | Unreadable | None = field(default=None, converter=as_money)
    revised: Money | Unreadable | None = field(default=None, converter=as_money)
    spent: Money | Unreadable | None = field(default=None, converter=as_money)


@frozen(kw_only=True)
class Signature(Record):
    """The signature line of a form: 填表人, 填报日期, 联系电话, 单位负责人签字, as printed."""

    prepared_by: str | None = None
    date: str | None = None
    phone: str | None = None
    responsible: str | None = None


@frozen(kw_only=True)
class Heading(Record):
    """
    What stands around a form: its title, year, unit, notes and signature line, as printed.

    Attributes:
        title: Title without white space.

        unit_name: 填报单位 or the name on a cover, where the form prints one.

        year: Budget year of the title.

        notes: The text after 说明 or 备注.

        signature: The signature line, or None where there is none.
    """

    title: str | None = None
    unit_name: str | None = None
    year: int | None = None
    notes: str | None = None
    signature: Signature | None = None


@frozen(kw_only=True)
class Staffing(Record):
    """财政供养人员情况: persons allowed, persons in post, and the stated 控制率."""

    established: Count | Unreadable | None = field(default=None, converter=as_count)
    actual: Count | Unreadable | None = field(default=None, converter=as_count)
    stated_rate: Rate | Unreadable | None = field(default=None, converter=as_rate)


@frozen(kw_only=True)
class ThreePublic(Record):
    """“三公”经费: the total; vehicles with purchase and running; travel abroad; official hospitality."""

    total: Funds = Funds()
    vehicles: Funds = Funds()
    vehicle_purchase: Funds = Funds()
    vehicle_running: Funds = Funds()
    abroad: Funds = Funds()
    hospitality: Funds = Funds()


@frozen(kw_only=True)
class ProjectLine(Record):
    """One 专项 of the base table: its name as printed, and its funds."""

    name: str
    funds: Funds = Funds()


@frozen(kw_only=True)
class Projects(Record):
    """项目支出: the total; 业务工作经费, 运行维护经费, 专项资金; and the lines of the last."""

    total: Funds = Funds()
    operations: Funds = Funds()
    maintenance: Funds = Funds()
    special: Funds = Funds()
    lines: tuple[ProjectLine, ...] = field(default=(), converter=tuple[ProjectLine, ...])


@frozen(kw_only=True)
class OperatingItem(Record):
    """One 其中 row of 公用经费."""

    name: str
    funds: Funds = Funds()


@frozen(kw_only=True)
class Operating(Record):
    """公用经费: the total, and the items that the form singles out; they need not exhaust it."""

    total: Funds = Funds()
    items: tuple[OperatingItem, ...] = field(default=(), converter=tuple[OperatingItem, ...])


@frozen(kw_only=True)
class Building(Record):
    """One row of 楼堂馆所控制情况: areas in m², investments, and the two stated control rates."""

    approved_area: Count | Unreadable | None = field(default=None, converter=as_count)
    actual_area: Count | Unreadable | None = field(default=None, converter=as_count)
    stated_area_rate: Rate | Unreadable | None = field(default=None, converter=as_rate)
    planned_investment: Money | Unreadable | None = field(default=None, converter=as_money)
    actual_investment: Money | Unreadable | None = field(default=None, converter=as_money)
    stated_investment_rate: Rate | Unreadable | None = field(default=None, converter=as_rate)


@frozen(kw_only=True)
class ColumnYears(Record):
    """The years printed over the columns of the base table, or None."""

    prior: str | None = None
    initial: str | None = None
    spent: str | None = None


@frozen(kw_only=True)
class BaseTable(Record):
    """
    附件1, 部门整体支出绩效评价基础数据表.

    Attributes:
        labels: Printed labels that differ from the usual ones, by field: ``{"special": "县级专项资金"}``.

        procurement: 政府采购金额.

        basic_adjustment: 部门基本支出预算调整; filled as one difference, or as before and after.

        austerity: 厉行节约保障措施.
    """

    heading: Heading = Heading()
    column_years: ColumnYears = ColumnYears()
    labels: Pairs = field(default=(), converter=_labels)
    staffing: Staffing = Staffing()
    three_public: ThreePublic = ThreePublic()
    projects: Projects = Projects()
    operating: Operating = Operating()
    procurement: Funds = Funds()
    basic_adjustment: Funds = Funds()
    buildings: tuple[Building, ...] = field(default=(), converter=tuple[Building, ...])
    austerity: str | None = None


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
    role: Role | None = field(default=None, converter=optional(_role))
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
    direction: Direction | None = field(default=None, converter=optional(_direction))
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

    kind: ScorecardKind = field(converter=_kind)
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


@frozen(kw_only=True)
class Section(Record):
    """
    One heading of a report and the paragraphs under it.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1、.

        ordinal: The number as printed, without the 、 after it.
    """

    level: int
    ordinal: str | None = None
    title: str | None = None
    paragraphs: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


@frozen(kw_only=True)
class Report(Record):
    """附件4 (department) or 附件5 (project), as sections of paragraphs."""

    kind: ScorecardKind = field(converter=_kind)
    heading: Heading = Heading()
    sections: tuple[Section, ...] = field(default=(), converter=tuple[Section, ...])


@frozen(kw_only=True)
class Filing(Record):
    """
    What one department hands in for one budget year.

    Attributes:
        year: Budget year, or None where no attachment prints it.

        department: Name of the department, as 附件2 prints it.

        base_table: 附件1, or None.

        scorecards: 附件2 first, then each 附件3.

        reports: 附件4 first, then each 附件5.
    """

    year: int | None = None
    department: str | None = None
    base_table: BaseTable | None = None
    scorecards: tuple[Scorecard, ...] = field(default=(), converter=tuple[Scorecard, ...])
    reports: tuple[Report, ...] = field(default=(), converter=tuple[Report, ...])
