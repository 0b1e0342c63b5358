"""What a rulebook takes off a computed score: for over-attainment, by the form's own column, by a limit, by hand."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.names import level_name, plain_name
from budgetperf.domain.statement import Actual
from budgetperf.scoring.row_score import RowScore, points_or_none, shown
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Adjustment", "adjustment_of", "limit_of"]


@frozen(kw_only=True)
class Adjustment:
    """
    What is taken off the exact score of one row.

    Attributes:
        most: The greatest score that is left, or None.

        less: Points taken off, down to nothing.

        by_hand: Whether a person may take off any more.

        trace: Why.
    """

    most: Fraction | None = None
    less: Fraction = Fraction(0)
    by_hand: bool = False
    trace: tuple[Message, ...] = field(default=(), converter=tuple[Message, ...])

    def high(self, points: Fraction) -> Fraction:
        """What is left of some points."""
        left = points if self.most is None else min(points, self.most)
        return max(Fraction(0), left - self.less) if self.less else left

    def low(self, points: Fraction) -> Fraction:
        """The least that may be left of them."""
        return min(Fraction(0), self.high(points)) if self.by_hand else self.high(points)


def adjustment_of(row: RowScore, indicator: Indicator, book: Rulebook) -> Adjustment:
    """What a rulebook takes off a row."""
    most: list[Fraction] = []
    trace: list[Message] = []
    kept, limit = _kept(row, book), limit_of(indicator, book)
    if kept is not None:
        most.append(kept)
        trace.append(Message.of("kept", attainment=shown(row.attainment), points=shown(kept)))
    if limit is not None:
        most.append(limit)
        trace.append(Message.of("limited", points=shown(limit)))
    column = points_or_none(indicator.deduction) if book.corners.deduction else None
    if column:
        trace.append(Message.of("deducted", points=f"{column:f}"))
    by_hand = _by_hand(row, book)
    if by_hand:
        trace.append(Message.of("by_hand"))
    return Adjustment(most=min(most, default=None), less=Fraction(column or 0), by_hand=by_hand, trace=tuple(trace))


def _is_higher(row: RowScore) -> bool:
    return row.stance is not None and row.stance.direction is Direction.HIGHER and row.attainment is not None


def _kept(row: RowScore, book: Rulebook) -> Fraction | None:
    # 超过目标较多的，按照偏离度调减分值
    policy = book.over_attainment
    if policy is None or policy.kept is None or not _is_higher(row) or row.weight is None:
        return None
    assert row.attainment is not None  # noqa: S101 - looked at
    if row.attainment < Fraction(policy.ratio):
        return None
    return policy.kept.at(row.attainment) * Fraction(row.weight)


def limit_of(indicator: Indicator, book: Rulebook) -> Fraction | None:
    """The most that a row may earn by its words, or None where nothing limits it."""
    names = {level_name(name) for name in (indicator.level1, indicator.level2) if name}
    said = plain_name(indicator.actual.text) if isinstance(indicator.actual, Actual) else ""
    found = [
        Fraction(limit.most)
        for limit in book.limits
        if names & set(map(level_name, limit.levels)) and said in limit.words
    ]
    return min(found, default=None)


def _by_hand(row: RowScore, book: Rulebook) -> bool:
    policy = book.manual
    if policy is None or row.stance is None:
        return False
    if row.met is False and row.stance.direction in policy.missed:
        return True
    if policy.over is None or not _is_higher(row):
        return False
    assert row.attainment is not None  # noqa: S101 - looked at
    return row.attainment >= Fraction(policy.over)
