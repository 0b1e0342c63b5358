"""How the parts of a filing are settled: texts, figures, headings, and a list of what no form has a cell for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from attrs import define, evolve, field

from budgetperf.domain.model import Funds, Heading, Signature
from budgetperf.domain.quantity import Money, MoneyUnit, Unreadable
from budgetperf.domain.record import Record
from budgetperf.domain.written import fold
from budgetperf.formats.forms.cells import read_money
from budgetperf.formats.forms.labels import compact, is_blank, one_line, unit_in, year_in
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Spot
from budgetperf.printing.official import official_title
from budgetperf.printing.sheet import Kind

__all__ = ["Settler", "line", "passage", "settled", "statement"]

_Value = TypeVar("_Value")
_AMOUNTS: Final = ("prior", "initial", "revised", "spent", "to_date", "forecast")
_Read = Callable[[Notebook, str, Spot], object]


def plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line(text: str | None) -> str | None:
    """A text on one line, None for a blank."""
    return None if text is None or is_blank(text) else one_line(text)


def passage(text: str | None) -> str | None:
    """A text without white space around it, None for a blank."""
    return None if text is None or is_blank(text) else plain_breaks(text).strip()


def settled(settle: Callable[[str], str], text: str) -> str:
    """What is left of a label once nothing more can be taken off it."""
    text = "" if is_blank(text) else text
    while (shorter := settle(text)) != text:
        text = shorter
    return text


def blank_book() -> Notebook:
    return Notebook(file="", table=None)


def statement(value: _Value, read: _Read) -> _Value:
    """A target or an actual as its print reads."""
    if value is None:
        return value
    return read(blank_book(), "", Spot(text=plain_breaks(str(value)), row=1))  # type: ignore[return-value] # the reader of the same kind


@define(kw_only=True)
class Settler:
    """
    Settles the parts of one attachment.

    Attributes:
        year: The budget year of the filing, for titles that nobody has written.

        lost: The paths of what no form has a cell for.
    """

    year: int | None
    lost: list[str] = field(factory=list)

    def replaced(self, path: str, stated: object, held: object) -> None:
        """Note what is lost where something is stated, and something else is held."""
        blank = stated is None or (isinstance(stated, str) and is_blank(stated))
        if not blank and stated != held and not (isinstance(stated, str) and fold(stated) == fold(str(held))):
            self.lost.append(path)

    def forget_extras(self, record: Record, path: str) -> None:
        """Note that other people's keys are lost."""
        if record.extras:
            self.lost.append(f"{path}.extras" if path else "extras")

    # Figures

    def figure(self, value: _Value, read: _Read) -> _Value:
        """A figure as its print reads; one that is no text has been read already."""
        if not isinstance(value, Unreadable):
            return value
        return read(blank_book(), "", Spot(text=plain_breaks(value.text), row=1))  # type: ignore[return-value] # the reader of the same kind of figure

    def amount(self, amount: Money | Unreadable | None, unit: MoneyUnit, label: str = "") -> Money | Unreadable | None:
        """An amount as its print reads under a unit, or with the one that its label names."""
        named = unit_in(label) or unit.label
        return self.figure(amount, lambda book, path, spot: read_money(book, path, spot, "", named))

    def funds(self, funds: Funds, path: str, unit: MoneyUnit, label: str, columns: Iterable[str]) -> Funds:
        """The amounts of a row; *columns* are those that the form has."""
        self.forget_extras(funds, path)
        held = {column: self.amount(getattr(funds, column), unit, label) for column in columns}
        for column in _AMOUNTS:
            if column not in held:
                self.replaced(f"{path}.{column}", getattr(funds, column), None)
        return evolve(Funds(), **held)  # type: ignore[arg-type] # the names are those of amounts

    def heading(self, heading: Heading, path: str, kind: Kind) -> Heading:
        """Title, year, unit, notes and signature; the official title where there is none."""
        self.forget_extras(heading, path)
        title = None if heading.title is None or is_blank(heading.title) else compact(heading.title)
        if title is None:
            year = self.year if heading.year is None else heading.year
            title = official_title(kind, year)
            # A year of another century is none that a title is known by.
            title = title if year_in(title) is not None else official_title(kind, None)
        printed = year_in(title)
        year = heading.year if printed is None else int(printed)
        self.replaced(f"{path}.year", heading.year, year)
        return Heading(
            title=title,
            unit_name=line(heading.unit_name),
            year=year,
            notes=passage(heading.notes),
            signature=self._signature(heading.signature, f"{path}.signature"),
        )

    def _signature(self, signature: Signature | None, path: str) -> Signature | None:
        if signature is None:
            return None
        self.forget_extras(signature, path)
        date = line(signature.date)
        held = Signature(
            prepared_by=line(signature.prepared_by),
            date=None if date is None else compact(date),
            phone=line(signature.phone),
            responsible=line(signature.responsible),
            finance=line(signature.finance),
        )
        return None if held == Signature() else held
