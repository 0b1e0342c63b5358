"""Word files as raw XML, the way Word and WPS write them: split runs, revision marks, properties that say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from drawn_table import Drawn, DrawnCell, draw
from zipping import zipped

__all__ = [
    "aside",
    "box",
    "box_in_vml",
    "cell",
    "control",
    "deleted",
    "formula",
    "hidden",
    "inserted",
    "moved_away",
    "moved_here",
    "note",
    "numbered",
    "p",
    "r",
    "shown",
    "symbol",
    "table",
    "typed",
    "word",
    "word_lists",
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
CHANGE = 'w:id="7" w:author="××" w:date="2023-03-01T09:00:00Z"'
FONT = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体" w:cs="宋体" w:hint="eastAsia"/>'
_PLACE = re.compile("«([a-z0-9_]+)»")
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def r(text: str, settings: str = "") -> str:
    """A run; a tab or a line break in it is its own element."""
    inner = text.replace("\t", "</w:t><w:tab/><w:t>") if "\t" in text else escape(text, quote=False)
    properties = f'<w:rPr>{FONT}{settings}<w:kern w:val="0"/></w:rPr>'
    return f'<w:r w:rsidRPr="00A1">{properties}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def typed(text: str) -> str:
    """A text in the two runs that Word makes of it when it was edited, with a proofing mark between them."""
    half = len(text) // 2
    if not half:
        return r(text) if text else ""
    marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    return r(text[:half]) + marks + r(text[half:])


def p(content: str = "", settings: str = "") -> str:
    """A paragraph of runs that are XML already."""
    properties = f'<w:pPr>{settings}<w:jc w:val="center"/><w:rPr>{FONT}</w:rPr></w:pPr>'
    return f'<w:p w:rsidR="00B2" w:rsidRDefault="00B2">{properties}{content}</w:p>'


def inserted(text: str) -> str:
    """A run that was put in while changes were tracked."""
    return f"<w:ins {CHANGE}>{r(text)}</w:ins>"


def deleted(text: str) -> str:
    """A run that was taken out while changes were tracked."""
    return f'<w:del {CHANGE}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def moved_away(text: str) -> str:
    """A run where it stood before it was moved."""
    return f"<w:moveFrom {CHANGE}>{r(text)}</w:moveFrom>"


def moved_here(text: str) -> str:
    """A run where it was moved to."""
    return f"<w:moveTo {CHANGE}>{r(text)}</w:moveTo>"


def hidden(text: str) -> str:
    """A run that is not printed."""
    return r(text, "<w:vanish/>")


def control(inner: str, kind: str = "<w:text/>") -> str:
    """A content control around anything."""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="1"/><w:placeholder/>{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )


def note(number: int) -> str:
    """A reference to a footnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def symbol(code: str, font: str) -> str:
    """A sign of a symbol font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def formula(inner: str) -> str:
    """A formula in the line."""
    return f"<m:oMath>{inner}</m:oMath>"


def numbered(list_id: int, level: int = 0) -> str:
    """What makes Word count a paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def word_lists(*lists: tuple[tuple[str, str], ...]) -> str:
    """The inner XML of a part ``numbering``: lists 1, 2, …, each with the format and the pattern of its levels."""
    shared = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{pattern}"/></w:lvl>'
            for level, (style, pattern) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for at, levels in enumerate(lists)
    )
    return shared + "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(lists))
    )


def box(inner: str) -> str:
    """A text box as Word draws it now, with the old drawing for programs that know no other."""
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>'
        f"{_vml(inner)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def box_in_vml(inner: str) -> str:
    """A text box as WPS and old versions of Word draw it."""
    return f"<w:r>{_vml(inner)}</w:r>"


def _vml(inner: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"


def aside(identity: str) -> str:
    """A whole other file in the place of a paragraph."""
    return f'<w:altChunk r:id="{identity}"/>'


def shown(text: str, pieces: Mapping[str, str]) -> str:
    """The paragraphs of a text; ``«name»`` stands for a piece of XML, alone in its paragraph for a whole block."""
    paragraphs = []
    for line in text.split("\n"):
        whole = _PLACE.fullmatch(line)
        if whole is not None and pieces[whole[1]].startswith(("<w:p ", "<w:tbl>", "<w:sdt block")):
            paragraphs.append(pieces[whole[1]].replace("<w:sdt block", "<w:sdt", 1))
            continue
        parts = _PLACE.split(line)
        paragraphs.append(p("".join(pieces[part] if at % 2 else typed(part) for at, part in enumerate(parts))))
    return "".join(paragraphs)


def cell(text: str, pieces: Mapping[str, str], settings: str = "") -> str:
    """A cell."""
    properties = f'<w:tcPr><w:tcW w:w="900" w:type="dxa"/>{settings}<w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{shown(text, pieces)}</w:tc>"


def table(
    drawing: str,
    *,
    rows: Mapping[int, str] | None = None,
    cells: Mapping[tuple[int, int], str] | None = None,
    around_rows: Callable[[int, str], str] | None = None,
    around_cells: Callable[[int, int, str], str] | None = None,
    more: Mapping[str, str] | None = None,
    **pieces: str,
) -> str:
    """
    A table from its drawing.

    Args:
        drawing: See `drawn_table.draw`; ``«name»`` in a cell is one of *pieces*.

        rows: Properties of rows, by their place from 0.

        cells: Properties of cells, by row and grid column.

        around_rows: Wraps the XML of a row.

        around_cells: Wraps the XML of a cell, given its row and grid column.

        more: XML by name.

        **pieces: The same.
    """
    drawn, lines = draw(drawing), []
    for row in range(drawn.rows):
        line = []
        for member, begins in drawn.positions(row):
            settings = _merges(member, begins=begins) + (cells or {}).get((row, member.column), "")
            xml = cell(member.text if begins else "", {**pieces, **(more or {})}, settings)
            line.append(around_cells(row, member.column, xml) if around_cells else xml)
        settings = f'<w:trPr><w:trHeight w:val="340"/>{(rows or {}).get(row, "")}</w:trPr>'
        xml = f'<w:tr w:rsidR="00B2">{_exception()}{settings}{"".join(line)}</w:tr>'
        lines.append(around_rows(row, xml) if around_rows else xml)
    return f"<w:tbl>{_properties(drawn)}{''.join(lines)}</w:tbl>"


def _merges(member: DrawnCell, *, begins: bool) -> str:
    span = f'<w:gridSpan w:val="{member.across}"/>' if member.across > 1 else ""
    down = "" if member.down == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    return span + down


def _properties(drawn: Drawn) -> str:
    grid = '<w:gridCol w:w="900"/>' * drawn.columns
    return (
        f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _exception() -> str:
    return '<w:tblPrEx><w:tblBorders><w:top w:val="single" w:sz="4"/></w:tblBorders></w:tblPrEx>'


def word(
    *blocks: str, space: str = W, linked: Mapping[str, tuple[str, str | bytes]] | None = None, **parts: str
) -> bytes:
    """
    A ``.docx``.

    Args:
        blocks: Paragraphs of plain text, or XML.

        space: The namespace: the one of Word, or the strict one of the standard.

        linked: Other parts that the document refers to, by id: name and content.

        parts: Inner XML of ``numbering``, ``footnotes`` and other parts.
    """
    names = "".join(f' xmlns:{prefix}="{name if prefix != "w" else space}"' for prefix, name in SPACES.items())
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    body = "".join(block if block.startswith("<w:") else p(typed(block)) for block in blocks)
    page = '<w:sectPr w:rsidR="00B2"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    office = SPACES["r"]
    kinds = {f"rId{name}": (name, f"{name}.xml") for name in parts} | {
        identity: ("aFChunk", name) for identity, (name, _) in (linked or {}).items()
    }
    relations = "".join(
        f'<Relationship Id="{identity}" Type="{office}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in kinds.items()
    )
    return zipped(
        {
            "[Content_Types].xml": (
                f'{start}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/></Types>'
            ),
            "_rels/.rels": (
                f'{start}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
                f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": f"{start}<w:document{names}><w:body>{body}{page}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'{start}<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
            **{f"word/{name}.xml": _part(name, start, names, inner) for name, inner in parts.items()},
            **{f"word/{name}": content for name, content in (linked or {}).values()},
        }
    )


def _part(name: str, start: str, names: str, inner: str) -> str:
    root = {"header": "hdr", "footer": "ftr"}.get(name, name)
    return f"{start}<w:{root}{names}>{inner}</w:{root}>"
