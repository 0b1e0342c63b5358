"""
Hooks for the values of a filing, each strict: text is text, and a figure is text that reads as that figure.

None of them is registered for ``str``, ``int``, ``bool``, ``Decimal`` or ``tuple``: they serve the fields of our own
classes, and leave those of an embedder alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType, NoneType
from typing import Any, get_args

from attrs import frozen
from cattrs.errors import BaseValidationError, IterableValidationError, IterableValidationNote

from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.domain.written import fold, plain
from budgetperf.errors import QuantityError, StructureError
from budgetperf.formats.plain.literals import Bare, Repeated, is_clean
from budgetperf.formats.plain.problems import (
    HERE,
    MAX_PROBLEMS,
    Problem,
    count,
    joined,
    quoted,
    refusal,
    shown,
    spelled,
    unfit,
)

__all__ = [
    "Hook",
    "figure_reader",
    "figure_words",
    "is_figure",
    "key_path",
    "list_reader",
    "number_of",
    "number_reader",
    "optional_reader",
    "parser_of",
    "read_flag",
    "read_labels",
    "read_text",
    "repeated_keys",
    "suggestion",
    "unknown_key",
    "word_reader",
    "write_figure",
]

Hook = Callable[[Any, Any], Any]

_NUMBER_FIRST = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_DIGITS = re.compile(r"[0-9]{1,9}")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")
_LONGEST_KEY = 60


@frozen
class _Kind:
    """How one kind of figure is read, and how to tell a person what it should look like."""

    read: Callable[[str], object]
    zh: str
    en: str
    example: str
    unit: str = ""


_KINDS: Mapping[object, _Kind] = MappingProxyType(
    {
        Money: _Kind(Money.parse, "带单位的金额", "an amount of money with its unit", "96.73万元", "万元"),
        Rate: _Kind(Rate.parse, "带百分号的比率", "a percentage with its sign", "100.0%", "%"),
        Count: _Kind(Count.parse, "数量", "a count, with or without a unit", "2次"),
        Decimal: _Kind(plain, "不带单位的分数", "plain points without a unit", "9.5"),
        Target: _Kind(Target, "指标值的文字", "the text of a target", "≥95%"),
        Actual: _Kind(Actual, "完成值的文字", "the text of an actual", "96%"),
    }
)
_FIGURES = frozenset({Money, Rate, Count, Target, Actual, Unreadable})


def figure_words(kind: object) -> tuple[str, str, str]:
    """
    What one kind of figure is called, in Chinese and English, and an example.

    >>> figure_words(Rate)
    ('带百分号的比率', 'a percentage with its sign', '100.0%')
    """
    told = _KINDS[kind]
    return told.zh, told.en, told.example


def is_figure(kind: Any) -> bool:
    """Whether a type is a figure, or a union of one with `Unreadable`, blank or not."""
    members = get_args(kind)
    return Unreadable in members if members else kind in _FIGURES


def figure_reader(kind: Any) -> Hook:
    """The hook of one kind of figure, or of a union of it with `Unreadable` and None."""
    members = set(get_args(kind) or (kind,))
    wanted = next((_KINDS[member] for member in members if member in _KINDS), None)
    unreadable, blank = Unreadable in members, NoneType in members

    def read_figure(value: Any, _: Any) -> object:
        if value is None and blank:
            return None
        if unreadable and isinstance(value, dict):
            return _unreadable(value)
        if wanted is None:
            raise unfit(value, "未能识别的原文", "what could not be read", '{"unreadable": "8O.5"}')
        return _figure(value, wanted)

    return read_figure


def parser_of(kind: Any) -> Callable[[str], object]:
    """What reads the text of a kind of figure, or of a union of it with `Unreadable` and None."""
    return next(_KINDS[member].read for member in get_args(kind) or (kind,) if member in _KINDS)


def _unreadable(value: dict[str, object]) -> Unreadable:
    text = value.get("unreadable")
    if len(value) != 1 or not isinstance(text, str) or isinstance(value, Repeated):
        raise unfit(value, "文字，或未能识别的原文", "text, or what could not be read", '{"unreadable": "8O.5"}')
    return Unreadable(read_text(text, str))


def _figure(value: object, kind: _Kind) -> object:
    if isinstance(value, str):
        if not fold(value):
            raise refusal("读到空白文字；空白请写作 null", "found blank text; null means blank")
        try:
            return kind.read(read_text(value, str))
        except QuantityError:
            raise unfit(value, kind.zh, kind.en, _spelling(value, kind)) from None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        found, example = spelled(value), _spelling(spelled(value), kind)
        raise refusal(
            f"读到数字 {found}，应为{kind.zh}，用文字表示，请写作 {example}",
            f"found the number {found}, expected {kind.en}, as text: write {example}",
        )
    raise unfit(value, kind.zh, kind.en, f'"{kind.example}"')


def _spelling(written: str, kind: _Kind) -> str:
    """The right spelling of what was written where that is plain to see, else an example."""
    number = _NUMBER_FIRST.match(fold(written[:_LONGEST_KEY]))
    # Whoever forgot the unit, or a part of it, meant these digits; who wrote another unit, or 9.5e3, did not.
    if number is not None and fold(written)[number.end() :] in kind.unit:
        try:
            return f'"{kind.read(f"{number[0]}{kind.unit}")}"'
        except QuantityError:
            pass
    return f'"{kind.example}"'


def write_figure(value: object) -> object:
    """A figure as plain data: None, its text as printed, or ``{"unreadable": …}``."""
    if value is None:
        return None
    if isinstance(value, Unreadable):
        return {"unreadable": value.text}
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_text(value: Any, _: Any) -> str:
    """
    Text, and nothing that merely can be printed.

    >>> read_text("县图书馆", str)
    '县图书馆'
    """
    if not isinstance(value, str):
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        raise unfit(value, "文字", "text", f'"{spelled(value)}"' if number else '"县图书馆"')
    if not is_clean(value):
        raise refusal("文字中有半个字符（代理码）", "the text holds half a character (a lone surrogate)")
    return str(value)


def read_flag(value: Any, _: Any) -> bool:
    """True or false, and nothing that merely counts as one."""
    if isinstance(value, Bare) and value in ("true", "false"):
        return value == "true"
    if not isinstance(value, bool):
        raise unfit(value, "true 或 false", "true or false", "true")
    return value


def number_of(value: Any) -> Any:
    """
    A number that stands in YAML without quotes, as what its place says it is; anything else as it is.

    >>> number_of(Bare("2022")), number_of("2022")
    (2022, '2022')
    """
    return int(value) if isinstance(value, Bare) and _DIGITS.fullmatch(value) else value


def number_reader(low: int, high: int, example: int) -> Hook:
    """The hook of a small number, from *low* to *high*: years and levels, the only numbers of a filing."""
    zh, en = f" {low} 至 {high} 的整数，不加引号", f"a whole number from {low} to {high}, without quotes"

    def read_number(value: Any, _: Any) -> int:
        number = number_of(value)
        if not isinstance(number, int) or isinstance(number, bool) or not low <= number <= high:
            raise unfit(value, zh, en, str(example))
        return number

    return read_number


def word_reader(words: Iterable[StrEnum]) -> Hook:
    """The hook of a choice between words."""
    by_name = {word.value: word for word in words}
    names = list(by_name)
    listed = "|".join(names)

    def read_word(value: Any, _: Any) -> StrEnum:
        if isinstance(value, str) and value in names:
            return by_name[str(value)]
        example = (suggestion(value, names) if isinstance(value, str) else None) or names[0]
        raise unfit(value, f" {listed} 之一", f"one of {listed}", f'"{example}"')

    return read_word


def suggestion(word: str, known: list[str]) -> str | None:
    """
    The known word that was probably meant.

    >>> suggestion("wieght", ["weight", "points"])
    'weight'
    """
    # Comparing takes the square of the length.
    close = get_close_matches(word, known, n=1) if len(word) <= _LONGEST_KEY else []
    return close[0] if close else None


def optional_reader(inner: Hook) -> Hook:
    """The hook of a value that may be null."""

    def read_optional(value: Any, kind: Any) -> object:
        return None if value is None else inner(value, kind)

    return read_optional


def list_reader(inner: Hook) -> Hook:
    """The hook of a list; every item that does not fit is told, as long as somebody would read it."""

    def read_list(value: Any, kind: Any) -> tuple[object, ...]:
        if not isinstance(value, (list, tuple)):
            raise unfit(value, "列表", "a list", "[]")
        items: list[object] = []
        errors: list[Exception] = []
        problems = 0
        for index, item in enumerate(value):
            try:
                items.append(inner(item, kind))
            except (ValueError, TypeError, KeyError, BaseValidationError) as error:
                error.add_note(IterableValidationNote(f"item {index}", index, kind))
                errors.append(error)
                problems += count(error)
                if problems > MAX_PROBLEMS:
                    break
        if errors:
            raise IterableValidationError("While structuring a list", errors, kind)
        return tuple(items)

    return read_list


def read_labels(value: Any, kind: Any) -> tuple[tuple[str, str], ...]:
    """A mapping of text to text, sorted by key."""
    if not isinstance(value, dict):
        raise unfit(value, "由文字到文字的对象", "an object of text by key", '{"special": "县级专项资金"}')
    pairs: list[tuple[str, str]] = []
    problems: list[Problem] = list(repeated_keys(value))
    for key, text in value.items():
        path = key_path(key)
        try:
            pairs.append((read_text(key, kind), read_text(text, kind)))
        except StructureError as error:
            problems.extend((joined(path, part), zh, en) for part, zh, en in error.problems)
    if problems:
        raise StructureError(tuple(problems[: MAX_PROBLEMS + 1]))
    return tuple(sorted(pairs))


def repeated_keys(value: Mapping[str, object]) -> tuple[Problem, ...]:
    """One problem for each key that stands twice."""
    if not isinstance(value, Repeated):
        return ()
    return tuple(
        (
            key_path(key),
            f"键 {quoted(key)} 出现不止一次，请只保留一个",
            f"the key {quoted(key)} stands more than once; keep one",
        )
        for key in value.names[:MAX_PROBLEMS]
    )


def unknown_key(key: object, known: list[str]) -> Problem:
    """What to say of a key that nobody knows."""
    text = key if isinstance(key, str) else shown(key)[1]
    close = suggestion(text, known)
    listed = ", ".join(known)
    return (
        text if len(text) <= _LONGEST_KEY and text.isprintable() and not set(text) & set(".[]@") else HERE,
        f"未知的键 {quoted(text)}；" + (f"是否为 {close}？" if close else f"此处可用：{listed}"),
        f"unknown key {quoted(text)}; " + (f"did you mean {close}?" if close else f"known here: {listed}"),
    )


def key_path(key: object) -> str:
    """
    The path of a key; that of its object where the key would make no path.

    >>> key_path("weight"), key_path("权重 (分)")
    ('weight', '$')
    """
    return key if isinstance(key, str) and _KEY.fullmatch(key) else HERE
