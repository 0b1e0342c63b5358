"""Rulebooks by name or file: the ones that ship, and a user's own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import field, frozen

from budgetperf.errors import BudgetPerfError, RulebookError, StructureError, reason_of
from budgetperf.formats.plain.problems import HERE, Problem
from budgetperf.formats.plain.strict import suggestion, unknown_key
from budgetperf.formats.rulebooks.broken import problem_of
from budgetperf.formats.rulebooks.inherit import Written, read_written
from budgetperf.formats.rulebooks.sections import SECTIONS, misplaced_measures, missing_sections, structure_section
from budgetperf.scoring.laws.form import form_violations
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["RulebookFile", "load_rulebook", "read_bytes", "read_rulebook", "shipped_names", "shipped_rulebooks"]

_LARGEST = 1_000_000
_ENOUGH = 50
# What ends so is the path of a file, not a name.
_SUFFIXES = (".yaml", ".yml")
_LONGEST_NAME = 80
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


@frozen(kw_only=True)
class RulebookFile:
    """
    A rulebook, and the line of every path in its file.

    Attributes:
        rulebook: What it says.

        places: The lines, counted from 1, of the file itself; what is inherited stands in another file.
    """

    rulebook: Rulebook
    places: Mapping[str, int] = field(factory=dict)

    def line(self, path: str) -> int | None:
        """The line of a path, or of the nearest thing around it."""
        return line_of(path, self.places)


def shipped_names() -> tuple[str, ...]:
    """
    The names of the rulebooks that ship, sorted.

    >>> "mof-2020" in shipped_names()
    True
    """
    folder = files("budgetperf") / "rulebooks"
    return tuple(sorted(Path(item.name).stem for item in folder.iterdir() if item.name.endswith(".yaml")))


def shipped_rulebooks() -> tuple[Rulebook, ...]:
    """Every rulebook that ships, in the order of their names."""
    return tuple(_shipped(name).rulebook for name in shipped_names())


@cache
def _shipped(name: str) -> RulebookFile:
    data = _shipped_bytes(name)
    assert data is not None  # noqa: S101 - its name was looked up
    return read_bytes(name, data)


def _shipped_bytes(name: str) -> bytes | None:
    if name not in shipped_names():
        return None
    return (files("budgetperf") / "rulebooks" / f"{name}.yaml").read_bytes()


def load_rulebook(source: str | os.PathLike[str], *, lawful: bool = True) -> Rulebook:
    """
    Load a rulebook.

    Args:
        source: The name of one that ships, or the path of a YAML file.

        lawful: Whether to refuse a file whose form breaks a law (grades with a gap, weights that do not add up).

    Raises:
        RulebookError: There is no such rulebook, or its file cannot be used: every problem, with its line.

    >>> dict(load_rulebook("hunan-2022").weights[0].levels)["成本指标"]
    Decimal('20')
    """
    return read_rulebook(source, lawful=lawful).rulebook


def read_rulebook(source: str | os.PathLike[str], *, lawful: bool = True) -> RulebookFile:
    """
    Load a rulebook with the lines of its file.

    Args:
        source: The name of one that ships, or the path of a YAML file.

        lawful: Whether to refuse what breaks a law of form: grades with a gap, weights that do not add up. `verify`
            takes such a rulebook too, to say where it fails.

    Raises:
        RulebookError: There is no such rulebook, or its file cannot be used.
    """
    name = os.fspath(source)
    if isinstance(source, str) and name in shipped_names():
        return _shipped(name)
    path = Path(name)
    if _is_folder(path):
        raise RulebookError(
            f"{name}：是一个文件夹，应为规则集的名称或一个 YAML 文件",
            f"{name}: it is a folder; give the name of a rulebook, or a YAML file",
        )
    if path.suffix.lower() in _SUFFIXES and not _is_file(path):
        raise RulebookError(
            f"{name}：没有这个规则集文件，请检查路径", f"{name}: there is no such rulebook file; check the path"
        )
    if not _is_file(path):
        close = suggestion(name, list(shipped_names()))
        raise RulebookError(
            f"没有规则集“{name}”"
            + (f"；是否指 {close}？" if close else "。")
            + f"可用的有：{'、'.join(shipped_names())}，或给出 YAML 文件的路径",
            f"no rulebook {name!r}"
            + (f"; did you mean {close}?" if close else ".")
            + f" Known: {', '.join(shipped_names())}; or give a file",
        )
    return read_bytes(name, _read_file(path), lawful=lawful, find=lambda other: _sibling(other, path, frozenset()))


def _read_file(path: Path) -> bytes:
    """The bytes of a file that is there, if it may be read and is no larger than a rulebook."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        zh, en = reason_of(error)
        raise RulebookError(
            f"{path}：无法读取（{zh}），请检查权限", f"{path}: it cannot be read ({en}); check its permissions"
        ) from error
    if len(data) > _LARGEST:
        raise RulebookError(
            f"{path}：文件过大，规则集不应超过 1 MB", f"{path}: too large, a rulebook takes less than 1 MB"
        )
    return data


def _name_problems(name: object, data: bytes) -> Iterator[Problem]:
    """A name that says nothing, or that another rulebook has."""
    if not isinstance(name, str):
        return
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        zh = f"名称应为 1 至 {_LONGEST_NAME} 个字，例如 name: my-county"
        yield "name", zh, f"a name has 1 to {_LONGEST_NAME} characters, such as my-county"
    if name in shipped_names() and data.replace(b"\r\n", b"\n") != _shipped_bytes(name):
        zh = f"{name} 是随附规则集的名称；自己的规则集请另起名称，例如 name: my-county"
        yield "name", zh, f"{name} is the name of a rulebook that ships; give yours another, such as my-county"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file system takes
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _sibling(name: str, beside: Path, seen: frozenset[str]) -> bytes | None:
    """
    A rulebook that another one extends: one that ships, or a file of that name in the same folder.

    Raises:
        RulebookError: The file cannot be read, or has mistakes of its own; they are told with its own lines.
    """
    shipped = _shipped_bytes(name)
    if shipped is not None or _NAME.fullmatch(name) is None:
        return shipped
    path = beside.with_name(f"{name}.yaml")
    if not _is_file(path):
        return None
    data = _read_file(path)
    if name not in seen and name != beside.stem:
        read_bytes(str(path), data, find=lambda other: _sibling(other, path, seen | {name, beside.stem}))
    return data


def read_bytes(
    name: str, data: bytes, *, lawful: bool = True, find: Callable[[str], bytes | None] | None = None
) -> RulebookFile:
    """
    Read a rulebook from the bytes of a file.

    Args:
        name: What to call it where something is wrong.

        data: The file.

        lawful: Whether to refuse what breaks a law of form.

        find: The bytes of a rulebook that it may extend, by name; those that ship, where None is given.

    Raises:
        RulebookError: It cannot be used.
    """
    try:
        written = read_written(data, find or _shipped_bytes, (Path(name).stem,))
    except StructureError as error:
        raise _unusable(name, error.problems, {}) from None
    sections, problems = _structured(written)
    problems += misplaced_measures(sections)
    problems += _name_problems(sections.get("name"), data)
    if lawful:
        problems += [problem_of(violation) for violation in form_violations(sections)]
    if problems:
        raise _unusable(name, problems, written.places)
    try:
        book = Rulebook(**sections, sha256=sha256(b"".join(written.used)).hexdigest())
    except BudgetPerfError as error:
        raise _unusable(name, [(HERE, error.zh, error.en)], written.places) from None
    return RulebookFile(rulebook=book, places=written.places)


def _structured(written: Written) -> tuple[dict[str, Any], list[Problem]]:
    """The sections as values, as far as they can be read, and every problem."""
    problems = list(written.problems)
    sections: dict[str, Any] = {}
    for key, value in written.sections.items():
        if key not in SECTIONS:
            problems.append(unknown_key(key, ["format", "extends", "documents", *SECTIONS]))
        # A section that is null is one that the rulebook does not have.
        elif value is not None:
            found, wrong = structure_section(key, value)
            problems += wrong
            if not wrong:
                sections[key] = found
    if not any(path == "extends" for path, _, _ in written.problems):
        problems += missing_sections({key for key, value in written.sections.items() if value is not None})
    return sections, problems


def line_of(path: str, places: Mapping[str, int]) -> int | None:
    """
    The line of a path, or of the nearest thing around it.

    >>> line_of("weights[0].levels.产出指标", {"weights": 3, "weights[0]": 4})
    4
    """
    while path:
        if path in places:
            return places[path]
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return None


def _unusable(name: str, problems: Iterable[Problem], places: Mapping[str, int]) -> RulebookError:
    """Every problem of a file, in the order of its lines."""
    placed = sorted(
        ((line_of(path, places) or 0, path, zh, en) for path, zh, en in problems), key=lambda found: found[0]
    )
    zh = [
        f"  {f'第 {line} 行 ' if line else ''}{'' if path == HERE else f'{path}：'}{said}"
        for line, path, said, _ in placed[:_ENOUGH]
    ]
    en = [
        f"  {f'line {line} ' if line else ''}{'' if path == HERE else f'{path}: '}{said}"
        for line, path, _, said in placed[:_ENOUGH]
    ]
    if len(placed) > _ENOUGH:
        zh.append(f"  另有 {len(placed) - _ENOUGH} 处未列出，请先改正以上各处")
        en.append(f"  {len(placed) - _ENOUGH} more are not listed; correct these first")
    return RulebookError(
        "\n".join([f"规则集 {name} 有 {len(placed)} 处问题：", *zh]),
        "\n".join([f"rulebook {name} has {len(placed)} {'problem' if len(placed) == 1 else 'problems'}:", *en]),
    )
