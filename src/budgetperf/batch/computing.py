"""
Compute the rows that the kernel can compute, block by block, and say which those are.

A row is computed where target and actual are one number each, all figures fit, its rules are compiled and the bound
on exactness holds. Everything else is left: words, blanks, intervals, targets below zero, functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from budgetperf.batch.columns import Coded, Columns, Numbers, quantity_of
from budgetperf.batch.compiled import DIRECTIONS, EXECUTION, LONGEST_RATIO, Compiled, Kind
from budgetperf.batch.fixed import Bools, Floats, Wholes
from budgetperf.batch.kernel import Figures, Ratio, cut, rounded, shares
from budgetperf.batch.plan import LIMIT, Plan
from budgetperf.domain.statement import Bound, Operator
from budgetperf.domain.written import EXACT
from budgetperf.scoring.comparison import compare

__all__ = ["BLOCK", "Computed", "compute"]

BLOCK = 32_768
"""Rows at a time: their columns stay in the cache, and a step of Python is shared by many rows."""

_UNIT = 10_000
_PER_UNIT = 1_000_000
"""Figures are counted in 0.0001; the columns hold 0.0000000001."""

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


class _Pairs(NamedTuple):
    """What units make of each other: by the codes of both sides, how many of what is counted are one of each."""

    width: int
    target: Floats
    actual: Floats
    one: Floats
    same: Bools
    percent: Bools

    @property
    def plain(self) -> bool:
        """Whether nothing is ever turned into another unit."""
        return bool((self.target[self.same] == 1).all() and (self.actual[self.same] == 1).all())


_MOST_PAIRS = 1 << 20


def compute(columns: Columns, book: Compiled, skip: Bools | None) -> Computed:
    """Compute whatever can be computed; *skip* marks bad rows."""
    rows = columns.table.num_rows
    made = Computed(
        np.zeros(rows, np.bool_),
        np.zeros(rows, np.float64),
        np.zeros(rows, np.float64),
        np.zeros(rows, np.int16),
        np.zeros((len(book.tolerated), rows), np.int8),
    )
    wide = len(columns.target_unit.texts) * len(columns.actual_unit.texts) > _MOST_PAIRS
    if not book.able or wide:
        return made
    run = _Run(columns, book, made)
    for start in range(0, rows, BLOCK):
        run.block(slice(start, min(start + BLOCK, rows)), skip)
    return made


class _Run:
    """One pass over a table."""

    def __init__(self, columns: Columns, book: Compiled, made: Computed) -> None:
        self.columns, self.book, self.made = columns, book, made
        self.pairs = _pairs(columns.target_unit, columns.actual_unit)
        self.given = columns.direction.each(_direction_of, np.int8)
        self.stated = columns.target_operator.each(_direction_of_sign, np.int8)
        self.strict = columns.target_operator.each(lambda text: text in {">", "<"}, np.bool_)
        self.single = columns.actual_operator.each(lambda text: text in {None, "="}, np.bool_)
        self.level1 = columns.level1.each(book.level, np.int16)
        self.level2 = columns.level2.each(book.level, np.int16)
        self.cost1 = columns.level1.each(book.is_cost, np.bool_)
        self.cost2 = columns.level2.each(book.is_cost, np.bool_)
        self.has_level2 = columns.level2.each(bool, np.bool_)
        self.has_execution = bool(columns.execution.any())
        self.names = columns.table.column("name")
        self.grid = float(10**book.places)
        self.fine = float(10 ** (4 - book.places))
        self.rules: dict[tuple[str, ...], int] = {}

    def block(self, at: slice, skip: Bools | None) -> None:
        """Compute one block."""
        columns = self.columns
        ok = np.ones(at.stop - at.start, np.bool_) if skip is None else ~skip[at]
        target, actual, weight = (self._figures(column, at, ok) for column in (columns.target, columns.actual, columns.weight))
        points = self._figures(columns.points, at, ok, needed=False)
        ok &= target >= 0
        ok &= weight >= 0
        if not columns.actual_operator.is_blank:
            ok &= self.single[columns.actual_operator.codes[at]]
        one: Floats | float = float(_UNIT)
        percent: Bools | None = None
        pair = columns.target_unit.codes[at] * np.int32(self.pairs.width) + columns.actual_unit.codes[at]
        if not self.pairs.same.all():
            ok &= self.pairs.same[pair]
        if self.book.rates:
            percent = self.pairs.percent[pair]
        if not self.pairs.plain:
            target = target * self.pairs.target[pair]
            actual = actual * self.pairs.actual[pair]
            one = self.pairs.one[pair]
        way = self._ways(at, target, ok)
        if self.book.no_negatives:
            # Of execution nothing is said: what was spent stands as it is, and below nothing earns nothing either.
            actual = np.where(way == EXECUTION, actual, np.maximum(actual, 0.0)) if self.has_execution else np.maximum(actual, 0.0)
        if self.strict.any():
            ok &= ~(self.strict[columns.target_operator.codes[at]] & (actual == target))
        ok &= self._kept(at, way, target, actual)
        weight, whole = self._on_grid(weight)
        ok &= whole
        self._grouped(at, ok, _Block(way, target, actual, one, percent, weight, points))

    def _figures(self, column: Numbers, at: slice, ok: Bools, *, needed: bool = True) -> Floats:
        """A column in 0.0001, as floats; rows with more digits than that are not ok."""
        low, high = column.low[at], column.high[at]
        fits = (low >> 63) == high
        units = low // _PER_UNIT
        fits &= units * _PER_UNIT == low
        if column.there is None:
            ok &= fits
            return units.astype(np.float64)
        there = column.there[at]
        if needed:
            ok &= fits & there
            return units.astype(np.float64)
        ok &= fits | ~there
        return np.where(there, units, np.nan)

    def _on_grid(self, weight: Floats) -> tuple[Floats, Bools]:
        """Weights in units of the last place of points, and which are whole."""
        if self.fine == 1:
            return weight, weight < _WIDEST * self.grid
        found = weight / self.fine
        whole = np.floor(found)
        return whole, (whole == found) & (found < _WIDEST * self.grid)

    def _ways(self, at: slice, target: Floats, ok: Bools) -> Small:
        """Which way each row is better, as `find_direction` finds it."""
        columns = self.columns
        way = self.stated[columns.target_operator.codes[at]]
        if not columns.direction.is_blank:
            given = self.given[columns.direction.codes[at]]
            way = np.where(given >= 0, given, way)
        if self.has_execution:
            execution = columns.execution[at]
            # No budget, no points: that is for the rules of one row.
            ok &= ~execution | (target > 0)
            ok &= execution | (way != _JUDGED)
            way = np.where(execution, np.int8(EXECUTION), way)
        else:
            ok &= way != _JUDGED
        bare = np.flatnonzero((way < 0) & ok)
        if len(bare):
            way[bare] = self._bare(at, bare, target)
        return way

    def _bare(self, at: slice, bare: Wholes, target: Floats) -> Small:
        columns = self.columns
        level1, level2 = columns.level1.codes[at][bare], columns.level2.codes[at][bare]
        lower = np.where(self.has_level2[level2], self.cost2[level2], self.cost1[level1]) | (target[bare] == 0)
        others = np.flatnonzero(~lower)
        if len(others) and self.book.book.directions.lower_names:
            names = self.names.take(bare[others] + at.start).to_pylist()
            lower[others] = [_is_low(self.book, name) for name in names]
        return lower.astype(np.int8)

    def _kept(self, at: slice, way: Small, target: Floats, actual: Floats) -> Bools:
        """Rows from which the rulebook takes nothing off that the kernel does not know of."""
        book = self.book.book
        kept = np.ones(len(way), np.bool_)
        if book.corners.deduction:
            column = self.columns.deduction
            low, high = column.low[at], column.high[at]
            taken = (high > 0) | ((high == 0) & (low != 0))
            kept &= ~taken if column.there is None else ~(taken & column.there[at])
        over = book.over_attainment
        if over is not None and over.kept is not None:
            above, below = over.ratio.as_integer_ratio()
            kept &= (way != 0) | ((actual * below < target * above) & _comparable(target, actual))
        return kept

    def _grouped(self, at: slice, ok: Bools, block: _Block) -> None:
        code, span = self._codes(at, block)
        code[~ok] = span
        for kind in np.flatnonzero(np.bincount(code, minlength=span + 1)[:span]).tolist():
            plans = self.book.plans(self._kind(kind))
            if plans is not None:
                rows = np.flatnonzero(code == kind)
                self._one_kind(at.start, rows, plans, block.of(rows))

    def _codes(self, at: slice, block: _Block) -> tuple[npt.NDArray[np.intp], int]:
        """A number for each kind of row, and how many there may be."""
        book = self.book
        code = block.way.astype(np.intp) * 2 + (block.target == 0)
        span = 2 * len(DIRECTIONS)
        if book.levels:
            width = len(book.levels) + 1
            code = (code * width + self.level1[self.columns.level1.codes[at]]) * width
            code += self.level2[self.columns.level2.codes[at]]
            span *= width * width
        if book.weights:
            place = np.zeros(len(code), np.intp)
            for number, weight in enumerate(book.weights, start=1):
                place[block.weight == float(EXACT.scaleb(weight, book.places))] = number
            code, span = code * (len(book.weights) + 1) + place, span * (len(book.weights) + 1)
        if block.percent is not None:
            code, span = code * 2 + block.percent, span * 2
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

    def _one_kind(self, start: int, rows: Wholes, plans: Sequence[Plan], block: _Block) -> None:
        most = float(10**self.book.places)
        figures = Figures(block.target, block.actual, block.one, block.weight)
        ratios = [shares(plan, figures, self.grid, most) for plan in plans]
        turn = cut if self.book.cuts else rounded
        found = [turn(ratio.num, ratio.den) for ratio in ratios]
        low = high = found[0]
        sure = ratios[0].sure
        for ratio, points in zip(ratios[1:], found[1:], strict=True):
            low, high = np.minimum(low, points), np.maximum(high, points)
            sure = sure & ratio.sure
        sure = sure & (high < _WIDEST * self.grid)
        by_hand = self._by_hand(block)
        if by_hand is not None:
            low = np.where(by_hand, 0.0, low)
            sure = sure & _comparable(block.target, block.actual)
        if self.book.tolerated:
            self._explain(start, rows, ratios, block, low, high, by_hand)
        made, at = self.made, rows + start
        made.done[at], made.low[at], made.high[at] = sure, low, high
        made.rule[at] = self._rule(tuple(plan.rule.id for plan in plans))

    def _rule(self, ids: tuple[str, ...]) -> int:
        if ids not in self.rules:
            self.rules[ids] = len(self.made.rules)
            self.made.rules.append(" | ".join(ids))
        return self.rules[ids]

    def _by_hand(self, block: _Block) -> Bools | None:
        """Which rows a person may reduce to nothing."""
        policy, way = self.book.book.manual, int(block.way[0])
        if policy is None or way == EXECUTION:
            return None
        found: Bools | None = None
        if DIRECTIONS[way] in policy.missed:
            found = (block.actual < block.target, block.actual > block.target, block.actual != block.target)[way]
        if policy.over is not None and way == 0:
            above, below = policy.over.as_integer_ratio()
            over = (block.target > 0) & (block.actual * below >= block.target * above)
            found = over if found is None else found | over
        return found

    def _explain(
        self, start: int, rows: Wholes, ratios: Sequence[Ratio], block: _Block, low: Floats, high: Floats,
        by_hand: Bools | None,
    ) -> None:  # fmt: skip
        """By how many rules each number of places explains the stated points of the rows that need it."""
        stated = block.points
        needing = np.flatnonzero(~((low == high) & (low * self.fine == stated)) & (stated == stated))  # noqa: PLR0124 - NaN is blank
        if not len(needing):
            return
        stated, weight = stated[needing], block.weight[needing]
        low, high = low[needing] * self.fine, high[needing] * self.fine
        outside = (stated < low) | (stated > high)
        hand = None if by_hand is None else by_hand[needing]
        for place, places in enumerate(self.book.tolerated):
            step = float(10 ** (self.book.places - places))
            count = np.zeros(len(needing), np.int8)
            for ratio in ratios:
                num, den = ratio.num[needing], ratio.den[needing]
                given = rounded(num, den * step) * step
                whole = weight * den
                # Never up past the weight; and the weight itself is earned whole.
                given = np.where(num == whole, weight, np.where(num < whole, np.minimum(given, weight), given)) * self.fine
                gives = given == stated
                if hand is not None:
                    between = outside & (stated >= 0) & (stated <= given) & (np.fmod(stated, step * self.fine) == 0)
                    gives = np.where(hand & (given != 0), between, gives)
                count += gives
            self.made.explained[place][rows[needing] + start] = count


class _Block(NamedTuple):
    """The figures of some rows."""

    way: Small
    target: Floats
    actual: Floats
    one: Floats | float
    percent: Bools | None
    weight: Floats
    points: Floats

    def of(self, rows: Wholes) -> _Block:
        """Some of them."""
        if len(rows) == len(self.way):
            return self
        return _Block(
            self.way[rows],
            self.target[rows],
            self.actual[rows],
            self.one if isinstance(self.one, float) else self.one[rows],
            None,
            self.weight[rows],
            self.points[rows],
        )


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


def _is_low(book: Compiled, name: str) -> bool:
    """Whether an indicator of this name is better low; most names can be told at a glance."""
    ends = book.book.directions.lower_names
    return any(end[-1:] in name for end in ends) and book.is_low(name)


def _pairs(target: Coded, actual: Coded) -> _Pairs:
    found = [_pair(one, other) for one in target.texts for other in actual.texts]
    columns = np.array(found, np.float64).reshape(-1, 5).T
    return _Pairs(
        len(actual.texts), columns[0], columns[1], columns[2], columns[3].astype(np.bool_), columns[4].astype(np.bool_)
    )


@lru_cache(maxsize=4096)
def _pair(target: str | None, actual: str | None) -> tuple[float, float, float, bool, bool]:
    """One of each unit in a unit that both are counted in, how many of these make 1, and whether they go together."""
    one, other = quantity_of(target), quantity_of(actual)
    found = None if one is None or other is None else compare(
        Bound(operator=None, quantity=one), Bound(operator=None, quantity=other)
    )  # fmt: skip
    if found is None or found.low is None:
        return 0, 0, 1, False, False
    worth = int(found.target), int(found.low)
    # 万元 under 万元 need not be turned into 元, as long as what makes 1 元 stays whole.
    shared = min(*worth, _UNIT)
    return worth[0] / shared, worth[1] / shared, _UNIT / shared, True, found.percent
