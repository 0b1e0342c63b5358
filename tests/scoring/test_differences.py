"""Which values differ between two rulebooks: all of them, each once, whatever the order of the file."""

from decimal import Decimal
from itertools import product

import attrs
import pytest
from attrs import evolve

from budgetperf.domain.finding import Clause
from budgetperf.formats.rulebooks import load_rulebook, shipped_names
from budgetperf.scoring.curve import Curve, Knot
from budgetperf.scoring.policy import LevelWeights, RateRow, Waiver, WordPair
from budgetperf.scoring.ranges import Range
from budgetperf.scoring.rule import Rule
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.scoring.study.differences import Difference, clause_differences, differences
from budgetperf.scoring.study.provisions import entries, provisions

BOOK = load_rulebook("mof-2020")
SEEN = Clause(document="某县财政局通知", number="县财〔2023〕1号", year=2023, status="seen")
PAIRS = list(product(shipped_names(), ["hunan-2022", "hunan-rates", "platform-guangxi"]))
BOTH = pytest.mark.parametrize(("one", "other"), PAIRS)


def places(found: tuple[Difference, ...]) -> list[tuple[str, str | None, str | None]]:
    """Where they stand."""
    return [(part.section, part.item, part.name) for part in found]


@pytest.mark.parametrize("name", shipped_names())
def test_a_book_does_not_differ_from_itself(name: str) -> None:
    """Equal books have no differences."""
    book = load_rulebook(name)
    assert differences(book, book) == ()
    assert clause_differences(book, book) == ()


@BOTH
def test_both_ways(one: str, other: str) -> None:
    """What the second has and the first has not, the first lacks: the comparison is the same from both sides."""
    here, there = load_rulebook(one), load_rulebook(other)
    turned = [
        evolve(part, old=part.new, new=part.old, old_clause=part.new_clause, new_clause=part.old_clause)
        for part in differences(there, here)
    ]
    found = list(differences(here, there))
    assert len(found) == len(turned)
    assert all(part in turned for part in found)


@BOTH
def test_every_difference_once(one: str, other: str) -> None:
    """No value is told twice, and none is told to be what it was."""
    found = differences(load_rulebook(one), load_rulebook(other))
    assert len(places(found)) == len(set(places(found)))
    assert all(part.old != part.new for part in found)


@BOTH
def test_what_does_not_differ_is_the_same(one: str, other: str) -> None:
    """Every value of either book is told to differ, or is the same in both."""
    here, there = ({(p.section, p.item, p.name): p.value for p in provisions(load_rulebook(n))} for n in (one, other))
    told = set(places(differences(load_rulebook(one), load_rulebook(other))))
    for place in here.keys() | there.keys():
        section, item, _ = place
        if place not in told and (section, item, None) not in told:
            assert here[place] == there[place]


@BOTH
def test_taking_all_sections_over_leaves_nothing(one: str, other: str) -> None:
    """A book that takes over every section that is told to differ is the other book."""
    here, there = load_rulebook(one), load_rulebook(other)
    names = {part.section.partition(".")[0] for part in differences(here, there)}
    taken = evolve(here, **{name: getattr(there, name) for name in names})
    assert differences(taken, there) == ()


def test_a_changed_curve() -> None:
    """Old and new value, each with its clause."""
    rule = BOOK.rule("attainment")
    assert isinstance(rule, Rule)
    curve = Curve(knots=[Knot("0.6", 0), Knot(1, 1)])
    changed = evolve(rule, curve=curve, clause=SEEN)
    new = evolve(BOOK, positive=evolve(BOOK.positive, higher=[changed]))
    assert differences(BOOK, new) == (
        Difference(
            section="positive.higher",
            item="attainment",
            name="curve",
            old=rule.curve,
            new=curve,
            old_clause=rule.clause,
            new_clause=SEEN,
        ),
    )


def test_a_rule_that_only_one_book_has() -> None:
    """A rule is told as a whole, not value by value."""
    new = evolve(BOOK, positive=evolve(BOOK.positive, lower=BOOK.positive.lower[:1]))
    (part,) = differences(BOOK, new)
    assert (part.section, part.item, part.name) == ("positive.lower", "linear-excess", None)
    assert (part.old, part.new) == (BOOK.positive.lower[1], None)
    assert (part.old_clause, part.new_clause) == (BOOK.positive.lower[1].clause, None)


def test_what_is_now_said_and_was_not() -> None:
    """A total that is now rounded: both clauses are known, though there was no value."""
    new = evolve(BOOK, rounding=evolve(BOOK.rounding, total=1, clause=SEEN))
    (part,) = differences(BOOK, new)
    assert (part.name, part.old, part.new) == ("total", None, 1)
    assert (part.old_clause, part.new_clause) == (BOOK.rounding.clause, SEEN)


def test_the_order_of_entries_is_no_difference() -> None:
    """A file may list its rules and rates in any order."""
    book = load_rulebook("hunan-rates")
    assert differences(book, evolve(book, rates=book.rates[::-1])) == ()
    turned = evolve(BOOK, positive=evolve(BOOK.positive, lower=BOOK.positive.lower[::-1]))
    assert differences(BOOK, turned) == ()


def test_the_order_of_bands_is_one() -> None:
    """Words that mean that a target was reached name the first band, whichever that is."""
    assert places(differences(BOOK, evolve(BOOK, bands=BOOK.bands[::-1]))) == [("bands", None, "order")]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"years": evolve(BOOK.years, last=2030)}, ("years", None, "last")),
        ({"supersedes": ("mof-2018",)}, ("supersedes", None, "supersedes")),
        ({"weights": [evolve(BOOK.weights[0], execution=Decimal(20))]}, ("weights", "national", "execution")),
        ({"grades": [evolve(BOOK.grades[0], points=Range(low=95)), *BOOK.grades[1:]]}, ("grades", "优", "points")),
        ({"pairs": [*BOOK.pairs[:-1], WordPair(target="无", actuals=("没有",))]}, ("pairs", "无", "actuals")),
        ({"corners": evolve(BOOK.corners, deduction=True)}, ("corners", None, "deduction")),
        ({"execution": None}, ("execution", "execution", None)),
        ({"over_attainment": None}, ("over_attainment", None, None)),
        (
            {"rates": [RateRow(id="own", names=("某率",), clause=SEEN)]},
            ("rates", "own", None),
        ),
        (
            {"waivers": [Waiver(law="full", rule="inverse", reason="试行", reason_en="on trial", clause=SEEN)]},
            ("waivers", "full.inverse", None),
        ),
    ],
)
def test_every_section(changes: dict[str, object], place: tuple[str, str | None, str | None]) -> None:
    """A single change is told once, at its place."""
    assert places(differences(BOOK, evolve(BOOK, **changes))) == [place]  # type: ignore[arg-type]


def test_another_clause_is_no_difference_of_values() -> None:
    """A rule that has now been seen scores nothing differently; it is told apart."""
    rule = BOOK.rule("attainment")
    new = evolve(BOOK, positive=evolve(BOOK.positive, higher=[evolve(rule, clause=SEEN)]))
    assert differences(BOOK, new) == ()
    assert places(clause_differences(BOOK, new)) == [
        ("positive.higher", "attainment", name) for name in ("measure", "curve", "scale")
    ]


def test_titles_are_no_values() -> None:
    """Two books that say the same under other names are equal."""
    assert differences(BOOK, evolve(BOOK, name="own", title="自定", title_en="own", sha256="0")) == ()


def test_sections_are_in_the_order_of_the_book() -> None:
    """As `show` prints them, so do the differences stand."""
    order = [part.name for part in attrs.fields(Rulebook)]
    found = differences(BOOK, load_rulebook("hunan-rates"))
    ranks = [order.index(part.section.partition(".")[0]) for part in found]
    assert ranks == sorted(ranks)


def test_names_that_stand_twice() -> None:
    """A book that breaks the law of names can still be compared, entry by entry."""
    twice = LevelWeights(id="national", execution=Decimal(10), levels=(("产出指标", Decimal(90)),), clause=SEEN)
    book = evolve(BOOK, weights=[*BOOK.weights, twice])
    assert [entry.item for entry in entries(book) if entry.section == "weights"] == ["national", "national (2)"]
    assert places(differences(BOOK, book)) == [("weights", "national (2)", None)]
    thrice = evolve(BOOK, weights=[*book.weights, twice])
    assert [entry.item for entry in entries(thrice) if entry.section == "weights"][2:] == ["national (3)"]
