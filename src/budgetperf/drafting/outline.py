"""The official headings of 附件4 and 附件5, and what the officer has to write under each."""

from __future__ import annotations

from attrs import frozen

from budgetperf.domain.names import plain_name
from budgetperf.domain.record import ScorecardKind

__all__ = ["OUTLINES", "Entry", "entry_of"]

# A shorter title is contained in too many others to name one of them.
_SHORTEST = 4


@frozen
class Entry:
    """
    One official heading.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1、.

        key: By which the sentences that belong under it are found.

        prompt: What only the officer can write there; None where the heading only holds others, or the figures
            say it all.
    """

    level: int
    ordinal: str
    title: str
    key: str
    prompt: str | None = None


DEPARTMENT = (
    Entry(1, "一", "部门(单位)基本情况", "basics"),
    Entry(2, "（一）", "部门职责", "duties", "部门主要职责"),
    Entry(2, "（二）", "机构设置情况", "staffing", "内设机构和下属单位的设置"),
    Entry(1, "二", "一般公共预算支出情况", "whole"),
    Entry(2, "（一）", "基本支出情况", "basic", "人员经费的金额和用途，公务接待的批次和人次"),
    Entry(2, "（二）", "项目支出情况", "projects"),
    Entry(3, "1", "专项资金安排落实、总投入等情况分析", "arranged", "专项资金的来源和到位情况"),
    Entry(3, "2", "专项资金实际使用情况分析", "used"),
    Entry(3, "3", "专项资金管理情况分析", "managed", "专项资金的管理制度和执行情况"),
    Entry(1, "三", "政府性基金预算支出情况", "government_funds", "政府性基金预算支出情况，没有的写明没有"),
    Entry(1, "四", "国有资本经营预算支出情况", "state_capital", "国有资本经营预算支出情况，没有的写明没有"),
    Entry(1, "五", "社会保险基金预算支出情况", "social_insurance", "社会保险基金预算支出情况，没有的写明没有"),
    Entry(1, "六", "部门整体支出绩效情况", "performance", "各项产出和效益的完成情况"),
    Entry(1, "七", "存在的问题及原因分析", "problems", "存在的问题及其原因"),
    Entry(1, "八", "下一步改进措施", "measures", "改进措施、责任人和完成时间"),
    Entry(1, "九", "部门整体支出绩效自评结果拟应用和公开情况", "publicity", "自评结果如何应用，何时在何处公开"),
    Entry(1, "十", "其他需要说明的情况", "others", "其他需要说明的情况，没有的写“无”"),
)
PROJECT = (
    Entry(1, "一", "项目支出基本情况", "basics"),
    Entry(2, "（一）", "项目支出概况", "budget", "立项背景、实施内容和实施时间"),
    Entry(2, "（二）", "项目资金使用管理情况", "used", "资金的用途和管理"),
    Entry(2, "（三）", "项目支出绩效目标完成程度", "goals", "绩效目标的完成情况"),
    Entry(1, "二", "绩效评价工作情况", "method", "评价的组织、方法和过程"),
    Entry(1, "三", "项目支出主要绩效及评价结论", "conclusion", "主要绩效和评价结论"),
    Entry(1, "四", "绩效评价指标分析", "indicators"),
    Entry(2, "（一）", "项目支出决策情况", "decision", "立项依据、目标和资金的确定"),
    Entry(2, "（二）", "项目执行过程情况", "process", "资金支付和组织实施"),
    Entry(2, "（三）", "项目支出产出情况", "output", "数量、质量、时效和成本各项产出"),
    Entry(2, "（四）", "项目支出效益情况", "effect", "各项效益和服务对象满意度"),
    Entry(1, "五", "主要经验及做法、存在的问题及原因分析", "problems", "经验和做法，存在的问题及其原因"),
    Entry(1, "六", "有关建议", "advice", "有关建议"),
    Entry(1, "七", "其他需要说明的问题", "others", "其他需要说明的问题，没有的写“无”"),
)
OUTLINES = {ScorecardKind.DEPARTMENT: DEPARTMENT, ScorecardKind.PROJECT: PROJECT}


def entry_of(title: str | None, outline: tuple[Entry, ...]) -> int | None:
    """
    Which official heading a title is: the same but for signs, or the only one that it is a part of, or that it holds.

    >>> entry_of("部门（单位）基本情况", DEPARTMENT), entry_of("存在的问题", DEPARTMENT), entry_of("附表", DEPARTMENT)
    (0, 13, None)
    """
    said = plain_name(title or "")
    titles = [plain_name(entry.title) for entry in outline]
    if said in titles:
        return titles.index(said)
    if len(said) < _SHORTEST:
        return None
    near = [at for at, official in enumerate(titles) if said in official or official in said]
    return near[0] if len(near) == 1 else None
