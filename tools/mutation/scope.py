"""What is changed, which tests may notice, and where it is written down."""

from __future__ import annotations

from pathlib import Path

__all__ = ["LOOKING", "PACKAGE", "ROOMS", "ROOT", "TESTS", "files_of"]

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "budgetperf"
ROOMS = ("domain", "scoring", "reconciliation")
# Of the rooms themselves, and of those that stand directly on them.
TESTS = (
    "tests/domain",
    "tests/scoring",
    "tests/reconciliation",
    "tests/checks",
    "tests/laws",
    "tests/faults",
    "tests/test_cases.py",
    "tests/test_rows.py",
    "tests/test_examples.py",
    "tests/rendering/test_rendering_messages.py",
    "tests/test_other_cards.py",
    "tests/test_review.py",
    "tests/test_rate_cases.py",
    "tests/test_conformance.py",
    *(f"src/budgetperf/{room}" for room in ROOMS),
)

# What looks at tables and classes without running a line of them.
LOOKING = ("tests/domain/test_vocabulary.py",)


def files_of(room: str) -> list[Path]:
    """The modules of a room."""
    return sorted((PACKAGE / room).rglob("*.py"))
