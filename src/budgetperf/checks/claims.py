"""
X12: what a report claims of its targets, against the points of the card that it reports on.

A claim counts only where every word around it is understood: what cannot be tied to the card for certain is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.checks.clauses import clause_of
from budgetperf.checks.grades import rulings_on_grades
from budgetperf.checks.passages import FAR, Passage, is_neutral, is_of_this_year
from budgetperf.checks.reports import Reports
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import ScorecardKind
from budgetperf.domain.written import fold
from budgetperf.scoring.row_score import Basis, RowScore

__all__ = ["check_claims"]

_NAMED = 6

_N = "(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
# 数量指标 are those of one level only.
_LEVEL = (
    "经济效益|社会效益|生态效益|可持续影响|经济成本|社会成本|生态环境成本|服务对象满意度"
    "|产出|效益|满意度|成本|数量|质量|时效"
)
# Words within 各项年度绩效指标, 年初设定的12项三级指标. Any other word (重点, 核心, 一级) makes it some of them.
_WHICH = (
    "(?:绩效|考核|评价|自评|本年度|年度|全年|当年|年初|预期|预定|预设|既定|设定|设置|确定|制定|申报|批复|三级|具体|总体"
    "|项目|支出|整体|部门|单位|计划|各项|各个|各类|各|所有|全部|每项|的|、|和|及|与|以及"
    f"|{_N}[项个条]|{_LEVEL})"
)
_TARGETS = "(?:指标|目标)值?"
# 均达到, 全部完成, 已如期实现, 100%完成
_HOW = (
    "(?:均|都|全部|全面|全|圆满|悉数|一律|已经|已|能够|也|按时|按期|如期|顺利|高质量|保质保量|按质按量|超额|得到|得以"
    "|有效|100%)"
)
_DONE = "(?:达到|达成|完成|实现|达标)(?:(?:或者?|并|和)(?:超额)?(?:完成|实现|达到|超过))?了?"
_WHAT = f"{_WHICH}{{0,6}}(?:{_TARGETS}|要求|标准|水平|任务|100%)?"
_MANY = f"(?P<of>{_N})[项个条]{_WHICH}{{0,4}}指标"
_NOUN = f"(?P<noun>{_WHICH}{{0,8}}{_TARGETS}"
# Each with a word without which it says nothing.
_CLAIMS = tuple(
    (word, re.compile("".join(parts)))
    for word, *parts in (
        # 12项指标中11项达到年度目标; 共12项指标，其中1项未完成
        (
            "指标",
            f"{_MANY}(?:中|里|内|,|:|其中|有|共有|已有){{0,4}}(?P<met>{_N})[项个条]{_WHICH}{{0,3}}(?:指标)?{_HOW}{{0,3}}",
            f"(?P<missed>尚?未能?|没有?|未按[时期])?{_DONE}{_WHAT}",
        ),
        # 12项指标完成11项
        (
            "指标",
            f"{_MANY},?{_HOW}{{0,2}}{_DONE}(?P<met>{_N})[项个条]",
        ),
        # 绩效指标完成率100%
        (
            "率",
            f"{_NOUN})的?(?:总体|整体|平均)?(?:完成|达成|实现|达标)(?P<how>率)",
            r"(?:均|都)?(?:达到|达|为|是|:)?100(?:\.0{1,2})?%",
        ),
        # 各项绩效指标均达到预期目标; 三级指标12项，全部完成
        (
            "标",
            f"{_NOUN}(?:{_N}[项个条])?)(?P<how>(?:,?{_HOW}{{1,4}})?){_DONE}{_WHAT}",
        ),
        # 圆满完成各项指标; 达到预期指标
        (
            "标",
            f"(?P<how>{_HOW}{{0,4}}){_DONE}{_NOUN})",
        ),
        # 均达到预期
        (
            "预期",
            f"(?P<noun>)(?P<how>{_HOW}{{0,3}}(?:均|都|全部|全面){_HOW}{{0,2}}){_DONE}预期(?:要求|水平)?",
        ),
    )
)
# Every claim has one of these, and speaks of 指标, of 目标, or of what was expected.
_MAY_CLAIM = re.compile("达[到成标]|完成|实现")
# What may follow a claim. 达到预期目标的95%, 完成情况较好, 完成95% are none.
_ENDS = re.compile("""[,。;!?:、()\\]】」』”’"']|$|并|且|后""")
_ALL = re.compile(f"各项|各个|各类|所有|全部|每项|均|都|全面|全(?!年)|圆满|悉数|一律|100%|率|{_N}[项个条]")
_NUMBERED = re.compile(f"({_N})[项个条]")
_LEVELS = re.compile(_LEVEL)
# 绩效指标, 三级指标, 12项指标 are those of the card, whatever was spoken of before.
_OWN = re.compile(f"绩效|三级|自评|{_N}[项个条]|{_LEVEL}")
# Who names the exception in the same sentence, or elsewhere in the paragraph, does not claim all.
_QUALIFIED = re.compile(
    "除|未(?!发[生现]|出现|来)|没有(?!发[生现]|出现)|没能|不足|仅|只有|多数|大部分|部分(?!门)|但|不过|然而|尚|扣[分了除0-9]"
    "|低于|少于|偏[低差高]|差距|原因|滞后|超支|超出|基本(?=完成|达|实现|上)"
)
_EXCEPTED = re.compile(
    "未达|未完成|未能|未实现|没有?完成|没有?达|没能|扣[分了除0-9]|除.{1,20}外|偏[低差]|滞后|超支|超出预算|比目标少"
    "|低于(?:目标|预期|年度)"
)
# Headings of a project report under which 目标 are not those of the card: 决策, 资金管理, 经验和问题.
_ASIDE = re.compile("决策|过程|资金|组织|管理|问题|经验|说明|应用")
_DEPARTMENT_RESULTS = re.compile("绩效情况")
_PARTS = ("产出", "效益", "满意", "成本")


@frozen(kw_only=True)
class _Claim:
    """
    That all targets were met, or so many of so many.

    Attributes:
        firm: Whether it says *all*, and of nothing else than the rows of the card.

        levels: The levels that it is limited to, or none.
    """

    start: int
    end: int
    firm: bool = True
    of: int | None = None
    met: int | None = None
    levels: tuple[str, ...] = ()


@frozen(kw_only=True)
class _Rows:
    """The rows that a claim is about, by what is known of them."""

    all: tuple[RowScore, ...]
    deducted: tuple[RowScore, ...]
    missed: tuple[RowScore, ...]
    unknown: tuple[RowScore, ...]
    counts: frozenset[int]


def _number(text: str) -> int:
    """
    A number as it stands before 项.

    >>> _number("12"), _number("十二"), _number("二十"), _number("一百零五")
    (12, 12, 20, 105)
    """
    if text[0] in "0123456789":
        return int(text)
    total = digit = 0
    for character in text:
        if character in _TENS:
            total, digit = total + (digit or 1) * _TENS[character], 0
        else:
            digit = _DIGITS.get(character, 0)
    return total + digit


_TENS = {"十": 10, "百": 100}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def _targets(case: Case, report: int, said: Iterable[Passage]) -> Iterator[Checked]:
    # X12: 报告称指标全部（或若干项）达到目标的，自评表各行得分与之相符
    filing = case.filing
    card = case.reports.topics[report].card
    department = filing.reports[report].kind is ScorecardKind.DEPARTMENT
    known: dict[tuple[str, ...], _Rows] = {}
    silent = True
    for passage in said:
        inner = passage.titles[-1]
        if any(_ASIDE.search(title) for title in passage.titles):
            continue
        if department and not any(_DEPARTMENT_RESULTS.search(title) for title in passage.titles):
            continue
        parts = [part for part in _PARTS if part in inner]
        for claim in _claims(passage, case.reports, filing.year):
            silent = False
            ruling = Ruling(code="X12", path=passage.span(claim.start, claim.end))
            if card is None:
                yield ruling.not_evaluable("report_unmatched")
                continue
            levels = claim.levels or (tuple(parts) if len(parts) == 1 else ())
            if levels not in known:
                known[levels] = _rows(case, card, levels)
            yield _compared(case, passage, claim, card, known[levels])
    if silent:
        yield Ruling(code="X12", path=f"reports[{report}]").not_applicable("no_claim")


def _claims(passage: Passage, reports: Reports, year: int | None) -> Iterator[_Claim]:
    """The claims of a paragraph; where two readings of the same words overlap, the first pattern has it."""
    text = passage.text
    if _MAY_CLAIM.search(text) is None or not ("标" in text or "预期" in text):
        return
    names = reports.topics[passage.report].names
    taken: list[tuple[int, int]] = []
    excepted: bool | None = None
    for match in sorted(
        (match for word, pattern in _CLAIMS if word in text for match in pattern.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    ):
        start, end = match.span()
        if (taken and start < taken[-1][1]) or _ENDS.match(passage.text, end) is None:
            continue
        sentence = passage.before(start)
        if not is_of_this_year(sentence, year) or not is_neutral(passage.before(start, ",。;!?"), names):
            continue
        if reports.names_another(passage.text[max(0, start - FAR) : start], passage.report):
            continue
        claim = _claim(match, topic=is_neutral(sentence, names))
        if claim is None:
            continue
        if claim.met is None or claim.met == claim.of:
            if excepted is None:
                excepted = _EXCEPTED.search(passage.text) is not None
            if excepted or _QUALIFIED.search(sentence) or _QUALIFIED.search(passage.after(end)):
                continue
        taken.append((start, end))
        yield claim


def _claim(match: re.Match[str], *, topic: bool) -> _Claim | None:
    """What a match claims, or None; *topic* if nothing else was spoken of in the sentence before it."""
    groups = match.groupdict()
    if "of" in groups:
        whole, some = _number(groups["of"]), _number(groups["met"])
        met = whole - some if groups.get("missed") else some
        levels = tuple(_LEVELS.findall(match[0]))
        return _Claim(start=match.start(), end=match.end(), of=whole, met=met, levels=levels)
    noun, how = groups["noun"], groups["how"]
    # 3个目标 are no rows.
    numbered = _NUMBERED.search(noun) if "指标" in noun else None
    of = _number(numbered[1]) if numbered else None
    own = _OWN.search(noun) is not None
    says_all = _ALL.search(noun + how) is not None
    # 一项指标 is one of them.
    if of == 1 or not (own or topic or (says_all and noun)):
        return None
    levels = tuple(_LEVELS.findall(noun))
    return _Claim(start=match.start(), end=match.end(), firm=says_all and (own or topic), of=of, levels=levels)


def _rows(case: Case, card: int, levels: tuple[str, ...]) -> _Rows:
    indicators, rows = case.filing.scorecards[card].indicators, case.scores[card].rows
    pairs = [
        (indicator, row)
        for indicator, row in zip(indicators, rows, strict=True)
        if not levels or any(level in fold(f"{indicator.level1}{indicator.level2}") for level in levels)
    ]
    weighted = [row for _, row in pairs if row.weight is not None and row.weight > 0]
    plain = len(weighted) == len(pairs) and all(
        indicator.part_of is None and row.basis is not Basis.DROPPED for indicator, row in pairs
    )
    # Execution may be counted among 各项指标, and 4项一级指标 are 指标, too.
    groups = {len({indicator.level1 for indicator, _ in pairs}), len({(i.level1, i.level2) for i, _ in pairs})}
    counts = {count + more for count in {len(pairs), *groups} for more in (0, 1)} if plain else set()
    return _Rows(
        all=tuple(weighted),
        deducted=tuple(row for row in weighted if row.stated is not None and row.stated < (row.weight or 0)),
        missed=tuple(row for row in weighted if row.met is False and not row.assumed),
        unknown=tuple(row for row in weighted if row.stated is None),
        counts=frozenset(counts),
    )


def _compared(case: Case, passage: Passage, claim: _Claim, card: int, rows: _Rows) -> Checked:
    path = passage.span(claim.start, claim.end)
    against = dict.fromkeys(f"{row.path}.points" for row in (*rows.deducted, *rows.missed))
    ruling = Ruling(code="X12", path=path, paths=(path, *against))
    stated, at = passage.quote(claim.start, claim.end), f"scorecards[{card}]"
    if not rows.all:
        return ruling.not_applicable("no_rows")
    if claim.of is not None and rows.counts and claim.of not in rows.counts:
        return ruling.violated(_finding(path, stated, Severity.WARNING, at, "claim_rows", expected=str(len(rows.all))))
    if claim.met is not None and claim.met != claim.of:
        if claim.of != len(rows.all) or not rows.counts:
            return ruling.not_evaluable("counted_otherwise")
        return _counted(ruling, claim, rows, stated, at)
    if rows.deducted or rows.missed:
        severity = Severity.ERROR if claim.firm and rows.deducted else Severity.WARNING
        return ruling.violated(_finding(path, stated, severity, at, "claim_all", rows=rows))
    return ruling.undecided(case, f"{rows.unknown[0].path}.points") if rows.unknown else ruling.holds()


def _counted(ruling: Ruling, claim: _Claim, rows: _Rows, stated: str, card: str) -> Checked:
    """A target may count as missed by its figures, or by its points; both at once leave no choice."""
    deducted, missed, unknown = ({row.path for row in some} for some in (rows.deducted, rows.missed, rows.unknown))
    low = len(rows.all) - len(deducted | missed | unknown)
    high = len(rows.all) - len(deducted & missed)
    if claim.met is not None and low <= claim.met <= high:
        return ruling.holds()
    expected = f"{low}" if low == high else f"{low}–{high}"
    return ruling.violated(
        _finding(ruling.path, stated, Severity.ERROR, card, "claim_met", expected=expected, rows=rows)
    )


def _finding(
    path: str,
    stated: str,
    severity: Severity,
    card: str,
    kind: str,
    *,
    expected: str | None = None,
    rows: _Rows | None = None,
) -> Finding:
    deducted = rows.deducted if rows else ()
    # A deducted row is told by its points, whether or not its figures miss the target as well.
    missed = [row for row in rows.missed if row not in deducted] if rows else []
    return Finding(
        code="BP504",
        severity=severity,
        path=path,
        stated=stated,
        expected=expected,
        clause=clause_of("X12"),
        details={
            "kind": kind,
            "first": card,
            "rows": "、".join(f"{_label(row)}{row.stated:f}/{row.weight:f}" for row in deducted[:_NAMED]) or None,
            "more": len(deducted) if len(deducted) > _NAMED else None,
            "missed": "、".join(_label(row) for row in missed[:_NAMED]) or None,
            "more_missed": len(missed) if len(missed) > _NAMED else None,
        },
        entry=f"X12:{path}",
    )


def _label(row: RowScore) -> str:
    """The name of a row in quotation marks; those within it are single ones."""
    return f"“{row.label.translate(_SINGLE)}”"


_SINGLE = {ord("“"): "‘", ord("”"): "’"}


def check_claims(case: Case) -> Iterator[Checked]:
    """X12 and X18 for every report."""
    reports = case.filing.reports
    if not reports:
        yield Ruling(code="X12").not_applicable("attachment_missing", attachment="附件5")
        yield Ruling(code="X18").not_applicable("attachment_missing", attachment="附件4")
    said: list[list[Passage]] = [[] for _ in reports]
    for passage in case.reports.passages:
        if not passage.is_plan:
            said[passage.report].append(passage)
    for report, own in enumerate(said):
        yield from _targets(case, report, own)
        yield from rulings_on_grades(case, report, own)
