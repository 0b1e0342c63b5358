"""附件1, 部门整体支出绩效评价基础数据表, as it is printed."""

from __future__ import annotations

from attrs import field, frozen

from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable, as_count, as_money, as_rate
from budgetperf.domain.record import Funds, Heading, Pairs, Record, sorted_pairs

__all__ = [
    "ORDINARY_LINES",
    "BaseTable",
    "Building",
    "ColumnYears",
    "Operating",
    "OperatingItem",
    "ProjectLine",
    "Projects",
    "Staffing",
    "ThreePublic",
]

# The two budget lines that are not 专项, and what the form usually calls them.
ORDINARY_LINES = (("operations", "业务工作经费"), ("maintenance", "运行维护经费"))


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


@frozen(kw_only=True, field_transformer=refuse_texts)
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


@frozen(kw_only=True, field_transformer=refuse_texts)
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


@frozen(kw_only=True, field_transformer=refuse_texts)
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
    labels: Pairs = field(default=(), converter=sorted_pairs)
    staffing: Staffing = Staffing()
    three_public: ThreePublic = ThreePublic()
    projects: Projects = Projects()
    operating: Operating = Operating()
    procurement: Funds = Funds()
    basic_adjustment: Funds = Funds()
    buildings: tuple[Building, ...] = field(default=(), converter=tuple[Building, ...])
    austerity: str | None = None
