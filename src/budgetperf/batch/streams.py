"""
Tables on disk, as streams of record batches: Parquet and JSON Lines in and out, in memory that does not grow with them.

In JSON Lines a decimal is text, ``"9.5"``, as it is in every JSON of this library; a bare number is read digit by
digit, too. A file is written beside its place and moved there once it is whole, so that no half of one is ever read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from os import PathLike, fspath
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from budgetperf.batch.schema import INDICATOR_ROWS
from budgetperf.errors import FileError, MissingFileError, reason_of

__all__ = ["BATCH_ROWS", "read_json_lines", "read_parquet", "write_json_lines", "write_parquet"]

BATCH_ROWS: Final = 65_536
"""Rows of a batch: enough for the kernel, and a few megabytes."""

_JSON_BLOCK = 1 << 20
"""Bytes that are parsed at a time; Arrow reads some thirty of these ahead. No line is longer."""

Place = str | PathLike[str]


def read_parquet(path: Place, *, batch_rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
    """
    The record batches of a Parquet file.

    One row group at a time is in memory: `write_parquet` makes small ones.

    Raises:
        FileError: It is not there, or is no Parquet file, or is damaged.
    """
    with _reading(path, "Parquet 文件", "a Parquet file"), pq.ParquetFile(fspath(path), pre_buffer=False) as file:
        yield from file.iter_batches(batch_size=batch_rows, use_threads=False)


def write_parquet(path: Place, batches: Iterable[pa.RecordBatch]) -> int:
    """
    Write record batches to a Parquet file, each as a row group of its own.

    Returns:
        How many rows were written.

    Raises:
        FileError: The file cannot be written, or there is no batch, from which to know the columns.
    """
    rows = 0
    with _writing(path) as part:
        writer: pq.ParquetWriter | None = None
        try:
            for batch in batches:
                writer = writer or pq.ParquetWriter(part, batch.schema, compression="zstd")
                writer.write_batch(batch)
                rows += batch.num_rows
        finally:
            if writer is not None:
                writer.close()
        if writer is None:
            raise _nothing(path)
    return rows


def read_json_lines(path: Place, *, schema: pa.Schema = INDICATOR_ROWS) -> Iterator[pa.RecordBatch]:
    """
    The record batches of a file of JSON Lines.

    Args:
        path: The file; one object a line.

        schema: What its keys are. A key that a line does not have is null; keys that the schema does not have are kept.

    Raises:
        FileError: It is not there, or a line is no object of the schema.
    """
    fields = [pa.field(field.name, _plain(field.type)) for field in schema]
    options = pj.ParseOptions(explicit_schema=pa.schema(fields), unexpected_field_behavior="infer")
    reading = pj.ReadOptions(use_threads=False, block_size=_JSON_BLOCK)
    with _reading(path, "JSON Lines 文件（每行一个对象）", "JSON Lines, an object a line"):
        if Path(path).stat().st_size == 0:
            return
        yield from _gathered(pj.open_json(fspath(path), read_options=reading, parse_options=options))


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Small batches as some of the usual size."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(part.num_rows for part in waiting) >= BATCH_ROWS:
            yield from pa.Table.from_batches(waiting).combine_chunks().to_batches()
            waiting = []
    if waiting:
        yield from pa.Table.from_batches(waiting).combine_chunks().to_batches()


def write_json_lines(path: Place, batches: Iterable[pa.RecordBatch]) -> int:
    """
    Write record batches as JSON Lines: decimals as text, blanks as null.

    Returns:
        How many rows were written.

    Raises:
        FileError: The file cannot be written.
    """
    rows = 0
    with _writing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for batch in batches:
            for start in range(0, batch.num_rows, _LINES):
                for row in batch.slice(start, _LINES).to_pylist():
                    file.write(json.dumps(row, ensure_ascii=False, allow_nan=False, default=_text))
                    file.write("\n")
                    rows += 1
    return rows


_LINES = 4096


def _text(value: object) -> str:
    """A value that JSON does not have: a decimal without the zeros that say nothing, anything else as it is written."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


@contextmanager
def _reading(path: Place, zh: str, en: str) -> Iterator[None]:
    """Tell what is wrong with a file in the words of this library."""
    name = fspath(path)
    if not Path(path).is_file():
        raise MissingFileError(name, "没有这个文件，请检查路径", "there is no such file, check the path")
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FileError(
            name, f"读不成{zh}：{said}；请重新导出后再读", f"cannot be read as {en}: {said}; export it again"
        ) from error


@contextmanager
def _writing(path: Place) -> Iterator[Path]:
    """A place beside a file, from which it is moved there once it is whole."""
    whole = Path(path)
    part = whole.with_name(f"{whole.name}.part")
    try:
        yield part
        part.replace(whole)
    except OSError as error:
        raise FileError(
            fspath(path),
            f"无法写入：{reason_of(error)[0]}；请检查文件夹和权限",
            f"cannot be written: {reason_of(error)[1]}; check folder and rights",
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _nothing(path: Place) -> FileError:
    return FileError(
        fspath(path),
        "没有数据可写，不知道有哪些列；至少给一个批次",
        "nothing to write, and no columns known: give a batch at least",
    )
