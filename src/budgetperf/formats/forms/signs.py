"""Which block of which form a table row opens: told from the labels that stand side by side in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from budgetperf.formats.forms.columns import count_labels
from budgetperf.formats.forms.labels import label_key
from budgetperf.formats.forms.layout import Form, Part, names
from budgetperf.formats.forms.strips import Row, Spot

__all__ = [
    "BASE_SIGNS",
    "CARD_SIGNS",
    "card_kind",
    "family_of",
    "fields_of",
    "is_known_label",
    "is_subject_row",
    "read_sign",
    "subject_kind",
]

BASE_SIGNS: Final = frozenset({Part.STAFFING, Part.BASE_AMOUNTS, Part.BUILDINGS})
CARD_SIGNS: Final = frozenset({Part.SUBJECT, Part.FUNDS, Part.INDICATORS})

_COLON: Final = re.compile("[:：]")
_PAIR: Final = 2
# A row of header cells names its subject; a wide row with such a word in it is the header of some list.
_MANY: Final = 6
_INDICATOR_LABELS: Final = 3
_LEVELS: Final = frozenset({"level1", "level2", "name"})
_OUTTURNS: Final = frozenset({"prior", "spent", "outturn"})
_TARGETS: Final = frozenset({"target", "initial_target"})
_RESULTS: Final = frozenset({"actual", "points"})
_SO_FAR: Final = frozenset({"to_date", "forecast"})
# Rows that no other table has.
_BASE_LABELS: Final = frozenset(names(Part.BASE_ROWS)) - {"公用经费", "项目支出", "专项资金"}
_LABEL_PARTS: Final = tuple(part for part in Part if part not in (Part.AROUND, Part.NOTES, Part.CAUSES))


def read_sign(row: Row) -> Part | None:
    """The block that this row is the header of, or None."""
    if len(row.filled) >= _PAIR:
        for part, is_header in _HEADERS:
            if is_header(row):
                return part
    return Part.SUBJECT if row.filled and _subject_of(row.filled[0]) in ("department", "project") else None


def _has_indicators(row: Row) -> bool:
    fields = fields_of(row, Part.INDICATORS)
    return len(fields) >= _INDICATOR_LABELS and bool(fields & _LEVELS) and bool(fields - _LEVELS)


def _has_outturns(row: Row) -> bool:
    return count_labels(row, Part.BASE_AMOUNTS) >= _PAIR and bool(fields_of(row, Part.BASE_AMOUNTS) & _OUTTURNS)


_HEADERS: Final[tuple[tuple[Part, Callable[[Row], bool]], ...]] = (
    (Part.STAFFING, lambda row: count_labels(row, Part.STAFFING) >= _PAIR),
    (Part.BUILDINGS, lambda row: count_labels(row, Part.BUILDINGS) >= _PAIR),
    (Part.BASE_AMOUNTS, _has_outturns),
    (Part.INDICATORS, _has_indicators),
    (Part.FUNDS, lambda row: len(fields_of(row, Part.FUNDS)) >= _PAIR),
)


def fields_of(row: Row, part: Part) -> frozenset[str]:
    """The fields of a part whose labels stand in a row."""
    known = names(part)
    return frozenset(known[spot.key] for spot in row.filled if spot.key in known)


def is_subject_row(row: Row) -> bool:
    """Whether a row says what a scorecard is about: 项目名称, 主管部门, 实施单位."""
    return bool(row.filled) and _subject_of(row.filled[0]) is not None


def _subject_of(spot: Spot) -> str | None:
    # The value stands in the next cell, or in the same one behind a colon.
    known = names(Part.SUBJECT)
    label, *rest = _COLON.split(spot.text, maxsplit=1)
    return known.get(spot.key) or (known.get(label_key(label)) if rest else None)


def is_known_label(spot: Spot) -> bool:
    """Whether a cell is a label of any block of any form."""
    # 备注 may head a column; at the beginning of a row it is a note.
    return spot.key not in names(Part.NOTES) and any(spot.key in names(part) for part in _LABEL_PARTS)


def subject_kind(rows: Iterable[Row]) -> Form | None:
    """Whether the rows name a project or a department as what they are about."""
    kinds = {names(Part.SUBJECT).get(spot.key) for row in rows for spot in row.filled if len(row.filled) <= _MANY}
    if "project" in kinds:
        return Form.PROJECT_CARD
    return Form.DEPARTMENT_CARD if "department" in kinds else None


def family_of(rows: Iterable[Row], *, in_report: bool = False) -> Form | None:
    """
    The form to which a stretch of rows belongs by its own labels: the base table, a scorecard, or None.

    Args:
        rows: The rows.

        in_report: Whether they stand in a report. Reports have small tables of their own, so more is asked.
    """
    rows = tuple(rows)
    signs = {sign: row for row in reversed(rows) if (sign := read_sign(row)) is not None}
    base = len(BASE_SIGNS & signs.keys())
    if base >= _PAIR or (base and any(row.filled and row.filled[0].key in _BASE_LABELS for row in rows)):
        return Form.BASE
    kind = card_kind(rows)
    is_card = Part.INDICATORS in signs and kind is not Form.TARGET_CARD
    has_funds = Part.FUNDS in signs
    has_goals = any(count_labels(row, Part.GOALS) for row in rows)
    if (is_card and (has_funds or not in_report)) or (
        has_funds and not in_report and (has_goals or Part.SUBJECT in signs)
    ):
        if kind in (Form.MONITORING_CARD, Form.RATE_CARD):
            return kind
        return Form.DEPARTMENT_CARD if subject_kind(rows) is Form.DEPARTMENT_CARD else Form.PROJECT_CARD
    # A list of targets in a text may be anything; with a name over it, it is a plan.
    is_plan = kind is Form.TARGET_CARD and not in_report and subject_kind(rows) is not None
    return Form.TARGET_CARD if is_plan else None


def card_kind(rows: Iterable[Row]) -> Form | None:
    """
    The kind of card that the columns of an indicator table tell: a plan has no results, monitoring has those so far,
    a rate table has points and no targets. None where the columns are those of a self-evaluation, or there are none.
    """
    header = next((row for row in rows if read_sign(row) is Part.INDICATORS), None)
    if header is None:
        return None
    fields = fields_of(header, Part.INDICATORS)
    if fields & _SO_FAR:
        return Form.MONITORING_CARD
    if "points" in fields and "standard" in fields and not fields & (_TARGETS | {"actual"}):
        return Form.RATE_CARD
    return Form.TARGET_CARD if fields & _TARGETS and not fields & _RESULTS else None
