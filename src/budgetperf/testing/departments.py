"""Departments as they come: strategies for their accounts and filings, and the same from a seed, for studies."""

from __future__ import annotations

from random import Random

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.model import Filing
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing.accounts import COLUMNS, Accounts, Output, Project, Row, total
from budgetperf.testing.arguments import ArgumentError, in_order
from budgetperf.testing.choices import Choices, Dice, Drawn
from budgetperf.testing.naming import SUFFIXES, stems
from budgetperf.testing.printing import print_accounts

__all__ = ["accounts", "consistent_filings", "random_accounts"]

_MOST_PROJECTS = 1999
_LARGEST = 3_000_000
# Nothing, small enough to vanish in rounding, or of any size.
_SIZES = (0, 200, _LARGEST, _LARGEST)
_YES_OR_NO = (False, True)
_RARELY = (False, False, True)
_UNITS = {
    "购置": "册", "修复": "页", "数字化": "卷", "巡展": "场", "推广": "场次", "编目": "条", "征集": "件", "整理": "箱",
    "借阅": "人次", "培训": "期", "维护": "台", "保护": "处", "讲座": "期", "采录": "条", "展示": "件", "配送": "批",
}  # fmt: skip
_EFFECTS = (("到馆人次", "人次"), ("受益群众", "人"), ("服务读者", "人次"), ("参与活动", "人次"))
_SOURCES = ("其他资金", "其他资金", "政府性基金拨款", "国有资本经营预算")
_WORDINGS = 2**32 - 1


def accounts(*, projects: tuple[int, int] = (1, 3), prose: bool = True) -> SearchStrategy[Accounts]:
    """
    The books of departments, of any size and however they are written down.

    Args:
        projects: The least and the greatest number of 专项; 业务工作 and 运行维护 come on top.

        prose: Whether their filings have goals and reports.

    Raises:
        ArgumentError: There is no such number of projects.
    """
    least, most = projects
    in_order("projects", least, most, falls=lambda low, high: low > high)
    _refuse_other_counts(least, most)

    @st.composite
    def opened(draw: st.DrawFn) -> Accounts:
        choices = Drawn(draw)
        return _open_books(choices, choices.number(least, most), prose=prose)

    return opened()


def random_accounts(random: Random, projects: int = 3, *, prose: bool = True) -> Accounts:
    """
    The books of one department, from a seeded generator: the same seed, the same books.

    Args:
        random: The generator; several calls with one of them give several departments.

        projects: The number of 专项, at most 1999; 业务工作 and 运行维护 may come on top.

        prose: Whether the filing has goals and reports.

    Raises:
        ArgumentError: There is no such number of projects.

    >>> random_accounts(Random(7)) == random_accounts(Random(7))
    True
    """
    _refuse_other_counts(projects, projects)
    return _open_books(Dice(random), projects, prose=prose)


def consistent_filings(
    *,
    projects: tuple[int, int] = (1, 3),
    prose: bool = True,
    unit: MoneyUnit = MoneyUnit.TEN_THOUSAND_YUAN,
    rulebook: Rulebook | None = None,
) -> SearchStrategy[Filing]:
    """
    Filings in which everything agrees, or would but for rounding.

    Args:
        projects: The least and the greatest number of 专项.

        prose: Whether they have goals and reports.

        unit: The unit of their amounts.

        rulebook: Whose least points the rows have; without one, every row has its full weight, met or not.

    Raises:
        ArgumentError: There is no such number of projects.
    """
    return accounts(projects=projects, prose=prose).map(lambda books: print_accounts(books, unit, rulebook=rulebook))


def _refuse_other_counts(least: int, most: int) -> None:
    if least < 1 or most > _MOST_PROJECTS:
        raise ArgumentError(
            f"projects：{least} 至 {most} 个专项不在 1 至 {_MOST_PROJECTS} 之间",
            f"projects: {least} to {most} 专项 are not between 1 and {_MOST_PROJECTS}",
        )


def _open_books(choices: Choices, count: int, *, prose: bool) -> Accounts:
    specials = [_project(choices, stem) for stem in stems(choices, count)]
    operations, maintenance = (_ordinary(choices, stem) for stem in ("业务", "运行维护"))
    lines = [*specials, *(line for line in (operations, maintenance) if line is not None)]
    items = [_row(choices) for _ in range(choices.number(0, 3))]
    other_operating = _row(choices)
    # Whatever 附件1 holds in its budget column, what it implies for 人员经费 is not below zero.
    most = (total([*items, other_operating]) + total([line.row for line in lines])).revised
    floor = Row(most, most, most, most)
    return Accounts(
        specials=specials,
        operations=operations,
        maintenance=maintenance,
        purchase=_rare_row(choices),
        running=_row(choices),
        abroad=_rare_row(choices),
        hospitality=_row(choices),
        items=items,
        other_operating=other_operating,
        staff=_row(choices) + floor,
        building=_building(choices),
        by_source=choices.one_of((100, 100, 0, choices.number(0, 100))),
        other_source=choices.one_of(_SOURCES),
        staffing=(choices.number(1, 300), choices.number(0, 300)),
        guests=(choices.number(40, 200), choices.number(1, 12)),
        umbrella=choices.one_of(_RARELY),
        one_report=choices.one_of(_YES_OR_NO),
        blank_zeros=choices.one_of(_YES_OR_NO),
        bare_costs=choices.one_of(_YES_OR_NO),
        detailed=choices.one_of(_YES_OR_NO),
        revised_column=choices.one_of(_YES_OR_NO),
        nature_of=choices.one_of(("spent", "revised")),
        adjustment=choices.one_of(("difference", "before_and_after", "blank")),
        rate_places=choices.number(0, 2),
        prose=prose,
        wording=choices.number(0, _WORDINGS) if prose else 0,
    )


def _building(choices: Choices) -> tuple[int, int, int, int] | None:
    if not choices.one_of(_RARELY):
        return None
    areas = choices.number(1, _LARGEST), choices.number(1, _LARGEST)
    return (*areas, choices.number(1, _LARGEST), choices.number(1, _LARGEST))


def _amount(choices: Choices) -> int:
    return choices.number(0, choices.one_of(_SIZES))


def _row(choices: Choices) -> Row:
    """Four amounts that have nothing to do with each other, or a budget that was never adjusted, or nearly kept."""
    match choices.one_of(("unchanged", "adjusted", "kept")):
        case "unchanged":
            prior, budget, spent = (_amount(choices) for _ in range(3))
            return Row(prior, budget, budget, spent)
        case "kept":
            budget = _amount(choices)
            revised = budget * choices.one_of((100, 100, 105, 90, 130)) // 100
            prior, spent = (revised * choices.number(*span) // 100 for span in ((70, 120), (80, 100)))
            return Row(prior, budget, revised, choices.one_of((spent, revised)))
        case _:
            return Row(*(_amount(choices) for _ in COLUMNS))


def _rare_row(choices: Choices) -> Row:
    return _row(choices) if choices.one_of(_YES_OR_NO) else Row()


def _project(choices: Choices, stem: str) -> Project:
    line, sheet = (stem + choices.one_of(SUFFIXES) for _ in range(2))
    row, share = _row(choices), choices.number(0, 100)
    own = Row(
        row.prior * share // 100, row.initial * share // 100, row.revised * share // 100, row.spent * share // 100
    )
    unit = next((unit for action, unit in _UNITS.items() if stem.endswith(action)), "次")
    made = _output(choices, f"{stem}{unit}" if unit == "人次" else f"{stem}{unit}数", unit)
    return Project(
        line=line, sheet=sheet, row=row, own=own, made=made, effect=_output(choices, *choices.one_of(_EFFECTS))
    )


def _ordinary(choices: Choices, stem: str) -> Project | None:
    """业务工作 or 运行维护, under its usual name, or none."""
    if not choices.one_of(_RARELY):
        return None
    return evolve(_project(choices, stem), line={"业务": "业务工作经费", "运行维护": "运行维护经费"}[stem])


def _output(choices: Choices, name: str, unit: str) -> Output:
    """A count that met its target, by a little or more; or, one time in six, did not."""
    planned = choices.number(1, 99) * choices.one_of((1, 10, 100))
    percent = choices.number(80, 99) if choices.number(0, 5) == 1 else choices.number(100, 115)
    return Output(name=name, unit=unit, planned=planned, done=planned * percent // 100)
