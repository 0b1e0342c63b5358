"""A number against a number is scored by a shorter way, and comes to the same as by the long one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import budgetperf as bp
from budgetperf.domain.statement import Bound, read_statement
from budgetperf.scoring.comparison import compare
from budgetperf.scoring.measuring import apply_rule, is_met
from budgetperf.scoring.one_number import answer_of
from budgetperf.scoring.rule import binding

BOOKS = bp.shipped_rulebooks()
SIGNS = ("", "≥", ">", "=", "≤", "<")
UNITS = ("", "次", "%", "万元", "元", "万人", "人", "天")


def numbers() -> SearchStrategy[str]:
    """Numbers as people write them: around nothing, around a hundred, with fifteen digits, and below zero."""
    near = st.sampled_from(["0", "0.01", "0.9", "1", "1.00", "95", "99.99", "100", "100.01", "120", "-1", "-95"])
    small = st.decimals(-200, 200, places=2, allow_nan=False).map(str)
    large = st.decimals(1, Decimal("9999999999999.99"), places=2, allow_nan=False).map(str)
    return st.one_of(near, small, large)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A target and an actual: often the same number, often in one unit."""
    amounts = draw(st.one_of(st.tuples(numbers(), numbers()), numbers().map(lambda number: (number, number))))
    unit = st.sampled_from(UNITS)
    units = draw(st.one_of(st.tuples(unit, unit), unit.map(lambda same: (same, same))))
    signs = draw(st.sampled_from(SIGNS)), draw(st.sampled_from(["", "", "", "≥"]))
    target, actual = (f"{sign}{number}{unit}" for sign, number, unit in zip(signs, amounts, units, strict=True))
    return target, actual


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
@given(
    pair=pairs(),
    weight=st.sampled_from(["0", "1", "2.5", "10", "33.33"]).map(Decimal),
    direction=st.sampled_from([bp.Direction.HIGHER, bp.Direction.LOWER, bp.Direction.EQUAL]),
)
def test_the_short_way_is_the_long_way(
    book: bp.Rulebook, pair: tuple[str, str], weight: Decimal, direction: bp.Direction
) -> None:
    """Whether the target was reached, by how much, and what each rule gives: the same by either way."""
    target, actual = map(read_statement, pair)
    if not isinstance(target, Bound) or not isinstance(actual, Bound):
        return
    short = answer_of(target, actual, direction, weight, book)
    if short is None:
        return
    both = compare(target, actual)
    assert both is not None
    assert both.is_one_number
    assert both.sign >= 0
    assert (short.units, *map(str, short.texts)) == (both.units, both.target_text, both.actual_text)
    assert short.met == is_met(both, direction)
    assert short.attainment == (both.ratios[0] if both.sign else None)
    rules = binding((book.positive if both.sign else book.zero).of(direction), weight)
    assert short.alternatives == tuple(apply_rule(rule, weight, both) for rule in rules)


def test_the_short_way_is_taken() -> None:
    """Most rows are a number against a number; without this, the law above could hold of nothing."""
    book = bp.load_rulebook("hunan-2022")
    higher, lower, equal = bp.Direction.HIGHER, bp.Direction.LOWER, bp.Direction.EQUAL
    for asked, done, direction in (
        ("≥95%", "96%", higher),
        ("≤40万元", "39万元", lower),
        ("=2次", "2", equal),
        ("0起", "0起", lower),
    ):
        target, actual = read_statement(asked), read_statement(done)
        assert isinstance(target, Bound)
        assert isinstance(actual, Bound)
        assert answer_of(target, actual, direction, Decimal(10), book) is not None
