"""One injected error, or several at once: what the oracle says of it, and what `diagnose` says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from attrs import field, frozen

import budgetperf as bp
from bounds import Bounds
from learning import Lessons
from oracle import Explanation, Oracle
from slips import Printed, Slip, fillings, neighbours, slips
from trials import AGREE, Changes, Names, Trials, changed

__all__ = ["Case", "Double", "Said", "Single", "Subject", "same_figure"]

_FIRST_RANKS = 3
# The share of errors of which every explanation is put to the test, even where nobody disagrees.
_TRIED = 0.05
_UNIT = re.compile(r"[^0-9.+-]*\Z")


@frozen
class Case:
    """One slip on one figure."""

    path: str
    slip: Slip


@frozen(kw_only=True)
class Said:
    """
    What `diagnose` says of one error, with or without the score intervals, beside what could be said.

    Attributes:
        possible: The cells that no evidence tells apart.

        first: The cells of the first diagnosis, if it is one cell that is wrong.

        proposed: What it proposes for the cell that is wrong.

        right: Whether that is what was there before.
    """

    possible: tuple[str, ...]
    first: tuple[str, ...]
    proposed: str | None
    right: bool


@frozen(kw_only=True)
class Single:
    """
    One error, judged.

    Attributes:
        seen: Whether any outcome in the ledger differs.

        tied: Whether a sum with one reading is broken by it beyond the rounding envelope, by the oracle's arithmetic.

        contradicted: Whether the ledger has a contradiction that was not there before.

        diagnosed: Whether there is a diagnosis of it.

        determined: Whether only what was there before leaves no contradiction, of all that may be printed in the cell.

        said: By the figures alone; None where no cell is left that could be named: a figure left out of a sentence.

        said_with_scores: With the score intervals, too.
    """

    case: Case
    original: str | None
    seen: bool
    tied: bool
    contradicted: bool
    diagnosed: bool = False
    determined: bool = False
    said: Said | None = None
    said_with_scores: Said | None = None


@frozen(kw_only=True)
class Double:
    """
    Several errors at once, judged.

    Attributes:
        one_cell: Whether a single cell explains all of them: then nobody can tell that there are several.

        decided: Whether every explanation by as many cells has the right cells, or some that nothing tells from them.

        named_first: Whether the first diagnosis of each cluster names the cells that the cluster is about.

        together: Whether one of the first three of each cluster does.
    """

    cases: tuple[Case, ...] = field(converter=tuple[Case, ...])
    one_cell: bool
    decided: bool
    named_first: bool = False
    together: bool = False


@frozen
class _Found:
    """A diagnosis in the names of the original filing."""

    cluster: int
    rank: int
    explains: frozenset[str]
    changes: tuple[Mapping[str, str | None], ...]


class Subject:
    """A filing that errors are injected into."""

    def __init__(self, name: str, filing: bp.Filing, book: bp.Rulebook, lessons: Lessons | None = None) -> None:
        self.name = name
        self.filing = filing
        self.book = book
        self.trials = Trials(filing)
        self.oracle = Oracle(self.trials, lessons)
        self._limits, self._intervals = Bounds(filing, None), Bounds(filing, book)

    def cases(self, seed: int) -> Iterator[Case]:
        """Every figure × every kind of slip × its sizes; and every blank that is filled."""
        texts = self.trials.texts
        for path, text in texts.items():
            random = Random(f"{seed} {path}")  # noqa: S311 - the same cases every time
            for slip in slips(text, random, neighbours(path, texts), self._envelope(path)):
                if ("@" not in path or slip.kind != "sign") and self._fits({path: slip.text}):
                    yield Case(path, slip)
        for path in self.trials.blanks:
            random = Random(f"{seed} {path}")  # noqa: S311 - the same cases every time
            beside = neighbours(path, texts)
            unit = next((_UNIT.findall(text)[0] for text in (*beside.rows, *beside.columns)), "万元")
            for slip in fillings(unit, random, beside):
                if self._fits({path: slip.text}):
                    yield Case(path, slip)

    def _fits(self, changes: Changes) -> bool:
        """Whether a cell takes a text at all: 96.73万元 is no number of persons."""
        try:
            changed(self.filing, changes)
        except bp.QuantityError:
            return False
        return True

    def _envelope(self, path: str) -> Fraction | None:
        """How far a figure may move before rounding cannot explain it: as far as its most patient identity lets it."""
        found = [
            Fraction(line.bound.number) * (line.bound.worth if line.bound.kind == "money" else 1)
            + abs(Fraction(line.residual.number) * (line.residual.worth if line.residual.kind == "money" else 1))
            for line in self.trials.ledger({}).values()
            if path in line.paths and line.bound is not None and line.residual is not None and line.bound.kind != "rate"
            if line.outcome in AGREE
        ]
        return min(found, default=None)

    # One error

    def single(self, case: Case) -> Single:
        """Inject one error, and judge it."""
        changes = {case.path: case.slip.text}
        before, after = (
            {one: line.outcome for one, line in self.trials.ledger(each).items()} for each in ({}, changes)
        )
        violated = self.trials.violated(changes)
        original = self.trials.texts.get(case.path)
        if not violated:
            return Single(
                case=case,
                original=original,
                seen=before != after,
                tied=self.oracle.breaks_a_sum(case.path, changes),
                contradicted=False,
                diagnosed=bool(self._diagnoses(changes, violated, with_scores=False)),
            )
        plain, scored = (self._diagnoses(changes, violated, with_scores=scores) for scores in (False, True))
        tied = self.oracle.breaks_a_sum(case.path, changes)
        if case.slip.text is None and "@" in case.path:
            return Single(case=case, original=original, seen=True, tied=tied, contradicted=True, diagnosed=bool(plain))
        explained = self.oracle.explain(changes, tried=False)
        limited, apart = self._told_apart(changes, explained)
        said = self._said(case.path, limited, plain), self._said(case.path, apart, scored)
        determined = self._is_determined(case.path, explained)
        if _is_odd(said, determined=determined) or Random(f"{changes}").random() < _TRIED:  # noqa: S311 - a sample
            # Arithmetic may be wrong about what is lawful; so every value is tried, those that were proposed, too.
            explained = self.oracle.explain(changes, tried=True)
            explained = (*explained, *self._proposals_that_work(changes, explained, plain))
            limited, apart = self._told_apart(changes, explained)
            said = self._said(case.path, limited, plain), self._said(case.path, apart, scored)
            determined = self._is_determined(case.path, explained)
        return Single(
            case=case,
            original=original,
            seen=True,
            tied=tied,
            contradicted=True,
            diagnosed=bool(plain),
            determined=determined,
            said=said[0],
            said_with_scores=said[1],
        )

    def _diagnoses(self, changes: Changes, violated: Sequence[str], *, with_scores: bool) -> list[_Found]:
        """The diagnoses of what was injected, the first one first."""
        if with_scores:
            filing, names = changed(self.filing, changes)
            diagnoses = bp.review(filing, self.book).diagnoses
        else:
            reconciled, names = self.trials.reconciled(changes)
            diagnoses = bp.diagnose(reconciled)
        found = [_translated(diagnosis, names) for diagnosis in diagnoses]
        # What was wrong before is not what was injected.
        old = {line.id for line in self.trials.ledger({}).values() if line.outcome is bp.Outcome.VIOLATED}
        new = [one for one in found if (one.explains & set(violated) if violated else one.explains - old)]
        return sorted(new, key=lambda one: (one.rank, one.cluster))

    def _told_apart(
        self, changes: Changes, explained: Sequence[Explanation]
    ) -> tuple[tuple[Explanation, ...], tuple[Explanation, ...]]:
        """The cells that remain by what points may be at all, and by what the rulebook gives."""
        limited, apart = (
            self.oracle.told_apart(changes, explained, bounds) for bounds in (self._limits, self._intervals)
        )
        return limited, apart

    def _is_determined(self, path: str, explained: Iterable[Explanation]) -> bool:
        """Whether nothing could be printed in a cell but what was there; a blank and a zero are one."""
        values = next((one.values for one in explained if one.path == path), ())
        bare, original = self.oracle.bare_unit(path), self.trials.texts.get(path)
        return bool(values) and all(same_figure(original, text, bare) for text in values)

    def _proposals_that_work(
        self, changes: Changes, explained: Sequence[Explanation], found: Sequence[_Found]
    ) -> Iterator[Explanation]:
        """Cells that `diagnose` names and the oracle does not: its proposals are put to the test, too."""
        known = {one.path for one in explained}
        for path, text in (pair for one in found[:1] for change in one.changes for pair in change.items()):
            possible = path not in known and text is not None and self._fits({path: text})
            if possible and self.oracle.repairs(changes, path, text):
                yield Explanation(path, (text,))

    def _said(self, path: str, possible: Iterable[Explanation], found: Sequence[_Found]) -> Said:
        first = found[0].changes if found else ()
        cells = first[0] if len(first) == 1 else {}
        original, proposed = self.trials.texts.get(path), cells.get(path)
        return Said(
            possible=tuple(sorted(one.path for one in possible)),
            first=tuple(sorted(cells)),
            proposed=proposed,
            right=path in cells and same_figure(original, proposed, self.oracle.bare_unit(path)),
        )

    # Several errors

    def several(self, cases: Sequence[Case]) -> Double | None:
        """Inject several errors at once, and judge them; None where they do not contradict anything, or collide."""
        changes = {case.path: case.slip.text for case in cases}
        violated = self.trials.violated(changes)
        if len(changes) < len(cases) or not violated or not self._fits(changes):
            return None
        paths = [case.path for case in cases]
        if self._fewer_cells(changes, paths):
            return Double(cases=cases, one_cell=True, decided=False)
        decided = len(cases) > 2 or _is_decided(paths, self.oracle.pairs(changes))  # noqa: PLR2004 - pairs of cells
        found = self._diagnoses(changes, violated, with_scores=True)
        return Double(
            cases=cases,
            one_cell=False,
            decided=decided,
            named_first=_named(paths, found, ranks=1),
            together=_named(paths, found, ranks=_FIRST_RANKS),
        )

    def _fewer_cells(self, changes: Changes, paths: Sequence[str]) -> bool:
        """Whether fewer cells than were changed explain everything."""
        if self.oracle.explain(changes, tried=False):
            return True
        if len(paths) == 2:  # noqa: PLR2004 - one cell was all there is to try
            return False
        return bool(self.oracle.pairs(changes))


def _translated(diagnosis: bp.Diagnosis, names: Names) -> _Found:
    return _Found(
        cluster=diagnosis.cluster,
        rank=diagnosis.rank,
        explains=frozenset(names.original(one) for one in diagnosis.explains),
        changes=tuple(
            {names.original(correction.path): correction.proposed for correction in change.any_of}
            for change in diagnosis.changes
        ),
    )


def _is_odd(said: Iterable[Said], *, determined: bool) -> bool:
    """Whether `diagnose` and the arithmetic of the oracle say different things."""
    return any(one.first != one.possible or (determined and not one.right) for one in said)


def same_figure(original: str | None, proposed: str | None, bare: int | None = None) -> bool:
    """
    Whether two texts say the same figure; a blank and a zero do, and *bare* is what a number without a unit is worth.

    >>> same_figure("96.730万元", "96.73万元"), same_figure(None, "0"), same_figure("9", "9.5")
    (True, True, False)
    >>> same_figure("96.73", "96.73万元", 10_000)
    True
    """
    one, other = (Printed.read(text or "0") for text in (original, proposed))
    if one is None or other is None:
        return original == proposed
    values = [found.value if found.name or bare is None else found.value * bare for found in (one, other)]
    return values[0] == values[1] and (one.kind == other.kind or bare is not None or values[0] == 0)


def _is_decided(paths: Sequence[str], pairs: frozenset[frozenset[str]]) -> bool:
    """Whether every pair has one cell that could stand for the first error, and one that could stand for the second."""
    one, other = paths
    firsts, seconds = ({next(iter(pair - {stays})) for pair in pairs if stays in pair} for stays in (other, one))
    if frozenset(paths) not in pairs:
        return False
    return all(
        any(left in firsts and right in seconds for left, right in (tuple(pair), tuple(pair)[::-1])) for pair in pairs
    )


def _named(paths: Sequence[str], found: Sequence[_Found], ranks: int) -> bool:
    """Whether within the first ranks of every cluster one diagnosis names all the cells that the cluster is about."""
    left = set(paths)
    for cluster in {one.cluster for one in found}:
        first = [one for one in found if one.cluster == cluster and one.rank <= ranks]
        named = [{path for path in paths if any(path in change for change in one.changes)} for one in first]
        left -= max(named, key=len, default=set())
    return not left
