"""Form and completeness: heading cells (P17), levels (P15), repeated rows (P14), attachments, unreadable figures."""

from collections.abc import Mapping

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import BOOK, LIBRARY, LIBRARY_FILING, changed, print_accounts, reviewed, scored

HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE
CARD = "scorecards[1]"
BOOKS, COST = f"{CARD}.indicators[0]", f"{CARD}.indicators[4]"

Changes = Mapping[str, object]


def found(code: str, changes: Changes) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in reviewed(changes).findings if finding.code == code]


def outcome(name: str, changes: Changes) -> tuple[bp.Outcome, str | None]:
    """What the ledger says: the outcome, and the reason with its parameters."""
    entry = next(entry for entry in reviewed(changes).ledger if entry.id == name)
    reason = entry.reason
    return entry.outcome, None if reason is None else " ".join([reason.key, *(value for _, value in reason.values)])


class TestHeadingCells:
    """P17: the cells of a heading are filled."""

    @pytest.mark.parametrize(
        "path",
        [
            "scorecards[0].subject",
            f"{CARD}.subject",
            f"{CARD}.supervisor",
            f"{CARD}.implementer",
            "reports[0].heading.unit_name",
        ],
    )
    @pytest.mark.parametrize("blank", [None, "", " \u3000\n"])
    def test_blank(self, path: str, blank: str | None) -> None:
        """A blank is a warning at its own place; white space is blank."""
        (finding,) = found("BP101", {path: blank})
        assert (finding.severity, finding.path, finding.entry) == ("warning", path, f"P17:{path}")
        assert outcome(f"P17:{path}", {path: blank}) == (VIOLATED, None)
        assert outcome(f"P17:{path}", {}) == (HOLDS, None)

    def test_a_department_has_no_supervisor(self) -> None:
        """附件2 has neither 主管部门 nor 实施单位."""
        ids = [entry.id for entry in reviewed({}).ledger]
        assert "P17:scorecards[0].supervisor" not in ids

    def test_nothing_to_fill(self) -> None:
        """Without any card it is on record that there is none."""
        assert outcome("P17", {"scorecards": (), "reports": ()}) == (NOT_APPLICABLE, "attachment_missing 附件2")


class TestLevels:
    """P15: a level-2 name stands under its own level-1 name."""

    def test_holds(self) -> None:
        """数量指标 belongs under 产出指标."""
        assert outcome(f"P15:{BOOKS}", {}) == (HOLDS, None)

    @pytest.mark.parametrize("level1", ["产出", "产出 指标", "产出指标"])
    def test_other_spelling(self, level1: str) -> None:
        """The level-1 name may lack its 指标."""
        assert outcome(f"P15:{BOOKS}", {f"{BOOKS}.level1": level1}) == (HOLDS, None)

    def test_under_another(self) -> None:
        """社会效益指标 under 产出指标 is told where it belongs."""
        (finding,) = found("BP108", {f"{BOOKS}.level2": "社会效益指标"})
        assert (finding.severity, finding.path) == ("warning", f"{BOOKS}.level2")
        assert (finding.stated, finding.expected) == ("产出指标 / 社会效益指标", "效益指标")
        assert outcome(f"P15:{BOOKS}", {f"{BOOKS}.level2": "社会效益指标"}) == (VIOLATED, None)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({f"{BOOKS}.level2": None}, (NOT_APPLICABLE, "no_level2")),
            ({f"{BOOKS}.level2": " "}, (NOT_APPLICABLE, "no_level2")),
            ({f"{BOOKS}.level2": "新颖指标"}, (NOT_EVALUABLE, "unknown_level 新颖指标")),
            ({f"{BOOKS}.level1": "其他事项"}, (NOT_EVALUABLE, "unknown_level 其他事项")),
            ({f"{BOOKS}.level1": None}, (NOT_EVALUABLE, f"missing_figure {BOOKS}.level1")),
        ],
    )
    def test_undecided(self, changes: Changes, expected: tuple[bp.Outcome, str]) -> None:
        """A name that the rulebook does not know is no finding."""
        assert outcome(f"P15:{BOOKS}", changes) == expected
        assert found("BP108", changes) == []


class TestRepeatedRows:
    """P14: no indicator stands twice in a card."""

    @pytest.mark.parametrize("name", ["新书册数", "2、新书 册数", "“新书册数”"])
    def test_repeated(self, name: str) -> None:
        """Ordinals, white space and quotation marks make no other indicator."""
        (finding,) = found("BP110", {f"{CARD}.indicators[1].name": name})
        assert (finding.severity, finding.path) == ("advice", f"{CARD}.indicators[1].name")
        assert dict(finding.details)["other"] == BOOKS
        assert outcome(f"P14:{CARD}.indicators", {f"{CARD}.indicators[1].name": name}) == (VIOLATED, None)

    def test_parts_of_different_rows(self) -> None:
        """其中 rows of different rows may have one name."""
        changes = {
            f"{CARD}.indicators[1].name": "其中：县级",
            f"{CARD}.indicators[1].part_of": "到馆人次",
            f"{CARD}.indicators[0].name": "其中：县级",
            f"{CARD}.indicators[0].part_of": "新书册数",
        }
        assert found("BP110", changes) == []
        assert outcome(f"P14:{CARD}.indicators", changes) == (HOLDS, None)

    def test_different_cards(self) -> None:
        """Every card of the library has the same indicators; that is no repetition."""
        assert found("BP110", {}) == []

    def test_no_cards(self) -> None:
        """Without a card it is on record that there is none."""
        assert outcome("P14", {"scorecards": ()}) == (NOT_APPLICABLE, "attachment_missing 附件2")


class TestAttachments:
    """What was not handed in."""

    @pytest.mark.parametrize(
        ("changes", "missing"),
        [
            ({}, []),
            ({"base_table": None}, ["附件1"]),
            ({"scorecards": LIBRARY_FILING.scorecards[1:]}, ["附件2"]),
            ({"scorecards": LIBRARY_FILING.scorecards[:1]}, ["附件3"]),
            ({"reports": LIBRARY_FILING.reports[1:]}, ["附件4"]),
            ({"reports": LIBRARY_FILING.reports[:1]}, ["附件5"]),
            ({"base_table": None, "scorecards": (), "reports": ()}, ["附件1", "附件2", "附件3", "附件4", "附件5"]),
        ],
    )
    def test_missing(self, changes: Changes, missing: list[str]) -> None:
        """Each missing attachment is one warning without a place."""
        findings = found("BP109", changes)
        assert [dict(finding.details)["attachment"] for finding in findings] == missing
        assert {finding.severity for finding in findings} <= {bp.Severity.WARNING}
        assert {finding.path for finding in findings} <= {None}

    def test_missing_sheet_of_a_line(self) -> None:
        """A line without a sheet is named; the sums are not called wrong for it."""
        changes = {"scorecards": LIBRARY_FILING.scorecards[:3]}
        (finding,) = found("BP109", changes)
        assert (finding.path, dict(finding.details)["kind"]) == ("base_table.projects.maintenance", "sheet")
        assert found("BP401", changes) == []

    def test_one_sheet_for_all(self) -> None:
        """One card for all lines leaves no line without a sheet."""
        filing = scored(print_accounts(evolve(LIBRARY, umbrella=True)))
        assert [finding.code for finding in bp.review(filing, BOOK).findings] == []


def test_missing_total_row() -> None:
    """A fund block without a total row is a warning; a card without any row is not."""
    rows = tuple(evolve(each, role=None) for each in LIBRARY_FILING.scorecards[1].budget.rows)
    paths = [finding.path for finding in found("BP103", {f"{CARD}.budget.rows": rows})]
    assert f"{CARD}.budget.rows" in paths
    assert found("BP103", {f"{CARD}.budget.rows": ()}) == []


@pytest.mark.parametrize(
    "path",
    [
        "base_table.staffing.actual",
        "base_table.projects.lines[1].funds.spent",
        f"{CARD}.budget.execution.stated_rate",
        f"{BOOKS}.actual",
        f"{BOOKS}.weight",
    ],
)
def test_unreadable_figure(path: str) -> None:
    """A figure that cannot be read is an error at its place, and its text is shown as it stands."""
    (finding,) = found("BP901", {path: bp.Unreadable("8O.5")})
    assert (finding.severity, finding.path, finding.stated) == ("error", path, "8O.5")


def test_unreadable_figure_that_the_reader_has_reported() -> None:
    """What the reader has already said is not said again, and keeps its cell."""
    path = "base_table.staffing.actual"
    cell = bp.Location(file="附件1.xlsx", table="附件1", address="C5")
    told = Finding(code="BP901", severity="error", path=path, stated="8O", location=cell)
    reading = bp.Reading(filing=changed({path: bp.Unreadable("8O")}), findings=[told])
    (finding,) = [each for each in bp.review(reading, BOOK).findings if each.code == "BP901"]
    assert finding.location == cell
