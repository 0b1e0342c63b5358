"""Who takes part in the identities across attachments: the department card, the project cards, and their fund rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, Scorecard, ScorecardKind
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Given, Linear, Premise, Term, terms
from budgetperf.reconciliation.scorecard import closing, total_path
from budgetperf.reconciliation.sheets import Sheets, match_sheets

__all__ = ["BASE_BUDGET", "CardAt", "Parties", "holds_initial", "holds_revised", "nature_is"]

BASE_BUDGET = "base_table.projects.total.initial"


@frozen(kw_only=True)
class CardAt:
    """A card and its path."""

    card: Scorecard
    place: str

    @property
    def index(self) -> int:
        """Its index in the filing."""
        return int(self.place.removeprefix("scorecards[").removesuffix("]"))

    def total(self, column: str) -> str:
        """The path of an amount in its total row."""
        return f"{self._total}.{column}"

    @cached_property
    def _total(self) -> str:
        return total_path(self.card, self.place, "").removesuffix(".")

    def nature(self, word: str) -> str | None:
        """The path of the by-nature amount with this word in its label."""
        for index, item in enumerate(self.card.budget.by_nature):
            if word in fold(item.name):
                return f"{self.place}.budget.by_nature[{index}].amount"
        return None


@frozen(kw_only=True)
class Parties:
    """
    The attachments of a filing that are there.

    Attributes:
        base: Whether there is a base table (附件1).

        department: The department card (附件2), or None.

        projects: The project cards (附件3).

        sheets: Which line of 附件1 each of them is the sheet of.
    """

    base: bool
    department: CardAt | None
    projects: tuple[CardAt, ...] = field(converter=tuple[CardAt, ...])
    sheets: Sheets

    @classmethod
    def of(cls, filing: Filing) -> Parties:
        """Find them."""
        cards = [CardAt(card=card, place=f"scorecards[{index}]") for index, card in enumerate(filing.scorecards)]
        return cls(
            base=filing.base_table is not None,
            department=next((card for card in cards if card.card.kind is ScorecardKind.DEPARTMENT), None),
            projects=[card for card in cards if card.card.kind is ScorecardKind.PROJECT],
            sheets=match_sheets(filing),
        )

    @property
    def cards(self) -> Iterator[CardAt]:
        """All cards, the department's first."""
        if self.department is not None:
            yield self.department
        yield from self.projects

    def absent(self, *needed: str) -> Message | None:
        """Why an identity does not apply: the first attachment that it needs and that is not there."""
        there = {"附件1": self.base, "附件2": self.department is not None, "附件3": bool(self.projects)}
        missing = next((name for name in needed if not there[name]), None)
        return None if missing is None else Message.of("attachment_missing", attachment=missing)

    def no_sums(self, *needed: str) -> Message | None:
        """Why sums over the project cards do not apply: an attachment, or a sheet, is missing."""
        if (absent := self.absent(*needed)) is not None:
            return absent
        return Message.of("sheets_missing", count=len(self.sheets.uncovered)) if self.sheets.incomplete else None

    def totals(self, column: str) -> tuple[Term, ...]:
        """An amount of the total rows of all project cards."""
        return self._totals[column]

    # Most identities across attachments are sums over all cards: of these columns, and made once.
    @cached_property
    def _totals(self) -> Mapping[str, tuple[Term, ...]]:
        return {
            column: terms(*[card.total(column) for card in self.projects]) for column in ("initial", "revised", "spent")
        }

    @cached_property
    def budget_readings(self) -> tuple[Linear, Linear]:
        """The budget column of 附件1 holds the initial budget, or the revised one."""
        initial, revised = (
            Linear(
                stated=terms(BASE_BUDGET),
                parts=self.totals(column),
                reading=Message.of("reading_column", column=column),
            )
            for column in ("initial", "revised")
        )
        return initial, revised


def nature_is(card: CardAt, column: str) -> Given:
    """That the amounts by nature may be of this column: they add up to its total, or at least not to the other's."""
    nature = terms(
        *(f"{card.place}.budget.by_nature[{index}].amount" for index in range(len(card.card.budget.by_nature))),
        needed=False,
    )
    spent, revised = closing(card.card, card.place, nature)
    this, other = (spent, revised) if column == "spent" else (revised, spent)
    return ((Premise(form=this), Premise(form=other, holds=False)),)


def _shows_budget(parties: Parties) -> bool:
    """Whether the project cards can show which budget 附件1 holds."""
    return parties.base and bool(parties.projects) and not parties.sheets.incomplete


def holds_initial(parties: Parties) -> Given:
    """That the budget column of 附件1 holds the initial budget; it does unless the project cards show otherwise."""
    if not _shows_budget(parties):
        return ()
    initial, revised = parties.budget_readings
    return ((Premise(form=initial), Premise(form=revised, holds=False)),)


def holds_revised(parties: Parties) -> Given | None:
    """That it holds the revised budget; None where nothing could show it."""
    if not _shows_budget(parties):
        return None
    _, revised = parties.budget_readings
    return ((Premise(form=revised),),)
