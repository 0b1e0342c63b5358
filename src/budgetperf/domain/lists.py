"""Lists that are given to a value: any iterable but a text, which would be taken for the list of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_origin

from attrs import Attribute

from budgetperf.domain.written import quoted
from budgetperf.errors import QuantityError

__all__ = ["refuse_texts"]


def refuse_texts(kind: type, fields: Sequence[Attribute[Any]]) -> list[Attribute[Any]]:
    """
    Let the lists of a class refuse what is none: to be given to ``frozen`` as its ``field_transformer``.

    The fields say ``converter=tuple[Scorecard, ...]``, of which a type checker knows what may be given; called, it
    would take a text apart, and slowly.

    >>> from attrs import field, frozen
    >>> @frozen(field_transformer=refuse_texts)
    ... class Shelf:
    ...     books: tuple[str, ...] = field(converter=tuple[str, ...])
    >>> Shelf(["a", "b"])
    Shelf(books=('a', 'b'))
    >>> Shelf("ab")
    Traceback (most recent call last):
    budgetperf.errors.QuantityError: 此处应为列表，不是 'ab'；只有一项的写成 [一项]，没有的写成 [] ...
    """
    del kind
    lists = {part.name for part in fields if get_origin(part.converter) is tuple}
    return [part.evolve(converter=_as_tuple) if part.name in lists else part for part in fields]


def _as_tuple(value: Iterable[object]) -> tuple[object, ...]:
    # What forms are made of comes first: this is run for every row of every form.
    if value.__class__ is tuple or value.__class__ is list:
        return tuple(value)
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        shown = quoted(value)
        raise QuantityError(
            f"此处应为列表，不是 {shown}；只有一项的写成 [一项]，没有的写成 []",
            f"expected a list here, not {shown}; put a single item into a list, [item], and write [] for none",
        )
    return tuple(value)
