"""How a stated score is told beside the recomputed one."""

from __future__ import annotations

from decimal import Decimal

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.domain.model import Indicator
from budgetperf.domain.names import plain_name
from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.rounding import interval
from budgetperf.domain.written import EXACT, is_none
from budgetperf.scoring.row_score import RowScore

__all__ = ["difference", "is_explained", "span", "text", "weightless"]

# What stands in a deviation note and explains nothing.
_NOTHING = frozenset({"", "无", "没有", "暂无", "无偏差", "无偏差原因", "0", "00", "000"})


def is_explained(indicator: Indicator) -> bool:
    """Whether a row has a deviation note; 无, a stroke or a zero is none."""
    note = indicator.deviation_note
    return not is_none(note) and plain_name(note or "") not in _NOTHING


def text(value: Decimal | None) -> str | None:
    """A score or weight as plain digits."""
    return None if value is None else f"{value:f}"


def span(row: RowScore) -> str | None:
    """The recomputed score, or the interval that it lies in."""
    if row.low is None or row.high is None:
        return None
    return interval(row.low, row.high)


def difference(row: RowScore) -> str | None:
    """How far a stated score lies outside the interval."""
    if row.stated is None or row.low is None or row.high is None:
        return None
    near = row.low if row.stated < row.low else row.high
    return f"{EXACT.subtract(row.stated, near):+f}"


def weightless(case: Case, ruling: Ruling) -> Checked:
    """A row without a weight is not judged; of one whose weight cannot be read, nobody can tell."""
    path = f"{ruling.path}.weight"
    unreadable = isinstance(case.figures.get(path), Unreadable)
    return ruling.undecided(case, path) if unreadable else ruling.not_applicable("no_weight")
