"""Which line of 附件1 each 附件3 is the sheet of."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from budgetperf.domain.base_table import ORDINARY_LINES
from budgetperf.domain.figures import look_up
from budgetperf.domain.finding import Message
from budgetperf.domain.model import BaseTable, Filing, Funds, ScorecardKind
from budgetperf.domain.names import name_key, plain_name
from budgetperf.domain.quantity import Money

__all__ = ["Sheets", "match_sheets"]


@frozen(kw_only=True)
class Sheets:
    """
    Which budget line each project card is the sheet of.

    Attributes:
        lines: By index of the card in the filing, the path of the line's funds in 附件1.

        strays: Indices of cards that match no line although another card matches one.

        uncovered: Paths of filled lines without a sheet, where some card is the sheet of one line.
            Where no card matches any line, the cards are taken for the sheets of all lines together.

        repeated: Indices of cards for a line that another card is the sheet of already.
    """

    lines: Mapping[int, str]
    strays: tuple[int, ...]
    uncovered: tuple[str, ...]
    repeated: tuple[int, ...] = ()

    @property
    def incomplete(self) -> bool:
        """Whether sheets are missing for sure: every card has its line, and some line has no card."""
        return bool(self.uncovered) and not self.strays

    @property
    def doubt(self) -> Message | None:
        """Why a sum that fails may only be a missing sheet: some cards and some lines did not meet."""
        if self.repeated:
            return Message.of("sheets_repeated", count=len(self.repeated))
        return Message.of("sheets_unmatched", count=len(self.strays)) if self.strays and self.uncovered else None


def match_sheets(filing: Filing) -> Sheets:
    """
    Match project cards with the lines of 附件1 by normalised name.

    A single card that matches no line is taken for the one sheet of all lines: then sums are compared, not lines.
    """
    base = filing.base_table
    lines = _lines(base) if base else {}
    found: dict[int, str] = {}
    taken: set[str] = set()
    strays: list[int] = []
    repeated: list[int] = []
    for index, card in enumerate(filing.scorecards):
        if card.kind is not ScorecardKind.PROJECT:
            continue
        path = lines.get(name_key(card.subject or ""))
        if path is None or path in taken:
            (strays if path is None else repeated).append(index)
        else:
            found[index] = path
            taken.add(path)
    if not found:
        return Sheets(lines={}, strays=(), uncovered=())
    uncovered = tuple(path for path in lines.values() if path not in taken and _is_filled(look_up(filing, path)))
    return Sheets(lines=found, strays=tuple(strays), uncovered=uncovered, repeated=tuple(repeated))


def _lines(base: BaseTable) -> dict[str, str]:
    """The budget lines by their normalised name; a name that two lines share names neither."""
    found: dict[str, list[str]] = {}
    for index, line in enumerate(base.projects.lines):
        found.setdefault(name_key(line.name), []).append(f"base_table.projects.lines[{index}].funds")
    labels = dict(base.labels)
    for row, usual in ORDINARY_LINES:
        funds = getattr(base.projects, row)
        if _is_filled(funds):
            name = plain_name(labels.get(row, usual))
            found.setdefault(name_key(name), []).append(f"base_table.projects.{row}")
    return {key: paths[0] for key, paths in found.items() if len(paths) == 1}


def _is_filled(funds: object) -> bool:
    """Whether a line has money this year; one that has none, or a zero, needs no sheet."""
    return isinstance(funds, Funds) and any(
        amount is not None and not (isinstance(amount, Money) and amount.yuan == 0)
        for amount in (funds.initial, funds.revised, funds.spent)
    )
