"""
The oracle: what the figures of a filing can say about an error at best.

It asks `reconcile` and nothing else. Which figures an entry reads, and how, it learns by corrupting cells and looking
at what happens; what a cell could say instead it works out by itself; and on demand it puts every such value into the
filing, and reconciles that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from attrs import frozen

import budgetperf as bp
from bounds import Bounds
from learning import Learner, Lessons
from solving import Situation, Solver, reads
from trials import AGREE, Changes, Trials

__all__ = ["Explanation", "Oracle"]

_ENOUGH_VALUES = 2
_SUMS = ("B2", "B3", "B4", "B5", "P1", "P5", "P6", "P8")


@frozen
class Explanation:
    """
    A cell that could be the wrong one.

    Attributes:
        path: The cell.

        values: Texts with each of which nothing contradicts any more, None for a blank; the likeliest first, and no
            more than a few.
    """

    path: str
    values: tuple[str | None, ...]


class Oracle:
    """Explains errors in one filing; errors are changes of its figures."""

    def __init__(self, trials: Trials, lessons: Lessons | None = None) -> None:
        self.trials = trials
        self._learner = Learner(trials)
        self.lessons = self._learner.learn({}, trials.ledger({})) if lessons is None else lessons

    def bare_unit(self, path: str) -> int | None:
        """What a number without a unit is worth in a cell that stands for an amount; None anywhere else."""
        found = self._learner.worths.get(path)
        return None if found is None else int(found)

    def breaks_a_sum(self, path: str, changes: Changes) -> bool:
        """
        Whether a figure now differs from what a sum within a form makes it, by more than rounding explains.

        Those sums have one reading, and rest on no condition: there is no way around them.
        """
        if any(text is None or path not in self.trials.texts for path, text in changes.items()):
            return False
        figures = Solver(self._learner, self.lessons).figures(path, changes)
        before = self.trials.ledger({})
        return any(
            before[one].outcome in AGREE and reads(known, path) and not any(form.agrees(figures) for form in known)
            for one, known in self.lessons.forms.items()
            if one.partition(":")[0] in _SUMS
        )

    def explain(self, changes: Changes, *, tried: bool) -> tuple[Explanation, ...]:
        """
        Every cell of which some other value makes all contradictions disappear, and no new one come.

        Args:
            changes: The errors.

            tried: Whether every value is put into the filing and reconciled, or only worked out.
        """
        situation = self._situation(changes)
        if not situation.violated:
            return ()
        solver = Solver(self._learner, self._lessons_for(situation))
        found = []
        for path in dict.fromkeys((*solver.cells(situation), *changes)):
            values = tuple(
                islice(self._values(path, situation, solver, tried=tried), _ENOUGH_VALUES + (path in changes))
            )
            if values:
                found.append(Explanation(path, values))
        return tuple(found)

    def _situation(self, changes: Changes) -> Situation:
        violated = self.trials.violated(changes)
        agreeing = (line.id for line in self.trials.ledger(changes).values() if line.outcome in AGREE)
        return Situation(changes, violated, frozenset((*violated, *agreeing)))

    def _lessons_for(self, situation: Situation) -> Lessons:
        """What the entries compute; learnt anew for entries that now read what they never read before."""
        ledger = self.trials.ledger(situation.changes)
        unknown = [
            one
            for one in situation.violated
            if not any(form.reading.matches(ledger[one].paths, ledger[one].signs) for form in self.lessons.of(one))
        ]
        return self.lessons.together(self._learner.learn(situation.changes, unknown)) if unknown else self.lessons

    def _values(self, path: str, situation: Situation, solver: Solver, *, tried: bool) -> Iterator[str | None]:
        """The texts that repair everything, if they stand in a cell."""
        for text in solver.candidates(path, situation):
            # That a blank will do, or that an entry will cease to apply, is only a guess until it is tried.
            guess = text is None or solver.guesses(path, situation)
            if not (tried or guess) or self.repairs(situation.changes, path, text):
                yield text

    def repairs(self, changes: Changes, path: str, text: str | None) -> bool:
        """
        Whether nothing contradicts any more with a text in a cell, and something that contradicted before agrees now.

        An entry may cease to apply, but not to be evaluated for want of a figure.
        """
        repaired = {**changes, path: text}
        if self.trials.violated(repaired):
            return False
        before, after = self.trials.ledger(changes), self.trials.ledger(repaired)
        mended = set(self.trials.violated(changes))
        if text is None:
            # A blank must not be a way out: what was evaluated still is.
            mended |= {line.id for line in before.values() if line.outcome in AGREE and path in line.paths}
        outcomes = [after[one].outcome if one in after else None for one in mended]
        agreed = [outcome in AGREE for outcome in outcomes]
        if text is None:
            return all(agreed)
        return any(agreed) and all(outcome in (*AGREE, bp.Outcome.NOT_APPLICABLE) for outcome in outcomes)

    def told_apart(self, changes: Changes, found: Sequence[Explanation], bounds: Bounds) -> tuple[Explanation, ...]:
        """Those of the cells whose best replacement leaves the fewest points that the rules do not give."""
        if len(found) < 2:  # noqa: PLR2004 - nothing to tell apart
            return tuple(found)
        left = {one.path: min(bounds.broken({**changes, one.path: text}) for text in one.values) for one in found}
        fewest = min(left.values())
        return tuple(one for one in found if left[one.path] == fewest)

    def pairs(self, changes: Changes) -> frozenset[frozenset[str]]:
        """Every two cells that explain all contradictions together, as far as arithmetic says."""
        situation = self._situation(changes)
        solver = Solver(self._learner, self._lessons_for(situation))
        cells: Mapping[str, list[str]] = {
            one: list(dict.fromkeys(path for form in solver.lessons.of(one) for path in form.paths))
            for one in situation.violated
        }
        found: set[frozenset[str]] = set()
        for path in min(cells.values(), key=len, default=[]):
            # What the first cell is no part of, the second one must explain alone.
            rest = [
                one
                for one in situation.violated
                if one not in solver.lessons.conditional and not reads(solver.lessons.of(one), path)
            ]
            if rest and not set(cells[rest[0]]).intersection(*(cells[one] for one in rest)):
                continue
            for _, left in solver.partial(path, situation):
                if left.violated:
                    found |= {
                        frozenset((path, other))
                        for other in solver.cells(left)
                        if other != path and next(solver.candidates(other, left), None) is not None
                    }
        return frozenset(found)
