"""What 附件2 and 附件3 can hold of a scorecard."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from attrs import define, evolve

from budgetperf.domain.model import (
    Allocation,
    Budget,
    Execution,
    FundRow,
    Funds,
    Goal,
    Indicator,
    LevelWeight,
    Role,
    Scorecard,
    ScorecardKind,
)
from budgetperf.domain.quantity import MoneyUnit, Unreadable, as_points
from budgetperf.domain.written import fold
from budgetperf.errors import QuantityError
from budgetperf.formats.canonical.settling import Settler, line, passage, settled, statement
from budgetperf.formats.forms.cells import read_actual, read_points, read_rate, read_target
from budgetperf.formats.forms.labels import (
    compact,
    is_blank,
    label_key,
    printed_label,
    read_indicator_name,
)
from budgetperf.formats.forms.layout import Part, names
from budgetperf.printing.card_sheet import card_unit
from budgetperf.printing.indicator_rows import printed_levels
from budgetperf.printing.sheet import Kind

__all__ = ["ScorecardSettler"]

_CONTENT: Final = ("target", "actual", "weight", "points")


@define(kw_only=True)
class ScorecardSettler(Settler):
    """Settles a scorecard."""

    def card(self, card: Scorecard, path: str) -> Scorecard:
        """What the form holds of it."""
        self.forget_extras(card, path)
        is_project = card.kind is ScorecardKind.PROJECT
        supervisor, implementer = line(card.supervisor), line(card.implementer)
        if not is_project:
            self.replaced(f"{path}.supervisor", supervisor, None)
            self.replaced(f"{path}.implementer", implementer, None)
        indicators = self._indicators(card.indicators, f"{path}.indicators")
        held = Scorecard(
            kind=card.kind,
            heading=self.heading(card.heading, f"{path}.heading", Kind.PROJECT if is_project else Kind.DEPARTMENT),
            subject=line(card.subject),
            supervisor=supervisor if is_project else None,
            implementer=implementer if is_project else None,
            budget=self._budget(card, f"{path}.budget"),
            goals=self._goals(card.goals, f"{path}.goals"),
            stated_weights=self._weights(card.stated_weights, f"{path}.stated_weights"),
            indicators=indicators,
            stated_weight=self.figure(card.stated_weight, read_points),
            stated_points=self.figure(card.stated_points, read_points),
        )
        return evolve(held, stated_weights=_ordered(held))

    def _budget(self, card: Scorecard, path: str) -> Budget:
        budget = card.budget
        self.forget_extras(budget, path)
        unit = card_unit(budget)
        rows: list[FundRow] = []
        total: str | None = None
        for index, row in enumerate(budget.rows):
            held = self._fund_row(row, f"{path}.rows[{index}]", unit, total)
            if held is not None:
                total = held.name if held.role is Role.TOTAL else total
                rows.append(held)
        return Budget(
            rows=rows,
            by_source=self._allocations(budget.by_source, f"{path}.by_source", unit),
            by_nature=self._allocations(budget.by_nature, f"{path}.by_nature", unit),
            execution=self._execution(budget.execution, f"{path}.execution"),
        )

    def _fund_row(self, row: FundRow, path: str, unit: MoneyUnit, total: str | None) -> FundRow | None:
        self.forget_extras(row, path)
        name = settled(printed_label, row.name)
        known = names(Part.ROLES).get(label_key(name))
        role = None if known is None else Role(known)
        if role is Role.TOTAL and total is not None:
            role = None
        parent = None if role is Role.TOTAL else total
        self.replaced(f"{path}.role", row.role, role)
        self.replaced(f"{path}.parent", row.parent, parent)
        execution = None if row.execution is None else self._execution(row.execution, f"{path}.execution")
        if role is Role.TOTAL and execution is not None:
            self.replaced(f"{path}.execution", execution, Execution())
            execution = None
        funds = self.funds(row.funds, f"{path}.funds", unit, name, "prior")
        execution = None if execution == Execution() else execution
        if not name and funds == Funds() and execution is None:
            return None
        return FundRow(name=name, role=role, parent=parent, funds=funds, execution=execution)

    def _execution(self, execution: Execution, path: str) -> Execution:
        self.forget_extras(execution, path)
        return Execution(
            stated_rate=self.figure(execution.stated_rate, read_rate),
            weight=self.figure(execution.weight, read_points),
            points=self.figure(execution.points, read_points),
        )

    def _allocations(self, parts: Iterable[Allocation], path: str, unit: MoneyUnit) -> list[Allocation]:
        held = []
        for index, part in enumerate(parts):
            self.forget_extras(part, f"{path}[{index}]")
            name = settled(printed_label, part.name)
            amount = self.amount(part.amount, unit, name)
            held += [Allocation(name=name, amount=amount)] if name or amount is not None else []
        return held

    def _goals(self, goals: Iterable[Goal], path: str) -> list[Goal]:
        held = []
        for index, goal in enumerate(goals):
            self.forget_extras(goal, f"{path}[{index}]")
            row = Goal(expected=passage(goal.expected), actual=passage(goal.actual))
            held += [] if row == Goal() else [row]
        return held

    def _weights(self, weights: Iterable[LevelWeight], path: str) -> list[LevelWeight]:
        held: dict[tuple[str, str | None], LevelWeight] = {}
        for index, stated in enumerate(weights):
            self.forget_extras(stated, f"{path}[{index}]")
            level1 = "" if is_blank(stated.level1) else compact(stated.level1)
            level2 = None if stated.level2 is None or is_blank(stated.level2) else compact(stated.level2)
            weight = stated.weight
            weight = _printed_weight(weight) if isinstance(weight, Unreadable) else weight
            if weight is None:
                continue
            if not level1 or (level1, level2) in held:
                # A level has one name and one pair of brackets.
                self.replaced(f"{path}[{index}]", weight, getattr(held.get((level1, level2)), "weight", None))
                continue
            held[level1, level2] = LevelWeight(level1=level1, level2=level2, weight=weight)
        return list(held.values())

    def _indicators(self, indicators: Iterable[Indicator], path: str) -> list[Indicator]:
        held = []
        whole: str | None = None
        for index, row in enumerate(indicators):
            settled = self._indicator(row, f"{path}[{index}]", whole)
            if settled is None:
                continue
            is_part = settled.part_of is not None or (whole is None and row.part_of is not None and row.weight is None)
            whole = whole if is_part else settled.name
            held.append(settled)
        return held

    def _indicator(self, row: Indicator, path: str, whole: str | None) -> Indicator | None:
        self.forget_extras(row, path)
        name = settled(_indicator_name, row.name)
        target = statement(row.target, read_target)
        direction = None if target is None else row.direction
        self.replaced(f"{path}.direction", row.direction, direction)
        weight = self.figure(row.weight, read_points)
        part_of = whole if row.part_of is not None and weight is None else None
        self.replaced(f"{path}.part_of", row.part_of, part_of)
        held = Indicator(
            level1=None if row.level1 is None or is_blank(row.level1) else compact(row.level1),
            level2=None if row.level2 is None or is_blank(row.level2) else compact(row.level2),
            name=name,
            direction=direction,
            target=target,
            actual=statement(row.actual, read_actual),
            weight=weight,
            points=self.figure(row.points, read_points),
            deviation_note=passage(row.deviation_note),
            initial_target=statement(row.initial_target, read_target),
            deduction=self.figure(row.deduction, read_points),
            core=row.core or _is_marked(row.name),
            standard=passage(row.standard),
            part_of=part_of,
        )
        if held.name or any(getattr(held, part) is not None for part in _CONTENT):
            return held
        for part in ("deviation_note", "initial_target", "deduction", "standard"):
            self.replaced(f"{path}.{part}", getattr(held, part), None)
        return None


def _indicator_name(text: str) -> str:
    return read_indicator_name(text).name


def _is_marked(name: str) -> bool:
    """Whether a name carries the mark of a core indicator."""
    while True:
        read = read_indicator_name(name)
        if read.core or read.name == name:
            return read.core
        name = read.name


def _printed_weight(weight: Unreadable) -> Decimal | Unreadable | None:
    """The weight of a level as the brackets behind its name read."""
    printed = fold(weight.text).removesuffix("分")
    if not printed:
        return None
    try:
        return as_points(printed)
    except QuantityError:
        return Unreadable(printed)


def _ordered(card: Scorecard) -> list[LevelWeight]:
    """The weights in the order in which the rows of a card print them."""
    stated = {(weight.level1, weight.level2): weight for weight in card.stated_weights}
    ordered: dict[tuple[str | None, str | None], LevelWeight] = {}
    for level1, level2 in printed_levels(card):
        for key in ((level1, None), (level1, level2)):
            if key in stated:
                ordered.setdefault(key, stated[key])
    return list(ordered.values())
