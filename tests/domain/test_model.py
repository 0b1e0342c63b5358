"""A filing as a value: built by hand, frozen, compared by content."""

from __future__ import annotations

import copy
import inspect
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from budgetperf.domain import finding, model
from budgetperf.domain.model import (
    BaseTable,
    Direction,
    Filing,
    FundRow,
    Funds,
    Indicator,
    Record,
    Scorecard,
    ScorecardKind,
    Staffing,
)
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import QuantityError
from budgetperf.testing import filings

VALUES = [
    value
    for room in (model, finding)
    for _, value in inspect.getmembers(room, inspect.isclass)
    if attrs.has(value) and value.__module__ == room.__name__
]


def test_text_becomes_figures() -> None:
    """A person writes what the form prints."""
    row = Indicator(name="培训班次", target="≥2次", actual="2次", weight="10", points="9.5", direction="higher")
    assert (Target("≥2次"), Actual("2次"), Decimal(10), Decimal("9.5"), Direction.HIGHER) == (
        row.target,
        row.actual,
        row.weight,
        row.points,
        row.direction,
    )


def test_figures_are_taken_as_they_are() -> None:
    """Figures, blanks and what could not be read go in unchanged."""
    funds = Funds(initial=Money("1", "万元"), revised=None, spent=Unreadable("8O"))
    staff = Staffing(established=21, actual="21人", stated_rate="100.0%")
    assert (Money("1", "万元"), None, Unreadable("8O")) == (funds.initial, funds.revised, funds.spent)
    assert (Count("21"), Count("21", "人"), Rate("100")) == (staff.established, staff.actual, staff.stated_rate)


def test_lists_become_tuples() -> None:
    """What is frozen holds nothing that could be changed."""
    filing = Filing(scorecards=[Scorecard(kind="project", indicators=[Indicator(name="册数")])])
    assert (tuple, tuple) == (type(filing.scorecards), type(filing.scorecards[0].indicators))
    assert ScorecardKind.PROJECT is filing.scorecards[0].kind


def test_labels_mean_the_same_in_any_order() -> None:
    """The labels of a base table are a mapping."""
    one = BaseTable(labels={"special": "县级专项资金", "operations": "业务工作专项"})
    other = BaseTable(labels=[("operations", "业务工作专项"), ("special", "县级专项资金")])
    assert one == other


@pytest.mark.parametrize("value", [9.5, True, "九", "9分", "1E3", Decimal("NaN"), [], b"9"])
def test_no_points(value: str) -> None:
    """A weight is an exact number."""
    with pytest.raises(QuantityError):
        Indicator(name="册数", weight=value)


@pytest.mark.parametrize("value", ["96.73", 96.73, 96, Rate("96"), Decimal(96)])
def test_no_amount(value: str) -> None:
    """An amount has a unit."""
    with pytest.raises(QuantityError):
        Funds(spent=value)


@pytest.mark.parametrize(("value", "meant"), [("projct", "project"), ("monitor", "monitoring"), ("x", "department")])
def test_a_kind_that_was_probably_meant(value: str, meant: str) -> None:
    """A kind that does not exist is answered with the one that comes closest."""
    with pytest.raises(QuantityError) as caught:
        Scorecard(kind=value)
    assert f"例如 {meant!r}" in caught.value.zh


@pytest.mark.parametrize("value", ["", "Project", "附件3", None, 3])
def test_no_such_kind(value: str) -> None:
    """A kind, a role and a direction are one of a few words, and those are listed."""
    with pytest.raises(QuantityError, match=r"department\|project"):
        Scorecard(kind=value)
    for make in (
        lambda: FundRow(name="总额", role=value or "x"),
        lambda: Indicator(name="册数", direction=value or "x"),
    ):
        with pytest.raises(QuantityError):
            make()


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_value_is_frozen(value: type[attrs.AttrsInstance]) -> None:
    """Frozen, slotted, and with fields given by name only."""
    assert "__slots__" in vars(value)
    assert not hasattr(value, "__dict__") or "__dict__" not in dir(value)
    assert all(part.kw_only for part in attrs.fields(value))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        vars(value)["__setattr__"](object.__new__(value), attrs.fields(value)[0].name, None)


def test_every_record_carries_other_keys() -> None:
    """Every part of a filing has room for other people's keys."""
    parts = [value for value in VALUES if value.__module__ == model.__name__]
    assert all(issubclass(part, Record) for part in parts)


class TestValues:
    """A filing is its content: a copy is equal, is one key of a dictionary with it, and can be sent elsewhere."""

    @given(filings())
    def test_copies(self, filing: Filing) -> None:
        """Copied, pickled, rebuilt: the same."""
        for twin in (copy.deepcopy(filing), pickle.loads(pickle.dumps(filing)), attrs.evolve(filing)):  # noqa: S301 - our own bytes
            assert filing == twin
            assert hash(filing) == hash(twin)
