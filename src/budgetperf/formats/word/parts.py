"""The parts of a Word file as element trees."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from budgetperf.formats.office.package import Package, parse_xml
from budgetperf.formats.word.folding import parse_folded
from budgetperf.formats.word.markup import find, flag, value

__all__ = ["read_part"]

_STYLED: Final = re.compile(rb'<w:rStyle w:val="([^"<&]{1,100})"/>')


def read_part(package: Package, name: str) -> Element | None:
    """
    A part of a Word file as an element tree without formatting, or None where the file has no such part.

    Raises:
        FileError: The part is damaged, or is refused by `parse_xml`.
    """
    data = package.part(name)
    if data is not None and b"<w:rStyle " in data:
        data = _mark_hidden(package, name, data)
    return None if data is None else parse_folded(package.file, name, data)


def _mark_hidden(package: Package, name: str, data: bytes) -> bytes:
    """The part with the runs marked as hidden that a style of characters hides."""
    part = package.related(name, "styles")
    styles = None if part is None else package.part(part)
    if part is None or styles is None or b":vanish" not in styles:
        return data
    hidden: set[str] = set()
    found = {value(style, "styleId"): style for style in parse_xml(package.file, part, styles)}
    for style_id, style in found.items():
        looked_at: list[Element | None] = []
        ancestor: Element | None = style
        while ancestor is not None and ancestor not in looked_at:
            looked_at.append(ancestor)
            mark = find(ancestor, "rPr", "vanish")
            if mark is not None:
                hidden |= {style_id} if style_id and flag(mark) else set()
                break
            ancestor = found.get(value(find(ancestor, "basedOn")))
    return _STYLED.sub(lambda match: b"<w:vanish/>" if match[1].decode() in hidden else match[0], data)
