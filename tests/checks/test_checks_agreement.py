"""What the ledger finds: each identity that is violated, with its code, its severity and its place."""

from collections.abc import Mapping

import pytest

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import LIBRARY_FILING, reviewed

PUBLIC, PROJECTS, ADJUSTMENT = "base_table.three_public", "base_table.projects", "base_table.basic_adjustment.spent"
DEPARTMENT, CARD = "scorecards[0]", "scorecards[1]"
WHOLE, TOTAL = f"{DEPARTMENT}.budget.rows[0].funds", f"{CARD}.budget.rows[0].funds"
NATURE = f"{DEPARTMENT}.budget.by_nature"

Changes = Mapping[str, object]


def found(changes: Changes, *codes: str) -> list[Finding]:
    """The findings of some codes, or all of them."""
    return [finding for finding in reviewed(changes).findings if not codes or finding.code in codes]


@pytest.mark.parametrize(
    ("identity", "changes", "code", "severity", "path"),
    [
        ("B1", {"base_table.staffing.stated_rate": "96%"}, "BP303", "error", "base_table.staffing.stated_rate"),
        ("B2", {f"{PUBLIC}.total.spent": "9万元"}, "BP301", "error", f"{PUBLIC}.total.spent"),
        ("B3", {f"{PUBLIC}.vehicles.prior": "9万元"}, "BP301", "error", f"{PUBLIC}.vehicles.prior"),
        ("B4", {f"{PROJECTS}.total.prior": "9万元"}, "BP301", "error", f"{PROJECTS}.total.prior"),
        ("B5", {f"{PROJECTS}.special.prior": "9万元"}, "BP301", "error", f"{PROJECTS}.special.prior"),
        (
            "B6",
            {"base_table.operating.items[0].funds.spent": "20万元"},
            "BP302",
            "error",
            "base_table.operating.total.spent",
        ),
        (
            "B7",
            {"base_table.buildings[0].stated_area_rate": "90%"},
            "BP303",
            "error",
            "base_table.buildings[0].stated_area_rate",
        ),
        ("B8", {"base_table.column_years.prior": "2022"}, "BP106", "warning", "base_table.column_years.prior"),
        ("B10", {ADJUSTMENT: "9万元"}, "BP401", "error", ADJUSTMENT),
        ("P1", {f"{TOTAL}.initial": "41万元"}, "BP301", "error", f"{TOTAL}.initial"),
        (
            "P2",
            {f"{CARD}.budget.execution.stated_rate": "95%"},
            "BP303",
            "error",
            f"{CARD}.budget.execution.stated_rate",
        ),
        ("P4", {f"{NATURE}[0].amount": "190万元"}, "BP301", "error", NATURE),
        ("P5", {f"{CARD}.stated_weights[0].weight": "31"}, "BP301", "error", f"{CARD}.stated_weights[0].weight"),
        ("P6", {f"{CARD}.stated_weights[0].weight": "31"}, "BP301", "error", f"{CARD}.stated_weights"),
        ("P8", {f"{CARD}.stated_points": "99"}, "BP301", "error", f"{CARD}.stated_points"),
        ("X1", {f"{PROJECTS}.total.spent": "66.5万元"}, "BP401", "error", f"{PROJECTS}.total.spent"),
        ("X2", {f"{PROJECTS}.total.initial": "68万元"}, "BP401", "error", f"{PROJECTS}.total.initial"),
        ("X6", {f"{NATURE}[0].amount": "190万元"}, "BP401", "error", f"{WHOLE}.spent"),
        ("X11", {f"{CARD}.indicators[4].actual": "38万元"}, "BP401", "error", f"{CARD}.indicators[4].actual"),
        ("X16", {ADJUSTMENT: "9万元"}, "BP401", "error", f"{WHOLE}.revised"),
        ("X19", {f"{WHOLE}.initial": "60万元"}, "BP519", "advice", f"{WHOLE}.initial"),
        ("L1", {f"{TOTAL}.spent": "38万元"}, "BP401", "error", f"{TOTAL}.spent"),
    ],
)
def test_violated_identity(identity: str, changes: Changes, code: str, severity: str, path: str) -> None:
    """Every identity that is violated is exactly one finding of its code, at the figure that it judges."""
    findings = [each for each in found(changes, code) if (each.entry or "").startswith(f"{identity}:")]
    assert (code, severity, path) in [(each.code, str(each.severity), each.path) for each in findings]
    for finding in findings:
        assert finding.clause is not None
        assert finding.difference is not None or code == "BP106"


def test_figures_of_a_finding() -> None:
    """Stated, expected, difference and the envelope, each with its unit."""
    (finding,) = found({f"{PUBLIC}.total.spent": "3.8万元"}, "BP301")
    assert (finding.stated, finding.expected, finding.difference) == ("3.8万元", "3.7万元", "+0.1万元")
    assert dict(finding.details)["bound"] == "0.015万元"


def test_exact_figures_have_no_envelope() -> None:
    """Points are exact; no message speaks of rounding that explains less than nothing."""
    (finding,) = found({f"{CARD}.stated_points": "99"}, "BP301")
    assert "bound" not in dict(finding.details)


def test_weights_that_are_not_one_hundred() -> None:
    """Of P6 the sum is stated, and 100 is expected; not the other way round."""
    (finding,) = [each for each in found({f"{CARD}.budget.execution.weight": "5"}, "BP301")
                  if (each.entry or "").startswith("P6")]  # fmt: skip
    assert (finding.stated, finding.expected) == ("95", "100")
    assert finding.difference is not None
    assert finding.difference.startswith("-5")


def test_an_identity_that_holds_is_no_finding() -> None:
    """Neither what holds nor what rounding explains is found."""
    changes = {f"{PUBLIC}.total.spent": "3.71万元"}
    assert found(changes) == []
    outcomes = {entry.id: entry.outcome for entry in reviewed(changes).ledger}
    assert outcomes[f"B2:{PUBLIC}.total.spent"] is bp.Outcome.WITHIN_ROUNDING


class TestBlanksThatFollow:
    """A figure that was left blank although the others say what it must be."""

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            (f"{PUBLIC}.total.spent", "3.7万元"),
            (f"{PUBLIC}.vehicles.initial", "2.7万元"),
            (f"{PROJECTS}.total.prior", "53万元"),
            (f"{PROJECTS}.special.prior", "48万元"),
            (f"{TOTAL}.initial", "40万元"),
            (f"{CARD}.stated_points", "99.29"),
        ],
    )
    def test_blank_total(self, path: str, expected: str) -> None:
        """A blank total is a warning with its sum."""
        (finding,) = found({path: None}, "BP103")
        assert (finding.severity, finding.path, finding.expected) == ("warning", path, expected)

    def test_blank_total_of_a_blank_breakdown(self) -> None:
        """Where nothing was filled in, nothing follows."""
        changes = {f"{PUBLIC}.{row}.prior": None
                   for row in ("total", "vehicles", "vehicle_purchase", "vehicle_running", "hospitality")}  # fmt: skip
        assert found(changes) == []

    def test_blank_adjustment(self) -> None:
        """部门基本支出预算调整 is blank, although 6万元 follow."""
        (finding,) = found({ADJUSTMENT: None})
        assert (finding.code, finding.severity, finding.path) == ("BP305", "warning", ADJUSTMENT)
        assert (finding.stated, finding.expected) == (None, "6万元")
        assert dict(finding.details)["others"]

    @pytest.mark.parametrize(
        ("changes", "premise", "expected"),
        [
            ({}, "projects", "6万元"),
            ({f"{NATURE}[0].amount": "191万元", f"{NATURE}[1].amount": "60万元"}, "nature", "6万元"),
            ({f"{PROJECTS}.total.initial": "60万元"}, "sheets", "6万元"),
            ({"base_table.labels": (("basic_adjustment", "整体支出预算调整"),)}, None, "8万元"),
        ],
    )
    def test_premise(self, changes: Changes, premise: str | None, expected: str) -> None:
        """What must be so for the adjustment to follow: of the whole budget, nothing."""
        (finding,) = found({**changes, ADJUSTMENT: None}, "BP305")
        assert (dict(finding.details).get("premise"), finding.expected) == (premise, expected)

    @pytest.mark.parametrize("unit", ["万元", "元", "千元", "亿元"])
    def test_an_adjustment_of_nothing_may_be_blank(self, unit: str) -> None:
        """Where only the projects were adjusted, the blank is right, in whatever unit the form is."""
        amounts = {f"{WHOLE}.revised": "245万元", f"{WHOLE}.initial": "243万元"}
        in_unit = {
            path: bp.Money(bp.Money.parse(amount).in_unit(bp.Money("1", unit).unit), unit)
            for path, amount in amounts.items()
        }
        assert found({ADJUSTMENT: None, **in_unit}, "BP305") == []

    def test_nothing_was_adjusted(self) -> None:
        """Where the budget was not adjusted, a blank is right."""
        assert found({ADJUSTMENT: None, f"{WHOLE}.revised": "243万元"}, "BP305") == []

    def test_unreadable_adjustment(self) -> None:
        """What cannot be read is not blank."""
        assert [each.code for each in found({ADJUSTMENT: bp.Unreadable("6.O万元")})] == ["BP901"]


def test_before_and_after() -> None:
    """An adjustment written as before and after is judged by the difference of the two."""
    changes = {"base_table.basic_adjustment.initial": "185万元", ADJUSTMENT: "190万元"}
    findings = [each for each in found(changes, "BP401") if (each.entry or "").startswith("B10")]
    assert [(each.stated, each.expected, each.difference) for each in findings] == [("5万元", "6万元", "-1万元")]


def test_missing_sheets_are_no_wrong_sums() -> None:
    """Fewer sheets than lines is one missing sheet each, and nothing else."""
    codes = [each.code for each in found({"scorecards": LIBRARY_FILING.scorecards[:2]})]
    assert set(codes) <= {"BP109"}
    assert codes.count("BP109") == 2
