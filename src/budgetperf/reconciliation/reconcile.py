"""Reconcile a filing: the ledger of every identity that could apply to it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen

from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Entry
from budgetperf.domain.model import Filing
from budgetperf.reconciliation.across import across_identities, comparable_figures
from budgetperf.reconciliation.base_table import base_table_identities, column_year_entries
from budgetperf.reconciliation.evaluate import evaluate
from budgetperf.reconciliation.scorecard import card_identities, no_card_identities

__all__ = ["Reconciliation", "reconcile"]


@frozen(kw_only=True)
class Reconciliation:
    """
    What came of reconciling a filing.

    Attributes:
        ledger: One entry per identity and column or row, in the order of the catalogue.
    """

    ledger: tuple[Entry, ...] = field(converter=tuple[Entry, ...])

    @property
    def residuals(self) -> Mapping[str, Decimal]:
        """Stated minus expected of every identity that was evaluated, by the id of its entry."""
        return {entry.id: entry.residual for entry in self.ledger if entry.residual is not None}


def reconcile(filing: Filing) -> Reconciliation:
    """
    Check whether the figures of a filing agree with each other.

    Returns:
        Every identity with its outcome: holds, within rounding, violated, not applicable or not evaluable.

    >>> from budgetperf.domain.model import BaseTable, Staffing
    >>> staffing = Staffing(established="21", actual="20", stated_rate="100.0%")
    >>> reconcile(Filing(base_table=BaseTable(staffing=staffing))).ledger[0].outcome
    <Outcome.VIOLATED: 'violated'>
    """
    stated = figures(filing)
    identities = list(base_table_identities(filing, stated))
    for index, card in enumerate(filing.scorecards):
        identities += card_identities(card, f"scorecards[{index}]")
    if not filing.scorecards:
        identities += no_card_identities()
    within = [evaluate(identity, stated) for identity in identities]
    # Cost rows state amounts as targets and actuals; across forms they are read as money.
    amounts = comparable_figures(filing, stated)
    across = [evaluate(identity, amounts) for identity in across_identities(filing, amounts)]
    return Reconciliation(ledger=[*within, *column_year_entries(filing), *across])
