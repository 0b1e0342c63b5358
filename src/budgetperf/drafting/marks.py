"""The mark of a gap: what the officer still has to write, so that it cannot be mistaken for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from budgetperf.domain.report import Report

__all__ = ["GAP", "Gap", "gaps", "has_mark", "is_mark", "mark"]

GAP = "【待填写：{}】"
"""How a gap is printed, with what belongs there between its brackets."""

_MARK = re.compile(re.escape(GAP).replace(r"\{\}", "([^【】]*)"))
_BRACKETS = re.compile("[【】]")


def mark(prompt: str) -> str:
    """
    A gap, with what belongs there.

    >>> mark("部门主要职责")
    '【待填写：部门主要职责】'
    """
    # Without brackets of its own: a mark ends at its first closing one.
    return GAP.format(_BRACKETS.sub("", prompt))


def has_mark(text: str | None) -> bool:
    """Whether there is a gap in a text."""
    return text is not None and _MARK.search(text) is not None


def is_mark(text: str) -> bool:
    """
    Whether a text is gaps and nothing else.

    >>> is_mark("【待填写：部门主要职责】"), is_mark("职责：【待填写：部门主要职责】")
    (True, False)
    """
    return has_mark(text) and not _MARK.sub("", text).strip()


@frozen(kw_only=True)
class Gap:
    """
    What is still to be written.

    Attributes:
        path: Where: ``reports[0].sections[1].paragraphs[0]@0+13``, in characters, or a part of the heading.

        prompt: What belongs there.
    """

    path: str
    prompt: str


def gaps(report: Report, path: str = "report") -> tuple[Gap, ...]:
    """
    What is still to be written in a report, in the order of its text.

    Args:
        report: The report.

        path: Its path in the filing, ``reports[0]``; the paths of the gaps begin with it.

    >>> from budgetperf.domain.report import Section
    >>> duties = Section(level=2, ordinal="（一）", title="部门职责", paragraphs=[mark("部门主要职责")])
    >>> gaps(Report(kind="department", sections=[duties]), "reports[0]")
    (Gap(path='reports[0].sections[0].paragraphs[0]@0+12', prompt='部门主要职责'),)
    """
    return tuple(
        Gap(path=f"{path}.{place}@{found.start()}+{len(found[0])}", prompt=found[1])
        for place, text in _texts(report)
        for found in _MARK.finditer(text)
    )


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    for part in ("title", "unit_name"):
        text: str | None = getattr(report.heading, part)
        if text is not None:
            yield f"heading.{part}", text
    for number, section in enumerate(report.sections):
        for order, text in enumerate(section.paragraphs):
            yield f"sections[{number}].paragraphs[{order}]", text
