"""Hooks for the records of a filing: their keys, in the order of the fields, and other people's keys after them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_origin

import attrs
from attrs import NOTHING
from cattrs import Converter
from cattrs.errors import BaseValidationError, ClassValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from budgetperf.domain.model import (
    REPORT_KINDS,
    Execution,
    Filing,
    FundRow,
    Funds,
    Goal,
    Indicator,
    Pairs,
    Record,
    Report,
    Scorecard,
    Signature,
)
from budgetperf.errors import StructureError
from budgetperf.formats.plain.json_text import read_json
from budgetperf.formats.plain.literals import compact, is_clean, mapping_of
from budgetperf.formats.plain.problems import Problem, joined, quoted, refusal, shown, unfit
from budgetperf.formats.plain.strict import (
    Hook,
    figure_reader,
    is_figure,
    key_path,
    list_reader,
    number_reader,
    optional_reader,
    read_flag,
    read_labels,
    read_text,
    repeated_keys,
    suggestion,
    word_reader,
)

__all__ = [
    "FORMAT",
    "NUMBERS",
    "is_blank_default",
    "is_record",
    "optional_keys",
    "record_fields",
    "record_reader",
    "record_writer",
]

FORMAT = "budgetperf/1"
"""The format that is written, and the only one that is read."""

_OPTIONAL: Mapping[type[Record], frozenset[str]] = MappingProxyType(
    {
        Signature: frozenset({"finance"}),
        Funds: frozenset({"to_date", "forecast"}),
        Execution: frozenset({"standard"}),
        FundRow: frozenset({"execution", "long_term"}),
        Goal: frozenset({"long_term"}),
        Indicator: frozenset(
            {
                *("initial_target", "deduction", "core", "standard", "explanation", "part_of"),
                *("score_share", "to_date", "forecast", "causes", "likelihood", "long_term", "remarks"),
            }
        ),
        Scorecard: frozenset(
            {
                *("scope", "attribute", "period", "starts", "ends", "months"),
                *("conclusion", "problems", "improvements"),
            }
        ),
    }
)
NUMBERS: Mapping[str, tuple[int, int, int]] = MappingProxyType({"year": (1949, 2100, 2022), "level": (1, 9, 1)})
"""The only numbers of a filing: the least, the greatest, and an example of each."""

_NUMBERS = MappingProxyType({name: number_reader(*span) for name, span in NUMBERS.items()})
_OTHER_NUMBER = number_reader(0, 999_999_999, 1)
_MAX_UNKNOWN = 20


def optional_keys(kind: type[Record]) -> frozenset[str]:
    """The keys of a record that are written only where they say something."""
    return _OPTIONAL.get(kind, frozenset())


def is_record(kind: Any) -> bool:
    """Whether a type is a part of a filing."""
    return isinstance(kind, type) and issubclass(kind, Record)


def record_fields(kind: type[Record]) -> list[attrs.Attribute[Any]]:
    """The fields of a class of records, each with its type, without the keys of others."""
    return [part for part in attrs.fields(attrs.resolve_types(kind)) if part.name != "extras"]


def is_blank_default(part: attrs.Attribute[Any]) -> bool:
    """Whether null stands for the default of a field that cannot itself be None."""
    return part.default is not NOTHING and NoneType not in get_args(part.type)


def _reader_for(kind: Any, name: str, converter: Converter) -> Hook:
    """The hook of one field, by its type."""
    members = get_args(kind)
    if is_figure(kind):
        return figure_reader(kind)
    if kind == Pairs:
        return read_labels
    if get_origin(kind) is tuple:
        return list_reader(_bound(_reader_for(members[0], name, converter), members[0]))
    if NoneType in members:
        inner = next(member for member in members if member is not NoneType)
        return optional_reader(_bound(_reader_for(inner, name, converter), inner))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return word_reader(kind)
    simple: dict[object, Hook] = {str: read_text, bool: read_flag, int: _NUMBERS.get(name, _OTHER_NUMBER)}
    return simple.get(kind) or converter.get_structure_hook(kind)


def _bound(hook: Hook, kind: Any) -> Hook:
    """The hook of a part, whatever the type of the whole."""
    return lambda value, _: hook(value, kind)


def record_reader(kind: type[Record], converter: Converter) -> Hook:
    """The hook that reads one class of records."""
    fields = record_fields(kind)
    names = [part.name for part in fields]
    # Null means "nothing here", and nothing here is what the default says.
    blank = {part.name for part in fields if is_blank_default(part)}
    own = ["format"] if issubclass(kind, Filing) else []
    hooks: dict[str, Any] = {
        part.name: override(struct_hook=_reader_for(part.type, part.name, converter)) for part in fields
    }
    if issubclass(kind, Report):
        # A report on targets or on rates does not exist, although such cards do.
        hooks["kind"] = override(struct_hook=word_reader(REPORT_KINDS))
    read = make_dict_structure_fn(
        kind,
        converter,
        _cattrs_forbid_extra_keys=False,
        _cattrs_detailed_validation=True,
        _cattrs_use_alias=False,
        _cattrs_prefer_attrib_converters=False,
        extras=override(struct_hook=lambda value, _: value),
        **hooks,
    )

    def read_record(value: Any, _: Any) -> Record:
        if not isinstance(value, dict):
            raise unfit(value, "对象", "an object", f'{{"{names[0]}": …}}')
        if own:
            _check_other_format(value)
        known = {name: value[name] for name in names if name in value and not (value[name] is None and name in blank)}
        extras, problems = _others(value, names, own)
        try:
            record: Record = read({**known, "extras": extras}, kind)
        except BaseValidationError as error:
            if not problems:
                raise
            parts = [*error.exceptions, StructureError(problems)]
            raise ClassValidationError(error.message, parts, kind) from None
        if problems:
            raise ClassValidationError(f"While structuring {kind.__name__}", [StructureError(problems)], kind)
        return record

    return read_record


def _others(
    value: Mapping[Any, object], names: list[str], own: list[str]
) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    """The keys that start with ``x-``, and what is wrong with the keys of a record."""
    extras: list[tuple[str, str]] = []
    problems = [problem for name in own for problem in _format_problem(value, name)]
    problems.extend(repeated_keys(value))
    unknown = 0
    for key, item in value.items():
        if key in names or key in own:
            continue
        if isinstance(key, str) and key.startswith("x-") and is_clean(key):
            try:
                extras.append((str(key), compact(item)))
            except StructureError as error:
                problems.extend((joined(key_path(key), part), zh, en) for part, zh, en in error.problems)
        else:
            unknown += 1
            if unknown <= _MAX_UNKNOWN:
                problems.append(_unknown(key, [*own, *names]))
    if unknown > _MAX_UNKNOWN:
        rest = unknown - _MAX_UNKNOWN
        problems.append(("$", f"另有 {rest} 个未知的键", f"{rest} more unknown keys"))
    return tuple(extras), tuple(problems)


def _unknown(key: object, names: list[str]) -> Problem:
    text = key if isinstance(key, str) else shown(key)[1]
    close = suggestion(text, names)
    if close:
        hint_zh, hint_en = f"是否为 {close}？", f"did you mean {close}?"
    else:
        listed = ", ".join(names)
        hint_zh, hint_en = f"此处可用：{listed}；", f"known here: {listed};"
    return (
        key_path(key),
        f"未知的键 {quoted(text)}；{hint_zh}自己的键请以 x- 开头",
        f"unknown key {quoted(text)}; {hint_en} keys of your own start with x-",
    )


def _check_other_format(value: Mapping[str, object]) -> None:
    """A document of another format is not judged by the rules of this one."""
    stated = value.get("format", FORMAT)
    if isinstance(stated, str) and stated != FORMAT:
        raise refusal(
            f"读到格式 {quoted(stated)}，本程序只读 {FORMAT}",
            f"found the format {quoted(stated)}, this program reads {FORMAT} only",
            "format",
        )


def _format_problem(value: Mapping[str, object], name: str) -> tuple[Problem, ...]:
    if name not in value:
        zh, en = f"缺少此项，应为 {quoted(FORMAT)}", f"missing; expected {quoted(FORMAT)}"
        return ((name, zh, en),)
    if value[name] == FORMAT:
        return ()
    return unfit(value[name], "格式名称", "the name of the format", quoted(FORMAT), name).problems


def record_writer(kind: type[Record], converter: Converter) -> Callable[[Any], Any]:
    """The hook that writes one class of records."""
    fields = record_fields(kind)
    optional = optional_keys(kind)
    overrides: dict[str, Any] = {name: override(omit_if_default=True) for name in optional}
    for part in fields:
        hook: Callable[[Any], Any] | None = None
        if part.type == Pairs:
            hook = _write_labels
        elif get_origin(part.type) is tuple:
            hook = _list_writer(converter)
        if hook is not None:
            overrides[part.name] = override(unstruct_hook=hook, omit_if_default=part.name in optional)
    write = make_dict_unstructure_fn(
        kind,
        converter,
        _cattrs_omit_if_default=False,
        _cattrs_use_alias=False,
        extras=override(omit=True),
        **overrides,
    )
    own = [("format", FORMAT)] if issubclass(kind, Filing) else []

    def write_record(record: Any) -> Any:
        # A record built by hand may hold anything anywhere; what does not belong is written as what it is.
        if not isinstance(record, kind):
            return converter.unstructure(record)
        return mapping_of([*own, *write(record).items(), *((key, _restored(key, text)) for key, text in record.extras)])

    return write_record


def _list_writer(converter: Converter) -> Callable[[Any], Any]:
    return lambda items: [converter.unstructure(item) for item in items]


def _write_labels(labels: Pairs) -> dict[str, object]:
    return mapping_of(sorted(labels, key=lambda pair: str(pair[0])))


def _restored(key: str, text: str) -> object:
    try:
        return read_json(text)
    except StructureError as error:
        _, zh, en = error.problems[0]
        raise refusal(
            f"extras 中 {quoted(str(key))} 的值应为 JSON 文字：{zh}",
            f"the value of {quoted(str(key))} in extras must be JSON text: {en}",
            key_path(key),
        ) from None
