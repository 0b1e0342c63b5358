"""One cell as the value that its field wants: a quantity, None for a blank, or `Unreadable` with a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeVar

from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Bound, Target, looks_damaged, read_statement
from budgetperf.domain.written import fold, is_none, plain
from budgetperf.errors import QuantityError
from budgetperf.formats.forms.labels import one_line
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Spot

__all__ = [
    "DEFAULT_UNIT",
    "read_actual",
    "read_count",
    "read_line",
    "read_money",
    "read_passage",
    "read_points",
    "read_rate",
    "read_target",
]

DEFAULT_UNIT: Final = "万元"
"""The unit of the forms, for a table that prints none."""

# 12 in one paragraph of a cell and 34 in the next are two numbers; only thousands are set apart by a space.
_TWO_NUMBERS: Final = re.compile(r"[0-9０-９]\s+[0-9０-９]")
_SPACED_THOUSANDS: Final = re.compile(r"[^0-9]*[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9]).*")
# 1 2 0 . 5, set apart to fill the width of its cell.
_SPACED_OUT: Final = re.compile(r"\S(?:[ \u00a0\u3000]+\S){2,}")
_CURRENCY: Final = re.compile(r"\s*(?:[¥￥]|人民币|RMB|CNY)\s*")
_STROKE: Final = re.compile(r"[-—–―－/／\\]*")
_SURE_PERCENT: Final = 2
_Value = TypeVar("_Value")


def _read(
    book: Notebook, path: str, spot: Spot | None, label: str, *, kind: str, parse: Callable[[str], _Value]
) -> _Value | Unreadable | None:
    """What all figures have in common: a place, a blank, a value that the file lost, a text that is none."""
    book.place(path, spot, label)
    if spot is None or (not spot.broken and is_none(spot.text)):
        return None
    shown = spot.line
    if not spot.broken and _is_two_numbers(spot.text):
        shown = spot.text.strip()
    elif not spot.broken:
        try:
            return parse(spot.text)
        except QuantityError:
            pass
    book.refuse(path, spot, kind, stated=shown)
    return Unreadable(shown)


def _is_two_numbers(text: str) -> bool:
    printed = text.strip()
    if _TWO_NUMBERS.search(printed) is None:
        return False
    return _SPACED_THOUSANDS.fullmatch(printed) is None and _SPACED_OUT.fullmatch(printed) is None


def read_money(
    book: Notebook, path: str, spot: Spot | None, label: str = "", unit: str | None = None
) -> Money | Unreadable | None:
    """
    An amount. The unit is the cell's own, else *unit*, else 万元 with a finding.

    >>> read_money(Notebook(file="a.docx", table=None), "x", Spot(text="1,234.50", row=1), "", "元")
    Money('1234.50元')
    """

    def parse(printed: str) -> Money:
        sign = _CURRENCY.match(printed)
        text = printed if sign is None else printed[sign.end() :]
        try:
            return Money.parse(text, unit)
        except QuantityError:
            if unit is not None:
                raise
        amount = Money.parse(text, DEFAULT_UNIT)
        if spot is not None:
            book.assume_unit(path, spot, DEFAULT_UNIT)
        return amount

    return _read(book, path, spot, label, kind="money", parse=parse)


def read_rate(
    book: Notebook, path: str, spot: Spot | None, label: str = "", *, percent: bool = False
) -> Rate | Unreadable | None:
    """
    A rate. Without its sign a number is read as a percentage if the label says so, or if it is greater than 2.

    >>> read_rate(Notebook(file="a.docx", table=None), "x", Spot(text="1", row=1))
    Unreadable('1')
    """

    def parse(text: str) -> Rate:
        try:
            return Rate.parse(text)
        except QuantityError:
            number = plain(text)
            if percent:
                return Rate(number)
            if number <= _SURE_PERCENT:
                raise
        if spot is not None:
            book.assume_percent(path, spot, f"{fold(text)}%")
        return Rate(number)

    return _read(book, path, spot, label, kind="rate", parse=parse)


def read_count(book: Notebook, path: str, spot: Spot | None, label: str = "") -> Count | Unreadable | None:
    """A number of things, with its unit where the cell prints one."""
    return _read(book, path, spot, label, kind="count", parse=Count.parse)


def read_points(book: Notebook, path: str, spot: Spot | None, label: str = "") -> Decimal | Unreadable | None:
    """A weight or a score, with or without 分."""

    def parse(text: str) -> Decimal:
        return plain(fold(text).removesuffix("分"))

    return _read(book, path, spot, label, kind="points", parse=parse)


def read_target(
    book: Notebook, path: str, spot: Spot | None, label: str = "", text: str | None = None
) -> Target | Unreadable | None:
    """A target as printed; *text* where the form spreads it over several cells. 无 is a word, not a blank."""
    stated = _read_statement(book, path, spot, label, kind="target", text=text)
    return Target(stated) if isinstance(stated, str) else stated


def read_actual(
    book: Notebook, path: str, spot: Spot | None, label: str = "", text: str | None = None
) -> Actual | Unreadable | None:
    """What was achieved, as printed."""
    stated = _read_statement(book, path, spot, label, kind="actual", text=text)
    return Actual(stated) if isinstance(stated, str) else stated


def _read_statement(
    book: Notebook, path: str, spot: Spot | None, label: str, *, kind: str, text: str | None
) -> str | Unreadable | None:
    book.place(path, spot, label)
    if spot is None:
        return None
    line = one_line(spot.text if text is None else text)
    if not spot.broken:
        if _STROKE.fullmatch(fold(line)):
            return None
        # A number made of two lines was not printed by anyone.
        joined = _is_two_numbers(spot.text) and isinstance(read_statement(line), Bound)
        if not joined and not looks_damaged(line):
            return line
    shown = spot.text.strip() if _is_two_numbers(spot.text) else line
    book.refuse(path, spot, kind, stated=shown)
    return Unreadable(shown)


def read_line(book: Notebook, path: str, spot: Spot | None, label: str = "") -> str | None:
    """A name or another text on one line; None where it is blank, or where the file has lost it."""
    book.place_text(path, spot, label)
    return None if spot is None or spot.blank or spot.broken else spot.line or None


def read_passage(book: Notebook, path: str, spot: Spot | None, label: str = "") -> str | None:
    """A longer text with its line breaks; None where it is blank, or where the file has lost it."""
    book.place_text(path, spot, label)
    return None if spot is None or spot.blank or spot.broken else spot.text.strip() or None
