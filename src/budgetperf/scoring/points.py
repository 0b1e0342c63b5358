"""
The points of a card and nothing else: what `score` gives, without telling how it came about.

Most rows are a number against a number in the same unit, under rules for every row. Those are computed here, in whole
numbers; whatever else there is, `score_row` scores. A law of the tests holds both to the same points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache, reduce
from typing import NamedTuple

from budgetperf.domain.model import Indicator, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Count, Money, Rate
from budgetperf.domain.rates import ControlRate
from budgetperf.domain.rounding import written
from budgetperf.domain.statement import Bound
from budgetperf.domain.written import EXACT
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, execution_score, score, total_of, total_row
from budgetperf.scoring.ways import Ways, WholeRule

__all__ = ["Ends", "Points", "points"]


Ends = tuple[Decimal, Decimal]
"""The least and the greatest score that follow; the same twice where the rules give one."""

_NOTHING = Decimal(0)


class Points(NamedTuple):
    """
    The recomputed points of a card.

    Attributes:
        low: Least total that follows from the rules; None where no row has a weight, or the form has no points.

        high: Greatest total.

        execution: Of the budget-execution row; None where the card gives it no weight.

        rows: Of each indicator row, in order; None for a row without weight.
    """

    low: Decimal | None
    high: Decimal | None
    execution: Ends | None
    rows: tuple[Ends | None, ...]


def points(card: Scorecard, book: Rulebook, *, rates: Iterable[ControlRate] = ()) -> Points:
    """
    Recompute the points of a card under a rulebook, and keep nothing of how they came about.

    Args:
        card: 附件2, 附件3 or a rate table; any other card has no points.

        book: The rulebook.

        rates: The control rates of the filing, by which the rows of a rate table are scored.

    Returns:
        What `budgetperf.score` gives as low and high, of the card and of each row; several times as fast.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> book = load_rulebook("hunan-2022")
    >>> rows = [Indicator(name="培训人次", target="≥90人次", actual="83人次", weight="10"),
    ...         Indicator(name="场地租金", level1="成本指标", target="≤88万元", actual="96.73万元", weight="10")]
    >>> points(Scorecard(kind="project", indicators=rows), book).rows
    ((Decimal('9.22'), Decimal('9.22')), (Decimal('9.01'), Decimal('9.10')))
    """
    ways = book.ways
    if ways is None or card.kind not in _BY_ROW:
        return _told(score(card, book, rates=rates))
    execution = _execution(card, ways) or _ends(execution_score(card, "", book))
    rows = _rows(card.indicators, ways)
    if not all(rows):
        both = zip(card.indicators, rows, strict=True)
        rows = [ends or _ends(score_row(row, "", book)) for row, ends in both]
    return Points(*_totals([execution, *rows], book), execution, tuple(rows))


_BY_ROW = frozenset({ScorecardKind.DEPARTMENT, ScorecardKind.PROJECT})


def _totals(placed: Iterable[Ends | None], book: Rulebook) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest total; rows of which both ends are one number are added up once."""
    known = [ends for ends in placed if ends]
    alike = [low for low, high in known if low is high]
    if len(alike) == len(known):
        total = total_of(alike, book)
        return total, total
    whole = reduce(EXACT.add, alike, _NOTHING)
    lows, highs = zip(*(ends for ends in known if ends[0] is not ends[1]), strict=True)
    return total_of([whole, *lows], book), total_of([whole, *highs], book)


def _told(found: Score) -> Points:
    execution = None if found.execution is None else _ends(found.execution)
    return Points(found.low, found.high, execution, tuple(map(_ends, found.rows)))


def _ends(row: RowScore | None) -> Ends | None:
    return None if row is None or row.low is None or row.high is None else (row.low, row.high)


# Whatever does not go the short way is None.


def _rows(rows: Iterable[Indicator], ways: Ways) -> list[Ends | None]:
    """The score of each row that is a number against a number in the same unit."""
    by_operator, places = ways.rows, ways.places
    found: list[Ends | None] = []
    # The rows of a card have few weights.
    worths: dict[Decimal, _Worth | None] = {}
    for row in rows:
        found.append(None)
        # A blank has no reading, nor has what could not be read.
        aim, answer = getattr(row.target, "reading", None), getattr(row.actual, "reading", None)
        if not (isinstance(aim, Bound) and isinstance(answer, Bound)) or answer.operator or row.direction:
            continue
        quantity, other = aim.quantity, answer.quantity
        if isinstance(quantity, Count) and isinstance(other, Count) and quantity.unit == other.unit:
            goal, done = quantity.number, other.number
        elif isinstance(quantity, Rate) and isinstance(other, Rate):
            goal, done = quantity.percent, other.percent
        elif isinstance(quantity, Money) and isinstance(other, Money) and quantity.unit is other.unit:
            goal, done = quantity.amount, other.amount
        else:
            continue
        way, weight = by_operator.get(aim.operator), row.weight
        if way is None or not isinstance(weight, Decimal) or goal <= _NOTHING or done.is_signed():
            continue
        worth = worths.get(weight) or worths.setdefault(weight, _worth(weight, places))
        if worth is not None:
            met = way.full and way.reaches(done, goal)
            found[-1] = worth.ends if met else _ratio(way.rules, done, goal, worth)
    return found


def _execution(card: Scorecard, ways: Ways) -> Ends | None:
    """The score of what was spent of a budget above zero, in the same unit."""
    weight, total = card.budget.execution.weight, total_row(card)
    if ways.execution is None or total is None or not isinstance(weight, Decimal):
        return None
    budget, spent, worth = total.funds.revised, total.funds.spent, _worth(weight, ways.places)
    if not (isinstance(budget, Money) and isinstance(spent, Money) and budget.unit is spent.unit):
        return None
    goal, done = budget.amount, spent.amount
    if worth is None or goal <= _NOTHING or done.is_signed():
        return None
    return _ratio((ways.execution,), done, goal, worth)


def _ratio(rules: Sequence[WholeRule], done: Decimal, goal: Decimal, worth: _Worth) -> Ends:
    """What some rules make of a ratio, each rounded once."""
    (n, below), (d, under) = done.as_integer_ratio(), goal.as_integer_ratio()
    n, d, whole, point = n * under, d * below, worth.units, worth.point
    if len(rules) == 1:
        only = written(rules[0].units(n, d, whole, point), worth.places)
        return only, only
    found = [rule.units(n, d, whole, point) for rule in rules]
    return written(min(found), worth.places), written(max(found), worth.places)


class _Worth(NamedTuple):
    """
    A weight on the grid of points.

    Attributes:
        ends: The whole of it.

        units: The same in units of the last place.

        point: How many units make one point.

        places: That one unit has.
    """

    ends: Ends
    units: int
    point: int
    places: int


@lru_cache(maxsize=1024)  # weights are few numbers
def _worth(weight: Decimal, places: int) -> _Worth | None:
    """A weight on the grid; None where it has more places than points are rounded to, or is below zero."""
    (above, below), point = weight.as_integer_ratio(), 10**places
    units, more = divmod(above * point, below)
    if units < 0 or more:
        return None
    whole = written(units, places)
    return _Worth((whole, whole), units, point, places)
