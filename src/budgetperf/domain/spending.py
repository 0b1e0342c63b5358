"""What each 专项 was given, and what it spent, as one attachment states it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.base_table import ORDINARY_LINES, BaseTable
from budgetperf.domain.model import Filing, Funds, ScorecardKind
from budgetperf.domain.quantity import Money, Unreadable

__all__ = ["Spending", "spending"]


@frozen(kw_only=True)
class Spending:
    """
    Budget and spending of one line.

    Attributes:
        name: Its name, as printed.

        budget_path: Path of the budget.

        spent_path: Path of the spending.

        budget: The budget: the one column of 附件1, or 全年预算数 of a project card.

        spent: The spending.
    """

    name: str
    budget_path: str
    spent_path: str
    budget: Money | Unreadable | None = None
    spent: Money | Unreadable | None = None

    @property
    def rate(self) -> Fraction | None:
        """Spending ÷ budget; None where one of them is not known, or there was no budget."""
        if not isinstance(self.budget, Money) or not isinstance(self.spent, Money) or self.budget.yuan <= 0:
            return None
        return Fraction(self.spent.yuan) / Fraction(self.budget.yuan)


def spending(filing: Filing) -> tuple[Spending, ...]:
    """
    Budget and spending of every line of 附件1 that is filled in; where there is none, of every project card.

    >>> from budgetperf.domain.model import ProjectLine, Projects
    >>> line = ProjectLine(name="图书购置", funds=Funds(initial="40万元", spent="39万元"))
    >>> filing = Filing(base_table=BaseTable(projects=Projects(lines=[line])))
    >>> [(one.name, one.rate) for one in spending(filing)]
    [('图书购置', Fraction(39, 40))]
    """
    lines = tuple(_lines(filing.base_table)) if filing.base_table else ()
    return lines or tuple(_cards(filing))


def _lines(base: BaseTable) -> Iterator[Spending]:
    labels = dict(base.labels)
    for row, usual in ORDINARY_LINES:
        yield from _line(labels.get(row, usual), getattr(base.projects, row), f"base_table.projects.{row}")
    for index, line in enumerate(base.projects.lines):
        yield from _line(line.name, line.funds, f"base_table.projects.lines[{index}].funds")


def _line(name: str, funds: Funds, path: str) -> Iterator[Spending]:
    if funds.initial is not None or funds.spent is not None:
        yield Spending(
            name=name,
            budget_path=f"{path}.initial",
            spent_path=f"{path}.spent",
            budget=funds.initial,
            spent=funds.spent,
        )


def _cards(filing: Filing) -> Iterator[Spending]:
    for index, card in enumerate(filing.scorecards):
        total = card.budget.total_index
        if card.kind is not ScorecardKind.PROJECT or total is None:
            continue
        funds = card.budget.rows[total].funds
        path = f"scorecards[{index}].budget.rows[{total}].funds"
        # A plan has no revised budget; what is not adjusted need not be written twice.
        column = "revised" if funds.revised is not None else "initial"
        yield Spending(
            name=card.subject or "",
            budget_path=f"{path}.{column}",
            spent_path=f"{path}.spent",
            budget=getattr(funds, column),
            spent=funds.spent,
        )
