"""A rulebook as JSON in the notation of its files, with what it inherited written out; it reads back equal."""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from budgetperf.domain.finding import Clause
from budgetperf.errors import RulebookError
from budgetperf.formats.rulebooks.inherit import FORMAT
from budgetperf.formats.rulebooks.sections import RANGED
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import ClausesByName
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import FunctionRule
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["rulebook_to_json"]

_BY_NAME = (tuple[tuple[str, Decimal], ...], tuple[tuple[str, tuple[str, ...]], ...], ClausesByName)
_Documents = dict[tuple[str, str | None, int | None], str]


def rulebook_to_json(book: Rulebook) -> str:
    """
    A rulebook as JSON text; the same rulebook gives the same bytes. What stands at its default is left out.

    Raises:
        RulebookError: It holds a rule written in Python.
    """
    documents: _Documents = {}
    sections = _record(attrs.evolve(book, sha256=""), documents)
    listed = {
        key: {"title": title} | ({"number": number} if number else {}) | ({"year": year} if year else {})
        for (title, number, year), key in documents.items()
    }
    data = {"format": FORMAT, "documents": listed, **sections}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _record(value: Any, documents: _Documents) -> dict[str, object]:
    if isinstance(value, FunctionRule):
        raise RulebookError(
            f"规则 {value.id} 是 Python 函数，写不进文件；请在使用处用 Python 加入",
            f"rule {value.id} is a Python function, which no file can hold; add it in Python where it is used",
        )
    found: dict[str, object] = {}
    for part in attrs.fields(attrs.resolve_types(type(value))):
        item = getattr(value, part.name)
        if RANGED.get(type(value)) == part.name:
            found |= _range(item)
        elif item != _default(part):
            found[part.name] = _plain(item, part.type, documents)
    return found


def _default(part: attrs.Attribute[Any]) -> object:
    default: Any = part.default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type] # a class at run time


def _plain(value: Any, kind: Any, documents: _Documents) -> object:
    if isinstance(value, (Decimal, StrEnum)):
        return f"{value:f}" if isinstance(value, Decimal) else value.value
    if kind in _BY_NAME:
        return {name: _plain(item, None, documents) for name, item in value}
    if isinstance(value, tuple):
        return [_plain(item, None, documents) for item in value]
    if isinstance(value, Curve):
        return _curve(value)
    if isinstance(value, Clause):
        return _clause(value, documents)
    return _record(value, documents) if attrs.has(type(value)) else value


def _curve(curve: Curve) -> object:
    points = [_point(knot) for knot in curve.knots]
    return {"points": points, "continued": True} if curve.continued else points


def _point(knot: Knot) -> object:
    x, left, at, right = (f"{number:f}" for number in (knot.x, knot.left, knot.at, knot.right))
    return [x, at] if knot.left == knot.at == knot.right else {"x": x, "left": left, "at": at, "right": right}


def _range(span: Range) -> dict[str, object]:
    low, high = ("above" if span.low_open else "from"), ("below" if span.high_open else "to")
    ends = {low: span.low, high: span.high}
    return {key: f"{end:f}" for key, end in ends.items() if end is not None}


def _clause(clause: Clause, documents: _Documents) -> dict[str, object]:
    key = documents.setdefault((clause.document, clause.number, clause.year), f"d{len(documents) + 1}")
    more = {"place": clause.place, "note": clause.note, "note_en": clause.note_en}
    said = {name: text for name, text in more.items() if text is not None}
    return {"document": key, "status": clause.status.value, **said}
