"""A review as JSON, for other programs. The keys are fixed; names of persons never go in."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from budgetperf.domain.diagnosis import Correction, Diagnosis
from budgetperf.domain.figures import Source
from budgetperf.domain.finding import Entry, Finding, Location, Outcome
from budgetperf.domain.rounding import interval, round_half_up
from budgetperf.domain.written import EXACT
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.messages import say
from budgetperf.rendering.review_data import (
    CardData,
    CellData,
    CorrectionData,
    DiagnosisData,
    EntryData,
    FindingData,
    InputData,
    IntervalData,
    RateData,
    ReviewData,
    RowData,
    WordsData,
)
from budgetperf.rendering.said import basis_text, clause_text, reason_text, sentence
from budgetperf.review import Review
from budgetperf.scoring.rate_scores import RatePoints, RateScore
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import Score

__all__ = ["FORMAT", "rate_text", "review_to_data", "review_to_json"]

FORMAT = "budgetperf-review/1"

_RATE_PLACES = 2


def review_to_json(review: Review, *, version: str, lang: str = "zh") -> str:
    """A review as JSON text; the same review gives the same bytes."""
    return json.dumps(review_to_data(review, version=version, lang=lang), ensure_ascii=False, indent=2) + "\n"


def _input(source: Source) -> InputData:
    return {"file": source.file, "sha256": source.sha256}


def review_to_data(review: Review, *, version: str, lang: str = "zh") -> ReviewData:
    """A review as plain data: text, lists, objects and None; `review_data` says what each key means."""
    return {
        "format": FORMAT,
        "version": version,
        "inputs": [_input(source) for source in review.sources],
        "previous": [_input(source) for source in review.previous_sources],
        "rulebook": {
            "name": review.rulebook.name,
            "sha256": review.rulebook.sha256,
            "why": reason_text(review.why, review.filing, lang),
        },
        "clauses": [{"clause": basis_text(clause, lang), "status": clause.status} for clause in review.clauses],
        "verdict": review.verdict,
        "scorecards": [_score(score, review, lang) for score in review.scores],
        "rates": [_rate(rate, review, lang) for rate in review.rates],
        "ledger": {
            "counts": {outcome: sum(entry.outcome is outcome for entry in review.ledger) for outcome in Outcome},
            "entries": [_entry(entry, review, lang) for entry in review.ledger],
        },
        "findings": [_finding(finding, review, lang) for finding in review.findings],
        "coverage": {
            "figures": review.coverage.total,
            "tied": len(review.coverage.tied),
            "untied": list(review.coverage.untied),
        },
        "diagnoses": [_diagnosis(diagnosis, review) for diagnosis in review.diagnoses],
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _interval(low: Decimal | None, high: Decimal | None) -> IntervalData | None:
    return None if low is None or high is None else {"low": f"{low:f}", "high": f"{high:f}"}


def _score(score: Score, review: Review, lang: str) -> CardData:
    grades: WordsData | None = None
    if score.grade_low is not None and score.grade_high is not None:
        grades = {"low": score.grade_low.title, "high": score.grade_high.title}
    return {
        "path": score.path,
        "kind": score.kind,
        "subject": score.subject,
        "stated": _text(score.stated),
        "recomputed": _interval(score.low, score.high),
        "width": None if score.low is None or score.high is None else f"{EXACT.subtract(score.high, score.low):f}",
        "grade": grades,
        "execution": None if score.execution is None else _row(score.execution, review, lang),
        "indicators": [_row(row, review, lang) for row in score.rows],
    }


def _row(row: RowScore, review: Review, lang: str) -> RowData:
    return {
        "path": row.path,
        "weight": _text(row.weight),
        "stated": _text(row.stated),
        "recomputed": _interval(row.low, row.high),
        "standing": row.standing,
        "rule": row.rule,
        "explained_by": None
        if row.rounding is None
        else {"rules": [found.rule.id for found in row.explained_by], "places": row.rounding},
        "clause": clause_text(row.clause, lang),
        "trace": [said for step in row.trace if (said := reason_text(step, review.filing, lang)) is not None],
    }


def rate_text(value: Fraction | None) -> str | None:
    """
    A share as a percentage with two decimals.

    >>> rate_text(Fraction("4.08") / Fraction("10.7"))
    '38.13%'
    """
    return None if value is None else f"{round_half_up(100 * value, _RATE_PLACES):f}%"


def _rate(rate: RateScore, review: Review, lang: str) -> RateData:
    first = rate.points[0] if rate.points else None
    return {
        "id": rate.id,
        "value": rate_text(rate.value),
        "exact": None if rate.value is None else str(rate.value),
        "inputs": list(rate.inputs),
        "score": None if first is None else _points(first),
        "weight": None if first is None else _text(first.weight),
        "scores": [
            {
                "weight": _text(points.weight),
                "points": _points(points),
                "rule": points.rule,
                "clause": clause_text(points.clause, lang),
            }
            for points in rate.points
        ],
        "note": reason_text(rate.note, review.filing, lang),
        "trace": [f"{rate.formula.name(lang)} = {rate.formula.expression(lang)}"],
    }


def _points(points: RatePoints) -> str | None:
    return None if points.low is None or points.high is None else interval(points.low, points.high)


def _entry(entry: Entry, review: Review, lang: str) -> EntryData:
    said = IDENTITIES.get(entry.code)
    return {
        "id": entry.id,
        "code": entry.code,
        "identity": None if said is None else say(lang, said),
        "outcome": entry.outcome,
        "paths": list(entry.paths),
        "residual": _text(entry.residual),
        "reason": reason_text(entry.reason, review.filing, lang),
        "stated": entry.stated,
        "expected": entry.expected,
        "unit": entry.unit or None,
        "bound": _text(entry.bound),
    }


def _finding(finding: Finding, review: Review, lang: str) -> FindingData:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "path": finding.path,
        "cell": _cell(finding.location),
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "message": sentence(finding, review.filing, lang),
        "clause": clause_text(finding.clause, lang),
        "caused_by": finding.caused_by,
        "cluster": finding.cluster,
    }


def _diagnosis(diagnosis: Diagnosis, review: Review) -> DiagnosisData:
    return {
        "cluster": diagnosis.cluster,
        "rank": diagnosis.rank,
        "explains": list(diagnosis.explains),
        "complete": diagnosis.complete,
        "changes": [
            {"any_of": [_correction(correction, review) for correction in change.any_of]}
            for change in diagnosis.changes
        ],
    }


def _correction(correction: Correction, review: Review) -> CorrectionData:
    return {
        "path": correction.path,
        "cell": _cell(review.location(correction.path)),
        "stated": correction.stated,
        "proposed": correction.proposed,
        "at_least": correction.at_least,
        "at_most": correction.at_most,
        "pattern": correction.pattern,
        "confirmed_by": list(correction.confirmed_by),
    }


def _cell(location: Location | None) -> CellData | None:
    if location is None:
        return None
    return {
        "file": location.file,
        "table": location.table,
        "row": location.row,
        "column": location.column,
        "address": location.address,
        "label": location.label,
    }
