"""Reconcile a filing: the ledger of every identity that could apply to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
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
from budgetperf.reconciliation.evaluate import Readings, evaluate
from budgetperf.reconciliation.identity import Identity
from budgetperf.reconciliation.parties import Parties
from budgetperf.reconciliation.previous import previous_figures, previous_identities
from budgetperf.reconciliation.prose.quoted import prose_identities
from budgetperf.reconciliation.scorecard import card_identities, no_card_identities

__all__ = ["Reconciliation", "reconcile"]


@frozen(kw_only=True)
class Reconciliation:
    """
    What came of reconciling a filing.

    Attributes:
        ledger: One entry per identity and column or row, in the order of the catalogue.

        identities: The identities that can be evaluated, as values: what `diagnose` tries again.

        readings: The figures that they tie together, those quoted in prose included.
    """

    ledger: tuple[Entry, ...] = field(converter=tuple[Entry, ...])
    identities: tuple[Identity, ...] = field(default=(), converter=tuple[Identity, ...], repr=False)
    readings: Readings = field(factory=lambda: Readings.of({}), repr=False)

    @property
    def residuals(self) -> Mapping[str, Decimal]:
        """Stated minus expected of every identity that was evaluated, by the id of its entry."""
        return {entry.id: entry.residual for entry in self.ledger if entry.residual is not None}

    @property
    def violated(self) -> tuple[str, ...]:
        """The ids of the entries that contradict each other."""
        return tuple(entry.id for entry in self.ledger if entry.outcome is Outcome.VIOLATED)

    @property
    def is_contradictory(self) -> bool:
        """Whether any identity is violated."""
        return bool(self.violated)

    @property
    def coverage(self) -> Coverage:
        """How many of the figures are tied by an identity, and which are not."""
        return coverage(self.ledger, self.readings.figures)


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
    identities = [*within, *beyond]
    readings = Readings.of(amounts, words={path: str(stated[path]) for path in costs})
    entries = [evaluate(identity, readings) for identity in identities]
    years = column_year_entries(filing)
    return Reconciliation(
        ledger=[*entries[: len(within)], *years, *entries[len(within) :]],
        identities=[identity for identity in identities if identity.forms],
        readings=readings,
    )


def _cards(filing: Filing) -> Iterator[Identity]:
    for index, card in enumerate(filing.scorecards):
        yield from card_identities(card, f"scorecards[{index}]")
    if not filing.scorecards:
        yield from no_card_identities()
