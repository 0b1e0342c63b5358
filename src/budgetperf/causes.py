"""
Which finding explains which: contradictions with one cause are one story, not twelve.

The violated identities of a cluster, and whatever else is said of the cell that turns out to be wrong, hang on one
finding; the others name it as their cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from budgetperf.domain.diagnosis import Diagnosis
from budgetperf.domain.finding import Finding, Severity

__all__ = ["traced", "under"]

# A finding that only says again, of the same row, what the other one has said.
_AGAIN = {"BP207": ("BP201", "BP206")}
# What a reader found is not found again by the checks.
_OF_READERS = "BP9"
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
    """The findings with those that are gone once *cause* is mended hanging on it; it is as grave as they are."""
    told = tuple(findings)
    gone = {
        finding.id: finding
        for finding in told
        if finding.caused_by is None and finding.id != cause.id and _is_gone(finding, left)
    }
    gravest = min((cause.severity, *(finding.severity for finding in gone.values())), key=_GRAVEST.index)
    return tuple(
        evolve(finding, caused_by=cause.id)
        if finding.id in gone
        else evolve(finding, severity=gravest)
        if finding.id == cause.id
        else finding
        for finding in told
    )


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
