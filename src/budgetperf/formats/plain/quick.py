"""
Valid JSON to a filing, quickly: the one place where records are made without their own checks.

Whatever is not as it is written by this library raises `Doubt`, and is then read by the strict hooks, which know all
that there is to know of a document. So nothing is decided here but that a document is valid and ordinary, and a law
says that what is read here equals what the hooks read.

Its gain: one pass, one function a record, no converter called on what has just been read. The functions are written as
text and compiled, as attrs and cattrs write theirs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType, NoneType
from typing import Any, Final, get_args, get_origin

import attrs
from attrs import NOTHING

from budgetperf.domain.model import Filing, Pairs, Record, Report
from budgetperf.domain.quantity import Money, MoneyUnit
from budgetperf.domain.statement import Actual, Target
from budgetperf.domain.written import fold, plain
from budgetperf.errors import QuantityError
from budgetperf.formats.plain.literals import MAX_BYTES, MAX_VALUES, is_clean
from budgetperf.formats.plain.strict import is_figure, parser_of

__all__ = ["NUMBERS", "Doubt", "read_quickly"]

NUMBERS: Final = MappingProxyType({"year": (1949, 2100), "level": (1, 9)})
"""The numbers of a filing."""
_UNITS: Final = {unit.label: unit for unit in MoneyUnit}
_MONEY: Final = re.compile(rf"([0-9]{{1,16}}(?:\.[0-9]{{1,10}})?)({'|'.join(_UNITS)})")
_put_amount, _put_unit = Money.amount.__set__, Money.unit.__set__  # type: ignore[attr-defined]


class Doubt(Exception):  # noqa: N818 - it is no error: somebody else is to look
    """A document is not what this library writes, or is none at all."""


def read_quickly(text: str | bytes, form: str) -> Filing:
    """
    Read a filing from JSON text.

    Args:
        text: The document.

        form: What its key ``format`` must say.

    Raises:
        Doubt: It must be read by the strict hooks, which may take it or refuse it.
    """
    try:
        source = text if isinstance(text, str) else bytes(text).decode()
        # An escape may hide half a character; a comma or an opening bracket stands before every value.
        if len(source) * 4 > MAX_BYTES or "\\u" in source or not is_clean(source):
            raise Doubt
        if source.count(",") + source.count("[") + source.count("{") > MAX_VALUES:
            raise Doubt
        data = json.loads(source, object_pairs_hook=_once)
        if not isinstance(data, dict) or data.pop("format", None) != form:
            raise Doubt
        return _reader(Filing)(data)  # type: ignore[no-any-return]
    except (ValueError, TypeError, RecursionError, QuantityError, MemoryError):
        raise Doubt from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no key stands twice."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise Doubt
    return data


@cache
def _reader(kind: type[Record]) -> Callable[[Any], Any]:
    """The function that makes one class of records from an object."""
    fields = attrs.fields(attrs.resolve_types(kind))
    named: dict[str, Any] = {"kind": kind, "new": object.__new__, "Doubt": Doubt}
    known = frozenset(part.name for part in fields if part.name != "extras")
    named["known"] = known
    lines = [
        "def read(value):",
        "    if value.__class__ is not dict or not value.keys() <= known: raise Doubt",
        "    made = new(kind)",
        "    get = value.get",
    ]
    for place, part in enumerate(fields):
        named[f"put{place}"] = getattr(kind, part.name).__set__
        if part.name == "extras":
            lines.append(f"    put{place}(made, ())")
            continue
        reading, read = _reading(part.type, part.name, kind, place)
        if read is not None:
            named[f"read{place}"] = read
        named[f"default{place}"] = None if part.default is NOTHING else part.default
        absent = "raise Doubt" if part.default is NOTHING else f"put{place}(made, default{place})"
        lines += [
            f"    item = get({part.name!r})",
            f"    if item is None: {absent}",
            *(f"    {line}" for line in reading),
        ]
    lines.append("    return made")
    exec(compile("\n".join(lines), f"<reader of {kind.__name__}>", "exec"), named)  # noqa: S102 - written above
    made: Callable[[Any], Any] = named["read"]
    return made


def _reading(hint: Any, name: str, kind: type[Record], place: int) -> tuple[list[str], Callable[[Any], Any] | None]:
    """The lines that read one field that is not null, and the function that they call."""
    members = get_args(hint)
    call = [f"else: put{place}(made, read{place}(item))"]
    if is_figure(hint):
        return call, _figure(hint)
    if hint == Pairs:
        return call, _labels
    if get_origin(hint) is tuple:
        return call, _list(_item(members[0], name, kind))
    inner = next((member for member in members if member is not NoneType), hint)
    if inner is str and name in _FEW:
        return [f"elif item.__class__ is str: put{place}(made, read{place}(item))", "else: raise Doubt"], _kept
    if inner is str:
        return [f"elif item.__class__ is str: put{place}(made, item)", "else: raise Doubt"], None
    return call, _item(inner, name, kind)


_SHORT: Final = 30
_FEW: Final = frozenset({"level1", "level2", "parent", "role"})


@lru_cache(maxsize=4096)  # a hundred thousand cards have the same few headings, and need not keep each of them anew
def _shared(text: str) -> str:
    return text


def _kept(text: str) -> str:
    # What is remembered is bounded in number, and must be in length.
    return _shared(text) if len(text) <= _SHORT else text


def _item(hint: Any, name: str, kind: type[Record]) -> Callable[[Any], Any]:
    if issubclass(hint, Record):
        # A filing holds no filing, so this ends.
        return _reader(hint)
    if issubclass(hint, StrEnum):
        # Of reports there are fewer kinds than of cards: the hooks know which.
        words = {word.value: word for word in hint}
        return _word({key: words[key] for key in ("department", "project")} if kind is Report else words)
    simple: dict[Any, Callable[[Any], Any]] = {str: _text, bool: _flag, int: _number(*NUMBERS.get(name, (0, -1)))}
    return simple[hint]


def _text(value: Any) -> str:
    if value.__class__ is not str:
        raise Doubt
    return value


def _flag(value: Any) -> bool:
    if value.__class__ is not bool:
        raise Doubt
    return value


def _number(low: int, high: int) -> Callable[[Any], Any]:
    def read(value: Any) -> int:
        if value.__class__ is not int or not low <= value <= high:
            raise Doubt
        return value

    return read


def _word(words: dict[str, Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value.__class__ is not str or value not in words:
            raise Doubt
        return words[value]

    return read


def _list(item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> tuple[Any, ...]:
        if value.__class__ is not list:
            raise Doubt
        return tuple([item(one) for one in value])

    return read


def _labels(value: Any) -> Pairs:
    if value.__class__ is not dict:
        raise Doubt
    return tuple(sorted((key, _text(text)) for key, text in value.items()))


def _figure(hint: Any) -> Callable[[Any], Any]:
    members = get_args(hint)
    if Decimal in members:
        return _points
    if Money in members:
        return _money
    printed = next((kind for kind in (Target, Actual) if kind in members), None)
    if printed is not None:
        return _printed(printed)
    parse: Final = parser_of(hint)
    # What could not be read is rare, and is an object.
    return lambda value: parse(_text(value))


def _points(value: Any) -> Decimal:
    if value.__class__ is not str:
        raise Doubt
    return _decimal(value) if len(value) <= _SHORT else plain(value)


@lru_cache(maxsize=4096)  # points and weights are few, on whatever card, and one Decimal takes the room of ten letters
def _decimal(text: str) -> Decimal:
    return plain(text)


def _money(value: Any) -> Money:
    if value.__class__ is not str:
        raise Doubt
    found = _MONEY.fullmatch(value)
    if found is None:
        return Money.parse(value)
    made = object.__new__(Money)
    _put_amount(made, Decimal(found[1]))
    _put_unit(made, _UNITS[found[2]])
    return made


def _printed(kind: type[Target | Actual]) -> Callable[[Any], Any]:
    put = kind.text.__set__  # type: ignore[attr-defined]

    def read(value: Any) -> Any:
        # A blank is null.
        if value.__class__ is not str or not fold(value):
            raise Doubt
        made = object.__new__(kind)
        put(made, value)
        return made

    return read
