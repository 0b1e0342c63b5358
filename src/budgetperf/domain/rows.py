"""
Rows for a dataframe: plain dicts of text, numbers, Decimals and None, each with the same keys.

Any library takes them in one line: ``pandas.DataFrame(rows)``, ``pyarrow.Table.from_pylist(rows)``,
``polars.DataFrame(rows, infer_schema_length=None)``. By itself polars looks at a hundred rows only, and where these
have whole points, it cuts off the decimals of all that follow.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetperf.domain.finding import Entry, Finding, Location

__all__ = ["Row", "entry_rows", "finding_rows"]

Row = dict[str, object]
"""One row: the names of the columns and what stands in them."""

_NOWHERE = Location(file="")


def finding_rows(findings: Iterable[Finding]) -> list[Row]:
    """
    One row for each finding, with the cell to open.

    >>> finding_rows([Finding(code="BP301", severity="error", id="f1")])[0]["code"]
    'BP301'
    """
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> Row:
    cell = finding.location or _NOWHERE
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "caused_by": finding.caused_by,
        "cluster": finding.cluster,
        "file": cell.file or None,
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "address": cell.address,
        "clause": None if finding.clause is None else finding.clause.document,
        "clause_status": None if finding.clause is None else str(finding.clause.status),
    }


def entry_rows(entries: Iterable[Entry]) -> list[Row]:
    """
    One row for each line of a ledger.

    >>> entry_rows([Entry(id="P8:scorecards[0].stated_points", code="P8", outcome="holds")])[0]["outcome"]
    'holds'
    """
    return [
        {
            "id": entry.id,
            "code": entry.code,
            "outcome": str(entry.outcome),
            "path": entry.paths[0] if entry.paths else None,
            "stated": entry.stated,
            "expected": entry.expected,
            "residual": entry.residual,
            "unit": entry.unit or None,
            "bound": entry.bound,
            "reason": None if entry.reason is None else entry.reason.key,
        }
        for entry in entries
    ]
