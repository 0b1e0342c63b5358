"""
Where things stand on a sheet, told by its XML alone, before anything is made of them.

A sheet of a few hundred bytes can name the last cell of a million rows, or merge them all.
What this module returns is no larger than the XML it was read from; whoever lays a sheet out
looks at its extent first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Final
from xml.etree import ElementTree as ET

from attrs import frozen

from budgetperf.errors import FileError

__all__ = ["MAIN", "Area", "Marks", "Position", "find_extent", "scan_sheet", "write_address", "write_column"]

Position = tuple[int, int]
"""Row and column of a sheet, both from 1."""

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TRUE: Final = frozenset({"1", "true"})


@frozen
class Area:
    """A rectangle of a sheet: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many positions it covers."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def positions(self) -> Iterator[Position]:
        """Every position it covers, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def clip(self, other: Area) -> Area | None:
        """
        What it has in common with another, or None.

        >>> Area(1, 1, 1, 16384).clip(Area(1, 1, 40, 9))
        Area(top=1, left=1, bottom=1, right=9)
        """
        top, left = max(self.top, other.top), max(self.left, other.left)
        bottom, right = min(self.bottom, other.bottom), min(self.right, other.right)
        return Area(top, left, bottom, right) if top <= bottom and left <= right else None


@frozen(kw_only=True)
class Marks:
    """
    What the XML of a sheet says about places.

    Attributes:
        filled: The cells that hold a value, in reading order.

        unsolved: Formulas without a stored result, by cell: ``=F6/E6``.

        merges: The merged ranges, each once.

        hidden_rows: Hidden rows, ascending.

        hidden_columns: Hidden columns, ascending.
    """

    filled: tuple[Position, ...]
    unsolved: dict[Position, str]
    merges: tuple[Area, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]

    @property
    def extent(self) -> Area | None:
        """The smallest area with every cell that has a value or should have one."""
        return find_extent((*self.filled, *self.unsolved))


def scan_sheet(file: str, title: str, root: ET.Element) -> Marks:
    """
    Read the places off the XML of a sheet.

    Args:
        file: Name of the file, for messages.

        title: Name of the sheet, for messages.

        root: The sheet.

    Raises:
        FileError: Rows or cells are out of order or beyond the last one, or a merged range is no range.
    """
    filled: list[Position] = []
    unsolved: dict[Position, str] = {}
    hidden_rows: list[int] = []
    try:
        for number, row in _number_rows(root):
            if row.get("hidden") in _TRUE or float(row.get("ht", "1")) == 0:
                hidden_rows.append(number)
            for position, cell in _number_cells(number, row):
                value = cell.find(f"{MAIN}v")
                formula = cell.find(f"{MAIN}f")
                if (value is not None and value.text) or cell.find(f"{MAIN}is") is not None:
                    filled.append(position)
                elif formula is not None and (value is None or cell.get("t") != "str"):
                    # An empty result of type "str" is a result: the formula gave an empty text.
                    unsolved[position] = f"={formula.text or ''}"
        merges = tuple(dict.fromkeys(_read_area(node.get("ref", "")) for node in root.iter(f"{MAIN}mergeCell")))
        hidden_columns = _find_hidden_columns(root)
    except ValueError as error:
        reason = shorten(str(error), 200)
        raise FileError(
            file,
            f"工作表“{title}”的结构已损坏（{reason}）。请用 Excel 或 WPS 修复后另存一份。",
            f"the structure of its sheet {title!r} is damaged ({reason}). Repair it in Excel or WPS and save it again.",
        ) from error
    return Marks(
        filled=tuple(filled),
        unsolved=unsolved,
        merges=merges,
        hidden_rows=tuple(hidden_rows),
        hidden_columns=hidden_columns,
    )


def find_extent(positions: Iterable[Position]) -> Area | None:
    """
    The smallest area that covers these positions, or None where there are none.

    >>> find_extent([(3, 2), (1, 4)])
    Area(top=1, left=2, bottom=3, right=4)
    """
    rows_columns = tuple(zip(*positions, strict=True))
    if not rows_columns:
        return None
    rows, columns = rows_columns
    return Area(min(rows), min(columns), max(rows), max(columns))


def write_address(row: int, column: int) -> str:
    """
    The address of a cell, as Excel writes it.

    >>> write_address(28, 9), write_address(1_048_576, 16_384)
    ('I28', 'XFD1048576')
    """
    return f"{write_column(column)}{row}"


def write_column(column: int) -> str:
    """
    The letters of a column.

    >>> write_column(26), write_column(27)
    ('Z', 'AA')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _number_rows(root: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    last = 0
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = int(row.get("r", last + 1))
        # Excel demands ascending order, and nobody could say which of two rows of one number counts.
        if not last < number <= _LAST_ROW:
            raise ValueError(f"row {number} after row {last}")
        last = number
        yield number, row


def _number_cells(number: int, row: ET.Element) -> Iterator[tuple[Position, ET.Element]]:
    last = 0
    for cell in row.iterfind(f"{MAIN}c"):
        address = cell.get("r")
        where, column = (number, last + 1) if address is None else _read_address(address)
        if where != number or not last < column <= _LAST_COLUMN:
            raise ValueError(f"{address} after column {last} of row {number}")
        last = column
        yield (number, column), cell


def _find_hidden_columns(root: ET.Element) -> tuple[int, ...]:
    hidden = bytearray(_LAST_COLUMN + 1)
    for node in root.iterfind(f"{MAIN}cols/{MAIN}col"):
        if node.get("hidden") in _TRUE or float(node.get("width", "1")) == 0:
            first, last = max(1, int(node.get("min", "1"))), min(_LAST_COLUMN, int(node.get("max", "0")))
            hidden[first : last + 1] = b"\1" * max(0, last - first + 1)
    return tuple(column for column, flag in enumerate(hidden) if flag)


def _read_address(text: str) -> Position:
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no address")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if row > _LAST_ROW or column > _LAST_COLUMN:
        raise ValueError(f"{text!r} is beyond the last cell")
    return row, column


def _read_area(text: str) -> Area:
    first, _, last = text.partition(":")
    top, left = _read_address(first)
    bottom, right = _read_address(last or first)
    if top > bottom or left > right:
        raise ValueError(f"{text!r} is no range")
    return Area(top, left, bottom, right)
