"""The path of objects: decode and encode filings, keep them, score them (G1, G2, G3, G10)."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import budgetperf as bp
from budgetperf.domain.model import Budget, Filing, FundRow, Funds, Indicator, Role, Scorecard
from budgetperf.domain.quantity import Count, Money, Quantity, Rate
from budgetperf.domain.statement import Actual, Bound, Operator, Target
from budgetperf.scoring.score import score
from corpus import filings
from turns import Row, Share, in_turns, shares
from twin import twin_of

__all__ = ["measure"]

_CARDS = 50
_CENT = Decimal("0.01")
_NONE = Decimal(0)


def measure(rounds: int) -> list[Row]:
    """Every ratio of objects; what the candidates give is compared first."""
    corpus = {turn: filings(_CARDS, turn) for turn in range(rounds + 1)}
    texts = {turn: [bp.to_json(filing) for filing in some] for turn, some in corpus.items()}
    twin = twin_of(Filing)
    _compare(corpus[0], texts[0], twin)
    decode = in_turns(
        {
            "pydantic": lambda turn: [twin.model_validate_json(text) for text in texts[turn]],
            "ours": lambda turn: [bp.from_json(text) for text in texts[turn]],
        },
        rounds,
    )
    # What is written has not been written before, and is read for it anew: nothing is remembered in it.
    theirs = {turn: [twin.model_validate_json(text) for text in some] for turn, some in texts.items()}
    ours = {turn: [bp.from_json(text) for text in some] for turn, some in texts.items()}
    encode = in_turns(
        {
            "pydantic": lambda turn: [model.model_dump_json(indent=2) for model in theirs[turn]],
            "ours": lambda turn: [bp.to_json(filing) for filing in ours[turn]],
        },
        rounds,
    )
    memory = _memory(bp.from_json, texts[0]) / _memory(twin.model_validate_json, texts[0])
    return [
        Row(
            goal="G1",
            metric="typed, checked decode, cold",
            against="pydantic v2 model of the same shape",
            share=shares(decode, "pydantic")["ours"],
            target=0.75,
            stretch=0.60,
        ),
        Row(
            goal="G2",
            metric="encode",
            against="the same",
            share=shares(encode, "pydantic")["ours"],
            target=0.48,
            stretch=0.35,
        ),
        *_scoring(rounds, texts),
        Row(
            goal="G10",
            metric="memory of a retained card",
            against="pydantic",
            share=Share(ratio=memory, low=memory, high=memory),
            target=0.45,
            stretch=0.36,
        ),
    ]


def _compare(corpus: Sequence[Filing], texts: Sequence[str], twin: Any) -> None:
    for filing, text in zip(corpus, texts, strict=True):
        model = twin.model_validate_json(text)
        told, written = json.loads(model.model_dump_json()), json.loads(text)
        if bp.from_json(text) != filing or not _says(told, written):
            raise SystemExit("the two models do not say the same")


def _says(told: Any, written: Any) -> bool:
    """Whether one document says all that another does: optional keys are written only where they say something."""
    if isinstance(written, dict):
        return all(key in told and _says(told[key], value) for key, value in written.items())
    if isinstance(written, list):
        return len(told) == len(written) and all(_says(*both) for both in zip(told, written, strict=True))
    return bool(told == written)


def _memory(decode: Callable[[str], object], texts: Sequence[str]) -> float:
    gc.collect()
    tracemalloc.start()
    kept = [decode(text) for text in texts]
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(kept)


def _scoring(rounds: int, texts: dict[int, list[str]]) -> list[Row]:
    """Each candidate scores cards of its own: what a text means is read once, and kept."""
    book = bp.load_rulebook("hunan-2022")
    # The plain rules hold every answer to account, and one that is quick to the one that is explained.
    for card in _cards(texts[0]):
        found, told = bp.points(card, book), score(card, book)
        if found != by_match(card) or found.rows != tuple((row.low, row.high) for row in told.rows):
            raise SystemExit("the scores do not agree")
    candidates: dict[str, Callable[[Scorecard], object]] = {
        "match": by_match,
        "points": lambda card: bp.points(card, book),
        "score": lambda card: score(card, book),
    }
    from_text, from_values = (
        in_turns(
            {name: _over(one, [_cards(texts[turn], read=read) for turn in range(rounds + 1)])
             for name, one in candidates.items()},
            rounds,
        )
        for read in (False, True)
    )  # fmt: skip
    by_values, by_text = shares(from_values, "match"), shares(from_text, "match")
    return [
        Row(goal="G3", metric="points of a card, nothing told", against=_PLAIN, share=by_values["points"], target=0.50,
            stretch=0.30),
        Row(goal="", metric="score of a card, with all that can be told", against="the same",
            share=by_values["score"]),
        Row(goal="", metric="points of a card whose cells are read first", against="the same, reading them, too",
            share=by_text["points"]),
        Row(goal="", metric="score of such a card", against="the same", share=by_text["score"]),
    ]  # fmt: skip


_PLAIN = "the rules of one book in Decimal with `match`"


def _cards(texts: Sequence[str], *, read: bool = False) -> list[Scorecard]:
    """Cards that nobody has scored; their cells may have been read."""
    cards = [bp.from_json(text).scorecards[0] for text in texts]
    for row in (row for card in cards if read for row in card.indicators):
        for cell in (row.target, row.actual):
            assert isinstance(cell, Target | Actual)  # noqa: S101 - the corpus has no other
            _ = cell.reading
    return cards


def _over(score_one: Callable[[Scorecard], object], cards: Sequence[Sequence[Scorecard]]) -> Callable[[int], object]:
    return lambda turn: [score_one(card) for card in cards[turn]]


def by_match(card: Scorecard) -> bp.Points:
    """The rules of one rulebook, written out: multiply first, divide once, round once."""
    execution, rows = _of_execution(card.budget), tuple([_of_row(row) for row in card.indicators])
    known = (execution, *rows)
    return bp.Points(sum([low for low, _ in known], _NONE), sum([high for _, high in known], _NONE), execution, rows)


def _of_execution(budget: Budget) -> tuple[Decimal, Decimal]:
    weight = budget.execution.weight
    for row in budget.rows:
        match row:
            case FundRow(
                role=Role.TOTAL, funds=Funds(revised=Money(amount=goal, unit=one), spent=Money(amount=done, unit=other))
            ) if one is other and isinstance(weight, Decimal):
                points = (weight if done >= goal else weight * done / goal).quantize(_CENT, ROUND_HALF_UP)
                return points, points
    raise SystemExit("a budget that the plain rules do not know")


def _of_row(row: Indicator) -> tuple[Decimal, Decimal]:
    match row:
        case Indicator(
            direction=None,
            target=Target(reading=Bound(operator=sign, quantity=aim)),
            actual=Actual(reading=Bound(operator=None, quantity=done)),
            weight=Decimal() as weight,
        ):
            target, actual = _numbers(aim, done)
            match sign:
                case Operator.AT_LEAST:
                    exact = (weight if actual >= target else weight * actual / target,) * 2
                case Operator.AT_MOST if actual <= target:
                    exact = (weight, weight)
                case Operator.AT_MOST:
                    exact = (max(_NONE, weight * (2 * target - actual) / target), weight * target / actual)
                case _:
                    raise SystemExit("an operator that the plain rules do not know")
            low, high = (points.quantize(_CENT, ROUND_HALF_UP) for points in exact)
            return min(low, high), max(low, high)
    raise SystemExit("a row that the plain rules do not know")


def _numbers(aim: Quantity, done: Quantity) -> tuple[Decimal, Decimal]:
    """Both in one unit."""
    match aim, done:
        case Money(amount=target, unit=one), Money(amount=actual, unit=other) if one is other:
            return target, actual
        case Rate(percent=target), Rate(percent=actual):
            return target, actual
        case Count(number=target, unit=one), Count(number=actual, unit=other) if one == other:
            return target, actual
    raise SystemExit("units that the plain rules do not know")
