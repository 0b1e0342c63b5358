"""Writing an Office Open XML package: the same parts always give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = [
    "AUTHOR",
    "DECLARATION",
    "attribute",
    "core_properties",
    "first_forbidden",
    "markup",
    "pack",
    "relationships",
]

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
AUTHOR: Final = "budgetperf"
"""Who signs the notes and comments of a written file; a reader passes over what is signed so."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6
# What XML cannot hold at all, and the carriage return, which does not survive it.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL: Final = re.compile("[&<>]")
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def first_forbidden(text: str) -> str | None:
    r"""
    The first character of a text that no XML file can hold, or None.

    >>> first_forbidden("a\x00b"), first_forbidden("a\tb")
    ('\x00', None)
    """
    match = _FORBIDDEN.search(text)
    return None if match is None else match[0]


def markup(text: str) -> str:
    """
    A text as the content of an element.

    >>> markup("a<b")
    'a&lt;b'
    """
    return escape(text) if _SPECIAL.search(text) else text


def attribute(text: str) -> str:
    """A text within double quotes."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def relationships(targets: Mapping[str, tuple[str, str]], *, package: bool = False) -> str:
    """
    A part of relationships.

    Args:
        targets: For each id the last word of its type, and the target.

        package: Whether it is that of the package, which knows a type of its own for its properties.
    """
    rows = []
    for name, (kind, target) in targets.items():
        if package and kind == "core-properties":
            of_type = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        else:
            of_type = f"{_OFFICE}/{kind}"
        rows.append(f'<Relationship Id="{name}" Type="{of_type}" Target="{target}"/>')
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">{"".join(rows)}</Relationships>'


def core_properties(title: str) -> str:
    """The properties of a document: its title, and no trace of who wrote it and when."""
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{markup(title)}</dc:title></cp:coreProperties>"
    )


def pack(parts: Mapping[str, str]) -> bytes:
    """
    Put parts together, in their order.

    >>> pack({"a.xml": "<a/>"}) == pack({"a.xml": "<a/>"})
    True
    """
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, text.encode())
    return content.getvalue()
