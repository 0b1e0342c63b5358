"""JSON for whatever a tool holds: a filing, a review or a rulebook. Filings and rulebooks can be read back."""

from __future__ import annotations

from budgetperf._version import __version__
from budgetperf.domain.model import Filing
from budgetperf.formats import serial
from budgetperf.formats.rulebooks.writing import rulebook_to_json
from budgetperf.rendering.review_json import review_to_json
from budgetperf.review import Review
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["to_json"]


def to_json(value: Filing | Review | Rulebook, *, lang: str = "zh") -> str:
    """
    Write a filing, a review or a rulebook as JSON; the same value gives the same bytes.

    Args:
        value: What to write.

        lang: Language of the sentences in a review, ``zh`` or ``en``.

    Raises:
        RulebookError: A rulebook holds a rule written in Python, which no file can hold.

    >>> to_json(Filing(year=2022)).splitlines()[1]
    '  "format": "budgetperf/1",'
    """
    if isinstance(value, Review):
        return review_to_json(value, version=__version__, lang=lang)
    if isinstance(value, Rulebook):
        return rulebook_to_json(value)
    return serial.to_json(value)
