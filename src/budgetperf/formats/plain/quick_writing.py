"""
A valid filing to JSON text, quickly: each record in one function, which looks at the class of everything it writes.

Values of our classes are valid by construction; what a field without a converter holds, text, numbers and flags, is
looked at here. Whatever is not plainly what a reader takes raises `Doubt`, and is written and proved by the hooks. A
law says that both write the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from budgetperf.domain.model import REPORT_KINDS, Filing, Pairs, Record, Report
from budgetperf.domain.quantity import Unreadable
from budgetperf.formats.plain import literals
from budgetperf.formats.plain.quick import NUMBERS, Doubt
from budgetperf.formats.plain.strict import is_figure

__all__ = ["write_quickly"]


def write_quickly(filing: Filing, form: str, optional: Callable[[type[Record]], frozenset[str]]) -> str:
    """
    Write a filing as JSON, indented by two.

    Args:
        filing: The filing.

        form: What its key ``format`` says.

        optional: The keys of a record that are left out at their default.

    Raises:
        Doubt: It must be written by the hooks, which may refuse it.
    """
    body = _writer(Filing, optional)(filing, "\n")
    text = f'{{\n  "format": {encode_basestring(form)},{body[1:]}\n'
    try:
        # What holds half a character cannot be encoded.
        is_large = len(text.encode()) > literals.MAX_BYTES
    except UnicodeEncodeError:
        raise Doubt from None
    if is_large or text.count(",") + text.count("[") + text.count("{") > literals.MAX_VALUES:
        raise Doubt
    return text


@cache
def _writer(kind: type[Record], optional: Callable[[type[Record]], frozenset[str]]) -> Callable[[Any, str], str]:
    """The function that writes one class of records; the lines after the first one begin with what it is given."""
    fields = [part for part in attrs.fields(attrs.resolve_types(kind)) if part.name != "extras"]
    named: dict[str, Any] = {"kind": kind, "Doubt": Doubt, "quoted": encode_basestring}
    lines = [
        "def write(record, newline):",
        "    if record.__class__ is not kind or record.extras: raise Doubt",
        "    inner = newline + '  '",
        "    out = []",
        "    add = out.append",
    ]
    for place, part in enumerate(fields):
        key = f'"{part.name}": '
        nullable = NoneType in get_args(part.type)
        left_out = part.name in optional(kind)
        if left_out:
            named[f"default{place}"] = part.default
        lines.append(f"    item = record.{part.name}")
        if _inner(part.type) is str:
            lines += _lines_of_text(key, left_out=left_out, nullable=nullable)
            continue
        named[f"write{place}"] = _value(part.type, part.name, kind, optional)
        if left_out:
            lines.append(f"    if item != default{place}: add({key!r} + write{place}(item, inner))")
        else:
            null = f"add({(key + 'null')!r})" if nullable else "raise Doubt"
            lines += [f"    if item is None: {null}", f"    else: add({key!r} + write{place}(item, inner))"]
    lines.append("    return '{' + inner + (',' + inner).join(out) + newline + '}'")
    exec(compile("\n".join(lines), f"<writer of {kind.__name__}>", "exec"), named)  # noqa: S102 - written above
    made: Callable[[Any, str], str] = named["write"]
    return made


def _lines_of_text(key: str, *, left_out: bool, nullable: bool) -> list[str]:
    null = "pass" if left_out and nullable else f"add({(key + 'null')!r})" if nullable else "raise Doubt"
    return [
        f"    if item.__class__ is str: add({key!r} + quoted(item))",
        f"    elif item is None: {null}",
        "    else: raise Doubt",
    ]


def _inner(hint: Any) -> Any:
    """What a type is where it is not null."""
    members = [member for member in get_args(hint) if member is not NoneType]
    return members[0] if len(members) == 1 and get_origin(hint) is not tuple else hint


def _value(
    hint: Any, name: str, kind: type[Record], optional: Callable[[type[Record]], frozenset[str]]
) -> Callable[[Any, str], str]:
    if is_figure(hint):
        return _figure(hint)
    if hint == Pairs:
        return _labels
    if get_origin(hint) is tuple:
        return _list(_value(get_args(hint)[0], name, kind, optional))
    inner = _inner(hint)
    if issubclass(inner, Record):
        return _writer(inner, optional)
    if issubclass(inner, StrEnum):
        words = REPORT_KINDS if kind is Report else inner
        return _word({word: encode_basestring(word.value) for word in words}, inner)
    simple = {str: _text, bool: _flag, int: _number(*NUMBERS.get(name, (0, -1)))}
    return simple[inner]


def _text(value: Any, _: str) -> str:
    if value.__class__ is not str:
        raise Doubt
    return encode_basestring(value)


def _flag(value: Any, _: str) -> str:
    if value.__class__ is not bool:
        raise Doubt
    return "true" if value else "false"


def _number(low: int, high: int) -> Callable[[Any, str], str]:
    def write(value: Any, _: str) -> str:
        if value.__class__ is not int or not low <= value <= high:
            raise Doubt
        return str(value)

    return write


def _word(words: Mapping[Any, str], kind: type[StrEnum]) -> Callable[[Any, str], str]:
    def write(value: Any, _: str) -> str:
        if value.__class__ is not kind or value not in words:
            raise Doubt
        return words[value]

    return write


def _figure(hint: Any) -> Callable[[Any, str], str]:
    (kind,) = (member for member in get_args(hint) if member not in (NoneType, Unreadable))

    def write(value: Any, _: str) -> str:
        if value.__class__ is not kind:
            raise Doubt
        return f'"{value:f}"' if kind is Decimal else encode_basestring(str(value))

    return write


def _list(item: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    def write(value: Any, newline: str) -> str:
        if value.__class__ is not tuple:
            raise Doubt
        inner = f"{newline}  "
        return f"[{inner}{f',{inner}'.join([item(one, inner) for one in value])}{newline}]" if value else "[]"

    return write


def _labels(value: Any, newline: str) -> str:
    labels = dict(value)
    if len(labels) != len(value):
        raise Doubt
    inner = f"{newline}  "
    items = [f"{_text(key, inner)}: {_text(text, inner)}" for key, text in sorted(value)]
    return f"{{{inner}{f',{inner}'.join(items)}{newline}}}" if items else "{}"
