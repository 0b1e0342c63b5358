"""What a rulebook takes off a computed score: for over-attainment, by the form's own column, by a limit, by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.names import level_name, plain_name
from budgetperf.domain.statement import Actual
from budgetperf.scoring.comparison import Comparison
from budgetperf.scoring.row_score import Begun, RowScore, points_or_none, shown
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Adjustment", "adjustment_of", "limit_of"]


@frozen(kw_only=True)
class Adjustment:
    """
    What is taken off the exact score of one row.

    Attributes:
        most: The greatest score that is left, or None.

        least: The same where the actual is an interval, for that end of it at which least is left.

        less: Points taken off, down to nothing.

        by_hand: Whether a person may take off any more.

        trace: Why.
    """

    most: Fraction | None = None
    least: Fraction | None = None
    less: Fraction = Fraction(0)
    by_hand: bool = False
    trace: tuple[Message, ...] = field(default=(), converter=tuple[Message, ...])

    def high(self, points: Fraction) -> Fraction:
        """What is left of some points, at the most."""
        return self._left(points, self.most)

    def low(self, points: Fraction) -> Fraction:
        """What is left of them, at the least."""
        left = self._left(points, self.least)
        return min(Fraction(0), left) if self.by_hand else left

    def _left(self, points: Fraction, most: Fraction | None) -> Fraction:
        left = points if most is None else min(points, most)
        return max(Fraction(0), left - self.less) if self.less else left


_NOTHING_OFF = Adjustment()


def adjustment_of(
    row: Begun | RowScore, indicator: Indicator, book: Rulebook, comparison: Comparison | None = None
) -> Adjustment:
    """What a rulebook takes off a row; of an actual that is an interval, both ends count."""
    trace: list[Message] = []
    limit = limit_of(indicator, book)
    ends = _attainments(row, comparison)
    most, least = _kept(row, ends, book)
    if least is not None:
        trace.append(Message.of("kept", attainment=shown(row.attainment), points=shown(least)))
    if limit is not None:
        trace.append(Message.of("limited", points=shown(limit)))
        most, least = (limit if end is None else min(end, limit) for end in (most, least))
    column = points_or_none(indicator.deduction) if book.corners.deduction else None
    if column is not None and column > 0:
        trace.append(Message.of("deducted", points=f"{column:f}"))
    by_hand = _by_hand(row, ends, book)
    if by_hand:
        trace.append(Message.of("by_hand"))
    if not trace:
        return _NOTHING_OFF
    return Adjustment(most=most, least=least, less=Fraction(max(column or 0, 0)), by_hand=by_hand, trace=trace)


Ends = tuple[Fraction, Fraction | None]


def _attainments(row: Begun | RowScore, comparison: Comparison | None) -> Ends | None:
    """The least and the greatest attainment of a row where more is better; None is without bound, or no such row."""
    if row.stance is None or row.stance.direction is not Direction.HIGHER or comparison is None:
        return None
    if comparison.sign <= 0:
        return None
    low, high = comparison.ratios
    return Fraction(0) if low is None else low, high


def _reaches(ends: Ends, ratio: Decimal) -> bool:
    return ends[1] is None or ends[1] >= Fraction(ratio)


def _kept(row: Begun | RowScore, ends: Ends | None, book: Rulebook) -> tuple[Fraction | None, Fraction | None]:
    """The most that is kept, and the least, of the weight."""
    # 超过目标较多的，按照偏离度调减分值
    policy = book.over_attainment
    if policy is None or policy.kept is None or ends is None or row.weight is None or not _reaches(ends, policy.ratio):
        return None, None
    ratio, weight = Fraction(policy.ratio), Fraction(row.weight)
    least, most = policy.kept.bounds(max(ends[0], ratio), ends[1])
    assert least is not None  # noqa: S101 - what is kept has no end without bound
    assert most is not None  # noqa: S101 - the same
    # Where the actual may also lie below the ratio, nothing is taken off its best.
    return most * weight if ends[0] >= ratio else None, least * weight


def limit_of(indicator: Indicator, book: Rulebook) -> Fraction | None:
    """The most that a row may earn by its words, or None where nothing limits it."""
    if not book.limits:
        return None
    names = {level_name(name) for name in (indicator.level1, indicator.level2) if name}
    said = plain_name(indicator.actual.text) if isinstance(indicator.actual, Actual) else ""
    found = [
        Fraction(limit.most)
        for limit in book.limits
        if names & set(map(level_name, limit.levels)) and said in limit.words
    ]
    return min(found, default=None)


def _by_hand(row: Begun | RowScore, ends: Ends | None, book: Rulebook) -> bool:
    policy = book.manual
    if policy is None or row.stance is None:
        return False
    if row.met is False and row.stance.direction in policy.missed:
        return True
    return policy.over is not None and ends is not None and _reaches(ends, policy.over)
