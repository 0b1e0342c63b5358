"""附件5, the report of a project or of all of them, and the goals that stand in 附件2 and 附件3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.model import Goal, Heading, Report, ScorecardKind, Section
from budgetperf.testing.accounts import Project
from budgetperf.testing.clerk import Clerk, Quoted
from budgetperf.testing.department_prose import special_list
from budgetperf.testing.earning import Marks
from budgetperf.testing.passages import IMPROVEMENTS, METHODS, NOTHING, PROBLEMS, done, noise, planned, section

__all__ = ["department_goal", "project_goal", "project_reports"]

_USES = ("设备租赁", "材料印刷", "劳务报酬", "场地布置", "运输搬运", "专家咨询")


def department_goal(clerk: Clerk) -> Goal:
    """年度总体目标 of 附件2."""
    books = clerk.books
    made, effect = books.counted
    budget, spent = clerk.amount(books.whole.initial), clerk.amount(books.whole.spent)
    money = clerk.pick(("", "", f"整体支出年初预算{budget}。")), clerk.pick(("", "", f"整体支出实际完成{spent}。"))
    return Goal(
        expected=f"任务1：{planned(clerk, made)}；\n任务2：{planned(clerk, effect)}。{money[0]}",
        actual=f"（1）{done(clerk, made)}；（2）{done(clerk, effect)}。{money[1]}{noise(clerk)}",
    )


def project_goal(clerk: Clerk, project: Project) -> Goal:
    """年度总体目标 of 附件3: what it may cost and what it cost, and what is counted."""
    budget, spent = clerk.amount(project.row.initial), clerk.amount(project.row.spent)
    revised = clerk.amount(project.row.revised)
    subject, both = project.sheet, f"{planned(clerk, project.made)}，{planned(clerk, project.effect)}"
    if clerk.books.umbrella:
        subject = f"{subject}共{len(clerk.books.projects)}个子项"
    expected = clerk.pick(
        (
            f"{subject}，预算资金{budget}，{both}。",
            f"{both}，年初预算{budget}。",
            f"{subject}：年初安排资金{budget}，{planned(clerk, project.made)}。",
            f"确保{both}；预算资金{budget}。",
            f"{both}。",
        )
    )
    made = done(clerk, project.made)
    actual = clerk.pick(
        (
            f"{subject}，实际完成{spent}，{made}，{done(clerk, project.effect)}。",
            f"{made}，{done(clerk, project.effect)}，实际支出{spent}。",
            f"预算资金{budget}，实际完成{spent}；{made}。",
            f"全年预算{revised}，实际支出{spent}{clerk.with_rate('，执行率{}', spent, revised)}。{made}。",
            f"{made}，{done(clerk, project.effect)}。",
        )
    )
    return Goal(expected=expected, actual=actual)


def project_reports(clerk: Clerk, marks: Sequence[Marks]) -> Iterator[Report]:
    """附件5: one for each 附件3, or one for all of them; with what each card says of itself."""
    sheets = clerk.books.sheets
    if clerk.books.umbrella or clerk.books.one_report:
        yield _report(clerk, "全部", _of_all(clerk, list(zip(sheets, marks, strict=True))))
        return
    for project, own in zip(sheets, marks, strict=True):
        yield _report(clerk, project.sheet, _of_one(clerk, project, own))


def _report(clerk: Clerk, name: str, sections: Iterator[Section]) -> Report:
    books = clerk.books
    title = f"{books.year}年度{books.unit_name}{name}项目支出绩效评价报告"
    return Report(kind=ScorecardKind.PROJECT, heading=Heading(title=title, year=books.year), sections=list(sections))


def _of_one(clerk: Clerk, project: Project, marks: Marks) -> Iterator[Section]:
    yield section(1, "一", "项目支出基本情况")
    yield section(2, "（一）", "项目支出概况", _outline(clerk, project), noise(clerk))
    yield section(2, "（二）", "项目资金使用管理情况", _uses(clerk, project), _origin(clerk, project))
    yield section(2, "（三）", "项目支出绩效目标完成程度", _claim(clerk, marks))
    yield section(1, "二", "绩效评价工作情况", clerk.pick(METHODS))
    yield section(1, "三", "项目支出主要绩效及评价结论", _score(clerk, marks))
    yield from _rest(clerk, done(clerk, project.made), done(clerk, project.effect))


def _of_all(clerk: Clerk, sheets: Sequence[tuple[Project, Marks]]) -> Iterator[Section]:
    """One report for all projects: it says of each what only that one can mean."""
    books = clerk.books
    row = books.project_spending
    budget, revised, spent = clerk.amount(row.initial), clerk.amount(row.revised), clerk.amount(row.spent)
    rate = clerk.with_rate("，预算执行率{}", spent, revised)
    outline = clerk.pick(
        (
            f"{books.year}年度项目支出年初预算{budget}，实际支出{spent}{rate}。",
            f"{len(books.projects)}个项目年初预算共{budget}，实际支出共{spent}。",
            f"项目支出年初预算数为{budget}，全年预算数为{revised}，全年执行数为{spent}{rate}。",
            f"年初安排项目支出{budget}，实际完成支出{spent}，{clerk.change(spent, clerk.amount(row.prior))}。",
        )
    )
    used, lines = special_list(clerk), clerk.spending(books.projects)
    if lines:
        used = clerk.with_list(
            (f"{books.year}年度项目支出{spent}，主要用于：{{}}。", used, f"项目支出{spent}，其中：{{}}。"), lines
        )
    made = "；".join(done(clerk, project.made) for project, _ in sheets)
    met = all(marks.full for _, marks in sheets)
    yield section(1, "一", "项目支出基本情况")
    yield section(2, "（一）", "项目支出概况", outline, noise(clerk))
    yield section(2, "（二）", "项目资金使用管理情况", used)
    yield section(2, "（三）", "项目支出绩效目标完成程度", "达到预期指标。" if met else "部分指标没有达到年度目标。")
    yield section(1, "二", "绩效评价工作情况", clerk.pick(METHODS))
    yield section(1, "三", "项目支出主要绩效及评价结论", _scores(clerk, sheets))
    yield from _rest(clerk, made, "群众满意")


def _rest(clerk: Clerk, made: str, effect: str) -> Iterator[Section]:
    yield section(1, "四", "绩效评价指标分析")
    yield section(2, "（一）", "项目支出决策情况", "立项有依据，经集体研究。")
    yield section(2, "（二）", "项目执行过程情况", "按制度审批和付款。")
    yield section(2, "（三）", "项目支出产出情况", f"{made}。按时完成率100%。")
    yield section(2, "（四）", "项目支出效益情况", f"{effect}。")
    yield section(1, "五", "主要经验及做法、存在的问题及原因分析", clerk.pick(PROBLEMS))
    yield section(1, "六", "有关建议", clerk.pick(IMPROVEMENTS))
    yield section(1, "七", "其他需要说明的问题", clerk.pick(NOTHING))


def _outline(clerk: Clerk, project: Project) -> str:
    """What a project was to cost, and what it cost."""
    year, name, row = clerk.books.year, clerk.name(project), project.row
    budget, revised, spent = clerk.amount(row.initial), clerk.amount(row.revised), clerk.amount(row.spent)
    rate = clerk.with_rate("，预算执行率{}", spent, revised)
    made = done(clerk, project.made)
    return clerk.pick(
        (
            f"{name}年初预算{budget}，实际支出{spent}{rate}。全年{made}。",
            f"{year}年度{name}年初预算数为{budget}，全年预算数为{revised}，全年执行数为{spent}{rate}。{made}。",
            f"{name}年初安排{budget}，实际支出{spent}，{clerk.change(spent, clerk.amount(row.prior))}。",
            f"年初预算安排{budget}，实际完成支出{spent}，{made}。",
            f"{name}年初预算为{budget}，年中调整为{revised}，{year}年实际支出{spent}。",
        )
    )


def _uses(clerk: Clerk, project: Project) -> str:
    """What the money of one project went to: uses of which no table knows."""
    spent, year = clerk.amount(project.row.spent), clerk.books.year
    if spent.yuan == 0:
        return "本年没有支出。"
    return clerk.with_list(
        (
            f"{year}年度项目支出{spent}，主要用于：{{}}。",
            f"项目实际支出{spent}，其中：{{}}。",
            f"全年支出{spent}，具体为：{{}}。",
            f"{{}}，合计支出{spent}。",
            "资金专款专用。",
        ),
        _split(clerk, spent),
    )


def _split(clerk: Clerk, spent: Quoted) -> list[tuple[str, Quoted]]:
    left, parts = spent.yuan, []
    for use in clerk.shuffled(_USES)[: clerk.pick((2, 3, 4))]:
        part = left * clerk.choices.number(30, 70) // 100
        parts.append((use, part))
        left -= part
    parts[-1] = (parts[-1][0], parts[-1][1] + left)
    return [(use, clerk.amount(part)) for use, part in parts if part]


def _origin(clerk: Clerk, project: Project) -> str | None:
    """Where the money came from, where the sheet says it too."""
    if not clerk.books.detailed or clerk.rarely(2):
        return None
    own, rest = (clerk.amount(row.spent) for row in (project.own, project.row - project.own))
    return f"支出中当年财政拨款{own}、上年结转资金{rest}。"


def _claim(clerk: Clerk, marks: Marks) -> str:
    """Whether the goals were met: as the card says."""
    if marks.full:
        return clerk.pick(("达到预期指标。", f"{marks.rows}项指标全部达到年度目标。", "全面完成年度绩效目标。"))
    if marks.met == marks.rows:
        return f"{marks.rows}项指标全部达到年度目标，预算执行没有得满分。"
    return f"{marks.rows}项指标中{marks.met}项达到年度目标。"


def _score(clerk: Clerk, marks: Marks) -> str:
    return clerk.pick(
        (
            f"项目自评得分{marks.points}分，等级为{marks.grade}。",
            f"自评总分{marks.points}分，评价等级“{marks.grade}”。",
            f"经自评，本项目综合得分为{marks.points}分（满分100分），等次为{marks.grade}。",
            f"自评结果为{marks.grade}，得{marks.points}分。",
            "项目实施效果较好。",
        )
    )


def _scores(clerk: Clerk, sheets: Sequence[tuple[Project, Marks]]) -> str:
    if len(sheets) == 1:
        return _score(clerk, sheets[0][1])
    each = "、".join(f"{clerk.name(project)}{marks.points}分" for project, marks in clerk.shuffled(sheets))
    return clerk.pick((f"自评得分：{each}。", "各项目实施效果较好。"))
