"""
Arithmetic for the oracle: what a cell would have to say for every entry of a ledger to agree.

Nothing here is put to the test; it follows from the sums and rates that were learnt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from forms import Figures, Form, Span, Stated
from learning import Learner, Lessons
from slips import Printed
from trials import Changes

__all__ = ["Situation", "Solver", "reads"]

# Of a cell for which a wide range of values would do, so many of them are tried.
_MOST_POINTS = 40
_POINTS = ("weight", "points", "deduction")
# The only row of the forms that may hold an amount below zero; nothing else that is counted or paid ever is.
_SIGNED = "base_table.basic_adjustment."
_HUNDREDTH = Fraction(1, 100)


@frozen
class Situation:
    """
    A filing with errors.

    Attributes:
        changes: The errors.

        violated: The ids of the entries that contradict.

        evaluated: The ids of all entries that are evaluated and should agree.
    """

    changes: Changes
    violated: tuple[str, ...]
    evaluated: frozenset[str]


@frozen
class Solver:
    """Solves the forms of a filing for one cell."""

    learner: Learner
    lessons: Lessons

    def cells(self, situation: Situation) -> list[str]:
        """The cells that every violated entry reads; one that applies conditionally may read others."""
        hard = [one for one in situation.violated if one not in self.lessons.conditional] or situation.violated
        cells = dict.fromkeys(path for form in self.lessons.of(hard[0]) for path in form.paths)
        return [path for path in cells if all(reads(self.lessons.of(one), path) for one in hard)]

    def guesses(self, path: str, situation: Situation) -> bool:
        """Whether some violated entry does not read a cell, and would have to cease to apply."""
        return not all(reads(self.lessons.of(one), path) for one in situation.violated)

    def candidates(self, path: str, situation: Situation) -> Iterator[str | None]:
        """The texts with which every entry agrees; a blank, where it might do, comes last and is only a guess."""
        changes = situation.changes
        violated = [one for one in situation.violated if reads(self.lessons.of(one), path)]
        text, cell = self.learner.trials.text(path, changes), self._cell(path, changes)
        figures = self.figures(path, changes)
        spans: list[Span] = []
        for number, one in enumerate(violated):
            here = list(_spans(path, self.lessons.of(one), figures, cell.own))
            spans = here if number == 0 else _meet(spans, here)
        mended = [self.lessons.of(one) for one in violated]
        held = [
            known
            for one, known in self.lessons.forms.items()
            if one in situation.evaluated and one not in situation.violated and reads(known, path)
        ]
        zeros = {span.centre: None for known in held for span in _spans(path, known, figures, cell.own)}
        for value in dict.fromkeys(value for span in spans for value in _points(span, cell.own.step, zeros)):
            there = {**figures, path: evolve(cell.own, value=value)}
            # A zero in the place of a blank says nothing new.
            written = cell.write(value) if value != 0 or text is not None else None
            if written is not None and all(any(form.agrees(there) for form in known) for known in (*mended, *held)):
                yield written
        if text is not None and all(_may_be_blank(path, self.lessons.of(one), figures) for one in violated):
            yield None

    def partial(self, path: str, situation: Situation) -> Iterator[tuple[str, Situation]]:
        """The values with which a cell would satisfy some of the violated entries, and what is left then."""
        changes = situation.changes
        cell, figures = self._cell(path, changes), self.figures(path, changes)
        mine = [self.lessons.of(one) for one in situation.violated]
        spans = (span for known in mine for span in _spans(path, known, figures, cell.own))
        for value in dict.fromkeys(_on_grid(span.centre, cell.own.step) for span in spans):
            written = cell.write(value)
            if written is not None and value != cell.own.value:
                there = {**figures, path: evolve(cell.own, value=value)}
                left = [
                    one
                    for one in situation.evaluated
                    if (
                        one in situation.violated
                        if not reads(known := self.lessons.of(one), path)
                        else not any(form.agrees(there) for form in known)
                    )
                ]
                yield written, Situation({**changes, path: written}, tuple(sorted(left)), situation.evaluated)

    def figures(self, path: str, changes: Changes) -> dict[str, Stated]:
        """Every figure of the entries that read a cell."""
        entries = (known for known in self.lessons.forms.values() if reads(known, path))
        paths = {other for known in entries for form in known for other in form.paths}
        stated = {other: self.learner.stated(other, changes) for other in paths}
        return {other: figure for other, figure in stated.items() if figure is not None}

    def _cell(self, path: str, changes: Changes) -> _Cell:
        text = self.learner.trials.text(path, changes)
        printed = (None if text is None else Printed.read(text)) or self.learner.like_others(path, self.lessons.forms)
        own = Stated.of(printed, self.learner.worths.get(path))
        if path.rpartition(".")[2].removeprefix("stated_") in _POINTS or printed.name == "分":
            # Points may have hundredths, however they are printed.
            own = evolve(own, step=min(own.step, _HUNDREDTH))
        unit = printed.worth if printed.name else self.learner.worths.get(path, Fraction(1))
        return _Cell(printed, own, unit, signed=path.startswith(_SIGNED))


@frozen
class _Cell:
    """How a cell is printed, and what it says now."""

    printed: Printed
    own: Stated
    unit: Fraction
    signed: bool

    def write(self, value: Fraction) -> str | None:
        """The text of another value; None where the form could not hold it."""
        number = _decimal(value / self.unit) if value >= 0 or self.signed else None
        return None if number is None else self.printed.saying(number)


def reads(forms: Iterable[Form], path: str) -> bool:
    """Whether some form has a cell."""
    return any(path in form.paths for form in forms)


def _may_be_blank(path: str, forms: Iterable[Form], figures: Figures) -> bool:
    """Whether an entry might agree without a figure."""
    without = {other: stated for other, stated in figures.items() if other != path}
    return any(form.agrees(without) for form in forms if form.times is None)


def _spans(path: str, forms: Iterable[Form], figures: Figures, own: Stated) -> Iterator[Span]:
    for form in forms:
        if path in form.paths and (span := form.span(path, figures, own)) is not None:
            yield span


def _meet(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    return [met for span in spans for other in others if (met := span.meet(other)) is not None]


def _on_grid(value: Fraction, step: Fraction) -> Fraction:
    return round(value / step) * step


def _points(span: Span, step: Fraction, zeros: Iterable[Fraction]) -> Iterator[Fraction]:
    """Values within a span, on the grid of the form: the centre first, then where others agree, then all or many."""
    inside = [
        _on_grid(value, step)
        for value in (span.centre, *zeros)
        if (span.low is None or span.low - step <= value) and (span.high is None or value <= span.high + step)
    ]
    yield from inside
    low = span.low if span.low is not None else (span.high or 0) - _MOST_POINTS * step
    high = span.high if span.high is not None else low + _MOST_POINTS * step
    first, last = -(-low // step), high // step
    stride = max(1, -(-(last - first + 1) // _MOST_POINTS))
    middle = round(span.centre / step)
    yield from (
        number * step for number in sorted(range(first, last + 1, stride), key=lambda number: abs(number - middle))
    )
    for value in inside:
        yield value - step
        yield value + step


def _decimal(value: Fraction) -> Decimal | None:
    """A terminating fraction as a decimal, without needless zeros; None where it has too many digits to be printed."""
    places = next((places for places in range(9) if (value * 10**places).denominator == 1), None)
    return None if places is None else Decimal(int(value * 10**places)).scaleb(-places)
