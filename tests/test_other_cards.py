"""Cards of targets, of monitoring and of rates in a filing: nothing false is found, and what does not apply is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings

import budgetperf as bp
from budgetperf.rendering.review_json import review_to_json
from budgetperf.rendering.review_text import review_to_text
from budgetperf.scoring.rate_table import score_rate_row
from budgetperf.testing import (
    filings,
    monitoring_scorecards,
    rate_scorecards,
    scorecards,
    target_scorecards,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
HUNAN, RATES = bp.load_rulebook("hunan-2022"), bp.load_rulebook("hunan-rates")
CLEAN = bp.read(EXAMPLES / "filing-clean.yaml").filing
TARGET = bp.Scorecard(
    kind="target",
    scope="project",
    subject="图书采购",
    supervisor=CLEAN.department,
    implementer=CLEAN.department,
    budget=bp.Budget(rows=[bp.FundRow(name="资金总额", role="total", funds=bp.Funds(initial="90万元"))]),
    goals=[bp.Goal(expected="2023年预算资金90万元，采购图书1000册")],
    indicators=[bp.Indicator(level1="产出指标", level2="数量指标", name="采购册数", target="≥1000册", weight="20")],
)
MONITORING = bp.Scorecard(
    kind="monitoring",
    scope="project",
    subject="图书采购",
    supervisor=CLEAN.department,
    implementer=CLEAN.department,
    months="1-7月",
    budget=bp.Budget(
        rows=[
            bp.FundRow(
                name="年度资金总额",
                role="total",
                funds=bp.Funds(initial="88万元", to_date="50万元", forecast="88万元"),
            )
        ],
        execution=bp.Execution(stated_rate="56.82%"),
    ),
    indicators=[bp.Indicator(level1="产出指标", name="采购册数", target="≥900册", to_date="500册", forecast="900册")],
)
RATE_TABLE = bp.Scorecard(
    kind="rates",
    subject="某县某局",
    indicators=[
        bp.Indicator(level1="投入", name="在职人员控制率", standard="每超1个点扣0.5分", weight="5", points="5"),
        bp.Indicator(level1="过程", name="“三公经费”控制率", weight="6", points="5", deviation_note="接待增加"),
        bp.Indicator(level1="过程", name="管理制度健全性", weight="8", points="8"),
        bp.Indicator(level1="过程", name="本县自定一项", weight="1", points="1"),
    ],
    stated_weight="20",
    stated_points="19",
)
BASE = bp.BaseTable(
    staffing=bp.Staffing(established="20", actual="21", stated_rate="105%"),
    three_public=bp.ThreePublic(total=bp.Funds(initial="10万元", spent="11.5万元")),
)


def outcomes(review: bp.Review, path: str) -> dict[str, tuple[str, str | None]]:
    """The outcome and the reason of every identity that is about a card as such."""
    return {
        entry.code: (entry.outcome.value, entry.reason.key if entry.reason else None)
        for entry in review.ledger
        if entry.id.partition(":")[2].startswith(path)
    }


def found(filing: bp.Filing, book: bp.Rulebook = HUNAN) -> list[tuple[str, str | None]]:
    """Code and path of every finding."""
    return [(finding.code, finding.path) for finding in bp.review(filing, book).findings]


class TestBesideAFiling:
    """A filing in which everything agrees stays clean with plans and monitoring cards beside it."""

    @given(target_scorecards(), monitoring_scorecards())
    @settings(max_examples=15)
    def test_nothing_is_found(self, target: bp.Scorecard, monitoring: bp.Scorecard) -> None:
        """Whatever they say, as long as it agrees with itself."""
        cards = [evolve(card, implementer=CLEAN.department) for card in (target, monitoring)]
        filing = evolve(CLEAN, scorecards=[*CLEAN.scorecards, *cards])
        assert found(CLEAN) == found(filing)

    def test_of_another_year(self) -> None:
        """The plan of next year has its own year, date and figures."""
        heading = bp.Heading(year=2023, signature=bp.Signature(date="2022年11月1日", prepared_by="乙"))
        filing = evolve(CLEAN, scorecards=[*CLEAN.scorecards, evolve(TARGET, heading=heading)])
        assert found(CLEAN) == found(filing)

    def test_monitoring_twice(self) -> None:
        """July and October are two cards; July and July are one too many."""
        october = evolve(MONITORING, months="1-10月")
        assert found(evolve(CLEAN, scorecards=[*CLEAN.scorecards, MONITORING, october])) == found(CLEAN)
        twice = found(evolve(CLEAN, scorecards=[*CLEAN.scorecards, MONITORING, MONITORING]))
        assert [code for code, _ in twice] == ["BP114"]


class TestAlone:
    """A file with nothing but a plan or a monitoring card."""

    @pytest.mark.parametrize("card", [TARGET, MONITORING])
    def test_there_is_nothing_to_score(self, card: bp.Scorecard) -> None:
        """No rulebook is needed, no attachment is missed, and nothing is scored."""
        filing = bp.Filing(scorecards=[card])
        choice = bp.choose_rulebook(filing, bp.shipped_rulebooks())
        review = bp.review(filing, choice.rulebook, why=choice.why)
        assert review.why.key == "nothing_scored"
        assert [(finding.code, finding.path) for finding in review.findings] == []
        assert (review.scores[0].low, review.scores[0].execution) == (None, None)
        assert "不计分" in review_to_text(review)

    @pytest.mark.parametrize("card", [TARGET, MONITORING])
    def test_the_ledger_says_what_does_not_apply(self, card: bp.Scorecard) -> None:
        """Points, scores and answers."""
        said = outcomes(bp.review(bp.Filing(scorecards=[card]), HUNAN), "scorecards[0]")
        reason = ("not_applicable", "no_points_in_form")
        assert dict.fromkeys(("P3", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P16"), reason) == {
            code: outcome for code, outcome in said.items() if outcome == reason and code != "P2"
        }

    def test_what_is_checked(self) -> None:
        """The rows of the fund block, the rate to date, the levels, and what stands twice."""
        wrong = bp.replace(bp.Filing(scorecards=[MONITORING]), "scorecards[0].budget.execution.stated_rate", "57.82%")
        wrong = bp.replace(wrong, "scorecards[0].indicators[0].level2", "社会效益指标")
        assert found(wrong) == [
            ("BP303", "scorecards[0].budget.execution.stated_rate"),
            ("BP108", "scorecards[0].indicators[0].level2"),
        ]

    def test_rate_of_the_adjusted_budget(self) -> None:
        """Both budgets are lawful; the ledger says which one it was."""
        filing = bp.replace(bp.Filing(scorecards=[MONITORING]), "scorecards[0].budget.rows[0].funds.revised", "100万元")
        assert found(bp.replace(filing, "scorecards[0].budget.execution.stated_rate", "50%")) == []
        assert found(filing) == []

    def test_heading_cells(self) -> None:
        """A plan of a project names who is responsible for it; that of a department does not."""
        blank = evolve(TARGET, supervisor=None, implementer=None)
        assert [code for code, _ in found(bp.Filing(scorecards=[blank]))] == ["BP101", "BP101"]
        assert found(bp.Filing(scorecards=[evolve(blank, scope="department")])) == []

    def test_long_term_rows_are_no_duplicates(self) -> None:
        """What is aimed at in three years and this year."""
        rows = [evolve(row, long_term=term) for row in TARGET.indicators for term in (True, False)]
        assert found(bp.Filing(scorecards=[evolve(TARGET, indicators=rows)])) == []


class TestRateTable:
    """A 评分表 is scored by the rates of 附件1."""

    def test_rows(self) -> None:
        """One staff of twenty too many is 5 points over 100 %; what has no figure or no rule is open."""
        review = bp.review(bp.Filing(base_table=BASE, scorecards=[RATE_TABLE]), RATES)
        rows = [(str(row.low), str(row.high), row.standing) for row in review.scores[0].rows]
        assert rows == [
            ("2.50", "2.50", "outside"),
            ("0.00", "0.00", "outside"),
            ("0", "8", "open"),
            ("0", "1", "open"),
        ]
        stated = [finding.path for finding in review.findings if finding.code == "BP201"]
        assert stated == ["scorecards[0].indicators[0].points", "scorecards[0].indicators[1].points"]

    def test_no_figures_are_no_finding(self) -> None:
        """Without 附件1 every row is for a person to judge; nothing is said of blank targets."""
        codes = {code for code, _ in found(bp.Filing(year=2018, scorecards=[RATE_TABLE]), RATES)}
        # The weights of the four rows do not make 100, and the reports are missing.
        assert codes == {"BP109", "BP301"}

    def test_a_deduction_wants_a_reason(self) -> None:
        """扣分原因 is the deviation note of such a table."""
        bare = evolve(RATE_TABLE, indicators=[evolve(row, deviation_note=None) for row in RATE_TABLE.indicators])
        codes = [code for code, _ in found(bp.Filing(scorecards=[bare]), RATES)]
        assert codes.count("BP205") == 1

    def test_the_rulebook_is_chosen_by_its_rates(self) -> None:
        """A table whose rows a rulebook knows at their weights."""
        choice = bp.choose_rulebook(bp.Filing(year=2018, scorecards=[RATE_TABLE]), bp.shipped_rulebooks())
        assert (choice.rulebook.name, choice.why.key) == ("hunan-rates", "matched")

    def test_a_row_without_weight(self) -> None:
        """It has no score; a row with an actual is scored as everywhere."""
        blank = score_rate_row(bp.Indicator(name="在职人员控制率"), "row", RATES, {})
        assert (blank.weight, blank.low) == (None, None)
        stated = bp.Indicator(name="在职人员控制率", actual="102%", weight="5")
        assert Decimal(4) == score_rate_row(stated, "row", RATES, {}).low


class TestWhatever:
    """No card of any kind upsets anything."""

    @given(filings(), scorecards() | target_scorecards() | monitoring_scorecards() | rate_scorecards(rulebook=RATES))
    @settings(max_examples=30)
    def test_review(self, filing: bp.Filing, card: bp.Scorecard) -> None:
        """It is reviewed, written as JSON and as text, and read back."""
        whole = evolve(filing, scorecards=[*filing.scorecards, card])
        review = bp.review(whole, RATES)
        assert review_to_json(review, version="0")
        assert review_to_text(review)
        assert whole == bp.from_yaml(bp.to_yaml(whole)) == bp.from_json(bp.to_json(whole))
