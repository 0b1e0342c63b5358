"""What a rulebook wants a reviewer to look at twice: points and spending that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetperf.checks.case import Case, Checked
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Scorecard
from budgetperf.domain.quantity import Money
from budgetperf.domain.rounding import shorten
from budgetperf.reconciliation.scorecard import total_path
from budgetperf.scoring.policy import Alerts
from budgetperf.scoring.score import Score, total_row

__all__ = ["check_alerts"]


def check_alerts(case: Case) -> Iterator[Checked]:
    """Cards whose indicators did far better than their budget, and budgets of which much is left."""
    policy = case.book.alerts
    if policy is None:
        return
    for card, score in zip(case.filing.scorecards, case.scores, strict=True):
        found = [_imbalance(policy, score), _unspent(policy, card, score.path)]
        yield Checked(findings=tuple([finding for finding in found if finding is not None]))


def _imbalance(policy: Alerts, score: Score) -> Finding | None:
    # 指标得分率明显高于执行得分率
    execution = score.execution
    rows = [row for row in score.rows if row.weight is not None]
    weights = [Fraction(row.weight) for row in rows if row.weight is not None]
    points = [Fraction(row.stated) for row in rows if row.stated is not None]
    if policy.imbalance is None or execution is None or not execution.weight or execution.stated is None:
        return None
    if len(points) < len(weights) or not sum(points) or not sum(weights):
        return None
    indicators = Fraction(sum(points)) / Fraction(sum(weights))
    spending = Fraction(execution.stated) / Fraction(execution.weight)
    if (indicators - spending) / indicators <= Fraction(policy.imbalance):
        return None
    return Finding(
        code="BP215",
        severity=Severity.WARNING,
        path=f"{score.path}.stated_points",
        stated=_percent(indicators),
        expected=_percent(spending),
        clause=policy.clause,
        details={"limit": _percent(Fraction(policy.imbalance))},
    )


def _unspent(policy: Alerts, card: Scorecard, path: str) -> Finding | None:
    # 预算结余过多，或没有预算
    total = total_row(card)
    revised, spent = (total.funds.revised, total.funds.spent) if total else (None, None)
    if policy.unspent is None or not isinstance(revised, Money) or not isinstance(spent, Money):
        return None
    left = Fraction(revised.yuan) - Fraction(spent.yuan)
    if revised.yuan > 0 and left / Fraction(revised.yuan) <= Fraction(policy.unspent):
        return None
    return Finding(
        code="BP216",
        severity=Severity.ADVICE,
        path=total_path(card, path, "spent"),
        stated=str(spent),
        clause=policy.clause,
        details={
            "revised": revised,
            "share": _percent(left / Fraction(revised.yuan)) if revised.yuan > 0 else None,
            "limit": _percent(Fraction(policy.unspent)),
        },
    )


def _percent(share: Fraction) -> str:
    return f"{shorten(100 * share, 2):f}%"
