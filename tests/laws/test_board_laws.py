"""Laws of the board on identities that no form has: signs, cells that stand twice, other kinds, blanks, premises."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.domain.finding import Message
from budgetperf.reconciliation.board import Board
from budgetperf.reconciliation.evaluate import decide
from budgetperf.reconciliation.identity import Form, Identity, Linear, Premise, Ratio, Relation, Term, terms
from budgetperf.reconciliation.weighing import ONE, Value

NOT_APPLICABLE = bp.Outcome.NOT_APPLICABLE
PATHS = ("a", "b", "c", "d")
SLACK = 10

Values = Mapping[str, Value | None]


def values(kinds: tuple[str, ...] = ("money",)) -> st.SearchStrategy[Value]:
    """Small figures, so that gaps of nothing, and of just what rounding explains, come often."""
    return st.builds(
        Value, st.integers(-3, 9).map(lambda number: number * SLACK), st.just(SLACK), st.sampled_from(kinds)
    )


def some_terms(least: int = 1) -> st.SearchStrategy[tuple[Term, ...]]:
    """Terms over few cells, some of which stand twice."""
    term = st.builds(Term, st.sampled_from(PATHS), st.sampled_from((1, -1)), st.booleans())
    return st.lists(term, min_size=least, max_size=3).map(tuple)


def sums() -> st.SearchStrategy[Linear]:
    """Sums of all shapes."""
    return st.builds(
        Linear,
        stated=some_terms(),
        parts=some_terms(),
        relation=st.sampled_from(Relation),
        constant=st.sampled_from((None, None, Decimal(0))),
        reading=st.none(),
        given=st.just(()),
    )


def rates() -> st.SearchStrategy[Ratio]:
    """Rates whose cells may stand above and below."""
    return st.builds(
        Ratio,
        stated=st.sampled_from(PATHS).map(Term),
        numerator=some_terms(),
        denominator=some_terms(),
        times=st.sampled_from((1, 100)),
        reading=st.none(),
        given=st.just(()),
    )


def forms() -> st.SearchStrategy[Form]:
    """Sums on a premise, and rates."""
    premise = st.builds(Premise, sums(), st.booleans(), st.booleans())
    given_so = st.lists(st.lists(premise, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple)
    return st.builds(lambda form, so: form._replace(given=so), sums() | rates(), given_so)


def boards(kinds: tuple[str, ...] = ("money",)) -> st.SearchStrategy[Values]:
    """What stands in the cells: some are blank, some cannot be read."""
    return st.dictionaries(st.sampled_from(PATHS), st.none() | values(kinds) | values(kinds))


def doubts() -> st.SearchStrategy[Message | None]:
    """Identities with and without a doubt."""
    return st.sampled_from((None, Message.of("no_breakdown")))


@given(
    forms=st.lists(forms(), min_size=1, max_size=2),
    stated=boards(("money", "money", "rate", "")),
    trials=st.lists(st.tuples(st.sampled_from(PATHS), values(("money", "money", "rate", ""))), max_size=4),
    doubt=doubts(),
)
def test_a_trial_is_a_changed_filing(
    forms: list[Form], stated: Values, trials: list[tuple[str, Value]], doubt: Message | None
) -> None:
    """With figures tried one in the other, an identity is what it would be with these figures; then as before."""
    identity = Identity(code="B1", place="p", forms=tuple(forms), doubt=doubt)
    board = Board([identity], stated, [])
    before = decide(identity, stated).outcome
    with ExitStack() as stack:
        now = dict(stated)
        for path, value in trials:
            stack.enter_context(board.trying(path, value))
            now[path] = value
            assert decide(identity, now).outcome is board.outcome(0)
            assert value == board.value(path)
    # The last one is taken back first, and what was tried there before stands again.
    assert before is board.outcome(0)
    assert [stated.get(path) for path in PATHS] == [board.value(path) for path in PATHS]


def needed(form: Form, amounts: Mapping[str, int], path: str) -> Fraction | None:
    """The number that a cell would need, by the rules of algebra; None where none will do."""

    def total(side: tuple[Term, ...]) -> int:
        return sum(term.sign * amounts.get(term.path, 0) for term in side)

    def times(side: tuple[Term, ...]) -> int:
        return sum(term.sign for term in side if term.path == path)

    if isinstance(form, Linear):
        factor = times(form.stated) - times(form.parts)
        gap = total(form.stated) - total(form.parts)
        return None if factor == 0 else amounts.get(path, 0) - Fraction(gap, factor)
    above, below = total(form.numerator), total(form.denominator)
    if path == form.stated.path:
        return Fraction(form.times * above * ONE, below) if below > 0 else None
    rate = Fraction(amounts.get(form.stated.path, 0), form.times * ONE)
    slope = times(form.numerator) - rate * times(form.denominator)
    # rate · below(x) = above(x), each a line in x
    return None if 0 in (rate, slope) else amounts.get(path, 0) - (above - rate * below) / slope


@given(
    form=sums() | rates(),
    amounts=st.fixed_dictionaries({path: st.integers(-3, 9) for path in PATHS}),
    path=st.sampled_from(PATHS),
    blank=st.booleans(),
    tried=st.dictionaries(st.sampled_from(PATHS), st.integers(1, 9), max_size=1),
)
def test_solved(form: Form, amounts: dict[str, int], path: str, blank: bool, tried: dict[str, int]) -> None:  # noqa: FBT001 - drawn
    """A cell, filled or blank, needs the number that makes both sides equal, beside what is tried in the others."""
    whole = {name: amount * ONE for name, amount in amounts.items()}
    if blank:
        del whole[path]
        tried = {name: amount for name, amount in tried.items() if name != path}
    values = {name: Value(amount, 0, "money") for name, amount in whole.items()}
    board = Board([Identity(code="B1", place="p", forms=(form,))], values, [])
    with ExitStack() as stack:
        for name, amount in tried.items():
            stack.enter_context(board.trying(name, Value(amount * ONE, 0, "money")))
        expected = needed(form, {**whole, **{name: amount * ONE for name, amount in tried.items()}}, path)
        assert [number for number in (expected,) if number is not None] == list(board.solutions(0, path))
        if not blank:
            single = isinstance(form, Ratio) or form.relation is Relation.EQUAL
            assert (expected is not None and single) is board.settles(0, path)


def test_nothing_is_solved_where_something_is_missing() -> None:
    """A sum that lacks two figures, or has one that cannot be read, says nothing of either."""
    form = Linear(stated=terms("a"), parts=terms("b", "c"))
    three = Value(3 * ONE, 0, "money")
    for stated in ({"a": three}, {"a": three, "b": None}, {"a": three, "b": Value(ONE, 0, "points")}):
        board = Board([Identity(code="B1", place="p", forms=(form,))], stated, [])
        assert list(board.solutions(0, "c")) == []
    rate = Ratio(stated=Term("a"), numerator=terms("b"), denominator=terms("c"))
    assert list(Board([Identity(code="T1", place="p", forms=(rate,))], {"c": three}, []).solutions(0, "b")) == []


def test_the_best_reading_settles() -> None:
    """Of several readings only the one that agrees best can leave one value only."""
    three = Value(3 * ONE, 0, "money")
    other = Linear(stated=terms("a"), parts=terms("b"))
    equal, least = (Linear(stated=terms("a"), parts=terms("c"), relation=each) for each in Relation)
    values = {"a": three, "b": Value(ONE, 0, "money"), "c": three}
    for forms, settled in (((other, equal), True), ((other, least), False), ((), False)):
        board = Board([Identity(code="B1", place="p", forms=forms)], values, [])
        assert settled is board.settles(0, "c")
        assert board.settles(0, "b") is False
    unlawful = equal._replace(given=((Premise(other),),))
    assert not Board([Identity(code="B1", place="p", forms=(unlawful,))], values, []).settles(0, "c")
    assert Board([Identity(code="B1", place="p", forms=(unlawful,))], values, []).outcome(0) is NOT_APPLICABLE


def test_which_cells() -> None:
    """What cannot be read, and last year's cells, are not at fault; those of a premise only decide."""
    before = "previous.base_table.projects.total.spent"
    premise = Premise(Linear(stated=terms("d"), parts=terms("unreadable", "a")))
    form = Linear(stated=terms("a"), parts=terms("b", "unreadable", before), given=((premise,),))
    plain = Identity(code="B2", place="q", forms=(Linear(stated=terms("b"), parts=terms("c")),))
    board = Board([Identity(code="B1", place="p", forms=(form,)), plain], {"unreadable": None}, ["B2:q", "B3:q"])
    assert ("".join(sorted(board.cells(0))), "".join(sorted(board.deciding(0)))) == ("ab", "abd")
    found = [list(board.touched(cells)) for cells in (["b", "a"], ["c"], ["d", before], ["e"])]
    assert found == [[0, 1], [1], [0], []]
    assert frozenset([1]) == board.violated


def test_trials_are_counted() -> None:
    """Each outcome, and each reading that is solved, is a trial more."""
    form = Linear(stated=terms("a"), parts=terms("b"))
    board = Board([Identity(code="B1", place="p", forms=(form, form))], {"b": Value(0, 0, "money")}, [])
    assert board.evaluations == 0
    board.outcome(0)
    assert board.evaluations == 1
    assert list(board.solutions(0, "a")) == [0, 0]
    assert board.evaluations == 3


@pytest.mark.parametrize(("outcome", "agrees", "settled"), [("holds", 1, 1), ("violated", 0, 0), ("blank", 0, 1)])
def test_settled(outcome: str, agrees: int, settled: int) -> None:
    """What agrees is settled, and what is no identity any more, too."""
    stated = {"holds": {"a": 3, "b": 3}, "violated": {"a": 3, "b": 4}, "blank": {}}[outcome]
    values = {path: Value(number * ONE, 0, "money") for path, number in stated.items()}
    board = Board([Identity(code="B1", place="p", forms=(Linear(stated=terms("a"), parts=terms("b")),))], values, [])
    assert (bool(agrees), bool(settled)) == (board.agrees(0), board.is_settled(0))


def test_another_kind() -> None:
    """A figure of another kind makes a sum that was weighed undecided; one without a kind goes with any."""
    form = Linear(stated=terms("a"), parts=terms("b"), relation=Relation.EQUAL)
    values = {path: Value(3 * ONE, 0, "money") for path in ("a", "b", "c")}
    board = Board([Identity(code="B1", place="p", forms=(form,))], values, [])
    assert board.agrees(0)
    for path in ("a", "b"):
        with board.trying(path, Value(3 * ONE, 0, "points")):
            assert board.outcome(0) is bp.Outcome.NOT_EVALUABLE
            assert list(board.solutions(0, "b" if path == "a" else "a")) == []
        with board.trying(path, Value(3 * ONE, 0, "")):
            assert board.agrees(0)
    with board.trying("c", Value(ONE, 0, "points")), board.trying("a", Value(4 * ONE, 0, "money")):
        assert board.outcome(0) is bp.Outcome.VIOLATED
        with board.trying("b", Value(4 * ONE, 0, "money")):
            assert board.agrees(0)


def test_slack_counts() -> None:
    """What a tried figure may have lost in printing is added to what the others may have, and no more."""
    form = Linear(stated=terms("a"), parts=terms("b", "b"))
    values = {"a": Value(100, 5, "money"), "b": Value(45, 5, "money")}
    board = Board([Identity(code="B1", place="p", forms=(form,))], values, [])
    for slack, outcome in ((0, "within_rounding"), (1, "within_rounding"), (5, "within_rounding")):
        with board.trying("a", Value(99, slack, "money")):
            assert outcome == board.outcome(0)
    for number, slack, outcome in ((101, 1, "violated"), (101, 2, "within_rounding"), (90, 0, "holds")):
        with board.trying("a", Value(number, slack, "money")):
            assert outcome == board.outcome(0)
    with board.trying("b", Value(46, 1, "money")):
        assert board.outcome(0) == "violated"
    with board.trying("b", Value(46, 2, "money")):
        assert board.outcome(0) == "within_rounding"
