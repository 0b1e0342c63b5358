"""Which values differ between two rulebooks: what stands in one only, and what both say, but not alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from attrs import frozen

from budgetperf.domain.finding import Clause
from budgetperf.scoring.rulebook import DIRECTIONS, Rulebook
from budgetperf.scoring.study.provisions import Entry, entries, is_said

__all__ = ["Difference", "clause_differences", "differences"]


@frozen(kw_only=True)
class Difference:
    """
    One value that is not the same in two rulebooks, or one entry that only one of them has.

    Attributes:
        section: ``rounding``, ``positive.lower``, ``rates.staffing_control``.

        item: Name of the rule, band, set … within its section, or None where the section is one thing.

        name: Name of the value, ``curve``; None where the whole entry is in one rulebook only.

        old: The value (or the entry) of the first rulebook, or None.

        new: The value (or the entry) of the second, or None.

        old_clause: What the first one rests on.

        new_clause: What the second one rests on.
    """

    section: str
    item: str | None = None
    name: str | None = None
    old: object = None
    new: object = None
    old_clause: Clause | None = None
    new_clause: Clause | None = None


def differences(old: Rulebook, new: Rulebook) -> tuple[Difference, ...]:
    """
    The values that differ between two rulebooks, in the order of the sections.

    Names, titles and clauses are no values: two rulebooks that score everything alike for other reasons have none.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> found = differences(load_rulebook("mof-2020"), load_rulebook("hunan-2022"))
    >>> [(part.item, part.old is None) for part in found if part.section == "weights"]
    [('national', False), ('hunan', True)]
    """
    return tuple(part for part in _compare(old, new) if part.old != part.new)


def clause_differences(old: Rulebook, new: Rulebook) -> tuple[Difference, ...]:
    """The values that are the same in two rulebooks, but rest on other clauses."""
    return tuple(
        part
        for part in _compare(old, new)
        if part.name and part.old is not None and part.old == part.new and part.old_clause != part.new_clause
    )


def _compare(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    before, after = entries(old), entries(new)
    for one, other in _paired(before, after):
        if one is None or other is None:
            yield _only(one, other)
        else:
            yield from _values(one, other)
    yield from _order("bands", before, after)


def _paired(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """The entries of both rulebooks by their names, in the order of the sections; those of one only after the rest."""
    here = {(entry.section, entry.item): entry for entry in before}
    there = {(entry.section, entry.item): entry for entry in after}
    keys = [*here, *(key for key in there if key not in here)]
    sections = list(dict.fromkeys(section for section, _ in sorted(keys, key=lambda key: _rank(key[0]))))
    for section in sections:
        yield from ((here.get(key), there.get(key)) for key in keys if key[0] == section)


_SECTIONS = tuple(part.name for part in attrs.fields(Rulebook))


def _rank(section: str) -> tuple[int, int]:
    root, _, rest = section.partition(".")
    return _SECTIONS.index(root), DIRECTIONS.index(rest) if rest in DIRECTIONS else 0


def _only(one: Entry | None, other: Entry | None) -> Difference:
    known = one or other
    assert known is not None  # noqa: S101 - every key is of one of the two
    return Difference(
        section=known.section,
        item=known.item,
        old=None if one is None else one.value,
        new=None if other is None else other.value,
        old_clause=None if one is None else one.clause,
        new_clause=None if other is None else other.clause,
    )


def _values(one: Entry, other: Entry) -> Iterator[Difference]:
    for name in dict.fromkeys((*one.values, *other.values)):
        old, old_clause = one.values.get(name, (None, one.clause))
        new, new_clause = other.values.get(name, (None, other.clause))
        yield Difference(
            section=one.section,
            item=one.item,
            name=name,
            old=old if is_said(old) else None,
            new=new if is_said(new) else None,
            old_clause=old_clause,
            new_clause=new_clause,
        )


def _order(section: str, before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[Difference]:
    """The order of the bands is a value: words that mean that a target was reached name the first one."""
    old, new = (tuple(entry.item for entry in found if entry.section == section) for found in (before, after))
    if old != new and sorted(map(str, old)) == sorted(map(str, new)):
        yield Difference(section=section, name="order", old=old, new=new)
