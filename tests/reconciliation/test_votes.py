"""More wrong cells in one cluster than sets of them are searched for: each that is plain by itself is named."""

from pathlib import Path

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.reconciliation.board import Board
from budgetperf.reconciliation.candidates import Writer
from budgetperf.reconciliation.evaluate import Readings, decide
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.votes import settled_by_votes
from budgetperf.testing import print_accounts, random_accounts
from consistent import BOOK

CLEAN = bp.read(Path(__file__).parents[2] / "examples" / "filing-clean.yaml").filing
LINES, PROJECTS = "base_table.projects.lines", "base_table.projects"
FOUR = {
    f"{PROJECTS}.total.spent": "86.63万元",
    f"{PROJECTS}.special.spent": "83.36万元",
    f"{LINES}[0].funds.spent": "59.82万元",
    f"{LINES}[1].funds.spent": "24.53万元",
}


def named(filing: bp.Filing) -> dict[str, str | None]:
    """The cells that stand alone in the first diagnosis of their cluster, with what they should say."""
    first = [diagnosis for diagnosis in bp.diagnose(bp.reconcile(filing)) if diagnosis.rank == 1]
    changes = [change.any_of for diagnosis in first for change in diagnosis.changes]
    return {any_of[0].path: any_of[0].proposed for any_of in changes if len(any_of) == 1}


def spoilt(filing: bp.Filing, texts: dict[str, str]) -> bp.Filing:
    """The filing with other texts in some cells."""
    for path, text in texts.items():
        filing = bp.replace(filing, path, text)
    return filing


def test_four_in_one_chain() -> None:
    """A total, the sum below it and both of its lines are wrong: each is mended, and one story is told of all."""
    right = {path: str(bp.look_up(CLEAN, path)) for path in FOUR}
    review = bp.review(spoilt(CLEAN, FOUR), BOOK)
    assert right == named(review.filing)
    assert [diagnosis.complete for diagnosis in review.diagnoses] == [False]
    assert len([finding for finding in review.findings if finding.caused_by is None]) == 1


@st.composite
def wrong_lines(draw: st.DrawFn) -> tuple[bp.Filing, dict[str, str], dict[str, str]]:
    """A consistent filing with a sheet and a report for each line; four or more lines with too much spent."""
    books = random_accounts(draw(st.randoms(use_true_random=False)), 7)
    filing = print_accounts(evolve(books, umbrella=False, one_report=False, prose=True), rulebook=BOOK)
    stated = bp.figures(filing)
    lines = [path for path in stated if path.startswith(LINES) and path.endswith(".spent")]
    chosen = draw(st.lists(st.sampled_from(lines), min_size=min(4, len(lines)), unique=True))
    right = {path: str(bp.look_up(filing, path)) for path in chosen}
    return filing, right, {path: f"{7 + place}{text}" for place, (path, text) in enumerate(right.items())}


@given(wrong_lines())
def test_every_line_of_many(drawn: tuple[bp.Filing, dict[str, str], dict[str, str]]) -> None:
    """However many lines are wrong, whatever is proposed for one of them alone is what stood there before."""
    filing, right, wrong = drawn
    found = named(spoilt(filing, wrong))
    assert {path: right[path] for path in found if path in right} == {
        path: proposed for path, proposed in found.items() if path in right
    }
    # What is untold of is that of lines which neither a report nor another sum confirms.
    assert set(found) <= set(right)


@given(wrong_lines())
def test_the_board_is_left_alone(drawn: tuple[bp.Filing, dict[str, str], dict[str, str]]) -> None:
    """What is settled agrees with the board only as long as it is tried; then everything stands as it was stated."""
    filing, _, wrong = drawn
    reconciled = bp.reconcile(spoilt(filing, wrong))
    readings = reconciled.readings
    board = Board(reconciled.identities, readings.values, reconciled.violated)
    found = settled_by_votes(board, Writer(readings.figures, readings.words), board.violated, 1_000_000)
    assert len({candidate.path for candidate in found}) == len(found)
    assert not any(map(board.is_settled, board.violated))
    assert settled_by_votes(board, Writer(readings.figures, readings.words), board.violated, 0) == ()


def settled(*sums: tuple[str, str]) -> dict[str, str]:
    """What is settled of sums by the names of their figures: the first part stands at 12, and 10 would be right."""
    stated = {"a": "12", "b": "20", "e": "5", "s": "30", "t": "35", "u": "20"}
    figures = {name: bp.Money(amount, "万元") for name, amount in stated.items()}
    readings = Readings.of(figures)
    identities = [
        Identity(code="X", place=total, forms=(Linear(stated=terms(total), parts=terms(*parts)),))
        for total, parts in sums
    ]
    violated = [one.id for one in identities if decide(one, readings.values).outcome is bp.Outcome.VIOLATED]
    board = Board(identities, readings.values, violated)
    found = settled_by_votes(board, Writer(figures, {}), board.violated, 1_000)
    return {candidate.path: str(candidate.figure) for candidate in found}


def test_what_two_cells_could_mend_is_left_open() -> None:
    """Where another cell would settle the same contradictions, neither is plain; if that one is confirmed, one is."""
    assert settled(("s", "ab"), ("t", "abe")) == {}
    assert settled(("s", "ab"), ("t", "abe"), ("u", "b")) == {"a": "10万元"}
