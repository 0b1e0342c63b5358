"""Parquet and JSON Lines in and out: the same table, batch by batch, and errors that name the file."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from batched import BOOKS, both, filing_of
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetperf.batch import (
    ROW_SCORES,
    read_json_lines,
    read_parquet,
    rows_table,
    score_batches,
    write_json_lines,
    write_parquet,
)
from budgetperf.domain.model import Indicator, Scorecard
from budgetperf.errors import FileError, MissingFileError
from budgetperf.testing import scored_scorecards

BOOK = BOOKS["hunan-2022"]


@settings(max_examples=10)
@given(cards=st.lists(scored_scorecards(rulebook=BOOK), min_size=1, max_size=3))
def test_there_and_back(cards: list[Scorecard], tmp_path_factory: pytest.TempPathFactory) -> None:
    """A table that was written and read is worth what it was, in either format."""
    folder = tmp_path_factory.mktemp("batch")
    filings = [filing_of(*cards)]
    table, (expected, _) = rows_table(filings), both(filings, BOOK)
    batches = table.to_batches(max_chunksize=5)
    rows, lines = folder / "rows.parquet", folder / "rows.jsonl"
    assert table.num_rows == write_parquet(rows, batches) == write_json_lines(lines, batches)
    for read in (read_parquet(rows, batch_rows=3), read_json_lines(lines)):
        found = [row for batch in score_batches(read, BOOK) for row in batch.select(ROW_SCORES.names).to_pylist()]
        wanted = [{name: value for name, value in row.items() if name not in {"card", "row"}} for row in expected]
        assert wanted == [{name: row[name] for name in wanted[0]} for row in found]


def test_scored_rows_can_be_kept(tmp_path: Path) -> None:
    """The scores go to a file as they come, and are read back as they were."""
    row = Indicator(name="册数", target="≥90册", actual="81册", weight="10", points="9")
    table = rows_table([filing_of(Scorecard(kind="project", indicators=[row] * 30))])
    write_parquet(tmp_path / "scored.parquet", score_batches(table.to_batches(max_chunksize=7), BOOK))
    (batch,) = read_parquet(tmp_path / "scored.parquet")
    assert [Decimal("9.0000000000")] * 30 == batch.column("low").to_pylist()
    assert not (tmp_path / "scored.parquet.part").exists()


def test_decimals_are_text_in_json(tmp_path: Path) -> None:
    """No JSON of this library has a number where a quantity belongs."""
    row = Indicator(name="册数", target="≥90.50册", actual="已完成", weight="10")
    table = rows_table([filing_of(Scorecard(kind="project", indicators=[row]))])
    write_json_lines(tmp_path / "rows.jsonl", table.to_batches())
    text = (tmp_path / "rows.jsonl").read_text(encoding="utf-8")
    assert '"target_number": "90.5", "target_unit": "册", "target_text": null' in text
    assert '"weight": "10"' in text


@pytest.mark.parametrize(
    "text", ['{"card": 1.5}', '{"weight": "NaN"}', '{"weight": 1e999}', "[1]", "no json", '{"card":']
)
def test_a_bad_line_is_an_error_of_its_file(text: str, tmp_path: Path) -> None:
    """What Arrow says of a line arrives with the name of the file, in both languages."""
    path = tmp_path / "rows.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match=r"rows\.jsonl.*an object a line"):
        list(read_json_lines(path))


def test_files_that_are_not_there_or_not_that(tmp_path: Path) -> None:
    """Missing, of another kind, or empty."""
    with pytest.raises(MissingFileError, match="no such file"):
        list(read_parquet(tmp_path / "none.parquet"))
    with pytest.raises(MissingFileError, match="no such file"):
        list(read_json_lines(tmp_path / "none.jsonl"))
    other = tmp_path / "other.parquet"
    other.write_bytes(b"PK\x03\x04")
    with pytest.raises(FileError, match=r"other\.parquet.*a Parquet file"):
        list(read_parquet(other))
    other.write_bytes(b"")
    assert list(read_json_lines(other)) == []
    with pytest.raises(FileError, match="nothing to write"):
        write_parquet(tmp_path / "nothing.parquet", [])
    with pytest.raises(FileError, match="cannot be written"):
        write_json_lines(tmp_path / "no" / "rows.jsonl", [])


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """What breaks off in the middle leaves no half of a file, and an older one as it was."""
    path = tmp_path / "rows.parquet"
    path.write_bytes(b"older")
    bad = rows_table([filing_of(Scorecard(kind="project", indicators=[Indicator(name="册数", weight="1")]))])
    first = bad.to_batches()
    with pytest.raises(RuntimeError, match="broken off"):
        write_parquet(path, (first[0] if turn == 0 else _broken_off() for turn in range(2)))
    assert path.read_bytes() == b"older"
    assert [path] == list(tmp_path.iterdir())


def _broken_off() -> pa.RecordBatch:
    raise RuntimeError("broken off")


def test_memory_does_not_grow_with_the_input() -> None:
    """Ten times as many rows through the stream take as much memory."""
    code = """
import resource, sys
from budgetperf.batch import rows_table, score_batches
from budgetperf.domain.model import Filing, Indicator, Scorecard
from budgetperf.formats.rulebooks import load_rulebook
import pyarrow as pa
import pyarrow.compute
rows = [Indicator(name="册数", target="≥90册", actual=f"{number}册", weight="10", points="9") for number in range(100)]
table = rows_table([Filing(scorecards=[Scorecard(kind="project", indicators=rows)])] * 100)
(batch,) = table.combine_chunks().to_batches()
def stream(times):
    for turn in range(times):
        yield batch.set_column(0, "card", pa.compute.add(batch.column("card"), turn * 100))
for times in (2, int(sys.argv[1])):
    rows = sum(found.num_rows for found in score_batches(stream(times), load_rulebook("hunan-2022")))
    print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", code, "20"], check=True, capture_output=True, text=True)  # noqa: S603
    (few, before), (many, after) = (map(int, line.split()) for line in done.stdout.splitlines())
    assert (few, many) == (20_000, 200_000)
    assert after < before * 1.25
