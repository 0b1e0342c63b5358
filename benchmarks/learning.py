"""
Learning what the entries of a ledger compute: by spoiling cells, and looking at what the residuals do.

An entry shows only the reading that decided. So cells are spoilt in ever more ways until no entry shows a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from random import Random

from attrs import frozen

import budgetperf as bp
from forms import Form, Reading, Sighting, Stated, fit
from slips import Printed
from trials import AGREE, Changes, Line, Trials

__all__ = ["Forms", "Learner", "Lessons"]

Forms = Mapping[str, Sequence[Form]]

# Where an entry has several readings, so many ways are tried to spoil all those that are known, so that others show.
_MOST_SPOILT = 40


@frozen
class Lessons:
    """
    What was learnt of a filing.

    Attributes:
        forms: By the id of an entry, its readings as sums and rates.

        conditional: The ids of entries that apply or not by what some figures say.
    """

    forms: Forms
    conditional: frozenset[str] = frozenset()

    def of(self, entry: str) -> Sequence[Form]:
        """The readings of an entry."""
        return self.forms.get(entry, ())

    def together(self, other: Lessons) -> Lessons:
        """These lessons, with those of others first where both know something."""
        both = {one: tuple(dict.fromkeys((*forms, *self.of(one)))) for one, forms in other.forms.items()}
        return Lessons({**self.forms, **both}, self.conditional | other.conditional)


class Learner:
    """Finds the sums and rates of the entries of one filing."""

    def __init__(self, trials: Trials) -> None:
        self.trials = trials
        # A cost row may state 96.73 for 96.73万元; that an entry reads it as an amount shows in its residual.
        self.worths: Mapping[str, Fraction] = {
            path: line.residual.worth
            for line in trials.ledger({}).values()
            if line.residual is not None and line.residual.kind == "money"
            for path in line.paths
            if path.endswith((".target", ".actual"))
        }

    def learn(self, changes: Changes, ids: Iterable[str]) -> Lessons:
        """What some entries compute, as they are under some changes."""
        unasked: set[str] = set()
        seen = self._sightings(changes, frozenset(ids), unasked)
        forms: dict[str, list[Form]] = {}
        for reading, sightings in seen.items():
            form = fit(reading, sightings)
            if form is not None:
                forms.setdefault(reading.id, []).append(form)
        return Lessons(forms, frozenset(unasked & set(forms)))

    def _sightings(self, changes: Changes, ids: frozenset[str], unasked: set[str]) -> dict[Reading, list[Sighting]]:
        """Every reading that shows, with each time that it was seen; entries that once did not apply are noted."""
        seen: dict[Reading, list[Sighting]] = {}
        tried: set[frozenset[str]] = set()
        left = [frozenset[str]()]
        while left:
            tried.update(left)
            # Packed in several ways: what another cell hides in one of them may show in the next.
            mixed = Random(len(left)).sample(left, len(left))  # noqa: S311 - the same packs every time
            packs = chain.from_iterable(_packed(order, seen) for order in (left, left[::-1], mixed))
            for cells in dict.fromkeys(packs):
                spoilt = {**changes, **self._spoilt(sorted(cells), changes)}
                for line in self.trials.ledger(spoilt).values():
                    if line.outcome is bp.Outcome.NOT_APPLICABLE:
                        unasked.add(line.id)
                    if line.id in ids and line.residual is not None:
                        reading = Reading(line.id, line.paths, line.signs)
                        seen.setdefault(reading, []).append(self._sighting(line, line.residual, spoilt))
            left = [cells for cells in _to_spoil(seen) if cells not in tried and self._spoilt(cells, changes)]
        return seen

    def _spoilt(self, cells: Iterable[str], changes: Changes) -> dict[str, str]:
        """Values that no sum can bear, another one for each cell that is filled."""
        found = {}
        for number, path in enumerate(cells):
            printed = Printed.read(self.trials.text(path, changes) or "")
            if printed is not None:
                far = Decimal(100_003 + 7_919 * number) * 10 ** (number % 3)
                found[path] = printed.saying(abs(Decimal(printed.number)) + far)
        return found

    def _sighting(self, line: Line, residual: Printed, changes: Changes) -> Sighting:
        gap, bound = Fraction(residual.number), Fraction(line.bound.number if line.bound else 0)
        return Sighting(
            figures=tuple(self.stated(path, changes) for path in line.paths),
            residual=gap,
            unit=residual.worth if residual.kind == "money" else Fraction(1),
            at_least=line.outcome in AGREE and gap > bound and residual.kind != "rate",
        )

    def stated(self, path: str, changes: Changes) -> Stated | None:
        """What a cell says under some changes, as a number."""
        text = self.trials.text(path, changes)
        printed = None if text is None else Printed.read(text)
        return None if printed is None else Stated.of(printed, self.worths.get(path))

    def like_others(self, path: str, forms: Forms) -> Printed:
        """How a blank cell would be printed: points bare, anything else like the figures beside it in an entry."""
        last = path.rpartition(".")[2]
        if last in ("weight", "points"):
            return Printed("", "0", "")
        beside = (other for known in forms.values() for form in known if path in form.paths for other in form.paths)
        for other in beside:
            found = Printed.read(self.trials.texts.get(other, ""))
            if found is not None and (last == "stated_rate") == (found.kind == "rate"):
                return Printed("", "0", found.unit)
        return Printed("", "0", "%" if last == "stated_rate" else "万元")


def _to_spoil(seen: Iterable[Reading]) -> Iterator[frozenset[str]]:
    """Every cell by itself; and for each entry sets of cells that spoil every reading of it that is known."""
    readings: dict[str, list[Reading]] = {}
    for reading in seen:
        readings.setdefault(reading.id, []).append(reading)
    singles = dict.fromkeys(path for known in readings.values() for reading in known for path in reading.paths)
    yield from (frozenset([path]) for path in singles)
    for known in readings.values():
        if len(known) > 1:
            random = Random(f"{known[0].id} {len(known)}")  # noqa: S311 - the same sets every time
            draws = (frozenset(random.choice(reading.paths) for reading in known) for _ in range(_MOST_SPOILT))
            yield from dict.fromkeys(draws)


def _packed(sets: Sequence[frozenset[str]], seen: Iterable[Reading]) -> list[frozenset[str]]:
    """Several sets spoilt in one go, where no entry is known to read cells of two of them."""
    entries: dict[str, set[str]] = {}
    for reading in seen:
        for path in reading.paths:
            entries.setdefault(path, set()).add(reading.id)
    packs: list[tuple[set[str], set[str]]] = []
    for cells in sets:
        touched = set().union(*(entries.get(path, ()) for path in cells))
        pack = next((pack for pack in packs if pack[1].isdisjoint(touched)), None)
        if pack is None:
            packs.append((set(cells), touched))
        else:
            pack[0].update(cells)
            pack[1].update(touched)
    return [frozenset(cells) for cells, _ in packs]
