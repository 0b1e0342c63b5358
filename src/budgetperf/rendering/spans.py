"""
Lines whose parts say what they are: a heading, an error, an aside. A painter gives each its colour, or none.

Who makes the lines knows no terminal, and who paints them knows no review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Final

from attrs import frozen

from budgetperf.rendering.width import cells, printable, width, wrap

__all__ = ["Line", "Painter", "Role", "Span", "beside", "folded", "in_colour", "paint", "plainly", "spanned_table"]


class Role(StrEnum):
    """What a part of a line is."""

    PLAIN = "plain"
    HEADING = "heading"
    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    OK = "ok"
    MUTED = "muted"


@frozen
class Span:
    """A part of a line."""

    text: str
    role: Role = Role.PLAIN


Line = tuple[Span, ...]
Painter = Callable[[Span], str]

# Only the sixteen colours that every terminal has, and that its user may have chosen for themselves.
_CODES: Final = {
    Role.HEADING: "1",
    Role.ERROR: "1;31",
    Role.WARNING: "33",
    Role.ADVICE: "36",
    Role.OK: "32",
    Role.MUTED: "2",
}

# The blanks around a text are not coloured.
_BODY: Final = re.compile(r"\S(?:.*\S)?")


def plainly(span: Span) -> str:
    """A part of a line as it is."""
    return span.text


def in_colour(span: Span) -> str:
    r"""
    A part of a line as a terminal shows it in colour.

    >>> in_colour(Span(" 错误 ", Role.ERROR)), in_colour(Span("错误"))
    (' \x1b[1;31m错误\x1b[0m ', '错误')
    """
    code = _CODES.get(span.role)
    return span.text if code is None else _BODY.sub(lambda body: f"\x1b[{code}m{body[0]}\x1b[0m", span.text)


def paint(lines: Iterable[Line], painter: Painter = plainly) -> str:
    r"""
    Lines as a text; no line ends in blanks.

    >>> paint([(Span("结论  ", Role.HEADING), Span("有错误 ")), ()])
    '结论  有错误\n\n'
    """
    return "".join("".join(map(painter, line)).rstrip() + "\n" for line in lines)


def folded(parts: Iterable[Span], columns: int, *, blanks: int = 0, hanging: int = 0) -> Iterator[Line]:
    """
    Parts of a sentence as lines, broken as `wrap` breaks text; nothing of them commands a terminal.

    Args:
        parts: The parts, one after the other.

        columns: The columns of a line, blanks included.

        blanks: Blanks before the first line.

        hanging: Blanks more before the others.

    >>> for line in folded([Span("BP301", Role.ERROR), Span("  各分项合计不等于总数")], 16, hanging=2):
    ...     print([span.text for span in line])
    ['BP301', '  各分项']
    ['  ', '合计不等于总数']
    """
    marks = [(character, span.role) for span in parts for character in printable(span.text)]
    text = "".join(character for character, _ in marks)
    at = 0
    for number, line in enumerate(wrap(text, columns - blanks - hanging)):
        before = " " * (blanks + hanging if number else blanks)
        roles = []
        for character in line:
            # Only blanks are left out where a line is broken.
            while marks[at][0] != character:
                at += 1
            roles.append(marks[at][1])
            at += 1
        runs = groupby(zip(line, roles, strict=True), key=itemgetter(1))
        spans = tuple(Span("".join(character for character, _ in run), role) for role, run in runs)
        yield (Span(before), *spans) if before else spans


def beside(head: Sequence[Span], parts: Iterable[Span], columns: int) -> Iterator[Line]:
    """
    Parts of a sentence beside its head; what is too long goes on below itself.

    >>> print(paint(beside([Span("依据  ")], [Span("《办法》第三条")], 14)), end="")
    依据  《办法》
          第三条
    """
    left = sum(width(span.text) for span in head)
    for number, line in enumerate(folded(parts, columns - left)):
        yield (Span(" " * left), *line) if number else (*head, *line)


def spanned_table(
    rows: Sequence[Sequence[Span]], widths: Sequence[int], *, right: Sequence[int] = ()
) -> Iterator[Line]:
    """
    Lay out rows in columns, the header first; a cell that is too long goes on below, in its colour.

    Args:
        rows: The rows.

        widths: Columns of the terminal for each column of the table.

        right: The columns set flush right.
    """
    apart = Span("  ")
    for number, row in enumerate(rows):
        for parts in cells([span.text for span in row], widths, right=right):
            spans = [Span(part, span.role) for part, span in zip(parts, row, strict=True)]
            yield tuple(each for span in spans for each in (span, apart))[:-1]
        if number == 0:
            yield (Span("  ".join("─" * columns for columns in widths), Role.MUTED),)
