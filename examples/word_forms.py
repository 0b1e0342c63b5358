"""Writes all five attachments of a filing into one Word file that looks like the county's forms."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from contract_shape import Record
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, Twips
from form_tables import Cell, Form, forms

from printing import Printing

BODY, HEAVY, BRUSH, LETTER, TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
HEADING_FONTS = {1: HEAVY, 2: BRUSH, 3: LETTER}
LIST_ID = 90  # beyond the ids that the empty document brings along


def write_word(filing: Record, printing: Printing, path: Path, *, made: dt.datetime) -> None:
    """Write the forms, then the reports."""
    document = docx.Document()
    _prepare(document, title=filing["base_table"]["heading"]["title"], made=made)
    parts = [*(_form_xml(form, printing) for form in forms(filing, printing))]
    for report in filing["reports"]:
        writer = _department_report if report["kind"] == "department" else _project_report
        parts.append(writer(report, printing))
    body = document.element.body
    for part in parts:
        for element in parse_xml(f"<w:body {nsdecls('w')}>{part}</w:body>"):
            body.insert(len(body) - 1, element)  # the section properties stay last
    if printing.numbered_kinds:
        _add_numbering(document)
    document.save(str(path))


def _prepare(document: Document, *, title: str, made: dt.datetime) -> None:
    """An A4 page with the form's margins, and no trace of the machine that wrote the file."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Twips(1134)
    section.top_margin = section.bottom_margin = Twips(1247)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # otherwise the signs look Japanese
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.title, about.created, about.modified, about.revision = title, made, made, 1
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]  # the preview picture shows another document


def _run(text: str, font: str, half_points: int) -> str:
    """A run of text; a line break inside it becomes Word's own."""
    face = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:hint="eastAsia"/>'
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f"<w:r><w:rPr>{face}{size}</w:rPr>{lines}</w:r>"


def _paragraph(runs: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _mark(text: str) -> str:
    """The 附件 mark at the top of a new page; before the first one the break has no effect."""
    first = text == "附件1"
    return _paragraph(_run(text, HEAVY, 32), "" if first else "<w:pageBreakBefore/>")


def _centred(text: str, font: str, half_points: int, *, new_page: bool = False) -> str:
    break_before = "<w:pageBreakBefore/>" if new_page else ""
    return _paragraph(_run(text, font, half_points), f'{break_before}<w:jc w:val="center"/>')


def _form_xml(form: Form, printing: Printing) -> str:
    return "".join(
        (
            _mark(form.mark),
            *(_centred(line, TITLE, 44) for line in form.title_lines),
            _paragraph(),
            _table_xml(form, printing),
            *(_paragraph(_run(foot, BODY, 21)) for foot in form.feet),
        )
    )


def _table_xml(form: Form, printing: Printing) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in form.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(form.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(_rows_xml(form, printing))}</w:tbl>"
    )


def _rows_xml(form: Form, printing: Printing) -> Iterable[str]:
    """Rows; a cell that reaches down leaves an empty continuation in each row below, as Word wants it."""
    pending: dict[int, tuple[Cell, int]] = {}  # grid column → the cell that covers it, and for how many rows more
    for row in form.rows:
        cells, column, queue = [], 0, list(row)
        while column < len(form.widths):
            if column in pending:
                cell, left = pending.pop(column)
                cells.append(_cell_xml(cell, form.widths, column, printing, merge="continue"))
            else:
                cell = queue.pop(0)
                left = cell.down
                cells.append(_cell_xml(cell, form.widths, column, printing, merge="restart" if left > 1 else None))
            if left > 1:
                pending[column] = (cell, left - 1)
            column += cell.across
        height = '<w:trPr><w:cantSplit/><w:trHeight w:val="340" w:hRule="atLeast"/></w:trPr>'
        yield f"<w:tr>{height}{''.join(cells)}</w:tr>"


def _cell_xml(cell: Cell, widths: Iterable[int], column: int, printing: Printing, *, merge: str | None) -> str:
    width = sum(list(widths)[column : column + cell.across])
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}<w:vAlign w:val="center"/></w:tcPr>'
    align = f'<w:jc w:val="{"left" if cell.left else "center"}"/>'
    text = "" if merge == "continue" else cell.text
    return f"<w:tc>{properties}{''.join(_paragraph(runs, align) for runs in _cell_runs(text, printing))}</w:tc>"


def _cell_runs(text: str, printing: Printing) -> list[str]:
    """The runs of each paragraph of a cell; a bracketed weight follows its label after a line break only."""
    if not text:
        return [""]
    if text in printing.in_content_control:
        return [f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(text, BODY, 18)}</w:sdtContent></w:sdt>"]
    if text in printing.in_two_runs:
        whole, point, decimals = text.partition(".")
        return [_run(whole + point, BODY, 18) + _run(decimals, LETTER, 18)]
    if text.endswith(("分)", "分）")):
        return [_run(text, BODY, 18)]
    return [_run(line, BODY, 18) if line else "" for line in text.split("\n")]


def _department_report(report: Record, printing: Printing) -> str:
    """附件4: a cover, the title once more in spaced letters, and the text."""
    heading = report["heading"]
    start = heading["title"].removesuffix("部门整体支出绩效自评报告")
    year, month, day = heading["signature"]["date"].translate({ord(unit): " " for unit in "年月日"}).split()
    return "".join(
        (
            _mark("附件4"),
            _centred(f"{start}部门(单位)整体支出", TITLE, 44),
            _centred("绩效自评报告", TITLE, 44),
            *(_paragraph() for _ in range(12)),
            _centred(f"部门(单位)名称：{heading['unit_name'] or ''}(盖章)", LETTER, 32),
            _centred(f"{year}年 {month}  月  {day}  日", LETTER, 32),
            _centred("(此页为封面)", LETTER, 32) if printing.outline_marks else "",
            _centred(f"{_spaced_year(start)}部门整体支出绩效", TITLE, 44, new_page=True),
            _centred("自 评 报 告", TITLE, 44),
            _paragraph(),
            _sections_xml(report, printing),
        )
    )


def _project_report(report: Record, printing: Printing) -> str:
    """附件5: title and text."""
    start = report["heading"]["title"].removesuffix("项目支出绩效评价报告")
    return "".join(
        (
            _mark("附件5"),
            _centred(_spaced_year(start), TITLE, 44),
            _centred(" 项目支出绩效评价报告", TITLE, 44),
            _centred("(参考提纲)", LETTER, 32) if printing.outline_marks else _paragraph(),
            _sections_xml(report, printing),
        )
    )


def _spaced_year(title: str) -> str:
    return title.replace("年度", " 年度", 1)


def _sections_xml(report: Record, printing: Printing) -> str:
    numbered = report["kind"] in printing.numbered_kinds
    indent = '<w:ind w:firstLine="640"/>'
    pieces: list[str] = []
    for section in report["sections"]:
        level, title = section["level"], section["title"]
        if numbered:
            number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{LIST_ID}"/></w:numPr>'
            pieces.append(_paragraph(_run(title, HEADING_FONTS[level], 32), number))
        else:
            stop = "" if level == 2 else "、"
            pieces.append(_paragraph(_run(section["ordinal"] + stop + title, HEADING_FONTS[level], 32), indent))
        pieces += [_paragraph(_run(text, LETTER, 32), indent) for text in section["paragraphs"]]
    return "".join(pieces)


def _add_numbering(document: Document) -> None:
    """A list of two levels, 一、 and （一）, that Word counts by itself."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
        f'<w:rPr><w:rFonts w:eastAsia="{HEADING_FONTS[level + 1]}" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr>'
        "</w:lvl>"
        for level, text in enumerate(("%1、", "（%2）"))
    )
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST_ID}">'
    numbering.insert(0, parse_xml(f'{abstract}<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'))
    link = f'<w:abstractNumId w:val="{LIST_ID}"/>'
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{LIST_ID}">{link}</w:num>'))
