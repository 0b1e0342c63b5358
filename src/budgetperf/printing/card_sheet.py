"""附件2 and 附件3 on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from budgetperf.domain.model import Allocation, Budget, Execution, FundRow, Funds, Goal, Scorecard, ScorecardKind
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.printing.around import above, below, mark_line
from budgetperf.printing.card_columns import CardColumns
from budgetperf.printing.figures import amount_text, figure_cell, figure_text, usual_unit
from budgetperf.printing.indicator_rows import header_row, indicator_rows, total_row
from budgetperf.printing.sheet import Cell, Kind, Line, Ratio, Row, Sheet, Sum, Table

__all__ = ["card_sheet", "card_unit"]

_FUND_HEADS: Final = ("年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分")
_AMOUNTS: Final = (("initial", "name"), ("revised", "target"), ("spent", "actual"))
_EXECUTION: Final = (("weight", "weight"), ("stated_rate", "points"), ("points", "deviation_note"))
_GOAL_COLUMNS: Final = (("level1", "level2", "name"), ("target", "actual", "weight", "points", "deviation_note"))
_PROJECT_COLUMNS: Final = (("level2", "name"), ("target",), ("actual", "weight", "points", "deviation_note"))


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
    kind = Kind.DEPARTMENT if card.kind is ScorecardKind.DEPARTMENT else Kind.PROJECT
    columns = CardColumns.of(card.indicators)
    top = (*_subject_rows(card, path, columns), *_fund_rows(card, path, columns), *_goal_rows(card, path, columns))
    indicators = (
        header_row(columns),
        *indicator_rows(card, path, columns, spare=spare),
        total_row(card, path, columns),
    )
    blocks: tuple[Line | Table, ...] = (
        mark_line(kind, path, first=first),
        *above(card.heading, path, kind),
        Table(widths=columns.widths, rows=top),
        Table(widths=columns.widths, rows=indicators, heads=1, joined=True),
        *below(card.heading, path, "备注"),
    )
    return Sheet(kind=kind, path=path, name=name, blocks=blocks)


def card_unit(budget: Budget) -> MoneyUnit:
    """The unit that is printed over the fund block of a scorecard."""
    amounts = (*(row.funds for row in budget.rows), *(part.amount for part in (*budget.by_source, *budget.by_nature)))
    return usual_unit(amounts)


def _subject_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    is_department = card.kind is ScorecardKind.DEPARTMENT
    left = columns.across("side", "level1")
    subject = Cell(text=card.subject or "", across=len(columns.names) - left, paths=(f"{path}.subject",))
    yield (Cell(text="预算部门名称" if is_department else "项目支出名称", across=left), subject)
    if not is_department:
        supervisor, label, implementer = (columns.across(*names) for names in _PROJECT_COLUMNS)
        yield (
            Cell(text="主管部门", across=left),
            Cell(text=card.supervisor or "", across=supervisor, paths=(f"{path}.supervisor",)),
            Cell(text="实施单位", across=label),
            Cell(text=card.implementer or "", across=implementer, paths=(f"{path}.implementer",)),
        )


def _fund_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    budget, where = card.budget, f"{path}.budget"
    unit = card_unit(budget)
    name = "年度预算申请" if card.kind is ScorecardKind.DEPARTMENT else "项目资金"
    rows = [*_amount_rows(budget, where, columns, unit), *_allocation_rows(budget, where, columns, unit)]
    heads = zip((column for _, column in (*_AMOUNTS, *_EXECUTION)), _FUND_HEADS, strict=True)
    yield (
        Cell(text=f"{name}\n({unit.label})", down=1 + len(rows)),
        Cell(across=columns.across("level1", "level2")),
        *(Cell(text=head, across=columns.across(column)) for column, head in heads),
    )
    yield from rows


def _amount_rows(budget: Budget, path: str, columns: CardColumns, unit: MoneyUnit) -> Iterator[Row]:
    total = budget.total_index
    for index, row in enumerate(budget.rows):
        is_total = index == total
        where = f"{path}.rows[{index}]"
        parts = tuple([f"{path}.rows[{i}].funds" for i in range(len(budget.rows)) if i != index]) if is_total else ()
        stated = budget.execution if is_total else row.execution or Execution()
        execution = f"{path}.execution" if is_total else f"{where}.execution"
        # 其中 stands before the first row below the total.
        prefix = "其中：" if total is not None and index == total + 1 else ""
        yield (
            Cell(
                text=prefix + row.name,
                across=columns.across("level1", "level2"),
                left=not is_total,
                paths=(where, f"{where}.name", f"{where}.funds"),
            ),
            *_amount_cells(row, where, columns, unit, parts),
            *_execution_cells(stated, execution, columns, f"{where}.funds" if is_total else None),
        )


def _amount_cells(
    row: FundRow, where: str, columns: CardColumns, unit: MoneyUnit, parts: tuple[str, ...]
) -> Iterator[Cell]:
    funds: Funds = row.funds
    for name, column in _AMOUNTS:
        formula = Sum(parts=tuple([f"{part}.{name}" for part in parts])) if parts else None
        text = amount_text(getattr(funds, name), unit, row.name)
        yield figure_cell(text, f"{where}.funds.{name}", across=columns.across(column), formula=formula)


def _execution_cells(stated: Execution, path: str, columns: CardColumns, funds: str | None) -> Iterator[Cell]:
    """Weight, rate and points; the rate of the total row, whose *funds* are given, follows from them."""
    for name, column in _EXECUTION:
        has_formula = name == "stated_rate" and funds is not None
        formula = Ratio(over=f"{funds}.spent", under=f"{funds}.revised") if has_formula else None
        text = figure_text(getattr(stated, name))
        yield figure_cell(text, f"{path}.{name}", across=columns.across(column), formula=formula)


def _allocation_rows(budget: Budget, path: str, columns: CardColumns, unit: MoneyUnit) -> Iterator[Row]:
    """按收入性质分 and 按支出性质分: label and amount share a cell, and the first of them says 其中."""
    if not budget.by_source and not budget.by_nature:
        return
    left = columns.across("level1", "level2", "name")
    right = columns.across("target", "actual", "weight", "points", "deviation_note")
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


def _goal_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    goals = card.goals or (Goal(),)
    left, right = (columns.across(*names) for names in _GOAL_COLUMNS)
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
