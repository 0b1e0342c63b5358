"""The control rates: their formulas, each from its own figures of a filing, or the reason why not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
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
from budgetperf.domain.quantity import Count, Money, MoneyUnit, Unreadable
from budgetperf.domain.rate_formulas import RATE_FORMULAS, RateFormula, RateShape
from budgetperf.domain.rates import ControlRate, control_rates
from budgetperf.errors import QuantityError
from budgetperf.scoring.rulebook import rate_key
from budgetperf.testing import base_tables, scorecards


def department(*, revised: str, spent: str, initial: str | None = None) -> Scorecard:
    """附件2 with these amounts in its total row, which is not the first."""
    part = FundRow(name="当年财政拨款", role="appropriation", funds=Funds(revised="1万元", spent="1万元"))
    total = FundRow(name="年度资金总额", role="total", funds=Funds(initial=initial, revised=revised, spent=spent))
    return Scorecard(kind="department", budget=Budget(rows=[part, total]))


FILING = Filing(
    base_table=BaseTable(
        staffing=Staffing(established="21", actual="21"),
        three_public=ThreePublic(
            total=Funds(prior="10.86万元", initial="23.81万元", spent="90800元"),
            vehicles=Funds(initial="12万元"),
            hospitality=Funds(initial="10万元"),
        ),
        operating=Operating(total=Funds(initial="60万元", spent="45万元")),
        procurement=Funds(initial="0万元", spent="3万元"),
        buildings=[Building(approved_area="1000m²", actual_area="1100m²", planned_investment="300万元")],
    ),
    scorecards=[department(initial="160万元", revised="200万元", spent="150万元")],
)
LAST_YEAR = Filing(
    base_table=BaseTable(
        three_public=ThreePublic(
            total=Funds(initial="25万元"), vehicles=Funds(initial="15万元"), hospitality=Funds(initial="0万元")
        )
    ),
    scorecards=[department(initial="160万元", revised="180万元", spent="140万元")],
)
TOTAL = "scorecards[0].budget.rows[1].funds"
# Every rate that the specification of the framework and of the project method names.
IDS = {
    "staffing_control", "three_public_budget_change", "three_public_outturn_change", "three_public_control",
    "operating_control", "procurement_execution", "budget_completion", "budget_completion_of_available",
    "budget_adjustment", "budget_control", "carryover", "carryover_of_outturn", "carryover_change", "key_spending",
    "payment_progress", "fund_receipt", "execution_rate", "execution_rate_of_received", "building_area_control",
    "building_investment_control", "fixed_asset_use", "actual_completion", "quality", "quality_of_plan", "timeliness",
    "key_work_completion", "cost_saving", "hospitality_change", "vehicle_change",
}  # fmt: skip


def rate(name: str, filing: Filing = FILING, previous: Filing | None = None) -> ControlRate:
    """The rate of that name."""
    return next(found for found in control_rates(filing, previous) if found.id == name)


class TestFormulas:
    """The catalogue: a formula is data, and gives the exact rate of whatever figures."""

    def test_every_rate_is_there(self) -> None:
        """The catalogue holds each rate under its own id, and no other."""
        assert set(RATE_FORMULAS) == IDS
        assert all(name == formula.id for name, formula in RATE_FORMULAS.items())

    def test_two_definitions_have_two_names(self) -> None:
        """No name, however it is spelt, stands for two rates."""
        names = [(rate_key(name), formula.id) for formula in RATE_FORMULAS.values() for name in formula.names]
        assert len({name for name, _ in names}) == len(names)
        titles = [formula.title_en for formula in RATE_FORMULAS.values()]
        assert len(set(titles)) == len(titles)

    @pytest.mark.parametrize("formula", RATE_FORMULAS.values(), ids=lambda formula: formula.id)
    def test_every_formula_can_be_said(self, formula: RateFormula) -> None:
        """Each has its name and its figures in both languages, and names every figure in its expression."""
        assert formula.terms
        for lang in ("zh", "en"):
            assert formula.name(lang)
            said = formula.expression(lang)
            assert all((term.zh if lang == "zh" else term.en) in said for term in formula.terms)

    @pytest.mark.parametrize(
        ("name", "zh", "en"),
        [
            ("staffing_control", "实际在职人数 ÷ 编制数", "persons in post ÷ established posts"),
            (
                "three_public_outturn_change",
                "（本年度“三公经费”决算数 − 上年度“三公经费”决算数） ÷ 上年度“三公经费”决算数",
                (
                    "(this year's three public outturn − last year's three public outturn) ÷ "
                    "last year's three public outturn"
                ),
            ),
            (
                "budget_completion_of_available",
                "1 − 年末结余 ÷ （上年结转 + 年初预算 + 本年追加预算）",
                (
                    "1 − balance at the end of the year ÷ "
                    "(carried over from last year + initial budget + additions during the year)"
                ),
            ),
        ],
    )
    def test_expressions(self, name: str, zh: str, en: str) -> None:
        """One formula of each shape, in words."""
        formula = RATE_FORMULAS[name]
        assert (zh, en) == (formula.expression(), formula.expression("en"))

    @pytest.mark.parametrize(
        ("name", "stated", "value"),
        [
            # 21 persons on 20 posts
            ("staffing_control", ("21人", "20"), Fraction(21, 20)),
            # 9.08 − 10.86 = −1.78 of 10.86
            ("three_public_outturn_change", ("9.08万元", "108600元"), Fraction(-178, 1086)),
            # 5 + 90 + 5 = 100 were there, 7.2 are left
            ("budget_completion_of_available", ("7.2万元", "5万元", "90万元", "5万元"), Fraction("0.928")),
            # 40 − 38 = 2 of 40
            ("cost_saving", (Money("38", "万元"), Money("40", "万元")), Fraction(1, 20)),
            ("payment_progress", ("45%", "50%"), Fraction(9, 10)),
            ("quality", (Fraction(1, 3), Decimal(2)), Fraction(1, 6)),
            ("timeliness", (0, 7), Fraction(0)),
        ],
    )
    def test_values(self, name: str, stated: tuple[object, ...], value: Fraction) -> None:
        """Exact, across units, from text, quantities or plain numbers."""
        assert value == RATE_FORMULAS[name].value(*stated)  # type: ignore[arg-type] # of several kinds

    @pytest.mark.parametrize(
        "stated",
        [(), ("1",), ("1", "2", "3"), ("1人", "2万元"), ("3次", "4人"), ("1", "0"), ("1", "-2"), ("一", "2"), (0.5, 1)],
    )
    def test_bad_figures(self, stated: tuple[object, ...]) -> None:
        """Too few or too many, different kinds, nothing to divide by, no figures at all."""
        with pytest.raises(QuantityError) as raised:
            RATE_FORMULAS["timeliness"].value(*stated)  # type: ignore[arg-type] # what must be refused
        assert raised.value.zh
        assert raised.value.en

    @given(st.fractions(), st.fractions(min_value=Fraction(1, 1000)))
    def test_shapes(self, above: Fraction, below: Fraction) -> None:
        """A change is the quotient less one, and the rest is one less the quotient."""
        quotient, change, rest = (
            evolve(RATE_FORMULAS["timeliness"], shape=shape).of(above, below)
            for shape in (RateShape.QUOTIENT, RateShape.CHANGE, RateShape.REST)
        )
        assert quotient * below == above
        assert (change, rest) == (quotient - 1, 1 - quotient)


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
    assert (value, None) == (rate(name).value, rate(name).note)


@pytest.mark.parametrize(
    ("name", "value", "premise"),
    [
        ("budget_completion", Fraction(150, 200), "presumed_revised"),
        ("budget_adjustment", Fraction(40, 160), "presumed_net"),
        ("budget_control", Fraction(40, 160), "presumed_net"),
        ("carryover", Fraction(50, 200), "presumed_unspent"),
    ],
)
def test_values_that_presume(name: str, value: Fraction, premise: str) -> None:
    """What a form states only by way of a difference says what was presumed."""
    assert (value, Message.of(premise)) == (rate(name).value, rate(name).note)


def test_a_cut_is_an_adjustment_but_no_addition() -> None:
    """Of 160 cut to 140, an eighth was adjusted; what was added is less than nothing."""
    filing = evolve(FILING, scorecards=[department(initial="160万元", revised="140万元", spent="140万元")])
    values = [rate(name, filing).value for name in ("budget_adjustment", "budget_control")]
    assert values == [Fraction(1, 8), Fraction(-1, 8)]


def test_the_older_form_states_the_whole_adjustment() -> None:
    """Without 附件2, the row 部门整体支出预算调整 of the older form holds the budget before and after."""
    base = BaseTable(
        labels={"basic_adjustment": "部门整体支出预算调整"}, basic_adjustment=Funds(initial="100万元", spent="140万元")
    )
    assert Fraction(2, 5) == rate("budget_control", Filing(base_table=base)).value
    basic_only = Filing(base_table=evolve(base, labels=()))
    assert "budget_control" not in {found.id for found in control_rates(basic_only)}


class TestLastYear:
    """The rates that compare two years need last year's filing."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("three_public_budget_change", Fraction("23.81") / 25 - 1),
            ("vehicle_change", Fraction(12, 15) - 1),
            # 200 − 150 = 50 were left this year, 180 − 140 = 40 last year
            ("carryover_change", Fraction(50, 40) - 1),
        ],
    )
    def test_values(self, name: str, value: Fraction) -> None:
        """Budget on budget, and what was left on what was left."""
        found = rate(name, previous=LAST_YEAR)
        assert value == found.value
        assert any(path.startswith("previous.") for path in found.inputs)

    def test_in_another_place(self) -> None:
        """Where the card of the department stood elsewhere last year, it is found there."""
        other = evolve(LAST_YEAR.scorecards[0], kind="project")
        moved = evolve(LAST_YEAR, scorecards=[other, *LAST_YEAR.scorecards])
        found = rate("carryover_change", previous=moved)
        assert Fraction(50, 40) - 1 == found.value
        assert "previous.scorecards[1].budget.rows[1].funds.spent" in found.inputs

    def test_not_given(self) -> None:
        """Without last year's filing they say that it takes one."""
        figure = {"figure": "上年度“三公经费”预算数", "figure_en": "last year's three public budget"}
        found = rate("three_public_budget_change")
        assert (None, Message.of("last_year_not_given", **figure)) == (found.value, found.note)

    def test_given_but_blank(self) -> None:
        """With one that is blank there, they say what it lacks."""
        for name in ("three_public_budget_change", "carryover_change"):
            found = rate(name, previous=Filing())
            assert found.note is not None
            assert (found.value, found.note.key) == (None, "missing_of_last_year")

    def test_nothing_last_year(self) -> None:
        """Over a budget of nothing there is no growth."""
        found = rate("hospitality_change", previous=LAST_YEAR)
        figure = {"figure": "上年度公务接待费预算数", "figure_en": "last year's hospitality budget"}
        assert (None, Message.of("zero_figure", **figure)) == (found.value, found.note)

    def test_overspent_last_year(self) -> None:
        """Nor over less than nothing."""
        last = evolve(LAST_YEAR, scorecards=[department(revised="100万元", spent="110万元")])
        note = rate("carryover_change", previous=last).note
        assert note is not None
        assert note.key == "negative_figure"


def test_a_missing_figure_is_named() -> None:
    """A blank is never zero: the rate says which figure it lacks."""
    found = rate("building_investment_control")
    assert found.value is None
    assert Message.of("missing_figure", path="base_table.buildings[0].actual_investment") == found.note


def test_an_unreadable_figure_is_named() -> None:
    """What cannot be read is not said to be missing."""
    filing = Filing(base_table=BaseTable(staffing=Staffing(established="21", actual=Unreadable("2O"))))
    assert Message.of("unreadable_figure", path="base_table.staffing.actual") == rate("staffing_control", filing).note


def test_nothing_to_divide_by() -> None:
    """Spending without a budget has no rate, and over a budget below nothing neither."""
    found = rate("procurement_execution")
    assert (None, Message.of("zero_denominator", path="base_table.procurement.initial")) == (found.value, found.note)
    filing = Filing(base_table=BaseTable(procurement=Funds(initial="-1万元", spent="3万元")))
    note = rate("procurement_execution", filing).note
    assert note is not None
    assert note.key == "negative_figure"


def test_different_kinds() -> None:
    """Square metres over persons is no rate."""
    building = Building(approved_area=Count("10", "人"), actual_area="10m²")
    found = rate("building_area_control", Filing(base_table=BaseTable(buildings=[building])))
    assert (None, Message.of("different_kinds")) == (found.value, found.note)


def test_what_no_form_has_comes_last() -> None:
    """A rate whose figures no form has a cell for says so by name, after all others."""
    found = control_rates(FILING)
    keys = [each.note.key if each.note is not None else "" for each in found]
    first = keys.index("no_form_has")
    assert set(keys[first:]) == {"no_form_has"}
    assert "no_form_has" not in keys[:first]
    receipt = rate("fund_receipt")
    assert Message.of("no_form_has", figure="实际到位资金", figure_en="funds received") == receipt.note
    assert {each.id for each in found} == IDS


def test_no_base_table() -> None:
    """Without attachments there is nothing to compute, and nothing is claimed."""
    assert control_rates(Filing()) == ()
    card = Scorecard(kind="project")
    assert {"no_form_has"} == {
        found.note.key for found in control_rates(Filing(scorecards=[card])) if found.note is not None
    }


def test_inputs_are_paths() -> None:
    """A rate names the cells it comes from, each once."""
    assert (f"{TOTAL}.spent", f"{TOTAL}.revised") == rate("execution_rate").inputs
    assert (f"{TOTAL}.revised", f"{TOTAL}.initial") == rate("budget_adjustment").inputs


class TestRates:
    """A rate is computed or says why not; it never fails, and does not depend on the printed unit."""

    @given(
        base_tables(),
        st.lists(scorecards(), max_size=1),
        st.none() | st.builds(lambda base: Filing(base_table=base), base_tables()),
    )
    def test_a_value_or_a_reason(self, base_table: BaseTable, cards: list[Scorecard], previous: Filing | None) -> None:
        """Whatever stands in the cells: either a value from stated figures, or a note."""
        filing = Filing(base_table=base_table, scorecards=cards)
        stated = set(figures(filing))
        if previous is not None:
            stated |= {f"previous.{path}" for path in figures(previous)}
        for found in control_rates(filing, previous):
            assert found.value is not None or found.note is not None
            assert found.value is None or (found.inputs and set(found.inputs) <= stated)

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
