"""The published JSON Schemas for people: for each kind of object its keys, what may stand there, and what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from budgetperf.schemas import SCHEMAS, json_schema
from generated.markdown import bullets, escaped, heading, joined, table

__all__ = ["format_page", "in_language"]

_Schema = Mapping[str, Any]
_CHINESE = re.compile(r"[一-鿿]")


class _Words(NamedTuple):
    introduction: str
    head: tuple[str, str, str]
    listed: str
    either: str
    object: str
    example: str
    pattern: str
    types: Mapping[str, str]


_SAID = {
    "zh": _Words(
        introduction="由公开的 JSON Schema 写成，`budgetperf schema {name}` 输出的是同一内容。带 \\* 的键必须有。"
        "格式怎样演变：[兼容性](../../zh/compatibility.md)；写法：[格式](../../zh/format.md)。",
        head=("键", "值", "含义"),
        listed="列表：",
        either=" 或 ",
        object="对象",
        example="例",
        pattern="写法",
        types={"string": "文字", "integer": "整数", "number": "数"},
    ),
    "en": _Words(
        introduction="Made from the published JSON Schema, the one that `budgetperf schema {name}` prints. A key with"
        " \\* must be there. How the format evolves: [compatibility](../../en/compatibility.md); how it is written:"
        " [the format](../../en/format.md).",
        head=("key", "value", "meaning"),
        listed="list of ",
        either=" or ",
        object="object",
        example="example",
        pattern="pattern",
        types={"string": "text", "integer": "whole number"},
    ),
}


def format_page(name: str, lang: str) -> str:
    """The page of one schema."""
    if name not in SCHEMAS:
        raise KeyError(name)
    schema: _Schema = json_schema(name)
    said = _SAID[lang]
    definitions = sorted(schema["$defs"].items())
    return joined(
        heading(1, schema["title"] if lang == "zh" else f"{name.capitalize()} {schema['title'].split()[-1]}"),
        in_language(schema["description"], lang),
        said.introduction.format(name=name),
        *_keys(schema, name, lang),
        *(part for key, found in definitions for part in _definition(key, found, name, lang)),
    )


def in_language(text: str, lang: str) -> str:
    """
    The half of a description that is in a language: Chinese stands first, up to its full stop.

    >>> in_language("预算年度。Budget year.", "zh"), in_language("预算年度。Budget year.", "en")
    ('预算年度', 'Budget year.')
    """
    first, stop, rest = text.partition("。")
    if not stop or not _CHINESE.search(first) or not rest:
        return escaped(text)
    return escaped(first if lang == "zh" else rest)


def _definition(key: str, found: _Schema, name: str, lang: str) -> Iterator[str]:
    said = _SAID[lang]
    yield heading(2, key, _target(name, lang, key))
    yield in_language(found.get("description", ""), lang)
    if "properties" in found:
        yield from _keys(found, name, lang)
        return
    facts = [f"{said.head[1]}: {_value(found, name, lang)}"]
    if "pattern" in found:
        facts.append(f"{said.pattern}: `{found['pattern']}`")
    if "examples" in found:
        facts.append(f"{said.example}: " + ", ".join(f"`{example}`" for example in found["examples"]))
    yield bullets(facts)


def _target(name: str, lang: str, key: str) -> str:
    return f"{lang}-{name}-{key.lower()}"


def _keys(found: _Schema, name: str, lang: str) -> Iterator[str]:
    required = set(found.get("required", ()))
    rows = [
        [f"`{key}`" + (" \\*" if key in required else ""), _value(value, name, lang), _meaning(value, lang)]
        for key, value in found.get("properties", {}).items()
    ]
    if rows:
        yield table(_SAID[lang].head, rows)


def _meaning(value: _Schema, lang: str) -> str:
    said = in_language(value.get("description", ""), lang)
    if examples := value.get("examples"):
        said += f" ({_SAID[lang].example}: " + ", ".join(f"`{example}`" for example in examples) + ")"
    return said.replace("\n", " ")


def _value(value: Any, name: str, lang: str) -> str:
    """What may stand there."""
    said = _SAID[lang]
    if not isinstance(value, Mapping):
        return ""
    if "$ref" in value:
        key = value["$ref"].rpartition("/")[2]
        return f"[{key}](#{_target(name, lang, key)})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return said.either.join(f"`{'null' if choice is None else choice}`" for choice in value["enum"])
    if alternatives := value.get("anyOf", value.get("oneOf")):
        return said.either.join(dict.fromkeys(filter(None, (_value(one, name, lang) for one in alternatives))))
    types = value.get("type", ())
    kinds: Sequence[str] = [types] if isinstance(types, str) else types
    return said.either.join(_kind(kind, value, name, lang) for kind in kinds)


def _kind(kind: str, value: _Schema, name: str, lang: str) -> str:
    said = _SAID[lang]
    if kind == "array":
        return said.listed + (_value(value.get("items"), name, lang) or said.object)
    if kind == "object":
        keys = ", ".join(f"`{key}`" for key in value.get("properties", ()))
        return said.object + (f" ({keys})" if keys else "")
    return said.types.get(kind, kind)
