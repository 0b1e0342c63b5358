"""Word files for tests, written out as XML and zipped: what stands in them is there to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from budgetperf.formats.office.grid import Grid, Line, Pages
from budgetperf.formats.word.document import read_word

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relations(**targets: str) -> str:
    """A part of relationships: kind and target."""
    inner = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATION}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def part(name: str, inner: str, space: str = TRANSITIONAL) -> str:
    """An XML part with its root element."""
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{space}" xmlns:mc="{_COMPATIBILITY}">{inner}</w:{name}>'


def members(body: str, space: str = TRANSITIONAL, **parts: str) -> dict[str, str | bytes]:
    """The members of a ``.docx`` with this body, and with the inner XML of ``styles``, ``numbering`` or others."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>", space),
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in parts}),
        **{f"word/{name}.xml": part(name, inner, space) for name, inner in parts.items()},
    }


def package(body: str, space: str = TRANSITIONAL, **parts: str) -> bytes:
    """A ``.docx``."""
    return zipped(members(body, space, **parts))


def read(body: str, space: str = TRANSITIONAL, **parts: str) -> Pages:
    """Read a ``.docx`` with this body."""
    return read_word("自评表.docx", package(body, space, **parts))


def read_lines(body: str, **parts: str) -> list[str]:
    """The texts of the paragraphs outside tables."""
    return [block.text for block in read(body, **parts).blocks if isinstance(block, Line)]


def read_grid(body: str, **parts: str) -> Grid:
    """The only table."""
    (grid,) = (block for block in read(body, **parts).blocks if isinstance(block, Grid))
    return grid


def kinds(pages: Pages) -> list[tuple[str, int | None, int | None]]:
    """The findings in short: kind, row and cell."""
    return [
        (dict(finding.details)["kind"], finding.location.row, finding.location.column)
        for finding in pages.findings
        if finding.location is not None
    ]


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str = "", *, inner: str = "", settings: str = "") -> str:
    """A run; *inner* is XML in place of text."""
    properties = f"<w:rPr>{settings}</w:rPr>" if settings else ""
    return f"<w:r>{properties}{inner or t(text)}</w:r>"


def p(text: str = "", *, inner: str = "", settings: str = "") -> str:
    """A paragraph; *inner* is XML in place of one run."""
    properties = f"<w:pPr>{settings}</w:pPr>" if settings else ""
    return f"<w:p>{properties}{inner or (r(text) if text else '')}</w:p>"


def tc(text: str = "", *, inner: str = "", settings: str = "") -> str:
    """A cell; *inner* is XML in place of one paragraph."""
    properties = f"<w:tcPr>{settings}</w:tcPr>" if settings else ""
    return f"<w:tc>{properties}{inner or p(text)}</w:tc>"


def tr(*cells: str, settings: str = "") -> str:
    properties = f"<w:trPr>{settings}</w:trPr>" if settings else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def sdt(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def ins(inner: str) -> str:
    return f'<w:ins w:id="1" w:author="××">{inner}</w:ins>'


def choice(first: str = "", fallback: str = "") -> str:
    """The same thing drawn in two ways."""
    branches = f"<mc:Choice Requires='x'>{first}</mc:Choice>" if first else ""
    branches += f"<mc:Fallback>{fallback}</mc:Fallback>" if fallback else ""
    return f"<mc:AlternateContent>{branches}</mc:AlternateContent>"


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="××"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def field(instruction: str, result: str) -> str:
    """A complex field."""

    def turn(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    asked = f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
    return turn("begin") + asked + turn("separate") + result + turn("end")
