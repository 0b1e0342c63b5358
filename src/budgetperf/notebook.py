"""
How the values of this library look in a notebook.

The domain knows nothing of pages, so a value does not bring its own look along: the classes get it here, from above,
when the package is imported. What makes the page is imported when a notebook first asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from budgetperf.domain.model import Filing, Scorecard
from budgetperf.review import Review
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score

__all__ = ["show_in_notebooks"]

_SHOWN = (Filing, Scorecard, Score, Review, Rulebook)


def _repr_html_(self: object) -> str:
    """The value as a notebook shows it: tables in which every text is escaped, and nothing runs."""
    return cast("str", import_module("budgetperf.rendering.html.glances").glance(self))


def show_in_notebooks() -> None:
    """Let notebooks show filings, cards, scores, reviews and rulebooks as tables."""
    for shown in _SHOWN:
        shown._repr_html_ = _repr_html_  # type: ignore[union-attr]
