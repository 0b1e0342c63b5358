"""What it costs to begin: `import budgetperf` and `budgetperf --help`, in fresh processes (G9)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, getrusage

from turns import Row, in_turns, shares

__all__ = ["measure"]

_PYDANTIC = "from pydantic import BaseModel\nclass Card(BaseModel):\n    weight: str"
_HELP = "import sys\nfrom budgetperf.cli import main\nsys.argv = ['budgetperf', '--help']\nmain()"


def measure(rounds: int) -> list[Row]:
    """The ratios of what processes take of the processor, the start of Python included on both sides."""
    with tempfile.TemporaryDirectory() as compiled:
        # As if installed: modules are compiled once, in the round that does not count.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def process(code: str) -> Callable[[int], object]:
            return lambda _: subprocess.run(  # noqa: S603 - the statements above
                [sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, check=True
            )

        times = in_turns(
            {
                "bare": process("pass"),
                "pydantic": process(_PYDANTIC),
                "budgetperf": process("import budgetperf"),
                "values": process("import budgetperf\nbudgetperf.Scorecard, budgetperf.score"),
                "click": process("import click"),
                "help": process(_HELP),
            },
            max(rounds, 15),
            clock=_children,
        )
    by_pydantic, by_click = shares(times, "pydantic"), shares(times, "click")
    model = "pydantic and one model"
    return [
        Row(
            goal="G9",
            metric="import budgetperf",
            against=model,
            share=by_pydantic["budgetperf"],
            target=0.5,
            stretch=0.4,
        ),
        Row(goal="", metric="… and its values and scoring", against=model, share=by_pydantic["values"]),
        Row(
            goal="G9",
            metric="budgetperf --help",
            against="import click",
            share=by_click["help"],
            target=1.2,
            stretch=1.1,
        ),
    ]


def _children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
