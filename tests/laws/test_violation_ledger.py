"""
What breaking a law looks like, word by word: rulebooks that are broken in one place, and every counterexample for them.

`ledgers/violations.txt` has them line by line; ``python tests/laws/test_violation_ledger.py`` writes it anew, after a
deliberate change. Read the difference: each line is what somebody who writes a rulebook is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from attrs import evolve

from budgetperf.domain.finding import Clause, Severity
from budgetperf.domain.record import Direction
from budgetperf.formats.rulebooks import load_rulebook, shipped_rulebooks
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.decide import rule_violations
from budgetperf.scoring.laws.verify import examine
from budgetperf.scoring.laws.violation import Violation
from budgetperf.scoring.policy import (
    Answers,
    Corners,
    Grade,
    Move,
    NotApplicable,
    OverAttainment,
    RateRow,
    Rounding,
    RoundingMode,
    Waiver,
    Years,
)
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import Cases, FunctionRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import Rulebook

LEDGER = Path(__file__).parent.parent / "ledgers" / "violations.txt"
BOOK = load_rulebook("mof-2020")
CLAUSE, OTHER = Clause(document="《办法》"), Clause(document="《通知》")
RATIOS = (Measure.ATTAINMENT, Measure.INVERSE, Measure.EXCESS, Measure.DISTANCE)
CURVES = {
    "rising": Curve(knots=[Knot(0, 0), Knot(1, 1)]),
    "falling": Curve(knots=[Knot(0, 1), Knot(3, 0)]),
    "full": Curve(knots=[Knot(0, 1)]),
    "steps": Curve(knots=[Knot("-0.5", 0, right="0.3"), Knot("0.6", "0.3", right=1)]),
    "hill": Curve(knots=[Knot("0.25", 0), Knot("0.5", 1), Knot("0.75", "0.5")]),
    "too much": Curve(knots=[Knot("0.3", "-0.5"), Knot(2, "1.5")]),
    "endless": Curve(knots=[Knot(0, 1), Knot("0.7", "0.2")], continued=True),
}
WAYS = (Direction.HIGHER, Direction.LOWER, Direction.EQUAL)
PLACES: list[tuple[str, Direction | None, tuple[Measure, ...]]] = [
    *(("positive", way, (*RATIOS, Measure.RATE)) for way in WAYS),
    *(("negative", way, (Measure.ATTAINMENT, Measure.EXCESS, Measure.DISTANCE)) for way in WAYS),
    *(("zero", way, (Measure.ACTUAL,)) for way in WAYS),
    ("execution", None, (Measure.EXECUTION,)),
    ("dates", None, (Measure.DAYS_LATE,)),
    ("rates", None, (Measure.RATE,)),
]
SIZES: list[dict[str, Any]] = [
    {},
    {"scale": Scale.DEDUCTION},
    {"scale": Scale.POINTS, "weights": ("0.5",)},
]


def told(name: str, found: Violation) -> str:
    """All that a violation says, in one line."""
    document = "" if found.clause is None else found.clause.document
    trials = "；".join(map(str, found.trials))
    return (
        f"{name} | {found.law} | {found.rule} | {found.path} | {document} | {trials} | {found.expected or ''}".rstrip()
    )


def broken_rules() -> Iterator[str]:
    """Every shape of a curve in every place where it may stand."""
    for (case, way, measures), (name, curve), size in product(PLACES, CURVES.items(), SIZES):
        if size and name not in {"steps", "too much"}:
            continue
        for measure in measures:
            if measure is Measure.INVERSE and curve.continued:
                continue
            rule = Rule(id=name, title=name, title_en=name, measure=measure, curve=curve, clause=CLAUSE, **size)
            scale = f"{rule.scale}{'' if way is None else f', {way}'}"
            yield from (told(f"{measure}, {scale}", one) for one in rule_violations(rule, case, way, case))


def own(name: str, **more: Any) -> Rule:
    """A rule that keeps every law, but for what is said of it."""
    usual = {"title": name, "title_en": name, "measure": "attainment", "curve": CURVES["rising"], "clause": CLAUSE}
    return Rule(id=name, **{**usual, **more})


def higher(*rules: Any) -> dict[str, Any]:
    """These rules for what is better high."""
    return {"positive": evolve(BOOK.positive, higher=rules)}


def function(name: str, points: Any) -> FunctionRule:
    """A rule that somebody wrote in Python."""
    return FunctionRule(id=name, title=name, title_en=name, function=points, clause=CLAUSE)


def graded(*ends: tuple[str, Range]) -> dict[str, Any]:
    """Other grades."""
    grades = [Grade(title=title, title_en=title, points=span) for title, span in ends]
    return {"grades": grades, "grades_clause": OTHER}


def over(**more: Any) -> dict[str, Any]:
    """Another policy for what was exceeded."""
    return {
        "over_attainment": OverAttainment(**{"ratio": "1.3", "severity": Severity.WARNING, "clause": OTHER, **more})
    }


def waiver(law: str, rule: str) -> dict[str, Any]:
    """A waiver."""
    return {"waivers": [Waiver(law=law, rule=rule, reason="照文件", reason_en="as printed", clause=OTHER)]}


TWO_SUMMITS = Curve(knots=[Knot(0, 0), Knot("0.5", 1), Knot("0.7", "0.2"), Knot(1, 1), Knot(2, 0)])
BEST, PARTLY, WORST = BOOK.bands
SET = BOOK.weights[0]
SPECIAL = {"scale": Scale.DEDUCTION, "curve": CURVES["falling"]}
DOWN = Curve(knots=[Knot("1.5", 1), Knot(2, "0.5")])
CHANGES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "years": {"years": Years(first=2022, last=2020)},
    "one year": {"years": Years(first=2022, last=2022)},
    "weights": {"weights": [SET, evolve(SET, id="second", execution=20, clause=OTHER)]},
    "weights below nothing": {
        "weights": [evolve(SET, execution=-10, levels=(("产出指标", Decimal(80)),), free=30, clause=OTHER)]
    },
    "no weight at all": {"weights": [evolve(SET, execution=0, levels=(("产出指标", Decimal(70)),), free=30)]},
    "a level twice": {"weights": [evolve(SET, levels=(("产出指标", Decimal(50)), ("产出", Decimal(40))))]},
    "a set twice": {"weights": [SET, SET]},
    "a total without a grade": graded(("优", Range(low=90, low_open=True)), ("良", Range(high=90, high_open=True))),
    "a total with two": graded(("优", Range(low=90)), ("良", Range(high=90))),
    "a grade twice": graded(("优", Range(low=90)), ("优", Range(high=90, high_open=True))),
    "a share of two bands": {"bands": [BEST, evolve(PARTLY, share=Range(low="0.6", high="0.8"), clause=OTHER), WORST]},
    "a share of none": {"bands": [BEST, evolve(PARTLY, share=Range(low="0.6", high="0.7")), WORST]},
    "a band beyond": {"bands": [evolve(BEST, share=Range(low="0.8", high="1.1"), clause=OTHER), PARTLY, WORST]},
    "a band without end": {"bands": [evolve(BEST, share=Range(low="0.8"), clause=OTHER), PARTLY, WORST]},
    "a band twice": {"bands": [BEST, evolve(PARTLY, id=BEST.id), WORST]},
    "a word twice": {"bands": [BEST, evolve(PARTLY, words=(*PARTLY.words, "已完成")), WORST]},
    "a denial in a word": {"bands": [evolve(BEST, words=(*BEST.words, "基本未超支")), PARTLY, WORST]},
    "a word that answers, too": {"answers": Answers(yes=("已完成",), no=("否",), clause=CLAUSE)},
    "a word that drops, too": {"not_applicable": NotApplicable(words=("已完成",), clause=CLAUSE)},
    "two rules": higher(own("one"), own("two", clause=OTHER)),
    "three rules": higher(own("one"), own("two"), own("three")),
    "two rules of a weight": higher(own("one", weights=(5, 8)), own("two", weights=(8, 9))),
    "two rules of a level": higher(own("one", levels=("产出指标",)), own("two", levels=("产出", "效益"))),
    "an alternative to nobody": higher(own("one"), own("two", alternative_to="three")),
    "an alternative to itself": higher(own("one", alternative_to="one")),
    "a rule twice": higher(own("one", weights=(5,)), own("one", weights=(8,))),
    "more than there is": higher(own("one", **SPECIAL), own("two", weights=("0.5", "0.8"), **SPECIAL)),
    "a place of two": {
        "moves": [Move(level="产出", to="产出指标", clause=OTHER), Move(level="成本", to="产出", clause=OTHER)]
    },
    "a rate twice": {"rates": [RateRow(id=name, names=("比率",), clause=CLAUSE) for name in ("one", "two")]},
    "a rate of another weight": {
        "rates": [
            RateRow(id="one", names=("比率",), clause=CLAUSE),
            RateRow(
                id="two",
                names=("比例",),
                weights=(4, 5),
                rules=[
                    own("four", weights=(4,), measure="rate"),
                    own("six", weights=(6,), measure="rate", clause=OTHER),
                ],
                clause=CLAUSE,
            ),
        ]
    },
    "digits cut off": {"rounding": Rounding(row=2, mode=RoundingMode.DOWN, clause=OTHER)},
    "digits of the total cut off": {"rounding": Rounding(row=1, total=0, mode=RoundingMode.DOWN, clause=OTHER)},
    "a number without a unit": over(zero=30),
    "a reduction": over(ratio="1.5", kept=DOWN),
    "a reduction at its threshold": over(ratio="1.2", kept=Curve(knots=[Knot("1.2", "0.8")])),
    "a reduction to more": over(kept=Curve(knots=[Knot("1.4", "1.5"), Knot(2, "-0.5", right=1)])),
    "negatives are nothing": {"corners": Corners(negative_actual="zero", clause=OTHER)},
    "negatives are nothing, and are scored": {
        "corners": Corners(negative_actual="zero", clause=OTHER),
        "negative": Cases(higher=[own("up")], lower=[own("down")], equal=[own("same")]),
        "zero": Cases(equal=[own("none", measure="actual", curve=Curve(knots=[Knot(0, 1, left=0, right=0)]))]),
    },
    "a function": higher(function("own", lambda _target, _actual, weight: weight)),
    "a function that fails": higher(function("own", lambda target, _actual, weight: weight / (target - 90))),
    "execution that falls": {"execution": own("spent", measure="execution", curve=CURVES["falling"], clause=OTHER)},
    "days that are paid": {"dates": [own("late", measure="days_late", curve=CURVES["rising"], clause=OTHER)]},
    "a rate of two summits": {
        "rates": [
            RateRow(id="none", names=("比例",), clause=CLAUSE),
            RateRow(id="two", names=("比率",), rules=[own("two", measure="rate", curve=TWO_SUMMITS)], clause=OTHER),
        ]
    },
    "no budget, all points": {"execution": own("spent", measure="execution", curve=CURVES["full"], clause=OTHER)},
    "a waiver": {**waiver("rounding", "rounding"), "rounding": Rounding(row=2, mode=RoundingMode.DOWN, clause=CLAUSE)},
    "a waiver for nothing": waiver("full", "nobody"),
}


def broken_books() -> Iterator[str]:
    """A rulebook that ships, changed in one place; and each that ships, without its waivers."""
    for name, change in CHANGES.items():
        yield from examined(name, evolve(BOOK, **change))
    for book in shipped_rulebooks():
        yield from examined(book.name, evolve(book, waivers=()))


def examined(name: str, book: Rulebook) -> Iterator[str]:
    """What is found, and what is waived."""
    found = examine(book)
    yield from (told(name, one) for one in found.violations)
    yield from (told(f"{name} (waived)", one) for _, one in found.waived)


def ledger() -> str:
    """All of it."""
    return "\n".join([*broken_rules(), *broken_books()]) + "\n"


def test_line_by_line() -> None:
    """The same laws are broken by the same inputs as ever."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == ledger().splitlines()


def test_nothing_is_wrong_with_nothing() -> None:
    """The rulebook that is changed has no fault of its own."""
    assert [*examined("nothing", BOOK)] == []


if __name__ == "__main__":
    LEDGER.write_text(ledger(), encoding="utf-8")
