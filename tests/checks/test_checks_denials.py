"""L4, L5 and X13: what a report says there was none of, or all of, against the cells that tell how much there was."""

import pytest
from examined import Changes, examined
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.checks.case import Checked
from budgetperf.checks.denials import check_denials
from budgetperf.domain.finding import Finding
from budgetperf.domain.written import fold

HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

BASIC = "reports[0].sections[4].paragraphs"
CELLS = "base_table.three_public"
# The filing has 1.85 of running costs and 1.30 of hospitality; here also a car, and a journey.
SPENT = {f"{CELLS}.vehicle_purchase.spent": "5万元", f"{CELLS}.abroad.spent": "1万元"}


def checked(changes: Changes, name: str = "filing-clean") -> tuple[bp.Filing, list[Checked]]:
    """An example after some changes, and what the checks say of it."""
    return examined(check_denials, changes, name)


def found(changes: Changes, name: str = "filing-clean") -> list[Finding]:
    """The findings after some changes."""
    return [finding for one in checked(changes, name)[1] for finding in one.findings]


def ledger(code: str, changes: Changes) -> list[tuple[bp.Outcome, str | None]]:
    """Outcome and reason of the entries of a code."""
    entries = [one.entry for one in checked(changes)[1] if one.entry is not None and one.entry.code == code]
    return [(entry.outcome, None if entry.reason is None else entry.reason.key) for entry in entries]


def quoted(changes: Changes) -> list[tuple[str, str]]:
    """What each finding points at in the text, and the cell that it names."""
    filing, said = checked(changes)
    return [
        (str(bp.look_up(filing, str(finding.path))), dict(finding.details)["first"].removeprefix(f"{CELLS}."))
        for one in said
        for finding in one.findings
    ]


@pytest.mark.parametrize("name", ["filing-clean", "filing-2022"])
def test_examples(name: str) -> None:
    """Neither example denies what it spent."""
    assert found({}, name) == []


def test_denials_that_hold() -> None:
    """The clean filing bought no car and sent nobody abroad."""
    assert ledger("L4", {}) == [(HOLDS, None), (HOLDS, None)]
    assert ledger("L4", {f"{CELLS}.abroad.spent": "0万元"}) == [(HOLDS, None), (HOLDS, None)]


class TestSpending:
    """L4: spending that is denied, although its cell has an amount."""

    @pytest.mark.parametrize(
        ("sentence", "words", "row"),
        [
            ("本年未购置公务用车，其他支出照旧。", "未购置公务用车", "vehicle_purchase"),
            ("2022年没有新购公务用车。", "没有新购公务用车", "vehicle_purchase"),
            ("未更新购置公务用车。", "未更新购置公务用车", "vehicle_purchase"),
            ("未购买公车。", "未购买公车", "vehicle_purchase"),
            ("没有公车购置费。", "没有公车购置费", "vehicle_purchase"),
            ("未购\n置公务 用车。", "未购\n置公务 用车", "vehicle_purchase"),
            ("减少的主要原因是本年未购置公务用车。", "未购置公务用车", "vehicle_purchase"),
            ("与上年相比，本年未购置公务用车。", "未购置公务用车", "vehicle_purchase"),
            ("无公务用车运行维护费。", "无公务用车运行维护费", "vehicle_running"),
            ("无公务用车购置及运行维护费支出。", "无公务用车购置及运行维护费支出", "vehicles"),
            ("没有公务用车经费支出。", "没有公务用车经费支出", "vehicles"),
            ("无因公出国（境）支出。", "无因公出国（境）支出", "abroad"),
            ("全年未组织因公出国（境）团组。", "未组织因公出国（境）团组", "abroad"),
            ("因公出国（境）费用为零。", "因公出国（境）费用为零", "abroad"),
            ("未发生公务接待。", "未发生公务接待", "hospitality"),
            ("一般公共预算财政拨款未安排公务接待费支出。", "未安排公务接待费支出", "hospitality"),
            ("国内公务接待支出全年未发生。", "国内公务接待支出全年未发生", "hospitality"),
            ("无“三公”经费支出。", "无“三公”经费支出", "total"),
            ("“三公”经费零支出。", "“三公”经费零支出", "total"),
        ],
    )
    def test_denied(self, sentence: str, words: str, row: str) -> None:
        """The words are quoted as printed, and the filled cell is named."""
        assert quoted({**SPENT, BASIC: (sentence,)}) == [(words, f"{row}.spent")]

    def test_finding(self) -> None:
        """A warning with the figure of the cell."""
        (finding,) = found({**SPENT, BASIC: ("本年未购置公务用车。",)})
        assert (finding.code, finding.severity, finding.stated) == ("BP507", "warning", "未购置公务用车")
        assert dict(finding.details) == {"first": f"{CELLS}.vehicle_purchase.spent", "amount": "5万元"}
        assert finding.entry == f"L4:{finding.path}"

    @pytest.mark.parametrize(
        ("sentence", "words"),
        [
            ("没有发生因公出国（境）费、公务用车购置费支出。", ["没有发生因公出国（境）费", "公务用车购置费支出"]),
            ("因公出国（境）费和公务用车购置费均未发生。", ["因公出国（境）费", "公务用车购置费均未发生"]),
        ],
    )
    def test_several_at_once(self, sentence: str, words: list[str]) -> None:
        """Each thing of a list is denied by itself."""
        assert [text for text, _ in quoted({**SPENT, BASIC: (sentence,)})] == words

    @pytest.mark.parametrize(
        "sentence",
        [
            "无公务接待费超支。",
            "未发生公务接待违规行为。",
            "公务接待费未超预算。",
            "公务接待无公函不接待。",
            "有无公务接待费须说明。",
            "无公务用车。",
            "上年未购置公务用车。",
            "一季度未发生公务接待费。",
            "上半年未购置公务用车。",
            "3月起无公务接待费支出。",
            "2021年未购置公务用车，2022年购置1辆。",
            "年初预算未安排公务接待费。",
            "下属单位未购置公务用车。",
            "今后不再安排公务接待，力争无公务接待费。",
            "公务接待费1.30万元。",
        ],
    )
    def test_no_denial(self, sentence: str) -> None:
        """Other years, budgets, other units, wishes, and the denial of something else about it."""
        assert ledger("L4", {**SPENT, BASIC: (sentence,)}) == [(NOT_APPLICABLE, "no_denial")]

    def test_plans(self) -> None:
        """What stands under 下一步改进措施 is not of this year."""
        changes = {**SPENT, BASIC: (), "reports[0].sections[14].paragraphs": ("未购置公务用车。",)}
        assert ledger("L4", changes) == [(NOT_APPLICABLE, "no_denial")]

    def test_other_sources(self) -> None:
        """With money from elsewhere, the cell may hold what the general budget did not pay."""
        changes = {**SPENT, BASIC: ("未购置公务用车。",), "scorecards[0].budget.by_source[3].amount": "5万元"}
        assert ledger("L4", changes) == [(NOT_EVALUABLE, "other_sources")]

    def test_unreadable_and_missing(self) -> None:
        """A cell that cannot be read decides nothing, and neither does a form that is not there."""
        unreadable = {f"{CELLS}.vehicle_purchase.spent": bp.Unreadable("O"), BASIC: ("未购置公务用车。",)}
        assert ledger("L4", unreadable) == [(NOT_EVALUABLE, "unreadable_figure")]
        missing = {"base_table": None, BASIC: ("未购置公务用车。",)}
        assert ledger("L4", missing) == [(NOT_APPLICABLE, "attachment_missing")]


USES, MANAGED = "reports[1].sections[2].paragraphs", "reports[0].sections[8].paragraphs"
FUNDS, OTHER_FUNDS = "scorecards[1].budget.rows[0].funds", "scorecards[2].budget.rows[0].funds"


class TestPayments:
    """L5: 59.28 of 62.40 were spent on the one project, 24.35 of 24.35 on the other."""

    CLAIMS = (
        ("项目资金已全额拨付到位。", "资金已全额拨付到位"),
        ("资金全部支付到位。", "资金全部支付到位"),
        ("已全部支付完毕。", "已全部支付完毕"),
        ("资金支付率100%。", "资金支付率100%"),
        ("项目资金支付率为100.0％。", "资金支付率为100.0％"),
        ("截至12月底，项目资金100%支付到位。", "资金100%支付到位"),
        ("项目实施规范，专项资金已及时足额拨付到位。", "资金已及时足额拨付到位"),
        ("资金已全\n额拨付到位。", "资金已全\n额拨付到位"),
        ("资金投入情况：62.40万元。资金使用情况。项目资金已全额拨付到位。", "资金已全额拨付到位"),
    )

    @pytest.mark.parametrize(("sentence", "words"), CLAIMS)
    def test_gap(self, sentence: str, words: str) -> None:
        """Less was spent than the budget."""
        changes = {USES: (sentence,)}
        (finding,) = found(changes)
        assert (finding.code, finding.severity, finding.difference) == ("BP508", "warning", "-3.12万元")
        assert bp.look_up(checked(changes)[0], str(finding.path)) == words
        assert dict(finding.details) == {"first": f"{FUNDS}.spent", "spent": "59.28万元", "revised": "62.40万元"}

    @pytest.mark.parametrize("sentence", [sentence for sentence, _ in CLAIMS])
    @pytest.mark.parametrize("spent", ["62.40万元", "624000元", "63万元"])
    def test_paid(self, sentence: str, spent: str) -> None:
        """The whole budget, in any unit; what goes beyond it is not this claim's."""
        assert ledger("L5", {USES: (sentence,), f"{FUNDS}.spent": spent}) == [(HOLDS, None)]

    @pytest.mark.parametrize("sentence", ["安排项目资金62.40万元，已全额拨付到位。", "预算资金62.40万元全部支付到位。"])
    def test_of_the_budget(self, sentence: str) -> None:
        """An amount before the claim that is the budget ties it to the card."""
        assert ledger("L5", {USES: (sentence,)}) == [(VIOLATED, None)]

    def test_of_another_amount(self) -> None:
        """All of another amount may have been paid."""
        changes = {USES: ("年初预算50万元，已全额拨付到位。",)}
        assert ledger("L5", changes) == [(NOT_EVALUABLE, "other_amount")]

    @pytest.mark.parametrize(
        "sentence",
        [
            "工程款已全部支付完毕。",
            "补助资金已全额拨付到位。",
            "采购设备一批，款项已全部支付完毕。",
            "资金支付率为95%。",
            "资金尚未全部到位。",
            "资金全部到位率较高。",
            "上年资金全部到位。",
            "确保资金全部到位。",
            "资金全部到位。",
            "资金到位率100%，资金使用率95%。",
            "财政资金62.40万元已全部到位，全年支出59.28万元。",
            "62.40万元资金全部拨付到位，资金到位率100%。",
            "1.项目资金到位情况。项目资金62.40万元已全额拨付到位。",
        ],
    )
    def test_no_claim(self, sentence: str) -> None:
        """A part of the money, another year, a wish; or money that came, of which nobody says that it was spent."""
        assert ledger("L5", {USES: (sentence,)}) == [(NOT_APPLICABLE, "no_payment_claim")]

    def test_undecided(self) -> None:
        """A blank or unreadable amount, and a report of no known project."""
        said = {USES: ("项目资金已全额拨付到位。",)}
        assert ledger("L5", {**said, f"{FUNDS}.spent": None}) == [(NOT_EVALUABLE, "missing_figure")]
        assert ledger("L5", {**said, f"{FUNDS}.revised": bp.Unreadable("O")}) == [(NOT_EVALUABLE, "unreadable_figure")]
        assert ledger("L5", {**said, "reports[1].heading.title": None}) == [(NOT_EVALUABLE, "report_unmatched")]

    def test_report_of_the_department(self) -> None:
        """专项资金 in 附件4 are the money of all projects, 资金 alone is that of the department."""
        of_projects = {MANAGED: ("专项资金已全额拨付到位。",)}
        (finding,) = found(of_projects)
        assert dict(finding.details)["first"] == f"{FUNDS}.spent"
        assert found({**of_projects, f"{FUNDS}.spent": "62.40万元"}) == []
        of_all = {"reports[0].sections[3].paragraphs": ("资金全部支付完毕。",)}
        (finding,) = found(of_all)
        assert dict(finding.details)["first"] == "scorecards[0].budget.rows[0].funds.spent"


FUND, ROW = "reports[0].sections[9].paragraphs", "scorecards[0].budget.by_source[1].amount"


class TestFunds:
    """X13: what 附件4 says of 政府性基金, and the row of 附件2."""

    DENIALS = (
        "没有政府性基金预算支出。",
        "无",
        "无。",
        "/",
        "不涉及。",
        "本单位2022年无政府性基金预算收入，也没有使用政府性基金预算安排的支出。",
        "某县档案馆没有使用政府性基金预算财政拨款安排的支出，故无数据。",
        "2022年未安排政府性基金预算。",
        "政府性基金预算支出0万元。",
        "政府性基金预算支出为零。",
        "政府性基金预算收支均无。",
        "上年政府性基金预算支出12.5万元，本年没有。",
        "没有政府性基\n金预算支出。",
    )

    @pytest.mark.parametrize("sentence", DENIALS)
    def test_denied(self, sentence: str) -> None:
        """A denial holds beside a blank or a zero, and contradicts an amount."""
        assert ledger("X13", {FUND: (sentence,)})[0] == (HOLDS, None)
        assert ledger("X13", {FUND: (sentence,), ROW: "0万元"})[0] == (HOLDS, None)
        (finding,) = found({FUND: (sentence,), ROW: "3万元"})
        assert (finding.code, finding.severity, finding.path) == ("BP506", "error", f"{FUND}[0]")
        assert dict(finding.details) == {"kind": "denied", "first": ROW, "amount": "3万元"}
        assert fold(finding.stated or "") in fold(sentence)

    @pytest.mark.parametrize(
        "sentence", ["政府性基金预算支出12.5万元。", "2022年政府性基金预算收入12.5万元、支出12.5万元。"]
    )
    def test_amount(self, sentence: str) -> None:
        """An amount needs a row that is filled; whether it is the same amount is another question."""
        (finding,) = found({FUND: (sentence,)})
        assert (finding.path, finding.stated) == (f"{FUND}[0]", "12.5万元")
        assert dict(finding.details)["kind"] == "row_blank"
        assert ledger("X13", {FUND: (sentence,), ROW: "3万元"})[0] == (HOLDS, None)

    @pytest.mark.parametrize(
        "sentence",
        [
            "详见附表。",
            "无超预算支出。",
            "政府性基金支出无违规使用情况。",
            "没有国有资本经营预算支出。",
            "年初预算12万元。",
            "年初未安排政府性基金预算，年中追加预算数12万元。",
            "较上年减少12万元。",
        ],
    )
    @pytest.mark.parametrize("amount", [None, "3万元"])
    def test_no_statement(self, sentence: str, amount: str | None) -> None:
        """Budgets, changes, other funds, and the denial of something else about it."""
        assert ledger("X13", {FUND: (sentence,), ROW: amount})[0] == (NOT_APPLICABLE, "no_statement")

    def test_several_funds_in_one_section(self) -> None:
        """A heading of several funds: what is said of one is not said of the other."""
        said = ("政府性基金预算支出3万元，没有国有资本经营预算支出。",)
        changes = {"reports[0].sections[9].title": "政府性基金、国有资本经营预算支出情况", FUND: said, ROW: "3万元"}
        assert found(changes) == []

    def test_undecided(self) -> None:
        """Rows that are not there or cannot be read, and attachments that are missing."""
        assert ledger("X13", {})[1:] == [(NOT_APPLICABLE, "no_such_row")] * 2
        assert ledger("X13", {ROW: bp.Unreadable("O")})[0] == (NOT_EVALUABLE, "unreadable_figure")
        assert ledger("X13", {"scorecards": ()}) == [(NOT_APPLICABLE, "attachment_missing")] * 3
        assert ledger("X13", {FUND: ()})[0] == (NOT_APPLICABLE, "no_statement")


def test_no_reports() -> None:
    """Without a report it is on record that there is none."""
    entries = [one.entry for one in checked({"reports": ()})[1] if one.entry is not None]
    assert [(entry.id, entry.outcome) for entry in entries] == [(code, NOT_APPLICABLE) for code in ("L4", "L5", "X13")]


WORDS = [
    *(
        "未",
        "没有",
        "无",
        "均",
        "购置",
        "公务用车",
        "运行维护费",
        "因公出国（境）",
        "公务接待",
        "支出",
        "发生",
        "“三公”经费",
    ),
    *(
        "资金",
        "已",
        "全额",
        "全部",
        "拨付",
        "到位",
        "支付率",
        "100%",
        "62.40万元",
        "0万元",
        "政府性基金",
        "预算",
        "为零",
    ),
    *("。", "，", "、", "；", " ", "\n", "上年", "2021年", "的", "情况", "项目"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_any_words(text: str) -> None:
    """Whatever stands there: every entry has its own id, and every finding quotes what it points at."""
    filing, said = checked({**SPENT, ROW: "3万元", BASIC: (text,), USES: (text,), MANAGED: (text,), FUND: (text,)})
    ids = [one.entry.id for one in said if one.entry is not None]
    assert sorted(set(ids)) == sorted(ids)
    for finding in (finding for one in said for finding in one.findings):
        assert fold(finding.stated or "") in fold(str(bp.look_up(filing, str(finding.path))))
