"""A filing as a file of official forms: made canonical, laid out, read in proof, and only then drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.errors import WriteError
from budgetperf.formats.annotation import printed_path
from budgetperf.formats.canonical import canonical
from budgetperf.formats.excel.typed import TEXT_LIMIT
from budgetperf.formats.excel.writing import excel_bytes, excel_pages
from budgetperf.formats.office.packing import first_forbidden
from budgetperf.formats.proof import check_characters, check_pages, find_text
from budgetperf.formats.word.writing import word_bytes, word_pages
from budgetperf.printing.lay_out import lay_out
from budgetperf.printing.noting import TITLES, settle_notes
from budgetperf.printing.sheet import Line, Sheet, map_texts

__all__ = ["annotated_bytes", "blank_bytes", "forms_bytes", "held_sheets", "sheet_bytes"]

# A text that Excel would take for a character written by its number.
_NO_NOTES: Final[Mapping[str, str]] = {}
_ESCAPED: Final = re.compile(r"_x[0-9A-Fa-f]{4}_")


def forms_bytes(filing: Filing, suffix: str) -> bytes:
    """
    A filing as a ``.docx`` or ``.xlsx`` file of the official forms: the same filing, the same bytes.

    What comes back when the file is read is ``canonical(filing)``, or nothing is written.

    Args:
        filing: The filing.

        suffix: ``.docx`` or ``.xlsx``.

    Raises:
        WriteError: The forms cannot hold something of the filing; it names the first such thing.

    >>> from budgetperf.domain.model import Scorecard
    >>> data = forms_bytes(Filing(scorecards=[Scorecard(kind="project")]), ".docx")
    >>> data == forms_bytes(Filing(scorecards=[Scorecard(kind="project")]), ".docx")
    True
    """
    return _draw(held_sheets(filing, suffix), suffix)


def annotated_bytes(filing: Filing, suffix: str, notes: Iterable[tuple[str, str]]) -> bytes:
    """
    A filing as a file of official forms, with remarks at the cells they are about: comments of Word, notes of Excel.

    Every remark is in the file. One about something that no form prints stands at the title of its attachment, and one
    about the whole filing at the title of the first.

    Args:
        filing: The filing.

        suffix: ``.docx`` or ``.xlsx``.

        notes: Paths of the filing, and what to say of them; the path of the whole filing is empty.

    Raises:
        WriteError: The forms cannot hold something of the filing; it names the first such thing.

    >>> from budgetperf.domain.model import Scorecard
    >>> filing = Filing(scorecards=[Scorecard(kind="project")])
    >>> data = annotated_bytes(filing, ".docx", [("scorecards[0].subject", "缺项目名称")])
    >>> len(data) > len(forms_bytes(filing, ".docx"))
    True
    """
    held = canonical(filing)
    sheets = held_sheets(filing, suffix)
    placed = [(printed_path(filing, held, path), _storable(text)) for path, text in notes]
    return _draw(sheets, suffix, settle_notes(sheets, placed))


def sheet_bytes(sheet: Sheet, suffix: str) -> bytes:
    """
    A sheet of its own as a file, what no file can hold of its texts replaced.

    Args:
        sheet: The sheet.

        suffix: ``.docx`` or ``.xlsx``.
    """
    return _draw([map_texts(sheet, _storable)], suffix)


def blank_bytes(filing: Filing, suffix: str) -> bytes:
    """
    A filing with nothing in it yet as a file of official forms, with room for the rows that are to come.

    Args:
        filing: What the forms print themselves, as `blank_filing` gives it.

        suffix: ``.docx`` or ``.xlsx``.
    """
    sheets = lay_out(filing, spare=True)
    if suffix == ".xlsx":
        return excel_bytes(sheets, _title(sheets), blank=True)
    return word_bytes(sheets, _title(sheets))


def held_sheets(filing: Filing, suffix: str) -> tuple[Sheet, ...]:
    """
    The sheets of a filing, if the forms can hold it.

    Raises:
        WriteError: They cannot.
    """
    held = canonical(filing)
    _refuse_doubles(held)
    sheets = lay_out(held)
    if not sheets:
        raise WriteError(
            "",
            "自评材料里没有基础数据表、自评表或报告，没有可写进官方表格的内容。",
            "the filing has no base table, scorecard or report: there is nothing to write into the official forms.",
        )
    check_characters(held, sheets)
    if suffix == ".xlsx":
        _check_cells(held, sheets)
        check_pages(held, sheets, lambda some: excel_pages(some, ""))
    else:
        check_pages(held, sheets, lambda some: word_pages(some, ""))
    return sheets


def _draw(sheets: Sequence[Sheet], suffix: str, notes: Mapping[str, str] = _NO_NOTES) -> bytes:
    draw = excel_bytes if suffix == ".xlsx" else word_bytes
    return draw(sheets, _title(sheets), notes)


def _title(sheets: Sequence[Sheet]) -> str:
    """The title of the first sheet."""
    lines = (block for sheet in sheets for block in sheet.blocks if isinstance(block, Line))
    return "".join(next((line.text for line in lines if line.look in TITLES), "").split())


def _storable(text: str) -> str:
    """A text with a mark in the place of each character that no office file can hold."""
    while (found := first_forbidden(text)) is not None:
        text = text.replace(found, "\ufffd")
    return text


def _refuse_doubles(filing: Filing) -> None:
    """A department has one card and one report."""
    cards, reports = [card.kind for card in filing.scorecards], [report.kind for report in filing.reports]
    for name, kinds, zh in (("scorecards", cards, "自评表"), ("reports", reports, "自评报告")):
        doubles = [index for index, kind in enumerate(kinds) if kind is ScorecardKind.DEPARTMENT]
        if len(doubles) > 1:
            raise WriteError(
                f"{name}[{doubles[1]}]",
                f"部门整体支出绩效{zh}只能有一份，这是第二份，未写出。请分成两份自评材料。",
                "this is a second one of the department, and a filing has only one; nothing was written. "
                "Make two filings of them.",
            )


def _check_cells(filing: Filing, sheets: Sequence[Sheet]) -> None:
    """
    See to it that every text fits into a cell of a workbook.

    Raises:
        WriteError: It is too long, or holds what Excel takes for something else.
    """
    path, text = find_text(filing, sheets, lambda text: len(text) > TEXT_LIMIT - 100) or ("", "")
    if text:
        raise WriteError(
            path,
            f"有 {len(text)} 个字符，Excel 的一个单元格放不下（上限 {TEXT_LIMIT}），未写出。请写成 .docx，或缩短文字。",
            f"it has {len(text):,} characters, more than a cell of Excel holds ({TEXT_LIMIT:,}); nothing was written. "
            "Write a .docx file, or shorten the text.",
        )
    path, text = find_text(filing, sheets, lambda text: _ESCAPED.search(text) is not None) or ("", "")
    if text:
        code = _ESCAPED.findall(text)[0]
        raise WriteError(
            path,
            f"含有 {code}，Excel 会把它当成另一个字符，未写出。请改写，或写成 .docx。",
            f"it holds {code}, which Excel takes for another character; nothing was written. "
            "Word it differently, or write a .docx file.",
        )
