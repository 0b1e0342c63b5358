"""How a wrong figure looks like a slip of the pen."""

from decimal import Decimal

import pytest

import budgetperf as bp
from budgetperf.domain.figures import Figure
from budgetperf.reconciliation.slips import Neighbours, slip
from budgetperf.reconciliation.weighing import Value, value_of


def amount(text: str) -> Value:
    """An amount as a number."""
    value = value_of(bp.Money.parse(text))
    assert value is not None
    return value


def digits(*texts: str) -> tuple[str, str]:
    """Two amounts with the same number of decimals."""
    stated, meant = (Decimal(text.rstrip("元万")) for text in texts)
    return f"{stated:.2f}", f"{meant:.2f}"


@pytest.mark.parametrize(
    ("stated", "meant", "pattern"),
    [
        ("52.91万元", "52.19万元", "swapped"),
        ("25.19万元", "52.19万元", "swapped"),
        ("52.19万元", "52.16万元", "digit"),
        ("9.35万元", "99.35万元", "digit"),
        ("4.1万元", "4.18万元", "digit"),
        ("521.9万元", "52.19万元", "shifted"),
        ("0.88万元", "88万元", "shifted"),
        ("52190万元", "52.19万元", "shifted"),
        ("0.05219万元", "52.19万元", "shifted"),
        ("521900万元", "52.19万元", "unit"),
        ("967300万元", "96.73万元", "unit"),
        ("96.73元", "96.73万元", "unit"),
        ("-8万元", "8万元", "sign"),
        ("40万元", "52.19万元", "neighbour"),
        ("71.04万元", "52.19万元", "other"),
        ("0万元", "52.19万元", "other"),
    ],
)
def test_patterns(stated: str, meant: str, pattern: str) -> None:
    """Each way in which people mistype a figure has its name."""
    found = slip(amount(stated), amount(meant), digits=digits(stated, meant), near=[amount("40万元")])
    assert pattern == found


def test_blank() -> None:
    """A blank cell that should say something was left out."""
    assert bp.Slip.MISSING is slip(None, amount("3万元"), digits=("0", "3"), near=())


def test_points_have_no_neighbours() -> None:
    """Points are alike from row to row: that one equals the next says nothing."""
    five = Value(5, 0, "points")
    assert bp.Slip.OTHER is slip(five, Value(4, 0, "points"), digits=("5", "4"), near=[five])


def test_neighbours() -> None:
    """Beside a cell stand the other columns of its row, and the rows above and below it in its column."""
    texts = {
        "base_table.three_public.total.prior": "1万元",
        "base_table.three_public.total.spent": "2万元",
        "base_table.projects.total.prior": "3万元",
        "base_table.projects.total.spent": "4万元",
        "base_table.projects.lines[0].funds.spent": "5万元",
        "scorecards[0].budget.rows[0].funds.spent": "6万元",
        "reports[0].sections[0].paragraphs[0]@6+3": "7万元",
    }
    figures: dict[str, Figure] = {path: bp.Money.parse(text) for path, text in texts.items()}
    values = {path: value_of(figure) for path, figure in figures.items()} | {"base_table.projects.total.prior": None}
    beside = Neighbours(figures, values)
    of = {path: [f"{value.number // amount('1万元').number}" for value in beside.of(path)] for path in texts}
    assert list(of.values()) == [["2"], ["1", "4"], ["4", "1"], ["2", "5"], ["4"], [], []]
