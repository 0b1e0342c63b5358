"""The cards beside the attachments: plans, monitoring and rates are printed in forms that the readers know."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import budgetperf as bp
from budgetperf.domain.model import Scorecard
from budgetperf.formats.canonical import canonical, left_out
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.merge import merge_attachments
from budgetperf.formats.losses import is_lost
from budgetperf.formats.proof import first_difference
from budgetperf.formats.word.document import read_word
from budgetperf.formats.writing import forms_bytes
from budgetperf.testing import monitoring_scorecards, rate_scorecards, target_scorecards

_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _comes_back(card: Scorecard) -> None:
    filing = bp.Filing(scorecards=[card])
    assert [path for path in left_out(filing) if path != "department"] == []
    for suffix in (".docx", ".xlsx"):
        data = forms_bytes(filing, suffix)
        pages = read_word("a.docx", data) if suffix == ".docx" else read_excel("a.xlsx", data)
        attachments, outside = read_forms(pages)
        back = merge_attachments(attachments)
        assert first_difference(canonical(filing), back.filing) is None
        assert [finding for finding in (*pages.findings, *outside, *back.findings) if is_lost(finding)] == []


@_SETTINGS
@given(target_scorecards())
def test_a_target_card_comes_back(card: Scorecard) -> None:
    """So do the aims of several years, which stand left of those of one."""
    _comes_back(card)


@_SETTINGS
@given(monitoring_scorecards())
def test_a_monitoring_card_comes_back(card: Scorecard) -> None:
    """What was spent and done so far, what is expected, causes and ticks."""
    _comes_back(card)


@_SETTINGS
@given(rate_scorecards())
def test_a_table_of_rates_comes_back(card: Scorecard) -> None:
    """Points and standards, and no targets."""
    _comes_back(card)


@pytest.mark.parametrize(
    ("card", "lost"),
    [
        (Scorecard(kind="rates", indicators=[bp.Indicator(name="甲", target="1")]), "indicators[0].target"),
        (Scorecard(kind="target", goals=[bp.Goal(expected="甲", actual="乙")]), "goals[0].actual"),
        (Scorecard(kind="monitoring", months="一季度"), "months"),
        (Scorecard(kind="project", indicators=[bp.Indicator(name="甲", forecast="1")]), "indicators[0].forecast"),
    ],
)
def test_what_a_form_has_no_column_for_is_told(card: Scorecard, lost: str) -> None:
    """Nothing of a card disappears without a word."""
    assert f"scorecards[0].{lost}" in left_out(bp.Filing(scorecards=[card]))
