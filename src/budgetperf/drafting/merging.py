"""Bringing what the officer has written under the official headings, and headings of the officer's own in between."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from budgetperf.domain.record import Pairs
from budgetperf.domain.report import Report, Section
from budgetperf.drafting.outline import Entry, entry_of

__all__ = ["Supplied", "supplied_by"]

_FRONT = -1


@frozen
class Place:
    """
    Where a heading of the officer's own stands.

    Attributes:
        after: The official heading that it stands behind; −1 for before all of them.

        whole: Whether behind all that stands under that heading, too.
    """

    after: int
    whole: bool = False


@define
class Supplied:
    """
    What an existing report holds.

    Attributes:
        paragraphs: By index of the official heading, what was written under it.

        extras: By index of the official heading, other people's keys of its section.

        own: The headings that are not official, by the place where they stand.
    """

    paragraphs: dict[int, list[str]] = field(factory=dict)
    extras: dict[int, Pairs] = field(factory=dict)
    own: dict[Place, list[Section]] = field(factory=dict)

    def sections(self, official: Sequence[Section]) -> tuple[Section, ...]:
        """The official sections, with the officer's own in their places."""
        found = [*self.own.get(Place(_FRONT), [])]
        for at, section in enumerate(official):
            found += [evolve(section, extras=self.extras.get(at, ())), *self.own.get(Place(at), [])]
            ends = [up for up in range(at, -1, -1) if _last_under(up, official) == at]
            for up in ends:
                found += self.own.get(Place(up, whole=True), [])
        return tuple(found)


def _last_under(at: int, sections: Sequence[Section | Entry]) -> int:
    """The last of the headings that stand under one; itself, if there are none."""
    last = at
    while last + 1 < len(sections) and sections[last + 1].level > sections[at].level:
        last += 1
    return last


def supplied_by(report: Report | None, outline: tuple[Entry, ...]) -> Supplied:
    """
    Sort the sections of an existing report by the official headings.

    >>> from budgetperf.drafting.outline import OUTLINES
    >>> sections = [Section(level=1, title="存在的问题", paragraphs=["预算偏粗。"])]
    >>> supplied_by(Report(kind="department", sections=sections), OUTLINES["department"]).paragraphs
    {13: ['预算偏粗。']}
    """
    found = Supplied()
    last, place, level = _FRONT, Place(_FRONT), 0
    for section in () if report is None else report.sections:
        at = entry_of(section.title, outline)
        if at is not None:
            found.paragraphs.setdefault(at, []).extend(section.paragraphs)
            found.extras.setdefault(at, section.extras)
            last, level = at, 0
            continue
        own = evolve(section, level=max(1, section.level))
        if not 0 < level < own.level:
            # What stands under a heading of the officer's own goes with it.
            place, level = _place(own.level, last, outline), own.level
        found.own.setdefault(place, []).append(own)
    return found


def _place(level: int, last: int, outline: tuple[Entry, ...]) -> Place:
    """
    Where a heading of this level goes that was met behind an official one.

    So that no official heading comes to stand under it: a title tells what the sentences under it are about.
    """
    if last == _FRONT or level > outline[last].level:
        return Place(last)
    up = max(at for at in range(last + 1) if outline[at].level <= level)
    return Place(up, whole=True)
