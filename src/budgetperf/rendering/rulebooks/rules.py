"""One scoring rule in words: for which rows it is, what it looks at, what that earns, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.finding import Clause
from budgetperf.rendering.layout import indented, labelled, pick
from budgetperf.rendering.rulebooks.curves import curve_lines, measure_text
from budgetperf.rendering.rulebooks.names import field_name, listed
from budgetperf.rendering.said import clause_text
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


def label_columns(lang: str) -> int:
    """How wide the labels beside a rule are."""
    return 6 if lang == "zh" else 11


def clause_lines(clause: Clause | None, blanks: int, lang: str) -> Iterator[str]:
    """What a value rests on, and whether that was seen."""
    said = clause_text(clause, lang, always=True) or pick(lang, "（没有写明）", "(nobody says)")
    yield from labelled(pick(lang, "依据", "clause"), said, blanks, label_columns(lang))


def section_clauses(section: str, value: Section, blanks: int, lang: str) -> Iterator[str]:
    """What a section rests on, and what single values of it rest on instead."""
    yield from clause_lines(value.clause, blanks, lang)
    for name, clause in value.clauses:
        said = clause_text(clause, lang, always=True)
        text = f"{field_name(section, name, lang)}{pick(lang, '：', ': ')}{said}"
        yield from labelled(pick(lang, "依据", "clause"), text, blanks, label_columns(lang))


def rule_title(rule: AnyRule, lang: str) -> str:
    """
    The title of a rule, and the name by which `verify` and `diff` speak of it.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> rule_title(load_rulebook("mof-2020").rule("inverse"), "zh")
    '反向比例法（A/B）〔inverse〕'
    """
    return f"{rule.title if lang == 'zh' else rule.title_en}〔{rule.id}〕"


def points_lines(rule: AnyRule, lang: str) -> list[str]:
    """What a rule earns, in one sentence or one line for each band."""
    if isinstance(rule, FunctionRule):
        name = getattr(rule.function, "__name__", "?")
        return [pick(lang, f"由 Python 函数 {name} 计算", f"computed by the Python function {name}")]
    return curve_lines(rule.curve, rule.measure, rule.scale, rule.weights, lang)


def rules_lines(rules: Sequence[AnyRule], blanks: int, lang: str) -> Iterator[str]:
    """The rules of one case, and whether any row is left over for a person to judge."""
    for rule in rules:
        yield from rule_lines(rule, rules, blanks, lang)
    if rules and all(rule.weights or rule.levels for rule in rules):
        only_weights = not any(rule.levels for rule in rules)
        others = pick(lang, "其他分值" if only_weights else "其他", "other weights" if only_weights else "other rows")
        yield from indented(
            pick(lang, f"{others}的指标没有规则，须人工判断", f"{others}: no rule, a person must judge"), blanks
        )


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
        rows.append(
            pick(lang, f"{listed(rule.levels)}之下的指标", f"rows under {listed(rule.levels, lang)}")
            + (pick(lang, "（先于一般规则）", " (before the general rule)") if first else "")
        )
    if rule.weights:
        weights = listed(rule.weights, lang)
        rows.append(pick(lang, f"分值为 {weights} 的指标", f"rows of weight {weights}"))
    if rows:
        yield from labelled(pick(lang, "适用", "for"), pick(lang, "；", "; ").join(rows), blanks + 2, columns)
    if not isinstance(rule, FunctionRule):
        yield from labelled(pick(lang, "口径", "measure"), measure_text(rule.measure, lang), blanks + 2, columns)
    yield from labelled(pick(lang, "得分", "points"), points_lines(rule, lang), blanks + 2, columns)
    other = next((peer for peer in peers if peer.id == rule.alternative_to), None)
    if rule.alternative_to is not None:
        name = rule.alternative_to if other is None else rule_title(other, lang)
        said = pick(
            lang,
            f"与“{name}”并存，尚无文件定论：两条都算，得分取两者之间",
            f"beside “{name}”: no text decides between them; both apply, and the score lies between",
        )
        yield from labelled(pick(lang, "未定", "unsettled"), said, blanks + 2, columns)
    yield from clause_lines(rule.clause, blanks + 2, lang)
