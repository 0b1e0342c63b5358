"""Sums that a paragraph of 附件4 implies: 人员经费 + 公用经费 = 基本支出 (X4), 基本支出 + 项目支出 = 整体支出 (X5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.finding import Message
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.prose.lexicon import Subject
from budgetperf.reconciliation.prose.lists import Listing
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["sum_identities"]

_SUMS = (
    ("X4", Subject.BASIC, (Subject.STAFF, Subject.OPERATING)),
    ("X5", Subject.TOTAL, (Subject.BASIC, Subject.PROJECTS)),
)


def sum_identities(text: Text, lists: Sequence[Listing]) -> Iterator[Identity]:
    """Each sum that is quoted whole, in one sentence or, failing that, in one paragraph."""
    if text.passage.kind is not Kind.DEPARTMENT:
        return
    for code, whole, parts in _SUMS:
        found = [
            mention
            for mention in text.mentions
            if mention.role is Role.AMOUNT
            and mention.exact
            and mention.subject in (whole, *parts)
            and len(mention.columns) == 1
        ]
        for column in dict.fromkeys(mention.columns for mention in found):
            same = [mention for mention in found if mention.columns == column]
            for group in _groups(same, (whole, *parts)):
                yield from _sum(code, text, group, lists)


def _groups(found: Sequence[Mention], subjects: tuple[Subject, ...]) -> Iterator[list[Mention]]:
    """The figures of one sum each: a sentence that names all of them once, or the paragraph."""
    complete = False
    by_sentence: dict[int, list[Mention]] = {}
    for mention in found:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for group in (*by_sentence.values(), list(found)):
        named = [mention.subject for mention in group]
        if sorted(map(str, named)) == sorted(subjects) and not complete | (group is found):
            yield sorted(group, key=lambda mention: subjects.index(Subject(str(mention.subject))))
            complete = True


def _sum(code: str, text: Text, group: Sequence[Mention], lists: Sequence[Listing]) -> Iterator[Identity]:
    whole, *parts = group
    paths = {part.path for part in parts}
    if any(paths < {item.path for item in found.items} for found in lists):
        return  # 其中人员经费、公用经费、对个人和家庭的补助: the list says what makes the whole
    others = [
        mention
        for sentence in {part.sentence for part in parts}
        for mention in text.sentences[sentence]
        if mention.role is Role.AMOUNT and mention.subject == Subject.UNKNOWN
    ]
    doubt = (
        Message.of("other_amounts_named")
        if others and not any(paths == {item.path for item in found.items} for found in lists)
        else None
    )
    first, last = min(group, key=lambda each: each.start), max(group, key=lambda each: each.start)
    form = Linear(stated=terms(whole.path), parts=terms(*(part.path for part in parts)))
    yield Identity(code=code, place=text.span(first, last), forms=(form,), doubt=doubt)
