"""
Forms with something wrong in them, made at random, and the law that a reader keeps on every one of them.

The law: a file is read, or refused with one of our own messages; it takes no longer than a bad file may; and no figure
is lost in silence: what stands in a cell of the pages is in the filing, or is told by a finding.

The figures of the forms are replaced by numbers that occur once, so that each can be followed to where it went.
``python tests/formats/fuzzing.py --seconds 3600`` goes on for an hour, and keeps every file on which the law fails.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from mutations import mutate, number_figures

from budgetperf.domain.finding import Finding
from budgetperf.domain.written import fold
from budgetperf.errors import BudgetPerfError
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.office.grid import Cell, Grid, Pages
from budgetperf.formats.reader import read
from budgetperf.formats.serial import to_json
from budgetperf.formats.word.document import read_word

__all__ = ["SECONDS", "SEEDS", "break_law"]

SECONDS: Final = 5
"""Seconds of work that a file may cost; those in this module are small."""

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
SEEDS: Final = tuple(
    EXAMPLES / name for name in ("filing-2022.docx", "filing-clean.docx", "filing-2022.xlsx", "filing-clean.xlsx")
)
"""The forms that are mutated."""

_NUMBER: Final = re.compile(r"(?<![0-9])[1-9][0-9]{4}(?![0-9])")


# The law


def break_law(name: str, data: bytes) -> str | None:
    """How a reader broke the law on the bytes of a file of this name, or None."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        start = time.process_time()
        try:
            reading = read(path)
        except BudgetPerfError as error:
            return None if name in error.zh and name in error.en else f"does not name the file: {error}"
        except Exception:  # noqa: BLE001 - this is what the law forbids
            return traceback.format_exc()
        spent = time.process_time() - start
    if spent > SECONDS:
        return f"took {spent:.1f} seconds"
    pages = (read_word if name.endswith(".docx") else read_excel)(name, data)
    kept = Counter(_NUMBER.findall(json.dumps(json.loads(to_json(reading.filing)), ensure_ascii=False)))
    for finding in reading.findings:
        kept.update(_NUMBER.findall(fold(f"{finding.stated} {dict(finding.details)}")))
    lost = [cell.text for _, cell in _lose(pages, kept, reading.findings)]
    return f"lost in silence: {lost}" if lost else None


def _lose(pages: Pages, kept: Counter[str], findings: Sequence[Finding]) -> Iterator[tuple[Grid, Cell]]:
    """The cells with a number that no finding tells, and that stands in such cells more often than it was kept."""
    grids = [block for block in pages.blocks if isinstance(block, Grid)]
    found = [
        (grid, cell, number)
        for grid in grids
        for cell in grid.cells
        for number in _numbers(cell.text)
        if number and not _is_told(grid, cell, findings)
    ]
    stands = Counter(number for _, _, number in found)
    for grid, cell, number in found:
        if stands[number] > kept[number]:
            yield grid, cell


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(fold(text).replace(",", ""))


def _is_told(grid: Grid, cell: Cell, findings: Sequence[Finding]) -> bool:
    """Whether a finding names the cell, its row, its column or its table."""
    for finding in findings:
        place, kind = finding.location, dict(finding.details).get("kind")
        if place is None or not finding.code.startswith("BP9"):
            continue
        row = grid.first_row + cell.row
        if kind == "unknown_table" and (grid.sheet is None or place.table == grid.sheet):
            return True
        if grid.sheet is not None and place.table != grid.sheet:
            continue
        # Rows and cells are counted as the file counts them.
        is_in_row = place.row is not None and row <= place.row < row + cell.rowspan
        if is_in_row and (place.column in {None, cell.number} or kind == "unknown_row"):
            return True
        if kind == "unknown_column" and _shares_column(grid, cell, place.row, place.column):
            return True
    return False


def _shares_column(grid: Grid, cell: Cell, row: int | None, number: int | None) -> bool:
    """Whether a cell stands below the head of a column."""
    for head in grid.cells:
        if grid.first_row + head.row == row and head.number == number:
            overlaps = head.column < cell.column + cell.colspan and cell.column < head.column + head.colspan
            return overlaps or cell.number == number
    return False


def main() -> None:
    """Mutate forms for so many seconds; print each way in which the law fails once, and keep the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--folder", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    sources = [(path.suffix, number_figures(path.read_bytes())) for path in SEEDS]
    end = time.monotonic() + options.seconds
    tried, kinds = 0, Counter[str]()
    while time.monotonic() < end:
        chance = random.Random(seed + tried)  # noqa: S311 - no secret
        suffix, source = chance.choice(sources)
        data = mutate(source, chance)
        broken = break_law(f"form{suffix}", data)
        if broken is not None:
            kind = re.sub(r"[0-9]+", "#", broken.strip().splitlines()[-1])
            kinds[kind] += 1
            if kinds[kind] == 1:
                options.folder.mkdir(exist_ok=True)
                (options.folder / f"{seed + tried}{suffix}").write_bytes(data)
                sys.stdout.write(f"--- seed {seed + tried}{suffix}\n{broken}\n")
        tried += 1
    sys.stdout.write(f"{tried} files from seed {seed}; {sum(kinds.values())} broke the law in {len(kinds)} ways\n")


if __name__ == "__main__":
    main()
