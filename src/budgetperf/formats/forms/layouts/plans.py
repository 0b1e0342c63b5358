"""The forms that are filled in before the year is over: 绩效目标申报表 and 绩效运行监控表."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.forms.layouts.parts import Layout, Part

__all__ = ["MONITORING", "TARGETS"]

# Applied for with the budget: no actuals, no points; often the aims of several years beside those of one.
TARGETS: Final[Layout] = {
    Part.SUBJECT: {
        "attribute": ("项目属性",),
        "period": (
            "起止时间",
            "项目起止时间",
            "项目期",
            "项目周期",
            "实施期限",
            "起止年限",
            "项目实施期",
            "项目起止年限",
        ),
        "starts": ("开始时间", "起始时间", "项目开始时间", "计划开始时间"),
        "ends": ("结束时间", "终止时间", "项目结束时间", "计划完成时间"),
    },
    Part.ROLES: {"total": ("项目资金总额", "申请资金总额", "预算总额")},
    Part.PLAN_FUNDS: {
        "long_term": ("中期资金总额", "中长期资金总额", "长期资金总额", "实施期资金总额", "项目总资金", "项目总投资"),
    },
    Part.PLAN_GOALS: {
        "long_term": (
            "中期目标",
            "长期目标",
            "中长期目标",
            "实施期目标",
            "实施期总目标",
            "中期绩效目标",
            "长期绩效目标",
        ),
        "expected": (
            "年度目标",
            "年度绩效目标",
            "预期目标",
            "年初设定目标",
            "项目年度目标",
            "年度预期目标",
            "当年目标",
        ),
        # Over both of them, or the only one; beside 年度目标 with a text of its own it is the goal of all the years.
        "whole": ("总体目标", "年度总体目标", "绩效目标", "项目总体目标", "总目标", "项目绩效目标"),
    },
    Part.INDICATORS: {"remarks": ("备注",)},
    Part.SIDES: {"funds": ("资金总额及来源", "项目资金来源", "资金来源")},
}

# Filled in after seven or eight months; a leading 1-7月 is folded into 月.
MONITORING: Final[Layout] = {
    Part.FUNDS: {
        "stated_rate": ("月执行率", "月预算执行率"),
        "to_date": ("月执行数", "月预算执行数", "月实际执行数", "月支出数", "上半年执行数", "月执行金额"),
        "forecast": ("全年预计执行数", "预计全年执行数", "全年预计支出数", "全年预计执行金额"),
    },
    Part.INDICATORS: {
        "to_date": (
            "月完成情况",
            "月实际完成情况",
            "月执行情况",
            "月完成值",
            "上半年完成情况",
            "当前完成值",
            "目前完成情况",
        ),
        "forecast": ("全年预计完成情况", "预计全年完成情况", "全年预计完成值", "全年预计完成数"),
        "deviation_note": ("原因说明",),
        "likelihood": ("完成目标可能性", "目标完成可能性"),
        "likelihood_certain": ("确定能",),
        "likelihood_possible": ("有可能",),
        "likelihood_impossible": ("完全不可能",),
    },
    Part.CAUSES: {
        "funding": ("经费保障",),
        "rules": ("制度保障",),
        "staff": ("人员保障",),
        "equipment": ("硬件条件保障", "硬件保障", "硬件条件"),
        "other": ("其他", "其它"),
    },
}
