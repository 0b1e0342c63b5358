"""
The same figure quoted twice agrees (X14): in goals, in indicators, and in the reports.

Figures meet by the words right before them (or right after: 15次专题调研) and their unit. Words that stand twice in one
text say nothing there, unless the figure before tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from attrs import define, field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.model import Indicator
from budgetperf.domain.quantity import Count, Money, Quantity, Rate, as_quantity
from budgetperf.domain.statement import Actual, Target
from budgetperf.domain.written import fold
from budgetperf.errors import QuantityError
from budgetperf.reconciliation.identity import Identity, Linear, Term
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.lexicon import Subject
from budgetperf.reconciliation.prose.mentions import Mention, Role
from budgetperf.reconciliation.prose.passages import Kind
from budgetperf.reconciliation.prose.rows import is_of_card, planned
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["Repeats", "find_repeats"]

Key = tuple[str, ...]

_SHORTEST, _SPECIFIC, _LONGEST = 2, 4, 20
_BEFORE = re.compile(
    "(?:任务[0-9一二三四五六七八九十]+|其中|全年|本年度?|今年|当年|年内|20[0-9]{2}年度?|截至年底|共计?|累积|已|完成|建成|开展|举办|组织|召开"
    "|实现|达到|达成|总计|合计|实际|全县|全市|全区|××|[我本](?:单位|部门|项目|[馆局部委办院校站所]))"
)
_AFTER = re.compile("(?:达到|达|为|共计?|合计|已|了|数量|活动|工作|情况|实际|均)$")
# Words that make a figure one of its own: a difference, a plan, a rate of something, a part of something.
_SPECIAL = re.compile(
    "比|较上|占|每|平均|人均|户均|剩余|其余|原有|目标|计划|指标|标准|以[上下内]|不[少低高多]于|预期|要求|增加|减少|增长|下降"
    "|自评|得分"
)
_SPECIAL_AT_END = frozenset("少多超差缺余")
_MARK = re.compile(r"[,;:、()\[\]【】。!?]|[0-9]")
_PUNCTUATION = re.compile("[“”\"'‘’「」『』《》〈〉()\\-—·×\\s]")
_NUMBERS = ("数量", "次数", "数")
_CELL = re.compile(
    r"\s*[=＝]?(?P<operator>[≥≤≧≦＞＜><]=?)?\s*(?P<number>[0-9０-９][0-9０-９,，.．]*\s*(?P<unit>[^0-9０-９\s]{0,6}))\s*"
)
_LOOK_AHEAD = 24
# A figure of two digits tells as much as four small ones.
_TELLING, _TELLING_FROM, _ENOUGH = 4, 10, 5


class _Group(StrEnum):
    PLAN = "plan"
    TARGET = "target"
    DONE = "done"


_GROUPS = {
    Kind.EXPECTED: _Group.PLAN,
    Kind.TARGET: _Group.TARGET,
    Kind.DONE: _Group.DONE,
    Kind.ACTUAL: _Group.DONE,
    Kind.DEPARTMENT: _Group.DONE,
    Kind.PROJECT: _Group.DONE,
}


@define
class _Place:
    """A text, or the numbers of all indicators of a card, with its figures by key."""

    group: _Group
    scope: str
    in_report: bool
    in_rows: bool = False
    text: Text | None = None
    figures: dict[Key, tuple[str, Quantity]] = field(factory=dict)


@frozen(kw_only=True)
class Repeats:
    """
    Figures that are quoted more than once.

    Attributes:
        identities: X14 for each of them, against the place where it stands first.

        figures: The figures by path.
    """

    identities: tuple[Identity, ...] = field(converter=tuple[Identity, ...])
    figures: Mapping[str, Quantity]


def find_repeats(texts: Sequence[Text], books: Books) -> Repeats:
    """Every figure that stands in two places under the same words."""
    places = [place for text in texts for place in _places(text)]
    places += _of_indicators({key for place in places for key in place.figures}, books)
    # The cells of the cards come first, as they do in the forms.
    places.sort(key=lambda place: place.in_report)
    stated: dict[Key, list[_Place]] = {}
    for place in places:
        for key in place.figures:
            stated.setdefault(key, []).append(place)
    repeated = {key: at for key, at in stated.items() if len(at) > 1}
    first_done = {
        key: place.figures[key] for key, at in repeated.items() for place in reversed(at) if place.group is _Group.DONE
    }
    identities = [identity for key, at in repeated.items() for identity in _ties(key, at, first_done, books)]
    used = {term.path for identity in identities for form in identity.forms for term in form.terms}
    return Repeats(
        identities=identities,
        figures={
            path: figure
            for at in repeated.values()
            for place in at
            for path, figure in place.figures.values()
            if path in used
        },
    )


def _places(text: Text) -> Iterator[_Place]:
    """What a text says that may stand elsewhere too, and what it says was planned."""
    in_report = text.passage.is_report
    if figures := _of_text(text):
        yield _Place(_GROUPS[text.passage.kind], _scope(text), in_report, text=text, figures=figures)
    if in_report and (figures := _of_plans(text)):
        yield _Place(_Group.PLAN, _scope(text), in_report, text=text, figures=figures)


def _of_text(text: Text) -> dict[Key, tuple[str, Quantity]]:
    """The figures of a text, by key."""
    keyed = [(key, mention) for mention in text.mentions if (key := _key(text, mention)) is not None]
    if not keyed:
        return {}
    again = _again(key for key, _ in keyed)
    found: dict[Key, list[Mention]] = {}
    previous = ""
    for key, mention in keyed:
        # 省级同心美丽乡村2个、同心社区1个，市级同心美丽乡村5个、同心社区1个
        whole = (previous, *key) if key in again else key
        previous = key[0]
        found.setdefault(whole, []).append(mention)
    return {key: (same[0].path, same[0].figure) for key, same in found.items() if len(same) == 1 and same[0].exact}


def _scope(text: Text) -> str:
    return f"card {text.passage.card}" if text.passage.card is not None else f"report {text.passage.report}"


def _of_plans(text: Text) -> dict[Key, tuple[str, Quantity]]:
    """The counts that a report says were planned, each of which it plans once."""
    found: dict[Key, list[Mention]] = {}
    for mention in text.mentions:
        if not isinstance(mention.figure, Count) or (said := planned(text, mention)) is None:
            continue
        words = _words(said, _unit(mention.figure))
        if len(words) >= _SPECIFIC and _is_telling(words):
            found.setdefault((words, _unit(mention.figure)), []).append(mention)
    return {key: (same[0].path, same[0].figure) for key, same in found.items() if len(same) == 1}


def _again(keys: Iterable[Key]) -> set[Key]:
    seen: set[Key] = set()
    twice: set[Key] = set()
    for key in keys:
        (twice if key in seen else seen).add(key)
    return twice


def _key(text: Text, mention: Mention) -> Key | None:
    """The words and the unit of a figure that may stand elsewhere too; None where it cannot be told."""
    figure = mention.figure
    if mention.role not in (Role.COUNT, Role.RATE):
        stray = mention.role is Role.AMOUNT and mention.subjects == (Subject.UNKNOWN,) and not mention.bare
        if not stray:
            return None
    unit = _unit(figure)
    words = _words(mention.label, unit)
    if len(words) < _SHORTEST and not isinstance(figure, Rate):
        after = fold(text.passage.text[mention.end : mention.end + _LOOK_AHEAD])
        words = _words(_MARK.split(after)[0], unit)
    if len(words) < _SHORTEST or words[-1] in _SPECIAL_AT_END or not _is_telling(words):
        return None
    # 采购30万元 of the budget is not 采购28万元 of the spending.
    return (words, unit, *mention.columns[:1])


@lru_cache(maxsize=1024)  # the same words as below
def _is_telling(words: str) -> bool:
    """Whether words may stand elsewhere for the same figure."""
    return len(words) <= _LONGEST and _SPECIAL.search(words) is None


def _unit(figure: Quantity) -> str:
    match figure:
        case Money():
            return "元"
        case Rate():
            return "%"
        case Count():
            return figure.base[1]


@lru_cache(maxsize=1024)  # 100% and 1次 fill many cells
def _quantity(text: str) -> Quantity | None:
    """What a number with its unit is, or None where that is not known."""
    try:
        return as_quantity(text)
    except QuantityError:
        return None


@lru_cache(maxsize=1024)  # reports and indicators count the same things
def _words(label: str, unit: str) -> str:
    """The words of a label that tell what is counted."""
    words = _PUNCTUATION.sub("", label)
    while (found := _BEFORE.match(words)) is not None:
        words = words[found.end() :]
    endings = [f"{unit}{ending}" for ending in _NUMBERS]
    if unit.endswith("次"):
        endings.append("次数")
    if len(unit) > 1:
        endings.append(unit)
    while True:
        shorter = _AFTER.sub("", words)
        for ending in endings:
            shorter = shorter.removesuffix(ending)
        if shorter == words:
            return words
        words = shorter


# ------------------------------------------------------------------------------------------------ indicators in numbers


def _of_indicators(wanted: set[Key], books: Books) -> Iterator[_Place]:
    """The targets and actuals that are plain numbers, under the names of their rows, where a text has such a name."""
    names = {key[0] for key in wanted if len(key) == _SHORTEST}
    begin = {name[:_SHORTEST] for name in names}
    for card in books.parties.cards:
        # Most rows are about something that no text mentions.
        rows = [
            (f"{card.place}.indicators[{number}]", fold(row.name), row)
            for number, row in enumerate(card.card.indicators)
            if row.name.lstrip('“"《「')[:_SHORTEST] in begin or _BEFORE.match(row.name) is not None
        ]
        for group, part in ((_Group.PLAN, "target"), (_Group.DONE, "actual")):
            place = _Place(group, f"card {card.index}", in_report=False, in_rows=True)
            seen: set[Key] = set()
            for at, name, row in rows:
                stated = _number(name, row, part, names)
                if stated is None:
                    continue
                key, start, length, figure = stated
                if key in seen:
                    place.figures.pop(key, None)
                else:
                    place.figures[key] = f"{at}.{part}@{start}+{length}", figure
                seen.add(key)
            place.figures = {key: found for key, found in place.figures.items() if key in wanted}
            if place.figures:
                yield place


def _number(name: str, row: Indicator, part: str, names: set[str]) -> tuple[Key, int, int, Quantity] | None:
    """The key of a number in a cell, where it stands, and the number; a target may have an operator before it."""
    stated = row.target if part == "target" else row.actual
    said = _CELL.fullmatch(stated.text) if isinstance(stated, Target | Actual) else None
    if said is None or (said["operator"] and part != "target"):
        return None
    words = _words(name, fold(said["unit"]))
    if words not in names:
        return None
    figure = _quantity(said["number"])
    if figure is None:
        return None
    start, end = said.span("number")
    return (words, _unit(figure)), start, end - start, figure


# ------------------------------------------------------------------------------------------------------------- ties


def _ties(
    key: Key, at: Sequence[_Place], first_done: Mapping[Key, tuple[str, Quantity]], books: Books
) -> Iterator[Identity]:
    """The places of one figure, each against the first one of its kind; targets in words against what was done, too."""
    firsts: dict[_Group, _Place] = {}
    for group in _Group:
        own = [place for place in at if place.group is group]
        if not own:
            continue
        firsts[group] = own[0]
        row = _only_row(key, own)
        near: dict[str, _Place] = {}
        for place in own:
            first = near.setdefault(place.scope, place)
            anchor = own[0] if first is place else first
            if first is place and row is not None and _is_of_row(key, place, row, own, books):
                yield _tie(key, place, [row])
                continue
            # Two cards may well have a row of the same name.
            of_rows = anchor.in_rows and place.in_rows and anchor.scope != place.scope
            if anchor is not place and not of_rows:
                yield _tie(key, place, [anchor], certain=_is_certain(key, anchor, place))
    target = firsts.get(_Group.TARGET)
    others = [firsts[group] for group in (_Group.DONE, _Group.PLAN) if group in firsts]
    if target is not None and others:
        # 年度指标值写成文字的，有的是目标，有的是完成情况
        yield _tie(key, target, others, certain=_is_told_as_done(key, target, first_done))


def _only_row(key: Key, own: Sequence[_Place]) -> _Place | None:
    """The one card that has a row of this name, if only its own texts and one other may speak of it."""
    rows = [place for place in own if place.in_rows]
    if len(rows) != 1 or len(key[0]) < _SPECIFIC:
        return None
    return rows[0] if sum(place.scope != rows[0].scope for place in own) <= 1 else None


def _is_of_row(key: Key, place: _Place, row: _Place, own: Sequence[_Place], books: Books) -> bool:
    """Whether a count of 附件4 must be of the one row of a project card: nothing but that card speaks of it."""
    path, figure = place.figures[key]
    if place.text is None or not isinstance(figure, Count):
        return False
    if any(other is not place and other.scope != row.scope for other in own):
        return False
    return is_of_card(place.text, path, int(row.scope.removeprefix("card ")), books)


def _tie(key: Key, place: _Place, anchors: Sequence[_Place], *, certain: bool = True) -> Identity:
    path = place.figures[key][0]
    stated = (Term(path),)
    # X14: 同一数字各处一致
    forms = [Linear(stated=stated, parts=(Term(anchor.figures[key][0]),)) for anchor in anchors]
    doubt = None if certain else Message.of("uncertain_repeat", words=key[0])
    return Identity(code="X14", place=path, forms=tuple(forms), doubt=doubt)


def _is_certain(key: Key, anchor: _Place, place: _Place) -> bool:
    """Whether the same words must mean the same thing in both places."""
    of_cell = not (anchor.in_report and place.in_report)
    if anchor.scope == place.scope and of_cell and len(key[0]) >= _SPECIFIC:
        return True
    # 走访企业 may be counted twice in two towns; a sentence that is told again agrees in its other figures. The rows of
    # two cards often agree by chance: 按时完成率100%.
    if anchor.in_rows or place.in_rows:
        return anchor.scope == place.scope and _agree(key, anchor, place)
    return _agree(key, anchor, place)


def _agree(key: Key, anchor: _Place, place: _Place) -> bool:
    """Whether two places tell the same, but for a slip."""
    few, many = sorted((anchor.figures, place.figures), key=len)
    return _is_evidence((few[other][1], many[other][1]) for other in few if other != key and other in many)


def _is_told_as_done(key: Key, target: _Place, first_done: Mapping[Key, tuple[str, Quantity]]) -> bool:
    """Whether a target in words tells what was done: its other figures are those of the achievements."""
    return _is_evidence(
        (figure, first_done[other][1])
        for other, (_, figure) in target.figures.items()
        if other != key and other in first_done
    )


def _is_evidence(pairs: Iterable[tuple[Quantity, Quantity]]) -> bool:
    """Whether so many figures agree that it can be no chance: 培训1期 and 满意度99% agree all too often."""
    weight = differing = 0
    for one, other in pairs:
        if one != other:
            differing += 1
        elif not isinstance(one, Rate) and (number := _number_of(one)):
            weight += _TELLING if number >= _TELLING_FROM else 1
    return weight >= _ENOUGH and differing <= 1


def _number_of(figure: Quantity) -> Decimal:
    match figure:
        case Money():
            return figure.amount
        case Rate():
            return figure.percent
        case Count():
            return figure.number
