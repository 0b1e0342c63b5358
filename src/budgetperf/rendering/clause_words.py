"""
Where in a document a clause stands, and what its note says, for readers of other languages.

Clauses are written in Chinese, where they are of use. What is not here is shown as it is written; the notes of a
rulebook are not, for it says them in both languages itself (``note_en``).
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.catalogue import Text, translated

__all__ = ["CLAUSE_WORDS", "clause_words"]

CLAUSE_WORDS: Mapping[str, Text] = {
    text.zh: text
    for text in (
        Text("控制率 = 实际在职人数 ÷ 编制数"),
        Text("“三公”经费 = 公务用车 + 出国 + 公务接待"),
        Text("公务用车购置和维护经费 = 公车购置 + 公车运行维护"),
        Text("项目支出 = 业务工作 + 运行维护 + 专项资金"),
        Text("专项资金 = 各专项之和（一个专项一行）"),
        Text("公用经费其中各项之和不超过公用经费"),
        Text("规模控制率、投资概算控制率"),
        Text("列标题年度", "clause"),
        Text("各专项预算数与决算数"),
        Text("部门基本支出预算调整"),
        Text("年度资金总额 = 各来源之和"),
        Text("执行率（B/A）= 全年执行数 ÷ 全年预算数"),
        Text("按收入性质分合计 = 按支出性质分合计"),
        Text("一级指标括号内分值 = 其下各行分值之和"),
        Text("一级指标分值与执行率分值合计 100"),
        Text("得分不低于 0、不高于分值"),
        Text("总分 = 各行之和"),
        Text("偏差原因分析及改进措施栏"),
        Text("实际完成值栏"),
        Text("年度指标值与实际完成值的单位"),
        Text("表头各栏"),
        Text("封面"),
        Text("按支出性质分合计 = 年度资金总额"),
        Text("由表式推得，未见条文"),
        Text("报告所称的完成情况与自评表得分相符；由两表对照推得"),
        Text("附件4 第三、四、五部分与附件2 按收入性质分相符；由两表对照推得"),
        Text("人均不足 5 元或超过 1000 元的提请核实，界限由本库选定"),
        Text("称未发生的“三公”支出，附件1 决算数为空或零；由两表对照推得"),
        Text("称资金全额到位或支付的，全年执行数等于全年预算数；由两表对照推得"),
        Text("定性指标档次"),
        Text("零值指标评分脚本"),
        Text("超额完成阈值"),
        Text("表后附注"),
        Text("等级脚本"),
        Text("文号"),
        Text("得分计算方法栏"),
        Text("各评分脚本"),
        Text("反向指标评分脚本"),
        Text("二级指标栏"),
        Text("一级指标栏括号内分值"),
        Text("一级指标、二级指标栏"),
    )
}


def clause_words(said: str | None, lang: str) -> str | None:
    """
    A place or a note of a clause in a language, if it is known.

    >>> clause_words("表后附注", "en"), clause_words("第九条", "en")
    ('notes below the form', '第九条')
    """
    text = None if said is None else CLAUSE_WORDS.get(said)
    return said if text is None else translated(text, lang)
