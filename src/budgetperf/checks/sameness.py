"""X15: name, year, date and preparer are the same in every attachment. Names of persons are never repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.checks.clauses import CHOSEN
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Filing, Heading, Scope, ScorecardKind
from budgetperf.domain.names import may_abbreviate, plain_name
from budgetperf.domain.written import fold

__all__ = ["check_sameness"]

_COMPACT = 8
_DIGITS = re.compile(r"[0-9]+")


def check_sameness(case: Case) -> Iterator[Checked]:
    """The four things that every attachment says again; what was written before the year was over has its own dates."""
    filing = case.filing
    headings = _headings(filing, filed=True)
    names = list(_names(filing))
    yield _compare("name", names, lambda one, two: plain_name(one) == plain_name(two) or may_abbreviate(one, two))
    years = [("year", str(filing.year))] if filing.year is not None else []
    years += [(f"{path}.year", str(heading.year)) for path, heading in headings if heading.year is not None]
    yield _compare("year", years, lambda one, two: one == two)
    dates = [
        (f"{path}.signature.date", heading.signature.date)
        for path, heading in headings
        if heading.signature and heading.signature.date and _digits(heading.signature.date)
    ]
    yield _compare("date", dates, lambda one, two: _digits(one) == _digits(two))
    preparers = [
        (f"{path}.signature.prepared_by", heading.signature.prepared_by)
        for path, heading in headings
        if heading.signature and heading.signature.prepared_by
    ]
    yield _compare("preparer", preparers, lambda one, two: fold(one) == fold(two))


def _headings(filing: Filing, *, filed: bool = False) -> list[tuple[str, Heading]]:
    """The headings by their paths; all of them, or only those of what is handed in after the year."""
    found = [("base_table.heading", filing.base_table.heading)] if filing.base_table else []
    found += [
        (f"scorecards[{index}].heading", card.heading)
        for index, card in enumerate(filing.scorecards)
        if card.kind.is_scored or not filed
    ]
    found += [(f"reports[{index}].heading", report.heading) for index, report in enumerate(filing.reports)]
    return found


def _names(filing: Filing) -> Iterator[tuple[str, str]]:
    if filing.department:
        yield "department", filing.department
    for index, card in enumerate(filing.scorecards):
        of_department = card.kind is ScorecardKind.DEPARTMENT or card.scope is Scope.DEPARTMENT
        name = "subject" if of_department else "implementer"
        value = getattr(card, name)
        if value:
            yield f"scorecards[{index}].{name}", value
    for path, heading in _headings(filing):
        if heading.unit_name:
            yield f"{path}.unit_name", heading.unit_name


def _digits(date: str) -> tuple[str, ...]:
    """
    The numbers of a date, in whatever spelling; 06 is 6, and no number is too long to be compared.

    >>> _digits("2023年6月15日") == _digits("2023.06.15") == _digits("20230615"), _digits("   年   月   日")
    (True, ())
    """
    found = _DIGITS.findall(fold(date))
    if len(found) == 1 and len(found[0]) == _COMPACT:
        found = [found[0][:4], found[0][4:6], found[0][6:]]
    return tuple(part.lstrip("0") for part in found)


def _compare(what: str, stated: list[tuple[str, str]], same: Callable[[str, str], bool]) -> Checked:
    ruling = Ruling(code="X15", path=what, paths=tuple([path for path, _ in stated]))
    if not stated:
        return ruling.not_applicable("nowhere_stated")
    if len(stated) == 1:
        return ruling.not_applicable("stated_once")
    first_path, first = stated[0]
    different = [(path, value) for path, value in stated[1:] if not same(first, value)]
    if not different:
        return ruling.holds()
    private = what == "preparer"
    return ruling.violated(
        *(
            Finding(
                code="BP102",
                severity=Severity.WARNING,
                path=path,
                stated=None if private else value,
                expected=None if private else first,
                clause=CHOSEN,
                details={"what": what, "first": first_path},
                entry=f"X15:{what}",
            )
            for path, value in different
        )
    )
