"""
Cutting a file into its attachments: at their marks, at their titles, and where one table ends and another begins.

A title may be split over several paragraphs, printed on a cover and again after it, or missing altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import define, field

from budgetperf.formats.forms.around import (
    Title,
    find_title,
    is_date,
    is_instruction,
    is_numbered,
    read_labelled,
    read_mark,
    read_note,
)
from budgetperf.formats.forms.layout import Form, Part, names
from budgetperf.formats.forms.signs import (
    BASE_SIGNS,
    CARD_SIGNS,
    card_kind,
    family_of,
    fields_of,
    is_known_label,
    is_subject_row,
    read_sign,
    subject_kind,
)
from budgetperf.formats.forms.strips import Row, Spot, Text, cut_strips
from budgetperf.formats.office.grid import Pages

__all__ = ["Segment", "cut_segments"]

_MARK_FORMS: Final = {
    "1": Form.BASE,
    "2": Form.DEPARTMENT_CARD,
    "3": Form.PROJECT_CARD,
    "4": Form.DEPARTMENT_REPORT,
    "5": Form.PROJECT_REPORT,
}
_MARK_NUMBER: Final = re.compile(r"附[件表]([0-9]{1,2})")
_HEADINGS_OF_A_REPORT: Final = 2
_COLON: Final = re.compile("[:：]")
_CONTINUED: Final = re.compile(r"[(（]?续(?:表|上表|前表|[一二三1-3])?[)）]?$")


@define(kw_only=True, eq=False)
class Segment:
    """
    What belongs to one attachment.

    Attributes:
        form: Which of the five it is, or None where nothing says so.

        mark: 附件1 as printed, or None.

        title: Its title, or None.

        title_spot: Where the title begins.

        before: The texts before the last title: of a report, the cover.

        strips: The texts and rows after it.

        tables: The rows of the tables that belong to no form.
    """

    form: Form | None = None
    mark: str | None = None
    title: Title | None = None
    title_spot: Spot | None = None
    before: list[Text] = field(factory=list)
    strips: list[Text | Row] = field(factory=list)
    tables: list[Row] = field(factory=list)
    last_row: Row | None = None
    numbered: int = 0
    has_indicators: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table rows."""
        return tuple(strip for strip in self.strips if isinstance(strip, Row))

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts after the title."""
        return tuple(strip for strip in self.strips if isinstance(strip, Text))

    @property
    def has_body(self) -> bool:
        """Whether the body of a report has begun."""
        is_report = self.title is not None and self.title.form.is_report
        return self.numbered >= (1 if is_report else _HEADINGS_OF_A_REPORT)

    def add(self, strip: Text | Row) -> None:
        """Add what comes next."""
        self.strips.append(strip)
        if isinstance(strip, Row):
            self.last_row = strip
        elif is_numbered(strip.text):
            self.numbered += 1

    def continue_with(self, other: Segment) -> None:
        """Take up the second half of the same form; what it says again of its subject is not said twice."""
        self.strips += [strip for strip in other.strips if not (isinstance(strip, Row) and is_subject_row(strip))]
        self.tables += other.tables
        self.last_row = other.last_row

    def entitle(self, title: Title, spot: Spot) -> None:
        """Give it a title: what came before is its cover."""
        self.before += self.texts
        self.strips.clear()
        self.numbered = 0
        self.title, self.title_spot, self.form = title, spot, title.form


def cut_segments(pages: Pages) -> list[Segment]:
    """
    The attachments of a file in reading order; a stretch that belongs to none is a segment without a form.

    >>> from budgetperf.formats.office.grid import Line
    >>> lines = ("附件2", "2022年度部门整体支出", "绩效自评表", "附件4", "一、基本情况", "二、其他")
    >>> blocks = tuple(Line(text=text, index=index) for index, text in enumerate(lines, start=1))
    >>> [(segment.mark, segment.form) for segment in cut_segments(Pages(file="a.docx", blocks=blocks))]
    [('附件2', <Form.DEPARTMENT_CARD: 'department'>), ('附件4', <Form.DEPARTMENT_REPORT: 'department-report'>)]
    """
    cutter = _Cutter()
    for _, strips in groupby(_settle(cut_strips(pages)), key=_sheet_of):
        cutter.start_sheet()
        cutter.cut(list(strips))
    segments: list[Segment] = []
    for segment in cutter.segments:
        segment.form = _decide_form(segment)
        if segments and _continues_card(segments[-1], segment):
            segments[-1].continue_with(segment)
        else:
            segments.append(segment)
    return segments


def _sheet_of(strip: Text | Row) -> str | None:
    return strip.sheet if isinstance(strip, Row) else strip.first.sheet


def _settle(strips: Iterable[Text | Row]) -> Iterator[Text | Row]:
    """Make the rows that are titles, notes and signature lines into texts."""
    for _, group in groupby(strips, key=lambda strip: strip.grid if isinstance(strip, Row) else None):
        members = list(group)
        rows = [strip for strip in members if isinstance(strip, Row)]
        yield from _settle_grid(rows) if rows else members


def _settle_grid(rows: Sequence[Row]) -> Iterator[Text | Row]:
    has_form = any(read_sign(row) is not None for row in rows)
    is_leading = True
    for row in rows:
        filled = row.filled
        is_open = all(spot.blank for spot in row.spots if spot.top != row.index)
        if filled and is_open and _is_text(row, is_leading=is_leading, has_form=has_form):
            yield Text(spots=filled)
        else:
            yield row
        is_leading = is_leading and (len(filled) < 2)  # noqa: PLR2004 - a title stands alone in its row


def _is_text(row: Row, *, is_leading: bool, has_form: bool) -> bool:
    filled = row.filled
    first = filled[0]
    if any(spot.broken for spot in filled) or is_known_label(first):
        return False
    if read_labelled(Text(spots=filled)) is not None or read_note(filled) is not None:
        return True
    spans = row.sheet is not None or (first.start == 0 and first.stop >= row.width)
    if len(filled) > 1 or not spans:
        return False
    return (
        is_leading
        or not has_form
        or read_mark(first.text) is not None
        or is_instruction(first.text)
        or is_date(first.text)
        or find_title([first.text], at_start=True) is not None
    )


def _decide_form(segment: Segment) -> Form | None:
    rows = segment.rows
    family = segment.form
    if family is None and not rows and segment.has_body:
        by_mark = _form_of_mark(segment.mark)
        return by_mark if by_mark is not None and by_mark.is_report else None
    if family is None or not family.is_card:
        return family
    return _other_card(segment) or _evaluation(segment, family if family.is_evaluation else Form.PROJECT_CARD)


def _other_card(segment: Segment) -> Form | None:
    """A plan, a monitoring card or a rate table: by its columns, else by its title; None for a self-evaluation."""
    by_columns = card_kind(segment.rows)
    titled = None if segment.title is None else segment.title.form
    if by_columns in (Form.MONITORING_CARD, Form.RATE_CARD):
        return by_columns
    if titled is not None and titled.is_card and not titled.is_evaluation:
        return None if _has_results(segment.rows) else titled
    # Under the title or mark of a self-evaluation a table without results lacks its columns; it is not a plan.
    return by_columns if titled is None and segment.mark is None else None


def _evaluation(segment: Segment, family: Form) -> Form:
    """附件2 or 附件3: by what it is about, else by its title or mark."""
    subject = subject_kind(segment.rows)
    if subject is Form.PROJECT_CARD:
        return subject
    if segment.title is not None and segment.title.form.is_evaluation:
        return segment.title.form
    by_mark = _form_of_mark(segment.mark)
    return subject or (by_mark if by_mark is not None and by_mark.is_evaluation else family)


def _has_results(rows: Iterable[Row]) -> bool:
    """Whether the indicators have both actuals and points."""
    return any({"actual", "points"} <= fields_of(row, Part.INDICATORS) for row in rows if read_sign(row))


def _form_of_mark(mark: str | None) -> Form | None:
    match = _MARK_NUMBER.match(mark or "")
    return None if match is None else _MARK_FORMS.get(match[1])


def _continues_card(first: Segment, second: Segment) -> bool:
    """
    Whether a segment is the second half of a scorecard whose title, or subject, was typed again on the next page.

    The first half has indicators and no total; the second says nothing new before its indicators.
    """
    if first.form is None or not first.form.is_card or second.form is None or not second.form.is_card:
        return False
    if not first.has_indicators or not second.has_indicators or second.mark is not None or second.before:
        return False
    if card_kind(first.rows) is not card_kind(second.rows):
        return False
    if _sheets(first) != _sheets(second) or (second.title is not None and not _is_same_title(first, second)):
        return False
    has_total = any(names(Part.TOTALS).get(spot.key) == "total" for row in first.rows for spot in row.filled)
    return (
        not has_total
        and _subjects(second) <= _subjects(first)
        and all(read_sign(row) is not Part.FUNDS for row in second.rows)
    )


def _subjects(segment: Segment) -> set[str]:
    """What the rows of a subject say, labels and values, in one cell or in two."""
    cells = (spot.compact for row in segment.rows if is_subject_row(row) for spot in row.filled)
    return {part for cell in cells for part in _COLON.split(cell, maxsplit=1) if part}


def _sheets(segment: Segment) -> set[str | None]:
    return {row.sheet for row in segment.rows}


def _is_same_title(first: Segment, second: Segment) -> bool:
    titles = [_CONTINUED.sub("", segment.title.title) if segment.title else None for segment in (first, second)]
    return titles[0] == titles[1]


@define(kw_only=True)
class _Cutter:
    """Goes over a file once and opens a new segment wherever one begins."""

    segments: list[Segment] = field(factory=list)
    _current: Segment | None = None

    def start_sheet(self) -> None:
        """A sheet never continues the attachment of the sheet before it."""
        self._current = None

    def cut(self, strips: Sequence[Text | Row]) -> None:
        at = 0
        while at < len(strips):
            strip = strips[at]
            if isinstance(strip, Text):
                at += self._take_text(strips, at)
            else:
                stretch = [strip]
                while at + len(stretch) < len(strips):
                    other = strips[at + len(stretch)]
                    if not isinstance(other, Row) or other.grid != strip.grid:
                        break
                    stretch.append(other)
                self._take_rows(stretch)
                at += len(stretch)

    def _open(self, mark: str | None = None) -> Segment:
        self._current = Segment(mark=mark)
        self.segments.append(self._current)
        return self._current

    def _here(self) -> Segment:
        return self._current or self._open()

    def _take_text(self, strips: Sequence[Text | Row], at: int) -> int:
        """Take the text at a place, and say how many texts that were."""
        text = strips[at]
        assert isinstance(text, Text)  # noqa: S101 - the caller has looked
        following = _following(strips, at)
        marked = read_mark(text.text)
        if marked is not None:
            mark, rest = marked
            title = find_title([rest, *following[1:]], at_start=True) if rest else None
            if not rest or title is not None:
                self._open(mark=mark)
                if title is not None:
                    self._set_title(title, text.first)
                return 1 if title is None else title.lines
        current = self._current
        at_start = current is None or current.form is None or not current.strips or current.last_row is not None
        title = find_title(following, at_start=at_start)
        if title is None:
            self._here().add(text)
            return 1
        # A report may print its own title again over its text.
        if current is None or not current.has_body or current.title != title:
            self._set_title(title, text.first)
        return title.lines

    def _set_title(self, title: Title, spot: Spot) -> None:
        current = self._here()
        is_taken = current.last_row is not None or bool(current.tables) or current.has_body
        if is_taken or (current.title is not None and current.title.form is not title.form):
            current = self._open()
        current.entitle(title, spot)

    def _take_rows(self, rows: Sequence[Row]) -> None:
        current = self._here()
        in_report = current.form is not None and current.form.is_report
        family = family_of(rows, in_report=in_report and bool(current.strips))
        if family is None and not self._can_continue(current, rows):
            filled = [row for row in rows if row.filled]
            if filled:
                (current if current.form or current.mark else self._open()).tables.extend(filled)
            return
        if family is not None and in_report and current.strips:
            self._open()
        for row in rows:
            self._take_row(row, family)

    def _can_continue(self, current: Segment, rows: Sequence[Row]) -> bool:
        """Whether rows that no header introduces belong to the form that is being read."""
        if current.form is None or current.form.is_report:
            return False
        known = any(row.filled and (is_known_label(row.filled[0]) or read_sign(row) is not None) for row in rows)
        return known or (current.last_row is not None and current.last_row.width == rows[0].width)

    def _take_row(self, row: Row, family: Form | None) -> None:
        current = self._here()
        sign = read_sign(row)
        is_base, is_card = sign in BASE_SIGNS, sign in CARD_SIGNS
        if current.last_row is not None and (
            (current.form is Form.BASE and is_card)
            or (current.form is not Form.BASE and is_base)
            or (current.has_indicators and sign in (Part.SUBJECT, Part.FUNDS))
        ):
            current = self._open()
        if current.form is None or current.last_row is None:
            # What the table says counts for more than the title over it.
            by_row = Form.BASE if is_base else (family or current.form)
            keeps = current.form is not None and by_row is not None and current.form.is_card and by_row.is_card
            current.form = current.form if keeps else by_row
        current.has_indicators = current.has_indicators or sign is Part.INDICATORS
        current.add(row)


def _following(strips: Sequence[Text | Row], at: int) -> list[str]:
    """A text and the texts after it, as far as a title may reach."""
    texts: list[str] = []
    for strip in strips[at : at + 4]:
        if not isinstance(strip, Text) or (texts and read_mark(strip.text) is not None):
            break
        texts.append(strip.text)
    return texts
