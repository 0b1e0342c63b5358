"""Cells of several forms: figures as printed, headings, and which columns are worth a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetperf.domain.model import Heading, Record
from budgetperf.rendering.html.sheets import Cell
from budgetperf.rendering.places import field_name

__all__ = ["fact", "figure", "filled_columns", "heading_facts"]


def figure(value: object, path: str) -> Cell:
    """
    A figure as it is printed; nothing for a blank.

    >>> from decimal import Decimal
    >>> figure(Decimal("98"), "scorecards[0].stated_points").text, figure(None, "year").text
    ('98', '')
    """
    return Cell("" if value is None else str(value), path)


def fact(key: str, text: str, path: str, lang: str, *, attachment: str = "") -> tuple[str, Cell]:
    """What stands beside a label."""
    return field_name(key, lang, attachment=attachment), Cell(text, path)


# Who signed a form is nobody's business who reads a review.
_HEADING = ("title", "unit_name", "year", "notes")


def heading_facts(heading: Heading, form: str, lang: str) -> Iterator[tuple[str, Cell]]:
    """What stands around a form, but for names of persons and their telephone numbers."""
    for name in _HEADING:
        value = getattr(heading, name)
        if value is not None:
            yield fact(f"heading.{name}", str(value), f"{form}.heading.{name}", lang)
    if heading.signature is not None and heading.signature.date is not None:
        yield fact("signature.date", heading.signature.date, f"{form}.heading.signature.date", lang)


def filled_columns(names: Sequence[str], records: Iterable[Record], always: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of the fields in which some record says something, and of those that a form always prints."""
    records = list(records)
    kept = set(always)
    return tuple(
        name for name in names if name in kept or any(getattr(record, name) not in (None, ()) for record in records)
    )
