"""The batch kernel against a copy of its input and against general engines that are exact: one thread each (G6)."""

from __future__ import annotations

import os

# It is asked for when polars is loaded.
os.environ["POLARS_MAX_THREADS"] = "1"

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from batch import CENT, LARGE, POINT, SMALL, Work, compared, rows_of
from budgetperf.batch.fixed import halves
from turns import Row, in_turns, shares

__all__ = ["measure"]

# Whole numbers throughout: cents of points, targets and actuals as printed; halves go up.
_FULL = "w * 100"
_SQL = f"""
with exact as (
    select sign, t, a, w,
        case when sign = 2 then (2 * {_FULL} * greatest(t - abs(a - t), 0) + t) // (2 * t)
             when (sign = 0 and a >= t) or (sign = 1 and a <= t) then {_FULL}
             when sign = 0 then (2 * {_FULL} * a + t) // (2 * t)
             else (2 * {_FULL} * greatest(2 * t - a, 0) + t) // (2 * t) end as one,
        case when sign = 1 and a > t then (2 * {_FULL} * t + a) // (2 * a) else null end as other
    from given)
select least(one, coalesce(other, one)) as low, greatest(one, coalesce(other, one)) as high from exact
"""  # noqa: S608 - constants of this module


def measure(rounds: int) -> list[Row]:
    """The kernel, from columns to columns; all answers are compared."""
    work = Work(rows_of(LARGE))
    compared(Work(rows_of(SMALL)))
    given = _wholes(work.table)
    frame = pl.from_arrow(given)
    engine = duckdb.connect()
    engine.execute("set threads = 1")
    _load(engine, given)
    made = work.kernel()
    wanted = (made.low.astype(np.int64), made.high.astype(np.int64))
    for answer in (_by_duckdb(engine), _by_polars(frame)):
        if not all(np.array_equal(one, other) for one, other in zip(wanted, answer, strict=True)):
            raise SystemExit("the engines do not agree")
    copy = work.copier()
    times = in_turns(
        {
            "copy": lambda _: [copy() for _ in range(10)],
            "kernel": lambda _: work.kernel(),
            "DuckDB": lambda _: _by_duckdb(engine),
            "polars": lambda _: _by_polars(frame),
        },
        rounds,
    )
    times["copy"] = [taken / 10 for taken in times["copy"]]
    general = min(("DuckDB", "polars"), key=lambda name: sorted(times[name])[len(times[name]) // 2])
    by_copy, by_engine = shares(times, "copy"), shares(times, general)
    name = f"{general} in 64-bit whole numbers"
    return [
        Row(goal="G6", metric="exact kernel, 1 M rows", against="a copy of its input", share=by_copy["kernel"],
            target=6.0, stretch=3.0),
        Row(goal="G6", metric="the same", against=name, share=by_engine["kernel"], target=0.45),
        *(
            Row(goal="", metric=f"{one} in 64-bit whole numbers", against="a copy of its input", share=by_copy[one])
            for one in ("DuckDB", "polars")
        ),
    ]  # fmt: skip


def _wholes(table: pa.Table) -> pa.Table:
    """What the engines read: whole numbers, prepared for them."""
    signs = {"≥": 0, "≤": 1, "=": 2}
    codes = table.column("target_operator").combine_chunks()
    places = np.array([signs[text] for text in codes.dictionary.to_pylist()], np.int64)
    return pa.table(
        {
            "sign": places[codes.indices.to_numpy()],
            **{
                short: halves(table.column(name).combine_chunks())[0] // unit
                for short, name, unit in (
                    ("t", "target_number", CENT),
                    ("a", "actual_number", CENT),
                    ("w", "weight", POINT),
                )
            },
        }
    )


_COLUMNS = (("t", "target_number", CENT), ("a", "actual_number", CENT), ("w", "weight", POINT))


def _load(engine: duckdb.DuckDBPyConnection, given: pa.Table) -> None:
    engine.register("arrow_rows", given)
    engine.execute("create table given as select * from arrow_rows")


def _by_duckdb(engine: duckdb.DuckDBPyConnection) -> tuple[np.ndarray, np.ndarray]:
    found = engine.execute(_SQL).fetchnumpy()
    return found["low"], found["high"]


def _by_polars(frame: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    sign, t, a, full = pl.col("sign"), pl.col("t"), pl.col("a"), pl.col("w") * 100
    one = (
        pl.when(sign == 2)  # noqa: PLR2004 - the code of =
        .then((2 * full * pl.max_horizontal(t - (a - t).abs(), pl.lit(0)) + t) // (2 * t))
        .when(((sign == 0) & (a >= t)) | ((sign == 1) & (a <= t)))
        .then(full)
        .when(sign == 0)
        .then((2 * full * a + t) // (2 * t))
        .otherwise((2 * full * pl.max_horizontal(2 * t - a, pl.lit(0)) + t) // (2 * t))
    )
    other = pl.when((sign == 1) & (a > t)).then((2 * full * t + a) // (2 * a)).otherwise(one)
    found = frame.select(one.alias("one"), other.alias("other")).select(
        pl.min_horizontal("one", "other").alias("low"), pl.max_horizontal("one", "other").alias("high")
    )
    return found["low"].to_numpy(), found["high"].to_numpy()
