"""
What is made of a sentence, word by word: what each of its figures is said to mean, and every identity that it enters.

`ledgers/prose.txt` has hundreds of them; ``python tests/reconciliation/prose/test_prose_ledger.py`` writes it anew,
after a deliberate change. Read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import attrs
from quoting import CLEAN, DEPARTMENT, FILED, PROJECT, entries_of, meanings, path_of, written
from quoting import ledger as ledger_of
from test_prose_codes import PAIRS

import budgetperf as bp
from budgetperf.domain.finding import Entry

LEDGER = Path(__file__).parents[2] / "ledgers" / "prose.txt"
SUBJECTS = (
    "整体支出",
    "基本支出",
    "人员经费",
    "公用经费",
    "项目支出",
    "专项资金",
    "“三公”经费",
    "公务接待费",
    "馆藏数字化加工",
)
MEASURES = ("年初预算", "全年预算", "决算", "上年实际支出", "2021年预算", "2023年计划", "结余")
SENTENCES = (
    "专项资金由馆藏数字化加工59.28万元、重点档案抢救保护24.35万元组成。",
    "由馆藏数字化加工59.28万元、重点档案抢救保护24.35万元构成，共83.63万元。",
    "项目支出83.63万元，由馆藏数字化加工59.28万元、重点档案抢救保护24.35万元构成。",
    "项目支出83.63万元，其中：一是馆藏数字化加工59.28万元；二是重点档案抢救保护24.53万元。",
    "项目支出83.63万元，其中馆藏数字化加工59.28万元，剩余24.35万元用于重点档案抢救保护。",
    "整体支出308.88万元，其中人员经费182.45万元、公用经费42.80万元、项目支出83.63万元。",
    "公用经费42.80万元，其中三公经费3.15万元。",
    "人员经费、公用经费分别为182.45万元、42.80万元，合计225.25万元。",
    "三公经费年初预算3.5万元，决算3.15万元，完成预算的90%，比年初预算减少0.35万元，下降10%。",
    "三公经费3.15万元，较上年的3.26万元减少0.11万元，下降3.37%。",
    "三公经费3.15万元，增减变化0.11万元。",
    "“三公”经费与年初预算相比下降10%。",
    "“三公”经费环比下降10%。",
    "公务接待费1.30万元，同比增加0.2万元，增长18.18%，共接待16批次、130人次，人均100元，批均812.5元。",
    "公务接待费约1.3万元，公务用车运行维护费1.85万元，因公出国（境）费0万元。",
    "在职人员18人，编制20人，人均公用经费2.38万元，在职人员控制率90%。",
    "截至2022年12月31日，编制数20个，在职在编人员18人，退休人员9人。",
    "2021年整体支出自评得分99.9分。",
    "整体支出自评得分99.9分，等级为优。",
    "上年自评得分99.9分。",
    "专项资金自评得分99分，项目自评得分99分。",
    "预算执行率98.9%，其中基本支出执行率100%，项目支出执行率96.4%。",
    "馆藏数字化加工预算62.40万元，支出59.28万元，执行率95%，结余3.12万元。",
    "支出进度99%，占总支出的27.08%，占比73%。",
    "计划完成数字化6000卷，实际完成6300卷，完成率105%，合格率99.5%。",
    "全年馆藏数字化6300卷，抢救保护档案1200卷，服务对象满意度96%。",
    "本年收入312万元，其中财政拨款300万元、其他收入12万元。",
    "政府采购预算20万元，实际采购18.6万元，节约1.4万元。",
    "一般公共预算支出300万元，政府性基金支出8.88万元。",
    "投入专项资金83.63万元（其中县级63.63万元，省级20万元），带动社会资金100万元。",
    "3月支出10万元，上半年支出150.25万元，12月底累计支出308.88万元。",
    "每卷成本94.1元，比合同价低5%，节约资金3.12万元。",
    "24小时自助查档点年初预算15.6万元，实际支出15.08万元。",
    "水电费6万元，由水费2万元、电费4万元构成；差旅费13.75万元。",
    "项目支出83.63万元比上年的81.80万元增加1.83万元，增长2.24%，主要是馆藏数字化加工增加2万元。",
    "县档案馆基本支出225.25万元，馆属单位支出20万元，全部用于人员经费。",
    "基本支出年初预算218.75万元，决算225.25万元，超支6.5万元。",
    "2020年至2022年整体支出分别为280万元、290.5万元、308.88万元。",
)
FILED_SENTENCES = (
    "项目支出96.73万元，其中新阶层联谊活动4.15万元。",
    "2022年三公经费支出4.08万元，比预算10.7万元减少6.62万元，控制率38.13%。",
    "本年整体支出332.77万元，占年初预算的100%，项目支出占29.07%。",
    "商会建设专项资金6万元，党外干部培训8.18万元，等共计96.73万元。",
)

MORE = (
    "项目支出83.63万元，其中：档案数字化加工59.28万元、重点档案抢救24.53万元。",
    "项目支出83.63万元，用于馆藏数字化59.28万元、屋顶维修24.35万元。",
    "馆藏数字化加工62.4万元、重点档案抢救保护24.35万元，合计86.75万元，当年支出83.63万元。",
    "馆藏数字化加工62.4万元、重点档案抢救保护24.35万元，合计86.75万元。当年支出83.63万元。",
    "馆藏数字化加工62.4万元、重点档案抢救保护24.35万元，合计86.75万元，支出约83.63万元。",
    "该项目年初预算62.40万元，全年预算62.40万元，实际支出59.28万元，结余3.12万元。",
    "专项资金年初预算86.75万元，全年预算86.75万元，项目支出预算86.75万元。",
    "2022年部门预算312万元，上级专项20万元，本级专项83.63万元。",
    "经综合评价，自评结果：得99.9分，等级为优。",
    "整体支出自评结果，综合得99.9分。",
    "满分100分，自评结果得99.9分。",
    "自评得分：馆藏数字化加工99分、重点档案抢救保护90分、别的项目80分。",
    "项目自评得分：产出50分，效益30分，满意度10分，合计99分。",
    "总分100分，自评得分98分；财政局复评得分97分；第三方评价得分96分。",
    "整体支出绩效自评总分99.9分，其中产出指标50分。",
    "接待国内公务130人次，公务接待费1.30万元，人均100元。",
    "公务接待费1.30万元。全年接待16批次130人次，人均接待费100元。",
    "全年公务接待16批次130人次，人均100元。",
    "培训130人次，支出1.30万元，人均100元；公务接待130人次，人均90元。",
    "人均公用经费2.38万元，人均支出12.5万元，18人人均基本支出12.51万元。",
    "往年三公经费4万元，近三年三公经费合计10万元，2021年底以前支出3.26万元。",
    "去年，三公经费支出3.26万元；今年，支出3.15万元；明年，拟支出3万元。",
    "下属单位三公经费3万元，全县三公经费300万元，各单位支出30万元。",
    "三公经费和公务接待费年初预算分别为3.5万元和1.5万元。",
    "三公经费、公务接待费分别为3.15万元、1.30万元、1.85万元。",
    "项目支出中，年初预算，馆藏数字化加工62.40万元，重点档案抢救保护24.35万元。",
    "（一）三公经费：（1）公务接待费（1.30万元）；（2）公务用车运行维护费（1.85万元）。",
    "24小时自助查档点，年初预算156万元，支出150万元，3个站点，共支出9万元。",
    "该项目支出年初预算62.40万元，本专项资金支出59.28万元，项目总资金62.40万元。",
    "同比口径，三公经费减少0.11万元；按可比口径，公务接待费增加0.2万元。",
    "基本支出225.25万元，其中人员经费182.45万元、公用经费42.80万元、其他经费5万元。",
    "基本支出225.25万元，人员经费182.45万元，公用经费42.80万元，另有工会经费3万元。",
    "基本支出占总支出的72.92%，项目支出占比27.08%，三公经费占公用经费的7.36%，公用经费占三公经费的比例为10%。",
    "整体预算执行率99%，其他部门预算执行率90%。馆藏数字化加工支出59.28万元，预算执行率95%。",
    "计划数字化6000卷，年初计划修复1200卷，2021年计划数字化5000卷，下一步计划数字化7000卷。",
    "数字化目标为6000卷，绩效目标6000卷，实际6300卷，上半年计划3000卷。",
    "完成馆藏数字化6300卷、案卷修复1200卷，组织培训3期、120人次，满意度96%。",
    "再次核实：馆藏数字化6300卷、案卷修复1300卷，组织培训3期、120人次，满意度95%。",
)
# The same sentences beside a filing of which a part is missing, blank or otherwise.
BESIDE: dict[str, tuple[tuple[str, object], ...]] = {
    "no base table": (("base_table", None),),
    "no cards": (("scorecards", ()),),
    "the card of the department alone": (("scorecards", CLEAN.scorecards[:1]),),
    "a card of a project alone": (("scorecards", CLEAN.scorecards[1:2]),),
    "no breakdown": (("scorecards[0].budget.by_nature", ()),),
    "a breakdown of the budget": (
        ("scorecards[0].budget.by_nature[0].amount", bp.Money.parse("218.75万元")),
        ("scorecards[0].budget.rows[0].funds.revised", bp.Money.parse("305.5万元")),
    ),
    "no budget in the base table": (
        ("base_table.projects.total.initial", None),
        ("base_table.operating.total.initial", None),
    ),
    "nothing adjusted": (
        ("scorecards[0].budget.rows[0].funds.revised", CLEAN.scorecards[0].budget.rows[0].funds.initial),
        ("scorecards[1].budget.rows[0].funds.revised", CLEAN.scorecards[1].budget.rows[0].funds.initial),
    ),
    "no year": (("year", None), ("reports[0].heading.year", None)),
}
BESIDE_SUBJECTS = ("整体支出", "基本支出", "公用经费", "项目支出", "专项资金", "馆藏数字化加工")


def told(entry: Entry) -> str:
    """A line of the ledger with all that it says."""
    reason = ""
    if entry.reason is not None:
        reason = f"{entry.reason.key}({', '.join(f'{name}={value}' for name, value in entry.reason.values)})"
    sums = " ".join(f"{sign:+}·{path}" for path, sign in zip(entry.paths, entry.signs, strict=False))
    figures = f"{entry.stated} ~ {entry.expected} by {entry.residual} of {entry.bound} {entry.unit}"
    return f"{entry.outcome} {figures}; {reason} [{sums}]"


def said(text: str, at: tuple[int, int] = DEPARTMENT, filing: bp.Filing = CLEAN) -> Iterator[str]:
    """A sentence, what its figures mean, and what is made of them."""
    yield text
    yield from (f"  {meaning}" for meaning in meanings(written(text, at, filing)).get(path_of(at), ()))
    for _, entry in entries_of(text, at, filing):
        yield f"  {entry.code}{entry.id.partition('paragraphs[0]')[2]} {told(entry)}"


def repeated(first: str, second: str) -> Iterator[str]:
    """Two paragraphs in two reports, and what the second is held against."""
    filing = written(first, DEPARTMENT)
    report, section = PROJECT
    sections = [*filing.reports[report].sections]
    sections[section] = attrs.evolve(sections[section], paragraphs=[second])
    reports = [*filing.reports]
    reports[report] = attrs.evolve(reports[report], sections=sections)
    whole = attrs.evolve(filing, reports=reports)
    yield f"{first} ‖ {second}"
    for entry in ledger_of(whole):
        if path_of(PROJECT) in entry.id or path_of(DEPARTMENT) in entry.id:
            yield f"  {entry.id.replace('paragraphs[0]', '')} {told(entry)}"


REPEATED = (
    ("全年完成修复档案1200卷，走访企业45家，培训120人次。", "全年完成修复档案1300卷，走访企业45家，培训120人次。"),
    ("走访企业45家。", "走访企业54家。"),
    ("馆藏数字化6300卷，合格率99.5%，抢救档案1200卷。", "馆藏数字化6500卷，合格率99.5%，抢救档案1200卷。"),
    ("举办展览3场，接待观众12000人次，满意度96%。", "举办展览4场，接待观众12000人次，满意度96%。"),
    ("举办展览3场，接待观众12000人次，发放资料5000份。", "计划举办展览4场，接待观众12000人次，发放资料5000份。"),
)


def ledger() -> str:
    """Every sentence."""
    lines: list[str] = []
    for pair in PAIRS:
        lines += [*said(pair.text.format(pair.right), pair.at), *said(pair.text.format(pair.wrong), pair.at)]
    for subject, measure in product(SUBJECTS, MEASURES):
        lines += [*said(f"{measure}{subject}42.80万元。"), *said(f"{subject}{measure}62.40万元。", PROJECT)]
    for text in SENTENCES:
        lines += [*said(text), *said(text, PROJECT)]
    for text in FILED_SENTENCES:
        lines += said(text, filing=FILED)
    for text in MORE:
        lines += [*said(text), *said(text, PROJECT)]
    for name, changes in BESIDE.items():
        filing = CLEAN
        for path, value in changes:
            filing = bp.replace(filing, path, value)
        lines.append(f"── {name}")
        for subject in BESIDE_SUBJECTS:
            lines += said(
                f"{subject}年初预算86.75万元，全年预算86.75万元，决算83.63万元，上年81.80万元。", filing=filing
            )
        lines += [
            *said("该项目年初预算62.40万元，支出59.28万元。", PROJECT, filing),
            *said("自评得分99分。", filing=filing),
        ]
    for first, second in REPEATED:
        lines += repeated(first, second)
    return "\n".join(lines) + "\n"


def test_line_by_line() -> None:
    """The same sentences mean the same as ever, and are held against the same cells."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == ledger().splitlines()


if __name__ == "__main__":
    LEDGER.write_text(ledger(), encoding="utf-8")
