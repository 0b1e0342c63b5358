"""
What another project writes against the public names, checked with ``mypy --strict`` and pyright, and never run here.

Each line with `assert_type` says what a checker must know of a result without being told.
"""

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import assert_type

from matplotlib.figure import Figure

import budgetperf as bp
from budgetperf import charts


def read_and_review(path: str | os.PathLike[str]) -> bp.Verdict:
    """The way of most tools."""
    reading = bp.read(path)
    assert_type(reading, bp.Reading)
    assert_type(reading.filing, bp.Filing)
    choice = bp.choose_rulebook(reading.filing, bp.shipped_rulebooks())
    review = bp.review(reading, choice.rulebook, why=choice.why, previous=None)
    assert_type(review, bp.Review)
    for score in review.scores:
        assert_type(score.low, Decimal | None)
        assert_type(score.rows[0].path, str)
    for finding in review.findings:
        assert_type(finding.severity, bp.Severity)
        assert_type(finding.location, bp.Location | None)
    for entry in review.ledger:
        assert_type(entry.outcome, bp.Outcome)
    for rate in review.rates:
        assert_type(rate.value, Fraction | None)
    for diagnosis in review.diagnoses:
        assert_type(diagnosis.changes[0].any_of[0].proposed, str | None)
    assert_type(review.coverage, bp.Coverage)
    return review.verdict


def what_it_rests_on(path: str, last_year: str) -> list[str]:
    """Whatever is needed to repeat a review."""
    review = bp.review(bp.read(path), bp.load_rulebook("hunan-2022"), previous=bp.read(last_year))
    assert_type(review.clauses, tuple[bp.Clause, ...])
    assert_type(review.clauses[0].document, str)
    assert_type(review.sources, tuple[bp.Source, ...])
    assert_type(review.rulebook.sha256, str)
    assert_type(review.score_rows(), list[dict[str, object]])
    assert_type(review.ledger_rows(), list[dict[str, object]])
    return [source.sha256 for source in (*review.sources, *review.previous_sources)]


def draw(reviews: Sequence[bp.Review]) -> None:
    """Charts are figures of Matplotlib."""
    assert_type(charts.draw_scores(reviews[0], card="scorecards[0]"), Figure)
    assert_type(charts.draw_spending(reviews[0].filing, lang="en"), Figure)
    assert_type(charts.draw_totals(reviews), Figure)
    assert_type(charts.draw_distribution(reviews), Figure)
    assert_type(charts.draw_curves(reviews[0].rulebook), Figure)


def build_by_hand() -> bp.Filing:
    """Values are given as text, and are quantities afterwards."""
    row = bp.Indicator(level1="产出指标", name="采购册数", target="≥90册", actual="81册", weight="10", points=9)
    assert_type(row.weight, Decimal | bp.Unreadable | None)
    assert_type(row.target, bp.Target | bp.Unreadable | None)
    card = bp.Scorecard(
        kind="project", indicators=[row], budget=bp.Budget(rows=[bp.FundRow(name="合计", role="total")])
    )
    assert_type(card.kind, bp.ScorecardKind)
    funds = bp.Funds(revised="80万元", spent=bp.Money("76", "万元"))
    assert_type(funds.revised, bp.Money | bp.Unreadable | None)
    base = bp.BaseTable(labels={"special": "县级专项资金"}, three_public=bp.ThreePublic(total=funds))
    return bp.Filing(year=2022, base_table=base, scorecards=[card])


def write_and_read(filing: bp.Filing) -> None:
    """Everything that is written is text, and what is read back a filing."""
    assert_type(bp.to_json(filing), str)
    assert_type(bp.from_yaml(bp.to_yaml(filing)), bp.Filing)
    assert_type(bp.json_schema("filing"), dict[str, object])
    assert_type(list(bp.figures(filing)), list[str])
    assert_type(bp.replace(filing, "year", 2023), bp.Filing)
    assert_type(bp.from_json(b"{}"), bp.Filing)
    assert_type(bp.look_up(filing, "year"), object)
    bp.write(filing, Path("filing.json"))
    assert_type(bp.canonical(filing), bp.Filing)
    assert_type(bp.left_out(filing), tuple[str, ...])
    assert_type(bp.blank_filing(), bp.Filing)
    assert_type(bp.to_rows(filing), list[dict[str, object]])
    bp.configure_converter(bp.make_converter())
    assert_type(bp.make_converter().structure({}, bp.Filing), bp.Filing)


def judge_rules(path: str) -> None:
    """Rules are values; a law that fails is one, too."""
    book = bp.load_rulebook(path)
    for violation in bp.verify(book):
        assert_type(violation.law, bp.Law)
    curve = bp.Curve(knots=[bp.Knot("0", "0"), bp.Knot("1", "1")])
    rule = bp.Rule(
        id="own", title="自定", title_en="own", measure="attainment", curve=curve, clause=bp.Clause(document="某县")
    )
    assert_type(rule.points(Fraction(1, 2), Decimal(10)), Fraction)
    assert_type(bp.try_rule(book, "attainment", target="10册", actual="9册", weight="10"), Fraction)
    assert_type(bp.differences(book, book)[0].section, str)
    assert_type(bp.impact(bp.Filing(), book, book)[0].new, bp.Score)
    assert_type(bp.score(bp.Scorecard(kind="rates"), book), bp.Score)
    assert_type(bp.points(bp.Scorecard(kind="project"), book), bp.Points)
    by_path: Mapping[str, object] = bp.figures(bp.Filing())
    assert_type(bp.diagnose(bp.reconcile(bp.Filing())), tuple[bp.Diagnosis, ...])
    assert_type(bp.control_rates(bp.Filing()), tuple[bp.ControlRate, ...])
    del by_path


def draft_reports(filing: bp.Filing, review: bp.Review) -> None:
    """What is drafted are reports, with gaps for a person."""
    assert_type(bp.to_html(review), str)
    for report in bp.draft(filing, review):
        assert_type(report, bp.Report)
        assert_type(bp.gaps(report), tuple[bp.Gap, ...])


def catch(path: str) -> str | None:
    """Every exception is one of these, and a builtin."""
    try:
        bp.read(path)
    except bp.MissingFileError as error:
        assert_type(error.zh, str)
        return error.en
    except bp.BudgetPerfError as error:
        return str(error)
    return None


def misspelt() -> object:
    """A name that is not there is told, though names are imported on their first use."""
    return bp.reveiw  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
