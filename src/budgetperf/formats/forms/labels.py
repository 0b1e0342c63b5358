"""What a printed label says: its key for looking it up, and the unit, year or weight printed within it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from attrs import frozen

from budgetperf.domain.written import fold

__all__ = [
    "IndicatorName",
    "bare_label",
    "compact",
    "is_blank",
    "is_filler",
    "is_unit_line",
    "label_key",
    "months_in",
    "one_line",
    "printed_label",
    "printed_name",
    "read_choice",
    "read_indicator_name",
    "says_percent",
    "split_weight",
    "unit_in",
    "year_in",
]

_LONGEST_LABEL: Final = 60
_MOST_MARKS: Final = 5
_QUOTES: Final = str.maketrans("", "", "“”\"‘’'「」『』")
_ORDINAL: Final = re.compile(
    r"[0-9]{1,2}[、.](?![0-9])|\([0-9]{1,2}\)|[0-9]{1,2}\)"
    r"|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[①-⑳★☆*]"
)
_PRINTED_ORDINAL: Final = re.compile(
    r"[0-9０-９]{1,2}[、.．]|[(（][0-9０-９一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_TEMPLATE_BRACKETS: Final = re.compile(r"[(（](?:一个专项一行|单位[:：])?(?:万元|亿元|千元|元)?[)）]")
_OF_WHICH: Final = re.compile(r"其中[:：]?")
_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})年")
_LEADING_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}年度?(?!度)")
# 1-7月, 1-7(8)月 once its brackets are gone, 截至7月底: whichever month it is, the column is the same.
_MONTHS: Final = re.compile(r"(?:截至|截止)?(?:[0-9]{1,2}[-—–~～至到])?[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}日)?(?=.)")
_PRINTED_MONTHS: Final = re.compile(r".*?(?:月(?:份|底|末)?|上半年)")
_TICKS: Final = frozenset("√✓✔☑■●☒▣")
_BOXES: Final = re.compile(r"[√✓✔☑■●☒▣□☐○◻]")
_BRACKETS: Final = re.compile(r"\([^()]*\)|〔[^〔〕]*〕|【[^【】]*】|\[[^\[\]]*\]")
_UNIT: Final = re.compile(r"(?:\(|单位:?|[,、/])(?:人民币)?(万元|亿元|千元|元)(?=[(),、/]|$)")
_UNIT_LINE: Final = re.compile(
    r"\(?(?:金额|货币|计量|资金)?单位[:(]?(?:人民币)?(?:万元|亿元|千元|元)(?:\(?人民币\)?)?\)?"
)
_WEIGHT: Final = re.compile(r"(.+?)[(（【\[]([^()（）【】\[\]]{1,12})[)）】\]]", re.DOTALL)
_BARE_WEIGHT: Final = re.compile(r"(.*[^0-9.])([0-9]+(?:\.[0-9]+)?)分", re.DOTALL)
_WEIGHT_LIKE: Final = re.compile(r"[0-9.]+分?|(?=.*[0-9])[0-9A-Za-z.,]+分")
_INDICATOR_ORDINAL: Final = re.compile(r"指标\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[:：、.．]")
_SUB_ROW: Final = re.compile(r"其中\s*[:：]?")
_FILLER: Final = re.compile(r"[….·。]*")


def is_blank(text: str) -> bool:
    """Whether there is nothing but white space, zero width included."""
    return not fold(text)


def one_line(text: str) -> str:
    r"""
    A text on one line: line breaks removed with the white space around them, inner spaces kept.

    >>> one_line(" 服务对象满意度指 \n 标 (10 分)")
    '服务对象满意度指标 (10 分)'
    """
    return "".join(line.strip() for line in text.splitlines()).strip()


def compact(text: str) -> str:
    """A text without any white space, its characters as printed."""
    return "".join(text.split())


def label_key(text: str) -> str:
    r"""
    The key under which a printed label is looked up. A text too long to be a label has none.

    >>> label_key("3、县级专项资金\n(一个专项一行)"), label_key("2022年实际在职人数"), label_key("执行率（B/A）：")
    ('县级专项资金', '实际在职人数', '执行率')
    >>> label_key("1-7（8）月执行数")
    '月执行数'
    """
    folded = fold(text)
    return "" if len(folded) > _LONGEST_LABEL else _key(folded)


@lru_cache(maxsize=2048)  # forms print the same few labels again and again, and each is short
def _key(folded: str) -> str:
    key = folded.translate(_QUOTES)
    for pattern in (_ORDINAL, _OF_WHICH, _ORDINAL, _LEADING_YEAR):
        match = pattern.match(key)
        key = key[match.end() :] if match else key
    bare = _BRACKETS.sub("", key).rstrip(":")
    match = _MONTHS.match(bare)
    return f"月{bare[match.end() :]}" if match else bare


def printed_label(text: str) -> str:
    """
    A label as it is kept: without white space, a leading 其中 and a trailing colon.

    >>> printed_label("其中：  水费、电费、差旅费：")
    '水费、电费、差旅费'
    """
    label = compact(text)
    match = _OF_WHICH.match(label)
    return (label[match.end() :] if match else label).rstrip(":：")


def bare_label(text: str) -> str:
    r"""
    A label as it is kept, and without its ordinal, its unit and what the template adds for the person filling it in.

    >>> bare_label("3、县级专项资金\n(一个专项一行)"), bare_label("2、因公出国（境）费用（万元）")
    ('县级专项资金', '因公出国（境）费用')
    """
    label = printed_label(text)
    match = _PRINTED_ORDINAL.match(label)
    return _TEMPLATE_BRACKETS.sub("", label[match.end() :] if match else label)


def printed_name(text: str) -> str:
    r"""
    A name as it is kept: on one line, without a leading 其中 and a trailing colon.

    >>> printed_name("其中：“迎老乡、回故乡”\n工作经费")
    '“迎老乡、回故乡”工作经费'
    """
    name = one_line(text)
    match = _SUB_ROW.match(name)
    return (name[match.end() :] if match else name).strip().rstrip(":：")


def split_weight(text: str) -> tuple[str, str | None]:
    r"""
    Take the weight off a level-1 or level-2 name; None where none is printed.

    >>> split_weight("产出指标\n（30分）"), split_weight("满意度指标(服务对象)")
    (('产出指标', '30'), ('满意度指标(服务对象)', None))
    """
    label = compact(text)
    match = _WEIGHT.fullmatch(label)
    if match is not None and _WEIGHT_LIKE.fullmatch(fold(match[2])):
        return match[1], fold(match[2]).removesuffix("分")
    match = _BARE_WEIGHT.fullmatch(label)
    return (label, None) if match is None else (match[1], match[2])


def unit_in(text: str) -> str | None:
    """
    The unit of money that a label prints, or None.

    >>> unit_in("项目资金 （万元）"), unit_in("单位：元"), unit_in("预算投资")
    ('万元', '元', None)
    """
    folded = fold(text)
    match = _UNIT.search(folded) if len(folded) <= _LONGEST_LABEL else None
    return None if match is None else match[1]


def is_unit_line(text: str) -> bool:
    """
    Whether a text says a unit of money and nothing else.

    >>> is_unit_line("（单位：人民币万元）"), is_unit_line("填报单位：某局")
    (True, False)
    """
    return len(text) <= _LONGEST_LABEL and _UNIT_LINE.fullmatch(fold(text)) is not None


def year_in(text: str) -> str | None:
    """The first year that a label or title prints, four digits, or None."""
    match = _YEAR.search(fold(text)[:200])
    return None if match is None else match[1]


def months_in(text: str) -> str | None:
    """
    The months that a label prints, or None.

    >>> months_in("1-7月 执行数"), months_in("全年预计执行数")
    ('1-7月', None)
    """
    match = _PRINTED_MONTHS.match(compact(text)[:_LONGEST_LABEL])
    return None if match is None else match[0]


def read_choice(text: str) -> str:
    """
    What is ticked where a cell prints all that may be chosen; the text itself where one thing is not plainly ticked.

    >>> read_choice("新增□  延续√"), read_choice("☑新增项目 □延续项目"), read_choice("□新增 □延续")
    ('延续', '新增项目', '□新增 □延续')
    """
    marks = [mark in _TICKS for mark in _BOXES.findall(text)]
    words = [word.strip() for word in _BOXES.split(text)]
    if sum(marks) != 1:
        return text
    # A box before each word, or one after it.
    names = words[1:] if not words[0] else words[:-1]
    if (words[0] and words[-1]) or not all(names):
        return text
    return next(name for name, ticked in zip(names, marks, strict=True) if ticked)


def says_percent(text: str) -> bool:
    """Whether a label says that the numbers under it are percentages: 执行率(%)."""
    return "(%)" in fold(text)


def is_filler(text: str) -> bool:
    """Whether a text is blank, or the dots that a template prints in the rows to be filled."""
    return _FILLER.fullmatch(fold(text)) is not None


@frozen(kw_only=True)
class IndicatorName:
    """The name of an indicator, whether it is marked ★, and whether it is a 其中 row."""

    name: str
    core: bool
    is_part: bool


def read_indicator_name(text: str) -> IndicatorName:
    """
    Take the marks of a template off an indicator's name.

    >>> read_indicator_name("指标1：★培训班次")
    IndicatorName(name='培训班次', core=True, is_part=False)
    """
    name = one_line(text)
    core = is_part = False
    # More marks than this are not marks.
    for _ in range(_MOST_MARKS):
        if name[:1] in ("★", "☆"):
            core, name = True, name[1:].lstrip()
        elif name[-1:] in ("★", "☆"):
            core, name = True, name[:-1].rstrip()
        elif (match := _INDICATOR_ORDINAL.match(name)) is not None:
            name = name[match.end() :].lstrip()
        elif not is_part and (match := _SUB_ROW.match(name)) is not None:
            is_part, name = True, name[match.end() :].lstrip()
        else:
            break
    return IndicatorName(name="" if is_filler(name) else name, core=core, is_part=is_part)
