"""What writing the forms costs, as a share of building the same forms with python-docx: side by side, in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import docx
from docx.shared import Pt

import budgetperf as bp
from budgetperf.formats.canonical import canonical
from budgetperf.formats.word.writing import word_bytes
from budgetperf.formats.writing import forms_bytes
from budgetperf.printing.lay_out import lay_out
from budgetperf.printing.sheet import Line, Sheet

__all__ = ["build_with_python_docx", "measure_writing"]


def build_with_python_docx(sheets: Sequence[Sheet]) -> bytes:
    """The same lines and tables, merges and sizes of letters, through the calls of python-docx."""
    document = docx.Document()
    for sheet in sheets:
        for block in sheet.blocks:
            if isinstance(block, Line):
                document.add_paragraph().add_run(block.text).font.size = Pt(16)
                continue
            table = document.add_table(len(block.rows), len(block.widths))
            for row, column, cell in block.places():
                target = table.cell(row, column)
                if cell.across > 1 or cell.down > 1:
                    target = target.merge(table.cell(row + cell.down - 1, column + cell.across - 1))
                target.paragraphs[0].add_run(cell.text).font.size = Pt(9)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def measure_writing(filing: bp.Filing, rounds: int) -> dict[str, float]:
    """The shares of the time of python-docx that writing takes: with the proof, and drawing alone."""
    held = canonical(filing)
    sheets = lay_out(held)
    ways: dict[str, Callable[[], bytes]] = {
        "python-docx": lambda: build_with_python_docx(sheets),
        "docx, proof read": lambda: forms_bytes(held, ".docx"),
        "xlsx, proof read": lambda: forms_bytes(held, ".xlsx"),
        "docx, drawn": lambda: word_bytes(lay_out(held)),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    whole = statistics.median(times.pop("python-docx"))
    return {name: statistics.median(taken) / whole for name, taken in times.items()}


if __name__ == "__main__":
    example = bp.read(Path(__file__).parents[1] / "examples" / "filing-2022.yaml").filing
    for name, share in measure_writing(example, rounds=5).items():
        print(f"{name:20} {share:.4f}")
