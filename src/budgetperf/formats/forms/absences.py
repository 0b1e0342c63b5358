"""What a file lacks: a form altogether, or a block of a form that every edition of it has."""

from __future__ import annotations

from typing import Final

from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.domain.model import Scorecard, ScorecardKind
from budgetperf.formats.forms.layout import FORM_NAMES
from budgetperf.formats.office.grid import Grid, Line, Pages

__all__ = ["explain_no_form", "report_missing_blocks"]

_SCORED: Final = (ScorecardKind.DEPARTMENT, ScorecardKind.PROJECT)


def explain_no_form(pages: Pages) -> tuple[str, str]:
    """
    Say in Chinese and English why nothing in a file can be a form.

    >>> explain_no_form(Pages(file="a.docx", blocks=(), pictures=3))[1].split(".")[0]
    'the file holds 3 pictures and no text: forms that were scanned or photographed cannot be read'
    """
    has_table = any(isinstance(block, Grid) and any(_says(cell.text) for cell in block.cells) for block in pages.blocks)
    has_text = any(isinstance(block, Line) and _says(block.text) for block in pages.blocks)
    if not (has_table or has_text):
        return _explain_no_text(pages.pictures)
    kinds = "、".join(FORM_NAMES.values())
    zh, en = ("", "") if has_table else ("文件中没有表格，只有文字。", "it has text, but no table. ")
    zh += f"文件中没有找到任何一种自评材料（{kinds}）。请检查是否选错文件，或表头、标题是否被改动。"
    en += (
        f"None of the known forms ({kinds}) is in it. "
        "Check that it is the right file, and that titles and column labels are those of the form."
    )
    return zh, f"a document without a form: {en}"


def _explain_no_text(pictures: int) -> tuple[str, str]:
    if pictures:
        zh = f"文件中只有图片（{pictures} 张），没有文字：扫描或拍照的表格无法读取。请提供填报时的 Word 或 Excel 原件。"
        en = (
            f"the file holds {pictures} pictures and no text: forms that were scanned or photographed cannot be read. "
            "Give the Word or Excel file in which the forms were filled in."
        )
        return zh, en
    zh = "文件是空白的：里面没有文字，也没有表格。请检查是否选错文件，或内容在隐藏的工作表、行、列里。"
    en = (
        "the document is blank: it has neither text nor tables. Check that it is the right file, "
        "and that its content is not in hidden sheets, rows or columns."
    )
    return zh, en


def report_missing_blocks(value: object, place: Location) -> tuple[Finding, ...]:
    """
    BP109 for each block that every scorecard has and this one lacks: its funds, its indicators.

    >>> [dict(finding.details) for finding in report_missing_blocks(Scorecard(kind="project"), Location(file="a.docx"))]
    [{'kind': 'no_funds'}, {'kind': 'no_indicators'}]
    """
    if not isinstance(value, Scorecard) or value.kind not in _SCORED:
        return ()
    budget = value.budget
    missing = {
        "no_funds": "budget" if not (budget.rows or budget.by_source or budget.by_nature) else None,
        "no_indicators": "indicators" if not value.indicators else None,
    }
    return tuple(
        Finding(code="BP109", severity=Severity.WARNING, path=path, details={"kind": kind}, location=place)
        for kind, path in missing.items()
        if path is not None
    )


def _says(text: str) -> bool:
    return bool(text.strip())
