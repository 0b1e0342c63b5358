"""绩效指标 of a card on paper: the rows, and the names of levels that cover those that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, zip_longest
from typing import Final

from attrs import evolve, frozen

from budgetperf.domain.model import Direction, Indicator, LevelWeight, Scorecard
from budgetperf.domain.quantity import Unreadable
from budgetperf.printing.card_columns import CAUSE, HELD, LIKELIHOOD_COLUMNS, CardColumns, has_two_halves
from budgetperf.printing.figures import figure_cell, figure_text
from budgetperf.printing.official import LEVELS
from budgetperf.printing.sheet import Cell, Row, Sum

__all__ = ["header_rows", "indicator_rows", "ordered_indicators", "printed_levels", "total_row"]

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
    "score_share": "得分\n系数",
    "deduction": "扣分",
    "deviation_note": "偏差原因\n分析及\n改进措施",
    "to_date": "完成情况",
    "forecast": "全年预计\n完成情况",
    "certain": "确定能",
    "possible": "有可能",
    "impossible": "完全\n不可能",
    "remarks": "备注",
}
_CAUSES: Final = "偏差原因分析"
_LIKELIHOOD: Final = "完成目标可能性"
_IN_WORDS: Final = "原因说明"
_SO_FAR: Final = "实际完成值"
_TICK: Final = "√"
_DIRECTIONS: Final = {
    Direction.HIGHER: "正向",
    Direction.LOWER: "反向",
    Direction.EQUAL: "等于",
    Direction.JUDGED: "定性",
}
_FIGURES: Final = frozenset(
    {"initial_target", "target", "actual", "weight", "points", "deduction", "score_share", "to_date", "forecast"}
)
_PASSAGES: Final = frozenset({"deviation_note", "standard", "remarks"})
_LONG: Final = 20
_SPARE: Final = 2


@frozen(kw_only=True)
class _Half:
    """What stands right of level 1: an indicator with its place among the others, or a blank row under a level."""

    level2: str | None = None
    place: tuple[int, Indicator] | None = None


@frozen(kw_only=True)
class _Slot:
    """A row. It has two halves where the aims of several years stand beside those of one."""

    level1: str | None = None
    halves: tuple[_Half, ...] = (_Half(),)


def printed_levels(card: Scorecard) -> Iterator[tuple[str | None, str | None]]:
    """The first and second level of every row that a card prints, in their order."""
    return ((slot.level1, half.level2) for slot in _slots(card, spare=False) for half in slot.halves)


def ordered_indicators(card: Scorecard) -> list[Indicator]:
    """The indicators of a card in the order in which they are printed."""
    places = (half.place for slot in _slots(card, spare=False) for half in slot.halves)
    return [place[1] for place in places if place is not None]


def header_rows(card: Scorecard, columns: CardColumns) -> tuple[Row, ...]:
    """The labels over the indicators, in one row or two. The cell left of them goes on below."""
    names = columns.names[1:]
    if "causes" not in HELD[card.kind]:
        return ((Cell(open_below=True), *(Cell(text=_HEADS[name]) for name in names)),)
    upper, lower = [Cell(down=2, open_below=True)], list[Cell]()
    for label, group in groupby(names, _group_of):
        below = [Cell(text=_head(card, name)) for name in group]
        if label:
            upper.append(Cell(text=label, across=len(below)))
            lower += below
        else:
            upper += [evolve(cell, down=2) for cell in below]
    return (tuple(upper), tuple(lower))


def _group_of(name: str) -> str:
    """The label over several columns of a monitoring card, if there is one."""
    if name in LIKELIHOOD_COLUMNS:
        return _LIKELIHOOD
    return _CAUSES if name.startswith(CAUSE) or name == "deviation_note" else ""


def _head(card: Scorecard, name: str) -> str:
    if name == "to_date":
        return f"{card.months}{_HEADS[name]}" if card.months else _SO_FAR
    return _IN_WORDS if name == "deviation_note" else _HEADS.get(name, name.removeprefix(CAUSE))


def indicator_rows(card: Scorecard, path: str, columns: CardColumns, *, spare: bool) -> tuple[Row, ...]:
    """The rows under the labels; *spare*: with blank rows under every level that has none."""
    slots = tuple(_slots(card, spare=spare))
    weights: dict[tuple[str | None, str | None], tuple[int, LevelWeight]] = {}
    for index, weight in enumerate(card.stated_weights):
        weights.setdefault((weight.level1, weight.level2), (index, weight))
    rows: list[list[Cell]] = [[] for _ in slots]
    rows[0].append(Cell(text="绩效指标", down=len(rows), repeats=True, open_above=True))
    at = 0
    for level1, of_level1 in groupby(slots, lambda slot: slot.level1):
        branch = list(of_level1)
        places = [half.place for slot in branch for half in slot.halves]
        rows[at].append(
            _level_cell(level1, weights.get((level1 or "", None)), places, path, "level1", down=len(branch))
        )
        for number in range(columns.halves):
            start = at
            for level2, of_level2 in groupby((slot.halves[number] for slot in branch), lambda half: half.level2):
                leaf = list(of_level2)
                stated = weights.get((level1 or "", level2)) if level2 is not None else None
                places = [half.place for half in leaf]
                rows[start].append(_level_cell(level2, stated, places, path, "level2", down=len(leaf)))
                for half in leaf:
                    rows[start] += _indicator_cells(half, path, columns)
                    start += 1
        at += len(branch)
    return tuple([tuple(row) for row in rows])


def _slots(card: Scorecard, *, spare: bool) -> Iterator[_Slot]:
    """The rows in printed order; weights of levels without indicators have a row of their own."""
    used: set[tuple[str | None, str | None]] = set()
    for row in card.indicators:
        used |= {(row.level1, None), (row.level1, row.level2)}
    twice = has_two_halves(card)
    yield from _pairs(card) if twice else _singles(card)
    for weight in card.stated_weights:
        key = (weight.level1, weight.level2)
        if key in used:
            continue
        used.add(key)
        levels = LEVELS.get(weight.level1, ()) if spare and weight.level2 is None else ()
        yield from (_blank(weight.level1, level2, twice=twice) for level2 in levels for _ in range(_SPARE))
        if not levels and not any(
            other.level1 == weight.level1 and other.level2 is not None and weight.level2 is None
            for other in card.stated_weights
        ):
            yield _blank(weight.level1, weight.level2, twice=twice)
    if not card.indicators and not card.stated_weights:
        yield _Slot()


def _blank(level1: str, level2: str | None, *, twice: bool) -> _Slot:
    return _Slot(level1=level1, halves=(_Half(level2=level2), _Half()) if twice else (_Half(level2=level2),))


def _singles(card: Scorecard) -> Iterator[_Slot]:
    for place in enumerate(card.indicators):
        yield _Slot(level1=place[1].level1, halves=(_Half(level2=place[1].level2, place=place),))


def _pairs(card: Scorecard) -> Iterator[_Slot]:
    """The aims of several years beside those of one, under each level 1."""
    for level1 in dict.fromkeys(row.level1 for row in card.indicators):
        places = [(index, row) for index, row in enumerate(card.indicators) if row.level1 == level1]
        halves = [
            [_Half(level2=place[1].level2, place=place) for place in places if place[1].long_term is long_term]
            for long_term in (True, False)
        ]
        for left, right in zip_longest(*halves):
            # Under the last of one side nothing follows: its level goes on, as far as the other side does.
            yield _Slot(
                level1=level1, halves=tuple(_or_last(*side) for side in zip((left, right), halves, strict=True))
            )


def _or_last(half: _Half | None, side: Sequence[_Half]) -> _Half:
    return half or _Half(level2=side[-1].level2 if side else None)


def _level_cell(
    name: str | None,
    stated: tuple[int, LevelWeight] | None,
    places: Sequence[tuple[int, Indicator] | None],
    path: str,
    level: str,
    *,
    down: int,
) -> Cell:
    """The name of a level with the weight printed after it, over all rows that belong to it."""
    paths = [f"{path}.indicators[{place[0]}].{level}" for place in places if place is not None]
    text = name or ""
    if stated is not None and stated[1].weight is not None:
        weight = stated[1].weight
        shown = weight.text if isinstance(weight, Unreadable) else f"{weight:f}"
        text = f"{text}\n({shown.removesuffix('分')}分)"
        where = f"{path}.stated_weights[{stated[0]}]"
        paths = [where, f"{where}.weight", *paths]
    return Cell(text=text, down=down, paths=tuple(paths), repeats=True)


def _indicator_cells(half: _Half, path: str, columns: CardColumns) -> list[Cell]:
    if half.place is None:
        return [Cell(figure=name in _FIGURES) for name in columns.leaves]
    index, row = half.place
    where = f"{path}.indicators[{index}]"
    return [_cell_of(name)(row, name, where) for name in columns.leaves]


def _cell_of(name: str) -> Callable[[Indicator, str, str], Cell]:
    if name in LIKELIHOOD_COLUMNS:
        return _likelihood_cell
    return _cause_cell if name.startswith(CAUSE) else _indicator_cell


def _likelihood_cell(row: Indicator, name: str, where: str) -> Cell:
    is_ticked = row.likelihood is not None and row.likelihood.value == name
    return Cell(text=_TICK if is_ticked else "", paths=(f"{where}.likelihood",) if is_ticked else ())


def _cause_cell(row: Indicator, name: str, where: str) -> Cell:
    for index, cause in enumerate(row.causes):
        if f"{CAUSE}{cause.name}" == name:
            place = f"{where}.causes[{index}]"
            return Cell(text=cause.note or "", paths=(place, f"{place}.name", f"{place}.note"))
    return Cell()


def _indicator_cell(row: Indicator, name: str, where: str) -> Cell:
    paths = (f"{where}.{name}",)
    if name == "name":
        # 其中 is told from the weight that such a row lacks.
        is_part = row.part_of is not None and row.weight is None
        text = f"{'其中：' if is_part else ''}{'★' if row.core else ''}{row.name}"
        also = (f"{where}.core", f"{where}.part_of", f"{where}.long_term")
        return Cell(text=text, left=len(text) > _LONG, paths=(where, *paths, *also))
    value = getattr(row, name)
    if name == "direction":
        return Cell(text=_DIRECTIONS.get(value, ""), paths=paths)
    if name in _PASSAGES:
        return Cell(text=value or "", left=True, paths=paths)
    text = figure_text(value)
    return Cell(text=text, left=len(text) > _LONG, paths=paths, figure=True)


def total_row(card: Scorecard, path: str, columns: CardColumns) -> Row:
    """总分: the sums of weights and points, the execution of the budget included."""
    names = columns.names
    width = names.index("weight")

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
    totals = {"weight": card.stated_weight, "points": card.stated_points}
    first = [total(totals[name], name) if name in totals else Cell() for name in names[width:]]
    if columns.halves > 1:
        # The second half has a column of weights, too, and one total is enough.
        again = names.index("weight", width + 1) - width
        first[again] = Cell()
    return (*label, *first)
