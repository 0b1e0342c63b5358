"""The path of objects: decode and encode filings, keep them, score them (G1, G2, G3, G10)."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import budgetperf as bp
from budgetperf.domain.model import Filing, Indicator, Scorecard
from budgetperf.domain.statement import Actual, Bound, Target
from budgetperf.scoring.score import score
from corpus import filings
from turns import Row, Share, in_turns, shares
from twin import twin_of

__all__ = ["measure"]

_CARDS = 50
_CENT = Decimal("0.01")


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
        _scoring(rounds, {turn: [one.scorecards[0] for one in some] for turn, some in ours.items()}),
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


def _scoring(rounds: int, cards: dict[int, list[Scorecard]]) -> Row:
    book = bp.load_rulebook("hunan-2022")
    for card in cards[0]:
        if by_match(card) != [(row.low, row.high) for row in score(card, book).rows]:
            raise SystemExit("the scores do not agree")
    times = in_turns(
        {
            "match": lambda turn: [by_match(card) for card in cards[turn]],
            "score": lambda turn: [score(card, book) for card in cards[turn]],
        },
        rounds,
    )
    return Row(
        goal="G3",
        metric="score one card, no trace told",
        against="the rules in Decimal with `match`, which know no words, units or rulebooks",
        share=shares(times, "match")["score"],
        target=0.50,
        stretch=0.30,
    )


def by_match(card: Scorecard) -> list[tuple[Decimal, Decimal]]:
    """The rules of one rulebook, written out: multiply first, divide once, round once."""
    return [_points(row) for row in card.indicators]


def _points(row: Indicator) -> tuple[Decimal, Decimal]:
    match row:
        case Indicator(
            target=Target(reading=Bound(operator=sign, quantity=aim)),
            actual=Actual(reading=Bound(quantity=done)),
            weight=Decimal() as weight,
        ):
            target, actual = _number(aim), _number(done)
            match sign:
                case "≥":
                    exact = (weight if actual >= target else weight * actual / target,) * 2
                case _ if actual <= target:
                    exact = (weight, weight)
                case _:
                    exact = (max(Decimal(0), weight * (2 * target - actual) / target), weight * target / actual)
            low, high = (points.quantize(_CENT, ROUND_HALF_UP) for points in exact)
            return min(low, high), max(low, high)
    raise SystemExit("a row that the plain rules do not know")


def _number(quantity: bp.Money | bp.Rate | bp.Count) -> Decimal:
    match quantity:
        case bp.Money():
            return quantity.amount
        case bp.Rate():
            return quantity.percent
        case bp.Count():
            return quantity.number
