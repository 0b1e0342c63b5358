"""A filing sent back: every finding of its review stands in the file, at its cell."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve
from coming_back import SETTINGS, any_filing
from docx import Document
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from mending import written
from openpyxl import load_workbook

import budgetperf as bp
from budgetperf.formats.canonical import canonical, left_out
from budgetperf.formats.losses import is_lost
from budgetperf.formats.proof import first_difference
from budgetperf.formats.reader import read
from budgetperf.formats.writing import annotated_bytes, forms_bytes, sheet_bytes
from budgetperf.rendering.ledger_sheet import ledger_sheet
from budgetperf.rendering.remarks import remarks, unprinted_remarks
from budgetperf.testing import consistent_filings, filings

_EXAMPLES = Path(__file__).parents[2] / "examples"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOOK = bp.load_rulebook("hunan-2022")
_ID = re.compile(r"(?m)^(f[0-9]+) ")


def _comments(data: bytes) -> list[tuple[str, str]]:
    """The text of each comment of a Word file, and of the paragraph at which it stands."""
    with ZipFile(BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        comments = parse_xml(archive.read("word/comments.xml"))
        body = parse_xml(archive.read("word/document.xml"))
    texts = {
        comment.get(f"{_W}id"): "\n".join("".join(node.text or "" for node in p.iter(f"{_W}t")) for p in comment)
        for comment in comments
    }
    found = []
    for paragraph in body.iter(f"{_W}p"):
        beside = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        found += [(texts.pop(mark.get(f"{_W}id")), beside) for mark in paragraph.iter(f"{_W}commentReference")]
    assert texts == {}
    return found


def _notes(data: bytes) -> list[tuple[str, str]]:
    """The same of a workbook: the text of each note, and of its cell."""
    workbook = load_workbook(BytesIO(data))
    return [
        (cell.comment.text, str(cell.value))
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    ]


def _sent_back(review: bp.Review, suffix: str) -> bytes:
    return annotated_bytes(review.filing, suffix, remarks(review))


@settings(SETTINGS, max_examples=15)
@given(st.data())
def test_every_finding_is_in_the_file(data: st.DataObject) -> None:
    """Each once, be it about a cell, several, a whole attachment or none; and twice are the same bytes."""
    filing = data.draw(consistent_filings())
    for path in data.draw(st.lists(st.sampled_from(sorted(bp.figures(filing))), max_size=3, unique=True)):
        filing = bp.replace(filing, path, data.draw(st.sampled_from([None, bp.Unreadable("8O.5")])))
    review = bp.review(filing, _BOOK)
    wanted = sorted(finding.id for finding in review.findings)
    for suffix, read_remarks in ((".docx", _comments), (".xlsx", _notes)):
        content = _sent_back(review, suffix)
        assert wanted == sorted(name for text, _ in read_remarks(content) for name in _ID.findall(text))
        assert content == _sent_back(review, suffix)


@settings(SETTINGS, max_examples=60)
@given(filings())
def test_every_finding_of_any_filing_is_in_the_file(filing: bp.Filing) -> None:
    """Whatever the filing holds, and however many of its rows the forms do not print."""
    found = written(any_filing(filing), lambda mended: forms_bytes(mended, ".docx"))
    if found is None:
        return
    mended, _ = found
    # Blank rows that no form prints, before those that it does.
    cards = [evolve(card, goals=[bp.Goal(), *card.goals]) for card in reversed(mended.scorecards)]
    padded = evolve(mended, scorecards=cards)
    review = bp.review(padded, _BOOK)
    said = [*remarks(review), *unprinted_remarks(review, left_out(padded))]
    text = "\n\n".join(text for text, _ in _comments(annotated_bytes(padded, ".docx", said)))
    assert sorted(finding.id for finding in review.findings) == sorted(_ID.findall(text))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_example_is_sent_back(suffix: str, tmp_path: Path) -> None:
    """Whoever reads the annotated file reads the filing, and nothing that was said of it."""
    filing = read(_EXAMPLES / "filing-2022.yaml").filing
    review = bp.review(filing, _BOOK)
    path = tmp_path / f"back{suffix}"
    path.write_bytes(_sent_back(review, suffix))
    back = read(path)
    assert first_difference(filing, back.filing) is None
    assert [finding for finding in back.findings if is_lost(finding)] == []


_FILED = sorted(path for path in (Path(__file__).parents[1] / "forms" / "files").iterdir() if path.is_file())


@pytest.mark.parametrize("path", _FILED, ids=lambda path: path.name)
def test_what_offices_file_can_be_sent_back(path: Path) -> None:
    """Nothing that was read of it is refused or left out, and every finding is in the file."""
    reading = read(path)
    review = bp.review(reading, _BOOK)
    assert left_out(reading.filing) == ()
    for suffix, read_remarks in ((".docx", _comments), (".xlsx", _notes)):
        text = "\n\n".join(text for text, _ in read_remarks(_sent_back(review, suffix)))
        assert sorted(finding.id for finding in review.findings) == sorted(_ID.findall(text))


def test_a_remark_says_what_is_stated_what_should_be_and_why() -> None:
    """In Chinese unless English is asked for."""
    review = bp.review(read(_EXAMPLES / "filing-2022.yaml").filing, _BOOK)
    finding = next(finding for finding in review.findings if finding.expected and finding.clause and finding.path)
    text = next(text for text, _ in _comments(_sent_back(review, ".docx")) if f"{finding.id} " in text)
    for word in (finding.code, f"填报：{finding.stated}", f"应为：{finding.expected}", "依据：", "处理："):
        assert word in text
    english = dict(remarks(review, "en"))[finding.path or ""]
    assert f"expected: {finding.expected}" in english


def test_a_cell_that_would_have_to_change_is_pointed_at() -> None:
    """A wrong part makes a total wrong: the finding is at the total, and the part has a word on it."""
    clean = read(_EXAMPLES / "filing-clean.yaml").filing
    filing = bp.replace(clean, "base_table.projects.lines[0].funds.spent", "59.82万元")
    review = bp.review(filing, _BOOK)
    told = {finding.path for finding in review.findings if finding.cluster is not None}
    wanted = {
        correction.path
        for diagnosis in review.diagnoses
        if diagnosis.rank == 1
        for change in diagnosis.changes
        for correction in change.any_of
    } - told
    pointers = {path: text for path, text in remarks(review) if text.startswith("见 f")}
    assert wanted == pointers.keys()
    assert [text for text, _ in _comments(_sent_back(review, ".docx")) if "可能应为" in text]


def test_the_cell_of_another_form_has_a_word_on_it_too() -> None:
    """Where two forms differ, whoever reads the one is sent to the other."""
    clean = read(_EXAMPLES / "filing-clean.yaml").filing
    # 年度资金总额 of a project, which 附件1 states as well.
    filing = bp.replace(clean, "scorecards[1].budget.rows[0].funds.spent", "60.82万元")
    review = bp.review(filing, _BOOK)
    across = {
        finding.id: entry.paths
        for finding in review.findings
        for entry in review.ledger
        if finding.entry == entry.id and finding.code == "BP401"
    }
    pointers = [path for path, text in remarks(review) if text.startswith("另见 f")]
    assert across
    assert pointers
    assert set(pointers) <= {path for paths in across.values() for path in paths} | set(bp.figures(filing))
    assert [text for text, _ in _notes(_sent_back(review, ".xlsx")) if "另见 f" in text]


def test_a_blank_is_said_to_be_blank() -> None:
    """A finding on a cell in which nothing stands says so."""
    review = bp.review(read(_EXAMPLES / "filing-2022.yaml").filing, _BOOK)
    note = dict(remarks(review))["scorecards[1].indicators[15].deviation_note"]
    assert "填报：（空白）" in note


def _one_finding(path: str, cell: str, suffix: str, filing: bp.Filing | None = None) -> None:
    filing = filing or read(_EXAMPLES / "filing-2022.yaml").filing
    content = annotated_bytes(filing, suffix, [(path, "看这里")])
    found = _comments(content) if suffix == ".docx" else _notes(content)
    beside = [beside for text, beside in found if "看这里" in text]
    assert [cell] == ["".join(text.split()) for text in beside]


_TITLE = "2022年度部门整体支出绩效评价基础数据表"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("scorecards[1].subject", "民族及宗教处置专项工作"),
        ("", _TITLE),
        ("department", _TITLE),
        ("previous.base_table.procurement.spent", _TITLE),
        ("base_table.three_public", _TITLE),
        ("scorecards[1].indicators", "2022年度项目支出绩效自评表"),
        ("scorecards[1].extras", "2022年度项目支出绩效自评表"),
        ("scorecards[9].subject", _TITLE),
    ],
)
def test_a_remark_stands_at_the_nearest_place(path: str, cell: str, suffix: str) -> None:
    """At the cell of its path; else at the title of the attachment, or of the first one."""
    if path == "scorecards[1].subject":
        cell = read(_EXAMPLES / "filing-2022.yaml").filing.scorecards[1].subject or ""
    _one_finding(path, cell, suffix)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_row_that_the_form_prints_elsewhere_is_still_found(suffix: str) -> None:
    """Blank rows are left out, and the department comes first: a remark goes with its own row."""
    project = bp.Scorecard(kind="project", goals=[bp.Goal(), bp.Goal(expected="建成"), bp.Goal(expected="用好")])
    filing = bp.Filing(scorecards=[project, bp.Scorecard(kind="department", goals=[bp.Goal(expected="履职")])])
    _one_finding("scorecards[0].goals[2].expected", "用好", suffix, filing)
    _one_finding("scorecards[1].goals[0].expected", "履职", suffix, filing)
    _one_finding("scorecards[0].goals[0].expected", "年度总体目标", suffix, filing)


def test_what_is_not_printed_is_noted() -> None:
    """What no form has a cell for is told at the title."""
    filing = bp.Filing(scorecards=[bp.Scorecard(kind="department", supervisor="县文化局")])
    review = bp.review(filing, _BOOK)
    data = annotated_bytes(filing, ".docx", unprinted_remarks(review, left_out(filing)))
    assert ["scorecards[0].supervisor" in text for text, _ in _comments(data)] == [True]


def test_a_control_character_in_a_remark_is_marked() -> None:
    """A remark quotes what stands in a file, whatever that is."""
    filing = bp.Filing(scorecards=[bp.Scorecard(kind="project", subject="图书")])
    data = annotated_bytes(filing, ".docx", [("scorecards[0].subject", "a\x07b <c>")])
    assert _comments(data) == [("a\ufffdb <c>", "图书")]


def test_a_remark_longer_than_a_note_goes_on_beside_it() -> None:
    """Excel holds no more than so much in one note."""
    filing = bp.Filing(scorecards=[bp.Scorecard(kind="project", subject="图书")])
    notes = _notes(annotated_bytes(filing, ".xlsx", [("scorecards[0].subject", "长" * 70_000)]))
    assert "".join(text for text, _ in notes) == "长" * 70_000
    assert len(notes) == 3


def test_the_ledger_lists_every_finding_and_has_no_formula() -> None:
    """序号, 附件, 单元格, 问题, 依据, 应为 and a blank 整改情况; the header comes again on every page."""
    row = bp.Indicator(name='=HYPERLINK("http://x")', target="≥90册", actual="80册", weight="10", points="10")
    card = bp.Scorecard(kind="project", indicators=[row])
    filing = bp.Filing(year=2022, department="=cmd|' /C calc'!A0", scorecards=[card])
    review = bp.review(filing, _BOOK)
    data = sheet_bytes(ledger_sheet(review), ".xlsx")
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == ["序号", "附件", "单元格", "问题", "依据", "应为", "整改情况"]
    assert [row[0] for row in rows[1:] if row[0] is not None] == list(range(1, len(review.findings) + 1))
    assert {row[6] for row in rows[1:]} == {None}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.print_title_rows == "$3:$3"
    assert data == sheet_bytes(ledger_sheet(review), ".xlsx")


def test_the_ledger_is_a_word_file_too() -> None:
    """One row a finding under the header."""
    review = bp.review(read(_EXAMPLES / "filing-2022.yaml").filing, _BOOK)
    (table,) = Document(BytesIO(sheet_bytes(ledger_sheet(review), ".docx"))).tables
    assert len(table.rows) == 1 + len(review.findings)


def test_a_filing_without_findings_has_no_comments() -> None:
    """Then it is the filing itself, byte by byte."""
    filing = canonical(bp.Filing(scorecards=[bp.Scorecard(kind="project", subject="图书")]))
    assert annotated_bytes(filing, ".docx", []) == forms_bytes(filing, ".docx")
