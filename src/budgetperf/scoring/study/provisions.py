"""
The provisions of a rulebook: every single value that it states, where it stands, and the clause that it rests on.

Entries (a rule, a band, a set of weights) are told apart by their names, not by their order, so that the provisions
of two rulebooks can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs
from attrs import field, frozen

from budgetperf.domain.finding import Clause
from budgetperf.scoring.policy import Band, LevelWeights, Limit, Move, WordPair
from budgetperf.scoring.rule import Cases, Rule
from budgetperf.scoring.rulebook import DIRECTIONS, Rulebook

__all__ = ["Entry", "Provision", "entries", "is_said", "provisions"]


# Names and reasons say what a value is called, not what it is; a waiver is all name and reason.
_NO_VALUES = frozenset({"id", "title", "title_en", "reason", "reason_en", "law", "rule", "clause", "clauses", "rules"})
_OF_WORDS = ("words", "contains")


@frozen(kw_only=True)
class Entry:
    """
    One thing that a rulebook has: a section, or a rule, band, set … of a section that has several.

    Attributes:
        section: ``rounding``, ``positive.lower``, ``rates.staffing_control``.

        item: Name of the entry within its section, or None where the section is one thing.

        value: The section or entry itself.

        clause: What it rests on.

        values: What it states, by the name of the field (or of the level), each with its own clause.
    """

    section: str
    item: str | None = None
    value: object = None
    clause: Clause | None = None
    values: Mapping[str, tuple[object, Clause | None]] = field(factory=dict)


@frozen(kw_only=True)
class Provision:
    """
    One value of a rulebook: a number, a choice, a curve, a range, or a list of words.

    Attributes:
        section: ``positive.lower``.

        item: ``inverse``, or None.

        name: ``curve``.

        value: The value.

        clause: The nearest clause: of the entry, else of its section; None where nobody says.
    """

    section: str
    item: str | None
    name: str
    value: object
    clause: Clause | None


def provisions(book: Rulebook) -> tuple[Provision, ...]:
    """
    Every value that a rulebook states; what is None or empty is not stated.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> found = provisions(load_rulebook("mof-2020"))
    >>> [(part.name, str(part.value)) for part in found if part.section == "weights"]
    [('execution', '10'), ('产出指标', '50'), ('效益指标', '30'), ('满意度指标', '10')]
    """
    return tuple(
        Provision(section=entry.section, item=entry.item, name=name, value=value, clause=clause)
        for entry in entries(book)
        for name, (value, clause) in entry.values.items()
        if is_said(value)
    )


def is_said(value: object) -> bool:
    """Whether a value says anything."""
    return value is not None and value != ()


def entries(book: Rulebook) -> tuple[Entry, ...]:
    """Every entry of a rulebook, in the order of its sections."""
    found: dict[tuple[str, str | None], Entry] = {}
    for entry in _entries(book):
        key = (entry.section, entry.item)
        number = 2
        while key in found:  # a rulebook that breaks the law of names
            key = (entry.section, f"{entry.item} ({number})")
            number += 1
        found[key] = attrs.evolve(entry, item=key[1])
    return tuple(found.values())


def _entries(book: Rulebook) -> Iterator[Entry]:
    for part in attrs.fields(Rulebook):
        value = getattr(book, part.name)
        if part.name in _NO_SECTIONS or value is None:
            continue
        if isinstance(value, Cases):
            for direction in DIRECTIONS:
                for rule in getattr(value, direction):
                    yield _entry(f"{part.name}.{direction}", rule, rule.id)
        elif not isinstance(value, tuple):
            yield _entry(part.name, value, value.id if isinstance(value, Rule) else None)
        elif part.name == "supersedes":
            clause = book.years.clause
            yield Entry(section=part.name, value=value, clause=clause, values={part.name: (value, clause)})
        else:
            clause = getattr(book, _LIST_CLAUSES.get(part.name, ""), None)
            for item in value:
                yield _entry(part.name, item, _key(item), clause, book.words_clause)
                for rule in getattr(item, "rules", ()):
                    yield _entry(f"{part.name}.{item.id}", rule, rule.id)


_NO_SECTIONS = ("name", "title", "title_en", "words_clause", "grades_clause", "sha256")
_LIST_CLAUSES: Mapping[str, str] = MappingProxyType({"pairs": "words_clause", "grades": "grades_clause"})


def _key(item: Any) -> str:
    """The name under which an entry of a list is known."""
    match item:
        case Move():
            return item.level
        case WordPair():
            return item.target
        case Limit():
            return "、".join(item.levels)
        case _ if hasattr(item, "law"):
            return f"{item.law}.{item.rule}"
        case _:
            return str(item.id if hasattr(item, "id") else item.title)


def _entry(
    section: str,
    value: Any,
    item: str | None = None,
    inherited: Clause | None = None,
    of_words: Clause | None = None,
) -> Entry:
    clause = getattr(value, "clause", None) or inherited
    own = dict(getattr(value, "clauses", ()))
    values: dict[str, tuple[object, Clause | None]] = {}
    for part in attrs.fields(type(value)):
        said = getattr(value, part.name)
        if part.name in _NO_VALUES:
            continue
        if isinstance(value, LevelWeights) and part.name == "free" and not said:
            said = None
        if isinstance(said, tuple) and said and isinstance(said[0], tuple):
            values |= {name: (inner, clause) for name, inner in said}
        else:
            # Band names may have been seen where the words that officers use for them were not.
            wordy = isinstance(value, Band) and part.name in _OF_WORDS and of_words is not None
            values[part.name] = (said, of_words if wordy else own.get(part.name, clause))
    return Entry(section=section, item=item, value=value, clause=clause, values=values)
