"""
A board to try figures on: the identities of a filing, with other values in some of its cells.

It is the working memory of one diagnosis and never leaves it. What it says of an identity is what `judge` says of the
changed filing; that is a law of the tests. A sum that was weighed once is not added up again for every trial: what
changes in it is the difference of the changed cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.finding import Outcome
from budgetperf.domain.rates import PREVIOUS
from budgetperf.reconciliation.evaluate import RANK
from budgetperf.reconciliation.identity import Form, Identity, Linear, Premise, Ratio, Relation, Term
from budgetperf.reconciliation.weighing import ONE, Value, outcome_of, weigh

__all__ = ["Board"]


@frozen
class _Sum:
    """A sum as it was weighed with the stated figures."""

    gap: int
    bound: int
    kind: str
    factors: Mapping[str, int]
    times: Mapping[str, int]


class Board:
    """Identities over changeable values."""

    def __init__(
        self, identities: Sequence[Identity], values: Mapping[str, Value | None], violated: Iterable[str]
    ) -> None:
        self.identities = identities
        self._values = values
        self._changed: dict[str, Value] = {}
        self.reads = [identity.reads for identity in identities]
        # A cell that only decides which reading is lawful has no number to be solved for.
        self._cells = [frozenset(filter(self._may_be_wrong, identity.paths)) for identity in identities]
        self._deciding = [frozenset(filter(self._may_be_wrong, reads)) for reads in self.reads]
        self.touching: dict[str, list[int]] = {}
        for index, paths in enumerate(self.reads):
            for path in paths:
                self.touching.setdefault(path, []).append(index)
        wrong = set(violated)
        self.violated = frozenset(index for index, identity in enumerate(identities) if identity.id in wrong)
        self.evaluations = 0
        self._sums: dict[int, _Sum | None] = {}

    def _may_be_wrong(self, path: str) -> bool:
        """Not a cell of last year's filing, and not one that cannot be read."""
        unreadable = path in self._values and self._values[path] is None
        return not unreadable and not path.startswith(PREVIOUS)

    def value(self, path: str) -> Value | None:
        """What stands in a cell now."""
        return self._changed.get(path) or self._values.get(path)

    @contextmanager
    def trying(self, path: str, value: Value) -> Iterator[None]:
        """Put another value in a cell for a while."""
        before = self._changed.get(path)
        self._changed[path] = value
        try:
            yield
        finally:
            if before is None:
                del self._changed[path]
            else:
                self._changed[path] = before

    def cells(self, index: int) -> frozenset[str]:
        """The cells that may be at fault in an identity."""
        return self._cells[index]

    def deciding(self, index: int) -> frozenset[str]:
        """Those cells, and the ones that decide which reading is lawful, or whether there is any."""
        return self._deciding[index]

    def touched(self, paths: Iterable[str]) -> Sequence[int]:
        """The identities that read any of these cells."""
        return sorted({index for path in paths for index in self.touching.get(path, ())})

    def outcome(self, index: int) -> Outcome:
        """What the ledger would say of an identity now."""
        self.evaluations += 1
        identity = self.identities[index]
        outcomes = [self._weighed(form)[0] for form in self._lawful(index)]
        if not outcomes:
            return Outcome.NOT_APPLICABLE
        outcome = min(outcomes, key=RANK.__getitem__)
        return Outcome.NOT_EVALUABLE if identity.doubt is not None and outcome is Outcome.VIOLATED else outcome

    def agrees(self, index: int) -> bool:
        """Whether an identity holds, but for rounding."""
        return self.outcome(index).agrees

    def is_settled(self, index: int) -> bool:
        """Whether an identity agrees, or is no longer one: what it presumes of the filing is not so any more."""
        outcome = self.outcome(index)
        return outcome.agrees or outcome is Outcome.NOT_APPLICABLE

    def _lawful(self, index: int) -> Iterator[Form]:
        """The readings of an identity whose premises are met now."""
        for form in self.identities[index].forms:
            if all(any(map(self._is_met, either)) for either in form.given):
                yield form

    def _is_met(self, premise: Premise) -> bool:
        return premise.is_met_by(self._weighed(premise.form)[0])

    def _weighed(self, form: Form) -> tuple[Outcome, int | None]:
        """The outcome of one reading, and the gap of a sum."""
        known = self._known(form) if isinstance(form, Linear) else None
        if known is None or not isinstance(form, Linear):
            side = weigh(form, self._around(form))
            return side.outcome, side.gap if isinstance(side.gap, int) and side.stated is not None else None
        gap, bound = known.gap, known.bound
        for path, value in self._changed.items():
            times = known.times.get(path)
            if times is None:
                continue
            if value.kind and value.kind != known.kind:
                side = weigh(form, self._around(form))
                return side.outcome, None
            before = self._values.get(path)
            gap += known.factors[path] * (value.number - (before.number if before else 0))
            bound += times * (value.slack - (before.slack if before else 0))
        return outcome_of(gap, bound, form.relation), gap

    def _around(self, form: Form) -> Mapping[str, Value | None]:
        """The values that a form reads."""
        found: dict[str, Value | None] = {}
        for term in form.terms:
            if term.path in self._changed:
                found[term.path] = self._changed[term.path]
            elif term.path in self._values:
                found[term.path] = self._values[term.path]
        return found

    def _known(self, form: Linear) -> _Sum | None:
        """A sum as it stands in the filing; None where it says nothing there."""
        key = id(form)
        if key not in self._sums:
            self._sums[key] = self._added(form)
        return self._sums[key]

    def _added(self, form: Linear) -> _Sum | None:
        side = weigh(form, self._values)
        kinds = {value.kind for term in form.terms if (value := self._values.get(term.path)) is not None}
        if not isinstance(side.gap, int) or not isinstance(side.bound, int) or side.stated is None:
            return None
        factors: dict[str, int] = {}
        times: dict[str, int] = {}
        for sign, terms in ((1, form.stated), (-1, form.parts)):
            for term in terms:
                factors[term.path] = factors.get(term.path, 0) + sign * term.sign
                times[term.path] = times.get(term.path, 0) + 1
        return _Sum(side.gap, side.bound, next(iter(kinds - {""}), ""), factors, times)

    def solutions(self, index: int, path: str) -> Iterator[Fraction]:
        """The numbers that a cell would need for an identity to hold exactly, one for each reading that uses it."""
        for form in self.identities[index].forms:
            self.evaluations += 1
            number = self._solved(form, path)
            if number is not None:
                yield number

    def settles(self, index: int, path: str) -> bool:
        """Whether an identity leaves a cell one value only, but for rounding."""
        best = min(self._lawful(index), key=lambda form: RANK[self._weighed(form)[0]], default=None)
        if best is None or self._solved(best, path) is None:
            return False
        return isinstance(best, Ratio) or best.relation is Relation.EQUAL

    def _solved(self, form: Form, path: str) -> Fraction | None:
        present = self.value(path)
        before = 0 if present is None else present.number
        if isinstance(form, Ratio):
            return self._solved_rate(form, path, before)
        known = self._known(form)
        factor = known.factors.get(path, 0) if known else _factor(form, path)
        if factor == 0:
            return None
        gap = self._gap_of_nothing(form, path) if present is None else self._weighed(form)[1]
        return None if gap is None else before - Fraction(gap, factor)

    def _gap_of_nothing(self, form: Linear, path: str) -> int | None:
        """The gap of a sum that lacks a figure, if that were nothing."""
        kinds = {value.kind for term in form.terms if (value := self.value(term.path)) is not None} - {""}
        with self.trying(path, Value(0, 0, next(iter(kinds), ""))):
            return self._weighed(form)[1]

    def _total(self, terms: Iterable[Term]) -> int:
        return sum(term.sign * value.number for term in terms if (value := self.value(term.path)) is not None)

    def _solved_rate(self, form: Ratio, path: str, before: int) -> Fraction | None:
        above, below = self._total(form.numerator), self._total(form.denominator)
        rate = self.value(form.stated.path)
        if path == form.stated.path:
            return Fraction(form.times * above * ONE, below) if below > 0 else None
        if rate is None or rate.number == 0:
            return None
        in_above = sum(term.sign for term in form.numerator if term.path == path)
        in_below = sum(term.sign for term in form.denominator if term.path == path)
        # rate · (below + in_below · x) = times · (above + in_above · x)
        share = Fraction(rate.number, form.times * ONE)
        factor = in_above - share * in_below
        return None if factor == 0 else before + (share * below - above) / factor


def _factor(form: Linear, path: str) -> int:
    """How often a cell counts in the gap of a sum."""
    return sum(term.sign for term in form.stated if term.path == path) - sum(
        term.sign for term in form.parts if term.path == path
    )
