"""
Every edition of the forms as a table of data: which printed label is which field.

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
from budgetperf.formats.forms.layouts.platforms import PLATFORMS

__all__ = ["LAYOUTS"]

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {"hunan-2022": HUNAN_2022, "hunan-2018": HUNAN_2018, "central": CENTRAL, "platforms": PLATFORMS}
)
"""Every edition. They are read together: an office mixes the forms of two years in one folder."""
