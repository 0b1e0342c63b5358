"""The score of a card by its dimensions: budget execution, and each level-1 name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce

from attrs import field, frozen

from budgetperf.domain.model import Scorecard
from budgetperf.domain.names import level_name
from budgetperf.domain.written import EXACT
from budgetperf.scoring.row_score import RowScore
from budgetperf.scoring.score import Score

__all__ = ["Dimension", "dimensions"]


@frozen(kw_only=True)
class Dimension:
    """
    What one part of a card states, and what the rules give for it: the exact sums over its rows.

    Attributes:
        name: Its level-1 name as printed, or None for rows without one.

        is_execution: Whether it is budget execution, which has no level-1 name.

        weight: Points that it can earn; of the rows that have a weight.

        stated: Points that are stated; None where no row states any.

        low: Least points that follow from the rules; None where no row has a score.

        high: Greatest points that follow from them.

        rows: Its rows.
    """

    name: str | None = None
    is_execution: bool = False
    weight: Decimal | None
    stated: Decimal | None
    low: Decimal | None
    high: Decimal | None
    rows: tuple[RowScore, ...] = field(converter=tuple[RowScore, ...], repr=False)


def dimensions(card: Scorecard, score: Score) -> tuple[Dimension, ...]:
    """
    The dimensions of a card in the order of the form, budget execution first.

    Two spellings of a level-1 name (产出, 产出指标) are one dimension, under the first of them.

    >>> from budgetperf.domain.model import Indicator
    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> from budgetperf.scoring.score import score as score_card
    >>> rows = [Indicator(level1="产出指标", name="册数", target="≥90册", actual="81册", weight="10", points="9")]
    >>> card = Scorecard(kind="project", indicators=rows)
    >>> [(part.name, part.low) for part in dimensions(card, score_card(card, load_rulebook("mof-2020")))]
    [('产出指标', Decimal('9.00'))]
    """
    groups: dict[str | None, tuple[str | None, list[RowScore]]] = {}
    above: str | None = None
    for indicator, row in zip(card.indicators, score.rows, strict=True):
        # A merged cell names the rows below it, too.
        above = indicator.level1 or above
        groups.setdefault(None if above is None else level_name(above), (above, []))[1].append(row)
    parts = [_dimension(name, rows) for name, rows in groups.values()]
    if score.execution is None:
        return tuple(parts)
    return (_dimension(None, [score.execution], is_execution=True), *parts)


def _dimension(name: str | None, rows: Iterable[RowScore], *, is_execution: bool = False) -> Dimension:
    rows = tuple(rows)
    return Dimension(
        name=name,
        is_execution=is_execution,
        weight=_sum(row.weight for row in rows),
        stated=_sum(row.stated for row in rows),
        low=_sum(row.low for row in rows),
        high=_sum(row.high for row in rows),
        rows=rows,
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = list(_known(values))
    return reduce(EXACT.add, known) if known else None


def _known(values: Iterable[Decimal | None]) -> Iterator[Decimal]:
    for value in values:
        if value is not None:
            yield value
