"""The funds and goals of a plan (绩效目标申报表, 绩效运行监控表): labels with their values beside or below them."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, evolve, field

from budgetperf.domain.model import FundRow, Funds, Goal, Role
from budgetperf.domain.written import fold, is_none
from budgetperf.formats.forms.cells import read_money, read_passage
from budgetperf.formats.forms.columns import Columns, find_columns
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.labels import is_filler, label_key, printed_label, unit_in
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_cells, report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Row, Spot

__all__ = ["PlannedFunds", "PlannedGoals"]

_COLON: Final = re.compile(r"[:：]")
_FIGURE: Final = re.compile(r"[-+]?[0-9]")


def _fund_field(spot: Spot) -> str | None:
    """What a label says its amount is: a role, the total of several years, or None."""
    return names(Part.PLAN_FUNDS).get(spot.key) or names(Part.ROLES).get(spot.key)


def _is_side(spot: Spot, side: str) -> bool:
    return names(Part.SIDES).get(spot.key) == side


@define(kw_only=True)
class PlannedFunds:
    """
    Reads 资金总额, 财政拨款 and 其他资金 of a plan: each label beside its amount, or a row of labels over the amounts.

    Attributes:
        rows: What has been read, be it here or under labelled columns. The amounts are the budget applied for.
    """

    book: Notebook
    around: Surroundings
    rows: list[FundRow] = field(factory=list)
    _unit: str | None = None
    _columns: Columns | None = None
    _totals: dict[bool, str] = field(factory=dict)
    _is_long: bool = False
    _year_starts: int = 0

    def is_row(self, row: Row) -> bool:
        """Whether a row has a label of the block."""
        return any(_fund_field(spot) or _is_side(spot, "funds") or _split(spot) is not None for spot in row.filled)

    def take(self, row: Row) -> None:
        """Read one row: labels, amounts, or both."""
        for spot in row.filled:
            self._unit = self._unit or unit_in(spot.text)
        spots = [spot for spot in row.filled if not _is_side(spot, "funds") and not is_filler(spot.text)]
        labels = [spot for spot in spots if _fund_field(spot)]
        if len(labels) > 1 and len(labels) == len(spots):
            self._columns = find_columns(row, _fund_field)
            report_cells(self.book, self._columns.unnamed)
        elif self._columns is not None and not labels:
            self._take_columns(row, self._columns)
        else:
            self._take_pairs(spots)

    def _take_columns(self, row: Row, columns: Columns) -> None:
        cells = columns.pick(row, row.own)
        report_cells(self.book, (*cells.rest, *(spot for spot, _ in cells.spread)))
        report_cells(self.book, (spot for spot in columns.left_of(row) if spot.top == row.index))
        for name, label in columns.headers.items():
            self._keep(label, cells.get(name))
        self._columns = None

    def _take_pairs(self, spots: list[Spot]) -> None:
        pending: Spot | None = None
        starts = {_fund_field(spot): spot.start for spot in spots}
        if "long_term" in starts and "total" in starts:
            self._year_starts = starts["total"]
        for spot in spots:
            inline = _split(spot)
            if inline is not None:
                self._drop(pending)
                self._keep(evolve(spot, text=inline[0]), evolve(spot, text=inline[1]))
                pending = None
            elif pending is not None and _is_amount(spot.text):
                self._keep(pending, spot)
                pending = None
            else:
                self._drop(pending)
                pending = spot
        self._drop(pending)

    def _drop(self, label: Spot | None) -> None:
        """A label without an amount is a blank row; what is no label has no place here."""
        if label is not None and _fund_field(label):
            self._keep(label, None)
        elif label is not None:
            report_cells(self.book, [label])

    def _keep(self, label: Spot, amount: Spot | None) -> None:
        name, known = printed_label(label.text), _fund_field(label)
        if known in ("long_term", "total"):
            self._is_long = known == "long_term"
        is_total = known in ("long_term", "total")
        # Beside each other, those of all the years stand on the left.
        is_long = self._is_long if is_total or not self._year_starts else label.start < self._year_starts
        role = Role.TOTAL if is_total else None if known is None else Role(known)
        if is_total and any(row.role is Role.TOTAL and row.long_term is is_long for row in self.rows):
            self.book.lose("second_total", label)
            role = None
        path = f"budget.rows[{len(self.rows)}]"
        self.book.place(path, label, name)
        self.book.place_text(f"{path}.name", label, name)
        self.book.place(f"{path}.funds", label, name)
        unit = unit_in(label.text) or self._unit or self.around.unit
        money = read_money(self.book, f"{path}.funds.initial", amount, name, unit)
        parent = None if role is Role.TOTAL else self._totals.get(is_long)
        if role is Role.TOTAL:
            self._totals[is_long] = name
        self.rows.append(FundRow(name=name, role=role, parent=parent, funds=Funds(initial=money), long_term=is_long))


def _split(spot: Spot) -> tuple[str, str] | None:
    """The label and the amount of a cell that holds both: 年度资金总额：100万元."""
    label, *rest = _COLON.split(spot.text, maxsplit=1)
    if label.strip() == "其中" and rest:
        label, *rest = _COLON.split(rest[0], maxsplit=1)
    known = label_key(label) in names(Part.PLAN_FUNDS) or label_key(label) in names(Part.ROLES)
    amount = rest[0].strip() if rest else ""
    return (label, amount) if known and amount and _is_amount(amount) else None


def _is_amount(text: str) -> bool:
    return _FIGURE.match(fold(text)) is not None or is_none(text)


@define(kw_only=True)
class PlannedGoals:
    """
    Reads 总体目标 of a plan, that of the year and that of several years: labels beside or over their texts.

    Attributes:
        found: Label field and text of each goal.
    """

    book: Notebook
    found: list[tuple[str, Spot, str]] = field(factory=list)
    _columns: Columns | None = None

    @staticmethod
    def is_header(row: Row) -> bool:
        """Whether the row has a label of the block."""
        return any(_goal_field(spot) is not None for spot in row.filled)

    @property
    def is_open(self) -> bool:
        """Whether texts are still to come."""
        return self._columns is not None

    def take(self, row: Row) -> None:
        """Read one row: labels, texts, or both."""
        labels = [spot for spot in row.filled if _goal_field(spot) is not None]
        if not labels:
            self._take_texts(row)
            return
        # A label for the whole block stands left of those for its parts.
        inner = [spot for spot in labels if names(Part.PLAN_GOALS).get(spot.key) != "whole"] or labels
        self._columns = None
        used = {id(spot) for spot in labels}
        open_labels: list[Spot] = []
        for spot in inner:
            beside = row.right_of(spot)
            inline = _rest_of(spot)
            if inline:
                self._keep(spot, evolve(spot, text=inline))
            elif beside is None or id(beside) in used or beside.blank:
                # Its text stands below; or it is blank, which the next row shows.
                open_labels.append(spot)
            else:
                used.add(id(beside))
                self._keep(spot, beside)
        if open_labels:
            self._columns = find_columns(row, lambda spot: _goal_field(spot) if spot in open_labels else None)
        report_cells(self.book, (spot for spot in row.filled if id(spot) not in used))

    def _take_texts(self, row: Row) -> None:
        # A label and its value beside each other are a row of something else.
        if self._columns is None or len(row.filled) > len(self._columns.headers):
            report_row(self.book, row)
            self._columns = None
            return
        cells = self._columns.pick(row, row.own)
        report_cells(self.book, (*cells.rest, *(spot for spot, _ in cells.spread)))
        report_cells(self.book, (spot for spot in self._columns.left_of(row) if spot.top == row.index))
        for name, label in self._columns.headers.items():
            spot = cells.get(name)
            if spot is not None and not spot.blank:
                self._keep(label, spot)

    def _keep(self, label: Spot, text: Spot) -> None:
        name = _goal_field(label) or "expected"
        path = f"goals[{len(self.found)}]"
        self.book.place("goals", label)
        self.book.place(path, text)
        shown = printed_label(_COLON.split(label.text, maxsplit=1)[0])
        passage = read_passage(self.book, f"{path}.expected", text, shown)
        if passage is not None:
            self.found.append((name, label, passage))

    def goals(self) -> list[Goal]:
        """What has been read."""
        has_year = any(name == "expected" for name, _, _ in self.found)
        return [
            Goal(expected=text, long_term=name == "long_term" or (name == "whole" and has_year))
            for name, _, text in self.found
        ]


def _goal_field(spot: Spot) -> str | None:
    known = names(Part.PLAN_GOALS)
    label, *rest = _COLON.split(spot.text, maxsplit=1)
    return known.get(spot.key) or (known.get(label_key(label)) if rest else None)


def _rest_of(spot: Spot) -> str:
    """The text behind a label in the same cell."""
    return "" if spot.key in names(Part.PLAN_GOALS) else _COLON.split(spot.text, maxsplit=1)[-1].strip()
