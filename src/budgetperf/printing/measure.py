"""How much room a text needs: an estimate, for programs that do not fit the height of a row to its text."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width

__all__ = ["line_count"]

_HALF: Final = 0.55
_NARROW: Final = 8  # letters
_WIDE: Final = frozenset("WFA")


def line_count(text: str, width: float, size: float) -> int:
    r"""
    How many lines a text takes.

    Args:
        text: The text.

        width: The width of its cell, in points.

        size: The size of its letters, in points; a Chinese one is as wide as it is high.

    >>> line_count("一二三四五六", 30, 10), line_count("a\nb", 30, 10), line_count("", 30, 10)
    (2, 2, 1)
    """
    room = max(width, size)
    if room < _NARROW * size:
        # Half a letter has no place at the end of a line.
        room = room // size * size
    lines = 0
    for line in text.split("\n"):
        used = sum(_HALF if sign < "\u00a1" else _advance(sign) for sign in line) * size
        # Words and numbers are not broken anywhere, which leaves room unused at the end of a line.
        lines += max(1, -int(-used // room))
    return lines


def _advance(sign: str) -> float:
    return 1 if east_asian_width(sign) in _WIDE else _HALF
