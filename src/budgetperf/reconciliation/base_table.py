"""The identities within 附件1: B1–B8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Message, Outcome
from budgetperf.domain.model import BaseTable, Filing
from budgetperf.reconciliation.identity import Identity, Linear, Ratio, Relation, Term, terms

__all__ = ["CODES", "base_table_identities", "column_year_entries"]

CODES = ("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8")

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COLUMNS = ("prior", "initial", "spent")
_MISSING = Message.of("attachment_missing", attachment="附件1")


def base_table_identities(filing: Filing, figures: Mapping[str, Figure]) -> Iterator[Identity]:
    """The identities that a base table implies, one per row, and per column where it has columns."""
    base = filing.base_table
    if base is None:
        # B8 is no sum of figures; it has its own function.
        yield from (Identity(code=code, place="", absent=_MISSING) for code in CODES if code != "B8")
        return
    yield _staffing()
    for column in _columns(figures):
        yield from _sums(base, figures, column)
    yield from _buildings(base)


def _columns(figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """The amount columns of the form; the 2022 form has no column for the revised budget."""
    revised = any(path.startswith("base_table.") and path.endswith(".revised") for path in figures)
    return (*_COLUMNS, "revised") if revised else _COLUMNS


def _staffing() -> Identity:
    # B1: 控制率 = 在职人数 ÷ 编制数
    place = "base_table.staffing"
    return Identity(
        code="B1",
        place=f"{place}.stated_rate",
        forms=(
            Ratio(
                stated=Term(path=f"{place}.stated_rate"),
                numerator=terms(f"{place}.actual"),
                denominator=terms(f"{place}.established"),
            ),
        ),
    )


def _sums(base: BaseTable, figures: Mapping[str, Figure], column: str) -> Iterator[Identity]:
    def at(row: str) -> str:
        return f"base_table.{row}.{column}"

    def filled_or(row: str, *inner: str) -> tuple[Term, ...]:
        """A subtotal, or the rows under it where the subtotal was left blank."""
        below = [at(name) for name in inner]
        take_inner = at(row) not in figures and any(path in figures for path in below)
        return terms(*(below if take_inner else [at(row)]), needed=False)

    def total(code: str, row: str, parts: tuple[Term, ...], relation: Relation = Relation.EQUAL) -> Identity:
        form = Linear(stated=terms(at(row)), parts=parts, relation=relation)
        return Identity(code=code, place=at(row), forms=(form,))

    public, projects = "three_public", "projects"
    lines = [f"{projects}.lines[{index}].funds" for index in range(len(base.projects.lines))]
    items = [f"operating.items[{index}].funds" for index in range(len(base.operating.items))]
    vehicles = filled_or(f"{public}.vehicles", f"{public}.vehicle_purchase", f"{public}.vehicle_running")
    # B2: 三公经费 = 公务用车 + 出国 + 公务接待
    rest = terms(at(f"{public}.abroad"), at(f"{public}.hospitality"), needed=False)
    yield total("B2", f"{public}.total", vehicles + rest)
    # B3: 公务用车 = 购置 + 运行维护
    parts = terms(at(f"{public}.vehicle_purchase"), at(f"{public}.vehicle_running"), needed=False)
    yield total("B3", f"{public}.vehicles", parts)
    # B4: 项目支出 = 业务工作 + 运行维护 + 专项
    ordinary = terms(at(f"{projects}.operations"), at(f"{projects}.maintenance"), needed=False)
    yield total("B4", f"{projects}.total", ordinary + filled_or(f"{projects}.special", *lines))
    # B5: 专项资金 = 各专项之和
    yield total("B5", f"{projects}.special", terms(*(at(line) for line in lines), needed=False))
    # B6: 其中各项 ≤ 公用经费（不穷尽）
    parts = terms(*(at(item) for item in items), needed=False)
    yield total("B6", "operating.total", parts, Relation.AT_LEAST)


def _buildings(base: BaseTable) -> Iterator[Identity]:
    # B7: 规模控制率 = 实际规模 ÷ 批复规模；投资概算控制率 = 实际投资 ÷ 预算投资
    if not base.buildings:
        yield Identity(code="B7", place="base_table.buildings", absent=Message.of("no_buildings"))
    for index in range(len(base.buildings)):
        place = f"base_table.buildings[{index}]"
        for rate, numerator, denominator in (
            ("stated_area_rate", "actual_area", "approved_area"),
            ("stated_investment_rate", "actual_investment", "planned_investment"),
        ):
            form = Ratio(
                stated=Term(path=f"{place}.{rate}"),
                numerator=terms(f"{place}.{numerator}"),
                denominator=terms(f"{place}.{denominator}"),
            )
            yield Identity(code="B7", place=f"{place}.{rate}", forms=(form,))


def column_year_entries(filing: Filing) -> Iterator[Entry]:
    """B8: the years over the columns of 附件1 are the budget year, and the year before it for 上年决算数."""
    base = filing.base_table
    if base is None:
        yield Entry(id="B8", code="B8", outcome=Outcome.NOT_APPLICABLE, reason=_MISSING)
        return
    year = base.heading.year or filing.year
    for column, offset in (("prior", -1), ("initial", 0), ("spent", 0)):
        path = f"base_table.column_years.{column}"
        printed: str | None = getattr(base.column_years, column)
        found = _YEAR.search(printed or "")
        if year is None or found is None:
            missing = "base_table.heading.year" if year is None else path
            outcome, reason = Outcome.NOT_EVALUABLE, Message.of("missing_figure", path=missing)
            yield Entry(id=f"B8:{path}", code="B8", outcome=outcome, paths=[path], stated=printed, reason=reason)
            continue
        agrees = int(found[0]) == year + offset
        yield Entry(
            id=f"B8:{path}",
            code="B8",
            outcome=Outcome.HOLDS if agrees else Outcome.VIOLATED,
            paths=[path],
            stated=printed,
            expected=str(year + offset),
        )
