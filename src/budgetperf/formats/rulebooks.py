"""Rulebooks from YAML files: the ones that ship, and a user's own."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import evolve
from cattrs import Converter
from cattrs.errors import BaseValidationError

from budgetperf.domain.finding import ClauseStatus, Severity
from budgetperf.domain.written import fold, plain
from budgetperf.errors import BudgetPerfError, RulebookError, StructureError
from budgetperf.formats.plain.literals import Repeated
from budgetperf.formats.plain.problems import gather, refusal
from budgetperf.formats.plain.strict import (
    Hook,
    number_reader,
    read_flag,
    read_text,
    repeated_keys,
    suggestion,
    word_reader,
)
from budgetperf.formats.plain.yaml_text import read_yaml
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.rulebook import Measure, Rulebook, Scale

__all__ = ["load_rulebook", "shipped_names", "shipped_rulebooks"]

_FORMAT = "budgetperf-rulebook/1"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LARGEST = 1_000_000
_LONGEST_CHAIN = 8
_EARLIEST, _LATEST = 1949, 2100


def shipped_names() -> tuple[str, ...]:
    """
    The names of the rulebooks that ship, sorted.

    >>> shipped_names()
    ('hunan-2022', 'mof-2020')
    """
    folder = files("budgetperf") / "rulebooks"
    return tuple(sorted(Path(item.name).stem for item in folder.iterdir() if item.name.endswith(".yaml")))


def shipped_rulebooks() -> tuple[Rulebook, ...]:
    """Every rulebook that ships, in the order of their names."""
    return tuple(_shipped(name) for name in shipped_names())


@cache
def _shipped(name: str) -> Rulebook:
    return _load(name, _shipped_bytes(name))


def _shipped_bytes(name: str) -> bytes:
    return (files("budgetperf") / "rulebooks" / f"{name}.yaml").read_bytes()


def load_rulebook(source: str | os.PathLike[str]) -> Rulebook:
    """
    Load a rulebook.

    Args:
        source: The name of one that ships, or the path of a YAML file.

    Raises:
        RulebookError: There is no such rulebook, or its file says something that cannot be used.

    >>> dict(load_rulebook("hunan-2022").weights.levels)["成本指标"]
    Decimal('20')
    """
    name = os.fspath(source)
    if isinstance(source, str) and name in shipped_names():
        return _shipped(name)
    path = Path(name)
    if not _is_file(path):
        close = suggestion(name, list(shipped_names()))
        known = "、".join(shipped_names())
        raise RulebookError(
            f"没有规则集“{name}”"
            + (f"；是否指 {close}？" if close else "。")
            + f"可用的有：{known}，或给出 YAML 文件的路径",
            f"no rulebook {name!r}"
            + (f"; did you mean {close}?" if close else ".")
            + f" Known: {known}; or give a file",
        )
    if path.stat().st_size > _LARGEST:
        raise RulebookError(
            f"{name}：文件过大，规则集不应超过 1 MB", f"{name}: too large, a rulebook takes less than 1 MB"
        )
    return _load(name, path.read_bytes())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _load(name: str, data: bytes) -> Rulebook:
    try:
        raw, used = _extended(name, data, ())
        book = _structure(raw)
    except StructureError as error:
        raise RulebookError(f"规则集 {name}：\n{error.zh}", f"rulebook {name}:\n{error.en}") from None
    return evolve(book, sha256=sha256(b"".join(used)).hexdigest())


def _extended(name: str, data: bytes, chain: tuple[str, ...]) -> tuple[dict[str, object], list[bytes]]:
    """The raw rulebook with what it inherits, and the bytes of every file that went into it."""
    raw = read_yaml(data)
    if not isinstance(raw, dict) or raw.get("format") != _FORMAT:
        raise refusal(
            f"应为规则集文件，首行写 format: {_FORMAT}", f"expected a rulebook with format: {_FORMAT}", "format"
        )
    if isinstance(raw, Repeated):
        raise StructureError(repeated_keys(raw))
    raw = {key: value for key, value in raw.items() if key != "format"}
    parent = raw.pop("extends", None)
    documents = raw.pop("documents", {})
    used = [data]
    if parent is not None:
        if parent in chain or len(chain) >= _LONGEST_CHAIN:
            path = " → ".join((*chain, str(parent)))
            raise refusal(f"extends 循环引用：{path}", f"extends goes in a circle: {path}", "extends")
        if not isinstance(parent, str) or parent not in shipped_names():
            known = "、".join(shipped_names())
            raise refusal(f"extends 应为随附的规则集：{known}", f"extends must name one that ships: {known}", "extends")
        inherited, more = _extended(parent, _shipped_bytes(parent), (*chain, name))
        # Whole sections are replaced: a weight set that inherits single weights could not be read by itself.
        raw = inherited | _with_documents(raw, documents)
        used += more
    else:
        raw = _with_documents(raw, documents)
    return raw, used


def _with_documents(raw: dict[str, object], documents: object) -> dict[str, object]:
    """Every clause with the document that it names by key."""
    known = documents if isinstance(documents, dict) else {}

    def walk(value: object, path: str) -> object:
        if isinstance(value, list):
            return [walk(item, f"{path}[{index}]") for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        key = value.get("document")
        if key is not None and "status" in value:
            document = known.get(key) if isinstance(key, str) else None
            if not isinstance(document, dict):
                listed = "、".join(map(str, known))
                raise refusal(
                    f"没有文件“{key}”；documents 中有：{listed}", f"no document {key!r}; known are: {listed}", path
                )
            return {**value, "document": document.get("title"), "year": document.get("year")}
        return {name: walk(item, f"{path}.{name}" if path else str(name)) for name, item in value.items()}

    resolved = walk(raw, "")
    assert isinstance(resolved, dict)  # noqa: S101 - a mapping stays one
    return resolved


def _structure(raw: Mapping[str, object]) -> Rulebook:
    try:
        return _converter().structure(raw, Rulebook)
    except (BaseValidationError, BudgetPerfError) as error:
        if isinstance(error, RulebookError):
            raise
        raise gather(error) from None


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, read_text)
    converter.register_structure_hook(bool, read_flag)
    converter.register_structure_hook(int, number_reader(0, _LATEST, 2022))
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(Curve, _curve)
    for words in (Measure, Scale, Severity, ClauseStatus):
        converter.register_structure_hook(words, word_reader(words))
    shares, names = tuple[tuple[str, Decimal], ...], tuple[tuple[str, tuple[str, ...]], ...]
    converter.register_structure_hook_func(lambda kind: kind == shares, _pairs(_decimal))
    converter.register_structure_hook_func(lambda kind: kind == names, _pairs(_names))
    return converter


def _pairs(inner: Hook) -> Hook:
    """The hook of a mapping by name: a tuple of pairs, which nobody can change."""

    def read_pairs(value: Any, kind: Any) -> tuple[tuple[str, object], ...]:
        if not isinstance(value, dict) or isinstance(value, Repeated):
            raise refusal("应为名称到值的对象，名称不得重复", "expected an object by name, each name once")
        return tuple((read_text(name, str), inner(item, kind)) for name, item in value.items())

    return read_pairs


def _names(value: Any, kind: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise refusal("应为名称的列表，例如 [数量指标, 质量指标]", "expected a list of names")
    return tuple(read_text(item, kind) for item in value)


def _decimal(value: Any, _: Any) -> Decimal:
    if not isinstance(value, str):
        raise refusal("应为数字，例如 9.5", "expected a number, such as 9.5")
    return plain(fold(value))


def _curve(value: Any, _: Any) -> Curve:
    """A list of points: ``[x, y]``, or ``{x, left, at, right}`` where the curve jumps."""
    if not isinstance(value, list):
        raise refusal(
            "曲线应为点的列表，例如 [[0, 0], [1, 1]]", "a curve is a list of points, such as [[0, 0], [1, 1]]"
        )
    return Curve(knots=[_knot(point) for point in value])


_POINT = 2


def _knot(point: object) -> Knot:
    if isinstance(point, list) and len(point) == _POINT:
        return Knot(_decimal(point[0], None), _decimal(point[1], None))
    if isinstance(point, dict) and set(point) == {"x", "left", "at", "right"}:
        x, left, at, right = (_decimal(point[name], None) for name in ("x", "left", "at", "right"))
        return Knot(x, at, left=left, right=right)
    raise refusal(
        "曲线的点应写作 [x, y]，跳跃处写作 {x: …, left: …, at: …, right: …}",
        "a point is [x, y], or {x: …, left: …, at: …, right: …} where the curve jumps",
    )
