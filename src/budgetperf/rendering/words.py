"""The single words of this library, Chinese beside English, by the parameter that holds them and their value."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS", "Said"]

Said = tuple[str, str]

WORDS: Mapping[str, Mapping[str, Said]] = {
    "against": {
        "parts": ("各分项合计为", "the parts make"),
        "source": ("按收入性质分合计为", "the amounts by source make"),
        "whole": ("应为", "must be"),
    },
    "column": {
        "initial": ("年初预算数", "the initial budget"),
        "revised": ("全年预算数", "the revised budget"),
        "spent": ("执行数", "spending"),
    },
    "direction": {
        "higher": ("越高越好", "higher is better"),
        "lower": ("越低越好", "lower is better"),
        "equal": ("相等为好", "equal is best"),
        "judged": ("人工判断", "judged"),
    },
    "judged": {
        "figure": ("填报", "stated"),
        "sum": ("合计", "adds up to"),
        "weights": ("一级指标与预算执行率的分值合计", "level-1 weights and execution add up to"),
        "change": ("由年初预算数增减", "changed from the initial budget by"),
        "before_and_after": ("调整前后相差", "before and after differ by"),
    },
    "kind": {
        "missing": ("有一方没有写单位", "are not both stated"),
        "different": ("单位不同", "are different"),
        "bound": ("只写了范围", "is a bound"),
        "words": ("是文字", "is in words"),
        "over": ("超过了预算", "over the budget"),
        "under": ("明显少于预算", "far under the budget"),
        "zero": ("而全年预算为零", "against a budget of zero"),
        "above": ("得分高于分值", "more points than the weight"),
        "below": ("得分为负数", "negative points"),
        "weight": ("分值为负数", "a negative weight"),
        "assumed_unit": ("未写金额单位，按万元", "has no unit of money; 万元 assumed"),
        "percent_assumed": ("比率未写百分号，按百分数", "has no per-cent sign; per cent assumed"),
        "no_cached_value": ("（公式没有计算结果）", " (a formula without a result)"),
        "money": ("（金额）", " (money)"),
        "rate": ("（比率）", " (a rate)"),
        "count": ("（数量）", " (a count)"),
        "points": ("（分数）", " (points)"),
        "target": ("（指标值）", " (a target)"),
        "actual": ("（完成值）", " (an actual)"),
        "tracked": ("有修订标记，按接受修订后的内容检查", "has tracked changes; reviewed as if accepted"),
        "hidden": ("有隐藏文字，未纳入检查", "has hidden text, not reviewed"),
        "text_box": ("有文本框，未纳入检查", "has a text box, not reviewed"),
        "footnote": ("有脚注，未纳入检查", "has a footnote, not reviewed"),
        "hidden_sheet": ("有隐藏工作表，未纳入检查", "has a hidden sheet, not reviewed"),
        "hidden_row": ("有隐藏行，未纳入检查", "has a hidden row, not reviewed"),
        "hidden_column": ("有隐藏列，未纳入检查", "has a hidden column, not reviewed"),
        "nested_table": ("单元格内嵌有表格，已按文字读取", "a table within a cell was read as text"),
        "unknown_column": ("表中有不认识的列", "a column is not known"),
        "unknown_row": ("表中有不认识的行", "a row is not known"),
        "second_total": ("有第二个合计行", "there is a second total row"),
        "unplaced": ("表中有无处可归的内容", "some text has no place in the form"),
        "unknown_table": ("不认识的表格，未纳入检查", "a table that is no known form, not reviewed"),
        "attachment": ("缺少", "there is no"),
        "sheet": ("没有与此行对应的项目支出绩效自评表，即", "no project sheet is of this line, that is, no"),
    },
    "premise": {
        "nature": (
            "按支出性质分的是调整后的预算，附件1预算栏填的是年初预算",
            "the amounts by nature are of the revised budget, and 附件1 holds the initial one",
        ),
        "projects": (
            "附件3 齐全，附件1预算栏填的是年初预算",
            "no 附件3 is missing, and 附件1 holds the initial budget",
        ),
        "sheets": ("附件3 齐全", "no 附件3 is missing"),
    },
    "places": {
        "0": ("四舍五入取整数", "rounded half-up to whole points"),
        "1": ("四舍五入取一位小数", "rounded half-up to one decimal"),
        "2": ("四舍五入取两位小数", "rounded half-up to two decimals"),
    },
    "missing": {
        "target": ("年度指标值", "the target"),
        "actual": ("实际完成值", "the actual"),
        "revised": ("全年预算数", "the revised budget"),
        "spent": ("全年执行数", "the spending"),
    },
    "part": {
        "target": ("年度指标值", "target"),
        "actual": ("实际完成值", "actual"),
        "points": ("得分", "points"),
    },
    "what": {
        "name": ("单位名称", "name of the unit"),
        "year": ("年度", "year"),
        "date": ("填报日期", "date"),
        "preparer": ("填表人", "preparer"),
    },
    "why": {
        "given": ("表中写明", "as stated"),
        "operator": ("依运算符", "by the operator"),
        "cost": ("经济成本指标", "an economic cost"),
        "zero": ("目标为 0", "a target of zero"),
        "name": ("控制类比率", "a control rate"),
        "assumed": ("未写明，推定", "not stated, assumed"),
        "words": ("文字目标", "a target in words"),
    },
    "verdict": {
        "clean": ("未发现问题", "clean"),
        "advice": ("有改进建议", "advice"),
        "warnings": ("有疑点，须核实", "warnings"),
        "errors": ("有错误，须改正", "errors"),
    },
    "severity": {
        "error": ("错误", "error"),
        "warning": ("疑点", "warning"),
        "advice": ("建议", "advice"),
    },
    "standing": {
        "equal": ("相符", "equal"),
        "explained": ("取整后相符", "explained"),
        "within": ("在范围内", "within"),
        "outside": ("不符", "outside"),
        "open": ("人工判断", "open"),
    },
    "outcome": {
        "holds": ("成立", "holds"),
        "within_rounding": ("尾差", "within rounding"),
        "violated": ("不成立", "violated"),
        "not_applicable": ("不适用", "not applicable"),
        "not_evaluable": ("无法核对", "not evaluable"),
    },
    "status": {
        "seen": ("已见原件", "seen"),
        "recalled": ("未见原文，待核", "recalled"),
        "chosen": ("本库选定", "chosen"),
    },
}
