"""The identities across attachments that compare project expenditure: X1, X2, and L1 for each 附件3."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.domain.finding import Message
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.parties import Parties, nature_is

__all__ = ["across_identities"]


def across_identities(parties: Parties) -> Iterator[Identity]:
    """The identities that tie the project expenditure of the attachments to each other."""
    yield _by_nature(parties)
    yield from _sums(parties)
    if parties.department is None:
        yield Identity(code="X6", place="", absent=parties.absent("附件2"))
    yield from _own_lines(parties)


def _by_nature(parties: Parties) -> Identity:
    # X1: 附件1 项目支出决算 = 附件2 按支出性质分的项目支出
    department = parties.department
    absent = parties.absent("附件1", "附件2")
    nature = department.nature("项目支出") if department else None
    if department is None or nature is None or absent is not None:
        place = f"{department.place}.budget.by_nature" if department else "by_nature"
        return Identity(code="X1", place=place, absent=absent or Message.of("no_breakdown"))
    forms = [
        Linear(
            stated=terms("base_table.projects.total.spent"),
            parts=terms(nature),
            given=nature_is(department, "spent"),
        )
    ]
    # 按支出性质分的若是预算数，项目支出 = 各附件3 全年预算数之和
    if parties.projects and not parties.sheets.incomplete:
        forms.append(
            Linear(
                stated=terms(nature),
                parts=parties.totals("revised"),
                reading=Message.of("reading_column", column="revised"),
                given=nature_is(department, "revised"),
            )
        )
    place = f"{department.place}.budget.by_nature"
    return Identity(code="X1", place=place, forms=tuple(forms), absent=Message.of("nature_is_revised"))


def _sums(parties: Parties) -> Iterator[Identity]:
    absent, doubt = parties.no_sums("附件1", "附件3"), parties.sheets.doubt
    # X1: 附件1 项目支出决算 = 各附件3 年度资金总额的执行数之和
    spent = [Linear(stated=terms("base_table.projects.total.spent"), parts=parties.totals("spent"))]
    yield Identity(code="X1", place="scorecards", forms=() if absent else tuple(spent), absent=absent, doubt=doubt)
    # X2: 附件1 项目支出预算 = 各附件3 年初预算数之和（附件1 的预算栏也可能填调整后预算）
    budget = [] if absent else parties.budget_readings
    yield Identity(code="X2", place="scorecards", forms=tuple(budget), absent=absent, doubt=doubt)


def _own_lines(parties: Parties) -> Iterator[Identity]:
    # L1: 附件3 与其在附件1 中的专项行一致（年初预算、执行数）
    absent = parties.absent("附件1", "附件3")
    if absent is not None:
        yield Identity(code="L1", place="", absent=absent)
        return
    for card in parties.projects:
        line = parties.sheets.lines.get(card.index)
        for column in ("initial", "spent"):
            place = card.total(column)
            if line is None:
                yield Identity(code="L1", place=place, absent=Message.of("one_sheet_for_all"))
                continue
            readings = [("initial", "initial"), ("revised", "initial")] if column == "initial" else [("spent", "spent")]
            forms = [
                Linear(
                    stated=terms(card.total(own)),
                    parts=terms(f"{line}.{theirs}"),
                    reading=Message.of("reading_column", column=own) if column == "initial" else None,
                )
                for own, theirs in readings
            ]
            yield Identity(code="L1", place=place, forms=tuple(forms))
