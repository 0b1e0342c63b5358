"""What the control rates of a filing earn, and how that is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.model import BaseTable, Filing, FundRow, Funds, Scorecard, Staffing, ThreePublic
from budgetperf.domain.model import Budget as CardBudget
from budgetperf.domain.rate_formulas import RATE_FORMULAS
from budgetperf.domain.rates import ControlRate, control_rates
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.rendering.review_json import review_to_data
from budgetperf.rendering.review_text import review_to_text
from budgetperf.review import review
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.laws.verify import examine
from budgetperf.scoring.policy import RateRow
from budgetperf.scoring.rate_scores import RateScore, score_rates
from budgetperf.scoring.rule import Measure, Rule
from budgetperf.scoring.rulebook import Rulebook

BOOKS = ("framework-2013", "hunan-rates", "yueyang-rates")
HUNAN = load_rulebook("hunan-rates")
FILING = Filing(
    year=2018,
    department="某县图书馆",
    base_table=BaseTable(
        staffing=Staffing(established="100", actual="103"),
        three_public=ThreePublic(total=Funds(prior="10.86万元", initial="23.81万元", spent="9.08万元")),
    ),
    scorecards=[
        Scorecard(
            kind="department",
            budget=CardBudget(
                rows=[
                    FundRow(
                        name="年度资金总额",
                        role="total",
                        funds=Funds(initial="200万元", revised="250万元", spent="232万元"),
                    )
                ]
            ),
        )
    ],
)


def rate(name: str, value: str | None) -> ControlRate:
    """A rate with a value."""
    return ControlRate(formula=RATE_FORMULAS[name], value=None if value is None else Fraction(value))


def scored(name: str, value: str | None, book: Rulebook = HUNAN) -> RateScore:
    """What that earns."""
    return score_rates([rate(name, value)], book)[0]


def points(score: RateScore) -> list[tuple[str, str | None, str | None]]:
    """Weight, points (or their interval) and rule, of every weight."""
    return [
        (
            f"{each.weight:f}",
            None if each.low is None else f"{each.low:f}" if each.low == each.high else f"{each.low:f}–{each.high:f}",
            each.rule,
        )
        for each in score.points
    ]


@pytest.mark.parametrize("name", BOOKS)
def test_every_law_holds(name: str) -> None:
    """The three rulebooks of rates break no law, and waive none."""
    found = examine(load_rulebook(name))
    assert (found.violations, found.waived) == ((), ())


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("framework-2013", 2013, None), ("hunan-rates", 2015, 2020), ("yueyang-rates", None, 2020)],
)
def test_years(name: str, first: int | None, last: int | None) -> None:
    """The budget years in force."""
    years = load_rulebook(name).years
    assert (first, last) == (years.first, years.last)


@pytest.mark.parametrize("name", BOOKS)
def test_every_row_and_rule_has_a_source(name: str) -> None:
    """What was seen names title, number and year of its document; every rule says for which weights it is written."""
    book = load_rulebook(name)
    for row in book.rates:
        for clause in (row.clause, *(rule.clause for rule in row.rules)):
            assert clause.document
            assert clause.number
            assert clause.year
        for rule in row.rules:
            assert rule.weights
            assert set(rule.weights) <= set(row.weights)


# Every weight that was seen (or is recalled) for a row, the usual one first.
WEIGHTS = {
    "framework-2013": {
        "goal_soundness": "2",
        "indicator_clarity": "3",
        "staffing_control": "3",
        "three_public_budget_change": "3",
        "key_spending": "4",
    },
    "hunan-rates": {
        "staffing_control": "5 8 1",
        "three_public_budget_change": "5 8 3",
        "hospitality_change": "2",
        "vehicle_change": "2",
        "key_spending": "5",
        "budget_completion": "5 8",
        "budget_completion_of_available": "5 8",
        "budget_control": "5 8",
        "budget_adjustment": "3",
        "payment_schedule": "3",
        "carryover_change": "3",
        "building_area_control": "5",
        "building_investment_control": "5",
        "three_public_control": "6 7",
        "operating_control": "8",
        "procurement_execution": "6",
        "management_system": "3 8",
        "fund_compliance": "3 6",
        "disclosure": "5",
    },
    "yueyang-rates": {
        "staffing_control": "5",
        "three_public_budget_change": "5",
        "key_spending": "5",
        "budget_adjustment": "3",
        "payment_schedule": "3",
        "carryover_change": "3",
        "three_public_control": "6",
        "management_system": "3",
        "fund_compliance": "3",
    },
}


@pytest.mark.parametrize("name", BOOKS)
def test_seen_weights(name: str) -> None:
    """The weights of every row that has any."""
    seen = {
        row.id: " ".join(f"{weight:f}" for weight in row.weights) for row in load_rulebook(name).rates if row.weights
    }
    assert WEIGHTS[name] == seen


def test_framework_leaves_weights_and_standards_open() -> None:
    """The framework has names and formulas; it scores nothing, although one sample of it prints weights."""
    book = load_rulebook("framework-2013")
    assert not any(row.rules for row in book.rates)
    assert points(scored("staffing_control", "1.03", book)) == [("3", None, None)]


class TestPoints:
    """A rate is scored at every weight that was seen for it."""

    def test_every_weight(self) -> None:
        """Three whole points over: 3 × 0.5 off 5 and off 8, 3 × 0.1 off 1."""
        assert points(scored("staffing_control", "1.03")) == [
            ("5", "3.50", "staffing-0.5"),
            ("8", "6.50", "staffing-0.5"),
            ("1", "0.70", "staffing-0.1"),
        ]

    def test_clause(self) -> None:
        """Each says where its rule comes from."""
        years = [each.clause.year for each in scored("staffing_control", "1.03").points]
        assert years == [2017, 2017, 2016]

    def test_not_computed(self) -> None:
        """A rate without a value is kept, with its note, and earns nothing that anybody knows."""
        (found,) = score_rates([evolve(rate("staffing_control", None), inputs=["a", "b"])], HUNAN)
        assert (found.id, found.inputs, found.value, found.points) == ("staffing_control", ("a", "b"), None, ())

    def test_no_row(self) -> None:
        """A rate that the rulebook has no row for."""
        assert scored("execution_rate", "0.9").points == ()
        assert scored("staffing_control", "1", load_rulebook("mof-2020")).points == ()

    def test_a_weight_without_a_rule(self) -> None:
        """At a weight that no rule is written for, a person must judge; the clause is that of the row."""
        row = next(row for row in HUNAN.rates if row.id == "staffing_control")
        book = evolve(HUNAN, rates=[evolve(row, weights=[7, 5])])
        assert points(scored("staffing_control", "1.03", book)) == [("7", None, None), ("5", "3.50", "staffing-0.5")]
        assert row.clause == scored("staffing_control", "1.03", book).points[0].clause

    def test_unsettled_rules(self) -> None:
        """Where no text decides between two rules, the score is their hull, each rounded by the book."""
        full = Rule(
            id="full",
            title="满分",
            title_en="full",
            measure=Measure.RATE,
            curve=Curve(knots=[Knot(0, 1)]),
            clause=HUNAN.corners.clause,
        )
        third = evolve(full, id="third", curve=Curve(knots=[Knot(0, "0.3333")]), alternative_to="full")
        row = RateRow(
            id="fund_receipt", names=("资金到位率",), rules=[full, third], weights=[4], clause=HUNAN.corners.clause
        )
        book = evolve(HUNAN, rates=[row])
        assert points(scored("fund_receipt", "1", book)) == [("4", "1.33–4.00", "full | third")]

    def test_a_rule_that_counts(self) -> None:
        """A rule for a number of things says nothing about a share."""
        counting = next(row for row in HUNAN.rates if row.id == "fund_compliance")
        book = evolve(HUNAN, rates=[evolve(counting, id="fund_receipt")])
        assert points(scored("fund_receipt", "1", book)) == [("3", None, None), ("6", None, None)]

    @given(st.fractions(min_value=-3, max_value=3), st.sampled_from(sorted(RATE_FORMULAS)), st.sampled_from(BOOKS))
    def test_within_the_weight(self, value: Fraction, name: str, book: str) -> None:
        """Whatever the rate, nothing below zero and nothing above the weight, on the grid of the rounding."""
        (found,) = score_rates([ControlRate(formula=RATE_FORMULAS[name], value=value)], load_rulebook(book))
        for each in found.points:
            assert (each.low is None) == (each.high is None) == (each.rule is None)
            if each.low is not None and each.high is not None:
                assert 0 <= each.low <= each.high <= each.weight
                assert round(each.low, 2) == each.low


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The rates of a review as JSON, by id."""
    found: Any = review_to_data(review(FILING, HUNAN), version="0")["rates"]
    return {each["id"]: each for each in found}


class TestInAReview:
    """A review holds the rates with their scores, and shows them."""

    def test_the_same_rates(self) -> None:
        """No rate is lost, and none is added."""
        assert [found.id for found in review(FILING, HUNAN).rates] == [found.id for found in control_rates(FILING)]

    def test_json_of_a_scored_rate(self, data: dict[str, Any]) -> None:
        """The points at the first weight, and those at every other one with rule and clause."""
        found = data["staffing_control"]
        assert found["value"] == "103.00%"
        assert found["exact"] == "103/100"
        assert found["trace"] == ["在职人员控制率 = 实际在职人数 ÷ 编制数"]
        assert (found["score"], found["weight"], found["note"]) == ("3.50", "5", None)
        assert [(each["weight"], each["points"], each["rule"]) for each in found["scores"]] == [
            ("5", "3.50", "staffing-0.5"),
            ("8", "6.50", "staffing-0.5"),
            ("1", "0.70", "staffing-0.1"),
        ]
        assert all(each["clause"] for each in found["scores"])

    def test_json_of_a_rate_that_presumes(self, data: dict[str, Any]) -> None:
        """The premise stands beside the value: 232 of 250 is 92.8 %, which is one whole step of 5 %."""
        found = data["budget_completion"]
        assert (found["value"], found["score"], found["note"]) == ("92.80%", "3.00", "预算数按全年预算数")

    def test_json_without_a_score(self, data: dict[str, Any]) -> None:
        """No row, no value, or no rule: no score."""
        change, budget = data["three_public_outturn_change"], data["three_public_budget_change"]
        assert (change["value"], change["score"], change["weight"], change["scores"]) == ("-16.39%", None, None, [])
        assert (budget["value"], budget["score"], budget["scores"]) == (None, None, [])
        assert budget["note"] == "缺少上年度“三公经费”预算数，须另给上年度的自评材料"

    @pytest.mark.parametrize(
        ("book", "lang", "said"),
        [
            ("hunan-rates", "zh", "“三公经费”控制率 38.14%（6/6 分）"),
            ("hunan-rates", "zh", "在职人员控制率 103.00%（3.5/5 分）"),
            ("hunan-rates", "zh", "预算完成率 92.80%（3/5 分）"),
            ("hunan-rates", "en", "three public control rate 38.14% (6/6 points)"),
            ("hunan-2022", "zh", "“三公经费”控制率 38.14%；"),
        ],
    )
    def test_text(self, book: str, lang: str, said: str) -> None:
        """Points follow a rate where the rulebook scores it."""
        text = "".join(
            line.strip() for line in review_to_text(review(FILING, load_rulebook(book)), lang=lang).split("\n")
        )
        assert said.replace(" ", "") in text.replace(" ", "")

    def test_text_is_not_flooded(self) -> None:
        """Rates without a value are not shown, and those that presume something only where the rulebook wants them."""
        text = review_to_text(review(FILING, load_rulebook("hunan-2022")))
        assert "决算变动率" in text
        for name in ("资金到位率", "公用经费控制率", "预算完成率", "结转结余率"):
            assert name not in text

    def test_messages_are_said(self) -> None:
        """Every note is a sentence in both languages."""
        for lang in ("zh", "en"):
            data: Any = review_to_data(review(FILING, HUNAN), version="0", lang=lang)
            notes = [found["note"] for found in data["rates"] if found["note"] is not None]
            assert notes
            assert not any("_" in note or "{" in note for note in notes)


def test_points_are_decimals() -> None:
    """Points are exact decimals, as everywhere."""
    (found,) = {type(each.low) for each in scored("staffing_control", "1.03").points}
    assert found is Decimal
