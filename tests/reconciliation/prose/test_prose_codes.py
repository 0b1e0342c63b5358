"""For each code of prose a sentence that agrees with the forms, and the same with a figure that does not."""

from collections.abc import Mapping
from typing import NamedTuple

import attrs
import pytest
from quoting import CLEAN, DEPARTMENT, FILED, PROJECT, entries_of, ledger, outcomes, path_of, quoted, violated, written

import budgetperf as bp
from budgetperf.reconciliation.prose.passages import LONGEST

HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
WITHIN, NOT_EVALUABLE, NOT_APPLICABLE = (
    bp.Outcome.WITHIN_ROUNDING,
    bp.Outcome.NOT_EVALUABLE,
    bp.Outcome.NOT_APPLICABLE,
)

ALL_CODES = {"X3", "X4", "X5", "X7", "X8", "X9", "X10", "X14", "L2", "L3", "T1", "T2", "T3", "T4", "T5"}


class Pair(NamedTuple):
    """A sentence with ``{}`` for a figure, a figure that agrees, and one that does not."""

    code: str
    text: str
    right: str
    wrong: str
    at: tuple[int, int] = DEPARTMENT


PAIRS = (
    Pair("X3", "日常公用经费{}。", "42.80万元", "48.20万元"),
    Pair("X3", "公用经费上年决算{}。", "44.10万元", "41.40万元"),
    Pair("X4", "本年基本支出{}。", "225.25万元", "252.25万元"),
    Pair("X4", "本年基本支出225.25万元，其中人员经费{}、公用经费42.80万元。", "182.45万元", "128.45万元"),
    Pair("X5", "2022年整体支出{}。", "308.88万元", "380.88万元"),
    Pair("X5", "项目支出{}。", "83.63万元", "86.33万元"),
    Pair("X5", "专项资金共支出{}。", "83.63万元", "86.33万元"),
    Pair("X5", "人员经费182.45万元，基本支出225.25万元，项目支出{}，总支出308.88万元。", "83.63万元", "83.36万元"),
    Pair("X7", "“三公”经费年初预算{}。", "3.50万元", "5.30万元"),
    Pair("X7", "“三公”经费决算{}。", "3.15万元", "3.51万元"),
    Pair("X7", "2021年三公经费支出{}。", "3.26万元", "3.62万元"),
    Pair("X7", "公务用车运行维护费{}。", "1.85万元", "18.5万元"),
    Pair("X7", "公务用车购置及运行维护费{}。", "1.85万元", "1.58万元"),
    Pair("X7", "公务接待费{}。", "1.30万元", "1.03万元"),
    Pair("X8", "专项资金用于：馆藏数字化加工{}、重点档案抢救保护24.35万元。", "59.28万元", "52.98万元"),
    Pair("X8", "馆藏数字化加工项目实际支出{}。", "59.28万元", "52.98万元"),
    Pair("X8", "年初预算86.75万元，其中：馆藏数字化加工{}、重点档案抢救保护24.35万元。", "62.40万元", "64.20万元"),
    Pair("X8", "馆藏数字化加工62.4万元、重点档案抢救保护24.35万元，合计86.75万元，支出{}。", "83.63万元", "24.35万元"),
    Pair("X8", "该项目实际支出{}。", "59.28万元", "52.98万元", PROJECT),
    Pair("X9", "三公经费决算3.15万元，其中公务接待费1.30万元、公务用车运行维护费{}。", "1.85万元", "1.58万元"),
    Pair("X9", "设备租用18.20万元、扫描外包{}、录入15.08万元，共计59.28万元。", "26.00万元", "20.60万元", PROJECT),
    Pair("X9", "支出59.28万元，用于：设备租用{}、外包26.00万元、录入15.08万元。", "18.20万元", "12.80万元", PROJECT),
    Pair("X9", "水电费6万元，由水费2万元、电费{}构成。", "4万元", "5万元"),
    Pair("X9", "公用经费42.80万元，主要包括办公费8.60万元、差旅费{}等。", "13.75万元", "93.75万元"),
    Pair("X10", "绩效自评得分{}。", "99.9分", "99分"),
    Pair("X10", "馆藏数字化加工项目自评得分{}。", "99分", "100分"),
    Pair("X10", "项目自评总分{}，等级为优。", "99分", "98分", PROJECT),
    Pair("X14", "全年馆藏数字化{}。", "6300卷", "3600卷"),
    Pair("X14", "合同款支付及时率{}。", "100%", "98%", PROJECT),
    Pair("L2", "整体支出年初预算{}。", "305.50万元", "350.50万元"),
    Pair("L2", "整体支出全年预算{}。", "312.00万元", "321.00万元"),
    Pair("L2", "项目支出年初预算{}。", "86.75万元", "68.75万元"),
    Pair("L2", "公用经费年初预算{}。", "45.00万元", "54.00万元"),
    Pair("L2", "馆藏数字化加工年初预算{}，实际支出59.28万元。", "62.40万元", "26.40万元", PROJECT),
    Pair("T1", "馆藏数字化加工项目预算执行率{}。", "95.0%", "96.0%"),
    Pair("T1", "整体支出预算执行率{}。", "99%", "98%"),
    Pair("T1", "三公经费控制率{}。", "90%", "99%"),
    Pair("T1", "在职人员控制率{}。", "90%", "95%"),
    Pair("T1", "预算执行率{}。", "95%", "59%", PROJECT),
    Pair("T1", "扫描外包预算28万元，实际支付26.00万元，执行率{}。", "92.86%", "98.26%", PROJECT),
    Pair("T2", "基本支出225.25万元，占整体支出的{}。", "72.92%", "79.22%"),
    Pair("T2", "整体支出308.88万元，其中基本支出225.25万元，占73%；项目支出83.63万元，占{}。", "27.08%", "20.78%"),
    Pair("T3", "三公经费3.15万元，比上年减少{}。", "0.11万元", "1.01万元"),
    Pair("T3", "三公经费3.15万元，比上年{}0.11万元。", "减少", "增加"),
    Pair("T3", "公务接待费较年初预算减少{}。", "0.20万元", "0.02万元"),
    Pair("T4", "三公经费3.15万元，比上年减少0.11万元，下降{}。", "3.37%", "3.73%"),
    Pair("T4", "项目支出同比{}2.24%。", "增长", "下降"),
    Pair("T4", "整体支出308.88万元，比上年增加20万元，增长{}。", "6.92%", "9.62%"),
    Pair("T5", "公务接待费1.30万元，接待16批次130人次，人均{}。", "100元", "10元"),
    Pair("T5", "人均公用经费{}。", "2.38万元", "2.83万元"),
)  # fmt: skip


@pytest.mark.parametrize("pair", [pytest.param(pair, id=f"{pair.code}-{pair.text}") for pair in PAIRS])
def test_agreeing(pair: Pair) -> None:
    """The figure of the forms holds, and nothing is violated."""
    found = outcomes(pair.text.format(pair.right), pair.at)
    own = {outcome for key, outcome in found.items() if key.startswith(f"{pair.code} ")}
    assert (set(), True) == (violated(pair.text.format(pair.right), pair.at), bool(own) and own <= {HOLDS, WITHIN})


@pytest.mark.parametrize("pair", [pytest.param(pair, id=f"{pair.code}-{pair.text}") for pair in PAIRS])
def test_disagreeing(pair: Pair) -> None:
    """Another figure in its place violates the code."""
    assert pair.code in violated(pair.text.format(pair.wrong), pair.at)


def test_every_code_is_covered() -> None:
    """Each code but L3, which is about goals, has a pair."""
    assert ALL_CODES - {"L3"} == {pair.code for pair in PAIRS}


def goal(expected: str, actual: str) -> bp.Filing:
    """The example with another goal in the card of 馆藏数字化加工."""
    cards = list(CLEAN.scorecards)
    cards[1] = attrs.evolve(cards[1], goals=[bp.Goal(expected=expected, actual=actual)])
    return attrs.evolve(CLEAN, scorecards=cards)


def of_goals(filing: bp.Filing, code: str) -> Mapping[str, bp.Outcome]:
    """The outcomes of a code for the goals of that card, by the figure as printed."""
    return {
        str(bp.look_up(filing, entry.id.partition(":")[2])): entry.outcome
        for entry in ledger(filing)
        if entry.code == code and ":scorecards[1].goals" in entry.id
    }


class TestGoals:
    """L3: amounts in a goal cell are those of the card; X14: counts are those of its rows."""

    def test_agree(self) -> None:
        """What it may cost is the budget, what was done cost what was spent."""
        filing = goal("馆藏数字化6000卷，预算资金62.40万元。", "馆藏数字化6300卷，实际完成59.28万元。")
        assert of_goals(filing, "L3") == {"62.40万元": HOLDS, "59.28万元": HOLDS}

    def test_disagree(self) -> None:
        """Both are told when they are not."""
        filing = goal("馆藏数字化6000卷，预算资金64.20万元。", "馆藏数字化6300卷，实际完成52.98万元。")
        assert of_goals(filing, "L3") == {"64.20万元": VIOLATED, "52.98万元": VIOLATED}

    def test_two_budgets(self) -> None:
        """Of two amounts of one kind neither is for certain that of the whole project."""
        filing = goal("修路5公里，预算资金30万元；架桥2座，预算资金20万元。", "已完成。")
        assert of_goals(filing, "L3") == {"30万元": NOT_EVALUABLE, "20万元": NOT_EVALUABLE}

    def test_other_money(self) -> None:
        """Money of something else is left alone."""
        assert of_goals(goal("撬动社会投资500万元。", "到位社会资金600万元。"), "L3") == {}

    def test_planned_counts_are_not_done_ones(self) -> None:
        """What was planned is compared with the target, what was done with the actual."""
        filing = goal("馆藏数字化6000卷。", "馆藏数字化6300卷。")
        found = {entry.outcome for entry in ledger(filing) if entry.code == "X14"}
        assert {HOLDS} == found - {NOT_EVALUABLE}


class TestRepeats:
    """X14: the figures of the filed example that are told several times."""

    @pytest.mark.parametrize(
        "words",
        ["新签约105个", "大讲堂22期", "15次专题调研", "省级同心美丽乡村2个", "××出资260万元", "企业家沙龙5场次"],
    )
    def test_told_again_differently(self, words: str) -> None:
        """A slip in the project report is noticed."""
        path = "reports[1].sections[1].paragraphs[0]"
        text = str(bp.look_up(FILED, path))
        digits = "".join(sign for sign in words if sign.isdigit())
        other = words.replace(digits, str(int(digits) + 3))
        found = ledger(bp.replace(FILED, path, text.replace(words, other)))
        assert {"X14"} == {entry.code for entry in found if entry.outcome is VIOLATED}

    def test_one_word_for_two_things(self) -> None:
        """Words that stand twice in one text are told apart by the figure before, or not at all."""
        text = "省级同心社区1个，市级同心社区3个；培训5期，宣讲2场，培训6期。"
        keys = [
            path for identity in quoted(written(text)).identities if identity.code == "X14" for path in identity.paths
        ]
        assert [path for path in keys if path.startswith(path_of())] == []

    def test_target_that_is_a_plan(self) -> None:
        """A target in words may be passed: nothing shows that it tells what was done."""
        cards = list(CLEAN.scorecards)
        row = attrs.evolve(cards[0].indicators[2], target="开展档案宣传活动12场", actual="已完成")
        cards[0] = attrs.evolve(cards[0], indicators=[row], goals=[bp.Goal(actual="开展档案宣传活动13场。")])
        found = [entry for entry in ledger(attrs.evolve(CLEAN, scorecards=cards)) if entry.code == "X14"]
        told = [entry.outcome for entry in found if entry.id.startswith("X14:scorecards[0].indicators[0].target")]
        assert told == [NOT_EVALUABLE]


class TestSpendingAfterAList:
    """当年支出 after a list and its total is of the whole list, or of nothing certain; never of the last item alone."""

    LIST = "馆藏数字化加工62.40万元、重点档案抢救保护24.35万元"

    @pytest.mark.parametrize(
        ("text", "outcome"),
        [
            pytest.param("专项包括：{}，合计86.75万元，当年支出83.63万元。", HOLDS, id="of all lines"),
            pytest.param("专项包括：{}，合计86.75万元，当年支出83.36万元。", VIOLATED, id="of all lines, wrong"),
            pytest.param("{}、档案馆大楼5万元，合计91.75万元，当年支出83.63万元。", None, id="with a stranger"),
            pytest.param("{}，合计86.75万元，其中支出24.35万元。", None, id="a part of it"),
            pytest.param("{}，合计86.75万元。当年支出83.63万元。", None, id="in another sentence"),
            pytest.param("{}，当年支出83.63万元。", NOT_EVALUABLE, id="without a total"),
        ],
    )
    def test_whose_it_is(self, text: str, outcome: bp.Outcome | None) -> None:
        """Tied where the list is of budget lines alone; else left alone, or held in doubt."""
        found = outcomes(text.format(self.LIST))
        spent = [outcome for key, outcome in found.items() if key.startswith("X8 83.")]
        assert spent == ([] if outcome is None else [outcome])
        assert {"X8"} >= violated(text.format(self.LIST))

    def test_each_item_with_its_own(self) -> None:
        """Where each item is followed by its own spending, the last one is as well."""
        text = "馆藏数字化加工年初预算62.40万元，支出59.28万元、重点档案抢救保护年初预算24.35万元，支出{}万元。"
        assert (set(), {"X8"}) == (violated(text.format("24.35")), violated(text.format("23.45")))


class TestNames:
    """X8: names of budget lines that meet, nearly meet, and do not meet."""

    def test_other_generic_words(self) -> None:
        """民族及宗教处置工作经费 is the line 民族及宗教处置专项工作."""
        text = "专项资金支出61.54万元，其中：民族及宗教处置工作经费52.19万元、迎老乡、回故乡、建家乡经费9.35万元。"
        found = outcomes(text, DEPARTMENT, FILED)
        assert (found["X8 52.19万元"], found["X8 9.35万元"]) == (HOLDS, HOLDS)

    def test_short_form(self) -> None:
        """A short form that fits one line is taken for it, with a doubt if the amounts differ."""
        text = "项目支出83.63万元，其中：馆藏数字化加工59.28万元、档案抢救保护{}。"
        right, wrong = (dict(outcomes(text.format(amount))) for amount in ("24.35万元", "23.45万元"))
        assert (right["X8 24.35万元"], wrong["X8 23.45万元"]) == (HOLDS, NOT_EVALUABLE)
        reasons = [entry.reason for printed, entry in entries_of(text.format("23.45万元")) if printed == "23.45万元"]
        assert "uncertain_match" in [reason.key for reason in reasons if reason is not None]

    def test_stranger_and_missing_line(self) -> None:
        """An item that is no line, and a line that no item names, stand in the ledger."""
        text = (
            "专项资金73.42万元，其中：民族及宗教处置52.19万元、侨联1.68万元、光彩事业及同心工程10.2万元、桌椅9.35万元。"
        )
        keys = [entry.reason.key for _, entry in entries_of(text, DEPARTMENT, FILED) if entry.reason is not None]
        assert keys.count("no_such_line") == 1
        complete = text.replace("、桌椅9.35万元", "")
        absent = [entry.reason for _, entry in entries_of(complete, DEPARTMENT, FILED) if entry.reason is not None]
        assert [reason.key for reason in absent].count("line_not_quoted") == 6

    def test_list_of_other_things(self) -> None:
        """A list with one line in it is no list of lines."""
        text = "支出80万元，其中：馆藏数字化加工59.28万元、水费5万元、电费10万元、邮费5.72万元。"
        assert "no_such_line" not in [entry.reason.key for _, entry in entries_of(text) if entry.reason is not None]


def with_card(changes: Mapping[str, object]) -> bp.Filing:
    """The example with other figures in the department's card."""
    found = CLEAN
    for path, value in changes.items():
        found = bp.replace(found, f"scorecards[0].{path}", value)
    return found


class TestGeneralBudget:
    """X3 and X7 are of the general budget: where other funds were spent, they are at most what the forms hold."""

    OTHER = with_card({"budget.by_source[3].amount": "8.88万元", "budget.by_source[0].amount": "300万元"})

    @pytest.mark.parametrize(
        ("text", "outcome"),
        [
            ("“三公”经费决算3.15万元。", HOLDS),
            ("“三公”经费决算3.00万元。", HOLDS),
            ("“三公”经费决算3.50万元。", VIOLATED),
            ("日常公用经费40万元。", HOLDS),
            ("日常公用经费45万元。", VIOLATED),
        ],
    )
    def test_other_funds(self, text: str, outcome: bp.Outcome) -> None:
        """Less is lawful, more is not."""
        assert [outcome] == list(outcomes(text, DEPARTMENT, self.OTHER).values())

    def test_reading_is_told(self) -> None:
        """The ledger says that only a part was compared."""
        _, entry = next(iter(entries_of("“三公”经费决算3.50万元。", DEPARTMENT, self.OTHER)))
        assert (entry.reason and entry.reason.key) == "reading_general_budget"

    def test_zero_of_another_fund(self) -> None:
        """A zero is no other fund."""
        filing = with_card({"budget.by_source[3].amount": "0万元"})
        assert list(outcomes("“三公”经费决算3.00万元。", DEPARTMENT, filing).values()) == [VIOLATED]

    def test_capital_outlay(self) -> None:
        """公用经费 of the text may hold capital outlays that 附件1 leaves out."""
        text = "日常公用经费45.80万元，另有资本性支出3万元。"
        assert {NOT_EVALUABLE} == {outcome for key, outcome in outcomes(text).items() if key.startswith("X3")}


class TestReadings:
    """Forms that may be read in two ways."""

    def test_budget_column_of_the_revised_budget(self) -> None:
        """Where 附件1 holds the revised budget, the initial one is compared with the project cards alone."""
        filing = CLEAN
        for path, value in {
            "base_table.projects.lines[0].funds.initial": "65.52万元",
            "base_table.projects.special.initial": "89.87万元",
            "base_table.projects.total.initial": "89.87万元",
            "scorecards[1].budget.rows[0].funds.revised": "65.52万元",
        }.items():
            filing = bp.replace(filing, path, value)
        entries = [entry for _, entry in entries_of("项目支出年初预算86.75万元。", DEPARTMENT, filing)]
        assert [entry.outcome for entry in entries] == [NOT_APPLICABLE, HOLDS]
        wrong = [entry for _, entry in entries_of("项目支出年初预算87.65万元。", DEPARTMENT, filing)]
        assert [entry.outcome for entry in wrong] == [NOT_APPLICABLE, VIOLATED]

    def test_nature_of_the_revised_budget(self) -> None:
        """Where the amounts by nature are of the budget, 基本支出 is what the projects leave of the spending."""
        filing = with_card(
            {"budget.by_nature[0].amount": "225.25万元", "budget.by_nature[1].amount": "86.75万元",
             "budget.by_source[0].amount": "312.00万元"}
        )  # fmt: skip
        assert {HOLDS} == set(outcomes("基本支出225.25万元。", DEPARTMENT, filing).values())
        assert {VIOLATED} == set(outcomes("基本支出252.25万元。", DEPARTMENT, filing).values())

    def test_growth_of_nothing(self) -> None:
        """Nothing has no growth rate."""
        filing = bp.replace(CLEAN, "base_table.three_public.total.prior", "0万元")
        found = dict(entries_of("三公经费3.15万元，比上年增加3.15万元，增长100%。", DEPARTMENT, filing))
        entry = found["100%"]
        assert (entry.outcome, entry.reason and entry.reason.key) == (NOT_EVALUABLE, "zero_denominator")

    def test_list_that_falls_short(self) -> None:
        """The reading of a list tells how it was opened."""
        entries = [entry for _, entry in entries_of("支出80万元，其中设备购置30万元、维修费20万元。")]
        assert [
            (entry.code, dict(entry.reason.values)["kind"], entry.stated, entry.expected)
            for entry in entries
            if entry.reason is not None
        ] == [("X9", "of_which", "80万元", "50万元")]


class TestWhatIsMissing:
    """Every code stands in every ledger."""

    @pytest.mark.parametrize(
        "filing",
        [
            pytest.param(bp.Filing(), id="nothing"),
            pytest.param(attrs.evolve(CLEAN, reports=[]), id="no reports"),
            pytest.param(attrs.evolve(CLEAN, base_table=None), id="no base table"),
            pytest.param(attrs.evolve(CLEAN, scorecards=[]), id="no cards"),
            pytest.param(attrs.evolve(CLEAN, reports=CLEAN.reports[1:]), id="no 附件4"),
            pytest.param(attrs.evolve(CLEAN, reports=CLEAN.reports[:1]), id="no 附件5"),
            pytest.param(written("本年工作有序开展。"), id="no figures"),
            pytest.param(CLEAN, id="clean"),
            pytest.param(FILED, id="filed"),
        ],
    )
    def test_every_code(self, filing: bp.Filing) -> None:
        """With a reason where it does not apply; ids are unique, and nothing is violated."""
        entries = ledger(filing)
        assert {entry.code for entry in entries} == ALL_CODES
        assert len({entry.id for entry in entries}) == len(entries)
        assert [entry.id for entry in entries if entry.outcome is VIOLATED] == []
        assert [entry.id for entry in entries if entry.outcome is NOT_APPLICABLE and entry.reason is None] == []

    def test_reasons(self) -> None:
        """A missing report, and one that quotes nothing."""
        without, silent = ledger(bp.Filing()), ledger(written("本年工作有序开展。"))
        assert {"attachment_missing"} == {entry.reason.key for entry in without if entry.reason is not None}
        assert {"nothing_quoted"} == {
            entry.reason.key for entry in silent if entry.code in ("X3", "X4", "X9", "T5") and entry.reason is not None
        }

    def test_report_of_an_unknown_project(self) -> None:
        """A report whose title names no project cannot be compared."""
        reports = [
            attrs.evolve(report, heading=attrs.evolve(report.heading, title="2022年度绩效评价报告"))
            for report in CLEAN.reports
        ]
        entries = ledger(attrs.evolve(CLEAN, reports=reports))
        reasons = [
            entry.reason.key for entry in entries if entry.reason is not None and entry.id.endswith("reports[1]")
        ]
        assert {"report_of_unknown_project"} == set(reasons)

    def test_paragraph_without_end(self) -> None:
        """A paragraph of a book's length is no prose; it is not read, and that is told."""
        entries = ledger(written("三公经费3.50万元。" * 4000))
        told = [entry for entry in entries if entry.reason is not None and entry.reason.key == "text_too_long"]
        assert [(f"X9:{path_of()}", NOT_EVALUABLE)] == [(entry.id, entry.outcome) for entry in told]

    @pytest.mark.parametrize(("length", "told"), [(LONGEST, []), (LONGEST + 1, ["BP905"])])
    def test_unread_paragraph_is_found(self, length: int, told: list[str]) -> None:
        """The review warns of a paragraph that was not checked, with its length and the bound; of a shorter one not."""
        filing = written("三公经费3.15万元。".ljust(length, "。"))
        found = [each for each in bp.review(filing, bp.load_rulebook("hunan-2022")).findings if each.code == "BP905"]
        values = (("count", str(length)), ("most", str(LONGEST)))
        assert [(code, "warning", path_of(), values) for code in told] == [
            (each.code, each.severity, each.path, each.details) for each in found
        ]

    def test_unread_goal(self) -> None:
        """A goal that is too long is told as well; it stands in no report."""
        entries = ledger(goal("馆藏数字化6000卷。" * 3000, "馆藏数字化6300卷。"))
        told = [entry.id for entry in entries if entry.reason is not None and entry.reason.key == "text_too_long"]
        assert told == ["X14:scorecards[1].goals[0].expected"]


@pytest.mark.parametrize(("figures", "codes"), [(40, {"T1"}), (41, set())])
def test_far_away(figures: int, codes: set[str]) -> None:
    """Whether something else was named is asked of the last forty figures; where there are more, nothing is sure."""
    assert codes == violated("全年接待1人次。" * figures + "预算执行率50%。")


@pytest.mark.parametrize(
    ("reports", "cards", "quoting"),
    [
        ((), (), set()),
        (("department",), (), ALL_CODES - {"L3"}),
        (("project",), (), ALL_CODES - {"L3", "X3", "X4", "X7"}),
        ((), ("department",), {"L3", "X14"}),
        ((), ("project",), {"L3", "X14"}),
        ((), ("target", "monitoring"), set()),
        (("department",), ("project",), ALL_CODES),
    ],
)
def test_nothing_is_quoted(reports: tuple[str, ...], cards: tuple[str, ...], quoting: set[str]) -> None:
    """Of every code it is told whether the attachment is missing, or only quotes nothing of the kind."""
    filing = bp.Filing(
        reports=[bp.Report(kind=kind, heading=bp.Heading(title="某项目自评报告")) for kind in reports],
        scorecards=[bp.Scorecard(kind=kind, subject="某项目") for kind in cards],
    )
    told = {entry.code: entry.reason for entry in ledger(filing) if entry.id == entry.code}
    said = {code: (reason.key, dict(reason.values).get("attachment")) for code, reason in told.items() if reason}
    missing = {code: "附件2" if code == "L3" else "附件4" for code in ALL_CODES - quoting}
    unknown = {"X8", "X10", "L2"} if reports == ("project",) and not cards else set()
    assert said == {
        **dict.fromkeys(quoting - unknown, ("nothing_quoted", None)),
        **{code: ("attachment_missing", attachment) for code, attachment in missing.items()},
    }
