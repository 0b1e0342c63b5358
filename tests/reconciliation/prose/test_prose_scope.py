"""What is said of the first of several figures holds for the others: plans, other years, goals, parts of a line."""

import pytest
from attrs import evolve

import budgetperf as bp
from consistent import LIBRARY_FILING

ROOT = "base_table.projects.lines[0]"


def violated(text: str) -> tuple[str, ...]:
    """What a paragraph in 附件4 and the same words in the goals contradict."""
    done = "新购图书5100册，接待读者9100人次。"
    card = evolve(LIBRARY_FILING.scorecards[1], goals=[bp.Goal(expected="新购图书5000册。", actual=done)])
    section = bp.Section(level=1, ordinal="六", title="部门整体支出绩效情况", paragraphs=[text])
    report = bp.Report(kind="department", heading=bp.Heading(year=LIBRARY_FILING.year), sections=[section])
    cards = (LIBRARY_FILING.scorecards[0], card, *LIBRARY_FILING.scorecards[2:])
    return bp.reconcile(evolve(LIBRARY_FILING, scorecards=cards, reports=[report])).violated


@pytest.mark.parametrize(
    "text",
    [
        "计划下年度新购图书7000册，接待读者12000人次。",
        "新购图书5000册的年度目标超额完成。",
        "年初设定接待读者9000人次、新购图书5000册，均已完成。",
        "2021年新购图书4800册，接待读者8000人次。",
        "2021年图书购置支出38.00万元，古籍修复支出10.00万元。",
        "图书购置（一期）20.00万元、（二期）19.00万元。",
        "绩效目标管理的项目3个，涉及资金58.00万元，占项目支出总额的100%。",
        "2021年新购图书4800册，支出38.00万元；本年新购图书5100册，支出39.00万元，同比增长6.25%。",
    ],
)
def test_left_alone(text: str) -> None:
    """None of these is this year's figure."""
    assert violated(text) == ()


@pytest.mark.parametrize("text", ["日常公用经费99.00万元。", "图书购置支出93.00万元。"])
def test_still_seen(text: str) -> None:
    """These are, and are wrong."""
    assert len(violated(text)) == 1


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("部门整体支出绩效情况", True),
        ("下一步工作计划", False),
        ("下步打算", False),
        ("下一年预算", False),
        ("存在的问题及改进措施", False),
        ("有关建议", False),
        ("打算", False),
        ("今后的工作", False),
        ("努力方向", False),
        ("政府性基金预算支出情况", False),
        ("国有资本经营预算支出情况", False),
        ("社会保险基金预算支出情况", False),
        ("社保基金", False),
        ("一般公共预算、政府性基金预算支出情况", True),
        ("一般公共预算下一步打算", False),
    ],
)
def test_titles(title: str, seen: bool) -> None:  # noqa: FBT001 - a column of the table above
    """What stands under a heading of plans, or of other funds, is left alone; so it is under a heading within one."""
    text = "日常公用经费99.00万元。"
    for titles in ([title], [title, "基本情况"], ["基本情况", title]):
        sections = [
            bp.Section(level=level, ordinal="一", title=each, paragraphs=[text] if level == len(titles) else [])
            for level, each in enumerate(titles, start=1)
        ]
        report = bp.Report(kind="department", heading=bp.Heading(year=LIBRARY_FILING.year), sections=sections)
        found = bp.reconcile(evolve(LIBRARY_FILING, reports=[report])).violated
        assert seen is any(entry.startswith("X3") for entry in found)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("“三公”经费", ("X7", "total")),
        ("公务接待费", ("X7", "hospitality")),
        ("公务用车购置及运行维护费", ("X7", "vehicles")),
        ("因公出国（境）费", ("X7", "abroad")),
        ("图书购置", ("X8", "lines[0]")),
        # These are too wide for a paragraph that does not name them again, or mean nothing.
        ("公用经费", None),
        ("项目支出", None),
        ("公务用车运行维护费", None),
        ("公务活动", None),
        ("主要工作", None),
    ],
)
def test_the_topic_of_a_heading(title: str, told: tuple[str, str] | None) -> None:
    """A paragraph that names nothing speaks of what its own heading names narrowly."""
    for titles in ([title], ["基本情况", title]):
        sections = [
            bp.Section(level=level, ordinal="一", title=each, paragraphs=["决算999.00万元。"] if each == title else [])
            for level, each in enumerate(titles, start=1)
        ]
        report = bp.Report(kind="department", heading=bp.Heading(year=LIBRARY_FILING.year), sections=sections)
        entries = bp.reconcile(evolve(LIBRARY_FILING, reports=[report])).ledger
        found = [(entry.code, entry.paths) for entry in entries if any("paragraphs" in path for path in entry.paths)]
        assert bool(found) is (told is not None)
        for code, paths in found:
            assert told is not None
            assert (code, True) == (told[0], any(told[1] in path for path in paths))
