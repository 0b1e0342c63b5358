"""The fund block of a scorecard: its rows of amounts, and what it says by source and by nature."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, evolve, field

from budgetperf.domain.model import Allocation, Budget, Execution, FundRow, Funds, Role, ScorecardKind
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.domain.written import is_none
from budgetperf.formats.forms.cells import read_money, read_passage, read_points, read_rate
from budgetperf.formats.forms.columns import Cells, Columns, find_columns, refuse_columns
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.labels import bare_label, is_filler, months_in, printed_label, unit_in
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_cells, report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.row_numbers import RowNumbers
from budgetperf.formats.forms.strips import Row, Spot

__all__ = ["AllocationsBlock", "FundsBlock", "build_budget"]

_EXECUTION: Final = ("stated_rate", "weight", "points")
_COLON: Final = re.compile(r"[:：]")
_LINES: Final = re.compile(r"[\n；;]")
_NAME_THEN_NUMBER: Final = re.compile(
    r"(?P<name>.*[^0-9０-９.．,，+\-\s])\s*(?P<amount>[0-9０-９][0-9０-９.．,，]*\s*(?:万元|亿元|千元|元)?)", re.DOTALL
)
_OF_WHICH: Final = re.compile(r"其中\s*[:：]?\s*")
_FIGURE: Final = re.compile(r"[0-9０-９]")


@define(kw_only=True)
class FundsBlock:
    """
    Reads 年度资金总额 and the rows under it.

    Attributes:
        rows: What has been read.

        execution: Rate, weight and points of the total row.

        unit: The unit of money that the block prints, or None.

        kind: What the card is: a monitoring card has spending so far, and a forecast.

        months: The months over the column of spending so far, or None.
    """

    book: Notebook
    around: Surroundings
    kind: ScorecardKind = ScorecardKind.PROJECT
    months: str | None = None
    rows: list[FundRow] = field(factory=list)
    execution: Execution = field(factory=Execution)
    unit: str | None = None
    _columns: Columns | None = None
    _header: Spot | None = None
    _total: str | None = None
    _numbers: RowNumbers = field(factory=RowNumbers)

    @property
    def is_open(self) -> bool:
        """Whether the header row has been met."""
        return self._columns is not None

    def open(self, row: Row) -> None:
        """
        Read the header row.

        Raises:
            FileError: It has no column of spending, or none of a budget.
        """
        columns = find_columns(row, self._field_of, self.book)
        spending = "to_date" if self.kind is ScorecardKind.MONITORING else "spent"
        missing: list[tuple[str, ...]] = (
            [] if "initial" in columns or "revised" in columns else [("revised", "initial")]
        )
        # What is applied for is not spent yet.
        missing += [] if spending in columns or self.kind is ScorecardKind.TARGET else [(spending,)]
        if missing:
            raise refuse_columns(self.book, Part.FUNDS, row, missing, "资金")
        if not self.is_open:
            self._header = next((spot for spot in row.spots if not spot.blank), None)
        self.unit = self.unit or next((unit for spot in row.spots if (unit := unit_in(spot.text)) is not None), None)
        if "to_date" in columns:
            self.months = self.months or months_in(columns.label("to_date"))
        self._columns = columns

    def _field_of(self, spot: Spot) -> str | None:
        known = names(Part.FUNDS).get(spot.key)
        # In the middle of the year 执行数 is what was spent so far.
        return "to_date" if known == "spent" and self.kind is ScorecardKind.MONITORING else known

    def refuse(self, row: Row) -> Exception:
        """The error of a fund block whose header cannot be recognised."""
        return refuse_columns(self.book, Part.FUNDS, row, [("revised", "initial"), ("spent",)], "资金")

    def take(self, row: Row) -> None:
        """Read one row under the header."""
        columns = self._columns
        if columns is None:
            report_row(self.book, row)
            return
        cells = columns.pick(row, row.own)
        report_cells(self.book, (*cells.rest, *(spot for spot, _ in cells.spread)))
        named = [spot for spot in columns.left_of(row) if spot.top == row.index and spot.key not in names(Part.SIDES)]
        filled = [spot for spot in named if not spot.blank]
        # …… | — | — | — is a row of the template that nobody filled in.
        if all(is_filler(spot.text) for spot in filled) and all(
            is_filler(spot.text) or is_none(spot.text) for spot in cells.by_field.values()
        ):
            return
        label = filled[-1] if filled else None
        strangers = (spot for spot in filled[:-1] if printed_label(spot.text) and not self._numbers.take(spot, row))
        report_cells(self.book, strangers)
        self._keep(columns, cells, label or next(iter(cells.by_field.values()), None) or row.own[0], label)

    def _keep(self, columns: Columns, cells: Cells, anchor: Spot, label: Spot | None) -> None:
        if label is not None and (figure := _figure_behind(label)):
            # Of which column it is cannot be known.
            self.book.lose("unplaced", evolve(label, text=figure))
            label = evolve(label, text=_COLON.split(label.text, maxsplit=1)[0])
        if label is not None and not label.key:
            # (万元) says no more than a blank.
            label = None
        name = "" if label is None else printed_label(label.text)
        known = None if label is None else names(Part.ROLES).get(label.key)
        if label is None and not self.rows and self._header is not None:
            # A block of one line, with nothing but its own name beside it.
            name, known = bare_label(self._header.text), "total"
        role = None if known is None else Role(known)
        if role is Role.TOTAL and self._total is not None:
            self.book.lose("second_total", anchor)
            role = None
        path = f"budget.rows[{len(self.rows)}]"
        self.book.place(path, anchor, name)
        self.book.place_text(f"{path}.name", anchor, name)
        self.book.place(f"{path}.funds", anchor, name)
        unit = None if label is None else unit_in(label.text)

        def amount(column: str) -> Money | Unreadable | None:
            where = f"{name} {columns.label(column)}".strip()
            best = unit or columns.unit(column) or self.unit or self.around.unit
            return read_money(self.book, f"{path}.funds.{column}", cells.get(column), where, best)

        funds = Funds(
            initial=amount("initial"),
            revised=amount("revised"),
            spent=amount("spent"),
            to_date=amount("to_date"),
            forecast=amount("forecast"),
        )
        is_total = role is Role.TOTAL
        execution = self._read_execution(columns, cells, "budget.execution" if is_total else f"{path}.execution", name)
        if is_total:
            self.execution, self._total = execution, name
            execution = Execution()
        self.rows.append(
            FundRow(
                name=name,
                role=role,
                parent=None if is_total else self._total,
                funds=funds,
                execution=None if execution == Execution() else execution,
            )
        )

    def _read_execution(self, columns: Columns, cells: Cells, path: str, name: str) -> Execution:
        def where(column: str) -> str:
            return f"{name} {columns.label(column)}".strip()

        book = self.book
        rate, weight, points = (cells.get(column) for column in _EXECUTION)
        # A stroke below the total says that nothing is computed there.
        standard = None if (spot := cells.get("standard")) is None or is_none(spot.text) else spot
        percent = columns.is_percent("stated_rate")
        execution = Execution(
            stated_rate=read_rate(book, f"{path}.stated_rate", rate, where("stated_rate"), percent=percent),
            weight=read_points(book, f"{path}.weight", weight, where("weight")),
            points=read_points(book, f"{path}.points", points, where("points")),
            standard=read_passage(book, f"{path}.standard", standard, where("standard")),
        )
        if execution == Execution() and path != "budget.execution":
            for column in (*_EXECUTION, "standard"):
                book.locations.pop(f"{path}.{column}", None)
        return execution

    def close(self) -> None:
        """Say what is missing at the end of the form."""
        if self.rows and self._total is None and self._header is not None:
            self.book.miss_total(self._header)


@define(kw_only=True)
class AllocationsBlock:
    """
    Reads 按收入性质分 and 按支出性质分: in one cell ``其中：一般公共预算：384.22``, or name and amount side by side.

    Attributes:
        by_source: What has been read under the first.

        by_nature: What has been read under the second.
    """

    book: Notebook
    by_source: list[Allocation] = field(factory=list)
    by_nature: list[Allocation] = field(factory=list)
    _columns: Columns | None = None

    @staticmethod
    def is_header(row: Row) -> bool:
        """Whether the row has one of the two labels."""
        return any(_field_of_header(spot) is not None for spot in row.filled)

    def open(self, row: Row, unit: str | None) -> None:
        """Read the header row; the first lines may stand in the very cells of the labels."""
        self._columns = find_columns(row, _field_of_header)
        for name, spot in self._columns.headers.items():
            self.book.place(f"budget.{name}", spot)
            rest = _without_header(spot)
            if rest:
                self._read_cell(name, spot, rest, unit)
        report_cells(self.book, (*self._columns.unnamed, *self._columns.side))

    def take(self, row: Row, unit: str | None) -> None:
        """Read one row."""
        columns = self._columns
        if columns is None:
            report_row(self.book, row)
            return
        pending: dict[str, Spot] = {}
        for spot in row.filled:
            name = next((name for name, head in columns.headers.items() if head.start <= spot.start < head.stop), None)
            if name is None:
                report_cells(self.book, [] if spot.key in names(Part.SIDES) else [spot])
            elif name in pending and _is_amount(spot.text):
                self._keep(name, pending.pop(name).text, spot.text, spot, unit)
            else:
                if name in pending:
                    self._read_cell(name, pending[name], pending[name].text, unit)
                pending[name] = spot
        for name, spot in pending.items():
            self._read_cell(name, spot, spot.text, unit)

    def _read_cell(self, name: str, spot: Spot, text: str, unit: str | None) -> None:
        for line in map(str.strip, _LINES.split(text)):
            match = _OF_WHICH.match(line)
            rest = line[match.end() :] if match else line
            label, *amount = _COLON.split(rest, maxsplit=1)
            without_colon = _NAME_THEN_NUMBER.fullmatch(rest)
            if amount and label:
                self._keep(name, label, amount[0], spot, unit)
            elif without_colon is not None:
                self._keep(name, without_colon["name"], without_colon["amount"], spot, unit)
            elif amount or _is_amount(rest):
                report_cells(self.book, [evolve(spot, text=line)])
            elif rest:
                self._keep(name, rest, "", spot, unit)

    def _keep(self, name: str, label: str, amount: str, spot: Spot, unit: str | None) -> None:
        allocations = self.by_source if name == "by_source" else self.by_nature
        path = f"budget.{name}[{len(allocations)}]"
        shown = printed_label(label)
        self.book.place(path, spot, shown)
        self.book.place_text(f"{path}.name", spot, shown)
        figure = evolve(spot, text=amount)
        money = read_money(self.book, f"{path}.amount", figure, shown, unit_in(label) or unit)
        allocations.append(Allocation(name=shown, amount=money))


def _field_of_header(spot: Spot) -> str | None:
    known = names(Part.ALLOCATIONS)
    return known.get(spot.key) or next((name for label, name in known.items() if spot.compact.startswith(label)), None)


def _without_header(spot: Spot) -> str:
    """What stands in the cell of a header behind its label."""
    for label in names(Part.ALLOCATIONS):
        match = re.match(r"\s*".join(label) + r"\s*[:：]?", spot.text.strip())
        if match is not None:
            return spot.text.strip()[match.end() :].strip()
    return ""


def _figure_behind(label: Spot) -> str:
    """The amount that stands behind a label in the same cell."""
    _, *rest = _COLON.split(label.text, maxsplit=1)
    return rest[0].strip() if rest and _is_amount(rest[0]) else ""


def _is_amount(text: str) -> bool:
    return _FIGURE.match(text.strip()) is not None


def build_budget(funds: FundsBlock, allocations: AllocationsBlock) -> Budget:
    """The money part of a scorecard."""
    return Budget(
        rows=funds.rows,
        by_source=allocations.by_source,
        by_nature=allocations.by_nature,
        execution=funds.execution,
    )
