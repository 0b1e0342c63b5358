"""The heading of an attachment: its title, year, unit, notes and signature line, wherever they are printed."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from budgetperf.domain.model import Heading, Signature
from budgetperf.formats.forms.around import (
    Labelled,
    is_date,
    is_instruction,
    is_numbered,
    read_labelled,
    read_note,
    read_year_line,
)
from budgetperf.formats.forms.labels import compact, is_blank, is_unit_line, unit_in
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Spot, Text

__all__ = ["Surroundings"]

_SIGNATURE: Final = ("prepared_by", "date", "phone", "responsible", "finance")
_DIGITS: Final = frozenset("0123456789〇○零一二三四五六七八九十×xX*")


@define(kw_only=True)
class Surroundings:
    """
    The texts around a form, taken one after the other.

    Attributes:
        book: Where places and findings are written down.

        unit: The unit of money that a line above the table prints, or None.
    """

    book: Notebook
    unit: str | None = None
    _title: str | None = None
    _year: int | None = None
    _unit_name: str | None = None
    _notes: list[str] = field(factory=list)
    _signature: dict[str, str] = field(factory=dict)
    _is_in_note: bool = False

    def set_title(self, title: str | None, year: int | None, spot: Spot | None) -> None:
        """The title of the attachment; its year counts before any year line, its unit of money where it prints one."""
        self.unit = self.unit or (None if title is None else unit_in(title))
        self._title, self._year = title or None, year
        self.book.place("heading.title", spot)
        self.book.place("heading.year", spot)

    @property
    def unit_name(self) -> str | None:
        """The unit that a line around the form names."""
        return self._unit_name

    def take(self, text: Text) -> bool:
        """Read a text that belongs to the heading; False where it does not."""
        if self._is_in_note and is_numbered(text.text):
            self._notes.append(text.text.strip())
            return True
        self._is_in_note = False
        if is_instruction(text.text):
            return True
        if is_unit_line(text.text):
            self.unit = unit_in(text.text)
            return True
        year = read_year_line(text.text)
        if year is not None:
            self._year = self._year or year[0]
            if year[0] is not None:
                self.book.place("heading.year", text.first)
            return True
        if is_date(text.text):
            self._take_date(text)
            return True
        return self._take_note(text) or self.take_labelled(text)

    def take_labelled(self, text: Text, *, at_least: int = 1) -> bool:
        """Read a signature line or a line of labels, if the text has at least so many of them."""
        labelled = read_labelled(text)
        if labelled is None or len(labelled) < at_least:
            return False
        for item in labelled:
            self._take_value(item)
        return True

    def _take_date(self, text: Text) -> None:
        date = compact(text.text)
        self.book.place("heading.signature", text.first, "日期")
        if _DIGITS.intersection(date):
            self._keep("date", date, text.first, "日期")

    def _take_note(self, text: Text) -> bool:
        note = read_note(text.spots)
        if note is None:
            return False
        self.book.place("heading.notes", text.first)
        if not is_blank(note):
            self._notes.append(note)
        self._is_in_note = True
        return True

    def _take_value(self, item: Labelled) -> None:
        if item.field in _SIGNATURE:
            self.book.place("heading.signature", item.spot, item.label)
            if item.value is None:
                self.book.place(f"heading.signature.{item.field}", item.spot, item.label)
            else:
                value = compact(item.value) if item.field == "date" else item.value
                self._keep(item.field, value, item.spot, item.label)
        elif item.field == "money_unit" and (item.value or "").endswith("元"):
            self.unit = unit_in(f"单位:{item.value}")
            if self.unit is None:
                self.book.lose("unplaced", item.spot)
        else:
            self.book.place("heading.unit_name", item.spot, item.label)
            if self._unit_name is not None and item.value not in (None, self._unit_name):
                self.book.lose("unplaced", item.spot)
            self._unit_name = self._unit_name or item.value

    def _keep(self, name: str, value: str, spot: Spot, label: str) -> None:
        path = f"heading.signature.{name}"
        if name not in self._signature:
            # A blank line for it may have been printed before: on the cover, or over the table.
            self.book.locations[path] = self.book.locate(spot, label)
        if self._signature.setdefault(name, value) != value:
            self.book.lose("unplaced", spot)

    def heading(self) -> Heading:
        """What has been read."""
        if not self._signature:
            # The places of blanks within a signature that is none would name nothing.
            for name in _SIGNATURE:
                self.book.locations.pop(f"heading.signature.{name}", None)
        return Heading(
            title=self._title,
            unit_name=self._unit_name,
            year=self._year,
            notes="\n".join(self._notes) or None,
            signature=self._sign(),
        )

    def _sign(self) -> Signature | None:
        if not self._signature:
            return None
        prepared_by, date, phone, responsible, finance = (self._signature.get(name) for name in _SIGNATURE)
        return Signature(prepared_by=prepared_by, date=date, phone=phone, responsible=responsible, finance=finance)
