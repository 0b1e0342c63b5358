"""
Reading a Word file: paragraphs as lines, tables as grids of addressed cells.

The document is walked once, with the standard library alone. It is read as it would print with
every tracked change accepted; whatever is set aside for that is said in a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from attrs import Factory, define, field

from budgetperf.domain.finding import Finding, Location
from budgetperf.errors import FileError
from budgetperf.formats.office.grid import Block, Cell, Grid, Line, Pages
from budgetperf.formats.office.margins import says_more
from budgetperf.formats.office.package import Package, open_package, refuse_large
from budgetperf.formats.office.packing import AUTHOR
from budgetperf.formats.word.markup import (
    FOLDED_CELL,
    KIND,
    PARAGRAPHS,
    children,
    find,
    flag,
    unwrap,
    value,
    values,
    whole,
)
from budgetperf.formats.word.numbering import Numbering
from budgetperf.formats.word.parts import read_part
from budgetperf.formats.word.text import Remarks, read_bare, read_paragraph, shorten

__all__ = ["MAX_CELLS", "MAX_PARAGRAPHS", "MAX_POSITIONS", "read_word"]

MAX_CELLS: Final = 60_000
"""Cells of all tables of a document: three hundred project cards."""

MAX_PARAGRAPHS: Final = 80_000
"""Paragraphs of a document, those in cells included."""

MAX_POSITIONS: Final = 500_000
"""Rows times columns of all tables: a single cell may claim to span a million columns."""

_FLOW: Final = PARAGRAPHS | {"tbl", "altChunk", "subDoc"}
_ROWS: Final = frozenset({"tr"})
_CELLS: Final = frozenset({"tc", FOLDED_CELL})
_TABLES: Final = frozenset({"tbl"})
_MARGINS: Final = ("header", "footer")


def read_word(file: str, data: bytes) -> Pages:
    """
    Read the bytes of a ``.docx`` file.

    >>> read_word("附件1.docx", b"")
    Traceback (most recent call last):
    budgetperf.errors.FileError: 附件1.docx：文件是空的...

    Args:
        file: Name of the file, for messages and locations.

        data: Its bytes.

    Returns:
        Its paragraphs and tables in reading order. Findings say what was set aside: tracked changes,
        hidden text, text boxes and notes (BP902), tables within cells (BP903).

    Raises:
        FileError: The bytes are no Word document, or one that is damaged, locked or unreasonably large.
    """
    package = open_package(file, data)
    name, root = _find_document(package)
    walk = _Walk(package=package, name=name)
    body = find(root, "body")
    blocks = tuple(walk.blocks(() if body is None else body))
    walk.report_margins(blocks)
    return Pages(file=file, blocks=blocks, findings=tuple(walk.findings), pictures=package.pictures)


def _find_document(package: Package) -> tuple[str, Element]:
    # What the package itself calls its document may be, in a renamed file, a workbook.
    for name in (package.related("", "officeDocument"), "word/document.xml"):
        root = read_part(package, name) if name is not None and name.endswith(".xml") else None
        if name is not None and root is not None and KIND.get(root.tag) == "document":
            return name, root
    if "xl/workbook.xml" in package.names:
        raise FileError(
            package.file,
            "文件不是 Word 文档，看起来是 Excel 工作簿，只是扩展名改成了 .docx。请把扩展名改回 .xlsx 再试。",
            "the file is not a Word document; it looks like an Excel workbook under the extension .docx. "
            "Give it the extension .xlsx and try again.",
        )
    raise FileError(
        package.file,
        "文件里没有 Word 文档的正文（word/document.xml）。应为 .docx 文件，请用 Word 或 WPS 打开后另存为 .docx。",
        "the file holds no Word document (word/document.xml). A .docx file was expected; "
        "open it in Word or WPS and save it as .docx.",
    )


@define(kw_only=True)
class _Paragraph:
    """A paragraph, or several that are one since the marks between them were deleted."""

    index: int
    remarks: Remarks
    pieces: list[str] = Factory(list)
    label: str = ""

    @property
    def text(self) -> str:
        return _labelled(self.label, "".join(self.pieces))


@define
class _Span:
    """A cell that still grows while the cells beside and below it are read."""

    row: int
    column: int
    number: int
    text: str
    colspan: int
    rowspan: int = 1

    @classmethod
    def open(cls, cell: _Span | Cell) -> _Span:
        """A cell that grows after all."""
        return cell if isinstance(cell, _Span) else cls(cell.row, cell.column, cell.number, cell.text, cell.colspan)

    def close(self) -> Cell:
        return Cell(
            row=self.row,
            column=self.column,
            number=self.number,
            rowspan=self.rowspan,
            colspan=self.colspan,
            text=self.text,
        )


_NOTHING: Final = Remarks()


@define(kw_only=True, slots=False)
class _Walk:
    """One walk over a document: counts what it meets, and collects findings."""

    package: Package
    name: str
    findings: list[Finding] = field(init=False, default=Factory(list))
    lines: int = field(init=False, default=0)
    paragraphs: int = field(init=False, default=0)
    cells: int = field(init=False, default=0)
    positions: int = field(init=False, default=0)

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(package=self.package, document=self.name)

    def blocks(self, body: Iterable[Element]) -> Iterator[Block]:
        for item in self._flow(body):
            if isinstance(item, _Paragraph):
                self._report(item.remarks, row=item.index)
                yield Line(text=item.text, index=item.index)
                continue
            framed = _open_frame(item)
            if framed is not None:
                for cell in framed:
                    self._count_cell()
                    if KIND[cell.tag] == FOLDED_CELL:
                        self.lines += 1
                        yield from (Line(text=text, index=self.lines) for text in self._lines(cell, _NOTHING))
                    else:
                        yield from self.blocks(cell)
                continue
            grid = self._grid(item)
            if grid.rows:
                yield grid

    def report_margins(self, blocks: Iterable[Block]) -> None:
        """Say what is printed at the head and foot of the pages, but for their numbers and what the body says, too."""
        names = sorted({name for kind in _MARGINS for name in self.package.all_related(self.name, kind)})
        texts = [text for block in blocks for text in _texts(block)] if names else []
        for name in names:
            root = read_part(self.package, name)
            text = "" if root is None else "".join(shorten(root.iter()).split())
            if says_more(text, texts):
                remarks = Remarks()
                remarks.set_aside("page_margin", text)
                self.findings += remarks.findings(Location(file=self.package.file))

    def _flow(
        self, element: Iterable[Element], remarks: Remarks | None = None, *, numbered: bool = True
    ) -> Iterator[_Paragraph | Element]:
        """The paragraphs and tables of a body or cell. The paragraphs of a cell share their *remarks*."""
        in_body = remarks is None
        current: _Paragraph | None = None
        for kind, child, _ in unwrap(element, _FLOW):
            if kind == "tbl":
                if current is not None:
                    yield current
                    current = None
                yield child
                continue
            self.lines += in_body
            self._count_paragraph()
            bare = read_bare(child) if current is None and kind in PARAGRAPHS else None
            if bare is not None:
                text, settings = bare
                label = self.numbering.label(settings) if numbered and settings else ""
                yield _Paragraph(index=self.lines, remarks=_NOTHING, pieces=[text], label=label)
                continue
            if current is None:
                current = _Paragraph(index=self.lines, remarks=Remarks() if remarks is None else remarks)
            if kind not in PARAGRAPHS:
                current.remarks.set_aside("embedded_file", "")
                continue
            read_paragraph(child, current.pieces, current.remarks, self._note)
            settings = children(find(child, "pPr"))
            if "rPr" in settings and self._is_joined(settings["rPr"], current.remarks):
                continue
            # The mark that is left is that of the last paragraph, and it carries the number.
            if numbered and settings:
                current.label = self.numbering.label(settings)
            yield current
            current = None
        if current is not None:
            yield current

    def _is_joined(self, mark: Element, remarks: Remarks) -> bool:
        """Whether the mark at the end of a paragraph was deleted, so that the next one joins it."""
        changes = children(mark).keys()
        if changes & {"del", "ins", "moveFrom", "moveTo"}:
            remarks.tracked = True
        return bool(changes & {"del", "moveFrom"})

    def _grid(self, table: Element) -> Grid:
        spans: list[_Span | Cell] = []
        above: dict[int, _Span] = {}
        rows = columns = 0
        for _, row, wrapped_in in unwrap(table, _ROWS):
            settings = children(find(row, "trPr"))
            if "del" in settings:
                remarks = Remarks()
                remarks.delete(shorten(row.iter()))
                self._report(remarks, row=rows + 1)
                continue
            if flag(settings.get("hidden")):
                # Word does not print it.
                remarks = Remarks()
                remarks.set_aside("hidden", shorten(row.iter()))
                self._report(remarks, row=rows + 1)
                continue
            first = whole(value(settings.get("gridBefore")), 0)
            above, end = self._row(row, rows, first, above, spans, inserted=wrapped_in or "ins" in settings)
            rows += 1
            columns = max(columns, end + whole(value(settings.get("gridAfter")), 0))
        self.positions += rows * columns
        if self.positions > MAX_POSITIONS:
            raise self._too_many("表格的行列", "rows times columns", MAX_POSITIONS)
        return Grid(
            cells=tuple([span.close() if isinstance(span, _Span) else span for span in spans]),
            rows=rows,
            columns=columns,
        )

    def _row(
        self,
        row: Element,
        index: int,
        column: int,
        above: dict[int, _Span],
        spans: list[_Span | Cell],
        *,
        inserted: bool,
    ) -> tuple[dict[int, _Span], int]:
        """Add the cells of a row to *spans*; give those that the next row may continue, and the column after it."""
        below: dict[int, _Span] = {}
        folded = 0
        last: _Span | Cell | None = None
        if inserted:
            whole_row = Remarks()
            whole_row.insert(shorten(row.iter()))
            self._report(whole_row, row=index + 1)
        number = 0
        for number, (kind, cell, _) in enumerate(unwrap(row, _CELLS), start=1):
            # What a folded cell says of itself is in its attributes.
            if kind == FOLDED_CELL and cell.get("vMerge") is None:
                # Most cells grow no more, and give nothing to remark.
                folded += 1
                span = cell.get("gridSpan")
                colspan = 1 if span is None else whole(span, 1) or 1
                last = Cell(index, column, number, cell.text or "", 1, colspan)
                spans.append(last)
                column += colspan
                continue
            settings = cell.attrib if kind == FOLDED_CELL else values(find(cell, "tcPr"))
            colspan = whole(settings["gridSpan"], 1) or 1 if "gridSpan" in settings else 1
            remarks = Remarks()
            anchor = above.get(column)
            if "cellDel" in settings:
                remarks.delete(shorten(cell.iter()))
                colspan = 0
            elif last is not None and _continues(settings, "hMerge"):
                last = spans[-1] = _Span.open(last)
                last.colspan += colspan
                self._hide(cell, remarks)
            elif anchor is not None and anchor.colspan == colspan and _continues(settings, "vMerge"):
                anchor.rowspan += 1
                below[column], last = anchor, None
                self._hide(cell, remarks)
            else:
                # This is also what becomes of a merge that continues nothing.
                last = grown = _Span(index, column, number, self._text(cell, remarks), colspan)
                spans.append(grown)
                if "vMerge" in settings:
                    below[column] = grown
            if not remarks.blank:
                # What is said of a row that was put in is not said again of each of its cells.
                remarks.tracked = remarks.tracked and not (inserted and not remarks.deleted)
                self._report(remarks, row=index + 1, column=number)
            column += colspan
        self._count_cell(number)
        self._count_paragraph(folded)
        return below, column

    def _text(self, cell: Element, remarks: Remarks, *, numbered: bool = True) -> str:
        return "\n".join(self._lines(cell, remarks, numbered=numbered))

    def _lines(self, cell: Element, remarks: Remarks, *, numbered: bool = True) -> list[str]:
        if KIND[cell.tag] == FOLDED_CELL:
            self._count_paragraph()
            return [cell.text or ""]
        lines: list[str] = []
        for item in self._flow(cell, remarks, numbered=numbered):
            if isinstance(item, _Paragraph):
                lines.append(item.text)
            else:
                remarks.nested = True
                lines += self._nested_lines(item, remarks, numbered=numbered)
        return lines

    def _nested_lines(self, table: Element, remarks: Remarks, *, numbered: bool) -> Iterator[str]:
        """A table within a cell: a line for each row, its cells side by side."""
        for _, row, _ in unwrap(table, _ROWS):
            if "del" in children(find(row, "trPr")):
                remarks.delete(shorten(row.iter()))
                continue
            texts: list[str] = []
            for _, cell, _ in unwrap(row, _CELLS):
                self._count_cell()
                texts += self._lines(cell, remarks, numbered=numbered)
            yield " ".join(filter(None, texts))

    def _hide(self, cell: Element, remarks: Remarks) -> None:
        # Word keeps the content of a cell that was merged into another, but shows and counts it no more.
        text = self._text(cell, remarks, numbered=False)
        if text.strip():
            remarks.set_aside("hidden", text)

    def _report(self, remarks: Remarks, row: int, column: int | None = None) -> None:
        if not remarks.blank:
            self.findings += remarks.findings(Location(file=self.package.file, row=row, column=column))

    def _note(self, kind: str, name: str) -> str | None:
        return self._notes.get((kind, name), "")

    @cached_property
    def _notes(self) -> dict[tuple[str, str], str | None]:
        """Footnotes, endnotes and comments; None for the comments of a review, which are no words of the filing."""
        notes: dict[tuple[str, str], str | None] = {}
        for kind in ("footnote", "endnote", "comment"):
            part = self.package.related(self.name, f"{kind}s")
            root = None if part is None else read_part(self.package, part)
            for note in () if root is None else root:
                if KIND.get(note.tag) == kind:
                    own = kind == "comment" and value(note, "author") == AUTHOR
                    notes[kind, value(note, "id") or ""] = None if own else shorten(note.iter()).strip()
        return notes

    def _count_paragraph(self, count: int = 1) -> None:
        self.paragraphs += count
        if self.paragraphs > MAX_PARAGRAPHS:
            raise self._too_many("段落", "paragraphs", MAX_PARAGRAPHS)

    def _count_cell(self, count: int = 1) -> None:
        self.cells += count
        if self.cells > MAX_CELLS:
            raise self._too_many("单元格", "cells", MAX_CELLS)

    def _too_many(self, zh: str, en: str, limit: int) -> FileError:
        return refuse_large(self.package.file, f"{zh}多于 {limit} 个", f"it has more than {limit:,} {en}")


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
    else:
        yield from (cell.text for cell in block.cells)


def _labelled(label: str, text: str) -> str:
    # A number that stands alone needs nothing to separate it: the cells of a 序号 column.
    return label + text if text else label.rstrip(" ")


def _open_frame(table: Element) -> list[Element] | None:
    """
    The cells of a table that is but a frame around others, or None.

    Each of its rows is a single cell, and in one of them stands a table with rows and columns.
    """
    cells: list[Element] = []
    for _, row, _ in unwrap(table, _ROWS):
        within = [cell for _, cell, _ in unwrap(row, _CELLS)]
        if len(within) != 1 or children(find(row, "trPr")).keys() & {"del", "ins", "hidden"}:
            return None
        cells += within
    return cells if any(_is_tabular(inner) for cell in cells for _, inner, _ in unwrap(cell, _TABLES)) else None


def _is_tabular(table: Element) -> bool:
    rows = [row for _, row, _ in unwrap(table, _ROWS)]
    return _open_frame(table) is not None or (len(rows) > 1 and any(len(list(unwrap(row, _CELLS))) > 1 for row in rows))


def _continues(settings: Mapping[str, str | None], merge: str) -> bool:
    return merge in settings and settings[merge] != "restart"
