"""Words answered with words: a band of judgement, everything or nothing, or for a person to say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.names import plain_name
from budgetperf.domain.rounding import exact
from budgetperf.domain.statement import Bound, Statement
from budgetperf.scoring.policy import Band
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["Judgement", "ends", "judge"]


@frozen(kw_only=True)
class Judgement:
    """
    What words are worth.

    Attributes:
        share: Which shares of the weight they may earn.

        band: The band that they name, or None where they earn everything or nothing.
    """

    share: Range
    band: Band | None = None


def judge(target: Statement | None, actual: Statement, book: Rulebook) -> Judgement | None:
    """What an actual in words says of a target in words; None where only a person can say."""
    if isinstance(actual, Bound) or isinstance(target, Bound):
        return None
    said, asked = plain_name(actual.text), "" if target is None else plain_name(target.text)
    for words, share in () if book.answers is None else ((book.answers.yes, 1), (book.answers.no, 0)):
        if said in words:
            return Judgement(share=Range(low=share, high=share))
    band = _band(said, asked, book)
    return None if band is None else Judgement(share=band.share, band=band)


def _band(said: str, asked: str, book: Rulebook) -> Band | None:
    # 未完成 must not be taken for 完成, so the words that deny are looked for first.
    for band in book.bands:
        # 无未完成事项 denies the denial.
        if any(part in said and f"无{part}" not in said for part in band.contains):
            return band
    for band in book.bands:
        if said in band.words:
            return band
    # A stroke under a stroke is nothing twice, not a target that was reached.
    if (said and said == asked) or any(asked == pair.target and said in pair.actuals for pair in book.pairs):
        return book.bands[0] if book.bands else None
    return None


def ends(judgement: Judgement, weight: Decimal) -> tuple[Fraction, Fraction]:
    """The exact points at both ends of a judgement."""
    low, high = judgement.share.low or Decimal(0), judgement.share.high
    whole = exact(weight)
    return exact(low) * whole, whole if high is None else exact(high) * whole
