"""
Strategies for the records of a filing: whatever a form may hold.

Inside records a figure may also be blank or `Unreadable`, and a name may be any text.
"""

from __future__ import annotations

import json
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.model import (
    REPORT_KINDS,
    Allocation,
    BaseTable,
    Budget,
    Building,
    Cause,
    ColumnYears,
    Direction,
    Execution,
    Filing,
    FundRow,
    Funds,
    Goal,
    Heading,
    Indicator,
    LevelWeight,
    Likelihood,
    Operating,
    OperatingItem,
    Pairs,
    ProjectLine,
    Projects,
    Report,
    Role,
    Scope,
    Scorecard,
    ScorecardKind,
    Section,
    Signature,
    Staffing,
    ThreePublic,
)
from budgetperf.testing.quantities import cells, counts, moneys, points, rates, texts
from budgetperf.testing.statements import actuals, targets

__all__ = [
    "allocations",
    "base_tables",
    "budgets",
    "buildings",
    "causes",
    "column_years",
    "executions",
    "extras",
    "filings",
    "fund_rows",
    "funds",
    "goals",
    "headings",
    "indicators",
    "json_values",
    "level_weights",
    "operating_items",
    "operatings",
    "project_lines",
    "projects",
    "reports",
    "scorecards",
    "sections",
    "signatures",
    "staffings",
    "three_publics",
]

T = TypeVar("T")


def json_values() -> SearchStrategy[object]:
    """Any value that JSON can hold, without NaN and infinities."""
    numbers = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
    leaves = st.none() | st.booleans() | numbers | texts()
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | _objects(inner), max_leaves=5)


def _objects(inner: SearchStrategy[object]) -> SearchStrategy[object]:
    return st.dictionaries(texts(), inner, max_size=3)


def extras() -> SearchStrategy[Pairs]:
    """Other people's keys, mostly none; values as JSON text, the way a reader keeps them."""
    keys = (st.sampled_from(["note", "来源", "no", "1"]) | texts()).map("x-{}".format)
    exact = st.sampled_from(["0.10", "1e3", "-1.5E+10", "12345678901234567890.123", "100"])
    values = exact | json_values().map(lambda value: json.dumps(value, ensure_ascii=False))
    some = st.dictionaries(keys, values, min_size=1, max_size=2).map(lambda found: tuple(found.items()))
    return _mostly((), some)


def _mostly(usual: T, others: SearchStrategy[T]) -> SearchStrategy[T]:
    """Forms repeat themselves; a filing in which every part is drawn anew would be too large to shrink."""
    return st.sampled_from([False, False, False, True]).flatmap(lambda other: others if other else st.just(usual))


def _rarely() -> SearchStrategy[bool]:
    """Marks that few rows carry."""
    return st.sampled_from([False, False, False, True])


def _text() -> SearchStrategy[str | None]:
    return st.none() | texts()


def funds() -> SearchStrategy[Funds]:
    """The amounts of one row."""
    money = cells(moneys())
    return st.builds(
        Funds,
        extras=extras(),
        prior=money,
        initial=money,
        revised=money,
        spent=money,
        to_date=_mostly(None, money),
        forecast=_mostly(None, money),
    )


def _rows() -> SearchStrategy[Funds]:
    return _mostly(Funds(), funds())


def signatures() -> SearchStrategy[Signature]:
    """Signature lines."""
    text = _text()
    return st.builds(
        Signature,
        extras=extras(),
        prepared_by=text,
        date=text,
        phone=text,
        responsible=text,
        finance=_mostly(None, text),
    )


def headings() -> SearchStrategy[Heading]:
    """What stands around a form."""
    text = _text()
    heading = st.builds(
        Heading,
        extras=extras(),
        title=text,
        unit_name=text,
        year=st.none() | st.integers(1949, 2100),
        notes=text,
        signature=st.none() | signatures(),
    )
    return _mostly(Heading(), heading)


def executions() -> SearchStrategy[Execution]:
    """Stated rate, weight and points of a fund row."""
    return st.builds(
        Execution,
        extras=extras(),
        stated_rate=cells(rates()),
        weight=cells(points()),
        points=cells(points()),
        standard=_mostly(None, texts()),
    )


def fund_rows() -> SearchStrategy[FundRow]:
    """Rows of the fund block."""
    return st.builds(
        FundRow,
        extras=extras(),
        name=texts(),
        role=st.none() | st.sampled_from(Role),
        parent=_text(),
        funds=_rows(),
        execution=_mostly(None, executions()),
        long_term=_rarely(),
    )


def allocations() -> SearchStrategy[Allocation]:
    """Lines of 按收入性质分 or 按支出性质分."""
    return st.builds(Allocation, extras=extras(), name=texts(), amount=cells(moneys()))


def budgets() -> SearchStrategy[Budget]:
    """The money part of a scorecard."""
    return st.builds(
        Budget,
        extras=extras(),
        rows=st.lists(fund_rows(), max_size=2),
        by_source=st.lists(allocations(), max_size=2),
        by_nature=st.lists(allocations(), max_size=2),
        execution=_mostly(Execution(), executions()),
    )


def goals() -> SearchStrategy[Goal]:
    """年度总体目标."""
    return st.builds(Goal, extras=extras(), expected=_text(), actual=_text(), long_term=_rarely())


def level_weights() -> SearchStrategy[LevelWeight]:
    """Weights printed after level names."""
    return st.builds(LevelWeight, extras=extras(), level1=texts(), level2=_text(), weight=cells(points()))


def causes() -> SearchStrategy[Cause]:
    """Columns of 偏差原因分析 in a monitoring card."""
    return st.builds(Cause, extras=extras(), name=texts(), note=_text())


def indicators() -> SearchStrategy[Indicator]:
    """Level-3 rows as any form may hold them; `scored_indicators` has the ones that rules have much to say of."""
    text = _text()
    return st.builds(
        Indicator,
        extras=extras(),
        level1=st.none() | st.sampled_from(["产出指标", "效益指标", "满意度指标"]) | texts(),
        level2=text,
        name=texts(),
        direction=st.none() | st.sampled_from(Direction),
        target=cells(targets()),
        actual=cells(actuals()),
        weight=cells(points()),
        points=cells(points()),
        deviation_note=text,
        initial_target=_mostly(None, cells(targets())),
        deduction=_mostly(None, cells(points())),
        core=st.booleans(),
        standard=_mostly(None, texts()),
        explanation=_mostly(None, texts()),
        part_of=_mostly(None, texts()),
        score_share=_mostly(None, cells(rates())),
        to_date=_mostly(None, cells(actuals())),
        forecast=_mostly(None, cells(actuals())),
        causes=_mostly([], st.lists(causes(), max_size=2)),
        likelihood=_mostly(None, st.sampled_from(Likelihood)),
        long_term=_rarely(),
        remarks=_mostly(None, texts()),
    )


def scorecards() -> SearchStrategy[Scorecard]:
    """Cards of every kind with anything in their cells; `scored_scorecards` has cards as officers fill them in."""
    text, rare = _text(), _mostly(None, texts())
    return st.builds(
        Scorecard,
        extras=extras(),
        kind=st.sampled_from(ScorecardKind),
        heading=headings(),
        subject=text,
        supervisor=text,
        implementer=text,
        budget=_mostly(Budget(), budgets()),
        goals=st.lists(goals(), max_size=2),
        stated_weights=st.lists(level_weights(), max_size=2),
        indicators=st.lists(indicators(), max_size=2),
        stated_weight=cells(points()),
        stated_points=cells(points()),
        scope=_mostly(None, st.sampled_from(Scope)),
        attribute=rare,
        period=rare,
        starts=rare,
        ends=rare,
        months=rare,
        conclusion=rare,
        problems=rare,
        improvements=rare,
    )


def sections() -> SearchStrategy[Section]:
    """Sections of a report."""
    return st.builds(
        Section,
        extras=extras(),
        level=st.integers(1, 9),
        ordinal=_text(),
        title=_text(),
        paragraphs=st.lists(texts(), max_size=3),
    )


def reports() -> SearchStrategy[Report]:
    """附件4 and 附件5."""
    return st.builds(
        Report,
        extras=extras(),
        kind=st.sampled_from(REPORT_KINDS),
        heading=headings(),
        sections=st.lists(sections(), max_size=2),
    )


def staffings() -> SearchStrategy[Staffing]:
    """财政供养人员情况."""
    return st.builds(
        Staffing, extras=extras(), established=cells(counts()), actual=cells(counts()), stated_rate=cells(rates())
    )


def three_publics() -> SearchStrategy[ThreePublic]:
    """“三公”经费."""
    return st.builds(
        ThreePublic,
        extras=extras(),
        total=_rows(),
        vehicles=_rows(),
        vehicle_purchase=_rows(),
        vehicle_running=_rows(),
        abroad=_rows(),
        hospitality=_rows(),
    )


def project_lines() -> SearchStrategy[ProjectLine]:
    """专项, one a line."""
    return st.builds(ProjectLine, extras=extras(), name=texts(), funds=_rows())


def projects() -> SearchStrategy[Projects]:
    """项目支出."""
    return st.builds(
        Projects,
        extras=extras(),
        total=_rows(),
        operations=_rows(),
        maintenance=_rows(),
        special=_rows(),
        lines=st.lists(project_lines(), max_size=2),
    )


def operating_items() -> SearchStrategy[OperatingItem]:
    """Items of 公用经费."""
    return st.builds(OperatingItem, extras=extras(), name=texts(), funds=_rows())


def operatings() -> SearchStrategy[Operating]:
    """公用经费."""
    return st.builds(Operating, extras=extras(), total=_rows(), items=st.lists(operating_items(), max_size=2))


def buildings() -> SearchStrategy[Building]:
    """楼堂馆所控制情况."""
    area, money, rate = cells(counts()), cells(moneys()), cells(rates())
    return st.builds(
        Building,
        extras=extras(),
        approved_area=area,
        actual_area=area,
        stated_area_rate=rate,
        planned_investment=money,
        actual_investment=money,
        stated_investment_rate=rate,
    )


def column_years() -> SearchStrategy[ColumnYears]:
    """The years printed over the columns of 附件1."""
    year = st.none() | st.sampled_from(["2021", "2022", "2022年"])
    return st.builds(ColumnYears, extras=extras(), prior=year, initial=year, spent=year)


def base_tables() -> SearchStrategy[BaseTable]:
    """附件1."""
    # Sorted, because the order of the labels means nothing.
    labels = st.dictionaries(st.sampled_from(["special", "operations", "no"]) | texts(), texts(), max_size=2)
    return st.builds(
        BaseTable,
        extras=extras(),
        heading=headings(),
        column_years=column_years(),
        labels=labels.map(lambda found: tuple(sorted(found.items()))),
        staffing=staffings(),
        three_public=_mostly(ThreePublic(), three_publics()),
        projects=_mostly(Projects(), projects()),
        operating=_mostly(Operating(), operatings()),
        procurement=_rows(),
        basic_adjustment=_rows(),
        buildings=st.lists(buildings(), max_size=2),
        austerity=_text(),
    )


def filings() -> SearchStrategy[Filing]:
    """Whole filings: a base table or none, a few scorecards and reports."""
    return st.builds(
        Filing,
        extras=extras(),
        year=st.none() | st.integers(1949, 2100),
        department=_text(),
        base_table=st.none() | base_tables(),
        scorecards=st.lists(scorecards(), max_size=2),
        reports=st.lists(reports(), max_size=2),
    )
