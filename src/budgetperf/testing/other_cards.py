"""Strategies for the cards that are filled in before the year, in the middle of it, and by rates: all of them agree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import reduce

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.model import (
    Budget,
    Cause,
    Execution,
    FundRow,
    Funds,
    Goal,
    Indicator,
    Likelihood,
    Role,
    Scope,
    Scorecard,
)
from budgetperf.domain.rounding import round_half_up
from budgetperf.domain.written import EXACT
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing.quantities import decimals

__all__ = ["monitoring_scorecards", "rate_scorecards", "target_scorecards"]

_ROWS = (
    ("产出指标", "数量指标", "培训班次", "次"),
    ("产出指标", "数量指标", "采购册数", "册"),
    ("产出指标", "质量指标", "验收合格率", "%"),
    ("成本指标", "经济成本指标", "采购成本", "万元"),
    ("效益指标", "社会效益指标", "借阅人次", "人次"),
    ("满意度指标", "服务对象满意度指标", "读者满意度", "%"),
)
_RATE_ROWS = (
    ("投入", "预算配置", "在职人员控制率", "5"),
    ("投入", "预算配置", "“三公经费”变动率", "5"),
    ("过程", "预算执行", "预算完成率", "5"),
    ("过程", "预算管理", "管理制度健全性", "8"),
    ("过程", "预算管理", "三公经费控制率", "6"),
)
_SUBJECTS = ("图书采购", "全民阅读活动", "数字化加工")
_SIGNS = ("≥", "≤", "=", "")


@st.composite
def _aims(draw: st.DrawFn) -> list[Indicator]:
    """Rows with a target each and nothing done yet."""
    rows = draw(st.lists(st.sampled_from(_ROWS), min_size=1, unique=True))
    return [
        Indicator(
            level1=level1,
            level2=level2,
            name=name,
            target=f"{draw(st.sampled_from(_SIGNS))}{draw(st.integers(1, 100))}{unit}",
        )
        for level1, level2, name, unit in sorted(rows, key=_ROWS.index)
    ]


@st.composite
def _amounts(draw: st.DrawFn) -> tuple[Decimal, Decimal, Decimal]:
    """An appropriation, other money, and both together."""
    money = decimals(min_value=1, max_value=10**4, max_places=2)
    own, other = draw(money), draw(money)
    return EXACT.add(own, other), own, other


def _planned(amounts: tuple[Decimal, Decimal, Decimal], *, long_term: bool = False) -> list[FundRow]:
    total, own, other = (Funds(initial=f"{amount:f}万元") for amount in amounts)
    name = "中期资金总额" if long_term else "年度资金总额"
    return [
        FundRow(name=name, role=Role.TOTAL, funds=total, long_term=long_term),
        FundRow(name="财政拨款", role=Role.APPROPRIATION, parent=name, funds=own, long_term=long_term),
        FundRow(name="其他资金", role=Role.OTHER, parent=name, funds=other, long_term=long_term),
    ]


@st.composite
def target_scorecards(draw: st.DrawFn) -> Scorecard:
    """绩效目标申报表 of a project, for this year alone or for several years besides."""
    rows, money = draw(_aims()), _planned(draw(_amounts()))
    goals = [Goal(expected="完成年度采购任务")]
    if draw(st.booleans()):
        later = [evolve(row, long_term=True) for row in rows]
        rows, goals = [*later, *rows], [Goal(expected="三年内建成", long_term=True), *goals]
        money = [*_planned(draw(_amounts()), long_term=True), *money]
    return Scorecard(
        kind="target",
        scope=Scope.PROJECT,
        subject=draw(st.sampled_from(_SUBJECTS)),
        supervisor="某县某局",
        implementer="某县某局",
        attribute=draw(st.sampled_from(["新增项目", "延续项目", None])),
        period=draw(st.sampled_from(["2022年1月-2022年12月", None])),
        budget=Budget(rows=money),
        goals=goals,
        indicators=rows,
    )


@st.composite
def monitoring_scorecards(draw: st.DrawFn) -> Scorecard:
    """绩效运行监控表 of a project: what was spent and done by July, and what is expected by December."""
    whole, own, other = draw(_amounts())
    share = draw(st.sampled_from(["0", "0.5", "1"]).map(Decimal))
    rows = []
    for number, (name, role, amount) in enumerate(
        [("年度资金总额", Role.TOTAL, whole), ("财政拨款", Role.APPROPRIATION, own), ("其他资金", Role.OTHER, other)]
    ):
        funds = Funds(
            initial=f"{amount:f}万元",
            to_date=f"{EXACT.multiply(amount, share):f}万元",
            forecast=f"{amount:f}万元",
        )
        rows.append(FundRow(name=name, role=role, parent=None if number == 0 else "年度资金总额", funds=funds))
    rate = round_half_up(100 * Fraction(share), 2)
    return Scorecard(
        kind="monitoring",
        scope=Scope.PROJECT,
        subject=draw(st.sampled_from(_SUBJECTS)),
        supervisor="某县某局",
        implementer="某县某局",
        months=draw(st.sampled_from(["1-7月", "1-8月"])),
        budget=Budget(rows=rows, execution=Execution(stated_rate=f"{rate:f}%")),
        goals=[Goal(expected="完成年度采购任务")],
        indicators=[
            Indicator(
                level1=row.level1,
                level2=row.level2,
                name=row.name,
                target=row.target,
                to_date=draw(st.sampled_from(["1", "已启动", None])),
                forecast=str(row.target),
                causes=draw(st.sampled_from([[], [Cause(name="经费保障", note="√")]])),
                likelihood=draw(st.sampled_from([*Likelihood, None])),
            )
            for row in draw(_aims())
        ],
    )


def rate_scorecards(*, rulebook: Rulebook | None = None) -> SearchStrategy[Scorecard]:
    """
    Rate tables with the whole weight of every row.

    Args:
        rulebook: Whose rate rows and weights they have; None for the usual ones.
    """
    known = [
        Indicator(level1="过程", name=row.names[0], weight=weight)
        for row in (rulebook.rates if rulebook is not None else ())
        for weight in row.weights[:1]
    ]
    usual = [Indicator(level1=one, level2=two, name=name, weight=weight) for one, two, name, weight in _RATE_ROWS]
    return st.lists(st.sampled_from(known or usual), min_size=1, unique_by=lambda row: row.name).map(_rate_table)


def _rate_table(chosen: list[Indicator]) -> Scorecard:
    rows = [evolve(row, points=row.weight, standard="见办法") for row in chosen]
    total = reduce(EXACT.add, [row.weight for row in chosen if isinstance(row.weight, Decimal)])
    return Scorecard(kind="rates", subject="某县某局", indicators=rows, stated_weight=total, stated_points=total)
