"""The columns of a scorecard: the nine of the official form, and those that some other forms have besides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Self

from attrs import frozen

from budgetperf.domain.model import Indicator

__all__ = ["CardColumns"]

# The official columns, each with the ones that may stand beside it and share its width.
_OFFICIAL: Final[tuple[tuple[str, int, tuple[str, ...]], ...]] = (
    ("side", 600, ()),
    ("level1", 980, ()),
    ("level2", 980, ()),
    ("name", 1620, ("direction",)),
    ("target", 1970, ("initial_target",)),
    ("actual", 1000, ("standard",)),
    ("weight", 600, ()),
    ("points", 800, ("deduction",)),
    ("deviation_note", 1080, ()),
)
_WIDEST: Final = 1150


@frozen(kw_only=True)
class CardColumns:
    """
    Which columns a card has.

    Attributes:
        names: The columns from left to right, by field.

        widths: Their widths, in twentieths of a point.
    """

    names: tuple[str, ...]
    widths: tuple[int, ...]

    @classmethod
    def of(cls, indicators: Iterable[Indicator]) -> Self:
        """
        The columns that hold these indicators.

        >>> CardColumns.of([]).names[-3:]
        ('weight', 'points', 'deviation_note')
        >>> CardColumns.of([Indicator(name="a", deduction="1")]).across("points")
        2
        """
        rows = tuple(indicators)
        names: list[str] = []
        widths: list[int] = []
        for name, width, others in _OFFICIAL:
            used = [other for other in others if any(getattr(row, other) is not None for row in rows)]
            names += [name, *used]
            own = width if not used or width < _WIDEST else width - 750
            widths += [own, *(width - own or 620 for _ in used)]
        surplus = sum(widths) - sum(width for _, width, _ in _OFFICIAL)
        if surplus:
            # What the added columns need is taken from the widest.
            widest = widths.index(max(widths))
            widths[widest] = max(widths[widest] - surplus, _WIDEST)
        return cls(names=tuple(names), widths=tuple(widths))

    def across(self, *official: str) -> int:
        """How many columns lie under some official ones that stand side by side."""
        return sum(
            1 + sum(1 for other in others if other in self.names) for name, _, others in _OFFICIAL if name in official
        )
