"""
The sentences of this library, Chinese beside English: findings, reasons of the ledger, steps of a trace.

How a sentence is filled is told in `budgetperf.rendering.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.words import Said

__all__ = ["FINDINGS", "MESSAGES"]

# What each finding says, and what to do about it. `where` is the place in words.
FINDINGS: Mapping[str, tuple[Said, Said]] = {
    "BP101": (
        ("{where}：表头此栏空白", "{where}: this heading cell is blank"),
        ("请填写", "fill it in"),
    ),
    "BP102": (
        (
            "{where}：{what_word}与其他附件不一致{stated|，此处为“{}”}{expected|，{first_where}为“{}”}",
            "{where}: the {what_word} differs between attachments{stated|: here “{}”}{expected|, {first_where} “{}”}",
        ),
        ("请统一各附件的填写", "make the attachments agree"),
    ),
    "BP103": (
        (
            "{where}：没有合计{expected|，各分项合计应为 {}}",
            "{where}: there is no total{expected|; the parts add up to {}}",
        ),
        ("请填写合计行", "fill in the total"),
    ),
    "BP104": (
        (
            "{where}：目标值“{target}”是数字，实际完成值“{stated}”{kind_word}，看不出实际达到多少",
            "{where}: the target “{target}” is a number, the actual “{stated}” {kind_word}, not the number reached",
        ),
        ("请填写实际达到的数字及单位", "state the number reached, with its unit"),
    ),
    "BP105": (
        ("{where}：{part_word}空白", "{where}: the cell for {part_word} is blank"),
        ("请填写；没有的写 0 或“无”", "fill it in; write 0 or 无 where there is none"),
    ),
    "BP106": (
        (
            "{where}：列标题写的是 {stated} 年，应为 {expected} 年",
            "{where}: the column says {stated}, it should say {expected}",
        ),
        ("请核对表样年度", "check the year of the form"),
    ),
    "BP107": (
        (
            "{where}：{target|目标值“{}”与实际完成值}“{stated}”{kind_word}",
            "{where}: {target|the units of target “{}” and actual }“{stated}” {kind_word}",
        ),
        ("请两栏使用同一单位", "use one unit in both columns"),
    ),
    "BP108": (
        (
            "{where}：“{stated}”，该二级指标应列在 {expected} 之下",
            "{where}: “{stated}”; this level-2 name belongs under {expected}",
        ),
        ("请移到对应的一级指标下", "move it under its level-1 name"),
    ),
    "BP109": (
        ("{where}：{kind_word}{attachment}", "{where}: {kind_word} {attachment}"),
        ("请补交", "hand it in"),
    ),
    "BP110": (
        ("{where}：指标“{stated}”与{other_where}重复", "{where}: the indicator “{stated}” repeats {other_where}"),
        ("请合并或改写其中一个", "merge them or reword one"),
    ),
    "BP111": (
        ("{where}：“{stated}”像是模板残留文字", "{where}: “{stated}” looks like a remnant of the template"),
        ("请填写实际内容或删除此行", "fill in the content or delete the row"),
    ),
    "BP112": (
        (
            "{where}：目标值“{stated}”写的是已完成的事，而不是要达到的目标",
            "{where}: the target “{stated}” reads like an achievement, not like something to reach",
        ),
        ("请写年初设定的目标", "state the target that was set"),
    ),
    "BP113": (
        ("{where}：质量指标的目标“{stated}”是数量", "{where}: “{stated}” under a quality heading is a count"),
        ("请改用合格率、达标率等，或移到数量指标", "use a rate of quality, or move it to quantity"),
    ),
    "BP201": (
        (
            (
                "{where}：自评 {stated} 分，按规则应为 {expected} 分，{off}"
                "（目标“{target}”，实际“{actual}”{assumed|，未写明方向，按越高越好推定}）"
            ),
            (
                "{where}: {stated} points stated, the rules give {expected}, {off} "
                "(target “{target}”, actual “{actual}”{assumed|; no direction stated, assumed that higher is better})"
            ),
        ),
        ("请按规则重新计分", "score it by the rule"),
    ),
    "BP202": (
        (
            "{where}：{kind_word}{expected|：自评 {stated} 分，应在 {} 分之内，{off}}",
            "{where}: {kind_word}{expected|: {stated} points stated, must lie in {}, {off}}",
        ),
        ("请改正得分或分值", "correct the points or the weight"),
    ),
    "BP203": (
        (
            "{where}：自评 {stated} 分，按执行率应为 {expected} 分，{off}",
            "{where}: {stated} points stated, the execution rate gives {expected}, {off}",
        ),
        ("请按执行率 × 分值（不超过分值）重新计分", "score it as rate times weight, at most the weight"),
    ),
    "BP205": (
        (
            (
                "{where}：空白，但扣了 {deducted} 分：{target|目标“{}”，}{actual|实际“{}”，}"
                "分值 {weight}，得分 {points}{explained|。得分本身无误，由{}取整可得}{interval|（复算 {}）}"
            ),
            (
                "{where}: blank, although {deducted} points were taken off: {target|target “{}”, }"
                "{actual|actual “{}”, }weight {weight}, points {points}"
                "{explained_en|. The score itself is right, rounded from {}}{interval| (recomputed {})}"
            ),
        ),
        ("请说明扣分原因和改进措施", "state why points were deducted, and what will be done"),
    ),
    "BP206": (
        (
            (
                "{where}：自评 {stated} 分，已达到目标（目标“{target}”，实际“{actual}”），按规则应为 {expected} 分，"
                "{off}，且未填偏差原因"
            ),
            (
                "{where}: {stated} points stated although the target was met (target “{target}”, actual “{actual}”); "
                "the rules give {expected}, {off}, and no reason is given"
            ),
        ),
        ("请改为满分，或说明扣分原因", "give the full weight, or state the reason"),
    ),
    "BP207": (
        (
            (
                "{where}：目标“{target}”、实际“{actual}”与下列指标相同，得分比例却不同：自评 {stated}/{weight}，"
                "而 {alike}{more|等 {} 项}"
            ),
            (
                "{where}: target “{target}” and actual “{actual}” are those of other rows, the share is not: "
                "{stated}/{weight} here, but {alike}{more| and others, {} in all}"
            ),
        ),
        ("请统一计分，或说明原因", "score them alike, or state the reason"),
    ),
    "BP208": (
        (
            "{where}：支出 {stated}，{kind_word}（全年预算数 {revised}），须说明",
            "{where}: {stated} spent {kind_word} (revised budget {revised}); this needs an explanation",
        ),
        ("请核对预算数，或在报告中说明", "check the budget, or explain it in the report"),
    ),
    "BP209": (
        (
            "{where}：实际“{stated}”达到目标“{target}”的 {ratio} 倍以上，未说明原因",
            "{where}: the actual “{stated}” is more than {ratio} times the target “{target}”, without a reason",
        ),
        ("请说明原因；目标明显偏低的，下年应提高", "state the reason; raise a target that was set too low"),
    ),
    "BP210": (
        (
            "{where}：各项分值为 {stated}；规则集 {rulebook} 为 {expected}",
            "{where}: the level-1 weights are {stated}; rulebook {rulebook} has {expected}",
        ),
        ("请核对表式，或用 --rulebook 指定适用的规则集", "check the form, or name the rulebook with --rulebook"),
    ),
    "BP211": (
        (
            "规则集 {rulebook} 适用于 {expected} 年度，申报材料为 {stated} 年度",
            "rulebook {rulebook} is in force for {expected}, the filing is of {stated}",
        ),
        ("请用 --rulebook 指定该年度的规则集", "name a rulebook of that year with --rulebook"),
    ),
    "BP212": (
        (
            "没有一个随附的规则集与本材料的年度和一级指标分值都相符，暂按 {rulebook} 计分",
            "no rulebook that ships fits the budget year and the level-1 weights; scored by {rulebook} for want of one",
        ),
        ("请用 --rulebook 指定适用的规则集", "name the rulebook that applies with --rulebook"),
    ),
    "BP213": (
        (
            "{where}：支出 {stated}，执行率 {rate}（全年预算数 {revised}），低于 {least}，须说明原因",
            "{where}: {stated} spent, {rate} of the revised budget {revised}; below {least} this needs a reason",
        ),
        ("请在报告中说明执行率偏低的原因", "explain the low execution in the report"),
    ),
    "BP214": (
        (
            "{where}：全年预算数 {stated}，年初预算数 {initial}，预算有调整，须说明",
            "{where}: revised budget {stated}, initial budget {initial}; every adjustment needs an explanation",
        ),
        ("请在报告中说明调整的原因和依据", "explain the adjustment and what it rests on in the report"),
    ),
    "BP215": (
        (
            "{where}：指标得分率 {stated}，执行得分率只有 {expected}，相差超过 {limit}",
            "{where}: the indicators earn {stated} of their weight, execution only {expected}: over {limit} apart",
        ),
        ("请核对各指标的自评得分与预算执行情况", "check the points of the indicators against the spending"),
    ),
    "BP216": (
        (
            "{where}：支出 {stated}，全年预算数 {revised}{share|，结余 {}}，超过 {limit} 或没有预算",
            "{where}: {stated} spent of {revised}{share|, {} left}: more than {limit}, or no budget at all",
        ),
        ("请核对预算执行情况", "check the spending"),
    ),
    "BP217": (
        (
            "{where}：定性指标自评 {stated} 分，未填说明",
            "{where}: {stated} points judged, without a note",
        ),
        ("请说明评分的依据", "say what the points rest on"),
    ),
    "BP301": (
        (
            "{where}：{judged_word} {stated}，{against_word} {expected}，{off}{bound|（四舍五入的尾差应小于 {}）}",
            (
                "{where}: {judged_word} {stated}, {against_word} {expected}, {off}"
                "{bound| (rounding explains less than {})}"
            ),
        ),
        ("请核对合计与各分项", "check the total and its parts"),
    ),
    "BP302": (
        (
            "{where}：填报 {stated}，其中各项合计为 {expected}，超出总数",
            "{where}: {stated} stated, but its parts make {expected}, more than the whole",
        ),
        ("请核对其中各项", "check the parts"),
    ),
    "BP303": (
        (
            "{where}：填报 {stated}，按表内数字计算为 {expected}，{off}",
            "{where}: {stated} stated, the figures give {expected}, {off}",
        ),
        ("请重新计算比率", "compute the rate again"),
    ),
    "BP304": (
        (
            "{where}：决算 {stated}，预算 {budget}{rate|，为预算的 {}}，{kind_word}；在预算的 {expected} 之外须说明",
            (
                "{where}: {stated} spent of {budget}{rate|, {} of the budget}, {kind_word} "
                "(no explanation needed within {expected})"
            ),
        ),
        ("请在报告中说明原因", "explain it in the report"),
    ),
    "BP305": (
        (
            "{where}：空白，但可以推得 {expected} = {others_where}{premise|（前提：{premise_word}）}",
            "{where}: blank, although it follows: {expected} = {others_where}{premise| (provided that {premise_word})}",
        ),
        ("请填写调整数，或核对所列各数", "state the adjustment, or check those figures"),
    ),
    "BP401": (
        (
            "{where}：{judged_word} {stated}，应为 {expected}（{others_where}），{off}",
            "{where}: {judged_word} {stated}, should be {expected} ({others_where}), {off}",
        ),
        ("请核对两处数字", "check both places"),
    ),
    "BP519": (
        (
            "{where}：年初预算 {stated} 小于项目支出与公用经费预算之和 {expected}，推得人员经费为负",
            (
                "{where}: the initial budget {stated} is less than projects and operating costs together, {expected}; "
                "staff costs would be negative"
            ),
        ),
        ("请核对年初预算各数", "check the figures of the initial budget"),
    ),
    "BP901": (
        ("{where}：“{stated}”不能识别为数字{kind_word}", "{where}: “{stated}” cannot be read as a figure{kind_word}"),
        ("请改为数字（如 80.5），再次检查", "write it as a number, such as 80.5, and review again"),
    ),
    "BP902": (
        ("{where}：{kind_word}{text|：“{}”}{name|：{}}", "{where}: {kind_word}{text|: “{}”}{name|: {}}"),
        ("请确认内容，接受修订或取消隐藏后再报", "check it; accept the changes or show what is hidden"),
    ),
    "BP903": (
        ("{where}：{kind_word}{stated|：“{}”}", "{where}: {kind_word}{stated|: “{}”}"),
        ("请按表样填写；无处可归的内容未纳入检查", "follow the form; what has no place was not reviewed"),
    ),
    "BP904": (
        (
            "{where}：表外文字{stated|“{}”}未纳入检查",
            "{where}: text outside every form{stated|, “{}”,} was not reviewed",
        ),
        ("请确认是否属于某一附件", "check whether it belongs to an attachment"),
    ),
}

# Reasons of the ledger, steps of a trace, and why a rulebook was chosen.
MESSAGES: Mapping[str, Said] = {
    "attachment_missing": ("没有{attachment}", "{attachment} is not there"),
    "basic_budget_unknown": ("调整后的基本支出无从得知", "the revised basic expenditure is not stated anywhere"),
    "blank_breakdown": ("分项全部空白", "no part is filled in"),
    "budget_is_revised": ("附件1的预算栏填的是调整后预算", "the budget column of 附件1 holds the revised budget"),
    "budget_not_adjusted": ("全年预算数与年初预算数相同", "the budget was not adjusted"),
    "different_kinds": ("各数单位不同类", "the figures are not of one kind"),
    "explained_by_note": ("扣分已说明原因", "a reason is given"),
    "judged": ("须人工判断", "a person must judge"),
    "missing_figure": ("缺少 {path_where}", "{path_where} is missing"),
    "nature_is_revised": ("按支出性质分的是预算数", "the amounts by nature are of the budget"),
    "no_breakdown": ("没有分项", "there is no breakdown"),
    "no_buildings": ("当年没有完工项目", "no building was completed"),
    "no_cost_row": ("没有以金额为目标的经济成本指标", "no cost row has an amount as its target"),
    "no_deduction": ("没有扣分", "no points were deducted"),
    "no_level2": ("没有二级指标栏", "there is no level 2"),
    "no_rule": ("规则集没有这样的规则", "the rulebook has no rule for it"),
    "no_rows": ("没有绩效指标", "there are no indicators"),
    "no_stated_weights": ("一级指标未印分值", "no weight is printed after the level-1 names"),
    "no_weight": ("没有分值", "there is no weight"),
    "not_both_numbers": ("目标与实际不都是数字", "target and actual are not both numbers"),
    "none_alike": ("没有目标与实际都相同的指标", "no two rows have the same target and actual"),
    "nowhere_stated": ("各附件均未填写", "no attachment states it"),
    "one_sheet_for_all": ("项目表不对应单一专项，只核对合计", "the sheet is of no single line; only sums are compared"),
    "other_cost": ("该行的金额不是项目成本", "the row is about another cost"),
    "reading_before_and_after": ("按调整前、后两个数核对", "read as the amounts before and after"),
    "reading_column": ("按{column_word}核对", "read as {column_word}"),
    "reading_difference": ("按一个差额核对", "read as one difference"),
    "sheets_missing": ("有 {count} 个专项没有附件3", "{count} budget lines have no project sheet"),
    "sheets_unmatched": (
        "有 {count} 张附件3 与附件1 各行对不上名称",
        "{count} project sheets match no budget line by name",
    ),
    "stated_once": ("只有一处填写", "only one attachment states it"),
    "target_in_words": ("目标不是数字", "the target is not a number"),
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
        "due {due}, done {done}: {days} days late (below zero: early)",
    ),
    "deducted": ("表内扣分栏扣 {points} 分", "{points} points off in the form's own column"),
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
        "{attainment} times the target: the rulebook leaves {points} points at most",
    ),
    "limited": ("规则集规定此类指标至多得 {points} 分", "the rulebook gives such a row {points} points at most"),
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
