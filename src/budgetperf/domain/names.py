"""
Normalised names, so that 民族及宗教处置专项工作 and 民族及宗教处置工作经费 meet.

A `NameKey` is for comparing only; what is stored and shown is always the name as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NewType

from attrs import frozen

from budgetperf.domain.written import FOLDED_SIGNS, fold

__all__ = [
    "NameIndex",
    "NameKey",
    "key_of_plain",
    "leading_name",
    "level_name",
    "may_abbreviate",
    "name_key",
    "plain_name",
]

NameKey = NewType("NameKey", str)

_ORDINAL = re.compile(r"^(?:[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）、.．:：]|[①-⑳★☆*])+")
_MARKS = r"“”\"'‘’「」『』《》〈〉()（）【】\[\]、，,。.;；:：·•—\-_/\\★☆*"
_PUNCTUATION = re.compile(f"[{_MARKS}]")
# Without any of these signs a name is plain as it stands, and most names are.
_NOT_PLAIN = re.compile(f"[{FOLDED_SIGNS}{_MARKS}①-⑳]")
_CIRCLED = "".join(map(chr, range(ord("①"), ord("⑳") + 1)))
# The words that say only "this is a budget line"; which of them is printed differs from place to place.
_GENERIC = re.compile(r"(?:专项资金|专项工作|工作经费|工作专项|项目经费|专项|经费|资金|工作|项目)")
_SHORTEST_ABBREVIATION = 2


def plain_name(text: str) -> str:
    """
    A name without ordinal, white space, width and punctuation.

    >>> plain_name("（1）“迎老乡、回故乡” 活动")
    '迎老乡回故乡活动'
    """
    if _NOT_PLAIN.search(text) is None:
        return text
    return _PUNCTUATION.sub("", _ORDINAL.sub("", fold(text)))


def name_key(text: str) -> NameKey:
    """
    The key under which two spellings of one budget line meet.

    Two lines meet only if their keys are equal; a name made of generic words alone keeps them.

    >>> name_key("民族及宗教处置专项工作") == name_key("民族及宗教处置工作经费")
    True
    >>> name_key("专项工作经费")
    '专项工作经费'
    """
    return _without_generic(plain_name(text))


def key_of_plain(text: str) -> NameKey:
    """The `name_key` of a text that holds no white space and no punctuation, such as a part of a plain name."""
    return _without_generic(text.lstrip(_CIRCLED))


def _without_generic(name: str) -> NameKey:
    return NameKey(_GENERIC.sub("", name) or name)


@frozen
class NameIndex:
    """
    Names by their first sign: what a text names is found without asking for each of them.

    >>> sorted(NameIndex.of(["馆藏数字化", "数字化", "古籍修复"]).within("馆藏数字化加工"))
    ['数字化', '馆藏数字化']
    """

    by_sign: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> NameIndex:
        """Make an index of names; an empty one names nothing."""
        found: dict[str, dict[str, None]] = {}
        for name in names:
            if name:
                found.setdefault(name[0], {})[name] = None
        return cls({sign: tuple(own) for sign, own in found.items()})

    def within(self, text: str) -> set[str]:
        """Those of the names that stand in a text."""
        by_sign = self.by_sign
        return {
            name
            for at, sign in enumerate(text)
            if sign in by_sign
            for name in by_sign[sign]
            if text.startswith(name, at)
        }


def leading_name(found: Iterable[str]) -> str | None:
    """
    Which of the names that stand in a title it goes by: the longest, if all others are parts of that; else None.

    >>> leading_name(["数字化", "数字化加工"]), leading_name(["数字化", "人才引进"]), leading_name([])
    ('数字化加工', None, None)
    """
    names = list(found)
    longest = max(names, key=len, default=None)
    return longest if longest is not None and all(name in longest for name in names) else None


def may_abbreviate(short: str, long: str) -> bool:
    """
    Whether one name can be a short form of another: its characters all occur there, in order.

    >>> may_abbreviate("统战部", "某县委统一战线工作部")
    True
    >>> may_abbreviate("教育局", "某县卫生健康局")
    False
    """
    few, many = plain_name(short), plain_name(long)
    if len(few) > len(many):
        few, many = many, few
    if len(few) < _SHORTEST_ABBREVIATION:
        return few == many
    rest = iter(many)
    return all(character in rest for character in few)


def level_name(name: str) -> str:
    """
    A level-1 name in its usual spelling.

    >>> level_name("产出"), level_name(" 服务对象满意度指标")
    ('产出指标', '满意度指标')
    """
    folded = fold(name)
    if "满意度" in folded:
        return "满意度指标"
    return folded if folded.endswith("指标") else f"{folded}指标"
