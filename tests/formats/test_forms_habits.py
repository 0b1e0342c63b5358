"""How people fill in forms: units, signs, row numbers, rows of the template, columns that nobody asked for."""

from __future__ import annotations

import pytest
from pages import base, card, kinds, pages, read_one, table

from budgetperf.domain.figures import Reading
from budgetperf.domain.finding import Finding
from budgetperf.domain.model import Filing, Scorecard
from budgetperf.domain.quantity import Money
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.losses import count_cells

TITLE = "2022年度项目支出绩效自评表"
HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施"
ROW = "产出指标 | 数量指标 | 册数 | ≥90册 | 91册 | 20 | 20 |"
FUNDS = """
项目资金 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 88 | 96.73 | 96.73 | 10 | 100% | 10
"""


def told(*rows: str) -> list[tuple[str, str | None, str | None]]:
    """The findings of a card with these rows."""
    return kinds(read_one(TITLE, table("\n".join(rows))).findings)


def lost_cells(*rows: str) -> int:
    """How many cells of such a card `convert` says that it did not read."""
    findings: tuple[Finding, ...] = read_one(TITLE, table("\n".join(rows))).findings
    return count_cells(Reading(filing=Filing(), findings=findings, cells=100))[1]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("（单位：元）", "元"),
        ("单位（万元）", "万元"),
        ("计量单位：千元", "千元"),
        ("单位：人民币元", "元"),
        ("填报单位：县图书馆        金额单位：人民币亿元", "亿元"),
    ],
)
def test_a_line_that_says_the_unit_of_money(line: str, unit: str) -> None:
    """However it is put."""
    found = card(TITLE, line, table(FUNDS))
    assert Money.parse(f"96.73{unit}") == found.budget.rows[0].funds.spent


def test_a_title_that_says_the_unit_of_money() -> None:
    """As many base tables do."""
    found = card(f"{TITLE}（单位：元）", table(FUNDS))
    assert Money.parse("96.73元") == found.budget.rows[0].funds.spent


def test_a_unit_of_money_that_is_none_of_the_forms() -> None:
    """It is no name of an office; the usual unit is taken, and both are told."""
    attachment = read_one(TITLE, "单位：百万元", table(FUNDS))
    assert isinstance(attachment.value, Scorecard)
    assert attachment.value.heading.unit_name is None
    assert [found[:2] for found in kinds(attachment.findings) if found[0] != "BP109"] == [
        ("BP903", "unplaced"),
        ("BP107", "assumed_unit"),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("¥88", "88万元"), ("￥88元", "88元"), ("人民币88", "88万元"), ("8 8 . 0 0", "88.00万元"), ("1 ２ ３", "123万元")],
)
def test_amounts_with_a_currency_or_set_apart(printed: str, expected: str) -> None:
    """A sign of the currency says nothing new, and neither do blanks between all the digits."""
    found = card(TITLE, table(FUNDS.replace(" 88 ", f" {printed} ")))
    assert Money.parse(expected) == found.budget.rows[0].funds.initial


def test_a_row_that_only_has_the_dots_of_the_template() -> None:
    """Nobody filled it in, wherever the dots stand."""
    found = card(TITLE, table(f"{HEAD}\n{ROW}\n^ | ^ | … | …… | …… | | |"))
    assert [row.name for row in found.indicators] == ["册数"]


def test_goals_that_only_have_the_dots_of_the_template() -> None:
    """The second goal of the template is none."""
    found = card(
        TITLE,
        table(f"""
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | 目标1：买书。 | < | < | 已买。 | < | < | <
        ^ | …… | < | < | …… | < | < | <
        {HEAD}
        {ROW}
        """),
    )
    assert [goal.expected for goal in found.goals] == ["目标1：买书。"]


def test_numbers_of_rows_and_figures_left_of_the_columns() -> None:
    """1, 2, 3 number the rows; 50 and 777 are figures whose column has lost its head."""
    side = f"绩效指标 | {HEAD}"
    assert [found for found in told(side, f"1 | {ROW}", f"2 | {ROW}", f"3 | {ROW}") if found[0] == "BP903"] == []
    assert [found for found in told(side, f"50 | {ROW}", f"777 | {ROW}") if found[0] == "BP903"] == [
        ("BP903", "unplaced", "50"),
        ("BP903", "unplaced", "777"),
    ]


def test_a_column_without_a_name_is_told_once_and_counted_whole() -> None:
    """The head and the three cells below it, on both pages; blank ones do not count."""
    rows = (f"{HEAD} | 三年均值", f"{ROW} | 7", f"{ROW} | ", f"{HEAD} | 三年均值", f"{ROW} | 8", f"{ROW} | 9")
    assert [found for found in told(*rows) if found[0] == "BP903"] == [("BP903", "unknown_column", "三年均值")]
    assert lost_cells(*rows) == 4


def test_a_table_of_no_form_is_counted_whole() -> None:
    """Not only its first row."""
    _, (*outside, finding) = read_forms(
        pages(TITLE, table(f"{HEAD}\n{ROW}"), "附件9", table("序号 | 名称 | 金额\n1 | 甲 | 45\n2 | 乙 | 46"))
    )
    assert (dict(finding.details)["kind"], dict(finding.details)["cells"]) == ("unknown_table", "9")
    assert [each for each in outside if each.code == "BP903"] == []


def test_an_amount_behind_the_label_of_its_row() -> None:
    """Of which column it is cannot be known; the row is found all the same."""
    attachment = read_one(TITLE, table(FUNDS + "^ | 其他资金：5万元 | | | | | |"))
    assert isinstance(attachment.value, Scorecard)
    assert [row.name for row in attachment.value.budget.rows] == ["年度资金总额", "其他资金"]
    assert ("BP903", "unplaced", "5万元") in kinds(attachment.findings)


def test_a_fund_block_of_one_row_without_a_name() -> None:
    """(万元) in the place of the name says no more than a blank."""
    found = card(
        "2021年度部门整体绩效自评表",
        table("""
        部门名称 | 县图书馆 | < | < | < | < | <
        部门预算 | 年初预算数 | 调整预算数 | 全年执行数 | 执行率 | 执行率权重 | 执行率得分
        (万元) | 100 | 120 | 118 | 98.33% | 10 | 9.83
        当年绩效目标 | 买书。 | < | < | < | < | <
        全年目标完成情况 | 已买。 | < | < | < | < | <
        """),
    )
    assert [(row.name, str(row.role)) for row in found.budget.rows] == [("部门预算", "total")]
    assert [(goal.expected, goal.actual) for goal in found.goals] == [("买书。", "已买。")]


BASE = """
财政供养人员情况(人) | 编制数 | 2022年实际在职人数 | 控制率 | 说明
^ | 21 | 20 | 95.24% | 含借调
经费控制情况(万元) | 2021年决算数 | 2022年年初预算数 | 2022年调整预算数 | 2022年决算数
“三公”经费 | 6.1 | 7.2 | 7.0 | 5.3
"""


def test_a_base_table_with_the_budget_as_adjusted() -> None:
    """Four columns of amounts, and a label of staff that is not known."""
    found = base("2022年度部门整体支出绩效评价基础数据表", table(BASE))
    total = found.three_public.total
    assert (*map(str, (total.prior, total.initial, total.revised, total.spent)),) == (
        "6.1万元",
        "7.2万元",
        "7.0万元",
        "5.3万元",
    )
    assert (*map(str, (found.staffing.established, found.staffing.actual, found.staffing.stated_rate)),) == (
        "21",
        "20",
        "95.24%",
    )


def test_how_points_are_computed_and_what_an_indicator_means() -> None:
    """得分计算方法 of the funds and 指标解释 have a place of their own; a stroke says nothing."""
    attachment = read_one(
        TITLE,
        table("""
        项目资金(万元) | | 年初预算数(A) | 全年执行数(B) | 分值(10分) | 执行率(B/A) | 得分 | 得分计算方法
        ^ | 年度资金总额 | 100 | 90 | 10 | 90% | 9 | 执行率×分值
        ^ | 其中：本年财政拨款 | 100 | 90 | - | - | - | -
        一级指标 | 三级指标 | 指标解释 | 年度指标值(A) | 全年实际值(B) | 分值 | 得分 | 得分计算方法
        产出指标 | 册数 | 入藏的图书 | ≥90册 | 91册 | 20 | 20 | 按比例
        """),
    )
    found = attachment.value
    assert isinstance(found, Scorecard)
    assert found.budget.execution.standard == "执行率×分值"
    assert found.budget.rows[1].execution is None
    assert [(row.explanation, row.standard) for row in found.indicators] == [("入藏的图书", "按比例")]
    assert attachment.findings == ()
