"""What a reviewer writes beside the cells of a filing: each finding with what is stated, what should be, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from budgetperf.domain.figures import look_up
from budgetperf.domain.finding import Finding, Outcome
from budgetperf.domain.rates import PREVIOUS
from budgetperf.errors import PathError
from budgetperf.rendering.messages import say, typeset, word
from budgetperf.rendering.places import describe
from budgetperf.rendering.said import advice, basis_text, location_text, sentence
from budgetperf.rendering.story import bound_text, story
from budgetperf.review import Review

__all__ = ["remarks", "unprinted_remarks"]

# A sum of more parts than these is told at its total only.
_MOST_COUNTERPARTS: Final = 3


def remarks(review: Review, lang: str = "zh") -> tuple[tuple[str, str], ...]:
    """
    For each finding the path at which to note it, and the note; then words at the other cells that it is about.

    The path of a finding about the whole filing is empty.

    Args:
        review: The review.

        lang: ``zh`` or ``en``.
    """
    said = [(finding.path or "", _note(finding, review, lang)) for finding in review.findings]
    return (*said, *_pointers(review, lang), *_counterparts(review, lang))


def _note(finding: Finding, review: Review, lang: str) -> str:
    filing = review.filing
    colon = say(lang, "：")
    severity = word("severity", finding.severity, lang)
    parts = [
        (say(lang, "填报"), finding.stated or _blank(finding, review, lang)),
        (say(lang, "应为"), finding.expected),
        (say(lang, "相差"), finding.difference),
        (say(lang, "依据"), basis_text(finding.clause, lang)),
        (say(lang, "处理"), advice(finding, filing, lang)),
        (say(lang, "位置"), None if finding.location is None else location_text(finding.location, lang)),
        (say(lang, "由来"), finding.caused_by),
    ]
    lines = [f"{finding.id} {severity} {finding.code}", sentence(finding, filing, lang)]
    lines += [f"{label}{colon}{text}" for label, text in parts if text]
    if finding.cluster is not None and finding.caused_by is None:
        lines += [f"{say(lang, '更正')}{colon}{line}" for line in story(review, finding.cluster, lang)]
    return "\n".join(lines)


def _blank(finding: Finding, review: Review, lang: str) -> str | None:
    """That nothing is stated, where the path names a cell."""
    try:
        is_blank = finding.path is not None and look_up(review.filing, finding.path.partition("@")[0]) is None
    except PathError:
        return None
    return say(lang, "（空白）") if is_blank else None


def _pointers(review: Review, lang: str) -> Iterator[tuple[str, str]]:
    """At a cell that a diagnosis would change, and that no finding of its cluster speaks of: what to look up."""
    for diagnosis in review.diagnoses:
        if diagnosis.rank != 1:
            continue
        findings = [finding for finding in review.findings if finding.cluster == diagnosis.cluster]
        if not findings:
            continue
        told = {finding.path for finding in findings}
        ids = say(lang, "、").join(finding.id for finding in findings)
        for change in diagnosis.changes:
            for correction in change.any_of:
                if correction.path not in told:
                    yield (
                        correction.path,
                        typeset(
                            lang,
                            "见 {ids}：此处填报{stated}，可能应为{proposed}。",
                            ids=ids,
                            stated=correction.stated or say(lang, "（空白）"),
                            proposed=correction.proposed or bound_text(correction, lang),
                        ),
                    )


def _counterparts(review: Review, lang: str) -> Iterator[tuple[str, str]]:
    """At a cell of another attachment with which a figure does not agree: where to look."""
    entries = {entry.id: entry for entry in review.ledger}
    for finding in review.findings:
        entry = entries.get(finding.entry or "")
        if entry is None or finding.path is None or entry.outcome is not Outcome.VIOLATED:
            continue
        own = finding.path.partition(".")[0]
        others = [path for path in entry.paths if path.partition(".")[0] != own and not path.startswith(PREVIOUS)]
        if len(others) <= _MOST_COUNTERPARTS:
            place = describe(review.filing, finding.path, lang)
            said = say(lang, "另见 {finding}：{place}与此处不符。", finding=finding.id, place=place)
            yield from ((path, said) for path in others)


def unprinted_remarks(review: Review, paths: Iterable[str], lang: str = "zh") -> tuple[tuple[str, str], ...]:
    """
    What the official forms have no cell for, noted at the attachment that it is of.

    Args:
        review: The review.

        paths: What is left out, as `left_out` gives it.

        lang: ``zh`` or ``en``.
    """
    return tuple(
        (
            path,
            say(
                lang,
                "官方表格里没有地方写，未印出：{place}（{path}）",
                place=describe(review.filing, path, lang),
                path=path,
            ),
        )
        for path in paths
    )
