"""JSON for whatever a tool holds: a filing, a review or a rulebook. The JSON of a filing can be read back."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs

from budgetperf._version import __version__
from budgetperf.domain.model import Filing
from budgetperf.formats import serial
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

    >>> to_json(Filing(year=2022)).splitlines()[1]
    '  "format": "budgetperf/1",'
    """
    if isinstance(value, Review):
        return review_to_json(value, version=__version__, lang=lang)
    if isinstance(value, Rulebook):
        return json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"
    return serial.to_json(value)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if attrs.has(type(value)):
        return {part.name: _plain(getattr(value, part.name)) for part in attrs.fields(type(value))}  # type: ignore[arg-type] # `has` has just looked
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
