"""How firm the grade of a card is: what must be granted of the points that are still open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from attrs import field, frozen

from budgetperf.domain.written import EXACT
from budgetperf.scoring.policy import Grade
from budgetperf.scoring.row_score import Basis, RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["Firmness", "Hold", "find_firmness"]


class Hold(StrEnum):
    """How the grade of the stated total stands to the recomputed interval."""

    FIRM = "firm"  # every total in the interval has this grade
    AT_LEAST = "at_least"  # the least total has it, and the greatest a better one
    NEEDS = "needs"  # only if enough of the open points are granted
    BELOW = "below"  # every total in the interval earns a better one
    OUT_OF_REACH = "out_of_reach"  # no total in the interval has it, for all are too low
    UNKNOWN = "unknown"  # nothing is stated, or the rulebook has no grade for it


@frozen(kw_only=True)
class Firmness:
    """
    What the grade of a card rests on.

    Attributes:
        hold: How the stated grade stands.

        grade: The grade of the stated total, or None.

        needed: Points above the least total that the grade takes; None unless it can be reached and is not firm.

        above: Whether a total must lie above *needed*, and not only reach it.

        open: Greatest minus least total.

        judged: How many of the open points a person must judge; the others hang on rules between which no text decides.

        rows: The rows that hold the open points, the widest first.
    """

    hold: Hold
    grade: Grade | None = None
    needed: Decimal | None = None
    above: bool = False
    open: Decimal
    judged: Decimal
    rows: tuple[RowScore, ...] = field(default=(), converter=tuple[RowScore, ...])


def find_firmness(score: Score, book: Rulebook) -> Firmness | None:
    """
    How firm the grade of a recomputed card is; None for a card without a recomputed score.

    Args:
        score: The score of a card.

        book: The rulebook that it was scored by, for its grades.

    >>> from budgetperf.domain.model import Indicator, Scorecard
    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> from budgetperf.scoring.score import score as score_card
    >>> book = load_rulebook("mof-2020")
    >>> row = Indicator(level1="产出指标", name="活动效果", target="良好", actual="显著", weight="100", points="95")
    >>> card = Scorecard(kind="project", indicators=[row], stated_points="95")
    >>> firmness = find_firmness(score_card(card, book), book)
    >>> firmness.hold.value, firmness.grade.title, firmness.needed, firmness.open
    ('needs', '优', Decimal('90'), Decimal('100'))
    """
    if score.low is None or score.high is None:
        return None
    rows = sorted(_open_rows(score), key=_width, reverse=True)
    judged = reduce(EXACT.add, (_width(row) for row in rows if row.basis is not Basis.COMPUTED), Decimal(0))
    width = EXACT.subtract(score.high, score.low)
    grade = None if score.stated is None else book.grade(score.stated)
    hold, needed = _hold(score.low, score.high, grade)
    return Firmness(
        hold=hold,
        grade=grade,
        needed=needed,
        above=needed is not None and grade is not None and grade.points.low_open,
        open=width,
        # A card that was rescaled has open points of another size than its rows.
        judged=min(judged, width),
        rows=rows,
    )


def _open_rows(score: Score) -> Iterator[RowScore]:
    for row in (score.execution, *score.rows):
        if row is not None and _width(row) > 0:
            yield row


def _width(row: RowScore) -> Decimal:
    return Decimal(0) if row.low is None or row.high is None else EXACT.subtract(row.high, row.low)


def _hold(low: Decimal, high: Decimal, grade: Grade | None) -> tuple[Hold, Decimal | None]:
    """How a grade stands to an interval of totals, and what it needs above the lower end."""
    if grade is None:
        return Hold.UNKNOWN, None
    span = grade.points
    if low in span and high in span:
        return Hold.FIRM, None
    least, most = span.low, span.high
    if least is not None and (high < least or (high == least and span.low_open)):
        return Hold.OUT_OF_REACH, None
    if most is not None and (low > most or (low == most and span.high_open)):
        return Hold.BELOW, None
    if least is None or low in span:
        return Hold.AT_LEAST, None
    return Hold.NEEDS, EXACT.subtract(least, low)
