"""
Which finding explains which: contradictions with one cause are one story, not twelve.

The violated identities of a cluster, and whatever else is said of the cell that turns out to be wrong, hang on one
finding; the others name it as their cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from budgetperf.domain.diagnosis import Diagnosis
from budgetperf.domain.figures import look_up, replace
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import BaseTable, Filing, Funds, ProjectLine, Role, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Money
from budgetperf.domain.rounding import round_half_up

__all__ = ["Left", "Mended", "by_owner", "certain_texts", "counted_once", "gone", "traced", "under", "with_lines"]

# A finding that only says again, of the same row, what the other one has said.
_AGAIN = {"BP207": ("BP201", "BP206")}
# What a reader found is not found again by the checks.
_OF_READERS = "BP9"
# What can be counted twice in a sum: a row of funds, or a share of the amounts by source or by nature.
_COUNTED = re.compile(r"(base_table|scorecards\[[0-9]+\])\..*\.(funds|amount)")
_SHEET = re.compile(r"scorecards\[([0-9]+)\]")
# Each of them costs another review.
_MOST_COUNTED = 5
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


# What is still found once something is mended: codes and paths of findings.
Left = frozenset[tuple[str, str | None]]
# The same by cluster, once its wrong cells say what they should.
Mended = Mapping[int, Left]


def traced(findings: Iterable[Finding], diagnoses: Sequence[Diagnosis], mended: Mended) -> tuple[Finding, ...]:
    """The findings in their order, each with its cluster and with the finding that explains it."""
    told = _again(tuple(findings))
    for cluster in dict.fromkeys(diagnosis.cluster for diagnosis in diagnoses):
        first = next(diagnosis for diagnosis in diagnoses if diagnosis.cluster == cluster)
        told = tuple(_told(told, first, mended.get(cluster)))
    return told


def under(findings: Iterable[Finding], cause: Finding, left: Left) -> tuple[Finding, ...]:
    """
    The findings with those that are gone once *cause* is mended hanging on it; it is as grave as they are.

    It is no longer told under a contradiction that it explains; but it stays under a cause of its own.
    """
    told = tuple(findings)
    known = next(finding for finding in told if finding.id == cause.id)
    if known.caused_by is not None and known.cluster is None:
        return told
    head = known.caused_by
    caused = {
        finding.id: finding
        for finding in gone(told, left)
        if finding.caused_by is None and finding.id != cause.id and not _is_of_sheet(finding, cause)
    }
    if not caused:
        return told
    gravest = min((cause.severity, *(finding.severity for finding in caused.values())), key=_GRAVEST.index)
    grave = evolve(known, severity=gravest)
    grave = evolve(grave, caused_by=None, cluster=None) if head in caused else grave
    return tuple(
        evolve(finding, caused_by=cause.id) if finding.id in caused else grave if finding is known else finding
        for finding in told
    )


def _is_of_sheet(finding: Finding, cause: Finding) -> bool:
    """Whether it is told of a sheet by itself that the sheet has no line; what is wrong in it has other causes."""
    sheet = cause.path or ""
    return _SHEET.fullmatch(sheet) is not None and (finding.path or "").startswith(f"{sheet}.")


def gone(findings: Iterable[Finding], left: Left) -> Sequence[Finding]:
    """The findings that are not found any more once something is mended."""
    return [finding for finding in findings if _is_gone(finding, left)]


def certain_texts(diagnosis: Diagnosis) -> Mapping[str, str]:
    """What the cells should say that a diagnosis names by themselves."""
    named = (change.any_of[0] for change in diagnosis.changes if len(change.any_of) == 1)
    return {correction.path: correction.proposed for correction in named if correction.proposed is not None}


def by_owner(
    findings: Iterable[Finding], mended: Iterable[Finding], texts: Mapping[int, Iterable[str]]
) -> Mended | None:
    """
    What is left for each cluster, where the findings that are gone with all of them are each of a card, or of a row of
    附件1, in which one cluster alone has wrong cells; None where that is not so.

    Args:
        findings: All findings.

        mended: Those that are gone.

        texts: The wrong cells of each cluster.
    """
    clusters: dict[str, set[int]] = {}
    for cluster, paths in texts.items():
        for path in paths:
            clusters.setdefault(_owner(path), set()).add(cluster)
    all_of_them = frozenset((finding.code, finding.path) for finding in findings)
    owned: dict[int, set[tuple[str, str | None]]] = {cluster: set() for cluster in texts}
    for finding in mended:
        owners = clusters.get(_owner(finding.path or ""), set())
        if len(owners) != 1:
            return None
        owned[min(owners)].add((finding.code, finding.path))
    return {cluster: all_of_them - its for cluster, its in owned.items()}


def _owner(path: str) -> str:
    """The card, or the row of 附件1, that a cell belongs to."""
    card = _SHEET.match(path)
    return card[0] if card else path.rpartition(".")[0]


def counted_once(filing: Filing, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Filing]]:
    """For each row that stands there again with the same amounts, the filing in which it stands there once."""
    again: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code == "BP114" and _COUNTED.fullmatch(finding.path or ""):
            again.setdefault(dict(finding.details)["first"], []).append(finding)
    for first, repeats in list(again.items())[:_MOST_COUNTED]:
        same = [one for one in repeats if look_up(filing, first) == look_up(filing, str(one.path))]
        mended = filing
        for finding in same:
            mended = replace(mended, str(finding.path), Funds() if first.endswith(".funds") else None)
        if same:
            yield same[0], mended


def with_lines(filing: Filing, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Filing]]:
    """
    If sheets have no line in 附件1: the first finding that says so, and what the filing would be if they agreed.

    Either 附件1 lacks their lines, or they do not belong to this filing.
    """
    missing = [finding for finding in findings if finding.code == "BP109" and _SHEET.fullmatch(finding.path or "")]
    base = filing.base_table
    if base is None or not missing:
        return
    sheets = [look_up(filing, str(finding.path)) for finding in missing]
    cards = [sheet for sheet in sheets if isinstance(sheet, Scorecard)]
    lines = [ProjectLine(name=card.subject or "", funds=_of_sheet(card)) for card in cards]
    # What was spent last year stands in no sheet; it is what the other lines leave.
    lines[0] = evolve(lines[0], funds=evolve(lines[0].funds, prior=_left_of_last_year(base)))
    yield missing[0], replace(filing, "base_table.projects.lines", (*base.projects.lines, *lines))
    for finding in missing:
        filing = replace(filing, f"{finding.path}.kind", ScorecardKind.TARGET)
    yield missing[0], filing


def _of_sheet(card: Scorecard) -> Funds:
    """What the line of a sheet would say."""
    total = next((row.funds for row in card.budget.rows if row.role is Role.TOTAL and not row.long_term), Funds())
    return Funds(initial=total.initial, spent=total.spent)


def _left_of_last_year(base: BaseTable) -> Money | None:
    special, lines = base.projects.special.prior, [line.funds.prior for line in base.projects.lines]
    filled = [amount for amount in lines if isinstance(amount, Money)]
    if not isinstance(special, Money):
        return None
    left = Fraction(special.yuan) - sum(Fraction(amount.yuan) for amount in filled)
    return Money(round_half_up(left / Fraction(special.unit.yuan), 2), special.unit) if left > 0 else None


def _is_gone(finding: Finding, left: Left) -> bool:
    return (finding.code, finding.path) not in left and not finding.code.startswith(_OF_READERS)


def _again(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    ids = {(finding.code, finding.path): finding.id for finding in findings}

    def caused(finding: Finding) -> Finding:
        causes = (ids.get((code, finding.path)) for code in _AGAIN.get(finding.code, ()))
        cause = next(filter(None, causes), None)
        return finding if cause is None else evolve(finding, caused_by=cause)

    return tuple(map(caused, findings))


def _told(findings: Sequence[Finding], diagnosis: Diagnosis, left: Left | None) -> Iterator[Finding]:
    wrong = {change.any_of[0].path for change in diagnosis.changes if len(change.any_of) == 1}
    members = {finding.id: finding for finding in findings if _belongs(finding, diagnosis, left)}
    head = _head(members, wrong)
    for finding in findings:
        if finding.id not in members:
            yield finding
        elif head is None or finding.id == head:
            yield evolve(finding, cluster=diagnosis.cluster, caused_by=None)
        else:
            # What only says again what another finding has said keeps its own cause.
            cause = finding.caused_by if finding.caused_by in members else head
            yield evolve(finding, cluster=diagnosis.cluster, caused_by=cause)


def _belongs(finding: Finding, diagnosis: Diagnosis, left: Left | None) -> bool:
    """Whether a finding tells of a contradiction of the cluster, or is gone once its wrong cells are mended."""
    if finding.cluster is not None:
        return False
    return finding.entry in diagnosis.explains or (left is not None and _is_gone(finding, left))


def _head(members: Mapping[str, Finding], wrong: set[str]) -> str | None:
    """The finding that the others hang on: the gravest, and of those the one at the wrong cell."""
    ranked = sorted(
        members.values(),
        key=lambda finding: (_GRAVEST.index(finding.severity), finding.entry is None, finding.path not in wrong),
    )
    return ranked[0].id if ranked else None
