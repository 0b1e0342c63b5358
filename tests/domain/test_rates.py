"""The control rates, each from its own two figures, or with the reason why not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Message
from budgetperf.domain.model import (
    BaseTable,
    Budget,
    Building,
    Filing,
    FundRow,
    Funds,
    Operating,
    Scorecard,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.domain.rates import ControlRate, control_rates
from strategies import base_tables, scorecards

FILING = Filing(
    base_table=BaseTable(
        staffing=Staffing(established="21", actual="21"),
        three_public=ThreePublic(total=Funds(prior="10.86万元", initial="23.81万元", spent="90800元")),
        operating=Operating(total=Funds(initial="60万元", spent="45万元")),
        procurement=Funds(initial="0万元", spent="3万元"),
        buildings=[Building(approved_area="1000m²", actual_area="1100m²", planned_investment="300万元")],
    ),
    scorecards=[
        Scorecard(
            kind="department",
            budget=Budget(
                rows=[
                    FundRow(name="当年财政拨款", role="appropriation", funds=Funds(revised="1万元", spent="1万元")),
                    FundRow(name="年度资金总额", role="total", funds=Funds(revised="200万元", spent="150万元")),
                ]
            ),
        )
    ],
)


def rate(name: str, filing: Filing = FILING) -> ControlRate:
    """The rate of that name."""
    return next(found for found in control_rates(filing) if found.id == name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("staffing_control", Fraction(1)),
        ("three_public_control", Fraction("9.08") / Fraction("23.81")),
        ("three_public_outturn_change", (Fraction("9.08") - Fraction("10.86")) / Fraction("10.86")),
        ("operating_control", Fraction(3, 4)),
        ("building_area_control", Fraction(11, 10)),
        ("execution_rate", Fraction(3, 4)),
    ],
)
def test_values(name: str, value: Fraction) -> None:
    """Exact shares, across units; only the total row has an execution rate."""
    assert value == rate(name).value


def test_a_missing_figure_is_named() -> None:
    """A blank is never zero: the rate says which figure it lacks."""
    found = rate("building_investment_control")
    assert found.value is None
    assert Message.of("missing_figure", path="base_table.buildings[0].actual_investment") == found.note


def test_nothing_to_divide_by() -> None:
    """Spending without a budget has no rate."""
    found = rate("procurement_execution")
    assert (found.value, found.note and found.note.key) == (None, "zero_denominator")


def test_no_base_table() -> None:
    """Without attachments there is nothing to compute, and nothing is claimed."""
    assert control_rates(Filing()) == ()


def test_inputs_are_paths() -> None:
    """A rate names the cells it comes from."""
    inputs = ("scorecards[0].budget.rows[1].funds.spent", "scorecards[0].budget.rows[1].funds.revised")
    assert inputs == rate("execution_rate").inputs


class TestRates:
    """A rate is computed or says why not; it never fails, and does not depend on the printed unit."""

    @given(base_tables(), st.lists(scorecards(), max_size=1))
    def test_a_value_or_a_reason(self, base_table: BaseTable, cards: list[Scorecard]) -> None:
        """Whatever stands in the cells: either a value from two stated figures, or a note."""
        filing = Filing(base_table=base_table, scorecards=cards)
        stated = figures(filing)
        for found in control_rates(filing):
            assert (found.value is None) != (found.note is None)
            assert found.value is None or all(path in stated for path in found.inputs)

    @given(
        st.integers(0, 10**6),
        st.integers(1, 10**6),
        st.sampled_from([unit.label for unit in MoneyUnit]),
        st.sampled_from([unit.label for unit in MoneyUnit]),
    )
    def test_units(self, spent: int, initial: int, here: str, there: str) -> None:
        """元 over 万元 is what 元 over 元 is."""
        worth = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
        funds = Funds(initial=f"{initial}{there}", spent=f"{spent}{here}")
        filing = Filing(base_table=BaseTable(operating=Operating(total=funds)))
        assert Fraction(spent * worth[here], initial * worth[there]) == rate("operating_control", filing).value
