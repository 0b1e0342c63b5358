"""Stated scores against the rules: execution (P3, P16), each row (P7, P9, P10), rows alike (P13), and the weights."""

from collections.abc import Mapping

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import BOOK, LIBRARY_FILING, reviewed

ERROR, WARNING, ADVICE = bp.Severity.ERROR, bp.Severity.WARNING, bp.Severity.ADVICE
HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

CARD = "scorecards[1]"
EXECUTION, TOTAL = f"{CARD}.budget.execution", f"{CARD}.budget.rows[0].funds"
BOOKS, ON_TIME, READERS = (f"{CARD}.indicators[{row}]" for row in (0, 1, 2))
UNREADABLE = bp.Unreadable("1O")
# The figures that every change of a score disturbs, too: the total, and the sums over rows.
SUMS = {"BP301", "BP303", "BP401"}

Changes = Mapping[str, object]


def findings(changes: Changes, book: bp.Rulebook = BOOK) -> list[Finding]:
    """The findings on scores; sums that a change disturbs are left out."""
    return [finding for finding in reviewed(changes, book).findings if finding.code not in SUMS]


def short(found: list[Finding]) -> list[tuple[str, str, str | None]]:
    """Code, severity and path of each finding."""
    return [(finding.code, str(finding.severity), finding.path) for finding in found]


def outcome(name: str, changes: Changes) -> tuple[bp.Outcome, str | None]:
    """What the ledger says: the outcome, and the reason with its path."""
    entry = next(entry for entry in reviewed(changes).ledger if entry.id == name)
    reason = entry.reason
    return entry.outcome, None if reason is None else " ".join([reason.key, *(value for _, value in reason.values)])


class TestExecution:
    """P3: the execution score is the rate times the weight, at most the weight; 39 ÷ 42 × 10 = 9.29."""

    @pytest.mark.parametrize("points", ["9.29", "9.3", "9", "9.2857142857"[:4] + "9"[:0]])
    def test_any_rounding_of_the_right_score(self, points: str) -> None:
        """Whole points, one decimal and two decimals are all in use."""
        assert outcome(f"P3:{EXECUTION}", {f"{EXECUTION}.points": points}) in ((HOLDS, None), (VIOLATED, None))
