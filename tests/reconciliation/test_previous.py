"""L6: what this year's form says of last year, beside last year's own filing."""

from random import Random

import pytest

import budgetperf as bp
from budgetperf.domain.base_table import Operating, OperatingItem
from budgetperf.domain.finding import Entry
from budgetperf.testing import print_accounts, print_previous, random_accounts
from consistent import BOOK, LIBRARY, LIBRARY_FILING

BEFORE = print_previous(LIBRARY)
LINE = "base_table.projects.lines[0].funds"


def entries(filing: bp.Filing, previous: bp.Filing | None) -> dict[str, Entry]:
    """The entries of L6 by their place."""
    found = [entry for entry in bp.reconcile(filing, previous).ledger if entry.code == "L6"]
    return {entry.id.partition(":")[2]: entry for entry in found}


def test_agrees() -> None:
    """The outturn of last year is what last year's filing states as spent."""
    found = entries(LIBRARY_FILING, BEFORE)
    assert found[f"{LINE}.prior"].outcome is bp.Outcome.HOLDS
    assert {entry.outcome for entry in found.values()} <= {bp.Outcome.HOLDS, bp.Outcome.NOT_APPLICABLE}


def test_differs() -> None:
    """Another figure is violated, is an error, and this year's cell is the one to change."""
    wrong = bp.replace(LIBRARY_FILING, f"{LINE}.prior", "83万元")
    assert entries(wrong, BEFORE)[f"{LINE}.prior"].outcome is bp.Outcome.VIOLATED
    review = bp.review(wrong, BOOK, previous=BEFORE)
    assert "BP401" in {finding.code for finding in review.findings}
    (correction,) = review.diagnoses[0].changes[0].any_of
    assert (correction.path, correction.proposed, correction.pattern) == (f"{LINE}.prior", "38万元", "swapped")


def test_lines_meet_by_name() -> None:
    """A line that was renamed by a generic word is the same line; a new one has no last year."""
    renamed = bp.replace(LIBRARY_FILING, "base_table.projects.lines[0].name", "图书购置经费")
    assert entries(renamed, BEFORE)[f"{LINE}.prior"].outcome is bp.Outcome.HOLDS
    other = bp.replace(LIBRARY_FILING, "base_table.projects.lines[0].name", "屋顶维修")
    entry = entries(other, BEFORE)[f"{LINE}.prior"]
    assert (entry.outcome, entry.reason) == (bp.Outcome.NOT_APPLICABLE, bp.Message.of("no_line_last_year"))


@pytest.mark.parametrize(
    ("previous", "reason"),
    [
        (None, "no_previous"),
        (bp.Filing(year=BEFORE.year), "previous_attachment_missing"),
        (bp.replace(BEFORE, "year", 2019), "previous_of_other_year"),
    ],
)
def test_not_applicable(previous: bp.Filing | None, reason: str) -> None:
    """Without last year's base table there is one entry, which says why."""
    (entry,) = entries(LIBRARY_FILING, previous).values()
    assert entry.reason is not None
    assert (entry.outcome, entry.reason.key) == (bp.Outcome.NOT_APPLICABLE, reason)


def test_any_accounts() -> None:
    """Two years of the same books never contradict each other."""
    for seed in range(30):
        books = random_accounts(Random(seed), 2)  # noqa: S311 - the same filings every time
        reconciled = bp.reconcile(print_accounts(books), print_previous(books))
        assert reconciled.violated == ()


def of_operating(year: int, total: bp.Funds, item: bp.Funds) -> bp.Filing:
    """A filing with 公用经费 and one part of it."""
    operating = Operating(total=total, items=[OperatingItem(name="办公经费", funds=item)])
    return bp.Filing(year=year, department="某县图书馆", base_table=bp.BaseTable(operating=operating))


def test_last_year_contradicts_itself() -> None:
    """Where last year's total is below its part, no figure of this year can agree with both, and none is proposed."""
    ours = of_operating(2022, bp.Funds(prior="10万元"), bp.Funds(prior="1万元"))
    theirs = of_operating(2021, bp.Funds(spent="9万元"), bp.Funds(spent="12万元"))
    (diagnosis,) = bp.diagnose(bp.reconcile(ours, theirs))
    places = ["base_table.operating.total.prior", "base_table.operating.items[0].funds.prior"]
    assert [f"L6:{place}" for place in places] == list(diagnosis.explains)
    assert diagnosis.changes == ()


def test_rates_of_another_department() -> None:
    """The rates that compare two years are not computed from the filing of another department, or of another year."""
    rates = {rate.id for rate in bp.review(LIBRARY_FILING, BOOK, previous=BEFORE).rates if rate.value is not None}
    alone = {rate.id for rate in bp.review(LIBRARY_FILING, BOOK).rates if rate.value is not None}
    assert alone < rates
    for strange in (bp.replace(BEFORE, "department", "某县水利局"), bp.replace(BEFORE, "year", 2019)):
        compared = bp.review(LIBRARY_FILING, BOOK, previous=strange).rates
        assert alone == {rate.id for rate in compared if rate.value is not None}


@pytest.mark.parametrize(
    "row",
    [
        *(
            f"three_public.{name}"
            for name in ("total", "vehicles", "vehicle_purchase", "vehicle_running", "abroad", "hospitality")
        ),
        *(f"projects.{name}" for name in ("total", "operations", "maintenance", "special")),
        *("operating.total", "procurement"),
    ],
)
def test_every_row(row: str) -> None:
    """Whatever row of amounts it is, it is held against the same row of last year."""
    ours, theirs = bp.Filing(year=2022, base_table=bp.BaseTable()), bp.Filing(year=2021, base_table=bp.BaseTable())
    ours = bp.replace(ours, f"base_table.{row}", bp.Funds(prior="5万元"))
    theirs = bp.replace(theirs, f"base_table.{row}", bp.Funds(spent="6万元"))
    found = entries(ours, theirs)[f"base_table.{row}.prior"]
    assert (found.outcome, found.stated, found.expected) == (bp.Outcome.VIOLATED, "5万元", "6万元")
