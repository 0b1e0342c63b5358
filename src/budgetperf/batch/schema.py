"""
The tables of a batch: indicator rows, cards, and what is added to each by scoring.

Every number of a form is a ``decimal128(26, 10)``: 16 digits before the point and 10 behind it, which is what this
library reads at all, so that every figure of every filing fits, exactly, and engines can sum it. Amounts of cards are
in 元 and may be counted in 亿元, so they are ``decimal128(38, 10)``. A floating-point column could hold neither 0.1
nor NaN-free data; whole numbers in a fixed unit could not hold 16 digits beside 10 places.

A number is kept as it was printed, with its unit: ``≥95%`` is the operator ``≥``, the number 95 and the unit ``%``.
What is no number is kept as text. A cell is one or the other, never both.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pyarrow as pa

__all__ = [
    "AMOUNT",
    "CARDS",
    "CARD_SCORES",
    "DIGITS",
    "FIGURE",
    "INDICATOR_ROWS",
    "NAMES",
    "PARTS",
    "PLACES",
    "ROW_KEYS",
    "ROW_SCORES",
    "documented",
]

PLACES: Final = 10
"""Decimal places of every number in a table."""

FIGURE: Final = pa.decimal128(26, PLACES)
"""Points, weights, targets and actuals, as printed."""

AMOUNT: Final = pa.decimal128(38, PLACES)
"""Amounts in 元, and sums of points: the library adds up no more than 26 digits before the point."""

DIGITS: Final = 36
"""How many digits an amount may have: there is room for the sums and differences of those."""

NAMES: Final = pa.dictionary(pa.int32(), pa.string())
"""Text of which there are few: levels, units, operators."""

PARTS: Final = ("indicator", "execution", "rate", "plan")
"""What a row is: an indicator, budget execution, a row of a rate table, or one of a form that has no points."""


def documented(fields: Mapping[str, tuple[pa.DataType, bool, str]]) -> pa.Schema:
    """The schema of a table whose columns each say their type, whether they may be blank, and what they mean."""
    return pa.schema(
        [
            pa.field(name, kind, nullable=nullable, metadata={"meaning": meaning})
            for name, (kind, nullable, meaning) in fields.items()
        ]
    )


INDICATOR_ROWS: Final = documented(
    MappingProxyType(
        {
            "card": (pa.int64(), False, "number of the card; never falls, so that its rows are together"),
            "row": (pa.int32(), False, "place among the indicators of its card, from 0; -1 for budget execution"),
            "part": (
                NAMES,
                False,
                "indicator, execution, rate (a row of a rate table) or plan (of a card without points)",
            ),
            "level1": (NAMES, True, "一级指标"),
            "level2": (NAMES, True, "二级指标"),
            "name": (pa.string(), False, "三级指标"),
            "direction": (NAMES, True, "higher, lower, equal or judged, where the form says so"),
            "target_operator": (NAMES, True, "≥ > = ≤ < of a target in numbers; null for a bare number"),
            "target_number": (FIGURE, True, "年度指标值, the number as printed; of execution the revised budget"),
            "target_unit": (NAMES, True, "its unit as printed: %, 万元, 次; null for none"),
            "target_text": (pa.string(), True, "a target that is no number, as printed; null for a number or a blank"),
            "target_unreadable": (pa.bool_(), False, "whether that text was meant as a figure and cannot be read"),
            "actual_operator": (NAMES, True, "as for the target"),
            "actual_number": (FIGURE, True, "实际完成值, the number as printed; of execution what was spent"),
            "actual_unit": (NAMES, True, "as for the target"),
            "actual_text": (pa.string(), True, "as for the target"),
            "actual_unreadable": (pa.bool_(), False, "as for the target"),
            "weight": (FIGURE, True, "分值 in points; null where none can be read"),
            "points": (FIGURE, True, "得分 in points; null where none can be read"),
            "deduction": (FIGURE, True, "扣分 in points, where the form has such a column"),
        }
    )
)
"""One row for each indicator of a card, and one for its budget execution where the card gives it a weight."""

ROW_KEYS: Final = ("card", "row")
"""The columns by which a row is found again."""

ROW_SCORES: Final = documented(
    MappingProxyType(
        {
            "low": (FIGURE, True, "least score that follows from the rules, in points; null for a row without weight"),
            "high": (FIGURE, True, "greatest score that follows"),
            "basis": (NAMES, True, "computed, judged, open or dropped; null for a bad row"),
            "standing": (NAMES, True, "equal, explained, within, outside or open; null where nothing is stated"),
            "rule": (NAMES, True, "ids of the rules applied"),
            "how": (NAMES, False, "kernel where it was computed column-wise, row where by budgetperf.scoring"),
            "fault": (NAMES, True, "what is wrong with a bad row; such a row has no score"),
        }
    )
)
"""What `score_table` adds to the rows."""

CARDS: Final = documented(
    MappingProxyType(
        {
            "card": (pa.int64(), False, "number of the card; rises from row to row"),
            "filing": (pa.int64(), False, "number of the filing; never falls"),
            "path": (pa.string(), False, "path of the card within its filing: scorecards[0]"),
            "kind": (NAMES, False, "department, project, target, monitoring or rates"),
            "year": (pa.int32(), True, "budget year"),
            "department": (pa.string(), True, "name of the department"),
            "subject": (pa.string(), True, "name of the department or project that is evaluated"),
            "initial": (AMOUNT, True, "年初预算数 of the total row, 元"),
            "revised": (AMOUNT, True, "全年预算数 of the total row, 元"),
            "spent": (AMOUNT, True, "全年执行数 of the total row, 元"),
            "initial_parts": (AMOUNT, True, "sum of its parts, 元; null where all are blank, or one cannot be read"),
            "revised_parts": (AMOUNT, True, "likewise"),
            "spent_parts": (AMOUNT, True, "likewise"),
            "by_source": (AMOUNT, True, "sum of 按收入性质分, 元; likewise"),
            "by_nature": (AMOUNT, True, "sum of 按支出性质分, 元; likewise"),
            "project_spending": (AMOUNT, True, "项目支出 under 按支出性质分, 元"),
            "stated_rate": (FIGURE, True, "执行率 as stated, in per cent"),
            "stated_weight": (FIGURE, True, "分值 of the 总分 row, in points"),
            "stated_points": (FIGURE, True, "得分 of the 总分 row, in points"),
            "unknown": (
                pa.int64(),
                False,
                "how many weights and points its rows lack that the card has: unreadable ones",
            ),
        }
    )
)
"""One row for each card."""

CARD_SCORES: Final = documented(
    MappingProxyType(
        {
            "low": (AMOUNT, True, "least total that follows; null where no row has a weight, or a row is bad"),
            "high": (AMOUNT, True, "greatest total that follows"),
            "grade_low": (NAMES, True, "grade of the least total"),
            "grade_high": (NAMES, True, "grade of the greatest total"),
            "bad_rows": (pa.int64(), False, "how many of its rows have a fault"),
            "row_weights": (AMOUNT, True, "sum of the weights of its rows, with execution; null where all are blank"),
            "row_points": (AMOUNT, True, "sum of the stated points of its rows; likewise"),
            "weights_gap": (
                AMOUNT,
                True,
                "row_weights - 100; this gap and the next two are null where a card has unknowns",
            ),
            "stated_weight_gap": (AMOUNT, True, "stated_weight - row_weights"),
            "stated_points_gap": (AMOUNT, True, "stated_points - row_points"),
            "initial_gap": (AMOUNT, True, "initial - initial_parts, 元"),
            "revised_gap": (AMOUNT, True, "revised - revised_parts, 元"),
            "spent_gap": (AMOUNT, True, "spent - spent_parts, 元"),
            "source_gap": (AMOUNT, True, "by_nature - by_source, 元"),
            "nature_gap": (AMOUNT, True, "spent - by_nature, 元"),
            "execution_rate": (FIGURE, True, "spent / revised in per cent, rounded half-up once to 4 places"),
            "projects_spent": (AMOUNT, True, "department cards: what the project cards of its filing have spent, 元"),
            "projects_gap": (AMOUNT, True, "department cards: project_spending - projects_spent, 元"),
        }
    )
)
"""What `score_cards` adds to the cards."""
