"""The sections of a rulebook besides its rules, each in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from budgetperf.domain.written import EXACT
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.layout import indented, labelled
from budgetperf.rendering.messages import say, typeset, word
from budgetperf.rendering.rulebooks.curves import curve_lines
from budgetperf.rendering.rulebooks.names import listed, places_text, section_name, treatment
from budgetperf.rendering.rulebooks.ranges import number_text, percent_text, range_text
from budgetperf.rendering.rulebooks.rules import clause_lines, label_columns, rule_title, section_clauses
from budgetperf.rendering.titles import law_title, reason_of, title_of
from budgetperf.scoring.laws.violation import Law
from budgetperf.scoring.policy import Band, LevelWeights
from budgetperf.scoring.rule import Measure, Scale
from budgetperf.scoring.rulebook import Rulebook

__all__ = [
    "alert_lines",
    "band_lines",
    "corner_lines",
    "direction_lines",
    "explanation_lines",
    "grade_lines",
    "law_text",
    "level_lines",
    "limit_lines",
    "manual_lines",
    "named",
    "not_applicable_lines",
    "over_attainment_lines",
    "rounding_lines",
    "waiver_lines",
    "weight_lines",
    "weights_text",
    "year_lines",
]

_BODY, _UNDER = 2, 4


def _quoted(words: Sequence[str], lang: str) -> str:
    return say(lang, "、").join(f"“{each}”" for each in words)


def year_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """In which budget years it is in force, and which books it ends."""
    first, last = book.years.first, book.years.last
    if first is None and last is None:
        said = say(lang, "各年度")
    elif last is None:
        said = say(lang, "{first} 年度起", first=first)
    elif first is None:
        said = say(lang, "至 {last} 年度", last=last)
    else:
        said = say(lang, "{first} 至 {last} 年度", first=first, last=last)
    yield from indented(said, _BODY)
    if book.supersedes:
        yield from indented(say(lang, "自此取代：{books}", books=listed(book.supersedes, lang)), _BODY)
    yield from clause_lines(book.years.clause, _BODY, lang)


def weights_text(weights: LevelWeights, lang: str) -> str:
    """One set of weights in one line."""
    parts = [(say(lang, "预算执行率"), weights.execution), *weights.levels]
    if weights.free:
        parts.append((say(lang, "其余指标自行分配"), weights.free))
    total = reduce(EXACT.add, (weight for _, weight in parts), Decimal(0))
    said = say(lang, "，").join(f"{name} {number_text(weight)}" for name, weight in parts)
    said += f"{say(lang, '；合计')} {number_text(total)}"
    if weights.execution_in is None:
        return said
    level = weights.execution_in
    return said + say(lang, "；表上预算执行率印在“{level}”之内", level=level)


def weight_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Every set of level-1 weights, and whither the weight of a missing level goes."""
    if len(book.weights) > 1:
        yield from indented(say(lang, "以下各组，一张表用其中一组："), _BODY)
    for weights in book.weights:
        yield from indented(f"· {weights_text(weights, lang)}〔{weights.id}〕", _BODY)
        yield from clause_lines(weights.clause, _UNDER, lang)
    for move in book.moves:
        said = say(lang, "· 没有“{level}”的，其分值并入“{other}”", level=move.level, other=move.to)
        yield from indented(said, _BODY)
        yield from clause_lines(move.clause, _UNDER, lang)


def level_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Which level-2 names belong where."""
    if book.levels is None:
        return
    for level, names in book.levels.names:
        yield from indented(f"{level}{say(lang, '：')}{listed(names, lang)}", _BODY)
    yield from clause_lines(book.levels.clause, _BODY, lang)


def direction_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """When a bare number is better low."""
    levels, names = book.directions.lower_levels, book.directions.lower_names
    if levels:
        yield from indented(say(lang, "列在{levels}之下的，越低越好", levels=_quoted(levels, lang)), _BODY)
    if names:
        yield from indented(say(lang, "名称以{names}结尾的，越低越好", names=_quoted(names, lang)), _BODY)
    yield from indented(say(lang, "目标为 0 的，越低越好；其余推定为越高越好"), _BODY)
    yield from clause_lines(book.directions.clause, _BODY, lang)


def band_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """What words earn: bands of judgement, words that answer words, and answers that earn everything or nothing."""
    for band in book.bands:
        yield from _band(band, book, lang)
    for pair in book.pairs:
        first = book.bands[0] if book.bands else None
        title = "—" if first is None else title_of(first, lang)
        said = say(
            lang,
            "· 目标为“{target}”，实际为{actuals}的，视为“{title}”",
            target=pair.target,
            actuals=_quoted(pair.actuals, lang),
            title=title,
        )
        yield from indented(said, _BODY)
        yield from clause_lines(book.words_clause, _UNDER, lang)
    if book.answers is not None:
        yes, no = _quoted(book.answers.yes, lang), _quoted(book.answers.no, lang)
        yield from indented(say(lang, "· 填写{yes}的得满分；填写{no}的得 0 分", yes=yes, no=no), _BODY)
        yield from clause_lines(book.answers.clause, _UNDER, lang)
    if book.bands or book.answers:
        yield from indented(say(lang, "· 其他文字须人工判断：0 分至满分"), _BODY)


def _band(band: Band, book: Rulebook, lang: str) -> Iterator[str]:
    title, span = title_of(band, lang), range_text(band.share, percent_text, lang)
    yield from indented(say(lang, "· {title}：得分值的 {span}", title=title, span=span), _BODY)
    yield from clause_lines(band.clause, _UNDER, lang)
    words = [listed(band.words, lang)] if band.words else []
    if band.contains:
        words.append(say(lang, "含有以下字样之一的：") + listed(band.contains, lang))
    if words:
        yield from labelled(say(lang, "用语"), words, _UNDER, label_columns(lang))
        yield from clause_lines(book.words_clause or band.clause, _UNDER, lang)


def corner_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Blank and negative cells, and the form's own deduction column."""
    corners = book.corners
    for cell, value in (
        (Text("目标空白的"), corners.blank_target),
        (Text("实际空白的"), corners.blank_actual),
        (Text("实际为负数的"), corners.negative_actual),
    ):
        said = say(lang, "{cell}，{treatment}", cell=say(lang, cell), treatment=treatment(value, lang))
        yield from indented(said, _BODY)
    column = Text("表内“扣分”栏：从得分中扣减，扣完为止") if corners.deduction else Text("表内“扣分”栏：不影响计算")
    yield from indented(say(lang, column), _BODY)
    yield from section_clauses("corners", corners, _BODY, lang)


def not_applicable_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Rows that are dropped."""
    if book.not_applicable is None:
        return
    words = _quoted(book.not_applicable.words, lang)
    said = say(lang, "目标或实际填写{words}的，此行剔除，其余各行的得分按比例折算", words=words)
    yield from indented(said, _BODY)
    yield from clause_lines(book.not_applicable.clause, _BODY, lang)


def limit_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Rows that earn no more than so much."""
    for limit in book.limits:
        words, most = _quoted(limit.words, lang), number_text(limit.most)
        said = say(
            lang,
            "· {levels}之下、实际填写{words}的，至多得 {most} 分",
            levels=_quoted(limit.levels, lang),
            words=words,
            most=most,
        )
        yield from indented(said, _BODY)
        yield from clause_lines(limit.clause, _UNDER, lang)


def manual_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Computed points that a person may reduce."""
    policy = book.manual
    if policy is None:
        return
    if policy.over is not None:
        ratio = number_text(policy.over)
        yield from indented(
            say(lang, "越高越好的指标达到目标 {ratio} 倍及以上的，得分可由人工减少，直至 0 分", ratio=ratio), _BODY
        )
    if policy.missed:
        which = say(lang, "、").join(f"“{word('direction', each, lang)}”" for each in policy.missed)
        yield from indented(say(lang, "{which}的指标未达到目标的，得分可由人工减少，直至 0 分", which=which), _BODY)
    yield from clause_lines(policy.clause, _BODY, lang)


def rounding_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """How rows and the total are rounded."""
    policy = book.rounding
    said = typeset(
        lang,
        "每行得分取{row}，{mode}；{total}",
        row=places_text(policy.row, lang),
        mode=treatment(policy.mode, lang),
        total=say(lang, "合计不再取整")
        if policy.total is None
        else typeset(lang, "合计取{places}", places=places_text(policy.total, lang)),
    )
    yield from indented(said, _BODY)
    if policy.tolerated:
        places = say(lang, "、").join(places_text(each, lang) for each in policy.tolerated)
        yield from indented(say(lang, "自评得分四舍五入到{places}的，也视为相符", places=places), _BODY)
    yield from section_clauses("rounding", policy, _BODY, lang)


def grade_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Which total earns which grade."""
    for grade in book.grades:
        title = grade.title if lang == SOURCE else f"{grade.title} {grade.title_en}"
        span = range_text(grade.points, number_text, lang)
        yield from indented(typeset(lang, "{title}：{span}分", title=title, span=span), _BODY)
    if book.grades:
        yield from clause_lines(book.grades_clause, _BODY, lang)


def over_attainment_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """From where on an actual above its target needs a reason, and what that costs."""
    policy = book.over_attainment
    if policy is None:
        return
    ratio, severity = number_text(policy.ratio), treatment(policy.severity, lang)
    yield from indented(
        say(
            lang,
            "越高越好的指标达到目标 {ratio} 倍及以上的，应说明原因；未说明的列为“{severity}”",
            ratio=ratio,
            severity=severity,
        ),
        _BODY,
    )
    if policy.zero is not None:
        zero = number_text(policy.zero)
        yield from indented(say(lang, "目标为 0 的，实际达到 {zero} 及以上的，也应说明", zero=zero), _BODY)
    if policy.kept is None:
        yield from indented(say(lang, "不因此扣分"), _BODY)
    else:
        yield from indented(say(lang, "得分至多为："), _BODY)
        for line in curve_lines(policy.kept, Measure.ATTAINMENT, Scale.SHARE, (), lang):
            yield from indented(line, _UNDER)
    yield from section_clauses("over_attainment", policy, _BODY, lang)


def explanation_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """What must be explained."""
    policy = book.explanation
    if policy is None:
        return
    low, high = percent_text(policy.low), percent_text(policy.high)
    yield from indented(say(lang, "支出低于预算 {low} 或高于预算 {high} 的预算行", low=low, high=high), _BODY)
    if policy.execution is not None:
        rate = percent_text(policy.execution)
        yield from indented(say(lang, "预算执行率低于 {rate} 的", rate=rate), _BODY)
    if policy.adjustment:
        yield from indented(say(lang, "预算有调整的"), _BODY)
    if policy.judged:
        yield from indented(say(lang, "由人判断得分的指标"), _BODY)
    yield from section_clauses("explanation", policy, _BODY, lang)


def alert_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """What a reviewer should look at twice."""
    policy = book.alerts
    if policy is None:
        return
    if policy.imbalance is not None:
        share = percent_text(policy.imbalance)
        yield from indented(say(lang, "执行得分率低于指标得分率，差距超过后者的 {share} 的", share=share), _BODY)
    if policy.unspent is not None:
        share = percent_text(policy.unspent)
        said = say(lang, "全年预算数有超过 {share} 未执行的", share=share)
        yield from indented(said, _BODY)
    yield from clause_lines(policy.clause, _BODY, lang)


def waiver_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """Laws that it breaks on purpose."""
    for waiver in book.waivers:
        said = law_text(waiver.law, lang)
        reason = reason_of(waiver, lang)
        yield from indented(f"· {named(waiver.rule, book, lang)}{say(lang, '：')}{said}", _BODY)
        yield from labelled(say(lang, "理由"), reason, _UNDER, label_columns(lang))
        yield from clause_lines(waiver.clause, _UNDER, lang)


def named(name: str, book: Rulebook, lang: str) -> str:
    """What the rule or section is called that a waiver speaks of."""
    rules = {rule.id: rule for _, _, rules in book.cases() for rule in rules}
    return rule_title(rules[name], lang) if name in rules else section_name(name, lang)


def law_text(name: str, lang: str) -> str:
    """
    A law as a sentence; a name that is no law stands for itself.

    >>> law_text("grades", "en"), law_text("gravity", "en")
    ('the grades cover 0 to 100 without gap or overlap', 'gravity')
    """
    law = next((law for law in Law if law.value == name), None)
    return name if law is None else law_title(law, lang)
