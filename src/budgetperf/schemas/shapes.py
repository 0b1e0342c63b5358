"""Types as JSON Schema: what attrs classes, typed dictionaries, tuples, words and None have in common."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

__all__ = ["DIALECT", "Definitions", "Schema", "document", "nullable", "snake_case", "words_of"]

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def document(name: str, *, title: str, description: str, root: Schema, definitions: Schema) -> str:
    """A schema file: its head, the root, and the definitions in the order of their names."""
    head: Schema = {
        "$schema": DIALECT,
        "$id": f"urn:budgetperf:schema:{name}:1",
        "title": title,
        "description": description,
    }
    rest = {key: value for key, value in root.items() if key not in head}
    data = {**head, **rest, "$defs": dict(sorted(definitions.items()))}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    kind = schema.get("type")
    if "enum" in schema:
        return {**schema, "type": ["string", "null"], "enum": [*schema["enum"], None]}
    if isinstance(kind, str):
        return {**schema, "type": [kind, "null"]}
    if isinstance(kind, list):
        return {**schema, "type": [*kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def words_of(words: type[StrEnum] | tuple[StrEnum, ...]) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": [word.value for word in words]}


def snake_case(kind: type) -> str:
    """
    The name of a class as the name of a field.

    >>> from budgetperf.domain.base_table import ThreePublic
    >>> snake_case(ThreePublic)
    'three_public'
    """
    return _CAPITAL.sub("_", kind.__name__).lower()


class Definitions:
    """
    The classes that a schema speaks of, each once.

    Args:
        special: The schema of a type that is written in a way of its own, or None.

        record: The schema of a class; it may ask for those of others.
    """

    def __init__(self, special: Callable[[Any], Schema | None], record: Callable[[Any], Schema]) -> None:
        self._special, self._record = special, record
        self.found: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type."""
        special = self._special(kind)
        if special is not None:
            return special
        members = get_args(kind)
        if NoneType in members:
            (inner,) = [member for member in members if member is not NoneType]
            return nullable(self.of(inner))
        if get_origin(kind) in (tuple, list):
            return {"type": "array", "items": self.of(members[0])}
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return words_of(kind)
        plain = {str: "string", bool: "boolean", int: "integer"}.get(kind)
        return {"type": plain} if plain is not None else self.reference(kind)

    def reference(self, kind: type) -> Schema:
        """A reference to a class, which is described under ``$defs``."""
        name = kind.__name__
        if name not in self.found:
            self.found[name] = {}  # so that a class may hold others of its kind
            self.found[name] = self._record(kind)
        return {"$ref": f"#/$defs/{name}"}
