"""Figures split over cells: a target with sign, number and unit in three of them, an actual and its unit in two."""

from __future__ import annotations

from typing import Final

from budgetperf.domain.model import Direction
from budgetperf.domain.quantity import Count, Unreadable
from budgetperf.domain.statement import Actual, Bound, read_statement
from budgetperf.domain.written import fold, is_none
from budgetperf.formats.forms.strips import Spot

__all__ = ["compose_target", "is_sign", "with_unit"]

_SIGNS: Final = {
    "正向": Direction.HIGHER,
    "反向": Direction.LOWER,
    "负向": Direction.LOWER,
    "定性": Direction.JUDGED,
    "等于": Direction.EQUAL,
}
_SAME_UNITS: Final = {"百分比": "%", "百分率": "%", "％": "%"}
_OPERATORS: Final = frozenset({"≥", "≤", ">", "<", "=", ">=", "<="})


def compose_target(sign: Spot | None, value: Spot | None, unit: Spot | None) -> tuple[Direction | None, str | None]:
    """The direction, and the target in one piece where the form prints sign, number and unit in three cells."""
    if value is None or value.blank or (sign is None and unit is None):
        return None, None
    printed = fold("" if sign is None else sign.text)
    direction = next((way for word, way in _SIGNS.items() if printed.startswith(word)), None)
    operator = printed if printed in _OPERATORS else ""
    text = value.line
    if operator and not fold(text).startswith(operator):
        text = f"{operator}{text}"
    return direction, _append_unit(text, unit)


def is_sign(spot: Spot) -> bool:
    """Whether a cell under 指标性质 is blank, or says which way a target points."""
    printed = fold(spot.text)
    return is_none(printed) or printed in _OPERATORS or any(printed.startswith(word) for word in _SIGNS)


def with_unit(actual: Actual | Unreadable | None, unit: Spot | None) -> Actual | Unreadable | None:
    """What was achieved, with the unit of its column where it is a bare number."""
    return Actual(_append_unit(actual.text, unit)) if isinstance(actual, Actual) else actual


def _append_unit(text: str, unit: Spot | None) -> str:
    """A bare number with the unit of its column; anything else as it is."""
    meaning = read_statement(text)
    is_bare = isinstance(meaning, Bound) and isinstance(meaning.quantity, Count) and not meaning.quantity.unit
    if not is_bare or unit is None or unit.blank:
        return text
    return f"{text}{_SAME_UNITS.get(unit.compact, unit.compact)}"
