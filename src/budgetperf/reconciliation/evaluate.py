"""What came of an identity: the best of its lawful readings; and its line of the ledger, told in figures when asked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve, frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Message, Outcome
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable, decimals
from budgetperf.domain.rounding import shorten
from budgetperf.reconciliation.identity import Form, Identity, Linear, Ratio
from budgetperf.reconciliation.weighing import ONE, Premises, Side, Value, scaled, value_of, weigh

__all__ = ["RANK", "Decision", "Readings", "decide", "judge"]

# A reading that cannot be decided might be the one that holds, so it comes before one that is violated.
RANK = {
    Outcome.HOLDS: 0,
    Outcome.WITHIN_ROUNDING: 1,
    Outcome.NOT_EVALUABLE: 2,
    Outcome.VIOLATED: 3,
    Outcome.NOT_APPLICABLE: 4,
}
_MOST_PLACES = 6


@frozen(kw_only=True)
class Readings:
    """
    The figures of a filing by path, as they are printed, and as numbers to reckon with.

    Attributes:
        figures: Each as a quantity.

        values: The same as numbers; what is none is there as None.

        words: The text around a figure that stands in a sentence: ``不超过88万元``.
    """

    figures: Mapping[str, Figure]
    values: Mapping[str, Value | None]
    words: Mapping[str, str]

    @classmethod
    def of(cls, figures: Mapping[str, Figure], words: Mapping[str, str] | None = None) -> Readings:
        """Take every figure; one that is no number is kept as None."""
        values = {path: value_of(figure) for path, figure in figures.items()}
        return cls(figures=figures, values=values, words=words or {})


def judge(
    identity: Identity, values: Mapping[str, Value | None], premises: Premises | None = None
) -> tuple[Form, Side] | None:
    """The reading that decides, and how its sides compare; None where no reading applies."""
    premises = premises or Premises(values)
    best: tuple[Form, Side] | None = None
    for form in identity.forms:
        if form.given and not premises.are_met(form):
            continue
        side = weigh(form, values)
        if best is None or _preferred(side, best[1]):
            best = form, side
    return best


def _preferred(side: Side, other: Side) -> bool:
    """The best outcome first; of readings that all fail, the one that fails least is the one that was meant."""
    return (RANK[side.outcome], side.miss) < (RANK[other.outcome], other.miss)


class Decision(NamedTuple):
    """
    What came of an identity.

    Attributes:
        form: The reading that decided it; None where no reading applies.

        side: How the sides of that reading compare.
    """

    identity: Identity
    outcome: Outcome
    form: Form | None = None
    side: Side | None = None

    @property
    def code(self) -> str:
        """Code of the identity."""
        return self.identity.code

    @property
    def reason(self) -> Message | None:
        """Why it could not be looked at, where that is known without its figures."""
        return self.identity.doubt

    @property
    def paths(self) -> tuple[str, ...]:
        """The figures that its line of the ledger names."""
        return () if self.form is None else tuple(dict.fromkeys([term.path for term in self.form.terms]))

    def told(self, readings: Readings) -> Entry:
        """Its line of the ledger. Most lines say that all is well, and are told only when somebody reads them."""
        if self.form is None or self.side is None:
            reason = self.identity.absent if self.outcome is Outcome.NOT_APPLICABLE else self.identity.doubt
            return Entry(id=self.identity.id, code=self.identity.code, outcome=self.outcome, reason=reason)
        if self.outcome is not self.side.outcome:
            return _doubted(self.identity, self.outcome, self.form, self.side, readings)
        return _entry(self.identity, self.form, self.side, readings)


def decide(identity: Identity, values: Mapping[str, Value | None], premises: Premises | None = None) -> Decision:
    """
    Decide one identity: the best outcome among its lawful readings.

    Args:
        identity: The identity.

        values: The stated figures of the filing as numbers; a path that is not there is a blank.

        premises: What was weighed already of the sums that readings rest on.
    """
    found = judge(identity, values, premises)
    if found is None:
        doubtful = identity.doubt is not None and not identity.forms
        return Decision(identity, Outcome.NOT_EVALUABLE if doubtful else Outcome.NOT_APPLICABLE)
    form, side = found
    if identity.doubt is not None and side.outcome is Outcome.VIOLATED:
        return Decision(identity, Outcome.NOT_EVALUABLE, form, side)
    return Decision(identity, side.outcome, form, side)


def _doubted(identity: Identity, outcome: Outcome, form: Form, side: Side, readings: Readings) -> Entry:
    """A violation that could be something else than a wrong figure."""
    entry = _entry(identity, form, side, readings)
    return evolve(entry, outcome=outcome, expected=None, residual=None, bound=None, reason=identity.doubt)


def _entry(identity: Identity, form: Form, side: Side, readings: Readings) -> Entry:
    # The paths are those of this reading, as are the two sides and the residual.
    signs: dict[str, int] = {}
    for term in form.terms:
        signs.setdefault(term.path, term.sign)
    stated = expected = residual = bound = None
    unit = ""
    # The reading is worth telling only where it was the one that decided.
    reason = form.reading
    if side.stated is None or side.exact is None or side.bound is None:
        reason = _reason(side, readings)
        if side.outcome is Outcome.NOT_EVALUABLE and isinstance(form, Linear) and side.why != "different_kinds":
            expected = _expected(form, readings)
    else:
        show = _Shown.of(form, readings)
        # A rate is told with the digits that were printed.
        stated = str(readings.figures[form.stated.path]) if isinstance(form, Ratio) else show.text(side.stated)
        gap = side.stated - side.exact
        expected = stated if gap == 0 and isinstance(form, Linear) else show.text(side.exact, show.places)
        residual, bound, unit = show.number(gap), show.number(side.bound), show.unit
    return Entry(
        id=identity.id,
        code=identity.code,
        outcome=side.outcome,
        paths=tuple(signs),
        signs=tuple(signs.values()),
        stated=stated,
        expected=expected,
        residual=residual,
        unit=unit,
        bound=bound,
        reason=reason,
    )


def _reason(side: Side, readings: Readings) -> Message:
    match side.why:
        case "unreadable":
            # Words are no figure, but they can be read.
            if isinstance(readings.figures.get(side.lacks or ""), Unreadable):
                return Message.of("unreadable_figure", path=side.lacks)
            return Message.of("different_kinds")
        case None:
            return Message.of("blank_breakdown")
        case _:
            return Message.of(side.why, path=side.lacks)


def _expected(form: Linear, readings: Readings) -> str | None:
    """What a blank figure follows from the others to be, where it is the only thing missing."""
    values = readings.values
    if form.constant is not None or any(term.path in values for term in form.stated):
        return None
    found = [(term, values.get(term.path)) for term in form.parts]
    if any(value is None and (term.needed or term.path in values) for term, value in found):
        return None
    first = next((term for term, value in found if value is not None), None)
    if first is None:
        return None
    total = sum(term.sign * value.number for term, value in found if value is not None)
    return _Shown.like(readings.figures[first.path]).text(total)


@frozen(kw_only=True)
class _Shown:
    """How results of one kind are written: the unit of the figure that is judged."""

    unit: str
    worth: int
    places: int = _MOST_PLACES

    @classmethod
    def of(cls, form: Form, readings: Readings) -> _Shown:
        if isinstance(form, Ratio):
            rate = readings.figures[form.stated.path]
            if isinstance(rate, Money):
                return cls.like(rate)
            percent = getattr(rate, "percent", Decimal(0))
            return cls(unit="%", worth=ONE, places=max(decimals(percent), 2))
        return cls.like(next(readings.figures[term.path] for term in form.terms if term.path in readings.figures))

    @classmethod
    def like(cls, figure: Figure) -> _Shown:
        if isinstance(figure, Money):
            return _shown(figure.unit.label, figure.unit.yuan)
        if isinstance(figure, Rate):
            return _shown("%", Decimal(1))
        if isinstance(figure, Count):
            return _shown(figure.unit, Count(1, figure.unit).base[0])
        return _shown("分", Decimal(1))

    def number(self, value: Fraction | int, places: int = _MOST_PLACES) -> Decimal:
        if isinstance(value, int):
            shown, rest = divmod(value * 10**_MOST_PLACES, self.worth)
            if rest == 0 and places == _MOST_PLACES:
                return _plain(shown)
        return shorten(Fraction(value) / self.worth, places)

    def text(self, value: Fraction | int, places: int = _MOST_PLACES) -> str:
        return f"{self.number(value, places):f}{'' if self.unit == '分' else self.unit}"


@lru_cache(maxsize=64)  # there are few units
def _shown(unit: str, worth: Decimal) -> _Shown:
    return _Shown(unit=unit, worth=scaled(worth))


@lru_cache(maxsize=1024)  # the two sides of an identity, the gaps and the bounds are mostly the same few numbers
def _plain(millionths: int) -> Decimal:
    """A number of millionths without trailing zeros, and without an exponent."""
    whole, rest = divmod(abs(millionths), 10**_MOST_PLACES)
    places = f".{rest:06d}".rstrip("0") if rest else ""
    return Decimal(f"{'-' if millionths < 0 else ''}{whole}{places}")
