"""附件4: the report of the department, as a clerk writes it with the tables at hand."""

from __future__ import annotations

from collections.abc import Iterator

from budgetperf.domain.model import Heading, Report, ScorecardKind, Section, Signature
from budgetperf.testing.accounts import Row
from budgetperf.testing.clerk import Clerk, Quoted
from budgetperf.testing.earning import Marks
from budgetperf.testing.passages import IMPROVEMENTS, MANAGEMENT, NOTHING, PROBLEMS, done, noise, section

__all__ = ["department_report", "special_list"]

_DUTIES = (
    "收集、保管文献，向社会开放。",
    "贯彻执行文化工作的法律法规，承担全县文献收藏与阅读推广，管理乡镇分馆16个。",
    "依据《职能配置规定》（县办发〔2019〕32号），负责全县公共文化服务。",
)
_OTHER_FUNDS = (
    ("三", "政府性基金预算", "政府性基金拨款"),
    ("四", "国有资本经营预算", "国有资本经营预算"),
    ("五", "社会保险基金预算", "社会保险基金"),
)


def department_report(clerk: Clerk, marks: Marks) -> Report:
    """附件4, with what its card says of itself."""
    books = clerk.books
    return Report(
        kind=ScorecardKind.DEPARTMENT,
        heading=Heading(
            title=f"{books.year}年度{books.unit_name}部门整体支出绩效自评报告",
            unit_name=books.unit_name,
            year=books.year,
            signature=Signature(date=f"{books.year + 1}年6月15日"),
        ),
        sections=list(_sections(clerk, marks)),
    )


def _sections(clerk: Clerk, marks: Marks) -> Iterator[Section]:
    yield section(1, "一", "部门(单位)基本情况")
    yield section(2, "（一）", "部门职责", clerk.pick(_DUTIES))
    yield section(2, "（二）", "机构设置情况", _staffing(clerk))
    yield section(1, "二", "一般公共预算支出情况", _whole(clerk), _budget(clerk))
    yield section(2, "（一）", "基本支出情况", _basic(clerk), *_three_public(clerk))
    yield section(2, "（二）", "项目支出情况")
    yield section(3, "1", "专项资金安排落实、总投入等情况分析", _projects(clerk), _received(clerk))
    yield section(3, "2", "专项资金实际使用情况分析", special_list(clerk), *_each_line(clerk))
    yield section(3, "3", "专项资金管理情况分析", clerk.pick(MANAGEMENT) + _balance(clerk))
    for ordinal, fund, source in _OTHER_FUNDS:
        yield section(1, ordinal, f"{fund}支出情况", _other_fund(clerk, fund, source))
    yield section(1, "六", "部门整体支出绩效情况", _performance(clerk), noise(clerk))
    yield section(1, "七", "存在的问题及原因分析", clerk.pick(PROBLEMS))
    yield section(1, "八", "下一步改进措施", clerk.pick(IMPROVEMENTS))
    yield section(1, "九", "部门整体支出绩效自评结果拟应用和公开情况", _score(clerk, marks))
    yield section(1, "十", "其他需要说明的情况", clerk.pick(NOTHING))


def _staffing(clerk: Clerk) -> str:
    year, (established, actual) = clerk.books.year, clerk.books.staffing
    return clerk.pick(
        (
            f"内设4个股室，编制{established}名，{year}年实际在职{actual}人。",
            f"核定编制{established}名，年末实际在职{actual}人，在职人员控制率{clerk.percent(actual, established)}。",
            f"没有下属单位。截至{year}年12月31日，编制数{established}人，在职人员{actual}人。",
            f"机关内设股室4个，下属单位2个；编制{established}人，实有在职{actual}人。",
        )
    )


def _quoted(clerk: Clerk, row: Row) -> tuple[Quoted, Quoted, Quoted, Quoted]:
    return (clerk.amount(row.prior), clerk.amount(row.initial), clerk.amount(row.revised), clerk.amount(row.spent))


def _whole(clerk: Clerk) -> str:
    """整体支出, and what it is made of."""
    books, year = clerk.books, clerk.books.year
    prior, _, _, spent = _quoted(clerk, books.whole)
    basic, projects = clerk.amount(books.basic.spent), clerk.amount(books.project_spending.spent)
    shares = [clerk.with_rate("，占{}", part, spent) for part in (basic, projects)]
    said = clerk.pick(
        (
            f"{year}年整体支出{spent}，由基本支出{basic}、项目支出{projects}构成。",
            f"{year}年度部门整体支出{spent}，其中：基本支出{basic}{shares[0]}；项目支出{projects}{shares[1]}。",
            f"本年支出合计{spent}。其中基本支出{basic}，项目支出{projects}。",
            f"{year}年我单位整体支出为{spent}，包括基本支出{basic}和项目支出{projects}。",
            f"基本支出{basic}，项目支出{projects}，整体支出合计{spent}。",
        )
    )
    if clerk.rarely(3):
        said += f"整体支出{clerk.change(spent, prior)}。"
    elif clerk.rarely(3):
        said += f"{year - 1}年整体支出{prior}，{year}年整体支出{spent}，{clerk.change(spent, prior)}。"
    return said


def _budget(clerk: Clerk) -> str | None:
    """整体支出 as it was planned and carried out, and what was added in the year."""
    if clerk.rarely(2):
        return None
    books = clerk.books
    _, initial, revised, spent = _quoted(clerk, books.whole)
    rate = clerk.with_rate("，预算执行率{}", spent, revised)
    said = clerk.pick(
        (
            f"整体支出年初预算{initial}，全年预算{revised}{rate}。",
            f"整体支出年初预算数为{initial}，调整后全年预算数为{revised}，全年执行数{spent}{rate}。",
            f"年初安排整体支出预算{initial}，年中调整为{revised}，实际支出{spent}。",
            f"整体支出全年预算{revised}（年初预算{initial}），实际支出{spent}{rate}。",
        )
    )
    moved = books.basic.revised - books.basic.initial
    amount = clerk.amount(abs(moved))
    if amount.worth and clerk.rarely(2):
        said += f"因人员变动，基本支出预算调{'增' if moved > 0 else '减'}{amount}。"
    return said


def _basic(clerk: Clerk) -> str:
    """基本支出: 人员经费 and 日常公用经费."""
    books, year = clerk.books, clerk.books.year
    prior, _, _, spent = _quoted(clerk, books.basic)
    staff, operating = clerk.amount(books.staff.spent), clerk.amount(books.operating.spent)
    shares = [clerk.with_rate("，占基本支出的{}", part, spent) for part in (staff, operating)]
    said = clerk.pick(
        (
            f"本年基本支出{spent}，其中人员经费{staff}、日常公用经费{operating}。",
            f"基本支出{spent}，其中：人员经费{staff}{shares[0]}；日常公用经费{operating}{shares[1]}。",
            f"{year}年基本支出为{spent}，包括：人员经费{staff}和日常公用经费{operating}。",
            f"基本支出共{spent}，主要用于：人员经费{staff}；日常公用经费{operating}。",
            f"人员经费{staff}、日常公用经费{operating}，基本支出合计{spent}。",
        )
    )
    each = clerk.per_head(operating, books.staffing[1])
    if each and clerk.rarely(4):
        said += f"人均公用经费{each}。"
    if clerk.rarely(3):
        said += f"基本支出{clerk.change(spent, prior)}。"
    if clerk.rarely(3):
        said += f"日常公用经费{clerk.change(operating, clerk.amount(books.operating.prior))}。"
    return said


def _three_public(clerk: Clerk) -> Iterator[str]:
    """“三公”经费: budget, spending, parts, guests, and what there was nothing of."""
    books = clerk.books
    prior, initial, revised, spent = _quoted(clerk, books.three_public)
    budget = revised if books.revised_column else initial
    name = "预算" if books.revised_column else "年初预算"
    parts = _parts(clerk)
    among = f"，其中{parts}" if parts else ""
    rate = clerk.with_rate("，控制率{}", spent, budget)
    said = clerk.pick(
        (
            f"“三公”经费{name}{budget}，决算{spent}{among}。",
            f"“三公”经费{name}数为{budget}，实际支出{spent}{rate}。" + (f"其中：{parts}。" if parts else ""),
            f"“三公经费”{name}安排{budget}，决算数{spent}，{clerk.change(spent, budget, than='预算')}。",
            f"全年三公经费支出{spent}（{name}{budget}）{among}。",
            f"三公经费支出{spent}，{clerk.change(spent, prior)}{among}。",
        )
    )
    if clerk.rarely(3):
        said += f"“三公”经费支出{clerk.change(spent, prior)}。"
    yield said + _guests(clerk)
    nothing = [
        words
        for row, words in ((books.purchase, "未购置公务用车"), (books.abroad, "无因公出国（境）支出"))
        if row.spent == 0
    ]
    if nothing and not clerk.rarely(3):
        yield f"本年{'，'.join(clerk.shuffled(nothing))}。"


def _parts(clerk: Clerk) -> str:
    """The parts of “三公”经费; a part of nothing is left out."""
    books = clerk.books
    vehicles = clerk.pick(
        (
            [("公务用车购置费", books.purchase), ("公务用车运行维护费", books.running)],
            [("公务用车购置及运行维护费", books.vehicles)],
        )
    )
    rows = [*vehicles, ("因公出国（境）费", books.abroad), ("公务接待费", books.hospitality)]
    filled = [(name, clerk.amount(row.spent)) for name, row in rows if row.spent]
    return clerk.pick(("、", "，", "；")).join(f"{name}{amount}" for name, amount in clerk.shuffled(filled))


def _guests(clerk: Clerk) -> str:
    books = clerk.books
    batches, persons = books.receptions
    if persons == 0:
        return clerk.pick(("", "没有发生公务接待。"))
    each = clerk.per_head(clerk.amount(books.hospitality.spent), persons)
    mean = f"，人均{each}" if each and clerk.rarely(3) else ""
    return clerk.pick(
        (
            f"全年公务接待{batches}批次{persons}人次{mean}。",
            f"国内公务接待{batches}批次、{persons}人次{mean}。",
            f"公务接待{batches}批次，共{persons}人次{mean}。",
            "公务接待严格按标准执行。",
        )
    )


def _projects(clerk: Clerk) -> str:
    """项目支出: the budget, the spending, and every line of it."""
    books, year = clerk.books, clerk.books.year
    prior, initial, revised, spent = _quoted(clerk, books.project_spending)
    lines = clerk.spending(books.projects)
    if not lines:
        return f"项目支出年初预算{initial}，当年没有支出。"
    rate = clerk.with_rate("，执行率{}", spent, revised)
    said = clerk.with_list(
        (
            f"项目支出年初预算{initial}，实际支出{spent}，其中：{{}}。",
            f"{year}年项目支出年初预算数为{initial}，全年实际支出{spent}{rate}。主要用于：{{}}。",
            f"年初安排项目支出预算{initial}，调整后{revised}，实际支出{spent}，包括{{}}。",
            f"项目支出共{spent}（年初预算{initial}），其中{{}}。",
            f"项目支出年初预算{initial}，实际支出{spent}，具体为：{{}}。",
            f"{{}}，项目支出合计{spent}，年初预算{initial}。",
        ),
        lines,
    )
    if clerk.rarely(8):
        said = _planned(clerk) + said
    if clerk.rarely(3):
        said += f"项目支出{clerk.change(spent, prior)}。"
    return said


def _planned(clerk: Clerk) -> str:
    """项目支出 as it was planned, line by line; of a line 附件1 has one budget only."""
    books = clerk.books
    column, name = ("revised", "全年预算") if books.revised_column else ("initial", "年初预算")
    lines = clerk.spending(books.projects, column)
    budget = clerk.amount(getattr(books.project_spending, column))
    return clerk.with_list((f"项目支出{name}{budget}，其中：{{}}。",), lines, planned=True) if lines else ""


def special_list(clerk: Clerk) -> str:
    """专项资金 and what was spent on each 专项."""
    books, year = clerk.books, clerk.books.year
    spent, lines = clerk.amount(books.special_spending.spent), clerk.spending(books.specials)
    if not lines:
        return "本年专项资金没有支出。"
    only = f"其中预算项目支出{spent}，" if len(books.projects) == len(books.specials) else ""
    return clerk.with_list(
        (
            f"专项资金共支出{spent}，主要用于：{{}}。",
            f"专项资金共支出{spent}，{only}主要用于：{{}}。",
            f"{year}年度专项资金支出{spent}，具体为：{{}}。",
            f"专项资金实际使用{spent}，包括：{{}}。",
            f"专项支出{spent}，其中{{}}。",
            f"{{}}，以上专项资金合计支出{spent}。",
        ),
        lines,
    )


def _each_line(clerk: Clerk) -> Iterator[str]:
    """Now and then a paragraph of its own for each line."""
    books = clerk.books
    if not clerk.rarely(6):
        return
    name = "全年预算" if books.revised_column else "年初预算"
    for index, project in enumerate(books.specials, start=1):
        budget = clerk.amount(project.row.revised if books.revised_column else project.row.initial)
        spent = clerk.amount(project.row.spent)
        rate = clerk.with_rate("，执行率{}", spent, clerk.amount(project.row.revised))
        yield f"（{index}）{clerk.name(project)}：{name}{budget}，实际支出{spent}{rate}。"


def _received(clerk: Clerk) -> str | None:
    """That all the money came: only where all of it was spent."""
    row = clerk.books.project_spending
    if row.spent != row.revised or clerk.rarely(2):
        return None
    return clerk.pick(("项目资金已全额拨付到位。", "专项资金已全部支付到位。"))


def _balance(clerk: Clerk) -> str:
    row = clerk.books.project_spending
    left = clerk.amount(row.revised - row.spent) if row.revised > row.spent else None
    if left is None or left.worth == 0 or clerk.rarely(2):
        return ""
    return f"项目结余{left}已交回财政。"


def _other_fund(clerk: Clerk, fund: str, source: str) -> str:
    """What came from another fund, or that nothing did."""
    books = clerk.books
    if books.other_source == source and books.other_funds:
        amount = clerk.amount(books.other_funds)
        verb = "支出" if books.nature_of == "spent" else "安排"
        return clerk.pick((f"{books.year}年{fund}{verb}{amount}。", f"{fund}{verb}{amount}，按规定用途使用。"))
    return clerk.pick(
        (
            f"没有{fund}支出。",
            f"本单位{books.year}年没有{fund}支出。",
            f"无{fund}支出。",
            f"本年度未安排{fund}支出。",
            "无。",
        )
    )


def _performance(clerk: Clerk) -> str:
    books = clerk.books
    made, effect = (done(clerk, output) for output in books.counted)
    project = clerk.pick(books.projects) if books.projects else None
    rate = None
    if project is not None:
        rate = clerk.rate(clerk.amount(project.row.spent), clerk.amount(project.row.revised))
    said = clerk.pick(
        (
            f"全年{made}，{effect}。",
            f"{made}；{effect}；读者满意度92%。",
            f"各项任务按时完成，按时完成率100%。{made}，{effect}。",
            f"全年投入{clerk.rough(books.whole.spent)}，{made}，{effect}。",
        )
    )
    if rate is not None and project is not None and clerk.rarely(2):
        said += f"{clerk.name(project)}预算执行率{rate}。"
    return said


def _score(clerk: Clerk, marks: Marks) -> str:
    """The total of 附件2 and its grade."""
    return clerk.pick(
        (
            f"绩效自评分数{marks.points}分，等级为{marks.grade}，结果上网公开。",
            f"自评得分{marks.points}分，评价等级为“{marks.grade}”；结果供安排下年预算参考。",
            f"经自评，部门整体支出绩效自评总分为{marks.points}分，等次：{marks.grade}。",
            f"自评综合得分{marks.points}分（满分100分），于{clerk.books.year + 1}年8月31日前公开。",
            f"部门整体支出自评结果为{marks.grade}，得{marks.points}分。",
        )
    )
