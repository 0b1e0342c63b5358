"""Sheets as a Word file, and as the pages that a reader would make of that file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import define

from budgetperf.formats.office.grid import Block, Grid, Pages
from budgetperf.formats.office.grid import Cell as GridCell
from budgetperf.formats.office.grid import Line as GridLine
from budgetperf.formats.office.packing import DECLARATION, core_properties, markup, pack, relationships
from budgetperf.formats.word.comments import Comments
from budgetperf.formats.word.stationery import (
    CELL_LINE,
    FONT_TABLE,
    FOOTER,
    LINE_HEIGHTS,
    NAMESPACE,
    SETTINGS,
    STYLE_OF,
    STYLES,
    Style,
    content_types,
)
from budgetperf.printing.measure import line_count
from budgetperf.printing.sheet import Cell, Line, Sheet, Table

__all__ = ["word_bytes", "word_pages"]

# A row of more lines than these would leave half a page empty if it were kept in one piece.
_MOST_LINES: Final = 30
_KEPT_ROWS: Final = 3
_SIZE: Final = 9
# A text that may need a second line somewhere.
_SHORT: Final = 5
# The heights that a row has at least, the usual one first; and what decides which of them is chosen, in points.
_HEIGHTS: Final = (330, 300, 275)
_PAGE: Final = 712.0
_RULE: Final = 0.5  # the line between two rows
_AROUND: Final = 6.0  # what is blank around a line outside the table
_USUAL_LINE: Final = 15.0
_MARGIN: Final = 80
_INSIDE: Final = 40
_TWIPS: Final = 20

_EDGES: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SEAM: Final = f'<w:p><w:pPr><w:pStyle w:val="{Style.SEAM}"/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'
_SECTION: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" w:header="851" w:footer="794" w:gutter="0"/>'
    "</w:sectPr>"
)
_NO_NOTES: Final[Mapping[str, str]] = {}
_OFFICE: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def word_bytes(sheets: Sequence[Sheet], title: str = "", notes: Mapping[str, str] = _NO_NOTES) -> bytes:
    """
    The sheets as the bytes of a ``.docx`` file: the same sheets, the same bytes.

    Their texts hold nothing that XML cannot: see `first_forbidden`.

    Args:
        sheets: What is printed, one after the other.

        title: Title of the document, in its properties.

        notes: Comments by printed path: see `settle_notes`.
    """
    comments = Comments(wanted=dict(notes))
    body = "".join(piece for sheet in sheets for piece in _draw(sheet, comments))
    commented = bool(comments.texts)
    return pack(
        {
            "[Content_Types].xml": content_types(commented=commented),
            "_rels/.rels": relationships(
                {"rId1": ("officeDocument", "word/document.xml"), "rId2": ("core-properties", "docProps/core.xml")},
                package=True,
            ),
            "word/document.xml": (
                f"{DECLARATION}<w:document {NAMESPACE} {_OFFICE}><w:body>{body}{_SECTION}</w:body></w:document>"
            ),
            "word/_rels/document.xml.rels": relationships(
                {
                    "rId1": ("styles", "styles.xml"),
                    "rId2": ("settings", "settings.xml"),
                    "rId3": ("fontTable", "fontTable.xml"),
                    "rId4": ("footer", "footer1.xml"),
                    **({"rId5": ("comments", "comments.xml")} if commented else {}),
                }
            ),
            "word/styles.xml": STYLES,
            "word/settings.xml": SETTINGS,
            "word/fontTable.xml": FONT_TABLE,
            "word/footer1.xml": FOOTER,
            **({"word/comments.xml": comments.part()} if commented else {}),
            "docProps/core.xml": core_properties(title),
        }
    )


def _least_height(sheet: Sheet) -> int:
    """The least height of a row, in twentieths of a point: what makes a form fit on its page, if anything does."""
    heights = [_line_height(block) for block in sheet.blocks if isinstance(block, Line)]
    rows = [(lines * CELL_LINE + _INSIDE) / _TWIPS for table in sheet.tables for lines in _row_lines(table)]
    for least in _HEIGHTS:
        if sum(heights) + sum(max(least / _TWIPS, row) + _RULE for row in rows) <= _PAGE:
            return least
    return _HEIGHTS[0]


def _line_height(line: Line) -> float:
    height = LINE_HEIGHTS[line.look] / _TWIPS if line.look in LINE_HEIGHTS else _USUAL_LINE
    return height * (1 + line.text.count("\n")) + _AROUND


def _draw(sheet: Sheet, comments: Comments) -> Iterator[str]:
    least = _least_height(sheet) if sheet.tables else _HEIGHTS[0]
    for block, after in pairwise((*sheet.blocks, None)):
        if isinstance(block, Line):
            new_page = "<w:pageBreakBefore/>" if block.new_page else ""
            run = comments.around(_run(block.text), block.paths)
            yield f'<w:p><w:pPr><w:pStyle w:val="{STYLE_OF[block.look]}"/>{new_page}</w:pPr>{run}</w:p>'
        elif isinstance(block, Table):
            # Two tables without a paragraph between them would be one, and the second would lose its own head.
            yield _SEAM if block.joined else ""
            yield from _table(block, least, comments, is_last=not isinstance(after, Table))


def _run(text: str) -> str:
    if not text:
        return ""
    if "\n" not in text and "\t" not in text:
        return f'<w:r><w:t xml:space="preserve">{markup(text)}</w:t></w:r>'
    lines = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{markup(piece)}</w:t>' if piece else "" for piece in line.split("\t")
        )
        for line in text.split("\n")
    )
    return f"<w:r>{lines}</w:r>"


def _table(table: Table, least: int, comments: Comments, *, is_last: bool) -> Iterator[str]:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="20" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>'
        '<w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    lines = _row_lines(table)
    for index, row in enumerate(_lay_rows(table)):
        is_head = index < table.heads
        # A signature stays with the last rows of what is signed for; a head stays with what it is the head of.
        is_kept = is_head or (is_last and index >= len(table.rows) - _KEPT_ROWS)
        settings = "" if lines[index] > _MOST_LINES else "<w:cantSplit/>"
        settings += f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' + ("<w:tblHeader/>" if is_head else "")
        cells = "".join(
            [_cell(cell, table.widths[at : at + cell.across], merge, comments, kept=is_kept) for at, cell, merge in row]
        )
        yield f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"
    yield "</w:tbl>"


_Placed = tuple[int, Cell, str]


def _lay_rows(table: Table) -> list[list[_Placed]]:
    """For each row its cells from left to right: the column, the cell, and ``restart`` or ``continue`` if merged."""
    rows: list[list[_Placed]] = [[] for _ in table.rows]
    for row, column, cell in table.places():
        rows[row].append((column, cell, "restart" if cell.down > 1 else ""))
        for below in range(row + 1, row + cell.down):
            rows[below].append((column, cell, "continue"))
    for placed in rows:
        placed.sort(key=lambda place: place[0])
    return rows


def _row_lines(table: Table) -> list[int]:
    """How many lines each row of a table takes, its merged cells left out."""
    lines = [1] * len(table.rows)
    for row, column, cell in table.places():
        if cell.down == 1 and ("\n" in cell.text or len(cell.text) >= _SHORT):
            count = line_count(cell.text, _inner_width(table, column, cell), _SIZE)
            lines[row] = max(lines[row], count)
    return lines


def _inner_width(table: Table, column: int, cell: Cell) -> float:
    return (sum(table.widths[column : column + cell.across]) - _MARGIN) / _TWIPS


def _cell(cell: Cell, widths: Sequence[int], merge: str, comments: Comments, *, kept: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    edges = ""
    if cell.open_above or cell.open_below:
        edge = "top" if cell.open_above else "bottom"
        edges = f'<w:tcBorders><w:{edge} w:val="nil"/></w:tcBorders>'
    plain, at_left = (Style.HEAD, Style.KEPT) if kept else (Style.CELL, Style.LEFT)
    style = at_left if cell.left else plain
    run = "" if merge == "continue" else comments.around(_run(cell.text), cell.paths)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{down}{edges}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p></w:tc>'
    )


def word_pages(sheets: Sequence[Sheet], file: str) -> Pages:
    """The pages that `read_word` would make of the bytes of these sheets; a law in the tests says that it does."""
    walk = _Walk()
    return Pages(file=file, blocks=tuple([block for sheet in sheets for block in walk.blocks(sheet)]))


@define
class _Walk:
    """Counts the paragraphs of a document."""

    count: int = 0

    def blocks(self, sheet: Sheet) -> Iterator[Block]:
        for block in sheet.blocks:
            if isinstance(block, Line):
                self.count += 1
                yield GridLine(text=block.text, index=self.count)
                continue
            if block.joined:
                self.count += 1
                yield GridLine(text="", index=self.count)
            yield Grid(cells=tuple(_grid_cells(block)), rows=len(block.rows), columns=len(block.widths))


def _grid_cells(table: Table) -> Iterator[GridCell]:
    for index, row in enumerate(_lay_rows(table)):
        for number, (column, cell, merge) in enumerate(row, start=1):
            if merge != "continue":
                yield GridCell(
                    row=index,
                    column=column,
                    number=number,
                    rowspan=cell.down,
                    colspan=cell.across,
                    text=cell.text,
                )
