"""
What points can say: how many of them in a filing are such as the rules do not give.

The points of a row lie between nothing and its weight, and in the interval that the rulebook gives for its target and
actual; people round the ends of that to whole points, or to one or two decimals.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import budgetperf as bp
from trials import Changes, changed

__all__ = ["Bounds"]

_PLACES = (0, 1, 2)


class Bounds:
    """
    Counts the bounds that the points of a filing, and of its variants, break.

    Args:
        book: The rulebook that gives intervals; without one, points only have to lie between nothing and their weight.
    """

    def __init__(self, filing: bp.Filing, book: bp.Rulebook | None) -> None:
        self.filing = filing
        self.book = book
        self._kept = {id(card): self._broken(card) for card in filing.scorecards}

    def broken(self, changes: Changes) -> int:
        """How many bounds are broken under some changes: each row has two."""
        cards = changed(self.filing, changes)[0].scorecards
        known = self._kept
        return sum(known[id(card)] if id(card) in known else self._broken(card) for card in cards)

    def _broken(self, card: bp.Scorecard) -> int:
        execution = card.budget.execution
        rows = [(execution.points, execution.weight), *((row.points, row.weight) for row in card.indicators)]
        # A row without a weight has nothing to give.
        count = sum(
            not 0 <= points <= (weight if isinstance(weight, Decimal) else 0)
            for points, weight in rows
            if isinstance(points, Decimal)
        )
        if self.book is None:
            return count
        found = bp.score(card, self.book)
        scored = found.rows if found.execution is None else (found.execution, *found.rows)
        return count + sum(_is_outside(row.stated or Decimal(0), row.low, row.high) for row in scored)


def _is_outside(stated: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    if low is None or high is None:
        return False
    ends = [end.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for end in (low, high) for places in _PLACES]
    return not min(low, *ends) <= stated <= max(high, *ends)
