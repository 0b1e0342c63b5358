"""
What a filing would be with something in it mended, so that it shows what follows from what.

Whatever is not found any more was a consequence: points that a wrong target seemed to cost, a line that seemed
overspent. So it need not be known which finding is computed from which cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from attrs import evolve

from budgetperf.causes import Left, Mended, gone
from budgetperf.checks.examination import with_texts
from budgetperf.domain.diagnosis import Diagnosis
from budgetperf.domain.figures import look_up, replace
from budgetperf.domain.finding import Finding
from budgetperf.domain.model import BaseTable, Filing, Funds, ProjectLine, Role, Scorecard, ScorecardKind
from budgetperf.domain.quantity import Money
from budgetperf.domain.rounding import round_half_up

__all__ = ["counted_once", "left_when_mended", "with_lines"]

# A filing with more clusters, or more rows that stand there twice, is not one of slips; each costs another review.
_MOST = 5
# What can be counted twice in a sum: a row of funds, or a share of the amounts by source or by nature.
_COUNTED = re.compile(r"(base_table|scorecards\[[0-9]+\])\..*\.(funds|amount)")
_SHEET = re.compile(r"scorecards\[[0-9]+\]")


def left_when_mended(
    filing: Filing, findings: Sequence[Finding], diagnoses: Iterable[Diagnosis], left_of: Callable[[Filing], Left]
) -> Mended:
    """
    For each cluster with wrong cells that are certain, the findings that are left once they say what they should.

    Args:
        filing: The filing as it stands.

        findings: What is found in it.

        diagnoses: Its diagnoses; of each cluster the first counts.

        left_of: What is found in another filing.
    """
    first = [diagnosis for diagnosis in diagnoses if diagnosis.rank == 1]
    texts = {diagnosis.cluster: texts for diagnosis in first if (texts := _certain_texts(diagnosis))}
    # Mostly it is plain which cluster a consequence belongs to, and one more review will do for all of them.
    together = with_texts(filing, {path: text for each in texts.values() for path, text in each.items()})
    if len(texts) > 1 and together is not None:
        told = set(chain.from_iterable(diagnosis.explains for diagnosis in first))
        rest = [finding for finding in findings if finding.entry not in told]
        owned = _by_owner(findings, gone(rest, left_of(together)), texts)
        if owned is not None:
            return owned
    each = {cluster: with_texts(filing, texts[cluster]) for cluster in list(texts)[:_MOST]}
    return {cluster: left_of(mended) for cluster, mended in each.items() if mended is not None}


def _certain_texts(diagnosis: Diagnosis) -> Mapping[str, str]:
    """What the cells should say that a diagnosis names by themselves."""
    named = (change.any_of[0] for change in diagnosis.changes if len(change.any_of) == 1)
    return {correction.path: correction.proposed for correction in named if correction.proposed is not None}


def _by_owner(
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
    for first, repeats in list(again.items())[:_MOST]:
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
