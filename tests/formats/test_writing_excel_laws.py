"""Laws of writing a workbook: what is written comes back as the canonical filing, or is refused with its path."""

from __future__ import annotations

from coming_back import ANY_EXCEL, PLAUSIBLE_EXCEL, any_filing, comes_back, comes_back_mended
from hypothesis import given

from budgetperf.domain.model import Filing
from budgetperf.formats.writing import forms_bytes
from budgetperf.testing import consistent_filings, filings


@ANY_EXCEL
@given(filings())
def test_any_filing_comes_back_from_excel(filing: Filing) -> None:
    """Whatever a filing holds comes back from a workbook, once what was refused is taken out of it."""
    comes_back_mended(any_filing(filing), ".xlsx")


@PLAUSIBLE_EXCEL
@given(consistent_filings())
def test_a_plausible_filing_comes_back_from_excel(filing: Filing) -> None:
    """Filings as departments hand them in are never refused, and come back from a workbook."""
    comes_back(filing, forms_bytes(filing, ".xlsx"), ".xlsx")
