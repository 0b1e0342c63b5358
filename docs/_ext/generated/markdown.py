"""Pieces of Markdown: text that is to stand as it is, headings with a name, lists, tables, blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["block", "bullets", "escaped", "heading", "joined", "table", "unbroken"]

_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_CHINESE = r"\u2018-\u201d\u3000-\u9fff\uff00-\uffef"
_BROKEN = re.compile(
    rf"(?<=[{_CHINESE}])\n *(?=[{_CHINESE}])|(?<=[\u3000-\u303f\uff00-\uff0f\uff1a-\uff1f])\n *(?=[A-Za-z*\[]|`(?!``))"
)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])")


def escaped(text: str) -> str:
    r"""
    Text in which nothing is a sign of Markdown.

    >>> escaped("|a − b| * 2")
    '\\|a − b\\| \\* 2'
    """
    return _SPECIAL.sub(r"\\\1", text)


def heading(level: int, text: str, name: str | None = None) -> str:
    """
    A heading, to which links may lead by its name.

    >>> print(heading(2, "BP301", "bp301"))
    (bp301)=
    ## BP301
    """
    target = f"({name})=\n" if name else ""
    return f"{target}{'#' * level} {escaped(text)}"


def bullets(lines: Iterable[str]) -> str:
    """
    A list.

    >>> print(bullets(["one", "two"]))
    - one
    - two
    """
    return "\n".join(f"- {line}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    A table; its cells are Markdown already.

    >>> print(table(["a", "b"], [["1", "2"]]))
    | a | b |
    |---|---|
    | 1 | 2 |
    """
    top, *others = ("| " + " | ".join(cells) + " |" for cells in [head, *rows])
    return "\n".join([top, "|" + "---|" * len(head), *others])


def block(text: str, language: str = "text") -> str:
    """
    Text that keeps its lines.

    >>> print(block("one"))
    ```text
    one
    ```
    """
    return f"```{language}\n{text.rstrip()}\n```"


def joined(*parts: str) -> str:
    """
    A page of its parts.

    >>> joined("one").splitlines(), len(joined("one", "", "two").splitlines())
    (['one'], 3)
    """
    return "\n\n".join(part for part in parts if part) + "\n"


def unbroken(page: str) -> str:
    r"""
    A Chinese page, each paragraph in one line: Chinese breaks anywhere, and a browser would show a blank at each break.

    >>> unbroken("得分是区间，\n由人判断；\n`BP101` 是\nWord 的")
    '得分是区间，由人判断；`BP101` 是\nWord 的'
    """
    return "".join(part if part.startswith("```") else _BROKEN.sub("", part) for part in _FENCE.split(page))
