"""Reviewed filings as tables: what a review says, and the rows and cards that it says it of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import pyarrow as pa

from budgetperf.batch.folders.reviewing import Reviewed
from budgetperf.batch.folders.tables import TABLES
from budgetperf.batch.folders.units import Trouble
from budgetperf.batch.schema import AMOUNT, CARD_SCORES, FIGURE, NAMES, PLACES, ROW_SCORES
from budgetperf.batch.tables import cards_table, rows_table
from budgetperf.batch.totals import score_cards
from budgetperf.domain.finding import Clause, Finding, Outcome, Severity
from budgetperf.domain.quantity import Count, Money, Quantity, Rate, as_quantity
from budgetperf.domain.written import EXACT
from budgetperf.errors import QuantityError
from budgetperf.rendering.said import clause_text, sentence
from budgetperf.review import Review
from budgetperf.scoring.policy import Grade
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import Score

__all__ = ["tables_of"]

Record = Mapping[str, object]

_MOST = Decimal(10 ** (AMOUNT.precision - AMOUNT.scale))


def tables_of(reviewed: Sequence[Reviewed], troubles: Sequence[Trouble], lang: str) -> Mapping[str, pa.Table]:
    """
    The tables of some filings, numbered from 0 on.

    Args:
        reviewed: The filings.

        troubles: What could not be read.

        lang: Of the messages, ``zh`` or ``en``.
    """
    rows = _scored_rows(reviewed)
    return {
        "filings": _table("filings", (_filing(number, one) for number, one in enumerate(reviewed))),
        "scorecards": _scored_cards(reviewed, rows),
        "indicators": rows.select(TABLES["indicators"].names),
        "findings": _table("findings", _findings(reviewed, lang)),
        "errors": _table(
            "errors",
            ({"input": one.input, "file": one.file, "kind": one.kind, "zh": one.zh, "en": one.en} for one in troubles),
        ),
    }


def _table(name: str, records: Iterable[Record]) -> pa.Table:
    # A file may have a name that is no text; what stands in its place is told from it by its other columns.
    told = [{key: _text(value) for key, value in record.items()} for record in records]
    return pa.Table.from_pylist(told, schema=TABLES[name])


def _text(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_text(one) for one in value] if isinstance(value, (list, tuple)) else value


def _filing(number: int, one: Reviewed) -> Record:
    review = one.review
    outcomes = [entry.outcome for entry in review.ledger]
    gravities = [finding.severity for finding in review.findings]
    return {
        "filing": number,
        "input": one.name,
        "files": [source.file for source in review.sources],
        "sha256": [source.sha256 for source in review.sources],
        "department": review.filing.department,
        "year": _year(review.filing.year),
        "rulebook": review.rulebook.name,
        "why": review.why.key,
        "verdict": review.verdict.value,
        "errors": gravities.count(Severity.ERROR),
        "warnings": gravities.count(Severity.WARNING),
        "advice": gravities.count(Severity.ADVICE),
        "cards": len(review.scores),
        **{outcome.value: outcomes.count(outcome) for outcome in Outcome},
    }


def _year(year: int | None) -> int | None:
    return year if year is None or abs(year) < _YEARS else None


_YEARS = 10_000


def _findings(reviewed: Sequence[Reviewed], lang: str) -> Iterator[Record]:
    for number, one in enumerate(reviewed):
        for finding in one.review.findings:
            yield {
                "filing": number,
                "department": one.review.filing.department,
                **_finding(finding, one.review, lang),
            }


def _finding(finding: Finding, review: Review, lang: str) -> Record:
    place = finding.location
    values = {name: _value(getattr(finding, name)) for name in ("stated", "expected", "difference")}
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        **{f"{name}_value": None if value is None else value[0] for name, value in values.items()},
        "unit": next((value[1] for value in values.values() if value is not None), None),
        "message": sentence(finding, review.filing, lang),
        "clause": _clause(finding.clause, lang),
        "entry": finding.entry,
        "caused_by": finding.caused_by,
        "cluster": finding.cluster,
        "file": None if place is None else place.file,
        "table": None if place is None else place.table,
        "row": None if place is None else place.row,
        "column": None if place is None else place.column,
        "address": None if place is None else place.address,
        "label": None if place is None else place.label,
    }


@lru_cache(maxsize=1024)  # few rules, and thousands of findings that rest on them
def _clause(clause: Clause | None, lang: str) -> str | None:
    return clause_text(clause, lang)


def _value(text: str | None) -> tuple[Decimal, str | None] | None:
    """A stated figure as a number with its unit; None for what is none, or has more digits than a column."""
    if text is None:
        return None
    try:
        number, unit = _number(as_quantity(text))
    except QuantityError:
        return None
    exponent = EXACT.normalize(number).as_tuple().exponent
    fits = number.copy_abs() < _MOST and isinstance(exponent, int) and exponent >= -PLACES
    return (number, unit) if fits else None


def _number(quantity: Quantity) -> tuple[Decimal, str | None]:
    match quantity:
        case Money():
            return quantity.yuan, "元"
        case Rate():
            return quantity.percent, "%"
        case Count():
            return quantity.number, quantity.unit or None


def _scored_rows(reviewed: Sequence[Reviewed]) -> pa.Table:
    """The rows of all cards, each with the score that the review of its filing gives it."""
    table = rows_table([one.review.filing for one in reviewed])
    placed = [
        (number, row)
        for number, one in enumerate(reviewed)
        for score in one.review.scores
        for row in (*([score.execution] if score.execution else []), *score.rows)
    ]
    rows = [row for _, row in placed]
    scores = {
        "low": pa.array([row.low for row in rows], FIGURE),
        "high": pa.array([row.high for row in rows], FIGURE),
        "basis": _names([row.basis.value for row in rows]),
        "standing": _names([_standing(row) for row in rows]),
        "rule": _names([row.rule for row in rows]),
        "how": _names(["row"] * len(rows)),
        "fault": _names([None] * len(rows)),
    }
    added = {
        "filing": pa.array([number for number, _ in placed], pa.int64()),
        "path": pa.array([row.path for row in rows], pa.string()),
        **{name: scores[name] for name in ROW_SCORES.names},
    }
    return _joined(table, added, "indicators")


def _standing(row: RowScore) -> str | None:
    return None if row.standing is None else row.standing.value


def _scored_cards(reviewed: Sequence[Reviewed], rows: pa.Table) -> pa.Table:
    """The cards: totals and grades as the review gives them, for a rate table rests on the whole filing; and sums."""
    cards = cards_table([one.review.filing for one in reviewed])
    scores = [(one.review.rulebook, score) for one in reviewed for score in one.review.scores]
    if not scores:
        return TABLES["scorecards"].empty_table()
    # Sums and gaps rest on no rulebook, and what does is replaced.
    summed = score_cards(cards, rows, scores[0][0])
    totals = {
        "low": pa.array([score.low for _, score in scores], AMOUNT),
        "high": pa.array([score.high for _, score in scores], AMOUNT),
        "grade_low": _names([_title(score.grade_low) for _, score in scores]),
        "grade_high": _names([_title(score.grade_high) for _, score in scores]),
    }
    kept = {name: totals.get(name, summed.column(name)) for name in CARD_SCORES.names}
    added = {
        "rulebook": _names([book.name for book, _ in scores]),
        "points_off": pa.array([_off(score) for _, score in scores], AMOUNT),
    }
    return _joined(cards, kept | added, "scorecards")


def _title(grade: Grade | None) -> str | None:
    return None if grade is None else grade.title


def _off(score: Score) -> Decimal | None:
    """Stated points less the nearer end of the interval that follows from the rules."""
    if score.stated is None or score.low is None or score.high is None:
        return None
    return EXACT.subtract(score.stated, min(max(score.stated, score.low), score.high))


def _joined(table: pa.Table, added: Mapping[str, pa.Array], name: str) -> pa.Table:
    columns = {field: table.column(field) for field in table.column_names} | dict(added)
    schema = TABLES[name]
    return pa.table([columns[field] for field in schema.names], schema=schema)


def _names(texts: Iterable[str | None]) -> pa.Array:
    return pa.array(list(texts), pa.string()).dictionary_encode().cast(NAMES)
