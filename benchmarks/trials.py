"""
A filing on trial: its ledger with other texts in some of its cells, in names that do not move.

A figure quoted in prose is named by its place in the text, so that a longer one moves the names of those after it.
Here every path and every id is told as it was in the filing one began with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

import budgetperf as bp
from slips import Printed

__all__ = ["AGREE", "Changes", "Line", "Names", "Trials", "changed", "key_of"]

AGREE = (bp.Outcome.HOLDS, bp.Outcome.WITHIN_ROUNDING)

Changes = Mapping[str, str | None]
Key = tuple[tuple[str, str | None], ...]

_SPAN = re.compile(r"([a-z_0-9.\[\]]+)@([0-9]+)(\+([0-9]+))?")
_MOST_KEPT = 60_000


@frozen
class Line:
    """An entry of the ledger, in the names of the filing one began with."""

    id: str
    outcome: bp.Outcome
    paths: tuple[str, ...]
    signs: tuple[int, ...]
    residual: Printed | None
    bound: Printed | None
    why: str | None


@frozen
class Names:
    """Translates the names of a changed filing into those of the original one."""

    edits: Mapping[str, tuple[tuple[int, int, int], ...]]

    def original(self, text: str) -> str:
        """A path or an id as it was before."""
        return _SPAN.sub(self._moved, text) if self.edits and "@" in text else text

    def _moved(self, found: re.Match[str]) -> str:
        place, start, end = found[1], int(found[2]), int(found[2]) + int(found[4] or 0)
        first, last, moved = start, end, 0
        for before, old, new in self.edits.get(place, ()):
            here = before - moved
            if here < start:
                first += old - new
            if here + new <= end:
                last += old - new
            moved += old - new
        return f"{place}@{first}" + ("" if found[4] is None else f"+{last - first}")


def changed(filing: bp.Filing, changes: Changes) -> tuple[bp.Filing, Names]:
    """The filing with other texts at some of its paths; None leaves a cell blank, and takes a figure out of a text."""
    edits: dict[str, list[tuple[int, int, str]]] = {}
    for path, text in changes.items():
        place, start, length = _span(path)
        if start is None:
            filing = bp.replace(filing, path, text)
        else:
            edits.setdefault(place, []).append((start, length, text or ""))
    for place, spans in edits.items():
        whole = str(bp.look_up(filing, place))
        # From the back, so that no change moves a place that is still to be changed.
        for start, length, text in sorted(spans, reverse=True):
            whole = f"{whole[:start]}{text}{whole[start + length :]}"
        filing = bp.replace(filing, place, whole)
    return filing, Names(
        {
            place: tuple((start, length, len(text)) for start, length, text in sorted(spans))
            for place, spans in edits.items()
        }
    )


def _span(path: str) -> tuple[str, int | None, int]:
    """A path as the place of a text, and where in it a figure is quoted, if it is."""
    found = _SPAN.fullmatch(path)
    return (path, None, 0) if found is None or found[4] is None else (found[1], int(found[2]), int(found[4]))


def _quoted(filing: bp.Filing, path: str) -> str:
    place, start, length = _span(path)
    return str(bp.look_up(filing, place))[start or 0 : (start or 0) + length]


def key_of(changes: Changes) -> Key:
    """Changes as a key."""
    return tuple(sorted(changes.items(), key=lambda change: change[0]))


class Trials:
    """
    The ledgers of a filing and of its variants, each computed once.

    Attributes:
        filing: The filing one began with.

        texts: Every figure of it by path, as printed, in the order of the forms; those quoted in prose come last.

        blanks: Paths that the ledger reads and that are blank.
    """

    def __init__(self, filing: bp.Filing) -> None:
        self.filing = filing
        self._kept: dict[Key, Mapping[str, Line]] = {}
        ledger = self.ledger({})
        read = dict.fromkeys(path for line in ledger.values() for path in line.paths)
        quoted = {path: _quoted(filing, path) for path in read if "@" in path}
        # A figure quoted from a target is the target's own: it needs one name only.
        own = {path.partition("@")[0] for path in quoted}
        self.texts = {path: str(figure) for path, figure in bp.figures(filing).items() if path not in own} | quoted
        self.blanks = tuple(path for path in read if path not in self.texts and self._is_blank(path))

    def _is_blank(self, path: str) -> bool:
        try:
            return bp.look_up(self.filing, path) is None
        except bp.PathError:
            return False

    def text(self, path: str, changes: Changes) -> str | None:
        """What a cell says under some changes."""
        return changes[path] if path in changes else self.texts.get(path)

    def ledger(self, changes: Changes) -> Mapping[str, Line]:
        """Every entry by its id."""
        key = key_of(changes)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            reconciled, names = self.reconciled(changes)
            found = {line.id: line for line in _lines(reconciled, names)}
            self._kept[key] = found
        return found

    def reconciled(self, changes: Changes) -> tuple[bp.Reconciliation, Names]:
        """What `reconcile` says under some changes, and how to read its names."""
        filing, names = changed(self.filing, changes)
        return bp.reconcile(filing), names

    def violated(self, changes: Changes) -> tuple[str, ...]:
        """The ids of what is violated under some changes, and was not without them."""
        before = self.ledger({})
        return tuple(
            line.id
            for line in self.ledger(changes).values()
            if line.outcome is bp.Outcome.VIOLATED and not _is_violated(before.get(line.id))
        )


def _is_violated(line: Line | None) -> bool:
    return line is not None and line.outcome is bp.Outcome.VIOLATED


def _lines(reconciled: bp.Reconciliation, names: Names) -> Iterator[Line]:
    for entry in reconciled.ledger:
        unit = entry.unit if entry.unit != "分" else ""
        residual, bound = (
            None if number is None else Printed("", f"{number:f}", unit) for number in (entry.residual, entry.bound)
        )
        yield Line(
            id=names.original(entry.id),
            outcome=entry.outcome,
            paths=tuple(names.original(path) for path in entry.paths),
            signs=entry.signs,
            residual=residual,
            bound=bound,
            why=None if entry.reason is None else entry.reason.key,
        )
