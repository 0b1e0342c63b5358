"""Layouts of other places and of other times of the year: each read right from its page, and nothing lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from pages import card, kinds, pages, read_one, table

from budgetperf.domain.model import (
    Allocation,
    Cause,
    Direction,
    Execution,
    FundRow,
    Funds,
    Goal,
    Indicator,
    Likelihood,
    Role,
    Scope,
    Scorecard,
    ScorecardKind,
)
from budgetperf.domain.quantity import Rate
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import FileError
from budgetperf.formats.forms.attachments import read_forms
from budgetperf.formats.forms.labels import label_key
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.office.grid import Block, Grid, Line, Pages


def in_a_workbook(*blocks: str | Grid) -> Pages:
    """The same pages on one sheet: titles and notes are rows, and cells have addresses."""
    made: list[Block] = []
    row = 1
    for block in blocks:
        if isinstance(block, str):
            made.append(Line(text=block, index=row, sheet="表1", address=f"A{row}"))
            row += 1
        else:
            cells = tuple(cell._replace(address=f"{chr(65 + cell.column)}{row + cell.row}") for cell in block.cells)
            made.append(evolve(block, cells=cells, sheet="表1", first_row=row))
            row += block.rows
    return Pages(file="填报.xlsx", blocks=tuple(made))


def whole(*blocks: str | Grid) -> Scorecard:
    """The only card of these pages, of which nothing may be lost or guessed; a workbook says the same."""
    read = read_one(*blocks)
    assert kinds(read.findings) == []
    assert isinstance(read.value, Scorecard)
    (other,), _ = read_forms(in_a_workbook(*blocks))
    assert (read.value, ()) == (other.value, other.findings)
    return read.value


class TestSelfEvaluations:
    """附件2 and 附件3 as other provinces print them."""

    def test_sichuan(self) -> None:
        """Sign, number and unit in three columns, 权重 for 分值, a conclusion under the table and two signatures."""
        found = whole(
            "2023年度项目支出绩效自评表",
            table(
                """
                项目名称 | 图书采购 | < | < | < | < | < | < | < | <
                主管部门 | 县文旅局 | < | < | < | 实施单位 | 县图书馆 | < | < | <
                项目资金（万元） | < | 年初预算 | 调整后预算数 | 预算执行数 | < | 预算执行率 | 权重 | 得分 |
                ^ | 总额 | 88 | 96.73 | 96.73 | < | 100% | 10 | 10 |
                ^ | 其中：财政资金 | 88 | 96.73 | 96.73 | < | | | |
                一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析
                产出指标 | 数量指标 | 采购册数 | ≥ | 900 | 册 | 950 | 22.5 | 22.5 |
                ^ | 质量指标 | 图书质量 | 定性 | 优 | | 优 | 22.5 | 22.5 |
                效益指标 | 社会效益指标 | 借阅人次 | ≥ | 1 | 万人次 | 0.9 | 45 | 40.5 | 闭馆一月
                合计 | < | < | < | < | < | < | 100 | 95.5 |
                评价结论 | 完成较好 | < | < | < | < | < | < | < | <
                存在问题 | 借阅偏少 | < | < | < | < | < | < | < | <
                改进措施 | 延长开放时间 | < | < | < | < | < | < | < | <
                项目负责人：××  财务负责人：×× | < | < | < | < | < | < | < | < | <
                """
            ),
        )
        assert [(str(row.target), str(row.actual), row.direction) for row in found.indicators] == [
            ("≥900册", "950册", None),
            ("优", "优", Direction.JUDGED),
            ("≥1万人次", "0.9万人次", None),
        ]
        assert [row.weight for row in found.indicators] == [Decimal("22.5"), Decimal("22.5"), Decimal(45)]
        assert Execution(stated_rate="100%", weight="10", points="10") == found.budget.execution
        assert (found.conclusion, found.problems, found.improvements) == ("完成较好", "借阅偏少", "延长开放时间")
        signature = found.heading.signature
        assert signature is not None
        assert (signature.responsible, signature.finance) == ("××", "××")

    def test_yunnan(self) -> None:
        """The target in three columns under one label, in a second row of labels."""
        found = whole(
            "项目支出绩效自评表",
            table(
                """
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
                ^ | ^ | ^ | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^ | ^
                产出指标 | 时效指标 | 支付及时率 | >= | 95 | % | 96% | 50 | 50 |
                """
            ),
        )
        assert (Target(">=95%"), Actual("96%")) == (found.indicators[0].target, found.indicators[0].actual)

    def test_chongqing(self) -> None:
        """A flat list of a department: two targets, a share of the weight, and core indicators."""
        results = "得分系数(%) | 指标权重 | 指标得分 | 是否核心指标"
        execution = "全年执行数 | 执行率(%) | 执行率权重 | 执行率得分"
        found = whole(
            "2021年度部门整体绩效自评表",
            table(
                f"""
                部门名称 | 县图书馆 | < | < | < | < | < | < | < | <
                预算执行情况(万元) | 年初预算数 | 全年(调整)预算数 | < | < | {execution} | <
                ^ | 384.22 | 400 | < | < | 304 | 76 | 10 | 7.6 | <
                指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | {results}
                财政供养人员控制率 | % | ≤ | 100 | 100 | 95 | 100 | 10 | 10 | 是
                办结率 | % | ≥ | 90 | 95 | 76 | 80 | 20 | 16 | 否
                """
            ),
        )
        assert (found.kind, found.subject) == (ScorecardKind.DEPARTMENT, "县图书馆")
        (row,) = found.budget.rows
        assert (row.role, row.name, str(row.funds.revised)) == (Role.TOTAL, "预算执行情况", "400万元")
        assert Execution(stated_rate="76%", weight="10", points="7.6") == found.budget.execution
        first, second = found.indicators
        assert (first.core, second.core, second.score_share) == (True, False, Rate("80"))
        assert (Target("≥90%"), Target("≥95%"), Actual("76%")) == (
            second.initial_target,
            second.target,
            second.actual,
        )
        assert (first.level1, first.level2) == (None, None)

    def test_anhui(self) -> None:
        """A department with the fund block of a project, and numbered indicators."""
        found = whole(
            "部门整体支出绩效自评表",
            "（2023年度）",
            table(
                """
                部门 | 县图书馆 | < | < | < | < | < | <
                预算资金(万元) | < | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值(10分) | 执行率(B/A) | 得分
                ^ | 年度资金总额： | 384.22 | 400 | 410.36 | 10 | 102.59% |
                ^ | 其中：当年财政拨款 | 384.22 | 400 | 410.36 | — | — | —
                ^ | 上年结转资金 | | | | — | — | —
                ^ | 其他资金 | | | | — | — | —
                年度总体目标 | 年初设定目标 | < | < | 目标实际完成情况 | < | < | <
                ^ | 办好馆 | < | < | 已办好 | < | < | <
                一级指标 | 二级指标 | 三级指标 | 年度指标值(A) | 全年实际值(B) | 分值 | 得分 | 未完成原因和改进措施
                产出指标(50分) | 数量指标 | 指标1：采购册数 | ≥900册 | 950册 | 50 | 50 |
                ^ | ^ | 指标2：…… | | | | |
                """
            ),
        )
        assert (found.kind, found.subject, found.heading.year) == (ScorecardKind.DEPARTMENT, "县图书馆", 2023)
        assert [row.role for row in found.budget.rows] == [
            Role.TOTAL,
            Role.APPROPRIATION,
            Role.CARRYOVER,
            Role.OTHER,
        ]
        assert (Goal(expected="办好馆", actual="已办好"),) == found.goals
        assert [row.name for row in found.indicators] == ["采购册数"]

    def test_cost_within_output(self) -> None:
        """The central form: A and B, cost under 产出, 分值 before the target, sub-rows without weight, core marks."""
        found = whole(
            "项目支出绩效自评表",
            table(
                """
                项目名称 | 图书采购 | < | < | < | < | <
                主管部门及代码 | 县文旅局 | < | 实施单位 | 县图书馆 | < | <
                项目资金(万元) | < | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分
                ^ | 年度资金总额： | 88 | 80 | 10 | 90.91% | 9.09
                一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值(A) | 全年实际值(B) | 得分
                产出指标 | 数量指标 | ★采购册数 | 20 | ≥900册 | 950册 | 20
                ^ | ^ | 其中：童书 | | ≥300册 | 310册 |
                ^ | 成本指标 | 书款 | 30 | ≤88万元 | 80万元 | 30
                总分(100) | < | < | 100 | | | 98
                """
            ),
        )
        assert Funds(revised="88万元", spent="80万元") == found.budget.rows[0].funds
        assert [(row.level1, row.level2, row.core, row.part_of) for row in found.indicators] == [
            ("产出指标", "数量指标", True, None),
            ("产出指标", "数量指标", False, "采购册数"),
            ("产出指标", "成本指标", False, None),
        ]

    def test_any_number_of_fund_sources(self) -> None:
        """Six sources in a department form, in one cell each or several in one."""
        sources = ["一般公共预算", "政府性基金拨款", "国有资本经营预算", "财政专户管理资金", "单位资金", "其他资金"]
        natures = ["基本支出：15", "项目支出：6", "", "", "", ""]
        rows = "\n".join(
            f"^ | {name}：{number} | < | {nature} | < | <"
            for number, (name, nature) in enumerate(zip(sources, natures, strict=True), start=1)
        )
        found = whole(
            "2022年度部门整体支出绩效自评表",
            table(
                f"""
                预算部门名称 | 县图书馆 | < | < | < | <
                年度预算申请(万元) | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
                年度资金总额 | 21 | 21 | 21 | 10 | 10
                ^ | 按收入性质分 | < | 按支出性质分 | < | <
                {rows}
                """
            ),
        )
        assert (
            tuple(Allocation(name=name, amount=f"{number}万元") for number, name in enumerate(sources, start=1))
            == found.budget.by_source
        )
        assert [item.name for item in found.budget.by_nature] == ["基本支出", "项目支出"]


SYNONYMS = {
    (Part.FUNDS, "initial"): "年初预算数 年初预算数(A) 年初预算 当年预算数",
    (Part.FUNDS, "revised"): "全年预算数(A) 调整后预算数 调整后的预算 调整预算数(A) 预算数(A) 全年(调整)预算数",
    (Part.FUNDS, "spent"): "全年执行数 全年执行数(B) 执行数(B) 预算执行数",
    (Part.FUNDS, "stated_rate"): "执行率 执行率(B/A) 预算执行率 预算执行率(%)",
    (Part.FUNDS, "weight"): "分值 权重 指标权重 参考分值 分值(10分) 执行率权重",
    (Part.FUNDS, "points"): "得分 自评得分 指标得分 执行率得分 自评总分",
    (Part.FUNDS, "to_date"): "1-7月执行数 1－8月执行数 1-7(8)月执行数 截至7月底执行数 2022年1至7月执行数 7月执行数",
    (Part.FUNDS, "forecast"): "全年预计执行数",
    (Part.ROLES, "total"): "年度资金总额 年度资金总额: 总额 年度财政资金总额",
    (Part.ROLES, "appropriation"): "其中：当年财政拨款 本年一般公共预算拨款 其中:财政资金 中央、省、市补助",
    (Part.GOALS, "expected"): "预期目标 年初设定目标 项目年度目标 年初绩效目标",
    (Part.GOALS, "actual"): "实际完成情况 年度总体目标完成情况综述 全年实际完成情况 年度目标完成情况",
    (Part.INDICATORS, "target"): "年度指标值 指标值 年度指标值(A) 目标值 调整指标值",
    (Part.INDICATORS, "initial_target"): "年初指标值 年初目标值(A)",
    (Part.INDICATORS, "actual"): "实际完成值 全年完成值 全年实际值(B) 完成值 实际完成值(B)",
    (Part.INDICATORS, "to_date"): "1-7月完成情况 1—8月实际完成情况",
    (
        Part.INDICATORS,
        "deviation_note",
    ): "未完成原因分析 未完成原因及拟采取的改进措施 偏差大或目标未完成原因分析",
    (Part.TOTALS, "total"): "总分 合计 总分(100)",
}


@pytest.mark.parametrize(
    ("part", "name", "label"),
    [(part, name, label) for (part, name), labels in SYNONYMS.items() for label in labels.split()],
)
def test_labels_seen(part: Part, name: str, label: str) -> None:
    """Every label that was seen for a field, as it is printed."""
    assert names(part).get(label_key(label)) == name


class TestRateTables:
    """The tables of Hunan and Yueyang before 2021: standards, and neither targets nor actuals."""

    FORM = """
        一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 自评得分 | 扣分原因和其他说明
        投入(15分) | 预算配置(15分) | 财政供养人员控制率 | 以100%为标准，每超过1个百分点扣0.5分 | 5 | 4.5 | 借调一人
        ^ | ^ | “三公经费”变动率 | 每增加1个百分点扣0.5分 | 5 | 5 |
        过程(40分) | 预算执行(15分) | 预算调整率 | 为0计3分 | 3 | 3 | 无
        合计 | < | < | | 100 | 97.5 |
        """

    @pytest.mark.parametrize(
        "title",
        [
            "2018年度部门整体支出绩效评价指标评分表",
            "2018年度部门整体支出绩效评价指标(评分)表",
            "2018年度部门整体支出绩效自评表",
            "2018年度部门整体支出绩效评价计分表",
        ],
    )
    def test_yueyang(self, title: str) -> None:
        """Whatever its title: the columns say what it is."""
        found = whole(title, "填报单位：县图书馆", table(self.FORM))
        assert (found.kind, found.subject, found.heading.year) == (ScorecardKind.RATES, "县图书馆", 2018)
        first = Indicator(
            level1="投入",
            level2="预算配置",
            name="财政供养人员控制率",
            standard="以100%为标准，每超过1个百分点扣0.5分",
            weight="5",
            points="4.5",
            deviation_note="借调一人",
        )
        assert first == found.indicators[0]
        assert [(level.level1, level.level2, str(level.weight)) for level in found.stated_weights] == [
            ("投入", None, "15"),
            ("投入", "预算配置", "15"),
            ("过程", None, "40"),
            ("过程", "预算执行", "15"),
        ]
        assert (Decimal(100), Decimal("97.5")) == (found.stated_weight, found.stated_points)

    def test_a_rate_table_without_points_is_refused(self) -> None:
        """The columns without which nothing can be scored."""
        with pytest.raises(FileError, match="得分"):
            read_forms(
                pages("部门整体支出绩效评价指标评分表", table("三级指标 | 评分标准 | 分值\n预算调整率 | 为0计3分 | 3"))
            )


class TestTargets:
    """绩效目标申报表: what is applied for before the year."""

    def test_of_one_year(self) -> None:
        """Labels beside their values; no actuals and no points."""
        read = read_one(
            "项目支出绩效目标申报表",
            "（2023年度）",
            table(
                """
                项目名称 | 图书采购 | < | < | <
                主管部门及代码 | 县文旅局[360] | < | 实施单位 | 县图书馆
                项目属性 | 新增□ 延续☑ | < | 起止时间 | 2023年1月-12月
                项目资金（万元） | 年度资金总额： | 90 | < | <
                ^ | 其中：财政拨款 | 80 | < | <
                ^ | 其他资金 | 10 | < | <
                年度总体目标 | 采购900册。/n办班两期。 | < | < | <
                绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
                ^ | 产出指标 | 数量指标 | 指标1：采购册数 | ≥900册
                ^ | ^ | 成本指标 | 书款 | ≤88万元
                ^ | 满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥95%
                """
            ),
            "填表人：××",
        )
        assert kinds(read.findings) == []
        found = read.value
        assert isinstance(found, Scorecard)
        assert (found.kind, found.scope, found.heading.year) == (ScorecardKind.TARGET, Scope.PROJECT, 2023)
        assert (found.subject, found.supervisor, found.implementer) == ("图书采购", "县文旅局[360]", "县图书馆")
        assert (found.attribute, found.period) == ("延续", "2023年1月-12月")
        assert (
            FundRow(name="年度资金总额", role="total", funds=Funds(initial="90万元")),
            FundRow(name="财政拨款", role="appropriation", parent="年度资金总额", funds=Funds(initial="80万元")),
            FundRow(name="其他资金", role="other", parent="年度资金总额", funds=Funds(initial="10万元")),
        ) == found.budget.rows
        assert (Goal(expected="采购900册。\n办班两期。"),) == found.goals
        assert [(row.level2, row.name, str(row.target), row.actual, row.weight) for row in found.indicators] == [
            ("数量指标", "采购册数", "≥900册", None, None),
            ("成本指标", "书款", "≤88万元", None, None),
            ("服务对象满意度指标", "读者满意度", "≥95%", None, None),
        ]
        assert (
            read.locations["budget.rows[0].funds.initial"].row,
            read.locations["budget.rows[0].funds.initial"].column,
        ) == (4, 3)

    def test_of_several_years(self) -> None:
        """The aims of three years on the left, those of this one on the right; level 1 once for both."""
        found = whole(
            "项目支出绩效目标表",
            table(
                """
                项目名称 | 图书采购 | < | < | < | < | < | <
                主管部门 | 县文旅局 | < | < | 实施单位 | 县图书馆 | < | <
                开始时间 | 2022年 | < | < | 结束时间 | 2024年 | < | <
                项目资金(万元) | 中期资金总额： | < | 270 | 年度资金总额： | < | 90 | <
                ^ | 其中：财政拨款 | < | 240 | 其中：财政拨款 | < | 80 | <
                ^ | 其他资金 | < | 30 | 其他资金 | < | 10 | <
                总体目标 | 中期目标（2022年—2024年） | < | < | 年度目标 | < | < | <
                ^ | 建成书库 | < | < | 采购900册 | < | < | <
                绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
                ^ | 产出指标 | 数量指标 | 采购册数 | ≥2700册 | 数量指标 | 采购册数 | ≥900册
                ^ | ^ | ^ | 书架 | ≥30个 | ^ | 书架 | ≥10个
                ^ | 效益指标 | 社会效益指标 | 借阅人次 | ≥3万人次 | 社会效益指标 | 借阅人次 | ≥1万人次
                """
            ),
        )
        assert (found.starts, found.ends) == ("2022年", "2024年")
        assert [(row.name, row.long_term, str(row.funds.initial), row.parent) for row in found.budget.rows] == [
            ("中期资金总额", True, "270万元", None),
            ("年度资金总额", False, "90万元", None),
            ("财政拨款", True, "240万元", "中期资金总额"),
            ("财政拨款", False, "80万元", "年度资金总额"),
            ("其他资金", True, "30万元", "中期资金总额"),
            ("其他资金", False, "10万元", "年度资金总额"),
        ]
        assert found.budget.total_index == 1
        assert (Goal(expected="建成书库", long_term=True), Goal(expected="采购900册")) == found.goals
        assert [(row.level1, row.level2, row.name, row.long_term, str(row.target)) for row in found.indicators] == [
            ("产出指标", "数量指标", "采购册数", True, "≥2700册"),
            ("产出指标", "数量指标", "采购册数", False, "≥900册"),
            ("产出指标", "数量指标", "书架", True, "≥30个"),
            ("产出指标", "数量指标", "书架", False, "≥10个"),
            ("效益指标", "社会效益指标", "借阅人次", True, "≥3万人次"),
            ("效益指标", "社会效益指标", "借阅人次", False, "≥1万人次"),
        ]

    def test_labels_over_amounts(self) -> None:
        """资金总额, 财政拨款 and 其他资金 over their amounts, and a column of remarks."""
        found = whole(
            "2023年度项目支出绩效目标申报表",
            table(
                """
                项目名称 | 图书采购 | < | < | < | <
                资金来源（元） | 资金总额 | 财政拨款 | < | 其他资金 | <
                ^ | 900,000 | 800000 | < | 100000 | <
                总体目标 | 建成书库 | < | < | < | <
                年度目标 | 采购900册 | < | < | < | <
                一级指标 | 二级指标 | 三级指标 | 指标内容 | 指标值 | 备注
                产出指标 | 数量指标 | 采购册数 | | 900册 | 分两批
                """.replace("三级指标 | 指标内容 | 指标值", "三级指标 | < | 指标值").replace(
                    "采购册数 | |", "采购册数 | < |"
                )
            ),
        )
        assert [(row.role, str(row.funds.initial)) for row in found.budget.rows] == [
            (Role.TOTAL, "900000元"),
            (Role.APPROPRIATION, "800000元"),
            (Role.OTHER, "100000元"),
        ]
        assert (Goal(expected="建成书库", long_term=True), Goal(expected="采购900册")) == found.goals
        assert found.indicators[0].remarks == "分两批"

    def test_of_a_department(self) -> None:
        """The plan of all that a department spends."""
        found = whole(
            "部门整体支出绩效目标申报表",
            table(
                """
                部门名称 | 县图书馆 | < | <
                年度预算申请(万元) | 资金总额：384.22 | < | <
                年度绩效目标 | 办好馆 | < | <
                一级指标 | 二级指标 | 三级指标 | 年度指标值
                产出指标 | 数量指标 | 开放天数 | ≥300天
                """
            ),
        )
        assert (found.kind, found.scope, found.subject) == (ScorecardKind.TARGET, Scope.DEPARTMENT, "县图书馆")
        assert Funds(initial="384.22万元") == found.budget.rows[0].funds

    def test_with_a_column_of_the_budget(self) -> None:
        """Some print the budget in a column, like 附件3; there is nothing spent yet."""
        found = whole(
            "2023年度项目支出绩效目标申报表",
            table(
                """
                项目名称 | 图书采购 | < | <
                项目资金（万元） | 年初预算数 | 全年预算数 | <
                年度资金总额 | 90 | 95 | <
                一级指标 | 二级指标 | 三级指标 | 指标值
                产出指标 | 数量指标 | 采购册数 | 900册
                """
            ),
        )
        assert Funds(initial="90万元", revised="95万元") == found.budget.rows[0].funds

    def test_nothing_is_dropped(self) -> None:
        """What such a form holds besides is reported."""
        read = read_one(
            "项目支出绩效目标申报表",
            table(
                """
                项目名称 | 图书采购 | < | <
                立项依据 | 县委文件 | < | <
                项目资金(万元) | 年度资金总额 | 90 | 已批复
                ^ | 上级补助 | 20 | <
                ^ | 资金总额 | 95 | <
                一级指标 | 二级指标 | 三级指标 | 指标值
                产出指标 | 数量指标 | 采购册数 | 900册
                """
            ),
        )
        assert kinds(read.findings) == [
            ("BP903", "unknown_row", "立项依据"),
            ("BP903", "unplaced", "已批复"),
            ("BP903", "second_total", "资金总额"),
        ]
        assert isinstance(read.value, Scorecard)
        assert [(row.name, row.role) for row in read.value.budget.rows] == [
            ("年度资金总额", Role.TOTAL),
            ("上级补助", None),
            ("资金总额", None),
        ]

    def test_a_plan_beside_its_evaluation(self) -> None:
        """Two cards of one project in one file."""
        plan = table(
            "项目名称 | 图书采购 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 册数 | 900册"
        )
        done = table(
            """项目名称 | 图书采购 | < | < | < | <
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
            产出指标 | 数量指标 | 册数 | 900册 | 950册 | 90 | 90"""
        )
        attachments, outside = read_forms(pages(plan, done))
        assert [item.value.kind for item in attachments if isinstance(item.value, Scorecard)] == [
            ScorecardKind.TARGET,
            ScorecardKind.PROJECT,
        ]
        assert [item.name for item in attachments] == ["绩效目标申报表", "项目支出绩效自评表"]
        assert outside == ()

    def test_a_self_evaluation_without_results_is_no_plan(self) -> None:
        """Under its own title a table without actuals and points lacks two columns."""
        plan = table("一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 册数 | 900册")
        with pytest.raises(FileError, match="实际完成值"):
            read_forms(pages("2022年度项目支出绩效自评表", plan))


class TestMonitoring:
    """绩效运行监控表: what was spent and done after seven months, and what is expected."""

    CAUSES = "经费保障 | 制度保障 | 人员保障 | 其他 | 原因说明"
    FORM = f"""
        项目名称 | 图书采购{" | <" * 14}
        主管部门及代码 | 县文旅局 | < | < | < | 实施单位 | 县图书馆{" | <" * 9}
        项目资金(万元) | < | 年初预算数 | < | < | 1-7月执行数 | < | 1-7月执行率 | < | < | 全年预计执行数{" | <" * 5}
        ^ | 年度资金总额： | 88 | < | < | 50 | < | 56.82% | < | < | 88{" | <" * 5}
        ^ | 其中：本年一般公共预算拨款 | 88 | < | < | 50 | < | 56.82% | < | < | 88{" | <" * 5}
        年度总体目标 | 采购900册{" | <" * 14}
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月完成情况 | 全年预计完成情况 \
| 偏差原因分析 | < | < | < | < | 完成目标可能性 | < | < | 备注
        ^ | ^ | ^ | ^ | ^ | ^ | ^ | {CAUSES} | 确定能 | 有可能 | 完全不可能 | ^
        ^ | 产出指标 | 数量指标 | 采购册数 | ≥900册 | 500册 | 900册 | | | | | | √ | | |
        ^ | ^ | 质量指标 | 验收合格率 | 100% | 90% | 98% | √ | | 1人请假 | | 换供应商 | | √ | | 已催
        """

    def test_the_form(self) -> None:
        """Every column, those of the causes and of the likelihood in a second row of labels."""
        found = whole("2022年度项目支出绩效运行监控表", table(self.FORM))
        assert (found.kind, found.scope, found.months) == (ScorecardKind.MONITORING, Scope.PROJECT, "1-7月")
        assert Funds(initial="88万元", to_date="50万元", forecast="88万元") == found.budget.rows[0].funds
        assert Rate("56.82") == found.budget.execution.stated_rate
        assert (Goal(expected="采购900册"),) == found.goals
        first, second = found.indicators
        assert (Target("≥900册"), Actual("500册"), Actual("900册"), None) == (
            first.target,
            first.to_date,
            first.forecast,
            first.actual,
        )
        assert (first.likelihood, first.causes) == (Likelihood.CERTAIN, ())
        assert (Cause(name="经费保障", note="√"), Cause(name="人员保障", note="1人请假")) == second.causes
        assert (second.deviation_note, second.likelihood, second.remarks) == (
            "换供应商",
            Likelihood.POSSIBLE,
            "已催",
        )

    def test_other_months_and_other_words(self) -> None:
        """1-8月, 完成值 for what was done so far, one column for the likelihood; the title tells what it is."""
        found = whole(
            "2022年项目支出绩效目标运行跟踪监控表",
            table(
                """
                项目名称 | 图书采购 | < | < | < | <
                项目资金(万元) | 全年预算数 | 1-8月执行数 | 执行率 | < | <
                资金总额 | 88 | 50 | 56.82% | < | <
                一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 完成目标可能性
                产出指标 | 数量指标 | 采购册数 | 900册 | 500册 | 确定能☑有可能□完全不可能□
                """
            ),
        )
        assert (found.kind, found.months) == (ScorecardKind.MONITORING, "1-8月")
        assert (Actual("500册"), Likelihood.CERTAIN) == (
            found.indicators[0].to_date,
            found.indicators[0].likelihood,
        )

    def test_two_ticks_are_none(self) -> None:
        """What cannot be meant is reported, and not guessed."""
        read = read_one("项目支出绩效运行监控表", table(self.FORM.replace("| √ | | |", "| √ | | √ |")))
        assert isinstance(read.value, Scorecard)
        assert read.value.indicators[0].likelihood is None
        assert kinds(read.findings) == [("BP903", "unplaced", "√"), ("BP903", "unplaced", "√")]

    def test_without_a_title(self) -> None:
        """The columns say what it is; a card of monitoring without figures so far is refused."""
        assert card(table(self.FORM)).kind is ScorecardKind.MONITORING
        with pytest.raises(FileError, match="月完成情况"):
            read_forms(
                pages("项目支出绩效运行监控表", table("一级指标 | 三级指标 | 年度指标值\n产出指标 | 册数 | 900册"))
            )
