"""Which year words speak of, and whether they speak of a plan or of a part of it."""

from __future__ import annotations

import re

from budgetperf.reconciliation.prose.passages import Kind

__all__ = ["TIME_SIGNS", "is_off", "year_in"]

_PLANNED = re.compile(
    "计划(?<![按照依据原]计划)|拟(?!定)|将(?!近)|预计|力争|争取|确保|下一?年|明年|次年|来年|下一步|今后|未来"
)
_PARTS = re.compile("[半季月]")
_PART_OF_YEAR = re.compile(
    "上半年|下半年|[一二三四1-4]季度|前[一二三四1-9]+个?(?:季度|月)|(?<![0-9])(?:[1-9]|1[01])月(?!.*(?:12月|全年))"
)
_YEAR_WORDS = re.compile(
    "(?P<year>20[0-9]{2})年|(?P<last>上年|去年|上一年)|(?P<other>前年|以前年度|历年|近[二三四五两几]年)"
    "|(?P<this>本年|今年|当年)"
)
# Words without any of these signs name no year, no part of one, and no plan.
TIME_SIGNS = re.compile("[年半季月计拟将预力争确下明次来今未]")


def is_off(words: str, kind: Kind) -> bool:
    """Whether words speak of a plan, or of a part of the year; a goal is a plan anyhow."""
    if _PARTS.search(words) is not None and _PART_OF_YEAR.search(words) is not None:
        return True
    return kind is not Kind.EXPECTED and _PLANNED.search(words) is not None


def year_in(words: str, budget_year: int | None) -> str:
    """
    Which year words name last: ``prior``, ``this``, ``other``, or none.

    >>> year_in("2021年底以前", 2022), year_in("近三年", 2022)
    ('prior', 'other')
    """
    named = ""
    for found in _YEAR_WORDS.finditer(words) if "年" in words else ():
        if found["year"]:
            named = {budget_year: "this", (budget_year or 0) - 1: "prior"}.get(int(found["year"]), "other")
        else:
            named = "prior" if found["last"] else ("this" if found["this"] else "other")
    return named
