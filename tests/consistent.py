"""
A small county library whose filing is clean, and filings in which everything agrees: what many tests start from.

The accounts, and how they are printed, are those of `budgetperf.testing`; here they have neither goals nor reports, so
that a test says itself what stands in them.
"""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis.strategies import SearchStrategy

import budgetperf as bp
from budgetperf.testing.accounts import Accounts, Project, Row
from budgetperf.testing.departments import accounts as any_accounts
from budgetperf.testing.earning import earn_points
from budgetperf.testing.printing import print_accounts

__all__ = [
    "BOOK",
    "LIBRARY",
    "LIBRARY_FILING",
    "Accounts",
    "accounts",
    "changed",
    "consistent_filings",
    "print_accounts",
    "reviewed",
    "scored",
]

BOOK = bp.load_rulebook("hunan-2022")


def accounts() -> SearchStrategy[Accounts]:
    """Departments with one to three 专项, with or without 业务工作 and 运行维护."""
    return any_accounts(prose=False)


def scored(filing: bp.Filing) -> bp.Filing:
    """The filing with the least points that the rules give for each row, a note beside each deduction, and the sums."""
    return earn_points(filing, BOOK)


def consistent_filings() -> SearchStrategy[bp.Filing]:
    """Filings in 万元 in which everything agrees, or would but for rounding."""
    return accounts().map(print_accounts).map(scored)


# Every figure is a whole hundredth of 万元, so everything agrees exactly, and nothing is odd.
LIBRARY = Accounts(
    specials=(
        Project(
            line="图书购置专项",
            sheet="图书购置工作经费",
            row=Row(380_000, 400_000, 420_000, 390_000),
            own=Row(0, 300_000, 300_000, 280_000),
        ),
        Project(
            line="古籍修复经费",
            sheet="古籍修复专项",
            row=Row(100_000, 120_000, 120_000, 115_000),
            own=Row(0, 120_000, 120_000, 115_000),
        ),
    ),
    maintenance=Project(
        line="运行维护经费",
        sheet="运行维护专项",
        row=Row(50_000, 60_000, 60_000, 60_000),
        own=Row(0, 60_000, 60_000, 60_000),
    ),
    purchase=Row(5_000, 5_000, 5_000, 5_000),
    running=Row(20_000, 22_000, 22_000, 21_000),
    hospitality=Row(10_000, 12_000, 12_000, 11_000),
    items=(Row(30_000, 30_000, 30_000, 28_000), Row(40_000, 40_000, 40_000, 41_000)),
    other_operating=Row(50_000, 50_000, 60_000, 55_000),
    staff=Row(1_630_000, 1_730_000, 1_780_000, 1_770_000),
    building=(1000, 1000, 2_000_000, 1_900_000),
    by_source=80,
    staffing=(20, 19),
    prose=False,
)
LIBRARY_FILING = scored(print_accounts(LIBRARY))


def changed(changes: Mapping[str, object], filing: bp.Filing | None = None) -> bp.Filing:
    """A filing, by default the library's, with something else at some of its paths; None leaves a cell blank."""
    found = LIBRARY_FILING if filing is None else filing
    for path, value in changes.items():
        found = bp.replace(found, path, value)
    return found


def reviewed(changes: Mapping[str, object], book: bp.Rulebook = BOOK) -> bp.Review:
    """The review of the library's filing after some changes; without any it is clean."""
    return bp.review(changed(changes), book)
