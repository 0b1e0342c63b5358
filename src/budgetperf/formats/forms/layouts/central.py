"""The form of the central rules, as it is printed all over the country."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.forms.layouts.parts import Layout, Part

__all__ = ["CENTRAL"]

# The form of the central rules of 2020, and the one of 2016 with two amounts only.
CENTRAL: Final[Layout] = {
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
        "standard": ("得分计算方法", "计分方法"),
    },
    Part.ROLES: {
        "total": ("总额", "年度财政资金总额", "预算资金总额", "年度预算总额"),
        "appropriation": (
            "财政资金",
            "本年一般公共预算拨款",
            "当年一般公共预算拨款",
            "一般公共预算拨款",
            "中央、省、市补助",
        ),
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
        "actual": (
            "全年完成值",
            "全年实际值",
            "完成值",
            "全年实际完成值",
            "实际值",
            "年度实际完成值",
            "年度完成值",
            "实际完成情况",
            "全年实际完成情况",
            "全年完成情况",
            "完成情况",
        ),
        "weight": ("权重", "指标权重", "参考分值"),
        "points": ("自评得分", "指标得分", "自评总分"),
        "deduction": ("扣分",),
        "standard": ("评分标准", "得分计算方法", "计分标准"),
        "explanation": ("指标解释", "指标说明", "指标内涵"),
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
