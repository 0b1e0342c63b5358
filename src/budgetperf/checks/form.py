"""Form and completeness: P14, P15, P17, missing attachments and totals, and figures that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.checks.case import Case, Checked, Ruling, rows_of, without_cards, without_rows
from budgetperf.checks.clauses import CHOSEN, clause_of
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Filing, Funds, Scope, Scorecard, ScorecardKind
from budgetperf.domain.names import level_name, name_key, plain_name
from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Linear, terms
from budgetperf.reconciliation.scorecard import total_path
from budgetperf.reconciliation.sheets import Sheets, match_sheets
from budgetperf.reconciliation.weighing import weigh
from budgetperf.scoring.score import total_row

__all__ = ["check_form"]

_PROJECTS = "base_table.projects"
_OF_DEPARTMENT, _OF_PROJECT = ("subject",), ("subject", "supervisor", "implementer")


def check_form(case: Case) -> Iterator[Checked]:
    """Every check that needs no arithmetic."""
    yield from without_cards(case, "P14", "P17")
    yield from without_rows(case, "P15")
    yield from _headings(case.filing)
    yield from _levels(case)
    yield from _duplicates(case.filing)
    yield from _attachments(case)
    yield from _totals(case.filing)
    yield from _unreadable(case)


def _headings(filing: Filing) -> Iterator[Checked]:
    # P17: 表头各栏不得空白
    cells = [
        (f"scorecards[{index}].{cell}", getattr(card, cell))
        for index, card in enumerate(filing.scorecards)
        for cell in _heading_cells(card)
    ]
    for index, card in enumerate(filing.scorecards):
        if not _heading_cells(card):
            yield Ruling(code="P17", path=f"scorecards[{index}]").not_applicable("no_heading_cells")
    cells += [
        (f"reports[{index}].heading.unit_name", report.heading.unit_name)
        for index, report in enumerate(filing.reports)
        if report.kind is ScorecardKind.DEPARTMENT
    ]
    for path, value in cells:
        ruling = Ruling(code="P17", path=path)
        if value is not None and fold(value):
            yield ruling.holds()
        else:
            clause = clause_of("P17 cover" if path.startswith("reports") else "P17")
            finding = Finding(code="BP101", severity=Severity.WARNING, path=path, clause=clause, entry=f"P17:{path}")
            yield ruling.violated(finding)


def _heading_cells(card: Scorecard) -> tuple[str, ...]:
    """The heading cells of a card's form. A rate table has none; a plan that does not say of what has a subject."""
    match card.kind:
        case ScorecardKind.RATES:
            return ()
        case ScorecardKind.PROJECT:
            return _OF_PROJECT
        case ScorecardKind.DEPARTMENT:
            return _OF_DEPARTMENT
        case _:
            return _OF_PROJECT if card.scope is Scope.PROJECT else _OF_DEPARTMENT


def _levels(case: Case) -> Iterator[Checked]:
    # P15: 二级指标应在其所属的一级指标之下
    policy = case.book.levels
    names = dict(policy.names) if policy else {}
    known = {level2 for inner in names.values() for level2 in inner}
    for _, indicator, row in rows_of(case):
        ruling = Ruling(code="P15", path=row.path)
        level1, level2 = fold(indicator.level1 or ""), fold(indicator.level2 or "")
        allowed = names.get(level1) or names.get(level_name(level1))
        if not level2:
            yield ruling.not_applicable("no_level2")
        elif not level1:
            yield ruling.undecided(case, f"{row.path}.level1")
        elif allowed is None:
            yield ruling.not_evaluable("unknown_level", name=indicator.level1)
        elif level2 in allowed:
            yield ruling.holds()
        elif level2 not in known:
            yield ruling.not_evaluable("unknown_level", name=indicator.level2)
        else:
            finding = Finding(
                code="BP108",
                severity=Severity.WARNING,
                path=f"{row.path}.level2",
                stated=f"{indicator.level1} / {indicator.level2}",
                expected="、".join(name for name, inner in names.items() if level2 in inner),
                clause=policy.clause if policy else None,
                entry=f"P15:{row.path}",
            )
            yield ruling.violated(finding)


def _duplicates(filing: Filing) -> Iterator[Checked]:
    # P14: 同一张表内指标不重复
    for index, card in enumerate(filing.scorecards):
        place = f"scorecards[{index}].indicators"
        ruling = Ruling(code="P14", path=place)
        findings = tuple(_repeated(card, place))
        yield ruling.violated(*findings) if findings else ruling.holds()


def _repeated(card: Scorecard, place: str) -> Iterator[Finding]:
    first: dict[tuple[str, str, bool], int] = {}
    for index, row in enumerate(card.indicators):
        # What is aimed at in three years is aimed at in the first of them, too.
        key = (plain_name(row.name), plain_name(row.part_of or ""), row.long_term)
        earlier = first.setdefault(key, index)
        if earlier != index:
            yield Finding(
                code="BP110",
                severity=Severity.ADVICE,
                path=f"{place}[{index}].name",
                stated=row.name,
                clause=CHOSEN,
                details={"other": f"{place}[{earlier}]"},
                entry=f"P14:{place}",
            )


def _attachments(case: Case) -> Iterator[Checked]:
    filing = case.filing
    repeats = [*_repeats(filing), *_rows_twice(case)]
    yield Checked(findings=tuple([_twice(path, first) for path, first in repeats]))
    if not filing.base_table and not filing.reports and filing.scorecards and not any(_is_filed(filing)):
        # Plans and monitoring cards alone are not what is handed in after the year.
        return
    cards = {card.kind for card in filing.scorecards}
    reports = {report.kind for report in filing.reports}
    there = {
        "附件1": filing.base_table is not None,
        # Before there was 附件2, a rate table stood in its place.
        "附件2": bool(cards & {ScorecardKind.DEPARTMENT, ScorecardKind.RATES}),
        "附件3": ScorecardKind.PROJECT in cards,
        "附件4": ScorecardKind.DEPARTMENT in reports,
        "附件5": ScorecardKind.PROJECT in reports,
    }
    missing = [name for name, present in there.items() if not present]
    findings = [_missing(attachment=name) for name in missing]
    sheets = match_sheets(case.filing)
    # Where names did not meet but the sums do, a sheet merely has another name.
    if not (sheets.strays and _sums_agree(case)):
        findings += [_missing(path=path, attachment="附件3") for path in sheets.uncovered]
    strays = () if sheets.uncovered else tuple(_without_line(filing, sheets))
    if strays and _would_agree(case, strays):
        findings += [_missing(path=f"scorecards[{index}]", attachment="附件1") for index in strays]
    yield Checked(findings=tuple(findings))


def _sums_agree(case: Case) -> bool:
    outcome = case.reconciled.outcome("X1", "scorecards")
    return outcome is not None and outcome.agrees


def _without_line(filing: Filing, sheets: Sheets) -> Iterator[int]:
    """The sheets of which 附件1 has no line; where two lines have the name of a sheet, it is theirs."""
    lines = {name_key(line.name) for line in filing.base_table.projects.lines} if filing.base_table else set()
    yield from (index for index in sheets.strays if name_key(filing.scorecards[index].subject or "") not in lines)


def _would_agree(case: Case, strays: Sequence[int]) -> bool:
    """Whether a sum that is off would agree if 附件1 had lines for some sheets, or if these were not there."""
    filing, values, violated = case.filing, case.reconciled.readings.values, case.reconciled.violated
    rows = len(filing.base_table.projects.lines) if filing.base_table else 0
    for column, sheets in (("initial", "X2:scorecards"), ("spent", "X1:scorecards")):
        totals = {
            index: total_path(card, f"scorecards[{index}]", column)
            for index, card in enumerate(filing.scorecards)
            if card.kind is ScorecardKind.PROJECT
        }
        lines = [f"{_PROJECTS}.lines[{row}].funds.{column}" for row in range(rows)]
        more = [*lines, *(totals[index] for index in strays)]
        fewer = [path for index, path in totals.items() if index not in strays]
        for name, whole, parts in (
            (f"B5:{_PROJECTS}.special.{column}", "special", more),
            (sheets, "total", fewer),
        ):
            form = Linear(stated=terms(f"{_PROJECTS}.{whole}.{column}"), parts=terms(*parts, needed=False))
            if name in violated and weigh(form, values).outcome.agrees:
                return True
    return False


def _is_filed(filing: Filing) -> Iterator[bool]:
    """Which of the cards are handed in after the year."""
    return (card.kind.is_scored for card in filing.scorecards)


def _repeats(filing: Filing) -> Iterator[tuple[str, str]]:
    """Each card, and each line of 附件1, that stands there a second time; with the first one."""
    seen: dict[object, str] = {}
    places: list[tuple[object, str]] = [
        (_same(card), f"scorecards[{index}]")
        for index, card in enumerate(filing.scorecards)
        if card.kind is ScorecardKind.DEPARTMENT or card.subject
    ]
    lines = filing.base_table.projects.lines if filing.base_table else ()
    places += [
        ((plain_name(line.name),), f"base_table.projects.lines[{index}].funds") for index, line in enumerate(lines)
    ]
    for key, path in places:
        first = seen.setdefault(key, path)
        if first != path:
            yield path, first


def _rows_twice(case: Case) -> Iterator[tuple[str, str]]:
    """Each row of a breakdown that stands there again with the same amounts, where its sum is off; with the first."""
    rows = list(_breakdowns(case.filing))
    seen: dict[object, str] = {}
    again = [(path, first) for key, path in rows if (first := seen.setdefault(key, path)) != path]
    if not again:
        return
    violated = set(case.reconciled.violated)
    off = {path for one in case.reconciled.identities if one.id in violated for path in one.reads}
    # Where the sum agrees with both, they are two rows of one name.
    yield from ((path, first) for path, first in again if any(one.startswith(path) for one in off))


def _breakdowns(filing: Filing) -> Iterator[tuple[object, str]]:
    """Every row that is a part of something, and filled: what makes it the same as another one, and its path."""
    for index, card in enumerate(filing.scorecards):
        place = f"scorecards[{index}].budget"
        for row, funds in enumerate(card.budget.rows):
            if funds.parent is not None and any(_filled(funds.funds)):
                yield (place, funds.name, funds.parent, funds.long_term, funds.funds), f"{place}.rows[{row}].funds"
        for part in ("by_source", "by_nature"):
            for row, share in enumerate(getattr(card.budget, part)):
                if share.amount is not None:
                    yield (place, part, share.name, share.amount), f"{place}.{part}[{row}].amount"
    for row, item in enumerate(filing.base_table.operating.items if filing.base_table else ()):
        if any(_filled(item.funds)):
            yield ("items", item.name, item.funds), f"base_table.operating.items[{row}].funds"


def _filled(funds: Funds) -> Iterator[object]:
    """The amounts of a row that are filled in."""
    return (amount for amount in (funds.prior, funds.initial, funds.revised, funds.spent) if amount is not None)


def _same(card: Scorecard) -> tuple[object, ...]:
    """What two cards have in common that are one card: monitoring in July and in October is not the same."""
    if card.kind is ScorecardKind.DEPARTMENT:
        return (card.kind,)
    subject = name_key(card.subject or "")
    return (card.kind, subject) if card.kind.is_evaluation else (card.kind, subject, card.months, card.heading.year)


def _twice(path: str, first: str) -> Finding:
    return Finding(code="BP114", severity=Severity.WARNING, path=path, clause=CHOSEN, details={"first": first})


def _missing(*, attachment: str, path: str | None = None) -> Finding:
    """A missing attachment; or, with the path of a budget line, its missing sheet; with that of a sheet, its line."""
    kind = "attachment" if path is None else "line" if path.startswith("scorecards") else "sheet"
    return Finding(
        code="BP109",
        severity=Severity.WARNING,
        path=path,
        clause=CHOSEN,
        details={"attachment": attachment, "kind": kind},
    )


def _totals(filing: Filing) -> Iterator[Checked]:
    for index, card in enumerate(filing.scorecards):
        if any(not row.long_term for row in card.budget.rows) and total_row(card) is None:
            path = f"scorecards[{index}].budget.rows"
            finding = Finding(code="BP103", severity=Severity.WARNING, path=path, clause=clause_of("P1"))
            yield Checked(findings=(finding,))


def _unreadable(case: Case) -> Iterator[Checked]:
    for path, figure in case.figures.items():
        if isinstance(figure, Unreadable):
            stated = figure.text
            finding = Finding(code="BP901", severity=Severity.ERROR, path=path, stated=stated, clause=CHOSEN)
            yield Checked(findings=(finding,))
