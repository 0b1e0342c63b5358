"""The turns of phrase around a figure: changes and growth, shares, rates of execution, scores, openings of lists."""

from __future__ import annotations

import re

from attrs import frozen

from budgetperf.reconciliation.prose.lexicon import BUDGET, INITIAL, PRIOR, REVISED, Columns

__all__ = [
    "CONTROL",
    "EACH",
    "EXECUTION",
    "FOREIGN",
    "FORMULA",
    "PAYOUT",
    "PER_HEAD",
    "Change",
    "Share",
    "opening_of",
    "read_change",
    "read_part_of_budget",
    "read_reference",
    "read_share",
]

# What an amount is compared with, where it is nothing that the forms hold.
FOREIGN: Columns = ("foreign",)

_UP = "增加|增长|上升|提高|增多|上涨|增幅|净增|扩大|超支"
_DOWN = "减少|下降|降低|压减|压缩|节约|降幅|缩减|回落|节支|减支"
_CHANGE = re.compile(
    f"(?P<same>同比|环比)?(?:总体|整体|有所|略有|共|共计|合计|累计|实际|净|也|均|则)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    "(?:了|额|数|幅度|幅|率|比例|百分比|为|达到?|共计?|资金|支出)*$"
)
_TURN = re.compile(f"{_UP}|{_DOWN}")
_BOTH_WAYS = re.compile(f"(?:{_UP})[(（]?(?:或|/)?(?:{_DOWN})|(?:{_DOWN})[(（]?(?:或|/)?(?:{_UP})|增减|分别")
_REFERENCE = re.compile(
    "(?:比|较|与|同|和|相较于?|对比|低于|高于|超)?"
    "(?:(?P<last>上年度?|去年|上一年度?)|(?P<year>20[0-9]{2})年度?|(?P<initial>年初预算(?:安排)?数?)"
    "|(?P<revised>(?:全年|调整后)(?:的)?预算数?)|(?P<budget>预算(?:安排)?数?))"
    "(?:全年|同期|的)*(?:支出决算|实际支出|决算|支出|执行|实际)?(?:数字?|情况|口径)?"
    "(?P<planned>(?:年初|部门|安排|支出)*预算(?:安排)?(?:数字?)?)?(?:相比|相较|对比|比较|比)?"
    "(?:总体|整体|有所|略有|共计?|合计|累计|实际|净|也|均|则)*$"
)
_COMPARES = re.compile("比|较|相对|对照")


@frozen(kw_only=True)
class Change:
    """
    A change that a label speaks of: 公务接待费比上年减少.

    Attributes:
        sign: 1 for more, −1 for less.

        reference: The columns it is compared with; none where the words do not say, *foreign* for anything else.

        subject: The words before, which may name what has changed.
    """

    sign: int
    reference: Columns
    subject: str


def read_change(label: str, year: int | None) -> Change | None:
    """
    The change that a label speaks of, or None.

    >>> read_change("比上年减少", 2022)
    Change(sign=-1, reference=('prior',), subject='')
    """
    found = _CHANGE.search(label) if _TURN.search(label) else None
    if found is None:
        return None
    if _BOTH_WAYS.search(label):
        return Change(sign=1, reference=FOREIGN, subject="")
    rest = label[: found.start()]
    reference: Columns = {"同比": PRIOR, "环比": FOREIGN}.get(found["same"] or "", ())
    said = _REFERENCE.search(rest)
    if said is not None:
        reference, rest = _meant(said, year), rest[: said.start()]
    elif rest in ("相比", "相较", "对比", "比较"):
        rest = ""  # 与上年3.26万元相比减少: what it is compared with was quoted
    elif _COMPARES.search(rest):
        reference = FOREIGN
    return Change(sign=1 if found["up"] else -1, reference=reference, subject=rest)


def read_reference(chunk: str, year: int | None) -> Columns:
    """
    What a clause of its own compares with: 与上年相比; empty where it compares nothing.

    >>> read_reference("与2021年相比", 2022), read_reference("与预期相比", 2022), read_reference("项目支出", 2022)
    (('prior',), ('foreign',), ())
    """
    if chunk in ("同比", "同比口径"):
        return PRIOR
    if not _COMPARES.search(chunk):
        return ()
    said = _REFERENCE.fullmatch(chunk)
    return FOREIGN if said is None else _meant(said, year)


def _meant(said: re.Match[str], year: int | None) -> Columns:
    if said["planned"]:
        if said["year"] and year is not None and int(said["year"]) == year:
            return INITIAL if said["planned"].startswith("年初") else BUDGET
        return FOREIGN  # last year's budget is in no form
    if said["last"]:
        return PRIOR
    if said["year"]:
        return PRIOR if year is not None and int(said["year"]) == year - 1 else FOREIGN
    if said["initial"]:
        return INITIAL
    return REVISED if said["revised"] else BUDGET


_SHARE = re.compile(
    "(?P<part>.*?)(?:仅|只|均|约|各)?占(?P<whole>.*?)(?:的)?(?:比重|比例|比率|百分比|份额|比)?(?:仅?约?为|达到?|是|的|约)?$"
)


@frozen(kw_only=True)
class Share:
    """A share that a label speaks of: the words for its part and for its whole, each may be empty."""

    part: str
    whole: str


def read_share(label: str) -> Share | None:
    """
    The share that a label speaks of, or None.

    >>> read_share("占项目支出的比重为")
    Share(part='', whole='项目支出')
    """
    if label.count("占") != 1 or "分别" in label:
        return None
    found = _SHARE.fullmatch(label)
    return None if found is None else Share(part=found["part"], whole=found["whole"])


_SAYS = "(?:为|是|达到?|已达|已|约|均为|均达到?|高达|仅为|仅)*$"
EXECUTION = re.compile(f"(?:预算)?(?:执行率|执行比率|完成率(?<=预算完成率)|完成率(?<=支出完成率)){_SAYS}")
# Of the budget, or of what came in.
PAYOUT = re.compile(f"(?:资金)?支[付出]率{_SAYS}|资金使用率{_SAYS}")
CONTROL = re.compile(f"(?:预算)?控制率{_SAYS}")
# 完成年初预算的96.4%, 为调整后预算数的99%
_OF_BUDGET = re.compile(
    "(?:完成|执行|为|是|达到?|相当于)了?(?:(?P<initial>年初)|(?P<revised>全年|调整后?|调整后的))?(?:部门|支出)?预算(?:安排)?数?"
    "的(?:比例(?:为|是)?)?(?:约|仅)?"
)
# 预算完成率=308.88/312.00×100%=99%: the name of the rate, and how it was computed.
FORMULA = re.compile("(?P<name>[^=0-9]+)=[^=\u4e00-\u9fff]*=")
PER_HEAD = re.compile("人均(?:接待)?(?:费用?|消费|支出|花费|开支|标准|成本|经费)?(?:为|是|约|仅为|达到?)*$")

# 车均1.85万元, 平均每卷94元: no amount of the whole.
EACH = re.compile(
    "[车批户场次卷辆台件生亩校村店站]均(?!衡)|平均(?=每|为|达|是|约|支出|费用?|成本|$)"
    "|每[人车批户场次卷辆台件生亩校村月日年天季个名]"
)


def read_part_of_budget(label: str) -> Columns:
    """
    Of which budget a rate says how much was spent; empty where it says nothing of the kind.

    >>> read_part_of_budget("完成年初预算的"), read_part_of_budget("完成预算的"), read_part_of_budget("完成目标的")
    (('initial',), ('initial', 'revised'), ())
    """
    found = _OF_BUDGET.fullmatch(label)
    if found is None:
        return ()
    if found["initial"]:
        return INITIAL
    return REVISED if found["revised"] else BUDGET


_OPENING = re.compile(
    "(?P<includes>主要包括|主要有|主要是|主要为|主要含|包含|例如|比如|诸如|如(?!下)|含)"
    "|(?P<of_which>其中)"
    "|(?P<used_for>(?:具体|主要|全部|分别|重点)*(?:用于|使用于|用在))"
    "|(?P<made_of>具体(?:支出|使用|构成|安排)*(?:情况)?(?:为|是|包括|如下)|如下|包括|分为|分别为|分别是|由)"
)
_AT_END = re.compile("(?:(?P<of_which>其中)|(?P<used_for>用于)|(?P<made_of>如下|包括|具体为|具体是|分别为|分别是))$")
# With these signs such words begin and end; most words do neither, and need not be looked at further.
_FIRST = frozenset("主包例比诸如含其具全分重用使由")
_LAST = frozenset("中于下括为是")


def opening_of(chunk: str) -> tuple[str, str] | None:
    """
    How a chunk of words opens a list, and what is left of it.

    >>> opening_of("其中人员经费"), opening_of("资金主要用于"), opening_of("人员经费")
    (('of_which', '人员经费'), ('used_for', ''), None)
    """
    if chunk[:1] in _FIRST and (found := _OPENING.match(chunk)) is not None:
        return str(found.lastgroup), chunk[found.end() :]
    found = _AT_END.search(chunk) if chunk[-1:] in _LAST else None
    return None if found is None else (str(found.lastgroup), "")
