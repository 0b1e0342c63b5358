"""Sheets as a workbook, and as the pages that a reader would make of that workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import define, field

from budgetperf.formats.excel.blocks import Shown, lay_out
from budgetperf.formats.excel.live import Live, figure_places, solve
from budgetperf.formats.excel.notes import comments_part, drawing_part
from budgetperf.formats.excel.placing import Layout, Place, place_sheet, tab_names
from budgetperf.formats.excel.sheet import Area, Position, write_address, write_column
from budgetperf.formats.excel.stationery import MAIN_NAMESPACE, Format, Stylebook
from budgetperf.formats.excel.typed import GENERAL, Typed, starts_like_a_formula, type_number
from budgetperf.formats.excel.visible import MAX_POSITIONS
from budgetperf.formats.office.grid import Block, Pages
from budgetperf.formats.office.packing import (
    DECLARATION,
    attribute,
    core_properties,
    markup,
    pack,
    relationships,
)
from budgetperf.printing.sheet import Cell, Line, Look, Sheet

__all__ = ["excel_bytes", "excel_pages"]

_OFFICE: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TWIPS_TO_PIXELS: Final = 1 / 15
# Pixels of a digit of the font in which widths are counted, 宋体 of 11 points: 8 where it is installed, 9 elsewhere.
_DIGIT: Final = 8.6
_LONGEST_NOTE: Final = 30_000
_NO_NOTES: Final[Mapping[str, str]] = {}
_ALL_ROUND, _NOT_ABOVE, _NOT_BELOW = 1, 2, 3


def excel_bytes(
    sheets: Sequence[Sheet], title: str = "", notes: Mapping[str, str] = _NO_NOTES, *, blank: bool = False
) -> bytes:
    """
    The sheets as the bytes of an ``.xlsx`` file, a tab each: the same sheets, the same bytes.

    Their texts hold nothing that XML cannot: see `first_forbidden`.

    Args:
        sheets: What is printed.

        title: Title of the workbook, in its properties.

        notes: What to note beside cells, by printed path: see `settle_notes`.

        blank: Whether the forms are still to be filled in, so that no figure can be wrong yet.
    """
    book = Stylebook()
    names = tab_names(sheet.name for sheet in sheets)
    drawn = [
        _Drawing(sheet=sheet, layout=place_sheet(sheet, name), book=book, wanted=notes, blank=blank)
        for sheet, name in zip(sheets, names, strict=True)
    ]
    parts: dict[str, str] = {}
    noted: list[int] = []
    for number, drawing in enumerate(drawn, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = drawing.part()
        if drawing.notes:
            noted.append(number)
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relationships(
                {
                    "rId1": ("vmlDrawing", f"../drawings/vmlDrawing{number}.vml"),
                    "rId2": ("comments", f"../comments{number}.xml"),
                }
            )
            parts[f"xl/drawings/vmlDrawing{number}.vml"] = drawing_part(drawing.notes)
            parts[f"xl/comments{number}.xml"] = comments_part(drawing.notes)
    count = len(drawn)
    targets = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)}
    return pack(
        {
            "[Content_Types].xml": _content_types(count, noted),
            "_rels/.rels": relationships(
                {"rId1": ("officeDocument", "xl/workbook.xml"), "rId2": ("core-properties", "docProps/core.xml")},
                package=True,
            ),
            "xl/workbook.xml": _workbook([drawing.layout for drawing in drawn]),
            "xl/_rels/workbook.xml.rels": relationships(targets | {f"rId{count + 1}": ("styles", "styles.xml")}),
            "xl/styles.xml": book.part(),
            **parts,
            "docProps/core.xml": core_properties(title),
        }
    )


def _content_types(count: int, noted: Sequence[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_MAIN_TYPE}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    comments = "".join(
        f'<Override PartName="/xl/comments{number}.xml" ContentType="{_MAIN_TYPE}.comments+xml"/>' for number in noted
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_MAIN_TYPE}.styles+xml"/>{sheets}{comments}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _workbook(layouts: Sequence[Layout]) -> str:
    tabs = "".join(
        f'<sheet name="{attribute(layout.title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, layout in enumerate(layouts, start=1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
        f"{markup(_quoted(layout.title))}!${layout.heads[0]}:${layout.heads[1]}</definedName>"
        for index, layout in enumerate(layouts)
        if layout.heads is not None
    )
    names = f"<definedNames>{heads}</definedNames>" if heads else ""
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN_NAMESPACE}" {_OFFICE}><bookViews><workbookView/></bookViews>'
        f"<sheets>{tabs}</sheets>{names}</workbook>"
    )


def _quoted(title: str) -> str:
    doubled = title.replace("'", "''")
    return f"'{doubled}'"


@define(kw_only=True)
class _Drawing:
    """
    Draws one sheet.

    Attributes:
        notes: What is noted beside its cells, once it is drawn.
    """

    sheet: Sheet
    layout: Layout
    book: Stylebook
    wanted: Mapping[str, str]
    blank: bool
    notes: dict[Position, str] = field(factory=dict)

    def part(self) -> str:
        layout = self.layout
        typed = {id(place): _type(place) for place in layout.places}
        areas = figure_places(layout.places)
        numbers = dict(_numbers(layout.places, typed))
        rows: list[dict[int, str]] = [{} for _ in layout.heights]
        for place in layout.places:
            live = solve(place.content, typed[id(place)], areas, numbers) if isinstance(place.content, Cell) else Live()
            if live.note is not None and not self.blank:
                self.notes[place.area.top, place.area.left] = live.note
            self._draw(place, typed[id(place)], live.formula, rows)
        self._note_wanted()
        data = "".join(
            f'<row r="{number}" ht="{height:g}" customHeight="1">'
            f"{''.join([cells[column] for column in sorted(cells)])}</row>"
            for number, (height, cells) in enumerate(zip(layout.heights, rows, strict=True), start=1)
        )
        return self._around(data)

    def _draw(self, place: Place, typed: Typed | None, formula: str | None, rows: list[dict[int, str]]) -> None:
        area, content = place.area, place.content
        style = self.book.number(_format(content, typed))
        beside = f' s="{style}"'
        for row, column in area.positions():
            rows[row - 1][column] = f'<c r="{write_address(row, column)}"{beside}/>'
        rows[area.top - 1][area.left] = _value(write_address(area.top, area.left), beside, place.text, typed, formula)

    def _note_wanted(self) -> None:
        """Put each note at the first cell or line that prints its path; a cell holds no more than so much of one."""
        left = dict(self.wanted)
        for place in self.layout.places if left else ():
            for path in place.content.paths:
                text = left.pop(path, None)
                if text is not None:
                    self._note(place.area.top, place.area.left, text)

    def _note(self, row: int, column: int, text: str) -> None:
        """Write a note at a cell, below what is noted there already; what does not fit, right of the table."""
        known = self.notes.get((row, column))
        text = text if known is None else f"{known}\n{text}"
        self.notes[row, column] = text[:_LONGEST_NOTE]
        if len(text) > _LONGEST_NOTE:
            self._note(row, max(column, len(self.layout.widths)) + 1, text[_LONGEST_NOTE:])

    def _around(self, data: str) -> str:
        layout = self.layout
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width * _TWIPS_TO_PIXELS / _DIGIT:.2f}" customWidth="1"/>'
            for number, width in enumerate(layout.widths, start=1)
        )
        merged = layout.merges
        merges = "".join(f'<mergeCell ref="{_range(area)}"/>' for area in merged)
        breaks = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in layout.breaks)
        count = len(layout.breaks)
        last = write_address(max(len(layout.heights), 1), len(layout.widths))
        return (
            f'{DECLARATION}<worksheet xmlns="{MAIN_NAMESPACE}" {_OFFICE}>'
            f'<dimension ref="A1:{last}"/>'
            '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="17"/>'
            f"<cols>{columns}</cols><sheetData>{data}</sheetData>"
            + (f'<mergeCells count="{len(merged)}">{merges}</mergeCells>' if merged else "")
            + '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>'
            f'<pageSetup paperSize="9" scale="{layout.scale}" orientation="portrait"/>'
            "<headerFooter><oddFooter>&amp;C&amp;P</oddFooter></headerFooter>"
            + (f'<rowBreaks count="{count}" manualBreakCount="{count}">{breaks}</rowBreaks>' if breaks else "")
            + ('<legacyDrawing r:id="rId1"/>' if self.notes else "")
            + "</worksheet>"
        )


def _range(area: Area) -> str:
    return f"{write_address(area.top, area.left)}:{write_column(area.right)}{area.bottom}"


def _type(place: Place) -> Typed | None:
    content = place.content
    return type_number(content.text) if isinstance(content, Cell) and content.figure else None


def _numbers(places: Sequence[Place], typed: Mapping[int, Typed | None]) -> Iterator[tuple[str, Decimal | None]]:
    """The plain numbers of a sheet by path, and None for blanks: what a formula may refer to."""
    for place in places:
        content = place.content
        if isinstance(content, Cell) and content.figure and content.paths:
            number = typed[id(place)]
            if not content.text:
                yield content.paths[0], None
            elif number is not None and not number.unit:
                yield content.paths[0], number.shown


def _format(content: Cell | Line, typed: Typed | None) -> Format:
    quoted = typed is None and starts_like_a_formula(content.text)
    if isinstance(content, Line):
        return Format(look=content.look, left=content.look is Look.MARK, quoted=quoted)
    border = _NOT_ABOVE if content.open_above else _NOT_BELOW if content.open_below else _ALL_ROUND
    pattern = GENERAL if typed is None else typed.pattern
    if typed is None and content.figure and not content.text and content.paths and "rate" in content.paths[0]:
        pattern = "0.0%"
    return Format(look=None, left=content.left, border=border, pattern=pattern, quoted=quoted)


def _value(address: str, style: str, text: str, typed: Typed | None, formula: str | None) -> str:
    if formula is not None and typed is None:
        # Blank as long as there is nothing to compute: an empty text is a result, too.
        return f'<c r="{address}"{style} t="str"><f>{markup(formula)}</f><v></v></c>'
    if typed is not None:
        inner = "" if formula is None else f"<f>{markup(formula)}</f>"
        return f'<c r="{address}"{style}>{inner}<v>{typed.value:f}</v></c>'
    if not text:
        return f'<c r="{address}"{style}/>'
    return f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{markup(text)}</t></is></c>'


def excel_pages(sheets: Sequence[Sheet], file: str) -> Pages:
    """The pages that `read_excel` would make of the bytes of these sheets; a law in the tests says that it does."""
    names = tab_names(sheet.name for sheet in sheets)
    blocks: list[Block] = []
    for sheet, name in zip(sheets, names, strict=True):
        layout = place_sheet(sheet, name)
        shown = {(place.area.top, place.area.left): Shown(place.text) for place in layout.places if place.text}
        blocks += lay_out(file, name, shown, layout.merges, MAX_POSITIONS).blocks
    return Pages(file=file, blocks=tuple(blocks))
