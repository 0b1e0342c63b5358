"""
What a review says about a document: findings, ledger entries, and their clauses.

All of it is data. A finding holds a code and its parameters, never a sentence:
the sentence is made by `budgetperf.rendering`, in Chinese or in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

__all__ = [
    "Clause",
    "ClauseStatus",
    "Details",
    "Entry",
    "Finding",
    "Location",
    "Message",
    "Outcome",
    "Severity",
    "details",
]

Details = tuple[tuple[str, str], ...]


def details(values: Mapping[str, object] | Details = ()) -> Details:
    """
    Freeze the parameters of a message, leaving out those that are None.

    >>> details({"rows": 3, "note": None})
    (('rows', '3'),)
    """
    pairs = values if isinstance(values, tuple) else values.items()
    return tuple([(key, value if type(value) is str else _written(value)) for key, value in pairs if value is not None])


def _written(value: object) -> str:
    # `str` would write a small decimal as 1E-7, and nobody prints a figure so.
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


class Severity(StrEnum):
    """How much a finding matters: the filing is wrong, doubtful, or could be better."""

    # The gravest first: whoever sorts findings goes by this order.
    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Outcome(StrEnum):
    """What became of one identity. Nothing is left out: what could not be checked is an outcome, too."""

    HOLDS = "holds"
    WITHIN_ROUNDING = "within_rounding"
    VIOLATED = "violated"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUABLE = "not_evaluable"

    @property
    def agrees(self) -> bool:
        """Whether it was evaluated and is not violated: it holds, but perhaps for rounding."""
        return self in (Outcome.HOLDS, Outcome.WITHIN_ROUNDING)


class ClauseStatus(StrEnum):
    """How a rule is known: seen in a document, recalled without one, or chosen by this library."""

    SEEN = "seen"
    RECALLED = "recalled"
    CHOSEN = "chosen"


@frozen(kw_only=True)
class Clause:
    """
    Where a rule comes from.

    Attributes:
        document: Title of the document.

        number: Its number (文号), 无文号 where it has none, or None where that is not known.

        year: Year of the document, or None.

        place: Where in the document, or None. Never an article number that was not seen.

        status: Whether the rule was seen, is recalled, or was chosen.

        note: Why, where the status is not *seen*.

        note_en: The same in English.
    """

    document: str
    number: str | None = None
    year: int | None = None
    place: str | None = None
    status: ClauseStatus = field(default=ClauseStatus.CHOSEN, converter=ClauseStatus)
    note: str | None = None
    note_en: str | None = None


@frozen(kw_only=True)
class Message:
    """
    A thing to be said: a key of the message catalogue and its parameters.

    >>> Message.of("missing_figure", path="budget.rows[0].funds.revised").values
    (('path', 'budget.rows[0].funds.revised'),)
    """

    key: str
    values: Details = field(default=(), converter=details)

    @classmethod
    def of(cls, key: str, /, **values: object) -> Message:
        """Make a message from keyword arguments; those that are None are left out."""
        return cls(key=key, values=values) if values else _bare(key)


@lru_cache(maxsize=256)  # most lines of a ledger say one of the same few things: 不适用, 无扣分
def _bare(key: str) -> Message:
    """A message without parameters."""
    return Message(key=key)


@frozen(kw_only=True)
class Location:
    """
    The place of a figure in a file: what an officer must open and point at.

    Attributes:
        file: Name of the file.

        table: Name of the attachment or sheet, or None outside every table.

        row: Row of the table (or paragraph of the document), counted from 1.

        column: Cell of the row, counted from 1.

        address: Address of the cell where the format has one (Excel: ``I28``).

        label: What a reader would call the row: its printed label.
    """

    file: str
    table: str | None = None
    row: int | None = None
    column: int | None = None
    address: str | None = None
    label: str | None = None


@frozen(kw_only=True)
class Finding:
    """
    One thing that is wrong, doubtful or unchecked in a document.

    Attributes:
        code: ``BP301``; a code never changes its meaning.

        severity: error, warning or advice.

        path: Path of the figure in the filing, or None where it has none.

        stated: What the document says.

        expected: What it should say, where that follows.

        difference: Stated minus expected, with its unit.

        clause: The rule behind the finding.

        details: Further parameters of the message.

        entry: Id of the ledger entry it stems from.

        location: Place in the file, for trouble that a reader met before there was a path.

        caused_by: Id of the finding that explains this one.

        cluster: Number of the cluster of contradictions that it belongs to; `Diagnosis` tells which cells are wrong.

        id: ``f1``, ``f2``, … in the order of a review; empty until then.
    """

    code: str
    severity: Severity = field(converter=Severity)
    path: str | None = None
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    clause: Clause | None = None
    details: Details = field(default=(), converter=details)
    entry: str | None = None
    location: Location | None = None
    caused_by: str | None = None
    cluster: int | None = None
    id: str = ""


# A ledger has thousands of lines, and calling `Outcome` and `tuple[str, ...]` would take half the time of making one.
def _outcome(value: Outcome | str) -> Outcome:
    return value if isinstance(value, Outcome) else Outcome(value)


def _paths(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _signs(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Entry:
    """
    One line of the ledger: an identity, applied at one place, and what came of it.

    Attributes:
        id: Code and place, unique within a ledger: ``B2:base_table.three_public.total.spent``.

        code: Code of the identity, ``B2``.

        outcome: One of the five outcomes.

        paths: Paths of the figures it reads; the first one is the figure it judges.

        signs: 1 or −1 for each path: how the figure enters its side of the identity; empty where there is no sum.

        stated: What that figure says, as text.

        expected: What the others make it, as text.

        residual: Stated minus expected, in *unit*; None where nothing was computed.

        unit: Unit of residual and bound: ``万元``, ``%``, ``分``, or empty.

        bound: The rounding envelope, in *unit*: a gap below it can be explained by rounding.

        reason: Why it is not applicable or not evaluable, or which lawful reading holds.
    """

    id: str
    code: str
    outcome: Outcome = field(converter=_outcome)
    paths: tuple[str, ...] = field(default=(), converter=_paths)
    signs: tuple[int, ...] = field(default=(), converter=_signs)
    stated: str | None = None
    expected: str | None = None
    residual: Decimal | None = None
    unit: str = ""
    bound: Decimal | None = None
    reason: Message | None = None
