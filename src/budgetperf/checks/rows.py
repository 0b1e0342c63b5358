"""The stated score of each row: P7, P9 and P10."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetperf.checks.case import Case, Checked, Ruling, scored_rows, without_points, without_rows
from budgetperf.checks.clauses import clause_of
from budgetperf.checks.stated import difference, is_explained, span, text, weightless
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.quantity import Count, Money, Quantity, Rate
from budgetperf.domain.statement import Bound
from budgetperf.domain.written import EXACT
from budgetperf.scoring.comparison import reading_of
from budgetperf.scoring.policy import OverAttainment
from budgetperf.scoring.row_score import Basis, RowScore, Standing

__all__ = ["check_rows"]


def check_rows(case: Case) -> Iterator[Checked]:
    """Every check of the stated score of a row."""
    yield from without_rows(case, "P7", "P9", "P10")
    yield from without_points(case, "P7", "P9", "P10")
    for score in (score for score in case.scores if score.kind.is_scored):
        for row in ((score.execution,) if score.execution else ()) + score.rows:
            yield _bounds(case, row)
    for _, indicator, row in scored_rows(case):
        yield _deduction(case, indicator, row)
        yield _standing(case, indicator, row)
        yield from _judged(case, indicator, row)


def _judged(case: Case, indicator: Indicator, row: RowScore) -> Iterator[Checked]:
    # 定性指标须填写评分说明
    policy = case.book.explanation
    words = row.stance is not None and row.stance.direction is Direction.JUDGED
    if policy is None or not policy.judged or not words or row.stated is None or is_explained(indicator):
        return
    finding = Finding(
        code="BP217",
        severity=Severity.WARNING,
        path=f"{row.path}.deviation_note",
        stated=text(row.stated),
        clause=policy.clause_of("judged"),
    )
    yield Checked(findings=(finding,))


def _bounds(case: Case, row: RowScore) -> Checked:
    # P7: 0 ≤ 得分 ≤ 分值
    ruling = Ruling(code="P7", path=row.path)
    if row.weight is None:
        return weightless(case, ruling)
    if row.stated is None and row.weight >= 0:
        return ruling.undecided(case, f"{row.path}.points")
    if row.stated is None or row.weight < 0:
        return ruling.violated(
            Finding(
                code="BP202",
                severity=Severity.ERROR,
                path=f"{row.path}.weight",
                stated=text(row.weight),
                clause=clause_of("P7"),
                details={"kind": "weight"},
                entry=f"P7:{row.path}",
            )
        )
    if 0 <= row.stated <= row.weight:
        return ruling.holds()
    limit = row.weight if row.stated > row.weight else Decimal(0)
    return ruling.violated(
        Finding(
            code="BP202",
            severity=Severity.ERROR,
            path=f"{row.path}.points",
            stated=text(row.stated),
            expected=f"0–{row.weight:f}",
            difference=f"{EXACT.subtract(row.stated, limit):+f}",
            clause=clause_of("P7"),
            details={"kind": "above" if row.stated > row.weight else "below"},
            entry=f"P7:{row.path}",
        )
    )


def _deduction(case: Case, indicator: Indicator, row: RowScore) -> Checked:
    # P9: 得分低于分值的，须填偏差原因
    ruling = Ruling(code="P9", path=row.path)
    if row.weight is None:
        return weightless(case, ruling)
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
                "weight": text(row.weight),
                "points": text(row.stated),
                "deducted": f"{EXACT.subtract(row.weight, row.stated):f}",
                "explained": "、".join(found.rule.title for found in row.explained_by) or None,
                "explained_en": " or ".join(found.rule.title_en for found in row.explained_by) or None,
                "interval": span(row) if row.explained_by else None,
            },
            entry=f"P9:{row.path}",
        )
    )


def _standing(case: Case, indicator: Indicator, row: RowScore) -> Checked:
    # P10: 未达目标不得满分，达到目标而扣分须有原因，远超目标须说明
    ruling = Ruling(code="P10", path=row.path)
    if row.weight is None or row.low is None or row.high is None:
        return weightless(case, ruling)
    if row.stated is None:
        return ruling.undecided(case, f"{row.path}.points")
    standing = row.standing
    if standing is Standing.OPEN:
        return ruling.not_evaluable("judged")
    over = _over_attained(case, indicator, row)
    if standing is not Standing.OUTSIDE:
        return ruling.violated(over) if over else ruling.holds()
    # A score below nothing or above its weight is P7's to report.
    wrong = None
    if 0 <= row.stated <= row.weight:
        if _is_deducted(case, row) and is_explained(indicator):
            return ruling.holds("explained_by_note")
        wrong = _wrong(case, indicator, row)
    return ruling.violated(*(finding for finding in (wrong, over) if finding is not None))


def _is_low(row: RowScore) -> bool:
    return row.stated is not None and row.low is not None and row.stated < row.low


def _is_deducted(case: Case, row: RowScore) -> bool:
    """Whether points were taken off although the target was met, by its figures or by its words."""
    best = [band.id for band in case.book.bands[:1]]
    return _is_low(row) and (row.met is True or (row.basis is Basis.JUDGED and row.rule in best))


def _wrong(case: Case, indicator: Indicator, row: RowScore) -> Finding:
    """The finding for a stated score that no rule gives."""
    deducted = _is_deducted(case, row)
    return Finding(
        code="BP206" if deducted else "BP201",
        severity=Severity.WARNING if deducted or _is_doubtful(row) else Severity.ERROR,
        path=f"{row.path}.points",
        stated=text(row.stated),
        expected=span(row),
        difference=difference(row),
        clause=row.clause,
        details={
            "target": indicator.target,
            "actual": indicator.actual,
            "assumed": "yes" if row.assumed else None,
        },
        entry=f"P10:{row.path}",
    )


def _is_doubtful(row: RowScore) -> bool:
    """What rests on an assumed direction may be a mistake of ours; an actual with an operator may mean more."""
    return row.assumed or (_is_low(row) and row.met is None and row.basis is Basis.COMPUTED)


def _over_attained(case: Case, indicator: Indicator, row: RowScore) -> Finding | None:
    policy = case.book.over_attainment
    if policy is None or row.stance is None or row.stance.direction is not Direction.HIGHER:
        return None
    if not _is_over(policy, indicator, row) or is_explained(indicator):
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


def _is_over(policy: OverAttainment, indicator: Indicator, row: RowScore) -> bool:
    if row.attainment is not None:
        above, below = row.attainment.as_integer_ratio()
        most, of = policy.ratio.as_integer_ratio()
        return above * of >= most * below
    # Over a target of zero there is no ratio; some books name a number instead.
    target, actual = reading_of(indicator.target), reading_of(indicator.actual)
    if policy.zero is None or not isinstance(target, Bound) or not isinstance(actual, Bound):
        return False
    # The number as it is printed, in whatever unit: that is what such a rule says, and why it breaks a law.
    return _printed(target.quantity) == 0 and _printed(actual.quantity) >= policy.zero


def _printed(quantity: Quantity) -> Decimal:
    match quantity:
        case Money():
            return quantity.amount
        case Rate():
            return quantity.percent
        case Count():
            return quantity.number
