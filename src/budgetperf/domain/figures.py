"""
Paths: the name of every stated figure of a filing.

A path reads ``scorecards[1].indicators[3].points``; a figure in prose is named by its place in the text,
``reports[0].sections[3].paragraphs[2]@12+5`` (from character 12, 5 characters).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from budgetperf.domain.finding import Finding, Location
from budgetperf.domain.model import Filing, Record
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import BudgetPerfError, PathError, QuantityError

__all__ = ["Figure", "Reading", "Source", "figures", "look_up", "place_order", "replace"]

Figure = Money | Rate | Count | Decimal | Target | Actual | Unreadable
# The commonest first: most figures are points and weights, and the targets and actuals beside them.
_FIGURES = (Decimal, Target, Actual, Money, Rate, Count, Unreadable)

_PATH = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*|\[[0-9]{1,6}\])*")
_STEP = re.compile(r"([a-z_][a-z0-9_]*)|\[([0-9]{1,6})\]")
_SPAN = re.compile(r"(.*)@([0-9]{1,9})\+([0-9]{1,9})", re.DOTALL)


def _record_in(hint: object) -> type[Record] | None:
    """The kind of record that a field holds: itself, one or none, or a row of them."""
    kinds = [kind for kind in get_args(hint) or (hint,) if isinstance(kind, type) and issubclass(kind, Record)]
    return kinds[0] if kinds else None


def _places(record: type[Record]) -> Mapping[str, tuple[int, type[Record] | None]]:
    hints = get_type_hints(record)
    return {part.name: (index, _record_in(hints[part.name])) for index, part in enumerate(attrs.fields(record))}


# The place of each field in its own record, for a name may stand early in one form and late in another.
_PLACES = {record: _places(record) for record in Record.__subclasses__()}


@frozen(kw_only=True)
class Source:
    """A file that a filing was read from: its name, and the SHA-256 of its bytes."""

    file: str
    sha256: str


@frozen(kw_only=True)
class Reading:
    """
    What a reader made of one or several files.

    Attributes:
        filing: The filing.

        locations: Where each figure stands, by path.

        findings: What could not be read, or was read with a guess.

        sources: The files, each with the hash of its bytes.

        cells: How many cells and paragraphs of Word and Excel files say something and can be seen.
    """

    filing: Filing
    locations: Mapping[str, Location] = field(factory=dict, repr=False, hash=False)
    findings: tuple[Finding, ...] = field(default=(), converter=tuple[Finding, ...])
    sources: tuple[Source, ...] = field(default=(), converter=tuple[Source, ...])
    cells: int = 0


def figures(filing: Filing) -> Mapping[str, Figure]:
    """
    Every stated figure of a filing by its path, in the order of the forms. Blanks are not figures.

    >>> from budgetperf.domain.model import Scorecard
    >>> dict(figures(Filing(scorecards=[Scorecard(kind="project", stated_points="98")])))
    {'scorecards[0].stated_points': Decimal('98')}
    """
    found: dict[str, Figure] = {}
    _gather(filing, "", found)
    return MappingProxyType(found)


def _gather(record: Record, path: str, found: dict[str, Figure]) -> None:
    """Put every figure of a part of a filing into a dictionary; *path* is what its own name is put after."""
    for name in _parts(type(record)):  # type: ignore[arg-type] # mypy takes the hash of records for that of their class
        value = getattr(record, name)
        # Half of all cells are blank or text, and need no path.
        if value is None or isinstance(value, str):
            continue
        if isinstance(value, _FIGURES):
            found[path + name] = value
        elif isinstance(value, Record):
            _gather(value, f"{path}{name}.", found)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    _gather(item, f"{path}{name}[{index}].", found)


@cache  # one entry for each kind of record
def _parts(record: type[Record]) -> tuple[str, ...]:
    """The names of the parts of a record in which figures may stand."""
    return tuple(part.name for part in attrs.fields(record) if part.name not in ("extras", "labels"))


def _steps(path: str) -> list[str | int]:
    if _PATH.fullmatch(path) is None:
        raise _no_such(path)
    return [name or int(index) for name, index in _STEP.findall(path)]


def _no_such(path: str) -> PathError:
    example = "scorecards[0].indicators[3].points"
    return PathError(
        f"自评材料中没有“{path}”，路径写法如 {example}", f"no {path!r} in this filing; a path looks like {example}"
    )


def _part(value: object, step: str | int, path: str) -> object:
    if isinstance(step, int) and isinstance(value, tuple) and step < len(value):
        return value[step]
    if isinstance(step, str) and isinstance(value, Record) and step in attrs.fields_dict(type(value)):
        return getattr(value, step)
    raise _no_such(path)


def look_up(filing: Filing, path: str) -> object:
    """
    What stands at a path: a figure, a text, a part of the filing, or None for a blank.

    Raises:
        PathError: Nothing has this name.

    >>> look_up(Filing(department="县图书馆"), "department@1+2")
    '图书'
    """
    span = _SPAN.fullmatch(path)
    value: object = filing
    for step in _steps(span[1] if span else path):
        value = _part(value, step, path)
    if span is None:
        return value
    # A target or an actual is words, too.
    text = str(value) if isinstance(value, (str, Target, Actual)) else ""
    start, length = int(span[2]), int(span[3])
    if not text or start + length > len(text):
        raise _no_such(path)
    return text[start : start + length]


def place_order(path: str | None) -> tuple[int, ...]:
    """
    A key that sorts paths in the order of the forms; what has no path comes last.

    >>> sorted(["scorecards[10].indicators", "department", "scorecards[9].subject"], key=place_order)
    ['department', 'scorecards[9].subject', 'scorecards[10].indicators']
    """
    if path is None:
        return (len(attrs.fields(Filing)),)
    span = _SPAN.fullmatch(path)
    order: list[int] = []
    record: type[Record] | None = Filing
    for step in _steps(span[1] if span else path):
        if isinstance(step, int):
            order.append(step)
        else:
            index, record = _PLACES[record].get(step, (0, None)) if record else (0, None)
            order.append(index)
    return (*order, int(span[2])) if span else tuple(order)


def replace(filing: Filing, path: str, value: object) -> Filing:
    """
    The same filing with another value at one path; text is read the way the field reads it.

    Raises:
        PathError: Nothing has this name.

        QuantityError: The value does not fit the field.

    >>> filing = replace(Filing(department="县图书馆"), "department", "县档案馆")
    >>> filing.department
    '县档案馆'
    """
    span = _SPAN.fullmatch(path)
    if span is not None:
        look_up(filing, path)
        text, start, length = str(look_up(filing, span[1])), int(span[2]), int(span[3])
        return replace(filing, span[1], f"{text[:start]}{value}{text[start + length :]}")
    try:
        changed = _rebuild(filing, _steps(path), value, path)
    except (TypeError, ValueError) as error:
        if isinstance(error, BudgetPerfError):
            raise
        raise QuantityError(
            f"“{path}”处放不下 {value!r:.80}：应与原处的值同类，可用 look_up 查看",
            f"{value!r:.80} does not fit {path}: expected a value like the one there, which look_up shows",
        ) from None
    assert isinstance(changed, Filing)  # noqa: S101 - a path has at least one step, so the root keeps its type
    return changed


def _fits(record: type[object], name: str, value: object) -> bool:
    """Whether a value may stand in a field; fields of figures see to it themselves, by their converters."""
    kind = get_type_hints(record)[name]
    if get_origin(kind) is tuple and isinstance(get_args(kind)[0], type):
        # A text would be taken for a list of its letters.
        return isinstance(value, (list, tuple)) and all(isinstance(item, get_args(kind)[0]) for item in value)
    if attrs.fields_dict(record)[name].converter is not None:  # type: ignore[arg-type] # `_part` has refused all but records
        return True
    allowed = get_args(kind) or (kind,)
    return isinstance(value, allowed) and (not isinstance(value, bool) or bool in allowed)


def _rebuild(whole: object, steps: list[str | int], value: object, path: str) -> object:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    inner = _rebuild(_part(whole, step, path), rest, value, path)
    if isinstance(whole, tuple) and isinstance(step, int):
        if type(inner) is not type(whole[step]):
            raise TypeError
        return (*whole[:step], inner, *whole[step + 1 :])
    if not _fits(type(whole), str(step), inner):
        raise TypeError
    return attrs.evolve(whole, **{str(step): inner})  # type: ignore[misc] # `_part` has refused all but records
