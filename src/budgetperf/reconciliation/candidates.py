"""What could stand in a cell: a number written as the form writes it, and possible at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.quantity import Count, Money, Rate, decimals
from budgetperf.domain.rounding import round_half_up
from budgetperf.errors import QuantityError
from budgetperf.reconciliation.weighing import ONE, Value, scaled, value_of

__all__ = ["Candidate", "Writer"]

_FORM_DECIMALS = 2
# Persons come whole, and so do the events that a text counts.
_STAFF, _QUOTED = "base_table.staffing.", "@"
# The only row that may be filled with an amount below zero; spending, weights and counts are never negative.
_SIGNED = "base_table.basic_adjustment."


@frozen
class Candidate:
    """A figure that could stand in a cell, and the same as a number."""

    path: str
    figure: Figure = field(eq=False)
    value: Value


class Writer:
    """How a filing writes its figures: in which unit, and with how many decimals."""

    def __init__(self, figures: Mapping[str, Figure], words: Mapping[str, str]) -> None:
        self._figures = figures
        self._words = words

    def candidates(self, path: str, number: Fraction, like: str | None = None) -> Iterator[Candidate]:
        """
        A number as the figures that could stand in a cell, the likeliest first; none where no figure is possible.

        Args:
            path: The cell.

            number: In units of 1/`ONE`, not necessarily one that can be printed.

            like: Another cell of the same kind, whose way of writing a blank cell takes over.
        """
        if number < 0 and not path.startswith(_SIGNED):
            return
        stated, other = self._figures.get(path), None if like is None else self._figures.get(like)
        if isinstance(stated, Money) and isinstance(other, Money) and stated.unit is not other.unit:
            meant = Money(stated.amount, other.unit)
            if number == scaled(meant.yuan):
                yield from _candidate(path, meant)  # the right number, with the wrong unit behind it
        with suppress(QuantityError):  # more digits than any budget needs
            yield from _candidate(path, self._written(path, number, stated if stated is not None else other, stated))

    def candidate(self, path: str, number: Fraction) -> Candidate | None:
        """A number as it would be written in a filled cell; None where no such figure is possible."""
        return next(self.candidates(path, number), None)

    def _written(self, path: str, number: Fraction, like: Figure | None, stated: Figure | None) -> Figure | None:
        match like:
            case Money(amount=amount, unit=unit):
                places = _FORM_DECIMALS if stated is None else max(_FORM_DECIMALS, decimals(amount))
                shown = min(_FORM_DECIMALS, 0 if stated is None else decimals(amount))
                return Money(_trimmed(round_half_up(number / scaled(unit.yuan), places), shown), unit)
            case Rate(percent=percent):
                return Rate(round_half_up(number / ONE, decimals(percent)))
            case Count(number=stated_number, unit=unit_name):
                # A count of 2万人 is reckoned in 人, and written in 万人.
                factor = scaled(Count(1, unit_name).base[0])
                whole = path.startswith(_STAFF) or _QUOTED in path
                places = decimals(stated_number) if whole else max(2, decimals(stated_number))
                return Count(_trimmed(round_half_up(number / factor, places), 0), unit_name)
            case Decimal():
                return _trimmed(round_half_up(number / ONE, _FORM_DECIMALS), 0)
            case _:
                return None

    def step(self, path: str) -> int:
        """The last digit that is printed in a cell, as a number; 0 where figures are exact."""
        stated = self._figures.get(path)
        value = value_of(stated)
        return 0 if value is None else 2 * value.slack

    def printed(self, path: str) -> str | None:
        """What stands in a cell, as a person wrote it there; None for a blank."""
        stated = self._figures.get(path)
        return self._words.get(path) or (None if stated is None else _text(stated))

    def text(self, candidate: Candidate) -> str:
        """What would stand in its cell, with the words around it kept."""
        stated, words = self._figures.get(candidate.path), self._words.get(candidate.path)
        if words is not None and isinstance(stated, Money) and isinstance(candidate.figure, Money):
            return words.replace(f"{stated.amount:f}", f"{candidate.figure.amount:f}", 1)
        return _text(candidate.figure)


def _candidate(path: str, figure: Figure | None) -> Iterator[Candidate]:
    value = value_of(figure)
    if figure is not None and value is not None:
        yield Candidate(path, figure, value)


def _text(figure: Figure) -> str:
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)


def _trimmed(number: Decimal, places: int) -> Decimal:
    """Without trailing zeros beyond the places that were printed."""
    while decimals(number) > places and number.as_tuple().digits[-1] == 0:
        sign, digits, exponent = number.as_tuple()
        number = Decimal((sign, digits[:-1] or (0,), int(exponent) + 1))
    return number
