"""附件4 and 附件5 as they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.domain.model import Report, ScorecardKind
from budgetperf.rendering.html.cells import heading_facts
from budgetperf.rendering.html.sheets import Cell, Passage, Sheet
from budgetperf.rendering.places import attachment_text

__all__ = ["report_sheet"]


def report_sheet(report: Report, path: str, lang: str) -> Sheet:
    """A report as its sections."""
    attachment = "附件4" if report.kind is ScorecardKind.DEPARTMENT else "附件5"
    return Sheet(
        name=attachment_text(attachment, lang),
        path=path,
        facts=heading_facts(report.heading, path, lang),
        parts=_passages(report, path),
    )


# An ordinal in brackets, （一）, needs no mark after it.
_AFTER = {1: "、", 2: "", 3: "."}


def _passages(report: Report, path: str) -> Iterator[Passage]:
    for index, section in enumerate(report.sections):
        place = f"{path}.sections[{index}]"
        after = "" if section.ordinal is None or section.ordinal[-1:] in ")）" else _AFTER.get(section.level, "、")
        yield Passage(
            level=section.level,
            title=f"{section.ordinal or ''}{after}{section.title or ''}",
            path=place,
            paragraphs=[Cell(text, f"{place}.paragraphs[{number}]") for number, text in enumerate(section.paragraphs)],
        )
