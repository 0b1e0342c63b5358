"""The texts of a filing that quote figures: goals, targets and actuals in words, and the paragraphs of the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from budgetperf.domain.model import Scorecard, ScorecardKind
from budgetperf.domain.statement import Words
from budgetperf.reconciliation.prose.books import Books

__all__ = ["LONGEST", "Kind", "Passage", "passages", "unread"]

_DIGIT = re.compile("[0-9０-９]")
# Under these headings stands what is to be done, not what was; and of other funds the forms hold no amounts.
_PLANS = re.compile("下一?步|下一?年|改进|建议|打算|今后|努力方向")
_OTHER_FUNDS = re.compile("政府性基金|国有资本|社会保险基金|社保基金")
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


@frozen(kw_only=True)
class Passage:
    """
    One text.

    Attributes:
        path: Its path.

        text: As printed.

        kind: What it is.

        card: Index of the card that it belongs to or reports on; None where that is not known.

        report: Index of its report, or None.

        titles: The headings that it stands under, folded, the outermost first.
    """

    path: str
    text: str
    kind: Kind
    card: int | None
    report: int | None = None
    titles: tuple[str, ...] = ()

    @property
    def is_plan(self) -> bool:
        """Whether its heading says that it tells what is to be done, or of funds that no form holds."""
        if any(_PLANS.search(title) for title in self.titles):
            return True
        return any(_OTHER_FUNDS.search(title) and "一般公共" not in title for title in self.titles)

    @property
    def is_report(self) -> bool:
        """Whether it stands in 附件4 or 附件5."""
        return self.report is not None


def passages(books: Books) -> Iterator[Passage]:
    """Every text in which there is a digit and that is not too long, in the order of the forms."""
    return (passage for passage in _texts(books) if len(passage.text) <= LONGEST)


def unread(books: Books) -> Iterator[Passage]:
    """The texts that may quote figures and are too long to be read."""
    return (passage for passage in _texts(books) if len(passage.text) > LONGEST and not passage.is_plan)


def _texts(books: Books) -> Iterator[Passage]:
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
        for order, text in enumerate(section.paragraphs):
            if _DIGIT.search(text):
                path = f"reports[{index}].sections[{number}].paragraphs[{order}]"
                yield Passage(path=path, text=text, kind=kind, card=card, report=index, titles=titles)
