"""The names of the sections and fields of a rulebook, and single values of them, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from budgetperf.rendering.layout import pick
from budgetperf.rendering.messages import word
from budgetperf.rendering.rulebooks.ranges import number_text, percent_text, range_text
from budgetperf.rendering.words import Said
from budgetperf.scoring.ranges import Range

__all__ = ["DIRECTION_TITLES", "field_name", "listed", "places_text", "section_name", "treatment", "value_text"]

_SECTION_NAMES: Mapping[str, Said] = MappingProxyType(
    {
        "years": ("适用年度", "budget years"),
        "supersedes": ("取代的规则集", "rulebooks that it ends"),
        "weights": ("一级指标和预算执行率的分值", "weights of level 1 and of budget execution"),
        "moves": ("没有某类指标时分值的去向", "where the weight of a missing level goes"),
        "levels": ("二级指标的归属", "level-2 names under level 1"),
        "directions": ("只写数字、未写方向的目标", "bare numbers as targets"),
        "targets": ("与目标值比较的指标", "rows with a target"),
        "positive": ("目标值大于 0 的指标", "targets above zero"),
        "zero": ("目标值为 0 的指标", "targets of zero"),
        "negative": ("目标值小于 0 的指标", "targets below zero"),
        "dates": ("目标是日期的指标", "targets that are dates"),
        "execution": ("预算执行率得分", "points for budget execution"),
        "bands": ("定性指标的档次", "bands of judgement"),
        "pairs": ("用文字回答文字", "words that answer words"),
        "answers": ("按回答直接赋分", "answers that earn everything or nothing"),
        "rates": ("按比率本身计分的指标", "rows scored by a rate"),
        "corners": ("空白、负数和扣分栏", "blanks, negatives, and the deduction column"),
        "not_applicable": ("不适用的指标", "rows that do not apply"),
        "limits": ("得分上限", "limits"),
        "manual": ("可由人工减少的得分", "points that a person may reduce"),
        "rounding": ("取整", "rounding"),
        "grades": ("等级", "grades"),
        "over_attainment": ("超额完成", "over-attainment"),
        "explanation": ("须说明的情形", "what must be explained"),
        "alerts": ("预警", "what to look at twice"),
        "waivers": ("豁免的定律", "waived laws"),
    }
)
DIRECTION_TITLES: Mapping[str, Said] = MappingProxyType(
    {
        "higher": ("越高越好（≥、＞）", "higher is better (≥, >)"),
        "lower": ("越低越好（≤、＜）", "lower is better (≤, <)"),
        "equal": ("等于目标为好（＝）", "equal is best (=)"),
    }
)
_FIELDS: Mapping[str, Said] = MappingProxyType(
    {
        "first": ("起始年度", "first year"),
        "last": ("终止年度", "last year"),
        "supersedes": ("取代", "ends"),
        "free": ("自行分配的分值", "freely shared weight"),
        "level": ("一级指标", "level"),
        "to": ("并入", "goes to"),
        "lower_levels": ("以低为好的二级指标", "levels that are better low"),
        "lower_names": ("以低为好的名称结尾", "endings of names that are better low"),
        "measure": ("口径", "measure"),
        "scale": ("曲线的单位", "scale"),
        "curve": ("得分", "points"),
        "weights": ("适用分值", "weights"),
        "levels": ("适用层级", "levels"),
        "alternative_to": ("并存的规则", "alternative to"),
        "function": ("函数", "function"),
        "share": ("得分范围", "share of the weight"),
        "words": ("用语", "words"),
        "contains": ("包含的字样", "words within"),
        "order": ("先后次序", "order"),
        "target": ("目标", "target"),
        "actuals": ("实际填写", "actuals"),
        "yes": ("得满分的回答", "answers that earn everything"),
        "no": ("不得分的回答", "answers that earn nothing"),
        "names": ("指标名称", "names"),
        "blank_target": ("目标空白", "blank target"),
        "blank_actual": ("实际空白", "blank actual"),
        "negative_actual": ("实际为负数", "negative actual"),
        "deduction": ("表内扣分栏", "the form's own deduction column"),
        "most": ("至多得分", "points at most"),
        "over": ("达到目标的倍数", "times the target"),
        "missed": ("未达到目标的", "targets missed"),
        "row": ("每行小数位数", "decimals of a row"),
        "total": ("合计小数位数", "decimals of the total"),
        "mode": ("取整方式", "mode"),
        "tolerated": ("认可的小数位数", "decimals that explain a stated score"),
        "points": ("总分范围", "totals"),
        "ratio": ("倍数", "times the target"),
        "severity": ("未说明的列为", "reported as"),
        "zero": ("零目标的界限", "bound for a target of zero"),
        "kept": ("至多保留的得分", "what is kept at most"),
        "low": ("低于预算的比例", "below this share of the budget"),
        "high": ("高于预算的比例", "above this share of the budget"),
        "adjustment": ("每次预算调整", "every adjustment"),
        "judged": ("由人判断的指标", "rows that a person has judged"),
        "execution_in": ("预算执行率印在", "execution printed within"),
        "imbalance": ("指标得分率可高出执行得分率", "lead of the indicators over execution"),
        "unspent": ("可以未执行的预算", "budget that may be left unspent"),
    }
)
# What one field is called in one section only.
_SPECIAL: Mapping[tuple[str, str], Said] = MappingProxyType(
    {
        ("weights", "execution"): ("预算执行率", "budget execution"),
        ("explanation", "execution"): ("执行率低于", "execution rate below"),
        ("rates", "weights"): ("分值", "weights"),
    }
)
_TREATMENTS: Mapping[str, Said] = MappingProxyType(
    {
        "judged": ("须人工判断", "a person must judge"),
        "nothing": ("不得分", "no points"),
        "kept": ("照填报计算", "taken as it stands"),
        "zero": ("按 0 计算", "taken for zero"),
        "half-up": ("四舍五入", "half-up"),
        "down": ("舍去多余位数", "cut off"),
        "share": ("分值的比例", "share of the weight"),
        "points": ("分", "points"),
        "deduction": ("从分值中扣减的分", "points off the weight"),
    }
)
_PERCENTS = frozenset(
    {
        *(("explanation", "low"), ("explanation", "high"), ("explanation", "execution")),
        *(("alerts", "imbalance"), ("alerts", "unspent")),
    }
)


def _index(lang: str) -> int:
    return 0 if lang == "zh" else 1


def section_name(section: str, lang: str = "zh") -> str:
    """
    What a section is called.

    >>> section_name("positive.lower")
    '目标值大于 0 的指标，越低越好（≤、＜）'
    """
    root, _, rest = section.partition(".")
    name = _SECTION_NAMES.get(root, (root, root))[_index(lang)]
    if rest in DIRECTION_TITLES:
        return f"{name}{pick(lang, '，', ', ')}{DIRECTION_TITLES[rest][_index(lang)]}"
    return f"{name}{pick(lang, '：', ': ')}{rest}" if rest else name


def field_name(section: str, name: str, lang: str = "zh") -> str:
    """What a field of a section is called; the name of a level stands for itself."""
    said = _SPECIAL.get((section, name)) or _FIELDS.get(name)
    return name if said is None or section == "levels" else said[_index(lang)]


def treatment(value: StrEnum, lang: str = "zh") -> str:
    """A choice among a few: what becomes of a cell, how points are rounded, how a missing reason is reported."""
    said = _TREATMENTS.get(value.value)
    return word("severity", value.value, lang) if said is None else said[_index(lang)]


def places_text(places: int, lang: str = "zh") -> str:
    """
    A number of decimal places.

    >>> places_text(0), places_text(2)
    ('整数', '2 位小数')
    """
    if places == 0:
        return pick(lang, "整数", "whole points")
    return pick(lang, f"{places} 位小数", f"{places} decimal{'s' if places > 1 else ''}")


def listed(values: Sequence[object], lang: str = "zh") -> str:
    """Some words or numbers, one after the other."""
    return pick(lang, "、", ", ").join(value_text("", "", value, lang) for value in values)


def value_text(section: str, name: str, value: object, lang: str = "zh") -> str:
    """
    One value of a rulebook; a curve is told by `curve_text`.

    >>> value_text("explanation", "low", Decimal("0.8")), value_text("corners", "deduction", False)
    ('80%', '否')
    """
    if isinstance(value, tuple):
        inner = value_text if section == "rounding" else _word_text
        return pick(lang, "、", ", ").join(inner(section, name, each, lang) for each in value)
    if isinstance(value, StrEnum):
        return treatment(value, lang)
    if isinstance(value, Range):
        return range_text(value, percent_text if name == "share" else number_text, lang)
    if isinstance(value, Decimal):
        return percent_text(value) if (section, name) in _PERCENTS else number_text(value)
    return _word_text(section, name, value, lang)


def _word_text(section: str, name: str, value: object, lang: str) -> str:
    if value is None:
        return pick(lang, "（无）", "(none)")
    if isinstance(value, bool):
        return pick(lang, "是" if value else "否", "yes" if value else "no")
    if isinstance(value, int) and section == "rounding":
        return places_text(value, lang)
    if isinstance(value, Decimal):
        return number_text(value)
    # The directions of which a missed target may be reduced.
    return word("direction", str(value), lang) if name == "missed" else str(value)
