"""Rows for a dataframe: plain values under the same names, and looks for a notebook."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings

import budgetperf as bp
from budgetperf.testing import filings
from consistent import BOOK, LIBRARY_FILING

PLAIN = (str, int, bool, Decimal, type(None))


@settings(max_examples=25)
@given(filing=filings())
def test_rows_are_plain_and_alike(filing: bp.Filing) -> None:
    """Every row has the same keys, and nothing in it that a dataframe would have to be told about."""
    review = bp.review(filing, BOOK)
    for rows in (filing.to_rows(), bp.to_rows(review), review.score_rows(), review.ledger_rows()):
        assert len({tuple(row) for row in rows}) <= 1
        assert all(isinstance(value, PLAIN) for row in rows for value in row.values())


def test_rows_of_a_filing() -> None:
    """One row for each indicator of each card, under the path of its figures."""
    rows = LIBRARY_FILING.to_rows()
    assert sum(len(card.indicators) for card in LIBRARY_FILING.scorecards) == len(rows)
    for row in rows:
        assert row["points"] == bp.look_up(LIBRARY_FILING, f"{row['path']}.points")


def test_rows_of_a_card_and_of_its_score_meet() -> None:
    """The rows of a filing and those of its scores are joined by their path."""
    review = bp.review(LIBRARY_FILING, BOOK)
    paths = {row["path"] for row in LIBRARY_FILING.to_rows()}
    assert paths <= {row["path"] for row in review.score_rows()}
    assert all(row["low"] == row["high"] == row["stated"] for row in review.score_rows() if row["standing"] == "equal")


# Longer than what a library that looks at the first rows only would look at.
LONG = [{**dict.fromkeys(("points", "name", "row")), "stated": Decimal(1)}] * 150 + [
    {"points": Decimal("9.5"), "name": "采购册数", "row": 3, "stated": Decimal("1.25")}
]


def by_pandas(rows: list[dict[str, object]]) -> list[object]:
    """The last row of a data frame."""
    pandas = pytest.importorskip("pandas")
    return list(pandas.DataFrame(rows).iloc[-1])


def by_pyarrow(rows: list[dict[str, object]]) -> list[object]:
    """The last row of a table."""
    pyarrow = pytest.importorskip("pyarrow")
    return list(pyarrow.Table.from_pylist(rows).to_pylist()[-1].values())


@pytest.mark.parametrize("last_row", [by_pandas, by_pyarrow])
def test_a_dataframe_takes_them_whole(last_row: Callable[[list[dict[str, object]]], list[object]]) -> None:
    """What stands far below, in a column that is blank or whole until there, arrives as it is."""
    assert list(LONG[-1].values()) == last_row(LONG)


@pytest.mark.parametrize(("lang", "word"), [("zh", "得分"), ("en", "points")])
def test_findings_with_their_sentences(lang: str, word: str) -> None:
    """`budgetperf.to_rows` says what each finding says, in either language."""
    review = bp.review(bp.replace(LIBRARY_FILING, "scorecards[1].indicators[0].points", "1"), BOOK)
    assert [finding.code for finding in review.findings] == [row["code"] for row in bp.to_rows(review)]
    assert any(word in str(row["message"]) for row in bp.to_rows(review, lang=lang))


def test_a_notebook_shows_tables() -> None:
    """Filings, cards, scores, reviews and rulebooks say themselves what a notebook shows."""
    review = bp.review(LIBRARY_FILING, BOOK)
    shown = {
        LIBRARY_FILING: "自评材料",
        LIBRARY_FILING.scorecards[0]: "三级指标",
        review.scores[0]: "复算",
        review: "未发现问题",
        BOOK: "一级指标分值",
    }
    for value, word in shown.items():
        assert word in value._repr_html_()  # type: ignore[attr-defined] # notebooks know it, types need not
