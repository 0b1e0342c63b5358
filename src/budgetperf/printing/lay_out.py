"""A whole filing on paper: its attachments in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from budgetperf.domain.model import Filing, Report, Scorecard, ScorecardKind
from budgetperf.printing.base_sheet import base_sheet
from budgetperf.printing.card_sheet import card_kind, card_sheet
from budgetperf.printing.report_sheet import report_sheet
from budgetperf.printing.sheet import Kind, Sheet

__all__ = ["lay_out"]

_ABOUT: Final = {
    Kind.DEPARTMENT: "部门整体支出",
    Kind.PROJECT: "项目支出",
    Kind.DEPARTMENT_REPORT: "部门自评报告",
    Kind.PROJECT_REPORT: "项目评价报告",
    Kind.PROJECT_TARGET: "绩效目标",
    Kind.DEPARTMENT_TARGET: "整体绩效目标",
    Kind.PROJECT_MONITORING: "运行监控",
    Kind.DEPARTMENT_MONITORING: "整体运行监控",
    Kind.RATES: "指标评分",
}


def lay_out(filing: Filing, *, spare: bool = False) -> tuple[Sheet, ...]:
    """
    Lay out every attachment of a filing.

    Args:
        filing: The filing.

        spare: Whether to leave rows that have still to be written in, as in a blank form.

    >>> from budgetperf.domain.model import BaseTable
    >>> [sheet.name for sheet in lay_out(Filing(base_table=BaseTable(), reports=[Report(kind="project")]))]
    ['附件1 基础数据表', '附件5 项目评价报告']
    """
    return tuple(_sheets(filing, spare=spare))


def _sheets(filing: Filing, *, spare: bool) -> Iterator[Sheet]:
    first = True
    if filing.base_table is not None:
        yield base_sheet(filing.base_table, spare=spare)
        first = False
    parts: tuple[Scorecard | Report, ...] = (*filing.scorecards, *filing.reports)
    total = Counter(map(_kind_of, parts))
    met: Counter[Kind] = Counter()
    for index, part in enumerate(parts):
        kind = _kind_of(part)
        met[kind] += 1
        about = _ABOUT[kind]
        number = f"-{met[kind]}" if total[kind] > 1 else ""
        if isinstance(part, Scorecard):
            name = f"{kind.mark}{number} {part.subject if number and part.subject else about}"
            yield card_sheet(part, f"scorecards[{index}]", name, first=first, spare=spare)
        else:
            path = f"reports[{index - len(filing.scorecards)}]"
            yield report_sheet(part, path, f"{kind.mark}{number} {about}", first=first)
        first = False


def _kind_of(part: Scorecard | Report) -> Kind:
    if isinstance(part, Scorecard):
        return card_kind(part)
    return Kind.DEPARTMENT_REPORT if part.kind is ScorecardKind.DEPARTMENT else Kind.PROJECT_REPORT
