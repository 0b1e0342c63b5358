"""附件4 and 附件5: headings, paragraphs, covers."""

from __future__ import annotations

import pytest
from pages import kinds, pages, read_one, report, table

from budgetperf.domain.finding import Location
from budgetperf.domain.model import Report, ScorecardKind, Section, Signature
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.office.grid import Line, Pages

TITLE = "2022年度项目支出绩效评价报告"


def test_a_report_with_a_cover() -> None:
    """The title after the cover counts; name and date of the cover go to the heading."""
    found = report(
        "附件4",
        "2022年度县图书馆部门(单位)整体支出",
        "绩效自评报告",
        "",
        "部门（单位）名称：县图书馆（盖章）",
        "2023年 6  月  15  日",
        "(此页为封面)",
        "2022 年度县图书馆部门整体支出绩效",
        "自 评 报 告",
        "一、部门(单位)基本情况",
        "（一）部门职责",
        "  借书。  ",
        "1、人员情况",
        "1.5万元用于购书",
        "1、措施一，略。",
        "备注：正文的一部分。",
        "二、其他",
    )
    assert ScorecardKind.DEPARTMENT is found.kind
    heading = found.heading
    assert (heading.title, heading.year) == ("2022年度县图书馆部门整体支出绩效自评报告", 2022)
    assert ("县图书馆", Signature(date="2023年6月15日")) == (heading.unit_name, heading.signature)
    assert (
        Section(level=1, ordinal="一", title="部门(单位)基本情况"),
        Section(level=2, ordinal="（一）", title="部门职责", paragraphs=["借书。"]),
        Section(
            level=3,
            ordinal="1",
            title="人员情况",
            paragraphs=["1.5万元用于购书", "1、措施一，略。", "备注：正文的一部分。"],
        ),
        Section(level=1, ordinal="二", title="其他"),
    ) == found.sections


@pytest.mark.parametrize(
    ("line", "level", "ordinal", "title"),
    [
        ("十一、其他", 1, "十一", "其他"),
        ("(二) 支出 情况", 2, "(二)", "支出 情况"),
        ("3．管理情况", 3, "3", "管理情况"),
        ("12.管理情况", 3, "12", "管理情况"),
    ],
)
def test_headings(line: str, level: int, ordinal: str, title: str) -> None:
    """The ordinal is kept as printed, without the mark behind it."""
    assert Section(level=level, ordinal=ordinal, title=title) == report(TITLE, line).sections[0]


@pytest.mark.parametrize(
    "line",
    ["一、基本情况：", "1、措施一，略。", "2、" + "长" * 39, "（1）其他", "2.5亿元", "一、", "第一，其他"],
)
def test_paragraphs(line: str) -> None:
    """A long line, a sentence, or a number is no heading."""
    assert (Section(level=1, ordinal="一", title="概况", paragraphs=[line]),) == report(
        TITLE, "一、概况", line
    ).sections


def test_text_before_the_first_heading() -> None:
    """It stands in a section of its own, which has neither number nor title."""
    found = report(TITLE, "（参考提纲）", "引言。", "一、概况")
    assert (Section(level=1, paragraphs=["引言。"]), Section(level=1, ordinal="一", title="概况")) == found.sections


def test_headings_within_one_paragraph() -> None:
    """Line breaks may be all that tells a heading from its text."""
    found = report(TITLE, "一、概况\n购书。\n二、其他\n无", "两行\n文字")
    assert (
        Section(level=1, ordinal="一", title="概况", paragraphs=["购书。"]),
        Section(level=1, ordinal="二", title="其他", paragraphs=["无", "两行\n文字"]),
    ) == found.sections


def test_a_table_in_a_report_is_reported() -> None:
    """It belongs to no form; the text around it goes on."""
    read = read_one(TITLE, "一、概况", table("项目 | 年初预算数 | 全年执行数\n购书 | 1 | 2"), "购书。")
    assert isinstance(read.value, Report)
    assert read.value.sections[0].paragraphs == ("购书。",)
    assert kinds(read.findings) == [("BP903", "unknown_table", "项目")]


def test_places() -> None:
    """A paragraph is found by its number in the document."""
    places = read_one("附件5", TITLE, "一、概况", "购书。").locations
    expected = Location(file="填报.docx", table="附件5", row=4, label="概况")
    assert expected == places["sections[0].paragraphs[0]"]
    assert places["sections[0].title"].row == 3


def test_a_sheet_of_lines_is_a_report() -> None:
    """A workbook may hold a report, a line in each row."""
    lines = [TITLE, "一、概况", "购书。"]
    blocks = [Line(text=text, index=row, sheet="附件5", address=f"A{row}") for row, text in enumerate(lines, start=1)]
    (attachment,), _ = read_forms(Pages(file="a.xlsx", blocks=tuple(blocks)))
    assert isinstance(attachment.value, Report)
    assert attachment.value.sections[0].paragraphs == ("购书。",)
    expected = Location(file="a.xlsx", table="附件5", row=3, column=1, address="A3", label="概况")
    assert expected == attachment.locations["sections[0].paragraphs[0]"]


def test_a_marked_report_without_a_known_title() -> None:
    """附件4 with headings is the report of the department, whatever its title says."""
    attachments, _ = read_forms(pages("附件4", "县图书馆情况", "一、概况", "二、其他", "附件5", TITLE, "一、概况"))
    first, second = (attachment.value for attachment in attachments)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.kind, second.kind) == (ScorecardKind.DEPARTMENT, ScorecardKind.PROJECT)
    assert first.sections[0].paragraphs == ("县图书馆情况",)
