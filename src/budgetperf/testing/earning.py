"""What the cards of a filing earn: the least points that a rulebook gives, and how they are told in a sentence."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from budgetperf.domain.model import Filing, Scorecard
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score

__all__ = ["Marks", "earn_points", "earned", "marks_of"]

_ALL = Decimal(100)
_NOTE = "价格上涨，下年压减。"
# What a total is called where no rulebook says it: 优 from 90 on, 良 from 80, 中 from 60.
_GRADES = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"))


def earn_points(filing: Filing, rulebook: Rulebook) -> Filing:
    """
    The filing with the least points that the rules give for each row, a note beside each deduction, and the sums.

    What its reports say of the points they do not learn; `print_accounts` takes the rulebook itself.

    >>> from random import Random
    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> from budgetperf.testing.departments import random_accounts
    >>> from budgetperf.testing.printing import print_accounts
    >>> filing = print_accounts(random_accounts(Random(1), prose=False))
    >>> card = earn_points(filing, load_rulebook("hunan-2022")).scorecards[0]
    >>> card.stated_points == card.budget.execution.points + sum(row.points for row in card.indicators)
    True
    """
    return evolve(filing, scorecards=[earned(card, rulebook) for card in filing.scorecards])


def earned(card: Scorecard, rulebook: Rulebook) -> Scorecard:
    """One card with the least points that the rules give."""
    found = score(card, rulebook)
    execution = card.budget.execution
    if found.execution is not None:
        execution = evolve(execution, points=found.execution.low)
    return evolve(
        card,
        budget=evolve(card.budget, execution=execution),
        indicators=[
            evolve(row, points=own.low, deviation_note=None if own.low == row.weight else _NOTE)
            for row, own in zip(card.indicators, found.rows, strict=True)
        ],
        stated_points=found.low,
    )


@frozen(kw_only=True)
class Marks:
    """
    What a card says of itself, for a report.

    Attributes:
        points: 总分, as printed.

        grade: Its grade word.

        rows: How many indicators there are.

        met: How many of them have all their points.
    """

    points: str
    grade: str
    rows: int
    met: int

    @property
    def full(self) -> bool:
        """Whether nothing at all was deducted."""
        return Decimal(self.points) == _ALL


def marks_of(card: Scorecard, rulebook: Rulebook | None = None) -> Marks:
    """
    The marks of a card that has points.

    >>> marks_of(Scorecard(kind="project", stated_points="89.50"))
    Marks(points='89.50', grade='良', rows=0, met=0)
    """
    points = card.stated_points if isinstance(card.stated_points, Decimal) else Decimal(0)
    grade = None if rulebook is None else rulebook.grade(points)
    usual = next((word for least, word in _GRADES if points >= least), "差")
    return Marks(
        points=f"{points:f}",
        grade=usual if grade is None else grade.title,
        rows=len(card.indicators),
        met=sum(row.points == row.weight for row in card.indicators),
    )
