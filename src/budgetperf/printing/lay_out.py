"""A whole filing on paper: its attachments in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from budgetperf.domain.model import Filing, Report, Scorecard, ScorecardKind
from budgetperf.printing.base_sheet import base_sheet
from budgetperf.printing.card_sheet import card_sheet
from budgetperf.printing.report_sheet import report_sheet
from budgetperf.printing.sheet import Kind, Sheet

__all__ = ["lay_out"]

_KINDS: Final = {
    (Scorecard, ScorecardKind.DEPARTMENT): (Kind.DEPARTMENT, "部门整体支出"),
    (Scorecard, ScorecardKind.PROJECT): (Kind.PROJECT, "项目支出"),
    (Report, ScorecardKind.DEPARTMENT): (Kind.DEPARTMENT_REPORT, "部门自评报告"),
    (Report, ScorecardKind.PROJECT): (Kind.PROJECT_REPORT, "项目评价报告"),
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
    total = Counter((type(part), part.kind) for part in parts)
    met: Counter[tuple[type, ScorecardKind]] = Counter()
    for index, part in enumerate(parts):
        key = (type(part), part.kind)
        met[key] += 1
        kind, about = _KINDS[key]
        number = f"-{met[key]}" if total[key] > 1 else ""
        if isinstance(part, Scorecard):
            name = f"{kind.mark}{number} {part.subject if number and part.subject else about}"
            yield card_sheet(part, f"scorecards[{index}]", name, first=first, spare=spare)
        else:
            path = f"reports[{index - len(filing.scorecards)}]"
            yield report_sheet(part, path, f"{kind.mark}{number} {about}", first=first)
        first = False
