"""The converter of an embedder: what it learns, what it keeps, and what its errors look like."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
import cattrs.preconf.json
import pytest
from cattrs import Converter, transform_error
from cattrs.errors import ClassValidationError

from budgetperf.domain.model import Execution, Filing, Goal, Indicator, Scorecard
from budgetperf.domain.quantity import Count, Money, Rate, Unreadable
from budgetperf.domain.statement import Actual, Target
from budgetperf.errors import QuantityError, StructureError
from budgetperf.formats.plain.problems import gather
from budgetperf.formats.serial import configure_converter, make_converter, to_json

LONG = "expected a number of ordinary size; write others as text, between quotes"
FILING = Filing(
    year=2022,
    extras={"x-note": '{"n": 0.5}'},
    scorecards=[
        Scorecard(
            kind="project",
            indicators=[Indicator(name="购书册数", target="≥95%", weight="2.50", points=Unreadable("Z"), core=True)],
        )
    ],
)


@attrs.frozen
class Submission:
    """A class of an embedder that holds some of ours."""

    received: str
    filing: Filing
    fee: Money
    count: int


def test_embedders_configure_their_own_converter() -> None:
    """A class of theirs may hold ours, through a preconfigured converter, whatever its settings."""
    converter = cattrs.preconf.json.make_converter(forbid_extra_keys=True, omit_if_default=True, use_alias=True)
    configure_converter(converter)
    submission = Submission(received="2023-03-01", filing=FILING, fee=Money("5", "元"), count=3)

    text = converter.dumps(submission)

    assert submission == converter.loads(text, Submission)
    assert json.loads(to_json(FILING)) == json.loads(text)["filing"]


def test_other_types_are_left_alone() -> None:
    """Text, numbers, bools and lists of an embedder are structured as before."""
    plain, ours = Converter(), Converter()
    configure_converter(ours)

    for value, kind in (("12", int), (5, str), ("no", bool), ("1.5", float), (["1"], tuple[int, ...])):
        assert plain.structure(value, kind) == ours.structure(value, kind)
    assert plain.unstructure(Decimal("1.50")) == ours.unstructure(Decimal("1.50"))


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("96.730万元", Money, Money("96.730", "万元")),
        ("100.0%", Rate, Rate("100.0")),
        ("2次", Count, Count("2", "次")),
        ("≥95%", Target, Target("≥95%")),
        ("96%", Actual, Actual("96%")),
        ({"unreadable": "8O.5"}, Unreadable, Unreadable("8O.5")),
    ],
)
def test_figures_stand_by_themselves(value: object, kind: type[object], expected: object) -> None:
    """A converter reads and writes a single figure as well."""
    converter = make_converter()
    wrongs: tuple[object, ...] = (None, 5, [], "", "\ud800", {"unreadable": None})

    assert expected == converter.structure(value, kind)
    assert value == converter.unstructure(expected)
    for wrong in wrongs:
        with pytest.raises(StructureError):
            converter.structure(wrong, kind)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({1: 2}, "found the number 1, which JSON cannot hold"),
        (object(), "found object, which JSON cannot hold"),
        (float("nan"), f"found the number nan, {LONG}"),
        ([10**5000], f"found the number …, {LONG}"),
    ],
)
def test_other_peoples_values_must_be_json(value: object, message: str) -> None:
    """An embedder's plain data may hold what no JSON text ever does."""
    with pytest.raises(ClassValidationError) as caught:
        make_converter().structure({"x-a": [value]}, Goal)

    assert [("x-a", message)] == [(path, en) for path, _, en in gather(caught.value).problems]


def test_plain_numbers_are_kept_and_refused_like_those_of_a_file() -> None:
    """An embedder's own loader makes ints and floats of the numbers."""
    converter = make_converter()

    assert Goal(extras={"x-a": "[0.5, 1]"}) == converter.structure({"x-a": [0.5, 1]}, Goal)
    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"weight": 9.5, "points": 10**5000}, Execution)
    assert [(path, en) for path, _, en in gather(caught.value).problems] == [
        ("weight", 'found the number 9.5, expected plain points without a unit, as text: write "9.5"'),
        ("points", 'found the number …, expected plain points without a unit, as text: write "9.5"'),
    ]


def test_keys_that_are_no_text_are_unknown() -> None:
    """Plain data of an embedder may have any key."""
    expected = [
        ("$", 'unknown key "the number 5"; known here: expected, actual, long_term; keys of your own start with x-')
    ]

    with pytest.raises(ClassValidationError) as caught:
        make_converter().structure({5: "a"}, Goal)

    assert expected == [(path, en) for path, _, en in gather(caught.value).problems]


def test_groups_have_the_shape_of_cattrs() -> None:
    """Without detailed validation, too, an embedder gets cattrs' groups, and may format them the usual way."""
    converter = Converter(detailed_validation=False)
    configure_converter(converter)
    expected = ["invalid value for type, expected str @ $.indicators[0].name"]

    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"kind": "project", "indicators": [{"name": 5}]}, Scorecard)

    assert expected == transform_error(caught.value)


@pytest.mark.parametrize("trouble", [ValueError("no goals today"), QuantityError("no goals today", "no goals today")])
def test_trouble_of_an_embedders_hook_is_told_with_its_path(trouble: Exception) -> None:
    """A hook that somebody else registers for one of our classes may raise what it likes."""

    def never(_value: object, _: object) -> Goal:
        raise trouble

    converter = make_converter()
    converter.register_structure_hook(Goal, never)
    expected = (("goals[0]", "no goals today", "no goals today"),)

    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"kind": "project", "goals": ["a"]}, Scorecard)

    assert expected == gather(caught.value).problems
