"""Budget and spending, line by line: of 附件1 where it is filled in, else of the project cards."""

from fractions import Fraction

import pytest

import budgetperf as bp
from budgetperf.domain.base_table import ProjectLine, Projects
from budgetperf.domain.model import Budget, FundRow
from budgetperf.domain.spending import spending


def base(**rows: bp.Funds) -> bp.BaseTable:
    """A base table with these rows of projects, and one line that is blank."""
    lines = [ProjectLine(name="空"), ProjectLine(name="图书", funds=bp.Funds(spent="1万元"))]
    projects = Projects(**rows, lines=lines)  # type: ignore[arg-type] # rows of funds only
    return bp.BaseTable(labels={"special": "县级专项资金"}, projects=projects)


def card(kind: str, **funds: str) -> bp.Scorecard:
    """A card with a total row."""
    row = FundRow(name="年度资金总额", role="total", funds=bp.Funds(**funds))  # type: ignore[arg-type] # a field takes text
    return bp.Scorecard(kind=kind, subject=f"{kind}的项目", budget=Budget(rows=[FundRow(name="其中"), row]))


def test_lines_of_the_base_table() -> None:
    """The ordinary lines under the names that are printed, then the named ones; a blank one is none."""
    filing = bp.Filing(
        base_table=base(
            operations=bp.Funds(initial="2万元"),
            maintenance=bp.Funds(prior="3万元"),
            special=bp.Funds(initial="8万元", spent="6万元"),
        ),
        scorecards=[card("project", revised="9万元", spent="9万元")],
    )
    found = [(one.name, one.budget_path, one.spent_path, one.rate) for one in spending(filing)]
    projects = "base_table.projects"
    assert [
        ("业务工作经费", f"{projects}.operations.initial", f"{projects}.operations.spent", None),
        ("图书", f"{projects}.lines[1].funds.initial", f"{projects}.lines[1].funds.spent", None),
    ] == [found[0], found[-1]]
    assert {"运行维护经费", "空"}.isdisjoint(name for name, *_ in found)


@pytest.mark.parametrize(
    ("funds", "column", "rate"),
    [
        ({"initial": "10万元", "revised": "8万元", "spent": "6万元"}, "revised", Fraction(3, 4)),
        ({"initial": "10万元", "spent": "6万元"}, "initial", Fraction(3, 5)),
        ({"initial": "0万元", "spent": "6万元"}, "initial", None),
        ({"initial": "1元", "spent": "0.5元"}, "initial", Fraction(1, 2)),
        ({"initial": "-1元", "spent": "0.5元"}, "initial", None),
        ({"initial": "10万元"}, "initial", None),
        ({"spent": "10万元"}, "initial", None),
    ],
)
def test_cards(funds: dict[str, str], column: str, rate: Fraction | None) -> None:
    """The adjusted budget where there is one; a plan and the card of the department are none."""
    cards = [card("department", spent="9万元"), card("target", initial="9万元"), card("project", **funds)]
    (one,) = spending(bp.Filing(scorecards=[*cards, bp.Scorecard(kind="project")]))
    place = "scorecards[2].budget.rows[1].funds"
    assert (one.name, one.rate) == ("project的项目", rate)
    assert (one.budget_path, one.spent_path) == (f"{place}.{column}", f"{place}.spent")
    assert (one.budget, one.spent) == (
        bp.look_up(bp.Filing(scorecards=cards), one.budget_path),
        bp.look_up(bp.Filing(scorecards=cards), one.spent_path),
    )
