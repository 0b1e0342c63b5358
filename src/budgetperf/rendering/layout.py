"""Lines of a terminal page, a hundred columns wide: indented, labelled, broken where Chinese may be broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetperf.rendering.width import pad, printable, width, wrap

__all__ = ["COLUMNS", "columns_of", "indented", "joined", "labelled"]

COLUMNS = 100


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
    A text as lines that begin after some blanks.

    >>> list(indented("预算执行率", 2))
    ['  预算执行率']
    """
    for line in wrap(printable(text), COLUMNS - blanks):
        yield (" " * blanks + line).rstrip()


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
        for line in wrap(printable(text), COLUMNS - width(left)):
            yield (left + line).rstrip()
            left = " " * width(left)


def columns_of(labels: Iterable[str]) -> int:
    """
    Columns for some labels: those of the widest, and two blanks.

    >>> columns_of(["依据", "用语"]), columns_of(["clause", "unsettled"])
    (6, 11)
    """
    return max(map(width, labels)) + 2
