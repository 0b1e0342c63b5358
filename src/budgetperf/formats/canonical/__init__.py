"""
What the official forms can hold of a filing.

A form holds text in cells. A filing is canonical if it is what the readers make of its own print. On the way there

- white space is settled: names stand on one line, labels and titles have none, passages have none around them; an
  ordinal, 其中, ★ or colon of the form is not part of a name;
- a figure is what its print says: what is only a stroke is a blank, and a text that reads as a figure is one;
- rows, goals and paragraphs in which nothing stands are left out, as are weights of levels without a number;
- what follows from the print is taken from it: the role of a fund row from its label, what it is a part of from the
  rows above it, a year from the title, and the year and department of the filing from its attachments;
- the department's card and report come first, and the weights of levels stand in the order of the rows;
- where nobody wrote a title, or anything in a report, the form has its own: the official title and headings.

What no form has a cell for is left out, and `left_out` says what that is.
"""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from budgetperf.domain.model import Filing, Report, Scorecard, ScorecardKind
from budgetperf.formats.canonical.base_table import BaseTableSettler
from budgetperf.formats.canonical.report import ReportSettler
from budgetperf.formats.canonical.scorecard import ScorecardSettler
from budgetperf.formats.canonical.settling import Settler
from budgetperf.formats.forms.merge import find_department, find_year

__all__ = ["canonical", "left_out"]

_Kinded = TypeVar("_Kinded", Scorecard, Report)


def canonical(filing: Filing) -> Filing:
    """
    What the official forms hold of a filing, and so what comes back of it: ``read(write(x))``.

    >>> filing = canonical(Filing(year=2022, scorecards=[Scorecard(kind="project", subject=" 图书 购置 ")]))
    >>> filing.scorecards[0].subject, filing.scorecards[0].heading.title
    ('图书 购置', '2022年度项目支出绩效自评表')
    """
    return _settle(filing)[0]


def left_out(filing: Filing) -> tuple[str, ...]:
    """
    What of a filing no form has a cell for, by path.

    >>> left_out(Filing(scorecards=[Scorecard(kind="department", supervisor="县文化局", extras={"x-note": "1"})]))
    ('scorecards[0].extras', 'scorecards[0].supervisor')
    """
    return tuple(_settle(filing)[1])


def _settle(filing: Filing) -> tuple[Filing, list[str]]:
    """What the forms hold of a filing, and the paths of what they do not."""
    year, lost = filing.year, list[str]()
    whole = Settler(year=year, lost=lost)
    whole.forget_extras(filing, "")
    base = filing.base_table
    held = Filing(
        base_table=None if base is None else BaseTableSettler(year=year, lost=lost).base_table(base),
        scorecards=_sorted(
            [
                ScorecardSettler(year=year, lost=lost).card(card, f"scorecards[{index}]")
                for index, card in enumerate(filing.scorecards)
            ]
        ),
        reports=_sorted(
            [
                ReportSettler(year=year, lost=lost).report(report, f"reports[{index}]")
                for index, report in enumerate(filing.reports)
            ]
        ),
    )
    held = evolve(held, year=find_year(held)[0], department=find_department(held)[0])
    whole.replaced("year", filing.year, held.year)
    whole.replaced("department", filing.department, held.department)
    return held, lost


def _sorted(parts: list[_Kinded]) -> list[_Kinded]:
    return sorted(parts, key=lambda part: part.kind is not ScorecardKind.DEPARTMENT)
