"""A scorecard for a terminal: what is stated beside what was recomputed, and how the doubtful rows came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.model import Scorecard
from budgetperf.domain.rounding import interval
from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.firmness_text import grades_text
from budgetperf.rendering.layout import COLUMNS
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.places import attachment_text, card_name
from budgetperf.rendering.said import reason_text
from budgetperf.rendering.spans import Line, Role, Span, folded, spanned_table
from budgetperf.review import Review
from budgetperf.scoring.row_score import RowScore, Standing
from budgetperf.scoring.score import Score

__all__ = ["scorecard_lines"]

_HEADER = (
    Text("三级指标"),
    Text("年度指标值"),
    Text("实际完成值"),
    Text("分值"),
    Text("自评"),
    Text("复算"),
    Text("判断"),
)
# The columns of words share what those of figures leave; these are their shares of a hundred columns.
_WORDS, _FIGURES = (25, 16, 14), (6, 6, 11, 10)
_RIGHT = (3, 4, 5)
# Characters of a cell of a table that is a hundred columns wide.
_LONGEST_CELL = 27
_HANGING = 2
_ROLES = {
    Standing.EQUAL: Role.OK,
    Standing.EXPLAINED: Role.OK,
    Standing.WITHIN: Role.OK,
    Standing.OUTSIDE: Role.ERROR,
    Standing.OPEN: Role.ADVICE,
}


def scorecard_lines(card: Scorecard, score: Score, review: Review, lang: str, columns: int) -> Iterator[Line]:
    """A scorecard: its name, its score, its rows."""
    name = attachment_text(card_name(card), lang)
    yield from _folded(f"━━ {name}  {card.subject or ''}", columns, Role.HEADING)
    if not card.kind.is_scored:
        yield (Span(say(lang, "此表没有全年完成值和得分，不计分")),)
        return
    stated = "—" if score.stated is None else f"{score.stated:f}"
    if score.low is None or score.high is None:
        yield (Span(say(lang, "自评 {stated}，没有分值，无法复算", stated=stated)),)
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
    yield from _folded(said, columns)
    longest = _LONGEST_CELL * min(columns, COLUMNS) // COLUMNS
    rows: list[Sequence[Span]] = [tuple([Span(say(lang, head), Role.HEADING) for head in _HEADER])]
    if score.execution is not None:
        rate = card.budget.execution.stated_rate
        rows.append(_row((say(lang, "预算执行率"), "—", str(rate or "—")), score.execution, lang))
    for indicator, row in zip(card.indicators, score.rows, strict=True):
        words = (indicator.name, str(indicator.target or "—"), str(indicator.actual or "—"))
        rows.append(_row([_cut(text, longest) for text in words], row, lang))
    yield from spanned_table(rows, _widths(columns), right=_RIGHT)
    yield from _traces(score, review, lang, columns)


def _widths(columns: int) -> tuple[int, ...]:
    """
    The columns of the table, two blanks between them.

    >>> sum(_widths(80)) + 2 * 6, _widths(100)[:3]
    (80, (25, 16, 14))
    """
    blanks = _HANGING * (len(_HEADER) - 1)
    room, whole = columns - blanks - sum(_FIGURES), sum(_WORDS)
    second, third = (room * share // whole for share in _WORDS[1:])
    return (room - second - third, second, third, *_FIGURES)


def _traces(score: Score, review: Review, lang: str, columns: int) -> Iterator[Line]:
    """The computation of every row whose stated score is not simply the recomputed one."""
    for row in ((score.execution,) if score.execution else ()) + score.rows:
        if row.standing in (Standing.EXPLAINED, Standing.OUTSIDE):
            label = say(lang, "预算执行率") if row is score.execution else row.label
            yield from _folded(say(lang, "“{label}”的计分：", label=label), columns, blanks=2)
            for step in row.trace:
                said = f"· {reason_text(step, review.filing, lang)}"
                yield from _folded(said, columns, Role.MUTED, blanks=4)


def _row(words: Sequence[str], row: RowScore, lang: str) -> Sequence[Span]:
    span = "—"
    if row.low is not None and row.high is not None:
        span = interval(row.low, row.high)
    role = Role.PLAIN if row.standing is None else _ROLES[row.standing]
    return (
        *map(Span, words),
        Span("—" if row.weight is None else f"{row.weight:f}"),
        # What is stated is coloured where it is wrong only: colours are to lead the eye.
        Span("—" if row.stated is None else f"{row.stated:f}", role if role is Role.ERROR else Role.PLAIN),
        Span(span),
        Span("—" if row.standing is None else word("standing", row.standing, lang), role),
    )


def _cut(text: str, longest: int) -> str:
    """A sentence in a table is cut; the finding that speaks of it tells its cell."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _folded(text: str, columns: int, role: Role = Role.PLAIN, *, blanks: int = 0) -> Iterator[Line]:
    return folded([Span(text, role)], columns, blanks=blanks, hanging=_HANGING)
