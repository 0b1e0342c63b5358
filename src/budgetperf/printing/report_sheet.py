"""附件4 and 附件5 on paper: the cover of the first, and the paragraphs of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from budgetperf.domain.model import Heading, Report, ScorecardKind, Section, Signature
from budgetperf.printing.around import DATE, mark_line, title_text
from budgetperf.printing.sheet import Kind, Line, Look, Sheet

__all__ = ["report_sheet"]

_HEADINGS: Final = {1: Look.HEADING1, 2: Look.HEADING2, 3: Look.HEADING3}
_SIGNED: Final = (
    ("prepared_by", "填表人"),
    ("phone", "联系电话"),
    ("responsible", "单位负责人签字"),
    ("finance", "财务负责人"),
)


def report_sheet(report: Report, path: str, name: str, *, first: bool = True) -> Sheet:
    """
    Lay out a report.

    Args:
        report: What it says.

        path: Where it stands in its filing.

        name: What to call the sheet.

        first: Whether it is the first attachment, which needs no new page.
    """
    is_department = report.kind is ScorecardKind.DEPARTMENT
    kind = Kind.DEPARTMENT_REPORT if is_department else Kind.PROJECT_REPORT
    front = _cover if is_department else _front
    blocks = (
        mark_line(kind, path, first=first),
        *front(report.heading, f"{path}.heading", kind),
        *_sections(report, path),
    )
    return Sheet(kind=kind, path=path, name=name, blocks=blocks)


def _cover(heading: Heading, path: str, kind: Kind) -> Iterator[Line]:
    """The cover page of 附件4, and the title once more over the text."""
    title = title_text(heading.title or "", kind)
    paths = (f"{path}.title", f"{path}.year")
    yield Line(text=title, look=Look.COVER_TITLE, paths=paths)
    yield from _year_line(heading, path)
    unit = heading.unit_name or " " * 12
    yield Line(text=f"部门(单位)名称：{unit}(盖章)", look=Look.COVER, paths=(f"{path}.unit_name",))
    yield from _signed(heading.signature or Signature(), f"{path}.signature", dated=True)
    yield from _notes(heading, path)
    yield Line(text=title, look=Look.TITLE, paths=paths, new_page=True)
    yield Line(text="", look=Look.BLANK)


def _front(heading: Heading, path: str, kind: Kind) -> Iterator[Line]:
    title = title_text(heading.title or "", kind)
    yield Line(text=title, look=Look.TITLE, paths=(f"{path}.title", f"{path}.year"))
    yield from _year_line(heading, path)
    if heading.unit_name is not None:
        yield Line(text=f"部门(单位)名称：{heading.unit_name}", look=Look.COVER, paths=(f"{path}.unit_name",))
    if heading.signature is not None:
        yield from _signed(heading.signature, f"{path}.signature", dated=False)
    yield from _notes(heading, path)
    yield Line(text="", look=Look.BLANK)


def _year_line(heading: Heading, path: str) -> Iterator[Line]:
    if heading.year is not None and f"{heading.year}年" not in (heading.title or ""):
        yield Line(text=f"（{heading.year}年度）", look=Look.ABOVE, paths=(f"{path}.year",))


def _notes(heading: Heading, path: str) -> Iterator[Line]:
    if heading.notes is not None:
        yield Line(text=f"备注：{heading.notes}", look=Look.NOTE, paths=(f"{path}.notes",))


def _signed(signature: Signature, path: str, *, dated: bool) -> Iterator[Line]:
    """The date, and whatever else is signed; *dated*: with room for a date where there is none."""
    if signature.date is not None or dated:
        yield Line(text=_spaced_date(signature.date), look=Look.COVER, paths=(path, f"{path}.date"))
    for name, label in _SIGNED:
        value = getattr(signature, name)
        if value is not None:
            yield Line(text=f"{label}：{value}", look=Look.COVER, paths=(f"{path}.{name}",))


def _spaced_date(date: str | None) -> str:
    """The date as the cover prints it, with room around its numbers; any other text behind a label."""
    if date is None:
        return "    年    月    日"
    match = DATE.fullmatch(date)
    return f"填报日期：{date}" if match is None else f"{match[1]}年  {match[2]}  月  {match[3]}  日"


def _sections(report: Report, path: str) -> Iterator[Line]:
    for index, section in enumerate(report.sections):
        where = f"{path}.sections[{index}]"
        if section.ordinal is not None or section.title is not None:
            paths = (where, f"{where}.title", f"{where}.ordinal")
            yield Line(text=_heading_text(section), look=_HEADINGS.get(section.level, Look.BODY), paths=paths)
        for number, paragraph in enumerate(section.paragraphs):
            yield Line(text=paragraph, look=Look.BODY, paths=(f"{where}.paragraphs[{number}]",))


def _heading_text(section: Section) -> str:
    """一、 and 1、 have a stroke behind their number, （一） has brackets."""
    ordinal = section.ordinal or ""
    return f"{ordinal}{'' if ordinal.endswith((')', '）')) or not ordinal else '、'}{section.title or ''}"
