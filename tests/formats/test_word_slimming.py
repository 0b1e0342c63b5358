"""Formatting taken out, plain cells folded, bare paragraphs read at once: nothing of what is read changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordml import deleted, ins, package, sdt, t

from budgetperf.formats.office.grid import Pages
from budgetperf.formats.word import document, folding
from budgetperf.formats.word.document import read_word
from budgetperf.formats.word.folding import MOST_MARKUPS, MOST_TEXTS, fold
from budgetperf.formats.word.slimming import slim

FILES = sorted((Path(__file__).parents[1] / "forms" / "files").rglob("*.docx"))

FORMATTING = st.sampled_from(
    [
        "",
        "<w:b/>",
        '<w:sz w:val="18"/><w:rFonts w:ascii="宋体" w:hint="eastAsia"/>',
        '<w:vanish w:val="0"/><w:kern w:val="0"/>',
        "<w:vanish/>",
        "<w:strike/><w:b/>",
        '<w:rPrChange w:id="3" w:author="××"><w:rPr><w:b/></w:rPr></w:rPrChange>',
    ]
)
# What may stand among runs, or in their stead, and is no plain text.
ODD = (
    '<w:proofErr w:type="spellEnd"/>',
    "<w:r><w:tab/></w:r>",
    "<w:r></w:r>",
    "<w:r><w:t/></w:r>",
    "<w:r><w:t>1</w:t><w:t>2</w:t></w:r>",
    "<w:t>no run</w:t>",
    "no element",
    "<w:foldedCell>3</w:foldedCell>",
    "<!-- <w:p><w:r><w:t> -->",
    "<?x <w:p><w:r><w:t>?>",
)
WORDS = st.sampled_from(["", "12", " 3 ", "年初预算数", 'a w:rsidR="00A1" b', "<w:b/>", "&"])


@st.composite
def runs(draw: st.DrawFn) -> str:
    """A run, perhaps tracked, hidden or in a content control."""
    text, formatting = draw(WORDS), draw(FORMATTING)
    properties = draw(st.sampled_from(["", f"<w:rPr>{formatting}</w:rPr>"]))
    marked = draw(st.sampled_from(["<w:r>", '<w:r w:rsidR="00A1" w:rsidRPr="00B2">']))
    run = f"{marked}{properties}{t(text)}</w:r>"
    return draw(st.sampled_from([run, run, run, run, ins(run), sdt(run), deleted("旧"), *ODD]))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A paragraph with its own formatting, perhaps numbered, perhaps with a deleted mark."""
    settings = draw(
        st.sampled_from(
            [
                "",
                '<w:jc w:val="center"/>',
                '<w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr>',
                '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="1"/>',
                '<w:rPr><w:sz w:val="18"/></w:rPr>',
                '<w:rPr><w:del w:id="1"/><w:b/></w:rPr>',
                '<w:pStyle w:val="a"/>',
            ]
        )
    )
    properties = f"<w:pPr>{settings}</w:pPr>" if settings else ""
    return f'<w:p w:rsidR="00B2">{properties}{"".join(draw(st.lists(runs(), max_size=3)))}</w:p>'


PLAIN = st.sampled_from(
    [
        "<w:p/>",
        "<w:p></w:p>",
        "<w:p><w:pPr/></w:p>",
        "<w:p><w:r><w:t>12</w:t></w:r></w:p>",
        "<w:p><w:pPr/><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        "<w:p>no run</w:p>",
        '<w:foldedParagraph>4</w:foldedParagraph><w:foldedCell gridSpan="2">5</w:foldedCell>',
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table with borders, merges and rows that were put in or taken out."""
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        cells = []
        for _ in range(draw(st.integers(1, 3))):
            settings = draw(
                st.sampled_from(
                    [
                        "",
                        '<w:tcW w:w="900" w:type="dxa"/>',
                        '<w:gridSpan w:val="2"/><w:tcBorders><w:top w:val="nil"/></w:tcBorders>',
                        '<w:gridSpan w:val="3"/><w:vMerge/>',
                        '<w:gridSpan w:val="0"/>',
                        '<w:vMerge w:val="restart"/>',
                        "<w:vMerge/>",
                        "<w:hMerge/>",
                    ]
                )
            )
            inner = "".join(draw(st.lists(st.one_of(paragraphs(), PLAIN), min_size=1, max_size=2)))
            properties = f"<w:tcPr>{settings}</w:tcPr>" if settings else ""
            cells.append(f"<w:tc>{properties}{inner}</w:tc>")
        settings = draw(st.sampled_from(["", '<w:trHeight w:val="340"/>', '<w:ins w:id="1"/>', "<w:hidden/>"]))
        rows.append(f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(cells)}</w:tr>")
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{"".join(rows)}</w:tbl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def read_slowly(data: bytes) -> Pages:
    """Every element parsed, and every cell read with all that a cell may hold."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "fold", lambda _: None)
        patch.setattr(folding, "slim", lambda part: part)
        patch.setattr(document, "read_bare", lambda _: None)
        return read_word("自评表.docx", data)


class TestReadingFastIsReadingRight:
    """What is read does not depend on how."""

    @given(st.lists(st.one_of(paragraphs(), tables(), PLAIN), max_size=4).map("".join))
    def test_of_any_document(self, body: str) -> None:
        """The same lines, cells and findings."""
        data = package(body, numbering=LISTS)
        assert read_slowly(data) == read_word("自评表.docx", data)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_of_whole_forms(self, path: Path) -> None:
        """Of every Word form of the corpus."""
        data = path.read_bytes()
        assert read_slowly(data) == read_word("自评表.docx", data)


def test_what_means_something_stays() -> None:
    """Merges, numbers, tracked and hidden text; only what is beside them goes."""
    kept = '<w:rPr><w:vanish/></w:rPr><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/><w:pPr><w:numPr/></w:pPr>'
    noisy = kept.replace("<w:vanish/>", '<w:b/><w:vanish/><w:sz w:val="1"/>').replace("<w:p/>", "<w:tblGrid/><w:p/>")
    assert kept.encode() == slim(noisy.encode())


def test_what_only_looks_like_an_element_stays() -> None:
    """In a comment, in a section of characters, in a value that is quoted in another way."""
    for text in ("<!-- <w:b/> --><w:b/>", "<w:t><![CDATA[<w:b/>]]></w:t>", "<w:b w:val='1'/>", '<w:b w:val="a>b"'):
        assert text.encode() == slim(text.encode())


class TestFolding:
    """One element for a cell, or a paragraph, that holds nothing but a text; everything else stays."""

    def test_a_plain_cell(self) -> None:
        """Its runs are joined; its place in the grid is kept, and nothing else of its formatting."""
        cell = (
            '<w:tc><w:tcPr><w:tcW w:w="9"/><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>'
            '<w:p w:rsidR="0A"><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> 2</w:t></w:r></w:p></w:tc>'
        )
        assert fold(cell.encode()) == b'<w:foldedCell gridSpan="2" vMerge="continue">1 2</w:foldedCell>'

    def test_paragraphs_and_empty_cells(self) -> None:
        """Two paragraphs in a cell remain two, and a cell without a text is folded, too."""
        plain = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p></w:p></w:tc><w:tc><w:p></w:p></w:tc>"
        folded = b"<w:tc><w:foldedParagraph>1</w:foldedParagraph><w:foldedParagraph/></w:tc><w:foldedCell/>"
        assert fold(plain.encode()) == folded

    @pytest.mark.parametrize(
        "odd",
        [
            "<w:tc><w:p><w:r><w:t>1</w:t><w:br/></w:r></w:p></w:tc>",
            "<w:tc><w:p><w:r><w:t>1</w:t></w:r><w:r><w:tab/></w:r></w:p></w:tc>",
            "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r></w:p></w:tc>",
            "<w:tc><w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r><w:ins></w:ins></w:p></w:tc>",
            "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p>",
        ],
    )
    def test_what_is_not_plain(self, odd: str) -> None:
        """A break, a tab, hidden text, a change, an end that is missing: not a letter is another."""
        into_paragraph = odd.replace("<w:p><w:r><w:t>1</w:t></w:r></w:p>", "<w:foldedParagraph>1</w:foldedParagraph>")
        assert fold(odd.encode()) == into_paragraph.encode()

    @pytest.mark.parametrize(
        "part",
        [
            b"<w:p><!-- <w:r> --><w:r><w:t>1</w:t></w:r></w:p>",
            b"<w:p><?x <w:r>?><w:r><w:t>1</w:t></w:r></w:p>",
            b"<w:foldedCell>1</w:foldedCell>",
            b"<w:p>\0</w:p><\0>",
            b"<w:t></w:t>" * (MOST_TEXTS + 1),
            b"".join(b"<w:t></w:t>%d" % number for number in range(MOST_MARKUPS + 1)),
        ],
        ids=["comment", "instruction", "its own name", "zero bytes", "texts", "markups"],
    )
    def test_what_is_better_left_alone(self, part: bytes) -> None:
        """What only looks like markup, what goes by the same name, what would take too much memory."""
        assert fold(part) is None
