"""What came of verifying a rulebook: the laws that it breaks, each with a counterexample in words, and its waivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from budgetperf.errors import RulebookError
from budgetperf.rendering.catalogue import Text
from budgetperf.rendering.layout import COLUMNS, columns_of, indented, labelled, to_page
from budgetperf.rendering.messages import say
from budgetperf.rendering.rulebooks.names import section_name
from budgetperf.rendering.rulebooks.ranges import percent_text
from budgetperf.rendering.rulebooks.replay import PREFACE, replay
from budgetperf.rendering.rulebooks.rulebook import shares_lines
from budgetperf.rendering.rulebooks.rules import clause_lines, label_columns, rule_title
from budgetperf.rendering.titles import law_title, reason_of, title_of
from budgetperf.rendering.width import pad
from budgetperf.scoring.laws.verify import Verification
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.policy import Waiver
from budgetperf.scoring.rule import AnyRule, Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.clause_shares import clause_shares

__all__ = ["counterexample_text", "verification_to_text"]

_BODY, _UNDER = 2, 4
_NONE = "—"

_GIVEN: Mapping[str, Text] = MappingProxyType(
    {
        "target": Text("目标"),
        "actual": Text("实际"),
        "weight": Text("分值"),
        "total": Text("总分", "counterexample"),
        "first": Text("起始年度"),
        "last": Text("终止年度"),
        "execution": Text("预算执行率"),
        "free": Text("自行分配"),
        "level": Text("层级"),
        "points": Text("取整前"),
        "rows": Text("各行"),
    }
)
# What target and actual are for the measures that do not compare them.
_OF_MEASURES: Mapping[Measure, Mapping[str, Text]] = MappingProxyType(
    {
        Measure.EXECUTION: {"target": Text("全年预算数"), "actual": Text("全年执行数", "quotient")},
        Measure.DAYS_LATE: {"actual": Text("逾期天数")},
    }
)


def verification_to_text(
    source: str,
    book: Rulebook,
    found: Verification,
    line: Callable[[str], int | None] = lambda _: None,
    *,
    lang: str = "zh",
    columns: int = COLUMNS,
) -> str:
    """
    What came of verifying one rulebook, as a block of lines.

    Args:
        source: Its name, or the path of its file, as `load_rulebook` takes it.

        book: The rulebook.

        found: What `examine` has found.

        line: The line of a path in its file; None for what the file does not hold.

        lang: ``zh`` or ``en``.

        columns: How wide the page is.
    """
    title = title_of(book, lang)
    lines = [*indented(f"{source}  {title}", 0), *indented(_verdict(found, lang), _BODY)]
    for violation in found.violations:
        lines += _violation(violation, source, book, line, lang)
    if found.violations:
        label = say(lang, "重现各例之前，先运行")
        lines += labelled(label, PREFACE, _BODY, columns_of([label]))
    for waiver, violation in found.waived:
        lines += _waiver(waiver, violation, book, lang)
    lines += shares_lines(clause_shares(book), _BODY, lang)
    return to_page(lines, columns)


def _verdict(found: Verification, lang: str) -> str:
    broken, waived = len(found.violations), len(found.waived)
    said = say(lang, "违反定律 {broken#} 处", broken=broken) if broken else say(lang, "符合全部定律")
    return said + say(lang, "（声明豁免 {waived} 处，列在下面）", waived=waived) if waived else said


def _violation(
    violation: Violation, source: str, book: Rulebook, line: Callable[[str], int | None], lang: str
) -> Iterator[str]:
    columns = label_columns(lang)
    yield from indented(f"× {law_title(violation.law, lang)}", _BODY)
    where = _rule_name(violation, book, lang)
    number = line(violation.path)
    if number is not None:
        where += say(lang, "，第 {number} 行", number=number)
    yield from labelled(say(lang, "规则"), where, _UNDER, columns)
    if violation.clause is not None:
        yield from clause_lines(violation.clause, _UNDER, lang)
    yield from labelled(say(lang, "反例"), counterexample_text(violation, book, lang), _UNDER, columns)
    again = replay(violation, source, book)
    if again is not None:
        # Not broken into lines, so that it can be copied.
        yield f"    {pad(say(lang, '重现'), columns)}{again}"


def _waiver(waiver: Waiver, violation: Violation, book: Rulebook, lang: str) -> Iterator[str]:
    columns = label_columns(lang)
    yield from indented(say(lang, "○ 豁免：{law}", law=law_title(violation.law, lang)), _BODY)
    yield from labelled(say(lang, "规则"), _rule_name(violation, book, lang), _UNDER, columns)
    yield from labelled(say(lang, "理由"), reason_of(waiver, lang), _UNDER, columns)
    yield from clause_lines(waiver.clause, _UNDER, lang)
    yield from labelled(say(lang, "所指"), counterexample_text(violation, book, lang), _UNDER, columns)


def _find(name: str, book: Rulebook) -> AnyRule | None:
    try:
        return book.rule(name)
    except RulebookError:
        return None


def _rule_name(violation: Violation, book: Rulebook, lang: str) -> str:
    rule = _find(violation.rule, book)
    if rule is not None:
        return rule_title(rule, lang)
    root = violation.path.partition(".")[0].partition("[")[0]
    name = section_name(root, lang)
    return name if violation.rule in (root, _NONE) else f"{name}〔{violation.rule}〕"


def counterexample_text(violation: Violation, book: Rulebook, lang: str = "zh") -> str:
    """
    The counterexample of a violation in words.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> trial = Trial(given={"target": "1", "actual": "10", "weight": "10"}, outcome="20")
    >>> found = Violation(law=Law.BOUNDED, rule="attainment", path="positive", trials=[trial], expected="0–10")
    >>> counterexample_text(found, load_rulebook("mof-2020"))
    '目标 1，实际 10，分值 10，得 20 分；应为 0–10'
    """
    if violation.law is Law.DECIDED:
        return say(lang, "Python 函数无法逐一判定，请用 budgetperf.testing.verify_function 搜寻反例")
    if not violation.trials:
        return say(lang, "没有单个的反例")
    rule = _find(violation.rule, book)
    measure = rule.measure if isinstance(rule, Rule) else None
    said = [_trial(violation.law, trial, measure, lang) for trial in violation.trials]
    if violation.expected is not None and violation.law not in _WITHOUT_EXPECTED:
        below = violation.expected.removeprefix("< ")
        verb = say(lang, "应为") if below == violation.expected else say(lang, "应低于")
        said.append(f"{verb} {below}")
    return say(lang, "；").join(said)


# What these ask for is said by the law itself.
_WITHOUT_EXPECTED = frozenset({Law.GRADES, Law.BANDS, Law.NAMES, Law.ONE_RULE, Law.YEARS})


def _trial(law: Law, trial: Trial, measure: Measure | None, lang: str) -> str:
    given = dict(trial.given)
    if law in _SENTENCES:
        return _SENTENCES[law](given, trial.outcome, lang)
    names = {**_GIVEN, **(_OF_MEASURES.get(measure, {}) if measure is not None else {})}
    listed = say(lang, "，").join(
        f"{say(lang, names[name]) if name in names else name} {value}" for name, value in given.items()
    )
    return say(lang, "{given}，{outcome}", given=listed, outcome=_outcome(law, trial.outcome, lang))


def _outcome(law: Law, outcome: str, lang: str) -> str:
    """What came out, for a law that asks for a number."""
    none, some = _OUTCOMES.get(law, _SCORED)
    if outcome == _NONE:
        return say(lang, none)
    if law is Law.UNIT and outcome in _REASONS:
        return say(lang, _REASONS[outcome])
    return say(lang, some, outcome=outcome)


_SCORED = (Text("没有得分"), Text("得 {outcome#} 分"))
# What is said of nothing, and of something.
_OUTCOMES: Mapping[Law, tuple[Text, Text]] = MappingProxyType(
    {
        Law.GRADES: (Text("没有等级"), Text("等级有 {outcome}")),
        Law.BANDS: (Text("不在任何一档"), Text("在 {outcome} 几档之中")),
        Law.WEIGHTS: (Text("没有合计"), Text("合计 {outcome}")),
        Law.YEARS: (Text("终止早于起始"), Text("{outcome}")),
        Law.ROUNDING: (Text("没有结果"), Text("取整为 {outcome}")),
        Law.SUM: (Text("没有合计"), Text("合计 {outcome}")),
    }
)
_REASONS: Mapping[str, Text] = MappingProxyType({"≥": Text("须说明"), "<": Text("不须说明")})


Given = Mapping[str, str]


def _twice(given: Given, outcome: str, lang: str) -> str:
    if "weight" in given:
        return say(lang, "规则用于分值 {weight}，而这一比率没有此分值", weight=given["weight"])
    return say(lang, "“{name}”出现 {outcome} 次", name=given.get("name"), outcome=outcome)


def _both(given: Given, _outcome: str, lang: str) -> str:
    other = given.get("alternative_to")
    if other is not None:
        return say(lang, "同一情形中没有它所并存的规则“{other}”", other=other)
    return say(
        lang,
        "{level|“{}”之下、}分值 {weight} 的指标，规则 {rules} 都适用，又没有声明并存",
        level=given.get("level"),
        weight=given.get("weight"),
        rules=given.get("rules"),
    )


def _unused(given: Given, _outcome: str, lang: str) -> str:
    return say(
        lang,
        "“{rule}”并没有违反“{law}”，此项豁免应删去，或改正所写的定律和规则",
        rule=given.get("rule"),
        law=given.get("law"),
    )


def _band(given: Given, outcome: str, lang: str) -> str:
    if "band" in given:
        return say(lang, "“{band}”的范围是 {outcome}，应在 0 至 1 之内", band=given["band"], outcome=outcome)
    share = percent_text(Decimal(given.get("share", "0")))
    return say(lang, "分值的 {share}，{outcome}", share=share, outcome=_outcome(Law.BANDS, outcome, lang))


_SENTENCES: Mapping[Law, Callable[[Given, str, str], str]] = MappingProxyType(
    {Law.NAMES: _twice, Law.ONE_RULE: _both, Law.WAIVERS: _unused, Law.BANDS: _band}
)
