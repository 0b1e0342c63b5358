"""The search for counterexamples: it finds what is planted, says it plainly, and leaves good functions alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from budgetperf import testing
from budgetperf.domain.finding import Clause
from budgetperf.domain.model import Direction
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.comparison import Comparison, Units
from budgetperf.scoring.laws.decide import rule_violations
from budgetperf.scoring.laws.verify import verify
from budgetperf.scoring.laws.violation import Law, Violation
from budgetperf.scoring.measuring import apply_rule
from budgetperf.scoring.policy import Corners, Treatment, Waiver
from budgetperf.scoring.rule import Cases, FunctionRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import CASES, Rulebook
from budgetperf.testing import ArgumentError, verify_function, verify_grades, verify_rulebook
from budgetperf.testing.answers import Refusal
from budgetperf.testing.jumps import find_jump, simplest_between

BOOK = load_rulebook("mof-2020")
CLAUSE = Clause(document="budgetperf")
ONE, NOTHING = Fraction(1), Fraction(0)

Function = Callable[[Fraction, Fraction, Fraction], Any]


def share(value: Fraction) -> Fraction:
    """A share between nothing and everything."""
    return min(ONE, max(NOTHING, value))


def attainment(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """B/A."""
    return weight * share(actual / target)


def inverse(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """A/B."""
    return weight if actual <= target else weight * target / actual


def linear_excess(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """What the excess leaves."""
    return weight * share(2 - actual / target)


def distance(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """What the distance leaves."""
    return weight * share(1 - abs(actual - target) / abs(target))


def zero_kept(_target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """Everything or nothing."""
    return weight if actual <= 0 else NOTHING


def execution(budget: Fraction, spent: Fraction, weight: Fraction) -> Fraction:
    """The rate, capped; no budget, no points."""
    return weight * share(spent / budget) if budget > 0 else NOTHING


def steps(_target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
    """每低于5%扣2分, for a weight of 8 and a target of 1."""
    return max(NOTHING, weight - 2 * ((_target - actual) / _target // Fraction("0.05"))) if actual < _target else weight


def shown(violations: tuple[Violation, ...]) -> list[str]:
    """The laws and counterexamples, a line each."""
    return [f"{found.law}: {'; '.join(map(str, found.trials))}" for found in violations]


STEPS = [1 - Fraction("0.05") * step for step in range(1, 5)]
GOOD: list[tuple[str, Function, dict[str, Any]]] = [
    ("attainment", attainment, {"direction": "higher", "case": "positive"}),
    ("inverse", inverse, {"direction": "lower", "case": "positive"}),
    ("linear excess", linear_excess, {"direction": "lower", "case": "positive"}),
    ("distance", distance, {"direction": "equal", "case": "positive"}),
    ("distance from a negative target", distance, {"direction": "equal", "case": "negative"}),
    ("zero kept", zero_kept, {"direction": "lower", "case": "zero", "jumps": [0]}),
    ("execution", execution, {"case": "execution"}),
    ("steps", steps, {"direction": "higher", "case": "positive", "weights": [8], "jumps": STEPS}),
    ("decimals", lambda _t, _a, weight: Decimal(round(weight * 100)) / 100, {
        "direction": "higher", "case": "positive", "weights": ["10", "2.5"]}),
    ("rounded to two places", lambda target, actual, weight: Fraction(round(attainment(target, actual, weight), 2)), {
        "direction": "higher", "case": "positive", "places": 2}),
    ("every target", lambda target, actual, weight: weight if actual <= target else (
        linear_excess(target, actual, weight) if target > 0 else 0), {"direction": "lower", "waive": ["continuous"]}),
]  # fmt: skip


@pytest.mark.parametrize(("function", "asked"), [pytest.param(*found[1:], id=found[0]) for found in GOOD])
def test_good_functions_pass(function: Function, asked: dict[str, Any]) -> None:
    """What keeps the laws is left alone."""
    assert shown(verify_function(function, **asked)) == []


HIGHER, LOWER, EQUAL = ({"direction": name, "case": "positive"} for name in ("higher", "lower", "equal"))
PLANTED: list[tuple[str, Function, dict[str, Any], str]] = [
    ("no answer", lambda *_: None, HIGHER, "total: target=1, actual=0, weight=10 → None"),
    ("an exception", lambda target, actual, weight: weight * target / actual, LOWER,
        "total: target=1, actual=0, weight=10 → ZeroDivisionError: Fraction(1, 0)"),
    ("a float", lambda target, actual, weight: float(attainment(target, actual, weight)), HIGHER,
        "total: target=1, actual=0, weight=10 → float 0.0"),
    ("not a number", lambda *_: Decimal("NaN"), HIGHER,
        "total: target=1, actual=0, weight=10 → Decimal Decimal('NaN')"),
    ("a boolean", lambda target, actual, _weight: actual >= target, HIGHER,
        "total: target=1, actual=0, weight=10 → bool False"),
    ("a number that fills the memory", lambda *_: Decimal("1E+999999"), HIGHER,
        "total: target=1, actual=0, weight=10 → Decimal 1E+999999"),
    ("no cap", lambda target, actual, weight: weight * max(NOTHING, actual / target), HIGHER,
        "bounded: target=1, actual=2, weight=10 → 20"),
    ("no floor", lambda target, actual, weight: weight * min(ONE, actual / target), HIGHER,
        "bounded: target=1, actual=-1, weight=10 → -10"),
    ("the last point is never earned", lambda target, actual, weight: (
        weight * min(Fraction("0.9"), share(actual / target))), HIGHER, "full: target=1, actual=1, weight=10 → 9"),
    ("over-attainment is punished", lambda target, actual, weight: (
        attainment(target, actual, weight) if actual <= 2 * target else weight / 2), HIGHER,
        "monotone: target=1, actual=1, weight=10 → 10; target=1, actual=3, weight=10 → 5"),
    ("more of a limit earns more", attainment, LOWER,
        "monotone: target=1, actual=0, weight=10 → 0; target=1, actual=1, weight=10 → 10"),
    ("far away is good again", lambda target, actual, weight: (
        distance(target, actual, weight) if actual < 3 * target else weight / 2), EQUAL,
        "away: target=1, actual=2, weight=10 → 0; target=1, actual=3, weight=10 → 5"),
    ("equal means at least", attainment, EQUAL, "equal: target=1, actual=2, weight=10 → 10"),
    ("a cliff", lambda target, actual, weight: weight if actual >= target else 0, HIGHER,
        "continuous: target=1, actual=1, weight=10 → 10; target=1, actual=0.99, weight=10 → 0"),
    ("a cliff off every beaten path", lambda target, actual, weight: (
        attainment(target, actual, weight) if 1000 * actual >= 777 * target else 0), HIGHER,
        "continuous: target=1, actual=0.777, weight=10 → 7.77; target=1, actual=0.767, weight=10 → 0"),
    ("a cliff at zero", zero_kept, {"direction": "lower", "case": "zero"},
        "continuous: target=0, actual=0, weight=10 → 10; target=0, actual=0.01, weight=10 → 0"),
    ("points per unit", lambda target, actual, weight: (
        weight if actual >= target else max(NOTHING, weight - (target - actual))), HIGHER,
        "unit: target=1, actual=0, weight=10 → 9; target=10, actual=0, weight=10 → 0"),
    ("a threshold in units", lambda _target, actual, weight: weight if actual <= 30 else 0, {
        "direction": "lower", "case": "zero", "waive": ["continuous"]},
        "unit: target=0, actual=10, weight=10 → 10; target=0, actual=100, weight=10 → 0"),
    ("one point off, whatever the weight", lambda target, actual, weight: (
        weight if actual >= target else max(NOTHING, weight - 1)), {**HIGHER, "jumps": [1]},
        "proportional: target=1, actual=0, weight=10 → 9; target=1, actual=0, weight=5 → 4"),
    ("points without budget", lambda budget, spent, weight: weight * share(spent / (budget or 1)), {
        "case": "execution"}, "no-budget: target=0, actual=1, weight=10 → 10"),
    ("points in inverse units", lambda target, actual, weight: (
        weight if actual >= target else (0 if target < 1 else None)), {**HIGHER, "jumps": [1]},
        "total: target=1, actual=0, weight=10 → None"),
    ("an execution without cap", lambda budget, spent, weight: (
        weight * spent / budget if budget > 0 and spent > 0 else 0), {"case": "execution"},
        "bounded: target=1, actual=2, weight=10 → 20"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "asked", "line"), [pytest.param(*found[1:], id=found[0]) for found in PLANTED])
def test_planted_faults_are_found(function: Function, asked: dict[str, Any], line: str) -> None:
    """Each with the plainest counterexample."""
    assert line in shown(verify_function(function, **asked))


def test_a_fault_of_some_targets_only_is_found() -> None:
    """Small targets are asked about, too."""

    def partial(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction | None:
        return attainment(target, actual, weight) if target >= 1 else None

    (found,) = verify_function(partial, **HIGHER)  # type: ignore[arg-type] # what is found
    assert Law.TOTAL is found.law
    assert 0 < Fraction(dict(found.trials[0].given)["target"]) < 1


class TestAnswers:
    """What a violation says."""

    def test_a_float_is_refused_with_the_way_out(self) -> None:
        """Not silently accepted, whatever its value."""
        (found,) = verify_function(lambda *_: 10.0, **HIGHER)  # type: ignore[arg-type] # what is refused
        assert Law.TOTAL is found.law
        assert found.expected == "Fraction | Decimal | int: weight * actual / target"

    def test_names_and_places(self) -> None:
        """The name of the function or a given one, and the case with its direction."""
        found = verify_function(zero_kept, direction="lower", case="zero")
        assert [(one.rule, one.path, one.clause) for one in found] == [("zero_kept", "zero.lower", None)]
        (named,) = verify_function(zero_kept, direction=Direction.LOWER, case="zero", name="零目标")
        assert named.rule == "零目标"

    def test_each_case_is_told_apart(self) -> None:
        """Without a case every kind of target is asked about, and answered for."""
        found = verify_function(attainment, direction="higher")
        assert [one.path for one in found] == ["zero.higher", "negative.higher", "negative.higher"]
        assert [one.law for one in found] == [Law.TOTAL, Law.FULL, Law.MONOTONE]

    def test_expected(self) -> None:
        """What the law asks for, where that can be said."""
        found = verify_function(lambda _t, _a, weight: 2 * weight, direction="equal", case="positive")
        assert {one.law: one.expected for one in found} == {"bounded": "0–10", "full": "10", "equal": "< 10"}

    def test_the_same_in_every_run(self) -> None:
        """No luck: not of the machine, and not of what was asked before."""
        first = verify_function(linear_excess, direction="lower")
        assert verify_function(distance, direction="equal")
        assert first == verify_function(linear_excess, direction="lower")

    def test_a_fickle_function_does_not_break_the_search(self) -> None:
        """What answers differently each time is still answered for."""
        count = iter(range(10**9))
        assert verify_function(lambda *_: Fraction(next(count)), direction="higher", case="positive")

    def test_counterexamples_replay(self) -> None:
        """Its figures, put into the function, give its outcome."""
        (found,) = verify_function(attainment, direction="equal", case="positive")
        (trial,) = found.trials
        figures = dict(trial.given)
        points = attainment(*(Fraction(figures[name]) for name in ("target", "actual", "weight")))
        assert trial.outcome == str(points)


class TestDeclared:
    """What a caller declares is not reported."""

    def test_jumps(self) -> None:
        """A declared jump is none; another one still is."""

        def two_cliffs(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
            reached = actual / target
            return weight if reached >= 1 else weight / 2 if reached >= Fraction("0.6") else NOTHING

        asked: dict[str, Any] = {"direction": "higher", "case": "positive"}
        assert verify_function(two_cliffs, **asked, jumps=["0.6", 1]) == ()
        (left,) = verify_function(two_cliffs, **asked, jumps=[Fraction(6, 10)])
        assert dict(left.trials[0].given)["actual"] == "1"

    def test_waivers(self) -> None:
        """A waived law is not searched for, by name or as a value."""
        for law in (Law.CONTINUOUS, "continuous"):
            assert verify_function(zero_kept, direction="lower", case="zero", waive=[law]) == ()

    def test_weights(self) -> None:
        """A function for some weights is asked about these, and need not be proportional."""

        def banded(_target: Fraction, _actual: Fraction, weight: Fraction) -> Fraction:
            return {Fraction(5): Fraction(5), Fraction(8): Fraction(8)}[weight]

        assert verify_function(banded, direction="higher", case="positive", weights=["5", 8]) == ()

    def test_places(self) -> None:
        """A function that rounds jumps by a step, and no more than that is forgiven."""

        def rounded(target: Fraction, actual: Fraction, weight: Fraction) -> Decimal:
            return Decimal(round(attainment(target, actual, weight)))

        asked: dict[str, Any] = {"direction": "higher", "case": "positive", "weights": [10, 5]}
        assert shown(verify_function(rounded, **asked, places=0)) == []
        assert [found.law for found in verify_function(rounded, **asked, places=1)] == [Law.CONTINUOUS]


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("no direction", {}),
    ("an unknown direction", {"direction": "up"}),
    ("what is judged", {"direction": "judged"}),
    ("execution that is better low", {"direction": "lower", "case": "execution"}),
    ("an unknown case", {"direction": "higher", "case": "dates"}),
    ("an unknown law", {"direction": "higher", "waive": ["gravity"]}),
    ("places below nothing", {"direction": "higher", "places": -1}),
    ("places in halves", {"direction": "higher", "places": 0.5}),
    ("a weight that is a float", {"direction": "higher", "weights": [2.5]}),
    ("a jump that is no number", {"direction": "higher", "jumps": ["90％"]}),
]


@pytest.mark.parametrize("asked", [pytest.param(found[1], id=found[0]) for found in REFUSED])
def test_impossible_arguments_raise(asked: dict[str, Any]) -> None:
    """Before anything is searched."""
    with pytest.raises(ArgumentError) as caught:
        verify_function(attainment, **asked)
    assert caught.value.zh
    assert caught.value.en


def test_what_is_no_function_is_refused() -> None:
    """A number is neither a rule nor a grade table."""
    with pytest.raises(ArgumentError):
        verify_function(10, direction="higher")  # type: ignore[arg-type] # what is refused
    with pytest.raises(ArgumentError):
        verify_grades(10)  # type: ignore[arg-type] # what is refused


def as_function(rule: Rule) -> Function:
    """A rule of data as a Python function."""

    def function(target: Fraction, actual: Fraction, weight: Fraction) -> Fraction:
        if rule.measure is Measure.EXECUTION:
            return rule.points(actual / target, weight) if target > 0 else NOTHING
        comparison = Comparison(target=target, low=actual, high=actual, units=Units.SAME)
        return apply_rule(rule, Decimal(weight.numerator) / weight.denominator, comparison).low

    return function


def declared(rule: Rule) -> list[Fraction]:
    """Where the curve of a rule jumps, as actual ÷ target."""
    jumps = [Fraction(knot.x) for knot in rule.curve.knots if not knot.left == knot.at == knot.right]
    match rule.measure:
        case Measure.EXCESS:
            return [1 + x for x in jumps]
        case Measure.DISTANCE:
            return [ratio for x in jumps for ratio in (1 + x, 1 - x)]
        case Measure.INVERSE:
            return [1 / x for x in jumps if x > 0]
        case _:
            return jumps


def both(name: str, rule: Rule, case: str, direction: Direction | None) -> tuple[str, Rule, str, Direction | None]:
    """A rule to be decided and searched."""
    return name, rule, case, direction


def of_data() -> list[tuple[str, Rule, str, Direction | None]]:
    """The rules of the national book, and each of them with its curve turned round, cut off, or raised."""
    found = []
    for case, direction, rules in BOOK.cases():
        for rule in rules if case in (*CASES, "execution") else ():
            assert isinstance(rule, Rule)
            found.append(both(rule.id, rule, case, direction))
            for name, value in (("less", Decimal("0.5")), ("more", Decimal(2))):
                knots = [
                    evolve(knot, at=knot.at * value, left=knot.left * value, right=knot.right * value)
                    for knot in rule.curve.knots
                ]
                changed = evolve(rule, curve=evolve(rule.curve, knots=knots))
                found.append(both(f"{rule.id}-{name}", changed, case, direction))
    return found


@pytest.mark.parametrize(("rule", "case", "direction"), [pytest.param(*found[1:], id=found[0]) for found in of_data()])
def test_the_search_agrees_with_the_proof(rule: Rule, case: str, direction: Direction | None) -> None:
    """Of rules of data, the search finds what is decided exactly, and nothing else."""
    decided = {found.law for found in rule_violations(rule, case, direction, case)}
    searched = verify_function(
        as_function(rule), direction=direction, case=case, weights=rule.weights, jumps=declared(rule)
    )
    assert Scale.SHARE is rule.scale
    assert decided == {found.law for found in searched}


class TestGrades:
    """A table of grades covers every total, and does not turn back."""

    def test_good(self) -> None:
        """Half-open, and as the national book has it."""

        def grade(total: Decimal) -> str | None:
            found = BOOK.grade(total)
            return found.title if found else None

        assert verify_grades(grade) == ()

    def test_gap_at_one_number(self) -> None:
        """Above 90 is not from 90 on."""

        def grade(total: Decimal) -> str | None:
            if total > 90:
                return "优"
            return "良" if 80 <= total < 90 else "中" if 60 <= total < 80 else "差" if total < 60 else None

        assert shown(verify_grades(grade)) == ["grades: total=90 → —"]

    def test_gaps_between_whole_numbers(self) -> None:
        """A table of whole numbers leaves 89.5 without a grade."""

        def grade(total: Decimal) -> str:
            named = {range(90, 101): "优", range(80, 90): "良", range(60, 80): "中", range(60): "差"}
            return next((title for span, title in named.items() if total in span), "")

        found = verify_grades(grade)
        assert len(found) == 100
        assert str(found[0].trials[0]) == "total=0.1 → —"

    def test_exceptions_are_gaps(self) -> None:
        """What raises has no grade."""
        found = verify_grades(lambda total: {True: "及格"}[total >= 60], name="表")
        assert [(one.rule, str(one.trials[0])) for one in found] == [("表", "total=0 → KeyError: False")]

    def test_a_grade_that_comes_back(self) -> None:
        """A better total never falls back to a grade that was left."""
        (found,) = verify_grades(lambda total: "良" if 80 <= total < 90 else "中")
        assert Law.MONOTONE is found.law
        assert list(map(str, found.trials)) == ["total=0 → 中", "total=80 → 良", "total=90 → 中"]


def book_with(rule: FunctionRule, **others: Any) -> Rulebook:
    """The national book with a function for positive targets that are better high."""
    return evolve(BOOK, positive=evolve(BOOK.positive, higher=(rule,)), **others)


def rule_of(function: Function, **others: Any) -> FunctionRule:
    """A rule that is a function."""
    return FunctionRule(id="ours", title="我省规则", title_en="ours", function=function, clause=CLAUSE, **others)


class TestRulebook:
    """A rulebook with functions: decided where it can be, searched where it must be."""

    def test_good(self) -> None:
        """`verify` cannot decide a function; the search finds nothing against it."""
        book = book_with(rule_of(attainment))
        assert [found.law for found in verify(book)] == [Law.DECIDED]
        assert verify_rulebook(book) == ()

    def test_faults(self) -> None:
        """With the path, the clause and the name of the rule."""
        (found, *_) = verify_rulebook(
            book_with(rule_of(lambda target, actual, weight: weight * max(NOTHING, actual / target)))
        )
        assert (found.law, found.rule, found.path, found.clause) == (Law.BOUNDED, "ours", "positive.higher[0]", CLAUSE)

    def test_what_raises_does_not_crash(self) -> None:
        """Everything else of the rulebook is still verified."""
        cases = Cases(lower=[rule_of(lambda target, actual, weight: weight * actual / target)])
        found = verify_rulebook(evolve(BOOK, zero=cases, grades=BOOK.grades[1:]))
        assert [one.law for one in found] == [Law.TOTAL, Law.GRADES]

    def test_waivers(self) -> None:
        """A waived law is not reported; an idle waiver is."""
        named: dict[str, Any] = {"reason": "按原文", "reason_en": "as the text has it", "clause": CLAUSE}
        waivers = [Waiver(law="continuous", rule="ours", **named), Waiver(law="bounded", rule="ours", **named)]
        cliff = rule_of(lambda target, actual, weight: weight if actual >= target else 0)
        (found,) = verify_rulebook(book_with(cliff, waivers=waivers))
        assert (found.law, dict(found.trials[0].given)) == (Law.WAIVERS, {"law": "bounded", "rule": "ours"})

    def test_negatives_that_count_as_zero_never_reach_a_function(self) -> None:
        """A book may see to it that no function has to."""
        zero = Corners(negative_actual=Treatment.ZERO, clause=CLAUSE)
        floorless = rule_of(lambda target, actual, weight: weight * min(ONE, actual / target))
        assert [found.law for found in verify_rulebook(book_with(floorless))] == [Law.BOUNDED]
        found = verify_rulebook(book_with(floorless, corners=zero))
        assert "ours" not in [one.rule for one in found]

    def test_weights(self) -> None:
        """A function is asked about the weights that it is written for."""
        only = rule_of(lambda _t, _a, weight: {Fraction(8): Fraction(8)}[weight], weights=[8])
        assert verify_rulebook(book_with(only)) == ()


class TestJumps:
    """An interval is halved until only the jump is left in it."""

    def asked(self, points: Callable[[Fraction], Any], walls: Sequence[Fraction] = ()) -> Any:
        """Look for a jump between 0 and 1."""
        return find_jump(points, NOTHING, ONE, step=NOTHING, walls=walls, unit=ONE)

    def test_a_hole_is_no_jump(self) -> None:
        """Where there is no answer, the law of totality speaks."""
        hole = Refusal("None")
        assert self.asked(lambda x: hole if x == 0 else ONE) is None
        assert self.asked(lambda x: hole if x == Fraction(1, 2) else Fraction(x > Fraction(1, 2))) is None
        assert self.asked(lambda x: hole if x == Fraction(1, 3) else Fraction(x > Fraction(1, 3))) is None

    def test_steep_is_no_jump(self) -> None:
        """However fast it rises."""
        assert self.asked(lambda x: share((x - Fraction(1, 3)) * 10**9)) is None

    def test_what_shows_it_stays_on_this_side_of_a_declared_jump(self) -> None:
        """The number beside it is as near as it must be."""
        spot, beside = self.asked(lambda x: Fraction(x > Fraction("0.5")), walls=[Fraction("0.505")])
        assert (Fraction(1, 2), Fraction("0.501")) == (spot, beside)


@given(testing.function_rules())
def test_function_rules_keep_the_bounds(rule: FunctionRule) -> None:
    """Half of a target, and a target and a half."""
    half, more = (rule.function(Fraction(2), Fraction(done), Fraction(8)) for done in (1, 3))
    assert 0 <= half < more == 8


@given(st.fractions(max_denominator=1000), st.fractions(min_value=0, max_denominator=1000))
def test_simplest_between(low: Fraction, width: Fraction) -> None:
    """It lies in the interval, and no fraction there has a smaller denominator."""
    found = simplest_between(low, low + width)
    assert low <= found <= low + width
    assert all(-(-low * down // 1) > (low + width) * down // 1 for down in range(1, found.denominator))
