"""Rates and shares that a text quotes: T1 and T2, and amounts per head: T5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Message
from budgetperf.domain.quantity import Count
from budgetperf.reconciliation.identity import Given, Identity, Ratio, Term, terms
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.cells import base_rows, card_of
from budgetperf.reconciliation.prose.heads import STAFF_RATE
from budgetperf.reconciliation.prose.labels import read_label
from budgetperf.reconciliation.prose.lexicon import BUDGET, PRIOR, SPENT, THREE_PUBLIC, Columns, Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["per_head_identities", "rate_identities", "share_identities"]

_PLAIN = re.compile("支出|决算|经费|费$")
_STAFFING = "base_table.staffing"
_PERSONS = ("人", "人次", "名", "位")
_RATES = (Role.EXECUTION, Role.CONTROL)
_FAR = 6
# How many figures around one are looked at for what it refers to.
_WINDOW = 40


def rate_identities(text: Text, books: Books) -> Iterator[Identity]:
    """T1: each rate of execution or control, against the two figures that it follows from."""
    if not text.passage.is_report and text.passage.kind not in (Kind.EXPECTED, Kind.DONE):
        return
    if text.roles.isdisjoint(_RATES):
        return
    for mention in text.mentions:
        if mention.role not in _RATES or not mention.exact:
            continue
        forms = list(_rate_forms(text, mention, books))
        if forms:
            doubt = None if mention.sure else Message.of("uncertain_subject", words=mention.label or None)
            if any(
                subject.startswith("base_table.") and books.sheet_of(subject) is None for subject in mention.subjects
            ):
                # 附件1 只有一栏预算数，没有附件3 的专项看不出全年预算数
                doubt = Message.of("no_sheet_of_line")
            yield Identity(code="T1", place=mention.path, forms=tuple(forms), doubt=doubt)


def _rate_forms(text: Text, mention: Mention, books: Books) -> Iterator[Ratio]:
    stated = Term(path=mention.path)
    # T1: 在职人员控制率 = 实际在职人数 ÷ 编制数
    if mention.role is Role.CONTROL and STAFF_RATE.match(mention.label):
        if books.parties.base:
            yield Ratio(
                stated=stated,
                numerator=terms(f"{_STAFFING}.actual"),
                denominator=terms(f"{_STAFFING}.established"),
            )
        return
    subjects: Sequence[str] = mention.subjects
    if (
        not subjects
        and text.passage.kind is Kind.DEPARTMENT
        and mention.role is Role.EXECUTION
        and not mention.columns
        and _is_of_whole(text, mention)
    ):
        subjects = (Subject.TOTAL,)
    each = {subject: list(_of_cells(stated, subject, mention, text, books)) for subject in subjects}
    # 其中因公出国费0万元，完成预算的0%: where its cells are blank, what else it may speak of decides nothing.
    blank = any(not forms and base_rows(subject, text.scope) for subject, forms in each.items())
    found = [] if blank else [form for forms in each.values() for form in forms]
    quoted = list(_of_quotes(stated, text, mention))
    if Subject.UNKNOWN in subjects:
        yield from quoted
    elif found:
        yield from found
        yield from quoted
    elif quoted and mention.sure:
        yield from quoted


def _is_of_whole(text: Text, mention: Mention) -> bool:
    """Whether a bare 预算执行率 can only be the department's: nothing else was named before it in the paragraph."""
    before = text.before(mention, _WINDOW + 1)
    if len(before) > _WINDOW:
        return False
    alone = all(
        other.is_amount and other.subject == Subject.TOTAL for other in before if other.sentence == mention.sentence
    )
    return mention.bare and mention.sure and alone and all(other.subject in (None, Subject.TOTAL) for other in before)


def _of_cells(stated: Term, subject: str, mention: Mention, text: Text, books: Books) -> Iterator[Ratio]:
    """执行率 = 执行数 ÷ 预算数；控制率 = 决算数 ÷ 预算数；完成年初预算的比例 = 执行数 ÷ 年初预算数."""
    role, budgets = mention.role, mention.columns or ("revised",)
    pairs: list[tuple[tuple[Term, ...], tuple[Term, ...]]] = []
    card = card_of(subject, books, text.scope)
    whole = subject in (Subject.PROJECTS, Subject.SPECIAL) or (
        subject == Subject.OWN and text.scope is not None and text.scope.whole
    )
    if card is not None:
        pairs += [(terms(card.total("spent")), terms(card.total(column))) for column in budgets]
    elif whole and books.parties.no_sums("附件3") is None:
        pairs += [(books.parties.totals("spent"), books.parties.totals(column)) for column in budgets]
    if card is None and books.parties.base:
        for row in base_rows(subject, text.scope):
            pairs += [(terms(f"{row}.spent"), terms(f"{row}.{column}")) for column in BUDGET]
    if role is Role.CONTROL and subject not in THREE_PUBLIC and subject != Subject.OPERATING:
        return
    for above, below in pairs:
        if all(term.path in books.figures for term in (*above, *below)):
            yield Ratio(stated=stated, numerator=above, denominator=below)


def _of_quotes(stated: Term, text: Text, mention: Mention) -> Iterator[Ratio]:
    """The spending and the budgets that the same sentence quotes of the same thing."""
    same = [
        other
        for other in text.before(mention, _WINDOW)
        if other.is_amount and other.exact and other.sentence == mention.sentence and other.topic == mention.topic
    ][-_FAR:]
    spent = [other for other in same if other.columns == SPENT]
    for budget in reversed(same):
        if budget.columns and set(budget.columns) <= set(mention.columns or BUDGET) and spent:
            yield Ratio(
                stated=stated,
                numerator=terms(spent[-1].path),
                denominator=terms(budget.path),
                reading=Message.of("reading_quoted"),
            )


def share_identities(text: Text, books: Books) -> Iterator[Identity]:
    """T2: each share, against its part and its whole."""
    if not text.passage.is_report or Role.SHARE not in text.roles:
        return
    for sentence in text.sentences.values():
        whole: Sequence[Mention] = ()
        for at, mention in enumerate(sentence):
            if mention.opening and mention.is_amount:
                whole = _listed_whole(sentence[max(0, at - _FAR) : at])
            if mention.role is Role.SHARE and mention.exact:
                before = sentence[max(0, at - _FAR) : at]
                forms = list(_shares(text, books, before, mention, whole))
                # 涉及资金86.75万元，占项目支出的100%: what is not plainly spending may be a share of the budget.
                part = next((other for other in reversed(before) if other.is_amount), None)
                unsure = part is not None and not _PLAIN.search(part.label)
                doubt = Message.of("uncertain_subject", words=mention.label or None) if unsure else None
                if forms:
                    yield Identity(code="T2", place=mention.path, forms=tuple(forms), doubt=doubt)


def _shares(
    text: Text, books: Books, before: Sequence[Mention], mention: Mention, listed: Sequence[Mention]
) -> Iterator[Ratio]:
    if mention.subjects and not mention.named:
        return
    amounts = [other for other in before if other.is_amount and (not mention.named or other.subject == mention.subject)]
    if not amounts and mention.named:
        yield from _of_forms(text, books, mention)
        return
    if not amounts or not amounts[-1].exact or (not mention.named and amounts[-1] is not _last_figure(before)):
        return
    part = amounts[-1]
    for term, given in _wholes(text, books, part, mention, listed):
        if term.path != part.path:
            yield Ratio(stated=Term(path=mention.path), numerator=terms(part.path), denominator=(term,), given=given)


def _listed_whole(before: Sequence[Mention]) -> Sequence[Mention]:
    """What a list that opens here is of: 整体支出308.88万元，较上年287.05万元增加21.83万元，其中…."""
    amounts = [other for other in before if other.is_amount]
    own = [other for other in amounts if other.role is Role.AMOUNT and other.columns != PRIOR]
    return (own or amounts)[-1:]


def _of_forms(text: Text, books: Books, mention: Mention) -> Iterator[Ratio]:
    """A share whose part and whole are named and not quoted, of this year: 项目支出占整体支出的27.08%."""
    said = read_label(mention.share or "", text.words)
    if said.subject in (None, Subject.UNKNOWN) or said.columns not in ((), SPENT):
        return
    parts, wholes = (
        [path for path in _cells(str(subject), SPENT, text, books) if path in books.figures][:1]
        for subject in (mention.subject, said.subject)
    )
    if parts and wholes and parts != wholes:
        yield Ratio(stated=Term(path=mention.path), numerator=terms(*parts), denominator=terms(*wholes))


def _last_figure(before: Sequence[Mention]) -> Mention | None:
    """The figure right before a share, past other shares and changes of it."""
    passed = (Role.SHARE, Role.GROWTH, Role.CHANGE, Role.EXECUTION)
    return next((other for other in reversed(before) if other.role not in passed), None)


def _wholes(
    text: Text, books: Books, part: Mention, mention: Mention, listed: Sequence[Mention]
) -> Iterator[tuple[Term, Given]]:
    """What the part is a share of: what the words name, or the total of the list that it stands in."""
    said = read_label(mention.share or "", text.words)
    if said.subject == Subject.UNKNOWN:
        return
    if said.subject is None and not said.columns:
        if not mention.share:
            yield from ((Term(path=other.path), ()) for other in listed if other.exact)
        return
    if said.subject is None and said.columns == SPENT:
        return  # 占支出的72.92%: of whose
    subject = said.subject or part.subject
    columns: Columns = said.columns or part.columns[:1] or SPENT
    if not said.columns and "资金" in (mention.share or ""):
        # 占项目资金的95%: of what there was to spend, or of what was spent; of itself only the first makes sense
        columns = BUDGET if subject == part.subject else (*columns, *BUDGET)
    for other in (*reversed(text.before(mention, _WINDOW)), *text.after(mention, _WINDOW)):
        stated = other.is_amount and other.exact and other.path != part.path and other.subject == subject
        if stated and set(other.columns) & set(columns):
            yield Term(path=other.path), ()
    for path in _cells(str(subject), columns, text, books):
        if path in books.figures:
            yield Term(path=path), ()


def _cells(subject: str, columns: Columns, text: Text, books: Books) -> Iterator[str]:
    card = card_of(subject, books, text.scope)
    for column in columns:
        if card is not None and column != "prior":
            yield card.total(column)
        if books.parties.base:
            yield from (f"{row}.{column}" for row in base_rows(subject, text.scope))


def per_head_identities(text: Text, books: Books) -> Iterator[Identity]:
    """T5: an amount per head = the amount ÷ the persons that the same sentence, or the one before, names."""
    if not text.passage.is_report or Role.PER_HEAD not in text.roles:
        return
    for mention in text.mentions:
        if mention.role is not Role.PER_HEAD or not mention.exact:
            continue
        forms = list(_per_head(text, mention, books))
        if forms:
            yield Identity(code="T5", place=mention.path, forms=tuple(forms))


def _per_head(text: Text, mention: Mention, books: Books) -> Iterator[Ratio]:
    near = [other for other in text.before(mention, _WINDOW) if other.sentence >= mention.sentence - 1]
    here = [other for other in near if other.sentence == mention.sentence]
    # 130人次（其中外事接待0人次），人均100元: what stands in brackets is a part.
    persons = [other for other in here if _is_persons(other.figure) and other.depth <= mention.depth]
    amounts = [other for other in here if other.is_amount]
    stated = Term(path=mention.path)
    if mention.named and mention.subject == Subject.OPERATING and not persons and books.parties.base:
        # 人均公用经费 = 公用经费 ÷ 在职人数
        spent = "base_table.operating.total.spent"
        heads = [f"{_STAFFING}.{part}" for part in ("actual", "established") if f"{_STAFFING}.{part}" in books.figures]
        if spent in books.figures:
            yield from (
                Ratio(stated=stated, numerator=terms(spent), denominator=terms(head), times=1) for head in heads
            )
        return
    if len(persons) != 1 or not persons[0].exact:
        return
    if not amounts and _is_of_guests(persons[0], here):
        amounts = [other for other in near if other.is_amount and other.subject == Subject.HOSPITALITY]
        if amounts or not books.other_sources:
            yield from _of_hospitality(stated, persons[0], books)
    for amount in amounts[-2:][::-1]:
        if amount.exact and (not mention.named or amount.subject == mention.subject):
            yield Ratio(stated=stated, numerator=terms(amount.path), denominator=terms(persons[0].path), times=1)


def _of_hospitality(stated: Term, guests: Mention, books: Books) -> Iterator[Ratio]:
    """公务接待费 ÷ 人次, as 附件1 holds the first."""
    spent = "base_table.three_public.hospitality.spent"
    if spent in books.figures:
        yield Ratio(stated=stated, numerator=terms(spent), denominator=terms(guests.path), times=1)


def _is_persons(figure: Figure) -> bool:
    return isinstance(figure, Count) and figure.unit in _PERSONS


def _is_of_guests(persons: Mention, here: Sequence[Mention]) -> bool:
    """Whether the persons are guests: 公务接待16批次130人次."""
    return any("接待" in other.label for other in here if other.start <= persons.start)
