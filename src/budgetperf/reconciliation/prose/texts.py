"""A text with its figures read: what the families of identities work on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from budgetperf.domain.names import name_key
from budgetperf.reconciliation.prose.books import Books, Scope
from budgetperf.reconciliation.prose.labels import Words, read_label
from budgetperf.reconciliation.prose.lexicon import Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind, Passage
from budgetperf.reconciliation.prose.reading import read_mentions

__all__ = ["Text", "read_texts"]

# Headings that name their subject narrowly enough for a paragraph that does not name it again.
_MAY_NAME = re.compile("三公|公务|公车|接待|出国")
_NARROW = frozenset((Subject.THREE_PUBLIC, Subject.VEHICLES, Subject.ABROAD, Subject.HOSPITALITY))


@frozen(kw_only=True, slots=False)
class Text:
    """
    A text, with what its figures speak of.

    Attributes:
        passage: The text.

        scope: The project or card that it is about; None for the texts of the department.

        words: The names that mean something in it.

        topic: What it speaks of where it names nothing, or None.

        mentions: Its figures, in their order.

        roles: What its figures are.
    """

    passage: Passage
    scope: Scope | None
    words: Words
    topic: str | None = None
    mentions: tuple[Mention, ...]
    roles: frozenset[Role] = field()

    @roles.default
    def _roles(self) -> frozenset[Role]:
        return frozenset([mention.role for mention in self.mentions])

    @cached_property
    def sentences(self) -> Mapping[int, Sequence[Mention]]:
        """The figures of each sentence."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [mention.start for mention in self.mentions]

    def before(self, mention: Mention, far: int) -> Sequence[Mention]:
        """The last figures before one, at most so many."""
        at = bisect_left(self._starts, mention.start)
        return self.mentions[max(0, at - far) : at]

    def after(self, mention: Mention, far: int = 1) -> Sequence[Mention]:
        """The next figures after one, at most so many."""
        at = bisect_left(self._starts, mention.end)
        return self.mentions[at : at + far]

    def span(self, first: Mention, last: Mention) -> str:
        """The path of the words from one figure to another, both included."""
        return f"{self.passage.path}@{first.start}+{last.end - first.start}"


def read_texts(told: Iterable[Passage], books: Books) -> tuple[Text, ...]:
    """Read texts of a filing; what tells of plans, or of funds that no form holds, and what is too long is left out."""
    known: dict[tuple[int | None, int | None], tuple[Scope | None, Words]] = {}
    found = []
    for passage in told:
        if passage.is_plan or passage.is_too_long:
            continue
        about = (passage.report, passage.card)
        if about not in known:
            scope = _scope(passage, books)
            known[about] = scope, books.words_of(scope)
        scope, words = known[about]
        topic = _topic(passage, scope, words)
        mentions = read_mentions(passage, words, topic)
        if mentions:
            found.append(Text(passage=passage, scope=scope, words=words, topic=topic, mentions=mentions))
    return tuple(found)


def _scope(passage: Passage, books: Books) -> Scope | None:
    if passage.kind is Kind.PROJECT and passage.report is not None:
        return books.reports[passage.report]
    if passage.is_report or passage.card is None:
        return None
    department = books.parties.department
    if department is not None and department.index == passage.card:
        return None
    return books.scope_of_card(passage.card)


def _topic(passage: Passage, scope: Scope | None, words: Words) -> str | None:
    """What a text speaks of where it names nothing: its project, or what its heading names."""
    if scope is not None:
        return Subject.OWN if scope.is_known else None
    if not passage.titles:
        return None
    title = passage.titles[-1]
    named = read_label(title, words).subject if _MAY_NAME.search(title) else words.names.get(name_key(title))
    if named is None or named == Subject.UNKNOWN:
        return None
    return named if named in _NARROW or named.startswith(("base_table.", "scorecards[")) else None
