"""B9: a budget line that was overspent, or far from spent, has to be explained."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.domain.base_table import ORDINARY_LINES
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Funds
from budgetperf.domain.quantity import Money
from budgetperf.domain.rounding import shorten

__all__ = ["check_lines"]


def check_lines(case: Case) -> Iterator[Checked]:
    """Every budget line of 附件1 against its budget."""
    base = case.filing.base_table
    if base is None:
        yield Ruling(code="B9", path="base_table").not_applicable("attachment_missing", attachment="附件1")
        return
    rows = [
        (f"base_table.projects.lines[{index}]", line.funds, line.name) for index, line in enumerate(base.projects.lines)
    ]
    for row, usual in ORDINARY_LINES:
        funds: Funds = getattr(base.projects, row)
        if funds.initial is not None or funds.spent is not None:
            rows.append((f"base_table.projects.{row}", funds, dict(base.labels).get(row, usual)))
    if not rows:
        yield Ruling(code="B9", path="base_table.projects").not_applicable("no_breakdown")
    for path, funds, name in rows:
        yield _line(case, path, funds, name)


def _line(case: Case, path: str, funds: Funds, name: str) -> Checked:
    ruling = Ruling(code="B9", path=path)
    place = path if not path.endswith("]") else f"{path}.funds"
    budget, spent = funds.initial, funds.spent
    if not isinstance(budget, Money) or not isinstance(spent, Money):
        return ruling.undecided(case, f"{place}.{'spent' if isinstance(budget, Money) else 'initial'}")
    policy = case.book.explanation
    if policy is None:
        return ruling.not_applicable("no_rule")
    low, high = (Fraction(budget.yuan) * Fraction(share) for share in (policy.low, policy.high))
    if low <= Fraction(spent.yuan) <= high:
        return ruling.holds()
    rate = None if budget.yuan <= 0 else f"{shorten(100 * Fraction(spent.yuan) / Fraction(budget.yuan), 2):f}%"
    return ruling.violated(
        Finding(
            code="BP304",
            severity=Severity.WARNING,
            path=f"{place}.spent",
            stated=str(spent),
            expected=f"{shorten(100 * Fraction(policy.low)):f}%–{shorten(100 * Fraction(policy.high)):f}%",
            clause=policy.clause,
            details={
                "kind": "over" if Fraction(spent.yuan) > high else "under",
                "name": name,
                "budget": budget,
                "rate": rate,
            },
            entry=f"B9:{path}",
        )
    )
