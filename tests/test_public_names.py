"""
The public names with their signatures, as `public_names.txt` has them: nothing changes for others unnoticed.

After a deliberate change: ``python tests/test_public_names.py``, and read the difference; docs/en/compatibility.md says
what may change when.
"""

from __future__ import annotations

import enum
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import budgetperf as bp

SNAPSHOT = Path(__file__).parent / "public_names.txt"
_PLAIN = (str, int, bool, type(None))


def described() -> str:
    """Every public name, with what whoever uses it may rely on."""
    return "\n".join(line for name in bp.__all__ for line in _lines(name, getattr(bp, name))) + "\n"


def _lines(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, type):
        yield f"{name}{_signature(value)}" if callable(value) else name
        return
    above = ", ".join(base.__name__ for base in value.__bases__ if base is not object and base.__name__ != name)
    yield f"class {name}({above})" if above else f"class {name}"
    if issubclass(value, enum.Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in value)
    elif attrs.has(value):
        yield from (f"    {_field(value, part)}" for part in attrs.fields(value))
    elif "__init__" in vars(value):
        yield f"    __init__{_signature(value.__init__)}"
    for key in sorted(vars(value)):
        if not key.startswith("_"):
            yield from _member(key, inspect.getattr_static(value, key), value)


def _field(kind: type, part: attrs.Attribute[Any]) -> str:
    """A field with its type as written; what has a default need not be given."""
    written = next(types[part.name] for one in kind.__mro__ if part.name in (types := inspect.get_annotations(one)))
    default = "" if part.default is attrs.NOTHING else f" = {_default(part.default)}"
    return f"{'' if part.kw_only else 'positional '}{part.name}: {written}{default}"


def _member(key: str, value: object, owner: type) -> Iterator[str]:
    if isinstance(value, (classmethod, staticmethod)):
        yield f"    {type(value).__name__} {key}{_signature(value.__func__)}"
    elif inspect.isfunction(value):
        yield f"    def {key}{_signature(value)}"
    elif isinstance(value, property):
        yield f"    property {key} -> {inspect.get_annotations(value.fget).get('return')}"  # type: ignore[arg-type] # all are read
    elif inspect.ismemberdescriptor(value) and key not in _names(owner):
        yield f"    property {key}"  # computed once; attrs keeps no trace of its type


def _names(kind: type) -> set[str]:
    return {part.name for part in attrs.fields(kind)} if attrs.has(kind) else set()


def _signature(function: Any) -> str:
    """Parameters with their types as written, and plain defaults; others are `…`."""
    signature = inspect.signature(function)
    parameters = [
        one.replace(
            default=one.default if one.default is one.empty else _Shown(_default(one.default)),
            annotation=one.annotation if one.annotation is one.empty else _Shown(str(one.annotation)),
        )
        for one in signature.parameters.values()
    ]
    return str(signature.replace(parameters=parameters, return_annotation=_Shown(str(signature.return_annotation))))


class _Shown:
    """What is shown as some text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _default(value: object) -> str:
    return repr(value) if type(value) in _PLAIN else "…"


def test_snapshot() -> None:
    """The public names, their parameters and fields, their types and plain defaults."""
    assert SNAPSHOT.read_text(encoding="utf-8") == described()


def test_type_checkers_see_every_function() -> None:
    """Every public function is called by the consumer that type checkers read."""
    text = (Path(__file__).parent / "typing" / "consumer.py").read_text(encoding="utf-8")
    functions = [name for name in bp.__all__ if inspect.isfunction(getattr(bp, name))]
    assert [name for name in functions if f"bp.{name}(" not in text] == []


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), encoding="utf-8")
