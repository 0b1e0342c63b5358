"""Lists of amounts in a text, each with the total that it quotes: X9."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from attrs import define, evolve, field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.quantity import Money
from budgetperf.domain.written import fold
from budgetperf.reconciliation.identity import Identity, Linear, Relation, terms
from budgetperf.reconciliation.prose.lexicon import BESIDE, CHILDREN, Columns, Subject, is_under, wholes_of
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["Listing", "find_lists", "list_identities"]

_FEWEST = 2
_LONGEST_NAME = 60
_TOTAL = re.compile("(?:合计|共计|总计|小计)(?:为|共|支出|金额|数|使用|达)*$")
_OPENS_AS_TOTAL = re.compile(
    "(?:以上|上述|各项|各级|[一二两三四五六七八九十]+[项级])*(?:资金|经费|支出|项目)*(?:合计|共计|总计)"
)
_USED_FOR = re.compile(r"\s*(?:主要|全部|专项|重点)?用[于在作]")
# What is left over stands beside the uses of money, not among them; yet it may be counted in.
_LEFT_OVER = re.compile("结余|结转|剩余|余额|上缴|交回|节约|节余|未支付|尚[未有余]")
# What came in, before its uses and their total.
_CAME_IN = re.compile("收入|到位|下达|拨付|拨款|批复|追加|申请|投资")
# A figure that could not be read, such as 15.08万, leaves the list short.
_UNREAD = re.compile("[0-9][0-9,]*(?:[.][0-9]+|[余多]?[万亿千元])")
_ENDLESS = re.compile("等(?:方面|项目|项|支出|费用|开支|工作|用途)*$")
_GOES_ON = re.compile("(?:以上)?等")
_MADE = re.compile("(?:[^。;]{0,6}?)(?:构成|组成)")
_TAIL = 40
_NEAR = 6


@frozen(kw_only=True)
class Listing:
    """
    A list of amounts and its total.

    Attributes:
        kind: ``of_which``, ``used_for``, ``made_of``, ``includes``, or ``sums_to`` where the total comes last.

        heads: The amounts that may be its total, the likeliest first.

        items: Its amounts.

        begins: With which of them it may begin, the first of all first.

        lengths: Up to which of them it may go, all of them first.

        exhaustive: Whether it names everything.

        sure: Whether the total is certainly that of these amounts.
    """

    kind: str
    heads: tuple[Mention, ...] = field(converter=tuple[Mention, ...])
    items: tuple[Mention, ...] = field(converter=tuple[Mention, ...])
    lengths: tuple[int, ...]
    exhaustive: bool
    begins: tuple[int, ...] = (0,)
    sure: bool = True


@define
class _Open:
    kind: str
    heads: list[Mention]
    items: list[Mention]
    depth: int
    sure: bool = True
    # The items behind which a change is told: the list may be at its end, or go on.
    changed: list[Mention] = field(factory=list)


def find_lists(text: Text) -> tuple[Listing, ...]:
    """Every list of at least two amounts with a total, in the order of the text."""
    found: list[Listing] = []
    if Role.AMOUNT not in text.roles or len(text.mentions) <= _FEWEST:
        return ()
    before: list[Sequence[Mention]] = []
    for sentence in text.sentences.values():
        amounts = [mention for mention in sentence if isinstance(mention.figure, Money)]
        if len(amounts) > _FEWEST:  # a total besides
            found += _in_sentence(text, amounts)
            found += _used_in_turn(text, amounts)
        if amounts and before and not any(each.items[-1] is before[-1][-1] for each in found):
            found += _told_after(text, before[-1], amounts[0], alone=len(before) == 1)
        if amounts:
            before.append(amounts)
    return tuple(found)


def _told_after(text: Text, amounts: Sequence[Mention], total: Mention, *, alone: bool) -> Iterator[Listing]:
    """The amounts of a sentence whose total opens the next one: A 59.28万元；B 24.35万元。共计安排83.63万元."""
    items = [mention for mention in amounts if not mention.depth]
    told = total.role is Role.AMOUNT and not total.named and _OPENS_AS_TOTAL.match(total.name) is not None
    listed = all(_is_item(item) and not item.opening for item in items) and all(item.separator for item in items[1:])
    if told and listed and not any(_TOTAL.search(item.label) for item in items):
        for found in _closed(text, _Open("sums_to", [total], items, 0)):
            # More sentences before may have told of more that is in the total.
            yield evolve(found, sure=alone)


def _used_in_turn(text: Text, amounts: Sequence[Mention]) -> Iterator[Listing]:
    """Amounts that stand before what they are used for: 共59.28万元，其中：40万元用于A；19.28万元用于B."""
    first = next((at for at, mention in enumerate(amounts) if at and _is_of_use(text, mention)), None)
    if first is None or amounts[first - 1].role is not Role.AMOUNT or not amounts[first].opening:
        return
    head, depth = amounts[first - 1], amounts[first].depth
    rest = [mention for mention in amounts[first:] if mention.depth == depth]
    items = list(takewhile(lambda mention: _is_of_use(text, mention), rest))
    # 其余9.28万元用于录入: something else may be in the total.
    if len(items) < _FEWEST or any(other.role is Role.AMOUNT for other in rest[len(items) :]):
        return
    last_use = re.split("[,;。]", fold(text.passage.text[items[-1].end : items[-1].end + _TAIL]))[0]
    for found in _closed(text, _Open(str(amounts[first].opening), [head], items, depth)):
        yield evolve(found, exhaustive=found.exhaustive and "等" not in last_use)


def _is_of_use(text: Text, mention: Mention) -> bool:
    """Whether an amount stands before what it is used for."""
    after = text.passage.text[mention.end : mention.end + _NEAR]
    return mention.role is Role.AMOUNT and not mention.label and _USED_FOR.match(after) is not None


def _in_sentence(text: Text, amounts: Sequence[Mention]) -> Iterator[Listing]:
    current: _Open | None = None
    run: list[Mention] = []
    for at, mention in enumerate(amounts):
        total = mention.role is Role.AMOUNT and _TOTAL.search(mention.label) is not None
        if total:
            # 人员经费182.45万元、公用经费42.80万元，基本支出合计225.25万元
            items = _summed(current, run, mention)
            yield from _closed(text, _Open("sums_to", [mention], list(items), mention.depth))
        if current is not None and _goes_on(current, mention) and not total:
            if mention.depth == current.depth:
                current.items.append(mention)
            continue
        if current is not None and mention.role is Role.CHANGE and not mention.opening:
            current.changed.append(current.items[-1])
            continue
        if current is not None:
            current.sure &= not (mention.opening and mention.depth == current.depth) and mention.role is not Role.OTHER
            yield from _closed(text, current)
            current = None
        each = mention.each and run and run[-1].each
        if (
            mention.opening
            and not each
            and _is_item(mention)
            and (heads := _heads(mention, amounts[max(0, at - 4) : at]))
        ):
            current = _Open(mention.opening, heads, [mention], mention.depth)
            # What stands in brackets is told aside: 基本支出225.25万元（含…），项目支出83.63万元（含…），合计308.88万元
            run = [other for other in run if other.depth < mention.depth]
        elif _is_item(mention) and not total:
            run = [*run, mention] if not run or mention.separator else [mention]
        else:
            run = []
    if current is not None:
        yield from _closed(text, current)


def _summed(current: _Open | None, run: Sequence[Mention], total: Mention) -> Sequence[Mention]:
    """The amounts before a total that it is of: the list that goes on, or what stands before it outside of brackets."""
    if current is None:
        return run
    if total.depth < current.depth:
        return [item for item in run if item.depth == total.depth]
    # 收入总计312万元，其中…；支出总计308.88万元: what has a total already is not summed up again under another name.
    if total.named and total.subject not in current.heads[0].subjects:
        known = [str(item.subject) for item in current.items if item.subject not in (None, Subject.UNKNOWN)]
        if not known or not all(is_under(subject, str(total.subject)) for subject in known):
            return ()
    return current.items


def _is_item(mention: Mention) -> bool:
    return mention.role is Role.AMOUNT and not mention.bare and 0 < len(mention.name) <= _LONGEST_NAME


def _goes_on(current: _Open, mention: Mention) -> bool:
    """Whether an amount is one more item; what stands in deeper brackets belongs to the item before."""
    if mention.depth > current.depth:
        return True
    if mention.depth < current.depth or not _is_item(mention) or not mention.separator:
        return False
    # 用于设备租用18.20万元、用于扫描外包26.00万元
    if mention.opening and not (mention.each and current.items[0].each):
        return False
    heads = current.heads[0].subjects
    if not heads or Subject.UNKNOWN in (*heads, mention.subject) or mention.subject is None:
        return True
    return any(head == Subject.OWN or is_under(mention.subject, head) for head in heads)


def _heads(mention: Mention, before: Sequence[Mention]) -> list[Mention]:
    """What may be the total of a list that opens here: the amount before it, or a change that was named since."""
    found: list[Mention] = []
    nearer: list[Mention] = []
    for other in reversed(before):
        if other.depth > mention.depth:
            continue
        if other.role is not Role.AMOUNT:
            nearer.append(other)
        elif _may_be_alike(mention.columns, other.columns) or nearer:
            found.append(other)
            if other.columns[:1] != ("prior",):
                break
    if found and not found[0].exact:
        return []
    return [other for other in (*found, *nearer) if other.exact] if found or nearer else []


def _may_be_alike(one: Columns, other: Columns) -> bool:
    """Whether amounts may be of the same column; 收入总计312万元，其中年初结转12万元 are of none."""
    return not one or not other or BESIDE in (one, other) or not set(one).isdisjoint(other)


def _closed(text: Text, current: _Open) -> Iterator[Listing]:
    """The list, if it is one, and everything in it was read."""
    items, head = current.items, current.heads[0]
    known = {item.subject for item in items}
    # 公务用车 and 公务用车运行维护 in one list: the second is a part of the first.
    items = [item for item in items if known.isdisjoint(wholes_of(str(item.subject)))]
    if len(items) < _FEWEST or not current.sure or not all(item.exact for item in items) or not head.exact:
        return
    last = items[-1]
    tail = fold(text.passage.text[last.end : last.end + _TAIL])
    # Up to the next figure, or the end of the sentence.
    tail = re.split("[。!?]", tail)[0]
    if any(_UNREAD.search(item.name) for item in items) or (_is_last(text, last) and _UNREAD.search(tail)):
        return
    if (
        current.kind == "made_of"
        and text.passage.text[: items[0].start].rstrip()[-_LONGEST_NAME:].count("由")
        and (not _MADE.match(tail) and _opened_by_from(text, items[0]))
    ):
        return
    exhaustive = (
        current.kind != "includes"
        and not _GOES_ON.match(tail)
        and not _ENDLESS.search(last.name)
        and _is_partition(head.subject, [item.subject for item in items])
    )
    yield Listing(
        kind=current.kind,
        heads=current.heads,
        items=items,
        lengths=_lengths(items, current.changed),
        exhaustive=exhaustive,
        begins=_begins(items) if current.kind == "sums_to" else (0,),
    )


def _is_last(text: Text, mention: Mention) -> bool:
    """Whether no figure follows soon."""
    return not any(other.start < mention.end + _TAIL for other in text.after(mention))


def _opened_by_from(text: Text, first: Mention) -> bool:
    """Whether the list is opened by 由, which only 构成 makes a list."""
    before = fold(text.passage.text[max(0, first.start - _LONGEST_NAME) : first.start])
    return re.search(f"(?:^|[,;:、。])由{re.escape(first.label)}$", before) is not None


def _is_partition(head: str | None, parts: Collection[str | None]) -> bool:
    """Whether known parts can make up a known whole: 三公经费 are a part of 公用经费, not all of it."""
    if head not in (Subject.TOTAL, Subject.BASIC, Subject.OPERATING):
        return True
    known = {part for part in parts if part not in (None, Subject.UNKNOWN)}
    return len(known) < len(set(parts)) or known == set(CHILDREN[Subject(head)])


def _lengths(items: Sequence[Mention], changed: Collection[Mention]) -> tuple[int, ...]:
    """Where the list may end: at its end, before what is left over, behind a change, or where marks change."""
    lengths = [len(items)]
    for at in range(_FEWEST, len(items)):
        before, mark = items[at - 1].separator, items[at].separator
        # Where marks change, what is known by its name is in the list, or not.
        changes = mark != before and mark in (",", ";") and items[at].subject == Subject.UNKNOWN
        if changes or _LEFT_OVER.search(items[at].name) or items[at - 1] in changed:
            lengths.append(at)
    return tuple(lengths[:4])


def _begins(items: Sequence[Mention]) -> tuple[int, ...]:
    """Where what a total adds up may begin: with the first, behind what came in, or where marks change."""
    begins = [0]
    for at in range(1, len(items) - _FEWEST + 1):
        marks = {item.separator for item in items[at + 1 :]}
        changes = items[at].separator in (",", ";") and marks.isdisjoint((",", ";"))
        came_in = _CAME_IN.search(items[at - 1].name) and not any(_CAME_IN.search(item.name) for item in items[at:])
        if came_in or (changes and items[at - 1].subject == Subject.UNKNOWN):
            begins.append(at)
    return tuple(begins[:4])


def list_identities(text: Text, lists: Sequence[Listing], summed: Collection[frozenset[str]]) -> Iterator[Identity]:
    """
    X9 for each list of a text.

    Args:
        text: The text.

        lists: Its lists.

        summed: Sums that are compared already, each as the paths of its figures.
    """
    for found in lists:
        paths = [item.path for item in found.items]
        if frozenset((found.heads[0].path, *paths)) in summed:
            continue
        # X9: 所列各项之和 = 所述合计；未列尽的，合计不小于各项之和
        reading = Message.of("reading_list", kind=found.kind)
        relation = Relation.EQUAL if found.exhaustive else Relation.AT_LEAST
        forms = [
            Linear(stated=terms(head.path), parts=terms(*paths[begin:length]), relation=relation, reading=reading)
            for begin in found.begins
            for length in found.lengths
            for head in found.heads
            if head.path not in paths and length - begin >= _FEWEST
        ]
        first, last = sorted((found.heads[0], *found.items), key=lambda mention: mention.start)[:: len(found.items)]
        doubt = None if found.sure else Message.of("uncertain_subject", words=found.heads[0].label or None)
        yield Identity(code="X9", place=text.span(first, last), forms=tuple(forms), doubt=doubt)
