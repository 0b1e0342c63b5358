"""The execution score and the execution rate: P3 and P16."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetperf.checks.case import Case, Checked, Ruling, without_cards, without_points
from budgetperf.checks.clauses import clause_of
from budgetperf.checks.stated import difference, span, text, weightless
from budgetperf.domain.finding import Clause, Finding, Severity
from budgetperf.domain.model import Funds, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Money
from budgetperf.domain.rounding import shorten
from budgetperf.reconciliation.scorecard import total_path
from budgetperf.scoring.policy import Explanation
from budgetperf.scoring.row_score import Standing
from budgetperf.scoring.score import Score, total_row

__all__ = ["check_execution"]


def check_execution(case: Case) -> Iterator[Checked]:
    """Every check of budget execution."""
    yield from without_cards(case, "P3", "P16")
    yield from without_points(case, "P3", "P16")
    for card, score in zip(case.filing.scorecards, case.scores, strict=True):
        if card.kind is ScorecardKind.RATES and not card.budget.rows:
            yield from (Ruling(code=code, path=score.path).not_applicable("no_funds") for code in ("P3", "P16"))
    for card, score in _with_funds(case):
        yield _execution(case, card, score)
    yield from _over_execution(case)
    yield from _to_explain(case)


def _with_funds(case: Case) -> Iterator[tuple[Scorecard, Score]]:
    """The cards that have points for budget execution; a rate table may have a fund block, but need not."""
    for card, score in zip(case.filing.scorecards, case.scores, strict=True):
        if card.kind.is_evaluation or (card.kind.is_scored and card.budget.rows):
            yield card, score


def _missing_amount(case: Case, card: Scorecard, score: Score) -> str | None:
    """The path of the amount that keeps the execution rate from being computed, or None."""
    paths = [total_path(card, score.path, column) for column in ("revised", "spent")]
    return next((path for path in paths if not isinstance(case.figures.get(path), Money)), None)


def _execution(case: Case, card: Scorecard, score: Score) -> Checked:
    # P3: 预算执行得分 = 执行率 × 分值，不超过分值
    row = score.execution
    ruling = Ruling(code="P3", path=f"{score.path}.budget.execution")
    if row is None or row.low is None:
        return weightless(case, ruling)
    missing = f"{row.path}.points" if row.stated is None else _missing_amount(case, card, score)
    if missing is not None:
        return ruling.undecided(case, missing)
    if row.standing is not Standing.OUTSIDE:
        return ruling.holds()
    return ruling.violated(
        Finding(
            code="BP203",
            severity=Severity.ERROR,
            path=f"{row.path}.points",
            stated=text(row.stated),
            expected=span(row),
            difference=difference(row),
            clause=row.clause,
            entry=f"P3:{row.path}",
        )
    )


def _over_execution(case: Case) -> Iterator[Checked]:
    # P16: 执行率超过 100%，或预算为零而有支出，须说明
    for card, score in _with_funds(case):
        ruling = Ruling(code="P16", path=f"{score.path}.budget")
        total = total_row(card)
        revised = total.funds.revised if total else None
        spent = total.funds.spent if total else None
        if not isinstance(revised, Money) or not isinstance(spent, Money):
            column = "spent" if isinstance(revised, Money) else "revised"
            yield ruling.undecided(case, total_path(card, score.path, column))
        elif revised.yuan > 0 and spent <= revised:
            yield ruling.holds()
        else:
            yield ruling.violated(
                Finding(
                    code="BP208",
                    severity=Severity.WARNING,
                    path=total_path(card, score.path, "spent"),
                    stated=str(spent),
                    expected=f"≤ {revised}" if revised.yuan > 0 else None,
                    clause=clause_of("P2"),
                    details={"kind": "over" if revised.yuan > 0 else "zero", "revised": revised},
                    entry=f"P16:{score.path}.budget",
                )
            )


def _to_explain(case: Case) -> Iterator[Checked]:
    # 执行率低于规定的，预算有调整的，须说明原因
    policy = case.book.explanation
    for card, score in _with_funds(case):
        total = total_row(card)
        if policy is not None and total is not None:
            yield from _low_execution(policy, total.funds, total_path(card, score.path, "spent"))
            yield from _adjustment(policy, total.funds, total_path(card, score.path, "revised"))


def _low_execution(policy: Explanation, funds: Funds, path: str) -> Iterator[Checked]:
    revised, spent = funds.revised, funds.spent
    if policy.execution is None or not isinstance(revised, Money) or not isinstance(spent, Money) or revised.yuan <= 0:
        return
    rate, least = Fraction(spent.yuan) / Fraction(revised.yuan), Fraction(policy.execution)
    if rate < least:
        shown = {"rate": f"{shorten(100 * rate, 2):f}%", "least": f"{shorten(100 * least):f}%"}
        yield _unexplained("BP213", path, str(spent), policy.clause_of("execution"), revised=revised, **shown)


def _adjustment(policy: Explanation, funds: Funds, path: str) -> Iterator[Checked]:
    initial, revised = funds.initial, funds.revised
    if policy.adjustment and isinstance(initial, Money) and isinstance(revised, Money) and initial != revised:
        yield _unexplained("BP214", path, str(revised), policy.clause_of("adjustment"), initial=initial)


def _unexplained(code: str, path: str, stated: str, clause: Clause, **details: object) -> Checked:
    finding = Finding(code=code, severity=Severity.WARNING, path=path, stated=stated, clause=clause, details=details)
    return Checked(findings=(finding,))
