"""绩效指标 of a scorecard on paper: the rows, and the names of levels that cover those that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from attrs import frozen

from budgetperf.domain.model import Direction, Indicator, LevelWeight, Scorecard
from budgetperf.domain.quantity import Unreadable
from budgetperf.printing.card_columns import CardColumns
from budgetperf.printing.figures import figure_cell, figure_text
from budgetperf.printing.official import LEVELS
from budgetperf.printing.sheet import Cell, Row, Sum

__all__ = ["header_row", "indicator_rows", "printed_levels", "total_row"]

_HEADS: Final = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "direction": "指标\n性质",
    "initial_target": "年初\n指标值",
    "target": "年度指标值",
    "actual": "实际完成值",
    "standard": "评分标准",
    "weight": "分值",
    "points": "得分",
    "deduction": "扣分",
    "deviation_note": "偏差原因\n分析及\n改进措施",
}
_DIRECTIONS: Final = {
    Direction.HIGHER: "正向",
    Direction.LOWER: "反向",
    Direction.EQUAL: "等于",
    Direction.JUDGED: "定性",
}
_FIGURES: Final = frozenset({"initial_target", "target", "actual", "weight", "points", "deduction"})
_LONG: Final = 20
_SPARE: Final = 2


@frozen(kw_only=True)
class _Slot:
    """A row: an indicator with its place among the others, or a blank row under a level."""

    level1: str | None = None
    level2: str | None = None
    place: tuple[int, Indicator] | None = None


def printed_levels(card: Scorecard) -> Iterator[tuple[str | None, str | None]]:
    """The first and second level of every row that a card prints, in their order."""
    return ((slot.level1, slot.level2) for slot in _slots(card, spare=False))


def header_row(columns: CardColumns) -> Row:
    """The labels over the indicators. The cell left of them goes on below."""
    return (Cell(open_below=True), *(Cell(text=_HEADS[name]) for name in columns.names[1:]))


def indicator_rows(card: Scorecard, path: str, columns: CardColumns, *, spare: bool) -> tuple[Row, ...]:
    """The rows under the labels; *spare*: with blank rows under every level that has none."""
    slots = tuple(_slots(card, spare=spare))
    weights: dict[tuple[str | None, str | None], tuple[int, LevelWeight]] = {}
    for index, weight in enumerate(card.stated_weights):
        weights.setdefault((weight.level1, weight.level2), (index, weight))
    rows: list[list[Cell]] = [_indicator_cells(slot, path, columns) for slot in slots]
    at = 0
    for level1, of_level1 in groupby(slots, lambda slot: slot.level1):
        branch = list(of_level1)
        start = at
        for level2, of_level2 in groupby(branch, lambda slot: slot.level2):
            leaf = list(of_level2)
            rows[at].insert(0, _level_cell(level2, weights.get((level1 or "", level2)), leaf, path, "level2"))
            at += len(leaf)
        rows[start].insert(0, _level_cell(level1, weights.get((level1 or "", None)), branch, path, "level1"))
    rows[0].insert(0, Cell(text="绩效指标", down=len(rows), repeats=True, open_above=True))
    return tuple([tuple(row) for row in rows])


def _slots(card: Scorecard, *, spare: bool) -> Iterator[_Slot]:
    """The rows in printed order; weights of levels without indicators have a row of their own."""
    used: set[tuple[str | None, str | None]] = set()
    for index, row in enumerate(card.indicators):
        used |= {(row.level1, None), (row.level1, row.level2)}
        yield _Slot(level1=row.level1, level2=row.level2, place=(index, row))
    for weight in card.stated_weights:
        key = (weight.level1, weight.level2)
        if key in used:
            continue
        used.add(key)
        levels = LEVELS.get(weight.level1, ()) if spare and weight.level2 is None else ()
        yield from (_Slot(level1=weight.level1, level2=level2) for level2 in levels for _ in range(_SPARE))
        if not levels and not any(
            other.level1 == weight.level1 and other.level2 is not None and weight.level2 is None
            for other in card.stated_weights
        ):
            yield _Slot(level1=weight.level1, level2=weight.level2)
    if not card.indicators and not card.stated_weights:
        yield _Slot()


def _level_cell(
    name: str | None,
    stated: tuple[int, LevelWeight] | None,
    slots: Sequence[_Slot],
    path: str,
    level: str,
) -> Cell:
    """The name of a level with the weight printed after it, over all rows that belong to it."""
    paths = [f"{path}.indicators[{slot.place[0]}].{level}" for slot in slots if slot.place is not None]
    text = name or ""
    if stated is not None and stated[1].weight is not None:
        weight = stated[1].weight
        shown = weight.text if isinstance(weight, Unreadable) else f"{weight:f}"
        text = f"{text}\n({shown.removesuffix('分')}分)"
        where = f"{path}.stated_weights[{stated[0]}]"
        paths = [where, f"{where}.weight", *paths]
    return Cell(text=text, down=len(slots), paths=tuple(paths), repeats=True)


def _indicator_cells(slot: _Slot, path: str, columns: CardColumns) -> list[Cell]:
    names = columns.names[3:]
    if slot.place is None:
        return [Cell(figure=name in _FIGURES) for name in names]
    index, row = slot.place
    where = f"{path}.indicators[{index}]"
    return [_indicator_cell(row, name, where) for name in names]


def _indicator_cell(row: Indicator, name: str, where: str) -> Cell:
    paths = (f"{where}.{name}",)
    if name == "name":
        # 其中 is told from the weight that such a row lacks.
        is_part = row.part_of is not None and row.weight is None
        text = f"{'其中：' if is_part else ''}{'★' if row.core else ''}{row.name}"
        return Cell(text=text, left=len(text) > _LONG, paths=(where, *paths, f"{where}.core", f"{where}.part_of"))
    value = getattr(row, name)
    if name == "direction":
        return Cell(text=_DIRECTIONS.get(value, ""), paths=paths)
    if name in ("deviation_note", "standard"):
        return Cell(text=value or "", left=True, paths=paths)
    text = figure_text(value)
    return Cell(text=text, left=len(text) > _LONG, paths=paths, figure=True)


def total_row(card: Scorecard, path: str, columns: CardColumns) -> Row:
    """总分: the sums of weights and points, the execution of the budget included."""
    width = columns.across("side", "level1", "level2", "name", "target", "actual")

    def total(stated: Decimal | Unreadable | None, name: str) -> Cell:
        parts = (
            f"{path}.budget.execution.{name}",
            *(f"{path}.indicators[{i}].{name}" for i in range(len(card.indicators))),
        )
        return figure_cell(figure_text(stated), f"{path}.stated_{name}", formula=Sum(parts=parts))

    blank = card.stated_weight is None and card.stated_points is None
    # A sheet takes a label that reaches across it for a line below the table, unless something stands beside it.
    across = (4, width - 4) if blank else (width,)
    label = (Cell(text="总分", across=across[0]), *(Cell(across=rest) for rest in across[1:]))
    rest = columns.across("points") - 1
    return (
        *label,
        total(card.stated_weight, "weight"),
        total(card.stated_points, "points"),
        *(Cell() for _ in range(rest)),
        Cell(),
    )
