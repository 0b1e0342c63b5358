"""
The two example filings: read as they are, reviewed the same from every kind of file, their ledgers line by line.

``python tests/test_examples.py`` writes the ledgers anew, after a deliberate change. Read the difference.
"""

from pathlib import Path

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Finding

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LEDGERS = Path(__file__).parent / "ledgers"
NAMES = ["filing-2022", "filing-clean"]


def reviewed(name: str, kind: str) -> bp.Review:
    """The review of an example, under the rulebook that fits it."""
    reading = bp.read(EXAMPLES / f"{name}.{kind}")
    choice = bp.choose_rulebook(reading.filing, bp.shipped_rulebooks())
    return bp.review(reading, choice.rulebook, why=choice.why)


def ledger_of(review: bp.Review) -> str:
    """A ledger as text: outcome, identity and place, what is stated and what follows, reason."""
    lines = []
    for entry in review.ledger:
        reason = "" if entry.reason is None else f"  ({entry.reason.key})"
        figures = "" if entry.expected is None else f"  {entry.stated} ~ {entry.expected}"
        lines.append(f"{entry.outcome:<15} {entry.id}{figures}{reason}")
    return "\n".join(lines) + "\n"


def findings_of(review: bp.Review) -> list[Finding]:
    """The findings without what depends on the kind of file."""
    return [evolve(finding, location=None) for finding in review.findings]


@pytest.fixture(scope="module")
def filed() -> bp.Review:
    """The review of the filed example, from Word."""
    return reviewed("filing-2022", "docx")


@pytest.mark.parametrize("name", NAMES)
def test_ledger_line_by_line(name: str) -> None:
    """Every identity has its outcome on record, so that none can quietly become not evaluable."""
    assert (LEDGERS / f"{name}.txt").read_text(encoding="utf-8") == ledger_of(reviewed(name, "docx"))


@pytest.mark.parametrize("name", NAMES)
def test_word_reads_as_the_yaml_says(name: str) -> None:
    """The Word file was made without this library; every figure and text of it arrives, and nothing else."""
    reading = bp.read(EXAMPLES / f"{name}.docx")
    assert bp.read(EXAMPLES / f"{name}.yaml").filing == reading.filing
    assert bp.to_yaml(bp.read(EXAMPLES / f"{name}.yaml").filing) == bp.to_yaml(reading.filing)
    assert reading.findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_excel_reads_as_the_yaml_says(name: str) -> None:
    """The workbook holds attachments 1 to 3 of the same filing."""
    expected = evolve(bp.read(EXAMPLES / f"{name}.yaml").filing, reports=())
    assert bp.to_yaml(expected) == bp.to_yaml(bp.read(EXAMPLES / f"{name}.xlsx").filing)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_its_cell(name: str) -> None:
    """Each figure of an office file says where it stands."""
    for kind in ("docx", "xlsx"):
        reading = bp.read(EXAMPLES / f"{name}.{kind}")
        assert set() == set(bp.figures(reading.filing)) - set(reading.locations)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_same_review_from_any_kind_of_file(name: str, kind: str, tmp_path: Path) -> None:
    """Word, YAML and JSON of one filing give one review, but for the cells."""
    word = reviewed(name, "docx")
    path = tmp_path / f"{name}.{kind}"
    bp.write(word.filing, path)
    other = bp.review(bp.read(path), word.rulebook, why=word.why)
    assert findings_of(word) == findings_of(other)
    assert (word.ledger, word.scores, word.rates) == (other.ledger, other.scores, other.rates)


@pytest.mark.parametrize("name", NAMES)
def test_same_review_from_excel_but_for_the_reports(name: str) -> None:
    """What attachments 4 and 5 tell is missing from the workbook's review, and nothing else."""
    word, excel = reviewed(name, "docx"), reviewed(name, "xlsx")
    assert word.scores == excel.scores
    missing = [finding for finding in excel.findings if finding.code == "BP109"]
    assert [dict(finding.details)["attachment"] for finding in missing] == ["附件4", "附件5"]
    assert codes_and_paths(word, reports=False) == codes_and_paths(excel, reports=False)


def codes_and_paths(review: bp.Review, *, reports: bool) -> list[tuple[str, str | None]]:
    """The findings of a review in short, with or without those that speak of reports."""
    return [
        (finding.code, finding.path)
        for finding in review.findings
        if reports or (finding.code != "BP109" and not (finding.path or "").startswith("reports"))
    ]


def test_the_clean_filing_is_clean() -> None:
    """A filing in which everything agrees has no finding at all."""
    review = reviewed("filing-clean", "docx")
    assert review.findings == ()
    assert bp.Verdict.CLEAN is review.verdict
    assert {"holds", "not_applicable", "not_evaluable"} >= {entry.outcome for entry in review.ledger}


def test_both_scorecards(filed: bp.Review) -> None:
    """Stated 98; recomputed from 75 (department) and 92 (project) upwards, as far as the rules decide."""
    department, project = filed.scores
    assert (str(department.stated), str(project.stated)) == ("98", "98")
    assert (str(department.low), str(department.high)) == ("75.01", "99.10")
    assert (str(project.low), str(project.high)) == ("92.01", "99.10")


def found(review: bp.Review, code: str) -> list[Finding]:
    """The findings of one code."""
    return [finding for finding in review.findings if finding.code == code]


def test_four_deducted_rows_without_a_note(filed: bp.Review) -> None:
    """Two rows of each card lost a point, and nobody said why."""
    rows = [(dict(finding.details)["weight"], dict(finding.details)["points"]) for finding in found(filed, "BP205")]
    assert rows == [("10", "9"), ("10", "9"), ("5", "4"), ("10", "9")]


def test_target_met_yet_deducted(filed: bp.Review) -> None:
    """社会公众满意度 reached 99% of 99% and was given 4 of 5 points."""
    (finding,) = found(filed, "BP206")
    assert finding.path == "scorecards[1].indicators[15].points"
    assert (finding.stated, finding.expected, finding.difference) == ("4", "5.00", "-1.00")


def test_cost_overrun_is_explained_by_either_rule(filed: bp.Review) -> None:
    """88 to 96.73 gives 9.01 or 9.10; the stated 9 is either, in whole points."""
    row = filed.scores[1].rows[17]
    assert (str(row.low), str(row.high), row.standing) == ("9.01", "9.10", "explained")
    assert [alternative.rule.id for alternative in row.explained_by] == ["inverse", "linear-excess"]
    assert row.rounding == 0
    (finding,) = [one for one in found(filed, "BP205") if one.path == "scorecards[1].indicators[17].deviation_note"]
    assert dict(finding.details)["explained"] == "反向比例法（A/B）、超出比例扣减法"


def test_blank_adjustment_that_follows(filed: bp.Review) -> None:
    """部门基本支出预算调整 is blank although 42.72 follows from the other figures."""
    (finding,) = found(filed, "BP305")
    assert (finding.severity, finding.expected) == ("warning", "42.72万元")


def test_lines_over_and_under_budget(filed: bp.Review) -> None:
    """Five lines were overspent, two hardly spent."""
    kinds = [dict(finding.details)["kind"] for finding in found(filed, "BP304")]
    assert (kinds.count("over"), kinds.count("under")) == (5, 2)


def test_targets_and_actuals_that_cannot_be_compared(filed: bp.Review) -> None:
    """≥95% for ≥95%, words for 99%, and units on one side only."""
    assert len(found(filed, "BP104")) == 4
    assert len(found(filed, "BP107")) == 2


def test_empty_heading_cells(filed: bp.Review) -> None:
    """主管部门 is blank, and so is the name on the cover of the report."""
    paths = [finding.path for finding in found(filed, "BP101")]
    assert paths == ["scorecards[1].supervisor", "reports[0].heading.unit_name"]


def test_no_finding_on_an_identity_that_holds(filed: bp.Review) -> None:
    """A finding that stems from the ledger stems from an entry that does not hold."""
    outcomes = {entry.id: entry.outcome for entry in filed.ledger}
    for finding in filed.findings:
        if finding.entry is not None:
            assert outcomes[finding.entry] in (bp.Outcome.VIOLATED, bp.Outcome.NOT_EVALUABLE)


if __name__ == "__main__":
    for each in NAMES:
        (LEDGERS / f"{each}.txt").write_text(ledger_of(reviewed(each, "docx")), encoding="utf-8")
