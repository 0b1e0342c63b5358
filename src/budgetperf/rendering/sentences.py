"""
The sentences of the findings, Chinese beside English.

How a sentence is filled is told in `budgetperf.rendering.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetperf.rendering.words import Said

__all__ = ["FINDINGS"]

# What each finding says, and what to do about it. `where` is the place in words.
FINDINGS: Mapping[str, tuple[Said, Said]] = {
    "BP101": (
        ("{where}：此栏空白", "{where}: this cell is blank"),
        ("请填写", "fill it in"),
    ),
    "BP102": (
        (
            "{where}与{first_where}不一致{stated|：此处为“{}”}{expected|，彼处为“{}”}",
            "{where} differs from {first_where}{stated|: “{}” here}{expected|, “{}” there}",
        ),
        ("请统一各附件的填写", "make the attachments agree"),
    ),
    "BP103": (
        (
            "{where}：没有合计{expected|，各分项合计应为 {}}",
            "{where}: there is no total{expected|; the parts add up to {}}",
        ),
        ("请填写合计行", "fill in the total"),
    ),
    "BP104": (
        (
            "{where}：目标值“{target}”是数字，实际完成值“{stated}”{kind_word}，看不出实际达到多少",
            "{where}: the target “{target}” is a number, the actual “{stated}” {kind_word}, not the number reached",
        ),
        ("请填写实际达到的数字及单位", "state the number reached, with its unit"),
    ),
    "BP105": (
        ("{where}：此栏空白", "{where}: this cell is blank"),
        ("请填写；没有的写 0 或“无”", "fill it in; write 0 or 无 where there is none"),
    ),
    "BP106": (
        (
            "{where}：列标题写的是 {stated} 年，应为 {expected} 年",
            "{where}: the column says {stated}, it should say {expected}",
        ),
        ("请核对表样年度", "check the year of the form"),
    ),
    "BP107": (
        (
            "{where}：{target|目标值“{}”与实际完成值}“{stated}”{kind_word}",
            "{where}: {target|the units of target “{}” and actual }“{stated}” {kind_word}",
        ),
        ("请两栏使用同一单位", "use one unit in both columns"),
    ),
    "BP108": (
        (
            "{where}：“{stated}”，该二级指标应列在“{expected}”之下",
            "{where}: “{stated}”; this level-2 name belongs under “{expected}”",
        ),
        ("请移到对应的一级指标下", "move it under its level-1 name"),
    ),
    "BP109": (
        ("{where}：{kind_word}{attachment_word}", "{where}: {kind_word}{attachment_word| {}}"),
        ("请补交", "hand it in"),
    ),
    "BP110": (
        ("{where}：指标“{stated}”与{other_where}重复", "{where}: the indicator “{stated}” repeats {other_where}"),
        ("请合并或改写其中一个", "merge them or reword one"),
    ),
    "BP111": (
        ("{where}：“{stated}”像是模板残留文字", "{where}: “{stated}” looks like a remnant of the template"),
        ("请填写实际内容或删除此行", "fill in the content or delete the row"),
    ),
    "BP112": (
        (
            "{where}：目标值“{stated}”写的是已完成的事，而不是要达到的目标",
            "{where}: the target “{stated}” reads like an achievement, not like something to reach",
        ),
        ("请写年初设定的目标", "state the target that was set"),
    ),
    "BP113": (
        ("{where}：质量指标的目标“{stated}”是数量", "{where}: “{stated}” under a quality heading is a count"),
        ("请改用合格率、达标率等，或移到数量指标", "use a rate of quality, or move it to quantity"),
    ),
    "BP114": (
        (
            "{where}：与{first_where}重复，不能肯定以哪一份为准",
            "{where}: repeats {first_where}; which of them counts is not known",
        ),
        ("请删去重复的一份，或改正名称", "remove one of them, or correct the name"),
    ),
    "BP201": (
        (
            (
                "{where}：自评 {stated} 分，按规则应为 {expected} 分，{off}"
                "（目标“{target}”，实际“{actual}”{assumed|，未写明方向，按越高越好推定}）"
            ),
            (
                "{where}: {stated#point} stated, the rules give {expected}, {off} "
                "(target “{target}”, actual “{actual}”{assumed|; no direction stated, assumed that higher is better})"
            ),
        ),
        ("请按规则重新计分", "score it by the rule"),
    ),
    "BP202": (
        (
            "{where}：{kind_word}{expected|：自评 {stated} 分，应在 {} 分之内，{off}}",
            "{where}: {kind_word}{expected|: {stated#point} stated, must lie in {}, {off}}",
        ),
        ("请改正得分或分值", "correct the points or the weight"),
    ),
    "BP203": (
        (
            "{where}：自评 {stated} 分，按执行率应为 {expected} 分，{off}",
            "{where}: {stated#point} stated, the execution rate gives {expected}, {off}",
        ),
        ("请按执行率 × 分值（不超过分值）重新计分", "score it as rate times weight, at most the weight"),
    ),
    "BP205": (
        (
            (
                "{where}：空白，但扣了 {deducted} 分：{target|目标“{}”，}{actual|实际“{}”，}"
                "分值 {weight}，得分 {points}{explained|。得分本身无误，由{}取整可得}{interval|（复算 {}）}"
            ),
            (
                "{where}: blank, although the row lost {deducted#point}: {target|target “{}”, }"
                "{actual|actual “{}”, }weight {weight}, points {points}"
                "{explained_en|. The score itself is right, rounded from the result of {}}{interval| (recomputed {})}"
            ),
        ),
        ("请说明扣分原因和改进措施", "state why points were deducted, and what will be done"),
    ),
    "BP206": (
        (
            (
                "{where}：自评 {stated} 分，已达到目标（目标“{target}”，实际“{actual}”），按规则应为 {expected} 分，"
                "{off}，且未填偏差原因"
            ),
            (
                "{where}: {stated#point} stated although the target was met (target “{target}”, actual “{actual}”); "
                "the rules give {expected}, {off}, and no reason is given"
            ),
        ),
        ("请改为满分，或说明扣分原因", "give the full weight, or state the reason"),
    ),
    "BP207": (
        (
            (
                "{where}：目标“{target}”、实际“{actual}”与下列指标相同，得分比例却不同：自评 {stated}/{weight}，"
                "而 {alike}{more|等 {} 项}"
            ),
            (
                "{where}: target “{target}” and actual “{actual}” are those of other rows, the share is not: "
                "{stated}/{weight} here, but {alike}{more| and others, {} in all}"
            ),
        ),
        ("请统一计分，或说明原因", "score them alike, or state the reason"),
    ),
    "BP208": (
        (
            "{where}：支出 {stated}，{kind_word}（全年预算数 {revised}），须说明",
            "{where}: {stated} spent, {kind_word} (revised budget {revised}); this needs an explanation",
        ),
        ("请核对预算数，或在报告中说明", "check the budget, or explain it in the report"),
    ),
    "BP209": (
        (
            "{where}：实际“{stated}”达到目标“{target}”的 {ratio} 倍以上，未说明原因",
            "{where}: the actual “{stated}” is more than {ratio} times the target “{target}”, without a reason",
        ),
        ("请说明原因；目标明显偏低的，下年应提高", "state the reason; raise a target that was set too low"),
    ),
    "BP210": (
        (
            "{where}：各项分值为 {stated}；规则集 {rulebook} 为 {expected}",
            "{where}: the level-1 weights are {stated}; rulebook {rulebook} has {expected}",
        ),
        ("请核对表式，或用 --rulebook 指定适用的规则集", "check the form, or name the rulebook with --rulebook"),
    ),
    "BP211": (
        (
            "规则集 {rulebook} 适用于 {expected} 年度，申报材料为 {stated} 年度",
            "rulebook {rulebook} is in force for {expected}, the filing is of {stated}",
        ),
        ("请用 --rulebook 指定该年度的规则集", "name a rulebook of that year with --rulebook"),
    ),
    "BP212": (
        (
            "没有一个随附的规则集与本材料的年度和一级指标分值都相符，暂按 {rulebook} 计分",
            "no rulebook that ships fits the budget year and the level-1 weights; scored by {rulebook} for want of one",
        ),
        ("请用 --rulebook 指定适用的规则集", "name the rulebook that applies with --rulebook"),
    ),
    "BP213": (
        (
            "{where}：支出 {stated}，执行率 {rate}（全年预算数 {revised}），低于 {least}，须说明原因",
            "{where}: {stated} spent, {rate} of the revised budget {revised}; below {least} this needs a reason",
        ),
        ("请在报告中说明执行率偏低的原因", "explain the low execution in the report"),
    ),
    "BP214": (
        (
            "{where}：全年预算数 {stated}，年初预算数 {initial}，预算有调整，须说明",
            "{where}: revised budget {stated}, initial budget {initial}; every adjustment needs an explanation",
        ),
        ("请在报告中说明调整的原因和依据", "explain the adjustment and what it rests on in the report"),
    ),
    "BP215": (
        (
            "{where}：指标得分率 {stated}，执行得分率只有 {expected}，相差超过 {limit}",
            "{where}: the indicators earn {stated} of their weight, execution only {expected}: over {limit} apart",
        ),
        ("请核对各指标的自评得分与预算执行情况", "check the points of the indicators against the spending"),
    ),
    "BP216": (
        (
            "{where}：支出 {stated}，全年预算数 {revised}{share|，结余 {}}，超过 {limit} 或没有预算",
            "{where}: {stated} spent of {revised}{share|, {} left}: more than {limit}, or no budget at all",
        ),
        ("请核对预算执行情况", "check the spending"),
    ),
    "BP217": (
        (
            "{where}：定性指标自评 {stated} 分，未填说明",
            "{where}: {stated#point} given by judgement, without a note",
        ),
        ("请说明评分的依据", "say what the points rest on"),
    ),
    "BP218": (
        (
            "{where}：得分 {score} 分，等级应为“{expected}”",
            "{where}: a score of {score} earns the grade “{expected}” ({expected_en})",
        ),
        ("请核对等级与得分", "check the grade against the score"),
    ),
    "BP301": (
        (
            "{where}：{judged_word} {stated}，{against_word} {expected}，{off}{bound|（四舍五入的尾差应小于 {}）}",
            (
                "{where}: {judged_word} {stated}, {against_word} {expected}, {off}"
                "{bound| (rounding explains less than {})}"
            ),
        ),
        ("请核对合计与各分项", "check the total and its parts"),
    ),
    "BP302": (
        (
            "{where}：填报 {stated}，其中各项合计为 {expected}，超出总数",
            "{where}: {stated} stated, but its parts make {expected}, more than the whole",
        ),
        ("请核对其中各项", "check the parts"),
    ),
    "BP303": (
        (
            "{where}：填报 {stated}，按表内数字计算为 {expected}，{off}",
            "{where}: {stated} stated, the figures give {expected}, {off}",
        ),
        ("请重新计算比率", "compute the rate again"),
    ),
    "BP304": (
        (
            "{where}：决算 {stated}，预算 {budget}{rate|，为预算的 {}}，{kind_word}；在预算的 {expected} 之外须说明",
            (
                "{where}: {stated} spent of {budget}{rate|, {} of the budget}, {kind_word} "
                "(no explanation needed within {expected})"
            ),
        ),
        ("请在报告中说明原因", "explain it in the report"),
    ),
    "BP305": (
        (
            "{where}：空白，但可以推得 {expected} = {others_where}{premise|（前提：{premise_word}）}",
            "{where}: blank, although it follows: {expected} = {others_where}{premise| (provided that {premise_word})}",
        ),
        ("请填写调整数，或核对所列各数", "state the adjustment, or check those figures"),
    ),
    "BP401": (
        (
            "{where}：{judged_word} {stated}，{against|与{}不符}{alone|应为 {}}，{off}",
            "{where}: {judged_word} {stated}{against|, which does not agree with {}}{alone|, should be {}}, {off}",
        ),
        ("请核对两处数字", "check both places"),
    ),
    "BP501": (
        (
            ("{where}：{here|写的是 {}，}{against|与{}不符}{alone|应为 {}}，{off}{bound|（四舍五入的尾差应小于 {}）}"),
            (
                "{where}: {here|stated {}, which }{against|does not agree with {}}{alone|should be {}}, {off}"
                "{bound| (rounding explains less than {})}"
            ),
        ),
        (
            "{report|请使报告与各表一致}{goal|请使{}的目标、指标栏与资金等栏一致}",
            "{report|make the report and the forms agree}{goal|make goals, targets and funds of {} agree}",
        ),
    ),
    "BP502": (
        (
            "{where}：所述合计 {stated}，所列各项之和为 {expected}，{off}{bound|（四舍五入的尾差应小于 {}）}",
            (
                "{where}: the total quoted is {stated}, the items listed make {expected}, {off}"
                "{bound| (rounding explains less than {})}"
            ),
        ),
        ("请核对所列各项；没有列全的，请写“等”", "check the items; where the list is not complete, say so"),
    ),
    "BP503": (
        (
            "{where}：报告写的得分是 {stated} 分，与{others_where}不符，{off}",
            "{where}: the report says {stated#point}, which does not agree with {others_where}, {off}",
        ),
        ("请使报告与自评表的总分一致", "make the report and the total of the card agree"),
    ),
    "BP504": (
        (
            (
                "{where}：{kind_word}，与{first_where}不符{expected|，应为 {} 项}"
                "{rows|；得分低于分值的有{}}{more|等 {} 项}"
                "{missed|；按规则未达到目标的有{}}{more_missed|等 {} 项}"
            ),
            (
                "{where}: {kind_word}; {first_where} does not agree{expected|: the number is {}}"
                "{rows|; below their weight: {}}{more| and others, {} in all}"
                "{missed|; targets missed by the rules: {}}{more_missed| and others, {} in all}"
            ),
        ),
        ("请核对报告与自评表，写明未完成的指标", "make the report and the card agree, and name what was not met"),
    ),
    "BP506": (
        (
            "{where}：写的是“{stated}”，{first_where}{kind_word}{amount| {}}",
            "{where}: “{stated}” is stated, but {first_where} is {kind_word}{amount| {}}",
        ),
        ("请核对报告与附件2", "make the report and Attachment 2 agree"),
    ),
    "BP507": (
        (
            "{where}：称没有，{first_where}却填有 {amount}",
            "{where}: says that there was none, but {first_where} holds {amount}",
        ),
        ("请核对报告与附件1", "make the report and Attachment 1 agree"),
    ),
    "BP508": (
        (
            "{where}：{first_where}为 {spent}，全年预算数为 {revised}，{off}",
            "{where}: {first_where} is {spent}, the revised budget {revised}: {off}",
        ),
        ("请核对；已到位而尚未支出的，请分别写明", "check it; tell what has come from what was spent"),
    ),
    "BP509": (
        (
            "{where}：按所依据的数字计算应为 {expected}，{off}（{others_where}）",
            "{where}: the figures it is made of give {expected}, {off} ({others_where})",
        ),
        ("请重新计算", "compute it again"),
    ),
    "BP510": (
        (
            "{where}：按本年与上年的数字计算，增减应为 {expected}，{off}（{others_where}）",
            "{where}: this year's figure and last year's give a change of {expected}, {off} ({others_where})",
        ),
        ("请核对增减额与增减方向", "check the amount and the direction of the change"),
    ),
    "BP511": (
        (
            "{where}：上年为零，没有增减率可言",
            "{where}: last year's figure is zero; there is no growth rate on a base of zero",
        ),
        ("请只写增减额", "state the change itself only"),
    ),
    "BP517": (
        (
            (
                "{where}：{kind_word}{persons|（{} 人次）}{cost|，为 {}}{expected|（提请核实的界限：{}）}"
                "{amount|；{first_where}为 {amount}}"
            ),
            (
                "{where}: {kind_word}{persons| ({#person})}{cost|, {}}{expected| (worth a look outside {})}"
                "{amount|; {first_where} is {amount}}"
            ),
        ),
        ("请核对批次、人次与公务接待费", "check batches, persons and the cost"),
    ),
    "BP519": (
        (
            "{where}：年初预算 {stated} 小于项目支出与公用经费预算之和 {expected}，推得人员经费为负",
            (
                "{where}: the initial budget {stated} is less than projects and operating costs together, {expected}; "
                "staff costs would be negative"
            ),
        ),
        ("请核对年初预算各数", "check the figures of the initial budget"),
    ),
    "BP901": (
        ("{where}：“{stated}”不能识别为数字{kind_word}", "{where}: “{stated}” cannot be read as a figure{kind_word}"),
        ("请改为数字（如 80.5），再次检查", "write it as a number, such as 80.5, and review again"),
    ),
    "BP902": (
        ("{where}：{kind_word}{text|：“{}”}{name|：{}}", "{where}: {kind_word}{text|: “{}”}{name|: {}}"),
        ("请确认内容，接受修订或取消隐藏后再报", "check it; accept the changes or show what is hidden"),
    ),
    "BP903": (
        ("{where}：{kind_word}{stated|：“{}”}", "{where}: {kind_word}{stated|: “{}”}"),
        ("请按表样填写；无处可归的内容未纳入检查", "follow the form; what has no place was not reviewed"),
    ),
    "BP904": (
        (
            "{where}：表外文字{stated|“{}”}未纳入检查",
            "{where}: text outside every form{stated|, “{}”,} was not reviewed",
        ),
        ("请确认是否属于某一附件", "check whether it belongs to an attachment"),
    ),
    "BP906": (
        ("{stated}：{kind_word}，未读取", "{stated}: {kind_word}, not read"),
        (
            "如属申报材料，请另存为 .docx 或 .xlsx，或解压后与其他文件一起给出",
            "if it belongs to the filing, save it as .docx or .xlsx, or unpack it and give it with the other files",
        ),
    ),
    "BP907": (
        (
            "{where}：由 LibreOffice 从 {from} 转换成 {to} 后读取",
            "{where}: read after LibreOffice turned it from {from} into {to}",
        ),
        (
            "转换可能改变表格；请核对读出的数字，或由 Word、Excel、WPS 另存为 {to} 再检查",
            "tables may change on the way; compare the figures, or save it as {to} in Word, Excel or WPS",
        ),
    ),
    "BP905": (
        (
            "{where}：有 {count} 字，超过 {most} 字的上限，所写数字均未核对",
            "{where}: {count} characters, more than the {most} that are read; no figure in it was checked",
        ),
        ("请分成若干段后再次检查", "split it into several paragraphs, and review again"),
    ),
}
