"""How many figures something ties, and which ones nothing confirms."""

import budgetperf as bp
from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Entry
from budgetperf.reconciliation.coverage import coverage
from consistent import LIBRARY_FILING

STAFF = "base_table.staffing.actual"


def test_every_figure_is_on_one_side() -> None:
    """Each stated figure is tied or not, and in the order of the forms."""
    found = bp.reconcile(LIBRARY_FILING).coverage
    cells = [
        path
        for path, figure in bp.figures(LIBRARY_FILING).items()
        if not isinstance(figure, (bp.Target, bp.Actual)) or any(map(str.isdigit, str(figure)))
    ]
    assert sorted(cells) == sorted(path for path in (*found.tied, *found.untied) if "@" not in path)
    assert found.total == len(found.tied) + len(found.untied)
    assert set() == set(found.tied) & set(found.untied)


def test_tied() -> None:
    """The staff is tied by its rate; without the rate nothing confirms it."""
    assert STAFF in bp.reconcile(LIBRARY_FILING).coverage.tied
    blank = bp.replace(LIBRARY_FILING, "base_table.staffing.stated_rate", None)
    assert STAFF in bp.reconcile(blank).coverage.untied


def test_nothing() -> None:
    """An empty filing has no figures."""
    assert bp.reconcile(bp.Filing()).coverage.total == 0


def test_quoted_figures_count() -> None:
    """A figure in a report is one, too."""
    section = bp.Section(level=1, title="基本支出情况", paragraphs=["日常公用经费12.4万元。"])
    filing = bp.replace(LIBRARY_FILING, "reports", (bp.Report(kind="department", sections=[section]),))
    assert "reports[0].sections[0].paragraphs[0]@6+6" in bp.reconcile(filing).coverage.tied


def test_a_figure_that_fills_its_cell_is_one() -> None:
    """A cell that is a number, and is quoted by its place, too, counts once; a number within words by itself."""
    three = bp.Money.parse("3万元")
    figures: dict[str, Figure] = {"a": three, "a@0+3": three, "b": bp.Target("按期完成3次"), "b@4+2": three, "c": three}
    ledger = [Entry(id=f"X14:{path}", code="X14", outcome="holds", paths=[path]) for path in ("a@0+3", "b@4+2")]
    found = coverage([*ledger, Entry(id="B1", code="B1", outcome="not_evaluable", paths=["c"])], figures)
    assert (found.tied, found.untied) == (("a", "b@4+2"), ("c",))
