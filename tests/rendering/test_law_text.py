"""What `verify` says of a rulebook: the law, the rule, the line, the counterexample, and a line of Python that runs."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import budgetperf as bp
from budgetperf.formats.rulebooks import load_rulebook, shipped_names
from budgetperf.formats.rulebooks.loading import RulebookFile, read_rulebook
from budgetperf.rendering.rulebooks.laws import counterexample_text, verification_to_text
from budgetperf.rendering.rulebooks.replay import literal, replay
from budgetperf.rendering.width import width
from budgetperf.scoring.laws.trying import number_text, try_rule
from budgetperf.scoring.laws.verify import examine, verify
from budgetperf.scoring.laws.violation import Law, Trial, Violation

HEAD = """
format: budgetperf-rulebook/1
name: county
extends: mof-2020
title: 某县规则集
title_en: a county's rulebook
documents: {county: {title: 某县财政局通知, number: 县财〔2023〕1号, year: 2023}}
"""
CLAUSE = "clause: {document: county, status: seen}"
FALLING = (
    "{id: falls, title: 越多越少, title_en: the more the less, "
    f"measure: attainment, curve: [[0, 1], [1, 0]], {CLAUSE}}}"
)
UNCAPPED = (
    "{id: execution, title: 不封顶, title_en: uncapped, measure: execution, "
    f"curve: {{points: [[0, 0], [1, 1]], continued: true}}, {CLAUSE}}}"
)
GAP = "[{title: 优, title_en: excellent, above: 90}, {title: 良, title_en: good, below: 90}]"
OVERLAP = "[{title: 优, title_en: excellent, from: 90}, {title: 良, title_en: good, to: 90}]"
RATE = (
    "[{id: staffing_control, names: [在职人员控制率], rules: [{id: staffing, title: 错, title_en: wrong, "
    f"measure: rate, curve: {{above: 100%, every: 1%, by: 1, to: 3}}, scale: points, weights: [5], {CLAUSE}}}], "
    f"{CLAUSE}}}]"
)
STRANGE = (
    "[{id: own, names: [某率], weights: [5], rules: [{id: rate, title: 率, title_en: rate, "
    f"measure: rate, curve: [[0, 1]], weights: [9], {CLAUSE}}}], {CLAUSE}}}]"
)
LATE = f"[{{id: late, title: 逾期, title_en: late, measure: days_late, curve: [[0, 0], [10, 1]], {CLAUSE}}}]"
ALTERNATIVE = (
    "[{id: late, title: 逾期, title_en: late, alternative_to: nothing, measure: days_late, "
    f"curve: [{{x: 0, left: 1, at: 1, right: 0}}], {CLAUSE}}}]"
)
HIGH = f"{{higher: [{FALLING}]}}"
JUMP = (
    "{equal: [{id: same, title: 相等, title_en: same, measure: distance, "
    f"curve: [{{x: 0, left: 1, at: 0, right: 1}}, [1, 0]], {CLAUSE}}}]}}"
)
ZERO = f"{{lower: [{{id: cliff, title: 悬崖, title_en: cliff, measure: actual, curve: [[0, 1], [1, 0]], {CLAUSE}}}]}}"
BROKEN = {
    "grades with a gap": (f"grades: {GAP}", "总分 90，没有等级"),
    "grades that overlap": (f"grades: {OVERLAP}", "总分 90，等级有 优、良"),
    "weights": (
        f"weights: [{{id: more, execution: 10, levels: {{产出指标: 100}}, {CLAUSE}}}]",
        "预算执行率 10，产出指标 100，合计 110；应为 100",
    ),
    "years": (f"years: {{first: 2023, last: 2022, {CLAUSE}}}", "起始年度 2023，终止年度 2022，终止早于起始"),
    "falling": (f"positive: {HIGH}", "目标 1，实际 1，分值 10，得 0 分；应为 10"),
    "uncapped": (f"execution: {UNCAPPED}", "全年预算数 1，全年执行数 2，分值 10，得 20 分；应为 10"),
    "rate": (f"rates: {RATE}", "分值 5，得 3 分；应为 5"),
    "days late": (f"dates: {LATE}", "逾期天数"),
    "equal": (f"positive: {JUMP}", "目标 1，实际 1，分值 10，得 0 分；应为 10"),
    "unit": (f"zero: {ZERO}", "目标 0，实际"),
    "bands": (
        f"bands: [{{id: partly, above: 60%, {CLAUSE}}}]",
        "分值的 60%，不在任何一档",
    ),
    "names": ("bands: [{id: partly, words: [完成]}]", "“完成”出现 2 次"),
    "alternative": (
        f"dates: {ALTERNATIVE}",
        "同一情形中没有它所并存的规则“nothing”",
    ),
    "two rules": (
        f"positive: {{higher: [{FALLING}, {FALLING.replace('falls', 'falls-too')}]}}",
        "分值 10 的指标，规则 falls、falls-too 都适用",
    ),
    "waiver": (
        f"waivers: [{{law: full, rule: attainment, reason: 试行, reason_en: on trial, {CLAUSE}}}]",
        "“attainment”并没有违反“full”",
    ),
    "rounding": (f"rounding: {{mode: down, {CLAUSE}}}", "取整为"),
    "negative actuals": (
        f"corners: {{negative_actual: zero, {CLAUSE}}}",
        "目标 ≤-5%，实际 -8%，分值 10，得",
    ),
    "another weight": (
        f"rates: {STRANGE}",
        "规则用于分值 9，而这一比率没有此分值",
    ),
    "over-attainment": (
        f"over_attainment: {{ratio: 1.2, severity: advice, zero: 30, kept: [[1.2, 1], [2, 0.5]], {CLAUSE}}}",
        "目标 0，实际 30元，须说明；目标 0，实际 0.003万元，不须说明",
    ),
}
# The library as a user imports it.
PUBLIC: Mapping[str, object] = {name: getattr(bp, name) for name in bp.__all__}


class Library:
    """The public names, and those of the laws."""

    def __getattr__(self, name: str) -> object:
        return {**PUBLIC, "try_rule": try_rule, "verify": verify, "load_rulebook": load_rulebook}[name]


def run(line: str) -> Any:
    """What a line of Python gives, typed in after the two imports that the text names."""
    return eval(line, {"bp": Library(), "Decimal": Decimal})  # noqa: S307 - the text promises that it runs


def write(folder: Path, section: str) -> RulebookFile:
    """A county's rulebook that breaks a law."""
    path = folder / "县里的 “规则”.yaml"
    path.write_text(HEAD + section + "\n", encoding="utf-8")
    return read_rulebook(str(path), lawful=False)


def source(folder: Path) -> str:
    """How it is named on the command line."""
    return str(folder / "县里的 “规则”.yaml")


def text_of(folder: Path, section: str, lang: str = "zh") -> str:
    """What is said of it."""
    read = write(folder, section)
    return verification_to_text(source(folder), read.rulebook, examine(read.rulebook), read.line, lang=lang)


def told(text: str) -> str:
    """The text with wrapped lines joined."""
    return "".join(line.strip() for line in text.splitlines())


@pytest.mark.parametrize("name", BROKEN)
def test_counterexamples(tmp_path: Path, name: str) -> None:
    """Every broken law is told with the input that shows it, in words."""
    section, said = BROKEN[name]
    text = text_of(tmp_path, section)
    assert "违反定律" in text
    assert said in told(text)


@pytest.mark.parametrize("name", BROKEN)
def test_every_line_of_python_runs(tmp_path: Path, name: str) -> None:
    """What is printed as a replay can be run, and shows the same."""
    read = write(tmp_path, BROKEN[name][0])
    found = examine(read.rulebook).violations
    assert found
    for violation in found:
        line = replay(violation, source(tmp_path), read.rulebook)
        assert line is not None
        assert "\n" not in line
        outcome = run(line)
        if line.startswith(("bp.try_rule", "[bp.try_rule")):
            points = outcome if isinstance(outcome, list) else [outcome]
            assert [number_text(Fraction(each)) for each in points] == [trial.outcome for trial in violation.trials]
        elif line.startswith("[(row.low, row.high)"):
            ends = [low if low == high else f"{low:f}–{high:f}" for low, high in outcome]
            assert ends == [
                trial.outcome if "–" in trial.outcome else Decimal(trial.outcome) for trial in violation.trials
            ]
        elif line.startswith("[found for"):
            assert isinstance(outcome, list)
            assert violation.law in [each.law for each in outcome]


def test_a_gap_between_grades_is_replayed(tmp_path: Path) -> None:
    """Exactly 90 points has no grade, or has two."""
    for section, expected in ((GAP, None), (OVERLAP, ["优", "良"])):
        read = write(tmp_path, f"grades: {section}")
        (violation,) = examine(read.rulebook).violations
        assert run(replay(violation, source(tmp_path), read.rulebook) or "") == expected


@pytest.mark.parametrize(
    ("law", "given", "expected"),
    [
        (Law.NO_BUDGET, {"target": "0万元", "actual": "5万元", "weight": "10"}, Decimal(0)),
        (Law.TOTAL, {"actual": "？", "weight": "10"}, [(Decimal(0), Decimal(10))]),
        (Law.BANDS, {"share": "0.8"}, ["reached"]),
    ],
)
def test_laws_that_cards_show_are_replayed(law: Law, given: dict[str, str], expected: object) -> None:
    """A law about cards is replayed by scoring one; here the national book gives the right answer."""
    trial = Trial(given=given, outcome="—")
    violation = Violation(law=law, rule="execution", path="execution", trials=[trial])
    assert expected == run(replay(violation, "mof-2020", load_rulebook("mof-2020")) or "")


def test_a_python_function_has_no_replay() -> None:
    """No file can hold a function, so there is nothing to load again; the text says what to do instead."""
    violation = Violation(law=Law.DECIDED, rule="own", path="positive.higher[0]")
    book = load_rulebook("mof-2020")
    assert replay(violation, "mof-2020", book) is None
    assert "budgetperf.testing.verify_function" in counterexample_text(violation, book)
    assert "budgetperf.testing.verify_function" in counterexample_text(violation, book, "en")


def test_the_block_of_a_violation(tmp_path: Path) -> None:
    """Law, rule with the line of its file, clause, counterexample, replay."""
    text = text_of(tmp_path, f"execution: {UNCAPPED}")
    block = text.split("  × ")[2].splitlines()
    assert block[:4] == [
        "达到目标得满分",
        "    规则  不封顶〔execution〕，第 8 行",
        "    依据  某县财政局通知（县财〔2023〕1号，2023）〔已见原件〕",
        "    反例  全年预算数 1，全年执行数 2，分值 10，得 20 分；应为 10",
    ]
    assert block[4] == (
        f"    重现  bp.try_rule(bp.load_rulebook({literal(source(tmp_path))}, lawful=False), "
        '"execution", target="1", actual="2", weight="10")'
    )
    # A long path breaks the line.
    assert "某县规则集" in text.partition("×")[0].replace("\n", "").replace(" ", "")


def test_english(tmp_path: Path) -> None:
    """The same, for those who read English."""
    text = text_of(tmp_path, f"grades: {GAP}", "en")
    assert "1 violation\n" in text
    assert "  × the grades cover 0 to 100 without gap or overlap\n    rule       grades, line 8\n" in text
    assert "a total of 90: no grade" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", BROKEN)
def test_sentences_are_complete(tmp_path: Path, name: str, lang: str) -> None:
    """In both languages: no Python value, no line wider than the page but the ones that can be copied."""
    for line in text_of(tmp_path, BROKEN[name][0], lang).splitlines():
        if "bp." in line:
            continue
        assert width(line) <= 100 or str(tmp_path) in line
        assert not any(sign in line for sign in ("None", "Decimal(", "{", "；；", "，，"))


def test_waivers_are_told() -> None:
    """What a book waives is listed with its reason, its clause, and the input that it means."""
    read = read_rulebook("mof-2021-cost")
    text = verification_to_text("mof-2021-cost", read.rulebook, examine(read.rulebook))
    (waiver,) = read.rulebook.waivers
    assert "符合全部定律（声明豁免 1 处，列在下面）" in text
    for said in ("○ 豁免：达到目标得满分", waiver.reason, "〔satisfaction-steps〕", "得 0 分；应为 10"):
        assert said in told(text)
    english = verification_to_text("mof-2021-cost", read.rulebook, examine(read.rulebook), lang="en")
    assert "○ waived: a met target earns the full weight" in english


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_books(name: str) -> None:
    """The verdict stands first, and how much of the book was seen stands last."""
    read = read_rulebook(name)
    lines = verification_to_text(name, read.rulebook, examine(read.rulebook), lambda _: None).splitlines()
    assert lines[1].strip().startswith(("符合全部定律", "违反定律"))
    assert lines[-1].startswith("  数值依据  共 ") or lines[-2].startswith("  数值依据  共 ")


def test_literals_hold_nothing_that_a_terminal_obeys() -> None:
    """A path may hold anything; as a literal it is the same path, and harmless."""
    for text in ('规则"甲"\\.yaml', "\x1b[31m\u202e", "\U000e0041", "\udc80", "a'b"):
        assert text == run(literal(text))
        assert literal(text).isprintable()
