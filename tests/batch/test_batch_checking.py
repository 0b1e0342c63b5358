"""Bad tables are refused before any work, by column and expected type; bad rows are flagged, and never dropped."""

from __future__ import annotations

import pickle
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from batched import BOOKS, card_of, filing_of, told

from budgetperf.batch import (
    CARDS,
    INDICATOR_ROWS,
    cards_table,
    check_cards,
    check_rows,
    rows_table,
    score_batches,
    score_cards,
    score_table,
)
from budgetperf.domain.model import Indicator
from budgetperf.errors import TableError

BOOK = BOOKS["mof-2020"]


def good() -> pa.Table:
    """Two rows with which nothing is wrong."""
    row = Indicator(name="册数", target="≥90册", actual="81册", weight="10", points="9")
    return rows_table([filing_of(card_of([row, row]))])


def put(name: str, values: object, kind: pa.DataType | None = None) -> pa.Table:
    """The good table with other values in a column."""
    table = good()
    column = values if isinstance(values, pa.Array) else pa.array(values, kind)
    return table.set_column(table.schema.get_field_index(name), name, column)


def words() -> pa.DataType:
    """The type of text of which there is little."""
    return INDICATOR_ROWS.field("level1").type


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("weight", pa.array([10.0, float("nan")]), "is double with 1 NaN; expected decimal128(26, 10), nullable"),
        ("weight", pa.array([10, 10]), "is int64; expected decimal128(26, 10)"),
        ("weight", pa.array(["10", "10"]), "is string; expected decimal128(26, 10)"),
        ("weight", pa.array([Decimal("1e20")] * 2, pa.decimal128(38, 0)), "out of range; expected decimal128(26, 10)"),
        ("weight", pa.array([Decimal(1)] * 2, pa.decimal128(38, 12)), "is decimal128(38, 12); expected"),
        ("card", pa.array([0, None]), "has 1 nulls, first in row 1; expected int64, not null"),
        ("card", pa.array([1, 0]), "must not fall from row to row"),
        ("card", pa.array(["0", "0"]), "is string; expected int64"),
        ("row", pa.array([0, 2**40]), "out of range; expected int32"),
        ("name", pa.array(["册数", None]), "has 1 nulls, first in row 1; expected string"),
        ("part", pa.array(["indicator", None]), "has 1 nulls, first in row 1; expected string or dictionary of string"),
        ("target_unreadable", pa.array([0, 1]), "is int64; expected bool"),
        ("level1", pa.array([1, 2]), "is int64; expected string or dictionary of string, nullable"),
    ],
)
def test_a_bad_column_is_named(name: str, values: pa.Array, said: str) -> None:
    """The message names the column, what it is, and what was expected."""
    with pytest.raises(TableError) as caught:
        score_table(put(name, values), BOOK)
    ((column, zh, en),) = caught.value.problems
    assert name == column
    assert said in en
    assert "应为" in zh or "应" in zh
    assert f"column {name}: " in caught.value.en


def test_a_decimal_that_arrow_would_not_have_made() -> None:
    """Arrow takes bytes as they come: a number of more digits than its type has is out of range."""
    words = np.array([[0, 2**40], [0, 0]], np.int64)
    column = pa.Array.from_buffers(INDICATOR_ROWS.field("points").type, 2, [None, pa.py_buffer(words)])
    with pytest.raises(TableError, match="points"):
        score_table(put("points", column), BOOK)


def test_every_problem_is_told_at_once() -> None:
    """Whoever mends a table wants the whole list."""
    with pytest.raises(TableError) as caught:
        check_rows(good().drop_columns(["weight", "card"]))
    assert [column for column, _, _ in caught.value.problems] == ["card", "weight"]
    assert "is missing; expected int64, not null" in caught.value.en
    twice = good().append_column("weight", good().column("weight"))
    with pytest.raises(TableError, match="several of that name"):
        check_rows(twice)


def test_a_column_to_keep_that_is_not_there() -> None:
    """Every such name is told, in both languages, before any row is scored."""
    for scored in (
        lambda: score_table(good(), BOOK, keep=("card", "rows", "rank")),
        lambda: list(score_batches(good().to_batches(), BOOK, keep=("card", "rows", "rank"))),
    ):
        with pytest.raises(TableError) as caught:
            scored()
        assert [column for column, _, _ in caught.value.problems] == ["rows", "rank"]
        assert "rank：表中没有；keep 应为其中的列：card, row" in caught.value.zh
        assert "rank: is not in the table; keep takes of card, row" in caught.value.en


def test_the_error_can_be_sent_to_another_process() -> None:
    """An error that a worker raises arrives with its problems."""
    error = TableError((("card", "没有", "is missing"),))
    assert error.problems == pickle.loads(pickle.dumps(error)).problems  # noqa: S301 - our own bytes


def test_other_widths_are_the_same() -> None:
    """Text and numbers as other engines hand them over."""
    table = good()
    for name, kind in (
        ("card", pa.int16()), ("row", pa.uint8()), ("name", pa.large_string()), ("part", pa.string()),
        ("level1", pa.string_view()), ("weight", pa.decimal128(38, 10)), ("points", pa.decimal256(30, 2)),
        ("target_unit", pa.dictionary(pa.int8(), pa.large_string())),
    ):  # fmt: skip
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).cast(pa.string()).cast(kind))
    table = table.add_column(0, "note", pa.array(["一", "二"]))
    scored = score_table(table, BOOK)
    assert told(score_table(good(), BOOK)) == told(scored)
    assert scored.column("note").to_pylist() == ["一", "二"]
    assert INDICATOR_ROWS.names == scored.column_names[: len(INDICATOR_ROWS)]


@pytest.mark.parametrize(
    ("name", "values", "fault"),
    [
        ("part", ["indicator", "total"], "part: none of indicator, execution, rate, plan"),
        ("direction", [None, "up"], "direction: none of higher, lower, equal, judged"),
        ("target_operator", ["≥", "≠"], "target_operator: none of ≥ > = ≤ <"),
        ("actual_unit", ["册", "余万元"], "actual_unit: no unit"),
        ("actual_text", [None, "81册"], "actual_text: beside a number"),
        ("target_number", [Decimal(90), None], "target_number: blank beside an operator or unit"),
        ("actual_unreadable", [False, True], "actual_text: blank, and said to be unreadable"),
        ("row", [0, 0], "row: stands there twice"),
    ],
)
def test_a_bad_row_is_flagged(name: str, values: list[object], fault: str) -> None:
    """It has no score and says why; the row beside it has its own; the card has no total."""
    scored = score_table(put(name, values, INDICATOR_ROWS.field(name).type), BOOK)
    assert [None, fault] == scored.column("fault").to_pylist()
    assert [Decimal("9.00"), None] == scored.column("low").to_pylist()
    assert [scored.column(column).to_pylist()[1] for column in ("standing", "basis")] == [None, None]
    row = Indicator(name="册数")
    cards = score_cards(cards_table([filing_of(card_of([row]))]), scored, BOOK)
    assert [(card["low"], card["high"], card["bad_rows"]) for card in cards.to_pylist()] == [(None, None, 1)]


def test_a_budget_is_money() -> None:
    """Execution is money over money: another unit, or an operator, is a fault of the row."""
    table = put("part", ["indicator", "execution"], words())
    assert score_table(table, BOOK).column("fault").to_pylist() == [None, "target_unit: of execution no unit of money"]


def test_rescoring_replaces_what_was_said() -> None:
    """A scored table can be scored again, under another book."""
    once = score_table(good(), BOOK)
    again = score_table(once, BOOKS["platform"])
    assert once.column_names == again.column_names


def test_a_stream_that_is_not_sorted() -> None:
    """A card that comes back in a later batch would be torn apart."""
    back = put("card", [3, 4]).to_batches() + put("card", [2, 2]).to_batches()
    with pytest.raises(TableError, match="2 follows 4"):
        list(score_batches(back, BOOK))


def test_a_stream_that_changes_its_columns() -> None:
    """A column of somebody's own that is a text in one batch and a number in the next."""
    notes = [good().append_column("note", column) for column in (pa.array(["一", "二"]), pa.array([1, 2]))]
    with pytest.raises(TableError, match="int64 after string; expected string throughout"):
        list(score_batches([table.to_batches()[0] for table in notes], BOOK))


def test_an_empty_stream() -> None:
    """No rows, no batches; and nothing is wrong."""
    assert list(score_batches([], BOOK)) == []
    assert list(score_batches(good().slice(0, 0).to_batches(), BOOK)) == []


def test_cards_are_checked_too() -> None:
    """A card stands there once, and its rows have been scored."""
    cards = cards_table([filing_of(card_of([])), filing_of(card_of([]))])
    assert check_cards(cards).schema == CARDS
    with pytest.raises(TableError, match="must rise"):
        check_cards(cards.set_column(0, "card", pa.array([1, 1])))
    with pytest.raises(TableError, match="no scores yet"):
        score_cards(cards, good(), BOOK)
    with pytest.raises(TableError, match="rows of card 7"):
        score_cards(cards, score_table(put("card", [7, 7]), BOOK), BOOK)


def test_white_space_is_a_blank() -> None:
    """A text of blanks says nothing, and is no error."""
    table = put("target_text", ["　", None], pa.string())
    for name in ("target_number", "target_operator", "target_unit"):
        table = table.set_column(table.schema.get_field_index(name), name, pa.nulls(2, INDICATOR_ROWS.field(name).type))
    assert score_table(table, BOOK).column("basis").to_pylist() == ["open", "open"]
