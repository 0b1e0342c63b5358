"""A scorecard for a terminal: what is stated beside what was recomputed, and how the doubtful rows came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.model import Scorecard
from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.rounding import interval
from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.firmness_text import grades_text
from budgetperf.rendering.layout import COLUMNS
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.places import attachment_text, card_name
from budgetperf.rendering.said import reason_text
from budgetperf.rendering.spans import Line, Role, Span, beside, folded, spanned_table
from budgetperf.rendering.stated_text import printed_figure, stated_total
from budgetperf.rendering.width import printable, width
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
# On a page of fewer columns the cells of words would have a few characters in a line.
_NARROW = 72
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
    stated = stated_total(score.stated, card.stated_points, lang)
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
    longest = _LONGEST_CELL if columns < _NARROW else _LONGEST_CELL * min(columns, COLUMNS) // COLUMNS
    header = tuple([Span(say(lang, head), Role.HEADING) for head in _HEADER])
    rows = list(_rows(card, score, longest, lang))
    if columns < _NARROW:
        for row in rows:
            yield from _stacked(header, row, columns)
    else:
        yield from spanned_table([header, *rows], _widths(columns), right=_RIGHT)
    yield from _traces(score, review, lang, columns)


def _rows(card: Scorecard, score: Score, longest: int, lang: str) -> Iterator[Sequence[Span]]:
    """The rows of the table, budget execution first."""
    if score.execution is not None:
        printed = card.budget.execution
        words = (say(lang, "预算执行率"), "—", str(printed.stated_rate or "—"))
        yield _row(words, score.execution, (printed.weight, printed.points), lang)
    for indicator, row in zip(card.indicators, score.rows, strict=True):
        words = (indicator.name, str(indicator.target or "—"), str(indicator.actual or "—"))
        yield _row([_cut(text, longest) for text in words], row, (indicator.weight, indicator.points), lang)


def _stacked(header: Sequence[Span], row: Sequence[Span], columns: int) -> Iterator[Line]:
    """A row for a page on which no table can be read: its name, then line by line what stands in the columns."""
    name, target, actual, *figures, standing = row
    yield from folded([name], columns, hanging=_HANGING)
    for head, cell in ((header[1], target), (header[2], actual)):
        yield from beside([Span(" " * _HANGING), Span(head.text, Role.MUTED), Span("  ")], [cell], columns)
    pieces = [
        (Span(head.text, Role.MUTED), Span(" "), Span(printable(cell.text), cell.role))
        for head, cell in zip(header[3:], figures, strict=False)
    ]
    line: Line = ()
    for piece in (*pieces, (standing,)):
        # Neither a figure nor a word is torn apart.
        if line and sum(width(span.text) for span in (*line, *piece)) + _HANGING > columns:
            yield line
            line = ()
        line = (*line, Span(" " * _HANGING), *piece)
    yield line


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


def _row(words: Sequence[str], row: RowScore, printed: tuple[object, object], lang: str) -> Sequence[Span]:
    """A row of the table; *printed* is what stands for its weight and its points."""
    span = "—"
    if row.low is not None and row.high is not None:
        span = interval(row.low, row.high)
    role = Role.PLAIN if row.standing is None else _ROLES[row.standing]
    standing = "—" if row.standing is None else word("standing", row.standing, lang)
    if any(isinstance(figure, Unreadable) for figure in printed):
        standing, role = say(lang, Text("无法识别", "a figure")), Role.WARNING
    return (
        *map(Span, words),
        Span(printed_figure(row.weight, printed[0])),
        # What is stated is coloured where it is wrong only: colours are to lead the eye.
        Span(printed_figure(row.stated, printed[1]), role if role in (Role.ERROR, Role.WARNING) else Role.PLAIN),
        Span(span),
        Span(standing, role),
    )


def _cut(text: str, longest: int) -> str:
    """A sentence in a table is cut; the finding that speaks of it tells its cell."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _folded(text: str, columns: int, role: Role = Role.PLAIN, *, blanks: int = 0) -> Iterator[Line]:
    return folded([Span(text, role)], columns, blanks=blanks, hanging=_HANGING)
