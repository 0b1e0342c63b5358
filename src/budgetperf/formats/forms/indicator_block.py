"""The indicators of a scorecard: its rows, the weights printed after level names, and its total."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import define, evolve, field

from budgetperf.domain.model import Cause, Indicator, LevelWeight, Likelihood, ScorecardKind
from budgetperf.domain.quantity import Unreadable, as_points
from budgetperf.domain.written import fold, is_none
from budgetperf.errors import QuantityError
from budgetperf.formats.forms.cells import read_actual, read_passage, read_points, read_rate, read_target
from budgetperf.formats.forms.columns import Cells, Columns, find_columns, refuse_columns
from budgetperf.formats.forms.labels import (
    is_filler,
    label_key,
    months_in,
    read_choice,
    read_indicator_name,
    split_weight,
)
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_cells, report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.row_numbers import RowNumbers
from budgetperf.formats.forms.split_figures import compose_target, is_sign, with_unit
from budgetperf.formats.forms.strips import Row, Spot, holds_figure

__all__ = ["IndicatorsBlock"]

_NEEDED: Final = (("target", "initial_target"), ("actual",), ("weight",), ("points",))
_NEEDED_OF: Final = {
    ScorecardKind.TARGET: (("target", "initial_target"),),
    ScorecardKind.MONITORING: (("target", "initial_target"), ("to_date",)),
    ScorecardKind.RATES: (("name",), ("weight",), ("points",)),
}
# In the middle of the year 完成情况 is what was done so far.
_RENAMED: Final = {ScorecardKind.MONITORING: {"actual": "to_date"}}
_LEVELS: Final = ("level1", "level2", "name")
# What one merged cell says of all its rows; a weight or a score merged over two rows is one figure, not two.
_SHARED: Final = frozenset(
    {
        "level1",
        "level2",
        "name",
        "target",
        "actual",
        "deviation_note",
        "sign",
        "unit",
        "standard",
        "remarks",
        "explanation",
    }
)
_CONTENT: Final = ("name", "target", "actual", "weight", "points", "to_date", "forecast")
_LIKELIHOODS: Final = {
    "likelihood_certain": Likelihood.CERTAIN,
    "likelihood_possible": Likelihood.POSSIBLE,
    "likelihood_impossible": Likelihood.IMPOSSIBLE,
}
_CAUSE: Final = "cause_"


@define(kw_only=True)
class IndicatorsBlock:
    """
    Reads the indicator rows, one after the other.

    Attributes:
        indicators: What has been read.

        stated_weights: The weights printed in brackets after level names.

        stated_weight: 分值 of the total row.

        stated_points: 得分 of the total row.

        kind: What the card is; it says which columns there must be.

        long_term: Whether the rows are the aims of several years.

        months: The months over the column of what was done so far, or None.
    """

    book: Notebook
    kind: ScorecardKind = ScorecardKind.PROJECT
    long_term: bool = False
    months: str | None = None
    indicators: list[Indicator] = field(factory=list)
    stated_weights: list[LevelWeight] = field(factory=list)
    stated_weight: Decimal | Unreadable | None = None
    stated_points: Decimal | Unreadable | None = None
    has_total: bool = False
    _columns: Columns | None = None
    _level1: tuple[Spot, str] | None = None
    _level2: tuple[Spot, str] | None = None
    _whole: str | None = None
    _weights_seen: set[tuple[str, str | None, str]] = field(factory=set)
    _header: Row | None = None
    _level1_head: Spot | None = None
    _twin: IndicatorsBlock | None = None
    _cut: int = 0
    _numbers: RowNumbers = field(factory=RowNumbers)

    def open(self, row: Row) -> None:
        """
        Read the header row.

        Raises:
            FileError: It lacks the column of targets, actuals, weights or points.
        """
        self._cut = _find_cut(row) if self.kind is ScorecardKind.TARGET else 0
        if self._cut:
            self._level1_head = None
            # The aims of several years stand left of those of this one; level 1 is printed once for both.
            row, right = self._halves(row)
            self.long_term = True
            self._twin = self._twin or IndicatorsBlock(
                book=self.book,
                kind=self.kind,
                indicators=self.indicators,
                stated_weights=self.stated_weights,
                weights_seen=self._weights_seen,
            )
            self._twin.open(right)
        self._columns, self._header = find_columns(row, self._field_of, self.book), row
        if "to_date" in self._columns:
            self.months = self.months or months_in(self._columns.label("to_date"))
        self._check(row)

    def _halves(self, row: Row) -> tuple[Row, Row]:
        left = tuple(spot for spot in row.spots if spot.start < self._cut)
        if self._level1_head is None:
            self._level1_head = next((spot for spot in left if self._field_of(spot) == "level1"), None)
        head = self._level1_head
        shared = () if head is None else tuple(spot for spot in left if spot.start <= head.start < spot.stop)
        right = (*shared, *(spot for spot in row.spots if spot.start >= self._cut))
        return evolve(row, spots=left), evolve(row, spots=right)

    def _field_of(self, spot: Spot) -> str | None:
        known = names(Part.INDICATORS).get(spot.key)
        if known is None and self.kind is ScorecardKind.MONITORING and spot.key in names(Part.CAUSES):
            return f"{_CAUSE}{spot.key}"
        return _RENAMED.get(self.kind, {}).get(known or "", known)

    def _check(self, row: Row) -> None:
        columns, needed = self._columns, _NEEDED_OF.get(self.kind, _NEEDED)
        missing = [fields for fields in needed if columns is None or not any(name in columns for name in fields)]
        if missing:
            raise refuse_columns(self.book, Part.INDICATORS, row, missing, "绩效指标")

    def take(self, row: Row) -> None:
        """Read one row under the header."""
        if self._twin is not None and self._cut:
            row, right = self._halves(row)
            self._take(row)
            self._twin.take(right)
        else:
            self._take(row)

    def _take(self, row: Row) -> None:
        columns = self._columns
        if columns is None:
            report_row(self.book, row)
            return
        if self._is_second_header(row, columns):
            self._columns = self._refine(columns, row)
            return
        total = next((spot for spot in row.filled if self._is_total(spot, columns)), None)
        if total is not None:
            self._take_total(row, columns, total, is_total=names(Part.TOTALS)[total.key] == "total")
        elif self.has_total:
            report_row(self.book, row)
        else:
            self._take_indicator(row, columns)

    def _is_second_header(self, row: Row, columns: Columns) -> bool:
        """年度指标值 split into 指标性质, 指标值 and 度量单位 in a second row of labels."""
        header = self._header
        return (
            header is not None
            and row.grid == header.grid
            and row.index == header.index + 1
            and bool(row.filled)
            and all(self._field_of(spot) is not None for spot in row.filled)
            and all(spot.start >= columns.start for spot in row.filled)
        )

    @staticmethod
    def _is_total(spot: Spot, columns: Columns) -> bool:
        """Whether a cell says 总分 or 小计 of its row; a figure or a note may hold such a word, too."""
        if spot.key not in names(Part.TOTALS):
            return False
        heads = (head for name, head in columns.headers.items() if name not in _LEVELS)
        return not any(head.start <= spot.start < head.stop for head in heads)

    def _take_total(self, row: Row, columns: Columns, label: Spot, *, is_total: bool) -> None:
        others = tuple(spot for spot in row.own if spot is not label)
        cells = columns.pick(row, others)
        if not is_total or self.has_total:
            report_row(self.book, row, "second_total" if is_total else "unknown_row")
            return
        self.has_total = True
        book, name = self.book, split_weight(label.text)[0]
        weight, points = cells.get("weight"), cells.get("points")
        spread = [spot for spot, _ in cells.spread]
        # Where 分值 stands before the target, 100 may lie under the target and the actual as well.
        wide = next((spot for spot, fields in cells.spread if "weight" in fields and "points" not in fields), None)
        if weight is None and wide is not None:
            weight, spread = wide, [spot for spot in spread if spot is not wide]
        if points is None and len(spread) == 1:
            # 总分 | 98, one cell under both columns: what the filer scored.
            points, spread = spread[0], []
        book.place("stated_weight", weight, f"{name} {columns.label('weight')}".strip())
        if weight is None or weight.blank:
            in_label = split_weight(label.text)[1]
            weight = weight if in_label is None else evolve(label, text=in_label)
        self.stated_weight = read_points(book, "stated_weight", weight, name)
        self.stated_points = read_points(book, "stated_points", points, f"{name} {columns.label('points')}".strip())
        used = {id(spot) for spot in (cells.get("weight"), wide, points)}
        others_filled = (spot for spot in (*cells.by_field.values(), *spread, *cells.rest) if id(spot) not in used)
        report_cells(book, (*(spot for spot in self._strangers(row, columns) if spot is not label), *others_filled))

    def _take_indicator(self, row: Row, columns: Columns) -> None:
        cells = columns.pick(row)
        own = {name: spot for name, spot in cells.by_field.items() if spot.top == row.index or name in _SHARED}
        level_spread = {id(spot): fields for spot, fields in cells.spread if set(fields) <= set(_LEVELS)}
        for spot, fields in cells.spread:
            # 满意度指标 over the columns of two levels names the higher one; over level 2 and 3 it is the indicator.
            if id(spot) in level_spread:
                own["level1" if "level1" in fields else "name"] = spot
            elif spot.top == row.index:
                report_cells(self.book, [spot])
        self._take_levels(own)
        name = read_indicator_name(own["name"].text) if "name" in own else None
        fresh = [own[field_name] for field_name in _CONTENT if field_name in own and own[field_name].top == row.index]
        has_content = (name is not None and name.name and own["name"].top == row.index) or any(
            spot.broken or not is_filler(spot.text) for spot in fresh if spot is not own.get("name")
        )
        strangers = self._strangers(row, columns)
        report_cells(self.book, (*strangers, *(spot for spot in cells.rest if spot.top == row.index)))
        if not has_content:
            named = [
                spot
                for field_name, spot in own.items()
                # 指标2：…… is what the template says.
                if field_name not in (*_LEVELS, *_CONTENT)
                or (field_name in ("level1", "level2") and holds_figure(spot))
            ]
            report_cells(self.book, (spot for spot in named if spot.top == row.index))
            return
        self._keep(row, columns, Cells(by_field=own))

    def _strangers(self, row: Row, columns: Columns) -> list[Spot]:
        """The cells left of all columns that neither name the block nor number the row."""
        return [
            spot
            for spot in columns.left_of(row)
            if spot.top == row.index
            and not spot.blank
            and spot.key not in names(Part.SIDES)
            and not self._numbers.take(spot, row)
        ]

    def _take_levels(self, own: dict[str, Spot]) -> None:
        """Note level 1 and level 2, and the weights printed after them."""
        level1, level2 = own.get("level1"), own.get("level2")
        if level1 is not None and not level1.blank and (self._level1 is None or self._level1[0] is not level1):
            name, weight = split_weight(level1.text)
            if self._level1 is None or self._level1[1] != name:
                self._level2 = None
            self._level1 = (level1, name)
            self._keep_weight(level1, name, None, weight)
        if level2 is not None and not level2.blank and (self._level2 is None or self._level2[0] is not level2):
            name, weight = split_weight(level2.text)
            self._level2 = (level2, name)
            if self._level1 is not None:
                self._keep_weight(level2, self._level1[1], name, weight)

    def _keep_weight(self, spot: Spot, level1: str, level2: str | None, printed: str | None) -> None:
        # An unmerged layout repeats the label, with its weight, in every row.
        if printed is None or (level1, level2, printed) in self._weights_seen:
            return
        self._weights_seen.add((level1, level2, printed))
        path = f"stated_weights[{len(self.stated_weights)}]"
        try:
            weight = as_points(printed)
        except QuantityError:
            weight = Unreadable(printed)
        label = level1 if level2 is None else level2
        self.book.place(path, spot, label)
        self.book.place(f"{path}.weight", spot, label)
        if isinstance(weight, Unreadable):
            self.book.refuse(f"{path}.weight", spot, "points", stated=printed)
        self.stated_weights.append(LevelWeight(level1=level1, level2=level2, weight=weight))

    def _keep(self, row: Row, columns: Columns, cells: Cells) -> None:
        book, path = self.book, f"indicators[{len(self.indicators)}]"
        get = cells.get
        name_spot = get("name")
        named = read_indicator_name("" if name_spot is None else name_spot.text)
        anchor = name_spot or row.own[0]
        label = named.name
        book.place(path, anchor, label)
        book.place_text(f"{path}.name", anchor, label)
        for level, noted in (("level1", self._level1), ("level2", self._level2)):
            book.place(f"{path}.{level}", None if noted is None else noted[0], label)
        weight = read_points(book, f"{path}.weight", get("weight"), label)
        is_part = named.is_part and weight is None
        target_name = "target" if "target" in columns else "initial_target"
        direction, target_text = compose_target(get("sign"), get(target_name), get("unit"))
        report_cells(book, (spot for spot in (get("sign"),) if spot is not None and not is_sign(spot)))
        _, initial_text = compose_target(get("sign"), get("initial_target"), get("unit"))
        indicator = Indicator(
            level1=None if self._level1 is None else self._level1[1],
            level2=None if self._level2 is None else self._level2[1],
            name=label,
            direction=direction,
            target=read_target(book, f"{path}.target", get(target_name), label, target_text),
            actual=with_unit(read_actual(book, f"{path}.actual", get("actual"), label), get("unit")),
            weight=weight,
            points=read_points(book, f"{path}.points", get("points"), label),
            deviation_note=read_passage(book, f"{path}.deviation_note", get("deviation_note"), label),
            initial_target=(
                read_target(book, f"{path}.initial_target", get("initial_target"), label, initial_text)
                if target_name == "target" and "initial_target" in columns
                else None
            ),
            deduction=read_points(book, f"{path}.deduction", get("deduction"), label),
            core=named.core or _says_yes(get("core")),
            standard=read_passage(book, f"{path}.standard", get("standard"), label),
            explanation=read_passage(book, f"{path}.explanation", get("explanation"), label),
            part_of=self._whole if is_part else None,
            score_share=read_rate(
                book, f"{path}.score_share", get("score_share"), label, percent=columns.is_percent("score_share")
            ),
            to_date=with_unit(read_actual(book, f"{path}.to_date", get("to_date"), label), get("unit")),
            forecast=with_unit(read_actual(book, f"{path}.forecast", get("forecast"), label), get("unit")),
            causes=self._read_causes(path, columns, cells),
            likelihood=self._read_likelihood(path, cells, label),
            long_term=self.long_term,
            remarks=read_passage(book, f"{path}.remarks", get("remarks"), label),
        )
        if not is_part:
            self._whole = label
        self.indicators.append(indicator)

    def _refine(self, columns: Columns, row: Row) -> Columns:
        """The columns with those of a second row of labels in the place of the wider ones above them."""
        below = {name: spot for spot in row.filled if (name := self._field_of(spot)) is not None}
        kept = {
            name: spot
            for name, spot in columns.headers.items()
            if not any(spot.start < other.stop and other.start < spot.stop for other in below.values())
        }
        return Columns(headers=kept | below, unnamed=columns.unnamed, book=self.book)

    def _read_causes(self, path: str, columns: Columns, cells: Cells) -> list[Cause]:
        """What is ticked or written in the columns of 偏差原因分析."""
        found: list[Cause] = []
        for name in columns.headers:
            spot = cells.get(name) if name.startswith(_CAUSE) else None
            if spot is not None and not is_none(spot.text):
                place, label = f"{path}.causes[{len(found)}]", columns.label(name)
                self.book.place(place, spot, label)
                found.append(Cause(name=label, note=read_passage(self.book, f"{place}.note", spot, label)))
        return found

    def _read_likelihood(self, path: str, cells: Cells, label: str) -> Likelihood | None:
        """The column of 完成目标可能性 that is ticked, or the words of a single one."""
        ticked = [
            (likelihood, spot)
            for name, likelihood in _LIKELIHOODS.items()
            if (spot := cells.get(name)) is not None and not is_none(spot.text)
        ]
        single = cells.get("likelihood")
        if single is not None and not single.blank:
            word = names(Part.INDICATORS).get(label_key(read_choice(single.text)))
            if word in _LIKELIHOODS:
                ticked.append((_LIKELIHOODS[word], single))
            else:
                report_cells(self.book, [single])
        if len(ticked) != 1:
            # Certain and impossible at once is nothing that anyone could mean.
            report_cells(self.book, (spot for _, spot in ticked))
            return None
        self.book.place(f"{path}.likelihood", ticked[0][1], label)
        return ticked[0][0]


def _find_cut(row: Row) -> int:
    """The column at which the labels of a row begin again, up to a second target; 0 where they do not."""
    found = [(names(Part.INDICATORS).get(spot.key), spot.start) for spot in row.filled]
    seen: list[str | None] = []
    for at, (name, start) in enumerate(found):
        if name in seen and name in ("level2", "name"):
            both = "target" in seen and "target" in [after for after, _ in found[at:]]
            # A third time would be one too many.
            return start if both and [after for after, _ in found[at:]].count(name) == 1 else 0
        seen.append(name)
    return 0


def _says_yes(spot: Spot | None) -> bool:
    return spot is not None and fold(spot.text) in ("是", "√", "☑", "★")
