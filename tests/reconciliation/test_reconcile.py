"""Reconciling as a whole: the rounding envelope at its bound, lawful readings, sheets, and what the ledger holds."""

from decimal import Inexact, localcontext

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Entry
from budgetperf.reconciliation.sheets import match_sheets
from consistent import LIBRARY, LIBRARY_FILING, changed, print_accounts

HOLDS, WITHIN, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

CODES = {f"B{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10)} | {
    "P1", "P2", "P4", "P5", "P6", "P8", "X1", "X2", "X6", "X11", "X16", "X19", "L1",
}  # fmt: skip


def ledger(filing: bp.Filing) -> dict[str, Entry]:
    """The entries of a reconciliation by their id."""
    return {entry.id: entry for entry in bp.reconcile(filing).ledger}


def special(total: str, *parts: str) -> Entry:
    """The entry of a 专项 total with these lines, all of them amounts with their unit."""
    lines = [bp.ProjectLine(name=f"专项{index}", funds=bp.Funds(spent=part)) for index, part in enumerate(parts)]
    base = bp.BaseTable(projects=bp.Projects(special=bp.Funds(spent=total), lines=lines))
    return ledger(bp.Filing(base_table=base))["B5:base_table.projects.special.spent"]


class TestEnvelope:
    """With n parts and a total, rounding explains a gap of less than (n + 1)/2 units of the last digit."""

    @pytest.mark.parametrize(
        ("total", "parts", "outcome"),
        [
            # n = 1: less than one hundredth
            ("10万元", ["10万元"], HOLDS),
            ("10.01万元", ["10万元"], VIOLATED),
            # n = 2: less than one and a half
            ("10.01万元", ["5万元", "5万元"], WITHIN),
            ("10.02万元", ["5万元", "5万元"], VIOLATED),
            # n = 3: less than two, and two itself is not less
            ("9.01万元", ["3万元", "3万元", "3万元"], WITHIN),
            ("9.02万元", ["3万元", "3万元", "3万元"], VIOLATED),
            ("8.98万元", ["3万元", "3万元", "3万元"], VIOLATED),
            ("8.99万元", ["3万元", "3万元", "3万元"], WITHIN),
            # n = 4: less than two and a half
            ("8.02万元", ["2万元"] * 4, WITHIN),
            ("8.03万元", ["2万元"] * 4, VIOLATED),
        ],
    )
    def test_open_bound(self, total: str, parts: list[str], outcome: bp.Outcome) -> None:
        """Below, at and above the bound."""
        assert outcome is special(total, *parts).outcome

    def test_bound_is_told(self) -> None:
        """The ledger says how large a gap could have been, in the unit of the total."""
        entry = special("9.01万元", "3万元", "3万元", "3万元")
        assert (str(entry.bound), str(entry.residual), entry.unit) == ("0.02", "0.01", "万元")

    def test_just_below_the_bound(self) -> None:
        """A figure with ten decimals brings a gap as near to the bound as can be written."""
        # The long figure stands for hardly more than itself: the bound is three halves and a hair.
        assert WITHIN is special("9.0150000000万元", "3万元", "3万元", "3万元").outcome
        assert VIOLATED is special("9.0150000001万元", "3万元", "3万元", "3万元").outcome

    def test_dropped_zeros_are_no_precision(self) -> None:
        """9 and 9.00 stand for the same."""
        written = [special(total, "3万元", "3.0万元", "3.00万元").bound for total in ("9万元", "9.00万元")]
        assert written[0] == written[1]

    def test_four_decimals(self) -> None:
        """Figures printed with four decimals stand for less: two parts explain one unit of the fourth."""
        assert WITHIN is special("10.0001万元", "5.0000万元", "5.0000万元").outcome
        assert VIOLATED is special("10.0002万元", "5.0000万元", "5.0000万元").outcome

    @pytest.mark.parametrize("unit", ["元", "千元", "万元", "亿元"])
    def test_every_unit(self, unit: str) -> None:
        """The envelope is of the form's own unit, two decimals of it, and so is the residual."""
        within = special(f"10.01{unit}", f"5{unit}", f"5{unit}")
        assert (WITHIN, "0.01", unit) == (within.outcome, str(within.residual), within.unit)
        assert VIOLATED is special(f"10.02{unit}", f"5{unit}", f"5{unit}").outcome

    def test_units_may_mix(self) -> None:
        """Amounts compare by their worth; each stands for what its own unit rounds away."""
        assert HOLDS is special("10万元", "50000.00元", "5万元").outcome
        entry = special("10.009万元", "50000.00元", "5万元")
        assert (entry.outcome, str(entry.residual), str(entry.bound)[:6]) == (VIOLATED, "0.009", "0.0055")

    def test_zero_is_a_figure(self) -> None:
        """A printed zero may be anything below half a hundredth; a blank is nothing at all."""
        assert WITHIN is special("10.01万元", "10万元", "0万元").outcome
        assert HOLDS is special("0万元", "0万元").outcome

    def test_gap_of_zero_is_decided_exactly(self) -> None:
        """Ten tenths make one, whatever a float would say."""
        assert HOLDS is special("1万元", *["0.1万元"] * 10).outcome

    def test_negative_amounts(self) -> None:
        """A return of funds is a negative part."""
        assert HOLDS is special("3万元", "5万元", "-2万元").outcome


class TestReadings:
    """An identity with several lawful readings is violated only if none of them holds."""

    def test_the_reading_that_decides_gives_the_paths(self) -> None:
        """The first path is the figure that is judged, and no figure of another reading is among them."""
        filing = changed({"base_table.projects.total.initial": "60万元"})
        assert [
            "base_table.projects.total.initial",
            *(f"scorecards[{card}].budget.rows[0].funds.revised" for card in (1, 2, 3)),
        ] == list(ledger(filing)["X2:scorecards"].paths)

    def test_the_nearest_reading_is_told_where_none_holds(self) -> None:
        """59.9 is no initial budget of 58 with a slip, but a revised one of 60."""
        entry = ledger(changed({"base_table.projects.total.initial": "59.9万元"}))["X2:scorecards"]
        assert (entry.outcome, entry.expected, str(entry.residual)) == (VIOLATED, "60万元", "-0.1")

    @pytest.mark.parametrize("column", ["spent", "revised"])
    def test_a_reading_that_cannot_be_decided_might_hold(self, column: str) -> None:
        """Where one of the two is blank and the other disagrees, nobody can tell; the blank is named."""
        blank = f"scorecards[0].budget.rows[0].funds.{column}"
        other = {"revised": "spent", "spent": "revised"}[column]
        filing = changed({blank: None, f"scorecards[0].budget.rows[0].funds.{other}": "9万元"})
        entry = ledger(filing)["P4:scorecards[0].budget.by_source"]
        assert (entry.outcome, entry.paths[0]) == (NOT_EVALUABLE, blank)
        assert entry.reason is not None
        assert dict(entry.reason.values) == {"path": blank}

    def test_a_blank_cell_makes_no_other_cell_wrong(self) -> None:
        """The initial budget of a sheet is blank: no identity is violated for it."""
        for column in ("initial", "revised", "spent"):
            filing = changed({f"scorecards[1].budget.rows[0].funds.{column}": None})
            assert [entry.id for entry in bp.reconcile(filing).ledger if entry.outcome is VIOLATED] == []

    @pytest.mark.parametrize("style", ["difference", "before_and_after"])
    @pytest.mark.parametrize("column", ["spent", "revised"])
    @pytest.mark.parametrize("revised", [False, True])
    def test_every_way_of_writing_the_same_accounts(self, style: str, column: str, revised: bool) -> None:  # noqa: FBT001 - a parameter of a table
        """However an officer writes the library's accounts down, nothing is violated."""
        books = evolve(LIBRARY, adjustment=style, nature_of=column, revised_column=revised)
        entries = bp.reconcile(print_accounts(books)).ledger
        assert [entry.id for entry in entries if entry.outcome is VIOLATED] == []
        assert {HOLDS} == {entry.outcome for entry in entries if entry.code in ("B10", "X16", "X1", "X2", "X6")}


def sheets_of(filing: bp.Filing) -> tuple[dict[int, str], tuple[int, ...], tuple[str, ...]]:
    """Which card is the sheet of which line; the cards of no line; the lines of no card."""
    found = match_sheets(filing)
    return dict(found.lines), (*found.strays, *found.repeated), found.uncovered


BOOKS, REPAIRS = "base_table.projects.lines[0].funds", "base_table.projects.lines[1].funds"
UPKEEP = "base_table.projects.maintenance"


class TestSheets:
    """Which project card is the sheet of which line of 附件1."""

    def test_each_line_has_its_sheet(self) -> None:
        """Names meet although their generic words differ; 运行维护 is a line, too."""
        assert sheets_of(LIBRARY_FILING) == ({1: BOOKS, 2: REPAIRS, 3: UPKEEP}, (), ())

    def test_a_printed_label_names_the_line(self) -> None:
        """A form that prints another label over its second row is met by that label."""
        labels = (("maintenance", "2、设备运转专项"),)
        filing = changed({"base_table.labels": labels, "scorecards[3].subject": "设备运转"})
        assert match_sheets(filing).lines[3] == UPKEEP

    def test_umbrella(self) -> None:
        """A card that matches no line is the sheet of all; sums are compared, and single lines are not."""
        filing = print_accounts(evolve(LIBRARY, umbrella=True))
        assert sheets_of(filing) == ({}, (), ())
        entries = ledger(filing)
        assert entries["X1:scorecards"].outcome is HOLDS
        assert entries["L1:scorecards[1].budget.rows[0].funds.spent"].outcome is NOT_APPLICABLE

    def test_missing_sheets(self) -> None:
        """Fewer sheets than lines are missing sheets, and no wrong sum."""
        filing = evolve(LIBRARY_FILING, scorecards=LIBRARY_FILING.scorecards[:2])
        assert sheets_of(filing) == ({1: BOOKS}, (), (REPAIRS, UPKEEP))
        assert [entry.id for entry in bp.reconcile(filing).ledger if entry.outcome is VIOLATED] == []

    def test_a_line_without_money_needs_no_sheet(self) -> None:
        """A line that is blank this year, or zero, or was spent last year only, is not missed."""
        assert LIBRARY_FILING.base_table is not None
        lines = [
            *LIBRARY_FILING.base_table.projects.lines,
            bp.ProjectLine(name="新增专项"),
            bp.ProjectLine(name="停办专项", funds=bp.Funds(initial="0万元", spent="0万元")),
            bp.ProjectLine(name="上年专项", funds=bp.Funds(prior="1万元")),
        ]
        assert match_sheets(changed({"base_table.projects.lines": tuple(lines)})).uncovered == ()

    def test_two_lines_of_one_name(self) -> None:
        """A name that two lines share names neither."""
        filing = changed({"base_table.projects.lines[1].name": "图书购置资金", "scorecards[2].subject": "图书购置项目"})
        assert sheets_of(filing) == ({3: UPKEEP}, (1, 2), ())
        entry = ledger(filing)["L1:scorecards[1].budget.rows[0].funds.spent"]
        assert entry.outcome in (NOT_APPLICABLE, NOT_EVALUABLE)

    def test_two_sheets_of_one_line(self) -> None:
        """The first sheet takes the line."""
        filing = changed({"scorecards[2].subject": "图书购置"})
        assert sheets_of(filing) == ({1: BOOKS, 3: UPKEEP}, (2,), (REPAIRS,))

    def test_unnamed_card(self) -> None:
        """A card without a name is the sheet of no line."""
        assert sheets_of(changed({"scorecards[1].subject": None})) == ({2: REPAIRS, 3: UPKEEP}, (1,), (BOOKS,))

    def test_no_base_table(self) -> None:
        """Without 附件1 there is nothing to match."""
        assert sheets_of(changed({"base_table": None})) == ({}, (), ())


class TestFundRows:
    """Rows of a fund block, nested or without a total."""

    def test_nested_parts(self) -> None:
        """Parts of a part are summed into that part, and not twice into the total."""
        rows = [
            bp.FundRow(name="年度资金总额", role="total", funds=bp.Funds(spent="10万元")),
            bp.FundRow(name="财政拨款", role="appropriation", parent="年度资金总额", funds=bp.Funds(spent="10万元")),
            bp.FundRow(name="中央", parent="财政拨款", funds=bp.Funds(spent="4万元")),
            bp.FundRow(name="县级", parent="财政拨款", funds=bp.Funds(spent="6万元")),
        ]
        entries = ledger(bp.Filing(scorecards=[bp.Scorecard(kind="project", budget=bp.Budget(rows=rows))]))
        assert [entries[f"P1:scorecards[0].budget.rows[{row}].funds.spent"].outcome for row in (0, 1)] == [HOLDS, HOLDS]

    def test_no_row_stands_in_for_the_total(self) -> None:
        """Where the total row is missing, no rate is reckoned from another row."""
        row = bp.FundRow(name="当年财政拨款", role="appropriation", funds=bp.Funds(revised="10万元", spent="5万元"))
        budget = bp.Budget(rows=[row], execution=bp.Execution(stated_rate="100%"))
        entry = ledger(bp.Filing(scorecards=[bp.Scorecard(kind="project", budget=budget)]))[
            "P2:scorecards[0].budget.execution.stated_rate"
        ]
        assert NOT_EVALUABLE is entry.outcome
        assert entry.reason is not None
        assert dict(entry.reason.values) == {"path": "scorecards[0].budget.rows[1].funds.spent"}


class TestLedger:
    """What every ledger has."""

    @pytest.mark.parametrize(
        "filing",
        [
            pytest.param(LIBRARY_FILING, id="all"),
            pytest.param(bp.Filing(), id="empty"),
            pytest.param(evolve(LIBRARY_FILING, base_table=None), id="no-base"),
            pytest.param(evolve(LIBRARY_FILING, scorecards=()), id="no-cards"),
            pytest.param(evolve(LIBRARY_FILING, scorecards=LIBRARY_FILING.scorecards[:1]), id="department-only"),
            pytest.param(evolve(LIBRARY_FILING, scorecards=LIBRARY_FILING.scorecards[1:]), id="projects-only"),
        ],
    )
    def test_every_code_is_there(self, filing: bp.Filing) -> None:
        """No identity disappears with the attachment that it needs."""
        assert set() == CODES - {entry.code for entry in bp.reconcile(filing).ledger}

    def test_every_code_holds_somewhere(self) -> None:
        """The library's filing has something for each identity to hold on."""
        holding = {entry.code for entry in bp.reconcile(LIBRARY_FILING).ledger if entry.outcome is HOLDS}
        assert holding == CODES

    def test_residuals(self) -> None:
        """Residuals are those of the identities that were evaluated, by the id of their entry."""
        found = bp.reconcile(changed({"base_table.three_public.total.spent": "4万元"}))
        assert str(found.residuals["B2:base_table.three_public.total.spent"]) == "0.3"
        assert "B3:base_table.three_public.vehicles.prior" in found.residuals
        assert "P4:scorecards[1].budget.by_source" not in found.residuals

    def test_reason_wherever_nothing_was_decided(self) -> None:
        """What is not applicable or not evaluable says why."""
        filing = changed({"base_table.basic_adjustment.spent": None, "base_table.staffing.actual": None})
        for entry in bp.reconcile(filing).ledger:
            if entry.outcome in (NOT_APPLICABLE, NOT_EVALUABLE):
                assert entry.reason is not None, entry.id

    def test_caller_cannot_round_our_sums(self) -> None:
        """The precision and the traps of the ambient context belong to the caller."""
        expected = bp.reconcile(LIBRARY_FILING)
        with localcontext() as context:
            context.prec = 2
            context.traps[Inexact] = True
            assert expected == bp.reconcile(LIBRARY_FILING)
