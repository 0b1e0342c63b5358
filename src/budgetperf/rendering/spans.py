"""
Lines whose parts say what they are: a heading, an error, an aside. A painter gives each its colour, or none.

Who makes the lines knows no terminal, and who paints them knows no review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from attrs import frozen

from budgetperf.rendering.width import cells

__all__ = ["Line", "Painter", "Role", "Span", "in_colour", "paint", "plainly", "spanned_table"]


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
