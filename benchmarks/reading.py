"""
What reading a Word form costs, against python-docx walking the cells of its tables: side by side, in one run.

``python benchmarks/reading.py`` measures the example filing as a whole and each of its forms by itself, or the files
that it is given; ``--json`` prints figures in place of a table. It needs python-docx, which the package does not.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

import docx
from attrs import asdict, frozen

from budgetperf.formats.reader import read
from budgetperf.formats.word.document import read_word

__all__ = ["Cost", "cut_forms", "measure", "table"]

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "filing-2022.docx"
_REPEATS: Final = 3
_FORMS: Final = {"附件1": "附件1, base table", "附件2": "附件2, department card", "附件3": "附件3, project card"}


@frozen(kw_only=True)
class Cost:
    """
    What a file costs.

    Attributes:
        file: What it is.

        seconds: Of python-docx.

        grid: Our share of that up to the grid: every cell with its text and its spans, and what was set aside.

        whole: Our share of that up to the filing, with the place of each figure.
    """

    file: str
    seconds: float
    grid: float
    whole: float


def walk_cells(path: Path) -> int:
    """What python-docx does to see the text at every position of every table, and of every paragraph outside them."""
    document = docx.Document(str(path))
    size = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return size + sum(len(cell.text) for grid in document.tables for row in grid.rows for cell in row.cells)


def walk_grid(path: Path) -> int:
    """What the reader of this package does to know the same: the first half of `read`."""
    return len(read_word(path.name, path.read_bytes()).blocks)


def measure(files: Mapping[str, Path], rounds: int) -> list[Cost]:
    """
    The cost of each file.

    Within a round the three take turns on each file, so that what slows the machine down slows all of them down; each
    share is the median of the shares of the rounds. The time is that of the process; in its turn each goes three times
    over the file, and the shortest time counts.
    """
    found = []
    for name, path in files.items():
        taken = [[_time(walk, path) for walk in (walk_cells, walk_grid, read)] for _ in range(rounds + 1)][1:]
        found.append(
            Cost(
                file=name,
                seconds=median(theirs for theirs, _, _ in taken),
                grid=median(grid / theirs for theirs, grid, _ in taken),
                whole=median(whole / theirs for theirs, _, whole in taken),
            )
        )
    return found


def _time(walk: Callable[[Path], object], path: Path) -> float:
    # None of them pays for what another has left behind.
    gc.collect()
    taken = []
    for _ in range(_REPEATS):
        start = time.process_time()
        walk(path)
        taken.append(time.process_time() - start)
    return min(taken)


def cut_forms(path: Path, folder: Path) -> dict[str, Path]:
    """Each form of a filing as a file of its own: everything else is deleted from a copy of the whole."""
    found: dict[str, Path] = {}
    for mark, name in _FORMS.items():
        document = docx.Document(str(path))
        body = document.element.body
        for element in _others(body, mark):
            body.remove(element)
        found[name] = folder / f"{mark}.docx"
        document.save(str(found[name]))
    return found


def _others(body: Iterable[Any], mark: str) -> list[Any]:
    """What of a document does not belong to the attachment with this mark."""
    here, others = "", []
    for element in body:
        text = "".join(element.itertext()).strip()
        here = text[: len(mark)] if element.tag.endswith("}p") and text.startswith("附件") else here
        if here != mark and not element.tag.endswith("}sectPr"):
            others.append(element)
    return others


def table(costs: Sequence[Cost]) -> str:
    """The shares as a table of Markdown."""
    lines = ["| file | up to the grid | up to the filing |", "|---|---:|---:|"]
    return "\n".join((*lines, *(f"| {cost.file} | {cost.grid:.3f} | {cost.whole:.3f} |" for cost in costs)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {path.name: path for path in options.files}
        costs = measure(files or {**cut_forms(EXAMPLE, Path(folder)), "the whole filing": EXAMPLE}, options.rounds)
    said = json.dumps([asdict(cost) for cost in costs], ensure_ascii=False, indent=1) if options.json else table(costs)
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
