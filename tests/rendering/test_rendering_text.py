"""A review as text for a terminal: all that an officer needs, in a hundred columns."""

import re
import unicodedata

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.figures import Source
from budgetperf.domain.finding import ClauseStatus
from budgetperf.reconciliation.coverage import Coverage
from budgetperf.rendering.ledger_text import coverage_line, untied_lines
from budgetperf.rendering.review_text import review_to_text
from budgetperf.rendering.width import width
from consistent import BOOK, LIBRARY_FILING, changed, reviewed

BOOKS = "scorecards[1].indicators[0]"
TROUBLE: dict[str, object] = {
    f"{BOOKS}.name": "为县城和乡镇读者购置适合各年龄段阅读的社会科学与自然科学类新书册数",
    f"{BOOKS}.actual": "4000册",
    "scorecards[1].indicators[1].weight": None,
    "scorecards[1].indicators[3].points": None,
    "scorecards[2].supervisor": None,
    "base_table.three_public.total.spent": "9万元",
    "base_table.staffing.actual": bp.Unreadable("1O"),
}


def lines(review: bp.Review, lang: str = "zh") -> list[str]:
    """The lines of the text."""
    return review_to_text(review, lang=lang).splitlines()


@pytest.fixture(scope="module")
def review() -> bp.Review:
    """A filing with all sorts of trouble, read from two files."""
    sources = [bp.Source(file=name, sha256="0") for name in ("自评表.docx", "附件1.xlsx")]
    cell = bp.Location(file="附件1.xlsx", table="附件1", address="E9")
    reading = bp.Reading(
        filing=changed(TROUBLE), sources=sources, locations={"base_table.three_public.total.spent": cell}
    )
    return bp.review(reading, BOOK)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hundred_columns(review: bp.Review, lang: str) -> None:
    """No line is wider than a hundred columns, and none ends with blanks."""
    for line in lines(review, lang):
        assert width(line) <= 100
        assert line == line.rstrip()


def test_head(review: bp.Review) -> None:
    """The files come first, then the unit and year, the rulebook with its reason, and the verdict with its counts."""
    head = lines(review)[:5]
    assert head[:3] == ["自评表.docx", "附件1.xlsx", "某县图书馆  2022 年度"]
    assert head[3].startswith("规则集  hunan-2022  ")
    assert "由使用者指定" in "".join(lines(review)[3:5])
    (verdict,) = [line for line in lines(review) if line.startswith("结论")]
    roots = [finding for finding in review.findings if finding.caused_by is None or finding.cluster is None]
    errors = sum(finding.severity is bp.Severity.ERROR for finding in roots)
    warnings = sum(finding.severity is bp.Severity.WARNING for finding in roots)
    assert verdict == f"结论  有错误，须改正    错误 {errors}  疑点 {warnings}  建议 0"


def test_scorecards(review: bp.Review) -> None:
    """Each card with its stated and recomputed total, its grade, and a table of its rows."""
    text = review_to_text(review)
    assert [line for line in lines(review) if line.startswith("━━ 附件")] == [
        "━━ 附件2  某县图书馆",
        "━━ 附件3  图书购置工作经费",
        "━━ 附件3  古籍修复专项",
        "━━ 附件3  运行维护专项",
    ]
    assert text.count("三级指标") >= 4
    assert "自评 99.58" in text
    assert "等级 优" in text


def test_table_lines_up(review: bp.Review) -> None:
    """Every line of a table of rows keeps its columns, though a Chinese character is two columns wide."""
    found = lines(review)
    start = next(index for index, line in enumerate(found) if line.startswith("三级指标"))
    rule = found[start + 1]
    assert set(rule) == {"─", " "}
    # The first column is as wide as its stroke, and the next one starts two blanks further right.
    first = len(rule.split("  ")[0])
    for line in found[start + 2 : start + 9]:
        taken = 0
        for character in line:
            if taken >= first:
                break
            taken += width(character)
        assert taken == first


def test_trace_of_a_wrong_score(review: bp.Review) -> None:
    """A row whose score does not follow is computed line by line."""
    text = review_to_text(review)
    assert "完成比例法（B/A）：目标 5000册，实际 4000册，分值 20，得分 16 → 16.00" in text


def test_ledger_is_counted(review: bp.Review) -> None:
    """The outcomes are counted, and what could not be evaluated is listed with the reason."""
    (counts,) = [line for line in lines(review) if line.startswith("勾稽关系")]
    assert str(sum(entry.outcome is bp.Outcome.HOLDS for entry in review.ledger)) in counts
    (staffing,) = [line for line in lines(review) if "不能识别" in line and line.startswith("  无法核对")]
    assert staffing == "  无法核对 B1：附件1财政供养人员实际在职人数 不能识别"


def test_each_reason_stands_once() -> None:
    """Identities that one missing figure stops are told together; rows for a person to judge are counted."""
    missing = {f"{BOOKS}.points": None, f"{BOOKS}.actual": "大致完成"}
    (entries,) = [line for line in lines(reviewed(missing)) if line.startswith("  无法核对") and "缺少" in line]
    assert entries == "  无法核对 P7、P9、P10：缺少 附件3“图书购置工作经费”的“新书册数”得分"
    judged = lines(reviewed({f"{BOOKS}.actual": "大致完成"}))
    assert "  无法核对 1 行：须人工判断，见自评表" in judged


def test_findings_in_full(review: bp.Review) -> None:
    """Each finding that stands by itself with its number, severity, code, cell, clause and what to do."""
    text = review_to_text(review)
    roots = [finding for finding in review.findings if finding.caused_by is None or finding.cluster is None]
    heads = [f"{finding.id} " for finding in roots]
    assert all(any(line.startswith(head) and "BP" in line for line in lines(review)) for head in heads)
    assert "位置 附件1.xlsx 附件1 E9" in text
    assert text.count("依据 ") == sum(finding.clause is not None for finding in roots)
    assert text.count("处理 ") >= len(roots)


def test_consequences_refer_to_their_cause() -> None:
    """A finding that only says again what another one has said names it."""
    same: dict[str, object] = {
        "scorecards[1].indicators[1].target": "≥5000册",
        "scorecards[1].indicators[1].actual": "5100册",
        "scorecards[1].indicators[1].points": "9",
    }
    short = {**same, "scorecards[1].stated_points": "98.80"}
    found = reviewed(short)
    cause = next(finding.id for finding in found.findings if finding.code == "BP206")
    assert f"    由来 {cause}" in lines(found)


def test_one_cause_is_one_finding() -> None:
    """What one wrong cell leads to is told under one finding, with the cell and what it should say."""
    found = reviewed({"base_table.projects.lines[0].funds.spent": "93万元"})
    heads = [finding for finding in found.findings if finding.cluster is not None and finding.caused_by is None]
    others = [finding for finding in found.findings if finding.caused_by == heads[0].id]
    assert len(heads) == 1
    assert others
    text = review_to_text(found)
    assert "更正 附件1“图书购置专项”决算数 93万元，应为 39万元（像是两个数字颠倒）" in text.replace("\n      ", "")
    assert all(f"    牵连 {finding.id} {finding.code}" in text for finding in others)


def told(review: bp.Review, lang: str = "zh") -> str:
    """The text with wrapped lines joined; in English a blank stands between them."""
    return ("" if lang == "zh" else " ").join(line.strip() for line in lines(review, lang))


def test_a_correction_says_who_agrees() -> None:
    """The identities that agree once the cell is corrected, and the first few places that speak for it."""
    found = reviewed({"scorecards[1].budget.rows[0].funds.spent": "48.5万元"})
    (correction,) = found.diagnoses[0].changes[0].any_of
    assert len(correction.confirmed_by) > 3
    said = re.search("改后 [^（]*相符（见(.*?)等 ([0-9]+) 处）", told(found))
    assert said is not None
    assert said[1].count("附件") == 3
    assert 3 < int(said[2]) <= len(correction.confirmed_by)


def test_changes_that_go_together_are_numbered() -> None:
    """Where several cells must change, each has its number."""
    found = reviewed({
        "base_table.projects.lines[0].funds.spent": "93万元",
        "base_table.projects.lines[1].funds.spent": "21万元",
    })  # fmt: skip
    counts = [len(diagnosis.changes) for diagnosis in found.diagnoses if diagnosis.rank == 1]
    assert max(counts) > 1
    for lang, first, second in (("zh", "（1）附件1", "（2）"), ("en", "(1) ", "(2) ")):
        text = told(found, lang)
        assert first in text
        assert second in text


def test_cells_that_cannot_be_told_apart_each_say_who_agrees() -> None:
    """Of several cells one is wrong: each says what it agrees with once it is the one that is corrected."""
    found = reviewed({"base_table.staffing.stated_rate": "90%"})
    (change,) = found.diagnoses[0].changes
    assert len(change.any_of) > 1
    assert told(found).count("改后 B1 相符（见附件1") == len(change.any_of)
    assert told(found, "en").count("then B1 agrees (see Attachment 1, ") == len(change.any_of)


def test_english(review: bp.Review) -> None:
    """In English the sentences are English, with amounts in yuan."""
    text = review_to_text(review, lang="en")
    assert "verdict" in text
    assert "9万元 (CNY 90,000)" in text
    assert "the parts make" in text
    assert "各分项" not in text


def test_english_has_english_labels(review: bp.Review) -> None:
    """Attachments, counts and the lists of the coverage are English; what is Chinese stands in the document."""
    # The files have their own names.
    text = "\n".join(lines(review, "en")[2:]).replace("附件1.xlsx 附件1 E9", "").partition("━━ what it rests on")[0]
    assert "附件" not in re.sub("（附件[^）]*）", "", text)
    assert not re.search(r"(?<![0-9.])1 (?:findings|points|cells|figures|errors|warnings|pieces)", text)
    found = coverage_of(text)
    assert "  " not in found
    assert not set("：；、，（）") & set(re.sub("[“《].*?[”》]", "", found))


def coverage_of(text: str) -> str:
    """The lines about what is tied, joined."""
    _, found, rest = text.partition("coverage  ")
    assert found
    return " ".join(line.strip() for line in rest.partition("not evaluable")[0].splitlines())


def test_one_finding() -> None:
    """One is not many."""
    found = reviewed({"scorecards[1].supervisor": None})
    assert len(found.findings) == 1
    assert "━━ 1 finding" in lines(found, "en")
    (verdict,) = [line for line in lines(found, "en") if line.startswith("verdict")]
    assert verdict == "verdict  warnings, to be checked    0 errors  1 warning  0 pieces of advice"


def test_coverage() -> None:
    """All figures tied, some, or none at all."""
    for lang, said in (("zh", ["没有数字", "都至少", "1 个无从"]), ("en", ["no figures", "nothing that", "1 that"])):
        for (tied, untied), words in zip([((), ()), (("a",), ()), (("a",), ("b",))], said, strict=True):
            assert words in coverage_line(Coverage(tied=tied, untied=untied), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_quoted_in_a_cell_is_listed_in_its_own_words(lang: str) -> None:
    """A figure within the words of a cell, which nothing confirms, is told by those words and not by its path."""
    review = reviewed({"scorecards[0].indicators[0].target": "发动三家企业，带资600万元"})
    assert any("@" in path for path in review.coverage.untied)
    (line,) = [line for line in untied_lines(review, lang) if "带资600万元" in line]
    assert "target@" not in line


def test_nothing_found() -> None:
    """A clean filing says so."""
    assert "没有发现问题。" in lines(reviewed({}))
    assert "Nothing found." in lines(reviewed({}), "en")


def test_what_it_rests_on(review: bp.Review) -> None:
    """The last lines say by which program, rulebook, files and clauses; those that nobody has seen are told as such."""
    text = review_to_text(evolve(review, previous_sources=[Source(file="上年.docx", sha256="f" * 64)]))
    said = text.partition("━━ 复核依据\n")[2].splitlines()
    assert said[0] == f"  程序 budgetperf {bp.__version__}"
    assert said[1] == f"  规则集 {BOOK.name}  SHA-256 {BOOK.sha256}"
    assert [line.split()[-1] for line in said if line.startswith("  材料")] == [one.sha256 for one in review.sources]
    assert f"  上年材料 上年.docx  SHA-256 {'f' * 64}" in said
    recalled = [clause for clause in review.clauses if clause.status is ClauseStatus.RECALLED]
    assert "".join(said).count("〔未见原文，待核〕") == len(recalled) > 0


def test_an_empty_filing() -> None:
    """A review of nothing says what is missing."""
    text = review_to_text(bp.review(bp.Filing(), BOOK))
    assert text.startswith("单位名称不明  年度不明\n")
    assert "缺少附件1" in text


def test_a_card_without_weights() -> None:
    """A card that cannot be recomputed says so instead of showing a table of strokes."""
    filing = evolve(LIBRARY_FILING, scorecards=[bp.Scorecard(kind="project", subject="图书购置", stated_points="98")])
    assert "自评 98，没有分值，无法复算" in lines(bp.review(filing, BOOK))


def test_nothing_from_a_file_is_obeyed() -> None:
    """Escape sequences, line ends and directions from a document cannot recolour, break or reverse the text."""
    nasty = "\x1b[31m红\r\n结论  未发现问题\u202e\u2028\x85\x07"
    review = reviewed({
        "department": nasty,
        "scorecards[0].subject": nasty,
        "scorecards[1].subject": nasty,
        f"{BOOKS}.name": nasty,
        f"{BOOKS}.actual": nasty,
        "base_table.staffing.actual": bp.Unreadable(nasty),
    })  # fmt: skip
    review = evolve(review, sources=[bp.Source(file=nasty, sha256="0")])
    for lang in ("zh", "en"):
        text = review_to_text(review, lang=lang)
        categories = {unicodedata.category(character) for character in text if character != "\n"}
        assert categories.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
        assert "结论  未发现问题" not in [line.strip() for line in text.split("\n")]


def test_names_of_persons_never_go_in() -> None:
    """Neither names nor telephone numbers of the signature lines are shown."""
    changes: dict[str, object] = {
        f"{place}.heading.signature": bp.Signature(prepared_by=f"※{place}", phone="※号", responsible="※人")
        for place in ("base_table", "scorecards[0]", "scorecards[1]", "reports[0]")
    }
    for lang in ("zh", "en"):
        assert "※" not in review_to_text(reviewed(changes), lang=lang)


def test_last_year_is_told_once() -> None:
    """What became of the comparison that was asked for stands at the head; nothing where none was asked for."""
    before = evolve(LIBRARY_FILING, year=2021)
    other = evolve(before, department="某县档案馆")
    older = evolve(before, year=2019)
    for previous, zh, en in [
        (other, "上年  没有与上年度材料核对：上年度材料的单位是“某县档案馆”", "last year  not compared"),
        (older, "上年  没有与上年度材料核对：所提供的是 2019 年度的材料", "last year  not compared"),
        (
            evolve(before, base_table=None),
            "上年  没有与上年度材料核对：上年度材料中没有附件1",
            "last year  not compared",
        ),
        (before, "上年  上年决算数与上年度材料核对 ", "last year  "),
    ]:
        review = bp.review(LIBRARY_FILING, BOOK, previous=previous)
        for lang, said in (("zh", zh), ("en", en)):
            label = said.partition("  ")[0] + "  "
            (line,) = [line for line in lines(review, lang) if line.startswith(label)]
            assert line.startswith(said)
    assert not [line for line in lines(reviewed({})) if line.startswith("上年")]


def test_the_execution_score_goes_by_the_name_of_its_row() -> None:
    """Its computation is told under the name that the table gives it, in the language of the table."""
    review = reviewed({"scorecards[0].budget.execution.points": "9"})
    assert "  how “budget execution” is scored:" in review_to_text(review, lang="en").splitlines()
    assert "  “预算执行率”的计分：" in review_to_text(review).splitlines()
