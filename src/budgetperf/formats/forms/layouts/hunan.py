"""The forms of Hunan."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.forms.layouts.parts import Layout, Part

__all__ = ["HUNAN_2018", "HUNAN_2022"]

# Hunan's forms of 2022: the five attachments of a county department.
HUNAN_2022: Final[Layout] = {
    Part.STAFFING: {
        "established": ("编制数", "编制人数"),
        "actual": ("实际在职人数", "年实际在职人数", "在职人数", "实有人数"),
        "stated_rate": ("控制率", "在职人员控制率", "财政供养人员控制率"),
    },
    # Which 决算数 is last year's is settled by the year or the word before it: `base_form` says how.
    Part.BASE_AMOUNTS: {
        "prior": ("上年决算数", "上年度决算数", "去年决算数", "上年决算"),
        "initial": ("预算数", "年预算数", "本年预算数", "年初预算数", "预算", "本年预算"),
        "revised": ("调整预算数", "调整后预算数", "本年调整预算数", "全年预算数"),
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
HUNAN_2018: Final[Layout] = {
    Part.BASE_ROWS: {
        "projects.operations": ("业务工作专项",),
        "projects.maintenance": ("运行维护专项",),
        "projects.special": ("省级专项资金", "市级专项资金", "区级专项资金", "州级专项资金", "县市级专项资金"),
        "basic_adjustment": ("部门整体支出预算调整", "整体支出预算调整"),
    },
}
