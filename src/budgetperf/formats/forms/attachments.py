"""From the pages of a file to the attachments in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, frozen

from budgetperf.domain.finding import Finding, Location
from budgetperf.domain.model import BaseTable, Report, Scorecard, ScorecardKind
from budgetperf.errors import FileError
from budgetperf.formats.forms.absences import explain_no_form
from budgetperf.formats.forms.base_form import BaseReader
from budgetperf.formats.forms.card_form import CardReader
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.layout import FORM_NAMES, Form
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.report_form import ReportReader
from budgetperf.formats.forms.segments import Segment, cut_segments
from budgetperf.formats.forms.strips import Row, Spot, Text
from budgetperf.formats.office.grid import Pages

__all__ = ["Attachment", "read_forms"]

_KINDS: Final[Mapping[Form, ScorecardKind]] = {
    Form.DEPARTMENT_CARD: ScorecardKind.DEPARTMENT,
    Form.PROJECT_CARD: ScorecardKind.PROJECT,
    Form.TARGET_CARD: ScorecardKind.TARGET,
    Form.MONITORING_CARD: ScorecardKind.MONITORING,
    Form.RATE_CARD: ScorecardKind.RATES,
    Form.DEPARTMENT_REPORT: ScorecardKind.DEPARTMENT,
    Form.PROJECT_REPORT: ScorecardKind.PROJECT,
}


@frozen(kw_only=True)
class Attachment:
    """
    One attachment that a file holds.

    Attributes:
        file: The file, as it was given.

        name: Its mark, or what it is called.

        value: What it says.

        locations: Where each value stands, by path within the attachment.

        findings: What could not be read or placed, with paths within the attachment.
    """

    file: str
    name: str
    value: BaseTable | Scorecard | Report
    locations: Mapping[str, Location] = field(factory=dict, repr=False)
    findings: tuple[Finding, ...] = ()


def read_forms(pages: Pages) -> tuple[tuple[Attachment, ...], tuple[Finding, ...]]:
    """
    The attachments in reading order, and what was found outside them.

    Raises:
        FileError: There is no form, or a form lacks a column without which it cannot be read.
    """
    attachments: list[Attachment] = []
    outside: list[Finding] = []
    for segment in cut_segments(pages):
        book = Notebook(file=pages.file, table=_table_name(segment))
        value = _read_segment(segment, book)
        if value is None:
            outside.extend(book.findings)
        else:
            attachments.append(
                Attachment(
                    file=pages.file,
                    name=book.table or "",
                    value=value,
                    locations=book.locations,
                    findings=tuple(book.findings),
                )
            )
    if not attachments:
        raise FileError(pages.file, *explain_no_form(pages))
    return tuple(attachments), tuple(outside)


def _table_name(segment: Segment) -> str | None:
    return segment.mark or (None if segment.form is None else FORM_NAMES[segment.form])


def _read_segment(segment: Segment, book: Notebook) -> BaseTable | Scorecard | Report | None:
    form = segment.form
    around = Surroundings(book=book)
    title = segment.title
    if title is not None:
        around.set_title(title.title, title.year, segment.title_spot)
    value: BaseTable | Scorecard | Report | None = None
    if form is not None and form.is_report:
        value = _read_report(segment, ReportReader(book=book, around=around, kind=_KINDS[form]))
    elif form is not None and segment.rows:
        reader = (
            CardReader(book=book, around=around, kind=_KINDS[form])
            if form.is_card
            else BaseReader(book=book, around=around)
        )
        for strip in (*segment.before, *segment.strips):
            if isinstance(strip, Row):
                reader.take(strip)
            elif not around.take(strip) and not (isinstance(reader, CardReader) and reader.take_text(strip)):
                book.stray(strip.first, strip.text)
        value = reader.card() if isinstance(reader, CardReader) else reader.table()
    else:
        _take_texts((*segment.before, *segment.texts), around, book)
        _report_tables(segment.rows, book)
    _report_tables(segment.tables, book)
    return value


def _read_report(segment: Segment, reader: ReportReader) -> Report | None:
    for text in (*segment.before, *segment.texts):
        reader.take(text)
    report = reader.report()
    return report if report.sections else None


def _take_texts(texts: Iterable[Text], around: Surroundings, book: Notebook) -> None:
    """Texts that belong to no form: all but marks, covers and instructions are reported."""
    for text in texts:
        if not around.take(text):
            book.stray(text.first, text.text)


def _report_tables(rows: Iterable[Row], book: Notebook) -> None:
    """BP903, once for each table."""
    grids: dict[int, list[Spot]] = {}
    for row in rows:
        grids.setdefault(row.grid, []).extend(row.filled)
    for spots in grids.values():
        if spots:
            book.lose("unknown_table", spots[0], cells=None if len(spots) == 1 else str(len(spots)))
