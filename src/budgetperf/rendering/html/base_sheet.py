"""附件1, the base-data table, as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetperf.domain.base_table import ORDINARY_LINES, BaseTable, Building, Staffing
from budgetperf.domain.model import Funds
from budgetperf.rendering.catalogue import SOURCE
from budgetperf.rendering.html.cells import fact, figure, filled_columns, heading_facts
from budgetperf.rendering.html.sheets import Cell, Column, Sheet, Table
from budgetperf.rendering.messages import say
from budgetperf.rendering.places import attachment_text, field_name

__all__ = ["base_sheet"]

_ATTACHMENT = "附件1"
_STAFFING = ("established", "actual", "stated_rate")
_BUILDING = (
    "approved_area",
    "actual_area",
    "stated_area_rate",
    "planned_investment",
    "actual_investment",
    "stated_investment_rate",
)
_THREE_PUBLIC = ("total", "vehicles", "vehicle_purchase", "vehicle_running", "abroad", "hospitality")
# A form in 万元 has no column 全年预算数; a file of plain data may have one.
_COLUMNS = ("prior", "initial", "revised", "spent")

Line = tuple[str, str, Funds]


def base_sheet(base: BaseTable, lang: str) -> Sheet:
    """附件1 as tables: staffing, amounts, buildings."""
    facts = [*heading_facts(base.heading, "base_table", lang)]
    if base.austerity is not None:
        facts.append(fact("austerity", base.austerity, "base_table.austerity", lang))
    parts = [_staffing(base.staffing, lang), _amounts(list(_lines(base, lang)), base, lang)]
    if base.buildings:
        parts.append(_buildings(base.buildings, lang))
    return Sheet(name=attachment_text(_ATTACHMENT, lang), path="base_table", facts=facts, parts=parts)


def _staffing(staffing: Staffing, lang: str) -> Table:
    path = "base_table.staffing"
    return Table(
        caption=field_name("staffing", lang),
        path=path,
        columns=[Column(field_name(f"staffing.{name}", lang), "number") for name in _STAFFING],
        rows=[[figure(getattr(staffing, name), f"{path}.{name}") for name in _STAFFING]],
    )


def _lines(base: BaseTable, lang: str) -> Iterator[Line]:
    """The rows of amounts in the order of the form: what each is called, its path, its funds."""
    labels = dict(base.labels)
    for name in _THREE_PUBLIC:
        path = f"three_public.{name}"
        yield field_name(path, lang), path, getattr(base.three_public, name)
    yield field_name("projects.total", lang), "projects.total", base.projects.total
    for name in (*(row for row, _ in ORDINARY_LINES), "special"):
        path = f"projects.{name}"
        yield labels.get(name) or field_name(path, lang), path, getattr(base.projects, name)
    for index, line in enumerate(base.projects.lines):
        yield line.name, f"projects.lines[{index}]", line.funds
    yield field_name("operating.total", lang), "operating.total", base.operating.total
    for index, item in enumerate(base.operating.items):
        yield item.name, f"operating.items[{index}]", item.funds
    for path in ("procurement", "basic_adjustment"):
        yield field_name(path, lang), path, getattr(base, path)


def _amounts(lines: Iterable[Line], base: BaseTable, lang: str) -> Table:
    """The rows of amounts, under the years that the form prints over them."""
    lines = list(lines)
    columns = filled_columns(_COLUMNS, [funds for _, _, funds in lines], always=("prior", "initial", "spent"))
    years = {name: getattr(base.column_years, name, None) for name in columns}
    heads = [field_name(name, lang, attachment=_ATTACHMENT) for name in columns]
    labels = [f"{head} {years[name]}" if years[name] else head for name, head in zip(columns, heads, strict=True)]
    return Table(
        caption=say(lang, "经费控制情况"),
        path="base_table.column_years",
        columns=[Column(say(lang, "项目"), "name"), *(Column(label, "number") for label in labels)],
        rows=[_row(line, columns, lang) for line in lines],
    )


def _row(line: Line, columns: Iterable[str], lang: str) -> list[Cell]:
    label, path, funds = line
    whole = f"base_table.{path}"
    inner = f"{whole}.funds" if path.endswith("]") else whole
    is_own = lang != SOURCE and not path.endswith("]")
    return [
        Cell(label, whole, is_own=is_own, level=_level(path)),
        *(figure(getattr(funds, name), f"{inner}.{name}") for name in columns),
    ]


def _level(path: str) -> int:
    """How deep a row stands below the total that it is a part of."""
    part, _, row = path.partition(".")
    if part not in ("three_public", "projects", "operating") or row == "total":
        return 0
    return 2 if row.startswith(("vehicle_", "lines[")) else 1


def _buildings(buildings: Iterable[Building], lang: str) -> Table:
    path = "base_table.buildings"
    return Table(
        caption=field_name("buildings", lang),
        path=path,
        columns=[Column(field_name(name, lang), "number") for name in _BUILDING],
        rows=[
            [figure(getattr(building, name), f"{path}[{index}].{name}") for name in _BUILDING]
            for index, building in enumerate(buildings)
        ],
    )
