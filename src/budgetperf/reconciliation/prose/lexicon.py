"""
The words of the reports: what names a subject, what says which amount of it is meant, and what says nothing.

A label such as 2022年“三公”经费年初预算 is understood only if every word of it stands in one of these tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

__all__ = [
    "ANY_COLUMN",
    "BESIDE",
    "BUDGET",
    "CHILDREN",
    "ENDINGS",
    "GENERAL_BUDGET",
    "INITIAL",
    "LINES",
    "OPENINGS",
    "OWN_WORDS",
    "PRIOR",
    "REVISED",
    "SPENT",
    "SUBJECT_AT_END",
    "SUBJECT_SIGNS",
    "THREE_PUBLIC",
    "WEAK",
    "Columns",
    "Subject",
    "are_alike",
    "endings_of",
    "is_under",
    "measure_of",
    "wholes_of",
]

# Which columns of the forms a figure may be of; several where the words leave it open.
Columns = tuple[str, ...]
PRIOR: Columns = ("prior",)
INITIAL: Columns = ("initial",)
REVISED: Columns = ("revised",)
SPENT: Columns = ("spent",)
BUDGET: Columns = ("initial", "revised")
ANY_COLUMN: Columns = ("spent", "initial", "revised")
# What came in, or is left over: amounts that no column holds.
BESIDE: Columns = ("beside",)


def _words(text: str) -> list[str]:
    return text.split()


class Subject(StrEnum):
    """What reports speak of, besides budget lines, which go by the path of their funds."""

    TOTAL = "total"
    BASIC = "basic"
    STAFF = "staff"
    OPERATING = "operating"
    PROJECTS = "projects"
    SPECIAL = "special"
    THREE_PUBLIC = "three_public"
    VEHICLES = "vehicles"
    VEHICLE_PURCHASE = "vehicle_purchase"
    VEHICLE_RUNNING = "vehicle_running"
    ABROAD = "abroad"
    HOSPITALITY = "hospitality"
    # The project of a project report, or the card of a goal cell.
    OWN = "own"
    # Something that is named, but not known.
    UNKNOWN = "unknown"


# The rows of 附件1 under “三公”经费, by subject.
THREE_PUBLIC: Mapping[Subject, str] = {
    Subject.THREE_PUBLIC: "total",
    Subject.VEHICLES: "vehicles",
    Subject.VEHICLE_PURCHASE: "vehicle_purchase",
    Subject.VEHICLE_RUNNING: "vehicle_running",
    Subject.ABROAD: "abroad",
    Subject.HOSPITALITY: "hospitality",
}

# What each subject falls into; lines fall into 专项资金 and 项目支出.
CHILDREN: Mapping[Subject, tuple[Subject, ...]] = {
    Subject.TOTAL: (Subject.BASIC, Subject.PROJECTS),
    Subject.BASIC: (Subject.STAFF, Subject.OPERATING),
    Subject.PROJECTS: (Subject.SPECIAL,),
    Subject.OPERATING: (Subject.THREE_PUBLIC,),
    Subject.THREE_PUBLIC: (Subject.VEHICLES, Subject.ABROAD, Subject.HOSPITALITY),
    Subject.VEHICLES: (Subject.VEHICLE_PURCHASE, Subject.VEHICLE_RUNNING),
}
_PARENT = {child: parent for parent, children in CHILDREN.items() for child in children}


def _above(subject: Subject) -> tuple[Subject, ...]:
    parent = _PARENT.get(subject)
    return () if parent is None else (parent, *_above(parent))


_WHOLES: Mapping[str, Sequence[Subject]] = {subject: _above(subject) for subject in Subject if subject != Subject.OWN}
# What has a name of its own: a line of 附件1, or the card of a project.
LINES = ("base_table.projects.lines[", "scorecards[")
# Whatever else is named is a budget line.
_SUBJECTS = frozenset(Subject)
_OF_LINE = (Subject.SPECIAL, *_above(Subject.SPECIAL))

_CAR = "(?:公务用车|公务车|公车)"
_COST = "(?:经费|费用|费)"
# Each subject, without the marks around it; the words before it are looked at separately.
SUBJECT_AT_END = re.compile(
    f"(?:(?P<three_public>三公{_COST}?)"
    f"|(?P<vehicle_purchase>{_CAR}购置{_COST}?)"
    f"|(?P<vehicles>{_CAR}(?:购置{_COST}?(?:以及|[及和与])?{_CAR}?(?:运行)?(?:和|及)?(?:维护|运维|运行)){_COST}?|{_CAR}{_COST})"
    f"|(?P<vehicle_running>{_CAR}(?:运行(?:和|及)?维护|运行|维护|运维){_COST}?)"
    f"|(?P<abroad>因公(?:临时)?(?:出国境?|出境|出国及?出境){_COST}?|出国境{_COST})"
    f"|(?P<hospitality>公务接待{_COST}?|接待费)"
    "|(?P<staff>人员(?:类)?(?:经费|支出|费用))"
    "|(?P<operating>(?:日常|日常办公)?公用(?:类)?(?:经费|支出|费用)|日常公用)"
    "|(?P<basic>基本(?:支出|经费))"
    "|(?P<projects>项目(?:支出|经费|资金))"
    "|(?P<special>专项(?:资金|经费|支出)?)"
    "|(?P<total>整体支出|支出合计|支出总计|支出总额|总支出|全部支出|年度资金总额|资金总额)"
    ")$"
)
# With these signs they end; most words do not, and need not be searched.
SUBJECT_SIGNS = frozenset("公费用置护维行国境待出金项计额")
# How a report of one project, or a goal cell, speaks of itself.
OWN_WORDS = frozenset(
    _words(
        "项目 本项目 该项目 此项目 本专项 该专项 项目支出 项目资金 项目经费 专项 专项资金 专项经费 "
        "专项支出 项目专项资金 项目总资金 本项目资金 该项目资金 本项目支出 该项目支出"
    )
)

# Words at the end of a label that say which amount is meant: 三公经费年初预算, 项目支出实际支出.
_MEASURES: dict[str, Columns] = {
    **dict.fromkeys(
        _words(
            "年初预算 年初预算数 年初预算安排 年初预算安排数 年初预算金额 年初预算总额 年初预算资金 "
            "年初部门预算 年初预算批复 年初批复预算 年初安排预算 年初安排 年初下达预算 初始预算 年初预算支出 "
            "年初预算安排支出 年初支出预算"
        ),
        INITIAL,
    ),
    **dict.fromkeys(
        _words(
            "全年预算 全年预算数 全年预算安排 全年预算资金 调整后预算 调整后预算数 调整后的预算 调整后全年预算 "
            "调整后全年预算数 调整预算数 全年调整预算数 最终预算 最终预算数 预算调整为 预算调整后为 "
            "全年预算调整为 年中调整为 年中调整后为 年中追加调整为 调整为 调整后 调整后为"
        ),
        REVISED,
    ),
    **dict.fromkeys(
        _words(
            "预算 预算数 预算安排 预算安排数 预算资金 预算金额 预算总额 总预算 预算指标 指标 安排预算 "
            "预算安排资金 安排预算资金 "
            "资金预算 支出预算 支出预算数 安排资金 资金安排 安排 预算批复 批复预算 批复预算数 年度预算 "
            "年度预算数 年度预算资金"
        ),
        BUDGET,
    ),
    **dict.fromkeys(
        _words(
            "决算 决算数 决算支出 支出决算 支出决算数 决算支出数 决算总额 支出决算总额 实际支出 "
            "实际支出数 实际支出金额 实际完成 "
            "实际完成支出 实际执行 实际执行数 全年执行数 全年支出数 执行数 预算执行 预算执行数 全年执行 执行 "
            "完成支出 支出数 支出金额 实际使用 实际使用资金 实际开支 实际列支 实际发生 实际支付 支付 "
            "累计支出 全年支出 共支出 共计支出 合计支出 总计支出 已支出 支出共计 支出合计 全年实际支出 "
            "本年支出 当年支出 本年实际支出"
        ),
        SPENT,
    ),
    # 项目预算支出 may be what was budgeted, or what was spent.
    **dict.fromkeys(["预算支出", "预算支出数"], ANY_COLUMN),
}
# These say only that it is spending, and give way to any other word: 支出 in 三公经费支出预算, 实际 in 实际安排.
WEAK: dict[str, Columns] = dict.fromkeys(["支出", "开支", "列支", "使用", "使用资金", "支出为", "实际"], SPENT)
_NOTHING_AFTER = _words(
    "为 是 达 达到 共 共计 合计 总计 总共 一共 计 了 数 总额 金额 资金 总金额 有 的 "
    "全年 本年 当年 年度 情况 方面 累计 仅 仅为 均 也 则 约 数额 规模 总量 经费 财政拨款 "
    "一般公共预算财政拨款"
)
_NO_COLUMNS: Columns = ()
ENDINGS: Mapping[str, Columns] = dict.fromkeys(_NOTHING_AFTER, _NO_COLUMNS) | _MEASURES | WEAK
# How long the words are that end with a sign, the shortest first.
_LENGTHS: Mapping[str, Sequence[int]] = {
    sign: sorted(set(map(len, words))) for sign, words in groupby(sorted(ENDINGS, key=itemgetter(-1)), itemgetter(-1))
}
_NOTHING_BEFORE = _words(
    "其中 由 即 含 包括 包含 主要 主要是 主要为 主要用于 用于 具体 具体为 本年度 本年 今年 "
    "当年 全年 全年度 年度 年内 部门 单位 共 共计 合计 总计 总共 一共 累计 已 均 首先 "
    "截至年底 截至年末 年末 年底 完成 实现 发生 的 在 经 按 为 是 则 另 另外 同时 以及 和 "
    "及 与 其 部门单位 一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 以上 上述"
)
# 预算项目支出 is spending on what was budgeted, or what was budgeted for it; so is 财政拨款安排的“三公”经费支出.
_OPEN = dict.fromkeys(("预算", "预算内", "安排的", "预算安排的"), ANY_COLUMN)
OPENINGS: Mapping[str, Columns] = dict.fromkeys(_NOTHING_BEFORE, _NO_COLUMNS) | _MEASURES | WEAK | _OPEN
# Amounts of the general budget only: where other funds are spent as well, they are less than the whole.
GENERAL_BUDGET = (
    "一般公共预算财政拨款和政府性基金预算财政拨款",
    "一般公共预算及政府性基金财政拨款",
    "一般公共预算和政府性基金财政拨款",
    "一般公共预算财政拨款",
    "财政预算拨款",
    "一般公共预算",
    "财政拨款",
    "公共预算财政拨款",
    "公共财政预算",
)


def wholes_of(subject: str) -> Sequence[Subject]:
    """
    What a subject is a part of, the nearest first; a budget line is a part of 专项资金.

    >>> [str(whole) for whole in wholes_of(Subject.THREE_PUBLIC)]
    ['operating', 'basic', 'total']
    """
    return _WHOLES.get(subject, _OF_LINE)


def is_under(subject: str, other: str) -> bool:
    """
    Whether one subject is a part of another, at any depth; a budget line is a part of 项目支出.

    >>> is_under(Subject.VEHICLE_RUNNING, Subject.THREE_PUBLIC), is_under(Subject.PROJECTS, Subject.BASIC)
    (True, False)
    """
    return other in wholes_of(subject)


def are_alike(one: str, other: str | None) -> bool:
    """
    Whether two things stand side by side, neither a part of the other; of what is not known, only beside a line.

    >>> are_alike(Subject.STAFF, Subject.OPERATING), are_alike(Subject.STAFF, Subject.BASIC)
    (True, False)
    """
    if other is None or Subject.UNKNOWN in (one, other):
        return any(each is not None and each not in _SUBJECTS for each in (one, other))
    return not is_under(one, other) and not is_under(other, one)


def endings_of(text: str) -> list[str]:
    """
    The words at the end of a text that say which amount is meant, or nothing; the shortest first.

    >>> endings_of("公务接待费年初预算")
    ['预算', '年初预算']
    """
    lengths = _LENGTHS.get(text[-1:], ())
    return [text[-length:] for length in lengths if length <= len(text) and text[-length:] in ENDINGS]


def measure_of(text: str) -> str:
    """
    The longest word at the end of a text that says which amount is meant; empty where none does.

    >>> measure_of("公务接待费年初预算"), measure_of("公务接待费支出")
    ('年初预算', '')
    """
    return next((word for word in reversed(endings_of(text)) if ENDINGS[word] and word not in WEAK), "")
