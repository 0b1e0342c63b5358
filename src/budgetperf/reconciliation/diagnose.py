"""Which cells are wrong, and what they should say: the smallest sets that explain every contradiction at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from itertools import chain

from budgetperf.domain.diagnosis import Change, Correction, Diagnosis, Slip
from budgetperf.domain.figures import Figure, place_order
from budgetperf.domain.quantity import Count, Money, Rate, decimals
from budgetperf.reconciliation.board import Board
from budgetperf.reconciliation.candidates import Candidate, Writer
from budgetperf.reconciliation.evidence import (
    Bounds,
    Rescored,
    RowEvidence,
    impossible_points,
    room_for_weights,
)
from budgetperf.reconciliation.reconcile import Reconciliation
from budgetperf.reconciliation.search import Explanations, Search, Solution
from budgetperf.reconciliation.slips import Neighbours, slip
from budgetperf.reconciliation.votes import settled_by_votes

__all__ = ["diagnose"]

_POINTS, _WEIGHT = ".points", ".weight"
# A slip that people make is likelier than a cell left out, and that is likelier than a number from nowhere.
_UNLIKELY = {Slip.MISSING: 1, Slip.OTHER: 2}


def diagnose(
    reconciliation: Reconciliation, bounds: Bounds | None = None, *, rescored: Rescored | None = None
) -> tuple[Diagnosis, ...]:
    """
    Find the wrong cells.

    Args:
        reconciliation: What `reconcile` returned.

        bounds: By path of points, the least and the greatest number that the rules allow; `review` passes the
            recomputed intervals. They tell cells apart that sums alone cannot.

        rescored: Where the rules are at hand, says the bounds anew for other texts in some cells.

    Returns:
        For each cluster of connected contradictions, its smallest explanations by rank: by the number of cells, then
        by how much the change looks like a human slip, then by how many identities confirm it. Nothing where nothing
        is violated.

    >>> from budgetperf.domain.model import BaseTable, Filing, Funds, ThreePublic
    >>> from budgetperf.reconciliation.reconcile import reconcile
    >>> public = ThreePublic(total=Funds(spent="5.3万元"), hospitality=Funds(spent="3.5万元"))
    >>> first = diagnose(reconcile(Filing(base_table=BaseTable(three_public=public))))[0].changes[0].any_of[0]
    >>> first.path, first.proposed, first.pattern.value
    ('base_table.three_public.total.spent', '3.5万元', 'swapped')
    """
    if not reconciliation.is_contradictory:
        return ()
    board = _board(reconciliation)
    found: list[Diagnosis] = []
    work = _Work(reconciliation, board, RowEvidence(reconciliation.readings.values, bounds or {}, rescored))
    for number, ((cluster, explanations), ranked) in enumerate(work.clusters(), 1):
        explains = work.entries(sorted(cluster))
        if not ranked:
            found.append(Diagnosis(cluster=number, rank=1, explains=explains, complete=False))
        found += (
            Diagnosis(cluster=number, rank=rank, explains=explains, changes=changes, complete=explanations.complete)
            for rank, changes in enumerate(ranked, start=1)
        )
    return tuple(found)


def _board(reconciliation: Reconciliation) -> Board:
    """The identities of the ledger, and that no points of their cells are what no row can earn."""
    identities, values, violated = reconciliation.identities, reconciliation.readings.values, reconciliation.violated
    board = Board(identities, values, violated)
    suspects = chain.from_iterable(map(board.deciding, board.violated))
    more = tuple(impossible_points(values, suspects))
    return Board((*identities, *more), values, (*violated, *(one.id for one in more))) if more else board


class _Work:
    """One diagnosis in the making."""

    def __init__(self, reconciliation: Reconciliation, board: Board, evidence: RowEvidence) -> None:
        readings = reconciliation.readings
        self._board = board
        self._writer = Writer(readings.figures, readings.words)
        self._search = Search(board, self._writer)
        self._evidence = evidence
        self._stated = readings
        self._neighbours = Neighbours(readings.figures, readings.values)
        self._known = len(reconciliation.identities)

    def entries(self, indices: Iterable[int]) -> Sequence[str]:
        """The ids of identities; of those that stand in the ledger."""
        return [self._board.identities[index].id for index in indices if index < self._known]

    def clusters(self) -> Iterator[tuple[tuple[frozenset[int], Explanations], Sequence[tuple[Change, ...]]]]:
        """
        Contradictions that share a cell, or whose explanations do: each cluster with its explanations, also by rank.

        Two clusters are one, too, if the first explanations of both want a cell to say two things.
        """
        found = dict(chain.from_iterable(map(self._explained, _connected(self._board))))
        while True:
            found = self._disentangled(found)
            clusters = sorted(found.items(), key=lambda item: min(item[0]))
            clusters = [(cluster, self._of_this_year(cluster, explanations)) for cluster, explanations in clusters]
            ranked = self._ranked(clusters)
            pair = _at_odds(ranked)
            if pair is None:
                yield from zip(clusters, ranked, strict=True)
                return
            joint = frozenset().union(*(clusters[number][0] for number in pair))
            rest = [one for number, one in enumerate(clusters) if number not in pair]
            found = dict([*rest, (joint, self._joint(joint))])

    def _disentangled(self, clusters: Mapping[frozenset[int], Explanations]) -> dict[frozenset[int], Explanations]:
        found = dict(clusters)
        while (pair := self._entangled(found)) is not None:
            one, other = pair
            del found[one], found[other]
            found[one | other] = self._search.explain(one | other)
        return found

    def _joint(self, cluster: frozenset[int]) -> Explanations:
        """A cluster with its explanations, as a whole."""
        explanations = self._search.explain(cluster)
        settled = () if explanations.solutions else self._settled(cluster)
        return self._search.explain(cluster, settled) if settled else explanations

    def _of_this_year(self, cluster: frozenset[int], explanations: Explanations) -> Explanations:
        """Where one figure of last year's filing is behind it all, no several of this year's are bent to fit it."""
        several = explanations.solutions and min(len(one.candidates) for one in explanations.solutions) > 1
        if several and self._search.is_of_last_year(cluster):
            return Explanations(solutions=(), complete=False)
        return explanations

    def _explained(self, cluster: frozenset[int]) -> Iterator[tuple[frozenset[int], Explanations]]:
        """A cluster with its explanations, or its parts, if they only share cells that turn out to be right."""
        explanations = self._search.explain(cluster)
        if explanations.solutions or not (settled := self._settled(cluster)):
            yield from self._apart(cluster, explanations)
            return
        explanations = self._search.explain(cluster, settled)
        rest = self._rest(cluster, settled)
        if explanations.solutions or rest == cluster:
            yield from self._apart(cluster, explanations)
        else:
            yield from self._explained(cluster - rest)
            yield rest, explanations

    def _apart(
        self, cluster: frozenset[int], explanations: Explanations
    ) -> Iterator[tuple[frozenset[int], Explanations]]:
        parts = self._parts(cluster, explanations)
        if len(parts) == 1:
            yield cluster, explanations
        else:
            yield from chain.from_iterable(map(self._explained, parts))

    def _settled(self, cluster: frozenset[int]) -> tuple[Candidate, ...]:
        """The cells that are plain one by one, where more are wrong than are searched for at once."""
        return settled_by_votes(self._board, self._writer, cluster, self._search.allowance())

    def _rest(self, cluster: frozenset[int], settled: Iterable[Candidate]) -> frozenset[int]:
        """What of a cluster does not agree, though some cells say what they should."""
        with self._trying(settled):
            return frozenset(index for index in cluster if not self._board.is_settled(index))

    def _parts(self, cluster: frozenset[int], explanations: Explanations) -> Sequence[frozenset[int]]:
        """The contradictions of a cluster, in groups that have a changed cell in common."""
        groupings = [self._grouped(cluster, solution.paths) for solution in explanations.solutions]
        return min(groupings, key=len, default=[cluster])

    def _grouped(self, cluster: frozenset[int], changed: frozenset[str]) -> Sequence[frozenset[int]]:
        cells = {index: changed.intersection(self._board.reads[index]) for index in cluster}
        return tuple(_joined(cells))

    def _entangled(
        self, clusters: Mapping[frozenset[int], Explanations]
    ) -> tuple[frozenset[int], frozenset[int]] | None:
        """Two clusters that are one: what explains one explains the other, too, or forces another value on a cell."""
        forced: dict[str, tuple[frozenset[int], int]] = {}
        for one, explanations in clusters.items():
            for change in explanations.forced:
                other, number = forced.setdefault(change.path, (one, change.value.number))
                if number != change.value.number:
                    return one, other
        for one, explanations in clusters.items():
            for solution in explanations.solutions:
                if len(solution.candidates) == 1:
                    break
                touched = set(self._board.touched(solution.paths))
                with self._trying(solution.candidates):
                    for other in clusters:
                        if other != one and other <= touched and all(map(self._board.is_settled, other)):
                            return one, other
        return None

    def _trying(self, candidates: Iterable[Candidate]) -> ExitStack:
        stack = ExitStack()
        for candidate in candidates:
            stack.enter_context(self._board.trying(candidate.path, candidate.value))
        return stack

    def _ranked(
        self, clusters: Sequence[tuple[frozenset[int], Explanations]]
    ) -> Sequence[Sequence[tuple[Change, ...]]]:
        """The explanations of each cluster, with what cannot be told apart taken together, the likeliest first."""
        stated = {path: weight for path, weight in self._stated.figures.items() if path.endswith(_WEIGHT)}
        weights = {**room_for_weights(self._board.identities, self._stated.values), **stated}
        found = [self._in_rank(explanations, weights) for _, explanations in clusters]
        meant = dict(_weights(chain.from_iterable(found)))
        # A weight that is itself wrong is no limit for the points beside it.
        return [self._in_rank(explanations, weights | meant) for _, explanations in clusters] if meant else found

    def _in_rank(self, explanations: Explanations, weights: Mapping[str, Figure]) -> Sequence[tuple[Change, ...]]:
        possible = [solution for solution in explanations.solutions if not _overfills(solution, weights)]
        # Of several values for the same cells, the one that the rules have least against, then the one that fits best.
        best: dict[frozenset[str], tuple[int, int, Solution]] = {}
        for solution in possible:
            found = (self._broken(solution), -solution.exact, solution)
            if found[:2] < best.setdefault(solution.paths, found)[:2]:
                best[solution.paths] = found
        least = min((broken for broken, _, _ in best.values()), default=0)
        sets = [self._corrections(solution) for broken, _, solution in best.values() if broken == least]
        if not possible:
            sets = list(self._partial(explanations, weights))
        return sorted((_in_order(changes) for changes in _together(sets)), key=_likelihood)

    def _partial(
        self, explanations: Explanations, weights: Mapping[str, Figure]
    ) -> Iterator[frozenset[frozenset[Correction]]]:
        """
        The cells that can make up a part of the gap, where no row can make it up by itself.

        A row earns at most its weight, so the gap is that of several rows; which ones, nothing tells.
        """
        for solution in explanations.solutions:
            limits = {change.path: _limit(change.path, weights) for change in solution.candidates}
            stated = {path: self._stated.figures.get(path, Decimal(0)) for path in limits}
            room = [
                Correction(path=path, stated=self._writer.printed(path), proposed=None, at_most=f"{most:f}")
                for path, most in limits.items()
                if most is not None and isinstance(points := stated[path], Decimal) and points < most
            ]
            if len(room) == len(limits):
                yield frozenset(frozenset([correction]) for correction in room)

    def _broken(self, solution: Solution) -> int:
        """How many more bounds of the rules are broken with it than as stated."""
        changes = solution.candidates
        return self._evidence.broken({change.path: (change.value, self._writer.text(change)) for change in changes})

    def _corrections(self, solution: Solution) -> frozenset[frozenset[Correction]]:
        with self._trying(solution.candidates):
            return frozenset(frozenset([self._correction(candidate)]) for candidate in solution.candidates)

    def _correction(self, candidate: Candidate) -> Correction:
        path, board = candidate.path, self._board
        stated = self._stated.values.get(path)
        proposed = self._writer.text(candidate)
        # An identity that only says "at most" leaves the figure open: its bound is no proposal.
        settled = any(board.agrees(index) and board.settles(index, path) for index in board.touching[path])
        less = stated is not None and candidate.value.number < stated.number
        return Correction(
            path=path,
            stated=self._writer.printed(path),
            proposed=proposed if settled else None,
            at_least=None if settled or less else proposed,
            at_most=proposed if not settled and less else None,
            pattern=slip(
                stated,
                candidate.value,
                digits=_alike(self._stated.figures.get(path), candidate.figure),
                near=self._neighbours.of(path),
            ),
            confirmed_by=self.entries(filter(board.agrees, board.touching[path])),
        )


def _at_odds(ranked: Sequence[Sequence[tuple[Change, ...]]]) -> tuple[int, int] | None:
    """Two clusters whose first explanations name one cell by itself, and want it to say two things."""
    wanted: dict[str, tuple[int, str | None]] = {}
    for number, explanations in enumerate(ranked):
        for change in explanations[0] if explanations else ():
            if len(change.any_of) == 1:
                cell = change.any_of[0]
                other, proposed = wanted.setdefault(cell.path, (number, cell.proposed))
                if proposed != cell.proposed:
                    return other, number
    return None


def _limit(path: str, weights: Mapping[str, Figure]) -> Decimal | None:
    """The weight beside some points; None for another cell, or where there is none."""
    weight = weights.get(f"{path.removesuffix(_POINTS)}{_WEIGHT}") if path.endswith(_POINTS) else None
    return weight if isinstance(weight, Decimal) else None


def _overfills(solution: Solution, weights: Mapping[str, Figure]) -> bool:
    """Whether it gives a row more points than its weight, and leaves that as it is."""
    meant = {change.path: change.figure for change in solution.candidates}
    limits = ((figure, _limit(path, {**weights, **meant})) for path, figure in meant.items())
    return any(isinstance(figure, Decimal) and most is not None and figure > most for figure, most in limits)


def _weights(diagnoses: Iterable[tuple[Change, ...]]) -> Iterator[tuple[str, Decimal]]:
    """Every weight that some explanation proposes."""
    for changes in diagnoses:
        for correction in chain.from_iterable(change.any_of for change in changes):
            if correction.path.endswith(_WEIGHT) and correction.proposed is not None:
                yield correction.path, Decimal(correction.proposed)


def _connected(board: Board) -> Iterator[frozenset[int]]:
    """The violated identities, in groups that share cells."""
    yield from _joined({index: board.deciding(index) for index in board.violated})


def _joined(sets: Mapping[int, frozenset[str]]) -> Iterator[frozenset[int]]:
    """Identities in groups whose sets of cells overlap."""
    groups: list[tuple[set[int], set[str]]] = []
    for index in sorted(sets):
        cells, members = set(sets[index]), {index}
        apart = []
        for group in groups:
            if group[1].isdisjoint(cells):
                apart.append(group)
            else:
                members |= group[0]
                cells |= group[1]
        groups = [*apart, (members, cells)]
    yield from (frozenset(members) for members, _ in groups)


def _together(
    sets: Iterable[frozenset[frozenset[Correction]]],
) -> set[frozenset[frozenset[Correction]]]:
    """Explanations that differ in one cell only become one, in which either cell will do."""
    found = set(sets)
    while True:
        alike: dict[frozenset[frozenset[Correction]], set[frozenset[Correction]]] = {}
        for changes in found:
            for change in changes:
                alike.setdefault(changes - {change}, set()).add(change)
        rest = max(alike, key=lambda key: (len(alike[key]), sorted(map(_first, key))), default=None)
        if rest is None or len(alike[rest]) == 1:
            return found
        found -= {rest | {change} for change in alike[rest]}
        found.add(rest | {frozenset().union(*alike[rest])})


def _first(change: frozenset[Correction]) -> str:
    return min(correction.path for correction in change)


def _in_order(changes: frozenset[frozenset[Correction]]) -> tuple[Change, ...]:
    ordered = [Change(any_of=sorted(change, key=_doubt)) for change in changes]
    return tuple(sorted(ordered, key=lambda change: place_order(change.any_of[0].path)))


def _doubt(correction: Correction) -> tuple[int, int, tuple[int, ...]]:
    return _UNLIKELY.get(correction.pattern, 0), -len(correction.confirmed_by), place_order(correction.path)


def _likelihood(changes: tuple[Change, ...]) -> tuple[int, int, list[tuple[int, ...]]]:
    best = [_doubt(change.any_of[0]) for change in changes]
    return sum(doubt for doubt, _, _ in best), sum(few for _, few, _ in best), [place for _, _, place in best]


def _alike(stated: object, meant: object) -> tuple[str, str]:
    """Both figures with the same number of decimals."""
    one, other = _number(stated), _number(meant)
    places = max(decimals(one), decimals(other))
    return f"{one:.{places}f}", f"{other:.{places}f}"


def _number(figure: object) -> Decimal:
    match figure:
        case Money(amount=number) | Rate(percent=number) | Count(number=number):
            return number
        case Decimal():
            return figure
        case _:
            return Decimal(0)
