"""What came of verifying a rulebook: the laws that it breaks, each with a counterexample in words, and its waivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from budgetperf.errors import RulebookError
from budgetperf.rendering.layout import indented, labelled, pick
from budgetperf.rendering.rulebooks.names import section_name
from budgetperf.rendering.rulebooks.ranges import percent_text
from budgetperf.rendering.rulebooks.replay import PREFACE, replay
from budgetperf.rendering.rulebooks.rulebook import shares_lines
from budgetperf.rendering.rulebooks.rules import clause_lines, label_columns, rule_title
from budgetperf.rendering.words import Said
from budgetperf.scoring.laws.verify import Verification
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.policy import Waiver
from budgetperf.scoring.rule import AnyRule, Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.clause_shares import clause_shares

__all__ = ["counterexample_text", "verification_to_text"]

_BODY, _UNDER = 2, 4
_NONE = "—"

_GIVEN: Mapping[str, Said] = MappingProxyType(
    {
        "target": ("目标", "target"),
        "actual": ("实际", "actual"),
        "weight": ("分值", "weight"),
        "total": ("总分", "a total of"),
        "first": ("起始年度", "first year"),
        "last": ("终止年度", "last year"),
        "execution": ("预算执行率", "budget execution"),
        "free": ("自行分配", "shared freely"),
        "level": ("层级", "level"),
        "points": ("取整前", "before rounding"),
        "rows": ("各行", "rows"),
    }
)
# What target and actual are for the measures that do not compare them.
_OF_MEASURES: Mapping[Measure, Mapping[str, Said]] = MappingProxyType(
    {
        Measure.EXECUTION: {"target": ("全年预算数", "revised budget"), "actual": ("全年执行数", "spent")},
        Measure.DAYS_LATE: {"actual": ("逾期天数", "days late")},
    }
)


def verification_to_text(
    source: str,
    book: Rulebook,
    found: Verification,
    line: Callable[[str], int | None] = lambda _: None,
    *,
    lang: str = "zh",
) -> str:
    """
    What came of verifying one rulebook, as a block of lines.

    Args:
        source: Its name, or the path of its file, as `load_rulebook` takes it.

        book: The rulebook.

        found: What `examine` has found.

        line: The line of a path in its file; None for what the file does not hold.

        lang: ``zh`` or ``en``.
    """
    title = pick(lang, book.title, book.title_en)
    lines = [*indented(f"{source}  {title}", 0), *indented(_verdict(found, lang), _BODY)]
    for violation in found.violations:
        lines += _violation(violation, source, book, line, lang)
    if found.violations:
        lines += labelled(
            pick(lang, "重现各例之前，先运行", "before running these lines:"),
            PREFACE,
            _BODY,
            22 if lang == "zh" else 28,
        )
    for waiver, violation in found.waived:
        lines += _waiver(waiver, violation, book, lang)
    lines += shares_lines(clause_shares(book), _BODY, lang)
    return "\n".join(lines) + "\n"


def _verdict(found: Verification, lang: str) -> str:
    broken, waived = len(found.violations), len(found.waived)
    if not broken:
        said = pick(lang, "符合全部定律", "every law holds")
    elif lang == "zh":
        said = f"违反定律 {broken} 处"
    else:
        said = f"{broken} violation{'s' if broken > 1 else ''}"
    also = pick(lang, f"（声明豁免 {waived} 处，列在下面）", f" ({waived} waived, as listed below)")
    return said + (also if waived else "")


def _violation(
    violation: Violation, source: str, book: Rulebook, line: Callable[[str], int | None], lang: str
) -> Iterator[str]:
    columns = label_columns(lang)
    yield from indented(f"× {pick(lang, violation.law.zh, violation.law.en)}", _BODY)
    where = _rule_name(violation, book, lang)
    number = line(violation.path)
    if number is not None:
        where += pick(lang, f"，第 {number} 行", f", line {number}")
    yield from labelled(pick(lang, "规则", "rule"), where, _UNDER, columns)
    if violation.clause is not None:
        yield from clause_lines(violation.clause, _UNDER, lang)
    yield from labelled(pick(lang, "反例", "example"), counterexample_text(violation, book, lang), _UNDER, columns)
    again = replay(violation, source, book)
    if again is not None:
        # Not broken into lines, so that it can be copied.
        yield f"    {pick(lang, '重现  ', 'replay     ')}{again}"


def _waiver(waiver: Waiver, violation: Violation, book: Rulebook, lang: str) -> Iterator[str]:
    columns = label_columns(lang)
    law = pick(lang, violation.law.zh, violation.law.en)
    yield from indented(pick(lang, f"○ 豁免：{law}", f"○ waived: {law}"), _BODY)
    yield from labelled(pick(lang, "规则", "rule"), _rule_name(violation, book, lang), _UNDER, columns)
    yield from labelled(pick(lang, "理由", "reason"), pick(lang, waiver.reason, waiver.reason_en), _UNDER, columns)
    yield from clause_lines(waiver.clause, _UNDER, lang)
    yield from labelled(pick(lang, "所指", "example"), counterexample_text(violation, book, lang), _UNDER, columns)


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
        return pick(
            lang,
            "Python 函数无法逐一判定，请用 budgetperf.testing.verify_function 搜寻反例",
            "a Python function cannot be decided; budgetperf.testing.verify_function searches it",
        )
    if not violation.trials:
        return pick(lang, "没有单个的反例", "no single input shows it")
    rule = _find(violation.rule, book)
    measure = rule.measure if isinstance(rule, Rule) else None
    said = [_trial(violation.law, trial, measure, lang) for trial in violation.trials]
    if violation.expected is not None and violation.law not in _WITHOUT_EXPECTED:
        below = violation.expected.removeprefix("< ")
        verb = (
            pick(lang, "应为", "expected")
            if below == violation.expected
            else pick(lang, "应低于", "expected less than")
        )
        said.append(f"{verb} {below}")
    return pick(lang, "；", "; ").join(said)


# What these ask for is said by the law itself.
_WITHOUT_EXPECTED = frozenset({Law.GRADES, Law.BANDS, Law.NAMES, Law.ONE_RULE, Law.YEARS})


def _trial(law: Law, trial: Trial, measure: Measure | None, lang: str) -> str:
    given, index = dict(trial.given), 0 if lang == "zh" else 1
    if law in _SENTENCES:
        return _SENTENCES[law](given, trial.outcome)[index]
    names = {**_GIVEN, **(_OF_MEASURES.get(measure, {}) if measure is not None else {})}
    listed = pick(lang, "，", ", ").join(
        f"{names[name][index] if name in names else name} {value}" for name, value in given.items()
    )
    outcome = _outcome(law, trial.outcome)[index]
    return f"{listed}{pick(lang, '，', ': ')}{outcome}"


def _outcome(law: Law, outcome: str) -> Said:
    """What came out, for a law that asks for a number."""
    none, some = _OUTCOMES.get(law, _SCORED)
    if outcome == _NONE:
        return none
    if law is Law.UNIT and outcome in _REASONS:
        return _REASONS[outcome]
    zh, en = (said.replace("{}", outcome) for said in some)
    return zh, "1 point" if en == "1 points" else en


_SCORED = (("没有得分", "no score"), ("得 {} 分", "{} points"))
# What is said of nothing, and of something.
_OUTCOMES: Mapping[Law, tuple[Said, Said]] = MappingProxyType(
    {
        Law.GRADES: (("没有等级", "no grade"), ("等级有 {}", "the grades {}")),
        Law.BANDS: (("不在任何一档", "in no band"), ("在 {} 几档之中", "in {}")),
        Law.WEIGHTS: (("没有合计", "no total"), ("合计 {}", "{} in total")),
        Law.YEARS: (("终止早于起始", "the last is before the first"), ("{}", "{}")),
        Law.ROUNDING: (("没有结果", "no result"), ("取整为 {}", "rounded to {}")),
        Law.SUM: (("没有合计", "no total"), ("合计 {}", "{} in total")),
    }
)
_REASONS: Mapping[str, Said] = MappingProxyType({"≥": ("须说明", "needs a reason"), "<": ("不须说明", "needs none")})


def _twice(given: Mapping[str, str], outcome: str) -> Said:
    if "weight" in given:
        weight = given["weight"]
        return (
            f"规则用于分值 {weight}，而这一比率没有此分值",
            f"the rule is for a weight of {weight}, which the rate does not have",
        )
    name = given.get("name", "")
    return f"“{name}”出现 {outcome} 次", f"“{name}” stands {outcome} times"


def _both(given: Mapping[str, str], _outcome: str) -> Said:
    other = given.get("alternative_to")
    if other is not None:
        return (
            f"同一情形中没有它所并存的规则“{other}”",
            f"its case has no rule “{other}”, to which it is an alternative",
        )
    rules, weight, level = given.get("rules", ""), given.get("weight", ""), given.get("level")
    under = (f"“{level}”之下、", f"under “{level}”, ") if level else ("", "")
    return (
        f"{under[0]}分值 {weight} 的指标，规则 {rules} 都适用，又没有声明并存",
        f"{under[1]}for a weight of {weight}, the rules {rules} both apply, and none is declared an alternative",
    )


def _unused(given: Mapping[str, str], _outcome: str) -> Said:
    law, rule = given.get("law", ""), given.get("rule", "")
    return (
        f"“{rule}”并没有违反“{law}”，此项豁免应删去，或改正所写的定律和规则",
        f"“{rule}” does not break “{law}”: delete the waiver, or correct its law and rule",
    )


def _outside(given: Mapping[str, str], outcome: str) -> Said:
    return (
        f"“{given['band']}”的范围是 {outcome}，应在 0 至 1 之内",
        f"“{given['band']}” is {outcome}, not within 0 and 1",
    )


def _band(given: Mapping[str, str], outcome: str) -> Said:
    if "band" in given:
        return _outside(given, outcome)
    zh, en = _outcome(Law.BANDS, outcome)
    share = percent_text(Decimal(given.get("share", "0")))
    return f"分值的 {share}，{zh}", f"{share} of the weight is {en}"


_SENTENCES: Mapping[Law, Callable[[Mapping[str, str], str], Said]] = MappingProxyType(
    {Law.NAMES: _twice, Law.ONE_RULE: _both, Law.WAIVERS: _unused, Law.BANDS: _band}
)
