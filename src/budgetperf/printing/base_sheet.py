"""附件1 on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from budgetperf.domain.model import BaseTable, Building, ColumnYears, Funds
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.printing.around import above, below, mark_line
from budgetperf.printing.figures import amount_text, figure_cell, figure_text, usual_unit
from budgetperf.printing.official import BASE_LABELS
from budgetperf.printing.sheet import Cell, Kind, Line, Ratio, Row, Sheet, Sum, Table

__all__ = ["base_sheet", "table_unit"]

_WIDTHS: Final = (2900, 1090, 1090, 1090, 1090, 1090, 1090)
_PATH: Final = "base_table"
_COLUMNS: Final = ("prior", "initial", "spent")
_SPARE_LINES: Final = 3
_AREAS: Final = ("approved_area", "actual_area", "stated_area_rate")
_INVESTMENTS: Final = ("planned_investment", "actual_investment", "stated_investment_rate")

# What each total is the sum of.
_PARTS: Final = {
    "three_public.total": ("three_public.vehicles", "three_public.abroad", "three_public.hospitality"),
    "three_public.vehicles": ("three_public.vehicle_purchase", "three_public.vehicle_running"),
    "projects.total": ("projects.operations", "projects.maintenance", "projects.special"),
}


def base_sheet(table: BaseTable, *, first: bool = True, spare: bool = False) -> Sheet:
    """
    Lay out 附件1.

    Args:
        table: What it says.

        first: Whether it is the first attachment, which needs no new page.

        spare: Whether to leave rows for 专项 and buildings that have still to be written in.
    """
    unit = table_unit(table)
    blocks: tuple[Line | Table, ...] = (
        mark_line(Kind.BASE, _PATH, first=first),
        *above(table.heading, _PATH, Kind.BASE),
        Table(widths=_WIDTHS, rows=tuple(_staffing_rows(table))),
        Table(widths=_WIDTHS, rows=tuple(_amount_rows(table, unit, spare=spare)), heads=1, joined=True),
        Table(widths=_WIDTHS, rows=tuple(_last_rows(table, unit)), joined=True),
        *below(table.heading, _PATH, "说明"),
    )
    return Sheet(kind=Kind.BASE, path=_PATH, name=f"{Kind.BASE.mark} 基础数据表", blocks=blocks)


def table_unit(table: BaseTable) -> MoneyUnit:
    """The unit that is printed over the amounts of 附件1."""
    return usual_unit(_amounts(table))


def _amounts(table: BaseTable) -> Iterator[object]:
    public, projects, operating = table.three_public, table.projects, table.operating
    yield from (public.total, public.vehicles, public.vehicle_purchase, public.vehicle_running, public.abroad)
    yield from (public.hospitality, projects.total, projects.operations, projects.maintenance, projects.special)
    yield from (line.funds for line in projects.lines)
    yield from (operating.total, *(item.funds for item in operating.items), table.procurement, table.basic_adjustment)
    for building in table.buildings:
        yield from (building.planned_investment, building.actual_investment)


def _three(texts: tuple[str, str, str]) -> Row:
    return tuple([Cell(text=text, across=2) for text in texts])


def _staffing_rows(table: BaseTable) -> Iterator[Row]:
    staffing, path = table.staffing, f"{_PATH}.staffing"
    year = "" if table.heading.year is None else f"{table.heading.year}年"
    side = Cell(text="财政供养人员情况(人)", down=2, paths=(path,))
    yield (side, *_three(("编制数", f"{year}实际在职人数", "控制率")))
    rate = Ratio(over=f"{path}.actual", under=f"{path}.established")
    yield (
        figure_cell(figure_text(staffing.established), f"{path}.established", across=2),
        figure_cell(figure_text(staffing.actual), f"{path}.actual", across=2),
        figure_cell(figure_text(staffing.stated_rate), f"{path}.stated_rate", across=2, formula=rate),
    )


def _headers(years: ColumnYears) -> Row:
    path = f"{_PATH}.column_years"
    prior, initial, spent = years.prior, years.initial, years.spent
    # 决算数 stands over two columns: years that do not tell them apart need words that do.
    is_plain = prior is not None and spent is not None and prior < spent == initial
    texts = (
        f"{prior}年决算数" if is_plain else _explicit("上年决算数", prior),
        "本年预算数" if initial is None else f"{initial}年预算数",
        f"{spent}年决算数" if is_plain else _explicit("本年决算数", spent),
    )
    return tuple(
        [Cell(text=text, across=2, paths=(f"{path}.{name}",)) for name, text in zip(_COLUMNS, texts, strict=True)]
    )


def _explicit(label: str, year: str | None) -> str:
    return label if year is None else f"{label}\n（{year}年）"


def _amount_rows(table: BaseTable, unit: MoneyUnit, *, spare: bool) -> Iterator[Row]:
    labels = dict(BASE_LABELS) | dict(table.labels)

    def row(label: str, path: str, funds: Funds, parts: tuple[str, ...] = ()) -> Row:
        inner = _PARTS.get(path, parts)
        where = f"{_PATH}.{path}"

        def cell(column: str) -> Cell:
            whole = Sum(parts=tuple([f"{_PATH}.{part}.{column}" for part in inner])) if inner else None
            amount = amount_text(getattr(funds, column), unit, label)
            return figure_cell(amount, f"{where}.{column}", across=2, formula=whole)

        item = where.removesuffix(".funds")
        paths = (where,) if item == where else (item, f"{item}.name", where)
        return (Cell(text=label, left=True, paths=paths), *(cell(column) for column in _COLUMNS))

    public, projects, operating = table.three_public, table.projects, table.operating
    yield (Cell(text=f"经费控制情况({unit.label})"), *_headers(table.column_years))
    yield row(labels["three_public"], "three_public.total", public.total)
    yield row(f"1、{labels['vehicles']}", "three_public.vehicles", public.vehicles)
    yield row(f"其中：{labels['vehicle_purchase']}", "three_public.vehicle_purchase", public.vehicle_purchase)
    yield row(f"      {labels['vehicle_running']}", "three_public.vehicle_running", public.vehicle_running)
    yield row(f"2、{labels['abroad']}", "three_public.abroad", public.abroad)
    yield row(f"3、{labels['hospitality']}", "three_public.hospitality", public.hospitality)
    yield row(f"{labels['projects']}：", "projects.total", projects.total)
    yield row(f"1、{labels['operations']}", "projects.operations", projects.operations)
    yield row(f"2、{labels['maintenance']}", "projects.maintenance", projects.maintenance)
    lines = tuple([f"projects.lines[{index}].funds" for index in range(len(projects.lines))])
    yield row(f"3、{labels['special']}\n(一个专项一行)", "projects.special", projects.special, lines)
    for path, line in zip(lines, projects.lines, strict=True):
        yield row(line.name, path, line.funds)
    if spare and not projects.lines:
        yield from [(Cell(left=True), *(Cell(across=2, figure=True) for _ in _COLUMNS))] * _SPARE_LINES
    yield row(labels["operating"], "operating.total", operating.total)
    for index, item in enumerate(operating.items):
        yield row(("      " if index else "其中：") + item.name, f"operating.items[{index}].funds", item.funds)
    yield row(labels["procurement"], "procurement", table.procurement)
    yield row(labels["basic_adjustment"], "basic_adjustment", table.basic_adjustment)


def _last_rows(table: BaseTable, unit: MoneyUnit) -> Iterator[Row]:
    path = f"{_PATH}.buildings"
    year = "" if table.heading.year is None else f"\n({table.heading.year}年完工项目)"
    buildings = table.buildings or (Building(),)
    heads = ("批复规模\n(m²)", "实际规模\n(m²)", "规模控制率", f"预算投资\n({unit.label})",
             f"实际投资\n({unit.label})", "投资概算\n控制率")  # fmt: skip
    side = Cell(text=f"楼堂馆所控制情况{year}", down=1 + len(buildings), paths=(path,))
    yield (side, *(Cell(text=head) for head in heads))
    for index, building in enumerate(buildings):
        yield _building_row(building, f"{path}[{index}]", unit)
    text = table.austerity or ""
    yield (Cell(text="厉行节约保障措施"), Cell(text=text, across=6, left=True, paths=(f"{_PATH}.austerity",)))


def _building_row(building: Building, path: str, unit: MoneyUnit) -> Row:
    def cells(names: tuple[str, str, str], write: Callable[..., str]) -> Row:
        planned, actual, rate = names
        formula = Ratio(over=f"{path}.{actual}", under=f"{path}.{planned}")
        return (
            figure_cell(write(getattr(building, planned)), f"{path}.{planned}"),
            figure_cell(write(getattr(building, actual)), f"{path}.{actual}"),
            figure_cell(figure_text(getattr(building, rate)), f"{path}.{rate}", formula=formula),
        )

    return (
        *cells(_AREAS, figure_text),
        *cells(_INVESTMENTS, lambda amount: amount_text(amount, unit)),
    )
