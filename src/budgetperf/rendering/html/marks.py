"""What is said of each place of a form: the findings at it, and what it should say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from budgetperf.domain.diagnosis import Correction
from budgetperf.domain.finding import Finding, Severity
from budgetperf.rendering.html.sheets import home_of
from budgetperf.review import Review

__all__ = ["Flag", "Marks", "Proposal", "marks_of"]

Span = tuple[int, int]
_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


@frozen
class Flag:
    """
    A finding at a place.

    Attributes:
        finding: The finding.

        span: Where in the text of the place it stands, from character to character; None for the whole of it.
    """

    finding: Finding
    span: Span | None = None


@frozen
class Proposal:
    """
    What a place should say.

    Attributes:
        correction: The correction.

        is_certain: Whether no other cell could be the wrong one.

        finding: Id of the finding that tells of it, or None.
    """

    correction: Correction
    is_certain: bool
    finding: str | None = None


@frozen(kw_only=True)
class Marks:
    """The findings at a place, and the proposals for it."""

    flags: tuple[Flag, ...] = field(default=(), converter=tuple[Flag, ...])
    proposals: tuple[Proposal, ...] = field(default=(), converter=tuple[Proposal, ...])

    @property
    def severity(self) -> Severity | None:
        """The gravest of its findings; a cell that is surely the wrong one is an error, one that may be is doubtful."""
        found = {flag.finding.severity for flag in self.flags}
        found |= {Severity.ERROR if proposal.is_certain else Severity.WARNING for proposal in self.proposals}
        return next((severity for severity in _GRAVEST if severity in found), None)


def marks_of(review: Review, shown: frozenset[str]) -> Mapping[str, Marks]:
    """
    The marks of every place that has any.

    Args:
        review: The review.

        shown: The paths that are shown; what is said of others stands at the nearest of these around it.
    """
    flags: dict[str, list[Flag]] = {}
    proposals: dict[str, list[Proposal]] = {}
    for finding in review.findings:
        home = home_of(finding.path, shown)
        if home is not None:
            flags.setdefault(home, []).append(Flag(finding, _span(finding.path)))
    for home, proposal in _proposals(review, shown):
        proposals.setdefault(home, []).append(proposal)
    return {
        home: Marks(flags=flags.get(home, ()), proposals=proposals.get(home, ())) for home in {**flags, **proposals}
    }


def _span(path: str | None) -> Span | None:
    if path is None or "@" not in path:
        return None
    start, _, length = path.rpartition("@")[2].partition("+")
    return int(start), int(start) + int(length)


def _proposals(review: Review, shown: frozenset[str]) -> Iterator[tuple[str, Proposal]]:
    """The corrections of the likeliest explanation of each cluster."""
    heads = {finding.cluster: finding.id for finding in review.findings if finding.caused_by is None}
    for diagnosis in review.diagnoses:
        if diagnosis.rank != 1:
            continue
        for change in diagnosis.changes:
            for correction in change.any_of:
                home = home_of(correction.path, shown)
                if home is not None:
                    yield home, Proposal(correction, len(change.any_of) == 1, heads.get(diagnosis.cluster))
