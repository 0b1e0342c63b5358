"""What every Word file that is written has besides its text: styles with the fonts of the forms, footer, settings."""

from __future__ import annotations

from typing import Final

from budgetperf.formats.office.packing import DECLARATION
from budgetperf.printing.sheet import Look

__all__ = [
    "CELL_LINE",
    "FONT_TABLE",
    "FOOTER",
    "LINE_HEIGHTS",
    "NAMESPACE",
    "SETTINGS",
    "STYLES",
    "STYLE_OF",
    "Style",
    "content_types",
]

NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_BODY, _HEAVY, _BRUSH, _LETTER, _TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
_LATIN: Final = "Times New Roman"

# Fonts of the forms that not every computer has, and what comes nearest to each.
_FALLBACKS: Final = ((_BODY, "SimSun"), (_HEAVY, "SimHei"), (_BRUSH, "楷体"), (_LETTER, "仿宋"), (_TITLE, "宋体"))


class Style:
    """The names of the styles of cells, and of the line between two tables that look like one."""

    CELL: Final = "Cell"
    LEFT: Final = "CellLeft"
    HEAD: Final = "CellHead"
    KEPT: Final = "CellKept"
    SEAM: Final = "Seam"


STYLE_OF: Final = {look: "Line" + "".join(word.capitalize() for word in look.value.split()) for look in Look}
"""The style of each kind of line."""


def _style(name: str, font: str, half_points: int, settings: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{settings}</w:pPr><w:rPr>'
        f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}" w:cs="{_LATIN}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def _spacing(before: int = 0, after: int = 0, line: int = 240, rule: str = "auto") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


# Lines are as high as this whatever the font: a form ends on its page where the fonts of the forms are missing, too.
CELL_LINE: Final = 240
"""The height of a line within a cell, in twentieths of a point."""

LINE_HEIGHTS: Final = {Look.MARK: 480, Look.TITLE: 700, Look.UNIT: 310, Look.NOTE: 310, Look.SIGNATURE: 310}
"""The heights of the lines around a table, without what is left blank above and below them."""


def _exactly(look: Look, before: int = 0, after: int = 0) -> str:
    return _spacing(before, after, LINE_HEIGHTS[look], "exact")


_CENTRE: Final = '<w:jc w:val="center"/>'
_INDENT: Final = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_NEXT: Final = "<w:keepNext/>"
_TEXT: Final = _spacing(line=560, rule="exact")
_CELL: Final = _spacing(line=CELL_LINE, rule="exact")

# Font, size in half points, settings of the paragraph.
_LINES: Final = {
    Look.MARK: (_HEAVY, 32, _NEXT + _exactly(Look.MARK)),
    Look.TITLE: (_TITLE, 44, _NEXT + _exactly(Look.TITLE, after=120) + _CENTRE),
    Look.COVER_TITLE: (_TITLE, 44, _spacing(before=2400, after=4800) + _CENTRE),
    Look.COVER: (_LETTER, 32, _spacing(before=120, after=240) + _CENTRE),
    Look.ABOVE: (_BODY, 24, _NEXT + _spacing(after=60) + _CENTRE),
    Look.UNIT: (_BODY, 21, _NEXT + _exactly(Look.UNIT, after=40)),
    Look.NOTE: (_BODY, 21, _NEXT + _exactly(Look.NOTE, before=40)),
    Look.SIGNATURE: (_BODY, 21, _exactly(Look.SIGNATURE, before=40)),
    Look.HEADING1: (_HEAVY, 32, _NEXT + _TEXT + _INDENT),
    Look.HEADING2: (_BRUSH, 32, _NEXT + _TEXT + _INDENT),
    Look.HEADING3: (_LETTER, 32, _NEXT + _TEXT + _INDENT),
    Look.BODY: (_LETTER, 32, _TEXT + _INDENT),
    Look.BLANK: (_BODY, 21, _spacing()),
}

STYLES: Final = (
    f"{DECLARATION}<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{_BODY}" w:cs="{_LATIN}"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(_style(STYLE_OF[look], *settings) for look, settings in _LINES.items())
    + _style(Style.CELL, _BODY, 18, _CELL + _CENTRE)
    + _style(Style.LEFT, _BODY, 18, _CELL)
    + _style(Style.HEAD, _BODY, 18, _NEXT + _CELL + _CENTRE)
    + _style(Style.KEPT, _BODY, 18, _NEXT + _CELL)
    + _style(Style.SEAM, _BODY, 2, _NEXT + _spacing(line=20, rule="exact"))
    + "</w:styles>"
)

FONT_TABLE: Final = (
    f"{DECLARATION}<w:fonts {NAMESPACE}>"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FALLBACKS
    )
    + "</w:fonts>"
)

FOOTER: Final = (
    f"{DECLARATION}<w:ftr {NAMESPACE}><w:p><w:pPr>{_CENTRE}</w:pPr>"
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p></w:ftr>"
)

SETTINGS: Final = (
    f'{DECLARATION}<w:settings {NAMESPACE}><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)

_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def content_types(*, commented: bool) -> str:
    """What kind of part each member of the package is."""
    comments = f'<Override PartName="/word/comments.xml" ContentType="{_WORD_TYPE}.comments+xml"/>' if commented else ""
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>'
        f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD_TYPE}.fontTable+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{_WORD_TYPE}.footer+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{comments}</Types>"
    )
