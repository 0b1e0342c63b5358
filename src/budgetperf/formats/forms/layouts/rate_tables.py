"""The tables that score rates and not targets: 部门整体支出绩效评价指标(评分)表 of Hunan and Yueyang, before 2021."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.forms.layouts.parts import Layout, Part

__all__ = ["RATE_TABLES"]

RATE_TABLES: Final[Layout] = {
    Part.INDICATORS: {
        "standard": ("评分细则", "评价标准", "评分办法", "计分办法", "评分标准及说明"),
        "deviation_note": ("扣分原因及其他说明", "扣分原因说明", "扣分说明", "扣分理由", "扣分原因及说明"),
        "points": ("评价得分", "实际得分", "自评分"),
        "weight": ("标准分值", "标准分", "满分"),
    },
}
