"""
What an entry of the ledger computes, found from the outside: by fitting sums and rates to residuals that were observed.

The arithmetic here is its own: exact fractions, and the envelope as the documentation of the ledger states it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from slips import Printed

__all__ = ["Figures", "Form", "Reading", "Sighting", "Span", "Stated", "fit"]

_HALF = Fraction(1, 2)
_FORM_PLACES = 2
# Residuals are shown with six decimals.
_SHOWN = Fraction(1, 10**6)


@frozen
class Stated:
    """A figure as a number, what rounding may have taken from it, and how fine the form prints it."""

    value: Fraction
    slack: Fraction
    step: Fraction

    @classmethod
    def of(cls, printed: Printed, worth: Fraction | None = None) -> Stated:
        """
        Take a figure; *worth* is that of its unit where none is printed.

        >>> Stated.of(Printed("", "96.73", "万元")).slack
        Fraction(50, 1)
        """
        one = printed.worth if worth is None or printed.name else worth
        money = printed.kind == "money" or (worth is not None and not printed.name)
        # Half a unit of the last digit; of an amount, of the last digit that the form has.
        places = max(printed.places, _FORM_PLACES) if money else printed.places
        slack = one / 10**places / 2 if money or printed.kind == "rate" else Fraction(0)
        return cls(value=Fraction(printed.number) * one, slack=slack, step=one / 10**places)


Figures = Mapping[str, Stated]


@frozen
class Sighting:
    """One time that an entry was seen: the figures that it read, and the residual and the unit that it told."""

    figures: tuple[Stated | None, ...]
    residual: Fraction
    unit: Fraction
    at_least: bool


@frozen
class Reading:
    """The figures that an entry read when it decided: one of its lawful readings."""

    id: str
    paths: tuple[str, ...]
    signs: tuple[int, ...]

    def matches(self, paths: tuple[str, ...], signs: tuple[int, ...]) -> bool:
        """Whether these are its figures."""
        return (self.paths, self.signs) == (paths, signs)


@frozen
class Span:
    """Where a value may lie: an end of None is open to infinity; *centre* is where everything agrees exactly."""

    low: Fraction | None
    high: Fraction | None
    centre: Fraction

    def meet(self, other: Span) -> Span | None:
        """What both allow."""
        low = max((end for end in (self.low, other.low) if end is not None), default=None)
        high = min((end for end in (self.high, other.high) if end is not None), default=None)
        return None if low is not None and high is not None and low > high else Span(low, high, self.centre)


@frozen
class Form:
    """
    A sum or a rate.

    Attributes:
        reading: Its figures.

        split: How many of them are stated; of a rate, how many are its numerator.

        times: None for a sum; 100 for a percentage, 1 for an amount per head.

        constant: What a sum has beside its figures.

        shared: Whether the last figure of a numerator is the first of the denominator, too.

        at_least: Whether the stated side may be larger.
    """

    reading: Reading
    split: int
    times: int | None = None
    constant: Fraction = Fraction(0)
    shared: bool = False
    at_least: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """The figures."""
        return self.reading.paths

    def _factors(self) -> Iterator[tuple[str, int]]:
        """How each figure enters a sum."""
        for at, (path, sign) in enumerate(zip(self.paths, self.reading.signs, strict=True)):
            yield path, sign if at < self.split else -sign

    def _above(self) -> list[tuple[str, int]]:
        terms = list(zip(self.paths, self.reading.signs, strict=True))
        return terms[1 : self.split + 1]

    def _below(self) -> list[tuple[str, int]]:
        terms = list(zip(self.paths, self.reading.signs, strict=True))
        # A figure that stands above the line with a minus may stand below it as a whole.
        return [(path, 1) for path, _ in terms[self.split if self.shared else self.split + 1 :]]

    def residual(self, figures: Figures) -> Fraction | None:
        """Stated minus expected; None where a rate has nothing to divide by."""
        if self.times is None:
            return self.constant + _sum(self._factors(), figures)
        above, below = _sum(self._above(), figures), _sum(self._below(), figures)
        stated = figures.get(self.paths[0])
        return None if below <= 0 or stated is None else stated.value - self.times * above / below

    def bound(self, figures: Figures) -> Fraction:
        """The envelope: a gap below it can be explained by rounding."""
        if self.times is None:
            return sum((figures[path].slack for path in self.paths if path in figures), Fraction(0))
        above, below = _sum(self._above(), figures), _sum(self._below(), figures)
        more, less = (
            sum((figures[path].slack for path, _ in terms if path in figures), Fraction(0))
            for terms in (self._above(), self._below())
        )
        stated = figures.get(self.paths[0])
        half = Fraction(0) if stated is None else stated.slack
        if less >= below:
            return half
        return half + self.times * ((abs(above) + more) / (below - less) - abs(above) / below)

    def agrees(self, figures: Figures) -> bool:
        """Whether it holds, but for rounding."""
        gap = self.residual(figures)
        if gap is None:
            return False
        if gap == 0 or (self.at_least and gap > 0) or abs(gap) < self.bound(figures):
            return True
        # A rate is printed half-up: just half a unit off is still its printing.
        first = figures.get(self.paths[0])
        return self.times is not None and first is not None and abs(gap) == first.slack

    def span(self, path: str, figures: Figures, own: Stated) -> Span | None:
        """Where a figure may lie for this to agree; *own* says how it is printed. None where nothing helps."""
        figures = {**figures, path: own}
        if self.times is None:
            factor = sum(sign for other, sign in self._factors() if other == path)
            gap = self.residual(figures)
            if factor == 0 or gap is None:
                return None
            centre = own.value - gap / factor
            width = self.bound(figures) / abs(factor)
            if self.at_least:
                return Span(centre - width, None, centre) if factor > 0 else Span(None, centre + width, centre)
            return Span(centre - width, centre + width, centre)
        return self._rate_span(path, figures, own)

    def _rate_span(self, path: str, figures: Figures, own: Stated) -> Span | None:
        without = {other: stated for other, stated in figures.items() if other != path}
        above, below = _sum(self._above(), without), _sum(self._below(), without)
        in_above, in_below = (
            sum(sign for other, sign in terms if other == path) for terms in (self._above(), self._below())
        )
        times = self.times or 1
        if path == self.paths[0]:
            if below <= 0:
                return None
            centre = times * above / below
        else:
            rate = figures.get(self.paths[0])
            if rate is None or times * in_above == rate.value * in_below:
                return None
            # rate · (below + in_below · x) = times · (above + in_above · x)
            centre = (rate.value * below - times * above) / (times * in_above - rate.value * in_below)
        there = {**figures, path: Stated(centre, own.slack, own.step)}
        bottom = _sum(self._below(), there)
        if bottom <= 0:
            return None
        width = self.bound(there)
        if path != self.paths[0]:
            # How far the figure may move for the rate to move so far; a little more, for a rate is no straight line.
            rate_there = times * _sum(self._above(), there) / bottom
            slope = (times * in_above - rate_there * in_below) / bottom
            if slope == 0:
                return None
            width = width / abs(slope) * Fraction(11, 10)
        return Span(centre - width, centre + width, centre)


def _sum(terms: Iterable[tuple[str, int]], figures: Figures) -> Fraction:
    return sum((sign * figures[path].value for path, sign in terms if path in figures), Fraction(0))


def fit(reading: Reading, sightings: Sequence[Sighting]) -> Form | None:
    """The sum or the rate that gives every residual that was seen, or None."""
    at_least = any(sighting.at_least for sighting in sightings)
    for form in _forms(reading, sightings):
        if all(_gives(form, sighting) for sighting in sightings):
            return Form(reading, form.split, form.times, form.constant, form.shared, at_least)
    return None


def _forms(reading: Reading, sightings: Sequence[Sighting]) -> Iterator[Form]:
    count = len(reading.paths)
    sums = [Form(reading, split) for split in range(count + 1)]
    yield from sums
    for split in range(1, count):
        for times in (100, 1):
            if split < count - 1:
                yield Form(reading, split, times)
            yield Form(reading, split, times, shared=True)
    # A number stands in place of a figure only where no figure is stated.
    first = sightings[0]
    for form in sums[:1]:
        gap = form.residual(_figures(reading, first))
        if gap is not None:
            yield Form(reading, form.split, constant=first.residual * first.unit - gap)


def _figures(reading: Reading, sighting: Sighting) -> Figures:
    pairs = zip(reading.paths, sighting.figures, strict=True)
    return {path: stated for path, stated in pairs if stated is not None}


def _gives(form: Form, sighting: Sighting) -> bool:
    gap = form.residual(_figures(form.reading, sighting))
    return gap is not None and abs(gap - sighting.residual * sighting.unit) <= _SHOWN * sighting.unit
