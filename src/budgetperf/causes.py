"""
Which finding explains which: contradictions with one cause are one story, not twelve.

The violated identities of a cluster, and whatever else is said of the cell that turns out to be wrong, hang on one
finding; the others name it as their cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from budgetperf.domain.diagnosis import Diagnosis
from budgetperf.domain.finding import Finding, Severity

__all__ = ["Left", "Mended", "gone", "traced", "under"]

# A finding that only says again, of the same row, what the other one has said.
_AGAIN = {"BP207": ("BP201", "BP206")}
# What a reader found is not found again by the checks.
_OF_READERS = "BP9"
_SHEET = re.compile(r"scorecards\[[0-9]+\]")
_GRAVEST = tuple(Severity)


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
