"""What a review rests on: the clauses behind what it says, each once, and the files that went in."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from hypothesis import given, settings

import budgetperf as bp
from budgetperf.domain.finding import ClauseStatus
from budgetperf.domain.model import Filing
from budgetperf.testing import scored_filings

EXAMPLES = Path(__file__).parents[1] / "examples"
BOOK = bp.load_rulebook("hunan-2022")


@settings(max_examples=30)
@given(filing=scored_filings())
def test_every_clause_behind_a_score_or_finding_is_told_once(filing: Filing) -> None:
    """Whatever rule gave an end of a score, and whatever a finding names, is among the clauses; none is there twice."""
    review = bp.review(filing, BOOK)
    rows = [row for score in review.scores for row in (score.execution, *score.rows) if row is not None]
    behind = {row.clause for row in rows} | {finding.clause for finding in review.findings}
    behind |= {alternative.rule.clause for row in rows for alternative in row.alternatives}
    assert behind - {None} <= set(review.clauses)
    assert len(review.clauses) == len(set(review.clauses))


def test_a_clause_that_decided_nothing_is_not_told() -> None:
    """A filing without a card is scored by no rule, so that no clause of scoring is behind what is said of it."""
    review = bp.review(Filing(year=2022), BOOK)
    assert BOOK.rounding.clause not in review.clauses
    assert {finding.clause for finding in review.findings} - {None} == set(review.clauses)


def test_recalled_clauses_are_told_as_recalled() -> None:
    """The reader sees which texts nobody has seen."""
    review = bp.review(bp.read(EXAMPLES / "filing-2022.docx"), BOOK)
    recalled = [clause.document for clause in review.clauses if clause.status is ClauseStatus.RECALLED]
    assert recalled == ["《项目支出绩效评价管理办法》"]


def test_the_files_of_both_years_are_told() -> None:
    """What last year's filing said is part of what a review rests on."""
    reading = bp.read(EXAMPLES / "filing-2022.docx")
    before = bp.read(EXAMPLES / "filing-2022.yaml")
    before = evolve(before, filing=evolve(before.filing, year=2021))
    review = bp.review(reading, BOOK, previous=before)
    assert reading.sources == review.sources
    assert before.sources == review.previous_sources
    assert all(len(source.sha256) == len("0" * 64) for source in (*review.sources, *review.previous_sources))
