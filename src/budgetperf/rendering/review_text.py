"""A review for a terminal: files, verdict, scorecards, ledger in figures, and every finding in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from budgetperf.domain.finding import Finding, Outcome, Severity
from budgetperf.domain.rounding import interval, shorten
from budgetperf.rendering.basis_text import basis_lines
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.layout import COLUMNS
from budgetperf.rendering.ledger_text import coverage_line, last_year_line, unevaluated_lines, untied_lines
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.review_json import rate_text
from budgetperf.rendering.said import advice, basis_text, location_text, reason_text, sentence
from budgetperf.rendering.scorecard_text import scorecard_lines
from budgetperf.rendering.spans import Line, Role, Span, beside, folded, paint
from budgetperf.rendering.story import consequences, is_consequence, story
from budgetperf.rendering.titles import title_of
from budgetperf.rendering.width import width
from budgetperf.review import Review, Verdict
from budgetperf.scoring.rate_scores import RateScore

__all__ = ["review_lines", "review_to_text"]

_INDENT, _HANGING = 4, 2
_VERDICTS = {
    Verdict.CLEAN: Role.OK,
    Verdict.ADVICE: Role.ADVICE,
    Verdict.WARNINGS: Role.WARNING,
    Verdict.ERRORS: Role.ERROR,
}
_SEVERITIES = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.ADVICE: Role.ADVICE}
_OUTCOMES = {Outcome.VIOLATED: Role.ERROR, Outcome.NOT_EVALUABLE: Role.WARNING}


def review_to_text(review: Review, *, lang: str = "zh") -> str:
    """A review as plain text, a hundred columns wide, with no control characters from the files."""
    return paint(review_lines(review, lang=lang))


def review_lines(review: Review, *, lang: str = "zh", columns: int = COLUMNS) -> Iterator[Line]:
    """
    A review as lines whose parts say what they are, so that a terminal can colour them.

    Args:
        review: The review.

        lang: The language.

        columns: How wide a line may be.
    """
    yield from _head(review, lang, columns)
    for card, score in zip(review.filing.scorecards, review.scores, strict=True):
        yield ()
        yield from scorecard_lines(card, score, review, lang, columns)
    yield ()
    yield from _rates(review, lang, columns)
    yield from _ledger(review, lang, columns)
    yield ()
    yield from _findings(review, lang, columns)
    yield ()
    yield from basis_lines(review, lang, columns)


def _head(review: Review, lang: str, columns: int) -> Iterator[Line]:
    filing = review.filing
    for source in review.sources:
        yield from folded([Span(source.file)], max(columns, width(source.file)))
    year = say(lang, "年度不明") if filing.year is None else say(lang, "{year} 年度", year=filing.year)
    department = f"{filing.department or say(lang, '单位名称不明')}  {year}"
    yield from folded([Span(department, Role.HEADING)], columns, hanging=_HANGING)
    why = reason_text(review.why, filing, lang)
    said = f"{review.rulebook.name}  {title_of(review.rulebook, lang)}{say(lang, '；')}{why}"
    yield from _labelled(say(lang, "规则集"), [Span(said)], columns)
    compared = last_year_line(review, lang)
    if compared:
        yield from _labelled(say(lang, "上年"), [Span(compared)], columns)
    # What another finding explains is told with it, and not counted again.
    counts = Counter(finding.severity for finding in review.findings if not is_consequence(finding))
    verdict = Span(word("verdict", review.verdict, lang), _VERDICTS[review.verdict])
    found = [_count(severity, counts[severity], lang) for severity in Severity]
    yield from _labelled(say(lang, "结论"), [verdict, Span("    "), *_apart(found)], columns)


_COUNTS = {
    Severity.ERROR: Text("错误 {number#}"),
    Severity.WARNING: Text("疑点 {number#}"),
    Severity.ADVICE: Text("建议 {number#}"),
}


def _count(severity: Severity, number: int, lang: str) -> Span:
    return Span(say(lang, _COUNTS[severity], number=number), _SEVERITIES[severity] if number else Role.MUTED)


def _apart(spans: Iterable[Span]) -> Sequence[Span]:
    """Figures in a row."""
    return [each for span in spans for each in (span, Span("  "))][:-1]


def _labelled(label: str, parts: Iterable[Span], columns: int) -> Iterator[Line]:
    return beside([Span(label, Role.MUTED), Span("  ")], parts, columns)


def _rates(review: Review, lang: str, columns: int) -> Iterator[Line]:
    """The rates that could be computed; those that rest on something presumed only where the rulebook has a row."""
    known = [rate for rate in review.rates if rate.value is not None and rate.id != "execution_rate"]
    said = [_rate(rate, lang) for rate in known if rate.note is None or rate.points]
    if said:
        yield from _labelled(say(lang, "控制率"), [Span(say(lang, "；").join(said))], columns)


def _rate(rate: RateScore, lang: str) -> str:
    text = f"{rate.formula.name(lang)} {rate_text(rate.value)}"
    first = rate.points[0] if rate.points else None
    if first is None or first.low is None or first.high is None:
        return text
    points = interval(*(shorten(Fraction(end)) for end in (first.low, first.high)))
    return text + say(lang, "（{points}/{weight} 分）", points=points, weight=f"{first.weight:f}")


def _ledger(review: Review, lang: str, columns: int) -> Iterator[Line]:
    counts = Counter(entry.outcome for entry in review.ledger)
    said = [
        Span(f"{word('outcome', outcome, lang)} {counts[outcome]}", _OUTCOMES.get(outcome, Role.PLAIN))
        if counts[outcome]
        else Span(f"{word('outcome', outcome, lang)} 0", Role.MUTED)
        for outcome in Outcome
    ]
    yield from _labelled(say(lang, Text("勾稽关系", "label")), _apart(said), columns)
    yield from _labelled(say(lang, "印证"), [Span(coverage_line(review.coverage, lang))], columns)
    for line in (*untied_lines(review, lang), *unevaluated_lines(review, lang)):
        yield from folded([Span(line, Role.MUTED)], columns, blanks=2, hanging=_HANGING)


def _findings(review: Review, lang: str, columns: int) -> Iterator[Line]:
    if not review.findings:
        yield (Span(say(lang, "没有发现问题。"), Role.OK),)
        return
    told = [finding for finding in review.findings if not is_consequence(finding)]
    more = len(review.findings) - len(told)
    also = say(lang, "，另有 {more#} 项由其引起", more=more) if more else None
    said = say(lang, "━━ 发现 {count#} 项{also}", count=len(told), also=also)
    yield from folded([Span(said, Role.HEADING)], columns, hanging=_HANGING)
    for finding in told:
        yield ()
        yield from _finding(finding, review, lang, columns)


def _finding(finding: Finding, review: Review, lang: str, columns: int) -> Iterator[Line]:
    role = _SEVERITIES[Severity(finding.severity)]
    severity = word("severity", finding.severity, lang)
    head = [Span(f"{finding.id} "), Span(f"{severity} {finding.code}", role), Span("  ")]
    yield from beside(head, [Span(sentence(finding, review.filing, lang))], columns)
    parts = [
        (say(lang, "位置"), None if finding.location is None else location_text(finding.location, lang)),
        (say(lang, "依据"), basis_text(finding.clause, lang)),
        (say(lang, "处理"), advice(finding, review.filing, lang)),
        (say(lang, "由来"), finding.caused_by),
    ]
    for label, text in parts:
        if text:
            yield from _detail(label, text, Role.MUTED, columns)
    if finding.cluster is not None:
        for number, line in enumerate(story(review, finding.cluster, lang)):
            label = say(lang, "更正")
            yield from _detail(label if number == 0 else " " * width(label), line, Role.OK, columns)
    for other in consequences(finding, review):
        said = f"{other.id} {other.code} {sentence(other, review.filing, lang)}"
        yield from _detail(say(lang, "牵连"), said, Role.MUTED, columns)


def _detail(label: str, text: str, role: Role, columns: int) -> Iterator[Line]:
    return folded([Span(label, role), Span(f" {text}")], columns, blanks=_INDENT, hanging=_HANGING)
