"""Try one rule on one input: what a counterexample says, anybody can replay in one line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budgetperf.domain.quantity import Count, Money, Rate, as_quantity
from budgetperf.domain.statement import Bound, read_statement
from budgetperf.domain.written import plain, quantity_error
from budgetperf.scoring.comparison import compare
from budgetperf.scoring.measuring import apply_between, apply_rule
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["number_text", "try_rule"]

_BY_VALUE = (Measure.RATE, Measure.ACTUAL)
_VALUES = (Measure.RATE, Measure.ACTUAL, Measure.DAYS_LATE)


def try_rule(book: Rulebook, rule: str, *, actual: str, weight: str | Decimal, target: str | None = None) -> Fraction:
    """
    What one rule of a rulebook gives for one input, exactly and before rounding.

    Args:
        book: The rulebook.

        rule: Id of the rule.

        actual: What was achieved, as a form states it; for execution what was spent, for days late their number.

        weight: The weight.

        target: The target, or the budget; None for a rule that looks at a value alone.

    Raises:
        RulebookError: There is no such rule.

        QuantityError: Target and actual are no numbers that can be compared.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> try_rule(load_rulebook("mof-2020"), "linear-excess", target="88万元", actual="96.73万元", weight="10")
    Fraction(7927, 880)
    """
    found, points = book.rule(rule), plain(weight)
    if target is None:
        if not isinstance(found, Rule) or found.measure not in _VALUES:
            raise quantity_error(target, f"规则 {rule} 的目标", f"a target for rule {rule}", "100")
        return found.points(_value(actual), points)
    if isinstance(found, Rule) and found.measure is Measure.DAYS_LATE:
        raise quantity_error(
            target,
            "空的目标：该规则只看逾期天数，天数写在 actual 中",
            "no target: the rule looks at days late alone, and actual says how many",
            "None",
        )
    goal, done = read_statement(target), read_statement(actual)
    if not isinstance(goal, Bound) or not isinstance(done, Bound):
        raise quantity_error(f"{target} / {actual}", "两个数字", "two numbers", "88万元")
    both = compare(goal, done)
    if both is None or (isinstance(found, Rule) and found.measure not in _BY_VALUE and not both.target):
        raise quantity_error(
            f"{target} / {actual}", "单位相同、目标不为 0 的两个数字", "two numbers of one kind", "88万元"
        )
    if isinstance(found, Rule) and found.measure is Measure.EXECUTION:
        return apply_between(found, points, *(both.ratios if both.sign > 0 else both.ratios[::-1])).low
    return apply_rule(found, points, both).low


def _value(text: str) -> Fraction:
    quantity = as_quantity(text)
    match quantity:
        case Rate():
            return Fraction(quantity.percent) / 100
        case Count():
            return Fraction(quantity.base[0])
        case Money():
            raise quantity_error(text, "比率或数量", "a rate or a count", "92.8%")


def number_text(value: Fraction) -> str:
    """
    A number in plain digits; a fraction where digits would not end.

    >>> number_text(Fraction("96.73")), number_text(Fraction(1, 3)), number_text(Fraction(-10**6))
    ('96.73', '1/3', '-1000000')
    """
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return str(value)
    digits = abs(value.numerator) * 10**places // value.denominator
    sign = int(value < 0)
    return f"{Decimal((sign, tuple(map(int, str(digits))), -places)):f}"
