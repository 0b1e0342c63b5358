"""
The published JSON Schemas (draft 2020-12) of a filing, a review and a rulebook, for whoever embeds the JSON.

The files beside this module are made by ``python -m budgetperf.schemas`` from the classes and the strict hooks; at run
time they are only read. No schema is written by hand.
"""

from __future__ import annotations

import json
from importlib.resources import files

from budgetperf.errors import UnknownNameError

__all__ = ["SCHEMAS", "json_schema", "schema_text"]

SCHEMAS = ("filing", "review", "rulebook")
"""What has a schema."""


def schema_text(name: str) -> str:
    """
    The JSON Schema of a filing, a review or a rulebook, as the text of its file.

    Raises:
        UnknownNameError: There is no such schema.

    >>> schema_text("filing").splitlines()[1]
    '  "$schema": "https://json-schema.org/draft/2020-12/schema",'
    """
    if name not in SCHEMAS:
        listed = "、".join(SCHEMAS)
        raise UnknownNameError(
            f"没有名为 {name!r} 的 JSON Schema；可用的有：{listed}",
            f"no JSON Schema is called {name!r}; there are {', '.join(SCHEMAS)}",
        )
    return (files("budgetperf.schemas") / f"{name}.schema.json").read_text(encoding="utf-8")


def json_schema(name: str) -> dict[str, object]:
    """
    The JSON Schema of a filing, a review or a rulebook, as plain data that any validator takes.

    Raises:
        UnknownNameError: There is no such schema.

    >>> json_schema("review")["title"]
    '复核结果 budgetperf-review/1'
    """
    found: dict[str, object] = json.loads(schema_text(name))
    return found
