"""Every finding, reason and trace has its sentence in Chinese and English, with every slot filled."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.checks.clauses import clause_of
from budgetperf.domain.finding import Finding, Message
from budgetperf.domain.rates import PREVIOUS
from budgetperf.rendering.catalogue import translated
from budgetperf.rendering.clause_words import CLAUSE_WORDS
from budgetperf.rendering.identities import IDENTITIES
from budgetperf.rendering.messages import fill, message_text, say, typeset, word
from budgetperf.rendering.places import describe
from budgetperf.rendering.reasons import MESSAGES
from budgetperf.rendering.said import advice, basis_text, clause_text, location_text, reason_text, sentence
from budgetperf.rendering.sentences import FINDINGS
from budgetperf.rendering.words import WORDS
from budgetperf.scoring.policy import Alerts
from consistent import BOOK, LIBRARY_FILING, changed, reviewed

SOURCE = Path(bp.__file__).parent
CARD, TOTAL = "scorecards[1]", "scorecards[1].budget.rows[0].funds"
BOOKS, ON_TIME, COST = (f"{CARD}.indicators[{row}]" for row in (0, 1, 4))
EXECUTION, WHOLE = f"{CARD}.budget.execution", "scorecards[0].budget.rows[0].funds"
PUBLIC, PROJECTS, ADJUSTMENT = "base_table.three_public", "base_table.projects", "base_table.basic_adjustment"
UNREADABLE = bp.Unreadable("8O.5")
ROWS_WITHOUT_TOTAL = tuple(evolve(row, role=None) for row in LIBRARY_FILING.scorecards[1].budget.rows)
SAME: dict[str, object] = {f"{ON_TIME}.target": "≥5000册", f"{ON_TIME}.actual": "5100册", f"{ON_TIME}.points": "9"}


def told(text: str, kind: str = "department", title: str = "一般公共预算支出情况") -> dict[str, object]:
    """A filing with one report, and this in it."""
    heading = bp.Heading(year=LIBRARY_FILING.year, unit_name=LIBRARY_FILING.department, title="图书购置绩效报告")
    section = bp.Section(level=1, ordinal="二", title=title, paragraphs=[text])
    return {"reports": (bp.Report(kind=kind, heading=heading, sections=[section]),)}


# Whatever the checks can find, each with every combination of parameters that changes its sentence.
TROUBLES: dict[str, dict[str, object]] = {
    "no indicators": {f"{CARD}.indicators": ()},
    "blank heading": {f"{CARD}.supervisor": None, "reports[0].heading.unit_name": None},
    "other name and year": {f"{CARD}.implementer": "某县档案馆", f"{CARD}.heading.year": 2021},
    "other date and preparer": {
        "base_table.heading.signature": bp.Signature(prepared_by="甲", date="2023.1.1"),
        f"{CARD}.heading.signature": bp.Signature(prepared_by="乙", date="2023.1.2"),
    },
    "other budget year": {"year": 2018},
    "blank totals": {f"{TOTAL}.initial": None, f"{PUBLIC}.total.prior": None, f"{CARD}.stated_points": None},
    "no total row": {f"{CARD}.budget.rows": ROWS_WITHOUT_TOTAL},
    "answered with a bound": {f"{BOOKS}.actual": "≥5100册"},
    "answered with words": {f"{BOOKS}.actual": "已完成"},
    "blank rows": {f"{BOOKS}.actual": None, f"{ON_TIME}.target": None, f"{COST}.points": None},
    "column years": {"base_table.column_years.prior": "2022"},
    "no unit": {f"{BOOKS}.actual": "5100"},
    "other unit": {f"{BOOKS}.actual": "5100次"},
    "wrong level": {f"{BOOKS}.level2": "社会效益指标"},
    "no sheet, no report": {"scorecards": LIBRARY_FILING.scorecards[:3], "reports": ()},
    "no tables": {"base_table": None, "scorecards": ()},
    "a sheet of no line": {f"{CARD}.subject": "别的项目"},
    "a card twice": {"scorecards": (*LIBRARY_FILING.scorecards, LIBRARY_FILING.scorecards[1])},
    "repeated": {f"{ON_TIME}.name": "新书册数"},
    "residue": {f"{BOOKS}.name": "指标1", f"{ON_TIME}.target": "××个"},
    "achievement": {f"{BOOKS}.target": "已创建2个"},
    "count under quality": {f"{BOOKS}.level2": "质量指标"},
    "full points, target missed": {f"{BOOKS}.actual": "4000册"},
    "assumed direction": {f"{BOOKS}.target": "5000册", f"{BOOKS}.actual": "4000册"},
    "words missed": {f"{BOOKS}.target": "有所提升", f"{BOOKS}.actual": "未完成"},
    "above the weight": {f"{BOOKS}.points": "21"},
    "below nothing": {f"{BOOKS}.points": "-1"},
    "negative weight": {f"{BOOKS}.weight": "-5"},
    "execution": {f"{EXECUTION}.points": "10"},
    "no note": {f"{BOOKS}.points": "19"},
    "no note, no target": {f"{BOOKS}.points": "19", f"{BOOKS}.target": None},
    "no note, no actual": {f"{BOOKS}.points": "19", f"{BOOKS}.actual": None},
    "no note, explained": {f"{COST}.actual": "44.5万元", f"{COST}.points": "9"},
    "not alike": SAME,
    "over the budget": {f"{TOTAL}.spent": "43万元"},
    "no budget": {f"{TOTAL}.revised": "0万元"},
    "far above": {f"{BOOKS}.actual": "9000册"},
    "other weights": {f"{CARD}.stated_weights[0].weight": "40"},
    "no execution weight": {f"{EXECUTION}.weight": None},
    "parts": {f"{PUBLIC}.total.spent": "9万元"},
    "sources and natures": {"scorecards[0].budget.by_nature[0].amount": "190万元"},
    "more than the whole": {"base_table.operating.items[0].funds.spent": "20万元"},
    "rate": {"base_table.staffing.stated_rate": "96%"},
    "lines over and under": {f"{PROJECTS}.lines[0].funds.spent": "41万元", f"{PROJECTS}.lines[1].funds.spent": "1万元"},
    "line without budget": {f"{PROJECTS}.lines[0].funds.initial": "0万元"},
    "blank adjustment": {f"{ADJUSTMENT}.spent": None},
    "blank adjustment, revised column": {f"{ADJUSTMENT}.spent": None, f"{PROJECTS}.total.initial": "60万元"},
    "blank adjustment, by nature": {
        f"{ADJUSTMENT}.spent": None,
        "scorecards[0].budget.by_nature[0].amount": "191万元",
        "scorecards[0].budget.by_nature[1].amount": "60万元",
    },
    "blank adjustment of the whole budget": {
        f"{ADJUSTMENT}.spent": None,
        "base_table.labels": (("basic_adjustment", "整体支出预算调整"),),
    },
    "wrong adjustment": {f"{ADJUSTMENT}.spent": "9万元"},
    "wrong adjustment, before and after": {f"{ADJUSTMENT}.initial": "185万元", f"{ADJUSTMENT}.spent": "190万元"},
    "quoted amount": told("本年日常公用经费99万元。"),
    "quoted list": told("项目支出56.5万元，其中：图书购置工作经费39万元、古籍修复专项12万元、运行维护经费6万元。"),
    "quoted list that falls short": told("项目支出56.5万元，其中：图书购置工作经费39万元、古籍修复专项11.5万元。"),
    "quoted score": told("绩效自评得分97.3分，等级为差。"),
    "quoted rate and change": told("“三公”经费决算3.7万元，比上年增加0.9万元，增长88.8%。"),
    "quoted rate": told("项目支出预算执行率77%。"),
    "quoted share": told("“三公”经费支出3.7万元，其中公务接待费1.1万元，占“三公”经费的55%。"),
    "growth of nothing": told("因公出国（境）费0.5万元，比上年增加0.5万元，增长100%。")
    | {f"{PUBLIC}.abroad.prior": "0万元", f"{PUBLIC}.abroad.spent": "0.5万元"},
    "claim of all": told("全部指标均达到年度目标。", "project") | {f"{BOOKS}.points": "19"},
    "other funds": told("没有国有资本经营预算支出。", title="国有资本经营预算支出情况")
    | {"scorecards[0].budget.by_source[1].amount": "5万元"},
    "denied": told("全年没有公务接待支出。") | {"scorecards[0].budget.by_source[2].amount": None},
    "paid in full": told("项目资金已全额支付到位。", "project"),
    "reception": told("全年公务接待9批次3人次。"),
    "paragraph without end": told("本年日常公用经费99万元。" * 2000),
    "negative staff costs": {f"{WHOLE}.initial": "60万元"},
    "unreadable": {"base_table.staffing.actual": UNREADABLE, f"{BOOKS}.weight": UNREADABLE},
}
CELL = bp.Location(file="自评表.docx", table="附件3", row=2, column=1)
# What only a reader finds, with every kind that a reader has a word for.
OF_READERS = {
    "BP107": ("assumed_unit", "percent_assumed"),
    "BP109": ("no_funds", "no_indicators"),
    "BP901": ("money", "rate", "count", "points", "target", "actual", "no_cached_value"),
    "BP902": (
        "tracked", "hidden", "text_box", "footnote", "comment", "covered",
        "hidden_sheet", "hidden_row", "hidden_column",
    ),
    "BP903": ("unknown_column", "unknown_row", "second_total", "unplaced", "unknown_table", "nested_table"),
    "BP904": ("stray_text",),
    "BP906": ("file", "archive", "folder"),
    "BP907": ("converted",),
}  # fmt: skip
# What no sentence may show: a slot, a Python value, empty quotation marks or brackets, doubled or dangling signs.
WRONG = re.compile(r"[{}|]|None|True|False|“”|（）|\(\)|\[\]|  |，，|：：|，。|：$|: $|Decimal|Money\(|_word")


assert BOOK.explanation is not None
# A rulebook that wants everything explained.
STRICT = evolve(
    BOOK,
    explanation=evolve(BOOK.explanation, execution=2, adjustment=True, judged=True),
    alerts=Alerts(imbalance=-1, unspent=-1, clause=BOOK.explanation.clause),
)


def found() -> Iterator[tuple[Finding, bp.Filing]]:
    """Every finding of every trouble, and one of each kind that readers make."""
    for changes in TROUBLES.values():
        filing = changed(changes)
        for finding in (*bp.review(filing, BOOK).findings, *bp.review(filing, STRICT).findings):
            yield finding, filing
    fallback = Message.of("fallback", name=BOOK.name, year=2022)
    yield from ((finding, LIBRARY_FILING) for finding in bp.review(LIBRARY_FILING, BOOK, why=fallback).findings)
    for code, kinds in OF_READERS.items():
        for kind in kinds:
            for text in ("96.73", None):
                details = {"kind": kind, "text": text, "name": text, "from": ".doc", "to": ".docx"}
                stated = "表格中的文字" if code != "BP902" else None
                yield (
                    Finding(code=code, severity="warning", stated=stated, details=details, location=CELL),
                    LIBRARY_FILING,
                )


FOUND = list(found())


def test_every_code_is_among_them() -> None:
    """The troubles above bring out every code that has a sentence."""
    assert {finding.code for finding, _ in FOUND} == set(FINDINGS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_is_said(lang: str) -> None:
    """Sentence and advice are complete: no slot is left, nothing is empty, no word is missing."""
    for finding, filing in FOUND:
        for text in (sentence(finding, filing, lang), advice(finding, filing, lang)):
            assert text, finding
            assert not WRONG.search(text), text


def test_no_word_of_the_program_is_said_in_chinese() -> None:
    """What a detail is called in the program is never shown: every kind has its word."""
    for finding, filing in FOUND:
        text = sentence(finding, filing)
        for name in ("kind", "judged", "against", "premise"):
            value = dict(finding.details).get(name)
            if value is not None and f"{{{name}_word}}" in FINDINGS[finding.code][0].zh:
                assert value in WORDS[name]
                assert not re.search(rf"\b{value}\b", text), text


def test_reasons_and_traces_are_said() -> None:
    """Every reason of a ledger and every line of a trace is complete in both languages."""
    said = set()
    for changes in TROUBLES.values():
        review = reviewed(changes)
        messages = [entry.reason for entry in review.ledger if entry.reason is not None]
        rows = [row for score in review.scores for row in (*score.rows, score.execution) if row is not None]
        messages += [step for row in rows for step in row.trace]
        messages += [rate.note for rate in review.rates if rate.note is not None]
        for message in {*messages, review.why}:
            said.add(message.key)
            for lang in ("zh", "en"):
                text = reason_text(message, review.filing, lang)
                assert text, message
                assert not WRONG.search(text), text
    assert {
        "missing_figure",
        "unreadable_figure",
        "no_rows",
        "attachment_missing",
        "rule",
        "direction",
        "named",
    } <= said


def keys_in(path: Path) -> Iterator[str]:
    """The keys of messages that a module says: the first argument of the calls that make one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            of_message = (
                name == "of" and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "Message"
            )
            if of_message or (name in ("not_applicable", "not_evaluable", "holds")):
                yield from (
                    inner.value
                    for inner in ast.walk(node.args[0])
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
                )


def test_every_key_is_in_the_catalogue() -> None:
    """Whatever a module has to say, there is a sentence for it."""
    keys = {key for path in SOURCE.rglob("*.py") for key in keys_in(path)}
    assert len(keys) > 30
    assert keys - set(MESSAGES) == set()


def codes_in(path: Path) -> Iterator[str]:
    """The codes of findings that a module names."""
    yield from re.findall(r'"(BP[0-9]{3})"', path.read_text(encoding="utf-8"))


def test_every_code_is_in_the_catalogue() -> None:
    """Whatever a module finds, there is a sentence for it."""
    modules = [path for path in SOURCE.rglob("*.py") if path.name != "sentences.py" and path.parent.name != "testing"]
    assert {code for path in modules for code in codes_in(path)} - set(FINDINGS) == set()


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in WORDS.items() for value in values])
def test_every_word_is_said(kind: str, value: str) -> None:
    """A word stands in its table in Chinese, and in the catalogue in English."""
    text = WORDS[kind][value]
    assert word(kind, value) == text.zh
    assert word(kind, value, "en") == translated(text, "en") != text.zh


class TestFilling:
    """The little language of the templates."""

    def test_slots(self) -> None:
        """A slot is a value; a part around a value is there only if the value is."""
        text = "{name}{stated|：{} 分}"
        assert fill(text, {"name": "总分", "stated": "98"}) == "总分：98 分"
        assert fill(text, {"name": "总分"}) == "总分"
        assert fill(text, {"name": "总分", "stated": 0}) == "总分：0 分"

    def test_nested(self) -> None:
        """A part may hold other slots, and other parts."""
        text = "{a|A{b|B{}}{}}"
        assert fill(text, {"a": "1", "b": "2"}) == "AB21"
        assert fill(text, {"b": "2"}) == ""

    def test_empty_is_none(self) -> None:
        """No quotation marks around nothing."""
        assert fill("{text|“{}”}", {"text": ""}) == ""

    @pytest.mark.parametrize(
        ("number", "en"),
        [
            *((1, "1 point off"), ("1.00", "1.00 point off"), (0, "0 points off"), (21, "21 points off")),
            *(("0.5", "0.5 points off"), ("0–1", "0–1 points off"), ("-1", "-1 points off"), ("#", "# points off")),
        ],
    )
    def test_counts(self, number: object, en: str) -> None:
        """A value that counts chooses between singular and plural; what is no whole number is not one."""
        assert say("en", "扣 {number#} 分", number=number) == en
        assert say("zh", "扣 {number#} 分", number=number) == f"扣 {number} 分"

    def test_counts_within_a_part(self) -> None:
        """What counts may stand in a part that is left out."""
        text = FINDINGS["BP202"][0]
        said = {"where": "here", "kind": "above", "expected": "0–20", "off": "1 too much"}
        assert fill(text, said | {"stated": "1"}, "en") == (
            "here: more points than the weight: 1 point stated, must lie in 0–20, 1 too much"
        )
        assert fill(text, {"where": "here", "kind": "weight"}, "en") == "here: a negative weight"

    def test_words(self) -> None:
        """A slot with _word is the word for a value; a value without a word stands for itself."""
        assert fill("{kind_word}", {"kind": "over"}) == word("kind", "over")
        assert word("kind", "某种") == "某种"

    def test_figures_in_chinese(self) -> None:
        """A blank stands between words and figures wherever they meet, and nowhere else."""
        text = "由{first}按比例到{last}"
        assert typeset("zh", text, first="满分", last="5 分") == "由满分按比例到 5 分"
        assert typeset("en", text, first="nothing", last="5 points") == "in proportion from nothing to 5 points"

    @given(st.text())
    def test_values_go_in_as_they_are(self, text: str) -> None:
        """Whatever a document says, braces and all, stands in the sentence unchanged."""
        assert fill("“{name}”", {"name": text, "stated": "98"}) == f"“{text}”"
        assert message_text(Message.of("unknown_level", name=text)) == f"不认识“{text}”"

    @pytest.mark.parametrize("text", ["{where}", "{stated|{}}", "{", "}", "{0}", "%s", "{kind_word}", "$name", "\\n"])
    def test_document_text_is_no_template(self, text: str) -> None:
        """A target that looks like a slot of ours is shown, and not filled."""
        filing = changed({f"{BOOKS}.target": text, f"{BOOKS}.points": "0", f"{BOOKS}.name": text})
        finding = next(each for each in bp.review(filing, BOOK).findings if each.code == "BP205")
        for lang in ("zh", "en"):
            assert sentence(finding, filing, lang).count(f"“{text}”") == 2


class TestDisagreeing:
    """Two sides that differ: both are told, and none is said to be the right one."""

    def test_one_against_one(self) -> None:
        """The other place with its figure, once."""
        text = told_of("BP401", {"base_table.projects.lines[0].funds.spent": "93万元"})
        assert text == (
            "附件3“图书购置工作经费”的“年度资金总额”执行数：填报 39万元，"
            "与附件1“图书购置专项”决算数 93万元不符，少 54万元"
        )

    def test_one_against_a_sum(self) -> None:
        """The others with what they make."""
        text = told_of("BP401", {"scorecards[0].budget.by_nature[0].amount": "190万元"})
        assert re.search(r"填报 .*，与 附件2“基本支出”金额 190万元 \+ 附件2“项目支出”金额 .* = .*万元 不符，少", text)

    def test_a_target_says_what_it_states(self) -> None:
        """What is not quoted with its words is stated, in the head line, with the form it stands in."""
        goals: dict[str, object] = {
            f"{CARD}.goals": [bp.Goal(expected="年初预算数39万元，购书5000册", actual="实际完成35万元")]
        }
        text = told_of("BP501", goals)
        assert "附件3“图书购置工作经费”的年度总体目标（完成情况）的“实际完成35万元”：与附件3" in text
        finding = Finding(
            code="BP501", severity="error", path=f"{COST}.target", stated="40万元", expected="42万元",
            difference="-2万元", details={"others": f"+{TOTAL}.initial"},
        )  # fmt: skip
        assert sentence(finding, LIBRARY_FILING).startswith(
            "附件3“图书购置工作经费”的“控制在预算内”年度指标值：写的是 40万元，与附件3"
        )
        assert advice(finding, LIBRARY_FILING).startswith("请使附件3“图书购置工作经费”的目标")
        assert sentence(evolve(finding, details=()), LIBRARY_FILING).endswith("写的是 40万元，应为 42万元，少 2万元")

    def test_a_form_against_a_report(self) -> None:
        """A cell of 附件1 says what it states, and the advice speaks of the report, not of goals."""
        filing = changed(TROUBLES["quoted amount"])
        finding = next(each for each in bp.review(filing, BOOK).findings if each.code == "BP501")
        assert sentence(finding, filing).startswith(
            "附件1公用经费决算数：写的是 12.4万元，与附件4“一般公共预算支出情况”的“本年日常公用经费99万元”不符"
        )
        assert advice(finding, filing) == "请使报告与各表一致"

    def test_rows_of_one_name_have_numbers(self) -> None:
        """Two rows of one name are told apart by where they stand."""
        text = told_of("BP110", TROUBLES["repeated"])
        assert text.count("“新书册数”（第 ") == 2
        assert "（第 2 项）" in text
        assert "（第 1 项）重复" in text

    def test_names_differ(self) -> None:
        """Both cells are named, with what they say; names of persons are not repeated."""
        text = told_of("BP102", {f"{CARD}.implementer": "某县档案馆"})
        assert text == (
            "附件3“图书购置工作经费”的实施单位与附件2部门（单位）名称不一致：此处为“某县档案馆”，彼处为“某县图书馆”"
        )
        people = TROUBLES["other date and preparer"]
        assert "附件3“图书购置工作经费”的填表人与附件1填表人不一致" in told_of("BP102", people)


def told_of(code: str, changes: dict[str, object]) -> str:
    """The sentences of one code."""
    filing = changed(changes)
    return "\n".join(sentence(each, filing) for each in bp.review(filing, BOOK).findings if each.code == code)


class TestSaying:
    """Clauses, places and differences in words."""

    def test_clause(self) -> None:
        """Document, year, place and note; a status that is not *seen* is told."""
        clause = bp.Clause(document="《办法》", year=2020, place="第三章", status="chosen", note="推得")
        assert clause_text(clause) == "《办法》（2020） 第三章；推得〔本库选定〕"
        assert clause_text(clause, "en") == "《办法》 (2020), 第三章; 推得 [chosen]"
        assert clause_text(bp.Clause(document="表", status="seen")) == "表"
        assert clause_text(None) is None

    def test_basis(self) -> None:
        """What this library chose is no document; in English, place and note are English where they are known."""
        form = clause_of("B5")
        assert basis_text(form) == clause_text(form)
        assert (basis_text(form, "en") or "").endswith(" (2022), special funds = the sum of the lines, one for each")
        assert basis_text(bp.Clause(document="budgetperf", year=2026)) == "本库选定；未见文件规定"
        assert basis_text(None) is None

    @pytest.mark.parametrize("code", [*IDENTITIES, "P17 cover"])
    def test_every_clause_of_a_check_has_english(self, code: str) -> None:
        """Nothing but a title is Chinese in the basis of a finding that no rulebook stands behind."""
        clause = clause_of(code)
        assert {text for text in (clause.place, clause.note) if text is not None} <= set(CLAUSE_WORDS)

    def test_location(self) -> None:
        """A cell by its address, or by row and column."""
        assert location_text(bp.Location(file="a.xlsx", table="附件1", address="E9")) == "a.xlsx 附件1 E9"
        assert location_text(CELL) == "自评表.docx 附件3 第2行第1格"
        assert location_text(CELL, "en") == "自评表.docx 附件3 row 2, cell 1"
        assert location_text(bp.Location(file="a.docx", row=7)) == "a.docx 第7行"
        assert location_text(None) == "自评材料"

    @pytest.mark.parametrize(
        ("path", "zh", "en"),
        [
            ("base_table.staffing.actual", "附件1财政供养人员实际在职人数", "Attachment 1, persons in post"),
            (f"{PROJECTS}.lines[0].funds.initial", "附件1“图书购置专项”预算数", "Attachment 1, “图书购置专项”, budget"),
            (
                f"{WHOLE}.initial",
                "附件2“年度资金总额”年初预算数",
                "Attachment 2, “年度资金总额”, initial budget",
            ),
            (
                f"{CARD}.supervisor",
                "附件3“图书购置工作经费”的主管部门",
                "Attachment 3 “图书购置工作经费”, supervising department",
            ),
            (
                f"{BOOKS}.points",
                "附件3“图书购置工作经费”的“新书册数”得分",
                "Attachment 3 “图书购置工作经费”, “新书册数”, points",
            ),
            (
                "reports[1].heading.unit_name",
                "附件5封面的部门（单位）名称",
                "Attachment 5, cover page, name of the unit",
            ),
        ],
    )
    def test_places(self, path: str, zh: str, en: str) -> None:
        """A path is told by attachment, printed name of the row, and column."""
        assert describe(LIBRARY_FILING, path) == zh
        assert describe(LIBRARY_FILING, path, "en") == en

    @pytest.mark.parametrize(
        "path", [None, "year", "scorecards[9].subject", "nonsense", "scorecards", f"{CARD}.nothing"]
    )
    def test_places_that_are_nowhere(self, path: str | None) -> None:
        """A path that leads nowhere is still told somehow."""
        assert describe(LIBRARY_FILING, path)
        assert describe(bp.Filing(), path) == "自评材料"

    def test_what_is_of_the_whole_filing(self) -> None:
        """The name and year of a filing are told by the cell that prints them, else as its own."""
        assert describe(LIBRARY_FILING, "department") == "附件2部门（单位）名称"
        assert describe(LIBRARY_FILING, "year") == "附件1表头年度"
        bare = evolve(LIBRARY_FILING, department="某县档案馆", year=1999)
        assert describe(bare, "department", "en") == "the filing's own department"
        assert describe(bare, "year") == "材料所填的年度"

    def test_last_year(self) -> None:
        """Rows of last year's filing may stand in another order, so this year's name at that place is not theirs."""
        line = f"{PREVIOUS}base_table.projects.lines[1].funds.spent"
        assert describe(LIBRARY_FILING, line) == "上年度材料的附件1同名一行决算数"
        assert describe(LIBRARY_FILING, line, "en") == "last year's Attachment 1, row of this name, outturn"
        assert describe(LIBRARY_FILING, f"{PREVIOUS}{PUBLIC}.total.spent") == "上年度材料的附件1“三公”经费决算数"

    def test_quotation_marks_within_quotation_marks(self) -> None:
        """A row whose name has quotation marks is quoted with single ones inside."""
        filing = changed({f"{BOOKS}.name": "“全民阅读”活动"})
        assert describe(filing, f"{BOOKS}.points") == "附件3“图书购置工作经费”的“‘全民阅读’活动”得分"

    def test_every_figure_has_words(self) -> None:
        """No two figures of the library's filing are told alike, so a reader can always find the cell."""
        said = [describe(LIBRARY_FILING, path) for path in bp.figures(LIBRARY_FILING)]
        assert len(set(said)) == len(said)
