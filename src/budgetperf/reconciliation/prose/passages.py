"""The texts of a filing that quote figures: goals, targets and actuals in words, and the paragraphs of the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from budgetperf.domain.model import Scorecard, ScorecardKind
from budgetperf.domain.statement import Words
from budgetperf.reconciliation.prose.books import Books

__all__ = ["LONGEST", "Kind", "Passage", "passages"]

_DIGIT = re.compile("[0-9０-９]")
# Under these headings stands what is to be done, not what was; and of other funds the forms hold no amounts.
_PLANS = re.compile("下一?步|下一?年|改进|建议|打算|今后|努力方向")
_OTHER_FUNDS = re.compile("政府性基金|国有资本|社会保险基金|社保基金")
_EITHER = re.compile(f"{_PLANS.pattern}|{_OTHER_FUNDS.pattern}")
# No paragraph of a report is longer; what is, is not read.
LONGEST = 20_000
# 5次 is a number; 大讲堂22期 is a text.
_SHORTEST = 4


class Kind(StrEnum):
    """What a text is."""

    EXPECTED = "expected"
    DONE = "done"
    TARGET = "target"
    ACTUAL = "actual"
    DEPARTMENT = "department"
    PROJECT = "project"


class Passage(NamedTuple):
    """
    One text.

    Attributes:
        path: Its path.

        text: As printed.

        kind: What it is.

        card: Index of the card that it belongs to or reports on; None where that is not known.

        report: Index of its report, or None.

        titles: The headings that it stands under, folded, the outermost first.

        is_plan: Whether a heading says that it tells what is to be done, or of funds that no form holds.
    """

    path: str
    text: str
    kind: Kind
    card: int | None
    report: int | None = None
    titles: tuple[str, ...] = ()
    is_plan: bool = False

    @property
    def is_report(self) -> bool:
        """Whether it stands in 附件4 or 附件5."""
        return self.report is not None

    @property
    def is_too_long(self) -> bool:
        """Whether it is too long to be read."""
        return len(self.text) > LONGEST


def passages(books: Books) -> Iterator[Passage]:
    """Every text in which there is a digit, in the order of the forms."""
    for index, card in enumerate(books.filing.scorecards):
        # A target of next year, or a forecast in the middle of this one, quotes other figures under the same names.
        if card.kind.is_evaluation:
            yield from _of_card(index, card)
    for index in range(len(books.filing.reports)):
        yield from _of_report(index, books)


def _of_card(index: int, card: Scorecard) -> Iterator[Passage]:
    for number, goal in enumerate(card.goals):
        for kind, text in ((Kind.EXPECTED, goal.expected), (Kind.DONE, goal.actual)):
            part = "expected" if kind is Kind.EXPECTED else "actual"
            if text and _DIGIT.search(text):
                yield Passage(path=f"scorecards[{index}].goals[{number}].{part}", text=text, kind=kind, card=index)
    for number, row in enumerate(card.indicators):
        for kind, stated in ((Kind.TARGET, row.target), (Kind.ACTUAL, row.actual)):
            text = getattr(stated, "text", "")
            # A number, a bound or a period is no text.
            if len(text) > _SHORTEST and _DIGIT.search(text) and isinstance(getattr(stated, "reading", None), Words):
                path = f"scorecards[{index}].indicators[{number}].{kind.value}"
                yield Passage(path=path, text=text, kind=kind, card=index)


def _of_report(index: int, books: Books) -> Iterator[Passage]:
    report = books.filing.reports[index]
    kind = Kind(report.kind.value)
    department = books.parties.department
    if report.kind is ScorecardKind.DEPARTMENT:
        card = None if department is None else department.index
    else:
        cards = books.reports[index].cards
        card = cards[0] if len(cards) == 1 else None
    for number, (titles, section) in enumerate(report.outline()):
        told = [(order, text) for order, text in enumerate(section.paragraphs) if _DIGIT.search(text)]
        is_plan = bool(told) and _is_plan(titles)
        for order, text in told:
            path = f"reports[{index}].sections[{number}].paragraphs[{order}]"
            yield Passage(path, text, kind, card, index, titles, is_plan)


def _is_plan(titles: Sequence[str]) -> bool:
    """Whether headings say that what stands under them is still to be done, or is of funds that no form holds."""
    if _EITHER.search("\n".join(titles)) is None:
        return False
    return any(_PLANS.search(title) or (_OTHER_FUNDS.search(title) and "一般公共" not in title) for title in titles)
