"""X12 and X18: what a report claims of its targets and of its grade, against the points of its card."""

import pytest
from attrs import evolve
from examined import Changes, examined, example
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.checks.case import Checked
from budgetperf.checks.claims import check_claims
from budgetperf.domain.finding import Finding
from budgetperf.domain.written import fold

HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

# Of the twelve rows of this card one has 4.5 of 5 points, because 45000 of 50000 entries were made; 99 points in all.
CARD, DEDUCTED = "scorecards[1]", "scorecards[1].indicators[1]"
RESULTS, CONCLUSION = "reports[1].sections[3].paragraphs", "reports[1].sections[5].paragraphs"
# Every row of this one has all its points.
FULL_CARD, FULL_RESULTS = "scorecards[2]", "reports[2].sections[3].paragraphs"
DEPARTMENT_RESULTS = "reports[0].sections[12].paragraphs"

SAID: Changes = {RESULTS: ("各项绩效指标均达到预期目标。",)}


def checked(
    changes: Changes, name: str = "filing-clean", book: str | bp.Rulebook = "hunan-2022"
) -> tuple[bp.Filing, list[Checked]]:
    """An example after some changes, and what the checks say of it."""
    return examined(check_claims, changes, name, book)


def found(changes: Changes, name: str = "filing-clean") -> list[Finding]:
    """The findings after some changes."""
    return [finding for one in checked(changes, name)[1] for finding in one.findings]


def ledger(
    code: str, path: str, changes: Changes, book: str | bp.Rulebook = "hunan-2022"
) -> list[tuple[bp.Outcome, str | None]]:
    """Outcome and reason of the entries of a code within a part of the filing."""
    entries = [one.entry for one in checked(changes, book=book)[1] if one.entry is not None]
    inside = [entry for entry in entries if entry.id.startswith(f"{code}:{path}")]
    return [(entry.outcome, None if entry.reason is None else entry.reason.key) for entry in inside]


def claims(sentence: str, path: str = RESULTS) -> list[tuple[str, str]]:
    """Severity and quoted words of the findings on a sentence of the results."""
    filing, said = checked({path: (sentence,)})
    return [
        (str(finding.severity), str(bp.look_up(filing, str(finding.path)))) for one in said for finding in one.findings
    ]


def test_examples() -> None:
    """The clean filing has no finding. The filed one claims 达到预期指标, and took points off two of its rows."""
    assert found({}) == []
    (finding,) = found({}, "filing-2022")
    assert (finding.code, finding.severity, finding.stated) == ("BP504", "warning", "达到预期指标")
    assert finding.path == "reports[1].sections[3].paragraphs[0]@0+6"
    details = dict(finding.details)
    assert details == {
        "kind": "claim_all",
        "first": "scorecards[1]",
        "rows": "“社会公众满意度”4/5、“控制在预算内”9/10",
    }


# All say that every target was met, and of nothing but the card's own rows.
ALL = [
    "各项绩效指标均达到预期目标",
    "12项指标全部完成",
    "12项指标全部达到年度目标",
    "12项指标中12项达到年度目标",
    "十二项三级指标全部完成",
    "12项指标，全部完成",
    "三级指标12项，全部完成",
    "全面完成年度绩效目标",
    "圆满完成各项指标",
    "全部达到年度目标",
    "均达到预期",
    "完成年初设定的各项绩效目标",
    "绩效目标已全部实现",
    "绩效指标完成率100%",
    "绩效指标完成率为100.0％",
    "100%完成各项绩效指标",
    "所有指标均完成或超额完成",
    "指标全部达标",
    "数量指标均达到预期",
    "产出、效益指标全部完成",
]


@pytest.mark.parametrize("sentence", ALL)
def test_all_against_a_deduction(sentence: str) -> None:
    """To claim all of them where a row lost points is an error, at exactly these words."""
    assert claims(f"{sentence}。") == [("error", sentence)]


@pytest.mark.parametrize("sentence", ALL)
def test_all_that_is_true(sentence: str) -> None:
    """The same words hold for a card on which nothing was deducted."""
    assert claims(f"{sentence}。", FULL_RESULTS) == []
    assert ledger("X12", "reports[2]", {FULL_RESULTS: (f"{sentence}。",)}) == [(HOLDS, None)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("经自评，2022年度各项绩效指标均达到预期。", "年度各项绩效指标均达到预期"),
        ("项目按计划实施，资金使用规范，各项绩效指标全部完成。", "各项绩效指标全部完成"),
        ("馆藏数字化加工项目各项绩效指标均达到年度目标。", "项目各项绩效指标均达到年度目标"),
        ("绩效目标完成情况：各项指标均达到预期。", "各项指标均达到预期"),
        ("1.各项绩效指标均已完成；2.资金使用规范。", "各项绩效指标均已完成"),
        ("与上年相比，本年各项绩效指标均已完成。", "各项绩效指标均已完成"),
        ("各项绩 效指标均\n达到预期。", "各项绩 效指标均\n达到预期"),
        ("１２项指标全部完成", "１２项指标全部完成"),
    ],
)
def test_words_around_a_claim(sentence: str, words: str) -> None:
    """Words that leave it to be of the whole change nothing; blanks and width neither, and the span is as printed."""
    assert claims(sentence) == [("error", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "达到预期指标。",
        "达到预期目标。",
        "实现了预期绩效目标。",
        "本项目达到预期目标。",
        # Of all, but perhaps of other targets: the sentence began with something else.
        "项目按计划实施，资金使用规范，各项指标全部完成。",
    ],
)
def test_general_claim(sentence: str) -> None:
    """A claim that does not say *all* of the card's rows is doubtful, no more."""
    assert [severity for severity, _ in claims(sentence)] == ["warning"]


@pytest.mark.parametrize(
    "sentence",
    [
        "基本达到预期指标。",
        "各项指标基本达到预期。",
        "各项绩效指标未全部达到预期。",
        "大部分指标达到预期目标。",
        "除目录著录外，各项指标全部完成。",
        "各项指标全部完成，但目录著录少5000条。",
        "各项绩效指标全部完成。其中目录著录未达到目标。",
        "各项绩效指标完成情况较好。",
        "绩效指标完成率95%。",
        "各项指标均达到预期目标的95%。",
        "上年各项绩效指标全部完成。",
        "2021年各项绩效指标全部完成。",
        "确保各项绩效指标全部完成。",
        "力争12项指标全部完成。",
        "下一步将全面完成各项绩效指标。",
        "培训出勤率达到预期指标。",
        "走访慰问2次，达到预期指标。",
        "招商引资各项指标全部完成。",
        "重点档案抢救保护各项绩效指标均达到年度目标。",
        "核心指标全部完成。",
        "4项一级指标全部完成。",
        "1项指标完成。",
        "按时完成各项任务。",
        "全面完成各项工作任务。",
    ],
)
def test_no_claim(sentence: str) -> None:
    """Limited, negated, planned, of another year, of something else: none of it is of all targets of the card."""
    assert ledger("X12", "reports[1]", {RESULTS: (sentence,)}) == [(NOT_APPLICABLE, "no_claim")]


@pytest.mark.parametrize(
    "title", ["下一步改进措施", "有关建议", "存在的问题", "项目资金使用管理情况", "项目支出决策情况"]
)
def test_sections_without_claims(title: str) -> None:
    """What is planned, and what is said of money and management, is no claim on the targets."""
    changes = {"reports[1].sections[3].title": title, RESULTS: ("各项绩效指标均达到预期目标。",)}
    assert ledger("X12", "reports[1]", changes) == [(NOT_APPLICABLE, "no_claim")]


def test_section_of_one_level() -> None:
    """Under 效益情况 a claim is of 效益指标, none of which lost points; under 产出情况 of those that did."""
    sentence = ("各项绩效指标均达到预期目标。",)
    assert ledger("X12", "reports[1].sections[10]", {"reports[1].sections[10].paragraphs": sentence}) == [(HOLDS, None)]
    assert [finding.severity for finding in found({"reports[1].sections[9].paragraphs": sentence})] == ["error"]


def test_several_claims() -> None:
    """Each claim of a paragraph is judged by itself."""
    said = "各项绩效指标均达到预期目标。满意度指标全部完成。12项指标全部完成。"
    assert [words for _, words in claims(said)] == ["各项绩效指标均达到预期目标", "12项指标全部完成"]


def test_long_words_before_a_claim() -> None:
    """What so many words were about, nobody knows."""
    assert claims(f"{'本项目' * 40}各项绩效指标均达到预期目标。") == []


class TestCounts:
    """So many of so many: eleven of the twelve rows have all their points, and met their target."""

    @pytest.mark.parametrize(
        "sentence",
        [
            "12项指标中11项达到年度目标。",
            "共设置12项三级指标，其中11项达到年度目标。",
            "十二项指标中，有十一项完成了年度目标，一项未完成。",
            "12项指标完成11项。",
            "12项绩效指标中1项未完成。",
        ],
    )
    def test_right(self, sentence: str) -> None:
        """Digits or numerals, met or missed: the count agrees."""
        assert ledger("X12", RESULTS[:10], {RESULTS: (sentence,)}) == [(HOLDS, None)]

    @pytest.mark.parametrize(
        "sentence", ["12项指标中10项达到年度目标。", "12项指标中2项未完成。", "12项指标完成10项。"]
    )
    def test_wrong(self, sentence: str) -> None:
        """Ten were not met, whichever way they are counted."""
        (finding,) = found({RESULTS: (sentence,)})
        assert (finding.code, finding.severity, finding.expected) == ("BP504", "error", "11")
        assert dict(finding.details)["kind"] == "claim_met"

    def test_by_figures_or_by_points(self) -> None:
        """A row that lost points although its target was met may count either way."""
        changes = {f"{DEDUCTED}.actual": "50000条"}
        for count in (11, 12):
            said = f"12项指标中{count}项达到年度目标，1项没有得满分。"
            assert found({**changes, RESULTS: (said,)}) == []
        assert [f.expected for f in found({**changes, RESULTS: ("12项指标中10项达到年度目标。",)})] == ["11–12"]

    @pytest.mark.parametrize("number", ["15", "二十"])
    def test_another_number_of_rows(self, number: str) -> None:
        """A number that counts neither rows nor levels, with or without execution, is doubtful."""
        (finding,) = found({RESULTS: (f"{number}项指标全部完成。",)})
        assert (finding.severity, finding.expected) == ("warning", "12")
        assert dict(finding.details)["kind"] == "claim_rows"

    @pytest.mark.parametrize("changes", [{f"{DEDUCTED}.weight": None}, {f"{DEDUCTED}.part_of": "馆藏数字化卷数"}])
    def test_ambiguous(self, changes: Changes) -> None:
        """Whether a row without weight, or a part of another, is counted, nobody can tell."""
        said = {RESULTS: ("11项指标中10项达到年度目标。",)}
        assert ledger("X12", "reports[1]", {**changes, **said}) == [(NOT_EVALUABLE, "counted_otherwise")]

    def test_counted_with_execution(self) -> None:
        """Thirteen may be the twelve rows and the execution rate; which of them were met is then open."""
        said = {RESULTS: ("13项指标中12项达到年度目标。",)}
        assert ledger("X12", "reports[1]", said) == [(NOT_EVALUABLE, "counted_otherwise")]


class TestWhatIsKnownOfTheRows:
    """Stated points weigh more than recomputation; what nobody knows contradicts nothing."""

    def test_missed_by_its_figures_alone(self) -> None:
        """Full points for a missed target: the claim agrees with the points, and is only doubtful."""
        (finding,) = found({**SAID, f"{DEDUCTED}.points": "5"})
        assert finding.severity == "warning"
        details = dict(finding.details)
        assert (details.get("rows"), details["missed"]) == (None, "“目录著录条数”")

    def test_missed_only_if_more_is_better(self) -> None:
        """Where no direction is stated, a figure below the target need not have missed it."""
        assert found({**SAID, f"{DEDUCTED}.points": "5", f"{DEDUCTED}.target": "50000条"}) == []

    def test_a_row_to_be_judged(self) -> None:
        """Words that only a person can judge contradict nothing."""
        changes = {f"{DEDUCTED}.points": "5", f"{DEDUCTED}.actual": "基本建成目录体系"}
        assert found({**SAID, **changes}) == []

    @pytest.mark.parametrize(
        ("points", "reason"), [(None, "missing_figure"), (bp.Unreadable("4.S"), "unreadable_figure")]
    )
    def test_points_that_nobody_knows(self, points: object, reason: str) -> None:
        """A blank or unreadable score is no deduction."""
        changes = {**SAID, f"{DEDUCTED}.points": points, f"{DEDUCTED}.actual": "50000条"}
        assert ledger("X12", "reports[1]", changes) == [(NOT_EVALUABLE, reason)]

    def test_no_rows(self) -> None:
        """A card without rows has nothing to compare."""
        assert ledger("X12", "reports[1]", {**SAID, f"{CARD}.indicators": ()}) == [(NOT_APPLICABLE, "no_rows")]

    def test_many_rows(self) -> None:
        """Six rows are named, and how many there are."""
        halves = {f"{CARD}.indicators[{row}].points": "1" for row in range(12)}
        (finding,) = found({**SAID, **halves})
        details = dict(finding.details)
        assert (details["rows"].count("、"), details["more"]) == (5, "12")


class TestCards:
    """Which card a report is about."""

    @pytest.mark.parametrize("title", ["2022年度项目支出绩效评价报告", None])
    def test_unknown(self, title: str | None) -> None:
        """A title that names no card, where there are two."""
        changes = {**SAID, "reports[1].heading.title": title}
        assert ledger("X12", "reports[1]", changes) == [(NOT_EVALUABLE, "report_unmatched")]

    def test_the_only_card(self) -> None:
        """One project card and one project report belong together, whatever the title."""
        filing = example("filing-clean")
        changes = {"scorecards": filing.scorecards[:2], "reports": filing.reports[:2]}
        (finding,) = found({**changes, **SAID, "reports[1].heading.title": None})
        assert dict(finding.details)["first"] == CARD

    def test_one_name_within_the_other(self) -> None:
        """The longest name in the title is meant: 数字化 is not 馆藏数字化加工."""
        (finding,) = found({**SAID, f"{FULL_CARD}.subject": "数字化专项"})
        assert dict(finding.details)["first"] == CARD

    def test_two_names_in_the_title(self) -> None:
        """A title that names both cards is of neither."""
        changes = {"reports[1].heading.title": "馆藏数字化加工、重点档案抢救保护项目支出绩效评价报告"}
        assert ledger("X12", "reports[1]", {**SAID, **changes}) == [(NOT_EVALUABLE, "report_unmatched")]

    def test_department(self) -> None:
        """附件4 is compared under its heading 绩效情况, with 附件2."""
        changes = {DEPARTMENT_RESULTS: ("各项绩效指标全部完成。",)}
        assert found(changes) == []
        assert ledger("X12", "reports[0]", changes) == [(HOLDS, None)]
        (finding,) = found({**changes, "scorecards[0].indicators[0].points": "4"})
        assert (finding.severity, dict(finding.details)["rows"]) == ("error", "“馆藏数字化卷数”4/5")

    def test_a_project_in_the_report_of_the_department(self) -> None:
        """After the name of a project a claim may be of that one."""
        said = ("馆藏数字化加工支出59.28万元。各项绩效指标全部完成。",)
        assert ledger("X12", "reports[0]", {DEPARTMENT_RESULTS: said}) == [(NOT_APPLICABLE, "no_claim")]


class TestGrades:
    """X18: the grade word and the score; the card has 99 points, which is 优."""

    @pytest.mark.parametrize(
        ("sentence", "word"),
        [
            ("项目自评得分99分，等级为良。", "良"),
            ("项目自评得分99分，评价等级“良”。", "良"),
            ("项目绩效评价等级：良", "良"),
            ("项目绩效评价等级为“良”级。", "良"),
            ("自评结论为良。", "良"),
            ("综合评价结果为良好。", "良好"),
            ("经综合评定，属良好等次，自评得分99分。", "良好"),
            ("自评得分99分（良）。", "良"),
            ("自评得分99分。等级为中等。", "中等"),
            ("绩效自评综合得分为99分，自评等级\n属于“良”。", "良"),
        ],
    )
    def test_wrong(self, sentence: str, word: str) -> None:
        """The span is the word; the finding has the score, the right grade, and the clause of the grades."""
        changes = {CONCLUSION: (sentence,)}
        (finding,) = found(changes)
        assert (finding.code, finding.severity, finding.stated, finding.expected) == ("BP218", "error", word, "优")
        assert bp.look_up(checked(changes)[0], str(finding.path)) == word
        assert dict(finding.details) == {"score": "99", "expected_en": "excellent"}
        assert finding.clause == bp.load_rulebook("hunan-2022").grades_clause

    @pytest.mark.parametrize(
        "sentence",
        [
            "项目自评得分99分，等级为优。",
            "综合评价结果为优秀。",
            "自评结论为优。",
            # The score is not that of the card, which X10 reports; the grade goes with one of them.
            "绩效自评85分，等级为优。",
            "绩效自评85分，等级为良。",
            "重点档案抢救保护项目自评得分85分，等级为良。",
        ],
    )
    def test_right(self, sentence: str) -> None:
        """A grade that its score earns, or the card's."""
        assert ledger("X18", CONCLUSION, {CONCLUSION: (sentence,)}) == [(HOLDS, None)]

    @pytest.mark.parametrize(
        "sentence",
        [
            "自评等级为优良。",
            "绩效评价优化了流程。",
            "自评结果良好。",
            "评价结果良好，群众满意。",
            "成效优良。",
            "群众满意度评价得分98分，等级为良。",
            "空气质量评价等级为良。",
            "社会评价为良。",
            "年度考核等次为良好。",
            "上年自评等级为良。",
            "力争绩效评价等级为良。",
        ],
    )
    def test_no_grade(self, sentence: str) -> None:
        """Other words, other things that are graded, other years, and wishes."""
        assert ledger("X18", "reports[1]", {CONCLUSION: (sentence,)}) == [(NOT_APPLICABLE, "no_grade_word")]

    @pytest.mark.parametrize(
        ("sentence", "changes", "reason"),
        [
            ("自评等级为合格。", {}, "unknown_grade"),
            ("重点档案抢救保护项目绩效评价等级为良。", {}, "other_subject"),
            ("绩效评价等级为良。", {"reports[1].heading.title": None}, "report_unmatched"),
            ("绩效评价等级为良。", {f"{CARD}.stated_points": None}, "missing_figure"),
            ("绩效评价等级为良。", {f"{CARD}.stated_points": bp.Unreadable("9O")}, "unreadable_figure"),
            ("绩效评价等级为良。", {f"{CARD}.stated_points": "120"}, None),
        ],
    )
    def test_undecided(self, sentence: str, changes: Changes, reason: str | None) -> None:
        """What cannot be compared is on record with its reason; more than 100 points are still the best grade."""
        ((outcome, key),) = ledger("X18", CONCLUSION, {CONCLUSION: (sentence,), **changes})
        assert (outcome, key) == (NOT_EVALUABLE if reason else VIOLATED, reason)

    def test_a_book_without_grades(self) -> None:
        """Where the rulebook has no grades, nothing is compared."""
        assert ledger("X18", "reports[1]", {}, "central-trial") == [(NOT_APPLICABLE, "no_rule")]

    def test_a_score_without_a_grade(self) -> None:
        """A book that knows 优 alone has no grade for 85."""
        book = bp.load_rulebook("hunan-2022")
        changes = {CONCLUSION: ("项目自评得分85分，等级为优。",), f"{CARD}.stated_points": "85"}
        assert ledger("X18", CONCLUSION, changes, evolve(book, grades=book.grades[:1])) == [
            (NOT_EVALUABLE, "no_grade_for")
        ]

    def test_another_book(self) -> None:
        """With 优 from 80 points on, 85 is 优."""
        changes = {CONCLUSION: ("项目自评得分85分，等级为优。",), f"{CARD}.stated_points": "85"}
        assert ledger("X18", CONCLUSION, changes) == [(VIOLATED, None)]
        assert ledger("X18", CONCLUSION, changes, "platform-grades-80") == [(HOLDS, None)]


def test_no_reports() -> None:
    """Without a report it is on record that there is none."""
    entries = [one.entry for one in checked({"reports": ()})[1] if one.entry is not None]
    assert [(entry.id, entry.outcome) for entry in entries] == [("X12", NOT_APPLICABLE), ("X18", NOT_APPLICABLE)]


WORDS = [
    *(
        "各项",
        "指标",
        "绩效",
        "目标",
        "12项",
        "十一项",
        "中",
        "均",
        "全部",
        "达到",
        "完成",
        "预期",
        "年度",
        "率",
        "100%",
    ),
    *("。", "，", "；", "（", "）", "“", "”", " ", "\n", "\u3000", "未", "上年", "2021年", "但", "的", "情况", "项目"),
    *("自评", "等级", "得分", "99分", "为", "优", "良好", "馆藏数字化加工"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_any_words(text: str) -> None:
    """Whatever stands there: every entry has its own id, and every finding quotes what it points at."""
    filing, said = checked({RESULTS: (text,), CONCLUSION: (text,), DEPARTMENT_RESULTS: (text,)})
    ids = [one.entry.id for one in said if one.entry is not None]
    assert sorted(set(ids)) == sorted(ids)
    for finding in (finding for one in said for finding in one.findings):
        assert fold(str(bp.look_up(filing, str(finding.path)))) == fold(finding.stated or "")


@given(st.sampled_from(ALL), st.lists(st.integers(0, 20)), st.sampled_from([" ", "\n", "　", "\u200b"]))
def test_blanks_change_nothing(sentence: str, places: list[int], blank: str) -> None:
    """A claim with blanks anywhere in it is the same claim, and its span is the same words."""
    for place in places:
        sentence = f"{sentence[: place % len(sentence)]}{blank}{sentence[place % len(sentence) :]}"
    assert claims(f"{sentence}。") == [("error", sentence.strip(blank))]
