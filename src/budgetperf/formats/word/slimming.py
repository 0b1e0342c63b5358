"""
The XML of a Word part without its formatting, taken out before it is parsed.

Three quarters of a form are fonts, borders and widths that say nothing of what it means; to build elements of them
only to pass over them takes longer than all the rest of reading. Only what the reader would pass over is taken out,
and only where it is written the way Word, WPS and LibreOffice write it: anything else is left for the parser.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from budgetperf.formats.office.package import MAX_NODES
from budgetperf.formats.word.markup import WORDS

__all__ = ["slim"]

# By their first letter, for this is asked of every element of a form.
_KNOWN: Final = "|".join(
    rf"{letter}(?:{'|'.join(sorted((word[1:] for word in words), key=len, reverse=True))})"
    for letter, words in groupby(sorted(WORDS), key=lambda word: word[0])
)
_ATTRIBUTES: Final = r'(?: [A-Za-z][A-Za-z0-9]*+:[A-Za-z]++="[^"<>]*+")'
_IDLE: Final = rf"<w:(?!(?:{_KNOWN})[ />])[A-Za-z]++{_ATTRIBUTES}*+/>"
_LEFT: Final = re.compile(_IDLE.encode())
_BORDERS: Final = re.compile(rf"<w:(tcBorders|tblBorders|tcMar|tblCellMar|pBdr)>(?:{_IDLE})*+</w:\1>".encode())
# What a form repeats a thousand times in a dozen ways, the inner ones first.
_PROPERTIES: Final = (b"rPr", b"pPr", b"tcPr", b"trPr", b"tblPrEx", b"tblPr", b"tblGrid")
# Which revision a paragraph, a run or a row is from.
_MARKED: Final = tuple(
    (re.compile(rf"<w:{kind}{_ATTRIBUTES}++>".encode()), f"<w:{kind}>".encode()) for kind in ("p", "r", "tr")
)


def slim(data: bytes) -> bytes:
    """
    An XML part without formatting.

    >>> slim(b'<w:r w:rsidR="00A1"><w:rPr><w:b/><w:sz w:val="18"/></w:rPr><w:t>12</w:t></w:r>')
    b'<w:r><w:t>12</w:t></w:r>'
    """
    # Within a comment or a section of characters, what looks like an element is none.
    if b"<!" in data:
        return data
    # What the parser would refuse is not cut into millions of pieces before.
    if len(data) > MAX_NODES and data.count(b"<w:") > MAX_NODES:
        return data
    for kind in _PROPERTIES:
        data = _slim_properties(data, kind)
    data = _LEFT.sub(b"", data)
    # White space counts in any case.
    data = data.replace(b'<w:t xml:space="preserve">', b"<w:t>")
    for pattern, bare in _MARKED:
        data = pattern.sub(bare, data)
    return data


def _slim_properties(data: bytes, kind: bytes) -> bytes:
    """Take the formatting out of the properties of a kind, and those of which nothing is left."""
    start, end = b"<w:" + kind + b">", b"</w:" + kind + b">"
    first, *others = data.split(start)
    known: dict[bytes, bytes] = {}
    pieces = [first]
    for other in others:
        inner, closing, rest = other.partition(end)
        left = known.get(inner)
        if left is None:
            left = _LEFT.sub(b"", _BORDERS.sub(b"", inner))
            left = known[inner] = start + left + closing if left or not closing else b""
        pieces += left, rest
    return b"".join(pieces)
