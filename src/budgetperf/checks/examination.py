"""
A filing examined: every card scored, every figure reconciled, every check asked.

A review examines a filing as it stands, and again with something in it mended, to see what is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import chain

from attrs import field, frozen

from budgetperf.checks.agreement import check_agreement
from budgetperf.checks.alerts import check_alerts
from budgetperf.checks.alike import check_alike
from budgetperf.checks.answers import check_answers
from budgetperf.checks.case import Case, Checked
from budgetperf.checks.claims import check_claims
from budgetperf.checks.denials import check_denials
from budgetperf.checks.execution import check_execution
from budgetperf.checks.form import check_form
from budgetperf.checks.lines import check_lines
from budgetperf.checks.reception import check_reception
from budgetperf.checks.rows import check_rows
from budgetperf.checks.sameness import check_sameness
from budgetperf.checks.weights import check_weights
from budgetperf.domain.figures import Figure, figures, replace
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.rates import ControlRate, control_rates
from budgetperf.errors import PathError, QuantityError
from budgetperf.reconciliation.previous import why_not_last_year
from budgetperf.reconciliation.reconcile import reconcile
from budgetperf.scoring.bounds import point_bounds
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score

__all__ = ["Examination", "Examiner", "with_texts"]

# In the order in which the ledger tells them.
_CHECKS = (
    check_agreement,
    check_execution,
    check_alerts,
    check_rows,
    check_alike,
    check_weights,
    check_lines,
    check_answers,
    check_form,
    check_sameness,
    check_claims,
    check_denials,
    check_reception,
)
_CARD = re.compile(r"scorecards\[([0-9]+)\]\.")


@frozen(kw_only=True)
class Examination:
    """
    What both wings and the checks say of a filing.

    Attributes:
        case: The filing, with its scores and its ledger.

        checked: What the checks say of it.

        rates: Its control rates; none where neither the examiner was asked for them nor a rate table is scored by them.
    """

    case: Case
    checked: tuple[Checked, ...] = field(repr=False)
    rates: tuple[ControlRate, ...]

    @property
    def found(self) -> frozenset[tuple[str, str | None]]:
        """What the checks find: codes and paths."""
        return frozenset((finding.code, finding.path) for one in self.checked for finding in one.findings)


@frozen(kw_only=True)
class Examiner:
    """
    What filings are examined by.

    Attributes:
        book: The rulebook.

        why: Why this rulebook.

        previous: Last year's filing, where there is one.
    """

    book: Rulebook
    why: Message
    previous: Filing | None = None

    def examine(self, filing: Filing, *, with_rates: bool = False) -> Examination:
        """
        Score, reconcile and check a filing.

        Args:
            filing: The filing.

            with_rates: Whether its control rates are wanted, although no rate table asks for them.
        """
        stated = figures(filing)
        rates = self._rates(filing, stated) if with_rates or _has_rate_table(filing) else ()
        scores = tuple(
            score(card, self.book, path=f"scorecards[{index}]", rates=rates)
            for index, card in enumerate(filing.scorecards)
        )
        reconciled = reconcile(filing, self.previous, stated=stated)
        case = Case(filing=filing, figures=stated, book=self.book, scores=scores, reconciled=reconciled, why=self.why)
        checked = tuple(chain.from_iterable(check(case) for check in _CHECKS))
        return Examination(case=case, checked=checked, rates=rates)

    def rescore(self, filing: Filing, texts: Mapping[str, str]) -> Mapping[str, tuple[Decimal, Decimal]]:
        """
        What the rules give for the rows of the cards in which some cells say something else.

        Args:
            filing: The filing as it stands.

            texts: What the cells say instead, by their paths.

        Returns:
            The least and the greatest points, by the path under which they are stated; none where a text does not fit.
        """
        changed = with_texts(filing, texts)
        if changed is None:
            return {}
        rates = self._rates(changed) if _has_rate_table(changed) else ()
        cards = sorted({int(number[1]) for path in texts if (number := _CARD.match(path)) is not None})
        return point_bounds(
            score(changed.scorecards[index], self.book, path=f"scorecards[{index}]", rates=rates) for index in cards
        )

    def _rates(self, filing: Filing, stated: Mapping[str, Figure] | None = None) -> tuple[ControlRate, ...]:
        """The control rates; those that compare two years say nothing across departments, or across a gap."""
        last = self.previous
        if last is not None and why_not_last_year(filing, last) is not None:
            last = None
        return control_rates(filing, last, stated=stated)


def _has_rate_table(filing: Filing) -> bool:
    """Whether a card of it is scored by the values of the control rates."""
    return any(card.kind is ScorecardKind.RATES for card in filing.scorecards)


def with_texts(filing: Filing, texts: Mapping[str, str | None]) -> Filing | None:
    """
    A filing with other texts in some of its cells; None where one of them does not fit.

    >>> with_texts(Filing(department="县图书馆"), {"department": "县档案馆"}).department
    '县档案馆'
    """
    try:
        for path, text in texts.items():
            filing = replace(filing, path, text)
    except (PathError, QuantityError):
        return None
    return filing
