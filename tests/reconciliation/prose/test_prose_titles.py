"""What a project report is about, by its title: the checks and the figures in its text must agree on that."""

from __future__ import annotations

import pytest

import budgetperf as bp
from budgetperf.checks.reports import Reports
from budgetperf.domain.names import name_key
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.labels import read_label
from budgetperf.reconciliation.prose.lexicon import Subject

CARDS = ("馆藏数字化项目", "馆藏数字化加工项目", "人才引进项目")


@pytest.mark.parametrize(
    ("title", "card"),
    [
        ("人才引进项目支出绩效自评报告", 2),
        # One name within another is not another.
        ("馆藏数字化加工项目支出绩效自评报告", 1),
        ("馆藏数字化项目支出绩效自评报告", 0),
        # Of two projects that a title names, neither is the one, however long its name.
        ("馆藏数字化与人才引进项目支出绩效自评报告", None),
        ("项目支出绩效自评报告", None),
    ],
)
def test_a_report_is_about_the_project_that_its_title_names(title: str, card: int | None) -> None:
    """The checks and the reading of its figures give the same answer."""
    reports = [bp.Report(kind="project", heading=bp.Heading(title=text)) for text in (title, "另一份报告")]
    filing = bp.Filing(scorecards=[bp.Scorecard(kind="project", subject=name) for name in CARDS], reports=reports)
    scope = Books.of(filing, bp.figures(filing)).reports[0]
    assert scope.cards == (() if card is None else (card,))
    assert Reports.of(filing).topics[0].card == card


@pytest.mark.parametrize(
    ("title", "cards", "reports", "about"),
    [
        # A title that names nothing is of the only card, if it stands over the only report.
        ("项目支出绩效自评报告", 1, 1, ((0,), False)),
        ("人才引进项目支出绩效自评报告", 1, 1, ((0,), False)),
        ("项目支出绩效自评报告", 3, 1, ((0, 1, 2), True)),
        ("项目支出绩效自评报告", 3, 2, ((), False)),
        ("馆藏数字化加工项目支出绩效自评报告", 3, 1, ((1,), False)),
        ("馆藏数字化加工项目支出绩效自评报告", 0, 1, ((), False)),
    ],
)
def test_the_only_report(title: str, cards: int, reports: int, about: tuple[tuple[int, ...], bool]) -> None:
    """The only report is about the only card, or about all of them."""
    found = [bp.Report(kind="project", heading=bp.Heading(title=title)) for _ in range(reports)]
    card = [bp.Scorecard(kind="project", subject=name) for name in CARDS[:cards]]
    base = bp.BaseTable(projects=bp.Projects(lines=[bp.ProjectLine(name=name) for name in CARDS]))
    filing = bp.Filing(base_table=base, scorecards=card, reports=found)
    scope = Books.of(filing, bp.figures(filing)).reports[0]
    assert about == (scope.cards, scope.whole)
    assert scope.is_known == (about != ((), False))


def test_a_line_without_cards() -> None:
    """Where there are no cards, a title may name a line of 附件1."""
    base = bp.BaseTable(projects=bp.Projects(lines=[bp.ProjectLine(name=name) for name in CARDS]))
    report = bp.Report(kind="project", heading=bp.Heading(title="人才引进项目支出绩效自评报告"))
    scope = Books.of(bp.Filing(base_table=base, reports=[report]), {}).reports[0]
    assert (scope.line, scope.is_known) == ("base_table.projects.lines[2].funds", True)


@pytest.mark.parametrize(
    "word", ["其他", "其它", "支出", "本级", "县级", "市级", "省级", "中央", "上级", "办公", "公用"]
)
def test_names_that_mean_nothing(word: str) -> None:
    """A line that is called by a word of any budget is not what a text means with that word; nor is one sign a name."""
    base = bp.BaseTable(projects=bp.Projects(lines=[bp.ProjectLine(name=name) for name in (word, "书", *CARDS)]))
    names = Books.of(bp.Filing(base_table=base), {}).words.names
    assert list(CARDS) == [name for name in CARDS if name_key(name) in names]
    assert name_key(word) not in names
    assert name_key("书") not in names


def test_each_project_by_its_own_name() -> None:
    """What a label says in one project's report is not what it says in another's, however its name is written."""
    base = bp.BaseTable(projects=bp.Projects(lines=[bp.ProjectLine(name=name) for name in CARDS[1:]]))
    cards = [bp.Scorecard(kind="project", subject=name) for name in CARDS[1:]]
    books = Books.of(bp.Filing(base_table=base, scorecards=cards), {})
    ours, theirs = (books.words_of(books.scope_of_card(card)) for card in (0, 1))
    for name in ("馆藏数字化加工项目", "馆藏数字化项目加工", "馆藏数字化加工", "馆藏数字化加工工作经费"):
        assert (
            read_label(name, ours).subject,
            read_label(name, theirs).subject,
        ) == (Subject.OWN, "base_table.projects.lines[0].funds")
    for label in ("公用经费", "人才", "加工"):
        assert read_label(label, ours) is read_label(label, theirs)
