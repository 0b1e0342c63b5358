"""
How numbers, ranges and curves are written in a rulebook.

A number is exact as it stands, with or without quotes; ``95%`` is 0.95. The end of a range that is named ``from`` or
``to`` belongs to it, the end that is named ``above`` or ``below`` does not. A curve is a list of points, a list of
bands, or a staircase.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budgetperf.domain.written import EXACT, fold, plain
from budgetperf.errors import BudgetPerfError, QuantityError, RulebookError, StructureError
from budgetperf.formats.plain.literals import Repeated
from budgetperf.formats.plain.problems import HERE, Problem, joined, refusal, unfit
from budgetperf.formats.plain.strict import read_flag, repeated_keys, unknown_key
from budgetperf.scoring.curve import Curve, Knot, uncovered
from budgetperf.scoring.ranges import Range, find_faults

__all__ = ["MOST_POINTS", "RANGE_KEYS", "STEP_KEYS", "read_curve", "read_decimal", "read_range"]

RANGE_KEYS = ("from", "above", "to", "below")
"""The ends of a range: from and to belong to it, above and below do not."""

_HUNDREDTH = Decimal("0.01")
_POINT = 2
MOST_POINTS = 500
"""How many points, or bands, a curve has at most."""

_KNOT = ("x", "left", "at", "right")
STEP_KEYS = ("above", "below", "every", "by", "to")
"""The keys of a staircase."""

_CURVES = (
    "[[0%, 0], [100%, 1]]",
    "[{from: 90%, value: 5}, {below: 90%, value: 4}]",
    "{above: 100%, every: 1%, by: 0.5, to: 8}",
)


def read_decimal(value: Any, _: Any = None) -> Decimal:
    """
    A number as it is written, with or without a percent sign.

    >>> read_decimal("9.5"), read_decimal("92.8%")
    (Decimal('9.5'), Decimal('0.928'))
    """
    if not isinstance(value, str):
        raise unfit(value, "数字", "a number", "9.5")
    text = fold(value)
    try:
        if text.endswith("%"):
            return EXACT.multiply(plain(text[:-1]), _HUNDREDTH)
        return plain(text)
    except QuantityError:
        raise unfit(value, "数字", "a number", "9.5") from None


def read_range(value: dict[str, Any]) -> Range:
    """
    The range that the keys of an object name.

    >>> str(read_range({"from": "80", "below": "90"})), str(read_range({"above": "0%"}))
    ('[80, 90)', '(0.00, ∞)')
    """
    problems: list[Problem] = []
    ends: dict[str, Decimal] = {}
    for key in RANGE_KEYS:
        if value.get(key) is not None:
            try:
                ends[key] = read_decimal(value[key])
            except StructureError as error:
                problems += [(joined(key, part), zh, en) for part, zh, en in error.problems]
    for one, other in (("from", "above"), ("to", "below")):
        if one in ends and other in ends:
            problems.append(
                (
                    other,
                    f"{one}（含）与 {other}（不含）只能写一个",
                    f"write either {one} (inclusive) or {other} (exclusive)",
                )
            )
    if problems:
        raise StructureError(tuple(problems))
    span = Range(
        low=ends.get("from", ends.get("above")),
        high=ends.get("to", ends.get("below")),
        low_open="above" in ends,
        high_open="below" in ends,
    )
    if span.low is not None and span.high is not None and not _holds_something(span):
        raise refusal(
            f"这一段是空的：{span}；下端应小于上端，例如 {{from: 80, below: 90}}",
            f"this range is empty: {span}; its lower end must be below its upper one, as in {{from: 80, below: 90}}",
        )
    return span


def _holds_something(span: Range) -> bool:
    assert span.low is not None  # noqa: S101 - looked at
    assert span.high is not None  # noqa: S101 - looked at
    return span.low < span.high or (span.low == span.high and span.low in span)


def read_curve(value: Any, _: Any = None) -> Curve:
    """A curve in one of its three notations."""
    if isinstance(value, Repeated):
        raise StructureError(repeated_keys(value))
    if isinstance(value, list) and len(value) > MOST_POINTS:
        zh = f"曲线有 {len(value)} 个点，超过 {MOST_POINTS} 个，不予读取"
        raise refusal(zh, f"the curve has {len(value)} points; more than {MOST_POINTS} are not read")
    try:
        if isinstance(value, list) and any(isinstance(item, dict) and "value" in item for item in value):
            return _bands(_all(value, _band))
        if isinstance(value, list):
            return Curve(knots=_all(value, _knot))
        if isinstance(value, dict) and "points" in value:
            _only(value, ("points", "continued"))
            points = value["points"]
            if not isinstance(points, list):
                raise _no_curve(points)
            return Curve(knots=_all(points, _knot), continued=read_flag(value.get("continued", False), bool))
        if isinstance(value, dict):
            return _steps(value)
    except RulebookError as error:
        raise refusal(error.zh, error.en) from None
    raise _no_curve(value)


def _no_curve(value: object) -> StructureError:
    return unfit(value, "曲线", "a curve", " 或 ".join(_CURVES))


def _all(items: list[Any], read: Any) -> list[Any]:
    """Every item, or the problems of all of them."""
    found, problems = [], []
    for index, item in enumerate(items):
        try:
            found.append(read(item))
        except StructureError as error:
            problems += [(joined(f"[{index}]", part), zh, en) for part, zh, en in error.problems]
        except BudgetPerfError as error:
            problems.append((f"[{index}]", error.zh, error.en))
    if problems:
        raise StructureError(tuple(problems))
    return found


def _knot(point: object) -> Knot:
    if isinstance(point, list) and len(point) == _POINT:
        return Knot(read_decimal(point[0]), read_decimal(point[1]))
    if isinstance(point, Repeated):
        raise StructureError(repeated_keys(point))
    if isinstance(point, dict) and set(point) == set(_KNOT):
        x, left, at, right = (read_decimal(point[name]) for name in _KNOT)
        return Knot(x, at, left=left, right=right)
    raise refusal(
        "曲线的点应写作 [x, y]，跳跃处写作 {x: …, left: …, at: …, right: …}",
        "a point is [x, y], or {x: …, left: …, at: …, right: …} where the curve jumps",
    )


def _band(item: object) -> tuple[Range, Decimal]:
    if not isinstance(item, dict):
        raise unfit(item, "一档", "a band", "{from: 80%, below: 90%, value: 4}")
    _only(item, (*RANGE_KEYS, "value"))
    if "value" not in item:
        raise refusal("缺少 value：这一档得多少", "value is missing: what the band earns", "value")
    return read_range(item), read_decimal(item["value"])


def _bands(bands: list[tuple[Range, Decimal]]) -> Curve:
    """The curve of some bands, or every gap and overlap between them."""
    faults = find_faults([span for span, _ in bands], Range())
    if not faults:
        return Curve.of_bands(bands)
    errors = [uncovered(fault, [span for span, _ in bands]) for fault in faults]
    raise StructureError(tuple((HERE, error.zh, error.en) for error in errors))


def _steps(value: dict[str, Any]) -> Curve:
    _only(value, STEP_KEYS)
    missing = [key for key in ("every", "by", "to") if value.get(key) is None]
    if missing or not {"above", "below"} & set(value):
        raise _no_curve(value)
    numbers = {key: read_decimal(item) for key, item in value.items() if item is not None}
    return Curve.of_steps(
        every=numbers["every"],
        by=numbers["by"],
        to=numbers["to"],
        above=numbers.get("above"),
        below=numbers.get("below"),
    )


def _only(value: dict[str, Any], known: tuple[str, ...]) -> None:
    if isinstance(value, Repeated):
        raise StructureError(repeated_keys(value))
    unknown = next((key for key in value if key not in known), None)
    if unknown is not None:
        _, zh, en = unknown_key(unknown, list(known))
        raise refusal(zh, en)
