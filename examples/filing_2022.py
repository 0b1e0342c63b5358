"""The filed example: what one county department handed in for 2022, with the faults that it had.

Figures, short indicator names, targets, answers, weights and points are as filed. Whatever was a sentence is
retold in a few words that keep its figures; names and telephone numbers are ``××``, and the county is invented.
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
DEPARTMENT: Final = "某县委统一战线工作部"
SHORT_NAME: Final = "统战部"
SIGNED: Final = signature(prepared_by="××", date="2023.6.15", phone="××", responsible="××")
WEIGHTS: Final = stated_weights(产出指标="30", 效益指标="30", 满意度指标="10", 成本指标="20")

# The reports name the same nine lines in other words than 附件1 does, and in another order.
LINES_IN_PROSE: Final = (
    "民族及宗教处置工作经费52.19万元、“迎老乡、回故乡、建家乡”工作经费9.35万元、非公党组织建设及党外干部管理2.89万元、"
    "侨联工作专项1.68万元、光彩事业及同心工程经费10.2万元、起义投诚人员生活补助0.28万元、"
    "党外知识分子联谊会活动经费14.42万元、两岸交流及海外联络联谊工作经费1.57万元，调研培训专项工作经费4.15万元。"
)
ENTERPRISES: Final = "新签约105个、新开工74个、新投产49个，新增国家级小巨人企业3家、新增省级小巨人企业8家"
VILLAGES: Final = (
    "省级同心美丽乡村2个、同心社区1个，市级同心美丽乡村5个、同心社区1个，县级同心美丽乡村12个、同心社区1个"
)
GIFTS: Final = "累计捐款600余万元、捐物折合500余万元"

BASE_TABLE: Final = base_table(
    year=YEAR,
    notes="“项目支出”填列基本支出之外的全部项目，“公用经费”只填基本支出里的商品和服务支出。",
    signature=SIGNED,
    figures={
        "staffing": {"established": "21", "actual": "21", "stated_rate": "100.0%"},
        "three_public": {
            "total": base_line("4.88", "10.7", "4.08"),
            "vehicles": base_line(),
            "vehicle_purchase": base_line(),
            "vehicle_running": base_line(),
            "abroad": base_line(),
            "hospitality": base_line("4.88", "10.7", "4.08"),
        },
        "projects": {
            "total": base_line("42.44", "88", "96.73"),
            "operations": base_line(),
            "maintenance": base_line(),
            "special": base_line("42.44", "88", "96.73"),
            "lines": [
                named_line("民族及宗教处置专项工作", "19.08", "40", "52.19"),
                named_line("“迎老乡、回故乡、建家乡”工作经费", "4.37", "15", "9.35"),
                named_line("非公党组织建设及党外干部管理工作", "0.33", "2", "2.89"),
                named_line("侨联专项工作", "2.53", "2", "1.68"),
                named_line("光彩事业及同心工程工作", "8.18", "7", "10.2"),
                named_line("党外知识分子联谊会活动经费", "7.57", "15", "14.42"),
                named_line("两岸交流及海外联络联谊工作", "", "1", "1.57"),
                named_line("调研培训专项工作", "", "2", "4.15"),
                named_line("起义投诚人员生活补助", "0.38", "4", "0.28"),
            ],
        },
        "operating": {
            "total": base_line("117.68", "50.94", "46.69"),
            "items": [
                named_line("办公经费", "8.57", "2.47", "4.05"),
                named_line("水费、电费、差旅费", "3.47", "7.79", "1.33"),
                named_line("会议费、培训费", "4.49", "5.7", ""),
            ],
        },
        "procurement": base_line("0.86", "15", "15"),
        "basic_adjustment": base_line(),
        "buildings": [],
        "austerity": (
            "(一)管住日常开支\n"
            "一是办公用品按需领用。\n"
            "二是人走灯灭，随手关水。\n"
            "(二)管住接待开支\n"
            "一是先审批、后接待。\n"
            "二是差旅费照标准报销。"
        ),
    },
)

DEPARTMENT_CARD: Final[Record] = {
    "kind": "department",
    "heading": heading("2022年度部门整体支出绩效自评表", YEAR, signature=SIGNED),
    "subject": DEPARTMENT,
    "supervisor": None,
    "implementer": None,
    "budget": department_budget(
        "332.77", "384.22", "384.22", basic="287.49", project="96.73", rate="100.0%", points="10"
    ),
    "goals": [
        {
            "expected": (
                "任务1：把稳方向，各方同心\n"
                "任务2：服务企业，做实“两个健康”\n"
                "任务3：动员各界，建设乡村\n"
                "任务4：办好民族宗教事务，保持安定"
            ),
            "actual": (
                f"（1）传达学习4次；吸纳知联会新会员126名；大讲堂22期；{GIFTS}。"
                f"（2）{ENTERPRISES}；民营企业党组织401个，示范标杆13个，先进党组织1个。"
                f"（3）{VILLAGES}；××出资260万元；××带资600万元；××捐建25个运动场；全年投入资金近2000余万元。"
                "（4）民族宗教领域全年平稳。"
            ),
        }
    ],
    "stated_weights": WEIGHTS,
    "indicators": [
        *indicators(
            "产出指标",
            "数量指标",
            ("“迎老乡、回故乡、建家乡”活动", f"服务民营经济，{ENTERPRISES}。", "已完成", "2", "2"),
            (
                "队伍建设与大调研",
                "15次专题调研，8个调研报告；谈心谈话3次，吸纳知联会新会员126名，大讲堂22期",
                "已完成",
                "2",
                "2",
            ),
            (
                "民族宗教领域平稳有序",
                "乡镇和村都配宗教工作协理员，网格员兼信息员，台账分级建好；排查隐患，治理非法活动",
                "已完成",
                "4",
                "4",
            ),
            (
                "信息报送提质",
                "向市里报送宣传信息80篇、动态和调研信息37篇；15次专题调研，8个调研报告",
                "已完成",
                "2",
                "2",
            ),
        ),
        *indicators(
            "产出指标",
            "质量指标",
            ("创建“同心美丽乡村”", f"已建成{VILLAGES}。", "已完成", "5", "5"),
            (
                "“万企兴万村”行动",
                "乡友、社团和乡贤为乡村出力：××出资260万元助学；××带资600万元改田；××捐建25个运动场。",
                "已完成",
                "5",
                "5",
            ),
        ),
        *indicators("产出指标", "时效指标", ("按时完成各项任务", "2022年1-12月", "已完成", "10", "10")),
        *indicators(
            "效益指标",
            "经济效益指标",
            ("各界捐资捐物", f"疫情期间各界伸出援手，2022年{GIFTS}。", "已完成", "10", "10"),
        ),
        *indicators(
            "效益指标",
            "社会效益指标",
            (
                "统战资源服务社会1.党外干部队伍。2.新阶联品牌。3.商会建设。",
                (
                    "1、党外干部按比例配齐。2、办分享会和各类讲堂，打响新阶联品牌。"
                    "3、商会党建全覆盖：民营企业党组织401个，示范标杆13个，先进党组织1个。"
                ),
                "已完成",
                "10",
                "10",
            ),
        ),
        *indicators("效益指标", "生态效益指标", ("对自然生态环境造成的负面影响", "无", "无负面影响", "5", "5")),
        *indicators("效益指标", "可持续影响指标", ("可持续影响", "持续", "持续", "5", "5")),
        *indicators("满意度指标", "服务对象满意度指标", ("统一战线各方面人士满意度", "99%", "达到预期目标", "10", "9")),
        *indicators("成本指标", "经济成本指标", ("控制在预算内", "88", "96.73", "10", "9")),
        *indicators("成本指标", "社会成本指标", ("对社会可能造成的负面影响", "无", "无负面影响", "5", "5")),
        *indicators("成本指标", "生态环境成本指标", ("对自然生态环境可能造成的负面影响", "无", "无负面影响", "5", "5")),
    ],
    "stated_weight": "100",
    "stated_points": "98",
}

PROJECT_CARD: Final[Record] = {
    "kind": "project",
    "heading": heading(
        "2022年度项目支出绩效自评表",
        YEAR,
        notes="每个一级项目各填一张，业务工作经费、运行维护经费和其他发展类资金都分开填。",
        signature=SIGNED,
    ),
    "subject": "统战部专项",
    "supervisor": None,
    "implementer": SHORT_NAME,
    "budget": project_budget("88", "96.73", "96.73", rate="100.0%", points="10"),
    "goals": [
        {
            "expected": "统战部专项共9个子项，预算资金88万元。",
            "actual": "统战部专项共9个子项，实际完成96.73万元。",
        }
    ],
    "stated_weights": WEIGHTS,
    "indicators": [
        *indicators(
            "产出指标",
            "数量指标",
            ("走访慰问次数", "1", "2次", "2", "2"),
            ("走访慰问覆盖面", "≥95%", "≥95%", "2", "2"),
            ("业务培训班次数", "≥1次", "2次", "2", "2"),
            ("中心组集体学习宗教政策", "≥2次", "4次", "2", "2"),
            ("召开统战工作会议", "≥1次", "1次", "1", "1"),
            ("企业家沙龙活动", "≥1场次", "5场次", "1", "1"),
        ),
        *indicators(
            "产出指标",
            "质量指标",
            ("会议出勤率", "≥95%", "≥95%", "5", "5"),
            ("培训出勤率", "≥95%", "≥95%", "5", "5"),
        ),
        *indicators(
            "产出指标",
            "时效指标",
            ("走访慰问及时率", "100%", "100%", "5", "5"),
            ("按时完成各项任务", "2022年1-12月", "已完成", "5", "5"),
        ),
        *indicators("效益指标", "经济效益指标", ("促进经济发展", "有所提升", "有所提升", "10", "10")),
        *indicators("效益指标", "社会效益指标", ("不发生重大宗教群体性事件", "0", "0", "10", "10")),
        *indicators("效益指标", "生态效益指标", ("对自然生态环境造成的负面影响", "无", "无负面影响", "5", "5")),
        *indicators("效益指标", "可持续影响指标", ("可持续影响", "持续", "持续", "5", "5")),
        *indicators(
            "满意度指标",
            "服务对象满意度指标",
            ("参会人员满意度", "99%", "99%", "2", "2"),
            ("社会公众满意度", "99%", "99%", "5", "4"),
            ("参训人员满意度", "99%", "99%", "3", "3"),
        ),
        *indicators("成本指标", "经济成本指标", ("控制在预算内", "88万元", "96.73", "10", "9")),
        *indicators("成本指标", "社会成本指标", ("对社会可能造成的负面影响", "无", "无负面影响", "5", "5")),
        *indicators("成本指标", "生态环境成本指标", ("对自然生态环境可能造成的负面影响", "无", "无负面影响", "5", "5")),
    ],
    "stated_weight": "100",
    "stated_points": "98",
}

DEPARTMENT_REPORT: Final[Record] = {
    "kind": "department",
    "heading": heading(
        "2022年度统战部部门整体支出绩效自评报告",
        YEAR,
        signature=signature(prepared_by=None, date="2023年6月15日", phone=None, responsible=None),
    ),
    "sections": [
        section("一", "部门(单位)基本情况"),
        section("（一）", "部门职责", "联系各界人士，协调全县统战事务。"),
        section("（二）", "机构设置情况", "机关内设若干股室，没有下属单位。"),
        section(
            "二",
            "一般公共预算支出情况",
            "2022年整体支出384.22万元，由基本支出287.49万元、项目支出96.73万元构成。",
        ),
        section(
            "（一）",
            "基本支出情况",
            "本年基本支出287.49万元，其中人员经费240.8万元、日常公用经费46.69万元。"
            "“三公”经费年初预算10.7万元，决算4.08万元，其中公务接待费4.08万元。全年公务接待53批次480人次。",
        ),
        section("（二）", "项目支出情况"),
        section(
            "1",
            "专项资金安排落实、总投入等情况分析",
            f"项目支出年初预算88万元，实际支出96.73万元，其中：{LINES_IN_PROSE}",
        ),
        section(
            "2",
            "专项资金实际使用情况分析",
            f"专项资金共支出96.73万元，其中预算项目支出96.73万元，主要用于：{LINES_IN_PROSE}",
        ),
        section("3", "专项资金管理情况分析", "专项资金单独记账，先审批再付款。"),
        section("三", "政府性基金预算支出情况", "没有政府性基金预算支出。"),
        section("四", "国有资本经营预算支出情况", "没有国有资本经营预算支出。"),
        section("五", "社会保险基金预算支出情况", "没有社会保险基金预算支出。"),
        section("六", "部门整体支出绩效情况", "绩效情况见附表。"),
        section(
            "七",
            "存在的问题及原因分析",
            "1.绩效管理经验不多。",
            "2.预算控制率偏高。",
            "3.专项资金偏少。",
        ),
        section(
            "八",
            "下一步改进措施",
            "1、早编细编预算。",
            "2、按月看支出进度。",
            "3、指标定得更具体。",
            "4、组织一次培训。",
            "5、争取增加专项资金。",
        ),
        section(
            "九",
            "部门整体支出绩效自评结果拟应用和公开情况",
            "绩效自评分数98分，结果供安排下年预算参考，并上网公开。",
        ),
        section("十", "其他需要说明的情况", "无"),
    ],
}

PROJECT_REPORT: Final[Record] = {
    "kind": "project",
    "heading": heading("2022年度统战部项目支出项目支出绩效评价报告", YEAR),
    "sections": [
        section("一", "项目支出基本情况"),
        section(
            "（一）",
            "项目支出概况",
            "2022年度专项年初预算88万元，实际支出96.73万元。15次专题调研，8个调研报告；传达学习4次；大讲堂22期；"
            f"{GIFTS}；{ENTERPRISES}；企业家沙龙5场次，汇总问题67个；"
            f"{VILLAGES}；××出资260万元；××带资600万元；××捐建25个运动场。",
        ),
        section("（二）", "项目资金使用管理情况", f"2022年度专项支出96.73万元，主要用于：{LINES_IN_PROSE}"),
        section("（三）", "项目支出绩效目标完成程度", "达到预期指标。"),
        section("二", "绩效评价工作情况", "成立小组，对照年初目标逐项打分。"),
        section("三", "项目支出主要绩效及评价结论", "资金用途合规，工作成效较好。"),
        section("四", "绩效评价指标分析"),
        section("（一）", "项目支出决策情况", "立项有依据，经集体研究。"),
        section("（二）", "项目执行过程情况", "按制度审批和付款。"),
        section("（三）", "项目支出产出情况", "各项工作按时做完。"),
        section("（四）", "项目支出效益情况", "各界参与热情提高。"),
        section("五", "主要经验及做法、存在的问题及原因分析", "分工明确；年初测算偏粗。"),
        section("六", "有关建议", "适当增加专项资金。"),
        section("七", "其他需要说明的问题", "无"),
    ],
}

FILING: Final[Record] = {
    "format": "budgetperf/1",
    "year": YEAR,
    "department": DEPARTMENT,
    "base_table": BASE_TABLE,
    "scorecards": [DEPARTMENT_CARD, PROJECT_CARD],
    "reports": [DEPARTMENT_REPORT, PROJECT_REPORT],
}

PRINTING: Final = Printing(
    line_breaks={
        "服务对象满意度指标": "服务对象满意度指\n标",
        "统战资源服务社会1.党外干部队伍。2.新阶联品牌。3.商会建设。": (
            "统战资源服务社会\n1.党外干部队伍。\n2.新阶联品牌。\n3.商会建设。"
        ),
        "对社会可能造成的负面影响": "对社会可能造成的\n负面影响",
        "对自然生态环境可能造成的负面影响": "对自然生态环境可能造成的负面影响 ",
    },
    outline_marks=True,
    numbered_kinds=frozenset({"project"}),
    in_content_control=frozenset({"332.77"}),
    in_two_runs=frozenset({"52.19"}),
)
