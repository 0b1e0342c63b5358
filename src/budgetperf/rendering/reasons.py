"""
The reasons of the ledger, the steps of a trace, and why a rulebook was chosen; Chinese beside English.

How a sentence is filled is told in `budgetperf.rendering.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.words import Said

__all__ = ["MESSAGES"]

# Reasons of the ledger, steps of a trace, and why a rulebook was chosen.
MESSAGES: Mapping[str, Said] = {
    "about_figure": ("数字前后有“约”“余”等字，不是确数", "the figure is not stated exactly"),
    "attachment_missing": ("没有{attachment}", "{attachment} is not there"),
    "basic_budget_unknown": ("调整后的基本支出无从得知", "the revised basic expenditure is not stated anywhere"),
    "blank_breakdown": ("分项全部空白", "no part is filled in"),
    "budget_column_unknown": ("看不出附件1的预算栏填的是哪个预算数", "which budget Attachment 1 holds is not known"),
    "budget_is_initial": ("附件1的预算栏填的是年初预算", "the budget column of Attachment 1 holds the initial budget"),
    "budget_is_revised": (
        "附件1的预算栏填的是调整后预算",
        "the budget column of Attachment 1 holds the revised budget",
    ),
    "budget_not_adjusted": ("全年预算数与年初预算数相同", "the budget was not adjusted"),
    "capital_outlay_named": (
        "报告另列有资本性支出，口径可能不同",
        "capital outlay is named; the figures may cover different things",
    ),
    "counted_otherwise": ("指标项数有不同的数法", "the indicators may be counted in several ways"),
    "different_kinds": ("各数单位不同类", "the figures are not of one kind"),
    "explained_by_note": ("扣分已说明原因", "a reason is given"),
    "judged": ("须人工判断", "a person must judge"),
    "line_not_quoted": ("报告没有列出 {line_where}", "the report does not list {line_where}"),
    "missing_figure": ("缺少 {path_where}", "missing: {path_where}"),
    "nature_is_revised": ("按支出性质分的是预算数", "the amounts by nature are of the budget"),
    "no_breakdown": ("没有分项", "there is no breakdown"),
    "no_buildings": ("当年没有完工项目", "no building was completed"),
    "no_claim": ("没有称指标全部或若干项达到目标", "nothing is claimed of all targets, or of a number of them"),
    "no_cost_row": ("没有以金额为目标的经济成本指标", "no cost row has an amount as its target"),
    "no_deduction": ("没有扣分", "no points were deducted"),
    "no_denial": ("没有称未发生某项“三公”支出", "no spending is denied"),
    "no_grade_for": ("规则集没有 {score} 分的等级", "the rulebook has no grade for a score of {score}"),
    "no_grade_word": ("没有写等级", "no grade is stated"),
    "no_level2": ("没有二级指标栏", "there is no level 2"),
    "no_payment_claim": ("没有称资金全额到位或支付", "nothing is said to have been paid in full"),
    "no_reception": ("没有写公务接待的批次、人次", "no guests are counted"),
    "no_rule": ("规则集没有这样的规则", "the rulebook has no rule for it"),
    "no_rows": ("没有绩效指标", "there are no indicators"),
    "no_sheet_of_line": ("该专项没有附件3", "the line has no project sheet"),
    "no_stated_weights": ("一级指标未印分值", "no weight is printed after the level-1 names"),
    "no_statement": ("没有写有无此项收支", "nothing is said of it"),
    "no_such_line": ("附件1没有“{name}”这一专项", "Attachment 1 has no line “{name}”"),
    "no_such_row": ("附件2没有“{name}”一行", "Attachment 2 has no row of {name}"),
    "no_weight": ("没有分值", "there is no weight"),
    "not_both_numbers": ("目标与实际不都是数字", "target and actual are not both numbers"),
    "none_alike": ("没有目标与实际都相同的指标", "no two rows have the same target and actual"),
    "nothing_quoted": ("报告没有写这样的数字", "no figure of this kind is quoted"),
    "nowhere_stated": ("各附件均未填写", "no attachment states it"),
    "one_sheet_for_all": ("项目表不对应单一专项，只核对合计", "the sheet is of no single line; only sums are compared"),
    "no_line_last_year": ("上年材料没有同名的一行", "last year's filing has no row of this name"),
    "no_funds": ("此表没有资金栏", "the form has no fund block"),
    "no_points_in_form": (
        "此表没有全年完成值和得分，不计分",
        "the form has no points, and no actuals of the whole year",
    ),
    "no_targets_in_form": (
        "此表按比率计分，没有指标值和完成值",
        "the form has no targets and actuals, but rates",
    ),
    "no_heading_cells": ("此表没有这些表头栏", "the form has no such cells"),
    "no_previous": ("没有提供上年度的申报材料", "last year's filing was not given"),
    "other_amount": ("所称的是 {amount}，不是全年预算数", "it is said of {amount}, which is not the revised budget"),
    "other_amounts_named": (
        "同一句中另有其他金额，不能肯定所列是否完整",
        "other amounts stand in the sentence; the list may be incomplete",
    ),
    "other_cost": ("该行的金额不是项目成本", "the row is about another cost"),
    "other_sources": ("另有其他来源的资金：{path_where}", "there is money from another source: {path_where}"),
    "other_subject": ("所称的可能是另一个项目", "it may be said of another project"),
    "persons_not_stated": ("没有写人次", "no number of persons is stated"),
    "previous_attachment_missing": ("上年度材料中没有{attachment}", "last year's filing has no {attachment}"),
    "previous_of_other_department": ("上年度材料的单位是“{name}”", "last year's filing is of “{name}”"),
    "previous_of_other_year": (
        "所提供的是 {year} 年度的材料，不是上一年度的",
        "the other filing is of {year}, not of the year before",
    ),
    "reading_before_and_after": ("按调整前、后两个数核对", "read as the amounts before and after"),
    "reading_column": ("按{column_word}核对", "read as {column_word}"),
    "reading_difference": ("按一个差额核对", "read as one difference"),
    "reading_from": ("与{column_word}相比", "compared with {column_word}"),
    "reading_general_budget": (
        "报告只写一般公共预算，不大于附件1",
        "the report is of the general budget only: at most what Attachment 1 says",
    ),
    "reading_list": ("按{kind_word}核对", "read as {kind_word}"),
    "reading_quoted": ("按报告中的数字核对", "compared within the report"),
    "report_of_unknown_project": ("看不出报告对应哪一张附件3", "which project the report is about is not known"),
    "report_unmatched": ("看不出报告对应哪一张自评表", "which card the report is about is not known"),
    "sheets_missing": ("有 {count} 个专项没有附件3", "{count#budget line} without a project sheet"),
    "sheets_repeated": (
        "有 {count} 张附件3 与另一张是同一专项",
        "{count#project sheet} of a line that has one already",
    ),
    "sheets_unmatched": (
        "有 {count} 张附件3 与附件1 各行对不上名称",
        "{count#project sheet} matching no budget line by name",
    ),
    "stated_once": ("只有一处填写", "only one attachment states it"),
    "target_in_words": ("目标不是数字", "the target is not a number"),
    "text_too_long": (
        "有 {count} 字，超过 {most} 字的上限，未作核对",
        "has {count#character}, more than the {most} that are read; not checked",
    ),
    "tiny_denominator": (
        "分母 {path_where} 小到可能只是尾差",
        "the denominator {path_where} is so small that it may be rounding alone",
    ),
    "uncertain_match": (
        "“{name}”与 {line_where} 名称相近，不能肯定是同一专项",
        "“{name}” may be {line_where}; the names do not settle it",
    ),
    "uncertain_repeat": ("“{words}”在两处可能不是一回事", "“{words}” may mean different things in the two places"),
    "uncertain_subject": (
        "不能肯定这个数字说的是什么{words|（“{}”）}",
        "what the figure speaks of is not certain{words| (“{}”)}",
    ),
    "unknown_grade": ("规则集没有“{name}”这一等级", "the rulebook has no grade “{name}”"),
    "unknown_level": ("不认识“{name}”", "“{name}” is not known"),
    "unreadable_figure": ("{path_where} 不能识别", "{path_where} cannot be read"),
    "whole_budget_adjustment": ("此表填的是整体支出调整", "this form states the adjustment of the whole budget"),
    "zero_denominator": ("分母 {path_where} 为零", "the denominator {path_where} is zero"),
    # control rates
    "last_year_not_given": (
        "缺少{figure}，须另给上年度的申报材料",
        "{figure_en} is missing: it takes last year's filing",
    ),
    "missing_of_last_year": ("上年度的申报材料中没有{figure}", "last year's filing does not state {figure_en}"),
    "negative_figure": ("{figure}为负数，不能作分母", "{figure_en} is negative, and cannot be divided by"),
    "no_form_has": ("各附件没有这一栏：{figure}", "no form has a cell for: {figure_en}"),
    "presumed_net": (
        "按调整后与调整前的预算数之差计算，未剔除按规定不计的调整",
        "taken as the revised less the initial budget; adjustments that do not count are not told apart",
    ),
    "presumed_revised": ("预算数按全年预算数", "the revised budget is taken for the budget"),
    "presumed_unspent": ("未执行的预算视为结转结余", "what was not spent is taken for carried over"),
    "zero_figure": ("{figure}为零，不能作分母", "{figure_en} is zero, and cannot be divided by"),
    # why a rulebook
    "fallback": (
        "没有随附的规则集与{year| {} 年度及}一级指标分值相符，改用 {name}",
        "no rulebook that ships fits {year|the year {} and }the level-1 weights; {name} is used instead",
    ),
    "matched": (
        "{year|{} 年度适用，}一级指标分值全部相符",
        "{year|in force for {}, }with the level-1 weights of every card",
    ),
    "nothing_scored": (
        "所有的表都不计分，规则集 {name} 没有用到",
        "none of the cards has points; the rulebook {name} is not used",
    ),
    "named": ("由使用者指定", "named by the user"),
    # traces
    "answer": (
        "填写“{actual}”：分值 {weight}，得分 {points}",
        "“{actual}” is answered: weight {weight}, points {points}",
    ),
    "band": (
        "实际“{actual}”属于“{band}”：分值 {weight}，得分 {low}–{high}",
        "the actual “{actual}” means {band_en}: weight {weight}, points {low}–{high}",
    ),
    "blank_is_nothing": ("{missing_word}空白或不能识别，不得分", "{missing_word} is blank or unreadable: no points"),
    "by_hand": (
        "规则集允许人工减分，得分可低至 0",
        "the rulebook lets a person take points off, down to nothing",
    ),
    "days_late": (
        "应于 {due} 完成，实际 {done}，逾期 {days} 天（提前为负数）",
        "due {due}, done {done}: {days#day} late (below zero: early)",
    ),
    "deducted": ("表内扣分栏扣 {points} 分", "{points#point} off in the form's own column"),
    "direction": ("方向：{direction_word}（{why_word}）", "direction: {direction_word} ({why_word})"),
    "dropped": (
        "“{actual}”：不适用，此行剔除，其余各行折算",
        "“{actual}”: does not apply; the row is dropped, and the others are rescaled",
    ),
    "explained": (
        "自评 {stated}：{rule}的结果{places_word}即得",
        "{stated} stated: {rule_en}, {places_word}",
    ),
    "execution_rate": ("执行率 = {spent} ÷ {revised} = {rate}", "execution rate = {spent} ÷ {revised} = {rate}"),
    "kept": (
        "完成目标的 {attainment} 倍，按规则集至多得 {points} 分",
        "{attainment} times the target: the rulebook leaves {points#point} at most",
    ),
    "limited": ("规则集规定此类指标至多得 {points} 分", "the rulebook gives such a row {points#point} at most"),
    "met_negative_target": ("目标为负数且已达到，记满分", "a target below zero, reached: the full weight"),
    "no_budget": ("全年预算数为 {revised}，没有执行率，不得分", "the revised budget is {revised}: no rate, no points"),
    "open_judged": ("“{actual}”须人工判断，得分 0 至分值", "“{actual}” is for a person to judge, up to the weight"),
    "open_missing": (
        "{missing_word}空白或不能识别，无法计分",
        "{missing_word} is blank or unreadable; no score",
    ),
    "open_negative_target": ("目标为负数且未达到，须人工判断", "a target below zero, missed: a person must judge"),
    "open_no_rule": (
        "规则集没有适用于分值 {weight} 的规则，须人工判断",
        "the rulebook has no rule for a weight of {weight}; a person must judge",
    ),
    "open_not_a_rate": (
        "规则按比率计分，“{actual}”的单位不合，须人工判断",
        "the rule scores a rate, “{actual}” has another unit; a person must judge",
    ),
    "open_rate": (
        "比率“{rate}”（分值 {weight}）没有可用的数字或规则，须人工判断",
        "the rate “{rate}” (weight {weight}) has no figure or no rule; a person must judge",
    ),
    "open_no_rate_row": (
        "规则集没有“{name}”的计分规则，须人工判断",
        "the rulebook has no rule for “{name}”; a person must judge",
    ),
    "open_units": (
        "目标“{target}”与实际“{actual}”不是同类单位，无法计分",
        "target “{target}” and actual “{actual}” have different dimensions; they cannot be scored",
    ),
    "open_words": (
        "目标是数字，实际为“{actual}”，须人工判断",
        "the target is a number, the actual “{actual}”; a person must judge",
    ),
    "rate_full": (
        "“{rate}”填“{actual}”：没有该类项目，得满分",
        "“{rate}” says “{actual}”: there is nothing of the kind, which earns everything",
    ),
    "rate_value": ("{rate}为 {value}", "{rate_en} is {value}"),
    "rate_row": ("按比率“{rate}”的规则计分", "scored by the rule of the rate “{rate}”"),
    "rule": (
        "{rule}：{target|目标 {}，}{actual|实际 {}，}分值 {weight}，得分 {exact} → {rounded}",
        "{rule_en}: {target|target {}, }{actual|actual {}, }weight {weight}, points {exact} → {rounded}",
    ),
    "unit_taken": (
        "目标“{target}”与实际“{actual}”一方未写单位，按另一方的单位",
        "of target “{target}” and actual “{actual}” one has no unit, and takes the other's",
    ),
}
