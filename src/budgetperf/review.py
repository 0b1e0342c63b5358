"""
The main job: review a filing.

This joins what the two wings and the checks say; it decides nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, partial
from itertools import chain

from attrs import evolve, field, frozen

from budgetperf.basis import clauses_used
from budgetperf.causes import Left, by_owner, certain_texts, counted_once, gone, traced, under, with_lines
from budgetperf.checks.agreement import check_agreement
from budgetperf.checks.alerts import check_alerts
from budgetperf.checks.alike import check_alike
from budgetperf.checks.answers import check_answers
from budgetperf.checks.case import Case, Checked
from budgetperf.checks.claims import check_claims
from budgetperf.checks.denials import check_denials
from budgetperf.checks.execution import check_execution
from budgetperf.checks.form import check_form
from budgetperf.checks.lines import check_lines
from budgetperf.checks.reception import check_reception
from budgetperf.checks.rows import check_rows
from budgetperf.checks.sameness import check_sameness
from budgetperf.checks.weights import check_weights
from budgetperf.domain.diagnosis import Diagnosis
from budgetperf.domain.figures import Figure, Reading, Source, figures, place_order, replace
from budgetperf.domain.finding import Clause, Entry, Finding, Location, Message, Severity
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.rates import ControlRate, control_rates
from budgetperf.domain.rows import Row, entry_rows, finding_rows
from budgetperf.errors import PathError, QuantityError
from budgetperf.reconciliation.coverage import Coverage
from budgetperf.reconciliation.diagnose import diagnose
from budgetperf.reconciliation.previous import why_not_last_year
from budgetperf.reconciliation.reconcile import Reconciliation, reconcile
from budgetperf.scoring.bounds import point_bounds
from budgetperf.scoring.rate_scores import RateScore, score_rates
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score

__all__ = ["Review", "Verdict", "review"]

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
_CHECKS = (
    check_agreement,
    check_execution,
    check_alerts,
    check_rows,
    check_alike,
    check_weights,
    check_lines,
    check_answers,
    check_form,
    check_sameness,
    check_claims,
    check_denials,
    check_reception,
)


# A filing with more clusters than these is not one of slips, and each of them costs another review.
_MOST_MENDED = 5
_CARD = re.compile(r"scorecards\[([0-9]+)\]\.")


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
    before = _filing(previous)
    why = why or Message.of("named", name=rulebook.name)
    examined = _Examined.of(reading.filing, rulebook, before, why)
    diagnoses: tuple[Diagnosis, ...] = ()
    if examined.reconciled.is_contradictory:
        diagnoses = diagnose(
            examined.reconciled,
            point_bounds(examined.scores),
            rescored=partial(_rescored, reading.filing, rulebook, before),
        )
    findings = tuple(_ordered(_findings(reading, examined.checked), reading.locations))
    left_of = partial(_left, rulebook=rulebook, before=before, why=why)
    findings = traced(findings, diagnoses, _mended(reading.filing, findings, diagnoses, left_of))
    for cause, mended in chain(counted_once(reading.filing, findings), with_lines(reading.filing, findings)):
        findings = under(findings, cause, left_of(mended))
    return Review(
        filing=reading.filing,
        rulebook=rulebook,
        why=why,
        scores=examined.scores,
        rates=score_rates(_rates(reading.filing, before, examined.stated), rulebook),
        reconciled=examined.reconciled,
        checked=examined.checked,
        findings=findings,
        diagnoses=diagnoses,
        sources=reading.sources,
        previous_sources=previous.sources if isinstance(previous, Reading) else (),
        locations=reading.locations,
    )


@frozen(kw_only=True)
class _Examined:
    """What both wings and the checks say of a filing."""

    stated: Mapping[str, Figure]
    scores: tuple[Score, ...]
    reconciled: Reconciliation
    checked: tuple[Checked, ...]

    @classmethod
    def of(cls, filing: Filing, rulebook: Rulebook, before: Filing | None, why: Message) -> _Examined:
        stated = figures(filing)
        rates = _rates_for_cards(filing, before, stated)
        scores = tuple(
            score(card, rulebook, path=f"scorecards[{index}]", rates=rates)
            for index, card in enumerate(filing.scorecards)
        )
        reconciled = reconcile(filing, before, stated=stated)
        case = Case(filing=filing, figures=stated, book=rulebook, scores=scores, reconciled=reconciled, why=why)
        checked = tuple(chain.from_iterable(check(case) for check in _CHECKS))
        return cls(stated=stated, scores=scores, reconciled=reconciled, checked=checked)


def _rates_for_cards(
    filing: Filing, before: Filing | None, stated: Mapping[str, Figure] | None = None
) -> tuple[ControlRate, ...]:
    """The control rates, if there is a rate table whose rows are scored by them."""
    if not any(card.kind is ScorecardKind.RATES for card in filing.scorecards):
        return ()
    return _rates(filing, before, stated)


def _rates(
    filing: Filing, before: Filing | None, stated: Mapping[str, Figure] | None = None
) -> tuple[ControlRate, ...]:
    """The control rates; those that compare two years say nothing across departments, or across a gap."""
    last = before if before is not None and why_not_last_year(filing, before) is None else None
    return control_rates(filing, last, stated=stated)


def _mended(
    filing: Filing, findings: Sequence[Finding], diagnoses: Iterable[Diagnosis], left_of: Callable[[Filing], Left]
) -> Mapping[int, Left]:
    """
    For each cluster with wrong cells that are certain, the findings that are left once they say what they should.

    Whatever is not found any more was a consequence: points that a wrong target seemed to cost, a line that seemed
    overspent. So it need not be known which finding is computed from which cell.
    """
    first = [diagnosis for diagnosis in diagnoses if diagnosis.rank == 1]
    texts = {diagnosis.cluster: texts for diagnosis in first if (texts := certain_texts(diagnosis))}
    together = _with(filing, {path: text for each in texts.values() for path, text in each.items()})
    if len(texts) > 1 and together is not None:
        told = set(chain.from_iterable(diagnosis.explains for diagnosis in first))
        rest = [finding for finding in findings if finding.entry not in told]
        owned = by_owner(findings, gone(rest, left_of(together)), texts)
        if owned is not None:
            return owned
    each = {cluster: _with(filing, texts[cluster]) for cluster in list(texts)[:_MOST_MENDED]}
    return {cluster: left_of(mended) for cluster, mended in each.items() if mended is not None}


def _left(mended: Filing, *, rulebook: Rulebook, before: Filing | None, why: Message) -> Left:
    """What is found in a filing after something was mended."""
    checked = _Examined.of(mended, rulebook, before, why).checked
    return frozenset((one.code, one.path) for each in checked for one in each.findings)


def _with(filing: Filing, texts: Mapping[str, str | None]) -> Filing | None:
    """The filing with other texts in some of its cells; None where one of them does not fit."""
    try:
        for path, text in texts.items():
            filing = replace(filing, path, text)
    except (PathError, QuantityError):
        return None
    return filing


def _rescored(
    filing: Filing, rulebook: Rulebook, before: Filing | None, texts: Mapping[str, str]
) -> Mapping[str, tuple[Decimal, Decimal]]:
    """What the rules give for the rows of a card, with other texts in some of its cells."""
    cards = sorted({int(number[1]) for path in texts if (number := _CARD.match(path)) is not None})
    changed = _with(filing, texts)
    if changed is None:
        return {}
    rates = _rates_for_cards(changed, before)
    return point_bounds(
        score(changed.scorecards[index], rulebook, path=f"scorecards[{index}]", rates=rates) for index in cards
    )


def _filing(subject: Reading | Filing | None) -> Filing | None:
    return subject.filing if isinstance(subject, Reading) else subject


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
