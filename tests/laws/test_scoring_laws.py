"""
Laws of scoring. The oracle is arithmetic with fractions, written here from the sentences of the rules.

What a rulebook must make true of every card, whoever fills it in.
"""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from budgetperf.domain.model import Budget, Direction, Execution, FundRow, Funds, Indicator, Scorecard
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import Basis, RowScore, Standing
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score
from budgetperf.testing import indicators, scorecards

BOOK = load_rulebook("mof-2020")
BOOKS = (BOOK, load_rulebook("hunan-2022"))
SIGNS = ("≥", "≤", "=", ">", "<")
NOTHING = Decimal(0)
WORTH = {unit.label: int(unit.yuan) for unit in MoneyUnit}
# Contexts that a caller may have set: hardly a digit, hardly an exponent, everything a trap.
CONTEXTS = (
    decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation]),
    decimal.Context(
        prec=1, Emax=1, Emin=-1, rounding=decimal.ROUND_UP, capitals=0, traps=list(decimal.Context().flags)
    ),
    decimal.Context(prec=2, rounding=decimal.ROUND_FLOOR, traps=[]),
)


def exact(digits: int, places: int) -> Decimal:
    """A decimal of these digits, whatever the context."""
    return Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))


def numbers(least: int = 0) -> SearchStrategy[Decimal]:
    """Figures that meet each other often: small, round, or near a round one."""
    round_ones = st.sampled_from(["0", "1", "2", "50", "88", "90", "95", "96.73", "100", "100.01", "200"]).map(Decimal)
    return (round_ones | st.builds(exact, st.integers(least, 30_000), st.integers(0, 2))).filter(
        lambda number: number >= least
    )


def signed() -> SearchStrategy[Decimal]:
    """Figures of either sign."""
    return numbers() | st.builds(exact, st.integers(-30_000, 0), st.integers(0, 2))


def weights() -> SearchStrategy[Decimal]:
    """Weights as forms print them, and some with more digits than points have."""
    return st.integers(0, 50).map(Decimal) | st.builds(exact, st.integers(0, 5_000), st.integers(1, 4))


def row(target: str, actual: str, weight: Decimal = Decimal(10), points: Decimal | None = None) -> RowScore:
    """The score of a row; its standing is told only on a card."""
    card = Scorecard(
        kind="project",
        indicators=[
            Indicator(level1="产出指标", name="指标", target=target, actual=actual, weight=weight, points=points)
        ],
    )
    return score(card, BOOK).rows[0]


def ends(found: RowScore) -> tuple[Decimal, Decimal]:
    """The interval of a row that has one."""
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def shares(sign: str, target: Decimal, actual: Decimal) -> list[Fraction]:
    """
    What each rule gives, as a share of the weight, for a target of zero or more.

    Reached: everything. A target of zero missed: nothing. Else B/A for ≥ and >; A/B, and what the excess leaves,
    for ≤ and <; what the distance leaves for =.
    """
    a, b = Fraction(target), Fraction(actual)
    if {"≥": b >= a, ">": b > a, "≤": b <= a, "<": b < a, "=": b == a}[sign]:
        return [Fraction(1)]
    if a == 0:
        return [Fraction(0)]
    if sign in "≥>":
        return [max(Fraction(0), b / a)]
    if sign in "≤<":
        return [a / b, max(Fraction(0), 1 - (b - a) / a)]
    return [max(Fraction(0), 1 - abs(b - a) / a)]


def points(share: Fraction, weight: Decimal, places: int = 2) -> Fraction:
    """A share of a weight, rounded half-up; the whole weight is the whole weight, and nothing is more."""
    if share == 1:
        return Fraction(weight)
    return min(Fraction(floor(share * Fraction(weight) * 10**places + Fraction(1, 2)), 10**places), Fraction(weight))


@frozen
class Stated:
    """A row with a number for a target and a number for an actual."""

    sign: str
    target: Decimal
    actual: Decimal
    weight: Decimal
    points: Decimal | None = None

    def indicator(self) -> Indicator:
        """The row as a form states it."""
        return Indicator(
            level1="产出指标",
            name="指标",
            target=f"{self.sign}{self.target:f}次",
            actual=f"{self.actual:f}次",
            weight=self.weight,
            points=self.points,
        )

    def given(self, places: int) -> set[Fraction]:
        """What the rules give, rounded to so many places."""
        return {points(share, self.weight, places) for share in shares(self.sign, self.target, self.actual)}


@st.composite
def stated_rows(draw: st.DrawFn) -> Stated:
    """Rows whose stated points are often what some rule and some rounding give."""
    bare = draw(st.builds(Stated, st.sampled_from(SIGNS), numbers(), signed(), weights()))
    places = draw(st.sampled_from([0, 1, 2, 2, None]))
    if places is None:
        return evolve(bare, points=draw(st.none() | weights()))
    given_points = draw(st.sampled_from(sorted(bare.given(places))))
    return evolve(bare, points=Decimal(given_points.numerator) / Decimal(given_points.denominator))


def cards_of_rows() -> SearchStrategy[list[Stated]]:
    """A few rows of one card."""
    return st.lists(stated_rows(), min_size=1, max_size=5)


def card(rows: Sequence[Stated]) -> Scorecard:
    """The card of these rows."""
    return Scorecard(kind="project", indicators=[stated.indicator() for stated in rows])


class TestBounded:
    """A row earns no less than nothing and no more than its weight, whatever stands in its cells."""

    @given(indicators(), st.sampled_from(BOOKS))
    def test_any_row(self, indicator: Indicator, book: Rulebook) -> None:
        """Words, dates, figures, damage and blanks."""
        found = score_row(indicator, "row", book)
        if isinstance(indicator.weight, Decimal) and indicator.weight >= 0:
            low, high = ends(found)
            assert 0 <= low <= high <= indicator.weight
        else:
            assert (found.low, found.high) == (None, None)

    @given(st.sampled_from((*SIGNS, "")), signed(), st.sampled_from((*SIGNS, "")), signed(), weights())
    def test_any_figures(self, sign: str, target: Decimal, bound: str, actual: Decimal, weight: Decimal) -> None:
        """Targets and actuals of either sign, with any operator."""
        low, high = ends(row(f"{sign}{target:f}", f"{bound}{actual:f}", weight))
        assert 0 <= low <= high <= weight

    @given(scorecards())
    def test_any_card(self, form: Scorecard) -> None:
        """Every row of a card, and the execution of its budget."""
        found = score(form, BOOK)
        for part in (*found.rows, *([found.execution] if found.execution else [])):
            assert part.weight is None or part.low is None or 0 <= part.low <= ends(part)[1] <= part.weight


class TestComputed:
    """The interval of a row is what its rules give, each rounded once, half-up, to two places."""

    @given(st.sampled_from(SIGNS), numbers(), signed(), weights(), st.sampled_from([0, 1]))
    def test_against_fractions(self, sign: str, target: Decimal, actual: Decimal, weight: Decimal, book: int) -> None:
        """Every rule of both rulebooks that ship, from its sentence."""
        indicator = Stated(sign, target, actual, weight).indicator()
        given_points = [points(share, weight) for share in shares(sign, target, actual)]
        expected = (min(given_points), max(given_points))
        assert expected == tuple(map(Fraction, ends(score_row(indicator, "row", BOOKS[book]))))

    @given(cards_of_rows())
    def test_every_alternative_is_inside(self, rows: list[Stated]) -> None:
        """The interval reaches from the least to the greatest of what is traced, and no further."""
        for found in score(card(rows), BOOK).rows:
            weight = found.weight or Decimal(0)
            given_points = [
                points(Fraction(rule.low) / Fraction(weight), weight) for rule in found.alternatives if weight
            ]
            assert not given_points or (min(given_points), max(given_points)) == tuple(map(Fraction, ends(found)))


class TestMet:
    """A target that was met earns the full weight, by every rule."""

    @given(signed(), numbers(), weights())
    def test_higher(self, target: Decimal, more: Decimal, weight: Decimal) -> None:
        """At least the target, be it above, at or below zero."""
        assert (weight, weight) == ends(row(f"≥{target:f}", f"{target + more:f}", weight))

    @given(signed(), numbers(), weights())
    def test_lower(self, target: Decimal, less: Decimal, weight: Decimal) -> None:
        """At most the target; spending nothing of a limit is best."""
        assert (weight, weight) == ends(row(f"≤{target:f}", f"{target - less:f}", weight))

    @given(signed(), weights(), st.sampled_from(["", "0", "00"]))
    def test_equal(self, target: Decimal, weight: Decimal, zeros: str) -> None:
        """Just the target, however many zeros it is printed with."""
        digits = f"{target:f}{zeros}" if "." in f"{target:f}" else f"{target:f}"
        assert (weight, weight) == ends(row(f"={target:f}", digits, weight))

    @given(signed(), weights(), st.sampled_from(["≥≥", "≥>", ">>", "≤≤", "≤<", "<<"]))
    def test_bounds(self, target: Decimal, weight: Decimal, signs: str) -> None:
        """An actual of ≥95% meets a target of ≥95%."""
        assert (weight, weight) == ends(row(f"{signs[0]}{target:f}", f"{signs[1]}{target:f}", weight))


class TestMore:
    """A target of > or < wants more than the number itself: that number misses it, and at zero it earns nothing."""

    @given(signed(), weights(), st.sampled_from("><"))
    def test_just_the_number(self, target: Decimal, weight: Decimal, sign: str) -> None:
        """>0 is not met by 0."""
        found = row(f"{sign}{target:f}", f"{target:f}", weight)
        assert found.met is False
        if target == 0:
            assert ends(found) == (NOTHING, NOTHING)


class TestBetterNeverEarnsLess:
    """Of two actuals, the better one never earns less."""

    @given(st.sampled_from("≥>"), signed(), signed(), signed(), weights())
    def test_higher(self, sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal) -> None:
        """More is better."""
        worse, better = (ends(row(f"{sign}{target:f}", f"{actual:f}", weight)) for actual in sorted((one, other)))
        assert (worse[0] <= better[0], worse[1] <= better[1]) == (True, True)

    @given(st.sampled_from("≤<"), signed(), signed(), signed(), weights())
    def test_lower(self, sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal) -> None:
        """Less is better."""
        better, worse = (ends(row(f"{sign}{target:f}", f"{actual:f}", weight)) for actual in sorted((one, other)))
        assert (worse[0] <= better[0], worse[1] <= better[1]) == (True, True)

    @given(signed(), signed(), signed(), weights())
    def test_equal(self, target: Decimal, one: Decimal, other: Decimal, weight: Decimal) -> None:
        """Moving away from the target, on either side, never earns more."""
        near, far = sorted((one, other), key=lambda actual: abs(actual - target))
        better, worse = (ends(row(f"={target:f}", f"{actual:f}", weight)) for actual in (near, far))
        assert (worse[0] <= better[0], worse[1] <= better[1]) == (True, True)

    @given(st.lists(st.integers(0, 10_000), min_size=2, max_size=2), st.integers(1, 10_000), weights())
    def test_execution(self, spent: list[int], revised: int, weight: Decimal) -> None:
        """Spending more of a budget never earns less."""
        fewer, more = (executed(f"{amount}元", f"{revised}元", weight) for amount in sorted(spent))
        assert ends(fewer)[0] <= ends(more)[0]


class TestTheUnitDoesNotMatter:
    """88万元 is 880000元: in whatever units target and actual are printed, the score is the same."""

    @given(
        st.sampled_from(SIGNS),
        st.integers(0, 10**7),
        st.integers(0, 10**7),
        st.lists(st.sampled_from(sorted(WORTH)), min_size=4, max_size=4),
        weights(),
    )
    def test_money(self, sign: str, target: int, actual: int, units: list[str], weight: Decimal) -> None:
        """The same two amounts, printed twice."""

        def printed(yuan: int, unit: str) -> str:
            digits = len(str(WORTH[unit])) - 1
            return f"{exact(yuan, digits):f}{unit}"

        one = row(sign + printed(target, units[0]), printed(actual, units[1]), weight)
        other = row(sign + printed(target, units[2]), printed(actual, units[3]), weight)
        assert (ends(one), one.met, one.attainment, one.rule) == (ends(other), other.met, other.attainment, other.rule)

    @given(st.sampled_from(SIGNS), numbers(), numbers(), weights())
    def test_counts(self, sign: str, target: Decimal, actual: Decimal, weight: Decimal) -> None:
        """1.5万人次 is 15000人次, and 1.5万 is 15000."""
        for unit in ("人次", ""):
            multiple = row(f"{sign}{target:f}万{unit}", f"{actual * 10_000:f}{unit}", weight)
            assert ends(row(f"{sign}{target:f}{unit}", f"{actual:f}{unit}", weight)) == ends(multiple)

    @given(st.sampled_from(SIGNS), numbers(), numbers(), st.sampled_from(["%", "万元", "次", "万人", "m²"]), weights())
    def test_taken(self, sign: str, target: Decimal, actual: Decimal, unit: str, weight: Decimal) -> None:
        """A side without a unit takes that of the other side, and says so unless it is nothing."""
        both = row(f"{sign}{target:f}{unit}", f"{actual:f}{unit}", weight)
        for bare, found in (
            (target, row(f"{sign}{target:f}", f"{actual:f}{unit}", weight)),
            (actual, row(f"{sign}{target:f}{unit}", f"{actual:f}", weight)),
        ):
            assert ends(both) == ends(found)
            assert (bare != 0) == ("unit_taken" in [step.key for step in found.trace])

    @given(
        st.sampled_from(SIGNS),
        numbers(),
        numbers(),
        st.sampled_from(
            [
                *(
                    ("元/人/月", "元/月·人"),
                    ("元/人*月", "元/人·个月"),
                    ("元/㎡", "元/平方米"),
                    ("次/日", "次/天"),
                    ("台(套)", "台"),
                ),
                *(
                    ("公斤/人", "kg/人"),
                    ("万吨", "万t"),
                    ("名", "人"),
                    ("个工作日", "工作日"),
                    ("次/年", "次"),
                    ("百分比", "%"),
                ),
            ]
        ),
        weights(),
    )
    def test_spellings(
        self, sign: str, target: Decimal, actual: Decimal, units: tuple[str, str], weight: Decimal
    ) -> None:
        """However one unit is spelt, a row is worth the same, and no unit had to be taken over."""
        one, other = units
        same = row(f"{sign}{target:f}{one}", f"{actual:f}{one}", weight)
        for found in (
            row(f"{sign}{target:f}{one}", f"{actual:f}{other}", weight),
            row(f"{sign}{target:f}{other}", f"{actual:f}{one}", weight),
        ):
            assert (ends(same), same.met, same.attainment) == (ends(found), found.met, found.attainment)
            assert "unit_taken" not in [step.key for step in found.trace]


class TestProportional:
    """Before rounding, a row of twice the weight earns twice the points."""

    @given(st.sampled_from(SIGNS), numbers(), signed(), weights(), weights())
    def test_weights(self, sign: str, target: Decimal, actual: Decimal, one: Decimal, other: Decimal) -> None:
        """Each alternative, exactly."""
        here, there = (row(f"{sign}{target:f}", f"{actual:f}", weight) for weight in (one, other))
        assert [rule.low * Fraction(other) for rule in here.alternatives] == [
            rule.low * Fraction(one) for rule in there.alternatives
        ]


class TestBoundsAreIntervals:
    """An actual of ≥x leaves every number from x on open; the score of each of them lies in its interval."""

    @given(st.sampled_from((*SIGNS, "")), signed(), st.data())
    def test_sound(self, sign: str, target: Decimal, data: st.DataObject) -> None:
        """Any number that the actual allows; what has a limit is not below nothing."""
        said = data.draw(st.sampled_from(["≥", ">", "≤", "<", "不低于", "不超过"]))
        bound, more = data.draw(signed()), data.draw(numbers())
        if said in {"≥", ">", "不低于"}:
            number = bound + more
        elif bound >= 0:
            number = bound * data.draw(st.sampled_from([0, 25, 50, 99, 100])) / 100
        else:
            number = bound - more
        assume(number != bound or said not in {">", "<"})
        whole, inner = row(f"{sign}{target:f}", f"{said}{bound:f}"), row(f"{sign}{target:f}", f"{number:f}")
        assert ends(whole)[0] <= ends(inner)[0] <= ends(inner)[1] <= ends(whole)[1]
        assert whole.met in {None, inner.met}
        if target >= 0:
            for wide, single in zip(whole.alternatives, inner.alternatives, strict=True):
                assert wide.low <= single.low == single.high <= wide.high

    @given(st.sampled_from(SIGNS), signed(), st.sampled_from("≥≤"), signed(), numbers())
    def test_a_wider_bound_says_less(
        self, sign: str, target: Decimal, said: str, bound: Decimal, more: Decimal
    ) -> None:
        """≥90 allows whatever ≥95 allows, so its interval is no narrower."""
        wider = bound - more if said == "≥" else bound + more
        assume(said == "≥" or bound >= 0)
        inner, outer = (ends(row(f"{sign}{target:f}", f"{said}{number:f}")) for number in (bound, wider))
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]


class TestTotal:
    """A total is the exact sum of its rows, in whatever order they stand; and so is the verdict on each."""

    @given(cards_of_rows(), st.randoms(use_true_random=False))
    def test_any_order(self, rows: list[Stated], random: Random) -> None:
        """Rows may be moved."""
        moved = list(range(len(rows)))
        random.shuffle(moved)
        here, there = score(card(rows), BOOK), score(card([rows[index] for index in moved]), BOOK)
        assert (here.low, here.high) == (there.low, there.high)
        assert [here.rows[index].standing for index in moved] == [found.standing for found in there.rows]

    @given(scorecards())
    def test_sum(self, form: Scorecard) -> None:
        """Rows and execution, as fractions; a card without weights has no total."""
        found = score(form, BOOK)
        parts = [
            part for part in (*found.rows, *([found.execution] if found.execution else [])) if part.low is not None
        ]
        if not parts:
            assert (found.low, found.high) == (None, None)
        else:
            assert found.low is not None
            assert sum(Fraction(ends(part)[0]) for part in parts) == Fraction(found.low)
            assert sum(Fraction(ends(part)[1]) for part in parts) == Fraction(found.high or 0)
            assert (found.grade_low, found.grade_high) == (BOOK.grade(found.low), BOOK.grade(found.high or Decimal(0)))


class TestStanding:
    """A stated score is judged by what the rules give it, and by nothing else."""

    @given(stated_rows())
    def test_one_row(self, stated: Stated) -> None:
        """Equal, explained by a rule and a rounding, inside, or outside: against fractions."""
        found = score(card([stated]), BOOK).rows[0]
        low, high = min(stated.given(2)), max(stated.given(2))
        if stated.points is None:
            expected = None
        elif low == high == Fraction(stated.points):
            expected = Standing.EQUAL
        elif any(Fraction(stated.points) in stated.given(places) for places in (0, 1, 2)):
            expected = Standing.EXPLAINED
        else:
            expected = Standing.WITHIN if low <= Fraction(stated.points) <= high else Standing.OUTSIDE
        assert expected == found.standing

    @given(stated_rows())
    def test_never_above_the_weight(self, stated: Stated) -> None:
        """No rounding explains more points than the row can earn."""
        found = score(card([stated]), BOOK).rows[0]
        assert found.standing is None or ((stated.points or 0) <= stated.weight) or found.standing is Standing.OUTSIDE

    @given(cards_of_rows())
    def test_explanations_hold(self, rows: list[Stated]) -> None:
        """The rule and the rounding that are named do give the stated score."""
        for stated, found in zip(rows, score(card(rows), BOOK).rows, strict=True):
            assert (found.standing is Standing.EXPLAINED) == bool(found.explained_by) == (found.rounding is not None)
            for rule in found.explained_by:
                assert rule.low == rule.high
                assert Fraction(stated.points or 0) == points(
                    rule.low / Fraction(stated.weight), stated.weight, found.rounding or 0
                )


class TestOneRounding:
    """One rounding serves the whole card: the one that explains most of the rows that need one."""

    @given(cards_of_rows())
    def test_the_same_for_all(self, rows: list[Stated]) -> None:
        """Against trying all of them."""
        found = score(card(rows), BOOK).rows
        needing = [
            stated for stated in rows if stated.points is not None and stated.given(2) != {Fraction(stated.points)}
        ]
        explained = {
            places: sum(Fraction(stated.points or 0) in stated.given(places) for stated in needing)
            for places in (0, 1, 2)
        }
        used = {part.rounding for part in found if part.standing is Standing.EXPLAINED}
        assert len(used) <= 1
        assert max(explained.values()) == sum(part.standing is Standing.EXPLAINED for part in found)

    @given(cards_of_rows(), weights(), st.integers(0, 5))
    def test_what_nothing_explains_disturbs_nothing(self, rows: list[Stated], more: Decimal, at: int) -> None:
        """A row that no rule explains is outside by itself, wherever it stands."""
        stray = Stated("≥", Decimal(2), Decimal(2), Decimal(5), Decimal(5) + more + Decimal("0.01"))
        place = min(at, len(rows))
        found = list(score(card([*rows[:place], stray, *rows[place:]]), BOOK).rows)
        assert Standing.OUTSIDE is found.pop(place).standing
        alone = score(card(rows), BOOK).rows
        assert [(part.standing, part.rounding) for part in alone] == [(part.standing, part.rounding) for part in found]


class TestOpen:
    """What no rule decides is worth anything from nothing to the whole weight, and says so."""

    @given(
        st.text("有所提升明显增强持续改善", min_size=2, max_size=6), signed(), weights(), st.sampled_from((*SIGNS, ""))
    )
    def test_words_against_a_number(self, words: str, target: Decimal, weight: Decimal, sign: str) -> None:
        """And a number against words."""
        for found in (row(f"{sign}{target:f}%", words, weight), row(words, f"{sign}{target:f}%", weight)):
            assert ((NOTHING, weight), Basis.OPEN) == (ends(found), found.basis)

    @given(numbers(), numbers(), weights(), st.permutations(["万元", "%", "次", "天"]))
    def test_different_dimensions(self, target: Decimal, actual: Decimal, weight: Decimal, units: list[str]) -> None:
        """Times against per cent."""
        found = row(f"≥{target:f}{units[0]}", f"{actual:f}{units[1]}", weight)
        assert ((NOTHING, weight), Basis.OPEN) == (ends(found), found.basis)

    @given(indicators(), weights())
    def test_an_open_row_is_wide_open(self, indicator: Indicator, weight: Decimal) -> None:
        """Nothing is narrowed without a rule, and whatever is narrowed names its rule."""
        found = score_row(evolve(indicator, weight=weight), "row", BOOK)
        assert ((NOTHING, weight) == ends(found) or found.basis is not Basis.OPEN, bool(found.trace)) == (True, True)
        assert (found.rule is None) == (found.clause is None) == (found.basis is Basis.OPEN)

    @given(signed(), signed(), weights())
    def test_a_missed_target_below_zero(self, target: Decimal, actual: Decimal, weight: Decimal) -> None:
        """No rule speaks of it, so a person must."""
        assume(target < 0 and actual > target)
        assert (NOTHING, weight) == ends(row(f"≤{target:f}%", f"{actual:f}%", weight))


class TestExecution:
    """Execution earns its rate times the weight, at most the weight; without a budget it earns nothing."""

    @given(st.integers(-1000, 10**6), st.integers(-1000, 10**6), weights(), st.sampled_from(sorted(WORTH)))
    def test_against_fractions(self, spent: int, revised: int, weight: Decimal, unit: str) -> None:
        """In any unit, of either sign."""
        share = max(Fraction(0), min(Fraction(1), Fraction(spent, revised))) if revised > 0 else Fraction(0)
        expected = points(share, weight)
        found = executed(f"{spent}{unit}", f"{revised}{unit}", weight)
        assert (expected, expected) == tuple(map(Fraction, ends(found)))


def executed(spent: str, revised: str, weight: Decimal) -> RowScore:
    """The execution row of a card with this total."""
    total = FundRow(name="年度资金总额", role="total", funds=Funds(revised=revised, spent=spent))
    found = score(
        Scorecard(kind="project", budget=Budget(rows=[total], execution=Execution(weight=weight))), BOOK
    ).execution
    assert found is not None
    return found


class TestGrades:
    """Every total from 0 to 100 has one grade: the best of those whose least total it reaches."""

    @given(st.integers(0, 10_000), st.sampled_from(BOOKS))
    def test_one_grade(self, cents: int, book: Rulebook) -> None:
        """Half-open: 89.99 is 良, 90 is 优."""
        total = Fraction(cents, 100)
        expected = "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
        grade = book.grade(exact(cents, 2))
        assert grade is not None
        assert expected == grade.title


class TestDirections:
    """A direction that the form states is followed; one that nothing states is called assumed."""

    @given(numbers(), numbers(), st.sampled_from(["higher", "lower", "equal"]))
    def test_given(self, target: Decimal, actual: Decimal, direction: str) -> None:
        """A stated direction does what its operator would do."""
        sign = {"higher": "≥", "lower": "≤", "equal": "="}[direction]
        indicator = Indicator(name="指标", target=f"{target:f}", actual=f"{actual:f}", weight=10, direction=direction)
        found = score_row(indicator, "row", BOOK)
        assert (ends(row(f"{sign}{target:f}", f"{actual:f}")), False) == (ends(found), found.assumed)

    @given(numbers(least=1), numbers())
    def test_assumed(self, target: Decimal, actual: Decimal) -> None:
        """A bare number above zero, under no heading that says otherwise."""
        found = row(f"{target:f}", f"{actual:f}")
        assert (ends(row(f"≥{target:f}", f"{actual:f}")), True) == (ends(found), found.assumed)
        assert found.stance is not None
        assert Direction.HIGHER is found.stance.direction


class TestAnyContext:
    """The decimal context belongs to the caller; no score looks at it."""

    @given(scorecards(), st.sampled_from(CONTEXTS))
    def test_any_card(self, form: Scorecard, context: decimal.Context) -> None:
        """Whatever a card holds."""
        expected = score(form, BOOK)
        with decimal.localcontext(context):
            found = score(form, BOOK)
        assert (expected, repr(expected)) == (found, repr(found))

    @given(cards_of_rows(), st.sampled_from(CONTEXTS))
    def test_figures(self, rows: list[Stated], context: decimal.Context) -> None:
        """Cards full of figures, with their traces; and a second time."""
        form = card(rows)
        expected = score(form, BOOK)
        assert expected == score(form, BOOK)
        with decimal.localcontext(context):
            found = score(form, BOOK)
        assert (expected, repr(expected)) == (found, repr(found))
