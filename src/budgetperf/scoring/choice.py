"""Which rulebook a filing falls under: by its budget year, and by the level-1 weights it prints."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from attrs import frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, Scorecard, ScorecardKind
from budgetperf.domain.names import level_name
from budgetperf.domain.written import EXACT
from budgetperf.errors import NotInForceError, RulebookError
from budgetperf.scoring.policy import LevelWeights, Move
from budgetperf.scoring.row_score import points_or_none
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["DEFAULT", "Choice", "choose_rulebook", "level_weights", "require_in_force", "weights_match"]

DEFAULT = "mof-2020"


@frozen(kw_only=True)
class Choice:
    """
    A rulebook, and why it was taken.

    Attributes:
        why: ``named``, ``matched`` or ``fallback``, with its parameters.
    """

    rulebook: Rulebook
    why: Message


def level_weights(card: Scorecard) -> Mapping[str, Decimal]:
    """The level-1 weights of a card: as printed after the names, else as the rows under them add up."""
    stated = {
        level_name(level.level1): weight
        for level in card.stated_weights
        if level.level2 is None and (weight := points_or_none(level.weight)) is not None
    }
    found: dict[str, list[Decimal]] = {}
    for row in card.indicators:
        weight = points_or_none(row.weight)
        if weight is not None:
            found.setdefault(level_name(row.level1 or ""), []).append(weight)
    return {name: reduce(EXACT.add, weights) for name, weights in found.items()} | stated


def weights_match(card: Scorecard, book: Rulebook) -> LevelWeights | None:
    """The set of a rulebook's weights that a card has, level by level and for execution; None where it has none."""
    execution, stated = points_or_none(card.budget.execution.weight), dict(level_weights(card))
    return next(
        (
            found
            for found in book.weights
            if execution == found.execution
            and any(_fits(stated, found, levels) for levels in _printed(found, moved(found, stated, book.moves)))
        ),
        None,
    )


def moved(weights: LevelWeights, stated: Container[str], moves: Iterable[Move]) -> Mapping[str, Decimal]:
    """The weights of the levels, with those of levels that a card does not have where the rulebook moves them."""
    levels = {level_name(name): weight for name, weight in weights.levels}
    for move in moves:
        level, to = level_name(move.level), level_name(move.to)
        if level in levels and to in levels and level not in stated:
            levels[to] = EXACT.add(levels[to], levels.pop(level))
    return levels


def _printed(found: LevelWeights, levels: Mapping[str, Decimal]) -> Iterator[Mapping[str, Decimal]]:
    """The weights as a form prints them: with that of execution among them, or apart."""
    yield levels
    if found.execution_in is not None:
        level = level_name(found.execution_in)
        yield {**levels, level: EXACT.add(levels.get(level, Decimal(0)), found.execution)}


def _fits(stated: Mapping[str, Decimal], found: LevelWeights, levels: Mapping[str, Decimal]) -> bool:
    if not found.free:
        return dict(stated) == dict(levels)
    # What no level is named for may be shared out in any way, as long as it is shared out.
    others = [weight for name, weight in stated.items() if name not in levels]
    named = {name: weight for name, weight in stated.items() if name in levels}
    return named == dict(levels) and bool(others) and reduce(EXACT.add, others) == found.free


def choose_rulebook(filing: Filing, books: Sequence[Rulebook]) -> Choice:
    """
    Choose among the shipped rulebooks: in force for the budget year, and with the weights of every card.

    If several match, the national one is taken if it is among them, else the first; if none does, the national one,
    as a fallback that is reported. Cards that have no points speak for none, and a filing of such cards alone needs
    none: that is no fallback. A rate table speaks for the rulebooks that know its rows at their weights.

    Raises:
        RulebookError: The national rulebook is not among them.
    """
    default = next((book for book in books if book.name == DEFAULT), None)
    if default is None:
        raise RulebookError(
            f"可选的规则集中须有 {DEFAULT}，无一匹配时以它为准；请把它加入，或直接指明一个规则集",
            f"the rulebooks to choose from must include {DEFAULT}, which serves where none matches; "
            "add it, or name a rulebook",
        )
    in_force = [book for book in books if filing.year in book.years and not _superseded(book, books, filing.year)]
    cards = [card for card in filing.scorecards if card.kind.is_scored]
    if filing.scorecards and not cards:
        return Choice(rulebook=default, why=Message.of("nothing_scored", name=default.name))
    matching = [book for book in in_force if cards and all(_confirms(card, book) for card in cards)]
    if not matching:
        return Choice(rulebook=default, why=Message.of("fallback", name=default.name, year=filing.year))
    book = default if default in matching else matching[0]
    return Choice(rulebook=book, why=Message.of("matched", name=book.name, year=filing.year))


def _confirms(card: Scorecard, book: Rulebook) -> bool:
    """Whether a card's weights speak for a rulebook: a set that may be shared out in any way speaks for none."""
    if card.kind is ScorecardKind.RATES:
        return _knows_rates(card, book)
    found = weights_match(card, book)
    return found is not None and not found.free


def _knows_rates(card: Scorecard, book: Rulebook) -> bool:
    """Whether a rulebook has rate rows for half of a rate table or more, and saw each of them at its weight."""
    known = [
        (named, weight)
        for row in card.indicators
        if (named := book.rate_row(row.name)) is not None and (weight := points_or_none(row.weight)) is not None
    ]
    seen = sum(weight in named.weights for named, weight in known)
    return bool(known) and seen == len(known) and 2 * seen >= len(card.indicators)


def _superseded(book: Rulebook, books: Sequence[Rulebook], year: int | None) -> bool:
    """Only a book that names another one ends it; and only a year can tell that it has."""
    return year is not None and any(book.name in other.supersedes and year in other.years for other in books)


def require_in_force(book: Rulebook, filing: Filing) -> Choice:
    """
    Take a rulebook that was named.

    Raises:
        NotInForceError: The filing's budget year lies outside the rulebook's years.
    """
    if filing.year not in book.years:
        raise NotInForceError(
            f"规则集 {book.name} 适用于 {book.years} 年度，自评材料为 {filing.year} 年度；请换用该年度的规则集",
            f"rulebook {book.name} is in force for {book.years}, the filing is of {filing.year}; "
            "name a rulebook of that year",
        )
    return Choice(rulebook=book, why=Message.of("named", name=book.name))
