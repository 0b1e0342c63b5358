"""X17: numbers of guests, beside each other and beside what 公务接待 cost (1.30万元 in the clean filing)."""

import pytest
from examined import Changes, examined
from hypothesis import given
from hypothesis import strategies as st

import budgetperf as bp
from budgetperf.checks.case import Checked
from budgetperf.checks.reception import check_reception
from budgetperf.domain.finding import Finding

HOLDS, NOT_APPLICABLE, NOT_EVALUABLE = bp.Outcome.HOLDS, bp.Outcome.NOT_APPLICABLE, bp.Outcome.NOT_EVALUABLE

BASIC = "reports[0].sections[4].paragraphs"
SPENT, TOTAL = "base_table.three_public.hospitality.spent", "base_table.three_public.total.spent"


def checked(changes: Changes, name: str = "filing-clean") -> tuple[bp.Filing, list[Checked]]:
    """An example after some changes, and what the checks say of it."""
    return examined(check_reception, changes, name)


def found(sentence: str, changes: Changes | None = None) -> list[Finding]:
    """The findings on a sentence."""
    return [finding for one in checked({BASIC: (sentence,), **(changes or {})})[1] for finding in one.findings]


def ledger(sentence: str, changes: Changes | None = None) -> list[tuple[bp.Outcome, str | None]]:
    """Outcome and reason of every entry."""
    entries = [one.entry for one in checked({BASIC: (sentence,), **(changes or {})})[1] if one.entry is not None]
    return [(entry.outcome, None if entry.reason is None else entry.reason.key) for entry in entries]


@pytest.mark.parametrize("name", ["filing-clean", "filing-2022"])
def test_examples(name: str) -> None:
    """100元 for each guest in the one, 85元 in the other."""
    entries = [one.entry for one in checked({}, name)[1] if one.entry is not None]
    assert [(entry.code, entry.outcome) for entry in entries] == [("X17", HOLDS)]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年公务接待16批次130人次。",
        "国内公务接待16批次、130人次（不包括陪同人员）。",
        "公务接待费1.30万元，接待批次16次，接待人数130人。",
        "全年公务接待支出1.3万元，共接待16批130人。",
        "公务接待16批次130人（次）。",
        "公务接待130人次。",
        "公务接待费1.3万元，其中外事接待0批次0人次，国内公务接待16批次130人次。",
        "因公出国（境）团组0个0人次，公务接待16批次130人次，公务用车保有量1辆。",
        "公务接待16批次130人次，较上年减少5批次3000人次。",
        "公务接待１６批\n次130人次。",
    ],
)
def test_plausible(sentence: str) -> None:
    """The counts of the reception itself, not those beside them."""
    assert ledger(sentence) == [(HOLDS, None)]


def test_more_batches_than_persons() -> None:
    """Nobody comes in 130 batches of 16 persons; the span is that of the batches."""
    (finding,) = found("全年公务接待130批次16人次。")
    assert (finding.code, finding.severity) == ("BP517", "advice")
    assert (finding.path, finding.stated) == (f"{BASIC}[0]@6+5", "130批次")
    details = dict(finding.details)
    assert (details["kind"], details["persons"]) == ("batches", "16")


@pytest.mark.parametrize(
    ("sentence", "kind", "cost"),
    [
        ("公务接待1批次12人次。", "dear", "1083.33元"),
        ("公务接待16批次2603人次。", "cheap", "4.99元"),
        ("公务接待16批次13万人次。", "cheap", "0.1元"),
    ],
)
def test_cost_of_each(sentence: str, kind: str, cost: str) -> None:
    """What each guest cost is told, with the range that was chosen."""
    (finding,) = found(sentence)
    details = dict(finding.details)
    assert (details["kind"], details["cost"], details["amount"], finding.expected) == (
        kind,
        cost,
        "1.30万元",
        "5–1000元",
    )


@pytest.mark.parametrize("persons", [13, 2600, 2601])
def test_ends_of_the_range(persons: int) -> None:
    """Exactly 1000元 and exactly 5元 are within it; 13000 ÷ 2601 is 5元 as it is shown."""
    assert found(f"公务接待{persons}人次。") == []


@pytest.mark.parametrize("amount", ["0万元", None])
@pytest.mark.parametrize("counts", ["16批次130人次", "130人次", "16批次"])
def test_guests_without_an_amount(amount: str | None, counts: str) -> None:
    """A zero, or a blank beside a filled total, cannot have fed anybody."""
    (finding,) = found(f"公务接待{counts}。", {SPENT: amount})
    assert dict(finding.details)["kind"] == "no_amount"


def test_an_amount_without_guests() -> None:
    """Money was spent, and nobody came; where none was spent, nobody need have come."""
    (finding,) = found("公务接待0批次0人次。")
    assert dict(finding.details)["kind"] == "no_guests"
    assert found("公务接待0批次0人次。", {SPENT: "0万元"}) == []


@pytest.mark.parametrize(
    ("sentence", "changes", "reason"),
    [
        ("公务接待近130人次。", {}, "about_figure"),
        ("公务接待16批次。", {}, "persons_not_stated"),
        ("公务接待16批次130人次。", {SPENT: bp.Unreadable("1.3O")}, "unreadable_figure"),
        ("公务接待16批次130人次。", {SPENT: None, TOTAL: None}, "missing_figure"),
    ],
)
def test_undecided(sentence: str, changes: Changes, reason: str) -> None:
    """What keeps it from being compared is on record."""
    assert ledger(sentence, changes) == [(NOT_EVALUABLE, reason)]


def test_without_the_base_table() -> None:
    """The cost is unknown then, but batches and persons are compared all the same."""
    assert ledger("公务接待16批次130人次。", {"base_table": None}) == [(NOT_APPLICABLE, "attachment_missing")]
    assert [finding.stated for finding in found("公务接待130批次16人次。", {"base_table": None})] == ["130批次"]


@pytest.mark.parametrize(
    "sentence",
    [
        "接待查档群众9240人次。",
        "公务接待严格按标准执行。",
        "上年公务接待160批次13人次。",
        "没有发生公务接待。",
        "接待参观20批2人。",
    ],
)
def test_no_reception(sentence: str) -> None:
    """The public, other years, and words without a number."""
    assert ledger(sentence) == [(NOT_APPLICABLE, "no_reception")]


def test_no_report() -> None:
    """Without 附件4 it is on record that there is none."""
    entries = [one.entry for one in checked({"reports": ()})[1] if one.entry is not None]
    assert [(entry.id, entry.outcome) for entry in entries] == [("X17", NOT_APPLICABLE)]


WORDS = [
    "公务接待",
    "接待",
    "16",
    "130",
    "批次",
    "人次",
    "批",
    "人",
    "余",
    "上年",
    "较上年",
    "减少",
    "，",
    "。",
    "、",
    " ",
    "\n",
    "公务用车",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_any_words(text: str) -> None:
    """Whatever stands there: every entry has its own id, and every finding quotes what it points at."""
    filing, said = checked({BASIC: (text,)})
    ids = [one.entry.id for one in said if one.entry is not None]
    assert sorted(set(ids)) == sorted(ids)
    for finding in (finding for one in said for finding in one.findings):
        assert "".join(str(bp.look_up(filing, str(finding.path))).split()) == finding.stated
