"""Counts in the report of the department that can only be those of one row of a project card (X14)."""

from __future__ import annotations

import re

from budgetperf.domain.names import NameKey
from budgetperf.domain.written import fold
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.mentions import Mention
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.texts import Text
from budgetperf.reconciliation.prose.times import year_in

__all__ = ["is_of_card", "planned"]

_STOPS = re.compile("[。；;！!？?\n]")
_FAR, _TAIL = 240, 6
# A part of it, or more than it: 其中目录著录2000条, 全县目录著录9万条.
_OTHER = re.compile(
    "其中|包括|下属|所属|二级|分别|其他|其余|另[外有]|各[乡镇街村]|乡镇|街道|新增|追加|全[县市区省国]|累[计积]"
)
_MORE = re.compile("以[上下内]|左右|[(（](?:含|包括|不含)")
# 年初计划目录著录50000条, 目录著录年度目标50000条: what was to be done this year.
_PLAN = re.compile("(?:年初|全年|年度|本年度?|当年|原)*计划(?P<words>.+)")
_GOAL = re.compile("(?P<words>.+?)的?(?:年初|全年|年度|绩效)*(?:目标(?:值|任务)?|计划)(?:数|为|是)*")
_OF_THIS_YEAR = re.compile("年初|全年|年度|本年|今年|当年|绩效")
_LATER = re.compile("下一?步|下一?年|明年|来年|次年|今后|未来|将|拟|力争|争取|确保|上半年|下半年|季度")


def planned(text: Text, mention: Mention) -> str | None:
    """The words of a count that a report says was planned for this year; None where it does not say so."""
    if not text.passage.is_report or not mention.exact or not ("计划" in mention.label or "目标" in mention.label):
        return None
    said = _PLAN.fullmatch(mention.label) or _GOAL.fullmatch(mention.label)
    if said is None:
        return None
    lead = _sentence(text, mention.start)
    year = year_in(lead, text.words.year)
    if year in ("prior", "other") or _LATER.search(lead):
        return None
    return said["words"] if year == "this" or _OF_THIS_YEAR.search(lead) else None


def is_of_card(text: Text, path: str, card: int, books: Books) -> bool:
    """Whether nothing before a count of 附件4 tells that it is of less, of more, or of another project than a card."""
    if text.passage.kind is not Kind.DEPARTMENT:
        return False
    place, _, length = path.rpartition("@")[2].partition("+")
    start, end = int(place), int(place) + int(length)
    lead = _sentence(text, start)
    if _OTHER.search(lead) or _MORE.match(text.passage.text[end : end + _TAIL]):
        return False
    own = {books.parties.sheets.lines.get(card), f"scorecards[{card}]"}
    told = "".join((*text.passage.titles[-1:], lead))
    return all(books.words.names[NameKey(name)] in own for name in books.names.within(told))


def _sentence(text: Text, end: int) -> str:
    """The words of a sentence before a place."""
    return fold(_STOPS.split(text.passage.text[max(0, end - _FAR) : end])[-1])
