"""Which findings of a reader say that something of a document is not in the filing, and how much that is."""

from __future__ import annotations

from typing import Final

from budgetperf.domain.figures import Reading
from budgetperf.domain.finding import Finding

__all__ = ["count_cells", "is_lost"]

# Content that has no place here, or was set aside; and what of that was read after all.
_LOSSES: Final = frozenset({"BP902", "BP903", "BP904", "BP906"})
_KEPT: Final = frozenset({"tracked", "nested_table", "formula"})
# What was never seen is no part of what was there to be read.
_UNSEEN: Final = frozenset({"BP902", "BP906"})


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


def count_cells(reading: Reading) -> tuple[int, int]:
    """
    How many cells and paragraphs were read, and how many were not, hidden ones included.

    >>> from budgetperf.domain.model import Filing
    >>> lost = Finding(code="BP903", severity="warning", details={"kind": "unknown_row", "cells": "3"})
    >>> count_cells(Reading(filing=Filing(), findings=(lost,), cells=20))
    (17, 3)
    """
    lost = [(finding, _size(finding)) for finding in reading.findings if is_lost(finding)]
    seen = sum(size for finding, size in lost if finding.code not in _UNSEEN)
    return max(0, reading.cells - seen), sum(size for _, size in lost)


def _size(finding: Finding) -> int:
    return int(dict(finding.details).get("cells") or 1)
