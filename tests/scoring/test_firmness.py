"""How firm a grade is, and the score by dimension: laws over every interval, and over the cards of real filings."""

from decimal import Decimal
from fractions import Fraction
from functools import reduce

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.spending import spending
from budgetperf.domain.written import EXACT
from budgetperf.scoring.dimensions import dimensions
from budgetperf.scoring.firmness import Firmness, Hold, find_firmness
from consistent import BOOK, consistent_filings

totals = st.decimals(0, 100, places=2)
EMPTY = bp.score(bp.Scorecard(kind="project"), BOOK)
# Every grade whose lower end does not earn it: (60, 80] and so on.
ABOVE = evolve(
    BOOK,
    grades=[
        evolve(grade, points=evolve(grade.points, low_open=grade.points.low is not None, high_open=False))
        for grade in BOOK.grades
    ],
)


def firmness_of(low: Decimal, high: Decimal, stated: Decimal | None, book: bp.Rulebook = BOOK) -> Firmness:
    """The firmness of a card with these totals."""
    score = evolve(EMPTY, low=low, high=high, stated=stated, grade_low=book.grade(low), grade_high=book.grade(high))
    found = find_firmness(score, book)
    assert found is not None
    return found


class TestFirmness:
    """The stated grade against every total that the rules leave possible."""

    @given(ends=st.tuples(totals, totals), stated=totals, book=st.sampled_from([BOOK, ABOVE]))
    def test_it_says_what_every_total_says(
        self, ends: tuple[Decimal, Decimal], stated: Decimal, book: bp.Rulebook
    ) -> None:
        """Firm: both ends have the grade. Needs: what is needed, and no less, earns it. Else no total has it."""
        low, high = sorted(ends)
        found = firmness_of(low, high, stated, book)
        grade, ends_of = book.grade(stated), (book.grade(low), book.grade(high))
        match found.hold:
            case Hold.FIRM:
                assert ends_of == (grade, grade)
            case Hold.AT_LEAST:
                assert ends_of[0] == grade != ends_of[1]
            case Hold.NEEDS:
                assert found.needed is not None
                enough = low + found.needed
                assert book.grade(enough + Decimal("0.01") if found.above else enough) == grade
                assert book.grade(enough if found.above else enough - Decimal("0.01")) != grade
                assert enough <= high
                assert ends_of[0] != grade
            case Hold.BELOW | Hold.OUT_OF_REACH:
                better = found.hold is Hold.BELOW
                assert (stated < low) == better
                assert grade not in ends_of
            case _:
                pytest.fail("every total has a grade")

    def test_nothing_stated(self) -> None:
        """Without a stated total there is no grade to be firm."""
        assert Hold.UNKNOWN is firmness_of(Decimal(70), Decimal(95), None).hold

    def test_nothing_recomputed(self) -> None:
        """A card without weights has none either."""
        assert find_firmness(EMPTY, BOOK) is None

    def test_what_is_open(self) -> None:
        """The open points by what they hang on: words that a person judges, or rules between which no text decides."""
        reading = bp.read("examples/filing-2022.docx")
        department, _ = bp.review(reading, BOOK).scores
        found = find_firmness(department, BOOK)
        assert found is not None
        assert (found.open, found.judged, found.needed) == (Decimal("24.09"), Decimal("24.00"), Decimal("14.99"))
        assert found.rows[0].label == "统一战线各方面人士满意度"


class TestDimensions:
    """Level-1 names and budget execution."""

    @settings(max_examples=25)
    @given(filing=consistent_filings())
    def test_the_dimensions_make_the_total(self, filing: bp.Filing) -> None:
        """No row is lost, and none counted twice."""
        for card in filing.scorecards:
            score = bp.score(card, BOOK)
            parts = dimensions(card, score)
            for end in ("low", "high"):
                known = [getattr(part, end) for part in parts if getattr(part, end) is not None]
                assert getattr(score, end) == reduce(EXACT.add, known)

    def test_two_spellings_are_one(self) -> None:
        """产出 and 产出指标 are one dimension; a blank level-1 name belongs to the one above it."""
        rows = [
            bp.Indicator(level1=level1, name="采购册数", target="≥90册", actual="90册", weight="10", points="10")
            for level1 in ("产出", None, "产出指标", "效益指标")
        ]
        card = bp.Scorecard(kind="project", indicators=rows)
        assert [(part.name, len(part.rows)) for part in dimensions(card, bp.score(card, BOOK))] == [
            ("产出", 3),
            ("效益指标", 1),
        ]


class TestSpending:
    """Budget and spending of each line."""

    def test_of_cards(self) -> None:
        """Without 附件1 the cards say what was given and spent."""
        funds = bp.Funds(initial="30万元", revised="40万元", spent="10万元")
        row = bp.FundRow(name="年度资金总额", role="total", funds=funds)
        card = bp.Scorecard(kind="project", subject="图书购置", budget=bp.Budget(rows=[row]))
        (line,) = spending(bp.Filing(scorecards=[card]))
        assert (line.name, str(line.budget), line.rate) == ("图书购置", "40万元", Fraction(1, 4))

    def test_nothing_of_nothing(self) -> None:
        """What had no budget has no rate."""
        line = bp.ProjectLine(name="图书购置", funds=bp.Funds(initial="0万元", spent="1万元"))
        filing = bp.Filing(base_table=bp.BaseTable(projects=bp.Projects(lines=[line])))
        assert [one.rate for one in spending(filing)] == [None]
