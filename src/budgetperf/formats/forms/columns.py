"""The columns of a block: found by the labels of its header row, never by position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from budgetperf.errors import FileError
from budgetperf.formats.forms.labels import printed_label, says_percent, unit_in
from budgetperf.formats.forms.layout import Part, accepted, names
from budgetperf.formats.forms.leftovers import report_cells
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.strips import Row, Spot, holds_figure

__all__ = ["Cells", "Columns", "count_labels", "find_columns", "refuse_columns"]


# Columns of mere numbers.
_COUNTERS: Final = frozenset({"序号", "编号", "行次"})


@frozen(kw_only=True)
class Cells:
    """
    The cells of one row by field.

    Attributes:
        by_field: The cell under each column; a field whose column the row lacks is left out.

        spread: Cells with text that lie under two columns or more.

        rest: Cells with text that lie right of the first column and under none of them.
    """

    by_field: Mapping[str, Spot]
    spread: tuple[tuple[Spot, tuple[str, ...]], ...] = ()
    rest: tuple[Spot, ...] = ()

    def get(self, name: str) -> Spot | None:
        """The cell of a field, or None where the table has none."""
        return self.by_field.get(name)


@frozen(kw_only=True)
class Columns:
    """
    The labelled columns of a block.

    Attributes:
        headers: The header cell of each field.

        unnamed: Header cells whose label is not known.

        side: A cell left of them all that does not say, in words that are known, what the block is about.

        book: Where the cells under columns without a name are counted, if they should be.
    """

    headers: Mapping[str, Spot]
    unnamed: tuple[Spot, ...] = ()
    side: tuple[Spot, ...] = ()
    book: Notebook | None = field(default=None, eq=False, repr=False)
    start: int = field(init=False)
    _reported: frozenset[int] = field(init=False, repr=False)

    @start.default
    def _find_start(self) -> int:
        return min((spot.start for spot in (*self.headers.values(), *self.unnamed)), default=0)

    @_reported.default
    def _cover_unnamed(self) -> frozenset[int]:
        return frozenset(column for spot in self.unnamed for column in range(spot.start, spot.stop))

    def __contains__(self, name: object) -> bool:
        return name in self.headers

    def label(self, name: str) -> str:
        """The label over a column as printed."""
        return printed_label(self.headers[name].text) if name in self.headers else ""

    def unit(self, name: str) -> str | None:
        """The unit of money over a column, or None."""
        return unit_in(self.headers[name].text) if name in self.headers else None

    def is_percent(self, name: str) -> bool:
        """Whether the label says that the numbers are percentages."""
        return name in self.headers and says_percent(self.headers[name].text)

    def left_of(self, row: Row) -> tuple[Spot, ...]:
        """The cells left of the first column."""
        return tuple(spot for spot in row.spots if spot.stop <= self.start)

    def pick(self, row: Row, spots: Iterable[Spot] | None = None) -> Cells:
        """
        Sort the cells of a row under the columns: each cell to the column with which it shares most of its width.

        Of two cells under one column the one with text is taken. A text merged across several columns belongs to none
        of them.
        """
        candidates = [spot for spot in (row.spots if spots is None else spots) if spot.stop > self.start]
        spread: list[tuple[Spot, tuple[str, ...]]] = []
        shares: list[tuple[int, bool, int, str, Spot]] = []
        picked: dict[str, Spot] = {}
        for spot in candidates:
            under = {name: width for name, head in self.headers.items() if (width := _share(spot, head))}
            whole = tuple(name for name in under if under[name] == self.headers[name].stop - self.headers[name].start)
            if len(whole) > 1 and not spot.blank:
                spread.append((spot, whole))
            elif len(whole) > 1:
                picked.update(dict.fromkeys(whole, spot))
            else:
                shares.extend((-width, spot.blank, spot.start, name, spot) for name, width in under.items())
        taken: set[int] = set()
        for _, _, _, name, spot in sorted(shares, key=lambda share: share[:4]):
            if name not in picked and id(spot) not in taken:
                picked[name] = spot
                taken.add(id(spot))
        aside = {id(spot) for spot, _ in spread} | taken
        rest = tuple(
            spot
            for spot in candidates
            if not spot.blank
            and id(spot) not in aside
            and spot.start >= self.start
            and self._reported.isdisjoint(range(spot.start, spot.stop))
        )
        if self.book is not None:
            below = [spot for spot in candidates if not spot.blank and spot.top == row.index and id(spot) not in aside]
            for head in self.unnamed:
                self.book.lose_below(head, sum(head.start <= spot.start < head.stop for spot in below))
        return Cells(by_field=picked, spread=tuple(spread), rest=rest)


def _share(spot: Spot, header: Spot) -> int:
    return max(0, min(spot.stop, header.stop) - max(spot.start, header.start))


def count_labels(row: Row, part: Part) -> int:
    """How many cells of a row are labels of a part."""
    known = names(part)
    return sum(1 for spot in row.filled if spot.key in known)


def find_columns(row: Row, name_of: Callable[[Spot], str | None], book: Notebook | None = None) -> Columns:
    """
    The columns that a header row labels.

    Args:
        row: The header row.

        name_of: The field of a header cell, or None.

        book: Where labels without a field are written down (BP903), if they should be.
    """
    headers: dict[str, Spot] = {}
    others: list[Spot] = []
    for spot in row.filled:
        name = name_of(spot)
        if name is None or name in headers:
            others.append(spot)
        else:
            headers[name] = spot
    start = Columns(headers=headers).start
    strangers = [spot for spot in others if spot.key not in names(Part.SIDES) and spot.key not in _COUNTERS]
    # The first cell says what the block is about, or nothing is left of the columns at all; a figure there is
    # something else.
    unnamed = tuple(
        spot
        for spot in others
        if spot.start >= start
        or (spot in strangers and spot is not row.filled[0])
        or (spot.top == row.index and holds_figure(spot))
    )
    side = tuple(spot for spot in strangers if spot not in unnamed)
    if book is not None:
        # Of a header that is typed again on the next page only what is new.
        known = {finding.stated for finding in book.findings}
        for spot in unnamed:
            book.lose_column(spot)
        report_cells(book, (spot for spot in side if spot.line not in known))
    return Columns(headers=headers, unnamed=unnamed, side=side, book=book)


def refuse_columns(
    book: Notebook, part: Part, row: Row | None, missing: Sequence[tuple[str, ...]], block: str
) -> FileError:
    """The error of a form that lacks a column without which it cannot be read."""
    wanted = [accepted(part, *fields) for fields in missing]
    zh = "；".join("或".join(f"“{label}”" for label in labels) for labels in wanted)
    en = "; ".join(" or ".join(labels) for labels in wanted)
    where = book.table or ""
    line = "" if row is None or not row.own else f"第 {row.own[0].row} 行"
    line_en = "" if row is None or not row.own else f" (row {row.own[0].row})"
    found = "、".join(f"“{spot.compact[:20]}”" for spot in row.filled[:12]) if row is not None else ""
    return FileError(
        book.file,
        f"{where}的{block}{line}缺少必要的列，应有列名：{zh}。"
        + (f"现有：{found}。" if found else "")
        + "请按下发的表式补上该列或改正列名后再读取。",
        f"the block {block} of {where}{line_en} lacks a column that it needs, labelled {en}"
        + (f"; found: {found}" if found else "")
        + ". Add the column, or correct its label, and read the file again.",
    )
