"""
YAML in block style to plain data, quickly: one pattern for all lines, and one look at each.

This reads what `write_yaml` writes, and what a person writes in the same style: each key and each dash on a line of its
own, values on one line, plain or quoted, or in a literal block, and comments on lines of their own. Whatever else YAML
knows raises `Doubt`, and is read from the events of a parser that knows all of it. A law says that both read the same.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any, Final

from budgetperf.formats.plain.literals import MAX_DEPTH, MAX_VALUES, NUMBER, Bare
from budgetperf.formats.plain.quick import Doubt

__all__ = ["PRINTABLE", "plain_scalar", "read_block_yaml"]

PRINTABLE: Final = re.compile(r"[\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]+")
"""What a literal block can hold: printable, and no line break but one."""

# Blanks, a dash, a key; then text that can be nothing else, text between single quotes, or whatever there is.
_LINE: Final = re.compile(
    r"^( *)(- )?(?:([A-Za-z_\u4e00-\u9fff][\w（）()-]{0,99}):(?: |$))?"
    r"(?:((?:[A-Za-z\u00a1-\uffff]|[0-9]+(?:\.[0-9]+)?[%\u4e00-\u9fff])(?:[^:#\n]*[^:#\s])?)$|'([^'\n]+)'$|(.*)$)",
    re.MULTILINE,
)
_SINGLE: Final = re.compile(r"'(?:[^']|'')*+'")
_DOUBLE: Final = re.compile(r'"(?:[^"\\]|\\[nt"\\])*+"')
_WORDS: Final = {**dict.fromkeys(("null", "Null", "NULL")), **{word: Bare(word) for word in ("true", "false")}}
_NULL: Final = ("", "~", "null", "Null", "NULL")
# What does not begin a plain text; a dash does before a digit.
_SIGNS: Final = frozenset("?:,[]{}#&*!|>'\"%@` ")
_LITERALS: Final = {"|-": "", "|": "\n"}
# A line begins two values at most, a list and a mapping, and holds a third; and so are two columns two levels.
_VALUES: Final = 3
_MOST_RIGHT: Final = MAX_DEPTH // 2


def read_block_yaml(source: str) -> dict[str, Any]:
    r"""
    Read a mapping in block style.

    Raises:
        Doubt: It must be read by a parser that knows all of YAML, and may refuse it.

    >>> read_block_yaml("weights:\n- name: '012'\n  points: 9.50\n  note: |-\n    一\n    二\n")
    {'weights': [{'name': '012', 'points': '9.50', 'note': '一\n二'}]}
    """
    if PRINTABLE.fullmatch(source) is None or source[-1] != "\n" or _VALUES * source.count("\n") > MAX_VALUES:
        raise Doubt
    root = _read(source)
    if not root:
        raise Doubt
    return root


def _read(source: str) -> dict[str, Any]:
    lines, root = source.split("\n"), dict[str, Any]()
    place = _Place(root)
    # A key whose value is still to come, and the first line after a literal block.
    waiting, after = None, 0
    for number, (blanks, dash, key, word, quoted, other) in enumerate(_LINE.findall(source)):
        if number < after or not (dash or key or word or quoted or (other and other[0] != "#")):
            continue
        column = len(blanks)
        if dash or waiting or column != place.column or place.holder.__class__ is list:
            place.move(column, dash, key, waiting)
            waiting = None
        if word:
            value = _WORDS.get(word, word)
        elif quoted:
            value = quoted
        elif other in _LITERALS:
            block = _literal(lines, number + 1, place.column)
            value, after = "\n".join(block).rstrip("\n") + _LITERALS[other], number + 1 + len(block)
        else:
            value, waiting = (_scalar(other), None) if other else (None, key)
        holder = place.holder
        if key and key not in holder:
            holder[key] = value
        elif key or not dash:
            raise Doubt
        else:
            holder.append(value)
    return root


class _Place:
    """Where a line stands: in which list or mapping, in which column that is, and which ones are around it."""

    __slots__ = ("around", "column", "holder")

    def __init__(self, root: dict[str, Any]) -> None:
        self.column = 0
        self.holder: Any = root
        self.around: list[tuple[int, Any]] = []

    def move(self, column: int, dash: str, key: str, waiting: str | None) -> None:
        """Go to the list or mapping that a line belongs to; open it, if a key has been waiting for it."""
        kind = list if dash else dict
        if waiting and (column > self.column or (dash and column == self.column)):
            inner: Any = kind()
            self.holder[waiting] = inner
            self._enter(column, inner)
        else:
            while self.column != column or self.holder.__class__ is not kind:
                if self.column < column or not self.around:
                    raise Doubt
                self.column, self.holder = self.around.pop()
        if dash and key:
            # The first key of a mapping stands on the line of its dash.
            item = dict[str, Any]()
            self.holder.append(item)
            self._enter(column + len(dash), item)

    def _enter(self, column: int, inner: Any) -> None:
        if column > _MOST_RIGHT:
            raise Doubt
        self.around.append((self.column, self.holder))
        self.column, self.holder = column, inner


def plain_scalar(text: str) -> str | None:
    """What a scalar without quotes is: null, what JSON would see a number or a flag in, or text."""
    if text in _NULL:
        return None
    return Bare(text) if text in ("true", "false") or NUMBER.fullmatch(text) else text


def _literal(lines: list[str], first: int, column: int) -> list[str]:
    """The lines of a literal block that begins below something in this column, without their margin."""
    margin = len(lines[first]) - len(lines[first].lstrip(" "))
    if margin <= column or margin == len(lines[first]):
        raise Doubt
    block = []
    for line in islice(lines, first, None):
        if line[:margin].strip(" "):
            break
        if line.isspace() and len(line) > margin:
            # Blanks beyond the margin are text.
            raise Doubt
        block.append(line[margin:])
    return block


def _scalar(text: str) -> object:
    """A value on one line, whatever it begins with."""
    sign = text[0]
    if sign == "'" and _SINGLE.fullmatch(text):
        return text[1:-1].replace("''", "'")
    if sign == '"' and _DOUBLE.fullmatch(text):
        return json.loads(text)
    if text in ("[]", "{}"):
        return [] if text == "[]" else {}
    is_plain = sign not in _SIGNS and (sign != "-" or text[1:2].isdecimal())
    if not is_plain or text[-1] in " :" or ": " in text or " #" in text:
        raise Doubt
    return plain_scalar(text)
