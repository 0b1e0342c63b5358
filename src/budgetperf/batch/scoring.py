"""
Score a table of rows: column by column where that is exact, else row by row, and each card's rounding on top.

The same rounding must serve every row of a card that needs one, so `standing` is known only once a card is whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import frozen

from budgetperf.batch.by_row import RowScorer
from budgetperf.batch.checking import check_rows
from budgetperf.batch.columns import Columns, columns_of, faults_of
from budgetperf.batch.compiled import Compiled, compile_book
from budgetperf.batch.computing import Computed, compute
from budgetperf.batch.fixed import Bools, Wholes, column_of, units_of
from budgetperf.batch.schema import FIGURE, PLACES, ROW_SCORES
from budgetperf.errors import TableError
from budgetperf.scoring.row_score import Basis, Standing
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["score_batches", "score_table"]

Small = npt.NDArray[np.int8]

_BASES = [basis.value for basis in Basis]
_STANDINGS = [standing.value for standing in Standing]
_EXPLAINED = _STANDINGS.index("explained")
_WAYS = ["kernel", "row"]
_NONE = -1


def score_table(table: pa.Table, rulebook: Rulebook, *, keep: Collection[str] | None = None) -> pa.Table:
    """
    Score every row of a table, as `budgetperf.score` would score it on its card.

    Args:
        table: Rows of the schema `INDICATOR_ROWS`.

        rulebook: The rulebook.

        keep: Which columns of the table stand before the scores; all of them by default. `ROW_KEYS` are enough to find
            the row of a score again, and take a third of the memory.

    Returns:
        The same rows with the columns of `ROW_SCORES`. No row is dropped: one that contradicts itself has no score,
        and says why in the column ``fault``.

    Raises:
        TableError: The table does not have the columns of the schema, or one that is to be kept.

        RulebookError: A rule is a function, and failed.
    """
    return _Scorer.of(rulebook, keep).scored(check_rows(table))


def score_batches(
    batches: Iterable[pa.RecordBatch], rulebook: Rulebook, *, keep: Collection[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """
    Score a stream of rows, batch by batch; what is kept of it is one batch and one card.

    The rows of a card may lie in two batches, but must follow each other.

    Args:
        batches: Rows of the schema `INDICATOR_ROWS`.

        rulebook: The rulebook.

        keep: As for `score_table`.

    Raises:
        TableError: A batch does not have the columns of the schema, or one that is to be kept; or the cards are not
            sorted.
    """
    scorer = _Scorer.of(rulebook, keep)
    waiting: pa.Table | None = None
    last: int | None = None
    for batch in batches:
        table = check_rows(pa.Table.from_batches([batch]))
        if not table.num_rows:
            continue
        first_card = table.column("card")[0].as_py()
        if last is not None and first_card < last:
            raise _unsorted(first_card, last)
        if waiting is not None:
            table = _joined(waiting, table)
        cards = table.column("card").to_numpy()
        first = int(np.searchsorted(cards, cards[-1], side="left"))
        waiting, last = table.slice(first), int(cards[-1])
        if first:
            yield from scorer.scored(table.slice(0, first)).to_batches()
    if waiting is not None:
        yield from scorer.scored(waiting).to_batches()


def _joined(before: pa.Table, after: pa.Table) -> pa.Table:
    """Two parts of a stream, which must have the same columns."""
    for name in dict.fromkeys((*before.column_names, *after.column_names)):
        kinds = [str(part.field(name).type) if name in part.column_names else "-" for part in (before, after)]
        if kinds[0] != kinds[1]:
            problem = (
                f"各批次不一致：先是 {kinds[0]}，后是 {kinds[1]}；应始终为 {kinds[0]}",
                f"differs between batches: {kinds[1]} after {kinds[0]}; expected {kinds[0]} throughout",
            )
            raise TableError(((name, *problem),))
    return pa.concat_tables([before, after.select(before.column_names)])


def _unsorted(card: int, last: int) -> TableError:
    return TableError(
        (
            (
                "card",
                f"{card} 排在 {last} 之后；应为 int64 且不得变小，请先按它排序",
                f"{card} follows {last}; expected int64 that never falls: sort by it",
            ),
        )
    )


@frozen(eq=False)
class _Scorer:
    """
    A rulebook, compiled, and what its words have been worth so far.

    Attributes:
        keep: The columns to keep; None is all.
    """

    book: Compiled
    one: RowScorer
    keep: Collection[str] | None

    @classmethod
    def of(cls, book: Rulebook, keep: Collection[str] | None) -> _Scorer:
        return cls(compile_book(book), RowScorer(book), keep)

    def scored(self, table: pa.Table) -> pa.Table:
        """A checked table with its scores."""
        kept = self._kept(table)
        table = _flat(table)
        columns = columns_of(table)
        fault = faults_of(columns)
        bad = None if fault.null_count == len(fault) else np.asarray(fault.is_valid(), np.bool_)
        made = compute(columns, self.book, bad)
        result = _Result.of(made, columns, self.book)
        rest = np.flatnonzero(~made.done if bad is None else ~(made.done | bad))
        if len(rest):
            self._by_row(table, rest, made, result)
        explained = _settled(columns.card, made.explained, self.book.tolerated)
        if explained is not None:
            result.standing[explained & (result.standing != _NONE)] = _EXPLAINED
        added = result.columns(made, fault)
        columns_kept = [table.column(field.name) for field in kept]
        return pa.table([*columns_kept, *added], schema=pa.schema([*kept, *ROW_SCORES]))

    def _kept(self, table: pa.Table) -> list[pa.Field]:
        """The columns to keep, in the order of the table; what an earlier scoring has said is said again."""
        missing = [name for name in self.keep or () if name not in table.column_names]
        if missing:
            listed = ", ".join(table.column_names)
            raise TableError(
                tuple(
                    (name, f"表中没有；keep 应为其中的列：{listed}", f"is not in the table; keep takes of {listed}")
                    for name in missing
                )
            )
        return [
            field
            for field in table.schema
            if field.name not in ROW_SCORES.names and (self.keep is None or field.name in self.keep)
        ]

    def _by_row(self, table: pa.Table, rest: Wholes, made: Computed, result: _Result) -> None:
        made.explained[:, rest] = 0
        found = list(self.one.outcomes(table, rest))
        scored = np.array([row.low is not None and row.high is not None for row in found], np.bool_)
        at = rest[scored]
        for (low, high), values in (
            ((result.low, result.low_high), [row.low for row in found if row.low is not None]),
            ((result.high, result.high_high), [row.high for row in found if row.high is not None]),
        ):
            low[at], high[at] = units_of(values)
        result.scored[at] = True
        result.basis[rest] = [_BASES.index(row.basis) for row in found]
        result.standing[rest] = [_NONE if row.standing is None else _STANDINGS.index(row.standing) for row in found]
        rules = {rule: place for place, rule in enumerate(made.rules)}
        for row in found:
            if row.rule is not None and row.rule not in rules:
                rules[row.rule] = len(rules)
                made.rules.append(row.rule)
        made.rule[rest] = [_NONE if row.rule is None else rules[row.rule] for row in found]
        for place, row in zip(rest.tolist(), found, strict=True):
            for places, count in row.explained:
                made.explained[self.book.tolerated.index(places), place] = count


def _flat(table: pa.Table) -> pa.Table:
    """Every column in one piece, so that its buffers can be looked at."""
    return table if all(column.num_chunks == 1 for column in table.columns) else table.combine_chunks()


@frozen(kw_only=True, eq=False)
class _Result:
    """The columns to be, as arrays."""

    low: Wholes
    low_high: Wholes
    high: Wholes
    high_high: Wholes
    scored: Bools
    basis: Small
    standing: Small

    @classmethod
    def of(cls, made: Computed, columns: Columns, book: Compiled) -> _Result:
        """What the kernel has made."""
        done, fine = made.done, 10 ** (PLACES - book.places)
        low, high = (made_.astype(np.int64) * fine for made_ in (made.low, made.high))
        points = columns.points
        stated = (points.low >> 63) == points.high
        outside = (points.low < low) | (points.low > high) | ~stated
        found = np.where(outside, _OUTSIDE, np.where(low == high, _EQUAL, _WITHIN))
        if points.there is not None:
            found[~points.there] = _NONE
        found[~done] = _NONE
        return cls(
            low=low,
            low_high=np.zeros(len(low), np.int64),
            high=high,
            high_high=np.zeros(len(low), np.int64),
            scored=done.copy(),
            basis=np.where(done, np.int8(_COMPUTED), np.int8(_NONE)),
            standing=found,
        )

    def columns(self, made: Computed, fault: pa.DictionaryArray) -> list[pa.Array]:
        """The columns of `ROW_SCORES`."""
        there = None if self.scored.all() else self.scored
        return [
            column_of(self.low, self.low_high, there, FIGURE),
            column_of(self.high, self.high_high, there, FIGURE),
            _named(self.basis, _BASES),
            _named(self.standing, _STANDINGS),
            _named(np.where(self.basis == _NONE, np.int16(_NONE), made.rule), made.rules),
            _named((~made.done).astype(np.int8), _WAYS),
            fault,
        ]


_COMPUTED = _BASES.index("computed")
_OUTSIDE, _EQUAL, _WITHIN = (np.int8(_STANDINGS.index(name)) for name in ("outside", "equal", "within"))


def _named(codes: npt.NDArray[np.integer], names: list[str]) -> pa.DictionaryArray:
    blank = codes < 0
    indices = pa.array(codes.astype(np.int32), mask=blank if blank.any() else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def _settled(card: Wholes, explained: Small, tolerated: tuple[int, ...]) -> Bools | None:
    """
    Which rows are explained by the rounding of their card; None where nothing needs one.

    That number of places is taken that explains most rows of a card, then by most rules, then the finest.
    """
    if not explained.any():
        return None
    some = np.flatnonzero(explained.any(axis=0))
    _, number = np.unique(card[some], return_inverse=True)
    cards = int(number.max()) + 1
    best = np.zeros(cards, np.int64)
    taken = np.zeros(cards, np.int64)
    for place in range(len(tolerated)):
        counts = explained[place][some].astype(np.int64)
        rows = np.bincount(number, weights=counts > 0, minlength=cards).astype(np.int64)
        rules = np.bincount(number, weights=counts, minlength=cards).astype(np.int64)
        rank = (rows << 32) + rules
        better = rank > best
        taken[better], best[better] = place, rank[better]
    found = np.zeros(len(card), np.bool_)
    found[some] = explained[taken[number], some] > 0
    return found
