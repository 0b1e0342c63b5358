"""Deciding one identity: the best outcome among its lawful readings, and what its line of the ledger tells."""

from __future__ import annotations

from itertools import permutations

import pytest

import budgetperf as bp
from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry, Message
from budgetperf.domain.quantity import as_quantity
from budgetperf.reconciliation.evaluate import Readings, decide
from budgetperf.reconciliation.identity import Form, Identity, Linear, Premise, Ratio, Term, terms

FIGURES = {
    "three": "3万元",
    "too": "3.00万元",
    "nearly": "3.005万元",
    "four": "4万元",
    "heads": "4人",
    "rate": "75%",
    "off": "80%",
}
# One reading of each outcome, the best first.
HOLDS, NEAR, MISSING, WRONG, NOTHING = (
    Linear(stated=terms("three"), parts=terms(part)) for part in ("too", "nearly", "blank", "four", "blank")
)
NOTHING = Linear(stated=terms("blank", needed=False), parts=terms("three", needed=False))
ORDER = (HOLDS, NEAR, MISSING, WRONG, NOTHING)
OUTCOMES = ("holds", "within_rounding", "not_evaluable", "violated", "not_applicable")


def readings(**more: Figure) -> Readings:
    """The figures above, and some others."""
    return Readings.of({path: as_quantity(text) for path, text in FIGURES.items()} | more)


def told(*forms: Form, doubt: Message | None = None, absent: Message | None = None, **more: Figure) -> Entry:
    """The line of the ledger for an identity with these readings."""
    found = readings(**more)
    return decide(Identity(code="B1", place="p", forms=forms, doubt=doubt, absent=absent), found.values).told(found)


@pytest.mark.parametrize(("form", "outcome"), [*zip(ORDER, OUTCOMES, strict=True)])
def test_one_reading(form: Form, outcome: str) -> None:
    """A reading by itself has its own outcome."""
    assert outcome == told(form).outcome


@pytest.mark.parametrize(("one", "other"), [*permutations(range(5), 2)])
def test_the_best_reading(one: int, other: int) -> None:
    """Of two readings the better one decides, whichever is told first."""
    assert OUTCOMES[min(one, other)] == told(ORDER[one], ORDER[other]).outcome


@pytest.mark.parametrize("form", ORDER)
def test_a_doubt(form: Form) -> None:
    """A doubt takes back an accusation, and nothing else; then it is the reason, and no figure is expected."""
    doubt = Message.of("no_breakdown")
    plain, doubted = told(form), told(form, doubt=doubt)
    if plain.outcome is bp.Outcome.VIOLATED:
        assert ("not_evaluable", doubt) == (doubted.outcome, doubted.reason)
        assert (plain.stated, None, None, None) == (doubted.stated, doubted.expected, doubted.residual, doubted.bound)
        assert plain.paths == doubted.paths
    else:
        assert plain == doubted


def test_no_reading() -> None:
    """Without a reading it does not apply, and is told why; with a doubt alone it could not be looked at."""
    absent, doubt = Message.of("no_breakdown"), Message.of("sheets_unmatched", count=1)
    unlawful = HOLDS._replace(given=((Premise(WRONG),),))
    assert ("not_applicable", absent) == ((none := told(absent=absent)).outcome, none.reason)
    assert ("not_applicable", absent) == ((unmet := told(unlawful, absent=absent)).outcome, unmet.reason)
    assert ("not_evaluable", doubt) == ((unseen := told(doubt=doubt)).outcome, unseen.reason)
    assert told(unlawful, doubt=doubt).outcome == "not_applicable"


@pytest.mark.parametrize(
    ("form", "reason", "expected"),
    [
        # What is missing follows from the others only where it is the total, and the only one that is missing.
        (Linear(stated=terms("blank"), parts=terms("three", "four")), "missing_figure", "7万元"),
        (Linear(stated=terms("blank"), parts=(*terms("four"), Term("three", -1))), "missing_figure", "1万元"),
        (Linear(stated=terms("blank"), parts=terms("none", "four", needed=False)), "missing_figure", "4万元"),
        (Linear(stated=terms("blank"), parts=terms("none", "four")), "missing_figure", None),
        (Linear(stated=terms("four"), parts=terms("none", "three")), "missing_figure", None),
        (Linear(stated=terms("blank"), parts=terms("heads")), "missing_figure", "4人"),
        (Linear(stated=terms("blank"), parts=terms("rate")), "missing_figure", "75%"),
        (Linear(stated=terms("three"), parts=terms("unread")), "unreadable_figure", None),
        (Linear(stated=terms("blank"), parts=terms("three", "unread")), "missing_figure", None),
        (Linear(stated=terms("three"), parts=terms("words")), "different_kinds", None),
        (Linear(stated=terms("three"), parts=terms("heads")), "different_kinds", None),
        (Ratio(stated=Term("rate"), numerator=terms("three"), denominator=terms("blank")), "missing_figure", None),
        (Ratio(stated=Term("rate"), numerator=terms("three"), denominator=terms("heads")), "different_kinds", None),
        (Ratio(stated=Term("rate"), numerator=terms("three"), denominator=terms("nought")), "zero_denominator", None),
        (NOTHING, "blank_breakdown", None),
    ],
)
def test_why_not(form: Form, reason: str, expected: str | None) -> None:
    """What keeps a reading from being decided is named, and what a blank would have to say."""
    entry = told(form, unread=bp.Unreadable("三"), words=bp.Target("按时完成"), nought=bp.Money.parse("0万元"))
    assert entry.reason is not None
    assert (reason, expected) == (entry.reason.key, entry.expected)
    assert entry.outcome in {"not_evaluable", "not_applicable"}
    assert (entry.stated, entry.residual, entry.bound, entry.unit) == (None, None, None, "")


def test_what_is_told() -> None:
    """A line names each figure once, with its sign, the sides, the gap and its bound in the unit of what is judged."""
    entry = told(Linear(stated=terms("four"), parts=(*terms("three", "three"), Term("too", -1)), reading=None))
    assert (entry.paths, entry.signs) == (("four", "three", "too"), (1, 1, -1))
    assert (
        entry.stated,
        entry.expected,
        str(entry.residual),
        str(entry.bound),
        entry.unit,
    ) == ("4万元", "3万元", "1", "0.02", "万元")
    rate = told(Ratio(stated=Term("off"), numerator=terms("three"), denominator=terms("four")))
    assert (rate.stated, rate.expected, str(rate.residual), rate.unit) == ("80%", "75%", "5", "%")
    each = told(
        Ratio(stated=Term("each"), numerator=terms("three"), denominator=terms("heads"), times=1),
        each=bp.Money.parse("7000元"),
    )
    assert (each.stated, each.expected, str(each.residual), each.unit) == ("7000元", "7500元", "-500", "元")


@pytest.mark.parametrize(
    ("printed", "above", "below", "outcome"),
    [
        # A half is rounded away from nothing, on either side of it.
        ("13%", "12.5元", "100元", "holds"),
        ("12%", "12.5元", "100元", "within_rounding"),
        ("-13%", "-12.5元", "100元", "holds"),
        ("-12%", "-12.5元", "100元", "within_rounding"),
        ("-12.5%", "-12.5元", "100元", "holds"),
        ("0%", "0.5元", "100元", "within_rounding"),
        ("1%", "0.5元", "100元", "holds"),
        ("14%", "12.5元", "100元", "violated"),
        ("-14%", "-12.5元", "100元", "violated"),
    ],
)
def test_halves(printed: str, above: str, below: str, outcome: str) -> None:
    """A printed rate holds where it is the exact one, rounded as people round."""
    form = Ratio(stated=Term("printed"), numerator=terms("above"), denominator=terms("below"))
    found = told(form, printed=as_quantity(printed), above=as_quantity(above), below=as_quantity(below))
    assert outcome == found.outcome
