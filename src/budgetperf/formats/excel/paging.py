"""Where the pages of a printed sheet end, and how large it is printed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from attrs import frozen

__all__ = ["Paging", "paginate"]

_PAGE: Final = 735.0
"""What of a page of A4 lies between the margins, in points, and a little less, since heights are estimates."""

_SCALE: Final = 95
_LEAST_SCALE: Final = 78


@frozen(kw_only=True)
class Paging:
    """
    The pages of a sheet.

    Attributes:
        breaks: The rows after which a page ends, the last one left out.

        scale: How large it is printed, in per cent.
    """

    breaks: tuple[int, ...]
    scale: int


def paginate(
    heights: Sequence[float], forced: Sequence[int], kept: Collection[int], heads: tuple[int, int] | None
) -> Paging:
    """
    Cut a sheet into pages.

    Args:
        heights: The heights of its rows, in points.

        forced: The rows after which a page must end.

        kept: The rows that stay with the one before them.

        heads: The rows that are printed again on every page after their own, first and last.

    >>> paginate([300.0] * 6, [], {6}, None)
    Paging(breaks=(2, 4), scale=95)
    >>> paginate([700.0, 100.0], [], (), None)
    Paging(breaks=(), scale=91)
    """
    whole = sum(heights)
    if not forced and whole * _LEAST_SCALE <= _PAGE * 100:
        # A form that is a little longer than a page is printed a little smaller.
        return Paging(breaks=(), scale=min(_SCALE, int(_PAGE * 100 / max(whole, 1))))
    room = _PAGE * 100 / _SCALE
    breaks: list[int] = []
    start, used = 1, 0.0
    for row, height in enumerate(heights, start=1):
        if row - 1 in forced:
            breaks.append(row - 1)
            start, used = row, 0.0
        elif used + height > room:
            at = row
            while at > start and at in kept:
                at -= 1
            if at > start:
                breaks.append(at - 1)
                start, used = at, sum(heights[at - 1 : row - 1]) + _again(heights, heads, at)
        used += height
    return Paging(breaks=tuple(breaks), scale=_SCALE)


def _again(heights: Sequence[float], heads: tuple[int, int] | None, at: int) -> float:
    """The height of the rows that are printed again at the top of a page."""
    return sum(heights[heads[0] - 1 : heads[1]]) if heads is not None and heads[1] < at else 0.0
