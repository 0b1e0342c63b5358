"""A filing as a file of official forms: made canonical, laid out, read in proof, and only then drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.errors import WriteError
from budgetperf.formats.canonical import canonical
from budgetperf.formats.excel.typed import TEXT_LIMIT
from budgetperf.formats.excel.writing import excel_bytes, excel_pages
from budgetperf.formats.proof import check_characters, check_pages, find_text
from budgetperf.formats.word.writing import word_bytes, word_pages
from budgetperf.printing.lay_out import lay_out
from budgetperf.printing.sheet import Sheet

__all__ = ["blank_bytes", "forms_bytes", "held_sheets"]

# A text that Excel would take for a character written by its number.
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


def blank_bytes(filing: Filing, suffix: str) -> bytes:
    """
    A filing with nothing in it yet as a file of official forms, with room for the rows that are to come.

    Args:
        filing: What the forms print themselves, as `blank_filing` gives it.

        suffix: ``.docx`` or ``.xlsx``.
    """
    return _draw(lay_out(filing, spare=True), suffix, blank=True)


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
            "申报材料里没有基础数据表、自评表或报告，没有可写进官方表格的内容。",
            "the filing has no base table, scorecard or report: there is nothing to write into the official forms.",
        )
    check_characters(held, sheets)
    if suffix == ".xlsx":
        _check_cells(held, sheets)
        check_pages(held, sheets, lambda some: excel_pages(some, ""))
    else:
        check_pages(held, sheets, lambda some: word_pages(some, ""))
    return sheets


def _draw(sheets: Sequence[Sheet], suffix: str, *, blank: bool = False) -> bytes:
    title = next((sheet.blocks[1].text for sheet in sheets), "") if sheets else ""  # type: ignore[union-attr] # the second block is the title
    title = "".join(title.split())
    return excel_bytes(sheets, title, blank=blank) if suffix == ".xlsx" else word_bytes(sheets, title)


def _refuse_doubles(filing: Filing) -> None:
    """A department has one card and one report."""
    cards, reports = [card.kind for card in filing.scorecards], [report.kind for report in filing.reports]
    for name, kinds, zh in (("scorecards", cards, "自评表"), ("reports", reports, "自评报告")):
        doubles = [index for index, kind in enumerate(kinds) if kind is ScorecardKind.DEPARTMENT]
        if len(doubles) > 1:
            raise WriteError(
                f"{name}[{doubles[1]}]",
                f"部门整体支出绩效{zh}只能有一份，这是第二份，未写出。请分成两份申报材料。",
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
