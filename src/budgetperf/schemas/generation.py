"""The three schema files as they should be, from the code as it is."""

from __future__ import annotations

from budgetperf.schemas.filing import filing_schema
from budgetperf.schemas.review import review_schema
from budgetperf.schemas.rulebook import rulebook_schema

__all__ = ["generated"]


def generated() -> dict[str, str]:
    """The text of each schema file, by name."""
    return {"filing": filing_schema(), "review": review_schema(), "rulebook": rulebook_schema()}
