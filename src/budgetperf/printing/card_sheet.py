"""附件2 and 附件3 on paper, and the cards of targets, of monitoring and of rates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from attrs import frozen

from budgetperf.domain.model import Allocation, Budget, Execution, FundRow, Funds, Goal, Scope, Scorecard, ScorecardKind
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.printing.around import above, below, mark_line
from budgetperf.printing.card_columns import CardColumns
from budgetperf.printing.figures import amount_text, figure_cell, figure_text, usual_unit
from budgetperf.printing.indicator_rows import header_rows, indicator_rows, total_row
from budgetperf.printing.plan_rows import plan_fund_rows, plan_goal_rows
from budgetperf.printing.sheet import Cell, Kind, Line, Ratio, Row, Sheet, Sum, Table

__all__ = ["card_kind", "card_sheet", "card_unit"]

_KINDS: Final = {
    (ScorecardKind.TARGET, Scope.PROJECT): Kind.PROJECT_TARGET,
    (ScorecardKind.TARGET, Scope.DEPARTMENT): Kind.DEPARTMENT_TARGET,
    (ScorecardKind.MONITORING, Scope.PROJECT): Kind.PROJECT_MONITORING,
    (ScorecardKind.MONITORING, Scope.DEPARTMENT): Kind.DEPARTMENT_MONITORING,
}
_EXECUTION: Final = frozenset({"weight", "stated_rate", "points"})
_GOAL_COLUMNS: Final = (("level1", "level2", "name"), ("target", "actual", "weight", "points", "deviation_note"))
_PROJECT_COLUMNS: Final = (("level2", "name"), ("target",), ("actual", "weight", "points", "deviation_note"))
_ABOUT: Final = {
    Kind.DEPARTMENT: "预算部门名称",
    Kind.PROJECT: "项目支出名称",
    Kind.PROJECT_TARGET: "项目名称",
    Kind.PROJECT_MONITORING: "项目名称",
}
_DETAILS: Final = (
    (("supervisor", "主管部门"), ("implementer", "实施单位")),
    (("attribute", "项目属性"), ("period", "起止时间")),
    (("starts", "开始时间"), ("ends", "结束时间")),
)
_REMARKS: Final = (("conclusion", "评价结论"), ("problems", "存在问题"), ("improvements", "改进措施"))
_OF_PROJECTS: Final = frozenset({Kind.PROJECT, Kind.PROJECT_TARGET, Kind.PROJECT_MONITORING})


def card_kind(card: Scorecard) -> Kind:
    """
    The form of a card.

    >>> card_kind(Scorecard(kind="monitoring", scope="department"))
    <Kind.DEPARTMENT_MONITORING: 'department-monitoring'>
    """
    if card.kind.is_scored:
        return Kind(card.kind.value)
    return _KINDS[card.kind, card.scope or Scope.PROJECT]


def card_sheet(card: Scorecard, path: str, name: str, *, first: bool = True, spare: bool = False) -> Sheet:
    """
    Lay out a scorecard.

    Args:
        card: What it says.

        path: Where it stands in its filing.

        name: What to call the sheet.

        first: Whether it is the first attachment, which needs no new page.

        spare: Whether to leave rows for indicators that have still to be written in.
    """
    kind = card_kind(card)
    columns = CardColumns.of(card)
    heads = header_rows(card, columns)
    indicators = (
        *heads,
        *indicator_rows(card, path, columns, spare=spare),
        *_total_rows(card, path, columns),
        *_remark_rows(card, path, columns),
    )
    blocks: tuple[Line | Table, ...] = (
        mark_line(kind, path, first=first),
        *above(card.heading, path, kind),
        Table(widths=columns.widths, rows=tuple(_top_rows(card, path, columns))),
        Table(widths=columns.widths, rows=indicators, heads=len(heads), joined=True),
        *below(card.heading, path, "备注"),
    )
    return Sheet(kind=kind, path=path, name=name, blocks=blocks)


def card_unit(budget: Budget) -> MoneyUnit:
    """The unit that is printed over the fund block of a scorecard."""
    amounts = (*(row.funds for row in budget.rows), *(part.amount for part in (*budget.by_source, *budget.by_nature)))
    return usual_unit(amounts)


def _top_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    """What stands over the indicators: what the card is about, its money and its goals."""
    yield from _subject_rows(card, path, columns)
    # A table of rates asks for neither money nor goals.
    if card.kind.is_evaluation or (card.kind.is_scored and card.budget != Budget()):
        yield from _fund_rows(card, path, columns)
    elif card.kind is ScorecardKind.TARGET:
        yield from plan_fund_rows(card, path, columns, card_unit(card.budget))
    elif card.kind is ScorecardKind.MONITORING:
        yield from _fund_rows(card, path, columns)
    if card.kind.is_evaluation or (card.kind.is_scored and card.goals):
        yield from _goal_rows(card, path, columns)
    elif not card.kind.is_scored:
        yield from plan_goal_rows(card, path, columns)


def _subject_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    kind = card_kind(card)
    left = columns.across("side", "level1")
    subject = Cell(text=card.subject or "", across=len(columns.names) - left, paths=(f"{path}.subject",))
    yield (Cell(text=_ABOUT.get(kind, "部门名称"), across=left), subject)
    if kind is Kind.PROJECT:
        widths = tuple([columns.across(*names) for names in _PROJECT_COLUMNS])
    else:
        widths = columns.divide(3)
    for index, pair in enumerate(_DETAILS):
        is_asked = kind in _OF_PROJECTS and index == 0
        if is_asked or any(getattr(card, name) is not None for name, _ in pair):
            (one, one_label), (other, other_label) = pair
            yield (
                Cell(text=one_label, across=left),
                Cell(text=getattr(card, one) or "", across=widths[0], paths=(f"{path}.{one}",)),
                Cell(text=other_label, across=widths[1]),
                Cell(text=getattr(card, other) or "", across=widths[2], paths=(f"{path}.{other}",)),
            )


@frozen(kw_only=True)
class _FundColumn:
    """A column of the fund block: an amount, or what is printed of the execution."""

    name: str
    head: str
    across: int


def _fund_columns(card: Scorecard, columns: CardColumns) -> tuple[_FundColumn, ...]:
    if card.kind is ScorecardKind.MONITORING:
        wanted = _monitored_columns(card)
    else:
        wanted = [
            ("initial", "年初\n预算数"),
            ("revised", "全年\n预算数"),
            ("spent", "全年\n执行数"),
            ("weight", "分值"),
            ("stated_rate", "执行率"),
            ("points", "得分"),
        ]
    if card.kind.is_evaluation:
        under = ("name", "target", "actual", "weight", "points", "deviation_note")
        widths = tuple([columns.across(name) for name in under])
    else:
        widths = columns.divide(len(wanted), after=_fund_label(card)[-1])
    return tuple(
        [_FundColumn(name=name, head=head, across=across) for (name, head), across in zip(wanted, widths, strict=True)]
    )


def _fund_label(card: Scorecard) -> tuple[str, ...]:
    """The columns over which the names of the fund rows stand; a table of rates has too few to spare two."""
    return ("level1",) if card.kind is ScorecardKind.RATES else ("level1", "level2")


def _monitored_columns(card: Scorecard) -> list[tuple[str, str]]:
    """The columns of a monitoring card, and those that only some of them have."""
    budget, months = card.budget, card.months or ""
    executions = [budget.execution, *(row.execution for row in budget.rows if row.execution is not None)]
    revised = any(row.funds.revised is not None for row in budget.rows)
    wanted = [("initial", "年初\n预算数")]
    wanted += [("revised", "全年\n预算数")] if revised else []
    wanted += [("to_date", f"{months}执行数"), ("stated_rate", _rate_head(months)), ("forecast", "全年预计\n执行数")]
    for name, head in (("weight", "分值"), ("points", "得分")):
        wanted += [(name, head)] if any(getattr(each, name) is not None for each in executions) else []
    return wanted


def _rate_head(months: str) -> str:
    """No form has 上半年执行率."""
    return f"{months}执行率" if "月" in months else "执行率"


def _fund_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    budget, where = card.budget, f"{path}.budget"
    unit = card_unit(budget)
    name = "年度预算申请" if card.kind is ScorecardKind.DEPARTMENT else "项目资金"
    own = _fund_columns(card, columns)
    label = columns.across(*_fund_label(card))
    rows = [*_amount_rows(budget, where, label, own, unit), *_allocation_rows(card, where, columns, unit)]
    yield (
        Cell(text=f"{name}\n({unit.label})", down=1 + len(rows)),
        Cell(across=label),
        *(Cell(text=column.head, across=column.across) for column in own),
    )
    yield from rows


def _amount_rows(
    budget: Budget, path: str, across: int, own: tuple[_FundColumn, ...], unit: MoneyUnit
) -> Iterator[Row]:
    total = budget.total_index
    for index, row in enumerate(budget.rows):
        is_total = index == total
        where = f"{path}.rows[{index}]"
        parts = tuple([f"{path}.rows[{i}].funds" for i in range(len(budget.rows)) if i != index]) if is_total else ()
        # 其中 stands before the first row below the total.
        prefix = "其中：" if total is not None and index == total + 1 else ""
        label = Cell(
            text=prefix + row.name,
            across=across,
            left=not is_total,
            paths=(where, f"{where}.name", f"{where}.funds"),
        )
        printed = _FundRow(
            row=row,
            where=where,
            unit=unit,
            parts=parts,
            stated=budget.execution if is_total else row.execution or Execution(),
            execution=f"{path}.execution" if is_total else f"{where}.execution",
            rate=_rate(f"{where}.funds", own) if is_total else None,
        )
        yield (label, *(printed.cell(column) for column in own))


@frozen(kw_only=True)
class _FundRow:
    """A row of the fund block with the paths of what it prints; *parts* and *rate* are what its figures follow from."""

    row: FundRow
    where: str
    unit: MoneyUnit
    parts: tuple[str, ...]
    stated: Execution
    execution: str
    rate: Ratio | None

    def cell(self, column: _FundColumn) -> Cell:
        """What stands under a column."""
        name, across = column.name, column.across
        if name in _EXECUTION:
            rate = self.rate if name == "stated_rate" else None
            text = figure_text(getattr(self.stated, name))
            return figure_cell(text, f"{self.execution}.{name}", across=across, formula=rate)
        funds: Funds = self.row.funds
        text = amount_text(getattr(funds, name), self.unit, self.row.name)
        total = Sum(parts=tuple([f"{part}.{name}" for part in self.parts])) if self.parts else None
        return figure_cell(text, f"{self.where}.funds.{name}", across=across, formula=total)


def _rate(funds: str, own: tuple[_FundColumn, ...]) -> Ratio:
    """What was spent, by now or in the year, over the budget as it stands."""
    names = {column.name for column in own}
    over, under = ("to_date" if "to_date" in names else "spent"), ("revised" if "revised" in names else "initial")
    return Ratio(over=f"{funds}.{over}", under=f"{funds}.{under}")


def _allocation_rows(card: Scorecard, path: str, columns: CardColumns, unit: MoneyUnit) -> Iterator[Row]:
    """按收入性质分 and 按支出性质分: label and amount share a cell, and the first of them says 其中."""
    budget = card.budget
    if not budget.by_source and not budget.by_nature:
        return
    left, right = _halves(card, columns)
    yield (
        Cell(text="按收入性质分：", across=left, left=True, paths=(f"{path}.by_source",)),
        Cell(text="按支出性质分：", across=right, left=True, paths=(f"{path}.by_nature",)),
    )

    def cell(name: str, index: int, part: Allocation | None, across: int) -> Cell:
        if part is None:
            return Cell(across=across)
        where = f"{path}.{name}[{index}]"
        text = f"{'' if index else '其中：'}{part.name}：{amount_text(part.amount, unit, part.name)}"
        return Cell(text=text, across=across, left=True, paths=(where, f"{where}.name", f"{where}.amount"))

    for index, (source, nature) in enumerate(zip_longest(budget.by_source, budget.by_nature)):
        yield (cell("by_source", index, source, left), cell("by_nature", index, nature, right))


def _halves(card: Scorecard, columns: CardColumns) -> tuple[int, int]:
    """The columns that goals and their results lie across."""
    if card.kind.is_evaluation:
        left, right = (columns.across(*names) for names in _GOAL_COLUMNS)
    else:
        left, right = columns.divide(2, after="side")
    return left, right


def _goal_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    goals = card.goals or (Goal(),)
    left, right = _halves(card, columns)
    yield (
        Cell(text="年度总体目标", down=1 + len(goals), paths=(f"{path}.goals",)),
        Cell(text="预期目标", across=left),
        Cell(text="实际完成情况", across=right),
    )
    for index, goal in enumerate(goals):
        where = f"{path}.goals[{index}]"
        yield (
            Cell(text=goal.expected or "", across=left, left=True, paths=(where, f"{where}.expected")),
            Cell(text=goal.actual or "", across=right, left=True, paths=(f"{where}.actual",)),
        )


def _total_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    """总分; a plan has none unless it states one."""
    if card.kind.is_scored or card.stated_weight is not None:
        yield total_row(card, path, columns)


def _remark_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    """评价结论, 存在问题 and 改进措施, where somebody wrote them."""
    left = columns.across("side", "level1")
    for name, label in _REMARKS:
        text = getattr(card, name)
        if text is not None:
            yield (
                Cell(text=label, across=left),
                Cell(text=text, across=len(columns.names) - left, left=True, paths=(f"{path}.{name}",)),
            )
