"""
The ways in which a human hand slips: what a figure of a filing may say by mistake.

A slip works on the text of a figure as printed, number and unit; nothing here knows what ties the figure to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise
from random import Random
from typing import TypeVar

from attrs import frozen

__all__ = ["KINDS", "Neighbours", "Printed", "Slip", "fillings", "neighbours", "slips"]

KINDS = (
    "swapped",
    "digit",
    "shifted",
    "unit",
    "sign",
    "left out",
    "row",
    "column",
    "zero",
    "rounding",
    "other",
    "filled",
)

_MONEY = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
_MULTIPLES = {"万": 10_000, "亿": 100_000_000}
_PRINTED = re.compile(r"([^0-9+-]*)([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(\s*[^0-9]{0,8})", re.DOTALL)
_INDEX = re.compile(r"\[([0-9]+)\]")
_DIGITS = "0123456789"
_Item = TypeVar("_Item")


@frozen
class Printed:
    """
    A figure as it is printed: what stands before the number, the number, and the unit after it.

    >>> Printed.read("≥96.73万元")
    Printed(before='≥', number='96.73', unit='万元')
    """

    before: str
    number: str
    unit: str

    @classmethod
    def read(cls, text: str) -> Printed | None:
        """Take a text apart, or None where it is no single figure."""
        found = _PRINTED.fullmatch(text)
        return None if found is None else cls(found[1], found[2].replace(",", ""), found[3])

    def __str__(self) -> str:
        return f"{self.before}{self.number}{self.unit}"

    @property
    def name(self) -> str:
        """The unit without white space."""
        return "".join(self.unit.split())

    @property
    def kind(self) -> str:
        """``money``, ``rate`` or ``count``."""
        return "money" if self.name in _MONEY else "rate" if self.name == "%" else "count"

    @property
    def worth(self) -> Fraction:
        """What one of the unit is worth: 10000 for 万元 and for 万人次."""
        if self.kind == "money":
            return Fraction(_MONEY[self.name])
        return Fraction(_MULTIPLES.get(self.name[:1], 1))

    @property
    def value(self) -> Fraction:
        """The number in the unit that is worth 1."""
        return Fraction(self.number) * self.worth

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return len(self.number.partition(".")[2])

    def saying(self, number: Decimal | str) -> str:
        """The text with another number."""
        return f"{self.before}{number if isinstance(number, str) else f'{number:f}'}{self.unit}"


@frozen
class Slip:
    """
    One slip.

    Attributes:
        kind: One of `KINDS`.

        size: Which of the slips of its kind: where it stands, or how far it goes.

        text: What is printed then; None where nothing is.
    """

    kind: str
    size: str
    text: str | None


@frozen
class Neighbours:
    """What stands in the rows above and below a figure, and in the other columns of its row."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def neighbours(path: str, texts: Mapping[str, str]) -> Neighbours:
    """
    The neighbours of a figure among all figures of a filing, in the order of the forms.

    >>> found = neighbours("a.b[1].c.d", {"a.b[0].c.d": "1", "a.b[1].c.d": "2", "a.b[1].c.e": "3", "a.b[2].c.d": "4"})
    >>> found.rows, found.columns
    (('1', '4'), ('3',))
    """
    if "@" in path:
        place = path.partition("@")[0]
        beside = [other for other in texts if other.partition("@")[0] == place]
        return Neighbours(rows=_beside(path, beside, texts))
    head, _, last = path.rpartition(".")
    columns = [other for other in texts if other.startswith(f"{head}.") and "." not in other[len(head) + 1 :]]
    return Neighbours(rows=_beside(path, _same_column(head, last, texts), texts), columns=_beside(path, columns, texts))


def _same_column(head: str, last: str, texts: Iterable[str]) -> list[str]:
    """Paths that differ from a path in its last index, or in the name of its row."""
    marks = list(_INDEX.finditer(head))
    if marks:
        start, end = head[: marks[-1].start()], head[marks[-1].end() :]
        shape = re.compile(re.escape(start) + r"\[[0-9]+\]" + re.escape(end) + re.escape(f".{last}"))
        found = [other for other in texts if shape.fullmatch(other)]
        if len(found) > 1:
            return found
    above = head.rpartition(".")[0]
    shape = re.compile(re.escape(above) + r"\.[a-z_]+\." + re.escape(last))
    return [other for other in texts if shape.fullmatch(other)]


def _beside(path: str, others: Sequence[str], texts: Mapping[str, str]) -> tuple[str, ...]:
    """The nearest figure before a path and the nearest after it, of those of its kind."""
    own = Printed.read(texts[path]) if path in texts else None
    order = [other for other in others if other == path or own is None or _alike(own, Printed.read(texts[other]))]
    if path not in order:
        return tuple(texts[other] for other in order[:2])
    at = order.index(path)
    return tuple(texts[other] for other in (*order[max(0, at - 1) : at], *order[at + 1 : at + 2]))


def _alike(own: Printed, other: Printed | None) -> bool:
    """Whether a figure could stand in the place of another: points are bare numbers, a count has its unit."""
    return other is not None and other.kind == own.kind and bool(other.name) == bool(own.name)


def slips(text: str, random: Random, beside: Neighbours, envelope: Fraction | None) -> Iterator[Slip]:
    """
    Every slip on one figure that changes what it says.

    Args:
        text: The figure as printed.

        random: Where a slip could go anywhere.

        beside: What stands next to it.

        envelope: How far it may move before rounding cannot explain it, in the unit that is worth 1; None where
            nothing ties it.
    """
    own = Printed.read(text)
    if own is None:
        return
    for slip in _all(own, random, beside, envelope):
        other = None if slip.text is None else Printed.read(slip.text)
        if slip.text is None or (other is not None and (other.value, other.kind) != (own.value, own.kind)):
            yield slip


def _all(own: Printed, random: Random, beside: Neighbours, envelope: Fraction | None) -> Iterator[Slip]:
    numbers = chain(
        (("swapped", size, number) for size, number in _swapped(own.number)),
        (("digit", size, number) for size, number in _mistyped(own.number, random)),
        (("shifted", f"10^{power}", f"{Decimal(own.number).scaleb(power):f}") for power in (1, -1, 2, -2)),
        (("zero", size, number) for size, number in _zeros(own.number)),
        (("rounding", size, number) for size, number in _beyond(own, envelope)),
        (("other", size, number) for size, number in _anything(own, random)),
    )
    yield from (Slip(kind, size, own.saying(number)) for kind, size, number in numbers)
    if own.kind == "money" and own.worth > 1:
        yield Slip("unit", "unit", f"{own.before}{own.number}元")
        yield Slip("unit", "number", own.saying(_plain(own.value)))
    if not own.before:
        yield Slip("sign", "sign", own.saying(str(-Decimal(own.number))))
    yield Slip("left out", "all", None)
    for kind, others in (("row", beside.rows), ("column", beside.columns)):
        yield from (Slip(kind, str(at), other) for at, other in enumerate(others))


def _beyond(own: Printed, envelope: Fraction | None) -> Iterator[tuple[str, str]]:
    """Just further than rounding can explain."""
    if envelope is not None:
        step = Fraction(1, 10 ** max(own.places, 2 if own.kind == "money" else 0))
        beyond = (envelope / own.worth // step + 1) * step
        for sign, size in ((1, "+"), (-1, "-")):
            yield size, _plain(Fraction(own.number) + sign * beyond)


def _anything(own: Printed, random: Random) -> Iterator[tuple[str, str]]:
    """A far larger number, and one with as many digits."""
    yield "large", _plain(Fraction(own.number) * random.randint(3, 60) + random.randint(1, 9))
    yield "alike", "".join(random.choice(_DIGITS[1:]) if sign in _DIGITS else sign for sign in own.number)


def _plain(number: Fraction) -> str:
    """A terminating fraction as people write it."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _swapped(number: str) -> Iterator[tuple[str, str]]:
    """Two neighbouring digits swapped, over the decimal point too: in front, in the middle, at the end."""
    places = [at for at, sign in enumerate(number) if sign in _DIGITS]
    pairs = [
        (left, right)
        for left, right in pairwise(places)
        if number[left] != number[right] and (left > places[0] or number[right] != "0")
    ]
    for size, (left, right) in zip(("first", "last", "middle"), _ends_and_middle(pairs), strict=False):
        signs = list(number)
        signs[left], signs[right] = signs[right], signs[left]
        yield size, "".join(signs)


def _mistyped(number: str, random: Random) -> Iterator[tuple[str, str]]:
    """One digit mistyped: the first, the last, the middle one."""
    places = [at for at, sign in enumerate(number) if sign in _DIGITS]
    for size, at in zip(("first", "last", "middle"), _ends_and_middle(places), strict=False):
        lowest = 1 if at == places[0] else 0
        digit = random.choice([other for other in _DIGITS[lowest:] if other != number[at]])
        yield size, f"{number[:at]}{digit}{number[at + 1 :]}"


def _ends_and_middle(items: Sequence[_Item]) -> list[_Item]:
    picked = [items[at] for at in dict.fromkeys((0, len(items) - 1, len(items) // 2)) if items]
    return list(dict.fromkeys(picked))


def _zeros(number: str) -> Iterator[tuple[str, str]]:
    """A zero too many, or one too few."""
    yield "extra", f"{number[0]}0{number[1:]}"
    if "." in number:
        yield "extra in decimals", number.replace(".", ".0")
    at = next((at for at, sign in enumerate(number) if sign == "0" and at > 0), None)
    if at is not None:
        yield "missing", (number[:at] + number[at + 1 :]).rstrip(".")


def fillings(unit: str, random: Random, beside: Neighbours) -> Iterator[Slip]:
    """What a cell that was meant to stay blank may be filled with."""
    for number, other in enumerate((*beside.rows, *beside.columns)):
        yield Slip("filled", f"neighbour {number}", other)
    yield Slip("filled", "other", f"{random.randint(1, 99)}.{random.randint(10, 99)}{unit}")
