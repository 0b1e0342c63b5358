"""The vocabulary of WordprocessingML, in its transitional and in its strict namespace alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Final
from xml.etree.ElementTree import Element

__all__ = [
    "FOLDED_CELL",
    "FOLDED_PARAGRAPH",
    "KIND",
    "PARAGRAPHS",
    "WORDS",
    "children",
    "find",
    "flag",
    "unwrap",
    "value",
    "values",
    "whole",
    "wrapped",
]

FOLDED_CELL: Final = "foldedCell"
"""A cell that is nothing but a text; what it says of its place in the grid are its attributes."""

FOLDED_PARAGRAPH: Final = "foldedParagraph"
"""A paragraph that is nothing but a text."""

PARAGRAPHS: Final = frozenset({"p", FOLDED_PARAGRAPH})
"""Kinds of paragraphs, whole and folded."""

_TRANSITIONAL: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)

# The names that the reader knows. Everything else is formatting, or a bookmark, and is passed over.
_NAMES: Final = """
    document body p pPr r rPr t tab ptab br cr noBreakHyphen sym fldChar ffData checkBox checked default
    delText drawing pict object footnoteReference endnoteReference footnote endnote
    altChunk subDoc hdr ftr commentReference comment instrText vertAlign
    ruby rubyBase hyperlink smartTag fldSimple customXml dir bdo sdt sdtPr sdtContent showingPlcHdr
    ins del moveTo moveFrom cellDel vanish strike dstrike hidden
    tbl tr trPr tc tcPr gridSpan vMerge hMerge gridBefore gridAfter
    pStyle numPr numId ilvl style basedOn
    abstractNum num abstractNumId lvlOverride startOverride lvl start numFmt lvlText suff
    lvlRestart isLgl numStyleLink styleLink
"""

WORDS: Final = frozenset(_NAMES.split())
"""Local names that mean something to the reader."""

KIND: Final = {
    **{f"{space}{name}": name for space in (_TRANSITIONAL, _STRICT) for name in WORDS},
    **{f"{_COMPATIBILITY}{name}": name for name in ("AlternateContent", "Choice", "Fallback")},
    # In a formula, too, a run is called r and its text t.
    **{
        f"{space}{name}": kind
        for space in _MATH
        for name, kind in (("oMath", "oMath"), ("oMathPara", "oMathPara"), ("r", "mathRun"), ("t", "mathText"))
    },
    **{f"{space}{name}": name for space in (_TRANSITIONAL, _STRICT) for name in (FOLDED_CELL, FOLDED_PARAGRAPH)},
    # What is drawn and not written: pictures, charts and diagrams, documents of other programs.
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "picture",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "picture",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded",
}
"""Local name of each tag that the reader knows."""

_INSERTIONS: Final = frozenset({"ins", "moveTo"})
_WRAPPERS: Final = _INSERTIONS | {
    "hyperlink",
    "smartTag",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "sdt",
    "oMathPara",
    "AlternateContent",
}
_OFF: Final = frozenset({"0", "false", "off"})
_MAX_DIGITS: Final = 9


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute in the namespace of Word, or None."""
    if element is None:
        return None
    found = element.get(_TRANSITIONAL + name)
    return element.get(_STRICT + name) if found is None else found


def whole(text: str | None, default: int) -> int:
    """A text as a number that is not negative, or *default* where it is none."""
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else default


def flag(element: Element | None) -> bool:
    """Whether a property is switched on: it is there, and does not say that it is off."""
    return element is not None and value(element) not in _OFF


def find(element: Element | None, *path: str) -> Element | None:
    """The first child of this kind, then the first one of the next kind in it, and so on, or None."""
    for kind in path:
        for child in () if element is None else element:
            if KIND.get(child.tag) == kind:
                element = child
                break
        else:
            return None
    return element


def children(element: Element | None) -> dict[str, Element]:
    """The properties in an element of properties, by kind."""
    return {} if element is None else {KIND[child.tag]: child for child in element if child.tag in KIND}


def wrapped(kind: str | None, element: Element) -> Iterable[Element] | None:
    """What stands in a wrapper in place of the wrapper itself, or None when *element* is no wrapper."""
    if kind not in _WRAPPERS:
        return None
    if kind == "sdt":
        # What a content control asks for is no answer, though it is printed.
        is_vacant = flag(find(element, "sdtPr", "showingPlcHdr"))
        content = None if is_vacant else find(element, "sdtContent")
    elif kind == "AlternateContent":
        # Both branches say the same thing; only one of them may count.
        content = find(element, "Choice")
        content = find(element, "Fallback") if content is None else content
    else:
        content = element
    return () if content is None else content


def values(element: Element | None) -> dict[str, str | None]:
    """What the properties in an element of properties say, by kind."""
    return {kind: value(child) for kind, child in children(element).items()}


def unwrap(element: Iterable[Element], wanted: frozenset[str]) -> Iterable[tuple[str, Element, bool]]:
    """
    The children of the kinds *wanted*, in order, however deep they are wrapped.

    Returns:
        For each its kind, the element, and whether it was inserted while changes were tracked.
    """
    kinds = [KIND.get(child.tag) for child in element]
    if wanted.issuperset(kinds):
        # As in most rows.
        return zip(kinds, element, repeat(object=False), strict=False)  # type: ignore[arg-type] # None is not wanted
    if _WRAPPERS.isdisjoint(kinds):
        # As in most tables.
        return [(kind, child, False) for kind, child in zip(kinds, element, strict=True) if kind in wanted]
    return _unwrap_all(element, wanted)


def _unwrap_all(element: Iterable[Element], wanted: frozenset[str]) -> Iterator[tuple[str, Element, bool]]:
    # A stack, not recursion: a document may wrap a hundredfold what it says a thousandfold.
    stack = [(iter(element), False)]
    while stack:
        remaining, inserted = stack[-1]
        for child in remaining:
            kind = KIND.get(child.tag)
            if kind is None:
                continue
            if kind in wanted:
                yield kind, child, inserted
            elif (content := wrapped(kind, child)) is not None:
                stack.append((iter(content), inserted or kind in _INSERTIONS))
                break
        else:
            stack.pop()
