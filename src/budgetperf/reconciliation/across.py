"""The identities across attachments: X1, X2, X11, X16, X19, L1 and B10."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.figures import Figure, look_up
from budgetperf.domain.finding import Message, Outcome
from budgetperf.domain.model import BaseTable, Filing, Funds, Indicator, Scorecard, ScorecardKind
from budgetperf.domain.names import name_key, plain_name
from budgetperf.domain.quantity import Count, Money
from budgetperf.domain.statement import Actual, Bound, Target
from budgetperf.domain.written import fold
from budgetperf.reconciliation.evaluate import evaluate
from budgetperf.reconciliation.identity import Identity, Linear, Relation, Term, terms
from budgetperf.reconciliation.scorecard import nature_is_of, total_path

__all__ = ["Sheets", "across_identities", "comparable_figures", "match_sheets"]

_BASE_LINES = (("operations", "业务工作经费"), ("maintenance", "运行维护经费"))
_BASE_BUDGET = "base_table.projects.total.initial"
_COST_LEVELS = ("经济成本指标", "经济成本", "成本指标", "成本")


@frozen(kw_only=True)
class _Card:
    card: Scorecard
    place: str


@frozen(kw_only=True)
class Sheets:
    """
    Which budget line each project card is the sheet of.

    Attributes:
        lines: By index of the card in the filing, the path of the line's funds in 附件1.

        umbrella: Indices of cards that are the sheet of no one line, and so of all of them.

        uncovered: Paths of filled lines without a sheet, where every sheet is the sheet of one line.
    """

    lines: Mapping[int, str]
    umbrella: tuple[int, ...]
    uncovered: tuple[str, ...]


def match_sheets(filing: Filing) -> Sheets:
    """
    Match project cards with the lines of 附件1 by normalised name.

    A card that matches no line is taken for the one sheet of all lines: then sums are compared, not single lines.
    """
    base = filing.base_table
    lines = _lines(base) if base else {}
    found: dict[int, str] = {}
    umbrella = []
    for index, card in enumerate(filing.scorecards):
        if card.kind is not ScorecardKind.PROJECT:
            continue
        path = lines.get(name_key(card.subject or ""))
        if path is None or path in found.values():
            umbrella.append(index)
        else:
            found[index] = path
    covered = set(found.values())
    uncovered = (
        ()
        if umbrella or not found
        else tuple(path for path in lines.values() if path not in covered and _is_filled(look_up(filing, path)))
    )
    return Sheets(lines=found, umbrella=tuple(umbrella), uncovered=uncovered)


def _lines(base: BaseTable) -> dict[str, str]:
    """The budget lines by their normalised name; a name that two lines share names neither."""
    found: dict[str, list[str]] = {}
    for index, line in enumerate(base.projects.lines):
        found.setdefault(name_key(line.name), []).append(f"base_table.projects.lines[{index}].funds")
    labels = dict(base.labels)
    for row, usual in _BASE_LINES:
        funds = getattr(base.projects, row)
        if _is_filled(funds):
            name = plain_name(labels.get(row, usual))
            found.setdefault(name_key(name), []).append(f"base_table.projects.{row}")
    return {key: paths[0] for key, paths in found.items() if len(paths) == 1}


def _is_filled(funds: object) -> bool:
    """Whether a line has money this year; one that has none needs no sheet."""
    return isinstance(funds, Funds) and any(
        amount is not None for amount in (funds.initial, funds.revised, funds.spent)
    )


def across_identities(filing: Filing, figures: Mapping[str, Figure]) -> Iterator[Identity]:
    """The identities that tie the attachments of a filing to each other."""
    cards = [_Card(card=card, place=f"scorecards[{index}]") for index, card in enumerate(filing.scorecards)]
    department = next((card for card in cards if card.card.kind is ScorecardKind.DEPARTMENT), None)
    projects = [card for card in cards if card.card.kind is ScorecardKind.PROJECT]
    sheets = match_sheets(filing)
    yield from _project_totals(filing, department, projects, sheets, figures)
    if department is None:
        yield Identity(code="X6", place="", absent=_absent(filing, None, projects, "附件2"))
    yield from _own_lines(filing, projects, sheets)
    yield from _costs(cards, projects, figures)
    yield from _adjustment(filing, department, projects, sheets, figures)
    yield from _implied_staff_costs(filing, department, revised=_holds_revised(projects, sheets, figures))


def _totals(projects: Sequence[_Card], column: str) -> tuple[Term, ...]:
    return terms(*(total_path(card.card, card.place, column) for card in projects))


def _absent(filing: Filing, department: _Card | None, projects: Sequence[_Card], *needed: str) -> Message | None:
    """Why an identity does not apply: the first attachment that it needs and that is not there."""
    there = {"附件1": filing.base_table is not None, "附件2": department is not None, "附件3": bool(projects)}
    missing = next((name for name in needed if not there[name]), None)
    return None if missing is None else Message.of("attachment_missing", attachment=missing)


def _item(card: _Card, word: str) -> str | None:
    """The path of the by-nature amount with this word in its label."""
    for index, item in enumerate(card.card.budget.by_nature):
        if word in fold(item.name):
            return f"{card.place}.budget.by_nature[{index}].amount"
    return None


def _project_totals(
    filing: Filing,
    department: _Card | None,
    projects: Sequence[_Card],
    sheets: Sheets,
    figures: Mapping[str, Figure],
) -> Iterator[Identity]:
    spent = "base_table.projects.total.spent"
    # X1: 附件1 项目支出决算 = 附件2 按支出性质分的项目支出
    place = f"{department.place}.budget.by_nature" if department else "by_nature"
    absent = _absent(filing, department, projects, "附件1", "附件2")
    nature = _item(department, "项目支出") if department else None
    forms = []
    if department and nature and absent is None:
        column = nature_is_of(department.card, figures, department.place)
        if column != "revised":
            forms.append(Linear(stated=terms(spent), parts=terms(nature)))
        # 按支出性质分的若是预算数，项目支出 = 各附件3 全年预算数之和
        if column != "spent" and projects and not sheets.uncovered:
            reading = Message.of("reading_column", column="revised")
            forms.append(Linear(stated=terms(nature), parts=_totals(projects, "revised"), reading=reading))
        absent = None if forms else Message.of("nature_is_revised")
    yield Identity(code="X1", place=place, forms=forms, absent=absent or Message.of("no_breakdown"))
    # X1: 附件1 项目支出决算 = 各附件3 年度资金总额的执行数之和
    # X2: 附件1 项目支出预算 = 各附件3 年初预算数之和（附件1 的预算栏也可能填调整后预算）
    absent = _absent(filing, department, projects, "附件1", "附件3")
    if absent is None and sheets.uncovered:
        absent = Message.of("sheets_missing", count=len(sheets.uncovered))
    yield Identity(
        code="X1",
        place="scorecards",
        forms=[] if absent else [Linear(stated=terms(spent), parts=_totals(projects, "spent"))],
        absent=absent,
    )
    yield Identity(code="X2", place="scorecards", forms=[] if absent else _budget_readings(projects), absent=absent)


def _budget_readings(projects: Sequence[_Card]) -> list[Linear]:
    """The budget column of 附件1 holds the initial budget, or the revised one."""
    return [
        Linear(
            stated=terms(_BASE_BUDGET),
            parts=_totals(projects, column),
            reading=Message.of("reading_column", column=column),
        )
        for column in ("initial", "revised")
    ]


def _holds_revised(projects: Sequence[_Card], sheets: Sheets, figures: Mapping[str, Figure]) -> bool:
    """Whether the project sheets show that the budget column of 附件1 is the revised budget."""
    if not projects or sheets.uncovered:
        return False
    entry = evaluate(Identity(code="X2", place="", forms=_budget_readings(projects)), figures)
    return (
        entry.outcome in (Outcome.HOLDS, Outcome.WITHIN_ROUNDING)
        and entry.reason is not None
        and dict(entry.reason.values)["column"] == "revised"
    )


def _own_lines(filing: Filing, projects: Sequence[_Card], sheets: Sheets) -> Iterator[Identity]:
    # L1: 附件3 与其在附件1 中的专项行一致（年初预算、执行数）
    if filing.base_table is None or not projects:
        absent = _absent(filing, None, projects, "附件1", "附件3")
        yield Identity(code="L1", place="", absent=absent)
        return
    for card in projects:
        line = sheets.lines.get(int(card.place.removeprefix("scorecards[").removesuffix("]")))
        for column in ("initial", "spent"):
            place = total_path(card.card, card.place, column)
            if line is None:
                yield Identity(code="L1", place=place, absent=Message.of("one_sheet_for_all"))
                continue
            readings = [("initial", "initial"), ("revised", "initial")] if column == "initial" else [("spent", "spent")]
            forms = [
                Linear(
                    stated=terms(total_path(card.card, card.place, own)),
                    parts=terms(f"{line}.{theirs}"),
                    reading=Message.of("reading_column", column=own) if column == "initial" else None,
                )
                for own, theirs in readings
            ]
            yield Identity(code="L1", place=place, forms=forms)


def _is_cost_of_money(indicator: Indicator) -> bool:
    """Whether a row is an economic-cost row whose target is an amount, or a bare number in the form's unit."""
    if not isinstance(indicator.target, Target) or fold(indicator.level2 or "") not in _COST_LEVELS:
        return False
    reading = indicator.target.reading
    if not isinstance(reading, Bound):
        return False
    return isinstance(reading.quantity, Money) or (isinstance(reading.quantity, Count) and not reading.quantity.unit)


def comparable_figures(filing: Filing, figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
    """
    The figures, with the amounts that cost rows state as targets and actuals read as money.

    A bare 96.73 in a cost row is in the unit of the card's fund block.
    """
    found = dict(figures)
    for number, card in enumerate(filing.scorecards):
        for index, indicator in enumerate(card.indicators):
            if _is_cost_of_money(indicator):
                for part in ("target", "actual"):
                    path = f"scorecards[{number}].indicators[{index}].{part}"
                    unit = figures.get(total_path(card, f"scorecards[{number}]", "spent"))
                    amount = _amount(figures.get(path), unit)
                    if amount is not None:
                        found[path] = amount
    return found


def _amount(stated: Figure | None, unit: Figure | None) -> Money | None:
    reading = stated.reading if isinstance(stated, (Target, Actual)) else None
    if not isinstance(reading, Bound):
        return None
    if isinstance(reading.quantity, Money):
        return reading.quantity
    if isinstance(reading.quantity, Count) and not reading.quantity.unit and isinstance(unit, Money):
        return Money(reading.quantity.number, unit.unit)
    return None


def _costs(cards: Sequence[_Card], projects: Sequence[_Card], figures: Mapping[str, Figure]) -> Iterator[Identity]:
    # X11: 经济成本指标的目标、实际 = 项目的年初预算、执行数（该行确以项目成本为指标时）
    if not cards:
        yield Identity(code="X11", place="", absent=Message.of("attachment_missing", attachment="附件2"))
    for card in cards:
        own = projects if card.card.kind is ScorecardKind.DEPARTMENT else [card]
        rows = [index for index, row in enumerate(card.card.indicators) if _is_cost_of_money(row)]
        if not rows or not own:
            reason = "no_cost_row" if own else "attachment_missing"
            absent = Message.of(reason, attachment=None if own else "附件3")
            yield Identity(code="X11", place=f"{card.place}.indicators", absent=absent)
            continue
        for index in rows:
            place = f"{card.place}.indicators[{index}]"
            sides = {"target": _totals(own, "initial"), "actual": _totals(own, "spent")}
            tied = any(_agree(figures.get(f"{place}.{part}"), parts, figures) for part, parts in sides.items())
            for part, parts in sides.items():
                yield Identity(
                    code="X11",
                    place=f"{place}.{part}",
                    forms=[Linear(stated=terms(f"{place}.{part}"), parts=parts)] if tied else [],
                    absent=None if tied else Message.of("other_cost"),
                )


def _agree(stated: Figure | None, parts: Sequence[Term], figures: Mapping[str, Figure]) -> bool:
    """Whether an amount is the sum of others: one side of a cost row that agrees shows what the row is about."""
    amounts = [figures.get(term.path) for term in parts]
    total = sum((Fraction(amount.yuan) for amount in amounts if isinstance(amount, Money)), Fraction(0))
    return isinstance(stated, Money) and Fraction(stated.yuan) == total


def _adjustment(
    filing: Filing,
    department: _Card | None,
    projects: Sequence[_Card],
    sheets: Sheets,
    figures: Mapping[str, Figure],
) -> Iterator[Identity]:
    place = "base_table.basic_adjustment"
    absent = _absent(filing, department, projects, "附件1", "附件2")
    if department is None or absent is not None or filing.base_table is None:
        yield Identity(code="B10", place=place, absent=absent)
        yield Identity(code="X16", place=place, absent=absent)
        return
    card, at = department.card, department.place
    change = (Term(path=total_path(card, at, "revised")), Term(path=total_path(card, at, "initial"), sign=-1))
    if _whole_budget(filing.base_table):
        # 2018 年表式此行为“整体支出预算调整”：全年预算数 − 年初预算数
        final: list[tuple[Term, ...]] = [change]
    else:
        # 附件1 的预算栏若填调整后预算，项目支出的年初预算取自各附件3
        before = _totals(projects, "initial") if _holds_revised(projects, sheets, figures) else terms(_BASE_BUDGET)
        start = (Term(path=total_path(card, at, "initial"), sign=-1), *before)
        final = []
        nature = _item(department, "基本支出")
        if nature and nature_is_of(card, figures, at) in ("revised", "both"):
            final.append((Term(path=nature), *start))
        if projects and not sheets.uncovered:
            revised = tuple(Term(path=term.path, sign=-1) for term in _totals(projects, "revised"))
            final.append((change[0], *revised, *start))
    # B10: 部门基本支出预算调整 = 基本支出（调整后）− 基本支出（年初）
    stated = _stated_adjustments(figures, place)
    forms = [Linear(stated=amount, parts=parts, reading=reading) for parts in final for amount, reading in stated]
    absent = Message.of("basic_budget_unknown")
    if not any(path.startswith(f"{place}.") for path in figures) and _unchanged(change, figures):
        forms, absent = [], Message.of("budget_not_adjusted")
    yield Identity(code="B10", place=place, forms=forms, absent=absent)
    # X16: 附件2 年初到全年的变化 = 项目支出的变化 + 基本支出的调整
    absent = _absent(filing, department, projects, "附件3")
    if absent is None and sheets.uncovered:
        absent = Message.of("sheets_missing", count=len(sheets.uncovered))
    if absent is None and _whole_budget(filing.base_table):
        absent = Message.of("whole_budget_adjustment")
    moved = _totals(projects, "revised") + tuple(Term(path=term.path, sign=-1) for term in _totals(projects, "initial"))
    forms = [Linear(stated=change, parts=moved + amount, reading=reading) for amount, reading in stated]
    yield Identity(code="X16", place=place, forms=[] if absent else forms, absent=absent)


def _unchanged(change: Sequence[Term], figures: Mapping[str, Figure]) -> bool:
    amounts = [figures.get(term.path) for term in change]
    return amounts[0] is not None and amounts[0] == amounts[1]


def _whole_budget(base: BaseTable) -> bool:
    return "整体" in dict(base.labels).get("basic_adjustment", "")


def _stated_adjustments(figures: Mapping[str, Figure], place: str) -> list[tuple[tuple[Term, ...], Message | None]]:
    """The row holds one difference, in whatever column, or the amounts before and after it."""
    filled = [column for column in ("initial", "revised", "spent") if f"{place}.{column}" in figures]
    if len(filled) <= 1:
        return [(terms(f"{place}.{filled[0] if filled else 'spent'}"), None)]
    both = (Term(path=f"{place}.{filled[-1]}"), Term(path=f"{place}.{filled[0]}", sign=-1))
    single = Message.of("reading_difference")
    return [
        (both, Message.of("reading_before_and_after")),
        *((terms(f"{place}.{column}"), single) for column in filled),
    ]


def _implied_staff_costs(filing: Filing, department: _Card | None, *, revised: bool) -> Iterator[Identity]:
    # X19: 附件2 年初预算 − 附件1 项目预算 − 公用预算 = 年初人员经费 ≥ 0
    absent = _absent(filing, department, (), "附件1", "附件2")
    if department is None or absent is not None:
        yield Identity(code="X19", place="", absent=absent)
        return
    total = total_path(department.card, department.place, "initial")
    if revised:
        yield Identity(code="X19", place=total, absent=Message.of("budget_is_revised"))
        return
    parts = terms("base_table.projects.total.initial", "base_table.operating.total.initial")
    yield Identity(
        code="X19", place=total, forms=[Linear(stated=terms(total), parts=parts, relation=Relation.AT_LEAST)]
    )
