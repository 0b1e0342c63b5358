"""An invented filing in which everything agrees: a county archive, 2022.

The arithmetic, in 万元:

staffing            18 ÷ 20 = 90.0%
三公                1.85 running + 1.30 hospitality = 3.15, of a budget of 2.00 + 1.50 = 3.50; 2021: 1.90 + 1.36 = 3.26
projects, budget    62.40 + 24.35 = 86.75; revised the same; 2021: 58.20 + 23.60 = 81.80
projects, spent     59.28 + 24.35 = 83.63; 59.28 ÷ 62.40 = 95.0%, 24.35 ÷ 24.35 = 100.0%
basic               182.45 personnel + 42.80 operating = 225.25, revised and spent alike
whole, spent        225.25 + 83.63 = 308.88, all of it general public budget
whole, revised      225.25 + 86.75 = 312.00; 308.88 ÷ 312.00 = 99.0%; left over 312.00 - 308.88 = 62.40 - 59.28 = 3.12
whole, initial      305.50; basic 305.50 - 86.75 = 218.75, of which operating 45.00 and so personnel 173.75
adjustment          225.25 - 218.75 = 6.50 = 312.00 - 305.50; the projects were not adjusted
operating items     8.60 + 13.75 + 5.40 = 27.75 of 42.80; budget 9.00 + 14.50 + 6.00 = 29.50 of 45.00
lines over budget   none; the lowest share spent is 1.30 ÷ 1.50 = 86.7% (hospitality), above 80%
uses in 附件5       18.20 + 26.00 + 15.08 = 59.28; 9.35 + 15.00 = 24.35

Weights: 10 for execution + 30 + 30 + 10 + 20 = 100 on each card. Points:

department          9.9 (10 × 99.0%) + 30 + 30 + 10 + 20 = 99.9
first project       9.5 (10 × 95.0%) + 29.5 + 30 + 10 + 20 = 99; the missed row: 5 × 45000 ÷ 50000 = 4.5
second project      10 + 30 + 30 + 10 + 20 = 100

Every other measured row meets its target, by less than a tenth; the largest margin is 13 of 12, 8.3%.
"""

from typing import Final

from contract_shape import (
    Record,
    base_line,
    base_table,
    department_budget,
    heading,
    indicators,
    named_line,
    project_budget,
    section,
    signature,
    stated_weights,
)

from printing import Printing

YEAR: Final = 2022
DEPARTMENT: Final = "某县档案馆"
SCANNING: Final = "馆藏数字化加工"
REPAIR: Final = "重点档案抢救保护"
NOTE_ON_CARDS: Final = "每个一级项目各填一张，业务工作经费、运行维护经费和其他发展类资金都分开填。"
SIGNED: Final = signature(prepared_by="××", date="2023.6.15", phone="××", responsible="××")
WEIGHTS: Final = stated_weights(产出指标="30", 效益指标="30", 满意度指标="10", 成本指标="20")

BASE_TABLE: Final = base_table(
    year=YEAR,
    notes="“项目支出”填列基本支出之外的全部项目，“公用经费”只填基本支出里的商品和服务支出。",
    signature=SIGNED,
    figures={
        "staffing": {"established": "20", "actual": "18", "stated_rate": "90.0%"},
        "three_public": {
            "total": base_line("3.26", "3.50", "3.15"),
            "vehicles": base_line("1.90", "2.00", "1.85"),
            "vehicle_purchase": base_line(),
            "vehicle_running": base_line("1.90", "2.00", "1.85"),
            "abroad": base_line(),
            "hospitality": base_line("1.36", "1.50", "1.30"),
        },
        "projects": {
            "total": base_line("81.80", "86.75", "83.63"),
            "operations": base_line(),
            "maintenance": base_line(),
            "special": base_line("81.80", "86.75", "83.63"),
            "lines": [
                named_line(SCANNING, "58.20", "62.40", "59.28"),
                named_line(REPAIR, "23.60", "24.35", "24.35"),
            ],
        },
        "operating": {
            "total": base_line("44.10", "45.00", "42.80"),
            "items": [
                named_line("办公经费", "8.90", "9.00", "8.60"),
                named_line("水费、电费、差旅费", "14.20", "14.50", "13.75"),
                named_line("会议费、培训费", "5.80", "6.00", "5.40"),
            ],
        },
        "procurement": base_line("9.80", "12.00", "11.40"),
        "basic_adjustment": base_line("", "", "6.50"),
        "buildings": [],
        "austerity": "一是办公用品集中采购、按需领用。\n二是公务用车一车一账。\n三是接待先审批、后安排。",
    },
)

DEPARTMENT_CARD: Final[Record] = {
    "kind": "department",
    "heading": heading("2022年度部门整体支出绩效自评表", YEAR, signature=SIGNED),
    "subject": DEPARTMENT,
    "supervisor": None,
    "implementer": None,
    "budget": department_budget(
        "305.50", "312.00", "308.88", basic="225.25", project="83.63", rate="99.0%", points="9.9"
    ),
    "goals": [
        {
            "expected": "任务1：馆藏数字化6000卷；\n任务2：抢救修复档案20000页；\n任务3：接待查档群众9000人次。",
            "actual": "任务1：馆藏数字化6300卷；\n任务2：抢救修复档案20800页；\n任务3：接待查档群众9240人次。",
        }
    ],
    "stated_weights": WEIGHTS,
    "indicators": [
        *indicators(
            "产出指标",
            "数量指标",
            ("馆藏数字化卷数", "≥6000卷", "6300卷", "5", "5"),
            ("抢救修复档案页数", "≥20000页", "20800页", "5", "5"),
            ("档案宣传活动场次", "≥12场", "13场", "5", "5"),
        ),
        *indicators("产出指标", "质量指标", ("档案验收合格率", "≥98%", "99%", "5", "5")),
        *indicators("产出指标", "时效指标", ("年度任务按时完成率", "=100%", "100%", "10", "10")),
        *indicators("效益指标", "经济效益指标", ("服务经济建设成效", "有所提升", "有所提升", "5", "5")),
        *indicators("效益指标", "社会效益指标", ("查档群众人次", "≥9000人次", "9240人次", "10", "10")),
        *indicators("效益指标", "生态效益指标", ("无纸化查档率", "≥90%", "92%", "5", "5")),
        *indicators("效益指标", "可持续影响指标", ("馆藏数字化率", "≥80%", "82%", "10", "10")),
        *indicators("满意度指标", "服务对象满意度指标", ("查档群众满意度", "≥95%", "96%", "10", "10")),
        *indicators("成本指标", "经济成本指标", ("控制在预算内", "≤86.75万元", "83.63万元", "10", "10")),
        *indicators("成本指标", "社会成本指标", ("对社会可能造成的负面影响", "无负面影响", "无负面影响", "5", "5")),
        *indicators("成本指标", "生态环境成本指标", ("办公用纸量", "≤120箱", "115箱", "5", "5")),
    ],
    "stated_weight": "100",
    "stated_points": "99.9",
}

SCANNING_CARD: Final[Record] = {
    "kind": "project",
    "heading": heading("2022年度项目支出绩效自评表", YEAR, notes=NOTE_ON_CARDS, signature=SIGNED),
    "subject": SCANNING,
    "supervisor": DEPARTMENT,
    "implementer": DEPARTMENT,
    "budget": project_budget("62.40", "62.40", "59.28", rate="95.0%", points="9.5"),
    "goals": [
        {
            "expected": "馆藏数字化6000卷，预算资金62.40万元。",
            "actual": "馆藏数字化6300卷，实际完成59.28万元。",
        }
    ],
    "stated_weights": WEIGHTS,
    "indicators": [
        *indicators(
            "产出指标",
            "数量指标",
            ("馆藏数字化卷数", "≥6000卷", "6300卷", "10", "10"),
            (
                "目录著录条数",
                "≥50000条",
                "45000条",
                "5",
                "4.5",
                "部分案卷需先除尘修补，著录顺延；下年一季度补齐。",
            ),
        ),
        *indicators("产出指标", "质量指标", ("数字化加工合格率", "≥98%", "99%", "5", "5")),
        *indicators("产出指标", "时效指标", ("合同款支付及时率", "=100%", "100%", "10", "10")),
        *indicators("效益指标", "经济效益指标", ("服务经济建设成效", "有所提升", "有所提升", "5", "5")),
        *indicators("效益指标", "社会效益指标", ("网上查档人次", "≥4000人次", "4160人次", "10", "10")),
        *indicators("效益指标", "生态效益指标", ("无纸化查档率", "≥90%", "92%", "5", "5")),
        *indicators("效益指标", "可持续影响指标", ("馆藏数字化率", "≥80%", "82%", "10", "10")),
        *indicators("满意度指标", "服务对象满意度指标", ("查档群众满意度", "≥95%", "96%", "10", "10")),
        *indicators("成本指标", "经济成本指标", ("控制在预算内", "≤62.40万元", "59.28万元", "10", "10")),
        *indicators("成本指标", "社会成本指标", ("对社会可能造成的负面影响", "无负面影响", "无负面影响", "5", "5")),
        *indicators(
            "成本指标",
            "生态环境成本指标",
            ("对自然生态环境可能造成的负面影响", "无负面影响", "无负面影响", "5", "5"),
        ),
    ],
    "stated_weight": "100",
    "stated_points": "99",
}

REPAIR_CARD: Final[Record] = {
    "kind": "project",
    "heading": heading("2022年度项目支出绩效自评表", YEAR, notes=NOTE_ON_CARDS, signature=SIGNED),
    "subject": REPAIR,
    "supervisor": DEPARTMENT,
    "implementer": DEPARTMENT,
    "budget": project_budget("24.35", "24.35", "24.35", rate="100.0%", points="10"),
    "goals": [
        {
            "expected": "抢救修复档案20000页，预算资金24.35万元。",
            "actual": "抢救修复档案20800页，实际完成24.35万元。",
        }
    ],
    "stated_weights": WEIGHTS,
    "indicators": [
        *indicators(
            "产出指标",
            "数量指标",
            ("抢救修复档案页数", "≥20000页", "20800页", "10", "10"),
            ("库房温湿度监测次数", "≥360次", "365次", "5", "5"),
        ),
        *indicators("产出指标", "质量指标", ("修复验收合格率", "≥98%", "99%", "5", "5")),
        *indicators("产出指标", "时效指标", ("修复任务按时完成率", "=100%", "100%", "10", "10")),
        *indicators("效益指标", "经济效益指标", ("修复技术利用成效", "有所提升", "有所提升", "5", "5")),
        *indicators("效益指标", "社会效益指标", ("珍档展览参观人次", "≥3000人次", "3150人次", "10", "10")),
        *indicators("效益指标", "生态效益指标", ("修复用料环保达标率", "=100%", "100%", "5", "5")),
        *indicators("效益指标", "可持续影响指标", ("馆藏安全保障能力", "有所提升", "有所提升", "10", "10")),
        *indicators("满意度指标", "服务对象满意度指标", ("参观群众满意度", "≥95%", "97%", "10", "10")),
        *indicators("成本指标", "经济成本指标", ("控制在预算内", "≤24.35万元", "24.35万元", "10", "10")),
        *indicators("成本指标", "社会成本指标", ("对社会可能造成的负面影响", "无负面影响", "无负面影响", "5", "5")),
        *indicators(
            "成本指标",
            "生态环境成本指标",
            ("对自然生态环境可能造成的负面影响", "无负面影响", "无负面影响", "5", "5"),
        ),
    ],
    "stated_weight": "100",
    "stated_points": "100",
}

DEPARTMENT_REPORT: Final[Record] = {
    "kind": "department",
    "heading": heading(
        "2022年度某县档案馆部门整体支出绩效自评报告",
        YEAR,
        unit_name=DEPARTMENT,
        signature=signature(prepared_by=None, date="2023年6月15日", phone=None, responsible=None),
    ),
    "sections": [
        section("一", "部门(单位)基本情况"),
        section("（一）", "部门职责", "收集、保管档案，向社会提供查阅。"),
        section("（二）", "机构设置情况", "内设4个股室，编制20名，2022年实际在职18人。"),
        section(
            "二",
            "一般公共预算支出情况",
            "2022年整体支出308.88万元，由基本支出225.25万元、项目支出83.63万元构成。",
            "整体支出年初预算305.50万元，全年预算312.00万元；因人员增资，基本支出预算调增6.50万元，项目支出预算未调整。",
        ),
        section(
            "（一）",
            "基本支出情况",
            "本年基本支出225.25万元，其中人员经费182.45万元、日常公用经费42.80万元。"
            "“三公”经费年初预算3.50万元，决算3.15万元，"
            "其中公务用车运行维护费1.85万元、公务接待费1.30万元。全年公务接待16批次130人次。"
            "本年未购置公务用车，无因公出国支出。",
        ),
        section("（二）", "项目支出情况"),
        section(
            "1",
            "专项资金安排落实、总投入等情况分析",
            "项目支出年初预算86.75万元，实际支出83.63万元，其中：馆藏数字化加工59.28万元、重点档案抢救保护24.35万元。",
        ),
        section(
            "2",
            "专项资金实际使用情况分析",
            "专项资金共支出83.63万元，主要用于：馆藏数字化加工59.28万元、重点档案抢救保护24.35万元。",
        ),
        section("3", "专项资金管理情况分析", "专项资金单独记账，先审批再付款，结余3.12万元交回财政。"),
        section("三", "政府性基金预算支出情况", "没有政府性基金预算支出。"),
        section("四", "国有资本经营预算支出情况", "没有国有资本经营预算支出。"),
        section("五", "社会保险基金预算支出情况", "没有社会保险基金预算支出。"),
        section(
            "六",
            "部门整体支出绩效情况",
            "全年馆藏数字化6300卷，抢救修复档案20800页，接待查档群众9240人次。",
            "馆藏数字化加工项目预算执行率95.0%，目录著录45000条，比目标少5000条。",
        ),
        section("七", "存在的问题及原因分析", "1.部分案卷破损，目录著录进度偏慢。", "2.专项资金略有结余。"),
        section("八", "下一步改进措施", "1、先修补、后扫描，一季度补齐目录。", "2、按季核对项目支出进度。"),
        section(
            "九",
            "部门整体支出绩效自评结果拟应用和公开情况",
            "绩效自评分数99.9分，等级为优；结果供安排下年预算参考，并上网公开。",
        ),
        section("十", "其他需要说明的情况", "无"),
    ],
}

SCANNING_REPORT: Final[Record] = {
    "kind": "project",
    "heading": heading("2022年度某县档案馆馆藏数字化加工项目支出绩效评价报告", YEAR),
    "sections": [
        section("一", "项目支出基本情况"),
        section(
            "（一）",
            "项目支出概况",
            "馆藏数字化加工年初预算62.40万元，实际支出59.28万元，预算执行率95.0%。"
            "全年馆藏数字化6300卷，目录著录45000条，网上查档4160人次。",
        ),
        section(
            "（二）",
            "项目资金使用管理情况",
            "2022年度专项支出59.28万元，主要用于：设备租用18.20万元、扫描外包26.00万元、目录录入15.08万元。",
        ),
        section(
            "（三）",
            "项目支出绩效目标完成程度",
            "12项指标中11项达到年度目标；目录著录少5000条，原因是部分案卷需先除尘修补。",
        ),
        section("二", "绩效评价工作情况", "成立小组，对照年初目标逐项打分。"),
        section("三", "项目支出主要绩效及评价结论", "项目自评得分99分，等级为优。"),
        section("四", "绩效评价指标分析"),
        section("（一）", "项目支出决策情况", "立项有依据，经集体研究。"),
        section("（二）", "项目执行过程情况", "按合同验收和付款。"),
        section("（三）", "项目支出产出情况", "加工合格率99%，合同款支付及时率100%。"),
        section("（四）", "项目支出效益情况", "查档更快，群众少跑路。"),
        section("五", "主要经验及做法、存在的问题及原因分析", "边扫描边质检；案卷修补预计不足。"),
        section("六", "有关建议", "修补与扫描统一排期。"),
        section("七", "其他需要说明的问题", "无"),
    ],
}

REPAIR_REPORT: Final[Record] = {
    "kind": "project",
    "heading": heading("2022年度某县档案馆重点档案抢救保护项目支出绩效评价报告", YEAR),
    "sections": [
        section("一", "项目支出基本情况"),
        section(
            "（一）",
            "项目支出概况",
            "重点档案抢救保护年初预算24.35万元，实际支出24.35万元，预算执行率100.0%。"
            "全年抢救修复档案20800页，库房温湿度监测365次，珍档展览参观3150人次。",
        ),
        section(
            "（二）",
            "项目资金使用管理情况",
            "2022年度专项支出24.35万元，主要用于：修复用纸9.35万元、恒温设备15.00万元。",
        ),
        section("（三）", "项目支出绩效目标完成程度", "12项指标全部达到年度目标。"),
        section("二", "绩效评价工作情况", "成立小组，对照年初目标逐项打分。"),
        section("三", "项目支出主要绩效及评价结论", "项目自评得分100分，等级为优。"),
        section("四", "绩效评价指标分析"),
        section("（一）", "项目支出决策情况", "立项有依据，经集体研究。"),
        section("（二）", "项目执行过程情况", "按合同验收和付款。"),
        section("（三）", "项目支出产出情况", "修复验收合格率99%，任务按时完成率100%。"),
        section("（四）", "项目支出效益情况", "珍贵档案得到保护，展览受到欢迎。"),
        section("五", "主要经验及做法、存在的问题及原因分析", "修复前逐页登记；专业人手偏少。"),
        section("六", "有关建议", "加强修复人员培训。"),
        section("七", "其他需要说明的问题", "无"),
    ],
}

FILING: Final[Record] = {
    "format": "budgetperf/1",
    "year": YEAR,
    "department": DEPARTMENT,
    "base_table": BASE_TABLE,
    "scorecards": [DEPARTMENT_CARD, SCANNING_CARD, REPAIR_CARD],
    "reports": [DEPARTMENT_REPORT, SCANNING_REPORT, REPAIR_REPORT],
}

PRINTING: Final = Printing()
