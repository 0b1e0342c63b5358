"""A chart shows what its values say: as many marks, at their places, with their names; and every sign is drawn."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text

import budgetperf as bp
from budgetperf.charts import (
    Chart,
    draw_curves,
    draw_distribution,
    draw_impact,
    draw_scores,
    draw_spending,
    draw_totals,
)
from budgetperf.charts.fonts import find_face
from budgetperf.charts.words import words_of
from budgetperf.domain.spending import spending
from budgetperf.scoring.dimensions import dimensions
from budgetperf.testing import print_accounts, random_accounts, rulebooks, scored_filings

MOF, COST = bp.load_rulebook("mof-2020"), bp.load_rulebook("mof-2021-cost")
HUNAN, JIANGXI = bp.load_rulebook("hunan-2022"), bp.load_rulebook("jiangxi-2017")
LOW = bp.load_rulebook("platform-grades-80")
EXAMPLES = Path(__file__).parents[2] / "examples"
FEW = settings(max_examples=20)


def axes_of(figure: Figure) -> Any:
    """The only axes of a figure."""
    (axes,) = figure.axes
    return axes


def bars(figure: Figure, key: str, lang: str = "zh") -> list[Any]:
    """The bars of one kind."""
    held = [one for one in axes_of(figure).containers if one.get_label() == words_of(key, lang)]
    return [bar for one in held if isinstance(one, BarContainer) for bar in one]


def marks(figure: Figure, label: str) -> list[tuple[float, float]]:
    """The points of one kind of mark."""
    found = [line for line in axes_of(figure).lines if line.get_label() == label]
    return [(float(x), float(y)) for line in found for x, y in zip(*line.get_data(), strict=True)]


def written(figure: Figure) -> list[Any]:
    """Every text of a figure that says something."""
    found: list[Any] = figure.findobj(Text)
    return [text for text in found if text.get_text()]


def texts(figure: Figure) -> list[str]:
    """What these texts say."""
    return [text.get_text() for text in written(figure)]


def png(figure: Figure) -> bytes:
    """The figure as a picture, in which every warning is an error: one of them is of a missing sign."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert isinstance(figure, Chart)
        return figure._repr_png_()[0]


@pytest.fixture(scope="module")
def filed() -> bp.Review:
    """The review of the filed example."""
    return bp.review(bp.read(EXAMPLES / "filing-2022.yaml"), bp.load_rulebook("hunan-2022"))


@pytest.fixture(scope="module")
def many() -> list[bp.Review]:
    """Reviews of thirty departments."""
    random = Random(2022)  # noqa: S311 - the same departments every time
    filings = [print_accounts(random_accounts(random, prose=False)) for _ in range(30)]
    return [bp.review(filing, MOF) for filing in filings]


# One review


def test_scores_of_the_example(filed: bp.Review) -> None:
    """Ten dimensions; the one that is stated outside its interval is marked as such."""
    figure = draw_scores(filed)
    assert len(bars(figure, "weight")) == len(bars(figure, "given")) == 10
    assert marks(figure, "自评（在区间外）") == [(9.0, 10.0)]
    assert len(marks(figure, "自评（在区间内）")) == 9
    assert {"75.01–99.10", "92.01–99.10", "预算执行率", "产出指标", "分"} <= set(texts(figure))


def test_scores_of_one_card(filed: bp.Review) -> None:
    """By its path; an unknown path is an error that names those there are."""
    assert len(bars(draw_scores(filed, card="scorecards[1]"), "weight")) == 5
    with pytest.raises(bp.PathError, match=r"scorecards\[0\]、scorecards\[1\]"):
        draw_scores(filed, card="scorecards[2]")


@FEW
@given(scored_filings())
def test_scores_show_every_dimension(filing: bp.Filing) -> None:
    """One bar for each weight and each interval, from its lower end to its upper one."""
    review = bp.review(filing, MOF)
    figure = draw_scores(review)
    cards = zip(filing.scorecards, review.scores, strict=True)
    parts = [part for card, score in cards if score.low is not None for part in dimensions(card, score)]
    given_parts = [(part.low, part.high) for part in parts if part.low is not None and part.high is not None]
    drawn = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars(figure, "given")]
    assert len(given_parts) == len(drawn)
    for (low, high), (left, right) in zip(given_parts, drawn, strict=True):
        assert [float(low), float(high)] == pytest.approx([left, right])
    assert len([part for part in parts if part.weight is not None]) == len(bars(figure, "weight"))
    stated = len(marks(figure, "自评（在区间内）")) + len(marks(figure, "自评（在区间外）"))
    assert len([part for part in parts if part.stated is not None]) == stated


def test_spending_of_the_example(filed: bp.Review) -> None:
    """Every line with its budget; those over it are marked, and the figures stand beside the bars."""
    figure = draw_spending(filed)
    lines = spending(filed.filing)
    assert len(lines) == len(bars(figure, "budget")) == len(bars(figure, "spent")) + len(bars(figure, "over"))
    assert len([line for line in lines if line.rate is not None and line.rate > 1]) == len(bars(figure, "over"))
    assert {"40.00", "52.19", "130.5%", "万元"} <= set(texts(figure))
    assert {"400,000", "521,900", "CNY"} <= set(texts(draw_spending(filed.filing, lang="en")))


def lines_of(count: int) -> bp.Filing:
    """A filing of so many lines, with gaps, long names, and names that are no names."""
    names = ["党外知识分子联谊会活动经费" * 6, "$x^2$ 与 $\\frac$", "a\u202eb\x1b[31m\n\U0001f600", "", "图书购置"]
    lines = [
        bp.ProjectLine(
            name=names[index % len(names)],
            funds=bp.Funds(
                initial=None if index % 4 == 1 else f"{index * 37 % 90 - 3}.5万元",
                spent=None if index % 4 == 2 else f"{index * 53 % 120}万元",
            ),
        )
        for index in range(count)
    ]
    return bp.Filing(base_table=bp.BaseTable(projects=bp.Projects(lines=lines)))


@pytest.mark.parametrize("count", [0, 1, 30])
def test_any_number_of_lines(count: int) -> None:
    """None, one, thirty: every line has its name, and no name takes the place of another."""
    figure = draw_spending(lines_of(count))
    png(figure)
    figure.draw_without_rendering()
    labels = [label for label in axes_of(figure).get_yticklabels() if label.get_text()]
    assert count == len(labels)
    boxes = [label.get_window_extent() for label in labels]
    assert not any(one.overlaps(other) for one, other in pairwise(boxes))
    assert [box.x0 for box in boxes if box.x0 < 0] == []


def test_a_dollar_sign_is_no_formula() -> None:
    """Half a formula in a name is drawn as it stands."""
    figure = draw_spending(lines_of(5))
    assert "$x^2$ 与 $\\frac$" in texts(figure)
    assert all(not text.get_parse_math() for text in written(figure))


def test_what_is_missing_is_a_dash() -> None:
    """A blank budget has no bar, and no rate."""
    funds = bp.Funds(spent="3万元")
    filing = bp.Filing(base_table=bp.BaseTable(projects=bp.Projects(lines=[bp.ProjectLine(name="甲", funds=funds)])))
    figure = draw_spending(filing)
    assert bars(figure, "budget") == []
    assert texts(figure).count("—") == 2


def test_the_largest_amounts() -> None:
    """The largest figures that can be read do not break a chart."""
    card = bp.Scorecard(
        kind="project", indicators=[bp.Indicator(level1="产出指标", name="甲", weight="9" * 12, points="-1")]
    )
    png(draw_scores(bp.review(bp.Filing(scorecards=[card]), MOF)))
    funds = bp.Funds(initial=bp.Money("9" * 15, "元"), spent="-5元")
    line = bp.ProjectLine(name="甲", funds=funds)
    assert png(draw_spending(bp.Filing(base_table=bp.BaseTable(projects=bp.Projects(lines=[line])))))


# Many reviews


def test_totals_of_many(many: list[bp.Review]) -> None:
    """A line for each card; the stated totals inside, above and below are counted in the legend."""
    figure = draw_totals(many)
    scores = [score for review in many for score in review.scores if score.low is not None and score.high is not None]
    (lines,) = (one for one in axes_of(figure).collections if str(one.get_label()).startswith("复算区间"))
    assert len(scores) == len(lines.get_segments())
    assert f"复算区间（{len(scores)} 张）" in texts(figure)
    above = [one for one in scores if one.stated is not None and one.high is not None and one.stated > one.high]
    assert len(above) == len(marks(figure, f"自评高于区间（{len(above)} 张）")) > 0
    assert "优 ≥ 90" in texts(figure)
    assert "优 ≥ 90" not in texts(draw_totals([*many, bp.review(many[0].filing, LOW)]))


def test_distribution_counts_every_card_once(many: list[bp.Review]) -> None:
    """The bars of each of the three kinds add up to the number of cards."""
    figure = draw_distribution(many)
    number = sum(score.low is not None for review in many for score in review.scores)
    for key in ("stated", "low", "high"):
        assert number == sum(bar.get_height() for bar in bars(figure, key))
    assert "95–100" in texts(figure)


def totalling(*stated: str) -> list[bp.Review]:
    """Reviews of cards of one open row."""
    row = bp.Indicator(level1="产出指标", name="甲", target="良好", actual="良好", weight="100")
    cards = [bp.Scorecard(kind="project", indicators=[row], stated_points=text) for text in stated]
    return [bp.review(bp.Filing(scorecards=[card]), MOF) for card in cards]


def test_a_full_score_is_no_bin_of_its_own() -> None:
    """100 belongs to 95–100, 95 too, and 94.99 to the one below; what is not a total of points has its bin, too."""
    stated = bars(draw_distribution(totalling("100", "95", "94.99")), "stated")
    assert [bar.get_height() for bar in stated][-2:] == [1, 2]
    figure = draw_distribution(totalling("100000", "-100000"))
    assert sum(bar.get_height() for bar in bars(figure, "stated")) == 2
    png(figure)


# Rulebooks


def test_impact_groups_every_card(many: list[bp.Review]) -> None:
    """A line for each card, in one of three groups."""
    impacts = [one for review in many for one in bp.impact(review.filing, MOF, COST)]
    figure = draw_impact(impacts, MOF, COST)
    counted = {
        "总分不变": [one for one in impacts if not one.score_changes and not one.grade_changes],
        "总分改变": [one for one in impacts if one.score_changes and not one.grade_changes],
        "等级改变": [one for one in impacts if one.grade_changes],
    }
    for name, group in counted.items():
        assert 2 * len(group) == len(marks(figure, f"{name}（{len(group)} 张）"))
    assert {"按 mof-2020 的总分", "按 mof-2021-cost 的总分"} <= set(texts(figure))


def curve(figure: Figure, number: int = 0) -> dict[float, float]:
    """The points of one curve."""
    line = [one for one in axes_of(figure).lines if len(one.get_xdata()) and not str(one.get_label()).startswith("_")]
    return {float(x): float(y) for x, y in zip(*line[number].get_data(), strict=True) if x == x}  # noqa: PLR0124 - nan


def test_curves_go_where_the_rules_do() -> None:
    """60 % earns 60 % under the one rulebook, and nothing under the other, which bends there."""
    figure = draw_curves(MOF, COST)
    assert curve(figure) == {0.0: 0.0, 1.0: 1.0, 2.0: 1.0}
    assert curve(figure, 1) == {0.0: 0.0, 0.6: 0.0, 1.0: 1.0, 2.0: 1.0}


@pytest.mark.parametrize("direction", ["higher", "lower", "equal"])
@pytest.mark.parametrize("book", bp.shipped_rulebooks(), ids=lambda book: book.name)
def test_curves_equal_the_rules(book: bp.Rulebook, direction: str) -> None:
    """Every point of every curve that ships is what the rule gives for a target of 1, but at a jump."""
    figure = draw_curves(book, direction=direction, weight=10)
    lines = [one for one in axes_of(figure).lines if not str(one.get_label()).startswith("_")]
    for line in lines:
        name = str(line.get_label()).partition(" ")[2]
        rule = next(one for one in book.positive.of(bp.Direction(direction)) if name.startswith(one.title))
        assert isinstance(rule, bp.Rule)
        xs, ys = line.get_data()
        for (x0, y0), (x1, y1) in pairwise(zip(xs, ys, strict=True)):
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            if x == x:  # noqa: PLR0124 - nan
                assert share(rule, Fraction(x)) == pytest.approx(y, abs=0.01)


def share(rule: bp.Rule, actual: Fraction) -> float:
    """What an actual earns of a target of 1."""
    value = {
        bp.Measure.ATTAINMENT: actual,
        bp.Measure.INVERSE: 1 / actual,
        bp.Measure.EXCESS: actual - 1,
        bp.Measure.DISTANCE: abs(actual - 1),
    }[rule.measure]
    return float(rule.points(value, Decimal(10)) / 10)


def test_jumps_have_their_dots() -> None:
    """The bands of a cost row jump six times, and each jump belongs to the better band."""
    figure = draw_curves(JIANGXI, direction="lower", weight=5)
    dots = [line for line in axes_of(figure).lines if line.get_marker() == "o"]
    assert [list(line.get_xdata()) for line in dots] == [[0.8, 0.85, 0.9, 1.1, 1.15, 1.2]]
    assert [list(line.get_ydata()) for line in dots] == [[0.2, 0.6, 1.0, 1.0, 0.6, 0.2]]


def test_unknown_direction() -> None:
    """The error names those there are."""
    with pytest.raises(bp.UnknownNameError, match="higher, lower, equal"):
        draw_curves(MOF, direction="up")


# All of them


def all_charts(review: bp.Review, lang: str) -> Iterator[Figure]:
    """Each chart once."""
    impacts = bp.impact(review.filing, HUNAN, JIANGXI)
    yield draw_scores(review, lang=lang)
    yield draw_spending(review, lang=lang)
    yield draw_totals([review], lang=lang)
    yield draw_distribution([review], lang=lang)
    yield draw_impact(impacts, HUNAN, JIANGXI, lang=lang)
    yield draw_curves(HUNAN, JIANGXI, direction="lower", lang=lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sign_is_drawn(filed: bp.Review, lang: str) -> None:
    """No text of any chart has a sign that its font has not; drawing it warns of nothing."""
    for figure in all_charts(filed, lang):
        assert png(figure).startswith(b"\x89PNG")
        assert find_face(texts(figure)).lacks(ord(sign) for text in texts(figure) for sign in text if sign != "\n") == 0
        assert {len(text.get_fontfamily()) for text in written(figure)} == {5}


@settings(max_examples=4)
@given(scored_filings(), rulebooks())
def test_whatever_a_file_says_can_be_drawn(filing: bp.Filing, book: bp.Rulebook) -> None:
    """Names full of nasty corners, absurd figures, rules of any shape: a picture comes of it, and no warning."""
    review = bp.review(filing, MOF)
    for figure in (draw_scores(review), draw_spending(review), draw_totals([review]), draw_curves(book)):
        assert png(figure)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_to_draw_is_said(lang: str) -> None:
    """An empty chart is not an error, and is no empty page either."""
    empty = bp.review(bp.Filing(), MOF)
    said = {"no_scores": 4, "no_spending": 1, "no_curves": 1}
    figures = [
        draw_scores(empty, lang=lang),
        draw_totals([], lang=lang),
        draw_distribution([empty], lang=lang),
        draw_impact([], MOF, COST, lang=lang),
        draw_spending(empty, lang=lang),
        draw_curves(lang=lang),
    ]
    told = [text for figure in figures for text in texts(figure)]
    assert said == {key: told.count(words_of(key, lang)) for key in said}
    assert all(png(figure) for figure in figures)


def test_axes_of_the_reader(filed: bp.Review) -> None:
    """Charts stand in axes that are given, side by side."""
    figure = Figure(figsize=(16, 5), layout="constrained")
    left, right = figure.subplots(1, 2)
    assert draw_scores(filed, axes=left) is figure
    assert draw_spending(filed, axes=right) is figure
    assert (left.get_title(loc="left"), right.get_title(loc="left")) == ("自评得分与复算区间", "预算与支出")


def test_the_same_picture_every_time(filed: bp.Review) -> None:
    """Nothing is kept between two calls."""
    assert png(draw_scores(filed)) == png(draw_scores(filed))


def test_grades_of_another_language(filed: bp.Review) -> None:
    """A grade is called as the reader calls it."""
    grades = [evolve(grade, title_en=f"grade {number}") for number, grade in enumerate(filed.rulebook.grades)]
    review = evolve(filed, rulebook=evolve(filed.rulebook, grades=tuple(grades)))
    assert "grade 0 ≥ 90" in texts(draw_totals([review], lang="en"))
