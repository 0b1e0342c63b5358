"""A job of an engine with our kernel, against the same job with a function that changes nothing (G11)."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import frozen

from batch import CARD, rows_of
from budgetperf.batch import INDICATOR_ROWS, ROW_KEYS, SCORED_ROWS, SCORES, plain, score_batches, score_table
from budgetperf.formats.rulebooks import load_rulebook
from turns import Row, in_turns, shares

__all__ = ["measure"]

_ROWS, _FILES = 1_000_000, 8
_BOOK = load_rulebook("hunan-2022")

Batches = Iterator[pa.RecordBatch]


@frozen
class Work:
    """
    What a job does with the rows.

    Attributes:
        table: With a table of them.

        stream: With a stream of them; text comes out plain.

        schema: Of what comes out, with plain text.
    """

    table: Callable[[pa.Table], pa.Table]
    stream: Callable[[Batches], Batches]
    schema: pa.Schema


def _scored(rows: pa.Table) -> pa.Table:
    return score_table(rows, _BOOK)


def _alone(rows: pa.Table) -> pa.Table:
    return score_table(rows, _BOOK, keep=ROW_KEYS)


_SAME = Work(
    lambda rows: rows, lambda rows: rows, pa.schema([SCORED_ROWS.field(name) for name in INDICATOR_ROWS.names])
)
_WORKS = {
    "same": _SAME,
    "scored": Work(_scored, lambda rows: plain(score_batches(rows, _BOOK)), SCORED_ROWS),
    "alone": Work(_alone, lambda rows: plain(score_batches(rows, _BOOK, keep=ROW_KEYS)), SCORES),
}
Job = Callable[[Work], None]


def measure(rounds: int) -> list[Row]:
    """Both jobs of each engine that is installed: read Parquet, apply the function, write Parquet."""
    found = []
    with TemporaryDirectory() as place:
        given, output = Path(place, "rows"), Path(place, "out")
        _fill(given)
        wanted = _sums([score_table(pq.read_table(file), _BOOK) for file in sorted(given.iterdir())])
        for engine, make in _ENGINES.items():
            if find_spec(engine) is None or (engine == "pyspark" and shutil.which("java") is None):
                continue
            job, close = make(given, output)
            jobs = {name: partial(_run, job, work) for name, work in _WORKS.items()}
            times = shares(in_turns(jobs, rounds, clock=time.perf_counter), "same")
            for name in ("scored", "alone"):
                job(_WORKS[name])
                if _sums([pq.read_table(file) for file in sorted(output.glob("*.parquet"))]) != wanted:
                    raise SystemExit(f"{engine} has other sums")
            close()
            shutil.rmtree(output)
            found += [
                Row(
                    goal="G11",
                    metric=f"{_TITLES[engine]}: Parquet to Parquet, 1 M rows to their scores",
                    against="the same job with the identity",
                    share=times["alone"],
                    target=1.15,
                ),
                Row(goal="", metric="… to the rows with their scores", against="the same", share=times["scored"]),
            ]
    return found


def _run(job: Job, work: Work, _turn: int) -> None:
    job(work)


def _fill(given: Path) -> None:
    given.mkdir()
    step = _ROWS // _FILES
    for number in range(_FILES):
        table = rows_of(step, seed=number, first_card=number * step // CARD)
        pq.write_table(table, given / f"{number}.parquet")


def _sums(tables: Iterable[pa.Table]) -> tuple[int, list[Decimal]]:
    parts = [
        (one.num_rows, [pc.sum(one.column(name).cast(pa.decimal128(38, 10))).as_py() for name in ("low", "high")])
        for one in tables
    ]
    return sum(rows for rows, _ in parts), [sum(sums[at] for _, sums in parts) for at in (0, 1)]


def _polars(given: Path, output: Path) -> tuple[Job, Callable[[], None]]:
    import polars as pl

    output.mkdir()

    def job(work: Work) -> None:
        for file in sorted(given.iterdir()):
            pl.DataFrame(work.table(pl.read_parquet(file).to_arrow())).write_parquet(output / file.name)

    return job, lambda: None


def _duckdb(given: Path, output: Path) -> tuple[Job, Callable[[], None]]:
    import duckdb

    output.mkdir()

    def job(work: Work) -> None:
        rows = duckdb.connect().sql(f"from '{given}/*.parquet'").to_arrow_reader(65_536)
        reader = pa.RecordBatchReader.from_batches(work.schema, work.stream(rows))
        write = duckdb.connect()
        write.register("reader", reader)
        write.execute(f"copy reader to '{output}/all.parquet'")

    return job, lambda: None


def _dask(given: Path, output: Path) -> tuple[Job, Callable[[], None]]:
    import dask

    output.mkdir()

    def one(file: Path, work: Work) -> None:
        pq.write_table(work.table(pq.read_table(file, use_threads=False)), output / file.name)

    def job(work: Work) -> None:
        dask.compute(*(dask.delayed(one)(file, work) for file in sorted(given.iterdir())), scheduler="threads")

    return job, lambda: None


def _ray(given: Path, output: Path) -> tuple[Job, Callable[[], None]]:
    import ray

    _let_workers_find_this()
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=1_000_000_000, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False

    def job(work: Work) -> None:
        def one(batch: dict[str, Any]) -> pa.Table:
            (file,) = batch["item"]
            return work.table(pq.read_table(file, use_threads=False))

        shutil.rmtree(output, ignore_errors=True)
        files = ray.data.from_items([str(file) for file in sorted(given.iterdir())])
        files.map_batches(one, batch_size=1).write_parquet(str(output))

    return job, ray.shutdown


def _spark(given: Path, output: Path) -> tuple[Job, Callable[[], None]]:
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    _let_workers_find_this()
    builder = SparkSession.builder.master("local[2]")
    for name, value in _SPARK.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()

    def job(work: Work) -> None:
        schema: Any = from_arrow_schema(work.schema)
        sorted_rows = spark.read.parquet(str(given)).sortWithinPartitions("card")
        sorted_rows.mapInArrow(work.stream, schema).write.mode("overwrite").parquet(str(output))

    return job, spark.stop


def _let_workers_find_this() -> None:
    places = [str(Path(__file__).parent), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ["PYTHONPATH"] = os.pathsep.join(places)
    os.environ["PYSPARK_PYTHON"] = sys.executable


_SPARK = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    "spark.log.level": "ERROR",
}
_ENGINES: dict[str, Callable[[Path, Path], tuple[Job, Callable[[], None]]]] = {
    "polars": _polars,
    "duckdb": _duckdb,
    "dask": _dask,
    "ray": _ray,
    "pyspark": _spark,
}
_TITLES = {"polars": "polars", "duckdb": "DuckDB", "dask": "Dask, threads", "ray": "Ray Data", "pyspark": "Spark"}
