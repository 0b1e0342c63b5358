"""Rows of a card that state the value of a rate and no target: recognised by name, in a card of any kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from budgetperf.domain.model import Indicator, Scorecard, ScorecardKind
from budgetperf.domain.names import plain_name
from budgetperf.formats.rulebooks import load_rulebook
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.row_score import Basis, RowScore, Standing
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.score import score

HUNAN = load_rulebook("hunan-rates")
YUEYANG = load_rulebook("yueyang-rates")
NATIONAL = load_rulebook("mof-2020")
# A book that has both: rules for targets, and rate rows.
BOTH = evolve(NATIONAL, rates=HUNAN.rates)


def scored(book: Rulebook = HUNAN, kind: str = "department", **fields: Any) -> RowScore:
    """The score of a row with these fields, on a card of its own."""
    card = Scorecard(kind=kind, indicators=[Indicator(**{"weight": "6", **fields})])
    return score(card, book).rows[0]


def ends(row: RowScore) -> tuple[Decimal | None, Decimal | None]:
    """The interval of a row."""
    return row.low, row.high


@pytest.mark.parametrize("kind", [kind for kind in ScorecardKind if kind.is_scored])
@pytest.mark.parametrize(
    "name",
    [
        "三公经费控制率",
        "“三公经费”控制率（%）",
        "“三公”经费控制率",
        "三公经费控制率(不高于)",
        "４、“三公经费” 控制率",
        "（3）三公经费控制率",
    ],
)
def test_a_rate_is_recognised_by_name(name: str, kind: str) -> None:
    """Quotation marks, brackets, blanks and ordinals make no difference, nor does the kind of card."""
    row = scored(kind=kind, name=name, actual="103.5%", points="3")
    assert (Decimal("3.00"), Decimal("3.00")) == ends(row)
    assert (row.standing, row.basis, row.rule) == (Standing.EQUAL, Basis.COMPUTED, "three-public-control-6")
    assert row.stance is None
    assert [step.key for step in row.trace] == ["rate_row", "rule"]
    assert dict(row.trace[0].values) == {"rate": "“三公经费”控制率"}


def test_a_rate_rule_of_a_level() -> None:
    """Of the rules of a rate, the one that names the level of the row binds."""
    (rate,) = [rate for rate in HUNAN.rates if "三公经费控制率" in map(plain_name, rate.names)]
    (rule, *_) = [rule for rule in rate.rules if Decimal(6) in rule.weights or not rule.weights]
    flat = Curve(knots=[Knot(0, "0.5")])
    ours = evolve(rule, id="ours", levels=("过程",), curve=flat)
    book = evolve(HUNAN, rates=[evolve(rate, rules=[ours, rule])])
    for level, earned in (("过程", "5.50"), ("产出", "6.00")):
        found = scored(book, level1=level, name="三公经费控制率", actual="38.13%")
        assert (Decimal(earned), Decimal(earned)) == ends(found)


@pytest.mark.parametrize("target", [None, "—", "/", "无", "-"])
def test_no_target(target: str | None) -> None:
    """A stroke in the target column is no target."""
    assert (Decimal("6.00"), Decimal("6.00")) == ends(scored(name="三公经费控制率", target=target, actual="38.13%"))


def test_another_name_is_another_row() -> None:
    """A rate of something else is not taken for a control rate."""
    row = scored(name="三公经费控制率达标单位占比", actual="103.5%")
    assert (Decimal(0), Decimal(6)) == ends(row)
    assert row.basis is Basis.OPEN


@pytest.mark.parametrize("weight", ["10", "5.5", "6.01"])
def test_an_unknown_weight_is_for_a_person(weight: str) -> None:
    """A rule is for the weights for which its text is written; at another, anything up to the weight follows."""
    row = scored(name="三公经费控制率", actual="103.5%", weight=weight, points="3")
    assert (Decimal(0), Decimal(weight)) == ends(row)
    assert (row.standing, row.rule) == (Standing.OPEN, None)
    assert [step.key for step in row.trace] == ["open_rate"]


def test_a_weight_of_other_digits() -> None:
    """A weight of 6.0 is a weight of 6."""
    assert (Decimal("3.00"), Decimal("3.00")) == ends(scored(name="三公经费控制率", actual="103%", weight="6.0"))


@pytest.mark.parametrize(
    ("actual", "key"), [("已控制", "open_rate"), ("103", "open_not_a_rate"), ("3人", "open_not_a_rate")]
)
def test_what_is_no_rate_is_for_a_person(actual: str, key: str) -> None:
    """Words, a bare number (1 may be 1 % or 100 %) and a number of things are not scored as a rate."""
    row = scored(name="三公经费控制率", actual=actual)
    assert (Decimal(0), Decimal(6)) == ends(row)
    assert row.trace[-1].key == key


def test_a_blank_actual() -> None:
    """Nothing stated, nothing scored."""
    assert scored(name="三公经费控制率", actual=None).basis is Basis.OPEN


class TestWithATarget:
    """A row with a target is an ordinary row, whatever its name."""

    def test_it_is_scored_against_the_target(self) -> None:
        """103.5 % of at most 100 %: 100 ÷ 103.5 and 1 − 3.5 % of 6, not three whole points."""
        row = scored(BOTH, name="三公经费控制率", target="≤100%", actual="103.5%")
        # 600 ÷ 103.5 = 5.797…, 6 × 0.965 = 5.79
        assert (Decimal("5.79"), Decimal("5.80")) == ends(row)
        assert row.rule == "inverse | linear-excess"

    def test_without_a_target_the_rate_decides(self) -> None:
        """The same row of the same book without a target."""
        row = scored(BOTH, name="三公经费控制率", actual="103.5%")
        assert (row.rule, *ends(row)) == ("three-public-control-6", Decimal("3.00"), Decimal("3.00"))

    def test_a_book_of_rates_has_no_rule_for_targets(self) -> None:
        """Where the book has no ordinary rules, a person judges."""
        row = scored(name="三公经费控制率", target="≤100%", actual="103.5%")
        assert (Decimal(0), Decimal(6)) == ends(row)
        assert row.trace[-1].key == "open_no_rule"


class TestCounts:
    """Rows in which something is counted: late payments, violations."""

    @pytest.mark.parametrize(("actual", "points"), [("0", "3"), ("2项", "1"), ("2", "1"), ("5个", "0")])
    def test_violations(self, actual: str, points: str) -> None:
        """Each violation takes one point off three."""
        row = scored(name="资金使用合规性", actual=actual, weight="3")
        assert (Decimal(points), Decimal(points)) == ends(row)

    @pytest.mark.parametrize("actual", ["98%", "2万元", "合规"])
    def test_what_is_not_counted(self, actual: str) -> None:
        """A share, an amount or words count nothing."""
        assert scored(name="资金使用合规性", actual=actual, weight="3").basis is Basis.OPEN

    def test_point_lists(self) -> None:
        """A list of points is for a person, who knows the row all the same."""
        row = scored(name="管理制度健全性", actual="健全", weight="3")
        assert (row.basis, row.trace[-1].key) == (Basis.OPEN, "open_rate")


@pytest.mark.parametrize(
    ("book", "name", "weight"),
    [
        (HUNAN, "在职人员控制率", "5"),
        (YUEYANG, "财政供养人员控制率", "5"),
        (HUNAN, "新建楼堂馆所面积（规模）控制率", "5"),
        (HUNAN, "新建楼堂馆所投资概算控制率", "5"),
        (YUEYANG, "“三公经费”控制率", "6"),
    ],
)
def test_one_hundred_per_cent_is_full(book: Rulebook, name: str, weight: str) -> None:
    """No more than what was allowed earns the whole weight, under the names that each book prints."""
    assert (Decimal(weight), Decimal(weight)) == ends(scored(book, name=name, actual="100.0%", weight=weight))


def test_no_building_earns_everything() -> None:
    """Who built nothing gets the full weight; a blank says nothing, and is for a person."""
    row = scored(name="新建楼堂馆所面积控制率", actual="无", weight="5", points="5")
    assert (Decimal(5), Decimal(5), Standing.EQUAL) == (*ends(row), row.standing)
    assert [step.key for step in row.trace] == ["rate_full"]
    assert (Decimal(0), Decimal(5)) == ends(scored(name="新建楼堂馆所面积控制率", actual=None, weight="5"))


def test_a_change_may_be_below_zero() -> None:
    """≤5 % of a change reaches far below nothing, ≤5 % of a share does not."""
    assert (Decimal(0), Decimal(3)) == ends(scored(name="预算调整率", actual="≤5%", weight="3"))
    assert (Decimal(6), Decimal(6)) == ends(scored(name="三公经费控制率", actual="≤5%", weight="6"))
