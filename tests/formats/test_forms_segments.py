"""Cutting a file into attachments, and what stands between them."""

from __future__ import annotations

from pages import kinds, pages, sheet, table

from budgetperf.domain.model import BaseTable, Report, Scorecard
from budgetperf.formats.forms.attachments import Attachment, read_forms
from budgetperf.formats.office.grid import Block, Line, Pages

HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因"
AMOUNTS = "经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数"
BASE = f"编制数 | 实际在职人数 | 控制率 |\n1 | 1 | 100% |\n{AMOUNTS}"


def project(name: str) -> str:
    """A small project card."""
    return f"项目名称 | {name} | < | < | < | < | < | <\n{HEAD}\n产出指标 | 数量指标 | {name}册数 | 1 | 1 | 5 | 5 |"


def subjects(attachments: tuple[Attachment, ...]) -> list[tuple[str, str | None]]:
    """The marks and subjects of scorecards."""
    return [(item.name, item.value.subject) for item in attachments if isinstance(item.value, Scorecard)]


def test_marks_and_titles() -> None:
    """Marks alone, with the title behind them or below them, and titles over two lines."""
    attachments, outside = read_forms(
        pages(
            "附件 1：2022年度部门整体支出绩效评价基础",
            "数据表",
            table(BASE),
            "附件2\n2022年度部门整体支出绩效自评表",
            table(f"预算部门名称 | 县图书馆 | < | < | < | < | < | <\n{HEAD}"),
            "附件3-1",
            "2022年度项目支出绩效自评表",
            table(project("甲")),
            "2022年度项目支出绩效自评表",
            table(project("乙")),
            "附件五",
            "2022年度县图书馆项目支出",
            "项目支出绩效评价报告",
            "一、概况",
        )
    )
    assert outside == ()
    assert [item.name for item in attachments] == ["附件1", "附件2", "附件3-1", "项目支出绩效自评表", "附件五"]
    assert [BaseTable, Scorecard, Scorecard, Scorecard, Report] == [type(item.value) for item in attachments]
    assert attachments[-1].value.heading.title == "2022年度县图书馆项目支出项目支出绩效评价报告"


def test_cards_without_marks_and_titles() -> None:
    """Two cards, one table after the other, or even in one table."""
    two, _ = read_forms(pages(table(project("甲")), table(project("乙"))))
    one, _ = read_forms(pages(table(f"{project('甲')}\n{project('乙')}")))
    assert [("项目支出绩效自评表", "甲"), ("项目支出绩效自评表", "乙")] == subjects(two) == subjects(one)


def test_forms_on_one_sheet() -> None:
    """In a sheet the titles, notes and signature lines are rows of the table."""
    grid = sheet(
        f"""附件3 | | | | | | |
        项目支出绩效自评表 | < | < | < | < | < | < | <
        （2022年度） | < | < | < | < | < | < | <
        {project("甲")}
        备注 | 一个项目一张表。 | < | < | < | < | < | <
        填表人 | 张三 | 填报日期 | 2023.6.15 | 联系电话 | | 负责人 | 李四
        附件3 | | | | | | |
        2023年度项目支出绩效自评表 | | | | | | |
        {project("乙")}"""
    )
    (first, second), outside = read_forms(pages(grid))
    assert subjects((first, second)) == [("附件3", "甲"), ("附件3", "乙")]
    heading = first.value.heading
    assert (heading.year, heading.notes) == (2022, "一个项目一张表。")
    assert heading.signature is not None
    assert (
        heading.signature.prepared_by,
        heading.signature.date,
        heading.signature.phone,
        heading.signature.responsible,
    ) == ("张三", "2023.6.15", None, "李四")
    assert second.value.heading.year == 2023
    assert (*outside, *first.findings, *second.findings) == ()


def test_a_sheet_ends_an_attachment() -> None:
    """What stands on the next sheet is another form, even without a title."""
    blocks: tuple[Block, ...] = (
        Line(text="2022年度项目支出绩效自评表", index=1, sheet="一", address="A1"),
        sheet(project("甲"), "一", 2),
        sheet(project("乙"), "二"),
    )
    attachments, _ = read_forms(Pages(file="a.xlsx", blocks=blocks))
    assert subjects(attachments) == [("项目支出绩效自评表", "甲"), ("项目支出绩效自评表", "乙")]


def test_the_table_counts_for_more_than_its_title() -> None:
    """A base table under the title of a scorecard is a base table."""
    (attachment,), _ = read_forms(pages("2022年度项目支出绩效自评表", table(BASE)))
    assert isinstance(attachment.value, BaseTable)


def test_strangers_are_reported_and_instructions_are_not() -> None:
    """Text between the forms and a table of something else; the template's own words are no loss."""
    attachments, outside = read_forms(
        pages(
            "关于报送材料的说明。",
            "附件3",
            "2022年度项目支出绩效自评表",
            "（参考提纲）",
            table(project("甲")),
            "2023年6月15日",
            "一个项目一张表",
            "……",
            table("序号 | 姓名\n1 | 甲"),
            "附件6",
            "名单",
            table("序号 | 姓名\n1 | 乙"),
        )
    )
    assert kinds(attachments[0].findings) == [
        ("BP904", "stray_text", "一个项目一张表"),
        ("BP903", "unknown_table", "序号"),
    ]
    assert kinds(outside) == [
        ("BP904", "stray_text", "关于报送材料的说明。"),
        ("BP904", "stray_text", "名单"),
        ("BP903", "unknown_table", "序号"),
    ]


def test_a_list_of_attachments_opens_none() -> None:
    """The list at the end of a report names forms that are not there."""
    attachments, outside = read_forms(
        pages(
            "2022年度项目支出绩效评价报告",
            "一、概况",
            "附件：",
            "附件1：2022年度部门整体支出绩效评价基础数据表",
            "附件2",
        )
    )
    assert [Report] == [type(item.value) for item in attachments]
    assert outside == ()


def test_a_sentence_that_ends_like_a_title() -> None:
    """Prose may name a form without becoming its title."""
    (attachment,), _ = read_forms(
        pages("2022年度项目支出绩效评价报告", "一、概况", "详见所附项目支出绩效自评表", "见2022年度项目支出绩效自评表")
    )
    assert isinstance(attachment.value, Report)
    assert len(attachment.value.sections[0].paragraphs) == 2
