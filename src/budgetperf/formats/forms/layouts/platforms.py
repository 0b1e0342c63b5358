"""The forms that provincial platforms print."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.forms.layouts.parts import Layout, Part

__all__ = ["PLATFORMS"]

# Platforms that print one target in three columns: sign, number, unit.
PLATFORMS: Final[Layout] = {
    Part.INDICATORS: {
        "sign": ("指标性质", "指标类型"),
        "unit": ("度量单位", "计量单位"),
        "core": ("是否核心指标", "核心指标"),
    },
}
