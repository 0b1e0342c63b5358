"""What a figure tells of the one before it, which was read without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from budgetperf.reconciliation.prose.lexicon import ANY_COLUMN, SPENT
from budgetperf.reconciliation.prose.mentions import Mention, Role

__all__ = ["reconsidered"]

_SPENDING = re.compile("开支|支[出付]|使用|列支|执行|决算|发生|完成")


def reconsidered(read: Iterable[Mention]) -> tuple[Mention, ...]:
    """The figures of a text, each as what follows it has it."""
    mentions = list(read)
    for at, (one, other) in enumerate(pairwise(mentions)):
        if _is_spent_of(one, other):
            mentions[at] = one._replace(columns=ANY_COLUMN)
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
