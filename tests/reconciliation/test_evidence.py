"""What points and weights tell beside the sums: how many bounds a change breaks, or mends."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.reconciliation.evidence import Bounds, RowEvidence, impossible_points, room_for_weights
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.weighing import Value, value_of

ROW = "scorecards[0].indicators[3]"
POINTS, WEIGHT = f"{ROW}.points", f"{ROW}.weight"


def figure(text: str) -> Value:
    """Points as they are reckoned with."""
    found = value_of(Decimal(text))
    assert found is not None
    return found


def broken(
    stated: Mapping[str, str], changes: Mapping[str, str], bounds: Bounds | None = None, anew: Bounds | None = None
) -> int:
    """How many more bounds are broken after some changes."""
    values = {path: figure(text) for path, text in stated.items()}
    evidence = RowEvidence(values, bounds or {}, None if anew is None else lambda _texts: anew)
    return evidence.broken({path: (figure(text), text) for path, text in changes.items()})


def between(low: str, high: str) -> Bounds:
    """What the rules allow for the row."""
    return {POINTS: (Decimal(low), Decimal(high))}


@pytest.mark.parametrize(
    ("points", "more"),
    [("10", 0), ("0", 0), ("10.01", 1), ("-0.01", 1), ("5", 0)],
)
def test_points_within_the_weight(points: str, more: int) -> None:
    """Without bounds, points lie between nothing and the weight."""
    assert more == broken({POINTS: "9", WEIGHT: "10"}, {POINTS: points})


def test_a_mended_row() -> None:
    """Points that were too many, and are not any more; and the other way round."""
    assert broken({POINTS: "19", WEIGHT: "10"}, {POINTS: "9"}) == -1
    assert broken({POINTS: "19", WEIGHT: "10"}, {WEIGHT: "20"}) == -1
    assert broken({POINTS: "9", WEIGHT: "10"}, {WEIGHT: "8"}) == 1
    # A row without a weight has none to give.
    assert broken({POINTS: "9", WEIGHT: "10"}, {f"{ROW}.target": "8"}) == 0


@pytest.mark.parametrize(
    ("points", "more"),
    [("8", 0), ("9", 0), ("8.5", 0), ("7.99", 1), ("9.01", 1), ("11", 2)],
)
def test_points_within_their_bounds(points: str, more: int) -> None:
    """What the rules allow is another bound."""
    assert more == broken({POINTS: "8.5", WEIGHT: "10"}, {POINTS: points}, between("8", "9"))


@pytest.mark.parametrize(
    ("points", "weight", "more"),
    [
        ("17", "20", 0),  # 16 to 18 of twenty
        ("15.99", "20", 0),
        ("18.01", "20", 0),
        ("15.98", "20", 1),
        ("18.02", "20", 1),
        ("8.5", "20", 1),
        ("4.25", "5", 0),
        ("4.6", "5", 1),
    ],
)
def test_bounds_in_proportion(points: str, weight: str, more: int) -> None:
    """With another weight the bounds are others, in proportion, and a hundredth wider for what was rounded."""
    changes = {POINTS: points, WEIGHT: weight}
    assert more == broken({POINTS: "8.5", WEIGHT: "10"}, changes, between("8", "9"))


@pytest.mark.parametrize("weight", ["0", "-10"])
def test_no_proportion(weight: str) -> None:
    """To a weight of nothing nothing is in proportion: the bounds stay."""
    assert broken({POINTS: "8.5", WEIGHT: weight}, {WEIGHT: "10"}, between("8", "9")) == -1
    assert broken({POINTS: "8.5"}, {WEIGHT: "10"}, between("8", "9")) == -1
    assert broken({POINTS: "7.5", WEIGHT: weight}, {WEIGHT: "10"}, between("8", "9")) == -1


def test_bounds_said_anew() -> None:
    """Where the rules are at hand, they say the bounds, of rows that were not changed, too."""
    stated = {POINTS: "8.5", WEIGHT: "10"}
    target = {f"{ROW}.target": "100"}
    assert broken(stated, target, between("8", "9"), between("8", "9")) == 0
    assert broken(stated, target, between("8", "9"), between("9", "10")) == 1
    assert broken(stated, target, between("9", "10"), between("8", "9")) == -1
    assert broken({WEIGHT: "10"}, target, between("0", "10"), between("8", "9")) == 1


@pytest.mark.parametrize(
    ("row", "more"),
    [("scorecards[0].budget.execution", 1), ("scorecards[1].indicators[0]", 1), ("scorecards[0].stated_weights[0]", 0)],
)
def test_which_rows(row: str, more: int) -> None:
    """Budget execution is a row, too; the weight of a level is none."""
    stated = {f"{row}.points": "9", f"{row}.weight": "10"}
    assert more == broken(stated, {f"{row}.weight": "8"})


@pytest.mark.parametrize(
    ("points", "weight", "said"),
    [("11", "5", 1), ("5", "5", 0), ("0", "5", 0), ("-1", "5", 1), ("5", None, 0), (None, "5", 0)],
)
def test_impossible_points(points: str | None, weight: str | None, said: int) -> None:
    """Points beyond their weight, or below nothing, cannot stay; not so where the weight is a suspect, too."""
    stated = {POINTS: points, WEIGHT: weight}
    values = {path: figure(text) for path, text in stated.items() if text is not None}
    assert [one.id for one in impossible_points(values, [POINTS, "scorecards[0].stated_points"])] == [
        f"P7:{ROW}"
    ] * said
    assert list(impossible_points(values, [POINTS, WEIGHT])) == []


@given(st.lists(st.integers(0, 40) | st.none(), min_size=1, max_size=6), st.integers(0, 100))
def test_a_blank_weight_has_what_is_left(weights: list[int | None], total: int) -> None:
    """A weight that is left blank is at most what the other weights of its level leave it."""
    paths = [f"scorecards[0].indicators[{row}].weight" for row in range(len(weights))]
    level = "scorecards[0].stated_weights[0].weight"
    by_level = Linear(stated=terms(level), parts=terms(*paths, needed=False))
    of_all = Linear(constant=Decimal(1000), parts=terms(*paths, needed=False))
    values = {path: figure(str(weight)) for path, weight in zip(paths, weights, strict=True) if weight is not None}
    left = total - sum(weight or 0 for weight in weights)
    identities = [Identity(code="P5", place="", forms=(of_all, by_level))]
    expected = {path: Decimal(left) for path in paths if path not in values} if left >= 0 else None
    room = room_for_weights(identities, {**values, level: figure(str(total))})
    assert expected is None or expected == room
    assert all(0 <= most <= 1000 for most in room.values())
