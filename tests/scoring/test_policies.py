"""What a rulebook may say besides its rules: blanks, negatives, limits, reductions, rows that do not apply."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from budgetperf.domain.finding import Clause, Message, Severity
from budgetperf.domain.model import Budget, Execution, FundRow, Funds, Indicator, Scorecard
from budgetperf.errors import RulebookError
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import (
    Answers,
    Corners,
    Limit,
    Manual,
    NotApplicable,
    OverAttainment,
    Rounding,
    RoundingMode,
    Treatment,
)
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.row import score_row
from budgetperf.scoring.row_score import Basis, RowScore
from budgetperf.scoring.rule import Cases, FunctionRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import Score, score

BOOK = load_rulebook("mof-2020")
CLAUSE = Clause(document="《办法》")
PROPORTIONAL = Curve(knots=[Knot(0, 0), Knot(1, 1)])


def rule(name: str, curve: Curve = PROPORTIONAL, measure: str = "attainment", **more: Any) -> Rule:
    """A rule of one's own."""
    return Rule(id=name, title=name, title_en=name, measure=measure, curve=curve, clause=CLAUSE, **more)


def row(book: Rulebook, **cells: Any) -> RowScore:
    """The score of one row."""
    return score_row(Indicator(**{"level1": "产出指标", "name": "指标", "weight": 10, **cells}), "row", book)


def ends(found: RowScore) -> tuple[str, str]:
    """The interval of a row, as text."""
    return f"{found.low:f}", f"{found.high:f}"


def card(book: Rulebook, *rows: Indicator) -> Score:
    """The score of a card of these rows, and an execution of 10 out of 10."""
    total = FundRow(name="年度资金总额", role="total", funds=Funds(revised="100万元", spent="100万元"))
    budget = Budget(rows=[total], execution=Execution(weight="10", points="10"))
    return score(Scorecard(kind="project", budget=budget, indicators=rows), book)


class TestCorners:
    """Blank and negative cells are what the rulebook makes of them."""

    @pytest.mark.parametrize("missing", ["target", "actual"])
    def test_blanks(self, missing: str) -> None:
        """For a person to judge, or nothing at all."""
        cells = {"target": "≥90", "actual": "81", missing: None}
        blank: Any = {f"blank_{missing}": Treatment.NOTHING}
        nothing = evolve(BOOK, corners=Corners(clause=CLAUSE, **blank))
        assert ends(row(BOOK, **cells)) == ("0", "10")
        assert (row(nothing, **cells).basis, ends(row(nothing, **cells))) == (Basis.COMPUTED, ("0", "0"))

    def test_negatives(self) -> None:
        """Kept as they stand, or taken for zero: a fall of five answered by a fall of eight is then none."""
        zero = evolve(BOOK, corners=Corners(negative_actual=Treatment.ZERO, clause=CLAUSE))
        cells = {"target": "≤-5%", "actual": "-8%"}
        assert ends(row(BOOK, **cells)) == ("10", "10")
        assert ends(row(zero, **cells)) == ("0", "10")

    def test_the_forms_own_deduction(self) -> None:
        """扣分 is taken off the computed points, down to nothing, where the rulebook says so."""
        deducting = evolve(BOOK, corners=Corners(deduction=True, clause=CLAUSE))
        for deduction, expected in (("1.5", "7.50"), ("20", "0.00")):
            cells = {"target": "≥90", "actual": "81", "deduction": deduction}
            assert ends(row(BOOK, **cells)) == ("9.00", "9.00")
            assert (expected, expected) == ends(row(deducting, **cells))


class TestOverAttainment:
    """From a stated multiple of the target on, a score may be capped by how far the target was passed."""

    KEPT = Curve(knots=[Knot("1.5", 1), Knot(2, "0.8")])

    @pytest.mark.parametrize(
        ("actual", "expected"), [("149", "10.00"), ("150", "10.00"), ("175", "9.00"), ("200", "8.00"), ("900", "8.00")]
    )
    def test_kept(self, actual: str, expected: str) -> None:
        """Straight from all at 1.5 to 80 % at twice the target."""
        policy = OverAttainment(ratio="1.5", severity=Severity.WARNING, kept=self.KEPT, clause=CLAUSE)
        book = evolve(BOOK, over_attainment=policy)
        assert (expected, expected) == ends(row(book, target="≥100", actual=actual))
        assert (expected, expected) == ends(row(book, target="≥1", actual=str(Decimal(actual) / 100)))

    def test_how_far_is_not_known(self) -> None:
        """An actual that may be below the multiple as well as above it keeps all at most."""
        curve = Curve(knots=[Knot("1.5", "0.9"), Knot(2, "0.8")])
        policy = OverAttainment(ratio="1.5", severity=Severity.WARNING, kept=curve, clause=CLAUSE)
        book = evolve(BOOK, over_attainment=policy)
        assert ends(row(book, target="≥100", actual="≥120")) == ("8.00", "10.00")
        assert ends(row(book, target="≥100", actual="≥150")) == ("8.00", "9.00")

    def test_only_where_more_is_better(self) -> None:
        """A limit that was kept by far is kept."""
        policy = OverAttainment(ratio="1.5", severity=Severity.WARNING, kept=self.KEPT, clause=CLAUSE)
        assert ends(row(evolve(BOOK, over_attainment=policy), target="≤100", actual="10")) == ("10.00", "10.00")

    def test_by_hand(self) -> None:
        """A person may take off any part of it: nothing is the least."""
        manual = evolve(BOOK, manual=Manual(over="1.2", missed=("lower",), clause=CLAUSE))
        assert ends(row(manual, target="≥100", actual="119")) == ("10.00", "10.00")
        assert ends(row(manual, target="≥100", actual="120")) == ("0.00", "10.00")
        assert ends(row(manual, target="≤88", actual="96.73")) == ("0.00", "9.10")
        assert ends(row(manual, target="≤88", actual="88")) == ("10.00", "10.00")


class TestLimits:
    """Rows under some level whose actual is one of some words earn so much at most."""

    BOOK = evolve(BOOK, limits=[Limit(levels=("成本指标",), words=("未填报",), most=5, clause=CLAUSE)])

    def test_limited(self) -> None:
        """A person judges up to the limit."""
        assert ends_of(row(self.BOOK, level1="成本指标", target="节约", actual="未填报")) == ("0", "5")

    def test_a_blank_target_is_open(self) -> None:
        """A limit holds for a row whose target is blank, too; it stays open, and says what is missing."""
        found = row(self.BOOK, level1="成本指标", actual="未填报")
        assert (found.basis, *ends_of(found)) == (Basis.OPEN, "0", "5")
        assert Message.of("open_missing", missing="target") in found.trace

    def test_nothing_at_most(self) -> None:
        """A limit of nothing is one; less than nothing is refused."""
        none = evolve(self.BOOK, limits=[Limit(levels=("成本指标",), words=("未填报",), most=0, clause=CLAUSE)])
        assert ends_of(row(none, level1="成本指标", target="节约", actual="未填报")) == ("0", "0")
        with pytest.raises(RulebookError):
            Limit(levels=("成本指标",), words=("未填报",), most="-0.01", clause=CLAUSE)

    @pytest.mark.parametrize("cells", [{"level1": "产出指标"}, {"level1": "成本指标", "actual": "已填报"}])
    def test_others(self, cells: dict[str, str]) -> None:
        """Other levels and other words are not."""
        assert ends_of(row(self.BOOK, **{"target": "节约", "actual": "未填报", **cells})) == ("0", "10")


def ends_of(found: RowScore) -> tuple[str, str]:
    """The interval without trailing zeros."""
    return tuple(end.rstrip("0").rstrip(".") if "." in end else end for end in ends(found))  # type: ignore[return-value] # there are two


class TestNotApplicable:
    """A row that does not apply is dropped, and the rest is rescaled to the whole."""

    BOOK = evolve(BOOK, not_applicable=NotApplicable(words=("不适用",), clause=CLAUSE))
    ROWS = (
        Indicator(level1="产出指标", name="甲", target="≥100", actual="90", weight=50),
        Indicator(level1="效益指标", name="乙", target="≥100", actual="100", weight=20),
        Indicator(level1="满意度指标", name="丙", target="≥90%", actual="不适用", weight=20),
    )

    def test_rescaled(self) -> None:
        """(10 + 45 + 20) × 100 ÷ 80 = 93.75."""
        found = card(self.BOOK, *self.ROWS)
        assert (Decimal("93.75"), Decimal("93.75")) == (found.low, found.high)
        assert (found.rows[2].basis, found.rows[2].low) == (Basis.DROPPED, None)

    def test_small_weights_count(self) -> None:
        """(10 + 45 + 1 + 0.5) × 76.5 ÷ 61.5: a weight of one point, or of half a point, is a weight."""
        small = [evolve(self.ROWS[1], name=name, weight=weight) for name, weight in (("丁", 1), ("戊", "0.5"))]
        gone = evolve(self.ROWS[2], weight=15)
        expected = round(Decimal("56.5") * Decimal("76.5") / Decimal("61.5"), 2)
        assert expected == card(self.BOOK, self.ROWS[0], *small, gone).low

    def test_a_book_without_it(self) -> None:
        """Elsewhere the row is for a person to judge."""
        found = card(BOOK, *self.ROWS)
        assert (Decimal(75), Decimal(95)) == (found.low, found.high)

    def test_nothing_left(self) -> None:
        """Where no row applies there is no score but that of execution, in full."""
        gone = [evolve(one, actual="不适用") for one in self.ROWS]
        assert Decimal(100) == card(self.BOOK, *gone).low
        alone = score(Scorecard(kind="project", indicators=gone), self.BOOK)
        assert (alone.low, alone.high) == (None, None)


class TestAnswers:
    """直接赋分: some words earn everything, some nothing."""

    BOOK = evolve(BOOK, answers=Answers(yes=("是",), no=("否",), clause=CLAUSE))

    @pytest.mark.parametrize(("actual", "expected"), [("是", "10"), ("否", "0"), ("已完成", "8")])
    def test_words(self, actual: str, expected: str) -> None:
        """They go before the bands of judgement."""
        assert expected == ends_of(row(self.BOOK, target="建立制度", actual=actual))[0]

    def test_without_a_target(self) -> None:
        """A question answered yes needs no target."""
        assert ends_of(row(self.BOOK, target=None, actual="是")) == ("10", "10")
        assert ends_of(row(self.BOOK, target=None, actual="也许")) == ("0", "10")


class TestGuards:
    """A rule binds the rows that it was written for: by weight, and by level."""

    def test_weights(self) -> None:
        """Another weight is for a person to judge."""
        steps = Curve.of_bands(_bands())
        points = rule("points", steps, scale=Scale.POINTS, weights=("5",))
        book = evolve(BOOK, positive=Cases(higher=[points]))
        assert ends_of(row(book, target="≥100", actual="85", weight=5)) == ("3", "3")
        assert ends_of(row(book, target="≥100", actual="85", weight=8)) == ("0", "8")

    @pytest.mark.parametrize(
        ("level1", "level2", "expected"),
        [
            ("满意度指标", None, "0"),
            ("满意度", "服务对象满意度", "0"),
            ("产出指标", "数量指标", "5"),
            (None, None, "5"),
        ],
    )
    def test_levels(self, level1: str | None, level2: str | None, expected: str) -> None:
        """A rule for a level goes before the general one."""
        passing = rule("pass", Curve(knots=[Knot(1, 1, left=0, right=1)]), levels=("满意度指标",))
        book = evolve(BOOK, positive=Cases(higher=[rule("general"), passing]))
        found = row(book, level1=level1, level2=level2, target="≥100", actual="50")
        assert expected == ends_of(found)[0]

    def test_a_rate_wants_a_rate(self) -> None:
        """A rule over the value of a rate says nothing of persons."""
        steps = rule("steps", Curve(knots=[Knot("0.9", 1, left=0, right=1)]), "rate")
        book = evolve(BOOK, positive=Cases(higher=[steps]))
        assert ends_of(row(book, target="≥95%", actual="90%")) == ("10", "10")
        assert ends_of(row(book, target="≥95人", actual="90人")) == ("0", "10")


def _bands() -> list[tuple[Range, Decimal]]:
    return [
        (Range(low=1), Decimal(5)),
        (Range(low="0.8", high=1, high_open=True), Decimal(3)),
        (Range(high="0.8", high_open=True), Decimal(0)),
    ]


class TestDates:
    """A date answered by a date is scored by the days between, where the rulebook has a rule for it."""

    LATE = Curve.of_steps(above=Decimal(0), every=Decimal(5), by=Decimal(1), to=Decimal(10))
    BOOK = evolve(BOOK, dates=[rule("late", LATE, "days_late", scale=Scale.DEDUCTION)])

    @pytest.mark.parametrize(
        ("actual", "expected"),
        [("2022年6月30日", "10"), ("2022年7月4日", "10"), ("2022-07-05", "9"), ("2022年1-5月", "10"), ("2024年", "0")],
    )
    def test_days(self, actual: str, expected: str) -> None:
        """For every five whole days late, one point; the target is met on its last day, and not a day later."""
        found = row(self.BOOK, target="2022年6月底前", actual=actual)
        assert (expected, expected) == ends_of(found)
        assert found.met is (actual in {"2022年6月30日", "2022年1-5月"})

    @pytest.mark.parametrize(("target", "actual"), [("2022年6月底前", "二季度"), ("6月底前", "2022-07-05")])
    def test_open(self, target: str, actual: str) -> None:
        """What names no day is for a person to judge."""
        assert ends_of(row(self.BOOK, target=target, actual=actual)) == ("0", "10")

    def test_words_still_judge(self) -> None:
        """A date answered with 已完成 is judged, as without the rule."""
        assert ends_of(row(self.BOOK, target="2022年6月底前", actual="已完成")) == ("8", "10")
        assert ends_of(row(BOOK, target="2022年6月底前", actual="2022-07-05")) == ("0", "10")


class TestFunctions:
    """A rule may be a Python function; it gets exact numbers and must return one."""

    @staticmethod
    def book(function: object) -> Rulebook:
        """A rulebook with a function for what is better high."""
        own = FunctionRule(id="own", title="本地规则", title_en="own", function=function, clause=CLAUSE)  # type: ignore[arg-type] # what users give
        return evolve(BOOK, positive=Cases(higher=[own]))

    def test_scored(self) -> None:
        """Exact, and rounded once like every other rule."""
        found = row(self.book(lambda target, actual, weight: weight * actual / target), target="≥3", actual="2")
        assert (ends(found), found.rule) == (("6.67", "6.67"), "own")
        assert found.alternatives[0].low == Fraction(20, 3)

    def test_an_interval_is_open(self) -> None:
        """What a function makes of every number from 2 on, nobody knows."""
        found = row(self.book(lambda target, actual, weight: weight * actual / target), target="≥3", actual="≥2")
        assert ends(found) == ("0.00", "10.00")

    def test_told(self) -> None:
        """Its trace has no measure: what the function looks at, nobody knows."""
        found = row(self.book(lambda target, actual, weight: weight * actual / target), target="≥3", actual="2")
        (said,) = [step for step in found.trace if step.key == "rule"]
        values = dict(said.values)
        assert (values["rule"], values["rounded"], "measure" in values) == ("本地规则", "6.67", False)

    @pytest.mark.parametrize("result", [0.5, None, True, "5", Decimal("NaN"), Decimal("Infinity")])
    def test_no_exact_number(self, result: object) -> None:
        """A float is refused where it arises."""
        with pytest.raises(RulebookError, match="own"):
            row(self.book(lambda _target, _actual, _weight: result), target="≥3", actual="2")


class TestRounding:
    """Half-up by default; a rulebook may cut off instead, and may round the total again."""

    def test_cut_off(self) -> None:
        """6.666… is 6.66."""
        down = Rounding(row=2, mode=RoundingMode.DOWN, clause=CLAUSE)
        assert ends(row(evolve(BOOK, rounding=down), target="≥3", actual="2")) == ("6.66", "6.66")

    @pytest.mark.parametrize(("mode", "expected"), [("half-up", "27"), ("down", "26")])
    def test_totals(self, mode: str, expected: str) -> None:
        """The total is rounded the same way: 10 + 6.67 (6.66) + 10 = 26.67."""
        book = evolve(BOOK, rounding=Rounding(row=2, total=0, mode=mode, clause=CLAUSE))
        rows = [Indicator(level1="产出指标", name=name, target="≥3", actual=name, weight=10) for name in ("2", "3")]
        assert Decimal(expected) == card(book, *rows).low


class TestMeasures:
    """A measure belongs to the cases that have it."""

    def test_no_end(self) -> None:
        """The inverse of nothing has no end to go on to."""
        endless = Curve(knots=[Knot(0, 0), Knot(1, 1)], continued=True)
        with pytest.raises(RulebookError, match="inverse"):
            rule("endless", endless, "inverse")
        assert rule("excess", endless, "excess").measure == Measure.EXCESS

    def test_an_uncapped_rule_says_so(self) -> None:
        """What a rule gives is what is shown, even if it is too much: `verify` is for that."""
        endless = Curve(knots=[Knot(0, 0), Knot(1, 1)], continued=True)
        book = evolve(BOOK, positive=Cases(higher=[rule("endless", endless)]))
        assert ends(row(book, target="≥100", actual="150")) == ("15.00", "15.00")
        assert ends(row(book, target="≥100", actual="≥90")) == ("9.00", "10.00")


class TestIntervals:
    """An actual with an operator is an interval: what any number in it earns lies within its score."""

    ENDLESS = Curve(knots=[Knot(-1, 0), Knot(0, 0), Knot("0.1", 1)], continued=True)

    @pytest.mark.parametrize(("actual", "points"), [("120", "8"), ("150", "5"), ("300", "0"), ("100", "10")])
    def test_deductions_without_end(self, actual: str, points: str) -> None:
        """≥120 may be 300, where all is taken off."""
        off = rule("off", self.ENDLESS, "excess", scale=Scale.DEDUCTION, weights=(10,))
        book = evolve(BOOK, positive=Cases(lower=[off]))
        assert (points, points) == ends_of(row(book, target="≤100", actual=actual))
        assert ("0", points) == ends_of(row(book, target="≤100", actual=f"≥{actual}"))

    def test_more_is_wanted(self) -> None:
        """<100 is missed by 100, and what is taken off just above it is taken off."""
        off = rule("off", Curve(knots=[Knot(0, 0, right=2)]), "excess", scale=Scale.DEDUCTION, weights=(10,))
        book = evolve(BOOK, positive=Cases(lower=[off]))
        assert ends_of(row(book, target="<100", actual="100")) == ("8", "8")
        assert ends_of(row(book, target="<100", actual="99.99")) == ("10", "10")
        assert ends_of(row(book, target="≤100", actual="100")) == ("10", "10")

    @pytest.mark.parametrize(
        ("actual", "expected"),
        [("≥110", ("0", "10")), ("≥130", ("0", "8.75")), ("≤110", ("0", "10")), ("110", ("10", "10"))],
    )
    def test_kept(self, actual: str, expected: tuple[str, str]) -> None:
        """The reduction for over-attainment looks at both ends."""
        kept = Curve(knots=[Knot("1.2", 1), Knot(2, 0)])
        policy = OverAttainment(ratio="1.2", severity=Severity.WARNING, kept=kept, clause=CLAUSE)
        assert expected == ends_of(row(evolve(BOOK, over_attainment=policy), target="≥100", actual=actual))

    def test_by_hand(self) -> None:
        """So does what a person may take off."""
        manual = evolve(BOOK, manual=Manual(over="1.2", clause=CLAUSE))
        assert ends_of(row(manual, target="≥100", actual="≥110")) == ("0", "10")


class TestRefusals:
    """What no rulebook can mean."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Limit(levels=(), words=(), most=-5, clause=CLAUSE),
            lambda: Corners(blank_target=Treatment.ZERO, clause=CLAUSE),
            lambda: Corners(negative_actual=Treatment.JUDGED, clause=CLAUSE),
            lambda: OverAttainment(
                ratio=1, severity="advice", kept=Curve(knots=[Knot(1, 1), Knot(2, 0)], continued=True), clause=CLAUSE
            ),
        ],
    )
    def test_refused(self, make: Any) -> None:
        """Less than nothing, a blank that becomes zero, a reduction without end."""
        with pytest.raises(RulebookError):
            make()

    def test_a_negative_deduction_is_none(self) -> None:
        """扣分 takes off; it never adds."""
        deducting = evolve(BOOK, corners=Corners(deduction=True, clause=CLAUSE))
        assert ends_of(row(deducting, target="≥100", actual="100", deduction="-5")) == ("10", "10")

    def test_open_rows_are_deducted_from_too(self) -> None:
        """Whatever a person gives, the column is taken off it."""
        deducting = evolve(BOOK, corners=Corners(deduction=True, clause=CLAUSE))
        assert ends_of(row(deducting, target=None, actual="100", deduction="3")) == ("0", "7")
        assert ends_of(row(deducting, target="≥-5", actual="5", deduction="3")) == ("7", "7")

    def test_level_2_goes_before_level_1(self) -> None:
        """数量指标 is more than 产出指标 says; and no row has two rules."""
        first = rule("one", levels=("产出指标",))
        second = rule("two", Curve(knots=[Knot("0.6", 0), Knot(1, 1)]), levels=("数量指标",))
        book = evolve(BOOK, positive=Cases(higher=[first, second]))
        assert ends_of(row(book, level2="数量指标", target="≥100", actual="80")) == ("5", "5")
        assert ends_of(row(book, level2="质量指标", target="≥100", actual="80")) == ("8", "8")


def test_a_band_without_its_lower_end() -> None:
    """A share above 60 % begins a hundredth above that, and no higher than the band ends."""
    bands = [
        evolve(band, share=Range(low="0.6", high="0.8", low_open=True)) if band.id == "partly" else band
        for band in BOOK.bands
    ]
    book = evolve(BOOK, bands=bands)
    for weight, expected in (("10", ("6.01", "8.00")), ("0.01", ("0.01", "0.01")), ("0.02", ("0.02", "0.02"))):
        assert expected == ends(row(book, weight=weight, target="有所提升", actual="部分完成"))


def test_nothing_spent_of_a_limit() -> None:
    """It is as good as it gets: right of the last knot of the curve, wherever the others are."""
    curve = Curve(knots=[Knot(0, 0), Knot(1, "0.5"), Knot(5, 1)])
    book = evolve(BOOK, positive=evolve(BOOK.positive, lower=[rule("own", curve, "inverse")]))
    assert ends(row(book, target="≤5", actual="0")) == ("10.00", "10.00")
    assert ends(row(book, target="≤5", actual="5")) == ("5.00", "5.00")
