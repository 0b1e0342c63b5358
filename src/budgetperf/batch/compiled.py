"""A rulebook as the kernel needs it: which rules bind a kind of row, compiled, and when to compute nothing at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from attrs import field, frozen

from budgetperf.batch.plan import Plan, plan_of
from budgetperf.domain.model import Direction
from budgetperf.domain.names import level_name
from budgetperf.domain.written import EXACT, fold
from budgetperf.scoring.policy import RoundingMode, Treatment
from budgetperf.scoring.rule import AnyRule, Measure, Rule, binding
from budgetperf.scoring.rulebook import Rulebook, rate_key

__all__ = ["DIRECTIONS", "EXECUTION", "LONGEST_RATIO", "Compiled", "Kind", "compile_book"]

DIRECTIONS: Final = (Direction.HIGHER, Direction.LOWER, Direction.EQUAL, Direction.JUDGED)
EXECUTION: Final = 3
"""The code of budget execution among the directions: a judged row is never computed here."""

LONGEST_RATIO: Final = 1_000.0
"""What the two whole numbers of a ratio (1.2 is 6 ÷ 5) may be at most, for it to be compared column-wise."""

_FINEST = 4


class Kind(NamedTuple):
    """
    A kind of row that the same rules bind.

    Attributes:
        way: Place of its direction in `DIRECTIONS`, or `EXECUTION`.

        zero: Whether its target is zero.

        level1, level2: Places of its levels among those that rules name, from 1; 0 for any other.

        weight: Place of its weight among those that rules name, from 1; 0 for any other.

        percent: Whether both sides are rates.
    """

    way: int
    zero: bool
    level1: int
    level2: int
    weight: int
    percent: bool


@frozen(kw_only=True, eq=False)
class Compiled:
    """
    A rulebook, ready for the kernel.

    Attributes:
        able: Whether any row may be computed column by column.

        places: The places to which a row is rounded.

        tolerated: The places that may explain a stated score, the finest first.

        levels: The levels that rules name.

        weights: The weights that they name.

        rates: Whether any rule looks at a rate.
    """

    book: Rulebook
    able: bool
    places: int
    cuts: bool
    tolerated: tuple[int, ...]
    levels: tuple[str, ...]
    weights: tuple[Decimal, ...]
    rates: bool
    _plans: dict[Kind, tuple[Plan, ...] | None] = field(factory=dict, init=False)

    def plans(self, kind: Kind) -> tuple[Plan, ...] | None:
        """The rules that bind a kind of row; None where it is for `budgetperf.scoring`."""
        if kind not in self._plans:
            self._plans[kind] = self._bound(kind)
        return self._plans[kind]

    def _bound(self, kind: Kind) -> tuple[Plan, ...] | None:
        book, rules = self.book, self._rules(kind)
        other = EXACT.add(max(self.weights, default=Decimal(0)), Decimal(1))
        weight = self.weights[kind.weight - 1] if kind.weight else other
        places = () if kind.way == EXECUTION else (kind.level1, kind.level2)
        names = [self.levels[place - 1] if place else None for place in places]
        bound = binding(rules, weight, names)
        if not bound or (kind.way == EXECUTION and bound != (book.execution,)):
            return None
        if not kind.percent and any(isinstance(rule, Rule) and rule.measure is Measure.RATE for rule in bound):
            return None
        plans = [plan_of(rule) for rule in bound]
        return None if None in plans else tuple(plan for plan in plans if plan is not None)

    def _rules(self, kind: Kind) -> tuple[AnyRule, ...]:
        if kind.way == EXECUTION:
            return (self.book.execution,) if self.book.execution else ()
        cases = self.book.zero if kind.zero else self.book.positive
        return cases.of(DIRECTIONS[kind.way])

    def level(self, text: str | None) -> int:
        """The place of a level among those that rules name."""
        name = None if not text else level_name(text)
        return self.levels.index(name) + 1 if name in self.levels else 0

    def is_cost(self, text: str | None) -> bool:
        """Whether a bare number under a level is better low."""
        return fold(text or "") in self.book.directions.lower_levels

    def is_low(self, name: str) -> bool:
        """Whether a bare number of an indicator of this name is better low."""
        return self.book.directions.is_lower(rate_key(name))

    @property
    def no_negatives(self) -> bool:
        """Whether an actual below zero is taken for zero."""
        return self.book.corners.negative_actual is Treatment.ZERO


def compile_book(book: Rulebook) -> Compiled:
    """Compile a rulebook."""
    rules = [rule for case, _, rules in book.cases() if not case.startswith("rates.") for rule in rules]
    rounding = book.rounding
    words = [
        *(word for limit in book.limits for word in limit.words),
        *(book.not_applicable.words if book.not_applicable else ()),
    ]
    # A number is not kept with every digit as printed, so a list of words that names one needs the row itself.
    spoken = any(not word or any(sign.isdigit() for sign in word) for word in words)
    ratios = [
        *([book.manual.over] if book.manual and book.manual.over else []),
        *([book.over_attainment.ratio] if book.over_attainment and book.over_attainment.kept else []),
    ]
    weights = tuple(sorted({weight for rule in rules for weight in rule.weights}))
    return Compiled(
        book=book,
        able=not spoken
        and all(part <= LONGEST_RATIO for ratio in ratios for part in ratio.as_integer_ratio())
        and max(rounding.row, *rounding.tolerated, 0) <= min(_FINEST, rounding.row),
        places=rounding.row,
        cuts=rounding.mode is RoundingMode.DOWN,
        tolerated=tuple(sorted(set(rounding.tolerated), reverse=True)),
        levels=tuple(sorted({level_name(level) for rule in rules for level in rule.levels})),
        weights=weights,
        rates=any(isinstance(rule, Rule) and rule.measure is Measure.RATE for rule in rules),
    )
