"""A rulebook as a finance officer reads it: every value in a sentence, with its clause and how that is known."""

import re
import unicodedata
from decimal import Decimal

import attrs
import pytest
from attrs import evolve

from budgetperf.domain.finding import Clause
from budgetperf.formats.rulebooks import load_rulebook, shipped_names
from budgetperf.rendering.rulebooks.curves import curve_lines
from budgetperf.rendering.rulebooks.names import section_name
from budgetperf.rendering.rulebooks.rulebook import SECTIONS, rulebook_to_text, shares_text
from budgetperf.rendering.said import clause_text
from budgetperf.rendering.width import width
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import (
    Alerts,
    Explanation,
    Limit,
    Manual,
    Move,
    NotApplicable,
    OverAttainment,
    RateRow,
    Years,
)
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import FunctionRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.clause_shares import ClauseShares
from budgetperf.scoring.study.provisions import provisions

BOOK = load_rulebook("mof-2020")
SEEN = Clause(document="某县财政局通知", number="县财〔2023〕1号", year=2023, place="第三条", status="seen")
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
SHIPPED = pytest.mark.parametrize("name", shipped_names())
# What no sentence may show: a slot, a Python value, doubled or dangling signs, empty quotation marks.
WRONG = re.compile(r"[{}]|None|True|False|Decimal|Fraction|<|“”|（）|，，|；；|：：|、、|  →")


def rules_of(book: Rulebook) -> list[str]:
    """The ids of all rules."""
    return [rule.id for _, _, rules in book.cases() for rule in rules]


def section(text: str, title: str) -> str:
    """The lines under one heading, wrapped lines joined."""
    for part in text.split("\n\n"):
        head, _, body = part.partition("\n")
        if head.endswith(title):
            return re.sub(r"\n +(?![·])", "\n", body)
    raise AssertionError(title)


class TestShipped:
    """The books that ship, as they are printed."""

    @SHIPPED
    @LANGUAGES
    def test_a_hundred_columns(self, name: str, lang: str) -> None:
        """No line is wider than the page, ends in a blank, or holds what a terminal would obey."""
        for line in rulebook_to_text(load_rulebook(name), lang=lang).splitlines():
            assert width(line) <= 100
            assert line == line.rstrip()
            assert not any(unicodedata.category(character).startswith("C") for character in line)

    @SHIPPED
    @LANGUAGES
    def test_sentences_are_complete(self, name: str, lang: str) -> None:
        """No slot is left, and no value of the program is shown."""
        text = rulebook_to_text(load_rulebook(name), lang=lang)
        assert not WRONG.search(text.replace("（≥、＞）", "").replace("(≤, <)", ""))

    @SHIPPED
    @LANGUAGES
    def test_every_rule_is_told(self, name: str, lang: str) -> None:
        """Every rule stands there with the name by which `verify` and `diff` speak of it, each time it applies."""
        book = load_rulebook(name)
        text = rulebook_to_text(book, lang=lang)
        for rule in rules_of(book):
            assert f"〔{rule}〕" in text.replace("\n", "")

    @SHIPPED
    def test_every_document_is_told(self, name: str) -> None:
        """The documents of all rules and sections are named, with their numbers."""
        book = load_rulebook(name)
        text = re.sub(r"\s+", "", rulebook_to_text(book))
        for clause in [rule.clause for _, _, rules in book.cases() for rule in rules]:
            said = clause_text(clause, always=True)
            assert said is not None
            assert re.sub(r"\s+", "", said) in text

    def test_the_national_book(self) -> None:
        """The rules everybody knows, in the words everybody uses."""
        text = rulebook_to_text(BOOK)
        assert "2020 年度起" in section(text, "适用年度")
        assert "预算执行率 10，产出指标 50，效益指标 30，满意度指标 10；合计 100〔national〕" in text
        assert "完成率 0% 得 0 分，100% 得满分，其间按比例；超过 100% 不再增加" in text
        assert "未定  与“反向比例法（A/B）〔inverse〕”并存，尚无文件定论：两条都算，得分取两者之间" in text
        assert "达成年度指标：得分值的 80%（含）至 100%（含）" in text
        assert "未达到的须人工判断" in section(text, "目标值小于 0 的指标")
        assert section(text, "等级").startswith(
            "  优：不低于 90 分\n良：80（含）至 90（不含）分\n中：60（含）至 80（不含）分\n差：低于 60 分"
        )
        assert "（财预〔2020〕10号，2020）" in text

    def test_what_is_inherited_is_shown_in_full(self) -> None:
        """Whoever reads a county's book need not open another one."""
        assert section(rulebook_to_text(load_rulebook("hunan-2022")), "目标值大于 0 的指标") == section(
            rulebook_to_text(BOOK), "目标值大于 0 的指标"
        )

    def test_a_book_of_rates(self) -> None:
        """A rate has its formula, the weights and steps of its table, and what other weights mean."""
        text = section(rulebook_to_text(load_rulebook("hunan-rates")), "按比率本身计分的指标")
        assert "公式  实际在职人数 ÷ 编制数" in text
        assert "比率不超过 100% 得满分；超过 100% 后每满 1% 扣 0.5 分（不满 1% 不扣），扣完为止" in text
        assert "80%（含）至 90%（不含）：4 分" in text
        assert "其他分值的指标没有规则，须人工判断" in text


def rule(curve: Curve, measure: str = "attainment", scale: str = "share", weights: tuple[int, ...] = ()) -> Rule:
    """A rule on a curve."""
    return Rule(
        id="r", title="规则", title_en="rule", measure=measure, curve=curve, scale=scale, weights=weights, clause=SEEN
    )


def steps(**values: str) -> Curve:
    """A staircase."""
    return Curve.of_steps(**{name: Decimal(value) for name, value in values.items()})


def bands(*parts: tuple[Range, str]) -> Curve:
    """A curve of bands."""
    return Curve.of_bands([(span, Decimal(value)) for span, value in parts])


OVER = steps(above="1", every="0.01", by="0.5", to="8")
BOTH = steps(above="1", below="1", every="0.05", by="2", to="6")
BEGUN = bands((Range(high=0), "0"), (Range(low=0, low_open=True, high=2), "1"), (Range(low=2, low_open=True), "2"))
CURVES = {
    "proportional": (
        rule(Curve(knots=[Knot(0, 0), Knot(1, 1)])),
        ["完成率 0% 得 0 分，100% 得满分，其间按比例；超过 100% 不再增加，低于 0% 不再减少"],
        ["attainment 0%: nothing, 100%: the full weight, in proportion between; no more above 100%, no less below 0%"],
    ),
    "never negative": (
        rule(Curve(knots=[Knot(0, 1), Knot(1, 0)]), "distance"),
        ["偏离率 0% 得满分，100% 得 0 分，其间按比例；超过 100% 不再减少"],
        ["distance 0%: the full weight, 100%: nothing, in proportion between; no less above 100%"],
    ),
    "points": (
        rule(Curve(knots=[Knot("0.6", "0"), Knot(1, 5)]), scale="points"),
        ["完成率 60% 得 0 分，100% 得 5 分，其间按比例；超过 100% 不再增加，低于 60% 不再减少"],
        ["attainment 60%: nothing, 100%: 5 points, in proportion between; no more above 100%, no less below 60%"],
    ),
    "off in proportion": (
        rule(Curve(knots=[Knot(1, 0), Knot(2, 5)]), scale="deduction"),
        ["完成率 100% 不扣分，200% 扣 5 分，其间按比例；超过 200% 不再减少，低于 100% 不再增加"],
        [("attainment 100%: nothing off, 200%: 5 points off, in proportion between; no less above 200%, "
          "no more below 100%")],
    ),
    "uncapped": (
        rule(Curve(knots=[Knot(0, 0), Knot(1, 1)], continued=True), "execution"),
        ["执行率 0% 得 0 分，100% 得满分，其间按比例，两端以外也按此比例，不设上下限"],
        [("execution rate 0%: nothing, 100%: the full weight, in proportion between and beyond, "
          "without limit on either side")],
    ),
    "always": (rule(Curve(knots=[Knot(0, 1)])), ["一律得满分"], ["always the full weight"]),
    "two bands": (
        rule(Curve(knots=[Knot(0, 1, right=0)]), "actual"),
        ["实际完成值不超过 0 得满分，超过 0 得 0 分"],
        ["actual at most 0: the full weight; above 0: nothing"],
    ),
    "the other side": (
        rule(Curve(knots=[Knot(0, 1, left=0)]), "actual"),
        ["实际完成值低于 0 得 0 分，不低于 0 得满分"],
        ["actual below 0: nothing; at least 0: the full weight"],
    ),
    "one point": (
        rule(Curve(knots=[Knot(0, 1, left=0, right=0)]), "actual"),
        ["实际完成值等于 0 得满分，否则得 0 分"],
        ["actual exactly 0: the full weight; else nothing"],
    ),
    "bands": (
        rule(
            bands(
                (Range(high="0.8", high_open=True), "0"),
                (Range(low="0.8", high="0.9", high_open=True), "1"),
                (Range(low="0.9"), "5"),
            ),
            "rate",
            "points",
        ),
        ["低于 80%：0 分", "80%（含）至 90%（不含）：1 分", "不低于 90%：5 分"],
        ["below 80%: nothing", "from 80%, below 90%: 1 point", "at least 90%: 5 points"],
    ),
    "pass threshold": (
        rule(Curve(knots=[Knot("0.6", "0.6", left=0), Knot(1, 1)])),
        ["低于 60%：0 分", "60%（含）至 100%：由分值的 60% 按比例到满分", "超过 100%：满分"],
        ["below 60%: nothing", "from 60% to 100%: in proportion from 60% of the weight to the full weight",
         "above 100%: the full weight"],
    ),
    "bent and endless": (
        rule(Curve(knots=[Knot(0, 0), Knot(1, 1), Knot(2, "0.5")], continued=True)),
        ["低于 0%：继续按旁边一段的比例", "0% 至 100%：由 0 分按比例到满分", "100% 至 200%：由满分按比例到分值的 50%",
         "超过 200%：继续按旁边一段的比例"],
        ["below 0%: on along the slope beside it", "from 0% to 100%: in proportion from nothing to the full weight",
         "from 100% to 200%: in proportion from the full weight to 50% of the weight",
         "above 200%: on along the slope beside it"],
    ),
    "whole steps": (
        rule(OVER, "rate", "deduction", (5, 8)),
        ["比率不超过 100% 得满分；超过 100% 后每满 1% 扣 0.5 分（不满 1% 不扣），扣完为止"],
        ["rate at most 100%: the full weight; above 100%: 0.5 points off for every whole 1%, until nothing is left"],
    ),
    "steps that end": (
        rule(OVER, "rate", "deduction", (10,)),
        ["比率不超过 100% 得满分；超过 100% 后每满 1% 扣 0.5 分（不满 1% 不扣），最多扣 8 分"],
        ["rate at most 100%: the full weight; above 100%: 0.5 points off for every whole 1%, at most 8 points"],
    ),
    "steps for any weight": (
        rule(steps(below="1", every="0.05", by="1", to="4"), "rate", "deduction"),
        ["比率不低于 100% 得满分；低于 100% 后每满 5% 扣 1 分（不满 5% 不扣），最多扣 4 分，扣完为止"],
        [("rate at least 100%: the full weight; below 100%: 1 point off for every whole 5%, at most 4 points, "
          "until nothing is left")],
    ),
    "steps on both sides": (
        rule(BOTH, "rate", "deduction", (6,)),
        ["比率等于 100% 得满分；高于或低于 100%，每满 5% 扣 2 分（不满 5% 不扣），扣完为止"],
        [("rate exactly 100%: the full weight; above or below 100%: 2 points off for every whole 5%, "
          "until nothing is left")],
    ),
    "begun steps": (
        rule(BEGUN, "days_late", "deduction", (2,)),
        ["逾期天数不超过 0 天得满分；超过 0 天后每 2 天扣 1 分（不满 2 天按 2 天计），扣完为止"],
        [("days late at most 0 days: the full weight; above 0 days: 1 point off for every begun 2 days, "
          "until nothing is left")],
    ),
    "many steps earned": (
        rule(steps(above="0", every="1", by="0.5", to="10"), "actual", "points"),
        ["实际完成值不超过 0 得 0 分；超过 0 后每满 1 得 0.5 分（不满 1 不计），最多 10 分"],
        ["actual at most 0: nothing; above 0: 0.5 points earned for every whole 1, at most 10 points"],
    ),
    "irregular steps are bands": (
        rule(bands((Range(high=0), "0"), (Range(low=0, low_open=True, high=1), "1"),
                   (Range(low=1, low_open=True, high=3), "2"), (Range(low=3, low_open=True), "4")),
             "actual", "deduction", (5,)),
        ["不超过 0：不扣分", "0（不含）至 1（含）：扣 1 分", "1（不含）至 3（含）：扣 2 分", "超过 3：扣 4 分"],
        ["at most 0: nothing off", "above 0, up to 1: 1 point off", "above 1, up to 3: 2 points off",
         "above 3: 4 points off"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CURVES)
def test_curves(name: str) -> None:
    """Every kind of curve has its sentence, and every end says whose it is."""
    told, zh, en = CURVES[name]
    assert zh == curve_lines(told.curve, told.measure, told.scale, told.weights)
    assert en == curve_lines(told.curve, told.measure, told.scale, told.weights, "en")


def test_different_steps_on_both_sides() -> None:
    """Where the two sides differ, each has its own sentence."""
    below, above = steps(below="0.9", every="0.1", by="2", to="4"), steps(above="1", every="0.05", by="1", to="3")
    curve = Curve(knots=[*below.knots, *above.knots])
    assert curve_lines(curve, Measure.RATE, Scale.DEDUCTION, [Decimal(5)]) == [
        (
            "比率 90% 至 100% 得满分；超过 100% 后每满 5% 扣 1 分（不满 5% 不扣），最多扣 3 分；"
            "低于 90% 后每满 10% 扣 2 分（不满 10% 不扣），最多扣 4 分"
        )
    ]


def special() -> Rulebook:
    """A book that uses the sections that the national one does not have."""
    function = FunctionRule(id="own", title="自定", title_en="own", function=max, levels=["质量指标"], clause=SEEN)
    return evolve(
        BOOK,
        years=Years(first=2015, last=2019),
        supersedes=("mof-2018",),
        positive=evolve(BOOK.positive, higher=(*BOOK.positive.higher, function)),
        dates=[rule(steps(above="0", every="1", by="1", to="10"), "days_late", "deduction", (10,))],
        moves=[Move(level="满意度指标", to="效益指标", clause=SEEN)],
        not_applicable=NotApplicable(words=("不适用",), clause=SEEN),
        limits=[Limit(levels=("成本指标",), words=("未填报",), most=5, clause=SEEN)],
        manual=Manual(over=Decimal("1.2"), missed=("lower", "equal"), clause=SEEN),
        rates=[RateRow(id="no_such_rate", names=("某率",), clause=SEEN)],
        rounding=evolve(BOOK.rounding, total=1, tolerated=()),
        over_attainment=OverAttainment(
            ratio=Decimal("1.3"),
            severity="error",
            zero=Decimal(30),
            kept=Curve(knots=[Knot("1.3", 1), Knot(2, "0.5")]),
            clause=SEEN,
        ),
        explanation=Explanation(
            low=Decimal("0.8"),
            high=Decimal(1),
            execution=Decimal("0.9"),
            adjustment=True,
            judged=True,
            clause=SEEN,
            clauses=(("judged", evolve(SEEN, document="另一个文件")),),
        ),
        alerts=Alerts(imbalance=Decimal("0.05"), unspent=Decimal("0.2"), clause=SEEN),
        corners=evolve(BOOK.corners, deduction=True, blank_actual="nothing", negative_actual="zero"),
        words_clause=None,
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("适用年度", "2015 至 2019 年度"),
        ("适用年度", "自此取代：mof-2018"),
        ("适用年度", "（没有写明）"),
        ("一级指标和预算执行率的分值", "没有“满意度指标”的，其分值并入“效益指标”"),
        ("目标值大于 0 的指标", "质量指标之下的指标（先于一般规则）"),
        ("目标值大于 0 的指标", "由 Python 函数 max 计算"),
        ("目标是日期的指标", "每满 1 天扣 1 分"),
        ("目标是日期的指标", "其他分值的指标没有规则，须人工判断"),
        ("按比率本身计分的指标", "没有规则，须人工判断"),
        ("空白、负数和扣分栏", "实际空白的，不得分"),
        ("空白、负数和扣分栏", "实际为负数的，按 0 计算"),
        ("空白、负数和扣分栏", "从得分中扣减，扣完为止"),
        ("不适用的指标", "目标或实际填写“不适用”的，此行剔除"),
        ("得分上限", "“成本指标”之下、实际填写“未填报”的，至多得 5 分"),
        ("可由人工减少的得分", "“越低越好”、“相等为好”的指标未达到目标的"),
        ("取整", "每行得分取 2 位小数，四舍五入；合计取 1 位小数"),
        ("超额完成", "目标为 0 的，实际达到 30 及以上的，也应说明"),
        ("超额完成", "完成率 130% 得满分，200% 得分值的 50%，其间按比例"),
        ("须说明的情形", "预算执行率低于 90% 的"),
        ("须说明的情形", "预算有调整的"),
        ("须说明的情形", "由人判断得分的指标"),
        ("须说明的情形", "依据  由人判断的指标：另一个文件（县财〔2023〕1号，2023）"),
        ("预警", "执行得分率低于指标得分率，差距超过后者的 5%"),
        ("预警", "全年预算数有超过 20% 未执行的"),
    ],
)
def test_special_sections(title: str, said: str) -> None:
    """Every section that a book may have is told in a sentence."""
    assert said in section(rulebook_to_text(special()), title)


@LANGUAGES
def test_special_sections_are_complete(lang: str) -> None:
    """In both languages, with no slot left."""
    text = rulebook_to_text(special(), lang=lang)
    assert not WRONG.search(text.replace("（≥、＞）", "").replace("(≤, <)", ""))
    assert "某县财政局通知" in text


def test_every_section_is_told() -> None:
    """No section of a rulebook can be added without being shown and named."""
    with_others = {"moves": "weights", "pairs": "bands", "answers": "bands", "supersedes": "years"}
    told = {name for name, _ in SECTIONS}
    for part in attrs.fields(Rulebook):
        if part.name not in ("name", "title", "title_en", "sha256", "words_clause", "grades_clause"):
            assert with_others.get(part.name, part.name) in told
            assert section_name(part.name) != part.name


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (Years(), "各年度"),
        (Years(last=2020), "至 2020 年度"),
        (Years(first=2020), "2020 年度起"),
        (Years(first=2015, last=2020), "2015 至 2020 年度"),
    ],
)
def test_years(years: Years, said: str) -> None:
    """Either end of the years may be open."""
    assert f"  {said}\n" in rulebook_to_text(evolve(BOOK, years=years))


@LANGUAGES
def test_a_file_cannot_command_the_terminal(lang: str) -> None:
    """Titles and words of a user's file are shown without what a terminal would obey."""
    evil = "\x1b[31m\u202e\x07"
    book = evolve(BOOK, name=evil, title=evil, title_en=evil, grades_clause=evolve(SEEN, document=evil, note=evil))
    assert not set(evil[:1] + evil[5:]) & set(rulebook_to_text(book, lang=lang))


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        (Clause(document="《办法》", number="财预〔2020〕10号", year=2020, status="seen"),
         "《办法》（财预〔2020〕10号，2020）〔已见原件〕", "《办法》 (财预〔2020〕10号, 2020) [seen]"),
        (Clause(document="《办法》", number="财预〔2020〕10号", status="recalled"),
         "《办法》（财预〔2020〕10号）〔未见原文，待核〕", "《办法》 (财预〔2020〕10号) [recalled]"),
        (Clause(document="自评表", number="无文号", year=2022, place="附注", note="推得"),
         "自评表（2022） 附注；推得〔本库选定〕", "自评表 (2022), 附注; 推得 [chosen]"),
        (Clause(document="自评表", number="无文号", place="表后附注", note="推得", note_en="it follows"),
         "自评表 表后附注；推得〔本库选定〕", "自评表, notes below the form; it follows [chosen]"),
        (Clause(document="自评表", number="无文号"), "自评表〔本库选定〕", "自评表 [chosen]"),
    ],
)  # fmt: skip
def test_clauses(clause: Clause, zh: str, en: str) -> None:
    """Document, number, year, place and note; a document without a number is told without one."""
    assert zh == clause_text(clause, always=True)
    assert en == clause_text(clause, "en", always=True)


def test_shares() -> None:
    """How much of a book was seen; values without any clause are told, too."""
    assert shares_text(ClauseShares(seen=2, recalled=1, chosen=1)) == (
        "共 4 项：已见原件 2 项（50%）；未见原文，待核 1 项（25%）；本库选定 1 项（25%）"
    )
    assert shares_text(ClauseShares(chosen=1, unsourced=1), "en") == (
        "2 values: 0 seen (0%); 0 recalled (0%); 1 chosen (50%); 1 without a clause"
    )


def test_the_last_line_tells_the_shares() -> None:
    """The book ends with how much of it was seen."""
    last = rulebook_to_text(BOOK).splitlines()[-1]
    assert last.startswith("数值依据  共 ")


@SHIPPED
def test_notes_of_what_ships_are_told_in_english(name: str) -> None:
    """Whoever reads a shipped rulebook in English meets no note in Chinese, but for numbers of documents."""
    for entry in provisions(load_rulebook(name)):
        clause = entry.clause
        if clause is not None and clause.note is not None:
            assert clause.note_en
            assert re.search("[\u4e00-\u9fff]", clause.note_en.replace("财预〔2013〕53号", "")) is None
            assert clause.note in (clause_text(clause) or "")
            assert clause.note_en in (clause_text(clause, "en") or "")
