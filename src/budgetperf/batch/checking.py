"""
Check a table against its schema before any work: every column that is missing, of a wrong type, or out of range.

What is wrong with the table as a whole is an error; what is wrong with one row is flagged in that row.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budgetperf.batch.fixed import halves, present
from budgetperf.batch.schema import CARDS, DIGITS, INDICATOR_ROWS
from budgetperf.errors import TableError

__all__ = ["check_cards", "check_rows"]

Problem = tuple[str, str, str]

_WORD = 2**64


def check_rows(table: pa.Table) -> pa.Table:
    """
    Check a table of indicator rows, and put it into the types of `INDICATOR_ROWS`.

    Text may be plain or dictionary-encoded, whole numbers and decimals of any width, as long as nothing is lost.
    Columns that are not of the schema are kept as they are, behind those that are.

    Raises:
        TableError: Columns are missing or of a wrong type, hold nulls where none may be or decimals out of range, or
            the rows of a card do not stand together. It names every such column, and the type expected.

    >>> check_rows(pa.table({"card": [0.5]}))
    Traceback (most recent call last):
    budgetperf.errors.TableError: ...
    """
    return _checked(table, INDICATOR_ROWS, rising=("card", False))


def check_cards(table: pa.Table) -> pa.Table:
    """
    Check a table of cards, and put it into the types of `CARDS`, as `check_rows` does.

    Raises:
        TableError: As there; or a card stands there twice.
    """
    return _checked(table, CARDS, rising=("card", True))


def _checked(table: pa.Table, schema: pa.Schema, *, rising: tuple[str, bool]) -> pa.Table:
    problems: list[Problem] = []
    columns = {}
    for field in schema:
        found = table.schema.get_all_field_indices(field.name)
        if len(found) != 1:
            problems.append(_missing(field) if not found else _twice(field))
            continue
        column, problem = _column(table.column(found[0]), field)
        if problem is not None:
            problems.append(problem)
        columns[field.name] = column
    name, strictly = rising
    if not problems and _falls(columns[name], strictly=strictly):
        problems.append(_unsorted(schema.field(name), strictly=strictly))
    if problems:
        raise TableError(tuple(problems))
    others = [field for field in table.schema if field.name not in columns]
    return pa.table(
        [*columns.values(), *(table.column(field.name) for field in others)],
        schema=pa.schema([*schema, *others]),
    )


def _column(column: pa.ChunkedArray, field: pa.Field) -> tuple[pa.Array | None, Problem | None]:
    """A column as the schema has it, or what is wrong with it."""
    whole, problem = _converted(column, field)
    if whole is None:
        return None, problem
    nulls = whole.null_count
    if pa.types.is_dictionary(field.type) and whole.dictionary.null_count:
        nulls = pc.sum(pc.is_null(whole, nan_is_null=False).cast(pa.int64())).as_py() or 0
        nulls += pc.sum(pc.is_null(whole.dictionary.take(whole.indices)).cast(pa.int64())).as_py() or 0
    if nulls and not field.nullable:
        first = pc.index(pc.is_null(whole.cast(pa.string()) if pa.types.is_dictionary(field.type) else whole), True)
        return None, _nulls(field, nulls, first.as_py())
    if pa.types.is_decimal(field.type) and not _in_range(whole):
        return None, _out_of_range(field)
    return whole, None


def _converted(column: pa.ChunkedArray, field: pa.Field) -> tuple[pa.Array | None, Problem | None]:
    given, wanted = column.type, field.type
    if pa.types.is_null(given):
        return pa.nulls(len(column), wanted), None
    if not _may_become(given, wanted):
        return None, _wrong_type(field, given, column)
    try:
        if pa.types.is_dictionary(wanted):
            return _encoded(column, wanted), None
        column = column if given.equals(wanted) else column.cast(wanted)
    except pa.ArrowInvalid:
        return None, _out_of_range(field)
    return _whole(column, wanted), None


def _whole(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], kind)


def _encoded(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(column.type) and not column.type.equals(wanted):
        # Other widths of the same: the words are few, and stay where they are.
        words, codes = wanted.value_type, wanted.index_type
        chunks = [
            pa.DictionaryArray.from_arrays(chunk.indices.cast(codes), chunk.dictionary.cast(words))
            for chunk in column.chunks
        ]
        column = pa.chunked_array(chunks, wanted)
    if column.type.equals(wanted):
        return _whole(column.unify_dictionaries(), wanted)
    text = column.cast(pa.string()) if not column.type.equals(pa.string()) else column
    return _whole(text.dictionary_encode().unify_dictionaries(), wanted)


def _may_become(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether a type says the same as another: other widths do, floating point does not."""
    if pa.types.is_decimal(wanted):
        return pa.types.is_decimal(given) and 0 <= int(given.scale) <= int(wanted.scale)
    for kind in (pa.types.is_integer, pa.types.is_boolean):
        if kind(wanted):
            return bool(kind(given))
    text = given.value_type if pa.types.is_dictionary(given) else given
    return any(kind(text) for kind in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _in_range(column: pa.Array) -> bool:
    """Whether no decimal has more digits than its type says: Arrow does not look."""
    if not len(column) or column.null_count == len(column):
        return True
    most = 10 ** min(column.type.precision, DIGITS)
    low, high = halves(column)
    there = present(column)
    if there is not None:
        low, high = low[there], high[there]
    top, bottom = int(high.max()), int(high.min())
    if top < most // _WORD and bottom > -(most // _WORD):
        return True
    edge = np.flatnonzero((high >= most // _WORD) | (high <= -(most // _WORD)))
    return all(-most < int(high[at]) * _WORD + int(low[at]) % _WORD < most for at in edge.tolist())


def _falls(column: pa.Array, *, strictly: bool) -> bool:
    numbers = column.to_numpy()
    return bool((numbers[1:] <= numbers[:-1]).any() if strictly else (numbers[1:] < numbers[:-1]).any())


def _expected(field: pa.Field) -> tuple[str, str]:
    blank = ("可为空", "nullable") if field.nullable else ("不可为空", "not null")
    return f"应为 {_shown(field.type)}（{blank[0]}）", f"expected {_shown(field.type)}, {blank[1]}"


def _shown(kind: pa.DataType) -> str:
    return "string or dictionary of string" if pa.types.is_dictionary(kind) else str(kind)


def _missing(field: pa.Field) -> Problem:
    zh, en = _expected(field)
    return field.name, f"表中没有这一列；{zh}", f"is missing; {en}"


def _twice(field: pa.Field) -> Problem:
    zh, en = _expected(field)
    return field.name, f"有不止一列叫这个名字；{zh}，只留一列", f"there are several of that name; {en}, just once"


def _wrong_type(field: pa.Field, given: pa.DataType, column: pa.ChunkedArray) -> Problem:
    zh, en = _expected(field)
    if pa.types.is_floating(given):
        nan = pc.sum(pc.is_nan(column)).as_py() or 0
        hint = (f"（其中 {nan} 个 NaN）", f" with {nan} NaN") if nan else ("", "")
        return (
            field.name,
            f"类型是 {given}{hint[0]}；{zh}，浮点数不精确，请从文字或十进制数生成",
            f"is {given}{hint[1]}; {en}: floating point is not exact, make it from text or decimals",
        )
    return field.name, f"类型是 {given}；{zh}", f"is {given}; {en}"


def _nulls(field: pa.Field, nulls: int, first: int) -> Problem:
    zh, en = _expected(field)
    return (
        field.name,
        f"有 {nulls} 个空值，第一个在第 {first} 行（从 0 数起）；{zh}",
        f"has {nulls} nulls, first in row {first}; {en}",
    )


def _out_of_range(field: pa.Field) -> Problem:
    zh, en = _expected(field)
    return (
        field.name,
        f"有超出范围的数；{zh}，整数至多 {_whole_digits(field)} 位",
        f"holds numbers out of range; {en}, at most {_whole_digits(field)} digits before the point",
    )


def _whole_digits(field: pa.Field) -> int:
    if pa.types.is_decimal(field.type):
        return int(min(field.type.precision, DIGITS) - field.type.scale)
    return len(str(2 ** (field.type.bit_width - 1)))


def _unsorted(field: pa.Field, *, strictly: bool) -> Problem:
    zh, en = _expected(field)
    if strictly:
        return field.name, f"应逐行递增，一张表一行；{zh}；请先按它排序", f"must rise from row to row; {en}; sort by it"
    return (
        field.name,
        f"不得变小，同一张表的行须连在一起；{zh}；请先按它排序",
        f"must not fall from row to row, so that the rows of a card stand together; {en}; sort by it",
    )
