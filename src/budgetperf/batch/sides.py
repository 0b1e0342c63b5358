"""Target and actual side by side, as columns: in one unit, and which way a bare number is better."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from budgetperf.batch.columns import Coded, Columns, quantity_of
from budgetperf.batch.compiled import Compiled
from budgetperf.batch.fixed import Bools, Floats, Wholes
from budgetperf.domain.quantity import Rate
from budgetperf.domain.statement import Bound
from budgetperf.scoring.comparison import compare

__all__ = ["Bare", "Units"]

_UNIT = 10_000
"""Figures are counted in 0.0001."""


class _Pair(NamedTuple):
    """
    Two units side by side.

    Attributes:
        target, actual: How many of what both are counted in are one of the unit of each.

        one: How many of these, counted in 0.0001, make one of the base unit of their kind.
    """

    target: float
    actual: float
    one: float
    alike: bool
    percent: bool


class Units:
    """The units of a table: most rows have the same on both sides, and need nothing."""

    def __init__(self, target: Coded, actual: Coded) -> None:
        self.target, self.actual = target, actual
        texts = list(target.texts)
        places = {text: place for place, text in reversed([*enumerate(texts)])}
        # The codes of one side in those of the other; what it does not have comes after them.
        self.as_target = np.array([places.get(text, len(texts) + 1) for text in actual.texts], np.int32)
        self.same_texts = texts == list(actual.texts) and len(places) == len(texts)

    @classmethod
    def of(cls, target: Coded, actual: Coded) -> Units:
        """The units of the two sides."""
        return cls(target, actual)

    def _different(self, at: slice) -> Wholes:
        """The rows of a block whose units are not the same text."""
        target, actual = self.target.codes[at], self.actual.codes[at]
        return np.flatnonzero(target != (actual if self.same_texts else self.as_target[actual]))

    def alike(self, at: slice, target: Floats, actual: Floats, ok: Bools) -> tuple[Floats, Floats]:
        """Both sides of a block in one unit; rows of different kinds are not ok."""
        rows = self._different(at)
        if len(rows):
            factors = self._of(rows + at.start)
            # These are fresh arrays, made of the table for this block.
            target[rows] *= factors[:, 0]
            actual[rows] *= factors[:, 1]
            ok[rows] &= factors[:, 3] != 0
        return target, actual

    def _of(self, rows: Wholes) -> Floats:
        """What the units of some rows of the table make of each other."""
        width = len(self.actual.texts)
        pairs = self.target.codes[rows].astype(np.int64) * width + self.actual.codes[rows]
        found, places = np.unique(pairs, return_inverse=True)
        known = [_pair(self.target.texts[pair // width], self.actual.texts[pair % width]) for pair in found.tolist()]
        return np.array(known, np.float64).reshape(-1, 5)[places]

    def ones(self, rows: Wholes) -> Floats:
        """How many of what the figures of some rows are counted in make one of their base unit."""
        return self._of(rows)[:, 2]

    def percents(self, at: slice) -> Bools:
        """Which rows of a block are rates on both sides."""
        percent = self._rates[self.target.at(at)]
        rows = self._different(at)
        if len(rows):
            percent[rows] = self._of(rows + at.start)[:, 4] != 0
        return percent

    @cached_property
    def _rates(self) -> npt.NDArray[np.bool_]:
        return self.target.each(lambda text: isinstance(quantity_of(text), Rate), np.bool_)


@lru_cache(maxsize=4096)  # there are few units, and every batch has the same
def _pair(target: str | None, actual: str | None) -> _Pair:
    one, other = quantity_of(target), quantity_of(actual)
    if one is None or other is None:
        return _Pair(0, 0, 1, alike=False, percent=False)
    found = compare(Bound(operator=None, quantity=one), Bound(operator=None, quantity=other))
    if found is None or found.low is None:
        return _Pair(0, 0, 1, alike=False, percent=False)
    worth = int(found.target), int(found.low)
    if target == actual:
        # Counted as they are printed: nothing is turned into 元 that is 万元 on both sides.
        return _Pair(1, 1, _UNIT / worth[0], alike=True, percent=found.percent)
    return _Pair(*worth, _UNIT, alike=True, percent=found.percent)


class Bare:
    """Which way a bare number is better: by its level, by its being zero, by the name of its row."""

    def __init__(self, columns: Columns, book: Compiled) -> None:
        self.columns, self.book = columns, book
        self.cost1 = columns.level1.each(book.is_cost, np.bool_)
        self.cost2 = columns.level2.each(book.is_cost, np.bool_)
        self.has_level2 = columns.level2.each(bool, np.bool_)
        # A percentage under a cost heading is no cost.
        self.rates = columns.target_unit.each(lambda text: isinstance(quantity_of(text), Rate), np.bool_)

    def of(self, rows: Wholes, target: Floats) -> npt.NDArray[np.int8]:
        """1 where some rows of the table are better low, else 0."""
        level1, level2 = self.columns.level1.codes[rows], self.columns.level2.codes[rows]
        lower = np.where(self.has_level2[level2], self.cost2[level2], self.cost1[level1])
        lower &= ~self.rates[self.columns.target_unit.codes[rows]]
        lower |= target == 0
        if self.book.book.directions.lower_names:
            lower |= self._named[rows]
        return lower.astype(np.int8)

    @cached_property
    def _named(self) -> Bools:
        """Which rows have a name by which a bare number is better low; most can be told at a glance."""
        names = self.columns.table.column("name").chunk(0)
        found = np.zeros(len(names), np.bool_)
        for end in self.book.book.directions.lower_names:
            glance = pc.match_substring(names, end[-1:]).to_numpy(zero_copy_only=False)
            # Only a Chinese character is sure to stand in the name as it stands in its key.
            found |= glance if "\u4e00" <= end[-1:] <= "\u9fff" else True
        some = np.flatnonzero(found)
        found[some] = [self.book.is_low(name) for name in names.take(some).to_pylist()]
        return found
