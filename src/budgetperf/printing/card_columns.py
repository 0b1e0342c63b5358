"""The columns of a card: those of its official form, and those that some other forms have besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Self

from attrs import frozen

from budgetperf.domain.model import Indicator, Scorecard, ScorecardKind

__all__ = ["CAUSE", "CAUSES", "HELD", "LIKELIHOOD_COLUMNS", "CardColumns", "has_two_halves"]

CAUSE: Final = "cause "
"""How a column of 偏差原因分析 begins; its label follows."""

CAUSES: Final = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
"""The columns of 偏差原因分析 in a monitoring card, besides the one of words."""

LIKELIHOOD_COLUMNS: Final = ("certain", "possible", "impossible")
"""The columns of 完成目标可能性 in a monitoring card."""

# The columns of each form with their widths, and after each those that may stand beside it if any row needs them.
_Official = tuple[tuple[str, int, tuple[str, ...]], ...]
_EVALUATION: Final[_Official] = (
    ("side", 600, ()),
    ("level1", 980, ()),
    ("level2", 980, ()),
    ("name", 1620, ("direction",)),
    ("target", 1970, ("initial_target",)),
    ("actual", 1000, ("standard",)),
    ("weight", 600, ()),
    ("points", 800, ("score_share", "deduction")),
    ("deviation_note", 1080, ("remarks",)),
)
_RATES: Final[_Official] = (
    ("side", 600, ()),
    ("level1", 980, ()),
    ("level2", 980, ()),
    ("name", 1700, ()),
    ("standard", 2790, ()),
    ("weight", 600, ()),
    ("points", 800, ("score_share", "deduction")),
    ("deviation_note", 1180, ("remarks",)),
)
_TARGET: Final[_Official] = (
    ("side", 600, ()),
    ("level1", 1330, ()),
    ("level2", 1700, ()),
    ("name", 3400, ("direction",)),
    ("target", 2600, ("initial_target", "standard", "weight", "remarks")),
)
_MONITORING: Final[_Official] = (
    ("side", 480, ()),
    ("level1", 740, ()),
    ("level2", 800, ()),
    ("name", 1200, ("direction",)),
    ("target", 900, ("initial_target",)),
    ("to_date", 810, ()),
    ("forecast", 810, ("weight",)),
    ("causes", 1750, ()),
    ("deviation_note", 700, ()),
    ("likelihood", 1440, ("remarks",)),
)
_FORMS: Final[Mapping[ScorecardKind, _Official]] = MappingProxyType(
    {
        ScorecardKind.DEPARTMENT: _EVALUATION,
        ScorecardKind.PROJECT: _EVALUATION,
        ScorecardKind.RATES: _RATES,
        ScorecardKind.TARGET: _TARGET,
        ScorecardKind.MONITORING: _MONITORING,
    }
)
_WHOLE: Final = 9630
_ADDED: Final = 620
_STEP: Final = 20
_LEFT: Final = ("side", "level1")
_LEVELS: Final = (*_LEFT, "level2")

HELD: Final[Mapping[ScorecardKind, frozenset[str]]] = MappingProxyType(
    {
        kind: frozenset(column for name, _, others in official for column in (name, *others)) - set(_LEVELS)
        for kind, official in _FORMS.items()
    }
)
"""The fields of an indicator that each form has a column for, besides its levels."""


def has_two_halves(card: Scorecard) -> bool:
    """Whether the aims of several years stand beside those of one."""
    return card.kind is ScorecardKind.TARGET and any(row.long_term for row in card.indicators)


@frozen(kw_only=True)
class CardColumns:
    """
    Which columns a card has.

    Attributes:
        official: The columns of its official form, each with those that stand beside it, from left to right.

        widths: Their widths, in twentieths of a point.

        halves: How often the columns of level 2 and of what belongs to it come: twice beside each other, where the
            aims of several years stand left of those of one.
    """

    official: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    halves: int = 1

    @classmethod
    def of(cls, card: Scorecard) -> Self:
        """
        The columns that hold the indicators of a card.

        >>> CardColumns.of(Scorecard(kind="project")).names[-3:]
        ('weight', 'points', 'deviation_note')
        >>> card = Scorecard(kind="project", indicators=[Indicator(name="a", deduction="1")])
        >>> CardColumns.of(card).across("points"), sum(CardColumns.of(card).widths)
        (2, 9630)
        """
        official: list[tuple[str, ...]] = []
        widths: list[int] = []
        for name, width, others in _FORMS[card.kind]:
            columns = (*_columns_of(name, card), *(other for other in others if _is_used(card, other)))
            official.append(columns)
            first = len(columns) if name in ("causes", "likelihood") else 1
            widths += [*_shared(width, first), *(_ADDED for _ in columns[first:])]
        twice = has_two_halves(card)
        if twice:
            left, half = widths[: len(_LEFT)], widths[len(_LEFT) :]
            share = _WHOLE - sum(left)
            widths = left + [width * share // (2 * sum(half)) for width in half] * 2
        return cls(official=tuple(official), widths=_fitted(widths), halves=1 + twice)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns from left to right, by field."""
        once = tuple(column for columns in self.official for column in columns)
        return once + once[len(_LEFT) :] * (self.halves - 1)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The columns of what belongs to a row, right of those of the levels; of one half."""
        return tuple(column for columns in self.official for column in columns)[len(_LEVELS) :]

    def across(self, *official: str) -> int:
        """How many columns lie under some official ones that stand side by side."""
        return sum(len(columns) for columns in self.official if columns[0] in official)

    def divide(self, parts: int, *, after: str = "level1") -> tuple[int, ...]:
        """
        How many columns each of some parts lies across that are about as wide, right of a column.

        >>> CardColumns.of(Scorecard(kind="rates")).divide(2)
        (2, 4)
        """
        widths = self.widths[_LEVELS.index(after) + 1 :]
        ends: list[int] = []
        for part in range(1, parts):
            wanted = sum(widths) * part / parts
            lowest, highest = (ends[-1] if ends else 0) + 1, len(widths) - (parts - part)
            ends.append(min(range(lowest, highest + 1), key=lambda end: abs(sum(widths[:end]) - wanted)))
        return tuple(end - start for start, end in zip((0, *ends), (*ends, len(widths)), strict=True))


def _columns_of(name: str, card: Scorecard) -> tuple[str, ...]:
    if name == "likelihood":
        return LIKELIHOOD_COLUMNS
    if name == "causes":
        others = (cause.name for row in card.indicators for cause in row.causes)
        return tuple(dict.fromkeys(f"{CAUSE}{cause}" for cause in (*CAUSES, *others)))
    return (name,)


def _is_used(card: Scorecard, column: str) -> bool:
    total = column == "weight" and card.stated_weight is not None
    return total or any(_is_filled(row, column) for row in card.indicators)


def _is_filled(row: Indicator, column: str) -> bool:
    return getattr(row, column) is not None


def _shared(width: int, count: int) -> Iterator[int]:
    """A width in equal parts."""
    for part in range(count):
        yield width * (part + 1) // count - width * part // count


def _fitted(widths: list[int]) -> tuple[int, ...]:
    """Widths that fill a page: what is too much is taken from the widest, and what is missing is given to it."""
    fitted = list(widths)
    while surplus := sum(fitted) - _WHOLE:
        widest = fitted.index(max(fitted))
        second = max((width for index, width in enumerate(fitted) if index != widest), default=0)
        # Step by step, so that no column becomes much narrower than the next one.
        fitted[widest] -= min(surplus, max(_STEP, fitted[widest] - second)) if surplus > 0 else surplus
    return tuple(fitted)
