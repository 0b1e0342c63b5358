"""Reconcile a filing: the ledger of every identity that could apply to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import chain

from attrs import field, frozen

from budgetperf.domain.figures import Figure, figures
from budgetperf.domain.finding import Entry, Outcome
from budgetperf.domain.model import Filing
from budgetperf.reconciliation.across import across_identities
from budgetperf.reconciliation.adjustment import adjustment_identities
from budgetperf.reconciliation.base_table import base_table_identities, column_year_entries
from budgetperf.reconciliation.costs import cost_amounts, cost_identities
from budgetperf.reconciliation.coverage import Coverage, coverage
from budgetperf.reconciliation.evaluate import Decision, Readings, decide
from budgetperf.reconciliation.identity import Identity
from budgetperf.reconciliation.parties import Parties
from budgetperf.reconciliation.previous import previous_figures, previous_identities
from budgetperf.reconciliation.prose.quoted import prose_identities
from budgetperf.reconciliation.scorecard import card_identities, no_card_identities
from budgetperf.reconciliation.weighing import Premises

__all__ = ["Reconciliation", "reconcile"]


@frozen(kw_only=True)
class Reconciliation:
    """
    What came of reconciling a filing.

    Attributes:
        decisions: What came of each identity at each place, in the order of the catalogue; what is no sum and no
            rate is there as a line of the ledger.

        readings: The figures that they tie together, those quoted in prose included.
    """

    decisions: tuple[Decision | Entry, ...] = field(repr=False)
    readings: Readings = field(repr=False, hash=False)

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """One entry per identity and column or row, told in figures."""
        return tuple([self.told(one) for one in self.decisions])

    def told(self, one: Decision | Entry) -> Entry:
        """One of the decisions, told in figures."""
        return one if isinstance(one, Entry) else one.told(self.readings)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """The identities that can be evaluated, as values: what `diagnose` tries again."""
        found = [one.identity for one in self.decisions if isinstance(one, Decision)]
        return tuple([identity for identity in found if identity.forms])

    def outcome(self, code: str, place: str) -> Outcome | None:
        """What came of one identity, or None where the filing implies no such identity."""
        wanted = f"{code}:{place}"
        return next((one.outcome for one in self.decisions if _id(one) == wanted), None)

    @property
    def residuals(self) -> Mapping[str, Decimal]:
        """Stated minus expected of every identity that was evaluated, by the id of its entry."""
        return {entry.id: entry.residual for entry in self.ledger if entry.residual is not None}

    @property
    def violated(self) -> tuple[str, ...]:
        """The ids of the entries that contradict each other."""
        return tuple([_id(one) for one in self.decisions if one.outcome is Outcome.VIOLATED])

    @property
    def is_contradictory(self) -> bool:
        """Whether any identity is violated."""
        return bool(self.violated)

    @property
    def coverage(self) -> Coverage:
        """How many of the figures are tied by an identity, and which are not."""
        return coverage(self.decisions, self.readings.figures)


def reconcile(
    filing: Filing, previous: Filing | None = None, *, stated: Mapping[str, Figure] | None = None
) -> Reconciliation:
    """
    Check whether the figures of a filing agree with each other.

    Args:
        filing: The filing.

        previous: Last year's filing of the same department, if it is at hand.

        stated: The figures of the filing, where they have been gathered already.

    Returns:
        Every identity with its outcome: holds, within rounding, violated, not applicable or not evaluable.

    >>> from budgetperf.domain.model import BaseTable, Staffing
    >>> staffing = Staffing(established="21", actual="20", stated_rate="100.0%")
    >>> reconcile(Filing(base_table=BaseTable(staffing=staffing))).ledger[0].outcome
    <Outcome.VIOLATED: 'violated'>
    """
    stated = figures(filing) if stated is None else stated
    within = [*base_table_identities(filing, stated), *_cards(filing)]
    # Cost rows state amounts as targets and actuals; across forms they are read as money.
    costs = dict(cost_amounts(filing, stated))
    amounts: dict[str, Figure] = {**stated, **costs}
    amounts.update(previous_figures(previous))
    quoted = prose_identities(filing, stated)
    amounts.update(quoted.figures)
    parties = Parties.of(filing)
    beyond = chain(
        across_identities(parties),
        cost_identities(parties),
        adjustment_identities(filing.base_table, parties, stated),
        previous_identities(filing, previous),
        quoted.identities,
    )
    readings = Readings.of(amounts, words={path: str(stated[path]) for path in costs})
    premises = Premises(readings.values)
    decisions: tuple[Decision | Entry, ...] = (
        *[decide(identity, readings.values, premises) for identity in within],
        *column_year_entries(filing),
        *[decide(identity, readings.values, premises) for identity in beyond],
    )
    return Reconciliation(decisions=decisions, readings=readings)


def _id(one: Decision | Entry) -> str:
    return one.id if isinstance(one, Entry) else one.identity.id


def _cards(filing: Filing) -> Iterator[Identity]:
    for index, card in enumerate(filing.scorecards):
        yield from card_identities(card, f"scorecards[{index}]")
    if not filing.scorecards:
        yield from no_card_identities()
