"""Forms in raw XML: what becomes of the table itself, cut, merged otherwise, filled with what is no text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from raw_word import aside, p, r, table, typed, word

__all__ = ["FILES"]


def merged_otherwise() -> bytes:
    """A merge of old Word files, one weight over two rows, labels letter by letter, level 1 and 2 in one cell."""
    form = table(
        """
        项目名称 | < | 乡村振兴衔接资金项目管理费 | < | < | < | < | <
        主管部门 | < | 某县乡村振兴局 | < | 实施单位 | 某县乡村振兴局 | < | <
        项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分　值 | 执行率（B/A） | 得　分
        年度资金总额 | < | 60 | 60 | 57 | 10 | 95% | 9.5
        年/n度/n总/n体/n目/n标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | 规范管理项目。 | < | < | 管理规范。 | < | < | <
        一级/n指标 | 二级/n指标 | 三级指标 | 年度/n指标值 | 实际/n完成值 | 分/n值 | 得/n分 | 偏差原因/n分析及/n改进措施
        产/n出/n指/n标 | 数量/n指标 | 检查项目 | ≥30个 | 32个 | 20 | 20 |
        ^ | ^ | 培训人员 | ≥100人次 | 90人次 | 20 | 18 | 两期合并举办
        ^ | 质量/n指标 | 抽查合格率 | 100% | 100% | 10 | 10 |
        ^ | 时效/n指标 | 按时完成 | 12月底前 | 12月20日 | ^ | ^ |
        效/n益/n指/n标 | 社会效益/n指标 | 群众知晓率 | ≥85% | 88% | 30 | 30 |
        满意度/n指标 | < | 群众满意度 | ≥90% | 93% | 10 | 10 |
        总　分 | < | < | < | < | 100 | 97.5 |
        """
    )
    # The way of Word before 2007: the cell that goes on is there, and says that it does.
    first = '<w:gridSpan w:val="2"/><w:vAlign'
    old = form.replace(first, '<w:hMerge w:val="restart"/><w:vAlign', 1)
    end = old.index("</w:tc>") + len("</w:tc>")
    going_on = '<w:tc><w:tcPr><w:tcW w:w="450" w:type="dxa"/><w:hMerge/></w:tcPr><w:p/></w:tc>'
    return word("（2022年度）", "项目支出绩效自评表", old[:end] + going_on + old[end:])


def cut_in_two() -> bytes:
    """The table ends with the page; the next one goes on without any header, its level cells unmerged."""
    first = table(
        """
        项目名称：残疾人康复服务 | < | < | < | < | < | < | <
        主管部门：某县残疾人联合会 | < | < | < | 实施单位：某县残疾人服务中心 | < | < | <
        项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | < | 1 500 000.00 | 1，520，000.00 | １５２００００ | 10 | 100％ | 10
        其中：财政拨款 | < | 1 500 000.00 | 1，520，000.00 | １５２００００ | － | － | －
        其他资金 | < | 无 | 无 | 无 | ／ | ／ | ／
        预期目标：为500名残疾人提供康复服务。 | < | < | < | 实际完成情况：服务512名。 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 服务人数 | ≥500名 | 512名 | ２０ | ２０ | —
        ^ | 质量指标 | 服务建档率 | ≥98％ | 99％ | 15 | 15 | —
        """
    )
    second = table(
        """
        产出指标 | 成本指标 | 人均补助 | ≤3000元 | 2968.75元 | 15 | 15 | —
        效益指标 | 社会效益指标 | 康复有效率 | ≥80％ | 86．5％ | 30 | 30 | —
        满意度指标 | 服务对象满意度指标 | 残疾人满意度 | ≥90％ | 95％ | 10 | 10 | —
        总分 | | | | | 100 | 100 |
        """
    )
    return word("2022年度项目支出绩效自评表", "金额单位：元", first, "（接下页）", second, "填报日期：2023年3月　日")


def not_only_text() -> bytes:
    """A picture and an embedded object in cells, crossed out figures, a hidden row, another file, a page header."""
    picture = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    embedded = '<w:r><w:object><v:shape/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>'
    form = table(
        """
        项目名称 | < | 公益林管护 | < | < | < | < | <
        主管部门 | < | 某县林业局 | < | 实施单位 | 某县国有林场 | < | <
        项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | < | 90 | 90 | «struck»81 | 10 | 90% | 9
        其中：财政拨款 | < | 90 | 90 | 81 | | |
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
        ^ | 管护公益林10万亩。 | < | < | «object» | < | < | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
        产出指标 | 数量指标 | 管护面积 | 10万亩 | 10万亩 | 50 | 50 |
        产出指标 | 数量指标 | 旧指标 | 1万亩 | 1万亩 | 50 | 50 |
        效益指标 | 生态效益指标 | 森林覆盖率 | ≥62% | «picture» | 30 | 30 |
        满意度指标 | 满意度指标 | 林农满意度 | ≥85% | 90% | 10 | 10 |
        总分 | < | < | < | < | 100 | 99 |
        """,
        rows={9: "<w:hidden/>"},
        struck=r("88", "<w:strike/>"),
        object=embedded,
        picture=picture,
    )
    return word(
        p(typed("2022年度项目支出绩效自评表") + picture),
        form,
        aside("rId90"),
        linked={"rId90": ("afchunk.html", "<html><body>另附明细</body></html>")},
        header=p(typed("某县林业局内部资料")),
        footer=p(typed("第 1 页")),
    )


FILES: Final[Mapping[str, Callable[[], bytes]]] = {
    "merged-otherwise.docx": merged_otherwise,
    "cut-in-two.docx": cut_in_two,
    "not-only-text.docx": not_only_text,
}
