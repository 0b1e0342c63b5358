"""经费控制情况, the amounts of the base table: which row and which column is which."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final

from attrs import define, field

from budgetperf.domain.model import ColumnYears, Funds, OperatingItem, ProjectLine
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.formats.forms.cells import read_money
from budgetperf.formats.forms.columns import Columns, find_columns, refuse_columns
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.labels import (
    bare_label,
    compact,
    is_filler,
    printed_label,
    printed_name,
    unit_in,
    year_in,
)
from budgetperf.formats.forms.layout import USUAL_LABELS, Part, names
from budgetperf.formats.forms.leftovers import report_cells, report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.row_numbers import RowNumbers
from budgetperf.formats.forms.strips import Row, Spot

__all__ = ["AmountsBlock", "refuse_amounts"]

_NEEDED: Final = (("initial",), ("spent", "outturn"))
_TWO: Final = 2

# Under these rows stand others that may be called anything, even like a row of another block.
_OPEN_ENDED: Final = frozenset({"projects.special", "operating.total"})
_ENDS: Final = frozenset({"three_public.total", "projects.total", "operating.total", "procurement", "basic_adjustment"})


def refuse_amounts(book: Notebook, row: Row | None, found: Container[str] = ()) -> Exception:
    """The error of a base table whose amounts have no header, or lack a column."""
    missing = [labels for labels in _NEEDED if labels[0] not in found]
    return refuse_columns(book, Part.BASE_AMOUNTS, row, missing, "经费控制情况")


@define(kw_only=True)
class AmountsBlock:
    """
    Reads the rows of amounts, one after the other.

    Attributes:
        funds: The amounts of each named row, by its path.

        lines: The 专项.

        items: The 其中 rows of 公用经费.

        years: The years printed over the columns.

        labels: Printed labels that differ from the usual ones.
    """

    book: Notebook
    around: Surroundings
    funds: dict[str, Funds] = field(factory=dict)
    lines: list[ProjectLine] = field(factory=list)
    items: list[OperatingItem] = field(factory=list)
    years: ColumnYears = field(factory=ColumnYears)
    labels: dict[str, str] = field(factory=dict)
    unit: str | None = None
    _columns: Columns | None = None
    _section: str = ""
    _numbers: RowNumbers = field(factory=RowNumbers)

    @property
    def is_open(self) -> bool:
        """Whether the header row has been met."""
        return self._columns is not None

    def open(self, row: Row) -> None:
        """
        Read the header row; typed again on the next page it is read again.

        Raises:
            FileError: A column is missing.
        """
        fields = _fields_of_headers(row)
        columns = find_columns(row, lambda spot: fields.get(spot.start), self.book)
        if any(labels[0] not in columns for labels in _NEEDED):
            raise refuse_amounts(self.book, row, columns)
        self.unit = next((unit for spot in row.spots if (unit := unit_in(spot.text)) is not None), None)
        if not self.is_open:
            years = {name: year_in(spot.text) for name, spot in columns.headers.items()}
            self.years = ColumnYears(prior=years.get("prior"), initial=years["initial"], spent=years["spent"])
            for name, spot in columns.headers.items():
                self.book.place(f"column_years.{name}", spot, columns.label(name))
        self._columns = columns

    def take(self, row: Row) -> None:
        """Read one row under the header."""
        columns = self._columns
        if columns is None:
            report_row(self.book, row)
            return
        named = [spot for spot in columns.left_of(row) if not spot.blank and spot.top == row.index]
        if all(is_filler(spot.text) for spot in row.filled):
            return
        if not named:
            report_cells(self.book, row.filled)
            return
        label = next((spot for spot in reversed(named) if spot.key in names(Part.BASE_ROWS)), named[-1])
        # A number before the label is that of the row; behind it, one whose column has lost its head.
        ordinals = (id(spot) for spot in named if spot.start < label.start and self._numbers.take(spot, row))
        passed = {id(label), *ordinals}
        others = (spot for spot in named if id(spot) not in passed)
        report_cells(self.book, (spot for spot in others if spot.key not in _SIDES))
        path = self._field_of(label)
        if path is None:
            self._take_nameless(row, columns, label)
        elif path in self.funds:
            report_row(self.book, row, "second_total" if path.endswith(".total") else "unknown_row")
        else:
            self._section = path
            self._keep_label(path, label)
            self.funds[path] = self._read_funds(row, columns, path, label)

    def _field_of(self, label: Spot) -> str | None:
        """The field of a row, given the rows above it."""
        path = names(Part.BASE_ROWS).get(label.key)
        if path is None or self._section not in _OPEN_ENDED or path in _ENDS:
            return path
        is_sibling = path.startswith("projects.") and self._section.startswith("projects.")
        is_numbered = compact(label.text)[:1].isdigit()
        return path if is_sibling and is_numbered and path not in self.funds else None

    def _keep_label(self, path: str, label: Spot) -> None:
        whole, _, part = path.partition(".")
        name = whole if part in ("", "total") else part
        if label.key != USUAL_LABELS[name]:
            self.labels[name] = bare_label(label.text)

    def _take_nameless(self, row: Row, columns: Columns, label: Spot) -> None:
        """A row whose label names no field: one of the rows that an office may add, or a stranger."""
        if self._section == "projects.special":
            path, name = f"projects.lines[{len(self.lines)}]", printed_name(label.text)
            self.lines.append(ProjectLine(name=name, funds=self._read_funds(row, columns, f"{path}.funds", label)))
        elif self._section == "operating.total":
            path, name = f"operating.items[{len(self.items)}]", printed_label(label.text)
            self.items.append(OperatingItem(name=name, funds=self._read_funds(row, columns, f"{path}.funds", label)))
        else:
            report_row(self.book, row)
            return
        self.book.place(path, label, name)
        self.book.place_text(f"{path}.name", label, name)

    def _read_funds(self, row: Row, columns: Columns, path: str, label: Spot) -> Funds:
        book, name = self.book, printed_name(label.text)
        cells = columns.pick(row, row.own)
        by_field, aside = dict(cells.by_field), list(cells.rest)
        for spot, under in cells.spread:
            # The adjustment may be one difference, or two amounts, in cells merged as they fit; any other amount that
            # stands under two years belongs to neither.
            if path == "basic_adjustment" and under[-1] not in by_field:
                by_field[under[-1]] = spot
            else:
                aside.append(spot)
        report_cells(book, aside)
        book.place(path, label, name)

        def amount(column: str) -> Money | Unreadable | None:
            unit = unit_in(label.text) or columns.unit(column) or self.unit or self.around.unit
            where = f"{name} {columns.label(column)}".strip()
            return read_money(book, f"{path}.{column}", by_field.get(column), where, unit)

        return Funds(prior=amount("prior"), initial=amount("initial"), revised=amount("revised"), spent=amount("spent"))


_SIDES: Final = names(Part.SIDES)


def _fields_of_headers(row: Row) -> Mapping[int, str]:
    """
    The field of each header cell, by the grid column where it begins.

    Two columns are called 决算数. The one whose year is that of the budget is this year's, so that they do not
    change places when the other year is mistyped.
    """
    known = names(Part.BASE_AMOUNTS)
    fields = {spot.start: known[spot.key] for spot in row.filled if spot.key in known}
    outturns = [spot for spot in row.filled if fields.get(spot.start) == "outturn"]
    budget_year = next((year_in(spot.text) for spot in row.filled if fields.get(spot.start) == "initial"), None)
    vacant = [name for name in ("prior", "spent") if name not in fields.values()]
    if len(outturns) == 1 and len(vacant) == _TWO:
        year = year_in(outturns[0].text)
        vacant = ["prior"] if year is not None and budget_year is not None and year < budget_year else ["spent"]
    outturns = _order_by_year(outturns, budget_year)
    named = {start: name for start, name in fields.items() if name != "outturn"}
    return named | {spot.start: name for name, spot in zip(vacant, outturns, strict=False)}


def _order_by_year(spots: list[Spot], budget_year: str | None) -> list[Spot]:
    """Last year's column first, this year's second."""
    this_year = [spot for spot in spots if budget_year is not None and year_in(spot.text) == budget_year]
    if len(this_year) == 1:
        return [*(spot for spot in spots if spot is not this_year[0]), this_year[0]]
    years = [year_in(spot.text) for spot in spots]
    if this_year or None in years:
        return spots
    return sorted(spots, key=lambda spot: year_in(spot.text) or "")
