"""
How scores come about, word by word: rows of every kind under every rulebook that ships, each with its whole trace.

`ledgers/scores.txt` has them line by line, for each rulebook only what none before it has said;
``python tests/scoring/test_score_ledger.py`` writes it anew, after a deliberate change. Read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, Scorecard
from budgetperf.domain.rate_formulas import RATE_FORMULAS
from budgetperf.domain.rates import ControlRate
from budgetperf.scoring.dimensions import dimensions
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rule import FunctionRule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score

LEDGER = Path(__file__).parent.parent / "ledgers" / "scores.txt"
NATIONAL = "mof-2020"
# Target, actual and stated points; what else a row says stands behind them.
CELLS: list[tuple[str | None, str | None, str | None, dict[str, str]]] = [
    ("≥90%", "95%", "10", {}),
    ("≥90%", "90%", "10", {}),
    ("≥90%", "88.7%", "9.86", {}),
    ("≥90%", "88.7%", "9.9", {}),
    ("≥90%", "88.7%", "10", {}),
    ("≥90%", "54%", None, {}),
    ("≥90%", "0%", "0", {}),
    ("≥90%", "≥80%", "9", {}),
    ("≥90%", "80%以上", "8", {}),
    ("≥90%", "95%", "10", {"level1": "满意度指标"}),
    ("≥90%", "85%", "10", {"level1": "满意度指标"}),
    ("≥90%", "72%", "8", {"level1": "满意度指标"}),
    ("≥90%", "40%", "8", {"level1": "满意度指标"}),
    (">5000册", "5000册", "10", {}),
    ("≥5000册", "6000册", "10", {}),
    ("≥5000册", "7000册", "10", {"deduction": "2"}),
    ("≥5000册", "9000册", "8", {}),
    ("≥5000册", "20000册", "6", {}),
    ("5000册", "4900册", "9.8", {}),
    ("5000册", "4900册", "9.8", {"direction": "equal"}),
    ("5000册", "5100册", "9.8", {"direction": "equal"}),
    ("=5000册", "5000册", "10", {}),
    ("=5000册", "4600册", "9.2", {}),
    ("=5000册", "5600册", "0", {}),
    ("≤88万元", "80万元", "10", {"level1": "成本指标"}),
    ("≤88万元", "96.73万元", "9.01", {"level1": "成本指标"}),
    ("≤88万元", "967300元", "9", {"level1": "成本指标"}),
    ("≤88万元", "200万元", "0", {"level1": "成本指标"}),
    ("≤88万元", "未填报", "5", {"level1": "成本指标"}),
    (None, "未填报", "5", {"level1": "成本指标"}),
    (None, "95%", "5", {"name": "人员控制率"}),
    ("100%", "95%", "5", {"name": "人员控制率", "weight": "5"}),
    ("100%", "107%", "4", {"name": "“三公经费”变动率", "weight": "8"}),
    (None, "无", "4", {"name": "“三公经费”变动率", "weight": "8"}),
    (None, "3人", "4", {"name": "人员控制率", "weight": "5"}),
    ("≤5天", "3天", "10", {}),
    ("≤5天", "8次", "4", {}),
    ("≥5000册", "5000", "10", {}),
    ("≤0次", "0次", "10", {}),
    ("0次", "2次", "0", {}),
    ("=0次", "-3次", "10", {}),
    ("≥0次", "3次", "10", {}),
    ("≥-5%", "-8%", "4", {}),
    ("≥-5%", "-3%", "10", {}),
    ("≤-5%", "-8%", "10", {}),
    ("=-5%", "-5%", "10", {}),
    ("≥90%", "-3%", "0", {}),
    ("2022年12月底前", "2022年11月", "10", {}),
    ("2022年12月底前", "2023年1月5日", "8", {}),
    ("2022年1-12月", "2022年1-12月", "10", {}),
    ("有所提升", "有所提升", "10", {}),
    ("有所提升", "已完成", "10", {}),
    ("有所提升", "部分完成", "7", {}),
    ("有所提升", "未完成", "3", {}),
    ("有所提升", "很好", "9", {}),
    ("有所提升", "是", "10", {}),
    ("有所提升", "否", "0", {}),
    ("有所提升", "不适用", None, {}),
    ("有所提升", "95%", "9", {}),
    ("无", "无", "10", {}),
    ("≥90%", "已完成", "10", {}),
    ("≥90%", None, "0", {}),
    (None, "95%", "10", {}),
    (None, "不涉及", "10", {}),
    (None, None, "10", {}),
    ("≥90%", "95%", "11", {}),
    ("≥90%", "95%", "-1", {}),
    ("≥90%", "95%", "10", {"weight": "15"}),
    ("≥90%", "95%", "10", {"weight": "0"}),
    ("≥90%", "95%", "10", {"weight": "-5"}),
    ("≥3", "2", "6.67", {}),
    ("≥3", "2", "6.7", {}),
    ("≥3", "2", "7", {}),
    ("≤3", "4", "7.5", {}),
    ("≤3", "4", "6.67", {}),
    ("≤3", "4", "5", {"weight": "5"}),
    ("=3", "4", "3", {"weight": "8"}),
]
RATES = ["人员控制率", "“三公经费”变动率", "公用经费控制率", "政府采购执行率", "没有的比率"]
MONEY = [
    ("100万元", "99万元"),
    ("100万元", "120万元"),
    ("0万元", "0万元"),
    ("0万元", "5万元"),
    ("100万元", None),
    (None, "5万元"),
]
MONEY += [("99.99万元", "33.33万元"), ("-5万元", "5万元")]


def said(message: Message) -> str:
    """A line of a trace: its key, and what it is filled with."""
    return f"{message.key}({', '.join(f'{name}={value}' for name, value in message.values)})"


def told(row: RowScore) -> str:
    """All that is known of how a row was scored."""
    stance = None if row.stance is None else f"{row.stance.direction}{'?' if row.assumed else ''}"
    figures = f"{row.low}–{row.high} of {row.weight}, {row.basis}, stated {row.stated} {row.standing}"
    more = f"met {row.met}, attainment {row.attainment}, {stance}, {row.rule}, rounded to {row.rounding}"
    clause = None if row.clause is None else (row.clause.document, row.clause.place)
    return f"{row.path} {row.label}: {figures}; {more}; {clause}; {' '.join(map(said, row.trace))}"


def card_of(cells: list[tuple[str | None, str | None, str | None, dict[str, str]]]) -> Scorecard:
    """A card with these rows."""
    usual = {"level1": "产出指标", "weight": "10"}
    stated = [
        {**usual, "name": f"{target}", **more, "target": target, "actual": actual, "points": points}
        for target, actual, points, more in cells
    ]
    rows = [Indicator(**row) for row in stated]  # type: ignore[arg-type] # every field takes text
    return Scorecard(kind="project", indicators=rows, stated_points="90")


def executed(revised: str | None, spent: str | None) -> Scorecard:
    """A card with a budget, and two rows of which one may be dropped."""
    total = FundRow(name="年度资金总额", role="total", funds=Funds(revised=revised, spent=spent))
    rows = [Indicator(name="一", level1="产出指标", target="≥3", actual="2", weight=40, points=20)]
    rows += [Indicator(name="二", level1="效益指标", target="有所提升", actual="不适用", weight=50, points=50)]
    return Scorecard(
        kind="project", budget=Budget(rows=[total], execution=Execution(weight=10, points=9)), indicators=rows
    )


def total(card: Scorecard, found: Score) -> str:
    """What the rows come to, and what the parts of the card do."""
    grades = [None if grade is None else grade.title for grade in (found.grade_low, found.grade_high)]
    parts = [f"{part.name} {part.low}–{part.high} of {part.weight}" for part in dimensions(card, found)]
    return f"total {found.low}–{found.high}, stated {found.stated}, {grades}; {parts}"


def scored(book: Rulebook) -> Iterator[str]:
    """Every row, every budget and every rate under one rulebook."""
    card = card_of(CELLS)
    found = score(card, book)
    for cell, row in zip(CELLS, found.rows, strict=True):
        yield f"{cell[1]} {cell[3] or ''} {told(row)}"
    yield total(card, found)
    for revised, spent in MONEY:
        card = executed(revised, spent)
        found = score(card, book)
        yield f"{revised} {spent}: {'no execution' if found.execution is None else told(found.execution)}"
        yield f"{revised} {spent}: {total(card, found)}"
    for value in (None, Fraction("0.95"), Fraction(1), Fraction("1.07")):
        rates = [ControlRate(formula=formula, value=value) for formula in RATE_FORMULAS.values()]
        rows = [Indicator(name=name, weight=weight, points=4) for name in RATES for weight in (4, 5, 8)]
        found = score(Scorecard(kind="rates", indicators=rows), book, rates=rates)
        yield from (f"{value} {told(row)}" for row in found.rows)


def ledger() -> str:
    """The national rulebook first; then of each what none before it has said."""
    books = sorted(bp.shipped_rulebooks(), key=lambda book: (book.name != NATIONAL, book.name))
    best, partly, worst = books[0].bands
    # Whose ends are nobody's: a step of the grid is left out at either end.
    share = evolve(partly.share, low_open=True, high_open=True)
    books.append(evolve(books[0], name="open-ended", bands=[best, evolve(partly, share=share), worst]))
    clause = partly.clause
    own = FunctionRule(
        id="own", title="自定", title_en="own", function=lambda _target, _actual, all_: all_ / 2, clause=clause
    )
    books.append(evolve(books[0], name="function", positive=evolve(books[0].positive, higher=[own])))
    lines: dict[str, str] = {}
    for book in books:
        for line in scored(book):
            lines.setdefault(line, book.name)
    return "".join(f"{name} | {line}\n" for line, name in lines.items())


def test_line_by_line() -> None:
    """The same cells earn the same points, for the same reasons, as ever."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == ledger().splitlines()


def test_rows_for_a_dataframe() -> None:
    """A row of a score says what the row of the card said, and what follows."""
    first, *_, last = score(executed("100万元", "99万元"), bp.load_rulebook("mof-2018")).to_rows()
    assert {
        "kind": "project",
        "subject": None,
        "path": "scorecard.budget.execution",
        "label": "预算执行率",
        "weight": Decimal(10),
        "stated": Decimal(9),
        "low": Decimal("9.90"),
        "high": Decimal("9.90"),
        "standing": "outside",
        "basis": "computed",
        "met": None,
        "rule": "execution",
    } == first
    assert (last["basis"], last["rule"], last["label"]) == ("dropped", None, "二")


if __name__ == "__main__":
    LEDGER.write_text(ledger(), encoding="utf-8")
