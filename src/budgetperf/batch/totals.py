"""
The totals of cards from their scored rows, and the sums and identities that tie a card together, as columns.

A gap is what is stated less what it should be; zero where the identity holds, null where a side of it is blank. Gaps
are exact; how much of one the rounding of printed figures may explain is for `budgetperf.reconcile` to say.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budgetperf.batch.checking import check_cards, check_rows
from budgetperf.batch.schema import AMOUNT, CARD_SCORES, DIGITS, FIGURE, PLACES, ROW_SCORES
from budgetperf.domain.rounding import cut_off, round_half_up
from budgetperf.domain.written import EXACT
from budgetperf.errors import TableError
from budgetperf.scoring.policy import RoundingMode
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["score_cards"]

_RATE_PLACES = 4
_WIDE = pa.decimal256(60, 10)
_FULL = Decimal(100)
_MOST = 10 ** (DIGITS - PLACES)


def score_cards(cards: pa.Table, rows: pa.Table, rulebook: Rulebook) -> pa.Table:
    """
    The totals of cards, and their sums and identities.

    Args:
        cards: Cards of the schema `CARDS`.

        rows: Their rows, scored by `score_table` under the same rulebook.

        rulebook: The rulebook.

    Returns:
        The same cards with the columns of `CARD_SCORES`.

    Raises:
        TableError: A table does not have the columns of its schema, the rows have not been scored, or belong to a card
            that is not there.
    """
    cards, known = check_cards(cards), check_rows(rows)
    missing = tuple(
        (name, "行尚未评分；请先用 score_table", "the rows have no scores yet: use score_table first")
        for name in ROW_SCORES.names
        if name not in rows.column_names
    )
    if missing:
        raise TableError(missing)
    columns = _from_rows(cards, known, rulebook) | _from_cards(cards)
    columns |= _sums(cards, columns)
    added = [columns[name] for name in CARD_SCORES.names]
    return pa.table([*cards.columns, *added], schema=pa.schema([*cards.schema, *CARD_SCORES]))


def _from_rows(cards: pa.Table, rows: pa.Table, book: Rulebook) -> dict[str, pa.Array]:
    numbers, of_row = cards.column("card").to_numpy(), rows.column("card").to_numpy()
    place = np.searchsorted(numbers, of_row)
    # Past the last card stands a number that no row has.
    strange = np.append(numbers, 0)[place] != of_row
    strange |= place == len(numbers)
    if strange.any():
        card = int(of_row[np.flatnonzero(strange)[0]])
        raise TableError(
            ((
                "card",
                f"有 {card} 号表的行，却没有这张表；应为两表共有的 int64",
                f"there are rows of card {card}, and no such card; expected int64 that both tables have",
            ),)
        )  # fmt: skip
    summed = _grouped(rows, numbers)
    bad = summed["fault_count"].to_numpy(zero_copy_only=False)
    low, high = summed["low_sum"].to_pylist(), summed["high_sum"].to_pylist()
    scales = _scales(rows)
    for at, card in enumerate(numbers.tolist()):
        if bad[at]:
            low[at] = high[at] = None
        else:
            scale = scales.get(card, Fraction(1))
            low[at], high[at] = (_total(total, scale, book) for total in (low[at], high[at]))
    grades = [[None if total is None else _grade(total, book) for total in totals] for totals in (low, high)]
    return {
        "low": pa.array(low, AMOUNT),
        "high": pa.array(high, AMOUNT),
        "grade_low": pa.array(grades[0], pa.string()).dictionary_encode(),
        "grade_high": pa.array(grades[1], pa.string()).dictionary_encode(),
        "bad_rows": summed["fault_count"],
        "row_weights": summed["weight_sum"].cast(AMOUNT),
        "row_points": summed["points_sum"].cast(AMOUNT),
    }


def _grouped(rows: pa.Table, cards: np.ndarray) -> dict[str, pa.Array]:
    """Sums over the rows of each card, in the order of the cards; null for a card without any."""
    some = pa.table(
        {
            "card": rows.column("card"),
            **{name: rows.column(name).cast(pa.decimal128(38, 10)) for name in ("low", "high", "weight", "points")},
            "fault": rows.column("fault").is_valid().cast(pa.int64()),
        }
    )
    asked = [("low", "sum"), ("high", "sum"), ("weight", "sum"), ("points", "sum"), ("fault", "sum")]
    found = some.group_by("card", use_threads=False).aggregate(asked).combine_chunks()
    at = pc.index_in(pa.array(cards), found.column("card").combine_chunks())
    columns = {name: found.column(name).combine_chunks().take(at) for name in found.column_names}
    columns["fault_count"] = columns["fault_sum"].fill_null(0)
    return columns


def _scales(rows: pa.Table) -> dict[int, Fraction]:
    """By how much the points of a card grow where rows of it do not apply, for the cards that have such rows."""
    basis = rows.column("basis").cast(pa.string())
    dropped = pc.fill_null(pc.equal(basis, "dropped"), fill_value=False)
    if not pc.any(dropped).as_py():
        return {}
    some = rows.filter(pc.is_in(rows.column("card"), pc.unique(rows.column("card").filter(dropped))))
    scales: dict[int, Fraction] = {}
    lost: dict[int, list[Decimal]] = {}
    left: dict[int, list[Decimal]] = {}
    values = (some.column(name).to_pylist() for name in ("card", "weight", "basis"))
    for card, weight, kind in zip(*values, strict=True):
        if weight is not None and (kind == "dropped" or weight > 0):
            (lost if kind == "dropped" else left).setdefault(card, []).append(weight)
    for card, weights in lost.items():
        rest = Fraction(reduce(EXACT.add, left.get(card, []), Decimal(0)))
        scales[card] = 1 + Fraction(reduce(EXACT.add, weights)) / rest if rest > 0 else Fraction(1)
    return scales


def _total(total: Decimal | None, scale: Fraction, book: Rulebook) -> Decimal | None:
    """The exact sum of rounded rows, rounded again only if it was rescaled or the rulebook says so."""
    places = book.rounding.total
    if total is None or (scale == 1 and places is None):
        return total
    turn = cut_off if book.rounding.mode is RoundingMode.DOWN else round_half_up
    return turn(Fraction(total) * scale, book.rounding.row if places is None else places)


def _grade(total: Decimal, book: Rulebook) -> str | None:
    found = book.grade(total)
    return None if found is None else found.title


def _from_cards(cards: pa.Table) -> dict[str, pa.Array]:
    """What the amounts of a card say."""
    gaps = {f"{name}_gap": _less(cards, name, f"{name}_parts") for name in ("initial", "revised", "spent")}
    spent = _projects_spent(cards)
    amounts = zip(*(cards.column(name).to_pylist() for name in ("spent", "revised")), strict=True)
    rates = [_rate(*both) for both in amounts]
    return gaps | {
        "source_gap": _less(cards, "by_nature", "by_source"),
        "nature_gap": _less(cards, "spent", "by_nature"),
        "execution_rate": pa.array(rates, FIGURE),
        "projects_spent": spent,
        "projects_gap": _difference(cards.column("project_spending"), spent),
    }


def _rate(spent: Decimal | None, revised: Decimal | None) -> Decimal | None:
    """The execution rate in per cent; None where there is no budget that it could be a share of."""
    if spent is None or revised is None or revised <= 0:
        return None
    rate = round_half_up(100 * Fraction(spent) / Fraction(revised), _RATE_PLACES)
    return rate if rate.copy_abs() < 10 ** (FIGURE.precision - FIGURE.scale) else None


def _projects_spent(cards: pa.Table) -> pa.Array:
    """For each department card, what the project cards of its filing have spent; null where one does not say."""
    kinds, filings, spent = (cards.column(name).to_pylist() for name in ("kind", "filing", "spent"))
    sums: dict[int, Decimal | None] = {}
    for kind, filing, amount in zip(kinds, filings, spent, strict=True):
        if kind == "project":
            before = sums.get(filing, Decimal(0))
            sums[filing] = None if before is None or amount is None else EXACT.add(before, amount)
    fitting = {filing: total for filing, total in sums.items() if total is not None and total.copy_abs() < _MOST}
    found = [fitting.get(filing) if kind == "department" else None for kind, filing in zip(kinds, filings, strict=True)]
    return pa.array(found, AMOUNT)


def _sums(cards: pa.Table, known: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The stated sums of a card against those of its rows."""
    full = pa.array([_FULL], FIGURE).take(pa.array(np.zeros(cards.num_rows, np.int64)))
    gaps = {
        "weights_gap": _difference(known["row_weights"], full),
        "stated_weight_gap": _difference(cards.column("stated_weight"), known["row_weights"]),
        "stated_points_gap": _difference(cards.column("stated_points"), known["row_points"]),
    }
    # Where something cannot be read, nobody knows what the sum should be.
    sure = pc.equal(cards.column("unknown"), 0)
    return {name: pc.if_else(sure, gap, pa.scalar(None, AMOUNT)) for name, gap in gaps.items()}


def _less(cards: pa.Table, stated: str, parts: str) -> pa.Array:
    return _difference(cards.column(stated), cards.column(parts))


def _difference(one: pa.Array | pa.ChunkedArray, other: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """A difference, exactly: in so wide a type that nothing can be lost on the way."""
    return pc.subtract(one.cast(_WIDE), other.cast(_WIDE)).cast(AMOUNT)
