"""Sums, rates and identities as columns: exact, and the same as in the ledger."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
from batched import BOOKS, card_of, filing_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from budgetperf.batch import cards_table, rows_table, score_cards, score_table
from budgetperf.domain.finding import Entry
from budgetperf.domain.model import Allocation, Budget, Execution, Filing, FundRow, Funds, Indicator, Scorecard
from budgetperf.domain.quantity import MoneyUnit, Unreadable
from budgetperf.domain.rounding import round_half_up, shorten
from budgetperf.reconciliation.reconcile import reconcile
from budgetperf.testing import consistent_filings, filings, scored_filings

BOOK = BOOKS["mof-2020"]
WORTH = {unit.label: int(unit.yuan) for unit in MoneyUnit}


def cards_of(*given_filings: Filing) -> pa.Table:
    """The scored cards of some filings."""
    rows = score_table(rows_table(given_filings), BOOK)
    return score_cards(cards_table(given_filings), rows, BOOK)


def filled() -> Filing:
    """A department that spent 88.50 万元 on two projects, 0.50 of it beside them."""
    rows = [
        FundRow(name="年度资金总额", role="total", funds=Funds(initial="100万元", revised="90万元", spent="88.50万元")),
        FundRow(name="当年财政拨款", parent="年度资金总额", funds=Funds(initial="99万元", revised="90万元")),
        FundRow(name="其他资金", parent="年度资金总额", funds=Funds(spent="0.885亿元")),
    ]
    department = Scorecard(
        kind="department",
        budget=Budget(
            rows=rows,
            by_source=[Allocation(name="一般公共预算", amount="88.50万元")],
            by_nature=[Allocation(name="基本支出", amount="0.50万元"), Allocation(name="项目支出", amount="88万元")],
            execution=Execution(stated_rate="98.3%", weight="10", points="9.8"),
        ),
        indicators=[Indicator(name="册数", target="≥90册", actual="90册", weight="89", points="89")],
        stated_weight="100",
        stated_points="98",
    )
    spent = [FundRow(name="年度资金总额", role="total", funds=Funds(spent="43.75万元"))]
    project = Scorecard(kind="project", budget=Budget(rows=spent))
    return Filing(scorecards=[department, project, project])


def test_columns_of_a_card() -> None:
    """Every sum, rate and gap of one department, in 元, points and per cent."""
    department, project, _ = cards_of(filled()).to_pylist()
    gaps = {name: value for name, value in department.items() if name.endswith("_gap")}
    assert {
        "weights_gap": -1,
        "stated_weight_gap": 1,
        "stated_points_gap": Decimal("-0.8"),
        "initial_gap": 10_000,
        "revised_gap": 0,
        "spent_gap": 885_000 - 88_500_000,
        "source_gap": 0,
        "nature_gap": 0,
        "projects_gap": 5_000,
    } == gaps
    assert Decimal("98.3333") == department["execution_rate"]
    assert department["projects_spent"] == 875_000
    assert 0 == department["bad_rows"] == department["unknown"]
    assert [project[name] for name in ("projects_spent", "execution_rate", "low")] == [None] * 3


def test_what_cannot_be_read_has_no_gap() -> None:
    """A sum without one of its parts is no sum."""
    row = Indicator(name="册数", weight=Unreadable("1O"), points="9")
    (card,) = cards_of(filing_of(card_of([row], stated_points="9"))).to_pylist()
    assert [card[name] for name in ("unknown", "stated_points_gap", "weights_gap")] == [1, None, None]


def entry_of(entries: tuple[Entry, ...], code: str, path: str) -> Entry | None:
    """The entry of an identity at a place, where the ledger could evaluate it."""
    return next((entry for entry in entries if entry.code == code and path in entry.paths), None)


@settings(max_examples=25)
@example(found=filled())
@given(found=scored_filings() | filings() | consistent_filings())
def test_gaps_are_those_of_the_ledger(found: Filing) -> None:
    """Where the ledger has evaluated an identity of a card, the column has its residual, unless a row is unreadable."""
    entries = reconcile(found).ledger
    for index, card in enumerate(cards_of(found).to_pylist()):
        place = f"scorecards[{index}]"
        asked = [("P8", f"{place}.{name}", f"{name}_gap") for name in ("stated_weight", "stated_points")]
        total = found.scorecards[index].budget.total_index
        if total is not None:
            asked += [
                ("P1", f"{place}.budget.rows[{total}].funds.{name}", f"{name}_gap")
                for name in ("initial", "revised", "spent")
            ]
        for code, path, name in asked:
            entry = entry_of(entries, code, path)
            # The table knows that a row could not be read, and not which of its numbers.
            if code == "P8" and card["unknown"]:
                assert card[name] is None
            elif entry is not None and entry.residual is not None and entry.paths[0] == path:
                # The ledger shows six places.
                assert entry.residual == shorten(Fraction(card[name]) / WORTH.get(entry.unit, 1)), (code, path)


@given(spent=st.integers(-(10**12), 10**24), revised=st.integers(1, 10**24), places=st.integers(0, 6))
def test_execution_rate(spent: int, revised: int, places: int) -> None:
    """A rate is rounded half-up once, whatever the amounts and whatever the caller's context."""
    table = cards_table([filing_of(card_of([]))])
    for name, number in (("spent", spent), ("revised", revised)):
        column = pa.array([Decimal(number).scaleb(-places)], table.schema.field(name).type)
        table = table.set_column(table.schema.get_field_index(name), name, column)
    with decimal.localcontext(prec=3):
        (card,) = score_cards(table, score_table(rows_table([]), BOOK), BOOK).to_pylist()
    rate = round_half_up(Fraction(100 * spent, revised), 4)
    assert card["execution_rate"] == (rate if abs(rate) < 10**16 else None)


def test_sums_beyond_64_bits() -> None:
    """Weights that no form has are added up all the same."""
    rows = [Indicator(name=f"指标{place}", weight="9999999999999999", points="9999999999999999") for place in range(30)]
    (card,) = cards_of(filing_of(card_of(rows))).to_pylist()
    assert 30 * 9_999_999_999_999_999 == card["row_points"] == card["high"]
