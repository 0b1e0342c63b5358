"""B9: a budget line that was overspent, or far from spent, needs an explanation."""

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import BOOK, changed, reviewed

LINE = "base_table.projects.lines[0]"
UPKEEP = "base_table.projects.maintenance"
UNREADABLE = bp.Unreadable("4O万元")


def found(changes: dict[str, object], book: bp.Rulebook = BOOK) -> list[Finding]:
    """The findings of B9."""
    return [finding for finding in reviewed(changes, book).findings if finding.code == "BP304"]


def outcome(name: str, changes: dict[str, object]) -> tuple[bp.Outcome, str | None]:
    """What the ledger says of a line."""
    entry = next(entry for entry in reviewed(changes).ledger if entry.id == f"B9:{name}")
    reason = entry.reason
    return entry.outcome, None if reason is None else " ".join([reason.key, *(value for _, value in reason.values)])


@pytest.mark.parametrize(
    ("spent", "kind", "rate"),
    [
        ("40万元", None, None),
        ("40.01万元", "over", "100.03%"),
        ("32万元", None, None),
        ("31.99万元", "under", "79.98%"),
        ("0万元", "under", "0%"),
        ("320000元", None, None),
    ],
)
def test_thresholds(spent: str, kind: str | None, rate: str | None) -> None:
    """From 80 % to 100 % of a budget of 40万元 nothing needs explaining; the ends are included."""
    findings = found({f"{LINE}.funds.spent": spent})
    assert [dict(finding.details)["kind"] for finding in findings] == ([] if kind is None else [kind])
    for finding in findings:
        assert (finding.severity, finding.path, finding.stated) == ("warning", f"{LINE}.funds.spent", spent)
        assert (finding.expected, dict(finding.details)["rate"]) == ("80%–100%", rate)
        assert (dict(finding.details)["budget"], finding.entry) == ("40万元", f"B9:{LINE}")


def test_spending_without_a_budget() -> None:
    """A budget of zero is overspent by anything, and has no rate; nothing of nothing is fine."""
    (finding,) = found({f"{LINE}.funds.initial": "0万元"})
    assert dict(finding.details)["kind"] in ("over", "zero")
    assert "rate" not in dict(finding.details)
    assert found({f"{LINE}.funds.initial": "0万元", f"{LINE}.funds.spent": "0万元"}) == []


def test_the_other_rows_of_project_expenditure() -> None:
    """业务工作 and 运行维护 are lines like any other; under the label that the form prints."""
    (finding,) = found({f"{UPKEEP}.spent": "7万元"})
    assert (finding.path, dict(finding.details)["name"]) == (f"{UPKEEP}.spent", "运行维护经费")
    labels = (("maintenance", "设备运转"),)
    (finding,) = found({f"{UPKEEP}.spent": "7万元", "base_table.labels": labels})
    assert dict(finding.details)["name"] == "设备运转"


def test_thresholds_are_the_rulebooks() -> None:
    """Another rulebook may be more patient."""
    assert BOOK.explanation is not None
    patient = evolve(BOOK, explanation=evolve(BOOK.explanation, low="0.5", high="1.5"))
    assert found({f"{LINE}.funds.spent": "60万元"}, patient) == []
    (finding,) = found({f"{LINE}.funds.spent": "61万元"}, patient)
    assert finding.expected == "50%–150%"


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        (LINE, {}, (bp.Outcome.HOLDS, None)),
        (LINE, {f"{LINE}.funds.spent": "41万元"}, (bp.Outcome.VIOLATED, None)),
        (LINE, {f"{LINE}.funds.spent": None}, (bp.Outcome.NOT_EVALUABLE, f"missing_figure {LINE}.funds.spent")),
        (LINE, {f"{LINE}.funds.initial": None}, (bp.Outcome.NOT_EVALUABLE, f"missing_figure {LINE}.funds.initial")),
        (
            LINE,
            {f"{LINE}.funds.spent": UNREADABLE},
            (bp.Outcome.NOT_EVALUABLE, f"unreadable_figure {LINE}.funds.spent"),
        ),
        (UPKEEP, {f"{UPKEEP}.spent": None}, (bp.Outcome.NOT_EVALUABLE, f"missing_figure {UPKEEP}.spent")),
        ("base_table", {"base_table": None}, (bp.Outcome.NOT_APPLICABLE, "attachment_missing 附件1")),
        (
            "base_table.projects",
            {"base_table.projects": bp.Projects()},
            (bp.Outcome.NOT_APPLICABLE, "no_breakdown"),
        ),
    ],
)
def test_outcomes(name: str, changes: dict[str, object], expected: tuple[bp.Outcome, str | None]) -> None:
    """Every line has its entry, with the figure that is missing."""
    assert outcome(name, changes) == expected


def test_a_blank_row_is_no_line() -> None:
    """业务工作 was left blank, so there is nothing to say of it."""
    ids = [entry.id for entry in bp.review(changed({}), BOOK).ledger]
    assert "B9:base_table.projects.operations" not in ids
