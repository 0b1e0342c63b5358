"""Laws of the canonical filing, and of the bytes that are written of it."""

from __future__ import annotations

from coming_back import SETTINGS
from hypothesis import given, settings

from budgetperf.domain.model import Filing
from budgetperf.formats.canonical import canonical, left_out
from budgetperf.formats.proof import first_difference
from budgetperf.formats.writing import forms_bytes
from budgetperf.testing import consistent_filings, filings


@settings(SETTINGS, max_examples=20)
@given(consistent_filings())
def test_the_same_filing_gives_the_same_bytes(filing: Filing) -> None:
    """A filing that is written twice gives the same file, and so does what came back of it."""
    for suffix in (".docx", ".xlsx"):
        data = forms_bytes(filing, suffix)
        assert data == forms_bytes(filing, suffix) == forms_bytes(canonical(filing), suffix)


@settings(SETTINGS, max_examples=300)
@given(filings())
def test_canonical_is_idempotent(filing: Filing) -> None:
    """What the forms hold of a filing, they hold; and nothing more is left out of it."""
    held = canonical(filing)
    assert first_difference(held, canonical(held)) is None
    assert left_out(held) == ()
