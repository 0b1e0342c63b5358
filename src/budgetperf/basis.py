"""
What a review rests on: the clauses that its scores and findings were computed by, seen or not.

With the hashes of its files and of its rulebook and the version of the program, it can be repeated; with these, its
reader knows which texts to look up before relying on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetperf.domain.finding import Clause, Finding
from budgetperf.scoring.rate_scores import RateScore
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["clauses_used"]


def clauses_used(
    book: Rulebook, scores: Iterable[Score], rates: Iterable[RateScore], findings: Iterable[Finding]
) -> tuple[Clause, ...]:
    """
    The clauses behind some scores, rates and findings, each once, in the order of their first use.

    A clause of the rulebook that decided nothing here is not among them.
    """
    used = [*_of_scores(book, scores), *_of_rates(rates), *(finding.clause for finding in findings)]
    return tuple(dict.fromkeys(clause for clause in used if clause is not None))


def _of_scores(book: Rulebook, scores: Iterable[Score]) -> Iterator[Clause | None]:
    for score in scores:
        rows = score.rows if score.execution is None else (score.execution, *score.rows)
        for row in rows:
            yield from _of_row(row)
        if score.low is not None:
            yield book.rounding.clause
        if score.grade_low is not None:
            yield book.grades_clause


def _of_row(row: RowScore) -> Iterator[Clause | None]:
    """Every rule that gives an end of its interval, and what else decided it."""
    yield row.clause
    for alternative in row.alternatives:
        yield alternative.rule.clause


def _of_rates(rates: Iterable[RateScore]) -> Iterator[Clause]:
    for rate in rates:
        for points in rate.points:
            yield points.clause
