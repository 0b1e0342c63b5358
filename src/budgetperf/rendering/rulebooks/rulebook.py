"""A rulebook for a person who does not program: clause by clause, in sentences, a hundred columns wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from budgetperf.domain.finding import ClauseStatus
from budgetperf.domain.rate_formulas import RATE_FORMULAS
from budgetperf.domain.rounding import round_half_up
from budgetperf.rendering.catalogue import SOURCE, Text
from budgetperf.rendering.layout import COLUMNS, columns_of, indented, labelled, to_page
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.rulebooks import sections
from budgetperf.rendering.rulebooks.names import DIRECTION_TITLES, listed, section_name
from budgetperf.rendering.rulebooks.rules import clause_lines, label_columns, rules_lines
from budgetperf.rendering.titles import title_of
from budgetperf.scoring.policy import RateRow
from budgetperf.scoring.rule import AnyRule, Cases
from budgetperf.scoring.rulebook import CASES, Rulebook
from budgetperf.scoring.study.clause_shares import ClauseShares, clause_shares

__all__ = ["SECTIONS", "rulebook_to_text", "shares_lines", "shares_text"]

_BODY, _UNDER = 2, 4
_NUMERALS = "一二三四五六七八九十"


def rulebook_to_text(book: Rulebook, *, lang: str = "zh", columns: int = COLUMNS) -> str:
    """
    A rulebook as plain text: every section in sentences, every value with its clause and how that is known.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> rulebook_to_text(load_rulebook("mof-2020")).splitlines()[0]
    'mof-2020  项目支出绩效自评（财预〔2020〕10号）'
    """
    lines = [*indented(f"{book.name}  {title_of(book, lang)}", 0)]
    number = 0
    for name, section in SECTIONS:
        body = list(section(book, lang))
        if body:
            number += 1
            lines += ["", *indented(f"{_ordinal(number, lang)}{section_name(name, lang)}", 0), *body]
    lines += ["", *shares_lines(clause_shares(book), 0, lang)]
    return to_page(lines, columns)


def _ordinal(number: int, lang: str) -> str:
    if lang != SOURCE:
        return f"{number}. "
    tens, ones = divmod(number, 10)
    head = ("" if tens == 0 else "十") if tens < 2 else f"{_NUMERALS[tens - 1]}十"  # noqa: PLR2004 - 十, not 一十
    return f"{head}{_NUMERALS[ones - 1] if ones else ''}、"


def _case_lines(name: str) -> Callable[[Rulebook, str], Iterator[str]]:
    def lines(book: Rulebook, lang: str) -> Iterator[str]:
        cases: Cases = getattr(book, name)
        if _without_cases(book):
            return
        if cases == Cases():
            text = (
                Text("没有规则：达到目标的得满分，未达到的须人工判断")
                if name == "negative"
                else Text("没有规则：须人工判断")
            )
            yield from indented(say(lang, text), _BODY)
            return
        for direction, title in DIRECTION_TITLES.items():
            rules: tuple[AnyRule, ...] = getattr(cases, direction)
            said = say(lang, title)
            yield from indented(said if rules else say(lang, "{title}：没有规则，须人工判断", title=said), _BODY)
            yield from rules_lines(rules, _UNDER, lang)

    return lines


def _without_cases(book: Rulebook) -> bool:
    return all(getattr(book, case) == Cases() for case in CASES)


def _target_lines(book: Rulebook, lang: str) -> Iterator[str]:
    """What is to be said once where no rule at all compares with a target."""
    if _without_cases(book):
        text = (
            Text("没有规则，须人工判断；本规则集只管按比率计分的指标") if book.rates else Text("没有规则，须人工判断")
        )
        yield from indented(say(lang, text), _BODY)


def _date_lines(book: Rulebook, lang: str) -> Iterator[str]:
    yield from rules_lines(book.dates, _BODY, lang)


def _execution_lines(book: Rulebook, lang: str) -> Iterator[str]:
    if book.execution is not None:
        yield from rules_lines([book.execution], _BODY, lang)
        yield from indented(say(lang, "全年预算数为 0 的，不得分"), _BODY)
    elif book.weights:
        yield from indented(say(lang, "没有规则，须人工判断"), _BODY)


def _rate_lines(book: Rulebook, lang: str) -> Iterator[str]:
    for row in book.rates:
        yield from _rate(row, lang)


def _rate(row: RateRow, lang: str) -> Iterator[str]:
    columns, formula = label_columns(lang), RATE_FORMULAS.get(row.id)
    name = row.names[0] if row.names else row.id
    twin = f" {formula.name(lang)}" if formula is not None and lang != SOURCE else ""
    yield from indented(f"{name}{twin}〔{row.id}〕", _BODY)
    if len(row.names) > 1:
        yield from labelled(say(lang, "又名"), listed(row.names[1:], lang), _UNDER, columns)
    if formula is not None:
        yield from labelled(say(lang, "公式"), formula.expression(lang), _UNDER, columns)
    if row.weights:
        yield from labelled(say(lang, "分值"), listed(row.weights, lang), _UNDER, columns)
    if not row.rules:
        said = say(lang, "没有规则，须人工判断")
        yield from labelled(say(lang, "得分"), said, _UNDER, columns)
    if not row.rules or any(rule.clause != row.clause for rule in row.rules):
        yield from clause_lines(row.clause, _UNDER, lang)
    yield from rules_lines(row.rules, _UNDER, lang)


SECTIONS: tuple[tuple[str, Callable[[Rulebook, str], Iterator[str]]], ...] = (
    ("years", sections.year_lines),
    ("weights", sections.weight_lines),
    ("levels", sections.level_lines),
    ("directions", sections.direction_lines),
    ("targets", _target_lines),
    *((name, _case_lines(name)) for name in CASES),
    ("dates", _date_lines),
    ("execution", _execution_lines),
    ("bands", sections.band_lines),
    ("rates", _rate_lines),
    ("corners", sections.corner_lines),
    ("not_applicable", sections.not_applicable_lines),
    ("limits", sections.limit_lines),
    ("manual", sections.manual_lines),
    ("rounding", sections.rounding_lines),
    ("grades", sections.grade_lines),
    ("over_attainment", sections.over_attainment_lines),
    ("explanation", sections.explanation_lines),
    ("alerts", sections.alert_lines),
    ("waivers", sections.waiver_lines),
)
"""The sections in the order in which they are shown, each with what says it; an empty one is left out."""


def shares_text(shares: ClauseShares, lang: str = "zh") -> str:
    """
    How many values were seen, are recalled, were chosen.

    >>> shares_text(ClauseShares(seen=3, recalled=1))
    '共 4 项：已见原件 3 项（75%）；未见原文，待核 1 项（25%）；本库选定 0 项（0%）'
    """
    counts = {
        ClauseStatus.SEEN: shares.seen,
        ClauseStatus.RECALLED: shares.recalled,
        ClauseStatus.CHOSEN: shares.chosen,
    }
    parts = [
        say(
            lang,
            "{status} {count} 项（{share}%）",
            status=word("status", status, lang),
            count=count,
            share=_percent(shares, status),
        )
        for status, count in counts.items()
    ]
    if shares.unsourced:
        parts.append(say(lang, "没有写明依据 {unsourced} 项", unsourced=shares.unsourced))
    return say(lang, "共 {total} 项：{parts}", total=shares.total, parts=say(lang, "；").join(parts))


def _percent(shares: ClauseShares, status: ClauseStatus) -> str:
    return f"{round_half_up(100 * shares.share(status), 0):f}"


def shares_lines(shares: ClauseShares, blanks: int, lang: str) -> Iterator[str]:
    """The same beside its label."""
    label = say(lang, "数值依据")
    columns = max(label_columns(lang), columns_of([label]))
    yield from labelled(label, shares_text(shares, lang), blanks, columns)
