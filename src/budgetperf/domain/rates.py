"""
The control rates that a filing's figures give: each from which cells, and its exact value.

A rate that cannot be computed says which figure is missing; a blank is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import field, frozen

from budgetperf.domain.figures import Figure, figures
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.quantity import Count, Money, Unreadable
from budgetperf.domain.rate_formulas import RATE_FORMULAS, RateFormula
from budgetperf.domain.rounding import exact

__all__ = ["PREVIOUS", "ControlRate", "control_rates"]

PREVIOUS = "previous."
"""What the path of a figure of last year's filing begins with."""

_WHOLE = "整体"


@frozen(kw_only=True)
class ControlRate:
    """
    One rate of a filing.

    Attributes:
        formula: What it is.

        inputs: Paths of the figures used; one that begins with ``previous.`` is of last year's filing.

        value: The exact share (0.3813… for 38.13 %), or None.

        note: Why it cannot be computed; or what was presumed where a form states a figure only by way of others.
    """

    formula: RateFormula
    inputs: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    value: Fraction | None = None
    note: Message | None = None

    @property
    def id(self) -> str:
        """``three_public_control``."""
        return self.formula.id


@frozen
class _Amount:
    """
    Where a figure of a formula stands: at one path, or as the difference of two.

    Attributes:
        size: Whether the difference counts either way.
    """

    path: str
    less: str | None = None
    size: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.path,) if self.less is None else (self.path, self.less)


@frozen
class _Binding:
    """A formula, where its two figures stand, and what is presumed in taking them from there."""

    formula: str
    above: _Amount
    below: _Amount
    premise: str | None = None


def _of_year(name: str, row: str, first: str, second: str) -> _Binding:
    return _Binding(name, _Amount(f"base_table.{row}.{first}"), _Amount(f"base_table.{row}.{second}"))


def _on_last_year(name: str, row: str) -> _Binding:
    path = f"base_table.{row}.initial"
    return _Binding(name, _Amount(path), _Amount(PREVIOUS + path))


_BASE_TABLE = (
    _of_year("staffing_control", "staffing", "actual", "established"),
    _of_year("three_public_control", "three_public.total", "spent", "initial"),
    _of_year("operating_control", "operating.total", "spent", "initial"),
    _of_year("procurement_execution", "procurement", "spent", "initial"),
    _of_year("three_public_outturn_change", "three_public.total", "spent", "prior"),
)
# 附件1 prints last year's outturn, but not last year's budget.
_BASE_TABLE_AND_LAST = (
    _on_last_year("three_public_budget_change", "three_public.total"),
    _on_last_year("hospitality_change", "three_public.hospitality"),
    _on_last_year("vehicle_change", "three_public.vehicles"),
)


def _of_building(place: str) -> tuple[_Binding, ...]:
    return (
        _Binding("building_area_control", _Amount(f"{place}.actual_area"), _Amount(f"{place}.approved_area")),
        _Binding(
            "building_investment_control",
            _Amount(f"{place}.actual_investment"),
            _Amount(f"{place}.planned_investment"),
        ),
    )


def _of_total_row(funds: str) -> _Binding:
    return _Binding("execution_rate", _Amount(f"{funds}.spent"), _Amount(f"{funds}.revised"))


def _of_department(funds: str) -> tuple[_Binding, ...]:
    """What the total row of 附件2 says of the whole budget, by way of differences where it must."""
    initial, revised, spent = f"{funds}.initial", f"{funds}.revised", f"{funds}.spent"
    return (
        _Binding("budget_completion", _Amount(spent), _Amount(revised), "presumed_revised"),
        *_of_adjustment(initial, revised),
        _Binding("carryover", _Amount(revised, spent), _Amount(revised), "presumed_unspent"),
    )


def _of_adjustment(before: str, after: str) -> tuple[_Binding, ...]:
    return (
        _Binding("budget_adjustment", _Amount(after, before, size=True), _Amount(before), "presumed_net"),
        _Binding("budget_control", _Amount(after, before), _Amount(before), "presumed_net"),
    )


def _of_department_and_last(funds: str, last: str | None) -> _Binding:
    # Without last year's filing the figure is missing wherever it may stand.
    before = f"{PREVIOUS}{last or funds}"
    return _Binding(
        "carryover_change",
        _Amount(f"{funds}.revised", f"{funds}.spent"),
        _Amount(f"{before}.revised", f"{before}.spent"),
        "presumed_unspent",
    )


# What no form has a cell for: the formula, and which of its terms are missing.
_NOWHERE = MappingProxyType(
    {
        "budget_completion_of_available": (0,),
        "payment_progress": (0, 1),
        "carryover_of_outturn": (1,),
        "key_spending": (0,),
        "fixed_asset_use": (0, 1),
        "fund_receipt": (0,),
        "execution_rate_of_received": (1,),
        "actual_completion": (0, 1),
        "quality": (0, 1),
        "quality_of_plan": (0, 1),
        "timeliness": (0, 1),
        "key_work_completion": (0, 1),
        "cost_saving": (0, 1),
    }
)


def control_rates(
    filing: Filing, previous: Filing | None = None, *, stated: Mapping[str, Figure] | None = None
) -> tuple[ControlRate, ...]:
    """
    Every control rate of a filing, computed or with the reason why not; those that no form has figures for come last.

    Args:
        filing: The filing.

        previous: Last year's filing of the same department, for the rates that compare the two years.

        stated: The figures of the filing, where they have been gathered already.

    >>> from budgetperf.domain.model import BaseTable, Staffing
    >>> base = BaseTable(staffing=Staffing(established="20", actual="21"))
    >>> rate = control_rates(Filing(base_table=base))[0]
    >>> rate.id, rate.value
    ('staffing_control', Fraction(21, 20))
    """
    known: dict[str, Figure] = dict(figures(filing) if stated is None else stated)
    if previous is not None:
        known |= {PREVIOUS + path: figure for path, figure in figures(previous).items()}
    found = [_rate(binding, known, has_last=previous is not None) for binding in _bindings(filing, previous)]
    if filing.base_table is not None or filing.scorecards:
        found += [_nowhere(RATE_FORMULAS[name], missing) for name, missing in _NOWHERE.items()]
    return tuple(found)


def _bindings(filing: Filing, previous: Filing | None) -> Iterator[_Binding]:
    base = filing.base_table
    department, last = _department_total(filing), None if previous is None else _department_total(previous)
    if base is not None:
        yield from _BASE_TABLE
        for index in range(len(base.buildings)):
            yield from _of_building(f"base_table.buildings[{index}]")
    for index, card in enumerate(filing.scorecards):
        row = card.budget.total_index
        if row is not None and card.kind.is_scored:
            yield _of_total_row(f"scorecards[{index}].budget.rows[{row}].funds")
    if department is not None:
        yield from _of_department(department)
    elif base is not None and _WHOLE in dict(base.labels).get("basic_adjustment", ""):
        # 2018 年表式没有附件2，部门整体支出预算调整一行填调整前、后两个数
        yield from _of_adjustment("base_table.basic_adjustment.initial", "base_table.basic_adjustment.spent")
    if base is not None:
        yield from _BASE_TABLE_AND_LAST
    if department is not None:
        yield _of_department_and_last(department, last)


def _department_total(filing: Filing) -> str | None:
    """The path of the amounts of the department's total row."""
    for index, card in enumerate(filing.scorecards):
        row = card.budget.total_index
        if card.kind is ScorecardKind.DEPARTMENT and row is not None:
            return f"scorecards[{index}].budget.rows[{row}].funds"
    return None


def _rate(binding: _Binding, stated: Mapping[str, Figure], *, has_last: bool) -> ControlRate:
    formula = RATE_FORMULAS[binding.formula]
    paths = tuple(dict.fromkeys((*binding.above.paths, *binding.below.paths)))
    for path in paths:
        if not isinstance(stated.get(path), (Money, Count)):
            note = _missing(path, binding, stated.get(path), has_last=has_last)
            return ControlRate(formula=formula, inputs=paths, note=note)
    if len({unit for path in paths if (unit := _unit(stated[path]))}) > 1:
        return ControlRate(formula=formula, inputs=paths, note=Message.of("different_kinds"))
    above, below = _number(binding.above, stated), _number(binding.below, stated)
    if below <= 0:
        return ControlRate(formula=formula, inputs=paths, note=_no_denominator(binding.below, below, formula))
    premise = None if binding.premise is None else Message.of(binding.premise)
    return ControlRate(formula=formula, inputs=paths, value=formula.of(above, below), note=premise)


def _missing(path: str, binding: _Binding, figure: Figure | None, *, has_last: bool) -> Message:
    if not path.startswith(PREVIOUS):
        return Message.of("unreadable_figure" if isinstance(figure, Unreadable) else "missing_figure", path=path)
    (term,) = RATE_FORMULAS[binding.formula].below
    key = "missing_of_last_year" if has_last else "last_year_not_given"
    return Message.of(key, figure=term.zh, figure_en=term.en)


def _no_denominator(amount: _Amount, value: Fraction, formula: RateFormula) -> Message:
    if amount.less is None and value == 0 and not amount.path.startswith(PREVIOUS):
        return Message.of("zero_denominator", path=amount.path)
    (term,) = formula.below
    return Message.of("zero_figure" if value == 0 else "negative_figure", figure=term.zh, figure_en=term.en)


def _unit(figure: Figure) -> str:
    return figure.base[1] if isinstance(figure, Count) else "元"


def _number(amount: _Amount, stated: Mapping[str, Figure]) -> Fraction:
    first, *less = (_plain(stated[path]) for path in amount.paths)
    difference = first - sum(less) if less else first
    return abs(difference) if amount.size else difference


def _plain(figure: Figure) -> Fraction:
    assert isinstance(figure, (Money, Count))  # noqa: S101 - looked at
    return exact(figure.yuan if isinstance(figure, Money) else figure.base[0])


def _nowhere(formula: RateFormula, missing: Sequence[int]) -> ControlRate:
    terms = [formula.terms[index] for index in missing]
    note = Message.of(
        "no_form_has",
        figure="、".join(term.zh for term in terms),
        figure_en=", ".join(term.en for term in terms),
    )
    return ControlRate(formula=formula, note=note)
