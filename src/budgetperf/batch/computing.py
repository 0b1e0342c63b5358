"""
Compute the rows that the kernel can compute, block by block, and say which those are.

A row is computed where target and actual are one number each, all figures fit, its rules are compiled and the bound
on exactness holds. Everything else is left: words, blanks, intervals, targets below zero, functions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from budgetperf.batch.columns import Columns, Numbers
from budgetperf.batch.compiled import DIRECTIONS, EXECUTION, LONGEST_RATIO, Compiled, Kind
from budgetperf.batch.explaining import Block, Given, explain, needing_of
from budgetperf.batch.fixed import Bools, Floats, Wholes
from budgetperf.batch.kernel import Figures, cut, rounded, shares
from budgetperf.batch.plan import LIMIT, Plan
from budgetperf.batch.sides import Bare, Units
from budgetperf.domain.statement import Operator
from budgetperf.domain.written import EXACT
from budgetperf.scoring.rule import Measure

__all__ = ["BLOCK", "Computed", "compute"]

BLOCK = 65_536
"""Rows at a time: few enough for their columns to stay in the cache, many enough to share what a step costs."""

_PER_UNIT = 1e6
"""Figures are counted in 0.0001; the columns hold 0.0000000001."""

_FEW_KINDS = 16

_WIDEST = 9.0e17 / 10_000_000_000
"""Scores above it could not be written back into 64 bits."""

Small = npt.NDArray[np.int8]


@frozen(eq=False)
class Computed:
    """
    What the kernel made of a table.

    Attributes:
        done: Which rows it computed.

        low: Least score in units of the last place of points; likewise *high*.

        rule: Place of the ids of the rules in *rules*.

        explained: For each number of places that is tolerated, by how many rules it explains the stated points.
    """

    done: Bools
    low: Floats
    high: Floats
    rule: npt.NDArray[np.int16]
    explained: npt.NDArray[np.int8]
    rules: list[str] = field(factory=list)


def compute(columns: Columns, book: Compiled, bad: Bools | None) -> Computed:
    """Compute whatever can be computed; *bad* marks rows that contradict themselves."""
    skip = bad if columns.apart is None else columns.apart if bad is None else bad | columns.apart
    rows = columns.table.num_rows
    made = Computed(
        np.zeros(rows, np.bool_),
        np.zeros(rows, np.float64),
        np.zeros(rows, np.float64),
        np.zeros(rows, np.int16),
        np.zeros((len(book.tolerated), rows), np.int8),
    )
    if book.able:
        run = _Run(columns, book, made)
        for start in range(0, rows, BLOCK):
            run.block(slice(start, min(start + BLOCK, rows)), skip)
    return made


class _Run:
    """One pass over a table."""

    def __init__(self, columns: Columns, book: Compiled, made: Computed) -> None:
        self.columns, self.book, self.made = columns, book, made
        self.units = Units.of(columns.target_unit, columns.actual_unit)
        self.given = columns.direction.each(_direction_of, np.int8)
        self.stated = columns.target_operator.each(_direction_of_sign, np.int8)
        self.strict = columns.target_operator.each(lambda text: text in {">", "<"}, np.bool_)
        self.single = columns.actual_operator.each(lambda text: text in {None, "="}, np.bool_)
        self.level1 = columns.level1.each(book.level, np.int16)
        self.level2 = columns.level2.each(book.level, np.int16)
        self.ways = Bare(columns, book)
        self.has_execution = bool(columns.execution.any())
        self.grid = float(10**book.places)
        self.fine = float(10 ** (4 - book.places))
        self.rules: dict[tuple[str, ...], int] = {}

    def block(self, at: slice, skip: Bools | None) -> None:
        """Compute one block."""
        columns = self.columns
        ok = np.ones(at.stop - at.start, np.bool_) if skip is None else ~skip[at]
        target, actual = _figures(columns.target, at, ok), _figures(columns.actual, at, ok)
        # In units of the last place of points: one with more digits is not ok.
        weight = _figures(columns.weight, at, ok, self.fine * _PER_UNIT)
        points = _figures(columns.points, at, ok, needed=False) if self.book.tolerated else None
        ok &= target >= 0
        ok &= (weight >= 0) & (weight < _WIDEST * self.grid)
        if not columns.actual_operator.is_blank:
            ok &= self.single[columns.actual_operator.at(at)]
        target, actual = self.units.alike(at, target, actual, ok)
        way = self._ways(at, target, ok)
        if self.book.no_negatives:
            # Of execution nothing is said: what was spent stands as it is.
            kept = np.maximum(actual, 0.0)
            actual = np.where(way == EXECUTION, actual, kept) if self.has_execution else kept
        if self.strict.any():
            ok &= ~((actual == target) & self.strict[columns.target_operator.at(at)])
        self._left(at, way, target, actual, ok)
        percent = self.units.percents(at) if self.book.rates else None
        self._grouped(at, ok, Block(way, target, actual, weight, points), percent)

    def _ways(self, at: slice, target: Floats, ok: Bools) -> Small:
        """Which way each row is better, as `find_direction` finds it."""
        columns = self.columns
        way = self.stated.take(columns.target_operator.at(at))
        if not columns.direction.is_blank:
            given = self.given.take(columns.direction.at(at))
            way = np.where(given >= 0, given, way)
        if self.has_execution:
            execution = columns.execution[at]
            # No budget, no points: that is for the rules of one row.
            ok &= ~execution | (target > 0)
            ok &= execution | (way != _JUDGED)
            way[execution] = EXECUTION
        else:
            ok &= way != _JUDGED
        bare = np.flatnonzero(way < 0)
        if len(bare):
            way[bare] = self.ways.of(bare + at.start, target[bare])
        return way

    def _left(self, at: slice, way: Small, target: Floats, actual: Floats, ok: Bools) -> None:
        """Leave rows from which the rulebook takes off what the kernel does not know of."""
        book = self.book.book
        if book.corners.deduction:
            column = self.columns.deduction
            low, high = column.low[at], column.high[at]
            taken = (high > 0) | ((high == 0) & (low != 0))
            ok &= ~taken if column.there is None else ~(taken & column.there[at])
        over = book.over_attainment
        if over is not None and over.kept is not None:
            above, below = over.ratio.as_integer_ratio()
            ok &= (way != 0) | ((actual * below < target * above) & _comparable(target, actual))

    def _grouped(self, at: slice, ok: Bools, block: Block, percent: Bools | None) -> None:
        code, span = self._codes(at, block, percent)
        code[~ok] = span
        made = self.made
        made.done[at] = ok
        two_ended: list[tuple[Wholes, Floats]] = []
        # Few kinds are tried one after the other; of many, those are asked for that there are.
        kinds = range(span) if span <= _FEW_KINDS else np.unique(code[ok]).tolist()
        for kind in kinds:
            rows = np.flatnonzero(code == kind)
            if not len(rows):
                continue
            plans = self.book.plans(self._kind(kind))
            if plans is None:
                made.done[at][rows] = False
                continue
            low, high = self._one_kind(at, rows, plans, block.of(rows))
            made.low[at][rows] = low
            if high is not low:
                two_ended.append((rows, high))
        made.high[at] = made.low[at]
        for rows, high in two_ended:
            made.high[at][rows] = high

    def _codes(self, at: slice, block: Block, percent: Bools | None) -> tuple[npt.NDArray[np.integer], int]:
        """A number for each kind of row, and how many there may be."""
        book = self.book
        code: npt.NDArray[np.integer] = block.way * np.int8(2) + (block.target == 0)
        span = 2 * len(DIRECTIONS)
        if not book.levels and not book.weights and percent is None:
            return code, span
        code = code.astype(np.intp)
        if book.levels:
            width = len(book.levels) + 1
            code = (code * width + self.level1[self.columns.level1.at(at)]) * width
            code += self.level2[self.columns.level2.at(at)]
            span *= width * width
        if book.weights:
            place = np.zeros(len(code), np.intp)
            for number, weight in enumerate(book.weights, start=1):
                place[block.weight == float(EXACT.scaleb(weight, book.places))] = number
            code, span = code * (len(book.weights) + 1) + place, span * (len(book.weights) + 1)
        if percent is not None:
            code, span = code * 2 + percent, span * 2
        return code, span

    def _kind(self, code: int) -> Kind:
        """The kind of row that a number stands for."""
        book, percent, weight, level1, level2 = self.book, 0, 0, 0, 0
        if book.rates:
            code, percent = divmod(code, 2)
        if book.weights:
            code, weight = divmod(code, len(book.weights) + 1)
        if book.levels:
            width = len(book.levels) + 1
            code, level2 = divmod(code, width)
            code, level1 = divmod(code, width)
        way, zero = divmod(code, 2)
        return Kind(way, bool(zero), level1, level2, weight, bool(percent))

    def _one_kind(self, at: slice, rows: Wholes, plans: Sequence[Plan], block: Block) -> tuple[Floats, Floats]:
        """The least and the greatest scores of rows of one kind; what is not sure is not done."""
        most = float(10**self.book.places)
        one = self.units.ones(rows + at.start) if any(plan.measure in _BY_VALUE for plan in plans) else 1.0
        figures = Figures(block.target, block.actual, one, block.weight)
        ratios = [shares(plan, figures, self.grid, most) for plan in plans]
        turn = cut if self.book.cuts else rounded
        found = [turn(ratio.num, ratio.den) for ratio in ratios]
        low = high = found[0]
        for points in found[1:]:
            low, high = np.minimum(low, points), np.maximum(high, points)
        made, widest = self.made, _WIDEST * self.grid
        unsure = [~ratio.sure for ratio in ratios if ratio.sure is not None]
        if high.max() >= widest:
            unsure.append(high >= widest)
        by_hand = self._by_hand(block)
        if by_hand is not None:
            low = np.where(by_hand, 0.0, low)
            unsure.append(~_comparable(block.target, block.actual))
        for unsure_ones in unsure:
            made.done[at][rows[unsure_ones]] = False
        stated = block.points
        if stated is not None:
            needing = needing_of(stated, low, high, self.fine)
            if len(needing):
                counts = explain(self.book, block.weight, stated, Given(ratios, found, low, high, by_hand), needing)
                its = rows.take(needing)
                for place, count in enumerate(counts):
                    made.explained[place][at][its] = count
        # Blocks are views: what is written to them is written to the whole.
        made.rule[at][rows] = self._rule(tuple(plan.rule.id for plan in plans))
        return low, high

    def _rule(self, ids: tuple[str, ...]) -> int:
        if ids not in self.rules:
            self.rules[ids] = len(self.made.rules)
            self.made.rules.append(" | ".join(ids))
        return self.rules[ids]

    def _by_hand(self, block: Block) -> Bools | None:
        """Which rows a person may reduce to nothing."""
        policy, way = self.book.book.manual, int(block.way[0])
        if policy is None or way == EXECUTION:
            return None
        found: Bools | None = None
        if DIRECTIONS[way] in policy.missed:
            missed = (np.less, np.greater, np.not_equal)[way]
            found = missed(block.actual, block.target)
        if policy.over is not None and way == 0:
            above, below = policy.over.as_integer_ratio()
            over = (block.target > 0) & (block.actual * below >= block.target * above)
            found = over if found is None else found | over
        return found


def _figures(column: Numbers, at: slice, ok: Bools, unit: float = _PER_UNIT, *, needed: bool = True) -> Floats:
    """A column in 0.0001 or another unit, as floats; rows with more digits than that are not ok."""
    low, high = column.low[at], column.high[at]
    found = low.astype(np.float64)
    # A low half below zero stands for a large number under a high half of zero, and so does it as a whole number.
    if low.view(np.uint64).max() < LIMIT and not high.any():
        units = found * (1 / unit)
        np.rint(units, out=units)
        # Both sides are whole and below 2^53, so that what is equal here is equal.
        fits = units * unit == found
    else:
        whole = low // int(unit)
        fits = (whole * int(unit) == low) & ((low >> 63) == high)
        units = whole.astype(np.float64)
    if column.there is None:
        ok &= fits
        return units
    there = column.there[at]
    ok &= fits & there if needed else fits | ~there
    return units if needed else np.where(there, units, np.nan)


_BY_VALUE = (Measure.ACTUAL, Measure.RATE)
_JUDGED = DIRECTIONS.index("judged")
_SIGNS = {
    Operator.AT_LEAST: 0,
    Operator.MORE_THAN: 0,
    Operator.AT_MOST: 1,
    Operator.LESS_THAN: 1,
    Operator.EQUAL: 2,
}


def _comparable(target: Floats, actual: Floats) -> Bools:
    """Where both may still be multiplied by what a ratio is made of."""
    return np.asarray((target * LONGEST_RATIO < LIMIT) & (actual * LONGEST_RATIO < LIMIT), np.bool_)


def _direction_of(text: str | None) -> int:
    return next((place for place, direction in enumerate(DIRECTIONS) if direction == text), -1)


def _direction_of_sign(text: str | None) -> int:
    return next((way for sign, way in _SIGNS.items() if sign == text), -1)
