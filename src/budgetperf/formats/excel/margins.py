"""What stands on a sheet and in none of its cells: texts of drawings, comments, heads and feet of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import unpack_from
from typing import Final
from xml.etree import ElementTree as ET

from budgetperf.errors import FileError
from budgetperf.formats.excel.sheet import MAIN
from budgetperf.formats.office.package import Package
from budgetperf.formats.office.packing import AUTHOR

__all__ = ["read_margins", "read_old_margins", "read_page_margins"]

# Kind of the relation of a sheet, what it is called in a finding, and the element with the text.
_DRAWN: Final = (
    ("drawing", "text_box", "{http://schemas.openxmlformats.org/drawingml/2006/main}t"),
    ("comments", "comment", f"{MAIN}t"),
)

# Sides, fonts, sizes, colours, and what stands for the page, the date or the file.
_CODE: Final = re.compile(r'&(?:"[^"]*"|[0-9]{1,3}|K[0-9A-Fa-f]{6}|K[0-9]{2}[+-][0-9]{3}|[^&])')

# Records of the old format, and the kind of drawn object that holds a comment.
_END, _BEGIN, _CONTINUE = 0x0A, 0x809, 0x3C
_PAGE_RECORDS: Final = frozenset({0x14, 0x15})
_OBJECT, _OBJECT_TEXT, _NOTE = 0x5D, 0x1B6, 0x19
_KIND_AT: Final = 6
_LENGTH_AT: Final = 12
_SHORTEST_TEXT: Final = 3


def read_margins(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """
    What people wrote on a sheet, and not into its cells: the texts of its drawings and of its comments.

    The notes that a written workbook has of its own are no words of the filing.

    Args:
        package: The workbook.

        part: Name of the part with the sheet.

    Yields:
        ``text_box`` or ``comment``, and the text; none where the part is damaged, which no cell depends on.
    """
    for relation, kind, tag in _DRAWN:
        try:
            name = package.related(part, relation)
            root = None if name is None else package.xml(name)
        except FileError:
            yield kind, ""
            continue
        nodes = () if root is None else (node for inner in _foreign(root) for node in inner.iter(tag))
        text = " ".join(node.text for node in nodes if node.text)
        if text.strip():
            yield kind, text


def _foreign(root: ET.Element) -> tuple[ET.Element, ...]:
    """The comments that a person wrote, be it in answer to one of ours; the whole of any other part."""
    authors = [author.text for author in root.iter(f"{MAIN}author")]
    own = {str(index) for index, author in enumerate(authors) if author == AUTHOR}
    if root.tag != f"{MAIN}comments" or not own:
        return (root,)
    return tuple(comment for comment in root.iter(f"{MAIN}comment") if comment.get("authorId") not in own)


def read_page_margins(root: ET.Element) -> Iterator[str]:
    """
    The texts at the head and foot of the pages of a sheet, without page numbers, dates and fonts.

    Args:
        root: The sheet.
    """
    for node in root.iterfind(f"{MAIN}headerFooter/*"):
        text = _strip_codes(node.text or "")
        if text:
            yield text


def read_old_margins(stream: bytes, start: int) -> Iterator[tuple[str, str]]:
    """
    The same of a sheet in the old binary format; comments are left to the reader of the cells.

    Args:
        stream: The records of the workbook.

        start: Where those of the sheet begin.

    Yields:
        ``text_box`` or ``page_margin``, and the text.
    """
    kind = awaited = 0
    for record, data in _records_of_sheet(stream, start):
        if record in _PAGE_RECORDS and len(data) > _SHORTEST_TEXT:
            text = _strip_codes(_decode(data[2:]))
            if text:
                yield "page_margin", text
        elif record == _OBJECT and len(data) >= _KIND_AT:
            kind = unpack_from("<H", data, 4)[0]
        elif record == _OBJECT_TEXT and len(data) >= _LENGTH_AT:
            awaited = unpack_from("<H", data, 10)[0] if kind != _NOTE else 0
        elif record == _CONTINUE and awaited and data:
            # Only the beginning of a long text: enough to say that it is there.
            text, awaited = _decode(data)[:awaited], 0
            if text.strip():
                yield "text_box", text


def _records_of_sheet(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records up to the end of the sheet, without those of charts within it."""
    depth = 0
    while at + 4 <= len(stream):
        record, length = unpack_from("<HH", stream, at)
        depth += (record == _BEGIN) - (record == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield record, bytes(stream[at + 4 : at + 4 + length])
        at += 4 + length


def _decode(data: bytes) -> str:
    """Characters after a byte that says whether each takes one byte or two."""
    return data[1:].decode("utf-16-le" if data[0] & 1 else "latin-1", errors="replace")


def _strip_codes(text: str) -> str:
    return _CODE.sub(" ", text).replace("&&", "&").strip()
