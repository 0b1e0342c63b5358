"""附件4 and 附件5: from the lines of a report to its sections."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, field

from budgetperf.domain.model import Report, ScorecardKind, Section
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.labels import one_line
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Text

__all__ = ["ReportReader"]

_LONGEST_HEADING: Final = 40
_SENTENCE_ENDS: Final = "。；;！!？?：:，,"
# Ordinals at which a line may be a heading, by level. 1.5万元 is no ordinal.
_ORDINALS: Final = (
    (1, re.compile(r"([一二三四五六七八九十百]{1,4})\s*、")),
    (2, re.compile(r"([(（]\s*[一二三四五六七八九十]{1,3}\s*[)）])\s*[、.．]?")),
    (3, re.compile(r"([0-9０-９]{1,2})\s*[、.．](?![0-9０-９])")),
)


@define(kw_only=True)
class ReportReader:
    """
    Reads the texts of one report, one after the other.

    Attributes:
        book: Where places and findings are written down.

        around: The heading, which takes the cover and the signature line.

        kind: Whether it is of a department or a project.
    """

    book: Notebook
    around: Surroundings
    kind: ScorecardKind
    _sections: list[Section] = field(factory=list)
    _paragraphs: list[str] = field(factory=list)

    def take(self, text: Text) -> None:
        """Read one line of the body."""
        # After the first heading a note or a date is part of the report.
        has_begun = any(section.ordinal is not None for section in self._sections)
        if self.around.take_labelled(text, at_least=2) if has_begun else self.around.take(text):
            return
        content = text.text.strip()
        lines = content.splitlines()
        # Headings and paragraphs may be told apart by line breaks alone.
        has_heading = len(lines) > 1 and any(_read_heading(line.strip()) is not None for line in lines)
        for part in lines if has_heading else (content,):
            self._take_part(part.strip(), text)

    def _take_part(self, content: str, text: Text) -> None:
        heading = _read_heading(content)
        if heading is not None:
            self._close()
            self._sections.append(heading)
            path = f"sections[{len(self._sections) - 1}]"
            label = f"{heading.ordinal} {heading.title}"
            for part in (path, f"{path}.ordinal", f"{path}.title"):
                self.book.place(part, text.first, label)
        elif content:
            if not self._sections:
                self._sections.append(Section(level=1))
                self.book.place("sections[0]", text.first)
            path = f"sections[{len(self._sections) - 1}].paragraphs[{len(self._paragraphs)}]"
            self.book.place(path, text.first, self._sections[-1].title)
            self._paragraphs.append(content)

    def _close(self) -> None:
        """Put the paragraphs met so far under the last heading."""
        if self._sections:
            last = self._sections[-1]
            self._sections[-1] = Section(
                level=last.level, ordinal=last.ordinal, title=last.title, paragraphs=self._paragraphs
            )
        self._paragraphs = []

    def report(self) -> Report:
        """What has been read."""
        self._close()
        return Report(kind=self.kind, heading=self.around.heading(), sections=self._sections)


def _read_heading(text: str) -> Section | None:
    """
    The heading that a line is, or None: a numbered sentence is a paragraph.

    >>> _read_heading("（一）部门职责")
    Section(level=2, ordinal='（一）', title='部门职责', paragraphs=())
    >>> _read_heading("1、措施一，略。")
    """
    if len(text) > _LONGEST_HEADING or "\n" in text or text[-1:] in _SENTENCE_ENDS:
        return None
    for level, pattern in _ORDINALS:
        match = pattern.match(text)
        title = "" if match is None else one_line(text[match.end() :])
        if match is not None and title:
            return Section(level=level, ordinal="".join(match[1].split()), title=title)
    return None
