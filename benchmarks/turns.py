"""Candidates in turns: within a round each runs once, so that what slows the machine down slows all of them down."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles

from attrs import field, frozen

__all__ = ["Row", "Share", "in_turns", "shares"]


@frozen(kw_only=True)
class Share:
    """The median of the ratios of all rounds, and their quartiles."""

    ratio: float
    low: float
    high: float

    @classmethod
    def of(cls, ratios: Sequence[float]) -> Share:
        """Of some ratios."""
        low, _, high = quantiles(ratios, n=4) if len(ratios) > 1 else (ratios[0],) * 3
        return cls(ratio=median(ratios), low=low, high=high)


@frozen(kw_only=True)
class Row:
    """
    A line of the table.

    Attributes:
        goal: ``G1``, or empty where it is told beside a goal.

        metric: What was measured.

        against: What it is a ratio to.

        target: Greatest ratio that reaches the target; None where there is none.

        stretch: Greatest ratio that reaches the further goal.
    """

    goal: str
    metric: str
    against: str
    share: Share = field(validator=lambda *_: None)
    target: float | None = None
    stretch: float | None = None

    @property
    def standing(self) -> str:
        """Whether the target is reached, or by how much it is missed."""
        if self.target is None:
            return ""
        if self.stretch is not None and self.share.ratio <= self.stretch:
            return "stretch"
        return "reached" if self.share.ratio <= self.target else f"missed, {self.share.ratio / self.target:.2f} times"


def in_turns(
    candidates: Mapping[str, Callable[[int], object]],
    rounds: int,
    *,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, list[float]]:
    """
    The times of each candidate, round by round.

    Args:
        candidates: Each is given the number of the round, to take data that no round before has seen.

        rounds: How many count; one more goes before them.

        clock: What measures; the time of this process, unless the work is done elsewhere.
    """
    times: dict[str, list[float]] = {name: [] for name in candidates}
    order = list(candidates.items())
    for turn in range(rounds + 1):
        # Who comes second finds memory in another state than who comes first: each comes first in its turn.
        for name, run in (*order[turn % len(order) :], *order[: turn % len(order)]):
            # None of them pays for what another has left behind.
            gc.collect()
            start = clock()
            kept = run(turn)
            times[name].append(clock() - start)
            del kept
    return {name: taken[1:] for name, taken in times.items()}


def shares(times: Mapping[str, Sequence[float]], base: str) -> dict[str, Share]:
    """Each candidate's share of the time of one of them, round by round."""
    return {
        name: Share.of([one / other for one, other in zip(taken, times[base], strict=True)])
        for name, taken in times.items()
    }
