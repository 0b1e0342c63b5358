"""
What a diagnosis says: the smallest sets of cells that explain the contradictions of a filing.

All changes of a diagnosis are needed together; the cells of one change cannot be told apart by anything in the filing.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

__all__ = ["Change", "Correction", "Diagnosis", "Slip"]


class Slip(StrEnum):
    """How a wrong figure looks like a slip of a person; the likelier ones first."""

    SWAPPED = "swapped"
    DIGIT = "digit"
    SHIFTED = "shifted"
    UNIT = "unit"
    SIGN = "sign"
    NEIGHBOUR = "neighbour"
    MISSING = "missing"
    OTHER = "other"


@frozen(kw_only=True)
class Correction:
    """
    A cell, and what it should say.

    Attributes:
        path: The cell.

        stated: What it says; None where it is blank.

        proposed: What it should say, written like the figure that stands there; None where the evidence only bounds it.

        at_least: Where there is no single value: the least that it could be.

        at_most: And the most.

        pattern: Which human slip leads from the proposed value to the stated one.

        confirmed_by: Ids of the ledger entries that agree once the cell is changed, and use it.
    """

    path: str
    stated: str | None
    proposed: str | None
    at_least: str | None = None
    at_most: str | None = None
    pattern: Slip = field(default=Slip.OTHER, converter=Slip)
    confirmed_by: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


@frozen(kw_only=True)
class Change:
    """
    One wrong cell: exactly one of these.

    Attributes:
        any_of: The cells that cannot be told apart, the likeliest first.
    """

    any_of: tuple[Correction, ...] = field(converter=tuple[Correction, ...])


@frozen(kw_only=True)
class Diagnosis:
    """
    One explanation of the contradictions of a cluster.

    Attributes:
        cluster: Number of the cluster: contradictions that share a cause.

        rank: Place among the explanations of the cluster, from 1.

        explains: Ids of the ledger entries that it explains: every violated one of the cluster.

        changes: The cells to change, all of them; empty where no explanation was found within the bounds of the search.

        complete: Whether the search tried everything up to this number of cells; otherwise others may exist.
    """

    cluster: int
    rank: int
    explains: tuple[str, ...] = field(converter=tuple[str, ...])
    changes: tuple[Change, ...] = field(default=(), converter=tuple[Change, ...])
    complete: bool = True

    @property
    def is_certain(self) -> bool:
        """Whether it names each wrong cell by itself, and what it should say."""
        corrections = [change.any_of for change in self.changes]
        return bool(corrections) and all(len(any_of) == 1 and any_of[0].proposed is not None for any_of in corrections)
