"""
Where in a document a clause stands, and what its note says, for readers of English.

Clauses are written in Chinese, where they are of use. What is not here is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CLAUSE_WORDS"]

CLAUSE_WORDS: Mapping[str, str] = {
    "控制率 = 实际在职人数 ÷ 编制数": "control rate = persons in post ÷ established posts",
    "“三公”经费 = 公务用车 + 出国 + 公务接待": "three public expenses = vehicles + travel abroad + hospitality",
    "公务用车购置和维护经费 = 公车购置 + 公车运行维护": "vehicles = purchase + running costs",
    "项目支出 = 业务工作 + 运行维护 + 专项资金": "project expenditure = operations + maintenance + special funds",
    "专项资金 = 各专项之和（一个专项一行）": "special funds = the sum of the lines, one for each",
    "公用经费其中各项之和不超过公用经费": "the items of the operating expenses are at most the whole",
    "规模控制率、投资概算控制率": "area and investment control rates",
    "列标题年度": "years over the columns",
    "各专项预算数与决算数": "budget and outturn of each line",
    "部门基本支出预算调整": "adjustment of basic expenditure",
    "年度资金总额 = 各来源之和": "total funds = the sum of their sources",
    "执行率（B/A）= 全年执行数 ÷ 全年预算数": "execution rate (B/A) = spending ÷ revised budget",
    "按收入性质分合计 = 按支出性质分合计": "amounts by source = amounts by nature",
    "一级指标括号内分值 = 其下各行分值之和": "the weight in brackets = the sum of the weights below it",
    "一级指标分值与执行率分值合计 100": "level-1 weights and the execution weight make 100",
    "得分不低于 0、不高于分值": "points are from 0 to the weight",
    "总分 = 各行之和": "total = the sum of the rows",
    "偏差原因分析及改进措施栏": "column of the deviation notes",
    "实际完成值栏": "column of the actuals",
    "年度指标值与实际完成值的单位": "units of target and actual",
    "表头各栏": "heading cells",
    "封面": "cover page",
    "按支出性质分合计 = 年度资金总额": "amounts by nature = total funds",
    "由表式推得，未见条文": "follows from the layout of the form, no text seen",
    "报告所称的完成情况与自评表得分相符；由两表对照推得": (
        "what a report claims agrees with the points of the card; follows from comparing both"
    ),
    "附件4 第三、四、五部分与附件2 按收入性质分相符；由两表对照推得": (
        "parts 3 to 5 of Attachment 4 agree with the sources in Attachment 2; follows from comparing both"
    ),
    "人均不足 5 元或超过 1000 元的提请核实，界限由本库选定": (
        "less than 5 or more than 1000 yuan for each guest is worth a look; the bounds are this library's"
    ),
    "称未发生的“三公”支出，附件1 决算数为空或零；由两表对照推得": (
        "spending that is denied is blank or zero in Attachment 1; follows from comparing both"
    ),
    "称资金全额到位或支付的，全年执行数等于全年预算数；由两表对照推得": (
        "where all is said to have been paid, spending is the revised budget; follows from comparing both"
    ),
    "定性指标档次": "bands of judged indicators",
    "零值指标评分脚本": "script for targets of zero",
    "超额完成阈值": "threshold of over-attainment",
    "表后附注": "notes below the form",
    "等级脚本": "script of the grades",
    "文号": "document number",
    "得分计算方法栏": "column of how points are computed",
    "各评分脚本": "scoring scripts",
    "反向指标评分脚本": "script for indicators where lower is better",
    "二级指标栏": "level-2 column",
    "一级指标栏括号内分值": "weights in brackets in the level-1 column",
    "一级指标、二级指标栏": "level-1 and level-2 columns",
    "达到目标记满分；未达到的按完成值与指标值之比记分；超过目标不加分": (
        "the full weight for a target that is met, else actual ÷ target; nothing is added above it"
    ),
    "超出目标一倍及以上记 0 分": "no points at twice the target or more",
    "未见文件规定；离目标越远得分越低": "no text seen; the further from the target, the fewer points",
    "最高不得超过分值上限": "at most the weight",
    "文件未规定取整，此处从脚本": "no text settles rounding; the scripts are followed",
    "成本与控制率以不超过为好": "costs and control rates are better below",
    "平台默认 1.2 倍；国家层面未给数字": "the platform's default is 1.2 times; no national figure",
    "只见过 2022 年度的表，此后各年度沿用": "only the form of 2022 was seen; it is used for later years",
    "反向指标按指标值与完成值之比记分": "where lower is better: target ÷ actual",
    "县级表格的附注印有同一组分值": "a county form prints the same weights in its notes",
    "以文号的年份为起始年度": "in force from the year of its number",
}
