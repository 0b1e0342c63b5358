"""The finding codes and the identities, each with what it means: what `budgetperf explain` says, as two pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetperf.rendering.explanation import code_to_text
from generated.markdown import bullets, escaped, heading, joined

__all__ = ["Explained", "codes", "explained", "findings_page", "identities_page"]

DOCS = Path(__file__).parents[2]
_ROW = re.compile(r"^\| ([A-Z]+\d+) \|", re.MULTILINE)
_ITEM = re.compile(r"  (\S+(?: \S+)*)  +(\S.*)")
_CODES = re.compile(r"\b(?:BP\d{3}|[BPX]\d{1,2})\b")


class Explained(NamedTuple):
    """A code as it is explained: its first line, and what stands under it by label."""

    title: str
    items: tuple[tuple[str, str], ...]


class _Words(NamedTuple):
    title: str
    introduction: str


_SAID = {
    ("findings", "zh"): _Words(
        title="问题代码：起因与处理",
        introduction="每个问题代码是什么意思、核对什么、怎样处理、依据哪一条。由程序写出，与"
        " `budgetperf explain BP301` 所说相同。代码的含义永不改变。按类排列的一览见[问题代码](../../zh/findings.md)。",
    ),
    ("findings", "en"): _Words(
        title="The finding codes: cause and cure",
        introduction="What each code means, what is compared, what to do, and on which clause it rests. Made from the"
        " program, and what `budgetperf explain BP301 --lang en` says. A code never changes its meaning."
        " All at a glance: [the finding codes](../../en/findings.md).",
    ),
    ("identities", "zh"): _Words(
        title="勾稽关系：逐项",
        introduction="每项勾稽关系、不符时报告的问题、依据。与 `budgetperf explain X1` 所说相同。容差与读法见"
        "[勾稽关系](../../zh/identities.md)。",
    ),
    ("identities", "en"): _Words(
        title="The identities, one by one",
        introduction="What must hold, which finding tells where it does not, and on which clause it rests; what"
        " `budgetperf explain X1 --lang en` says. Tolerances and readings: [the identities](../../en/identities.md).",
    ),
}


def codes(page: str) -> list[str]:
    """The codes that a page lists; the tests hold the lists against the program."""
    return _ROW.findall((DOCS / "en" / page).read_text(encoding="utf-8"))


def explained(code: str, lang: str) -> Explained:
    """
    What the program says of a code, its lines put together again.

    >>> explained("bp205", "en").items[0]
    ('to do', 'state why points were deducted, and what will be done')
    """
    title: list[str] = []
    items: list[tuple[str, list[str]]] = []
    for line in code_to_text(code, lang=lang).splitlines():
        if found := _ITEM.fullmatch(line):
            items.append((found[1], [found[2]]))
        else:
            (items[-1][1] if items else title).append(line.strip())
    return Explained(_whole(title), tuple((label, _whole(lines)) for label, lines in items))


def _whole(lines: Sequence[str]) -> str:
    """Lines as one; Chinese is broken between any two characters, and needs no blank there."""
    text = ""
    for line in lines:
        text += f" {line}" if text[-1:].isascii() and line[:1].isascii() and text else line
    return text


def findings_page(lang: str) -> str:
    """Every finding code."""
    return _page("findings", lang, codes("findings.md"))


def identities_page(lang: str) -> str:
    """Every identity."""
    return _page("identities", lang, codes("identities.md"))


def _page(name: str, lang: str, listed: Sequence[str]) -> str:
    said = _SAID[name, lang]
    return joined(
        heading(1, said.title), said.introduction, *(part for code in listed for part in _section(code, lang))
    )


def _section(code: str, lang: str) -> Iterator[str]:
    said = explained(code, lang)
    yield heading(2, said.title, f"{lang}-{code.lower()}")
    yield bullets(f"**{escaped(label)}** {_linked(text, lang)}" for label, text in said.items)


def _linked(text: str, lang: str) -> str:
    """A text that begins with a code, which leads to where that is explained."""
    found = _CODES.match(text)
    if found is None or found[0] not in {*codes("findings.md"), *codes("identities.md")}:
        return escaped(text)
    page = "findings.md" if found[0].startswith("BP") else "identities.md"
    return f"[{found[0]}]({page}#{lang}-{found[0].lower()}){escaped(text[found.end() :])}"
