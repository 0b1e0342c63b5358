"""The reports of a filing, read once for every check that looks at them: their paragraphs, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from budgetperf.checks.passages import Passage
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.names import NameKey, name_key, plain_name
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

        keys: The normalised names of the projects and budget lines that a report may speak of.
    """

    passages: tuple[Passage, ...]
    topics: tuple[Topic, ...]
    keys: tuple[NameKey, ...] = field(repr=False)

    @classmethod
    def of(cls, filing: Filing) -> Reports:
        """Read the reports of a filing."""
        if not filing.reports:
            return cls(passages=(), topics=(), keys=())
        subjects = [name_key(card.subject or "") for card in filing.scorecards]
        topics = [_topic(filing, report, subjects) for report in filing.reports]
        return cls(passages=tuple(_passages(filing)), topics=tuple(topics), keys=tuple(_keys(filing, subjects)))

    def names_another(self, text: str, report: int) -> bool:
        """Whether a text names another project or budget line than the report's: what follows may be about that."""
        own, plain = self.topics[report].key, plain_name(text)
        return any(key in plain and key not in own for key in self.keys)


def _passages(filing: Filing) -> Iterator[Passage]:
    for index, report in enumerate(filing.reports):
        for number, (titles, section) in enumerate(report.outline()):
            for order, original in enumerate(section.paragraphs):
                yield Passage(
                    path=f"reports[{index}].sections[{number}].paragraphs[{order}]",
                    report=index,
                    titles=titles,
                    original=original,
                    text=fold(original),
                    places=kept(original),
                )


def _topic(filing: Filing, report: Report, subjects: Sequence[NameKey]) -> Topic:
    card = _card(filing, report, subjects)
    names: list[str | None] = [filing.department, report.heading.unit_name]
    if card is not None:
        names += [filing.scorecards[card].subject, filing.scorecards[card].implementer, subjects[card]]
    folded = {fold(name) for name in names if name}
    return Topic(
        card=card,
        names=tuple(sorted((name for name in folded if len(name) > 1), key=lambda name: (-len(name), name))),
        key="" if card is None else subjects[card],
    )


def _card(filing: Filing, report: Report, subjects: Sequence[NameKey]) -> int | None:
    cards = [index for index, card in enumerate(filing.scorecards) if card.kind is report.kind]
    if report.kind is ScorecardKind.DEPARTMENT:
        return cards[0] if cards else None
    title = report.heading.title or ""
    titles = (plain_name(title), name_key(title))
    keys: Mapping[int, str] = {index: subjects[index] for index in cards}
    named = [index for index, key in keys.items() if key and any(key in found for found in titles)]
    longest = max((len(keys[index]) for index in named), default=0)
    # 数字化 and 数字化加工 are both in the title of the latter.
    best = [index for index in named if len(keys[index]) == longest]
    if len(best) == 1 and all(keys[index] in keys[best[0]] for index in named):
        return best[0]
    alone = len(cards) == 1 and sum(each.kind is report.kind for each in filing.reports) == 1
    return cards[0] if alone and not named else None


def _keys(filing: Filing, subjects: Sequence[NameKey]) -> Iterator[NameKey]:
    cards = zip(filing.scorecards, subjects, strict=True)
    keys = {key for card, key in cards if card.kind is ScorecardKind.PROJECT}
    if filing.base_table is not None:
        keys |= {name_key(line.name) for line in filing.base_table.projects.lines if line.name}
    # A single character is in too many words to name anything.
    return (key for key in sorted(keys) if len(key) > 1)
