"""
A valid filing to JSON text, quickly: each record by one template, which looks at the class of everything it writes.

Values of our classes are valid by construction; what a field without a converter holds, text, numbers and flags, is
looked at here. Whatever is not plainly what a reader takes raises `Doubt`, and is written and proved by the hooks. A
law says that both write the same.

Its gain: a record always stands equally deep in a filing, so its keys, commas and blanks are one text, known
beforehand, into which only the values go.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, getcontext
from enum import StrEnum
from functools import cache
from itertools import groupby
from json.encoder import encode_basestring
from types import NoneType
from typing import Any, Final, get_args, get_origin

import attrs

from budgetperf.domain.model import REPORT_KINDS, Filing, Pairs, Record, Report
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.formats.plain import literals
from budgetperf.formats.plain.quick import NUMBERS, Doubt
from budgetperf.formats.plain.strict import is_figure

__all__ = ["write_quickly"]

_Optional = Callable[[type[Record]], frozenset[str]]
_Writer = Callable[[Any], str]


def write_quickly(filing: Filing, form: str, optional: _Optional) -> str:
    """
    Write a filing as JSON, indented by two.

    Args:
        filing: The filing.

        form: What its key ``format`` says.

        optional: The keys of a record that are left out at their default.

    Raises:
        Doubt: It must be written by the hooks, which may refuse it.
    """
    if not getcontext().capitals:
        # Then an exponent has a small letter, and is not seen.
        raise Doubt
    body = _writer(Filing, 0, optional)(filing)
    text = f'{{\n  "format": {encode_basestring(form)},{body[1:]}\n'
    try:
        # What holds half a character cannot be encoded.
        is_large = len(text.encode()) > literals.MAX_BYTES
    except UnicodeEncodeError:
        raise Doubt from None
    # A comma or an opening bracket stands before every value.
    is_long = len(text) > literals.MAX_VALUES and sum(map(text.count, ",[{")) > literals.MAX_VALUES
    if is_large or is_long:
        raise Doubt
    return text


@cache
def _writer(kind: type[Record], depth: int, optional: _Optional) -> _Writer:
    """The function that writes one class of records, at one depth."""
    named: dict[str, Any] = {"kind": kind, "Doubt": Doubt, "quoted": encode_basestring, "plain": _plain}
    lines = ["if record.__class__ is not kind or record.extras: raise Doubt"]
    template = ""
    parts = [part for part in attrs.fields(attrs.resolve_types(kind)) if part.name != "extras"]
    for is_optional, group in groupby(parts, lambda part: part.name in optional(kind)):
        some, rest = list(group), f"rest{len(lines)}"
        if is_optional:
            # Most records have none of these: one question for all of them.
            named |= {f"default_{part.name}": part.default for part in some}
            said = [f"record.{part.name} is not default_{part.name}" for part in some]
            lines += [f"{rest} = ''", f"if {' or '.join(said)}:"]
            template += f"{{{rest}}}"
        for part in some:
            key = f'{"," if template else ""}{_newline(depth + 1)}"{part.name}": '
            value = _lines(part, kind, depth + 1, optional, named)
            if is_optional:
                lines.append(f"    if record.{part.name} != default_{part.name}:")
                lines += [f"        {line}" for line in (*value, f"{rest} += {key!r} + text_{part.name}")]
            else:
                lines += value
                template += f"{_literal(key)}{{text_{part.name}}}"
    lines.append(f"return f'{{{{{template}{_literal(_newline(depth))}}}}}'")
    source = "\n    ".join(["def write(record):", *lines])
    exec(compile(source, f"<writer of {kind.__name__}>", "exec"), named)  # noqa: S102 - written above
    made: _Writer = named["write"]
    return made


def _lines(
    part: attrs.Attribute[Any], kind: type[Record], depth: int, optional: _Optional, named: dict[str, Any]
) -> list[str]:
    """The lines that make the text of one field, under its name; what they need is put among the named."""
    name, text = part.name, f"text_{part.name}"
    named[f"class_{name}"], how = _way(part.type, name, kind, depth, optional)
    if not isinstance(how, str):
        named[f"write_{name}"], how = how, f"write_{name}(value)"
    null = [f"elif value is None: {text} = 'null'"] if NoneType in get_args(part.type) else []
    return [f"value = record.{name}", f"if value.__class__ is class_{name}: {text} = {how}", *null, "else: raise Doubt"]


def _newline(depth: int) -> str:
    return "\n" + "  " * depth


def _literal(text: str) -> str:
    """A text as it stands between the quotation marks of a literal; ours have neither braces nor apostrophes."""
    return repr(text)[1:-1]


# Ways to write a ``value`` whose class has been looked at. Digits without an exponent are all that a figure is.
_TEXT: Final = "quoted(value)"
_PRINTED: Final = "quoted(value.text)"
_FIGURES: Final = {
    Target: _PRINTED,
    Actual: _PRINTED,
    Decimal: """f'"{digits}"' if 'E' not in (digits := str(value)) else plain(value)""",
    Money: """f'"{digits}{value.unit.label}"' if 'E' not in (digits := str(value.amount)) else plain(value)""",
}


def _way(hint: Any, name: str, kind: type[Record], depth: int, optional: _Optional) -> tuple[type, str | _Writer]:
    """The class of the values of a field, and how such a value is written: an expression, or a function."""
    if is_figure(hint):
        (figure,) = (member for member in get_args(hint) if member not in (NoneType, Unreadable))
        return figure, _FIGURES.get(figure, "quoted(str(value))")
    if hint == Pairs:
        return tuple, _labels(depth)
    if get_origin(hint) is tuple:
        return tuple, _list(get_args(hint)[0], depth, optional)
    inner = next((member for member in get_args(hint) if member is not NoneType), hint)
    if issubclass(inner, Record):
        return inner, _writer(inner, depth, optional)
    if issubclass(inner, StrEnum):
        # Of reports there are fewer kinds than of cards.
        return inner, _report_kind if kind is Report else _TEXT
    simple: dict[type, str | _Writer] = {
        str: _TEXT,
        bool: "'true' if value else 'false'",
        int: _number(*NUMBERS.get(name, (0, -1))),
    }
    return inner, simple[inner]


def _plain(value: Money | Decimal) -> str:
    """A figure, digit by digit."""
    return f'"{value:f}"' if isinstance(value, Decimal) else f'"{value}"'


def _report_kind(value: Any) -> str:
    if value not in REPORT_KINDS:
        raise Doubt
    return encode_basestring(value)


def _number(low: int, high: int) -> _Writer:
    def write(value: int) -> str:
        if not low <= value <= high:
            raise Doubt
        return str(value)

    return write


def _list(item: Any, depth: int, optional: _Optional) -> _Writer:
    write = _writer(item, depth + 1, optional) if issubclass(item, Record) else _text
    inner, outer = _newline(depth + 1), _newline(depth)

    def write_all(values: tuple[Any, ...]) -> str:
        return f"[{inner}{f',{inner}'.join(map(write, values))}{outer}]" if values else "[]"

    return write_all


def _labels(depth: int) -> _Writer:
    inner, outer = _newline(depth + 1), _newline(depth)

    def write(pairs: Pairs) -> str:
        if len(dict(pairs)) != len(pairs):
            raise Doubt
        items = [f"{_text(key)}: {_text(text)}" for key, text in sorted(pairs)]
        return f"{{{inner}{f',{inner}'.join(items)}{outer}}}" if items else "{}"

    return write


def _text(value: Any) -> str:
    if value.__class__ is not str:
        raise Doubt
    return encode_basestring(value)
