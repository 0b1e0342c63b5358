"""
Every row of the table of speed, in one run: ``python benchmarks``.

All figures are ratios of times (or sizes) taken in turns within this run, with the answers compared; the median of the
rounds, and their quartiles. ``--json FILE`` also writes them down, ``--only G1 G6`` measures some, ``--rounds`` says
how often. What a row needs stands in the dependency group ``benchmarks``, and for G11 in ``engines``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attrs import asdict, frozen

from turns import Row, Share

__all__ = ["main"]


@frozen
class Measure:
    """
    A module that measures some rows.

    Attributes:
        rows: Gives the rows of the module, for a number of rounds.

        needs: Packages without which it says so, and the rest goes on.
    """

    goals: tuple[str, ...]
    module: str
    rows: Callable[[str, int], list[Row]]
    needs: tuple[str, ...] = ()


def _own(module: str, rounds: int) -> list[Row]:
    rows: list[Row] = import_module(module).measure(rounds)
    return rows


def _reading(module: str, rounds: int) -> list[Row]:
    reading = import_module(module)
    (cost,) = reading.measure({"filing": reading.EXAMPLE}, rounds)
    return [
        _row("G7", "read a Word form, grid included", "python-docx, row.cells", cost.grid, (0.06, 0.04)),
        _row("", "… and the filing, with its places", "the same", cost.whole),
    ]


def _writing(module: str, rounds: int) -> list[Row]:
    import budgetperf as bp

    example = Path(__file__).parents[1] / "examples" / "filing-2022.yaml"
    costs = import_module(module).measure_writing(bp.read(example).filing, rounds)
    return [
        _row("G8", "write a Word form, and read it as proof", "python-docx", costs["docx, proof read"], (0.05, 0.01)),
        _row("", "… drawn only", "the same", costs["docx, drawn"]),
    ]


def _row(goal: str, metric: str, against: str, ratio: float, limits: tuple[float, float] | None = None) -> Row:
    target, stretch = limits or (None, None)
    share = Share(ratio=ratio, low=ratio, high=ratio)
    return Row(goal=goal, metric=metric, against=against, share=share, target=target, stretch=stretch)


MEASURES: Final = (
    Measure(("G9",), "starting", _own, ("pydantic",)),
    Measure(("G1", "G2", "G3", "G10"), "objects", _own, ("pydantic",)),
    Measure(("G6",), "kernels", _own, ("polars", "duckdb")),
    Measure(("G7",), "reading", _reading, ("docx",)),
    Measure(("G8",), "writing", _writing, ("docx",)),
    Measure(("G11",), "jobs", _own, ("pyarrow",)),
    Measure(("G12",), "loading", _own, ("yaml_rs",)),
)


def table(rows: list[Row]) -> str:
    """The rows in Markdown."""
    lines = ["| | what | against | ratio | quartiles | target | stretch | |", "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        limits = ["" if limit is None else f"≤ {limit:g}" for limit in (row.target, row.stretch)]
        share = row.share
        quartiles = "" if share.low == share.high else f"{share.low:.3g}–{share.high:.3g}"
        cells = (row.goal, row.metric, row.against, f"{share.ratio:.3g}", quartiles, *limits, row.standing)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", nargs="*", help="goals: G1 G6")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    rows: list[Row] = []
    missing: list[str] = []
    for measure in MEASURES:
        if chosen.only and not set(chosen.only) & set(measure.goals):
            continue
        lacking = [name for name in (measure.module, *measure.needs) if find_spec(name) is None]
        if lacking:
            missing.append(f"{', '.join(measure.goals)}: {', '.join(lacking)} not found")
            continue
        rows += measure.rows(measure.module, chosen.rounds)
    system = f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores"
    print("\n".join([table(rows), "", *missing, system]))
    if chosen.json:
        told = [asdict(row) | {"standing": row.standing} for row in rows]
        text = json.dumps({"system": system, "rows": told, "missing": missing}, ensure_ascii=False, indent=2)
        chosen.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
