"""Laws of the sheets: a table has no holes, and every figure is printed at its path."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetperf.domain.figures import figures
from budgetperf.domain.model import Filing
from budgetperf.domain.quantity import Money
from budgetperf.formats.canonical import canonical
from budgetperf.printing.blank import blank_filing
from budgetperf.printing.formulas import outcome
from budgetperf.printing.lay_out import lay_out
from budgetperf.printing.measure import line_count
from budgetperf.printing.sheet import Cell, Ratio, Sheet, Sum, printed_paths
from budgetperf.testing import consistent_filings, decimals, filings

_SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _has_no_holes(sheet: Sheet) -> None:
    for table in sheet.tables:
        covered = [
            (row + below, column + beside)
            for row, column, cell in table.places()
            for below in range(cell.down)
            for beside in range(cell.across)
        ]
        assert len(covered) == len(set(covered)) == len(table.rows) * len(table.widths)


@_SETTINGS
@given(filings())
def test_a_table_has_no_holes_and_no_overlaps(filing: Filing) -> None:
    """Every position of every table is covered by one cell."""
    for sheet in lay_out(canonical(filing)):
        _has_no_holes(sheet)


@pytest.mark.parametrize("spare", [False, True])
def test_a_blank_form_has_no_holes(*, spare: bool) -> None:
    """Neither have the blank forms, with spare rows or without."""
    for sheet in lay_out(blank_filing(), spare=spare):
        _has_no_holes(sheet)


@_SETTINGS
@given(filings())
def test_every_figure_is_printed_at_its_path(filing: Filing) -> None:
    """What a figure is called tells the cell that prints it, and the cell shows it."""
    held = canonical(filing)
    printed = {path: where.text for sheet in lay_out(held) for path, where in printed_paths(sheet)}
    for path, figure in figures(held).items():
        if path not in printed:
            # The execution of a budget has its cells in the total row; without one it is refused.
            assert ".budget.execution." in path
            continue
        number = figure.amount if isinstance(figure, Money) else figure
        assert (f"{number:f}" if isinstance(number, Decimal) else str(number)) in printed[path]


@_SETTINGS
@given(consistent_filings())
def test_formulas_refer_to_printed_cells(filing: Filing) -> None:
    """Every formula is one over cells of its own sheet, and of the figure of its cell."""
    held = canonical(filing)
    for sheet in lay_out(held):
        own = {path for path, where in printed_paths(sheet) if isinstance(where, Cell)}
        for path, where in printed_paths(sheet):
            assert path.startswith(sheet.path)
            if isinstance(where, Cell) and where.formula is not None:
                formula = where.formula
                parts = formula.parts if isinstance(formula, Sum) else (formula.over, formula.under)
                assert set(parts) <= own


@given(decimals(max_places=4), decimals(max_places=4), st.integers(0, 4))
def test_a_rate_is_rounded_once(over: Decimal, under: Decimal, places: int) -> None:
    """A quotient is the exact one, rounded half up to the places of the stated rate."""
    stated = Decimal((0, (1,), -places))
    found = outcome(Ratio(over="a", under="b"), {"a": over, "b": under}, stated)
    if not under:
        assert found is None
    else:
        assert found is not None
        exact = Fraction(over) / Fraction(under) * 100
        assert abs(Fraction(found) - exact) <= Fraction(1, 2 * 10**places)


@given(st.text(alphabet="长a\n 9", max_size=200), st.integers(10, 300))
def test_a_longer_text_needs_no_less_room(text: str, width: int) -> None:
    """Lines are counted, at least one; a narrower cell needs at least as many."""
    assert 1 <= line_count(text, width + 50, 9) <= line_count(text, width, 9)
