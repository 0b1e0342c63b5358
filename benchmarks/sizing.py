"""
What a filing costs in a batch of files: seconds of one core, by kind of file; bytes in the tables; memory of a process.

``python benchmarks/sizing.py`` prints what docs/en/sizing.md reckons with: seconds of the machine at hand, and not
ratios: good for an estimate within a factor of two, and for nothing finer.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import budgetperf as bp
from budgetperf.batch import write_parquet
from budgetperf.batch.folders.records import tables_of
from budgetperf.batch.folders.reviewing import Reviewed, Reviewer
from budgetperf.batch.folders.units import Unit, find_units
from corpus import filings

_EXAMPLES = Path(__file__).parents[1] / "examples"
_COUNT = 40


def main() -> None:
    """Measure, and print."""
    reviewer = Reviewer.of(None)
    with TemporaryDirectory() as place:
        for name in ("filing-2022.docx", "filing-2022.xlsx", "filing-2022.yaml"):
            _tell(name, reviewer, [_unit(_EXAMPLES / name)] * _COUNT, Path(place))
        folder = Path(place, "json")
        folder.mkdir()
        for number, filing in enumerate(filings(_COUNT, 1)):
            bp.write(filing, folder / f"{number}.json")
        units = [one for one in find_units([folder]) if isinstance(one, Unit)]
        _tell("JSON of one project card", reviewer, units, Path(place))
    print("resident memory, MB:", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _unit(path: Path) -> Unit:
    return Unit(name=str(path), files=(str(path),), mark="")


def _tell(name: str, reviewer: Reviewer, units: list[Unit], place: Path) -> None:
    # The first one pays for what is loaded only once.
    list(reviewer.outcomes(units[0]))
    start = time.process_time()
    reviewed = list(_reviewed(reviewer, units))
    between = time.process_time()
    tables = tables_of(reviewed, [], "zh")
    seconds = [(moment - start) / len(units) for moment in (between, time.process_time())]
    sizes = {}
    for table, rows in ((name, rows) for name, rows in tables.items() if rows.num_rows):
        write_parquet(place / table, rows.combine_chunks().to_batches() or rows.schema.empty_table().to_batches())
        sizes[table] = (rows.num_rows, (place / table).stat().st_size)
    print(
        f"{name}: {seconds[0]:.3f} s a filing, {seconds[1] - seconds[0]:.3f} s for its tables; rows and bytes: {sizes}"
    )


def _reviewed(reviewer: Reviewer, units: list[Unit]) -> Iterator[Reviewed]:
    for unit in units:
        yield from (one for one in reviewer.outcomes(unit) if isinstance(one, Reviewed))


if __name__ == "__main__":
    main()
