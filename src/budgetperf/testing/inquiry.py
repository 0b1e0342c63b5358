"""The search itself: which laws a function breaks in one case, each with the plainest input that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

from attrs import frozen
from hypothesis import Phase, Verbosity, find, settings
from hypothesis.errors import NoSuchExample

from budgetperf.domain.finding import Clause
from budgetperf.domain.record import Direction
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.testing.answers import Ask
from budgetperf.testing.breaches import LAWS, Breach, Question
from budgetperf.testing.probes import Probe, probes

__all__ = ["EXAMPLES", "EXECUTION", "Inquiry"]

EXECUTION = "execution"
EXAMPLES = 60
"""How many questions are asked; every one of them is about some thirty actuals."""

_SIGNS = {"positive": 1, "zero": 0, "negative": -1}
_ALWAYS = (Law.TOTAL, Law.BOUNDED, Law.FULL)
_ORDERED = (*_ALWAYS, Law.MONOTONE, Law.CONTINUOUS, Law.UNIT, Law.PROPORTIONAL)
_EQUAL = (*_ALWAYS, Law.AWAY, Law.EQUAL, Law.CONTINUOUS, Law.UNIT, Law.PROPORTIONAL)
_NO_BUDGET = (Law.TOTAL, Law.NO_BUDGET)
_SEED = 2020


@frozen(kw_only=True)
class Inquiry:
    """
    A function, and what it declares of itself.

    Attributes:
        ask: The function.

        weights: The weights that it is written for; none means any.

        jumps: Where it jumps on purpose, as actual ÷ target.

        step: What it rounds to by itself; zero where it does not.

        waived: The laws that it breaks on purpose.

        max_examples: How long to search.
    """

    ask: Ask
    weights: tuple[Decimal, ...] = ()
    jumps: tuple[Fraction, ...] = ()
    step: Fraction = Fraction(0)
    waived: frozenset[Law] = frozenset()
    max_examples: int = EXAMPLES

    def violations(
        self, case: str, direction: Direction, *, name: str, path: str | None = None, clause: Clause | None = None
    ) -> Iterator[Violation]:
        """Every law that the function breaks in one case, in the order of the laws."""
        for breach in self._breaches(case, direction):
            yield Violation(
                law=breach.law,
                rule=name,
                path=path or (case if case == EXECUTION else f"{case}.{direction}"),
                clause=clause,
                trials=breach.trials,
                expected=breach.expected,
            )

    def _breaches(self, case: str, direction: Direction) -> list[Breach]:
        if case == EXECUTION:
            parts = [(1, _ORDERED), (0, _NO_BUDGET), (-1, _NO_BUDGET)]
        else:
            parts = [(_SIGNS[case], _EQUAL if direction is Direction.EQUAL else _ORDERED)]
        # What is written for some weights need not be in proportion to them.
        waived = self.waived | ({Law.PROPORTIONAL} if self.weights else set())
        found: dict[Law, Breach] = {}
        for sign, laws in parts:
            asked = [law for law in laws if law not in waived and law not in found]
            found |= {breach.law: breach for breach in self._search(sign, direction, asked)}
        return sorted(found.values(), key=lambda breach: [*Law].index(breach.law))

    def _search(self, sign: int, direction: Direction, laws: Sequence[Law]) -> Iterator[Breach]:
        found: dict[Law, Breach] = {}

        def breach_of(law: Law, probe: Probe) -> Breach | None:
            return LAWS[law](self._question(probe, direction))

        def noted(probe: Probe) -> bool:
            question = self._question(probe, direction)
            for law in laws:
                if law not in found and (breach := LAWS[law](question)) is not None:
                    found[law] = breach
            return False

        self._plainest(sign, noted)
        for law, first in found.items():
            # The same questions in the same order come by what was found; from there on it is made smaller.
            def broken(probe: Probe, law: Law = law) -> bool:
                return breach_of(law, probe) is not None

            probe = self._plainest(sign, broken)
            yield (None if probe is None else breach_of(law, probe)) or first

    def _question(self, probe: Probe, direction: Direction) -> Question:
        return Question(ask=self.ask, probe=probe, direction=direction, jumps=self.jumps, step=self.step)

    def _plainest(self, sign: int, wrong: Callable[[Probe], bool]) -> Probe | None:
        quiet = settings(
            max_examples=self.max_examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            verbosity=Verbosity.quiet,
        )
        questions = probes(sign, weights=self.weights, jumps=self.jumps)
        try:
            return find(questions, wrong, settings=quiet, random=Random(_SEED))  # noqa: S311 - the same in every run
        except NoSuchExample:
            return None
