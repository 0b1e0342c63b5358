"""
A font that has a box for every Chinese sign: charts are tested on machines without a Chinese font, too.

``python tests/share/make_boxes.py`` writes ``fonts/boxes.ttf`` anew. For the tests this folder is where a
user keeps his own fonts; any real font that has the signs goes before it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

__all__ = ["FONT", "boxes"]

FONT = Path(__file__).parent / "fonts" / "boxes.ttf"
_EM, _NARROW = 1000, 560
# Latin, general punctuation, arrows to shapes, Chinese punctuation, Chinese signs, full width.
_SIGNS = (
    (0x20, 0x17F),
    (0x2000, 0x206F),
    (0x2100, 0x2BFF),
    (0x3000, 0x303F),
    (0x4E00, 0x9FFF),
    (0xFF00, 0xFFEF),
    (0xFFFD, 0xFFFD),
)
_FULL_WIDTH = 0x2E80
# Some second, always the same: the same script makes the same bytes.
_MADE = 3_786_912_000


def boxes(name: str = "Boxes for tests", *, chinese: bool = True) -> bytes:
    """
    A font of boxes.

    Args:
        name: Its family.

        chinese: Whether it has more than Latin letters.
    """
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "narrow", "wide"])
    builder.setupGlyf({".notdef": _box(_NARROW), "narrow": _box(_NARROW), "wide": _box(_EM)})
    builder.setupHorizontalMetrics({".notdef": (_NARROW, 60), "narrow": (_NARROW, 60), "wide": (_EM, 60)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupCharacterMap({0x20: "narrow"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400)
    builder.setupPost()
    signs = [code for low, high in _SIGNS if chinese or high < _FULL_WIDTH for code in range(low, high + 1)]
    builder.font["cmap"].tables = [_many_to_one({code: "wide" if code >= _FULL_WIDTH else "narrow" for code in signs})]
    builder.font["head"].created = builder.font["head"].modified = _MADE
    builder.font.recalcTimestamp = False
    held = BytesIO()
    builder.save(held)
    return held.getvalue()


def _box(wide: int) -> object:
    pen = TTGlyphPen(None)
    for inner in (60, 120):
        corners = [(inner, inner - 60), (inner, 760 - inner), (wide - inner, 760 - inner), (wide - inner, inner - 60)]
        pen.moveTo(corners[0])
        for corner in corners[1:] if inner == 60 else reversed(corners[1:]):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _many_to_one(signs: dict[int, str]) -> object:
    """A table in which a run of signs shares one glyph: a few lines instead of one for each sign."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.format, table.reserved, table.length, table.nGroups = 13, 0, 0, 0
    table.cmap = signs
    return table


if __name__ == "__main__":
    FONT.write_bytes(boxes())
