"""The official forms before anyone has filled them in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    ColumnYears,
    Execution,
    Filing,
    FundRow,
    Heading,
    LevelWeight,
    Operating,
    OperatingItem,
    Report,
    Role,
    Scorecard,
    ScorecardKind,
    Section,
)
from budgetperf.printing.official import (
    FUND_ROWS,
    ITEMS,
    NATURES,
    NOTES,
    OUTLINES,
    SOURCES,
    TITLES,
    WEIGHTS,
    official_title,
)
from budgetperf.printing.sheet import ATTACHMENTS, Kind

__all__ = ["blank_filing"]

_ROLES: Final = (Role.TOTAL, Role.APPROPRIATION, Role.CARRYOVER, Role.OTHER)


def blank_filing(kinds: Iterable[Kind] = ATTACHMENTS, year: int | None = None) -> Filing:
    """
    A filing with nothing in it but what the forms print themselves.

    Args:
        kinds: Which attachments.

        year: The budget year that they print, or None to leave it open.

    >>> filing = blank_filing([Kind.PROJECT], 2022)
    >>> filing.scorecards[0].heading.title, len(filing.scorecards[0].budget.rows)
    ('2022年度项目支出绩效自评表', 4)
    """
    wanted = set(kinds)
    cards = [_card(kind, year) for kind in (Kind.DEPARTMENT, Kind.PROJECT) if kind in wanted]
    reports = [_report(kind, year) for kind in (Kind.DEPARTMENT_REPORT, Kind.PROJECT_REPORT) if kind in wanted]
    return Filing(
        year=year,
        base_table=_base_table(year) if Kind.BASE in wanted else None,
        scorecards=cards,
        reports=reports,
    )


def _heading(kind: Kind, year: int | None) -> Heading:
    title = f"年度{TITLES[kind]}" if year is None else official_title(kind, year)
    return Heading(title=title, year=year, notes=NOTES.get(kind))


def _base_table(year: int | None) -> BaseTable:
    years = ColumnYears() if year is None else ColumnYears(prior=str(year - 1), initial=str(year), spent=str(year))
    return BaseTable(
        heading=_heading(Kind.BASE, year),
        column_years=years,
        labels={"special": "县级专项资金"},
        operating=Operating(items=[OperatingItem(name=name) for name in ITEMS]),
    )


def _card(kind: Kind, year: int | None) -> Scorecard:
    is_department = kind is Kind.DEPARTMENT
    total = FUND_ROWS[0]
    rows = [
        FundRow(name=name, role=role, parent=None if role is Role.TOTAL else total)
        for name, role in zip(FUND_ROWS, _ROLES, strict=True)
        if role is Role.TOTAL or not is_department
    ]
    return Scorecard(
        kind=ScorecardKind.DEPARTMENT if is_department else ScorecardKind.PROJECT,
        heading=_heading(kind, year),
        budget=Budget(
            rows=rows,
            by_source=[Allocation(name=name) for name in SOURCES] if is_department else (),
            by_nature=[Allocation(name=name) for name in NATURES] if is_department else (),
            execution=Execution(weight="10"),
        ),
        stated_weights=[LevelWeight(level1=level, weight=weight) for level, weight in WEIGHTS],
        stated_weight="100",
    )


def _report(kind: Kind, year: int | None) -> Report:
    is_department = kind is Kind.DEPARTMENT_REPORT
    return Report(
        kind=ScorecardKind.DEPARTMENT if is_department else ScorecardKind.PROJECT,
        heading=_heading(kind, year),
        sections=[Section(level=level, ordinal=ordinal, title=title) for level, ordinal, title in OUTLINES[kind]],
    )
