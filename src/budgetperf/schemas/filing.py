"""The schema of a filing, ``budgetperf/1``: from the records, and from what the strict hooks read them by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, get_args

import attrs
from attrs import NOTHING

from budgetperf.domain.model import REPORT_KINDS, Filing, Pairs, Record, Report
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.formats.plain.records import FORMAT, NUMBERS, is_blank_default, record_fields
from budgetperf.formats.plain.strict import figure_words, is_figure
from budgetperf.rendering.places import field_words
from budgetperf.schemas.docstrings import field_texts, sentence, summary, type_text
from budgetperf.schemas.patterns import COUNT, MONEY, PLAIN, RATE, SOME_TEXT
from budgetperf.schemas.shapes import Definitions, Schema, document, nullable, snake_case, words_of
from budgetperf.schemas.words import FILING_FIELDS, FILING_RECORDS

__all__ = ["filing_schema"]

_FIGURES: Mapping[type, str] = {
    Money: MONEY,
    Rate: RATE,
    Count: COUNT,
    Decimal: PLAIN,
    Target: SOME_TEXT,
    Actual: SOME_TEXT,
}
_NAMES: Mapping[type, str] = {Decimal: "Points"}


def filing_schema() -> str:
    """The schema as the text of its file."""
    definitions = Definitions(lambda kind: _special(kind, definitions), lambda kind: _record(kind, definitions))
    root = _record(Filing, definitions)
    return document(
        "filing",
        title=f"自评材料 {FORMAT}",
        description=root["description"],
        root=root,
        definitions=definitions.found,
    )


def _special(kind: Any, definitions: Definitions) -> Schema | None:
    """The schema of a figure, or of labels."""
    if kind == Pairs:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if not is_figure(kind):
        return None
    members = get_args(kind) or (kind,)
    figure = next((member for member in members if member in _FIGURES), None)
    choices = [] if figure is None else [_figure(figure, definitions)]
    if Unreadable in members:
        choices.append(_unreadable(definitions))
    if NoneType in members:
        choices.append({"type": "null"})
    return {"anyOf": choices}


def _figure(kind: type, definitions: Definitions) -> Schema:
    name = _NAMES.get(kind, kind.__name__)
    zh, en, example = figure_words(kind)
    definitions.found[name] = {
        "description": f"{zh}，用文字表示。{en[0].upper()}{en[1:]}, as text.",
        "type": "string",
        "pattern": _FIGURES[kind],
        "examples": [example],
    }
    return {"$ref": f"#/$defs/{name}"}


def _unreadable(definitions: Definitions) -> Schema:
    definitions.found["Unreadable"] = {
        "description": f"未能识别的原文，照录。{summary(Unreadable)}",
        "type": "object",
        "properties": {"unreadable": {"description": "表上的原文。The text as printed.", "type": "string"}},
        "required": ["unreadable"],
        "additionalProperties": False,
        "examples": [{"unreadable": "8O.5"}],
    }
    return {"$ref": "#/$defs/Unreadable"}


def _record(kind: type[Record], definitions: Definitions) -> Schema:
    fields = record_fields(kind)
    own = {"format": {"description": "格式名称。The name of the format.", "const": FORMAT}} if kind is Filing else {}
    return {
        "description": f"{FILING_RECORDS[kind.__name__]}。{summary(kind)}",
        "type": "object",
        "properties": {**own, **{part.name: _field(kind, part, definitions) for part in fields}},
        "required": [*own, *(part.name for part in fields if part.default is NOTHING)],
        # Keys of others are carried along, and never read.
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }


def _field(kind: type[Record], part: attrs.Attribute[Any], definitions: Definitions) -> Schema:
    if part.name == "kind":
        schema = words_of(REPORT_KINDS) if issubclass(kind, Report) else definitions.of(part.type)
    elif part.name in NUMBERS:
        low, high, example = NUMBERS[part.name]
        schema = {**definitions.of(part.type), "minimum": low, "maximum": high, "examples": [example]}
    else:
        schema = definitions.of(part.type)
    if is_blank_default(part):
        schema = nullable(schema)
    return {"description": _meaning(kind, part), **schema}


def _meaning(kind: type[Record], part: attrs.Attribute[Any]) -> str:
    """What a field is called on the form, and what its class says of it."""
    owner, name = snake_case(kind), part.name
    zh = FILING_FIELDS.get(f"{owner}.{name}") or FILING_FIELDS.get(name)
    words = field_words(owner, name)
    if zh is None:
        assert words is not None, f"{owner}.{name}"  # noqa: S101 - the test of the schemas sees it first
        zh = words[0]
    said = field_texts(kind).get(name, "")
    # It often begins with the printed label, which stands here already.
    label = re.match(rf"{re.escape(zh)}(?:[,;] (?![\u4e00-\u9fff])|\.$)", said)
    said = said[label.end() :] if label else said
    own = "" if is_figure(part.type) or part.type == Pairs else type_text(part.type)
    return f"{zh}。{sentence(said or (words[1] if words else '') or own or name.replace('_', ' '))}"
