"""Cases that a hostile reader of this library brought: each was once decided wrongly, or not at all."""

import pickle
from collections.abc import Sequence

import pytest

import budgetperf as bp
from budgetperf.domain.finding import Finding
from budgetperf.domain.statement import Bound, Operator, read_statement

BOOK = bp.load_rulebook("hunan-2022")


def row(
    name: str, target: str, actual: str, points: str, *, weight: str = "10", level2: str = "数量指标"
) -> bp.Indicator:
    """One indicator row."""
    level1 = "成本指标" if "成本" in level2 else "产出指标"
    return bp.Indicator(
        level1=level1, level2=level2, name=name, target=target, actual=actual, weight=weight, points=points
    )


def found(rows: Sequence[bp.Indicator], code: str) -> list[Finding]:
    """The findings of one code in the review of a card with these rows."""
    filing = bp.Filing(year=2022, scorecards=[bp.Scorecard(kind="project", subject="某项目", indicators=rows)])
    return [finding for finding in bp.review(filing, BOOK).findings if finding.code == code]


def line(name: str, amount: str) -> bp.ProjectLine:
    """One budget line."""
    return bp.ProjectLine(name=name, funds=bp.Funds(initial=amount, spent=amount))


def sheet(name: str, amount: str) -> bp.Scorecard:
    """The project sheet of one line."""
    total = bp.FundRow(name="年度资金总额", role="total", funds=bp.Funds(initial=amount, revised=amount, spent=amount))
    return bp.Scorecard(kind="project", subject=name, budget=bp.Budget(rows=[total]))


def filing_of(lines: Sequence[bp.ProjectLine], sheets: Sequence[bp.Scorecard], total: str) -> bp.Filing:
    """A base table with these lines, and these sheets."""
    funds = bp.Funds(initial=total, spent=total)
    base = bp.BaseTable(projects=bp.Projects(total=funds, special=funds, lines=lines))
    return bp.Filing(year=2022, base_table=base, scorecards=sheets)


@pytest.mark.parametrize("text", ["3个月内", "24小时内", "10天以内"])
def test_within_is_a_limit(text: str) -> None:
    """内 after a time is an upper limit: sooner is better."""
    reading = read_statement(text)
    assert isinstance(reading, Bound)
    assert Operator.AT_MOST is reading.operator


def test_an_actual_that_is_a_bound_below_its_target_is_only_doubtful() -> None:
    """≥90% for ≥95% may still be 95%: a stated 7 is a warning, not an error; 9 is 9.47 in whole points."""
    assert [finding.severity for finding in found([row("出勤率", "≥95%", "≥90%", "7")], "BP201")] == ["warning"]
    assert found([row("出勤率", "≥95%", "≥90%", "9")], "BP201") == []


def test_same_attainment_needs_the_same_direction() -> None:
    """100 to be reached and 100 not to be exceeded are not the same target."""
    rows = [row("册数", "100", "80", "8"), row("费用", "100", "80", "10", level2="经济成本指标")]
    assert found(rows, "BP207") == []


def test_same_attainment_in_another_spelling() -> None:
    """99% is 99.0%, and 不少于5次 is ≥5次."""
    rows = [row("甲", "99%", "99%", "10"), row("乙", "99.0%", "99.0%", "9")]
    assert [finding.path for finding in found(rows, "BP207")] == ["scorecards[0].indicators[1].points"]
    rows = [row("甲", "≥5次", "5次", "9"), row("乙", "不少于5次", "5次", "10")]
    assert [finding.path for finding in found(rows, "BP207")] == ["scorecards[0].indicators[0].points"]


def test_a_fallback_is_a_warning() -> None:
    """A filing that no shipped rulebook fits is scored by the national one, and told so."""
    filing = bp.Filing(year=2022)
    choice = bp.choose_rulebook(filing, bp.shipped_rulebooks())
    codes = [finding.code for finding in bp.review(filing, choice.rulebook, why=choice.why).findings]
    assert choice.rulebook.name == "mof-2020"
    assert "BP212" in codes


def test_a_sheet_under_another_name_is_no_wrong_sum() -> None:
    """Where some sheets and some lines do not meet, a sum that fails may be a missing sheet."""
    lines = [line("图书采购", "10万元"), line("展览经费", "20万元"), line("设备更新", "30万元")]
    review = bp.review(filing_of(lines, [sheet("图书采购", "10万元"), sheet("陈列布展", "20万元")], "60万元"), BOOK)
    outcomes = {entry.id: (entry.outcome, entry.reason and entry.reason.key) for entry in review.ledger}
    assert outcomes["X1:scorecards"] == ("not_evaluable", "sheets_unmatched")
    assert [finding for finding in review.findings if finding.code == "BP401"] == []
    assert sum(finding.code == "BP109" and finding.path is not None for finding in review.findings) == 2


def test_a_sheet_under_another_name_whose_sum_agrees() -> None:
    """If the sums agree all the same, nothing is missing but the name."""
    lines = [line("图书采购", "10万元"), line("展览经费", "20万元")]
    review = bp.review(filing_of(lines, [sheet("图书采购", "10万元"), sheet("陈列布展", "20万元")], "30万元"), BOOK)
    assert [finding for finding in review.findings if finding.code == "BP109" and finding.path is not None] == []


def test_a_line_of_zero_needs_no_sheet() -> None:
    """A zero is no money."""
    lines = [line("图书采购", "10万元"), line("旧项目", "0万元")]
    review = bp.review(filing_of(lines, [sheet("图书采购", "10万元")], "10万元"), BOOK)
    outcomes = {entry.id: entry.outcome for entry in review.ledger}
    assert outcomes["X1:scorecards"] == "holds"


@pytest.mark.parametrize("note", ["无。", "暂无", "0.00", "—", "/", "无偏差"])
def test_a_note_that_explains_nothing(note: str) -> None:
    """无, a stroke or a zero, in whatever spelling, is no deviation note."""
    one = bp.Indicator(name="满意度", target="99%", actual="99%", weight="5", points="4", deviation_note=note)
    assert len(found([one], "BP205")) == 1


def test_a_negative_weight_is_told_as_such() -> None:
    """A weight below zero is the mistake, not the points."""
    (finding,) = found([row("册数", "100", "80", "8", weight="-5")], "BP202")
    assert finding.path == "scorecards[0].indicators[0].weight"


def test_values_can_be_pickled_and_rulebooks_cannot_be_changed() -> None:
    """A rulebook is shared by the whole process, so nothing in it may change; other processes get an equal one."""
    assert pickle.loads(pickle.dumps(BOOK)) == BOOK  # noqa: S301 - our own bytes
    assert isinstance(BOOK.weights[0].levels, tuple)
    hash(BOOK)


def test_a_word_outside_the_choice_is_refused() -> None:
    """A kind, role or direction that does not exist is refused with the ones that do."""
    with pytest.raises(bp.QuantityError, match=r"department\|project"):
        bp.Scorecard(kind="projct")
    with pytest.raises(bp.QuantityError, match="higher"):
        bp.Indicator(name="册数", direction="up")
