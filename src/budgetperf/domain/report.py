"""附件4 and 附件5, the two reports, as sections of paragraphs."""

from __future__ import annotations

from attrs import field, frozen

from budgetperf.domain.record import Heading, Record, ScorecardKind, as_kind

__all__ = ["Report", "Section"]


@frozen(kw_only=True)
class Section(Record):
    """
    One heading of a report and the paragraphs under it.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1、.

        ordinal: The number as printed, without the 、 after it.
    """

    level: int
    ordinal: str | None = None
    title: str | None = None
    paragraphs: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


@frozen(kw_only=True)
class Report(Record):
    """附件4 (department) or 附件5 (project), as sections of paragraphs."""

    kind: ScorecardKind = field(converter=as_kind)
    heading: Heading = Heading()
    sections: tuple[Section, ...] = field(default=(), converter=tuple[Section, ...])
