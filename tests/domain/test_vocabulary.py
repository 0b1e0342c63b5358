"""
The vocabulary of the rooms, word by word: every enumeration, what every value is where nothing is said, every rate and
every law by its names in both languages. JSON, tables and reports are made of these words, so they stay what they are.

`ledgers/vocabulary.txt` has them line by line; ``python tests/domain/test_vocabulary.py`` writes it anew, after a
deliberate change. Read the difference.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType

import attrs

import budgetperf.domain
import budgetperf.reconciliation
import budgetperf.scoring
from budgetperf.domain.quantity import MoneyUnit
from budgetperf.domain.rate_formulas import RATE_FORMULAS
from budgetperf.scoring.laws.violation import Law

LEDGER = Path(__file__).parent.parent / "ledgers" / "vocabulary.txt"
# A default that is made anew each time shows where its maker lives.
_MADE = re.compile(r"Factory\(factory=<.*?>, takes_self=\w+\)")
ROOMS: tuple[ModuleType, ...] = (budgetperf.domain, budgetperf.scoring, budgetperf.reconciliation)


def classes() -> Iterator[tuple[str, type]]:
    """Every class that one room may take from another, under its module and name."""
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            module = import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, type) and value.__module__ == found.name and name[0] != "_":
                    yield f"{found.name.removeprefix('budgetperf.')}.{name}", value


def said(one: attrs.Attribute[object]) -> str:
    """A field, what makes of a given value what is kept, and what it is where nothing is given."""
    maker = "" if one.converter is None else f" by {getattr(one.converter, '__name__', one.converter)}"
    # A list of something is kept as a tuple.
    maker = f" by {one.converter}" if "tuple[" in str(one.converter) else maker
    default = "" if one.default is attrs.NOTHING else f"={_MADE.sub('made', repr(one.default))}"
    return f"{one.name}{default}{maker}"


def lines() -> Iterator[str]:
    """All of it."""
    for name, found in classes():
        if issubclass(found, Enum):
            yield f"{name}: {', '.join(f'{one.name}={one.value!r}' for one in found)}"
        elif attrs.has(found):
            fields = [said(one) for one in attrs.fields(found)]
            yield f"{name}({', '.join(fields)})"
        elif issubclass(found, tuple):
            defaults = getattr(found, "_field_defaults", {})
            fields = [f"{one}={defaults[one]!r}" if one in defaults else one for one in getattr(found, "_fields", ())]
            yield f"{name}({', '.join(fields)})"
    yield from (f"{unit!r}: {unit.label} {unit.yuan}" for unit in MoneyUnit)
    yield from (f"law {law}: {law.zh} | {law.en}" for law in Law)
    for key, formula in RATE_FORMULAS.items():
        yield f"rate {key}: {'、'.join(formula.names)} | {formula.title_en} | {formula.shape}"
        yield f"  {formula.name('zh')} = {formula.expression('zh')}"
        yield f"  {formula.name('en')} = {formula.expression('en')}"


def test_line_by_line() -> None:
    """Nothing has another name, another value or another default than it had."""
    assert LEDGER.read_text(encoding="utf-8").splitlines() == [*lines()]


if __name__ == "__main__":
    LEDGER.write_text("\n".join(lines()) + "\n", encoding="utf-8")
