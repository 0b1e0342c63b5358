"""What a figure tells of the one before it, which was read without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, takewhile

from budgetperf.reconciliation.prose.lexicon import ANY_COLUMN, LINES, SPENT, Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role

__all__ = ["reconsidered"]

_SPENDING = re.compile("开支|支[出付]|使用|列支|执行|决算|发生|完成")


def reconsidered(read: Iterable[Mention]) -> tuple[Mention, ...]:
    """The figures of a text, each as what follows it has it."""
    mentions = list(read)
    for at, (one, other) in enumerate(pairwise(mentions)):
        if _is_spent_of(one, other):
            mentions[at] = one._replace(columns=ANY_COLUMN)
        elif other.opening and one.subjects == (Subject.OWN,) and _is_of_several(one, mentions[at + 1 :]):
            mentions[at] = one._replace(subjects=(Subject.OWN, Subject.PROJECTS))
    return tuple(mentions)


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


def _is_of_several(one: Mention, later: Iterable[Mention]) -> bool:
    """Whether the report of one project tells of all of them: 全馆项目支出83.63万元，其中A 59.28万元、B 24.35万元."""
    listed = takewhile(lambda other: other.sentence == one.sentence, later)
    return one.role is Role.AMOUNT and any(
        other.subject is not None and other.subject.startswith(LINES) for other in listed
    )
