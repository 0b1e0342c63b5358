"""附件4 and 附件5, the two reports, as sections of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.record import Heading, Record, ScorecardKind, as_report_kind
from budgetperf.domain.written import fold

__all__ = ["Report", "Section"]


def _as_texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


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
    paragraphs: tuple[str, ...] = field(default=(), converter=_as_texts)


# No outline of a report has more levels; what claims to be deeper is taken for a sister.
_DEEPEST = 6


@frozen(kw_only=True, field_transformer=refuse_texts)
class Report(Record):
    """附件4 (department) or 附件5 (project), as sections of paragraphs."""

    kind: ScorecardKind = field(converter=as_report_kind)
    heading: Heading = Heading()
    sections: tuple[Section, ...] = field(default=(), converter=tuple[Section, ...])

    def outline(self) -> Iterator[tuple[tuple[str, ...], Section]]:
        """
        Its sections in their order, each with the titles that it stands under and its own, folded, the outermost first.

        >>> sections = [Section(level=1, title="二、支出"), Section(level=2, title="基本 支出")]
        >>> [titles for titles, _ in Report(kind="department", sections=sections).outline()]
        [('二、支出',), ('二、支出', '基本支出')]
        """
        levels: list[int] = []
        titles: list[str] = []
        for section in self.sections:
            while levels and (levels[-1] >= section.level or len(levels) == _DEEPEST):
                levels.pop()
                titles.pop()
            levels.append(section.level)
            titles.append(fold(section.title or ""))
            yield tuple(titles), section
