"""Where on paper a remark stands: at the cell that prints its path, or at the nearest place that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from budgetperf.printing.sheet import Line, Look, Sheet, printed_paths

__all__ = ["TITLES", "settle_notes"]

TITLES: Final = frozenset({Look.TITLE, Look.COVER_TITLE})
"""The lines that are titles."""

_BETWEEN: Final = "\n\n"


def settle_notes(sheets: Sequence[Sheet], notes: Iterable[tuple[str, str]]) -> dict[str, str]:
    r"""
    Find a printed path for each note, so that none is lost.

    A note goes to the cell or line that prints its path, or the longest path that begins its own. What is about a
    whole attachment, or about something that its form does not print, stands at the title of the attachment; what is
    about no attachment, at the title of the first.

    Args:
        sheets: What is printed.

        notes: Paths, and what to say of them; the path of the whole filing is empty.

    Returns:
        Texts by printed path; several at one place are one text, in their order, a blank line between them.

    >>> from budgetperf.domain.model import Filing, Heading, Scorecard
    >>> from budgetperf.printing.lay_out import lay_out
    >>> sheets = lay_out(Filing(scorecards=[Scorecard(kind="project", heading=Heading(title="自评表"))]))
    >>> settle_notes(sheets, [("scorecards[0].subject", "甲"), ("scorecards[0].indicators", "乙"), ("", "丙")])
    {'scorecards[0].subject': '甲', 'scorecards[0].heading.title': '乙\n\n丙'}
    """
    printed = {path for sheet in sheets for path, _ in printed_paths(sheet)}
    titles = {sheet.path: _title_path(sheet) for sheet in sheets}
    settled: dict[str, list[str]] = {}
    for path, text in notes:
        held = next((part for part in _beginnings(path) if part in printed or part in titles), next(iter(titles)))
        settled.setdefault(titles.get(held, held), []).append(text)
    return {path: _BETWEEN.join(texts) for path, texts in settled.items()}


def _title_path(sheet: Sheet) -> str:
    """The path of the title; a sheet that has none says what it is in its first line."""
    lines = [block for block in sheet.blocks if isinstance(block, Line) and block.paths]
    title = next((line for line in lines if line.look in TITLES), lines[0] if lines else None)
    return sheet.path if title is None else title.paths[0]


def _beginnings(path: str) -> Iterator[str]:
    """A path, and what it is a part of, step by step."""
    yield path
    path = path.partition("@")[0]
    while path:
        yield path
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
