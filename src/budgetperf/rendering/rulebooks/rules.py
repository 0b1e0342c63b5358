"""One scoring rule in words: for which rows it is, what it looks at, what that earns, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from budgetperf.domain.finding import Clause
from budgetperf.rendering.catalogue import Text, translated
from budgetperf.rendering.layout import columns_of, indented, labelled
from budgetperf.rendering.messages import say
from budgetperf.rendering.rulebooks.curves import curve_lines, measure_text
from budgetperf.rendering.rulebooks.names import field_name, listed
from budgetperf.rendering.said import clause_text
from budgetperf.rendering.titles import title_of
from budgetperf.scoring.policy import Section
from budgetperf.scoring.rule import AnyRule, FunctionRule

__all__ = [
    "clause_lines",
    "label_columns",
    "points_lines",
    "rule_lines",
    "rule_title",
    "rules_lines",
    "section_clauses",
]


@cache  # one entry for each language
def label_columns(lang: str) -> int:
    """How wide the labels beside a rule are."""
    return columns_of(translated(label, lang) for label in _LABELS)


_LABELS = (
    *(Text("适用"), Text("口径"), Text("得分"), Text("未定"), Text("依据"), Text("用语"), Text("又名"), Text("公式")),
    *(Text("分值"), Text("规则"), Text("反例"), Text("理由"), Text("所指"), Text("重现")),
)


def clause_lines(clause: Clause | None, blanks: int, lang: str) -> Iterator[str]:
    """What a value rests on, and whether that was seen."""
    said = clause_text(clause, lang, always=True) or say(lang, "（没有写明）")
    yield from labelled(say(lang, "依据"), said, blanks, label_columns(lang))


def section_clauses(section: str, value: Section, blanks: int, lang: str) -> Iterator[str]:
    """What a section rests on, and what single values of it rest on instead."""
    yield from clause_lines(value.clause, blanks, lang)
    for name, clause in value.clauses:
        said = clause_text(clause, lang, always=True)
        text = f"{field_name(section, name, lang)}{say(lang, '：')}{said}"
        yield from labelled(say(lang, "依据"), text, blanks, label_columns(lang))


def rule_title(rule: AnyRule, lang: str) -> str:
    """
    The title of a rule, and the name by which `verify` and `diff` speak of it.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> rule_title(load_rulebook("mof-2020").rule("inverse"), "zh")
    '反向比例法（A/B）〔inverse〕'
    """
    return f"{title_of(rule, lang)}〔{rule.id}〕"


def points_lines(rule: AnyRule, lang: str) -> list[str]:
    """What a rule earns, in one sentence or one line for each band."""
    if isinstance(rule, FunctionRule):
        name = getattr(rule.function, "__name__", "?")
        return [say(lang, "由 Python 函数 {name} 计算", name=name)]
    return curve_lines(rule.curve, rule.measure, rule.scale, rule.weights, lang)


def rules_lines(rules: Sequence[AnyRule], blanks: int, lang: str) -> Iterator[str]:
    """The rules of one case, and whether any row is left over for a person to judge."""
    for rule in rules:
        yield from rule_lines(rule, rules, blanks, lang)
    if rules and all(rule.weights or rule.levels for rule in rules):
        text = (
            Text("其他的指标没有规则，须人工判断")
            if any(rule.levels for rule in rules)
            else Text("其他分值的指标没有规则，须人工判断")
        )
        yield from indented(say(lang, text), blanks)


def rule_lines(rule: AnyRule, peers: Sequence[AnyRule], blanks: int, lang: str) -> Iterator[str]:
    """
    A rule as a block of lines.

    Args:
        rule: The rule.

        peers: The rules of the same case, itself among them.

        blanks: Blanks before its title; two more before what it says.

        lang: ``zh`` or ``en``.
    """
    columns = label_columns(lang)
    yield from indented(f"· {rule_title(rule, lang)}", blanks)
    rows = []
    if rule.levels:
        first = any(not peer.levels for peer in peers)
        text = Text("{levels}之下的指标（先于一般规则）") if first else Text("{levels}之下的指标")
        rows.append(say(lang, text, levels=listed(rule.levels, lang)))
    if rule.weights:
        weights = listed(rule.weights, lang)
        rows.append(say(lang, "分值为 {weights} 的指标", weights=weights))
    if rows:
        yield from labelled(say(lang, "适用"), say(lang, "；").join(rows), blanks + 2, columns)
    if not isinstance(rule, FunctionRule):
        yield from labelled(say(lang, "口径"), measure_text(rule.measure, lang), blanks + 2, columns)
    yield from labelled(say(lang, "得分"), points_lines(rule, lang), blanks + 2, columns)
    other = next((peer for peer in peers if peer.id == rule.alternative_to), None)
    if rule.alternative_to is not None:
        name = rule.alternative_to if other is None else rule_title(other, lang)
        said = say(lang, "与“{name}”并存，尚无文件定论：两条都算，得分取两者之间", name=name)
        yield from labelled(say(lang, "未定"), said, blanks + 2, columns)
    yield from clause_lines(rule.clause, blanks + 2, lang)
