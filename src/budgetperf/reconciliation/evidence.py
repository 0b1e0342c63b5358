"""
What the rules say of points and weights: evidence that tells apart what the sums cannot.

Points lie between nothing and the weight of their row, and within the interval that the rulebook gives them. Both
depend on other cells: where a target, an actual or a weight changes, the interval does too, so whoever knows the rules
may say it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from budgetperf.domain.rounding import round_half_up
from budgetperf.reconciliation.identity import Identity, Linear, Relation, terms
from budgetperf.reconciliation.weighing import ONE, Value, scaled

__all__ = ["Bounds", "Rescored", "RowEvidence", "impossible_points", "room_for_weights"]

# Path of points → the least and the greatest number of points that the rules allow.
Bounds = Mapping[str, tuple[Decimal, Decimal]]
# The bounds of the rows of every card in which cells have changed, by the texts that then stand in them.
Rescored = Callable[[Mapping[str, str]], Bounds]
_ROWS = (".indicators[", ".execution.")
_POINTS, _WEIGHT = ".points", ".weight"
# Scores are rounded to hundredths, so the ends of an interval may move by one when its weight changes.
_ROUNDED = ONE // 100
_BLANK = Value(0, 0, "points")


def impossible_points(values: Mapping[str, Value | None], suspects: Iterable[str]) -> Iterator[Identity]:
    """
    For each suspect that is points beyond the weight of their row, or below nothing: that they must not be.

    No row earns so much, so these points have to change, whatever else does. Where the weight is a suspect, too, it
    may be the weight that is wrong, and nothing is said.
    """
    suspected = set(suspects)
    for path in sorted(suspected):
        row = path.removesuffix(_POINTS)
        points, weight = values.get(path), values.get(f"{row}{_WEIGHT}")
        if not _is_of_row(path) or row == path or f"{row}{_WEIGHT}" in suspected or not points or not weight:
            continue
        if points.number > weight.number >= 0:
            most = _printed(weight.number)
            yield _impossible(row, Linear(constant=most, parts=terms(path), relation=Relation.AT_LEAST))
        elif points.number < 0:
            least = Linear(constant=Decimal(0), parts=terms(path, sign=-1), relation=Relation.AT_LEAST)
            yield _impossible(row, least)


def _impossible(row: str, form: Linear) -> Identity:
    # P7: 0 ≤ 得分 ≤ 分值
    return Identity(code="P7", place=row, forms=(form,))


def room_for_weights(identities: Iterable[Identity], values: Mapping[str, Value | None]) -> Mapping[str, Decimal]:
    """For each weight that is left blank, the most that the sums it is part of leave it."""
    room: dict[str, int] = {}
    for form in (form for identity in identities for form in identity.forms):
        if not isinstance(form, Linear) or form.relation is not Relation.EQUAL:
            continue
        blank = [term.path for term in form.parts if term.path.endswith(_WEIGHT) and term.path not in values]
        total = _total(form, values) if blank else None
        if total is None:
            continue
        left = total - sum(term.sign * value.number for term in form.parts if (value := values.get(term.path)))
        room |= {path: min(left, room.get(path, left)) for path in blank if left >= 0}
    return {path: _printed(number) for path, number in room.items()}


def _total(form: Linear, values: Mapping[str, Value | None]) -> int | None:
    """What the parts of a sum make; None where it is blank, or more than one figure."""
    if not form.stated:
        return None if form.constant is None else scaled(form.constant)
    value = values.get(form.stated[0].path)
    return None if value is None or len(form.stated) > 1 or form.constant is not None else value.number


def _printed(number: int) -> Decimal:
    return round_half_up(Fraction(number, ONE), 2)


@frozen
class _Interval:
    low: Fraction
    high: Fraction


class RowEvidence:
    """The rows of a filing that have points or a weight."""

    def __init__(self, values: Mapping[str, Value | None], bounds: Bounds, rescored: Rescored | None) -> None:
        self._stated = values
        self._rescored = rescored
        self._intervals = {path: _interval(ends) for path, ends in bounds.items()}

    def broken(self, changes: Mapping[str, tuple[Value, str]]) -> int:
        """
        How many more bounds are broken after some changes than as stated; below zero, if some are mended.

        Args:
            changes: By path, what would stand there: as a number, and as text.
        """
        values = {path: value for path, (value, _) in changes.items()}
        rows = {path.rpartition(".")[0] for path in changes if _is_of_row(path)}
        if self._rescored is not None:
            anew = self._rescored({path: text for path, (_, text) in changes.items()})
            after = {path: _interval(ends) for path, ends in anew.items()}
            rows |= {path.rpartition(".")[0] for path, ends in after.items() if ends != self._intervals.get(path)}
        else:
            scaled_rows = {f"{row}.points": self._in_proportion(row, values) for row in rows}
            after = {path: interval for path, interval in scaled_rows.items() if interval is not None}
        return sum(
            _breaks(row, {**self._of(row), **values}, after.get(f"{row}.points"))
            - _breaks(row, self._of(row), self._intervals.get(f"{row}.points"))
            for row in rows
        )

    def _of(self, row: str) -> Mapping[str, Value | None]:
        return {path: self._stated.get(path) for path in (f"{row}.points", f"{row}.weight")}

    def _in_proportion(self, row: str, values: Mapping[str, Value]) -> _Interval | None:
        """The interval for another weight, as far as that can be said without the rules."""
        known = self._intervals.get(f"{row}.points")
        before, after = self._stated.get(f"{row}.weight"), values.get(f"{row}.weight")
        if known is None or after is None or before is None or before.number <= 0:
            return known
        share = Fraction(after.number, before.number)
        return _Interval(known.low * share - _ROUNDED, known.high * share + _ROUNDED)


def _interval(ends: tuple[Decimal, Decimal]) -> _Interval:
    low, high = ends
    return _Interval(Fraction(scaled(low)), Fraction(scaled(high)))


def _is_of_row(path: str) -> bool:
    return path.endswith((".points", ".weight")) and any(kind in path for kind in _ROWS)


def _breaks(row: str, values: Mapping[str, Value | None], interval: _Interval | None) -> int:
    points, weight = values.get(f"{row}.points"), values.get(f"{row}.weight") or _BLANK
    beyond = int(points is not None and not 0 <= points.number <= weight.number)
    if interval is None:
        return beyond
    # No points where there should be some are too few.
    return beyond + int(not interval.low <= (points or _BLANK).number <= interval.high)
