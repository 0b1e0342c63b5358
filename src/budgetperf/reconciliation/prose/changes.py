"""Changes that a text quotes, and their rates: T3 and T4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetperf.domain.finding import Message
from budgetperf.reconciliation.identity import Identity, Linear, Ratio, Term, terms
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.cells import base_rows, card_of
from budgetperf.reconciliation.prose.lexicon import PRIOR, SPENT, Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["change_identities"]

_FAR = 8


def change_identities(text: Text, books: Books) -> Iterator[Identity]:
    """T3 for each change in money, T4 for each growth rate."""
    if not text.passage.is_report or text.roles.isdisjoint((Role.CHANGE, Role.GROWTH)):
        return
    for sentence in text.sentences.values():
        for at, mention in enumerate(sentence):
            before = sentence[max(0, at - _FAR) : at]
            if not mention.exact or not mention.reference or mention.reference == ("foreign",):
                continue
            if mention.role is Role.CHANGE:
                yield from _change(text, books, before, mention)
            # 接待16批次130人次，同比下降10%: it is the guests that are fewer.
            elif mention.role is Role.GROWTH and (mention.named or not _is_of_count(before)):
                yield from _growth(text, books, before, mention)


def _is_of_count(before: Sequence[Mention]) -> bool:
    """Whether the last figure that can have changed is a count."""
    passed = (Role.CHANGE, Role.GROWTH, Role.REFERENCE, Role.SHARE)
    last = next((other for other in reversed(before) if other.role not in passed), None)
    return last is not None and last.role is Role.COUNT


def _pairs(
    text: Text, books: Books, before: Sequence[Mention], mention: Mention
) -> list[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """The amounts that may have changed, each with the one it is compared with."""
    found = []
    for subject in mention.subjects:
        now = _now(text, books, before, mention, subject)
        then = _then(text, books, before, mention, subject)
        if now is None or not then:
            return []
        found += [(now, other) for other in then]
    return found


def _now(
    text: Text, books: Books, before: Sequence[Mention], mention: Mention, subject: str
) -> tuple[Term, ...] | None:
    """The amount of this year: as the sentence quotes it, or as the forms hold it."""
    quoted = [
        other
        for other in before
        if other.role is Role.AMOUNT and other.topic <= mention.topic and _is_of(other, mention, subject)
    ]
    if quoted:
        last = quoted[-1]
        if mention.reference == PRIOR and last.columns == PRIOR:
            last = next((other for other in reversed(quoted) if other.columns != PRIOR), last)
        return terms(last.path) if last.exact and last.columns == SPENT else None
    if subject == Subject.UNKNOWN:
        return None
    path = next((path for path in _cells(subject, "spent", text, books) if path in books.figures), None)
    return None if path is None else terms(path)


def _is_of(other: Mention, mention: Mention, subject: str) -> bool:
    """Whether an amount is of the thing that has changed."""
    if subject == Subject.UNKNOWN:
        return other.topic == mention.topic and not mention.named
    return subject in other.subjects


def _then(
    text: Text, books: Books, before: Sequence[Mention], mention: Mention, subject: str
) -> list[tuple[Term, ...]]:
    """What it is compared with: as the sentence quotes it, or as the forms hold it."""
    quoted = [
        other
        for other in before
        if other.is_amount
        and other.exact
        and other.columns
        and set(other.columns) <= set(mention.reference)
        and _is_of(other, mention, subject)
    ]
    if quoted:
        return [terms(quoted[-1].path)]
    if subject == Subject.UNKNOWN:
        return []
    paths = [path for column in mention.reference for path in _cells(subject, column, text, books)]
    return [terms(path) for path in paths if path in books.figures]


def _cells(subject: str, column: str, text: Text, books: Books) -> Iterator[str]:
    if books.parties.base:
        yield from (f"{row}.{column}" for row in base_rows(subject, text.scope))
    card = card_of(subject, books, text.scope)
    if card is not None and column != "prior":
        yield card.total(column)


def _doubt(mention: Mention) -> Message | None:
    return None if mention.sure else Message.of("uncertain_subject", words=mention.label or None)


def _change(text: Text, books: Books, before: Sequence[Mention], mention: Mention) -> Iterator[Identity]:
    # T3: 增加（减少）额 = 本年数 − 上年数（或预算数）
    forms = [
        Linear(
            stated=(Term(path=mention.path, sign=mention.sign),),
            parts=(*now, *(Term(path=term.path, sign=-1) for term in then)),
            reading=_reading(mention),
        )
        for now, then in _pairs(text, books, before, mention)
    ]
    if forms:
        yield Identity(code="T3", place=mention.path, forms=tuple(forms), doubt=_doubt(mention))


def _reading(mention: Mention) -> Message | None:
    """What the change is counted from, where it is not last year."""
    return None if mention.reference == PRIOR else Message.of("reading_from", column=mention.reference[0])


def _growth(text: Text, books: Books, before: Sequence[Mention], mention: Mention) -> Iterator[Identity]:
    # T4: 增长率 = 变动额 ÷ 上年数；上年数为零的，没有增长率
    stated = Term(path=mention.path)
    forms: list[Ratio] = []
    for now, then in _pairs(text, books, before, mention):
        moved = tuple(Term(path=term.path, sign=mention.sign) for term in now)
        fixed = tuple(Term(path=term.path, sign=-mention.sign) for term in then)
        forms.append(Ratio(stated=stated, numerator=(*moved, *fixed), denominator=then, reading=_reading(mention)))
    forms += _within(before, mention)
    if forms:
        # 数字化6300卷，支出59.28万元，同比增长8.62%: the growth may be that of the count.
        counted = not mention.named and any(other.role is Role.COUNT or other.role is Role.OTHER for other in before)
        doubt = Message.of("uncertain_subject", words=mention.label or None) if counted else _doubt(mention)
        yield Identity(code="T4", place=mention.path, forms=tuple(forms), doubt=doubt)


def _within(before: Sequence[Mention], mention: Mention) -> Iterator[Ratio]:
    """Last year's amount as this year's less the change that the sentence quotes."""
    changes = [other for other in before if other.role is Role.CHANGE and other.topic == mention.topic]
    amounts = [
        other for other in before if other.role is Role.AMOUNT and other.topic == mention.topic and not mention.named
    ]
    if not changes or not amounts or not changes[-1].exact or not amounts[-1].exact:
        return
    change = changes[-1]
    if change.sign != mention.sign or change.reference != mention.reference or change.named:
        return
    last_year = (Term(path=amounts[-1].path), Term(path=change.path, sign=-change.sign))
    yield Ratio(
        stated=Term(path=mention.path),
        numerator=terms(change.path),
        denominator=last_year,
        reading=Message.of("reading_quoted"),
    )
