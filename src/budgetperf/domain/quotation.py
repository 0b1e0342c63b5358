"""
The one grammar for figures quoted in running text: ``实际支出96.73万元``, ``公务接待53批次480人次``, ``执行率95.0％``.

A number is quoted only together with its unit, and only if it stands for one figure of its own. Everything else is
left out, because a figure that is misread does more harm than one that is missed: dates and years, ordinals and list
numbers, ranges and ratios, codes and telephone numbers, factors of a product, numerals in words (三家), numbers
without a unit (``100万``), and numbers that a line break or a slip of the pen may have cut (``9⏎6.73万元``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from string import ascii_letters, digits
from typing import NamedTuple

from attrs import frozen

from budgetperf.domain.quantity import Count, Money, Quantity, Rate
from budgetperf.errors import QuantityError

__all__ = ["Quotation", "quotations"]

# The units that running text may print after a number; the longest that fits is taken. A unit that is missing here
# is not read at all. Things are whole: 1.15次 is the list number 1. and 15次, or a slip.
_WHOLE = frozenset(
    """
    个 次 场 场次 名 人 人次 位 批 批次 期 家 家次 条 篇 页 卷 册 项 项次 件 件次 户 户次 份 台 台次 台套 套 辆 车次
    班次 架 架次 艘 所 处 座 栋 幢 间 层 张 本 部 支 只 头 羽 株 棵 根 枚 块 面 幅 盏 口 组 队 类 种 门 节 堂 起 例
    例次 宗 笔 回 轮 轮次 趟 遍 封 首 集 则 票 频次 箱 袋 瓶 盒 桶 颗 粒 片 段 眼
    """.split()  # noqa: SIM905 - a table of words, one sign each, is read as a table
)
_MEASURED = frozenset(
    """
    分 天 周 小时 个小时 分钟 个月 工作日 个工作日 岁 周岁 学时 课时 学分 人天 人日 人月 工日 工时 台班 倍 平方米
    平方公里 平米 ㎡ m² m2 km² 立方米 ㎥ m³ m3 方 亩 公顷 米 公里 千米 km m 厘米 毫米 吨 公斤 千克 kg 克 斤 升 毫升
    千瓦 千瓦时 ℃
    """.split()  # noqa: SIM905 - a table of words, one sign each, is read as a table
)
# A change of a percentage is no percentage: it stays a count, with this unit.
_CHANGES = frozenset(("个百分点", "百分点", "‰"))
_COUNTED = _WHOLE | _MEASURED | _CHANGES
# 元/人·月, 次/年: what may stand after the stroke.
_PER = _COUNTED | {"年", "月", "日", "季", "季度", "学期", "学年"}

# Where a unit begins another word, it is none: 3人工智能, 2022元旦, 12项目. But 2人工作 is not about 人工.
_OTHER_WORDS = tuple(
    """
    元旦 元素 元宵 元件 元月 元首 元化 元级 个体 个性 个点 个多月 个多小时 个多星期 个多年 个半 人民 人工 人才 人口
    人事 人力 人员 人大代表 人大常委 人大会 人大主席 次要 次品 次生 次数 次序 次贷 次氯 名额 名录 名称 名单 名誉 名列
    位置 位于 位列 位居 位数 位一体 家庭 家属 家畜 家禽 家政服 户外 户籍 户口 户主 户型 批复 批准 批示 批发 批量 批文
    批改 期间 期末 期初 期限 期望 期刊 期待 期货 项目 场地 场所 场馆 场面 场合 场长 场景 条件 条例 条款 条目 篇幅 篇章
    份额 份内 件套 台账 台帐 台风 台湾 台阶 台州 套路 套餐 套取 张贴 张家界 座谈 座椅 座机 座落 处理 处置 处罚 处于
    处分 处级 处室 处长 处在 处方 间接 间隔 间断 所有 所需 所以 所得 所在 所属 所示 所占 所列 所产 所辖 所用 所做 所述
    所剩 所提 所能 所获 所余 层级 层面 层次 架构 架设 架子 架空 头脑 头等 头条 头部 本级 本年 本地 本县 本市 本省 本部
    本着 本次 本月 本身 本科 本期 本单位 部门 部队 部分 部署 部委 部位 部长 部级 组织 组长 组成 组建 组团 组合 组员
    组装 组工 支出 支付 支持 支撑 支部 支行 支援 支教 支农 支委 支线 支队 队伍 队员 队长 队列 类别 类型 类似 类推 块状
    块头 种植 种子 种业 种粮 种苗 种养 种质 种畜 门户 门诊 门票 门店 门槛 门牌 门禁 门类 门前 面向 面对 面临 面积 面试
    面授 面料 面谈 面貌 面议 节约 节能 节假 节日 节省 节水 节点 节余 节支 节庆 节目 节俗 节气 节俭 起草 起点 起码 起步
    起到 起来 起诉 起义 起重 起降 起源 起用 起始 起征 起止 起飞 起居 起于 起至 例会 例如 例行 例外 例证 例题 例子 宗旨
    宗教 宗族 轮训 轮岗 轮换 轮候 轮流 轮值 轮胎 轮椅 轮播 轮休 遍布 遍及 笔试 笔记 笔录 回顾 回访 回收 回复 回馈 回归
    回应 回乡 回迁 回升 回落 回笼 回填 回购 回款 回报 回扣 封闭 封存 封面 封控 封顶 封堵 首次 首先 首批 首要 首页 首期
    集体 集中 集团 集合 集约 集市 集镇 集聚 集成 集资 集群 集贸 集散 集装 集训 集结 集采 则是 则为 则由 则在 则以 票据
    票价 票款 票证 幅度 幅员 只有 只要 只能 只是 只占 只需 只为 只完成 口径 口头 口岸 口罩 口号 片区 片面 片段 片长
    片刻 段落 段位 段时 眼睛 眼科 眼镜 眼下 眼光 眼前 分制 分之 分别 分析 分管 分局 分公司 分类 分布 分配 分散 分成
    分工 分行 分院 分段 分享 分解 分数 分值 分包 分校 分会 分站 分中心 分支 分级 分区 分批 分歧 分红 分组 分流 分开
    分离 分期 天然 天津 天空 天桥 天半 小时半 周半 周年 周边 周期 周转 周密 周围 周报 周刊 周末 倍增 倍加 倍半 升级
    升至 升高 升温 升旗 升任 升学 升到 升值 升降 升为 升格 吨位 克服 克拉 方面 方便 方案 方法 方式 方向 方位 方针 方能
    方可 方略 方言 方队 方阵 方格 米面 米粮 米饭 米粉
    """.split()  # noqa: SIM905 - a table of words, one sign each, is read as a table
)
_NO_OTHER_WORDS = tuple(
    """
    个体育 个体检 个体验 个体系 个体制 个体重 个点位 个点子 人民主 人工作 人口头 人事业 人力争 次要求 名录用 名录取
    名单位 名列席 名列入 家属于 期刊物 期刊发 期刊登 项目标 项目录 场景区 套取暖 支队伍 种粮食 种粮油 轮训练 分成绩
    分工作 分级别
    """.split()  # noqa: SIM905 - a table of words, one sign each, is read as a table
)
_OTHERS_BY_SIGN = {sign: tuple(words) for sign, words in groupby(sorted(_OTHER_WORDS), itemgetter(0))}
# The figure goes on after the unit: 3元5角, 201类34款, 5mm. It does so with one of these signs.
_GOES_ON = re.compile(
    "元[0-9]{1,3}[角毛分]|分[0-9]{1,3}秒|天[0-9]{1,3}小时|小时[0-9]{1,2}分|类[0-9(（]|(?:k?m[23]?+|kg)[A-Za-z0-9]"
)
_GOES_ON_SIGNS = frozenset(f"{ascii_letters}{digits}(（")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of some words."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# 余, 多, 来, 几 and + stand between the number and its unit (600余万元), or within the unit (600万余元). 千 multiplies
# money only: 3千人 has a numeral in words, and 3百万元 and 3千万元 have units that no form knows.
_UNIT = re.compile(f"([余多来几+]?)(?:(%)|([千万亿]?)([余多来几]?)(元)|([万亿]?)([余多来几+]?)({_any_of(_COUNTED)}))")
_STROKES = frozenset("/·•")
_LONGEST_PER = max(map(len, _PER))
_LONGEST_NAME = 10
_BRACKETS = frozenset("(（")
_BRACKETED = re.compile(r"[(（](\w{1,2})[)）]")

# Width that matters to numbers, one sign for one. The comma is not among them: in running text the wide comma separates
# clauses, and 53，480人次 may be two figures or one.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．％－＋＜＝＞／＊～﹪−≧≦]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if _WIDE.match(chr(code))} | {
    ord("﹪"): "%",
    ord("−"): "-",
    ord("≧"): "≥",
    ord("≦"): "≤",
}
_BLANK = re.compile("[\\s\u200b\ufeff]")
_BLANKS = re.compile(f"{_BLANK.pattern}+")

# A run of numbers that something joins. Only a run of one number is a figure: 1-12, 3:1, 80～90, 2022.6.15, 1/2,
# 30×50, 3至5, 12·4, and numbers that only a blank or a comma separates are not. Digits after a letter are a code: G107.
_JOIN = r" ?[-.,，、。:：/~〜—–―+*×xX÷·•．'’_^…]{1,2} ?| |[至到或和与及][约近]?"
# No possessive group: before Python 3.11.5 those may match too little.
_RUN = re.compile(f"[0-9](?<![A-Za-z0-9][0-9])[0-9]*(?:(?:{_JOIN})[0-9]+)*")
_PLAIN = re.compile(r"(?:0|[1-9][0-9,]{0,24})(?:\.[0-9]{1,10})?")
_DIGIT = re.compile("[0-9]")
# At the beginning of a clause 2、 is a list number; elsewhere 2、3个 is "two or three". 目标2：3个 has one, too.
_LIST_NUMBER = re.compile("[0-9]{1,2}(?:(、)|[:：])")
_NUMBERED = frozenset(("目标", "指标", "任务", "措施", "举措", "问题"))
_CLAUSE_END = frozenset("。；;：:！？!?")
# At the beginning of a sentence or line, 3.5万元 may be the list number 3. and 5万元.
_LIST_DECIMAL = re.compile(r"(?:[1-9]|[12][0-9]|30)\.[1-9]")
_SENTENCE_END = frozenset("。；;！？!?")

# What stands before a number that is an ordinal, a code, a part of a longer number, a factor, a base or a range.
_NO_FIGURE_AFTER = frozenset("第负几每隔十百千万亿零×*~〜—–―-.±#@$€£_^")
_NO_FIGURE = re.compile(
    "(?:[-.*#] |附[件表录图]|分之|最后|倒数|(?<![目当此以之提年月日会先事])前"
    "|第[0-9]{1,4}[^0-9，。；]{1,2}[-—~、和及至与到])$"
)
# With one of these signs such words end.
_NO_FIGURE_SIGNS = frozenset(" 件表录图之后数前-—~、和及至与到")
# 数10次 is "dozens", but 人数10人 is ten.
_DOZENS = re.compile("(?:^|[了达有到过，,。；;、(（])数$")
# 3月-5%, 80万-90万元 have a dash, and 结余-3.2万元 has a sign.
_NO_SIGN_AFTER = re.compile(
    r"(?:[A-Za-z)）%\]”\"级-]|[0-9][年月日号时点末底度初十百千万亿余多元%个次人家户名天分]{0,2})$"
)
# 8时30分, 2年3个月, 3天5小时: the smaller part is no term of its own.
_PARTS_OF_TIME = {
    "分": re.compile("[0-9]小?[时点]$"),
    "个月": re.compile("(?<![0-9])[0-9]{1,2}年$"),
    "小时": re.compile("[0-9]天$"),
}
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# A range may state its unit twice: 80%—90%, 3个至5个, 80%和90%之间; and one end of it may be no figure: 第3次至5次.
_RANGE = re.compile("[-—–―~〜至到或]{1,2}[约近]?")
_BOTH = re.compile("[和与及][约近]?")
_HALF_RANGE = re.compile("[%元个次人名家户天分][至到]")
_HALF_RANGE_SIGNS = frozenset("至到")
_LONGEST_JOIN = 3
_RUNS_ON = re.compile("[-—–―~〜]{1,2}[约近]?[0-9]|[×*xX][0-9]")
_RUNS_ON_SIGNS = frozenset("-—–―~〜×*xX")

_BOUNDS = frozenset(
    """
    ≥ ≤ < > ≈ ≥= ≤= <= >= => =< 约 近 逾 超 超过 超出 突破 不到 不足 不下 不下于 不止 不满 不及 未满 未到 未达 达不到
    高于 低于 多于 少于 大于 小于 大于等于 小于等于 大于或等于 小于或等于 至少 至多 最少 最多 最高 最低 起码 控制在
    控制到 大概 大致 大体 估计 预计 预估 估算 差不多
    """.split()  # noqa: SIM905 - a table of words, one sign each, is read as a table
)
_VERBS = ("为", "有", "占", "达", "到", "达到", "共", "计", "共计", "合", "需")
_NOT_ABOUT = "(?<![节预签公制契合条履集违特相邀守缔如简](?=约))(?<![最附临就靠邻新](?=近))"
_ABOUT_BEFORE = re.compile(f"{_NOT_ABOUT}(?:{_any_of(_BOUNDS)})(?:{_any_of(_VERBS)})?$")
_LAST_SIGNS = frozenset(word[-1] for word in (*_BOUNDS, *_VERBS))
# 约占总支出的25%, 至少召开5次, 不低于上年的90%: other words between, but neither a number nor a comma.
_ABOUT_FAR = re.compile(
    "(?:(?:(?<![节预签公制契合条履集违特相邀守缔如简])约(?![谈束定见稿请访])|大概|至少|至多)[^0-9，。；、：,;:()（）]{1,10}"
    "|(?:[高低多少大小]于|超过|不足|不到|接近)[^0-9，。；、：,;:()（）]{1,10}的)$"
)
_ABOUT_AFTER = re.compile(
    r"(?:[(（]不?含[)）])?(?:(?:及其?|或)?(?:以上|以下|以内|之内|左右|不等|有余|出头|开外|以外|之外|之间|上下(?![班游级])"
    r"|内(?![部设容控外涵业需]))|(?:[多余]|不到)(?=[的，。；、,;)）]|$)|\+(?![0-9]))"
)
# With these signs such words begin.
_ABOUT_AFTER_SIGNS = frozenset("(（及或以之左不有出开上内多余+")
# No word that stands directly before a figure is longer, and no word with others between is farther.
_WINDOW = 8
_FAR = 16


# Every figure of a report is one, so they are the cheapest kind of value there is.
class Quotation(NamedTuple):
    """
    A figure in running text.

    Attributes:
        start: Where it begins, in characters of the text.

        length: How many characters it has: sign, number, unit, and what stands between them (a line break, 余).

        figure: The number with its unit. The unit of a `Count` may be one of change (``1.2个百分点``) or of a price or
            pace (``500元/人``).

        about: Whether the text says that the figure is not exact, or only a bound: 余, 约, 近, 左右, 以上, ≥.
    """

    start: int
    length: int
    figure: Quantity
    about: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    r"""
    Every figure that running text quotes, in the order of the text.

    Args:
        text: A paragraph. Any text will do, and takes time in proportion to its length.

    >>> [str(found.figure) for found in quotations("支出96.73\n万元，接待53批次480人次，第3次会议定于6月15日9:30。")]
    ['96.73万元', '53批次', '480人次']
    >>> [(found.start, found.length, found.about) for found in quotations("捐款600余万元")]
    [(2, 6, True)]
    """
    narrow = text.translate(_NARROW) if _WIDE.search(text) is not None else text
    if _DIGIT.search(narrow) is None:
        return ()
    line = _without_blanks(narrow)
    found = _without_ranges(list(_alone(line)), line.text)
    return tuple(map(line.restore, found) if len(line.marks) > 1 else found)


@frozen
class _Line:
    """
    A text without its white space.

    Attributes:
        text: What is left.

        marks: Places in *text*, in order, after which the same number of characters was dropped.

        dropped: How many, for each mark.

        begins: The places in *text* where a line of the whole text begins.
    """

    text: str
    marks: Sequence[int]
    dropped: Sequence[int]
    begins: frozenset[int]

    def restore(self, found: Quotation) -> Quotation:
        """The quotation at its place in the whole text."""
        start = self._origin(found.start)
        last = self._origin(found.start + found.length - 1)
        return found._replace(start=start, length=last + 1 - start)

    def _origin(self, index: int) -> int:
        return index + self.dropped[bisect_right(self.marks, index) - 1]


def _without_blanks(text: str) -> _Line:
    """
    Take out white space, except where it stands between two signs of a number, or after a letter.

    9 6.73 is not known to be one number.
    """
    if _BLANK.search(text) is None:
        return _Line(text, (0,), (0,), frozenset((0,)))
    parts: list[str] = []
    marks, dropped, begins = [0], [0], [0]
    done = shift = 0
    for blank in _BLANKS.finditer(text):
        start, end = blank.span()
        kept = " " if _divides(text[max(0, start - 1) : start], text[end : end + 1]) else ""
        parts += (text[done:start], kept)
        done, shift = end, shift + end - start - len(kept)
        marks.append(end - shift)
        dropped.append(shift)
        if not kept and "\n" in blank[0]:
            begins.append(end - shift)
    parts.append(text[done:])
    return _Line("".join(parts), marks, dropped, frozenset(begins))


def _divides(left: str, right: str) -> bool:
    if not (left.isascii() and right.isascii()) or left in "<>=" or right == "%":
        return False
    return not (left.isdigit() and right.isalpha())


def _alone(line: _Line) -> Iterator[Quotation]:
    """The numbers that stand alone, with their units."""
    text, begins = line.text, line.begins
    for run in _RUN.finditer(text):
        number = run[0]
        first, end = run.span()
        if _PLAIN.fullmatch(number) is None:
            listed = _list_number(line, first, number)
            first, number = first + listed, number[listed:]
            if not listed or _PLAIN.fullmatch(number) is None:
                continue
        unit = _unit(text, end)
        if unit is None:
            continue
        name, end, more = unit
        if first and text[first - 1] == "-":
            first, number = first - 1, f"-{number}"
        before = text[max(0, first - _WINDOW) : first]
        if _is_no_figure(number, name, before, starts=first in begins or before[-1:] in _SENTENCE_END):
            continue
        try:
            figure = _figure(number, name)
        except QuantityError:
            continue
        yield Quotation(first, end - first, figure, more or _is_about(text, first, end, before))


def _list_number(line: _Line, begin: int, numbers: str) -> int:
    """The length of the list number with which numbers begin, or 0."""
    found = _LIST_NUMBER.match(numbers)
    if found is None:
        return 0
    if found[1]:
        listed = begin in line.begins or line.text[begin - 1] in _CLAUSE_END
    else:
        listed = line.text[begin - 2 : begin] in _NUMBERED
    return found.end() if listed else 0


def _is_about(text: str, first: int, end: int, before: str) -> bool:
    """Whether the words around a figure say that it is not exact."""
    if (text[end : end + 1] in _ABOUT_AFTER_SIGNS and _ABOUT_AFTER.match(text, end)) or (
        before[-1:] in _LAST_SIGNS and _ABOUT_BEFORE.search(before)
    ):
        return True
    far = text[max(0, first - _FAR) : first]
    likely = far[-1:] == "的" or "约" in far or "至" in far or "概" in far
    return likely and _ABOUT_FAR.search(far) is not None


def _unit(text: str, at: int) -> tuple[str, int, bool] | None:
    """The unit that stands here, where it ends, and whether 余 or 多 stands in it."""
    found = _UNIT.match(text, at)
    if found is None:
        return None
    more, plain, coins, few, money, times, many, counted = found.groups()
    name, end = plain or money or counted, found.end()
    after = text[end : end + 1]
    if _is_other_word(text, end - len(name), after):
        return None
    name = (coins or times or "") + name
    if after in _BRACKETS:
        bracket = _BRACKETED.match(text, end)
        if bracket and bracket[1] in _WHOLE:
            # 480人（次） is 480人次; 3家（个） is one or the other.
            name, end = name + bracket[1], bracket.end()
            if name not in _WHOLE:
                return None
    # A longer name is no unit, and is refused by `Count`.
    while text[end : end + 1] in _STROKES and len(name) <= _LONGEST_NAME:
        per = _per(text, end + 1)
        if not per:
            # 53批次/480人次 are two figures; 500元/桌 is not known.
            if not text[end + 1 : end + 2].isdigit():
                return None
            break
        name, end = name + text[end] + per, end + 1 + len(per)
    return name, end, bool(more or few or many)


def _per(text: str, at: int) -> str:
    """The unit after a stroke, or an empty text."""
    return next((text[at:end] for end in range(at + _LONGEST_PER, at, -1) if text[at:end] in _PER), "")


def _is_other_word(text: str, at: int, after: str) -> bool:
    """Whether the unit that stands here, before the sign *after*, is but the beginning of another word."""
    if after in _GOES_ON_SIGNS and _GOES_ON.match(text, at):
        return True
    others = _OTHERS_BY_SIGN.get(text[at])
    return others is not None and text.startswith(others, at) and not text.startswith(_NO_OTHER_WORDS, at)


@lru_cache(maxsize=1024)  # a filing says the same figure of several things, and of one thing in several places
def _figure(number: str, unit: str) -> Quantity:
    if unit == "%":
        return Rate(number)
    return Money(number, unit) if unit[-1] == "元" else Count(number, unit)


def _is_no_figure(number: str, unit: str, before: str, *, starts: bool) -> bool:
    """Whether what stands around a number with a unit says that it is no figure of its own."""
    if number[0] == "-":
        # A dash before a number of things joins them to something: 党员-3名.
        return (unit not in _CHANGES and unit[-1] not in "元%") or _NO_SIGN_AFTER.search(before) is not None
    last = before[-1:]
    if (last in _NO_FIGURE_AFTER and not before.endswith("——")) or (
        last in _NO_FIGURE_SIGNS and _NO_FIGURE.search(before)
    ):
        return True
    if "." in number:
        return unit in _WHOLE or (starts and _LIST_DECIMAL.match(number) is not None)
    if unit in _PARTS_OF_TIME:
        return _PARTS_OF_TIME[unit].search(before) is not None
    if unit == "起":
        return _YEAR.fullmatch(number) is not None
    return number.strip("0") == "1" and _DOZENS.search(before) is not None


def _without_ranges(found: Sequence[Quotation], text: str) -> Sequence[Quotation]:
    """Leave out both ends of a range, and the factors of a product."""
    left_out: set[int] = set()
    last = 0
    for at, one in enumerate(found):
        start, end = one.start, one.start + one.length
        gap = text[last:start]
        last = end
        if at and len(gap) <= _LONGEST_JOIN and _joins(gap, text, one, end):
            left_out |= {at - 1, at}
        if (text[end : end + 1] in _RUNS_ON_SIGNS and _RUNS_ON.match(text, end)) or (
            gap[-1:] in _HALF_RANGE_SIGNS and _HALF_RANGE.match(text, max(0, start - 2))
        ):
            left_out.add(at)
    return [one for at, one in enumerate(found) if at not in left_out] if left_out else found


def _joins(gap: str, text: str, one: Quotation, end: int) -> bool:
    if not gap:
        # What stands directly after a figure is no sign but a dash.
        return text[one.start] == "-"
    return _RANGE.fullmatch(gap) is not None or (_BOTH.fullmatch(gap) is not None and text.startswith("之间", end))
