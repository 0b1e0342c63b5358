"""
What each finding code means, in a few words: its usual severity, Chinese beside English, and the identities behind it.

The sentence of a finding, with its figures, is in `budgetperf.rendering.sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from budgetperf.domain.finding import Severity
from budgetperf.rendering.words import Said

__all__ = ["CODES", "Code"]


class Code(NamedTuple):
    """
    A finding code.

    Attributes:
        severity: Its usual severity; the title says when it is another one.

        title: What it means.

        identities: Codes of the identities that it reports.
    """

    severity: Severity
    title: Said
    identities: tuple[str, ...] = ()


_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

CODES: Mapping[str, Code] = {
    "BP101": Code(_WARNING, ("表头有空白的栏", "a heading cell is blank"), ("P17",)),
    "BP102": Code(
        _WARNING,
        (
            "各附件的名称、年度、日期或填表人不一致（不重复人名）",
            "name, year, date or preparer differ between attachments (names of persons are never repeated)",
        ),
        ("X15",),
    ),
    "BP103": Code(_WARNING, ("缺少合计", "a total is missing"), ("B2", "B3", "B4", "B5", "P1", "P8")),
    "BP104": Code(
        _WARNING, ("数字目标用文字或范围作答", "a numeric target is answered with words or a bound"), ("P11",)
    ),
    "BP105": Code(_WARNING, ("目标、实际或得分空白", "a target, actual or score is blank"), ("P11",)),
    "BP106": Code(_WARNING, ("附件1列标题的年度", "the years over the columns of 附件1"), ("B8",)),
    "BP107": Code(_WARNING, ("单位未写或不一致", "a unit is missing or different"), ("P12",)),
    "BP108": Code(_WARNING, ("二级指标列错了一级指标", "level 2 under a wrong level 1"), ("P15",)),
    "BP109": Code(
        _WARNING,
        (
            "缺附件、缺项目表，或自评表缺资金、指标部分",
            "an attachment, a project sheet, or a block of a scorecard (its funds, its indicators) is missing",
        ),
    ),
    "BP110": Code(_ADVICE, ("指标重复", "an indicator stands twice"), ("P14",)),
    "BP111": Code(_ADVICE, ("模板残留文字", "a remnant of the template")),
    "BP112": Code(_ADVICE, ("目标写成了已完成的事", "a target that reads like an achievement")),
    "BP113": Code(_ADVICE, ("质量指标下写了数量", "a count under a quality heading")),
    "BP114": Code(_WARNING, ("同一张表、或附件1同一行出现两次", "a card, or a line of 附件1, stands there twice")),
    "BP201": Code(
        _ERROR,
        (
            "自评得分不是任何规则的结果（方向只是推定的，为疑点）",
            "a stated score that no rule gives (a warning where the direction is only assumed)",
        ),
        ("P10",),
    ),
    "BP202": Code(_ERROR, ("得分超过分值，或为负数", "points above the weight, or negative"), ("P7",)),
    "BP203": Code(_ERROR, ("预算执行得分", "the execution score"), ("P3",)),
    "BP205": Code(_ERROR, ("扣了分而未填偏差原因", "points deducted without a deviation note"), ("P9",)),
    "BP206": Code(
        _WARNING, ("达到目标却扣分，又无说明", "target met, yet points deducted, without a reason"), ("P10",)
    ),
    "BP207": Code(
        _WARNING, ("目标与实际都相同，得分比例不同", "same target and actual, different share of the weight"), ("P13",)
    ),
    "BP208": Code(
        _WARNING,
        ("支出超过全年预算，或没有预算却有支出", "spending above the revised budget, or against none"),
        ("P16",),
    ),
    "BP209": Code(
        _ADVICE,
        ("远超目标而无说明（程度由规则集定）", "far above its target, without a reason (severity of the rulebook)"),
        ("P10",),
    ),
    "BP210": Code(_WARNING, ("一级指标分值不是规则集所定的", "level-1 weights are not those of the rulebook")),
    "BP211": Code(_WARNING, ("规则集不适用于该预算年度", "the rulebook is not in force for the budget year")),
    "BP212": Code(
        _WARNING, ("没有随附的规则集适用，改用全国的", "no rulebook that ships fits; the national one was taken")
    ),
    "BP213": Code(
        _WARNING,
        ("执行率低于规则集无须说明的界限", "execution rate below what the rulebook lets stand without a reason"),
    ),
    "BP214": Code(
        _WARNING,
        (
            "规则集要求预算调整都有说明，而此处没有",
            "budget adjusted, where the rulebook wants every adjustment explained",
        ),
    ),
    "BP215": Code(
        _WARNING,
        (
            "指标得分率远高于预算执行（规则集要求关注的）",
            "indicators earn a far larger share than execution, where the rulebook looks at that",
        ),
    ),
    "BP216": Code(
        _ADVICE,
        ("预算大部分未用（规则集要求关注的）", "much of the budget left unspent, where the rulebook looks at that"),
    ),
    "BP217": Code(
        _WARNING, ("规则集要求说明的判断项没有说明", "a judged row without a note, where the rulebook wants one")
    ),
    "BP218": Code(_ERROR, ("等级与得分不符", "the grade word does not fit the score"), ("X18",)),
    "BP301": Code(
        _ERROR,
        ("各分项合计不等于总数", "parts do not make the total"),
        ("B2", "B3", "B4", "B5", "P1", "P4", "P5", "P6", "P8"),
    ),
    "BP302": Code(_ERROR, ("分项之和超过总数", "parts exceed the whole"), ("B6",)),
    "BP303": Code(_ERROR, ("所填的比率", "a stated rate"), ("B1", "B7", "P2")),
    "BP304": Code(_WARNING, ("专项超支，或远未用完", "a budget line overspent, or far from spent"), ("B9",)),
    "BP305": Code(
        _WARNING,
        ("基本支出预算调整空白，而数字可以推得", "the adjustment of basic expenditure is blank, although it follows"),
        ("B10",),
    ),
    "BP401": Code(
        _ERROR,
        ("同一数字在两个附件中不同", "the same figure has different values in two attachments"),
        ("B10", "X1", "X2", "X6", "X11", "X16", "L1", "L6"),
    ),
    "BP501": Code(
        _ERROR,
        (
            "报告或目标栏引用的数字，与表中或别处引用的不同",
            "a figure quoted in a report or a goal cell differs from the forms, or from where else it is quoted",
        ),
        ("X3", "X4", "X5", "X7", "X8", "X14", "L2", "L3"),
    ),
    "BP502": Code(
        _ERROR,
        (
            "所列各项与所述合计不符（仅以“其中”引出而不足的，为疑点）",
            "a list and the total it quotes (a warning where an 其中 list merely falls short)",
        ),
        ("X9",),
    ),
    "BP503": Code(_ERROR, ("引用的得分", "a quoted score"), ("X10",)),
    "BP504": Code(
        _ERROR,
        (
            "称达到目标，与自评表矛盾（笼统的说法、或只与规则矛盾的，为疑点）",
            (
                "a claim that targets were met contradicts the card (a warning where it is general, or "
                "only the rules say so)"
            ),
        ),
        ("X12",),
    ),
    "BP506": Code(
        _ERROR, ("附件4所述的其他资金与附件2的行不符", "other funds: what 附件4 says, and the rows of 附件2"), ("X13",)
    ),
    "BP507": Code(_WARNING, ("报告称没有的支出", "spending that a report denies"), ("L4",)),
    "BP508": Code(
        _WARNING, ("称资金全额支付，而支出不等于预算", "“paid in full”, although spending is not the budget"), ("L5",)
    ),
    "BP509": Code(_ERROR, ("引用的百分比或人均数", "a quoted percentage or figure per head"), ("T1", "T2", "T4", "T5")),
    "BP510": Code(
        _ERROR, ("引用的与上年相比的增减额或方向", "a quoted change from last year, or its direction"), ("T3",)
    ),
    "BP511": Code(_ERROR, ("基数为零的增减率", "a growth rate on a base of zero"), ("T4",)),
    "BP517": Code(_ADVICE, ("公务接待的批次、人次与金额", "reception: batches, persons and amount"), ("X17",)),
    "BP519": Code(_ADVICE, ("数字不合情理", "implausible figures"), ("X19",)),
    "BP901": Code(
        _ERROR,
        ("无法读出的数字；在材料中保留为不可读", "a figure that cannot be read; it stays in the filing as unreadable"),
    ),
    "BP902": Code(
        _WARNING,
        (
            "修订标记；隐藏或划去的文字；文本框、批注、脚注、页眉页脚；表中的图片、对象和分式、没有结果的域；文件中的文件；隐藏的工作表、行或列",
            (
                "tracked changes; text that is hidden or crossed out; text boxes, comments, footnotes, heads and "
                "feet of pages; pictures and objects in a table, formulas of several parts, fields without a "
                "result, other files within the file; hidden sheets, rows or columns"
            ),
        ),
    ),
    "BP903": Code(
        _WARNING,
        (
            "表中无处可归的内容：不认识的行、列或表",
            "content of a form that has no place: an unknown row, column or table",
        ),
    ),
    "BP904": Code(_WARNING, ("各表之外的文字", "text outside every form")),
    "BP905": Code(
        _WARNING,
        (
            "段落或单元格太长，没有读：其中数字都未核对",
            "a paragraph or cell is too long to be read: none of its figures was checked",
        ),
    ),
    "BP906": Code(
        _WARNING,
        (
            "文件夹或压缩包里没有读的文件、压缩包或文件夹",
            "a file, archive or folder within a folder or archive that was not read",
        ),
    ),
    "BP907": Code(
        _ADVICE,
        (
            "旧格式或别家格式的文件，按 LibreOffice 转换的结果读取",
            "a file of an old or foreign kind was read as LibreOffice converted it",
        ),
    ),
}
