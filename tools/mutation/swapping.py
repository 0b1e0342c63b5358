"""
How a change gets into a process that runs already: the functions that live there are given the changed code.

Starting Python, importing the package and collecting the tests takes ten seconds; this takes some milliseconds. What
was done while modules were imported (tables, classes, defaults) cannot be changed afterwards, and is said to be so.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import CodeType, FunctionType

from attrs import frozen

__all__ = ["Change", "Living", "change_between", "compiled", "living_functions", "swap"]

_Print = tuple[str, int, bytes]
Living = Mapping[_Print, list[FunctionType]]


@frozen(kw_only=True)
class Change:
    """What differs between two versions of a module: functions by what they were, and whether an import shows it."""

    codes: Mapping[_Print, CodeType]
    on_import: bool


def compiled(text: str, path: Path) -> CodeType:
    """The code of a module, as an import makes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "'int' object is not callable" is what some changes are about
        return compile(text, str(path), "exec", dont_inherit=True)


def _print(code: CodeType) -> _Print:
    return code.co_qualname, code.co_firstlineno, code.co_linetable


def living_functions(folder: Path) -> Living:
    """Every function that lives in this process and was written in the folder."""
    found: dict[_Print, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(str(folder)):
            found.setdefault(_print(thing.__code__), []).append(thing)
    return found


def change_between(before: CodeType, after: CodeType) -> Change:
    """What the change of a module comes down to."""
    codes: dict[_Print, CodeType] = {}
    return Change(on_import=not _compare(before, after, codes, running=True), codes=codes)


def _compare(before: CodeType, after: CodeType, codes: dict[_Print, CodeType], *, running: bool) -> bool:
    """Whether what runs on import is the same in both; notes the functions that are not."""
    old, new = _within(before), _within(after)
    if [code.co_name for code in old] != [code.co_name for code in new]:
        return not running and _note(before, after, codes)
    same = _bare(before) == _bare(after)
    if not running and before != after:
        _note(before, after, codes)
    for one, other in zip(old, new, strict=True):
        # The body of a class runs when the module does. Only functions have local variables of the quick kind.
        body = running and not one.co_flags & 1
        same_within = _compare(one, other, codes, running=body)
        same = same and (same_within or not body)
    return same or not running


def _note(before: CodeType, after: CodeType, codes: dict[_Print, CodeType]) -> bool:
    codes[_print(before)] = after
    return True


def _within(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _bare(code: CodeType) -> tuple[object, ...]:
    constants = [(type(constant), constant) for constant in code.co_consts if not isinstance(constant, CodeType)]
    return code.co_code, [repr(constant) for constant in constants], code.co_names, code.co_varnames, code.co_freevars


def swap(change: Change, living: Living) -> bool:
    """Give every living function its changed code; whether that was all there is to change."""
    fits = [(function, code) for function, code in _pairs(change, living)]
    for function, code in fits:
        if function.__code__.co_freevars != code.co_freevars:
            return False
    for function, code in fits:
        function.__code__ = code
    return bool(fits) and not change.on_import


def _pairs(change: Change, living: Living) -> Iterator[tuple[FunctionType, CodeType]]:
    for key, code in change.codes.items():
        for function in living.get(key, ()):
            yield function, code
