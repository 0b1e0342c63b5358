"""Verify a rulebook some of whose rules are Python functions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve, fields

from budgetperf.domain.record import Direction
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.scoring.policy import Treatment
from budgetperf.scoring.rule import AnyRule, Cases, FunctionRule, RuleFunction
from budgetperf.scoring.rulebook import CASES, Rulebook
from budgetperf.testing.answers import Refusal, asking
from budgetperf.testing.inquiry import Inquiry

__all__ = ["verify_rulebook"]


def verify_rulebook(book: Rulebook) -> tuple[Violation, ...]:
    """
    Every law that a rulebook breaks and does not waive: decided for rules of data, searched for Python functions.

    `budgetperf.verify` says of a function only that it cannot be decided; here stands what a search found instead.
    Functions may round, jump and depend on the weight as they like if the rulebook waives ``continuous``,
    ``proportional`` and the like for them; for all that `verify_function` can be told, call it.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> verify_rulebook(load_rulebook("hunan-2022"))
    ()
    """
    waived = {(waiver.law, waiver.rule) for waiver in book.waivers}
    searched = [*_searched(book)]
    names = {rule.id for _, _, rules in book.cases() for rule in rules if isinstance(rule, FunctionRule)}
    used = {(violation.law, violation.rule) for violation in searched}
    decided = [
        violation
        for violation in verify(_without_surprises(book))
        if not (violation.law is Law.DECIDED and violation.rule in names)
        and not (violation.law is Law.WAIVERS and (dict(violation.trials[0].given)["law"], violation.rule) in used)
    ]
    return (*(violation for violation in searched if (violation.law, violation.rule) not in waived), *decided)


def _searched(book: Rulebook) -> Iterator[Violation]:
    for name in CASES:
        cases: Cases = getattr(book, name)
        for direction in (Direction.HIGHER, Direction.LOWER, Direction.EQUAL):
            for index, rule in enumerate(cases.of(direction)):
                if isinstance(rule, FunctionRule):
                    inquiry = Inquiry(ask=asking(_as_called(rule.function, book)), weights=rule.weights)
                    yield from inquiry.violations(
                        name, direction, name=rule.id, path=f"{name}.{direction}[{index}]", clause=rule.clause
                    )


def _as_called(function: RuleFunction, book: Rulebook) -> RuleFunction:
    """The function, with the actuals that scoring under this book would give it."""
    if book.corners.negative_actual is not Treatment.ZERO:
        return function
    return lambda target, actual, weight: function(target, max(actual, Fraction(0)), weight)


def _without_surprises(book: Rulebook) -> Rulebook:
    """The book with functions that raise nothing: what they raise is told by the search."""

    def calm(rule: AnyRule) -> AnyRule:
        if not isinstance(rule, FunctionRule):
            return rule
        ask = asking(rule.function)

        def function(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
            points = ask(target, actual, weight)
            return weight if isinstance(points, Refusal) else points

        return evolve(rule, function=function)

    changed: dict[str, Any] = {}
    for name in CASES:
        cases: Cases = getattr(book, name)
        changed[name] = Cases(**{part.name: map(calm, getattr(cases, part.name)) for part in fields(Cases)})
    return evolve(book, **changed)
