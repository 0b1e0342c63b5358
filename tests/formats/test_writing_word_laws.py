"""Laws of writing a Word file: what is written comes back as the canonical filing, or is refused with its path."""

from __future__ import annotations

from coming_back import ANY_WORD, PLAUSIBLE_WORD, any_filing, comes_back, comes_back_mended
from hypothesis import given

from budgetperf.domain.model import Filing
from budgetperf.formats.writing import forms_bytes
from budgetperf.testing import consistent_filings, filings


@ANY_WORD
@given(filings())
def test_any_filing_comes_back_from_word(filing: Filing) -> None:
    """Whatever a filing holds comes back from a Word file, once what was refused is taken out of it."""
    comes_back_mended(any_filing(filing), ".docx")


@PLAUSIBLE_WORD
@given(consistent_filings())
def test_a_plausible_filing_comes_back_from_word(filing: Filing) -> None:
    """Filings as departments hand them in are never refused, and come back from a Word file."""
    comes_back(filing, forms_bytes(filing, ".docx"), ".docx")
