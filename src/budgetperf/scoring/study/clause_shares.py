"""How much of a rulebook was seen in a document, how much is recalled, and how much this library has chosen."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.finding import ClauseStatus
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.provisions import provisions

__all__ = ["ClauseShares", "clause_shares"]


@frozen(kw_only=True)
class ClauseShares:
    """
    How many values of a rulebook rest on a clause of each status.

    A value is one thing that a clause can back: a number, a choice, a curve, a range, or a list of words, be it of
    one word or of thirty. It counts for the nearest clause: its own, else that of its rule, band or set, else that of
    its section; the words of a band for that of the word lists. Names, titles, waivers and blanks are no values.

    Attributes:
        seen: Values that were seen in the document that is named.

        recalled: Values that are known without their document.

        chosen: Values that this library has chosen, where no document says.

        unsourced: Values without any clause.
    """

    seen: int = 0
    recalled: int = 0
    chosen: int = 0
    unsourced: int = 0

    @property
    def total(self) -> int:
        """The number of all values."""
        return self.seen + self.recalled + self.chosen + self.unsourced

    def share(self, status: ClauseStatus | str) -> Fraction:
        """
        The share of one status in all values; nothing of nothing.

        >>> ClauseShares(seen=3, recalled=1).share("recalled")
        Fraction(1, 4)
        """
        count: int = getattr(self, ClauseStatus(status).value)
        return Fraction(count, self.total) if self.total else Fraction(0)


def clause_shares(book: Rulebook) -> ClauseShares:
    """
    Count the values of a rulebook by the status of their clause.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> clause_shares(load_rulebook("mof-2020")).unsourced
    0
    """
    counts = Counter(
        "unsourced" if part.clause is None else ClauseStatus(part.clause.status).value for part in provisions(book)
    )
    return ClauseShares(**counts)
