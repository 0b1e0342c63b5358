"""Characters of the symbol fonts of Word (``w:sym``), which are at private code points."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["read_symbol"]

_CODE: Final = re.compile("[0-9A-Fa-f]{1,6}")
_PRIVATE: Final = range(0xF000, 0xF100)
_SURROGATES: Final = range(0xD800, 0xE000)
_FONT_CODES: Final = 0x100
_FIRST_PRINTABLE: Final = 0x20
_LAST: Final = 0x10FFFF

# The boxes that forms are ticked with, in Wingdings and Wingdings 2.
_WINGDINGS: Final = {
    0xA8: "□",
    0x6F: "□",
    0xA3: "□",
    0xFE: "☑",
    0x52: "☑",
    0xFD: "☒",
    0xFC: "✓",
    0xFB: "✗",
}
# The signs of targets, in the font called Symbol: ≥90%.
_SYMBOL: Final = {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xB0: "°",
    0xAE: "→",
    0x2D: "−",
    **{ord(sign): sign for sign in " !#%()+,./0123456789:;<=>?[]_{|}"},
}


def read_symbol(code: str | None, font: str | None) -> str:
    """
    The character that a symbol shows, or nothing where only its font knows.

    >>> read_symbol("F0FE", "Wingdings"), read_symbol("F0B3", "Symbol"), read_symbol("2116", None)
    ('☑', '≥', '№')

    Args:
        code: Its code point in hexadecimal digits.

        font: Name of its font.
    """
    if code is None or not _CODE.fullmatch(code):
        return ""
    point = int(code, 16)
    name = (font or "").strip().casefold()
    # Some producers leave the code as the font has it, not moved to the private code points.
    if point in _PRIVATE or (point < _FONT_CODES and (name == "symbol" or name.startswith("wingdings"))):
        return (_SYMBOL if name == "symbol" else _WINGDINGS).get(point % _FONT_CODES, "")
    if point < _FIRST_PRINTABLE or point > _LAST or point in _SURROGATES:
        return ""
    return chr(point)
