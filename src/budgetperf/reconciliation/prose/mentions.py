"""A figure of a text, with what it speaks of."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from budgetperf.domain.quantity import Money, Quantity
from budgetperf.reconciliation.prose.lexicon import Columns

__all__ = ["Mention", "Role"]


class Role(StrEnum):
    """What a figure is, as far as the words say."""

    AMOUNT = "amount"
    REFERENCE = "reference"
    CHANGE = "change"
    PER_HEAD = "per_head"
    GROWTH = "growth"
    SHARE = "share"
    EXECUTION = "execution"
    CONTROL = "control"
    COUNT = "count"
    RATE = "rate"
    # A figure of another year, of a plan, of part of the year, or of money that no column holds.
    OTHER = "other"


# Every figure of every text is one, so they are the cheapest kind of value there is.
class Mention(NamedTuple):
    """
    A figure of a text, and what it speaks of.

    Attributes:
        path: Path of the figure.

        figure: The figure.

        exact: Whether the text means it exactly.

        start: Where it begins in the text.

        end: Where it ends.

        sentence: Which sentence it stands in, counted from 0.

        role: What it is.

        depth: In how many brackets it stands.

        label: The words right before it, folded.

        name: All words since the amount before it, or since its list was opened, folded.

        subjects: What it may speak of, the likeliest first; empty where nothing is named.

        named: Whether its own label names the subject.

        bare: Whether its label names nothing, and says at most which amount is meant: 决算, 合计.

        general: Whether its label says that only the general budget is meant.

        sure: Whether the subject is certain: no clause with other words stands between.

        columns: Which columns it may be of; empty where nothing says.

        sign: −1 for a decrease.

        reference: What a change is compared with.

        share: The words for the whole of a share.

        topic: Which of the subjects of the text it belongs to, known or not, counted from 0.

        opening: How a list opens right before it, or None.

        separator: The mark between it and the amount before.

        each: Whether 用于 stands in its own label, as it may before each item of a list.
    """

    path: str
    figure: Quantity
    exact: bool
    start: int
    end: int
    sentence: int
    role: Role
    depth: int = 0
    label: str = ""
    name: str = ""
    subjects: tuple[str, ...] = ()
    named: bool = False
    bare: bool = False
    general: bool = False
    sure: bool = True
    columns: Columns = ()
    sign: int = 1
    reference: Columns = ()
    share: str | None = None
    topic: int = 0
    opening: str | None = None
    separator: str = ""
    each: bool = False

    @property
    def subject(self) -> str | None:
        """What it most likely speaks of, or None."""
        return self.subjects[0] if self.subjects else None

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount of money that something cost or was to cost."""
        return self.role in (Role.AMOUNT, Role.REFERENCE) and isinstance(self.figure, Money)
