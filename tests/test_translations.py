"""
The Chinese and the English pages say the same: section by section the same figures, names, rows, links and code.

What is compared can be compared without knowing either language; a figure in words (十分之一, a tenth) cannot.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import frozen

DOCS = Path(__file__).parent.parent / "docs"
ENGLISH, CHINESE = (
    sorted(page.relative_to(DOCS / lang).as_posix() for page in (DOCS / lang).rglob("*.md")) for lang in ("en", "zh")
)
# Pages that are written in one language only, as yet.
ALONE: frozenset[str] = frozenset()

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) .*$", re.MULTILINE)
_INLINE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_FIGURE = re.compile(r"(\d+(?:,\d{3})+|\d+(?:\.\d+)?)(?: ?(million|billion|M\b|千万|亿|万)(?!元))?")
# A figure that is a word in the other language as often as not: nothing, one, 零.
_WORDS = frozenset({Decimal(0), Decimal(1)})
_SCALES = {"million": 10**6, "M": 10**6, "billion": 10**9, "万": 10**4, "千万": 10**7, "亿": 10**8}
# 一级指标 has its figure in words.
_LEVEL = re.compile(r"level[- ][12]", re.IGNORECASE)
_BRANCH = re.compile(r"[├└]── (.+?)(?:  .*)?$", re.MULTILINE)


@frozen(kw_only=True)
class Section:
    """What a section holds in any language; *level* is that of its heading."""

    level: int
    figures: frozenset[Decimal]
    names: frozenset[str]
    links: frozenset[str]
    cells: list[int]
    items: int


def text_of(lang: str, page: str) -> str:
    """A page as it stands."""
    return (DOCS / lang / page).read_text(encoding="utf-8")


def sections(lang: str, page: str) -> list[tuple[int, str]]:
    """Every section of a page, in order: the level of its heading, and its text without code."""
    text = _FENCE.sub("", text_of(lang, page))
    starts = [*_HEADING.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return [(len(start[1]), text[start.start() : end]) for start, end in zip(starts, ends, strict=True)]


def section(level: int, text: str, plain: frozenset[str] = frozenset()) -> Section:
    """What there is to compare; *plain* are names that the other page has as words of its own."""
    lines = text.splitlines()
    links = {link.replace("README.zh-CN.md", "README.md") for link in _LINK.findall(text)}
    prose = _LEVEL.sub("", _LINK.sub("]", _INLINE.sub("", text)))
    return Section(
        level=level,
        figures=frozenset(figure(*found) for found in _FIGURE.findall(prose)) - _WORDS,
        names=frozenset(_INLINE.findall(text)) - plain,
        links=frozenset(links),
        cells=[len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")],
        items=sum(bool(re.match(r" *(?:-|\d+\.) ", line)) for line in lines),
    )


def figure(digits: str, scale: str) -> Decimal:
    """A figure however it is printed."""
    return Decimal(digits.replace(",", "")) * _SCALES.get(scale, 1)


def code(lang: str, page: str) -> list[tuple[str, str]]:
    """Every block of code of a page without its comments, and the language of each."""
    return [(language, "\n".join(bare(language, block))) for _, language, block in _FENCE.findall(text_of(lang, page))]


def bare(language: str, block: str) -> Iterator[str]:
    """The lines without what is meant for people."""
    if "├──" in block:
        yield from _BRANCH.findall(block)
    elif language == "python":
        tokens = tokenize.generate_tokens(io.StringIO(block).readline)
        yield from (token.string.strip() for token in tokens if token.type != tokenize.COMMENT and token.string.strip())
    elif language == "console":
        # What is printed is in the language of the page, and so is what is looked for in it.
        commands = (line for line in block.splitlines() if line.startswith("$ "))
        yield from (command.partition(" |")[0].replace(" --lang en", "") for command in commands)
    elif language == "text":
        yield block
    else:
        yield from (kept for line in block.splitlines() if (kept := re.sub(r"(^|\s)#.*$", "", line).rstrip()))


BOTH = sorted({*ENGLISH} & {*CHINESE})


def test_every_page_is_there_in_both_languages() -> None:
    """Apart from those that are named above, and these are still alone."""
    assert {*ENGLISH} ^ {*CHINESE} == ALONE


@pytest.mark.parametrize("page", BOTH)
def test_sections_say_the_same(page: str) -> None:
    """The same headings, figures, names in code, links, rows and points in every section."""
    # The Chinese page may name in code what the English one says in the very word: 已见原件（`seen`）.
    words = frozenset(re.findall(r"[\w.]+", text_of("en", page)))
    for (level, english), (same, chinese) in zip(sections("en", page), sections("zh", page), strict=True):
        known = frozenset(_INLINE.findall(english))
        assert section(level, english) == section(same, chinese, words - known)


@pytest.mark.parametrize("page", BOTH)
def test_code_is_the_same(page: str) -> None:
    """A reader of either page runs the same code."""
    assert code("en", page) == code("zh", page)


@pytest.mark.parametrize("page", CHINESE)
def test_chinese_pages_are_chinese(page: str) -> None:
    """A title in Chinese, and no punctuation of the other kind between two Chinese characters."""
    prose = _INLINE.sub("", _FENCE.sub("", text_of("zh", page)))
    title = prose.splitlines()[0]
    assert re.match("# .*[一-鿿]", title)
    assert re.findall(r"[一-鿿][,;:?!][一-鿿 ]", prose) == []


def test_a_difference_is_seen() -> None:
    """The comparison knows figures in their scales, and would miss neither a figure nor a name nor a row."""
    english = section(1, "1.5 million level-1 rows, 0.01万元 and 65,536 `rows`\n| a | b |")
    chinese = "一级指标 150 万行，0.01万元，65536 次 `rows`\n| 甲 | 乙 |"
    assert english == section(1, chinese)
    for lost in ("0.01万元，", "`rows`", "| 乙 "):
        assert english != section(1, chinese.replace(lost, ""))
