"""A filing that the forms can hold, made of one that they cannot: whatever is refused is taken out, by its path."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs

from budgetperf.domain.figures import look_up, replace
from budgetperf.domain.model import Filing, Record
from budgetperf.domain.quantity import Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import BudgetPerfError, WriteError
from budgetperf.formats.canonical import canonical
from budgetperf.formats.office.packing import first_forbidden

_ITEM = re.compile(r"(.*)\[([0-9]+)\](.*?)")
_MOST = 60


def without_controls(value: object) -> object:
    """A part of a filing without the characters that no office file can hold, so that there is less to mend."""
    if isinstance(value, Record):
        changes: dict[str, Any] = {
            part.name: without_controls(getattr(value, part.name)) for part in attrs.fields(type(value))
        }
        return attrs.evolve(value, **changes)
    if isinstance(value, tuple):
        return tuple(without_controls(item) for item in value)
    if isinstance(value, (Unreadable, Target, Actual)):
        return None if first_forbidden(value.text) else value
    if isinstance(value, str):
        while (found := first_forbidden(value)) is not None:
            value = value.replace(found, "")
    return value


def written(filing: Filing, write: Callable[[Filing], bytes]) -> tuple[Filing, bytes] | None:
    """The filing, mended where it was refused, and what was written of it; None where nothing was left of it."""
    refused = ""
    for _ in range(_MOST):
        # A refusal says where in the canonical filing something is, which may have fewer rows.
        filing = canonical(filing)
        try:
            return filing, write(filing)
        except WriteError as error:
            if not error.path:
                return None
            # Every refusal names something that is there, and that can be taken out.
            look_up(filing, error.path)
            refused = error.en
            filing = _without(filing, error.path)
    raise AssertionError(f"a filing was refused again and again: {refused}")


def _without(filing: Filing, path: str) -> Filing:
    item = _ITEM.fullmatch(path)
    if item is None or item[3]:
        for value in (None, (), "甲"):
            try:
                changed = replace(filing, path, value)
            except BudgetPerfError:
                continue
            if changed != filing:
                return changed
    assert item is not None
    rows = look_up(filing, item[1])
    assert isinstance(rows, tuple)
    index = int(item[2])
    return replace(filing, item[1], rows[:index] + rows[index + 1 :])
