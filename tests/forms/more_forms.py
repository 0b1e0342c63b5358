"""Forms of other programs: units of every kind, dates, a filing in several files, what LibreOffice saved again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import word_habits
from office_programs import html, libre, python_docx, sheet, workbook

__all__ = ["FILES"]

TO_WORD: Final = ("HTML (StarWriter)", "MS Word 2007 XML")
WORD_AGAIN: Final = ("MS Word 2007 XML", "MS Word 2007 XML")


def tracked_in_libreoffice() -> bytes:
    """The form with tracked changes, opened and saved by LibreOffice: its own way of marking the same changes."""
    return libre(word_habits.tracked_changes(), kind="docx", into="docx", filters=WORD_AGAIN)


def every_unit() -> bytes:
    """Units in a label, over a column, after a figure in its cell; minus signs, a sign of currency, 亿元."""
    return python_docx(
        "2022年度项目支出绩效自评表",
        "项目名称：特大桥建设　　主管部门：某市交通运输局　　实施单位：某市公路建设公司",
        """
        项目资金 | < | 年初预算数（万元） | 全年预算数（亿元） | 全年执行数 | 分值 | 执行率（%） | 得分
        年度资金总额 | < | 20，000 | 2.2 | 2.09亿元 | 10分 | 95 | 9.5分
        其中：财政拨款（元） | < | 150000000 | 150000000 | 1.4亿元 | — | — | —
        其他资金 | < | 5,000 | 0.7 | 6900万元 | — | — | —
        预期目标 | < | 桥面贯通。 | < | < | < | < | <
        实际完成情况 | < | 已贯通。 | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标（50分） | 数量指标 | 架设箱梁 | ≥ 120 片 | 126片 | 20分 | 20分 | /
        产出指标（50分） | 成本指标 | 每延米造价 | ≤28.5万元 | 27.9 万元 | 20分 | 20分 | /
        产出指标（50分） | 时效指标 | 工期变化 | ≤0天 | －15天 | 10分 | 10分 | /
        效益指标（30分） | 经济效益指标 | 通行时间缩短 | ≥40分钟 | 45分钟 | 30分 | 30分 | /
        满意度指标（10分） | 满意度指标 | 群众满意度 | 不低于90％ | 95．2％ | 10分 | 10分 | /
        总分（100） | < | < | < | < | 100分 | 99.5分 |
        """,
    )


def title_again() -> bytes:
    """Page two begins with the title and 项目名称 again; every block is a table of its own; page numbers are typed."""
    return python_docx(
        "2022年度项目支出绩效自评表",
        """
        项目名称：农机购置补贴 | 主管部门：某县农业农村局 | 实施单位：某县农机事务中心
        """,
        """
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 950 | 980 | 960.4 | 10 | 98% | 9.8
        """,
        """
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
        产出指标 | 数量指标 | 补贴机具 | ≥2000台 | 2105台 | 30 | 30 |
        ^ | 时效指标 | 补贴兑付 | ≤15个工作日 | 18个工作日 | 20 | 16 | 系统升级
        """,
        "第 1 页，共 2 页",
        "2022年度项目支出绩效自评表（续）",
        """
        项目名称 | 农机购置补贴 | < | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
        效益指标 | 经济效益指标 | 综合机械化率 | ≥78% | 79.1% | 30 | 30 |
        满意度指标 | 服务对象满意度指标 | 购机户满意度 | ≥90% | 94% | 10 | 10 |
        总分 | < | < | < | < | 100 | 95.8 |
        """,
        "— 2 —",
    )


def printed_twice() -> bytes:
    """A sheet meant for two printed pages: the header typed again half way, dates as dates, the date of filing, too."""

    def fill(page: Any) -> None:
        sheet(
            page,
            """
            附件3 | | | | | | |
            2022年度项目支出绩效自评表 | < | < | < | < | < | < | <
            项目名称 | < | 农村饮水安全巩固 | < | < | < | < | <
            主管部门 | < | 某县水利局 | < | 实施单位 | 某县农村供水总站 | < | <
            项目资金(万元) | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
            年度资金总额 | < | 1250 | 1250 | 1237.5 | 10 | 0.99 | 9.9
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
            产出指标 | 数量指标 | 改造管网 | ≥85公里 | 86.4公里 | 30 | 30 |
            ^ | 时效指标 | 完工日期 | x | x | 20 | 20 |
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
            效益指标 | 社会效益指标 | 供水人口 | ≥12万人 | 12.6万人 | 30 | 30 |
            满意度指标 | 满意度指标 | 用水户满意度 | ≥0.9 | 0.94 | 10 | 10 |
            总分 | < | < | < | < | 100 | 99.9 |
            填报日期 | x | | | | | |
            """,
            formats={"G6": "0.0%", "E12": "0%"},
        )
        page["D9"], page["E9"], page["B14"] = date(2022, 11, 30), date(2022, 11, 18), date(2023, 3, 8)
        page["D9"].number_format = page["E9"].number_format = 'yyyy"年"m"月"d"日"'
        page["B14"].number_format = "yyyy-mm-dd"
        page["D12"] = "≥90%"

    return workbook(自评=fill)


def _project(name: str, amount: str) -> str:
    return f"""
    项目名称 | < | {name} | < | < | < | < | <
    主管部门 | < | 某区卫生健康局 | < | 实施单位 | 某区疾病预防控制中心 | < | <
    项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    年度资金总额 | < | {amount} | {amount} | {amount} | 10 | 100% | 10
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
    产出指标 | 数量指标 | 服务人次 | ≥1000人次 | 1000人次 | 50 | 50 |
    效益指标 | 社会效益指标 | 覆盖率 | ≥90% | 91% | 40 | 40 |
    总分 | < | < | < | < | 100 | 100 |
    """


def filing_department() -> bytes:
    """附件2 of a filing in several files: any number of fund rows, 单位资金, goals beside their labels."""
    return libre(
        html(
            "附件2",
            "2023年度部门整体支出绩效自评表",
            """
            部门名称 | < | 某区卫生健康局 | < | < | < | < | <
            预算资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
            ^ | 年度资金总额 | 860 | 902.5 | 902.5 | 10 | 100% | 10
            ^ | 其中：当年财政拨款 | 860 | 880 | 880 | | |
            ^ | 上年结转资金 | | 22.5 | 22.5 | | |
            ^ | 其他资金 | | | | | |
            年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
            ^ | 目标1：完善服务体系。 | < | < | 目标1：已完善。 | < | < | <
            ^ | 目标2：提升应急能力。 | < | < | 目标2：已提升。 | < | < | <
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
            产出指标 | 数量指标 | 免疫接种 | ≥3.2万剂次 | 3.5万剂次 | 50 | 50 |
            效益指标 | 社会效益指标 | 报告发病率 | ≤0.5% | 0.4% | 30 | 30 |
            满意度指标 | 服务对象满意度 | 居民满意度 | ≥90% | 92% | 10 | 10 |
            总分 | < | < | < | < | 100 | 100 |
            """,
            "填表人：××　填报日期：2024.3.20　联系电话：××　单位负责人签字：××",
        ),
        kind="html",
        into="docx",
        filters=TO_WORD,
    )


def filing_projects() -> bytes:
    """Two project forms of that filing, a sheet for each."""

    def fill(name: str, amount: str) -> Callable[[Any], None]:
        def fill_page(page: Any) -> None:
            page["A1"] = "2023年度项目支出绩效自评表"
            sheet(page, _project(name, amount), first_row=2)

        return fill_page

    return workbook(疫苗=fill("疫苗接种", "120.5"), 慢病=fill("慢病管理", "80"))


def filing_report() -> bytes:
    """附件4 of that filing: a cover, the title again, headings typed by hand, a table of its own, a date."""
    return libre(
        html(
            "附件4",
            "2023年度部门整体支出绩效自评报告",
            "部门（单位）名称：某区卫生健康局（盖章）",
            "2024年3月20日",
            "（此页为封面）",
            "2023年度部门整体支出绩效自评报告",
            "一、部门基本情况",
            "（一）部门职责",
            "负责全区卫生健康工作。",
            "二、部门整体支出情况",
            "2023年支出902.5万元，其中：",
            """
            类别 | 金额
            基本支出 | 702
            项目支出 | 200.5
            """,
            "三、存在的问题",
            "无。",
        ),
        kind="html",
        into="docx",
        filters=TO_WORD,
    )


FILES: Final[Mapping[str, Callable[[], bytes]]] = {
    "tracked-in-libreoffice.docx": tracked_in_libreoffice,
    "every-unit.docx": every_unit,
    "title-again.docx": title_again,
    "printed-twice.xlsx": printed_twice,
    "one-filing/1 整体.docx": filing_department,
    "one-filing/2 项目.xlsx": filing_projects,
    "one-filing/3 报告.docx": filing_report,
}
