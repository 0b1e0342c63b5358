"""
Measure the batch kernel: against a copy of its input, against Decimal row by row, at 10 k and at 1 M rows; and the
memory of a streamed run.

Run ``python benchmarks/batch.py`` from a checkout; ``--json FILE`` also writes the figures down. All are ratios of
times taken in turns within this run, best of several rounds, on one thread; every candidate's answers are compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import evolve, frozen

from budgetperf.batch import INDICATOR_ROWS, read_parquet, score_batches, score_table, write_parquet
from budgetperf.batch.by_row import RowScorer
from budgetperf.batch.columns import columns_of
from budgetperf.batch.compiled import compile_book
from budgetperf.batch.computing import Computed, compute
from budgetperf.batch.fixed import column_of
from budgetperf.batch.schema import FIGURE, NAMES
from budgetperf.formats.rulebooks import load_rulebook

BOOK = load_rulebook("hunan-2022")
COMPILED = compile_book(BOOK)
# The same rules, with no rounding that could explain what is stated.
UNEXPLAINED = compile_book(evolve(BOOK, rounding=evolve(BOOK.rounding, tolerated=())))
CENT, POINT, CARD = 10**8, 10**10, 20
SIGNS = ("≥", "≤", "=")
SMALL, LARGE = 10_000, 1_000_000
CENTS = Decimal("0.01")
JUST_MET, IN_WHOLE_POINTS, TOO_LOW = 0.6, 0.05, 0.1

Wholes = npt.NDArray[np.int64]


def rows_of(count: int, seed: int = 0, first_card: int = 0) -> pa.Table:
    """
    Distinct rows such as forms have: 20 to a card, six in ten targets just met, nine in ten scores as the rules give.

    One in twenty is scored in whole points, one in twenty a point too low.
    """
    dice = np.random.default_rng(seed)
    sign = dice.choice(3, count, p=[0.6, 0.3, 0.1])
    target = dice.integers(1, 100_000, count)
    actual = np.where(dice.random(count) < JUST_MET, target, target * dice.integers(50, 130, count) // 100)
    weight = dice.integers(1, 20, count)
    met = np.minimum(actual / target, 1.0)
    kept = np.minimum(target / np.maximum(actual, 1), 1.0)
    near = np.maximum(1.0 - np.abs(actual - target) / target, 0.0)
    given = np.floor(np.choose(sign, [met, kept, near]) * weight * 100 + 0.5).astype(np.int64)
    luck = dice.random(count)
    points = np.where(luck < TOO_LOW, np.maximum(given - 100, 0), given)
    points = np.where(luck < IN_WHOLE_POINTS, (given + 50) // 100 * 100, points)
    unit = dice.choice(3, count)
    place = np.arange(count)
    columns = {
        "card": first_card + place // CARD,
        "row": (place % CARD).astype(np.int32),
        "part": _words(np.zeros(count), ("indicator",)),
        "level1": _words(dice.choice(3, count), ("产出指标", "效益指标", "满意度指标")),
        "level2": _words(dice.choice(3, count), ("数量指标", "社会效益指标", "服务对象满意度指标")),
        "name": pa.array(["指标"]).take(pa.array(np.zeros(count, np.int64))),
        "target_operator": _words(sign, SIGNS),
        "target_number": _decimals(target * CENT),
        "target_unit": _words(unit, ("%", "次", "万元")),
        "target_unreadable": pa.array(np.zeros(count, np.bool_)),
        "actual_number": _decimals(actual * CENT),
        "actual_unit": _words(unit, ("%", "次", "万元")),
        "actual_unreadable": pa.array(np.zeros(count, np.bool_)),
        "weight": _decimals(weight * POINT),
        "points": _decimals(points * CENT),
    }
    return pa.table(
        [columns.get(field.name, pa.nulls(count, field.type)) for field in INDICATOR_ROWS], schema=INDICATOR_ROWS
    )


def _words(codes: npt.NDArray[np.generic], texts: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(texts)).cast(NAMES)


def _decimals(units: Wholes) -> pa.Array:
    return column_of(units, units >> 63, None, FIGURE)


@frozen
class Work:
    """One table, and the ways to score it."""

    table: pa.Table

    def inputs(self, *, points: bool = True) -> list[npt.NDArray[np.generic]]:
        """What the kernel reads, as it lies in memory; the stated points only where they are to be explained."""
        numbers = ("target_number", "actual_number", "weight", *(["points"] if points else []))
        words = ("level1", "level2", "direction", "target_operator", "target_unit", "actual_operator", "actual_unit")
        buffers = [self.table.column(name).chunk(0).buffers()[1] for name in numbers]
        buffers += [self.table.column(name).chunk(0).indices.buffers()[1] for name in words]
        return [np.frombuffer(buffer, np.int32) for buffer in buffers]

    def copier(self, *, points: bool = True) -> Callable[[], None]:
        """A copy of the input into memory that is there already."""
        given = self.inputs(points=points)
        room = [np.ones_like(part) for part in given]

        def copy() -> None:
            for into, part in zip(room, given, strict=True):
                np.copyto(into, part)

        return copy

    def kernel(self) -> Computed:
        """Low and high of every row, and what explains its points; in cents."""
        made = compute(columns_of(self.table), COMPILED, None)
        if not made.done.all():
            raise SystemExit("the kernel left rows that it should compute")
        return made

    def scores(self) -> Computed:
        """Low and high alone."""
        return compute(columns_of(self.table), UNEXPLAINED, None)

    def whole(self) -> pa.Table:
        """The same from table to table, checks and standing included."""
        return score_table(self.table, BOOK)


def by_decimal(rows: list[tuple[str, Decimal, Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    """The rules of the book, written out in Decimal: multiply first, divide once."""
    found = []
    for sign, target, actual, weight in rows:
        match sign:
            case "≥":
                exact = [weight if actual >= target else weight * actual / target]
            case "≤":
                ratio = weight if actual <= target else weight * target / actual
                exact = [
                    ratio,
                    weight if actual <= target else max(Decimal(0), weight * (2 * target - actual) / target),
                ]
            case _:
                exact = [max(Decimal(0), weight * (target - abs(actual - target)) / target)]
        points = [score.quantize(CENTS, ROUND_HALF_UP) for score in exact]
        found.append((min(points), max(points)))
    return found


def best_of(rounds: int, candidates: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best time of each candidate, all taken in turns."""
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(rounds):
        for name, run in candidates.items():
            start = perf_counter()
            run()
            best[name] = min(best[name], perf_counter() - start)
    return best


def compared(small: Work) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    """Compare all ways of scoring the small table, and hand its rows over as they are scored one by one."""
    names = ("target_operator", "target_number", "actual_number", "weight")
    rows = [*zip(*(small.table.column(name).to_pylist() for name in names), strict=True)]
    given, made = by_decimal(rows), small.kernel()
    scored = small.whole()
    ends = [*zip(*(scored.column(name).to_pylist() for name in ("low", "high")), strict=True)]
    one_by_one = [(row.low, row.high) for row in RowScorer(BOOK).outcomes(small.table, np.arange(SMALL // 10))]
    cents = zip(made.low.tolist(), made.high.tolist(), strict=True)
    kernel = [tuple(CENTS * int(end) for end in both) for both in cents]
    if not (given == ends == kernel and one_by_one == ends[: SMALL // 10]):
        raise SystemExit("the candidates do not agree")
    return rows


def measured(rounds: int) -> dict[str, float]:
    """Every ratio but that of memory, with the answers compared."""
    large, small = Work(rows_of(LARGE)), Work(rows_of(SMALL))
    rows = compared(small)
    times = best_of(
        rounds,
        {
            "copy": large.copier(),
            "kernel": large.kernel,
            "whole": large.whole,
            "small copy": small.copier(),
            "small": lambda: [small.kernel() for _ in range(10)],
            "decimal": lambda: by_decimal(rows),
        },
    )
    few = 10 * SMALL
    return {
        "kernel ÷ copy of its input, 1 M rows": times["kernel"] / times["copy"],
        "score_table ÷ copy, 1 M rows": times["whole"] / times["copy"],
        "Decimal row by row ÷ kernel, per row": times["decimal"] / SMALL / (times["kernel"] / LARGE),
        "throughput at 1 M ÷ at 10 k": (times["small"] / few) / (times["kernel"] / LARGE),
    }


def streamed(count: int, folder: Path) -> tuple[int, int]:
    """Score a Parquet file of so many rows into another; the rows, and the greatest resident memory in MB."""
    given, into = folder / "rows.parquet", folder / "scored.parquet"
    write_parquet(given, _batches(count))
    code = "import sys; sys.path[0] = sys.argv[1]; import batch; batch.stream(*sys.argv[2:])"
    arguments = [sys.executable, "-c", code, str(Path(__file__).parent), str(given), str(into)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)  # noqa: S603 - this file itself
    rows, memory = map(int, done.stdout.split())
    return rows, memory // 1024


def _batches(count: int) -> Iterator[pa.RecordBatch]:
    step = 50_000
    for start in range(0, count, step):
        yield from rows_of(min(step, count - start), seed=start, first_card=start // CARD).combine_chunks().to_batches()


def stream(given: str, into: str) -> None:
    """Score one file into another, and tell how many rows and how much memory that took."""
    rows = write_parquet(into, score_batches(read_parquet(given), BOOK))
    print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000_000, 10_000_000], help="of the streamed runs")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    found: dict[str, float] = {}
    # Before the large tables: the system counts a process as being as large as the one that started it.
    for count in chosen.rows:
        with TemporaryDirectory() as folder:
            rows, memory = streamed(count, Path(folder))
        if rows != count:
            raise SystemExit("rows were lost")
        found[f"resident memory of {count:,} streamed rows, MB"] = memory
    found |= measured(chosen.rounds)
    for name, value in found.items():
        print(f"{name:55} {value:10.2f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
