"""The names of the sections and fields of a rulebook, and single values of them, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from budgetperf.rendering.catalogue import Text, translated
from budgetperf.rendering.messages import say, word
from budgetperf.rendering.rulebooks.ranges import number_text, percent_text, range_text
from budgetperf.scoring.ranges import Range

__all__ = ["DIRECTION_TITLES", "field_name", "listed", "places_text", "section_name", "treatment", "value_text"]

_SECTION_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "years": Text("适用年度"),
        "supersedes": Text("取代的规则集"),
        "weights": Text("一级指标和预算执行率的分值"),
        "moves": Text("没有某类指标时分值的去向"),
        "levels": Text("二级指标的归属"),
        "directions": Text("只写数字、未写方向的目标"),
        "targets": Text("与目标值比较的指标"),
        "positive": Text("目标值大于 0 的指标"),
        "zero": Text("目标值为 0 的指标"),
        "negative": Text("目标值小于 0 的指标"),
        "dates": Text("目标是日期的指标"),
        "execution": Text("预算执行率得分"),
        "bands": Text("定性指标的档次"),
        "pairs": Text("用文字回答文字"),
        "answers": Text("按回答直接赋分"),
        "rates": Text("按比率本身计分的指标"),
        "corners": Text("空白、负数和扣分栏"),
        "not_applicable": Text("不适用的指标"),
        "limits": Text("得分上限"),
        "manual": Text("可由人工减少的得分"),
        "rounding": Text("取整"),
        "grades": Text("等级"),
        "over_attainment": Text("超额完成"),
        "explanation": Text("须说明的情形"),
        "alerts": Text("预警"),
        "waivers": Text("豁免的定律"),
    }
)
DIRECTION_TITLES: Mapping[str, Text] = MappingProxyType(
    {"higher": Text("越高越好（≥、＞）"), "lower": Text("越低越好（≤、＜）"), "equal": Text("等于目标为好（＝）")}
)
_FIELDS: Mapping[str, Text] = MappingProxyType(
    {
        "first": Text("起始年度"),
        "last": Text("终止年度"),
        "supersedes": Text("取代"),
        "free": Text("自行分配的分值"),
        "level": Text("一级指标", "rulebook"),
        "to": Text("并入"),
        "lower_levels": Text("以低为好的二级指标"),
        "lower_names": Text("以低为好的名称结尾"),
        "measure": Text("口径"),
        "scale": Text("曲线的单位"),
        "curve": Text("得分"),
        "weights": Text("适用分值"),
        "levels": Text("适用层级"),
        "alternative_to": Text("并存的规则"),
        "function": Text("函数"),
        "share": Text("得分范围"),
        "words": Text("用语"),
        "contains": Text("包含的字样"),
        "order": Text("先后次序"),
        "target": Text("目标"),
        "actuals": Text("实际填写"),
        "yes": Text("得满分的回答"),
        "no": Text("不得分的回答"),
        "names": Text("指标名称"),
        "blank_target": Text("目标空白"),
        "blank_actual": Text("实际空白"),
        "negative_actual": Text("实际为负数"),
        "deduction": Text("表内扣分栏"),
        "most": Text("至多得分"),
        "over": Text("达到目标的倍数"),
        "missed": Text("未达到目标的"),
        "row": Text("每行小数位数"),
        "total": Text("合计小数位数"),
        "mode": Text("取整方式"),
        "tolerated": Text("认可的小数位数"),
        "points": Text("总分范围"),
        "ratio": Text("倍数"),
        "severity": Text("未说明的列为"),
        "zero": Text("零目标的界限"),
        "kept": Text("至多保留的得分"),
        "low": Text("低于预算的比例"),
        "high": Text("高于预算的比例"),
        "adjustment": Text("每次预算调整"),
        "judged": Text("由人判断的指标"),
        "execution_in": Text("预算执行率印在"),
        "imbalance": Text("指标得分率可高出执行得分率"),
        "unspent": Text("可以未执行的预算"),
    }
)
# What one field is called in one section only.
_SPECIAL: Mapping[tuple[str, str], Text] = MappingProxyType(
    {
        ("weights", "execution"): Text("预算执行率"),
        ("explanation", "execution"): Text("执行率低于"),
        ("rates", "weights"): Text("分值", "cells"),
    }
)
_TREATMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "judged": Text("须人工判断"),
        "nothing": Text("不得分"),
        "kept": Text("照填报计算"),
        "zero": Text("按 0 计算"),
        "half-up": Text("四舍五入"),
        "down": Text("舍去多余位数"),
        "share": Text("分值的比例"),
        "points": Text("分"),
        "deduction": Text("从分值中扣减的分"),
    }
)
_PERCENTS = frozenset(
    {
        *(("explanation", "low"), ("explanation", "high"), ("explanation", "execution")),
        *(("alerts", "imbalance"), ("alerts", "unspent")),
    }
)


def section_name(section: str, lang: str = "zh") -> str:
    """
    What a section is called.

    >>> section_name("positive.lower")
    '目标值大于 0 的指标，越低越好（≤、＜）'
    """
    root, _, rest = section.partition(".")
    known = _SECTION_NAMES.get(root)
    name = root if known is None else translated(known, lang)
    if rest in DIRECTION_TITLES:
        return f"{name}{say(lang, '，')}{translated(DIRECTION_TITLES[rest], lang)}"
    return f"{name}{say(lang, '：')}{rest}" if rest else name


def field_name(section: str, name: str, lang: str = "zh") -> str:
    """What a field of a section is called; the name of a level stands for itself."""
    said = _SPECIAL.get((section, name)) or _FIELDS.get(name)
    return name if said is None or section == "levels" else translated(said, lang)


def treatment(value: StrEnum, lang: str = "zh") -> str:
    """A choice among a few: what becomes of a cell, how points are rounded, how a missing reason is reported."""
    said = _TREATMENTS.get(value.value)
    return word("severity", value.value, lang) if said is None else translated(said, lang)


def places_text(places: int, lang: str = "zh") -> str:
    """
    A number of decimal places.

    >>> places_text(0), places_text(2)
    ('整数', '2 位小数')
    """
    if places == 0:
        return say(lang, "整数")
    return say(lang, "{places#} 位小数", places=places)


def listed(values: Sequence[object], lang: str = "zh") -> str:
    """Some words or numbers, one after the other."""
    return say(lang, "、").join(value_text("", "", value, lang) for value in values)


def value_text(section: str, name: str, value: object, lang: str = "zh") -> str:
    """
    One value of a rulebook; a curve is told by `curve_text`.

    >>> value_text("explanation", "low", Decimal("0.8")), value_text("corners", "deduction", False)
    ('80%', '否')
    """
    if isinstance(value, tuple):
        inner = value_text if section == "rounding" else _word_text
        return say(lang, "、").join(inner(section, name, each, lang) for each in value)
    if isinstance(value, StrEnum):
        return treatment(value, lang)
    if isinstance(value, Range):
        return range_text(value, percent_text if name == "share" else number_text, lang)
    if isinstance(value, Decimal):
        return percent_text(value) if (section, name) in _PERCENTS else number_text(value)
    return _word_text(section, name, value, lang)


def _word_text(section: str, name: str, value: object, lang: str) -> str:
    if value is None:
        return say(lang, "（无）")
    if isinstance(value, bool):
        return say(lang, "是" if value else "否")
    if isinstance(value, int) and section == "rounding":
        return places_text(value, lang)
    if isinstance(value, Decimal):
        return number_text(value)
    # The directions of which a missed target may be reduced.
    return word("direction", str(value), lang) if name == "missed" else str(value)
