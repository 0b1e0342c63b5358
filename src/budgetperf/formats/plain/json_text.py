"""JSON text to plain data and back; strict, bounded, and with the digits as written."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from json.encoder import encode_basestring

from budgetperf.errors import StructureError
from budgetperf.formats.plain.literals import (
    MAX_DEPTH,
    MAX_VALUES,
    ExactNumber,
    check_text,
    decode,
    mapping_of,
    position,
    too_deep,
    too_many,
    whole_number,
)
from budgetperf.formats.plain.problems import refusal

__all__ = ["read_json", "write_json"]

# A string as a whole, so that brackets within it do not count; possessive, so that it takes no memory.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{\]},]', re.DOTALL)

# What the standard library says, by its first words.
_SAYINGS = (
    ("Expecting value", "此处应有一个值"),
    ("Expecting property name", "此处应有用双引号括起的键"),
    ("Expecting ':'", "此处应有冒号"),
    ("Expecting ','", "此处应有逗号"),
    ("Illegal trailing comma", "最后一项之后不应有逗号"),
    ("Unterminated string", "文字没有结束的双引号"),
    ("Invalid control character", "文字中有控制字符，换行请写作 \\n"),
    ("Invalid \\", "反斜杠的用法有误"),
    ("Extra data", "文档结束之后还有内容"),
)


def read_json(text: str | bytes) -> object:
    """
    Read JSON text as plain data: a number that is not an int is an `ExactNumber`, an object with a key
    twice a `Repeated`. NaN and Infinity are numbers here; no field takes them.

    Raises:
        StructureError: It is no JSON, is no UTF-8, or is too large or too deep.

    >>> read_json('{"weight": "9.50", "year": 2022}')
    {'weight': '9.50', 'year': 2022}
    """
    source = decode(text)
    _check_shape(source)
    try:
        return json.loads(
            source,
            parse_int=whole_number,
            parse_float=ExactNumber,
            parse_constant=ExactNumber,
            object_pairs_hook=mapping_of,
        )
    except json.JSONDecodeError as error:
        raise _syntax_error(error) from None


def _check_shape(source: str) -> None:
    """Refuse what would exhaust the stack or the memory, before anything is built."""
    depth = values = 0
    for token in _TOKEN.finditer(source):
        mark = token[0][0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep(*position(source, token.start()))
        elif mark in "]}":
            depth -= 1
        values += mark in "[{,"
        if values > MAX_VALUES:
            raise too_many()


def _syntax_error(error: json.JSONDecodeError) -> StructureError:
    said = next((zh for start, zh in _SAYINGS if error.msg.startswith(start)), "写法有误")
    if not error.doc.strip():
        return refusal("文档是空的，应为 JSON 文字", "the document is empty, expected JSON text")
    return refusal(
        f"JSON 语法错误，第 {error.lineno} 行第 {error.colno} 列：{said}",
        f"JSON syntax error at line {error.lineno}, column {error.colno}: {error.msg}",
    )


def write_json(data: object) -> str:
    """
    Write plain data as JSON text, as ``json.dumps(data, indent=2, ensure_ascii=False)`` does, with a final newline;
    an `ExactNumber` keeps its digits.

    Raises:
        StructureError: The text would be too large to be read again.

    >>> print(write_json({"weight": ExactNumber("9.50"), "lines": []}), end="")
    {
      "weight": 9.50,
      "lines": []
    }
    """
    return check_text(_written(data, "\n") + "\n")


def _written(value: object, newline: str) -> str:
    """A value as text; the lines after its first one begin with *newline*."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    inner = f"{newline}  "
    if isinstance(value, dict) and value:
        items = [f"{_key(key)}{_written(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{newline}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([_written(item, inner) for item in value])}{newline}]"
    return str(value) if isinstance(value, ExactNumber) else json.dumps(value, ensure_ascii=False)


def _key(key: object) -> str:
    return _named(key) if isinstance(key, str) and len(key) <= _USUAL else f"{json.dumps(key, ensure_ascii=False)}: "


_USUAL = 30


@lru_cache(maxsize=1024)  # every document has the same keys
def _named(key: str) -> str:
    return f"{encode_basestring(key)}: "
