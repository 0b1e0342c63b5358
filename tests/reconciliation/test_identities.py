"""Each identity at each of its outcomes: figures of a filing in which everything agrees are changed or blanked."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

import budgetperf as bp
from budgetperf.domain.finding import Entry
from consistent import LIBRARY_FILING, changed

HOLDS, WITHIN, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

PUBLIC, PROJECTS, OPERATING = "base_table.three_public", "base_table.projects", "base_table.operating"
LINES, ADJUSTMENT, BUILDING = f"{PROJECTS}.lines", "base_table.basic_adjustment", "base_table.buildings[0]"
DEPARTMENT, SHEET = "scorecards[0]", "scorecards[1]"
WHOLE, SHEET_TOTAL = f"{DEPARTMENT}.budget.rows[0].funds", f"{SHEET}.budget.rows[0].funds"
NATURE, SOURCE = f"{DEPARTMENT}.budget.by_nature", f"{DEPARTMENT}.budget.by_source"
UNREADABLE = bp.Unreadable("8O.5")

Changes = Mapping[str, object]


def entry_of(name: str, changes: Changes) -> Entry:
    """The ledger entry of this id, after the changes."""
    return next(entry for entry in bp.reconcile(changed(changes)).ledger if entry.id == name)


def said(entry: Entry) -> str | None:
    """The reason of an entry: its key, and the paths or words that go with it."""
    return None if entry.reason is None else " ".join([entry.reason.key, *(value for _, value in entry.reason.values)])


def stated(path: str) -> bp.Money:
    """An amount of the unchanged filing."""
    amount = bp.look_up(LIBRARY_FILING, path)
    assert isinstance(amount, bp.Money)
    return amount


def plus(path: str, more: str) -> str:
    """An amount of the unchanged filing, and a little more."""
    return str(bp.Money(stated(path).amount + bp.Money(more, "万元").amount, "万元"))


class Sum(NamedTuple):
    """A total, its filled parts, and what is read instead of a subtotal that is blank."""

    code: str
    total: str
    parts: tuple[str, ...]
    inner: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Id of its ledger entry."""
        return f"{self.code}:{self.total}"


SUMS = (
    Sum(
        "B2",
        f"{PUBLIC}.total.spent",
        (f"{PUBLIC}.vehicles.spent", f"{PUBLIC}.hospitality.spent"),
        (f"{PUBLIC}.vehicle_running.spent", f"{PUBLIC}.vehicle_purchase.spent"),
    ),
    Sum("B3", f"{PUBLIC}.vehicles.prior", (f"{PUBLIC}.vehicle_purchase.prior", f"{PUBLIC}.vehicle_running.prior")),
    Sum(
        "B4",
        f"{PROJECTS}.total.initial",
        (f"{PROJECTS}.special.initial", f"{PROJECTS}.maintenance.initial"),
        (f"{LINES}[0].funds.initial", f"{LINES}[1].funds.initial"),
    ),
    Sum("B5", f"{PROJECTS}.special.spent", (f"{LINES}[0].funds.spent", f"{LINES}[1].funds.spent")),
    Sum("P1", f"{SHEET_TOTAL}.revised", tuple(f"{SHEET}.budget.rows[{row}].funds.revised" for row in (1, 2))),
)


@pytest.mark.parametrize("tied", [pytest.param(tied, id=tied.code) for tied in SUMS])
class TestSums:
    """A total and its parts: 三公, 公车, 项目支出, 专项, 年度资金总额."""

    def test_holds(self, tied: Sum) -> None:
        """An exact sum holds; the first path is the total, the others are its parts."""
        entry = entry_of(tied.id, {})
        assert (HOLDS, tied.total) == (entry.outcome, entry.paths[0])
        assert set(tied.parts) <= set(entry.paths)

    def test_within_rounding(self, tied: Sum) -> None:
        """One hundredth, of two parts and a total that may be half a hundredth off each."""
        entry = entry_of(tied.id, {tied.total: plus(tied.total, "0.01")})
        assert (entry.outcome, str(entry.residual), entry.reason) == (WITHIN, "0.01", None)
        assert (str(entry.bound), entry.unit) == ("0.015", "万元")

    def test_violated(self, tied: Sum) -> None:
        """A gap of 1万元 is no rounding; the residual is stated minus expected."""
        entry = entry_of(tied.id, {tied.total: plus(tied.total, "1")})
        assert (entry.outcome, str(entry.residual), entry.unit) == (VIOLATED, "1", "万元")
        assert (plus(tied.total, "1"), str(stated(tied.total))) == (entry.stated, entry.expected)

    def test_not_applicable(self, tied: Sum) -> None:
        """A breakdown that nobody filled in says nothing about its total."""
        entry = entry_of(tied.id, dict.fromkeys([*tied.parts, *tied.inner]))
        assert (entry.outcome, said(entry)) == (NOT_APPLICABLE, "blank_breakdown")

    def test_blank_total(self, tied: Sum) -> None:
        """A blank total cannot be compared; what it must be is told."""
        entry = entry_of(tied.id, {tied.total: None})
        assert (NOT_EVALUABLE, f"missing_figure {tied.total}") == (entry.outcome, said(entry))
        assert str(stated(tied.total)) == entry.expected

    def test_blank_beside_a_filled_sibling_is_zero(self, tied: Sum) -> None:
        """A blank part beside a filled one counts as nothing."""
        if len(tied.parts) > 1:
            rest = stated(tied.total).amount - stated(tied.parts[0]).amount
            blanked = {tied.parts[0]: None, **dict.fromkeys(tied.inner), tied.total: f"{rest}万元"}
            assert HOLDS is entry_of(tied.id, blanked).outcome

    def test_unreadable_part(self, tied: Sum) -> None:
        """A part that cannot be read is named; no blank total is guessed from the others."""
        entry = entry_of(tied.id, {tied.parts[0]: UNREADABLE})
        assert (NOT_EVALUABLE, f"unreadable_figure {tied.parts[0]}") == (entry.outcome, said(entry))
        assert entry_of(tied.id, {tied.parts[0]: UNREADABLE, tied.total: None}).expected is None

    def test_unreadable_total(self, tied: Sum) -> None:
        """A total that cannot be read is not a blank one: nothing is proposed for it."""
        entry = entry_of(tied.id, {tied.total: UNREADABLE})
        assert (NOT_EVALUABLE, f"unreadable_figure {tied.total}", None) == (entry.outcome, said(entry), entry.expected)


class TestSubtotals:
    """A subtotal that was left blank is no zero: the rows under it stand in for it."""

    def test_vehicles_blank(self) -> None:
        """三公 adds 公车购置 and 公车运行 where 公务用车 is blank; the blank itself is told."""
        entry = entry_of(f"B2:{PUBLIC}.total.spent", {f"{PUBLIC}.vehicles.spent": None})
        assert (entry.outcome, f"{PUBLIC}.vehicle_running.spent" in entry.paths) == (HOLDS, True)
        missing = entry_of(f"B3:{PUBLIC}.vehicles.spent", {f"{PUBLIC}.vehicles.spent": None})
        assert (missing.outcome, missing.expected) == (NOT_EVALUABLE, "2.6万元")

    def test_special_blank(self) -> None:
        """项目支出 adds the lines where 专项资金 is blank."""
        entry = entry_of(f"B4:{PROJECTS}.total.initial", {f"{PROJECTS}.special.initial": None})
        assert (entry.outcome, f"{LINES}[1].funds.initial" in entry.paths) == (HOLDS, True)

    def test_revised_column_of_a_form_that_has_one(self) -> None:
        """An 附件1 with a column for the revised budget is summed in that column, too."""
        columns = {f"{PUBLIC}.{row}.revised": "1万元" for row in ("total", "hospitality")}
        assert HOLDS is entry_of(f"B2:{PUBLIC}.total.revised", columns).outcome


class Outcome(NamedTuple):
    """Changes, and what becomes of one identity."""

    id: str
    changes: Changes
    outcome: bp.Outcome
    reason: str | None = None


def table(*rows: Outcome) -> pytest.MarkDecorator:
    """One test for each row, named after its id and outcome."""
    return pytest.mark.parametrize(
        "row", [pytest.param(row, id=f"{row.id}-{row.outcome}-{row.reason}") for row in rows]
    )


def decided(row: Outcome) -> tuple[bp.Outcome, str | None]:
    """What the ledger says of the identity of a row."""
    entry = entry_of(row.id, row.changes)
    return entry.outcome, said(entry)


B1, STAFFING = "B1:base_table.staffing.stated_rate", "base_table.staffing"
HALF = {f"{STAFFING}.established": "8", f"{STAFFING}.actual": "7"}  # 87.5%
AREA, INVESTMENT = f"B7:{BUILDING}.stated_area_rate", f"B7:{BUILDING}.stated_investment_rate"
P2 = f"P2:{DEPARTMENT}.budget.execution.stated_rate"


@table(
    Outcome(B1, {}, HOLDS),
    Outcome(B1, {f"{STAFFING}.stated_rate": "95%"}, HOLDS),
    Outcome(B1, {**HALF, f"{STAFFING}.stated_rate": "88%"}, HOLDS),
    Outcome(B1, {**HALF, f"{STAFFING}.stated_rate": "87%"}, WITHIN),
    Outcome(B1, {f"{STAFFING}.stated_rate": "95.1%"}, VIOLATED),
    Outcome(B1, {f"{STAFFING}.actual": "19人"}, HOLDS),
    Outcome(B1, {f"{STAFFING}.{part}": None for part in ("established", "actual", "stated_rate")}, NOT_APPLICABLE,
            "blank_breakdown"),
    Outcome(B1, {f"{STAFFING}.actual": None}, NOT_EVALUABLE, f"missing_figure {STAFFING}.actual"),
    Outcome(B1, {f"{STAFFING}.established": None}, NOT_EVALUABLE, f"missing_figure {STAFFING}.established"),
    Outcome(B1, {f"{STAFFING}.stated_rate": None}, NOT_EVALUABLE, f"missing_figure {STAFFING}.stated_rate"),
    Outcome(B1, {f"{STAFFING}.stated_rate": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {STAFFING}.stated_rate"),
    Outcome(B1, {f"{STAFFING}.established": "0"}, NOT_EVALUABLE, f"zero_denominator {STAFFING}.established"),
    Outcome(B1, {f"{STAFFING}.established": "20人", f"{STAFFING}.actual": "19次"}, NOT_EVALUABLE, "different_kinds"),
    Outcome("B1", {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
    Outcome(AREA, {}, HOLDS),
    Outcome(AREA, {f"{BUILDING}.stated_area_rate": "100.1%"}, VIOLATED),
    Outcome(AREA, {f"{BUILDING}.{part}": None for part in ("approved_area", "actual_area", "stated_area_rate")},
            NOT_APPLICABLE, "blank_breakdown"),
    Outcome(AREA, {f"{BUILDING}.approved_area": None}, NOT_EVALUABLE, f"missing_figure {BUILDING}.approved_area"),
    Outcome(INVESTMENT, {}, HOLDS),
    Outcome(INVESTMENT, {f"{BUILDING}.stated_investment_rate": "95.05%"}, VIOLATED),
    Outcome(INVESTMENT, {f"{BUILDING}.stated_investment_rate": "95.005%"}, WITHIN),
    Outcome(INVESTMENT, {f"{BUILDING}.planned_investment": "0万元"}, NOT_EVALUABLE,
            f"zero_denominator {BUILDING}.planned_investment"),
    Outcome("B7:base_table.buildings", {"base_table.buildings": ()}, NOT_APPLICABLE, "no_buildings"),
    Outcome("B7", {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
    Outcome(P2, {}, HOLDS),
    Outcome(P2, {f"{DEPARTMENT}.budget.execution.stated_rate": "97.97%"}, HOLDS),
    # 245.9 ÷ 251 is 97.968…%; half a hundredth on either amount moves it by some 0.004.
    Outcome(P2, {f"{DEPARTMENT}.budget.execution.stated_rate": "97.965%"}, WITHIN),
    Outcome(P2, {f"{DEPARTMENT}.budget.execution.stated_rate": "98.1%"}, VIOLATED),
    Outcome(P2, {f"{DEPARTMENT}.budget.execution.stated_rate": None}, NOT_EVALUABLE,
            f"missing_figure {DEPARTMENT}.budget.execution.stated_rate"),
    Outcome(P2, {f"{WHOLE}.revised": "0万元"}, NOT_EVALUABLE, f"zero_denominator {WHOLE}.revised"),
    Outcome(P2, {f"{WHOLE}.spent": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {WHOLE}.spent"),
    Outcome(P2, {f"{WHOLE}.spent": None, f"{WHOLE}.revised": None, f"{DEPARTMENT}.budget.execution.stated_rate": None},
            NOT_APPLICABLE, "blank_breakdown"),
    Outcome("P2", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
)  # fmt: skip
def test_rates(row: Outcome) -> None:
    """A stated percentage follows from its two figures; a blank is never zero in a rate."""
    assert (row.outcome, row.reason) == decided(row)


def test_printed_rate_of_a_row_below_the_total() -> None:
    """A sub-row that prints a rate is checked by its own funds."""
    execution = bp.Execution(stated_rate="93.3%")
    entry = entry_of(
        f"P2:{SHEET}.budget.rows[1].execution.stated_rate", {f"{SHEET}.budget.rows[1].execution": execution}
    )
    assert (HOLDS, f"{SHEET}.budget.rows[1].funds.spent") == (entry.outcome, entry.paths[1])


B6 = f"B6:{OPERATING}.total.spent"


@table(
    Outcome(B6, {}, HOLDS),
    Outcome(B6, {f"{OPERATING}.items[0].funds.spent": "8.3万元"}, HOLDS),
    Outcome(B6, {f"{OPERATING}.items[0].funds.spent": "8.31万元"}, WITHIN),
    Outcome(B6, {f"{OPERATING}.items[0].funds.spent": "8.32万元"}, VIOLATED),
    Outcome(B6, {f"{OPERATING}.items[{item}].funds.spent": None for item in (0, 1)}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(B6, {f"{OPERATING}.items": ()}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(B6, {f"{OPERATING}.total.spent": None}, NOT_EVALUABLE, f"missing_figure {OPERATING}.total.spent"),
    Outcome(B6, {f"{OPERATING}.items[1].funds.spent": UNREADABLE}, NOT_EVALUABLE,
            f"unreadable_figure {OPERATING}.items[1].funds.spent"),
    Outcome("B6", {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
)  # fmt: skip
def test_items_of_operating_expenses(row: Outcome) -> None:
    """The items that 公用经费 singles out do not exceed it; they need not exhaust it."""
    assert (row.outcome, row.reason) == decided(row)


YEARS = "base_table.column_years"


@table(
    Outcome(f"B8:{YEARS}.prior", {}, HOLDS),
    Outcome(f"B8:{YEARS}.prior", {f"{YEARS}.prior": "2022"}, VIOLATED),
    Outcome(f"B8:{YEARS}.prior", {f"{YEARS}.prior": "2021年决算数"}, HOLDS),
    Outcome(f"B8:{YEARS}.initial", {f"{YEARS}.initial": "2023"}, VIOLATED),
    Outcome(f"B8:{YEARS}.spent", {f"{YEARS}.spent": None}, NOT_EVALUABLE, f"missing_figure {YEARS}.spent"),
    Outcome(f"B8:{YEARS}.spent", {f"{YEARS}.spent": "本年"}, NOT_EVALUABLE, f"missing_figure {YEARS}.spent"),
    Outcome(f"B8:{YEARS}.spent", {"base_table.heading.year": None}, HOLDS),
    Outcome(f"B8:{YEARS}.spent", {"base_table.heading.year": 2021}, VIOLATED),
    Outcome(f"B8:{YEARS}.spent", {"base_table.heading.year": None, "year": None}, NOT_EVALUABLE,
            "missing_figure base_table.heading.year"),
    Outcome("B8", {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
)  # fmt: skip
def test_column_years(row: Outcome) -> None:
    """The columns of 附件1 carry the budget year of its heading, and the year before for 上年决算数."""
    assert (row.outcome, row.reason) == decided(row)


P4_NATURE, P4_SOURCE, X6 = f"P4:{NATURE}", f"P4:{SOURCE}", f"X6:{NATURE}"
OTHER_SPENDING = {f"{WHOLE}.spent": "9万元", f"{WHOLE}.revised": "9万元"}


@table(
    Outcome(P4_NATURE, {}, HOLDS),
    Outcome(P4_NATURE, {f"{NATURE}[0].amount": "189.41万元"}, WITHIN),
    Outcome(P4_NATURE, {f"{NATURE}[0].amount": "189.42万元"}, VIOLATED),
    Outcome(P4_NATURE, {f"{NATURE}[0].amount": None, f"{NATURE}[1].amount": "245.9万元"}, HOLDS),
    Outcome(P4_NATURE, {f"{NATURE}[{item}].amount": None for item in (0, 1)}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(P4_NATURE, {f"{SOURCE}[{item}].amount": None for item in (0, 1, 2)}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(P4_NATURE, {f"{SOURCE}[0].amount": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {SOURCE}[0].amount"),
    Outcome(P4_SOURCE, {}, HOLDS, "reading_column spent"),
    Outcome(P4_SOURCE, {f"{WHOLE}.revised": "245.9万元", f"{WHOLE}.spent": "9万元"}, HOLDS, "reading_column revised"),
    Outcome(P4_SOURCE, {f"{WHOLE}.spent": "245.91万元"}, WITHIN, "reading_column spent"),
    Outcome(P4_SOURCE, OTHER_SPENDING, VIOLATED, "reading_column spent"),
    Outcome(P4_SOURCE, {f"{SOURCE}[{item}].amount": None for item in (0, 1, 2)}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(P4_SOURCE, {f"{WHOLE}.spent": None, f"{WHOLE}.revised": None}, NOT_EVALUABLE,
            f"missing_figure {WHOLE}.spent"),
    Outcome(f"P4:{SHEET}.budget.by_source", {}, NOT_APPLICABLE, "no_breakdown"),
    Outcome("P4", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
    Outcome(X6, {}, HOLDS, "reading_column spent"),
    Outcome(X6, {f"{WHOLE}.revised": "245.9万元", f"{WHOLE}.spent": "9万元"}, HOLDS, "reading_column revised"),
    Outcome(X6, {f"{WHOLE}.spent": "245.91万元"}, WITHIN, "reading_column spent"),
    Outcome(X6, OTHER_SPENDING, VIOLATED, "reading_column spent"),
    Outcome(X6, {f"{NATURE}[{item}].amount": None for item in (0, 1)}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(X6, {f"{NATURE}[1].amount": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {NATURE}[1].amount"),
    Outcome(X6, {f"{DEPARTMENT}.budget.by_source": (), NATURE: ()}, NOT_APPLICABLE, "no_breakdown"),
    Outcome("X6", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
)  # fmt: skip
def test_sources_and_natures(row: Outcome) -> None:
    """By source and by nature make the same sum, and each of them spending or the revised budget."""
    assert (row.outcome, row.reason) == decided(row)


P5, P6 = f"P5:{SHEET}.stated_weights[3].weight", f"P6:{SHEET}"
WEIGHTS = [f"{SHEET}.indicators[{row}].weight" for row in range(6)]


@table(
    Outcome(P5, {}, HOLDS),
    Outcome(P5, {f"{SHEET}.stated_weights[3].weight": "20.00"}, HOLDS),
    Outcome(P5, {f"{SHEET}.stated_weights[3].weight": "20.01"}, VIOLATED),
    Outcome(P5, {WEIGHTS[4]: None, f"{SHEET}.stated_weights[3].weight": "10"}, HOLDS),
    Outcome(P5, {WEIGHTS[4]: None, WEIGHTS[5]: None}, NOT_APPLICABLE, "blank_breakdown"),
    Outcome(P5, {f"{SHEET}.stated_weights[3].weight": None}, NOT_EVALUABLE,
            f"missing_figure {SHEET}.stated_weights[3].weight"),
    Outcome(P5, {WEIGHTS[5]: UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {WEIGHTS[5]}"),
    Outcome(P5, {f"{SHEET}.stated_weights[3]": bp.LevelWeight(level1="成本指标", level2="经济成本指标", weight="10")},
            HOLDS),
    Outcome(P5, {f"{SHEET}.stated_weights[3]": bp.LevelWeight(level1="成本指标", level2="经济成本指标", weight="20")},
            VIOLATED),
    Outcome(f"P5:{SHEET}.stated_weights", {f"{SHEET}.stated_weights": ()}, NOT_APPLICABLE, "no_stated_weights"),
    Outcome("P5", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
    Outcome(P6, {}, HOLDS),
    Outcome(P6, {f"{SHEET}.stated_weights": ()}, HOLDS),
    Outcome(P6, {f"{SHEET}.stated_weights[0].weight": "35"}, VIOLATED),
    Outcome(P6, {f"{SHEET}.budget.execution.weight": None}, VIOLATED),
    Outcome(P6, {f"{SHEET}.budget.execution.weight": UNREADABLE}, NOT_EVALUABLE,
            f"unreadable_figure {SHEET}.budget.execution.weight"),
    Outcome(P6, {f"{SHEET}.stated_weights": (), f"{SHEET}.indicators": (), f"{SHEET}.budget.execution.weight": None},
            NOT_APPLICABLE, "blank_breakdown"),
    Outcome("P6", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
    Outcome(f"P8:{SHEET}.stated_weight", {}, HOLDS),
    Outcome(f"P8:{SHEET}.stated_weight", {WEIGHTS[0]: "19"}, VIOLATED),
    Outcome(f"P8:{SHEET}.stated_weight", {f"{SHEET}.stated_weight": None}, NOT_EVALUABLE,
            f"missing_figure {SHEET}.stated_weight"),
    Outcome(f"P8:{SHEET}.stated_points", {}, HOLDS),
    Outcome(f"P8:{SHEET}.stated_points", {f"{SHEET}.stated_points": "99"}, VIOLATED),
    Outcome(f"P8:{SHEET}.stated_points", {f"{SHEET}.indicators[0].points": UNREADABLE}, NOT_EVALUABLE,
            f"unreadable_figure {SHEET}.indicators[0].points"),
    Outcome(f"P8:{SHEET}.stated_points", {f"{SHEET}.indicators": ()}, NOT_APPLICABLE, "no_rows"),
    Outcome("P8", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
    Outcome(f"P1:{DEPARTMENT}.budget.rows", {}, NOT_APPLICABLE, "no_breakdown"),
    Outcome("P1", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
)  # fmt: skip
def test_weights_and_points(row: Outcome) -> None:
    """Weights and points are exact: what is bracketed, what adds up to 100, and the two totals."""
    assert (row.outcome, row.reason) == decided(row)


def test_blank_total_points_follow() -> None:
    """A blank 总分 is told what the rows make."""
    assert entry_of(f"P8:{SHEET}.stated_points", {f"{SHEET}.stated_points": None}).expected == "99.29"


SPENT, INITIAL = f"{PROJECTS}.total.spent", f"{PROJECTS}.total.initial"
X1_NATURE, X1_SHEETS, X2 = f"X1:{NATURE}", "X1:scorecards", "X2:scorecards"
WITHOUT_SHEETS = {"scorecards": LIBRARY_FILING.scorecards[:1]}
WITHOUT_ONE_SHEET = {"scorecards": LIBRARY_FILING.scorecards[:3]}
REVISED_NATURE = {f"{NATURE}[0].amount": "191万元", f"{NATURE}[1].amount": "60万元"}


@table(
    Outcome(X1_NATURE, {}, HOLDS),
    Outcome(X1_NATURE, {f"{NATURE}[1].amount": "56.509万元"}, VIOLATED),
    Outcome(X1_NATURE, {f"{NATURE}[1].amount": "56.504万元"}, WITHIN),
    Outcome(X1_NATURE, {f"{NATURE}[1].amount": "65.6万元"}, VIOLATED, "reading_column revised"),
    Outcome(X1_NATURE, REVISED_NATURE, HOLDS, "reading_column revised"),
    Outcome(X1_NATURE, {**WITHOUT_SHEETS, **REVISED_NATURE}, NOT_APPLICABLE, "nature_is_revised"),
    # The sum of the natures is 0.02 off the revised budget: too far for two of them to be that budget.
    Outcome(X1_NATURE, {**WITHOUT_SHEETS, **REVISED_NATURE, f"{NATURE}[0].amount": "191.02万元"}, VIOLATED),
    Outcome(X1_NATURE, {**WITHOUT_SHEETS, **REVISED_NATURE, f"{NATURE}[0].amount": "191.01万元"}, NOT_APPLICABLE,
            "nature_is_revised"),
    # What is of the revised budget is not excused by spending that happens to be the same.
    Outcome(X1_NATURE, {**REVISED_NATURE, SPENT: "60万元", f"{SHEET_TOTAL}.revised": "45万元"}, VIOLATED,
            "reading_column revised"),
    Outcome(X1_NATURE, {NATURE: ()}, NOT_APPLICABLE, "no_breakdown"),
    Outcome(X1_NATURE, {SPENT: None}, NOT_EVALUABLE, f"missing_figure {SPENT}"),
    Outcome(X1_NATURE, {SPENT: UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {SPENT}"),
    Outcome(X1_NATURE, {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
    Outcome("X1:by_nature", {"scorecards": LIBRARY_FILING.scorecards[1:]}, NOT_APPLICABLE, "attachment_missing 附件2"),
    Outcome(X1_SHEETS, {}, HOLDS),
    Outcome(X1_SHEETS, {SPENT: "56.51万元"}, WITHIN),
    Outcome(X1_SHEETS, {SPENT: "56.52万元"}, VIOLATED),
    Outcome(X1_SHEETS, {f"{SHEET_TOTAL}.spent": None}, NOT_EVALUABLE, f"missing_figure {SHEET_TOTAL}.spent"),
    Outcome(X1_SHEETS, {f"{SHEET_TOTAL}.spent": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {SHEET_TOTAL}.spent"),
    Outcome(X1_SHEETS, WITHOUT_SHEETS, NOT_APPLICABLE, "attachment_missing 附件3"),
    Outcome(X1_SHEETS, WITHOUT_ONE_SHEET, NOT_APPLICABLE, "sheets_missing 1"),
    Outcome(X2, {}, HOLDS, "reading_column initial"),
    Outcome(X2, {INITIAL: "60万元"}, HOLDS, "reading_column revised"),
    Outcome(X2, {INITIAL: "58.01万元"}, WITHIN, "reading_column initial"),
    Outcome(X2, {INITIAL: "58.02万元"}, VIOLATED, "reading_column initial"),
    Outcome(X2, {INITIAL: "59.98万元"}, VIOLATED, "reading_column revised"),
    Outcome(X2, {INITIAL: None}, NOT_EVALUABLE, f"missing_figure {INITIAL}"),
    Outcome(X2, {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
    Outcome(X2, WITHOUT_SHEETS, NOT_APPLICABLE, "attachment_missing 附件3"),
    Outcome(X2, WITHOUT_ONE_SHEET, NOT_APPLICABLE, "sheets_missing 1"),
)  # fmt: skip
def test_projects_across_forms(row: Outcome) -> None:
    """项目支出 of 附件1 is that of 附件2 and the sum of the sheets; its budget is their initial or revised one."""
    assert (row.outcome, row.reason) == decided(row)


COST = f"{SHEET}.indicators[4]"
WHOLE_COST = f"{DEPARTMENT}.indicators[4]"


@table(
    Outcome(f"X11:{COST}.target", {}, HOLDS, "reading_column initial"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "≤40万元"}, HOLDS, "reading_column initial"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "40"}, HOLDS, "reading_column initial"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "400000元"}, HOLDS, "reading_column initial"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "40.009万元"}, VIOLATED, "reading_column initial"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "42万元"}, HOLDS, "reading_column revised"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "40.004万元"}, WITHIN, "reading_column initial"),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "45万元"}, VIOLATED, "reading_column revised"),
    Outcome(f"X11:{COST}.actual", {f"{COST}.actual": "45万元"}, VIOLATED),
    Outcome(f"X11:{COST}.target", {f"{COST}.target": "5万元", f"{COST}.actual": "4万元"}, NOT_APPLICABLE, "other_cost"),
    Outcome(f"X11:{COST}.actual", {f"{COST}.actual": None}, NOT_EVALUABLE, f"missing_figure {COST}.actual"),
    Outcome(f"X11:{COST}.actual", {f"{COST}.actual": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {COST}.actual"),
    Outcome(f"X11:{COST}.actual", {f"{COST}.actual": "已控制"}, NOT_EVALUABLE, "different_kinds"),
    Outcome(f"X11:{SHEET}.indicators", {f"{COST}.target": "≤100%"}, NOT_APPLICABLE, "no_cost_row"),
    Outcome(f"X11:{SHEET}.indicators", {f"{COST}.target": "不超预算"}, NOT_APPLICABLE, "no_cost_row"),
    Outcome(f"X11:{SHEET}.indicators", {f"{COST}.level2": "社会成本指标"}, NOT_APPLICABLE, "no_cost_row"),
    Outcome(f"X11:{WHOLE_COST}.actual", {}, HOLDS),
    Outcome(f"X11:{WHOLE_COST}.actual", {f"{WHOLE_COST}.actual": "56.51万元"}, WITHIN),
    Outcome(f"X11:{WHOLE_COST}.actual", {f"{WHOLE_COST}.actual": "56.52万元"}, VIOLATED),
    Outcome(f"X11:{DEPARTMENT}.indicators", WITHOUT_SHEETS, NOT_APPLICABLE, "attachment_missing 附件3"),
    Outcome("X11", {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
)  # fmt: skip
def test_cost_rows(row: Outcome) -> None:
    """A cost row that is about the project states its initial budget and its spending."""
    assert (row.outcome, row.reason) == decided(row)


B10, X16, X19 = f"B10:{ADJUSTMENT}", f"X16:{ADJUSTMENT}", f"X19:{WHOLE}.initial"
BEFORE_AND_AFTER = {f"{ADJUSTMENT}.initial": "185万元", f"{ADJUSTMENT}.spent": "191万元"}


@table(
    Outcome(B10, {}, HOLDS),
    Outcome(B10, {f"{ADJUSTMENT}.spent": None, f"{ADJUSTMENT}.initial": "6万元"}, HOLDS),
    Outcome(B10, {f"{ADJUSTMENT}.spent": "6.03万元"}, WITHIN),
    Outcome(B10, {f"{ADJUSTMENT}.spent": "6.035万元"}, VIOLATED),
    Outcome(B10, {f"{ADJUSTMENT}.spent": "-6万元"}, VIOLATED),
    Outcome(B10, BEFORE_AND_AFTER, HOLDS, "reading_before_and_after"),
    Outcome(B10, {**BEFORE_AND_AFTER, f"{ADJUSTMENT}.initial": "184万元"}, VIOLATED, "reading_before_and_after"),
    Outcome(B10, {f"{ADJUSTMENT}.initial": "6万元"}, HOLDS, "reading_difference"),
    Outcome(B10, {f"{ADJUSTMENT}.spent": None}, NOT_EVALUABLE, f"missing_figure {ADJUSTMENT}.spent"),
    Outcome(B10, {f"{ADJUSTMENT}.spent": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {ADJUSTMENT}.spent"),
    Outcome(B10, {f"{ADJUSTMENT}.spent": None, f"{WHOLE}.revised": "243万元"}, NOT_APPLICABLE, "budget_not_adjusted"),
    Outcome(B10, WITHOUT_SHEETS, NOT_APPLICABLE, "basic_budget_unknown"),
    Outcome(B10, {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
    Outcome(B10, {"scorecards": ()}, NOT_APPLICABLE, "attachment_missing 附件2"),
    Outcome(X16, {}, HOLDS),
    Outcome(X16, {f"{ADJUSTMENT}.spent": "6.04万元"}, WITHIN),
    Outcome(X16, {f"{ADJUSTMENT}.spent": "6.045万元"}, VIOLATED),
    Outcome(X16, BEFORE_AND_AFTER, HOLDS, "reading_before_and_after"),
    Outcome(X16, {f"{ADJUSTMENT}.spent": None}, NOT_EVALUABLE, f"missing_figure {ADJUSTMENT}.spent"),
    Outcome(X16, {f"{SHEET_TOTAL}.revised": UNREADABLE}, NOT_EVALUABLE, f"unreadable_figure {SHEET_TOTAL}.revised"),
    Outcome(X16, WITHOUT_SHEETS, NOT_APPLICABLE, "attachment_missing 附件3"),
    Outcome(X16, WITHOUT_ONE_SHEET, NOT_APPLICABLE, "sheets_missing 1"),
    Outcome(X16, {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
    Outcome(X16, {"base_table.labels": (("basic_adjustment", "整体支出预算调整"),)}, NOT_APPLICABLE,
            "whole_budget_adjustment"),
    Outcome(X19, {}, HOLDS),
    Outcome(X19, {f"{WHOLE}.initial": "70万元"}, HOLDS),
    Outcome(X19, {f"{WHOLE}.initial": "69.99万元"}, WITHIN),
    Outcome(X19, {f"{WHOLE}.initial": "69.98万元"}, VIOLATED),
    Outcome(X19, {f"{WHOLE}.initial": None}, NOT_EVALUABLE, f"missing_figure {WHOLE}.initial"),
    Outcome(X19, {f"{OPERATING}.total.initial": UNREADABLE}, NOT_EVALUABLE,
            f"unreadable_figure {OPERATING}.total.initial"),
    Outcome(X19, {INITIAL: None, f"{OPERATING}.total.initial": None}, NOT_EVALUABLE, f"missing_figure {INITIAL}"),
    Outcome(X19, {INITIAL: None, f"{OPERATING}.total.initial": None, f"{WHOLE}.initial": None}, NOT_APPLICABLE,
            "blank_breakdown"),
    Outcome(X19, {INITIAL: "60万元"}, NOT_APPLICABLE, "budget_is_revised"),
    Outcome("X19", {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
)  # fmt: skip
def test_adjustments(row: Outcome) -> None:
    """The basic budget after adjustment, the changes of the year, and the staff costs that are left over."""
    assert (row.outcome, row.reason) == decided(row)


L1_INITIAL, L1_SPENT = f"L1:{SHEET_TOTAL}.initial", f"L1:{SHEET_TOTAL}.spent"


@table(
    Outcome(L1_INITIAL, {}, HOLDS, "reading_column initial"),
    Outcome(L1_INITIAL, {f"{LINES}[0].funds.initial": "42万元"}, HOLDS, "reading_column revised"),
    Outcome(L1_INITIAL, {f"{LINES}[0].funds.initial": "40.004万元"}, WITHIN, "reading_column initial"),
    Outcome(L1_INITIAL, {f"{LINES}[0].funds.initial": "40.01万元"}, VIOLATED, "reading_column initial"),
    Outcome(L1_INITIAL, {f"{LINES}[0].funds.initial": UNREADABLE}, NOT_EVALUABLE,
            f"unreadable_figure {LINES}[0].funds.initial"),
    Outcome(L1_SPENT, {}, HOLDS),
    Outcome(L1_SPENT, {f"{SHEET_TOTAL}.spent": "39.01万元"}, VIOLATED),
    Outcome(L1_SPENT, {f"{SHEET_TOTAL}.spent": None}, NOT_EVALUABLE, f"missing_figure {SHEET_TOTAL}.spent"),
    Outcome(L1_SPENT, {f"{LINES}[0].funds.spent": None}, NOT_EVALUABLE, f"missing_figure {LINES}[0].funds.spent"),
    Outcome(L1_SPENT, {f"{SHEET_TOTAL}.spent": None, f"{LINES}[0].funds.spent": None}, NOT_APPLICABLE,
            "blank_breakdown"),
    Outcome(L1_SPENT, {f"{SHEET}.subject": "图书馆全部专项"}, NOT_APPLICABLE, "one_sheet_for_all"),
    Outcome("L1:scorecards[3].budget.rows[0].funds.spent", {}, HOLDS),
    Outcome("L1", WITHOUT_SHEETS, NOT_APPLICABLE, "attachment_missing 附件3"),
    Outcome("L1", {"base_table": None}, NOT_APPLICABLE, "attachment_missing 附件1"),
)  # fmt: skip
def test_own_lines(row: Outcome) -> None:
    """A project sheet agrees with its own line of 附件1, whichever generic words either name has."""
    assert (row.outcome, row.reason) == decided(row)


def test_whole_budget_label_of_2018() -> None:
    """整体支出预算调整 is the change of the whole budget: 251 − 243."""
    label = {"base_table.labels": (("basic_adjustment", "整体支出预算调整"),)}
    assert HOLDS is entry_of(B10, {**label, f"{ADJUSTMENT}.spent": "8万元"}).outcome
    assert VIOLATED is entry_of(B10, {**label, f"{ADJUSTMENT}.spent": "6万元"}).outcome
    assert entry_of(B10, {**label, f"{ADJUSTMENT}.spent": None}).expected == "8万元"


def test_revised_budget_column() -> None:
    """Where 附件1 holds the revised budget, the adjustment is still reckoned from the sheets' initial one."""
    revised = {INITIAL: "60万元", f"{LINES}[0].funds.initial": "42万元"}
    assert HOLDS is entry_of(B10, revised).outcome
    assert entry_of(B10, {**revised, f"{ADJUSTMENT}.spent": None}).expected == "6万元"


def test_adjustment_follows_from_nature() -> None:
    """Without sheets the revised basic budget is that of 附件2, where its amounts by nature are of the budget."""
    entry = entry_of(B10, {**WITHOUT_SHEETS, **REVISED_NATURE})
    assert (entry.outcome, entry.paths[1]) == (HOLDS, f"{NATURE}[0].amount")
    entry = entry_of(B10, WITHOUT_SHEETS)
    assert (entry.outcome, said(entry)) == (NOT_APPLICABLE, "basic_budget_unknown")
