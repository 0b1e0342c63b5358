"""The money and the goals of 绩效目标申报表, and the goals of 绩效运行监控表: labels with what they say beside them."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.domain.model import Role, Scorecard
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.printing.card_columns import CardColumns
from budgetperf.printing.figures import amount_text, figure_cell
from budgetperf.printing.sheet import Cell, Row, Sum

__all__ = ["plan_fund_rows", "plan_goal_rows"]


def plan_fund_rows(card: Scorecard, path: str, columns: CardColumns, unit: MoneyUnit) -> Iterator[Row]:
    """What is applied for: a total and its parts, of several years and of one."""
    rows = card.budget.rows
    label, amount = columns.divide(2, after="side")
    for index, row in enumerate(rows):
        where = f"{path}.budget.rows[{index}]"
        is_total = row.role is Role.TOTAL
        parts = tuple(
            [
                f"{path}.budget.rows[{i}].funds.initial"
                for i, other in enumerate(rows)
                if other.long_term is row.long_term and other.role is not Role.TOTAL
            ]
        )
        side = Cell(text=f"项目资金\n({unit.label})", down=len(rows))
        paths = (where, f"{where}.name", f"{where}.funds", f"{where}.role", f"{where}.long_term")
        text = amount_text(row.funds.initial, unit, row.name)
        formula = Sum(parts=parts) if is_total and parts else None
        cells = (
            Cell(text=row.name, across=label, left=not is_total, paths=paths),
            figure_cell(text, f"{where}.funds.initial", across=amount, formula=formula),
        )
        yield cells if index else (side, *cells)


def plan_goal_rows(card: Scorecard, path: str, columns: CardColumns) -> Iterator[Row]:
    """中期目标 and 年度目标, each with its text beside it."""
    left = columns.across("side", "level1")
    right = len(columns.names) - left
    if not card.goals:
        yield (Cell(text="年度目标", across=left, paths=(f"{path}.goals",)), Cell(across=right))
    for index, goal in enumerate(card.goals):
        where = f"{path}.goals[{index}]"
        label = "中期目标" if goal.long_term else "年度目标"
        yield (
            Cell(text=label, across=left, paths=(where, f"{where}.long_term")),
            Cell(text=goal.expected or "", across=right, left=True, paths=(f"{where}.expected",)),
        )
