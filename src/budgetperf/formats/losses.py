"""Which findings of a reader say that something of a document is not in the filing."""

from __future__ import annotations

from typing import Final

from budgetperf.domain.finding import Finding

__all__ = ["is_lost"]

# Content that has no place here, or was set aside; and what of that was read after all.
_LOSSES: Final = frozenset({"BP902", "BP903", "BP904", "BP906"})
_KEPT: Final = frozenset({"tracked", "nested_table", "formula"})


def is_lost(finding: Finding) -> bool:
    """
    Whether a finding of a reader says that something of the document is not in the filing.

    A figure that could not be read is in the filing, as `Unreadable`; one that the file itself has lost is not.

    >>> is_lost(Finding(code="BP903", severity="warning", details={"kind": "unknown_column"}))
    True
    >>> is_lost(Finding(code="BP107", severity="warning", details={"kind": "assumed_unit"}))
    False
    """
    kind = dict(finding.details).get("kind")
    if finding.code == "BP901":
        return kind == "no_cached_value"
    return finding.code in _LOSSES and kind not in _KEPT
