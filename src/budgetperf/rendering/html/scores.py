"""The scores: every card at a glance, then each by its dimensions, and which rows hold the points that are open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budgetperf.domain.model import Scorecard
from budgetperf.domain.rounding import interval, shorten
from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.firmness_text import firmness_text, grades_text, open_text
from budgetperf.rendering.html.charts import interval_bar, score_scale
from budgetperf.rendering.html.forms import scrolling
from budgetperf.rendering.html.markup import Content, Markup, element
from budgetperf.rendering.html.sheets import place_id
from budgetperf.rendering.html.view import View
from budgetperf.rendering.places import attachment_text, card_name
from budgetperf.rendering.review_json import rate_text
from budgetperf.rendering.stated_text import stated_total
from budgetperf.rendering.titles import title_of
from budgetperf.scoring.dimensions import Dimension, dimensions
from budgetperf.scoring.firmness import Firmness, Hold, find_firmness
from budgetperf.scoring.rate_scores import RateScore
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import Score

__all__ = ["scores_section"]

_HUNDRED = Fraction(100)
# Of how many cards each is told in full at once.
_FEW = 4
_FIRM = (Hold.FIRM, Hold.AT_LEAST)


def scores_section(view: View) -> Markup | None:
    """What every card states and what the rules give; None where there is no card."""
    cards = list(zip(view.filing.scorecards, view.review.scores, strict=True))
    if not cards:
        return None
    told = [(card, score) for card, score in cards if score.low is not None]
    return element(
        "section",
        element("h2", view.begun(view.say(Text("得分", "section"))), id="scores-title"),
        _overview(cards, view),
        *(_card(card, score, view, is_open=len(told) <= _FEW) for card, score in told),
        _rates(view),
        id="scores",
        aria_labelledby="scores-title",
    )


def _name(card: Scorecard, view: View) -> Content:
    attachment = attachment_text(card_name(card), view.lang)
    return [attachment, " ", view.original(card.subject)] if card.subject else attachment


def _overview(cards: list[tuple[Scorecard, Score]], view: View) -> Markup:
    """One row for each card."""
    say = view.say
    heads = [
        (say("自评表"), "name"),
        (say("自评"), "number"),
        (say("复算"), "number"),
        (say(Text("等级", "column")), "short"),
        (say("等级是否确定"), "text"),
    ]
    return scrolling(
        element(
            "table",
            element("caption", say("各表总分"), id="totals-caption"),
            element("thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads))),
            element("tbody", *(_total(card, score, view) for card, score in cards)),
            class_="totals",
        ),
        "totals-caption",
    )


def _total(card: Scorecard, score: Score, view: View) -> Markup:
    firmness = find_firmness(score, view.review.rulebook)
    if not card.kind.is_scored:
        firm: Content = view.say("此表不计分")
    elif firmness is None:
        firm = view.say("没有分值，无法复算")
    else:
        sign = "✓" if firmness.hold in _FIRM else "△"
        firm = [element("span", sign, class_="sign", aria_hidden="true"), _firm(firmness, card, score, view)]
    is_outside = score.low is not None and score.stated is not None and not _holds(score)
    return element(
        "tr",
        element("th", element("a", _name(card, view), href=f"#{place_id(score.path)}"), scope="row", class_="name"),
        element("td", stated_total(score.stated, card.stated_points, view.lang), class_="number"),
        element("td", _span(score.low, score.high), class_="number outside" if is_outside else "number"),
        element("td", grades_text(score, view.lang), class_="short"),
        element("td", firm, class_="text"),
    )


def _firm(firmness: Firmness, card: Scorecard, score: Score, view: View) -> str:
    return view.begun(firmness_text(firmness, score, view.lang, printed=card.stated_points))


def _holds(score: Score) -> bool:
    return score.low is not None and score.high is not None and score.low <= (score.stated or 0) <= score.high


def _points(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:f}"


def _span(low: Decimal | None, high: Decimal | None) -> str:
    return "—" if low is None or high is None else interval(low, high)


def _card(card: Scorecard, score: Score, view: View, *, is_open: bool) -> Markup:
    """One card: its total on a scale, how firm its grade is, its dimensions."""
    firmness = find_firmness(score, view.review.rulebook)
    at = f"{place_id(score.path)}-score"
    return element(
        "article",
        element("h3", _name(card, view), id=at),
        element(
            "details",
            element("summary", _headline(card, score, firmness, view)),
            _scale(card, score, view),
            _dimensions(card, score, at, view),
            _open_rows(firmness, view),
            open=is_open,
        ),
        class_="card",
        aria_labelledby=at,
    )


def _headline(card: Scorecard, score: Score, firmness: Firmness | None, view: View) -> Content:
    say = view.say
    grades = grades_text(score, view.lang)
    said: list[Content] = [
        say("自评 "),
        element("b", stated_total(score.stated, card.stated_points, view.lang)),
        say("，复算 "),
        element("b", _span(score.low, score.high)),
        say("，等级 {grades}", grades=grades) if grades else None,
    ]
    if firmness is not None:
        said += [say(Text("。", "between sentences")), _firm(firmness, card, score, view), say("。")]
    return said


def _scale(card: Scorecard, score: Score, view: View) -> Content:
    if score.low is None or score.high is None:
        return None
    say, book = view.say, view.review.rulebook
    most = max(_HUNDRED, Fraction(score.high), Fraction(score.stated or 0))
    ticks = [
        (Fraction(grade.points.low), f"{title_of(grade, view.lang)} {grade.points.low:f}")
        for grade in book.grades
        if grade.points.low is not None and grade.points.low > 0
    ]
    stated = None
    if score.stated is not None:
        stated = (Fraction(score.stated), say("自评 {stated}", stated=f"{score.stated:f}"))
    said = say(
        "总分刻度：复算 {span}，自评 {stated}",
        span=_span(score.low, score.high),
        stated=stated_total(score.stated, card.stated_points, view.lang),
    )
    return score_scale((Fraction(score.low), Fraction(score.high)), stated, ticks, most, said)


def _dimensions(card: Scorecard, score: Score, at: str, view: View) -> Markup:
    """The score by dimension: stated against recomputed, as figures and as bars."""
    say = view.say
    parts = dimensions(card, score)
    heads = [
        (say("维度"), "name"),
        (say("分值"), "number"),
        (say("自评"), "number"),
        (say("复算"), "number"),
        (say("占分值的比例"), "chart"),
    ]
    caption = say("按维度：自评与复算")
    key = element(
        "span",
        element("span", class_="key given"),
        say("复算区间"),
        " ",
        element("span", class_="key stated"),
        say("自评"),
        class_="keys",
        aria_hidden="true",
    )
    return scrolling(
        element(
            "table",
            element("caption", caption, " ", key, id=f"{at}-caption"),
            element("thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads))),
            element("tbody", *(_dimension(part, view) for part in parts)),
            class_="dimensions",
        ),
        f"{at}-caption",
    )


def _dimension(part: Dimension, view: View) -> Markup:
    name = part.name or view.say("未写一级指标")
    if part.is_execution:
        name = view.say("预算执行率")
    weight = Fraction(part.weight or 0)
    low, high, stated = (None if end is None else Fraction(end) for end in (part.low, part.high, part.stated))
    within = part.low is None or part.high is None or part.stated is None or part.low <= part.stated <= part.high
    return element(
        "tr",
        element("th", name, scope="row", class_="name", lang=_lang_of(part, view)),
        element("td", _points(part.weight), class_="number"),
        element("td", _points(part.stated), class_="number"),
        element(
            "td",
            _span(part.low, part.high),
            None if within else [" ", element("span", view.say("不符"), class_="standing outside")],
            class_="number" if within else "number outside",
        ),
        element("td", interval_bar(low, high, stated, max(weight, stated or Fraction(0))), class_="chart"),
    )


def _lang_of(part: Dimension, view: View) -> str | None:
    return "zh-CN" if view.lang != SOURCE and not part.is_execution and part.name else None


def _open_rows(firmness: Firmness | None, view: View) -> Content:
    """The rows that hold the open points, the widest first."""
    if firmness is None or not firmness.rows:
        return None
    say = view.say
    count = len(firmness.rows)
    return element(
        "details",
        element(
            "summary",
            say("待定的 {open} 分在哪些行：{count} 行，", open=f"{firmness.open:f}", count=count),
            open_text(firmness, view.lang),
        ),
        element("ul", *(_open_row(row, view) for row in firmness.rows), class_="open-rows"),
    )


def _open_row(row: RowScore, view: View) -> Markup:
    gap = EXACT.subtract(row.high or Decimal(0), row.low or Decimal(0))
    return element(
        "li",
        view.link(row.path, view.original(row.label)),
        view.say(" {span}，差 {gap} 分", span=_span(row.low, row.high), gap=f"{gap:f}"),
    )


def _rates(view: View) -> Markup | None:
    """The control rates that could be computed."""
    known = [rate for rate in view.review.rates if rate.value is not None and rate.id != "execution_rate"]
    shown = [rate for rate in known if rate.note is None or rate.points]
    if not shown:
        return None
    return element(
        "article",
        element("h3", view.say(Text("控制率", "heading")), id="rates-title"),
        element("dl", *(_rate(rate, view) for rate in shown), class_="facts rates"),
        class_="card",
        aria_labelledby="rates-title",
    )


def _rate(rate: RateScore, view: View) -> Markup:
    first = rate.points[0] if rate.points else None
    earned = ""
    if first is not None and first.low is not None and first.high is not None:
        points = interval(*(shorten(Fraction(end)) for end in (first.low, first.high)))
        earned = view.say("（{points}/{weight} 分）", points=points, weight=f"{first.weight:f}")
    formula = f"{rate.formula.name(view.lang)} = {rate.formula.expression(view.lang)}"
    return element(
        "div",
        element("dt", rate.formula.name(view.lang)),
        element("dd", element("b", rate_text(rate.value)), earned, element("small", formula)),
    )
