"""The smaller blocks of the base table: 财政供养人员情况, 楼堂馆所控制情况, 厉行节约保障措施."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field

from budgetperf.domain.model import Building, Staffing
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.formats.forms.cells import read_count, read_money, read_passage, read_rate
from budgetperf.formats.forms.columns import Columns, find_columns
from budgetperf.formats.forms.labels import printed_label
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_cells, report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Row, Spot, holds_figure

__all__ = ["AusterityBlock", "BuildingsBlock", "StaffingBlock"]


@define(kw_only=True)
class _Figures:
    """The cells of one row of a block and the labels over them."""

    book: Notebook
    columns: Columns
    cells: Mapping[str, Spot]
    path: str

    def count(self, name: str) -> Count | Unreadable | None:
        return read_count(self.book, f"{self.path}.{name}", self.cells.get(name), self.columns.label(name))

    def rate(self, name: str) -> Rate | Unreadable | None:
        path, label, percent = f"{self.path}.{name}", self.columns.label(name), self.columns.is_percent(name)
        return read_rate(self.book, path, self.cells.get(name), label, percent=percent)

    def money(self, name: str, unit: str | None) -> Money | Unreadable | None:
        path, label = f"{self.path}.{name}", self.columns.label(name)
        return read_money(self.book, path, self.cells.get(name), label, self.columns.unit(name) or unit)


@define(kw_only=True)
class StaffingBlock:
    """
    编制数, 实际在职人数 and 控制率: the figures under their labels, or beside them.

    Attributes:
        staffing: What has been read.
    """

    book: Notebook
    staffing: Staffing = field(factory=Staffing)
    _columns: Columns | None = None

    @property
    def is_open(self) -> bool:
        """Whether the row of figures is still to come."""
        return self._columns is not None

    def open(self, row: Row) -> None:
        """Read the row of labels."""
        known = names(Part.STAFFING)
        columns = find_columns(row, lambda spot: known.get(spot.key))
        report_cells(self.book, columns.side)
        beside = {name: spot for name, head in columns.headers.items() if (spot := row.right_of(head)) is not None}
        # A label that is not known stands beside the last one, too; a figure says so itself.
        if any(holds_figure(spot) for spot in beside.values() if spot.key not in known):
            self._keep(columns, {name: spot for name, spot in beside.items() if spot.key not in known})
            used = {id(spot) for spot in beside.values()}
            report_cells(self.book, (spot for spot in columns.unnamed if id(spot) not in used))
            return
        for spot in columns.unnamed:
            self.book.lose_column(spot)
        self._columns = evolve(columns, book=self.book)

    def take(self, row: Row) -> None:
        """Read the row of figures."""
        if self._columns is not None:
            cells = self._columns.pick(row, row.own)
            self._keep(self._columns, cells.by_field)
            report_cells(self.book, (*cells.rest, *(spot for spot, _ in cells.spread)))
            self._columns = None

    def _keep(self, columns: Columns, cells: Mapping[str, Spot]) -> None:
        if self.staffing != Staffing():
            # A second row of figures: which one counts cannot be known, and the first was there first.
            report_cells(self.book, cells.values())
            return
        figures = _Figures(book=self.book, columns=columns, cells=cells, path="staffing")
        self.book.place("staffing", next(iter(cells.values()), None))
        self.staffing = Staffing(
            established=figures.count("established"),
            actual=figures.count("actual"),
            stated_rate=figures.rate("stated_rate"),
        )


@define(kw_only=True)
class BuildingsBlock:
    """
    The rows under 批复规模, 实际规模 and the other labels of 楼堂馆所控制情况.

    Attributes:
        buildings: What has been read; blank rows are none.
    """

    book: Notebook
    buildings: list[Building] = field(factory=list)
    _columns: Columns | None = None

    def open(self, row: Row) -> None:
        """Read the row of labels."""
        known = names(Part.BUILDINGS)
        self._columns = find_columns(row, lambda spot: known.get(spot.key), self.book)
        self.book.place("buildings", next(iter(self._columns.headers.values()), None))

    def take(self, row: Row, unit: str | None) -> None:
        """Read one building; *unit* is that of the table, for labels that print none."""
        if self._columns is None:
            return
        cells = self._columns.pick(row, row.own)
        strangers = (spot for spot in self._columns.left_of(row) if spot.top == row.index)
        report_cells(self.book, (*strangers, *cells.rest, *(spot for spot, _ in cells.spread)))
        if all(spot.blank for spot in cells.by_field.values()):
            return
        path = f"buildings[{len(self.buildings)}]"
        self.book.place(path, next(iter(cells.by_field.values())))
        figures = _Figures(book=self.book, columns=self._columns, cells=cells.by_field, path=path)
        self.buildings.append(
            Building(
                approved_area=figures.count("approved_area"),
                actual_area=figures.count("actual_area"),
                stated_area_rate=figures.rate("stated_area_rate"),
                planned_investment=figures.money("planned_investment", unit),
                actual_investment=figures.money("actual_investment", unit),
                stated_investment_rate=figures.rate("stated_investment_rate"),
            )
        )


@define(kw_only=True)
class AusterityBlock:
    """
    The text beside 厉行节约保障措施, or in the row below it.

    Attributes:
        text: What has been read.
    """

    book: Notebook
    text: str | None = None
    is_open: bool = False

    def open(self, row: Row) -> None:
        """Read the row of the label."""
        label = row.filled[0]
        beside = [spot for spot in row.own if spot.start >= label.stop]
        self.is_open = all(spot.blank for spot in beside)
        self._keep(label, beside or [label], printed_label(label.text))

    def take(self, row: Row) -> None:
        """Read the row below the label."""
        self.is_open = False
        if len(row.filled) == 1:
            self.book.locations.pop("austerity", None)
            self._keep(None, row.filled, "")
        else:
            report_row(self.book, row)

    def _keep(self, label: Spot | None, cells: Sequence[Spot], name: str) -> None:
        spot = next((spot for spot in cells if not spot.blank), cells[0])
        if spot is label:
            self.book.place("austerity", spot, name)
        elif self.text is None:
            self.text = read_passage(self.book, "austerity", spot, name)
            report_cells(self.book, (other for other in cells if other is not spot))
        else:
            report_cells(self.book, cells)
