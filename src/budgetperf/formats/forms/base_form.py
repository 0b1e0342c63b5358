"""附件1: from the rows of the base table to a `BaseTable`."""

from __future__ import annotations

from attrs import Factory, define

from budgetperf.domain.model import BaseTable, Funds, Operating, Projects, ThreePublic
from budgetperf.formats.forms.base_amounts import AmountsBlock, refuse_amounts
from budgetperf.formats.forms.base_blocks import AusterityBlock, BuildingsBlock, StaffingBlock
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.signs import read_sign
from budgetperf.formats.forms.strips import Row

__all__ = ["BaseReader"]


@define(kw_only=True)
class BaseReader:
    """
    Reads the rows of one base table, one after the other.

    Attributes:
        book: Where places and findings are written down.

        around: The heading, which also knows the unit of money printed above the table.
    """

    book: Notebook
    around: Surroundings
    _staffing: StaffingBlock = Factory(lambda self: StaffingBlock(book=self.book), takes_self=True)
    _amounts: AmountsBlock = Factory(lambda self: AmountsBlock(book=self.book, around=self.around), takes_self=True)
    _buildings: BuildingsBlock = Factory(lambda self: BuildingsBlock(book=self.book), takes_self=True)
    _austerity: AusterityBlock = Factory(lambda self: AusterityBlock(book=self.book), takes_self=True)
    _block: Part | None = None

    def take(self, row: Row) -> None:
        """
        Read one row.

        Raises:
            FileError: A row of amounts, and no header with the columns it needs.
        """
        opened = read_sign(row)
        if opened is None and row.filled and row.filled[0].key in names(Part.AUSTERITY):
            opened = Part.AUSTERITY
        if opened is Part.STAFFING:
            self._staffing.open(row)
        elif opened is Part.BASE_AMOUNTS:
            self._amounts.open(row)
        elif opened is Part.BUILDINGS:
            self._buildings.open(row)
        elif opened is Part.AUSTERITY:
            self._austerity.open(row)
        else:
            self._take_plain(row)
            return
        self._block = opened

    def _take_plain(self, row: Row) -> None:
        """A row that opens no block of its own."""
        first = row.filled[0].key if row.filled else ""
        if self._staffing.is_open and self._block is Part.STAFFING:
            self._staffing.take(row)
        elif first in names(Part.BASE_ROWS) and self._amounts.is_open:
            self._block = Part.BASE_AMOUNTS
            self._amounts.take(row)
        elif first in names(Part.BASE_ROWS) or names(Part.SIDES).get(first) == "amounts":
            raise refuse_amounts(self.book, row)
        elif self._block is Part.BASE_AMOUNTS:
            self._amounts.take(row)
        elif self._block is Part.BUILDINGS:
            self._buildings.take(row, self._amounts.unit or self.around.unit)
        elif self._block is Part.AUSTERITY and self._austerity.is_open:
            self._austerity.take(row)
        else:
            report_row(self.book, row)

    def table(self) -> BaseTable:
        """
        What has been read.

        Raises:
            FileError: There was no header row over the amounts.
        """
        if not self._amounts.is_open:
            raise refuse_amounts(self.book, None)
        labels = self._amounts.labels
        return BaseTable(
            heading=self.around.heading(),
            column_years=self._amounts.years,
            labels=sorted(labels.items()),
            staffing=self._staffing.staffing,
            three_public=ThreePublic(
                total=self._funds("three_public.total"),
                vehicles=self._funds("three_public.vehicles"),
                vehicle_purchase=self._funds("three_public.vehicle_purchase"),
                vehicle_running=self._funds("three_public.vehicle_running"),
                abroad=self._funds("three_public.abroad"),
                hospitality=self._funds("three_public.hospitality"),
            ),
            projects=Projects(
                total=self._funds("projects.total"),
                operations=self._funds("projects.operations"),
                maintenance=self._funds("projects.maintenance"),
                special=self._funds("projects.special"),
                lines=self._amounts.lines,
            ),
            operating=Operating(total=self._funds("operating.total"), items=self._amounts.items),
            procurement=self._funds("procurement"),
            basic_adjustment=self._funds("basic_adjustment"),
            buildings=self._buildings.buildings,
            austerity=self._austerity.text,
        )

    def _funds(self, path: str) -> Funds:
        return self._amounts.funds.get(path, Funds())
