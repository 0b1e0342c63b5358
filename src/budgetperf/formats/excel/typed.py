"""What is typed into a cell of a workbook: a number with a format that shows the printed digits, or text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

from budgetperf.domain.written import EXACT
from budgetperf.formats.excel.number import show_number

__all__ = ["GENERAL", "TEXT_LIMIT", "Typed", "starts_like_a_formula", "type_number"]

GENERAL: Final = "General"
TEXT_LIMIT: Final = 32_767
"""Characters that a cell may hold."""

_NUMBER: Final = re.compile(r"(-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,15}))?)(%|元|千元|万元|亿元)?")
_DIGITS: Final = 15
_COMMANDS: Final = ("=", "+", "-", "@", "\t")


@frozen(kw_only=True)
class Typed:
    """
    A number in a cell.

    Attributes:
        value: What is stored.

        shown: The number as printed: of a percentage the number before its sign.

        pattern: The number format.

        unit: What is printed behind the number.
    """

    value: Decimal
    shown: Decimal
    pattern: str
    unit: str


def type_number(text: str) -> Typed | None:
    """
    A printed figure as a number, or None where a workbook could not show it with the same digits.

    >>> type_number("100.0%")
    Typed(value=Decimal('1.000'), shown=Decimal('100.0'), pattern='0.0%', unit='%')
    >>> type_number("9.50").pattern, type_number("88万元").pattern, type_number("012"), type_number("12345678901234567")
    ('0.00', '0"万元"', None, None)
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number, decimals, unit = Decimal(match[1]), match[2] or "", match[3] or ""
    value = EXACT.scaleb(number, -2) if unit == "%" else number
    if len(number.as_tuple().digits) > _DIGITS or (not number and number.is_signed()):
        return None
    digits = f"0.{'0' * len(decimals)}" if decimals else "0"
    pattern = digits + (unit if unit in ("", "%") else f'"{unit}"')
    if pattern == "0":
        # What is typed over a whole number later may have decimals, and they must be seen.
        pattern = GENERAL
    shown = Typed(value=value, shown=number, pattern=pattern, unit=unit)
    return shown if show_number(float(value), pattern) == text else None


def starts_like_a_formula(text: str) -> bool:
    """
    Whether some program might take a text for a formula.

    >>> starts_like_a_formula("=100%"), starts_like_a_formula("≥95%")
    (True, False)
    """
    return text.startswith(_COMMANDS)
