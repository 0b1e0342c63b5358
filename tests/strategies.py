"""
Hypothesis strategies for the values of a filing, with the corners that people and files have in store.

A strategy named after a value makes that value only; inside records a figure may also be blank or `Unreadable`.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    Building,
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
    Operating,
    OperatingItem,
    Pairs,
    ProjectLine,
    Projects,
    Report,
    Role,
    Scorecard,
    ScorecardKind,
    Section,
    Signature,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.quantity import Count, Money, MoneyUnit, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.domain.written import fold

T = TypeVar("T")

# What some reader somewhere takes for something else, or loses.
_NASTY = (
    "", " ", "no", "Yes", "on", "y", "~", "null", "NULL", "true", "False", "012", "0o17", "0x1F", "12:30", "1e3",
    "1_000", "2022", "9.50", "+1", ".5", "5.", ".inf", "-.NaN", "=", "<<", "2022-01-01", "2022-1-1 12:30:00 +8",
    "- a", "-", "---", "...", "? a", ": a", "a: b", "a #b", "#", "&a", "*a", "!a", "!!str a", "%YAML 1.1", "@", "`",
    "{", "[]", "|", ">", "'", '"', "\\", "\\n", " 前后有空格 ", "\t", "a\tb", "第一行\n第二行", "尾随换行\n",
    "两个换行\n\n", "\n前导换行", " 缩进\n行", "行\n  缩进", "行尾空格 \n行", "行 ", "a\rb", "a\r\nb", "\x00",
    "\x1b[31m", "\x7f", "\x85", "a\x85b", "\xa0", "\u2028", "\u2029b", "\ufeff", "\ufffe", "\U0010ffff", "🙂",
    "👩🏽\u200d🔬", "１２３", "①", "〇", "—", "８８万元", "8O.5", "x-", "$", "a" * 200, "长" * 1500, "\u202e", "中文。",
)  # fmt: skip
_STATEMENTS = (
    "≥95%", "≥ 95 %", "不低于９５％", "100%", "88万元", "2次", "0", "0起", "=0", "<5", "10天以内", "控制在88万元以内",
    "2022年1-12月", "2022-12-31", "有所提升", "已完成", "无", "9.50", "no", "012", "12:30", "1e3", "null", "~", "true",
    "600余万元", "第一行\n第二行", " 95% ",
)  # fmt: skip
_COUNT_UNITS = (
    "",
    "人",
    "次",
    "场次",
    "万人",
    "万人次",
    "亿",
    "m²",
    "㎡",
    "平方米",
    "km",
    "kg",
    "℃",
    "‰",
    "元/人",
    "GB",
)


def texts() -> SearchStrategy[str]:
    """Any text that Unicode knows, the nasty ones often."""
    return st.sampled_from(_NASTY) | st.text(max_size=12)


def decimals() -> SearchStrategy[Decimal]:
    """Decimals within the bounds of a figure: to 16 integer digits and 10 places, zeros at either end included."""
    ordinary = st.builds(_decimal, st.integers(-(10**7), 10**7), st.integers(0, 3))
    extreme = st.builds(_decimal, st.integers(-(10**16) + 1, 10**16 - 1), st.integers(0, 10))
    corners = st.sampled_from(["0", "0.00", "-0", "0.0000000001", "9999999999999999.9999999999", "100.0", "9.50", "10"])
    return ordinary | extreme | corners.map(Decimal)


def _decimal(digits: int, places: int) -> Decimal:
    # From its parts: arithmetic would round to the precision of the ambient context.
    return Decimal((int(digits < 0), tuple(int(digit) for digit in str(abs(digits))), -places))


def moneys() -> SearchStrategy[Money]:
    """Amounts of money in every unit."""
    return st.builds(Money, decimals(), st.sampled_from(MoneyUnit))


def rates() -> SearchStrategy[Rate]:
    """Percentages."""
    return st.builds(Rate, decimals())


def counts() -> SearchStrategy[Count]:
    """Counts, with and without a unit."""
    return st.builds(Count, decimals(), st.sampled_from(_COUNT_UNITS))


def points() -> SearchStrategy[Decimal]:
    """Points and weights: mostly what forms print, sometimes anything a figure may be."""
    return st.builds(_decimal, st.integers(0, 1000), st.integers(0, 2)) | decimals()


def statements() -> SearchStrategy[str]:
    """The text of a target or an actual: never blank."""
    return st.sampled_from(_STATEMENTS) | texts().filter(lambda text: bool(fold(text)))


def targets() -> SearchStrategy[Target]:
    """Targets, of numbers, periods and words."""
    return st.builds(Target, statements())


def actuals() -> SearchStrategy[Actual]:
    """Actuals, of numbers, periods and words."""
    return st.builds(Actual, statements())


def unreadables() -> SearchStrategy[Unreadable]:
    """What could not be read."""
    return st.builds(Unreadable, st.sampled_from(["8O.5", "9..5", "≥9O%"]) | texts())


def cells(values: SearchStrategy[T]) -> SearchStrategy[T | Unreadable | None]:
    """What stands in a cell: a figure, nothing, or what could not be read."""
    return st.none() | values | values | unreadables()


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


def funds() -> SearchStrategy[Funds]:
    """The amounts of one row."""
    money = cells(moneys())
    return st.builds(Funds, extras=extras(), prior=money, initial=money, revised=money, spent=money)


def _rows() -> SearchStrategy[Funds]:
    return _mostly(Funds(), funds())


def headings() -> SearchStrategy[Heading]:
    """What stands around a form."""
    text = st.none() | texts()
    signature = st.builds(Signature, extras=extras(), prepared_by=text, date=text, phone=text, responsible=text)
    heading = st.builds(
        Heading,
        extras=extras(),
        title=text,
        unit_name=text,
        year=st.none() | st.integers(1949, 2100),
        notes=text,
        signature=st.none() | signature,
    )
    return _mostly(Heading(), heading)


def executions() -> SearchStrategy[Execution]:
    """Stated rate, weight and points of a fund row."""
    return st.builds(
        Execution, extras=extras(), stated_rate=cells(rates()), weight=cells(points()), points=cells(points())
    )


def indicators() -> SearchStrategy[Indicator]:
    """Level-3 rows, sometimes with the columns that only some forms have."""
    text = st.none() | texts()
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
        part_of=_mostly(None, texts()),
    )


def budgets() -> SearchStrategy[Budget]:
    """The money part of a scorecard."""
    row = st.builds(
        FundRow,
        extras=extras(),
        name=texts(),
        role=st.none() | st.sampled_from(Role),
        parent=st.none() | texts(),
        funds=_rows(),
        execution=_mostly(None, executions()),
    )
    part = st.builds(Allocation, extras=extras(), name=texts(), amount=cells(moneys()))
    return st.builds(
        Budget,
        extras=extras(),
        rows=st.lists(row, max_size=2),
        by_source=st.lists(part, max_size=2),
        by_nature=st.lists(part, max_size=2),
        execution=_mostly(Execution(), executions()),
    )


def scorecards() -> SearchStrategy[Scorecard]:
    """附件2 and 附件3."""
    text = st.none() | texts()
    weight = st.builds(LevelWeight, extras=extras(), level1=texts(), level2=text, weight=cells(points()))
    return st.builds(
        Scorecard,
        extras=extras(),
        kind=st.sampled_from(ScorecardKind),
        heading=headings(),
        subject=text,
        supervisor=text,
        implementer=text,
        budget=_mostly(Budget(), budgets()),
        goals=st.lists(st.builds(Goal, extras=extras(), expected=text, actual=text), max_size=2),
        stated_weights=st.lists(weight, max_size=2),
        indicators=st.lists(indicators(), max_size=2),
        stated_weight=cells(points()),
        stated_points=cells(points()),
    )


def reports() -> SearchStrategy[Report]:
    """附件4 and 附件5."""
    text = st.none() | texts()
    section = st.builds(
        Section,
        extras=extras(),
        level=st.integers(1, 9),
        ordinal=text,
        title=text,
        paragraphs=st.lists(texts(), max_size=3),
    )
    return st.builds(
        Report,
        extras=extras(),
        kind=st.sampled_from(ScorecardKind),
        heading=headings(),
        sections=st.lists(section, max_size=2),
    )


def _three_publics() -> SearchStrategy[ThreePublic]:
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


def _projects() -> SearchStrategy[Projects]:
    line = st.builds(ProjectLine, extras=extras(), name=texts(), funds=_rows())
    return st.builds(
        Projects,
        extras=extras(),
        total=_rows(),
        operations=_rows(),
        maintenance=_rows(),
        special=_rows(),
        lines=st.lists(line, max_size=2),
    )


def _operatings() -> SearchStrategy[Operating]:
    item = st.builds(OperatingItem, extras=extras(), name=texts(), funds=_rows())
    return st.builds(Operating, extras=extras(), total=_rows(), items=st.lists(item, max_size=2))


def _buildings() -> SearchStrategy[Building]:
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


def base_tables() -> SearchStrategy[BaseTable]:
    """附件1."""
    year = st.none() | st.sampled_from(["2021", "2022", "2022年"])
    # Sorted, because the order of the labels means nothing.
    labels = st.dictionaries(st.sampled_from(["special", "operations", "no"]) | texts(), texts(), max_size=2)
    staffing = st.builds(
        Staffing, extras=extras(), established=cells(counts()), actual=cells(counts()), stated_rate=cells(rates())
    )
    return st.builds(
        BaseTable,
        extras=extras(),
        heading=headings(),
        column_years=st.builds(ColumnYears, extras=extras(), prior=year, initial=year, spent=year),
        labels=labels.map(lambda found: tuple(sorted(found.items()))),
        staffing=staffing,
        three_public=_mostly(ThreePublic(), _three_publics()),
        projects=_mostly(Projects(), _projects()),
        operating=_mostly(Operating(), _operatings()),
        procurement=_rows(),
        basic_adjustment=_rows(),
        buildings=st.lists(_buildings(), max_size=2),
        austerity=st.none() | texts(),
    )


def filings() -> SearchStrategy[Filing]:
    """Whole filings: a base table or none, a few scorecards and reports."""
    return st.builds(
        Filing,
        extras=extras(),
        year=st.none() | st.integers(1949, 2100),
        department=st.none() | texts(),
        base_table=st.none() | base_tables(),
        scorecards=st.lists(scorecards(), max_size=2),
        reports=st.lists(reports(), max_size=2),
    )
