"""What 附件1 can hold of a base table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from attrs import define

from budgetperf.domain.model import (
    BaseTable,
    Building,
    ColumnYears,
    Funds,
    Operating,
    OperatingItem,
    ProjectLine,
    Projects,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.domain.written import fold
from budgetperf.formats.canonical.settling import Settler, passage, settled
from budgetperf.formats.forms.cells import read_count, read_rate
from budgetperf.formats.forms.labels import (
    bare_label,
    is_blank,
    label_key,
    printed_label,
    printed_name,
    year_in,
)
from budgetperf.formats.forms.layout import USUAL_LABELS
from budgetperf.printing.base_sheet import table_unit
from budgetperf.printing.sheet import Kind

__all__ = ["BaseTableSettler"]

_Row = TypeVar("_Row", ProjectLine, OperatingItem)
_COLUMNS: Final = ("prior", "initial", "spent")


@define(kw_only=True)
class BaseTableSettler(Settler):
    """Settles a base table."""

    def base_table(self, table: BaseTable) -> BaseTable:
        """What the form holds of it."""
        path = "base_table"
        self.forget_extras(table, path)
        unit = table_unit(table)
        labels = self._labels(table)

        def funds(value: Funds, name: str, label: str = "") -> Funds:
            return self.funds(value, f"{path}.{name}", unit, dict(labels).get(label, ""), _COLUMNS)

        public, projects, operating = table.three_public, table.projects, table.operating
        for record, name in ((public, "three_public"), (projects, "projects"), (operating, "operating")):
            self.forget_extras(record, f"{path}.{name}")
        return BaseTable(
            heading=self.heading(table.heading, f"{path}.heading", Kind.BASE),
            column_years=self._column_years(table.column_years),
            labels=labels,
            staffing=self._staffing(table.staffing),
            three_public=ThreePublic(
                total=funds(public.total, "three_public.total", "three_public"),
                vehicles=funds(public.vehicles, "three_public.vehicles", "vehicles"),
                vehicle_purchase=funds(public.vehicle_purchase, "three_public.vehicle_purchase", "vehicle_purchase"),
                vehicle_running=funds(public.vehicle_running, "three_public.vehicle_running", "vehicle_running"),
                abroad=funds(public.abroad, "three_public.abroad", "abroad"),
                hospitality=funds(public.hospitality, "three_public.hospitality", "hospitality"),
            ),
            projects=Projects(
                total=funds(projects.total, "projects.total", "projects"),
                operations=funds(projects.operations, "projects.operations", "operations"),
                maintenance=funds(projects.maintenance, "projects.maintenance", "maintenance"),
                special=funds(projects.special, "projects.special", "special"),
                lines=self._named(ProjectLine, projects.lines, f"{path}.projects.lines", printed_name, unit),
            ),
            operating=Operating(
                total=funds(operating.total, "operating.total", "operating"),
                items=self._named(OperatingItem, operating.items, f"{path}.operating.items", printed_label, unit),
            ),
            procurement=funds(table.procurement, "procurement", "procurement"),
            basic_adjustment=funds(table.basic_adjustment, "basic_adjustment", "basic_adjustment"),
            buildings=self._buildings(table.buildings, unit),
            austerity=passage(table.austerity),
        )

    def _labels(self, table: BaseTable) -> list[tuple[str, str]]:
        held = []
        for name, label in table.labels:
            shown = settled(bare_label, label)
            if name in USUAL_LABELS and label_key(shown) != USUAL_LABELS[name] and shown:
                held.append((name, shown))
        for name, label in table.labels:
            if name not in USUAL_LABELS and not is_blank(label):
                self.lost.append("base_table.labels")
                break
        return held

    def _column_years(self, years: ColumnYears) -> ColumnYears:
        path = "base_table.column_years"
        self.forget_extras(years, path)
        stated = {name: getattr(years, name) for name in ("prior", "initial", "spent")}
        held = {name: None if year is None else year_in(f"{fold(year)}年") for name, year in stated.items()}
        for name, year in stated.items():
            self.replaced(f"{path}.{name}", None if year is None else fold(year).removesuffix("年"), held[name])
        return ColumnYears(prior=held["prior"], initial=held["initial"], spent=held["spent"])

    def _staffing(self, staffing: Staffing) -> Staffing:
        self.forget_extras(staffing, "base_table.staffing")
        return Staffing(
            established=self.figure(staffing.established, read_count),
            actual=self.figure(staffing.actual, read_count),
            stated_rate=self.figure(staffing.stated_rate, read_rate),
        )

    def _named(
        self, kind: type[_Row], rows: Iterable[_Row], path: str, settle: Callable[[str], str], unit: MoneyUnit
    ) -> list[_Row]:
        """Rows of a name and its funds."""
        held = []
        for index, row in enumerate(rows):
            where = f"{path}[{index}]"
            self.forget_extras(row, where)
            name = settled(settle, row.name)
            funds = self.funds(row.funds, f"{where}.funds", unit, name, _COLUMNS)
            if name or funds != Funds():
                held.append(kind(name=name, funds=funds))
        return held

    def _buildings(self, buildings: Iterable[Building], unit: MoneyUnit) -> list[Building]:
        held = []
        for index, building in enumerate(buildings):
            self.forget_extras(building, f"base_table.buildings[{index}]")
            row = Building(
                approved_area=self.figure(building.approved_area, read_count),
                actual_area=self.figure(building.actual_area, read_count),
                stated_area_rate=self.figure(building.stated_area_rate, read_rate),
                planned_investment=self.amount(building.planned_investment, unit),
                actual_investment=self.amount(building.actual_investment, unit),
                stated_investment_rate=self.figure(building.stated_investment_rate, read_rate),
            )
            held += [] if row == Building() else [row]
        return held
