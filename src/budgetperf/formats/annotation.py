"""A path of a filing as the path of the same thing on its forms, where blank rows are left out and others sorted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from budgetperf.domain.model import Filing, Record
from budgetperf.domain.written import fold

__all__ = ["printed_path"]

_STEP: Final = re.compile(r"([a-z_0-9]+)|\[([0-9]+)\]")
# What tells one row of a form from another, besides its figures.
_IDENTITY: Final = ("kind", "name", "subject", "level1", "level2", "long_term", "ordinal", "title", "expected")


def printed_path(filing: Filing, held: Filing, path: str) -> str:
    """
    The path under which the canonical filing has what a path of a filing names, as far as it has it.

    Args:
        filing: A filing.

        held: The same, canonical.

        path: A path within the first.

    Returns:
        The path within the second; where a row cannot be told from others, the path of what it is a row of.

    >>> from budgetperf.domain.model import Goal, Scorecard
    >>> from budgetperf.formats.canonical import canonical
    >>> filing = Filing(scorecards=[Scorecard(kind="project", goals=[Goal(), Goal(expected="建成")]),
    ...                             Scorecard(kind="department")])
    >>> printed_path(filing, canonical(filing), "scorecards[0].goals[1].expected")
    'scorecards[1].goals[0].expected'
    >>> printed_path(filing, canonical(filing), "scorecards[0].goals[0].expected")
    'scorecards[1].goals'
    """
    own, place = path.partition("@")[0], path.partition("@")[2]
    value: object = filing
    other: object = held
    found = ""
    for match in _STEP.finditer(own):
        name, number = match.groups()
        if name is not None:
            if not isinstance(value, Record) or not isinstance(other, Record) or not hasattr(value, name):
                return found
            value, other = getattr(value, name), getattr(other, name)
            found = f"{found}.{name}" if found else name
            continue
        if not isinstance(value, tuple) or not isinstance(other, tuple) or int(number) >= len(value):
            return found
        index = _same_row(value, other, int(number))
        if index is None:
            return found
        value, other = value[int(number)], other[index]
        found = f"{found}[{index}]"
    return f"{found}@{place}" if place else found


def _same_row(rows: Sequence[object], held: Sequence[object], index: int) -> int | None:
    """Which of the rows that are held is a row: the one that says the same as often as it was said before."""
    wanted = _identity(rows[index])
    earlier = sum(_identity(row) == wanted for row in rows[:index])
    alike = [number for number, row in enumerate(held) if _identity(row) == wanted]
    if len(alike) == sum(_identity(row) == wanted for row in rows):
        return alike[earlier]
    # A name that the form prints otherwise: the rows are the same if there are as many.
    return index if len(rows) == len(held) and not alike else None


def _identity(row: object) -> tuple[str, ...]:
    if isinstance(row, Record):
        return tuple([fold(str(getattr(row, name, None) or "")) for name in _IDENTITY])
    return (fold(str(row)),)
