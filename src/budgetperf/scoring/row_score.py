"""
The score of one row as a value: the interval that its rules span, and how it came about.

Each alternative is rounded once, as the rulebook says; the ends of the interval lie on that grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from attrs import frozen

from budgetperf.domain.finding import Clause, Message
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.domain.rounding import cut_off, interval, round_half_up, shorten
from budgetperf.scoring.comparison import Stance
from budgetperf.scoring.measuring import Alternative
from budgetperf.scoring.policy import Rounding, RoundingMode
from budgetperf.scoring.rule import Rule
from budgetperf.scoring.rulebook import Rulebook

__all__ = [
    "Basis",
    "Begun",
    "ExecutionStep",
    "RowScore",
    "Standing",
    "from_alternatives",
    "points_or_none",
    "round_row",
    "shown",
]


Ends = tuple[Decimal, Decimal]
# A target and an actual, as they are printed.
Texts = tuple[object, object]


class Standing(StrEnum):
    """How a stated score stands to the recomputed one."""

    EQUAL = "equal"  # the one score that the rules give
    EXPLAINED = "explained"  # what one of the rules gives, rounded the way officers round
    WITHIN = "within"  # inside the interval
    OUTSIDE = "outside"  # what no rule gives
    OPEN = "open"  # for a person to judge: anything from nothing to the whole weight


class Basis(StrEnum):
    """What a recomputed score rests on."""

    COMPUTED = "computed"
    JUDGED = "judged"  # words that name a band of judgement
    OPEN = "open"
    DROPPED = "dropped"  # it does not apply, and its weight is spread over the others


class RuleStep(NamedTuple):
    """
    A rule as it was applied: said only when somebody asks, for most rows agree and are asked nothing.

    Attributes:
        low: The rounded least score, and *high* the greatest.

        texts: Target and actual as printed, where the rule compares them.
    """

    weight: Decimal
    alternative: Alternative
    low: Decimal
    high: Decimal
    texts: Texts | None

    @property
    def told(self) -> Message:
        """The rule, its figures, the exact score, and the rounded one."""
        rule, low = self.alternative.rule, shown(self.alternative.low)
        target, actual = self.texts or (None, None)
        return Message.of(
            "rule",
            rule=rule.title,
            rule_en=rule.title_en,
            measure=rule.measure if isinstance(rule, Rule) else None,
            target=target,
            actual=actual,
            weight=self.weight,
            exact=low if self.alternative.is_one_number else _span(low, shown(self.alternative.high)),
            rounded=interval(self.low, self.high),
        )


class ExecutionStep(NamedTuple):
    """The execution rate, told when somebody asks."""

    spent: Money
    revised: Money
    rate: Fraction

    @property
    def told(self) -> Message:
        """The rate and what it is made of."""
        return Message.of("execution_rate", spent=self.spent, revised=self.revised, rate=shown(self.rate))


Step = Message | RuleStep | ExecutionStep


@frozen(kw_only=True)
class RowScore:
    """
    The recomputed score of one row, and how it came about.

    Attributes:
        path: Path of the row.

        label: Name of the row, as printed.

        weight: 分值, or None where there is none to score by.

        stated: 得分 as stated, or None where nothing readable is.

        low: Least score that follows, rounded as the rulebook says; None for a row without weight.

        high: Greatest score that follows.

        basis: Whether it was computed, judged by words, left open, or dropped.

        met: Whether the target was reached; None where that cannot be told.

        attainment: Actual ÷ target, where the target is above zero: the least that an actual with an operator says.

        stance: Which way is better, and how that is known; None for budget execution and for rates.

        rule: Ids of the rules applied.

        alternatives: What each rule in force gives.

        explained_by: The alternative that gives the stated score, where it is *explained*.

        rounding: The number of decimal places that explains it.

        clause: Clause of the (first) rule.

        steps: The computation, step by step; `trace` tells it.
    """

    path: str
    label: str
    weight: Decimal | None
    stated: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    basis: Basis = Basis.OPEN
    met: bool | None = None
    attainment: Fraction | None = None
    stance: Stance | None = None
    rule: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    explained_by: tuple[Alternative, ...] = ()
    rounding: int | None = None
    clause: Clause | None = None
    steps: tuple[Step, ...] = ()

    @property
    def trace(self) -> tuple[Message, ...]:
        """The computation, line by line."""
        return tuple(step if isinstance(step, Message) else step.told for step in self.steps)

    @property
    def standing(self) -> Standing | None:
        """How *stated* stands to the recomputed score; None where there is nothing to compare."""
        if self.stated is None or self.low is None or self.high is None:
            return None
        is_open = self.basis is Basis.OPEN
        if self.low == self.high == self.stated and not is_open:
            return Standing.EQUAL
        if self.explained_by:
            return Standing.EXPLAINED
        if not self.low <= self.stated <= self.high:
            return Standing.OUTSIDE
        return Standing.OPEN if is_open else Standing.WITHIN

    @property
    def assumed(self) -> bool:
        """Whether it rests on a direction that nothing in the form states."""
        return self.stance is not None and self.stance.assumed


def points_or_none(value: Decimal | Unreadable | None) -> Decimal | None:
    """A stated weight or score that can be computed with."""
    return value if isinstance(value, Decimal) else None


def round_row(points: Fraction, weight: Decimal, places: int, mode: RoundingMode = RoundingMode.HALF_UP) -> Decimal:
    """
    Round the exact score of a row, never up past its weight: a weight may have more digits than the rounding keeps.

    >>> round_row(Fraction("2.5"), Decimal("2.5"), 0), round_row(Fraction("1.5"), Decimal("2.5"), 0)
    (Decimal('2.5'), Decimal('2'))
    """
    rounded = cut_off(points, places) if mode is RoundingMode.DOWN else round_half_up(points, places)
    if rounded == weight:
        return rounded
    (whole, below), (above, under) = weight.as_integer_ratio(), points.as_integer_ratio()
    # In whole numbers: what is missing of the weight, times both denominators.
    missing = whole * under - above * below
    if missing == 0:
        return weight
    return min(rounded, weight) if missing > 0 else rounded


def shown(value: Fraction | None) -> str:
    """
    A fraction for a person: exact where six places suffice, else rounded and marked.

    >>> shown(Fraction(9, 10)), shown(Fraction(10, 11))
    ('0.9', '≈0.909091')
    """
    if value is None:
        return "∞"
    if value.denominator == 1:
        return str(value.numerator)
    rounded = shorten(value)
    exact = rounded.as_integer_ratio() == value.as_integer_ratio()
    return f"{rounded:f}" if exact else f"≈{rounded:f}"


class Begun(NamedTuple):
    """
    A row as far as its form says it, before a rule has spoken.

    The attributes are those of `RowScore`.
    """

    path: str
    label: str
    weight: Decimal | None
    stated: Decimal | None
    stance: Stance | None = None
    met: bool | None = None
    attainment: Fraction | None = None
    steps: tuple[Step, ...] = ()

    def traced(self, *steps: Step) -> Begun:
        """The same with more lines of its computation."""
        return self._replace(steps=(*self.steps, *steps)) if steps else self

    def unscored(self, basis: Basis = Basis.OPEN, *steps: Message) -> RowScore:
        """A row that has no score: without a weight, or dropped."""
        return self.scored(None, None, basis, steps)

    def opened(self, step: Message) -> RowScore:
        """A row for a person to judge: anything from nothing to the whole weight."""
        return self.scored(Decimal(0), self.weight, Basis.OPEN, (step,))

    def scored(
        self,
        low: Decimal | None,
        high: Decimal | None,
        basis: Basis,
        steps: Iterable[Step],
        *,
        alternatives: tuple[Alternative, ...] = (),
        rule: str | None = None,
        clause: Clause | None = None,
    ) -> RowScore:
        """The score of the row, with what the rules say."""
        return RowScore(
            path=self.path,
            label=self.label,
            weight=self.weight,
            stated=self.stated,
            low=low,
            high=high,
            basis=basis,
            met=self.met,
            attainment=self.attainment,
            stance=self.stance,
            rule=rule,
            alternatives=alternatives,
            clause=clause,
            steps=(*self.steps, *steps),
        )


def from_alternatives(
    row: Begun, alternatives: Sequence[Alternative], book: Rulebook, texts: Texts | None = None
) -> RowScore:
    """The row with the hull of what its rules give."""
    weight = row.weight
    assert weight is not None  # noqa: S101 - rows without weight never get here
    steps = [RuleStep(weight, given, *_rounded(given, weight, book.rounding), texts) for given in alternatives]
    return row.scored(
        min([step.low for step in steps]),
        max([step.high for step in steps]),
        Basis.COMPUTED,
        steps,
        alternatives=tuple(alternatives),
        rule=" | ".join([alternative.rule.id for alternative in alternatives]),
        clause=alternatives[0].rule.clause,
    )


def _rounded(alternative: Alternative, weight: Decimal, rounding: Rounding) -> Ends:
    low = round_row(alternative.low, weight, rounding.row, rounding.mode)
    if alternative.is_one_number:
        return low, low
    return low, round_row(alternative.high, weight, rounding.row, rounding.mode)


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"
