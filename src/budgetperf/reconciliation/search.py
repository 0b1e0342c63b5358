"""
The search for the smallest sets of cells that explain every contradiction of a cluster.

One more cell at a time: as long as an identity is broken, one of its cells must be changed. Which number the cell
needs follows from an identity that uses it; what it breaks in turn has to be mended, too. The search stops at a
number of cells and at a number of trials, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction

from attrs import field, frozen

from budgetperf.domain.finding import Outcome
from budgetperf.domain.rates import PREVIOUS
from budgetperf.reconciliation.board import Board
from budgetperf.reconciliation.candidates import Candidate, Writer

__all__ = ["Explanations", "Search", "Solution"]

_MOST_CELLS = 3
# A cell is tried by weighing the identities that use it; this many are weighed for one cluster, and no more.
_MOST_EVALUATIONS = 30_000
# A filing with dozens of clusters is not one of slips; then each gets no more than a short look.
_MOST_IN_ALL = 90_000
_LEAST_EVALUATIONS = 1_000
# How many last digits beside the exact solution are tried, where rounding leaves a choice.
_MOST_STEPS = 16


@frozen(kw_only=True)
class Solution:
    """
    Cells and what they should say.

    Attributes:
        exact: How many identities hold exactly with them, of those that use one of the cells.
    """

    candidates: tuple[Candidate, ...] = field(converter=tuple[Candidate, ...])
    exact: int = 0

    @property
    def paths(self) -> frozenset[str]:
        """The cells."""
        return frozenset(candidate.path for candidate in self.candidates)


@frozen(kw_only=True)
class Explanations:
    """
    The smallest solutions of a cluster, and whether everything up to their size was tried.

    The same cells may be there with several values, where rounding leaves a choice.
    """

    solutions: tuple[Solution, ...] = field(converter=tuple[Solution, ...])
    complete: bool

    @property
    def forced(self) -> tuple[Candidate, ...]:
        """The only solution there is; nothing where there are several, or none."""
        return self.solutions[0].candidates if len(self.solutions) == 1 else ()


class _Exhausted(Exception):  # noqa: N818 - it ends a search, it is no error
    """The number of trials is used up."""


class Search:
    """A search on a board."""

    def __init__(self, board: Board, writer: Writer) -> None:
        self._board = board
        self._writer = writer
        self._most = 0

    def allowance(self) -> int:
        """How many evaluations of the board there may have been after one more search."""
        done = self._board.evaluations
        return done + min(_MOST_EVALUATIONS, max(_LEAST_EVALUATIONS, _MOST_IN_ALL - done))

    def explain(self, cluster: frozenset[int], settled: tuple[Candidate, ...] = ()) -> Explanations:
        """
        The smallest sets of cells with which every identity of the cluster agrees, and no other one is broken.

        Of sets that hold the *settled* cells, none is known to be the smallest; the rest of them is.
        """
        self._most = self.allowance()
        found: dict[frozenset[Candidate], Solution] = {}
        with ExitStack() as stack:
            for candidate in settled:
                stack.enter_context(self._board.trying(candidate.path, candidate.value))
            for size in range(0 if settled else 1, _MOST_CELLS + 1):
                complete = True
                try:
                    for solution in self._solutions(cluster, settled, len(settled) + size):
                        found.setdefault(frozenset(solution.candidates), solution)
                except _Exhausted:
                    complete = False
                if found or not complete:
                    return Explanations(solutions=found.values(), complete=complete and not settled)
        return Explanations(solutions=(), complete=False)

    def is_of_last_year(self, cluster: frozenset[int]) -> bool:
        """Whether one figure of last year's filing would explain a cluster."""
        self._most = self.allowance()
        try:
            return any(self._mends(cluster, candidate) for candidate in self._of_last_year(cluster))
        except _Exhausted:
            return False

    def _of_last_year(self, cluster: frozenset[int]) -> Iterator[Candidate]:
        board = self._board
        for index in sorted(cluster):
            for path in filter(_is_last_years, board.reads[index]):
                for number in board.solutions(index, path):
                    yield from self._writer.candidates(path, number)

    def _mends(self, cluster: frozenset[int], candidate: Candidate) -> bool:
        with self._board.trying(candidate.path, candidate.value):
            return next(self._broken(cluster, [candidate]), None) is None

    def _solutions(self, cluster: frozenset[int], chosen: tuple[Candidate, ...], size: int) -> Iterator[Solution]:
        if len(chosen) == size:
            if next(self._broken(cluster, chosen), None) is None and any(map(self._board.agrees, cluster)):
                yield Solution(candidates=chosen, exact=self._exact(chosen))
            return
        broken = list(self._broken(cluster, chosen))
        if not broken:
            return  # fewer cells will do, and have been found before
        taken = {candidate.path for candidate in chosen}
        last = len(chosen) + 1 == size
        pivot, cells = self._pivot(broken, taken, last=last)
        for path in cells:
            found = False
            for candidate in self._options(pivot, path, broken, last=last):
                with self._board.trying(path, candidate.value):
                    for solution in self._solutions(cluster, (*chosen, candidate), size):
                        found = True
                        yield solution
            if last and not found:
                yield from self._between(cluster, chosen, pivot, path)

    def _broken(self, cluster: frozenset[int], chosen: Iterable[Candidate]) -> Iterator[int]:
        """What does not agree: of the cluster, and of what the chosen cells take part in."""
        board = self._board
        if board.evaluations > self._most:
            raise _Exhausted
        yield from (index for index in cluster if not board.is_settled(index))
        for index in board.touched(candidate.path for candidate in chosen):
            if index not in board.violated and board.outcome(index) is Outcome.VIOLATED:
                yield index

    def _pivot(self, broken: list[int], taken: set[str], *, last: bool) -> tuple[int, Sequence[str]]:
        """The broken identity with the fewest cells to choose from; the last cell must mend every one."""
        board = self._board
        pivot = min(broken, key=lambda index: (len(board.cells(index) - taken), index))
        cells = [path for path in board.reads[pivot] if path in board.cells(pivot) and path not in taken]
        if last:
            cells = [path for path in cells if all(path in board.deciding(index) for index in broken)]
        return pivot, cells

    def _options(self, pivot: int, path: str, broken: list[int], *, last: bool) -> Iterator[Candidate]:
        """What the cell would have to say for an identity that uses it to hold exactly."""
        board = self._board
        others = board.touching[path] if last else [index for index in broken if index != pivot]
        seen = set()
        for index in (pivot, *others):
            for number in board.solutions(index, path):
                for candidate in self._writer.candidates(path, number, self._like(index, path)):
                    if candidate.value.number not in seen:
                        seen.add(candidate.value.number)
                        yield candidate

    def _like(self, index: int, path: str) -> str | None:
        """A filled cell of the same identity."""
        board = self._board
        return next((other for other in board.reads[index] if other != path and board.value(other)), None)

    def _between(
        self, cluster: frozenset[int], chosen: tuple[Candidate, ...], pivot: int, path: str
    ) -> Iterator[Solution]:
        """Where no identity can hold exactly, rounding may still explain them all: the nearest such figure."""
        step = self._writer.step(path)
        if not step:
            return
        for number in list(self._board.solutions(pivot, path)):
            # What would have to be less than nothing may still be nothing.
            least = max(number, Fraction(0))
            for far in range(int(least == number), _MOST_STEPS + 1):
                candidates = [self._writer.candidate(path, least + side * far * step) for side in (1, -1)]
                near = [candidate for candidate in candidates if candidate and self._fits(pivot, candidate)]
                if not near:
                    break  # beyond what rounding explains, on either side
                for candidate in near:
                    with self._board.trying(path, candidate.value):
                        found = list(self._solutions(cluster, (*chosen, candidate), len(chosen) + 1))
                    if found:
                        yield from found
                        return

    def _fits(self, index: int, candidate: Candidate) -> bool:
        """Whether an identity agrees with a figure in a cell."""
        with self._board.trying(candidate.path, candidate.value):
            return self._board.agrees(index)

    def _exact(self, chosen: Iterable[Candidate]) -> int:
        board = self._board
        touched = board.touched(candidate.path for candidate in chosen)
        return sum(board.outcome(index) is Outcome.HOLDS for index in touched)


def _is_last_years(path: str) -> bool:
    return path.startswith(PREVIOUS)
