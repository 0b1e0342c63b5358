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

__all__ = ["traced"]

# A finding that only says again, of the same row, what the other one has said.
_AGAIN = {"BP207": ("BP201", "BP206")}
# What a reader found is not found again by the checks.
_OF_READERS = "BP9"
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


# By cluster, what is still found once its wrong cells say what they should: codes and paths of findings.
Mended = Mapping[int, frozenset[tuple[str, str | None]]]


def traced(findings: Iterable[Finding], diagnoses: Sequence[Diagnosis], mended: Mended) -> tuple[Finding, ...]:
    """The findings in their order, each with its cluster and with the finding that explains it."""
    told = _again(tuple(findings))
    for cluster in dict.fromkeys(diagnosis.cluster for diagnosis in diagnoses):
        first = next(diagnosis for diagnosis in diagnoses if diagnosis.cluster == cluster)
        told = tuple(_told(told, first, mended.get(cluster)))
    return told


def _again(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    ids = {(finding.code, finding.path): finding.id for finding in findings}

    def caused(finding: Finding) -> Finding:
        causes = (ids.get((code, finding.path)) for code in _AGAIN.get(finding.code, ()))
        cause = next(filter(None, causes), None)
        return finding if cause is None else evolve(finding, caused_by=cause)

    return tuple(map(caused, findings))


def _told(
    findings: Sequence[Finding], diagnosis: Diagnosis, left: frozenset[tuple[str, str | None]] | None
) -> Iterator[Finding]:
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


def _belongs(finding: Finding, diagnosis: Diagnosis, left: frozenset[tuple[str, str | None]] | None) -> bool:
    """Whether a finding tells of a contradiction of the cluster, or is gone once its wrong cells are mended."""
    if finding.cluster is not None:
        return False
    gone = left is not None and (finding.code, finding.path) not in left and not finding.code.startswith(_OF_READERS)
    return finding.entry in diagnosis.explains or gone


def _head(members: Mapping[str, Finding], wrong: set[str]) -> str | None:
    """The finding that the others hang on: the gravest, and of those the one at the wrong cell."""
    ranked = sorted(
        members.values(),
        key=lambda finding: (_GRAVEST.index(finding.severity), finding.entry is None, finding.path not in wrong),
    )
    return ranked[0].id if ranked else None
