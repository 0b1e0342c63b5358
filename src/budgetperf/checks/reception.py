"""X17: whether the guests that a report counts are plausible beside each other, and beside what 公务接待 cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.checks.clauses import clause_of
from budgetperf.checks.passages import Passage, is_of_this_year
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import ScorecardKind
from budgetperf.domain.quantity import Count, Money
from budgetperf.domain.quotation import Quotation
from budgetperf.domain.rounding import round_half_up, shorten

__all__ = ["check_reception"]

# No rule names a range, and standards of one meal differ from place to place: only what no standard allows is told.
_LEAST, _MOST = 5, 1000

# What the counts after it are of. 外事接待 is told beside the rest, and is not the whole of it.
_RECEPTION = re.compile("公务接待|国内接待|接待费|(?<!外事)(?<!外宾)接待")
_OFFICIAL = re.compile("公务接待|国内接待|接待费")
# Where something else begins to be counted.
_OTHERS = re.compile("[。;!?]|公务用?车|公车|出国|出境|会议|培训|外事|外宾|国\\(境\\)外")
# 接待查档群众9240人次 is what the department is there for.
_PUBLIC = re.compile("群众|游客|参观|查[档阅询]|来访|信访|学生|观众|患者|旅客|读者|咨询")
_CHANGED = re.compile("减少|增加|下降|增长|上年|去年|[比较]上")
_BATCHES, _PERSONS = re.compile("批次?"), re.compile("人次?|[名位]")
_NUMBER_OF_BATCHES = re.compile("批(?:次|数|次数)?(?:为|共|:)?$")
_FAR, _NEAR = 200, 6


@frozen(kw_only=True)
class _Counted:
    """A number of batches or of persons, and where it stands in the folded paragraph."""

    start: int
    end: int
    number: Decimal
    about: bool


@frozen(kw_only=True)
class _Reception:
    batches: _Counted | None
    persons: _Counted | None

    @property
    def counts(self) -> tuple[_Counted, ...]:
        return tuple(count for count in (self.batches, self.persons) if count is not None)


def check_reception(case: Case) -> Iterator[Checked]:
    """Every statement in 附件4 of how many guests there were."""
    reports = case.filing.reports
    if not any(report.kind is ScorecardKind.DEPARTMENT for report in reports):
        yield Ruling(code="X17").not_applicable("attachment_missing", attachment="附件4")
        return
    silent = True
    for passage in case.reports.passages:
        if reports[passage.report].kind is ScorecardKind.DEPARTMENT and not passage.is_plan:
            for reception in _receptions(passage, case.filing.year):
                silent = False
                yield _ruling(case, passage, reception)
    if silent:
        yield Ruling(code="X17", path="reports").not_applicable("no_reception")


def _receptions(passage: Passage, year: int | None) -> Iterator[_Reception]:
    """The first number of batches and of persons after each mention; numbers of its parts may follow."""
    mentions = list(_RECEPTION.finditer(passage.text))
    counts = list(_counts(passage)) if mentions else []
    done = at = 0
    for mention in mentions:
        start = mention.end()
        if start < done or not _OFFICIAL.search(passage.before(start)):
            continue
        stop = _OTHERS.search(passage.text, start, start + _FAR)
        end = stop.start() if stop else start + _FAR
        while at < len(counts) and counts[at][1].start < start:
            at += 1
        found: dict[str, _Counted] = {}
        for index in range(at, len(counts)):
            kind, count = counts[index]
            if count.end > end:
                break
            # 较上年减少3批次 is a change, and 接待群众480人次 another matter.
            near = passage.text[start : count.start]
            if not _CHANGED.search(passage.before(count.start, ",。;!?")) and not _PUBLIC.search(near):
                found.setdefault(kind, count)
        if found and is_of_this_year(passage.before(start), year):
            done = max(count.end for count in found.values())
            yield _Reception(batches=found.get("batches"), persons=found.get("persons"))


def _counts(passage: Passage) -> Iterator[tuple[str, _Counted]]:
    for start, end, found in passage.quoted():
        kind = _kind(found, passage.text[max(0, start - _NEAR) : start])
        if kind is not None and isinstance(found.figure, Count):
            yield kind, _Counted(start=start, end=end, number=found.figure.base[0], about=found.about)


def _kind(found: Quotation, before: str) -> str | None:
    """53批次, 批次数53次; 480人次."""
    if not isinstance(found.figure, Count):
        return None
    unit = found.figure.base[1]
    if _BATCHES.fullmatch(unit) or (unit in {"次", "个"} and _NUMBER_OF_BATCHES.search(before)):
        return "batches"
    return "persons" if _PERSONS.fullmatch(unit) else None


_SPENT, _TOTAL = "base_table.three_public.hospitality.spent", "base_table.three_public.total.spent"


def _ruling(case: Case, passage: Passage, reception: _Reception) -> Checked:
    counts = reception.counts
    path = passage.span(min(count.start for count in counts), max(count.end for count in counts))
    ruling = Ruling(code="X17", path=path, paths=(path, _SPENT))
    if any(count.about for count in counts):
        return ruling.not_evaluable("about_figure")
    batches, persons = reception.batches, reception.persons
    found = []
    if batches is not None and persons is not None and batches.number > persons.number:
        found.append(_finding(ruling, passage, batches, kind="batches", persons=persons.number))
    amount = case.figures.get(_SPENT)
    if amount is None and isinstance(case.figures.get(_TOTAL), Money):
        # A blank beside a filled total is nothing.
        amount = Money(0, "万元")
    if isinstance(amount, Money):
        found += _implausible(ruling, passage, reception, amount)
    if found:
        return ruling.violated(*found)
    if case.filing.base_table is None:
        return ruling.not_applicable("attachment_missing", attachment="附件1")
    if not isinstance(amount, Money):
        return ruling.undecided(case, _SPENT)
    return ruling.holds() if persons is not None else ruling.not_evaluable("persons_not_stated")


def _implausible(ruling: Ruling, passage: Passage, reception: _Reception, amount: Money) -> Iterator[Finding]:
    """What the cost says of the guests."""
    # Persons where they are counted, else batches.
    guests = reception.counts[-1]
    if amount.yuan <= 0 or guests.number == 0:
        if (amount.yuan <= 0) != (guests.number == 0):
            nothing = amount.yuan <= 0
            kind = "no_amount" if nothing else "no_guests"
            yield _finding(ruling, passage, guests, kind=kind, amount=None if nothing else amount)
    elif reception.persons is not None:
        # Judged as it is shown, in whole 分.
        cost = round_half_up(Fraction(amount.yuan) / Fraction(guests.number), 2)
        if not _LEAST <= cost <= _MOST:
            yield _finding(
                ruling,
                passage,
                guests,
                kind="cheap" if cost < _LEAST else "dear",
                expected=f"{_LEAST}–{_MOST}元",
                amount=amount,
                cost=f"{shorten(Fraction(cost)):f}元",
            )


def _finding(
    ruling: Ruling, passage: Passage, count: _Counted, *, expected: str | None = None, **details: object
) -> Finding:
    return Finding(
        code="BP517",
        severity=Severity.ADVICE,
        path=passage.span(count.start, count.end),
        stated=passage.quote(count.start, count.end),
        expected=expected,
        clause=clause_of("X17"),
        details={"first": _SPENT, **details},
        entry=f"X17:{ruling.path}",
    )
