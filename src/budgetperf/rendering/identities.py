"""What each identity says, in one sentence; Chinese beside English. The clauses are in `budgetperf.checks.clauses`."""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.words import Said

__all__ = ["IDENTITIES"]

IDENTITIES: Mapping[str, Said] = {
    "B1": ("在职人员控制率 = 实际在职人数 ÷ 编制数", "staffing control rate = persons in post ÷ established posts"),
    "B2": (
        "“三公”经费 = 公务用车购置和维护 + 出国 + 公务接待（各列）",
        "three public expenses = vehicles + travel abroad + hospitality, in each column",
    ),
    "B3": ("公务用车经费 = 购置 + 运行维护（各列）", "vehicles = purchase + running costs, in each column"),
    "B4": (
        "项目支出 = 业务工作经费 + 运行维护经费 + 专项资金（各列）",
        "project expenditure = operations + maintenance + special funds, in each column",
    ),
    "B5": ("专项资金 = 各专项之和（各列）", "special funds = the sum of their lines, in each column"),
    "B6": ("公用经费不小于所列“其中”各项之和", "operating expenses are at least the sum of the items singled out"),
    "B7": (
        "规模控制率 = 实际规模 ÷ 批复规模；投资概算控制率 = 实际投资 ÷ 预算投资",
        "area control rate = actual ÷ approved area; investment control rate = actual ÷ planned investment",
    ),
    "B8": (
        "列标题年度为预算年度，上年决算数为其上一年度",
        "the columns carry the budget year, and the prior outturn the year before it",
    ),
    "B9": ("各专项支出在其预算的合理范围内，或有说明", "each line spends within reach of its budget, or says why not"),
    "B10": (
        "部门基本支出预算调整 = 调整后基本支出 − 年初基本支出",
        "adjustment of basic expenditure = basic expenditure after adjustment − before",
    ),
    "P1": ("年度资金总额 = 各资金来源之和（各列）", "total funds = the sum of their sources, in each column"),
    "P2": ("执行率 = 全年执行数 ÷ 全年预算数", "execution rate = spending ÷ revised budget"),
    "P3": ("预算执行得分 = 执行率 × 分值，不超过分值", "execution points = rate × weight, at most the weight"),
    "P4": (
        "按收入性质分合计 = 按支出性质分合计；合计等于全年执行数或全年预算数",
        "the amounts by source and by nature add up to the same, which is spending or the revised budget",
    ),
    "P5": ("括号内的分值 = 其下各行分值之和", "the weight in brackets = the sum of the weights below it"),
    "P6": ("各一级指标分值与执行率分值合计 100", "level-1 weights and the execution weight make 100"),
    "P7": ("得分不小于 0，不大于分值", "points are not below 0 and not above the weight"),
    "P8": ("总分 = 各行得分之和；总分值 = 各行分值之和", "total points and total weight are the sums of the rows"),
    "P9": ("得分低于分值的，填写偏差原因", "points below the weight have a deviation note"),
    "P10": ("得分符合计分规则；远超目标的有说明", "points are what the rules give; far above target needs a reason"),
    "P11": ("定量指标的实际完成值是一个数", "the actual of a numeric target is one number"),
    "P12": ("目标值与实际完成值单位一致", "target and actual have one unit"),
    "P13": ("目标与实际都相同的指标，得分比例相同", "rows with equal target and actual earn equal shares"),
    "P14": ("同一表内指标不重复", "no indicator stands twice in a card"),
    "P15": ("二级指标列在所属一级指标之下", "level 2 stands under its level 1"),
    "P16": ("支出超过全年预算的有说明", "spending above the revised budget is explained"),
    "P17": ("表头各栏齐全", "the heading cells are filled in"),
    "X1": (
        "附件1 项目支出决算 = 附件2 项目支出 = 各附件3 执行数之和",
        "project spending in Attachment 1 = that in Attachment 2 = the sum of all cards of Attachment 3",
    ),
    "X2": (
        "附件1 项目支出预算 = 各附件3 预算数之和",
        "project budget in Attachment 1 = the sum of the budgets of all cards of Attachment 3",
    ),
    "X3": (
        "附件4 日常公用经费 = 附件1 公用经费决算",
        "the operating expenses that Attachment 4 quotes = those of Attachment 1",
    ),
    "X4": (
        "附件4 人员经费 + 公用经费 = 基本支出 = 附件2 基本支出",
        "staff + operating costs quoted in Attachment 4 = basic expenditure = that of Attachment 2",
    ),
    "X5": (
        "附件4 基本支出 + 项目支出 = 整体支出，且与附件1、附件2 一致",
        "basic + project expenditure quoted in Attachment 4 = the whole, as in Attachment 1 and Attachment 2",
    ),
    "X6": ("按支出性质分合计 = 附件2 年度资金总额", "the amounts by nature make the total funds of Attachment 2"),
    "X7": (
        "附件4 的“三公”经费与附件1 一致",
        "the three public expenses quoted in Attachment 4 are those of Attachment 1",
    ),
    "X8": (
        "报告中各专项金额与附件1 该行一致",
        "each line quoted in a report has the amount of its row in Attachment 1",
    ),
    "X9": ("报告所列各项之和 = 所述合计", "a list quoted in a report adds up to the total it quotes"),
    "X10": ("报告所述自评得分 = 自评表总分", "the score quoted in a report = the total of its card"),
    "X11": (
        "经济成本指标的目标、实际 = 项目的预算数、执行数",
        "target and actual of a cost row = the projects' budget and spending",
    ),
    "X12": ("报告所称目标完成情况与得分不矛盾", "what a report claims of its targets does not contradict the scores"),
    "X13": (
        "附件4 称没有的资金，附件2 对应栏空白或为零",
        "funds that Attachment 4 says there are none of are blank or zero in Attachment 2",
    ),
    "X14": ("同一数字在各处一致", "the same figure is the same wherever it is quoted"),
    "X15": ("单位名称、年度、日期、填表人各附件一致", "name, year, date and preparer are the same in all attachments"),
    "X16": (
        "附件2 预算的调整 = 项目支出的调整 + 基本支出的调整",
        "change of the budget in Attachment 2 = change of the projects + change of basic expenditure",
    ),
    "X17": ("公务接待批次、人次与金额相称", "reception batches and persons fit the amount"),
    "X18": ("等级与得分相符", "the grade word fits the score"),
    "X19": ("年初预算 − 项目预算 − 公用预算 ≥ 0", "initial budget − projects − operating expenses is not negative"),
    "L1": (
        "附件3 的预算数、执行数与附件1 该专项一致",
        "each card of Attachment 3 agrees with its own line of Attachment 1",
    ),
    "L2": (
        "报告所述预算数与附件1、附件3 一致",
        "budgets quoted in a report are those of Attachment 1 and Attachment 3",
    ),
    "L3": ("目标栏所述金额与资金栏一致", "amounts quoted in the goal cells are those of the fund rows"),
    "L4": ("报告称未发生的“三公”支出，附件1 空白或为零", "what a report denies is blank or zero in Attachment 1"),
    "L5": ("报告称资金全额到位，执行数 = 全年预算数", "where a report says all was paid, spending = the budget"),
    "L6": ("本年所填上年决算数 = 上年材料的决算数", "the prior outturn = the spending in last year's filing"),
    "T1": ("报告所述执行率、控制率可由两数算得", "a rate quoted in a report is that of its two figures"),
    "T2": ("报告所述占比 = 部分 ÷ 总额", "a share quoted in a report = part ÷ whole"),
    "T3": ("报告所述增减额 = 本年 − 上年，增减方向相符", "a change quoted in a report = this year − last year"),
    "T4": ("报告所述增减率 = 增减额 ÷ 上年；上年为零则没有增减率", "a growth rate = change ÷ last year; none on zero"),
    "T5": ("报告所述人均数 = 金额 ÷ 人数", "a figure per head = amount ÷ persons"),
}
