"""
One scoring rule: what it looks at, what that earns, and for which rows it was written.

The vocabulary is closed: a measure, a curve, a scale. Whatever that cannot say, a Python function can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import field, frozen

from budgetperf.domain.finding import Clause
from budgetperf.domain.lists import refuse_texts
from budgetperf.domain.names import level_name
from budgetperf.domain.record import Direction
from budgetperf.domain.rounding import exact
from budgetperf.domain.written import plain
from budgetperf.errors import RulebookError
from budgetperf.scoring.curve import Curve

__all__ = ["AnyRule", "Cases", "FunctionRule", "Measure", "Rule", "RuleFunction", "Scale", "binding", "weights_of"]


class Measure(StrEnum):
    """What a rule looks at; *t* is the target, *a* the actual, both in one unit."""

    ATTAINMENT = "attainment"  # a ÷ t
    INVERSE = "inverse"  # t ÷ a
    EXCESS = "excess"  # (a − t) ÷ t
    DISTANCE = "distance"  # |a − t| ÷ t
    ACTUAL = "actual"  # a itself, in its own unit: for targets of zero, and for things that are counted
    RATE = "rate"  # a itself, as a share: 92.8 % is 0.928
    DAYS_LATE = "days_late"  # days from the last day of the target to the last day of the actual
    EXECUTION = "execution"  # spent ÷ revised budget


_OF_TWO_NUMBERS = (Measure.ATTAINMENT, Measure.INVERSE, Measure.EXCESS, Measure.DISTANCE, Measure.ACTUAL)


class Scale(StrEnum):
    """What the values of a curve are."""

    SHARE = "share"  # of the weight
    POINTS = "points"  # earned, whatever the weight
    DEDUCTION = "deduction"  # points taken off the weight, down to nothing


def weights_of(values: Iterable[object]) -> tuple[Decimal, ...]:
    """Let a person write weights as text or whole numbers."""
    return tuple(plain(value) for value in values)


@frozen(kw_only=True, field_transformer=refuse_texts)
class Rule:
    """
    One scoring rule: a measure, and the curve from it to a share of the weight, or to points.

    Attributes:
        id: Name of the rule within its rulebook, ``linear-excess``.

        title: What a finance officer calls it.

        title_en: The same in English.

        weights: The weights for which its text is written; none means every weight.

        levels: The level-1 or level-2 names for which it is written; none means every row. A rule with levels goes
            before one without.

        alternative_to: The id of the rule beside which it is in use, where no text decides between the two.
    """

    id: str
    title: str
    title_en: str
    measure: Measure = field(converter=Measure)
    curve: Curve
    scale: Scale = field(default=Scale.SHARE, converter=Scale)
    weights: tuple[Decimal, ...] = field(default=(), converter=weights_of)
    levels: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    alternative_to: str | None = None
    clause: Clause

    def __attrs_post_init__(self) -> None:
        """Refuse a curve without end over a ratio without end: t ÷ 0 has no points."""
        if self.measure is Measure.INVERSE and self.curve.continued:
            raise RulebookError(
                f"规则 {self.id}：measure 为 inverse 时曲线不能写 continued: true，两端应封顶",
                f"rule {self.id}: a curve over measure: inverse cannot be continued, it must be capped",
            )

    @property
    def is_plain(self) -> bool:
        """Whether it binds rows of every level and weight, and looks at a target and an actual as numbers."""
        return not self.levels and not self.weights and self.measure in _OF_TWO_NUMBERS

    def points(self, value: Fraction, weight: Decimal | Fraction) -> Fraction:
        """What one value of the measure earns, exactly and before rounding."""
        return self.worth(self.curve.at(value), weight)

    def worth(self, height: Fraction, weight: Decimal | Fraction) -> Fraction:
        """What one value of the curve is in points."""
        match self.scale:
            case Scale.SHARE:
                # Most targets are reached.
                whole = _whole(weight)
                return whole if height.numerator == height.denominator else height * whole
            case Scale.POINTS:
                return height
            case Scale.DEDUCTION:
                # 扣完为止: what is taken off is never more than there is.
                return max(Fraction(0), exact(weight) - height)


@lru_cache(maxsize=256)  # the weights of all rows are few numbers
def _whole(weight: Decimal | Fraction) -> Fraction:
    return exact(weight)


RuleFunction = Callable[[Fraction, Fraction, Fraction], "Decimal | Fraction | int"]
"""From target, actual and weight (in one unit, exact) to points."""


@frozen(kw_only=True, field_transformer=refuse_texts)
class FunctionRule:
    """
    A rule written in Python, for what a curve cannot say.

    It is applied where target and actual are numbers, so it stands in the cases *positive*, *zero* and *negative* of a
    rulebook and nowhere else; `verify` cannot decide it, and says so:
    `budgetperf.testing.verify_function` searches it for counterexamples.

    Attributes:
        function: From target, actual and weight, as exact fractions in one unit, to points.

    The other attributes are those of `Rule`.
    """

    id: str
    title: str
    title_en: str
    function: RuleFunction
    weights: tuple[Decimal, ...] = field(default=(), converter=weights_of)
    levels: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    alternative_to: str | None = None
    clause: Clause


AnyRule = Rule | FunctionRule


@frozen(kw_only=True, field_transformer=refuse_texts)
class Cases:
    """
    The rules for each kind of target. In a case without rules a person must judge.

    Attributes:
        higher: 正向, ≥ and >.

        lower: 反向, ≤ and <.

        equal: 等于.
    """

    higher: tuple[AnyRule, ...] = field(default=(), converter=tuple[AnyRule, ...])
    lower: tuple[AnyRule, ...] = field(default=(), converter=tuple[AnyRule, ...])
    equal: tuple[AnyRule, ...] = field(default=(), converter=tuple[AnyRule, ...])

    def of(self, direction: Direction) -> tuple[AnyRule, ...]:
        """The rules of a direction; none for what is judged."""
        match direction:
            case Direction.HIGHER:
                return self.higher
            case Direction.LOWER:
                return self.lower
            case Direction.EQUAL:
                return self.equal
            case Direction.JUDGED:
                return ()

    def plain(self, direction: Direction) -> tuple[Rule, ...]:
        """The rules of a direction, if they bind every row of it and look at no more than two numbers; else none."""
        return self._plain.get(direction, ())

    @cached_property
    def _plain(self) -> Mapping[Direction, tuple[Rule, ...]]:
        found = {}
        for direction in Direction:
            rules = self.of(direction)
            found[direction] = tuple([rule for rule in rules if isinstance(rule, Rule) and rule.is_plain])
            if len(found[direction]) < len(rules):
                found[direction] = ()
        return found

    def __iter__(self) -> Iterator[AnyRule]:
        yield from (*self.higher, *self.lower, *self.equal)


def binding(rules: Sequence[AnyRule], weight: Decimal, levels: Sequence[str | None] = ()) -> tuple[AnyRule, ...]:
    """
    The rules that bind a row: those for its level, else the general ones; of these, those for its weight.

    Args:
        rules: The rules of its case.

        weight: Its weight.

        levels: Its level-1 and level-2 names.
    """
    if len(rules) == 1 and not rules[0].levels and not rules[0].weights:
        return tuple(rules)
    asked: list[AnyRule] = []
    # Level 2 first: 数量指标 is more than 产出指标 says. Where a text speaks of this level, but of other weights, the
    # general rule is not what it says of it.
    for name in reversed([level_name(level) for level in levels if level]):
        asked = asked or [rule for rule in rules if name in {level_name(level) for level in rule.levels}]
    asked = asked or [rule for rule in rules if not rule.levels]
    return tuple(rule for rule in asked if not rule.weights or weight in rule.weights)
