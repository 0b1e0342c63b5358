"""The totals that both reports speak of, each from the form that states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.base_table import ORDINARY_LINES, BaseTable
from budgetperf.domain.model import Filing, Funds, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Money
from budgetperf.domain.written import fold
from budgetperf.drafting.wording import as_amount, less, money
from budgetperf.scoring.score import total_row

__all__ = ["Spending", "department_of", "is_near", "lines_of", "spending_of", "total_funds"]

# An amount is printed to a hundredth of 万元; what is printed of n parts and their total can be off by (n + 1) halves.
_HALF = Fraction(50)


@frozen(kw_only=True)
class Spending:
    """What the department spent: the whole, and its two parts; None where no form says it."""

    whole: Money | None = None
    basic: Money | None = None
    projects: Money | None = None


def department_of(filing: Filing) -> tuple[int, Scorecard] | None:
    """附件2 and its index."""
    found = ((at, card) for at, card in enumerate(filing.scorecards) if card.kind is ScorecardKind.DEPARTMENT)
    return next(found, None)


def total_funds(card: Scorecard | None) -> Funds:
    """The amounts of the total row of a card; blank ones where it has none."""
    row = None if card is None else total_row(card)
    return Funds() if row is None else row.funds


def spending_of(filing: Filing) -> Spending:
    """
    What the department spent.

    按支出性质分 may be filled with spending, or with the revised budget: then 基本支出 is what 项目支出 in 附件1
    leaves.
    """
    found = department_of(filing)
    card = None if found is None else found[1]
    funds, base = total_funds(card), filing.base_table
    whole = money(funds.spent)
    projects = None if base is None else money(base.projects.total.spent)
    stated = {} if card is None else {fold(item.name): item.amount for item in card.budget.by_nature}
    basic = money(stated.get("基本支出"))
    if _adds_up(card, funds.spent):
        projects = projects or money(stated.get("项目支出"))
    elif _adds_up(card, funds.revised):
        basic = _rest(whole, projects)
    elif basic is None or projects is None or whole is None or not is_near([basic, projects], whole, 2):
        # Nothing shows of what it is.
        basic = None
    return Spending(whole=whole, basic=basic, projects=projects)


def _adds_up(card: Scorecard | None, whole: object) -> bool:
    """Whether the amounts by nature add up to a total, but for rounding."""
    if card is None or not isinstance(whole, Money):
        return False
    parts = [item.amount for item in card.budget.by_nature if isinstance(item.amount, Money)]
    return bool(parts) and is_near(parts, whole, len(parts))


def is_near(parts: Sequence[Money], whole: Money, count: int) -> bool:
    """
    Whether amounts add up to another, but for what the printing of so many parts and their sum may have rounded away.

    >>> is_near([Money("3.33", "万元")] * 3, Money("10", "万元"), 3)
    True
    """
    gap = abs(sum((Fraction(part.yuan) for part in parts), Fraction(0)) - Fraction(whole.yuan))
    return gap < (count + 1) * _HALF


def _rest(whole: Money | None, part: Money | None) -> Money | None:
    if whole is None or part is None or part > whole:
        return None
    difference, unit = less(whole, part)
    return as_amount(difference, unit)


def lines_of(base: BaseTable | None) -> Iterator[tuple[str, str, Funds]]:
    """Every budget line of 附件1: its path, its name, and its amounts; the 专项 first."""
    if base is None:
        return
    for at, line in enumerate(base.projects.lines):
        yield f"base_table.projects.lines[{at}].funds", line.name, line.funds
    labels = dict(base.labels)
    for row, usual in ORDINARY_LINES:
        funds: Funds = getattr(base.projects, row)
        if any(money(amount) is not None for amount in (funds.initial, funds.spent)):
            yield f"base_table.projects.{row}", labels.get(row, usual), funds
