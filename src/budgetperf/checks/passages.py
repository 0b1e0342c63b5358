"""A paragraph of a report, folded for reading, and what can be said of the words before a statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from budgetperf.domain.quotation import Quotation, quotations

__all__ = ["FAR", "LONGEST_LEAD", "Passage", "is_neutral", "is_of_this_year", "tells_plans"]

# How far a sentence is looked at, and how long the words before a statement may be to be understood.
FAR, LONGEST_LEAD = 300, 80
_STOPS = re.compile("[。;!?]")

# Which year a statement is of: 上年未购置, 2021年 …; the nearest word before it decides.
_TIME = re.compile(
    r"(?P<other>上年|上一年|去年|前年|往年|历年|以前年度)|(?P<year>20[0-9]{2})年|(?P<now>本年|今年|当年|全年|年内)"
)
# What is only wished for: 力争全部完成, 下一步将…. 按计划完成 is done, and so is 如期完成.
_PLANNED = re.compile(
    r"下一?步|下一?年|来年|明年|次年|今后|未来|力争|争取|确保|保证|预计|有望|为了|若|如果|倘|是否|能否|须|务必|不得|严禁"
    r"|才能|拟(?!定)|将(?=[全各按在会达完实继从于])|应(?=当|该|全|按|达|完)"
)
# Headings under which nothing is claimed of this year: 下一步改进措施, 有关建议.
_PLANS = re.compile("下一?步|改进|建议|打算|今后")
# Words before a claim that do not narrow what it is about: 经自评，本单位2022年度项目 …
_NEUTRAL = re.compile(
    r"20[0-9]{2}(?:年度?)?|[0-9]{1,2}月(?:份|底|末)?|[0-9]{1,2}日|截[至止]|年底|年末|目前|本年度?|全年|年度|今年|当年|年内"
    r"|[我本该此](?:单位|部门|项目|中心|[局馆委办部院校镇乡会厅处所站室县市区])?|项目支出|整体支出|项目|专项|部门|单位|总体|整体|总的"
    r"|来看|来说|上看|经过|经|自评|自我|评价|考核|对照|对比|比对|综合|各|已|也|并|且|从|以上|上述|绩效|目标|指标|完成|实现|情况|程度"
    r"|结果|显示|表明|实施|执行|年初|设[定置有]|共有?|通过|努力|按照|按|计划|进度|如期|顺利|[,:、\"'“”‘’()《》]"
    r"|[一二三四五六七八九十]{1,2}[、.]|[0-9]{1,2}[、.)]|[一二三四五六七八九十]是|的|了"
)


class Passage(NamedTuple):
    """
    A paragraph of a report, folded for reading: a line break or a blank within a word hides nothing.

    Attributes:
        path: Path of the paragraph.

        report: Index of the report.

        titles: The headings that it stands under, folded, the outermost first.

        original: The paragraph as printed.

        text: The paragraph, folded.

        places: For each character of *text*, its index in *original*.

        is_plan: Whether it tells what is to be done, not what was.
    """

    path: str
    report: int
    titles: tuple[str, ...]
    original: str
    text: str
    places: Sequence[int]
    is_plan: bool

    def span(self, start: int, end: int) -> str:
        """The path of a part of *text* in the paragraph as printed."""
        first, last = self.places[start], self.places[end - 1]
        return f"{self.path}@{first}+{last + 1 - first}"

    def quote(self, start: int, end: int) -> str:
        """A part of *text* as printed, without the white space in it."""
        return "".join(self.original[self.places[start] : self.places[end - 1] + 1].split())

    def quoted(self) -> list[tuple[int, int, Quotation]]:
        """The figures that it quotes, each with its start and end in *text*."""
        return [
            (bisect_left(self.places, found.start), bisect_left(self.places, found.start + found.length), found)
            for found in quotations(self.original)
        ]

    def before(self, at: int, stops: str = "。;!?") -> str:
        """The text before a place, from the last of these stops on; of a sentence without end, only the near part."""
        near = max(0, at - FAR)
        return self.text[max(near, *(self.text.rfind(stop, near, at) + 1 for stop in stops)) : at]

    def after(self, at: int) -> str:
        """The rest of a sentence."""
        stop = _STOPS.search(self.text, at, at + FAR)
        return self.text[at : stop.start() if stop else at + FAR]


def tells_plans(titles: Iterable[str]) -> bool:
    """Whether what stands under these headings tells what is to be done."""
    return _PLANS.search("\n".join(titles)) is not None


def is_neutral(text: str, names: Iterable[str]) -> bool:
    """
    Whether words before a statement leave it to be about the whole.

    >>> is_neutral("经自评,本单位2022年度", ()), is_neutral("招商引资", ())
    (True, False)
    """
    if len(text) > LONGEST_LEAD:
        return False
    for name in names:
        text = text.replace(name, "")
    return not _NEUTRAL.sub("", text)


def is_of_this_year(before: str, year: int | None) -> bool:
    """
    Whether a statement after these words is of the budget year, and of what was, not of what shall be.

    >>> is_of_this_year("与上年相比,本年", 2022), is_of_this_year("上年", 2022), is_of_this_year("力争", 2022)
    (True, False, False)
    """
    if _PLANNED.search(before):
        return False
    times = list(_TIME.finditer(before))
    if not times or times[-1]["now"]:
        return True
    stated = times[-1]["year"]
    return stated is not None and (year is None or int(stated) == year)
