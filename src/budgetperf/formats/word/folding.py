"""
The XML of a Word part with its plain cells and paragraphs folded, each into one element, before it is parsed.

Nine of ten cells of a form hold a text and nothing that a reader need look into, and what stands between two texts is
much the same all over a form. So a part is cut up at its texts; what is between them is looked at once, however often
it occurs; and where a text turns out to be all that a cell or a paragraph says, half a dozen elements become one.
Whatever is not written the way Word, WPS and LibreOffice write it is left for the reader to walk through.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from budgetperf.formats.office.package import parse_xml
from budgetperf.formats.word.markup import FOLDED_CELL, FOLDED_PARAGRAPH, KIND
from budgetperf.formats.word.slimming import slim

__all__ = ["MOST_MARKUPS", "MOST_TEXTS", "fold", "parse_folded"]

MOST_TEXTS: Final = 200_000
"""Texts of a part that is cut up: three for each cell of the largest document that is read."""

MOST_MARKUPS: Final = 10_000
"""Different things between the texts of a part: a form has a hundred."""

_TEXT: Final = re.compile(rb'<w:t(?: xml:space="preserve")?>([^<]*)</w:t>')
_START: Final = b"<w:t>"
_END: Final = b"</w:t>"
_NEXT_RUN: Final = b"</w:r><w:r>"
# What no part holds that can be parsed.
_CUT: Final = b"<\0>"
_FOLDED: Final = frozenset({FOLDED_CELL, FOLDED_PARAGRAPH})
_BYTE_ORDER: Final = b"\xef\xbb\xbf"

_CELL: Final = f"w:{FOLDED_CELL}".encode()
_PARAGRAPH: Final = f"w:{FOLDED_PARAGRAPH}".encode()
_OPEN_PARAGRAPH: Final = b"<w:p><w:r>"
_FOLDED_PARAGRAPH: Final = b"<%b>" % _PARAGRAPH
# What closes a run, by what is folded of what it is the end of: nothing, the paragraph around it, the cell around that.
_CLOSINGS: Final = (b"", b"</w:r></w:p>", b"</w:r></w:p></w:tc>")
_STARTS: Final = (
    (_END, b"", b""),
    (_END + _CLOSINGS[1], b"</%b>" % _PARAGRAPH, b""),
    (_END + _CLOSINGS[2], b"</%b></w:tc>" % _PARAGRAPH, b"</%b>" % _CELL),
)
_OPEN_CELL: Final = (
    rb'<w:tc>(?:<w:tcPr>(?:<w:gridSpan w:val=("[0-9]{1,4}")/>)?'
    rb'(?:<w:vMerge w:val=("restart"|"continue")/>)?</w:tcPr>)?<w:p>'
)
_OPENS_CELL: Final = re.compile(_OPEN_CELL + rb"<w:r>\Z")
_EMPTY_CELL: Final = re.compile(_OPEN_CELL + rb"</w:p></w:tc>")
# Two ways to write the same.
_ALIKE: Final = (
    (b"<w:vMerge/>", b'<w:vMerge w:val="continue"/>'),
    (b"<w:p><w:pPr/><w:r>", b"<w:p><w:r>"),
    (b"<w:p><w:pPr/></w:p>", b"<w:p></w:p>"),
)


class _Between(NamedTuple):
    """
    What stands between two texts. A text is folded into a cell (2), into a paragraph (1), or not at all (0).

    Attributes:
        closes: Into what the text before it may be folded.

        starts: What it starts with, by what that text is folded into.

        rest: What follows that.

        opens: Into what the text after it may be folded.

        ends: What it ends with, by what that text is folded into.

        joins: Whether all that it does is to go on to the next run.
    """

    closes: int
    starts: tuple[bytes, bytes, bytes]
    rest: bytes
    opens: int
    ends: tuple[bytes, bytes, bytes]
    joins: bool


def parse_folded(file: str, name: str, data: bytes) -> Element:
    """
    Parse a part without its formatting, with plain cells and paragraphs folded.

    A folded cell holds its text, and what it says of its place in the grid as attributes without a namespace.

    Args:
        file: Name of the file, for messages.

        name: Name of the part, for messages.

        data: Its bytes.

    Raises:
        FileError: It is refused by `parse_xml`.
    """
    folded = fold(data)
    if folded is not None:
        return parse_xml(file, name, folded)
    root = parse_xml(file, name, slim(data))
    for element in root.iter():
        # What a file itself calls by these names is nothing that Word knows.
        if KIND.get(element.tag) in _FOLDED:
            element.tag = ""
    return root


def fold(data: bytes) -> bytes | None:
    """
    An XML part without its formatting, with plain cells and paragraphs folded; None where that cannot be done safely.

    >>> fold(b'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>')
    b'<w:foldedCell gridSpan="2">12</w:foldedCell>'
    """
    if len(data) > MOST_TEXTS * len(_START + _END) and data.count(_END) > MOST_TEXTS:
        return None
    first, *others = _TEXT.split(data)
    markups = dict.fromkeys((first, *others[1::2]))
    if len(markups) > MOST_MARKUPS:
        return None
    joined = _CUT.join(markups)
    # In a comment, a section of characters or an instruction, what looks like an element is none.
    if b"<!" in joined or joined.rfind(b"<?") > len(_BYTE_ORDER) or b"folded" in joined:
        return None
    slimmed = _fold_empty(slim(joined)).split(_CUT)
    if len(slimmed) > len(markups):
        return None
    known = dict(zip(markups, map(_classify, slimmed), strict=True))
    _, starts, rest, opened, ends, _ = known[first]
    pieces = [starts[0].removeprefix(_END), rest]
    runs: list[bytes] = []
    remaining = iter(others)
    for text, markup in zip(remaining, remaining, strict=True):
        closes, starts, rest, opens, next_ends, joins = known[markup]
        if joins and opened:
            runs.append(text)
            continue
        into = min(opened, closes)
        said = text
        if runs:
            said = (b"" if into else _END + _NEXT_RUN + _START).join((*runs, text))
            runs.clear()
        pieces += ends[into], said, starts[into], rest
        opened, ends = opens, next_ends
    pieces.append(ends[0].removesuffix(_START))
    return b"".join(pieces)


def _classify(markup: bytes) -> _Between:
    closes = 2 if markup.startswith(_CLOSINGS[2]) else 1 if markup.startswith(_CLOSINGS[1]) else 0
    cell = _OPENS_CELL.search(markup)
    if cell is not None:
        opens, opening = 2, cell[0]
        before = opening.removesuffix(_OPEN_PARAGRAPH)
        ends = opening + _START, before + _FOLDED_PARAGRAPH, b"<%b>" % _name_cell(cell)
    elif markup.endswith(_OPEN_PARAGRAPH):
        opens, opening = 1, _OPEN_PARAGRAPH
        ends = _OPEN_PARAGRAPH + _START, _FOLDED_PARAGRAPH, b""
    else:
        opens, opening, ends = 0, b"", (_START, b"", b"")
    return _Between(
        closes=closes,
        starts=_STARTS[closes],
        rest=markup[len(_CLOSINGS[closes]) : len(markup) - len(opening)],
        opens=opens,
        ends=ends,
        joins=markup == _NEXT_RUN,
    )


def _fold_empty(markup: bytes) -> bytes:
    for written, plainly in _ALIKE:
        markup = markup.replace(written, plainly)
    markup = _EMPTY_CELL.sub(lambda cell: b"<%b/>" % _name_cell(cell), markup)
    return markup.replace(b"<w:p></w:p>", b"<%b/>" % _PARAGRAPH)


def _name_cell(cell: re.Match[bytes]) -> bytes:
    span, merge = cell.groups()
    return b"%b%b%b" % (_CELL, b" gridSpan=" + span if span else b"", b" vMerge=" + merge if merge else b"")
