"""How a sheet shows a date: as its number format says, where that cannot be taken for another day."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

__all__ = ["show_date"]

_TOKEN: Final = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | [_*].
    | \[[^\]]*\]?                     # a locale, a colour, Chinese numerals
    | (?P<end>;)
    | (?P<part>[Yy]+|[Mm]+|[Dd]+|[Hh]+|[Ss]+(?:\.0+)?|(?:AM/PM|am/pm|上午/下午))
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# The short date of the system, stored under its American name; a Chinese one shows it like this.
_SHORT: Final = "yyyy/m/d"
_SHORT_DATES: Final = frozenset({"mm-dd-yy", "m/d/yy"})
_IN_ORDER: Final = ("y", "ym", "ymd", "md", "d", "m")
# Longer ones are names of months and days.
_YEAR, _DAY = 4, 2


def show_date(moment: date | time, pattern: str) -> str:
    """
    The text of a date under an Excel number format.

    Year, month and day are shown in the words of the format when they come in this order. The day first, the month in
    English or a year of two digits would leave in doubt which day is meant: such dates are shown in ISO style, and so
    are those with the time of day, which no form asks for.

    >>> day = date(2022, 2, 3)
    >>> [show_date(day, pattern) for pattern in ('yyyy"年"m"月"d"日";@', 'yyyy"年"m"月"', "yyyy.mm.dd", "d-mmm-yy")]
    ['2022年2月3日', '2022年2月', '2022.02.03', '2022-02-03']

    Args:
        moment: A date, with or without its time, or a time.

        pattern: The number format, in its stored (English) spelling.
    """
    if isinstance(moment, time):
        return moment.isoformat()
    tokens: list[tuple[str, str]] = []
    for token in _TOKEN.finditer(_SHORT if pattern in _SHORT_DATES else pattern):
        if token["end"]:
            break
        part = (token["part"] or "").lower()
        tokens.append((part, token["quoted"] or token["escaped"] or token["other"] or ""))
    day = [part for part, _ in tokens if part and part[0] in "ymd"]
    has_clock = any(part and part[0] not in "ymd" for part, _ in tokens)
    is_plain = all(len(part) == _YEAR if part[0] == "y" else len(part) <= _DAY for part in day)
    if has_clock or not is_plain or "".join(part[0] for part in day) not in _IN_ORDER:
        return moment.date().isoformat() if isinstance(moment, datetime) else moment.isoformat()
    values = {"y": moment.year, "m": moment.month, "d": moment.day}
    return "".join(f"{values[part[0]]:0{len(part)}}" if part else literal for part, literal in tokens).strip()
