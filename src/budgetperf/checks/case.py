"""What every check looks at, and what every check returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Finding, Message, Outcome
from budgetperf.domain.model import Filing, Indicator, Scorecard
from budgetperf.scoring.row import RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["Case", "Checked", "Ruling", "rows_of"]


@frozen(kw_only=True)
class Case:
    """
    A filing with everything that both wings know of it.

    Attributes:
        filing: The filing.

        figures: Its stated figures by path.

        book: The rulebook.

        scores: The score of each card, in the order of the cards.

        ledger: The ledger of the reconciliation.
    """

    filing: Filing
    figures: Mapping[str, Figure] = field(repr=False)
    book: Rulebook
    scores: tuple[Score, ...]
    ledger: tuple[Entry, ...]


@frozen(kw_only=True)
class Checked:
    """One thing a check says: an entry for the ledger, and findings if there is anything to find."""

    entry: Entry | None = None
    findings: tuple[Finding, ...] = field(default=(), converter=tuple[Finding, ...])


@frozen(kw_only=True)
class Ruling:
    """The outcome of one identity at one place, in the making."""

    code: str
    path: str

    def not_applicable(self, key: str, **values: object) -> Checked:
        """It says nothing about this place."""
        return self._of(Outcome.NOT_APPLICABLE, Message.of(key, **values))

    def not_evaluable(self, key: str, **values: object) -> Checked:
        """It would say something, but what it needs is missing."""
        return self._of(Outcome.NOT_EVALUABLE, Message.of(key, **values))

    def holds(self, key: str | None = None) -> Checked:
        """It is kept."""
        return self._of(Outcome.HOLDS, Message.of(key) if key else None)

    def violated(self, *findings: Finding) -> Checked:
        """It is broken."""
        return self._of(Outcome.VIOLATED, None, findings)

    def _of(self, outcome: Outcome, reason: Message | None, findings: tuple[Finding, ...] = ()) -> Checked:
        entry = Entry(id=f"{self.code}:{self.path}", code=self.code, outcome=outcome, paths=[self.path], reason=reason)
        return Checked(entry=entry, findings=findings)


def rows_of(case: Case) -> Iterator[tuple[Scorecard, Indicator, RowScore]]:
    """Every indicator row with its card and its score."""
    for card, score in zip(case.filing.scorecards, case.scores, strict=True):
        for indicator, row in zip(card.indicators, score.rows, strict=True):
            yield card, indicator, row
