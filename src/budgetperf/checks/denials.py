"""
What a report says there was none of, or all of, against the cells that tell how much there was.

Spending on 三公 that is denied (L4), money that was paid out in full (L5), and other funds that are denied (X13).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from budgetperf.checks.case import Case, Checked, Ruling
from budgetperf.checks.clauses import clause_of
from budgetperf.checks.passages import Passage, is_neutral, is_of_this_year
from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Finding, Severity
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.domain.written import EXACT, fold, is_none
from budgetperf.reconciliation.scorecard import total_path

__all__ = ["check_denials"]

_CLAUSE = ",。;!?"
_ENDS = "(?=[,。;!?:()]|$)"


def check_denials(case: Case) -> Iterator[Checked]:
    """L4, L5 and X13."""
    reports = case.filing.reports
    if not reports:
        yield from (Ruling(code=code).not_applicable("attachment_missing", attachment="附件4") for code in _CODES)
        return
    said = [passage for passage in case.reports.passages if not passage.is_plan]
    department = [passage for passage in said if reports[passage.report].kind is ScorecardKind.DEPARTMENT]
    yield from _spending(case, department)
    yield from _payments(case, said)
    yield from _funds(case, department)


_CODES = ("L4", "L5", "X13")


def _is_filled(figure: Figure | None) -> bool:
    return isinstance(figure, Money) and figure.yuan != 0


# --------------------------------------------------------------------------------------------- L4: denied spending

_CAR = "(?:公务用?车辆?|公车)"
_FEE = "(?:费用?|经费|支出)"
_BUY = "(?:购置|购买|采购|更新|新增|添置|购)"
_VEHICLES = ("vehicles", "vehicle_purchase", "vehicle_running")
# What may be denied, and the rows of 附件1 that must then be empty; the longer name goes first.
_OBJECTS = (
    # 无公务用车购置及运行维护费
    ("both", f"{_CAR}{_BUY}{_FEE}?(?:及|和|与|、)(?:{_CAR})?运行(?:维护|维修)?{_FEE}*", _VEHICLES),
    # 无公务用车运行维护费
    ("running", f"{_CAR}(?:运行(?:维护|维修)?|维护|维修|运维){_FEE}*", ("vehicle_running",)),
    # 没有公务用车购置费
    ("purchase", f"{_CAR}{_BUY}{_FEE}*", ("vehicle_purchase",)),
    # 未购置公务用车
    ("buying", f"新?{_BUY}(?:[和及或、与]?{_BUY})?(?:过|任何|新的?)?{_CAR}", ("vehicle_purchase",)),
    # 无公务用车经费
    ("cars", f"{_CAR}{_FEE}+", _VEHICLES),
    # 无因公出国(境)费用, 未安排因公出国团组
    ("abroad", f"(?:因公)?(?:出国(?:\\(境\\)|、?出?境)?|出境)(?:团组|人员|任务|活动|考察)?{_FEE}*", ("abroad",)),
    # 未发生公务接待
    ("guests", f"(?:国内)?公务接待(?:活动)?{_FEE}*", ("hospitality",)),
    # 无“三公”经费支出
    ("all", f'[“"]?三公[”"]?{_FEE}+', ("total",)),
)
_OBJECT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _OBJECTS))
_ROWS = {name: rows for name, _, rows in _OBJECTS}
_JOINED = re.compile("[、和及与或]|以及|及其")
# Before what is denied: 未, 未发生, 没有安排, 均无财政拨款安排的
_DENIED_BEFORE = re.compile(
    "(?:未曾?|没有?|(?<!有)无|不存在|不涉及)(?:再|新)?(?:发生|产生|安排|列支|支付|使用|组织|开展|涉及)?"
    "(?:过|任何|一般公共预算|财政拨款|财政性资金|安排|用于|的){0,4}$"
)
# After it: 均未发生, 为零
_DENIED_AFTER = re.compile(
    "(?:均|都|也|全年|本年度?|当年){0,2}(?:未曾?(?:发生|产生|安排|列支|支出|使用|组织|开展)|没有(?:发生|产生|安排|列支|支出)?"
    f"|无支出|无发生|为零|零支出)(?:支出|费用|过)?{_ENDS}"
)
# What may follow: 无公务接待费超支 and 未发生公务接待违规行为 deny something else.
_DENIED_ENDS = re.compile(f"(?:的?(?:支出|费用|事项|情况|发生)){{0,2}}(?:{_ENDS}|且|并)")
# 年初预算未安排 is of the budget, 一般公共预算未安排 of the fund; 下属单位未购置 is of another unit.
_NOT_OF_SPENDING = re.compile("(?<!一般公共)预算(?!支出|拨款)|下属|二级|所属|基层|股室")
# 一季度未发生公务接待费 says nothing of the year.
_PART_OF_YEAR = re.compile("[上下]半年|[一二三四1-4]季度|(?<![0-9])(?:[1-9]|1[01])月(?!.*12月)")


@frozen(kw_only=True)
class _Denial:
    start: int
    end: int
    rows: tuple[str, ...]


def _spending(case: Case, said: Iterable[Passage]) -> Iterator[Checked]:
    # L4: 报告称未发生的“三公”支出，附件1 相应决算数应为空或零
    silent = True
    other_source = _other_source(case)
    for passage in said:
        for denial in _denials(passage, case.filing.year):
            silent = False
            yield _denied(case, passage, denial, other_source)
    if silent:
        yield Ruling(code="L4", path="reports").not_applicable("no_denial")


def _denials(passage: Passage, year: int | None) -> Iterator[_Denial]:
    for run in _runs(passage.text):
        start, end = run[0].start(), run[-1].end()
        clause = passage.before(start, _CLAUSE)
        before, after = _DENIED_BEFORE.search(clause), _DENIED_AFTER.match(passage.text, end)
        if before is not None and _DENIED_ENDS.match(passage.text, end):
            clause, first = clause[: before.start()], start - len(before[0])
        elif after is not None and run[0].lastgroup != "buying":
            first, end = start, after.end()
        else:
            continue
        if (
            _NOT_OF_SPENDING.search(clause)
            or _PART_OF_YEAR.search(clause)
            or not is_of_this_year(passage.before(first), year)
        ):
            continue
        for index, found in enumerate(run):
            yield _Denial(
                start=first if index == 0 else found.start(),
                end=end if index == len(run) - 1 else found.end(),
                rows=_ROWS[str(found.lastgroup)],
            )


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """What is denied together: 因公出国(境)费、公务用车购置费."""
    run: list[re.Match[str]] = []
    for found in _OBJECT.finditer(text):
        if run and _JOINED.fullmatch(text, run[-1].end(), found.start()) is None:
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _other_source(case: Case) -> str | None:
    """The path of money from another source: then what the report denies of the general budget may be of that one."""
    for index, card in enumerate(case.filing.scorecards):
        if card.kind is ScorecardKind.DEPARTMENT:
            for row, item in enumerate(card.budget.by_source):
                if "一般公共" not in fold(item.name) and _is_filled(item.amount):
                    return f"scorecards[{index}].budget.by_source[{row}].amount"
    return None


def _denied(case: Case, passage: Passage, denial: _Denial, other_source: str | None) -> Checked:
    path = passage.span(denial.start, denial.end)
    cells = [f"base_table.three_public.{row}.spent" for row in denial.rows]
    ruling = Ruling(code="L4", path=path, paths=(path, *cells))
    if case.filing.base_table is None:
        return ruling.not_applicable("attachment_missing", attachment="附件1")
    filled = [cell for cell in cells if _is_filled(case.figures.get(cell))]
    if not filled:
        unreadable = [cell for cell in cells if isinstance(case.figures.get(cell), Unreadable)]
        return ruling.undecided(case, unreadable[0]) if unreadable else ruling.holds()
    if other_source is not None:
        return ruling.not_evaluable("other_sources", path=other_source)
    return ruling.violated(
        Finding(
            code="BP507",
            severity=Severity.WARNING,
            path=path,
            stated=passage.quote(denial.start, denial.end),
            clause=clause_of("L4"),
            details={"first": filled[0], "amount": case.figures[filled[0]]},
            entry=f"L4:{path}",
        )
    )


# ---------------------------------------------------------------------------------------------- L5: paid in full

# 已全额拨付到位, 已全部支付完毕, 资金支付率100%; that money has come (资金全部到位) does not say that it was spent
_PAID = re.compile(
    "(?:(?:资金|经费|拨款|款项)?(?:已经?|均|都|也|及时|按时|按期|按进度|一次性){0,3}(?:全部|全额|足额|100%)(?:已经?|及时|按时|按期|按进度|一次性){0,2}"
    "(?:拨付|支付|支出|使用|下拨|兑付|拨付使用)(?:到位|完毕|完成|完|到项目单位)?了?"
    r"|(?:资金|经费|预算)?(?:支付|拨付|支出|使用)率(?:均|都|已)?(?:为|达到?|是|:)?100(?:\.0{1,2})?%)"
    f"{_ENDS}"
)
_ALL_OF_IT = re.compile("全部|[全足]额|100")
# 资金到位情况：62.40万元已全部拨付到位，到位率100%: handed down to whoever spends it.
_COMING, _COME = re.compile("(到位|投入|下达)情况|(?:使用|支出|执行|支付|拨付)情况"), re.compile("到位率")
# Words that only say that it is the money of the project or the department: 工程款 and 补助资金 are a part of it.
_MONEY = re.compile(
    "项目资金|专项资金|财政资金|预算资金|财政拨款|年度资金|资金总额|项目经费|专项经费|年初预算数?|全年预算数?|资金|经费|拨款|款项|预算"
    "|总额|全部|安排|下达|批复|到位|合计|总计|为"
)
_WHOLE = re.compile("(?:项目|专项|财政|预算|年度|全部)资金|[项目专]项?经费|资金总额|率")
_OF_PROJECTS = re.compile("项目|专项")


def _payments(case: Case, said: Iterable[Passage]) -> Iterator[Checked]:
    # L5: 报告称资金全额到位、支付的，自评表全年执行数应等于全年预算数
    silent = True
    for passage in said:
        matches = list(_PAID.finditer(passage.text)) if _ALL_OF_IT.search(passage.text) else []
        amounts = _amounts(passage) if matches else []
        for match in matches:
            sentence = passage.before(match.start())
            if is_of_this_year(sentence, case.filing.year) and not _has_come(passage, match):
                paid = _paid(case, passage, match, amounts)
                silent = silent and paid is None
                yield from [paid] if paid is not None else []
    if silent:
        yield Ruling(code="L5", path="reports").not_applicable("no_payment_claim")


def _has_come(passage: Passage, match: re.Match[str]) -> bool:
    """Whether 拨付 is told of how the money came, and not of how it was spent."""
    if "拨" not in match[0]:
        return False
    about = [found[1] for found in _COMING.finditer(passage.titles[-1] + passage.text[: match.start()])]
    return bool(about and about[-1]) or _COME.search(passage.after(match.end())) is not None


def _amounts(passage: Passage) -> list[tuple[int, int, Money]]:
    """The amounts that a paragraph quotes, with their places in its folded text."""
    return [
        (start, end, found.figure)
        for start, end, found in passage.quoted()
        if isinstance(found.figure, Money) and not found.about
    ]


def _paid(
    case: Case,
    passage: Passage,
    match: re.Match[str],
    amounts: Sequence[tuple[int, int, Money]],
) -> Checked | None:
    """The ruling on one claim; None where it is not of the whole money for certain."""
    start, end = match.span()
    names = case.reports.topics[passage.report].names
    sentence, clause = passage.before(start), passage.before(start, _CLAUSE)
    first = bisect_left(amounts, start - len(sentence), key=lambda amount: amount[0])
    own = amounts[first : bisect_right(amounts, start, key=lambda amount: amount[1])]
    if not _is_whole(clause, start, own, names):
        return None
    cards = _cards(case, passage, clause)
    paths = [
        tuple(
            total_path(case.filing.scorecards[card], f"scorecards[{card}]", column) for column in ("revised", "spent")
        )
        for card in cards
    ]
    budgets = [case.figures.get(revised) for revised, _ in paths]
    known = bool(own) and budgets == [own[-1][2]]
    if not known and not _WHOLE.search(clause + match[0]) and not _is_whole(sentence, start, own, names):
        return None
    path = passage.span(start, end)
    ruling = Ruling(code="L5", path=path, paths=(path, *(cell for pair in paths for cell in pair)))
    if not cards:
        return ruling.not_evaluable("report_unmatched")
    if own and not known:
        return ruling.not_evaluable("other_amount", amount=own[-1][2])
    return _against(case, ruling, passage.quote(start, end), paths)


def _is_whole(text: str, end: int, amounts: Iterable[tuple[int, int, Money]], names: tuple[str, ...]) -> bool:
    """Whether words before a claim, which end at *end*, speak of nothing but the money, and of all of it."""
    start = end - len(text)
    for at, to, _ in reversed(list(amounts)):
        if start <= at:
            text = text[: at - start] + text[to - start :]
    return is_neutral(_MONEY.sub("", text), names)


def _cards(case: Case, passage: Passage, clause: str) -> list[int]:
    """The card of a report; for 专项资金 and 项目资金 in that of the department, those of all projects."""
    filing = case.filing
    cards = range(len(filing.scorecards))
    kind = filing.reports[passage.report].kind
    if kind is ScorecardKind.DEPARTMENT and _OF_PROJECTS.search(clause + passage.titles[-1]):
        return [card for card in cards if filing.scorecards[card].kind is ScorecardKind.PROJECT]
    own = case.reports.topics[passage.report].card
    return [] if own is None else [own]


def _against(case: Case, ruling: Ruling, stated: str, paths: Sequence[tuple[str, ...]]) -> Checked:
    for revised, spent in paths:
        budget, amount = case.figures.get(revised), case.figures.get(spent)
        if not isinstance(budget, Money) or not isinstance(amount, Money):
            return ruling.undecided(case, spent if isinstance(budget, Money) else revised)
        # Spending above the budget is P16's to report.
        if amount < budget:
            gap = EXACT.subtract(amount.in_unit(budget.unit), budget.amount)
            return ruling.violated(
                Finding(
                    code="BP508",
                    severity=Severity.WARNING,
                    path=ruling.path,
                    stated=stated,
                    difference=f"{gap:+f}{budget.unit.label}",
                    clause=clause_of("L5"),
                    details={"first": spent, "spent": amount, "revised": budget},
                    entry=f"L5:{ruling.path}",
                )
            )
    return ruling.holds()


# ------------------------------------------------------------------------------------------------ X13: other funds

# The heading of the section in 附件4, and the words in the row of 附件2.
_FUNDS = (
    ("government_funds", re.compile("政府性基金"), "政府性基金"),
    ("state_capital", re.compile("国有资本经营"), "国有资本"),
    ("social_insurance", re.compile("社会保险基金|社保基金"), "社会保险"),
)
_FUND = re.compile(
    "政府性基金|国有资本经营|社会保险基金|社保基金|财政拨款|预算|收入|支出|收支|拨款|资金|均|情况|年初|安排"
)
# 没有政府性基金预算支出; 未安排, 也未发生; 不涉及; 无此项支出. What is denied must be the fund itself: 无超支 is not.
_NONE = re.compile(
    "(?:没有|无|不涉及|不存在|未涉及|(?:未|没有|无)(?:曾)?(?:安排|发生|使用|取得|编制|产生|列支))(?:使用|安排|发生|涉及)?"
    "(?:任何|相关|有关|此项|该项|此类|该类|这类|这方面|本项|当年|年度|政府性基金|国有资本经营|社会保险基金|社保基金|财政拨款|拨款"
    "|预算|收入|收支|支出|资金|业务|项目|安排|情况|内容|数据|[及和、与的]){0,10}"
    f"(?:{_ENDS}|且|并)"
)
_ZERO = re.compile(f"(?:支出|收支|收入|预算)(?:数|额|均|都|合计|共计|总额)?(?:为|是|:)?零{_ENDS}")
# An amount of this year's spending or income; a budget may go unspent.
_SPENT = re.compile("支出|使用|决算|执行|收入")
_BUDGET = re.compile("年初预算|预算数|结转|结余")
# An amount that says nothing of how much there was this year.
_ELSEWHERE = re.compile("上年|去年|增加|减少|增长|下降|增幅|比|较|一般公共")


def _funds(case: Case, said: Sequence[Passage]) -> Iterator[Checked]:
    # X13: 附件4 三、四、五 称没有的，附件2 对应行应为空；写有金额的，应有填报
    filing = case.filing
    card = next((i for i, card in enumerate(filing.scorecards) if card.kind is ScorecardKind.DEPARTMENT), None)
    for key, heading, word in _FUNDS:
        ruling = Ruling(code="X13", path=key, paths=())
        own = [passage for passage in said if any(heading.search(title) for title in passage.titles)]
        rows = [] if card is None else _rows(filing, card, word)
        if card is None:
            yield ruling.not_applicable("attachment_missing", attachment="附件2")
        elif not rows:
            yield ruling.not_applicable("no_such_row", name=word)
        elif not own:
            yield ruling.not_applicable("no_statement")
        else:
            yield _fund(case, key, heading, own, rows)


def _rows(filing: Filing, card: int, word: str) -> list[str]:
    sources = filing.scorecards[card].budget.by_source
    return [
        f"scorecards[{card}].budget.by_source[{row}].amount"
        for row, item in enumerate(sources)
        if word in fold(item.name)
    ]


def _fund(case: Case, key: str, heading: re.Pattern[str], own: Sequence[Passage], rows: Sequence[str]) -> Checked:
    named = [(p, span) for p in own for span in _this_year(p, case.filing.year) if _is_of(p, span, heading)]
    # 年初未安排，年中追加支出10万元 denies nothing.
    denials = [] if named else [(p, s) for p in own for s in _none(p, case) if _is_of(p, s, heading)]
    amounts = [(p, span) for p, span in named if _is_spent(p, span)]
    if not denials and not amounts:
        return Ruling(code="X13", path=key, paths=tuple(rows)).not_applicable("no_statement")
    passage, (start, end) = (denials or amounts)[0]
    ruling = Ruling(code="X13", path=key, paths=(passage.path, *rows))
    filled = [row for row in rows if _is_filled(case.figures.get(row))]
    unreadable = [row for row in rows if isinstance(case.figures.get(row), Unreadable)]
    if unreadable and not filled:
        return ruling.undecided(case, unreadable[0])
    if bool(denials) != bool(filled):
        return ruling.holds()
    return ruling.violated(
        Finding(
            code="BP506",
            severity=Severity.ERROR,
            path=passage.path,
            stated=passage.quote(start, end),
            clause=clause_of("X13"),
            details={
                "kind": "denied" if denials else "row_blank",
                "first": (filled or rows)[0],
                "amount": case.figures[filled[0]] if filled else None,
            },
            entry=f"X13:{key}",
        )
    )


def _is_of(passage: Passage, span: tuple[int, int], heading: re.Pattern[str]) -> bool:
    """Whether a statement is of this fund: one section may speak of several."""
    start, end = span
    near = [f"{before}{passage.text[start:end]}" for before in (passage.before(start, _CLAUSE), passage.before(start))]
    named = next((text for text in near if any(other.search(text) for _, other, _ in _FUNDS)), None)
    return named is None or heading.search(named) is not None


def _none(passage: Passage, case: Case) -> Iterator[tuple[int, int]]:
    """Where a paragraph says that there was none."""
    if passage.text and is_none(passage.text.rstrip("。")):
        yield 0, len(passage.text)
        return
    names = case.reports.topics[passage.report].names
    found = [match.span() for match in (*_NONE.finditer(passage.text), *_ZERO.finditer(passage.text))]
    found += [(start, end) for start, end, amount in _amounts(passage) if amount.yuan == 0]
    for start, end in sorted(found):
        clause = _FUND.sub("", passage.before(start, _CLAUSE))
        if is_neutral(clause, names) and is_of_this_year(passage.before(start), case.filing.year):
            yield start, end


def _this_year(passage: Passage, year: int | None) -> Iterator[tuple[int, int]]:
    """The amounts, other than nothing, that a paragraph states of this year."""
    for start, end, amount in _amounts(passage):
        clause = passage.before(start, _CLAUSE)
        if amount.yuan != 0 and not _ELSEWHERE.search(clause) and is_of_this_year(passage.before(start), year):
            yield start, end


def _is_spent(passage: Passage, span: tuple[int, int]) -> bool:
    clause = passage.before(span[0], _CLAUSE)
    return _SPENT.search(clause) is not None and not _BUDGET.search(clause)
