"""Whatever stands in a cell of a form is in the filing or in a finding: words nobody knows are put in each in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from budgetperf.errors import FileError
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.merge import merge_attachments
from budgetperf.formats.office.grid import Block, Line, Pages
from budgetperf.formats.serial import to_yaml
from budgetperf.formats.word.document import read_word

FILES = Path(__file__).parent / "files"
UNKNOWN = "甲子乙丑"


def spoiled(pages: Pages) -> Iterator[tuple[str, Pages]]:
    """The pages with unknown words in the place of one text after the other."""
    for at, block in enumerate(pages.blocks):
        for text, other in _spoil_block(block):
            yield text, evolve(pages, blocks=(*pages.blocks[:at], other, *pages.blocks[at + 1 :]))


def _spoil_block(block: Block) -> Iterator[tuple[str, Block]]:
    if isinstance(block, Line):
        if block.text.strip():
            yield block.text, evolve(block, text=UNKNOWN)
        return
    for at, cell in enumerate(block.cells):
        if cell.text.strip():
            cells = (*block.cells[:at], cell._replace(text=UNKNOWN), *block.cells[at + 1 :])
            yield cell.text, evolve(block, cells=cells)


def is_said(pages: Pages) -> bool:
    """Whether the unknown words are in the filing or in a finding, or the file is refused."""
    try:
        attachments, outside = read_forms(pages)
        merged = merge_attachments(attachments)
    except FileError:
        return True
    said = (
        text or ""
        for finding in (*merged.findings, *outside)
        for text in (finding.stated, *dict(finding.details).values())
    )
    return UNKNOWN in to_yaml(merged.filing) or any(UNKNOWN in text for text in said)


@pytest.mark.parametrize(
    "name", ["cut-in-two.docx", "base-table.docx", "central-form.docx", "counted-by-word.docx", "three-columns.xlsx"]
)
def test_nothing_vanishes(name: str) -> None:
    """A title, a label, a name, a figure, a note: there is no cell whose text may be passed over."""
    read = read_word if name.endswith(".docx") else read_excel
    pages = read(name, (FILES / name).read_bytes())
    vanished = [text for text, changed in spoiled(pages) if not is_said(changed)]
    assert vanished == []
