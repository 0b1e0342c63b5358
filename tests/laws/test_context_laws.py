"""
The decimal context belongs to the caller: whatever leaves the library is the same in every one.

Figures, scores and reviews have laws of their own; here is what is made of them.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.batch.folders.records import tables_of
from budgetperf.batch.folders.reviewing import Reviewed
from budgetperf.domain.written import plain
from budgetperf.formats.excel.typed import type_number
from budgetperf.formats.writing import forms_bytes
from budgetperf.scoring.laws.profile import weights_to_try
from budgetperf.testing import decimals, verify_grades
from consistent import BOOK, changed

# Hardly a digit, nothing above 9, and the wrong way round.
ODD = decimal.Context(prec=1, Emax=1, Emin=-1, rounding=decimal.ROUND_DOWN, traps=[])
FILING = changed({"base_table.three_public.total.spent": "1234.56万元"})


def drafts() -> object:
    """Reports, whose sentences hold differences and shares."""
    return bp.draft(FILING, bp.review(FILING, BOOK))


def workbook() -> object:
    """Numbers typed into cells, percentages as shares."""
    return forms_bytes(FILING, ".xlsx"), [type_number(text) for text in ("12.345%", "100.0%", "1234.56万元")]


def tried_weights() -> object:
    """The weights that decide a rule that takes points off."""
    knots = (bp.Knot(Decimal(0), Decimal(0)), bp.Knot(Decimal(1), Decimal("12.345")))
    rule = bp.Rule(
        id="off",
        title="扣分",
        title_en="deduction",
        measure=bp.Measure.EXCESS,
        scale=bp.Scale.DEDUCTION,
        curve=bp.Curve(knots=knots),
        clause=bp.Clause(document="示例"),
    )
    return weights_to_try(rule)


def tables() -> object:
    """Findings as rows of numbers, and points of whole cards."""
    review = bp.review(FILING, BOOK)
    found = tables_of([Reviewed(name="filing", review=review)], [], "zh")
    return {name: table.to_pylist() for name, table in found.items()}


def grades() -> object:
    """Every total that a card can have, asked of a function."""
    return verify_grades(lambda total: "优" if total > Decimal("89.99") else None, name="grade")


@pytest.mark.parametrize("made", [drafts, workbook, tables, tried_weights, grades])
def test_what_is_made_is_the_same(made: Callable[[], object]) -> None:
    """Sentences, files, and what the laws try."""
    expected = made()
    with decimal.localcontext(ODD):
        found = made()
    assert repr(expected) == repr(found)


@given(st.data())
def test_strategies_keep_their_bounds(data: st.DataObject) -> None:
    """A number that is drawn is one that a figure can hold, and its ends are those of the strategy."""
    with decimal.localcontext(ODD):
        number = data.draw(decimals() | decimals(max_value="12.345"))
        assert number is plain(number)
