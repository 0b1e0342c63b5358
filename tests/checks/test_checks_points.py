"""Stated scores against the rules: execution (P3, P16), each row (P7, P9, P10), rows alike (P13), and the weights."""

from collections.abc import Mapping

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import BOOK, LIBRARY_FILING, reviewed

HOLDS, VIOLATED = bp.Outcome.HOLDS, bp.Outcome.VIOLATED
NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

CARD = "scorecards[1]"
EXECUTION, TOTAL = f"{CARD}.budget.execution", f"{CARD}.budget.rows[0].funds"
BOOKS, ON_TIME, VISITS = (f"{CARD}.indicators[{row}]" for row in (0, 1, 2))
UNREADABLE = bp.Unreadable("1O")
NOTE = "书价上涨，下年压减。"
# What every change of a score or an amount disturbs as well: totals, rates, and the same figure elsewhere.
ELSEWHERE = {"BP301", "BP303", "BP401", "BP901", "BP105"}

Changes = Mapping[str, object]


def findings(changes: Changes, book: bp.Rulebook = BOOK) -> list[Finding]:
    """The findings on scores."""
    return [finding for finding in reviewed(changes, book).findings if finding.code not in ELSEWHERE]


def found(changes: Changes) -> list[tuple[str, str, str | None]]:
    """Code, severity and path of the findings on scores."""
    return [(finding.code, str(finding.severity), finding.path) for finding in findings(changes)]


def outcome(name: str, changes: Changes) -> tuple[bp.Outcome, str | None]:
    """What the ledger says: the outcome, and the reason with its path."""
    entry = next(entry for entry in reviewed(changes).ledger if entry.id == name)
    reason = entry.reason
    return entry.outcome, None if reason is None else " ".join([reason.key, *(value for _, value in reason.values)])


def row(changes: Changes) -> Changes:
    """Changes of the row of new books: 5100 of at least 5000, for 20 points."""
    return {f"{BOOKS}.{part}": value for part, value in changes.items()}


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    """The library's own filing has no finding at all."""
    review = reviewed({})
    assert (review.findings, review.verdict) == ((), bp.Verdict.CLEAN)


class TestExecution:
    """P3: the execution score is the rate times the weight, at most the weight; here 39 ÷ 42 × 10."""

    @pytest.mark.parametrize("points", ["9.29", "9.3", "9"])
    def test_any_usual_rounding(self, points: str) -> None:
        """Whole points, one decimal and two decimals are all in use."""
        assert outcome(f"P3:{EXECUTION}", {f"{EXECUTION}.points": points}) == (HOLDS, None)

    def test_wrong_score(self) -> None:
        """Full points for 92.86 % are too many."""
        (finding,) = findings({f"{EXECUTION}.points": "10"})
        assert (finding.code, finding.severity, finding.path) == ("BP203", "error", f"{EXECUTION}.points")
        assert (finding.stated, finding.expected, finding.difference) == ("10", "9.29", "+0.71")
        assert finding.entry == f"P3:{EXECUTION}"
        assert outcome(f"P3:{EXECUTION}", {f"{EXECUTION}.points": "10"}) == (VIOLATED, None)

    def test_a_low_score_needs_no_note(self) -> None:
        """Execution has no column for a deviation note, so a deduction there is never missing one."""
        assert [finding.code for finding in findings({})] == []

    def test_no_budget_no_points(self) -> None:
        """A revised budget of zero earns nothing, and is to be explained."""
        changes = {f"{TOTAL}.revised": "0万元"}
        assert found(changes) == [
            ("BP203", "error", f"{EXECUTION}.points"),
            ("BP208", "warning", f"{TOTAL}.spent"),
        ]
        assert outcome(f"P3:{EXECUTION}", {**changes, f"{EXECUTION}.points": "0"}) == (HOLDS, None)

    @pytest.mark.parametrize(
        ("changes", "outcome_and_reason"),
        [
            ({f"{EXECUTION}.weight": None}, (NOT_APPLICABLE, "no_weight")),
            ({f"{EXECUTION}.weight": UNREADABLE}, (NOT_EVALUABLE, f"unreadable_figure {EXECUTION}.weight")),
            ({f"{EXECUTION}.points": None}, (NOT_EVALUABLE, f"missing_figure {EXECUTION}.points")),
            ({f"{EXECUTION}.points": UNREADABLE}, (NOT_EVALUABLE, f"unreadable_figure {EXECUTION}.points")),
            ({f"{TOTAL}.revised": None}, (NOT_EVALUABLE, f"missing_figure {TOTAL}.revised")),
            ({f"{TOTAL}.spent": UNREADABLE}, (NOT_EVALUABLE, f"unreadable_figure {TOTAL}.spent")),
        ],
    )
    def test_undecided(self, changes: Changes, outcome_and_reason: tuple[bp.Outcome, str]) -> None:
        """What is missing is named; a blank is not an unreadable figure."""
        assert outcome(f"P3:{EXECUTION}", changes) == outcome_and_reason

    def test_no_cards(self) -> None:
        """Without a card it is on record that there is none."""
        assert outcome("P3", {"scorecards": ()}) == (NOT_APPLICABLE, "attachment_missing 附件2")


class TestOverExecution:
    """P16: spending above the revised budget, or without one, needs an explanation."""

    def test_over(self) -> None:
        """43 of 42 is over the budget; the score is full all the same."""
        (finding,) = findings({f"{TOTAL}.spent": "43万元", f"{EXECUTION}.points": "10"})
        assert (finding.code, finding.severity, finding.path) == ("BP208", "warning", f"{TOTAL}.spent")
        assert (finding.stated, finding.expected, dict(finding.details)["kind"]) == ("43万元", "≤ 42万元", "over")

    def test_nothing_spent_of_nothing(self) -> None:
        """A total row of zeros is a finding, too."""
        changes = {f"{TOTAL}.{column}": "0万元" for column in ("revised", "spent")} | {f"{EXECUTION}.points": "0"}
        (finding,) = findings(changes)
        assert (finding.code, dict(finding.details)["kind"], finding.expected) == ("BP208", "zero", None)

    def test_all_of_it(self) -> None:
        """Spending the whole budget is no overspending."""
        assert outcome(f"P16:{CARD}.budget", {f"{TOTAL}.spent": "42万元"}) == (HOLDS, None)

    def test_missing_total_row(self) -> None:
        """No other row stands in for a total that is not there."""
        rows = tuple(evolve(each, role=None) for each in LIBRARY_FILING.scorecards[1].budget.rows)
        reason = f"missing_figure {CARD}.budget.rows[3].funds.revised"
        assert outcome(f"P16:{CARD}.budget", {f"{CARD}.budget.rows": rows}) == (NOT_EVALUABLE, reason)


class TestBounds:
    """P7: no row has less than nothing, or more than its weight."""

    def test_above_the_weight(self) -> None:
        """21 of 20 is one too many, and is told once."""
        (finding,) = findings(row({"points": "21"}))
        assert (finding.code, finding.severity, finding.path) == ("BP202", "error", f"{BOOKS}.points")
        assert (finding.stated, finding.expected, finding.difference) == ("21", "0–20", "+1")

    def test_negative(self) -> None:
        """Less than nothing cannot be earned."""
        (finding,) = findings(row({"points": "-1", "deviation_note": NOTE}))
        assert (finding.code, finding.expected, finding.difference) == ("BP202", "0–20", "-1")

    def test_execution_counts(self) -> None:
        """The execution row is held to its weight like every other."""
        assert ("BP202", "error", f"{EXECUTION}.points") in found({f"{EXECUTION}.points": "11"})

    @pytest.mark.parametrize("code", ["P7", "P9", "P10"])
    @pytest.mark.parametrize(
        ("changes", "outcome_and_reason"),
        [
            ({"weight": None}, (NOT_APPLICABLE, "no_weight")),
            ({"weight": UNREADABLE}, (NOT_EVALUABLE, f"unreadable_figure {BOOKS}.weight")),
            ({"points": None}, (NOT_EVALUABLE, f"missing_figure {BOOKS}.points")),
            ({"points": UNREADABLE}, (NOT_EVALUABLE, f"unreadable_figure {BOOKS}.points")),
        ],
    )
    def test_undecided(self, code: str, changes: Changes, outcome_and_reason: tuple[bp.Outcome, str]) -> None:
        """A row without weight is not judged; a row whose weight or points cannot be read is not passed over."""
        assert outcome(f"{code}:{BOOKS}", row(changes)) == outcome_and_reason

    @pytest.mark.parametrize("code", ["P7", "P9", "P10", "P11", "P12", "P15"])
    def test_no_rows(self, code: str) -> None:
        """A card without indicators, and a filing without cards, are on record."""
        assert outcome(f"{code}:{CARD}.indicators", {f"{CARD}.indicators": ()}) == (NOT_APPLICABLE, "no_rows")
        assert outcome(code, {"scorecards": ()}) == (NOT_APPLICABLE, "attachment_missing 附件2")


MISSED = row({"actual": "4000册", "points": "16"})
SAME: Changes = {f"{ON_TIME}.target": "≥5000册", f"{ON_TIME}.actual": "5100册"}


class TestDeductions:
    """P9: whoever takes points off an indicator says why."""

    def test_without_a_note(self) -> None:
        """4000 of 5000 is worth 16 of 20; the note is missing, and the message has all four figures."""
        (finding,) = findings(MISSED)
        assert (finding.code, finding.severity, finding.path) == ("BP205", "error", f"{BOOKS}.deviation_note")
        details = dict(finding.details)
        assert [details[part] for part in ("target", "actual", "weight", "points")] == ["≥5000册", "4000册", "20", "16"]

    @pytest.mark.parametrize("note", ["", " ", "无", "—", "－", "/", "0", "无。"])
    def test_a_note_that_says_nothing(self, note: str) -> None:
        """无, a stroke or a zero explain nothing."""
        assert [finding.code for finding in findings({**MISSED, f"{BOOKS}.deviation_note": note})] == ["BP205"]

    def test_with_a_note(self) -> None:
        """With a reason there is nothing to find."""
        changes = {**MISSED, f"{BOOKS}.deviation_note": NOTE}
        assert found(changes) == []
        assert outcome(f"P9:{BOOKS}", changes) == (HOLDS, None)

    def test_no_deduction(self) -> None:
        """Full points need no note."""
        assert outcome(f"P9:{BOOKS}", {}) == (NOT_APPLICABLE, "no_deduction")

    def test_explained_by_rounding(self) -> None:
        """A score that a rule gives when it is rounded is right; only the note is missing, and the rule is named."""
        cost = f"{CARD}.indicators[4]"
        (finding,) = findings({f"{cost}.actual": "44.5万元", f"{cost}.points": "9"})
        assert finding.code == "BP205"
        assert dict(finding.details)["explained"] == "反向比例法（A/B）、超出比例扣减法"
        assert dict(finding.details)["interval"] == "8.88–8.99"

    def test_rows_that_cannot_be_compared(self) -> None:
        """A blank target does not excuse a missing note."""
        assert "BP205" in [finding.code for finding in findings(row({"target": None, "points": "16"}))]


class TestStanding:
    """P10: what a row is stated to be worth, and what the rules give."""

    def test_full_points_on_a_missed_target(self) -> None:
        """4000 of 5000 is worth 16, not 20."""
        (finding,) = findings(row({"actual": "4000册"}))
        assert (finding.code, finding.severity, finding.path) == ("BP201", "error", f"{BOOKS}.points")
        assert (finding.stated, finding.expected, finding.difference) == ("20.00", "16.00", "+4.00")
        assert finding.clause is not None

    def test_too_few_points_on_a_missed_target(self) -> None:
        """Neither is it worth 10, whatever the note says."""
        (finding,) = findings(row({"actual": "4000册", "points": "10", "deviation_note": NOTE}))
        assert (finding.code, finding.severity, finding.difference) == ("BP201", "error", "-6.00")

    def test_an_assumed_direction_is_at_most_a_warning(self) -> None:
        """A bare 5000册 does not say that more is better."""
        (finding,) = findings(row({"target": "5000册", "actual": "4000册"}))
        assert (finding.code, finding.severity) == ("BP201", "warning")
        assert dict(finding.details)["assumed"] == "yes"

    def test_a_given_direction_is_no_assumption(self) -> None:
        """Where the form says which way is better, a wrong score is an error."""
        (finding,) = findings(row({"target": "5000册", "actual": "4000册", "direction": bp.Direction.HIGHER}))
        assert (finding.code, finding.severity) == ("BP201", "error")

    def test_met_yet_deducted(self) -> None:
        """5100 of 5000 and yet 19 of 20: a warning beside the missing note."""
        assert found(row({"points": "19"})) == [
            ("BP205", "error", f"{BOOKS}.deviation_note"),
            ("BP206", "warning", f"{BOOKS}.points"),
        ]

    def test_met_and_deducted_with_a_reason(self) -> None:
        """A reason settles it, and the ledger says so."""
        changes = row({"points": "19", "deviation_note": NOTE})
        assert found(changes) == []
        assert outcome(f"P10:{BOOKS}", changes) == (HOLDS, "explained_by_note")

    def test_met_in_words_yet_deducted(self) -> None:
        """已完成 is worth at least four fifths of the weight."""
        changes = row({"target": "有所提升", "actual": "已完成", "points": "15"})
        assert ("BP206", "warning", f"{BOOKS}.points") in found(changes)
        assert found({**changes, f"{BOOKS}.points": "16", f"{BOOKS}.deviation_note": NOTE}) == []

    def test_partly_reached_is_not_reached(self) -> None:
        """部分完成 with fewer points than its band is a wrong score, and no target that was met."""
        changes = row({"target": "有所提升", "actual": "部分完成", "points": "5", "deviation_note": NOTE})
        assert found(changes) == [("BP201", "error", f"{BOOKS}.points")]

    def test_missed_in_words(self) -> None:
        """未完成 with full points is an error."""
        assert found(row({"target": "有所提升", "actual": "未完成"})) == [("BP201", "error", f"{BOOKS}.points")]

    def test_judged(self) -> None:
        """Words against a number are for a person; anything between nothing and the weight may be right."""
        changes = row({"actual": "达到预期目标"})
        assert outcome(f"P10:{BOOKS}", changes) == (NOT_EVALUABLE, "judged")
        assert "BP201" not in [finding.code for finding in findings(changes)]

    def test_within_the_bound_of_an_actual(self) -> None:
        """≥4000册 may be anything from 16 points up."""
        assert outcome(f"P10:{BOOKS}", row({"actual": "≥4000册"})) == (HOLDS, None)

    @pytest.mark.parametrize(("actual", "codes"), [("5999册", []), ("6000册", ["BP209"]), ("9000册", ["BP209"])])
    def test_far_above_the_target(self, actual: str, codes: list[str]) -> None:
        """From 1.2 times its target on, an actual needs a reason; until then, and with one, it needs none."""
        assert [finding.code for finding in findings(row({"actual": actual}))] == codes
        assert findings(row({"actual": actual, "deviation_note": NOTE})) == []

    def test_the_rulebook_says_how_far_and_how_grave(self) -> None:
        """Ratio and severity of over-attainment are the rulebook's."""
        assert BOOK.over_attainment is not None
        strict = evolve(BOOK, over_attainment=evolve(BOOK.over_attainment, ratio="1.01", severity="warning"))
        (finding,) = findings(row({}), strict)[:1]
        assert (finding.code, finding.severity, finding.path) == (
            "BP209",
            "warning",
            "scorecards[0].indicators[0].actual",
        )

    def test_far_below_a_limit_is_not_over_attained(self) -> None:
        """Spending little of a limit needs no reason."""
        assert findings(row({"target": "≤5000册", "actual": "10册"})) == []


class TestAlike:
    """P13: rows with the same target and actual earn the same share of their weight."""

    def test_same_share(self) -> None:
        """20 of 20 and 10 of 10 are the same."""
        assert outcome(f"P13:{BOOKS}", SAME) == (HOLDS, None)

    def test_same_share_of_what_is_judged(self) -> None:
        """Two rows answered with the same words, with full points each."""
        same = {f"{path}.{part}": said for path in (BOOKS, ON_TIME)
                for part, said in (("target", "有所提升"), ("actual", "已完成"))}  # fmt: skip
        assert outcome(f"P13:{BOOKS}", same) == (HOLDS, None)

    def test_none_alike(self) -> None:
        """Where no two rows say the same, that is on record."""
        assert outcome(f"P13:{CARD}.indicators", {}) == (NOT_APPLICABLE, "none_alike")

    def test_different_share(self) -> None:
        """9 of 10 beside 20 of 20: the odd one follows from the deduction, and says which finding caused it."""
        review = reviewed({**SAME, f"{ON_TIME}.points": "9"})
        by_code = {finding.code: finding for finding in review.findings}
        assert {"BP205", "BP206", "BP207"} <= set(by_code)
        odd = by_code["BP207"]
        assert (odd.severity, odd.path, odd.stated) == ("warning", f"{ON_TIME}.points", "9")
        assert odd.caused_by == by_code["BP206"].id
        assert "新书册数 20.00/20" in dict(odd.details)["alike"]

    def test_what_rounding_explains_is_no_difference(self) -> None:
        """Two thirds of 20 and of 10 round to 13.33 and 6.67."""
        changes = {f"{path}.{part}": value for path in (BOOKS, ON_TIME)
                   for part, value in (("target", "≥3次"), ("actual", "2次"), ("deviation_note", NOTE))}  # fmt: skip
        changes |= {f"{BOOKS}.points": "13.33", f"{ON_TIME}.points": "6.67"}
        assert outcome(f"P13:{BOOKS}", changes) == (HOLDS, None)
        assert findings(changes) == []

    def test_rows_of_different_cards(self) -> None:
        """Every card is judged by itself."""
        assert outcome("P13:scorecards[0].indicators", SAME) == (NOT_APPLICABLE, "none_alike")


class TestWeights:
    """The level-1 weights are those of the rulebook, and the rulebook is in force."""

    def test_other_weights(self) -> None:
        """BP210 lists what is stated and what the rulebook has."""
        (finding,) = [each for each in findings({f"{CARD}.stated_weights[0].weight": "40"}) if each.code == "BP210"]
        assert (finding.severity, finding.path) == ("warning", f"{CARD}.stated_weights")
        assert finding.stated is not None
        assert finding.expected is not None
        assert "产出指标 40" in finding.stated
        assert "产出指标 30" in finding.expected

    @pytest.mark.parametrize(("weight", "said"), [(None, "—"), (UNREADABLE, "1O"), ("0.0000000000", "0.0000000000")])
    def test_weight_that_is_none(self, weight: object, said: str) -> None:
        """A blank execution weight is a stroke, never the word None; digits are never an exponent."""
        (finding,) = [each for each in findings({f"{EXECUTION}.weight": weight}) if each.code == "BP210"]
        assert finding.stated is not None
        assert finding.stated.startswith(f"预算执行率 {said}、")

    def test_a_card_without_rows_has_no_weights(self) -> None:
        """An empty card is not compared with a rulebook."""
        assert "BP210" not in [finding.code for finding in findings({f"{CARD}.indicators": ()})]

    def test_a_rulebook_outside_its_years(self) -> None:
        """BP211 says which years the rulebook is in force."""
        (finding,) = [each for each in findings({"year": 2018}) if each.code == "BP211"]
        assert (finding.severity, finding.stated, finding.expected) == ("warning", "2018", "2022–")
