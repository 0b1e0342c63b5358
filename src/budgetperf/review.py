"""
The main job: review a filing.

This joins what the two wings and the checks say; it decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property, partial
from itertools import chain

from attrs import evolve, field, frozen

from budgetperf.basis import clauses_used
from budgetperf.causes import Left, traced, under
from budgetperf.checks.case import Checked
from budgetperf.checks.examination import Examiner
from budgetperf.domain.diagnosis import Diagnosis
from budgetperf.domain.figures import Reading, Source, place_order
from budgetperf.domain.finding import Clause, Entry, Finding, Location, Message, Severity
from budgetperf.domain.model import Filing
from budgetperf.domain.rows import Row, entry_rows, finding_rows
from budgetperf.mending import counted_once, left_when_mended, with_lines
from budgetperf.reconciliation.coverage import Coverage
from budgetperf.reconciliation.diagnose import diagnose
from budgetperf.reconciliation.reconcile import Reconciliation
from budgetperf.scoring.bounds import point_bounds
from budgetperf.scoring.rate_scores import RateScore, score_rates
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["Review", "Verdict", "review"]

_SEVERITIES = tuple(Severity)


class Verdict(StrEnum):
    """A filing by its gravest finding."""

    CLEAN = "clean"
    ADVICE = "advice"
    WARNINGS = "warnings"
    ERRORS = "errors"


_VERDICTS = {Severity.ERROR: Verdict.ERRORS, Severity.WARNING: Verdict.WARNINGS, Severity.ADVICE: Verdict.ADVICE}


@frozen(kw_only=True)
class Review:
    """
    What a review of a filing says.

    Attributes:
        filing: The filing.

        rulebook: The rulebook it was scored by.

        why: Why this rulebook.

        scores: The recomputed score of each card.

        rates: The control rates, each with what it earns.

        reconciled: What came of reconciling its figures.

        checked: What the checks say.

        findings: What is wrong, doubtful or unchecked, by severity, then place.

        diagnoses: The smallest sets of cells that explain the contradictions, by cluster and rank.

        sources: The files read.

        previous_sources: The files of last year's filing, where there is one.

        locations: Where each figure stands in the files read.
    """

    filing: Filing = field(repr=False)
    rulebook: Rulebook = field(repr=False)
    why: Message
    scores: tuple[Score, ...] = field(converter=tuple[Score, ...])
    rates: tuple[RateScore, ...] = field(converter=tuple[RateScore, ...])
    reconciled: Reconciliation = field(repr=False, hash=False)
    checked: tuple[Checked, ...] = field(repr=False)
    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...])
    diagnoses: tuple[Diagnosis, ...] = field(default=(), converter=tuple[Diagnosis, ...])
    sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
    previous_sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
    locations: Mapping[str, Location] = field(factory=dict, repr=False, eq=False)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that it rests on, in the order of their first use; each says whether it was seen."""
        return clauses_used(self.rulebook, self.scores, self.rates, self.findings)

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """The outcome of every identity: those of the reconciliation, then those of the checks."""
        entries = [entry for one in self.checked if (entry := one.entry) is not None]
        return (*self.reconciled.ledger, *entries)

    @cached_property
    def coverage(self) -> Coverage:
        """How many figures are tied by an identity, and which ones nothing confirms."""
        return self.reconciled.coverage

    def location(self, path: str | None) -> Location | None:
        """The cell of a path in its file, or of the nearest thing around it; None where no file was read."""
        return _location(path, self.locations)

    @property
    def verdict(self) -> Verdict:
        """The gravest finding, in one word."""
        found = {finding.severity for finding in self.findings}
        return next((_VERDICTS[severity] for severity in _SEVERITIES if severity in found), Verdict.CLEAN)

    def to_rows(self) -> list[Row]:
        """Its findings for a dataframe: one dict for each, with its cell; `budgetperf.to_rows` adds the sentences."""
        return finding_rows(self.findings)

    def score_rows(self) -> list[Row]:
        """The rows of all its cards for a dataframe: stated and recomputed points, with department and year."""
        whose: Row = {"department": self.filing.department, "year": self.filing.year}
        return [whose | row for score in self.scores for row in score.to_rows()]

    def ledger_rows(self) -> list[Row]:
        """Its ledger for a dataframe: one dict for each line."""
        return entry_rows(self.ledger)


def review(
    subject: Reading | Filing,
    rulebook: Rulebook,
    *,
    why: Message | None = None,
    previous: Reading | Filing | None = None,
) -> Review:
    """
    Review a filing: recompute its scores, reconcile its figures, check its form.

    Args:
        subject: What a reader returned, or a filing made by hand.

        rulebook: The rulebook to score by.

        why: Why this rulebook; said in the output.

        previous: Last year's filing: its spending is compared with what this one says of last year, and the rates
            that compare two budgets can be computed.

    Returns:
        The review; trouble in the document is in its findings, and nothing is raised for it.
    """
    reading = subject if isinstance(subject, Reading) else Reading(filing=subject)
    filing = reading.filing
    last = previous.filing if isinstance(previous, Reading) else previous
    examiner = Examiner(book=rulebook, why=why or Message.of("named", name=rulebook.name), previous=last)
    examination = examiner.examine(filing, with_rates=True)
    case = examination.case
    diagnoses: tuple[Diagnosis, ...] = ()
    if case.reconciled.is_contradictory:
        diagnoses = diagnose(case.reconciled, point_bounds(case.scores), rescored=partial(examiner.rescore, filing))
    findings = tuple(_ordered(_findings(reading, examination.checked), reading.locations))

    def left_of(mended: Filing) -> Left:
        return examiner.examine(mended).found

    findings = traced(findings, diagnoses, left_when_mended(filing, findings, diagnoses, left_of))
    for cause, mended in chain(counted_once(filing, findings), with_lines(filing, findings)):
        findings = under(findings, cause, left_of(mended))
    return Review(
        filing=filing,
        rulebook=rulebook,
        why=case.why,
        scores=case.scores,
        rates=score_rates(examination.rates, rulebook),
        reconciled=case.reconciled,
        checked=examination.checked,
        findings=findings,
        diagnoses=diagnoses,
        sources=reading.sources,
        previous_sources=previous.sources if isinstance(previous, Reading) else (),
        locations=reading.locations,
    )


def _findings(reading: Reading, checked: Iterable[Checked]) -> list[Finding]:
    """The reader's findings and those of the checks; an unreadable figure that both report is reported once."""
    known = {(finding.code, finding.path) for finding in reading.findings if finding.path is not None}
    found = [finding for one in checked for finding in one.findings]
    return [*reading.findings, *(finding for finding in found if (finding.code, finding.path) not in known)]


def _ordered(findings: Iterable[Finding], locations: Mapping[str, Location]) -> Iterator[Finding]:
    """Findings by severity, then place, each with its id and its cell."""
    placed = sorted(
        findings,
        key=lambda finding: (_SEVERITIES.index(finding.severity), place_order(finding.path), finding.code),
    )
    for number, finding in enumerate(placed, start=1):
        location = finding.location or _location(finding.path, locations)
        yield evolve(finding, id=f"f{number}", location=location)


def _location(path: str | None, locations: Mapping[str, Location]) -> Location | None:
    """The cell of a path, or of the nearest thing around it."""
    while path and locations:
        if path in locations:
            return locations[path]
        cut = max(path.rfind("."), path.rfind("["), path.rfind("@"))
        path = path[:cut] if cut > 0 else None
    return None
