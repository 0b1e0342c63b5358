"""
What the official forms can hold of a filing.

A form holds text in cells. A filing is canonical if it is what the readers make of its own print. On the way there

- white space is settled: names stand on one line, labels and titles have none, passages have none around them; an
  ordinal, 其中, ★ or colon of the form is not part of a name;
- a figure is what its print says: what is only a stroke is a blank, and a text that reads as a figure is one;
- rows, goals and paragraphs in which nothing stands are left out, as are weights of levels without a number;
- what follows from the print is taken from it: the role of a fund row from its label, what it is a part of from the
  rows above it, a year from the title, and the year and department of the filing from its attachments;
- the department's card and report come first, and the weights of levels stand in the order of the rows;
- where nobody wrote a title, or anything in a report, the form has its own: the official title and headings.

What no form has a cell for is left out, and `left_out` says what that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from attrs import define, evolve, field

from budgetperf.domain.model import (
    Allocation,
    BaseTable,
    Budget,
    Building,
    ColumnYears,
    Execution,
    Filing,
    FundRow,
    Funds,
    Goal,
    Heading,
    Indicator,
    LevelWeight,
    Operating,
    OperatingItem,
    ProjectLine,
    Projects,
    Report,
    Role,
    Scorecard,
    ScorecardKind,
    Section,
    Signature,
    Staffing,
    ThreePublic,
)
from budgetperf.domain.quantity import Money, MoneyUnit, Unreadable, as_points
from budgetperf.domain.record import Record
from budgetperf.domain.written import fold
from budgetperf.errors import QuantityError
from budgetperf.formats.forms.cells import (
    read_actual,
    read_count,
    read_money,
    read_points,
    read_rate,
    read_target,
)
from budgetperf.formats.forms.labels import (
    bare_label,
    compact,
    is_blank,
    label_key,
    one_line,
    printed_label,
    printed_name,
    read_indicator_name,
    unit_in,
    year_in,
)
from budgetperf.formats.forms.layout import USUAL_LABELS, Part, names
from budgetperf.formats.forms.merge import find_department, find_year
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Spot
from budgetperf.printing.base_sheet import table_unit
from budgetperf.printing.card_sheet import card_unit
from budgetperf.printing.indicator_rows import printed_levels
from budgetperf.printing.official import OUTLINES, official_title
from budgetperf.printing.sheet import Kind

__all__ = ["canonical", "left_out"]

_Value = TypeVar("_Value")
_Row = TypeVar("_Row", bound=Record)
_Read = Callable[[Notebook, str, Spot], object]

_KINDS: Final = {
    (Scorecard, ScorecardKind.DEPARTMENT): Kind.DEPARTMENT,
    (Scorecard, ScorecardKind.PROJECT): Kind.PROJECT,
    (Report, ScorecardKind.DEPARTMENT): Kind.DEPARTMENT_REPORT,
    (Report, ScorecardKind.PROJECT): Kind.PROJECT_REPORT,
}
_CONTENT: Final = ("target", "actual", "weight", "points")


def canonical(filing: Filing) -> Filing:
    """
    What the official forms hold of a filing: ``read(write(x)) == canonical(x) == canonical(canonical(x))``.

    >>> filing = canonical(Filing(year=2022, scorecards=[Scorecard(kind="project", subject=" 图书 购置 ")]))
    >>> filing.scorecards[0].subject, filing.scorecards[0].heading.title
    ('图书 购置', '2022年度项目支出绩效自评表')
    """
    return _Canon(whole=filing).filing()


def left_out(filing: Filing) -> tuple[str, ...]:
    """
    What of a filing no form has a cell for, by path.

    >>> left_out(Filing(scorecards=[Scorecard(kind="department", supervisor="县文化局", extras={"x-note": "1"})]))
    ('scorecards[0].extras', 'scorecards[0].supervisor')
    """
    canon = _Canon(whole=filing)
    canon.filing()
    return tuple(canon.lost)


def _plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _line(text: str | None) -> str | None:
    return None if text is None or is_blank(text) else one_line(text)


def _passage(text: str | None) -> str | None:
    return None if text is None or is_blank(text) else _plain_breaks(text).strip()


def _settled(settle: Callable[[str], str], text: str) -> str:
    """What is left of a label once nothing more can be taken off it."""
    text = "" if is_blank(text) else text
    while (shorter := settle(text)) != text:
        text = shorter
    return text


def _indicator_name(text: str) -> str:
    return read_indicator_name(text).name


@define(kw_only=True)
class _Canon:
    """
    Goes over a filing once.

    Attributes:
        whole: The filing.

        lost: The paths of what no form has a cell for.
    """

    whole: Filing
    lost: list[str] = field(factory=list)

    def filing(self) -> Filing:
        whole = self.whole
        self._forget_extras(whole, "")
        base = None if whole.base_table is None else self._base_table(whole.base_table)
        cards = [self._card(card, f"scorecards[{index}]") for index, card in enumerate(whole.scorecards)]
        reports = [self._report(report, f"reports[{index}]") for index, report in enumerate(whole.reports)]
        held = Filing(base_table=base, scorecards=_sorted(cards), reports=_sorted(reports))
        held = evolve(held, year=find_year(held)[0], department=find_department(held)[0])
        for name in ("year", "department"):
            self._replaced(name, getattr(whole, name), getattr(held, name))
        return held

    def _replaced(self, path: str, stated: object, held: object) -> None:
        """Note what is lost where something is stated, and something else is held."""
        blank = stated is None or (isinstance(stated, str) and is_blank(stated))
        if not blank and stated != held and not (isinstance(stated, str) and fold(stated) == fold(str(held))):
            self.lost.append(path)

    def _forget_extras(self, record: Record, path: str) -> None:
        if record.extras:
            self.lost.append(f"{path}.extras" if path else "extras")

    # Figures

    def _figure(self, value: _Value, read: _Read) -> _Value:
        """A figure as its print reads; one that is no text has been read already."""
        if not isinstance(value, Unreadable):
            return value
        return read(_book(), "", Spot(text=_plain_breaks(value.text), row=1))  # type: ignore[return-value] # the reader of the same kind of figure

    def _amount(self, amount: Money | Unreadable | None, unit: MoneyUnit, label: str = "") -> Money | Unreadable | None:
        named = unit_in(label) or unit.label
        return self._figure(amount, lambda book, path, spot: read_money(book, path, spot, "", named))

    def _funds(self, funds: Funds, path: str, unit: MoneyUnit, label: str, missing: str) -> Funds:
        """The amounts of a row; *missing* is the column that the form does not have."""
        self._forget_extras(funds, path)
        self._replaced(f"{path}.{missing}", getattr(funds, missing), None)
        held = {
            name: self._amount(getattr(funds, name), unit, label)
            for name in ("prior", "initial", "revised", "spent")
            if name != missing
        }
        return Funds(**held)

    # What stands around a form

    def _heading(self, heading: Heading, path: str, kind: Kind) -> Heading:
        self._forget_extras(heading, path)
        title = None if heading.title is None or is_blank(heading.title) else compact(heading.title)
        if title is None:
            year = self.whole.year if heading.year is None else heading.year
            title = official_title(kind, year)
        printed = year_in(title)
        year = heading.year if printed is None else int(printed)
        self._replaced(f"{path}.year", heading.year, year)
        return Heading(
            title=title,
            unit_name=_line(heading.unit_name),
            year=year,
            notes=_passage(heading.notes),
            signature=self._signature(heading.signature, f"{path}.signature"),
        )

    def _signature(self, signature: Signature | None, path: str) -> Signature | None:
        if signature is None:
            return None
        self._forget_extras(signature, path)
        date = _line(signature.date)
        held = Signature(
            prepared_by=_line(signature.prepared_by),
            date=None if date is None else compact(date),
            phone=_line(signature.phone),
            responsible=_line(signature.responsible),
        )
        return None if held == Signature() else held

    # 附件1

    def _base_table(self, table: BaseTable) -> BaseTable:
        path = "base_table"
        self._forget_extras(table, path)
        unit = table_unit(table)
        labels = self._labels(table)

        def funds(value: Funds, name: str, label: str = "") -> Funds:
            return self._funds(value, f"{path}.{name}", unit, dict(labels).get(label, ""), "revised")

        public, projects, operating = table.three_public, table.projects, table.operating
        for record, name in ((public, "three_public"), (projects, "projects"), (operating, "operating")):
            self._forget_extras(record, f"{path}.{name}")
        return BaseTable(
            heading=self._heading(table.heading, f"{path}.heading", Kind.BASE),
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
            austerity=_passage(table.austerity),
        )

    def _labels(self, table: BaseTable) -> list[tuple[str, str]]:
        held = []
        for name, label in table.labels:
            shown = _settled(bare_label, label)
            if name in USUAL_LABELS and label_key(shown) != USUAL_LABELS[name] and shown:
                held.append((name, shown))
        for name, label in table.labels:
            if name not in USUAL_LABELS and not is_blank(label):
                self.lost.append("base_table.labels")
                break
        return held

    def _column_years(self, years: ColumnYears) -> ColumnYears:
        path = "base_table.column_years"
        self._forget_extras(years, path)
        stated = {name: getattr(years, name) for name in ("prior", "initial", "spent")}
        held = {name: None if year is None else year_in(f"{fold(year)}年") for name, year in stated.items()}
        for name, year in stated.items():
            self._replaced(f"{path}.{name}", None if year is None else fold(year).removesuffix("年"), held[name])
        return ColumnYears(**held)

    def _staffing(self, staffing: Staffing) -> Staffing:
        self._forget_extras(staffing, "base_table.staffing")
        return Staffing(
            established=self._figure(staffing.established, read_count),
            actual=self._figure(staffing.actual, read_count),
            stated_rate=self._figure(staffing.stated_rate, read_rate),
        )

    def _named(
        self, kind: type[_Row], rows: Iterable[_Row], path: str, settle: Callable[[str], str], unit: MoneyUnit
    ) -> list[_Row]:
        """Rows of a name and its funds."""
        held = []
        for index, row in enumerate(rows):
            where = f"{path}[{index}]"
            self._forget_extras(row, where)
            name = _settled(settle, row.name)  # type: ignore[attr-defined] # ProjectLine and OperatingItem have one
            funds = self._funds(row.funds, f"{where}.funds", unit, name, "revised")  # type: ignore[attr-defined] # and funds
            if name or funds != Funds():
                held.append(kind(name=name, funds=funds))  # type: ignore[call-arg] # the same
        return held

    def _buildings(self, buildings: Iterable[Building], unit: MoneyUnit) -> list[Building]:
        held = []
        for index, building in enumerate(buildings):
            self._forget_extras(building, f"base_table.buildings[{index}]")
            row = Building(
                approved_area=self._figure(building.approved_area, read_count),
                actual_area=self._figure(building.actual_area, read_count),
                stated_area_rate=self._figure(building.stated_area_rate, read_rate),
                planned_investment=self._amount(building.planned_investment, unit),
                actual_investment=self._amount(building.actual_investment, unit),
                stated_investment_rate=self._figure(building.stated_investment_rate, read_rate),
            )
            held += [] if row == Building() else [row]
        return held

    # 附件2 and 附件3

    def _card(self, card: Scorecard, path: str) -> Scorecard:
        self._forget_extras(card, path)
        is_project = card.kind is ScorecardKind.PROJECT
        supervisor, implementer = _line(card.supervisor), _line(card.implementer)
        if not is_project:
            self._replaced(f"{path}.supervisor", supervisor, None)
            self._replaced(f"{path}.implementer", implementer, None)
        indicators = self._indicators(card.indicators, f"{path}.indicators")
        held = Scorecard(
            kind=card.kind,
            heading=self._heading(card.heading, f"{path}.heading", _KINDS[Scorecard, card.kind]),
            subject=_line(card.subject),
            supervisor=supervisor if is_project else None,
            implementer=implementer if is_project else None,
            budget=self._budget(card, f"{path}.budget"),
            goals=self._goals(card.goals, f"{path}.goals"),
            stated_weights=self._weights(card.stated_weights, f"{path}.stated_weights"),
            indicators=indicators,
            stated_weight=self._figure(card.stated_weight, read_points),
            stated_points=self._figure(card.stated_points, read_points),
        )
        return evolve(held, stated_weights=_ordered(held))

    def _budget(self, card: Scorecard, path: str) -> Budget:
        budget = card.budget
        self._forget_extras(budget, path)
        unit = card_unit(budget)
        rows: list[FundRow] = []
        total: str | None = None
        for index, row in enumerate(budget.rows):
            held = self._fund_row(row, f"{path}.rows[{index}]", unit, total)
            if held is not None:
                total = held.name if held.role is Role.TOTAL else total
                rows.append(held)
        return Budget(
            rows=rows,
            by_source=self._allocations(budget.by_source, f"{path}.by_source", unit),
            by_nature=self._allocations(budget.by_nature, f"{path}.by_nature", unit),
            execution=self._execution(budget.execution, f"{path}.execution"),
        )

    def _fund_row(self, row: FundRow, path: str, unit: MoneyUnit, total: str | None) -> FundRow | None:
        self._forget_extras(row, path)
        name = _settled(printed_label, row.name)
        known = names(Part.ROLES).get(label_key(name))
        role = None if known is None else Role(known)
        if role is Role.TOTAL and total is not None:
            role = None
        parent = None if role is Role.TOTAL else total
        self._replaced(f"{path}.role", row.role, role)
        self._replaced(f"{path}.parent", row.parent, parent)
        execution = None if row.execution is None else self._execution(row.execution, f"{path}.execution")
        if role is Role.TOTAL and execution is not None:
            self._replaced(f"{path}.execution", execution, Execution())
            execution = None
        funds = self._funds(row.funds, f"{path}.funds", unit, name, "prior")
        execution = None if execution == Execution() else execution
        if not name and funds == Funds() and execution is None:
            return None
        return FundRow(name=name, role=role, parent=parent, funds=funds, execution=execution)

    def _execution(self, execution: Execution, path: str) -> Execution:
        self._forget_extras(execution, path)
        return Execution(
            stated_rate=self._figure(execution.stated_rate, read_rate),
            weight=self._figure(execution.weight, read_points),
            points=self._figure(execution.points, read_points),
        )

    def _allocations(self, parts: Iterable[Allocation], path: str, unit: MoneyUnit) -> list[Allocation]:
        held = []
        for index, part in enumerate(parts):
            self._forget_extras(part, f"{path}[{index}]")
            name = _settled(printed_label, part.name)
            amount = self._amount(part.amount, unit, name)
            held += [Allocation(name=name, amount=amount)] if name or amount is not None else []
        return held

    def _goals(self, goals: Iterable[Goal], path: str) -> list[Goal]:
        held = []
        for index, goal in enumerate(goals):
            self._forget_extras(goal, f"{path}[{index}]")
            row = Goal(expected=_passage(goal.expected), actual=_passage(goal.actual))
            held += [] if row == Goal() else [row]
        return held

    def _weights(self, weights: Iterable[LevelWeight], path: str) -> list[LevelWeight]:
        held: dict[tuple[str, str | None], LevelWeight] = {}
        for index, stated in enumerate(weights):
            self._forget_extras(stated, f"{path}[{index}]")
            level1 = "" if is_blank(stated.level1) else compact(stated.level1)
            level2 = None if stated.level2 is None or is_blank(stated.level2) else compact(stated.level2)
            weight = stated.weight
            if isinstance(weight, Unreadable):
                weight = _printed_weight(weight)
            if weight is None:
                continue
            if not level1 or (level1, level2) in held:
                # A level has one name and one pair of brackets.
                self._replaced(f"{path}[{index}]", weight, getattr(held.get((level1, level2)), "weight", None))
                continue
            held[level1, level2] = LevelWeight(level1=level1, level2=level2, weight=weight)
        return list(held.values())

    def _indicators(self, indicators: Iterable[Indicator], path: str) -> list[Indicator]:
        held = []
        whole: str | None = None
        for index, row in enumerate(indicators):
            settled = self._indicator(row, f"{path}[{index}]", whole)
            if settled is None:
                continue
            is_part = settled.part_of is not None or (whole is None and row.part_of is not None and row.weight is None)
            whole = whole if is_part else settled.name
            held.append(settled)
        return held

    def _indicator(self, row: Indicator, path: str, whole: str | None) -> Indicator | None:
        self._forget_extras(row, path)
        name = _settled(_indicator_name, row.name)
        target = _statement(row.target, read_target)
        direction = None if target is None else row.direction
        self._replaced(f"{path}.direction", row.direction, direction)
        weight = self._figure(row.weight, read_points)
        part_of = whole if row.part_of is not None and weight is None else None
        self._replaced(f"{path}.part_of", row.part_of, part_of)
        held = Indicator(
            level1=None if row.level1 is None or is_blank(row.level1) else compact(row.level1),
            level2=None if row.level2 is None or is_blank(row.level2) else compact(row.level2),
            name=name,
            direction=direction,
            target=target,
            actual=_statement(row.actual, read_actual),
            weight=weight,
            points=self._figure(row.points, read_points),
            deviation_note=_passage(row.deviation_note),
            initial_target=_statement(row.initial_target, read_target),
            deduction=self._figure(row.deduction, read_points),
            core=row.core or _is_marked(row.name),
            standard=_passage(row.standard),
            part_of=part_of,
        )
        if held.name or any(getattr(held, part) is not None for part in _CONTENT):
            return held
        for part in ("deviation_note", "initial_target", "deduction", "standard"):
            self._replaced(f"{path}.{part}", getattr(held, part), None)
        return None

    # 附件4 and 附件5

    def _report(self, report: Report, path: str) -> Report:
        self._forget_extras(report, path)
        kind = _KINDS[Report, report.kind]
        sections = []
        for index, section in enumerate(report.sections):
            held = self._section(section, f"{path}.sections[{index}]", is_first=not sections)
            sections += [] if held is None else [held]
        if not sections:
            sections = [Section(level=level, ordinal=ordinal, title=title) for level, ordinal, title in OUTLINES[kind]]
        return Report(
            kind=report.kind, heading=self._heading(report.heading, f"{path}.heading", kind), sections=sections
        )

    def _section(self, section: Section, path: str, *, is_first: bool) -> Section | None:
        self._forget_extras(section, path)
        ordinal = None if section.ordinal is None or is_blank(section.ordinal) else compact(section.ordinal)
        title = _line(section.title)
        passages = (_passage(paragraph) for paragraph in section.paragraphs)
        paragraphs = [passage for passage in passages if passage is not None]
        if ordinal is None and title is None and not paragraphs:
            return None
        level = 1 if is_first and ordinal is None and title is None else section.level
        return Section(level=level, ordinal=ordinal, title=title, paragraphs=paragraphs)


def _book() -> Notebook:
    return Notebook(file="", table=None)


def _statement(value: _Value, read: _Read) -> _Value:
    """A target or an actual as its print reads."""
    if value is None:
        return value
    return read(_book(), "", Spot(text=_plain_breaks(str(value)), row=1))  # type: ignore[return-value] # the reader of the same kind


def _is_marked(name: str) -> bool:
    """Whether a name carries the mark of a core indicator."""
    while True:
        read = read_indicator_name(name)
        if read.core or read.name == name:
            return read.core
        name = read.name


def _printed_weight(weight: Unreadable) -> object:
    """The weight of a level as the brackets behind its name read."""
    printed = fold(weight.text).removesuffix("分")
    if not printed:
        return None
    try:
        return as_points(printed)
    except QuantityError:
        return Unreadable(printed)


def _ordered(card: Scorecard) -> list[LevelWeight]:
    """The weights in the order in which the rows of a card print them."""
    stated = {(weight.level1, weight.level2): weight for weight in card.stated_weights}
    ordered: dict[tuple[str | None, str | None], LevelWeight] = {}
    for level1, level2 in printed_levels(card):
        for key in ((level1, None), (level1, level2)):
            if key in stated:
                ordered.setdefault(key, stated[key])  # type: ignore[index] # a key that is stated has a level
    return list(ordered.values())


_Kinded = TypeVar("_Kinded", Scorecard, Report)


def _sorted(parts: list[_Kinded]) -> list[_Kinded]:
    return sorted(parts, key=lambda part: part.kind is not ScorecardKind.DEPARTMENT)
