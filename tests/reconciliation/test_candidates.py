"""What could stand in a cell: as its form writes it, and possible at all."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.figures import Figure
from budgetperf.domain.quantity import as_quantity
from budgetperf.reconciliation.candidates import Writer
from budgetperf.reconciliation.weighing import ONE, value_of

CELL, OTHER = "base_table.projects.total.spent", "base_table.projects.special.spent"
WAN = 10_000 * ONE


def written(
    number: Fraction | int, stated: Figure | None, like: Figure | None = None, path: str = CELL, words: str = ""
) -> list[str]:
    """The texts that could stand in a cell."""
    figures = {name: figure for name, figure in ((path, stated), (OTHER, like)) if figure is not None}
    writer = Writer(figures, {path: words} if words else {})
    return [writer.text(one) for one in writer.candidates(path, Fraction(number), None if like is None else OTHER)]


@pytest.mark.parametrize(
    ("stated", "number", "text"),
    [
        # Amounts have two decimals, or as many as stand there; zeros go that did not stand there before.
        ("3万元", Fraction(325 * WAN, 100), "3.25万元"),
        ("3.5万元", 4 * WAN, "4.0万元"),
        ("3.50万元", 4 * WAN, "4.00万元"),
        ("3万元", 40 * WAN, "40万元"),
        ("3.5123万元", Fraction(41 * WAN, 10), "4.10万元"),
        ("3.5123万元", Fraction(412_345 * WAN, 100_000), "4.1235万元"),
        ("3.25万元", Fraction(41_249 * WAN, 10_000), "4.12万元"),
        ("35000元", 4 * WAN, "40000元"),
        ("1亿元", 10_000 * WAN, "1亿元"),
        # Rates have as many as stand there, counts two at least.
        ("95.0%", Fraction(4 * ONE, 3), "1.3%"),
        ("95%", Fraction(5 * ONE, 3), "2%"),
        ("5人", Fraction(16 * ONE, 3), "5.33人"),
        ("5人", 6 * ONE, "6人"),
        ("2万人", 25_000 * ONE, "2.5万人"),
        ("1.125吨", Fraction(9 * ONE, 8), "1.125吨"),
    ],
)
def test_as_it_is_written(stated: str, number: Fraction | int, text: str) -> None:
    """The unit is kept, and as many decimals as the cell has."""
    assert [text] == written(number, as_quantity(stated))


def test_points() -> None:
    """Points have two decimals at most, and none that say nothing."""
    assert written(Fraction(25 * ONE, 3), Decimal("9.5")) == ["8.33"]
    assert written(10 * ONE, Decimal(9)) == ["10"]
    assert written(0, Decimal(9)) == ["0"]
    assert written(20 * ONE, Decimal("1E+1")) == ["20"]


@pytest.mark.parametrize("path", ["base_table.staffing.actual", "reports[0].sections[1].paragraphs[0]@6+3"])
def test_persons_come_whole(path: str) -> None:
    """There are no parts of a person, nor of what a text counts."""
    assert written(Fraction(16 * ONE, 3), as_quantity("4人"), path=path) == ["5人"]
    assert written(Fraction(16 * ONE, 3), as_quantity("4.5人"), path=path) == ["5.3人"]


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("base_table.basic_adjustment.spent", ["-1万元"]),
        ("base_table.basic_adjustments", []),
        (CELL, []),
    ],
)
def test_below_nothing(path: str, texts: list[str]) -> None:
    """Only what the basic budget was adjusted by may be less than nothing."""
    assert texts == written(-WAN, bp.Money.parse("3万元"), path=path)
    assert written(0, bp.Money.parse("3万元"), path=path) == ["0万元"]


def test_a_blank() -> None:
    """A blank cell is filled as its neighbour is, in its unit, with two decimals at most; alone it stays blank."""
    assert written(Fraction(32_512 * WAN, 10_000), None, bp.Money.parse("3.5123万元")) == ["3.25万元"]
    assert written(4 * WAN, None, bp.Money.parse("3.50万元")) == ["4万元"]
    assert written(4 * ONE, None, as_quantity("3人")) == ["4人"]
    assert written(4 * WAN, None) == []
    assert written(4 * WAN, bp.Unreadable("三万"), bp.Money.parse("3万元")) == []


def test_the_wrong_unit() -> None:
    """Where the number is right with the unit of its neighbours, that comes first."""
    yuan, wan = bp.Money.parse("42元"), bp.Money.parse("42万元")
    assert written(42 * WAN, yuan, wan) == ["42万元", "420000元"]
    assert written(43 * WAN, yuan, wan) == ["430000元"]
    assert written(42 * WAN, wan, wan) == ["42万元"]
    assert written(42 * WAN, yuan, as_quantity("42人")) == ["420000元"]


def test_too_long() -> None:
    """A number with more digits than any budget has is no candidate."""
    assert written(10**40 * ONE, bp.Money.parse("3万元")) == []


def test_words_are_kept() -> None:
    """The words around an amount stay; those around other figures cannot."""
    three = bp.Money.parse("3万元")
    assert written(4 * WAN, three, words="≤ 3万元，逐年递减3%") == ["≤ 4万元，逐年递减3%"]
    assert written(4 * ONE, as_quantity("3人"), words="约3人") == ["4人"]


def test_what_is_printed() -> None:
    """What stands in a cell is shown as a person wrote it."""
    figures: dict[str, Figure] = {"a": bp.Money.parse("3.50万元"), "b": Decimal("1E+1"), "c": bp.Money.parse("3万元")}
    writer = Writer(figures, {"c": "≤3万元"})
    assert [writer.printed(path) for path in "abcd"] == ["3.50万元", "10", "≤3万元", None]
    assert writer.candidate("d", Fraction(ONE)) is None


@given(
    figure=st.one_of(
        st.builds(bp.Money, st.decimals(0, 10**6, places=2), st.sampled_from(("元", "万元"))),
        st.builds(bp.Rate, st.decimals(0, 1000, places=1)),
        st.decimals(0, 100, places=2),
    )
)
def test_the_same_again(figure: Figure) -> None:
    """What stands in a cell could stand there, in the same words; its step is its last digit."""
    value = value_of(figure)
    assert value is not None
    writer = Writer({CELL: figure}, {})
    (again,) = writer.candidates(CELL, Fraction(value.number))
    assert (value, CELL) == (again.value._replace(slack=value.slack), again.path)
    assert 2 * value.slack == writer.step(CELL)
    assert writer.step(OTHER) == 0
