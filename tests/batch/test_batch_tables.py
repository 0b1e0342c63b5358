"""Filings as tables: every cell a number with its unit, or a text, or a blank."""

from __future__ import annotations

from decimal import Decimal

from batched import card_of, filing_of, funded

from budgetperf.batch import CARDS, INDICATOR_ROWS, cards_table, check_cards, check_rows, rows_table
from budgetperf.domain.model import Filing, Indicator
from budgetperf.domain.quantity import Unreadable


def test_rows() -> None:
    """Execution first, then each indicator; what is not said is null."""
    rows = [
        Indicator(
            level1="产出指标",
            name="册数",
            target="不低于９０ 册",
            actual="已完成",
            weight="10",
            points=Unreadable("1O"),
        ),
        Indicator(name="费用", target=Unreadable("8O.5"), actual="2022年6月", direction="lower", deduction="0.5"),
    ]
    table = rows_table([filing_of(card_of(rows, budget=funded("1万元", None, "10", "9.5")))])
    assert table.schema == INDICATOR_ROWS
    execution, first, second = (
        {name: value for name, value in row.items() if value is not None and value is not False}
        for row in table.to_pylist()
    )
    assert {
        "card": 0, "row": -1, "part": "execution", "name": "预算执行率",
        "target_number": 1, "target_unit": "万元", "weight": 10, "points": Decimal("9.5"),
    } == execution  # fmt: skip
    assert first == {
        "card": 0, "row": 0, "part": "indicator", "level1": "产出指标", "name": "册数",
        "target_operator": "≥", "target_number": 90, "target_unit": "册", "actual_text": "已完成", "weight": 10,
    }  # fmt: skip
    assert {
        "card": 0, "row": 1, "part": "indicator", "name": "费用", "direction": "lower", "target_text": "8O.5",
        "target_unreadable": True, "actual_text": "2022年6月", "deduction": Decimal("0.5"),
    } == second  # fmt: skip


def test_cards_are_numbered_through() -> None:
    """Over all filings, as the rows are; a year that no form has is none."""
    filings = [Filing(year=2022, scorecards=[card_of([])] * 2), Filing(year=10**30, scorecards=[card_of([])])]
    cards = cards_table(filings).to_pylist()
    assert [(card["card"], card["filing"], card["year"]) for card in cards] == [
        (0, 0, 2022),
        (1, 0, 2022),
        (2, 1, None),
    ]
    assert [card["path"] for card in cards] == ["scorecards[0]", "scorecards[1]", "scorecards[0]"]


def test_no_filings() -> None:
    """Empty tables have their columns, and pass their own check."""
    assert check_rows(rows_table([])).schema == INDICATOR_ROWS
    assert check_cards(cards_table([])).schema == CARDS
