"""The ledger in words: what could not be evaluated, what became of last year, and which figures nothing confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetperf.domain.finding import Entry, Outcome
from budgetperf.reconciliation.coverage import Coverage
from budgetperf.rendering.layout import counted, pick
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import attachment_of, describe
from budgetperf.rendering.said import reason_text
from budgetperf.review import Review

__all__ = ["coverage_line", "last_year_line", "unevaluated_lines", "untied_lines"]


def coverage_line(coverage: Coverage, lang: str) -> str:
    """The count, in one sentence."""
    tied, total = len(coverage.tied), coverage.total
    if not total:
        return pick(lang, "材料中没有数字", "the filing has no figures")
    if tied == total:
        return pick(
            lang,
            f"材料中 {total} 个数字，都至少由一项勾稽关系核对过",
            f"{counted(total, 'figure')}, and nothing that is not tied by at least one identity",
        )
    return pick(
        lang,
        f"材料中 {total} 个数字，{tied} 个至少由一项勾稽关系核对过，{total - tied} 个无从印证",
        f"{counted(total, 'figure')}: {tied} tied by at least one identity, {total - tied} that nothing confirms",
    )


def untied_lines(review: Review, lang: str) -> Iterator[str]:
    """The figures that nothing confirms: one line for each column of each card, one for each other figure's form."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in review.coverage.untied:
        row, _, column = path.rpartition(".")
        form = path.partition(".")[0]
        groups.setdefault((form, column if ".indicators[" in path else ""), []).append(
            row if ".indicators[" in path else path
        )
    for (form, column), paths in groups.items():
        head = describe(review.filing, form, lang)
        names = pick(lang, "、", "; ").join(_name(review, path, head, lang) for path in paths)
        if column:
            head += pick(lang, "", ", ") + word("cell", column, lang)
        yield f"{head}{pick(lang, '：', ': ')}{names}"


def _name(review: Review, path: str, head: str, lang: str) -> str:
    """A figure without its form, which stands at the head of the line; one without words of its own by its path."""
    said = describe(review.filing, path, lang).removeprefix(head).removeprefix("的").removeprefix(",").strip()
    return said or path.partition(".")[2]


def unevaluated_lines(review: Review, lang: str) -> Iterator[str]:
    """What could not be evaluated and why: one line for each reason, with the identities that it stopped."""
    label = word("outcome", Outcome.NOT_EVALUABLE, lang)
    stopped: dict[str, Counter[str]] = {}
    judged = 0
    for entry in review.ledger:
        if entry.outcome is Outcome.NOT_EVALUABLE:
            if entry.reason is not None and entry.reason.key == "judged":
                judged += 1
                continue
            stopped.setdefault(_why(entry, review, lang), Counter())[entry.code] += 1
    for reason, codes in stopped.items():
        named = (code if count == 1 else f"{code}×{count}" for code, count in codes.items())
        yield f"{label} {pick(lang, '、', ', ').join(named)}{pick(lang, '：', ': ')}{reason}"
    if judged:
        # A judged row is no missing figure; the scorecard shows it.
        rows = pick(lang, f"{judged} 行", counted(judged, "row"))
        yield f"{label} {rows}{pick(lang, '：须人工判断，见自评表', ': for a person to judge, see the scorecards')}"


_PLACES = ("path", "line", "figure")


def _why(entry: Entry, review: Review, lang: str) -> str:
    """The reason, with the place of the identity before it unless the reason tells a place."""
    reason = reason_text(entry.reason, review.filing, lang) or ""
    place = entry.id.partition(":")[2]
    told = entry.reason is not None and any(name in _PLACES for name, _ in entry.reason.values)
    if told or attachment_of(review.filing, place) is None:
        return reason
    return f"{describe(review.filing, place, lang)}{pick(lang, '，', ', ')}{reason}"


_NOT_COMPARED = ("previous_of_other_department", "previous_of_other_year", "previous_attachment_missing")


def last_year_line(review: Review, lang: str) -> str | None:
    """What became of the comparison with last year's filing, which was asked for; nothing where it was not given."""
    entries = [entry for entry in review.ledger if entry.code == "L6"]
    for entry in entries:
        if entry.reason is not None and entry.reason.key in _NOT_COMPARED:
            reason = reason_text(entry.reason, review.filing, lang)
            return pick(lang, f"没有与上年度材料核对：{reason}", f"not compared with last year's filing: {reason}")
    agreeing = sum(entry.outcome.agrees for entry in entries)
    differing = sum(entry.outcome is Outcome.VIOLATED for entry in entries)
    if not agreeing + differing:
        return None
    return pick(
        lang,
        f"上年决算数与上年度材料核对 {agreeing + differing} 个：相符 {agreeing}，不符 {differing}",
        f"{counted(agreeing + differing, 'figure')} of last year compared with its own filing: "
        f"{agreeing} as there, {differing} not",
    )
