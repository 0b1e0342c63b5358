"""
What the official forms print themselves, whoever fills them in: titles, labels, outlines.

The words are those of the forms of a Hunan county of 2022; other editions of the forms are read, and written like this.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from budgetperf.printing.sheet import Kind

__all__ = [
    "BASE_LABELS",
    "FUND_ROWS",
    "ITEMS",
    "LEVELS",
    "NATURES",
    "NOTES",
    "OUTLINES",
    "SOURCES",
    "TITLES",
    "WEIGHTS",
    "official_title",
]

TITLES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.BASE: "部门整体支出绩效评价基础数据表",
        Kind.DEPARTMENT: "部门整体支出绩效自评表",
        Kind.PROJECT: "项目支出绩效自评表",
        Kind.DEPARTMENT_REPORT: "部门整体支出绩效自评报告",
        Kind.PROJECT_REPORT: "项目支出绩效评价报告",
        Kind.PROJECT_TARGET: "项目支出绩效目标申报表",
        Kind.DEPARTMENT_TARGET: "部门整体支出绩效目标申报表",
        Kind.PROJECT_MONITORING: "项目支出绩效运行监控表",
        Kind.DEPARTMENT_MONITORING: "部门整体支出绩效运行监控表",
        Kind.RATES: "部门整体支出绩效评价指标评分表",
    }
)
"""What each form is called."""

NOTES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.BASE: "“项目支出”填基本支出以外的全部项目；“公用经费”填基本支出里的商品和服务支出。",
        Kind.PROJECT: "每个一级项目各填一张。",
    }
)
"""The notes of a blank form."""

BASE_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "three_public": "“三公”经费",
        "vehicles": "公务用车购置和维护经费",
        "vehicle_purchase": "公车购置",
        "vehicle_running": "公车运行维护",
        "abroad": "出国经费",
        "hospitality": "公务接待",
        "projects": "项目支出",
        "operations": "业务工作经费",
        "maintenance": "运行维护经费",
        "special": "专项资金",
        "operating": "公用经费",
        "procurement": "政府采购金额",
        "basic_adjustment": "部门基本支出预算调整",
    }
)
"""The rows of 附件1."""

ITEMS: Final = ("办公经费", "水费、电费、差旅费", "会议费、培训费")
"""The rows under 公用经费 of a blank form."""

FUND_ROWS: Final = ("年度资金总额", "当年财政拨款", "上年结转资金", "其他资金")
"""The fund block of a blank 附件3; 附件2 has the first only."""

SOURCES: Final = ("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
NATURES: Final = ("基本支出", "项目支出")

WEIGHTS: Final = (("产出指标", "30"), ("效益指标", "30"), ("满意度指标", "10"), ("成本指标", "20"))
"""The weights that the blank cards of 2022 print."""

LEVELS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
        "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    }
)
"""The second-level indicators under each first-level one."""

OUTLINES: Final[Mapping[Kind, tuple[tuple[int, str, str], ...]]] = MappingProxyType(
    {
        Kind.DEPARTMENT_REPORT: (
            (1, "一", "部门(单位)基本情况"),
            (2, "（一）", "部门职责"),
            (2, "（二）", "机构设置情况"),
            (1, "二", "一般公共预算支出情况"),
            (2, "（一）", "基本支出情况"),
            (2, "（二）", "项目支出情况"),
            (3, "1", "专项资金安排落实、总投入等情况分析"),
            (3, "2", "专项资金实际使用情况分析"),
            (3, "3", "专项资金管理情况分析"),
            (1, "三", "政府性基金预算支出情况"),
            (1, "四", "国有资本经营预算支出情况"),
            (1, "五", "社会保险基金预算支出情况"),
            (1, "六", "部门整体支出绩效情况"),
            (1, "七", "存在的问题及原因分析"),
            (1, "八", "下一步改进措施"),
            (1, "九", "部门整体支出绩效自评结果拟应用和公开情况"),
            (1, "十", "其他需要说明的情况"),
        ),
        Kind.PROJECT_REPORT: (
            (1, "一", "项目支出基本情况"),
            (2, "（一）", "项目支出概况"),
            (2, "（二）", "项目资金使用管理情况"),
            (2, "（三）", "项目支出绩效目标完成程度"),
            (1, "二", "绩效评价工作情况"),
            (1, "三", "项目支出主要绩效及评价结论"),
            (1, "四", "绩效评价指标分析"),
            (2, "（一）", "项目支出决策情况"),
            (2, "（二）", "项目执行过程情况"),
            (2, "（三）", "项目支出产出情况"),
            (2, "（四）", "项目支出效益情况"),
            (1, "五", "主要经验及做法、存在的问题及原因分析"),
            (1, "六", "有关建议"),
            (1, "七", "其他需要说明的问题"),
        ),
    }
)
"""The headings of the two reports: level, ordinal, title."""


def official_title(kind: Kind, year: int | None) -> str:
    """
    The title that a form prints where nobody has written another.

    >>> official_title(Kind.PROJECT, 2022), official_title(Kind.PROJECT, None)
    ('2022年度项目支出绩效自评表', '项目支出绩效自评表')
    """
    return TITLES[kind] if year is None else f"{year}年度{TITLES[kind]}"
