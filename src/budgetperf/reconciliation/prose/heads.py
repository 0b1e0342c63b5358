"""Head counts that the report of the department quotes: 编制 and 在职, as 附件1 states them (X14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetperf.domain.finding import Message
from budgetperf.domain.quantity import Count
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["STAFF_RATE", "head_identities", "is_head_count"]

_STAFFING = "base_table.staffing"
_UNITS = ("人", "名", "位", "个")
# Words that say of whom or when without narrowing it; 机关 and 本级 may be a part of the department.
_NEUTRAL = (
    "(?:20[0-9]{2}年度?|(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|底|末)|本年度?|今年|当年|年[末底]|目前|截[至止]|经|共|现|其"
    "|[我本全](?:单位|部门|[馆局委办部院校镇乡会厅处所站室])|单位|部门|人员)*"
)
_SAYS = "(?:人员|人数|名额|总数|数量|数)*(?:共|总计|合计|为|是|有|达)*"
_ESTABLISHED = re.compile(f"{_NEUTRAL}(?:核定|批准|批复|定|有|实有|现有)*(?:总|人员)?编制{_SAYS}")
_ACTUAL = re.compile(
    f"{_NEUTRAL}(?:实有|实际|现有|有)*(?:在编)?在职(?:在编)?(?:人员|干部职工|干部|职工|工作人员)?{_SAYS}"
)
# 编制21人，实有20人: what was filled of them.
_FILLED = re.compile(f"{_NEUTRAL}(?:实有|实际|现有)(?:人员)?{_SAYS}")
# Since the figure before: other people, other times, or a part. 年初 and 上年 are other years' heads.
_OTHERS = re.compile(
    "离退|退休|离休|退养|临聘|临时|聘用|聘请|劳务|派遣|遗属|借调|抽调|挂职|编外|外聘|年初|上年|去年|其中|包括"
)
# Anywhere in the clause before: the heads may be those of a part.
_PARTS = re.compile(
    "其中|下属|所属|二级|直属|代管|分别|增加|减少|新增|调[入出]|(?:行政|事业|工勤|参公|全额|差额|机关|本级)(?:人员)?(?:编制|在[职编])"
    "|事业单位|(?:单位|机构|中心|站|所|学校|医院)[0-9一二两三四五六七八九十]+[个家所]"
    "|[0-9一二两三四五六七八九十][个家所][^,]{0,8}(?:单位|中心|站|所|学校|医院|院|馆)"
)
_STOPS = re.compile("[。；;！!？?\n]")
_TITLES = re.compile("下属|所属|二级|直属")
# 在职20人（含临聘2人）, 编制21名以上: not these heads alone.
_AND_OTHERS = re.compile("[(,]?(?:含|包括|不含|其中(?:离|退|临|聘|劳|借))|以[上下内]|左右")
_FAR, _TAIL = 120, 12
# 在职人员控制率, also with the year or the unit before it.
STAFF_RATE = re.compile(f"{_NEUTRAL}(?:(?:在职|在编|财政供养)?人员|(?:人员)?编制)控制率")


def head_identities(text: Text, books: Books) -> Iterator[Identity]:
    """
    X14: each count of 编制 and 在职, against 附件1.

    Where the same words stand twice, or stand behind words that may narrow them, it is uncertain who is counted.
    """
    if text.passage.kind is not Kind.DEPARTMENT or any(_TITLES.search(title) for title in text.passage.titles):
        return
    found = list(_heads(text))
    cells = [cell for _, cell, _ in found]
    for mention, cell, sure in found:
        path = f"{_STAFFING}.{cell}"
        if path in books.figures:
            # X14: 报告中的编制数、在职人数 = 附件1
            certain = sure and cells.count(cell) == 1
            doubt = None if certain else Message.of("uncertain_subject", words=mention.label or None)
            forms = [Linear(stated=terms(mention.path), parts=terms(path))]
            yield Identity(code="X14", place=f"{mention.path}/{_STAFFING}", forms=tuple(forms), doubt=doubt)


def is_head_count(mention: Mention) -> bool:
    """Whether a count is in a unit of persons or posts and its own words name 编制 or the staff in post."""
    if mention.role is not Role.COUNT or not isinstance(mention.figure, Count) or mention.figure.unit not in _UNITS:
        return False
    return any(pattern.fullmatch(mention.label) for pattern in (_ESTABLISHED, _ACTUAL, _FILLED))


def _heads(text: Text) -> Iterator[tuple[Mention, str, bool]]:
    """The head counts of a text: the figure, its cell in 附件1, and whether that is certain."""
    end = 0
    last = ""
    for mention in text.mentions:
        gap = fold(text.passage.text[max(end, mention.start - _FAR) : mention.start])
        end, before, last = mention.end, last, ""
        if not mention.exact or not is_head_count(mention) or _OTHERS.search(_clause(gap)):
            continue
        if _FILLED.fullmatch(mention.label):
            cell, sure = "actual", before == "established"
        else:
            cell, sure = ("established" if _ESTABLISHED.fullmatch(mention.label) else "actual"), True
        last = cell
        lead = fold(_clause(text.passage.text[max(0, mention.start - _FAR) : mention.start]))
        tail = fold(text.passage.text[mention.end : mention.end + _TAIL])
        yield mention, cell, sure and not _PARTS.search(lead) and not _AND_OTHERS.match(tail)


def _clause(words: str) -> str:
    """What stands behind the last stop."""
    return _STOPS.split(words)[-1]
