"""What the charts themselves say, Chinese beside English."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS", "say"]

WORDS: Mapping[str, tuple[str, str]] = {
    "scores": ("自评得分与复算区间", "Stated points and what the rules give"),
    "points": ("分", "points"),
    "weight": ("分值", "weight"),
    "given": ("复算区间", "recomputed"),
    "stated": ("自评", "stated"),
    "within": ("自评（在区间内）", "stated, within it"),
    "outside": ("自评（在区间外）", "stated, outside it"),
    "execution": ("预算执行率", "budget execution"),
    "nameless": ("（未填名称）", "(no name)"),
    "department": ("部门整体", "department"),
    "project": ("项目", "project"),
    "rates": ("评分表", "rate table"),
    "no_scores": ("没有可复算的自评表", "No scorecard that can be recomputed"),
    "spending": ("预算与支出", "Budget and spending"),
    "budget": ("预算数", "budget"),
    "spent": ("决算数", "spent"),
    "over": ("决算数（超预算）", "spent, over budget"),
    "executed": ("执行率", "executed"),
    "no_spending": ("没有填写预算或支出", "Neither budget nor spending is filled in"),
    "totals": ("各表总分：自评与复算", "Totals of all cards: stated and recomputed"),
    "cards": ("自评表（按自评总分排列）", "scorecards, by their stated totals"),
    "given_of": ("复算区间（{} 张）", "recomputed ({})"),
    "within_of": ("自评在区间内（{} 张）", "stated, within it ({})"),
    "above_of": ("自评高于区间（{} 张）", "stated, above it ({})"),
    "below_of": ("自评低于区间（{} 张）", "stated, below it ({})"),
    "distribution": ("总分的分布", "How the totals are spread"),
    "number": ("张数", "number of cards"),
    "low": ("复算（最低）", "recomputed, at least"),
    "high": ("复算（最高）", "recomputed, at most"),
    "higher": ("越高越好的指标", "Rows of which more is better"),
    "lower": ("越低越好的指标", "Rows of which less is better"),
    "equal": ("等于目标为好的指标", "Rows that should equal their target"),
    "ratio": ("实际完成值 ÷ 年度指标值", "actual ÷ target"),
    "share": ("得分 ÷ 分值", "points ÷ weight"),
    "no_curves": ("没有按完成比例计分的规则", "No rule that scores by the ratio of actual to target"),
    "impact": ("两个规则集下的总分", "Totals under two rulebooks"),
    "under": ("按 {} 的总分", "total under {}"),
    "same": ("总分不变（{} 张）", "the same total ({})"),
    "changed": ("总分改变（{} 张）", "another total ({})"),
    "regraded": ("等级改变（{} 张）", "another grade ({})"),
    "diagonal": ("两者相等", "no difference"),
    "yuan": ("元", "CNY"),
    "ten_thousand": ("万元", "CNY 10,000"),
    "other_signs": ("　，。：；（）“”、｜—－＋％", "–−·…÷×≥≤"),
}


def say(key: str, lang: str) -> str:
    """
    One of the words of the charts.

    >>> say("given", "zh"), say("given", "en")
    ('复算区间', 'recomputed')
    """
    zh, en = WORDS[key]
    return zh if lang == "zh" else en
