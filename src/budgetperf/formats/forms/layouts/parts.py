"""The blocks of a form, and what a layout is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["Layout", "Part"]


class Part(StrEnum):
    """A block of a form. Within one block a label names one field."""

    STAFFING = "staffing"
    BASE_AMOUNTS = "base amounts"
    BASE_ROWS = "base rows"
    BUILDINGS = "buildings"
    AUSTERITY = "austerity"
    SUBJECT = "subject"
    FUNDS = "funds"
    ROLES = "roles"
    ALLOCATIONS = "allocations"
    GOALS = "goals"
    INDICATORS = "indicators"
    TOTALS = "totals"
    AROUND = "around"
    PLAN_FUNDS = "funds of a plan"
    PLAN_GOALS = "goals of a plan"
    CAUSES = "causes"
    REMARKS = "remarks"
    NOTES = "notes"
    SIDES = "sides"


Layout = Mapping[Part, Mapping[str, tuple[str, ...]]]
"""For each block of a form its fields, and the labels under which each of them is printed."""
