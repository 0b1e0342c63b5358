"""Filings to measure with: no two alike, so that no cache looks better than it is."""

from __future__ import annotations

import random
from decimal import Decimal

from budgetperf.domain.model import (
    Allocation,
    Budget,
    Execution,
    Filing,
    FundRow,
    Funds,
    Goal,
    Heading,
    Indicator,
    LevelWeight,
    Scorecard,
    Signature,
)

__all__ = ["ROWS", "filings"]

ROWS = 20
"""Indicators of a card."""

_LEVELS = (
    ("产出指标", "数量指标", "册"),
    ("产出指标", "质量指标", "%"),
    ("产出指标", "时效指标", "天"),
    ("成本指标", "经济成本指标", "万元"),
    ("效益指标", "社会效益指标", "人次"),
    ("满意度指标", "服务对象满意度指标", "%"),
)


def filings(count: int, seed: int) -> list[Filing]:
    """Filings of one project card of 20 indicators and 4 fund rows each: some 6 KB of JSON."""
    dice = random.Random(seed)  # noqa: S311 - the same filings every time
    return [_filing(dice, f"{seed}-{number}") for number in range(count)]


def _filing(dice: random.Random, name: str) -> Filing:
    return Filing(
        year=2022,
        department=f"某县第{name}局",
        scorecards=[
            Scorecard(
                kind="project",
                heading=Heading(
                    title="项目支出绩效自评表",
                    unit_name=f"某县第{name}局",
                    year=2022,
                    signature=Signature(prepared_by="填表人", date="2023年3月1日", responsible="负责人"),
                ),
                subject=f"第{name}号专项",
                supervisor="某县财政局",
                implementer=f"某县第{name}局",
                budget=_budget(dice),
                goals=[Goal(expected=f"完成第{name}号专项的建设任务", actual=f"第{name}号专项的建设任务已经完成")],
                stated_weights=[LevelWeight(level1=level, weight=weight) for level, weight in _WEIGHTS],
                indicators=[_indicator(dice, place) for place in range(ROWS)],
                stated_weight="100",
                stated_points=f"{dice.randint(800, 1000) / 10}",
            )
        ],
    )


_WEIGHTS = (("产出指标", "50"), ("成本指标", "20"), ("效益指标", "20"), ("满意度指标", "10"))


def _budget(dice: random.Random) -> Budget:
    spent = [Decimal(dice.randint(1, 10**6)) / 100 for _ in range(3)]
    whole, names = "年度资金总额", ("当年财政拨款", "上年结转资金", "其他资金")
    rows: list[tuple[str, str | None, str | None, Decimal]] = [(whole, None, "total", sum(spent, Decimal(0)))]
    rows += [(name, whole, None, amount) for name, amount in zip(names, spent, strict=True)]
    return Budget(
        rows=[
            FundRow(
                name=name,
                role=role,
                parent=parent,
                funds=Funds(initial=f"{amount}万元", revised=f"{amount + 1}万元", spent=f"{amount}万元"),
            )
            for name, parent, role, amount in rows
        ],
        by_nature=[Allocation(name="项目支出", amount=f"{sum(spent)}万元")],
        execution=Execution(stated_rate=f"{dice.randint(5000, 10000) / 100}%", weight="10", points="9.5"),
    )


def _indicator(dice: random.Random, place: int) -> Indicator:
    level1, level2, unit = _LEVELS[place % len(_LEVELS)]
    target = dice.randint(10, 100_000)
    actual = target if dice.random() < 0.6 else target * dice.randint(50, 130) // 100  # noqa: PLR2004 - most just meet it
    return Indicator(
        level1=level1,
        level2=level2,
        name=f"第{place}项指标的完成情况",
        target=f"{'≤' if level1 == '成本指标' else '≥'}{target}{unit}",
        actual=f"{actual}{unit}",
        weight="4.5",
        points=f"{dice.randint(0, 45) / 10}",
        deviation_note=None if actual >= target else "受天气影响，工期顺延",
    )
