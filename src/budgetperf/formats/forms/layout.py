"""
Which printed label is which field: tables of data, one for each edition of the forms.

A label is written here the way `labels.label_key` folds it: without white space, full width, brackets, years,
ordinals and colons. A new place whose forms say it differently is a new `Layout` in `LAYOUTS`; no code changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

__all__ = ["FORM_NAMES", "LAYOUTS", "TITLES", "USUAL_LABELS", "Form", "Layout", "Part", "accepted", "names"]


class Form(StrEnum):
    """The five attachments of a filing."""

    BASE = "base"
    DEPARTMENT_CARD = "department"
    PROJECT_CARD = "project"
    DEPARTMENT_REPORT = "department-report"
    PROJECT_REPORT = "project-report"

    @property
    def is_card(self) -> bool:
        """Whether this is a scorecard."""
        return self in (Form.DEPARTMENT_CARD, Form.PROJECT_CARD)

    @property
    def is_report(self) -> bool:
        """Whether this is a report."""
        return self in (Form.DEPARTMENT_REPORT, Form.PROJECT_REPORT)


FORM_NAMES: Final[Mapping[Form, str]] = MappingProxyType(
    {
        Form.BASE: "基础数据表",
        Form.DEPARTMENT_CARD: "部门整体支出绩效自评表",
        Form.PROJECT_CARD: "项目支出绩效自评表",
        Form.DEPARTMENT_REPORT: "部门整体支出绩效自评报告",
        Form.PROJECT_REPORT: "项目支出绩效评价报告",
    }
)
"""What an attachment is called where it prints no mark of its own."""

TITLES: Final[tuple[tuple[Form, str], ...]] = (
    (Form.BASE, r"(?:部门|单位)?(?:整体)?(?:支出)?(?:绩效)?(?:评价|自评)?基础数据(?:情况|统计|采集)?表"),
    (
        Form.DEPARTMENT_CARD,
        r"(?:部门|单位|部门\(单位\)|单位\(部门\))?(?:预算)?整体(?:支出)?(?:预算)?绩效(?:目标)?(?:自评|自我评价)(?:价)?(?:情况)?(?:评分)?表",
    ),
    (
        Form.PROJECT_CARD,
        r"(?:项目|专项)(?:支出|资金)?(?:预算)?绩效(?:目标)?(?:自评|自我评价)(?:价)?(?:情况)?(?:评分)?表",
    ),
    (
        Form.DEPARTMENT_REPORT,
        r"(?:部门|单位|部门\(单位\)|单位\(部门\))?(?:预算)?整体(?:支出)?(?:预算)?绩效(?:自评|评价|自我评价)(?:工作)?(?:的)?(?:情况)?(?:的)?报告",
    ),
    (
        Form.PROJECT_REPORT,
        r"(?:项目|专项)(?:支出|资金)?(?:预算)?绩效(?:自评|评价|自我评价)(?:工作)?(?:的)?(?:情况)?(?:的)?报告",
    ),
)
"""How the title of each form ends, as patterns over folded text; what stands before is a year and a name."""


class Part(StrEnum):
    """A block of a form. Within one block a label names one field."""

    STAFFING = "staffing"
    BASE_AMOUNTS = "base amounts"
    BASE_ROWS = "base rows"
    BUILDINGS = "buildings"
    AUSTERITY = "austerity"
    SUBJECT = "subject"
    FUNDS = "funds"
    ROLES = "roles"
    ALLOCATIONS = "allocations"
    GOALS = "goals"
    INDICATORS = "indicators"
    TOTALS = "totals"
    AROUND = "around"
    NOTES = "notes"
    SIDES = "sides"


Layout = Mapping[Part, Mapping[str, tuple[str, ...]]]


# Hunan's forms of 2022: the five attachments of a county department.
_HUNAN_2022: Final[Layout] = {
    Part.STAFFING: {
        "established": ("编制数", "编制人数"),
        "actual": ("实际在职人数", "年实际在职人数", "在职人数", "实有人数"),
        "stated_rate": ("控制率", "在职人员控制率", "财政供养人员控制率"),
    },
    # Which 决算数 is last year's is settled by the year or the word before it: `base_form` says how.
    Part.BASE_AMOUNTS: {
        "prior": ("上年决算数", "上年度决算数", "去年决算数", "上年决算"),
        "initial": ("预算数", "年预算数", "本年预算数", "年初预算数", "预算", "本年预算"),
        "spent": ("本年决算数", "本年度决算数", "本年决算"),
        "outturn": ("决算数", "年决算数", "决算"),
    },
    Part.BASE_ROWS: {
        "three_public.total": ("三公经费", "三公经费支出", "三公经费合计"),
        "three_public.vehicles": (
            "公务用车购置和维护经费",
            "公务用车购置及维护经费",
            "公务用车购置和运行维护经费",
            "公务用车购置及运行维护费",
            "公务用车购置及运行维护经费",
            "公务用车购置及运行费",
        ),
        "three_public.vehicle_purchase": ("公车购置", "公车购置费", "公务用车购置", "公务用车购置费"),
        "three_public.vehicle_running": (
            "公车运行维护",
            "公车运行维护费",
            "公务用车运行维护",
            "公务用车运行维护费",
            "公务用车运行费",
        ),
        "three_public.abroad": ("出国经费", "因公出国经费", "因公出国费", "因公出国费用"),
        "three_public.hospitality": ("公务接待", "公务接待费", "公务接待经费"),
        "projects.total": ("项目支出", "项目支出合计"),
        "projects.operations": ("业务工作经费",),
        "projects.maintenance": ("运行维护经费",),
        "projects.special": ("县级专项资金", "专项资金"),
        "operating.total": ("公用经费", "日常公用经费"),
        "procurement": ("政府采购金额", "政府采购"),
        "basic_adjustment": ("部门基本支出预算调整", "基本支出预算调整"),
    },
    Part.BUILDINGS: {
        "approved_area": ("批复规模", "批复面积", "批准规模", "批准建设面积"),
        "actual_area": ("实际规模", "实际面积", "实际建设面积"),
        "stated_area_rate": ("规模控制率", "面积控制率"),
        "planned_investment": ("预算投资", "概算投资", "投资概算"),
        "actual_investment": ("实际投资",),
        "stated_investment_rate": ("投资概算控制率", "投资控制率"),
    },
    Part.AUSTERITY: {"austerity": ("厉行节约保障措施", "厉行节约措施")},
    Part.SUBJECT: {
        "department": ("预算部门名称", "部门名称", "预算单位", "预算单位名称"),
        "project": ("项目支出名称", "项目名称"),
        "supervisor": ("主管部门",),
        "implementer": ("实施单位",),
    },
    Part.FUNDS: {
        "initial": ("年初预算数", "年初预算"),
        "revised": ("全年预算数", "全年预算"),
        "spent": ("全年执行数", "执行数"),
        "weight": ("分值",),
        "stated_rate": ("执行率",),
        "points": ("得分",),
    },
    Part.ROLES: {
        "total": ("年度资金总额", "资金总额", "年度资金"),
        "appropriation": ("当年财政拨款", "本年财政拨款", "财政拨款"),
        "carryover": ("上年结转资金", "上年结转"),
        "other": ("其他资金",),
    },
    Part.ALLOCATIONS: {"by_source": ("按收入性质分",), "by_nature": ("按支出性质分",)},
    Part.GOALS: {
        "expected": ("预期目标",),
        "actual": ("实际完成情况",),
    },
    Part.INDICATORS: {
        "level1": ("一级指标", "一级"),
        "level2": ("二级指标", "二级"),
        "name": ("三级指标", "三级"),
        "target": ("年度指标值",),
        "actual": ("实际完成值",),
        "weight": ("分值",),
        "points": ("得分",),
        "deviation_note": ("偏差原因分析及改进措施", "偏差原因分析", "偏差原因"),
    },
    Part.TOTALS: {"total": ("总分", "合计", "总计"), "subtotal": ("小计",)},
    Part.AROUND: {
        "prepared_by": ("填表人", "填报人", "经办人", "制表人"),
        "date": ("填报日期", "填表日期", "填报时间", "填表时间"),
        "phone": ("联系电话", "联系方式", "电话"),
        "responsible": ("单位负责人签字", "单位负责人", "部门负责人", "负责人签字", "负责人"),
        "unit_name": ("填报单位", "部门(单位)名称", "部门名称", "单位名称", "填报部门"),
        "money_unit": ("金额单位", "单位"),
    },
    Part.NOTES: {"notes": ("说明", "备注", "注", "填表说明", "填报说明")},
    Part.SIDES: {
        "staffing": ("财政供养人员情况",),
        "amounts": ("经费控制情况",),
        "buildings": ("楼堂馆所控制情况",),
        "funds": ("年度预算申请", "项目资金"),
        "goals": ("年度总体目标",),
        "indicators": ("绩效指标",),
    },
}

# The same base table four years earlier: lines called 专项, and the whole expenditure adjusted.
_HUNAN_2018: Final[Layout] = {
    Part.BASE_ROWS: {
        "projects.operations": ("业务工作专项",),
        "projects.maintenance": ("运行维护专项",),
        "projects.special": ("省级专项资金", "市级专项资金", "区级专项资金", "州级专项资金", "县市级专项资金"),
        "basic_adjustment": ("部门整体支出预算调整", "整体支出预算调整"),
    },
}

# The form of the central rules of 2020, and the one of 2016 with two amounts only.
_CENTRAL: Final[Layout] = {
    Part.SUBJECT: {
        "department": ("部门", "部门预算单位名称"),
        "project": ("专项名称", "专项资金名称"),
        "supervisor": ("主管部门及代码", "项目主管部门", "主管单位"),
        "implementer": ("项目实施单位", "项目单位", "资金使用单位"),
    },
    Part.FUNDS: {
        "initial": ("当年预算数",),
        "revised": ("预算数", "调整后预算数", "调整后的预算", "调整预算数", "调整后预算", "全年调整预算数"),
        "spent": ("预算执行数", "全年预算执行数", "实际执行数"),
        "weight": ("权重", "执行率权重", "参考分值", "指标权重"),
        "stated_rate": ("预算执行率",),
        "points": ("自评得分", "执行率得分", "自评总分", "指标得分"),
    },
    Part.ROLES: {
        "total": ("总额", "年度财政资金总额", "预算资金总额", "年度预算总额"),
        "appropriation": ("财政资金", "本年一般公共预算拨款", "当年一般公共预算拨款", "一般公共预算拨款"),
        "carryover": ("上年结转结余", "上年结余"),
        "other": ("其它资金",),
    },
    Part.GOALS: {
        "expected": ("年初设定目标", "项目年度目标", "年初绩效目标", "年度预期目标"),
        "actual": ("年度总体目标完成情况综述", "全年实际完成情况", "年度目标完成情况", "目标实际完成情况"),
    },
    Part.INDICATORS: {
        "name": ("三级指标名称", "指标名称", "指标内容", "具体指标"),
        "target": ("指标值", "目标值", "年度目标值", "调整指标值", "调整后指标值"),
        "initial_target": ("年初指标值", "年初目标值"),
        "actual": ("全年完成值", "全年实际值", "完成值", "全年实际完成值", "实际值"),
        "weight": ("权重", "指标权重", "参考分值"),
        "points": ("自评得分", "指标得分", "自评总分"),
        "deduction": ("扣分",),
        "standard": ("评分标准", "得分计算方法", "计分标准"),
        "deviation_note": (
            "未完成原因分析",
            "未完成原因和改进措施",
            "未完成原因及改进措施",
            "未完成原因及拟采取的改进措施",
            "偏差大或目标未完成原因分析",
            "偏差原因及改进措施",
            "扣分原因和其他说明",
            "扣分原因",
        ),
    },
    Part.TOTALS: {"total": ("自评总分",)},
    Part.SIDES: {
        "funds": ("预算资金", "预算执行情况", "项目资金情况", "资金情况", "年度预算", "预算情况", "年度资金情况"),
        "goals": ("总体目标", "年度目标", "年度绩效目标", "目标完成情况", "年度目标情况", "绩效目标"),
        "indicators": ("年度绩效指标", "绩效指标完成情况"),
    },
}

# Platforms that print one target in three columns: sign, number, unit.
_PLATFORMS: Final[Layout] = {
    Part.INDICATORS: {
        "sign": ("指标性质", "指标类型"),
        "unit": ("度量单位", "计量单位"),
        "core": ("是否核心指标", "核心指标"),
    },
}

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {"hunan-2022": _HUNAN_2022, "hunan-2018": _HUNAN_2018, "central": _CENTRAL, "platforms": _PLATFORMS}
)
"""Every edition. They are read together: an office mixes the forms of two years in one folder."""

USUAL_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "three_public": "三公经费",
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
"""The labels of 附件1 that `BaseTable.labels` leaves out."""


def _merge(part: Part) -> Mapping[str, str]:
    return MappingProxyType(
        {
            label: name
            for layout in LAYOUTS.values()
            for name, labels in layout.get(part, {}).items()
            for label in labels
        }
    )


_NAMES: Final = MappingProxyType({part: _merge(part) for part in Part})


def names(part: Part) -> Mapping[str, str]:
    """
    The fields of a part by their labels.

    >>> names(Part.FUNDS)["全年执行数"]
    'spent'
    """
    return _NAMES[part]


def accepted(part: Part, *fields: str) -> tuple[str, ...]:
    """
    The labels under which a field would have been found.

    >>> accepted(Part.INDICATORS, "points")
    ('得分', '自评得分', '指标得分', '自评总分')
    """
    return tuple(label for label, name in _NAMES[part].items() if name in fields)
