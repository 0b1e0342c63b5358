"""How firm a grade is, in one sentence of either language."""

from decimal import Decimal

import pytest
from attrs import evolve

import budgetperf as bp
from budgetperf.rendering.firmness_text import firmness_text, grades_text, open_text
from budgetperf.scoring.firmness import find_firmness
from consistent import BOOK

EMPTY = bp.score(bp.Scorecard(kind="project"), BOOK)
NO_GRADES = evolve(BOOK, grades=[])


def said(low: str, high: str, stated: str | None, book: bp.Rulebook = BOOK) -> tuple[str, str]:
    """The sentence in Chinese and in English."""
    ends = Decimal(low), Decimal(high)
    total = None if stated is None else Decimal(stated)
    grades = [book.grade(end) for end in ends]
    score = evolve(EMPTY, low=ends[0], high=ends[1], stated=total, grade_low=grades[0], grade_high=grades[1])
    firmness = find_firmness(score, book)
    assert firmness is not None
    return firmness_text(firmness, score, "zh"), firmness_text(firmness, score, "en")


@pytest.mark.parametrize(
    ("totals", "zh", "en"),
    [
        (("95", "95", "95"), "“优”：各行都由规则算出", "“excellent”: every row follows from the rules"),
        (("91", "99", "98"), "“优”：无论如何判断都不变", "“excellent” whatever the judge decides"),
        (
            ("86.8", "99", "98"),
            "保持“优”，待定的 12.2 分中须得到 3.2 分",
            "needs 3.2 of the 12.2 open points to stay “excellent”",
        ),
        (("82", "95", "85"), "至少是“良”，待定的分给足可到“优”", "at least “good”; “excellent” if enough is granted"),
        (("91", "95", "85"), "按规则高于自评的“良”", "the rules give more than the stated “good”"),
        (
            ("70", "85", "95"),
            "待定的分即使全部给足，也达不到自评的“优”",
            "the stated “excellent” is out of reach, even if every open point is granted",
        ),
        (("70", "85", None), "没有写总分；复算为“中–良”", "no total is stated; recomputed “fair–good”"),
    ],
)
def test_sentences(totals: tuple[str, str, str | None], zh: str, en: str) -> None:
    """Each way in which a grade may stand to the interval."""
    assert (zh, en) == said(*totals)


def test_no_grade() -> None:
    """A rulebook without grades says nothing of one."""
    zh, en = said("70", "85", "80", NO_GRADES)
    assert zh == "规则集没有与自评总分对应的等级"
    assert en == "the rulebook has no grade for the stated total"


def test_what_the_open_points_hang_on() -> None:
    """What a person must judge is told apart from what no text decides."""
    department, _ = bp.review(bp.read("examples/filing-2022.yaml"), BOOK).scores
    firmness = find_firmness(department, BOOK)
    assert firmness is not None
    assert open_text(firmness, "zh") == "24.00 分须人工判断，0.09 分因规则未定"
    assert open_text(firmness, "en") == "24.00 left to a person's judgement, 0.09 settled by no text"
    assert (grades_text(department, "zh"), grades_text(department, "en")) == ("中–优", "fair–excellent")
