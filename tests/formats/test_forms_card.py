"""附件2 and 附件3: funds, goals, indicators and totals, by label."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pages import card, kinds, pages, read_one, sheet, table

from budgetperf.domain.finding import Location
from budgetperf.domain.model import (
    Allocation,
    Direction,
    Execution,
    FundRow,
    Funds,
    Goal,
    Indicator,
    LevelWeight,
    Role,
    Scorecard,
    ScorecardKind,
)
from budgetperf.domain.quantity import Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import FileError
from budgetperf.formats.forms.attachments import read_forms

TITLE = "2022年度项目支出绩效自评表"
HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施"
FUNDS = "项目资金(万元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分"

HUNAN = f"""
项目支出名称 | 图书购置 | < | < | < | < | < | < | <
主管部门 | | < | < | 实施/n单位 | 县图书馆 | < | < | <
项目资金 (万元) | | < | 年初/n预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | < | 88 | 96.73 | 96.73 | 10 | 100.0% | 10
^ | 其中：当年财政拨款 | < | 88 | 96.73 | 96.73 | | — |
^ | 上年结转资金 | < | | | | | |
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < | <
^ | 买书。/n办班。 | < | < | 已买。 | < | < | < | <
绩效指标 | {HEAD}
^ | 产出指标/n(30分) | 数量指标 | 采购册数 | ≥90册 | 81册 | 20 | 18 | 缺货。/n下年补。
^ | ^ | ^ | 培训 /n班次 | 2 | 2次 | 10分 | 10 |
^ | 效益指标（30分） | 社会效益/n指标 | 读者投诉 | 无 | 0 | 30 | 30 | 无
^ | ^ | ^ | …… | | | | |
总分 | < | < | < | < | < | 60 | 58 |
"""


def indicators(*rows: str, head: str = HEAD) -> tuple[Indicator, ...]:
    """The indicators of a project card with these rows."""
    return card(TITLE, table("\n".join((head, *rows)))).indicators


def test_the_form_of_2022() -> None:
    """Every field of a project card."""
    found = card("附件3", TITLE, "", table(HUNAN), "备注： 一个项目一张表。", "填表人：甲")
    total = FundRow(
        name="年度资金总额",
        role=Role.TOTAL,
        funds=Funds(initial="88万元", revised="96.73万元", spent="96.73万元"),
    )
    assert (
        found.kind,
        found.subject,
        found.supervisor,
        found.implementer,
    ) == (ScorecardKind.PROJECT, "图书购置", None, "县图书馆")
    assert total == found.budget.rows[0]
    assert [(row.name, row.parent) for row in found.budget.rows] == [
        ("年度资金总额", None),
        ("当年财政拨款", "年度资金总额"),
        ("上年结转资金", "年度资金总额"),
    ]
    assert Execution(stated_rate="100.0%", weight="10", points="10") == found.budget.execution
    assert (Goal(expected="买书。\n办班。", actual="已买。"),) == found.goals
    assert (
        LevelWeight(level1="产出指标", weight="30"),
        LevelWeight(level1="效益指标", weight="30"),
    ) == found.stated_weights
    assert [row.name for row in found.indicators] == ["采购册数", "培训班次", "读者投诉"]
    first = Indicator(
        level1="产出指标",
        level2="数量指标",
        name="采购册数",
        target="≥90册",
        actual="81册",
        weight="20",
        points="18",
        deviation_note="缺货。\n下年补。",
    )
    assert first == found.indicators[0]
    third = found.indicators[2]
    assert (Target("无"), Actual("0"), "社会效益指标", "无") == (
        third.target,
        third.actual,
        third.level2,
        third.deviation_note,
    )
    assert (Decimal(60), Decimal(58)) == (found.stated_weight, found.stated_points)
    assert found.heading.notes == "一个项目一张表。"


def test_places() -> None:
    """A figure, a blank, a row and a merged label, where a person would point at them."""
    places = read_one("附件3", TITLE, table(HUNAN)).locations
    word = {"file": "填报.docx", "table": "附件3"}
    assert Location(**word, row=4, column=7, label="年度资金总额 执行率") == places["budget.execution.stated_rate"]
    assert Location(**word, row=2, column=2, label="主管部门") == places["supervisor"]
    assert Location(**word, row=11, column=9, label="培训班次") == places["indicators[1].deviation_note"]
    assert Location(**word, row=10, column=2, label="产出指标") == places["stated_weights[0].weight"]
    assert places["indicators[1].level1"].row == 10
    assert Location(**word, row=12, column=4, label="读者投诉") == places["indicators[2]"]
    assert "indicators[3]" not in places


def test_places_of_a_sheet() -> None:
    """In a workbook a place is the name of the sheet and the address."""
    places = read_one(sheet(f"{HEAD}\n产出指标 | 数量指标 | 册数 | 1 | 1 | 5 | 5 |", "附件3 项目", 7)).locations
    expected = Location(file="填报.docx", table="附件3 项目", row=8, column=6, address="F8", label="册数")
    assert expected == places["indicators[0].weight"]


def test_the_department_form() -> None:
    """附件2 names a department, and tells its funds by source and by nature in cells of text."""
    found = card(
        "附件2",
        "2022年度部门整体支出绩效自评表",
        table(
            f"""
            预算部门名称 | 县图书馆 | < | < | < | < | < | <
            {FUNDS.replace("项目资金", "年度预算申请")}
            ^ | 年度资金总额 | 332.77 | 384.22 | 384.22 | 10 | 100.0% | 10
            ^ | 按收入性质分： | < | 按支出性质分： | < | < | < | <
            ^ | 其中：一般公共预算：384.22 | < | 其中：基本支出：287.49 | < | < | < | <
            ^ | 政府性基金拨款： | < | 项目支出 96.73元 | < | < | < | <
            ^ | 其他资金 | 5 | 不明：9O；其他：无 | < | < | < | <
            {HEAD}
            """
        ),
    )
    assert (found.kind, found.subject) == (ScorecardKind.DEPARTMENT, "县图书馆")
    assert (
        Allocation(name="一般公共预算", amount="384.22万元"),
        Allocation(name="政府性基金拨款"),
        Allocation(name="其他资金", amount="5万元"),
    ) == found.budget.by_source
    assert (
        Allocation(name="基本支出", amount="287.49万元"),
        Allocation(name="项目支出", amount="96.73元"),
        Allocation(name="不明", amount=Unreadable("9O")),
        Allocation(name="其他"),
    ) == found.budget.by_nature


def test_the_central_form() -> None:
    """Other labels, the weight before the target, prefixes and stars, levels not merged, the year on its own line."""
    found = card(
        "项目支出绩效自评表",
        "（2022年度）",
        table(
            """
            项目名称 | 图书购置 | < | < | < | < | <
            主管部门及代码 | 县文旅局 | < | 项目实施单位 | 县图书馆 | < | <
            一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值(A) | 全年实际值(B) | 得分
            产出指标（50分） | 数量指标 | 指标1：★册数 | 10 | ≥100册 | 120册 | 10
             | | 指标2： 书架 | 10 | 5个 | 4个 | 8
             | 成本指标 | 指标1：成本 | 10 | 88万元 | 88万元 | 10
             | | …… | | | |
            产出指标（50分） | | 其中：书款 | | 80万元 | 80万元 |
            满意度指标(10分) | < | 读者满意度 | 10 | 95% | 96% | 10
            合计(100) | < | < | | | | 48
            """
        ),
    )
    assert (found.heading.year, found.supervisor, found.implementer) == (2022, "县文旅局", "县图书馆")
    assert [(row.level1, row.level2, row.name, row.core) for row in found.indicators] == [
        ("产出指标", "数量指标", "册数", True),
        ("产出指标", "数量指标", "书架", False),
        ("产出指标", "成本指标", "成本", False),
        ("产出指标", "成本指标", "书款", False),
        ("满意度指标", None, "读者满意度", False),
    ]
    assert found.indicators[3].part_of == "成本"
    assert [str(level.weight) for level in found.stated_weights] == ["50", "10"]
    assert (Decimal(100), Decimal(48)) == (found.stated_weight, found.stated_points)


def test_two_amounts_and_a_rate_without_sign() -> None:
    """The form of 2016: two amounts, and 执行率(%)."""
    read = read_one(
        TITLE,
        table("项目资金(元) | 年初预算数(A) | 全年执行数(B) | 得分计算方法 | 执行率(%)\n资金总额 | 10 | 9 | 略 | 90"),
        table(HEAD),
    )
    assert isinstance(read.value, Scorecard)
    assert Funds(initial="10元", spent="9元") == read.value.budget.rows[0].funds
    assert Rate("90") == read.value.budget.execution.stated_rate
    assert read.value.budget.execution.standard == "略"
    assert kinds(read.findings) == []


@pytest.mark.parametrize(
    ("printed", "expected", "found"),
    [
        ("100", Rate("100"), [("BP107", "percent_assumed", "100")]),
        ("1", Unreadable("1"), [("BP901", "rate", "1")]),
        ("0.98", Unreadable("0.98"), [("BP901", "rate", "0.98")]),
        ("１００％", Rate("100"), []),
        ("/", None, []),
    ],
)
def test_rates(printed: str, expected: object, found: list[object]) -> None:
    """1 may be 1% or 100%; 100 can only be a percentage."""
    read = read_one(TITLE, table(f"{FUNDS}\n | 年度资金总额 | 1 | 1 | 1 | 10 | {printed} | 10\n{HEAD}"))
    assert isinstance(read.value, Scorecard)
    assert expected == read.value.budget.execution.stated_rate
    assert found == kinds(read.findings)


def test_a_lost_value_is_unreadable() -> None:
    """A formula without a result is no figure, and no blank."""
    read = read_one(TITLE, table(f"{HEAD}\n产出指标 | 数量指标 | 册数 | !#REF! | 1 | !=F2 | |"))
    assert isinstance(read.value, Scorecard)
    (row,) = read.value.indicators
    assert (Unreadable("#REF!"), Unreadable("=F2")) == (row.target, row.weight)
    assert kinds(read.findings) == [("BP901", "no_cached_value", "=F2"), ("BP901", "no_cached_value", "#REF!")]


def test_two_numbers_in_one_cell_are_not_one() -> None:
    """12 and 34 in two paragraphs of a cell are not 1234."""
    (row,) = indicators("产出指标 | 数量指标 | 册数 | 12/n34 | 5 6 | 1/n0 | 1")
    assert (Unreadable("12\n34"), Unreadable("1\n0")) == (row.target, row.weight)
    assert Unreadable("5 6") == row.actual


def test_a_weight_merged_over_two_rows_counts_once() -> None:
    """One printed weight is one figure; a merged target holds for both rows."""
    first, second = indicators("产出 | 数量 | 甲 | ≥1 | 1 | 10 | 9 |", "^ | ^ | 乙 | ^ | 2 | ^ | ^ |")
    assert (Decimal(10), None) == (first.weight, second.weight)
    assert first.target == second.target


def test_target_in_three_columns() -> None:
    """Sign, number and unit in columns of their own, under a label that spans them."""
    rows = indicators(
        "^ | ^ | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^",
        "产出 | 册数 | ≥ | 100 | 册 | 120 | 10 | 10",
        "效益 | 服务 | 定性 | 良好 | | 良好 | 10 | 10",
        "成本 | 书款 | 反向 | 88 | 万元 | 88万元 | 10 | 10",
        head="一级指标 | 三级指标 | 年度指标值 | < | < | 完成值 | 权重 | 得分",
    )
    assert [(str(row.target), str(row.actual), row.direction) for row in rows] == [
        ("≥100册", "120册", None),
        ("良好", "良好", Direction.JUDGED),
        ("88万元", "88万元", Direction.LOWER),
    ]


def test_a_second_total_and_a_subtotal_are_not_indicators() -> None:
    """小计 and a second 总分 are reported."""
    read = read_one(
        TITLE,
        table(
            f"""
            {HEAD}
            产出指标 | 数量指标 | 册数 | 1 | 1 | 5 | 5 |
            小计 | < | < | < | < | 5 | 5 |
            总分 | < | < | < | < | 100 | 98 |
            合计 | < | < | < | < | 10 | 9 |
            综合意见 | 好 | < | < | < | < | < | <
            """
        ),
    )
    assert isinstance(read.value, Scorecard)
    assert len(read.value.indicators) == 1
    assert kinds(read.findings) == [
        ("BP903", "unknown_row", "小计"),
        ("BP903", "second_total", "合计"),
        ("BP903", "unknown_row", "综合意见"),
    ]


def test_a_card_over_two_pages() -> None:
    """The header typed again on the second page is no indicator, and a table without one goes on as before."""
    found = card(
        TITLE,
        table(f"{HEAD}\n产出指标(30分) | 数量指标 | 甲 | 1 | 1 | 5 | 5 |"),
        table(f"{HEAD}\n | | 乙 | 1 | 1 | 5 | 5 |"),
        table(" | 质量指标 | 丙 | 1 | 1 | 5 | 5 |\n总分 | < | < | < | < | 15 | 15 |"),
    )
    assert [(row.level1, row.level2, row.name) for row in found.indicators[1:]] == [
        ("产出指标", "数量指标", "乙"),
        ("产出指标", "质量指标", "丙"),
    ]
    assert Decimal(15) == found.stated_points


def test_goals_beside_their_labels() -> None:
    """预期目标 | text, and 实际完成情况 | text in the row below, are one goal."""
    found = card(
        TITLE,
        table(f"年度目标 | 预期目标 | 买书 | < | < | < | < | <\n^ | 实际完成情况 | 已买 | < | < | < | < | <\n{HEAD}"),
    )
    assert (Goal(expected="买书", actual="已买"),) == found.goals


def test_goals_in_one_cell_with_their_labels() -> None:
    """预期目标：… in one cell, 实际完成情况：… in the next."""
    goals = f"年度总体目标 | 预期目标：买书 | < | < | 实际完成情况：已买 | < | < | <\n{HEAD}"
    read = read_one(TITLE, table(goals))
    assert isinstance(read.value, Scorecard)
    assert (Goal(expected="买书", actual="已买"),) == read.value.goals
    assert read.locations["goals[0].actual"].label == "实际完成情况"


def test_what_the_card_is_about_may_stand_above_the_table() -> None:
    """项目名称：… and 主管部门：… in a line, or with their labels in one cell."""
    read = read_one(TITLE, "项目名称：图书购置   主管部门：县文旅局", table(f"实施单位：县图书馆 | <\n{HEAD}"))
    assert isinstance(read.value, Scorecard)
    assert (
        read.value.subject,
        read.value.supervisor,
        read.value.implementer,
    ) == ("图书购置", "县文旅局", "县图书馆")
    assert read.locations["implementer"].label == "实施单位"
    department = card("2022年度部门整体支出绩效自评表", "部门名称：县图书馆", table(HEAD))
    assert (department.subject, department.heading.unit_name) == ("县图书馆", "县图书馆")


def test_a_second_total_of_the_funds() -> None:
    """It is kept as a row, and reported."""
    rows = " | 年度资金总额 | 1 | 2 | 3 | 10 | 100% | 10\n | 资金总额 | 4 | 5 | 6 | | |"
    read = read_one(TITLE, table(f"{FUNDS}\n{rows}\n{HEAD}"))
    assert isinstance(read.value, Scorecard)
    assert [row.role for row in read.value.budget.rows] == [Role.TOTAL, None]
    assert kinds(read.findings) == [("BP903", "second_total", "资金总额")]


def test_a_damaged_weight_after_a_level() -> None:
    """（3O分） was meant as a weight."""
    read = read_one(TITLE, table(f"{HEAD}\n产出指标（3O分） | 数量指标(20分) | 册数 | 1 | 1 | 5 | 5 |"))
    assert isinstance(read.value, Scorecard)
    assert (
        LevelWeight(level1="产出指标", weight=Unreadable("3O")),
        LevelWeight(level1="产出指标", level2="数量指标", weight="20"),
    ) == read.value.stated_weights
    assert kinds(read.findings) == [("BP901", "points", "3O")]


def test_one_figure_beside_the_total() -> None:
    """总分 | 98 in one cell under both columns is what was scored."""
    found = card(TITLE, table(f"{HEAD}\n产出指标 | 数量指标 | 册数 | 1 | 1 | 5 | 5 |\n总分 | < | < | < | < | 98 | < |"))
    assert (None, Decimal(98)) == (found.stated_weight, found.stated_points)


def test_a_fund_block_without_total() -> None:
    """No row is called the total: a warning at the block, and the rows are kept."""
    read = read_one("附件3", TITLE, table(f"{FUNDS}\n^ | 财政专户资金 | 1 | 2 | 3 | 10 | 100% | 10\n{HEAD}"))
    assert isinstance(read.value, Scorecard)
    (row,) = read.value.budget.rows
    assert (None, None, Money("3", "万元")) == (row.role, row.parent, row.funds.spent)
    assert Execution(stated_rate="100%", weight="10", points="10") == row.execution
    (finding,) = read.findings
    assert (finding.code, finding.path, finding.location and finding.location.row) == ("BP103", "budget.rows", 1)


@pytest.mark.parametrize(
    ("missing", "label"),
    [("年度指标值", "年度指标值"), ("实际完成值", "实际完成值"), ("分值", "分值"), ("得分", "得分")],
)
def test_missing_columns_are_refused(missing: str, label: str) -> None:
    """Without target, actual, weight or points a row says nothing; the message names the column."""
    head = HEAD.replace(missing, "别的")
    with pytest.raises(FileError, match=f"附件3.*“{label}”") as caught:
        read_forms(pages("附件3", TITLE, table(f"{head}\n产出指标 | 数量指标 | 册数 | 1 | 1 | 5 | 5 |")))
    assert caught.value.file == "folder/填报.docx"


@pytest.mark.parametrize(
    "header",
    [
        "项目资金 | | 年初预算数 | 全年预算数 | 甲 | 分值 | 执行率 | 得分",
        "项目资金 | | 甲 | 乙 | 全年执行数 | 分值 | 执行率 | 得分",
        "项目资金 | | 甲 | 乙 | 丙 | 丁 | 戊 | 己",
    ],
)
def test_missing_amounts_are_refused(header: str) -> None:
    """A fund block needs spending and a budget."""
    with pytest.raises(FileError, match="资金"):
        read_forms(pages("附件3", TITLE, table(f"{header}\n^ | 年度资金总额 | 1 | 2 | 3 | 10 | 100% | 10\n{HEAD}")))


def test_a_list_of_targets_is_no_scorecard() -> None:
    """A table of targets alone, with neither a title nor a name over it, may be anything."""
    plan = table("一级指标 | 二级指标 | 三级指标 | 指标值 | 备注\n产出指标 | 数量指标 | 册数 | 100 |")
    with pytest.raises(FileError, match="a document without a form"):
        read_forms(pages("工作要点", plan))
