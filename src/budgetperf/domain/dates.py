"""The last day that a date or period names: what "done in time" is measured from. No clock is read here."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from budgetperf.domain.written import fold

__all__ = ["last_day"]

_YEAR = r"(?:19|20)[0-9]{2}"
_PARTS = re.compile(
    rf"(?:(?P<year>{_YEAR})[年.\-/])?(?:(?P<month>1[0-2]|0?[1-9])(?:月份?|[.\-/](?=[0-9])|(?(year)$|$^))"
    rf"(?:(?P<day>3[01]|[12][0-9]|0?[1-9])(?:日|号)?)?)|(?P<whole>{_YEAR})年(?![0-9])"
)
# 上旬, 上半年, 二季度, 月初: a person knows which day is meant.
_VAGUE = re.compile(r"[旬初中]|半年|季")


def last_day(text: str) -> date | None:
    """
    The last day of a date or period; None where it names none without doubt.

    >>> last_day("2022年1月1日-12月31日"), last_day("2022年6月底前"), last_day("2022年")
    (datetime.date(2022, 12, 31), datetime.date(2022, 6, 30), datetime.date(2022, 12, 31))
    >>> last_day("6月底前"), last_day("2022年二季度"), last_day("2022-2-30")
    (None, None, None)
    """
    folded = fold(text)
    if _VAGUE.search(folded):
        return None
    # 1-12月 is 1月-12月; only its end matters.
    folded = re.sub(r"(?<![0-9])[0-9]{1,2}[-~—–至到](?=[0-9]{1,2}月)", "", folded)
    year: int | None = None
    month = day = None
    for found in _PARTS.finditer(folded):
        year = int(found["year"] or found["whole"] or year or 0) or None
        month, day = found["month"], found["day"]
    if year is None:
        return None
    try:
        number = int(month) if month else 12
        return date(year, number, int(day) if day else monthrange(year, number)[1])
    except ValueError:  # the 30th of February
        return None
