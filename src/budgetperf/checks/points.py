"""Stated scores against the recomputed ones: P3, P7, P9, P10, P13, P16, and the weights of the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from budgetperf.checks.case import Case, Checked, Ruling, rows_of, without_cards, without_rows
from budgetperf.checks.clauses import CHOSEN, clause_of
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.domain.written import EXACT, fold, is_none
from budgetperf.reconciliation.scorecard import total_path
from budgetperf.scoring.choice import level_weights, weights_match
from budgetperf.scoring.row import Basis, RowScore, Standing
from budgetperf.scoring.score import Score, total_row

__all__ = ["check_points", "is_explained"]


def check_points(case: Case) -> Iterator[Checked]:
    """Every check of a stated score."""
    yield from without_cards(case, "P3", "P13", "P16")
    yield from without_rows(case, "P7", "P9", "P10")
    for score in case.scores:
        yield _execution(case, score)
    yield from _over_execution(case)
    for score in case.scores:
        for row in ((score.execution,) if score.execution else ()) + score.rows:
            yield _bounds(case, row)
    for _, indicator, row in rows_of(case):
        yield _deduction(case, indicator, row)
        yield _standing(case, indicator, row)
    for index in range(len(case.scores)):
        yield from _same_attainment(case, index)
    yield from _weights(case)


def is_explained(indicator: Indicator) -> bool:
    """Whether a row has a deviation note; 无, a stroke or a zero is none."""
    note = indicator.deviation_note
    return not is_none(note) and fold(note or "") != "0"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _span(row: RowScore) -> str | None:
    if row.low is None or row.high is None:
        return None
    return f"{row.low:f}" if row.low == row.high else f"{row.low:f}–{row.high:f}"


def _difference(row: RowScore) -> str | None:
    """How far a stated score lies outside the interval."""
    if row.stated is None or row.low is None or row.high is None:
        return None
    near = row.low if row.stated < row.low else row.high
    return f"{EXACT.subtract(row.stated, near):+f}"


def _weightless(case: Case, ruling: Ruling) -> Checked:
    """A row without a weight is not judged; of one whose weight cannot be read, nobody can tell."""
    path = f"{ruling.path}.weight"
    unreadable = isinstance(case.figures.get(path), Unreadable)
    return ruling.undecided(case, path) if unreadable else ruling.not_applicable("no_weight")


def _missing_amount(case: Case, score: Score) -> str | None:
    """The path of the amount that keeps the execution rate from being computed, or None."""
    card = case.filing.scorecards[case.scores.index(score)]
    paths = [total_path(card, score.path, column) for column in ("revised", "spent")]
    return next((path for path in paths if not isinstance(case.figures.get(path), Money)), None)


def _execution(case: Case, score: Score) -> Checked:
    # P3: 预算执行得分 = 执行率 × 分值，不超过分值
    row = score.execution
    ruling = Ruling(code="P3", path=f"{score.path}.budget.execution")
    if row is None or row.low is None:
        return _weightless(case, ruling)
    missing = f"{row.path}.points" if row.stated is None else _missing_amount(case, score)
    if missing is not None:
        return ruling.undecided(case, missing)
    if row.standing is not Standing.OUTSIDE:
        return ruling.holds()
    return ruling.violated(
        Finding(
            code="BP203",
            severity=Severity.ERROR,
            path=f"{row.path}.points",
            stated=_text(row.stated),
            expected=_span(row),
            difference=_difference(row),
            clause=row.clause,
            entry=f"P3:{row.path}",
        )
    )


def _over_execution(case: Case) -> Iterator[Checked]:
    # P16: 执行率超过 100%，或预算为零而有支出，须说明
    for card, score in zip(case.filing.scorecards, case.scores, strict=True):
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


def _bounds(case: Case, row: RowScore) -> Checked:
    # P7: 0 ≤ 得分 ≤ 分值
    ruling = Ruling(code="P7", path=row.path)
    if row.weight is None:
        return _weightless(case, ruling)
    if row.stated is None:
        return ruling.undecided(case, f"{row.path}.points")
    if 0 <= row.stated <= row.weight:
        return ruling.holds()
    limit = row.weight if row.stated > row.weight else Decimal(0)
    return ruling.violated(
        Finding(
            code="BP202",
            severity=Severity.ERROR,
            path=f"{row.path}.points",
            stated=_text(row.stated),
            expected=f"0–{row.weight:f}",
            difference=f"{EXACT.subtract(row.stated, limit):+f}",
            clause=clause_of("P7"),
            entry=f"P7:{row.path}",
        )
    )


def _deduction(case: Case, indicator: Indicator, row: RowScore) -> Checked:
    # P9: 得分低于分值的，须填偏差原因
    ruling = Ruling(code="P9", path=row.path)
    if row.weight is None:
        return _weightless(case, ruling)
    if row.stated is None:
        return ruling.undecided(case, f"{row.path}.points")
    if row.stated >= row.weight:
        return ruling.not_applicable("no_deduction")
    if is_explained(indicator):
        return ruling.holds()
    return ruling.violated(
        Finding(
            code="BP205",
            severity=Severity.ERROR,
            path=f"{row.path}.deviation_note",
            stated=indicator.deviation_note,
            clause=clause_of("P9"),
            details={
                "target": indicator.target,
                "actual": indicator.actual,
                "weight": _text(row.weight),
                "points": _text(row.stated),
                "explained": "、".join(found.rule.title for found in row.explained_by) or None,
                "explained_en": " or ".join(found.rule.title_en for found in row.explained_by) or None,
                "interval": _span(row) if row.explained_by else None,
            },
            entry=f"P9:{row.path}",
        )
    )


def _standing(case: Case, indicator: Indicator, row: RowScore) -> Checked:
    # P10: 未达目标不得满分，达到目标而扣分须有原因，远超目标须说明
    ruling = Ruling(code="P10", path=row.path)
    if row.weight is None or row.low is None or row.high is None:
        return _weightless(case, ruling)
    if row.stated is None:
        return ruling.undecided(case, f"{row.path}.points")
    if row.standing is Standing.OPEN:
        return ruling.not_evaluable("judged")
    over = _over_attained(case, indicator, row)
    if row.standing is not Standing.OUTSIDE:
        return ruling.violated(over) if over else ruling.holds()
    # A score below nothing or above its weight is P7's to report.
    wrong = None
    if 0 <= row.stated <= row.weight:
        if _is_deducted(case, row) and is_explained(indicator):
            return ruling.holds("explained_by_note")
        wrong = _wrong(case, indicator, row)
    return ruling.violated(*(finding for finding in (wrong, over) if finding is not None))


def _is_deducted(case: Case, row: RowScore) -> bool:
    """Whether points were taken off although the target was met, by its figures or by its words."""
    low = row.stated is not None and row.low is not None and row.stated < row.low
    return low and (row.met is True or (row.basis is Basis.JUDGED and row.rule == case.book.bands[0].id))


def _wrong(case: Case, indicator: Indicator, row: RowScore) -> Finding:
    """The finding for a stated score that no rule gives."""
    deducted = _is_deducted(case, row)
    return Finding(
        code="BP206" if deducted else "BP201",
        # What rests on an assumed direction may be a mistake of ours.
        severity=Severity.WARNING if deducted or row.assumed else Severity.ERROR,
        path=f"{row.path}.points",
        stated=_text(row.stated),
        expected=_span(row),
        difference=_difference(row),
        clause=row.clause,
        details={
            "target": indicator.target,
            "actual": indicator.actual,
            "assumed": "yes" if row.assumed else None,
        },
        entry=f"P10:{row.path}",
    )


def _over_attained(case: Case, indicator: Indicator, row: RowScore) -> Finding | None:
    policy = case.book.over_attainment
    if row.stance is None or row.stance.direction is not Direction.HIGHER or row.attainment is None:
        return None
    if row.attainment < Fraction(policy.ratio) or is_explained(indicator):
        return None
    return Finding(
        code="BP209",
        severity=policy.severity,
        path=f"{row.path}.actual",
        stated=str(indicator.actual),
        clause=policy.clause,
        details={"target": indicator.target, "ratio": f"{policy.ratio:f}"},
        entry=f"P10:{row.path}",
    )


def _same_attainment(case: Case, index: int) -> Iterator[Checked]:
    # P13: 目标值、完成值相同的指标，得分占分值的比例应相同
    groups: dict[tuple[str, str], list[RowScore]] = {}
    for indicator, row in zip(case.filing.scorecards[index].indicators, case.scores[index].rows, strict=True):
        if row.weight and row.stated is not None and indicator.target is not None and indicator.actual is not None:
            groups.setdefault((fold(str(indicator.target)), fold(str(indicator.actual))), []).append(row)
    alike = [_group(rows, *said) for said, rows in groups.items() if len(rows) > 1]
    yield from alike or [Ruling(code="P13", path=f"scorecards[{index}].indicators").not_applicable("none_alike")]


def _share(row: RowScore) -> Fraction:
    return Fraction(row.stated or 0) / Fraction(row.weight or 1)


def _group(rows: list[RowScore], target: str, actual: str) -> Checked:
    ruling = Ruling(code="P13", path=rows[0].path)
    # Rounding may give different shares for one attainment; what a rule explains is not a contradiction.
    if len({_share(row) for row in rows}) == 1 or all(
        row.standing in (Standing.EQUAL, Standing.EXPLAINED) for row in rows
    ):
        return ruling.holds()
    usual = max((_share(row) for row in rows), key=lambda share: sum(_share(row) == share for row in rows))
    return ruling.violated(
        *(
            Finding(
                code="BP207",
                severity=Severity.WARNING,
                path=f"{row.path}.points",
                stated=_text(row.stated),
                clause=CHOSEN,
                details={
                    "target": target,
                    "actual": actual,
                    "weight": _text(row.weight),
                    "alike": "、".join(
                        f"{other.label} {other.stated:f}/{other.weight:f}" for other in rows if _share(other) == usual
                    ),
                },
                entry=f"P13:{rows[0].path}",
            )
            for row in rows
            if _share(row) != usual
        )
    )


def _weights(case: Case) -> Iterator[Checked]:
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
            expected = {"预算执行率": case.book.weights.execution, **case.book.weights.levels}
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
