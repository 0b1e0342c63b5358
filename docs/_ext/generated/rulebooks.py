"""The rulebooks that ship, read out clause by clause: a page for each, and one that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import dedent
from typing import NamedTuple

from budgetperf.formats.rulebooks import shipped_rulebooks
from budgetperf.rendering.rulebooks.rulebook import rulebook_to_text
from budgetperf.scoring.rulebook import Rulebook
from generated.markdown import block, escaped, heading, joined, table

__all__ = ["rulebook_pages", "sections"]

_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|\d+\. )\S.*")


class _Words(NamedTuple):
    title: str
    introduction: str
    head: tuple[str, str, str]


_SAID = {
    "zh": _Words(
        title="随附的规则集",
        introduction="每个规则集逐条读出：每个数值、怎样计分、依据，以及依据是**已见原件**、**未见原文**还是"
        "**本库选定**。与 `budgetperf rulebook show NAME` 所说相同。怎样读、怎样写："
        "[规则集](../../../zh/rulebooks.md)。",
        head=("名称", "适用年度", "标题"),
    ),
    "en": _Words(
        title="The rulebooks that ship",
        introduction="Each read out clause by clause: every value, how points are computed, and the clause, with"
        " whether its text was **seen**, is **recalled** or was **chosen** by this library. It is what"
        " `budgetperf rulebook show NAME --lang en` says. How to read and write one:"
        " [rulebooks](../../../en/rulebooks.md).",
        head=("name", "budget years", "title"),
    ),
}


def rulebook_pages(lang: str) -> Mapping[str, str]:
    """The pages by their names; ``index`` lists the others."""
    books = shipped_rulebooks()
    said = _SAID[lang]
    rows = [[f"[{book.name}]({book.name}.md)", str(book.years), escaped(_title(book, lang))] for book in books]
    return {
        "index": joined(heading(1, said.title), said.introduction, table(said.head, rows)),
        **{book.name: joined(*_page(book, lang)) for book in books},
    }


def _title(book: Rulebook, lang: str) -> str:
    return book.title if lang == "zh" else book.title_en


def sections(text: str) -> Iterator[tuple[str, str]]:
    r"""
    A rulebook that was read out, by its numbered headings; the first, without one, is its name.

    >>> list(sections("book\n\n1. years\n  2020\n\nin all: 3"))
    [('', 'book'), ('1. years', '2020'), ('', 'in all: 3')]
    """
    for part in text.strip().split("\n\n"):
        first, _, rest = part.partition("\n")
        if _HEADING.fullmatch(first):
            yield first, dedent(rest)
        else:
            yield "", part


def _page(book: Rulebook, lang: str) -> Iterator[str]:
    yield heading(1, f"{book.name} {_title(book, lang)}")
    for title, text in list(sections(rulebook_to_text(book, lang=lang)))[1:]:
        if title:
            yield heading(2, title)
        yield block(text)
