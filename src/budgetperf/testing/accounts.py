"""
The books of a department: true amounts in whole 元, from which every table and every sentence of a filing is printed.

A filing that is printed from books agrees with itself by construction, up to the rounding of what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import Attribute, evolve, field, frozen

from budgetperf.testing.arguments import ArgumentError

__all__ = ["COLUMNS", "Accounts", "Output", "Project", "Row", "previous_accounts", "total"]

COLUMNS = ("prior", "initial", "revised", "spent")
"""The columns of a row, as `Funds` names them."""


@frozen
class Row:
    """
    The true amounts of one line, in 元.

    >>> Row(1, 2, 3, 4) + Row(spent=10)
    Row(prior=1, initial=2, revised=3, spent=14)
    """

    prior: int = 0
    initial: int = 0
    revised: int = 0
    spent: int = 0

    def __add__(self, other: Row) -> Row:
        return Row(
            self.prior + other.prior,
            self.initial + other.initial,
            self.revised + other.revised,
            self.spent + other.spent,
        )

    def __sub__(self, other: Row) -> Row:
        return Row(
            self.prior - other.prior,
            self.initial - other.initial,
            self.revised - other.revised,
            self.spent - other.spent,
        )


def total(rows: Sequence[Row]) -> Row:
    """
    The sum of rows.

    >>> total([Row(spent=1), Row(spent=2)]).spent
    3
    """
    return sum(rows, Row())


@frozen(kw_only=True)
class Output:
    """
    Something that is counted: what was planned, and what was done.

    Attributes:
        name: Name of the indicator, ``新书册数``.

        unit: What it is counted in, ``册``.

        planned: The target, at least so many.

        done: The actual.
    """

    name: str
    unit: str
    planned: int
    done: int


_BOOKS = Output(name="新书册数", unit="册", planned=5000, done=5100)
_VISITS = Output(name="到馆人次", unit="人次", planned=9000, done=9100)


@frozen(kw_only=True)
class Project:
    """
    One line of the budget of projects.

    Attributes:
        line: Its name in 附件1.

        sheet: Its name on 附件3; the two differ in generic words only.

        row: Its amounts.

        own: How much of each amount is 当年财政拨款; the rest is carried over.

        made: What it turned out, 产出.

        effect: What came of that, 效益.
    """

    line: str
    sheet: str
    row: Row
    own: Row
    made: Output = _BOOKS
    effect: Output = _VISITS


def _one_of(*choices: str) -> Callable[[object, Attribute[str], str], None]:
    def check(_books: object, part: Attribute[str], value: str) -> None:
        if value not in choices:
            raise ArgumentError(
                f"{part.name}：没有“{value!s:.40}”这种写法；可用 {'、'.join(choices)}",
                f"{part.name}: {value!r:.40} is no way of writing it; use one of {', '.join(choices)}",
            )

    return check


def _positive(_books: object, part: Attribute[tuple[int, int]], value: tuple[int, int]) -> None:
    if min(value) < 1:
        raise ArgumentError(
            f"{part.name}：{value} 须为正整数，例如 (100, 8)",
            f"{part.name}: {value} must be whole numbers above zero, such as (100, 8)",
        )


@frozen(kw_only=True)
class Accounts:
    """
    The true amounts of a department, and which of the lawful ways of writing them down its clerk takes.

    Attributes:
        specials: The 专项, each a line of 附件1.

        operations: 业务工作经费, or None.

        maintenance: 运行维护经费, or None.

        purchase: Buying of vehicles; with the next three it makes “三公”经费.

        items: The items of 公用经费 that 附件1 singles out.

        other_operating: The rest of 公用经费.

        staff: 人员经费. For no implied figure to be below zero, it must be far above everything else.

        building: Approved and actual area in m², planned and actual investment in 元; or None.

        by_source: The share of 一般公共预算, in %.

        other_source: Where the rest comes from.

        staffing: Persons allowed, and persons in post.

        guests: What a guest of 公务接待 costs in 元, and how many come in one batch.

        umbrella: One 附件3 for all projects, instead of one each.

        one_report: One 附件5 for all projects, instead of one for each 附件3.

        blank_zeros: A part of nothing is left blank, instead of 0.

        bare_costs: Cost rows have no unit.

        detailed: 附件3 shows where the money comes from.

        revised_column: The one budget column of 附件1 holds the revised budget.

        nature_of: 按支出性质分 is of what was ``spent``, or of the ``revised`` budget.

        adjustment: 部门基本支出预算调整 is written as ``difference``, ``before_and_after`` or ``blank``.

        rate_places: Decimal places of the rates in the tables.

        prose: Whether goals and reports are written.

        wording: Chooses among all the ways to say the same; 0 always takes the plainest.

    Raises:
        ArgumentError: A way of writing is unknown, or guests cost nothing.
    """

    year: int = 2022
    unit_name: str = "某县图书馆"
    specials: tuple[Project, ...] = field(converter=tuple[Project, ...])
    operations: Project | None = None
    maintenance: Project | None = None
    purchase: Row = Row()
    running: Row = Row()
    abroad: Row = Row()
    hospitality: Row = Row()
    items: tuple[Row, ...] = field(default=(), converter=tuple[Row, ...])
    other_operating: Row
    staff: Row
    building: tuple[int, int, int, int] | None = None
    by_source: int = 100
    other_source: str = "其他资金"
    staffing: tuple[int, int]
    guests: tuple[int, int] = field(default=(100, 8), validator=_positive)
    umbrella: bool = False
    one_report: bool = False
    blank_zeros: bool = True
    bare_costs: bool = False
    detailed: bool = True
    revised_column: bool = False
    nature_of: str = field(default="spent", validator=_one_of("spent", "revised"))
    adjustment: str = field(default="difference", validator=_one_of("difference", "before_and_after", "blank"))
    rate_places: int = 1
    prose: bool = True
    wording: int = 0

    @property
    def projects(self) -> tuple[Project, ...]:
        """Every line with a sheet of its own: 专项 first, then 业务工作 and 运行维护."""
        others = (self.operations, self.maintenance)
        return (*self.specials, *(project for project in others if project is not None))

    @property
    def sheets(self) -> tuple[Project, ...]:
        """What has an 附件3: every project, or all of them as one."""
        if not self.umbrella:
            return self.projects
        name = f"{self.unit_name.removeprefix('某县')}全部专项"
        own = total([project.own for project in self.projects])
        made, effect = self.counted
        return (Project(line=name, sheet=name, row=self.project_spending, own=own, made=made, effect=effect),)

    @property
    def project_spending(self) -> Row:
        """项目支出."""
        return total([project.row for project in self.projects])

    @property
    def special_spending(self) -> Row:
        """专项资金, the part of 项目支出 that is neither 业务工作 nor 运行维护."""
        return total([project.row for project in self.specials])

    @property
    def vehicles(self) -> Row:
        """公务用车购置和运行维护."""
        return self.purchase + self.running

    @property
    def three_public(self) -> Row:
        """“三公”经费."""
        return self.vehicles + self.abroad + self.hospitality

    @property
    def operating(self) -> Row:
        """公用经费."""
        return total([*self.items, self.other_operating])

    @property
    def basic(self) -> Row:
        """基本支出: staff and operating expenses."""
        return self.staff + self.operating

    @property
    def whole(self) -> Row:
        """整体支出."""
        return self.basic + self.project_spending

    @property
    def counted(self) -> tuple[Output, Output]:
        """What 附件2 counts: what its first project turned out, and what came of that."""
        first = next(iter(self.projects), None)
        return (_BOOKS, _VISITS) if first is None else (first.made, first.effect)

    @property
    def other_funds(self) -> int:
        """What does not come from 一般公共预算, of what the amounts by nature are of."""
        amount: int = getattr(self.whole, self.nature_of)
        return amount - amount * self.by_source // 100

    @property
    def receptions(self) -> tuple[int, int]:
        """Batches and persons of 公务接待."""
        cost, size = self.guests
        persons = -(-self.hospitality.spent // cost)
        return -(-persons // size), persons


def previous_accounts(books: Accounts) -> Accounts:
    """
    The books of the year before: what they say was spent is what this year's books say of last year.

    Budgets are as high as this year's, and the year before that one spent what this year does.

    >>> line = Project(line="图书购置专项", sheet="图书购置专项", row=Row(1, 2, 3, 4), own=Row())
    >>> books = Accounts(specials=[line], other_operating=Row(), staff=Row(5, 6, 7, 8), staffing=(20, 19))
    >>> last = previous_accounts(books)
    >>> last.year, last.whole.spent == books.whole.prior
    (2021, True)
    """

    def turn(row: Row) -> Row:
        return Row(row.spent, row.initial, row.revised, row.prior)

    def before(project: Project) -> Project:
        return evolve(project, row=turn(project.row), own=turn(project.own))

    return evolve(
        books,
        year=books.year - 1,
        specials=[before(project) for project in books.specials],
        operations=None if books.operations is None else before(books.operations),
        maintenance=None if books.maintenance is None else before(books.maintenance),
        items=[turn(row) for row in books.items],
        purchase=turn(books.purchase),
        running=turn(books.running),
        abroad=turn(books.abroad),
        hospitality=turn(books.hospitality),
        other_operating=turn(books.other_operating),
        staff=turn(books.staff),
    )
