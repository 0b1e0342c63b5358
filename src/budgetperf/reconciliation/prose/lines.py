"""Lists of budget lines: names that do not quite meet, names that no line has, and lines that are not named (X8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from budgetperf.domain.finding import Message
from budgetperf.domain.names import NameKey, may_abbreviate, name_key, plain_name
from budgetperf.domain.quantity import Money
from budgetperf.reconciliation.identity import Identity, Linear, terms
from budgetperf.reconciliation.prose.books import Books
from budgetperf.reconciliation.prose.lexicon import BESIDE, SPENT, Subject
from budgetperf.reconciliation.prose.lists import Listing
from budgetperf.reconciliation.prose.mentions import Mention
from budgetperf.reconciliation.prose.texts import Text

__all__ = ["LineList", "line_identities", "line_lists"]

_SHORTEST = 2
_MOST_LINES = 60


@frozen(kw_only=True)
class LineList:
    """
    A list most of whose items are budget lines.

    Attributes:
        listing: The list.

        exact: Items that name a line, each with the path of its funds, by path of the figure.

        likely: Items that may name one.

        strangers: Items that name none.
    """

    listing: Listing
    exact: Mapping[str, str]
    likely: Mapping[str, str]
    strangers: tuple[Mention, ...] = field(converter=tuple[Mention, ...])


def line_lists(text: Text, lists: Sequence[Listing], books: Books) -> tuple[LineList, ...]:
    """The lists of a text that are lists of budget lines."""
    if not books.lines:
        return ()
    return tuple(found for listing in lists if (found := _matched(listing, books, text)) is not None)


def _matched(listing: Listing, books: Books, text: Text) -> LineList | None:
    exact: dict[str, str] = {}
    if any(item.columns == BESIDE for item in listing.items):
        return None
    for item in listing.items:
        line = _line(item, text)
        if line is not None:
            exact[item.path] = line
    if not exact:
        return None
    likely: dict[str, str] = {}
    rest = [item for item in listing.items if item.path not in exact]
    taken = set(exact.values())
    free = {key: path for key, path in books.lines.items() if path not in taken}
    if len(rest) <= _MOST_LINES and len(free) <= _MOST_LINES:
        likely = _likely(rest, free)
    if 2 * (len(exact) + len(likely)) <= len(listing.items):
        return None
    strangers = [item for item in rest if item.path not in likely]
    return LineList(listing=listing, exact=exact, likely=likely, strangers=strangers)


def _line(item: Mention, text: Text) -> str | None:
    """The line that an item names."""
    subject = item.subject
    if subject == Subject.OWN and text.scope is not None:
        subject = text.scope.line
    return subject if subject is not None and subject.startswith("base_table.") else None


def _likely(items: Sequence[Mention], free: Mapping[NameKey, str]) -> dict[str, str]:
    """Items that can mean just one of the lines left, where no other item can mean it."""
    named = [(item.path, name_key(item.name)) for item in items]
    meant = {item: [path for key, path in free.items() if _may_be(name, key)] for item, name in named}
    claimed = [path for paths in meant.values() for path in paths]
    return {item: paths[0] for item, paths in meant.items() if len(paths) == 1 and claimed.count(paths[0]) == 1}


def _may_be(name: NameKey, key: NameKey) -> bool:
    if min(len(name), len(key)) < _SHORTEST:
        return False
    return name in key or key in name or may_abbreviate(name, key)


def line_identities(text: Text, lists: Sequence[LineList], books: Books) -> Iterator[Identity]:
    """What a list of lines leaves open: X8 with a doubt, or with the reason why it does not apply."""
    for found in lists:
        items = {item.path: item for item in found.listing.items}
        for path, line in found.likely.items():
            item = items[path]
            # 名称不完全一致的专项，金额也不一致时，可能不是同一专项
            columns = [column for column in item.columns if f"{line}.{column}" in books.figures] or ["spent"]
            forms = [Linear(stated=terms(path), parts=terms(f"{line}.{column}")) for column in columns]
            doubt = Message.of("uncertain_match", name=plain_name(item.name), line=line)
            yield Identity(code="X8", place=path, forms=tuple(forms), doubt=doubt)
        for item in found.strangers:
            yield Identity(code="X8", place=item.path, absent=Message.of("no_such_line", name=plain_name(item.name)))
        yield from _of_all(text, found)
        if not found.listing.exhaustive or found.strangers:
            continue
        first, last = found.listing.items[0], found.listing.items[-1]
        named = {*found.exact.values(), *found.likely.values()}
        column = found.listing.items[0].columns[0]
        special = "专项" in found.listing.heads[0].label
        for line in books.lines.values():
            # 业务工作经费 and 运行维护经费 are projects, but not 专项.
            if special and ".lines[" not in line:
                continue
            if line not in named and _has_money(books, f"{line}.{column}"):
                place = f"{text.span(first, last)}/{line}"
                yield Identity(code="X8", place=place, absent=Message.of("line_not_quoted", line=line))


def _of_all(text: Text, found: LineList) -> Iterator[Identity]:
    """What was spent on all the lines of a list, told right after its total: 合计86.75万元，当年支出83.63万元."""
    total = found.listing.heads[0]
    if found.listing.kind != "sums_to" or len(set(found.exact.values())) < len(found.listing.items):
        return
    for spent in text.after(total):
        near = spent.sentence == total.sentence and spent.depth == total.depth and spent.topic == total.topic
        if (
            near
            and not spent.opening
            and spent.is_amount
            and spent.exact
            and spent.bare
            and spent.columns == SPENT
            and spent.sure
        ):
            parts = terms(*(f"{line}.spent" for line in found.exact.values()))
            yield Identity(code="X8", place=spent.path, forms=(Linear(stated=terms(spent.path), parts=parts),))


def _has_money(books: Books, path: str) -> bool:
    amount = books.figures.get(path)
    return isinstance(amount, Money) and amount.yuan != 0
