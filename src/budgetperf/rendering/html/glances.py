"""Filings, cards, scores, reviews and rulebooks at a glance: what a notebook shows in the place of their repr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import singledispatch

from budgetperf.domain.figures import figures
from budgetperf.domain.finding import Severity
from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.rounding import interval
from budgetperf.rendering.firmness_text import firmness_text, grades_text
from budgetperf.rendering.html.markup import Content, Markup, element, raw_style
from budgetperf.rendering.html.style import style_sheet
from budgetperf.rendering.messages import word
from budgetperf.rendering.places import attachment_text, card_name
from budgetperf.rendering.rulebooks.rulebook import rulebook_to_text
from budgetperf.rendering.said import location_text, sentence
from budgetperf.rendering.stated_text import stated_total
from budgetperf.rendering.story import is_consequence
from budgetperf.review import Review
from budgetperf.scoring.firmness import find_firmness
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["glance"]

_LANG = "zh"
# More rows than these are no glance.
_MOST = 100


@singledispatch
def glance(value: object) -> str:
    """
    A value as a piece of HTML.

    Raises:
        TypeError: There is no glance at such a value.

    >>> "图书购置" in glance(Scorecard(kind="project", subject="图书购置"))
    True
    """
    raise TypeError(type(value))


def _piece(*content: Content) -> str:
    style = raw_style(style_sheet("notebook.css"))
    return element("div", style, *content, class_="budgetperf", lang="zh-CN").html


Line = Sequence[str]


def _table(caption: str, heads: Sequence[str], rows: Iterable[Line], numbers: Iterable[int] = ()) -> Markup:
    """A table; the columns of *numbers* are set to the right. The end of a long one is left out, and that is said."""
    right = set(numbers)
    lines = list(rows)
    more = len(lines) - _MOST
    kinds = ["number" if index in right else None for index in range(len(heads))]
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element(
                "thead",
                element(
                    "tr",
                    *(element("th", head, scope="col", class_=kind) for head, kind in zip(heads, kinds, strict=True)),
                ),
            ),
            element("tbody", *(_row(line, kinds) for line in lines[:_MOST])),
        ),
        element("p", f"……另有 {more} 行") if more > 0 else None,
    )


def _row(line: Line, kinds: Sequence[str | None]) -> Markup:
    return element("tr", *(element("td", text, class_=kind) for text, kind in zip(line, kinds, strict=True)))


def _text(value: object) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _span(low: Decimal | None, high: Decimal | None) -> str:
    return "—" if low is None or high is None else interval(low, high)


@glance.register
def _(filing: Filing) -> str:
    unit = filing.department or "单位名称不明"
    year = "年度不明" if filing.year is None else f"{filing.year} 年度"
    return _piece(
        element("p", element("strong", unit), f" {year}，{len(figures(filing))} 个数字"),
        _table("自评材料", ("附件", "名称", "内容", "自评总分"), _attachments(filing), numbers=[3]),
    )


def _attachments(filing: Filing) -> Iterator[Line]:
    if filing.base_table is not None:
        yield "附件1", "基础数据表", f"{len(filing.base_table.projects.lines)} 个专项", ""
    for card in filing.scorecards:
        yield (
            attachment_text(card_name(card), _LANG),
            card.subject or "",
            f"{len(card.indicators)} 个指标",
            _text(card.stated_points),
        )
    for report in filing.reports:
        name = "附件4" if report.kind == "department" else "附件5"
        yield name, report.heading.title or "", f"{len(report.sections)} 节", ""


@glance.register
def _(card: Scorecard) -> str:
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    rows = (
        (
            row.level1 or "",
            row.level2 or "",
            row.name,
            _text(row.target),
            _text(row.actual),
            _text(row.weight),
            _text(row.points),
            row.deviation_note or "",
        )
        for row in card.indicators
    )
    caption = f"{attachment_text(card_name(card), _LANG)} {card.subject or ''}"
    return _piece(
        _table(caption, heads, rows, numbers=[5, 6]), element("p", f"总分 {_text(card.stated_points) or '—'}")
    )


@glance.register
def _(score: Score) -> str:
    heads = ("指标", "分值", "自评", "复算", "判断")
    scored = score.rows if score.execution is None else (score.execution, *score.rows)
    grades = grades_text(score, _LANG)
    return _piece(
        element(
            "p",
            f"自评 {_text(score.stated) or '—'}，复算 ",
            element("strong", _span(score.low, score.high)),
            f"，等级 {grades}" if grades else None,
        ),
        _table(score.subject or "自评表", heads, map(_score_line, scored), numbers=[1, 2, 3]),
    )


def _score_line(row: RowScore) -> Line:
    standing = "" if row.standing is None else word("standing", row.standing, _LANG)
    return row.label, _text(row.weight), _text(row.stated), _span(row.low, row.high), standing


@glance.register
def _(review: Review) -> str:
    filing = review.filing
    told = [finding for finding in review.findings if not is_consequence(finding)]
    counts = Counter(finding.severity for finding in told)
    said = "，".join(f"{word('severity', severity, _LANG)} {counts[severity]}" for severity in Severity)
    findings = (
        (
            finding.id,
            word("severity", finding.severity, _LANG),
            finding.code,
            sentence(finding, filing, _LANG),
            "" if finding.location is None else location_text(finding.location, _LANG),
        )
        for finding in told
    )
    return _piece(
        element(
            "p",
            filing.department or "单位名称不明",
            " ",
            element("strong", word("verdict", review.verdict, _LANG)),
            f"（{said}；规则集 {review.rulebook.name}）",
        ),
        _table("得分", ("自评表", "自评", "复算", "等级"), _totals(review), numbers=[1, 2]),
        _table("发现的问题", ("编号", "性质", "代码", "内容", "位置"), findings) if told else None,
    )


def _totals(review: Review) -> Iterator[Line]:
    for card, score in zip(review.filing.scorecards, review.scores, strict=True):
        firmness = find_firmness(score, review.rulebook)
        yield (
            f"{attachment_text(card_name(card), _LANG)} {card.subject or ''}",
            stated_total(score.stated, card.stated_points, _LANG),
            _span(score.low, score.high),
            "" if firmness is None else firmness_text(firmness, score, _LANG, printed=card.stated_points),
        )


@glance.register
def _(book: Rulebook) -> str:
    grades = "，".join(f"{grade.title} {grade.points}" for grade in book.grades)
    rules = sum(len(found) for _, _, found in book.cases())
    weights = (
        (
            levels.id,
            f"{levels.execution:f}",
            "，".join(f"{name} {weight:f}" for name, weight in levels.levels),
        )
        for levels in book.weights
    )
    return _piece(
        element("p", element("strong", book.name), f" {book.title}，{book.years} 年度"),
        element("p", f"{rules} 条规则；等级：{grades}" if grades else f"{rules} 条规则"),
        _table("一级指标分值", ("表式", "预算执行率", "一级指标"), weights, numbers=[1]) if book.weights else None,
        element("details", element("summary", "逐条说明"), element("pre", rulebook_to_text(book, lang=_LANG))),
    )
