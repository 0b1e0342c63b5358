"""
The rows that are not computed column by column, each scored by `budgetperf.scoring`.

Words repeat (已完成 under 已完成 fills many a form), so what a row is worth is remembered within one run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa
from attrs import field, frozen

from budgetperf.batch.fixed import Wholes
from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, Role, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Money, Unreadable, as_quantity
from budgetperf.domain.rounding import round_half_up
from budgetperf.domain.statement import Actual, Bound, Operator, Target, read_statement
from budgetperf.domain.written import fold
from budgetperf.scoring.rate_table import score_rate_row
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import RowScore, Standing, round_row
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score

__all__ = ["Outcome", "RowScorer", "explanations"]

_MOST_REMEMBERED = 50_000

_Cell = TypeVar("_Cell", Target, Actual)

Key = tuple[object, ...]
Row = Mapping[str, Any]


class Outcome(NamedTuple):
    """
    What a row is worth.

    Attributes:
        standing: How its stated points stand to it, unless a rounding explains them.

        explained: For each number of places that explains them, by how many rules.
    """

    low: Decimal | None
    high: Decimal | None
    basis: str
    standing: Standing | None
    rule: str | None
    explained: tuple[tuple[int, int], ...]


_COLUMNS = (
    "part", "level1", "level2", "name", "direction",
    "target_operator", "target_number", "target_unit", "target_text", "target_unreadable",
    "actual_operator", "actual_number", "actual_unit", "actual_text", "actual_unreadable",
    "weight", "points", "deduction",
)  # fmt: skip


@frozen(eq=False)
class RowScorer:
    """Scores rows one by one under one rulebook."""

    book: Rulebook
    _known: dict[Key, Outcome] = field(factory=dict, init=False)

    def outcomes(self, table: pa.Table, rows: Wholes) -> Iterator[Outcome]:
        """What some rows of a table are worth."""
        for start in range(0, len(rows), _SLICE):
            some = table.select(_COLUMNS).take(pa.array(rows[start : start + _SLICE]))
            for values in zip(*(column.to_pylist() for column in some.columns), strict=True):
                yield self._outcome(values)

    def _outcome(self, values: Sequence[object]) -> Outcome:
        row = dict(zip(_COLUMNS, values, strict=True))
        # Only a blank target or a bare number asks for the name; leaving it out lets more rows meet.
        named = row["target_number"] is not None or row["part"] == "rate" or self.book.rates
        key = tuple(value for name, value in row.items() if named or name != "name")
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[key] = _of(_scored(row, self.book), self.book)
        return found


_SLICE = 8192


def _scored(row: Row, book: Rulebook) -> RowScore:
    if row["part"] == "execution":
        return _execution(row, book)
    if row["part"] == "plan":
        return RowScore(path="", label=row["name"], weight=None)
    indicator = Indicator(
        level1=row["level1"],
        level2=row["level2"],
        name=row["name"],
        direction=row["direction"],
        target=_cell(row, "target", Target),
        actual=_cell(row, "actual", Actual),
        weight=row["weight"],
        points=row["points"],
        deduction=row["deduction"],
    )
    # The rates of a filing do not stand in the rows of its rate table.
    return score_rate_row(indicator, "", book, {}) if row["part"] == "rate" else score_row(indicator, "", book)


def _execution(row: Row, book: Rulebook) -> RowScore:
    revised, spent = (_money(row, side) for side in ("target", "actual"))
    total = FundRow(name="年度资金总额", role=Role.TOTAL, funds=Funds(revised=revised, spent=spent))
    budget = Budget(rows=[total], execution=Execution(weight=row["weight"], points=row["points"]))
    found = score(Scorecard(kind=ScorecardKind.PROJECT, budget=budget), book).execution
    # A row without a weight is scored as any other such row is.
    return score_row(Indicator(name="", weight=None, points=row["points"]), "", book) if found is None else found


def _money(row: Row, side: str) -> Money | None:
    number = row[f"{side}_number"]
    quantity = as_quantity(f"{number:f}{row[f'{side}_unit']}") if isinstance(number, Decimal) else None
    return quantity if isinstance(quantity, Money) else None


def _cell(row: Row, side: str, kind: type[_Cell]) -> _Cell | Unreadable | None:
    number, text = row[f"{side}_number"], row[f"{side}_text"]
    if number is not None:
        return kind(_printed(number, row[f"{side}_operator"], row[f"{side}_unit"]))
    if row[f"{side}_unreadable"]:
        return Unreadable(text)
    # White space alone is a blank.
    return kind(text) if text is not None and fold(text) else None


def _printed(number: Decimal, operator: str | None, unit: str | None) -> str:
    """A number as a form prints it: 2022年 alone would be a year, so a verb says that it is a number of years."""
    digits = f"{number:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    text = f"{operator or ''}{digits}{unit or ''}"
    wanted = Bound(
        operator=None if operator is None else Operator(operator), quantity=as_quantity(f"{digits}{unit or ''}")
    )
    return text if read_statement(text) == wanted else f"为{digits}{unit or ''}"


def _of(row: RowScore, book: Rulebook) -> Outcome:
    return Outcome(
        low=row.low,
        high=row.high,
        basis=row.basis.value,
        standing=row.standing,
        rule=row.rule,
        explained=tuple((places, count) for places in book.rounding.tolerated if (count := explanations(row, places))),
    )


def explanations(row: RowScore, places: int) -> int:
    """How many rules give the stated points of a row when they are rounded to so many places."""
    if row.stated is None or row.low is None or row.high is None or row.weight is None:
        return 0
    if row.low == row.high == row.stated:
        return 0
    stated, count = row.stated, 0
    # An interval explains what lies outside the score only by the rounding of its ends.
    outside = not row.low <= stated <= row.high and round_half_up(Fraction(stated), places) == stated
    for one in row.alternatives:
        low, high = (round_row(points, row.weight, places) for points in (one.low, one.high))
        count += low == stated if low == high else outside and low <= stated <= high
    return count
