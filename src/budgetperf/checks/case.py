"""What every check looks at, and what every check returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

from budgetperf.checks.reports import Reports
from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Finding, Message, Outcome
from budgetperf.domain.model import Filing, Indicator, Scorecard
from budgetperf.domain.quantity import Unreadable
from budgetperf.reconciliation.reconcile import Reconciliation
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = [
    "Case",
    "Checked",
    "Ruling",
    "answered_rows",
    "rows_of",
    "scored_rows",
    "without_answers",
    "without_cards",
    "without_points",
    "without_rows",
]


@frozen(kw_only=True)
class Case:
    """
    A filing with everything that both wings know of it.

    Attributes:
        filing: The filing.

        figures: Its stated figures by path.

        book: The rulebook.

        scores: The score of each card, in the order of the cards.

        reconciled: What came of reconciling it.

        why: Why this rulebook.
    """

    filing: Filing
    figures: Mapping[str, Figure] = field(repr=False)
    book: Rulebook
    scores: tuple[Score, ...]
    reconciled: Reconciliation = field(repr=False)
    why: Message

    @cached_property
    def reports(self) -> Reports:
        """The reports of the filing, folded for reading, and what each is about."""
        return Reports.of(self.filing)


# A review makes one of each for every line of the ledger, so they are the cheapest kind of value there is.
class Checked(NamedTuple):
    """
    One thing a check says: a line for the ledger, and findings if there is anything to find.

    Attributes:
        ruling: What the line is about; None where there is none.

        outcome: What came of it.

        reason: Why it is not applicable or not evaluable.
    """

    findings: tuple[Finding, ...] = ()
    ruling: Ruling | None = None
    outcome: Outcome = Outcome.HOLDS
    reason: Message | None = None

    @property
    def entry(self) -> Entry | None:
        """The line of the ledger, told when somebody reads it."""
        if self.ruling is None:
            return None
        code, path, paths = self.ruling
        return Entry(
            id=f"{code}:{path}" if path else code,
            code=code,
            outcome=self.outcome,
            paths=paths if paths is not None else (path,) if path else (),
            reason=self.reason,
        )


class Ruling(NamedTuple):
    """
    The outcome of one identity at one place, in the making.

    Attributes:
        path: What it is about; with the code it makes the id.

        paths: The figures or texts that it compares, where these are others than *path*.
    """

    code: str
    path: str = ""
    paths: tuple[str, ...] | None = None

    def not_applicable(self, key: str, **values: object) -> Checked:
        """It says nothing about this place."""
        return Checked((), self, Outcome.NOT_APPLICABLE, Message.of(key, **values))

    def not_evaluable(self, key: str, **values: object) -> Checked:
        """It would say something, but what it needs is missing."""
        return Checked((), self, Outcome.NOT_EVALUABLE, Message.of(key, **values))

    def undecided(self, case: Case, path: str) -> Checked:
        """A figure that it needs is blank, or cannot be read."""
        unreadable = isinstance(case.figures.get(path), Unreadable)
        return self.not_evaluable("unreadable_figure" if unreadable else "missing_figure", path=path)

    def holds(self, key: str | None = None) -> Checked:
        """It is kept."""
        return Checked((), self, Outcome.HOLDS, Message.of(key) if key else None)

    def violated(self, *findings: Finding) -> Checked:
        """It is broken."""
        return Checked(findings, self, Outcome.VIOLATED)


def without_cards(case: Case, *codes: str) -> Iterator[Checked]:
    """What stands in the ledger for identities of cards, where there is no card at all."""
    if not case.filing.scorecards:
        yield from (Ruling(code=code).not_applicable("attachment_missing", attachment="附件2") for code in codes)


def without_rows(case: Case, *codes: str) -> Iterator[Checked]:
    """What stands in the ledger for identities of indicator rows, where a card has none."""
    yield from without_cards(case, *codes)
    for index, card in enumerate(case.filing.scorecards):
        if not card.indicators:
            path = f"scorecards[{index}].indicators"
            yield from (Ruling(code=code, path=path).not_applicable("no_rows") for code in codes)


def without_points(case: Case, *codes: str) -> Iterator[Checked]:
    """What stands in the ledger for identities of points, where a card is of a kind that has none."""
    for index, card in enumerate(case.filing.scorecards):
        if not card.kind.is_scored:
            yield from (
                Ruling(code=code, path=f"scorecards[{index}]").not_applicable("no_points_in_form") for code in codes
            )


def without_answers(case: Case, *codes: str) -> Iterator[Checked]:
    """What stands in the ledger for identities of targets and actuals, where a card is no self-evaluation."""
    yield from without_points(case, *codes)
    for index, card in enumerate(case.filing.scorecards):
        if card.kind.is_scored and not card.kind.is_evaluation:
            yield from (
                Ruling(code=code, path=f"scorecards[{index}]").not_applicable("no_targets_in_form") for code in codes
            )


def scored_rows(case: Case) -> Iterator[tuple[Scorecard, Indicator, RowScore]]:
    """Every indicator row of the cards that have points."""
    return (row for row in rows_of(case) if row[0].kind.is_scored)


def answered_rows(case: Case) -> Iterator[tuple[Scorecard, Indicator, RowScore]]:
    """Every indicator row of the self-evaluations: those with a target and an actual."""
    return (row for row in rows_of(case) if row[0].kind.is_evaluation)


def rows_of(case: Case) -> Iterator[tuple[Scorecard, Indicator, RowScore]]:
    """Every indicator row with its card and its score."""
    for card, score in zip(case.filing.scorecards, case.scores, strict=True):
        for indicator, row in zip(card.indicators, score.rows, strict=True):
            yield card, indicator, row
