"""The score of a whole card: its total, its grade, its execution, and the one rounding that serves all its rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, Scorecard
from budgetperf.domain.quantity import Unreadable
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.row_score import Basis, Standing
from budgetperf.scoring.score import score, total_row

BOOK = load_rulebook("hunan-2022")


def indicator(target: str | None, actual: str | None, weight: str | None, points: str | None, **more: Any) -> Indicator:
    """A row of a card."""
    return Indicator(level1="产出指标", name="指标", target=target, actual=actual, weight=weight, points=points, **more)


def budget(revised: str | None, spent: str | None, weight: str | None = "10", points: str | None = None) -> Budget:
    """A fund block with its total row."""
    rows = [
        FundRow(name="当年财政拨款", role="appropriation", funds=Funds(revised="1万元", spent="0万元")),
        FundRow(name="年度资金总额", role="total", funds=Funds(revised=revised, spent=spent)),
    ]
    return Budget(rows=rows, execution=Execution(weight=weight, points=points))


def card(*rows: Indicator, **more: Any) -> Scorecard:
    """A project card."""
    return Scorecard(kind="project", subject="古籍修复", indicators=rows, **more)


def test_a_whole_card() -> None:
    """Execution and rows add up, each end by itself; every part knows its path."""
    found = score(
        card(
            indicator("≥3次", "2次", "20", "13.33"),
            indicator("按时完成", "已完成", "30", "30"),
            indicator("≥95%", "≥95%", "40", "40"),
            budget=budget("100万元", "99万元", points="9.9"),
            stated_points="93",
        ),
        BOOK,
        path="scorecards[1]",
    )
    assert (Decimal("87.23"), Decimal("93.23"), Decimal(93)) == (found.low, found.high, found.stated)
    assert found.grade_low is not None
    assert found.grade_high is not None
    assert found.execution is not None
    assert f"{found.grade_low.title} {found.grade_high.title}" == "良 优"
    paths = ["scorecards[1].budget.execution", *(f"scorecards[1].indicators[{index}]" for index in range(3))]
    assert paths == [found.execution.path, *(row.path for row in found.rows)]
    standings = [Standing.EQUAL, Standing.EQUAL, Standing.WITHIN, Standing.EQUAL]
    assert standings == [found.execution.standing, *(row.standing for row in found.rows)]


def test_no_weights_no_total() -> None:
    """A card that nobody weighted has no total and no grade; it is not zero."""
    found = score(card(indicator("≥2次", "2次", None, "5"), stated_points=Unreadable("9O")), BOOK)
    assert {found.low, found.high, found.grade_low, found.grade_high, found.execution, found.stated} == {None}


def test_a_row_without_weight_is_not_summed() -> None:
    """An 其中 row belongs to the row above it."""
    found = score(card(indicator("≥2次", "2次", "10", "10"), indicator("≥1次", "1次", None, None)), BOOK)
    assert (Decimal(10), Decimal(10), None) == (found.low, found.high, found.rows[1].low)


@pytest.mark.parametrize(("places", "total"), [(None, "16.66"), (1, "16.7"), (0, "17")])
def test_the_total_is_rounded_only_if_the_rulebook_says_so(places: int | None, total: str) -> None:
    """Rows round to two places, once; the total of rounded rows is exact unless it has places of its own."""
    book = evolve(BOOK, rounding=evolve(BOOK.rounding, total=places))
    found = score(card(*[indicator("≥3次", "1次", "10", None)] * 2, indicator("≥2次", "2次", "10", None)), book)
    assert (Decimal(total), Decimal(total)) == (found.low, found.high)


@pytest.mark.parametrize(
    ("revised", "spent", "key"),
    [
        ("100万元", "90万元", "execution_rate"),
        ("0万元", "0万元", "no_budget"),
        ("-5万元", "1万元", "no_budget"),
        (None, "90万元", "open_missing"),
        ("100万元", None, "open_missing"),
    ],
)
def test_execution_says_how_it_was_found(revised: str | None, spent: str | None, key: str) -> None:
    """The rate, that there is no budget, or which figure is missing."""
    found = score(card(budget=budget(revised, spent)), BOOK).execution
    assert found is not None
    assert key == found.trace[0].key
    assert (key == "open_missing") == (found.basis is Basis.OPEN) == (found.clause is None)


def test_execution_without_a_total_row() -> None:
    """Without a total there is nothing to divide by, and it says so."""
    found = score(card(budget=Budget(execution=Execution(weight="10", points="10"))), BOOK).execution
    assert found is not None
    assert (Decimal(0), Decimal(10), Standing.OPEN) == (found.low, found.high, found.standing)


@pytest.mark.parametrize("weight", [None, Unreadable("1O")])
def test_execution_without_weight(weight: Any) -> None:
    """A card that gives execution no weight is scored without it."""
    assert score(card(budget=budget("100万元", "90万元", weight=weight)), BOOK).execution is None


def test_execution_with_a_negative_weight() -> None:
    """A weight below zero scores nothing."""
    found = score(card(budget=budget("100万元", "90万元", weight="-1")), BOOK)
    assert found.execution is not None
    assert {found.execution.low, found.execution.high, found.low, found.high} == {None}


def test_the_total_row_is_found_by_its_role() -> None:
    """Wherever it stands; the first one, if there are two."""
    found = total_row(card(budget=budget("100万元", "90万元")))
    assert found is not None
    assert found.name == "年度资金总额"
    assert total_row(card()) is None


class TestOneRounding:
    """The same rounding must serve every row of a card that needs one."""

    def standings(self, *rows: tuple[str, str]) -> list[tuple[Standing | None, int | None]]:
        """Standing and rounding of rows of weight 10, given by what was done of 1000 and their stated points."""
        found = score(card(*(indicator("≥1000次", f"{actual}次", "10", points) for actual, points in rows)), BOOK)
        return [(row.standing, row.rounding) for row in found.rows]

    def test_one_row(self) -> None:
        """Alone, any rounding that gives it will do, the finest first."""
        assert self.standings(("996", "10")) == [(Standing.EXPLAINED, 1)]
        assert self.standings(("946", "9")) == [(Standing.EXPLAINED, 0)]

    def test_all_by_one(self) -> None:
        """Two rows rounded to whole points."""
        assert self.standings(("862", "9"), ("744", "7")) == [(Standing.EXPLAINED, 0)] * 2

    def test_the_majority_decides(self) -> None:
        """Two rows in whole points, one in tenths: the one is outside."""
        found = self.standings(("862", "9"), ("744", "7"), ("666", "6.7"))
        assert found == [(Standing.EXPLAINED, 0), (Standing.EXPLAINED, 0), (Standing.OUTSIDE, None)]

    def test_a_tie_goes_to_the_finer(self) -> None:
        """One row in whole points, one in tenths: the tenths are believed."""
        assert self.standings(("862", "9"), ("666", "6.7")) == [(Standing.OUTSIDE, None), (Standing.EXPLAINED, 1)]

    def test_a_row_that_none_explains(self) -> None:
        """It is outside by itself."""
        assert self.standings(("862", "9"), ("500", "9")) == [(Standing.EXPLAINED, 0), (Standing.OUTSIDE, None)]

    def test_a_row_that_needs_none(self) -> None:
        """What the rules give exactly says nothing about rounding."""
        assert self.standings(("862", "9"), ("500", "5")) == [(Standing.EXPLAINED, 0), (Standing.EQUAL, None)]

    def test_execution_counts(self) -> None:
        """The execution row is a row of the card."""
        fund_block = budget("100万元", "86.2万元", points="9")
        found = score(card(indicator("≥3次", "2次", "10", "6.7"), budget=fund_block), BOOK)
        assert found.execution is not None
        standings = (found.execution.standing, found.rows[0].standing)
        assert standings == (Standing.OUTSIDE, Standing.EXPLAINED)

    def test_two_rules_one_score(self) -> None:
        """88 → 96.73 gives 9.10 and 9.01; both are 9 in whole points, and both are named."""
        row = indicator("88万元", "96.73万元", "10", "9", level2="经济成本指标")
        found = score(card(row), BOOK).rows[0]
        used = [part.rule.id for part in found.explained_by]
        assert (found.standing, found.rounding, used) == (Standing.EXPLAINED, 0, ["inverse", "linear-excess"])

    @pytest.mark.parametrize(("points", "rule", "places"), [("9.1", "inverse", 2), ("9.01", "linear-excess", 2)])
    def test_one_rule_of_two(self, points: str, rule: str, places: int) -> None:
        """A finer score says which of the two rules was used."""
        row = indicator("88万元", "96.73万元", "10", points, level2="经济成本指标")
        found = score(card(row), BOOK).rows[0]
        assert (places, [rule]) == (found.rounding, [part.rule.id for part in found.explained_by])

    def test_no_tolerance(self) -> None:
        """A rulebook may tolerate no other rounding than its own."""
        book = evolve(BOOK, rounding=evolve(BOOK.rounding, tolerated=()))
        found = score(card(indicator("≥1000次", "862次", "10", "9")), book)
        assert Standing.OUTSIDE is found.rows[0].standing

    def test_the_end_of_an_interval(self) -> None:
        """≥90% of ≥95% may be worth 9.47 or more; a stated 9 is its lower end in whole points."""
        found = score(card(indicator("≥95%", "≥90%", "10", "9")), BOOK).rows[0]
        assert (found.standing, found.rounding) == (Standing.EXPLAINED, 0)
