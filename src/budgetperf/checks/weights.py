"""The weights of a card and the budget year against the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetperf.checks.case import Case, Checked
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.quantity import Unreadable
from budgetperf.scoring.choice import level_weights, weights_match

__all__ = ["check_weights"]


def check_weights(case: Case) -> Iterator[Checked]:
    """Whether this rulebook is the one for this filing."""
    if case.why.key == "fallback":
        finding = Finding(
            code="BP212",
            severity=Severity.WARNING,
            clause=case.book.weights.clause,
            details={"rulebook": case.book.name},
        )
        yield Checked(findings=[finding])
    if case.filing.year not in case.book.years:
        finding = Finding(
            code="BP211",
            severity=Severity.WARNING,
            stated=str(case.filing.year),
            expected=str(case.book.years),
            clause=case.book.weights.clause,
            details={"rulebook": case.book.name},
        )
        yield Checked(findings=[finding])
    for index, card in enumerate(case.filing.scorecards):
        if card.indicators and not weights_match(card, case.book):
            execution = card.budget.execution.weight
            stated = {"预算执行率": execution, **level_weights(card)}
            expected = {"预算执行率": case.book.weights.execution, **dict(case.book.weights.levels)}
            yield Checked(
                findings=[
                    Finding(
                        code="BP210",
                        severity=Severity.WARNING,
                        path=f"scorecards[{index}].stated_weights",
                        stated=_listed(stated),
                        expected=_listed(expected),
                        clause=case.book.weights.clause,
                        details={"rulebook": case.book.name},
                    )
                ]
            )


def _listed(weights: Mapping[str, Decimal | Unreadable | None]) -> str:
    return "、".join(
        f"{name} {f'{weight:f}' if isinstance(weight, Decimal) else weight or '—'}" for name, weight in weights.items()
    )
