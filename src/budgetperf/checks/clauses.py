"""The clause behind each code that is no rule of a rulebook: the printed forms, and what this library chose."""

from __future__ import annotations

from budgetperf.domain.finding import Clause, ClauseStatus

__all__ = ["CHOSEN", "clause_of"]

_BASE = "部门整体支出绩效评价基础数据表（附件1）"
_CARD = "部门整体支出、项目支出绩效自评表（附件2、附件3）"
_FORM_2022 = 2022


def _form(document: str, place: str) -> Clause:
    return Clause(document=document, year=_FORM_2022, place=place, status=ClauseStatus.SEEN)


def _chosen(note: str) -> Clause:
    return Clause(document="budgetperf", status=ClauseStatus.CHOSEN, note=note)


# What follows from the layout of a form alone, although no text says so.
CHOSEN = _chosen("由表式推得，未见条文")

_BY_CODE = {
    "B1": _form(_BASE, "控制率 = 实际在职人数 ÷ 编制数"),
    "B2": _form(_BASE, "“三公”经费 = 公务用车 + 出国 + 公务接待"),
    "B3": _form(_BASE, "公务用车购置和维护经费 = 公车购置 + 公车运行维护"),
    "B4": _form(_BASE, "项目支出 = 业务工作 + 运行维护 + 专项资金"),
    "B5": _form(_BASE, "专项资金 = 各专项之和（一个专项一行）"),
    "B6": _form(_BASE, "公用经费其中各项之和不超过公用经费"),
    "B7": _form(_BASE, "规模控制率、投资概算控制率"),
    "B8": _form(_BASE, "列标题年度"),
    "B9": _form(_BASE, "各专项预算数与决算数"),
    "B10": _form(_BASE, "部门基本支出预算调整"),
    "P1": _form(_CARD, "年度资金总额 = 各来源之和"),
    "P2": _form(_CARD, "执行率（B/A）= 全年执行数 ÷ 全年预算数"),
    "P4": _form(_CARD, "按收入性质分合计 = 按支出性质分合计"),
    "P5": _form(_CARD, "一级指标括号内分值 = 其下各行分值之和"),
    "P6": _form(_CARD, "一级指标分值与执行率分值合计 100"),
    "P7": _form(_CARD, "得分不低于 0、不高于分值"),
    "P8": _form(_CARD, "总分 = 各行之和"),
    "P9": _form(_CARD, "偏差原因分析及改进措施栏"),
    "P11": _form(_CARD, "实际完成值栏"),
    "P12": _form(_CARD, "年度指标值与实际完成值的单位"),
    "P17": _form(_CARD, "表头各栏"),
    "P17 cover": _form("部门整体支出绩效自评报告（附件4）", "封面"),
    "X12": _chosen("报告所称的完成情况与自评表得分相符；由两表对照推得"),
    "X13": _chosen("附件4 第三、四、五部分与附件2 按收入性质分相符；由两表对照推得"),
    "X17": _chosen("人均不足 5 元或超过 1000 元的提请核实，界限由本库选定"),
    "L4": _chosen("称未发生的“三公”支出，附件1 决算数为空或零；由两表对照推得"),
    "L5": _chosen("称资金全额到位或支付的，全年执行数等于全年预算数；由两表对照推得"),
    "X6": _form(_CARD, "按支出性质分合计 = 年度资金总额"),
}


def clause_of(code: str) -> Clause:
    """
    The clause of an identity.

    >>> clause_of("B5").place
    '专项资金 = 各专项之和（一个专项一行）'
    """
    return _BY_CODE.get(code, CHOSEN)
