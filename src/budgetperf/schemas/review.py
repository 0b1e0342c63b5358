"""The schema of a review, ``budgetperf-review/1``: from the typed dictionaries that its writer is held to."""

from __future__ import annotations

import inspect
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from budgetperf.rendering.review_data import ReviewData
from budgetperf.rendering.review_json import FORMAT
from budgetperf.schemas.patterns import CODE, NUMBER, SHA256
from budgetperf.schemas.shapes import Definitions, Schema, document

__all__ = ["review_schema"]

# Text of which more can be said than that it is text, by class and key.
_PATTERNS = {
    **dict.fromkeys(("IntervalData.low", "IntervalData.high"), NUMBER),
    **dict.fromkeys(("RowData.weight", "RowData.stated", "CardData.stated", "CardData.width"), NUMBER),
    **dict.fromkeys(("RateData.weight", "RatePointsData.weight", "EntryData.residual", "EntryData.bound"), NUMBER),
    **dict.fromkeys(("InputData.sha256", "RulebookData.sha256"), SHA256),
    "FindingData.code": CODE,
}


def review_schema() -> str:
    """The schema as the text of its file. Keys may be added within ``/1``, so others than these are let through."""
    definitions = Definitions(lambda kind: _special(kind, definitions), lambda kind: _record(kind, definitions))
    root = _record(ReviewData, definitions)
    root["properties"]["format"] = {**root["properties"]["format"], "const": FORMAT}
    return document(
        "review",
        title=f"复核结果 {FORMAT}",
        description=root["description"],
        root=root,
        definitions=definitions.found,
    )


def _special(kind: Any, definitions: Definitions) -> Schema | None:
    """How many there are of each word."""
    members = get_args(kind)
    if get_origin(kind) is dict and issubclass(members[0], StrEnum):
        words = [word.value for word in members[0]]
        return {"type": "object", "properties": dict.fromkeys(words, definitions.of(members[1])), "required": words}
    return None


def _record(kind: Any, definitions: Definitions) -> Schema:
    assert is_typeddict(kind)  # noqa: S101 - a review holds nothing else
    properties: Schema = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        inner, description = get_args(hint)
        schema = {"description": description, **definitions.of(inner)}
        pattern = _PATTERNS.get(f"{kind.__name__}.{name}")
        properties[name] = schema if pattern is None else {**schema, "pattern": pattern}
    return {
        "description": inspect.getdoc(kind),
        "type": "object",
        "properties": properties,
        "required": [*properties],
    }
