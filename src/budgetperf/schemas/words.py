"""Chinese names for what no form prints a label for, and for what of a rulebook has no name yet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["FILING_FIELDS", "FILING_RECORDS", "RULEBOOK_CLASSES", "RULEBOOK_ENGLISH", "RULEBOOK_FIELDS", "UNITS"]

FILING_RECORDS: Mapping[str, str] = MappingProxyType(
    {
        "Filing": "一个部门一个预算年度的全部自评材料",
        "BaseTable": "附件1，基础数据表",
        "Heading": "表头与表尾",
        "Signature": "落款",
        "ColumnYears": "列标题上的年度",
        "Staffing": "财政供养人员情况",
        "ThreePublic": "“三公”经费",
        "Projects": "项目支出",
        "ProjectLine": "一个专项",
        "Operating": "公用经费",
        "OperatingItem": "公用经费的一个其中项",
        "Funds": "一行金额",
        "Building": "一处楼堂馆所",
        "Scorecard": "一张表：附件2、附件3 或其他表",
        "Budget": "预算执行情况",
        "FundRow": "资金的一行",
        "Execution": "执行率、分值与得分",
        "Allocation": "名称与金额",
        "Goal": "年度总体目标",
        "LevelWeight": "印在一级、二级指标名称后的分值",
        "Cause": "监控表偏差原因的一列",
        "Indicator": "一个三级指标",
        "Report": "附件4 或附件5，报告",
        "Section": "报告的一节",
    }
)
FILING_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "名称",
        "funds": "金额",
        "long_term": "中长期",
        "heading": "表头与表尾",
        "signature": "落款",
        "signature.phone": "联系电话",
        "signature.responsible": "负责人",
        "signature.finance": "财务负责人",
        "projects.lines": "各专项",
        "operating.items": "其中项",
        "labels": "与通常不同的行名",
        "three_public": "“三公”经费",
        "projects": "项目支出",
        "operating": "公用经费",
        "section.level": "标题层级",
        "section.ordinal": "序号",
        "section.title": "标题",
        "section.paragraphs": "各段文字",
        "kind": "种类",
        "report.sections": "各节",
        "fund_row.role": "这一行是什么",
        "fund_row.parent": "上级行的名称",
        "goal.expected": "预期目标",
        "goal.actual": "实际完成情况",
        "cause.note": "该列所填",
        "indicator.name": "三级指标",
        "direction": "以高、低还是相等为好",
        "core": "核心指标（★）",
        "standard": "评分标准",
        "execution.standard": "得分计算方法",
        "explanation": "指标解释",
        "part_of": "所属的行（其中）",
        "budget": "预算执行情况",
        "scorecard.scope": "涉及项目还是部门",
        "scorecard.months": "监控的月份",
        "filing.year": "预算年度",
        "filing.department": "部门名称",
        "filing.base_table": "附件1",
        "filing.scorecards": "附件2、附件3 及其他表",
        "filing.reports": "附件4、附件5",
    }
)
# In what a rulebook counts, where a number alone would leave it open; a share may be written as 95% or 0.95.
UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                *("LevelWeights.execution", "LevelWeights.free", "LevelWeights.levels", "Limit.most"),
                *("Rule.weights", "RateRow.weights", "Grade.points"),
            ),
            ("分", "points"),
        ),
        **dict.fromkeys(
            (
                *("Explanation.low", "Explanation.high", "Explanation.execution", "Alerts.imbalance", "Alerts.unspent"),
                *("Band.share", "OverAttainment.kept"),
            ),
            ("占比", "a share"),
        ),
        **dict.fromkeys(("OverAttainment.ratio", "Manual.over"), ("目标值的倍数", "a multiple of the target")),
        **dict.fromkeys(("Rounding.row", "Rounding.total", "Rounding.tolerated"), ("小数位数", "decimal places")),
    }
)
RULEBOOK_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "Rulebook": "一套完整的评分规则",
        "Alerts": "预警",
        "Answers": "直接赋分",
        "Band": "定性指标的一档",
        "Cases": "各方向的规则",
        "Clause": "依据",
        "Corners": "空白与负数",
        "Directions": "只写数字的目标以高还是以低为好",
        "Explanation": "须说明的情形",
        "Grade": "等级",
        "LevelWeights": "一组分值",
        "Levels": "二级指标的归属",
        "Limit": "得分上限",
        "Manual": "可由人工减少的得分",
        "Move": "分值的去向",
        "NotApplicable": "不适用的用语",
        "OverAttainment": "超额完成",
        "RateRow": "按比率计分的一行",
        "Rounding": "取整",
        "Rule": "一条评分规则",
        "Waiver": "对一条定律的豁免",
        "WordPair": "以文字答文字",
        "Years": "适用的预算年度",
    }
)
RULEBOOK_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "id": "编号",
        "name": "名称",
        "title": "标题",
        "title_en": "英文标题",
        "clause": "依据",
        "clauses": "单个数值的依据",
        "rules": "规则",
        "full": "得满分的用语",
        "higher": "正向（≥、＞）",
        "lower": "反向（≤、＜）",
        "equal": "等于（＝）",
        "law": "定律",
        "rule": "规则编号",
        "reason": "理由",
        "reason_en": "英文理由",
        "place": "在文件中的位置",
        "status": "见过原文、凭记忆还是本库选定",
        "note": "说明",
        "note_en": "英文说明",
        "words_clause": "词表的依据",
        "grades_clause": "等级的依据",
        "Clause.document": "文件，写 documents 中的短名",
        "LevelWeights.levels": "一级指标及其分值",
        "LevelWeights.execution": "预算执行率的分值",
    }
)
RULEBOOK_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "id": "its name within the rulebook",
        "title": "what a finance officer calls it",
        "title_en": "the same in English",
        "clause": "what it rests on",
        "reason": "why",
        "reason_en": "why, in English",
        "rule": "id of the rule",
        "curve": "what each value of the measure earns",
        "first": "the first budget year in force; null is open-ended",
        "last": "the last budget year in force; null is open-ended",
    }
)
