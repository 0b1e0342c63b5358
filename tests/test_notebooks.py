"""
The notebooks of examples/ run from top to bottom, and show what they are kept with.

After a deliberate change: ``python tools/run_notebooks.py``, and read the difference.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

import budgetperf

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "run_notebooks.py"
NAMES = ["comparing-rulebooks.ipynb", "reviewing-one-filing.ipynb"]
LARGEST = 300_000


def notebook(name: str) -> Any:
    """A notebook as it is kept."""
    return nbformat.read(ROOT / "examples" / name, as_version=4)


def test_these_are_all() -> None:
    """No notebook is left out."""
    assert sorted(path.name for path in (ROOT / "examples").glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_runs_and_shows_what_is_kept(name: str) -> None:
    """In a kernel of its own, as in Jupyter: no cell fails, and every text and table is the one that is kept."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(TOOL), "--check", name],
        capture_output=True,
        text=True,
        check=False,
        # The package that is tested, and not another one that happens to be installed.
        env={**os.environ, "PYTHONPATH": str(Path(budgetperf.__file__).parents[1])},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_small_and_of_no_machine(name: str) -> None:
    """What is kept is small, tells no path and no time of whoever ran it, and warns of nothing."""
    text = (ROOT / "examples" / name).read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    assert [place for place in (str(ROOT), str(Path.home()), "/tmp/", "site-packages") if place in text] == []  # noqa: S108
    assert "iopub" not in text
    outputs = [output for cell in notebook(name).cells for output in cell.get("outputs", ())]
    assert [output for output in outputs if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_was_run_in_order(name: str) -> None:
    """The numbers beside the cells are those of a run from the top."""
    code = [cell for cell in notebook(name).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert sum("image/png" in output.get("data", {}) for cell in code for output in cell.outputs) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_both_languages(name: str) -> None:
    """Every text begins in Chinese, and goes on in English."""
    texts = [cell.source for cell in notebook(name).cells if cell.cell_type == "markdown"]
    assert [text for text in texts if not any("一" <= sign <= "鿿" for sign in text.splitlines()[0])] == []
    assert [text for text in texts if not any(map(_is_english, text.splitlines()))] == []


def _is_english(line: str) -> bool:
    return line.lstrip("*# ")[:1].isalpha() and line.isascii()
