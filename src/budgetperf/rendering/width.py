"""Tables that line up in a terminal: a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

__all__ = ["cells", "pad", "printable", "table", "width", "wrap"]


def printable(text: str) -> str:
    r"""
    A text without anything that a terminal would obey.

    >>> printable("a\x1b[31mb\n")
    'a\ufffd[31mb '
    """
    return "".join(
        " "
        if character in "\n\r\t\u2028\u2029"
        else "\ufffd"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs")
        else character
        for character in text
    )


def width(text: str) -> int:
    """
    Columns that a text takes.

    >>> width("得分9")
    5
    """
    return sum(_wide(character) for character in text)


def _wide(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """
    Fill a text with blanks up to a number of columns.

    >>> pad("得分", 6) + "|"
    '得分  |'
    """
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, columns: int) -> list[str]:
    """
    Break a text into lines; between any two characters, as Chinese is broken, but within Latin words only if it must.

    >>> wrap("未填偏差原因 deviation", 12)
    ['未填偏差原因', 'deviation']
    """
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for word in _words(text):
        if line and used + width(word.rstrip()) > columns:
            lines.append("".join(line).rstrip())
            line, used = [], 0
        if not line:
            word = word.lstrip()  # noqa: PLW2901 - a line begins with its first word
        if width(word.rstrip()) > columns:
            *full, last = _cut(word.rstrip(), columns)
            lines += [piece.strip() for piece in full if piece.strip()]
            word = last.lstrip() + word[len(word.rstrip()) :]  # noqa: PLW2901 - the rest of the same word
        if line or word.strip():
            line.append(word)
            used += width(word)
    last = "".join(line).rstrip()
    return [*lines, last] if last or not lines else lines


def _cut(word: str, columns: int) -> list[str]:
    """A word that is longer than a line, in pieces; a character that is wider than the line has a line of its own."""
    starts, used = [0], 0
    for index, character in enumerate(word):
        if used + _wide(character) > columns and index > starts[-1]:
            starts.append(index)
            used = 0
        used += _wide(character)
    return _pieces(word, starts)


# No line ends with these, and none begins with those.
_OPENING = "（《“‘〔【("
_CLOSING = "，。；：、）》”’〕】！？%％,.;:)"
# An amount is not torn from its unit.
_UNITS, _BEFORE_UNIT = "万亿千元分", "0123456789万亿千"


def _words(text: str) -> list[str]:
    starts: list[int] = []
    for index, character in enumerate(text):
        before = text[index - 1 : index]
        glued = index > 0 and (
            (_wide(character) == 1 and _wide(before) == 1 and before != " ")
            or character in _CLOSING
            or before in _OPENING
            or (character in _UNITS and before in _BEFORE_UNIT)
            # What has no width belongs to what it is written over.
            or _wide(character) == 0
        )
        if not glued:
            starts.append(index)
    return _pieces(text, starts)


def _pieces(text: str, starts: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], *, right: Sequence[int] = ()) -> list[str]:
    """
    Lay out rows in columns; a cell that is too long goes on below.

    Args:
        rows: The rows, the header first.

        widths: Columns of the terminal for each column of the table.

        right: The columns set flush right.
    """
    lines = []
    for number, row in enumerate(rows):
        lines += ["  ".join(parts).rstrip() for parts in cells(row, widths, right=right)]
        if number == 0:
            lines.append("  ".join("─" * columns for columns in widths))
    return lines


def cells(row: Sequence[str], widths: Sequence[int], *, right: Sequence[int] = ()) -> Iterator[list[str]]:
    """
    The lines of one row of a table, each in cells that are filled up with blanks.

    >>> list(cells(["册数和种数", "9"], [6, 3], right=[1]))
    [['册数和', '  9'], ['种数  ', '   ']]
    """
    broken = [wrap(printable(cell), columns) for cell, columns in zip(row, widths, strict=True)]
    for parts in zip_longest(*broken, fillvalue=""):
        yield [
            pad(part, columns, right=index in right)
            for index, (part, columns) in enumerate(zip(parts, widths, strict=True))
        ]
