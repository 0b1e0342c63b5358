"""
Names of projects, and the ways in which a clerk changes them: generic words come, go and change places.

However a name is changed here, `budgetperf.domain.names.name_key` of it stays the same.
"""

from __future__ import annotations

import re
from itertools import product

from budgetperf.testing.choices import Choices

__all__ = ["SUFFIXES", "stems", "title_of", "told"]

SUFFIXES = ("专项", "经费", "工作经费", "专项资金", "专项工作", "工作专项", "项目经费")
"""What forms put after a name to say that it is a budget line."""
_TOLD_SUFFIXES = ("经费", *SUFFIXES, "工作", "项目", "专项经费", "专项工作经费", "资金", "")
_TRAILING = re.compile(r"(?:专项|经费|工作|资金|项目)+$")
_FIRST = ("图书购置", "古籍修复", "数字阅览", "流动书车")
_GROUPS = ("", "少儿", "乡镇", "社区", "城区", "民间", "本地", "基层")
_THINGS = (
    "图书", "期刊", "古籍", "方志", "家谱", "碑帖", "手稿", "报纸",
    "唱片", "地图", "连环画", "老照片", "书画", "戏曲", "民歌", "剪纸",
)  # fmt: skip
_ACTIONS = (
    "购置", "修复", "数字化", "巡展", "推广", "编目", "征集", "整理",
    "借阅", "培训", "维护", "保护", "讲座", "采录", "展示", "配送",
)  # fmt: skip
# Names with quotation marks, with the signs that also separate the items of a list, with a number, with a generic
# word in the middle, with the end of another one's name.
_AWKWARD = (
    "“书香万家”活动", "“送书、送戏、送电影”下乡", "24小时书房运行", "党建及群团工作指导", "“一县一品”文化工作室",
    "15分钟阅读圈建设", "旧图书购置", "非遗、民俗展演", "志愿者生活补助", "文旅推介（冬季）",
    "“两中心、一平台”建设", "调研培训",
)  # fmt: skip
# A prime: whatever the first one and the step, no name comes twice.
_MANY = 1999
_STEMS = tuple(dict.fromkeys((*_FIRST, *map("".join, product(_GROUPS, _THINGS, _ACTIONS)))))[:_MANY]
_QUOTES = str.maketrans("“”", '""')
_ONE_IN_FOUR, _ONE_IN_EIGHT = (False, False, False, True), (False,) * 7 + (True,)


def stems(choices: Choices, count: int) -> list[str]:
    """
    Names without generic words, all different; there are 1999.

    >>> from random import Random
    >>> from budgetperf.testing.choices import Dice
    >>> len(set(stems(Dice(Random(1)), 1999)))
    1999
    """
    first, step = choices.number(0, _MANY - 1), choices.number(1, _MANY - 1)
    found = [_STEMS[(first + index * step) % _MANY] for index in range(count)]
    for index, awkward in enumerate(_AWKWARD[:count]):
        if choices.one_of(_ONE_IN_FOUR):
            found[index] = awkward
    return found


def title_of(name: str) -> str:
    """
    A name without the generic words after it, if anything is left.

    >>> title_of("图书购置专项工作经费"), title_of("专项经费")
    ('图书购置', '专项经费')
    """
    return _TRAILING.sub("", name) or name


def told(name: str, choices: Choices) -> str:
    """
    A name as a clerk writes it in a sentence.

    >>> from random import Random
    >>> from budgetperf.domain.names import name_key
    >>> from budgetperf.testing.choices import Dice
    >>> {name_key(told("图书购置工作专项", Dice(Random(seed)))) for seed in range(100)}
    {'图书购置'}
    """
    title = title_of(name)
    if choices.one_of(_ONE_IN_EIGHT):
        if "“" not in title:
            title = f"“{title}”"
        elif "、" in title:
            title = title.translate(_QUOTES)
        else:
            title = title.replace("“", "").replace("”", "")
    return title + choices.one_of(_TOLD_SUFFIXES)
