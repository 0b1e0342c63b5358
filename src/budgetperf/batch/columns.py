"""The columns of a table of rows as arrays: text as codes, numbers as halves, and what is wrong with single rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from budgetperf.batch.fixed import Bools, Wholes, halves, present
from budgetperf.batch.schema import PARTS
from budgetperf.domain.model import Direction
from budgetperf.domain.quantity import Money, Quantity, as_quantity
from budgetperf.domain.statement import Operator
from budgetperf.errors import QuantityError

__all__ = ["Coded", "Columns", "Numbers", "columns_of", "faults_of", "quantity_of"]

Codes = npt.NDArray[np.int32]


@frozen(eq=False)
class Coded:
    """
    A column of text as codes.

    Attributes:
        codes: Of each row, the place of its text.

        texts: The texts; the last is None, the code of nulls.
    """

    codes: Codes
    texts: Sequence[str | None]

    def each(self, of: Callable[[str | None], object], kind: npt.DTypeLike) -> npt.NDArray[Any]:
        """Ask something of every text that there is, once."""
        return np.array([of(text) for text in self.texts], dtype=kind)

    def at(self, rows: slice) -> npt.NDArray[np.intp]:
        """The codes of some rows, as NumPy likes to look things up by."""
        return self.codes[rows].astype(np.intp)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the whole column."""
        return len(self.texts) == 1


@frozen(eq=False)
class Numbers:
    """
    A column of decimals: the halves of its numbers.

    Attributes:
        there: Which numbers are there; None where all are.
    """

    low: Wholes
    high: Wholes
    there: Bools | None


@frozen(kw_only=True, eq=False)
class Columns:
    """
    The columns of a table of rows.

    Attributes:
        apart: Which rows are scored by other rules than those of 附件2 and 附件3, if any are.
    """

    table: pa.Table
    card: Wholes
    execution: Bools
    apart: Bools | None
    level1: Coded
    level2: Coded
    direction: Coded
    target_operator: Coded
    target_unit: Coded
    actual_operator: Coded
    actual_unit: Coded
    target: Numbers
    actual: Numbers
    weight: Numbers
    points: Numbers
    deduction: Numbers


def columns_of(table: pa.Table) -> Columns:
    """The columns of a checked table."""

    def coded(name: str) -> Coded:
        return _coded(_array(table, name))

    def numbers(name: str) -> Numbers:
        column = _array(table, name)
        return Numbers(*halves(column), present(column))

    part = coded("part")
    execution = _each(part, lambda text: text == "execution")
    apart = _each(part, lambda text: text in {"rate", "plan"})
    return Columns(
        table=table,
        card=_array(table, "card").to_numpy(),
        execution=np.broadcast_to(execution, len(part.codes)),
        apart=np.broadcast_to(apart, len(part.codes)) if apart.any() else None,
        level1=coded("level1"),
        level2=coded("level2"),
        direction=coded("direction"),
        target_operator=coded("target_operator"),
        target_unit=coded("target_unit"),
        actual_operator=coded("actual_operator"),
        actual_unit=coded("actual_unit"),
        target=numbers("target_number"),
        actual=numbers("actual_number"),
        weight=numbers("weight"),
        points=numbers("points"),
        deduction=numbers("deduction"),
    )


def _array(table: pa.Table, name: str) -> pa.Array:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _coded(column: pa.DictionaryArray) -> Coded:
    texts = column.dictionary.to_pylist()
    if column.null_count == len(column):
        return Coded(np.broadcast_to(np.int32(len(texts)), len(column)), [*texts, None])
    indices = pc.fill_null(column.indices, len(texts)) if column.null_count else column.indices
    codes = np.asarray(indices.to_numpy(zero_copy_only=False), np.int32)
    return Coded(codes, [*texts, None])


@lru_cache(maxsize=4096)  # there are few units, and every batch has the same
def quantity_of(unit: str | None) -> Quantity | None:
    """One of a unit; None for what is no unit, or for none."""
    try:
        return as_quantity(f"1{unit or ''}")
    except QuantityError:
        return None


def faults_of(columns: Columns) -> pa.DictionaryArray:
    """What is wrong with each row, if anything: the first column at fault, and why."""
    table = columns.table
    found = np.zeros(table.num_rows, np.int8)

    def mark(rows: _Rows, fault: str) -> None:
        if rows.any():
            found[rows & (found == 0)] = _FAULTS.index(fault)

    part = _coded(_array(table, "part"))
    mark(_each(part, lambda text: text not in PARTS), "part: none of indicator, execution, rate, plan")
    mark(
        _each(columns.direction, lambda text: text is not None and text not in list(Direction)),
        "direction: none of higher, lower, equal, judged",
    )
    for side in ("target", "actual"):
        operator: Coded = getattr(columns, f"{side}_operator")
        unit: Coded = getattr(columns, f"{side}_unit")
        number = _there(table, f"{side}_number")
        text = _there(table, f"{side}_text")
        mark(number & text, f"{side}_text: beside a number")
        mark(
            _each(operator, lambda text: text is not None and text not in list(Operator)),
            f"{side}_operator: none of ≥ > = ≤ <",
        )
        mark(_each(unit, lambda text: quantity_of(text) is None), f"{side}_unit: no unit")
        # What most tables have none of is not looked for row by row.
        if not number.all():
            bare = _each(operator, lambda text: text is not None) | _each(unit, lambda text: text is not None)
            mark(bare & ~number, f"{side}_number: blank beside an operator or unit")
        unreadable = _array(table, f"{side}_unreadable")
        if unreadable.true_count:
            said = unreadable.to_numpy(zero_copy_only=False)
            mark(said & ~text, f"{side}_text: blank, and said to be unreadable")
        if columns.execution.any():
            money = _each(unit, lambda text: isinstance(quantity_of(text), Money))
            mark(columns.execution & number & ~money, f"{side}_unit: of execution no unit of money")
            mark(
                columns.execution & _each(operator, lambda text: text is not None),
                f"{side}_operator: of execution not blank",
            )
    mark(_repeated(columns.card, _array(table, "row").to_numpy()), "row: stands there twice")
    indices = pa.array(found, mask=found == 0).cast(pa.int32())
    return pa.DictionaryArray.from_arrays(indices, pa.array(_FAULTS, pa.string()))


_FAULTS = (
    "",
    "part: none of indicator, execution, rate, plan",
    "direction: none of higher, lower, equal, judged",
    *(
        f"{side}_{fault}"
        for side in ("target", "actual")
        for fault in (
            "text: beside a number",
            "operator: none of ≥ > = ≤ <",
            "unit: no unit",
            "number: blank beside an operator or unit",
            "text: blank, and said to be unreadable",
            "unit: of execution no unit of money",
            "operator: of execution not blank",
        )
    ),
    "row: stands there twice",
)


# A row each, or one answer for all of them.
_Rows = Bools | np.bool_


def _each(column: Coded, of: Callable[[str | None], bool]) -> _Rows:
    answers = column.each(of, np.bool_)
    if answers.all() or not answers.any():
        return np.bool_(answers.any())
    return np.asarray(answers[column.codes], np.bool_)


def _there(table: pa.Table, name: str) -> _Rows:
    column = _array(table, name)
    if column.null_count in (0, len(column)):
        return np.bool_(column.null_count == 0)
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False), np.bool_)


def _repeated(card: Wholes, row: npt.NDArray[np.int32]) -> Bools:
    """Rows that stand there again, by card and place."""
    again = np.zeros(len(card), np.bool_)
    if len(card) and ((card[1:] == card[:-1]) & (row[1:] <= row[:-1])).any():
        order = np.lexsort((row, card))
        same = (card[order][1:] == card[order][:-1]) & (row[order][1:] == row[order][:-1])
        again[order[1:][same]] = True
    return again
