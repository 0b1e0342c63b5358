"""Amounts that a text quotes, against the cells of the forms: X3, X4, X5, X7, X8, L2 and L3."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetperf.domain.finding import Message
from budgetperf.reconciliation.identity import Identity, Linear, Relation, Term
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.cells import Cell, Side, reading_of, sides
from budgetperf.reconciliation.prose.lexicon import ANY_COLUMN, BESIDE, THREE_PUBLIC, Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["amount_identities"]

# A goal has a few figures; of one that has many, nothing is certain beyond these.
_WINDOW = 40
_OUTTURN = ("spent", "prior")


def amount_identities(text: Text, books: Books, listed: Collection[str]) -> Iterator[Identity]:
    """
    Each amount of a text, compared with the cells that hold it.

    Args:
        text: The text.

        books: The filing.

        listed: Paths of amounts that stand in a list of budget lines, which is X8 whatever column they are of.
    """
    goal = text.passage.kind in (Kind.EXPECTED, Kind.DONE)
    if text.passage.kind in (Kind.TARGET, Kind.ACTUAL):
        return
    for mention in text.mentions:
        if mention.is_amount and mention.exact and mention.columns not in ((), BESIDE):
            if goal:
                yield from _of_goal(text, mention, books)
            else:
                yield from _of_report(text, mention, books, listed=mention.path in listed)


def _of_goal(text: Text, mention: Mention, books: Books) -> Iterator[Identity]:
    # L3: 目标栏中的金额 = 本表年度资金总额
    card = books.card_at(text.passage.card or 0)
    own = Subject.TOTAL if text.scope is None else Subject.OWN
    columns = [column for column in mention.columns if column != "prior"]
    if card is None or mention.subjects != (own,) or not columns:
        return
    forms = [
        Linear(
            stated=(Term(mention.path),),
            parts=(Term(card.total(column)),),
            reading=reading_of(column, columns),
        )
        for column in columns
    ]
    certain = mention.sure and (
        mention.named or (_is_alone(text, mention, columns) and _is_one_sentence(text, mention))
    )
    yield Identity(code="L3", place=mention.path, forms=tuple(forms), doubt=None if certain else _uncertain(mention))


def _is_alone(text: Text, mention: Mention, columns: Collection[str]) -> bool:
    """Whether no other amount of these columns stands near: 修路5公里，预算30万元；架桥2座，预算20万元."""
    near = (*text.before(mention, _WINDOW), *text.after(mention, _WINDOW))
    return all(not each.is_amount or set(columns).isdisjoint(each.columns) for each in near)


def _is_one_sentence(text: Text, mention: Mention) -> bool:
    """Whether the goal is one sentence, or the sentence of the amount speaks of money alone."""
    if len(text.sentences) == 1 and "任务" not in text.passage.text:
        return True
    sentence = text.sentences[mention.sentence]
    return len(sentence) <= _WINDOW and all(each.is_amount or each.role is Role.EXECUTION for each in sentence)


def _uncertain(mention: Mention) -> Message:
    return Message.of("uncertain_subject", words=mention.label or None)


def _of_report(text: Text, mention: Mention, books: Books, *, listed: bool) -> Iterator[Identity]:
    if not mention.subjects or Subject.UNKNOWN in mention.subjects or mention.subject == Subject.STAFF:
        return
    if text.passage.kind is Kind.PROJECT and any(subject in THREE_PUBLIC for subject in mention.subjects):
        return
    found = [list(sides(subject, mention.columns, books, text.scope)) for subject in mention.subjects]
    if not all(found):
        # One of the things it may speak of stands in no form: then nothing can be said.
        return
    first = found[0]
    others = [cell for rest in found[1:] for side in rest for cell in side.cells]
    if any(cell.given for cell in others):
        # What holds only on some condition is no way out: the subject must be certain then.
        mention, others = mention._replace(sure=False), []
    if mention.columns == ANY_COLUMN:
        first, others = first[:1], [*others, *(cell for side in first[1:] for cell in side.cells)]
    code = _code(mention, text)
    for side in first:
        alone = side.name in ("base", "department") or code == "X8"
        yield _identity(
            text,
            mention,
            side._replace(cells=(*side.cells, *others)) if others and side.cells else side,
            books,
            code="X8" if listed else code,
            place=mention.path if alone else f"{mention.path}/{side.name}",
        )


def _identity(text: Text, mention: Mention, side: Side, books: Books, *, code: str, place: str) -> Identity:
    doubt = side.doubt if mention.sure else _uncertain(mention)
    relation = Relation.EQUAL
    reading: Message | None = None
    if _is_part(text, mention, books):
        relation, reading = Relation.AT_LEAST, Message.of("reading_general_budget")
    elif mention.subject == Subject.OPERATING and books.capital and text.passage.kind is Kind.DEPARTMENT:
        doubt = doubt or Message.of("capital_outlay_named")
    forms = [_form(mention.path, cell, relation, reading) for cell in side.cells]
    return Identity(code=code, place=place, forms=tuple(forms), absent=side.absent, doubt=doubt)


def _form(path: str, cell: Cell, relation: Relation, reading: Message | None) -> Linear:
    if relation is Relation.AT_LEAST:
        # 一般公共预算的部分不大于全部
        return Linear(stated=cell.parts, parts=(Term(path),), relation=relation, reading=reading, given=cell.given)
    return Linear(stated=(Term(path),), parts=cell.parts, reading=cell.reading, given=cell.given)


def _is_part(text: Text, mention: Mention, books: Books) -> bool:
    """Whether the report speaks of the general budget alone, where other funds were spent as well."""
    if text.passage.kind is not Kind.DEPARTMENT:
        return False
    if mention.subject in THREE_PUBLIC and books.capital:
        return True
    if not books.other_sources:
        return False
    if mention.general or mention.subject in THREE_PUBLIC or mention.subject == Subject.OPERATING:
        return True
    return mention.subject != Subject.TOTAL and any("一般公共预算" in title for title in text.passage.titles)


def _code(mention: Mention, text: Text) -> str:
    subject, outturn = mention.subject or "", mention.columns[0] in _OUTTURN
    if subject in THREE_PUBLIC:
        return "X7"
    if not outturn:
        return "L2"
    if subject == Subject.OPERATING:
        return "X3"
    if subject == Subject.BASIC:
        return "X4"
    of_line = subject.startswith(("base_table.", "scorecards["))
    if subject == Subject.OWN:
        of_line = text.scope is None or not text.scope.whole
    return "X8" if of_line else "X5"
