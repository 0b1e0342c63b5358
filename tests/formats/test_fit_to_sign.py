"""What makes a form fit to sign, as far as a machine can say: heads come again, rows stay in one piece."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

import budgetperf as bp
from budgetperf.formats.reader import read
from budgetperf.formats.writing import forms_bytes

_EXAMPLES = Path(__file__).parents[2] / "examples"
# The width of a page between its margins, and what a table may leave of it.
_PAGE, _LEFT, _LAST = 9638, 200, 3
_LONG = "全县农村人居环境整治提升五年行动及乡村振兴示范创建专项补助资金"


def _small() -> bp.Filing:
    return read(_EXAMPLES / "filing-2022.yaml").filing


def _large() -> bp.Filing:
    """30 专项 and 12 project scorecards, some with names over several lines."""
    filing = _small()
    table = filing.base_table
    assert table is not None
    names = [f"{_LONG[: 4 + number]}（{number}）" for number in range(30)]
    lines = [bp.ProjectLine(name=name, funds=bp.Funds(spent="1.00万元")) for name in names]
    department, project, *_ = filing.scorecards
    cards = [evolve(project, subject=line.name) for line in lines[:12]]
    return evolve(
        filing, base_table=evolve(table, projects=evolve(table.projects, lines=lines)), scorecards=[department, *cards]
    )


_FILINGS = pytest.mark.parametrize("filing", [_small(), _large()], ids=["five attachments", "30 lines and 12 cards"])


@_FILINGS
def test_word_tables_fill_the_page_and_keep_their_rows_whole(filing: bp.Filing) -> None:
    """Columns fill the width between the margins; no row of less than half a page is cut; heads come on every page."""
    document = Document(BytesIO(forms_bytes(filing, ".docx")))
    heads = 0
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert _PAGE - _LEFT < sum(widths) <= _PAGE
        for row in table._tbl.tr_lst:
            assert sum(int(width.get(qn("w:w"), "")) for width in row.iter(qn("w:tcW"))) == sum(widths)
            assert len(list(row.iter(qn("w:cantSplit")))) == 1
            heads += len(list(row.iter(qn("w:tblHeader"))))
    # 附件1 has one, every card has one.
    assert heads == 1 + len(filing.scorecards)


@_FILINGS
def test_a_head_and_a_signature_stay_with_their_rows(filing: bp.Filing) -> None:
    """Every paragraph of a head, and of the rows above a signature, is kept with the next."""
    document = Document(BytesIO(forms_bytes(filing, ".docx")))
    kept = {
        style.style_id
        for style in document.styles
        if style.element.pPr is not None and style.element.pPr.find(qn("w:keepNext")) is not None
    }
    body = list(document.element.body)
    for index, block in enumerate(body):
        if not block.tag.endswith("}tbl"):
            continue
        rows = block.findall(qn("w:tr"))
        heads = [row for row in rows if row.trPr.find(qn("w:tblHeader")) is not None]
        ends = rows[-_LAST:] if not body[index + 1].tag.endswith("}tbl") and _signature(body[index + 1 :]) else []
        for row in (*heads, *ends):
            assert {paragraph.style for paragraph in row.iter(qn("w:p"))} <= kept


def _signature(blocks: list[object]) -> bool:
    texts = ["".join(node.text or "" for node in block.iter(qn("w:t"))) for block in blocks[:2]]  # type: ignore[attr-defined]
    return any("填表人" in text for text in texts)


@_FILINGS
def test_a_workbook_prints_its_heads_again_and_cuts_no_row(filing: bp.Filing) -> None:
    """Every table has its title rows; no page ends within a merged cell; no row is higher than Excel allows."""
    workbook = load_workbook(BytesIO(forms_bytes(filing, ".xlsx")))
    for sheet in workbook:
        is_report = sheet.title.startswith(("附件4", "附件5"))
        assert (sheet.print_title_rows is None) == is_report
        breaks = {mark.id for mark in sheet.row_breaks.brk}
        for merged in sheet.merged_cells.ranges:
            assert not breaks & set(range(merged.min_row, merged.max_row)), sheet.title
        heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
        assert all(height is not None and height <= 409 for height in heights)


def test_text_wraps_in_every_cell_of_a_workbook() -> None:
    """So that nothing runs under its neighbour."""
    with ZipFile(BytesIO(forms_bytes(_small(), ".xlsx"))) as archive:
        styles = archive.read("xl/styles.xml").decode()
    formats = re.findall(r"<xf [^>]*>(.*?)</xf>", styles.partition("<cellXfs")[2])
    assert formats
    assert all('wrapText="1"' in alignment for alignment in formats)
