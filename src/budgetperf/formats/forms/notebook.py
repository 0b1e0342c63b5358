"""What a reader of forms writes down on the way: where each figure stands, and what gave it pause."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from attrs import define, evolve, field

from budgetperf.domain.finding import Finding, Location, Severity
from budgetperf.formats.forms.strips import Spot

__all__ = ["Notebook"]


@define(kw_only=True)
class Notebook:
    """
    The places and findings of one attachment, by paths within it.

    Attributes:
        file: The file, as it was given.

        table: The mark or name of the attachment; a place in a spreadsheet has the name of its sheet instead.

        locations: Where each value stands.

        findings: What could not be read, was guessed, or found no place.
    """

    file: str
    table: str | None
    locations: dict[str, Location] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    _name: str = field(init=False)
    _has_assumed_unit: bool = False
    _lost_columns: dict[str, tuple[int, int]] = field(factory=dict)

    @_name.default
    def _short_name(self) -> str:
        return PurePath(self.file).name

    def locate(self, spot: Spot, label: str | None = None) -> Location:
        """The place of a piece of text, as it is shown to people."""
        return Location(
            file=self._name,
            table=spot.sheet or self.table,
            row=spot.row,
            column=spot.column,
            address=spot.address,
            label=label or None,
        )

    def place(self, path: str, spot: Spot | None, label: str | None = None) -> None:
        """Write down where a value stands, blank ones too. A cell that the table lacks has no place."""
        if spot is not None:
            self.locations.setdefault(path, self.locate(spot, label))

    def place_text(self, path: str, spot: Spot | None, label: str | None = None) -> None:
        """Write down where a text stands, and BP901 if the file has lost it."""
        self.place(path, spot, label)
        if spot is not None and spot.broken:
            self.refuse(path, spot, "no_cached_value")

    def refuse(self, path: str, spot: Spot, kind: str, stated: str | None = None) -> None:
        """BP901: no figure can be read here."""
        self._add(
            "BP901",
            Severity.ERROR,
            "no_cached_value" if spot.broken else kind,
            spot,
            path=path,
            stated=spot.line if stated is None else stated,
        )

    def lose(self, kind: str, spot: Spot, *, path: str | None = None, **more: str | None) -> None:
        """BP903: something in a form that has no place in the model."""
        self._add("BP903", Severity.WARNING, kind, spot, path=path, more=more)

    def lose_column(self, head: Spot) -> None:
        """BP903, once for all headers that say the same: a column that has no name in the model."""
        if head.line not in self._lost_columns:
            self._lost_columns[head.line] = (len(self.findings), 1)
            self.lose("unknown_column", head)

    def lose_below(self, head: Spot, count: int) -> None:
        """Count the cells that stand in a lost column with the finding of its head."""
        if count and head.line in self._lost_columns:
            at, before = self._lost_columns[head.line]
            self._lost_columns[head.line] = at, before + count
            finding = self.findings[at]
            details = {**dict(finding.details), "cells": str(before + count)}
            self.findings[at] = evolve(finding, details=details)

    def stray(self, spot: Spot, text: str) -> None:
        """BP904: a text between the forms that belongs to none of them."""
        self._add("BP904", Severity.WARNING, "stray_text", spot, stated=text)

    def assume_unit(self, path: str, spot: Spot, unit: str) -> None:
        """BP107, once per attachment: no unit of money is printed, and the usual one was taken."""
        if not self._has_assumed_unit:
            self._has_assumed_unit = True
            self._add("BP107", Severity.WARNING, "assumed_unit", spot, path=path, expected=unit)

    def assume_percent(self, path: str, spot: Spot, expected: str) -> None:
        """BP107: a rate without its sign was taken as a percentage."""
        self._add("BP107", Severity.WARNING, "percent_assumed", spot, path=path, expected=expected)

    def miss_total(self, spot: Spot) -> None:
        """BP103: the fund block has rows, and none of them is its total."""
        self._add("BP103", Severity.WARNING, None, spot, path="budget.rows", stated=None)

    def _add(
        self,
        code: str,
        severity: Severity,
        kind: str | None,
        spot: Spot,
        *,
        path: str | None = None,
        stated: str | None = "",
        expected: str | None = None,
        more: Mapping[str, str | None] | None = None,
    ) -> None:
        place = self.locations.get(path) if path is not None else None
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                path=path,
                stated=spot.line if stated == "" else stated,
                expected=expected,
                details={"kind": kind, **(more or {})},
                location=place or self.locate(spot),
            )
        )
