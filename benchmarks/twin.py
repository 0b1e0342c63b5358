"""The model of a filing in pydantic: the same shape, the same strictness, and the same parsers of quantities."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import attrs
from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StrictInt,
    StrictStr,
    create_model,
)

from budgetperf.domain.model import Filing
from budgetperf.domain.record import Record
from budgetperf.formats.plain.strict import is_figure, write_figure

__all__ = ["twin_of"]

_STRICT: dict[Any, Any] = {str: StrictStr, int: StrictInt, bool: StrictBool}


_MADE: dict[type[Record], type[BaseModel]] = {}


def twin_of(kind: type[Record]) -> type[BaseModel]:
    """The pydantic model of a record."""
    if kind not in _MADE:
        _MADE[kind] = _make(kind)
    return _MADE[kind]


def _make(kind: type[Record]) -> type[BaseModel]:
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {}
    if kind is Filing:
        fields["format"] = (StrictStr, "budgetperf/1")
    for one in attrs.fields(kind):
        if one.name == "extras":
            continue
        wanted = _figure(one.converter) if is_figure(hints[one.name]) else _twin(hints[one.name])
        if one.default is attrs.NOTHING:
            fields[one.name] = (wanted, ...)
        elif isinstance(one.default, Record):
            fields[one.name] = (wanted, twin_of(type(one.default))())
        else:
            fields[one.name] = (wanted, one.default)
    made: type[BaseModel] = create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), **fields)
    return made


def _figure(read: Any) -> Any:
    parse: Callable[[Any], Any] = read

    def validate(value: Any) -> Any:
        if value is None or isinstance(value, str):
            return parse(value)
        raise ValueError("text is expected")

    return Annotated[Any, PlainValidator(validate), PlainSerializer(write_figure)]


def _twin(hint: Any) -> Any:
    members = get_args(hint)
    if get_origin(hint) is tuple:
        item: Any = _twin(members[0])
        return dict[str, str] if get_origin(members[0]) is tuple else tuple[item, ...]
    if members:
        kinds = [_twin(member) for member in members if member is not NoneType]
        return kinds[0] | None if NoneType in members else kinds[0]
    if isinstance(hint, type) and issubclass(hint, Record):
        return twin_of(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _STRICT[hint]
