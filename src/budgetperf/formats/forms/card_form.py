"""附件2, 附件3 and cards of other kinds: from the rows of a form to a `Scorecard`."""

from __future__ import annotations

import re
from typing import Final

from attrs import Factory, define, evolve, field

from budgetperf.domain.model import Scope, Scorecard, ScorecardKind
from budgetperf.formats.forms.around import read_labelled
from budgetperf.formats.forms.cells import read_line, read_passage
from budgetperf.formats.forms.fund_block import AllocationsBlock, FundsBlock, build_budget
from budgetperf.formats.forms.goal_block import GoalsBlock
from budgetperf.formats.forms.heading import Surroundings
from budgetperf.formats.forms.indicator_block import IndicatorsBlock
from budgetperf.formats.forms.labels import compact, read_choice
from budgetperf.formats.forms.layout import Part, names
from budgetperf.formats.forms.leftovers import report_cells, report_row
from budgetperf.formats.forms.notebook import Notebook
from budgetperf.formats.forms.planned_block import PlannedFunds, PlannedGoals
from budgetperf.formats.forms.signs import read_sign
from budgetperf.formats.forms.strips import Row, Spot, Text

__all__ = ["CardReader"]

# A row of the table itself has more cells.
_MANY: Final = 5
_COLON: Final = re.compile(r"[:：]")


@define(kw_only=True)
class CardReader:
    """
    Reads the rows of one scorecard, one after the other.

    Attributes:
        book: Where places and findings are written down.

        around: The heading, which also knows the unit of money printed above the table.

        kind: What the card is.
    """

    book: Notebook
    around: Surroundings
    kind: ScorecardKind
    _subject: dict[str, str | None] = field(factory=dict)
    _remarks: dict[str, str | None] = field(factory=dict)
    _scope: Scope | None = None
    _funds: FundsBlock = Factory(
        lambda self: FundsBlock(book=self.book, around=self.around, kind=self.kind), takes_self=True
    )
    _planned: PlannedFunds = Factory(
        lambda self: PlannedFunds(book=self.book, around=self.around, rows=self._funds.rows), takes_self=True
    )
    _aims: PlannedGoals = Factory(lambda self: PlannedGoals(book=self.book), takes_self=True)
    _allocations: AllocationsBlock = Factory(lambda self: AllocationsBlock(book=self.book), takes_self=True)
    _goals: GoalsBlock = Factory(lambda self: GoalsBlock(book=self.book), takes_self=True)
    _indicators: IndicatorsBlock = Factory(
        lambda self: IndicatorsBlock(book=self.book, kind=self.kind), takes_self=True
    )
    _block: Part | None = None

    def take(self, row: Row) -> None:
        """
        Read one row.

        Raises:
            FileError: A header row lacks a column that its block needs.
        """
        sign = read_sign(row)
        if sign is Part.INDICATORS:
            self._indicators.open(row)
            self._block = Part.INDICATORS
        elif self._is_remark(row):
            self._take_remark(row)
        elif self._block is Part.INDICATORS:
            self._indicators.take(row)
        elif sign is Part.FUNDS:
            self._funds.open(row)
            self._block = Part.FUNDS
        elif not self.kind.is_scored and self._take_plan(row):
            pass
        elif self.kind.is_scored and self._goals.is_header(row):
            self._goals.open(row)
            self._block = Part.GOALS
        elif self._allocations.is_header(row):
            self._allocations.open(row, self._unit)
            self._block = Part.ALLOCATIONS
        elif self._is_subject(row):
            self._take_subject(row)
        else:
            self._take_plain(row)

    def _take_plan(self, row: Row) -> bool:
        """Read a row of the funds or goals of a plan; False where it is neither."""
        # In a monitoring card the rows of funds lie under labelled columns, like those of 附件3.
        has_columns = self._block is Part.FUNDS
        goes_on = self._block is Part.PLAN_FUNDS and not self._is_subject(row) and not self._aims.is_header(row)
        if not has_columns and (self._planned.is_row(row) or goes_on):
            self._planned.take(row)
            self._block = Part.PLAN_FUNDS
        elif self._aims.is_header(row) or (self._block is Part.PLAN_GOALS and self._aims.is_open):
            self._aims.take(row)
            self._block = Part.PLAN_GOALS
        else:
            return False
        return True

    # 评价结论, 存在问题, 改进措施

    def _is_remark(self, row: Row) -> bool:
        """Whether a row is one of the texts around the table: its label comes first, and few cells follow."""
        return 0 < len(row.filled) < _MANY and _split(row.filled[0], Part.REMARKS)[0] is not None

    def _take_remark(self, row: Row) -> None:
        used: set[int] = set()
        for spot in row.filled:
            if id(spot) in used:
                continue
            name, inline = _split(spot, Part.REMARKS)
            value = evolve(spot, text=inline) if inline else row.right_of(spot)
            if value is not None and not inline and _split(value, Part.REMARKS)[0] is not None:
                value = None
            if name is None or name in self._remarks:
                report_cells(self.book, [spot])
                continue
            label = compact(_COLON.split(spot.text, maxsplit=1)[0])
            self._remarks[name] = read_passage(self.book, name, value, label)
            used.update(id(other) for other in (spot, value) if other is not None)

    @property
    def _unit(self) -> str | None:
        return self._funds.unit or self.around.unit

    def _take_plain(self, row: Row) -> None:
        """A row that opens no block of its own."""
        if self._block is Part.FUNDS:
            self._funds.take(row)
        elif self._block is Part.ALLOCATIONS:
            self._allocations.take(row, self._unit)
        elif self._block is Part.GOALS and self._goals.is_open:
            self._goals.take(row)
        elif not self._funds.is_open and any(_opens_funds(spot) for spot in row.filled):
            raise self._funds.refuse(row)
        else:
            report_row(self.book, row)

    # 项目名称, 主管部门, 实施单位

    def _is_subject(self, row: Row) -> bool:
        return bool(row.filled) and _split(row.filled[0], Part.SUBJECT)[0] is not None

    def _take_subject(self, row: Row) -> None:
        used: set[int] = set()
        for spot in row.filled:
            if id(spot) in used:
                continue
            name, inline = _split(spot, Part.SUBJECT)
            field_name = self._field_of(name)
            value = evolve(spot, text=inline) if inline else row.right_of(spot)
            if value is not None and not inline and _split(value, Part.SUBJECT)[0] is not None:
                value = None
            if field_name is None or field_name in self._subject:
                report_cells(self.book, [spot])
                continue
            label = compact(_COLON.split(spot.text, maxsplit=1)[0])
            shown = evolve(value, text=read_choice(value.text)) if value and field_name == "attribute" else value
            self._subject[field_name] = read_line(self.book, field_name, shown, label)
            used.update(id(other) for other in (spot, value) if other is not None)

    def take_text(self, text: Text) -> bool:
        """Read a line above the table that says what the card is about; False where it does not."""
        labelled = read_labelled(text, Part.SUBJECT)
        fields = [] if labelled is None else [self._field_of(item.field) for item in labelled]
        if not fields or None in fields or self._subject.keys() & set(fields):
            return False
        for item in labelled or ():
            name = self._field_of(item.field) or ""
            self.book.place(name, item.spot, item.label)
            self._subject[name] = item.value
        return True

    def _field_of(self, name: str | None) -> str | None:
        if name in ("department", "project"):
            if self.kind.is_evaluation:
                return "subject" if name == self.kind.value else None
            scope = Scope(name)
            if self._scope not in (None, scope):
                return None
            self._scope = scope
            return "subject"
        return name if self.kind is not ScorecardKind.DEPARTMENT else None

    def card(self) -> Scorecard:
        """What has been read."""
        self._funds.close()
        heading = self.around.heading()
        subject = self._subject.get("subject")
        of_department = self.kind in (ScorecardKind.DEPARTMENT, ScorecardKind.RATES)
        if "subject" not in self._subject and of_department:
            # Some forms name the department in a line above the table instead.
            subject = heading.unit_name
            place = self.book.locations.get("heading.unit_name")
            if place is not None:
                self.book.locations["subject"] = place
        return Scorecard(
            kind=self.kind,
            heading=heading,
            subject=subject,
            supervisor=self._subject.get("supervisor"),
            implementer=self._subject.get("implementer"),
            budget=build_budget(self._funds, self._allocations),
            goals=self._goals.goals if self.kind.is_scored else self._aims.goals(),
            stated_weights=self._indicators.stated_weights,
            indicators=self._indicators.indicators,
            stated_weight=self._indicators.stated_weight,
            stated_points=self._indicators.stated_points,
            scope=None if self.kind.is_scored else self._scope or _scope_of(heading.title or ""),
            attribute=self._subject.get("attribute"),
            period=self._subject.get("period"),
            starts=self._subject.get("starts"),
            ends=self._subject.get("ends"),
            months=None if self.kind.is_scored else self._funds.months or self._indicators.months,
            conclusion=self._remarks.get("conclusion"),
            problems=self._remarks.get("problems"),
            improvements=self._remarks.get("improvements"),
        )


def _scope_of(title: str) -> Scope | None:
    """What a title says that a plan is about."""
    if "整体" in title or "部门" in title:
        return Scope.DEPARTMENT
    return Scope.PROJECT if "项目" in title or "专项" in title else None


def _split(spot: Spot, part: Part) -> tuple[str | None, str]:
    """The field of a label cell, and the value that stands in the same cell behind a colon."""
    known = names(part)
    if spot.key in known:
        return known[spot.key], ""
    label, *rest = _COLON.split(spot.text, maxsplit=1)
    name = known.get(compact(label))
    return (name, rest[0].strip()) if rest and name is not None else (None, "")


def _opens_funds(spot: Spot) -> bool:
    """Whether a label belongs to a fund block, so that a header row must have been meant."""
    return names(Part.SIDES).get(spot.key) == "funds" or names(Part.ROLES).get(spot.key) == "total"
