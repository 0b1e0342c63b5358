"""Paths: every figure has one, and it leads back to the figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.figures import Figure, figures, look_up, place_order, replace
from budgetperf.domain.model import (
    BaseTable,
    Budget,
    Filing,
    FundRow,
    Funds,
    Indicator,
    Report,
    Scorecard,
    Section,
    ThreePublic,
)
from budgetperf.domain.quantity import Money, Unreadable
from budgetperf.domain.statement import Target
from budgetperf.errors import PathError, QuantityError
from budgetperf.testing import filings

FILING = Filing(
    year=2022,
    department="县图书馆",
    base_table=BaseTable(three_public=ThreePublic(total=Funds(spent="1.20万元"))),
    scorecards=[
        Scorecard(
            kind="department",
            budget=Budget(rows=[FundRow(name="年度资金总额", role="total", funds=Funds(revised="384.22万元"))]),
            indicators=[Indicator(name="采购册数", target="≥90册", actual="81册", weight="10", points="9")],
            stated_points="98",
        )
    ],
    reports=[Report(kind="department", sections=[Section(level=1, paragraphs=["全年支出 384.22 万元。"])])],
)


def printed(filing: Filing) -> dict[str, str]:
    """Every figure as printed: equality of figures is by value, and would not see a lost digit."""
    return {path: str(figure) for path, figure in figures(filing).items()}


def test_every_figure_has_a_path() -> None:
    """In the order of the forms; blanks, names and texts are no figures."""
    expected = {
        "base_table.three_public.total.spent": "1.20万元",
        "scorecards[0].budget.rows[0].funds.revised": "384.22万元",
        "scorecards[0].indicators[0].target": "≥90册",
        "scorecards[0].indicators[0].actual": "81册",
        "scorecards[0].indicators[0].weight": "10",
        "scorecards[0].indicators[0].points": "9",
        "scorecards[0].stated_points": "98",
    }
    assert list(expected.items()) == list(printed(FILING).items())


def test_figures_cannot_be_written_to() -> None:
    """What is looked at is a view."""
    with pytest.raises(TypeError):
        figures(FILING)["x"] = Decimal(1)  # type: ignore[index] # the point of the test


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("year", 2022),
        ("department", "县图书馆"),
        ("department@1+2", "图书"),
        ("department@4+0", ""),
        ("scorecards[0].indicators[0].target", Target("≥90册")),
        ("scorecards[0].stated_weight", None),
        ("reports[0].sections[0].paragraphs[0]@5+6", "384.22"),
    ],
)
def test_looking_up(path: str, value: object) -> None:
    """A path leads to a figure, a text, a piece of a text, or a blank."""
    assert value == look_up(FILING, path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "points",
        ".year",
        "year.",
        "year ",
        "year\n",
        "scorecards[1]",
        "scorecards[-1]",
        "scorecards[0]stated_points",
        "scorecards.stated_points",
        "scorecards[0].indicators[0].nothing",
        "scorecards[0].__class__",
        "scorecards[0].stated_points.real",
        "scorecards[9999999]",
        "scorecards[０]",
        "[0]",
        "department[0]",
        "department@3+2",
        "department@1",
        "department@1+",
        "year@0+1",
        "base_table.austerity@0+1",
        "base_table.heading.title@0+0",
        "a" * 10**5,
        "scorecards" + "[0]" * 10**4,
    ],
)
def test_no_such_path(path: str) -> None:
    """What names nothing is refused, and told how a path looks; Python's own attributes are nothing, too."""
    with pytest.raises(PathError, match="points"):
        look_up(FILING, path)
    with pytest.raises(PathError, match="points"):
        replace(FILING, path, "1")


def test_replacing_reads_as_the_field_does() -> None:
    """Text becomes the figure that belongs there."""
    changed = replace(FILING, "scorecards[0].budget.rows[0].funds.revised", "3,842,200元")
    assert Money("384.22", "万元") == changed.scorecards[0].budget.rows[0].funds.revised
    assert Money("384.22", "万元") == FILING.scorecards[0].budget.rows[0].funds.revised


def test_replacing_in_prose() -> None:
    """A figure in a text is replaced in place."""
    changed = replace(FILING, "reports[0].sections[0].paragraphs[0]@5+6", "390.00")
    assert look_up(changed, "reports[0].sections[0].paragraphs[0]") == "全年支出 390.00 万元。"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("scorecards[0].stated_points", "九十八"),
        ("scorecards[0].stated_points", 98.0),
        ("scorecards[0].budget.rows[0].funds.revised", "384.22"),
        ("scorecards[0].budget.rows[0].role", "sum"),
        ("scorecards[0].kind", "nonsense"),
        ("scorecards[0].indicators[0].core", "yes"),
        ("scorecards[0].indicators[0]", "采购册数"),
        ("reports[0].sections[0].paragraphs[0]", 5),
        ("department", 5),
        ("year", "2022"),
        ("year", True),
        ("scorecards", 5),
        ("scorecards", None),
        ("scorecards", "采购册数"),
        ("scorecards", ["采购册数"]),
        ("reports[0].sections[0].paragraphs", "采购册数"),
    ],
)
def test_replacing_by_what_does_not_fit(path: str, value: object) -> None:
    """A value that the field does not take is refused."""
    with pytest.raises(QuantityError):
        replace(FILING, path, value)


def test_places_in_order() -> None:
    """Indices count as numbers, fields in the order of the forms; a piece of a text follows its text."""
    ordered = [
        "department",
        "base_table.staffing.established",
        "base_table.staffing.actual",
        "base_table.staffing.stated_rate",
        "base_table.three_public.total.prior",
        "base_table.three_public.total.spent",
        "scorecards[2].budget.rows[0].funds.spent",
        "scorecards[2].indicators[9].weight",
        "scorecards[2].indicators[10].weight",
        "scorecards[2].stated_points",
        "scorecards[10].subject",
        "reports[0].sections[0].paragraphs[0]",
        "reports[0].sections[0].paragraphs[0]@3+2",
        "reports[0].sections[0].paragraphs[0]@12+1",
        None,
    ]
    assert ordered == sorted([*ordered[7:], *ordered[:7]], key=place_order)


class TestPaths:
    """A path names one figure; looking it up gives that figure, and replacing it changes no other."""

    @given(filings())
    def test_look_up(self, filing: Filing) -> None:
        """Every path leads to its own figure, and figures come in the order of their places."""
        stated = figures(filing)
        assert all(figure is look_up(filing, path) for path, figure in stated.items())
        assert list(stated) == sorted(stated, key=place_order)

    @given(filings(), st.data())
    def test_replace(self, filing: Filing, data: st.DataObject) -> None:
        """One figure changes, and nothing else."""
        stated = figures(filing)
        if not stated:
            return
        path = data.draw(st.sampled_from(sorted(stated)))
        value: Figure = Unreadable("8O.5")
        changed = replace(filing, path, value)
        assert {**printed(filing), path: "8O.5"} == printed(changed)
        assert filing == replace(changed, path, stated[path])

    @given(filings(), st.data())
    def test_replace_by_text(self, filing: Filing, data: st.DataObject) -> None:
        """Putting back a figure as text gives the same filing."""
        stated = {path: figure for path, figure in figures(filing).items() if not isinstance(figure, Unreadable)}
        if not stated:
            return
        path = data.draw(st.sampled_from(sorted(stated)))
        figure = stated[path]
        text = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
        assert printed(filing) == printed(replace(filing, path, text))
