"""The ledger in words: what could not be evaluated, what became of last year, and which figures nothing confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetperf.domain.finding import Entry, Outcome
from budgetperf.reconciliation.coverage import Coverage
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.places import attachment_of, describe
from budgetperf.rendering.said import reason_text
from budgetperf.review import Review

__all__ = ["coverage_line", "last_year_line", "unevaluated_lines", "untied_lines"]


def coverage_line(coverage: Coverage, lang: str) -> str:
    """The count, in one sentence."""
    tied, total = len(coverage.tied), coverage.total
    if not total:
        return say(lang, "材料中没有数字")
    if tied == total:
        return say(lang, "材料中 {total#} 个数字，都至少由一项勾稽关系核对过", total=total)
    return say(
        lang,
        "材料中 {total#} 个数字，{tied} 个至少由一项勾稽关系核对过，{untied} 个无从印证",
        total=total,
        tied=tied,
        untied=total - tied,
    )


def untied_lines(review: Review, lang: str) -> Iterator[str]:
    """The figures that nothing confirms: one line for each column of each card, one for each other figure's form."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in review.coverage.untied:
        row, _, column = path.rpartition(".")
        form = path.partition(".")[0]
        # What is quoted within a cell is told in its own words.
        if ".indicators[" in path and "@" not in path:
            groups.setdefault((form, column), []).append(row)
        else:
            groups.setdefault((form, ""), []).append(path)
    for (form, column), paths in groups.items():
        head = describe(review.filing, form, lang)
        names = say(lang, Text("、", "between places")).join(_name(review, path, head, lang) for path in paths)
        if column:
            yield say(lang, "{form}{column}：{names}", form=head, column=word("cell", column, lang), names=names)
        else:
            yield say(lang, "{form}：{names}", form=head, names=names)


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
        yield f"{label} {say(lang, '、').join(named)}{say(lang, '：')}{reason}"
    if judged:
        # A judged row is no missing figure; the scorecard shows it.
        yield say(lang, "{label} {judged#} 行：须人工判断，见自评表", label=label, judged=judged)


_PLACES = ("path", "line", "figure")


def _why(entry: Entry, review: Review, lang: str) -> str:
    """The reason, with the place of the identity before it unless the reason tells a place."""
    reason = reason_text(entry.reason, review.filing, lang) or ""
    place = entry.id.partition(":")[2]
    told = entry.reason is not None and any(name in _PLACES for name, _ in entry.reason.values)
    if told or attachment_of(review.filing, place) is None:
        return reason
    return f"{describe(review.filing, place, lang)}{say(lang, '，')}{reason}"


_NOT_COMPARED = ("previous_of_other_department", "previous_of_other_year", "previous_attachment_missing")


def last_year_line(review: Review, lang: str) -> str | None:
    """What became of the comparison with last year's filing, which was asked for; nothing where it was not given."""
    entries = [entry for entry in review.ledger if entry.code == "L6"]
    for entry in entries:
        if entry.reason is not None and entry.reason.key in _NOT_COMPARED:
            reason = reason_text(entry.reason, review.filing, lang)
            return say(lang, "没有与上年度材料核对：{reason}", reason=reason)
    agreeing = sum(entry.outcome.agrees for entry in entries)
    differing = sum(entry.outcome is Outcome.VIOLATED for entry in entries)
    if not agreeing + differing:
        return None
    return say(
        lang,
        "上年决算数与上年度材料核对 {count#} 个：相符 {agreeing}，不符 {differing}",
        count=agreeing + differing,
        agreeing=agreeing,
        differing=differing,
    )
