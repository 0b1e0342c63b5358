"""
Filings whose figures agree: amounts drawn in whole 元, added up there, and only then printed, rounded as forms are.

`consistent_filings` prints in 万元 with two decimals, `exact_filings` the same accounts in 元. A zero part is sometimes
left blank, trailing zeros are dropped, and where a form has several lawful readings any of them may be the one meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs
from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import budgetperf as bp
from budgetperf.domain.rounding import round_half_up, shorten

COLUMNS = ("prior", "initial", "revised", "spent")
BOOK = bp.load_rulebook("hunan-2022")
YEAR = 2022
UNIT_NAME = "某县图书馆"

_LARGEST = 3_000_000
_STEMS = ("图书购置", "古籍修复", "数字阅览", "流动书车")
_SUFFIXES = ("专项", "经费", "工作经费", "专项资金", "专项工作", "工作专项", "项目经费")
_WEIGHTS = {"产出指标": "30", "效益指标": "30", "满意度指标": "10", "成本指标": "20"}


@frozen
class Row:
    """The true amounts of one row, in 元."""

    prior: int = 0
    initial: int = 0
    revised: int = 0
    spent: int = 0

    def __add__(self, other: Row) -> Row:
        return Row(*(getattr(self, column) + getattr(other, column) for column in COLUMNS))


def total(rows: Sequence[Row]) -> Row:
    """The sum of rows."""
    return sum(rows, Row())


@frozen(kw_only=True)
class Project:
    """One budget line, the name of its sheet, and how each column of it splits over the sources."""

    line: str
    sheet: str
    row: Row
    own: Row


@frozen(kw_only=True)
class Accounts:
    """The true amounts of a department, and which of the lawful ways of writing them down its officer takes."""

    specials: tuple[Project, ...]
    operations: Project | None
    maintenance: Project | None
    purchase: Row
    running: Row
    abroad: Row
    hospitality: Row
    items: tuple[Row, ...]
    other_operating: Row
    staff: Row
    building: tuple[int, int, int, int] | None
    by_source: int
    staffing: tuple[int, int]
    umbrella: bool
    blank_zeros: bool
    bare_costs: bool
    detailed: bool
    revised_column: bool
    nature_of: str
    adjustment: str
    rate_places: int

    @property
    def projects(self) -> tuple[Project, ...]:
        """Every line with a sheet of its own."""
        others = (self.operations, self.maintenance)
        return (*self.specials, *(project for project in others if project is not None))

    @property
    def operating(self) -> Row:
        """公用经费."""
        return total([*self.items, self.other_operating])

    @property
    def basic(self) -> Row:
        """基本支出: staff, far above everything else, and operating expenses."""
        floor = self.operating.revised + total([project.row for project in self.projects]).revised
        return self.operating + self.staff + Row(floor, floor, floor, floor)


# Zero, small enough to vanish in rounding, or of any size; a budget is sometimes never adjusted.
_AMOUNTS = st.just(0) | st.integers(0, 200) | st.integers(0, _LARGEST) | st.integers(0, _LARGEST)
_UNCHANGED = st.tuples(_AMOUNTS, _AMOUNTS, _AMOUNTS).map(lambda three: Row(three[0], three[1], three[1], three[2]))
_ROWS = _UNCHANGED | st.builds(Row, _AMOUNTS, _AMOUNTS, _AMOUNTS, _AMOUNTS)
_RARE_ROWS = st.just(Row()) | _ROWS


@st.composite
def _projects(draw: st.DrawFn, stem: str) -> Project:
    line, sheet = (stem + draw(st.sampled_from(_SUFFIXES)) for _ in range(2))
    row = draw(_ROWS)
    share = draw(st.integers(0, 100))
    own = Row(*(getattr(row, column) * share // 100 for column in COLUMNS))
    return Project(line=line, sheet=sheet, row=row, own=own)


@st.composite
def accounts(draw: st.DrawFn) -> Accounts:
    """Departments with one to three 专项, with or without 业务工作 and 运行维护."""
    count = draw(st.integers(1, 3))
    operations, maintenance = draw(_projects("业务")), draw(_projects("运行维护"))
    return Accounts(
        specials=tuple(draw(_projects(stem)) for stem in _STEMS[:count]),
        operations=attrs.evolve(operations, line="业务工作经费") if draw(st.booleans()) else None,
        maintenance=attrs.evolve(maintenance, line="运行维护经费") if draw(st.booleans()) else None,
        purchase=draw(_RARE_ROWS),
        running=draw(_ROWS),
        abroad=draw(_RARE_ROWS),
        hospitality=draw(_ROWS),
        items=tuple(draw(st.lists(_ROWS, max_size=3))),
        other_operating=draw(_ROWS),
        staff=draw(_ROWS),
        building=draw(st.none() | st.tuples(*[st.integers(1, _LARGEST)] * 4)),
        by_source=draw(st.integers(0, 100)),
        staffing=(draw(st.integers(1, 300)), draw(st.integers(0, 300))),
        umbrella=draw(st.booleans()),
        blank_zeros=draw(st.booleans()),
        bare_costs=draw(st.booleans()),
        detailed=draw(st.booleans()),
        revised_column=draw(st.booleans()),
        nature_of=draw(st.sampled_from(["spent", "revised"])),
        adjustment=draw(st.sampled_from(["difference", "before_and_after", "blank"])),
        rate_places=draw(st.integers(0, 2)),
    )


@frozen
class _Printer:
    """Prints accounts in one unit."""

    accounts: Accounts
    unit: bp.MoneyUnit

    def amount(self, yuan: int) -> bp.Money:
        """An amount as a form prints it: two decimals, half-up, trailing zeros dropped."""
        return bp.Money(shorten(Fraction(yuan) / Fraction(self.unit.yuan), 2), self.unit)

    def part(self, yuan: int) -> bp.Money | None:
        """A part of a breakdown; a zero may be left blank."""
        return None if yuan == 0 and self.accounts.blank_zeros else self.amount(yuan)

    def rate(self, above: int, below: int) -> bp.Rate | None:
        """A percentage of the true amounts; there is none of nothing."""
        return bp.Rate(round_half_up(Fraction(100 * above, below), self.accounts.rate_places)) if below else None

    def line(self, row: Row, *, whole: bool = False) -> bp.Funds:
        """A row of 附件1, which has one budget column."""
        print_ = self.amount if whole else self.part
        budget = row.revised if self.accounts.revised_column else row.initial
        return bp.Funds(prior=print_(row.prior), initial=print_(budget), spent=print_(row.spent))

    def fund_row(self, row: Row, name: str, role: bp.Role) -> bp.FundRow:
        """A row of a fund block."""
        whole = role is bp.Role.TOTAL
        print_ = self.amount if whole else self.part
        funds = bp.Funds(initial=print_(row.initial), revised=print_(row.revised), spent=print_(row.spent))
        return bp.FundRow(name=name, role=role, parent=None if whole else "年度资金总额", funds=funds)

    def base_table(self) -> bp.BaseTable:
        """附件1."""
        books = self.accounts
        vehicles, specials = books.purchase + books.running, total([project.row for project in books.specials])
        established, actual = books.staffing
        others = [None if one is None else one.row for one in (books.operations, books.maintenance)]
        ordinary = [bp.Funds() if row is None else self.line(row) for row in others]
        return bp.BaseTable(
            heading=bp.Heading(year=YEAR),
            column_years=bp.ColumnYears(prior=str(YEAR - 1), initial=str(YEAR), spent=str(YEAR)),
            staffing=bp.Staffing(established=established, actual=actual, stated_rate=self.rate(actual, established)),
            three_public=bp.ThreePublic(
                total=self.line(vehicles + books.abroad + books.hospitality, whole=True),
                vehicles=self.line(vehicles),
                vehicle_purchase=self.line(books.purchase),
                vehicle_running=self.line(books.running),
                abroad=self.line(books.abroad),
                hospitality=self.line(books.hospitality),
            ),
            projects=bp.Projects(
                total=self.line(total([project.row for project in books.projects]), whole=True),
                operations=ordinary[0],
                maintenance=ordinary[1],
                special=self.line(specials),
                lines=[bp.ProjectLine(name=one.line, funds=self.line(one.row)) for one in books.specials],
            ),
            operating=bp.Operating(
                total=self.line(books.operating, whole=True),
                items=[
                    bp.OperatingItem(name=f"费用{index}", funds=self.line(row)) for index, row in enumerate(books.items)
                ],
            ),
            basic_adjustment=self.adjustment(),
            buildings=[] if books.building is None else [self.building(*books.building)],
        )

    def building(self, approved: int, actual: int, planned: int, paid: int) -> bp.Building:
        """A row of 楼堂馆所: areas in m², exact; investments in 元, printed."""
        return bp.Building(
            approved_area=approved,
            actual_area=actual,
            stated_area_rate=self.rate(actual, approved),
            planned_investment=self.amount(planned),
            actual_investment=self.amount(paid),
            stated_investment_rate=self.rate(paid, planned),
        )

    def adjustment(self) -> bp.Funds:
        """部门基本支出预算调整: one difference, or before and after, or nothing."""
        basic = self.accounts.basic
        match self.accounts.adjustment:
            case "difference":
                return bp.Funds(spent=self.amount(basic.revised - basic.initial))
            case "before_and_after":
                return bp.Funds(initial=self.amount(basic.initial), spent=self.amount(basic.revised))
            case _:
                return bp.Funds()

    def budget(self, row: Row, own: Row | None) -> bp.Budget:
        """The fund block of a card, with or without its sources."""
        parts = []
        if own is not None:
            rest = Row(*(getattr(row, column) - getattr(own, column) for column in COLUMNS))
            parts = [
                self.fund_row(own, "当年财政拨款", bp.Role.APPROPRIATION),
                self.fund_row(rest, "上年结转资金", bp.Role.CARRYOVER),
            ]
        return bp.Budget(
            rows=[self.fund_row(row, "年度资金总额", bp.Role.TOTAL), *parts],
            execution=bp.Execution(stated_rate=self.rate(row.spent, row.revised), weight="10", points="10"),
        )

    def cost(self, yuan: int) -> str:
        """An amount in a cost row, with or without its unit."""
        amount = self.amount(yuan)
        return f"{amount.amount:f}" if self.accounts.bare_costs else str(amount)

    def card(self, kind: bp.ScorecardKind, name: str, budget: bp.Budget, cost: Row) -> bp.Scorecard:
        """A card with the weights of the form, full points, and one cost row about the projects."""
        costs = ("成本指标", "经济成本指标")
        return bp.Scorecard(
            kind=kind,
            heading=bp.Heading(year=YEAR),
            subject=name,
            supervisor=None if kind is bp.ScorecardKind.DEPARTMENT else UNIT_NAME,
            implementer=None if kind is bp.ScorecardKind.DEPARTMENT else UNIT_NAME,
            budget=budget,
            stated_weights=[bp.LevelWeight(level1=level, weight=weight) for level, weight in _WEIGHTS.items()],
            indicators=[
                bp.Indicator(
                    level1=level1,
                    level2=level2,
                    name=title,
                    target=target,
                    actual=actual,
                    weight=weight,
                    points=weight,
                )
                for level1, level2, title, target, actual, weight in (
                    ("产出指标", "数量指标", "新书册数", "≥5000册", "5100册", "20"),
                    ("产出指标", "时效指标", "按时完成率", "=100%", "100%", "10"),
                    ("效益指标", "社会效益指标", "到馆人次", "≥9000人次", "9100人次", "30"),
                    ("满意度指标", "服务对象满意度指标", "读者满意度", "≥90%", "92%", "10"),
                    (*costs, "控制在预算内", self.cost(cost.initial), self.cost(cost.spent), "10"),
                    ("成本指标", "社会成本指标", "扰民投诉", "0起", "0起", "10"),
                )
            ],
            stated_weight="100",
            stated_points="100",
        )

    def cards(self) -> list[bp.Scorecard]:
        """附件2, and 附件3 for each line or one for all of them."""
        books = self.accounts
        projects = total([project.row for project in books.projects])
        nature = [getattr(row, books.nature_of) for row in (books.basic, projects)]
        source = sum(nature) * books.by_source // 100
        whole = attrs.evolve(
            self.budget(books.basic + projects, None),
            by_source=[
                bp.Allocation(name="一般公共预算", amount=self.part(source)),
                bp.Allocation(name="国有资本经营预算", amount=None),
                bp.Allocation(name="其他资金", amount=self.part(sum(nature) - source)),
            ],
            by_nature=[
                bp.Allocation(name="基本支出", amount=self.part(nature[0])),
                bp.Allocation(name="项目支出", amount=self.part(nature[1])),
            ],
        )
        sheets = [(project.sheet, project.row, project.own) for project in books.projects]
        if books.umbrella:
            sheets = [("图书馆全部专项", projects, total([project.own for project in books.projects]))]
        return [
            self.card(bp.ScorecardKind.DEPARTMENT, UNIT_NAME, whole, projects),
            *(
                self.card(bp.ScorecardKind.PROJECT, name, self.budget(row, own if books.detailed else None), row)
                for name, row, own in sheets
            ),
        ]

    def filing(self) -> bp.Filing:
        """All five attachments."""
        heading = bp.Heading(year=YEAR, unit_name=UNIT_NAME)
        return bp.Filing(
            year=YEAR,
            department=UNIT_NAME,
            base_table=self.base_table(),
            scorecards=self.cards(),
            reports=[bp.Report(kind=kind, heading=heading) for kind in bp.ScorecardKind],
        )


def scored(filing: bp.Filing) -> bp.Filing:
    """The filing with the least points that the rules give for each row, a note beside each deduction, and the sums."""
    return attrs.evolve(filing, scorecards=[_scored(card) for card in filing.scorecards])


def _scored(card: bp.Scorecard) -> bp.Scorecard:
    found = bp.score(card, BOOK)
    assert found.execution is not None
    return attrs.evolve(
        card,
        budget=attrs.evolve(card.budget, execution=attrs.evolve(card.budget.execution, points=found.execution.low)),
        indicators=[
            attrs.evolve(row, points=own.low, deviation_note=None if own.low == row.weight else "价格上涨，下年压减。")
            for row, own in zip(card.indicators, found.rows, strict=True)
        ],
        stated_points=found.low,
    )


def print_accounts(books: Accounts, unit: bp.MoneyUnit = bp.MoneyUnit.TEN_THOUSAND_YUAN) -> bp.Filing:
    """The filing of a department, with its amounts in one unit; every row has full points."""
    return _Printer(books, unit).filing()


# A small county library: every figure is a whole hundredth of 万元, so everything agrees exactly, and nothing is odd.
LIBRARY = Accounts(
    specials=(
        Project(
            line="图书购置专项",
            sheet="图书购置工作经费",
            row=Row(380_000, 400_000, 420_000, 390_000),
            own=Row(0, 300_000, 300_000, 280_000),
        ),
        Project(
            line="古籍修复经费",
            sheet="古籍修复专项",
            row=Row(100_000, 120_000, 120_000, 115_000),
            own=Row(0, 120_000, 120_000, 115_000),
        ),
    ),
    operations=None,
    maintenance=Project(
        line="运行维护经费",
        sheet="运行维护专项",
        row=Row(50_000, 60_000, 60_000, 60_000),
        own=Row(0, 60_000, 60_000, 60_000),
    ),
    purchase=Row(5_000, 5_000, 5_000, 5_000),
    running=Row(20_000, 22_000, 22_000, 21_000),
    abroad=Row(),
    hospitality=Row(10_000, 12_000, 12_000, 11_000),
    items=(Row(30_000, 30_000, 30_000, 28_000), Row(40_000, 40_000, 40_000, 41_000)),
    other_operating=Row(50_000, 50_000, 60_000, 55_000),
    staff=Row(900_000, 1_000_000, 1_050_000, 1_040_000),
    building=(1000, 1000, 2_000_000, 1_900_000),
    by_source=80,
    staffing=(20, 19),
    umbrella=False,
    blank_zeros=True,
    bare_costs=False,
    detailed=True,
    revised_column=False,
    nature_of="spent",
    adjustment="difference",
    rate_places=1,
)
LIBRARY_FILING = scored(print_accounts(LIBRARY))


def changed(changes: Mapping[str, object], filing: bp.Filing | None = None) -> bp.Filing:
    """A filing, by default the library's, with something else at some of its paths; None leaves a cell blank."""
    found = LIBRARY_FILING if filing is None else filing
    for path, value in changes.items():
        found = bp.replace(found, path, value)
    return found


def reviewed(changes: Mapping[str, object], book: bp.Rulebook = BOOK) -> bp.Review:
    """The review of the library's filing after some changes; without any it is clean."""
    return bp.review(changed(changes), book)


def consistent_filings() -> SearchStrategy[bp.Filing]:
    """Filings in 万元 in which everything agrees, or would but for rounding."""
    return accounts().map(print_accounts).map(scored)
