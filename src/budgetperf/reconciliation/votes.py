"""
Cells about which several contradictions agree, one after the other.

Where more cells are wrong than sets of them can be searched for, most are still plain by themselves: the sheet, the
report and the goal all say the same of a line. Such a cell is settled first; the sums above it are then no longer off
by it. A cell about which only one contradiction speaks is never settled so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack

from budgetperf.domain.figures import place_order
from budgetperf.domain.finding import Outcome
from budgetperf.reconciliation.board import Board
from budgetperf.reconciliation.candidates import Candidate, Writer

__all__ = ["settled_by_votes"]

_LEAST_VOTES = 2
# A sum of more cells than these says of none of them that it is the wrong one.
_FEW = 8


def settled_by_votes(board: Board, writer: Writer, cluster: frozenset[int], most: int) -> tuple[Candidate, ...]:
    """
    Cells of a cluster with what several of its contradictions want them to say, the plainest first.

    Each of them settles what wants it, breaks nothing, and is the only cell that could do so.

    Args:
        board: The board; it is left as it was.

        writer: How figures are written.

        cluster: The contradictions.

        most: How many evaluations of the board there may have been in the end.
    """
    found: list[Candidate] = []
    with ExitStack() as stack:
        broken = _broken(board, cluster)
        while board.evaluations <= most and (candidate := _next(board, writer, broken, found)) is not None:
            stack.enter_context(board.trying(candidate.path, candidate.value))
            found.append(candidate)
            broken = _broken(board, broken)
    return tuple(found)


def _broken(board: Board, cluster: Iterable[int]) -> Sequence[int]:
    return sorted(index for index in cluster if not board.is_settled(index))


def _next(board: Board, writer: Writer, broken: Sequence[int], found: Iterable[Candidate]) -> Candidate | None:
    """The cell with the most votes for one figure, if it is plain."""
    taken = {candidate.path for candidate in found}
    votes = _votes(board, writer, broken, taken)
    return next((candidate for candidate, voters in votes if _is_plain(board, writer, candidate, voters)), None)


def _votes(
    board: Board, writer: Writer, broken: Sequence[int], taken: set[str]
) -> Sequence[tuple[Candidate, Sequence[int]]]:
    """Figures for cells with the contradictions that want them, most votes first."""
    using: dict[str, list[int]] = {}
    for index in broken:
        for path in board.cells(index) - taken:
            using.setdefault(path, []).append(index)
    found: dict[tuple[str, int], tuple[Candidate, list[int]]] = {}
    for path, indices in using.items():
        if len(indices) < _LEAST_VOTES or min(len(board.cells(index)) for index in indices) > _FEW:
            continue
        for index in indices:
            for candidate in _wanted(board, writer, index, path):
                found.setdefault((path, candidate.value.number), (candidate, []))[1].append(index)
    votes = [vote for vote in found.values() if len(vote[1]) >= _LEAST_VOTES]
    return sorted(votes, key=lambda vote: (-len(vote[1]), place_order(vote[0].path), vote[0].value.number))


def _wanted(board: Board, writer: Writer, index: int, path: str) -> Iterable[Candidate]:
    """What a cell would say if an identity held, each figure once."""
    numbers = set(board.solutions(index, path))
    return {one.value.number: one for number in numbers for one in writer.candidates(path, number)}.values()


def _is_plain(board: Board, writer: Writer, candidate: Candidate, voters: Sequence[int]) -> bool:
    """Whether a figure settles everything that wants it, and no other cell could."""
    if not _settles(board, candidate, voters):
        return False
    rivals = frozenset.intersection(*map(board.deciding, voters)) - {candidate.path}
    return len(rivals) < _FEW and not any(
        _settles(board, rival, voters)
        for path in rivals
        for index in voters
        for rival in _wanted(board, writer, index, path)
    )


def _settles(board: Board, candidate: Candidate, voters: Sequence[int]) -> bool:
    with board.trying(candidate.path, candidate.value):
        return all(map(board.is_settled, voters)) and not any(
            index not in board.violated and board.outcome(index) is Outcome.VIOLATED
            for index in board.touching[candidate.path]
        )
