"""One part of a rulebook read out: a rule, a section, or whatever the book says of a topic."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from budgetperf.errors import RulebookError
from budgetperf.rendering.catalogue import SOURCE
from budgetperf.rendering.layout import COLUMNS, indented, to_page
from budgetperf.rendering.messages import say
from budgetperf.rendering.rulebooks.names import section_name
from budgetperf.rendering.rulebooks.rulebook import SECTIONS
from budgetperf.rendering.rulebooks.rules import rule_lines
from budgetperf.scoring.rulebook import Rulebook

__all__ = ["TOPICS", "part_names", "part_to_text"]

TOPICS = {"output": "产出", "benefit": "效益", "satisfaction": "满意度", "cost": "成本", "management": "管理"}
"""What the level-1 names are called in a command, and the word by which a rulebook speaks of them."""

_BODY = 2


def part_to_text(book: Rulebook, name: str, *, lang: str = "zh", columns: int = COLUMNS) -> str:
    """
    What a rulebook says under a name.

    Args:
        book: The rulebook.

        name: The id of a rule (``inverse``), the name of a section (``grades``), or a topic (``cost``, 成本): then all
            sections that speak of it, and the rules for what is better low, if it is.

        lang: ``zh`` or ``en``.

        columns: How wide the page is.

    Raises:
        RulebookError: The rulebook has nothing under this name.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> print(part_to_text(load_rulebook("mof-2020"), "inverse"), end="") # doctest: +ELLIPSIS
    mof-2020  反向比例法（A/B）〔inverse〕
    ...
    """
    found = list(_rule(book, name, lang)) or list(_section(book, name, lang)) or list(_topic(book, name, lang))
    if not found:
        raise _unknown(book, name)
    return to_page(found, columns)


def _rule(book: Rulebook, name: str, lang: str) -> Iterator[str]:
    """The rule of an id; the book stands before its title."""
    for _, _, rules in book.cases():
        for rule in rules:
            if rule.id == name:
                first, *rest = rule_lines(rule, rules, 0, lang)
                yield from indented(f"{book.name}  {first.removeprefix('· ')}", 0)
                yield from rest
                return


def _section(book: Rulebook, name: str, lang: str) -> Iterator[str]:
    for known, lines in SECTIONS:
        if known == name:
            body = list(lines(book, lang))
            yield from indented(f"{book.name}  {section_name(known, lang)}", 0)
            yield from body or indented(say(lang, "没有规定"), _BODY)


# Their rules are shown where a topic is better low.
_LOWER = ("positive", "zero")


def _topic(book: Rulebook, name: str, lang: str) -> Iterator[str]:
    said = TOPICS.get(name, name)
    for known, lines in SECTIONS:
        # Names of levels are Chinese in either language, but the sentences around them are not.
        if said and said in "".join(lines(book, SOURCE)):
            yield from indented(f"{book.name}  {section_name(known, lang)}", 0)
            yield from lines(book, lang)
    if any(said in level for level in book.directions.lower_levels):
        for case in _LOWER:
            rules = getattr(book, case).lower
            title = say(lang, "越低越好的：")
            if rules:
                yield from indented(f"{book.name}  {title}{section_name(case, lang)}", 0)
            for rule in rules:
                yield from rule_lines(rule, rules, _BODY, lang)


def part_names(book: Rulebook) -> tuple[str, ...]:
    """
    What of a rulebook can be explained: its rules, its sections, and topics.

    >>> from budgetperf.formats.rulebooks import load_rulebook
    >>> {"inverse", "grades", "cost"} <= set(part_names(load_rulebook("mof-2020")))
    True
    """
    rules = [rule.id for _, _, found in book.cases() for rule in found]
    return tuple(dict.fromkeys([*rules, *(known for known, _ in SECTIONS), *TOPICS]))


def _unknown(book: Rulebook, name: str) -> RulebookError:
    names = part_names(book)
    close = get_close_matches(name, names, n=1)
    return RulebookError(
        f"规则集 {book.name} 中没有“{name}”"
        + (f"；是否指 {close[0]}？" if close else "。")
        + f"可以是：{'、'.join(names)}",
        f"rulebook {book.name} has nothing named {name!r}"
        + (f"; did you mean {close[0]}?" if close else ".")
        + f" It may be one of: {', '.join(names)}",
    )
