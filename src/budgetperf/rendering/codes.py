"""
What each finding code means, in a few words: its usual severity, and the identities behind it.

The sentence of a finding, with its figures, is in `budgetperf.rendering.sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from budgetperf.domain.finding import Severity
from budgetperf.rendering.catalogue import Text

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
    title: Text
    identities: tuple[str, ...] = ()


_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

CODES: Mapping[str, Code] = {
    "BP101": Code(_WARNING, Text("表头有空白的栏"), ("P17",)),
    "BP102": Code(_WARNING, Text("各附件的名称、年度、日期或填表人不一致（不重复人名）"), ("X15",)),
    "BP103": Code(_WARNING, Text("缺少合计"), ("B2", "B3", "B4", "B5", "P1", "P8")),
    "BP104": Code(_WARNING, Text("数字目标用文字或范围作答"), ("P11",)),
    "BP105": Code(_WARNING, Text("目标、实际或得分空白"), ("P11",)),
    "BP106": Code(_WARNING, Text("附件1列标题的年度不是预算年度及其上一年度"), ("B8",)),
    "BP107": Code(_WARNING, Text("单位未写或不一致"), ("P12",)),
    "BP108": Code(_WARNING, Text("二级指标列错了一级指标"), ("P15",)),
    "BP109": Code(_WARNING, Text("缺附件、缺项目表或其在附件1的一行，或自评表缺资金、指标部分")),
    "BP110": Code(_ADVICE, Text("指标重复"), ("P14",)),
    "BP111": Code(_ADVICE, Text("模板残留文字")),
    "BP112": Code(_ADVICE, Text("目标写成了已完成的事")),
    "BP113": Code(_ADVICE, Text("质量指标下写了数量")),
    "BP114": Code(_WARNING, Text("同一张表、附件1同一行或同一项资金出现两次")),
    "BP201": Code(_ERROR, Text("自评得分不是任何规则的结果（方向只是推定的，为疑点）"), ("P10",)),
    "BP202": Code(_ERROR, Text("得分超过分值，或为负数"), ("P7",)),
    "BP203": Code(_ERROR, Text("预算执行得分与执行率不符"), ("P3",)),
    "BP205": Code(_ERROR, Text("扣了分而未填偏差原因"), ("P9",)),
    "BP206": Code(_WARNING, Text("达到目标却扣分，又无说明"), ("P10",)),
    "BP207": Code(_WARNING, Text("目标与实际都相同，得分比例不同"), ("P13",)),
    "BP208": Code(_WARNING, Text("支出超过全年预算，或没有预算却有支出"), ("P16",)),
    "BP209": Code(_ADVICE, Text("远超目标而无说明（程度由规则集定）"), ("P10",)),
    "BP210": Code(_WARNING, Text("一级指标分值不是规则集所定的")),
    "BP211": Code(_WARNING, Text("规则集不适用于该预算年度")),
    "BP212": Code(_WARNING, Text("没有随附的规则集适用，改用全国的")),
    "BP213": Code(_WARNING, Text("执行率低于规则集无须说明的界限")),
    "BP214": Code(_WARNING, Text("规则集要求预算调整都有说明，而此处没有")),
    "BP215": Code(_WARNING, Text("指标得分率远高于预算执行（规则集要求关注的）")),
    "BP216": Code(_ADVICE, Text("预算大部分未用（规则集要求关注的）")),
    "BP217": Code(_WARNING, Text("规则集要求说明的判断项没有说明")),
    "BP218": Code(_ERROR, Text("等级与得分不符"), ("X18",)),
    "BP301": Code(_ERROR, Text("各分项合计不等于总数"), ("B2", "B3", "B4", "B5", "P1", "P4", "P5", "P6", "P8")),
    "BP302": Code(_ERROR, Text("分项之和超过总数"), ("B6",)),
    "BP303": Code(_ERROR, Text("所填的比率与数字不符"), ("B1", "B7", "P2")),
    "BP304": Code(_WARNING, Text("专项超支，或远未用完"), ("B9",)),
    "BP305": Code(_WARNING, Text("基本支出预算调整空白，而数字可以推得"), ("B10",)),
    "BP401": Code(_ERROR, Text("同一数字在两个附件中不同"), ("B10", "X1", "X2", "X6", "X11", "X16", "L1", "L6")),
    "BP501": Code(
        _ERROR,
        Text("报告或目标栏引用的数字，与表中或别处引用的不同"),
        ("X3", "X4", "X5", "X7", "X8", "X14", "L2", "L3"),
    ),
    "BP502": Code(_ERROR, Text("所列各项与所述合计不符（仅以“其中”引出而不足的，为疑点）"), ("X9",)),
    "BP503": Code(_ERROR, Text("引用的得分与自评表不符"), ("X10",)),
    "BP504": Code(_ERROR, Text("称达到目标，与自评表矛盾（笼统的说法、或只与规则矛盾的，为疑点）"), ("X12",)),
    "BP506": Code(_ERROR, Text("附件4所述的其他资金与附件2的行不符"), ("X13",)),
    "BP507": Code(_WARNING, Text("报告称没有的支出，附件1有数字"), ("L4",)),
    "BP508": Code(_WARNING, Text("称资金全额支付，而支出不等于预算"), ("L5",)),
    "BP509": Code(_ERROR, Text("引用的百分比或人均数与数字不符"), ("T1", "T2", "T4", "T5")),
    "BP510": Code(_ERROR, Text("引用的与上年相比的增减额或方向与数字不符"), ("T3",)),
    "BP511": Code(_ERROR, Text("基数为零却写了增减率"), ("T4",)),
    "BP517": Code(_ADVICE, Text("公务接待的批次、人次与金额不相称"), ("X17",)),
    "BP519": Code(_ADVICE, Text("数字不合情理"), ("X19",)),
    "BP901": Code(_ERROR, Text("无法读出的数字；在材料中保留为不可读")),
    "BP902": Code(
        _WARNING,
        Text(
            "修订标记；隐藏或划去的文字；文本框、批注、脚注、页眉页脚；表中的图片、对象和分式、没有结果的域；文件中的文件；隐藏的工作表、行或列"
        ),
    ),
    "BP903": Code(_WARNING, Text("表中无处可归的内容：不认识的行、列或表")),
    "BP904": Code(_WARNING, Text("各表之外的文字")),
    "BP905": Code(_WARNING, Text("段落或单元格太长，没有读：其中数字都未核对")),
    "BP906": Code(_WARNING, Text("文件夹或压缩包里没有读的文件、压缩包或文件夹")),
    "BP907": Code(_ADVICE, Text("旧格式或别家格式的文件，按 LibreOffice 转换的结果读取")),
}
