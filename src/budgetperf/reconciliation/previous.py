"""L6: what this year's form says of last year is what last year's filing said."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetperf.domain.base_table import BaseTable, ThreePublic
from budgetperf.domain.figures import Figure, figures
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing
from budgetperf.domain.names import may_abbreviate, name_key
from budgetperf.domain.rates import PREVIOUS
from budgetperf.reconciliation.identity import Identity, Linear, terms

__all__ = ["previous_figures", "previous_identities", "why_not_last_year"]


def previous_figures(previous: Filing | None) -> Iterator[tuple[str, Figure]]:
    """The spending that last year's base table states, by the paths that L6 calls it by."""
    if previous is not None and previous.base_table is not None:
        for path, figure in figures(previous).items():
            if path.startswith("base_table.") and path.endswith(".spent"):
                yield f"{PREVIOUS}{path}", figure


def previous_identities(filing: Filing, previous: Filing | None) -> Iterator[Identity]:
    """Each amount of last year in 附件1 beside the spending in last year's own 附件1."""
    # L6: 本年附件1 的上年决算数 = 上年附件1 的决算数
    absent = _absent(filing, previous)
    base, before = filing.base_table, previous.base_table if previous else None
    if absent is not None or base is None or before is None:
        yield Identity(code="L6", place="", absent=absent)
        return
    theirs = dict(_rows(before))
    keys: dict[str, int] = {}
    for key, _ in _rows(base):
        keys[key] = keys.get(key, 0) + 1
    for key, path in _rows(base):
        place, line = f"base_table.{path}.prior", theirs.get(key)
        if line is None or keys[key] > 1:
            yield Identity(code="L6", place=place, absent=Message.of("no_line_last_year"))
            continue
        forms = [Linear(stated=terms(place, needed=False), parts=terms(f"{PREVIOUS}base_table.{line}.spent"))]
        yield Identity(code="L6", place=place, forms=tuple(forms))


def _absent(filing: Filing, previous: Filing | None) -> Message | None:
    if filing.base_table is None:
        return Message.of("attachment_missing", attachment="附件1")
    if previous is None:
        return Message.of("no_previous")
    if previous.base_table is None:
        return Message.of("previous_attachment_missing", attachment="附件1")
    return why_not_last_year(filing, previous)


def why_not_last_year(filing: Filing, previous: Filing) -> Message | None:
    """
    Why a filing is not last year's of the same department, as far as both say; None where it may be.

    >>> why_not_last_year(Filing(year=2022), Filing(year=2020)).key
    'previous_of_other_year'
    """
    if None not in (filing.year, previous.year) and previous.year != (filing.year or 0) - 1:
        return Message.of("previous_of_other_year", year=previous.year)
    if filing.department and previous.department and not may_abbreviate(filing.department, previous.department):
        return Message.of("previous_of_other_department", name=previous.department)
    return None


def _rows(base: BaseTable) -> Iterator[tuple[str, str]]:
    """Every row of amounts: a key under which it is found again next year, and its path."""
    for part in attrs.fields(ThreePublic):
        yield part.name, f"three_public.{part.name}"
    for name in ("total", "operations", "maintenance", "special"):
        yield f"projects {name}", f"projects.{name}"
    yield from _named("line", "projects.lines", [line.name for line in base.projects.lines])
    yield "operating total", "operating.total"
    yield from _named("item", "operating.items", [item.name for item in base.operating.items])
    yield "procurement", "procurement"


def _named(kind: str, place: str, names: list[str]) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(names):
        yield f"{kind} {name_key(name)}", f"{place}[{index}].funds"
