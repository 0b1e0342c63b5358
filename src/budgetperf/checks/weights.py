"""The weights of a card and the budget year against the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetperf.checks.case import Case, Checked
from budgetperf.domain.finding import Clause, Finding, Severity
from budgetperf.domain.quantity import Unreadable
from budgetperf.scoring.choice import level_weights, weights_match
from budgetperf.scoring.policy import LevelWeights
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["check_weights"]


def check_weights(case: Case) -> Iterator[Checked]:
    """Whether this rulebook is the one for this filing."""
    if case.why.key == "fallback":
        finding = Finding(
            code="BP212",
            severity=Severity.WARNING,
            clause=_clause(case.book),
            details={"rulebook": case.book.name},
        )
        yield Checked(findings=(finding,))
    if case.filing.year not in case.book.years and case.why.key != "nothing_scored":
        finding = Finding(
            code="BP211",
            severity=Severity.WARNING,
            stated=str(case.filing.year),
            expected=str(case.book.years),
            clause=case.book.years.clause or _clause(case.book),
            details={"rulebook": case.book.name},
        )
        yield Checked(findings=(finding,))
    for index, card in enumerate(case.filing.scorecards):
        if card.kind.is_evaluation and card.indicators and case.book.weights and weights_match(card, case.book) is None:
            stated = {"预算执行率": card.budget.execution.weight, **level_weights(card)}
            finding = Finding(
                code="BP210",
                severity=Severity.WARNING,
                path=f"scorecards[{index}].stated_weights",
                stated=_listed(stated),
                expected=" | ".join(map(_said, case.book.weights)),
                clause=_clause(case.book),
                details={"rulebook": case.book.name},
            )
            yield Checked(findings=(finding,))


def _clause(book: Rulebook) -> Clause | None:
    return book.weights[0].clause if book.weights else None


def _said(weights: LevelWeights) -> str:
    free = {"…": weights.free} if weights.free else {}
    return _listed({"预算执行率": weights.execution, **dict(weights.levels), **free})


def _listed(weights: Mapping[str, Decimal | Unreadable | None]) -> str:
    return "、".join(
        f"{name} {f'{weight:f}' if isinstance(weight, Decimal) else weight or '—'}" for name, weight in weights.items()
    )
