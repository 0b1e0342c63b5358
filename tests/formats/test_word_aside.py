"""What stands in a Word file beside its text: comments, empty controls, styles that hide, fields, raised figures."""

from __future__ import annotations

from wordml import kinds, p, package, part, r, read, read_grid, relations, tbl, tc, tr, zipped

from budgetperf.formats.office.grid import Line
from budgetperf.formats.word.document import read_word

RAISED = '<w:vertAlign w:val="superscript"/>'
EMBEDDED = (
    '<w:object xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
)


def turn(kind: str) -> str:
    """The beginning or end of a field."""
    return r(inner=f'<w:fldChar w:fldCharType="{kind}"/>')


def ask(instruction: str) -> str:
    """The instruction of a field."""
    return r(inner=f"<w:instrText>{instruction}</w:instrText>")


def test_a_comment_is_told_with_its_words() -> None:
    """It is not part of the cell, and somebody wants it read."""
    found = read(
        tbl(tr(tc(inner=p(inner=r("118") + r(inner='<w:commentReference w:id="0"/>'))))),
        comments=f'<w:comment w:id="0">{p("应为119")}</w:comment>',
    )
    assert kinds(found) == [("comment", 1, 1)]
    assert dict(found.findings[0].details)["text"] == "应为119"


def test_a_control_that_nobody_filled_in_is_blank() -> None:
    """What it asks for is no answer."""
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入')}</w:sdtContent></w:sdt>"
    filled = control.replace("<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="0"/>').replace("单击此处输入", "88")
    grid = read_grid(tbl(tr(tc(inner=p(inner=control)), tc(inner=p(inner=filled)))))
    assert [cell.text for cell in grid.cells] == ["", "88"]


def test_a_style_of_characters_may_hide_text() -> None:
    """By itself, or by the style that it is based on; a style that shows what it is based on hides nothing."""
    styles = (
        '<w:style w:type="character" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:basedOn w:val="B"/>'
        '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="D"><w:basedOn w:val="D"/></w:style>'
    )
    runs = "".join(r(name, settings=f'<w:rStyle w:val="{name}"/>') for name in "ABCDE")
    found = read(p(inner=r("1") + runs), styles=styles)
    assert [block.text for block in found.blocks if isinstance(block, Line)] == ["1CDE"]
    assert kinds(found) == [("hidden", 1, None)]


def test_a_raised_digit_is_no_part_of_the_number_before_it() -> None:
    """118.25 with the mark of a note is not 118.252; m² keeps its digit."""
    cells = (
        tc(inner=p(inner=r("118.25") + r("2", settings=RAISED))),
        tc(inner=p(inner=r("m") + r("2", settings=RAISED))),
    )
    assert [cell.text for cell in read_grid(tbl(tr(*cells))).cells] == ["118.25²", "m2"]


def test_a_field_that_shows_nothing() -> None:
    """A sum that Word never worked out is told; a mark for an index is not."""
    total, mark = (turn("begin") + ask(text) + turn("end") for text in ("=SUM(ABOVE)", "XE 册数"))
    found = read(tbl(tr(tc(inner=p(inner=total)), tc(inner=p(inner=mark)))))
    assert kinds(found) == [("field", 1, 1)]


def test_an_embedded_object_is_told_once() -> None:
    """And not its picture again."""
    assert kinds(read(tbl(tr(tc(inner=p(inner=r(inner=EMBEDDED))))))) == [("embedded", 1, 1)]


def test_a_row_that_was_put_in_is_told_once() -> None:
    """With its words; what was taken out of one of its cells is told with the cell."""
    cell = tc(inner=p(inner='<w:del w:id="2"><w:r><w:delText>7</w:delText></w:r></w:del>' + r("8")))
    row = tr(tc("册数"), cell, tc("9"), settings='<w:ins w:id="1"/>')
    found = read(tbl(row))
    assert kinds(found) == [("tracked", 1, None), ("tracked", 1, 2)]
    assert dict(found.findings[0].details)["text"] == "→册数789"


def test_a_part_of_styles_that_is_not_there() -> None:
    """A run may name a style of a file that has none."""
    data = package(p(inner=r("1", settings='<w:rStyle w:val="A"/>')))
    assert [block.text for block in read_word("a.docx", data).blocks if isinstance(block, Line)] == ["1"]
    other = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/document.xml": part("document", f"<w:body>{p(inner=r('2', settings=RAISED))}</w:body>"),
        }
    )
    assert [block.text for block in read_word("a.docx", other).blocks if isinstance(block, Line)] == ["2"]
