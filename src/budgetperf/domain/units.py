"""
The units of things: 次, 万人次, 平方米, 元/人·月, 台(套), ‰; which words are units, and which of them mean the same.

Units are printed as they please; only a comparison asks for the usual spelling.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

__all__ = ["in_base_unit", "is_unit"]

_LONGEST = 8
_PHYSICAL = r"‰|℃|°|㎡|㎥|(?:k?m|[cm]m|hm)[²³2-3]?|ha|k?g|t|m?[lL]|k?[Ww]h?|[KMGT]B|h|d"
# A unit is a short word: 次, 场次, 万人次, m², 元/人·月, 台(套), 次/10万公顷, 元/㎡. Longer text is a sentence, a stray
# letter is a slip (9O for 90), 余, 多, 左右 say that the number is not meant exactly, 以上, 以内, 3天内办结 that it is
# a bound, 月 that it is a date, and 未 that it is a denial.
_UNIT = re.compile(
    r"(?![余多来几月]|百分[比率])"
    r"(?!.*(?:左右|上下|不等|余|未|以上|以下|以内|之内|内$|(?:小时|分钟|秒|天|日|周|月|年)内))"
    rf"(?:[万亿]?(?:{_PHYSICAL})|[\u4e00-\u9fff][\u4e00-\u9fff/·•*×²³]{{0,7}}(?:\([\u4e00-\u9fff]{{1,2}}\))?)?"
    rf"(?:/(?:(?:10+)?[万亿]?(?:{_PHYSICAL}|[\u4e00-\u9fff]{{1,4}})|10*[万亿]))?"
)
# 百元 or 余万元 is no unit that the forms know; reading it as "so many things" would hide an amount. Per 万元 is one.
_STRANGE_MONEY = re.compile(r"(?!元/)[^/]*元(?!/).*")
_SPELLINGS = {
    "平方米": ("㎡", "m²", "m2", "平米"),
    "立方米": ("㎥", "m³", "m3", "立方"),
    "公里": ("km", "千米"),
    "平方公里": ("km²", "km2", "平方千米"),
    "公顷": ("hm²", "hm2", "ha"),
    "米": ("m",),
    "厘米": ("cm",),
    "毫米": ("mm",),
    "吨": ("t",),
    "公斤": ("kg", "千克"),
    "克": ("g",),
    "升": ("L", "l"),
    "毫升": ("mL", "ml"),
    "小时": ("h",),
    "天": ("d", "日"),
    "人": ("名", "位"),
}
_USUAL = {spelling: usual for usual, spellings in _SPELLINGS.items() for spelling in spellings}
_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_BRACKETED = re.compile(r"\([^()]*\)")
_AND = re.compile(r"[/·•*×]")


@lru_cache(maxsize=1024)  # units are few, and every figure has one
def is_unit(text: str) -> bool:
    """
    Whether this is a unit of things, or none at all.

    >>> [is_unit(text) for text in ("元/人*月", "台(套)", "", "次以上", "小时内响应", "月底到位")]
    [True, True, True, False, False, False]
    """
    return len(text) <= _LONGEST and _UNIT.fullmatch(text) is not None and _STRANGE_MONEY.fullmatch(text) is None


@lru_cache(maxsize=1024)
def in_base_unit(unit: str) -> tuple[Decimal | None, str]:
    """
    How many of its base unit a unit is worth, or None for one; and that unit in its usual spelling.

    >>> in_base_unit("万㎡"), in_base_unit("元/人/月") == in_base_unit("元/月·人"), in_base_unit("台(套)")
    ((Decimal('10000'), '平方米'), True, (None, '台'))
    """
    factor = _MULTIPLES.get(unit[:1])
    name = _BRACKETED.sub("", unit[1:] if factor is not None else unit)
    what, per, rest = name.partition("/")
    # Per person and month is per month and person.
    return factor, f"{_usual(what)}{per}{'·'.join(sorted(map(_usual, _AND.split(rest))))}"


def _usual(unit: str) -> str:
    # 3个月 and 3个工作日 are no more than 3 of these.
    unit = unit[1:] if unit.startswith("个") and len(unit) > 1 else unit
    return _USUAL.get(unit, unit)
