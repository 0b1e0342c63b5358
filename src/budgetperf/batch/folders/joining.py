"""From parts to tables: one Parquet file each, with filings and cards numbered through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from budgetperf.batch.folders.parts import Part, Parts
from budgetperf.batch.folders.records import tables_of
from budgetperf.batch.folders.tables import TABLES
from budgetperf.batch.folders.units import Trouble
from budgetperf.batch.streams import BATCH_ROWS, write_parquet

__all__ = ["join_parts"]


def join_parts(parts: Parts, done: Sequence[Part], output: Path, aside: Sequence[Trouble]) -> None:
    """
    Write the tables, each beside its place and then renamed.

    Args:
        parts: Where the parts are.

        done: The parts, in the order of their files.

        output: The folder of the tables.

        aside: What was left aside before any work; it comes first among the errors.

    Raises:
        FileError: The folder cannot be written to.
    """
    sizes = {name: [_rows(parts, part, name) for part in done] for name in ("filings", "scorecards")}
    for name, schema in TABLES.items():
        columns = [(column, sizes[table]) for column, table in _NUMBERED if column in schema.names]
        batches = _numbered(parts, done, name, columns)
        first = tables_of((), aside, "zh")[name].to_batches()
        write_parquet(output / f"{name}.parquet", _gathered(first, batches, schema))


_NUMBERED = (("filing", "filings"), ("card", "scorecards"))


def _rows(parts: Parts, part: Part, table: str) -> int:
    return sum(batch.num_rows for batch in parts.read(part, table))


def _numbered(
    parts: Parts, done: Sequence[Part], table: str, columns: Sequence[tuple[str, Sequence[int]]]
) -> Iterator[pa.RecordBatch]:
    """The rows of a table in all parts; numbers that count from 0 in each part go on from those of the parts before."""
    offsets = {column: 0 for column, _ in columns}
    for number, part in enumerate(done):
        for batch in parts.read(part, table):
            for column, offset in offsets.items():
                place = batch.schema.get_field_index(column)
                batch = batch.set_column(  # noqa: PLW2901 - the same rows
                    place, batch.schema.field(place), pc.add(batch.column(place), offset)
                )
            yield batch
        for column, sizes in columns:
            offsets[column] += sizes[number]


def _gathered(
    first: Iterable[pa.RecordBatch], rest: Iterable[pa.RecordBatch], schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Few large batches in place of many small ones; at least one, for an empty table has its columns too."""
    waiting, rows, given = list(first), 0, False
    for batch in rest:
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= BATCH_ROWS:
            yield _one(waiting, schema)
            waiting, rows, given = [], 0, True
    if waiting or not given:
        yield _one(waiting, schema)


def _one(batches: Sequence[pa.RecordBatch], schema: pa.Schema) -> pa.RecordBatch:
    table = pa.Table.from_batches(batches, schema=schema).unify_dictionaries().combine_chunks()
    found = table.to_batches()
    return found[0] if found else pa.RecordBatch.from_pylist([], schema=schema)
