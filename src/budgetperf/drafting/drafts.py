"""draft(filing, review): 附件4 of the department, and one 附件5 for each project card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from budgetperf.domain.figures import figures
from budgetperf.domain.model import Filing, Heading, Report, ScorecardKind, Section
from budgetperf.domain.written import fold
from budgetperf.drafting.common import common_report
from budgetperf.drafting.department import department_report
from budgetperf.drafting.marks import has_mark, mark
from budgetperf.drafting.merging import Supplied, supplied_by
from budgetperf.drafting.outline import OUTLINES
from budgetperf.drafting.project import project_report
from budgetperf.drafting.said import Said
from budgetperf.drafting.supplied import Ties, Written, kept, sentences, ties_of
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.quoted import prose_identities
from budgetperf.review import Review

__all__ = ["draft"]


def draft(filing: Filing, review: Review, *, together: bool | None = None) -> tuple[Report, ...]:
    """
    Draft 附件4 and 附件5 from the figures of a filing.

    Args:
        filing: The filing. What its reports say already is kept, under the official headings; a sentence that states
            nothing but figures of the forms is said anew.

        review: Its review: the rulebook names the grades, the findings say which budget lines are far from their
            budget.

        together: Whether one 附件5 speaks of all projects; None for doing it as the filing does: it does so if it has
            one 附件5 for several project cards, and that names none of them in its title.

    Returns:
        附件4, then one 附件5 for each project card in their order, or one for all of them, then any reports that
        belong to none of these, as they are. What only a person can write is a gap: see `gaps`.

    Drafting again what was drafted changes nothing:

    >>> import budgetperf as bp
    >>> filing = bp.Filing(year=2022, department="某县图书馆")
    >>> once = draft(filing, bp.review(filing, bp.load_rulebook("hunan-2022")))
    >>> once[0].heading.title, once[0].sections[1].paragraphs
    ('2022年度某县图书馆部门整体支出绩效自评报告', ('【待填写：部门主要职责】',))
    >>> from attrs import evolve
    >>> draft(evolve(filing, reports=once), bp.review(filing, bp.load_rulebook("hunan-2022"))) == once
    True
    """
    books = Books.of(filing, figures(filing))
    plans = [*_plans(filing, review, books, together=together)]
    used = [plan.report for plan in plans if plan.report is not None]
    others = [report for at, report in enumerate(filing.reports) if at not in used]
    drafted = [plan.drafted() for plan in plans]
    found, ties = _read(filing, plans, others)
    for number, plan in enumerate(plans):
        cells = {
            cells
            for section, paragraphs in enumerate(plan.drafted())
            for order in range(len(paragraphs))
            for path, tied in ties.cells.items()
            if path.startswith(f"reports[{number}].sections[{section}].paragraphs[{order}]@")
            for cells in tied
        }
        written = Written.of((text for paragraphs in drafted[number] for text in paragraphs), cells)
        own = {text: (path, ties) for (report, text), path in found.items() if report == number}
        plans[number] = plan.filtered(written, own)
    return (*(plan.report_drafted(filing) for plan in plans), *others)


@frozen(kw_only=True)
class _Plan:
    """
    A report to be drafted.

    Attributes:
        said: What the forms say, by key of the heading.

        supplied: What the existing report holds.

        report: Index of the existing report, or None.
    """

    kind: ScorecardKind
    heading: Heading
    said: Said
    supplied: Supplied
    report: int | None

    def drafted(self) -> list[tuple[str, ...]]:
        """What is written under each official heading."""
        return [self.said.under(entry.key) for entry in OUTLINES[self.kind]]

    def filtered(self, written: Written, ties: Mapping[str, tuple[str, Ties]]) -> _Plan:
        """The same without what the draft says itself."""
        paragraphs = {
            at: [rest for text in texts if fold(rest := kept(text, written, ties))]
            for at, texts in self.supplied.paragraphs.items()
        }
        return evolve(self, supplied=evolve(self.supplied, paragraphs=paragraphs))

    def report_drafted(self, filing: Filing) -> Report:
        """The report: sentences from the forms, then what the officer wrote, or a gap."""
        official = []
        for at, (entry, drafted) in enumerate(zip(OUTLINES[self.kind], self.drafted(), strict=True)):
            own = self.supplied.paragraphs.get(at, [])
            needed = entry.prompt is not None and not own and not _says_all(entry.key, self.said)
            gap = [mark(entry.prompt)] if entry.prompt is not None and needed else []
            official.append(
                Section(level=entry.level, ordinal=entry.ordinal, title=entry.title, paragraphs=[*drafted, *own, *gap])
            )
        extras = () if self.report is None else filing.reports[self.report].extras
        return Report(kind=self.kind, heading=self.heading, sections=self.supplied.sections(official), extras=extras)


# Of another fund an amount, or that there was none, is all there is to say.
_WHOLE = ("government_funds", "state_capital", "social_insurance")


def _says_all(key: str, said: Said) -> bool:
    return key in _WHOLE and key in said.paragraphs


def _plans(filing: Filing, review: Review, books: Books, *, together: bool | None) -> Iterator[_Plan]:
    kinds = [report.kind for report in filing.reports]
    of_department = kinds.index(ScorecardKind.DEPARTMENT) if ScorecardKind.DEPARTMENT in kinds else None
    yield _plan(filing, ScorecardKind.DEPARTMENT, None, of_department, department_report(filing, review, books))
    cards = [at for at, card in enumerate(filing.scorecards) if card.kind is ScorecardKind.PROJECT]
    common = [at for at, scope in books.reports.items() if scope.whole and len(scope.cards) > 1]
    if len(cards) > 1 and (bool(common) if together is None else together):
        said = common_report(filing, cards, review, books)
        yield _plan(filing, ScorecardKind.PROJECT, None, common[0] if common else None, said)
        return
    of_cards = _of_cards(filing, cards, books)
    for card in cards:
        said = project_report(filing, card, review, books)
        yield _plan(filing, ScorecardKind.PROJECT, card, of_cards.get(card), said)


def _of_cards(filing: Filing, cards: Sequence[int], books: Books) -> Mapping[int, int]:
    """By index of a project card, the existing report that is about it."""
    free = [at for at, report in enumerate(filing.reports) if report.kind is ScorecardKind.PROJECT]
    found: dict[int, int] = {}
    for card in cards:
        title = _title(filing, ScorecardKind.PROJECT, card)
        same = next((at for at in free if filing.reports[at].heading.title == title), None)
        if same is not None:
            found[card] = same
            free.remove(same)
    for at in free:
        about = books.reports[at].cards
        if len(about) == 1 and about[0] not in found:
            found[about[0]] = at
    return found


def _title(filing: Filing, kind: ScorecardKind, card: int | None) -> str:
    year = f"{mark('年度') if filing.year is None else filing.year}年度"
    if kind is ScorecardKind.DEPARTMENT:
        return f"{year}{_named(filing.department, '部门名称')}部门整体支出绩效自评报告"
    if card is None:
        return f"{year}项目支出绩效评价报告"
    # Without the name of the department, in which that of another project may stand.
    return f"{year}{_named(filing.scorecards[card].subject, '项目名称')}项目支出绩效评价报告"


def _named(name: str | None, what: str) -> str:
    return "".join(name.split()) if name and fold(name) else mark(what)


def _plan(filing: Filing, kind: ScorecardKind, card: int | None, report: int | None, said: Said) -> _Plan:
    existing = None if report is None else filing.reports[report]
    heading = Heading() if existing is None else existing.heading
    title = heading.title
    if not title or not fold(title) or has_mark(title):
        heading = evolve(heading, title=_title(filing, kind, card))
    if heading.year is None:
        heading = evolve(heading, year=filing.year)
    if kind is ScorecardKind.DEPARTMENT and not heading.unit_name:
        heading = evolve(heading, unit_name=filing.department)
    return _Plan(kind=kind, heading=heading, said=said, supplied=supplied_by(existing, OUTLINES[kind]), report=report)


def _read(
    filing: Filing, plans: Sequence[_Plan], others: Sequence[Report]
) -> tuple[Mapping[tuple[int, str], str], Ties]:
    """
    Read what is drafted, and each supplied sentence alone: where it stands in that reading, and all ties.

    A sentence is read alone so that what is kept of a paragraph is read no otherwise the next time.
    """
    found: dict[tuple[int, str], str] = {}
    reports: list[Report] = []
    for number, plan in enumerate(plans):
        sections = []
        for at, (entry, drafted) in enumerate(zip(OUTLINES[plan.kind], plan.drafted(), strict=True)):
            texts = plan.supplied.paragraphs.get(at, [])
            alone = [sentence.strip() for text in texts for sentence in sentences(text)]
            for order, sentence in enumerate(alone, start=len(drafted)):
                found.setdefault((number, sentence), f"reports[{number}].sections[{at}].paragraphs[{order}]")
            sections.append(Section(level=entry.level, title=entry.title, paragraphs=[*drafted, *alone]))
        reports.append(Report(kind=plan.kind, heading=plan.heading, sections=sections))
    read = evolve(filing, reports=[*reports, *others])
    return found, ties_of(prose_identities(read, figures(read)).identities)
