"""
The one maker of elements: all text is escaped, and only elements and attributes of a fixed set can be made.

None of them runs, loads or submits anything, so no text of a file can, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["ATTRIBUTES", "ELEMENTS", "Content", "Markup", "document", "element", "joined", "raw_style", "visible"]

_ELEMENT_NAMES = """
a article body br caption code dd del details div dl dt footer h1 h2 h3 h4 head header html ins li line main mark meta
nav ol p pre rect section small span strong style summary svg table tbody td text tfoot th thead title tr ul b
"""
_ATTRIBUTE_NAMES = """
aria-hidden aria-label aria-labelledby charset class content height href http-equiv id lang name open role rowspan scope
tabindex text-anchor width x x1 x2 y y1 y2
"""
ELEMENTS = frozenset(_ELEMENT_NAMES.split())
"""Every element that a page may have."""

ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
"""Every attribute that an element may have; none of them holds a script, a style or an address elsewhere."""

_EMPTY = frozenset({"br", "meta"})
# Python has other uses for these words.
_PYTHON_NAMES = {"class_": "class", "http_equiv": "http-equiv"}


class Markup(NamedTuple):
    """Text that is HTML already; plain text is escaped wherever it goes in."""

    html: str


Content = Markup | str | Iterable["Content"] | None
"""What an element may hold: elements, plain text, rows of either, or nothing."""


def element(tag: str, /, *content: Content, **attributes: str | int | bool | None) -> Markup:
    """
    One element.

    Args:
        tag: Its name, one of `ELEMENTS`.

        content: What it holds; plain text is escaped.

        attributes: Its attributes, with ``_`` for a hyphen and ``class_`` for class; None and False leave one out.

    Raises:
        ValueError: The element or an attribute is none of those that a page may have, or a link leads out of it.

    >>> element("td", "<b>", class_="number", scope=None).html
    '<td class="number">&lt;b&gt;</td>'
    >>> element("a", "f1", href="#f1").html
    '<a href="#f1">f1</a>'
    """
    if tag not in ELEMENTS:
        raise ValueError(tag)
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if tag in _EMPTY:
        return Markup(f"<{tag}{said}>")
    return Markup(f"<{tag}{said}>{joined(*content).html}</{tag}>")


def _attribute(key: str, value: str | int | bool) -> str:  # noqa: FBT001 - an attribute may be there or not
    name = _PYTHON_NAMES.get(key) or key.replace("_", "-")
    if name not in ATTRIBUTES or (name == "href" and not str(value).startswith("#")):
        raise ValueError(f"{name}={value!r}")
    if value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{_escaped(str(value))}"'


def joined(*content: Content) -> Markup:
    """
    Pieces one after the other, without anything around them.

    >>> joined("得分", [element("b", "9"), " 分"], None).html
    '得分<b>9</b> 分'
    """
    return Markup("".join(_pieces(content)))


def _pieces(content: Iterable[Content]) -> Iterable[str]:
    for piece in content:
        if isinstance(piece, Markup):
            yield piece.html
        elif isinstance(piece, str):
            yield _escaped(piece)
        elif piece is not None:
            yield from _pieces(piece)


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def _escaped(text: str) -> str:
    return visible(text).translate(_ESCAPES)


# What turns the reading direction around, a stray control, half of a character.
_UNSEEN = ("Cc", "Cf", "Cs")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def visible(text: str) -> str:
    r"""
    A text in which nothing is at work that a reader does not see; its line breaks stay.

    >>> visible("a\u202eb\x00\r\nc")
    'a\ufffdb\ufffd\nc'
    """
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(character) in _UNSEEN and character not in "\n\t" else character
        for character in _BREAKS.sub("\n", text)
    )


_END_OF_STYLE = "</"


def raw_style(css: str) -> Markup:
    """
    The style sheet of a page, as this library wrote it: the one text that is not escaped.

    Raises:
        ValueError: It would end its own element.

    >>> raw_style("p { margin: 0 }").html
    '<style>p { margin: 0 }</style>'
    """
    if _END_OF_STYLE in css:
        raise ValueError(css)
    return Markup(f"<style>{css}</style>")


def document(page: Markup) -> str:
    """The text of a whole page."""
    return f"<!DOCTYPE html>\n{page.html}\n"
