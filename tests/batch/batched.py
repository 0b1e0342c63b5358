"""What the tests of the batch room share: filings as tables, and the same scores one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from budgetperf.batch import rows_table, score_table
from budgetperf.domain.model import Budget, Execution, Filing, FundRow, Funds, Indicator, Scorecard
from budgetperf.formats.rulebooks import shipped_rulebooks
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score

__all__ = ["BOOKS", "TOLD", "both", "card_of", "filing_of", "funded", "one_by_one", "scores_of", "table_of", "told"]

BOOKS: dict[str, Rulebook] = {book.name: book for book in shipped_rulebooks()}
TOLD = ("card", "row", "low", "high", "basis", "standing", "rule", "fault")


def filing_of(*cards: Scorecard) -> Filing:
    """A filing of some cards."""
    return Filing(scorecards=cards)


def card_of(rows: Iterable[Indicator], **others: Any) -> Scorecard:
    """A project card of some rows."""
    return Scorecard(kind="project", indicators=rows, **others)


def funded(revised: str | None, spent: str | None, weight: str | None, points: str | None) -> Budget:
    """The money part of a card."""
    total = FundRow(name="年度资金总额", role="total", funds=Funds(revised=revised, spent=spent))
    return Budget(rows=[total], execution=Execution(weight=weight, points=points))


def scores_of(filings: Iterable[Filing], book: Rulebook) -> list[Score]:
    """The scores of all cards, one by one."""
    return [score(card, book) for filing in filings for card in filing.scorecards]


def one_by_one(filings: Iterable[Filing], book: Rulebook) -> list[dict[str, object]]:
    """What `budgetperf.score` says of every row that a table of these filings has."""
    found: list[dict[str, object]] = []
    for number, card in enumerate(scores_of(filings, book)):
        placed = [(-1, card.execution)] if card.execution else []
        for place, row in [*placed, *enumerate(card.rows)]:
            found.append(
                {
                    "card": number,
                    "row": place,
                    "low": row.low,
                    "high": row.high,
                    "basis": row.basis.value,
                    "standing": row.standing and row.standing.value,
                    "rule": row.rule,
                    "fault": None,
                }
            )
    return found


def told(scored: pa.Table) -> list[dict[str, object]]:
    """What a scored table says of every row."""
    return [dict(row) for row in scored.select(TOLD).to_pylist()]


def table_of(rows: Sequence[Indicator]) -> pa.Table:
    """The table of one card with some rows."""
    return rows_table([filing_of(card_of(rows))])


def both(filings: Sequence[Filing], book: Rulebook) -> tuple[list[dict[str, object]], pa.Table]:
    """The scores one by one, and those of the table."""
    return one_by_one(filings, book), score_table(rows_table(filings), book)
