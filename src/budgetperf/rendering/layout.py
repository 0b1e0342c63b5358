"""
Lines of a terminal page: indented, labelled, broken where Chinese may be broken.

Who says a line does not know how wide the page will be: it is broken when the page is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from budgetperf.rendering.width import pad, printable, width, wrap

__all__ = ["COLUMNS", "Hanging", "broken", "columns_of", "indented", "joined", "labelled", "to_page"]

COLUMNS = 100
"""The width of a page for which no terminal says another."""


class Hanging(str):
    """
    A line that was not broken yet.

    Attributes:
        head: What stands before the text; lines below begin where it ends.

        text: What is broken.
    """

    __slots__ = ("head", "text")
    head: str
    text: str

    def __new__(cls, head: str, text: str) -> Self:
        """Both, one after the other."""
        line = super().__new__(cls, (head + text).rstrip())
        line.head, line.text = head, text
        return line


def broken(line: str, columns: int) -> Iterator[str]:
    """
    The lines that a line becomes; one that does not hang stays whole, so that it can be copied.

    >>> list(broken(Hanging("依据  ", "表后附注"), 10)), list(broken("bp.score(card, book)", 10))
    (['依据  表后', '      附注'], ['bp.score(card, book)'])
    """
    if not isinstance(line, Hanging):
        yield line
        return
    head = line.head
    for part in wrap(line.text, max(columns - width(head), 1)):
        yield (head + part).rstrip()
        head = " " * width(head)


def to_page(lines: Iterable[str], columns: int = COLUMNS) -> str:
    r"""
    Lines as a text, none wider than the page.

    >>> to_page(["", *indented("预算执行率", 2)], 8)
    '\n  预算执\n  行率\n'
    """
    return "\n".join(part for line in lines for part in broken(line, columns)) + "\n"


def joined(*parts: str) -> str:
    """
    Chinese words and figures in one sentence: a blank stands between a figure and a word.

    >>> joined("得", "5 分"), joined("得", "满分"), joined("由分值的 60%", "按比例到", "满分")
    ('得 5 分', '得满分', '由分值的 60% 按比例到满分')
    """
    text = ""
    for part in parts:
        beside = text[-1:] + part[:1]
        apart = len(beside) == _BOTH and beside[0].isascii() != beside[1].isascii() and not set(beside) & _SIGNS
        text += f" {part}" if apart else part
    return text


_BOTH, _SIGNS = 2, set("，；：（）、。 ")


def indented(text: str, blanks: int) -> Iterator[str]:
    """
    A text that begins after some blanks, and whose every line does.

    >>> list(indented("预算执行率", 2))
    ['  预算执行率']
    """
    yield Hanging(" " * blanks, printable(text))


def labelled(label: str, texts: str | Iterable[str], blanks: int, columns: int) -> Iterator[str]:
    """
    Texts beside a label, one below the other; what is too long goes on below itself.

    Args:
        label: The label, which stands beside the first line only.

        texts: One text or several.

        blanks: Blanks before the label.

        columns: Columns of the label.

    >>> list(labelled("依据", ["《办法》", "表后附注"], 2, 6))
    ['  依据  《办法》', '        表后附注']
    """
    left = " " * blanks + pad(label, columns)
    for text in [texts] if isinstance(texts, str) else texts:
        yield Hanging(left, printable(text))
        left = " " * width(left)


def columns_of(labels: Iterable[str]) -> int:
    """
    Columns for some labels: those of the widest, and two blanks.

    >>> columns_of(["依据", "用语"]), columns_of(["clause", "unsettled"])
    (6, 11)
    """
    return max(map(width, labels)) + 2
