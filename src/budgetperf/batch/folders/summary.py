"""What a province is told on one page: counted from the tables, in memory that does not grow with their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import nsmallest
from pathlib import Path
from typing import Any, Final, TypeVar

import pyarrow.parquet as pq
from attrs import field, frozen

__all__ = ["BANDS", "Amount", "Common", "Department", "Difference", "Summary", "summarize"]

BANDS: Final = (Decimal(90), Decimal(80), Decimal(60), None)
"""Least points of 优, 良, 中, and 差."""

_SHOWN = 10
_FILES_SHOWN = 5
_AMOUNTS_SHOWN = 5


@frozen(kw_only=True)
class Department:
    """A department, and how many findings of its filings are errors and warnings."""

    name: str | None
    filings: int
    errors: int
    warnings: int


@frozen(kw_only=True)
class Common:
    """A kind of finding: how often, in how many filings, and the first of them in words."""

    code: str
    severity: str
    count: int
    filings: int
    example: str


@frozen(kw_only=True)
class Difference:
    """A card whose stated score lies outside what follows from the rules."""

    department: str | None
    subject: str | None
    kind: str
    stated: Decimal
    low: Decimal
    high: Decimal
    off: Decimal


@frozen(kw_only=True)
class Amount:
    """An amount that is not what the other figures make it; *off* is stated less expected, in 元."""

    department: str | None
    message: str
    off: Decimal


@frozen(kw_only=True)
class Summary:
    """
    The whole batch on a page.

    Attributes:
        verdicts: How many filings are clean, and have advice, warnings or errors.

        bands: Of the stated scores, of the least and of the greatest recomputed ones: how many lie in each of `BANDS`.

        troubles: How many files were not read, by kind; the first of them by name.
    """

    filings: int
    cards: int
    rows: int
    verdicts: Mapping[str, int]
    severities: Mapping[str, int]
    departments: tuple[Department, ...] = field(converter=tuple[Department, ...])
    common: tuple[Common, ...] = field(converter=tuple[Common, ...])
    bands: Mapping[str, Sequence[int]]
    differences: tuple[Difference, ...] = field(converter=tuple[Difference, ...])
    outside: int
    amounts: tuple[Amount, ...] = field(converter=tuple[Amount, ...])
    troubles: Mapping[str, int]
    unread: tuple[str, ...] = field(converter=tuple[str, ...])

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong: a finding that is an error, or a file that could not be read."""
        unread = sum(count for kind, count in self.troubles.items() if kind != "left_aside")
        return bool(self.severities.get("error") or unread)


def summarize(folder: Path) -> Summary:
    """Sum up the tables in a folder."""
    verdicts: Counter[str] = Counter()
    by_name: dict[str | None, list[int]] = {}
    for row in _rows(folder, "filings", ("department", "verdict", "errors", "warnings")):
        verdicts[row["verdict"]] += 1
        counts = by_name.setdefault(row["department"], [0, 0, 0])
        for place, count in enumerate((1, row["errors"], row["warnings"])):
            counts[place] += count
    departments = (
        Department(name=name, filings=filings, errors=errors, warnings=warnings)
        for name, (filings, errors, warnings) in by_name.items()
        if errors or warnings
    )
    severities, common, amounts = _findings(folder)
    bands, differences, outside = _scores(folder)
    troubles: Counter[str] = Counter()
    unread: list[str] = []
    for row in _rows(folder, "errors", ("file", "kind")):
        troubles[row["kind"]] += 1
        if row["kind"] != "left_aside" and len(unread) < _FILES_SHOWN:
            unread.append(row["file"])
    return Summary(
        filings=verdicts.total(),
        cards=_count(folder, "scorecards"),
        rows=_count(folder, "indicators"),
        verdicts=verdicts,
        severities=severities,
        departments=nsmallest(_SHOWN, departments, key=lambda one: (-one.errors, -one.warnings, one.name or "")),
        common=common,
        bands=bands,
        differences=differences,
        outside=outside,
        amounts=amounts,
        troubles=troubles,
        unread=unread,
    )


def _findings(folder: Path) -> tuple[Mapping[str, int], Sequence[Common], Sequence[Amount]]:
    severities: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    filings: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], int] = {}
    examples: dict[tuple[str, str], str] = {}
    amounts: list[Amount] = []
    columns = ("filing", "department", "code", "severity", "message", "difference_value", "unit", "caused_by")
    for row in _rows(folder, "findings", columns):
        key = (row["code"], row["severity"])
        severities[row["severity"]] += 1
        counts[key] += 1
        # Findings come filing by filing.
        filings[key] += last.get(key) != row["filing"]
        last[key] = row["filing"]
        examples.setdefault(key, row["message"])
        if row["unit"] == "元" and row["difference_value"] and row["caused_by"] is None:
            amounts.append(Amount(department=row["department"], message=row["message"], off=row["difference_value"]))
            if len(amounts) > _KEPT:
                amounts = _farthest(amounts, _AMOUNTS_SHOWN)
    found = [
        Common(
            code=code, severity=severity, count=count, filings=filings[code, severity], example=examples[code, severity]
        )
        for (code, severity), count in counts.items()
    ]
    common = nsmallest(_SHOWN, found, key=lambda one: (-one.count, one.code, one.severity))
    return severities, common, _farthest(amounts, _AMOUNTS_SHOWN)


def _scores(folder: Path) -> tuple[Mapping[str, Sequence[int]], Sequence[Difference], int]:
    bands = {name: [0] * len(BANDS) for name in ("stated_points", "low", "high")}
    far: list[Difference] = []
    outside = 0
    columns = ("kind", "department", "subject", "stated_points", "low", "high", "points_off")
    for row in _rows(folder, "scorecards", columns):
        for name, counts in bands.items():
            if row[name] is not None:
                counts[_band(row[name])] += 1
        if row["points_off"]:
            outside += 1
            far.append(
                Difference(
                    department=row["department"],
                    subject=row["subject"],
                    kind=row["kind"],
                    stated=row["stated_points"],
                    low=row["low"],
                    high=row["high"],
                    off=row["points_off"],
                )
            )
            if len(far) > _KEPT:
                far = _farthest(far, _SHOWN)
    return bands, _farthest(far, _SHOWN), outside


_KEPT = 1000


_Off = TypeVar("_Off", Difference, Amount)


def _farthest(far: list[_Off], count: int) -> list[_Off]:
    # Sorting is stable: of equal ones the first stays.
    return sorted(far, key=lambda one: one.off.copy_abs(), reverse=True)[:count]


def _band(points: Decimal) -> int:
    return next(place for place, least in enumerate(BANDS) if least is None or points >= least)


def _rows(folder: Path, table: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    with pq.ParquetFile(folder / f"{table}.parquet", pre_buffer=False) as file:
        for batch in file.iter_batches(batch_size=4096, columns=list(columns), use_threads=False):
            yield from batch.to_pylist()


def _count(folder: Path, table: str) -> int:
    return int(pq.read_metadata(folder / f"{table}.parquet").num_rows)
