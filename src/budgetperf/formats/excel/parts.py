"""
The sheets of a workbook, and a copy of its package that holds the cells and nothing else.

What the copy leaves out cannot do harm and cannot fail: pictures, links to other files, pivot
caches, names, comments, properties, and all of a style but the format of its numbers. Some
programs write these in ways that readers of Excel files stumble over, though no cell depends on them.
"""

from __future__ import annotations

import re
from io import BytesIO
from posixpath import join, normpath
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from attrs import frozen

from budgetperf.errors import FileError
from budgetperf.formats.excel.sheet import MAIN
from budgetperf.formats.office.package import Package, check_xml, parse_xml

__all__ = ["CHINESE_FORMATS", "SheetPart", "copy_cells", "list_sheets"]

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_STYLES: Final = "xl/styles.xml"

_RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DECLARATION: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml.*?\?>", re.DOTALL)

_MAX_SHEETS: Final = 1_000
_MAX_STYLES: Final = 70_000  # Excel stops at 65,490
_MAX_STRINGS: Final = 200_000
_LONGEST_FORMAT: Final = 1_000

# Formats that Chinese Excel knows by number alone and never writes out; see ECMA-376, part 1, 18.8.30.
CHINESE_FORMATS: Final = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
_FIRST_OWN_FORMAT: Final = 164


@frozen(kw_only=True)
class SheetPart:
    """
    A sheet of cells, before it is read.

    Attributes:
        title: Its name on the tab.

        hidden: Whether its tab is hidden.

        part: Name of its part in the package.

        data: The bytes of the part.
    """

    title: str
    hidden: bool
    part: str
    data: bytes

    def parse(self, file: str) -> ET.Element:
        """Its XML; FileError where it is none."""
        return parse_xml(file, self.part, self.data)


def list_sheets(package: Package) -> tuple[SheetPart, ...]:
    """
    The sheets of a workbook in the order of their tabs, without those that are only a chart.

    Raises:
        FileError: The package is no workbook that can be read, or one of its sheets is missing.
    """
    file = package.file
    root = package.xml(_WORKBOOK)
    relations = package.xml(_RELATIONS)
    if root is None or relations is None:
        raise FileError(file, *_explain_no_workbook(package.names))
    if root.tag != f"{MAIN}workbook":
        raise FileError(
            file,
            "工作簿的主部件不是普通的 Excel 格式（可能存成了“Strict Open XML”）。"
            "请用 Excel 或 WPS 另存为普通的 .xlsx。",
            "its main part is not in the ordinary Excel format (perhaps it was saved as “Strict Open XML”). "
            "Save it as an ordinary .xlsx in Excel or WPS.",
        )
    targets = {node.get("Id"): node for node in relations}
    sheets = []
    for node in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        title = node.get("name", "")
        relation = targets.get(node.get(_RELATION_ID))
        if relation is not None and not relation.get("Type", "").endswith("/worksheet"):
            continue
        part = "" if relation is None else normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
        data = package.part(part)
        if data is None:
            raise FileError(
                file,
                f"工作簿里找不到工作表“{title}”的内容，文件已损坏。请用 Excel 或 WPS 修复后另存一份。",
                f"the content of its sheet {title!r} is missing; the file is damaged. "
                "Repair it in Excel or WPS and save it again.",
            )
        sheets.append(SheetPart(title=title, hidden=node.get("state", "visible") != "visible", part=part, data=data))
    if len(sheets) > _MAX_SHEETS or len({sheet.part for sheet in sheets}) < len(sheets):
        raise FileError(
            file,
            f"工作表多于 {_MAX_SHEETS} 个，或有两个工作表共用同一内容。请只保留自评表格后另存一份。",
            f"it has more than {_MAX_SHEETS:,} sheets, or two of them share one part. "
            "Save a copy that holds the forms only.",
        )
    return tuple(sheets)


def copy_cells(package: Package, sheets: tuple[SheetPart, ...]) -> bytes:
    """
    A package of the same workbook with what its cells need: sheets, shared texts and number formats.

    Raises:
        FileError: A part is damaged or unreasonably large.
    """
    for name in sorted(package.names):
        # Custom XML belongs to other programs and has any encoding; the rest is checked even where it is not used.
        if name.endswith((".xml", ".rels")) and not name.startswith("customXml/"):
            check_xml(package.file, name, package.part(name) or b"")
    parts = {name: _check_part(package, name) for name in (_CONTENT_TYPES, _RELATIONS)}
    parts[_WORKBOOK] = _prune_workbook(package)
    parts[_STYLES] = _prune_styles(package)
    strings = package.related(_WORKBOOK, "sharedStrings")
    if strings is not None:
        parts[strings] = _check_part(package, strings)
        _refuse_excess(package.file, strings, parts[strings].count(b"<si"), _MAX_STRINGS)
    parts |= {sheet.part: sheet.data for sheet in sheets}
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, data in parts.items():
            # Without a declaration the encoding is UTF-8, and that is how the part was checked.
            archive.writestr(name, _DECLARATION.sub(b"", data))
    return content.getvalue()


def _check_part(package: Package, name: str) -> bytes:
    data = package.part(name) or b""
    parse_xml(package.file, name, data)
    return data


def _prune_workbook(package: Package) -> bytes:
    root = parse_xml(package.file, _WORKBOOK, package.part(_WORKBOOK) or b"")
    kept = (f"{MAIN}workbookPr", f"{MAIN}sheets")
    pruned = ET.Element(root.tag)
    for node in root:
        if node.tag in kept:
            # Of the properties only the first day of the calendar matters to a cell.
            day = {"date1904": node.get("date1904", "0")} if node.tag == kept[0] else {}
            ET.SubElement(pruned, node.tag, day).extend(node)
    return _serialize(pruned)


def _prune_styles(package: Package) -> bytes:
    """The number formats of a workbook, numbered as its cells expect them."""
    name = package.related(_WORKBOOK, "styles")
    root = None if name is None else package.xml(name)
    formats = {str(number): pattern for number, pattern in CHINESE_FORMATS.items()}
    styles = ["0"]
    if root is not None and name is not None:
        nodes = root.findall(f"{MAIN}numFmts/{MAIN}numFmt")
        own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in nodes}
        found = [node.get("numFmtId", "0") for node in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
        _refuse_excess(package.file, name, max(len(own), len(found)), _MAX_STYLES)
        _refuse_excess(package.file, name, max(map(len, own.values()), default=0), _LONGEST_FORMAT)
        formats |= own
        # A number that stands for no format means the general one.
        styles = [number if number in formats or _is_builtin(number) else "0" for number in found] or styles
    pruned = ET.Element(f"{MAIN}styleSheet")
    node = ET.SubElement(pruned, f"{MAIN}numFmts")
    for number, pattern in formats.items():
        ET.SubElement(node, f"{MAIN}numFmt", numFmtId=number, formatCode=pattern)
    node = ET.SubElement(pruned, f"{MAIN}cellXfs")
    for number in styles:
        ET.SubElement(node, f"{MAIN}xf", numFmtId=number)
    return _serialize(pruned)


def _serialize(root: ET.Element) -> bytes:
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return data


def _is_builtin(number: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}", number) is not None and int(number) < _FIRST_OWN_FORMAT


def _refuse_excess(file: str, part: str, count: int, limit: int) -> None:
    if count > limit:
        raise FileError(
            file,
            f"部件 {part} 大得不像一份自评表（{count}，上限 {limit}），出于安全不予读取。请只保留自评表格后另存一份。",
            f"its part {part} is far larger than a self-evaluation form can need ({count:,}, at most {limit:,}); "
            "it is not read, for safety. Save a copy that holds the forms only.",
        )


def _explain_no_workbook(names: frozenset[str]) -> tuple[str, str]:
    if "word/document.xml" in names:
        zh, en = "看起来是 Word 文档（.docx），也许只是改了扩展名", "it looks like a Word document (.docx)"
    elif "ppt/presentation.xml" in names:
        zh, en = "看起来是演示文稿（.pptx）", "it looks like a presentation (.pptx)"
    elif "xl/workbook.bin" in names:
        zh, en = "看起来是二进制工作簿（.xlsb）", "it looks like a binary workbook (.xlsb)"
    else:
        zh, en = "里面没有 xl/workbook.xml 或其关系部件", "it has no xl/workbook.xml, or not its relations"
    zh = f"文件不是 Excel 工作簿（.xlsx）：{zh}。请核对文件名，或用 Excel、WPS 打开后另存为 .xlsx。"
    en = (
        f"the file is not an Excel workbook (.xlsx): {en}. "
        "Check the name of the file, or open it in Excel or WPS and save it as .xlsx."
    )
    return zh, en
