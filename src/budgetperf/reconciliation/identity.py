"""
An identity (勾稽关系) as a value: which figures it ties together, and how.

An identity may have several lawful readings; it is violated only if none of them holds. Which identities a filing
implies, and which readings, follows from what is filled in and from names, never from the amounts: so the same
identities can be tried again with another amount in some cell. Where a reading rests on amounts, it says so as data:
that is a `Premise`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from budgetperf.domain.finding import Message, Outcome

__all__ = ["Form", "Given", "Identity", "Linear", "Premise", "Ratio", "Relation", "Term", "terms"]


class Relation(StrEnum):
    """How the stated side stands to the other one."""

    EQUAL = "="
    AT_LEAST = "≥"


# Named tuples: a filing implies thousands of these, and each is a few cells of text.
class Term(NamedTuple):
    """
    One figure of an identity.

    Attributes:
        path: Path of the figure.

        sign: 1 or −1.

        needed: Whether a blank leaves the identity undecided. A part of a breakdown is not needed:
            beside a filled sibling its blank counts as zero.
    """

    path: str
    sign: int = 1
    needed: bool = True


def terms(*paths: str, sign: int = 1, needed: bool = True) -> tuple[Term, ...]:
    """
    Make terms of one kind.

    >>> terms("a", "b", needed=False)[1]
    Term(path='b', sign=1, needed=False)
    """
    return tuple([Term(path, sign, needed) for path in paths])


class Linear(NamedTuple):
    """
    Sum of the stated figures = (or ≥) sum of the other ones.

    Attributes:
        stated: The figures judged, usually one total.

        parts: The figures that make it.

        constant: A number that stands in place of a stated figure (100 points).

        reading: Which lawful reading of the form this is, if there are several.

        given: What must be so for this reading to be lawful.
    """

    parts: tuple[Term, ...]
    stated: tuple[Term, ...] = ()
    constant: Decimal | None = None
    relation: Relation = Relation.EQUAL
    reading: Message | None = None
    given: Given = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every figure it uses, the judged ones first."""
        return (*self.stated, *self.parts)


class Ratio(NamedTuple):
    """
    A stated rate = numerator ÷ denominator, each a figure or a sum of several.

    Attributes:
        times: 100 for a percentage; 1 for an amount per head.
    """

    stated: Term
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    times: int = 100
    reading: Message | None = None
    given: Given = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every figure it uses, the judged one first."""
        return (self.stated, *self.numerator, *self.denominator)


class Premise(NamedTuple):
    """
    Whether another sum agrees, which decides how a form is to be read.

    Attributes:
        form: The sum.

        holds: Whether it is to agree, or to disagree.

        exact: Whether a gap that rounding explains is a disagreement.
    """

    form: Linear
    holds: bool = True
    exact: bool = False

    def is_met_by(self, outcome: Outcome) -> bool:
        """Whether the outcome of the sum is the one that is asked for."""
        return (outcome is Outcome.HOLDS if self.exact else outcome.agrees) is self.holds


# All of them; of each, one premise is enough.
Given = tuple[tuple[Premise, ...], ...]


Form = Linear | Ratio


class Identity(NamedTuple):
    """
    One identity at one place.

    Attributes:
        code: ``B2``.

        place: Path of what it is about; with the code it makes the id.

        forms: Its lawful readings, the usual one first; empty if it does not apply, or cannot be looked at.

        absent: Why it does not apply, where it has no reading, or none whose premises are met.

        doubt: Why a violation could be something else than a wrong figure; then it is not evaluable instead.
            Without any reading: why it could not be looked at.
    """

    code: str
    place: str
    forms: tuple[Form, ...] = ()
    absent: Message | None = None
    doubt: Message | None = None

    @property
    def id(self) -> str:
        """Code and place."""
        return f"{self.code}:{self.place}" if self.place else self.code

    @property
    def paths(self) -> tuple[str, ...]:
        """Every figure that some reading uses, the judged one first, each once."""
        found: dict[str, None] = {}
        for form in self.forms:
            found.update(dict.fromkeys(term.path for term in form.terms))
        return tuple(found)

    @property
    def reads(self) -> tuple[str, ...]:
        """Every figure that can change its outcome: those of its readings and of their premises."""
        found = dict.fromkeys(self.paths)
        for form in self.forms:
            for premise in chain.from_iterable(form.given):
                found.update(dict.fromkeys(term.path for term in premise.form.terms))
        return tuple(found)
