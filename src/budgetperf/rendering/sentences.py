"""
The sentences of the findings: what each says, and what to do about it.

How a sentence is filled is told in `budgetperf.rendering.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.catalogue import Text

__all__ = ["FINDINGS"]

# What each finding says, and what to do about it. `where` is the place in words.
FINDINGS: Mapping[str, tuple[Text, Text]] = {
    "BP101": (Text("{where}：此栏空白"), Text("请填写")),
    "BP102": (
        Text("{where}与{first_where}不一致{stated|：此处为“{}”}{expected|，彼处为“{}”}"),
        Text("请统一各附件的填写"),
    ),
    "BP103": (Text("{where}：没有合计{expected|，各分项合计应为 {}}"), Text("请填写合计行")),
    "BP104": (
        Text("{where}：目标值“{target}”是数字，实际完成值“{stated}”{kind_word}，看不出实际达到多少"),
        Text("请填写实际达到的数字及单位"),
    ),
    "BP105": (Text("{where}：此栏空白"), Text("请填写；没有的写 0 或“无”")),
    "BP106": (Text("{where}：列标题写的是 {stated} 年，应为 {expected} 年"), Text("请核对表样年度")),
    "BP107": (Text("{where}：{target|目标值“{}”与实际完成值}“{stated}”{kind_word}"), Text("请两栏使用同一单位")),
    "BP108": (Text("{where}：“{stated}”，该二级指标应列在“{expected}”之下"), Text("请移到对应的一级指标下")),
    "BP109": (Text("{where}：{kind_word}{attachment_word}"), Text("请补交或补填")),
    "BP110": (Text("{where}：指标“{stated}”与{other_where}重复"), Text("请合并或改写其中一个")),
    "BP111": (Text("{where}：“{stated}”像是模板残留文字"), Text("请填写实际内容或删除此行")),
    "BP112": (Text("{where}：目标值“{stated}”写的是已完成的事，而不是要达到的目标"), Text("请写年初设定的目标")),
    "BP113": (Text("{where}：质量指标的目标“{stated}”是数量"), Text("请改用合格率、达标率等，或移到数量指标")),
    "BP114": (Text("{where}：与{first_where}重复，不能肯定以哪一份为准"), Text("请删去重复的一份，或改正名称")),
    "BP201": (
        Text(
            "{where}：自评 {stated#} 分，按规则应为 {expected} 分，{off}"
            "（目标“{target}”，实际“{actual}”{assumed|，未写明方向，按越高越好推定}）"
        ),
        Text("请按规则重新计分"),
    ),
    "BP202": (
        Text("{where}：{kind_word}{expected|：自评 {stated#} 分，应在 {} 分之内，{off}}"),
        Text("请改正得分或分值"),
    ),
    "BP203": (
        Text("{where}：自评 {stated#} 分，按执行率应为 {expected} 分，{off}"),
        Text("请按执行率 × 分值（不超过分值）重新计分"),
    ),
    "BP205": (
        Text(
            "{where}：空白，但扣了 {deducted#} 分：{target|目标“{}”，}{actual|实际“{}”，}"
            "分值 {weight}，得分 {points}{explained|。得分本身无误，由{}取整可得}{interval|（复算 {}）}"
        ),
        Text("请说明扣分原因和改进措施"),
    ),
    "BP206": (
        Text(
            "{where}：自评 {stated#} 分，已达到目标（目标“{target}”，实际“{actual}”），按规则应为 {expected} 分，"
            "{off}，且未填偏差原因"
        ),
        Text("请改为满分，或说明扣分原因"),
    ),
    "BP207": (
        Text(
            "{where}：目标“{target}”、实际“{actual}”与下列指标相同，得分比例却不同：自评 {stated}/{weight}，"
            "而{alike}{more|等 {} 项}"
        ),
        Text("请统一计分，或说明原因"),
    ),
    "BP208": (
        Text("{where}：支出 {stated}，{kind_word}（全年预算数 {revised}），须说明"),
        Text("请核对预算数，或在报告中说明"),
    ),
    "BP209": (
        Text("{where}：实际“{stated}”达到目标“{target}”的 {ratio} 倍以上，未说明原因"),
        Text("请说明原因；目标明显偏低的，下年应提高"),
    ),
    "BP210": (
        Text("{where}：各项分值为 {stated}；规则集 {rulebook} 为 {expected}"),
        Text("请核对表式，或用 --rulebook 指定适用的规则集"),
    ),
    "BP211": (
        Text("规则集 {rulebook} 适用于 {expected} 年度，自评材料为 {stated} 年度"),
        Text("请用 --rulebook 指定该年度的规则集"),
    ),
    "BP212": (
        Text("没有一个随附的规则集与本材料的年度和一级指标分值都相符，暂按 {rulebook} 计分"),
        Text("请用 --rulebook 指定适用的规则集"),
    ),
    "BP213": (
        Text("{where}：支出 {stated}，执行率 {rate}（全年预算数 {revised}），低于 {least}，须说明原因"),
        Text("请在报告中说明执行率偏低的原因"),
    ),
    "BP214": (
        Text("{where}：全年预算数 {stated}，年初预算数 {initial}，预算有调整，须说明"),
        Text("请在报告中说明调整的原因和依据"),
    ),
    "BP215": (
        Text("{where}：指标得分率 {stated}，执行得分率只有 {expected}，相差超过 {limit}"),
        Text("请核对各指标的自评得分与预算执行情况"),
    ),
    "BP216": (
        Text("{where}：支出 {stated}，全年预算数 {revised}{share|，结余 {}}，超过 {limit} 或没有预算"),
        Text("请核对预算执行情况"),
    ),
    "BP217": (Text("{where}：定性指标自评 {stated#} 分，未填说明"), Text("请说明评分的依据")),
    "BP218": (Text("{where}：得分 {score} 分，等级应为“{expected}”"), Text("请核对等级与得分")),
    "BP301": (
        Text("{where}：{judged_word} {stated}，{against_word} {expected}，{off}{bound|（四舍五入的尾差应小于 {}）}"),
        Text("请核对合计与各分项"),
    ),
    "BP302": (Text("{where}：填报 {stated}，其中各项合计为 {expected}，超出总数"), Text("请核对其中各项")),
    "BP303": (Text("{where}：填报 {stated}，按表内数字计算为 {expected}，{off}"), Text("请重新计算比率")),
    "BP304": (
        Text("{where}：决算 {stated}，预算 {budget}{rate|，为预算的 {}}，{kind_word}；在预算的 {expected} 之外须说明"),
        Text("请在报告中说明原因"),
    ),
    "BP305": (
        Text("{where}：空白，但可以推得 {expected} = {others_where}{premise|（前提：{premise_word}）}"),
        Text("请填写调整数，或核对所列各数"),
    ),
    "BP401": (
        Text("{where}：{judged_word} {stated}，{against|与{}不符}{alone|应为 {}}，{off}"),
        Text("请核对两处数字"),
    ),
    "BP501": (
        Text("{where}：{here|写的是 {}，}{against|与{}不符}{alone|应为 {}}，{off}{bound|（四舍五入的尾差应小于 {}）}"),
        Text("{report|请使报告与各表一致}{goal|请使{}的目标、指标栏与资金等栏一致}"),
    ),
    "BP502": (
        Text("{where}：所述合计 {stated}，所列各项之和为 {expected}，{off}{bound|（四舍五入的尾差应小于 {}）}"),
        Text("请核对所列各项；没有列全的，请写“等”"),
    ),
    "BP503": (
        Text("{where}：报告写的得分是 {stated#} 分，与{others_where}不符，{off}"),
        Text("请使报告与自评表的总分一致"),
    ),
    "BP504": (
        Text(
            "{where}：{kind_word}，与{first_where}不符{expected|，应为 {} 项}"
            "{rows|；得分低于分值的有{}}{more|等 {} 项}"
            "{missed|；按规则未达到目标的有{}}{more_missed|等 {} 项}"
        ),
        Text("请核对报告与自评表，写明未完成的指标"),
    ),
    "BP506": (Text("{where}：写的是“{stated}”，{first_where}{kind_word}{amount| {}}"), Text("请核对报告与附件2")),
    "BP507": (Text("{where}：称没有，{first_where}却填有 {amount}"), Text("请核对报告与附件1")),
    "BP508": (
        Text("{where}：{first_where}为 {spent}，全年预算数为 {revised}，{off}"),
        Text("请核对；已到位而尚未支出的，请分别写明"),
    ),
    "BP509": (Text("{where}：按所依据的数字计算应为 {expected}，{off}（{others_where}）"), Text("请重新计算")),
    "BP510": (
        Text("{where}：按本年与上年的数字计算，增减应为 {expected}，{off}（{others_where}）"),
        Text("请核对增减额与增减方向"),
    ),
    "BP511": (Text("{where}：上年为零，没有增减率可言"), Text("请只写增减额")),
    "BP517": (
        Text(
            "{where}：{kind_word}{persons#|（{} 人次）}{cost|，为 {}}{expected|（提请核实的界限：{}）}"
            "{amount|；{first_where}为 {amount}}"
        ),
        Text("请核对批次、人次与公务接待费"),
    ),
    "BP519": (
        Text("{where}：年初预算 {stated} 小于项目支出与公用经费预算之和 {expected}，推得人员经费为负"),
        Text("请核对年初预算各数"),
    ),
    "BP901": (Text("{where}：“{stated}”不能识别为数字{kind_word}"), Text("请改为数字（如 80.5），再次检查")),
    "BP902": (Text("{where}：{kind_word}{text|：“{}”}{name|：{}}"), Text("请确认内容，接受修订或取消隐藏后再报")),
    "BP903": (Text("{where}：{kind_word}{stated|：“{}”}"), Text("请按表样填写；无处可归的内容未纳入检查")),
    "BP904": (Text("{where}：表外文字{stated|“{}”}未纳入检查"), Text("请确认是否属于某一附件")),
    "BP906": (
        Text("{stated}：{kind_word}，未读取"),
        Text("如属自评材料，请另存为 .docx 或 .xlsx，或解压后与其他文件一起给出"),
    ),
    "BP907": (
        Text("{where}：由 LibreOffice 从 {from} 转换成 {to} 后读取"),
        Text("转换可能改变表格；请核对读出的数字，或由 Word、Excel、WPS 另存为 {to} 再检查"),
    ),
    "BP905": (Text("{where}：有 {count} 字，超过 {most} 字的上限，所写数字均未核对"), Text("请分成若干段后再次检查")),
}
