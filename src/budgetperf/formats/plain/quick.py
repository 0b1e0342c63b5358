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

from budgetperf.domain.model import REPORT_KINDS, Filing, Pairs, Record, Report
from budgetperf.domain.quantity import Money, MoneyUnit
from budgetperf.domain.statement import Actual, Target
from budgetperf.domain.written import fold, plain
from budgetperf.errors import QuantityError
from budgetperf.formats.plain import literals
from budgetperf.formats.plain.strict import is_figure, number_of, parser_of

__all__ = ["NUMBERS", "Doubt", "make_quickly", "read_quickly"]

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
        source: object = text.decode() if isinstance(text, bytes) else text
        # What holds half a character cannot be encoded; an escape may hide one.
        if not isinstance(source, str) or len(source.encode()) > literals.MAX_BYTES or "\\u" in source:
            raise Doubt
        # A comma or an opening bracket stands before every value.
        if source.count(",") + source.count("[") + source.count("{") > literals.MAX_VALUES:
            raise Doubt
        data = json.loads(source)
        strings = [2]
        filing = make_quickly(data, form, strings)
        # Of a key that stands there twice only one is seen here; in the text its quotation marks are seen.
        if source.count('"') != 2 * sum(strings) or '\\"' in source:
            json.loads(source, object_pairs_hook=_once)
    except (ValueError, TypeError, RecursionError, QuantityError, MemoryError):
        raise Doubt from None
    return filing


def make_quickly(data: object, form: str, strings: list[int] | None = None) -> Filing:
    """
    Make a filing of plain data, as `read_json` and `read_yaml` give it.

    Args:
        data: The document, which has no key twice.

        form: What its key ``format`` must say.

        strings: Takes the number of strings in each record, keys included, but for the format.

    Raises:
        Doubt: It must be made by the strict hooks, which may take it or refuse it.
    """
    if type(data) is not dict or data.get("format") != form:
        raise Doubt
    body = {key: value for key, value in data.items() if key != "format"}
    try:
        made: Filing = _reader(Filing)(body, [] if strings is None else strings)
    except (ValueError, TypeError, RecursionError, QuantityError, MemoryError):
        raise Doubt from None
    return made


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no key stands twice."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise Doubt
    return data


_OFTEN: Final = 16
"""How often objects with the same keys must have come before a function is made for just these."""

_MOST_SHAPES: Final = 64
"""Of each class: what this library writes has one or two, what others write may have any number."""

_Reader = Callable[[Any, list[int]], Any]


@cache
def _reader(kind: type[Record]) -> _Reader:
    """
    The function that makes one class of records from an object, and counts the strings in it, keys included.

    A card has few of the keys that there are, and the next one has the same: for those that come often there is a
    function that asks for no others.
    """
    any_keys = _compiled(kind, None)
    seen: dict[tuple[str, ...], int] = {}
    known: dict[tuple[str, ...], _Reader] = {}

    def read(value: Any, strings: list[int]) -> Any:
        if value.__class__ is not dict:
            raise Doubt
        keys = tuple(value)
        its_own = known.get(keys)
        if its_own is not None:
            return its_own(value, strings)
        made = any_keys(value, strings)
        times = seen.get(keys, 0) + 1
        if times > _OFTEN:
            known[keys] = _compiled(kind, keys)
        elif times > 1 or len(seen) < _MOST_SHAPES:
            seen[keys] = times
        return made

    return read


def _compiled(kind: type[Record], keys: tuple[str, ...] | None) -> _Reader:
    """The function for objects with just these keys, in this order; for those with any keys, where there are none."""
    fields = attrs.fields(attrs.resolve_types(kind))
    named: dict[str, Any] = {"kind": kind, "new": object.__new__, "Doubt": Doubt}
    lines = ["def read(value, strings):", "    made = new(kind)"]
    if keys is None:
        named["known"] = frozenset(part.name for part in fields if part.name != "extras")
        lines[1:1] = ["    if not value.keys() <= known: raise Doubt", "    get = value.get"]
        lines.append("    count = len(value)")
    else:
        values = "".join(f"item{place}, " for place in range(len(keys)))
        lines += [f"    {values}= value.values()" if keys else "", f"    count = {len(keys)}"]
    for place, part in enumerate(fields):
        named[f"put{place}"] = getattr(kind, part.name).__set__
        if part.name == "extras":
            lines.append(f"    put{place}(made, ())")
            continue
        named[f"default{place}"] = None if part.default is NOTHING else part.default
        absent = "raise Doubt" if part.default is NOTHING else f"put{place}(made, default{place})"
        if keys is not None and part.name not in keys:
            lines.append(f"    {absent}")
            continue
        reading, read = _reading(part.type, part.name, kind, place)
        if read is not None:
            named[f"read{place}"] = read
        lines += [
            f"    item = get({part.name!r})" if keys is None else f"    item = item{keys.index(part.name)}",
            f"    if item is None: {absent}",
            *(f"    {line}" for line in reading),
        ]
    lines += ["    strings.append(count)", "    return made"]
    exec(compile("\n".join(lines), f"<reader of {kind.__name__}>", "exec"), named)  # noqa: S102 - written above
    made: _Reader = named["read"]
    return made


def _reading(hint: Any, name: str, kind: type[Record], place: int) -> tuple[list[str], Callable[..., Any] | None]:
    """The lines that read one field that is not null, and the function that they call."""
    one = f"else: put{place}(made, read{place}(item))"
    text, within = f"{one}; count += 1", f"else: put{place}(made, read{place}(item, strings))"
    if is_figure(hint):
        return [text], _figure(hint)
    if hint == Pairs:
        return [within], _labels
    if get_origin(hint) is tuple:
        return [within], _list(*_item(get_args(hint)[0], name, kind))
    inner = next((member for member in get_args(hint) if member is not NoneType), hint)
    if inner is str:
        value = f"read{place}(item)" if name in _FEW else "item"
        taken = f"elif item.__class__ is str: put{place}(made, {value}); count += 1"
        return [taken, "else: raise Doubt"], _kept if name in _FEW else None
    read, is_text = _item(inner, name, kind)
    return [within if is_text is None else text if is_text else one], read


_SHORT: Final = 30
_FEW: Final = frozenset({"level1", "level2", "parent", "role"})


@lru_cache(maxsize=4096)  # a hundred thousand cards have the same few headings, and need not keep each of them anew
def _shared(text: str) -> str:
    return text


def _kept(text: str) -> str:
    # What is remembered is bounded in number, and must be in length.
    return _shared(text) if len(text) <= _SHORT else text


def _item(hint: Any, name: str, kind: type[Record]) -> tuple[Callable[..., Any], bool | None]:
    """What reads a value of a type, and whether that is a string; None where it counts its strings itself."""
    if issubclass(hint, Record):
        # A filing holds no filing, so this ends.
        return _reader(hint), None
    if issubclass(hint, StrEnum):
        # Of reports there are fewer kinds than of cards.
        return _word({word.value: word for word in hint if kind is not Report or word in REPORT_KINDS}), True
    simple: dict[Any, Callable[[Any], Any]] = {str: _text, bool: _flag, int: _number(*NUMBERS.get(name, (0, -1)))}
    return simple[hint], hint is str


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
        number = number_of(value)
        if number.__class__ is not int or not low <= number <= high:
            raise Doubt
        return number

    return read


def _word(words: dict[str, Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value.__class__ is not str or value not in words:
            raise Doubt
        return words[value]

    return read


def _list(item: Callable[..., Any], is_text: bool | None) -> Callable[[Any, list[int]], Any]:  # noqa: FBT001 - see _item
    def read(value: Any, strings: list[int]) -> tuple[Any, ...]:
        if value.__class__ is not list:
            raise Doubt
        if is_text is None:
            return tuple([item(one, strings) for one in value])
        strings.append(len(value) if is_text else 0)
        return tuple([item(one) for one in value])

    return read


def _labels(value: Any, strings: list[int]) -> Pairs:
    if value.__class__ is not dict:
        raise Doubt
    strings.append(2 * len(value))
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
