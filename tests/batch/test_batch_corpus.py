"""Rows on which arithmetic slips: exact ties, zero and negative targets, 15 digits, values beside every bound."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from batched import BOOKS, both, card_of, filing_of, funded, table_of, told

from budgetperf.batch import score_table
from budgetperf.domain.model import Budget, Filing, Indicator, Scorecard
from budgetperf.domain.rounding import round_half_up
from budgetperf.scoring.rule import Cases, FunctionRule, Rule
from budgetperf.scoring.rulebook import Rulebook

STEP = Decimal("0.0001")
FAR = (
    "999999999999999", "123456789012.345", "9999999999999.99", "9999999999999999", "0.0000000001", "900719.9254",
    "900719925474.0992", "900719925474.0993", "4503599627370.496", "90071.9925", "90071992.54740993",
)  # fmt: skip
NEAR = ("0", "-5", "5", "88", "96.73", "105.6", "-0.01")
SIGNS = ("≥", "≤", "=", ">", "<", "")


def row(target: str | None, actual: str | None, weight: str | Decimal = "10", **others: Any) -> Indicator:
    """A row of an output, or of whatever is asked."""
    parts = {"level1": "产出指标", "level2": "数量指标", "name": "指标", **others}
    return Indicator(**parts, target=target, actual=actual, weight=weight)


def stated(rows: list[Indicator]) -> Iterator[Indicator]:
    """Each row as an officer may score it: in full, rounded to whole points or one place, a cent off, or not at all."""
    points = ("10", "9", "9.1", "9.10", "9.01", "0", "8.99", "8.995", "-1", "11", None)
    for place, one in enumerate(rows):
        yield evolve(one, points=None if points[place % 11] is None else Decimal(points[place % 11] or 0))


def cards(rows: list[Indicator]) -> list[Filing]:
    """Rows on cards of twenty, with an execution on each."""
    rows = list(stated(rows))
    money = [
        ("100万元", "93.335万元"),
        ("0元", "5元"),
        ("3元", "-1元"),
        ("3亿元", "2亿元"),
        (None, "1元"),
        ("7元", "9元"),
    ]
    return [
        filing_of(
            card_of(rows[at : at + 20], budget=funded(*money[at // 20 % 6], ("10", "0", "15")[at // 20 % 3], "9.3"))
        )
        for at in range(0, len(rows), 20)
    ]


def ties() -> list[Indicator]:
    """Rows whose exact score lies half-way between two cents, or just beside it."""
    found = []
    for cents in range(1, 1000, 7):
        for target in ("400", "800", "20000", "1"):
            actual = Fraction(2 * cents + 1, 2000) * Fraction(target)
            for step in (-STEP, Decimal(0), STEP):
                done = round_half_up(actual, 4) + step
                found.append(row(f"≥{target}", f"{done}"))
    return found


def beside_bounds(book: Rulebook) -> list[Indicator]:
    """Actuals at, just below and just above every knot of every rule, under each level and weight that rules name."""
    rules = [rule for _, _, rules in book.cases() for rule in rules if isinstance(rule, Rule)]
    ratios = sorted({abs(Fraction(knot.x)) + add for rule in rules for knot in rule.curve.knots for add in (0, 1)})
    ratios += [Fraction(1, ratio) for ratio in ratios if ratio > 0] + [Fraction("1.2"), Fraction("1.3")]
    weights = sorted({Decimal(10), Decimal("2.5"), *(weight for rule in rules for weight in rule.weights)})
    levels = ["产出指标", *sorted({level for rule in rules for level in rule.levels})]
    found: list[Indicator] = []
    for ratio in dict.fromkeys(ratios):
        for place, sign in enumerate(SIGNS):
            done = round_half_up(Fraction("90") * ratio, 4)
            for step in (-STEP, Decimal(0), STEP):
                level = levels[(place + len(found)) % len(levels)]
                weight = weights[len(found) % len(weights)]
                found.append(row(f"{sign}90%", f"{done + step}%", weight, level1=level, level2=None))
    return found


def edges() -> list[Indicator]:
    """Zero, negative and far figures in every direction, in units that meet and that do not."""
    found: list[Indicator] = []
    for sign in SIGNS:
        found += [row(f"{sign}{target}", actual) for target in ("0", "-5", "88", *FAR) for actual in (*NEAR, *FAR)]
        pairs = (
            ("88万元", "967300元"), ("88万元", "96.73"), ("88", "96.73万元"), ("3亿元", "3亿元"), ("2万人", "19999人"),
            ("0亿元", "0.00000001亿元"), ("90%", "90"), ("90%", "90次"), ("2022年", "2023年"), ("5㎡", "4平方米"),
            ("1千元", "900元"), ("3.5", "3.5"), ("1、", "1。"),
        )  # fmt: skip
        found += [row(f"{sign}{target}", actual) for target, actual in pairs]
        weights = ("0", "0.005", "2.555", "9999999999999999", "100", "-1", "7.1234567891")
        found += [row(f"{sign}88", "96.73", weight) for weight in weights]
    return found


def words() -> list[Indicator]:
    """Words, blanks, dates, intervals, and names by which a bare number is better low."""
    said = [
        "已完成",
        "未完成",
        "不适用",
        "不涉及",
        "未填报",
        "无",
        "是",
        "否",
        "2022年12月",
        "≥95%",
        "≤3天",
        "95%",
        "—",
        None,
    ]
    found = [row(target, actual) for target in said for actual in said]
    found += [
        row("95%", "96%", name=name, level2=level2)
        for name in ("三公经费控制率（%）", "控制率", "效率", "“三公经费”变动率", "结转结余率", "率", "在职人员控制 率")
        for level2 in ("经济成本指标", "成本", None)
    ]
    found += [row("95%", "90%", direction=direction) for direction in ("higher", "lower", "equal", "judged")]
    found += [row("95%", "90%", deduction=Decimal(taken)) for taken in ("1", "0", "-2", "0.001")]
    found += [row("未填报", "未填报", level1="成本指标"), row("≥5", "未填报", level1="成本指标")]
    found += [Indicator(name="指标", target=None, actual="5", weight=None), Indicator(name="指标", weight="5")]
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_corpus(name: str) -> None:
    """Under every shipped rulebook, every row of the corpus is worth what it is worth by itself."""
    book = BOOKS[name]
    filings = cards([*ties()[::11], *beside_bounds(book)[::2], *edges()[::7], *words()[::2]])
    expected, scored = both(filings, book)
    assert expected == told(scored)


@pytest.mark.parametrize("name", ["mof-2020", "platform-hebei"])
def test_ties_and_edges_in_full(name: str) -> None:
    """All ties and all edges under the two ways of scoring that there are."""
    expected, scored = both(cards([*ties(), *edges()]), BOOKS[name])
    assert expected == told(scored)
    assert "kernel" in scored.column("how").to_pylist()


def test_a_function_is_asked_row_by_row() -> None:
    """A rule that is a function is called for every row, and never by the kernel."""
    book = BOOKS["mof-2020"]
    clause = book.positive.higher[0].clause
    rule = FunctionRule(id="half", title="半", title_en="half", function=lambda _t, _a, w: w / 2, clause=clause)
    book = evolve(book, positive=Cases(higher=[rule]))
    scored = score_table(table_of([row("≥90", "81")]), book)
    assert [("row", Decimal(5), "half")] == [
        (found["how"], found["low"], found["rule"]) for found in scored.to_pylist()
    ]


def test_words_that_name_a_number() -> None:
    """A list of words with a digit in it is for the printed row: then nothing is computed column by column."""
    book = BOOKS["mof-2018"]
    assert book.not_applicable is not None
    book = evolve(book, not_applicable=evolve(book.not_applicable, words=("0",)))
    rows = [row("0", "0"), row("≥90", "81")]
    expected, scored = both([filing_of(card_of(rows))], book)
    assert expected == told(scored)
    assert {"row"} == set(scored.column("how").to_pylist())


def test_a_card_of_nothing() -> None:
    """No rows make an empty table, with every column."""
    book = BOOKS["mof-2020"]
    expected, scored = both([filing_of(Scorecard(kind="project", budget=Budget()))], book)
    assert [] == expected == told(scored)
