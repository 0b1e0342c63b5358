"""Strategies for whole rulebooks that keep every law, and can score every card."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.record import Direction
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law
from budgetperf.scoring.policy import RateRow, Waiver
from budgetperf.scoring.rule import Cases, FunctionRule, Rule, Scale
from budgetperf.scoring.rulebook import CASES, Rulebook
from budgetperf.testing.arguments import ArgumentError
from budgetperf.testing.curves import highest
from budgetperf.testing.policies import (
    alerts,
    answers,
    band_sets,
    bare_number_policies,
    corners,
    explanations,
    grade_sets,
    level_tables,
    limits,
    manuals,
    moves,
    not_applicables,
    over_attainments,
    roundings,
    weight_sets,
    word_pairs,
    years,
)
from budgetperf.testing.rules import clauses, lawful_rules, plain_rule

__all__ = ["cases", "function_rules", "rate_rows", "rulebooks", "waivers"]

_WEIGHTS = (Decimal(5), Decimal(8))
_LAWLESS = ("rounding", "over_attainment", "corners")
_RATES = (
    ("three_public_control", ("“三公”经费控制率", "三公控制率")),
    ("staff_control", ("在职人员控制率",)),
    ("late_projects", ("未按期完成项目数",)),
)


@cache
def _groups(case: str, direction: Direction) -> SearchStrategy[tuple[Rule, ...]]:
    """The rules of one case: every other time the plain one, so that a book stays small enough to read."""
    return st.just((plain_rule(case, direction),)) | _drawn_groups(lawful_rules(case, direction))


@st.composite
def _drawn_groups(draw: st.DrawFn, single: SearchStrategy[Rule]) -> tuple[Rule, ...]:
    """One rule, none, two between which no text decides, one for each weight or level."""
    rule = draw(single)
    match draw(st.sampled_from(["one", "none", "alternatives", "weights", "level"])):
        case "none":
            return ()
        case "alternatives":
            return rule, evolve(draw(single), alternative_to=rule.id)
        case "weights":
            return _by_weight(rule, draw(single))
        case "level":
            return evolve(rule, levels=("成本指标", "时效指标")), draw(single)
        case _:
            return (rule,)


def _by_weight(one: Rule, other: Rule) -> tuple[Rule, ...]:
    """Two rules of which each is for its own weights; one where there are none left for the other."""
    first = _fitting(one)[:1]
    second = tuple(weight for weight in _fitting(other) if weight not in first)
    return tuple(evolve(rule, weights=weights) for rule, weights in ((one, first), (other, second)) if weights)


def _fitting(rule: Rule) -> tuple[Decimal, ...]:
    """Weights for which a rule may be written: as it says, else those of which it takes no more off than there is."""
    most = highest(rule.curve) if rule.scale is Scale.DEDUCTION else Decimal(0)
    return rule.weights or tuple(weight for weight in _WEIGHTS if weight >= most)


def _named(groups: Sequence[Rule], prefix: str) -> tuple[Rule, ...]:
    """Ids that no other rule of the book has, and alternatives that point to them."""
    names = [f"{prefix}-{index}" for index in range(len(groups))]
    return tuple(
        evolve(rule, id=name, alternative_to=names[0] if rule.alternative_to is not None else None)
        for rule, name in zip(groups, names, strict=True)
    )


def cases(*, case: str = "positive") -> SearchStrategy[Cases]:
    """
    Rules for each direction of one kind of target.

    Args:
        case: ``positive``, ``zero`` or ``negative``.

    Raises:
        ArgumentError: There is no such case.
    """
    if case not in CASES:
        listed = ", ".join(CASES)
        raise ArgumentError(f"case 应为 {listed} 之一，实际为 {case!r}", f"case is one of {listed}, not {case!r}")
    return _cases(case)


@st.composite
def _cases(draw: st.DrawFn, case: str) -> Cases:
    return Cases(
        **{
            str(direction): _named(draw(_groups(case, direction)), f"{case}-{direction}")
            for direction in (Direction.HIGHER, Direction.LOWER, Direction.EQUAL)
        }
    )


@st.composite
def rate_rows(draw: st.DrawFn) -> RateRow:
    """Rows that are scored by the value of a rate."""
    name, names = draw(st.sampled_from(_RATES))
    found = draw(_groups("rates", Direction.HIGHER))
    same = tuple(rule for rule in found if rule.measure is found[0].measure)
    return RateRow(
        id=name,
        names=names,
        rules=_named(same, name.replace("_", "-")),
        weights=draw(st.sampled_from([(), tuple(dict.fromkeys(weight for rule in same for weight in rule.weights))])),
        clause=draw(clauses()),
    )


def function_rules() -> SearchStrategy[FunctionRule]:
    """Rules written in Python that keep the laws, for positive targets that are better high."""
    return st.builds(
        FunctionRule,
        id=st.just("python-rule"),
        title=st.just("函数"),
        title_en=st.just("a function"),
        function=st.sampled_from([_proportional, _from_sixty]),
        weights=st.sampled_from([(), _WEIGHTS]),
        clause=clauses(),
    )


def _proportional(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    return weight * min(Fraction(1), max(Fraction(0), actual / target))


def _from_sixty(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """完成率低于60%不得分, 以上按比例."""
    share = (actual / target - Fraction(6, 10)) / Fraction(4, 10)
    return weight * min(Fraction(1), max(Fraction(0), share))


def waivers() -> SearchStrategy[Waiver]:
    """A law that a rulebook breaks on purpose."""
    return st.builds(
        Waiver,
        law=st.sampled_from(Law).map(str),
        rule=st.sampled_from(["rounding", "over_attainment", "rule-1"]),
        reason=st.just("按原文"),
        reason_en=st.just("as the text has it"),
        clause=clauses(),
    )


def rulebooks(*, waived: bool = False) -> SearchStrategy[Rulebook]:
    """
    Rulebooks that keep every law (``verify(book) == ()``), and score every card.

    Rules in points, shares and deductions, with steps, thresholds and bands; cases without a rule, with a rule for
    some weights or levels only, and with two between which no text decides; grades, bands and words of many kinds.

    Args:
        waived: Whether they may also break laws on purpose, each with its waiver: points that are cut off instead of
            rounded, over-attainment that costs points, negative actuals that count as zero.
    """
    return _rulebooks(lawful=not waived)


@st.composite
def _rulebooks(draw: st.DrawFn, *, lawful: bool) -> Rulebook:
    execution = draw(st.none() | lawful_rules("execution", Direction.HIGHER))
    sets = draw(st.lists(weight_sets(), max_size=2, unique_by=lambda found: found.id))
    # Weights can only be moved between levels that have some.
    levels = {level for weights in sets for level, _ in weights.levels}
    book = Rulebook(
        name=draw(st.sampled_from(["some-province", "some-city-2023"])),
        title="某省项目支出绩效评价办法",
        title_en="The rules of some province",
        years=draw(years()),
        weights=sets,
        moves=[move for move in draw(st.lists(moves(), max_size=1)) if {move.level, move.to} <= levels],
        levels=draw(st.none() | level_tables()),
        directions=draw(bare_number_policies()),
        positive=draw(cases(case="positive")),
        zero=draw(cases(case="zero")),
        negative=draw(cases(case="negative")),
        dates=_named(draw(_groups("dates", Direction.LOWER)), "dates"),
        execution=None if execution is None else evolve(execution, id="execution"),
        bands=draw(band_sets()),
        pairs=draw(st.lists(word_pairs(), max_size=2, unique_by=lambda pair: pair.target)),
        words_clause=draw(st.none() | clauses()),
        answers=draw(st.none() | answers()),
        rates=draw(st.lists(rate_rows(), max_size=2, unique_by=lambda row: row.id)),
        corners=draw(corners(lawful=lawful)),
        not_applicable=draw(st.none() | not_applicables()),
        limits=draw(st.lists(limits(), max_size=1)),
        manual=draw(st.none() | manuals(lawful=lawful)),
        rounding=draw(roundings(lawful=lawful)),
        grades=draw(grade_sets()),
        grades_clause=draw(st.none() | clauses()),
        over_attainment=draw(st.none() | over_attainments(lawful=lawful)),
        explanation=draw(st.none() | explanations()),
        alerts=draw(st.none() | alerts()),
    )
    return book if lawful else evolve(book, waivers=_needed(book))


def _needed(book: Rulebook) -> tuple[Waiver, ...]:
    """A waiver for each law that a section breaks; the rules break none."""
    return tuple(
        Waiver(law=law, rule=section, reason="按原文", reason_en="as the text has it", clause=book.rounding.clause)
        for law, section in dict.fromkeys((violation.law, violation.rule) for violation in verify(book))
        if section in _LAWLESS
    )
