"""How much of a rulebook was seen, recalled, chosen: what counts as one value, and for which clause it counts."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from attrs import evolve

from budgetperf.domain.finding import Clause, ClauseStatus
from budgetperf.formats.rulebooks import load_rulebook, shipped_names
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import Waiver
from budgetperf.scoring.rule import Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.clause_shares import ClauseShares, clause_shares
from budgetperf.scoring.study.provisions import Provision, provisions

BOOK = load_rulebook("mof-2020")


def status(value: str) -> Clause:
    """A clause of some status."""
    return Clause(document="某县财政局通知", number="无文号", year=2023, status=value)


def of(book: Rulebook, section: str) -> list[Provision]:
    """The provisions of one section."""
    return [part for part in provisions(book) if part.section == section]


@pytest.mark.parametrize("name", shipped_names())
def test_every_value_has_a_clause(name: str) -> None:
    """No book that ships states a value without saying where it comes from."""
    shares = clause_shares(load_rulebook(name))
    assert shares.unsourced == 0
    assert shares.total == len(provisions(load_rulebook(name))) > 0


@pytest.mark.parametrize("name", shipped_names())
def test_shares_add_up(name: str) -> None:
    """Every value is counted once."""
    shares = clause_shares(load_rulebook(name))
    assert sum(shares.share(each) for each in ClauseStatus) == 1


def test_a_set_of_weights_is_a_value_for_each_level() -> None:
    """Execution and each level count; weight that nobody shares does not."""
    assert [part.name for part in of(BOOK, "weights")] == ["execution", "产出指标", "效益指标", "满意度指标"]


def test_a_list_of_words_is_one_value() -> None:
    """A list of thirty words is one thing that a clause backs."""
    names = [part.name for part in of(BOOK, "bands") if part.item == "reached"]
    assert names == ["share", "words"]


def test_words_rest_on_the_clause_of_the_word_lists() -> None:
    """The bands were seen; which words officers use for them, this library has chosen."""
    found = {part.name: part.clause for part in of(BOOK, "bands") if part.item == "missed"}
    assert {name: clause.status for name, clause in found.items() if clause} == {
        "share": "seen",
        "contains": "chosen",
    }
    without = evolve(BOOK, words_clause=None)
    assert {part.clause and part.clause.status for part in of(without, "bands")} == {"seen"}


def test_the_nearest_clause_counts() -> None:
    """A rule of a rate row counts for its own clause, not for that of the row."""
    book = load_rulebook("hunan-rates")
    row = book.rate_row("在职人员控制率")
    assert row is not None
    other = evolve(row, clause=status("recalled"))
    changed = evolve(book, rates=[other if each.id == row.id else each for each in book.rates])
    moved = clause_shares(changed).recalled - clause_shares(book).recalled
    assert moved == len([part for part in of(changed, "rates") if part.item == row.id])
    assert {part.clause for part in of(changed, f"rates.{row.id}")} == {rule.clause for rule in row.rules}


def test_a_value_may_have_a_clause_of_its_own() -> None:
    """A section that was chosen may hold one value that was seen."""
    rounding = evolve(BOOK.rounding, total=1, clause=status("chosen"), clauses=(("total", status("seen")),))
    found = {part.name: part.clause for part in of(evolve(BOOK, rounding=rounding), "rounding")}
    assert {name: clause.status for name, clause in found.items() if clause} == {
        "row": "chosen", "total": "seen", "mode": "chosen", "tolerated": "chosen",
    }  # fmt: skip


def test_years_without_a_clause_are_unsourced() -> None:
    """Where nobody says, that is told."""
    assert clause_shares(evolve(BOOK, years=evolve(BOOK.years, clause=None))).unsourced == 1


def test_titles_and_waivers_are_no_values() -> None:
    """A book may be renamed, and may waive a law, without another share."""
    waiver = Waiver(law="full", rule="attainment", reason="试行", reason_en="on trial", clause=status("recalled"))
    assert clause_shares(evolve(BOOK, title="另一个名称", waivers=[waiver])) == clause_shares(BOOK)


def test_recalling_one_rule_moves_one_rule() -> None:
    """The values of a rule go with its clause: what it looks at, the curve, and what its values are."""
    old = BOOK.rule("distance")
    assert isinstance(old, Rule)
    recalled = evolve(BOOK, positive=evolve(BOOK.positive, equal=[evolve(old, clause=status("recalled"))]))
    before, after = clause_shares(BOOK), clause_shares(recalled)
    assert (after.recalled - before.recalled, before.chosen - after.chosen) == (3, 3)


def test_shares_of_nothing() -> None:
    """Nothing of nothing is nothing, not an error."""
    assert ClauseShares().share("seen") == 0
    assert ClauseShares(seen=1, chosen=2).share(ClauseStatus.CHOSEN) == Fraction(2, 3)


def test_every_section_is_counted() -> None:
    """No section of a rulebook can be added without its values being counted and compared."""
    book = load_rulebook("jiangxi-2017")
    late = Rule(
        id="late", title="逾期", title_en="late", measure="days_late", curve=Curve(knots=[Knot(0, 1, right=0)]),
        clause=status("seen"),
    )  # fmt: skip
    national, shanxi, cost = load_rulebook("mof-2020"), load_rulebook("platform-shanxi"), load_rulebook("mof-2021-cost")
    full = evolve(
        book,
        supersedes=("mof-2018",),
        weights=national.weights,
        dates=[late],
        moves=cost.moves,
        answers=cost.answers,
        limits=shanxi.limits,
        manual=shanxi.manual,
        over_attainment=shanxi.over_attainment,
        alerts=load_rulebook("platform").alerts,
        negative=evolve(book.negative, higher=[evolve(late, id="low", measure="attainment")]),
    )
    names = {part.name for part in attrs.fields(Rulebook)}
    without_values = {"name", "title", "title_en", "sha256", "words_clause", "grades_clause", "waivers"}
    assert names - without_values == {part.section.partition(".")[0] for part in provisions(full)}


def test_numbers_stay_exact() -> None:
    """A provision is the value itself, not a text of it."""
    assert next(part.value for part in of(BOOK, "over_attainment")) == Decimal("1.2")


def test_what_nobody_says_counts() -> None:
    """Values without a clause are values, too: one half of two is seen."""
    shares = ClauseShares(seen=2, recalled=1, chosen=3, unsourced=4)
    assert (10, Fraction(1, 5), Fraction(3, 10)) == (shares.total, shares.share("seen"), shares.share("chosen"))
