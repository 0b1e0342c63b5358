"""The identities across attachments: X1, X2, X11, X16, X19, L1 and B10."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Message, Outcome
from budgetperf.domain.model import BaseTable, Filing, Indicator, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Count, Money
from budgetperf.domain.statement import Actual, Bound, Target
from budgetperf.domain.written import fold
from budgetperf.reconciliation.evaluate import evaluate
from budgetperf.reconciliation.identity import Identity, Linear, Relation, Term, terms
from budgetperf.reconciliation.scorecard import nature_is_of, total_path
from budgetperf.reconciliation.sheets import Sheets, match_sheets

__all__ = ["across_identities", "comparable_figures"]

_BASE_BUDGET = "base_table.projects.total.initial"
_COST_LEVELS = ("经济成本指标", "经济成本", "成本指标", "成本")


@frozen(kw_only=True)
class _Card:
    card: Scorecard
    place: str


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
        if column != "spent" and projects and not sheets.incomplete:
            reading = Message.of("reading_column", column="revised")
            forms.append(Linear(stated=terms(nature), parts=_totals(projects, "revised"), reading=reading))
        absent = None if forms else Message.of("nature_is_revised")
    yield Identity(code="X1", place=place, forms=forms, absent=absent or Message.of("no_breakdown"))
    # X1: 附件1 项目支出决算 = 各附件3 年度资金总额的执行数之和
    # X2: 附件1 项目支出预算 = 各附件3 年初预算数之和（附件1 的预算栏也可能填调整后预算）
    absent = _absent(filing, department, projects, "附件1", "附件3")
    if absent is None and sheets.incomplete:
        absent = Message.of("sheets_missing", count=len(sheets.uncovered))
    yield Identity(
        code="X1",
        place="scorecards",
        forms=[] if absent else [Linear(stated=terms(spent), parts=_totals(projects, "spent"))],
        absent=absent,
        doubt=sheets.doubt,
    )
    yield Identity(
        code="X2",
        place="scorecards",
        forms=[] if absent else _budget_readings(projects),
        absent=absent,
        doubt=sheets.doubt,
    )


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
    if not projects or sheets.incomplete:
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
            # The target may be the budget as it was set, or as it was adjusted.
            sides = {"target": ("initial", "revised"), "actual": ("spent",)}
            readings = {part: [(column, _totals(own, column)) for column in sides[part]] for part in sides}
            tied = any(
                _agree(figures.get(f"{place}.{part}"), parts, figures)
                for part, columns in readings.items()
                for _, parts in columns
            )
            for part, columns in readings.items():
                forms = [
                    Linear(
                        stated=terms(f"{place}.{part}"),
                        parts=parts,
                        reading=Message.of("reading_column", column=column) if len(columns) > 1 else None,
                    )
                    for column, parts in columns
                ]
                other = Message.of("other_cost")
                yield Identity(code="X11", place=f"{place}.{part}", forms=forms if tied else [], absent=other)


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
        if projects and not sheets.incomplete:
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
    if absent is None and sheets.incomplete:
        absent = Message.of("sheets_missing", count=len(sheets.uncovered))
    if absent is None and _whole_budget(filing.base_table):
        absent = Message.of("whole_budget_adjustment")
    moved = _totals(projects, "revised") + tuple(Term(path=term.path, sign=-1) for term in _totals(projects, "initial"))
    forms = [Linear(stated=change, parts=moved + amount, reading=reading) for amount, reading in stated]
    yield Identity(code="X16", place=place, forms=[] if absent else forms, absent=absent, doubt=sheets.doubt)


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
