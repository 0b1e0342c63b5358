"""What 附件4 and 附件5 can hold of a report."""

from __future__ import annotations

from attrs import define

from budgetperf.domain.model import (
    Report,
    ScorecardKind,
    Section,
)
from budgetperf.formats.canonical.settling import Settler, line, passage
from budgetperf.formats.forms.labels import (
    compact,
    is_blank,
)
from budgetperf.printing.official import OUTLINES
from budgetperf.printing.sheet import Kind

__all__ = ["ReportSettler"]


@define(kw_only=True)
class ReportSettler(Settler):
    """Settles a report."""

    def report(self, report: Report, path: str) -> Report:
        """What the form holds of it."""
        self.forget_extras(report, path)
        kind = Kind.DEPARTMENT_REPORT if report.kind is ScorecardKind.DEPARTMENT else Kind.PROJECT_REPORT
        sections: list[Section] = []
        for index, section in enumerate(report.sections):
            held = self._section(section, f"{path}.sections[{index}]", is_first=not sections)
            sections += [] if held is None else [held]
        if not sections:
            sections = [Section(level=level, ordinal=ordinal, title=title) for level, ordinal, title in OUTLINES[kind]]
        return Report(
            kind=report.kind, heading=self.heading(report.heading, f"{path}.heading", kind), sections=sections
        )

    def _section(self, section: Section, path: str, *, is_first: bool) -> Section | None:
        self.forget_extras(section, path)
        ordinal = None if section.ordinal is None or is_blank(section.ordinal) else compact(section.ordinal)
        title = line(section.title)
        passages = (passage(paragraph) for paragraph in section.paragraphs)
        paragraphs = [passage for passage in passages if passage is not None]
        if ordinal is None and title is None and not paragraphs:
            return None
        level = 1 if is_first and ordinal is None and title is None else section.level
        return Section(level=level, ordinal=ordinal, title=title, paragraphs=paragraphs)
