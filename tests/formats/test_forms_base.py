"""附件1: which row and which column is which, by label."""

from __future__ import annotations

import pytest
from pages import base, kinds, pages, read_one, table

from budgetperf.domain.finding import Location
from budgetperf.domain.model import BaseTable, Funds, ProjectLine, Signature
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.errors import FileError
from budgetperf.formats.forms.attachments import read_forms

TITLE = "2022年度部门整体支出绩效评价基础数据表"

FORM = """
财政供养人员情况(人) | 编制数 | 2022年实际在职人数 | 控制率
^ | 21 | 20 | 95.2%
经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数
“三公”经费 | 4.88 | 10.7 | 4.08
1、公务用车购置和维护经费 | | |
其中：公车购置 | | |
公车运行维护 | | |
2、出国经费 | | | —
3、公务接待 | 4.88 | 10.7 | 4.08
项目支出： | 42.44 | 88 | 96.73
1、业务工作经费 | | |
2、运行维护经费 | | |
3、县级专项资金/n(一个专项一行) | 42.44 | 88 | 96.73
“读书月”/n工作经费 | 40 | 80 | 8O.5
流动书车 | 2.44 | 8 | 9.5
…… | | |
公用经费 | 117.68 | 50.94 | 46.69
其中：办公经费 | 8.57 | 2.47 | 4.05
水费、电费、差旅费 | 3.47 | 7.79 | 1.33
政府采购金额 | 0.86 | 15 | 15
部门基本支出预算调整 | | |
"""


def one_row(row: str, header: str = "经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数") -> BaseTable:
    """A base table with one row of amounts."""
    return base(TITLE, table(f"{header}\n{row}"))


def test_every_row_finds_its_field() -> None:
    """The rows of the form of 2022, with the lines and items that an office adds."""
    found = base("附件1", TITLE, table(FORM))
    assert Funds(prior="4.88万元", initial="10.7万元", spent="4.08万元") == found.three_public.hospitality
    assert Funds() == found.three_public.vehicle_purchase
    assert Funds(prior="42.44万元", initial="88万元", spent="96.73万元") == found.projects.special
    assert (
        ProjectLine(
            name="“读书月”工作经费",
            funds=Funds(prior="40万元", initial="80万元", spent=Unreadable("8O.5")),
        ),
        ProjectLine(name="流动书车", funds=Funds(prior="2.44万元", initial="8万元", spent="9.5万元")),
    ) == found.projects.lines
    assert [item.name for item in found.operating.items] == ["办公经费", "水费、电费、差旅费"]
    assert Funds(prior="0.86万元", initial="15万元", spent="15万元") == found.procurement
    assert (Count("21"), Count("20"), Rate("95.2")) == (
        found.staffing.established,
        found.staffing.actual,
        found.staffing.stated_rate,
    )
    assert found.labels == (("special", "县级专项资金"),)
    years = found.column_years
    assert (years.prior, years.initial, years.spent) == ("2021", "2022", "2022")


def test_blank_cells_have_places_too() -> None:
    """A finding about a blank must be able to name its cell."""
    read = read_one("附件1", TITLE, table(FORM))
    label = "部门基本支出预算调整 2022年预算数"
    expected = Location(file="填报.docx", table="附件1", row=21, column=3, label=label)
    assert expected == read.locations["basic_adjustment.initial"]
    assert read.locations["projects.lines[1]"].row == 15
    assert "projects.lines[2]" not in read.locations
    assert kinds(read.findings) == [("BP901", "money", "8O.5")]


def test_labels_of_2018() -> None:
    """An older edition: other labels, and the unit in a line above the table."""
    found = base(
        "附件3：",
        "2018年部门整体支出绩效评价基础数据表",
        "填报单位：县图书馆        单位：元",
        table(
            """
            经费控制情况 | 2017年决算数 | 2018年预算数 | 2018年决算数
            1、业务工作专项 | 1 | 2 | 3
            2、运行维护专项 | 4 | 5 | 6
            部门整体支出预算调整 | | 1,922.76 | 2690.62万元
            """
        ),
    )
    assert Funds(prior="1元", initial="2元", spent="3元") == found.projects.operations
    assert Funds(initial="1922.76元", spent="2690.62万元") == found.basic_adjustment
    assert dict(found.labels) == {
        "basic_adjustment": "部门整体支出预算调整",
        "maintenance": "运行维护专项",
        "operations": "业务工作专项",
    }
    assert (found.heading.unit_name, found.heading.year) == ("县图书馆", 2018)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("经费 | 上年决算数 | 本年预算数 | 本年决算数", "123"),
        ("经费 | 2022年决算数 | 2021年决算数 | 2022年预算数", "231"),
        ("经费 | 2022年预算数 | 2022年决算数 | 2021年决算数", "312"),
        ("经费 | 2023年决算数 | 2022年预算数 | 2022年决算数", "123"),
        ("经费 | 年决算数 | 年预算数 | 年决算数", "123"),
    ],
)
def test_columns_are_found_by_label_and_year(header: str, expected: str) -> None:
    """Two columns are called 决算数; the year tells them apart, and a mistyped one does not swap them."""
    funds = one_row("“三公”经费 | 1 | 2 | 3", f"{header}(万元)").three_public.total
    columns = (funds.prior, funds.initial, funds.spent)
    assert expected == "".join(str(amount.amount) for amount in columns if isinstance(amount, Money))


def test_a_line_may_be_called_like_a_row_of_another_block() -> None:
    """Among the 专项, and under 公用经费, a label of another block is a name."""
    found = base(
        TITLE,
        table(
            """
            经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数
            3、县级专项资金 | 1 | 1 | 1
            公务接待 | 1 | 1 | 1
            公用经费 | 2 | 2 | 2
            其中：公务接待费 | 2 | 2 | 2
            """
        ),
    )
    assert [line.name for line in found.projects.lines] == ["公务接待"]
    assert [item.name for item in found.operating.items] == ["公务接待费"]
    assert Funds() == found.three_public.hospitality


def test_what_has_no_place_is_reported() -> None:
    """An unknown row, a row that comes twice, an unknown column, and an amount that is of no year."""
    read = read_one(
        TITLE,
        table(
            """
            经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数 | 备注
            “三公”经费 | 1 | 2 | 3 | 多
            “三公”经费 | 1 | 2 | 3 |
            4、其他 | 7 | 8 | 9 |
            3、公务接待 | 5 | < | 6 |
            """
        ),
    )
    assert kinds(read.findings) == [
        ("BP903", "unknown_column", "备注"),
        ("BP903", "second_total", "“三公”经费"),
        ("BP903", "unknown_row", "4、其他"),
        ("BP903", "unplaced", "5"),
    ]
    assert isinstance(read.value, BaseTable)
    assert Funds(spent="6万元") == read.value.three_public.hospitality


def test_an_adjustment_merged_across_the_columns_is_this_years() -> None:
    """部门基本支出预算调整 may be one difference in one wide cell."""
    assert Funds(spent="42.72万元") == one_row("部门基本支出预算调整 | 42.72 | < | <").basic_adjustment


def test_a_unit_is_assumed_once_and_said() -> None:
    """Without a printed unit the usual one is taken, with one finding for the whole table."""
    read = read_one(
        TITLE,
        table(
            """经费控制情况 | 2021年决算数 | 2022年预算数 | 2022年决算数
            “三公”经费 | 1 | 2 | 3元
            政府采购金额 | 4 | 5 | 6"""
        ),
    )
    assert isinstance(read.value, BaseTable)
    assert Funds(prior="1万元", initial="2万元", spent="3元") == read.value.three_public.total
    assert kinds(read.findings) == [("BP107", "assumed_unit", "1")]
    assert read.findings[0].path == "three_public.total.prior"


def test_staffing_may_stand_beside_its_labels() -> None:
    """编制数 | 21 in one row instead of below each other."""
    found = base(
        TITLE,
        table(
            """
            编制数 | 33人 | 实际在职人数 | 30 | 控制率(%) | 90.9
            经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数 | |
            """
        ),
    )
    assert (Count("33", "人"), Rate("90.9")) == (found.staffing.established, found.staffing.stated_rate)


def test_buildings() -> None:
    """A row of the buildings block with its own units; a blank row is no building."""
    found = base(
        TITLE,
        table(
            """
            经费控制情况(万元) | 2021年决算数 | < | 2022年预算数 | < | 2022年决算数
            楼堂馆所控制情况/n(2022年完工项目) | 批复规模(m²) | 实际规模(m²) | 规模控制率 | 预算投资(元) | 实际投资
            ^ | 100 | 90m² | 90% | 5 | 4
            ^ | | | | |
            厉行节约保障措施 | 一是节电。/n二是节水。 | < | < | < | <
            """
        ),
    )
    (building,) = found.buildings
    assert (Count("100"), Count("90", "m²"), Rate("90")) == (
        building.approved_area,
        building.actual_area,
        building.stated_area_rate,
    )
    assert (Money("5", "元"), Money("4", "万元")) == (building.planned_investment, building.actual_investment)
    assert found.austerity == "一是节电。\n二是节水。"


def test_the_signature_line_and_the_note() -> None:
    """What stands below the table goes to the heading."""
    found = base(
        TITLE,
        table("经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数"),
        "说明：“项目支出”填报基本支出以外的支出。",
        "填表人：甲   填报日期：2023.6.15   联系电话：   单位负责人（签字）：____",
    )
    assert Signature(prepared_by="甲", date="2023.6.15") == found.heading.signature
    assert found.heading.notes == "“项目支出”填报基本支出以外的支出。"


def test_a_blank_signature_line_is_none() -> None:
    """Printed labels alone are no signature, but the line has its place."""
    read = read_one(
        TITLE,
        table("经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数"),
        "填表人：      填报日期：   年   月   日   联系电话：",
    )
    assert isinstance(read.value, BaseTable)
    assert read.value.heading.signature is None
    assert read.locations["heading.signature"].row == 2


def test_a_note_goes_on_in_numbered_lines() -> None:
    """The second point of a note begins a paragraph of its own."""
    header = table("经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年决算数")
    read = read_one(TITLE, header, "注：1.按决算填。", "2.没有的不填。", "别的话")
    assert read.value.heading.notes == "1.按决算填。\n2.没有的不填。"
    assert kinds(read.findings) == [("BP904", "stray_text", "别的话")]


def test_austerity_below_its_label() -> None:
    """The text may stand in the row below, as wide as the table."""
    found = one_row("厉行节约保障措施 | < | < | <\n一是节电。 | < | < | <")
    assert found.austerity == "一是节电。"


def test_a_heading_printed_twice() -> None:
    """The same name twice is one name; a second preparer has no place."""
    header = table("经费控制情况 | 2021年决算数 | 2022年预算数 | 2022年决算数")
    read = read_one(
        TITLE, "填报单位：县图书馆", "（2022年度）", header, "填报单位：县图书馆", "填表人：甲", "填表人：乙"
    )
    heading = read.value.heading
    assert ("县图书馆", Signature(prepared_by="甲")) == (heading.unit_name, heading.signature)
    assert kinds(read.findings) == [("BP903", "unplaced", "填表人：乙")]


@pytest.mark.parametrize(
    "header",
    [
        "经费控制情况(万元) | 2021年决算数 | 2022年预算数 | 2022年支出",
        "经费控制情况(万元) | 2021年决算数 | 2022年 | 2022年决算数",
        "经费控制情况(万元) | 甲 | 乙 | 丙",
    ],
)
def test_missing_columns_are_refused(header: str) -> None:
    """Without its amounts the table cannot be read; the message names file, attachment and labels."""
    with pytest.raises(FileError) as caught:
        read_forms(pages("附件1", TITLE, table(f"{header}\n“三公”经费 | 1 | 2 | 3")))
    assert caught.value.file == "folder/填报.docx"
    assert "附件1" in caught.value.zh
    assert "“预算数”" in caught.value.zh or "“决算数”" in caught.value.zh
