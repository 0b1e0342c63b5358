"""Verify a rulebook: every law on every rule and section, and what was waived."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from attrs import field, frozen

from budgetperf.scoring.laws.decide import rule_violations
from budgetperf.scoring.laws.engine import engine_violations
from budgetperf.scoring.laws.form import form_violations
from budgetperf.scoring.laws.violation import Law, Trial, Violation
from budgetperf.scoring.policy import Waiver
from budgetperf.scoring.rule import FunctionRule
from budgetperf.scoring.rulebook import CASES, Rulebook

__all__ = ["Verification", "examine", "verify"]


@frozen(kw_only=True)
class Verification:
    """
    What came of verifying a rulebook.

    Attributes:
        violations: Laws that it breaks.

        waived: Laws that it breaks on purpose, each with its waiver.
    """

    violations: tuple[Violation, ...] = field(converter=tuple[Violation, ...])
    waived: tuple[tuple[Waiver, Violation], ...] = field(converter=tuple[tuple[Waiver, Violation], ...])


def verify(book: Rulebook) -> tuple[Violation, ...]:
    """
    Every law that a rulebook breaks and does not waive, each with a counterexample; none: every law holds.

    For rules of data the answer is exact. A rule that is a Python function cannot be decided, and is reported as such;
    `budgetperf.testing.verify_function` searches it.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> verify(load_rulebook("mof-2020"))
    ()
    """
    return examine(book).violations


def examine(book: Rulebook) -> Verification:
    """The same, together with what the rulebook waives."""
    found = [*_violations(book)]
    waivers = {(waiver.law, waiver.rule): waiver for waiver in book.waivers}
    kept = [violation for violation in found if (violation.law, violation.rule) not in waivers]
    waived = [
        (waivers[violation.law, violation.rule], violation)
        for violation in found
        if (violation.law, violation.rule) in waivers
    ]
    used = {(waiver.law, waiver.rule) for waiver, _ in waived}
    unused = [
        Violation(
            law=Law.WAIVERS,
            rule=waiver.rule,
            path=f"waivers[{index}]",
            clause=waiver.clause,
            trials=[Trial(given={"law": waiver.law, "rule": waiver.rule}, outcome="—")],
        )
        for index, waiver in enumerate(book.waivers)
        if (waiver.law, waiver.rule) not in used
    ]
    return Verification(violations=[*kept, *unused], waived=waived)


def _violations(book: Rulebook) -> Iterator[Violation]:
    yield from form_violations({part.name: getattr(book, part.name) for part in attrs.fields(Rulebook)})
    yield from _rules(book)
    yield from engine_violations(book)


def _rules(book: Rulebook) -> Iterator[Violation]:
    for case, direction, rules in book.cases():
        name, _, row = case.partition(".")
        for index, rule in enumerate(rules):
            if name in CASES:
                path = f"{name}.{direction}[{index}]"
            elif row:
                path = f"rates[{[found.id for found in book.rates].index(row)}].rules[{index}]"
            else:
                path = name if name == "execution" else f"{name}[{index}]"
            if isinstance(rule, FunctionRule):
                yield Violation(law=Law.DECIDED, rule=rule.id, path=path, clause=rule.clause)
            else:
                yield from rule_violations(rule, name, direction, path)
