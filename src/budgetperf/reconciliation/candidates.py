"""What could stand in a cell: a number written as the form writes it, and possible at all."""

from __future__ import annotations

from collections.abc import Mapping
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
# Persons, and the events that a report counts, come whole.
_WHOLE = ("base_table.staffing.", "reports[")
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

    def candidate(self, path: str, number: Fraction, like: str | None = None) -> Candidate | None:
        """
        A number as the figure that would stand in a cell; None where no such figure is possible.

        Args:
            path: The cell.

            number: In units of 1/`ONE`, not necessarily one that can be printed.

            like: Another cell of the same kind, whose way of writing a blank cell takes over.
        """
        if number < 0 and not path.startswith(_SIGNED):
            return None
        stated = self._figures.get(path)
        try:
            figure = self._written(path, number, stated, None if like is None else self._figures.get(like))
        except QuantityError:  # more digits than any budget needs
            return None
        value = value_of(figure)
        return None if figure is None or value is None else Candidate(path, figure, value)

    def _written(self, path: str, number: Fraction, stated: Figure | None, like: Figure | None) -> Figure | None:
        match stated if stated is not None else like:
            case Money(amount=amount, unit=unit):
                if isinstance(like, Money) and number == scaled(Money(amount, like.unit).yuan):
                    return Money(amount, like.unit)  # the right number, with the wrong unit behind it
                places = _FORM_DECIMALS if stated is None else max(_FORM_DECIMALS, decimals(amount))
                shown = min(_FORM_DECIMALS, 0 if stated is None else decimals(amount))
                return Money(_trimmed(round_half_up(number / scaled(unit.yuan), places), shown), unit)
            case Rate(percent=percent):
                return Rate(round_half_up(number / ONE, decimals(percent)))
            case Count(number=stated_number, unit=unit_name):
                # A count of 2万人 is reckoned in 人, and written in 万人.
                factor = scaled(Count(1, unit_name).base[0])
                places = decimals(stated_number) if path.startswith(_WHOLE) else max(2, decimals(stated_number))
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


def _text(figure: Figure) -> str:
    return f"{figure:f}" if isinstance(figure, Decimal) else str(figure)


def _trimmed(number: Decimal, places: int) -> Decimal:
    """Without trailing zeros beyond the places that were printed."""
    while decimals(number) > places and number.as_tuple().digits[-1] == 0:
        sign, digits, exponent = number.as_tuple()
        number = Decimal((sign, digits[:-1] or (0,), int(exponent) + 1))
    return number
