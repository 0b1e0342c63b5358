"""A review as text for a terminal: files, verdict, scorecards, ledger in figures, and every finding in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from budgetperf.domain.finding import Finding, Outcome, Severity
from budgetperf.domain.model import Scorecard
from budgetperf.domain.rounding import interval, shorten
from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.firmness_text import grades_text
from budgetperf.rendering.layout import COLUMNS
from budgetperf.rendering.ledger_text import coverage_line, last_year_line, unevaluated_lines, untied_lines
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.places import attachment_text, card_name
from budgetperf.rendering.review_json import rate_text
from budgetperf.rendering.said import advice, basis_text, location_text, reason_text, sentence
from budgetperf.rendering.story import consequences, is_consequence, story
from budgetperf.rendering.titles import title_of
from budgetperf.rendering.width import pad, printable, table, width, wrap
from budgetperf.review import Review
from budgetperf.scoring.rate_scores import RateScore
from budgetperf.scoring.row_score import RowScore, Standing
from budgetperf.scoring.score import Score

__all__ = ["review_to_text"]

_INDENT = 4
_HEADER = (
    Text("三级指标"),
    Text("年度指标值"),
    Text("实际完成值"),
    Text("分值"),
    Text("自评"),
    Text("复算"),
    Text("判断"),
)
_WIDTHS = (25, 16, 14, 6, 6, 11, 10)
_RIGHT = (3, 4, 5)


def review_to_text(review: Review, *, lang: str = "zh") -> str:
    """A review as plain text, a hundred columns wide, with no control characters from the files."""
    cards = zip(review.filing.scorecards, review.scores, strict=True)
    lines = [
        *_head(review, lang),
        *(line for card, score in cards for line in ("", *_scorecard(card, score, review, lang))),
        "",
        *_rates(review, lang),
        *_ledger(review, lang),
        "",
        *_findings(review, lang),
    ]
    return "\n".join(lines) + "\n"


def _head(review: Review, lang: str) -> Iterator[str]:
    filing = review.filing
    for source in review.sources:
        yield printable(source.file)
    year = say(lang, "年度不明") if filing.year is None else say(lang, "{year} 年度", year=filing.year)
    yield from _indented(f"{filing.department or say(lang, '单位名称不明')}  {year}", 0)
    why = reason_text(review.why, filing, lang)
    said = f"{review.rulebook.name}  {title_of(review.rulebook, lang)}{say(lang, '；')}{why}"
    yield from _labelled(say(lang, "规则集"), said)
    compared = last_year_line(review, lang)
    if compared:
        yield from _labelled(say(lang, "上年"), compared)
    # What another finding explains is told with it, and not counted again.
    counts = Counter(finding.severity for finding in review.findings if not is_consequence(finding))
    found = "  ".join(_count(severity, counts[severity], lang) for severity in Severity)
    yield from _labelled(say(lang, "结论"), f"{word('verdict', review.verdict, lang)}    {found}")


_COUNTS = {
    Severity.ERROR: Text("错误 {number#}"),
    Severity.WARNING: Text("疑点 {number#}"),
    Severity.ADVICE: Text("建议 {number#}"),
}


def _count(severity: Severity, number: int, lang: str) -> str:
    return say(lang, _COUNTS[severity], number=number)


def _labelled(label: str, text: str) -> Iterator[str]:
    lines = wrap(printable(text), COLUMNS - width(label) - 2)
    yield f"{label}  {lines[0]}"
    for line in lines[1:]:
        yield " " * (width(label) + 2) + line


def _scorecard(card: Scorecard, score: Score, review: Review, lang: str) -> Iterator[str]:
    name = attachment_text(card_name(card), lang)
    yield from _indented(f"━━ {name}  {card.subject or ''}", 0)
    if not card.kind.is_scored:
        yield say(lang, "此表没有全年完成值和得分，不计分")
        return
    stated = "—" if score.stated is None else f"{score.stated:f}"
    if score.low is None or score.high is None:
        yield say(lang, "自评 {stated}，没有分值，无法复算", stated=stated)
        return
    span = interval(score.low, score.high)
    gap = f"{EXACT.subtract(score.high, score.low):f}"
    said = say(
        lang,
        "自评 {stated}    复算 {span}（宽 {gap}，须人工判断或规则未定的部分）{grades|    等级 {}}",
        stated=stated,
        span=span,
        gap=gap,
        grades=grades_text(score, lang),
    )
    yield from _indented(said, 0)
    rows: list[tuple[str, ...]] = [tuple([say(lang, head) for head in _HEADER])]
    if score.execution is not None:
        rows.append(_execution_row(card, score.execution, lang))
    for indicator, row in zip(card.indicators, score.rows, strict=True):
        rows.append(_row(indicator.name, str(indicator.target or "—"), str(indicator.actual or "—"), row, lang))
    yield from table(rows, _WIDTHS, right=_RIGHT)
    yield from _traces(score, review, lang)


def _traces(score: Score, review: Review, lang: str) -> Iterator[str]:
    """The computation of every row whose stated score is not simply the recomputed one."""
    for row in ((score.execution,) if score.execution else ()) + score.rows:
        if row.standing in (Standing.EXPLAINED, Standing.OUTSIDE):
            yield from _indented(say(lang, "“{label}”的计分：", label=row.label), 2)
            for step in row.trace:
                yield from _indented(f"· {reason_text(step, review.filing, lang)}", _INDENT)


def _execution_row(card: Scorecard, row: RowScore, lang: str) -> tuple[str, ...]:
    rate = card.budget.execution.stated_rate
    return _row(say(lang, "预算执行率"), "—", str(rate or "—"), row, lang)


_LONGEST_CELL = 27


def _row(name: str, target: str, actual: str, row: RowScore, lang: str) -> tuple[str, ...]:
    span = "—"
    if row.low is not None and row.high is not None:
        span = interval(row.low, row.high)
    return (
        _cut(name),
        _cut(target),
        _cut(actual),
        "—" if row.weight is None else f"{row.weight:f}",
        "—" if row.stated is None else f"{row.stated:f}",
        span,
        "—" if row.standing is None else word("standing", row.standing, lang),
    )


def _cut(text: str) -> str:
    """A sentence in a table is cut; the finding that speaks of it tells its cell."""
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _rates(review: Review, lang: str) -> Iterator[str]:
    """The rates that could be computed; those that rest on something presumed only where the rulebook has a row."""
    known = [rate for rate in review.rates if rate.value is not None and rate.id != "execution_rate"]
    said = [_rate(rate, lang) for rate in known if rate.note is None or rate.points]
    if said:
        yield from _labelled(say(lang, "控制率"), say(lang, "；").join(said))


def _rate(rate: RateScore, lang: str) -> str:
    text = f"{rate.formula.name(lang)} {rate_text(rate.value)}"
    first = rate.points[0] if rate.points else None
    if first is None or first.low is None or first.high is None:
        return text
    points = interval(*(shorten(Fraction(end)) for end in (first.low, first.high)))
    return text + say(lang, "（{points}/{weight} 分）", points=points, weight=f"{first.weight:f}")


def _ledger(review: Review, lang: str) -> Iterator[str]:
    counts = Counter(entry.outcome for entry in review.ledger)
    said = "  ".join(f"{word('outcome', outcome, lang)} {counts[outcome]}" for outcome in Outcome)
    yield from _labelled(say(lang, Text("勾稽关系", "label")), said)
    yield from _labelled(say(lang, "印证"), coverage_line(review.coverage, lang))
    for line in untied_lines(review, lang):
        yield from _indented(line, 2)
    for line in unevaluated_lines(review, lang):
        yield from _indented(line, 2)


def _findings(review: Review, lang: str) -> Iterator[str]:
    if not review.findings:
        yield say(lang, "没有发现问题。")
        return
    told = [finding for finding in review.findings if not is_consequence(finding)]
    more = len(review.findings) - len(told)
    also = say(lang, "，另有 {more#} 项由其引起", more=more) if more else None
    yield say(lang, "━━ 发现 {count#} 项{also}", count=len(told), also=also)
    for finding in told:
        yield ""
        yield from _finding(finding, review, lang)


def _finding(finding: Finding, review: Review, lang: str) -> Iterator[str]:
    head = f"{finding.id} {word('severity', finding.severity, lang)} {finding.code}  "
    lines = wrap(printable(sentence(finding, review.filing, lang)), COLUMNS - width(head))
    yield head + lines[0]
    for line in lines[1:]:
        yield pad("", width(head)) + line
    parts = [
        (say(lang, "位置"), None if finding.location is None else location_text(finding.location, lang)),
        (say(lang, "依据"), basis_text(finding.clause, lang)),
        (say(lang, "处理"), advice(finding, review.filing, lang)),
        (say(lang, "由来"), finding.caused_by),
    ]
    for label, text in parts:
        if text:
            yield from _indented(f"{label} {text}", _INDENT)
    if finding.cluster is not None:
        for number, line in enumerate(story(review, finding.cluster, lang)):
            label = say(lang, "更正")
            label = label if number == 0 else " " * width(label)
            yield from _indented(f"{label} {line}", _INDENT)
    for other in consequences(finding, review):
        said = printable(sentence(other, review.filing, lang))
        yield from _indented(f"{say(lang, '牵连')} {other.id} {other.code} {said}", _INDENT)


def _indented(text: str, blanks: int) -> Iterator[str]:
    for number, line in enumerate(wrap(printable(text), COLUMNS - blanks - 2)):
        yield " " * (blanks if number == 0 else blanks + 2) + line
