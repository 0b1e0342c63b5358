"""附件1 to 附件3 of a department, printed from its accounts in one unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    Building,
    ColumnYears,
    Execution,
    FundRow,
    Funds,
    Heading,
    Indicator,
    LevelWeight,
    Operating,
    OperatingItem,
    ProjectLine,
    Projects,
    Role,
    Scorecard,
    ScorecardKind,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.quantity import Money, MoneyUnit, Rate
from budgetperf.domain.rounding import round_half_up
from budgetperf.testing.accounts import Accounts, Output, Project, Row
from budgetperf.testing.clerk import printed

__all__ = ["Tables"]

_WHOLE = "年度资金总额"
_SOURCES = ("一般公共预算", "国有资本经营预算", "其他资金")
_WEIGHTS = tuple(
    LevelWeight(level1=level, weight=weight)
    for level, weight in (("产出指标", "30"), ("效益指标", "30"), ("满意度指标", "10"), ("成本指标", "20"))
)


def _row(levels: tuple[str, str], name: str, stated: tuple[str, str], weight: str) -> Indicator:
    return Indicator(
        level1=levels[0], level2=levels[1], name=name, target=stated[0], actual=stated[1], weight=weight, points=weight
    )


_IN_TIME = _row(("产出指标", "时效指标"), "按时完成率", ("=100%", "100%"), "10")
_SATISFACTION = _row(("满意度指标", "服务对象满意度指标"), "读者满意度", ("≥90%", "92%"), "10")
_COMPLAINTS = _row(("成本指标", "社会成本指标"), "扰民投诉", ("0起", "0起"), "10")


@frozen
class Tables:
    """Prints accounts in one unit; every row of a card has full points."""

    accounts: Accounts
    unit: MoneyUnit

    def amount(self, yuan: int) -> Money:
        """An amount as a form prints it: two decimals, half-up, trailing zeros dropped."""
        hundredths = printed(yuan, self.unit)
        places = 2 if hundredths % 10 else 1 if hundredths % 100 else 0
        digits = tuple(map(int, str(abs(hundredths) // 10 ** (2 - places))))
        return Money(Decimal((int(hundredths < 0), digits, -places)), self.unit)

    def part(self, yuan: int) -> Money | None:
        """A part of a breakdown; a zero may be left blank."""
        return None if yuan == 0 and self.accounts.blank_zeros else self.amount(yuan)

    def rate(self, above: int, below: int) -> Rate | None:
        """A percentage of the true amounts; there is none of nothing."""
        return Rate(round_half_up(Fraction(100 * above, below), self.accounts.rate_places)) if below else None

    def line(self, row: Row, *, whole: bool = False) -> Funds:
        """A row of 附件1, which has one budget column."""
        print_: Callable[[int], Money | None] = self.amount if whole else self.part
        budget = row.revised if self.accounts.revised_column else row.initial
        return Funds(prior=print_(row.prior), initial=print_(budget), spent=print_(row.spent))

    def fund_row(self, row: Row, name: str, role: Role) -> FundRow:
        """A row of a fund block."""
        whole = role is Role.TOTAL
        print_: Callable[[int], Money | None] = self.amount if whole else self.part
        funds = Funds(initial=print_(row.initial), revised=print_(row.revised), spent=print_(row.spent))
        return FundRow(name=name, role=role, parent=None if whole else _WHOLE, funds=funds)

    def base_table(self) -> BaseTable:
        """附件1."""
        books = self.accounts
        established, actual = books.staffing
        ordinary = [Funds() if one is None else self.line(one.row) for one in (books.operations, books.maintenance)]
        return BaseTable(
            heading=Heading(year=books.year),
            column_years=ColumnYears(prior=str(books.year - 1), initial=str(books.year), spent=str(books.year)),
            staffing=Staffing(established=established, actual=actual, stated_rate=self.rate(actual, established)),
            three_public=ThreePublic(
                total=self.line(books.three_public, whole=True),
                vehicles=self.line(books.vehicles),
                vehicle_purchase=self.line(books.purchase),
                vehicle_running=self.line(books.running),
                abroad=self.line(books.abroad),
                hospitality=self.line(books.hospitality),
            ),
            projects=Projects(
                total=self.line(books.project_spending, whole=True),
                operations=ordinary[0],
                maintenance=ordinary[1],
                special=self.line(books.special_spending),
                lines=[ProjectLine(name=one.line, funds=self.line(one.row)) for one in books.specials],
            ),
            operating=Operating(
                total=self.line(books.operating, whole=True),
                items=[
                    OperatingItem(name=f"费用{index}", funds=self.line(row)) for index, row in enumerate(books.items)
                ],
            ),
            basic_adjustment=self.adjustment(),
            buildings=[] if books.building is None else [self.building(*books.building)],
        )

    def building(self, approved: int, actual: int, planned: int, paid: int) -> Building:
        """A row of 楼堂馆所: areas in m², exact; investments in 元, printed."""
        return Building(
            approved_area=approved,
            actual_area=actual,
            stated_area_rate=self.rate(actual, approved),
            planned_investment=self.amount(planned),
            actual_investment=self.amount(paid),
            stated_investment_rate=self.rate(paid, planned),
        )

    def adjustment(self) -> Funds:
        """部门基本支出预算调整: one difference, or before and after, or nothing."""
        basic = self.accounts.basic
        match self.accounts.adjustment:
            case "difference":
                return Funds(spent=self.amount(basic.revised - basic.initial))
            case "before_and_after":
                return Funds(initial=self.amount(basic.initial), spent=self.amount(basic.revised))
            case _:
                return Funds()

    def budget(self, row: Row, own: Row | None) -> Budget:
        """The fund block of a card, with or without its sources."""
        parts = []
        if own is not None:
            parts = [
                self.fund_row(own, "当年财政拨款", Role.APPROPRIATION),
                self.fund_row(row - own, "上年结转资金", Role.CARRYOVER),
            ]
        return Budget(
            rows=[self.fund_row(row, _WHOLE, Role.TOTAL), *parts],
            execution=Execution(stated_rate=self.rate(row.spent, row.revised), weight="10", points="10"),
        )

    def cost(self, yuan: int) -> str:
        """An amount in a cost row, with or without its unit."""
        amount = self.amount(yuan)
        return f"{amount.amount:f}" if self.accounts.bare_costs else str(amount)

    def card(self, name: str, budget: Budget, cost: Row, counted: tuple[Output, Output]) -> Scorecard:
        """A card with the weights of the form, full points, and one cost row about the projects."""
        made, effect = counted
        return Scorecard(
            kind=ScorecardKind.PROJECT,
            heading=Heading(year=self.accounts.year),
            subject=name,
            supervisor=self.accounts.unit_name,
            implementer=self.accounts.unit_name,
            budget=budget,
            stated_weights=_WEIGHTS,
            indicators=[
                self.counted(("产出指标", "数量指标"), made, "20"),
                _IN_TIME,
                self.counted(("效益指标", "社会效益指标"), effect, "30"),
                _SATISFACTION,
                _row(
                    ("成本指标", "经济成本指标"),
                    "控制在预算内",
                    (self.cost(cost.initial), self.cost(cost.spent)),
                    "10",
                ),
                _COMPLAINTS,
            ],
            stated_weight="100",
            stated_points="100",
        )

    def counted(self, levels: tuple[str, str], output: Output, weight: str) -> Indicator:
        """A row about something that is counted."""
        return _row(levels, output.name, (f"≥{output.planned}{output.unit}", f"{output.done}{output.unit}"), weight)

    def allocations(self) -> tuple[list[Allocation], list[Allocation]]:
        """按收入性质分 and 按支出性质分."""
        books = self.accounts
        nature = [getattr(row, books.nature_of) for row in (books.basic, books.project_spending)]
        general = sum(nature) * books.by_source // 100
        amounts = {"一般公共预算": general, books.other_source: sum(nature) - general}
        names = dict.fromkeys((*_SOURCES, books.other_source))
        return (
            [
                Allocation(name=name, amount=self.part(amounts[name]) if name in amounts else None)
                for name in sorted(names, key=lambda name: name == "其他资金")
            ],
            [
                Allocation(name="基本支出", amount=self.part(nature[0])),
                Allocation(name="项目支出", amount=self.part(nature[1])),
            ],
        )

    def cards(self) -> Iterator[Scorecard]:
        """附件2, and 附件3 for each line or one for all of them."""
        books = self.accounts
        by_source, by_nature = self.allocations()
        whole = evolve(self.budget(books.whole, None), by_source=by_source, by_nature=by_nature)
        card = self.card(books.unit_name, whole, books.project_spending, books.counted)
        yield evolve(card, kind=ScorecardKind.DEPARTMENT, supervisor=None, implementer=None)
        for sheet in books.sheets:
            yield self.sheet(sheet)

    def sheet(self, project: Project) -> Scorecard:
        """附件3."""
        own = project.own if self.accounts.detailed else None
        return self.card(project.sheet, self.budget(project.row, own), project.row, (project.made, project.effect))
