"""Rows for a dataframe, column by column."""

from decimal import Decimal

import budgetperf as bp
from budgetperf.domain.finding import Clause, Entry, Finding, Location, Message
from budgetperf.domain.rows import entry_rows, finding_rows

CLAUSE = Clause(document="《办法》", status="recalled")
PLACE = Location(file="附件2.docx", table="附件2", row=7, column=5, address="E7")


def test_a_finding() -> None:
    """What is wrong, what was expected, and which cell to open."""
    finding = Finding(
        code="BP301",
        severity="error",
        id="f2",
        path="scorecards[0].indicators[3].points",
        stated="10",
        expected="9.5",
        difference="0.5",
        caused_by="f1",
        cluster=1,
        location=PLACE,
        clause=CLAUSE,
    )
    row = {
        "id": "f2",
        "code": "BP301",
        "severity": "error",
        "path": "scorecards[0].indicators[3].points",
        "stated": "10",
        "expected": "9.5",
        "difference": "0.5",
        "caused_by": "f1",
        "cluster": 1,
        "file": "附件2.docx",
        "table": "附件2",
        "row": 7,
        "column": 5,
        "address": "E7",
        "clause": "《办法》",
        "clause_status": "recalled",
    }
    assert [row] == finding_rows([finding])


def test_a_finding_without_a_place() -> None:
    """A filing that was never a file has no cells, and most findings rest on no clause."""
    (row,) = finding_rows([Finding(code="BP301", severity="error", id="f1")])
    blank = {name for name, value in row.items() if value is None}
    assert {"file", "table", "row", "column", "address", "clause", "clause_status"} <= blank


def test_an_entry() -> None:
    """One line of a ledger; of its paths the first, of its reason the key."""
    entry = Entry(
        id="P8:scorecards[0].stated_points",
        code="P8",
        outcome="violated",
        paths=("scorecards[0].stated_points", "scorecards[0].indicators[0].points"),
        stated="96",
        expected="95.5",
        residual=Decimal("0.5"),
        unit="points",
        bound=Decimal("0.05"),
        reason=Message.of("blank_breakdown"),
    )
    row = {
        "id": "P8:scorecards[0].stated_points",
        "code": "P8",
        "outcome": "violated",
        "path": "scorecards[0].stated_points",
        "stated": "96",
        "expected": "95.5",
        "residual": Decimal("0.5"),
        "unit": "points",
        "bound": Decimal("0.05"),
        "reason": "blank_breakdown",
    }
    assert [row] == entry_rows([entry])


def test_an_entry_of_nothing() -> None:
    """What was not looked at has neither path nor unit nor reason."""
    (row,) = entry_rows([Entry(id="P8", code="P8", outcome="holds")])
    assert (row["path"], row["unit"], row["reason"]) == (None, None, None)


def test_an_indicator() -> None:
    """Text as printed, figures as Decimals."""
    indicator = bp.Indicator(
        level1="产出指标",
        level2="数量指标",
        name="采购册数",
        direction="higher",
        target="≥90册",
        actual="88册",
        weight="10",
        points="9.78",
        deviation_note="缺货",
    )
    card = bp.Scorecard(kind="project", subject="图书购置", indicators=[bp.Indicator(name="空"), indicator])
    row = {
        "kind": "project",
        "subject": "图书购置",
        "path": "indicators[1]",
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "采购册数",
        "direction": "higher",
        "target": "≥90册",
        "actual": "88册",
        "weight": Decimal(10),
        "points": Decimal("9.78"),
        "deviation_note": "缺货",
    }
    assert row == card.to_rows()[1]
    blank = {name for name, value in card.to_rows()[0].items() if value is None}
    assert {"direction", "target", "actual", "weight", "points", "deviation_note"} <= blank


def test_a_filing() -> None:
    """The rows of its cards, each with whose they are, and its path within the filing."""
    card = bp.Scorecard(kind="project", indicators=[bp.Indicator(name="空"), bp.Indicator(name="满")])
    rows = bp.Filing(department="县图书馆", year=2022, scorecards=[bp.Scorecard(kind="department"), card]).to_rows()
    usual = card.to_rows()
    assert [*usual[1]] == [name for name in rows[1] if name not in {"department", "year"}]
    whose = {"department": "县图书馆", "year": 2022}
    assert rows == [{**whose, **row, "path": f"scorecards[1].{row['path']}"} for row in usual]
