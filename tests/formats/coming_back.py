"""Writing a filing and reading it again, for the laws of writing."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, settings
from mending import without_controls, written

from budgetperf.domain.model import Filing
from budgetperf.formats.canonical import canonical
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.excel.writing import excel_pages
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.merge import merge_attachments
from budgetperf.formats.losses import is_lost
from budgetperf.formats.office.grid import Pages
from budgetperf.formats.proof import first_difference
from budgetperf.formats.word.document import read_word
from budgetperf.formats.word.writing import word_pages
from budgetperf.formats.writing import forms_bytes
from budgetperf.printing.lay_out import lay_out

# Whole filings are large, and most of the time goes into reading them.
SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
# A thousand filings in all; a workbook takes half as long again as a Word file, and each kind has a core of its own.
ANY_WORD, PLAUSIBLE_WORD = settings(SETTINGS, max_examples=450), settings(SETTINGS, max_examples=120)
ANY_EXCEL, PLAUSIBLE_EXCEL = settings(SETTINGS, max_examples=320), settings(SETTINGS, max_examples=110)


def any_filing(filing: Filing) -> Filing:
    """A generated filing that has something to write."""
    assume(filing.base_table is not None or filing.scorecards or filing.reports)
    cleaned = without_controls(filing)
    assert isinstance(cleaned, Filing)
    return cleaned


def comes_back_mended(filing: Filing, suffix: str) -> None:
    """Write, mending what is refused, and read again."""
    found = written(filing, lambda mended: forms_bytes(mended, suffix))
    if found is not None:
        comes_back(*found, suffix)


def comes_back(filing: Filing, data: bytes, suffix: str) -> None:
    """Read what was written, and what was promised of it."""
    held = canonical(filing)
    pages = read_word("a.docx", data) if suffix == ".docx" else read_excel("a.xlsx", data)
    attachments, outside = read_forms(pages)
    back = merge_attachments(attachments)
    assert first_difference(held, back.filing) is None
    lost = [finding for finding in (*pages.findings, *outside, *back.findings) if is_lost(finding)]
    assert lost == [], lost
    sheets = lay_out(held)
    promised: Pages = word_pages(sheets, "a.docx") if suffix == ".docx" else excel_pages(sheets, "a.xlsx")
    assert promised.blocks == pages.blocks
