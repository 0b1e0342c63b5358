"""Writing the official forms: what stands where, what is live, and what is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

import budgetperf as bp
from budgetperf.formats.canonical import canonical, left_out
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.merge import merge_attachments
from budgetperf.formats.proof import first_difference
from budgetperf.formats.reader import read
from budgetperf.formats.saving import write
from budgetperf.formats.word.document import read_word
from budgetperf.formats.writing import blank_bytes, forms_bytes
from budgetperf.printing.blank import blank_filing
from budgetperf.printing.sheet import Kind

_EXAMPLES = Path(__file__).parents[2] / "examples"


def _project(**changes: object) -> bp.Filing:
    row = bp.Indicator(
        level1="产出指标", level2="数量指标", name="采购册数", target="≥90册", actual="95册", weight="90", points="90"
    )
    card = bp.Scorecard(
        kind="project",
        subject="图书购置",
        budget=bp.Budget(
            rows=[
                bp.FundRow(name="年度资金总额", role="total", funds=bp.Funds(revised="88万元", spent="44.00万元")),
                bp.FundRow(name="其他资金", role="other", funds=bp.Funds(revised="88万元", spent="44.00万元")),
            ],
            execution=bp.Execution(stated_rate="50.0%", weight="10", points="5"),
        ),
        indicators=[row],
        stated_weight="100",
        stated_points="95",
    )
    return bp.Filing(scorecards=[bp.replace(bp.Filing(scorecards=[card]), f"scorecards[0].{path}", value).scorecards[0]
                                 for path, value in (changes or {"stated_points": "95"}).items()])  # fmt: skip


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("name", ["filing-2022", "filing-clean"])
def test_the_examples_come_back(name: str, suffix: str, tmp_path: Path) -> None:
    """The example filings are canonical, and are the same once written and read."""
    filing = read(_EXAMPLES / f"{name}.yaml").filing
    write(filing, tmp_path / f"out{suffix}")
    back = read(tmp_path / f"out{suffix}")
    assert first_difference(filing, back.filing) is None
    assert back.findings == ()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_every_figure_has_its_place(suffix: str, tmp_path: Path) -> None:
    """Whoever reviews a written file is told the cell of each figure."""
    filing = read(_EXAMPLES / "filing-2022.yaml").filing
    write(filing, tmp_path / f"out{suffix}")
    reading = read(tmp_path / f"out{suffix}")
    assert [path for path in bp.figures(filing) if path not in reading.locations] == []


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("year", [None, 2023])
def test_blank_forms_are_read_as_blank(suffix: str, year: int | None, tmp_path: Path) -> None:
    """A blank form says nothing but what the form prints itself, and none of its rows is taken for an entry."""
    blank = blank_filing(year=year)
    path = tmp_path / f"blank{suffix}"
    path.write_bytes(blank_bytes(blank, suffix))
    reading = read(path)
    assert first_difference(canonical(blank), reading.filing) is None
    # Cards without indicators are not fit to be handed in, and that is all.
    assert {finding.code for finding in reading.findings} == {"BP109"}


def test_a_blank_form_of_one_kind() -> None:
    """One attachment alone is one sheet."""
    workbook = load_workbook(BytesIO(blank_bytes(blank_filing([Kind.PROJECT]), ".xlsx")))
    assert [sheet.title for sheet in workbook] == ["附件3 项目支出"]


def test_numbers_are_numbers_and_totals_are_live() -> None:
    """A workbook computes its totals and rates, and holds what they give."""
    data = forms_bytes(_project(), ".xlsx")
    formulas, values = load_workbook(BytesIO(data)).active, load_workbook(BytesIO(data), data_only=True).active
    assert formulas is not None
    assert values is not None
    shown = {
        cell.value: (values[cell.coordinate].value, cell.number_format)
        for row in formulas.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    # Columns in which nothing is stated have formulas that wait.
    live = sorted((found for found in shown.values() if found[0] is not None), key=str)
    assert live == [(0.5, "0.0%"), (100, "General"), (44, "0.00"), (88, "General"), (95, "General")]
    assert any(formula.startswith("=ROUND(") for formula in shown)


def test_a_total_that_is_wrong_stays_and_is_noted() -> None:
    """Where a formula would give another figure, the stated one is kept, and a note says what it would give."""
    data = forms_bytes(_project(stated_points="98"), ".xlsx")
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    notes = {cell.value: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment is not None}
    assert notes == {98: "按本表数据合计为 95，此处填报 98。"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1-2", "@SUM(A1)", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(text: str, tmp_path: Path) -> None:
    """What begins like a formula is text, is marked as such, and comes back."""
    filing = _project(**{"indicators[0].name": text})
    write(filing, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert [(cell.data_type, cell.quotePrefix) for cell in found] == [("s", True)]
    assert read(tmp_path / "out.xlsx").filing.scorecards[0].indicators[0].name == text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("indicators[0].name", "合计"),
        ("budget.rows[1].name", "年度总体目标"),
        ("subject", "实施单位"),
        ("heading.title", "一览"),
        ("indicators[0].level1", "产出指标(30分)"),
    ],
)
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_what_would_read_as_something_else_is_refused(path: str, value: str, suffix: str) -> None:
    """A text that means something else on the form is refused with its path, and never written."""
    with pytest.raises(bp.WriteError) as raised:
        forms_bytes(_project(**{path: value}), suffix)
    assert raised.value.path.startswith("scorecards[0].")
    assert "未写出" in raised.value.zh
    assert "nothing was written" in raised.value.en


def test_a_control_character_is_refused_with_its_path() -> None:
    """No office file can hold it; the message says which it is and where."""
    with pytest.raises(bp.WriteError, match=r"U\+0007") as raised:
        forms_bytes(_project(subject="图书\x07购置"), ".docx")
    assert raised.value.path == "scorecards[0].subject"


@pytest.mark.parametrize("text", ["长" * 33_000, "a_x000D_b"])
def test_what_a_cell_of_excel_cannot_hold_is_refused_there_only(text: str) -> None:
    """Excel has limits that Word does not have."""
    filing = _project(goals=[bp.Goal(expected=text)])
    assert forms_bytes(filing, ".docx")
    with pytest.raises(bp.WriteError) as raised:
        forms_bytes(filing, ".xlsx")
    assert raised.value.path == "scorecards[0].goals[0].expected"


def test_a_second_card_of_the_department_is_refused() -> None:
    """A filing has one."""
    card = bp.Scorecard(kind="department")
    with pytest.raises(bp.WriteError, match="只能有一份") as raised:
        forms_bytes(bp.Filing(scorecards=[card, card]), ".docx")
    assert raised.value.path == "scorecards[1]"


def test_an_empty_filing_is_refused() -> None:
    """There is no form to fill."""
    with pytest.raises(bp.WriteError, match="没有可写进"):
        forms_bytes(bp.Filing(year=2022), ".xlsx")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_four_hundred_projects_and_endless_names_come_back(suffix: str, tmp_path: Path) -> None:
    """Nothing is cut: not a name longer than a page, not a figure with more digits than Excel has."""
    lines = [bp.ProjectLine(name=f"专项{number}", funds=bp.Funds(spent=f"{number}.5万元")) for number in range(400)]
    lines[7] = bp.ProjectLine(name="长" * 3_000, funds=bp.Funds(spent="1234567890123456.0123456789万元"))
    filing = canonical(bp.Filing(base_table=bp.BaseTable(projects=bp.Projects(lines=lines))))
    write(filing, tmp_path / f"out{suffix}")
    assert first_difference(filing, read(tmp_path / f"out{suffix}").filing) is None


def test_a_refused_filing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """An output is replaced as a whole or not at all, and nothing is left beside it."""
    path = tmp_path / "out.docx"
    path.write_bytes(b"before")
    with pytest.raises(bp.WriteError):
        write(_project(subject="图书\x07购置"), path)
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.docx"]


def test_what_no_form_has_a_cell_for_is_told() -> None:
    """Canonical leaves it out, and left_out names it."""
    card = bp.Scorecard(kind="department", supervisor="县文化局", extras={"x-note": "1"})
    filing = bp.Filing(year=2022, department="县图书馆", scorecards=[card])
    assert left_out(filing) == ("scorecards[0].extras", "scorecards[0].supervisor", "department")
    assert canonical(filing).scorecards[0].supervisor is None


def test_a_file_says_nothing_of_who_wrote_it_and_when() -> None:
    """Every member has the same date, and no part a name or a time."""
    with ZipFile(BytesIO(forms_bytes(_project(), ".docx"))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"creator" not in archive.read("docProps/core.xml")


_LABELS = ["总分", "合计", "小计", "一级指标", "备注：", "填表人：", "附件2", "年度总体目标", "一、概况"]
_TITLE = "2022年度项目支出绩效自评表"
_COMMANDS = ["=SUM(A1:A9)", "+86731", "-1", "@a", "=", "\t=1", "＝1"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("text", [*_LABELS, _TITLE, *_COMMANDS])
@pytest.mark.parametrize(
    "path",
    [
        "subject",
        "implementer",
        "budget.rows[1].name",
        "indicators[0].name",
        "indicators[0].level1",
        "indicators[0].level2",
        "indicators[0].target",
        "indicators[0].actual",
        "indicators[0].deviation_note",
        "goals[0].expected",
        "heading.notes",
        "heading.unit_name",
    ],
)
def test_a_text_like_a_label_or_a_formula_comes_back_or_is_refused(path: str, text: str, suffix: str) -> None:
    """Wherever it stands; and a refusal names a path of the same card."""
    filing = _project(goals=[bp.Goal(expected="建成")])
    card = bp.replace(filing, f"scorecards[0].{path}", text)
    try:
        data = forms_bytes(card, suffix)
    except bp.WriteError as error:
        named = error.path
    else:
        assert first_difference(canonical(card), _read_bytes(data, suffix)) is None
        named = "scorecards[0]"
    assert named.startswith("scorecards[0]")


def _read_bytes(data: bytes, suffix: str) -> bp.Filing:
    pages = read_word("a.docx", data) if suffix == ".docx" else read_excel("a.xlsx", data)
    return merge_attachments(read_forms(pages)[0]).filing


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("budget.rows[0].funds.spent", "1234567890123456.0123456789万元"),
        ("budget.rows[0].funds.spent", "0.0000000001万元"),
        ("indicators[0].target", "≥1234567890123456789012345678901234567890次"),
        ("indicators[0].weight", "999999999999999.99"),
        ("subject", "长" * 5_000),
        ("indicators[0].name", "长" * 5_000),
        ("indicators[0].deviation_note", "因" * 20_000),
        ("goals", [bp.Goal(expected="第\n" * 500)]),
    ],
)
def test_what_is_too_long_for_its_cell_is_written_whole(path: str, value: object, suffix: str) -> None:
    """Neither digits nor words are cut."""
    filing = _project(**{path: value})
    back = _read_bytes(forms_bytes(filing, suffix), suffix)
    assert first_difference(canonical(filing), back) is None
    assert bp.look_up(back, f"scorecards[0].{path}") == bp.look_up(canonical(filing), f"scorecards[0].{path}")
