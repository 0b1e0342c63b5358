"""What the charts themselves say; other languages say it by the catalogues."""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.catalogue import Text, languages, translated
from budgetperf.rendering.messages import fill

__all__ = ["WORDS", "signs_of_words", "words_of"]

WORDS: Mapping[str, Text] = {
    "scores": Text("自评得分与复算区间"),
    "points": Text("分"),
    "weight": Text("分值"),
    "given": Text("复算区间"),
    "stated": Text("自评"),
    "within": Text("自评（在区间内）"),
    "outside": Text("自评（在区间外）"),
    "execution": Text("预算执行率"),
    "nameless": Text("（未填名称）"),
    "department": Text("部门整体"),
    "project": Text("项目", "chart"),
    "rates": Text("评分表"),
    "no_scores": Text("没有可复算的自评表"),
    "spending": Text("预算与支出", "chart"),
    "budget": Text("预算数"),
    "spent": Text("决算数", "chart"),
    "over": Text("决算数（超预算）"),
    "executed": Text("执行率", "chart"),
    "no_spending": Text("没有填写预算或支出"),
    "totals": Text("各表总分：自评与复算"),
    "cards": Text("自评表（按自评总分排列）"),
    "given_of": Text("复算区间（{value} 张）"),
    "within_of": Text("自评在区间内（{value} 张）"),
    "above_of": Text("自评高于区间（{value} 张）"),
    "below_of": Text("自评低于区间（{value} 张）"),
    "distribution": Text("总分的分布"),
    "number": Text("张数"),
    "low": Text("复算（最低）"),
    "high": Text("复算（最高）"),
    "higher": Text("越高越好的指标"),
    "lower": Text("越低越好的指标"),
    "equal": Text("等于目标为好的指标"),
    "ratio": Text("实际完成值 ÷ 年度指标值"),
    "share": Text("得分 ÷ 分值"),
    "no_curves": Text("没有按完成比例计分的规则"),
    "impact": Text("两个规则集下的总分"),
    "under": Text("按 {value} 的总分"),
    "same": Text("总分不变（{value} 张）"),
    "changed": Text("总分改变（{value} 张）"),
    "regraded": Text("等级改变（{value} 张）"),
    "diagonal": Text("两者相等"),
    "yuan": Text("元"),
    "ten_thousand": Text("万元"),
}
# What stands in names and figures beside them.
_OTHER_SIGNS = "　，。：；（）“”、｜—－＋％–−·…÷×≥≤"


def words_of(key: str, lang: str, value: object = "") -> str:
    """
    Some words of the charts, with a value in its place.

    >>> words_of("given", "zh"), words_of("given_of", "en", 3)
    ('复算区间', 'recomputed (3)')
    """
    return fill(WORDS[key], {"value": value}, lang)


def signs_of_words() -> frozenset[str]:
    """Every sign that the charts themselves need, whatever their language."""
    said = {sign for text in WORDS.values() for lang in languages() for sign in translated(text, lang)}
    return frozenset(said.union(_OTHER_SIGNS))
