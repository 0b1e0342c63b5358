"""
The outcome of an identity: exact arithmetic, and an envelope for what printing has rounded away.

A printed amount stands for half a unit of the form's last digit either way, a printed rate for half a unit of its
own. Points, weights and counts are exact. A gap must be *less* than the sum of those halves to be rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Message, Outcome
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable, decimals
from budgetperf.domain.rounding import shorten
from budgetperf.reconciliation.identity import Form, Identity, Linear, Ratio, Relation, Term

__all__ = ["evaluate"]

# Forms in 万元 print two decimals; dropping a trailing zero does not make a figure less exact than its neighbours.
_FORM_DECIMALS = 2
_HALF = Fraction(1, 2)
# A reading that cannot be decided might be the one that holds, so it comes before one that is violated.
_ORDER = (Outcome.HOLDS, Outcome.WITHIN_ROUNDING, Outcome.NOT_EVALUABLE, Outcome.VIOLATED, Outcome.NOT_APPLICABLE)


@frozen(kw_only=True)
class _Value:
    """A figure as an exact number in the base unit of its kind, and what rounding may have taken from it."""

    number: Fraction
    slack: Fraction
    kind: str


def evaluate(identity: Identity, figures: Mapping[str, Figure]) -> Entry:
    """
    Decide one identity: the best outcome among its lawful readings.

    Args:
        identity: The identity.

        figures: The stated figures of the filing by path; a path that is not there is a blank.
    """
    entry = Entry(id=identity.id, code=identity.code, outcome=Outcome.NOT_APPLICABLE)
    if not identity.forms:
        return evolve(entry, reason=identity.absent)
    entries = [_decide(entry, form, figures) for form in identity.forms]
    best = min(entries, key=_preference)
    if identity.doubt is not None and best.outcome is Outcome.VIOLATED:
        return evolve(
            best, outcome=Outcome.NOT_EVALUABLE, expected=None, residual=None, bound=None, reason=identity.doubt
        )
    return best


def _preference(entry: Entry) -> tuple[int, Decimal]:
    """The best outcome first; of readings that all fail, the one that fails least is the one that was meant."""
    return _ORDER.index(entry.outcome), (entry.residual or Decimal(0)).copy_abs()


def _decide(entry: Entry, form: Form, figures: Mapping[str, Figure]) -> Entry:
    # The paths are those of this reading, as are the two sides and the residual.
    signs = {term.path: term.sign for term in reversed(form.terms)}
    paths = tuple(dict.fromkeys(term.path for term in form.terms))
    entry = evolve(entry, paths=paths, signs=[signs[path] for path in paths])
    decided = _linear(entry, form, figures) if isinstance(form, Linear) else _ratio(entry, form, figures)
    # The reading is worth telling only where it was the one that decided.
    if form.reading is not None and decided.reason is None:
        return evolve(decided, reason=form.reading)
    return decided


def _value(figure: Figure | None) -> _Value | None:
    match figure:
        case Money():
            places = max(_FORM_DECIMALS, decimals(figure.amount))
            unit = Fraction(figure.unit.yuan) / 10**places
            return _Value(number=Fraction(figure.yuan), slack=unit * _HALF, kind="money")
        case Count():
            number, unit_name = figure.base
            return _Value(number=Fraction(number), slack=Fraction(0), kind=unit_name)
        case Decimal():
            return _Value(number=Fraction(figure), slack=Fraction(0), kind="points")
        case _:
            return None


def _missing(entry: Entry, used: Sequence[Term], figures: Mapping[str, Figure]) -> Entry | None:
    """The entry for an identity that a figure keeps from being decided, or None."""
    for term in used:
        figure = figures.get(term.path)
        if isinstance(figure, Unreadable):
            return evolve(entry, outcome=Outcome.NOT_EVALUABLE, reason=Message.of("unreadable_figure", path=term.path))
        if figure is None and term.needed:
            return evolve(entry, outcome=Outcome.NOT_EVALUABLE, reason=Message.of("missing_figure", path=term.path))
    return None


def _linear(entry: Entry, form: Linear, figures: Mapping[str, Figure]) -> Entry:
    filled = [term for term in form.terms if term.path in figures]
    optional = form.constant is None and not any(term.needed for term in form.stated)
    sides = (form.stated, form.parts) if optional else (form.parts,)
    if not filled or not all(any(term.needed or term.path in figures for term in side) for side in sides):
        # A breakdown nobody filled in says nothing about its total. A single figure that is blank is missing.
        return evolve(entry, reason=Message.of("blank_breakdown"))
    missing = _missing(entry, form.terms, figures)
    if missing is not None:
        return evolve(missing, expected=_expected(form, figures))
    values = {term.path: value for term in filled if (value := _value(figures[term.path])) is not None}
    if len({value.kind for value in values.values()} - {""}) > 1 or len(values) < len(filled):
        return evolve(entry, outcome=Outcome.NOT_EVALUABLE, reason=Message.of("different_kinds"))
    left, right = (
        sum((term.sign * values[term.path].number for term in side if term.path in values), Fraction(0))
        for side in (form.stated, form.parts)
    )
    left += Fraction(form.constant or 0)
    bound = sum((value.slack for value in values.values()), Fraction(0))
    gap = left - right
    if gap == 0 or (form.relation is Relation.AT_LEAST and gap > 0):
        outcome = Outcome.HOLDS
    else:
        outcome = Outcome.WITHIN_ROUNDING if abs(gap) < bound else Outcome.VIOLATED
    show = _Shown.of(figures.get(next(iter(values))))
    return evolve(
        entry,
        outcome=outcome,
        stated=show.text(left),
        expected=show.text(right),
        residual=show.number(gap),
        unit=show.unit,
        bound=show.number(bound),
    )


def _expected(form: Linear, figures: Mapping[str, Figure]) -> str | None:
    """What a blank figure follows from the others to be, where it is the only thing missing."""
    if any(term.path in figures for term in form.stated) or form.constant is not None:
        return None
    values = [(term, _value(figures.get(term.path))) for term in form.parts]
    if any(value is None and (term.needed or term.path in figures) for term, value in values):
        return None
    total = sum((term.sign * value.number for term, value in values if value is not None), Fraction(0))
    first = next(figures[term.path] for term, value in values if value is not None)
    return _Shown.of(first).text(total)


def _ratio(entry: Entry, form: Ratio, figures: Mapping[str, Figure]) -> Entry:
    if not any(term.path in figures for term in form.terms):
        return evolve(entry, reason=Message.of("blank_breakdown"))
    missing = _missing(entry, form.terms, figures)
    if missing is not None:
        return missing
    rate = figures[form.stated.path]
    above, below = _value(figures[form.numerator.path]), _value(figures[form.denominator.path])
    if not isinstance(rate, Rate) or above is None or below is None or len({above.kind, below.kind} - {""}) > 1:
        return evolve(entry, outcome=Outcome.NOT_EVALUABLE, reason=Message.of("different_kinds"))
    if below.number <= 0:
        return evolve(
            entry, outcome=Outcome.NOT_EVALUABLE, reason=Message.of("zero_denominator", path=form.denominator.path)
        )
    stated, exact = Fraction(rate.percent), 100 * above.number / below.number
    half = _HALF / 10 ** decimals(rate.percent)
    gap = stated - exact
    bound = half + _spread(above, below, exact)
    if -half < gap <= half:
        outcome = Outcome.HOLDS  # the rate, printed half-up
    else:
        outcome = Outcome.WITHIN_ROUNDING if gap == -half or abs(gap) < bound else Outcome.VIOLATED
    places = decimals(rate.percent)
    return evolve(
        entry,
        outcome=outcome,
        stated=str(rate),
        expected=f"{shorten(exact, max(places, 2))}%",
        residual=shorten(gap),
        unit="%",
        bound=shorten(bound),
    )


def _spread(above: _Value, below: _Value, exact: Fraction) -> Fraction:
    """How far the rate may move when both amounts are what they were before printing."""
    if below.slack >= below.number:
        return Fraction(0)
    highest = 100 * (above.number + above.slack) / (below.number - below.slack)
    return highest - exact


@frozen(kw_only=True)
class _Shown:
    """How results of one kind are written: the unit of the figure that is judged."""

    unit: str
    worth: Fraction

    @classmethod
    def of(cls, figure: Figure | None) -> _Shown:
        if isinstance(figure, Money):
            return cls(unit=figure.unit.label, worth=Fraction(figure.unit.yuan))
        if isinstance(figure, Count):
            return cls(unit=figure.unit, worth=Fraction(1))
        return cls(unit="分", worth=Fraction(1))

    def number(self, value: Fraction) -> Decimal:
        return shorten(value / self.worth)

    def text(self, value: Fraction) -> str:
        return f"{self.number(value):f}{self.unit if self.unit != '分' else ''}"
