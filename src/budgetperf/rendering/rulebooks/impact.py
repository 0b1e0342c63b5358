"""What another rulebook does to a filing: the total and the grade of every card, and each row that changes, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.figures import look_up
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.rounding import interval
from budgetperf.rendering.layout import indented, labelled, pick
from budgetperf.rendering.places import card_name
from budgetperf.rendering.rulebooks.names import section_name
from budgetperf.rendering.rulebooks.ranges import number_text
from budgetperf.rendering.said import reason_text
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
) -> str:
    """
    What changes for each card of a filing.

    Args:
        source: Name of the file.

        filing: The filing.

        impacts: What `impact` has found.

        books: The two rulebooks.

        lang: ``zh`` or ``en``.
    """
    lines = [*indented(f"━━ {source}", 0)]
    for book in books:
        if filing.year not in book.years:
            said = pick(
                lang,
                f"规则集 {book.name} 适用于 {book.years} 年度，此材料为 {filing.year} 年度，这里只作比较",
                f"rulebook {book.name} is in force for {book.years}, this filing is of {filing.year}: only compared",
            )
            lines += indented(said, _BODY)
    if not impacts:
        lines += indented(pick(lang, "没有评分表", "there is no scorecard"), _BODY)
    for found in impacts:
        lines += _card(found, filing, books, lang)
    return "\n".join(lines) + "\n"


def _card(found: CardImpact, filing: Filing, books: tuple[Rulebook, Rulebook], lang: str) -> Iterator[str]:
    card = look_up(filing, found.old.path)
    name = card_name(card) if isinstance(card, Scorecard) else ""
    yield from indented(f"{name}  {found.old.subject or ''}".rstrip(), _BODY)
    before, after = _total(found.old, lang), _total(found.new, lang)
    if not found.score_changes and not found.grade_changes:
        yield from indented(pick(lang, f"得分和等级不变：{before}", f"score and grade stay: {before}"), _UNDER)
    else:
        yield from indented(f"{before} → {after}", _UNDER)
        yield from _causes(found.causes, lang)
    for row in found.rows:
        yield from _row(row, filing, books, lang)


def _total(score: Score, lang: str) -> str:
    if score.low is None or score.high is None:
        return pick(lang, "没有分值，无法复算", "no weights, nothing to recompute")
    ends = [
        pick(lang, "没有等级", "no grade") if grade is None else pick(lang, grade.title, grade.title_en)
        for grade in (score.grade_low, score.grade_high)
    ]
    grades = ends[0] if ends[0] == ends[1] else "–".join(ends)
    return pick(
        lang, f"{interval(score.low, score.high)} 分，{grades}", f"{interval(score.low, score.high)} points, {grades}"
    )


def _causes(causes: Sequence[str], lang: str) -> Iterator[str]:
    if causes:
        said = pick(lang, "；", "; ").join(section_name(cause, lang) for cause in causes)
        yield from labelled(pick(lang, "原因", "because of"), said, _UNDER, 6 if lang == "zh" else 12)


def _row(found: RowImpact, filing: Filing, books: tuple[Rulebook, Rulebook], lang: str) -> Iterator[str]:
    label = found.old.label
    if found.old.path.endswith(".execution"):
        label = pick(lang, "预算执行率", "budget execution")
    weight = found.old.weight if found.old.weight is not None else found.new.weight
    known = "" if weight is None else pick(lang, f"（分值 {number_text(weight)}）", f" (weight {number_text(weight)})")
    colon = pick(lang, "：", ": ")
    yield from indented(f"· “{label}”{known}{colon}{_worth(found.old, lang)} → {_worth(found.new, lang)}", _UNDER)
    columns = max(width(printable(book.name)) for book in books) + 2
    for book, row, other in zip(books, (found.old, found.new), (found.new, found.old), strict=True):
        said = [reason_text(step, filing, lang) or "" for step in row.trace if _tells(step, other)]
        if said and row.rule is not None:
            said[-1] += f"〔{row.rule}〕"
        yield from labelled(book.name, said or [_worth(row, lang)], _UNDER + 2, columns)
    causes = pick(lang, "；", "; ").join(section_name(cause, lang) for cause in found.causes)
    yield from labelled(pick(lang, "原因", "because of"), causes, _UNDER + 2, 6 if lang == "zh" else 12)


def _tells(step: Message, other: RowScore) -> bool:
    """Whether a step of a trace says how the two scores came to differ."""
    # How a stated score can be explained is another question; what leads up to both scores explains neither.
    return step.key != "explained" and not (step.key in _COMMON and step in other.trace)


_COMMON = frozenset({"direction", "unit_taken", "execution_rate", "rate_row", "days_late"})


def _worth(row: RowScore, lang: str) -> str:
    if row.low is None or row.high is None:
        dropped = pick(lang, "剔除", "dropped")
        return dropped if row.basis is Basis.DROPPED else pick(lang, "无分值", "no weight")
    return interval(row.low, row.high)
