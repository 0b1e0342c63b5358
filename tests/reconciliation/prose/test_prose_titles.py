"""What a project report is about, by its title: the checks and the figures in its text must agree on that."""

from __future__ import annotations

import pytest

import budgetperf as bp
from budgetperf.checks.reports import Reports
from budgetperf.reconciliation.prose.books import Books

CARDS = ("馆藏数字化项目", "馆藏数字化加工项目", "人才引进项目")


@pytest.mark.parametrize(
    ("title", "card"),
    [
        ("人才引进项目支出绩效自评报告", 2),
        # One name within another is not another.
        ("馆藏数字化加工项目支出绩效自评报告", 1),
        ("馆藏数字化项目支出绩效自评报告", 0),
        # Of two projects that a title names, neither is the one, however long its name.
        ("馆藏数字化与人才引进项目支出绩效自评报告", None),
        ("项目支出绩效自评报告", None),
    ],
)
def test_a_report_is_about_the_project_that_its_title_names(title: str, card: int | None) -> None:
    """The checks and the reading of its figures give the same answer."""
    reports = [bp.Report(kind="project", heading=bp.Heading(title=text)) for text in (title, "另一份报告")]
    filing = bp.Filing(scorecards=[bp.Scorecard(kind="project", subject=name) for name in CARDS], reports=reports)
    scope = Books.of(filing, bp.figures(filing)).reports[0]
    assert scope.cards == (() if card is None else (card,))
    assert Reports.of(filing).topics[0].card == card
