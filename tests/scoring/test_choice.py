"""Which rulebook a filing falls under."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Budget, Execution, Filing, Indicator, LevelWeight, Scorecard, ScorecardKind
from budgetperf.domain.names import level_name
from budgetperf.errors import NotInForceError, RulebookError
from budgetperf.formats.rulebooks import shipped_rulebooks
from budgetperf.scoring.choice import choose_rulebook, level_weights, require_in_force, weights_match
from budgetperf.scoring.policy import LevelWeights, Years
from budgetperf.scoring.rulebook import Rulebook
from budgetperf.testing import scorecards

SHIPPED = shipped_rulebooks()
HUNAN = next(book for book in SHIPPED if book.name == "hunan-2022")
MOF = next(book for book in SHIPPED if book.name == "mof-2020")
OF_HUNAN = {"产出指标": "30", "效益指标": "30", "满意度指标": "10", "成本指标": "20"}
OF_MOF = {"产出指标": "50", "效益指标": "30", "满意度指标": "10"}


def card(levels: Mapping[str, str], execution: str | None = "10") -> Scorecard:
    """A card that prints these weights after its level-1 names."""
    return Scorecard(
        kind="project",
        budget=Budget(execution=Execution(weight=execution)),
        stated_weights=[LevelWeight(level1=name, weight=weight) for name, weight in levels.items()],
    )


def filing(*cards: Scorecard, year: int | None = 2022) -> Filing:
    """A filing of these cards."""
    return Filing(year=year, scorecards=cards)


def book(name: str, levels: Mapping[str, str], years: Years, supersedes: tuple[str, ...] = ()) -> Rulebook:
    """Another rulebook, with weights and years of its own."""
    weights = LevelWeights(
        id=name,
        execution=10,
        levels=tuple((level, Decimal(weight)) for level, weight in levels.items()),
        clause=MOF.weights[0].clause,
    )
    return evolve(MOF, name=name, weights=[weights], years=years, supersedes=supersedes)


def chosen(stated: Filing, *more: Rulebook) -> tuple[str, str]:
    """The name of the rulebook, and why."""
    choice = choose_rulebook(stated, [*SHIPPED, *more])
    return choice.rulebook.name, choice.why.key


@pytest.mark.parametrize(
    ("levels", "name", "why"),
    [
        (OF_HUNAN, "hunan-2022", "matched"),
        (OF_MOF, "mof-2020", "matched"),
        ({**OF_MOF, "产出指标": "70"}, "mof-2020", "fallback"),
        ({**OF_MOF, "决策指标": "10"}, "mof-2020", "fallback"),
        ({}, "mof-2020", "fallback"),
        ({"产出": "50", "效益": "30.0", "服务对象满意度指标": "10"}, "mof-2020", "matched"),
        ({" 产出 指标": "30", "效益指标": "30", "社会公众满意度": "10", "成本": "20"}, "hunan-2022", "matched"),
    ],
)
def test_weights_decide(levels: dict[str, str], name: str, why: str) -> None:
    """The rulebook whose level-1 weights a card prints, in whatever spelling; else the national one."""
    assert (name, why) == chosen(filing(card(levels)))


@pytest.mark.parametrize("execution", [None, "20", "0"])
def test_execution_is_a_weight_too(execution: str | None) -> None:
    """Another weight of budget execution is another set."""
    assert chosen(filing(card(OF_MOF, execution))) == ("mof-2020", "fallback")


def test_every_card_must_match() -> None:
    """A rulebook holds for all cards of a filing."""
    assert chosen(filing(card(OF_HUNAN), card(OF_HUNAN))) == ("hunan-2022", "matched")
    assert chosen(filing(card(OF_HUNAN), card(OF_MOF))) == ("mof-2020", "fallback")


def test_no_cards() -> None:
    """Nothing to match is no match."""
    assert chosen(filing()) == ("mof-2020", "fallback")


def test_weights_of_rows() -> None:
    """Where no weight is printed after a name, that of its rows counts; a printed one is stronger."""
    rows = [
        Indicator(level1="产出指标", name="册数", weight="20.5"),
        Indicator(level1="产出指标", name="质量", weight="29.5"),
        Indicator(level1="产出指标", name="其中"),
        Indicator(level1="效益指标", name="读者", weight="5"),
    ]
    stated = [
        LevelWeight(level1="效益指标", weight="30"),
        LevelWeight(level1="效益指标", level2="社会效益", weight="7"),
    ]
    found = evolve(card({}), indicators=rows, stated_weights=stated)
    assert level_weights(found) == {"产出指标": Decimal(50), "效益指标": Decimal(30)}


@pytest.mark.parametrize(
    ("printed", "usual"),
    [("产出", "产出指标"), ("产出指标", "产出指标"), (" 服务对象满意度 指标", "满意度指标"), ("满意度", "满意度指标")],
)
def test_level_names(printed: str, usual: str) -> None:
    """Names of levels meet in their usual spelling."""
    assert usual == level_name(printed)


@pytest.mark.parametrize(
    ("year", "name", "why"),
    [
        (2019, "mof-2020", "fallback"),
        (2020, "mof-2020", "fallback"),
        (2021, "mof-2020", "fallback"),
        (2022, "hunan-2022", "matched"),
        (2050, "hunan-2022", "matched"),
        (None, "hunan-2022", "matched"),
    ],
)
def test_years_decide(year: int | None, name: str, why: str) -> None:
    """A rulebook is in force from its first year on; a filing without a year falls under any."""
    assert (name, why) == chosen(filing(card(OF_HUNAN), year=year))


def test_the_national_one_first() -> None:
    """If several match, the national one is taken if it is among them, else the first."""
    same = book("a-county", OF_MOF, Years(first=2020))
    assert choose_rulebook(filing(card(OF_MOF)), [same, *SHIPPED]).rulebook.name == "mof-2020"
    twin = book("z-county", OF_HUNAN, Years(first=2022))
    assert chosen(filing(card(OF_HUNAN)), twin) == ("hunan-2022", "matched")


@pytest.mark.parametrize(("year", "name"), [(2023, "hunan-2022"), (2024, "hunan-2024"), (None, "hunan-2022")])
def test_superseding(year: int | None, name: str) -> None:
    """Only a book that names another one ends it, and from its own first year on."""
    later = book("hunan-2024", OF_HUNAN, Years(first=2024), supersedes=("hunan-2022",))
    assert (name, "matched") == chosen(filing(card(OF_HUNAN), year=year), later)


def test_a_later_book_ends_nothing_by_itself() -> None:
    """Being newer is not superseding."""
    later = book("mof-2021-cost", {**OF_HUNAN}, Years(first=2021))
    assert chosen(filing(card(OF_MOF)), later) == ("mof-2020", "matched")


def test_a_superseded_fallback_is_still_the_fallback() -> None:
    """The fallback is used outside its years, and says so."""
    later = book("mof-2030", OF_HUNAN, Years(first=2030), supersedes=("mof-2020",))
    choice = choose_rulebook(filing(card(OF_MOF), year=2031), [MOF, HUNAN, later])
    assert (choice.rulebook.name, choice.why.key) == ("mof-2020", "fallback")


def test_why_is_told() -> None:
    """Name and year go with the reason."""
    assert Message.of("matched", name="hunan-2022", year=2022) == choose_rulebook(filing(card(OF_HUNAN)), SHIPPED).why
    assert Message.of("fallback", name="mof-2020", year=2019) == choose_rulebook(Filing(year=2019), SHIPPED).why


@pytest.mark.parametrize("books", [[], [HUNAN]])
def test_without_the_national_one(books: list[Rulebook]) -> None:
    """There must be something to fall back on."""
    with pytest.raises(RulebookError, match="mof-2020"):
        choose_rulebook(filing(card(OF_HUNAN)), books)


@pytest.mark.parametrize("year", [2022, 2050, None])
def test_a_named_book(year: int | None) -> None:
    """A book that was named is taken, whatever the weights."""
    choice = require_in_force(HUNAN, Filing(year=year))
    assert (HUNAN, Message.of("named", name="hunan-2022")) == (choice.rulebook, choice.why)


@pytest.mark.parametrize(
    ("named", "year"), [(HUNAN, 2021), (MOF, 2019), (evolve(MOF, years=Years(first=2020, last=2021)), 2022)]
)
def test_a_named_book_outside_its_years(named: Rulebook, year: int) -> None:
    """It is refused, with its years and the filing's."""
    with pytest.raises(NotInForceError, match=str(year)) as caught:
        require_in_force(named, Filing(year=year))
    assert (named.name in caught.value.zh, named.name in caught.value.en) == (True, True)


def test_years() -> None:
    """From the first to the last, or open-ended."""
    some, open_ended = Years(first=2020, last=2021), Years(first=2020)
    assert [year for year in (2019, 2020, 2021, 2022, None) if year in some] == [2020, 2021, None]
    assert (f"{some}", f"{open_ended}") == ("2020–2021", "2020–")


class TestChoice:
    """Every filing has a rulebook: one in force that matches all its cards, or the fallback, and it says which."""

    @given(st.none() | st.integers(1949, 2100), st.lists(scorecards(), max_size=2))
    def test_always_one(self, year: int | None, cards: list[Scorecard]) -> None:
        """Whatever a filing holds; cards without points speak for none."""
        stated = filing(*(card for card in cards if card.kind is not ScorecardKind.RATES), year=year)
        choice = choose_rulebook(stated, SHIPPED)
        scored = [card for card in stated.scorecards if card.kind.is_scored]
        fits = stated.year in choice.rulebook.years and all(weights_match(part, choice.rulebook) for part in scored)
        none_scored = bool(stated.scorecards) and not scored
        assert choice.why.key == ("nothing_scored" if none_scored else "matched" if fits and scored else "fallback")
        assert choice.why.key == "matched" or choice.rulebook is MOF

    @given(st.permutations(sorted(OF_HUNAN)), st.none() | st.integers(2022, 2100))
    def test_order_of_levels(self, names: list[str], year: int | None) -> None:
        """The order in which a form prints its levels means nothing."""
        stated = filing(card({name: OF_HUNAN[name] for name in names}), year=year)
        assert chosen(stated) == ("hunan-2022", "matched")


@pytest.mark.parametrize("named", ["项目管理指标", "产出指标"])
def test_execution_printed_under_a_level(named: str) -> None:
    """A form may print the weight of execution within that of a level, be there anything else under it or not."""
    weights = evolve(MOF.weights[0], execution_in=named)
    printed = {**OF_MOF, named: str(Decimal(OF_MOF.get(named, "0")) + weights.execution)}
    own = evolve(MOF, name="own", weights=[weights])
    for levels in (OF_MOF, printed):
        assert weights_match(card(levels), own)
    assert not weights_match(card({**OF_MOF, named: "99"}), own)
