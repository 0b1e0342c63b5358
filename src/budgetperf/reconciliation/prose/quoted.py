"""Every identity that the prose of a filing implies, and the figures that it quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import field, frozen

from budgetperf.domain.figures import Figure
from budgetperf.domain.finding import Message
from budgetperf.domain.model import Filing, ScorecardKind
from budgetperf.domain.quantity import Count, Money
from budgetperf.reconciliation.identity import Identity
from budgetperf.reconciliation.prose.amounts import amount_identities
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.changes import change_identities
from budgetperf.reconciliation.prose.heads import head_identities, is_head_count
from budgetperf.reconciliation.prose.lines import line_identities, line_lists
from budgetperf.reconciliation.prose.lists import find_lists, list_identities
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import LONGEST, Passage, passages
from budgetperf.reconciliation.prose.rates import per_head_identities, rate_identities, share_identities
from budgetperf.reconciliation.prose.repeats import find_repeats
from budgetperf.reconciliation.prose.scores import score_identities, scores
from budgetperf.reconciliation.prose.sums import sum_identities
from budgetperf.reconciliation.prose.texts import Text, read_texts

__all__ = ["Quoted", "prose_identities"]

# The codes of prose, with the attachment that each of them needs before all.
_CODES = {
    "X3": "附件4",
    "X4": "附件4",
    "X5": "附件4",
    "X7": "附件4",
    "X8": "附件4",
    "X9": "附件4",
    "X10": "附件4",
    "X14": "附件4",
    "L2": "附件4",
    "L3": "附件2",
    "T1": "附件4",
    "T2": "附件4",
    "T3": "附件4",
    "T4": "附件4",
    "T5": "附件4",
}
_OF_DEPARTMENT = ("X3", "X4", "X7")
# Figures that nothing but scores and head counts are looked for among.
_COUNTED = frozenset((Role.COUNT, Role.RATE, Role.OTHER))
_RATES = (Role.EXECUTION, Role.CONTROL, Role.GROWTH, Role.SHARE)


@frozen(kw_only=True)
class Quoted:
    """
    What the prose of a filing says.

    Attributes:
        identities: The identities, at least one of each code.

        figures: The exact figures that are quoted and understood, by path.
    """

    identities: tuple[Identity, ...] = field(converter=tuple[Identity, ...])
    figures: Mapping[str, Figure]


def prose_identities(filing: Filing, figures: Mapping[str, Figure]) -> Quoted:
    """
    Match the figures quoted in prose to what they speak of.

    Args:
        filing: The filing.

        figures: Its stated figures by path; only whether a cell is filled decides which identities there are.

    >>> quoted = prose_identities(Filing(), {})
    >>> quoted.identities[0].code, quoted.identities[0].absent
    ('X3', Message(key='attachment_missing', values=(('attachment', '附件4'),)))
    """
    books = Books.of(filing, figures)
    told = tuple(passages(books))
    texts = read_texts(told, books)
    found: dict[str, Identity] = {}
    quoted: dict[str, Figure] = {}
    for text in texts:
        points = scores(text)
        for identity in _of_text(text, points, books):
            found.setdefault(identity.id, identity)
        quoted.update(_quoted(text, points))
    repeats = find_repeats(texts, books)
    quoted = {**repeats.figures, **quoted}
    for identity in repeats.identities:
        found.setdefault(identity.id, identity)
    identities = [*found.values(), *_unknown_reports(books), *_unread(told)]
    return Quoted(identities=[*identities, *_silent(filing, identities)], figures=quoted)


def _of_text(text: Text, points: Mapping[str, Decimal], books: Books) -> Iterator[Identity]:
    if text.roles <= _COUNTED:
        yield from score_identities(text, points, books)
        yield from head_identities(text, books)
        return
    lists = find_lists(text)
    of_lines = line_lists(text, lists, books)
    listed = {path for found in of_lines for path in found.exact}
    yield from amount_identities(text, books, listed)
    yield from line_identities(text, of_lines, books)
    sums = list(sum_identities(text, lists))
    yield from sums
    if text.passage.is_report:
        yield from list_identities(text, lists, {frozenset(identity.paths) for identity in sums})
    yield from score_identities(text, points, books)
    yield from rate_identities(text, books)
    yield from share_identities(text, books)
    yield from change_identities(text, books)
    yield from per_head_identities(text, books)
    yield from head_identities(text, books)


def _quoted(text: Text, points: Mapping[str, Decimal]) -> Iterator[tuple[str, Figure]]:
    """The figures of a text that are understood; a score is a number of points."""
    for mention in text.mentions:
        if mention.path in points:
            yield mention.path, points[mention.path]
        elif mention.exact and _is_understood(mention):
            yield mention.path, mention.figure


def _is_understood(mention: Mention) -> bool:
    if isinstance(mention.figure, Money):
        return mention.role is not Role.OTHER
    if isinstance(mention.figure, Count) and mention.figure.unit in ("人次", "人", "名", "位"):
        return True
    return mention.role in _RATES or is_head_count(mention)


def _unknown_reports(books: Books) -> Iterator[Identity]:
    """A report of a project that no card is about."""
    for index, scope in books.reports.items():
        if not scope.is_known:
            absent = Message.of("report_of_unknown_project")
            yield from (Identity(code=code, place=f"reports[{index}]", absent=absent) for code in ("X8", "X10", "L2"))


def _unread(told: Iterable[Passage]) -> Iterator[Identity]:
    """Texts that are too long to be prose: what they quote is not checked, and that is told."""
    for passage in told:
        if passage.is_too_long and not passage.is_plan:
            doubt = Message.of("text_too_long", count=len(passage.text), most=LONGEST)
            yield Identity(code="X9" if passage.is_report else "X14", place=passage.path, doubt=doubt)


def _silent(filing: Filing, identities: Iterable[Identity]) -> Iterator[Identity]:
    """Why a code has no identity: the attachment is missing, or it quotes nothing of the kind."""
    present = {identity.code for identity in identities}
    kinds = {report.kind for report in filing.reports}
    for code, attachment in _CODES.items():
        if code in present:
            continue
        there = ScorecardKind.DEPARTMENT in kinds if code in _OF_DEPARTMENT else bool(kinds)
        if code in ("L3", "X14"):
            has_cards = any(card.kind.is_evaluation for card in filing.scorecards)
            there = has_cards or (code == "X14" and bool(kinds))
        absent = Message.of("nothing_quoted") if there else Message.of("attachment_missing", attachment=attachment)
        yield Identity(code=code, place="", absent=absent)
