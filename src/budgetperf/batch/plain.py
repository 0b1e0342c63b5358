"""Tables for engines that know no dictionaries: the same columns, with their text written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from budgetperf.batch.schema import INDICATOR_ROWS, ROW_KEYS, ROW_SCORES

__all__ = ["SCORED_ROWS", "SCORES", "plain"]


def _plain(schema: pa.Schema) -> pa.Schema:
    return pa.schema(
        [
            field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
            for field in schema.remove_metadata()
        ]
    )


SCORED_ROWS: Final = _plain(pa.schema([*INDICATOR_ROWS, *ROW_SCORES]))
"""Scored rows, with plain text: the schema to declare to an engine."""

SCORES: Final = _plain(pa.schema([*map(INDICATOR_ROWS.field, ROW_KEYS), *ROW_SCORES]))
"""The same where only `ROW_KEYS` are kept."""


def plain(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """
    Batches with their text written out.

    >>> rows = pa.table({"unit": pa.array(["%", "%"]).dictionary_encode()}).to_batches()
    >>> [str(batch.schema.field("unit").type) for batch in plain(rows)]
    ['string']
    """
    for batch in batches:
        yield batch.cast(_plain(batch.schema))
