"""The command line: filings sent back, the list of what is to be put right, and drafted reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import load_workbook

import budgetperf as bp
from budgetperf.cli import main

_EXAMPLES = Path(__file__).parents[1] / "examples"
_FILED = _EXAMPLES / "filing-2022.yaml"


def run(*arguments: object) -> Result:
    """A command, its output and its errors together."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_filing_is_sent_back(suffix: str, tmp_path: Path) -> None:
    """The annotated filing reads as the filing; the status is that of the review."""
    path = tmp_path / f"back{suffix}"
    result = run("review", _FILED, "--rulebook", "hunan-2022", "-o", path)
    assert result.exit_code == 1
    assert "条意见已批注" in result.output
    assert bp.read(path).filing == bp.read(_FILED).filing
    assert run("review", path, "--quiet").exit_code == 1


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_what_is_to_be_put_right(suffix: str, tmp_path: Path) -> None:
    """The ledger is written beside the review, and the same twice."""
    path = tmp_path / f"台账{suffix}"
    result = run("review", _FILED, "--ledger", path)
    assert result.exit_code == 1
    assert "━━ 发现" in result.output
    data = path.read_bytes()
    run("review", _FILED, "--ledger", path, "--quiet")
    assert path.read_bytes() == data
    if suffix == ".xlsx":
        assert load_workbook(path).sheetnames == ["整改台账"]
    else:
        assert [cell.text for cell in Document(str(path)).tables[0].rows[0].cells][-1] == "整改情况"


def test_a_filing_without_errors_is_sent_back_too(tmp_path: Path) -> None:
    """Its status says that there is no error."""
    result = run("review", _EXAMPLES / "filing-clean.yaml", "-o", tmp_path / "back.docx", "--lang", "en")
    assert (result.exit_code, "annotated with" in result.output) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "{input}"],
        ["--ledger", "{input}"],
        ["-o", "{folder}/a.xlsx", "--ledger", "{folder}/a.xlsx"],
        ["--ledger", "{folder}/a.txt"],
        ["-o", "{folder}/a.pdf"],
    ],
)
def test_nothing_that_is_read_is_written_over(arguments: list[str], tmp_path: Path) -> None:
    """Neither is one output by another; nothing is written then."""
    source = tmp_path / "in.xlsx"
    bp.write(bp.read(_FILED).filing, source)
    data = source.read_bytes()
    result = run("review", source, *(each.format(input=source, folder=tmp_path) for each in arguments))
    assert result.exit_code == 2
    assert source.read_bytes() == data
    assert [entry.name for entry in tmp_path.iterdir()] == ["in.xlsx"]


def test_what_no_form_has_a_cell_for_is_told(tmp_path: Path) -> None:
    """It stands in a comment at the title."""
    card = bp.Scorecard(kind="department", supervisor="县文化局")
    source = tmp_path / "in.yaml"
    bp.write(bp.Filing(year=2022, scorecards=[card]), source)
    result = run("review", source, "-o", tmp_path / "back.docx", "--lang", "en")
    assert "no form has a cell for" in result.output


def test_what_the_forms_cannot_hold_is_refused(tmp_path: Path) -> None:
    """With its path; the list can still be had."""
    source = tmp_path / "in.yaml"
    card = bp.Scorecard(kind="project", indicators=[bp.Indicator(name="合计")])
    bp.write(bp.Filing(year=2022, scorecards=[card]), source)
    result = run("review", source, "-o", tmp_path / "back.docx", "--ledger", tmp_path / "list.xlsx")
    assert (result.exit_code, "scorecards[0].indicators" in result.output) == (2, True)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["in.yaml", "list.xlsx"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".yaml"])
def test_reports_are_drafted(suffix: str, tmp_path: Path) -> None:
    """Out comes the filing with its forms as they were and its reports drafted; the gaps are listed."""
    path = tmp_path / f"drafted{suffix}"
    result = run("draft", _FILED, path, "--rulebook", "hunan-2022")
    assert result.exit_code == 0
    filing = bp.read(_FILED).filing
    drafted = bp.read(path).filing
    assert drafted.scorecards == filing.scorecards
    assert drafted.reports == bp.draft(filing, bp.review(filing, bp.load_rulebook("hunan-2022")))
    assert "处待填写" in result.output


def test_one_report_for_all_projects(tmp_path: Path) -> None:
    """Or one for each."""
    source, output = tmp_path / "forms.yaml", tmp_path / "out.yaml"
    bp.write(evolve(bp.read(_EXAMPLES / "filing-clean.yaml").filing, reports=()), source)
    counts = []
    for how in ("--together", "--each"):
        assert run("draft", source, output, how, "--overwrite").exit_code == 0
        counts.append(len(bp.read(output).filing.reports))
    assert counts == [2, 3]


def test_a_draft_needs_an_output() -> None:
    """One file is in, one is out."""
    assert run("draft", _FILED).exit_code == 2
