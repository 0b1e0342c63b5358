"""What became of each mutant, one line each, written as it comes."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

from attrs import asdict, field, frozen

__all__ = ["GOOD", "LATER", "Result", "interval", "known"]

# Of a standard normal value 95 of 100 lie within.
_Z = 1.96
# It has to be looked at by a process that has not imported the package yet.
LATER = "later"
# A test noticed; or nothing was changed that could be noticed.
GOOD = frozenset({"killed", "timeout", "crash", "same"})


@frozen(kw_only=True)
class Result:
    """
    What became of a mutant.

    Attributes:
        outcome: killed (by a test), timeout, crash, survived, untested, same (no change at all), or later.
    """

    key: str
    path: str
    line: int
    place: str
    operator: str
    outcome: str
    by: str = ""
    minus: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    plus: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    tests: int = 0
    seconds: float = 0.0

    def line_of_text(self) -> str:
        """As it is written."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


def known(path: Path) -> dict[str, Result]:
    """What is known of each mutant; what was said last counts."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {result.key: result for result in (Result(**json.loads(line)) for line in lines)}


def interval(parts: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
    """
    The share that is killed, and between which shares it lies with 95 %.

    Args:
        parts: Of each part how many were killed, how many were run, and how many there are; those that were run, were
            taken by chance. Each part counts by how many there are, however many of it were run.
    """
    whole = sum(of for _, _, of in parts)
    share = variance = 0.0
    for killed, run, of in parts:
        here = killed / run
        share += of / whole * here
        # One more of each kind, so that a part of which all were killed is not taken for certain.
        likely = (killed + 1) / (run + 2)
        variance += (of / whole) ** 2 * likely * (1 - likely) / run * (1 - run / of)
    return share, max(0.0, share - _Z * math.sqrt(variance)), min(1.0, share + _Z * math.sqrt(variance))
