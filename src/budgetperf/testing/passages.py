"""
Sentences that stand in both reports: what is said of no figure, of rough figures, and of figures of nothing else.

Their dates, numbers of documents, counts and rough amounts are there to be told from figures that must agree.
"""

from __future__ import annotations

from budgetperf.domain.report import Section
from budgetperf.testing.accounts import Output
from budgetperf.testing.clerk import Clerk

__all__ = [
    "IMPROVEMENTS",
    "MANAGEMENT",
    "METHODS",
    "NOTHING",
    "PROBLEMS",
    "done",
    "noise",
    "planned",
    "section",
]

NOTHING = ("无", "无。", "没有需要说明的情况。")
MANAGEMENT = (
    "专项资金单独核算，先审批、后支付。",
    "按照《专项资金管理办法》（县财发〔2019〕15号）使用资金，做到专款专用。",
    "单笔5万元以上的支出由班子会议集体研究，每季度对账1次。",
    "实行国库集中支付，2022年3月、9月各开展1次检查，没有发现截留挪用。",
)
METHODS = (
    "成立工作小组，对照年初目标逐项打分。",
    "根据《关于开展绩效自评的通知》（县财绩〔2023〕4号），于6月1日至15日开展自评。",
    "成立5人评价小组，查看台账12册，走访群众30人，回收问卷60份。",
    "采用资料核对、现场查看两种方法，分3步进行。",
)
PROBLEMS = (
    "1.预算编得不够细。",
    "一是绩效指标设置还不够具体；二是个别项目支出进度偏慢。",
    "1、上半年支出进度不到50%。2、专业人员不足，缺编3人。",
    "部分项目跨年度实施，第四季度支出较为集中。",
)
IMPROVEMENTS = (
    "1、早编细编预算。",
    "一是每月10日前通报支出进度；二是组织1至2次培训。",
    "1.细化指标，力争量化指标达到80%以上。2.6月底前完成年度预算的60%。",
    "加强与财政部门的沟通，进一步严格预算管理。",
)
_NOISE = (
    "全年召开会议12次，印发简报20余期。",
    "市级示范点2个、县级示范点5个，其中新增县级示范点1个。",
    "接收社会捐赠图书折合60余万元。",
    "近三年累计投入1000余万元。",
    "工作经验于2022年11月8日在第3期《工作动态》刊发。",
    "志愿者服务时长累计近2000小时，参与率95%以上。",
    "带动文化消费约1.2亿元。",
    "单笔超过30万元的支出1笔，合同金额30.5万元分2期支付。",
)


def section(level: int, ordinal: str, title: str, *paragraphs: str | None) -> Section:
    """A heading and what stands under it; a paragraph that was not written is left out."""
    return Section(level=level, ordinal=ordinal, title=title, paragraphs=[text for text in paragraphs if text])


def noise(clerk: Clerk) -> str:
    """A sentence that has to do with nothing else, sometimes."""
    return clerk.pick(_NOISE) if clerk.rarely(3) else ""


def planned(clerk: Clerk, output: Output) -> str:
    """What is to be counted, in a few words."""
    count = f"{output.planned}{output.unit}"
    return clerk.pick(
        (
            f"{output.name}{count}",
            f"{output.name}≥{count}",
            f"{output.name}不少于{count}",
            f"{output.name}达到{count}以上",
            f"实现{output.name}{count}",
        )
    )


def done(clerk: Clerk, output: Output) -> str:
    """What was counted, in a few words, now and then against what was planned."""
    count = f"{output.done}{output.unit}"
    said = clerk.pick(
        (
            f"{output.name}{count}",
            f"{output.name}达{count}",
            f"{output.name}为{count}",
            f"完成{output.name}{count}",
            f"{output.name}达到{count}",
        )
    )
    if output.done == output.planned or not clerk.rarely(4):
        return said
    gap = output.done - output.planned
    return f"{said}，比目标{'多' if gap > 0 else '少'}{abs(gap)}{output.unit}"
