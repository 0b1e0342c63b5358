"""Reading Word files: text, tables, and what is said about what was set aside."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import (
    CONTENT_TYPES,
    STRICT,
    choice,
    deleted,
    field,
    ins,
    kinds,
    members,
    p,
    package,
    part,
    r,
    read,
    read_grid,
    read_lines,
    relations,
    sdt,
    t,
    tbl,
    tc,
    tr,
    zipped,
)

from budgetperf.domain.finding import Finding, Location
from budgetperf.errors import FileError
from budgetperf.formats.office.grid import Cell, Grid, Line, Pages
from budgetperf.formats.word import document as word
from budgetperf.formats.word.document import read_word

VANISH = "<w:vanish/>"
RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"
MARK_DELETED = '<w:rPr><w:del w:id="1"/></w:rPr>'


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def shape(grid: Grid) -> list[tuple[int, int, int, int, int, str]]:
    """The cells of a grid in short."""
    return [(c.row, c.column, c.number, c.rowspan, c.colspan, c.text) for c in grid.cells]


# --- Text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (r("  100") + r("万元 "), "  100万元 "),
        (r(inner=t("a") + "<w:tab/>" + t("b") + "<w:br/>" + t("c") + "<w:cr/>" + t("d")), "a\tb\nc\nd"),
        (r(inner=t("2021") + "<w:noBreakHyphen/>" + t("2022") + "<w:softHyphen/>"), "2021-2022"),
        (ins(r("增")), "增"),
        (f"<w:moveTo>{r('移入')}</w:moveTo>", "移入"),
        (r("原") + deleted("删"), "原"),
        (f"<w:moveFrom>{r('移出')}</w:moveFrom>", ""),
        (f"<w:hyperlink>{r('链接')}</w:hyperlink>", "链接"),
        (f"<w:smartTag><w:smartTagPr/>{r('标记')}</w:smartTag>", "标记"),
        (f'<w:fldSimple w:instr=" PAGE ">{r("3")}</w:fldSimple>', "3"),
        (f"<w:customXml><w:customXmlPr/>{r('控件')}</w:customXml>", "控件"),
        (sdt(r("控") + sdt(ins(r("件")))), "控件"),
        (field(" FORMTEXT ", r("95")), "95"),
        (field(" IF ", field(" PAGE ", r("1")) + r("页")), "1页"),
        (r(inner='<w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/>') + r("5"), "5"),
        (r(inner="<w:ruby><w:rt>" + r("yù") + "</w:rt><w:rubyBase>" + r("预") + "</w:rubyBase></w:ruby>"), "预"),
        ("<m:oMath xmlns:m='urn:m'/>" + r("1"), "1"),
    ],
)
def test_text_of_a_paragraph(inner: str, expected: str) -> None:
    """A paragraph reads as it prints once all changes are accepted."""
    assert [expected] == read_lines(p(inner=inner))


def test_instruction_of_a_field_is_no_text() -> None:
    """What stands between the beginning and the separator of a field is not shown, even in text runs."""
    begin, separate, end = (r(inner=f'<w:fldChar w:fldCharType="{turn}"/>') for turn in ("begin", "separate", "end"))
    assert read_lines(p(inner=begin + r("指令") + separate + r("结果") + end + r("。"))) == ["结果。"]


def test_broken_field_does_not_swallow_the_document() -> None:
    """A field that is never closed ends with its paragraph."""
    begin = r(inner='<w:fldChar w:fldCharType="begin"/>')
    assert read_lines(p(inner=r("前") + begin + r("指令")) + p("后")) == ["前", "后"]


def test_field_over_several_paragraphs_is_read() -> None:
    """The result of a table of contents runs over paragraphs."""
    first, last = field(" TOC ", r("一、概况") + "|").split("|")
    assert read_lines(p(inner=first) + p(inner=r("二、绩效") + last)) == ["一、概况", "二、绩效"]


def test_alternate_content_counts_once() -> None:
    """Of several ways to draw the same thing one is read: the first choice, or the fallback."""
    inner = choice(r("甲"), r("乙")) + choice("", r("乙")) + choice() + r(inner=choice(t("丙"), t("丁")) + choice())
    assert read_lines(p(inner=inner)) == ["甲乙丙"]


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings 2", "F0A3", "□"),
        ("Wingdings", "00FE", "☑"),
        ("Wingdings", "F021", ""),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F039", "9"),
        ("宋体", "2103", "℃"),
        ("宋体", "D800", ""),
        ("宋体", "0001", ""),
        ("宋体", "110000", ""),
        ("宋体", "xyz", ""),
    ],
)
def test_symbol(font: str, code: str, expected: str) -> None:
    """A symbol is its character, a tick box a box; what only its font can tell is left out."""
    assert [expected] == read_lines(p(inner=r(inner=f'<w:sym w:font="{font}" w:char="{code}"/>')))


@pytest.mark.parametrize(
    ("state", "expected"),
    [("<w:checked/>", "☑"), ('<w:checked w:val="0"/>', "□"), ('<w:default w:val="1"/>', "☑"), ("", "□")],
)
def test_check_box_of_a_form(state: str, expected: str) -> None:
    """A form field that is a check box has no text; its state is drawn."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>'
    end = '<w:fldChar w:fldCharType="end"/>'
    inner = r(inner=begin) + r(inner="<w:instrText>FORMCHECKBOX</w:instrText>") + r(inner=end) + r("优")
    assert [f"{expected}优"] == read_lines(p(inner=inner))


# --- Paragraphs -------------------------------------------------------------------------------


def test_lines_are_counted_outside_tables() -> None:
    """A line knows which paragraph of the body it is, wrapped or empty, tables left out."""
    body = p("一") + sdt(p() + tbl(tr(tc("1")))) + f"<w:customXml>{p('二')}</w:customXml><w:sectPr/>"
    blocks = read(body).blocks
    assert isinstance(blocks[2], Grid)
    assert [(b.text, b.index) for b in blocks if isinstance(b, Line)] == [("一", 1), ("", 2), ("二", 3)]


def test_paragraphs_join_where_the_mark_was_deleted() -> None:
    """Without the mark between them, two paragraphs are one; a table cannot be joined."""
    body = p("甲", settings=MARK_DELETED) + p("乙") + p("丙", settings=MARK_DELETED) + tbl(tr(tc("1")))
    pages = read(body)
    assert [(b.text, b.index) for b in pages.blocks if isinstance(b, Line)] == [("甲乙", 1), ("丙", 3)]
    assert kinds(pages) == [("tracked", 1, None), ("tracked", 3, None)]


def test_paragraphs_join_at_the_end_of_a_cell() -> None:
    """The last mark of a cell cannot be deleted; if it says so, nothing is lost."""
    inner = p("甲", settings=MARK_DELETED) + p("乙", settings=MARK_DELETED)
    assert shape(read_grid(tbl(tr(tc(inner=inner))))) == [(0, 0, 1, 1, 1, "甲乙")]


# --- Tables -----------------------------------------------------------------------------------


def test_merged_cells_are_one_cell_with_spans() -> None:
    """Spans to the right and down, counted in columns of the grid; numbers in cells of the file."""
    grid = read_grid(
        tbl(
            tr(tc("人员", settings=RESTART), tc("编制", settings=span(2)), tc("实有")),
            tr(tc(settings=CONTINUE), tc("1"), tc("2"), tc("3")),
            tr(tc("支出", settings=span(2) + RESTART), tc("4"), tc("5")),
            tr(tc(settings=span(2) + CONTINUE), tc("6"), tc("7")),
        )
    )
    assert shape(grid) == [
        (0, 0, 1, 2, 1, "人员"),
        (0, 1, 2, 1, 2, "编制"),
        (0, 3, 3, 1, 1, "实有"),
        (1, 1, 2, 1, 1, "1"),
        (1, 2, 3, 1, 1, "2"),
        (1, 3, 4, 1, 1, "3"),
        (2, 0, 1, 2, 2, "支出"),
        (2, 2, 2, 1, 1, "4"),
        (2, 3, 3, 1, 1, "5"),
        (3, 2, 2, 1, 1, "6"),
        (3, 3, 3, 1, 1, "7"),
    ]
    assert (grid.rows, grid.columns) == (4, 4)
    assert grid.at(3, 1) == grid.at(2, 0)


def test_merge_that_continues_nothing_is_a_cell() -> None:
    """A merge without a beginning, or of another width, does not merge."""
    grid = read_grid(
        tbl(
            tr(tc("甲", settings=CONTINUE), tc("乙")),
            tr(tc("丙", settings=span(2) + CONTINUE)),
            tr(tc("丁"), tc("戊", settings=CONTINUE)),
        )
    )
    assert [cell.text for cell in grid.cells] == ["甲", "乙", "丙", "丁", "戊"]
    assert {cell.rowspan for cell in grid.cells} == {1}


def test_merge_ends_at_a_row_without_it() -> None:
    """Only the row right above can be continued."""
    grid = read_grid(
        tbl(tr(tc("甲", settings=RESTART)), tr(tc("乙")), tr(tc("丙", settings=RESTART)), tr(tc(settings=CONTINUE)))
    )
    assert [(cell.row, cell.rowspan) for cell in grid.cells] == [(0, 1), (1, 1), (2, 2)]


def test_merge_to_the_right_of_old_files() -> None:
    """``hMerge`` merges cells that are each still there."""
    grid = read_grid(
        tbl(
            tr(tc("甲", settings='<w:hMerge w:val="restart"/>'), tc(settings="<w:hMerge/>"), tc("乙")),
            tr(tc("丙", settings="<w:hMerge/>"), tc("丁"), tc("戊")),
        )
    )
    assert shape(grid)[:3] == [(0, 0, 1, 1, 2, "甲"), (0, 2, 3, 1, 1, "乙"), (1, 0, 1, 1, 1, "丙")]


def test_grid_before_and_after_are_holes() -> None:
    """A row may begin and end within the grid."""
    grid = read_grid(
        tbl(
            tr(tc("1"), tc("2"), tc("3")),
            tr(tc("甲"), settings='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            tr(),
        )
    )
    assert (grid.rows, grid.columns) == (3, 3)
    assert grid.at(1, 0) is None
    assert grid.at(1, 1) == Cell(row=1, column=1, number=1, text="甲")
    assert grid.row(2) == ()


def test_rows_and_cells_may_be_wrapped() -> None:
    """Content controls and insertions stand around rows, cells and paragraphs."""
    body = sdt(tbl(sdt(tr(sdt(tc("1")), f"<w:customXml>{tc('2')}</w:customXml>")), ins(tr(tc(inner=sdt(p("3")))))))
    assert shape(read_grid(body)) == [(0, 0, 1, 1, 1, "1"), (0, 1, 2, 1, 1, "2"), (1, 0, 1, 1, 1, "3")]


def test_paragraphs_of_a_cell_are_lines() -> None:
    """Nothing is stripped: neither empty paragraphs nor leading spaces."""
    grid = read_grid(tbl(tr(tc(inner=p() + p("  年度") + p("预算 ")))))
    assert [cell.text for cell in grid.cells] == ["\n  年度\n预算 "]


def test_table_without_rows_is_nothing() -> None:
    """An empty table is not a block."""
    assert read(tbl() + "<w:tbl><w:tblPr/></w:tbl>").blocks == ()


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "9" * 40])
def test_nonsense_span_is_one_column(number: str) -> None:
    """A span that is no number, or no possible one, is not believed."""
    grid = read_grid(tbl(tr(tc("1", settings=f'<w:gridSpan w:val="{number}"/>'), tc("2"))))
    assert [cell.column for cell in grid.cells] == [0, 1]


def test_table_within_a_cell_joins_its_text() -> None:
    """Rows become lines, cells stand side by side; a finding says that there was a table."""
    inner = tbl(tr(tc("甲"), tc("1")), tr(tc("乙"), tc(), tc(inner=tbl(tr(tc("2"), tc("3"))))))
    pages = read(tbl(tr(tc("0"), tc(inner=p("前") + inner + p("后")))))
    (grid,) = pages.blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["0", "前\n甲 1\n乙 2 3\n后"]
    assert pages.findings == (
        Finding(
            code="BP903",
            severity="warning",
            details={"kind": "nested_table"},
            location=Location(file="自评表.docx", row=1, column=2),
        ),
    )


# --- What is set aside ------------------------------------------------------------------------


def test_tracked_change_is_accepted_and_said() -> None:
    """One finding for each paragraph or cell, with what went and what came."""
    changed = deleted("100") + ins(r("95")) + deleted("万") + ins(r("元"))
    pages = read(p("一") + p(inner=changed) + tbl(tr(tc("a"), tc(inner=p(inner=changed) + p(inner=changed)))))
    assert pages.findings[0] == Finding(
        code="BP902",
        severity="warning",
        details={"kind": "tracked", "text": "100万→95元"},
        location=Location(file="自评表.docx", row=2),
    )
    assert kinds(pages) == [("tracked", 2, None), ("tracked", 1, 2)]
    assert "95元" in [block.text for block in pages.blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "新", "→新"),
        ("旧", "", "旧→"),
        ("旧" * 60, "新", "旧" * 38 + "→新"),
        ("旧" * 60, "新" * 60, "旧" * 20 + "→" + "新" * 19),
    ],
)
def test_tracked_change_is_quoted_from_both_sides(before: str, after: str, expected: str) -> None:
    """Forty characters, with something of each side."""
    inner = (deleted(before) if before else "") + (ins(r(after)) if after else "")
    (finding,) = read(p(inner=inner)).findings
    assert dict(finding.details)["text"] == expected


def test_deleted_and_inserted_rows() -> None:
    """A deleted row is gone, an inserted one is there; either is said once."""
    pages = read(
        tbl(
            tr(tc("1")),
            tr(tc(inner=p(inner=deleted("旧"))), tc(inner=p(inner=deleted("行"))), settings='<w:del w:id="1"/>'),
            tr(tc("新"), tc("行"), settings='<w:ins w:id="2"/>'),
            ins(tr(tc("再"))),
        )
    )
    (grid,) = pages.blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["1", "新", "行", "再"]
    assert kinds(pages) == [("tracked", 2, None), ("tracked", 2, None), ("tracked", 3, None)]
    assert dict(pages.findings[0].details)["text"] == "旧行→"


def test_deleted_rows_of_a_nested_table() -> None:
    """They are gone, too, and the cell says so."""
    inner = tbl(tr(tc(inner=p(inner=deleted("旧"))), settings='<w:del w:id="1"/>'), tr(tc("新"))) + p()
    pages = read(tbl(tr(tc(inner=inner))))
    assert kinds(pages) == [("tracked", 1, 1), ("nested_table", 1, 1)]


def test_deleted_cell() -> None:
    """A deleted cell leaves its place to the next one, which keeps its number in the file."""
    pages = read(tbl(tr(tc("旧", settings='<w:cellDel w:id="1"/>'), tc("新"))))
    (grid,) = pages.blocks
    assert isinstance(grid, Grid)
    assert shape(grid) == [(0, 0, 2, 1, 1, "新")]
    assert kinds(pages) == [("tracked", 1, 1)]


def test_hidden_text_is_not_read_but_said() -> None:
    """Hidden runs do not print; white space among them is no matter."""
    hidden = r("口径：含结转", settings=VANISH) + r(" ", settings=VANISH) + r("指标", settings=VANISH)
    shown = r("100", settings='<w:vanish w:val="false"/>')
    pages = read(p(inner=shown + hidden) + p(inner=r("  ", settings=VANISH)))
    assert [block.text for block in pages.blocks if isinstance(block, Line)] == ["100", ""]
    assert kinds(pages) == [("hidden", 1, None)]
    assert dict(pages.findings[0].details)["text"] == "口径：含结转指标"


def test_hidden_field_is_no_finding() -> None:
    """Index entries are hidden fields without any text of their own."""
    entry = "".join(
        r(inner=inner, settings=VANISH)
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>XE 绩效</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    pages = read(p(inner=entry + r("绩效")))
    assert pages.blocks == (Line(text="绩效", index=1),)
    assert pages.findings == ()


def test_content_of_a_cell_that_was_merged_away() -> None:
    """Word keeps it and does not show it: it is hidden."""
    pages = read(tbl(tr(tc("1", settings=RESTART)), tr(tc("旧", settings=CONTINUE)), tr(tc(" ", settings=CONTINUE))))
    (grid,) = pages.blocks
    assert isinstance(grid, Grid)
    assert shape(grid) == [(0, 0, 1, 3, 1, "1")]
    assert kinds(pages) == [("hidden", 2, 1)]


def test_text_box_is_not_part_of_the_flow() -> None:
    """Text boxes are set aside, however they are drawn; pictures are nothing."""
    box = f"<w:txbxContent>{p('单位：万元')}</w:txbxContent>"
    drawing = choice(f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>")
    body = p(inner=r("表") + r(inner=drawing)) + p(inner=r(inner="<w:drawing/>"))
    pages = read(body + p(inner=r(inner=f"<w:pict>{box}</w:pict>")))
    assert [block.text for block in pages.blocks if isinstance(block, Line)] == ["表", "", ""]
    assert kinds(pages) == [("text_box", 1, None), ("text_box", 3, None)]
    assert {dict(finding.details)["text"] for finding in pages.findings} == {"单位：万元"}


def test_notes_are_said_with_their_beginning() -> None:
    """A footnote or endnote is not read; the finding quotes it, if it is there; so with a comment."""
    pages = read(
        p(inner=r("100") + r(inner='<w:footnoteReference w:id="2"/>'))
        + p(inner=r(inner='<w:endnoteReference w:id="2"/>'))
        + p(inner=r(inner='<w:footnoteReference w:id="9"/>'))
        + p(inner='<w:commentRangeStart w:id="1"/>' + r(inner='<w:commentReference w:id="1"/>')),
        footnotes=f'<w:other/><w:footnote w:id="2">{p(" 含上年结转" + "。" * 50)}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("见附件")}</w:endnote>',
    )
    assert kinds(pages) == [("footnote", 1, None), ("footnote", 2, None), ("footnote", 3, None), ("comment", 4, None)]
    assert [dict(finding.details)["text"] for finding in pages.findings] == ["含上年结转" + "。" * 34, "见附件", "", ""]


def test_each_kind_is_said_once_for_a_cell() -> None:
    """A cell with several kinds has a finding for each, and none twice."""
    inner = p(inner=ins(r("1")) + r("2", settings=VANISH) + r(inner='<w:footnoteReference w:id="1"/>'))
    pages = read(tbl(tr(tc(inner=inner + inner + tbl(tr(tc(inner=inner)))))))
    assert kinds(pages) == [("tracked", 1, 1), ("hidden", 1, 1), ("footnote", 1, 1), ("nested_table", 1, 1)]


# --- Packages ---------------------------------------------------------------------------------


def test_strict_namespace_is_read_the_same() -> None:
    """The strict form of the format differs by its names only."""
    body = p(inner=r("一") + deleted("二")) + tbl(tr(tc("1", settings=span(2)), tc("3", settings=RESTART)))
    assert read(body) == read(body, STRICT)


def test_document_may_have_another_name() -> None:
    """The package says which part is the document; without a word, it is where it always is."""
    document = part("document", f"<w:body>{p('一')}</w:body>")
    named = {"_rels/.rels": relations(officeDocument="word/document2.xml"), "word/document2.xml": document}
    for parts in (named, {"word/document.xml": document}):
        pages = read_word("a.docx", zipped({"[Content_Types].xml": CONTENT_TYPES, **parts}))
        assert pages == Pages(file="a.docx", blocks=(Line(text="一", index=1),))


def test_document_without_body_is_empty() -> None:
    """Nothing in it is no error."""
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": part("document", "")}
    assert read_word("a.docx", zipped(parts)) == Pages(file="a.docx", blocks=())


@pytest.mark.parametrize(
    ("parts", "zh"),
    [
        (
            {"xl/workbook.xml": "<workbook/>", "_rels/.rels": relations(officeDocument="xl/workbook.xml")},
            "Excel 工作簿",
        ),
        (
            {"ppt/presentation.xml": "<p/>", "_rels/.rels": relations(officeDocument="ppt/presentation.xml")},
            "没有 Word 文档",
        ),
        ({"xl/workbook.bin": b"\0", "_rels/.rels": relations(officeDocument="xl/workbook.bin")}, "没有 Word 文档"),
        ({"word/document.xml": "<document/>"}, "没有 Word 文档"),
        ({"word/document.xml": "<w:document"}, "不是格式正确的 XML"),
        ({"word/document.xml": "<!DOCTYPE a><a/>"}, "文档类型"),
    ],
)
def test_package_without_a_document_is_refused(parts: dict[str, str | bytes], zh: str) -> None:
    """Another office file under this extension is called what it is."""
    with pytest.raises(FileError) as caught:
        read_word("a.docx", zipped({"[Content_Types].xml": CONTENT_TYPES, **parts}))
    assert zh in caught.value.zh


@pytest.mark.parametrize(
    ("limit", "body"),
    [
        ("MAX_PARAGRAPHS", p() * 11),
        ("MAX_PARAGRAPHS", tbl(tr(tc(inner=p() * 11)))),
        ("MAX_CELLS", tbl(tr(tc() * 11))),
        ("MAX_CELLS", tbl(tr(tc(inner=tbl(tr(tc() * 10)))))),
        ("MAX_POSITIONS", tbl(tr(tc(settings=span(11))))),
        ("MAX_POSITIONS", tbl(tr(tc(), settings='<w:gridBefore w:val="10"/>'))),
        ("MAX_POSITIONS", tbl(tr(tc() * 5) * 2) * 2),
    ],
)
def test_size_is_limited(monkeypatch: pytest.MonkeyPatch, limit: str, body: str) -> None:
    """A document beyond the limits is refused, not worked through."""
    monkeypatch.setattr(word, limit, 10)
    with pytest.raises(FileError, match="10"):
        read(body)


def test_limits_allow_what_they_say() -> None:
    """The limits are meant to be out of reach of every form."""
    assert (word.MAX_CELLS, word.MAX_PARAGRAPHS) == (60_000, 80_000)


def test_span_of_a_million_columns_is_refused() -> None:
    """A few bytes must not fill the memory."""
    with pytest.raises(FileError, match="rows times columns"):
        read(tbl(tr(tc("1", settings=span(999_999_999)))))


def test_another_producer_is_read_the_same() -> None:
    """What python-docx writes is read as python-docx reads it."""
    document = Document()
    document.add_heading("一、部门基本情况", 1)
    document.add_paragraph("年初预算100万元").add_run("。")
    table = document.add_table(3, 4)
    for row in range(3):
        for column in range(4):
            table.cell(row, column).text = f"{row}-{column}"
    table.cell(0, 0).merge(table.cell(2, 0)).text = "年度预算申请"
    table.cell(1, 1).merge(table.cell(2, 3)).text = "合计\n100"
    stream = BytesIO()
    document.save(stream)
    heading, line, grid = read_word("a.docx", stream.getvalue()).blocks
    assert (heading, line) == (Line(text="一、部门基本情况", index=1), Line(text="年初预算100万元。", index=2))
    assert isinstance(grid, Grid)
    theirs = [[cell.text for cell in row.cells] for row in table.rows]
    ours = [[cell.text if (cell := grid.at(row, column)) else None for column in range(4)] for row in range(3)]
    assert theirs == ours


# --- Laws -------------------------------------------------------------------------------------

WORDS = st.text("绩效预算01 ", max_size=4)
MEMBERS = members(
    p("一、概况", settings='<w:pStyle w:val="a"/>')
    + tbl(tr(tc("1", settings=RESTART), tc("2")), tr(tc(settings=CONTINUE), tc(inner=tbl(tr(tc("3"))) + p())))
    + p(inner=field("PAGE", r("1")) + ins(r("2")) + deleted("3")),
    styles='<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
DOCUMENT = zipped(MEMBERS)


@st.composite
def nested_runs(draw: st.DrawFn) -> tuple[str, str]:
    """Runs in wrappers in wrappers, and the text that they should give."""
    shown: list[str] = []

    def build(depth: int) -> str:
        kind = draw(st.sampled_from(["run", "run", "gone", "hidden", "sdt", "ins", "link", "choice", "field"]))
        if depth == 0 or kind == "run":
            shown.append(draw(WORDS))
            return r(shown[-1])
        if kind == "gone":
            return deleted(draw(WORDS)) + f"<w:moveFrom>{r(draw(WORDS))}</w:moveFrom>"
        if kind == "hidden":
            return r(draw(WORDS), settings=VANISH)
        inner = "".join(build(depth - 1) for _ in range(draw(st.integers(1, 3))))
        return {
            "sdt": sdt(inner),
            "ins": ins(inner),
            "link": f"<w:hyperlink>{inner}</w:hyperlink>",
            "choice": choice(inner, inner),
            "field": field("IF", inner),
        }[kind]

    return "".join(build(4) for _ in range(draw(st.integers(0, 3)))), "".join(shown)


@given(nested_runs())
def test_every_text_arrives_exactly_once(runs: tuple[str, str]) -> None:
    """Law: all text that is neither deleted nor hidden arrives, in order, once, in a line as in a cell."""
    inner, expected = runs
    assert [expected] == read_lines(p(inner=inner))
    assert [expected] == [cell.text for cell in read_grid(tbl(tr(tc(inner=p(inner=inner))))).cells]


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["", RESTART, CONTINUE])), max_size=4), max_size=5)
)
def test_cells_never_overlap_and_none_is_lost(rows: list[list[tuple[int, str]]]) -> None:
    """Law: whatever the merges say, every position has one cell at most, and every cell is within the grid."""
    body = tbl(*(tr(*(tc("x", settings=span(width) + merge) for width, merge in row)) for row in rows))
    for grid in read(body).blocks:
        assert isinstance(grid, Grid)
        positions = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        ]
        assert len(positions) == len(set(positions))
        assert len(positions) == sum(width for row in rows for width, _ in row)
        assert all(row < grid.rows and column < grid.columns for row, column in positions)


@given(st.integers(1, 60), st.sampled_from(["w:ins", "w:hyperlink", "w:customXml", "sdt", "table"]))
def test_deep_nesting_is_read_or_refused(depth: int, wrapper: str) -> None:
    """Law: nesting up to the limit is read without exhausting the stack, and beyond it refused."""
    inner = p("x")
    for _ in range(depth):
        if wrapper == "table":
            inner = tbl(tr(tc(inner=inner)))
        elif wrapper == "sdt":
            inner = sdt(inner)
        else:
            inner = f"<{wrapper}>{inner}</{wrapper}>"
    with suppress(FileError):
        (block,) = read(inner).blocks
        assert "x" in ([cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Law: whatever the bytes are, there are pages or a FileError."""
    with suppress(FileError):
        read_word("a.docx", data)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(DOCUMENT) - 1), st.integers(0, 255)), max_size=4), st.integers(0, 60))
def test_damaged_document_is_read_or_refused(flips: list[tuple[int, int]], cut: int) -> None:
    """Law: a document with bytes changed or cut off gives pages or a FileError, and never anything else."""
    data = bytearray(DOCUMENT)
    for place, byte in flips:
        data[place] = byte
    with suppress(FileError):
        read_word("a.docx", bytes(data[: len(data) - cut]))


@settings(max_examples=200)
@given(st.sampled_from(sorted(MEMBERS)), st.integers(0, 2_000), st.text(max_size=3))
def test_damaged_xml_is_read_or_refused(name: str, place: int, inserted: str) -> None:
    """Law: the same for damage within the XML of a sound archive."""
    content = str(MEMBERS[name])
    place %= len(content)
    with suppress(FileError):
        read_word("a.docx", zipped({**MEMBERS, name: content[:place] + inserted + content[place + 1 :]}))


@given(nested_runs())
def test_reading_twice_gives_the_same(runs: tuple[str, str]) -> None:
    """Law: nothing is kept from one reading to the next."""
    data = package(p(inner=runs[0]) + tbl(tr(tc(inner=p(inner=runs[0])))))
    assert read_word("a.docx", data) == read_word("a.docx", data)


# --- What is no plain text --------------------------------------------------------------------

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
STRICT_MATH = 'xmlns:m="http://purl.oclc.org/ooxml/officeDocument/math"'


def remarks(pages: Pages) -> list[tuple[str | None, str | None]]:
    """The findings in short: kind and text."""
    return [(dict(finding.details)["kind"], dict(finding.details).get("text")) for finding in pages.findings]


@pytest.mark.parametrize("names", [MATH, STRICT_MATH])
def test_a_formula_of_one_line_is_text(names: str) -> None:
    """≥95% typed as a formula says what it would say typed as text."""
    pages = read(p(inner=f"<m:oMath {names}><m:r><m:t>≥</m:t></m:r><m:r><m:t>95%</m:t></m:r></m:oMath>"))
    assert [block.text for block in pages.blocks if isinstance(block, Line)] == ["≥95%"]
    assert remarks(pages) == []


def test_the_parts_of_a_formula_make_no_figure() -> None:
    """49 over 50 is not 4950; the parts stand side by side, and a finding says so."""
    half = "<m:f><m:num><m:r><m:t>49</m:t></m:r></m:num><m:den><m:r><m:t>50</m:t></m:r></m:den></m:f>"
    pages = read(p(inner=f"<m:oMathPara {MATH}><m:oMath>{half}</m:oMath></m:oMathPara>"))
    assert [block.text for block in pages.blocks if isinstance(block, Line)] == ["49 50"]
    assert remarks(pages) == [("formula", "49 50")]


def test_crossed_out_text_is_set_aside() -> None:
    """10 struck through before 9.8 is not 109.8."""
    struck = r("10", settings="<w:strike/>") + r("1", settings='<w:dstrike w:val="true"/>')
    pages = read(tbl(tr(tc(inner=p(inner=struck + r("9.8", settings='<w:strike w:val="0"/>'))))))
    (grid,) = (block for block in pages.blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == ["9.8"]
    assert remarks(pages) == [("struck", "101")]


def test_a_hidden_row_is_set_aside() -> None:
    """Word does not print it."""
    pages = read(tbl(tr(tc("甲")), tr(tc("乙"), settings="<w:hidden/>"), tr(tc("丙"))))
    (grid,) = (block for block in pages.blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == ["甲", "丙"]
    assert kinds(pages) == [("hidden", 2, None)]


def test_another_file_in_a_file_is_said() -> None:
    """In the body and in a cell."""
    pages = read("<w:altChunk/>" + tbl(tr(tc(inner="<w:subDoc/>" + p("甲")))))
    assert kinds(pages) == [("embedded_file", 1, None), ("embedded_file", 1, 1)]


@pytest.mark.parametrize(
    ("drawing", "kind"),
    [
        ("<w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/></w:object>", "embedded"),
        ("<w:pict><v:imagedata xmlns:v='urn:schemas-microsoft-com:vml'/></w:pict>", "picture"),
        (
            "<w:drawing><c:chart xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'/></w:drawing>",
            "picture",
        ),
    ],
)
def test_what_is_drawn_in_a_cell_is_said(drawing: str, kind: str) -> None:
    """Beside the text a picture may be a seal; an object of another program is never nothing."""
    inner = p(inner=r(inner=drawing))
    assert kinds(read(tbl(tr(tc(inner=inner))))) == [(kind, 1, 1)]
    assert kinds(read(inner)) == ([] if kind == "picture" else [(kind, 1, None)])


def margin(text: str) -> str:
    """The inner XML of a page header."""
    return p(text)


def test_text_at_the_head_of_the_pages_is_said() -> None:
    """But not their number, and not what the body says as well."""
    files = members(p("某县 2022年度自评表"))
    for name, text in (("header1", "内部资料"), ("header2", "2022年度自评表"), ("footer1", "第 3 页 共 5 页")):
        kind = name[:-1]
        files[f"word/{name}.xml"] = part({"header": "hdr", "footer": "ftr"}[kind], margin(text))
    links = "".join(
        f'<Relationship Id="r{name}" Type="x/{name[:-1]}" Target="{name}.xml"/>'
        for name in ("header1", "header2", "footer1", "header9")
    )
    files["word/_rels/document.xml.rels"] = f"<Relationships>{links}</Relationships>"
    assert remarks(read_word("a.docx", zipped(files))) == [("page_margin", "内部资料")]


def test_a_frame_is_as_if_it_were_not_there() -> None:
    """A table whose rows are single cells around other tables is layout; one cell beside another is content."""
    inner = tbl(tr(tc("甲"), tc("1")), tr(tc("乙"), tc("2")))
    framed = read(tbl(tr(tc(inner=p("题") + tbl(tr(tc(inner=inner + p()))) + p("注")))))
    assert [block.text if isinstance(block, Line) else shape(block)[0][-1] for block in framed.blocks] == [
        "题",
        "甲",
        "",
        "注",
    ]
    assert framed.findings == ()
    assert [block.index for block in framed.blocks if isinstance(block, Line)] == [1, 2, 3]
    beside = read(tbl(tr(tc(inner=inner + p()), tc("3"))))
    assert kinds(beside) == [("nested_table", 1, 1)]
