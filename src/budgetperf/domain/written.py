"""
How people write: full and half width, blanks, and the signs that stand for "nothing".

Only keys and parsers use these; the stored text is always the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

from budgetperf.errors import QuantityError

__all__ = ["EXACT", "FOLDED_SIGNS", "fold", "is_none", "kept", "plain", "quantity_error", "quoted", "read_decimal"]

# Sums and products of figures within the bounds of `read_decimal` fit in 60 digits; anything that would have to be
# rounded is a mistake of ours, and is trapped. Never the ambient context: its precision belongs to the caller.
EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])

_INTEGER_DIGITS = 16
_DECIMAL_PLACES = 10
_LONGEST_QUOTE = 80

# Full-width ASCII to half width, one character for one. Not NFKC: that would also turn ① into 1 and ½ into 1⁄2.
_FOLDED = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "﹪": "%",
    "\N{MINUS SIGN}": "-",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "≮": "≥",
    "≯": "≤",
    "﹥": ">",
    "﹤": "<",
    "﹦": "=",
    "═": "=",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "",
}
# The signs that folding changes, for a set of signs in a pattern.
FOLDED_SIGNS = rf"\s{''.join(_FOLDED)}"
# Looking for something to fold is much cheaper than folding, and most text is folded as it stands.
_UNFOLDED = re.compile(f"[{FOLDED_SIGNS}]")
_VANISHING = re.compile(rf"[\s{''.join(sign for sign, folded in _FOLDED.items() if not folded)}]")
_NONE = re.compile(r"(?:[-—–―－/／\\]+|无)?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def fold(text: str) -> str:
    """
    Remove white space and full width; keep everything else.

    >>> fold(" 不低于 ９５％ ")
    '不低于95%'
    """
    found = _UNFOLDED.search(text)
    # A text has few different signs to fold: one after the other is faster than looking at every character.
    while found is not None:
        text = text.replace(found[0], _FOLDED.get(found[0], ""))
        found = _UNFOLDED.search(text, found.start())
    return text


def kept(text: str) -> Sequence[int]:
    """
    Where each character of the folded text stands in the printed one.

    >>> list(kept("96.73 万元"))
    [0, 1, 2, 3, 4, 6, 7]
    """
    gone = {found.start() for found in _VANISHING.finditer(text)}
    return tuple([at for at in range(len(text)) if at not in gone]) if gone else range(len(text))


def is_none(text: str | None) -> bool:
    """
    Whether a cell says "nothing here": blank, 无, or a stroke. A zero is a figure, not nothing.

    >>> [is_none(text) for text in ("", " — ", "/", "无", "0")]
    [True, True, True, True, False]
    """
    return text is None or _NONE.fullmatch(fold(text)) is not None


def quantity_error(stated: object, zh: str, en: str, example: str) -> QuantityError:
    """Say what was stated, what was expected, and how to write it."""
    shown = quoted(stated)
    return QuantityError(
        f"无法识别 {shown}：应为{zh}，例如 {example!r}",
        f"cannot read {shown}: expected {en}, such as {example!r}",
    )


def quoted(stated: object) -> str:
    """What was stated, short enough for a message."""
    try:
        text = repr(stated)
    except ValueError:  # Python refuses to print an int of thousands of digits
        text = type(stated).__name__
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def read_decimal(text: str) -> Decimal | None:
    """
    Read a folded number: digits, thousands separators, a decimal point, a sign; no exponent.

    Returns None where the text is no such number, or has more than 16 integer digits or 10 decimal places:
    no budget needs them, and a bound keeps every sum exact.

    >>> read_decimal("1,234.50"), read_decimal("1E9"), read_decimal("1_000")
    (Decimal('1234.50'), None, None)
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    digits = text.replace(",", "")
    if len(digits) <= _DECIMAL_PLACES:
        return Decimal(digits)
    whole, _, places = digits.lstrip("+-").partition(".")
    if len(whole.lstrip("0")) > _INTEGER_DIGITS or len(places) > _DECIMAL_PLACES:
        return None
    return Decimal(digits)


def _is_plain(value: Decimal) -> bool:
    """Whether a decimal is already as `read_decimal` would have read it."""
    if type(value) is not Decimal or not value.is_finite():
        return False
    _, digits, exponent = value.as_tuple()
    return -_DECIMAL_PLACES <= int(exponent) <= 0 and len(digits) + int(exponent) <= _INTEGER_DIGITS


def plain(value: object) -> Decimal:
    """
    Turn a number that a person or program gave into an exact decimal.

    Args:
        value: A Decimal, an int, or text such as ``"1,234.50"``.

    Raises:
        QuantityError: A float (its digits are not the ones that were printed), a boolean, NaN, infinity, an
            exponent, or more digits than any budget needs.

    >>> plain("９.５"), plain(10)
    (Decimal('9.5'), Decimal('10'))
    """
    number: Decimal | None = None
    if isinstance(value, Decimal):
        if _is_plain(value):
            return value
        # `f"{value:f}"` of 1E+999999 would be a megabyte of zeros, so look at the exponent first.
        small = value.is_finite() and abs(value.adjusted()) <= _INTEGER_DIGITS + _DECIMAL_PLACES
        number = read_decimal(f"{value:f}") if small else None
    elif isinstance(value, int) and not isinstance(value, bool):
        # Comparing is cheap where `str` of a huge int would not be.
        number = Decimal(value) if abs(value) < 10**_INTEGER_DIGITS else None
    elif isinstance(value, str):
        number = read_decimal(fold(value))
    if number is None:
        raise quantity_error(value, "精确的十进制数（文字、Decimal 或整数，不可用浮点数）", "an exact decimal", "96.73")
    return number
