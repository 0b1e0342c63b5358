"""What the docstring of a class says of it and of its fields: the one place where their meaning is written."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args

__all__ = ["field_texts", "sentence", "summary", "type_text"]

_ENTRY = re.compile(r" {4}([a-z_0-9]+(?:, [a-z_0-9]+)*): (.*)")
_SPACE = re.compile(r"\s+")
# What Python calls None is null to whoever reads JSON.
_NONE = re.compile(r"\bNone\b")
_STARRED = re.compile(r"\*([a-z]+)\*")
_LITERAL = re.compile(r"``(.+?)``")


def summary(kind: type) -> str:
    """
    The first paragraph of a docstring, in one line.

    >>> from budgetperf.domain.record import Heading
    >>> summary(Heading)
    'What stands around a form: its title, year, unit, notes and signature line, as printed.'
    """
    text = inspect.getdoc(kind) or ""
    return _flat(text.split("\n\n")[0])


def field_texts(kind: type) -> dict[str, str]:
    """
    What a class and the classes above it say of their fields, under ``Attributes:``.

    >>> from budgetperf.domain.record import Signature
    >>> field_texts(Signature)["finance"]
    '财务负责人, where the form has a line for it.'
    """
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        found.update(_entries(inspect.cleandoc(one.__dict__.get("__doc__") or "")))
    return found


def type_text(kind: Any) -> str:
    """
    What the class of a field says of itself, be there one, none or several; empty for what is no class of ours.

    >>> from budgetperf.domain.record import Role
    >>> type_text(Role | None)
    "What a row of the fund block is: its total, this year's appropriation, last year's carry-over, or other funds."
    """
    kinds = [one for one in (kind, *get_args(kind)) if isinstance(one, type)]
    own = [one for one in kinds if one.__module__.startswith("budgetperf.")]
    return summary(own[0]) if own else ""


def sentence(text: str) -> str:
    """
    Some words as a sentence.

    >>> sentence("the same in English")
    'The same in English.'
    """
    return f"{text[0].upper()}{text[1:].removesuffix('.')}." if text else ""


def _entries(text: str) -> Iterator[tuple[str, str]]:
    _, _, block = text.partition("Attributes:\n")
    names, said = "", ""
    for line in block.splitlines():
        if line and not line.startswith("    "):
            break
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            said += f" {line.strip()}"
            continue
        yield from _named(names, said)
        names, said = entry[1], entry[2]
    yield from _named(names, said)


def _named(names: str, said: str) -> Iterator[tuple[str, str]]:
    if names:
        yield from ((name, _flat(said)) for name in names.split(", "))


def _flat(text: str) -> str:
    flat = _LITERAL.sub(r"\1", _SPACE.sub(" ", text).strip())
    return _NONE.sub("null", _STARRED.sub(r"\1", flat))
