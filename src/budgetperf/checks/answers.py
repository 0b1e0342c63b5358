"""How targets and actuals are written: P11, P12, and what looks like a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetperf.checks.case import Case, Checked, Ruling, answered_rows, without_answers, without_rows
from budgetperf.checks.clauses import CHOSEN, clause_of
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Indicator
from budgetperf.domain.quantity import Count
from budgetperf.domain.statement import Bound
from budgetperf.domain.written import fold
from budgetperf.scoring.comparison import Units, reading_of, same_unit
from budgetperf.scoring.row_score import RowScore

__all__ = ["check_answers"]

_ACHIEVEMENT = re.compile(r"已(?!有)")
# 指标1：, ……, ××年: no more than the end of a run of crosses is looked at, so that searching takes linear time.
_RESIDUE = re.compile(r"\A指标[0-9一二三]{0,2}[:：]?\Z|…|\.{4}|[Xx×]{2}(?:年|万元|个|%)")
_NOT_A_COUNT = ("", "天", "日", "分", "元", "年", "月", "个月", "小时", "分钟", "‰", "℃")


def check_answers(case: Case) -> Iterator[Checked]:
    """Every check of what stands in the columns of targets and actuals."""
    yield from without_rows(case, "P11", "P12")
    yield from without_answers(case, "P11", "P12")
    for _, indicator, row in answered_rows(case):
        yield _numeric(case, indicator, row)
        yield _units(indicator, row)
        if found := (*_blanks(indicator, row), *_slips(indicator, row)):
            yield Checked(findings=found)


def _numeric(case: Case, indicator: Indicator, row: RowScore) -> Checked:
    # P11: 定量指标的实际完成值应为数字
    ruling = Ruling(code="P11", path=row.path)
    target, actual = reading_of(indicator.target), reading_of(indicator.actual)
    if target is None or actual is None:
        return ruling.undecided(case, f"{row.path}.{'target' if target is None else 'actual'}")
    if not isinstance(target, Bound):
        return ruling.not_applicable("target_in_words")
    if isinstance(actual, Bound) and actual.operator is None:
        return ruling.holds()
    return ruling.violated(
        Finding(
            code="BP104",
            severity=Severity.WARNING,
            path=f"{row.path}.actual",
            stated=str(indicator.actual),
            clause=clause_of("P11"),
            details={"kind": "bound" if isinstance(actual, Bound) else "words", "target": indicator.target},
            entry=f"P11:{row.path}",
        )
    )


def _units(indicator: Indicator, row: RowScore) -> Checked:
    # P12: 实际完成值与年度指标值的单位一致
    ruling = Ruling(code="P12", path=row.path)
    target, actual = reading_of(indicator.target), reading_of(indicator.actual)
    if not isinstance(target, Bound) or not isinstance(actual, Bound):
        return ruling.not_applicable("not_both_numbers")
    units = same_unit(target.quantity, actual.quantity)
    if units is Units.SAME:
        return ruling.holds()
    return ruling.violated(
        Finding(
            code="BP107",
            severity=Severity.WARNING,
            path=f"{row.path}.actual",
            stated=str(indicator.actual),
            clause=clause_of("P12"),
            details={"kind": "missing" if units is Units.TAKEN else "different", "target": indicator.target},
            entry=f"P12:{row.path}",
        )
    )


def _blanks(indicator: Indicator, row: RowScore) -> Iterator[Finding]:
    if row.weight is None:
        return
    for part in ("target", "actual", "points"):
        if getattr(indicator, part) is None:
            yield Finding(
                code="BP105",
                severity=Severity.WARNING,
                path=f"{row.path}.{part}",
                clause=clause_of("P11"),
                details={"part": part},
            )


def _slips(indicator: Indicator, row: RowScore) -> Iterator[Finding]:
    target, stated = reading_of(indicator.target), str(indicator.target or "")
    said = fold(stated)
    for part, text, folded in (("name", indicator.name, fold(indicator.name)), ("target", stated, said)):
        if _RESIDUE.search(folded):
            yield _advice("BP111", f"{row.path}.{part}", text)
    if _ACHIEVEMENT.match(said):
        yield _advice("BP112", f"{row.path}.target", stated)
    if (
        "质量" in fold(indicator.level2 or "")
        and isinstance(target, Bound)
        and isinstance(target.quantity, Count)
        and target.quantity.unit not in _NOT_A_COUNT
        and "/" not in target.quantity.unit
    ):
        yield _advice("BP113", f"{row.path}.target", stated)


def _advice(code: str, path: str, stated: str) -> Finding:
    return Finding(code=code, severity=Severity.ADVICE, path=path, stated=stated, clause=CHOSEN)
