"""One 附件5 for all projects of a department: what the forms say of them together, and of each by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.model import Filing, Funds, Scorecard
from budgetperf.drafting.department import listed, missing, over_and_under, projects_execution
from budgetperf.drafting.facts import lines_of
from budgetperf.drafting.points import counted, lost, told_total
from budgetperf.drafting.said import Said, told_of_row
from budgetperf.drafting.wording import is_tellable, money
from budgetperf.reconciliation.prose.books import Books
from budgetperf.review import Review

__all__ = ["common_report"]


def common_report(filing: Filing, cards: Sequence[int], review: Review, books: Books) -> Said:
    """What the forms say of several projects, by the keys of the headings of 附件5."""
    said = Said()
    base = filing.base_table
    projects = Funds() if base is None else base.projects.total
    lines = [(name, funds) for _, name, funds in lines_of(base)]
    planned, spent = money(projects.initial), money(projects.spent)
    row = told_of_row("项目支出", projects.initial, projects.spent, projects.prior, rate=None)
    said.write("budget", row, projects_execution(filing, books))
    missing(said, "budget", "项目支出", projects)
    if planned is not None and (arranged := listed(lines, "initial")):
        said.write("budget", f"项目支出预算{planned}，其中：{arranged}。")
    if spent is not None and (used := listed(lines, "spent")):
        said.write("used", f"项目支出{spent}，主要用于：{used}。")
    for name, card in _named(filing, cards):
        rows = counted(card)
        said.write("goals", f"“{name}”{rows}" if rows else None)
        whole = told_total(card, review.rulebook, name)
        said.write("conclusion", whole)
        if whole is None:
            said.miss("conclusion", f"“{name}”的自评总分", "附件3")
        for each in lost(card):
            said.write("problems", f"“{name}”的{each.sentence}")
            if not each.explained:
                said.miss("problems", f"“{name}”{each.name}的扣分原因", "附件3")
    for sentence in over_and_under(filing, review, {path for path, _, _ in lines_of(base)}):
        said.write("problems", sentence)
    return said


def _named(filing: Filing, cards: Sequence[int]) -> Iterator[tuple[str, Scorecard]]:
    """The cards whose name can stand in a sentence; of two of one name none, for nobody could tell which is meant."""
    names = ["".join((filing.scorecards[card].subject or "").split()) for card in cards]
    for card, name in zip(cards, names, strict=True):
        if name and is_tellable(name) and names.count(name) == 1:
            yield name, filing.scorecards[card]
