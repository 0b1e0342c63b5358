"""
What JSON and YAML have in common before anything has a meaning: plain data that keeps what was written.

Plain data are dicts, lists, text, ints, true, false and null; and three things that Python's own loaders would lose:
the digits of a number (`ExactNumber`), text without quotes in YAML (`Bare`), and keys that stand twice (`Repeated`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Self

from budgetperf.errors import StructureError
from budgetperf.formats.plain.problems import quoted, refusal, shown

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_VALUES",
    "NUMBER",
    "Bare",
    "ExactNumber",
    "Repeated",
    "check_text",
    "compact",
    "decode",
    "is_clean",
    "mapping_of",
    "position",
    "too_deep",
    "too_large",
    "too_many",
    "whole_number",
]

MAX_BYTES = 64 * 2**20
"""A filing of a large ministry is well below one megabyte."""

MAX_DEPTH = 64
"""A filing nests 8 deep."""

MAX_VALUES = 1_000_000
"""Short values take far more memory than text. A thousand scorecards of sixty rows each have fewer."""

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
"""A number as JSON writes it."""

_LONGEST_NUMBER = 300
# Other people's values may nest as well, but must leave room for the filing around them.
_DEPTH_OF_EXTRAS = MAX_DEPTH // 2
_SURROGATE = re.compile("[\ud800-\udfff]")


class ExactNumber(float):
    """
    A number with the digits it was written with; for everybody else an ordinary float.

    >>> number = ExactNumber("9.50")
    >>> number == 9.5, str(number)
    (True, '9.50')
    """

    __slots__ = ("text",)

    def __new__(cls, text: str) -> Self:
        """Keep the digits; a number of absurd length is only remembered as such."""
        number = super().__new__(cls, text if len(text) <= _LONGEST_NUMBER else "inf")
        number.text = text
        return number

    text: str

    def __str__(self) -> str:
        return self.text


class Bare(str):
    """Text without quotes in YAML that JSON would read as a number, true or false: what it is, its place decides."""

    __slots__ = ()


class Repeated(dict[str, object]):
    """A mapping in which keys stand twice; the last value of each is kept."""

    def __init__(self, pairs: Iterable[tuple[str, object]], names: tuple[str, ...]) -> None:
        super().__init__(pairs)
        self.names = names


def mapping_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """
    A dict, or a `Repeated` where keys stand twice.

    >>> mapping_of([("a", 1), ("b", 2), ("a", 3)]).names
    ('a',)
    """
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    seen: set[str] = set()
    # As a dict: each name once, in the order of the document.
    names = {key: None for key, _ in pairs if key in seen or seen.add(key)}  # type: ignore[func-returns-value]
    return Repeated(data.items(), tuple(names))


def whole_number(text: str) -> int | ExactNumber:
    """
    Read the integer of a JSON text; in bounded time, whatever its length.

    >>> whole_number("2022"), str(whole_number("-0"))
    (2022, '-0')
    """
    return ExactNumber(text) if len(text) > _LONGEST_NUMBER or text == "-0" else int(text)


def is_clean(text: str) -> bool:
    """Whether text can be written as UTF-8: it has no half of a surrogate pair."""
    return text.isascii() or _SURROGATE.search(text) is None


def position(text: str, at: int) -> tuple[int, int]:
    r"""
    Line and column of a character, both counted from 1.

    >>> position("a\nbc", 3)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def decode(text: str | bytes) -> str:
    """
    Take a document as text or as bytes in UTF-8, with or without a byte order mark.

    Raises:
        StructureError: It is neither, is too large, or is not UTF-8.
    """
    if isinstance(text, (bytes, bytearray, memoryview)):
        data = bytes(text)
        if len(data) > MAX_BYTES:
            raise too_large()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = error.start + 1
            raise refusal(
                f"第 {place} 个字节不是 UTF-8 编码；请把文件另存为 UTF-8",
                f"byte {place} is not UTF-8; save the file as UTF-8",
            ) from None
    if not isinstance(text, str):
        found_zh, found_en = shown(text)
        raise refusal(f"读到{found_zh}，应为文字或字节", f"found {found_en}, expected text or bytes")
    return check_text(text).removeprefix("\ufeff")


def check_text(text: str) -> str:
    """
    The same text.

    Raises:
        StructureError: It is too large, or cannot be written as UTF-8.
    """
    half = None if text.isascii() else _SURROGATE.search(text)
    if half is not None:
        line, column = position(text, half.start())
        raise refusal(
            f"第 {line} 行第 {column} 列有半个字符（代理码），不是合法的 Unicode 文字",
            f"line {line}, column {column} holds half a character (a lone surrogate), which is not Unicode text",
        )
    if len(text) > MAX_BYTES or len(text.encode()) > MAX_BYTES:
        raise too_large()
    return text


def too_large() -> StructureError:
    """The document is longer than we read."""
    size = MAX_BYTES // 2**20
    return refusal(f"文档超过 {size} MB，不予读取", f"the document is larger than {size} MB, which is not read")


def too_deep(line: int, column: int) -> StructureError:
    """Lists and objects nest deeper than we read."""
    return refusal(
        f"第 {line} 行第 {column} 列：嵌套超过 {MAX_DEPTH} 层，不予读取",
        f"line {line}, column {column}: nested more than {MAX_DEPTH} deep, which is not read",
    )


def too_many() -> StructureError:
    """There are more values than we read."""
    return refusal(
        f"文档中的值超过 {MAX_VALUES} 个，不予读取",
        f"the document has more than {MAX_VALUES} values, which is not read",
    )


def compact(value: object) -> str:
    """
    Other people's value as JSON text in one line, as ``json.dumps(value, ensure_ascii=False)`` writes it, but with the
    digits of every number.

    Raises:
        StructureError: It has no place in JSON: it is NaN, infinite, no Unicode text, or nested too deep.

    >>> compact({"a": [1, ExactNumber("0.10"), None]})
    '{"a": [1, 0.10, null]}'
    """
    return "".join(_pieces(value, _DEPTH_OF_EXTRAS))


def _pieces(value: object, depth: int) -> Iterator[str]:
    if depth < 0:
        raise refusal(f"嵌套超过 {_DEPTH_OF_EXTRAS} 层", f"nested more than {_DEPTH_OF_EXTRAS} deep")
    if isinstance(value, dict):
        yield from _object_pieces(value, depth)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield ", " if index else "["
            yield from _pieces(item, depth - 1)
        yield "]" if value else "[]"
    else:
        yield _scalar(value)


def _object_pieces(value: dict[object, object], depth: int) -> Iterator[str]:
    if isinstance(value, Repeated):
        names = ", ".join(quoted(name) for name in value.names[:3])
        raise refusal(f"键重复：{names}；请只保留一个", f"keys stand twice: {names}; keep one of each")
    for index, (key, item) in enumerate(value.items()):
        if not isinstance(key, str):
            raise _no_json(key)
        yield ", " if index else "{"
        # Not `_scalar`: a key is text, with or without quotes.
        yield f"{_string(key)}: "
        yield from _pieces(item, depth - 1)
    yield "}" if value else "{}"


def _scalar(value: object) -> str:
    if isinstance(value, Bare):
        return str(value) if value in ("true", "false") else _digits(ExactNumber(value))
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, float):
        return _digits(value)
    if value is None or isinstance(value, int):
        # `str` of an int with thousands of digits is refused by Python itself.
        if value is not None and abs(value) >= 10**_LONGEST_NUMBER:
            raise _no_number(value)
        return json.dumps(value)
    raise _no_json(value)


def _string(text: str) -> str:
    if not is_clean(text):
        raise refusal("文字中有半个字符（代理码）", "the text holds half a character (a lone surrogate)")
    return json.dumps(str(text), ensure_ascii=False)


def _digits(number: float) -> str:
    if not isfinite(number):
        raise _no_number(number)
    return number.text if isinstance(number, ExactNumber) else repr(number)


def _no_number(value: object) -> StructureError:
    found_zh, found_en = shown(value)
    return refusal(
        f"读到{found_zh}，应为普通大小的数；其他数请写成带引号的文字",
        f"found {found_en}, expected a number of ordinary size; write others as text, between quotes",
    )


def _no_json(value: object) -> StructureError:
    found_zh, found_en = shown(value)
    return refusal(f"读到{found_zh}，JSON 中没有这种值", f"found {found_en}, which JSON cannot hold")
