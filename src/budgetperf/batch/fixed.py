"""
Decimal columns as whole numbers: NumPy sees what Arrow holds, without a digit being lost.

A ``decimal128`` is 128 bits; its low half is the number, in units of its last place, wherever the high half is only
its sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budgetperf.batch.schema import PLACES
from budgetperf.domain.written import EXACT

__all__ = ["Bools", "Floats", "Wholes", "column_of", "decimal_of", "halves", "present", "units_of"]

Wholes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_WORD = 64


def halves(column: pa.Array) -> tuple[Wholes, Wholes]:
    """
    The low and the high halves of a decimal128 column; what stands under a null is anything.

    >>> low, high = halves(pa.array([Decimal("9.5"), Decimal(-1)], pa.decimal128(26, 10)))
    >>> low.tolist(), high.tolist()
    ([95000000000, -10000000000], [0, -1])
    """
    data = column.buffers()[1]
    if data is None or len(column) == 0:
        return np.zeros(len(column), np.int64), np.zeros(len(column), np.int64)
    words = np.frombuffer(data, dtype=np.int64).reshape(-1, 2)[column.offset : column.offset + len(column)]
    return words[:, 0], words[:, 1]


def present(column: pa.Array) -> Bools | None:
    """Which values are there; None where all are."""
    if column.null_count == 0:
        return None
    bits = column.buffers()[0]
    every = np.unpackbits(np.frombuffer(bits, dtype=np.uint8), bitorder="little")
    return every[column.offset : column.offset + len(column)].view(np.bool_)


def column_of(low: Wholes, high: Wholes, there: Bools | None, kind: pa.DataType) -> pa.Array:
    """A decimal128 column made of its halves."""
    words = np.empty((len(low), 2), np.int64)
    words[:, 0], words[:, 1] = low, high
    bits = None if there is None else pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(kind, len(low), [bits, pa.py_buffer(words)])


def decimal_of(units: int) -> Decimal:
    """
    A decimal of so many units of the last place.

    >>> decimal_of(95000000000)
    Decimal('9.5000000000')
    """
    return EXACT.scaleb(Decimal(units), -PLACES)


def units_of(numbers: Iterable[Decimal]) -> tuple[Wholes, Wholes]:
    """Both halves of some decimals, in units of the last place."""
    whole = [int(EXACT.scaleb(number, PLACES)) for number in numbers]
    low = np.array([number & (2**_WORD - 1) for number in whole], np.uint64).view(np.int64)
    return low, np.array([number >> _WORD for number in whole], np.int64)
