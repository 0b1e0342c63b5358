"""The forms that provincial platforms print."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.forms.layouts.parts import Layout, Part

__all__ = ["ANHUI", "CHONGQING", "SICHUAN", "YUNNAN"]

# One target in three columns under 年度指标值: sign, number, unit.
YUNNAN: Final[Layout] = {
    Part.INDICATORS: {
        "sign": ("指标性质", "指标类型", "指标方向"),
        "unit": ("度量单位", "计量单位", "指标值单位"),
    },
}

# The same three columns, other words for the results, and a conclusion under the table.
SICHUAN: Final[Layout] = {
    Part.INDICATORS: {
        "actual": ("预算执行完成值", "实际完成数"),
        "deviation_note": ("未完成原因", "未完成原因说明"),
    },
    Part.REMARKS: {
        "conclusion": ("评价结论", "自评结论", "自评总体结论"),
        "problems": ("存在问题", "存在的问题", "主要问题"),
        "improvements": ("改进措施", "改进建议", "下一步改进措施"),
    },
    Part.AROUND: {"responsible": ("项目负责人",), "finance": ("财务负责人", "财务负责人签字")},
}

# A flat list of the indicators of a department: no levels, the target as set and as adjusted.
CHONGQING: Final[Layout] = {
    Part.FUNDS: {"revised": ("调整预算数", "年度调整预算数"), "points": ("执行率得分",)},
    Part.GOALS: {
        "expected": ("当年绩效目标", "当年整体绩效目标", "年初整体绩效目标"),
        "actual": ("全年目标完成情况", "全年绩效目标完成情况", "全年目标实际完成情况"),
    },
    Part.SIDES: {"funds": ("部门预算", "部门资金", "部门预算资金")},
    Part.INDICATORS: {
        "initial_target": ("年初指标值",),
        "target": ("调整指标值", "调整后指标值"),
        "score_share": ("得分系数",),
        "core": ("是否核心指标", "核心指标"),
    },
}

# A department form whose fund block is like that of a project.
ANHUI: Final[Layout] = {
    Part.SUBJECT: {"department": ("部门", "部门单位")},
    Part.ROLES: {"carryover": ("上年结转资金", "上年结转")},
}
