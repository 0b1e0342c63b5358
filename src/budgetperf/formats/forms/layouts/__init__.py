"""
Every edition of the forms as a table of data: which printed label is which field.

A label is written the way `labels.label_key` folds it: without white space, full width, brackets, years, months,
ordinals and colons. Editions may repeat each other, as long as a label names one field of a block everywhere.
A new place whose forms say it differently is a new module with one table here, and a line in `LAYOUTS`; no code
changes. Nothing but labels comes in.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from budgetperf.formats.forms.layouts.central import CENTRAL
from budgetperf.formats.forms.layouts.hunan import HUNAN_2018, HUNAN_2022
from budgetperf.formats.forms.layouts.parts import Layout
from budgetperf.formats.forms.layouts.plans import MONITORING, TARGETS
from budgetperf.formats.forms.layouts.platforms import ANHUI, CHONGQING, SICHUAN, YUNNAN
from budgetperf.formats.forms.layouts.rate_tables import RATE_TABLES

__all__ = ["LAYOUTS"]

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {
        "hunan-2022": HUNAN_2022,
        "hunan-2018": HUNAN_2018,
        "central": CENTRAL,
        "rate-tables": RATE_TABLES,
        "targets": TARGETS,
        "monitoring": MONITORING,
        "yunnan": YUNNAN,
        "sichuan": SICHUAN,
        "chongqing": CHONGQING,
        "anhui": ANHUI,
    }
)
"""Every edition. They are read together: an office mixes the forms of two years in one folder."""
