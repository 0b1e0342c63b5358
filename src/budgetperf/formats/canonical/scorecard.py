"""What 附件2, 附件3 and the forms of targets, monitoring and rates can hold of a card."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from attrs import define, evolve

from budgetperf.domain.model import (
    Allocation,
    Budget,
    Cause,
    Execution,
    FundRow,
    Funds,
    Goal,
    Indicator,
    LevelWeight,
    Role,
    Scope,
    Scorecard,
    ScorecardKind,
)
from budgetperf.domain.quantity import MoneyUnit, Unreadable, as_points
from budgetperf.domain.written import fold, is_none
from budgetperf.errors import QuantityError
from budgetperf.formats.canonical.settling import Settler, line, passage, settled, statement
from budgetperf.formats.forms.cells import read_actual, read_points, read_rate, read_target
from budgetperf.formats.forms.labels import (
    compact,
    is_blank,
    label_key,
    months_in,
    printed_label,
    read_choice,
    read_indicator_name,
)
from budgetperf.formats.forms.layout import Part, names
from budgetperf.printing.card_columns import CAUSES, HELD
from budgetperf.printing.card_sheet import card_kind, card_unit
from budgetperf.printing.indicator_rows import ordered_indicators, printed_levels

__all__ = ["ScorecardSettler"]

_CONTENT: Final = ("target", "actual", "weight", "points", "to_date", "forecast")
_DETAILS: Final = ("supervisor", "implementer", "attribute", "period", "starts", "ends")
_OPTIONAL: Final = (
    "direction",
    "target",
    "actual",
    "weight",
    "points",
    "deviation_note",
    "initial_target",
    "deduction",
    "standard",
    "score_share",
    "to_date",
    "forecast",
    "likelihood",
    "remarks",
)
# What each form has a column for in its fund block.
_SPENT: Final = ("initial", "revised", "spent")
_COLUMNS: Final = {
    ScorecardKind.DEPARTMENT: _SPENT,
    ScorecardKind.PROJECT: _SPENT,
    ScorecardKind.RATES: _SPENT,
    ScorecardKind.MONITORING: ("initial", "revised", "to_date", "forecast"),
}


@define(kw_only=True)
class ScorecardSettler(Settler):
    """Settles a scorecard."""

    def card(self, card: Scorecard, path: str) -> Scorecard:
        """What the form holds of it."""
        self.forget_extras(card, path)
        is_scored = card.kind.is_scored
        title = card.heading.title or ""
        scope = None if is_scored else card.scope or _scope_of(title)
        self.replaced(f"{path}.scope", card.scope, scope)
        held = Scorecard(
            kind=card.kind,
            scope=scope,
            heading=self.heading(card.heading, f"{path}.heading", card_kind(evolve(card, scope=scope))),
            subject=line(card.subject),
            budget=self._budget(card, f"{path}.budget"),
            goals=self._goals(card, f"{path}.goals"),
            stated_weights=self._weights(card.stated_weights, f"{path}.stated_weights"),
            indicators=self._indicators(card, f"{path}.indicators"),
            stated_weight=self.figure(card.stated_weight, read_points),
            stated_points=self.figure(card.stated_points, read_points) if is_scored else None,
            months=self._months(card, f"{path}.months"),
            conclusion=passage(card.conclusion),
            problems=passage(card.problems),
            improvements=passage(card.improvements),
            **self._details(card, path),  # type: ignore[arg-type] # the names are those of texts
        )
        self.replaced(f"{path}.stated_points", card.stated_points, held.stated_points)
        held = evolve(held, indicators=ordered_indicators(held))
        return evolve(held, stated_weights=_ordered(held))

    def _details(self, card: Scorecard, path: str) -> dict[str, str | None]:
        """What stands beside the name of a project; the card of a department has its name alone."""
        held: dict[str, str | None] = {}
        for name in _DETAILS:
            text: str | None = getattr(card, name)
            if name == "attribute" and text is not None:
                text = settled(read_choice, text)
            held[name] = None if card.kind is ScorecardKind.DEPARTMENT else line(text)
            self.replaced(f"{path}.{name}", text, held[name])
        return held

    def _months(self, card: Scorecard, path: str) -> str | None:
        """The months of a monitoring card, if the labels of its columns can say them."""
        held = None if card.months is None or is_blank(card.months) else compact(card.months)
        if held is not None:
            spent, done = f"{held}执行数", f"{held}完成情况"
            is_known = (
                label_key(spent) in names(Part.FUNDS)
                and label_key(done) in names(Part.INDICATORS)
                and months_in(spent) == months_in(done) == held
            )
            held = held if is_known and card.kind is ScorecardKind.MONITORING else None
        self.replaced(path, card.months, held)
        return held

    def _budget(self, card: Scorecard, path: str) -> Budget:
        budget = card.budget
        self.forget_extras(budget, path)
        unit = card_unit(budget)
        if not card.kind.is_scored:
            # Plans ask for no amounts by source and by nature.
            self._forget_all(f"{path}.by_source", budget.by_source)
            self._forget_all(f"{path}.by_nature", budget.by_nature)
            budget = evolve(budget, by_source=(), by_nature=())
        if card.kind is ScorecardKind.TARGET:
            return self._planned_budget(budget, path, unit)
        columns = _COLUMNS[card.kind]
        rows: list[FundRow] = []
        total: str | None = None
        for index, row in enumerate(budget.rows):
            held = self._fund_row(row, f"{path}.rows[{index}]", unit, total, columns)
            if held is not None:
                total = held.name if held.role is Role.TOTAL else total
                rows.append(held)
        return Budget(
            rows=rows,
            by_source=self._allocations(budget.by_source, f"{path}.by_source", unit),
            by_nature=self._allocations(budget.by_nature, f"{path}.by_nature", unit),
            execution=self._execution(budget.execution, f"{path}.execution"),
        )

    def _forget_all(self, path: str, parts: Iterable[object]) -> None:
        self.lost += [f"{path}[{index}]" for index, _ in enumerate(parts)]

    def _planned_budget(self, budget: Budget, path: str, unit: MoneyUnit) -> Budget:
        """What is applied for: labels with an amount each, first those of several years, then those of one."""
        self.replaced(f"{path}.execution", budget.execution, Execution())
        rows: list[FundRow] = []
        totals: dict[bool, str] = {}
        is_long = False
        for index, row in enumerate(budget.rows):
            where = f"{path}.rows[{index}]"
            self.forget_extras(row, where)
            name = settled(printed_label, row.name)
            known = names(Part.PLAN_FUNDS).get(label_key(name)) or names(Part.ROLES).get(label_key(name))
            is_total = known in ("long_term", "total")
            is_long = known == "long_term" if is_total else is_long
            role = (
                Role.TOTAL if is_total and is_long not in totals else None if known is None or is_total else Role(known)
            )
            parent = None if role is Role.TOTAL else totals.get(is_long)
            self.replaced(f"{where}.role", row.role, role)
            self.replaced(f"{where}.parent", row.parent, parent)
            self.replaced(f"{where}.long_term", row.long_term, is_long)
            self.replaced(f"{where}.execution", row.execution, None)
            funds = self.funds(row.funds, f"{where}.funds", unit, name, ("initial",))
            if role is Role.TOTAL:
                totals[is_long] = name
            if name or funds != Funds():
                rows.append(FundRow(name=name, role=role, parent=parent, funds=funds, long_term=is_long))
        return Budget(rows=rows)

    def _fund_row(
        self, row: FundRow, path: str, unit: MoneyUnit, total: str | None, columns: Iterable[str]
    ) -> FundRow | None:
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
        self.replaced(f"{path}.long_term", row.long_term, False)  # noqa: FBT003 - what the form holds
        funds = self.funds(row.funds, f"{path}.funds", unit, name, columns)
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

    def _goals(self, card: Scorecard, path: str) -> list[Goal]:
        held = []
        for index, goal in enumerate(card.goals):
            where = f"{path}[{index}]"
            self.forget_extras(goal, where)
            expected, actual = passage(goal.expected), passage(goal.actual)
            # A plan has goals of several years, and nothing that was done.
            row = (
                Goal(expected=expected, actual=actual)
                if card.kind.is_scored
                else Goal(expected=expected, long_term=goal.long_term)
            )
            self.replaced(f"{where}.actual", goal.actual, row.actual)
            self.replaced(f"{where}.long_term", goal.long_term, row.long_term)
            held += [] if row.expected is None and row.actual is None else [row]
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

    def _indicators(self, card: Scorecard, path: str) -> list[Indicator]:
        held = []
        whole: str | None = None
        for index, row in enumerate(card.indicators):
            settled = self._indicator(row, f"{path}[{index}]", whole, card.kind)
            if settled is None:
                continue
            is_part = settled.part_of is not None or (whole is None and row.part_of is not None and row.weight is None)
            whole = whole if is_part else settled.name
            held.append(settled)
        return held

    def _indicator(self, row: Indicator, path: str, whole: str | None, kind: ScorecardKind) -> Indicator | None:
        self.forget_extras(row, path)
        row = self._within_columns(row, path, kind)
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
            score_share=self.figure(row.score_share, read_rate),
            to_date=statement(row.to_date, read_actual),
            forecast=statement(row.forecast, read_actual),
            causes=self._causes(row, f"{path}.causes"),
            likelihood=row.likelihood,
            long_term=row.long_term,
            remarks=passage(row.remarks),
        )
        if held.name or any(getattr(held, part) is not None for part in _CONTENT):
            return held
        for part in ("deviation_note", "initial_target", "deduction", "standard", "score_share", "remarks"):
            self.replaced(f"{path}.{part}", getattr(held, part), None)
        self.lost += [f"{path}.likelihood"] if held.likelihood is not None else []
        self._forget_all(f"{path}.causes", held.causes)
        return None

    def _within_columns(self, row: Indicator, path: str, kind: ScorecardKind) -> Indicator:
        """A row without what its form has no column for."""
        columns = HELD[kind]
        dropped: dict[str, None] = {}
        for name in _OPTIONAL:
            if name not in columns and getattr(row, name) is not None:
                self.replaced(f"{path}.{name}", getattr(row, name), None)
                dropped[name] = None
        if "causes" not in columns:
            self._forget_all(f"{path}.causes", row.causes)
            row = evolve(row, causes=())
        if row.long_term and kind is not ScorecardKind.TARGET:
            self.lost.append(f"{path}.long_term")
            row = evolve(row, long_term=False)
        return evolve(row, **dropped)  # type: ignore[arg-type] # the names are those of what may be blank

    def _causes(self, row: Indicator, path: str) -> list[Cause]:
        """The causes in the order of their columns, one of each; a stroke is no cause."""
        held: dict[str, Cause] = {}
        for index, cause in enumerate(row.causes):
            where = f"{path}[{index}]"
            self.forget_extras(cause, where)
            name, note = settled(printed_label, cause.name), passage(cause.note)
            if note is None or is_none(note):
                continue
            # A column that no form has would not be known for one.
            if name in held or label_key(name) not in names(Part.CAUSES):
                self.lost.append(where)
                continue
            held[name] = Cause(name=name, note=note)
        usual = [name for name in CAUSES if name in held]
        return [held[name] for name in (*usual, *(name for name in held if name not in usual))]


def _scope_of(title: str) -> Scope:
    """What a title says that a plan is about; a project if it says nothing."""
    return Scope.DEPARTMENT if "整体" in title or "部门" in title else Scope.PROJECT


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
