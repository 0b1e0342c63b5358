"""The strategies: their values are valid, their options are kept, and their corners do occur."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from budgetperf import testing
from budgetperf.domain.model import Direction, Filing, Indicator, Scorecard
from budgetperf.domain.quantity import Count, Money, MoneyUnit, Rate, Unreadable
from budgetperf.domain.statement import Actual, Bound, Period, Target, Words
from budgetperf.domain.written import EXACT, fold
from budgetperf.errors import BudgetPerfError
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.formats.serial import from_json, from_yaml, to_json, to_yaml
from budgetperf.scoring.comparison import find_direction
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import Basis, Standing
from budgetperf.scoring.score import score

BOOK = load_rulebook("mof-2020")
LOOKING = settings(max_examples=600, derandomize=True, database=None, deadline=None, phases=[Phase.generate])


def number(value: Target | Actual | Unreadable | None) -> Decimal | None:
    """The number of a cell that holds one."""
    if not isinstance(value, (Target, Actual)) or not isinstance(value.reading, Bound):
        return None
    quantity = value.reading.quantity
    match quantity:
        case Money():
            return quantity.yuan
        case Rate():
            return quantity.percent
        case Count():
            return quantity.base[0]


def wide(value: Target | Actual | Unreadable | None) -> bool:
    """Whether a cell is a number in full width."""
    return number(value) is not None and str(value) != fold(str(value)) and not str(value).isascii()


def operator(value: Target | Actual | Unreadable | None) -> str | None:
    """The operator of a cell that holds a number."""
    reading = value.reading if isinstance(value, (Target, Actual)) else None
    return str(reading.operator) if isinstance(reading, Bound) and reading.operator else None


def basis(row: Indicator) -> Basis:
    """What the score of a row rests on."""
    return score_row(row, "row", BOOK).basis


def ratio(row: Indicator) -> Decimal | None:
    """Actual ÷ target, to four places."""
    goal, done = number(row.target), number(row.actual)
    if not goal or done is None or abs(goal) > 10**12:
        return None
    return Decimal(round(done / goal * 10_000)) / 10_000


SCORED = testing.scored_indicators(rulebook=BOOK)
CORNERS: list[tuple[str, SearchStrategy[Any], Callable[[Any], bool]]] = [
    ("an amount in every unit", testing.moneys(), lambda money: money.unit is MoneyUnit.HUNDRED_MILLION_YUAN),
    ("a huge amount", testing.moneys(), lambda money: money.amount > 10**15),
    ("a tiny amount", testing.moneys(), lambda money: 0 < money.amount < Decimal("0.00001")),
    ("a negative amount", testing.moneys(), lambda money: money.amount < 0),
    ("zeros at the end", testing.rates(), lambda rate: f"{rate.percent:f}".endswith(".00")),
    ("a multiple unit", testing.counts(), lambda count: count.unit.startswith("万")),
    ("the greatest number", testing.decimals(), lambda value: value == Decimal("9999999999999999.9999999999")),
    ("minus zero", testing.decimals(), lambda value: value == 0 and value.is_signed()),
    ("a weight of zero", testing.weights(), lambda weight: weight == 0),
    ("a weight of half points", testing.weights(), lambda weight: weight == Decimal("22.5")),
    ("a weight of more digits than points", testing.weights(), lambda weight: weight != round(weight, 2)),
    ("text that YAML takes for a boolean", testing.texts(), lambda text: text == "no"),
    ("a target in full width", testing.targets(), wide),
    ("an actual in full width", testing.actuals(), wide),
    *((f"a target with {sign}", testing.targets(), lambda value, sign=sign: operator(value) == sign)
      for sign in "≥>≤<="),
    ("a target in words", testing.targets(), lambda value: isinstance(value.reading, Words)),
    ("a target that is a date", testing.targets(), lambda value: isinstance(value.reading, Period)),
    ("a word of a word list", testing.actuals(), lambda value: str(value) in BOOK.bands[0].words),
    ("a denial", testing.actuals(), lambda value: str(value) in BOOK.bands[2].contains),
    ("what is judged", testing.directions(), lambda direction: direction is Direction.JUDGED),
    ("a blank actual", testing.indicators(), lambda row: row.actual is None),
    ("a damaged weight", testing.indicators(), lambda row: isinstance(row.weight, Unreadable)),
    ("a foreign key", testing.indicators(), lambda row: bool(row.extras)),
    ("equal target and actual", SCORED, lambda row: number(row.target) == number(row.actual) is not None),
    ("a target of zero, kept", SCORED, lambda row: number(row.target) == number(row.actual) == 0),
    ("a target of zero, missed", SCORED, lambda row: number(row.target) == 0 and bool(number(row.actual))),
    ("a target below zero", SCORED, lambda row: (number(row.target) or 0) < 0),
    ("an actual below zero", SCORED, lambda row: (number(row.actual) or 0) < 0),
    ("just below the target", SCORED, lambda row: ratio(row) == Decimal("0.999")),
    ("just above the target", SCORED, lambda row: ratio(row) == Decimal("1.001")),
    ("a bound of over-attainment", SCORED, lambda row: ratio(row) == Decimal("1.2")),
    ("a huge target", SCORED, lambda row: (number(row.target) or 0) > 10**14),
    ("a tiny target", SCORED, lambda row: 0 < (number(row.target) or 0) < Decimal("0.000001")),
    ("a target in full width, scored", SCORED, lambda row: wide(row.target)),
    ("a direction that is inferred", SCORED, lambda row: row.direction is None and number(row.target) is not None),
    ("a direction that is assumed", SCORED, lambda row: find_direction(row, BOOK).assumed),
    ("a direction that is given", SCORED, lambda row: row.direction is not None),
    ("another unit", SCORED, lambda row: str(row.target).endswith("万元") and str(row.actual).endswith("元")),
    ("points that the rules give", SCORED, lambda row: score_row(row, "row", BOOK).low == row.points),
    ("a missed target", SCORED, lambda row: score_row(row, "row", BOOK).met is False),
    *((f"a row that is {found}", SCORED, lambda row, found=found: basis(row) is found) for found in list(Basis)[:3]),
    ("a card outside its rules", testing.scored_scorecards(rulebook=BOOK), lambda card: any(
        row.standing is Standing.OUTSIDE for row in score(card, BOOK).rows)),
    ("a budget of nothing", testing.scored_scorecards(), lambda card: card.budget.rows[0].funds.revised.yuan == 0),
    ("a budget overrun", testing.scored_scorecards(), lambda card: (
        card.budget.rows[0].funds.spent > card.budget.rows[0].funds.revised)),
    ("an open range", testing.ranges(), lambda span: span.low_open and span.high_open),
    ("a range of one number", testing.ranges(), lambda span: span.low is not None and span.low == span.high),
    ("a range without end", testing.ranges(), lambda span: span.high is None),
    ("a curve without cap", testing.curves(), lambda curve: curve.continued),
    ("a jump that belongs to neither side", testing.curves(), lambda curve: any(
        len({knot.left, knot.at, knot.right}) == 3 for knot in curve.knots)),
]  # fmt: skip


@pytest.mark.parametrize(("strategy", "corner"), [pytest.param(*found[1:], id=found[0]) for found in CORNERS])
def test_corner_occurs(strategy: SearchStrategy[Any], corner: Callable[[Any], bool]) -> None:
    """A few hundred examples come by every corner."""
    assert corner(find(strategy, corner, settings=LOOKING))


class TestOptions:
    """What a caller asks for, every value has."""

    @given(st.integers(-1000, 1000), st.integers(0, 1000), st.integers(0, 4), st.data())
    def test_decimals(self, low: int, span: int, places: int, data: st.DataObject) -> None:
        """Between the ends, both included, and with no more places."""
        found = data.draw(testing.decimals(min_value=low, max_value=low + span, max_places=places))
        assert low <= found <= low + span
        assert (found.as_tuple().exponent, found) >= (-places, low)

    @given(testing.moneys(min_value="0.5", max_value="0.6", units=[MoneyUnit.YUAN]))
    def test_moneys(self, money: Money) -> None:
        """Between the ends, in one of the units."""
        assert Decimal("0.5") <= money.amount <= Decimal("0.6")
        assert MoneyUnit.YUAN is money.unit

    @given(testing.rates(min_value=0), testing.counts(max_value=-5, units=["次"]))
    def test_one_end(self, rate: Rate, count: Count) -> None:
        """One end is enough."""
        assert rate.percent >= 0
        assert count.number <= -5

    @given(
        st.sampled_from(Direction).flatmap(
            lambda one: st.tuples(st.just(one), testing.scored_indicators(directions=[one]))
        )
    )
    def test_directions(self, drawn: tuple[Direction, Indicator]) -> None:
        """A row that is better low is inferred to be so, too."""
        wanted, row = drawn
        assert wanted is find_direction(row, BOOK).direction

    @given(testing.ranges(min_value=0, max_value=100))
    def test_ranges(self, span: Any) -> None:
        """A range within bounds has ends, and holds something."""
        assert 0 <= span.low <= span.high <= 100
        assert span.low in span or span.low < span.high

    @given(testing.curves(min_value=0, max_value=1, rising=True, continued=False))
    def test_rising(self, curve: Any) -> None:
        """A rising curve never falls."""
        values = [value for knot in curve.knots for value in (knot.left, knot.at, knot.right)]
        assert sorted(values) == values
        assert not values or 0 <= values[0] <= values[-1] <= 1


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("no number between the ends", lambda: testing.decimals(min_value=2, max_value=1)),
    ("no number of so few places", lambda: testing.decimals(min_value="0.1", max_value="0.9", max_places=0)),
    ("more places than a figure has", lambda: testing.decimals(max_places=11)),
    ("a float as an end", lambda: testing.decimals(min_value=0.5)),  # type: ignore[arg-type] # what a caller may do
    ("no unit", lambda: testing.moneys(units=[])),
    ("no unit of things", lambda: testing.counts(units=[])),
    ("weights between nothing", lambda: testing.weights(min_value=101)),
    ("an empty range of ranges", lambda: testing.ranges(min_value=1, max_value=0)),
    ("a curve without knots", lambda: testing.curves(max_knots=0)),
    ("a curve between nothing", lambda: testing.curves(min_value=1, max_value=0)),
    ("an unknown direction", lambda: testing.scored_indicators(directions=["up"])),
    ("no direction", lambda: testing.scored_indicators(directions=[])),
    ("an unknown case", lambda: testing.rules(case="sideways")),
    ("a rule for what is judged", lambda: testing.rules(directions=["judged"])),
    ("cases of an unknown case", lambda: testing.cases(case="dates")),
    ("more grades than there are", lambda: testing.grade_sets(min_size=9)),
    ("a number divided", lambda: testing.partitions(Range(low=1, high=1), min_size=2)),
    ("fewer than no parts", lambda: testing.partitions(Range(low=1, high=1), min_size=0)),
]


@pytest.mark.parametrize("refused", [pytest.param(found[1], id=found[0]) for found in REFUSED])
def test_impossible_arguments_raise(refused: Callable[[], object]) -> None:
    """At once, as Hypothesis' own exception and as one of this library, in both languages."""
    with pytest.raises(testing.ArgumentError) as caught:
        refused()
    assert isinstance(caught.value, InvalidArgument)
    assert isinstance(caught.value, BudgetPerfError)
    assert caught.value.zh
    assert caught.value.en


class TestRoundTrips:
    """What a strategy makes is a value of the model like any other."""

    @given(testing.scored_filings(rulebook=BOOK))
    @settings(max_examples=30)
    def test_scored_filings(self, filing: Filing) -> None:
        """A filing survives JSON and YAML."""
        assert filing == from_json(to_json(filing)) == from_yaml(to_yaml(filing))

    @given(testing.scored_scorecards(rulebook=BOOK))
    @settings(max_examples=50)
    def test_weights_make_up_the_card(self, card: Scorecard) -> None:
        """Execution and rows together weigh 100."""
        weights = [card.budget.execution.weight, *(row.weight for row in card.indicators)]
        total = Decimal(0)
        for weight in weights:
            assert isinstance(weight, Decimal)
            total = EXACT.add(total, weight)
        assert total == 100
