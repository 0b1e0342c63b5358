"""Forms in raw XML: what people and Word do to a form while it is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from raw_word import (
    box,
    box_in_vml,
    control,
    deleted,
    formula,
    hidden,
    inserted,
    moved_away,
    moved_here,
    note,
    numbered,
    p,
    r,
    symbol,
    table,
    typed,
    word,
    word_lists,
)

__all__ = ["FILES"]

THOUSAND: Final = "chineseCountingThousand"
ROW_PUT_IN: Final = 12
ROW_TAKEN_OUT: Final = 13
RUN: Final = re.compile("(<w:r .*?</w:r>)")
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
CHANGE: Final = 'w:id="9" w:author="××" w:date="2023-03-01T09:00:00Z"'


def tracked_changes() -> bytes:
    """Figures corrected, a row put in, a row and a cell's text taken out, a text moved, two paragraphs joined."""
    joined = (
        f"<w:p ><w:pPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr>{r('全年举办阅读活动')}</w:p>"
        f"<w:p><w:pPr/>{r('12场，接待读者1.2万人次。')}</w:p>"
    )

    def around_rows(row: int, xml: str) -> str:
        # A row is put in or taken out with all its runs.
        if row == ROW_PUT_IN:
            return RUN.sub(rf"<w:ins {CHANGE}>\1</w:ins>", xml)
        taken_out = RUN.sub(rf"<w:del {CHANGE}>\1</w:del>", xml).replace("<w:t ", "<w:delText ")
        return taken_out.replace("</w:t>", "</w:delText>") if row == ROW_TAKEN_OUT else xml

    form = table(
        """
        项目支出名称 | < | 全民阅读推广经费 | < | < | < | < | < | <
        主管部门 | < | 某县文化旅游广电体育局 | < | 实施单位 | < | 某县图书馆 | < | <
        项目资金/n（万元） | < | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        ^ | ^ | 年度资金总额 | 20.00 | «revised» | «spent» | 10 | «rate» | «execution»
        ^ | ^ | 其中：当年财政拨款 | 20.00 | 25.00 | 24.50 | — | — | —
        ^ | ^ | 上年结转资金 | | | | — | — | —
        ^ | ^ | 其他资金 | | | | — | — | —
        年度总体目标 | < | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | ^ | «away»举办阅读活动10场以上。 | < | < | «joined» | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        ^ | 产出指标/n（50分） | 数量指标 | 阅读活动场次 | ≥10场 | «actual» | 20 | 20 |
        ^ | ^ | 质量指标 | 活动完成率 | 100% | 100% | 15 | «points» | «reason»
        ^ | ^ | 时效指标 | 按时完成率 | ≥95% | 98% | 15 | 15 |
        ^ | ^ | 时效指标 | 旧指标 | ≥95% | 98% | 15 | 15 |
        ^ | 效益指标/n（30分） | 社会效益指标 | 受益读者 | ≥1万人次 | 1.2万人次 | 30 | 30 |
        ^ | 满意度指标/n（10分） | 服务对象满意度指标 | 读者满意度 | ≥90% | 96% | 10 | 10 |
        总分 | < | < | < | < | < | 100 | «total» |
        """,
        rows={ROW_PUT_IN: f"<w:ins {CHANGE}/>", ROW_TAKEN_OUT: f"<w:del {CHANGE}/>"},
        around_rows=around_rows,
        revised=deleted("20.00") + inserted("25.00"),
        spent=r("24.") + inserted("50") + deleted("05"),
        rate=inserted("98.00%"),
        execution=deleted("10") + inserted("9.8"),
        joined=joined,
        actual=r("1") + inserted("2") + deleted("0") + r("场"),
        points=deleted("15") + inserted("14"),
        reason=moved_here("一场改为线上举办"),
        total=deleted("100") + inserted("98.8"),
        away=moved_away("一场改为线上举办"),
    )
    return word("附件3", "2022年度项目支出绩效自评表", form, "填表人：××   填报日期：2023.3.1   联系电话：××")


def content_controls() -> bytes:
    """A form built of content controls: around runs, cells, rows and the whole table; a list to choose from, a date."""

    def around_cells(row: int, column: int, xml: str) -> str:
        return control(xml) if (row, column) in {(0, 2), (3, 3), (3, 4), (9, 5)} else xml

    def around_rows(row: int, xml: str) -> str:
        return control(xml, "<w14:repeatingSectionItem/>") if row in {9, 10} else xml

    form = table(
        """
        项目名称 | < | 公共文化场馆免费开放 | < | < | < | < | <
        主管部门 | < | «chosen» | < | 实施单位 | 某县文化馆 | < | <
        项目资金(万元) | < | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分
        年度资金总额： | < | 30 | 30 | 30 | 10 | 100.00% | 10
        其中：本年财政拨款 | < | 30 | 30 | 30 | - | - | -
        其他资金 | < | 0 | 0 | 0 | - | - | -
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | «goal» | < | < | 全年开放320天。 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 开放天数 | ≥300天 | 320天 | 50 | 50 | 无
        效益指标 | 社会效益指标 | 惠及群众 | ≥2万人次 | «actual» | 30 | 30 | 无
        满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 95% | 10 | 10 | 无
        总分 | < | < | < | < | 100 | 100 |
        """,
        around_rows=around_rows,
        around_cells=around_cells,
        chosen=control(r("某县文化旅游广电体育局"), '<w:dropDownList><w:listItem w:value="1"/></w:dropDownList>'),
        goal="<w:sdt block" + control(p(typed("全年免费开放300天以上。")), "<w:text/>").removeprefix("<w:sdt"),
        actual=control(r("2.4") + control(r("万人次"))),
    )
    return word(
        control(p(r("2022年度项目支出绩效自评表")), "<w:docPartObj/>"),
        control(form, '<w:docPartObj><w:docPartGallery w:val="Tables"/></w:docPartObj>'),
        control(p(r("填报日期：2023年1月15日")), '<w:date w:fullDate="2023-01-15T00:00:00Z"/>'),
    )


def hidden_and_noted() -> bytes:
    """Hidden runs, footnotes, text boxes in a cell and outside."""
    form = table(
        """
        项目名称 | < | 防汛物资采购«hint» | < | < | < | < | <
        主管部门 | < | 某县应急管理局 | < | 实施单位 | 某县防汛抗旱指挥部办公室 | < | <
        项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | < | 100 | 120«first» | 118.8 | 10 | 99% | 9.9
        其中：财政拨款 | < | 100 | 120 | 118.8 | | |
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | 备足防汛物资。 | < | < | 物资入库。«stamp» | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
        产出指标 | 数量指标 | 采购编织袋 | 5万条«secret» | 5万条 | 40 | 40 |
        ^ | 质量指标 | 验收合格率«second» | 100% | 100% | 20 | 20 |
        效益指标 | 社会效益指标 | 保障人口 | ≥30万人 | 32万人 | 20 | 20 |
        满意度指标 | 满意度 | 群众满意度 | ≥90% | 91% | 10 | 10 |
        总分 | < | < | < | < | 100 | 99.9 |
        """,
        hint=hidden("（填全称）"),
        first=note(2),
        second=note(3),
        secret=hidden("原6万条"),
        stamp=box(p(r("另有存货3千条"))),
    )
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p()}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("追加20万元，见财预〔2022〕8号"))}</w:footnote>'
        f'<w:footnote w:id="3">{p(r("抽检"))}</w:footnote>'
    )
    return word(
        p(typed("2022年度项目支出绩效自评表") + box_in_vml(p(r("内部资料")))),
        form,
        p(hidden("打印时删除本行")),
        footnotes=notes,
    )


def formulas_and_symbols() -> bytes:
    """Signs from symbol fonts, a comparison typed as a formula, a fraction, superscripts, ticked boxes."""

    def run(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{run('49')}</m:num><m:den>{run('50')}</m:den></m:f>"
    square = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    form = table(
        """
        项目名称 | < | 农村公路养护 | < | < | < | < | <
        主管部门 | < | 某县交通运输局 | < | 实施单位 | 某县公路养护中心 | < | <
        项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | < | 500 | «amount» | 490 | 10 | 98% | 9.8
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | 养护公路120公里。 | < | < | «tick»完成　«empty»未完成 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 养护里程 | «least»120公里 | 125公里 | 30 | 30 |
        ^ | ^ | 修补面积 | ≥800m«square» | 820m«square» | 10 | 10 |
        ^ | 质量指标 | 优良路率 | «percent» | «share» | 10 | 9.8 | «note»
        效益指标 | 社会效益指标 | 事故率下降 | «most»5起 | 3起 | 30 | 30 |
        满意度指标 | 满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10 |
        总分 | < | < | < | < | 100 | 99.6 |
        """,
        amount=formula(run("500")),
        tick=symbol("F0FE", "Wingdings"),
        empty=symbol("F0A8", "Wingdings"),
        least=symbol("F0B3", "Symbol"),
        most=symbol("F0A3", "Symbol"),
        square=square,
        percent=formula(run("≥") + run("98%")),
        share=formula(fraction),
        note=formula(f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"),
    )
    return word("2022年度项目支出绩效自评表", form)


def counted_by_word() -> bytes:
    """Numbers that Word counts by itself: a column 序号, names of indicators, the headings of a report."""
    lists = word_lists(
        ((THOUSAND, "%1、"), (THOUSAND, "（%2）")),
        (("decimal", "%1"),),
        (("decimal", "指标%1："),),
    )
    count = p(settings=numbered(2))
    names = {
        f"name{at}": p(typed(name), numbered(3))
        for at, name in enumerate(("维修灯杆", "更换灯具", "亮灯率", "用电下降", "市民满意度"), start=1)
    }
    form = table(
        """
        预算部门名称 | < | 某区城市管理局 | < | < | < | < | < | <
        年度预算/n申请/n（万元） | | | 年初/n预算数 | 全年/n预算数 | 全年/n执行数 | 分值 | 执行率 | 得分
        ^ | 年度资金总额 | < | 1,200.00 | 1,350.00 | 1,350.00 | 10 | 100% | 10
        ^ | 按收入性质分： | < | < | < | 按支出性质分： | < | < | <
        ^ | 其中：一般公共预算：1,300.00 | < | < | < | 其中：基本支出：350.00 | < | < | <
        ^ | 政府性基金拨款：50.00 | < | < | < | 项目支出：1,000.00 | < | < | <
        ^ | 纳入专户管理的非税收入拨款： | < | < | < | | < | < | <
        ^ | 其他资金：0 | < | < | < | | < | < | <
        年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
        ^ | 保障道路照明。 | < | < | < | 照明完好。 | < | < | <
        序号 | 一级/n指标 | 二级/n指标 | 三级/n指标 | 年度/n指标值 | 实际/n完成值 | 分值 | 得分 | 偏差原因/n分析
        «count» | 产出指标/n(50分) | 数量/n指标 | «name1» | 40根 | 45根 | 20 | 20 |
        «count» | ^ | ^ | «name2» | 300套 | 300套 | 15 | 15 |
        «count» | ^ | 质量/n指标 | «name3» | ≥98% | 98.5% | 15 | 15 |
        «count» | 效益指标/n(30分) | 生态效益指标 | «name4» | ≥3% | 3.2% | 30 | 30 |
        «count» | 满意度指标/n(10分) | 服务对象满意度/n指标 | «name5» | ≥90% | 94% | 10 | 10 |
        总分 | < | < | < | < | < | 100 | 100 |
        """,
        count=count,
        more=names,
    )
    return word(
        "附件2",
        "2022年度部门整体支出绩效自评表",
        form,
        "填表人：××    填报日期：2023.4.20    联系电话：××    单位负责人签字：××",
        "附件4",
        "2022年度部门整体支出绩效自评报告",
        p(r("部门基本情况"), numbered(1)),
        p(r("主要职责"), numbered(1, 1)),
        "负责辖区道路照明和环境卫生。",
        p(r("机构设置"), numbered(1, 1)),
        "内设股室5个。",
        p(r("存在的问题"), numbered(1)),
        "预算编制不够精细。",
        numbering=lists,
    )


def nested_tables() -> bytes:
    """The whole form inside the single cell of a frame, as layouts for printing do, and a small table in one cell."""
    small = table(
        """
        一季度 | 二季度
        3场 | 4场
        """
    )
    form = table(
        """
        项目名称 | < | 送戏下乡 | < | < | < | < | <
        主管部门 | < | 某县文化旅游广电体育局 | < | 实施单位 | 某县戏剧传承保护中心 | < | <
        项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | < | 40 | 40 | 36 | 10 | 90% | 9
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | 演出40场。 | < | < | 按季度完成：/n«small» | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 演出场次 | ≥40场 | 40场 | 50 | 50 |
        效益指标 | 社会效益指标 | 观众人次 | ≥1.5万人次 | 1.6万人次 | 30 | 30 |
        满意度指标 | 满意度指标 | 观众满意度 | ≥90% | 92% | 10 | 10 |
        总分 | < | < | < | < | 100 | 99 |
        """,
        small=small,
    )
    framed = table(
        "«title»/n«form»/n«date»",
        title=p(typed("2022年度项目支出绩效自评表")),
        form=form,
        date=p(typed("填报日期：2023.2.8")),
    )
    return word(framed)


def strict_and_unmerged() -> bytes:
    """The strict namespace, and no merged cell: a label stands in the first row, the cells below it are empty."""
    form = table(
        """
        项目名称 | 义务教育营养改善 | | | | | |
        主管部门 | 某县教育局 | | | 实施单位 | 某县学生资助中心 | |
        项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        | 年度资金总额 | 800 | 860 | 860 | 10 | 100% | 10
        | 其中：当年财政拨款 | 800 | 850 | 850 | / | / | /
        | 上年结转资金 | | 10 | 10 | / | / | /
        年度总体目标 | 预期目标 | | | 实际完成情况 | | |
        | 覆盖农村学校。 | | | 全覆盖。 | | |
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 受益学生 | ≥2万人 | 2.1万人 | 20 | 20 |
        | | 供餐天数 | 200天 | 198天 | 15 | 14.8 | 因疫情停课2天
        | 质量指标 | 食品抽检合格率 | 100% | 100% | 15 | 15 |
        效益指标 | 社会效益指标 | 学生贫血率 | ≤3% | 2.5% | 30 | 30 |
        满意度指标 | 服务对象满意度指标 | 家长满意度 | ≥90% | 95% | 5 | 5 |
        | | 学生满意度 | ≥90% | 97% | 5 | 5 |
        总分 | | | | | 100 | 99.8 |
        """
    )
    return word("2022年度项目支出绩效自评表", form, space=STRICT)


FILES: Final[Mapping[str, Callable[[], bytes]]] = {
    "tracked-changes.docx": tracked_changes,
    "content-controls.docx": content_controls,
    "hidden-and-noted.docx": hidden_and_noted,
    "formulas-and-symbols.docx": formulas_and_symbols,
    "counted-by-word.docx": counted_by_word,
    "nested-tables.docx": nested_tables,
    "strict-and-unmerged.docx": strict_and_unmerged,
}
