"""
Laws of reconciliation. The oracle is addition: accounts are kept in whole 元, and only then printed.

What must be true of the ledger of every filing, whoever fills it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.finding import Entry
from budgetperf.testing import filings
from consistent import BOOK, Accounts, accounts, consistent_filings, print_accounts

VIOLATED = bp.Outcome.VIOLATED
AGREEING = (bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING)
CODES = {f"B{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10)} | {
    "P1", "P2", "P4", "P5", "P6", "P8", "X1", "X2", "X6", "X11", "X16", "X19", "L1",
}  # fmt: skip
# Identities of a sum that have one reading only: whoever changes one of their figures has broken them.
SUMS = ("B2", "B3", "B4", "B5", "P1", "P5", "P6", "P8")


def violated(filing: bp.Filing) -> list[Entry]:
    """The entries that do not hold."""
    return [entry for entry in bp.reconcile(filing).ledger if entry.outcome is VIOLATED]


def read_by(filing: bp.Filing) -> Mapping[str, tuple[str, ...]]:
    """Every figure that some reading of an identity uses, by the id of its entry."""
    return {identity.id: identity.reads for identity in bp.reconcile(filing).identities}


class TestNoFalseAlarm:
    """Where the accounts agree, no identity is violated, however they are rounded and written down."""

    @given(consistent_filings())
    def test_review(self, filing: bp.Filing) -> None:
        """Rounding explains every gap; and where the scores follow from the rules, nothing is called an error."""
        review = bp.review(filing, BOOK)
        assert [entry.id for entry in review.ledger if entry.code in CODES and entry.outcome is VIOLATED] == []
        assert [finding for finding in review.findings if finding.severity is bp.Severity.ERROR] == []


class TestExactPrinting:
    """Printed to the last 元, what agreed within rounding agrees exactly."""

    @given(accounts())
    def test_yuan(self, books: Accounts) -> None:
        """In 元 nothing is violated or left to rounding, and whatever agreed in 万元 holds."""
        rounded = {entry.id: entry for entry in bp.reconcile(print_accounts(books)).ledger}
        exact = {entry.id: entry for entry in bp.reconcile(print_accounts(books, bp.MoneyUnit.YUAN)).ledger}
        assert set(rounded) == set(exact)
        undecided = (bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE)
        for name, entry in exact.items():
            # Only to the last 元 is it plain that 附件1 holds the revised budget, and then X19 says nothing.
            agreed = rounded[name].outcome in AGREEING and entry.code != "X19"
            assert entry.outcome is bp.Outcome.HOLDS or (not agreed and entry.outcome in undecided), entry


class TestEveryChangeIsSeen:
    """A figure that a sum ties cannot be changed by more than rounding unseen, and no other figure is accused."""

    @given(accounts().map(print_accounts), st.integers(1, 1_000_000), st.booleans(), st.data())
    def test_change(self, filing: bp.Filing, hundredths: int, less: bool, data: st.DataObject) -> None:  # noqa: FBT001 - drawn
        """Some identity is violated; each that is reads the changed figure."""
        stated = bp.figures(filing)
        tied = [
            (entry, path)
            for entry in bp.reconcile(filing).ledger
            if entry.code in SUMS and entry.outcome in AGREEING
            for path in entry.paths
            if path in stated
        ]
        entry, path = data.draw(st.sampled_from(tied))
        assert entry.bound is not None
        # The sum may be off by nearly the bound to begin with, so twice the bound and more is surely too much.
        change = (2 * entry.bound + Decimal(hundredths).scaleb(-2)) * (-1 if less else 1)
        figure = stated[path]
        other: object
        if isinstance(figure, bp.Money):
            other = bp.Money(figure.amount + change, figure.unit)
        else:
            assert isinstance(figure, Decimal)
            other = figure + change
        broken = bp.replace(filing, path, other)
        found = violated(broken)
        assert entry.id in [each.id for each in found]
        reads = read_by(broken)
        assert [each.id for each in found if path not in reads[each.id]] == []


class TestLedger:
    """Nothing disappears: every identity is in every ledger, once for each place, with what it read or why not."""

    @given(filings())
    def test_every_filing(self, filing: bp.Filing) -> None:
        """Each code at least once, each id once; a reason where nothing was decided, and both sides where it was."""
        entries = bp.reconcile(filing).ledger
        assert set() == CODES - {entry.code for entry in entries}
        assert len({entry.id for entry in entries}) == len(entries)
        for entry in entries:
            assert entry.id.partition(":")[0] == entry.code
            if entry.outcome in (bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE):
                assert entry.reason is not None
            else:
                assert entry.paths
                assert None not in (entry.stated, entry.expected)
