"""Laws of the diagnosis: what it proposes is checked against the ledger of the filing as it would then be."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.figures import Figure
from budgetperf.reconciliation.board import Board
from budgetperf.reconciliation.weighing import value_of
from budgetperf.testing import filings
from consistent import BOOK, accounts, print_accounts

VIOLATED = bp.Outcome.VIOLATED
AGREEING = (bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING)


def violated(filing: bp.Filing) -> set[str]:
    """The ids of what is violated."""
    return {entry.id for entry in bp.reconcile(filing).ledger if entry.outcome is VIOLATED}


@st.composite
def slips(draw: st.DrawFn, filing: bp.Filing) -> tuple[str, Figure]:
    """A figure of a filing, and a wrong one of the same kind."""
    stated = bp.figures(filing)
    kinds = (bp.Money, Decimal, bp.Rate)
    path = draw(st.sampled_from([path for path, figure in stated.items() if isinstance(figure, kinds)]))
    figure = stated[path]
    factor = draw(st.sampled_from([Decimal(10), Decimal("0.1"), Decimal(2), Decimal("1.01")]))
    more = draw(st.sampled_from([Decimal(0), Decimal("0.09"), Decimal(9)]))
    match figure:
        case bp.Money(amount=amount, unit=unit):
            return path, bp.Money(round(amount * factor + more, 2), unit)
        case bp.Rate(percent=percent):
            return path, bp.Rate(round(percent * factor + more, 1))
        case Decimal():
            return path, round(figure * factor + more, 2)
        case _:
            raise AssertionError(path)


@st.composite
def broken_filings(draw: st.DrawFn) -> bp.Filing:
    """A consistent filing with one, two or three wrong figures."""
    filing = draw(accounts().map(print_accounts))
    for _ in range(draw(st.integers(1, 3))):
        filing = bp.replace(filing, *draw(slips(filing)))
    return filing


@st.composite
def ruined_filings(draw: st.DrawFn) -> bp.Filing:
    """A consistent filing with more wrong figures than are searched for at once."""
    filing = draw(accounts().map(print_accounts))
    for _ in range(draw(st.integers(4, 9))):
        filing = bp.replace(filing, *draw(slips(filing)))
    return filing


class TestBoard:
    """The board, on which figures are tried, says of each identity what the ledger would say."""

    @given(broken_filings(), st.data())
    def test_equals_the_ledger(self, filing: bp.Filing, data: st.DataObject) -> None:
        """Another figure in a cell of the board has the outcomes of a filing with that figure."""
        path, figure = data.draw(slips(filing))
        reconciled = bp.reconcile(filing)
        board = Board(reconciled.identities, reconciled.readings.values, reconciled.violated)
        value = value_of(figure)
        assert value is not None
        changed = {entry.id: entry.outcome for entry in bp.reconcile(bp.replace(filing, path, figure)).ledger}
        with board.trying(path, value):
            tried = {identity.id: board.outcome(index) for index, identity in enumerate(board.identities)}
        # Whether a line has money decides which sheets are missing: that is the structure, not the amount.
        assume(set(tried) <= set(changed))
        unequal = {name: (outcome, changed[name]) for name, outcome in tried.items() if outcome is not changed[name]}
        assert unequal == {}


class TestProposals:
    """What is proposed would settle the matter."""

    @given(broken_filings() | ruined_filings())
    def test_every_proposal(self, filing: bp.Filing) -> None:
        """
        With the changes of a diagnosis everything it explains agrees, and nothing else is broken by them.

        What rests on a premise may cease to apply, but not all of it: then nothing would have been set right.
        """
        before = violated(filing)
        for diagnosis in bp.diagnose(bp.reconcile(filing)):
            first = [change.any_of[0] for change in diagnosis.changes]
            last = [change.any_of[-1] for change in diagnosis.changes]
            for corrections in (first, last):
                if not corrections or any(correction.proposed is None for correction in corrections):
                    continue
                mended = filing
                for correction in corrections:
                    mended = bp.replace(mended, correction.path, correction.proposed)
                outcomes = {entry.id: entry.outcome for entry in bp.reconcile(mended).ledger}
                explained = {outcomes[name] for name in diagnosis.explains}
                assert explained <= {*AGREEING, bp.Outcome.NOT_APPLICABLE}
                assert explained & set(AGREEING)
                assert violated(mended) <= before

    @given(ruined_filings())
    def test_of_one_mind(self, filing: bp.Filing) -> None:
        """No two clusters want one cell to say two things, each as the only way to mend itself."""
        first = [diagnosis for diagnosis in bp.diagnose(bp.reconcile(filing)) if diagnosis.rank == 1]
        alone = [change.any_of[0] for one in first for change in one.changes if len(change.any_of) == 1]
        wanted = {(correction.path, correction.proposed) for correction in alone}
        assert len({path for path, _ in wanted}) == len(wanted)

    @given(broken_filings() | ruined_filings())
    def test_all_is_explained(self, filing: bp.Filing) -> None:
        """Every violated identity is in one cluster, and a review has the same clusters as its findings."""
        found = bp.diagnose(bp.reconcile(filing))
        clusters = {diagnosis.cluster: set(diagnosis.explains) for diagnosis in found}
        assert sum(map(len, clusters.values())) == len(violated(filing))
        assert set().union(*clusters.values()) == violated(filing)

    @given(broken_filings())
    def test_one_story(self, filing: bp.Filing) -> None:
        """Of the findings of a cluster one stands by itself, and the others name it."""
        review = bp.review(filing, BOOK)
        for cluster in {diagnosis.cluster for diagnosis in review.diagnoses}:
            members = [finding for finding in review.findings if finding.cluster == cluster]
            heads = [finding.id for finding in members if finding.caused_by is None]
            assert len(heads) == 1
            assert {finding.caused_by for finding in members} - {None} <= {finding.id for finding in members}


@given(filings())
def test_any_filing(filing: bp.Filing) -> None:
    """Whatever stands in a filing, the search ends, and explains exactly what is violated."""
    found = bp.diagnose(bp.reconcile(filing))
    # The years over the columns (B8) are no figures: there is nothing to reckon.
    expected = {name for name in violated(filing) if not name.startswith("B8")}
    assert {name for diagnosis in found for name in diagnosis.explains} == expected
