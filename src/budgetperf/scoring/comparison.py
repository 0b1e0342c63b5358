"""
Target and actual side by side: which way is better, and in one unit.

Nothing is guessed silently: an inferred direction says why, and an assumed one says that it is assumed.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Direction, Indicator
from budgetperf.domain.quantity import Count, Money, Quantity, Rate, Unreadable
from budgetperf.domain.rounding import exact
from budgetperf.domain.statement import Actual, Bound, Operator, Statement, Target
from budgetperf.domain.written import fold
from budgetperf.scoring.rulebook import Rulebook, rate_key

__all__ = [
    "STRICT",
    "Comparison",
    "Stance",
    "Units",
    "base",
    "compare",
    "find_direction",
    "is_zero",
    "reach",
    "reading_of",
    "same",
    "same_unit",
    "together",
]


class Units(StrEnum):
    """How the units of target and actual go together."""

    SAME = "same"
    TAKEN = "taken"  # one side has none, and takes the other's
    DIFFERENT = "different"


@frozen(kw_only=True)
class Stance:
    """
    Which way an indicator is better, and how that is known.

    Attributes:
        why: ``given``, ``operator``, ``cost``, ``zero``, ``name``, ``assumed`` or ``words``.
    """

    direction: Direction
    why: str

    @property
    def assumed(self) -> bool:
        """Whether nothing in the form says so."""
        return self.why == "assumed"

    @cached_property
    def told(self) -> Message:
        """Both in a line of the trace."""
        return Message.of("direction", direction=self.direction, why=self.why)


@frozen(kw_only=True, slots=False)
class Comparison:
    """
    A numeric target and a numeric actual in one unit.

    Attributes:
        target: The target, in the base unit of its kind (元, %, 次 …).

        low: Least value that the actual may have; None is without bound.

        high: Greatest value that it may have; equal to *low* where the actual is one number.

        strict: Whether the target itself is not enough (> or <), and the actual may be that.

        units: Whether a unit had to be taken over from the other side.

        percent: Whether both are rates.

        target_text: The target as printed, with the unit that it was given.

        actual_text: The actual, likewise.
    """

    target: Fraction
    low: Fraction | None
    high: Fraction | None
    strict: bool = False
    units: Units
    percent: bool = False
    target_text: str = ""
    actual_text: str = ""

    @property
    def sign(self) -> int:
        """A number above, at or below zero, as the target is."""
        return self.target.numerator

    @property
    def is_one_number(self) -> bool:
        """Whether the actual is one number, and no interval."""
        return self.low is not None and same(self.low, self.high)

    @cached_property
    def ratios(self) -> tuple[Fraction | None, Fraction | None]:
        """Both ends of the actual ÷ target, as they stand; there are none over a target of zero."""
        low = None if self.low is None else self.low / self.target
        if self.is_one_number:
            return low, low
        return low, None if self.high is None else self.high / self.target


_YEARLY = "/年"
# Of a target of > or <, the number itself is not enough.
STRICT = (Operator.MORE_THAN, Operator.LESS_THAN)
_OPERATOR_DIRECTION = {
    Operator.AT_LEAST: Direction.HIGHER,
    Operator.MORE_THAN: Direction.HIGHER,
    Operator.AT_MOST: Direction.LOWER,
    Operator.LESS_THAN: Direction.LOWER,
    Operator.EQUAL: Direction.EQUAL,
}


def same(low: Fraction | None, high: Fraction | None) -> bool:
    """Whether both ends of an interval are one number: mostly they are the same object, which is seen at once."""
    return low is high or low == high


def reading_of(value: Target | Actual | Unreadable | None) -> Statement | None:
    """What a target or actual means; None for a blank or unreadable one."""
    return value.reading if isinstance(value, (Target, Actual)) else None


@lru_cache(maxsize=32)  # there are few, and every row has one
def _stance(direction: Direction, why: str) -> Stance:
    return Stance(direction=direction, why=why)


def find_direction(indicator: Indicator, book: Rulebook) -> Stance:
    """
    Find which way an indicator is better.

    The order: as given; by the operator; a bare number under a cost heading (a percentage is no cost), a bare zero, or
    a control rate is better low; another bare number is assumed to be better high; words are for a person to judge.
    """
    target = reading_of(indicator.target)
    if not isinstance(target, Bound):
        return _stance(Direction.JUDGED, "words")
    if indicator.direction is not None:
        return _stance(indicator.direction, "given")
    if target.operator is not None:
        return _stance(_OPERATOR_DIRECTION[target.operator], "operator")
    return _of_bare_number(target.quantity, indicator, book)


def _of_bare_number(quantity: Quantity, indicator: Indicator, book: Rulebook) -> Stance:
    # 成本节约率 and 补助标准达标率 stand under a cost heading, and are no costs.
    is_cost = not isinstance(quantity, Rate)
    if is_cost and fold(indicator.level2 or indicator.level1 or "") in book.directions.lower_levels:
        return _stance(Direction.LOWER, "cost")
    if is_zero(quantity):
        return _stance(Direction.LOWER, "zero")
    if book.directions.is_lower(rate_key(indicator.name)):
        return _stance(Direction.LOWER, "name")
    return _stance(Direction.HIGHER, "assumed")


def is_zero(quantity: Quantity) -> bool:
    """Whether a quantity is nothing, in whatever unit."""
    return base(quantity)[0] == 0


def base(quantity: Quantity) -> tuple[Decimal, str]:
    """
    A quantity in the base unit of its kind, and that unit.

    >>> base(Money("2", "万元")), base(Rate("95"))
    ((Decimal('20000'), '元'), (Decimal('95'), '%'))
    """
    match quantity:
        case Money():
            return quantity.yuan, "元"
        case Rate():
            return quantity.percent, "%"
        case Count():
            return quantity.base


def same_unit(target: Quantity, actual: Quantity) -> Units:
    """
    How the units of two quantities go together.

    >>> same_unit(Money("88", "万元"), Count("96.73")), same_unit(Rate("95"), Count("2", "次"))
    (<Units.TAKEN: 'taken'>, <Units.DIFFERENT: 'different'>)

    Nothing is nothing in any unit, and what is asked for in a year is so by a form of one year:

    >>> same_unit(Rate("5"), Count("0")), same_unit(Count("4", "次/年"), Count("4", "次"))
    (<Units.SAME: 'same'>, <Units.SAME: 'same'>)
    """
    (goal, here), (done, there) = base(target), base(actual)
    if here.removesuffix(_YEARLY) == there.removesuffix(_YEARLY):
        return Units.SAME
    if here and there:
        return Units.DIFFERENT
    return Units.SAME if (done if here else goal) == 0 else Units.TAKEN


def _like(quantity: Quantity, other: Quantity) -> Quantity:
    """A bare number in the unit of the other side; anything else as it is."""
    if isinstance(quantity, Count) and not quantity.unit and base(other)[1]:
        match other:
            case Money():
                return Money(quantity.number, other.unit)
            case Rate():
                return Rate(quantity.number)
            case Count():
                return Count(quantity.number, other.unit)
    return quantity


def together(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity, Units] | None:
    """
    Two quantities in units that can be compared: a bare number takes the other's. None where they differ in kind.

    >>> together(Money("88", "万元"), Count("96.73"))
    (Money('88万元'), Money('96.73万元'), <Units.TAKEN: 'taken'>)
    """
    units = same_unit(target, actual)
    return None if units is Units.DIFFERENT else (_like(target, actual), _like(actual, target), units)


def compare(target: Bound, actual: Bound) -> Comparison | None:
    """
    Put target and actual into one unit; None where their dimensions differ.

    An actual with an operator is an interval: ``≥95%`` is somewhere from 95 % on, ``≤10天`` from nothing to 10 days.
    """
    both = together(target.quantity, actual.quantity)
    if both is None:
        return None
    stated, answered, units = both
    low, high = reach(actual.operator, exact(base(answered)[0]))
    return Comparison(
        target=exact(base(stated)[0]),
        low=low,
        high=high,
        strict=target.operator in STRICT and target.operator is not actual.operator,
        units=units,
        percent=isinstance(stated, Rate) and isinstance(answered, Rate),
        target_text=str(stated),
        actual_text=f"{actual.operator or ''}{answered}",
    )


def reach(operator: Operator | None, value: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """
    The least and the greatest number that a number with an operator may stand for; None is without bound.

    >>> reach(Operator.AT_MOST, Fraction(10)), reach(None, Fraction(10))
    ((Fraction(0, 1), Fraction(10, 1)), (Fraction(10, 1), Fraction(10, 1)))
    """
    if operator in (Operator.AT_LEAST, Operator.MORE_THAN):
        return value, None
    if operator in (Operator.AT_MOST, Operator.LESS_THAN):
        # What is counted, measured or paid cannot fall below nothing.
        return (Fraction(0) if value >= 0 else None), value
    return value, value
