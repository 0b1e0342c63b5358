"""What another rulebook does to a filing: the total and the grade of every card, and each row that changes, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.figures import look_up
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.rounding import interval
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.layout import COLUMNS, columns_of, indented, labelled, to_page
from budgetperf.rendering.messages import say
from budgetperf.rendering.places import card_name
from budgetperf.rendering.rulebooks.names import section_name
from budgetperf.rendering.rulebooks.ranges import number_text
from budgetperf.rendering.said import reason_text
from budgetperf.rendering.titles import title_of
from budgetperf.rendering.width import printable, width
from budgetperf.scoring.row_score import Basis, RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score
from budgetperf.scoring.study.impact import CardImpact, RowImpact

__all__ = ["impact_to_text"]

_BODY, _UNDER = 2, 4


def impact_to_text(
    source: str,
    filing: Filing,
    impacts: Sequence[CardImpact],
    books: tuple[Rulebook, Rulebook],
    *,
    lang: str = "zh",
    columns: int = COLUMNS,
) -> str:
    """
    What changes for each card of a filing.

    Args:
        source: Name of the file.

        filing: The filing.

        impacts: What `impact` has found.

        books: The two rulebooks.

        lang: ``zh`` or ``en``.

        columns: How wide the page is.
    """
    lines = [*indented(f"━━ {source}", 0)]
    for book in books:
        if filing.year not in book.years:
            said = say(
                lang,
                "规则集 {book} 适用于 {years} 年度，此材料为 {year} 年度，这里只作比较",
                book=book.name,
                years=book.years,
                year=filing.year,
            )
            lines += indented(said, _BODY)
    if not impacts:
        lines += indented(say(lang, "没有评分表"), _BODY)
    for found in impacts:
        lines += _card(found, filing, books, lang)
    return to_page(lines, columns)


def _card(found: CardImpact, filing: Filing, books: tuple[Rulebook, Rulebook], lang: str) -> Iterator[str]:
    card = look_up(filing, found.old.path)
    name = card_name(card) if isinstance(card, Scorecard) else ""
    yield from indented(f"{name}  {found.old.subject or ''}".rstrip(), _BODY)
    before, after = _total(found.old, lang), _total(found.new, lang)
    if not found.score_changes and not found.grade_changes:
        yield from indented(say(lang, "得分和等级不变：{before}", before=before), _UNDER)
    else:
        yield from indented(f"{before} → {after}", _UNDER)
        if found.causes:
            yield from _because(found.causes, _UNDER, lang)
    for row in found.rows:
        yield from _row(row, filing, books, lang)


def _total(score: Score, lang: str) -> str:
    if score.low is None or score.high is None:
        return say(lang, "没有分值，无法复算")
    ends = [
        say(lang, "没有等级") if grade is None else title_of(grade, lang)
        for grade in (score.grade_low, score.grade_high)
    ]
    grades = ends[0] if ends[0] == ends[1] else "–".join(ends)
    return say(lang, "{points} 分，{grades}", points=interval(score.low, score.high), grades=grades)


def _because(causes: Sequence[str], blanks: int, lang: str) -> Iterator[str]:
    label = say(lang, Text("原因", "difference"))
    said = say(lang, "；").join(section_name(cause, lang) for cause in causes)
    yield from labelled(label, said, blanks, columns_of([label]))


def _row(found: RowImpact, filing: Filing, books: tuple[Rulebook, Rulebook], lang: str) -> Iterator[str]:
    label = found.old.label
    if found.old.path.endswith(".execution"):
        label = say(lang, "预算执行率")
    weight = found.old.weight if found.old.weight is not None else found.new.weight
    known = "" if weight is None else say(lang, "（分值 {weight}）", weight=number_text(weight))
    colon = say(lang, "：")
    yield from indented(f"· “{label}”{known}{colon}{_worth(found.old, lang)} → {_worth(found.new, lang)}", _UNDER)
    columns = max(width(printable(book.name)) for book in books) + 2
    for book, row, other in zip(books, (found.old, found.new), (found.new, found.old), strict=True):
        said = [reason_text(step, filing, lang) or "" for step in row.trace if _tells(step, other)]
        if said and row.rule is not None:
            said[-1] += f"〔{row.rule}〕"
        yield from labelled(book.name, said or [_worth(row, lang)], _UNDER + 2, columns)
    yield from _because(found.causes, _UNDER + 2, lang)


def _tells(step: Message, other: RowScore) -> bool:
    """Whether a step of a trace says how the two scores came to differ."""
    # How a stated score can be explained is another question; what leads up to both scores explains neither.
    return step.key != "explained" and not (step.key in _COMMON and step in other.trace)


_COMMON = frozenset({"direction", "unit_taken", "execution_rate", "rate_row", "days_late"})


def _worth(row: RowScore, lang: str) -> str:
    if row.low is None or row.high is None:
        dropped = say(lang, "剔除")
        return dropped if row.basis is Basis.DROPPED else say(lang, "无分值")
    return interval(row.low, row.high)
