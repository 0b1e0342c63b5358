"""
Whether the two sides of an identity agree: exact whole numbers, and an envelope for what printing has rounded away.

A printed amount stands for half a unit of the form's last digit either way, a printed rate for half a unit of its
own. Points, weights and counts are exact. A gap must be *less* than the sum of those halves to be rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Outcome
from budgetperf.domain.quantity import Count, Money, MoneyUnit, Rate, decimals
from budgetperf.reconciliation.identity import Form, Linear, Ratio, Relation, Term

__all__ = ["ONE", "Premises", "Side", "Value", "outcome_of", "scaled", "value_of", "weigh", "weigh_sum"]

# Forms in 万元 print two decimals; dropping a trailing zero does not make a figure less exact than its neighbours.
_FORM_DECIMALS = 2
# Figures have at most 10 decimals, and half a unit of the last one has 11: in these units every number is whole.
_PLACES = 12
ONE = 10**_PLACES


# Named tuples: a reconciliation makes thousands of these, and a diagnosis a hundred times as many.
class Value(NamedTuple):
    """
    A figure as a whole number, and what rounding may have taken from it.

    Attributes:
        number: In units of 1/`ONE` of 元, of a per cent, of a point, or of the unit of a count.

        slack: Half a unit of the last printed digit, in the same units.

        kind: ``money``, ``rate``, ``points``, or the unit of a count.
    """

    number: int
    slack: int
    kind: str


class Side(NamedTuple):
    """
    The two sides of an identity, weighed.

    Attributes:
        outcome: One of the five.

        stated: The stated side; of a rate, as a per cent.

        exact: The other side.

        bound: What rounding can explain.

        lacks: The path that keeps it from being decided.

        why: The reason's key, where it is not applicable or not evaluable.
    """

    outcome: Outcome
    stated: Fraction | int | None = None
    exact: Fraction | int | None = None
    bound: Fraction | int | None = None
    lacks: str | None = None
    why: str | None = None

    @property
    def gap(self) -> Fraction | int:
        """Stated minus exact; 0 where nothing was weighed."""
        return 0 if self.stated is None or self.exact is None else self.stated - self.exact

    @property
    def miss(self) -> Fraction | int:
        """How far the sides are apart."""
        return self.gap if self.gap >= 0 else -self.gap


_BLANK = Side(Outcome.NOT_APPLICABLE, why="blank_breakdown")


def scaled(number: Decimal) -> int:
    """An exact decimal in units of 1/`ONE`."""
    whole, below = number.as_integer_ratio()
    return int(whole * ONE // below)


def _slack(worth: int, places: int) -> int:
    """Half a unit of the last digit that is printed."""
    return worth * int(10 ** (_PLACES - places)) // 2


def value_of(figure: Figure | None) -> Value | None:
    """
    A figure as a number, or None for words and for what cannot be read.

    >>> value_of(Money("96.73", "万元")).number == 967_300 * ONE
    True
    """
    if isinstance(figure, Decimal):
        return Value(scaled(figure), 0, "points")
    if isinstance(figure, Money):
        worth, amount = _worth(figure.unit), figure.amount
        return Value(scaled(amount) * worth, _slack(worth, max(_FORM_DECIMALS, decimals(amount))), "money")
    if isinstance(figure, Count):
        number, unit_name = figure.base
        # 0.92万人次 may be 9240人次; 9240人次 is no other number.
        factor = int(Count(1, figure.unit).base[0])
        places = decimals(figure.number)
        return Value(scaled(number), _slack(factor, places) if factor > 1 and places else 0, unit_name)
    if isinstance(figure, Rate):
        return Value(scaled(figure.percent), _slack(1, decimals(figure.percent)), "rate")
    return None


@lru_cache
def _worth(unit: MoneyUnit) -> int:
    """How many 元 a unit is worth."""
    return int(unit.yuan)


Values = Mapping[str, Value | None]


class Premises:
    """Whether premises are met; a sum on which the readings of many identities rest is weighed once."""

    def __init__(self, values: Values) -> None:
        self._values = values
        # By identity, as a sum over all cards is slow to hash; each sum is kept, so that no other takes its number.
        self._outcomes: dict[int, tuple[Linear, Outcome]] = {}

    def are_met(self, form: Form) -> bool:
        """Whether every premise of a reading is met."""
        return all(any(premise.is_met_by(self._outcome(premise.form)) for premise in either) for either in form.given)

    def _outcome(self, form: Linear) -> Outcome:
        if id(form) not in self._outcomes:
            self._outcomes[id(form)] = form, weigh_sum(form, self._values).outcome
        return self._outcomes[id(form)][1]


def weigh(form: Form, values: Values) -> Side:
    """Weigh the two sides of one reading; a path that is not in *values* is a blank."""
    return weigh_sum(form, values) if isinstance(form, Linear) else _weigh_rate(form, values)


# Number, slack, whether anything is filled in, whether anything was tried, and why the side cannot be added up.
_Tally = tuple[int, int, bool, bool, Side | None]


def _tally(terms: tuple[Term, ...], values: Values, kinds: set[str]) -> _Tally:
    """One side of a sum, added up; what kinds of figures stand in it is added to *kinds*."""
    number = slack = 0
    filled = tried = False
    lacks: Side | None = None
    for path, sign, needed in terms:
        value = values.get(path)
        if value is not None:
            filled = True
            number += sign * value.number
            slack += value.slack
            kinds.add(value.kind)
        elif path in values:
            filled = True
            lacks = lacks or Side(Outcome.NOT_EVALUABLE, lacks=path, why="unreadable")
        elif needed:
            tried = True
            lacks = lacks or Side(Outcome.NOT_EVALUABLE, lacks=path, why="missing_figure")
    return number, slack, filled, tried or filled, lacks


def weigh_sum(form: Linear, values: Values) -> Side:
    """Weigh a sum against its total; a breakdown of which nothing is filled in says nothing of its total."""
    kinds: set[str] = set()
    left, slack, filled, tried, lacks = _tally(form.stated, values, kinds)
    right, other_slack, other_filled, other_tried, other_lacks = _tally(form.parts, values, kinds)
    if not (other_tried and (tried or form.constant is not None) and (filled or other_filled)):
        return _BLANK
    if lacks is not None or other_lacks is not None:
        return lacks or other_lacks or _BLANK
    if len(kinds) > 1 and len(kinds - {""}) > 1:
        return Side(Outcome.NOT_EVALUABLE, why="different_kinds")
    if form.constant is not None:
        left += scaled(form.constant)
    bound = slack + other_slack
    return Side(outcome_of(left - right, bound, form.relation), left, right, bound)


def outcome_of(gap: int, bound: int, relation: Relation) -> Outcome:
    """What a gap between the two sides of a sum means; the bound itself is no rounding any more."""
    if gap == 0 or (gap > 0 and relation is Relation.AT_LEAST):
        return Outcome.HOLDS
    return Outcome.WITHIN_ROUNDING if abs(gap) < bound else Outcome.VIOLATED


def _added(side: tuple[Term, ...], values: Values) -> Value | None:
    """The sum of figures of one kind, or None."""
    found: set[str] = set()
    number, slack, *_ = _tally(side, values, found)
    kinds = found - {""}
    if not found or len(kinds) > 1:
        return None
    return Value(number, slack, next(iter(kinds), ""))


def _weigh_rate(form: Ratio, values: Values) -> Side:
    if not any(term.path in values for term in form.terms):
        return _BLANK
    for term in form.terms:
        if values.get(term.path) is None and (term.path in values or term.needed):
            why = "unreadable" if term.path in values else "missing_figure"
            return Side(Outcome.NOT_EVALUABLE, lacks=term.path, why=why)
    rate, above, below = values[form.stated.path], _added(form.numerator, values), _added(form.denominator, values)
    if rate is None or above is None or below is None or not _may_divide(form, rate, above, below):
        return Side(Outcome.NOT_EVALUABLE, why="different_kinds")
    if below.number <= below.slack:
        why = "zero_denominator" if below.number <= 0 else "tiny_denominator"
        return Side(Outcome.NOT_EVALUABLE, lacks=form.denominator[0].path, why=why)
    return _compared(rate, form.times, above, below)


def _may_divide(form: Ratio, rate: Value, above: Value, below: Value) -> bool:
    """Whether a percentage is of two figures of one kind, and an amount per head of money and persons."""
    if form.times == 1:
        return rate.kind == above.kind
    return rate.kind == "rate" and (not above.kind or not below.kind or above.kind == below.kind)


def _compared(rate: Value, times: int, above: Value, below: Value) -> Side:
    """A printed rate against the exact one, in whole numbers: all is multiplied by the denominator."""
    number, under = times * above.number * ONE, below.number
    gap, half = rate.number * under - number, rate.slack * under
    # How far the rate may move when both amounts are what they were before printing.
    moved = above.slack * under + abs(above.number) * below.slack
    least = under * (under - below.slack)
    bound = Fraction(rate.slack * least + times * ONE * moved, least)
    # The rate, printed half away from zero.
    up, down = (gap <= half, gap > -half) if number >= 0 else (gap < half, gap >= -half)
    if up and down:
        outcome = Outcome.HOLDS
    else:
        outcome = Outcome.WITHIN_ROUNDING if abs(gap) == half or abs(gap) < bound * under else Outcome.VIOLATED
    return Side(outcome, rate.number, Fraction(number, under), bound)
