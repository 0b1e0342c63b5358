"""Reading workbooks: what is a table, what is hidden, what is broken, and what is refused."""

import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from budgetperf.domain.finding import Finding, Location
from budgetperf.errors import FileError
from budgetperf.formats.excel.workbook import read_excel
from budgetperf.formats.office.grid import Cell, Grid, Line, Pages

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORKBOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
NAME = "附件1.xlsx"


def save(workbook: Any) -> bytes:
    """The bytes of a workbook."""
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def build(cells: Mapping[str, object], *merges: str) -> Any:
    """A workbook of one sheet, ``附件1``, with these cells and merged ranges."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "附件1"
    for address, value in cells.items():
        sheet[address] = value
    for merge in merges:
        sheet.merge_cells(merge)
    return workbook


def rewrite(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The package with one part changed."""
    content = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    return content.getvalue()


def write_raw(rows: str, rest: str = "", before: str = "", styles: str = "") -> bytes:
    """A workbook whose sheet has exactly this XML within ``sheetData``, behind and before it."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{rest}</worksheet>'
    data = rewrite(save(build({"A1": 1})), SHEET, lambda _: sheet)
    return rewrite(data, "xl/styles.xml", lambda text: styles or text)


def read(source: Any) -> Pages:
    """Read a workbook, or the bytes of one."""
    return read_excel(NAME, source if isinstance(source, bytes) else save(source))


def read_grid(source: Any) -> Grid:
    """The only block of a workbook."""
    (block,) = read(source).blocks
    assert isinstance(block, Grid)
    return block


def summarize(pages: Pages) -> list[str | tuple[int, int, int]]:
    """Each line as its text, each grid as its first row and its size."""
    return [
        block.text if isinstance(block, Line) else (block.first_row, block.rows, block.columns)
        for block in pages.blocks
    ]


def show(value: object, pattern: str = "General") -> Cell:
    """The cell that comes of a value under a number format."""
    workbook = build({"A1": "金额", "B1": value})
    workbook.active["B1"].number_format = pattern
    cell = read_grid(workbook).at(0, 1)
    assert cell is not None
    return cell


def refuse(data: bytes) -> str:
    """The English message with which a file is refused."""
    with pytest.raises(FileError) as caught:
        read_excel(NAME, data)
    return caught.value.en


# What is a table


def test_form_is_lines_above_a_grid_and_lines_below() -> None:
    """Titles and notes stand alone in their row; the table is what lies between."""
    form = build(
        {
            "A1": "附件1",
            "A2": "基础数据表",
            "A3": "三公经费",
            "B3": 4.88,
            "C3": 10.7,
            "A5": "公用经费",
            "A6": "说明：略",
            "A7": "续",
        },
        "A2:C2",
        "B5:C5",
    )
    expected = (
        Line(text="附件1", index=1, sheet="附件1", address="A1"),
        Line(text="基础数据表", index=2, sheet="附件1", address="A2"),
        Grid(
            cells=(
                Cell(row=0, column=0, number=1, text="三公经费", address="A3"),
                Cell(row=0, column=1, number=2, text="4.88", address="B3"),
                Cell(row=0, column=2, number=3, text="10.7", address="C3"),
                Cell(row=1, column=0, number=1, text="", address="A4"),
                Cell(row=1, column=1, number=2, text="", address="B4"),
                Cell(row=1, column=2, number=3, text="", address="C4"),
                Cell(row=2, column=0, number=1, text="公用经费", address="A5"),
                Cell(row=2, column=1, number=2, colspan=2, text="", address="B5"),
            ),
            rows=3,
            columns=3,
            sheet="附件1",
            first_row=3,
        ),
        Line(text="说明：略", index=6, sheet="附件1", address="A6"),
        Line(text="续", index=7, sheet="附件1", address="A7"),
    )
    assert expected == read(form).blocks


def test_columns_are_counted_from_the_first_one_in_use() -> None:
    """A margin on the left is no column of the grid, but numbers and addresses are those of the sheet."""
    grid = read_grid(build({"C5": "a", "D5": "b", "C6": "c", "D6": "d"}))
    expected = (5, (2, 2))
    assert expected == (grid.first_row, (grid.rows, grid.columns))
    assert Cell(row=1, column=1, number=4, text="d", address="D6") == grid.at(1, 1)


def test_merged_cells_span_and_are_clipped_to_the_grid() -> None:
    """The width of the table includes its merged cells; an empty merge reaches no farther than the table."""
    grid = read_grid(build({"A1": "控制率", "C1": "备注", "A3": "a", "C3": "b"}, "A1:B2", "C1:D1", "B3:B9"))
    spans = {cell.address: (cell.rowspan, cell.colspan) for cell in grid.cells if cell.rowspan * cell.colspan > 1}
    expected = {"A1": (2, 2), "C1": (1, 2)}, (3, 4), ["A1", "C1", "C2", "D2", "A3", "B3", "C3", "D3"]
    assert expected == (spans, (grid.rows, grid.columns), [cell.address for cell in grid.cells])


def test_value_beneath_a_merged_cell_is_reported_and_not_read() -> None:
    """Excel does not show it either, yet somebody may have typed it."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    pages = read(write_raw(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    (grid,) = pages.blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["1", "3"]
    location = Location(file=NAME, table="附件1", row=1, column=2)
    expected = Finding(code="BP902", severity="warning", details={"kind": "covered", "name": "2"}, location=location)
    assert (expected,) == pages.findings


def test_text_boxes_and_comments_are_reported() -> None:
    """They stand beside the cells, and may say what a cell should."""
    workbook = build({"A1": "a"})
    workbook.active["A1"].comment = Comment("应为 88 万元", "略")
    chart = BarChart()
    chart.title = "支出 96.73"
    workbook.active.add_chart(chart, "C3")
    data = save(workbook)
    box = f'<r xmlns:a="{DRAWING}"><a:p><a:t>单位：</a:t><a:t>万元</a:t></a:p></r>'
    data = rewrite(data, "xl/drawings/drawing1.xml", lambda _: box)
    expected = [("text_box", "单位： 万元"), ("comment", "应为 88 万元")]
    details = [dict(finding.details) for finding in read(data).findings]
    assert expected == [(each["kind"], each["name"]) for each in details]
    damaged = rewrite(data, "xl/drawings/drawing1.xml", lambda _: "no XML")
    assert [dict(finding.details)["kind"] for finding in read(damaged).findings] == ["text_box", "comment"]


def test_title_merged_over_all_columns_does_not_widen_the_table() -> None:
    """Whole rows are merged by a click on the row number."""
    expected = ["标题", (2, 1, 2)]
    assert expected == summarize(read(build_wide_title()))


def build_wide_title() -> bytes:
    """A sheet whose title is merged across 16,384 columns."""
    cells = '<c r="A2"><v>1</v></c><c r="B2"><v>2</v></c>'
    rows = f'<row r="1"><c r="A1" t="str"><v>标题</v></c></row><row r="2">{cells}</row>'
    return write_raw(rows, '<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>')


def test_label_with_an_empty_merged_value_is_a_row_of_the_table() -> None:
    """A blank form begins with the name of a department that is still to be filled in."""
    form = build({"A1": "自评表", "A2": "部门名称", "A3": "资金", "B3": "年初", "C3": "全年"}, "A1:C1", "B2:C2")
    expected = ["自评表", (2, 2, 3)]
    assert expected == summarize(read(form))


def test_label_that_reaches_into_the_table_is_part_of_it() -> None:
    """The first of two rows may hold nothing but the label that spans both."""
    expected = [(1, 2, 3)]
    assert expected == summarize(read(build({"A1": "人员", "B2": "编制", "C2": "在职"}, "A1:A2")))


def test_label_that_reaches_below_the_last_figures_is_part_of_the_table() -> None:
    """The rows that the label spans belong to it, filled or not."""
    form = build({"A1": "措施", "B1": "一", "C1": "x", "B2": "说明", "A5": "填表人："}, "A1:A3")
    expected = [(1, 3, 3), "填表人："]
    assert expected == summarize(read(form))


@pytest.mark.parametrize(
    ("text", "merges", "expected"),
    [
        ("厉行节约措施", (), [(1, 2, 4)]),
        ("本表一式两份", ("A2:B2",), [(1, 1, 4), "本表一式两份"]),
        ("本表一式两份", ("A2:D2",), [(1, 1, 4), "本表一式两份"]),
        ("备注：略", (), [(1, 1, 4), "备注：略"]),
        (" 填表人：", (), [(1, 1, 4), " 填表人："]),
        ("单位负责人签字：", (), [(1, 1, 4), "单位负责人签字："]),
        ("联系电话：", (), [(1, 1, 4), "联系电话："]),
    ],
)
def test_single_text_below_the_table_is_a_note_or_a_label(text: str, merges: tuple[str, ...], expected: object) -> None:
    """A note is merged across the sheet or begins like one; anything else is a label without its value."""
    form = build({"A1": "a", "B1": "b", "C1": "c", "D1": "d", "A2": text}, *merges)
    assert expected == summarize(read(form))


def test_sheet_with_one_text_in_each_row_is_lines() -> None:
    """A report, written one paragraph per row."""
    expected = ["一、概况", "略", "二、问题"]
    assert expected == summarize(read(build({"A2": "一、概况", "A3": "略", "B5": "二、问题"})))


def test_sheets_are_read_in_order_and_named() -> None:
    """Every block knows its sheet."""
    workbook = build({"A1": "a", "B1": "b"})
    workbook.create_sheet("附件2")["A1"] = "c"
    workbook.create_sheet("空表")
    expected = ["附件1", "附件2"]
    assert expected == [block.sheet for block in read(workbook).blocks]


def test_chart_sheet_is_left_out() -> None:
    """It has no cells."""
    workbook = build({"A1": "a"})
    workbook.create_chartsheet("图")
    expected = ["a"]
    assert expected == summarize(read(workbook))


def test_cells_without_addresses_are_counted() -> None:
    """An address may be left out where it follows from the order."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    expected = ["A1", "B1", "A2", "B2"]
    assert expected == [cell.address for cell in read_grid(write_raw(rows)).cells]


# What a cell shows


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (1, "0.0%", "100.0%"),
        (4.9, '0.00"万元"', "4.90万元"),
        ("007", "General", "007"),
        ("0.99", "0%", "0.99"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (date(2023, 6, 15), 'yyyy"年"m"月"d"日"', "2023年6月15日"),
        (date(2023, 6, 15), '[$-804]yyyy"年"m"月";@', "2023年6月"),
        (date(2023, 6, 5), "yyyy.mm.dd", "2023.06.05"),
        (date(2023, 6, 15), "mm-dd-yy", "2023/6/15"),
        (date(2023, 6, 15), "d-mmm-yy", "2023-06-15"),
        (date(2023, 6, 15), "dd/mm/yyyy", "2023-06-15"),
        (datetime(2023, 6, 15, 9, 30), "yyyy/m/d h:mm", "2023-06-15"),  # noqa: DTZ001 - a sheet knows no time zone
        (time(9, 30), "h:mm", "09:30:00"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        ("一\n二", "General", "一\n二"),
        ("  ", "General", "  "),
    ],
)
def test_values_read_as_the_sheet_shows_them(value: object, pattern: str, expected: str) -> None:
    """Figures and dates under their format, text as it is; a date that could be another day, in ISO style."""
    workbook = build({"A1": "a", "B1": value, "C1": "c"})
    workbook.active["B1"].number_format = pattern
    cell = read_grid(workbook).at(0, 1)
    assert Cell(row=0, column=1, number=2, text=expected, address="B1") == cell


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        *((number, "2023年6月") for number in (27, 36, 50, 52, 57)),
        *((number, "6月15日") for number in (28, 29, 51, 53, 54, 58)),
        (31, "2023年6月15日"),
        *((number, "2023-06-15") for number in (30, 32, 33, 34, 35, 55, 56)),
    ],
)
def test_chinese_formats_without_a_pattern_are_dates(number: int, expected: str) -> None:
    """Chinese Excel stores them by number alone."""
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    rows = '<row r="1"><c r="A1" s="1"><v>45092</v></c></row>'
    assert [expected] == summarize(read(write_raw(rows, styles=styles)))


def test_number_format_that_is_not_defined_is_the_general_one() -> None:
    """A damaged style does not change a figure."""
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="199"/></cellXfs></styleSheet>'
    rows = '<row r="1"><c r="A1" s="1"><v>45092.5</v></c></row>'
    expected = ["45092.5"]
    assert expected == summarize(read(write_raw(rows, styles=styles)))


def test_dates_of_the_1904_calendar() -> None:
    """Workbooks from old Macs count days from another day."""
    workbook = build({"A1": "日期", "B1": 1})
    workbook.active["B1"].number_format = "yyyy-mm-dd"
    data = rewrite(save(workbook), WORKBOOK, lambda text: text.replace("<workbookPr/>", '<workbookPr date1904="1"/>'))
    expected = "1904-01-02"
    assert expected == read_grid(data).cells[1].text


def test_rich_text_is_joined() -> None:
    """A word in bold is still part of its cell."""
    text = CellRichText("预算", TextBlock(InlineFont(b=True), "执行"), "率")
    expected = "预算执行率"
    assert expected == show(text).text


def test_shared_text_is_joined_without_its_pronunciation() -> None:
    """Text that many cells share is stored once, in runs; a phonetic guide is no text of the cell."""
    data = write_raw('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    text = '<r><rPr><b/></rPr><t>一</t></r><r><t>_x000D_\n二</t></r><rPh sb="0" eb="1"><t>yi</t></rPh>'
    strings = f'<sst xmlns="{MAIN}"><si>{text}</si></sst>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    data = rewrite(
        data,
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace("</Rel", f'<Relationship Id="s" Type="{relation}" Target="texts.xml"/></Rel'),
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    data = rewrite(
        data,
        "[Content_Types].xml",
        lambda text: text.replace("</Types>", f'<Override PartName="/xl/texts.xml" ContentType="{kind}"/></Types>'),
    )
    content = BytesIO(data)
    with ZipFile(content, "a") as archive:
        archive.writestr("xl/texts.xml", strings)
    expected = ["一\n二"]
    assert expected == summarize(read(content.getvalue()))


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A"])
def test_error_values_are_broken(error: str) -> None:
    """The cell has no figure, and says why."""
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>A1/0</f><v>{error}</v></c></row>'
    assert Cell(row=0, column=1, number=2, text=error, address="B1", broken=True) == read_grid(write_raw(rows)).at(0, 1)


def test_number_too_large_for_a_double_is_broken() -> None:
    """It is no figure; nothing else of the file suffers."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1E+999</v></c></row>'
    assert Cell(row=0, column=1, number=2, text="#NUM!", address="B1", broken=True) == read_grid(write_raw(rows)).at(
        0, 1
    )


def test_stored_result_of_a_formula_counts() -> None:
    """Nothing is computed here."""
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="B1" t="str"><f>A1&amp;""</f><v></v></c>',
        '<c r="C1" t="str"><f>"x"</f><v>x</v></c>',
    )
    rows = f'<row r="1">{"".join(cells)}</row>'
    expected = [("2", False), ("", False), ("x", False)]
    assert expected == [(cell.text, cell.broken) for cell in read_grid(write_raw(rows)).cells]


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_formula_without_a_result_is_broken(value: str) -> None:
    """A program wrote the formula and nobody computed it: the file promises a value that it does not hold."""
    rows = f'<row r="6"><c r="E6"><v>2</v></c><c r="G6"><f>F6/E6</f>{value}</c></row>'
    assert Cell(row=0, column=2, number=7, text="=F6/E6", address="G6", broken=True) == read_grid(write_raw(rows)).at(
        0, 2
    )


def test_formula_written_by_openpyxl_is_broken() -> None:
    """It stores formulas only."""
    expected = ("=1+2", True)
    assert expected == (show("=1+2").text, show("=1+2").broken)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6), st.sampled_from(["General", "0.00", "#,##0.00"]))
@settings(max_examples=25, deadline=None)
def test_number_written_and_read_is_the_same_number(digits: int, places: int, pattern: str) -> None:
    """Fifteen digits survive the way through the file."""
    number = Decimal(digits).scaleb(-places)
    assert number == Decimal(show(number, pattern).text)


# What is hidden


def report(
    kind: str, name: str, *, cells: str | None = None, row: int | None = None, column: int | None = None
) -> Finding:
    """The finding for something hidden on the sheet ``附件1``, or a hidden sheet of that name."""
    location = Location(file=NAME, table=name if kind == "hidden_sheet" else "附件1", row=row, column=column)
    return Finding(
        code="BP902", severity="warning", details={"kind": kind, "name": name, "cells": cells}, location=location
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_is_reported_and_not_read(state: str) -> None:
    """An empty one is not even reported."""
    workbook = build({"A1": "a"})
    for title, value in (("旧表", 1), ("空表", None)):
        sheet = workbook.create_sheet(title)
        sheet.sheet_state = state
        sheet["A1"] = value
    pages = read(workbook)
    assert (["a"], (report("hidden_sheet", "旧表"),)) == (summarize(pages), pages.findings)


def test_hidden_rows_and_columns_are_reported_and_leave_empty_cells() -> None:
    """What can be seen keeps its place."""
    workbook = build({f"{column}{row}": f"{column}{row}" for column in "ABCD" for row in range(1, 5)})
    sheet = workbook.active
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)
    pages = read(workbook)
    (grid,) = pages.blocks
    assert isinstance(grid, Grid)
    shown = {"A1", "D1", "A3", "D3", "A4", "D4"}
    for row in range(4):
        for column, letter in enumerate("ABCD"):
            address = f"{letter}{row + 1}"
            text = address if address in shown else ""
            assert Cell(row=row, column=column, number=column + 1, text=text, address=address) == grid.at(row, column)
    expected = (
        report("hidden_row", "2", cells="4", row=2),
        report("hidden_column", "B", cells="3", column=2),
        report("hidden_column", "C", cells="3", column=3),
    )
    assert expected == pages.findings


def test_row_without_height_and_column_without_width_are_hidden() -> None:
    """Dragging a border to nothing hides as well as the menu does."""
    first = '<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>'
    rows = f'{first}<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>3</v></c></row>'
    pages = read(write_raw(rows, before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'))
    expected = ["2"]
    assert expected == summarize(pages)
    assert (report("hidden_row", "1", row=1), report("hidden_column", "B", column=2)) == pages.findings


def test_merged_cell_is_visible_as_long_as_a_part_of_it_is() -> None:
    """Excel shows the text in what is left of the cell."""
    workbook = build({"A1": "标题", "A2": "a", "B2": "b", "C2": "c"}, "A1:C1")
    workbook.active.column_dimensions["A"].hidden = True
    pages = read(workbook)
    expected = ["标题", (2, 1, 2)]
    assert expected == summarize(pages)
    assert (report("hidden_column", "A", column=1),) == pages.findings


# What is refused


def test_lone_cell_in_the_last_corner_is_a_line() -> None:
    """Where it stands costs nothing."""
    rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert (Line(text="1", index=1048576, sheet="附件1", address="XFD1048576"),) == read(write_raw(rows)).blocks


def test_declared_dimension_is_not_trusted() -> None:
    """Only cells count."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    expected = [(1, 1, 2)]
    assert expected == summarize(read(write_raw(rows, before='<dimension ref="A1:XFD1048576"/>')))


@pytest.mark.parametrize(
    ("rows", "rest", "expected"),
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            "",
            "17,179,869,184 cells",
        ),
        (
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>',
            '<mergeCells><mergeCell ref="B1:XFD999"/></mergeCells>',
            "extends over A1:XFD999",
        ),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFE1"><v>1</v></c></row>', "", "beyond the last cell"),
        ('<row r="1048577"/>', "", "row 1048577 after row 0"),
        ('<row r="2"/><row r="1"/>', "", "row 1 after row 2"),
        ('<row r="x"/>', "", "damaged"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "", "A1 after column 2"),
        ('<row r="1"><c r="A2"/></row>', "", "A2 after column 0 of row 1"),
        ('<row r="1"><c r="1A"/></row>', "", "no address"),
        ("", '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>', "no range"),
        (
            '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>',
            '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/></mergeCells>',
            "overlap at B1",
        ),
        ('<row r="1"><c r="A1"><v>ten</v></c></row>', "", "cannot be made out"),
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', "", "cannot be made out"),
        ('<row r="1"><c r="A1" s="99"><v>7</v></c></row>', "", "cannot be made out"),
    ],
)
def test_impossible_sheets_are_refused(rows: str, rest: str, expected: str) -> None:
    """A damaged or hostile sheet costs neither time nor memory."""
    assert expected in refuse(write_raw(rows, rest))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts all visible sheets together."""
    workbook = build({"A1": 1, "B1": 2})
    workbook.create_sheet("附件2")["A1"] = 3
    monkeypatch.setattr("budgetperf.formats.excel.visible.MAX_CELLS", 2)
    assert "3 cells with content, at most 2" in refuse(save(workbook))


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text counts wherever it is shown."""
    monkeypatch.setattr("budgetperf.formats.excel.visible.MAX_TEXT", 5)
    assert "6 characters of text, at most 5" in refuse(save(build({"A1": "abc", "A2": "abc"})))


def test_empty_merge_and_link_over_the_whole_sheet_cost_nothing() -> None:
    """Only the part within the table is looked at."""
    rows = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    links = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
    rest = f'<mergeCells><mergeCell ref="C3:XFD1048576"/></mergeCells>{links}'
    expected = [(2, 1, 2)]
    assert expected == summarize(read(write_raw(rows, rest)))


def test_comment_on_the_whole_sheet_costs_nothing() -> None:
    """Comments are no content of the form: they are reported, not read."""
    workbook = build({"A1": "a"})
    workbook.active["A1"].comment = Comment("略", "略")
    data = save(workbook)
    data = rewrite(data, "xl/comments/comment1.xml", lambda text: text.replace('"A1"', '"A1:XFD1048576"'))
    expected = ["a"]
    assert expected == summarize(read(data))


def test_what_no_cell_depends_on_cannot_fail() -> None:
    """Odd fonts, names and properties trip readers of Excel files, though nothing of them is needed."""
    data = save(build({"A1": "a"}))
    data = rewrite(
        data, "xl/styles.xml", lambda text: text.replace("<fills", "<fills odd='1'").replace("<fill>", "<fill><odd/>")
    )
    data = rewrite(data, "docProps/core.xml", lambda _: "not XML")
    names = '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">#REF!</definedName></definedNames>'
    data = rewrite(
        data, WORKBOOK, lambda text: text.replace("<definedNames/>", names).replace("<definedNames />", names)
    )
    expected = ["a"]
    assert expected == summarize(read(data))


def write_package(*names: str) -> bytes:
    """A package of empty parts."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<a/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("word/document.xml", "looks like a Word document"),
        ("ppt/presentation.xml", "looks like a presentation"),
        ("xl/workbook.bin", "looks like a binary workbook"),
        ("other.xml", "has no xl/workbook.xml"),
    ],
)
def test_other_packages_are_refused_by_name(part: str, expected: str) -> None:
    """The commonest of them is a Word file with its extension changed."""
    assert expected in refuse(write_package(part))


@pytest.mark.parametrize(
    ("part", "change", "expected"),
    [
        (SHEET, lambda text: f"<!DOCTYPE a>{text}", "document type"),
        ("[Content_Types].xml", lambda text: f"<!DOCTYPE a>{text}", "document type"),
        ("docProps/core.xml", lambda text: f"<!DOCTYPE a>{text}", "document type"),
        (WORKBOOK, lambda text: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), "Strict"),
        (WORKBOOK, lambda text: text[: len(text) // 2], "not well-formed"),
        ("xl/_rels/workbook.xml.rels", lambda text: text.replace("sheet1.xml", "sheet7.xml"), "is missing"),
        (WORKBOOK, lambda text: re.sub("(<sheet .*?/>)", r"\1\1", text), "share one part"),
        ("xl/styles.xml", lambda text: text.replace("次", "次" * 1994), "2,000, at most 1,000"),
    ],
)
def test_damaged_and_hostile_parts_are_refused(part: str, change: Callable[[str], str], expected: str) -> None:
    """Each with the reason."""
    workbook = build({"A1": 1})
    workbook.active["A1"].number_format = '0.00"次"'
    assert expected in refuse(rewrite(save(workbook), part, change))


def test_missing_openpyxl_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an optional package."""
    data = save(build({"A1": "a"}))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert 'pip install "budgetperf[forms]"' in refuse(data)


FORM = save(build({"A1": "标题", "A2": "a", "B2": 1.5, "A3": "b", "B3": date(2023, 6, 15), "A4": "=1+1"}, "A1:B1"))
STORED = rewrite(FORM, "", str)


@given(st.sampled_from([FORM, STORED]), st.data())
@settings(max_examples=200, deadline=None)
def test_mutated_bytes_are_read_or_refused(original: bytes, data: st.DataObject) -> None:
    """Whatever happens to a file on its way, nothing but a `FileError` is raised."""
    mutated = bytearray(original)
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(mutated) - 1))
        mutated[position] = data.draw(st.integers(0, 255))
    length = data.draw(st.sampled_from([len(mutated), len(mutated) // 2]))
    try:
        pages = read_excel(NAME, bytes(mutated[:length]))
    except FileError:
        return
    expected = NAME
    assert expected == pages.file


@given(
    st.sampled_from([WORKBOOK, SHEET, "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]), st.data()
)
@settings(max_examples=200, deadline=None)
def test_mutated_parts_are_read_or_refused(part: str, data: st.DataObject) -> None:
    """The same within the package, where no checksum gives the damage away."""

    def change(text: str) -> str:
        start = data.draw(st.integers(0, len(text) - 1))
        end = start + data.draw(st.integers(0, 12))
        return text[:start] + data.draw(st.sampled_from(["", "0", "-1", "9" * 20, "<a/>", "x", "é"])) + text[end:]

    try:
        pages = read_excel(NAME, rewrite(FORM, part, change))
    except FileError:
        return
    expected = NAME
    assert expected == pages.file
