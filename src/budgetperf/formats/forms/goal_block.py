"""年度总体目标 of a scorecard: what was expected and what was done."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, evolve, field

from budgetperf.domain.model import Goal
from budgetperf.formats.forms.cells import read_passage
from budgetperf.formats.forms.columns import Columns, find_columns
from budgetperf.formats.forms.labels import compact, is_filler
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_cells
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Row, Spot

__all__ = ["GoalsBlock"]

_COLON: Final = re.compile(r"[:：]")


@define(kw_only=True)
class GoalsBlock:
    """
    Reads 预期目标 and 实际完成情况: side by side over their texts, or each beside its own.

    Attributes:
        goals: What has been read; blank rows are none.
    """

    book: Notebook
    goals: list[Goal] = field(factory=list)
    _columns: Columns | None = None

    def is_header(self, row: Row) -> bool:
        """Whether the row has one of the two labels. A text that is awaited may begin with one."""
        if self._columns is not None and not self.goals:
            return any(spot.key in names(Part.GOALS) for spot in row.filled)
        return any(_field_of(spot) is not None for spot in row.filled)

    @property
    def is_open(self) -> bool:
        """Whether the texts are still to come."""
        return self._columns is not None

    def open(self, row: Row) -> None:
        """Read the row of the labels."""
        columns = find_columns(row, _field_of)
        self.book.place("goals", next(iter(columns.headers.values()), None))
        report_cells(self.book, columns.side)
        inline = {name: evolve(spot, text=rest) for name, spot in columns.headers.items() if (rest := _rest(spot))}
        beside = {
            name: spot
            for name, head in columns.headers.items()
            if (spot := row.right_of(head)) is not None and _field_of(spot) is None
        }
        if inline:
            self._columns = None
            self._add(columns, inline)
            report_cells(self.book, columns.unnamed)
        elif beside and (len(columns.headers) == 1 or any(not spot.blank for spot in beside.values())):
            self._columns = None
            self._add(columns, beside)
            used = {id(spot) for spot in beside.values()}
            report_cells(self.book, (spot for spot in columns.unnamed if id(spot) not in used))
        else:
            for spot in columns.unnamed:
                self.book.lose_column(spot)
            self._columns = evolve(columns, book=self.book)

    def take(self, row: Row) -> None:
        """Read one row of texts."""
        if self._columns is None:
            report_cells(self.book, row.filled)
            return
        cells = self._columns.pick(row, row.own)
        left = (spot for spot in self._columns.left_of(row) if spot.top == row.index)
        strangers = (spot for spot in left if spot.key not in names(Part.SIDES))
        report_cells(self.book, (*strangers, *cells.rest, *(spot for spot, _ in cells.spread)))
        if not any(spot.broken or not is_filler(spot.text) for spot in cells.by_field.values()):
            return
        path = f"goals[{len(self.goals)}]"
        self.book.place(path, next(iter(cells.by_field.values())))
        expected = read_passage(self.book, f"{path}.expected", cells.get("expected"), self._columns.label("expected"))
        actual = read_passage(self.book, f"{path}.actual", cells.get("actual"), self._columns.label("actual"))
        self.goals.append(Goal(expected=expected, actual=actual))

    def _add(self, columns: Columns, cells: dict[str, Spot]) -> None:
        """A label with its text beside it; the second completes the goal that the first began."""
        filled = {name: spot for name, spot in cells.items() if not spot.blank}
        if not filled:
            return
        last = self.goals[-1] if self.goals else None
        if last is None or any(getattr(last, name) is not None for name in filled):
            self.goals.append(Goal())
        path = f"goals[{len(self.goals) - 1}]"
        for name, spot in filled.items():
            self.book.place(path, spot)
            text = read_passage(self.book, f"{path}.{name}", spot, columns.label(name).split("：")[0].split(":")[0])
            goal = self.goals[-1]
            self.goals[-1] = (
                Goal(expected=text, actual=goal.actual)
                if name == "expected"
                else Goal(expected=goal.expected, actual=text)
            )


def _field_of(spot: Spot) -> str | None:
    known = names(Part.GOALS)
    return known.get(spot.key) or (known.get(label) if (label := _label_before_colon(spot.text)) else None)


def _label_before_colon(text: str) -> str:
    label, *rest = _COLON.split(text, maxsplit=1)
    return compact(label) if rest else ""


def _rest(spot: Spot) -> str:
    """The text behind a label in the same cell."""
    return "" if spot.key in names(Part.GOALS) else _COLON.split(spot.text, maxsplit=1)[-1].strip()
