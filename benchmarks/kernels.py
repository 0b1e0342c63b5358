"""The batch kernel against a copy of its input and against general engines that are exact: one thread each (G6)."""

from __future__ import annotations

import os

# It is asked for when polars is loaded.
os.environ["POLARS_MAX_THREADS"] = "1"

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from batch import CENT, COMPILED, LARGE, POINT, SMALL, Work, compared, rows_of
from budgetperf.batch.fixed import halves
from turns import Row, in_turns, shares

__all__ = ["measure"]

# Whole numbers throughout: cents of points, targets and actuals as printed; halves go up. The points that a rule gives
# are a fraction; one row has two rules.
_RULES = """
with given as (
    select *, w * 100 as whole, sign = 1 and a > t as two,
        case when sign = 2 then w * 100 * greatest(t - abs(a - t), 0)
             when (sign = 0 and a >= t) or (sign = 1 and a <= t) then w * 100 * t
             when sign = 0 then w * 100 * a
             else w * 100 * greatest(2 * t - a, 0) end as n
    from table_of_rows),
ends as (
    select *, (2 * n + t) // (2 * t) as one,
        case when two then (2 * whole * t + a) // (2 * a) end as other
    from given),
scores as (
    select *, least(one, coalesce(other, one)) as low, greatest(one, coalesce(other, one)) as high from ends)
"""
_SCORES = f"{_RULES} select low, high from scores"  # noqa: S608 - constants of this module
# The same from the columns as they come, which the kernel is given, too; that they fit is not asked.
_FROM_DECIMALS = """with table_of_rows as (
    select case target_operator when '≥' then 0 when '≤' then 1 else 2 end as sign,
        (target_number * 100)::bigint as t, (actual_number * 100)::bigint as a, weight::bigint as w
    from table_of_decimals)"""
_SCORES_FROM_DECIMALS = f"{_FROM_DECIMALS}, {_RULES.lstrip().removeprefix('with ')} select low, high from scores"  # noqa: S608 - the same
# By how many rules each number of places explains the points, unless they need no explanation.
_EXPLAINED = ", ".join(
    f"""case when low = high and low = p then 0 else
        ((2 * n + t * {unit}) // (2 * t * {unit}) * {unit} = p)::tinyint
        + coalesce(two and (2 * whole * t + a * {unit}) // (2 * a * {unit}) * {unit} = p, false)::tinyint
    end as by_{places}"""
    for places, unit in enumerate((100, 10, 1))
)
_ALL = f"{_RULES} select low, high, {_EXPLAINED} from scores"  # noqa: S608 - the same


def measure(rounds: int) -> list[Row]:
    """The kernel, from columns to columns; all answers are compared."""
    work = Work(rows_of(LARGE))
    compared(Work(rows_of(SMALL)))
    given = _wholes(work.table)
    frame = pl.DataFrame(given)
    engine = duckdb.connect()
    engine.execute("set threads = 1")
    engine.register("arrow_rows", given)
    engine.execute("create table table_of_rows as select * from arrow_rows")
    engine.register("arrow_decimals", work.table)
    engine.execute("create table table_of_decimals as select * from arrow_decimals")
    _compare(work, engine, frame)
    copy, copy_less = work.copier(), work.copier(points=False)
    times = in_turns(
        {
            "copy": lambda _: [copy() for _ in range(10)],
            "copy without points": lambda _: [copy_less() for _ in range(10)],
            "scores": lambda _: work.scores(),
            "kernel": lambda _: work.kernel(),
            "DuckDB": lambda _: engine.execute(_SCORES).fetchnumpy(),
            "DuckDB, decimals": lambda _: engine.execute(_SCORES_FROM_DECIMALS).fetchnumpy(),
            "DuckDB, all": lambda _: engine.execute(_ALL).fetchnumpy(),
            "polars": lambda _: _by_polars(frame),
        },
        rounds,
    )
    for name in ("copy", "copy without points"):
        times[name] = [taken / 10 for taken in times[name]]
    general = min(("DuckDB", "polars"), key=lambda name: sorted(times[name])[len(times[name]) // 2])
    by_copy, by_less = shares(times, "copy"), shares(times, "copy without points")
    by_engine, by_decimals = shares(times, general), shares(times, "DuckDB, decimals")
    return [
        Row(goal="G6", metric="exact kernel, 1 M rows", against="a copy of its input", share=by_less["scores"],
            target=6.0, stretch=3.0),
        Row(goal="G6", metric="the same", against=f"{general} from 64-bit whole numbers prepared for it",
            share=by_engine["scores"], target=0.45),
        Row(goal="", metric="the same", against="DuckDB from the columns that the kernel is given",
            share=by_decimals["scores"]),
        Row(goal="", metric="… and which rounding explains the points", against="a copy of its input",
            share=by_copy["kernel"]),
        Row(goal="", metric="the same", against="DuckDB, the same, from whole numbers",
            share=shares(times, "DuckDB, all")["kernel"]),
        *(
            Row(goal="", metric=f"{one} from 64-bit whole numbers", against="a copy of the kernel's input",
                share=by_less[one])
            for one in ("DuckDB", "polars")
        ),
    ]  # fmt: skip


def _compare(work: Work, engine: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
    made, scores = work.kernel(), work.scores()
    ends = [made.low, made.high]
    all_columns = engine.execute(_ALL).fetchnumpy()
    explained = [
        (made.explained[place], all_columns[f"by_{places}"]) for place, places in enumerate(COMPILED.tolerated)
    ]
    answers = [
        zip(ends, _by_polars(frame), strict=True),
        *(zip(ends, (found["low"], found["high"]), strict=True)
          for found in (all_columns, *(engine.execute(one).fetchnumpy() for one in (_SCORES, _SCORES_FROM_DECIMALS)))),
        zip(ends, (scores.low, scores.high), strict=True),
        explained,
    ]  # fmt: skip
    if not all(np.array_equal(one, other) for answer in answers for one, other in answer):
        raise SystemExit("the engines do not agree")


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
                    ("p", "points", CENT),
                )
            },
        }
    )


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
