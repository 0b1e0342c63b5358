"""
How the values of this library look in a notebook.

The domain knows nothing of pages, so a value does not bring its own look along: the classes get it here, from above,
as soon as they are loaded. What makes the page is imported when a notebook first asks for it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final, cast

__all__ = ["show_in_notebooks"]

_SHOWN: Final = {
    "budgetperf.domain.model": ("Filing", "Scorecard"),
    "budgetperf.review": ("Review",),
    "budgetperf.scoring.rulebook": ("Rulebook",),
    "budgetperf.scoring.score": ("Score",),
}


def _repr_html_(self: object) -> str:
    """The value as a notebook shows it: tables in which every text is escaped, and nothing runs."""
    return cast("str", import_module("budgetperf.rendering.html.glances").glance(self))


def show_in_notebooks() -> None:
    """Let notebooks show filings, cards, scores, reviews and rulebooks as tables, as far as they are loaded."""
    for module, names in _SHOWN.items():
        for name in names:
            shown = getattr(sys.modules.get(module), name, None)
            if shown is not None:
                shown._repr_html_ = _repr_html_
