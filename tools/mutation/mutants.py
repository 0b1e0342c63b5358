"""
Which small changes there are: the operators of mutmut, on every line of a file that does something.

mutmut itself changes only undecorated functions; properties, classes and tables are changed here, too.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import libcst as cst
from attrs import evolve, frozen
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

__all__ = ["Mutant", "Source", "difference", "mutants_of", "read", "source_with"]

# Not what the code does: types, and what others may import.
_SILENT = {"__all__", "__slots__"}
_TYPE_NAME = re.compile(r"_?[A-Z][a-z]\w*")
_TYPE_MAKERS = {"TypeVar", "NewType", "ParamSpec"}
# mutmut leaves these calls alone: what becomes of them is a TypeError, which proves nothing.
_LEFT_ALONE = {"len", "isinstance"}


@frozen(kw_only=True)
class Mutant:
    """
    One change of one file.

    Attributes:
        key: Its name, which stays the same as long as the function (or class, or statement) around it does.

        line: The first line of its statement, or of the head of its statement.

        end: The last one.

        place: The function or class that it is in.

        number: The how manieth of its file.

        on_import: Whether it is outside every function, and so done when the module is imported.
    """

    key: str
    path: str
    line: int
    end: int
    place: str
    operator: str
    number: int
    on_import: bool


@frozen(kw_only=True)
class _Around:
    """Where a node stands: in which statement of the module, under which names, on which lines."""

    block: cst.CSTNode
    names: tuple[str, ...] = ()
    lines: tuple[int, int] = (1, 1)
    on_import: bool = True


@frozen(kw_only=True, eq=False)
class _Found:
    old: cst.CSTNode
    new: cst.CSTNode
    operator: str
    around: _Around


@frozen(kw_only=True, eq=False)
class Source:
    """A file, all its changes, and where in it each of its statements stands."""

    module: cst.Module
    found: tuple[_Found, ...]
    places: Mapping[int, tuple[int, int]]


@lru_cache(maxsize=2)
def read(path: Path) -> Source:
    """Read a file. It takes a second, so whoever forks does it before."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_bytes()))
    module, positions = wrapper.module, wrapper.resolve(PositionProvider)
    places, end = {}, 0
    for block in module.body:
        text = module.code_for_node(block)
        begin = module.code.index(text, end)
        end = begin + len(text)
        places[id(block)] = begin, end
    found = tuple(one for block in module.body for one in _walk(block, _Around(block=block), positions))
    return Source(module=module, found=found, places=places)


def _walk(node: cst.CSTNode, around: _Around, positions: Mapping[cst.CSTNode, object]) -> Iterator[_Found]:
    if _is_silent(node):
        return
    if isinstance(node, cst.FunctionDef | cst.ClassDef):
        within = around.on_import and not isinstance(node, cst.FunctionDef)
        around = evolve(around, names=(*around.names, node.name.value), on_import=within)
    if isinstance(node, cst.BaseStatement):
        around = evolve(around, lines=_lines(node, positions))
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            name = operator.__name__.removeprefix("operator_")
            yield from (_Found(old=node, new=new, operator=name, around=around) for new in operator(node))
    for child in node.children:
        yield from _walk(child, around, positions)


def _lines(node: cst.BaseStatement, positions: Mapping[cst.CSTNode, object]) -> tuple[int, int]:
    """A statement's lines; of one that holds others, those of its head."""
    whole: object = positions[node]
    first, last = _span(whole)
    body = getattr(node, "body", None)
    if isinstance(body, cst.BaseSuite):
        last = max(first, _span(positions[body])[0] - 1)
    return first, last


def _span(position: object) -> tuple[int, int]:
    return position.start.line, position.end.line  # type: ignore[attr-defined] # libcst says no more of its positions


def _is_silent(node: cst.CSTNode) -> bool:
    match node:
        case cst.Annotation() | cst.Decorator():
            return True
        case cst.Call(func=cst.Name(value=name)):
            return name in _LEFT_ALONE or name in _TYPE_MAKERS
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name)), *_], value=value):
            # `Arrows = Mapping[str, str]` names a type.
            named = _TYPE_NAME.fullmatch(name) and isinstance(value, cst.Subscript | cst.BinaryOperation | cst.Name)
            return name in _SILENT or bool(named)
        case cst.Param(default=default):
            # A default that fails when the function is made fails every test, and proves nothing.
            return default is not None and not isinstance(default, cst.Name | cst.BaseNumber | cst.BaseString)
    return False


def mutants_of(path: Path, name: str) -> list[Mutant]:
    """Every change of a file, in the order of its lines."""
    source = read(path)
    text = source.module.code
    prints = {block: _digest(text[begin:end]) for block, (begin, end) in source.places.items()}
    counts: dict[str, int] = {}
    mutants = []
    for number, one in enumerate(source.found):
        around, sure = one.around, prints[id(one.around.block)]
        counts[sure] = counts.get(sure, -1) + 1
        mutant = Mutant(
            key=_digest(f"{name} {sure} {counts[sure]}")[:16],
            path=name,
            line=around.lines[0],
            end=around.lines[1],
            place=".".join(around.names),
            operator=one.operator,
            number=number,
            on_import=around.on_import,
        )
        mutants.append(mutant)
    return mutants


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def source_with(path: Path, number: int) -> tuple[str, str]:
    """The text of the file, and the text with one change."""
    source = read(path)
    one, text = source.found[number], source.module.code
    begin, end = source.places[id(one.around.block)]
    changed = one.around.block.deep_replace(one.old, one.new)
    return text, text[:begin] + source.module.code_for_node(changed) + text[end:]


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and the lines that came."""

    def marked(mark: str, lines: Iterable[str]) -> list[str]:
        return [line[1:] for line in lines if line.startswith(mark)]

    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[3:]
    return marked("-", lines), marked("+", lines)
