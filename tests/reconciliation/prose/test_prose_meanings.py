"""What a person would say that each figure of the two example filings speaks of."""

from collections.abc import Mapping

import pytest
from quoting import CLEAN, FILED, meanings

import budgetperf as bp

PARAGRAPH = "reports[0].sections[6].paragraphs[0]"
OF_CLEAN = {
    "scorecards[0].goals[0].expected": (
        "6000卷 count: 馆藏数字化",
        "20000页 count: 抢救修复档案",
        "9000人次 count: 接待查档群众",
    ),
    "scorecards[0].goals[0].actual": (
        "6300卷 count: 馆藏数字化",
        "20800页 count: 抢救修复档案",
        "9240人次 count: 接待查档群众",
    ),
    "scorecards[1].goals[0].expected": (
        "6000卷 count: 馆藏数字化",
        "62.40万元 amount of own initial/revised",
    ),
    "scorecards[1].goals[0].actual": (
        "6300卷 count: 馆藏数字化",
        "59.28万元 amount of own spent",
    ),
    "scorecards[2].goals[0].expected": (
        "20000页 count: 抢救修复档案",
        "24.35万元 amount of own initial/revised",
    ),
    "scorecards[2].goals[0].actual": (
        "20800页 count: 抢救修复档案",
        "24.35万元 amount of own spent",
    ),
    "reports[0].sections[2].paragraphs[0]": (
        "4个 count: 内设",
        "20名 count: 编制",
        "18人 count: 2022年实际在职",
    ),
    "reports[0].sections[3].paragraphs[0]": (
        "308.88万元 amount of total spent",
        "225.25万元 amount of basic spent",
        "83.63万元 amount of projects spent",
    ),
    "reports[0].sections[3].paragraphs[1]": (
        "305.50万元 amount of total initial",
        "312.00万元 amount of total revised",
        "6.50万元 amount of unknown",
    ),
    "reports[0].sections[4].paragraphs[0]": (
        "225.25万元 amount of basic spent",
        "182.45万元 amount of staff spent",
        "42.80万元 amount of operating spent",
        "3.50万元 amount of three_public initial",
        "3.15万元 amount of three_public spent",
        "1.85万元 amount of vehicle_running spent",
        "1.30万元 amount of hospitality spent",
        "16批次 count: 全年公务接待",
        "130人次 count: ",
    ),
    "reports[0].sections[6].paragraphs[0]": (
        "86.75万元 amount of projects initial",
        "83.63万元 amount of projects spent",
        "59.28万元 amount of 馆藏数字化加工 spent",
        "24.35万元 amount of 重点档案抢救保护 spent",
    ),
    "reports[0].sections[7].paragraphs[0]": (
        "83.63万元 amount of special spent",
        "59.28万元 amount of 馆藏数字化加工 spent",
        "24.35万元 amount of 重点档案抢救保护 spent",
    ),
    "reports[0].sections[8].paragraphs[0]": ("3.12万元 other of nothing",),
    "reports[0].sections[12].paragraphs[0]": (
        "6300卷 count: 全年馆藏数字化",
        "20800页 count: 抢救修复档案",
        "9240人次 count: 接待查档群众",
    ),
    "reports[0].sections[12].paragraphs[1]": (
        "95.0% execution of 馆藏数字化加工",
        "45000条 count: 目录著录",
        "5000条 count: 比目标少",
    ),
    "reports[0].sections[15].paragraphs[0]": ("99.9分 count: 绩效自评分数",),
    "reports[1].sections[1].paragraphs[0]": (
        "62.40万元 amount of own initial",
        "59.28万元 amount of own spent",
        "95.0% execution of own",
        "6300卷 count: 全年馆藏数字化",
        "45000条 count: 目录著录",
        "4160人次 count: 网上查档",
    ),
    "reports[1].sections[2].paragraphs[0]": (
        "59.28万元 amount of own spent",
        "18.20万元 amount of unknown",
        "26.00万元 amount of unknown",
        "15.08万元 amount of unknown",
    ),
    "reports[1].sections[3].paragraphs[0]": (
        "12项 count: ",
        "11项 count: 指标中",
        "5000条 count: 目录著录少",
    ),
    "reports[1].sections[5].paragraphs[0]": ("99分 count: 项目自评得分",),
    "reports[1].sections[9].paragraphs[0]": (
        "99% rate: 加工合格率",
        "100% rate: 合同款支付及时率",
    ),
    "reports[2].sections[1].paragraphs[0]": (
        "24.35万元 amount of own initial",
        "24.35万元 amount of own spent",
        "100.0% execution of own",
        "20800页 count: 全年抢救修复档案",
        "365次 count: 库房温湿度监测",
        "3150人次 count: 珍档展览参观",
    ),
    "reports[2].sections[2].paragraphs[0]": (
        "24.35万元 amount of own spent",
        "9.35万元 amount of unknown",
        "15.00万元 amount of unknown",
    ),
    "reports[2].sections[3].paragraphs[0]": ("12项 count: ",),
    "reports[2].sections[5].paragraphs[0]": ("100分 count: 项目自评得分",),
    "reports[2].sections[9].paragraphs[0]": (
        "99% rate: 修复验收合格率",
        "100% rate: 任务按时完成率",
    ),
}

OF_FILED = {
    "scorecards[0].goals[0].actual": (
        "4次 count: 传达学习",
        "126名 count: 吸纳知联会新会员",
        "22期 count: 大讲堂",
        "about 600万元 amount of unknown",
        "about 500万元 amount of unknown",
        "105个 count: 新签约",
        "74个 count: 新开工",
        "49个 count: 新投产",
        "3家 count: 新增国家级小巨人企业",
        "8家 count: 新增省级小巨人企业",
        "401个 count: 民营企业党组织",
        "13个 count: 示范标杆",
        "1个 count: 先进党组织",
        "2个 count: 省级同心美丽乡村",
        "1个 count: 同心社区",
        "5个 count: 市级同心美丽乡村",
        "1个 count: 同心社区",
        "12个 count: 县级同心美丽乡村",
        "1个 count: 同心社区",
        "260万元 amount of unknown",
        "600万元 amount of unknown",
        "25个 count: ××捐建",
        "about 2000万元 amount of unknown",
    ),
    "scorecards[0].indicators[0].target": (
        "105个 count: 新签约",
        "74个 count: 新开工",
        "49个 count: 新投产",
        "3家 count: 新增国家级小巨人企业",
        "8家 count: 新增省级小巨人企业",
    ),
    "scorecards[0].indicators[1].target": (
        "15次 count: ",
        "8个 count: ",
        "3次 count: 谈心谈话",
        "126名 count: 吸纳知联会新会员",
        "22期 count: 大讲堂",
    ),
    "scorecards[0].indicators[3].target": (
        "80篇 count: 向市里报送宣传信息",
        "37篇 count: 动态和调研信息",
        "15次 count: ",
        "8个 count: ",
    ),
    "scorecards[0].indicators[4].target": (
        "2个 count: 已建成省级同心美丽乡村",
        "1个 count: 同心社区",
        "5个 count: 市级同心美丽乡村",
        "1个 count: 同心社区",
        "12个 count: 县级同心美丽乡村",
        "1个 count: 同心社区",
    ),
    "scorecards[0].indicators[5].target": (
        "260万元 amount of unknown",
        "600万元 amount of unknown",
        "25个 count: ××捐建",
    ),
    "scorecards[0].indicators[7].target": (
        "about 600万元 amount of unknown",
        "about 500万元 amount of unknown",
    ),
    "scorecards[0].indicators[8].target": (
        "401个 count: 民营企业党组织",
        "13个 count: 示范标杆",
        "1个 count: 先进党组织",
    ),
    "scorecards[1].goals[0].expected": (
        "9个 count: 统战部专项共",
        "88万元 amount of own initial/revised",
    ),
    "scorecards[1].goals[0].actual": (
        "9个 count: 统战部专项共",
        "96.73万元 amount of own spent",
    ),
    "reports[0].sections[3].paragraphs[0]": (
        "384.22万元 amount of total spent",
        "287.49万元 amount of basic spent",
        "96.73万元 amount of projects spent",
    ),
    "reports[0].sections[4].paragraphs[0]": (
        "287.49万元 amount of basic spent",
        "240.8万元 amount of staff spent",
        "46.69万元 amount of operating spent",
        "10.7万元 amount of three_public initial",
        "4.08万元 amount of three_public spent",
        "4.08万元 amount of hospitality spent",
        "53批次 count: 全年公务接待",
        "480人次 count: ",
    ),
    "reports[0].sections[6].paragraphs[0]": (
        "88万元 amount of projects initial",
        "96.73万元 amount of projects spent",
        "52.19万元 amount of 民族及宗教处置专项工作 spent",
        "9.35万元 amount of “迎老乡、回故乡、建家乡”工作经费 spent",
        "2.89万元 amount of 非公党组织建设及党外干部管理工作 spent",
        "1.68万元 amount of 侨联专项工作 spent",
        "10.2万元 amount of 光彩事业及同心工程工作 spent",
        "0.28万元 amount of 起义投诚人员生活补助 spent",
        "14.42万元 amount of 党外知识分子联谊会活动经费 spent",
        "1.57万元 amount of 两岸交流及海外联络联谊工作 spent",
        "4.15万元 amount of 调研培训专项工作 spent",
    ),
    "reports[0].sections[7].paragraphs[0]": (
        "96.73万元 amount of special spent",
        "96.73万元 amount of projects spent",
        "52.19万元 amount of 民族及宗教处置专项工作 spent",
        "9.35万元 amount of “迎老乡、回故乡、建家乡”工作经费 spent",
        "2.89万元 amount of 非公党组织建设及党外干部管理工作 spent",
        "1.68万元 amount of 侨联专项工作 spent",
        "10.2万元 amount of 光彩事业及同心工程工作 spent",
        "0.28万元 amount of 起义投诚人员生活补助 spent",
        "14.42万元 amount of 党外知识分子联谊会活动经费 spent",
        "1.57万元 amount of 两岸交流及海外联络联谊工作 spent",
        "4.15万元 amount of 调研培训专项工作 spent",
    ),
    "reports[0].sections[15].paragraphs[0]": ("98分 count: 绩效自评分数",),
    "reports[1].sections[1].paragraphs[0]": (
        "88万元 amount of own initial",
        "96.73万元 amount of own spent",
        "15次 count: ",
        "8个 count: ",
        "4次 count: 传达学习",
        "22期 count: 大讲堂",
        "about 600万元 amount of unknown",
        "about 500万元 amount of unknown",
        "105个 count: 新签约",
        "74个 count: 新开工",
        "49个 count: 新投产",
        "3家 count: 新增国家级小巨人企业",
        "8家 count: 新增省级小巨人企业",
        "5场次 count: 企业家沙龙",
        "67个 count: 汇总问题",
        "2个 count: 省级同心美丽乡村",
        "1个 count: 同心社区",
        "5个 count: 市级同心美丽乡村",
        "1个 count: 同心社区",
        "12个 count: 县级同心美丽乡村",
        "1个 count: 同心社区",
        "260万元 amount of unknown",
        "600万元 amount of unknown",
        "25个 count: ××捐建",
    ),
    "reports[1].sections[2].paragraphs[0]": (
        "96.73万元 amount of own spent",
        "52.19万元 amount of 民族及宗教处置专项工作 spent",
        "9.35万元 amount of “迎老乡、回故乡、建家乡”工作经费 spent",
        "2.89万元 amount of 非公党组织建设及党外干部管理工作 spent",
        "1.68万元 amount of 侨联专项工作 spent",
        "10.2万元 amount of 光彩事业及同心工程工作 spent",
        "0.28万元 amount of 起义投诚人员生活补助 spent",
        "14.42万元 amount of 党外知识分子联谊会活动经费 spent",
        "1.57万元 amount of 两岸交流及海外联络联谊工作 spent",
        "4.15万元 amount of 调研培训专项工作 spent",
    ),
}


@pytest.mark.parametrize(
    ("filing", "expected"), [pytest.param(CLEAN, OF_CLEAN, id="clean"), pytest.param(FILED, OF_FILED, id="filed")]
)
def test_examples(filing: bp.Filing, expected: Mapping[str, tuple[str, ...]]) -> None:
    """Every figure of the example, in its order, with its subject and its column."""
    assert expected == {path: tuple(found) for path, found in meanings(filing).items()}


@pytest.mark.parametrize("words", ["经费", "专项资金", "项目经费支出", ""])
def test_brackets_within_a_name(words: str) -> None:
    """What follows the brackets of a name belongs to it: 文旅推介（冬季）专项资金 is no 专项资金."""
    line = "base_table.projects.lines[0]"
    text = f"项目支出具体为：文旅推介（冬季）{words}59.28万元、重点档案抢救保护24.35万元。"
    filing = bp.replace(bp.replace(CLEAN, f"{line}.name", "文旅推介（冬季）经费"), PARAGRAPH, text)
    tied = [entry for entry in bp.reconcile(filing).ledger if f"{line}.funds.spent" in entry.paths]
    assert any(entry.paths[0].startswith(PARAGRAPH) and entry.outcome is bp.Outcome.HOLDS for entry in tied)
