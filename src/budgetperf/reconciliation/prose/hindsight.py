"""What a figure tells of the one before it, which was read without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from budgetperf.reconciliation.prose.lexicon import ANY_COLUMN, LINES, SPENT, Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role

__all__ = ["reconsidered"]

_SPENDING = re.compile("开支|支[出付]|使用|列支|执行|决算|发生|完成")
# 收入总计312.00万元, and what 支出总计 falls into
_ALL_INCOME = re.compile("收.*总|总收")
_OF_ALL_THERE_WAS = re.compile("本年支出|结转|结余")
_OTHER_BUDGET = re.compile(
    r"\s*[,，]?\s*(?:与|比|较|同|相较于?)\s*(?:上年度?|去年|上一年度?|(?P<year>20[0-9]{2})年度?)(?:年初|部门|支出|全年)*预算"
)
# How many figures before one are looked at.
_FAR = 8
_OUTTURN = re.compile("决算|实际|执行|完成|发生")


def reconsidered(read: Iterable[Mention], text: str, year: int | None) -> tuple[Mention, ...]:
    """
    The figures of a text, each as what follows it has it.

    Args:
        read: The figures.

        text: The text.

        year: The budget year, or None.
    """
    mentions = list(read)
    for at, one in enumerate(mentions):
        if one.role is not Role.AMOUNT or one.columns != SPENT:
            continue
        before, after = mentions[max(0, at - _FAR) : at], mentions[at + 1 : at + 2]
        if one.subject == Subject.TOTAL and _is_all_there_was(one, before, after):
            mentions[at] = one._replace(sure=False)
        elif _is_budget(one, text, year):
            mentions[at] = one._replace(columns=ANY_COLUMN)
    for at in range(len(mentions) - 1):
        one, other = mentions[at : at + 2]
        if _is_spent_of(one, other):
            mentions[at] = one._replace(columns=ANY_COLUMN)
        elif one.opening and one.subject == Subject.OWN and _is_beside_another(one, later := _later(mentions, at)):
            # 项目资金62.40万元，其中部门预算项目支出40万元、专项支出22.40万元: parts that have the name of the whole.
            mentions[at : at + 1 + len(later)] = [
                each._replace(subjects=(Subject.UNKNOWN,)) if each is one or _is_like(one, each) else each
                for each in (one, *later)
            ]
        elif other.opening and one.subjects == (Subject.OWN,) and _is_of_several(one, _later(mentions, at)):
            mentions[at] = one._replace(subjects=(Subject.OWN, Subject.PROJECTS))
    return tuple(mentions)


def _later(mentions: Sequence[Mention], at: int) -> Sequence[Mention]:
    """The figures that follow one in its sentence; the rest of a long text is not looked at for each of them."""
    sentence, end = mentions[at].sentence, at + 1
    while end < len(mentions) and mentions[end].sentence == sentence:
        end += 1
    return mentions[at + 1 : end]


def _is_all_there_was(one: Mention, before: Iterable[Mention], after: Iterable[Mention]) -> bool:
    """Whether 支出总计 may hold what is carried over, too: 收入总计312.00万元，支出总计312.00万元."""
    if "总" not in one.label:
        return False
    alike = any(other.figure == one.figure and _ALL_INCOME.search(other.label) for other in before)
    split = any(other.opening and _OF_ALL_THERE_WAS.search(other.label) for other in after)
    return "收" in one.name or alike or split


def _is_budget(one: Mention, text: str, year: int | None) -> bool:
    """Whether an amount that is called 支出 is compared with another year's budget: 支出1.30万元，比2021年预算减少."""
    found = _OTHER_BUDGET.match(text, one.end)
    if found is None or _OUTTURN.search(one.label) is not None:
        return False
    return found["year"] is None or int(found["year"]) != year


def _is_spent_of(one: Mention, other: Mention) -> bool:
    """Whether what was spent is told right after an amount that only has a name: 三公经费3.50万元，实际支出3.15万元."""
    return (
        one.role is other.role is Role.AMOUNT
        and other.bare
        and other.sure
        and one.columns == other.columns == SPENT
        and one.topic == other.topic
        and one.sentence == other.sentence
        and one.named
        and _SPENDING.search(other.label) is not None
        and _SPENDING.search(one.label) is None
    )


def _is_like(one: Mention, other: Mention) -> bool:
    """Whether two amounts of a list go by the name of the project."""
    return (
        one.role is other.role is Role.AMOUNT
        and one.sentence == other.sentence
        and other.named
        and other.subject == Subject.OWN
        and one.columns == other.columns
        and one.depth == other.depth
    )


def _is_beside_another(one: Mention, later: Iterable[Mention]) -> bool:
    """Whether the next amount of a list goes by the name of the project as well, and differs."""
    other = next((each for each in later if each.role is Role.AMOUNT), None)
    return one.named and other is not None and not other.opening and _is_like(one, other) and other.figure != one.figure


def _is_of_several(one: Mention, later: Iterable[Mention]) -> bool:
    """Whether the report of one project tells of all of them: 全馆项目支出83.63万元，其中A 59.28万元、B 24.35万元."""
    return one.role is Role.AMOUNT and any(
        other.subject is not None and other.subject.startswith(LINES) for other in later
    )
