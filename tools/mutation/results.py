"""What became of each mutant, one line each, written as it comes."""

from __future__ import annotations

import json
import math
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


def interval(killed: int, run: int, of: int) -> tuple[float, float]:
    """Between which shares that of all mutants lies with 95 % (Wilson), if `run` of them were taken by chance."""
    share = killed / run
    if run >= of:
        return share, share
    # A sample of a small whole says more than one of a big one.
    size = run * (of - 1) / (of - run)
    middle = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * math.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return middle - half, middle + half
