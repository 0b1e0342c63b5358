"""The sections of a rulebook from plain data: every key known, every value strict, every problem told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from attrs import NOTHING
from cattrs import Converter
from cattrs.errors import BaseValidationError, ClassValidationError
from cattrs.gen import make_dict_structure_fn, override

from budgetperf.domain.finding import Clause, ClauseStatus, Severity
from budgetperf.errors import BudgetPerfError, StructureError
from budgetperf.formats.plain.literals import Repeated
from budgetperf.formats.plain.problems import Problem, gather, joined, refusal, unfit
from budgetperf.formats.plain.strict import (
    Hook,
    list_reader,
    number_reader,
    optional_reader,
    read_flag,
    read_text,
    repeated_keys,
    unknown_key,
    word_reader,
)
from budgetperf.formats.rulebooks.notation import RANGE_KEYS, read_curve, read_decimal, read_range
from budgetperf.scoring.curve import Curve
from budgetperf.scoring.laws.form import rule_groups
from budgetperf.scoring.policy import Band, ClausesByName, Grade, Rounding, RoundingMode, Treatment, Years
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import AnyRule, Measure, Rule, Scale
from budgetperf.scoring.rulebook import MEASURES, Rulebook

__all__ = [
    "LONGEST_LIST",
    "NUMBERS",
    "RANGED",
    "SECTIONS",
    "misplaced_measures",
    "missing_sections",
    "structure_section",
]

_LATEST = 2100
LONGEST_LIST = 500
"""How many items a list of a rulebook has at most."""

NUMBERS: Mapping[tuple[type, str], tuple[int, int]] = MappingProxyType(
    {
        (Rounding, "row"): (0, 6),
        (Rounding, "total"): (0, 6),
        (Rounding, "tolerated"): (0, 6),
        (Years, "first"): (1949, _LATEST),
        (Years, "last"): (1949, _LATEST),
    }
)
"""The whole numbers of a rulebook, by class and field: the least and the greatest of each."""

RANGED: Mapping[type, str] = MappingProxyType({Grade: "points", Band: "share"})
"""The field that holds the range, of the classes that write its ends beside their other keys."""

_WORDS = (ClauseStatus, Measure, RoundingMode, Scale, Severity, Treatment)
SECTIONS = tuple(part.name for part in attrs.fields(Rulebook) if part.name != "sha256")
"""The keys of a rulebook."""


def structure_section(name: str, value: object) -> tuple[Any, tuple[Problem, ...]]:
    """One section as a value; or None, and what is wrong with it."""
    kind = _kinds()[name]
    try:
        return _converter().structure(value, kind), ()
    except (BaseValidationError, BudgetPerfError) as error:
        problems = gather(error).problems
        return None, tuple((joined(name, path), zh, en) for path, zh, en in problems)


@cache
def _kinds() -> dict[str, Any]:
    return get_type_hints(Rulebook)


@cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=True)
    converter.register_structure_hook(str, read_text)
    converter.register_structure_hook(bool, read_flag)
    converter.register_structure_hook(int, number_reader(0, _LATEST, 2022))
    converter.register_structure_hook(Decimal, read_decimal)
    converter.register_structure_hook(Curve, read_curve)
    converter.register_structure_hook(Range, lambda value, _: value)
    for words in _WORDS:
        converter.register_structure_hook(words, word_reader(words))
    # A file can hold data only; a function is for those who write Python.
    converter.register_structure_hook_func(
        lambda kind: kind == AnyRule, lambda value, _: converter.structure(value, Rule)
    )
    converter.register_structure_hook_factory(_is_list, lambda kind: _capped(kind, converter))
    shares, names = tuple[tuple[str, Decimal], ...], tuple[tuple[str, tuple[str, ...]], ...]
    converter.register_structure_hook_func(lambda kind: kind == shares, _pairs(read_decimal))
    converter.register_structure_hook_func(lambda kind: kind == names, _pairs(_names))
    converter.register_structure_hook_func(
        lambda kind: kind == ClausesByName, _pairs(lambda value, _: converter.structure(value, Clause))
    )
    converter.register_structure_hook_factory(
        lambda kind: attrs.has(kind) and kind is not Curve, lambda kind: _section_reader(kind, converter)
    )
    return converter


_place = number_reader(*NUMBERS[Rounding, "row"], 2)
_PLACES: Mapping[str, Hook] = MappingProxyType(
    {"row": _place, "total": optional_reader(_place), "tolerated": list_reader(_place)}
)


_year = optional_reader(number_reader(*NUMBERS[Years, "first"], 2022))
_YEARS: Mapping[str, Hook] = MappingProxyType({"first": _year, "last": _year})


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def _capped(kind: Any, converter: Converter) -> Hook:
    """The hook of a list: a list and nothing that merely can be gone through, and no longer than anybody would read."""
    inner = get_args(kind)[0]
    read = list_reader(lambda value, _: converter.structure(value, inner))

    def read_list(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise unfit(
                value, "列表", "a list", "[产出指标]" if inner is str else "[5, 8]" if inner is Decimal else "[…]"
            )
        if len(value) > LONGEST_LIST:
            zh = f"列表有 {len(value)} 项，超过 {LONGEST_LIST} 项，不予读取"
            raise refusal(zh, f"the list has {len(value)} items; more than {LONGEST_LIST} are not read")
        return read(value, kind)

    return read_list


def _section_reader(kind: Any, converter: Converter) -> Hook:
    """The hook of one class of sections."""
    fields = attrs.fields(attrs.resolve_types(kind))
    ranged = RANGED.get(kind)
    known = [part.name for part in fields if part.name != ranged] + (list(RANGE_KEYS) if ranged else [])
    numbers = {Rounding: _PLACES, Years: _YEARS}.get(kind, {})
    overrides: dict[str, Any] = {name: override(struct_hook=hook) for name, hook in numbers.items()}
    read = make_dict_structure_fn(
        kind,
        converter,
        _cattrs_forbid_extra_keys=False,
        _cattrs_detailed_validation=True,
        **overrides,
    )

    def read_section(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise unfit(value, "对象", "an object", f"{{{known[0]}: …}}")
        problems = [*repeated_keys(value), *(unknown_key(key, known) for key in value if key not in known)]
        given: dict[str, Any] = dict(value)
        if ranged:
            try:
                given[ranged] = read_range(value)
            except StructureError as error:
                problems += error.problems
                given[ranged] = None
        errors: list[Exception] = [StructureError(tuple(problems))] if problems else []
        try:
            found = read(given, kind)
        except BaseValidationError as error:
            errors += error.exceptions
        except BudgetPerfError as error:
            errors.append(error)
        if errors:
            raise ClassValidationError(f"While structuring {kind.__name__}", errors, kind)
        return found

    return read_section


def _pairs(inner: Hook) -> Hook:
    """The hook of a mapping by name: a tuple of pairs, which nobody can change."""

    def read_pairs(value: Any, kind: Any) -> tuple[tuple[str, object], ...]:
        if not isinstance(value, dict) or isinstance(value, Repeated):
            raise refusal("应为名称到值的对象，名称不得重复", "expected an object by name, each name once")
        pairs, problems = [], []
        for name, item in value.items():
            try:
                pairs.append((read_text(name, str), inner(item, kind)))
            except (BaseValidationError, StructureError) as error:
                problems += [(joined(str(name), path), zh, en) for path, zh, en in gather(error).problems]
        if problems:
            raise StructureError(tuple(problems))
        return tuple(pairs)

    return read_pairs


def _names(value: Any, kind: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise unfit(value, "名称的列表", "a list of names", "[数量指标, 质量指标]")
    return tuple(read_text(item, kind) for item in value)


def missing_sections(given: set[str]) -> tuple[Problem, ...]:
    """The sections that a rulebook cannot do without, and does not have."""
    return tuple(
        (
            part.name,
            "缺少此节，必须填写，或用 extends 从随附的规则集继承",
            "missing; write it, or inherit it with extends",
        )
        for part in attrs.fields(Rulebook)
        if part.name not in given and part.default is NOTHING
    )


def misplaced_measures(sections: Mapping[str, Any]) -> Iterator[Problem]:
    """Rules that look at what their case does not have: there is no ratio over a target of zero."""
    found = [
        (case, f"{path}[{index}]", rule)
        for case, path, rules in rule_groups(sections)
        for index, rule in enumerate(rules)
    ]
    found += [("execution", "execution", sections["execution"])] if "execution" in sections else []
    for case, path, rule in found:
        if isinstance(rule, Rule) and rule.measure not in MEASURES[case]:
            listed = "、".join(MEASURES[case])
            yield (
                f"{path}.measure",
                f"{case} 中的规则不能用 measure: {rule.measure}，应为 {listed} 之一，例如 measure: {MEASURES[case][0]}",
                f"a rule in {case} cannot have measure: {rule.measure}; write for example measure: {MEASURES[case][0]}",
            )
