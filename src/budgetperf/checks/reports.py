"""The reports of a filing, read once for every check that looks at them: their paragraphs, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from budgetperf.checks.passages import Passage, tells_plans
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.names import NameIndex, NameKey, leading_name, name_key, plain_name
from budgetperf.domain.report import Report
from budgetperf.domain.written import fold, kept

__all__ = ["Reports", "Topic"]


@frozen(kw_only=True)
class Topic:
    """
    What a report is about.

    Attributes:
        card: Index of the department's card, or of the project's that its title names; None if in doubt.

        names: The names under which it may speak of its own department or project, the longest first.

        key: The normalised name of its project, or nothing.
    """

    card: int | None
    names: tuple[str, ...]
    key: str


@frozen(kw_only=True)
class Reports:
    """
    What the reports say, and of what.

    Attributes:
        passages: Every paragraph of every report, in their order.

        topics: What each report is about, by its index.

        names: The normalised names of the projects and budget lines that a report may speak of.
    """

    passages: tuple[Passage, ...]
    topics: tuple[Topic, ...]
    names: NameIndex = field(repr=False)

    @classmethod
    def of(cls, filing: Filing) -> Reports:
        """Read the reports of a filing."""
        if not filing.reports:
            return cls(passages=(), topics=(), names=NameIndex.of(()))
        subjects = [name_key(card.subject or "") for card in filing.scorecards]
        titles = _Titles.of(filing, subjects)
        topics = [_topic(filing, report, titles.card_of(report), subjects) for report in filing.reports]
        names = NameIndex.of(_keys(filing, subjects))
        return cls(passages=tuple(_passages(filing)), topics=tuple(topics), names=names)

    def names_another(self, text: str, report: int) -> bool:
        """Whether a text names another project or budget line than the report's: what follows may be about that."""
        own, plain = self.topics[report].key, plain_name(text)
        return any(name not in own for name in self.names.within(plain))


def _passages(filing: Filing) -> Iterator[Passage]:
    for index, report in enumerate(filing.reports):
        for number, (titles, section) in enumerate(report.outline()):
            plan = bool(section.paragraphs) and tells_plans(titles)
            for order, original in enumerate(section.paragraphs):
                path = f"reports[{index}].sections[{number}].paragraphs[{order}]"
                text = fold(original)
                # What folds to itself has lost nothing.
                places = range(len(text)) if text is original else kept(original)
                yield Passage(path, index, titles, original, text, places, plan)


def _topic(filing: Filing, report: Report, card: int | None, subjects: Sequence[NameKey]) -> Topic:
    names: list[str | None] = [filing.department, report.heading.unit_name]
    if card is not None:
        names += [filing.scorecards[card].subject, filing.scorecards[card].implementer, subjects[card]]
    folded = {fold(name) for name in names if name}
    return Topic(
        card=card,
        names=tuple(sorted((name for name in folded if len(name) > 1), key=lambda name: (-len(name), name))),
        key="" if card is None else subjects[card],
    )


@frozen(kw_only=True)
class _Titles:
    """What the titles of project reports may name."""

    department: int | None
    projects: Mapping[str, Sequence[int]]
    names: NameIndex
    # The only project card, where there is but one report of a project, too.
    single: int | None

    @classmethod
    def of(cls, filing: Filing, subjects: Sequence[NameKey]) -> _Titles:
        kinds = [card.kind for card in filing.scorecards]
        cards = [index for index, kind in enumerate(kinds) if kind is ScorecardKind.PROJECT]
        projects: dict[str, list[int]] = {}
        for index in cards:
            projects.setdefault(subjects[index], []).append(index)
        reports = sum(report.kind is ScorecardKind.PROJECT for report in filing.reports)
        return cls(
            department=kinds.index(ScorecardKind.DEPARTMENT) if ScorecardKind.DEPARTMENT in kinds else None,
            projects=projects,
            names=NameIndex.of(projects),
            single=cards[0] if len(cards) == reports == 1 else None,
        )

    def card_of(self, report: Report) -> int | None:
        """The card that a report is about; None if in doubt."""
        if report.kind is ScorecardKind.DEPARTMENT:
            return self.department
        title = report.heading.title or ""
        named = self.names.within(f"{plain_name(title)}\n{name_key(title)}")
        if not named:
            return self.single
        cards = self.projects.get(leading_name(named) or "", ())
        return cards[0] if len(cards) == 1 else None


def _keys(filing: Filing, subjects: Sequence[NameKey]) -> Iterator[NameKey]:
    cards = zip(filing.scorecards, subjects, strict=True)
    keys = {key for card, key in cards if card.kind is ScorecardKind.PROJECT}
    if filing.base_table is not None:
        keys |= {name_key(line.name) for line in filing.base_table.projects.lines if line.name}
    # A single character is in too many words to name anything.
    return (key for key in keys if len(key) > 1)
