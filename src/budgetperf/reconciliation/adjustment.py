"""The identities of the budget as set and as adjusted: B10, X16, X19."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Message
from budgetperf.domain.model import BaseTable
from budgetperf.reconciliation.identity import Given, Identity, Linear, Relation, Term, terms
from budgetperf.reconciliation.parties import (
    BASE_BUDGET,
    CardAt,
    Parties,
    holds_initial,
    holds_revised,
    nature_is,
)

__all__ = ["adjustment_identities"]

_PLACE = "base_table.basic_adjustment"


def adjustment_identities(
    base: BaseTable | None, parties: Parties, figures: Mapping[str, Figure]
) -> Iterator[Identity]:
    """What follows from the change of the budget during the year."""
    absent = parties.absent("附件1", "附件2")
    if parties.department is None or base is None or absent is not None:
        yield from (
            Identity(code=code, place=_PLACE if code != "X19" else "", absent=absent) for code in ("B10", "X16", "X19")
        )
        return
    stated = _stated_adjustments(figures)
    yield _basic(base, parties, parties.department, stated, figures)
    yield _whole(base, parties, parties.department, stated)
    yield _implied_staff_costs(parties, parties.department)


def _change(card: CardAt) -> tuple[Term, Term]:
    return Term(path=card.total("revised")), Term(path=card.total("initial"), sign=-1)


_Stated = list[tuple[tuple[Term, ...], Message | None]]


def _basic(base: BaseTable, parties: Parties, card: CardAt, stated: _Stated, figures: Mapping[str, Figure]) -> Identity:
    # B10: 部门基本支出预算调整 = 基本支出（调整后）− 基本支出（年初）
    if not any(path.startswith(f"{_PLACE}.") for path in figures) and _unchanged(card, figures):
        return Identity(code="B10", place=_PLACE, absent=Message.of("budget_not_adjusted"))
    forms = [
        Linear(stated=amount, parts=parts, reading=reading, given=given)
        for (parts, given), (amount, reading) in product(_changes_of_basic(base, parties, card), stated)
    ]
    return Identity(
        code="B10",
        place=_PLACE,
        forms=tuple(forms),
        absent=Message.of("basic_budget_unknown"),
        doubt=parties.sheets.doubt,
    )


def _changes_of_basic(base: BaseTable, parties: Parties, card: CardAt) -> Iterator[tuple[tuple[Term, ...], Given]]:
    """The ways to compute how much basic expenditure was adjusted, each with its premises."""
    revised, initial = _change(card)
    if _whole_budget(base):
        # 2018 年表式此行为“整体支出预算调整”：全年预算数 − 年初预算数
        yield (revised, initial), ()
        return
    before: list[tuple[tuple[Term, ...], Given]] = [(terms(BASE_BUDGET), holds_initial(parties))]
    shown = holds_revised(parties)
    if shown is not None:
        # 附件1 的预算栏若填调整后预算，项目支出的年初预算取自各附件3
        before.append((parties.totals("initial"), shown))
    nature = card.nature("基本支出")
    for projects, given in before:
        if nature is not None:
            # Only where the amounts by nature are surely of the revised budget.
            surely = tuple((either[0],) for either in nature_is(card, "revised"))
            yield (Term(path=nature), initial, *projects), given + surely
        if parties.projects and not parties.sheets.incomplete:
            sheets = tuple(Term(path=term.path, sign=-1) for term in parties.totals("revised"))
            yield (revised, *sheets, initial, *projects), given


def _whole(base: BaseTable, parties: Parties, card: CardAt, stated: _Stated) -> Identity:
    # X16: 附件2 年初到全年的变化 = 项目支出的变化 + 基本支出的调整
    absent = parties.no_sums("附件3")
    if absent is None and _whole_budget(base):
        absent = Message.of("whole_budget_adjustment")
    before = tuple(Term(path=term.path, sign=-1) for term in parties.totals("initial"))
    moved = parties.totals("revised") + before
    forms = [Linear(stated=_change(card), parts=moved + amount, reading=reading) for amount, reading in stated]
    return Identity(
        code="X16", place=_PLACE, forms=() if absent else tuple(forms), absent=absent, doubt=parties.sheets.doubt
    )


def _unchanged(card: CardAt, figures: Mapping[str, Figure]) -> bool:
    amounts = [figures.get(term.path) for term in _change(card)]
    return amounts[0] is not None and amounts[0] == amounts[1]


def _whole_budget(base: BaseTable) -> bool:
    return "整体" in dict(base.labels).get("basic_adjustment", "")


def _stated_adjustments(figures: Mapping[str, Figure]) -> _Stated:
    """The row holds one difference, in whatever column, or the amounts before and after it."""
    filled = [column for column in ("initial", "revised", "spent") if f"{_PLACE}.{column}" in figures]
    if len(filled) <= 1:
        return [(terms(f"{_PLACE}.{filled[0] if filled else 'spent'}"), None)]
    both = (Term(path=f"{_PLACE}.{filled[-1]}"), Term(path=f"{_PLACE}.{filled[0]}", sign=-1))
    single = Message.of("reading_difference")
    return [
        (both, Message.of("reading_before_and_after")),
        *((terms(f"{_PLACE}.{column}"), single) for column in filled),
    ]


def _implied_staff_costs(parties: Parties, card: CardAt) -> Identity:
    # X19: 附件2 年初预算 − 附件1 项目预算 − 公用预算 = 年初人员经费 ≥ 0
    total = card.total("initial")
    form = Linear(
        stated=terms(total),
        parts=terms(BASE_BUDGET, "base_table.operating.total.initial"),
        relation=Relation.AT_LEAST,
        given=holds_initial(parties),
    )
    return Identity(code="X19", place=total, forms=(form,), absent=Message.of("budget_is_revised"))
