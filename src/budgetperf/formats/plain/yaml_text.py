"""
YAML text to plain data and back; strict, bounded, and without YAML's guesses.

Only null is special; everything else without quotes is text (`Bare` where JSON would see a number, true or false).
Read from events, so that no anchor, tag or constructor is ever looked up; what is in plain block style, line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from budgetperf.errors import StructureError
from budgetperf.formats.plain.literals import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_VALUES,
    ExactNumber,
    check_text,
    decode,
    mapping_of,
    position,
    too_deep,
    too_many,
)
from budgetperf.formats.plain.problems import refusal
from budgetperf.formats.plain.quick import Doubt
from budgetperf.formats.plain.quick_yaml import PRINTABLE, plain_scalar, read_block_yaml

__all__ = ["read_yaml", "write_yaml"]

# The C loader is ten times as fast, and not everywhere. There is one dumper only: the two would not write the same.
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Tags are refused anyway; comparing each declared one with all others takes the loader the square of their number.
_TAG_DIRECTIVE = re.compile("(?:\\A|[\n\r\x85\u2028\u2029])\ufeff?%TAG")
# What a Chinese keyboard gives for the signs of YAML, where no quotation is likely.
_WIDE = re.compile(r"[：，｛｝［］]")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Text that some reader of YAML 1.1 or 1.2 takes for something else. Wider than it must be: quotes do no harm.
_AMBIGUOUS = re.compile(
    r"(?i:null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|~|=|<<|)"
    r"|[-+]?\.?[0-9][0-9a-fA-FxXoO_.,:+\-TtZz \t]*"
)
# What a character takes in UTF-8.
_MOST_BYTES = 4
# Nobody reads more of the same.
_ENOUGH = 100


def read_yaml(text: str | bytes, places: dict[str, int] | None = None) -> object:
    """
    Read YAML text as plain data.

    Args:
        text: The document, in UTF-8 where it is bytes.

        places: Filled with the line of every value by its path, ``weights[0].execution``, where somebody wants it.

    Raises:
        StructureError: It is no YAML, is no UTF-8, is too large or too deep, or uses anchors, aliases, tags,
            lists as keys, or a second document.

    >>> read_yaml("{year: 2022, ordinal: 012, note: no, blank: ~}")
    {'year': '2022', 'ordinal': '012', 'note': 'no', 'blank': None}
    """
    if places is not None:
        return _read_events(decode(text), places)
    # What is read line by line is printable, so that it need not be looked at for half characters first.
    is_short = isinstance(text, str) and len(text) <= MAX_BYTES // _MOST_BYTES
    source = str(text) if is_short else decode(text)
    try:
        return read_block_yaml(source)
    except Doubt:
        pass
    return _read_events(decode(source) if is_short else source)


def _read_events(source: str, places: dict[str, int] | None = None) -> object:
    """Read any YAML that is taken, from the events of the parser."""
    strange = _FORBIDDEN.search(source)
    if strange is not None:
        line, column = position(source, strange.start())
        raise refusal(
            f"第 {line} 行第 {column} 列有 YAML 不允许的字符 U+{ord(strange[0]):04X}；请写在双引号中，用反斜杠转义",
            f"line {line}, column {column} holds U+{ord(strange[0]):04X}, which YAML does not allow; "
            "write it between double quotes, with a backslash escape",
        )
    declared = _TAG_DIRECTIVE.search(source)
    if declared is not None:
        line, _ = position(source, declared.end())
        raise refusal(
            f"第 {line} 行：不接受 %TAG 指令，请去掉", f"line {line}: %TAG directives are not read; remove it"
        )
    composer = _Composer(yaml.parse(source, Loader=_LOADER), places)
    try:
        data = composer.document()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, source) from None
    except StructureError:
        raise
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure loader turns an escape beyond Unicode or a huge version number into Python's own error.
        raise refusal("YAML 语法错误：转义或版本号有误", f"YAML syntax error: {error}") from None
    if composer.problems:
        raise StructureError(tuple(composer.problems))
    return data


def _syntax_error(error: yaml.MarkedYAMLError, source: str) -> StructureError:
    line, column = _place(error.problem_mark or error.context_mark)
    lines = source.splitlines()
    for number in range(max(1, line - 1), min(line, len(lines)) + 1):
        wide = _WIDE.search(lines[number - 1])
        if wide is not None:
            return refusal(
                f"第 {number} 行有全角标点“{wide[0]}”；YAML 的标点须为半角，冒号后加一个空格，例如 execution: 20",
                f"line {number} has the full-width “{wide[0]}”; write the half-width sign, and a blank after a colon",
            )
    said = ", ".join(part for part in (error.context, error.problem) if part)
    return refusal(
        f"YAML 语法错误，第 {line} 行第 {column} 列：请检查缩进、冒号后的空格和引号（{said}）",
        f"YAML syntax error at line {line}, column {column}: {said}; check indentation, colons and quotes",
    )


def _place(mark: Any) -> tuple[int, int]:
    """Line and column, both counted from 1."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Composer:
    """Plain data from the events of one document. What cannot be taken is noted, and read over."""

    def __init__(self, events: Iterator[Event], places: dict[str, int] | None = None) -> None:
        self._events = events
        self._places = places
        self._values = 0
        self.problems: list[tuple[str, str, str]] = []

    def document(self) -> object:
        data: object = None
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note(
                        event, "只能有一个文档，此处是第二个", "only one document may stand here; this is another"
                    )
                    break
            elif isinstance(event, NodeEvent):
                # `_value` takes all events of the node.
                data = self._value(event, 1, "")
        if not documents:
            raise refusal("文档是空的，应为 YAML 文字", "the document is empty, expected YAML text")
        return data

    def _value(self, event: Event, depth: int, path: str) -> object:
        self._values += 1
        if self._values > MAX_VALUES:
            raise too_many()
        self._check(event)
        if isinstance(event, SequenceStartEvent):
            self._check_depth(event, depth)
            return [
                self._value(item, depth + 1, self._placed(item, f"{path}[{index}]"))
                for index, item in enumerate(iter(self._next, None))
            ]
        if isinstance(event, MappingStartEvent):
            self._check_depth(event, depth)
            return mapping_of(
                [
                    (
                        name := self._key(key, depth + 1),
                        self._value(next(self._events), depth + 1, self._placed(key, f"{path}.{name}")),
                    )
                    for key in iter(self._next, None)
                ]
            )
        return _scalar(event) if isinstance(event, ScalarEvent) else None

    def _next(self) -> Event | None:
        """The next part of a list or mapping, or None at its end."""
        event = next(self._events)
        return None if isinstance(event, CollectionEndEvent) else event

    def _placed(self, event: Event, path: str) -> str:
        """The path, with its line noted where somebody wants it; else no path is put together."""
        if self._places is None:
            return ""
        path = path.removeprefix(".")
        self._places[path] = _place(event.start_mark)[0]
        return path

    def _key(self, event: Event, depth: int) -> str:
        self._check(event)
        if isinstance(event, ScalarEvent):
            return str(event.value)
        self._note(event, "键应为文字，不能是列表或对象", "a key must be text, not a list or an object")
        self._value(event, depth, "")
        return ""

    def _check(self, event: Event) -> None:
        if isinstance(event, AliasEvent):
            self._note(event, "不接受别名（*），请写出全文", "aliases (*) are not read; write the value out")
        elif isinstance(event, NodeEvent) and event.anchor is not None:
            self._note(event, "不接受锚点（&），请去掉", "anchors (&) are not read; remove it")
        if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag is not None:
            self._note(event, "不接受标签（!），文字请加引号", "tags (!) are not read; put text between quotes")

    def _check_depth(self, event: Event, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise too_deep(*_place(event.start_mark))

    def _note(self, event: Event, zh: str, en: str) -> None:
        line, column = _place(event.start_mark)
        if len(self.problems) < _ENOUGH:
            self.problems.append(("$", f"第 {line} 行第 {column} 列：{zh}", f"line {line}, column {column}: {en}"))


def _scalar(event: ScalarEvent) -> str | None:
    text = str(event.value)
    return text if event.style else plain_scalar(text)


def write_yaml(data: object) -> str:
    """
    Write plain data as YAML in block style: text that some reader would take for something else stands in quotes,
    text of several lines in a literal block where that holds it exactly.

    Raises:
        StructureError: The text would be too large to be read again.

    >>> print(write_yaml({"weight": "9.50", "year": 2022, "actual": "no", "spent": "96.73万元"}), end="")
    weight: '9.50'
    year: 2022
    actual: 'no'
    spent: 96.73万元
    """
    text = yaml.emit(_stream(data), Dumper=yaml.SafeDumper, allow_unicode=True, width=float("inf"))
    return check_text(text)


def _stream(data: object) -> Iterator[Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield from _events(data)
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _events(value: object) -> Iterator[Event]:
    if isinstance(value, dict):
        yield MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
        for key, item in value.items():
            yield _text_event(key)
            yield from _events(item)
        yield MappingEndEvent()
    elif isinstance(value, (list, tuple)):
        yield SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
        for item in value:
            yield from _events(item)
        yield SequenceEndEvent()
    elif isinstance(value, str):
        yield _text_event(value)
    else:
        # A number or a bool as JSON spells it, which the emitter leaves as it is.
        word = str(value) if isinstance(value, ExactNumber) else json.dumps(value)
        yield ScalarEvent(anchor=None, tag=None, implicit=(True, False), value=word)


def _text_event(text: str) -> ScalarEvent:
    plain = _AMBIGUOUS.fullmatch(text) is None
    return ScalarEvent(anchor=None, tag=None, implicit=(plain, True), value=text, style=_style(text))


def _style(text: str) -> str | None:
    """How to write a text: a literal block, in double quotes, or as the emitter thinks best."""
    if PRINTABLE.fullmatch(text) is None:
        return '"' if text else None
    if "\n" not in text:
        return None
    ragged = text[0] in " \n" or text[-1] == " " or " \n" in text
    return '"' if ragged else "|"
