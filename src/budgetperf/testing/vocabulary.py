"""What a rulebook has something to say about: its ratios, weights, words and names, for rows that meet them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from budgetperf.scoring.curve import Knot
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing.statements import WORDS

__all__ = ["Vocabulary", "vocabulary_of"]

_RATIOS = tuple(
    map(Fraction, (
        "1", "0.9", "1.1", "0", "2", "0.6", "0.8", "0.5", "0.999", "1.001", "0.928", "0.9927", "1.2", "1.3", "10",
        "-1", "0.01",
    ))
)  # fmt: skip
_WEIGHTS = tuple(map(Decimal, ("10", "5", "8", "2", "20", "1", "2.5", "22.5", "12.5", "0", "33.33")))
_LEVELS = (
    ("产出指标", "数量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"), ("成本指标", "经济成本指标"), ("产出指标", "成本指标"),
)  # fmt: skip
_NAMES = ("采购册数", "培训人次", "项目成本", "“三公”经费控制率", "在职人员控制率", "服务对象满意度")
_NEAR = Fraction(1, 1000)


@frozen(kw_only=True)
class Vocabulary:
    """
    What rows are made of.

    Attributes:
        ratios: Actual ÷ target: at, just below and just above every bound.

        weights: Weights for which there are rules, and others.

        words: Words that mean something, and others.

        levels: Level-1 and level-2 names.

        names: Names of indicators.

        rates: Names of rows that are scored by a value, and values at and around their bounds.
    """

    ratios: tuple[Fraction, ...] = _RATIOS
    weights: tuple[Decimal, ...] = _WEIGHTS
    words: tuple[str, ...] = WORDS
    levels: tuple[tuple[str, str], ...] = _LEVELS
    names: tuple[str, ...] = _NAMES
    rates: tuple[tuple[str, tuple[str, ...]], ...] = ()


def vocabulary_of(book: Rulebook | None) -> Vocabulary:
    """What a rulebook speaks of; without one, what most of them speak of."""
    if book is None:
        return Vocabulary()
    rules = [rule for _, _, rules in book.cases() for rule in rules]
    over = [Fraction(book.over_attainment.ratio)] if book.over_attainment else []
    bounds = [*over, *(ratio for rule in rules if isinstance(rule, Rule) for ratio in _bounds(rule))]
    weights = [weight for rule in rules for weight in rule.weights]
    levels = [(level, second[0]) for level, second in book.levels.names if second] if book.levels else []
    special = [("产出指标", level) for rule in rules for level in rule.levels]
    return Vocabulary(
        ratios=(*_RATIOS, *dict.fromkeys(number for bound in bounds for number in _beside(bound))),
        weights=(*_WEIGHTS, *dict.fromkeys(weights)),
        words=(*WORDS, *dict.fromkeys(_words(book))),
        levels=(*_LEVELS, *dict.fromkeys([*levels, *special])),
        rates=tuple((row.names[0], tuple(_values(row.rules))) for row in book.rates),
    )


def _beside(bound: Fraction) -> tuple[Fraction, ...]:
    return bound, bound - _NEAR, bound + _NEAR


def _bounds(rule: Rule) -> Iterator[Fraction]:
    """Actual ÷ target where the curve of a rule bends or jumps."""
    for knot in rule.curve.knots:
        x = Fraction(knot.x)
        match rule.measure:
            case Measure.ATTAINMENT | Measure.EXECUTION:
                yield x
            case Measure.EXCESS:
                yield 1 + x
            case Measure.DISTANCE:
                yield from (1 + x, 1 - x)
            case Measure.INVERSE if x > 0:
                yield 1 / x
            case _:
                pass


def _words(book: Rulebook) -> Iterator[str]:
    for band in book.bands:
        yield from (*band.words, *band.contains)
    for pair in book.pairs:
        yield from (pair.target, *pair.actuals)
    if book.answers:
        yield from (*book.answers.yes, *book.answers.no)
    if book.not_applicable:
        yield from book.not_applicable.words
    for limit in book.limits:
        yield from limit.words


def _values(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Values of a rate at the bounds of its rules, as a form states them."""
    for rule in rules:
        for knot in rule.curve.knots:
            yield from (_value(knot, rule.measure, near) for near in (0, -1, 1))


def _value(knot: Knot, measure: Measure, near: int) -> str:
    beside = Fraction(knot.x) + near * _NEAR
    scaled = round((beside * 100 if measure is Measure.RATE else beside) * 1000)
    number = Decimal((int(scaled < 0), tuple(map(int, str(abs(scaled)))), -3))
    return f"{number:f}%" if measure is Measure.RATE else f"{number:f}个"
