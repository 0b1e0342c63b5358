"""The schema of a rulebook file, ``budgetperf-rulebook/1``: from the values, and from how their notation is read."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

import attrs
from attrs import NOTHING

from budgetperf.domain.finding import Clause
from budgetperf.formats.rulebooks.inherit import BY_ID, BY_KEY, DOCUMENT, FORMAT
from budgetperf.formats.rulebooks.notation import MOST_POINTS, RANGE_KEYS, STEP_KEYS
from budgetperf.formats.rulebooks.sections import LONGEST_LIST, NUMBERS, RANGED
from budgetperf.rendering.rulebooks.names import field_name, section_name
from budgetperf.schemas.docstrings import field_texts, sentence, summary, type_text
from budgetperf.schemas.patterns import DECIMAL_OR_PERCENT, SOME_TEXT
from budgetperf.schemas.shapes import Definitions, Schema, document, nullable, words_of
from budgetperf.schemas.words import RULEBOOK_CLASSES, RULEBOOK_ENGLISH, RULEBOOK_FIELDS, UNITS
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.policy import ClausesByName, Treatment, Years
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import AnyRule, Rule
from budgetperf.scoring.rulebook import CASES, MEASURES, Rulebook

__all__ = ["rulebook_schema"]

_SHARES, _NAMES = tuple[tuple[str, Decimal], ...], tuple[tuple[str, tuple[str, ...]], ...]
_TREATMENTS = {
    "blank_target": (Treatment.JUDGED, Treatment.NOTHING),
    "blank_actual": (Treatment.JUDGED, Treatment.NOTHING),
    "negative_actual": (Treatment.KEPT, Treatment.ZERO),
}
_DECIMAL: Schema = {
    "description": "精确的数，可带百分号：95% 即 0.95。An exact number, with or without a percent sign.",
    "type": ["number", "string"],
    "pattern": DECIMAL_OR_PERCENT,
    "examples": ["9.5", "92.8%"],
}
_NUMBER: Schema = {"$ref": "#/$defs/Number"}
_ENDS = {
    "from": "下端，含。The lower end, which belongs to it.",
    "above": "下端，不含。The lower end, which does not.",
    "to": "上端，含。The upper end, which belongs to it.",
    "below": "上端，不含。The upper end, which does not.",
}
_ID_OF_INHERITED: Schema = {
    "description": "所继承规则的编号。The id of an inherited rule (with extends).",
    "type": "string",
}


def rulebook_schema() -> str:
    """The schema as the text of its file."""
    definitions = Definitions(lambda kind: _special(kind, definitions), lambda kind: _section(kind, definitions))
    fields = [part for part in attrs.fields(attrs.resolve_types(Rulebook)) if part.name != "sha256"]
    needed = [part.name for part in fields if part.default is NOTHING]
    own: Schema = {
        "format": {"description": "格式名称。The name of the format.", "const": FORMAT},
        "extends": {
            "description": "所继承的规则集：随附的，或同一文件夹中 YAML 文件的名称。The one that it extends.",
            "type": ["string", "null"],
        },
        "documents": {"description": "文件清单。The documents, by key.", **nullable({"$ref": "#/$defs/Documents"})},
    }
    sections = {part.name: _top(part, definitions) for part in fields}
    definitions.found |= {"Number": _DECIMAL, "Curve": _curve(), "Documents": _documents()}
    strict = {name: _whole(name, definitions) for name in (*BY_KEY, *BY_ID)}
    root: Schema = {
        "type": "object",
        "properties": {**own, **sections},
        "required": ["format"],
        "additionalProperties": False,
        # What is inherited need not be written: whole sections, keys of some, entries of others.
        "if": {"properties": {"extends": {"type": "string"}}, "required": ["extends"]},
        "else": {"properties": strict, "required": ["format", *needed]},
    }
    return document(
        "rulebook",
        title=f"规则集 {FORMAT}",
        description=f"{RULEBOOK_CLASSES['Rulebook']}，写成 YAML。{summary(Rulebook)}",
        root=root,
        definitions=definitions.found,
    )


def _special(kind: Any, definitions: Definitions) -> Schema | None:
    """The schema of what is written in a way of its own."""
    if kind is Decimal:
        return _NUMBER
    if kind is Curve:
        return {"$ref": "#/$defs/Curve"}
    if kind == AnyRule:
        return definitions.of(Rule)
    by_name = {
        _SHARES: _NUMBER,
        _NAMES: {"type": "array", "items": {"type": "string"}},
        ClausesByName: {"$ref": "#/$defs/Clause"},
    }
    return {"type": "object", "additionalProperties": by_name[kind]} if kind in by_name else None


def _top(part: attrs.Attribute[Any], definitions: Definitions) -> Schema:
    """A section at the top of the file; null takes it away, but one that is needed."""
    schema = _capped(definitions.of(part.type))
    measures = {"properties": {"measure": {"enum": [*MEASURES.get(part.name, ())]}}}
    if part.name in CASES:
        listed = {name: {"items": measures} for name in ("higher", "lower", "equal")}
        schema = {"allOf": [schema, {"properties": listed}]}
    elif part.name in ("dates", "rates", "execution"):
        schema = _measured(part.name, schema, measures)
    elif part.name == "waivers":
        schema = {**schema, "items": {"anyOf": [schema["items"], _ID_OF_INHERITED]}}
    elif part.name == "name":
        schema = {**schema, "minLength": 1, "maxLength": 80, "pattern": SOME_TEXT}
    if part.default is not NOTHING:
        schema = nullable(schema) if "anyOf" not in schema else schema
    elif part.name not in ("name", "title", "title_en"):
        schema = nullable(schema)  # with extends; the strict half of the root asks for it otherwise
    return {"description": _meaning(Rulebook, part.name), **schema}


def _measured(name: str, schema: Schema, measures: Schema) -> Schema:
    """A section of rules, which may look only at what their case has."""
    if name == "execution":
        return {"anyOf": [{"allOf": [{"$ref": "#/$defs/Rule"}, measures]}, {"type": "null"}]}
    inner = {"properties": {"rules": {"items": measures}}} if name == "rates" else measures
    return {**schema, "items": {"allOf": [schema["items"], inner]}}


def _whole(name: str, definitions: Definitions) -> Schema:
    """What a section must hold where nothing is inherited."""
    kind = next(part.type for part in attrs.fields(Rulebook) if part.name == name)
    required = definitions.found[_class_name(kind)].pop("required", [])
    if name in BY_ID:
        return {"items": {"required": required}}
    is_needed = attrs.fields_dict(Rulebook)[name].default is NOTHING
    return {**({"type": "object"} if is_needed else {}), **({"required": required} if required else {})}


def _class_name(kind: Any) -> str:
    found = [kind, *getattr(kind, "__args__", ())]
    return str(next(one.__name__ for one in found if attrs.has(one)))


def _capped(schema: Schema) -> Schema:
    return {**schema, "maxItems": LONGEST_LIST} if schema.get("type") == "array" else schema


def _section(kind: Any, definitions: Definitions) -> Schema:
    if kind is Clause:
        return _clause(definitions)
    ranged = RANGED.get(kind)
    fields = [part for part in attrs.fields(attrs.resolve_types(kind)) if part.name != ranged]
    properties = {part.name: _field(kind, part, definitions) for part in fields}
    schema: Schema = {
        "description": f"{RULEBOOK_CLASSES[kind.__name__]}。{summary(kind)}",
        "type": "object",
        "properties": {**properties, **(_ends(kind, ranged) if ranged else {})},
        "required": [part.name for part in fields if part.default is NOTHING],
        "additionalProperties": False,
    }
    return {**schema, "allOf": _one_end_each()} if ranged else schema


def _field(kind: Any, part: attrs.Attribute[Any], definitions: Definitions) -> Schema:
    span = NUMBERS.get((kind, part.name))
    if part.name in _TREATMENTS:
        schema = words_of(_TREATMENTS[part.name])
    elif span is not None:
        schema = definitions.of(part.type)
        bounds = {"minimum": span[0], "maximum": span[1]}
        schema = {**schema, "items": {**schema["items"], **bounds}} if "items" in schema else {**schema, **bounds}
    else:
        schema = definitions.of(part.type)
    if kind.__name__ == "Cases":
        schema = {**schema, "items": {"anyOf": [schema["items"], _ID_OF_INHERITED]}}
    return {"description": _meaning(kind, part.name), **_capped(schema)}


def _meaning(kind: type, name: str) -> str:
    """Chinese name, unit, and what the class says of a field."""
    if kind is Rulebook:
        zh = RULEBOOK_FIELDS.get(name) or section_name(name)
    else:
        own = RULEBOOK_FIELDS.get(f"{kind.__name__}.{name}") or RULEBOOK_FIELDS.get(name)
        zh = own or field_name("", name)
    unit = UNITS.get(f"{kind.__name__}.{name}")
    type_of = attrs.fields_dict(attrs.resolve_types(kind))[name].type
    known = RULEBOOK_ENGLISH.get(name) or (section_name if kind is Rulebook else partial(field_name, ""))(name, "en")
    own = "" if type_of in (Range, ClausesByName) else type_text(type_of)
    said = sentence(field_texts(kind).get(name) or (own if known == name else "") or known.replace("_", " "))
    if own and isinstance(type_of, type) and issubclass(type_of, StrEnum) and own not in said:
        said = f"{said} {own}"
    return f"{zh}（{unit[0]}）。{said} In {unit[1]}." if unit else f"{zh}。{said}"


def _clause(definitions: Definitions) -> Schema:
    """A clause, which names its document by a key."""
    fields = attrs.fields_dict(attrs.resolve_types(Clause))
    names = ("document", "place", "status", "note", "note_en")
    properties = {name: _field(Clause, fields[name], definitions) for name in names}
    return {
        "description": f"{RULEBOOK_CLASSES['Clause']}。{summary(Clause)}",
        "type": "object",
        "properties": properties,
        "required": ["document", "status"],
        "additionalProperties": False,
    }


def _documents() -> Schema:
    zh = {"title": "标题", "number": "文号，没有的写无文号", "year": "年份"}
    texts = field_texts(Clause) | {"title": field_texts(Clause)["document"]}
    kinds: Schema = {"title": {"type": "string"}, "number": {"type": ["string", "null"]}}
    kinds["year"] = {"type": ["integer", "null"], "minimum": 0, "maximum": NUMBERS[Years, "last"][1]}
    one = {
        "type": "object",
        "properties": {name: {"description": f"{zh[name]}。{texts[name]}", **kinds[name]} for name in DOCUMENT},
        "required": ["title"],
        "additionalProperties": False,
    }
    return {
        "description": "各依据所出的文件，按短名。The documents that clauses rest on, by a short key.",
        "type": "object",
        "additionalProperties": one,
    }


def _ends(kind: type, ranged: str) -> Schema:
    zh, _, en = _meaning(kind, ranged).partition("。")
    said = f" {en}" if en else ""
    return {key: {"description": f"{zh}：{_ENDS[key]}{said}", **nullable(_NUMBER)} for key in RANGE_KEYS}


def _one_end_each() -> list[Schema]:
    """Neither both lower ends nor both upper ones."""
    given: Schema = {"not": {"type": "null"}}
    return [
        {"not": {"properties": {one: given, other: given}, "required": [one, other]}}
        for one, other in (("from", "above"), ("to", "below"))
    ]


def _curve() -> Schema:
    pair = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
    knot_keys = ("x", "left", "at", "right")
    jump = {
        "type": "object",
        "properties": dict.fromkeys(knot_keys, _NUMBER),
        "required": [*knot_keys],
        "additionalProperties": False,
    }
    points = {"type": "array", "items": {"anyOf": [pair, jump]}, "minItems": 1, "maxItems": MOST_POINTS}
    end = nullable(_NUMBER)
    band = {
        "type": "object",
        "properties": {**dict.fromkeys(RANGE_KEYS, end), "value": _NUMBER},
        "required": ["value"],
        "additionalProperties": False,
        "allOf": _one_end_each(),
    }
    bands = {"type": "array", "items": band, "minItems": 1, "maxItems": MOST_POINTS}
    steps = {
        "type": "object",
        "properties": {key: end if key in ("above", "below") else _NUMBER for key in STEP_KEYS},
        "required": ["every", "by", "to"],
        "additionalProperties": False,
        "anyOf": [{"required": ["above"]}, {"required": ["below"]}],
    }
    continued = {
        "type": "object",
        "properties": {"points": points, "continued": {"type": "boolean"}},
        "required": ["points"],
        "additionalProperties": False,
    }
    ways = {
        "折线上的点。Points, straight between them": points,
        "各档。Bands": bands,
        "两端延伸的折线。Points, continued beyond their ends": continued,
        "阶梯。A staircase": steps,
    }
    return {
        "description": f"曲线，四种写法之一。{summary(Curve)}",
        "anyOf": [{"title": title, **way} for title, way in ways.items()],
    }
