"""The least and the greatest number of points that the rules allow for each row: evidence for a diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from budgetperf.domain.rounding import round_half_up
from budgetperf.scoring.score import Score

__all__ = ["point_bounds"]

# People state points with at most this many decimals.
_MOST_PLACES = 2


def point_bounds(scores: Iterable[Score]) -> Mapping[str, tuple[Decimal, Decimal]]:
    """
    By path of the points, the recomputed interval, and what people make of its ends by rounding them.

    9.01–9.10 may be stated as 9, as 9.0 or as 9.1, so it becomes 9–9.10.
    """
    found = {}
    for score in scores:
        for row in (*score.rows, *([score.execution] if score.execution else [])):
            if row.low is not None and row.high is not None:
                ends = [row.low, row.high]
                ends += (
                    round_half_up(Fraction(end), places)
                    for end in (row.low, row.high)
                    for places in range(_MOST_PLACES)
                )
                found[f"{row.path}.points"] = min(ends), max(ends)
    return found
