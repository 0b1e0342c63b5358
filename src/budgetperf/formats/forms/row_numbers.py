"""The numbers of rows: they stand left of all labels, often in a column without a head, and say nothing."""

from __future__ import annotations

from typing import Final

from attrs import define

from budgetperf.formats.forms.strips import Row, Spot

__all__ = ["RowNumbers"]

_LONGEST: Final = 3
# Rows that nobody filled in may have been deleted.
_MOST_SKIPPED: Final = 5


@define
class RowNumbers:
    """
    Tells the number of a row from a figure whose column has lost its head: row numbers go up, one by one.

    >>> row, numbers = Row(spots=(), index=7, grid=0, width=9), RowNumbers()
    >>> [numbers.take(Spot(text=text, row=8), row) for text in ("1", "2", "50", "3")]
    [True, True, False, True]
    """

    _last: int = 0

    def take(self, spot: Spot, row: Row) -> bool:
        """Whether a cell left of all labels is the number of its row."""
        text = spot.compact
        if not (text.isdecimal() and len(text) <= _LONGEST):
            return False
        number = int(text)
        # Counting begins with the block, or with the table.
        is_next = self._last < number <= self._last + _MOST_SKIPPED if self._last else False
        if not (is_next or number in (1, row.index, row.index + 1)):
            return False
        self._last = number
        return True
