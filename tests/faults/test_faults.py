"""
The faults of a production platform, found by themselves.

Its formulas are restated as rulebooks (the YAML files beside this one) and as Python functions (`formulas`); nobody
tells `verify` where to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import formulas
import pytest
from attrs import evolve

from budgetperf.errors import RulebookError
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.laws.trying import try_rule
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing import verify_function, verify_grades

HERE = Path(__file__).parent


def fault(name: str) -> Rulebook:
    """A rulebook with a fault, as a file."""
    return load_rulebook(HERE / f"{name}.yaml", lawful=False)


def unwaived(name: str) -> Rulebook:
    """A rulebook that ships, without its waivers."""
    return evolve(load_rulebook(name), waivers=())


def given(found: Violation, trial: int = 0) -> dict[str, Fraction]:
    """The figures of a counterexample."""
    return {name: Fraction(value.strip("≥≤=%")) for name, value in found.trials[trial].given}


def the(law: Law, found: Sequence[Violation], rule: str | None = None) -> Violation:
    """The violation of a law, by one rule where that is named."""
    matching = [one for one in found if one.law is law and rule in {None, one.rule}]
    assert matching, [str(one.law) for one in found]
    return matching[0]


class TestB1:
    """90 points have no grade."""

    def test_rulebook(self) -> None:
        """The gap is one number wide."""
        (found,) = verify(fault("no-grade-at-90"))
        assert (found.law, str(found.trials[0])) == (Law.GRADES, "total=90 → —")

    def test_refused(self) -> None:
        """Nobody is graded by it, and its author is told the line."""
        with pytest.raises(RulebookError, match=r"第 \d+ 行 grades：90 不在任何一档"):
            load_rulebook(HERE / "no-grade-at-90.yaml")

    def test_function(self) -> None:
        """The same table as code."""
        found = the(Law.GRADES, verify_grades(formulas.grade_with_a_gap))
        assert dict(found.trials[0].given)["total"] == "90"


class TestB2:
    """Below zero, missing a target earns more than the weight; and a target that was met may earn nothing."""

    def test_rulebook(self) -> None:
        """Twice as bad, twice the points; and what is better earns less."""
        violations = verify(fault("below-zero"))
        found = the(Law.BOUNDED, violations, "attainment-below-zero")
        assert given(found)["target"] < 0
        assert not 0 <= Fraction(found.trials[0].outcome) <= given(found)["weight"]
        worse, better = the(Law.MONOTONE, violations, "attainment-below-zero").trials
        assert Fraction(better.outcome) < Fraction(worse.outcome)
        again = try_rule(fault("below-zero"), "attainment-below-zero", target="-5", actual="-10", weight="10")
        assert Fraction(20) == again

    def test_function(self) -> None:
        """The formula alone."""
        found = the(Law.BOUNDED, verify_function(formulas.positive, direction="higher", case="negative", places=2))
        assert given(found)["actual"] < given(found)["target"] < 0

    def test_rulebook_clamped(self) -> None:
        """A fall of five per cent was asked for, and more was done: no full points, for its actual became zero."""
        found = the(Law.FULL, verify(unwaived("platform")), "corners")
        assert given(found)["actual"] <= given(found)["target"] < 0

    def test_function_clamped(self) -> None:
        """Beating the target scores less than the whole."""
        violations = verify_function(formulas.clamped, direction="lower", case="negative", places=2)
        found = the(Law.FULL, violations)
        assert given(found)["actual"] <= given(found)["target"] < 0
        assert Fraction(found.trials[0].outcome) < given(found)["weight"]


class TestB3:
    """“Equal” to something below zero has no score at all."""

    def test_function(self) -> None:
        """No branch, no answer."""
        found = the(Law.TOTAL, verify_function(formulas.equal, direction="equal", case="negative", places=2))
        assert given(found)["target"] < 0

    def test_rulebook(self) -> None:
        """A rulebook cannot say nothing: a case without a rule is for a person to judge."""
        assert unwaived("platform").negative.equal == ()
        assert Law.TOTAL not in {found.law for found in verify(unwaived("platform"))}


class TestB4:
    """Spending more than the budget earns more than the weight."""

    def test_rulebook(self) -> None:
        """10.99 of 10 points for 96.73 against 88."""
        book = fault("uncapped-execution")
        found = the(Law.BOUNDED, verify(book), "uncapped")
        assert Fraction(found.trials[0].outcome) > given(found)["weight"] or Fraction(found.trials[0].outcome) < 0
        points = try_rule(book, "uncapped", target="88万元", actual="96.73万元", weight="10")
        assert Decimal("10.99") == round(Decimal(points.numerator) / Decimal(points.denominator), 2)

    def test_function(self) -> None:
        """The script without a cap."""
        found = the(Law.BOUNDED, verify_function(formulas.execution_uncapped, case="execution"))
        assert given(found)["actual"] > given(found)["target"]


class TestB5:
    """A budget of nothing is taken for one, so that any spending earns everything."""

    def test_function(self) -> None:
        """Capped, and still points for no budget."""
        found = the(Law.NO_BUDGET, verify_function(formulas.execution_capped_by_one, case="execution"))
        assert given(found)["target"] == 0
        assert Fraction(found.trials[0].outcome) > 0

    def test_rulebooks(self) -> None:
        """No rulebook can say so: no budget, no points."""
        assert Law.NO_BUDGET not in {found.law for found in verify(fault("uncapped-execution"))}


class TestB6:
    """Ten times the target is as good as “equal” to it."""

    def test_rulebook(self) -> None:
        """As the platform is shipped here, but for its waiver."""
        found = the(Law.EQUAL, verify(unwaived("platform")), "equal-as-attainment")
        assert given(found)["actual"] != given(found)["target"]
        assert Fraction(10) == try_rule(unwaived("platform"), found.rule, target="1", actual="10", weight="10")

    def test_function(self) -> None:
        """The script."""
        found = the(Law.EQUAL, verify_function(formulas.equal, direction="equal", case="positive", places=2))
        assert given(found)["actual"] > given(found)["target"]


class TestB10:
    """Over a target of zero the least overrun costs everything, and thirty is enough in whatever unit."""

    def test_function(self) -> None:
        """A cliff that nobody declared."""
        found = the(Law.CONTINUOUS, verify_function(formulas.zero, direction="lower", case="zero"))
        assert given(found)["target"] == 0
        outcomes = [Fraction(trial.outcome) for trial in found.trials]
        assert 0 in outcomes
        assert given(found)["weight"] in outcomes

    def test_declared(self) -> None:
        """Declared, it is a rule like others."""
        assert verify_function(formulas.zero, direction="lower", case="zero", jumps=[0]) == ()

    def test_unit(self) -> None:
        """30 元 and 0.003 万元 are the same, but for the bare number."""
        found = the(Law.UNIT, verify(unwaived("platform-guangxi")), "over_attainment")
        assert [(dict(trial.given)["target"], dict(trial.given)["actual"]) for trial in found.trials] == [
            ("0", "30元"),
            ("0", "0.003万元"),
        ]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (formulas.positive_clamped, {"direction": "higher", "case": "positive", "places": 2}),
        (formulas.reverse, {"direction": "lower", "case": "positive", "places": 2}),
    ],
)
def test_what_is_sound_is_let_through(function: Any, arguments: dict[str, Any]) -> None:
    """The platform's formulas for ordinary targets break no law."""
    assert verify_function(function, **arguments) == ()
